#include "testing.h"

#include "book.h"
#include "journal.h"
#include "setup.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ID "0123456789abcdef0123456789abcdef"

static char *scratch;   /* of the test */
static char *example;   /* data/norrbotten-2020 */

static int setup(void **state)
{
	(void)state;
	unsetenv("SOURCE_DATE_EPOCH");
	scratch = testing_directory();
	example = strdup(testing_source("data/norrbotten-2020"));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	testing_remove(scratch);
	free(example);
	return 0;
}

static const char *path(const char *name)
{
	static char paths[8][4200];
	static int next;
	char *out = paths[next++ % 8];

	snprintf(out, sizeof *paths, "%s/%s", scratch, name);
	return out;
}

static void copy_file(const char *from, const char *to)
{
	size_t size;
	char *bytes = testing_read(from, &size);

	testing_write(to, bytes, size);
	free(bytes);
}

static void change(const char *name, const char *from, const char *to)
{
	struct buffer out = { 0 };
	char *bytes = testing_read(path(name), NULL), *at = strstr(bytes, from);

	expect(at, "%s: %s", name, from);
	buffer_add(&out, bytes, (size_t)(at - bytes));
	buffer_text(&out, to);
	buffer_text(&out, at + strlen(from));
	testing_write(path(name), out.bytes, out.size);
	buffer_free(&out);
	free(bytes);
}

/* ---- a small region, so that what is tried stands beside it ---- */

static const char mini_region[] =
	"format = 1;\nname = \"Region\"; org_number = \"1\"; year = 2020; registrar = \"reg\"; protection = \"none\";\n"
	"levels = ( { id=\"l1\"; name=\"Region\"; chef=\"direktör\"; plan=\"plan\"; subs=\"Divisioner\"; money=\"mnkr\"; },\n"
	"           { id=\"l2\"; name=\"Division\"; chef=\"chef\"; plan=\"plan\"; subs=\"Enheter\"; money=\"tkr\"; } );\n"
	"kinds = ( { id=\"base\"; name=\"Utgångsläge\"; short=\"2019\"; opening=true; }, { id=\"transfer\"; name=\"Omfördelning\"; short=\"Omf\"; zero_sum=true; } );\n"
	"lines = ( { id=\"personal\"; name=\"Personal\"; kind=\"cost\"; account=\"4\"; } );\n"
	"areas = (); principles = (); versions = ();\n";

static const char mini_organisation[] =
	"units = (\n"
	"  { id=\"rot\"; kind=\"unit\"; name=\"Rot\"; level=\"l1\"; chef=\"dir\"; registrars=( \"reg\" ); ekonomer=( \"eko\" ); },\n"
	"  { id=\"a\"; parent=\"rot\"; kind=\"unit\"; name=\"A\"; level=\"l2\"; chef=\"chef-a\"; deputies=( { user=\"stf-a\"; } ); },\n"
	"  { id=\"b\"; parent=\"rot\"; kind=\"unit\"; name=\"B\"; level=\"l2\"; chef=\"chef-b\"; },\n"
	"  { id=\"fond\"; parent=\"b\"; kind=\"anslag\"; name=\"Fond\"; }\n"
	");\n";

static const char mini_acts[] =
	"{\"by\":\"reg\",\"at\":\"2019-11-20T09:00:00+01:00\",\"id\":\"bas\",\"act\":\"post\",\"kind\":\"base\",\"year\":2020,\"legs\":[[\"rot\",1000000]],\"decision\":\"RF\"}\n"
	"\n"
	"{\"by\":\"dir\",\"act\":\"post\",\"kind\":\"base\",\"year\":2020,\"legs\":[[\"a\",600000],[\"b\",400000]]}\n";

static const char *mini(void)
{
	mkdir(path("mini"), 0755);
	testing_write(path("mini/region.cfg"), mini_region, sizeof mini_region - 1);
	testing_write(path("mini/organisation.cfg"), mini_organisation, sizeof mini_organisation - 1);
	testing_write(path("mini/acts.jsonl"), mini_acts, sizeof mini_acts - 1);
	return path("mini");
}

static struct folder *open_mini(void)
{
	struct error error = { 0 };
	struct folder *folder;

	expect(setup_init(path("f"), mini(), ID, NULL, &error), "%s", error.text);
	folder = folder_open(path("f"), &error);
	expect(folder, "%s", error.text);
	return folder;
}

static struct folder *reopen(struct folder *folder)
{
	struct error error = { 0 };

	folder_free(folder);
	folder = folder_open(path("f"), &error);
	expect(folder, "%s", error.text);
	return folder;
}

static size_t lines_of(const struct folder *folder, const char *user)
{
	struct error error = { 0 };
	struct book *book = book_load(folder, &error);
	const struct journal *journal = book_journal(book, user);
	size_t count = journal ? journal->count : 0;

	book_free(book);
	return count;
}

static size_t all_lines(const struct folder *folder)
{
	struct error error = { 0 };
	struct book *book = book_load(folder, &error);
	size_t count = book->event_count;

	for (size_t i = 0; i < book->event_count; i++)
		expect(book->events[i]->state == LINE_APPLIED, "%s rad %d: %s", book->events[i]->user, (int)book->events[i]->line->head.n,
		       book->events[i]->why->text);
	book_free(book);
	return count;
}

/* ---- init ---- */

static size_t compared;

static int compare_one(const char *one, const struct stat *status, int kind, struct FTW *where)
{
	char other[4200], *a, *b;
	size_t size_a, size_b;

	(void)status, (void)where;
	snprintf(other, sizeof other, "%s/two%s", scratch, one + strlen(scratch) + strlen("/one"));
	if (kind != FTW_F)
		return access(other, F_OK);
	a = testing_read(one, &size_a);
	b = testing_read(other, &size_b);
	expect(size_a == size_b && !memcmp(a, b, size_a), "%s", one);
	free(a);
	free(b);
	compared++;
	return 0;
}

static void init_is_reproducible(void **state)
{
	struct error error = { 0 };
	size_t acts = 0;

	(void)state;
	setenv("SOURCE_DATE_EPOCH", "1574200000", 1);
	expect(setup_init(path("one"), example, ID, &acts, &error), "%s", error.text);
	assert_true(acts > 100);
	setenv("TZ", "Asia/Tokyo", 1);
	mode_t old = umask(077);
	expect(setup_init(path("two"), example, ID, NULL, &error), "%s", error.text);
	umask(old);
	unsetenv("TZ");
	compared = 0;
	assert_int_equal(nftw(path("one"), compare_one, 16, FTW_PHYS), 0);
	assert_true(compared > 20);
}

static void init_gives_what_is_there(void **state)
{
	struct error error = { 0 };
	struct folder *folder;
	size_t acts = 0;

	(void)state;
	expect(setup_init(path("f"), mini(), NULL, &acts, &error), "%s", error.text);
	assert_int_equal(acts, 2);
	folder = folder_open(path("f"), &error);
	assert_non_null(folder);
	assert_int_equal(strlen(folder->edited->id), 32);
	assert_string_not_equal(folder->edited->id, ID);
	assert_int_equal(all_lines(folder), 3);
	assert_int_equal(access(path("f/published.cfg"), F_OK), -1);
	folder_free(folder);
}

static void init_takes_an_empty_directory_only(void **state)
{
	struct error error = { 0 };

	(void)state;
	mini();
	mkdir(path("f"), 0755);
	testing_write(path("f/mitt"), "x", 1);
	assert_false(setup_init(path("f"), path("mini"), ID, NULL, &error));
	assert_string_equal(error.word, "not-empty");
	assert_int_equal(access(path("f/mitt"), F_OK), 0);
	assert_int_equal(access(path("f/region.cfg"), F_OK), -1);
	unlink(path("f/mitt"));
	expect(setup_init(path("f"), path("mini"), ID, NULL, &error), "%s", error.text);
}

/* What is wrong in the example is said with file and line, and, but for the acts, before anything is made. */
static void init_refuses_a_wrong_example(void **state)
{
	static const struct { const char *file, *from, *to, *says; bool made; } rows[] = {
		{ "mini/region.cfg", "format = 1;", "format = 1; id = \"" ID "\";", "har redan ett id", false },
		{ "mini/region.cfg", "opening=true;", "", "opening", false },
		{ "mini/region.cfg", "registrar = \"reg\";", "", "region.cfg", false },
		{ "mini/organisation.cfg", "chef=\"chef-b\";", "", "organisation.cfg:4", false },
		{ "mini/organisation.cfg", "parent=\"b\"", "parent=\"c\"", "organisation.cfg:5", false },
		{ "mini/acts.jsonl", "600000", "\"x\"", "acts.jsonl:3: ", true },
		{ "mini/acts.jsonl", "\"by\":\"dir\"", "\"by\":\"chef-a\"", "acts.jsonl:3: ", true },
		{ "mini/acts.jsonl", "\"decision\":\"RF\"", "\"x\":1", "acts.jsonl:1: ", true },
	}, *row;

	(void)state;
	for (EACH(row, rows)) {
		struct error error = { 0 };

		mini();
		change(row->file, row->from, row->to);
		expect(!setup_init(path("f"), path("mini"), ID, NULL, &error), "%s", row->says);
		expect(strstr(error.text, row->says), "%s: %s", row->says, error.text);
		expect((access(path("f/region.cfg"), F_OK) == 0) == row->made, "%s", error.text);
		if (row->made)
			expect(strstr(error.text, "blev inte klar"), "%s", error.text);
		if (access(path("f"), F_OK) == 0)
			testing_remove(strdup(path("f")));
	}
}

static void init_refuses_what_it_cannot_use(void **state)
{
	struct error error = { 0 };

	(void)state;
	mini();
	assert_false(setup_init(path("f"), path("none"), ID, NULL, &error));
	assert_string_equal(error.word, "no-example");
	assert_false(setup_init(path("f"), path("mini"), "ABC", NULL, &error));
	assert_string_equal(error.word, "bad-id");
	testing_write(path("mini/published.cfg"), "claims = ( { } );", 17);
	assert_false(setup_init(path("f"), path("mini"), ID, NULL, &error));
	assert_non_null(strstr(error.text, "published.cfg:1"));
	assert_int_equal(access(path("f"), F_OK), -1);
}

/* ---- do ---- */

#define SAY "{\"act\":\"say\",\"unit\":\"a\",\"kind\":\"comment\",\"text\":\"hej\"}"

static void do_writes_or_refuses(void **state)
{
	static const struct { const char *as, *input, *says; enum done done; size_t written; } rows[] = {
		{ "chef-a", SAY "\n", NULL, DONE, 1 },
		{ "chef-a", SAY, NULL, DONE, 1 }, /* without the last LF */
		{ "chef-a", SAY "\r\n  \r\n\n" SAY "\r\n", NULL, DONE, 2 },
		{ "chef-a", "", NULL, DONE, 0 },
		{ NULL, "{\"by\":\"chef-a\",\"act\":\"say\",\"unit\":\"a\",\"kind\":\"comment\",\"text\":\"hej\"}", NULL, DONE, 1 },
		{ "chef-a", "{\"by\":\"chef-a\",\"act\":\"say\",\"unit\":\"a\",\"kind\":\"comment\",\"text\":\"hej\"}", NULL, DONE, 1 },
		{ "chef-a", "{\"by\":\"dir\",\"act\":\"say\",\"unit\":\"a\",\"kind\":\"comment\",\"text\":\"hej\"}", "rad 1: by", DONE_NOT_RUN, 0 },
		{ "chef-a", SAY "\n\nhej\n", "rad 3: inte giltig JSON", DONE_NOT_RUN, 0 },
		{ "chef-a", SAY "\n[]\n", "rad 2: ", DONE_NOT_RUN, 0 },
		{ "chef-a", SAY " " SAY "\n", "rad 1: inte giltig JSON", DONE_NOT_RUN, 0 },
		{ "chef-a", "{\"act\":\"say\",\"unit\":\"a\",\"kind\":\"comment\",\"text\":\"hej\",\"x\":1}", "rad 1: x", DONE_NOT_RUN, 0 },
		{ "chef-a", "{\"act\":\"say\",\"unit\":\"a\",\"unit\":\"b\",\"kind\":\"comment\",\"text\":\"hej\"}", "rad 1: inte giltig JSON", DONE_NOT_RUN, 0 },
		{ "chef-a", "{\"act\":\"sing\"}", "rad 1: act", DONE_NOT_RUN, 0 },
		{ "reg", "{\"act\":\"adopt\",\"region\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"organisation\":"
		         "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}", "budgetdialog adopt", DONE_NOT_RUN, 0 },
		{ "ingen", SAY "\n", "rad 1: ingen har ingen journal", DONE_REFUSED, 0 },
		{ "chef-b", SAY "\n", "rad 1: dialogen om A", DONE_REFUSED, 0 },
		{ "chef-a", SAY "\n{\"act\":\"say\",\"unit\":\"zz\",\"kind\":\"comment\",\"text\":\"hej\"}\n", "rad 2: enheten «zz»", DONE_REFUSED, 0 },
		{ "chef-a", "{\"act\":\"say\",\"unit\":\"a\",\"kind\":\"answer\",\"thread\":\"finns-inte\",\"text\":\"hej\"}", "rad 1: raden «finns-inte»", DONE_REFUSED, 0 },
		{ "dir", "{\"act\":\"post\",\"kind\":\"transfer\",\"year\":2020,\"legs\":[[\"a\",5],[\"b\",-4]]}", "rad 1: benen tar inte ut varandra", DONE_REFUSED, 0 },
		{ "chef-a", "{\"act\":\"post\",\"kind\":\"transfer\",\"year\":2020,\"legs\":[[\"a\",5],[\"b\",-5]]}", "rad 1: bara direktör ", DONE_REFUSED, 0 },
		{ "chef-b", "{\"act\":\"post\",\"kind\":\"base\",\"year\":2020,\"legs\":[[\"fond\",5]]}", NULL, DONE, 1 },
		{ NULL, "{\"by\":\"dir\",\"act\":\"post\",\"kind\":\"transfer\",\"year\":2020,\"legs\":[[\"a\",5],[\"b\",-5]],\"id\":\"p\"}\n"
		        "{\"by\":\"dir\",\"act\":\"post\",\"kind\":\"transfer\",\"year\":2020,\"legs\":[],\"replaces\":\"p\"}", NULL, DONE, 2 },
	}, *row;
	struct folder *folder = open_mini();
	size_t lines = all_lines(folder);

	(void)state;
	for (EACH(row, rows)) {
		struct error error = { 0 };
		size_t written = 0;

		expect(setup_acts(folder, row->as, row->input, strlen(row->input), &written, &error) == row->done, "%s: %s", row->input, error.text);
		if (row->says)
			expect(strstr(error.text, row->says), "%s: %s", row->says, error.text);
		if (row->done == DONE)
			expect(written == row->written, "%s: %zu", row->input, written);
		lines += row->written;
		expect(all_lines(folder) == lines, "%s", row->input);
	}
	folder_free(folder);
}

/* Whoever runs the program, when neither --as nor `by` says who. */
static void do_without_a_name_is_the_systems_user(void **state)
{
	struct folder *folder = open_mini();
	struct error error = { 0 };

	(void)state;
	assert_int_equal(setup_acts(folder, NULL, SAY, sizeof SAY - 1, NULL, &error), DONE_REFUSED);
	assert_string_equal(error.word, "no-journal");
	folder_free(folder);
}

static void do_with_an_id_counts_once(void **state)
{
	static const char input[] = "{\"id\":\"fraga\",\"by\":\"dir\",\"act\":\"say\",\"unit\":\"a\",\"kind\":\"question\",\"text\":\"hur\"}\n"
	                            "{\"id\":\"svar\",\"by\":\"chef-a\",\"act\":\"say\",\"unit\":\"a\",\"kind\":\"answer\",\"thread\":\"fraga\",\"text\":\"så\"}\n";
	struct folder *folder = open_mini();
	struct error error = { 0 };
	size_t written = 0;

	(void)state;
	expect(setup_do(folder, NULL, input, sizeof input - 1, &written, &error), "%s", error.text);
	assert_int_equal(written, 2);
	expect(setup_do(folder, NULL, input, sizeof input - 1, &written, &error), "%s", error.text);
	assert_int_equal(written, 0);
	assert_int_equal(all_lines(folder), 5);
	folder_free(folder);
}

static void do_refuses_long_lines_and_nul(void **state)
{
	struct folder *folder = open_mini();
	struct buffer input = { 0 };
	struct error error = { 0 };

	(void)state;
	buffer_text(&input, "{\"act\":\"say\",\"unit\":\"a\",\"kind\":\"comment\",\"text\":\"");
	while (input.size < LINE_MAX_BYTES)
		buffer_text(&input, "xxxxxxxxxxxxxxxx");
	buffer_text(&input, "\"}\n");
	assert_int_equal(setup_acts(folder, "chef-a", input.bytes, input.size, NULL, &error), DONE_NOT_RUN);
	assert_non_null(strstr(error.text, "rad 1: raden är längre än 64 KiB"));
	assert_int_equal(setup_acts(folder, "chef-a", SAY "\n\0\n", sizeof SAY + 2, NULL, &error), DONE_NOT_RUN);
	assert_non_null(strstr(error.text, "rad 2: "));
	assert_int_equal(all_lines(folder), 3);
	buffer_free(&input);
	folder_free(folder);
}

/* Ten thousand acts on one unit, by two people who take turns: in a test, so that it is noticed when it becomes quadratic. */
static void do_takes_many(void **state)
{
	struct folder *folder = open_mini();
	struct buffer input = { 0 };
	struct error error = { 0 };
	size_t written = 0;

	(void)state;
	for (int i = 0; i < 10000; i++)
		buffer_format(&input, "{\"by\":\"%s\",\"act\":\"say\",\"unit\":\"a\",\"kind\":\"comment\",\"text\":\"%d\"}\n", i % 2 ? "chef-a" : "dir", i);
	expect(setup_do(folder, NULL, input.bytes, input.size, &written, &error), "%s", error.text);
	assert_int_equal(written, 10000);
	assert_int_equal(lines_of(folder, "chef-a"), 5000);
	buffer_free(&input);
	folder_free(folder);
}

/* One of two journals may not be written: then neither is. */
static void do_asks_the_system_first(void **state)
{
	static const char input[] = "{\"by\":\"chef-a\",\"act\":\"say\",\"unit\":\"a\",\"kind\":\"comment\",\"text\":\"ett\"}\n"
	                            "{\"by\":\"dir\",\"act\":\"say\",\"unit\":\"a\",\"kind\":\"comment\",\"text\":\"två\"}\n";
	struct folder *folder = open_mini();
	struct error error = { 0 };
	bool root = geteuid() == 0;
	enum done done;

	(void)state;
	chmod(path("f/journals/chef-a.jsonl"), 0666);
	chmod(path("f/journals/dir.jsonl"), 0444);
	chmod(path("f"), 0755);
	if (root)
		assert_int_equal(seteuid(65534), 0);
	done = setup_acts(folder, NULL, input, sizeof input - 1, NULL, &error);
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(done, DONE_NOT_RUN);
	expect(strstr(error.text, "rad 2: journals/dir.jsonl"), "%s", error.text);
	assert_int_equal(all_lines(folder), 3);
	folder_free(folder);
}

/* ---- adopt ---- */

static void adopt_without_a_change_writes_nothing(void **state)
{
	struct folder *folder = open_mini();
	struct adopted adopted;
	struct error error = { 0 };

	(void)state;
	expect(setup_adopt(folder, NULL, NULL, &adopted, &error), "%s", error.text);
	assert_true(adopted.unchanged);
	assert_int_equal(all_lines(folder), 3);
	folder_free(folder);
}

static void adopt_brings_edits_into_force(void **state)
{
	struct folder *folder = open_mini();
	struct adopted adopted;
	struct error error = { 0 };
	struct book *book;

	(void)state;
	change("f/organisation.cfg", "\n);", ",\n  { id=\"c\"; parent=\"a\"; kind=\"unit\"; name=\"C\"; level=\"l2\"; chef=\"chef-c\"; }\n);");
	change("f/region.cfg", "name = \"Region\"", "name = \"Region Ny\"");
	folder = reopen(folder);
	book = book_open(folder, &error);
	assert_true(book->region_edited && book->organisation_edited);
	book_free(book);
	expect(setup_adopt(folder, "2020-01-02T03:04:05+01:00", "antaget", &adopted, &error), "%s", error.text);
	assert_false(adopted.unchanged);
	assert_int_equal(adopted.units, 5);
	assert_int_equal(adopted.users, 7);
	assert_int_equal(adopted.new_users, 1);
	assert_int_equal(adopted.revoked, 0);
	book = book_open(folder, &error);
	assert_false(book->region_edited || book->organisation_edited);
	assert_string_equal(book->region->name, "Region Ny");
	assert_string_equal(book->adopted->line->head.id, "antaget");
	assert_string_equal(book->adopted->line->head.at, "2020-01-02T03:04:05+01:00");
	assert_non_null(book_journal(book, "chef-c"));
	book_free(book);
	static const char say[] = "{\"act\":\"say\",\"unit\":\"c\",\"kind\":\"note\",\"text\":\"ny\"}";
	expect(setup_do(folder, "chef-c", say, sizeof say - 1, NULL, &error), "%s", error.text);
	assert_int_equal(all_lines(folder), 5);
	folder_free(folder);
}

/* Everyone who loses something, with the last line of hers that is recognised. */
static void adopt_ends_who_loses_a_right(void **state)
{
	static const struct { const char *from, *to; const char *ends; } rows[] = {
		{ "name=\"A\"", "name=\"Alfa\"", "" },
		{ "chef=\"chef-a\"", "chef=\"ny\"", "chef-a=1" },
		{ "deputies=( { user=\"stf-a\"; } );", "", "stf-a=0" },
		{ "chef=\"chef-a\"; deputies=( { user=\"stf-a\"; } );", "chef=\"stf-a\"; deputies=( { user=\"chef-a\"; } );", "" },
		{ "ekonomer=( \"eko\" );", "ekonomer=( \"eko2\" );", "eko=0" },
		{ "chef=\"dir\"", "chef=\"ny-dir\"", "dir=1" },
		{ "registrars=( \"reg\" );", "registrars=( \"reg2\" );", "reg=3" }, /* her own: with the adopt line itself */
		{ "parent=\"b\"; kind=\"anslag\"", "parent=\"a\"; kind=\"anslag\"", "chef-b=0" },
		{ "parent=\"b\"; kind=\"anslag\"", "parent=\"rot\"; kind=\"anslag\"", "chef-b=0" },
		{ ",\n  { id=\"fond\"; parent=\"b\"; kind=\"anslag\"; name=\"Fond\"; }", "", "chef-b=0 eko=0 reg=3" },
		{ "{ id=\"b\"; parent=\"rot\"", "{ id=\"b\"; parent=\"a\"", "dir=1" },
	}, *row;

	(void)state;
	for (EACH(row, rows)) {
		struct folder *folder = open_mini();
		struct adopted adopted;
		struct error error = { 0 };
		struct buffer got = { 0 };
		struct book *book;

		assert_true(setup_do(folder, "chef-a", SAY, sizeof SAY - 1, NULL, &error));
		change("f/organisation.cfg", row->from, row->to);
		folder = reopen(folder);
		expect(setup_adopt(folder, NULL, NULL, &adopted, &error), "%s: %s", row->to, error.text);
		book = book_open(folder, &error);
		const struct list *ends = &book->adopted->line->act.adopt.ends;
		for (size_t i = 0; i < ends->count; i++)
			buffer_format(&got, "%s%s=%d", i ? " " : "", ((const struct end *)ends->items)[i].user, (int)((const struct end *)ends->items)[i].n);
		buffer_text(&got, "");
		expect(!strcmp(got.bytes, row->ends), "%s: %s", row->ends, got.bytes);
		assert_int_equal(adopted.revoked, ends->count);
		book_free(book);
		assert_int_equal(all_lines(folder), 5); /* none of what was written before is void */
		buffer_free(&got);
		folder_free(folder);
		testing_remove(strdup(path("f")));
	}
}

/* A line that cites the organisation of before, written after she lost her right (another machine, say), is void. */
static void adopt_voids_later_lines_under_the_old_organisation(void **state)
{
	struct folder *folder = open_mini();
	struct error error = { 0 };
	struct adopted adopted;
	struct book *book = book_open(folder, &error);
	struct act act;
	const struct envelope head = { .id = "sen", .at = "2020-01-02T03:04:05+01:00", .org = 1 };

	(void)state;
	change("f/organisation.cfg", "chef=\"chef-a\"", "chef=\"ny\"");
	folder = reopen(folder);
	expect(setup_adopt(folder, NULL, NULL, &adopted, &error), "%s", error.text);
	act_clear(&act, ACT_SAY);
	act.say.unit = "a", act.say.kind = "note", act.say.text = "sent";
	book_free(book);
	struct journal *journal = journal_new(folder->fd, folder->edited->id, "chef-a");
	bool grew;
	assert_true(journal_read(journal, &grew, &error));
	assert_non_null(journal_stage(journal, &head, &act, &error));
	assert_int_equal(journal_append(journal, &error), APPEND_SAVED);
	journal_free(journal);
	book = book_open(folder, &error);
	const struct event *event = book_event(book, "sen");
	assert_non_null(event);
	assert_int_equal(event->state, LINE_VOID);
	assert_string_equal(event->why->word, "revoked");
	book_free(book);
	folder_free(folder);
}

static void adopt_refuses_another_folder(void **state)
{
	static const struct { const char *file, *from, *to, *word; } rows[] = {
		{ "f/region.cfg", "registrar = \"reg\"", "registrar = \"dir\"", "registrar" },
		{ "f/region.cfg", ID, "1123456789abcdef0123456789abcdef", "folder-id" },
		{ "f/region.cfg", "short=\"Omf\"", "shirt=\"Omf\"", "bad-config" },
		{ "f/organisation.cfg", "level=\"l1\"", "level=\"l9\"", "bad-config" },
	}, *row;

	(void)state;
	for (EACH(row, rows)) {
		struct folder *folder = open_mini();
		struct error error = { 0 };
		struct adopted adopted;
		size_t before, after;
		char *bytes = testing_read(path("f/journals/reg.jsonl"), &before);

		free(bytes);
		change(row->file, row->from, row->to);
		folder_free(folder);
		folder = folder_open(path("f"), &error);
		if (folder) {
			expect(!setup_adopt(folder, NULL, NULL, &adopted, &error), "%s", row->word);
			folder_free(folder);
		}
		expect(!strcmp(error.word, row->word), "%s: %s", row->word, error.text);
		bytes = testing_read(path("f/journals/reg.jsonl"), &after);
		free(bytes);
		assert_int_equal(before, after);
		testing_remove(strdup(path("f")));
	}
}

static void adopt_of_a_newer_format_is_refused(void **state)
{
	struct folder *folder = open_mini();
	struct error error = { 0 };

	(void)state;
	folder_free(folder);
	change("f/region.cfg", "format = 1", "format = 2");
	assert_null(folder_open(path("f"), &error));
	assert_string_equal(error.word, "newer-format");
}

static void adopt_asks_the_system_first(void **state)
{
	struct folder *folder = open_mini();
	struct error error = { 0 };
	struct adopted adopted;
	bool adopted_it;

	(void)state;
	change("f/organisation.cfg", "chef=\"chef-a\"", "chef=\"ny\"");
	folder = reopen(folder);
	chmod(path("f/journals/reg.jsonl"), 0444);
	chmod(path("f"), 0755);
	if (geteuid() == 0)
		assert_int_equal(seteuid(65534), 0);
	adopted_it = setup_adopt(folder, NULL, NULL, &adopted, &error);
	if (getuid() == 0)
		assert_int_equal(seteuid(0), 0);
	assert_false(adopted_it);
	assert_string_equal(error.word, "not-allowed");
	assert_int_equal(access(path("f/journals/ny.jsonl"), F_OK), -1);
	folder_free(folder);
}

static void adopt_refuses_a_damaged_registrar(void **state)
{
	struct folder *folder = open_mini();
	struct error error = { 0 };
	struct adopted adopted;
	size_t size;
	char *bytes = testing_read(path("f/journals/reg.jsonl"), &size);

	(void)state;
	bytes[size - 100] ^= 1; /* in the last line: the organisation is still in force */
	testing_write(path("f/journals/reg.jsonl"), bytes, size);
	free(bytes);
	change("f/organisation.cfg", "chef=\"chef-a\"", "chef=\"ny\"");
	folder = reopen(folder);
	assert_false(setup_adopt(folder, NULL, NULL, &adopted, &error));
	assert_string_equal(error.word, "damaged");
	assert_int_equal(access(path("f/journals/ny.jsonl"), F_OK), -1);
	folder_free(folder);
}

static void copies_are_folders_too(void **state)
{
	struct folder *folder = open_mini();
	struct error error = { 0 };

	(void)state;
	folder_free(folder);
	copy_file(path("f/journals/dir.jsonl"), path("f/journals/chef-b.jsonl")); /* another's lines under one's own name */
	folder = folder_open(path("f"), &error);
	struct book *book = book_open(folder, &error);
	assert_int_equal(book_journal(book, "chef-b")->state, JOURNAL_DAMAGED);
	assert_int_equal(book->applied, 3);
	book_free(book);
	folder_free(folder);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(init_is_reproducible), TEST(init_gives_what_is_there), TEST(init_takes_an_empty_directory_only), TEST(init_refuses_a_wrong_example),
		TEST(init_refuses_what_it_cannot_use), TEST(do_writes_or_refuses), TEST(do_without_a_name_is_the_systems_user),
		TEST(do_with_an_id_counts_once), TEST(do_refuses_long_lines_and_nul), TEST(do_takes_many), TEST(do_asks_the_system_first),
		TEST(adopt_without_a_change_writes_nothing), TEST(adopt_brings_edits_into_force), TEST(adopt_ends_who_loses_a_right),
		TEST(adopt_voids_later_lines_under_the_old_organisation), TEST(adopt_refuses_another_folder), TEST(adopt_of_a_newer_format_is_refused),
		TEST(adopt_asks_the_system_first), TEST(adopt_refuses_a_damaged_registrar), TEST(copies_are_folders_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "testing.h"

#include "action.h"
#include "command.h"
#include "text.h"

#include <ftw.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *scratch;
static char folder[4200]; /* the real example, fresh for every test */
static char next[4200];   /* not there yet: for the folder of the year after */

/* ---- running a command line ---- */

static struct { int status; char *out, *err; } got;

static bool fake_draw(struct session *session, const char *name, int unit, int rows, int columns, struct buffer *out, struct error *error)
{
	if (strcmp(name, "start"))
		return error_set(error, "usage", "ingen sådan skärm");
	buffer_format(out, "%s %d x %d, enhet %s, %s\n", name, columns, rows, unit == ORG_NONE ? "-" : session->book->org->units[unit].id,
	              session->user ? session->user : "-");
	return true;
}

static void run_line(const struct command_line *line, const char *input, FILE *out)
{
	size_t size;
	FILE *in = fmemopen((void *)(uintptr_t)(*input ? input : "\n"), *input ? strlen(input) : 1, "r"), *err = open_memstream(&got.err, &size);

	got.status = command_run(line, fake_draw, in, out, err);
	fclose(in);
	fclose(err);
}

static int count_words(char *words[24], char *text)
{
	static char program[] = "budgetdialog";
	int count = 0;

	words[count++] = program;
	for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
		words[count++] = !strcmp(word, "F") ? folder : !strcmp(word, "N") ? next : word;
	words[count] = NULL;
	return count;
}

/* «report ram F --format csv», where F is the folder. */
static int run_with(const char *input, const char *text)
{
	struct command_line line;
	struct error error = { 0 };
	char copy[1024], *words[24];
	size_t size;
	FILE *out;

	free(got.out);
	free(got.err);
	got.out = got.err = NULL;
	snprintf(copy, sizeof copy, "%s", text);
	if (!command_parse(count_words(words, copy), words, &line, &error)) {
		got.out = strdup("");
		got.err = malloc(sizeof error.text + 16);
		assert_non_null(got.err);
		sprintf(got.err, "budgetdialog: %s\n", error.text); /* as main does */
		return got.status = EXIT_NOT_RUN;
	}
	out = open_memstream(&got.out, &size);
	run_line(&line, input, out);
	fclose(out);
	return got.status;
}

static int run(const char *text)
{
	return run_with("", text);
}

#define assert_says(text, part) expect(strstr(text, part), "«%s» saknas i: %s", part, text)
#define assert_silent(text) expect(!*(text), "%s", text)

/* budgetdialog: what, where, what to do. One line, and no full stop. */
static void assert_one_sentence(const char *text)
{
	size_t size = strlen(text);

	expect(!strncmp(text, "budgetdialog: ", 14) && size > 16, "%s", text);
	expect(strchr(text, '\n') == text + size - 1 && text[size - 2] != '.', "%s", text);
	expect(text_valid(text, size, NULL), "%s", text);
}

static int setup(void **state)
{
	(void)state;
	scratch = testing_directory();
	snprintf(folder, sizeof folder, "%s/f", scratch);
	snprintf(next, sizeof next, "%s/n", scratch);
	setenv("BUDGETDIALOG_DATA", testing_source("data"), 1);
	unsetenv("BUDGETDIALOG_FOLDER");
	expect(run("init F --example norrbotten-2020 --id 0123456789abcdef0123456789abcdef") == EXIT_FINE, "%s", got.err);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	free(got.out);
	free(got.err);
	got.out = got.err = NULL;
	testing_remove(scratch);
	return 0;
}

static const char *in_folder(const char *name)
{
	static char path[8400];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void append(const char *name, const char *text)
{
	FILE *file = fopen(in_folder(name), "a");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void flip(const char *name, size_t at)
{
	size_t size;
	char *bytes = testing_read(in_folder(name), &size);

	assert_true(at < size);
	bytes[at] ^= 1;
	testing_write(in_folder(name), bytes, size);
	free(bytes);
}

/* ---- what is typed ---- */

static void wrong_lines_get_a_sentence(void **state)
{
	static const struct { const char *text, *says; } rows[] = {
		{ "raport", "menade du budgetdialog report?" },
		{ "chek F", "menade du budgetdialog check?" },
		{ "verfiy", "menade du budgetdialog verify?" },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "menade du" },
		{ "help", "budgetdialog --help" },
		{ "/ingen/mapp", "/ingen/mapp är ingen mapp" },
		{ "--foo", "väljaren --foo finns inte" },
		{ "--foo=bar check", "väljaren --foo=bar finns inte" },
		{ "-x", "väljaren -x finns inte" },
		{ "check --new=1", "väljaren --new=1 finns inte" },
		{ "report ram --year", "--year saknar sitt värde" },
		{ "report ram -o", "-o saknar sitt värde" },
		{ "report ram --year 20", "--year 20 är inget år" },
		{ "report ram --year 20x0", "--year 20x0 är inget år" },
		{ "report", "något saknas: budgetdialog report SLAG" },
		{ "report ram F x y", "«y» är ett argument för mycket" },
		{ "report ram F --meeting 1", "--meeting gäller inte rapporten ram: den hör till report minutes" },
		{ "report minutes F --unit bassang", "inget dialogmöte har hållits om Bassängavtal" },
		{ "report minutes F --format csv", "rapporten minutes är en text: välj --format text, markdown eller html" },
		{ "report minutes F --year 2021", "--year gäller inte rapporten minutes" },
		{ "report rum F", "rapporten rum finns inte: de som finns är ram, plan, dialogue, measures, minutes och tasks" },
		{ "report plan F --unit bassang", "Bassängavtal är ingen enhet med egen plan: den ingår i planen för Regionstyrelsen, --unit regionstyrelsen" },
		{ "report plan F --unit divisioner", "Divisioner är ingen enhet med egen plan" },
		{ "report plan F --format csv", "rapporten plan är en text: välj --format text, markdown eller html" },
		{ "report dialogue F --format json", "rapporten dialogue är en text" },
		{ "report dialogue F --year 2021", "--year gäller inte rapporten dialogue" },
		{ "report plan F --as registrator", "--as gäller inte rapporten plan" },
		{ "report tasks F --as ingen", "användaren ingen har ingen plats i organisationen" },
		{ "report ram F --format xls", "--format xls finns inte" },
		{ "report ram F --money euro", "--money euro finns inte" },
		{ "report ram F --unit zz", "enheten zz finns inte" },
		{ "report ram F --year 2025", "året 2025 finns inte i mappen: välj 2020–2022" },
		{ "report ram F --new", "--new gäller inte report" },
		{ "report ram F --at", "--at saknar sitt värde" },
		{ "report ram F --at nej", "versionen «nej» finns inte: de som finns är «Finansplan (november)», «Vidarefördelning (december)»" },
		{ "report ram F --against", "--against saknar sitt värde" },
		{ "report ram F --against nej", "versionen «nej» finns inte: de som finns är «Finansplan (november)», «Vidarefördelning (december)»" },
		{ "report ram F --against nu", "--at och --against är samma: välj två versioner" },
		{ "report ram F --at nu --against NU", "--at och --against är samma" },
		{ "report ram F --at finansplan --against finansplan", "--at och --against är samma" },
		{ "report ram F --against finansplan --unit zz", "enheten zz finns i ingen av de två" },
		{ "report plan F --against finansplan", "--against gäller inte rapporten plan: den hör till report ram" },
		{ "check F --against finansplan", "--against gäller inte check" },
		{ "screen start F --at nej", "versionen «nej» finns inte" },
		{ "verify F --at finansplan", "--at gäller inte verify" },
		{ "F --new", "--new hör till ett kommando" },
		{ "F x", "«x» är ett argument för mycket" },
		{ "keys x", "«x» är ett argument för mycket" },
		{ "keys --format csv", "inte som csv" },
		{ "why", "något saknas: budgetdialog why ENHET" },
		{ "why zz F", "enheten zz finns inte" },
		{ "why lanssjukvard rom F", "«rom» är inget belopp" },
		{ "log F --since 2019", "--since 2019 är ingen dag" },
		{ "init", "något saknas: budgetdialog init MAPP" },
		{ "init /tmp/ingenting-alls", "init behöver ett exempel" },
		{ "init /tmp/ingenting-alls --example nej", "exemplet nej finns inte: det som finns är norrbotten-2020" },
		{ "init /tmp/ingenting-alls --example ../data", "exemplet ../data finns inte" },
		{ "init F --example norrbotten-2020", "finns redan och är inte tom" },
		{ "verify /ingen/mapp", "/ingen/mapp" },
		{ "screen start F --size 80", "--size 80 är ingen storlek" },
		{ "screen start F --size 80x24x1", "ingen storlek" },
		{ "screen start F --size 0x24", "ingen storlek" },
		{ "screen start F --size -8x24", "ingen storlek" },
		{ "screen stort F", "ingen sådan skärm" },
		{ "1 2 3 4 5 6 7 8 9 10 11", "«11» är ett argument för mycket" },
	}, *row;

	(void)state;
	for (EACH(row, rows)) {
		expect(run(row->text) == EXIT_NOT_RUN, "%s: %d %s", row->text, got.status, got.out);
		expect(strstr(got.err, row->says), "%s: %s", row->text, got.err);
		expect(!*got.out, "%s: %s", row->text, got.out);
		assert_one_sentence(got.err);
	}
}

static void options_stand_anywhere(void **state)
{
	char text[] = "--year 2021 report --form=csv ram -- F", *words[24];
	struct command_line line;
	struct error error = { 0 };
	int count = count_words(words, text);

	(void)state;
	setenv("POSIXLY_CORRECT", "1", 1);
	expect(command_parse(count, words, &line, &error), "%s", error.text);
	unsetenv("POSIXLY_CORRECT");
	assert_string_equal(line.command, "report");
	assert_string_equal(line.arguments[0], "ram");
	assert_int_equal(line.argument_count, 1);
	assert_string_equal(line.folder, folder);
	assert_string_equal(line.format, "csv");
	assert_int_equal(line.year, 2021);
}

static void the_folder_may_be_left_out(void **state)
{
	static const struct { const char *text, *folder; } rows[] = {
		{ "", "." }, { "check", "." }, { "check x", "x" }, { "/tmp", "/tmp" }, { "report ram", "." }, { "report ram x", "x" },
		{ "why u", "." }, { "why u ram", "." }, { "why u /tmp", "/tmp" }, { "why u ram x", "x" }, { "init x --example e", "." },
	}, *row;
	struct command_line line;
	struct error error = { 0 };
	char copy[64], *words[24];

	(void)state;
	for (EACH(row, rows)) {
		snprintf(copy, sizeof copy, "%s", row->text);
		expect(command_parse(count_words(words, copy), words, &line, &error), "%s: %s", row->text, error.text);
		expect(!strcmp(line.folder, row->folder), "%s: %s", row->text, line.folder);
	}
	setenv("BUDGETDIALOG_FOLDER", folder, 1);
	assert_int_equal(run("verify"), EXIT_FINE);
	assert_says(got.out, "Allt stämmer");
	setenv("BUDGETDIALOG_FOLDER", "", 1);
	assert_int_equal(run("check"), EXIT_NOT_RUN);
	unsetenv("BUDGETDIALOG_FOLDER");
}

static void help_knows_every_command(void **state)
{
	static const char *const commands[] = { "init", "adopt", "check", "verify", "report", "why", "log", "do", "keys", "screen" };
	char line[64];

	(void)state;
	assert_int_equal(run("--help"), EXIT_FINE);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		snprintf(line, sizeof line, "\n  %s ", commands[i]);
		assert_says(got.out, line);
	}
	assert_int_equal(run("report --help"), EXIT_FINE);
	assert_says(got.out, "--money");
	assert_null(strstr(got.out, "--since"));
	assert_int_equal(run("-h"), EXIT_FINE);
	assert_int_equal(run("--version"), EXIT_FINE);
	assert_says(got.out, "budgetdialog ");
	assert_null(strchr(strchr(got.out, '\n') + 1, '\n'));
}

static void keys_are_the_action_table(void **state)
{
	char word[64];

	(void)state;
	assert_int_equal(run("keys"), EXIT_FINE);
	for (int i = 0; i < ACTION_COUNT; i++) {
		snprintf(word, sizeof word, "  %s  ", action((enum action_id)i)->name);
		assert_says(got.out, word);
		assert_says(got.out, action((enum action_id)i)->help);
	}
	assert_int_equal(run("keys --format markdown"), EXIT_FINE);
	assert_says(got.out, "| Ctrl-S | save | Fördelning, Ramförändring, Månader, Innehåll | ");
}

/* ---- what stands in the folder ---- */

static void check_finds_and_says_so(void **state)
{
	json_t *rows;

	(void)state;
	assert_int_equal(run("check F"), EXIT_FINDINGS);
	assert_says(got.out, "motsägelse vardval/2020/ram: beräknat 1\u00a0143,5, angivet 1\u00a0142,5, skillnad 1,0 (tabell 1)");
	assert_says(got.out, " motsägelser, ");
	assert_silent(got.err);
	assert_int_equal(run("check F --format json"), EXIT_FINDINGS);
	rows = json_loads(got.out, 0, NULL);
	assert_true(json_array_size(rows) > 10);
	json_decref(rows);
	assert_int_equal(run("check F --new --format csv"), EXIT_FINDINGS);
	assert_memory_equal(got.out, "class;figure;", 13);
	testing_write(in_folder("published.cfg"), "claims = ( { } );", 17);
	assert_int_equal(run("check F"), EXIT_NOT_RUN);
	assert_says(got.err, "published.cfg:1");
}

static void verify_is_content(void **state)
{
	(void)state;
	assert_int_equal(run("verify F"), EXIT_FINE);
	assert_memory_equal(got.out, "Allt stämmer: ", strlen("Allt stämmer: "));
	assert_silent(got.err);
}

static void verify_finds_a_flipped_bit(void **state)
{
	(void)state;
	flip("journals/ekonom-lanssjukvard.jsonl", 200);
	assert_int_equal(run("verify F"), EXIT_FINDINGS);
	assert_says(got.out, "journals/ekonom-lanssjukvard.jsonl:1: ");
	assert_says(got.out, "Anmärkningar finns");
	assert_int_equal(run("report ram F"), EXIT_FINE); /* told beside the figures */
	assert_says(got.err, "budgetdialog: journals/ekonom-lanssjukvard.jsonl rad 1");
}

static void verify_finds_a_torn_tail_until_it_is_sealed(void **state)
{
	static const char say[] = "{\"act\":\"say\",\"unit\":\"lanssjukvard\",\"kind\":\"note\",\"text\":\"hej\"}\n";

	(void)state;
	append("journals/divchef-lanssjukvard.jsonl", "{\"n\":9");
	assert_int_equal(run("verify F"), EXIT_FINDINGS);
	assert_says(got.out, "journals/divchef-lanssjukvard.jsonl: slutar med en halv rad");
	expect(run_with(say, "do F --as divchef-lanssjukvard") == EXIT_FINE, "%s", got.err);
	assert_int_equal(run("verify F"), EXIT_FINE);
}

static void verify_finds_edits_that_are_not_adopted(void **state)
{
	(void)state;
	append("organisation.cfg", "# ändrad\n");
	append("region.cfg", "# ändrad\n");
	assert_int_equal(run("verify F"), EXIT_FINDINGS);
	assert_says(got.out, "region.cfg: ändrad men inte i kraft");
	assert_says(got.out, "organisation.cfg: ändrad men inte i kraft");
	assert_int_equal(run("check F"), EXIT_FINDINGS);
	assert_says(got.err, "budgetdialog: organisation.cfg är ändrad men inte i kraft: kör budgetdialog adopt");
	expect(run("adopt F") == EXIT_FINE, "%s", got.err);
	assert_says(got.out, "I kraft: ");
	assert_int_equal(run("adopt F"), EXIT_FINE);
	assert_says(got.out, "Inget att göra");
	assert_int_equal(run("verify F"), EXIT_FINE);
}

static void verify_works_where_nothing_is_in_force(void **state)
{
	(void)state;
	flip("journals/registrator.jsonl", 100);
	assert_int_equal(run("verify F"), EXIT_FINDINGS);
	assert_says(got.out, "journals/registrator.jsonl:1: ");
	assert_says(got.out, "ingen organisation är i kraft");
	assert_int_equal(run("report ram F"), EXIT_NOT_RUN);
	assert_int_equal(run("log F"), EXIT_NOT_RUN);
}

static void verify_gathers_lines_that_wait(void **state)
{
	(void)state;
	unlink(in_folder("journals/regiondirektor.jsonl"));
	assert_int_equal(run("verify F"), EXIT_FINDINGS);
	assert_says(got.out, "väntar på");
	assert_says(got.out, " (rad ");
	assert_int_equal(run("report ram F"), EXIT_FINE);
	assert_says(got.err, "några rader räknas inte än");
}

/* ---- what is wrong in the folder: one sentence, exit 2, and nothing written ---- */

static const char *const every_command[] = { "verify F", "check F", "report ram F", "adopt F", "log F", "why regionstyrelsen F", "do F", "screen start F", NULL };
static const char *const reading_commands[] = { "check F", "report ram F", "log F", "why regionstyrelsen F", "do F", "screen start F", "adopt F", NULL };
static const char *const only_adopt[] = { "adopt F", NULL };
static const char *const only_check[] = { "check F", NULL };

/* The first `from` in the file becomes `to`, in which \1 stands for NUL; from "": at the end. */
static const struct bad {
	const char *file, *from, *to, *where, *says;
	const char *const *commands;
} bad_files[] = {
	{ "region.cfg", "= 2020;", "= \"2020\";", "region.cfg:8: ", "year ska vara ett heltal, men här står en text", every_command },
	{ "region.cfg", "name       =", "namm       =", "region.cfg:6: ", "namm är okänd (menade du name?)", every_command },
	{ "region.cfg", "id=\"index\"", "id=\"base\"", "region.cfg:26: ", "id = \"base\" står två gånger i kinds", every_command },
	{ "region.cfg", "= 2020;", "= 2256500000;", "region.cfg:8: ", "talet 2256500000 är för stort", every_command },
	{ "region.cfg", "", "@include \"annan.cfg\"\n", "region.cfg:85: ", "@include används inte här", every_command },
	{ "region.cfg", "", "\1\n", "region.cfg:85: ", "nollbyte", every_command },
	{ "region.cfg", "", "# \xff\n", "region.cfg:85: ", "UTF-8", every_command },
	{ "region.cfg", "", "}\n", "region.cfg:85: ", "}", every_command },
	{ "region.cfg", "= 1;", "= 2;", "region.cfg: format 2", "uppgradera programmet", every_command },
	{ "organisation.cfg", "chef=\"divchef-lanssjukvard\"", "chef=5", "organisation.cfg:15: ", "chef", only_adopt },
	{ "organisation.cfg", "chef=\"divchef-lanssjukvard\"", "chief=\"x\"", "organisation.cfg:15: ", "menade du chef?", only_adopt },
	{ "organisation.cfg", "chef=\"divchef-lanssjukvard\";", "", "organisation.cfg:15: ", "chef", only_adopt },
	{ "organisation.cfg", "id=\"divisioner\"", "id=\"lanssjukvard\"", "organisation.cfg:", "lanssjukvard", only_adopt },
	{ "organisation.cfg", "id=\"lanssjukvard\"; parent=\"divisioner\"", "id=\"lanssjukvard\"; parent=\"ls-ortopedi\"", "organisation.cfg:15: ", "ligger under sig själv", only_adopt },
	{ "organisation.cfg", "parent=\"divisioner\"", "parent=\"ingen\"", "organisation.cfg:", "ingen", only_adopt },
	{ "organisation.cfg", "cost_centre=\"1000\"", "cost_centre=2256500000", "organisation.cfg:", "talet 2256500000 är för stort", only_adopt },
	{ "organisation.cfg", "", "@include \"annan.cfg\"\n", "organisation.cfg:267: ", "@include används inte här", only_adopt },
	{ "organisation.cfg", "", "\1\n", "organisation.cfg:267: ", "nollbyte", only_adopt },
	{ "organisation.cfg", "", "# \xff\n", "organisation.cfg:267: ", "UTF-8", only_adopt },
	{ "published.cfg", "ram=\"2 256,5\"", "ram=2256500000", "published.cfg:7: ", "talet 2256500000 är för stort", only_check },
	{ "published.cfg", "", "@include \"annan.cfg\"\n", "published.cfg:", "@include används inte här", only_check },
	/* what was edited although it may not be: the reason, not what it looks like from the journals */
	{ "region.cfg", "0123456789abcdef0123456789abcdef", "1123456789abcdef0123456789abcdef", "region.cfg: id", "ändra tillbaka", reading_commands },
	{ "region.cfg", "= \"registrator\"", "= \"regiondirektor\"", "region.cfg: registrar", "mappens registrator är registrator och kan inte bytas", reading_commands },
	{ "region.cfg", "= \"registrator\"", "= \"anna\"", "region.cfg: registrar", "mappens registrator är registrator och kan inte bytas", reading_commands },
	/* the journal without which nothing can be read */
	{ "journals/registrator.jsonl", "adopt", "adopu", "journals/registrator.jsonl rad 1: ", "återställ den ur säkerhetskopian", reading_commands },
	{ "journals/registrator.jsonl", "\"prev\":\"3", "\"prev\":\"4", "journals/registrator.jsonl rad 1: ", "återställ den ur säkerhetskopian", reading_commands },
};

static void edit_file(const char *path, const struct bad *row)
{
	struct buffer out = { 0 };
	size_t size;
	char *bytes = testing_read(path, &size), *at = *row->from ? strstr(bytes, row->from) : bytes + size, *nul;

	expect(at, "%s: %s", row->file, row->from);
	buffer_add(&out, bytes, (size_t)(at - bytes));
	buffer_text(&out, row->to);
	buffer_add(&out, at + strlen(row->from), size - (size_t)(at - bytes) - strlen(row->from));
	nul = memchr(out.bytes, '\1', out.size);
	if (nul)
		*nul = '\0';
	testing_write(path, out.bytes, out.size);
	buffer_free(&out);
	free(bytes);
}

/* Everything below the folder: names, times and bytes. */
static struct { char *files[400]; size_t count; } seen;

static int see_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
	char head[8400], hash[HASH_TEXT] = "";
	size_t size;

	(void)where;
	if (kind == FTW_F) {
		char *bytes = testing_read(path, &size);

		hash_bytes(bytes, size, hash);
		free(bytes);
	}
	snprintf(head, sizeof head, "%s %o %lld.%ld %s", path, status->st_mode, (long long)status->st_mtim.tv_sec, status->st_mtim.tv_nsec, hash);
	assert_true(seen.count < sizeof seen.files / sizeof *seen.files);
	seen.files[seen.count++] = strdup(head);
	return 0;
}

static int compare_seen(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *see(void)
{
	struct buffer all = { 0 };

	seen.count = 0;
	assert_int_equal(nftw(folder, see_one, 16, FTW_PHYS), 0);
	qsort(seen.files, seen.count, sizeof *seen.files, compare_seen);
	for (size_t i = 0; i < seen.count; i++) {
		buffer_format(&all, "%s\n", seen.files[i]);
		free(seen.files[i]);
	}
	return all.bytes;
}

static void assert_not_run(const char *line, const char *where, const char *says)
{
	char *before = see(), *after;

	expect(run(line) == EXIT_NOT_RUN, "%s: %d, inte 2: %s", where, got.status, line);
	expect(strstr(got.err, where) && strstr(got.err, says), "%s: «%s» «%s» saknas i: %s", line, where, says, got.err);
	assert_one_sentence(got.err);
	assert_silent(got.out);
	after = see();
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void bad_files_are_told_and_nothing_is_written(void **state)
{
	const struct bad *row;

	for (EACH(row, bad_files)) {
		edit_file(in_folder(row->file), row);
		for (const char *const *line = row->commands; *line; line++)
			assert_not_run(*line, row->where, row->says);
		teardown(state);
		setup(state);
	}
}

static void copy_example(const char *to)
{
	static const char *const files[] = { "region.cfg", "organisation.cfg", "published.cfg", "acts.jsonl" };
	char from[8400], path[8400];

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		size_t size;
		char *bytes;

		snprintf(from, sizeof from, "data/norrbotten-2020/%s", files[i]);
		bytes = testing_read(testing_source(from), &size);
		snprintf(path, sizeof path, "%s/%s", to, files[i]);
		testing_write(path, bytes, size);
		free(bytes);
	}
}

/* The same in an example: the folder is not even made. */
static void a_bad_example_makes_no_folder(void **state)
{
	char example[4300], path[8400], line[8600];
	const struct bad *row;

	(void)state;
	snprintf(example, sizeof example, "%s/dalig", scratch);
	assert_int_equal(mkdir(example, 0755), 0);
	setenv("BUDGETDIALOG_DATA", scratch, 1);
	snprintf(line, sizeof line, "init %s/ny --example dalig", scratch);
	for (EACH(row, bad_files)) {
		if (row->commands == reading_commands)
			continue; /* edited after init */
		copy_example(example);
		snprintf(path, sizeof path, "%s/%s", example, row->file);
		edit_file(path, row);
		/* its region.cfg has one line less, that of the id */
		assert_not_run(line, row->file, row->says);
		snprintf(path, sizeof path, "%s/ny", scratch);
		expect(access(path, F_OK), "%s: %s", row->file, row->says);
	}
	setenv("BUDGETDIALOG_DATA", testing_source("data"), 1);
}

/* What stands where the registrar's journal should be cannot be read at all. */
static void an_unreadable_journal_is_told(void **state)
{
	static const struct { const char *how, *where, *says; } rows[] = {
		{ "link", "journals/registrator.jsonl: ", "filen är en länk" },
		{ "directory", "journals/registrator.jsonl: ", "ingen vanlig fil" },
		{ "gone", "journals/registrator.jsonl", "återställ" },
		{ "empty", "journals/registrator.jsonl", "återställ" },
	}, *row;

	for (EACH(row, rows)) {
		const char *path = in_folder("journals/registrator.jsonl");

		assert_int_equal(unlink(path), 0);
		if (*row->how == 'l')
			assert_int_equal(symlink("../region.cfg", path), 0);
		else if (*row->how == 'd')
			assert_int_equal(mkdir(path, 0755), 0);
		else if (*row->how == 'e')
			testing_write(path, "", 0);
		for (const char *const *line = reading_commands; *line; line++)
			assert_not_run(*line, row->where, row->says);
		teardown(state);
		setup(state);
	}
}

static void what_is_unknown_is_told(void **state)
{
	static const struct { const char *line, *input, *says; int status; } rows[] = {
		{ "report ram F --unit zz", "", "enheten zz finns inte", EXIT_NOT_RUN },
		{ "log F --unit zz", "", "enheten zz finns inte", EXIT_NOT_RUN },
		{ "why zz F", "", "enheten zz finns inte", EXIT_NOT_RUN },
		{ "why zz/2020/ram F", "", "enheten «zz» finns inte", EXIT_NOT_RUN },
		{ "why service line.zz F", "", "raden zz finns inte", EXIT_NOT_RUN },
		{ "screen start F --unit zz", "", "enheten «zz» finns inte", EXIT_NOT_RUN },
		{ "do F --as divchef-lanssjukvard", "{\"act\":\"say\",\"unit\":\"zz\",\"kind\":\"note\",\"text\":\"hej\"}\n", "rad 1: enheten «zz» finns inte", EXIT_FINDINGS },
		{ "do F --as divchef-lanssjukvard", "\n{\"act\":\"distribute\",\"unit\":\"lanssjukvard\",\"year\":2020,\"lines\":[{\"line\":\"zz\",\"kr\":1}]}\n",
		  "rad 2: ", EXIT_FINDINGS },
		{ "do F --as divchef-lanssjukvard", "{\"act\":\"said\",\"unit\":\"lanssjukvard\"}\n", "rad 1: ", EXIT_NOT_RUN },
		{ "do F --as divchef-lanssjukvard", "{\"act\":\"say\",\"unit\":\"lanssjukvard\",\"kind\":\"note\",\"text\":\"\xff\"}\n", "rad 1: ", EXIT_NOT_RUN },
		{ "do F --as zz", "{\"act\":\"say\",\"unit\":\"lanssjukvard\",\"kind\":\"note\",\"text\":\"hej\"}\n", "zz", EXIT_FINDINGS },
	}, *row;

	(void)state;
	for (EACH(row, rows)) {
		char *before = see(), *after;

		expect(run_with(row->input, row->line) == row->status, "%s %s: %d %s", row->line, row->input, got.status, got.err);
		assert_says(got.err, row->says);
		assert_one_sentence(got.err);
		assert_silent(got.out);
		after = see();
		assert_string_equal(before, after);
		free(before);
		free(after);
	}
}

/* One person's damaged journal stops her, and is told beside everybody's figures. */
static void a_damaged_journal_is_not_written(void **state)
{
	static const char say[] = "{\"act\":\"say\",\"unit\":\"lanssjukvard\",\"kind\":\"note\",\"text\":\"hej\"}\n";
	char *before, *after;

	(void)state;
	flip("journals/divchef-lanssjukvard.jsonl", 200);
	before = see();
	assert_int_equal(run_with(say, "do F --as divchef-lanssjukvard"), EXIT_NOT_RUN);
	assert_says(got.err, "journals/divchef-lanssjukvard.jsonl rad 1");
	assert_one_sentence(got.err);
	assert_int_equal(run("report ram F"), EXIT_FINE);
	assert_says(got.err, "journals/divchef-lanssjukvard.jsonl rad 1");
	after = see();
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void verify_tells_why_nothing_is_in_force(void **state)
{
	(void)state;
	edit_file(in_folder("region.cfg"), &(struct bad){ .file = "region.cfg", .from = "= \"registrator\"", .to = "= \"anna\"" });
	assert_int_equal(run("verify F"), EXIT_FINDINGS);
	assert_says(got.out, "ingen organisation är i kraft: region.cfg: registrar = \"anna\"");
}

static void report_goes_to_a_file(void **state)
{
	char line[8600], path[4300];
	char *bytes;

	(void)state;
	snprintf(path, sizeof path, "%s/ramar.csv", scratch);
	snprintf(line, sizeof line, "report ram F --format csv -o %.1000s", path);
	expect(run(line) == EXIT_FINE, "%s", got.err);
	assert_silent(got.out);
	bytes = testing_read(path, NULL);
	assert_memory_equal(bytes, "\xef\xbb\xbfid;namn;typ;ram_2019;", 24);
	assert_int_equal(run("report ram F --format csv"), EXIT_FINE);
	assert_string_equal(bytes + 3, got.out);
	free(bytes);
	assert_int_equal(run("report ram F -o /ingen/mapp/x"), EXIT_NOT_RUN);
	assert_says(got.err, "/ingen/mapp/x går inte att skriva");
	assert_int_equal(run("report ram F -o /dev/full"), EXIT_NOT_RUN);
	assert_says(got.err, "inte att skriva till /dev/full");
}

static void a_full_output_is_not_silent(void **state)
{
	struct command_line line = { .command = "report", .arguments = { "ram" }, .argument_count = 1, .folder = folder };
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	assert_non_null(full);
	free(got.err);
	run_line(&line, "", full);
	fclose(full);
	assert_int_equal(got.status, EXIT_NOT_RUN);
	assert_says(got.err, "inte att skriva till standard ut");
}

static void report_takes_its_options(void **state)
{
	(void)state;
	assert_int_equal(run("report ram F --unit ls-ortopedi --money tkr"), EXIT_FINE);
	assert_says(got.out, "Ortopedi: ramar 2020, tkr\n");
	assert_int_equal(run("report ram F --year 2021 --format json"), EXIT_FINE);
	assert_says(got.out, "\"ram_2021\":");
	assert_int_equal(run("report ram F --format markdown --money kr"), EXIT_FINE);
	assert_says(got.out, "| 8\u00a0171\u00a0900\u00a0000 |");
}

static void why_tells_the_grounds(void **state)
{
	(void)state;
	assert_int_equal(run("why lanssjukvard F"), EXIT_FINE);
	assert_says(got.out, "2\u00a0256,5  Länssjukvård: ram 2020\n");
	assert_says(got.out, "regiondirektör");
	assert_int_equal(run("why vardval transfer F"), EXIT_FINE);
	assert_says(got.out, "Vårdval Norrbotten: Omfördelning 2020\n");
	assert_int_equal(run("why regionstyrelsen/2021/ram F"), EXIT_FINE);
	assert_says(got.out, "Regionstyrelsen: ram 2021\n");
	assert_int_equal(run("why regionstyrelsen cut F --year 2021"), EXIT_FINE);
	assert_says(got.out, "\u2212337,2  ");
	for (const char *at = got.out; *at; at += strcspn(at, "\n") + 1) {
		char part[512];

		snprintf(part, sizeof part, "%.*s", (int)strcspn(at, "\n"), at);
		expect(text_width(part) <= 80, "%s", part);
	}
}

static void log_is_told_by_the_clock(void **state)
{
	static const char say[] = "{\"by\":\"divchef-lanssjukvard\",\"at\":\"2019-11-20T00:01:00+01:00\",\"act\":\"say\",\"unit\":\"lanssjukvard\",\"kind\":\"note\",\"text\":\"kväll\"}\n"
	                          "{\"by\":\"divchef-lanssjukvard\",\"at\":\"2019-11-20T01:00:00+03:00\",\"act\":\"say\",\"unit\":\"lanssjukvard\",\"kind\":\"note\",\"text\":\"före\"}\n";

	(void)state;
	expect(run_with(say, "do F") == EXIT_FINE, "%s", got.err);
	assert_int_equal(run("log F --unit lanssjukvard"), EXIT_FINE);
	assert_says(got.out, "före");
	assert_true(strstr(got.out, "före") < strstr(got.out, "kväll"));
	assert_null(strstr(got.out, "Närsjukvård ("));
	assert_int_equal(run("log F --since 2999-01-01"), EXIT_FINE);
	assert_silent(got.out);
}

static void do_saves_or_refuses(void **state)
{
	static const char good[] = "{\"id\":\"x1\",\"act\":\"say\",\"unit\":\"lanssjukvard\",\"kind\":\"note\",\"text\":\"hej\"}\n";
	static const char bad[] = "{\"act\":\"say\",\"unit\":\"lanssjukvard\",\"kind\":\"note\",\"text\":\"hej\"}\n{\"act\":\"say\",\"unit\":\"service\",\"kind\":\"note\",\"text\":\"hej\"}\n";

	(void)state;
	assert_int_equal(run_with(good, "do F --as divchef-lanssjukvard"), EXIT_FINE);
	assert_string_equal(got.out, "1 rad sparad\n");
	assert_int_equal(run_with(good, "do F --as divchef-lanssjukvard"), EXIT_FINE);
	assert_string_equal(got.out, "0 rader sparade\n");
	assert_int_equal(run_with(bad, "do F --as divchef-lanssjukvard"), EXIT_FINDINGS);
	assert_says(got.err, "budgetdialog: rad 2: ");
	assert_silent(got.out);
	assert_int_equal(run_with("hej\n", "do F --as divchef-lanssjukvard"), EXIT_NOT_RUN);
	assert_says(got.err, "rad 1: inte giltig JSON");
	assert_int_equal(run_with("", "do F"), EXIT_FINE);
	assert_int_equal(run("verify F"), EXIT_FINE);
}

static void screen_asks_for_a_drawing(void **state)
{
	(void)state;
	assert_int_equal(run("screen start F --unit service --size 100x30"), EXIT_FINE);
	assert_says(got.out, "start 100 x 30, enhet service, ");
	assert_int_equal(run("screen start F --as divchef-lanssjukvard"), EXIT_FINE);
	assert_string_equal(got.out, "start 80 x 24, enhet lanssjukvard, divchef-lanssjukvard\n");
	assert_int_equal(run("screen start F --as ingen"), EXIT_NOT_RUN);
	assert_int_equal(run("screen start F --unit zz"), EXIT_NOT_RUN);
}

/* ---- versions ---- */

/* As region.cfg calls them: the region's own ram was decided in the finansplan, and divided among the divisions in December. */
static void a_version_is_as_it_was(void **state)
{
	(void)state;
	assert_int_equal(run("report ram F --at finansplan --format csv"), EXIT_FINE);
	assert_says(got.out, "regionstyrelsen;Regionstyrelsen;enhet;7983,0;251,2;87,9;-150,2;;;8171,9\r\n");
	assert_says(got.out, "lanssjukvard;Länssjukvård;enhet;;;;;;;\r\n");
	assert_int_equal(run("report ram F --at vidarefordelning --format csv"), EXIT_FINE);
	assert_says(got.out, "lanssjukvard;Länssjukvård;enhet;2175,2;29,0;28,7;;;23,6;2256,5\r\n");
	assert_says(got.out, "ls-ortopedi;Ortopedi;enhet;;;;;;;\r\n");
	assert_int_equal(run("why lanssjukvard F --at finansplan"), EXIT_FINE);
	expect(!strstr(got.out, "2 256,5"), "%s", got.out);
	assert_int_equal(run("log F --at finansplan"), EXIT_FINE);
	assert_says(got.out, "2018");
	expect(!strstr(got.out, "frös"), "%s", got.out);
	assert_int_equal(run("log F"), EXIT_FINE);
	assert_says(got.out, "frös budgetversionen «Finansplan (november)»");
}

/* ---- the year after ---- */

/* «regionstyrelsen» and its ram, the last cell of its row; a blank is 0 here, for what has ended has no ram. */
static void ram_of_row(const char *row, char id[80], char ram[40])
{
	int size = (int)strcspn(row, "\r\n"), last = size;

	while (last > 0 && row[last - 1] != ';')
		last--;
	snprintf(id, 80, "%.*s", (int)strcspn(row, ";"), row);
	snprintf(ram, 40, "%.*s", size - last, row + last);
	if (!*ram)
		strcpy(ram, "0,0");
}

static void assert_same_rams(const char *old, const char *new)
{
	char id[80], ram[40], new_id[80], new_ram[40];
	size_t rows = 0;

	for (; *old && *new; old += strcspn(old, "\n") + 1, new += strcspn(new, "\n") + 1, rows++) {
		ram_of_row(old, id, ram);
		ram_of_row(new, new_id, new_ram);
		assert_string_equal(id, new_id);
		expect(!strcmp(ram, new_ram), "%s: %s became %s", id, ram, new_ram);
	}
	assert_false(*old || *new);
	assert_true(rows > 100);
}

static void next_years_folder_begins_where_this_one_ends(void **state)
{
	char *acts, *old;

	(void)state;
	assert_int_equal(run("next F"), EXIT_FINE);
	assert_says(got.err, "Förslag till 2021");
	assert_says(got.err, "\u221264,1\u00a0mnkr");
	assert_says(got.err, "\u2212187,0\u00a0mnkr");
	assert_says(got.err, "samma som i den gamla mappen, enhet för enhet");
	acts = memory_string(got.out);
	expect(run("init N --after F") == EXIT_FINE, "%s", got.err);
	assert_says(got.out, "utan ramar");
	assert_says(got.out, "--as registrator");
	assert_int_equal(run("report ram N --format csv"), EXIT_FINE);
	assert_says(got.out, "regionstyrelsen;Regionstyrelsen;enhet;;;;;;;\r\n"); /* nothing is written in silence */
	expect(run_with(acts, "do N --as registrator") == EXIT_FINE, "%s", got.err);
	assert_says(got.out, " rader sparade");
	assert_int_equal(run_with(acts, "do N --as registrator"), EXIT_FINE);
	assert_string_equal(got.out, "0 rader sparade\n");
	assert_int_equal(run("verify N"), EXIT_FINE);
	for (int year = 2021; year <= 2022; year++) {
		run(year == 2021 ? "report ram F --format csv --year 2021" : "report ram F --format csv --year 2022");
		old = memory_string(strchr(got.out, '\n') + 1);
		run(year == 2021 ? "report ram N --format csv --year 2021" : "report ram N --format csv --year 2022");
		assert_same_rams(old, strchr(got.out, '\n') + 1);
		free(old);
	}
	assert_int_equal(run("why lanssjukvard base N"), EXIT_FINE);
	assert_says(got.out, "Budget 2020");
	free(acts);
}

static void next_years_folder_may_begin_at_a_version(void **state)
{
	(void)state;
	assert_int_equal(run("next F --at finansplan"), EXIT_FINE);
	assert_says(got.out, "\"decision\":\"Budget 2020, Finansplan (november)\"");
	assert_says(got.out, "[[\"regionstyrelsen\",8171900000]]");
	expect(!strstr(got.out, "\"kind\":\"base\",\"year\":2021,\"legs\":[[\"lanssjukvard\""), "%s", got.out);
	expect(run("init N --after F --at finansplan") == EXIT_FINE, "%s", got.err);
	assert_says(got.out, " --at 'finansplan' | budgetdialog do ");
}

static void minutes_of_the_meeting_asked_for(void **state)
{
	static const char meetings[] = "{\"act\":\"meet\",\"id\":\"m1\",\"unit\":\"lanssjukvard\",\"date\":\"2020-01-15\",\"closed\":true}\n"
				       "{\"act\":\"meet\",\"id\":\"m2\",\"unit\":\"lanssjukvard\",\"date\":\"2020-02-15\",\"units\":[\"ls-ortopedi\"]}\n"
				       "{\"act\":\"say\",\"unit\":\"ls-ortopedi\",\"kind\":\"note\",\"text\":\"Så blev det\",\"meeting\":\"m2\"}\n";

	(void)state;
	assert_int_equal(run_with(meetings, "do F --as divchef-lanssjukvard"), EXIT_FINE);
	assert_int_equal(run("report minutes F --unit lanssjukvard"), EXIT_FINE);
	assert_says(got.out, "MÖTET PÅGÅR");
	assert_says(got.out, "Så blev det");
	assert_int_equal(run("report minutes F --unit lanssjukvard --meeting 1 --format html"), EXIT_FINE);
	assert_says(got.out, "15 jan 2020");
	assert_int_equal(run("report minutes F --meeting 2020-02-15 --format markdown"), EXIT_FINE);
	assert_says(got.out, "## Ortopedi");
	assert_int_equal(run("report minutes F --meeting 3"), EXIT_NOT_RUN);
	assert_says(got.err, "dialogmötet 3 finns inte: de om Regionstyrelsen är 1 (2020-01-15, Länssjukvård), 2 (2020-02-15, Länssjukvård)");
}

static void next_tells_what_it_cannot_carry(void **state)
{
	static const char planned[] = "{\"act\":\"distribute\",\"unit\":\"lanssjukvard\",\"year\":2021,\"lines\":[{\"line\":\"personal\",\"kr\":5000000}]}\n";

	(void)state;
	assert_int_equal(run_with(planned, "do F --as divchef-lanssjukvard"), EXIT_FINE);
	assert_int_equal(run("next F"), EXIT_FINDINGS);
	assert_says(got.err, "Förs inte med:\n  Länssjukvård: fördelningen av planåren, 5,0\u00a0mnkr: ");
	assert_says(got.out, "\"act\":\"post\"");
}

static void a_folder_after_another_is_asked_for_rightly(void **state)
{
	static const char *const lines[] = { "init N", "init N --example norrbotten-2020 --after F", "init N --example norrbotten-2020 --at finansplan",
		                             "init N --after /finns/inte", "init N --after F --at ingen", "init F --after F", "init N --after F --id kort",
		                             "next F --at ingen", "next /finns/inte" };

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		expect(run(lines[i]) == EXIT_NOT_RUN, "%s: %s", lines[i], got.out);
		assert_one_sentence(got.err);
		assert_silent(got.out);
		assert_int_not_equal(access(next, F_OK), 0);
	}
}

/* ---- two versions beside each other ---- */

static void two_versions_beside_each_other(void **state)
{
	static const char post[] = "{\"act\":\"post\",\"kind\":\"expansion\",\"year\":2020,\"legs\":[[\"bassang\",250000]],\"text\":\"Fler bad\",\"decision\":\"RS 5 feb 2020\"}\n"
				   "{\"act\":\"version\",\"name\":\"Februari\"}\n";
	char *once;

	(void)state;
	assert_int_equal(run_with(post, "do F --as regiondirektor"), EXIT_FINE);
	assert_int_equal(run("report ram F --against vidarefordelning --unit bassang --money kr"), EXIT_FINE);
	assert_says(got.out, "Bassängavtal: ramar 2020, Vidarefördelning (december) till nu");
	assert_says(got.out, ": Utökning: Fler bad (RS 5 feb 2020 · regiondirektör · ");
	once = strdup(got.out);
	assert_int_equal(run("report ram F --at vidarefordelning --against nu --unit bassang --money kr"), EXIT_FINE);
	assert_string_equal(got.out, once); /* the older first, whichever is asked for */
	free(once);
	assert_int_equal(run("report ram F --at FEBRUARI --against nu"), EXIT_FINE);
	assert_says(got.out, "Inget skiljer");
	assert_int_equal(run("report ram F --at februari --against vidarefordelning --unit bassang --format csv --money kr"), EXIT_FINE);
	assert_string_equal(got.out, "id;namn;typ;andrat;ram_fore;ram_efter;skillnad;base;index;expansion;cut;saving;transfer;resultatmal_fore;resultatmal_efter;"
	                             "kvar_fore;kvar_efter;oforklarat\r\nbassang;Bassängavtal;anslag;;500000;750000;250000;0;;250000;;;;;;0;250000;\r\n");
	assert_int_equal(run("report ram F --against februari --format json"), EXIT_FINE);
	json_t *rows = json_loads(got.out, 0, NULL);
	assert_int_equal(json_array_size(rows), 131); /* also those where nothing differs */
	json_decref(rows);
	assert_int_equal(run("report ram F --against vidarefordelning --unit bassang --format html"), EXIT_FINE);
	assert_says(got.out, "Fler bad");
	assert_int_equal(run("report ram F --against vidarefordelning --unit bassang --format markdown"), EXIT_FINE);
	assert_says(got.out, "## Varför");
}

/* One line a unit in organisation.cfg. */
static void without_unit(const char *id)
{
	char wanted[80], *bytes = testing_read(in_folder("organisation.cfg"), NULL), *at, *end;

	snprintf(wanted, sizeof wanted, "{ id=\"%s\";", id);
	at = strstr(bytes, wanted);
	assert_non_null(at);
	end = strchr(at, '\n');
	memmove(at, end, strlen(end) + 1);
	testing_write(in_folder("organisation.cfg"), bytes, strlen(bytes));
	free(bytes);
}

/* A unit that is only in one of them has its row, and is found by its id. */
static void a_unit_that_is_gone_is_compared(void **state)
{
	(void)state;
	assert_int_equal(run_with("{\"act\":\"version\",\"name\":\"Före\"}\n", "do F --as regiondirektor"), EXIT_FINE);
	without_unit("ls-kakkirurgi");
	assert_int_equal(run("adopt F"), EXIT_FINE);
	assert_int_equal(run("report ram F --unit ls-kakkirurgi"), EXIT_NOT_RUN);
	assert_int_equal(run("report ram F --against före --unit ls-kakkirurgi"), EXIT_FINE);
	assert_says(got.out, "borttagen");
	assert_says(got.out, "Finns inte i organisationen nu");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(wrong_lines_get_a_sentence), TEST(options_stand_anywhere), TEST(the_folder_may_be_left_out), TEST(help_knows_every_command),
		TEST(keys_are_the_action_table), TEST(check_finds_and_says_so), TEST(verify_is_content), TEST(verify_finds_a_flipped_bit),
		TEST(verify_finds_a_torn_tail_until_it_is_sealed), TEST(verify_finds_edits_that_are_not_adopted), TEST(verify_works_where_nothing_is_in_force),
		TEST(verify_gathers_lines_that_wait), TEST(verify_tells_why_nothing_is_in_force),
		TEST(bad_files_are_told_and_nothing_is_written), TEST(a_bad_example_makes_no_folder), TEST(an_unreadable_journal_is_told),
		TEST(what_is_unknown_is_told), TEST(a_damaged_journal_is_not_written), TEST(report_goes_to_a_file), TEST(a_full_output_is_not_silent),
		TEST(report_takes_its_options), TEST(why_tells_the_grounds), TEST(log_is_told_by_the_clock), TEST(do_saves_or_refuses),
		TEST(screen_asks_for_a_drawing), TEST(a_version_is_as_it_was), TEST(two_versions_beside_each_other),
		TEST(a_unit_that_is_gone_is_compared),
		TEST(next_years_folder_begins_where_this_one_ends), TEST(next_years_folder_may_begin_at_a_version),
		TEST(minutes_of_the_meeting_asked_for), TEST(a_folder_after_another_is_asked_for_rightly),
		TEST(next_tells_what_it_cannot_carry), TEST(a_folder_after_another_is_asked_for_rightly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

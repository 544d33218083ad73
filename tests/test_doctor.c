/* What doctor says of a folder, and checkpoint. What the kernel then does is in users.sh, which needs root; here it is without. */
#include "testing.h"

#include "small.h"

#include "doctor.h"

#include <sys/stat.h>
#include <unistd.h>

static struct small small;
static struct buffer said;

/* A folder of the small region that promises something else than none. */
static void make(const char *protection)
{
	static const char was[] = "protection = \"none\"";
	const char *at = strstr(small_region, was);
	struct buffer region = { 0 };

	small = (struct small){ .directory = testing_directory() };
	buffer_add(&region, small_region, (size_t)(at - small_region));
	buffer_format(&region, "protection = \"%s\"%s", protection, at + strlen(was));
	small_file(&small, "region.cfg", region.bytes);
	small_file(&small, "organisation.cfg", small_organisation);
	small_open(&small, small.directory);
	buffer_free(&region);
}

static size_t doctor(void)
{
	buffer_free(&said);
	return doctor_book(&said, small.book);
}

static void end(void)
{
	buffer_free(&said);
	small_free(&small);
}

static char *in_folder(const char *name)
{
	static char path[4300];

	snprintf(path, sizeof path, "%s/folder/%s", small.directory, name);
	return path;
}

#define assert_says(text)   expect(strstr(said.bytes, text), "«%s» saknas i: %s", text, said.bytes)
#define assert_silent(text) expect(!strstr(said.bytes, text), "«%s» står i: %s", text, said.bytes)

static void without_a_promise_nothing_is_found(void **state)
{
	(void)state;
	small_make(&small, "", NULL);
	assert_int_equal(doctor(), 0);
	assert_says("lovar inget skydd");
	assert_says("vem som har skrivit vad är inte styrkt");
	assert_silent("\n    ");
	assert_false(doctor_proven(small.book));
	end();
}

static void git_cannot_be_tried_from_here(void **state)
{
	(void)state;
	make("git");
	assert_int_not_equal(doctor(), 0);
	assert_says("budgetdialog verify");
	assert_false(doctor_proven(small.book));
	end();
}

static void what_is_not_as_promised_is_said_file_by_file(void **state)
{
	(void)state;
	make("host");
	assert_int_equal(chmod(in_folder("journals/cn.jsonl"), 0666), 0);
	assert_int_equal(chmod(in_folder("locks/cn"), 0644), 0);
	assert_int_equal(chmod(in_folder("journals"), 0755), 0);
	assert_true(doctor() > 10);
	assert_says("\njournals/cn.jsonl: alla på datorn kan ändra där (0666, ska vara 0640)\n");
	assert_says("\nlocks/cn: alla på datorn kan läsa där (0644, ska vara 0600)\n");
	assert_says("\njournals: alla på datorn kan läsa där (0755, ska vara 2750)\n");
	assert_says("inte styrkt");
	assert_false(doctor_proven(small.book));
	end();
}

/* Where others can put a file in another's place, a command on the file may hit something else. */
static void directories_come_first(void **state)
{
	(void)state;
	make("host");
	assert_int_equal(chmod(in_folder("journals"), 0777), 0);
	doctor();
	assert_says("Först katalogerna");
	assert_says("    chmod 2750 . journals locks objects\n");
	assert_silent("    chmod 06");
	assert_silent("chattr +a journals/");
	end();
}

static void links_get_a_sentence_and_no_command(void **state)
{
	char name[4300];

	(void)state;
	make("host");
	assert_int_equal(unlink(in_folder("locks/cn")), 0);
	assert_int_equal(symlink("/etc/passwd", in_folder("locks/cn")), 0);
	snprintf(name, sizeof name, "%s/other", small.directory);
	assert_int_equal(link(in_folder("journals/ca.jsonl"), name), 0);
	assert_int_equal(unlink(in_folder("locks/cs")), 0);
	assert_int_equal(mkdir(in_folder("locks/cs"), 0700), 0);
	assert_int_equal(unlink(in_folder("journals/ds.jsonl")), 0);
	doctor();
	assert_says("\nlocks/cn: är en symbolisk länk");
	assert_says("\njournals/ca.jsonl: har 2 namn (hårda länkar)");
	assert_says("\nlocks/cs: är inte en vanlig fil");
	assert_says("\njournals/ds.jsonl: finns inte: kör budgetdialog adopt");
	assert_silent(" locks/cn ");
	assert_silent(" journals/ca.jsonl ");
	end();
}

static void a_directory_behind_a_link_is_found(void **state)
{
	char to[4300];

	(void)state;
	make("host");
	snprintf(to, sizeof to, "%s/elsewhere", small.directory);
	assert_int_equal(rename(in_folder("journals"), to), 0);
	assert_int_equal(symlink(to, in_folder("journals")), 0);
	doctor();
	assert_says("\njournals: är en symbolisk länk");
	assert_says("\njournals/cn.jsonl: ligger bakom en symbolisk länk");
	assert_silent("chattr +a");
	end();
}

static void the_path_is_one_word_of_a_shell(void **state)
{
	static const struct {
		const char *name, *line;
	} rows[] = {
		{ "år '20; rm -rf $HOME", "/år '\\''20; rm -rf $HOME'\n" }, { "plain", "/plain\n" }, { "a\033[2J", "    # stå i mappen" },
		{ "a\xe2\x80\xae" "b", "    # stå i mappen" }, { "two\nlines", "    # stå i mappen" },
	}, *row;
	struct error error = { 0 };
	char from[4300], to[4300];

	(void)state;
	for (EACH(row, rows)) {
		make("host");
		strcpy(from, in_folder(""));
		from[strlen(from) - 1] = '\0';
		snprintf(to, sizeof to, "%s/%s", small.directory, row->name);
		assert_int_equal(rename(from, to), 0);
		doctor();
		expect(strstr(said.bytes, row->line), "%s: %s", row->name, said.bytes);
		expect(!strchr(said.bytes, '\033'), "%s", row->name);
		book_free(small.book);
		folder_free(small.folder);
		small.folder = folder_open(to, &error);
		small.book = book_open(small.folder, &error);
		end();
	}
}

/* The heads are those of the files, and the last line is the hash of the lines above it, as sha256sum says it. */
static void a_checkpoint_can_be_made_by_hand(void **state)
{
	struct buffer out = { 0 };
	char hash[HASH_TEXT], last[80], *file, *end_of_heads;
	size_t size;

	(void)state;
	small_make(&small, "", NULL);
	assert_int_equal(doctor_checkpoint(&out, small.book), 0);
	end_of_heads = strstr(out.bytes, "sha256 ");
	hash_bytes(out.bytes, (size_t)(end_of_heads - out.bytes), hash);
	snprintf(last, sizeof last, "sha256 %s\n", hash);
	assert_string_equal(end_of_heads, last);
	file = testing_read(in_folder("journals/reg.jsonl"), &size);
	snprintf(last, sizeof last, "\nreg 1 %.64s\n", file + size - 67);
	expect(strstr(out.bytes, last), "%s i %s", last, out.bytes);
	expect(!strncmp(out.bytes, "ca 0 ", 5), "%s", out.bytes);
	free(file);
	buffer_free(&out);
	end();
}

static void a_checkpoint_tells_of_a_damaged_journal(void **state)
{
	static const char bad[] = "{\"n\":1,\"hash\":\"0123456789012345678901234567890123456789012345678901234567890123\"}\n";
	struct buffer out = { 0 };

	(void)state;
	small_make(&small, "", NULL);
	testing_write(in_folder("journals/cn.jsonl"), bad, sizeof bad - 1);
	book_free(small.book);
	folder_free(small.folder);
	small_reopen(&small);
	assert_int_equal(doctor_checkpoint(&out, small.book), 1);
	expect(strstr(out.bytes, "\ncn 0 "), "%s", out.bytes);
	buffer_free(&out);
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_promise_nothing_is_found),
		cmocka_unit_test(git_cannot_be_tried_from_here),
		cmocka_unit_test(what_is_not_as_promised_is_said_file_by_file),
		cmocka_unit_test(directories_come_first),
		cmocka_unit_test(links_get_a_sentence_and_no_command),
		cmocka_unit_test(a_directory_behind_a_link_is_found),
		cmocka_unit_test(the_path_is_one_word_of_a_shell),
		cmocka_unit_test(a_checkpoint_can_be_made_by_hand),
		cmocka_unit_test(a_checkpoint_tells_of_a_damaged_journal),
	};

	umask(022);
	return cmocka_run_group_tests_name("doctor", tests, NULL, NULL);
}

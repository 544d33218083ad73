#include "testing.h"

#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- faults: linked with --wrap, so that the calls of src/ come here ---- */

static struct {
	bool no_openat2;
	const char *call; /* the call that fails, and with what */
	int code, after;  /* how many times it still succeeds */
	bool unsteady;    /* writes and reads stop half-way, or with EINTR */
} fault;

long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);
ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __real_renameat(int from_fd, const char *from, int to_fd, const char *to);
int __wrap_renameat(int from_fd, const char *from, int to_fd, const char *to);
int __real_mkdirat(int fd, const char *name, mode_t mode);
int __wrap_mkdirat(int fd, const char *name, mode_t mode);

static int fsyncs;

static bool fails(const char *call)
{
	if (!fault.call || strcmp(fault.call, call) != 0)
		return false;
	if (fault.after-- > 0)
		return false;
	errno = fault.code;
	return true;
}

long __wrap_syscall(long number, ...)
{
	va_list arguments;
	int folder;
	const char *name;
	void *how;
	size_t size;

	va_start(arguments, number);
	folder = va_arg(arguments, int);
	name = va_arg(arguments, const char *);
	how = va_arg(arguments, void *);
	size = va_arg(arguments, size_t);
	va_end(arguments);
	if (number == SYS_openat2 && fault.no_openat2)
		return errno = ENOSYS, -1;
	return __real_syscall(number, folder, name, how, size);
}

ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
	static int turn;

	if (fails("write"))
		return -1;
	if (fault.unsteady && ++turn % 2)
		return errno = EINTR, -1;
	return __real_write(fd, bytes, fault.unsteady && size > 1 ? size / 2 : size);
}

int __wrap_fsync(int fd)
{
	fsyncs++;
	return fails("fsync") ? -1 : __real_fsync(fd);
}

int __wrap_renameat(int from_fd, const char *from, int to_fd, const char *to)
{
	return fails("renameat") ? -1 : __real_renameat(from_fd, from, to_fd, to);
}

int __wrap_mkdirat(int fd, const char *name, mode_t mode)
{
	return fails("mkdirat") ? -1 : __real_mkdirat(fd, name, mode);
}

/* ---- a folder for each test ---- */

static const char region_text[] =
	"format = 1; id = \"0123456789abcdef0123456789abcdef\"; name = \"R\"; org_number = \"1\"; year = 2020; registrar = \"reg\"; protection "
	"= \"none\";\n"
	"levels = ( { id=\"top\"; name=\"T\"; chef=\"c\"; plan=\"p\"; subs=\"s\"; money=\"mnkr\"; } ); kinds = ( { id=\"base\"; name=\"B\"; "
	"short=\"B\"; opening=true; } );\n"
	"lines = ( { id=\"personal\"; name=\"P\"; kind=\"cost\"; account=\"4\"; } ); areas = (); principles = (); versions = ();\n";

struct place {
	char *outside; /* the directory of the test */
	char path[4200];
	int fd;
};

static char *in(const struct place *place, const char *name)
{
	static char whole[8192];

	snprintf(whole, sizeof whole, "%s/%s", place->path, name);
	return whole;
}

static int setup(void **state)
{
	struct place *place = malloc(sizeof *place);
	struct error error = { 0 };

	memset(&fault, 0, sizeof fault);
	place->outside = testing_directory();
	snprintf(place->path, sizeof place->path, "%s/f", place->outside);
	place->fd = folder_create(place->path, &error);
	expect(place->fd >= 0, "%s", error.text);
	*state = place;
	return 0;
}

static int teardown(void **state)
{
	struct place *place = *state;

	close(place->fd);
	testing_remove(place->outside);
	free(place);
	return 0;
}

static bool has_text(int fd, const char *name, const char *text)
{
	struct buffer bytes = { 0 };
	struct error error = { 0 };
	bool same = folder_read(fd, name, &bytes, &error) && bytes.size == strlen(text) && memcmp(bytes.bytes, text, bytes.size) == 0;

	buffer_free(&bytes);
	return same;
}

/* ---- reading ---- */

static void test_read(void **state)
{
	const struct place *place = *state;
	struct buffer bytes = { 0 };
	size_t size = 300000;
	char *large = calloc(size, 1);

	large[size - 1] = 'x';
	testing_write(in(place, "large"), large, size);
	testing_write(in(place, "empty"), "", 0);
	buffer_text(&bytes, "before");
	assert_true(folder_read(place->fd, "empty", &bytes, NULL));
	assert_string_equal(bytes.bytes, "before");
	assert_true(folder_read(place->fd, "large", &bytes, NULL));
	assert_int_equal(bytes.size, size + 6);
	assert_memory_equal(bytes.bytes + 6, large, size);
	assert_int_equal(bytes.bytes[bytes.size], 0);
	buffer_text(&bytes, "after"); /* it is still an ordinary buffer */
	assert_string_equal(bytes.bytes + size + 6, "after");
	buffer_free(&bytes);
	free(large);
}

/* Nothing outside the folder, no links, nothing but ordinary files; and no waiting. With openat2 and without. */
static void test_read_refuses(void **state)
{
	static const struct {
		const char *name, *word, *piece;
	} table[] = {
		{ "borta", "missing", "borta finns inte" },
		{ "borta/borta", "missing", "finns inte" },
		{ "objects", "unreadable", "är en mapp och inte en fil" },
		{ "link", "unreadable", "är en länk, och länkar följs inte" },
		{ "linked/secret", "unreadable", "linked/secret" },
		{ "inside/file", "unreadable", "inside/file" },
		{ "../secret", "unreadable", "ligger utanför mappen" },
		{ "objects/../../secret", "unreadable", "ligger utanför mappen" },
		{ "/etc/passwd", "unreadable", "ligger utanför mappen" },
		{ "pipe", "unreadable", "är inte en vanlig fil" },
		{ "good/x", "unreadable", "är inte en mapp" },
		{ "sparse", "unreadable", "är större än 256 MiB" },
		{ "objects/gone", "unreadable", "är en länk" },
	};
	const struct place *place = *state;
	char secret[4200];

	snprintf(secret, sizeof secret, "%s/secret", place->outside);
	testing_write(secret, "hemligt", 7);
	testing_write(in(place, "good"), "gott", 4);
	testing_write(in(place, "sparse"), "", 0);
	assert_int_equal(truncate(in(place, "sparse"), ((off_t)256 << 20) + 1), 0);
	assert_int_equal(symlink(secret, in(place, "link")), 0);
	assert_int_equal(symlink(place->outside, in(place, "linked")), 0);
	testing_write(in(place, "objects/file"), "", 0);
	assert_int_equal(symlink("objects", in(place, "inside")), 0);
	assert_int_equal(symlink("nowhere", in(place, "objects/gone")), 0);
	assert_int_equal(mkfifo(in(place, "pipe"), 0600), 0);
	for (int without = 0; without < 2; without++) {
		fault.no_openat2 = without;
		assert_true(has_text(place->fd, "good", "gott"));
		for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
			struct buffer bytes = { 0 };
			struct error error = { 0 };

			expect(!folder_read(place->fd, table[i].name, &bytes, &error), "%s", table[i].name);
			expect(strcmp(error.word, table[i].word) == 0 && strstr(error.text, table[i].piece), "%s -> %s %s", table[i].name,
			       error.word, error.text);
			assert_int_equal(bytes.size, 0);
			buffer_free(&bytes);
		}
	}
}

/* ---- writing ---- */

static int count_files(const char *path)
{
	char command[8400];
	FILE *list;
	int count = 0, c;

	snprintf(command, sizeof command, "find '%s' -type f", path);
	list = popen(command, "r");
	while ((c = getc(list)) != EOF)
		count += c == '\n';
	pclose(list);
	return count;
}

static void test_write(void **state)
{
	const struct place *place = *state;
	struct error error = { 0 };

	fault.unsteady = true;
	assert_true(folder_write(place->fd, "region.cfg", "första", 7, &error));
	fault.unsteady = false;
	assert_true(has_text(place->fd, "region.cfg", "första"));
	fsyncs = 0;
	assert_true(folder_write(place->fd, "region.cfg", "andra", 5, &error));
	assert_int_equal(fsyncs, 2); /* the file and its directory */
	assert_true(has_text(place->fd, "region.cfg", "andra"));
	assert_true(folder_write(place->fd, "objects/x", "", 0, &error));
	assert_true(has_text(place->fd, "objects/x", ""));
	assert_int_equal(count_files(place->path), 2);
	assert_false(folder_write(place->fd, "../x", "x", 1, &error));
	assert_string_equal(error.word, "not-saved");
	assert_false(folder_write(place->fd, "borta/x", "x", 1, &error));
	assert_string_equal(error.word, "not-saved");
}

/* A write that fails leaves the old file whole and nothing else behind. */
static void test_write_fails(void **state)
{
	static const struct {
		const char *call;
		int code;
		const char *piece;
	} table[] = {
		{ "write", ENOSPC, "disken är full" },     { "write", EDQUOT, "din kvot på disken är slut" },
		{ "write", EIO, "disken svarar med fel" }, { "fsync", EIO, "disken svarar med fel" },
		{ "renameat", EROFS, "skrivskyddad" },     { "renameat", EPERM, "får inte ändras av dig" },
	};
	const struct place *place = *state;

	assert_true(folder_write(place->fd, "region.cfg", "gammal", 6, NULL));
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct error error = { 0 };

		fault.call = table[i].call;
		fault.code = table[i].code;
		fault.after = 0;
		assert_false(folder_write(place->fd, "region.cfg", "ny", 2, &error));
		assert_string_equal(error.word, "not-saved");
		expect(strstr(error.text, "region.cfg ") == error.text && strstr(error.text, table[i].piece), "%s", error.text);
		fault.call = NULL;
		assert_true(has_text(place->fd, "region.cfg", "gammal"));
		assert_int_equal(count_files(place->path), 1);
	}
}

/* A link is replaced, not followed. */
static void test_write_over_link(void **state)
{
	const struct place *place = *state;
	char secret[4200];
	char *bytes;

	snprintf(secret, sizeof secret, "%s/secret", place->outside);
	testing_write(secret, "hemligt", 7);
	assert_int_equal(symlink(secret, in(place, "region.cfg")), 0);
	assert_true(folder_write(place->fd, "region.cfg", "ny", 2, NULL));
	assert_true(has_text(place->fd, "region.cfg", "ny"));
	bytes = testing_read(secret, NULL);
	assert_string_equal(bytes, "hemligt");
	free(bytes);
}

/* The directory says who may read, not the umask of the writer. */
static void test_umask(void **state)
{
	static const mode_t masks[] = { 000, 022, 027, 077 };
	const struct place *place = *state;
	struct stat status;

	assert_int_equal(chmod(in(place, "objects"), 0750), 0);
	for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
		mode_t old = umask(masks[i]);

		assert_true(folder_write(place->fd, "objects/x", "x", 1, NULL));
		umask(old);
		assert_int_equal(stat(in(place, "objects/x"), &status), 0);
		assert_int_equal(status.st_mode & 07777, 0640);
	}
}

/* ---- objects ---- */

static void test_objects(void **state)
{
	const struct place *place = *state;
	struct buffer bytes = { 0 };
	struct error error = { 0 };
	char hash[HASH_TEXT], again[HASH_TEXT], name[100];

	assert_true(folder_store(place->fd, "innehåll", 9, hash, &error));
	assert_true(folder_object(place->fd, hash, &bytes, &error));
	assert_string_equal(bytes.bytes, "innehåll");
	fsyncs = 0;
	assert_true(folder_store(place->fd, "innehåll", 9, again, &error)); /* there already: nothing is written */
	assert_int_equal(fsyncs, 0);
	assert_string_equal(hash, again);
	snprintf(name, sizeof name, "objects/%s", hash);
	testing_write(in(place, name), "annat", 5);
	assert_false(folder_object(place->fd, hash, &bytes, &error));
	assert_string_equal(error.word, "damaged");
	assert_non_null(strstr(error.text, name));
	assert_string_equal(bytes.bytes, "innehåll");
	assert_true(folder_store(place->fd, "innehåll", 9, hash, &error)); /* which heals it */
	assert_true(has_text(place->fd, name, "innehåll"));
	hash[0] = hash[0] == '0' ? '1' : '0';
	assert_false(folder_object(place->fd, hash, &bytes, &error));
	assert_string_equal(error.word, "missing");
	assert_false(folder_object(place->fd, "../region.cfg", &bytes, &error));
	assert_string_equal(error.word, "missing");
	buffer_free(&bytes);
}

/* ---- journals ---- */

static void test_journals(void **state)
{
	static const char *const files[] = { "b.jsonl",    "a-1.jsonl",
					     "a.jsonl",    "0.jsonl",
					     "Anna.jsonl", "åsa.jsonl",
					     ".jsonl",     "a.json",
					     "jsonl",      "a b.jsonl",
					     "a.jsonl~",   "a.b.jsonl",
					     ".b.jsonl",   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.jsonl" };
	static const char *const users[] = { "0", "a", "a-1", "b" };
	const struct place *place = *state;
	struct arena arena = { 0 };
	const char **found;
	char name[200];

	assert_int_equal(folder_journals(place->fd, &found, &arena), 0);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(name, sizeof name, "journals/%s", files[i]);
		testing_write(in(place, name), "", 0);
	}
	assert_int_equal(folder_journals(place->fd, &found, &arena), 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(found[i], users[i]);
	arena_free(&arena);
	assert_int_equal(folder_journals(-1, &found, &arena), 0);
	arena_free(&arena);
}

/* ---- the folder itself ---- */

static void test_open(void **state)
{
	const struct place *place = *state;
	struct error error = { 0 };
	struct folder *folder;

	assert_null(folder_open(place->path, &error));
	assert_string_equal(error.word, "no-folder");
	assert_non_null(strstr(error.text, "är inte en mapp för budgetdialog: region.cfg finns inte där"));
	testing_write(in(place, "region.cfg"), region_text, strlen(region_text));
	folder = folder_open(place->path, &error);
	expect(folder, "%s", error.text);
	assert_string_equal(folder->path, place->path);
	assert_string_equal(folder->edited->registrar, "reg");
	assert_true(has_text(folder->fd, "region.cfg", region_text));
	folder_free(folder);
	folder_free(NULL);
	assert_null(folder_open(in(place, "region.cfg"), &error));
	assert_string_equal(error.word, "no-folder");
	assert_null(folder_open(in(place, "borta"), &error));
	assert_string_equal(error.word, "no-folder");
	assert_non_null(strstr(error.text, "/borta finns inte"));
}

static void test_open_refuses(void **state)
{
	static const struct {
		const char *text, *word, *piece;
	} table[] = {
		{ "format = 2; new = true;", "newer-format", "mappen är skriven av en nyare budgetdialog" },
		{ "format = 1;", "bad-config", "region.cfg:1: nyckeln name fattas" },
		{ "format = 1", "bad-config", "region.cfg:1: " },
	};
	const struct place *place = *state;
	struct error error = { 0 };
	char *template = strdup(region_text), *id = strstr(template, "id = ");

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		testing_write(in(place, "region.cfg"), table[i].text, strlen(table[i].text));
		assert_null(folder_open(place->path, &error));
		expect(strcmp(error.word, table[i].word) == 0 && strstr(error.text, table[i].piece), "%s %s", error.word, error.text);
	}
	memset(id, ' ', strlen("id = \"0123456789abcdef0123456789abcdef\";"));
	testing_write(in(place, "region.cfg"), template, strlen(template));
	assert_null(folder_open(place->path, &error));
	assert_string_equal(error.word, "bad-config");
	assert_non_null(strstr(error.text, "budgetdialog init skriver den"));
	free(template);
	assert_int_equal(unlink(in(place, "region.cfg")), 0);
	assert_int_equal(mkdir(in(place, "region.cfg"), 0700), 0);
	assert_null(folder_open(place->path, &error));
	assert_string_equal(error.word, "unreadable");
}

static void test_create(void **state)
{
	const struct place *place = *state;
	struct error error = { 0 };
	int fd;

	assert_int_equal(folder_create(place->path, &error), -1); /* it has been made already */
	assert_string_equal(error.word, "not-empty");
	assert_non_null(strstr(error.text, "finns redan och är inte tom"));
	assert_int_equal(mkdir(in(place, "empty"), 0700), 0);
	fd = folder_create(in(place, "empty"), &error);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(access(in(place, "empty/journals"), F_OK), 0);
	assert_int_equal(access(in(place, "empty/locks"), F_OK), 0);
	assert_int_equal(access(in(place, "empty/objects"), F_OK), 0);
	assert_int_equal(folder_create(in(place, "borta/x"), &error), -1);
	assert_string_equal(error.word, "not-saved");
	testing_write(in(place, "file"), "", 0);
	assert_int_equal(folder_create(in(place, "file"), &error), -1);
	assert_string_equal(error.word, "not-saved");
}

/* All or nothing. */
static void test_create_fails(void **state)
{
	const struct place *place = *state;

	for (int after = 0; after < 3; after++) {
		struct error error = { 0 };

		fault.call = "mkdirat";
		fault.code = ENOSPC;
		fault.after = after;
		assert_int_equal(folder_create(in(place, "new"), &error), -1);
		assert_string_equal(error.word, "not-saved");
		assert_non_null(strstr(error.text, "disken är full"));
		assert_int_equal(access(in(place, "new"), F_OK), -1);
	}
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(test_read),         WITH_FOLDER(test_read_refuses),    WITH_FOLDER(test_write),
		WITH_FOLDER(test_write_fails),  WITH_FOLDER(test_write_over_link), WITH_FOLDER(test_umask),
		WITH_FOLDER(test_objects),      WITH_FOLDER(test_journals),        WITH_FOLDER(test_open),
		WITH_FOLDER(test_open_refuses), WITH_FOLDER(test_create),          WITH_FOLDER(test_create_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

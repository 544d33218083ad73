/* Journals: read as they grow, appended to without ever saying «sparat» too early, and every change to them found.
 *
 * The system is made to fail through the linker; tests_test_journal_LDFLAGS must wrap all of
 * write fsync openat syscall fallocate fstat fstatfs fcntl pread nanosleep, and, for what _FORTIFY_SOURCE makes of them, __openat_2 __pread_chk. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "testing.h"

#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FOLDER "0123456789abcdef0123456789abcdef"

/* ---- A system that can be told to fail ---- */

enum call { CALL_WRITE, CALL_FSYNC, CALL_OPENAT, CALL_OPENAT2, CALL_FALLOCATE, CALL_FSTAT, CALL_FSTATFS, CALL_FCNTL, CALL_PREAD, CALLS };
static const char *const call_names[CALLS] = { "write", "fsync", "openat", "openat2", "fallocate", "fstat", "fstatfs", "fcntl", "pread" };

static struct {
	unsigned count[CALLS];
	enum call call;       /* which fails */
	unsigned nth;         /* from its nth time on; 0: none does */
	bool forever;
	int code;
	size_t short_by;      /* instead of failing: so many bytes too few */
	bool injected;
	bool crash;           /* the next write puts `crash_at` bytes, and then nothing works any more */
	size_t crash_at;
	bool dead;
	bool no_openat2;
	long file_system;     /* what fstatfs says; 0: the truth */
	bool other_owner;     /* fstat tells of another one */
	unsigned naps;
	bool real_sync;
	int written;          /* descriptor written to */
	bool synced;          /* and fsync has come after it */
} plan;

static void plan_nothing(void)
{
	memset(&plan, 0, sizeof plan);
	plan.written = -1;
}

/* 0: go on; else the error to give. */
static int failure(enum call call)
{
	plan.count[call]++;
	if (plan.dead)
		return EIO;
	if (!plan.nth || plan.call != call || plan.count[call] < plan.nth || (!plan.forever && plan.count[call] > plan.nth))
		return 0;
	plan.injected = plan.injected || plan.code;
	return plan.code;
}

static bool fails(enum call call)
{
	int code = failure(call);

	if (code)
		errno = code;
	return code != 0;
}

static bool is_short(enum call call, size_t size)
{
	return plan.short_by && size > plan.short_by && plan.call == call && plan.count[call] == plan.nth;
}

ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
	if (fails(CALL_WRITE))
		return -1;
	if (is_short(CALL_WRITE, size)) {
		plan.injected = true;
		size -= plan.short_by;
	}
	if (plan.crash && plan.crash_at < size) {
		size = plan.crash_at;
		plan.dead = true;
	}
	plan.dead = plan.dead || plan.crash;
	plan.written = fd;
	plan.synced = false;
	return __real_write(fd, bytes, size);
}

int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __wrap_fsync(int fd)
{
	if (fails(CALL_FSYNC))
		return -1;
	plan.synced = plan.synced || fd == plan.written;
	return plan.real_sync ? __real_fsync(fd) : 0;
}

int __real_openat(int at, const char *name, int flags, ...);
int __wrap_openat(int at, const char *name, int flags, ...);
int __wrap_openat(int at, const char *name, int flags, ...)
{
	mode_t mode = 0;
	va_list arguments;

	va_start(arguments, flags);
	if (flags & O_CREAT)
		mode = va_arg(arguments, mode_t);
	va_end(arguments);
	return fails(CALL_OPENAT) ? -1 : __real_openat(at, name, flags, mode);
}

int __wrap___openat_2(int at, const char *name, int flags);
int __wrap___openat_2(int at, const char *name, int flags)
{
	return __wrap_openat(at, name, flags);
}

long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);
long __wrap_syscall(long number, ...)
{
	long a, b, c, d;
	va_list arguments;

	va_start(arguments, number);
	a = va_arg(arguments, long);
	b = va_arg(arguments, long);
	c = va_arg(arguments, long);
	d = va_arg(arguments, long);
	va_end(arguments);
	assert_int_equal(number, SYS_openat2);
	if (plan.no_openat2)
		return errno = ENOSYS, -1;
	return fails(CALL_OPENAT2) ? -1 : __real_syscall(number, a, b, c, d);
}

int __real_fallocate(int fd, int mode, off_t from, off_t size);
int __wrap_fallocate(int fd, int mode, off_t from, off_t size);
int __wrap_fallocate(int fd, int mode, off_t from, off_t size)
{
	return fails(CALL_FALLOCATE) ? -1 : __real_fallocate(fd, mode, from, size);
}

int __real_fstat(int fd, struct stat *found);
int __wrap_fstat(int fd, struct stat *found);
int __wrap_fstat(int fd, struct stat *found)
{
	if (fails(CALL_FSTAT) || __real_fstat(fd, found))
		return -1;
	found->st_uid += plan.other_owner;
	return 0;
}

int __real_fstatfs(int fd, struct statfs *found);
int __wrap_fstatfs(int fd, struct statfs *found);
int __wrap_fstatfs(int fd, struct statfs *found)
{
	if (fails(CALL_FSTATFS) || __real_fstatfs(fd, found))
		return -1;
	if (plan.file_system)
		found->f_type = plan.file_system;
	return 0;
}

int __real_fcntl(int fd, int what, ...);
int __wrap_fcntl(int fd, int what, ...);
int __wrap_fcntl(int fd, int what, ...)
{
	va_list arguments;
	void *argument;

	va_start(arguments, what);
	argument = va_arg(arguments, void *);
	va_end(arguments);
	return fails(CALL_FCNTL) ? -1 : __real_fcntl(fd, what, argument);
}

ssize_t __real_pread(int fd, void *bytes, size_t size, off_t from);
ssize_t __wrap_pread(int fd, void *bytes, size_t size, off_t from);
ssize_t __wrap_pread(int fd, void *bytes, size_t size, off_t from)
{
	if (fails(CALL_PREAD))
		return -1;
	if (is_short(CALL_PREAD, size)) {
		plan.injected = true;
		size -= plan.short_by;
	}
	return __real_pread(fd, bytes, size, from);
}

ssize_t __wrap___pread_chk(int fd, void *bytes, size_t size, off_t from, size_t room);
ssize_t __wrap___pread_chk(int fd, void *bytes, size_t size, off_t from, size_t room)
{
	assert_true(size <= room);
	return __wrap_pread(fd, bytes, size, from);
}

int __real_nanosleep(const struct timespec *pause, struct timespec *left);
int __wrap_nanosleep(const struct timespec *pause, struct timespec *left);
int __wrap_nanosleep(const struct timespec *pause, struct timespec *left)
{
	plan.naps++;
	return plan.real_sync ? __real_nanosleep(pause, left) : 0;
}

/* ---- A folder to work in ---- */

struct place {
	char *directory;
	int folder;
	char path[4096]; /* of the journal */
};

static void place_make(struct place *place)
{
	char path[4096];

	plan_nothing();
	place->directory = testing_directory();
	for (const char *const *name = (const char *const[]){ "journals", "locks", NULL }; *name; name++) {
		snprintf(path, sizeof path, "%s/%s", place->directory, *name);
		assert_int_equal(mkdir(path, 0700), 0);
	}
	place->folder = open(place->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(place->folder >= 0);
	snprintf(place->path, sizeof place->path, "%s/journals/anna.jsonl", place->directory);
	assert_true(journal_create(place->folder, "anna", NULL));
}

static void place_remove(struct place *place)
{
	close(place->folder);
	testing_remove(place->directory);
}

static struct journal *read_anna(const struct place *place)
{
	struct journal *journal = journal_new(place->folder, FOLDER, "anna");
	struct error error = { 0 };
	bool grew;

	expect(journal_read(journal, &grew, &error), "%s", error.text);
	assert_int_equal(grew, journal->count > 0);
	return journal;
}

/* One act of every kind, small. */
static struct act act_of(enum act_kind kind)
{
	static struct leg legs[] = { { "vardval", -500000, NUMBER_NONE, NUMBER_NONE }, { "service", 500000, 2021, NUMBER_NONE } };
	static struct row rows[] = { { .line = "personal", .kr = 1, .hold = "avtal", .until = NUMBER_NONE },
		                     { .line = "ovrigt", .kr = NUMBER_NONE, .hold = "å", .until = NUMBER_NONE } };
	static struct amount amounts[] = { { "personal", 5 } };
	static struct plan_mark marks[] = { { "line.personal", "för lågt" }, { "left", NULL } };
	static const char *const agenda[] = { "vardval", "service" };
	static const char digits[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	struct act act;

	act_clear(&act, kind);
	switch (kind) {
	case ACT_ADOPT:
		act.adopt = (struct adopt){ .region = digits, .organisation = digits };
		break;
	case ACT_POST:
		act.post.kind = "saving";
		act.post.year = 2020;
		act.post.legs = (struct list){ legs, 2 };
		act.post.text = "se \"bilaga\"\n";
		break;
	case ACT_TARGET:
		act.target = (struct target){ "vardval", 2020, -5, "RF § 12" };
		break;
	case ACT_DISTRIBUTE:
		act.distribute = (struct distribute){ .unit = "vardval", .year = 2020, .rows = { rows, 2 } };
		break;
	case ACT_SAY:
		act.say.unit = "vardval";
		act.say.kind = "note";
		act.say.text = ",\"hash\":\"och \"}";
		break;
	case ACT_FORECAST:
	case ACT_OUTCOME:
		act.follow.unit = "vardval";
		act.follow.year = 2020;
		act.follow.amounts = (struct list){ amounts, 1 };
		break;
	case ACT_SUBMIT:
		act.submit = (struct submit){ "vardval", 2020, digits, "6,5 kvar" };
		break;
	case ACT_RECALL:
	case ACT_APPROVE:
	case ACT_RETURN:
		act.verdict = (struct verdict){ .unit = "vardval", .submit = digits, .text = "x" };
		if (kind == ACT_RETURN)
			act.verdict.marks = (struct list){ marks, 2 };
		break;
	case ACT_RESOLVE:
		act.resolve = (struct resolve){ "vardval", digits, NULL, true };
		break;
	case ACT_MEET:
		act.meet = (struct meet){ .unit = "vardval", .meeting = digits, .date = "2019-12-22", .secretary = "anna", .units = { (void *)agenda, 2 }, .closed = true };
		break;
	case ACT_CONFIRM:
		act.confirm = (struct confirm){ "vardval", digits };
		break;
	default:
		act.version = (struct version){ "juni", digits, true };
	}
	return act;
}

static struct line *stage(struct journal *journal, enum act_kind kind)
{
	char id[33], at[26];
	struct envelope head = { .id = journal_new_id(id), .at = journal_now(at), .org = 1 };
	struct act act = act_of(kind);
	struct error error = { 0 };
	struct line *line = journal_stage(journal, &head, &act, &error);

	expect(line, "%s", error.text);
	return line;
}

/* As a session does: what moved is read again, and the line staged anew. */
static enum append append_one(struct journal *journal, enum act_kind kind, struct error *error)
{
	enum append result;
	bool grew;

	do {
		stage(journal, kind);
		result = journal_append(journal, error);
		if (result != APPEND_SAVED)
			journal_unstage(journal);
	} while (result == APPEND_MOVED && journal_read(journal, &grew, error));
	return result;
}

static void append_many(struct journal *journal, size_t count)
{
	struct error error = { 0 };

	for (size_t i = 0; i < count; i++)
		stage(journal, ACT_TARGET);
	if (count)
		expect(journal_append(journal, &error) == APPEND_SAVED, "%s", error.text);
}

static off_t file_size(const struct place *place)
{
	struct stat found;

	assert_int_equal(stat(place->path, &found), 0);
	return found.st_size;
}

static void file_add(const struct place *place, const char *bytes, size_t size)
{
	int fd = open(place->path, O_WRONLY | O_APPEND | O_CLOEXEC);

	assert_int_equal(__real_write(fd, bytes, size), size);
	close(fd);
}

/* ---- Reading ---- */

static const char *vector(const char *name, size_t *size, char **bytes)
{
	char path[128];

	snprintf(path, sizeof path, "tests/vectors/good/%s", name);
	return *bytes = testing_read(testing_source(path), size);
}

static void an_empty_journal_is_whole(void **state)
{
	struct place place;
	struct journal *journal;

	(void)state;
	place_make(&place);
	assert_true(journal_create(place.folder, "anna", NULL)); /* once more does no harm */
	journal = read_anna(&place);
	assert_int_equal(journal->state, JOURNAL_WHOLE);
	assert_int_equal(journal->count, 0);
	journal_free(journal);
	journal_free(NULL);
	place_remove(&place);
}

static void the_vectors_are_whole(void **state)
{
	struct place place;
	struct journal *journal;
	char *bytes;
	size_t size;
	bool grew;

	(void)state;
	place_make(&place);
	vector("anna.jsonl", &size, &bytes);
	testing_write(place.path, bytes, size);
	journal = read_anna(&place);
	expect(journal->state == JOURNAL_WHOLE, "%s", journal->why->text);
	assert_int_equal(journal->count, 4);
	assert_int_equal(journal->good, size);
	assert_int_equal(((struct skip *)journal->lines[1]->head.skip.items)->size, 201);
	assert_false(journal->lines[0]->head.skip.count);
	journal_free(journal);
	free(bytes);
	vector("divchef.jsonl", &size, &bytes);
	assert_true(journal_create(place.folder, "divchef", NULL));
	memcpy(strstr(place.path, "anna.jsonl"), "divchef.jsonl", 14);
	testing_write(place.path, bytes, size);
	journal = journal_new(place.folder, FOLDER, "divchef");
	assert_true(journal_read(journal, &grew, NULL));
	assert_int_equal(journal->state, JOURNAL_WHOLE);
	assert_int_equal(journal->count, 41);
	journal_free(journal);
	free(bytes);
	place_remove(&place);
}

/* Who only wants to have read everything need not ask whether there was more. */
static void growth_need_not_be_asked_for(void **state)
{
	struct place place;
	struct journal *journal;
	char *bytes;
	size_t size;

	(void)state;
	place_make(&place);
	vector("anna.jsonl", &size, &bytes);
	testing_write(place.path, bytes, size);
	journal = journal_new(place.folder, FOLDER, "anna");
	assert_true(journal_read(journal, NULL, NULL));
	assert_int_equal(journal->count, 4);
	unlink(place.path);
	assert_false(journal_read(journal, NULL, NULL));
	journal_free(journal);
	free(bytes);
	place_remove(&place);
}

/* A reader who looks after every byte sees each line exactly when its LF is there; the seals hold whatever they skip. */
static void growth_is_read_byte_by_byte(void **state)
{
	struct place place;
	struct journal *journal;
	char *bytes;
	size_t size, lines = 0;
	bool grew;

	(void)state;
	place_make(&place);
	vector("anna.jsonl", &size, &bytes);
	journal = read_anna(&place);
	for (size_t i = 0; i < size; i++) {
		file_add(&place, bytes + i, 1);
		assert_true(journal_read(journal, &grew, NULL));
		expect(journal->state != JOURNAL_DAMAGED, "byte %zu: %s", i, journal->why->text);
		lines += grew;
		assert_int_equal(journal->count, lines);
		assert_true(!grew || (bytes[i] == '\n' && journal->state == JOURNAL_WHOLE));
		assert_true(journal_read(journal, &grew, NULL) && !grew);
	}
	assert_int_equal(lines, 4);
	for (size_t i = 0; i < lines; i++) /* what was read first is still there */
		assert_int_equal(journal->lines[i]->act.target.kr, i + 1);
	journal_free(journal);
	free(bytes);
	place_remove(&place);
}

static void a_file_longer_than_a_chunk_is_read(void **state)
{
	struct place place;
	struct journal *journal;
	struct act act;
	char *text = memory_grow(NULL, 60001, 1);
	struct envelope head = { .id = "x", .at = "2019-11-20T09:14:03+01:00", .org = 1 };

	(void)state;
	place_make(&place);
	journal = read_anna(&place);
	memset(text, 'x', 60000);
	text[60000] = '\0';
	act = act_of(ACT_SAY);
	act.say.text = text;
	for (int i = 0; i < 300; i++) /* 18 MB */
		assert_non_null(journal_stage(journal, &head, &act, NULL));
	assert_int_equal(journal_append(journal, NULL), APPEND_SAVED);
	journal_free(journal);
	journal = read_anna(&place);
	assert_int_equal(journal->count, 300);
	assert_int_equal(journal->state, JOURNAL_WHOLE);
	journal_free(journal);
	free(text);
	place_remove(&place);
}

/* A file of nothing but a hole: not read for ever, not held in memory, damaged. */
static void a_huge_hole_is_damage(void **state)
{
	struct place place;
	struct journal *journal;
	struct error error;
	bool grew;

	(void)state;
	place_make(&place);
	assert_int_equal(truncate(place.path, (off_t)20 << 20), 0);
	journal = read_anna(&place);
	assert_int_equal(journal->state, JOURNAL_DAMAGED);
	assert_string_equal(journal->why->word, "torn");
	assert_int_equal(truncate(place.path, (off_t)5 << 30), 0);
	assert_false(journal_read(journal, &grew, &error));
	assert_string_equal(error.word, "too-large");
	journal_free(journal);
	place_remove(&place);
}

static void what_is_no_longer_what_was_read_is_damage(void **state)
{
	struct place place;
	struct journal *journal;
	char *bytes, *other;
	size_t size;
	bool grew;

	(void)state;
	place_make(&place);
	journal = read_anna(&place);
	append_many(journal, 3);
	bytes = testing_read(place.path, &size);
	assert_int_equal(unlink(place.path), 0);
	testing_write(place.path, bytes, size); /* the same bytes in a new file, as after a git pull */
	assert_int_equal(append_one(journal, ACT_TARGET, NULL), APPEND_SAVED);
	assert_int_equal(journal->count, 4);
	assert_int_equal(truncate(place.path, (off_t)size), 0);
	assert_true(journal_read(journal, &grew, NULL));
	assert_string_equal(journal->why->word, "shrunk");
	other = memory_string(bytes);
	other[size - 5] = other[size - 5] == '0' ? '1' : '0';
	journal_free(journal);
	journal = read_anna(&place);
	assert_int_equal(journal->count, 3);
	stage(journal, ACT_TARGET);
	testing_write(place.path, other, size); /* same size, other bytes */
	assert_int_equal(journal_append(journal, NULL), APPEND_MOVED);
	file_add(&place, "{", 1);
	assert_true(journal_read(journal, &grew, NULL));
	assert_string_equal(journal->why->word, "rewritten");
	assert_null(journal_stage(journal, &(struct envelope){ .id = "x" }, &(struct act){ 0 }, NULL));
	journal_free(journal);
	free(other);
	free(bytes);
	place_remove(&place);
}

/* ---- Appending ---- */

static void what_is_saved_is_there(void **state)
{
	struct place place;
	struct journal *journal, *again;

	(void)state;
	place_make(&place);
	plan.real_sync = true;
	journal = read_anna(&place);
	assert_int_equal(journal_append(journal, NULL), APPEND_REFUSED); /* nothing staged */
	for (enum act_kind kind = 0; kind < ACT_KINDS; kind++)
		assert_int_equal(append_one(journal, kind, NULL), APPEND_SAVED);
	again = read_anna(&place);
	assert_int_equal(again->state, JOURNAL_WHOLE);
	assert_int_equal(again->count, ACT_KINDS);
	assert_string_equal(again->head, journal->head);
	assert_int_equal(again->good, journal->good);
	assert_int_equal(again->file_lines, journal->file_lines);
	journal_free(again);
	journal_free(journal);
	place_remove(&place);
}

static void unstaging_leaves_what_was(void **state)
{
	struct place place;
	struct journal *journal;
	char before[HASH_TEXT];

	(void)state;
	place_make(&place);
	journal = read_anna(&place);
	memcpy(before, journal->head, HASH_TEXT);
	stage(journal, ACT_TARGET);
	stage(journal, ACT_POST);
	assert_int_equal(journal->count, 2);
	assert_int_equal(journal->lines[1]->head.n, 2);
	assert_string_equal(journal->lines[1]->head.prev, journal->lines[0]->hash);
	journal_unstage(journal);
	assert_int_equal(journal->count, 0);
	assert_string_equal(journal->head, before);
	append_many(journal, 2);
	assert_int_equal(journal->staged, 0);
	memcpy(before, journal->head, HASH_TEXT);
	stage(journal, ACT_TARGET);
	journal_unstage(journal);
	assert_string_equal(journal->head, before);
	assert_int_equal(file_size(&place), journal->good);
	journal_free(journal);
	place_remove(&place);
}

static void staging_refuses_what_could_not_be_read(void **state)
{
	struct place place;
	struct journal *journal;
	struct envelope head = { .id = "x", .at = "2019-11-20T09:14:03+01:00", .org = 5 };
	struct act act = act_of(ACT_TARGET);
	struct error error;

	(void)state;
	place_make(&place);
	journal = read_anna(&place);
	assert_non_null(journal_stage(journal, &head, &act, &error));
	head.org = 4;
	assert_null(journal_stage(journal, &head, &act, &error));
	assert_string_equal(error.word, "org");
	head.at = "today";
	assert_null(journal_stage(journal, &head, &act, &error));
	assert_string_equal(error.word, "time");
	assert_int_equal(journal->staged, 1);
	assert_int_equal(journal_append(journal, &error), APPEND_SAVED);
	journal_free(journal);
	journal = read_anna(&place);
	assert_int_equal(journal->count, 1);
	journal_free(journal);
	place_remove(&place);
}

/* ---- Crashes ---- */

/* The base is `lines` good lines; the append of what is staged breaks off after k bytes; then life goes on. */
static size_t crash_at(const struct place *place, struct journal *journal, size_t k)
{
	plan_nothing();
	plan.crash = true;
	plan.crash_at = k;
	assert_int_not_equal(journal_append(journal, NULL), APPEND_SAVED);
	plan_nothing();
	return (size_t)(file_size(place) - journal->size);
}

/* How many whole lines are in the first k bytes, the last one perhaps without its LF. */
static size_t lines_in(const char *bytes, size_t size, size_t k)
{
	size_t count = 0;

	for (size_t i = bytes[0] == '\n'; i < size; i++)
		if (bytes[i] == '\n' && k >= i)
			count++;
	return count;
}

static void life_goes_on(const struct place *place, size_t lines, enum act_kind kind, size_t k)
{
	struct journal *journal = read_anna(place);
	struct error error = { 0 };

	expect(journal->state != JOURNAL_DAMAGED, "%s at byte %zu: %s", act_name(kind), k, journal->why->text);
	expect(append_one(journal, kind, &error) == APPEND_SAVED, "%s at byte %zu: %s", act_name(kind), k, error.text);
	assert_true(plan.synced);
	expect(journal->count == lines + 1, "%s at byte %zu: %zu lines", act_name(kind), k, journal->count);
	journal_free(journal);
	journal = read_anna(place);
	expect(journal->state == JOURNAL_WHOLE && journal->count == lines + 1, "%s at byte %zu: %s", act_name(kind), k, journal->why->text);
	journal_free(journal);
}

static size_t try_crash(const struct place *place, size_t lines, enum act_kind kind, size_t many, size_t k)
{
	off_t base = file_size(place);
	struct journal *journal = read_anna(place);
	size_t size, whole;

	for (size_t i = 0; i < many; i++)
		stage(journal, kind);
	size = journal->pending.size;
	whole = lines_in(journal->pending.bytes, size, k);
	if (k <= size) {
		assert_int_equal(crash_at(place, journal, k), k);
		journal_free(journal);
		life_goes_on(place, lines + whole, kind, k);
		assert_int_equal(truncate(place->path, base), 0);
	} else {
		journal_free(journal);
	}
	return size;
}

static void a_crash_at_every_byte_loses_nothing(void **state)
{
	static const size_t lengths[] = { 0, 1 };
	const size_t *lines;

	(void)state;
	for (EACH(lines, lengths))
		for (enum act_kind kind = 0; kind < ACT_KINDS; kind++) {
			struct place place;
			struct journal *journal;

			place_make(&place);
			journal = read_anna(&place);
			append_many(journal, *lines);
			journal_free(journal);
			for (size_t k = 0; k <= try_crash(&place, *lines, kind, 1, SIZE_MAX); k++)
				try_crash(&place, *lines, kind, 1, k);
			place_remove(&place);
		}
}

static void a_crash_in_a_long_journal_loses_nothing(void **state)
{
	struct place place;
	struct journal *journal;

	(void)state;
	place_make(&place);
	journal = read_anna(&place);
	append_many(journal, 1000);
	journal_free(journal);
	for (enum act_kind kind = 0; kind < ACT_KINDS; kind++) {
		size_t size = try_crash(&place, 1000, kind, 1, SIZE_MAX);
		const size_t at[] = { 0, 1, 7, size / 2, size - 77, size - 76, size - 3, size - 2, size - 1, size };
		const size_t *k;

		for (EACH(k, at))
			try_crash(&place, 1000, kind, 1, *k);
	}
	place_remove(&place);
}

static void a_crash_among_many_lines_loses_none_that_is_whole(void **state)
{
	struct place place;
	size_t size;

	(void)state;
	place_make(&place);
	size = try_crash(&place, 0, ACT_DISTRIBUTE, 3, SIZE_MAX);
	for (size_t k = 0; k <= size; k++)
		try_crash(&place, 0, ACT_DISTRIBUTE, 3, k);
	place_remove(&place);
}

/* The line that seals a torn tail is torn too, at every byte. */
static void a_crash_while_sealing_loses_nothing(void **state)
{
	static const size_t first[] = { 1, 5, 200, 300 };
	const size_t *k;

	(void)state;
	for (EACH(k, first)) {
		struct place place;
		struct journal *journal;
		size_t size;

		place_make(&place);
		journal = read_anna(&place);
		append_many(journal, 1);
		stage(journal, ACT_SAY);
		crash_at(&place, journal, *k);
		journal_free(journal);
		size = try_crash(&place, 1, ACT_POST, 1, SIZE_MAX);
		for (size_t i = 0; i <= size; i += i > 12 && i + 12 < size ? 2 : 1)
			try_crash(&place, 1, ACT_POST, 1, i);
		place_remove(&place);
	}
}

static void a_seal_says_what_it_skips(void **state)
{
	static const struct { const char *torn; size_t size; bool ended; } tails[] = {
		{ "{", 1, false }, { "\n", 1, true }, { "rubbish\n", 8, true }, { "{\"n\":1}\n{\"n\":2", 14, false }, { "\0\0\0", 3, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		struct place place;
		struct journal *journal;
		const struct skip *skip;
		char hash[HASH_TEXT], torn[32];

		place_make(&place);
		journal = read_anna(&place);
		append_many(journal, 1);
		file_add(&place, tails[i].torn, tails[i].size);
		stage(journal, ACT_TARGET);
		assert_int_equal(journal_append(journal, NULL), APPEND_MOVED);
		journal_unstage(journal);
		journal_free(journal);
		journal = read_anna(&place);
		assert_int_equal(journal->state, JOURNAL_TORN);
		stage(journal, ACT_TARGET);
		stage(journal, ACT_TARGET);
		assert_int_equal(journal_append(journal, NULL), APPEND_SAVED);
		assert_int_equal(journal->state, JOURNAL_WHOLE);
		skip = journal->lines[1]->head.skip.items;
		memcpy(torn, tails[i].torn, tails[i].size);
		torn[tails[i].size] = '\n';
		hash_bytes(torn, tails[i].size + !tails[i].ended, hash);
		assert_int_equal(skip->size, tails[i].size + !tails[i].ended);
		assert_string_equal(skip->hash, hash);
		assert_false(journal->lines[2]->head.skip.count);
		assert_int_equal(append_one(journal, ACT_TARGET, NULL), APPEND_SAVED);
		journal_free(journal);
		journal = read_anna(&place);
		expect(journal->state == JOURNAL_WHOLE && journal->count == 4, "tail %zu: %s", i, journal->why->text);
		journal_free(journal);
		place_remove(&place);
	}
}

/* ---- The system fails ---- */

static size_t lines_in_file(const struct place *place)
{
	struct journal *journal = read_anna(place);
	size_t count = journal->count;

	assert_int_not_equal(journal->state, JOURNAL_DAMAGED);
	journal_free(journal);
	return count;
}

/* The promise: «sparat» only when it is written, synced after that, and there; «refused» only when no line is there. */
static void judge(const struct place *place, enum append result, size_t before, const struct error *error, const char *what)
{
	bool synced = plan.synced;
	size_t now;

	plan_nothing();
	now = lines_in_file(place);
	if (result == APPEND_SAVED)
		expect(synced && now == before + 2, "%s: saved too early", what);
	if (result == APPEND_REFUSED || result == APPEND_MOVED)
		expect(now == before, "%s: lines are there", what);
	if (result == APPEND_REFUSED || result == APPEND_UNKNOWN)
		expect(error->word && strlen(error->text) > 20, "%s: no sentence", what);
}

/* Two lines are appended while the nth of a call fails. False when the call did not come so often. */
static bool try_failure(const struct place *place, enum call call, unsigned nth, bool forever, int code, size_t short_by)
{
	size_t before = lines_in_file(place);
	struct journal *journal = read_anna(place);
	struct error error = { 0 };
	enum append result, next;
	char what[128];
	bool injected;

	snprintf(what, sizeof what, "%s %u%s: %s, %zu short", call_names[call], nth, forever ? " and on" : "", strerror(code), short_by);
	stage(journal, ACT_TARGET);
	stage(journal, ACT_SAY);
	plan_nothing();
	plan.call = call;
	plan.nth = nth;
	plan.forever = forever;
	plan.code = code;
	plan.short_by = short_by;
	plan.no_openat2 = call == CALL_OPENAT;
	result = journal_append(journal, &error);
	injected = plan.injected;
	judge(place, result, before, &error, what);
	expect(!injected || code == EINTR || result != APPEND_SAVED || code == EOPNOTSUPP || code == EPERM || (call == CALL_FCNTL && code == EACCES) ||
	           (call == CALL_PREAD && short_by), "%s: saved", what);
	stage(journal, ACT_TARGET);
	next = journal_append(journal, &error);
	expect(result != APPEND_UNKNOWN || next == APPEND_REFUSED, "%s: no more after an unknown outcome", what);
	journal_free(journal);
	journal = read_anna(place);
	expect(append_one(journal, ACT_TARGET, &error) == APPEND_SAVED, "%s, then: %s", what, error.text);
	journal_free(journal);
	return injected;
}

static void no_failure_is_called_saved(void **state)
{
	static const int codes[] = { EIO, ENOSPC, EDQUOT, EINTR, EROFS, EACCES, EMFILE };
	struct place place;
	const int *code;

	(void)state;
	place_make(&place);
	for (enum call call = 0; call < CALLS; call++)
		for (EACH(code, codes)) {
			unsigned nth = 1;

			while (try_failure(&place, call, nth, false, *code, 0))
				nth++;
			expect(nth > 1, "%s is never called: is it wrapped?", call_names[call]);
			for (unsigned from = 1; *code != EINTR && from < nth; from++)
				try_failure(&place, call, from, true, *code, 0);
			if (nth > 20 || file_size(&place) > 60000)
				assert_int_equal(truncate(place.path, 0), 0);
		}
	place_remove(&place);
}

static void nothing_short_is_called_saved(void **state)
{
	struct place place;

	(void)state;
	place_make(&place);
	for (size_t by = 1; by < 700; by += 1 + by / 3)
		for (unsigned nth = 1; try_failure(&place, CALL_PREAD, nth, false, 0, by); nth++)
			;
	for (size_t by = 1; by < 700; by += 1 + by / 9)
		try_failure(&place, CALL_WRITE, 1, false, 0, by);
	place_remove(&place);
}

static enum append append_with(const struct place *place, enum call call, int code, struct error *error)
{
	struct journal *journal = read_anna(place);
	enum append result;

	*error = (struct error){ 0 };
	stage(journal, ACT_TARGET);
	plan_nothing();
	plan.call = call;
	plan.nth = code ? 1 : 0;
	plan.code = code;
	result = journal_append(journal, error);
	journal_free(journal);
	return result;
}

static void failures_have_their_words(void **state)
{
	static const struct { enum call call; int code; enum append result; const char *word; } rows[] = {
		{ CALL_FALLOCATE, ENOSPC, APPEND_REFUSED, "no-space" }, { CALL_FALLOCATE, EDQUOT, APPEND_REFUSED, "quota" },
		{ CALL_FALLOCATE, EOPNOTSUPP, APPEND_SAVED, NULL },     { CALL_FALLOCATE, EINTR, APPEND_SAVED, NULL },
		{ CALL_WRITE, ENOSPC, APPEND_REFUSED, "no-space" },     { CALL_WRITE, EINTR, APPEND_SAVED, NULL },
		{ CALL_OPENAT2, EACCES, APPEND_REFUSED, "no-right" },   { CALL_OPENAT2, EROFS, APPEND_REFUSED, "read-only" },
		{ CALL_OPENAT2, EMFILE, APPEND_REFUSED, "too-many-files" }, { CALL_OPENAT2, EPERM, APPEND_SAVED, NULL },
		{ CALL_FSYNC, EIO, APPEND_UNKNOWN, "unknown" },         { CALL_FSYNC, EINTR, APPEND_SAVED, NULL },
		{ CALL_PREAD, EIO, APPEND_REFUSED, "io" },              { CALL_FCNTL, EAGAIN, APPEND_SAVED, NULL },
	};
	struct place place;
	struct journal *journal;
	struct error error;

	(void)state;
	place_make(&place);
	journal = read_anna(&place);
	append_many(journal, 1);
	journal_free(journal);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum append result = append_with(&place, rows[i].call, rows[i].code, &error);

		expect(result == rows[i].result, "row %zu: %d %s", i, (int)result, error.text);
		expect(!rows[i].word || !strcmp(error.word, rows[i].word), "row %zu: %s", i, error.word);
	}
	place_remove(&place);
}

static void network_file_systems_are_read_only(void **state)
{
	static const long types[] = { NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, 0xFF534D42, 0xFE534D42, 0x65735546 };
	struct place place;
	const long *type;

	(void)state;
	place_make(&place);
	for (EACH(type, types)) {
		struct journal *journal = read_anna(&place);
		struct error error;

		stage(journal, ACT_TARGET);
		plan.file_system = *type;
		assert_int_equal(journal_append(journal, &error), APPEND_REFUSED);
		assert_string_equal(error.word, "network-file-system");
		assert_int_equal(file_size(&place), 0);
		journal_free(journal);
	}
	place_remove(&place);
}

/* Short by one byte the line may still come to count, by two it cannot; with two lines the first is there. */
static void what_may_be_said_of_a_short_write(void **state)
{
	static const struct { size_t lines, from_first; enum append result; } rows[] = {
		{ 1, 1, APPEND_UNKNOWN }, { 1, 2, APPEND_REFUSED }, { 2, 0, APPEND_UNKNOWN }, { 2, 1, APPEND_UNKNOWN }, { 2, 2, APPEND_REFUSED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct place place;
		struct journal *journal;
		struct error error = { 0 };
		enum append result;

		place_make(&place);
		journal = read_anna(&place);
		append_many(journal, 1);
		for (size_t k = 0; k < rows[i].lines; k++)
			stage(journal, ACT_TARGET);
		plan_nothing();
		plan.call = CALL_WRITE;
		plan.nth = 1;
		plan.short_by = journal->pending.size - journal->first + rows[i].from_first;
		result = journal_append(journal, &error);
		expect(result == rows[i].result, "row %zu: %d", i, (int)result);
		assert_string_equal(error.word, result == APPEND_UNKNOWN ? "unknown" : "torn");
		journal_free(journal);
		place_remove(&place);
	}
}

static void another_owner_is_refused(void **state)
{
	struct place place;
	struct journal *journal;
	struct error error;

	(void)state;
	place_make(&place);
	journal = read_anna(&place);
	stage(journal, ACT_TARGET);
	plan.other_owner = true;
	assert_int_equal(journal_append(journal, &error), APPEND_REFUSED);
	assert_string_equal(error.word, "owner");
	assert_int_equal(file_size(&place), 0);
	journal_free(journal);
	place_remove(&place);
}

/* Ending a line that lacks only its LF is a write like any other. */
static void ending_a_line_can_fail_too(void **state)
{
	static const struct { enum call call; enum append result; } rows[] = { { CALL_WRITE, APPEND_REFUSED }, { CALL_FSYNC, APPEND_UNKNOWN } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct place place;
		struct journal *journal;
		struct error error;

		place_make(&place);
		journal = read_anna(&place);
		stage(journal, ACT_TARGET);
		crash_at(&place, journal, journal->pending.size - 1);
		journal_free(journal);
		journal = read_anna(&place);
		assert_int_equal(journal->state, JOURNAL_TORN);
		assert_int_equal(journal->count, 0);
		stage(journal, ACT_TARGET);
		plan.call = rows[i].call;
		plan.nth = 1;
		plan.code = EIO;
		assert_int_equal(journal_append(journal, &error), rows[i].result);
		journal_free(journal);
		place_remove(&place);
	}
}

/* Reading fails: the journal is damaged for the time being, and whole again when it can be read. */
static void what_cannot_be_read_is_read_later(void **state)
{
	static const enum call calls[] = { CALL_OPENAT2, CALL_FSTAT, CALL_PREAD };
	struct place place;
	struct journal *writer;
	const enum call *call;

	(void)state;
	place_make(&place);
	writer = read_anna(&place);
	append_many(writer, 3);
	for (EACH(call, calls))
		for (unsigned nth = 1; nth <= 1 + (*call == CALL_PREAD); nth++) {
			struct journal *journal = read_anna(&place);
			struct error error = { 0 };
			bool grew;

			append_many(writer, 1);
			plan_nothing();
			plan.call = *call;
			plan.nth = nth;
			plan.code = EIO;
			expect(!journal_read(journal, &grew, &error) && !strcmp(error.word, "io"), "%s %u", call_names[*call], nth);
			assert_int_equal(journal->state, JOURNAL_DAMAGED);
			plan.code = EINTR;
			plan.count[*call] = 0;
			assert_int_equal(journal_read(journal, &grew, &error), *call != CALL_FSTAT);
			plan_nothing();
			assert_true(journal_read(journal, &grew, &error));
			assert_int_equal(journal->state, JOURNAL_WHOLE);
			assert_int_equal(journal->count, writer->count);
			journal_free(journal);
		}
	journal_free(writer);
	place_remove(&place);
}

static void creating_can_fail(void **state)
{
	static const struct { enum call call; unsigned times; } calls[] = { { CALL_OPENAT2, 2 }, { CALL_OPENAT, 2 }, { CALL_FSYNC, 4 } };
	const typeof(*calls) *row;
	struct place place;
	struct error error;

	(void)state;
	place_make(&place);
	for (EACH(row, calls))
		for (unsigned nth = 1; nth <= row->times; nth++) {
			char user[32];

			snprintf(user, sizeof user, "%s%u", call_names[row->call], nth);
			plan_nothing();
			plan.call = row->call;
			plan.nth = nth;
			plan.code = EIO;
			expect(!journal_create(place.folder, user, &error) && !strcmp(error.word, "io"), "%s", user);
			plan_nothing();
			assert_true(journal_create(place.folder, user, &error));
		}
	place_remove(&place);
}

/* ---- The wrong thing in the journal's place ---- */

static void put_symlink(const char *path)
{
	char other[4200];

	snprintf(other, sizeof other, "%s.other", path);
	assert_int_equal(rename(path, other), 0);
	assert_int_equal(symlink(other, path), 0);
}

static void put_hard_link(const char *path)
{
	char other[4200];

	snprintf(other, sizeof other, "%s.other", path);
	assert_int_equal(link(path, other), 0);
}

static void put_fifo(const char *path)
{
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
}

static void put_directory(const char *path)
{
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
}

static void put_nothing(const char *path)
{
	assert_int_equal(unlink(path), 0);
}

static void put_linked_directory(const char *path)
{
	char directory[4096], other[4200];

	snprintf(directory, sizeof directory, "%s", path);
	*strrchr(directory, '/') = '\0';
	snprintf(other, sizeof other, "%s.other", directory);
	assert_int_equal(rename(directory, other), 0);
	assert_int_equal(symlink(other, directory), 0);
}

static const struct wrong { void (*put)(const char *path); const char *word, *lock_word; bool readable; } wrongs[] = {
	{ put_symlink, "link", "link", false },           { put_hard_link, "hard-link", NULL, true },
	{ put_fifo, "not-a-file", "not-a-file", false },  { put_directory, "not-a-file", "not-a-file", false },
	{ put_nothing, "missing", "missing", false },     { put_linked_directory, "link", "link", false },
};

static void try_wrong(const struct wrong *wrong, bool lock, bool no_openat2)
{
	struct place place;
	struct journal *journal;
	struct error error = { 0 };
	char path[4200];
	const char *word = lock ? wrong->lock_word : wrong->word;
	bool grew;

	place_make(&place);
	plan.no_openat2 = no_openat2;
	journal = read_anna(&place);
	append_many(journal, 1);
	stage(journal, ACT_TARGET);
	snprintf(path, sizeof path, "%s/%s", place.directory, lock ? "locks/anna" : "journals/anna.jsonl");
	wrong->put(path);
	if (word) {
		assert_int_equal(journal_append(journal, &error), APPEND_REFUSED);
		/* openat on a linked directory says that it is no directory */
		expect(!strcmp(error.word, word) || (no_openat2 && !strcmp(error.word, "system")), "%s: %s", word, error.text);
	}
	assert_int_equal(journal_read(journal, &grew, &error), lock || wrong->readable);
	if (!lock && !wrong->readable)
		assert_int_equal(journal->state, JOURNAL_DAMAGED);
	assert_int_equal(journal->count, 1);
	journal_free(journal);
	place_remove(&place);
}

static void only_a_plain_file_is_written(void **state)
{
	const struct wrong *wrong;

	(void)state;
	for (EACH(wrong, wrongs))
		for (int i = 0; i < 4; i++)
			try_wrong(wrong, i & 1, i & 2);
}

static void only_ids_are_names(void **state)
{
	struct place place;
	struct journal *journal;
	struct error error;
	bool grew;

	(void)state;
	place_make(&place);
	assert_false(journal_create(place.folder, "../anna", &error));
	assert_false(journal_create(place.folder, "", &error));
	journal = journal_new(place.folder, FOLDER, "../journals/anna");
	assert_false(journal_read(journal, &grew, &error));
	assert_int_equal(journal->state, JOURNAL_DAMAGED);
	assert_int_equal(journal_append(journal, &error), APPEND_REFUSED);
	journal_free(journal);
	place_remove(&place);
}

static void a_file_that_comes_back_is_read_again(void **state)
{
	struct place place;
	struct journal *journal, *whole;
	struct error error;
	char other[4200];
	bool grew;

	(void)state;
	place_make(&place);
	journal = read_anna(&place);
	append_many(journal, 2);
	whole = read_anna(&place);
	snprintf(other, sizeof other, "%s.away", place.path);
	assert_int_equal(rename(place.path, other), 0);
	assert_false(journal_read(journal, &grew, &error));
	assert_string_equal(error.word, "missing");
	assert_string_equal(journal->why->word, "missing");
	assert_null(whole->why->word); /* what is wrong is one journal's own */
	journal_free(whole);
	assert_int_equal(rename(other, place.path), 0);
	assert_true(journal_read(journal, &grew, &error));
	assert_int_equal(journal->state, JOURNAL_WHOLE);
	assert_null(journal->why->word);
	assert_string_equal(journal->why->text, "");
	assert_int_equal(append_one(journal, ACT_TARGET, &error), APPEND_SAVED);
	journal_free(journal);
	place_remove(&place);
}

/* ---- Tampering ---- */

/* Found: damaged, torn, or fewer lines than there were. */
static bool found_out(const struct place *place, size_t lines)
{
	struct journal *journal = read_anna(place);
	bool found = journal->state != JOURNAL_WHOLE || journal->count < lines;

	assert_true(journal->state != JOURNAL_DAMAGED || (journal->why->word && journal->bad_line > 0));
	journal_free(journal);
	return found;
}

static void every_flipped_bit_is_found(void **state)
{
	struct place place;
	char *bytes;
	size_t size;
	int fd;

	(void)state;
	place_make(&place);
	vector("anna.jsonl", &size, &bytes);
	testing_write(place.path, bytes, size);
	fd = open(place.path, O_WRONLY | O_CLOEXEC);
	for (size_t bit = 0; bit < 8 * size; bit++) {
		char changed = (char)(bytes[bit / 8] ^ (1 << bit % 8));

		assert_int_equal(pwrite(fd, &changed, 1, (off_t)(bit / 8)), 1);
		expect(found_out(&place, 4), "bit %zu", bit);
		assert_int_equal(pwrite(fd, bytes + bit / 8, 1, (off_t)(bit / 8)), 1);
	}
	assert_false(found_out(&place, 4));
	close(fd);
	free(bytes);
	place_remove(&place);
}

struct span { const char *at; size_t size; };

/* Writes the lines in the order given by `order` (a digit each) and looks. */
static bool arranged(const struct place *place, const struct span *spans, const char *order)
{
	struct buffer out = { 0 };
	bool found;

	for (; *order; order++)
		buffer_add(&out, spans[*order - '0'].at, spans[*order - '0'].size);
	testing_write(place->path, out.size ? out.bytes : "", out.size);
	found = found_out(place, 5);
	buffer_free(&out);
	return found;
}

static void every_moved_line_is_found(void **state)
{
	static const char *const orders[] = { "1234", "0234", "0134", "0124", "0123", "10234", "02134", "01324", "01243", "001234", "011234", "012234",
		"012334", "012344", "501234", "015234", "012354", "012345", "01235", "51234", "43210", "", "0", "61234", "01634", "01236", "012346" };
	struct place place;
	struct journal *journal;
	struct span spans[7];
	const char *const *order;
	char *bytes, *other;
	size_t size;

	(void)state;
	place_make(&place);
	journal = read_anna(&place);
	append_many(journal, 5);
	journal_free(journal);
	bytes = testing_read(place.path, &size);
	for (size_t i = 0, at = 0; i < 5; i++) {
		spans[i].at = bytes + at;
		spans[i].size = (size_t)((char *)memchr(bytes + at, '\n', size - at) + 1 - (bytes + at));
		at += spans[i].size;
	}
	vector("anna.jsonl", &size, &other); /* good lines of this folder and file, but of another history */
	spans[5] = (struct span){ other, (size_t)(strchr(other, '\n') + 1 - other) };
	spans[6] = (struct span){ "{\"n\":9,\"hash\":\"x\"}\n", 19 };
	assert_false(arranged(&place, spans, "01234"));
	for (EACH(order, orders))
		expect(arranged(&place, spans, *order), "%s", *order);
	free(other);
	free(bytes);
	place_remove(&place);
}

/* Lines that are well made and well signed, but do not follow what is before them. */
static const struct misfit {
	int64_t n, org;             /* org 0: 2, and the key misspelt */
	const char *prev, *before;  /* prev NULL: the right one */
	int64_t skip;
	bool unended, spoilt;       /* without its LF; with another hash than its own */
	const char *word;           /* NULL: no damage */
	size_t line;
} misfits[] = {
	{ 3, 2, NULL, "", 0, false, false, NULL, 0 },
	{ 3, 2, NULL, "", 0, true, false, NULL, 0 },
	{ 3, 2, NULL, "torn\n", 5, false, false, NULL, 0 },
	{ 3, 2, NULL, "\n{\n\n", 4, true, false, NULL, 0 },
	{ 4, 2, NULL, "", 0, false, false, "n", 3 },
	{ 2, 2, NULL, "", 0, false, false, "n", 3 },
	{ 3, 1, NULL, "", 0, false, false, "org", 3 },
	{ 3, 2, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "", 0, false, false, "prev", 3 },
	{ 3, 2, NULL, "", 5, false, false, "skip", 3 },
	{ 3, 2, NULL, "torn\n", 0, false, false, "skip", 4 },
	{ 3, 2, NULL, "torn\n", 4, false, false, "skip", 4 },
	{ 3, 2, NULL, "to\nrn\n", 5, true, false, "skip", 5 },
	{ 3, 2, NULL, "", 0, false, true, "hash", 3 },
	{ 3, 2, NULL, "to\nrn\n", 6, true, true, "hash", 5 },
	{ 3, 0, NULL, "", 0, false, false, "order", 3 },
};

static void put_misfit(const struct place *place, const struct journal *journal, const struct misfit *misfit)
{
	struct buffer out = { 0 };
	char hash[HASH_TEXT], skipped[HASH_TEXT];
	struct skip skip = { misfit->skip, skipped };
	struct line line = *journal->lines[journal->count - 1];

	hash_bytes(misfit->before, strlen(misfit->before), skipped);
	line.head.n = misfit->n;
	line.head.org = misfit->org ? misfit->org : 2;
	line.head.prev = misfit->prev ? misfit->prev : journal->head;
	line.head.skip = misfit->skip ? (struct list){ &skip, 1 } : (struct list){ 0 };
	assert_true(act_write(&out, &line, FOLDER, "anna.jsonl", hash, NULL));
	if (!misfit->org) { /* signed again */
		memcpy(strstr(out.bytes, "\"org\""), "\"ORG\"", 5);
		hash_line(FOLDER, "anna.jsonl", out.bytes, out.size, hash);
		memcpy(out.bytes + out.size - 67, hash, 64);
	}
	if (misfit->spoilt)
		out.bytes[out.size - 4] ^= 1;
	file_add(place, misfit->before, strlen(misfit->before));
	file_add(place, out.bytes, out.size - misfit->unended);
	buffer_free(&out);
}

static void what_does_not_follow_is_damage(void **state)
{
	const struct misfit *row;

	(void)state;
	for (EACH(row, misfits)) {
		struct envelope head = { .id = "x", .at = "2019-11-20T09:14:03+01:00", .org = 2 };
		struct act act = act_of(ACT_TARGET);
		struct place place;
		struct journal *journal;
		bool grew;

		place_make(&place);
		journal = read_anna(&place);
		assert_non_null(journal_stage(journal, &head, &act, NULL));
		assert_non_null(journal_stage(journal, &head, &act, NULL));
		assert_int_equal(journal_append(journal, NULL), APPEND_SAVED);
		put_misfit(&place, journal, row);
		assert_true(journal_read(journal, &grew, NULL));
		expect(journal->state == (row->word ? JOURNAL_DAMAGED : row->unended ? JOURNAL_TORN : JOURNAL_WHOLE), "row %zu: %s", (size_t)(row - misfits),
		       journal->why->text);
		expect(!row->word || (!strcmp(journal->why->word, row->word) && journal->bad_line == row->line), "row %zu: line %zu, %s",
		       (size_t)(row - misfits), journal->bad_line, journal->why->text);
		assert_int_equal(journal->count, !row->word && !row->unended ? 3 : 2);
		journal_free(journal);
		place_remove(&place);
	}
}

/* A whole line may not be sealed away: rewriting history by calling it torn is damage. */
static void a_whole_line_cannot_be_skipped(void **state)
{
	struct place place;
	struct journal *journal;
	struct buffer file = { 0 };
	struct line line;
	struct skip skip;
	char hash[HASH_TEXT], skipped[HASH_TEXT], *bytes;
	size_t first, size;

	(void)state;
	place_make(&place);
	journal = read_anna(&place);
	append_many(journal, 2);
	bytes = testing_read(place.path, &size);
	first = (size_t)(strchr(bytes, '\n') + 1 - bytes);
	hash_bytes(bytes + first, size - first, skipped);
	skip = (struct skip){ (int64_t)(size - first), skipped };
	buffer_add(&file, bytes, size);
	line = *journal->lines[1]; /* written again, saying that the second line was torn */
	line.head.skip = (struct list){ &skip, 1 };
	assert_true(act_write(&file, &line, FOLDER, "anna.jsonl", hash, NULL));
	testing_write(place.path, file.bytes, file.size);
	journal_free(journal);
	journal = read_anna(&place);
	assert_int_equal(journal->state, JOURNAL_DAMAGED);
	assert_int_equal(journal->count, 2);
	assert_int_equal(journal->bad_line, 3);
	assert_null(journal_stage(journal, &line.head, &line.act, NULL));
	assert_int_equal(journal_append(journal, NULL), APPEND_REFUSED);
	journal_free(journal);
	buffer_free(&file);
	free(bytes);
	place_remove(&place);
}

/* ---- Many at once ---- */

static void a_busy_lock_is_said_to_be_busy(void **state)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct place place;
	struct journal *journal;
	struct error error;
	char path[4200];
	int lock;

	(void)state;
	place_make(&place);
	journal = read_anna(&place);
	stage(journal, ACT_TARGET);
	snprintf(path, sizeof path, "%s/locks/anna", place.directory);
	lock = open(path, O_RDWR | O_CLOEXEC);
	assert_int_equal(__real_fcntl(lock, F_OFD_SETLK, &whole), 0);
	assert_int_equal(journal_append(journal, &error), APPEND_REFUSED);
	assert_string_equal(error.word, "busy");
	assert_int_equal(plan.naps, 100);
	close(lock);
	assert_int_equal(journal_append(journal, &error), APPEND_SAVED);
	journal_free(journal);
	place_remove(&place);
}

#define WRITERS 3
#define EACH_WRITES 40

static int write_many(const struct place *place)
{
	struct journal *journal = read_anna(place);
	int saved = 0;

	for (int i = 0; i < EACH_WRITES; i++) {
		struct error error = { 0 };
		enum append result = append_one(journal, ACT_SAY, &error);

		saved += result == APPEND_SAVED;
		if (result != APPEND_SAVED)
			print_error("%s\n", error.text);
	}
	journal_free(journal);
	return saved;
}

static void writers_at_once_lose_nothing(void **state)
{
	struct place place;
	pid_t children[WRITERS];
	int status;

	(void)state;
	place_make(&place);
	plan.real_sync = true;
	for (int i = 0; i < WRITERS; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (!children[i])
			_exit(write_many(&place) == EACH_WRITES ? 0 : 1);
	}
	for (int i = 0; i < WRITERS; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	assert_int_equal(lines_in_file(&place), WRITERS * EACH_WRITES);
	place_remove(&place);
}

/* ---- Small things ---- */

static void ids_and_moments(void **state)
{
	char first[33], second[33], at[26];

	(void)state;
	assert_int_equal(strspn(journal_new_id(first), "0123456789abcdef"), 32);
	assert_string_not_equal(first, journal_new_id(second));
	assert_int_equal(setenv("SOURCE_DATE_EPOCH", "1574237643", 1), 0);
	assert_string_equal(journal_now(at), "2019-11-20T08:14:03+00:00");
	unsetenv("SOURCE_DATE_EPOCH");
	setenv("TZ", "XXX-05:30", 1);
	tzset();
	assert_string_equal(journal_now(at) + 19, "+05:30");
	unsetenv("TZ");
	tzset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_journal_is_whole),
		cmocka_unit_test(the_vectors_are_whole),
		cmocka_unit_test(growth_need_not_be_asked_for),
		cmocka_unit_test(growth_is_read_byte_by_byte),
		cmocka_unit_test(a_file_longer_than_a_chunk_is_read),
		cmocka_unit_test(a_huge_hole_is_damage),
		cmocka_unit_test(what_is_no_longer_what_was_read_is_damage),
		cmocka_unit_test(what_is_saved_is_there),
		cmocka_unit_test(unstaging_leaves_what_was),
		cmocka_unit_test(staging_refuses_what_could_not_be_read),
		cmocka_unit_test(a_crash_at_every_byte_loses_nothing),
		cmocka_unit_test(a_crash_in_a_long_journal_loses_nothing),
		cmocka_unit_test(a_crash_among_many_lines_loses_none_that_is_whole),
		cmocka_unit_test(a_crash_while_sealing_loses_nothing),
		cmocka_unit_test(a_seal_says_what_it_skips),
		cmocka_unit_test(no_failure_is_called_saved),
		cmocka_unit_test(nothing_short_is_called_saved),
		cmocka_unit_test(failures_have_their_words),
		cmocka_unit_test(what_may_be_said_of_a_short_write),
		cmocka_unit_test(another_owner_is_refused),
		cmocka_unit_test(ending_a_line_can_fail_too),
		cmocka_unit_test(what_cannot_be_read_is_read_later),
		cmocka_unit_test(creating_can_fail),
		cmocka_unit_test(network_file_systems_are_read_only),
		cmocka_unit_test(only_a_plain_file_is_written),
		cmocka_unit_test(only_ids_are_names),
		cmocka_unit_test(a_file_that_comes_back_is_read_again),
		cmocka_unit_test(every_flipped_bit_is_found),
		cmocka_unit_test(every_moved_line_is_found),
		cmocka_unit_test(what_does_not_follow_is_damage),
		cmocka_unit_test(a_whole_line_cannot_be_skipped),
		cmocka_unit_test(a_busy_lock_is_said_to_be_busy),
		cmocka_unit_test(writers_at_once_lose_nothing),
		cmocka_unit_test(ids_and_moments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Promises of the whole program that no module can answer for alone: many at once, no memory, no room. More of each with TESTING_SCALE. */
#include "testing.h"

#include "command.h"
#include "stage.h"
#include "world.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHEF "divchef-lanssjukvard"

/* --- memory that is not given: ours, for libconfig's is its own (quality.md) --- */

static struct allocation { long count, fails; } *allocation; /* fails: which one, from 1; shared with children */

static bool refused(void)
{
	return allocation && ++allocation->count == allocation->fails;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);

void *__wrap_malloc(size_t size)
{
	return refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return refused() ? NULL : __real_realloc(old, size);
}

struct ran { int status; char *out, *err; };

static void run_in_child(char *words[], int count, const char *out, const char *err)
{
	struct command_line line;
	struct error error = { 0 };

	if (!freopen(out, "w", stdout) || !freopen(err, "w", stderr))
		_exit(99);
	allocation->count = 0;
	if (!command_parse(count, words, &line, &error)) {
		fprintf(stderr, "budgetdialog: %s\n", error.text);
		_exit(fflush(NULL) ? 98 : EXIT_NOT_RUN);
	}
	count = command_run(&line, NULL, stdin, stdout, stderr);
	_exit(fflush(NULL) ? 98 : count);
}

/* «report ram F»: as its own process, for running out of memory ends it. */
static struct ran run(const struct stage *stage, const char *text, long fails)
{
	char copy[200], out[STAGE_PATH + 8], err[STAGE_PATH + 8], *words[24], *rest;
	static char program[] = "budgetdialog";
	struct ran ran;
	int count = 1, status;
	pid_t child;

	snprintf(copy, sizeof copy, "%s", text);
	snprintf(out, sizeof out, "%s/out", stage->scratch);
	snprintf(err, sizeof err, "%s/err", stage->scratch);
	words[0] = program;
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		words[count++] = strcmp(word, "F") ? word : (char *)(uintptr_t)stage->folder;
	words[count] = NULL;
	allocation->fails = fails;
	fflush(NULL);
	child = fork();
	if (!child)
		run_in_child(words, count, out, err);
	assert_int_equal(waitpid(child, &status, 0), child);
	allocation->fails = 0;
	expect(WIFEXITED(status), "%s: signal %d when allocation %ld failed", text, WTERMSIG(status), fails);
	ran = (struct ran){ WEXITSTATUS(status), testing_read(out, NULL), testing_read(err, NULL) };
	return ran;
}

static void free_ran(struct ran *ran)
{
	free(ran->out);
	free(ran->err);
}

/* Either all is well in spite of it, or there is one sentence and exit 2. */
static void without_memory(const struct stage *stage, const char *text)
{
	struct ran clean = run(stage, text, 0);
	long count = allocation->count, step = count / testing_cases(60, 100000) + 1;

	expect(clean.status <= EXIT_FINDINGS && count > 0, "%s: %d, %s", text, clean.status, clean.err);
	for (long n = 1; n <= count; n += step) {
		struct ran ran = run(stage, text, n);

		if (ran.status == EXIT_NOT_RUN)
			expect(!strncmp(ran.err, "budgetdialog: ", 14) && strchr(ran.err, '\n') && !strchr(ran.err, '\n')[1], "%s, %ld: %s", text, n, ran.err);
		else
			expect(ran.status == clean.status && !strcmp(ran.out, clean.out), "%s, %ld of %ld: exit %d and another answer", text, n, count, ran.status);
		free_ran(&ran);
	}
	print_message("%s: %ld allocations\n", text, count);
	free_ran(&clean);
}

static void no_memory_is_a_sentence(void **state)
{
	static const char *const commands[] = { "check F", "verify F", "report ram F --format csv", "why lanssjukvard ram F", "log F", "doctor F", "checkpoint F" };
	struct stage *stage = stage_new();

	(void)state;
	allocation = mmap(NULL, sizeof *allocation, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(allocation != MAP_FAILED);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		without_memory(stage, commands[i]);
	munmap(allocation, sizeof *allocation);
	allocation = NULL;
	stage_free(stage);
}

/* --- many at once --- */

static struct act remark(const char *unit, const char *text)
{
	struct act act;

	act_clear(&act, ACT_SAY);
	act.say.unit = unit;
	act.say.kind = "comment";
	act.say.text = text;
	return act;
}

/* Whoever is in the way is waited for; anything else is a failure. */
static bool save_surely(struct session *session, const struct act *act)
{
	for (int i = 0; i < 10000; i++) {
		struct error error = { 0 };
		enum saved saved = session_save(session, act, 1, &error);

		if (saved == SAVED)
			return true;
		if (saved != SAVE_MOVED && !(saved == SAVE_REFUSED && !strcmp(error.word, "busy"))) {
			fprintf(stderr, "%s\n", error.text);
			return false;
		}
	}
	return false;
}

static int write_as_chef(const struct stage *stage, int number, int lines)
{
	const struct session_options options = { .path = stage->folder, .as = CHEF };
	struct session *session = session_open(&options, NULL);
	bool fine = session != NULL;

	for (int i = 0; fine && i < lines; i++) {
		char text[60];

		snprintf(text, sizeof text, "session %d rad %d", number, i);
		const struct act act = remark("lanssjukvard", text);
		fine = save_surely(session, &act);
	}
	session_close(session);
	return !fine;
}

static void wait_for_all(pid_t *children, int count)
{
	int status;

	for (int i = 0; i < count; i++)
		expect(waitpid(children[i], &status, 0) == children[i] && status == 0, "child %d: %d", i, status);
}

static int times_said(const struct book *book, const char *text)
{
	int times = 0;

	for (size_t i = 0; i < book->event_count; i++)
		times += book->events[i]->line->act.kind == ACT_SAY && !strcmp(book->events[i]->line->act.say.text, text);
	return times;
}

#define SESSIONS 16

static void sessions_of_one_chef_lose_nothing(void **state)
{
	const int lines = testing_cases(3, 60);
	struct stage *stage = stage_new();
	pid_t children[SESSIONS];
	struct folder *folder;
	struct book *book;

	(void)state;
	for (int i = 0; i < SESSIONS; i++)
		if (!(children[i] = fork()))
			_exit(write_as_chef(stage, i, lines));
	wait_for_all(children, SESSIONS);
	book = book_anew(stage, &folder);
	for (int i = 0; i < SESSIONS * lines; i++) {
		char text[60];

		snprintf(text, sizeof text, "session %d rad %d", i / lines, i % lines);
		expect(times_said(book, text) == 1, "%s: %d times", text, times_said(book, text));
	}
	book_free(book);
	folder_free(folder);
	stage_free(stage);
}

#define PERSONS 50
#define READERS 10

/* Straight into her journal, as fast as it goes. */
static int write_as_person(const struct stage *stage, const char *user, const char *unit, int64_t org, int lines)
{
	struct folder *folder = folder_open(stage->folder, NULL);
	struct journal *journal = journal_new(folder->fd, folder->edited->id, user);
	const struct act act = remark(unit, "ja");
	bool fine = journal_read(journal, NULL, NULL);
	char id[33], at[26];

	for (int i = 0; fine && i < lines; i++) {
		const struct envelope head = { .id = journal_new_id(id), .at = journal_now(at), .org = org };

		fine = journal_stage(journal, &head, &act, NULL) && journal_append(journal, NULL) == APPEND_SAVED;
	}
	journal_free(journal);
	folder_free(folder);
	return !fine;
}

static int read_until_all_have_written(const struct stage *stage, size_t lines)
{
	size_t seen = 0;

	while (seen < lines) {
		struct folder *folder = folder_open(stage->folder, NULL);
		struct book *book = book_open(folder, NULL);
		size_t before = seen;

		if (!book || (seen = book->event_count) < before)
			return 1;
		for (size_t i = 0; i < book->journal_count; i++)
			if (book->journals[i]->state == JOURNAL_DAMAGED)
				return 2;
		book_free(book);
		folder_free(folder);
	}
	return 0;
}

/* One unit for each, of which she is the chef. */
static int chefs(const struct org *org, const struct unit *found[PERSONS])
{
	int count = 0;

	for (int i = 0; i < org->count && count < PERSONS; i++) {
		bool known = org->units[i].kind != UNIT_UNIT;

		for (int j = 0; j < count && !known; j++)
			known = !strcmp(found[j]->chef, org->units[i].chef);
		if (!known)
			found[count++] = &org->units[i];
	}
	return count;
}

static void persons_and_readers_do_not_disturb(void **state)
{
	const int lines = testing_cases(4, 200);
	struct stage *stage = stage_new();
	const struct unit *units[PERSONS];
	pid_t children[PERSONS + READERS];
	struct folder *folder, *after;
	struct book *book = book_anew(stage, &folder), *now;
	int count = chefs(book->org, units);
	size_t all = book->event_count + (size_t)(count * lines);

	(void)state;
	assert_int_equal(count, PERSONS);
	for (int i = 0; i < PERSONS + READERS; i++) {
		children[i] = fork();
		if (!children[i] && i < READERS)
			_exit(read_until_all_have_written(stage, all));
		if (!children[i])
			_exit(write_as_person(stage, units[i - READERS]->chef, units[i - READERS]->id, book_org_line(book), lines));
	}
	wait_for_all(children, PERSONS + READERS);
	now = book_anew(stage, &after);
	assert_int_equal(now->event_count, all);
	book_free(now);
	folder_free(after);
	book_free(book);
	folder_free(folder);
	stage_free(stage);
}

/* --- no room --- */

#define ROOM (8 << 20)

/* A tmpfs instead of the scratch directory's place: the kernel's own full disk. */
static bool mount_small(const char *path)
{
	char options[40];

	snprintf(options, sizeof options, "size=%d,mode=0700", ROOM);
	assert_int_equal(mkdir(path, 0700), 0);
	return mount("small", path, "tmpfs", 0, options) == 0;
}

static void fill_but(const char *path, const char *filler, int pages)
{
	struct statvfs room;
	int fd = open(filler, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	off_t size;

	assert_true(fd >= 0 && !statvfs(path, &room));
	size = (off_t)(room.f_bavail * room.f_frsize) - pages * (off_t)room.f_frsize;
	assert_true(size > 0);
	assert_int_equal(posix_fallocate(fd, 0, size), 0);
	close(fd);
}

/* Where nobody may mount, the kernel can still refuse a file to grow: the next best thing. pages < 0: no limit any more. */
static void limit_journal(const struct stage *stage, int pages)
{
	struct rlimit limit;
	struct stat status;
	char path[STAGE_PATH + 60];

	snprintf(path, sizeof path, "%s/journals/" CHEF ".jsonl", stage->folder);
	assert_int_equal(stat(path, &status) | getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = pages < 0 ? limit.rlim_max : (rlim_t)status.st_size + (rlim_t)pages * 4096 + 100;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

struct round { int saved, unknown, kept; }; /* kept: the last half-typed figure that was; -1: none */

/* Until nothing more goes in. */
static struct round write_until_full(struct session *session, int round)
{
	struct round result = { .kept = -1 };
	bool room = true;

	session_draft(session, org_find(session->book->org, "lanssjukvard"));
	for (int i = 0; i < 200 && room; i++) {
		struct error error = { 0 };
		char text[400];

		snprintf(text, sizeof text, "%d.%d %0300d", round, i, i);
		const struct act act = remark("lanssjukvard", text);
		enum saved saved = session_save(session, &act, 1, &error);

		if (draft_typing(&session->draft, false, "personal", text))
			result.kept = i;
		expect(saved == SAVED || *error.text, "refused without a word");
		result.saved += saved == SAVED;
		result.unknown += saved == SAVE_UNKNOWN;
		room = saved == SAVED;
	}
	assert_false(room);
	return result;
}

static void expect_as_said(const struct stage *stage, struct session *session, int round, const struct round *told)
{
	struct folder *folder = folder_open(stage->folder, NULL);
	struct book *book = book_open(folder, NULL);
	int found = 0;
	char text[400];

	for (int i = 0; i < told->saved + 1; i++) {
		snprintf(text, sizeof text, "%d.%d %0300d", round, i, i);
		int times = times_said(book, text);

		expect(times == 1 || (i == told->saved && !times), "round %d, line %d: %d times", round, i, times);
		found += times;
	}
	expect(found <= told->saved + told->unknown, "round %d: %d lines there, %d said to be saved", round, found, told->saved);
	snprintf(text, sizeof text, "%d.%d ", round, told->kept);
	session_draft(session, org_find(session->book->org, "lanssjukvard"));
	expect(told->kept < 0 || !strncmp(session->draft.typing, text, strlen(text)), "the draft has %.20s, not %s", session->draft.typing, text);
	book_free(book);
	folder_free(folder);
}

static void full_once(struct stage *stage, const char *path, int pages, int round)
{
	const struct session_options options = { .path = stage->folder, .as = CHEF };
	struct session *session = session_open(&options, NULL);
	char filler[STAGE_PATH + 60];
	struct round told;

	assert_non_null(session);
	snprintf(filler, sizeof filler, "%s/filler", path ? path : "");
	if (path)
		fill_but(path, filler, pages);
	else
		limit_journal(stage, pages);
	told = write_until_full(session, round);
	if (path)
		unlink(filler);
	else
		limit_journal(stage, -1);
	expect_as_said(stage, session, round, &told);
	session_close(session);
	stage->session = session_open(&options, NULL); /* and with room again all goes on */
	const struct act act = remark("lanssjukvard", "nu går det");
	assert_true(save_surely(stage->session, &act));
	disk_agrees(stage);
	stage_leave(stage);
}

static void read_only_once(struct stage *stage, const char *path)
{
	const struct session_options options = { .path = stage->folder, .as = CHEF };
	const struct act act = remark("lanssjukvard", "kan inte sparas");
	struct error error = { 0 };

	stage->session = session_open(&options, NULL);
	assert_int_equal(mount(NULL, path, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	assert_int_equal(session_save(stage->session, &act, 1, &error), SAVE_REFUSED);
	assert_true(*error.text);
	disk_agrees(stage);
	stage_leave(stage);
	assert_int_equal(mount(NULL, path, NULL, MS_REMOUNT, NULL), 0);
}

/* The folder moves to the small disk. */
static void move_to(struct stage *stage, const char *path)
{
	char command[3 * STAGE_PATH];

	snprintf(command, sizeof command, "cp -R '%s' '%s/f'", stage->folder, path);
	assert_int_equal(system(command), 0);
	snprintf(stage->folder, sizeof stage->folder, "%.*s/f", STAGE_PATH - 10, path);
	snprintf(stage->state, sizeof stage->state, "%.*s/state", STAGE_PATH - 10, path);
	setenv("XDG_STATE_HOME", stage->state, 1);
}

static char *small_disk;

static int unmount_small(void **state)
{
	(void)state;
	if (small_disk)
		umount2(small_disk, MNT_DETACH);
	free(small_disk);
	small_disk = NULL;
	return 0;
}

static void a_full_disk_loses_nothing(void **state)
{
	struct stage *stage = stage_new();
	struct buffer path = { 0 };
	int round = 0;

	(void)state;
	buffer_format(&path, "%s/small", stage->scratch);
	if (mount_small(path.bytes)) {
		small_disk = path.bytes;
		move_to(stage, small_disk);
	} else {
		buffer_free(&path);
	}
	for (int pages = 0; pages < testing_cases(6, 24); pages++)
		full_once(stage, small_disk, pages, round++);
	if (small_disk)
		read_only_once(stage, small_disk);
	unmount_small(NULL);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_memory_is_a_sentence),
		cmocka_unit_test(sessions_of_one_chef_lose_nothing),
		cmocka_unit_test(persons_and_readers_do_not_disturb),
		cmocka_unit_test_teardown(a_full_disk_loses_nothing, unmount_small),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

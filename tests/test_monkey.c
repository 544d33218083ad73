/* Random keys do no harm. Each seed is a program of its own, so that one that dies takes no other with it, and the one who watches can tell
 * of what it died and how to see it again:
 *
 *   MONKEY_SEED="1 2 3"  which seeds (1)          MONKEY_KEYS=50000  steps of each (3000)
 *   MONKEY_FROM=47500    begin with the life that this step is in */
#include "testing.h"

#include "monkey.h"
#include "stage.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static struct monkey_log *log_of_mine;
static uint64_t seed;
static int from, keys;

static void random_keys_do_no_harm(void **state)
{
	(void)state;
	monkey_run(seed, from, keys, log_of_mine);
	print_message("seed %d: %d steps, %zu bytes saved\n", (int)seed, keys - from, log_of_mine->saved);
	assert_true(log_of_mine->saved > 0 || keys - from < MONKEY_LIFE); /* or it never came to where anything is written */
}

static int one_seed(void)
{
	char name[64];
	const struct CMUnitTest tests[] = { { name, random_keys_do_no_harm, NULL, NULL, NULL } };
	int failed;

	snprintf(name, sizeof name, "random keys do no harm, seed %d", (int)seed);
	failed = cmocka_run_group_tests(tests, stage_set_up, NULL);
	stage_tear_down();
	return failed;
}

struct watched { pid_t pid; uint64_t seed; struct monkey_log *log; };

static struct watched let_loose(const char *word)
{
	struct watched watched = { .seed = strtoull(word, NULL, 10) };

	watched.log = mmap(NULL, sizeof *watched.log, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (watched.log == MAP_FAILED)
		abort();
	fflush(stdout);
	watched.pid = fork();
	if (watched.pid)
		return watched;
	seed = watched.seed;
	log_of_mine = watched.log;
	exit(one_seed());
}

/* Its last deeds, for whoever wants to mend it. */
static void tell_of(const struct watched *dead, int status)
{
	const struct monkey_log *log = dead->log;
	int first = log->step < MONKEY_MEMORY ? 0 : log->step - MONKEY_MEMORY + 1;

	fprintf(stderr, "seed %d fell at step %d (%s %d). Once more: MONKEY_SEED=%d MONKEY_FROM=%d MONKEY_KEYS=%d\n", (int)dead->seed, log->step,
	        WIFSIGNALED(status) ? "signal" : "exit status", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), (int)dead->seed,
	        log->step / MONKEY_LIFE * MONKEY_LIFE, log->step + 1);
	for (int step = first; step <= log->step; step++)
		fprintf(stderr, "%7d  %s\n", step, log->deeds[step % MONKEY_MEMORY]);
}

/* True when one came home whole. */
static bool wait_for_one(struct watched *all, size_t count)
{
	int status;
	pid_t pid = wait(&status);

	for (size_t i = 0; i < count; i++)
		if (all[i].pid == pid && status)
			tell_of(&all[i], status);
	return !status;
}

static int number(const char *name, int usual)
{
	const char *value = getenv(name);

	return value ? atoi(value) : usual;
}

int main(void)
{
	char seeds[256], *rest;
	struct watched all[64];
	size_t count = 0, home = 0, fallen = 0, most = (size_t)sysconf(_SC_NPROCESSORS_ONLN);

	snprintf(seeds, sizeof seeds, "%s", getenv("MONKEY_SEED") ? getenv("MONKEY_SEED") : "1");
	keys = number("MONKEY_KEYS", 3000);
	from = number("MONKEY_FROM", 0) / MONKEY_LIFE * MONKEY_LIFE;
	for (char *word = strtok_r(seeds, " ", &rest); word && count < sizeof all / sizeof *all; word = strtok_r(NULL, " ", &rest)) {
		if (count - home >= most)
			home++, fallen += !wait_for_one(all, count);
		all[count++] = let_loose(word);
	}
	for (; home < count; home++)
		fallen += !wait_for_one(all, count);
	return fallen ? 1 : 0;
}

/* measure RUNS TEXT COMMAND…: runs the command on a terminal of 24 × 80, each time until TEXT has been shown (or, with TEXT "", to its end), and
 * prints the median of the times to it in ms, the most memory it had in kB, and the median of what it used of the processor until then in ms: on a
 * machine that does other things too, only that is its own. */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_RUNS 1000
#define SEEN (1 << 16)

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* False when the terminal closed before. */
static int read_until(int terminal, const char *text)
{
	static char seen[SEEN];
	size_t used = 0, length = strlen(text);

	for (;;) {
		ssize_t size = read(terminal, seen + used, sizeof seen - used);

		if (size <= 0 && errno != EINTR)
			return !length;
		used += size > 0 ? (size_t)size : 0;
		if (length && memmem(seen, used, text, length))
			return 1;
		if (used > sizeof seen / 2) { /* what may be the beginning of it stays */
			memmove(seen, seen + used - length, length);
			used = length;
		}
	}
}

static double in_ms(struct timeval time)
{
	return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

/* -1: it never came. */
static double once(const char *text, char **command, long *memory, double *used)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	double start = now(), time;
	struct rusage usage;
	int terminal, status;
	pid_t child = forkpty(&terminal, NULL, NULL, &size);

	if (child < 0)
		return -1;
	if (!child) {
		execvp(*command, command);
		_exit(127);
	}
	time = read_until(terminal, text) ? now() - start : -1;
	if (*text)
		kill(child, SIGKILL);
	if (wait4(child, &status, 0, &usage) < 0)
		return -1;
	*memory = usage.ru_maxrss > *memory ? usage.ru_maxrss : *memory;
	*used = in_ms(usage.ru_utime) + in_ms(usage.ru_stime);
	close(terminal);
	return *text || (WIFEXITED(status) && WEXITSTATUS(status) <= 1) ? time : -1;
}

static int by_size(const void *a, const void *b)
{
	const double *one = a, *other = b;

	return (*one > *other) - (*one < *other);
}

int main(int argc, char **argv)
{
	double times[MOST_RUNS], used[MOST_RUNS];
	int runs = argc > 3 ? atoi(argv[1]) : 0;
	long memory = 0;

	if (runs < 1 || runs > MOST_RUNS)
		return 2;
	for (int i = 0; i < runs; i++)
		if ((times[i] = once(argv[2], argv + 3, &memory, &used[i])) < 0)
			return 1;
	qsort(times, (size_t)runs, sizeof *times, by_size);
	qsort(used, (size_t)runs, sizeof *used, by_size);
	printf("%.1f %ld %.1f\n", times[runs / 2], memory, used[runs / 2]);
	return 0;
}

#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/* A sanitizer reports crashes better than we do. */
#if defined __SANITIZE_ADDRESS__
#define CRASHES_ARE_OURS false
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define CRASHES_ARE_OURS false
#endif
#endif
#ifndef CRASHES_ARE_OURS
#define CRASHES_ARE_OURS true
#endif

static int pipe_ends[2] = { -1, -1 };
static void (*on_crash)(void);

static const struct { int signal; unsigned news; } noted[] = {
	{ SIGWINCH, SIGNAL_SIZE }, { SIGCONT, SIGNAL_RESUMED }, { SIGTERM, SIGNAL_LEAVE }, { SIGHUP, SIGNAL_LEAVE },
	{ SIGQUIT, SIGNAL_LEAVE }, { SIGINT, 0 },                { SIGTSTP, SIGNAL_STOP }, { SIGPIPE, 0 },
};
static const int fatal[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };

#define NOTED (sizeof noted / sizeof *noted)
#define FATAL (sizeof fatal / sizeof *fatal)

static struct sigaction noted_before[NOTED], fatal_before[FATAL];

static void note(int signal)
{
	int saved = errno;
	unsigned char byte = (unsigned char)signal;
	ssize_t written = write(pipe_ends[1], &byte, 1); /* a full pipe wakes the loop as well */

	(void)written;
	errno = saved;
}

static void crash(int signal)
{
	if (on_crash)
		on_crash();
	raise(signal); /* SA_RESETHAND: now with its default action */
}

static bool make_pipe(void)
{
	return pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) == 0;
}

bool signals_open(void (*crashed)(void))
{
	struct sigaction action = { .sa_handler = note, .sa_flags = SA_RESTART };

	if (!make_pipe())
		return false;
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < NOTED; i++)
		sigaction(noted[i].signal, &action, &noted_before[i]);
	on_crash = crashed;
	action = (struct sigaction){ .sa_handler = crash, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER) };
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; CRASHES_ARE_OURS && i < FATAL; i++)
		sigaction(fatal[i], &action, &fatal_before[i]);
	return true;
}

int signals_fd(void)
{
	return pipe_ends[0];
}

unsigned signals_take(void)
{
	unsigned news = 0;
	unsigned char byte;

	while (read(pipe_ends[0], &byte, 1) == 1)
		for (size_t i = 0; i < NOTED; i++)
			if (noted[i].signal == byte)
				news |= noted[i].news;
	return news;
}

/* By the signal's own default: without a shell that could go on with us (an orphaned process group) the kernel lets us be. */
void signals_stop(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL }, ours;

	sigaction(SIGTSTP, &action, &ours);
	kill(getpid(), SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}

void signals_close(void)
{
	if (pipe_ends[0] < 0)
		return;
	for (size_t i = 0; i < NOTED; i++)
		sigaction(noted[i].signal, &noted_before[i], NULL);
	for (size_t i = 0; CRASHES_ARE_OURS && i < FATAL; i++)
		sigaction(fatal[i], &fatal_before[i], NULL);
	for (int i = 0; i < 2; i++) {
		close(pipe_ends[i]);
		pipe_ends[i] = -1;
	}
}

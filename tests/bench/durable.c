/* durable FOLDER LINES WRITERS raw|ours: how many lines of about 300 bytes a second are made durable by so many writers, each with a file of her
 * own. raw: write and fdatasync. ours: lock, reserve, write, fsync, read back, as journal.h tells. */
#include "folder.h"
#include "journal.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LINE 300

static int write_raw(int folder, const char *name, int lines)
{
	int fd = openat(folder, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	char line[LINE];
	int fine = fd >= 0;

	memset(line, 'x', sizeof line);
	line[LINE - 1] = '\n';
	while (fine && lines-- > 0)
		fine = write(fd, line, sizeof line) == LINE && !fdatasync(fd);
	close(fd);
	return !fine;
}

static int write_ours(int folder, const char *user, int lines)
{
	static const char folder_id[] = "0123456789abcdef0123456789abcdef", text[] = "Vi räknar om det i januari, när avtalet är klart och vi vet vad det blir.";
	struct error error = { 0 };
	struct journal *journal = journal_new(folder, folder_id, user);
	struct act act;
	char id[33], at[26];
	int fine = journal_create(folder, user, &error) && journal_read(journal, NULL, &error);

	act_clear(&act, ACT_SAY);
	act.say.unit = "lanssjukvard";
	act.say.kind = "comment";
	act.say.text = text;
	while (fine && lines-- > 0) {
		const struct envelope head = { .id = journal_new_id(id), .at = journal_now(at), .org = 1 };

		fine = journal_stage(journal, &head, &act, &error) && journal_append(journal, &error) == APPEND_SAVED;
	}
	if (!fine)
		fprintf(stderr, "durable: %s\n", error.text);
	journal_free(journal);
	return !fine;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	struct error error = { 0 };
	int lines = argc == 5 ? atoi(argv[2]) : 0, writers = argc == 5 ? atoi(argv[3]) : 0, folder, status, failed = 0;
	double start;

	if (lines < 1 || writers < 1 || (folder = folder_create(argv[1], &error)) < 0) {
		fprintf(stderr, "durable: %s\n", error.text);
		return 2;
	}
	start = now();
	for (int i = 0; i < writers; i++) {
		char name[20];

		snprintf(name, sizeof name, "w%d", i);
		if (!fork())
			_exit(strcmp(argv[4], "raw") ? write_ours(folder, name, lines) : write_raw(folder, name, lines));
	}
	while (wait(&status) > 0)
		failed += status != 0;
	printf("%.0f\n", lines * writers / (now() - start));
	return failed != 0;
}

#include "kept.h"

#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

void kept_path(char out[KEPT_PATH], const char *folder_id, const char *user, const char *name)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	const char *base = state && *state == '/' ? state : home;

	*out = '\0';
	if (!base || *base != '/' || !user)
		return;
	int length = snprintf(out, KEPT_PATH, "%s%s/budgetdialog/%s/%s/%s", base, base == state ? "" : "/.local/state", folder_id, user, name);

	if (length < 0 || length >= KEPT_PATH) /* half a path is another path */
		*out = '\0';
}

/* The directory of a path, opened as the system sees fit: a home may lie behind links. Beneath it folder.h does the rest. */
static int open_home(const char *path, const char **base)
{
	const char *slash = strrchr(path, '/');
	char home[KEPT_PATH];

	if (!slash || strlen(path) >= sizeof home)
		return -1;
	*base = slash + 1;
	snprintf(home, sizeof home, "%.*s", (int)(slash - path), path);
	return open(*home ? home : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

bool kept_exists(const char *path)
{
	return !faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW);
}

bool kept_read(const char *path, struct buffer *out)
{
	const char *base;
	int home = open_home(path, &base);
	bool read = home >= 0 && folder_read(home, base, out, NULL);

	if (home >= 0)
		close(home);
	return read;
}

bool kept_line(char **at, char *end, const struct shape *shape, void *value, struct arena *arena)
{
	char *stop = *at < end ? memchr(*at, '\n', (size_t)(end - *at)) : NULL;
	struct line_reader reader = { *at, stop, NULL };

	if (!stop || !line_read(&reader, shape, value, arena) || reader.at != reader.end)
		return false;
	*at = stop + 1;
	return true;
}

static bool make_folders(const char *path)
{
	char part[KEPT_PATH];

	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		memcpy(part, path, (size_t)(slash - path));
		part[slash - path] = '\0';
		if (mkdir(part, 0700) && errno != EEXIST && access(part, X_OK))
			return false;
	}
	return true;
}

bool kept_write(const char *path, const void *bytes, size_t size)
{
	const char *base;
	int home;
	bool written;

	if (!*path)
		return true;
	home = strlen(path) < KEPT_PATH && make_folders(path) ? open_home(path, &base) : -1;
	written = home >= 0 && folder_write(home, base, bytes, size, NULL);
	if (home >= 0)
		close(home);
	return written;
}

#define CLAIMS 9

static bool claim_path(char out[KEPT_PATH], const char *path, int number, const char *end)
{
	char suffix[16] = "";

	if (number > 1)
		snprintf(suffix, sizeof suffix, ".%d", number);
	return snprintf(out, KEPT_PATH, "%s%s%s", path, suffix, end) < KEPT_PATH;
}

/* The kernel lets go of it with the process, however that ends. -1 with *taken: another session has it. */
static int claim(const char *path, int number, bool *taken)
{
	char lock[KEPT_PATH];
	int fd = claim_path(lock, path, number, ".lock") ? open(lock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600) : -1;

	*taken = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK;
	if (!*taken)
		return fd;
	close(fd);
	return -1;
}

enum which { ANY, KEPT, FREE }; /* names: all, those that something is kept under, the others */

/* Where no lock can be made (a full disk), the file is used all the same: it is only another session that keeps us out. */
static bool claim_first(char path[KEPT_PATH], enum which which, int *lock, bool *others)
{
	char own[KEPT_PATH];
	bool taken;

	for (int number = 1; number <= CLAIMS && claim_path(own, path, number, ""); number++) {
		if (which != ANY && (which == KEPT) != kept_exists(own))
			continue;
		*lock = claim(path, number, &taken);
		if (!taken) {
			memcpy(path, own, sizeof own);
			return true;
		}
		*others = *others || kept_exists(own);
	}
	return false;
}

int kept_claim(char path[KEPT_PATH], bool *others)
{
	int lock = -1;

	*others = false;
	if (*path && make_folders(path) && !claim_first(path, KEPT, &lock, others) && !claim_first(path, ANY, &lock, others))
		*path = '\0';
	return lock;
}

int kept_claim_new(char path[KEPT_PATH])
{
	bool others = false;
	int lock = -1;

	if (*path && make_folders(path) && !claim_first(path, FREE, &lock, &others))
		*path = '\0';
	return lock;
}

bool kept_left(const char *path, int *number, char own[KEPT_PATH])
{
	bool taken;

	while (*path && ++*number <= CLAIMS && claim_path(own, path, *number, "")) {
		int lock = kept_exists(own) ? claim(path, *number, &taken) : -1;

		if (lock >= 0 && !close(lock))
			return true;
	}
	return false;
}

static bool rename_free(int home, const char *base)
{
	char name[256];

	for (int i = 1; i < 100; i++) {
		if (snprintf(name, sizeof name, "%s.broken-%d", base, i) >= (int)sizeof name)
			return false;
		if (faccessat(home, name, F_OK, AT_SYMLINK_NOFOLLOW) && errno == ENOENT)
			return !renameat(home, base, home, name);
	}
	return false;
}

bool kept_aside(const char *path)
{
	const char *base;
	int home = open_home(path, &base);
	bool moved = home >= 0 && rename_free(home, base);

	if (home >= 0)
		close(home);
	return moved;
}

void kept_drop(const char *path)
{
	if (*path)
		unlink(path);
}

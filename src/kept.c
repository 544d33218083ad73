#include "kept.h"

#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

#include "beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#define NAME_ROOM 256 /* longer than any name in a folder */

#ifndef CIFS_SUPER_MAGIC
#define CIFS_SUPER_MAGIC 0xFF534D42
#endif
#ifndef SMB2_SUPER_MAGIC
#define SMB2_SUPER_MAGIC 0xFE534D42
#endif
#ifndef FUSE_SUPER_MAGIC
#define FUSE_SUPER_MAGIC 0x65735546
#endif

void beneath_close(int fd)
{
	int code = errno;

	if (fd >= 0)
		close(fd);
	errno = code;
}

int beneath_sync(int fd)
{
	int done;

	do
		done = fsync(fd);
	while (done && errno == EINTR);
	return done;
}

static int open_patiently(int at, const char *name, int flags)
{
	int fd;

	do
		fd = openat(at, name, flags | O_NOFOLLOW | O_CLOEXEC);
	while (fd < 0 && errno == EINTR);
	return fd;
}

/* One step down; copies the step's name and moves *name past it. False for what could lead out of the folder. */
static bool next_step(const char **name, char step[NAME_ROOM])
{
	size_t length = strcspn(*name, "/");

	if (length == 0 || length >= NAME_ROOM)
		return errno = EXDEV, false;
	memcpy(step, *name, length);
	step[length] = 0;
	*name += length + ((*name)[length] == '/');
	if (strcmp(step, ".") == 0 || strcmp(step, "..") == 0)
		return errno = EXDEV, false;
	return true;
}

/* Where openat2 is missing: every directory on the way is opened by itself, so that no link is ever followed. */
static int walk_beneath(int folder, const char *name, int flags)
{
	char step[NAME_ROOM];
	int at = folder, next = -1;

	for (;;) {
		if (!next_step(&name, step))
			next = -1;
		else
			next = open_patiently(at, step, *name ? O_PATH | O_DIRECTORY : flags);
		if (at != folder)
			beneath_close(at);
		if (next < 0 || !*name)
			return next;
		at = next;
	}
}

int beneath_open(int folder, const char *name, int flags)
{
	struct open_how how = { .flags = (unsigned)(flags | O_CLOEXEC | O_NOFOLLOW), .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS };
	long fd;

	do
		fd = syscall(SYS_openat2, folder, name, &how, sizeof how);
	while (fd < 0 && errno == EINTR);
	if (fd < 0 && (errno == ENOSYS || errno == EPERM)) /* an old kernel, or a container that forbids it */
		return walk_beneath(folder, name, flags);
	return (int)fd;
}

bool beneath_is_remote(int fd, bool *remote)
{
	static const uint32_t networks[] = { NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, CIFS_SUPER_MAGIC, SMB2_SUPER_MAGIC, FUSE_SUPER_MAGIC };
	struct statfs found;

	*remote = false;
	if (fstatfs(fd, &found))
		return false;
	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
		*remote |= (uint32_t)found.f_type == networks[i];
	return true;
}

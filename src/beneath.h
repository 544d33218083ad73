/* Opening what lies beneath a folder and nothing else: no link is followed and no name leads out, whoever may have put it there. */
#ifndef BENEATH_H
#define BENEATH_H

#include <stdbool.h>

/* `name` may have directories in it. O_NOFOLLOW and O_CLOEXEC come by themselves. -1 and errno: ELOOP or EXDEV for what leads out. */
int beneath_open(int folder, const char *name, int flags);

int beneath_sync(int fd);    /* fsync, also when a signal comes in between */
void beneath_close(int fd);  /* -1 is fine; errno stays */

/* NFS, SMB or FUSE, where neither locks nor fsync mean what they must. False and errno when the system does not tell. */
bool beneath_is_remote(int fd, bool *remote);

#endif

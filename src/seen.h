/* What one person has read of the dialogues: of each thread how many entries, in a small file in her own state directory, per folder and user.
 * What cannot be read is put aside, and everything is then unread: that costs her a look, and loses nothing. */
#ifndef SEEN_H
#define SEEN_H

#include "dialogue.h"
#include "kept.h"

#include <sys/stat.h>

struct seen_mark { char thread[HASH_TEXT]; size_t count; };

struct seen {
	char path[KEPT_PATH];     /* "": nobody in particular reads, and nothing is unread */
	struct seen_mark *marks;  /* [count] */
	size_t count;
	struct stat was;          /* of the file, when it was read */
};

void seen_open(struct seen *seen, const char *folder_id, const char *user); /* hers from now on; again: what another window of hers has read since. user may be NULL */
void seen_close(struct seen *seen);

/* How much of the thread she has read: it only grows. False: it could not be kept on disk (in memory it is). */
bool seen_put(struct seen *seen, const char *thread, size_t count);
size_t seen_of(const struct seen *seen, const char *thread);

/* Entries that she has not read, nor written. */
size_t seen_unread(const struct seen *seen, const struct book *book, const struct thread *thread, const char *user);
size_t seen_unread_in(const struct seen *seen, const struct book *book, int unit, const char *user);

#endif

/* The folder of one budget year: where files are. Knows paths and descriptors, not what the files mean. */
#ifndef FOLDER_H
#define FOLDER_H

#include "arena.h"
#include "buffer.h"
#include "error.h"
#include "hash.h"
#include "region.h"

struct folder {
	int fd;                  /* the directory */
	const char *path;        /* as the user wrote it */
	struct region *edited;   /* region.cfg as it stands now, adopted or not: tells the folder's id and registrar */
};

struct folder *folder_open(const char *path, struct error *error); /* words: "no-folder", "bad-config", "newer-format", "unreadable" */
void folder_free(struct folder *folder);

/* A whole file beneath the folder, no links followed, at most 256 MiB. Words: "missing", "unreadable". */
bool folder_read(int folder, const char *name, struct buffer *out, struct error *error);
/* temporary + fsync + rename + fsync of the directory */
bool folder_write(int folder, const char *name, const void *bytes, size_t size, struct error *error);

const char *folder_reason(int code); /* what the system answered (errno), in words a person can act on: «får inte plats: disken är full» */

/* objects/<sha256>: content checked against its name on reading; storing what is there already is fine. */
bool folder_object(int folder, const char *hash, struct buffer *out, struct error *error);
bool folder_store(int folder, const void *bytes, size_t size, char hash[HASH_TEXT], struct error *error);

/* The operating-system user who runs the program, "" when she has no name. Good until the next call. */
const char *folder_user(void);

/* Users with a journal, sorted by bytes, in the arena. */
size_t folder_journals(int folder, const char ***users, struct arena *arena);

/* Makes an empty folder with its directories (must not exist, or be an empty directory). */
int folder_create(const char *path, struct error *error); /* the descriptor, or -1 */

#endif

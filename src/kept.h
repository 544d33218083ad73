/* What one person is writing and has not saved: a small file in her own state directory, per folder and user. Read whole and written whole, so
 * that nothing is lost when the line breaks; what cannot be read is put aside, never written over. */
#ifndef KEPT_H
#define KEPT_H

#include "buffer.h"
#include "line.h"

#include <stdbool.h>

#define KEPT_PATH 4096

/* Where: state directory, folder id, user, name. "" when there is no such place (no home): then nothing is kept. */
void kept_path(char out[KEPT_PATH], const char *folder_id, const char *user, const char *name);

/* So that two sessions of one person never write one file: takes the first of name, name.2, name.3 … that no other session has (of those one
 * that something is kept in goes first), changes the path to it and gives a descriptor to close when it is left; -1 where no lock can be made, and
 * the path "" when there are too many. *others: another session keeps something under that name. */
int kept_claim(char path[KEPT_PATH], bool *others);

int kept_claim_new(char path[KEPT_PATH]); /* the same, of a name that nothing is kept under */

/* What was left behind under those names: the next after *number (0: from the first) that something lies under and no session has. False: no more. */
bool kept_left(const char *path, int *number, char own[KEPT_PATH]);

bool kept_exists(const char *path);                                  /* something lies there, whatever it is */
bool kept_read(const char *path, struct buffer *out);                /* false: nothing there, or not to be read */
bool kept_line(char **at, char *end, const struct shape *shape, void *value, struct arena *arena); /* the next line of what was read, whole */
bool kept_write(const char *path, const void *bytes, size_t size);   /* makes the directories; true for path "" */
bool kept_aside(const char *path);                                   /* as <name>.broken-<n>; false: it lies there still */
void kept_drop(const char *path);

#endif

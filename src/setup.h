/* Setting a folder up, bringing an edited region.cfg / organisation.cfg into force, and acts from a file: the administrator's and the
 * registrar's work. init.c, adopt.c and do.c, in that order of a folder's life. */
#ifndef SETUP_H
#define SETUP_H

#include "error.h"
#include "folder.h"

#include <stdbool.h>

/* Where the example of that name is: below BUDGETDIALOG_DATA, or else where the program is installed. */
bool setup_find_example(const char *name, struct buffer *path, struct error *error);

/* Makes FOLDER from an example (a directory with region.cfg without id, organisation.cfg, published.cfg and acts.jsonl).
 * folder_id: 32 hex digits, or NULL = random; when given, the ids of lines follow from it and SOURCE_DATE_EPOCH is the time of what has none. */
bool setup_init(const char *path, const char *example, const char *folder_id, size_t *acts, struct error *error);

/* Makes FOLDER for the year after that of `old`: its region.cfg with another id and year (next_region.h), and its organisation.cfg as it is, adopted.
 * No post is written. folder_id: as above. */
bool setup_init_after(const char *path, const struct folder *old, const char *folder_id, struct error *error);

struct adopted { size_t units, users, new_users, revoked; bool unchanged; };

/* Reads and checks both files, stores them as objects, makes journals and locks for new users, and appends one adopt line to the registrar's
 * journal, with `ends` for everyone who loses a right. Nothing is written if anything is wrong. at, id: NULL = now, random. */
bool setup_adopt(const struct folder *folder, const char *at, const char *id, struct adopted *out, struct error *error);

/* `do`: acts from JSON lines; all judged first, none written if one is refused. as: NULL = `by` in each, or the operating-system user.
 * Errors name the input line. */
enum done {
	DONE,
	DONE_REFUSED, /* an act may not, or cannot, count: nothing was written */
	DONE_NOT_RUN  /* the input cannot be read, the folder not opened or the journal not written: error says what was */
};
enum done setup_acts(const struct folder *folder, const char *as, const char *input, size_t size, size_t *written, struct error *error);
bool setup_do(const struct folder *folder, const char *as, const char *input, size_t size, size_t *written, struct error *error); /* DONE? */

/* What the three share. */
enum done setup_example_acts(const struct folder *folder, const char *seed, const char *input, size_t size, size_t *written, struct error *error);
bool setup_may_append(const struct folder *folder, const char *user, struct error *error); /* a journal that is not there yet may be made */
const char *setup_id(const char *seed, size_t row, char out[33]); /* of what was given no id; seed NULL: random */

#endif

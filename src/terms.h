/* What a row says besides its amount: why it is held; of a reserve until when it is kept, why, and who releases it; of an internal line with which
 * unit the deal is; a note; how it falls on the months; its details. Written on the distribution screen, told wherever a row is. Borrowed. */
#ifndef TERMS_H
#define TERMS_H

#include "book.h"

struct terms {
	int64_t until;                              /* NUMBER_NONE, NULL, none: not said */
	const char *text, *who, *counterpart, *hold; /* text: of a reserve why, of another row a note */
	struct list profile, details;                /* as in struct row */
};
extern const struct terms terms_none;

enum terms_kind { TERMS_NONE, TERMS_OF_RESERVE, TERMS_OF_DEAL };

enum terms_kind terms_kind(const struct region *region, const char *line); /* what there is to say about a row on that budget line */
struct terms terms_of(const struct row *row);                              /* NULL: nothing is said */
void terms_put(struct row *row, const struct terms *terms);
bool terms_same(const struct terms *a, const struct terms *b);
bool terms_tells(const struct terms *terms);                               /* has terms_tell anything to tell? */
bool terms_any(const struct terms *terms);                                 /* is anything said, also what terms_tell leaves out? */
extern const struct shape terms_shape;                                     /* for a draft */
struct terms terms_copy(const struct terms *terms, struct arena *arena);

/* «till 2021, frigörs av regiondirektör: osäker intäkt»; «motpart Service»; «låst: avtal klart»; details and months are not told. */
void terms_tell(struct buffer *out, const struct book *book, const struct terms *terms);

/* What people write: the last year; a unit's name or id, or a part that only one has; the same of a user's title or name. Blank: not said.
 * False with one sentence. Words: "year", "unknown-unit", "many", "own-unit", "unknown-user". */
bool terms_read_until(const char *text, int year, int64_t *until, struct error *error);
bool terms_read_unit(const struct book *book, const char *text, int own, const char **id, struct error *error);
bool terms_read_user(const struct book *book, const char *text, const char **user, struct error *error);

#endif

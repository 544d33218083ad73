/* Budget versions. A version line freezes what it rests on: every line that it reaches back to, through the line before it, the organisation and the
 * citations. That is a beginning of every journal, so nothing written later can change it; `heads` is the checkpoint hash over the last lines
 * of those beginnings, and a line with other heads is void. */
#ifndef VERSION_H
#define VERSION_H

#include "book.h"

/* What a version line of this user must cite to rest on all that the book has taken: only what no other citation reaches. Struct cite in the arena. */
size_t version_cites(const struct book *book, const char *user, struct cite **cites, struct arena *arena);

/* The heads of a version with this envelope. False when lines that it rests on are lost. */
bool version_heads(const struct book *book, const char *user, const struct envelope *head, char hash[HASH_TEXT], struct error *error);

/* The line that a checkpoint has for one journal. */
void version_head(struct buffer *out, const char *user, int64_t n, const char *hash);

/* May a version have this name? Two that differ in case only could not be told apart. */
bool version_name_free(const struct book *book, const char *name, struct error *error);

/* By its name in any case of letters, by an id of region.cfg's versions, or by its line as book_event has it. NULL: a sentence that says which there are. */
const struct event *version_find(const struct book *book, const char *name, struct error *error);

/* «Finansplan»; where two were frozen at once under one name, also by whom and when: «Finansplan (regiondirektör, 23 dec 2019)». */
void version_title(struct buffer *out, const struct book *book, const struct event *version);

/* A version with a lock makes what was decided until then «fastställt»: what changes the budget year after it says by which decision. */
const struct event *version_lock(const struct book *book);                                  /* the newest in force; NULL: none is locked */
const struct event *version_locking(const struct book *book, const struct event *event);    /* the first that the line lies within; NULL */
bool version_asks(const struct event *lock, int year, struct error *error); /* for a decision: «budgeten 2020 är fastställd i …». Word "locked" */

const struct event *version_locked(const struct book *book, int64_t year);                  /* the newest, if it locks that year; NULL */

/* The book of one of book->versions: folded anew over what that rests on, under the organisation that was in force there. Its lines are those of
 * `book`, which must outlive it as long as version_stands. NULL when lines are lost: «versionen … kan inte visas: …». */
struct book *book_at(const struct book *book, const struct event *version, struct error *error);
/* The same of any line that counts: what its writer could know, and the line itself. */
struct book *book_at_line(const struct book *book, const struct event *event, struct error *error);
bool version_stands(const struct book *at, const struct book *book); /* has `book`, which may have been refreshed since, still those lines? */

#endif

/* The one way acts become lines, for the screens, `do` and `init` alike: judged, given their citations, staged in memory after one another
 * (so each is judged with those before it in force), and then appended. None is written if one is refused. */
#ifndef WRITER_H
#define WRITER_H

#include "book.h"

enum saved {
	SAVED,
	SAVE_MOVED,   /* others wrote meanwhile: the book is fresh now, look again */
	SAVE_REFUSED, /* nothing counts */
	SAVE_UNKNOWN  /* it may or may not be there: no retry */
};

struct writer_item { const char *user, *at, *id; const struct act *act; }; /* at, id: NULL = now, random */

/* How many lines are about the units that the act names, and the level above that hands out their ram: when there are more than when the screen
 * was drawn, what the act rests on has moved. */
size_t writer_lines_about(const struct book *book, const struct act *act);

/* Hashes of earlier lines (FIELD_NAMED) may be their ids, and a submit without `plan` sends what stands. A line with that id in that journal already: true, and nothing is staged.
 * After false everything staged is to be abandoned. */
bool writer_stage(struct book *book, const struct writer_item *item, struct error *error);
enum saved writer_commit(struct book *book, struct error *error); /* appends what is staged, journal by journal, and folds */
void writer_abandon(struct book *book);                           /* drops what is staged, and folds */

#endif

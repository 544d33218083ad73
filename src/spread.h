/* Spreading: one amount over many rows. Every krona is placed, rows that are held stay as they are, and what a row gets does not hang on the
 * order of the rows. Knows amounts only: no book, no terminal. All amounts öre, in whole kronor. */
#ifndef SPREAD_H
#define SPREAD_H

#include "money.h"

enum spread_way {
	SPREAD_PROPORTIONAL, /* as the rows stand to each other now */
	SPREAD_EQUAL,        /* the same to each */
	SPREAD_LIKE          /* as they stand to each other in `like` */
};

struct spread_row {
	const char *id;  /* settles who gets the odd krona where nothing else does */
	money now, like; /* MONEY_NONE: blank, counts as 0 */
	bool held;
};

/* out[count]: what each row gets, so that together they make `total`. A blank row that gets nothing stays blank.
 * Kronor that no row has a whole share of go to those whose share was cut the most (largest remainder).
 * False, and out untouched: "kronor" (there are öre in it), "held" (no row is free, or the held ones alone are more than the total),
 * "zero-profile" and "mixed-profile" (nothing to be proportional to, or rows of both signs: equal always works), "too-large". */
bool spread(enum spread_way way, money total, const struct spread_row *rows, size_t count, money *out, struct error *error);

#endif

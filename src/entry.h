/* What a person types in a figure's place: an amount, or a short expression. Knows no book and no terminal. All amounts öre, whole kronor.
 *
 *   1250   1,25 mnkr   700 tkr     an amount; without a unit in the one shown
 *   +2,5%   -100 tkr               from what stands there
 *   189,6+2%   =kvar-1             terms are taken from left to right, a percentage of what they have come to
 *   =  =kvar                       so much that nothing is left; =4,1 is just 4,1
 * and on a sum
 *   p1200   p+5%                   in proportion to what the rows have
 *   l1200                          the same to each
 *   r2019   r2019 1200             as the rows stood in that year's column; r2019p: in that year's forecast
 *   +5%                            as p+5%; a bare amount does not say how: then the way is asked for */
#ifndef ENTRY_H
#define ENTRY_H

#include "spread.h"

struct entry_at {
	enum money_unit shown;
	money before;  /* what stands there; MONEY_NONE: blank */
	money rest;    /* what it would be with nothing left; MONEY_NONE: `=` means nothing here */
	bool is_sum;
	bool is_line;  /* may not be below 0 */
};

struct entry {
	money value;            /* MONEY_NONE: blank, what stands there is removed */
	bool ambiguous;         /* «1.234»: value is the decimal reading, and `thousands` the other one: the caller asks */
	money thousands;
	bool has_way;           /* on a sum: it was said how */
	enum spread_way way;
	int like_year;          /* of SPREAD_LIKE */
	bool like_forecast;
	size_t way_bytes;       /* of the text that said how: the rest is how much */
	enum money_unit unit;   /* of the last amount written; the unit shown where none was */
};

/* Is it the beginning of an amount, or one of the characters `more`? Blanks before it are nothing. */
bool entry_begins(const char *text, const char *more);

/* False with one sentence that says what was read and what was expected. Words: those of money_parse, "negative",
 * "no-rest", "no-ground" (a percentage of nothing), "year". */
bool entry_read(const char *text, const struct entry_at *at, struct entry *out, struct error *error);

/* What can be read of a text that is still being written: «20,» on the way to «20,5» and «189,6+» on the way to «189,6+2%», without their ends. */
void entry_begun(char *out, size_t size, const char *text);

#endif

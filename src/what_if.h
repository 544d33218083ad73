/* A räkneexempel: what would be if a whole branch got so much more, or if something in it cost so much more. Steps, each on top of those before it;
 * what they come to is wishes (ram.h) that are laid over the book. Nothing is written in the folder. Knows no terminal and no file. All amounts öre. */
#ifndef WHAT_IF_H
#define WHAT_IF_H

#include "ram.h"

enum what_changes {
	/* The branch's own ram. What it gets falls on its own costs and its sub-units' ramar in proportion, and on through every level, so that what
	 * each unit has left stays as it was. A locked row stays; a unit where nothing can take it keeps it in what it has left. */
	WHAT_RAM,
	/* All costs in the branch, or one budget line. The ramar stay, so what each unit has left shows what it would cost. */
	WHAT_COSTS,
	WHAT_LINE
};

#define WHAT_IF_TEXT 64
#define WHAT_IF_STEPS 50 /* at most: each is counted anew at every key */

struct what_if_step {
	char unit[65];              /* the branch, whatever its index becomes */
	enum what_changes what;
	char line[65];              /* WHAT_LINE: which */
	char text[WHAT_IF_TEXT];    /* how much, as it was typed: «+2%», «-10 mnkr»; see entry.h */
	enum money_unit shown;      /* of an amount typed without a unit */
};

struct what_if { struct what_if_step *steps; size_t count, room; }; /* count 0: none */

/* The table of that year with all the steps laid over the book. NULL with one sentence where a step cannot be done: "unknown-unit", "unknown-line",
 * "sign" (it does not say more or less), "nothing", "nothing-to-spread", "negative", "too-large", and those of entry_read. */
struct ram_table *what_if_make(const struct what_if *what_if, const struct book *book, int year, struct error *error);

void what_if_add(struct what_if *what_if, const struct what_if_step *step);
void what_if_back(struct what_if *what_if); /* without its last step */
void what_if_drop(struct what_if *what_if);

/* «Länssjukvård ramen +2 %; Personal +1 %» */
void what_if_tell(struct buffer *out, const struct what_if *what_if, const struct book *book);
void what_if_tell_steps(struct buffer *out, const struct what_if *what_if, const struct book *book); /* the same without the units: «ramen +2 %; Personal +1 %» */
void what_if_tell_step(struct buffer *out, const struct what_if_step *step, const struct book *book, bool unit);
const char *what_if_name(const struct book *book, enum what_changes what, const char *line); /* «ramen», «alla kostnader», the line's name */

/* In so many columns at most, what matters first: no amount is ever cut, only the name of the unit. «RÄKNEEXEMPEL: ramen +2 %, Länssju…» */
void what_if_brief(struct buffer *out, const struct what_if *what_if, const struct book *book, int columns, const char *more);

/* What the step is about, summed up over its branch; the ram is the branch's own. And what the units in it have left together. */
money what_if_sum(const struct ram_table *table, const struct what_if_step *step);
money what_if_left(const struct ram_table *table, int branch);

#endif

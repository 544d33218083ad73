/* A block of cells matched against a plan's rows: what each amount would change, what is refused and why. No terminal: the paste screen draws this.
 * Where a column has names, rows are found by them (a row's name, a line's id or budgetkonto, a unit's id); amounts alone go down from a row, over
 * those that can be changed. Of several columns with amounts it is the one headed by the plan's year («2020», «Budget 2020»), else the last. Every row
 * that has anything in it below the head is told of, also one that ends before that column. */
#ifndef PASTING_H
#define PASTING_H

#include "plan.h"

enum pasting_fate { PASTING_TAKEN, PASTING_SAME, PASTING_LEFT, PASTING_REFUSED };

struct pasting_row {
	size_t line;       /* in the block, from 1 */
	const char *name;  /* of the plan's row; of what is not found: what the block calls it */
	enum pasting_fate fate;
	const char *why;   /* LEFT and REFUSED: one reason. TAKEN: what is remarkable, or NULL */
	bool is_unit;
	const char *id;    /* of the plan's row; NULL when there is none */
	bool far;          /* far too much to be meant */
	money saved, now, wanted; /* MONEY_NONE: blank */
};

struct pasting {
	struct pasting_row *rows;
	size_t count, taken, refused;
	enum money_unit unit;  /* in which amounts without a unit of their own are read */
	const char *head;      /* over the column of amounts; NULL */
	size_t column;         /* where there is no head and it is one of several with amounts: which, from 1; else 0 */
	bool improbable;       /* every amount that is not refused for something else is far too much: they may be in a smaller unit */
	struct balance after;  /* with what would be taken */
	struct arena arena;
};

struct pasting_from {
	const char *text;
	enum money_unit unit;  /* the one shown */
	bool chosen;           /* by a person: it goes before what the head says */
	size_t row;            /* of the plan: where amounts alone begin */
};

bool pasting_is_block(const char *text); /* more than one cell */
bool pasting_is_blank(const char *text); /* cells, but nothing in them */

/* False with one sentence: words of block_read, "no-amounts". Either way to be freed. */
bool pasting_make(const struct plan *plan, const struct draft *draft, const struct pasting_from *from, struct pasting *out, struct error *error);
bool pasting_put(const struct pasting *pasting, struct draft *draft, const char *name); /* what is taken, as one to undo. False: only in memory */
void pasting_free(struct pasting *pasting);

#endif

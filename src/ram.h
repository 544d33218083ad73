/* Ramar rolled up: for one year, every unit's bridge (base + posts by kind = ram) and its balance (domain rule 3), in one pass over the tree.
 *   available = ram + income + Σ sub-units' targets − own target;  divided = costs + reserves + Σ sub-units' ramar;  left = available − divided
 * All öre. MONEY_NONE = blank: no such post there or below; a unit with neither posts nor target has a blank balance. */
#ifndef RAM_H
#define RAM_H

#include "book.h"

struct balance {
	money ram, target, income, sub_targets, available;
	money costs, reserves, sub_rams, divided, left;
};

struct ram_table {
	const struct book *book;
	int year;
	size_t kinds;
	money *kind;              /* [unit * kinds + kind]; for a group the sum of its direct sub-units' */
	struct balance *balance;  /* [unit]; for a group: sums of what it holds, left blank */
	money *own;               /* [unit]: Σ of the posts on it; MONEY_NONE without posts */
	struct wish *wishes;      /* that it was made with, its own: by unit … */
	size_t *first;            /* … [unit]: where its begin, and those of the next one */
	struct arena arena;
};

/* Wishes laid over the book without touching it: a draft, a preview, a räkneexempel. A wish on a line replaces its amount (MONEY_NONE: removed);
 * a wish on a sub-unit (line NULL) replaces its ram. At most one about the same. */
struct wish { int unit; const char *line; money value; };

struct ram_table *ram_make(const struct book *book, int year, const struct wish *wishes, size_t wish_count);
void ram_free(struct ram_table *table);
money ram_kind(const struct ram_table *table, int unit, int kind);
money ram_line(const struct ram_table *table, int unit, const char *line); /* its own amount in a budget line, öre; MONEY_NONE: none */
size_t ram_wishes(const struct ram_table *table); /* how many it was made with */
money ram_added(const struct ram_table *table, int unit); /* what wishes about ramar give it beyond what the posts do, öre; 0 without */

/* What units of a branch sell each other, counted once: the buyers' internal rows whose counterpart too lies in the branch. A roll-up of costs
 * and of incomes is each too large by this; their difference is not touched. Öre, 0 when there are none. */
money ram_eliminations(const struct ram_table *table, int branch);

bool ram_untouched(const struct ram_table *table, int unit); /* there is something to divide, and nothing is divided */

#endif

/* How a unit's division falls on the months of the year: its lines as the plan has them, draft and all, and their sums. A line is even, follows
 * last year's months, or has months of its own; whichever, they make up the year. */
#ifndef MONTHLY_H
#define MONTHLY_H

#include "plan.h"
#include "profile.h"

enum monthly_way { MONTHLY_EVEN, MONTHLY_BEFORE, MONTHLY_OWN };

struct monthly_row {
	const struct plan_row *of; /* of the plan, which has to outlive this; NULL: a sum */
	const char *name;          /* Swedish */
	enum monthly_way way;
	money year, month[MONTHS]; /* öre */
};

struct monthly {
	struct monthly_row *rows;
	size_t count;
};

/* What is being typed, laid over a line. */
struct monthly_preview { char line[65]; money month[MONTHS]; };

struct monthly *monthly_make(const struct plan *plan, const struct monthly_preview *preview); /* NULL: nothing is typed */
void monthly_free(struct monthly *monthly);

void monthly_of(const struct plan_row *row, money month[MONTHS]); /* of a line, without what is being typed */
struct months monthly_profile(const money month[MONTHS]);
/* The months of the same line in the budget of the year before. False with the sentence: "no-budget", "even". */
bool monthly_before(const struct plan *plan, const struct plan_row *row, struct months *out, struct error *error);

const char *monthly_way(char out[32], enum monthly_way way, int year); /* «rak», «som 2019», «egna månader» */

/* «egna månader, mest i juli»; nothing for a row that is even. */
void monthly_tell(struct buffer *out, const struct list *profile);

#endif

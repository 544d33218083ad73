/* What stands beside the ramar, unit by unit: what does not foot, what waits for an answer, who was there last, and how last year went. It costs a
 * whole `check`, so whoever shows it keeps it for as long as the book stays the same. And which units one may want to see alone. */
#ifndef OVERVIEW_H
#define OVERVIEW_H

#include "measures.h"
#include "published.h"
#include "ram.h"

/* Net costs (costs − incomes) of a whole branch, öre: what units sell each other cancels out. MONEY_NONE: no one in it has said anything. */
struct overview_follow {
	money before;    /* the last whole year: two years before the budget year */
	money budget, outcome, forecast; /* the year before the budget year */
	money deviation; /* budget − forecast of those who have both: below 0 is worse than the budget */
	size_t silent;   /* units with a budget and no forecast */
};

struct overview_unit {
	size_t contradictions, unspecified; /* that no one has explained, and that lead to a figure of this very unit */
	size_t questions, entries;          /* without an answer; of every kind */
	const struct event *newest;         /* the last that concerned its figures or its dialogue; NULL */
	struct overview_follow follow;
	struct measure_sum measures;        /* of the whole branch, in the budget year */
};

struct overview {
	const struct book *book;
	struct overview_unit *units; /* [org->count] */
};

struct overview *overview_make(const struct book *book, const struct published *published); /* published may be NULL */
void overview_free(struct overview *overview);

/* The unit's own amount in a budget line; a group's: the sum of its direct sub-units', without what they sell each other. *inner: that, 0 when
 * there is none (may be NULL). Öre. */
money overview_line(const struct ram_table *table, int unit, const struct budget_line *line, money *inner);

enum overview_pick { PICK_ALL, PICK_MINE, PICK_UNSENT, PICK_ASKED, PICK_OVER, PICK_ADRIFT, PICK_COUNT };

/* Who asks: what lies under `area`, and what she is chef, deputy or ekonom of besides. area may be ORG_NONE, user NULL. */
struct overview_who { int area; const char *user; };

const char *overview_pick_name(enum overview_pick pick); /* Swedish: «mina», «ej skickade» … */
/* A group is only seen for its own sake where it does not foot. */
bool overview_picks(const struct overview *overview, const struct ram_table *table, const struct overview_who *who, enum overview_pick pick, int unit);
size_t overview_count(const struct overview *overview, const struct ram_table *table, const struct overview_who *who, enum overview_pick pick);
bool overview_unsent(const struct ram_table *table, int unit); /* its plan has still to be sent */

#endif

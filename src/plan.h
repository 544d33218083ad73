/* A unit's division of its ram as a chef sees it: rows with last years beside this one, sums and the balance, the draft laid over the book;
 * and what saving it would say. No terminal: the distribution screen draws this. */
#ifndef PLAN_H
#define PLAN_H

#include "draft.h"
#include "ram.h"

enum plan_row_kind { PLAN_RAM, PLAN_INCOME, PLAN_SUB_TARGETS, PLAN_TARGET, PLAN_AVAILABLE, PLAN_COST, PLAN_DEPARTED, PLAN_COSTS, PLAN_RESERVE, PLAN_SUB, PLAN_THEIRS, PLAN_SUBS, PLAN_DIVIDED };
enum plan_column { PLAN_OUTCOME, PLAN_BEFORE, PLAN_FORECAST, PLAN_NOW, PLAN_AMOUNTS, PLAN_CHANGE = PLAN_AMOUNTS, PLAN_PERCENT, PLAN_COLUMNS };

struct plan_row {
	enum plan_row_kind kind;
	const char *name;          /* Swedish */
	const char *line;          /* PLAN_INCOME, COST, RESERVE: id of the budget line */
	const char *id;            /* the same, or a sub-unit's id; NULL for a row of neither */
	int unit;                  /* PLAN_SUB: index; otherwise ORG_NONE */
	bool editable, sum, changed; /* changed: the draft differs from what is saved */
	bool example;              /* not by her, but by what the draft is laid over */
	bool conflict;             /* and what is saved is not what the draft rests on: to be chosen between. A row PLAN_THEIRS follows */
	money value[PLAN_AMOUNTS]; /* öre; MONEY_NONE: blank. Of PLAN_THEIRS: what is saved */
	money saved;               /* PLAN_NOW as the book has it */
	struct terms terms;        /* with the draft in it */
	const struct cell *cell;   /* what is saved, with who and when; NULL */
	const struct event *event; /* PLAN_THEIRS: who made it so; NULL when that cannot be told */
};

struct plan {
	const struct book *book;
	int unit, year;
	struct plan_row *rows;
	size_t count;
	size_t conflicts;
	money ram_was;             /* the ram as she last saw it, where the draft rests on another than there is now; else MONEY_NONE */
	const struct event *ram_event; /* who changed it; NULL when that cannot be told */
	struct ram_table *table;   /* with the draft and the preview in it */
	struct arena arena;
};

/* preview[count]: what is being typed, in one row or in many; laid over the draft. draft NULL: the book alone. */
struct plan *plan_make(const struct book *book, int unit, int year, const struct draft *draft, const struct draft_step *preview, size_t count);
/* The same over what the table shows, with the wishes that it was made with: a räkneexempel. */
struct plan *plan_over(const struct ram_table *shown, int unit, const struct draft *draft, const struct draft_step *preview, size_t count);
void plan_free(struct plan *plan);

/* The draft is settled on a row: what the book has now is what it rests on from here on, with her wish or with theirs. A step like any other. */
bool plan_settle(const struct plan_row *row, struct draft *draft, bool mine);
int64_t plan_news(const struct plan *plan); /* for draft_look: how many lines there are about the rows to be chosen between */

const struct balance *plan_balance(const struct plan *plan);
money plan_change(const struct plan_row *row, enum plan_column from); /* öre; MONEY_NONE when one of the two is blank */
char *plan_percent(const struct plan_row *row, enum plan_column from, bool ascii, char out[MONEY_TEXT]); /* «+3,7»; "" when it says nothing */
int plan_year(const struct plan *plan, enum plan_column column);   /* which year an amount column shows */
bool plan_figure(const struct plan *plan, const struct plan_row *row, enum plan_column column, char out[256]); /* its name, for why; false: none */

/* Who locked the row: since then every line about it has said the same reason. NULL: nobody has, or it is not saved. */
const struct event *plan_holder(const struct plan *plan, const struct plan_row *row);

/* Is an amount so large that it must be a slip? > 2 × what there is to divide, or > 10 × last year. times: how many times. */
bool plan_improbable(const struct plan *plan, const struct plan_row *row, money value, int64_t *times, bool *of_ram);

/* What saving the draft says: at most one `distribute` (own lines) and one `post` (the differences of sub-units' ramar, of `kind`).
 * Returns how many of acts[2] were filled in; strings in the arena. */
size_t plan_acts(const struct book *book, const struct draft *draft, const char *kind, const char *why, struct act acts[2], struct arena *arena);

#endif

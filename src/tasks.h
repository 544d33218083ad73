/* What waits for whom: the same list for `report tasks` and for whoever shows it. Only what somebody has to do, not what one might look at. Borrowed
 * from the book: valid until it folds again. */
#ifndef TASKS_H
#define TASKS_H

#include "ram.h"

/* For each seat in the order of haste. */
enum task_kind {
	TASK_ANSWER,  /* a question */
	TASK_REVIEW,  /* a plan that was sent */
	TASK_MEND,    /* one that was returned */
	TASK_DECIDE,  /* a proposal that both its chefs stand by */
	TASK_CONFIRM, /* an agreement or a proposal */
	TASK_ADJUST,  /* the ram has been changed since the plan was approved */
	TASK_DIVIDE,  /* there is something left, or too much divided */
	TASK_SEND,    /* all is divided, and there is someone to approve it */
	TASK_KINDS
};

struct task {
	enum task_kind kind;
	int unit;                   /* that it is about */
	int seat;                   /* the unit whose chef or deputy it waits for */
	const char *user;           /* she; of a review whoever approves that plan; NULL: no one sits there */
	const char *since;          /* as in the journals; NULL: cannot be told */
	const char *until;          /* a date; NULL: none is set */
	const struct event *event;  /* the question, the submit, the return, the entry; NULL */
	money value;                /* what is left, öre: below 0 over the ram; of an adjustment its change; MONEY_NONE */
};

struct tasks { struct task *items; size_t count; };

/* branch: what is about units there. user: what waits for her; NULL: for anyone. By seat in the order of the tree. */
struct tasks *tasks_make(const struct ram_table *table, int branch, const char *user);
void tasks_free(struct tasks *tasks);

void tasks_what(struct buffer *out, const struct book *book, const struct task *task, enum money_unit shown); /* «Fördela ramen i Ortopedi: 4 200 tkr kvar» */
void tasks_who(struct buffer *out, const struct book *book, const struct task *task);                         /* her title */
bool tasks_late(const struct task *task, const char *today);                                                   /* today: a date, or a time */
void tasks_when(struct buffer *out, const struct task *task, const char *today); /* «sedan 12 dec 2019, senast 15 jan 2020», «FÖRSENAT, skulle vara klart …» */

#endif

/* The inside of Start, for its own files only:
 *
 *   start.c        how it looks and what its keys do
 *   start_rows.c   what waits for her, the first being the one next step, and the ways on
 *   start_plans.c  of that, what is about plans: hers, and those that she answers
 *   start_dialogue.c  what waits for her in the dialogues, and what she has not read
 *   start_news.c   what is counted for the rows, as long as the book stays the same */
#ifndef START_ROWS_H
#define START_ROWS_H

#include "check.h"
#include "health.h"
#include "list.h"
#include "screen.h"
#include "tasks.h"

enum leads_to {
	LEADS_NOWHERE, LEADS_TO_DISTRIBUTION, LEADS_TO_UNIT, LEADS_TO_DIALOGUE, LEADS_TO_DRAFT, LEADS_TO_TREE, LEADS_TO_LIST, LEADS_TO_CHECK, LEADS_TO_SEATS,
	LEADS_TO_HISTORY, LEADS_TO_NEWS, LEADS_TO_POST, LEADS_TO_INDEX, LEADS_TO_PLAN, LEADS_TO_MEETING
};

struct step {
	enum leads_to to;
	int unit;           /* ORG_NONE: none */
	const char *what;   /* NULL: an empty row; without `to` and `words` a heading, or a sentence of its own */
	const char *detail; /* may be NULL */
	const char *words;  /* what to do outside the program, in whole sentences; may be NULL */
	money value;        /* in a column before the detail; MONEY_NONE: none */
	const char *post;   /* LEADS_TO_INDEX: which */
	const char *entry;  /* LEADS_TO_DIALOGUE: where; NULL: the whole of it. LEADS_TO_DRAFT: its thread; NULL: a new one */
	bool waits;         /* for her to do */
};

struct start {
	struct screen screen;
	struct list_view list;
	int top; /* where the list begins, as last drawn */
	struct step *steps;
	size_t count, room;
	struct arena arena;
	size_t seat_count; /* that she may choose among */
	bool mine;         /* she looks after the folder without a seat */

	const struct book *counted; /* of which the rest was counted, and how it was then */
	unsigned generation, now;
	size_t contradictions, unspecified;
	size_t recent;         /* acts since yesterday about her branch */
	struct findings *findings; /* of the book alone, for a chef: what may hinder her plan; else NULL */
	struct health *health; /* for who looks after the folder; else NULL */
};

void start_build(struct start *start);
bool start_stops(const void *owner, int row); /* may it be selected? */

struct step *start_add(struct start *start, enum leads_to to, int unit, const char *what, const char *detail); /* texts are copied */
struct step *start_add_waiting(struct start *start, enum leads_to to, int unit, const char *what, const char *detail);
const char *start_kept(struct start *start, struct buffer *text); /* frees the buffer */

void start_add_dialogue(struct start *start, const struct tasks *tasks); /* what waits for her */
void start_add_left(struct start *start);     /* what she has half written in them */
void start_add_meeting(struct start *start);  /* the one that she leads, or may follow */
void start_add_unread(struct start *start);   /* and what is only to be read */
const struct task *start_add_plan(struct start *start, const struct tasks *tasks); /* her own; NULL: nothing waits */
void start_add_reviews(struct start *start, const struct tasks *tasks);
void start_add_states(struct start *start);
void start_add_sent(struct start *start);

bool start_decides(const struct seat *seat);          /* as chef or deputy */
bool start_looks_after_folder(const struct start *start);
bool start_of_budget_year(const struct session *session); /* the years after are preliminary: what is left there waits for nobody */

void start_count(struct start *start);
void start_forget(struct start *start);

#endif

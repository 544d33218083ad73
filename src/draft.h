/* What a chef has changed in one unit's division and not yet saved: wishes, with undo and redo without limit. On disk at every step
 * (state directory, per folder, unit and user), so that nothing is lost when the line breaks; deleted when its act is saved. Each step remembers
 * what it rests on, so that what somebody else saved meanwhile is seen and never written over. */
#ifndef DRAFT_H
#define DRAFT_H

#include "terms.h"

/* One step: on the row (a line id, or a sub-unit's id) the book said `before` when she decided, and she wants `after`. MONEY_NONE: blank. On a
 * line also what goes with the amount. Where the two are the same she wants nothing but what the book has. */
struct draft_step {
	bool is_unit;
	char id[65];
	money before, after;
	struct terms was, terms;
	bool together;    /* it goes with the step before: undone and redone with it */
	const char *name; /* of several that go together, on the first: «Egna kostnader p1200»; NULL */
};

#define DRAFT_TEXT 2048
#define DRAFT_FIELDS 3
#define DRAFT_DETAIL "detail" /* typing_what: a row of the line's details, its fields one after the other */
#define DRAFT_MONTH "month-" /* typing_what: and the number of the month of the line, from 1 */

struct draft {
	char unit[65];            /* "" : no draft */
	int year;
	struct draft_step *steps; /* [count]; those from `done` on have been undone */
	size_t count, done, room;
	char why[DRAFT_TEXT];     /* the sentence being written with it */
	bool typing_unit;         /* what is being typed right now, in which row: it too comes back; id "" = nothing */
	bool typing_terms;        /* in the question about the row's terms: all its fields; else the amount alone */
	char typing_what[65];     /* or in something else of the screen's, by its name for it; "" */
	char typing_id[65], typing[DRAFT_TEXT], typing_more[DRAFT_FIELDS - 1][DRAFT_TEXT];
	money ram;                /* the unit's ram as she last saw it; MONEY_NONE: blank or not known */
	int64_t seen;             /* plan_news as she last saw it; NUMBER_NONE: not known */
	char months_of[65];       /* the line that she sets months of, and which of them she has set: the others take the difference */
	unsigned months;          /* bit 0 is January; 0: none */
	char path[4096];          /* where it is kept; "" = nowhere (tests, no state directory) */
	char name[4096];          /* the same, whichever session has it */
	bool nowhere;             /* there should be such a place, but nothing can be kept there */
	bool on_disk;
	bool offered;             /* she has been told that it was there */
	bool elsewhere;           /* another session of hers writes a draft of this unit: this is a draft of its own */
	bool locked; int lock;    /* no other session writes this file */
	struct arena arena;       /* what the steps say */
};

void draft_begin(struct draft *draft, const char *path, const char *unit, int year); /* reads what is kept there */
void draft_open(struct draft *draft, const char *path, const char *unit, int year);  /* the same, with no other session writing there */
bool draft_put(struct draft *draft, const struct draft_step *step); /* false: could not be kept on disk (still in memory) */
bool draft_put_all(struct draft *draft, const char *name, const struct draft_step *steps, size_t count); /* one to undo, called so */
/* A wish about an amount, or about the terms: what the row's wish rests on since before, and the other half of it, stay. */
struct draft_step draft_amount_step(const struct draft *draft, bool is_unit, const char *id, money before, money after);
struct draft_step draft_terms_step(const struct draft *draft, const char *line, money saved, const struct terms *was, const struct terms *terms);
bool draft_set(struct draft *draft, bool is_unit, const char *id, money before, money after);
bool draft_terms(struct draft *draft, const char *line, money saved, const struct terms *was, const struct terms *terms);
bool draft_why(struct draft *draft, const char *why);
bool draft_typing(struct draft *draft, bool is_unit, const char *id, const char *text); /* id NULL: nothing any more */
bool draft_typing_terms(struct draft *draft, const char *line, const char *const texts[DRAFT_FIELDS]);
bool draft_typing_what(struct draft *draft, const char *what, const char *line, const char *text);
bool draft_months(struct draft *draft, const char *line, unsigned months); /* which she has set; 0: none any more */
bool draft_look(struct draft *draft, money ram, int64_t news); /* she has seen that the ram is so, and what is new in the book */
const struct draft_step *draft_undo(struct draft *draft); /* the step taken back, of several the first; NULL when there is none */
const struct draft_step *draft_redo(struct draft *draft);
const struct draft_step *draft_last(const struct draft *draft, bool is_unit, const char *id); /* in force about that row; NULL when nothing is wished */
bool draft_find(const struct draft *draft, bool is_unit, const char *id, money *value); /* the amount wished for */
bool draft_is_last(const struct draft *draft, size_t step);  /* is it the one in force about its row, and wishes for something? */
bool draft_wishes_amount(const struct draft_step *step);
bool draft_wishes_terms(const struct draft_step *step);
bool draft_waits(const struct draft *draft);               /* there is something to come back to: a change, or something half typed */
bool draft_unkept(const struct draft *draft);              /* the disk would not have it: in memory only, until the next step goes through */
size_t draft_others(const struct draft *draft);            /* left behind in other windows of hers, for the same unit and year; they come one at a time */
size_t draft_changes(const struct draft *draft);          /* rows that she wants otherwise */
void draft_drop(struct draft *draft);                      /* saved or thrown away: also on disk */
void draft_end(struct draft *draft);                       /* leave: stays on disk, memory freed, and another session may have it */

#endif

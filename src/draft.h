/* What a chef has changed in one unit's division and not yet saved: wishes, with undo and redo without limit. On disk at every step
 * (state directory, per folder, unit and user), so that nothing is lost when the line breaks; deleted when its act is saved. */
#ifndef DRAFT_H
#define DRAFT_H

#include "money.h"

#include <stdbool.h>
#include <stddef.h>

/* One step: the row (a line id, or a sub-unit's id) had `before` and got `after`. MONEY_NONE: blank. */
struct draft_step { bool is_unit; char id[65]; money before, after; };

struct draft {
	char unit[65];            /* "" : no draft */
	int year;
	struct draft_step *steps; /* [count]; those from `done` on have been undone */
	size_t count, done, room;
	char why[2048];           /* the sentence being written with it */
	bool typing_unit;         /* what is being typed right now, in which row: it too comes back; id "" = nothing */
	char typing_id[65], typing[256];
	char path[4096];          /* where it is kept; "" = nowhere (tests, no state directory) */
	bool on_disk;
};

void draft_begin(struct draft *draft, const char *path, const char *unit, int year); /* reads what is kept there */
bool draft_set(struct draft *draft, bool is_unit, const char *id, money before, money after); /* false: could not be kept on disk (still in memory) */
bool draft_why(struct draft *draft, const char *why);
bool draft_typing(struct draft *draft, bool is_unit, const char *id, const char *text); /* id NULL: nothing any more */
const struct draft_step *draft_undo(struct draft *draft); /* the step taken back; NULL when there is none */
const struct draft_step *draft_redo(struct draft *draft);
bool draft_find(const struct draft *draft, bool is_unit, const char *id, money *value); /* the wish in force */
bool draft_waits(const struct draft *draft);               /* there is something to come back to: a change, or something half typed */
size_t draft_changes(const struct draft *draft);          /* rows that differ from where they began */
void draft_drop(struct draft *draft);                      /* saved or thrown away: also on disk */
void draft_end(struct draft *draft);                       /* leave: stays on disk, memory freed */

#endif

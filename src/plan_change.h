/* What differs between two contents of a plan, row by row in the order of Fördelning: what she is given, what she has, what she gives. Pure. */
#ifndef PLAN_CHANGE_H
#define PLAN_CHANGE_H

#include "content.h"

enum change_about { CHANGE_RAM, CHANGE_LINE, CHANGE_SUB_TARGET, CHANGE_TARGET, CHANGE_SUB_RAM };

enum { /* what about it is another */
	CHANGED_AMOUNT = 1,
	CHANGED_ADDED = 2,   /* with CHANGED_AMOUNT: it had none */
	CHANGED_REMOVED = 4, /* with CHANGED_AMOUNT: it has none any more */
	CHANGED_HOLD = 8,
	CHANGED_DETAILS = 16,
	CHANGED_MONTHS = 32,
	CHANGED_NOTE = 64    /* the note; of a reserve until when, why and who; of an internal line with whom */
};

struct plan_change {
	enum change_about about;
	const char *id;                   /* the budget line, or the sub-unit; NULL: the unit's own */
	money before, after, difference;  /* öre; MONEY_NONE: blank */
	unsigned what;                    /* 0: as it was (only when all rows are asked for) */
};

/* What a content comes to, öre (domain rule 3). */
struct plan_sums { money ram, available, divided, left; };

struct plan_changes {
	struct plan_change *items;
	size_t count;
	struct plan_sums before, after; /* all MONEY_NONE where there is no such content */
};

/* before NULL: the whole of it is new. every: also the rows that are as they were. In the arena, ids borrowed from the contents. */
struct plan_changes *plan_changes(const struct content *before, const struct content *after, const struct region *region, bool every, struct arena *arena);

void plan_change_name(struct buffer *out, const struct book *book, const struct plan_change *change);                /* «Personal», «Ram till Ortopedi» */
void plan_change_words(struct buffer *out, const struct plan_change *change);                                       /* «ny», «månaderna ändrade»; nothing for an amount alone */
void plan_change_figure(char out[256], const struct book *book, const struct content *content, const struct plan_change *change); /* its name; "" for none */

#endif

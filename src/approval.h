/* How a unit's plan stands with the level above: sent, taken back, returned, approved. What was sent is kept as it was; an approval binds to exactly
 * that, and is in force until another is. Borrowed from the book: valid until it folds again. */
#ifndef APPROVAL_H
#define APPROVAL_H

#include "content.h"
#include "ram.h"

/* One sending of a plan, and what came of it. */
struct sending {
	const struct event *submit;
	const struct event *answer;     /* its recall, approve or return; NULL: waits */
	const struct event **answers; size_t answer_count, answer_room; /* all of those, when some did not know of each other */
	const struct content *content;  /* exactly what was sent */
	const struct org *org;          /* under which it was */
};

enum plan_status { PLAN_NONE, PLAN_UNTOUCHED, PLAN_DRAFT, PLAN_SUBMITTED, PLAN_RETURNED, PLAN_APPROVED, PLAN_LOCKED, PLAN_STATUSES };

const struct sending *approval_newest(const struct book *book, int unit, int year);   /* NULL: never sent */
const struct sending *approval_stands(const struct book *book, int unit, int year);   /* the newest that was not taken back; NULL */
const struct sending *approval_waits(const struct book *book, int unit, int year);    /* sent, and not answered or taken back; NULL */
const struct sending *approval_in_force(const struct book *book, int unit, int year); /* the newest that was approved; NULL */
size_t approval_sendings(const struct book *book, int unit, int year, const struct sending ***all, struct arena *arena); /* as they were sent */

bool approval_wrote_in(const struct sending *sending, const char *user); /* then she may not approve it */

/* What her own division says is what is approved, whatever has become of the ram and the target since. */
bool approval_holds(const struct book *book, int unit, int year);
/* The plan waits, and somebody who did not know it has changed the division since: the approval will be of what was sent. */
bool approval_overtaken(const struct book *book, int unit, int year);
/* How much the ram has been changed since the plan in force was sent, kr; 0 when it has not, or none is in force. */
int64_t approval_adjusted(const struct book *book, int unit, int year);

/* The version with a lock that the approval in force lies within: the plan for the budget year is «fastställd» by it; NULL. */
const struct event *approval_locked(const struct book *book, int unit, int year);

bool approval_is_approved(enum plan_status status); /* or «fastställd», which is that and more */
/* A returned plan is «åter» until it is sent again, and when that is taken back; an approved one that she changes is «påbörjad», and still in force. */
enum plan_status approval_status(const struct ram_table *table, int unit);
const char *approval_status_name(enum plan_status status); /* Swedish: «klarmarkerad» …; "" for PLAN_NONE */

#endif

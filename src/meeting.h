/* A dialogmöte as it is prepared, led and followed: which one is on over a branch and who leads it, what there is to talk about and why, what has
 * been said in it about a unit, what is still open there. Pure; borrowed from the book: valid until it folds again. */
#ifndef MEETING_H
#define MEETING_H

#include "dialogue.h"
#include "ram.h"

const struct meeting *meeting_find(const struct book *book, const char *hash);  /* by the line that opened it; NULL */
size_t meeting_number(const struct book *book, const struct meeting *meeting);  /* that `report minutes` of its branch knows it by: in the order of the dates */
const struct meeting *meeting_on(const struct book *book, int unit);            /* goes on over a branch that has units in common with this one; NULL */
const struct meeting *meeting_led(const struct book *book, const char *user);   /* the newest that goes on and that she leads, or is secretary of; NULL */
bool meeting_leads(const struct meeting *meeting, const char *user);            /* opened it, or is its secretary. user may be NULL */

/* What there is to talk about, unit by unit in the order of the tree: groups and anslag have no dialogue of their own. */
struct topic {
	int unit;
	bool near;          /* the branch itself, or what gets its ram from it: for the agenda; deeper ones are there to be taken in */
	const char *why;    /* «över ramen 6,5, 1 obesvarad fråga, ramen +81,3»; "": nothing */
};
struct topics { struct topic *items; size_t count; struct arena arena; };

/* last: the ramar of the last version (session_last_version), NULL without. today: a date. flags: of money_print. */
struct topics *meeting_topics(const struct ram_table *table, const struct ram_table *last, int branch, const char *today, enum money_unit shown, unsigned flags);
void meeting_topics_free(struct topics *topics);

/* What is seen of a unit's dialogue in a meeting over `branch`: nothing that is also about a unit outside it. */
enum point_kind { POINT_HERE /* said in this meeting */, POINT_QUESTION /* waits for an answer */, POINT_MEASURE /* a measure that is not done */ };
struct point { enum point_kind kind; const struct event *event; };

/* What was said in the meeting comes first, the newest before the others. meeting NULL: none is held. Free the array. */
size_t meeting_points(const struct book *book, const struct meeting *meeting, int branch, int unit, struct point **points);
size_t meeting_said(const struct book *book, const struct meeting *meeting, int branch, int unit, const struct event ***said); /* as it was said; free it */

/* «förslag, väntar på divisionschef Länssjukvård», «bekräftat av båda», of a question «väntar på svar»; "" else. */
void meeting_standing(struct buffer *out, const struct book *book, const struct event *event);
/* «0,7 mnkr, från 1 feb 2020, verksamhetsområdeschef Ortopedi, trolig»: what an agreement carries; titles, never user names. */
void meeting_carried(struct buffer *out, const struct book *book, const struct say *say, enum money_unit shown, unsigned flags);
/* Could she confirm it, as a party that has not done so? False with the reason. */
bool meeting_may_confirm(const struct book *book, const struct event *event, const char *user, struct error *why);

#endif

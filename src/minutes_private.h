/* The inside of the minutes, for its own files only:
 *
 *   report_minutes.c    the document: its head, unit by unit, those who sign
 *   minutes_said.c      which meeting, and what was said in it
 *   minutes_standing.c  who confirmed that, and what has become of it since */
#ifndef MINUTES_PRIVATE_H
#define MINUTES_PRIVATE_H

#include "dialogue.h"
#include "report_private.h"

/* An entry as it was said in the meeting, and what stands for it now. */
struct minute {
	const struct event *said, *stands;
	const struct event *after; /* what has become of it since, when it has been followed up; NULL */
};

const struct meeting *minutes_choose(const struct report *report, struct error *error); /* by its number or date; without either the newest; NULL */
const char *minutes_branch(const struct meeting *meeting);
bool minutes_in_branch(const struct book *book, const char *id, const char *branch);
bool minutes_here(const struct meeting *meeting, const struct event *event);            /* said in it */
bool minutes_seen(const struct meeting *meeting, const struct book *book, const struct event *event); /* by those in the room */
size_t minutes_find(const struct meeting *meeting, const struct book *book, int unit, struct minute **minutes); /* as it was said; free it */

void minutes_person(struct buffer *out, const struct book *book, const char *user);     /* titles, never user names */
void minutes_chef(struct buffer *out, const struct book *book, int unit);
void minutes_standing(const struct book *book, struct buffer *out, const struct event *event); /* «bekräftad av …» or «förslag: …, väntar på …» */
void minutes_since(struct buffer *out, const struct minute *minute, const struct meeting *meeting); /* «rättat 16 dec 2019; därefter klar 2 jan 2020» */

#endif

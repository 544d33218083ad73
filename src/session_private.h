/* The inside of a session, for its own files only:
 *
 *   session.c       opening, seats, writing, others' lines
 *   session_what_if.c  a räkneexempel over what is shown
 *   session_past.c  the versions: the session on one of them, and the newest one beside what is shown
 */
#ifndef SESSION_PRIVATE_H
#define SESSION_PRIVATE_H

#include "session.h"

/* ---- session.c ---- */

void session_table(struct session *session);  /* makes the table of what is shown anew */
void session_reseat(struct session *session); /* what is shown has changed: her seat there, and the table */

/* ---- session_what_if.c ---- */

struct ram_table *what_if_table(struct session *session); /* what is to be shown. Where the example cannot be counted it rests, and that is said */
void what_if_return(struct session *session); /* what she has kept for this year is on again */
void what_if_leave(struct session *session);  /* and off: it stays on disk. What is in memory only stays on */
bool what_if_move(struct session *session, int year, struct error *error); /* goes with her to another year, if it is on. False: she has one there */

/* ---- session_past.c ---- */

void past_begin(struct session *session);
void past_end(struct session *session);
void past_renew(struct session *session); /* `now` has changed */

/* What is decided about writing while a version is shown holds when it no longer is: between these the session may write what it then may. */
void past_lift(struct session *session);
void past_lay(struct session *session);

#endif

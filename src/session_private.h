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

struct ram_table *what_if_table(struct session *session); /* what is to be shown. An example that cannot be any longer is said to be gone */

/* ---- session_past.c ---- */

void past_begin(struct session *session);
void past_end(struct session *session);
void past_renew(struct session *session); /* `now` has changed */

/* What is decided about writing while a version is shown holds when it no longer is: between these the session may write what it then may. */
void past_lift(struct session *session);
void past_lay(struct session *session);

#endif

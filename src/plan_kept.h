/* What someone is writing about a plan and has not saved: a reason to send it, an answer to it, and which lines she marks. On disk at every step, as
 * drafts are (writing.h). */
#ifndef PLAN_KEPT_H
#define PLAN_KEPT_H

#include "session.h"
#include "writing.h"

struct plan_kept { struct writing writing; };

void plan_kept_open(struct plan_kept *kept, const struct session *session, int unit); /* of session->year; kept is zeroed or has been open */
void plan_kept_close(struct plan_kept *kept);
void plan_kept_drop(struct plan_kept *kept); /* it has been said, or is not to be */

const char *plan_kept_text(const struct plan_kept *kept, const char *what);        /* "" when nothing is written under that name */
void plan_kept_put(struct plan_kept *kept, const char *what, const char *text);    /* NULL: no more */

/* Marks: struct plan_mark in the arena, in the order they were made. */
struct list plan_kept_marks(const struct plan_kept *kept, struct arena *arena);
void plan_kept_mark(struct plan_kept *kept, const char *figure, const char *text); /* text NULL: not marked any more */

#endif

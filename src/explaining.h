/* Explaining a known difference: which entry would be written in whose dialogue, and the words while they are being written. An explanation is
 * a comment that names the figure and how large the difference is; it is quiet only as long as that is so. */
#ifndef EXPLAINING_H
#define EXPLAINING_H

#include "check.h"
#include "session.h"

/* The unit in whose dialogue the session may explain it: the nearest one that all its figures lie in. ORG_NONE with who may. */
int explaining_unit(const struct session *session, const struct finding *finding, struct error *error);

/* Strings are borrowed from the finding, the book and `text`. */
void explaining_act(struct act *out, const struct book *book, const struct finding *finding, int unit, const char *text);
void explaining_take_back(struct act *out, const struct event *said, const char *text); /* said: an explanation; in the same dialogue */

/* The draft: one text a difference, on disk at every step. keep: "" forgets it; false: it could not be kept. */
bool explaining_keep(const struct session *session, const struct finding *finding, const char *text);
bool explaining_kept(const struct session *session, const struct finding *finding, struct buffer *text);

#endif

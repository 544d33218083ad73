/* Undoing what has been saved. Nothing is ever taken away: what undoes an act is another act, which everyone sees and which can be undone in its
 * turn. Made from the event alone; written and judged like every other act (session_save). */
#ifndef REVERSE_H
#define REVERSE_H

#include "book.h"

struct reverse {
	struct act act;
	const char *sentence; /* what will be written, for the question: one Swedish sentence with its full stop */
	bool takes_why;       /* the act has room for a reason */
	const char *why;      /* one to begin with, where the act would not tell by itself that it undoes another; else "" */
	bool needs_decision;  /* the user writes as registrar, or a version has locked the year */
	size_t left;          /* rows of a division that have changed since, and are not touched */
};

/* What `user` would write now to undo `event`. shown: for the sentence. False with the sentence why it cannot be done: words "void", "replaced",
 * "changed-since", "kind", and those of the rights. Strings in the arena or in the book's journals. */
bool reverse_make(struct reverse *out, const struct book *book, const char *user, const struct event *event, enum money_unit shown,
                  struct arena *arena, struct error *error);

/* With what the user has written; NULL and "" are nothing. */
void reverse_reason(struct reverse *reverse, const char *why, const char *decision, struct arena *arena);

#endif

/* What the level above wants of a plan after it was sent: what is marked in one that was returned, and what has been done about it; and where the
 * difference belongs when the ram has been changed since. Borrowed from the book. */
#ifndef MENDING_H
#define MENDING_H

#include "approval.h"
#include "draft.h"

/* A line is attended to when it has been changed, or something has been said about it in the dialogue, since the return. */
struct mend { const char *figure, *text; bool attended; };

/* Of the newest sending, when that is returned. draft: what she has changed and not saved counts as well; NULL. Returns how many. */
size_t mending_marks(const struct book *book, int unit, int year, const struct draft *draft, struct mend **marks, struct arena *arena);
/* The same for who asked for it, when it has been sent again: *returned is the sending that she returned; 0 and NULL when nothing waits after a return. */
size_t mending_asked(const struct book *book, int unit, int year, const struct sending **returned, struct mend **marks, struct arena *arena);
size_t mending_attended(const struct mend *marks, size_t count);

/* Posts since the plan in force was sent that name the line they belong to (löneavtal → personal), summed by line. */
struct mending_share { const char *line; money change; const char *text; };
/* Those whose line is as it was approved: what she has changed there, or in her draft, she has thought of herself. */
size_t mending_shares(const struct book *book, int unit, int year, const struct draft *draft, struct mending_share **shares, struct arena *arena);

#endif

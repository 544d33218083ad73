/* What is told line by line, for people: from a figure to its grounds, and what has happened. The words come from why.h and story.h. */
#ifndef TOLD_H
#define TOLD_H

#include "book.h"
#include "figure.h"

void told_why(struct buffer *out, const struct book *book, const struct figure *figure);

/* By the clock. unit: with all below it, ORG_NONE: everything. since: a date, NULL: from the beginning. */
void told_log(struct buffer *out, const struct book *book, int unit, const char *since);

#endif

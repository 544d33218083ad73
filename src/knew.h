/* What the writer of a line knew when she wrote it, asked afterwards: for what two have written at once. */
#ifndef KNEW_H
#define KNEW_H

#include "book.h"

/* As the fold asks it: has she written on from the other's line, or cited it, in this line or before it? Both lines count. */
bool knew(const struct book *book, const struct event *event, const struct event *earlier);

#endif

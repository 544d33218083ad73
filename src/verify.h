/* Are the journals whole, chained and within rights? One remark a line, `file[:line]: what`, and last a line that sums up. */
#ifndef VERIFY_H
#define VERIFY_H

#include "book.h"

/* The book may be one where nothing is in force (book_load). Returns the number of remarks. */
size_t verify_book(struct buffer *out, const struct book *book);

#endif

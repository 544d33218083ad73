/* Is the folder protected as region.cfg promises? With `host` the kernel answers for who wrote what: each journal belongs to its user, can only
 * grow, and lies where nobody but root can put another in its place. Looks only; what would make it so comes out as commands to read and run. */
#ifndef DOCTOR_H
#define DOCTOR_H

#include "book.h"

/* One finding a line, then the commands, each indented by four spaces. Returns the number of findings; 0: it is as promised. The book may be
 * one where nothing is in force (book_load). */
size_t doctor_book(struct buffer *out, const struct book *book);

/* Does the kernel answer for who wrote what? Never with `none`, and not (yet) with `git`. What is not so is marked «ej styrkt». */
bool doctor_proven(const struct book *book);

/* For the archive: «user n hash» for each journal, sorted, and last «sha256 hash» over those lines. Returns how many journals are damaged, whose
 * last good line it then is. */
size_t doctor_checkpoint(struct buffer *out, const struct book *book);

#endif

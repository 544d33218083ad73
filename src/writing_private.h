/* Between writing.c (editing), writing_layout.c (clusters and rows) and writing_kept.c (the disk); nobody else's. */
#ifndef WRITING_PRIVATE_H
#define WRITING_PRIVATE_H

#include "writing.h"

enum writing_burst { BURST_TYPED, BURST_ERASED, BURST_DELETED, BURST_ALONE }; /* what may grow into one step */

/* At byte `at`, `out` was taken away and `in` put there. */
struct writing_step { enum writing_burst burst; size_t at, cursor; struct buffer out, in; };

size_t writing_step_cluster(const char *text, size_t at, int *columns); /* its end; the same at the end of the text. Whole, however wide */
size_t writing_edge(const char *text, size_t at);         /* the first edge at or after `at` */
size_t writing_before(const char *text, size_t at);       /* the edge before it */
size_t writing_line(const char *text, size_t at);         /* where its line begins: just after a line feed */
void writing_forget(struct writing *writing);             /* text, steps and notes: as if nothing had been written */
void writing_keep(struct writing *writing);               /* on the disk as it stands now */

#endif

/* One name for several figures: «fou+lakemedel/2020/saving» where they have year and name in common, else their names with « + » between. A
 * single figure's name is the same thing with one in it. */
#ifndef SEVERAL_H
#define SEVERAL_H

#include "book.h"

struct several { const char *at, *tail; size_t tail_size; };

void several_print(struct buffer *out, const char *const *names, size_t count);

/* for (struct several each = several_of(names); several_next(&each, name);) */
struct several several_of(const char *names);
bool several_next(struct several *several, char name[256]);
bool several_has(const char *names, const char *name);

/* The nearest unit that all of them lie in; ORG_NONE with the reason when one of them is no figure of this region and organisation. */
int several_unit(const struct charter *charter, const char *names, struct error *error);

#endif

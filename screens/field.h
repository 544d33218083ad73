/* A line of text being typed: edited by grapheme cluster, never by byte, so å is one character however it was composed. State, keys and
 * drawing; no loop. (struct text_field, for line.h has a struct field.) */
#ifndef FIELD_H
#define FIELD_H

#include "canvas.h"
#include "key.h"

#include <stddef.h>

#define FIELD_BYTES 2048

struct text_field {
	char text[FIELD_BYTES]; /* harmless UTF-8 on one line */
	size_t at;              /* the cursor: a byte offset on a cluster's edge */
	size_t first;           /* the leftmost cluster seen */
	bool touched;           /* a key has changed it since field_set */
};

void field_set(struct text_field *field, const char *text);               /* the cursor after it */
bool field_insert(struct text_field *field, const char *text);            /* at the cursor; false: it did not fit and nothing was done */
bool field_key(struct text_field *field, const struct key *key);          /* false: not a key of a field (Enter, Esc, Tab, Up …) */
void field_draw(struct text_field *field, struct canvas *canvas, int row, int column, int width); /* and places the cursor, shown */
void field_draw_idle(struct text_field *field, struct canvas *canvas, int row, int column, int width); /* without focus */

#endif

/* A field of several lines on a part of a canvas: keys into a writing (writing.h), and the drawing of it, scrolled so that the cursor is seen.
 * No loop, and no file: the writing keeps itself. Esc, Ctrl-S, Tab and all that is not writing are left to the screen. */
#ifndef TEXT_FIELD_H
#define TEXT_FIELD_H

#include "canvas.h"
#include "key.h"
#include "writing.h"

struct writing_field {
	struct writing *writing; /* the screen's; open */
	size_t first;            /* a byte in the uppermost row seen: it stays there when the field changes its size */
	int rows, columns;       /* as last drawn: Up, Down, Home, End, PgUp and PgDn go by them */
};

/* False: not a key of a field of text. The error, zeroed here, has a word when there is something to say: it did not fit ("too-long"), or something
 * was left out ("hidden"). */
bool text_field_key(struct writing_field *field, const struct key *key, struct error *error);

/* In all of `part`. With focus the cursor is placed, shown. Near the limit the last row, when there are several, says how much more fits. */
void text_field_draw(struct writing_field *field, struct canvas *part, bool focus);
int text_field_rows(const struct writing_field *field, int columns); /* that all of it would take at that width, with the cursor */

#endif

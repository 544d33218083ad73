/* A grid of cells in memory: what a screen draws on. No terminal here, so `budgetdialog screen` and the tests can draw without one; ui.c alone
 * carries a canvas to curses. Everything drawn is made harmless first: no text can move the cursor or leave its row. */
#ifndef CANVAS_H
#define CANVAS_H

#include "buffer.h"
#include "style.h"

#include <stdbool.h>

#define CANVAS_REST 100000 /* a width: to the right edge */

/* (Not struct cell: that is a figure of the book.) */
struct canvas_cell {
	char text[24]; /* one grapheme cluster, UTF-8; "" for the right half of a wide one */
	enum role role;
	bool reversed; /* selected row or field */
};

struct canvas {
	int rows, columns;
	struct canvas_cell *cells;     /* [rows * columns]; of a part: NULL */
	int cursor_row, cursor_column; /* where the terminal's cursor shall stand (selected row or field) */
	bool cursor_shown;             /* true in a field that is being typed in */
	const struct glyphs *glyphs;
	struct canvas *whole;          /* of a part: the canvas it is a part of */
	int top, left;                 /* and where it begins there */
};

struct canvas *canvas_new(int rows, int columns, const struct glyphs *glyphs);
void canvas_free(struct canvas *canvas);
void canvas_clear(struct canvas *canvas); /* a whole one, not a part */
bool canvas_resize(struct canvas *canvas, int rows, int columns); /* and cleared; false when it had that size already */

/* A rectangle of another canvas, with coordinates from 0, cut to what there is of it: what is drawn on it stays inside, the cursor
 * lands where it belongs. Borrows; nothing to free. */
struct canvas canvas_part(struct canvas *whole, int row, int column, int rows, int columns);

const struct canvas_cell *canvas_at(const struct canvas *canvas, int row, int column); /* NULL outside */
bool canvas_row_same(const struct canvas *a, const struct canvas *b, int row);
void canvas_copy(struct canvas *to, const struct canvas *from); /* of the same size */

/* All take any row and column, also outside: what does not fit is cut («…» never splits a character). They return the columns used. */
int canvas_text(struct canvas *canvas, int row, int column, int width, enum role role, const char *text);
int canvas_right(struct canvas *canvas, int row, int column, int width, enum role role, const char *text); /* right-aligned in width; too long, or cut by the edge, shows «###» rather than a wrong figure */
int canvas_format(struct canvas *canvas, int row, int column, int width, enum role role, const char *format, ...) __attribute__((format(printf, 6, 7)));
void canvas_fill(struct canvas *canvas, int row, int column, int rows, int width, enum role role); /* with blanks */
void canvas_rule(struct canvas *canvas, int row, int column, int width);
void canvas_reverse(struct canvas *canvas, int row, int column, int width); /* marks a row or a field as selected */
void canvas_cursor(struct canvas *canvas, int row, int column, bool shown);
int canvas_wrap(struct canvas *canvas, int row, int column, int width, int most_rows, enum role role, const char *text); /* returns rows used; a line feed begins a new row, «…» ends what was cut */

void canvas_plain(const struct canvas *canvas, struct buffer *out); /* as text, trailing spaces cut, one LF a row */

#endif

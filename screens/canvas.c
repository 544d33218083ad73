#include "canvas.h"

#include "arena.h"
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- a grid --- */

struct canvas *canvas_new(int rows, int columns, const struct glyphs *glyphs)
{
	struct canvas *canvas = memory_grow(NULL, 1, sizeof *canvas);

	*canvas = (struct canvas){ .glyphs = glyphs };
	canvas_resize(canvas, rows, columns);
	return canvas;
}

void canvas_free(struct canvas *canvas)
{
	if (!canvas)
		return;
	free(canvas->cells);
	free(canvas);
}

bool canvas_resize(struct canvas *canvas, int rows, int columns)
{
	if (canvas->cells && canvas->rows == rows && canvas->columns == columns)
		return false;
	canvas->rows = rows > 0 ? rows : 1;
	canvas->columns = columns > 0 ? columns : 1;
	canvas->cells = memory_grow(canvas->cells, (size_t)canvas->rows * (size_t)canvas->columns, sizeof *canvas->cells);
	canvas_clear(canvas);
	return true;
}

static int clamp(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

struct canvas canvas_part(struct canvas *whole, int row, int column, int rows, int columns)
{
	struct canvas part = { .glyphs = whole->glyphs, .whole = whole };

	part.top = clamp(row, 0, whole->rows);
	part.left = clamp(column, 0, whole->columns);
	part.rows = clamp(rows, 0, whole->rows - part.top);
	part.columns = clamp(columns, 0, whole->columns - part.left);
	return part;
}

static bool inside(const struct canvas *canvas, int row, int column)
{
	return row >= 0 && row < canvas->rows && column >= 0 && column < canvas->columns;
}

/* Where the cell really is: parts keep none of their own. */
static struct canvas_cell *cell_at(const struct canvas *canvas, int row, int column)
{
	for (; canvas->whole; canvas = canvas->whole) {
		row += canvas->top;
		column += canvas->left;
	}
	return inside(canvas, row, column) ? &canvas->cells[row * canvas->columns + column] : NULL;
}

const struct canvas_cell *canvas_at(const struct canvas *canvas, int row, int column)
{
	return inside(canvas, row, column) ? cell_at(canvas, row, column) : NULL;
}

static void cell_set(struct canvas_cell *cell, enum role role, const char *text, size_t size)
{
	memset(cell, 0, sizeof *cell); /* the padding too, for rows are compared as bytes */
	memcpy(cell->text, text, size);
	cell->role = role;
}

/* Without canvas_fill: nothing is left that would have to be healed, and this was a third of what a frame cost. */
void canvas_clear(struct canvas *canvas)
{
	for (struct canvas_cell *cell = canvas->cells, *end = cell + canvas->rows * canvas->columns; cell < end; cell++)
		cell_set(cell, ROLE_PLAIN, " ", 1);
	canvas->cursor_row = canvas->cursor_column = 0;
	canvas->cursor_shown = false;
}

bool canvas_row_same(const struct canvas *a, const struct canvas *b, int row)
{
	size_t width = (size_t)a->columns, at = (size_t)row * width;

	return memcmp(a->cells + at, b->cells + at, width * sizeof *a->cells) == 0;
}

void canvas_copy(struct canvas *to, const struct canvas *from)
{
	memcpy(to->cells, from->cells, (size_t)from->rows * (size_t)from->columns * sizeof *from->cells);
	to->cursor_row = from->cursor_row;
	to->cursor_column = from->cursor_column;
	to->cursor_shown = from->cursor_shown;
}

/* --- clusters into cells --- */

/* What is left of a wide character when its other half is overwritten: a blank. */
static void heal(struct canvas *canvas, int row, int column, int columns)
{
	struct canvas_cell *first = cell_at(canvas, row, column), *before = cell_at(canvas, row, column - 1);
	struct canvas_cell *after = cell_at(canvas, row, column + columns);

	if (before && first && !first->text[0])
		cell_set(before, before->role, " ", 1);
	if (after && !after->text[0])
		cell_set(after, after->role, " ", 1);
}

static void put_blank(struct canvas *canvas, int row, int column, enum role role)
{
	if (!inside(canvas, row, column))
		return;
	heal(canvas, row, column, 1);
	cell_set(cell_at(canvas, row, column), role, " ", 1);
}

static void put_cluster(struct canvas *canvas, int row, int column, enum role role, const char *text, size_t size, int columns)
{
	bool whole = inside(canvas, row, column) && inside(canvas, row, column + columns - 1);

	if (canvas->glyphs->ascii && !strncmp(text, glyphs_utf8.minus, size)) { /* a minus inside a sentence */
		text = canvas->glyphs->minus;
		size = strlen(text);
	}
	if (!whole || size >= sizeof(struct canvas_cell){ 0 }.text) {
		for (int i = 0; i < columns; i++)
			put_blank(canvas, row, column + i, role);
		return;
	}
	heal(canvas, row, column, columns);
	cell_set(cell_at(canvas, row, column), role, text, size);
	if (columns == 2)
		cell_set(cell_at(canvas, row, column + 1), role, "", 0);
}

static int put_text(struct canvas *canvas, int row, int column, enum role role, const char *text)
{
	int start = column, columns;
	size_t size;

	for (; (size = text_step(text, &columns)) > 0; text += size) {
		if (columns > 0)
			put_cluster(canvas, row, column, role, text, size, columns);
		column += columns;
	}
	return column - start;
}

/* --- drawing --- */

/* How much of `width` there is before the edge. */
static int room(const struct canvas *canvas, int column, int width)
{
	if (column >= canvas->columns)
		return 0;
	return clamp(width, 0, column < 0 ? CANVAS_REST : canvas->columns - column);
}

int canvas_text(struct canvas *canvas, int row, int column, int width, enum role role, const char *text)
{
	struct buffer harmless = { 0 }, fits = { 0 };
	int used;

	text_harmless(&harmless, text);
	text_crop(&fits, harmless.bytes, room(canvas, column, width), canvas->glyphs->more);
	used = put_text(canvas, row, column, role, fits.bytes);
	buffer_free(&harmless);
	buffer_free(&fits);
	return used;
}

int canvas_right(struct canvas *canvas, int row, int column, int width, enum role role, const char *text)
{
	struct buffer harmless = { 0 };
	int free_columns = room(canvas, column, width), used;

	text_harmless(&harmless, text);
	used = text_width(harmless.bytes);
	if (used <= free_columns)
		put_text(canvas, row, column + free_columns - used, role, harmless.bytes);
	else
		used = canvas_text(canvas, row, column + clamp(free_columns - 3, 0, free_columns), clamp(free_columns, 0, 3), role, "###");
	buffer_free(&harmless);
	return used;
}

int canvas_format(struct canvas *canvas, int row, int column, int width, enum role role, const char *format, ...)
{
	va_list arguments;
	char *text = NULL;
	int used;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		text = memory_string("?");
	va_end(arguments);
	used = canvas_text(canvas, row, column, width, role, text);
	free(text);
	return used;
}

void canvas_fill(struct canvas *canvas, int row, int column, int rows, int width, enum role role)
{
	int end_row = clamp(row + rows, 0, canvas->rows), end = clamp(column + width, 0, canvas->columns);

	for (int i = row < 0 ? 0 : row; i < end_row; i++)
		for (int j = column < 0 ? 0 : column; j < end; j++)
			put_blank(canvas, i, j, role);
}

void canvas_rule(struct canvas *canvas, int row, int column, int width)
{
	int end = column + room(canvas, column, width);

	for (; column < end; column++)
		put_text(canvas, row, column, ROLE_DIM, canvas->glyphs->rule);
}

void canvas_reverse(struct canvas *canvas, int row, int column, int width)
{
	int end = clamp(column + width, 0, canvas->columns);

	for (int j = column < 0 ? 0 : column; j < end; j++)
		if (inside(canvas, row, j))
			cell_at(canvas, row, j)->reversed = true;
}

void canvas_cursor(struct canvas *canvas, int row, int column, bool shown)
{
	canvas->cursor_row = clamp(row, 0, canvas->rows > 0 ? canvas->rows - 1 : 0);
	canvas->cursor_column = clamp(column, 0, canvas->columns > 0 ? canvas->columns - 1 : 0);
	canvas->cursor_shown = shown && inside(canvas, row, column);
	if (canvas->whole)
		canvas_cursor(canvas->whole, canvas->top + canvas->cursor_row, canvas->left + canvas->cursor_column, canvas->cursor_shown);
}

/* --- several rows --- */

struct wrapping { struct canvas *canvas; int row, column, width, most, used; enum role role; };

/* One row of it; the last one that there is room for takes all the rest, cut. */
static void wrap_row(struct wrapping *to, const char *text, size_t size, bool last)
{
	char *line = memory_string(text);

	if (!last)
		line[size] = '\0';
	canvas_text(to->canvas, to->row + to->used, to->column, to->width, to->role, line);
	to->used++;
	free(line);
}

int canvas_wrap(struct canvas *canvas, int row, int column, int width, int most_rows, enum role role, const char *text)
{
	struct wrapping to = { canvas, row, column, room(canvas, column, width), most_rows, 0, role };
	const char *next;

	for (; to.width > 0 && text && to.used < to.most; text = next) {
		size_t size = text_wrap(text, to.width, &next);

		wrap_row(&to, text, size, next && to.used + 1 == to.most);
	}
	return to.used;
}

static void row_plain(const struct canvas *canvas, int row, struct buffer *out)
{
	size_t end = out->size;

	for (int j = 0; j < canvas->columns; j++) {
		const struct canvas_cell *cell = canvas_at(canvas, row, j);

		buffer_text(out, cell->text);
		if (strcmp(cell->text, " ") != 0)
			end = out->size;
	}
	out->size = end;
	buffer_text(out, "\n");
}

void canvas_plain(const struct canvas *canvas, struct buffer *out)
{
	for (int i = 0; i < canvas->rows; i++)
		row_plain(canvas, i, out);
}

#include "writing_private.h"

#include "arena.h"
#include "text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* --- clusters --- */

static bool plain(char c)
{
	return c >= 0x20 && c < 0x7f;
}

static bool ascii(char c)
{
	return (unsigned char)c < 0x80;
}

static size_t decode(const char *text, int32_t *point)
{
	utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, point);

	if (size > 0)
		return (size_t)size;
	*point = -1;
	return 1;
}

/* Of one character by itself, as text.h counts. */
static int columns_of(const char *text, size_t size)
{
	char alone[5] = "";
	int columns;

	memcpy(alone, text, size);
	text_step(alone, &columns);
	return columns;
}

/* (text_step takes what a terminal draws in more than two columns in parts, and that is not what a reader calls a character.) */
size_t writing_step_cluster(const char *text, size_t at, int *columns)
{
	int32_t point, next, state = 0;
	size_t size, more;

	*columns = plain(text[at]);
	if (!text[at])
		return at;
	if ((plain(text[at]) || text[at] == '\n') && ascii(text[at + 1]))
		return at + 1;
	size = decode(text + at, &point);
	*columns = point == '\n' ? 0 : columns_of(text + at, size);
	for (; text[at + size]; size += more, point = next) {
		more = decode(text + at + size, &next);
		if (utf8proc_grapheme_break_stateful(point, next, &state))
			break;
		*columns += columns_of(text + at + size, more);
	}
	return at + size;
}

size_t writing_line(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

size_t writing_edge(const char *text, size_t at)
{
	size_t edge = writing_line(text, at);
	int columns;

	while (edge < at)
		edge = writing_step_cluster(text, edge, &columns);
	return edge;
}

size_t writing_before(const char *text, size_t at)
{
	size_t before = at, next;
	int columns;

	if (at > 0)
		before = next = writing_line(text, at - 1);
	for (next = before; next < at; next = writing_step_cluster(text, next, &columns))
		before = next;
	return before;
}

/* --- rows --- */

/* A mark that has nothing to sit on. */
static bool stray(const char *text)
{
	int32_t point;

	return !ascii(*text) && columns_of(text, decode(text, &point)) == 0;
}

/* One cluster of a row: no wider than the row, and a mark that begins one is drawn as «?». */
static size_t row_step(const char *text, size_t row, size_t at, int width, int *columns)
{
	size_t next = writing_step_cluster(text, at, columns);

	if (at == row)
		*columns += stray(text + at);
	if (*columns > width)
		*columns = width;
	return next;
}

static struct writing_row wrap(const char *text, size_t start, int width)
{
	struct writing_row row = { start, start, start };
	size_t at = start, next, after_blanks = start;
	int used = 0, columns;

	for (; text[at] && text[at] != '\n'; at = next) {
		bool blank;

		next = row_step(text, start, at, width, &columns);
		blank = next - at == 1 && text[at] == ' ';
		if (!blank && used + columns > width) {
			row.end = after_blanks > start ? after_blanks : at;
			row.shown = row.shown < row.end ? row.shown : row.end;
			return row;
		}
		used += columns;
		if (used <= width)
			row.shown = next;
		if (blank)
			after_blanks = next;
	}
	row.end = at + (text[at] == '\n');
	return row;
}

static int column_of(const char *text, const struct writing_row *row, size_t at, int width)
{
	int used = 0, columns;

	for (size_t next = row->start; next < at; used += columns)
		next = row_step(text, row->start, next, width, &columns);
	return used < width ? used : width;
}

static void add_row(struct writing_rows *rows, size_t *room, struct writing_row row)
{
	if (rows->count == *room) {
		*room = *room ? *room * 2 : 64;
		rows->rows = memory_grow(rows->rows, *room, sizeof *rows->rows);
	}
	rows->rows[rows->count++] = row;
}

static bool wrapped_in_word(const char *text, const struct writing_row *row)
{
	return text[row->end] && row->end > row->start && text[row->end - 1] != '\n' && text[row->end - 1] != ' ';
}

static void find_cursor(const struct writing *writing, struct writing_rows *rows, int width)
{
	const char *text = writing_text(writing);

	while (rows->at + 1 < rows->count && rows->rows[rows->at].end <= writing->at &&
	       !(writing->behind && rows->rows[rows->at].end == writing->at && wrapped_in_word(text, &rows->rows[rows->at])))
		rows->at++;
	rows->column = column_of(text, &rows->rows[rows->at], writing->at, width);
}

struct writing_rows writing_layout(const struct writing *writing, int width)
{
	const char *text = writing_text(writing);
	struct writing_rows rows = { 0 };
	struct writing_row row = { 0 };
	size_t room = 0;

	width = width > 1 ? width : 1;
	do {
		row = wrap(text, row.end, width);
		add_row(&rows, &room, row);
	} while (text[row.end]);
	if (row.end > row.start && text[row.end - 1] == '\n')
		add_row(&rows, &room, (struct writing_row){ row.end, row.end, row.end });
	find_cursor(writing, &rows, width);
	return rows;
}

/* --- moving about on them --- */

/* The last place that is in this row: what it ended in, a line feed or a blank, begins the next one. */
static size_t row_limit(const char *text, const struct writing_row *row, bool last)
{
	return last || wrapped_in_word(text, row) ? row->end : row->end - 1;
}

static void go(struct writing *writing, const struct writing_rows *rows, size_t index, int column, int width)
{
	const char *text = writing_text(writing);
	const struct writing_row *row = &rows->rows[index];
	size_t limit = row_limit(text, row, index + 1 == rows->count), at = row->start, next;
	int used = 0, columns;

	for (; at < limit; at = next, used += columns) {
		next = row_step(text, row->start, at, width, &columns);
		if (used + columns > column)
			break;
	}
	writing->moved = writing->moved || at != writing->at;
	writing->at = at;
	writing->behind = at == row->end;
	writing->growing = false;
}

void writing_vertically(struct writing *writing, int width, long by)
{
	struct writing_rows rows = writing_layout(writing, width);
	long to = (long)rows.at + by, last = (long)rows.count - 1;
	int wish = writing->wish < 0 ? rows.column : writing->wish;

	if (to < 0)
		writing_first(writing);
	else if (to > last)
		writing_last(writing);
	else
		go(writing, &rows, (size_t)to, wish, width > 1 ? width : 1);
	writing->wish = wish;
	free(rows.rows);
}

void writing_row_first(struct writing *writing, int width)
{
	struct writing_rows rows = writing_layout(writing, width);

	go(writing, &rows, rows.at, 0, width > 1 ? width : 1);
	writing->wish = -1;
	free(rows.rows);
}

void writing_row_last(struct writing *writing, int width)
{
	struct writing_rows rows = writing_layout(writing, width);

	go(writing, &rows, rows.at, INT_MAX / 2, width > 1 ? width : 1);
	writing->wish = -1;
	free(rows.rows);
}

#include "field.h"

#include "text.h"

#include <string.h>

/* --- edges of clusters --- */

static size_t next(const struct text_field *field, size_t at)
{
	int columns;

	return at + text_step(field->text + at, &columns);
}

/* The first edge at or after `at`: an edit may have made one cluster of two. */
static size_t edge(const struct text_field *field, size_t at)
{
	size_t edge_at = 0;

	while (edge_at < at && field->text[edge_at])
		edge_at = next(field, edge_at);
	return edge_at;
}

/* --- editing --- */

static void cut(struct text_field *field, size_t from, size_t to)
{
	memmove(field->text + from, field->text + to, strlen(field->text + to) + 1);
	field->at = edge(field, from);
	field->touched = true;
}

bool field_insert(struct text_field *field, const char *text)
{
	struct buffer harmless = { 0 };
	size_t tail = strlen(field->text + field->at) + 1;
	bool fits;

	/* A combining mark alone would be «?»: it is to sit on what stands before the cursor. */
	if (field->at > 0 && text_width(text) == 0)
		buffer_text(&harmless, text);
	else
		text_harmless(&harmless, text);
	fits = field->at + harmless.size + tail <= sizeof field->text;
	if (fits && harmless.size) {
		memmove(field->text + field->at + harmless.size, field->text + field->at, tail);
		memcpy(field->text + field->at, harmless.bytes, harmless.size);
		field->at = edge(field, field->at + harmless.size);
		field->touched = true;
	}
	buffer_free(&harmless);
	return fits;
}

void field_set(struct text_field *field, const char *text)
{
	*field = (struct text_field){ 0 };
	field_insert(field, text);
	field->touched = false;
}

/* A paste ends in a line feed more often than anyone meant it. */
static void paste(struct text_field *field, const char *text)
{
	struct buffer trimmed = { 0 };

	buffer_text(&trimmed, text);
	while (trimmed.size && strchr("\r\n", trimmed.bytes[trimmed.size - 1]))
		trimmed.bytes[--trimmed.size] = '\0';
	field_insert(field, trimmed.bytes);
	buffer_free(&trimmed);
}

/* --- keys --- */

static void left(struct text_field *field)
{
	field->at = text_back(field->text, field->at);
}

static void right(struct text_field *field)
{
	field->at = next(field, field->at);
}

static void home(struct text_field *field)
{
	field->at = 0;
}

static void end(struct text_field *field)
{
	field->at = strlen(field->text);
}

static void backspace(struct text_field *field)
{
	cut(field, text_back(field->text, field->at), field->at);
}

static void delete_one(struct text_field *field)
{
	cut(field, field->at, next(field, field->at));
}

static void delete_before(struct text_field *field)
{
	cut(field, 0, field->at);
}

static void delete_after(struct text_field *field)
{
	cut(field, field->at, strlen(field->text));
}

static void delete_word(struct text_field *field)
{
	size_t from = field->at;

	while (from > 0 && field->text[from - 1] == ' ')
		from--;
	while (from > 0 && field->text[from - 1] != ' ')
		from--;
	cut(field, from, field->at);
}

static const struct { const char *keys; void (*edit)(struct text_field *); } edits[] = {
	{ "Left", left },
	{ "Right", right },
	{ "Home ^A", home },
	{ "End ^E", end },
	{ "Backspace", backspace },
	{ "Delete ^D", delete_one },
	{ "^U", delete_before },
	{ "^K", delete_after },
	{ "^W", delete_word },
};

bool field_key(struct text_field *field, const struct key *key)
{
	if (key->paste) {
		paste(field, key->paste);
		return true;
	}
	if (key_text(key)) {
		field_insert(field, key_text(key));
		return true;
	}
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
		if (key_in(key, edits[i].keys)) {
			edits[i].edit(field);
			return true;
		}
	return false;
}

/* --- drawing --- */

static int columns_between(const struct text_field *field, size_t from, size_t to)
{
	int sum = 0, columns;

	for (; from < to; sum += columns)
		from += text_step(field->text + from, &columns);
	return sum;
}

/* «…» in front where something is hidden there, unless it would take all the room. */
static int mark_width(const struct text_field *field, int width)
{
	return field->first > 0 && width > 2;
}

/* The cursor stays in sight, and the place after the last character counts as one. A third of the field's width is shown before it when the
 * text has to move, so that it does not move at every key. */
static void scroll(struct text_field *field, int width)
{
	int room = width - 1 > 0 ? width - 1 : 0;

	if (columns_between(field, 0, strlen(field->text)) <= room)
		field->first = 0;
	field->first = edge(field, field->first);
	if (field->at <= field->first)
		for (field->first = field->at; field->first > 0 && columns_between(field, field->first, field->at) < room / 3;)
			field->first = text_back(field->text, field->first);
	while (field->first < field->at && columns_between(field, field->first, field->at) + mark_width(field, width) > room)
		field->first = next(field, field->first);
}

void field_draw_idle(struct text_field *field, struct canvas *canvas, int row, int column, int width)
{
	struct canvas part = canvas_part(canvas, row, column, 1, width);
	int mark = 0;

	scroll(field, part.columns);
	canvas_fill(&part, 0, 0, 1, part.columns, ROLE_FIELD);
	if (mark_width(field, part.columns))
		mark = canvas_text(&part, 0, 0, 1, ROLE_FIELD, canvas->glyphs->more);
	canvas_text(&part, 0, mark, CANVAS_REST, ROLE_FIELD, field->text + field->first);
}

void field_draw(struct text_field *field, struct canvas *canvas, int row, int column, int width)
{
	int shown = canvas_part(canvas, row, column, 1, width).columns;

	field_draw_idle(field, canvas, row, column, width);
	canvas_cursor(canvas, row, column + mark_width(field, shown) + columns_between(field, field->first, field->at), true);
}

#include "text_field.h"

#include "intl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEAR_LIMIT 2048 /* bytes left: then it is told how much */

/* The place after the last character counts as one: the cursor has to stand there. */
static int text_columns(int columns)
{
	return columns > 1 ? columns - 1 : 1;
}

/* --- keys --- */

static void up(struct writing_field *field)
{
	writing_vertically(field->writing, text_columns(field->columns), -1);
}

static void down(struct writing_field *field)
{
	writing_vertically(field->writing, text_columns(field->columns), 1);
}

/* One row of what was seen is seen still. */
static long page(const struct writing_field *field)
{
	return field->rows > 2 ? field->rows - 1 : 1;
}

static void page_up(struct writing_field *field)
{
	writing_vertically(field->writing, text_columns(field->columns), -page(field));
}

static void page_down(struct writing_field *field)
{
	writing_vertically(field->writing, text_columns(field->columns), page(field));
}

static void home(struct writing_field *field)
{
	writing_row_first(field->writing, text_columns(field->columns));
}

static void end(struct writing_field *field)
{
	writing_row_last(field->writing, text_columns(field->columns));
}

static void undo(struct writing_field *field)
{
	writing_undo(field->writing);
}

static void redo(struct writing_field *field)
{
	writing_redo(field->writing);
}

/* Of the writing, or of the field, which knows how wide it is. */
static const struct { const char *keys; void (*edit)(struct writing *writing); void (*move)(struct writing_field *field); } edits[] = {
	{ "Left", writing_left_one, NULL },
	{ "Right", writing_right_one, NULL },
	{ "^Left", writing_left_word, NULL },
	{ "^Right", writing_right_word, NULL },
	{ "^Home", writing_first, NULL },
	{ "^End", writing_last, NULL },
	{ "Backspace", writing_backspace, NULL },
	{ "Delete ^D", writing_delete, NULL },
	{ "^W", writing_delete_word, NULL },
	{ "^Z", NULL, undo },
	{ "^Y", NULL, redo },
	{ "Up", NULL, up },
	{ "Down", NULL, down },
	{ "PgUp", NULL, page_up },
	{ "PgDn", NULL, page_down },
	{ "Home ^A", NULL, home },
	{ "End ^E", NULL, end },
};

static struct key with_control(const struct key *key)
{
	char name[sizeof key->name + 1];

	snprintf(name, sizeof name, "%s%s", key->control ? "^" : "", key->name);
	return key_named(name);
}

static bool edit(struct writing_field *field, const struct key *key)
{
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
		if (key_in(key, edits[i].keys)) {
			if (edits[i].edit)
				edits[i].edit(field->writing);
			else
				edits[i].move(field);
			return true;
		}
	return false;
}

bool text_field_key(struct writing_field *field, const struct key *key, struct error *error)
{
	struct key held;

	*error = (struct error){ 0 };
	if (key->paste) {
		writing_paste(field->writing, key->paste, error);
		return true;
	}
	if (key_text(key) || key_is(key, "Enter")) {
		writing_type(field->writing, key_text(key) ? key_text(key) : "\n", error);
		return true;
	}
	held = with_control(key);
	return edit(field, &held) || (key->control && edit(field, key)); /* Ctrl-Up is Up */
}

/* --- drawing --- */

/* The row that is uppermost: where it was, unless the cursor were out of sight, or rows below the text empty while some above are hidden. */
static size_t scroll(struct writing_field *field, const struct writing_rows *rows, size_t seen)
{
	size_t top = 0, most = rows->count > seen ? rows->count - seen : 0;

	while (top + 1 < rows->count && rows->rows[top].end <= field->first)
		top++;
	if (rows->at < top)
		top = rows->at;
	if (rows->at >= top + seen)
		top = rows->at - seen + 1;
	if (top > most)
		top = most;
	field->first = rows->rows[top].start;
	return top;
}

static void draw_row(struct canvas *part, int y, const char *text, const struct writing_row *row)
{
	struct buffer shown = { 0 };

	buffer_add(&shown, text + row->start, row->shown - row->start);
	canvas_text(part, y, 0, CANVAS_REST, ROLE_FIELD, shown.bytes);
	buffer_free(&shown);
}

static void draw_rows(struct writing_field *field, struct canvas *part, bool focus)
{
	struct writing_rows rows = writing_layout(field->writing, text_columns(part->columns));
	size_t top = scroll(field, &rows, (size_t)part->rows);
	int rest = part->columns - 1;

	canvas_fill(part, 0, 0, part->rows, part->columns, ROLE_FIELD);
	for (size_t i = top; i < rows.count && i < top + (size_t)part->rows; i++)
		draw_row(part, (int)(i - top), writing_text(field->writing), &rows.rows[i]);
	if (focus)
		canvas_cursor(part, (int)(rows.at - top), rows.column < rest ? rows.column : rest, true);
	free(rows.rows);
}

/* Rows at the foot of the field that are not for the text. */
static int draw_left(const struct writing_field *field, struct canvas *part)
{
	size_t left = writing_left(field->writing);
	struct buffer words = { 0 };

	if (left > NEAR_LIMIT || part->rows < 2)
		return 0;
	buffer_format(&words, _("högst %zu tecken till"), left);
	canvas_fill(part, part->rows - 1, 0, 1, part->columns, ROLE_PLAIN);
	canvas_right(part, part->rows - 1, 0, part->columns, ROLE_DIM, words.bytes);
	buffer_free(&words);
	return 1;
}

void text_field_draw(struct writing_field *field, struct canvas *part, bool focus)
{
	struct canvas text = canvas_part(part, 0, 0, part->rows - draw_left(field, part), part->columns);

	field->rows = text.rows;
	field->columns = text.columns;
	if (text.rows > 0 && text.columns > 0)
		draw_rows(field, &text, focus);
}

int text_field_rows(const struct writing_field *field, int columns)
{
	struct writing_rows rows = writing_layout(field->writing, text_columns(columns));
	int count = (int)rows.count;

	free(rows.rows);
	return count;
}

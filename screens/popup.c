#include "popup.h"

#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#define QUESTION_ROWS 6
#define MARGIN 1

/* --- asking --- */

void popup_ask(struct popup *popup, const char *question)
{
	int purpose = popup->purpose;

	*popup = (struct popup){ .state = POPUP_OPEN, .purpose = purpose };
	snprintf(popup->question, sizeof popup->question, "%s", question);
}

void popup_field(struct popup *popup, const char *label, const char *text)
{
	if (popup->field_count == POPUP_FIELDS)
		return;
	snprintf(popup->fields[popup->field_count].label, sizeof popup->fields->label, "%s", label);
	field_set(&popup->fields[popup->field_count++].input, text);
}

void popup_choice(struct popup *popup, const char *key, const char *label)
{
	if (popup->choice_count == POPUP_CHOICES)
		return;
	snprintf(popup->choices[popup->choice_count].key, sizeof popup->choices->key, "%s", key);
	snprintf(popup->choices[popup->choice_count++].label, sizeof popup->choices->label, "%s", label);
}

void popup_choose(struct popup *popup, int usual)
{
	popup->usual = usual;
}

bool popup_open(const struct popup *popup)
{
	return popup->state == POPUP_OPEN;
}

const char *popup_text(const struct popup *popup, int field)
{
	return field >= 0 && field < popup->field_count ? popup->fields[field].input.text : "";
}

/* --- answering --- */

static enum popup_state finish(struct popup *popup, enum popup_state how, int chosen)
{
	popup->chosen = chosen;
	popup->state = POPUP_CLOSED;
	return how;
}

static enum popup_state stay(struct popup *popup, int focus)
{
	int stops = popup->field_count + popup->choice_count;

	if (popup->focus == stops)
		focus = focus > stops ? popup->field_count : stops - 1;
	if (stops > 0)
		popup->focus = (focus + stops) % stops;
	return POPUP_OPEN;
}

static bool in_field(const struct popup *popup)
{
	return popup->focus < popup->field_count;
}

static enum popup_state confirm(struct popup *popup)
{
	int stops = popup->field_count + popup->choice_count;

	if (popup->focus + 1 < popup->field_count)
		return stay(popup, popup->focus + 1);
	if ((in_field(popup) && popup->choice_count > 0) || popup->focus == stops) {
		popup->focus = popup->usual < 0 ? stops : popup->field_count + popup->usual;
		return POPUP_OPEN;
	}
	return finish(popup, POPUP_CHOSEN, in_field(popup) ? 0 : popup->focus - popup->field_count);
}

static enum popup_state choose(struct popup *popup, const struct key *key)
{
	for (int i = 0; i < popup->choice_count; i++)
		if (key_is(key, popup->choices[i].key))
			return finish(popup, POPUP_CHOSEN, i);
	return POPUP_OPEN;
}

enum popup_state popup_key(struct popup *popup, const struct key *key)
{
	if (!popup_open(popup))
		return popup->state;
	if (key_is(key, "Esc"))
		return finish(popup, POPUP_CANCELLED, -1);
	if (key_is(key, "Enter"))
		return confirm(popup);
	if (key_in(key, "Tab Down"))
		return stay(popup, popup->focus + 1);
	if (key_in(key, "BackTab Up"))
		return stay(popup, popup->focus - 1);
	if (in_field(popup)) {
		field_key(&popup->fields[popup->focus].input, key);
		return POPUP_OPEN;
	}
	if (key_in(key, "Left Right"))
		return stay(popup, popup->focus + (key_is(key, "Right") ? 1 : -1));
	return key->paste ? POPUP_OPEN : choose(popup, key);
}

/* --- drawing --- */

static int question_rows(const struct popup *popup, int columns)
{
	const char *text = popup->question;
	int rows = 0;

	while (text && columns > 2 * MARGIN && rows < QUESTION_ROWS) {
		text_wrap(text, columns - 2 * MARGIN, &text);
		rows++;
	}
	return rows;
}

/* Choices on one row while they fit, else one a row. */
static int choice_width(const struct popup *popup, int i)
{
	return text_width(popup->choices[i].key) + 1 + text_width(popup->choices[i].label) + 3;
}

static bool choices_fit(const struct popup *popup, int columns)
{
	int sum = MARGIN;

	for (int i = 0; i < popup->choice_count; i++)
		sum += choice_width(popup, i);
	return sum - 3 <= columns;
}

/* All but the question. */
static int other_rows(const struct popup *popup, int columns)
{
	int choices = popup->choice_count;

	return 1 + popup->field_count + (choices && choices_fit(popup, columns) ? 1 : choices);
}

int popup_rows(const struct popup *popup, int columns)
{
	return popup_open(popup) ? question_rows(popup, columns) + other_rows(popup, columns) : 0;
}

/* Never more than half of the row: the rest is the field's. */
static int label_width(const struct popup *popup, int columns)
{
	int widest = 0;

	for (int i = 0; i < popup->field_count; i++)
		if (text_width(popup->fields[i].label) > widest)
			widest = text_width(popup->fields[i].label);
	return widest > columns / 2 ? columns / 2 : widest;
}

static void draw_fields(struct popup *popup, struct canvas *canvas, int row)
{
	int column = MARGIN + label_width(popup, canvas->columns) + 2;

	for (int i = 0; i < popup->field_count; i++, row++) {
		canvas_text(canvas, row, MARGIN, column - 2, ROLE_PLAIN, popup->fields[i].label);
		(i == popup->focus ? field_draw : field_draw_idle)(&popup->fields[i].input, canvas, row, column, canvas->columns - column - MARGIN);
	}
}

static void draw_choice(const struct popup *popup, struct canvas *canvas, int row, int column, int i)
{
	bool dim = popup->choices[i].dim;
	int used = canvas_text(canvas, row, column, CANVAS_REST, dim ? ROLE_DIM : ROLE_ACCENT, popup->choices[i].key) + 1;

	used += canvas_text(canvas, row, column + used, CANVAS_REST, dim ? ROLE_DIM : ROLE_PLAIN, popup->choices[i].label);
	if (popup->focus != popup->field_count + i)
		return;
	canvas_reverse(canvas, row, column, used);
	canvas_cursor(canvas, row, column, false);
}

static void draw_choices(const struct popup *popup, struct canvas *canvas, int row)
{
	bool abreast = choices_fit(popup, canvas->columns);
	int column = MARGIN;

	for (int i = 0; i < popup->choice_count; i++) {
		draw_choice(popup, canvas, row, column, i);
		if (abreast)
			column += choice_width(popup, i);
		else
			row++;
	}
}

void popup_draw(struct popup *popup, struct canvas *body)
{
	int rows = popup_rows(popup, body->columns), top = rows < body->rows ? body->rows - rows : 0;
	struct canvas part = canvas_part(body, top, 0, body->rows, body->columns);
	int question = part.rows - other_rows(popup, part.columns); /* in a low window the question is cut before what can be answered */

	if (!popup_open(popup))
		return;
	canvas_fill(&part, 0, 0, part.rows, part.columns, ROLE_PLAIN);
	canvas_rule(&part, 0, 0, part.columns);
	top = 1 + canvas_wrap(&part, 1, MARGIN, part.columns - 2 * MARGIN, question, ROLE_STRONG, popup->question);
	draw_fields(popup, &part, top);
	if (popup->focus == popup->field_count + popup->choice_count) /* what is to be answered */
		canvas_cursor(&part, top + popup->field_count, MARGIN, false);
	draw_choices(popup, &part, top + popup->field_count);
}

#include "screen.h"

#include "field.h"
#include "intl.h"
#include "list.h"
#include "phrase.h"
#include "sheet.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Who she is here. One row a seat, in tree order, so the top of the region comes first; and a row for only reading. Searching narrows the list
 * while it is typed, and the arrows go on working meanwhile. */

struct place {
	struct seat seat;  /* unit ORG_NONE: only reading */
	const char *title; /* «divisionschef Länssjukvård» */
};

struct seats {
	struct screen screen;
	struct list_view list;
	struct place *places;
	size_t count;
	int current; /* which of them is hers now; -1: none */
	int *rows; /* [list.count]: those that match, as indexes of places */
	struct text_field search;
	bool searching;
	struct arena arena;
};

#define MARGIN 1
#define HEAD_ROWS 2

/* --- what there is to choose among --- */

static const char *title_of(struct seats *seats, const struct seat *seat)
{
	struct buffer text = { 0 };
	const char *copy;

	if (seat->unit == ORG_NONE)
		buffer_text(&text, _("Bara läsa"));
	else
		phrase_seat(&text, seats->screen.session->book, seat);
	copy = arena_copy(&seats->arena, text.bytes, text.size);
	buffer_free(&text);
	return copy;
}

static bool is_seat(const struct seat *a, const struct seat *b)
{
	return a->unit == b->unit && a->role == b->role && (!a->user || !b->user ? a->user == b->user : strcmp(a->user, b->user) == 0);
}

static int current_place(const struct seats *seats)
{
	for (size_t i = 0; i < seats->count; i++)
		if (is_seat(&seats->places[i].seat, &seats->screen.session->seat))
			return (int)i;
	return -1;
}

static void list_places(struct seats *seats)
{
	struct seat *all;
	size_t count = session_seats(seats->screen.session, &all);

	arena_free(&seats->arena);
	seats->count = count + 1;
	seats->places = memory_grow(seats->places, seats->count, sizeof *seats->places);
	seats->rows = memory_grow(seats->rows, seats->count, sizeof *seats->rows);
	for (size_t i = 0; i < seats->count; i++) {
		struct seat seat = i < count ? all[i] : (struct seat){ ORG_NONE, SEAT_NONE, NULL };

		seats->places[i] = (struct place){ seat, title_of(seats, &seat) };
	}
	free(all);
	seats->current = seats->screen.session->user ? current_place(seats) : -1;
}

static bool matches(const struct seats *seats, const struct place *place)
{
	const char *needle = seats->search.text;

	return !*needle || text_contains(place->title, needle) || (place->seat.user && text_contains(place->seat.user, needle));
}

/* The rows seen now; the selection goes to the first one when what was selected is not among them. */
static void narrow(struct seats *seats, int selected)
{
	int count = 0, at = 0;

	for (size_t i = 0; i < seats->count; i++)
		if (matches(seats, &seats->places[i])) {
			if ((int)i == selected)
				at = count;
			seats->rows[count++] = (int)i;
		}
	seats->list.count = count;
	list_select(&seats->list, at);
}

static int selected_place(const struct seats *seats)
{
	return seats->list.count > 0 ? seats->rows[seats->list.at] : -1;
}

/* --- drawing --- */

static int width_of_titles(const struct seats *seats, int most)
{
	int width = 0;

	for (size_t i = 0; i < seats->count; i++)
		if (text_width(seats->places[i].title) > width)
			width = text_width(seats->places[i].title);
	return width > most ? most : width;
}

static void draw_place(const struct seats *seats, struct canvas *body, int y, const struct place *place, int width)
{
	int used = canvas_text(body, y, MARGIN + 2, width, ROLE_PLAIN, place->title);

	if (place - seats->places == seats->current)
		canvas_text(body, y, MARGIN, 1, ROLE_ACCENT, body->glyphs->here);
	if (place->seat.user)
		canvas_format(body, y, MARGIN + 2 + used, body->columns - used - 2 * MARGIN - 2, ROLE_DIM, " — %s", place->seat.user);
}

static void draw_search(struct seats *seats, struct canvas *body, int row)
{
	int used = canvas_text(body, row, MARGIN, CANVAS_REST, ROLE_HEAD, _("Sök: "));

	if (seats->searching)
		field_draw(&seats->search, body, row, MARGIN + used, body->columns - used - 2 * MARGIN);
	else
		field_draw_idle(&seats->search, body, row, MARGIN + used, body->columns - used - 2 * MARGIN);
}

static void draw_head(struct seats *seats, struct canvas *body)
{
	if (seats->searching || *seats->search.text)
		draw_search(seats, body, 0);
	else
		canvas_text(body, 0, MARGIN, CANVAS_REST, ROLE_PLAIN, _("Vem är du här? Det du gör skrivs i den platsens journal."));
}

static void draw_rows(struct seats *seats, struct canvas *rows)
{
	struct list_view *list = &seats->list;
	int width = width_of_titles(seats, rows->columns - 2 * MARGIN - 2);

	list_size(list, list->count, rows->rows);
	for (int row = list->first; row < list_end(list); row++)
		draw_place(seats, rows, list_y(list, row), &seats->places[seats->rows[row]], width);
	if (!list->count) {
		canvas_text(rows, 0, MARGIN + 2, rows->columns, ROLE_DIM, _("Ingen plats heter så."));
		return;
	}
	canvas_reverse(rows, list_y(list, list->at), MARGIN, rows->columns - 2 * MARGIN);
	canvas_cursor(rows, list_y(list, list->at), MARGIN + 2, false);
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct seats *seats = (struct seats *)screen;
	struct canvas rows = canvas_part(body, HEAD_ROWS, 0, body->rows - HEAD_ROWS, body->columns);

	draw_rows(seats, &rows);
	draw_head(seats, body); /* last: an open field has the cursor */
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	(void)right;
	buffer_format(left, _("%s · Byt plats"), screen->session->book->region->name);
}

/* --- acting --- */

static struct effect take(struct seats *seats)
{
	struct session *session = seats->screen.session;
	int place = selected_place(seats);
	struct error error;

	if (place < 0)
		return effect_handled;
	if (seats->places[place].seat.unit == ORG_NONE)
		session_leave(session);
	else if (!session_take(session, &seats->places[place].seat, &error)) {
		session_say(session, "%s", error.text);
		return effect_handled;
	}
	return effect_reset(seats->places[place].seat.unit == ORG_NONE ? start_screen(session) : start_first(session));
}

static void end_search(struct seats *seats, bool keep)
{
	int selected = selected_place(seats);

	seats->searching = false;
	if (!keep) {
		field_set(&seats->search, "");
		narrow(seats, selected);
	}
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct seats *seats = (struct seats *)screen;

	if (list_act(&seats->list, id))
		return effect_handled;
	if (id == ACTION_OPEN)
		return take(seats);
	if (id == ACTION_SEARCH) {
		seats->searching = true;
		return effect_handled;
	}
	if (id == ACTION_BACK && *seats->search.text) {
		end_search(seats, false);
		return effect_handled;
	}
	return effect_none;
}

static bool typing(const struct screen *screen)
{
	return ((const struct seats *)screen)->searching;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct seats *seats = (struct seats *)screen;
	int selected = selected_place(seats);

	if (key_is(key, "Enter"))
		return take(seats);
	if (key_is(key, "Esc"))
		end_search(seats, false);
	else if (key_in(key, "Up Down PgUp PgDn"))
		list_act(&seats->list, action_for(key->name, IN_SEATS));
	else if (field_key(&seats->search, key))
		narrow(seats, selected);
	else
		return effect_none;
	return effect_handled;
}

static bool click(struct screen *screen, int row, int column)
{
	(void)column;
	return list_click(&((struct seats *)screen)->list, row - HEAD_ROWS);
}

static void renew(struct screen *screen)
{
	struct seats *seats = (struct seats *)screen;
	int selected = selected_place(seats);

	list_places(seats);
	narrow(seats, selected);
}

static bool sheet(const struct screen *screen, struct sheet *out)
{
	const struct seats *seats = (const struct seats *)screen;

	out->title = _("Platser");
	sheet_column(out, "plats", _("Plats"), FOR_ALL, false);
	sheet_column(out, "anvandare", _("Användare"), FOR_ALL, false);
	for (int row = 0; row < seats->list.count; row++) {
		const struct place *place = &seats->places[seats->rows[row]];
		struct cell_text *cell = sheet_row(out, 0, false);

		cell[0].text = place->title;
		cell[1].text = place->seat.user;
	}
	return seats->list.count > 0;
}

static void discard(struct screen *screen)
{
	struct seats *seats = (struct seats *)screen;

	arena_free(&seats->arena);
	free(seats->places);
	free(seats->rows);
	free(seats);
}

static const struct screen_hooks hooks = {
	.name = "seats", .context = IN_SEATS, .title = title, .draw = draw, .act = act, .type = type, .typing = typing,
	.enter = N_("välj"), .click = click, .sheet = sheet, .refresh = renew, .free = discard,
};

struct screen *seats_screen(struct session *session)
{
	struct seats *seats = memory_grow(NULL, 1, sizeof *seats);

	*seats = (struct seats){ .screen = { .hooks = &hooks, .session = session } };
	list_places(seats);
	narrow(seats, seats->current);
	seats->list.first = 0; /* drawn from the top where hers then is in sight */
	return &seats->screen;
}

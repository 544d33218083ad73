#include "unit_rows.h"

#include "intl.h"
#include "phrase.h"
#include "post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One unit: how its ram came to be, how it is divided, what is said about it and who answers for it. Its rows are made in unit_rows.c,
 * unit_bridge.c, unit_division.c and unit_dialogue.c, and drawn in unit_draw.c; here is what one does with them. */

#define FOLLOWERS 8 /* so many rows of a post or a fact are passed in one step */

/* --- made anew when what they were made for is another --- */

static bool had_a_ram(const struct unit_view *view)
{
	return view->version_unit != ORG_NONE && view->version->balance[view->version_unit].ram != MONEY_NONE;
}

/* «Vidarefördelning (december)» is called Vidarefördelning: there is one of each a year. One that gave the unit nothing has nothing to compare. */
static void find_version(struct unit_view *view)
{
	const char *name = NULL;

	view->version_name = NULL;
	view->version = session_last_version(view->screen.session, &name);
	view->version_unit = view->version ? org_find(view->version->book->org, view->id) : ORG_NONE;
	if (view->version && view->version->year == view->year && had_a_ram(view))
		view->version_name = arena_copy(&view->arena, name, strstr(name, " (") ? (size_t)(strstr(name, " (") - name) : strlen(name));
	else
		view->version = NULL;
}

static void make(struct unit_view *view)
{
	arena_free(&view->arena);
	view->count = 0;
	view->cut = false;
	find_version(view);
	unit_lay_out(view);
	unit_add_purpose(view);
	unit_add_bridge(view);
	unit_add_since(view);
	unit_add_division(view);
	unit_add_years(view);
	unit_add_dialogue(view);
	unit_add_people(view);
}

/* Rows up to `end` that are not the rest of a wrapped text: at every width the same ones. */
static int whole_rows(const struct unit_view *view, int end)
{
	int count = 0;

	for (int row = 0; row < end && row < (int)view->count; row++)
		count += !view->rows[row].follows;
	return count;
}

static void select_whole_row(struct unit_view *view, int number)
{
	int row = 0;

	for (int seen = 0; row < (int)view->count; row++)
		if (!view->rows[row].follows && ++seen >= number)
			break;
	view->list.count = (int)view->count;
	list_select(&view->list, row);
}

/* The same row stays selected, at every width and with texts whole or not. */
static void make_again(struct unit_view *view)
{
	int number = whole_rows(view, view->list.at + 1);

	make(view);
	select_whole_row(view, number);
}

/* What one stands on, for when the rows about it have become others: what is done next is done to that. */
struct stood_on { enum row_kind kind; char post[HASH_TEXT], figure[256]; };

static struct stood_on stands_on(const struct unit_view *view)
{
	const struct unit_row *row = view->count ? &view->rows[view->list.at] : NULL;
	struct stood_on on = { .kind = row ? row->kind : ROW_GAP };

	if (row && row->post)
		snprintf(on.post, sizeof on.post, "%s", row->post);
	if (row && row->figure)
		snprintf(on.figure, sizeof on.figure, "%s", row->figure);
	return on;
}

/* The post that has taken the place of that one, if any has. */
static void follow_post(const struct book *book, struct stood_on *on)
{
	const struct event *event = *on->post ? book_event(book, on->post) : NULL;

	while (event && event->replaced_by)
		event = event->replaced_by;
	if (event)
		snprintf(on->post, sizeof on->post, "%s", event->line->hash);
}

static bool is_it(const struct unit_row *row, const struct stood_on *on)
{
	if (*on->post)
		return row->post && !strcmp(row->post, on->post);
	return *on->figure && row->kind == on->kind && !row->post && row->figure && !strcmp(row->figure, on->figure);
}

/* What was stood on, wherever it is now; where it is gone, what has come to its place. */
static void make_of_another_book(struct unit_view *view)
{
	struct stood_on on = stands_on(view);

	make_again(view);
	follow_post(unit_book(view), &on);
	if (!view->count || is_it(&view->rows[view->list.at], &on))
		return;
	for (int row = 0; row < (int)view->count; row++)
		if (!view->rows[row].follows && is_it(&view->rows[row], &on)) {
			list_select(&view->list, row);
			return;
		}
}

static void freshen(struct unit_view *view, int columns)
{
	const struct session *session = view->screen.session;
	int unit = org_find(unit_book(view)->org, view->id);
	bool another = view->book && (view->book != unit_book(view) || view->generation != unit_book(view)->generation);

	if (view->book == unit_book(view) && view->generation == unit_book(view)->generation && view->columns == columns && view->year == session->year && view->unit == unit &&
	    view->shown == session_money(session, unit == ORG_NONE ? 0 : unit))
		return;
	view->unit = unit == ORG_NONE ? 0 : unit; /* gone from the organisation: what is left is the top */
	snprintf(view->id, sizeof view->id, "%s", unit_of(view)->id);
	view->book = unit_book(view);
	view->generation = unit_book(view)->generation;
	view->columns = columns;
	view->year = session->year;
	view->shown = session_money(session, view->unit);
	(another ? make_of_another_book : make_again)(view);
}

/* What is said is read row by row. */
static bool stops(const void *owner, int row)
{
	const struct unit_view *view = owner;
	int first = row;

	if (view->rows[row].kind == ROW_GAP || view->rows[row].kind == ROW_HEADING)
		return false;
	if (view->rows[row].kind == ROW_SAID)
		return true;
	while (view->rows[first].follows)
		first--;
	return (row - first) % FOLLOWERS == 0;
}

/* --- the hooks --- */

static void draw(struct screen *screen, struct canvas *body)
{
	struct unit_view *view = (struct unit_view *)screen;

	freshen(view, body->columns);
	unit_draw(view, body);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct unit_view *view = (const struct unit_view *)screen;

	buffer_format(left, "%s · ", unit_of(view)->name);
	phrase_year(left, screen->session);
	phrase_head(right, screen->session, view->unit);
}

/* --- acting --- */

static const struct unit_row *current(const struct unit_view *view)
{
	return view->count ? &view->rows[view->list.at] : NULL;
}

static int next_heading(const struct unit_view *view, int row, int step)
{
	while (row >= 0 && row < (int)view->count && view->rows[row].kind != ROW_HEADING)
		row += step;
	return row;
}

/* With the heading at the top, so that what it is the heading of is seen; drawing takes it down where the list ends. */
static void go_to_part(struct unit_view *view, int heading)
{
	list_select(&view->list, heading);
	view->list.first = heading;
}

static void next_part(struct unit_view *view)
{
	int row = next_heading(view, view->list.at, 1);

	if (row < (int)view->count)
		go_to_part(view, row);
}

/* Of the part before this one, or of this one when one stands inside it. */
static void previous_part(struct unit_view *view)
{
	int own = next_heading(view, view->list.at, -1), row = view->list.at > own + 1 ? own : next_heading(view, own - 1, -1);

	go_to_part(view, row < 0 ? 0 : row);
}

static struct effect open_row(const struct unit_view *view, enum action_id id)
{
	const struct unit_row *row = current(view);

	if (row && row->entry && id == ACTION_OPEN)
		return effect_push(dialogue_entry_screen(view->screen.session, view->unit, row->entry));
	if (row && row->figure)
		return effect_push(why_screen(view->screen.session, row->figure));
	session_say(view->screen.session, "%s", _("Raden har inget belopp att visa mer om"));
	return effect_handled;
}

static const char *current_post(const struct unit_view *view)
{
	return current(view) ? current(view)->post : NULL;
}

static struct screen *giving(const struct unit_view *view, enum action_id id)
{
	struct session *session = view->screen.session;

	if (id == ACTION_POST)
		return post_screen(session, view->unit);
	if (id == ACTION_TARGET)
		return post_target_screen(session, view->unit, view->shown);
	if (id == ACTION_POST_CHANGE)
		return post_change_screen(session, current_post(view));
	return post_withdraw_screen(session, current_post(view), view->shown);
}

static bool may_give(const struct unit_view *view, enum action_id id, struct error *why)
{
	const struct session *session = view->screen.session;

	if (id == ACTION_POST)
		return post_may_give(session, view->unit, why);
	if (id == ACTION_TARGET)
		return post_may_target(session, view->unit, why);
	return post_may_change(session, current_post(view), why);
}

/* Is the selected row a budget line, or a part of one? */
static bool find_line(const struct unit_view *view, struct figure *figure)
{
	const char *name = current(view) ? current(view)->figure : NULL;

	return name && figure_parse(figure, unit_book(view), name, view->unit, view->year, NULL) && (figure->what == FIGURE_LINE || figure->what == FIGURE_DETAIL);
}

static struct effect open_details(const struct unit_view *view)
{
	struct figure figure;

	if (find_line(view, &figure))
		return effect_push(details_screen(view->screen.session, view->unit, figure.line, true));
	session_say(view->screen.session, "%s", _("Innehåll har bara budgetrader: de står under «Så är den fördelad»"));
	return effect_handled;
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct unit_view *view = (struct unit_view *)screen;

	freshen(view, view->columns);
	if (list_act(&view->list, id))
		return effect_handled;
	if (id == ACTION_OPEN || id == ACTION_WHY)
		return open_row(view, id);
	if (id == ACTION_DETAILS)
		return open_details(view);
	if (id == ACTION_DISTRIBUTE)
		return effect_push(distribution_screen(screen->session, view->unit));
	if (id == ACTION_PLAN)
		return effect_push(plan_screen(screen->session, view->unit));
	if (id == ACTION_POST || id == ACTION_POST_CHANGE || id == ACTION_POST_WITHDRAW || id == ACTION_TARGET)
		return effect_push(giving(view, id));
	if (id == ACTION_TEXTS) {
		view->expanded = !view->expanded;
		make_again(view);
		return effect_handled;
	}
	if (id != ACTION_NEXT_PART && id != ACTION_PREVIOUS_PART)
		return effect_none;
	(id == ACTION_NEXT_PART ? next_part : previous_part)(view);
	return effect_handled;
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct unit_view *view = (const struct unit_view *)screen;

	if (id == ACTION_DISTRIBUTE)
		return session_has_division(screen->session, view->unit, why);
	if (id == ACTION_POST || id == ACTION_POST_CHANGE || id == ACTION_POST_WITHDRAW || id == ACTION_TARGET)
		return may_give(view, id, why);
	if (id == ACTION_TEXTS && !view->cut && !view->expanded)
		return error_set(why, "whole", _("alla texter är redan hela"));
	if (id == ACTION_WHY && (!current(view) || !current(view)->figure))
		return error_set(why, "blank", _("raden har inget belopp att förklara"));
	return true;
}

static bool click(struct screen *screen, int row, int column)
{
	struct unit_view *view = (struct unit_view *)screen;

	(void)column;
	row -= view->top;
	while (row > 0 && view->list.first + row < (int)view->count && !stops(view, view->list.first + row))
		row -= view->rows[view->list.first + row].follows ? 1 : row + 1; /* of a text that goes on: where it begins */
	return list_click(&view->list, row);
}

static bool sheet(const struct screen *screen, struct sheet *out)
{
	return unit_sheet((const struct unit_view *)screen, out);
}

static void renew(struct screen *screen)
{
	struct unit_view *view = (struct unit_view *)screen;

	freshen(view, view->columns);
}

static void discard(struct screen *screen)
{
	struct unit_view *view = (struct unit_view *)screen;

	arena_free(&view->arena);
	free(view->rows);
	free(view);
}

/* The first row that it is the figure of, and not of a part: a kind before its posts. */
static bool seek(struct screen *screen, const char *figure)
{
	struct unit_view *view = (struct unit_view *)screen;

	freshen(view, view->columns);
	view->list.count = (int)view->count;
	for (int row = 0; row < view->list.count; row++)
		if (view->rows[row].figure && !strcmp(view->rows[row].figure, figure)) {
			list_select(&view->list, row);
			return true;
		}
	return false;
}

static bool figure_at(const struct screen *screen, char out[256])
{
	const struct unit_row *row = current((const struct unit_view *)screen);

	return row && row->figure && snprintf(out, 256, "%s", row->figure) < 256;
}

static int unit_shown(const struct screen *screen)
{
	return ((const struct unit_view *)screen)->unit;
}

static const struct screen_hooks hooks = {
	.name = "unit", .context = IN_UNIT, .title = title, .draw = draw, .act = act, .can = can, .figure = figure_at, .unit = unit_shown,
	.sheet = sheet, .click = click, .seek = seek, .refresh = renew, .free = discard,
};

struct screen *unit_screen(struct session *session, int unit)
{
	struct unit_view *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct unit_view){ .screen = { .hooks = &hooks, .session = session } };
	if (unit == ORG_NONE)
		unit = session->seat.unit == ORG_NONE ? 0 : session->seat.unit;
	snprintf(view->id, sizeof view->id, "%s", session->book->org->units[unit].id);
	view->unit = unit;
	view->list.stops = stops;
	view->list.owner = view;
	freshen(view, 80);
	return &view->screen;
}

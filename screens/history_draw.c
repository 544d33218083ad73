/* Historik as it is seen: a row an act, and the selected one in full below. */
#include "history_private.h"

#include "intl.h"
#include "story.h"
#include "text.h"

#include <string.h>

#define MARGIN     1
#define TOP        2   /* how many there are, and air */
#define WIDE       120 /* columns: from here on with years and longer names */
#define STRIP      4   /* a rule and three rows */
#define STRIP_MOST 16
#define NAME_MOST  44

/* ---- drawing: the rows ---- */

struct columns {
	int date, who, what;
};

static struct columns columns_of(const struct canvas *canvas)
{
	static const struct columns small = { 3, 11, 26 }, usual = { 3, 11, 34 }, wide = { 3, 16, 50 };

	return canvas->columns >= WIDE ? wide : canvas->columns >= 70 ? usual : small;
}

/* «i går», «13 dec»; the year where there is room. */
static void day_text(const struct history_view *view, struct buffer *out, const struct event *event, bool with_year)
{
	const char *at = event->line->head.at;
	char yesterday[11];

	history_day(yesterday, view->filter.today, 1);
	if (!strncmp(at, view->filter.today, 10))
		buffer_text(out, _("i dag"));
	else if (!strncmp(at, yesterday, 10))
		buffer_text(out, _("i går"));
	else {
		story_date(out, at);
		if (!with_year && out->size > 5 && out->bytes[out->size - 5] == ' ')
			out->bytes[out->size -= 5] = '\0';
	}
}

/* Once a day, for a column of equal dates hides where one ends. */
static bool begins_day(const struct history_view *view, int row)
{
	const struct event *above = row > view->list.first ? history_event(view->history, (size_t)row - 1) : NULL;

	return !above || strncmp(above->line->head.at, history_event(view->history, (size_t)row)->line->head.at, 10) != 0;
}

static void draw_sign(const struct history_view *view, struct canvas *body, int y, const struct event *event)
{
	const char *sign = history_sign(event);

	if (sign)
		canvas_text(body, y, MARGIN, 1, ROLE_WARN, sign);
	else if (history_is_new(view, event))
		canvas_text(body, y, MARGIN, 1, ROLE_ACCENT, body->glyphs->mark);
}

static void draw_row(struct history_view *view, struct canvas *body, int row, int y)
{
	const struct event *event = history_event(view->history, (size_t)row);
	struct columns at = columns_of(body);
	enum role role = history_counts(event) ? ROLE_PLAIN : ROLE_DIM;
	struct buffer text = { 0 };

	draw_sign(view, body, y, event);
	if (begins_day(view, row)) {
		day_text(view, &text, event, body->columns >= WIDE);
		canvas_right(body, y, at.date, at.who - at.date - 2, ROLE_DIM, text.bytes);
		buffer_free(&text);
	}
	canvas_text(body, y, at.who, at.what - at.who - 2, ROLE_DIM, history_person(view->history, event->user)->brief);
	history_tell(&text, view->history, event);
	canvas_text(body, y, at.what, body->columns - at.what - MARGIN, role, text.bytes);
	buffer_free(&text);
	if (row != view->list.at)
		return;
	canvas_reverse(body, y, MARGIN, body->columns - 2 * MARGIN);
	canvas_cursor(body, y, at.who, false);
}

static void draw_count(const struct history_view *view, struct canvas *body)
{
	size_t count = view->history->count, total = view->history->total;
	struct buffer text = { 0 };

	if (count == total)
		buffer_format(&text, ngettext("%zu handling, nyast först", "%zu handlingar, nyast först", total), total);
	else
		buffer_format(&text, _("%zu av %zu handlingar, nyast först"), count, total);
	canvas_text(body, 0, MARGIN, body->columns - 2 * MARGIN, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

static void draw_nothing(const struct history_view *view, struct canvas *body)
{
	bool all = view->filter.since == HISTORY_EVER;

	canvas_wrap(body, TOP, MARGIN, body->columns - 2 * MARGIN, 3, ROLE_PLAIN,
		    all ? _("Inget att visa med det urvalet.") : _("Inget att visa med det urvalet: s visar hela tiden."));
}

/* ---- drawing: the selected one in full ---- */

/* The parts in columns: as wide as the widest name and the widest amount, where there is room. */
struct parts {
	struct history_change *changes;
	size_t count;
	int name, amount;
};

static const char *part_text(const struct history_view *view, char out[MONEY_TEXT], const struct history_change *change, money value)
{
	unsigned flags = (change->apart || change->part ? 0 : MONEY_SIGN) | (view->screen.session->ascii_money ? MONEY_ASCII : 0);

	if (value == MONEY_NONE)
		return change->apart ? _("inget") : "";
	return money_print(out, value, view->shown, MONEY_FULL, flags);
}

static void widen(int *width, int wanted, int most)
{
	if (wanted > *width)
		*width = wanted;
	if (*width > most)
		*width = most;
}

static void measure(const struct history_view *view, struct parts *parts, int columns)
{
	char text[MONEY_TEXT];

	for (size_t i = 0; i < parts->count; i++) {
		const struct history_change *change = &parts->changes[i];

		widen(&parts->amount, text_width(part_text(view, text, change, change->before)), columns);
		widen(&parts->amount, text_width(part_text(view, text, change, change->after)), columns);
		widen(&parts->name, text_width(change->name) + 2, NAME_MOST);
	}
	widen(&parts->name, 0, columns - 2 * parts->amount - 12);
}

/* «Personal   1 240,0 → 1 290,0   låst: …» */
static void draw_part(const struct history_view *view, struct canvas *strip, int y, const struct parts *parts,
		      const struct history_change *change)
{
	int indent = change->part ? 2 : 0, column = MARGIN + 2, x = column + parts->name + 2;
	char text[MONEY_TEXT];

	canvas_text(strip, y, column + indent, parts->name - indent, change->part ? ROLE_DIM : ROLE_PLAIN, change->name);
	if (change->apart) {
		canvas_right(strip, y, x, parts->amount, ROLE_DIM, part_text(view, text, change, change->before));
		canvas_text(strip, y, x + parts->amount + 1, 2, ROLE_DIM, strip->glyphs->arrow);
		x += parts->amount + 4;
	}
	canvas_right(strip, y, x, parts->amount, change->part ? ROLE_DIM : ROLE_PLAIN, part_text(view, text, change, change->after));
	if (change->note)
		canvas_text(strip, y, x + parts->amount + 3, CANVAS_REST, ROLE_DIM, change->note);
}

static void draw_parts(const struct history_view *view, struct canvas *strip, int y, const struct event *event)
{
	struct arena arena = { 0 };
	struct parts parts = { 0 };
	size_t room = strip->rows > y ? (size_t)(strip->rows - y) : 0;

	parts.count = history_changes(history_book(view), event, view->shown, &parts.changes, &arena);
	measure(view, &parts, strip->columns);
	for (size_t i = 0; i < parts.count && i < room && parts.name > 0; i++)
		if (i + 1 == room && parts.count > room)
			canvas_format(strip, y + (int)i, MARGIN + 2, CANVAS_REST, ROLE_DIM, _("och %zu till"), parts.count - i);
		else
			draw_part(view, strip, y + (int)i, &parts, &parts.changes[i]);
	arena_free(&arena);
}

/* What is special about it, in words. */
static int draw_marks(struct history_view *view, struct canvas *strip, const struct event *event)
{
	struct buffer text = { 0 };
	bool new = history_is_new(view, event);
	int rows = 0;

	history_marks(&text, view->history, event);
	if (new)
		buffer_format(&text, "%s%s", text.size ? "; " : "", _("ny sedan du öppnade sidan"));
	if (text.size)
		rows = canvas_wrap(strip, 1, MARGIN, strip->columns - 2 * MARGIN, strip->rows > STRIP ? 3 : 1,
				   history_sign(event) ? ROLE_WARN : ROLE_ACCENT, text.bytes);
	buffer_free(&text);
	return rows;
}

/* «13 dec 2019 kl. 08.03 verksamhetsområdeschef Kirurgi flyttade …»; her user name, where there is room for what is seldom asked. */
static void whole_text(struct history_view *view, struct buffer *out, const struct event *event, bool roomy)
{
	const char *title = history_person(view->history, event->user)->title;

	story_when(out, event);
	buffer_format(out, roomy && strcmp(title, event->user) != 0 ? " %s (%s) " : " %s ", title, event->user);
	history_tell(out, view->history, event);
}

/* Lines as long as one reads; a large strip shows also the parts. */
static void draw_strip(struct history_view *view, struct canvas *strip)
{
	const struct event *event = history_current(view);
	int width = strip->columns - 2 * MARGIN, y;
	struct buffer text = { 0 };

	canvas_rule(strip, 0, 0, strip->columns);
	if (!event)
		return;
	y = 1 + draw_marks(view, strip, event);
	whole_text(view, &text, event, strip->rows > STRIP);
	y += canvas_wrap(strip, y, MARGIN, width > 110 ? 110 : width, strip->rows - y, ROLE_PLAIN, text.bytes);
	buffer_free(&text);
	if (strip->rows > STRIP)
		draw_parts(view, strip, y + 1, event);
}

static int strip_rows(const struct history_view *view, const struct canvas *body)
{
	int third = body->rows / 3;

	if (body->rows < 10)
		return 0;
	if (view->more)
		return 2 * third;
	return third <= 8 ? STRIP : third > STRIP_MOST ? STRIP_MOST : third;
}

/* ---- drawing: all of it ---- */

static void draw_search(struct history_view *view, struct canvas *body)
{
	int y = body->rows - 1, used;

	canvas_fill(body, y, 0, 1, body->columns, ROLE_PLAIN);
	used = MARGIN + canvas_text(body, y, MARGIN, CANVAS_REST, ROLE_HEAD, _("Sök: "));
	field_draw(&view->search, body, y, used, body->columns - used - MARGIN > 40 ? 40 : body->columns - used - MARGIN);
}

void history_draw(struct history_view *view, struct canvas *body)
{
	int foot = strip_rows(view, body), top = body->rows < 8 ? 0 : TOP;
	struct canvas strip = canvas_part(body, body->rows - foot, 0, foot, body->columns);

	if (top)
		draw_count(view, body);
	list_size(&view->list, (int)view->history->count, body->rows - top - foot);
	for (int row = view->list.first; row < list_end(&view->list); row++)
		draw_row(view, body, row, top + list_y(&view->list, row));
	if (!view->history->count)
		draw_nothing(view, body);
	if (foot)
		draw_strip(view, &strip);
	if (view->searching)
		draw_search(view, body);
	popup_draw(&view->popup, body);
}

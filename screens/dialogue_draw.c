#include "dialogue_private.h"

#include "intl.h"
#include "phrase.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <string.h>

#define MARGIN      1
#define GAP         3
#define LIST_LEAST  24
#define LIST_MOST   48
#define TEXT_MOST   100 /* columns: longer lines are not easy to read */
#define PANEL_TEXT  3   /* rows of the text at least */
#define LABEL       13

/* ---- the list ---- */

static enum role role_of(const struct listed *one)
{
	return one->duty != DUTY_NONE ? ROLE_STRONG : one->thread.closed ? ROLE_DIM : ROLE_PLAIN;
}

static void add_state(struct buffer *out, const struct dialogue_view *view, const struct listed *one)
{
	const struct event *first = one->thread.first;
	bool decided = first->line->act.say.with && dialogue_decided(view->book, first);

	if (one->duty != DUTY_NONE)
		buffer_text(out, dialogue_duty_words(one->duty));
	else if (dialogue_waits(&one->thread))
		buffer_text(out, _("väntar"));
	else if (decided)
		buffer_text(out, _("beslutad"));
	else if (dialogue_state(&one->thread))
		buffer_text(out, dialogue_state(&one->thread));
}

/* What is hers in it: «utkast», «2 nya». */
static void add_own(struct buffer *out, const struct listed *one)
{
	if (one->draft)
		buffer_text(out, _("utkast"));
	if (one->unread)
		buffer_format(out, ngettext("%s%zu ny", "%s%zu nya", one->unread), one->draft ? " " : "", one->unread);
}

/* Who, and when where there is room for all of it. */
static void add_newest(struct buffer *out, const struct dialogue_view *view, const struct event *newest, int room)
{
	const struct charter charter = { view->book->region, view->book->org };
	struct buffer date = { 0 };

	title_user(out, &charter, newest->user, true);
	story_date(&date, newest->line->head.at);
	if (text_width(out->bytes) + 1 + text_width(date.bytes) <= room)
		buffer_format(out, " %s", date.bytes);
	buffer_free(&date);
}

/* What it is about; one about the whole plan is known by how it begins. */
static void add_title(struct buffer *out, const struct dialogue_view *view, const struct event *first)
{
	const struct say *say = &first->line->act.say;
	struct buffer about = { 0 };

	if (!say->about && !say->with) {
		buffer_format(out, "%.*s", (int)strcspn(say->text, "\n"), say->text);
		return;
	}
	dialogue_about_words(&about, view, first, view->book);
	text_capital(out, about.bytes);
	buffer_free(&about);
}

/* Something on the left, and something shorter on the right that is not cut. */
static void draw_pair(struct canvas *part, int y, enum role role, const char *left, enum role right_role, const char *right)
{
	int width = part->columns - 2, taken = text_width(right);

	canvas_text(part, y, 2, taken ? width - taken - 1 : width, role, left);
	canvas_text(part, y, 2 + width - taken, taken, right_role, right);
}

static void draw_thread(struct dialogue_view *view, struct canvas *part, int y, int at)
{
	const struct listed *one = &view->threads[at];
	struct buffer state = { 0 }, newest = { 0 }, own = { 0 }, title = { 0 };

	buffer_text(&state, "");
	buffer_text(&own, "");
	add_state(&state, view, one);
	add_own(&own, one);
	add_title(&title, view, dialogue_latest(one->thread.first));
	add_newest(&newest, view, one->thread.newest, part->columns - 2 - (own.size ? text_width(own.bytes) + 1 : 0));
	if (!strcmp(one->thread.first->line->hash, view->thread))
		canvas_text(part, y, 0, 1, ROLE_ACCENT, part->glyphs->pointer);
	canvas_text(part, y, 2, part->columns - 2, role_of(one), title.bytes);
	draw_pair(part, y + 1, one->thread.closed ? ROLE_DIM : ROLE_PLAIN, dialogue_kind(one->thread.first), one->duty != DUTY_NONE ? ROLE_ACCENT : ROLE_DIM, state.bytes);
	draw_pair(part, y + 2, ROLE_DIM, newest.bytes, ROLE_ACCENT, own.bytes);
	buffer_free(&state);
	buffer_free(&newest);
	buffer_free(&own);
	buffer_free(&title);
}

/* At the foot: it is in none of the threads. */
static int draw_new_thread(const struct dialogue_view *view, struct canvas *part)
{
	if (!view->draft || view->writing || part->rows <= THREAD_ROWS)
		return 0;
	canvas_text(part, part->rows - 1, 2, part->columns - 2, ROLE_ACCENT, _("Utkast till ny tråd: n"));
	return 1;
}

static void draw_list(struct dialogue_view *view, struct canvas *part)
{
	struct list_view *list = &view->list;
	bool focus = !view->in_talk && !view->writing;
	int rows = part->rows - draw_new_thread(view, part);

	list_size(list, (int)view->count, rows / THREAD_ROWS > 0 ? rows / THREAD_ROWS : 1);
	for (int at = list->first; at < list_end(list); at++)
		draw_thread(view, part, list_y(list, at) * THREAD_ROWS, at);
	if (!view->count || !focus)
		return;
	canvas_reverse(part, list_y(list, list->at) * THREAD_ROWS, 2, part->columns - 2);
	canvas_cursor(part, list_y(list, list->at) * THREAD_ROWS, 2, false);
}

/* ---- the conversation ---- */

static void draw_talk(struct dialogue_view *view, struct canvas *part)
{
	struct list_view *talk = &view->talk;

	list_size(talk, (int)view->row_count, part->rows);
	for (int at = talk->first; at < list_end(talk); at++)
		canvas_text(part, list_y(talk, at), view->rows[at].indent, CANVAS_REST, view->rows[at].role, view->rows[at].text);
	if (!view->row_count || !view->in_talk || view->writing)
		return;
	canvas_reverse(part, list_y(talk, talk->at), 0, part->columns);
	canvas_cursor(part, list_y(talk, talk->at), 0, false);
}

static void draw_empty(const struct dialogue_view *view, struct canvas *body)
{
	const char *words = view->unit == ORG_NONE ? _("Enheten finns inte längre i organisationen: dess dialog går att läsa i historiken (H).")
	                    : view->draft && !view->writing ? _("Ingen har skrivit något här än. Ditt utkast till en ny tråd ligger kvar: n skriver vidare.")
	                                           : _("Ingen har skrivit något här än. n börjar en tråd; D på ett belopp i en annan skärm börjar en om det.");

	canvas_wrap(body, 0, MARGIN, body->columns - 2 * MARGIN, 3, ROLE_DIM, words);
	canvas_cursor(body, 0, MARGIN, false);
}

static int list_width(int columns)
{
	int width = columns * 3 / 10;

	return width < LIST_LEAST ? LIST_LEAST : width > LIST_MOST ? LIST_MOST : width;
}

/* Both beside each other, or the one that the keys go to. */
static void draw_panes(struct dialogue_view *view, struct canvas *body)
{
	bool both = body->columns >= BOTH_LEAST;
	int list = both ? list_width(body->columns) : body->columns - 2 * MARGIN;
	int left = both ? MARGIN + list + GAP : MARGIN, width = body->columns - left - MARGIN;
	struct canvas part;

	dialogue_freshen(view, width < TEXT_MOST ? width : TEXT_MOST);
	view->list_columns = both ? left : view->in_talk ? 0 : body->columns;
	if (!view->count) {
		draw_empty(view, body);
		return;
	}
	if (both || !view->in_talk) {
		part = canvas_part(body, 0, MARGIN, body->rows, list);
		draw_list(view, &part);
	}
	if (both || view->in_talk) {
		part = canvas_part(body, 0, left, body->rows, width < TEXT_MOST ? width : TEXT_MOST);
		draw_talk(view, &part);
		view->drawn = view->drawn || body->rows > 0;
	}
}

/* ---- writing ---- */

static void add_to(struct buffer *out, const struct dialogue_view *view)
{
	const char *thread = writing_note(&view->text, "thread");
	const struct event *first = *thread ? book_event(view->book, thread) : NULL;
	const struct saying_desk desk = dialogue_desk(view);
	int with = saying_has(&view->text, SAYING_WITH) ? saying_with(&view->text, &desk) : ORG_NONE;
	struct buffer to = { 0 };

	if (view->unit != ORG_NONE && view->screen.session->user)
		dialogue_to(&to, view->book, view->unit, first, with == ORG_NONE ? NULL : view->book->org->units[with].id, view->screen.session->user);
	if (to.size)
		buffer_format(out, _("Till: %s. Läses också av ekonom, registrator och alla som får läsa mappen; kan bli allmän handling."), to.bytes);
	else
		buffer_text(out, _("Läses av ekonom, registrator och alla som får läsa mappen; kan bli allmän handling."));
	buffer_free(&to);
}

/* «Svar · om omfördelning 2020: 23,6 mnkr» */
static void add_what(struct buffer *out, const struct dialogue_view *view)
{
	const char *thread = writing_note(&view->text, "thread"), *about = writing_note(&view->text, "about");
	const struct event *first = *thread ? book_event(view->book, thread) : NULL;
	struct line line = { .act.say = { .unit = view->id, .about = about } };
	const struct event event = { .line = &line };
	struct buffer kind = { 0 };

	text_capital(&kind, *writing_note(&view->text, "replaces") ? _("rättelse") : saying_kind_name(writing_note(&view->text, "kind")));
	buffer_text(out, kind.bytes);
	buffer_free(&kind);
	if (!first && !*about)
		return;
	buffer_text(out, _(" om "));
	dialogue_about_words(out, view, *about ? &event : first, view->book);
	if (*about)
		dialogue_figure_now(out, view, about);
	if (first && dialogue_listed(view) && dialogue_listed(view)->thread.closed)
		buffer_text(out, _(" · tråden är avslutad: en fråga tar upp den igen, annat gör det inte"));
}

static void draw_value(struct dialogue_view *view, struct canvas *part, int y, int column, int width, enum saying_field field)
{
	const struct saying_desk desk = dialogue_desk(view);
	struct buffer taken = { 0 };
	struct error why = { .word = NULL };
	bool fine = saying_taken(&view->text, &desk, field, &taken, &why), here = view->at == field;
	int room = here && !saying_is_choice(field) ? width / 2 : width;

	if (here && !saying_is_choice(field)) {
		field_draw(&view->entry, part, y, column, room);
		canvas_text(part, y, column + room + 1, width - room - 1, fine ? ROLE_DIM : ROLE_WARN, fine ? (taken.size ? taken.bytes : "") : "?");
	} else {
		canvas_text(part, y, column, width, fine ? ROLE_PLAIN : ROLE_WARN, taken.size && fine ? taken.bytes : saying_value(&view->text, field));
	}
	if (here && saying_is_choice(field)) {
		canvas_reverse(part, y, column, width);
		canvas_cursor(part, y, column, false);
	}
	buffer_free(&taken);
}

/* Two beside each other where there is room. Returns the rows. */
static int draw_fields(struct dialogue_view *view, struct canvas *part, int y)
{
	int abreast = part->columns >= 2 * (LABEL + 12) ? 2 : 1, width = part->columns / abreast, count = 0;

	for (enum saying_field field = 0; field < SAYING_FIELDS; field++) {
		int row = y + count / abreast, column = count % abreast * width;

		if (!saying_has(&view->text, field))
			continue;
		if (part->rows > 0) {
			canvas_text(part, row, column, LABEL - 1, ROLE_DIM, saying_label(field));
			draw_value(view, part, row, column + LABEL, width - LABEL - 1, field);
		}
		count++;
	}
	return (count + abreast - 1) / abreast;
}

static int field_rows(struct dialogue_view *view, int columns)
{
	struct canvas none = { .rows = 0, .columns = columns };

	return draw_fields(view, &none, 0);
}

static void draw_panel(struct dialogue_view *view, struct canvas *part, int fields)
{
	struct buffer what = { 0 }, to = { 0 };
	struct canvas text;
	int row = 1;

	add_what(&what, view);
	add_to(&to, view);
	canvas_rule(part, 0, 0, part->columns);
	if (part->rows > 4)
		row += canvas_wrap(part, row, 0, part->columns, 2, ROLE_STRONG, what.bytes);
	if (part->rows > 6)
		row += canvas_wrap(part, row, 0, part->columns, 2, ROLE_DIM, to.bytes);
	text = canvas_part(part, row, 0, part->rows - row - fields, part->columns);
	text_field_draw(&view->field, &text, view->at == SAYING_FIELDS);
	if (fields)
		draw_fields(view, part, part->rows - fields);
	buffer_free(&what);
	buffer_free(&to);
}

/* From the foot as much as the text takes, and what she answers still to be seen above; in a low window all of it. */
static void draw_writing(struct dialogue_view *view, struct canvas *body)
{
	int columns = body->columns - 2 * MARGIN < TEXT_MOST ? body->columns - 2 * MARGIN : TEXT_MOST;
	int fields = field_rows(view, columns), text = text_field_rows(&view->field, columns), most = body->rows - 8;
	int rows = 5 + fields + (text < PANEL_TEXT ? PANEL_TEXT : text);
	struct canvas above, panel;

	rows = most < 5 + fields + PANEL_TEXT ? body->rows : rows > most ? most : rows;
	above = canvas_part(body, 0, 0, body->rows - rows, body->columns);
	panel = canvas_part(body, body->rows - rows, MARGIN, rows, columns);
	draw_panes(view, &above);
	draw_panel(view, &panel, rows - fields < 4 && fields ? 0 : fields);
}

void dialogue_draw(struct screen *screen, struct canvas *body)
{
	struct dialogue_view *view = dialogue_self(screen);
	struct canvas above = canvas_part(body, 0, 0, body->rows - popup_rows(&view->popup, body->columns), body->columns);

	if (view->writing)
		draw_writing(view, &above);
	else
		draw_panes(view, &above);
	popup_draw(&view->popup, body);
}

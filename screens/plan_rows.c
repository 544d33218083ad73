#include "plan_private.h"

#include "figure.h"
#include "phrase.h"
#include "plan_state.h"
#include "story.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_COLUMN 3 /* and as much is free to the right */

static const struct book *book_of(const struct plan_view *view)
{
	return view->screen.session->book;
}

/* ---- lines ---- */

static struct plan_line *add(struct plan_view *view, enum plan_line_kind kind, const char *text)
{
	if (view->count == view->room) {
		view->room = view->room ? view->room * 2 : 64;
		view->lines = memory_grow(view->lines, view->room, sizeof *view->lines);
	}
	view->lines[view->count] = (struct plan_line){ .kind = kind, .text = arena_string(&view->arena, text), .before = MONEY_NONE, .after = MONEY_NONE };
	return &view->lines[view->count++];
}

static void heading(struct plan_view *view, const char *text)
{
	if (view->count)
		add(view, PLINE_GAP, NULL);
	add(view, PLINE_HEADING, text);
}

/* As many rows as it needs; returns the first, for what else it has. */
static struct plan_line *wrapped(struct plan_view *view, enum plan_line_kind kind, const char *text, enum role role)
{
	struct buffer whole = { 0 };
	size_t first = view->count;
	int width = view->columns - 2 * TEXT_COLUMN;

	text_harmless(&whole, text);
	for (const char *at = whole.bytes, *next; at; at = next) {
		size_t length = text_wrap(at, width < 10 ? 10 : width, &next);
		struct plan_line *line = add(view, kind, NULL);

		line->text = arena_copy(&view->arena, at, length);
		line->role = role;
		line->follows = view->count - 1 > first;
	}
	buffer_free(&whole);
	return &view->lines[first];
}

/* The figure, and so on, for all rows of a text. */
static void leads(struct plan_view *view, const struct plan_line *first, const char *figure, bool dialogue)
{
	for (size_t i = (size_t)(first - view->lines); i < view->count; i++) {
		view->lines[i].figure = arena_string(&view->arena, figure);
		view->lines[i].dialogue = dialogue;
	}
}

static void amount(const struct plan_view *view, struct buffer *out, money value)
{
	char text[MONEY_TEXT];

	buffer_text(out, money_print(text, value, view->shown, MONEY_FULL, plan_money_flags(view)));
}

/* ---- why it is sent as it is ---- */

/* The reason for what is left stands before all else. */
static void add_reason(struct plan_view *view)
{
	const char *text = view->waits ? view->waits->submit->line->act.submit.text : NULL;
	int64_t left = view->waits ? content_left(view->waits->content, book_of(view)->region) : 0;
	struct buffer line = { 0 };

	if (!view->waits || (!left && !text))
		return;
	heading(view, left ? _("Skäl") : _("Med planen"));
	if (left) {
		amount(view, &line, money_from_kr(left < 0 ? -left : left));
		buffer_text(&line, left < 0 ? _(" över ramen") : _(" är kvar att fördela"));
		buffer_text(&line, text ? ": " : "");
	}
	if (text)
		buffer_format(&line, "«%s»", text);
	wrapped(view, PLINE_TEXT, line.bytes, ROLE_STRONG);
	buffer_free(&line);
}

/* ---- a return ---- */

static void add_mend(struct plan_view *view, const struct mend *mend)
{
	struct figure figure;
	struct buffer text = { 0 };
	struct plan_line *line;
	bool known = figure_parse(&figure, book_of(view), mend->figure, view->unit, view->year, NULL);

	if (known && figure.what == FIGURE_LINE && figure.unit == view->unit)
		buffer_text(&text, region_line_name(book_of(view)->region, figure.line));
	else if (known)
		figure_title(&text, book_of(view), &figure);
	else
		buffer_text(&text, mend->figure);
	if (mend->text)
		buffer_format(&text, ": «%s»", mend->text);
	buffer_text(&text, mend->attended ? _(" (åtgärdad)") : view->waits ? _(" (inte åtgärdad)") : _(" (kvar att åtgärda)"));
	line = wrapped(view, PLINE_MEND, text.bytes, mend->attended ? ROLE_DIM : ROLE_PLAIN);
	line->attended = mend->attended;
	leads(view, line, mend->figure, false);
	buffer_free(&text);
}

static const struct draft *draft_of(const struct plan_view *view)
{
	const struct draft *draft = &view->screen.session->draft;

	return !strcmp(draft->unit, view->unit_id) && draft->year == view->year ? draft : NULL;
}

/* To who mends it what is left, to who asked for it what has been done. */
static void add_return(struct plan_view *view)
{
	const struct sending *returned = approval_stands(book_of(view), view->unit, view->year);
	struct mend *marks;
	size_t count;
	struct buffer head = { 0 };

	if (view->waits)
		count = mending_asked(book_of(view), view->unit, view->year, &returned, &marks, &view->arena);
	else
		count = mending_marks(book_of(view), view->unit, view->year, draft_of(view), &marks, &view->arena);
	if (!returned || !returned->answer || returned->answer->line->act.kind != ACT_RETURN)
		return;
	buffer_text(&head, view->waits ? _("Kompletterad efter återlämningen") : _("Att komplettera"));
	if (count)
		buffer_format(&head, _(": %zu av %zu åtgärdade"), mending_attended(marks, count), count);
	heading(view, head.bytes);
	if (returned->answer->line->act.verdict.text) {
		head.size = 0;
		buffer_format(&head, "«%s»", returned->answer->line->act.verdict.text);
		wrapped(view, PLINE_TEXT, head.bytes, ROLE_STRONG);
	}
	for (size_t i = 0; i < count; i++)
		add_mend(view, &marks[i]);
	buffer_free(&head);
}

/* ---- what hinders ---- */

static void add_unsaved(struct plan_view *view)
{
	const struct draft *draft = draft_of(view);
	size_t changes = draft ? draft_changes(draft) : 0;
	struct buffer text = { 0 };

	if (!changes)
		return;
	buffer_format(&text, ngettext("utkastet har %zu ändrad rad som inte är sparad: den följer inte med", "utkastet har %zu ändrade rader som inte är sparade: de följer inte med", changes), changes);
	leads(view, wrapped(view, PLINE_HINDER, text.bytes, ROLE_PLAIN), NULL, false);
	view->lines[view->count - 1].class = HINDER_TELLS;
	buffer_free(&text);
}

/* to_send: with what it means for who is to send it. */
static void add_hinder(struct plan_view *view, const struct hinder *hinder, bool to_send)
{
	struct buffer text = { 0 };
	struct plan_line *line;

	if (to_send)
		buffer_format(&text, "%s: ", hinder_class_name(hinder->class));
	buffer_text(&text, hinder->text);
	line = wrapped(view, PLINE_HINDER, text.bytes, to_send && hinder->class == HINDER_STOPS ? ROLE_WARN : ROLE_PLAIN);
	line->class = hinder->class;
	leads(view, line, hinder->figure, hinder->dialogue);
	buffer_free(&text);
}

/* To who answers or reads: what is left she has read the reason for. */
static void add_known(struct plan_view *view)
{
	bool headed = false;

	for (size_t i = 0; i < view->hinders->count; i++) {
		if (view->hinders->items[i].class == HINDER_REASON)
			continue;
		if (!headed)
			heading(view, _("Att veta om planen"));
		headed = true;
		add_hinder(view, &view->hinders->items[i], false);
	}
}

/* It is in force as it stands, and nobody here is changing it: there is nothing to send. */
static bool is_settled(const struct plan_view *view)
{
	const struct draft *draft = draft_of(view);

	return !(draft && draft_changes(draft)) && approval_is_approved(approval_status(plan_table(view), view->unit)) && !plan_state_adjusted(plan_table(view), view->unit);
}

static void add_hinders(struct plan_view *view)
{
	const struct hinders *hinders = view->hinders;

	heading(view, _("Innan den skickas"));
	for (size_t i = 0; i < hinders->count; i++)
		add_hinder(view, &hinders->items[i], true);
	add_unsaved(view);
	if (!hinders->stops && view->saved)
		wrapped(view, PLINE_TEXT, _("Inget stoppar den, när räkneexemplet är kastat eller behållet (W)."), ROLE_DIM);
	else if (!hinders->stops)
		wrapped(view, PLINE_TEXT, hinders->count ? _("Inget stoppar: den kan skickas.") : _("Inget hindrar: den kan skickas."), ROLE_DIM);
}

/* ---- what has changed ---- */

static const char *mark_of(const struct list *marks, const char *figure)
{
	const struct plan_mark *all = marks->items;

	for (size_t i = 0; i < marks->count; i++)
		if (!strcmp(all[i].figure, figure))
			return all[i].text ? all[i].text : "";
	return NULL;
}

static void add_change(struct plan_view *view, const struct plan_change *change, const struct list *marks)
{
	struct buffer name = { 0 };
	char figure[256];
	struct plan_line *line;

	plan_change_name(&name, book_of(view), change);
	plan_change_figure(figure, book_of(view), view->content, change);
	line = add(view, PLINE_CHANGE, name.bytes);
	line->change = change;
	line->figure = *figure ? arena_string(&view->arena, figure) : NULL;
	line->mark = *figure ? mark_of(marks, figure) : NULL;
	buffer_free(&name);
}

static void add_sum(struct plan_view *view, const char *name, money before, money after)
{
	struct plan_line *line = add(view, PLINE_SUM, name);

	line->before = before;
	line->after = after;
}

static void head_of_changes(struct plan_view *view)
{
	struct buffer text = { 0 };

	if (!view->force) {
		buffer_text(&text, _("Hela planen: ingen är godkänd förut"));
	} else {
		buffer_text(&text, _("Ändrat sedan planen som gäller (godkänd "));
		plan_state_day(&text, view->force->answer->line->head.at);
		buffer_text(&text, ")");
	}
	heading(view, text.bytes);
	buffer_free(&text);
}

static void add_changes(struct plan_view *view)
{
	struct list marks = plan_kept_marks(&view->kept, &view->arena);
	const struct plan_changes *changes = view->changes;

	head_of_changes(view);
	for (size_t i = 0; i < changes->count; i++)
		add_change(view, &changes->items[i], &marks);
	if (!changes->count)
		wrapped(view, PLINE_TEXT, _("Inget är ändrat."), ROLE_DIM);
	add_sum(view, _("= Att fördela"), changes->before.available, changes->after.available);
	add_sum(view, _("= Fördelat"), changes->before.divided, changes->after.divided);
	add_sum(view, changes->after.left != MONEY_NONE && changes->after.left < 0 ? _("ÖVER RAM (under 0)") : _("KVAR ATT FÖRDELA"), changes->before.left, changes->after.left);
}

/* ---- how it has been sent ---- */

static void add_told(struct plan_view *view, const struct event *event)
{
	struct buffer text = { 0 };

	story_when(&text, event);
	buffer_text(&text, "  ");
	story_tell(&text, book_of(view), event, view->shown);
	if (event->outside_dates)
		buffer_text(&text, _(" (utanför sin tid som ersättare)"));
	if (plan_state_of_another(book_of(view), view->unit, view->year, event))
		buffer_text(&text, _(" (en annan än den som väntar)"));
	wrapped(view, PLINE_TEXT, text.bytes, ROLE_PLAIN);
	buffer_free(&text);
}

/* The newest first, as in Historik. */
static void add_sendings(struct plan_view *view)
{
	const struct event **steps;
	size_t count = plan_state_steps(book_of(view), view->unit, view->year, &steps, &view->arena);

	if (count)
		heading(view, _("Så har den skickats"));
	while (count-- > 0)
		add_told(view, steps[count]);
}

/* ---- the whole ---- */

static void look(struct plan_view *view)
{
	const struct session *session = view->screen.session;
	const struct charter charter = { session->book->region, session->book->org };

	view->waits = approval_waits(session->book, view->unit, view->year);
	view->force = approval_in_force(session->book, view->unit, view->year);
	view->content = view->waits ? view->waits->content : content_make(session->book, &charter, view->unit_id, view->year, &view->arena);
	view->changes = plan_changes(view->force ? view->force->content : NULL, view->content, session->book->region, view->every || !view->force, &view->arena);
	memcpy(view->seen, view->waits ? view->waits->submit->line->hash : "", view->waits ? HASH_TEXT : 1);
	hinders_free(view->hinders);
	view->hinders = hinders_make(plan_table(view), view->findings, view->unit, view->shown, plan_money_flags(view) & ~(unsigned)MONEY_NAMED);
}

void plan_view_make(struct plan_view *view)
{
	arena_free(&view->arena);
	view->count = 0;
	look(view);
	add_reason(view);
	add_return(view);
	if (approval_status(plan_table(view), view->unit) != PLAN_NONE) {
		(view->waits || is_settled(view) ? add_known : add_hinders)(view);
		add_changes(view);
	} else {
		wrapped(view, PLINE_TEXT, _("Här finns ingen egen plan: den hör till den enhet vars chef fördelar ramen."), ROLE_DIM);
	}
	add_sendings(view);
}

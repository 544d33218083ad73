/* Read back before a meeting is closed: all that was written in it, unit by unit, as it will stand in the minutes; what is confirmed and what is not,
 * and what is left open. From here it is put right, and closed. */
#include "meeting_private.h"

#include "intl.h"
#include "export.h"
#include "report.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

#define MARGIN 3
#define TEXT_MOST 100

struct minutes_row { char *text; enum role role; int indent; char entry[HASH_TEXT]; };

struct minutes {
	struct screen screen;
	struct screen_hooks told;  /* its hooks, and what Enter and Tab do now */
	char branch[65], name[128], meeting[HASH_TEXT];
	struct list_view list;
	struct minutes_row *rows;
	size_t count, room;
	int columns;               /* that the rows were made for; 0: they are to be made */
	size_t entries, waiting, open;
	struct pen pen;
	struct popup popup;
	enum { ASKED_CLOSE, ASKED_DISCARD } asked;
};

static struct minutes *self(const struct screen *screen)
{
	return (struct minutes *)screen;
}

static const struct book *book_of(const struct minutes *view)
{
	return view->screen.session->book;
}

static const struct meeting *meeting_of(const struct minutes *view)
{
	return meeting_find(book_of(view), view->meeting);
}

/* ---- the rows ---- */

static void forget_rows(struct minutes *view)
{
	for (size_t i = 0; i < view->count; i++)
		free(view->rows[i].text);
	view->count = 0;
	view->columns = 0;
}

static void add_row(struct minutes *view, enum role role, int indent, const char *entry, const char *text, size_t size)
{
	struct minutes_row *row;

	if (view->count == view->room) {
		view->room = view->room ? view->room * 2 : 64;
		view->rows = memory_grow(view->rows, view->room, sizeof *view->rows);
	}
	row = &view->rows[view->count++];
	*row = (struct minutes_row){ .text = memory_grow(NULL, size + 1, 1), .role = role, .indent = indent };
	memcpy(row->text, text, size);
	row->text[size] = '\0';
	snprintf(row->entry, sizeof row->entry, "%s", entry ? entry : "");
}

static void add_text(struct minutes *view, enum role role, int indent, const char *entry, const char *text)
{
	int width = view->columns - 2 * MARGIN < TEXT_MOST ? view->columns - 2 * MARGIN : TEXT_MOST;

	for (const char *next = text; next;) {
		const char *at = next;
		size_t size = text_wrap(at, width - indent > 1 ? width - indent : 1, &next);

		add_row(view, role, indent, entry, at, size);
	}
}

static void add_blank(struct minutes *view)
{
	if (view->count)
		add_row(view, ROLE_PLAIN, 0, NULL, "", 0);
}

static void add_named(struct minutes *view, const char *name, const char *value)
{
	struct buffer text = { 0 };

	buffer_format(&text, "%s: %s", name, value && *value ? value : _("– (u fyller i)"));
	add_text(view, value && *value ? ROLE_PLAIN : ROLE_DIM, 0, NULL, text.bytes);
	buffer_free(&text);
}

static void add_head(struct minutes *view, const struct meet *meet)
{
	const struct charter charter = { book_of(view)->region, book_of(view)->org };
	struct buffer text = { 0 };

	buffer_format(&text, _("Dialogmöte om %s, "), view->name);
	story_date(&text, meet->date);
	add_text(view, ROLE_STRONG, 0, NULL, text.bytes);
	text.size = 0;
	buffer_text(&text, "");
	if (meet->secretary)
		title_user(&text, &charter, meet->secretary, false);
	add_named(view, _("Plats"), meet->place);
	add_named(view, _("Närvarande"), meet->present);
	add_named(view, _("Ordförande"), meet->chair);
	add_named(view, _("Mötessekreterare"), meet->secretary ? text.bytes : NULL);
	add_named(view, _("Nästa möte"), meet->next);
	if (meet->text)
		add_named(view, _("Övrigt"), meet->text);
	buffer_free(&text);
}

static bool is_question(const struct event *event)
{
	return !strcmp(event->line->act.say.kind, "question");
}

static void add_entry(struct minutes *view, const struct event *event, int unit)
{
	const struct session *session = view->screen.session;
	struct buffer about = { 0 }, carried = { 0 }, standing = { 0 };

	meeting_carried(&carried, book_of(view), &event->line->act.say, session_money(session, unit), meeting_flags(session));
	meeting_standing(&standing, book_of(view), event);
	text_capital(&about, saying_kind_name(event->line->act.say.kind));
	if (carried.size)
		buffer_format(&about, ", %s", carried.bytes);
	if (standing.size)
		buffer_format(&about, " · %s", standing.bytes);
	add_text(view, ROLE_PLAIN, 2, event->line->hash, event->line->act.say.text);
	add_text(view, ROLE_DIM, 2, event->line->hash, about.bytes);
	view->entries += dialogue_needs(event) != 0;
	view->waiting += dialogue_needs(event) && !dialogue_stands(book_of(view), event);
	buffer_free(&about);
	buffer_free(&carried);
	buffer_free(&standing);
}

/* What waited for an answer before the meeting, and does so still. */
static size_t add_open(struct minutes *view, const struct meeting *meeting, int branch, int unit)
{
	struct point *points;
	size_t count = meeting_points(book_of(view), meeting, branch, unit, &points), open = 0;

	for (size_t i = 0; i < count; i++) {
		const struct event *event = points[i].event;

		if (points[i].kind == POINT_QUESTION && is_question(event)) {
			struct buffer text = { 0 };

			buffer_format(&text, _("Obesvarad fråga från tidigare: %s"), event->line->act.say.text);
			add_text(view, ROLE_DIM, 2, NULL, text.bytes);
			buffer_free(&text);
			open++;
		}
	}
	free(points);
	return open;
}

static void add_unit(struct minutes *view, const struct meeting *meeting, const char *id)
{
	int unit = org_find(book_of(view)->org, id), branch = org_find(book_of(view)->org, view->branch);
	const struct event **said = NULL;
	size_t count, open;

	add_blank(view);
	if (unit == ORG_NONE || branch == ORG_NONE) {
		add_text(view, ROLE_STRONG, 0, NULL, _("En enhet som har lämnat organisationen"));
		add_text(view, ROLE_DIM, 2, NULL, _("Det som skrivits om den står i minnesanteckningarna (E)."));
		return;
	}
	add_text(view, ROLE_STRONG, 0, NULL, book_of(view)->org->units[unit].name);
	count = meeting_said(book_of(view), meeting, branch, unit, &said);
	for (size_t i = 0; i < count; i++)
		add_entry(view, said[i], unit);
	open = add_open(view, meeting, branch, unit);
	if (!count && !open)
		add_text(view, ROLE_DIM, 2, NULL, _("Inget antecknat."));
	view->open += open;
	free(said);
}

static bool is_on_agenda(const struct meet *meet, const char *id)
{
	const char *const *ids = meet->units.items;

	for (size_t i = 0; i < meet->units.count; i++)
		if (!strcmp(ids[i], id))
			return true;
	return false;
}

/* What was written about a unit that has been taken off the agenda since is in the minutes all the same. */
static void add_units(struct minutes *view, const struct meeting *meeting)
{
	const struct meet *meet = &meeting->head->line->act.meet;
	const struct org *org = book_of(view)->org;
	const char *const *ids = meet->units.items;
	int branch = org_find(org, view->branch);

	for (size_t i = 0; i < meet->units.count; i++)
		add_unit(view, meeting, ids[i]);
	for (int unit = branch; branch != ORG_NONE && unit < org->units[branch].end; unit++) {
		const struct event **said;
		size_t count = is_on_agenda(meet, org->units[unit].id) ? 0 : meeting_said(book_of(view), meeting, branch, unit, &said);

		if (!is_on_agenda(meet, org->units[unit].id))
			free(said);
		if (count)
			add_unit(view, meeting, org->units[unit].id);
	}
}

static void add_sum(struct minutes *view, const struct meeting *meeting)
{
	struct buffer text = { 0 };

	add_blank(view);
	if (view->waiting)
		buffer_format(&text, _("%zu av %zu står som förslag och bekräftas av parterna: b, eller senare i dialogen. "), view->waiting, view->entries);
	else
		buffer_text(&text, view->entries ? _("Allt som ska bekräftas är bekräftat. ") : _("Inget är skrivet som ska bekräftas. "));
	buffer_text(&text, meeting->closed ? _("Mötet är avslutat. ") : _("a avslutar mötet. "));
	buffer_text(&text, _("E skriver minnesanteckningarna till en fil; det gör också budgetdialog report minutes."));
	add_text(view, ROLE_DIM, 0, NULL, text.bytes);
	buffer_free(&text);
}

static void make_rows(struct minutes *view, int columns)
{
	const struct meeting *meeting = meeting_of(view);

	forget_rows(view);
	view->columns = columns;
	view->entries = view->waiting = view->open = 0;
	if (!meeting) {
		add_text(view, ROLE_PLAIN, 0, NULL, *view->meeting ? _("Mötet finns inte i det som visas: V går tillbaka till nu") : _("Inget dialogmöte har hållits här."));
		return;
	}
	add_head(view, &meeting->head->line->act.meet);
	add_units(view, meeting);
	add_sum(view, meeting);
}

/* ---- drawing ---- */

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct minutes *view = self(screen);
	const struct meeting *meeting = meeting_of(view);

	buffer_format(left, meeting && meeting->closed ? _("Avslutat dialogmöte · %s") : _("Läs upp och avsluta · %s"), view->name);
	buffer_text(right, money_unit_name(session_money(screen->session, org_find(screen->session->book->org, view->branch))));
}

static void draw_rows(struct minutes *view, struct canvas *body)
{
	if (view->columns != body->columns)
		make_rows(view, body->columns);
	list_size(&view->list, (int)view->count, body->rows);
	for (int at = view->list.first; at < list_end(&view->list); at++) {
		const struct minutes_row *row = &view->rows[at];
		int y = list_y(&view->list, at);

		canvas_text(body, y, MARGIN + row->indent, CANVAS_REST, row->role, row->text);
		if (at != view->list.at)
			continue;
		canvas_reverse(body, y, MARGIN - 1, body->columns - 2 * (MARGIN - 1));
		canvas_cursor(body, y, MARGIN, false);
	}
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct minutes *view = self(screen);
	int pen = pen_rows(&view->pen, body, MARGIN), popup = popup_rows(&view->popup, body->columns);
	struct canvas above = canvas_part(body, 0, 0, body->rows - (pen > popup ? pen : popup), body->columns);

	draw_rows(view, &above);
	pen_tell(&view->pen, popup_open(&view->popup), &view->told);
	if (view->pen.open)
		pen_draw(&view->pen, screen->session, body, MARGIN);
	popup_draw(&view->popup, body);
}

/* ---- put right, confirmed ---- */

static const struct event *selected(const struct minutes *view)
{
	const struct minutes_row *row = view->list.at < (int)view->count ? &view->rows[view->list.at] : NULL;

	return row && *row->entry ? book_event(book_of(view), row->entry) : NULL;
}

static struct effect correct(struct minutes *view)
{
	pen_correct(&view->pen, view->screen.session, view->branch, selected(view));
	return effect_handled;
}

static bool may_correct(const struct minutes *view, struct error *why)
{
	const struct event *entry = selected(view);
	const struct session *session = view->screen.session;

	if (!entry)
		return error_set(why, "no-entry", _("ställ dig på det som ska rättas"));
	return (session->user && !strcmp(entry->user, session->user)) || !strcmp(entry->line->act.say.kind, "agreement") ||
	       error_set(why, "not-hers", _("bara den som skrev det kan rätta det: skriv en egen anteckning i mötet"));
}

/* The marked entry; else the first that waits for her is marked. */
static struct effect confirm(struct minutes *view)
{
	struct session *session = view->screen.session;
	const struct event *entry = selected(view);
	struct error why = { .word = NULL };

	error_set(&why, "nothing", _("här finns inget som väntar på att du bekräftar det"));
	if (entry && meeting_may_confirm(book_of(view), entry, session->user, &why)) {
		meeting_confirm(session, entry);
		return effect_handled;
	}
	for (size_t i = 0; i < view->count; i++) {
		entry = *view->rows[i].entry ? book_event(book_of(view), view->rows[i].entry) : NULL;
		if (entry && meeting_may_confirm(book_of(view), entry, session->user, &why)) {
			list_select(&view->list, (int)i);
			session_say(session, "%s", _("Det markerade väntar på att du bekräftar det: b en gång till"));
			return effect_handled;
		}
	}
	session_say(session, "%s", why.text);
	return effect_handled;
}

/* ---- closed ---- */

static struct effect ask_close(struct minutes *view)
{
	struct buffer text = { 0 };

	buffer_format(&text, _("Avsluta dialogmötet om %s? Därefter skrivs inget mer i det."), view->name);
	if (view->waiting)
		buffer_format(&text, _(" %zu av %zu står som förslag: de kan bekräftas också efteråt."), view->waiting, view->entries);
	if (pen_lies(view->screen.session, view->branch))
		buffer_text(&text, _(" Något ligger halvskrivet och kommer inte med: n, och sedan a, n eller f på bilden, tar upp det."));
	popup_ask(&view->popup, text.bytes);
	popup_choice(&view->popup, "j", _("ja, avsluta"));
	popup_choice(&view->popup, "n", _("nej"));
	view->asked = ASKED_CLOSE;
	buffer_free(&text);
	return effect_handled;
}

/* Those of the agenda that are there still. */
static size_t units_left(const struct minutes *view, const struct meet *meet, const char **ids)
{
	const char *const *units = meet->units.items;
	size_t count = 0;

	for (size_t i = 0; i < meet->units.count; i++)
		if (org_find(book_of(view)->org, units[i]) != ORG_NONE)
			ids[count++] = units[i];
	return count;
}

static void close_meeting(struct minutes *view)
{
	const struct meeting *meeting = meeting_of(view);
	struct session *session = view->screen.session;
	struct error error = { .word = NULL };
	const char **ids;
	struct act act;
	bool saved;

	if (!meeting)
		return;
	act = (struct act){ .kind = ACT_MEET, .meet = meeting->head->line->act.meet };
	ids = memory_grow(NULL, act.meet.units.count + 1, sizeof *ids);
	act.meet.meeting = view->meeting;
	act.meet.closed = true;
	act.meet.units = (struct list){ ids, units_left(view, &meeting->head->line->act.meet, ids) };
	saved = session_save(session, &act, 1, &error) == SAVED;
	free(ids);
	if (!saved) {
		session_say(session, _("Inte avslutat: %s"), error.text);
		return;
	}
	forget_rows(view);
	session_say(session, "%s", _("Dialogmötet är avslutat. E skriver minnesanteckningarna till en fil; parterna bekräftar i dialogen"));
}

static struct effect ask_discard(struct minutes *view)
{
	popup_ask(&view->popup, _("Kasta det halvskrivna? Det går inte att få tillbaka."));
	popup_choice(&view->popup, "j", _("ja, kasta"));
	popup_choice(&view->popup, "n", _("nej"));
	view->asked = ASKED_DISCARD;
	return effect_handled;
}

/* As «budgetdialog report minutes» writes them. */
static bool document(const struct screen *screen, struct buffer *out, const struct report *report, struct error *error)
{
	const struct minutes *view = self(screen);
	struct report of = *report;
	char number[24];

	if (!meeting_of(view))
		return error_set(error, "no-meeting", _("ingen fil skrevs: mötet finns inte här"));
	snprintf(number, sizeof number, "%zu", meeting_number(report->book, meeting_of(view)));
	of.meeting = number;
	return report_minutes(out, &of, error);
}

static struct effect send(struct minutes *view)
{
	if (pen_send(&view->pen, view->screen.session, view->meeting))
		forget_rows(view);
	return effect_handled;
}

static struct effect change_head(struct minutes *view)
{
	int branch = org_find(book_of(view)->org, view->branch);

	return branch == ORG_NONE ? effect_handled : effect_push(agenda_screen(view->screen.session, branch, view->meeting));
}

/* ---- keys ---- */

static const struct { enum action_id id; struct effect (*act)(struct minutes *); } deeds[] = {
	{ ACTION_MINUTE_CORRECT, correct }, { ACTION_MINUTE_CONFIRM, confirm }, { ACTION_MEETING_CLOSE, ask_close },
	{ ACTION_AGENDA, change_head },     { ACTION_SAY_SEND, send },         { ACTION_SAY_DISCARD, ask_discard },
};

static struct effect act(struct screen *screen, enum action_id id)
{
	if (list_act(&self(screen)->list, id))
		return effect_handled;
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (deeds[i].id == id)
			return deeds[i].act(self(screen));
	return effect_none;
}

static bool may_write(const struct minutes *view, struct error *why)
{
	const struct meeting *meeting = meeting_of(view);
	struct buffer leader = { 0 };

	if (!meeting)
		return error_set(why, "no-meeting", *view->meeting ? _("mötet finns inte i det som visas: V går tillbaka till nu") : _("inget dialogmöte har hållits här"));
	if (meeting->closed)
		return error_set(why, "closed", _("dialogmötet är avslutat: inget mer skrivs i det"));
	if (meeting_leads(meeting, view->screen.session->user))
		return true;
	meeting_leader(&leader, view->screen.session, meeting);
	error_set(why, "follows", _("du följer mötet: det leds av %s, som skriver, liksom mötets sekreterare"), leader.bytes);
	buffer_free(&leader);
	return false;
}

static bool is_writing(const struct minutes *view, struct error *why)
{
	return (view->pen.open && !popup_open(&view->popup)) || error_set(why, "writing", _("inget skrivs just nu"));
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct minutes *view = self(screen);

	switch (id) {
	case ACTION_SAY_SEND:
		return is_writing(view, why) && may_write(view, why);
	case ACTION_SAY_DISCARD:
		return is_writing(view, why);
	case ACTION_MINUTE_CORRECT:
		return may_write(view, why) && may_correct(view, why);
	case ACTION_AGENDA:
	case ACTION_MEETING_CLOSE:
		return may_write(view, why);
	default:
		return true;
	}
}

/* What is over, or has not begun, is not in the way of what can be done. */
static bool idle(const struct screen *screen, enum action_id id)
{
	const struct minutes *view = self(screen);
	const struct meeting *meeting = meeting_of(view);

	switch (id) {
	case ACTION_SAY_SEND:
	case ACTION_SAY_DISCARD:
		return !view->pen.open;
	case ACTION_MINUTE_CORRECT:
	case ACTION_AGENDA:
	case ACTION_MEETING_CLOSE:
		return !meeting || meeting->closed;
	default:
		return false;
	}
}

static bool typing(const struct screen *screen)
{
	return self(screen)->pen.open || popup_open(&self(screen)->popup);
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct minutes *view = self(screen);

	if (!popup_open(&view->popup))
		return view->pen.open ? pen_key(&view->pen, screen->session, key) : effect_none;
	if (popup_key(&view->popup, key) != POPUP_CHOSEN)
		return effect_handled;
	if (view->popup.chosen == 0 && view->asked == ASKED_DISCARD)
		pen_discard(&view->pen, screen->session);
	else if (view->popup.chosen == 0)
		close_meeting(view);
	return effect_handled;
}

static bool click(struct screen *screen, int row, int column)
{
	(void)column;
	return list_click(&self(screen)->list, row);
}

static int unit_of(const struct screen *screen)
{
	return org_find(book_of(self(screen))->org, self(screen)->branch);
}

static void renew(struct screen *screen)
{
	forget_rows(self(screen));
}

static void discard(struct screen *screen)
{
	struct minutes *view = self(screen);

	forget_rows(view);
	free(view->rows);
	pen_close(&view->pen);
	free(view);
}

static const struct screen_hooks hooks = {
	.name = "minutes", .context = IN_MINUTES, .title = title, .draw = draw, .act = act, .type = type, .typing = typing, .can = can, .idle = idle,
	.document = document, .document_name = N_("minnesanteckningar"), .click = click, .again = renew, .unit = unit_of, .refresh = renew, .free = discard,
};

struct screen *minutes_screen(struct session *session, const char *branch, const char *meeting)
{
	struct minutes *view = memory_grow(NULL, 1, sizeof *view);
	int unit = org_find(session->book->org, branch);

	*view = (struct minutes){ .screen = { .session = session }, .told = hooks };
	view->screen.hooks = &view->told;
	snprintf(view->branch, sizeof view->branch, "%s", branch);
	snprintf(view->meeting, sizeof view->meeting, "%s", meeting);
	snprintf(view->name, sizeof view->name, "%s", unit == ORG_NONE ? _("en enhet som har lämnat organisationen") : session->book->org->units[unit].name);
	return &view->screen;
}

struct screen *meeting_minutes(struct session *session, int branch)
{
	const struct book *book = session->book;
	const char *id = book->org->units[branch].id, *hash = "";

	for (size_t i = 0; i < book->meeting_count; i++)
		if (!strcmp(book->meetings[i].first->line->act.meet.unit, id))
			hash = book->meetings[i].first->line->hash;
	return minutes_screen(session, id, hash);
}

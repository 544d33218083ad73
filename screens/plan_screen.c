/* Planen: how it stands, what hinders it from being sent, and what has changed since the one that is in force. Its chef sends it and takes it back;
 * the level above approves exactly what was sent, or returns it with the lines marked that are to be completed. */
#include "plan_private.h"

#include "phrase.h"
#include "report.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned plan_money_flags(const struct plan_view *view)
{
	return MONEY_NAMED | (view->screen.session->ascii_money ? MONEY_ASCII : 0);
}

/* ---- made anew when what it was made for is another ---- */

static void open_kept(struct plan_view *view)
{
	if (!strcmp(view->kept_unit, view->unit_id) && view->kept_year == view->year)
		return;
	if (*view->kept_unit)
		plan_kept_close(&view->kept);
	plan_kept_open(&view->kept, view->screen.session, view->unit);
	snprintf(view->kept_unit, sizeof view->kept_unit, "%s", view->unit_id);
	view->kept_year = view->year;
}

/* The same row stays selected, wherever it is now. */
static void select_again(struct plan_view *view, const char *figure, int at)
{
	view->list.count = (int)view->count;
	for (size_t i = 0; *figure && i < view->count; i++)
		if (view->lines[i].change && view->lines[i].figure && !strcmp(view->lines[i].figure, figure)) {
			list_select(&view->list, (int)i);
			return;
		}
	list_select(&view->list, at);
}

void plan_renew(struct plan_view *view)
{
	const struct plan_line *line = plan_current(view);
	char figure[256] = "";

	if (line && line->change && line->figure)
		snprintf(figure, sizeof figure, "%s", line->figure);
	plan_view_make(view);
	select_again(view, figure, view->list.at);
}

static void freshen(struct plan_view *view)
{
	struct session *session = view->screen.session;
	int unit = org_find(session->book->org, view->unit_id);
	bool another = view->book != session->book || view->generation != session->book->generation;
	char before[HASH_TEXT];

	view->unit = unit == ORG_NONE ? 0 : unit; /* gone from the organisation: what is left is the top */
	if (!another && view->year == session->year && view->shown == session_money(session, view->unit))
		return;
	snprintf(view->unit_id, sizeof view->unit_id, "%s", session->book->org->units[view->unit].id);
	snprintf(before, sizeof before, "%s", view->year == session->year ? view->seen : "");
	ram_free(view->saved);
	view->saved = session->what_if.count ? ram_make(session->book, session->year, NULL, 0) : NULL;
	view->year = session->year;
	view->shown = session_money(session, view->unit);
	if (another) {
		check_free(view->findings);
		view->findings = check_make(session->book, NULL);
	}
	another = another && view->book;
	view->book = session->book;
	view->generation = session->book->generation;
	open_kept(view);
	plan_renew(view);
	if (another)
		plan_look_again(view, before);
}

static bool stops(const void *owner, int row)
{
	const struct plan_line *line = &((const struct plan_view *)owner)->lines[row];

	return line->kind != PLINE_GAP && line->kind != PLINE_HEADING && (!line->follows || line->kind == PLINE_TEXT);
}

/* ---- the hooks ---- */

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct plan_view *view = plan_self(screen);
	const struct session *session = screen->session;
	const struct unit *unit = &session->book->org->units[view->unit];
	const char *plan = unit->level == ORG_NONE ? _("plan") : session->book->region->levels[unit->level].plan;
	struct buffer named = { 0 };

	text_capital(&named, plan);
	buffer_format(left, "%s · %s %d", unit->name, named.bytes, view->year);
	buffer_free(&named);
	phrase_head(right, session, view->unit);
}

static const struct { enum action_id id; enum plan_ask ask; } asks[] = {
	{ ACTION_PLAN_SEND, PLAN_ASK_SEND },     { ACTION_PLAN_RECALL, PLAN_ASK_RECALL }, { ACTION_PLAN_APPROVE, PLAN_ASK_APPROVE },
	{ ACTION_PLAN_RETURN, PLAN_ASK_RETURN }, { ACTION_PLAN_MARK, PLAN_ASK_MARK },
};

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct plan_view *view = plan_self(screen);

	if (popup_open(&view->popup) && id != ACTION_BACK)
		return error_set(why, "question", _("svara på frågan först"));
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		if (asks[i].id == id)
			return plan_may(view, asks[i].ask, why);
	if (id == ACTION_PLAN_ALL && !view->force)
		return error_set(why, "whole", _("alla rader visas redan: ingen plan är godkänd förut"));
	if (id == ACTION_WHY && !(plan_current(view) && plan_current(view)->figure))
		return error_set(why, "blank", _("raden har inget belopp att förklara"));
	return true;
}

/* Whose turn it is does not depend on the row. */
static bool idle(const struct screen *screen, enum action_id id)
{
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		if (asks[i].id == id)
			return !plan_may(plan_self(screen), asks[i].ask == PLAN_ASK_MARK ? PLAN_ASK_RETURN : asks[i].ask, NULL);
	return false;
}

static struct effect to_distribution(struct plan_view *view, const char *figure)
{
	struct screen *next = distribution_screen(view->screen.session, view->unit);

	if (figure && next->hooks->seek)
		next->hooks->seek(next, figure);
	return effect_push(next);
}

/* What hinders leads to where it is put right, a row to how it came to be. */
static struct effect open_line(struct plan_view *view)
{
	struct session *session = view->screen.session;
	const struct plan_line *line = plan_current(view);
	bool mends = line && (line->kind == PLINE_HINDER || line->kind == PLINE_MEND);

	if (line && line->dialogue)
		return effect_push(dialogue_screen(session, view->unit));
	if (mends && session_may_divide(session, view->unit, NULL))
		return to_distribution(view, line->figure);
	if (line && line->figure)
		return effect_push(why_screen(session, line->figure));
	session_say(session, "%s", _("Raden har inget belopp att visa mer om"));
	return effect_handled;
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct plan_view *view = plan_self(screen);

	freshen(view);
	if (list_act(&view->list, id))
		return effect_handled;
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		if (asks[i].id == id) {
			plan_ask(view, asks[i].ask);
			return effect_handled;
		}
	if (id == ACTION_OPEN)
		return open_line(view);
	if (id == ACTION_WHY)
		return effect_push(why_screen(screen->session, plan_current(view)->figure));
	if (id == ACTION_DISTRIBUTE)
		return to_distribution(view, NULL);
	if (id != ACTION_PLAN_ALL)
		return effect_none;
	view->every = !view->every;
	plan_renew(view);
	return effect_handled;
}

static bool typing(const struct screen *screen)
{
	return popup_open(&plan_self(screen)->popup);
}

static struct effect type(struct screen *screen, const struct key *key)
{
	return popup_open(&plan_self(screen)->popup) ? plan_popup_typed(plan_self(screen), key) : effect_none;
}

static bool click(struct screen *screen, int row, int column)
{
	(void)column;
	return list_click(&plan_self(screen)->list, row - plan_self(screen)->top);
}

static bool seek(struct screen *screen, const char *figure)
{
	struct plan_view *view = plan_self(screen);

	for (size_t i = 0; i < view->count; i++)
		if (view->lines[i].change && view->lines[i].figure && !strcmp(view->lines[i].figure, figure)) {
			list_select(&view->list, (int)i);
			return true;
		}
	return false;
}

static int unit_of(const struct screen *screen)
{
	return plan_self(screen)->unit;
}

static void refresh(struct screen *screen)
{
	freshen(plan_self(screen));
}

static void draw(struct screen *screen, struct canvas *body)
{
	freshen(plan_self(screen));
	plan_view_draw(screen, body);
}

static void discard(struct screen *screen)
{
	struct plan_view *view = plan_self(screen);

	plan_kept_close(&view->kept);
	hinders_free(view->hinders);
	ram_free(view->saved);
	check_free(view->findings);
	arena_free(&view->arena);
	free(view->lines);
	free(view);
}

static bool document(const struct screen *screen, struct buffer *out, const struct report *report, struct error *error)
{
	(void)screen;
	return report_plan(out, report, error);
}

static const struct screen_hooks hooks = {
	.name = "plan", .context = IN_PLAN, .title = title, .draw = draw, .act = act, .type = type, .typing = typing, .can = can, .idle = idle,
	.sheet = plan_view_sheet, .document = document, .click = click, .seek = seek, .unit = unit_of, .refresh = refresh, .free = discard,
};

/* Of an anslag or a group: the plan that it is a part of. */
struct screen *plan_screen(struct session *session, int unit)
{
	struct plan_view *view = memory_grow(NULL, 1, sizeof *view);
	int holder = org_holder(session->book->org, unit == ORG_NONE ? session->seat.unit == ORG_NONE ? 0 : session->seat.unit : unit);

	*view = (struct plan_view){ .screen = { .hooks = &hooks, .session = session }, .unit = holder, .columns = 80, .list = { .stops = stops, .owner = view } };
	snprintf(view->unit_id, sizeof view->unit_id, "%s", session->book->org->units[holder].id);
	freshen(view);
	list_select(&view->list, 0);
	plan_resume(view);
	return &view->screen;
}

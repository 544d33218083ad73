/* Historik: what everyone has done, the newest first, one line an act; the selected one is told in full below. What has been saved is undone here,
 * by another act. */
#include "history_private.h"

#include "intl.h"
#include "phrase.h"
#include "sheet.h"
#include "story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct history_view *self(const struct screen *screen)
{
	return (struct history_view *)screen;
}

const struct book *history_book(const struct history_view *view)
{
	return view->screen.session->book;
}

const struct event *history_current(const struct history_view *view)
{
	return history_event(view->history, (size_t)view->list.at);
}

/* ---- which rows ---- */

static enum money_unit unit_of_money(const struct history_view *view)
{
	return session_money(view->screen.session, *view->filter.unit ? org_find(history_book(view)->org, view->filter.unit) : ORG_NONE);
}

static void remember(struct history_view *view)
{
	const struct event *event = history_current(view);

	if (event)
		memcpy(view->hash, event->line->hash, HASH_TEXT);
}

/* The same line as before, or what is nearest to it: who takes the filter away is back where she was. */
static void select_again(struct history_view *view)
{
	size_t row = history_find(view->history, view->hash);

	list_size(&view->list, (int)view->history->count, view->list.room);
	list_select(&view->list, (int)row);
}

static void sift(struct history_view *view)
{
	char now[26];

	memcpy(view->filter.today, journal_now(now), 10);
	snprintf(view->filter.text, sizeof view->filter.text, "%.255s", view->search.text);
	history_show(view->history, &view->filter);
	select_again(view);
}

void history_renew(struct history_view *view)
{
	if (*view->filter.unit && org_find(history_book(view)->org, view->filter.unit) == ORG_NONE)
		*view->filter.unit = *view->home = '\0'; /* gone from the organisation */
	history_free(view->history);
	view->shown = unit_of_money(view);
	view->history = history_make(history_book(view), view->shown);
	view->generation = history_book(view)->generation;
	sift(view);
}

static void renew(struct screen *screen)
{
	history_renew(self(screen));
}

static void freshen(struct history_view *view)
{
	if (view->generation != history_book(view)->generation || view->shown != unit_of_money(view))
		history_renew(view);
}

bool history_is_new(const struct history_view *view, const struct event *event)
{
	return news_is(&view->news, view->screen.session, event);
}

static void draw(struct screen *screen, struct canvas *body)
{
	freshen(self(screen));
	history_draw(self(screen), body);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct history_view *view = self(screen);

	buffer_text(left, _("Historik · "));
	history_words(left, history_book(view), &view->filter);
	phrase_head(right, screen->session, *view->filter.unit ? org_find(history_book(view)->org, view->filter.unit) : ORG_NONE);
}

/* ---- filters ---- */

/* Off, and on again: for the unit that it was opened for, else for that of the selected row. */
static void branch(struct history_view *view)
{
	int unit = history_current(view) ? history_unit(history_book(view), history_current(view)) : ORG_NONE;

	if (*view->filter.unit)
		*view->filter.unit = '\0';
	else if (*view->home)
		snprintf(view->filter.unit, sizeof view->filter.unit, "%s", view->home);
	else if (unit != ORG_NONE)
		snprintf(view->filter.unit, sizeof view->filter.unit, "%s", history_book(view)->org->units[unit].id);
	else
		session_say(view->screen.session, "%s", _("Handlingen gäller ingen särskild enhet"));
	sift(view);
}

static void topic(struct history_view *view)
{
	view->filter.topic = (view->filter.topic + 1) % HISTORY_TOPICS;
	sift(view);
}

static void since(struct history_view *view)
{
	view->filter.since = (view->filter.since + 1) % HISTORY_SINCES;
	sift(view);
}

static void person(struct history_view *view)
{
	const struct event *event = history_current(view);

	if (*view->filter.user)
		*view->filter.user = '\0';
	else if (event)
		snprintf(view->filter.user, sizeof view->filter.user, "%s", event->user);
	sift(view);
}

static void begin_search(struct history_view *view)
{
	view->searching = true;
}

static void more(struct history_view *view)
{
	view->more = !view->more;
}

static struct effect search_typed(struct history_view *view, const struct key *key)
{
	if (key_is(key, "Esc"))
		field_set(&view->search, "");
	if (key_in(key, "Enter Esc"))
		view->searching = false;
	else if (key_in(key, "Up Down"))
		list_act(&view->list, key_is(key, "Up") ? ACTION_UP : ACTION_DOWN);
	else if (!field_key(&view->search, key))
		return effect_none;
	if (key_in(key, "Up Down"))
		remember(view);
	else
		sift(view);
	return effect_handled;
}

/* ---- where a row leads ---- */

/* The budget, and this list, as it stood in a version. */
static struct effect look_back(struct history_view *view, const struct event *version)
{
	struct session *session = view->screen.session;
	struct error error;

	if (!session_at(session, version->line->hash, &error))
		session_say(session, "%s", error.text);
	return effect_handled;
}

static bool is_version(const struct event *event)
{
	return event && event->line->act.kind == ACT_VERSION;
}

/* From a version the key leads back to now, wherever one stands. */
static struct effect open_version(struct history_view *view)
{
	return is_version(history_current(view)) && !session_version(view->screen.session) ? look_back(view, history_current(view)) : effect_none;
}

static struct effect open_row(struct history_view *view)
{
	struct session *session = view->screen.session;
	const struct event *event = history_current(view);
	int unit = event ? history_unit(session->book, event) : ORG_NONE;

	if (is_version(event))
		return look_back(view, event);
	if (unit != ORG_NONE)
		return effect_push(event->line->act.kind == ACT_SAY ? dialogue_entry_screen(session, unit, event->line->hash) : unit_screen(session, unit));
	session_say(session, "%s", _("Handlingen gäller ingen enhet som finns nu"));
	return effect_handled;
}

static struct effect open_why(struct history_view *view)
{
	char figure[256];

	if (!history_current(view) || !history_figure(figure, history_book(view), history_current(view)))
		return effect_handled;
	return effect_push(why_screen(view->screen.session, figure));
}

/* ---- keys ---- */

static const struct {
	enum action_id id;
	void (*change)(struct history_view *);
	struct effect (*open)(struct history_view *);
} deeds[] = {
	{ ACTION_BRANCH, branch, NULL },       { ACTION_TOPIC, topic, NULL },       { ACTION_PERSON, person, NULL },
	{ ACTION_SINCE, since, NULL },         { ACTION_FIND, begin_search, NULL }, { ACTION_MORE, more, NULL },
	{ ACTION_REVERSE, history_ask, NULL }, { ACTION_OPEN, NULL, open_row },     { ACTION_WHY, NULL, open_why },
	{ ACTION_VERSIONS, NULL, open_version },
};

static struct effect act(struct screen *screen, enum action_id id)
{
	struct history_view *view = self(screen);

	freshen(view);
	if (list_act(&view->list, id)) {
		remember(view);
		return effect_handled;
	}
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		if (deeds[i].id != id)
			continue;
		if (deeds[i].open)
			return deeds[i].open(view);
		deeds[i].change(view);
		return effect_handled;
	}
	return id == ACTION_HISTORY ? effect_handled : effect_none;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct history_view *view = self(screen);

	if (!popup_open(&view->popup))
		return view->searching ? search_typed(view, key) : effect_none;
	if (popup_key(&view->popup, key) == POPUP_CHOSEN)
		history_answered(view);
	return effect_handled;
}

static bool typing(const struct screen *screen)
{
	return self(screen)->searching || popup_open(&self(screen)->popup);
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct history_view *view = self(screen);
	char figure[256];

	if (view->generation != screen->session->book->generation) /* drawn anew before anyone sees it */
		return true;
	if (id == ACTION_REVERSE)
		return history_can_reverse(view, why);
	if (id == ACTION_WHY && (!history_current(view) || !history_figure(figure, history_book(view), history_current(view))))
		return error_set(why, "no-figure", _("handlingen gäller inget belopp"));
	return true;
}

/* ---- for a file ---- */

static void add_to_sheet(struct sheet *sheet, struct history *history, const struct event *event)
{
	struct cell_text *cell = sheet_row(sheet, 0, false);
	struct buffer when = { 0 }, told = { 0 }, marks = { 0 };

	story_when(&when, event);
	history_tell(&told, history, event);
	history_marks(&marks, history, event);
	(cell++)->text = event->line->head.at;
	(cell++)->text = sheet_keep(sheet, &when);
	(cell++)->text = event->user;
	(cell++)->text = history_person(history, event->user)->title;
	(cell++)->text = sheet_keep(sheet, &told);
	cell->text = sheet_keep(sheet, &marks);
}

static bool sheet(const struct screen *screen, struct sheet *out)
{
	const struct history_view *view = self(screen);
	struct buffer words = { 0 };

	buffer_text(&words, _("Historik · "));
	history_words(&words, history_book(view), &view->filter);
	out->title = sheet_keep(out, &words);
	out->money = view->shown;
	sheet_column(out, "tid", "", FOR_DATA, false);
	sheet_column(out, "nar", _("När"), FOR_PEOPLE, false);
	sheet_column(out, "anvandare", "", FOR_DATA, false);
	sheet_column(out, "vem", _("Vem"), FOR_ALL, false);
	sheet_column(out, "vad", _("Vad"), FOR_ALL, false);
	sheet_column(out, "anmarkning", _("Anmärkning"), FOR_ALL, false);
	for (size_t row = 0; row < view->history->count; row++)
		add_to_sheet(out, view->history, history_event(view->history, row));
	return view->history->count > 0;
}

static void discard(struct screen *screen)
{
	history_free(self(screen)->history);
	news_free(&self(screen)->news);
	free(screen);
}

static const struct screen_hooks hooks = {
	.name = "history",
	.context = IN_HISTORY,
	.title = title,
	.draw = draw,
	.act = act,
	.type = type,
	.typing = typing,
	.can = can,
	.sheet = sheet,
	.refresh = renew,
	.free = discard,
};

static struct screen *open_history(struct session *session, int unit, enum history_since since)
{
	struct history_view *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct history_view){ .screen = { .hooks = &hooks, .session = session } };
	if (unit > 0) /* the whole tree is everything */
		snprintf(view->home, sizeof view->home, "%s", session->book->org->units[unit].id);
	memcpy(view->filter.unit, view->home, sizeof view->home);
	view->filter.since = since;
	field_set(&view->search, "");
	view->news = news_begin(session);
	history_renew(view);
	list_select(&view->list, 0);
	remember(view);
	return &view->screen;
}

struct screen *history_screen(struct session *session, int unit)
{
	return open_history(session, unit, HISTORY_EVER);
}

struct screen *history_news_screen(struct session *session, int unit)
{
	return open_history(session, unit, HISTORY_YESTERDAY);
}

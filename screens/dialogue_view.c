/* The dialogue about a unit: its threads, the conversation in one of them, and a field to write in. What it all says comes from dialogue.h; what is
 * written is on disk with every key, so leaving never loses. */
#include "dialogue_private.h"

#include "figure.h"
#include "intl.h"
#include "phrase.h"
#include "seen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what has been seen ---- */

/* A conversation has been read when it has been shown, and she then does something else. */
static void mark_read(struct dialogue_view *view)
{
	if (view->drawn && view->entry_count && view->book && !session_version(view->screen.session))
		seen_put(session_seen(view->screen.session), view->thread, view->entry_count);
	view->drawn = false;
}

/* ---- moving ---- */

static struct effect walk(struct dialogue_view *view, enum action_id id)
{
	int before = view->list.at;

	if (view->in_talk)
		return list_act(&view->talk, id) ? effect_handled : effect_none;
	if (id == ACTION_PAGE_UP || id == ACTION_PAGE_DOWN) { /* the conversation beside */
		list_act(&view->talk, id);
		return effect_handled;
	}
	if (!list_act(&view->list, id))
		return effect_none;
	if (view->list.at != before) {
		char hash[HASH_TEXT];

		memcpy(hash, view->threads[view->list.at].thread.first->line->hash, HASH_TEXT);
		view->book = NULL; /* what has been read is no longer new in the list */
		dialogue_show(view, hash);
	}
	return effect_handled;
}

static struct effect other_pane(struct dialogue_view *view)
{
	view->in_talk = !view->in_talk && view->count;
	return effect_handled;
}

/* The figure as it was when the entry was written: the whole program stands there until she comes back. */
static struct effect look_back(struct dialogue_view *view)
{
	struct session *session = view->screen.session;
	const struct event *entry = dialogue_entry(view);
	const char *about = dialogue_figure(view);
	struct error error = { .word = NULL };
	struct screen *screen;
	char name[256];

	if (!entry || !about) {
		session_say(session, "%s", _("Inlägget handlar inte om något belopp: Enter på ett som gör det visar beloppet som det var då"));
		return effect_handled;
	}
	if (session_version(session)) {
		session_say(session, "%s", _("Du ser redan hur det var förut: V går tillbaka till nu"));
		return effect_handled;
	}
	snprintf(name, sizeof name, "%s", about);
	if (!session_at_line(session, entry->line->hash, &error)) {
		session_say(session, "%s", error.text);
		return effect_handled;
	}
	screen = figure_screen(session, name);
	if (screen) {
		view->away = true;
		return effect_push(screen);
	}
	session_at(session, NULL, NULL);
	session_say(session, "%s", _("Enheten fanns inte i organisationen då"));
	return effect_handled;
}

static struct effect open_row(struct dialogue_view *view)
{
	if (view->in_talk)
		return look_back(view);
	return other_pane(view);
}

static struct effect why(struct dialogue_view *view)
{
	const char *about = dialogue_figure(view);

	return about ? effect_push(why_screen(view->screen.session, about)) : effect_handled;
}

static void again(struct screen *screen)
{
	struct dialogue_view *view = dialogue_self(screen);

	if (view->away && session_version(screen->session))
		session_at(screen->session, NULL, NULL);
	view->away = false;
}

/* ---- keys ---- */

static const struct { enum action_id id; struct effect (*act)(struct dialogue_view *); } deeds[] = {
	{ ACTION_OPEN, open_row },
	{ ACTION_OTHER_PANE, other_pane },
	{ ACTION_WHY, why },
};

/* From the conversation back to the list, where only one of them is seen. */
static bool goes_to_list(const struct dialogue_view *view, enum action_id id)
{
	return view->in_talk && !view->list_columns && (id == ACTION_BACK || id == ACTION_QUIT);
}

static struct effect act_now(struct dialogue_view *view, enum action_id id)
{
	struct effect effect;

	mark_read(view);
	dialogue_freshen(view, 0);
	if (goes_to_list(view, id))
		return other_pane(view);
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (deeds[i].id == id)
			return deeds[i].act(view);
	effect = dialogue_say_now(view, id);
	return effect.kind == EFFECT_NONE ? walk(view, id) : effect;
}

static void tell_enter(struct dialogue_view *view); /* the hooks stand last */

static struct effect act(struct screen *screen, enum action_id id)
{
	struct effect effect = act_now(dialogue_self(screen), id);

	tell_enter(dialogue_self(screen));
	return effect;
}

static bool typing(const struct screen *screen)
{
	return popup_open(&dialogue_self(screen)->popup) || dialogue_self(screen)->writing;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct dialogue_view *view = dialogue_self(screen);
	struct effect effect = effect_none;

	mark_read(view);
	if (popup_open(&view->popup))
		effect = popup_key(&view->popup, key) == POPUP_CHOSEN ? dialogue_answered(view) : effect_handled;
	else if (view->writing)
		effect = dialogue_write_key(view, key);
	tell_enter(view);
	return effect;
}

static bool click(struct screen *screen, int row, int column)
{
	struct dialogue_view *view = dialogue_self(screen);
	bool list = column < view->list_columns;
	int before = view->list.at;
	bool was = view->in_talk != list;

	view->in_talk = !list && view->count;
	if (!list)
		return list_click(&view->talk, row) && was;
	if (list_click(&view->list, row / THREAD_ROWS))
		return was;
	if (view->list.at != before && view->list.at < (int)view->count)
		dialogue_show(view, view->threads[view->list.at].thread.first->line->hash);
	return false;
}

/* ---- from first to last ---- */

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct dialogue_view *view = dialogue_self(screen);
	int unit = org_find(screen->session->book->org, view->id);

	buffer_format(left, _("%s · Dialog"), unit == ORG_NONE ? view->id : screen->session->book->org->units[unit].name);
	phrase_head(right, screen->session, unit);
	if (view->writing)
		buffer_text(right, _(" · utkast, ej skickat"));
}

static void refresh(struct screen *screen)
{
	dialogue_freshen(dialogue_self(screen), 0);
}

static int unit_shown(const struct screen *screen)
{
	return dialogue_self(screen)->unit;
}

static bool figure_shown(const struct screen *screen, char out[256])
{
	const char *about = dialogue_figure(dialogue_self(screen));

	return about && snprintf(out, 256, "%s", about) < 256;
}

static void discard(struct screen *screen)
{
	struct dialogue_view *view = dialogue_self(screen);

	again(screen);
	writing_close(&view->text);
	arena_free(&view->arena);
	free(view->threads);
	free(view->entries);
	free(view->rows);
	free(view->thens);
	free(view);
}

/* What the thread does not wait for. */
static bool idle(const struct screen *screen, enum action_id id)
{
	const struct dialogue_view *view = dialogue_self(screen);
	const struct listed *listed = dialogue_listed(view);
	enum duty duty = listed ? listed->duty : DUTY_NONE;

	return (id == ACTION_SAY_ANSWER && !(listed && dialogue_waits(&listed->thread))) || (id == ACTION_SAY_CONFIRM && duty != DUTY_CONFIRM) ||
	       (id == ACTION_SAY_DECIDE && duty != DUTY_DECIDE);
}

#define HOOKS(words, next) {                                                                                                                       \
	.name = "dialogue", .context = IN_DIALOGUE, .title = title, .draw = dialogue_draw, .act = act, .type = type, .typing = typing,       \
	.enter = (words), .tab = (next), .can = dialogue_can, .idle = idle, .sheet = dialogue_sheet, .document = dialogue_document, .click = click, .figure = figure_shown, .again = again, .unit = unit_shown,            \
	.refresh = refresh, .free = discard,                                                                                                 \
}

static const struct screen_hooks hooks = HOOKS(NULL, NULL), in_text = HOOKS(N_("ny rad"), NULL), before_fields = HOOKS(N_("ny rad"), N_("fälten")),
                                 in_field = HOOKS(N_("nästa fält"), NULL);

static bool has_fields(const struct writing *writing)
{
	for (enum saying_field field = 0; field < SAYING_FIELDS; field++)
		if (saying_has(writing, field))
			return true;
	return false;
}

/* What Enter does depends on where the keys go. */
static void tell_enter(struct dialogue_view *view)
{
	bool writing = view->writing && !popup_open(&view->popup);

	view->screen.hooks = !writing ? &hooks : view->at != SAYING_FIELDS ? &in_field : has_fields(&view->text) ? &before_fields : &in_text;
}

static struct dialogue_view *open_view(struct session *session, int unit)
{
	struct dialogue_view *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct dialogue_view){ .screen = { .hooks = &hooks, .session = session } };
	if (unit == ORG_NONE)
		unit = session->seat.unit == ORG_NONE ? 0 : session->seat.unit;
	snprintf(view->id, sizeof view->id, "%s", session->book->org->units[unit].id);
	view->talk.stops = dialogue_stops;
	view->talk.owner = view;
	dialogue_freshen(view, 60);
	return view;
}

/* What she has half written is offered before anything else. */
static void offer_draft(struct dialogue_view *view)
{
	if (dialogue_resume(view, *view->thread ? view->thread : NULL) || !*view->thread)
		return;
	dialogue_resume(view, NULL);
}

struct screen *dialogue_screen(struct session *session, int unit)
{
	struct dialogue_view *view = open_view(session, unit);

	dialogue_show(view, NULL);
	offer_draft(view);
	tell_enter(view);
	return &view->screen;
}

struct screen *dialogue_entry_screen(struct session *session, int unit, const char *entry)
{
	struct dialogue_view *view = open_view(session, unit);

	dialogue_show_entry(view, entry);
	dialogue_resume(view, view->thread);
	tell_enter(view);
	return &view->screen;
}

struct screen *dialogue_draft_screen(struct session *session, int unit, const char *thread)
{
	struct dialogue_view *view = open_view(session, unit);

	dialogue_show(view, thread);
	view->in_talk = thread && view->count;
	dialogue_resume(view, thread);
	tell_enter(view);
	return &view->screen;
}

/* Open ones before closed, and of those the newest: as the list has them. */
static const char *thread_about(const struct dialogue_view *view, const char *figure)
{
	for (size_t i = 0; i < view->count; i++) {
		const struct event *first = view->threads[i].thread.first;

		if (first->line->act.say.about && !strcmp(first->line->act.say.about, figure))
			return first->line->hash;
	}
	return NULL;
}

struct screen *dialogue_figure_screen(struct session *session, const char *name)
{
	struct figure figure;
	struct dialogue_view *view;
	const char *thread;

	if (!figure_parse(&figure, session->book, name, ORG_NONE, 0, NULL) || session->book->org->units[figure.unit].kind == UNIT_GROUP)
		return NULL;
	view = open_view(session, figure.unit);
	thread = thread_about(view, name);
	dialogue_show(view, thread);
	view->in_talk = thread;
	snprintf(view->about, sizeof view->about, "%s", name);
	if (thread)
		dialogue_resume(view, view->thread);
	else if (!dialogue_resume(view, NULL) && screen_can(&view->screen, ACTION_SAY_NEW, NULL))
		dialogue_ask_new(view);
	tell_enter(view);
	return &view->screen;
}

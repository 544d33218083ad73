/* The dialogue about a unit: its threads, the conversation in one of them, and a field to write in. What it all says comes from dialogue.h; what is
 * written is on disk with every key, so leaving never loses. */
#include "dialogue_private.h"

#include "figure.h"
#include "intl.h"
#include "phrase.h"
#include "post.h"
#include "seen.h"
#include "sheet.h"
#include "story.h"

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

static const char *figure_of(const struct dialogue_view *view)
{
	const struct event *entry = dialogue_entry(view);
	const struct listed *listed = dialogue_listed(view);

	if (entry && entry->line->act.say.about)
		return entry->line->act.say.about;
	return listed ? listed->thread.first->line->act.say.about : NULL;
}

/* The figure as it was when the entry was written: the whole program stands there until she comes back. */
static struct effect look_back(struct dialogue_view *view)
{
	struct session *session = view->screen.session;
	const struct event *entry = dialogue_entry(view);
	const char *about = figure_of(view);
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
	const char *about = figure_of(view);

	return about ? effect_push(why_screen(view->screen.session, about)) : effect_handled;
}

static void again(struct screen *screen)
{
	struct dialogue_view *view = dialogue_self(screen);

	if (view->away && session_version(screen->session))
		session_at(screen->session, NULL, NULL);
	view->away = false;
}

/* ---- beginning to write ---- */

static const struct { const char *key, *kind; } kind_keys[] = {
	{ "f", "question" }, { "s", "answer" }, { "k", "comment" }, { "o", "agreement" }, { "a", "note" }, { "p", "proposal" },
};

#define KINDS (sizeof kind_keys / sizeof *kind_keys)

static const struct event *thread_asked(const struct dialogue_view *view)
{
	const struct listed *listed = view->popup.purpose == ASKED_ENTRY ? dialogue_listed(view) : NULL;

	return listed ? listed->thread.first : NULL;
}

static const char *kind_label(const char *kind)
{
	return strcmp(kind, "agreement") ? saying_kind_name(kind) : _("överenskommelse, åtgärd");
}

static void ask_kind(struct dialogue_view *view, enum asked what, const char *question)
{
	const struct saying_desk desk = dialogue_desk(view);

	view->popup.purpose = (int)what;
	popup_ask(&view->popup, question);
	for (size_t i = 0; i < KINDS; i++) {
		popup_choice(&view->popup, kind_keys[i].key, kind_label(kind_keys[i].kind));
		view->popup.choices[i].dim = !saying_may(&desk, kind_keys[i].kind, thread_asked(view), NULL);
	}
}

static void ask_new(struct dialogue_view *view)
{
	struct line line = { .act.say = { .unit = view->id, .about = *view->about ? view->about : NULL } };
	const struct event event = { .line = &line };
	struct buffer question = { 0 };

	buffer_text(&question, _("Ny tråd"));
	if (*view->about) {
		buffer_text(&question, _(" om "));
		dialogue_about_words(&question, view, &event, view->screen.session->book);
		dialogue_figure_now(&question, view, view->about);
	}
	buffer_text(&question, _(". Vad vill du skriva?"));
	ask_kind(view, ASKED_NEW, question.bytes);
	buffer_free(&question);
}

static struct effect new_thread(struct dialogue_view *view)
{
	*view->about = '\0';
	if (!dialogue_resume(view, NULL))
		ask_new(view);
	return effect_handled;
}

static struct effect new_entry(struct dialogue_view *view)
{
	if (!dialogue_resume(view, view->thread))
		ask_kind(view, ASKED_ENTRY, _("Vad vill du skriva i tråden?"));
	return effect_handled;
}

static struct effect answer(struct dialogue_view *view)
{
	dialogue_write(view, "answer", view->thread, NULL);
	return effect_handled;
}

static struct effect quote(struct dialogue_view *view)
{
	dialogue_write_quote(view);
	return effect_handled;
}

static struct effect correct(struct dialogue_view *view)
{
	dialogue_write_correction(view);
	return effect_handled;
}

static struct effect kind_chosen(struct dialogue_view *view)
{
	const struct saying_desk desk = dialogue_desk(view);
	const char *kind = kind_keys[view->popup.chosen].kind;
	struct error why = { .word = NULL };

	if (!saying_may(&desk, kind, thread_asked(view), &why)) {
		session_say(view->screen.session, "%s", why.text);
		view->popup.state = POPUP_OPEN; /* she chooses another */
	} else if (view->popup.purpose == ASKED_ENTRY) {
		dialogue_write(view, kind, view->thread, NULL);
	} else {
		dialogue_write(view, kind, NULL, *view->about ? view->about : NULL);
	}
	return effect_handled;
}

/* ---- closing, confirming, deciding ---- */

static void make_resolve(const struct dialogue_view *view, struct act *act)
{
	act_clear(act, ACT_RESOLVE);
	act->resolve.unit = view->id;
	act->resolve.thread = view->thread;
	act->resolve.open = dialogue_listed(view)->thread.closed;
}

static void make_confirm(const struct dialogue_view *view, struct act *act)
{
	act_clear(act, ACT_CONFIRM);
	act->confirm.unit = view->id;
	act->confirm.entry = dialogue_entry(view)->line->hash;
}

static void save(struct dialogue_view *view, const struct act *act, const char *done)
{
	struct session *session = view->screen.session;
	struct error error = { .word = NULL };

	if (session_save(session, act, 1, &error) == SAVED)
		session_say(session, "%s", done);
	else
		session_say(session, _("Inte sparat: %s"), error.text);
}

/* A proposal that waits is not closed without a word: that is to decline it. */
static bool declines(const struct dialogue_view *view)
{
	const struct thread *thread = &dialogue_listed(view)->thread;

	return thread->first->line->act.say.with && !thread->closed && !dialogue_decided(view->book, thread->first);
}

static struct effect ask_close(struct dialogue_view *view)
{
	bool closed = dialogue_listed(view)->thread.closed;

	view->popup.purpose = ASKED_CLOSE;
	popup_ask(&view->popup, closed ? _("Ta upp tråden igen?") : declines(view) ? _("Avböj förslaget och avsluta tråden? Säg varför.") : _("Avsluta tråden?"));
	popup_field(&view->popup, closed || !declines(view) ? _("Varför (får lämnas tomt)") : _("Varför"), "");
	popup_choice(&view->popup, "j", closed ? _("ja, ta upp den") : declines(view) ? _("ja, avböj") : _("ja, avsluta"));
	popup_choice(&view->popup, "n", _("nej"));
	return effect_handled;
}

static struct effect close_chosen(struct dialogue_view *view)
{
	const char *text = popup_text(&view->popup, 0);
	bool closed = dialogue_listed(view) && dialogue_listed(view)->thread.closed;
	struct act act;

	if (view->popup.chosen || !dialogue_listed(view))
		return effect_handled;
	if (declines(view) && !text[strspn(text, " ")]) {
		ask_close(view);
		session_say(view->screen.session, "%s", _("Skriv varför förslaget avböjs"));
		return effect_handled;
	}
	make_resolve(view, &act);
	act.resolve.text = text[strspn(text, " ")] ? text : NULL;
	save(view, &act, closed ? _("Tråden är öppen igen") : _("Tråden är avslutad"));
	return effect_handled;
}

static struct effect confirm(struct dialogue_view *view)
{
	struct act act;

	make_confirm(view, &act);
	save(view, &act, _("Bekräftat"));
	return effect_handled;
}

static struct effect decide(struct dialogue_view *view)
{
	return effect_push(post_proposed_screen(view->screen.session, dialogue_listed(view)->thread.first));
}

static struct effect ask_discard(struct dialogue_view *view)
{
	view->popup.purpose = ASKED_DISCARD;
	popup_ask(&view->popup, _("Kasta det du har skrivit? Det går inte att få tillbaka."));
	popup_choice(&view->popup, "k", _("kasta"));
	popup_choice(&view->popup, "n", _("nej, skriv vidare"));
	return effect_handled;
}

/* ---- what may be done now ---- */

static bool may_close(const struct dialogue_view *view, struct error *why)
{
	struct act act;

	make_resolve(view, &act);
	return session_may(view->screen.session, &act, why);
}

static bool may_confirm(const struct dialogue_view *view, struct error *why)
{
	const struct event *entry = dialogue_entry(view);
	enum party me = dialogue_me(view, &dialogue_listed(view)->thread);
	struct act act;

	if (!entry || !dialogue_needs(entry))
		return error_set(why, "entry", _("ställ dig på en överenskommelse eller ett förslag: bara sådana bekräftas"));
	if (entry->replaced_by)
		return error_set(why, "entry", _("inlägget är rättat: bekräfta det som gäller nu"));
	if (dialogue_confirmed(view->book, entry) & (unsigned)me)
		return error_set(why, "confirmed", _("du står redan bakom det"));
	make_confirm(view, &act);
	if (!session_may(view->screen.session, &act, why))
		return false;
	return (dialogue_needs(entry) & (unsigned)me) || error_set(why, "not-allowed", _("det bekräftas av dem det gäller"));
}

static bool may_decide(const struct dialogue_view *view, struct error *why)
{
	const struct thread *thread = &dialogue_listed(view)->thread;

	if (!thread->first->line->act.say.with)
		return error_set(why, "proposal", _("bara ett förslag till omfördelning beslutas"));
	if (dialogue_decided(view->book, thread->first))
		return error_set(why, "decided", _("förslaget är redan beslutat"));
	if (!dialogue_stands(view->book, thread->first))
		return error_set(why, "proposal", _("förslaget är inte bekräftat av båda än"));
	if (thread->closed)
		return error_set(why, "closed", _("tråden är avslutad: ta upp den igen (a) för att besluta"));
	return dialogue_me(view, thread) == PARTY_ABOVE || error_set(why, "not-allowed", _("nivån ovanför båda beslutar"));
}

static bool may_correct(const struct dialogue_view *view, struct error *why)
{
	const struct saying_desk desk = dialogue_desk(view);
	const struct event *entry = dialogue_entry(view);

	return entry ? saying_may_correct(&desk, dialogue_listed(view)->thread.first, entry, why)
	             : error_set(why, "entry", _("ställ dig på ett inlägg"));
}

static bool may_say(const struct dialogue_view *view, const char *kind, struct error *why)
{
	const struct saying_desk desk = dialogue_desk(view);

	return saying_may(&desk, kind, dialogue_listed(view)->thread.first, why);
}

/* The least that anyone who writes here may. */
static bool may_anything(const struct dialogue_view *view, struct error *why)
{
	const struct saying_desk desk = dialogue_desk(view);

	return saying_may(&desk, "comment", NULL, why);
}

static bool may_in_thread(const struct dialogue_view *view, enum action_id id, struct error *why)
{
	if (!dialogue_listed(view))
		return error_set(why, "thread", _("välj först en tråd"));
	switch (id) {
	case ACTION_SAY_ANSWER: return may_say(view, "answer", why);
	case ACTION_SAY_ENTRY: return may_say(view, "comment", why);
	case ACTION_SAY_QUOTE: return dialogue_entry(view) ? may_say(view, "comment", why) : error_set(why, "entry", _("ställ dig på ett inlägg"));
	case ACTION_SAY_CORRECT: return may_correct(view, why);
	case ACTION_SAY_CLOSE: return may_close(view, why);
	case ACTION_SAY_CONFIRM: return may_confirm(view, why);
	default: return may_decide(view, why);
	}
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	struct dialogue_view *view = dialogue_self(screen);

	dialogue_freshen(view, 0);
	if (id == ACTION_SAY_SEND || id == ACTION_SAY_DISCARD)
		return (view->writing && !popup_open(&view->popup)) || error_set(why, "writing", _("inget skrivs just nu"));
	if (id == ACTION_WHY)
		return figure_of(view) || error_set(why, "blank", _("inlägget handlar inte om något belopp"));
	if (id < ACTION_SAY_ANSWER || id > ACTION_SAY_QUOTE)
		return true;
	if (!screen->session->user)
		return error_set(why, "no-seat", _("välj först vem du är här (b på startsidan)"));
	return id == ACTION_SAY_NEW ? may_anything(view, why) : may_in_thread(view, id, why);
}

/* ---- keys ---- */

static const struct { enum action_id id; struct effect (*act)(struct dialogue_view *); } deeds[] = {
	{ ACTION_OPEN, open_row },
	{ ACTION_OTHER_PANE, other_pane },
	{ ACTION_WHY, why },
	{ ACTION_SAY_ANSWER, answer },
	{ ACTION_SAY_ENTRY, new_entry },
	{ ACTION_SAY_NEW, new_thread },
	{ ACTION_SAY_CLOSE, ask_close },
	{ ACTION_SAY_CONFIRM, confirm },
	{ ACTION_SAY_DECIDE, decide },
	{ ACTION_SAY_CORRECT, correct },
	{ ACTION_SAY_QUOTE, quote },
	{ ACTION_SAY_SEND, dialogue_send },
	{ ACTION_SAY_DISCARD, ask_discard },
};

/* From the conversation back to the list, where only one of them is seen. */
static bool goes_to_list(const struct dialogue_view *view, enum action_id id)
{
	return view->in_talk && !view->list_columns && (id == ACTION_BACK || id == ACTION_QUIT);
}

static struct effect act_now(struct dialogue_view *view, enum action_id id)
{
	mark_read(view);
	dialogue_freshen(view, 0);
	if (goes_to_list(view, id))
		return other_pane(view);
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (deeds[i].id == id)
			return deeds[i].act(view);
	return walk(view, id);
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

static struct effect popup_typed(struct dialogue_view *view, const struct key *key)
{
	if (popup_key(&view->popup, key) != POPUP_CHOSEN)
		return effect_handled;
	if (view->popup.purpose == ASKED_CLOSE)
		return close_chosen(view);
	if (view->popup.purpose != ASKED_DISCARD)
		return kind_chosen(view);
	if (!view->popup.chosen)
		dialogue_discard(view);
	return effect_handled;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct dialogue_view *view = dialogue_self(screen);
	struct effect effect = effect_none;

	mark_read(view);
	if (popup_open(&view->popup))
		effect = popup_typed(view, key);
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

/* ---- as a sheet ---- */

enum { COLUMN_THREAD, COLUMN_STATE, COLUMN_KIND, COLUMN_ABOUT, COLUMN_WHO, COLUMN_WHEN, COLUMN_TEXT, COLUMN_KR, COLUMN_MEASURE };

static void add_sheet_row(const struct dialogue_view *view, struct sheet *out, const struct listed *listed, size_t number, const struct event *event)
{
	const struct say *say = &event->line->act.say;
	struct cell_text *cells = sheet_row(out, 0, false);
	struct buffer about = { 0 }, who = { 0 }, when = { 0 }, text = { 0 }, thread = { 0 }, measure = { 0 };

	buffer_format(&thread, "%zu", number);
	dialogue_about_words(&about, view, event->line->act.say.about ? event : listed->thread.first, view->book);
	phrase_user(&who, view->book, event->user);
	story_when(&when, event);
	buffer_text(&text, say->text);
	buffer_text(&measure, "");
	dialogue_measure(&measure, view, say);
	cells[COLUMN_THREAD].text = sheet_keep(out, &thread);
	cells[COLUMN_STATE].text = dialogue_state(&listed->thread) ? dialogue_state(&listed->thread) : _("pågår");
	cells[COLUMN_KIND].text = event->replaced_by ? _("rättat") : dialogue_kind(event);
	cells[COLUMN_ABOUT].text = sheet_keep(out, &about);
	cells[COLUMN_WHO].text = sheet_keep(out, &who);
	cells[COLUMN_WHEN].text = sheet_keep(out, &when);
	cells[COLUMN_TEXT].text = sheet_keep(out, &text);
	cells[COLUMN_KR].value = money_from_kr(say->kr);
	cells[COLUMN_MEASURE].text = sheet_keep(out, &measure);
}

static bool sheet(const struct screen *screen, struct sheet *out)
{
	static const struct { const char *key, *head; bool figures; } columns[] = {
		{ "trad", N_("Tråd"), false }, { "lage", N_("Läge"), false }, { "slag", N_("Slag"), false }, { "om", N_("Om"), false },
		{ "vem", N_("Vem"), false }, { "nar", N_("När"), false }, { "text", N_("Text"), false }, { "belopp", N_("Belopp"), true },
		{ "atgard", N_("Åtgärd"), false },
	};
	struct dialogue_view *view = dialogue_self(screen);
	const struct unit_state *state;
	struct buffer title = { 0 };

	dialogue_freshen(view, 0);
	if (!view->count)
		return false;
	state = book_state(view->book, view->unit);
	buffer_format(&title, _("Dialogen om %s"), view->book->org->units[view->unit].name);
	out->title = sheet_keep(out, &title);
	out->money = view->shown;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		sheet_column(out, columns[i].key, _(columns[i].head), FOR_ALL, columns[i].figures);
	for (size_t i = 0; i < view->count; i++)
		for (size_t at = 0; at < state->say_count; at++)
			if (dialogue_holds(&view->threads[i].thread, state->says[at]))
				add_sheet_row(view, out, &view->threads[i], i + 1, state->says[at]);
	return true;
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
	const char *about = figure_of(dialogue_self(screen));

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
	.enter = (words), .tab = (next), .can = can, .idle = idle, .sheet = sheet, .click = click, .figure = figure_shown, .again = again, .unit = unit_shown,            \
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
		ask_new(view);
	tell_enter(view);
	return &view->screen;
}

#include "dialogue_private.h"

#include "intl.h"
#include "kept.h"

#include <stdlib.h>
#include <string.h>

struct saying_desk dialogue_desk(const struct dialogue_view *view)
{
	const struct session *session = view->screen.session;

	return (struct saying_desk){ .book = session->book, .user = session->user, .unit = view->id,
		                     .shown = session_money(session, view->unit == ORG_NONE ? 0 : view->unit) };
}

/* ---- begun, and left ---- */

/* Opens what lies there, or nothing. True: there was something. */
static bool open_text(struct dialogue_view *view, const char *thread)
{
	const struct saying_desk desk = dialogue_desk(view);
	char path[KEPT_PATH];

	saying_path(path, &desk, thread);
	writing_open(&view->text, path);
	view->field = (struct writing_field){ .writing = &view->text };
	view->at = SAYING_FIELDS;
	view->writing = true;
	if (view->text.elsewhere)
		session_say(view->screen.session, "%s", _("Här skrivs det också i ett annat fönster: det här är ett eget utkast"));
	view->touched = *writing_text(&view->text) || *writing_note(&view->text, "kind");
	return view->touched;
}

static void say_resumed(struct dialogue_view *view)
{
	session_say(view->screen.session, "%s", _("Ditt utkast är kvar, inte skickat: Ctrl-S skickar, Ctrl-N kastar det"));
}

bool dialogue_kept(const struct dialogue_view *view, const char *thread)
{
	const struct session *session = view->screen.session;
	const struct saying_desk desk = dialogue_desk(view);

	return session->user && !session->read_only && saying_kept(&desk, thread);
}

bool dialogue_resume(struct dialogue_view *view, const char *thread)
{
	if (!dialogue_kept(view, thread))
		return false;
	if (open_text(view, thread)) {
		say_resumed(view);
		return true;
	}
	dialogue_stop_writing(view);
	return false;
}

/* What lies there of another kind becomes of this kind, with its text; a correction stays one. */
void dialogue_write(struct dialogue_view *view, const char *kind, const char *thread, const char *about)
{
	bool resumed = open_text(view, thread);

	if (resumed)
		say_resumed(view);
	if (!*writing_note(&view->text, "replaces"))
		saying_begin(&view->text, kind, thread, resumed ? NULL : about);
}

void dialogue_write_correction(struct dialogue_view *view)
{
	const struct thread *thread = &dialogue_listed(view)->thread;
	const struct event *entry = dialogue_entry(view);

	if (open_text(view, thread->first->line->hash))
		session_say(view->screen.session, "%s", _("Här låg redan ett utkast: skicka eller kasta (Ctrl-N) det först, och rätta sedan"));
	else
		saying_correct(&view->text, thread->first, entry);
}

void dialogue_write_quote(struct dialogue_view *view)
{
	const struct listed *listed = dialogue_listed(view);
	const struct event *entry = dialogue_entry(view);
	struct error why = { .word = NULL };
	struct buffer quote = { 0 };

	saying_quote(&quote, view->book, entry);
	dialogue_write(view, listed->duty == DUTY_ANSWER ? "answer" : "comment", listed->thread.first->line->hash, NULL);
	if (!writing_paste(&view->text, quote.bytes, &why))
		session_say(view->screen.session, "%s", why.text);
	buffer_free(&quote);
}

void dialogue_stop_writing(struct dialogue_view *view)
{
	writing_close(&view->text);
	view->writing = false;
	view->book = NULL; /* the list tells of drafts */
}

void dialogue_discard(struct dialogue_view *view)
{
	writing_drop(&view->text);
	dialogue_stop_writing(view);
	session_say(view->screen.session, "%s", _("Utkastet är kastat"));
}

static struct effect leave(struct dialogue_view *view)
{
	bool any = view->touched && saying_says(&view->text), unkept = writing_unkept(&view->text);

	if (!any)
		writing_drop(&view->text); /* nothing is offered again */
	dialogue_stop_writing(view);
	if (any)
		session_say(view->screen.session, "%s", unkept ? _("Utkastet kunde inte läggas på disk och är borta") : _("Utkastet ligger kvar, inte skickat"));
	return effect_handled;
}

/* ---- fields ---- */

static void go_to(struct dialogue_view *view, int step)
{
	int at = (int)view->at;

	do
		at = (at + step + SAYING_FIELDS + 1) % (SAYING_FIELDS + 1);
	while (at != SAYING_FIELDS && !saying_has(&view->text, (enum saying_field)at));
	view->at = (enum saying_field)at;
	if (view->at != SAYING_FIELDS)
		field_set(&view->entry, saying_value(&view->text, view->at));
}

static void say_wrong(struct dialogue_view *view, enum saying_field field)
{
	const struct saying_desk desk = dialogue_desk(view);
	struct buffer taken = { 0 };
	struct error why = { .word = NULL };

	if (field != SAYING_FIELDS && !saying_taken(&view->text, &desk, field, &taken, &why))
		session_say(view->screen.session, "%s", why.text);
	buffer_free(&taken);
}

static struct effect next_field(struct dialogue_view *view, int step)
{
	enum saying_field left = view->at;

	go_to(view, step);
	say_wrong(view, left);
	return effect_handled;
}

static struct effect field_key_typed(struct dialogue_view *view, const struct key *key)
{
	const struct saying_desk desk = dialogue_desk(view);
	bool steps = saying_is_choice(view->at) || (view->at == SAYING_WITH && (!*view->entry.text || saying_with(&view->text, &desk) != ORG_NONE));

	if (key_in(key, "Enter Down"))
		return next_field(view, 1);
	if (key_is(key, "Up"))
		return next_field(view, -1);
	if (steps && key_in(key, "Left Right Space") && (saying_is_choice(view->at) || !key_is(key, "Space"))) {
		saying_step(&view->text, &desk, view->at, key_is(key, "Left") ? -1 : 1);
		field_set(&view->entry, saying_value(&view->text, view->at));
		return effect_handled;
	}
	if (saying_is_choice(view->at))
		return key_text(key) ? effect_handled : effect_none;
	if (!field_key(&view->entry, key))
		return effect_none;
	saying_put(&view->text, view->at, view->entry.text);
	return effect_handled;
}

/* ---- keys ---- */

static struct effect text_key(struct dialogue_view *view, const struct key *key)
{
	struct error why = { .word = NULL };

	if (!text_field_key(&view->field, key, &why))
		return effect_none;
	if (why.word)
		session_say(view->screen.session, "%s", why.text);
	else if (writing_unkept(&view->text))
		session_say(view->screen.session, "%s", _("Utkastet kan inte läggas på disk: skicka snart (Ctrl-S)"));
	return effect_handled;
}

struct effect dialogue_write_key(struct dialogue_view *view, const struct key *key)
{
	if (key_is(key, "Esc"))
		return leave(view);
	if (key_is(key, "F1"))
		return effect_push(help_screen(view->screen.session, &view->screen));
	if (key_in(key, "^S ^N"))
		return effect_none;
	if (key_is(key, "Tab"))
		return next_field(view, 1);
	if (key_is(key, "BackTab"))
		return next_field(view, -1);
	view->touched = true;
	return view->at == SAYING_FIELDS ? text_key(view, key) : field_key_typed(view, key);
}

/* ---- sending ---- */

static void say_sent(struct dialogue_view *view, const struct act *act, const struct event *first)
{
	struct session *session = view->screen.session;
	struct buffer to = { 0 };
	char now[26];

	journal_now(now);
	if (view->unit != ORG_NONE)
		dialogue_to(&to, session->book, view->unit, first, act->say.with, session->user);
	if (to.size)
		session_say(session, _("Skickat %.2s.%.2s till %s"), now + 11, now + 14, to.bytes);
	else
		session_say(session, _("Skickat %.2s.%.2s"), now + 11, now + 14);
	buffer_free(&to);
}

/* Where what was said stands now: the line just written, in its thread. */
static void show_sent(struct dialogue_view *view, const char *thread)
{
	const struct journal *journal = book_journal(view->screen.session->now, view->screen.session->user);
	char hash[HASH_TEXT];

	memcpy(hash, journal->head, HASH_TEXT);
	dialogue_stop_writing(view);
	dialogue_freshen(view, 0);
	memcpy(view->open_at, hash, HASH_TEXT);
	dialogue_show(view, thread ? thread : hash);
	view->in_talk = true;
}

static bool may_send(struct dialogue_view *view, struct act *act, struct arena *arena)
{
	const struct saying_desk desk = dialogue_desk(view);
	struct session *session = view->screen.session;
	enum saying_field where;
	struct error why = { .word = NULL };

	if (saying_act(&view->text, &desk, act, arena, &where, &why) && session_may(session, act, &why))
		return true;
	session_say(session, _("Inte skickat: %s"), why.text);
	view->at = where;
	if (where != SAYING_FIELDS)
		field_set(&view->entry, saying_value(&view->text, where));
	return false;
}

struct effect dialogue_send(struct dialogue_view *view)
{
	struct session *session = view->screen.session;
	struct arena arena = { 0 };
	struct error error = { .word = NULL };
	struct act act;

	if (!may_send(view, &act, &arena)) {
		arena_free(&arena);
		return effect_handled;
	}
	if (session_save(session, &act, 1, &error) == SAVED) {
		writing_drop(&view->text);
		show_sent(view, act.say.thread);
		say_sent(view, &act, act.say.thread ? book_event(session->book, act.say.thread) : NULL);
	} else {
		session_say(session, _("Inte skickat: %s. Utkastet ligger kvar"), error.text);
	}
	arena_free(&arena);
	return effect_handled;
}

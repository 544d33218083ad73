#include "dialogue_private.h"

#include "intl.h"
#include "post.h"

#include <stdio.h>
#include <string.h>

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

void dialogue_ask_new(struct dialogue_view *view)
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
		dialogue_ask_new(view);
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
	return effect_push(post_proposed_screen(view->screen.session, dialogue_latest(dialogue_listed(view)->thread.first)));
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
	if (!dialogue_stands(view->book, dialogue_latest(thread->first)))
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

bool dialogue_can(const struct screen *screen, enum action_id id, struct error *why)
{
	struct dialogue_view *view = dialogue_self(screen);

	dialogue_freshen(view, 0);
	if (id == ACTION_SAY_SEND || id == ACTION_SAY_DISCARD)
		return (view->writing && !popup_open(&view->popup)) || error_set(why, "writing", _("inget skrivs just nu"));
	if (id == ACTION_WHY)
		return dialogue_figure(view) || error_set(why, "blank", _("inlägget handlar inte om något belopp"));
	if (id < ACTION_SAY_ANSWER || id > ACTION_SAY_QUOTE)
		return true;
	if (!screen->session->user)
		return error_set(why, "no-seat", _("välj först vem du är här (b på startsidan)"));
	return id == ACTION_SAY_NEW ? may_anything(view, why) : may_in_thread(view, id, why);
}

/* ---- one after the other ---- */

static const struct { enum action_id id; struct effect (*act)(struct dialogue_view *); } deeds[] = {
	{ ACTION_SAY_ANSWER, answer },     { ACTION_SAY_ENTRY, new_entry }, { ACTION_SAY_NEW, new_thread },      { ACTION_SAY_CLOSE, ask_close },
	{ ACTION_SAY_CONFIRM, confirm },   { ACTION_SAY_DECIDE, decide },   { ACTION_SAY_CORRECT, correct },     { ACTION_SAY_QUOTE, quote },
	{ ACTION_SAY_SEND, dialogue_send }, { ACTION_SAY_DISCARD, ask_discard },
};

struct effect dialogue_say_now(struct dialogue_view *view, enum action_id id)
{
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (deeds[i].id == id)
			return deeds[i].act(view);
	return effect_none;
}

struct effect dialogue_answered(struct dialogue_view *view)
{
	if (view->popup.purpose == ASKED_CLOSE)
		return close_chosen(view);
	if (view->popup.purpose != ASKED_DISCARD)
		return kind_chosen(view);
	if (!view->popup.chosen)
		dialogue_discard(view);
	return effect_handled;
}

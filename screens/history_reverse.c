/* Undoing what has been saved: by another act, after a question that says what it will be. */
#include "history_private.h"

#include "intl.h"
#include "reverse.h"

#include <stdlib.h>
#include <string.h>

static bool make_reverse(const struct history_view *view, const struct event *event, struct reverse *reverse, struct arena *arena,
			 struct error *error)
{
	const struct session *session = view->screen.session;

	if (!event)
		return error_set(error, "nothing", _("ingen handling är markerad"));
	if (!session->user)
		return error_set(error, "no-seat", _("välj först vem du är här (b på startsidan)"));
	return reverse_make(reverse, session->book, session->user, event, view->shown, arena, error);
}

static void open_question(struct history_view *view, const struct reverse *reverse, const char *why)
{
	popup_ask(&view->popup, reverse->sentence);
	if (reverse->takes_why)
		popup_field(&view->popup, _("Varför (får lämnas tomt)"), why);
	if (reverse->needs_decision)
		popup_field(&view->popup, _("Beslut"),
			    reverse->act.kind == ACT_POST && reverse->act.post.decision ? reverse->act.post.decision : "");
	popup_choice(&view->popup, "s", _("spara som en ny handling"));
}

void history_ask(struct history_view *view)
{
	const struct event *event = history_current(view);
	struct arena arena = { 0 };
	struct reverse reverse;
	struct error error;

	if (make_reverse(view, event, &reverse, &arena, &error)) {
		memcpy(view->asked, event->line->hash, HASH_TEXT);
		open_question(view, &reverse, reverse.why);
	} else {
		session_say(view->screen.session, _("Går inte att ångra: %s"), error.text);
	}
	arena_free(&arena);
}

static void say_saved(struct history_view *view)
{
	const struct journal *journal = book_journal(history_book(view), view->screen.session->user);
	char now[26];

	journal_now(now);
	if (journal && journal->count)
		memcpy(view->hash, journal->lines[journal->count - 1]->hash, HASH_TEXT);
	history_renew(view);
	session_say(view->screen.session, _("Sparat %.2s.%.2s som en ny handling"), now + 11, now + 14);
}

static void save(struct history_view *view, struct reverse *reverse, struct arena *arena)
{
	struct session *session = view->screen.session;
	const char *first = popup_text(&view->popup, 0), *second = popup_text(&view->popup, 1);
	const char *decision = !reverse->needs_decision ? NULL : reverse->takes_why ? second : first;
	struct error error = { 0 };

	if (decision && !*decision) {
		char *why = memory_string(reverse->takes_why ? first : "");

		open_question(view, reverse, why);
		session_say(session, "%s", _("Ange beslutet som ändringen vilar på (organ, datum, paragraf)"));
		free(why);
		return;
	}
	reverse_reason(reverse, reverse->takes_why ? first : NULL, decision, arena);
	if (session_save(session, &reverse->act, 1, &error) == SAVED)
		say_saved(view);
	else
		session_say(session, _("Inte sparat: %s"), error.text);
}

/* What was asked must still be what is written: others may have written since. */
void history_answered(struct history_view *view)
{
	struct arena arena = { 0 };
	struct reverse reverse;
	struct error error;

	if (!make_reverse(view, book_event(history_book(view), view->asked), &reverse, &arena, &error))
		session_say(view->screen.session, _("Går inte att ångra: %s"), error.text);
	else if (strcmp(reverse.sentence, view->popup.question) != 0)
		session_say(view->screen.session, "%s", _("Inte sparat: något har ändrats sedan frågan ställdes, se efter och försök igen"));
	else
		save(view, &reverse, &arena);
	arena_free(&arena);
}

bool history_can_reverse(const struct history_view *view, struct error *why)
{
	struct arena arena = { 0 };
	struct reverse reverse;
	bool can = make_reverse(view, history_current(view), &reverse, &arena, why);

	arena_free(&arena);
	return can;
}

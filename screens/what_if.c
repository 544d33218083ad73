/* `W`: a räkneexempel over a whole branch. A question over the screen below: which amounts, and how much; or when one is on, what becomes of it. */
#include "asking.h"

#include "amount.h"
#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD_WHAT, FIELD_HOW_MUCH };

struct question {
	struct asking asking;
	char id[65];           /* the branch */
	enum money_unit shown;
	int what;              /* ramen, alla kostnader, and then each budget line */
	bool rests;            /* as it was asked what becomes of it */
};

static struct question *self(const struct screen *screen)
{
	return (struct question *)screen;
}

static const struct book *book_of(const struct question *q)
{
	return q->asking.screen.session->book;
}

/* ---- which amounts, and how much ---- */

static struct what_if_step step_of(const struct question *q)
{
	struct what_if_step step = { .what = q->what < WHAT_LINE ? (enum what_changes)q->what : WHAT_LINE, .shown = q->shown };
	int line = q->what - WHAT_LINE;

	snprintf(step.unit, sizeof step.unit, "%s", q->id);
	if (line >= 0 && line < (int)book_of(q)->region->line_count)
		snprintf(step.line, sizeof step.line, "%s", book_of(q)->region->lines[line].id);
	snprintf(step.text, sizeof step.text, "%s", popup_text(&q->asking.popup, FIELD_HOW_MUCH));
	return step;
}

static void add_from_to(const struct question *q, struct buffer *out, money from, money to)
{
	const struct session *session = q->asking.screen.session;

	buffer_text(out, _(" från "));
	amount_text(out, session, from, q->shown, 0);
	buffer_text(out, _(" till "));
	amount_text(out, session, to, q->shown, MONEY_NAMED);
}

static void add_preview(const struct question *q, struct buffer *out, int branch)
{
	const struct session *session = q->asking.screen.session;
	const struct what_if_step step = step_of(q);
	struct error error = { 0 };
	struct ram_table *after = session_what_if_try(session, &step, &error);

	if (!after) {
		text_capital(out, error.text);
		buffer_text(out, ".");
		return;
	}
	what_if_tell_step(out, &step, book_of(q), false);
	buffer_text(out, ":");
	add_from_to(q, out, what_if_sum(session->table, &step), what_if_sum(after, &step));
	buffer_text(out, _("\nKvar att fördela i hela grenen:"));
	add_from_to(q, out, what_if_left(session->table, branch), what_if_left(after, branch));
	ram_free(after);
}

static void put_question(struct question *q, const struct buffer *text)
{
	snprintf(q->asking.popup.question, sizeof q->asking.popup.question, "%s", text->bytes);
}

static bool is_asking_how_much(const struct question *q)
{
	return q->asking.popup.field_count > 0;
}

/* What is typed here comes back when the line breaks; a question that is empty does not. */
static void keep_begun(const struct question *q)
{
	const struct what_if_step step = step_of(q);

	session_what_if_begun(q->asking.screen.session, *step.text ? &step : NULL);
}

/* With what it would come to, as it is typed. */
static void ask(struct question *q)
{
	int branch = org_find(book_of(q)->org, q->id);
	const struct what_if_step step = step_of(q);
	struct buffer text = { 0 };

	if (!is_asking_how_much(q) || branch == ORG_NONE)
		return;
	field_set(&q->asking.popup.fields[FIELD_WHAT].input, what_if_name(book_of(q), step.what, step.line));
	buffer_format(&text, _("Räkneexempel för %s med allt under, %d. Inget sparas.\n"), book_of(q)->org->units[branch].name, q->asking.screen.session->year);
	add_preview(q, &text, branch);
	put_question(q, &text);
	buffer_free(&text);
}

static void ask_how_much(struct question *q)
{
	popup_ask(&q->asking.popup, "");
	popup_field(&q->asking.popup, _("Vad ändras (pil vänster, höger)"), "");
	popup_field(&q->asking.popup, _("Hur mycket: +2%, -10 mnkr"), "");
	ask(q);
}

static void choose_what(struct question *q, int step)
{
	int count = WHAT_LINE + (int)book_of(q)->region->line_count;

	q->what = (q->what + step + count) % count;
	ask(q);
}

static struct effect lay(struct question *q)
{
	struct session *session = q->asking.screen.session;
	const struct what_if_step step = step_of(q);
	struct error error;

	if (session_what_if_add(session, &step, &error)) {
		session_say(session, "%s", session_what_if_unkept(session) ? _("Räkneexemplet är på, men bara i minnet: W lägger till, kastar eller behåller det")
		                                                           : _("Räkneexemplet är på: W lägger till, kastar eller behåller det"));
		return effect_pop;
	}
	q->asking.popup.state = POPUP_OPEN;
	session_say(session, "%s", error.text);
	return effect_handled;
}

/* ---- when one is on ---- */

static void ask_what_becomes(struct question *q)
{
	const struct session *session = q->asking.screen.session;
	struct buffer text = { 0 };

	q->rests = session->resting.count > 0;
	session_what_if_tell(session, &text);
	if (q->rests) {
		buffer_text(&text, _("Räkneexemplet vilar, för det går inte att räkna nu: "));
		what_if_tell(&text, &session->resting, session->book);
	}
	buffer_text(&text, _(". Inget av det är sparat."));
	popup_ask(&q->asking.popup, text.bytes);
	if (!q->rests)
		popup_choice(&q->asking.popup, "l", _("lägg till ett steg"));
	popup_choice(&q->asking.popup, "t", _("ta bort senaste steget"));
	popup_choice(&q->asking.popup, "k", _("kasta"));
	if (!q->rests)
		popup_choice(&q->asking.popup, "b", _("behåll som mitt utkast"));
	buffer_free(&text);
}

static struct effect add_step(struct question *q)
{
	ask_how_much(q);
	return effect_handled;
}

static bool is_any(const struct session *session)
{
	return session->what_if.count || session->resting.count;
}

/* Of what another window left behind she is told when hers is gone. */
static void say_gone(struct session *session, const char *what)
{
	session_say(session, "%s%s", what, session_what_if_left(session) ? _(". Ett till, från ett annat fönster, är på nästa gång du startar.") : "");
}

static struct effect take_back(struct question *q)
{
	struct session *session = q->asking.screen.session;

	session_what_if_back(session);
	if (is_any(session))
		session_say(session, "%s", _("Det senaste steget är borta"));
	else
		say_gone(session, _("Räkneexemplet är borta: beloppen är de beslutade"));
	return effect_pop;
}

static struct effect throw_away(struct question *q)
{
	session_what_if_drop(q->asking.screen.session);
	say_gone(q->asking.screen.session, _("Räkneexemplet är kastat: beloppen är de beslutade"));
	return effect_pop;
}

static struct effect keep(struct question *q)
{
	struct session *session = q->asking.screen.session;
	struct error error;
	size_t rows;

	if (!session_what_if_keep(session, &rows, &error)) {
		session_say(session, _("Inte behållet: %s"), error.text);
		return effect_pop;
	}
	session_say(session, ngettext("Ditt utkast för %s har fått %zu rad ur räkneexemplet, ej sparad. Inte med: enhetens egen ram, och enheterna under.",
	                              "Ditt utkast för %s har fått %zu rader ur räkneexemplet, ej sparade. Inte med: enhetens egen ram, och enheterna under.", rows),
	            book_of(q)->org->units[session->seat.unit].name, rows);
	return effect_pop;
}

static struct effect answered(struct question *q)
{
	static struct effect (*const answers[])(struct question *) = { add_step, take_back, throw_away, keep };

	return is_asking_how_much(q) ? lay(q) : answers[q->asking.popup.chosen + q->rests](q);
}

/* ---- what was half written when the line broke ---- */

static bool can_go_on(const struct session *session)
{
	const struct what_if_step *begun = &session->what_if_kept.begun;

	return !session->resting.count && org_find(session->book->org, begun->unit) != ORG_NONE &&
	       (begun->what != WHAT_LINE || region_line(session->book->region, begun->line) >= 0);
}

static void go_on(struct question *q, const struct what_if_step *begun)
{
	snprintf(q->id, sizeof q->id, "%s", begun->unit);
	q->shown = begun->shown;
	q->what = (int)begun->what + (begun->what == WHAT_LINE ? region_line(book_of(q)->region, begun->line) : 0);
	ask_how_much(q);
	field_set(&q->asking.popup.fields[FIELD_HOW_MUCH].input, begun->text);
	q->asking.popup.focus = FIELD_HOW_MUCH;
	ask(q);
}

/* ---- the screen ---- */

/* What is typed where one chooses is how much. */
static bool choosing(struct question *q, const struct key *key)
{
	if (!is_asking_how_much(q) || q->asking.popup.focus != FIELD_WHAT || key_in(key, "Esc Enter Tab BackTab Up Down"))
		return false;
	if (key_in(key, "Left Right")) {
		choose_what(q, key_is(key, "Right") ? 1 : -1);
		return true;
	}
	q->asking.popup.focus = FIELD_HOW_MUCH;
	return false;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct question *q = self(screen);
	enum popup_state state;

	if (choosing(q, key)) {
		keep_begun(q);
		return effect_handled;
	}
	state = popup_key(&q->asking.popup, key);
	if (state == POPUP_CANCELLED) {
		session_what_if_begun(q->asking.screen.session, NULL);
		return effect_pop;
	}
	if (state == POPUP_CHOSEN)
		return answered(q);
	if (is_asking_how_much(q))
		keep_begun(q);
	ask(q);
	return effect_handled;
}

/* Others may have changed what it builds on, or taken it away. */
static void refresh(struct screen *screen)
{
	struct question *q = self(screen);

	if (!is_asking_how_much(q) && !is_any(screen->session))
		ask_how_much(q);
	else if (!is_asking_how_much(q) && q->rests != (screen->session->resting.count > 0))
		ask_what_becomes(q);
	ask(q);
}

static const struct screen_hooks hooks = {
	.name = "what-if", .context = IN_POST, .title = asking_title, .draw = asking_draw, .type = type, .typing = asking_typing, .can = asking_can, .refresh = refresh,
};

struct screen *what_if_screen(struct session *session, int unit)
{
	struct question *q = memory_grow(NULL, 1, sizeof *q);

	*q = (struct question){ .asking.screen = { .hooks = &hooks, .session = session }, .shown = session_money(session, unit), .what = WHAT_RAM };
	snprintf(q->id, sizeof q->id, "%s", session->book->org->units[unit].id);
	if (can_go_on(session))
		go_on(q, &session->what_if_kept.begun);
	else if (is_any(session))
		ask_what_becomes(q);
	else
		ask_how_much(q);
	return &q->asking.screen;
}

/* A question over whatever screen is below: what resultatmål a unit has, and why a post is taken back. The screen below is drawn as it stands;
 * the answer is one act. */
#include "post.h"

#include "asking.h"
#include "entry.h"
#include "intl.h"
#include "journal.h"
#include "posting.h"
#include "version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct question {
	struct asking asking;
	char id[65]; /* the unit, or the post's hash */
	enum money_unit shown;
	bool fresh;  /* no key has come: what is typed takes the place of what stands there */
	void (*ask)(struct question *);                  /* what stands there, now that something was typed */
	struct effect (*answered)(struct question *);
};

static struct question *self(const struct screen *screen)
{
	return (struct question *)screen;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct question *q = self(screen);
	enum popup_state state;

	if (q->fresh && key_text(key))
		field_set(&q->asking.popup.fields[0].input, "");
	q->fresh = false;
	state = popup_key(&q->asking.popup, key);
	if (state == POPUP_CANCELLED)
		return effect_pop;
	if (state == POPUP_CHOSEN)
		return q->answered(q);
	q->ask(q);
	return effect_handled;
}

static void refresh(struct screen *screen)
{
	self(screen)->ask(self(screen));
}

static const struct screen_hooks hooks = {
	.name = "question", .context = IN_POST, .title = asking_title, .draw = asking_draw, .type = type, .typing = asking_typing, .can = asking_can, .refresh = refresh,
};

static struct question *question_new(struct session *session, const char *id)
{
	struct question *q = memory_grow(NULL, 1, sizeof *q);

	*q = (struct question){ .asking.screen = { .hooks = &hooks, .session = session } };
	snprintf(q->id, sizeof q->id, "%s", id);
	return q;
}

static void put_question(struct question *q, const struct buffer *text)
{
	snprintf(q->asking.popup.question, sizeof q->asking.popup.question, "%s", text->bytes);
}

/* With what was typed. */
static struct effect stay_open(struct question *q, const struct error *why)
{
	q->asking.popup.state = POPUP_OPEN;
	q->ask(q);
	session_say(q->asking.screen.session, _("Inte sparat: %s"), why->text);
	return effect_handled;
}

static struct effect save(struct question *q, const struct act *act, const char *saved)
{
	struct session *session = q->asking.screen.session;
	struct error error = { 0 };

	if (session_save(session, act, 1, &error) == SAVED) {
		session_say(session, "%s", saved);
		return effect_pop;
	}
	return stay_open(q, &error);
}

/* ---- resultatmål ---- */

enum { TARGET_KR, TARGET_DECISION };

/* A registrar writes what others have decided; and what is locked changes by a decision only. */
static bool target_asks(const struct session *session, const char *unit, struct error *why)
{
	const struct event *lock = version_locked(session->book, session->year);
	struct act act;

	if (lock)
		return !version_asks(lock, session->year, why);
	act_clear(&act, ACT_TARGET);
	act.target.unit = unit;
	act.target.year = session->year;
	return !session_may(session, &act, NULL) && !error_set(why, "no-decision", _("en registrator skriver det som är beslutat: ange beslutet"));
}

static void target_act(const struct question *q, money value, struct act *act)
{
	const char *decision = popup_text(&q->asking.popup, TARGET_DECISION);

	act_clear(act, ACT_TARGET);
	act->target.unit = q->id;
	act->target.year = q->asking.screen.session->year;
	act->target.kr = value == MONEY_NONE ? NUMBER_NONE : value / MONEY_KR;
	act->target.decision = *decision ? decision : NULL;
}

static money zero_if_none(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

static bool read_target(const struct question *q, money *value, struct error *error)
{
	const struct entry_at at = { .shown = q->shown, .before = MONEY_NONE, .rest = MONEY_NONE };
	struct entry read;

	if (!entry_read(popup_text(&q->asking.popup, TARGET_KR), &at, &read, error))
		return false;
	*value = read.value;
	return !read.ambiguous || error_set(error, "ambiguous",
	                                     _("punkten kan läsas på två sätt: skriv med decimalkomma, eller med mellanrum mellan tusental"));
}

static void add_amount(const struct question *q, struct buffer *out, money value, unsigned flags)
{
	char text[MONEY_TEXT];

	buffer_text(out, money_print(text, value, q->shown, MONEY_FULL, flags | (q->asking.screen.session->ascii_money ? MONEY_ASCII : 0)));
}

/* « Ortopedi kvar 2,0 → 0,8.» */
static void add_left(const struct question *q, struct buffer *out, int unit, money change)
{
	const struct session *session = q->asking.screen.session;
	money left = unit == ORG_NONE ? MONEY_NONE : session->table->balance[unit].left;

	if (left == MONEY_NONE || !change)
		return;
	buffer_format(out, _(" %s kvar "), session->book->org->units[unit].name);
	add_amount(q, out, left, 0);
	buffer_text(out, session->ascii_money ? " -> " : " → ");
	add_amount(q, out, money_sum(left, change), 0);
	buffer_text(out, ".");
}

/* A surplus that a unit is asked for is less for it to divide, and more for the level above. */
static void ask_target(struct question *q)
{
	const struct session *session = q->asking.screen.session;
	const struct org *org = session->book->org;
	int unit = org_find(org, q->id);
	struct buffer text = { 0 };
	struct error error;
	money value, now;

	if (unit == ORG_NONE)
		return;
	now = book_target(session->book, unit, session->year);
	buffer_format(&text, _("Resultatmål för %s %d: överskott att lämna, med minus ett underskott som tillåts. Tomt: inget mål."),
	              org->units[unit].name, session->year);
	if (!read_target(q, &value, &error)) {
		buffer_format(&text, " %s.", error.text);
	} else {
		add_left(q, &text, unit, zero_if_none(now) - zero_if_none(value));
		add_left(q, &text, org_above(org, unit), zero_if_none(value) - zero_if_none(now));
	}
	put_question(q, &text);
	buffer_free(&text);
}

static struct effect answer_target(struct question *q)
{
	const struct session *session = q->asking.screen.session;
	int unit = org_find(session->book->org, q->id);
	struct buffer saved = { 0 };
	struct effect effect;
	struct error error;
	struct act act;
	char now[26];
	money value;

	if (unit == ORG_NONE ? !error_set(&error, "unknown-unit", _("enheten finns inte längre i organisationen")) : !read_target(q, &value, &error))
		return stay_open(q, &error);
	if (value == book_target(session->book, unit, session->year)) {
		session_say(q->asking.screen.session, "%s", _("Resultatmålet är som det var"));
		return effect_pop;
	}
	if (!*popup_text(&q->asking.popup, TARGET_DECISION) && target_asks(session, q->id, &error))
		return stay_open(q, &error);
	journal_now(now);
	buffer_format(&saved, value == MONEY_NONE ? _("Sparat %.2s.%.2s: %s har inget resultatmål") : _("Sparat %.2s.%.2s: %s har resultatmålet "), now + 11,
	              now + 14, session->book->org->units[unit].name);
	add_amount(q, &saved, value, MONEY_NAMED);
	target_act(q, value, &act);
	effect = save(q, &act, saved.bytes);
	buffer_free(&saved);
	return effect;
}

struct screen *post_target_screen(struct session *session, int unit, enum money_unit shown)
{
	struct question *q = question_new(session, session->book->org->units[unit].id);
	char label[80], value[MONEY_TEXT];

	q->shown = shown;
	q->fresh = true;
	q->ask = ask_target;
	q->answered = answer_target;
	popup_ask(&q->asking.popup, "");
	snprintf(label, sizeof label, _("Resultatmål, %s"), money_unit_name(shown));
	popup_field(&q->asking.popup, label, money_print(value, book_target(session->book, unit, session->year), shown, MONEY_EXACT, MONEY_DENSE));
	if (target_asks(session, q->id, NULL))
		popup_field(&q->asking.popup, _("Beslut (måste anges)"), "");
	ask_target(q);
	return &q->asking.screen;
}

bool post_may_target(const struct session *session, int unit, struct error *why)
{
	struct act act;

	act_clear(&act, ACT_TARGET);
	act.target.unit = session->book->org->units[unit].id;
	act.target.year = session->year;
	act.target.decision = "-"; /* a registrar is asked for hers */
	return session_may(session, &act, why);
}

/* ---- taking a post back ---- */

static void add_legs(const struct question *q, struct buffer *out, const struct list *list)
{
	const struct org *org = q->asking.screen.session->book->org;
	const struct leg *legs = list->items;

	for (size_t i = 0; i < list->count && i < 3; i++) {
		int unit = org_find(org, legs[i].unit);

		buffer_format(out, "%s %s ", i ? "," : "", unit == ORG_NONE ? legs[i].unit : org->units[unit].name);
		add_amount(q, out, -money_from_kr(legs[i].kr), MONEY_SIGN | MONEY_NAMED);
	}
	if (list->count > 3)
		buffer_format(out, _(" och %zu till"), list->count - 3);
}

/* What it leaves: who gave has so much more to divide, and whose ram becomes too small is named. */
static void add_aftermath(const struct question *q, struct buffer *out, const struct event *event)
{
	const struct session *session = q->asking.screen.session;
	struct posting gone = { .year = session->year };
	struct posting_desk desk;
	struct posting_follows follows;
	struct arena arena = { 0 };

	if (!posting_desk_of(&desk, session->book, session->user, event, NULL) || desk.giver == ORG_NONE)
		return;
	desk.table = session->table;
	snprintf(gone.kind, sizeof gone.kind, "%s", event->line->act.post.kind);
	snprintf(gone.replaces, sizeof gone.replaces, "%s", event->line->hash);
	posting_follow(&gone, &desk, &follows, &arena);
	if (follows.left.before != follows.left.after)
		add_left(q, out, desk.giver, money_sum(follows.left.after, -follows.left.before));
	arena_free(&arena);
}

static void ask_withdrawal(struct question *q)
{
	const struct book *book = q->asking.screen.session->book;
	const struct event *event = book_event(book, q->id);
	struct buffer text = { 0 };

	if (!event)
		return;
	const struct post *post = &event->line->act.post;
	int kind = region_kind(book->region, post->kind);

	buffer_format(&text, _("Ta tillbaka ramförändringen (%s %d"), kind < 0 ? post->kind : book->region->kinds[kind].name, (int)post->year);
	if (post->text)
		buffer_format(&text, ", %s", post->text);
	buffer_text(&text, "):");
	add_legs(q, &text, &post->legs);
	buffer_text(&text, ".");
	add_aftermath(q, &text, event);
	buffer_text(&text, _(" Den står kvar i historiken."));
	put_question(q, &text);
	buffer_free(&text);
}

static bool is_locked(const struct session *session, const struct event *post, struct error *why)
{
	const struct event *lock = version_locked(session->book, post->line->act.post.year);

	return lock && !version_asks(lock, session->book->region->year, why);
}

static bool may_withdraw(const struct question *q, const struct event *event, struct error *error)
{
	const struct session *session = q->asking.screen.session;
	struct posting_desk desk;

	if (!event)
		return error_set(error, "replaces", _("posten finns inte längre"));
	if (!posting_desk_of(&desk, session->book, session->user, event, error))
		return false;
	if (*popup_text(&q->asking.popup, 1))
		return true;
	return !is_locked(session, event, error) && (!posting_is_registrar(&desk) ||
	       error_set(error, "no-decision", _("en registrator skriver det som är beslutat: ange beslutet")));
}

static struct effect answer_withdrawal(struct question *q)
{
	const struct event *event = book_event(q->asking.screen.session->book, q->id);
	struct error error;
	struct act act;

	if (q->asking.popup.chosen)
		return effect_pop;
	if (!may_withdraw(q, event, &error))
		return stay_open(q, &error);
	posting_withdrawal(event, popup_text(&q->asking.popup, 0), popup_text(&q->asking.popup, 1), &act);
	return save(q, &act, _("Sparat: ramförändringen är tillbakatagen"));
}

static bool asks_decision(const struct session *session, const char *post)
{
	const struct event *event = book_event(session->book, post);
	struct posting_desk desk;

	return event && (is_locked(session, event, NULL) ||
	                 (posting_desk_of(&desk, session->book, session->user, event, NULL) && posting_is_registrar(&desk)));
}

struct screen *post_withdraw_screen(struct session *session, const char *post, enum money_unit shown)
{
	struct question *q = question_new(session, post);

	q->shown = shown;
	q->ask = ask_withdrawal;
	q->answered = answer_withdrawal;
	popup_ask(&q->asking.popup, "");
	popup_field(&q->asking.popup, _("Varför (får lämnas tomt)"), "");
	popup_field(&q->asking.popup, asks_decision(session, post) ? _("Beslut (måste anges)") : _("Beslut (får lämnas tomt)"), "");
	popup_choice(&q->asking.popup, "t", _("ta tillbaka"));
	popup_choice(&q->asking.popup, "n", _("nej"));
	ask_withdrawal(q);
	return &q->asking.screen;
}

#include "plan_private.h"

#include "amount.h"
#include "journal.h"
#include "phrase.h"
#include "title.h"

#include <stdio.h>
#include <string.h>

#define ANSWER 0   /* the first choice does it */
#define DECISION 1 /* field of a registrar */

/* Names for what is being written, in plan_kept. */
#define OPEN     "open"     /* which question, by its name below */
#define MARKING  "marking"  /* of a mark: the row */
#define DECIDED  "decision"

#define LATER "-" /* what she has not written yet, when it is asked whether she may */

static const struct asking {
	const char *name;                   /* of what is written in it, and of the question itself when it is open */
	enum act_kind act;
	const char *key, *choice;           /* what does it; NULL: Enter in the field */
} askings[PLAN_ASKS] = {
	[PLAN_ASK_SEND] = { "send", ACT_SUBMIT, "s", N_("skicka") },
	[PLAN_ASK_RECALL] = { "recall", ACT_RECALL, "t", N_("ta tillbaka") },
	[PLAN_ASK_APPROVE] = { "approve", ACT_APPROVE, "g", N_("godkänn exakt detta") },
	[PLAN_ASK_RETURN] = { "return", ACT_RETURN, "l", N_("lämna åter") },
	[PLAN_ASK_MARK] = { "mark", ACT_KINDS, "m", N_("märk raden") },
};

static struct session *session_of(const struct plan_view *view)
{
	return view->screen.session;
}

static const struct book *book_of(const struct plan_view *view)
{
	return view->screen.session->book;
}

static struct charter charter_of(const struct plan_view *view)
{
	return (struct charter){ book_of(view)->region, book_of(view)->org };
}

/* She approves it as a registrar: with a decision. */
static bool registers(const struct plan_view *view)
{
	const struct session *session = session_of(view);

	return session->user && !rights_approves(session->book->org, view->unit, NULL) && org_is_registrar(session->book->org, view->unit, session->user);
}

/* ---- may she? ---- */

static bool may_send(const struct plan_view *view, struct error *why)
{
	if (view->waits)
		return error_set(why, "submitted", _("planen är redan skickad: r tar tillbaka den"));
	if (approval_status(plan_table(view), view->unit) == PLAN_NONE)
		return error_set(why, "no-plan", _("här finns ingen egen plan att skicka"));
	if (view->force && !view->changes->count && approval_holds(book_of(view), view->unit, view->year))
		return error_set(why, "same", _("planen är som den är godkänd: det finns inget nytt att skicka"));
	for (size_t i = 0; i < view->hinders->count; i++)
		if (view->hinders->items[i].class == HINDER_STOPS)
			return error_set(why, "hinder", _("det går inte att skicka än: %s"), view->hinders->items[i].text);
	return true;
}

static bool may_answer(const struct plan_view *view, enum plan_ask ask, struct error *why)
{
	if (!view->waits)
		return error_set(why, "submit", _("planen är inte skickad: det finns inget att svara på"));
	if (ask == PLAN_ASK_APPROVE && approval_wrote_in(view->waits, session_of(view)->user))
		return error_set(why, "own-plan", _("du har skrivit i planen och kan inte godkänna den: lämna den åter, eller låt en annan godkännare ta den"));
	return true;
}

/* What every session asks first: read-only, a räkneexempel, the right. Of an act that is filled in later. */
static bool has_right(const struct plan_view *view, enum plan_ask ask, struct error *why)
{
	struct act act;

	act_clear(&act, askings[ask].act);
	if (ask == PLAN_ASK_SEND) {
		act.submit.unit = view->unit_id;
		act.submit.year = view->year;
	} else {
		act.verdict.unit = view->unit_id;
		act.verdict.submit = view->seen;
		act.verdict.text = LATER;
		act.verdict.decision = registers(view) ? LATER : NULL;
	}
	return session_may(session_of(view), &act, why);
}

bool plan_may(const struct plan_view *view, enum plan_ask ask, struct error *why)
{
	if (ask == PLAN_ASK_MARK)
		return has_right(view, PLAN_ASK_RETURN, why) && may_answer(view, PLAN_ASK_RETURN, why) &&
		       ((plan_current(view) && plan_current(view)->change && plan_current(view)->figure) ||
		        error_set(why, "row", _("märk en rad i planen: ställ dig på den")));
	if (!has_right(view, ask, why))
		return false;
	return ask == PLAN_ASK_SEND ? may_send(view, why) : may_answer(view, ask, why);
}

/* ---- the questions ---- */

static void add_amount(const struct plan_view *view, struct buffer *out, money value)
{
	amount_text(out, session_of(view), value, view->shown, 0);
}

/* A deputy on another day than hers: it counts, and is marked. */
static void add_period(const struct plan_view *view, struct buffer *out)
{
	const struct session *session = session_of(view);
	int above = org_above(book_of(view)->org, view->unit);
	char now[26];

	journal_now(now);
	if (rights_outside_dates(book_of(view)->org, view->unit, session->user, now) ||
	    (above != ORG_NONE && rights_outside_dates(book_of(view)->org, above, session->user, now)))
		buffer_text(out, _(" Du är inte ersättare i dag: det räknas, men märks."));
}

static void tell_send(const struct plan_view *view, struct buffer *out)
{
	const struct charter charter = charter_of(view);

	buffer_format(out, _("Skicka %s %d till "), book_of(view)->region->levels[book_of(view)->org->units[view->unit].level].plan, view->year);
	rights_approver(&charter, view->unit, out);
	buffer_text(out, _("? Du kan ta tillbaka den tills hon svarat; så länge kan den inte ändras."));
}

static void tell_recall(const struct plan_view *view, struct buffer *out)
{
	(void)view;
	buffer_text(out, _("Ta tillbaka planen? Då kan du ändra i den, och skicka den igen."));
}

static void tell_approve(const struct plan_view *view, struct buffer *out)
{
	const struct plan_sums *sums = &view->changes->after;

	buffer_format(out, _("Du godkänner exakt detta (%s): ram "), money_unit_name(view->shown));
	add_amount(view, out, sums->ram);
	buffer_text(out, _(", att fördela "));
	add_amount(view, out, sums->available);
	buffer_text(out, _(", fördelat "));
	add_amount(view, out, sums->divided);
	buffer_text(out, _(", kvar "));
	add_amount(view, out, sums->left);
	buffer_text(out, ".");
	if (view->force)
		buffer_format(out, ngettext(" %zu rad är ändrad sedan den plan som gäller.", " %zu rader är ändrade sedan den plan som gäller.", view->changes->count),
		              view->changes->count);
}

static size_t count_marks(const struct plan_view *view)
{
	struct arena arena = { 0 };
	size_t count = plan_kept_marks(&view->kept, &arena).count;

	arena_free(&arena);
	return count;
}

static void tell_return(const struct plan_view *view, struct buffer *out)
{
	size_t marks = count_marks(view);

	buffer_text(out, _("Lämna åter planen för komplettering, med skäl."));
	if (marks)
		buffer_format(out, ngettext(" %zu märkt rad följer med.", " %zu märkta rader följer med.", marks), marks);
	else
		buffer_text(out, _(" Ingen rad är märkt: m på en rad märker den."));
}

static void tell_mark(const struct plan_view *view, struct buffer *out)
{
	for (size_t i = 0; i < view->count; i++)
		if (view->lines[i].change && view->lines[i].figure && !strcmp(view->lines[i].figure, view->figure)) {
			buffer_format(out, _("Märk %s, så att det syns vad som ska kompletteras?"), view->lines[i].text);
			return;
		}
	buffer_text(out, _("Märk raden, så att det syns vad som ska kompletteras?"));
}

static bool needs_reason(const struct plan_view *view)
{
	return view->changes->after.left != 0 && view->changes->after.left != MONEY_NONE && view->year == book_of(view)->region->year;
}

static void label_of(const struct plan_view *view, enum plan_ask ask, struct buffer *out)
{
	if (ask == PLAN_ASK_SEND && needs_reason(view)) {
		buffer_text(out, view->changes->after.left < 0 ? _("Varför den är ") : _("Varför "));
		amount_text(out, session_of(view), view->changes->after.left < 0 ? -view->changes->after.left : view->changes->after.left, view->shown, MONEY_NAMED);
		buffer_text(out, view->changes->after.left < 0 ? _(" över ramen") : _(" är kvar"));
	} else {
		buffer_text(out, ask == PLAN_ASK_RETURN ? _("Vad som ska kompletteras") : ask == PLAN_ASK_MARK ? _("Om raden (får lämnas tomt)") : _("Kommentar (får lämnas tomt)"));
	}
}

static bool is_marked(const struct plan_view *view)
{
	const struct plan_line *line = plan_current(view);

	return line && line->mark;
}

static void open_popup(struct plan_view *view, enum plan_ask ask)
{
	static void (*const tell[PLAN_ASKS])(const struct plan_view *, struct buffer *) = {
		[PLAN_ASK_SEND] = tell_send,     [PLAN_ASK_RECALL] = tell_recall, [PLAN_ASK_APPROVE] = tell_approve,
		[PLAN_ASK_RETURN] = tell_return, [PLAN_ASK_MARK] = tell_mark,
	};
	struct buffer question = { 0 }, label = { 0 };

	tell[ask](view, &question);
	if (ask != PLAN_ASK_MARK)
		add_period(view, &question);
	label_of(view, ask, &label);
	popup_ask(&view->popup, question.bytes);
	view->popup.purpose = (int)ask;
	popup_field(&view->popup, label.bytes, plan_kept_text(&view->kept, askings[ask].name));
	if ((ask == PLAN_ASK_APPROVE || ask == PLAN_ASK_RETURN) && registers(view))
		popup_field(&view->popup, _("Beslut (måste anges)"), plan_kept_text(&view->kept, DECIDED));
	popup_choice(&view->popup, askings[ask].key, _(askings[ask].choice));
	if (ask == PLAN_ASK_MARK && is_marked(view))
		popup_choice(&view->popup, "x", _("ta bort märkningen"));
	else
		popup_choice(&view->popup, "n", _("nej"));
	buffer_free(&question);
	buffer_free(&label);
}

void plan_ask(struct plan_view *view, enum plan_ask ask)
{
	if (ask == PLAN_ASK_SEND)
		content_hash(view->content, view->asked);
	else
		snprintf(view->asked, sizeof view->asked, "%s", view->seen);
	if (ask == PLAN_ASK_MARK) {
		snprintf(view->figure, sizeof view->figure, "%s", plan_current(view)->figure);
		plan_kept_put(&view->kept, MARKING, view->figure);
		if (is_marked(view) && !*plan_kept_text(&view->kept, askings[ask].name))
			plan_kept_put(&view->kept, askings[ask].name, plan_current(view)->mark);
	}
	open_popup(view, ask);
	plan_kept_put(&view->kept, OPEN, askings[ask].name);
}

/* ---- what is written in them ---- */

static void keep_typed(struct plan_view *view)
{
	plan_kept_put(&view->kept, askings[view->popup.purpose].name, popup_text(&view->popup, 0));
	if (view->popup.field_count > DECISION)
		plan_kept_put(&view->kept, DECIDED, popup_text(&view->popup, DECISION));
}

static void close_popup(struct plan_view *view)
{
	view->popup.state = POPUP_CLOSED;
	plan_kept_put(&view->kept, OPEN, NULL);
}

/* What she was about to write on a row belongs to no other; a comment stays for the next time. */
static void cancel(struct plan_view *view)
{
	close_popup(view);
	if (view->popup.purpose != PLAN_ASK_MARK)
		return;
	plan_kept_put(&view->kept, askings[PLAN_ASK_MARK].name, NULL);
	plan_kept_put(&view->kept, MARKING, NULL);
}

/* The row that a mark was about, where it is still there. */
static bool stands_on_marked(struct plan_view *view)
{
	const char *figure = plan_kept_text(&view->kept, MARKING);

	for (size_t i = 0; i < view->count; i++)
		if (view->lines[i].change && view->lines[i].figure && !strcmp(view->lines[i].figure, figure)) {
			list_select(&view->list, (int)i);
			return true;
		}
	return false;
}

void plan_resume(struct plan_view *view)
{
	const char *open = plan_kept_text(&view->kept, OPEN);

	for (int ask = 0; ask < PLAN_ASKS && *open; ask++) {
		if (strcmp(open, askings[ask].name))
			continue;
		if ((ask == PLAN_ASK_MARK && !stands_on_marked(view)) || !plan_may(view, (enum plan_ask)ask, NULL))
			return;
		plan_ask(view, (enum plan_ask)ask);
		session_say(session_of(view), "%s", _("Det du skrev är kvar"));
		return;
	}
}

/* ---- the acts ---- */

static struct effect stay_open(struct plan_view *view, const char *why)
{
	view->popup.state = POPUP_OPEN;
	view->popup.focus = 0;
	plan_kept_put(&view->kept, OPEN, askings[view->popup.purpose].name);
	session_say(session_of(view), _("Inte sparat: %s"), why);
	return effect_handled;
}

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

/* False: something has to be written first. */
static bool is_filled(const struct plan_view *view, enum plan_ask ask, struct error *why)
{
	const char *text = popup_text(&view->popup, 0);

	if (ask == PLAN_ASK_SEND && needs_reason(view) && !*text)
		return error_set(why, "reason", _("skriv varför planen skickas fast ramen inte går jämnt ut"));
	if (ask == PLAN_ASK_RETURN && !*text)
		return error_set(why, "comment", _("skriv vad som ska kompletteras: den som får den åter ska veta vad hon ska göra"));
	return view->popup.field_count <= DECISION || *popup_text(&view->popup, DECISION) ||
	       error_set(why, "no-decision", _("en registrator skriver det som är beslutat: ange beslutet"));
}

static void make_act(const struct plan_view *view, enum plan_ask ask, struct act *act, struct arena *arena)
{
	act_clear(act, askings[ask].act);
	if (ask == PLAN_ASK_SEND) {
		act->submit.unit = view->unit_id;
		act->submit.year = view->year;
		act->submit.plan = view->asked;
		act->submit.text = or_null(popup_text(&view->popup, 0));
		return;
	}
	act->verdict.unit = view->unit_id;
	act->verdict.submit = view->asked;
	act->verdict.text = or_null(popup_text(&view->popup, 0));
	act->verdict.decision = or_null(popup_text(&view->popup, DECISION));
	if (ask == PLAN_ASK_RETURN)
		act->verdict.marks = plan_kept_marks(&view->kept, arena);
}

static void say_done(const struct plan_view *view, enum plan_ask ask)
{
	static const char *const said[PLAN_ASKS] = {
		[PLAN_ASK_SEND] = N_("Skickad %.2s.%.2s. Du kan ta tillbaka den (r) tills hon svarat"),
		[PLAN_ASK_RECALL] = N_("Återtagen %.2s.%.2s: nu kan den ändras"),
		[PLAN_ASK_APPROVE] = N_("Godkänd %.2s.%.2s: den gäller nu"),
		[PLAN_ASK_RETURN] = N_("Återlämnad %.2s.%.2s för komplettering"),
	};
	char now[26];

	journal_now(now);
	session_say(session_of(view), _(said[ask]), now + 11, now + 14);
}

/* Of an answer the marks too; what she may be writing otherwise about the plan stays. */
static void forget(struct plan_view *view, enum plan_ask ask)
{
	if (ask == PLAN_ASK_APPROVE || ask == PLAN_ASK_RETURN)
		plan_kept_drop(&view->kept);
	else
		plan_kept_put(&view->kept, askings[ask].name, NULL);
}

static struct effect save(struct plan_view *view, enum plan_ask ask)
{
	struct error error = { 0 };
	struct arena arena = { 0 };
	struct act act;
	enum saved saved;

	if (!is_filled(view, ask, &error))
		return stay_open(view, error.text);
	make_act(view, ask, &act, &arena);
	saved = session_save(session_of(view), &act, 1, &error);
	arena_free(&arena);
	if (saved == SAVED) {
		forget(view, ask);
		plan_renew(view);
		say_done(view, ask);
		return effect_handled;
	}
	plan_renew(view); /* what she answered may have become another */
	if (plan_may(view, ask, NULL) && !strcmp(view->asked, ask == PLAN_ASK_SEND ? view->asked : view->seen))
		return stay_open(view, error.text);
	session_say(session_of(view), _("Inte sparat: %s. Det du skrev är kvar"), error.text);
	return effect_handled;
}

static struct effect put_mark(struct plan_view *view, bool marked)
{
	plan_kept_mark(&view->kept, view->figure, marked ? popup_text(&view->popup, 0) : NULL);
	plan_kept_put(&view->kept, askings[PLAN_ASK_MARK].name, NULL);
	plan_kept_put(&view->kept, MARKING, NULL);
	plan_renew(view);
	session_say(session_of(view), marked ? _("Märkt: följer med när du lämnar åter (R). %zu i allt") : _("Märkningen är borttagen. %zu i allt"), count_marks(view));
	return effect_handled;
}

static struct effect answered(struct plan_view *view)
{
	enum plan_ask ask = (enum plan_ask)view->popup.purpose;
	int chosen = view->popup.chosen;
	bool removes = ask == PLAN_ASK_MARK && chosen != ANSWER && !strcmp(view->popup.choices[chosen].key, "x");

	close_popup(view);
	if (removes || (ask == PLAN_ASK_MARK && chosen == ANSWER))
		return put_mark(view, !removes);
	if (chosen == ANSWER)
		return save(view, ask);
	cancel(view);
	return effect_handled;
}

struct effect plan_popup_typed(struct plan_view *view, const struct key *key)
{
	enum popup_state state = popup_key(&view->popup, key);

	keep_typed(view);
	if (state == POPUP_CHOSEN)
		return answered(view);
	if (state == POPUP_CANCELLED)
		cancel(view);
	return effect_handled;
}

/* What has become of the plan while she was asked about it. */
static const char *overtaken(const struct plan_view *view, enum plan_ask ask)
{
	const struct sending *newest = approval_newest(book_of(view), view->unit, view->year);
	bool answered = newest && newest->answer;

	if (ask == PLAN_ASK_SEND)
		return view->waits ? _("Planen har just skickats: det här är den. Inget är skickat en gång till, och det du skrev är kvar")
		                   : _("Planen har just blivit en annan: inget är skickat, och det du skrev är kvar. Se vad som är nytt");
	if (answered && newest->answer->line->act.kind == ACT_RECALL && ask != PLAN_ASK_RECALL)
		return _("Planen har just tagits tillbaka: inget är sparat, och det du skrev är kvar tills den skickas igen");
	return answered ? _("Planen har just besvarats: inget är sparat, och det du skrev är kvar. Så här står den nu")
	                : _("Planen är just tillbakatagen och skickad på nytt: inget är sparat, och det du skrev är kvar. Se vad som är nytt");
}

/* Nobody answers to another plan than the one she was asked about. */
void plan_look_again(struct plan_view *view, const char *before)
{
	enum plan_ask ask = (enum plan_ask)view->popup.purpose;
	char now[HASH_TEXT];

	if (popup_open(&view->popup)) {
		content_hash(view->content, now);
		if (plan_may(view, ask, NULL) && !strcmp(view->asked, ask == PLAN_ASK_SEND ? now : view->seen))
			return;
		close_popup(view);
		session_say(session_of(view), "%s", overtaken(view, ask));
	} else if (*before && strcmp(before, view->seen)) {
		session_say(session_of(view), "%s", view->waits ? _("Planen är tillbakatagen och skickad på nytt: det här är den nya") : _("Planen väntar inte längre på svar: det här är hur den står nu"));
	}
}

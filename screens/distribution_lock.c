#include "distribution_private.h"

#include "text.h"
#include "title.h"

#include <string.h>

bool distribution_can_lock(const struct distribution *d, struct error *why)
{
	const struct plan_row *row = current(d);

	if (!row->line || !row->editable)
		return error_set(why, "no-line", _("Bara egna rader kan låsas: summor räknas fram, och en ram ändras med en ramförändring"));
	if (row->value[PLAN_NOW] == MONEY_NONE)
		return error_set(why, "no-amount", _("Skriv beloppet först: låset hör till ett belopp"));
	if (region_line(d->plan->book->region, row->line) < 0)
		return error_set(why, "unknown-line", _("Raden finns inte längre i region.cfg: den kan bara tömmas"));
	return true;
}

static void add_who(const struct distribution *d, const struct event *event, struct buffer *out)
{
	const struct charter charter = { d->plan->book->region, d->plan->book->org };

	if (!event)
		buffer_text(out, _("ej sparat"));
	else if (d->screen.session->user && !strcmp(d->screen.session->user, event->user))
		buffer_text(out, _("av dig"));
	else
		title_user(out, &charter, event->user, false);
}

void distribution_tell_lock(const struct distribution *d, const struct plan_row *row, struct buffer *out)
{
	buffer_format(out, _("L = låst: «%s» ("), row->terms.hold);
	add_who(d, plan_holder(d->plan, row), out);
	buffer_text(out, "). ");
}

/* ---- asking ---- */

static void ask_reason(struct distribution *d, const char *text)
{
	struct buffer question = { 0 };

	buffer_format(&question, _("Lås %s. Fördelning av summor rör inte raden; orsaken syns för alla."), current(d)->name);
	popup_ask(&d->popup, question.bytes);
	d->popup.purpose = ASK_LOCK;
	popup_field(&d->popup, _("Varför"), text);
	buffer_free(&question);
}

static void ask_unlock(struct distribution *d)
{
	struct buffer question = { 0 };

	buffer_format(&question, _("%s är låst: «%s» ("), current(d)->name, current(d)->terms.hold);
	add_who(d, plan_holder(d->plan, current(d)), &question);
	buffer_text(&question, _("). Lås upp?"));
	popup_ask(&d->popup, question.bytes);
	d->popup.purpose = ASK_UNLOCK;
	popup_choice(&d->popup, "l", _("lås upp"));
	popup_choice(&d->popup, "n", _("nej, behåll låset"));
	buffer_free(&question);
}

void distribution_ask_lock(struct distribution *d)
{
	if (is_held(current(d)))
		ask_unlock(d);
	else
		ask_reason(d, "");
}

void distribution_resume_lock(struct distribution *d, const char *text)
{
	if (distribution_can_lock(d, NULL) && !is_held(current(d)))
		ask_reason(d, text);
}

void distribution_lock_typed(struct distribution *d)
{
	struct draft *draft = distribution_draft(d);

	if (draft)
		draft_typing_what(draft, DISTRIBUTION_LOCK, current(d)->line, popup_text(&d->popup, 0));
	distribution_kept(d);
}

/* ---- answered ---- */

static void put_hold(struct distribution *d, const char *hold, const char *name)
{
	struct draft *draft = distribution_draft(d);
	const struct plan_row *row = current(d);
	const struct terms saved = terms_of(row->cell ? row->cell->row : NULL);
	struct terms terms = row->terms;
	struct draft_step step;
	struct buffer called = { 0 };

	if (!draft || !row->line)
		return;
	terms.hold = hold;
	step = draft_terms_step(draft, row->line, row->saved, &saved, &terms);
	buffer_format(&called, "%s %s", name, row->name);
	draft_put_all(draft, called.bytes, &step, 1);
	buffer_free(&called);
	distribution_kept(d);
	distribution_renew(d);
}

void distribution_answer_lock(struct distribution *d)
{
	struct buffer reason = { 0 };
	const char *text = popup_text(&d->popup, 0);

	buffer_text(&reason, text + strspn(text, " "));
	while (reason.size && reason.bytes[reason.size - 1] == ' ')
		reason.bytes[--reason.size] = '\0';
	if (reason.size) {
		put_hold(d, reason.bytes, _("låset på"));
	} else {
		d->popup.state = POPUP_OPEN;
		session_say(d->screen.session, "%s", _("Skriv varför raden låses; Esc låter den vara öppen"));
	}
	buffer_free(&reason);
}

void distribution_answer_unlock(struct distribution *d)
{
	if (!d->popup.chosen && is_held(current(d)))
		put_hold(d, NULL, _("upplåsningen av"));
}

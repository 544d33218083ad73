#include "distribution_private.h"

#include <string.h>

/* A note is the text among a row's terms. A reserve's is its reason, so there it is the terms that are asked for. */

bool distribution_has_note(const struct distribution *d, struct error *why)
{
	if (!current(d)->line)
		return error_set(why, "no-line", _("Anteckningar hör till enhetens egna rader; en ram förklaras av sina ramförändringar (v)"));
	if (current(d)->value[PLAN_NOW] == MONEY_NONE)
		return error_set(why, "no-amount", _("Skriv beloppet först: anteckningen hör till ett belopp"));
	return true;
}

static void ask(struct distribution *d, const char *text)
{
	struct buffer question = { 0 };

	buffer_format(&question, _("Anteckning på %s: den sparas med raden och läses av alla som ser den. Tom tas den bort."), current(d)->name);
	popup_ask(&d->popup, question.bytes);
	d->popup.purpose = ASK_NOTE;
	popup_field(&d->popup, _("Anteckning"), text);
	buffer_free(&question);
}

void distribution_ask_note(struct distribution *d)
{
	if (terms_kind(d->plan->book->region, current(d)->line) == TERMS_OF_RESERVE) {
		distribution_ask_terms(d);
		d->popup.focus = 1; /* its reason */
	} else {
		ask(d, current(d)->terms.text ? current(d)->terms.text : "");
	}
}

void distribution_resume_note(struct distribution *d, const char *text)
{
	if (distribution_has_note(d, NULL))
		ask(d, text);
}

void distribution_note_typed(struct distribution *d)
{
	struct draft *draft = distribution_draft(d);

	if (draft)
		draft_typing_what(draft, DISTRIBUTION_NOTE, current(d)->line, popup_text(&d->popup, 0));
	distribution_kept(d);
}

void distribution_answer_note(struct distribution *d)
{
	struct terms terms = current(d)->terms;
	const char *text = popup_text(&d->popup, 0);
	struct buffer name = { 0 };

	terms.text = text[strspn(text, " ")] ? text : NULL;
	buffer_format(&name, _("anteckningen på %s"), current(d)->name);
	distribution_put_terms(d, &terms, name.bytes);
	buffer_free(&name);
}

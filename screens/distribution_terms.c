#include "distribution_private.h"

#include "title.h"

#include <stdio.h>
#include <string.h>

static enum terms_kind kind_here(const struct distribution *d)
{
	return terms_kind(d->plan->book->region, current(d)->line);
}

bool distribution_has_terms(const struct distribution *d, struct error *why)
{
	if (kind_here(d) == TERMS_NONE)
		return error_set(why, "no-terms", _("Villkor har bara reserver (till när, varför, vem frigör) och interna rader (motpart)"));
	if (current(d)->value[PLAN_NOW] == MONEY_NONE)
		return error_set(why, "no-amount", _("Skriv beloppet först: villkoren hör till ett belopp"));
	return true;
}

/* ---- from what is typed ---- */

static bool read_reserve(const struct distribution *d, struct terms *terms, struct error *error)
{
	const char *text = popup_text(&d->popup, 1);

	terms->text = text[strspn(text, " ")] ? text : NULL;
	return terms_read_until(popup_text(&d->popup, 0), d->plan->year, &terms->until, error) &&
	       terms_read_user(d->plan->book, popup_text(&d->popup, 2), &terms->who, error);
}

/* What is not asked for on this kind of row stays as it is. */
static bool read_terms(const struct distribution *d, struct terms *terms, struct error *error)
{
	*terms = current(d)->terms;
	if (kind_here(d) == TERMS_OF_RESERVE)
		return read_reserve(d, terms, error);
	return terms_read_unit(d->plan->book, popup_text(&d->popup, 0), d->unit, &terms->counterpart, error);
}

/* ---- asking ---- */

/* The question, and how what is typed is read: always in as many rows, so that nothing jumps. */
static void put_question(struct distribution *d)
{
	struct buffer text = { 0 }, told = { 0 };
	struct terms terms;
	struct error error;

	buffer_format(&text, kind_here(d) == TERMS_OF_RESERVE ? _("Villkor för %s: till när den hålls, varför, och vem som frigör den.\n")
	                                                      : _("Motpart för %s: enheten som säljer eller köper.\n"), current(d)->name);
	bool fine = read_terms(d, &terms, &error);

	terms.hold = NULL; /* is not what is asked about */
	if (!fine)
		buffer_format(&text, "%s.", error.text);
	else
		terms_tell(&told, d->plan->book, &terms);
	if (told.size)
		buffer_format(&text, _("Läses som: %s."), told.bytes);
	else if (text.bytes[text.size - 1] == '\n')
		buffer_text(&text, _("Inget är sagt än."));
	snprintf(d->popup.question, sizeof d->popup.question, "%s", text.bytes);
	buffer_free(&text);
	buffer_free(&told);
}

static void open_question(struct distribution *d, const char *const texts[DRAFT_FIELDS])
{
	popup_ask(&d->popup, "");
	d->popup.purpose = ASK_TERMS;
	if (kind_here(d) == TERMS_OF_RESERVE) {
		popup_field(&d->popup, _("Till och med år"), texts[0]);
		popup_field(&d->popup, _("Varför"), texts[1]);
		popup_field(&d->popup, _("Vem frigör"), texts[2]);
	} else {
		popup_field(&d->popup, _("Motpart"), texts[0]);
	}
	put_question(d);
}

/* By title where that leads back to the same person, else by user name. */
static void add_user(const struct distribution *d, struct buffer *out, const char *user)
{
	const struct charter charter = { d->plan->book->region, d->plan->book->org };
	const char *found = NULL;

	buffer_text(out, "");
	if (!user)
		return;
	title_user(out, &charter, user, false);
	if (terms_read_user(d->plan->book, out->bytes, &found, NULL) && found && !strcmp(found, user))
		return;
	out->size = 0;
	buffer_text(out, user);
}

void distribution_ask_terms(struct distribution *d)
{
	const struct terms *terms = &current(d)->terms;
	int other = terms->counterpart ? org_find(d->plan->book->org, terms->counterpart) : ORG_NONE;
	struct buffer user = { 0 };
	char year[24] = "";

	if (terms->until != NUMBER_NONE)
		snprintf(year, sizeof year, "%lld", (long long)terms->until);
	add_user(d, &user, terms->who);
	if (kind_here(d) == TERMS_OF_RESERVE)
		open_question(d, (const char *const[]){ year, terms->text ? terms->text : "", user.bytes });
	else
		open_question(d, (const char *const[]){ other != ORG_NONE ? d->plan->book->org->units[other].name : terms->counterpart ? terms->counterpart : "", "", "" });
	buffer_free(&user);
}

void distribution_resume_terms(struct distribution *d)
{
	const struct draft *draft = distribution_draft(d);

	open_question(d, (const char *const[]){ draft->typing, draft->typing_more[0], draft->typing_more[1] });
}

void distribution_terms_typed(struct distribution *d)
{
	const char *const texts[] = { popup_text(&d->popup, 0), popup_text(&d->popup, 1), popup_text(&d->popup, 2) };
	struct draft *draft = distribution_draft(d);

	if (draft)
		draft_typing_terms(draft, current(d)->line, texts);
	distribution_kept(d);
	put_question(d);
}

void distribution_terms_dropped(struct distribution *d)
{
	struct draft *draft = distribution_draft(d);

	if (draft && draft->typing_terms)
		draft_typing(draft, false, NULL, NULL);
	distribution_kept(d);
	distribution_renew(d);
}

/* ---- answered ---- */

void distribution_put_terms(struct distribution *d, const struct terms *terms, const char *name)
{
	struct draft *draft = distribution_draft(d);
	const struct plan_row *row = current(d);
	const struct terms saved = terms_of(row->cell ? row->cell->row : NULL);
	struct draft_step step;

	if (!draft || !row->line)
		return;
	step = draft_terms_step(draft, row->line, row->saved, &saved, terms);
	if (terms_same(terms, &row->terms))
		draft_typing(draft, false, NULL, NULL);
	else
		draft_put_all(draft, name, &step, 1);
	distribution_kept(d);
	distribution_renew(d);
}

void distribution_answer_terms(struct distribution *d)
{
	struct terms terms;
	struct error error;

	if (!read_terms(d, &terms, &error)) { /* the question says what is wrong */
		d->popup.state = POPUP_OPEN;
		session_say(d->screen.session, "%s", _("Rätta villkoret först; Esc låter raden vara som den var"));
		return;
	}
	distribution_put_terms(d, &terms, NULL);
}

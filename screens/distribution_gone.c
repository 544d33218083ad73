#include "distribution_private.h"

#include "amount.h"

#include <string.h>

/* What has gone from under her while she worked: her row, the whole unit, a row that her draft is about; and the drafts of windows that are gone. */

/* ---- what she was writing in it ---- */

static bool is_about_row(const struct popup *popup)
{
	return popup_open(popup) && popup->purpose != ASK_SAVE && popup->purpose != ASK_NEWS && popup->purpose != ASK_LEAVE && popup->purpose != ASK_NEXT &&
	       popup->purpose != ASK_GONE;
}

static void add_typed(const struct distribution *d, struct buffer *out)
{
	if (d->editing && d->field.touched)
		buffer_text(out, d->field.text);
	for (int i = 0; !d->editing && i < d->popup.field_count; i++)
		if (*popup_text(&d->popup, i))
			buffer_format(out, "%s%s", out->size ? ", " : "", popup_text(&d->popup, i));
}

/* It stays in sight, and on the disk, until she has read it. */
static void ask_gone(struct distribution *d, const char *what, const char *name)
{
	struct buffer text = { 0 }, typed = { 0 };

	add_typed(d, &typed);
	buffer_format(&text, what, name);
	if (typed.size)
		buffer_format(&text, _(" Du skrev «%s»: det är inte infört någonstans."), typed.bytes);
	d->editing = false;
	popup_ask(&d->popup, text.bytes);
	d->popup.purpose = ASK_GONE;
	popup_choice(&d->popup, "f", _("fortsätt"));
	buffer_free(&text);
	buffer_free(&typed);
}

void distribution_row_gone(struct distribution *d, const char *name)
{
	if (d->editing || is_about_row(&d->popup))
		ask_gone(d, _("Raden %s finns inte längre."), name);
}

void distribution_unit_gone(struct distribution *d, const char *name)
{
	ask_gone(d, _("Enheten %s finns inte längre i organisationen: den kan inte fördelas. Utkastet ligger kvar."), name);
	d->gone = true;
}

void distribution_answer_gone(struct distribution *d)
{
	if (!d->gone)
		distribution_edit_end(d);
}

/* ---- wishes about what is not there ---- */

/* A line that region.cfg has no longer has a row while it has an amount, but takes no other. */
static bool has_row(const struct distribution *d, const struct draft_step *step)
{
	if (!step->is_unit && region_line(d->plan->book->region, step->id) < 0)
		return false;
	for (size_t i = 0; i < d->plan->count; i++)
		if (d->plan->rows[i].editable && step->is_unit == !d->plan->rows[i].line && !strcmp(d->plan->rows[i].id, step->id))
			return true;
	return false;
}

static const struct draft_step *find_stray(struct distribution *d)
{
	const struct draft *draft = distribution_draft(d);

	for (size_t i = 0; draft && i < draft->done; i++)
		if (draft_is_last(draft, i) && draft->steps[i].after != MONEY_NONE && !has_row(d, &draft->steps[i]))
			return &draft->steps[i];
	return NULL;
}

bool distribution_ask_stray(struct distribution *d)
{
	const struct draft_step *stray = find_stray(d);
	struct buffer text = { 0 };

	if (!stray)
		return false;
	buffer_format(&text, _("Raden «%s» finns inte längre: ditt belopp "), stray->id);
	amount_text(&text, d->screen.session, stray->after, unit_of_money(d), MONEY_NAMED);
	buffer_text(&text, _(" där kan inte sparas."));
	popup_ask(&d->popup, text.bytes);
	d->popup.purpose = ASK_STRAY;
	popup_choice(&d->popup, "u", _("spara utan det"));
	popup_choice(&d->popup, "a", _("avbryt"));
	buffer_free(&text);
	return true;
}

/* A step like any other, so that it can be undone. */
void distribution_answer_stray(struct distribution *d)
{
	const struct draft_step *stray = find_stray(d);
	struct draft_step step;

	if (d->popup.chosen || !stray)
		return;
	step = *stray;
	step.after = step.before;
	step.terms = step.was;
	draft_put_all(distribution_draft(d), _("att det som inte finns längre togs bort"), &step, 1);
	distribution_kept(d);
	distribution_renew(d);
	distribution_ask_save(d);
}

/* ---- drafts left behind in other windows ---- */

void distribution_tell_others(const struct draft *draft, struct buffer *out)
{
	size_t others = draft_others(draft);

	if (others)
		buffer_format(out, ngettext("; %zu utkast till väntar", "; %zu utkast till väntar", others), others);
}

/* Only when nothing is left to do in this one: two drafts are never made into one. */
void distribution_ask_next(struct distribution *d)
{
	const struct draft *draft = distribution_draft(d);
	size_t others = draft && !draft_waits(draft) ? draft_others(draft) : 0;
	struct buffer text = { 0 };

	if (!others)
		return;
	buffer_format(&text, ngettext("Det ligger ett utkast till för %s, skrivet i ett annat fönster. Ta upp det?",
	                              "Det ligger %2$zu utkast till för %1$s, skrivna i andra fönster. Ta upp nästa?", others),
	              d->plan->book->org->units[d->unit].name, others);
	popup_ask(&d->popup, text.bytes);
	d->popup.purpose = ASK_NEXT;
	popup_choice(&d->popup, "t", _("ta upp det"));
	popup_choice(&d->popup, "s", _("senare"));
	buffer_free(&text);
}

void distribution_answer_next(struct distribution *d)
{
	struct draft *draft = distribution_draft(d);

	if (d->popup.chosen || !draft || draft_waits(draft))
		return;
	draft_drop(draft);
	session_draft(d->screen.session, d->unit);
	distribution_renew(d);
	distribution_come_back(d);
}

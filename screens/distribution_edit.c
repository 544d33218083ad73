#include "distribution_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is typed ---- */

static void drop_preview(struct distribution *d)
{
	free(d->preview);
	d->preview = NULL;
	d->preview_count = 0;
}

/* «20,» on the way to «20,5» is read as far as it goes, so that the totals do not jump with every key. */
static bool read_begun(const struct distribution *d, const struct plan_row *row, struct entry *begun)
{
	char text[FIELD_BYTES];

	entry_begun(text, sizeof text, d->field.text);
	return *text && strcmp(text, d->field.text) && plan_entry(d->base, row, unit_of_money(d), text, begun, NULL);
}

/* The rows as they would be with what stands there, and never with what stood there before. */
static void put_preview(struct distribution *d, const struct plan_row *row)
{
	struct draft_step *steps = memory_grow(NULL, d->base->count, sizeof *steps);
	struct entry begun;

	drop_preview(d);
	d->preview = steps;
	d->trouble = (struct error){ 0 };
	d->readable = plan_entry(d->base, row, unit_of_money(d), d->field.text, &d->entry, &d->trouble);
	if (d->readable ? !plan_steps(d->base, row, distribution_draft(d), &d->entry, steps, &d->preview_count, &d->trouble)
	                : !read_begun(d, row, &begun) || !plan_steps(d->base, row, distribution_draft(d), &begun, steps, &d->preview_count, NULL))
		drop_preview(d);
}

/* What is typed goes from the rows as they are without it; these may just have become others. */
void distribution_preview(struct distribution *d)
{
	plan_free(d->base);
	d->base = NULL;
	if (d->editing && !current(d)->editable && !plan_sum(current(d))) /* the row has gone */
		d->editing = false;
	if (!d->editing) {
		drop_preview(d);
		return;
	}
	d->base = d->plan;
	put_preview(d, &d->base->rows[d->list.at]);
	d->plan = plan_over(d->screen.session->table, d->base->unit, distribution_draft(d), d->preview, d->preview_count);
}

/* Why nothing can be typed in the row. */
static const char *given(enum plan_row_kind kind)
{
	switch (kind) {
	case PLAN_RAM: return _("Ramen ges av nivån ovanför; v visar hur den är uppbyggd");
	case PLAN_TARGET: return _("Resultatmålet sätts av nivån ovanför; v visar vem som har satt det");
	case PLAN_SUB_TARGETS: return _("Delarnas resultatmål sätts ett i taget: o öppnar organisationen, där R sätter det");
	default: return _("Raden räknas fram: ändra raderna som den bygger på");
	}
}

static bool may_edit(struct distribution *d)
{
	struct error why;

	if (!distribution_may(d, &why))
		session_say(d->screen.session, "%s", why.text);
	else if (distribution_departed(d, current(d)))
		session_say(d->screen.session, "%s", _("Raden finns inte längre i region.cfg: Delete tar bort beloppet"));
	else if (!current(d)->editable && !plan_sum(current(d)))
		session_say(d->screen.session, "%s", given(current(d)->kind));
	else
		return true;
	return false;
}

void distribution_edit(struct distribution *d, const char *text)
{
	if (!may_edit(d))
		return;
	if (is_held(current(d)))
		session_say(d->screen.session, _("Raden är låst (%s). Du får ändra den ändå; Esc låter den vara."), current(d)->terms.hold);
	drop_preview(d);
	d->editing = true;
	d->hint = false;
	d->column = PLAN_NOW;
	field_set(&d->field, text);
	distribution_renew(d);
}

/* What is being typed is on disk with every key, like what is done. */
void distribution_edit_keep(struct distribution *d)
{
	const struct plan_row *row = current(d);
	struct draft *draft = distribution_draft(d);

	d->field.touched = true;
	if (draft && plan_sum(row))
		draft_typing_what(draft, DISTRIBUTION_SUM, plan_sum(row), d->field.text);
	else if (draft)
		draft_typing(draft, !row->line, row->id, d->field.text);
	distribution_kept(d);
	distribution_renew(d);
}

void distribution_edit_existing(struct distribution *d)
{
	char text[MONEY_TEXT];

	d->saving = false;
	if (current(d)->conflict && distribution_may(d, NULL))
		distribution_ask_mine(d);
	else
		distribution_edit(d, money_print(text, current(d)->value[PLAN_NOW], unit_of_money(d), MONEY_EXACT, MONEY_DENSE));
}

void distribution_edit_end(struct distribution *d)
{
	struct draft *draft = distribution_draft(d);

	d->editing = false;
	if (draft && *draft->typing_id)
		draft_typing(draft, false, NULL, NULL);
	distribution_kept(d);
	distribution_renew(d);
}

/* ---- taken ---- */

/* name: of what it was, to be undone by. It has been seen that the steps can be made. */
static void put_entry(struct distribution *d, const struct entry *entry, const char *name)
{
	struct draft *draft = distribution_draft(d);
	struct draft_step *steps;
	size_t count;

	d->editing = false;
	distribution_renew(d); /* without the preview: what the rows were before */
	if (!draft)
		return;
	steps = memory_grow(NULL, d->plan->count, sizeof *steps);
	plan_steps(d->plan, current(d), draft, entry, steps, &count, NULL);
	if (count)
		draft_put_all(draft, name, steps, count);
	else
		draft_typing(draft, false, NULL, NULL);
	free(steps);
	distribution_kept(d);
	distribution_renew(d);
	if (name)
		distribution_say_spread(d, name, count);
}

void distribution_put(struct distribution *d, money value)
{
	const struct entry entry = { .value = value, .thousands = value };

	put_entry(d, &entry, NULL);
}

static void put_named(struct distribution *d, const struct entry *entry)
{
	const char *text = d->field.text + strspn(d->field.text, " ");
	struct buffer name = { 0 };

	if (plan_sum(current(d)))
		buffer_format(&name, "%s %s", current(d)->name, text);
	put_entry(d, entry, name.bytes);
	buffer_free(&name);
}

/* ---- questions on the way ---- */

static bool ask_dots(struct distribution *d, const struct entry *entry)
{
	char decimal[MONEY_TEXT], thousands[MONEY_TEXT], question[256];

	snprintf(question, sizeof question, _("Punkten kan läsas på två sätt. Vad menade du med «%s»?"), d->field.text);
	popup_ask(&d->popup, question);
	d->popup.purpose = ASK_DOTS;
	popup_choice(&d->popup, "1", money_print(decimal, entry->value, entry->unit, MONEY_EXACT, money_flags(d)));
	popup_choice(&d->popup, "2", money_print(thousands, entry->thousands, entry->unit, MONEY_EXACT, money_flags(d)));
	return false;
}

/* «Det är 1 250 mnkr, 367 gånger ramen. Menade du 1 250 tkr?» */
static bool ask_size(struct distribution *d, money value, int64_t times, bool of_ram)
{
	char shown[MONEY_TEXT], smaller[MONEY_TEXT], question[256];
	enum money_unit unit = unit_of_money(d);

	d->answers.sure = value;
	money_print(shown, value, unit, MONEY_FULL, money_flags(d));
	snprintf(question, sizeof question, of_ram ? _("Det är %s, %lld gånger det som finns att fördela. Stämmer det?")
	                                           : _("Det är %s, %lld gånger förra årets belopp. Stämmer det?"), shown, (long long)times);
	popup_ask(&d->popup, question);
	d->popup.purpose = ASK_SIZE;
	popup_choice(&d->popup, "n", _("nej, ändra"));
	if (unit != MONEY_IN_KR && value % (1000 * MONEY_KR) == 0)
		popup_choice(&d->popup, "m", money_print(smaller, value / 1000, unit == MONEY_IN_MNKR ? MONEY_IN_TKR : MONEY_IN_KR, MONEY_EXACT, money_flags(d)));
	popup_choice(&d->popup, "j", shown);
	return false;
}

static bool refuse(struct distribution *d)
{
	session_say(d->screen.session, "%s", plan_sum(current(d)) ? _("Rätta det som står i fältet först; Esc låter raderna vara som de var")
	                                                          : _("Rätta beloppet först; Esc låter raden vara som den var"));
	return false;
}

static bool can_be_put(const struct distribution *d, const struct plan_row *row, const struct entry *entry, struct error *error)
{
	struct draft_step *steps = memory_grow(NULL, d->base->count, sizeof *steps);
	size_t count;
	bool fine = plan_steps(d->base, row, NULL, entry, steps, &count, error);

	free(steps);
	return fine;
}

/* Read anew after each answer: what `=` and a percentage come to may have become something else meanwhile. */
static bool take(struct distribution *d)
{
	const struct plan_row *row = &d->base->rows[d->list.at];
	struct entry entry = d->entry;
	struct error error;
	int64_t times;
	bool of_ram;

	if (!d->readable) /* the strip says what is wrong */
		return refuse(d);
	if (entry.ambiguous && !d->answers.dots)
		return ask_dots(d, &entry);
	if (d->answers.thousands)
		entry.value = entry.thousands;
	if (plan_sum(row) && !entry.has_way)
		return distribution_ask_way(d, &entry);
	if (d->answers.smaller)
		entry.value /= 1000;
	if (!can_be_put(d, row, &entry, &error))
		return distribution_offer_equal(d, &error) ? false : refuse(d);
	if (!d->answers.smaller && entry.value != d->answers.sure && plan_improbable(d->base, row, entry.value, &times, &of_ram))
		return ask_size(d, entry.value, times, of_ram);
	put_named(d, &entry);
	return true;
}

bool distribution_edit_commit(struct distribution *d)
{
	if (!d->field.touched) {
		distribution_edit_end(d);
		return true;
	}
	d->answers = (struct answers){ .sure = MONEY_NONE };
	return take(d);
}

void distribution_next(struct distribution *d, int step)
{
	for (int row = d->list.at + step; row >= 0 && row < (int)d->plan->count; row += step)
		if (d->plan->rows[row].editable) {
			list_select(&d->list, row);
			return;
		}
}

/* ---- answers ---- */

void distribution_go_on(struct distribution *d)
{
	if (d->editing && take(d))
		distribution_next(d, 1);
}

void distribution_answer_dots(struct distribution *d)
{
	d->answers.dots = true;
	d->answers.thousands = d->popup.chosen;
	distribution_go_on(d);
}

void distribution_answer_size(struct distribution *d)
{
	if (!d->popup.chosen)
		return;
	d->answers.smaller = d->popup.choice_count == 3 && d->popup.chosen == 1;
	distribution_go_on(d);
}

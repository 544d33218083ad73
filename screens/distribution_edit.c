#include "distribution_private.h"

#include <stdio.h>
#include <string.h>

bool distribution_typed(const struct distribution *d, struct money_read *read, struct error *error)
{
	return plan_entry(d->field.text, unit_of_money(d), d->before, current(d)->line, read, error);
}

void distribution_step(const struct distribution *d, money value, struct draft_step *step)
{
	const struct plan_row *row = current(d);

	*step = (struct draft_step){ .is_unit = !row->line, .before = row->saved, .after = value, .was = terms_none, .terms = terms_none };
	memcpy(step->id, row->id, strnlen(row->id, sizeof step->id - 1));
}

static bool may_edit(struct distribution *d)
{
	struct error why;

	if (!distribution_may(d, &why))
		session_say(d->screen.session, "%s", why.text);
	else if (!current(d)->editable)
		session_say(d->screen.session, "%s",
		            current(d)->kind == PLAN_RAM ? _("Ramen ges av nivån ovanför; v visar hur den är uppbyggd")
		                                         : _("Raden räknas fram: ändra raderna som den bygger på"));
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
	d->editing = true;
	d->before = current(d)->value[PLAN_NOW];
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
	if (draft)
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

void distribution_put(struct distribution *d, money value)
{
	struct draft *draft = distribution_draft(d);

	d->editing = false;
	distribution_renew(d); /* without the preview: what the row was before */
	if (!draft)
		return;
	if (current(d)->value[PLAN_NOW] == value)
		draft_typing(draft, false, NULL, NULL);
	else
		draft_set(draft, !current(d)->line, current(d)->id, current(d)->saved, value);
	distribution_kept(d);
	distribution_renew(d);
}

static void ask_dots(struct distribution *d, const struct money_read *read)
{
	char decimal[MONEY_TEXT], thousands[MONEY_TEXT], question[256];

	d->asked = read->value;
	snprintf(question, sizeof question, _("Punkten kan läsas på två sätt. Vad menade du med «%s»?"), d->field.text);
	popup_ask(&d->popup, question);
	d->popup.purpose = ASK_DOTS;
	popup_choice(&d->popup, "1", money_print(decimal, read->value, read->unit, MONEY_EXACT, money_flags(d)));
	popup_choice(&d->popup, "2", money_print(thousands, read->value * 1000, read->unit, MONEY_EXACT, money_flags(d)));
}

/* «Det är 1 250 mnkr, 367 gånger ramen. Menade du 1 250 tkr?» */
static void ask_size(struct distribution *d, money value, int64_t times, bool of_ram)
{
	char shown[MONEY_TEXT], smaller[MONEY_TEXT], question[256];
	enum money_unit unit = unit_of_money(d);

	d->asked = value;
	money_print(shown, value, unit, MONEY_FULL, money_flags(d));
	snprintf(question, sizeof question, of_ram ? _("Det är %s, %lld gånger det som finns att fördela. Stämmer det?")
	                                           : _("Det är %s, %lld gånger förra årets belopp. Stämmer det?"), shown, (long long)times);
	popup_ask(&d->popup, question);
	d->popup.purpose = ASK_SIZE;
	popup_choice(&d->popup, "n", _("nej, ändra"));
	if (unit != MONEY_IN_KR && value % (1000 * MONEY_KR) == 0)
		popup_choice(&d->popup, "m", money_print(smaller, value / 1000, unit == MONEY_IN_MNKR ? MONEY_IN_TKR : MONEY_IN_KR, MONEY_EXACT, money_flags(d)));
	popup_choice(&d->popup, "j", shown);
}

static bool accept(struct distribution *d, money value)
{
	int64_t times;
	bool of_ram;

	if (plan_improbable(d->plan, current(d), value, &times, &of_ram)) {
		ask_size(d, value, times, of_ram);
		return false;
	}
	distribution_put(d, value);
	return true;
}

bool distribution_edit_commit(struct distribution *d)
{
	struct money_read read;
	struct error error;

	if (!d->field.touched) {
		distribution_edit_end(d);
		return true;
	}
	if (!distribution_typed(d, &read, &error)) { /* the strip says what is wrong */
		session_say(d->screen.session, "%s", _("Rätta beloppet först; Esc låter raden vara som den var"));
		return false;
	}
	if (read.ambiguous && read.value <= MONEY_MAX / 1000) {
		ask_dots(d, &read);
		return false;
	}
	return accept(d, read.value);
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

void distribution_answer_dots(struct distribution *d)
{
	if (accept(d, d->popup.chosen ? d->asked * 1000 : d->asked))
		distribution_next(d, 1);
}

void distribution_answer_size(struct distribution *d)
{
	bool smaller = d->popup.choice_count == 3 && d->popup.chosen == 1;

	if (!d->popup.chosen)
		return;
	distribution_put(d, smaller ? d->asked / 1000 : d->asked);
	distribution_next(d, 1);
}

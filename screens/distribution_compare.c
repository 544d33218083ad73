#include "distribution_private.h"

#include "amount.h"

#include <stdio.h>

/* What a change is counted from: the year before's budget, unless she has chosen another column. */
static const struct { enum plan_column column; const char *head, *said; } compared[] = {
	{ PLAN_BEFORE, N_("mot budget"), N_("Förändringen räknas från budget %d") },
	{ PLAN_FORECAST, N_("mot prognos"), N_("Förändringen räknas från prognos %d") },
	{ PLAN_OUTCOME, N_("mot bokslut"), N_("Förändringen räknas från bokslut %d") },
};
#define COMPARED (sizeof compared / sizeof *compared)

enum plan_column distribution_compared(const struct distribution *d)
{
	return compared[d->screen.session->compared % COMPARED].column;
}

const char *distribution_compared_head(const struct distribution *d)
{
	return _(compared[d->screen.session->compared % COMPARED].head);
}

void distribution_compare_next(struct distribution *d)
{
	struct session *session = d->screen.session;

	session->compared = (session->compared + 1) % COMPARED;
	session_say(session, _(compared[session->compared].said), plan_year(d->plan, distribution_compared(d)));
}

/* ---- why it changed ---- */

static void add_amount(const struct distribution *d, struct buffer *out, enum plan_column column)
{
	amount_text(out, d->screen.session, current(d)->value[column], unit_of_money(d), 0);
	buffer_format(out, " (%s %d)", _(distribution_head(column)), plan_year(d->plan, column));
}

static void offer(struct distribution *d, enum plan_column column)
{
	char figure[256], label[80], key[2] = { (char)('1' + d->popup.choice_count), '\0' };

	if (!plan_figure(d->plan, current(d), column, figure))
		return;
	d->offered[d->popup.choice_count] = (int)column;
	snprintf(label, sizeof label, "%s %d", _(distribution_head(column)), plan_year(d->plan, column));
	popup_choice(&d->popup, key, label);
}

/* «38,0 (Budget 2020) − 37,0 (Budget 2019) = +1,0 mnkr», and either of the two can be asked about in turn. */
bool distribution_ask_change(struct distribution *d)
{
	enum plan_column from = distribution_compared(d);
	money change = plan_change(current(d), from);
	struct buffer text = { 0 };

	if (change == MONEY_NONE)
		return false;
	buffer_format(&text, "%s: ", current(d)->name);
	add_amount(d, &text, PLAN_NOW);
	buffer_text(&text, d->screen.session->ascii_money ? " - " : " − ");
	add_amount(d, &text, from);
	buffer_text(&text, " = ");
	amount_text(&text, d->screen.session, change, unit_of_money(d), MONEY_SIGN | MONEY_NAMED);
	buffer_text(&text, _(". Vilket belopp vill du se grunderna till?"));
	popup_ask(&d->popup, text.bytes);
	d->popup.purpose = ASK_CHANGE;
	offer(d, PLAN_NOW);
	offer(d, from);
	buffer_free(&text);
	return true;
}

struct effect distribution_answer_change(struct distribution *d)
{
	char figure[256];

	if (d->popup.choice_count && plan_figure(d->plan, current(d), (enum plan_column)d->offered[d->popup.chosen], figure))
		return effect_push(why_screen(d->screen.session, figure));
	return effect_handled;
}

#include "distribution_private.h"

#include "text.h"

#include <stdio.h>
#include <string.h>

/* ---- how ---- */

#define WAY_TEXT 16

struct way { const char *key, *label; char letters[WAY_TEXT]; };

static const enum plan_column columns[] = { PLAN_BEFORE, PLAN_FORECAST, PLAN_OUTCOME };

/* As it would have been typed: «r2019 », «r2019p ». */
static void letters_of(const struct distribution *d, enum plan_column column, char out[WAY_TEXT])
{
	snprintf(out, WAY_TEXT, "r%d%s ", plan_year(d->plan, column), column == PLAN_FORECAST ? "p" : "");
}

static const char *column_name(enum plan_column column)
{
	static const char *const names[] = { [PLAN_BEFORE] = N_("budget"), [PLAN_FORECAST] = N_("prognos"), [PLAN_OUTCOME] = N_("bokslut") };

	return _(names[column]);
}

static bool has_profile(const struct distribution *d, enum plan_column column)
{
	const struct plan_row *sum = current(d);

	for (size_t i = 0; i < d->plan->count; i++) {
		const struct plan_row *row = &d->plan->rows[i];

		if (plan_under(sum, row) && !plan_held(d->plan, row) && row->value[column] != MONEY_NONE && row->value[column])
			return true;
	}
	return false;
}

/* What the answer would have been as letters in front of what was typed. */
static void offer(struct distribution *d, const char *key, const char *label, int letters)
{
	d->offered[d->popup.choice_count] = letters;
	popup_choice(&d->popup, key, label);
}

bool distribution_ask_way(struct distribution *d, const struct entry *entry)
{
	struct buffer question = { 0 };
	char shown[MONEY_TEXT], key[2] = "1", label[80];

	money_print(shown, entry->value, unit_of_money(d), MONEY_FULL, money_flags(d));
	buffer_format(&question, _("%s ska bli %s. Hur ska det fördelas på raderna: proportionellt mot vad de har nu, lika på alla, eller som ett annat år?"),
	              current(d)->name, shown);
	popup_ask(&d->popup, question.bytes);
	buffer_free(&question);
	d->popup.purpose = ASK_WAY;
	offer(d, "p", _("proportionellt"), 'p');
	offer(d, "l", _("lika"), 'l');
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		if (!has_profile(d, columns[i]))
			continue;
		snprintf(label, sizeof label, "%s %d", column_name(columns[i]), plan_year(d->plan, columns[i]));
		offer(d, key, label, -(int)columns[i] - 1);
		key[0]++;
	}
	return false;
}

/* The answer stands in the field, as if it had been typed: it is undone, kept and told in the same words. */
static void set_way(struct distribution *d, const char *letters)
{
	struct buffer text = { 0 };
	char amount[MONEY_TEXT];
	const char *rest = d->field.text + d->entry.way_bytes;

	rest += strspn(rest, " ");
	buffer_format(&text, "%s%s", letters, *rest ? rest : money_print(amount, d->entry.value, unit_of_money(d), MONEY_EXACT, MONEY_DENSE));
	field_set(&d->field, text.bytes);
	buffer_free(&text);
	distribution_edit_keep(d);
	distribution_go_on(d);
}

void distribution_answer_way(struct distribution *d)
{
	int letters = d->offered[d->popup.chosen];
	char text[WAY_TEXT] = { (char)letters };

	if (letters < 0)
		letters_of(d, (enum plan_column)(-letters - 1), text);
	set_way(d, text);
}

/* ---- where nothing can be in proportion ---- */

bool distribution_offer_equal(struct distribution *d, const struct error *error)
{
	struct buffer question = { 0 }, sentence = { 0 };

	if (strcmp(error->word, "zero-profile") && strcmp(error->word, "mixed-profile"))
		return false;
	text_capital(&sentence, error->text);
	buffer_format(&question, "%s?", sentence.bytes);
	popup_ask(&d->popup, question.bytes);
	d->popup.purpose = ASK_EQUAL;
	popup_choice(&d->popup, "l", _("fördela lika"));
	popup_choice(&d->popup, "n", _("nej, ändra"));
	buffer_free(&question);
	buffer_free(&sentence);
	return true;
}

void distribution_answer_equal(struct distribution *d)
{
	if (!d->popup.chosen)
		set_way(d, "l");
}

/* ---- in words ---- */

void distribution_say_spread(struct distribution *d, const char *name, size_t count)
{
	if (!count)
		session_say(d->screen.session, _("%s: raderna är redan så"), name);
	else
		session_say(d->screen.session, ngettext("%s: %zu rad ändrad. Ctrl-Z ångrar", "%s: %zu rader ändrade. Ctrl-Z ångrar alla på en gång", count), name,
		            count);
}

static size_t held_under(const struct distribution *d)
{
	size_t held = 0;

	for (size_t i = 0; i < d->plan->count; i++)
		held += plan_under(current(d), &d->plan->rows[i]) && plan_held(d->plan, &d->plan->rows[i]);
	return held;
}

/* «r2019» and no amount. */
static bool is_bare(const struct distribution *d)
{
	const char *rest = d->field.text + d->entry.way_bytes;

	return d->entry.has_way && d->entry.way == SPREAD_LIKE && !rest[strspn(rest, " ")];
}

/* The only row under the sum that has an amount; NULL: none, or several. */
static const struct plan_row *only_row(const struct plan *plan, const struct plan_row *sum)
{
	const struct plan_row *only = NULL;

	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_row *row = &plan->rows[i];

		if (!plan_under(sum, row) || row->value[PLAN_NOW] == MONEY_NONE || !row->value[PLAN_NOW])
			continue;
		if (only)
			return NULL;
		only = row;
	}
	return only;
}

/* Nobody said how much: what is there now, or where there is nothing what there was then. */
static void tell_bare(const struct distribution *d, struct buffer *out)
{
	const struct plan_row *sum = &d->base->rows[d->list.at], *only = only_row(d->base, sum);
	const struct entry *entry = &d->entry;
	bool now = sum->value[PLAN_NOW] != MONEY_NONE && sum->value[PLAN_NOW];

	buffer_text(out, now ? _(", summan nu, fördelad") : entry->like_forecast ? _(", prognosens summa, fördelad") : _(", det årets summa, fördelad"));
	buffer_format(out, entry->like_forecast ? _(" som prognosen %d") : _(" som %d"), entry->like_year);
	if (only)
		buffer_format(out, _("; nu har bara %s ett belopp (r%d%s och ett belopp efter tar en annan summa)"), only->name, entry->like_year,
		              entry->like_forecast ? "p" : "");
}

static void tell_way(const struct distribution *d, struct buffer *out)
{
	size_t held = held_under(d);

	if (!d->entry.has_way)
		buffer_text(out, _(". Enter frågar hur det ska fördelas"));
	else if (is_bare(d) && d->base)
		tell_bare(d, out);
	else if (d->entry.way == SPREAD_LIKE)
		buffer_format(out, d->entry.like_forecast ? _(", som raderna var i prognosen %d") : _(", som raderna var %d"), d->entry.like_year);
	else
		buffer_text(out, d->entry.way == SPREAD_EQUAL ? _(", lika på raderna") : _(", i proportion till raderna"));
	if (held)
		buffer_format(out, ngettext("; %zu låst rad rörs inte", "; %zu låsta rader rörs inte", held), held);
	buffer_text(out, ".");
}

static void tell_trouble(const struct distribution *d, struct buffer *out)
{
	if (out->size)
		buffer_format(out, _(", men %s"), d->trouble.text);
	else
		text_capital(out, d->trouble.text);
}

void distribution_tell_typed(const struct distribution *d, struct buffer *out)
{
	const struct entry *entry = &d->entry;
	char text[MONEY_TEXT];

	if (!d->field.touched && !*d->field.text) /* just opened: nothing has been read, and nothing goes */
		return;
	if (d->readable && entry->value == MONEY_NONE) {
		buffer_text(out, _("Tomt: beloppet tas bort."));
		return;
	}
	if (d->readable) {
		buffer_format(out, _("Läses som %s"), money_print(text, entry->value, entry->unit, MONEY_FULL, money_flags(d)));
		buffer_format(out, " = %s", money_print(text, entry->value, MONEY_IN_KR, MONEY_EXACT, money_flags(d)));
	}
	if (d->trouble.word)
		tell_trouble(d, out);
	else if (plan_sum(current(d)))
		tell_way(d, out);
}

/* What an expression comes to stands beside it; a plain amount says so itself. */
bool distribution_is_expression(const struct distribution *d)
{
	const char *text = d->field.text;

	return d->editing && d->readable && d->entry.value != MONEY_NONE && text[strspn(text, "0123456789 ,.")];
}

/* ---- what can be typed ---- */

struct hint { const char *examples, *meaning; };

static const struct hint in_row[DISTRIBUTION_HINTS] = {
	{ "1250   1,25 mnkr   700 tkr", N_("beloppet; utan enhet gäller den som visas") },
	{ "+2,5%   -100 tkr", N_("ändrar det som står där") },
	{ "189,6+2%   1250-3%-10 tkr", N_("räknas från vänster till höger") },
	{ "=   =kvar   =kvar-5", N_("så mycket att inget är kvar att fördela") },
	{ N_("(tomt)"), N_("tar bort beloppet") },
	{ N_("Enter   Esc   F1"), N_("tar det; låter raden vara; stänger det här") },
};

static const struct hint in_sum[DISTRIBUTION_HINTS] = {
	{ "p1200   p=", N_("i proportion till raderna nu; p= så inget är kvar") },
	{ "l1200   l=", N_("lika mycket till varje rad") },
	{ NULL, N_("som raderna var det året, eller i prognosen") },
	{ "+5%   -10 tkr", N_("ändrar summan i proportion; låsta rader rörs inte") },
	{ "1200   =kvar", N_("utan bokstav frågar Enter hur det ska fördelas") },
	{ N_("Enter   Esc   F1"), N_("tar det; låter raderna vara; stänger det här") },
};

void distribution_draw_hint(const struct distribution *d, struct canvas *body, int y)
{
	const struct hint *hints = plan_sum(current(d)) ? in_sum : in_row;
	char years[80];

	snprintf(years, sizeof years, "r%d   r%dp 1200", plan_year(d->plan, PLAN_BEFORE), plan_year(d->plan, PLAN_FORECAST));
	for (int i = 0; i < DISTRIBUTION_HINTS; i++) {
		canvas_text(body, y + i, 1, 27, ROLE_ACCENT, hints[i].examples ? _(hints[i].examples) : years);
		canvas_text(body, y + i, 29, body->columns - 30, ROLE_PLAIN, _(hints[i].meaning));
	}
}

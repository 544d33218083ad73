/* Is what an act says right? */
#include "rights.h"

#include "detail.h"
#include "intl.h"
#include "profile.h"
#include "several.h"
#include "text.h"

#include <string.h>

static bool unit_known(const struct charter *charter, const char *id, struct error *error)
{
	return org_find(charter->org, id) != ORG_NONE ||
	       error_set(error, "unknown-unit", _("enheten «%s» finns inte i organisationen: se efter i organisation.cfg"), id);
}

/* What people call it; only of one that is known. */
static const char *name_of(const struct charter *charter, const char *id)
{
	return charter->org->units[org_find(charter->org, id)].name;
}

static const char *line_name(const struct charter *charter, const char *id)
{
	return region_line_name(charter->region, id);
}

static bool year_within(const struct charter *charter, int64_t year, int back, int ahead, struct error *error)
{
	int first = charter->region->year - back, last = charter->region->year + ahead;

	return (year >= first && year <= last) ||
	       error_set(error, "year", _("året %lld ligger utanför mappen: skriv %d–%d"), (long long)year, first, last);
}

static bool line_known(const struct charter *charter, const char *id, struct error *error)
{
	return region_line(charter->region, id) >= 0 || error_set(error, "unknown-line", _("budgetraden «%s» finns inte i region.cfg"), id);
}

/* Months are proportions: none below 0, and something in one of them. */
static bool profile_right(const struct charter *charter, const struct row *row, struct error *error)
{
	const struct months *months = row->profile.items;
	bool any = !row->profile.count;

	for (int i = 0; row->profile.count && i < MONTHS; i++) {
		if (months->kr[i] < 0)
			return error_set(error, "profile", _("raden «%s»: ingen månad kan vara mindre än 0"), line_name(charter, row->line));
		any |= months->kr[i] > 0;
	}
	return any || error_set(error, "profile", _("raden «%s»: någon månad måste vara mer än 0"), line_name(charter, row->line));
}

static bool leg_right(const struct charter *charter, const struct post *post, size_t at, struct error *error)
{
	const struct leg *legs = post->legs.items, *leg = &legs[at];

	if (!unit_known(charter, leg->unit, error))
		return false;
	if (charter->org->units[org_find(charter->org, leg->unit)].kind == UNIT_GROUP)
		return error_set(error, "group", _("%s är en grupp och har ingen egen ram: välj en enhet eller ett anslag under den"),
		                 name_of(charter, leg->unit));
	if (leg->until != NUMBER_NONE && leg->until < post->year)
		return error_set(error, "year", _("%s: till och med %lld är före %lld"), name_of(charter, leg->unit), (long long)leg->until,
		                 (long long)post->year);
	for (size_t i = 0; i < at; i++)
		if (!strcmp(legs[i].unit, leg->unit))
			return error_set(error, "repeated-leg", _("%s står två gånger i samma post: slå ihop beloppen"), name_of(charter, leg->unit));
	return true;
}

static bool sums_to_zero(const struct post *post, struct error *error)
{
	const struct leg *legs = post->legs.items;
	int64_t sum = 0;
	char text[MONEY_TEXT];

	if (post->end && (!strcmp(post->end, "own") || !strcmp(post->end, "unknown")))
		return true;
	for (size_t i = 0; i < post->legs.count; i++)
		if (__builtin_add_overflow(sum, legs[i].kr, &sum))
			return error_set(error, "too-large", _("beloppen är för stora"));
	if (!sum)
		return true;
	/* a sum beyond any amount is far from zero anyhow: it is only shown */
	money shown = sum > MONEY_MAX_KR ? MONEY_MAX : sum < -MONEY_MAX_KR ? -MONEY_MAX : sum * MONEY_KR;
	return error_set(error, "not-zero-sum", _("benen tar inte ut varandra: summan är %s; ange motparten, eller att den är egen eller okänd"),
	                 money_print(text, shown, MONEY_IN_KR, MONEY_USUAL, MONEY_SIGN | MONEY_NAMED));
}

static bool details_of_legs(const struct post *post, struct error *error)
{
	const struct detail *details = post->details.items;
	const struct leg *legs = post->legs.items;

	for (size_t i = 0; i < post->details.count; i++) {
		size_t leg = 0;

		if (!details[i].unit && post->legs.count == 1)
			continue;
		while (leg < post->legs.count && (!details[i].unit || strcmp(legs[leg].unit, details[i].unit)))
			leg++;
		if (leg == post->legs.count)
			return error_set(error, "detail", _("specifikationen «%s» säger inte vilket av benen den hör till"), details[i].text);
	}
	return details_right(&post->details, error);
}

static bool post_right(const struct charter *charter, const struct act *act, struct error *error)
{
	const struct post *post = &act->post;
	int kind = region_kind(charter->region, post->kind);

	if (kind < 0)
		return error_set(error, "unknown-kind", _("slaget «%s» finns inte i region.cfg"), post->kind);
	if (!year_within(charter, post->year, 0, charter->region->kinds[kind].opening ? 0 : REGION_YEARS - 1, error))
		return false;
	if (post->until != NUMBER_NONE && post->until < post->year)
		return error_set(error, "year", _("posten gäller till och med %lld men börjar %lld"), (long long)post->until, (long long)post->year);
	if (!post->legs.count && !post->replaces)
		return error_set(error, "no-legs", _("posten rör ingen enhet: ange minst ett ben"));
	for (size_t i = 0; i < post->legs.count; i++)
		if (!leg_right(charter, post, i, error))
			return false;
	if (post->line && !line_known(charter, post->line, error))
		return false;
	if (post->principle && region_principle(charter->region, post->principle) < 0)
		return error_set(error, "unknown-principle", _("styrprincipen «%s» finns inte i region.cfg"), post->principle);
	if (charter->region->kinds[kind].zero_sum && !sums_to_zero(post, error))
		return false;
	return details_of_legs(post, error);
}

static bool target_right(const struct charter *charter, const struct act *act, struct error *error)
{
	if (!unit_known(charter, act->target.unit, error) || !year_within(charter, act->target.year, 0, REGION_YEARS - 1, error))
		return false;
	return charter->org->units[org_find(charter->org, act->target.unit)].kind == UNIT_UNIT ||
	       error_set(error, "not-a-unit", _("%s är ingen enhet med chef och kan inte ha resultatmål"), name_of(charter, act->target.unit));
}

/* What stands on a line that region.cfg has no longer can be removed, for else it would stand there for ever. */
static bool row_right(const struct charter *charter, const struct row *row, int64_t year, struct error *error)
{
	const struct detail *details = row->details.items;

	if ((row->kr != NUMBER_NONE && !line_known(charter, row->line, error)) || !details_right(&row->details, error) ||
	    !profile_right(charter, row, error))
		return false;
	if (row->kr != NUMBER_NONE && row->kr < 0)
		return error_set(error, "negative", _("raden «%s»: skriv beloppet utan minus; radens slag säger om det är kostnad eller intäkt"),
		                 line_name(charter, row->line));
	if (row->counterpart && !unit_known(charter, row->counterpart, error))
		return false;
	if (row->until != NUMBER_NONE && row->until < year)
		return error_set(error, "year", _("raden «%s»: till och med %lld är före %lld"), line_name(charter, row->line), (long long)row->until,
		                 (long long)year);
	for (size_t i = 0; i < row->details.count; i++)
		if (details[i].unit)
			return error_set(error, "detail", _("raden «%s»: en specifikation under en rad har ingen enhet"), line_name(charter, row->line));
	return true;
}

static bool distribute_right(const struct charter *charter, const struct act *act, struct error *error)
{
	const struct distribute *distribute = &act->distribute;
	const struct row *rows = distribute->rows.items;

	if (!unit_known(charter, distribute->unit, error) || !year_within(charter, distribute->year, 1, REGION_YEARS - 1, error))
		return false;
	if (charter->org->units[org_find(charter->org, distribute->unit)].kind == UNIT_GROUP)
		return error_set(error, "group", _("%s är en grupp och har ingen egen ram att fördela"), name_of(charter, distribute->unit));
	for (size_t i = 0; i < distribute->rows.count; i++) {
		if (!row_right(charter, &rows[i], distribute->year, error))
			return false;
		for (size_t j = 0; j < i; j++)
			if (!strcmp(rows[i].line, rows[j].line))
				return error_set(error, "repeated-line", _("raden «%s» står två gånger"), line_name(charter, rows[i].line));
	}
	return true;
}

/* A group only sums. */
static bool not_group(const struct charter *charter, const char *id, struct error *error)
{
	if (!unit_known(charter, id, error))
		return false;
	return charter->org->units[org_find(charter->org, id)].kind != UNIT_GROUP ||
	       error_set(error, "group", _("%s är en grupp och summerar bara: välj en enhet eller ett anslag under den"), name_of(charter, id));
}

/* What a dialogue speaks of are the unit's own figures and those of what lies below it. */
static bool own_figures(const struct charter *charter, const char *unit, const char *names, struct error *error)
{
	int of = names ? several_unit(charter, names, error) : org_find(charter->org, unit);

	if (of == ORG_NONE)
		return false;
	return org_is_below(charter->org, of, org_find(charter->org, unit)) ||
	       error_set(error, "figure", _("%s hör inte till %s: tala om det i dialogen där det hör hemma"), charter->org->units[of].name,
	                 name_of(charter, unit));
}

/* Money changes hands between two units of the same level above: nobody asks for more. */
static bool proposal_right(const struct charter *charter, const struct say *say, struct error *error)
{
	if (!say->with != (strcmp(say->kind, "proposal") != 0))
		return error_set(error, "proposal", _("ett förslag till omfördelning säger vilken enhet som ska få pengarna (with), och bara ett sådant"));
	if (!say->with)
		return true;
	if (!not_group(charter, say->with, error))
		return false;
	if ((say->thread && !say->replaces) || say->kr == NUMBER_NONE || say->kr <= 0)
		return error_set(error, "proposal", _("ett förslag till omfördelning är en egen tråd och säger hur mycket (kr mer än 0)"));
	int from = org_find(charter->org, say->unit), to = org_find(charter->org, say->with);

	return (from != to && org_above(charter->org, from) != ORG_NONE && org_above(charter->org, from) == org_above(charter->org, to)) ||
	       error_set(error, "proposal", _("%s och %s får inte sina ramar av samma chef: omfördelningen kan inte beslutas där"),
	                 charter->org->units[from].name, charter->org->units[to].name);
}

static bool say_right(const struct charter *charter, const struct act *act, struct error *error)
{
	const struct say *say = &act->say;

	if (!not_group(charter, say->unit, error) || !own_figures(charter, say->unit, say->about, error) ||
	    !own_figures(charter, say->unit, say->explains, error) || !proposal_right(charter, say, error))
		return false;
	if (say->replaces && !say->thread)
		return error_set(error, "thread", _("en rättelse hör till den tråd som inlägget står i: ange den (thread)"));
	return !say->explains || say->kr != NUMBER_NONE ||
	       error_set(error, "explains", _("säg också hur stor skillnaden är som förklaras (kr): förklaringen gäller så länge den är lika stor"));
}

static bool submit_right(const struct charter *charter, const struct act *act, struct error *error)
{
	const struct submit *submit = &act->submit;

	if (!unit_known(charter, submit->unit, error) || !year_within(charter, submit->year, 0, REGION_YEARS - 1, error))
		return false;
	return charter->org->units[org_find(charter->org, submit->unit)].kind == UNIT_UNIT ||
	       error_set(error, "not-a-unit", _("%s är ingen enhet med chef och har ingen egen plan"), name_of(charter, submit->unit));
}

static bool verdict_right(const struct charter *charter, const struct act *act, struct error *error)
{
	const struct plan_mark *marks = act->verdict.marks.items;

	if (!not_group(charter, act->verdict.unit, error))
		return false;
	if (act->kind == ACT_RETURN && !text_says(act->verdict.text))
		return error_set(error, "text", _("skriv vad som ska kompletteras: den som får planen åter ska veta vad hon ska göra"));
	for (size_t i = 0; i < act->verdict.marks.count; i++)
		if (!own_figures(charter, act->verdict.unit, marks[i].figure, error))
			return false;
	return true;
}

static bool about_unit(const struct charter *charter, const struct act *act, struct error *error)
{
	return not_group(charter, act_unit(act), error);
}

static bool meet_right(const struct charter *charter, const struct act *act, struct error *error)
{
	const char *const *units = act->meet.units.items;

	if (act->meet.meeting && act->meet.closed && org_find(charter->org, act->meet.unit) == ORG_NONE)
		return true; /* the unit has left the organisation meanwhile: the meeting is to end all the same */
	if (!unit_known(charter, act->meet.unit, error))
		return false;
	for (size_t i = 0; i < act->meet.units.count; i++) {
		if (!unit_known(charter, units[i], error))
			return false;
		if (!org_is_below(charter->org, org_find(charter->org, units[i]), org_find(charter->org, act->meet.unit)))
			return error_set(error, "unit", _("%s hör inte till %s: ta bort enheten ur dagordningen"), name_of(charter, units[i]),
			                 name_of(charter, act->meet.unit));
		for (size_t j = 0; j < i; j++)
			if (!strcmp(units[i], units[j]))
				return error_set(error, "unit", _("%s står två gånger i dagordningen"), name_of(charter, units[i]));
	}
	return true;
}

static bool follow_right(const struct charter *charter, const struct act *act, struct error *error)
{
	const struct amount *amounts = act->follow.amounts.items;
	bool outcome = act->kind == ACT_OUTCOME;

	if (!not_group(charter, act->follow.unit, error) || !year_within(charter, act->follow.year, outcome ? 2 : 1, 0, error))
		return false;
	for (size_t i = 0; i < act->follow.amounts.count; i++) {
		if (!line_known(charter, amounts[i].line, error))
			return false;
		for (size_t j = 0; j < i; j++)
			if (!strcmp(amounts[i].line, amounts[j].line))
				return error_set(error, "repeated-line", _("raden «%s» står två gånger"), line_name(charter, amounts[i].line));
	}
	return true;
}

static bool always(const struct charter *charter, const struct act *act, struct error *error)
{
	(void)charter, (void)act, (void)error;
	return true;
}

static bool (*const right[ACT_KINDS])(const struct charter *, const struct act *, struct error *) = {
	[ACT_ADOPT] = always,           [ACT_POST] = post_right,       [ACT_TARGET] = target_right,   [ACT_DISTRIBUTE] = distribute_right,
	[ACT_SAY] = say_right,          [ACT_FORECAST] = follow_right, [ACT_OUTCOME] = follow_right,  [ACT_VERSION] = always,
	[ACT_SUBMIT] = submit_right,    [ACT_RECALL] = verdict_right,  [ACT_APPROVE] = verdict_right, [ACT_RETURN] = verdict_right,
	[ACT_RESOLVE] = about_unit,     [ACT_CONFIRM] = about_unit,    [ACT_MEET] = meet_right,
};

bool rights_content(const struct charter *charter, const struct act *act, struct error *error)
{
	return right[act->kind](charter, act, error);
}

#include "rights.h"

#include "detail.h"
#include "intl.h"
#include "profile.h"
#include "several.h"
#include "text.h"
#include "title.h"

#include <string.h>

enum seat_role rights_role(const struct org *org, int unit, const char *user)
{
	int holder = org_holder(org, unit);

	if (org_is_chef(org, holder, user))
		return SEAT_CHEF;
	if (org_deputy(org, holder, user))
		return SEAT_DEPUTY;
	if (org_is_registrar(org, holder, user))
		return SEAT_REGISTRAR;
	return org_is_ekonom(org, holder, user) ? SEAT_EKONOM : SEAT_NONE;
}

bool rights_divides(const struct org *org, int unit, const char *user)
{
	int holder = org_holder(org, unit);

	return org_is_chef(org, holder, user) || org_deputy(org, holder, user);
}

/* The next unit from `at` upwards in whose chef's place this user approves: the one named in organisation.cfg, or whoever hands the unit its ram. */
static int approves_for(const struct org *org, int unit, int at, const char *user)
{
	const char *approver = org->units[unit].approver;

	for (; at != ORG_NONE; at = org->units[at].parent)
		if (approver ? org_is_chef(org, at, approver) && org_deputy(org, at, user) : at == org_above(org, unit) && rights_divides(org, at, user))
			return at;
	return ORG_NONE;
}

bool rights_approves(const struct org *org, int unit, const char *user)
{
	const char *approver = org->units[unit].approver;

	if (!user)
		return approver || org_above(org, unit) != ORG_NONE;
	return (approver && !strcmp(approver, user)) || approves_for(org, unit, org->units[unit].parent, user) != ORG_NONE;
}

bool rights_approves_outside_dates(const struct org *org, int unit, const char *user, const char *at)
{
	const char *approver = org->units[unit].approver;
	int chef = approves_for(org, unit, org->units[unit].parent, user);

	if (chef == ORG_NONE || (approver && !strcmp(approver, user)))
		return false;
	for (; chef != ORG_NONE; chef = approves_for(org, unit, org->units[chef].parent, user))
		if (!rights_outside_dates(org, chef, user, at))
			return false;
	return true;
}

void rights_approver(const struct charter *charter, int unit, struct buffer *out)
{
	int above = org_above(charter->org, unit);

	if (charter->org->units[unit].approver)
		title_user(out, charter, charter->org->units[unit].approver, false);
	else if (above != ORG_NONE)
		title_chef(out, charter, above);
	else
		buffer_text(out, _("registratorn, som anger beslutet"));
}

/* People know each other by what they are, not by their user names. */
static bool not_allowed(struct error *error, const struct charter *charter, int unit, const char *what)
{
	struct buffer chef = { 0 };

	if (unit == ORG_NONE)
		return error_set(error, "not-allowed", _("bara mappens registrator får %s, och anger då beslutet"), what);
	title_chef(&chef, charter, org_holder(charter->org, unit));
	error_set(error, "not-allowed", _("bara %s (eller ersättare; registrator med beslut) får %s i %s"), chef.bytes, what,
	          charter->org->units[unit].name);
	buffer_free(&chef);
	return false;
}

/* The registrar writes what has been decided, so she has to say by whom. */
static bool holds(const struct org *org, int unit, const char *user, const char *decision)
{
	return rights_divides(org, unit, user) || (text_says(decision) && org_is_registrar(org, unit, user));
}

static bool may_give(const struct charter *charter, const char *user, int unit, const char *decision, struct error *error)
{
	int giver = org_above(charter->org, unit);

	if (giver == ORG_NONE) {
		if (text_says(decision) && org_is_registrar(charter->org, unit, user))
			return true;
		return not_allowed(error, charter, ORG_NONE, _("ge hela regionens ram"));
	}
	return holds(charter->org, giver, user, decision) || not_allowed(error, charter, giver, _("ge ramar"));
}

static bool may_adopt(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	(void)act;
	if (!strcmp(user, charter->region->registrar))
		return true;
	return error_set(error, "not-allowed", _("bara mappens registrator (%s) får sätta en organisation i kraft"), charter->region->registrar);
}

static bool may_post(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	const struct leg *legs = act->post.legs.items;

	for (size_t i = 0; i < act->post.legs.count; i++) {
		int unit = org_find(charter->org, legs[i].unit);

		if (!may_give(charter, user, unit, act->post.decision, error))
			return false;
		if (org_above(charter->org, unit) != org_above(charter->org, org_find(charter->org, legs[0].unit)))
			return error_set(error, "not-allowed", _("%s och %s får inte sina ramar av samma nivå: dela ändringen i två"), legs[0].unit,
			                 legs[i].unit);
	}
	return true;
}

static bool may_target(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	int unit = org_find(charter->org, act->target.unit);

	if (org_above(charter->org, unit) == ORG_NONE && org_is_registrar(charter->org, unit, user))
		return true;
	return may_give(charter, user, unit, act->target.decision, error);
}

static bool may_distribute(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	int unit = org_find(charter->org, act->distribute.unit);

	if (act->distribute.year < charter->region->year)
		return (text_says(act->distribute.decision) && org_is_registrar(charter->org, unit, user)) ||
		       error_set(error, "not-allowed", _("budgeten %d är redan beslutad: bara registratorn för in den, med beslut"), (int)act->distribute.year);
	return holds(charter->org, unit, user, act->distribute.decision) || not_allowed(error, charter, unit, _("fördela ramen"));
}

/* Who only reads the figures asks and comments; what binds the parties they say themselves, and that what was said before is done or dropped. */
static bool is_remark(const struct say *say)
{
	bool settles = say->thread && say->status && strcmp(say->status, "open") != 0;

	return !settles && (!strcmp(say->kind, "question") || !strcmp(say->kind, "comment") || !strcmp(say->kind, "note"));
}

/* What a secretary writes in a meeting. It binds nobody before both parties have confirmed it. */
static bool is_minuted(const struct say *say)
{
	return !say->with && (is_remark(say) || !strcmp(say->kind, "agreement"));
}

static bool may_propose(const struct charter *charter, const char *user, const struct say *say, struct error *error)
{
	int unit = org_find(charter->org, say->unit);

	return rights_divides(charter->org, unit, user) || not_allowed(error, charter, unit, _("föreslå en omfördelning från den egna ramen"));
}

static bool may_say(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	const struct say *say = &act->say;
	int unit = org_find(charter->org, say->unit);
	int above = org_above(charter->org, org_holder(charter->org, unit));
	const char *name = charter->org->units[unit].name;

	if (say->with && !may_propose(charter, user, say, error))
		return false;
	if (rights_divides(charter->org, unit, user) || (above != ORG_NONE && rights_divides(charter->org, above, user)))
		return true;
	if (say->meeting && is_minuted(say)) /* as its secretary: the meeting says who that is */
		return true;
	if (rights_role(charter->org, unit, user) != SEAT_NONE)
		return is_remark(say) ||
		       error_set(error, "not-allowed", _("i dialogen om %s frågar, kommenterar och antecknar du: svara och komma överens gör cheferna"), name);
	return error_set(error, "not-allowed", above == ORG_NONE ? _("dialogen om %s förs av dess chef, ekonom och registrator")
	                                                         : _("dialogen om %s förs av dess chef, chefen ovanför, ekonom och registrator"), name);
}

static bool may_divide_unit(const struct charter *charter, const char *user, const char *id, const char *what, struct error *error)
{
	int unit = org_find(charter->org, id);

	return rights_divides(charter->org, unit, user) || not_allowed(error, charter, unit, what);
}

static bool may_submit(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	return may_divide_unit(charter, user, act->submit.unit, _("skicka planen"), error);
}

static bool may_recall(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	return may_divide_unit(charter, user, act->verdict.unit, _("ta tillbaka planen"), error);
}

static bool may_answer_plan(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	int unit = org_find(charter->org, act->verdict.unit);
	struct buffer who = { 0 };

	if (rights_approves(charter->org, unit, user) ||
	    (text_says(act->verdict.decision) && !rights_approves(charter->org, unit, NULL) && org_is_registrar(charter->org, unit, user)))
		return true;
	rights_approver(charter, unit, &who);
	error_set(error, "not-allowed", _("planen för %s godkänns eller lämnas åter av %s"), charter->org->units[unit].name, who.bytes);
	buffer_free(&who);
	return false;
}

static bool is_party(const struct org *org, int unit, const char *user)
{
	int above = org_above(org, org_holder(org, unit));

	return rights_divides(org, unit, user) || (above != ORG_NONE && rights_divides(org, above, user));
}

static bool may_settle(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	int unit = org_find(charter->org, act_unit(act));

	return is_party(charter->org, unit, user) ||
	       error_set(error, "not-allowed", _("i dialogen om %s är det dess chef och chefen ovanför som avslutar trådar och bekräftar"),
	                 charter->org->units[unit].name);
}

static bool may_meet(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	int unit = org_find(charter->org, act->meet.unit);

	return act->meet.meeting || rights_role(charter->org, unit, user) != SEAT_NONE || is_party(charter->org, unit, user) ||
	       error_set(error, "not-allowed", _("dialogmöte om %s hålls av dess chef, chefen ovanför, ekonom eller registrator"),
	                 charter->org->units[unit].name);
}

static bool may_forecast(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	int unit = org_find(charter->org, act->follow.unit);

	return rights_divides(charter->org, unit, user) || org_is_registrar(charter->org, unit, user) ||
	       not_allowed(error, charter, unit, _("lämna prognos"));
}

static bool may_outcome(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	return org_is_registrar(charter->org, org_find(charter->org, act->follow.unit), user) ||
	       error_set(error, "not-allowed", _("bara en registrator för in utfall"));
}

static bool may_version(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	struct buffer chef = { 0 };

	(void)act;
	if (rights_divides(charter->org, 0, user) || org_is_registrar(charter->org, 0, user))
		return true;
	title_chef(&chef, charter, 0);
	error_set(error, "not-allowed", _("bara %s, ersättare och registrator för %s får frysa en budgetversion"), chef.bytes, charter->org->units[0].name);
	buffer_free(&chef);
	return false;
}

/* ---- content ---- */

static bool unit_known(const struct charter *charter, const char *id, struct error *error)
{
	return org_find(charter->org, id) != ORG_NONE ||
	       error_set(error, "unknown-unit", _("enheten «%s» finns inte i organisationen: se efter i organisation.cfg"), id);
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
static bool profile_right(const struct row *row, struct error *error)
{
	const struct months *months = row->profile.items;
	bool any = !row->profile.count;

	for (int i = 0; row->profile.count && i < MONTHS; i++) {
		if (months->kr[i] < 0)
			return error_set(error, "profile", _("raden «%s»: ingen månad kan vara mindre än 0"), row->line);
		any |= months->kr[i] > 0;
	}
	return any || error_set(error, "profile", _("raden «%s»: någon månad måste vara mer än 0"), row->line);
}

static bool leg_right(const struct charter *charter, const struct post *post, size_t at, struct error *error)
{
	const struct leg *legs = post->legs.items, *leg = &legs[at];

	if (!unit_known(charter, leg->unit, error))
		return false;
	if (charter->org->units[org_find(charter->org, leg->unit)].kind == UNIT_GROUP)
		return error_set(error, "group", _("%s är en grupp och har ingen egen ram: välj en enhet eller ett anslag under den"), leg->unit);
	if (leg->until != NUMBER_NONE && leg->until < post->year)
		return error_set(error, "year", _("%s: till och med %lld är före %lld"), leg->unit, (long long)leg->until, (long long)post->year);
	for (size_t i = 0; i < at; i++)
		if (!strcmp(legs[i].unit, leg->unit))
			return error_set(error, "repeated-leg", _("%s står två gånger i samma post: slå ihop beloppen"), leg->unit);
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
			return error_set(error, "detail", _("specifikationen «%s» säger inte vilket av benen den hör till"), details[i].id);
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
	       error_set(error, "not-a-unit", _("%s är ingen enhet med chef och kan inte ha resultatmål"), act->target.unit);
}

/* What stands on a line that region.cfg has no longer can be removed, for else it would stand there for ever. */
static bool row_right(const struct charter *charter, const struct row *row, int64_t year, struct error *error)
{
	const struct detail *details = row->details.items;

	if ((row->kr != NUMBER_NONE && !line_known(charter, row->line, error)) || !details_right(&row->details, error) || !profile_right(row, error))
		return false;
	if (row->kr != NUMBER_NONE && row->kr < 0)
		return error_set(error, "negative", _("raden «%s»: skriv beloppet utan minus; radens slag säger om det är kostnad eller intäkt"), row->line);
	if (row->counterpart && !unit_known(charter, row->counterpart, error))
		return false;
	if (row->until != NUMBER_NONE && row->until < year)
		return error_set(error, "year", _("raden «%s»: till och med %lld är före %lld"), row->line, (long long)row->until, (long long)year);
	for (size_t i = 0; i < row->details.count; i++)
		if (details[i].unit)
			return error_set(error, "detail", _("raden «%s»: en specifikation under en rad har ingen enhet"), row->line);
	return true;
}

static bool distribute_right(const struct charter *charter, const struct act *act, struct error *error)
{
	const struct distribute *distribute = &act->distribute;
	const struct row *rows = distribute->rows.items;

	if (!unit_known(charter, distribute->unit, error) || !year_within(charter, distribute->year, 1, REGION_YEARS - 1, error))
		return false;
	if (charter->org->units[org_find(charter->org, distribute->unit)].kind == UNIT_GROUP)
		return error_set(error, "group", _("%s är en grupp och har ingen egen ram att fördela"), distribute->unit);
	for (size_t i = 0; i < distribute->rows.count; i++) {
		if (!row_right(charter, &rows[i], distribute->year, error))
			return false;
		for (size_t j = 0; j < i; j++)
			if (!strcmp(rows[i].line, rows[j].line))
				return error_set(error, "repeated-line", _("raden «%s» står två gånger"), rows[i].line);
	}
	return true;
}

/* A group only sums. */
static bool not_group(const struct charter *charter, const char *id, struct error *error)
{
	if (!unit_known(charter, id, error))
		return false;
	return charter->org->units[org_find(charter->org, id)].kind != UNIT_GROUP ||
	       error_set(error, "group", _("%s är en grupp och summerar bara: välj en enhet eller ett anslag under den"), id);
}

/* What a dialogue speaks of are the unit's own figures and those of what lies below it. */
static bool own_figures(const struct charter *charter, const char *unit, const char *names, struct error *error)
{
	int of = names ? several_unit(charter, names, error) : org_find(charter->org, unit);

	if (of == ORG_NONE)
		return false;
	return org_is_below(charter->org, of, org_find(charter->org, unit)) ||
	       error_set(error, "figure", _("%s hör inte till %s: tala om det i dialogen där det hör hemma"), names, unit);
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
	       error_set(error, "not-a-unit", _("%s är ingen enhet med chef och har ingen egen plan"), submit->unit);
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

static const char *name_of(const struct charter *charter, const char *id)
{
	return charter->org->units[org_find(charter->org, id)].name;
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
				return error_set(error, "repeated-line", _("raden «%s» står två gånger"), amounts[i].line);
	}
	return true;
}

static bool always(const struct charter *charter, const struct act *act, struct error *error)
{
	(void)charter, (void)act, (void)error;
	return true;
}

static const struct {
	bool (*may)(const struct charter *, const char *user, const struct act *, struct error *);
	bool (*content)(const struct charter *, const struct act *, struct error *);
} rules[ACT_KINDS] = {
	[ACT_ADOPT] = { may_adopt, always },
	[ACT_POST] = { may_post, post_right },
	[ACT_TARGET] = { may_target, target_right },
	[ACT_DISTRIBUTE] = { may_distribute, distribute_right },
	[ACT_SAY] = { may_say, say_right },
	[ACT_FORECAST] = { may_forecast, follow_right },
	[ACT_OUTCOME] = { may_outcome, follow_right },
	[ACT_VERSION] = { may_version, always },
	[ACT_SUBMIT] = { may_submit, submit_right },
	[ACT_RECALL] = { may_recall, verdict_right },
	[ACT_APPROVE] = { may_answer_plan, verdict_right },
	[ACT_RETURN] = { may_answer_plan, verdict_right },
	[ACT_RESOLVE] = { may_settle, about_unit },
	[ACT_CONFIRM] = { may_settle, about_unit },
	[ACT_MEET] = { may_meet, meet_right },
};

bool rights_may(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	return rules[act->kind].may(charter, user, act, error);
}

bool rights_content(const struct charter *charter, const struct act *act, struct error *error)
{
	return rules[act->kind].content(charter, act, error);
}

bool rights_outside_dates(const struct org *org, int unit, const char *user, const char *at)
{
	int holder = org_holder(org, unit);
	const struct deputy *deputies = org->units[holder].deputies.items;
	bool outside = false;

	if (org_is_chef(org, holder, user))
		return false;
	for (size_t i = 0; i < org->units[holder].deputies.count; i++) { /* one who is deputy in two periods stands there twice */
		const struct deputy *deputy = &deputies[i];

		if (strcmp(deputy->user, user))
			continue;
		outside = (deputy->from && strncmp(at, deputy->from, 10) < 0) || (deputy->to && strncmp(at, deputy->to, 10) > 0);
		if (!outside)
			return false;
	}
	return outside;
}

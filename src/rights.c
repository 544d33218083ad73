#include "rights.h"

#include "intl.h"
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
	struct buffer registrar = { 0 };

	(void)act;
	if (!strcmp(user, charter->region->registrar))
		return true;
	title_user(&registrar, charter, charter->region->registrar, false);
	error_set(error, "not-allowed", _("bara mappens registrator (%s) får sätta en organisation i kraft"), registrar.bytes);
	buffer_free(&registrar);
	return false;
}

static bool may_post(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	const struct leg *legs = act->post.legs.items;
	int first = act->post.legs.count ? org_find(charter->org, legs[0].unit) : ORG_NONE;

	for (size_t i = 0; i < act->post.legs.count; i++) {
		int unit = org_find(charter->org, legs[i].unit);

		if (!may_give(charter, user, unit, act->post.decision, error))
			return false;
		if (org_above(charter->org, unit) != org_above(charter->org, first))
			return error_set(error, "not-allowed", _("%s och %s får inte sina ramar av samma nivå: dela ändringen i två"),
			                 charter->org->units[first].name, charter->org->units[unit].name);
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

static bool (*const may[ACT_KINDS])(const struct charter *, const char *user, const struct act *, struct error *) = {
	[ACT_ADOPT] = may_adopt,       [ACT_POST] = may_post,       [ACT_TARGET] = may_target,      [ACT_DISTRIBUTE] = may_distribute,
	[ACT_SAY] = may_say,           [ACT_FORECAST] = may_forecast, [ACT_OUTCOME] = may_outcome,  [ACT_VERSION] = may_version,
	[ACT_SUBMIT] = may_submit,     [ACT_RECALL] = may_recall,   [ACT_APPROVE] = may_answer_plan, [ACT_RETURN] = may_answer_plan,
	[ACT_RESOLVE] = may_settle,    [ACT_CONFIRM] = may_settle,  [ACT_MEET] = may_meet,
};

bool rights_may(const struct charter *charter, const char *user, const struct act *act, struct error *error)
{
	return may[act->kind](charter, user, act, error);
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

#include "tree.h"

#include "approval.h"
#include "dialogue.h"
#include "history.h"
#include "intl.h"
#include "story.h"
#include "title.h"

#include <stdio.h>
#include <string.h>

/* What can be shown of a unit. A set is a table, a column a line in it. */

static const struct balance *balance_of(const struct tree *tree, const struct tree_column *column, int unit)
{
	return &tree_table(tree, column->year)->balance[unit];
}

static const struct unit *unit_of(const struct tree *tree, int unit)
{
	return &tree->org->units[unit];
}

static money minus(money value)
{
	return value == MONEY_NONE ? 0 : -value;
}

/* --- ram and bridge --- */

static money kind(const struct tree *tree, const struct tree_column *column, int unit)
{
	return ram_kind(tree_table(tree, column->year), unit, column->item);
}

static money opening(const struct tree *tree, const struct tree_column *column, int unit)
{
	return ram_kind(tree_table(tree, column->year), unit, (int)tree_book(tree)->region->opening);
}

static money ram(const struct tree *tree, const struct tree_column *column, int unit)
{
	return balance_of(tree, column, unit)->ram;
}

static money change(const struct tree *tree, const struct tree_column *column, int unit)
{
	money now = ram(tree, column, unit);

	return now == MONEY_NONE ? MONEY_NONE : money_sum(now, minus(opening(tree, column, unit)));
}

/* What the kinds of post beside it do not say. */
static money added(const struct tree *tree, const struct tree_column *column, int unit)
{
	money value = ram_added(tree_table(tree, column->year), unit);

	return value ? value : MONEY_NONE;
}

static money divided(const struct tree *tree, const struct tree_column *column, int unit)
{
	return balance_of(tree, column, unit)->divided;
}

static money left(const struct tree *tree, const struct tree_column *column, int unit)
{
	return balance_of(tree, column, unit)->left;
}

static money available(const struct tree *tree, const struct tree_column *column, int unit)
{
	return balance_of(tree, column, unit)->available;
}

static money target(const struct tree *tree, const struct tree_column *column, int unit)
{
	return balance_of(tree, column, unit)->target;
}

static void status(struct buffer *out, const struct tree *tree, int unit)
{
	buffer_text(out, approval_status_name(approval_status(tree->screen.session->table, unit)));
}

static void status_brief(struct buffer *out, const struct tree *tree, int unit)
{
	static const char *const brief[PLAN_STATUSES] = { [PLAN_UNTOUCHED] = N_("ej börjad"), [PLAN_SUBMITTED] = N_("klarmark."), [PLAN_RETURNED] = N_("åter"),
		                                                [PLAN_LOCKED] = N_("fastst.") };
	enum plan_status is = approval_status(tree->screen.session->table, unit);

	buffer_text(out, brief[is] ? _(brief[is]) : approval_status_name(is));
}

static struct charter charter_of(const struct tree *tree)
{
	return (struct charter){ tree_book(tree)->region, tree->org };
}

static void chef(struct buffer *out, const struct tree *tree, int unit)
{
	const struct charter charter = charter_of(tree);

	if (unit_of(tree, unit)->chef)
		title_brief(out, &charter, unit, SEAT_CHEF);
}

static const struct tree_rule ram_rules[] = {
	{ .key = "ram_%d", .head = N_("Ram %d"), .head_year = -1, .amount = opening, .figure = FIGURE_KIND },
	{ .key = "forandring", .head = N_("Förändr."), .amount = change, .figure = FIGURE_RAM, .flags = MONEY_SIGN },
	{ .key = "ram_%d", .head = N_("Ram %d"), .amount = ram, .figure = FIGURE_RAM },
	{ .key = "fordelat", .head = N_("Fördelat"), .amount = divided, .figure = FIGURE_DIVIDED },
	{ .key = "kvar", .head = N_("Kvar"), .amount = left, .figure = FIGURE_LEFT, .alarm = ALARM_BELOW_0 },
	{ .key = "status", .head = N_("Status"), .text = status, .brief = status_brief },
	{ .key = "resultatmal", .head = N_("Resultatmål"), .amount = target, .figure = FIGURE_TARGET },
	{ .key = "att_fordela", .head = N_("Att fördela"), .amount = available, .figure = FIGURE_AVAILABLE },
	{ .key = "chef", .head = N_("Chef"), .text = chef },
	{ .key = NULL },
};

static const struct tree_rule bridge_rules[] = {
	{ .key = "", .head = "", .each = EACH_KIND, .amount = kind, .figure = FIGURE_KIND },
	{ .key = "ram_%d", .head = "%d", .amount = ram, .figure = FIGURE_RAM },
	{ .key = "forandring", .head = N_("Förändr."), .amount = change, .figure = FIGURE_RAM, .flags = MONEY_SIGN },
	{ .key = "rakneexempel", .head = N_("Exempel"), .of_example = true, .amount = added, .figure = FIGURE_RAM, .flags = MONEY_SIGN },
	{ .key = "chef", .head = N_("Chef"), .text = chef },
	{ .key = NULL },
};

/* --- budget lines: the unit's own --- */

static money line(const struct tree *tree, const struct tree_column *column, int unit)
{
	return overview_line(tree_table(tree, column->year), unit, &tree_book(tree)->region->lines[column->item], NULL);
}

/* As the columns beside it: of a group without what its units buy of each other. */
static money costs(const struct tree *tree, const struct tree_column *column, int unit)
{
	const struct region *region = tree_book(tree)->region;
	struct figure figure = { .unit = unit, .year = column->year, .what = FIGURE_COSTS };
	money sum = figure_value(tree_book(tree), &figure, tree_table(tree, column->year)), inner;

	for (size_t i = 0; i < region->line_count && sum != MONEY_NONE; i++)
		if (region->lines[i].side == SIDE_COST && region->lines[i].internal) {
			overview_line(tree_table(tree, column->year), unit, &region->lines[i], &inner);
			sum = money_sum(sum, -inner);
		}
	return sum;
}

static const struct tree_rule line_rules[] = {
	{ .key = "", .head = "", .each = EACH_LINE, .amount = line, .figure = FIGURE_LINE },
	{ .key = "kostnader", .head = N_("Kostnader"), .amount = costs, .figure = FIGURE_COSTS },
	{ .key = NULL },
};

/* --- plan years: from one year's ram to the next's --- */

static money since_last_year(const struct tree *tree, const struct tree_column *column, int unit)
{
	money now = ram(tree, column, unit), before = tree_table(tree, column->year - 1)->balance[unit].ram;

	return now == MONEY_NONE && before == MONEY_NONE ? MONEY_NONE : money_sum(now == MONEY_NONE ? 0 : now, minus(before));
}

static const struct tree_rule year_rules[] = {
	{ .key = "ram_%d", .head = "%d", .amount = ram, .figure = FIGURE_RAM },
	{ .key = "forandring_%d", .head = N_("Förändr."), .of_year = 1, .amount = since_last_year, .figure = FIGURE_RAM, .flags = MONEY_SIGN },
	{ .key = "ram_%d", .head = "%d", .of_year = 1, .amount = ram, .figure = FIGURE_RAM },
	{ .key = "forandring_%d", .head = N_("Förändr."), .of_year = 2, .amount = since_last_year, .figure = FIGURE_RAM, .flags = MONEY_SIGN },
	{ .key = "ram_%d", .head = "%d", .of_year = 2, .amount = ram, .figure = FIGURE_RAM },
	{ .key = NULL },
};

/* --- follow-up: of the whole branch --- */

static const struct overview_follow *follow_of(const struct tree *tree, int unit)
{
	return &tree_overview(tree, unit)->follow;
}

static money year_before(const struct tree *tree, const struct tree_column *column, int unit)
{
	(void)column;
	return follow_of(tree, unit)->before;
}

static money budget(const struct tree *tree, const struct tree_column *column, int unit)
{
	(void)column;
	return follow_of(tree, unit)->budget;
}

static money outcome(const struct tree *tree, const struct tree_column *column, int unit)
{
	(void)column;
	return follow_of(tree, unit)->outcome;
}

static money forecast(const struct tree *tree, const struct tree_column *column, int unit)
{
	(void)column;
	return follow_of(tree, unit)->forecast;
}

static money deviation(const struct tree *tree, const struct tree_column *column, int unit)
{
	(void)column;
	return follow_of(tree, unit)->deviation;
}

static money unless_0(money value)
{
	return value ? value : MONEY_NONE;
}

static money safe_measures(const struct tree *tree, const struct tree_column *column, int unit)
{
	(void)column;
	return unless_0(tree_overview(tree, unit)->measures.of[JUDGED_SAFE]);
}

static money other_measures(const struct tree *tree, const struct tree_column *column, int unit)
{
	const struct measure_sum *sum = &tree_overview(tree, unit)->measures;

	(void)column;
	return unless_0(money_sum(sum->of[JUDGED_LIKELY], sum->of[JUDGED_UNSAFE]));
}

/* What the forecast is worse than the budget, less all measures. */
static money unfinanced(const struct tree *tree, const struct tree_column *column, int unit)
{
	money missing = deviation(tree, column, unit);

	return missing == MONEY_NONE || missing >= 0 ? MONEY_NONE : measures_unfinanced(&tree_overview(tree, unit)->measures, -missing);
}

static const struct tree_rule follow_rules[] = {
	{ .key = "bokslut_%d", .head = N_("Boksl. %d"), .head_year = -2, .amount = year_before, .figure = FIGURE_NET_OUTCOME },
	{ .key = "budget_%d", .head = N_("Budget"), .head_year = -1, .amount = budget, .figure = FIGURE_NET_BUDGET },
	{ .key = "prognos_%d", .head = N_("Prognos"), .head_year = -1, .amount = forecast, .figure = FIGURE_NET_FORECAST },
	{ .key = "avvikelse", .head = N_("Avvik."), .head_year = -1, .amount = deviation, .figure = FIGURE_NET_DEVIATION, .flags = MONEY_SIGN, .alarm = ALARM_BELOW_0 },
	{ .key = "utfall_%d", .head = N_("Utfall"), .head_year = -1, .amount = outcome, .figure = FIGURE_NET_OUTCOME },
	{ .key = "atgarder_sakra", .head = N_("Säkra åtg."), .amount = safe_measures, .figure = FIGURE_NET_DEVIATION },
	{ .key = "atgarder_andra", .head = N_("Andra åtg."), .amount = other_measures, .figure = FIGURE_NET_DEVIATION },
	{ .key = "ofinansierat", .head = N_("Ofinans."), .amount = unfinanced, .figure = FIGURE_NET_DEVIATION },
	{ .key = NULL },
};

/* --- resultat: of units with a target --- */

static bool has_target(const struct tree *tree, const struct tree_column *column, int unit)
{
	return unit_of(tree, unit)->kind != UNIT_GROUP && target(tree, column, unit) != MONEY_NONE;
}

/* All that comes in, the ram too: what there is to divide before the target is set aside. */
static money income(const struct tree *tree, const struct tree_column *column, int unit)
{
	if (!has_target(tree, column, unit) || available(tree, column, unit) == MONEY_NONE)
		return MONEY_NONE;
	return money_sum(available(tree, column, unit), target(tree, column, unit));
}

static money spent(const struct tree *tree, const struct tree_column *column, int unit)
{
	return has_target(tree, column, unit) ? divided(tree, column, unit) : MONEY_NONE;
}

/* Domain rule 3 the other way round: what is left over a target is the deviation from it. */
static money result(const struct tree *tree, const struct tree_column *column, int unit)
{
	if (!has_target(tree, column, unit) || left(tree, column, unit) == MONEY_NONE)
		return MONEY_NONE;
	return money_sum(left(tree, column, unit), target(tree, column, unit));
}

static money off_target(const struct tree *tree, const struct tree_column *column, int unit)
{
	return has_target(tree, column, unit) ? left(tree, column, unit) : MONEY_NONE;
}

static const struct tree_rule result_rules[] = {
	{ .key = "intakter", .head = N_("Intäkter"), .amount = income, .figure = FIGURE_AVAILABLE },
	{ .key = "kostnader", .head = N_("Kostnader"), .amount = spent, .figure = FIGURE_DIVIDED },
	{ .key = "resultat", .head = N_("Resultat"), .amount = result, .figure = FIGURE_LEFT },
	{ .key = "resultatmal", .head = N_("Mål"), .amount = target, .figure = FIGURE_TARGET },
	{ .key = "avvikelse", .head = N_("Avvik."), .amount = off_target, .figure = FIGURE_LEFT, .flags = MONEY_SIGN, .alarm = ALARM_BELOW_0 },
	{ .key = NULL },
};

/* --- status and dialogue --- */

static size_t questions(const struct tree *tree, int unit)
{
	return tree_overview(tree, unit)->questions;
}

static size_t unread(const struct tree *tree, int unit)
{
	struct session *session = tree->screen.session;

	return seen_unread_in(session_seen(session), tree_book(tree), unit, session->user);
}

static size_t entries(const struct tree *tree, int unit)
{
	return tree_overview(tree, unit)->entries;
}

static void changed(struct buffer *out, const struct tree *tree, int unit)
{
	const struct event *newest = tree_overview(tree, unit)->newest;

	if (newest)
		story_date(out, newest->line->head.at);
}

static int64_t changed_at(const struct tree *tree, int unit)
{
	const struct event *newest = tree_overview(tree, unit)->newest;

	return newest ? history_moment(newest->line->head.at) : INT64_MIN;
}

/* Who has a seat at the unit or above it is found at once, and that is nearly everybody. */
static void add_who(struct buffer *out, const struct charter *charter, int unit, const char *user)
{
	for (; unit != ORG_NONE; unit = charter->org->units[unit].parent) {
		enum seat_role role = charter->org->units[unit].kind == UNIT_UNIT ? rights_role(charter->org, unit, user) : SEAT_NONE;

		if (role != SEAT_NONE) {
			title_brief(out, charter, unit, role);
			return;
		}
	}
	title_user(out, charter, user, true);
}

static void changed_by(struct buffer *out, const struct tree *tree, int unit)
{
	const struct event *newest = tree_overview(tree, unit)->newest;
	const struct charter charter = charter_of(tree);

	if (newest)
		add_who(out, &charter, unit, newest->user);
}

/* The nearest one up. */
static void ekonom(struct buffer *out, const struct tree *tree, int unit)
{
	const struct charter charter = charter_of(tree);

	while (unit != ORG_NONE && !unit_of(tree, unit)->ekonomer.count)
		unit = unit_of(tree, unit)->parent;
	if (unit != ORG_NONE)
		title_brief(out, &charter, unit, SEAT_EKONOM);
}

static const struct tree_rule dialogue_rules[] = {
	{ .key = "status", .head = N_("Status"), .text = status, .brief = status_brief },
	{ .key = "obesvarade", .head = N_("Frågor"), .count = questions },
	{ .key = "inlagg", .head = N_("Inlägg"), .count = entries },
	{ .key = "senast_andrad", .head = N_("Senast"), .text = changed, .moment = changed_at },
	{ .key = "av", .head = N_("Av"), .text = changed_by },
	{ .key = "olasta", .head = N_("Olästa"), .count = unread },
	{ .key = "chef", .head = N_("Chef"), .text = chef },
	{ .key = "ekonom", .head = N_("Ekonom"), .text = ekonom },
	{ .key = NULL },
};

/* --- avstämning: units × checks --- */

static size_t contradictions(const struct tree *tree, int unit)
{
	return tree_overview(tree, unit)->contradictions;
}

static size_t unspecified(const struct tree *tree, int unit)
{
	return tree_overview(tree, unit)->unspecified;
}

static money over(const struct tree *tree, const struct tree_column *column, int unit)
{
	money value = left(tree, column, unit);

	return value != MONEY_NONE && value < 0 ? -value : MONEY_NONE;
}

static money still_left(const struct tree *tree, const struct tree_column *column, int unit)
{
	money value = left(tree, column, unit);

	return value > 0 ? value : MONEY_NONE;
}

static const char *due_of(const struct tree *tree, int unit)
{
	const struct unit *of = unit_of(tree, unit);

	return of->kind == UNIT_UNIT ? tree_book(tree)->region->levels[of->level].due : NULL;
}

static void due(struct buffer *out, const struct tree *tree, int unit)
{
	const char *day = due_of(tree, unit);

	if (!day)
		return;
	if (strncmp(day, tree->today, strlen(day)) < 0 && overview_unsent(tree->screen.session->table, unit))
		buffer_text(out, _("försenad "));
	story_date(out, day);
}

static int64_t due_at(const struct tree *tree, int unit)
{
	const char *day = due_of(tree, unit);
	char moment[32];

	snprintf(moment, sizeof moment, "%sT00:00:00+01:00", day ? day : "");
	return day ? history_moment(moment) : INT64_MIN;
}

static const struct tree_rule check_rules[] = {
	{ .key = "motsagelser", .head = N_("Motsäg."), .count = contradictions, .alarm = ALARM_ANY },
	{ .key = "over_ram", .head = N_("Över ram"), .amount = over, .figure = FIGURE_LEFT, .alarm = ALARM_ANY },
	{ .key = "kvar", .head = N_("Kvar"), .amount = still_left, .figure = FIGURE_LEFT },
	{ .key = "obesvarade", .head = N_("Frågor"), .count = questions },
	{ .key = "ospecificerade", .head = N_("Ospec."), .count = unspecified },
	{ .key = "status", .head = N_("Status"), .text = status, .brief = status_brief },
	{ .key = "klar_senast", .head = N_("Klar senast"), .text = due, .moment = due_at },
	{ .key = NULL },
};

const struct tree_set tree_sets[SET_COUNT] = {
	[SET_RAM] = { .name = N_("ram"), .rules = ram_rules, .begins = 2 },
	[SET_BRIDGE] = { .name = N_("förändringens delar"), .rules = bridge_rules },
	[SET_LINES] = { .name = N_("budgetrader, egna belopp"), .rules = line_rules },
	[SET_YEARS] = { .name = N_("planårens ramar"), .rules = year_rules, .needs_years = true },
	[SET_FOLLOW] = { .name = N_("uppföljning %d, hela grenen"), .rules = follow_rules, .needs_overview = true },
	[SET_RESULT] = { .name = N_("resultat, ramen som intäkt"), .rules = result_rules },
	[SET_DIALOGUE] = { .name = N_("status och dialog"), .rules = dialogue_rules, .needs_overview = true },
	[SET_CHECK] = { .name = N_("avstämning"), .rules = check_rules, .needs_overview = true },
};

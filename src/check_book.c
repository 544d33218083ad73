#include "check_private.h"

#include "detail.h"
#include "intl.h"

#include <stdio.h>
#include <string.h>

/* ---- the book against itself ---- */

static void try_book(struct check *check, const struct trial *trial, int unit, const char *name)
{
	const struct book *book = check->book;
	struct trial own = *trial;
	struct subject subject = check_subject(check, book->org->units[unit].id, book->region->year, name);

	own.subject = &subject;
	own.where = _("boken");
	check_try(check, &own);
}

/* Sub-anslag are what their anslag is made of. One that nobody has given anything may be what is missing. */
static void try_children(struct check *check, int unit, const char *name, money (*value)(const struct ram_table *, int unit))
{
	const struct ram_table *table = check_table(check, check->book->region->year);
	money sum = MONEY_NONE, own = check_or_zero(value(table, unit));
	bool blank = false;

	for (int sub = ORG_NONE; (sub = org_next_sub(check->book->org, unit, sub)) != ORG_NONE;) {
		blank |= table->balance[sub].ram == MONEY_NONE;
		sum = money_sum(sum, value(table, sub));
	}
	if (sum != MONEY_NONE)
		try_book(check,
			 &(struct trial){
				 .computed = sum, .stated = own, .open = blank && sum < own, .text = _("delanslagen ger inte anslaget") },
			 unit, name);
}

static money ram_of(const struct ram_table *table, int unit)
{
	return table->balance[unit].ram;
}

static money base_of(const struct ram_table *table, int unit)
{
	return ram_kind(table, unit, (int)table->book->region->opening);
}

static void try_anslag(struct check *check, int unit)
{
	if (check->book->org->units[unit].kind != UNIT_ANSLAG)
		return;
	try_children(check, unit, check->book->region->kinds[check->book->region->opening].id, base_of);
	try_children(check, unit, "ram", ram_of);
}

/* Details that say less leave something unspecified; more than the amount itself, or the other sign, cannot be. */
static bool says_less(money said, money amount)
{
	return amount < 0 ? said <= 0 && said > amount : said >= 0 && said < amount;
}

static money kind_value(struct check *check, int unit, const char *kind)
{
	return check_or_zero(ram_kind(check_table(check, check->book->region->year), unit, region_kind(check->book->region, kind)));
}

/* Of a figure with several posts the rest counts as said: what is shown is always the whole figure. */
static void try_details(struct check *check, int unit, const char *name, money whole, money said, money amount)
{
	try_book(check,
		 &(struct trial){ .computed = money_sum(whole, money_sum(said, -amount)),
				  .stated = whole,
				  .open = says_less(said, amount),
				  .yields = true,
				  .text = _("specifikationen ger inte beloppet") },
		 unit, name);
}

static bool counts_now(const struct check *check, const struct leg_ref *ref)
{
	const struct post *post = &ref->event->line->act.post;

	return region_kind(check->book->region, post->kind) >= 0 && book_leg(post, ref->leg, check->book->region->year) != 0;
}

static void try_specified(struct check *check, int unit)
{
	const struct unit_state *state = book_state(check->book, unit);

	for (size_t i = 0; i < state->leg_count; i++) {
		const struct post *post = &state->legs[i].event->line->act.post;
		money said = details_sum(&post->details, check->book->org->units[unit].id, NULL);

		if (said != MONEY_NONE && counts_now(check, &state->legs[i]))
			try_details(check, unit, post->kind, kind_value(check, unit, post->kind), said, money_from_kr(state->legs[i].leg->kr));
	}
	for (size_t i = 0; i < state->cell_count; i++) {
		const struct cell *cell = &state->cells[i];
		money said = cell->row ? details_sum(&cell->row->details, NULL, NULL) : MONEY_NONE;
		char name[80];

		if (said == MONEY_NONE || cell->layer != LAYER_BUDGET || cell->year != check->book->region->year)
			continue;
		snprintf(name, sizeof name, "line.%s", cell->line);
		try_details(check, unit, name, cell->value, said, cell->value);
	}
}

/* ---- what the decision does not say ---- */

struct unsaid {
	money more, less;
	bool endless;
};

static void add_unsaid(struct unsaid *unsaid, money amount, bool endless)
{
	unsaid->more += amount > 0 ? amount : 0;
	unsaid->less += amount < 0 ? amount : 0;
	unsaid->endless |= endless;
}

/* The net; where what is unsaid cancels out, one side of it. */
static money net(const struct unsaid *unsaid)
{
	return unsaid->more + unsaid->less ? unsaid->more + unsaid->less : unsaid->more;
}

static bool is_endless(const struct post *post)
{
	return post->end && !strcmp(post->end, "unknown");
}

/* With several legs the missing end is one amount: it is shown on the first. */
static money missing_end(const struct post *post, const struct leg *leg, int year)
{
	const struct leg *legs = post->legs.items;
	money sum = 0;

	if (leg != legs)
		return 0;
	for (size_t i = 0; i < post->legs.count; i++)
		sum = money_sum(sum, book_leg(post, &legs[i], year));
	return sum;
}

/* text: N_(…), for nearly every unit of a region has nothing unsaid, and each of them is asked at every start. */
static void try_unsaid(struct check *check, int unit, const struct kind *kind, const struct unsaid *unsaid, const char *text)
{
	money rest = net(unsaid), whole;

	if (!rest)
		return;
	whole = kind_value(check, unit, kind->id);
	try_book(check, &(struct trial){ .computed = money_sum(whole, -rest), .stated = whole, .open = true, .text = _(text) }, unit, kind->id);
}

static void try_kind(struct check *check, int unit, const struct kind *kind)
{
	const struct unit_state *state = book_state(check->book, unit);
	struct unsaid textless = { 0 }, endless = { 0 };

	for (size_t i = 0; i < state->leg_count; i++) {
		const struct post *post = &state->legs[i].event->line->act.post;

		if (strcmp(post->kind, kind->id) || !counts_now(check, &state->legs[i]))
			continue;
		if (!post->text && !kind->explained)
			add_unsaid(&textless, book_leg(post, state->legs[i].leg, check->book->region->year), is_endless(post));
		else if (is_endless(post))
			add_unsaid(&endless, missing_end(post, state->legs[i].leg, check->book->region->year), true);
	}
	try_unsaid(check, unit, kind, &textless,
		   textless.endless ? N_("beslutet säger inte varför; motparten är inte angiven") : N_("beslutet säger inte varför"));
	try_unsaid(check, unit, kind, &endless, N_("motparten är inte angiven"));
}

static void try_explained(struct check *check, int unit)
{
	const struct region *region = check->book->region;

	if (org_example(check->book->org, unit) || !book_state(check->book, unit)->leg_count)
		return;
	for (size_t kind = 0; kind < region->kind_count; kind++)
		try_kind(check, unit, &region->kinds[kind]);
}

/* ---- what only moves between units is nothing for them all ---- */

/* How much of that kind the posts on a unit say comes from an end that is not named. */
static money unnamed(const struct check *check, int unit, const char *kind)
{
	const struct unit_state *state = book_state(check->book, unit);
	money sum = 0;

	for (size_t i = 0; i < state->leg_count; i++) {
		const struct post *post = &state->legs[i].event->line->act.post;

		if (is_endless(post) && !strcmp(post->kind, kind))
			sum = money_sum(sum, missing_end(post, state->legs[i].leg, check->book->region->year));
	}
	return sum;
}

static void try_zero_sum(struct check *check, int at)
{
	const struct kind *kind = &check->book->region->kinds[at];
	const struct ram_table *table = check_table(check, check->book->region->year);
	money sum = 0, endless = 0, own = check_or_zero(ram_kind(table, 0, at));

	for (int sub = ORG_NONE; (sub = org_next_sub(check->book->org, 0, sub)) != ORG_NONE;) {
		sum = money_sum(sum, check_or_zero(ram_kind(table, sub, at)));
		endless = money_sum(endless, unnamed(check, sub, kind->id));
	}
	try_book(
		check,
		&(struct trial){
			.computed = sum, .stated = own, .open = sum - own == endless, .text = _("beloppen tar inte ut varandra över regionen") },
		0, kind->id);
}

/* ---- what one unit buys another sells ---- */

/* Of the budget year and with a counterpart. */
static const char *counterpart_of(const struct check *check, const struct cell *cell)
{
	bool now = cell->layer == LAYER_BUDGET && cell->year == check->book->region->year;

	return now && cell->row ? cell->row->counterpart : NULL;
}

static const struct budget_line *line_of(const struct check *check, const struct cell *cell)
{
	int line = region_line(check->book->region, cell->line);

	return line < 0 ? NULL : &check->book->region->lines[line];
}

/* What the unit states on that side with that counterpart. On whatever lines, unless only internal ones are asked for: naming the counterpart is
 * what makes a row answer another. */
static money dealt(const struct check *check, int unit, enum budget_side side, const char *counterpart, bool internal)
{
	const struct unit_state *state = unit == ORG_NONE ? NULL : book_state(check->book, unit);
	money sum = MONEY_NONE;

	for (size_t i = 0; state && i < state->cell_count; i++) {
		const struct budget_line *line = line_of(check, &state->cells[i]);
		const char *with = counterpart_of(check, &state->cells[i]);

		if (line && line->side == side && (line->internal || !internal) && with && !strcmp(with, counterpart))
			sum = money_sum(sum, state->cells[i].value);
	}
	return sum;
}

/* Several rows with one counterpart are one deal, shown on the first of them. */
static bool is_first_deal(const struct check *check, const struct unit_state *state, size_t at, enum budget_side side, const char *counterpart)
{
	for (size_t i = 0; i < at; i++) {
		const struct budget_line *line = line_of(check, &state->cells[i]);
		const char *with = counterpart_of(check, &state->cells[i]);

		if (line && line->internal && line->side == side && with && !strcmp(with, counterpart))
			return false;
	}
	return true;
}

/* Where the buyer has an internal row it is tried on hers; else on the seller's. */
static void try_deal(struct check *check, int unit, const struct budget_line *line, const char *counterpart)
{
	enum budget_side other_side = line->side == SIDE_COST ? SIDE_INCOME : SIDE_COST;
	const char *id = check->book->org->units[unit].id;
	int with = org_find(check->book->org, counterpart);
	money own = dealt(check, unit, line->side, counterpart, false), other = dealt(check, with, other_side, id, false);
	char name[80];

	if (line->side == SIDE_INCOME && dealt(check, with, other_side, id, true) != MONEY_NONE)
		return;
	snprintf(name, sizeof name, "line.%s", line->id);
	try_book(check,
		 &(struct trial){ .computed = check_or_zero(other),
				  .stated = own,
				  .open = other == MONEY_NONE,
				  .text = other != MONEY_NONE ? _("köparen och säljaren anger olika belopp")
					  : line->side == SIDE_COST ? _("säljaren har ingen rad för köpet") : _("köparen har ingen rad för försäljningen") },
		 unit, name);
}

static void try_internal(struct check *check, int unit)
{
	const struct unit_state *state = book_state(check->book, unit);

	for (size_t i = 0; i < state->cell_count; i++) {
		const struct budget_line *line = line_of(check, &state->cells[i]);
		const char *counterpart = counterpart_of(check, &state->cells[i]);

		if (line && line->internal && line->side != SIDE_RESERVE && counterpart && is_first_deal(check, state, i, line->side, counterpart))
			try_deal(check, unit, line, counterpart);
	}
}

/* ---- money of units that are no more ---- */

static bool is_gone(const struct check *check, const struct event *event, const struct leg *leg)
{
	return event->state == LINE_APPLIED && event->line->act.kind == ACT_POST && !event->replaced_by &&
	       org_find(check->book->org, leg->unit) == ORG_NONE && book_leg_lives(&event->line->act.post, leg, check->book->region->year);
}

static money given_to(const struct check *check, const char *unit)
{
	money sum = 0;

	for (size_t i = 0; i < check->book->event_count; i++) {
		const struct event *event = check->book->events[i];
		const struct leg *legs = event->line->act.post.legs.items;

		for (size_t j = 0; event->line->act.kind == ACT_POST && j < event->line->act.post.legs.count; j++)
			if (!strcmp(legs[j].unit, unit) && is_gone(check, event, &legs[j]))
				sum = money_sum(sum, book_leg(&event->line->act.post, &legs[j], check->book->region->year));
	}
	return sum;
}

static void try_unit_gone(struct check *check, const char *unit)
{
	struct subject subject = check_subject(check, unit, check->book->region->year, "ram");

	check_try(check, &(struct trial){ .subject = &subject, .computed = 0, .stated = given_to(check, unit), .where = _("boken"),
	                                  .text = _("enheten finns inte längre i organisationen, och dess ram räknas inte") });
}

/* Whoever gave them their ramar no longer sees them: without a word her division would be as much smaller. */
static void try_gone(struct check *check)
{
	struct names units = { 0 };

	for (size_t i = 0; i < check->book->event_count; i++) {
		const struct event *event = check->book->events[i];
		const struct leg *legs = event->line->act.post.legs.items;

		for (size_t j = 0; event->line->act.kind == ACT_POST && j < event->line->act.post.legs.count; j++)
			if (is_gone(check, event, &legs[j]) && names_find(&units, legs[j].unit) == NAME_UNKNOWN) {
				names_add(&units, legs[j].unit);
				try_unit_gone(check, legs[j].unit);
			}
	}
	names_free(&units);
}

void check_book(struct check *check)
{
	const struct region *region = check->book->region;

	for (int unit = 0; unit < check->book->org->count; unit++) {
		try_anslag(check, unit);
		try_specified(check, unit);
		try_explained(check, unit);
		try_internal(check, unit);
	}
	for (size_t kind = 0; kind < region->kind_count; kind++)
		if (region->kinds[kind].zero_sum)
			try_zero_sum(check, (int)kind);
	try_gone(check);
}

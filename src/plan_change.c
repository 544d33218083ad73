#include "plan_change.h"

#include "figure.h"
#include "intl.h"
#include "terms.h"

#include <stdlib.h>
#include <string.h>

struct comparing {
	const struct content *before, *after; /* before may be NULL */
	const struct region *region;
	bool every;
	struct plan_changes *changes;
};

static money in_ore(int64_t kr)
{
	return kr == NUMBER_NONE ? MONEY_NONE : money_from_kr(kr);
}

static money zero_if_none(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

static money less(money value, money other)
{
	return money_sum(zero_if_none(value), -zero_if_none(other));
}

static unsigned amount_changed(money before, money after)
{
	if (before == after)
		return 0;
	return CHANGED_AMOUNT | (before == MONEY_NONE ? CHANGED_ADDED : 0) | (after == MONEY_NONE ? CHANGED_REMOVED : 0);
}

static void add(struct comparing *c, enum change_about about, const char *id, money before, money after, unsigned besides)
{
	unsigned what = amount_changed(before, after) | besides;

	if (what || (c->every && after != MONEY_NONE))
		c->changes->items[c->changes->count++] = (struct plan_change){ about, id, before, after, less(after, before), what };
}

/* ---- rows ---- */

static bool same_hold(const struct terms *a, const struct terms *b)
{
	return !a->hold == !b->hold && (!a->hold || !strcmp(a->hold, b->hold));
}

/* Each part is tried alone: the terms of both with nothing else in them. */
static bool same_but(const struct terms *a, const struct terms *b, bool details, bool months)
{
	struct terms one = terms_none, other = terms_none;

	if (details) {
		one.details = a->details;
		other.details = b->details;
	} else if (months) {
		one.profile = a->profile;
		other.profile = b->profile;
	} else {
		one = *a;
		other = *b;
		one.hold = other.hold = NULL;
		one.details = other.details = one.profile = other.profile = (struct list){ 0 };
	}
	return terms_same(&one, &other);
}

static unsigned terms_changed(const struct row *before, const struct row *after)
{
	const struct terms a = terms_of(before), b = terms_of(after);

	if (!before || !after)
		return 0;
	return (same_hold(&a, &b) ? 0 : CHANGED_HOLD) | (same_but(&a, &b, true, false) ? 0 : CHANGED_DETAILS) |
	       (same_but(&a, &b, false, true) ? 0 : CHANGED_MONTHS) | (same_but(&a, &b, false, false) ? 0 : CHANGED_NOTE);
}

static enum budget_side side_of(const struct region *region, const char *line)
{
	int at = region_line(region, line);

	return at < 0 ? SIDE_COST : region->lines[at].side;
}

static void add_line(struct comparing *c, const char *line)
{
	const struct row *before = c->before ? content_row(c->before, line) : NULL, *after = content_row(c->after, line);

	add(c, CHANGE_LINE, line, before ? in_ore(before->kr) : MONEY_NONE, after ? in_ore(after->kr) : MONEY_NONE, terms_changed(before, after));
}

/* In the order of region.cfg; what has left it comes last, as it stands in the contents. */
static void add_lines(struct comparing *c, enum budget_side side)
{
	const struct content *each[] = { c->after, c->before };

	for (size_t i = 0; i < c->region->line_count; i++)
		if (c->region->lines[i].side == side)
			add_line(c, c->region->lines[i].id);
	for (size_t which = 0; side == SIDE_COST && which < 2; which++) {
		const struct row *rows = each[which] ? each[which]->rows.items : NULL;

		for (size_t i = 0; rows && i < each[which]->rows.count; i++)
			if (region_line(c->region, rows[i].line) < 0 && !(which && content_row(c->after, rows[i].line)))
				add_line(c, rows[i].line);
	}
}

/* ---- sub-units ---- */

static void add_sub(struct comparing *c, enum change_about about, const char *unit)
{
	const struct content_sub *before = c->before ? content_sub(c->before, unit) : NULL, *after = content_sub(c->after, unit);
	bool ram = about == CHANGE_SUB_RAM;

	add(c, about, unit, before ? in_ore(ram ? before->ram : before->target) : MONEY_NONE, after ? in_ore(ram ? after->ram : after->target) : MONEY_NONE, 0);
}

static void add_subs(struct comparing *c, enum change_about about)
{
	const struct content_sub *after = c->after->subs.items, *before = c->before ? c->before->subs.items : NULL;

	for (size_t i = 0; i < c->after->subs.count; i++)
		add_sub(c, about, after[i].unit);
	for (size_t i = 0; before && i < c->before->subs.count; i++)
		if (!content_sub(c->after, before[i].unit))
			add_sub(c, about, before[i].unit);
}

/* ---- sums ---- */

static struct plan_sums sums_of(const struct content *content, const struct region *region)
{
	struct plan_sums sums = { MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE };

	if (!content)
		return sums;
	const struct content_sub *subs = content->subs.items;
	const struct row *rows = content->rows.items;

	sums.ram = in_ore(content->ram);
	sums.left = in_ore(content_left(content, region));
	sums.divided = 0;
	for (size_t i = 0; i < content->rows.count; i++)
		if (side_of(region, rows[i].line) != SIDE_INCOME)
			sums.divided = money_sum(sums.divided, in_ore(rows[i].kr));
	for (size_t i = 0; i < content->subs.count; i++)
		sums.divided = money_sum(sums.divided, zero_if_none(in_ore(subs[i].ram)));
	sums.available = money_sum(sums.divided, sums.left);
	return sums;
}

/* ---- the whole ---- */

static size_t most(const struct content *content)
{
	return content ? content->rows.count + 2 * content->subs.count : 0;
}

struct plan_changes *plan_changes(const struct content *before, const struct content *after, const struct region *region, bool every, struct arena *arena)
{
	struct plan_changes *changes = arena_alloc(arena, sizeof *changes);
	struct comparing c = { before, after, region, every, changes };

	changes->items = arena_alloc(arena, (2 + most(before) + most(after)) * sizeof *changes->items);
	add(&c, CHANGE_RAM, NULL, before ? in_ore(before->ram) : MONEY_NONE, in_ore(after->ram), 0);
	add_lines(&c, SIDE_INCOME);
	add_subs(&c, CHANGE_SUB_TARGET);
	add(&c, CHANGE_TARGET, NULL, before ? in_ore(before->target) : MONEY_NONE, in_ore(after->target), 0);
	add_lines(&c, SIDE_COST);
	add_lines(&c, SIDE_RESERVE);
	add_subs(&c, CHANGE_SUB_RAM);
	changes->before = sums_of(before, region);
	changes->after = sums_of(after, region);
	return changes;
}

/* ---- in words ---- */

static const char *unit_name(const struct book *book, const char *id)
{
	int unit = org_find(book->org, id);

	return unit == ORG_NONE ? id : book->org->units[unit].name;
}

void plan_change_name(struct buffer *out, const struct book *book, const struct plan_change *change)
{
	switch (change->about) {
	case CHANGE_RAM: buffer_text(out, _("Ram")); break;
	case CHANGE_TARGET: buffer_text(out, _("Resultatmål")); break;
	case CHANGE_LINE: buffer_text(out, region_line_name(book->region, change->id)); break;
	case CHANGE_SUB_RAM: buffer_text(out, unit_name(book, change->id)); break;
	case CHANGE_SUB_TARGET: buffer_format(out, _("%s, resultatmål"), unit_name(book, change->id)); break;
	}
}

void plan_change_words(struct buffer *out, const struct plan_change *change)
{
	static const struct { unsigned what; const char *words; } all[] = {
		{ CHANGED_ADDED, N_("ny") },           { CHANGED_REMOVED, N_("borttagen") }, { CHANGED_HOLD, N_("låset ändrat") },
		{ CHANGED_DETAILS, N_("innehållet ändrat") }, { CHANGED_MONTHS, N_("månaderna ändrade") }, { CHANGED_NOTE, N_("villkor eller anteckning ändrad") },
	};
	const char *between = "";

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (change->what & all[i].what) {
			buffer_format(out, "%s%s", between, _(all[i].words));
			between = ", ";
		}
}

void plan_change_figure(char out[256], const struct book *book, const struct content *content, const struct plan_change *change)
{
	bool sub = change->about == CHANGE_SUB_RAM || change->about == CHANGE_SUB_TARGET;
	struct figure figure = { .unit = org_find(book->org, sub ? change->id : content->unit), .year = (int)content->year, .kind = -1, .line = change->id };

	static const enum figure_kind kinds[] = {
		[CHANGE_RAM] = FIGURE_RAM, [CHANGE_LINE] = FIGURE_LINE, [CHANGE_SUB_TARGET] = FIGURE_TARGET, [CHANGE_TARGET] = FIGURE_TARGET, [CHANGE_SUB_RAM] = FIGURE_RAM,
	};

	figure.what = kinds[change->about];
	*out = '\0';
	if (figure.unit != ORG_NONE)
		figure_print(out, book, &figure);
}

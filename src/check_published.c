#include "check_private.h"

#include "intl.h"
#include "several.h"

#include <string.h>

#define WHOLE 1000000 /* 100 % in ten-thousandths of a per cent */

/* ---- printed amounts ---- */

static int year_of(const struct check *check, const struct claim *claim)
{
	return claim->year ? claim->year : check->book->region->year;
}

struct printed {
	money sum, step, steps;
	bool mixed;
};

static void note_step(struct printed *printed, money step)
{
	printed->mixed |= printed->steps && step != printed->step;
	printed->step = step;
	printed->steps = money_sum(printed->steps, step);
}

static void add_printed(struct printed *printed, const struct stated *stated)
{
	printed->sum = money_sum(printed->sum, stated->read.value);
	note_step(printed, stated->read.step);
}

/* Figures printed to the same precision are compared exactly. */
static money slack(const struct printed *printed)
{
	return printed->mixed ? printed->steps : 0;
}

static void try_stated(struct check *check, const struct claim *claim, const struct subject *subject, const struct stated *stated)
{
	money value = subject->value == MONEY_NONE && !stated->read.value ? 0 : subject->value;

	if (value == MONEY_NONE)
		check->out->untried++;
	else
		check_try(check, &(struct trial){ .subject = subject,
					    .computed = value,
					    .stated = stated->read.value,
					    .steps = stated->read.step,
					    .printed = true,
					    .where = claim->where,
					    .text = _("det tryckta beloppet är ett annat än bokens") });
}

/* ---- a printed row ---- */

static const struct stated *cell_named(const struct claim *claim, const char *name)
{
	for (size_t i = 0; i < claim->cell_count; i++)
		if (!strcmp(claim->cells[i].name, name))
			return &claim->cells[i];
	return NULL;
}

static const char *node_of(const struct claim *claim)
{
	return claim->unit ? claim->unit : claim->sum;
}

static void try_across(struct check *check, const struct claim *claim)
{
	const struct stated *ram = cell_named(claim, "ram");
	struct printed row = { 0 };

	if (!ram || claim->cell_count < 2)
		return;
	for (size_t i = 0; i < claim->cell_count; i++)
		if (&claim->cells[i] != ram)
			add_printed(&row, &claim->cells[i]);
	note_step(&row, ram->read.step);
	struct subject subject = check_subject(check, node_of(claim), year_of(check, claim), "ram");
	check_try(check, &(struct trial){ .subject = &subject,
				    .computed = row.sum,
				    .stated = ram->read.value,
				    .steps = slack(&row),
				    .printed = true,
				    .where = claim->where,
				    .text = _("radens belopp ger inte den tryckta ramen") });
}

static bool is_row_of(const struct check *check, const struct claim *row, const struct claim *sum)
{
	const struct org *org = check->book->org;
	int unit = row->unit && row->cell_count ? org_find(org, row->unit) : ORG_NONE, node = org_find(org, sum->sum);

	return unit != ORG_NONE && node != ORG_NONE && unit != node && org_is_below(org, unit, node) && !strcmp(row->where, sum->where) &&
	       year_of(check, row) == year_of(check, sum);
}

static void try_column(struct check *check, const struct claim *sum, const char *name)
{
	const struct stated *total = cell_named(sum, name);
	struct printed column = { 0 };

	for (size_t i = 0; i < check->published->count; i++) {
		const struct claim *row = &check->published->claims[i];
		const struct stated *cell = is_row_of(check, row, sum) ? cell_named(row, name) : NULL;

		if (cell)
			add_printed(&column, cell);
	}
	if (total)
		note_step(&column, total->read.step);
	struct subject subject = check_subject(check, sum->sum, year_of(check, sum), name);
	check_try(check, &(struct trial){ .subject = &subject,
				    .computed = column.sum,
				    .stated = total ? total->read.value : 0,
				    .steps = slack(&column),
				    .printed = true,
				    .where = sum->where,
				    .text = _("raderna ger inte den tryckta summan") });
}

/* Every column that the sum or one of its rows prints. */
static void try_down(struct check *check, const struct claim *sum)
{
	struct names columns = { 0 };

	for (size_t i = 0; i < sum->cell_count; i++)
		names_add(&columns, sum->cells[i].name);
	for (size_t i = 0; i < check->published->count; i++) {
		const struct claim *row = &check->published->claims[i];

		for (size_t j = 0; is_row_of(check, row, sum) && j < row->cell_count; j++)
			names_add(&columns, row->cells[j].name);
	}
	for (size_t i = 0; i < columns.count; i++)
		try_column(check, sum, columns.text[i]);
	names_free(&columns);
}

static void try_row(struct check *check, const struct claim *claim)
{
	for (size_t i = 0; i < claim->cell_count; i++) {
		struct subject subject = check_subject(check, node_of(claim), year_of(check, claim), claim->cells[i].name);

		try_stated(check, claim, &subject, &claim->cells[i]);
	}
	try_across(check, claim);
	if (claim->sum)
		try_down(check, claim);
}

/* ---- a figure in the prose ---- */

static void try_parts(struct check *check, const struct claim *claim, const struct subject *subject)
{
	struct printed parts = { 0 };
	money steps, total = claim->has_stated ? claim->stated.read.value : subject->value;

	if (total == MONEY_NONE) {
		check->out->untried++;
		return;
	}
	for (size_t i = 0; i < claim->part_count; i++)
		add_printed(&parts, &claim->parts[i]);
	steps = parts.steps; /* against the book, which is exact, every part may be rounded */
	if (claim->has_stated) {
		note_step(&parts, claim->stated.read.step);
		steps = slack(&parts);
	}
	check_try(check, &(struct trial){ .subject = subject,
				    .computed = parts.sum,
				    .stated = total,
				    .steps = steps,
				    .open = claim->open,
				    .printed = true,
				    .where = claim->where,
				    .text = claim->open ? _("delarna som räknas upp ger inte hela beloppet") : _("delarna ger inte beloppet") });
}

static void try_figure(struct check *check, const struct claim *claim)
{
	struct subject subject = check_subject(check, claim->unit, year_of(check, claim), claim->figure);

	if (claim->has_stated)
		try_stated(check, claim, &subject, &claim->stated);
	if (claim->part_count)
		try_parts(check, claim, &subject);
}

/* ---- a sum or a share of several figures ---- */

/* The sum of the book's figures; value MONEY_NONE when the book has none of them, or does not know one. */
static struct subject sum_of(struct check *check, const struct claim *claim, const char *const *names, size_t count)
{
	const char **each = arena_alloc(&check->out->arena, count * sizeof *each);
	struct subject sum = { .unit = ORG_NONE, .value = MONEY_NONE };
	struct buffer all = { 0 };
	bool known = true;

	for (size_t i = 0; i < count; i++) {
		struct subject one = check_subject(check, claim->unit, year_of(check, claim), names[i]);

		if (!i)
			sum = (struct subject){ .goes_to = one.goes_to, .unit = one.unit, .value = MONEY_NONE };
		each[i] = one.name;
		known = known && one.goes_to;
		sum.value = money_sum(sum.value, one.value);
	}
	several_print(&all, each, count);
	sum.name = check_keep(check, &all);
	if (!known)
		sum.value = MONEY_NONE;
	return sum;
}

static void try_sum(struct check *check, const struct claim *claim, const struct subject *sum)
{
	check_try(check, &(struct trial){ .subject = sum,
				    .computed = check_size(sum->value),
				    .stated = check_size(claim->stated.read.value),
				    .steps = claim->stated.read.step,
				    .open = claim->open,
				    .printed = true,
				    .where = claim->where,
				    .text = claim->of_count > 1 ? _("beloppens summa är en annan än den tryckta")
								: _("det tryckta beloppet är ett annat än bokens") });
}

static const char *share_text(struct check *check, money part, money whole, int64_t share)
{
	int64_t hundredths = (int64_t)(((__int128)part * 20000 + whole) / ((__int128)whole * 2));
	struct buffer out = { 0 };

	buffer_format(&out, _("andelen är %lld,%02lld %%, tryckt är %lld"), (long long)(hundredths / 100), (long long)(hundredths % 100),
		      (long long)(share / 10000));
	if (share % 10000) {
		buffer_format(&out, ",%04lld", (long long)(share % 10000));
		while (out.bytes[out.size - 1] == '0')
			out.bytes[--out.size] = '\0';
	}
	buffer_text(&out, " %");
	return check_keep(check, &out);
}

/* In money, so that it can stand beside the others: what the printed share of the whole would be. */
static void try_share(struct check *check, const struct claim *claim, const struct subject *sum)
{
	struct subject against = sum_of(check, claim, claim->against, claim->against_count);
	money part = check_size(sum->value), whole = check_size(check_or_zero(against.value));
	__int128 printed = (__int128)whole * claim->share, apart = (__int128)part * WHOLE - printed;

	if (!whole) {
		check->out->untried++;
		return;
	}
	if (apart < 0)
		apart = -apart;
	bool within = apart * 2 <= (__int128)whole * claim->share_step;
	check_try(check, &(struct trial){ .subject = sum,
				    .computed = part,
				    .stated = (money)((printed + WHOLE / 2) / WHOLE),
				    .steps = within ? MONEY_MAX : 0,
				    .open = claim->open,
				    .printed = true,
				    .where = claim->where,
				    .text = share_text(check, part, whole, claim->share) });
}

static void try_of(struct check *check, const struct claim *claim)
{
	struct subject sum = sum_of(check, claim, claim->of, claim->of_count);

	if (sum.value == MONEY_NONE)
		check->out->untried++;
	else if (claim->has_share)
		try_share(check, claim, &sum);
	else
		try_sum(check, claim, &sum);
}

void check_printed(struct check *check)
{
	for (size_t i = 0; check->published && i < check->published->count; i++) {
		const struct claim *claim = &check->published->claims[i];

		if (claim->cell_count)
			try_row(check, claim);
		else if (claim->figure)
			try_figure(check, claim);
		else if (claim->of_count)
			try_of(check, claim);
		else
			check->out->untried++;
	}
}

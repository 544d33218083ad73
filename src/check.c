#include "check.h"

#include "figure.h"
#include "intl.h"
#include "names.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WHOLE 1000000 /* 100 % in ten-thousandths of a per cent */

struct found {
	struct finding finding;
	int unit;     /* where it sorts; ORG_NONE: last */
	bool printed; /* judged by printed digits, which know their own precision */
};

struct check {
	const struct book *book;
	const struct published *published;
	struct findings *out;
	struct ram_table **tables; /* of the years asked for */
	size_t table_count;
	struct found *found;
	size_t count, room;
	struct names keys; /* figure and difference -> number in `found` */
};

/* Which figure a finding is about. */
struct subject {
	const char *name, *goes_to;
	int unit;
	money value; /* the book's, MONEY_NONE: it has none */
};

/* Two amounts that should be the same. */
struct trial {
	const struct subject *subject;
	money computed, stated;
	money steps;  /* twice the tolerance: the last printed digits of all terms and of the total */
	bool open;    /* the source does not claim to say all: outside the tolerance is unspecified */
	bool printed; /* at least one side is printed */
	bool yields;  /* the class of a printed finding on the same difference stands */
	const char *where, *text;
};

/* ---- small things ---- */

static money size_of(money value)
{
	return value < 0 ? -value : value;
}

static money zero_if_none(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

static const char *keep(struct check *check, struct buffer *buffer)
{
	const char *kept = arena_copy(&check->out->arena, buffer->bytes ? buffer->bytes : "", buffer->size);

	buffer_free(buffer);
	return kept;
}

static const char *keep_harmless(struct check *check, const char *text)
{
	struct buffer out = { 0 };

	text_harmless(&out, text);
	return keep(check, &out);
}

static bool has_piece(const char *list, const char *piece)
{
	size_t length = strlen(piece);

	for (const char *at = list; (at = strstr(at, piece)); at++)
		if ((at == list || (at >= list + 2 && !strncmp(at - 2, "; ", 2))) && (!at[length] || at[length] == ';'))
			return true;
	return false;
}

/* «tabell 1; texten, Vårdval» */
static const char *joined(struct check *check, const char *list, const char *piece)
{
	struct buffer out = { 0 };

	if (has_piece(list, piece))
		return list;
	buffer_format(&out, "%s; %s", list, piece);
	return keep(check, &out);
}

static struct ram_table *table_of(struct check *check, int year)
{
	for (size_t i = 0; i < check->table_count; i++)
		if (check->tables[i]->year == year)
			return check->tables[i];
	check->tables = memory_grow(check->tables, check->table_count + 1, sizeof(struct ram_table *));
	return check->tables[check->table_count++] = ram_make(check->book, year, NULL, 0);
}

/* ---- collecting ---- */

static struct found *found_new(struct check *check)
{
	if (check->count == check->room) {
		check->room = check->room ? check->room * 2 : 32;
		check->found = memory_grow(check->found, check->room, sizeof *check->found);
	}
	return &check->found[check->count++];
}

/* Same figure and same difference is one finding. What is printed is tried first: its digits tell whether a difference is only rounding, which
 * the whole kronor that the book made of them cannot. */
static void merge(struct check *check, struct found *old, const struct finding *new, bool yields)
{
	bool worse = new->class < old->finding.class && !(yields && old->printed);

	old->finding.where = joined(check, old->finding.where, new->where);
	if (worse) {
		old->finding.class = new->class;
		old->finding.computed = new->computed;
		old->finding.stated = new->stated;
		old->finding.text = new->text;
	} else if (new->class == old->finding.class) {
		old->finding.text = joined(check, old->finding.text, new->text);
	}
}

static void collect(struct check *check, const struct trial *trial, const struct finding *finding)
{
	struct buffer key = { 0 };
	size_t known = check->keys.count;

	buffer_format(&key, "%s %lld", finding->figure, (long long)finding->difference);
	int at = names_add(&check->keys, keep(check, &key));
	if (check->keys.count == known)
		merge(check, &check->found[at], finding, trial->yields);
	else
		*found_new(check) = (struct found){ *finding, trial->subject->unit, trial->printed };
}

static void try(struct check *check, const struct trial *trial)
{
	money difference = size_of(money_sum(trial->computed, -trial->stated));
	enum finding_class class = trial->open ? FINDING_UNSPECIFIED : FINDING_CONTRADICTION;

	if (!difference)
		return;
	if (difference <= trial->steps - difference)
		class = FINDING_ROUNDING;
	collect(check, trial,
		&(struct finding){ .class = class,
				   .figure = trial->subject->name,
				   .goes_to = trial->subject->goes_to,
				   .computed = trial->computed,
				   .stated = trial->stated,
				   .difference = difference,
				   .where = keep_harmless(check, trial->where),
				   .text = trial->text });
}

/* ---- figures ---- */

/* A kind of which a unit with a ram has no post is 0 there, not unknown. */
static money value_of(struct check *check, const struct figure *figure)
{
	const struct ram_table *table = table_of(check, figure->year);
	money value = figure_value(check->book, figure, table);

	if (value == MONEY_NONE && figure->what == FIGURE_KIND && table->balance[figure->unit].ram != MONEY_NONE)
		return 0;
	return value;
}

/* name: whole, or only its end when unit and year are given. */
static struct subject subject_of(struct check *check, const char *unit, int year, const char *name)
{
	struct buffer whole = { 0 };
	struct subject subject = { .unit = ORG_NONE, .value = MONEY_NONE };
	struct figure figure;

	if (unit && !strchr(name, '/'))
		buffer_format(&whole, "%s/%04d/%s", unit, year, name);
	else if (unit && strchr(name, '/') == strrchr(name, '/'))
		buffer_format(&whole, "%s/%s", unit, name);
	else
		buffer_text(&whole, name);
	subject.name = keep(check, &whole);
	if (figure_parse(&figure, check->book, subject.name, ORG_NONE, 0, NULL)) {
		subject.goes_to = subject.name;
		subject.unit = figure.unit;
		subject.value = value_of(check, &figure);
	}
	return subject;
}

static int year_of(const struct check *check, const struct claim *claim)
{
	return claim->year ? claim->year : check->book->region->year;
}

/* ---- printed amounts ---- */

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
		try(check, &(struct trial){ .subject = subject,
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
	struct subject subject = subject_of(check, node_of(claim), year_of(check, claim), "ram");
	try(check, &(struct trial){ .subject = &subject,
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
	struct subject subject = subject_of(check, sum->sum, year_of(check, sum), name);
	try(check, &(struct trial){ .subject = &subject,
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
		struct subject subject = subject_of(check, node_of(claim), year_of(check, claim), claim->cells[i].name);

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
	try(check, &(struct trial){ .subject = subject,
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
	struct subject subject = subject_of(check, claim->unit, year_of(check, claim), claim->figure);

	if (claim->has_stated)
		try_stated(check, claim, &subject, &claim->stated);
	if (claim->part_count)
		try_parts(check, claim, &subject);
}

/* ---- a sum or a share of several figures ---- */

static const char *tail_of(const char *figure)
{
	const char *tail = strchr(figure, '/');

	return tail ? tail : "";
}

/* «fou+lakemedel/2020/saving» where all have year and name in common. */
static const char *several(struct check *check, const struct subject *subjects, size_t count)
{
	const char *tail = tail_of(subjects[0].name);
	struct buffer out = { 0 };
	bool common = true;

	for (size_t i = 1; i < count; i++)
		common = common && !strcmp(tail_of(subjects[i].name), tail);
	for (size_t i = 0; i < count; i++) {
		const char *name = subjects[i].name;

		buffer_text(&out, !i ? "" : common ? "+" : " + ");
		buffer_add(&out, name, common ? (size_t)(tail_of(name) - name) : strlen(name));
	}
	buffer_text(&out, common ? tail : "");
	return keep(check, &out);
}

/* The sum of the book's figures; value MONEY_NONE when the book has none of them, or does not know one. */
static struct subject sum_of(struct check *check, const struct claim *claim, const char *const *names, size_t count)
{
	struct subject *each = arena_alloc(&check->out->arena, count * sizeof *each);
	struct subject sum = { .unit = ORG_NONE, .value = MONEY_NONE };
	bool known = true;

	for (size_t i = 0; i < count; i++) {
		each[i] = subject_of(check, claim->unit, year_of(check, claim), names[i]);
		known = known && each[i].goes_to;
		sum.value = money_sum(sum.value, each[i].value);
	}
	sum.name = several(check, each, count);
	sum.goes_to = each[0].goes_to;
	sum.unit = each[0].unit;
	if (!known)
		sum.value = MONEY_NONE;
	return sum;
}

static void try_sum(struct check *check, const struct claim *claim, const struct subject *sum)
{
	try(check, &(struct trial){ .subject = sum,
				    .computed = size_of(sum->value),
				    .stated = size_of(claim->stated.read.value),
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
	return keep(check, &out);
}

/* In money, so that it can stand beside the others: what the printed share of the whole would be. */
static void try_share(struct check *check, const struct claim *claim, const struct subject *sum)
{
	struct subject against = sum_of(check, claim, claim->against, claim->against_count);
	money part = size_of(sum->value), whole = size_of(zero_if_none(against.value));
	__int128 printed = (__int128)whole * claim->share, apart = (__int128)part * WHOLE - printed;

	if (!whole) {
		check->out->untried++;
		return;
	}
	if (apart < 0)
		apart = -apart;
	bool within = apart * 2 <= (__int128)whole * claim->share_step;
	try(check, &(struct trial){ .subject = sum,
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

static void try_published(struct check *check)
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

/* ---- the book against itself ---- */

static void try_book(struct check *check, const struct trial *trial, int unit, const char *name)
{
	const struct book *book = check->book;
	struct trial own = *trial;
	struct subject subject = subject_of(check, book->org->units[unit].id, book->region->year, name);

	own.subject = &subject;
	own.where = _("boken");
	try(check, &own);
}

/* Sub-anslag are what their anslag is made of. One that nobody has given anything may be what is missing. */
static void try_children(struct check *check, int unit, const char *name, money (*value)(const struct ram_table *, int unit))
{
	const struct ram_table *table = table_of(check, check->book->region->year);
	money sum = MONEY_NONE, own = zero_if_none(value(table, unit));
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
	return zero_if_none(ram_kind(table_of(check, check->book->region->year), unit, region_kind(check->book->region, kind)));
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

static money details_sum(const struct list *list, const char *unit)
{
	const struct detail *details = list->items;
	money sum = MONEY_NONE;

	for (size_t i = 0; i < list->count; i++)
		if (!unit || !details[i].unit || !strcmp(details[i].unit, unit))
			sum = money_sum(sum, money_from_kr(details[i].kr));
	return sum;
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
		money said = details_sum(&post->details, check->book->org->units[unit].id);

		if (said != MONEY_NONE && counts_now(check, &state->legs[i]))
			try_details(check, unit, post->kind, kind_value(check, unit, post->kind), said, money_from_kr(state->legs[i].leg->kr));
	}
	for (size_t i = 0; i < state->cell_count; i++) {
		const struct cell *cell = &state->cells[i];
		money said = cell->row ? details_sum(&cell->row->details, NULL) : MONEY_NONE;
		char name[80];

		snprintf(name, sizeof name, "line.%s", cell->line);
		if (said != MONEY_NONE && cell->layer == LAYER_BUDGET && cell->year == check->book->region->year)
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

static void try_unsaid(struct check *check, int unit, const struct kind *kind, const struct unsaid *unsaid, const char *text)
{
	money whole = kind_value(check, unit, kind->id), rest = net(unsaid);

	if (rest)
		try_book(check, &(struct trial){ .computed = money_sum(whole, -rest), .stated = whole, .open = true, .text = text }, unit,
			 kind->id);
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
		   textless.endless ? _("beslutet säger inte varför; motparten är inte angiven") : _("beslutet säger inte varför"));
	try_unsaid(check, unit, kind, &endless, _("motparten är inte angiven"));
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
	const struct ram_table *table = table_of(check, check->book->region->year);
	money sum = 0, endless = 0, own = zero_if_none(ram_kind(table, 0, at));

	for (int sub = ORG_NONE; (sub = org_next_sub(check->book->org, 0, sub)) != ORG_NONE;) {
		sum = money_sum(sum, zero_if_none(ram_kind(table, sub, at)));
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
		 &(struct trial){ .computed = zero_if_none(other),
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

static void try_itself(struct check *check)
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
}

/* ---- explanations ---- */

struct explanation {
	const struct event *event;
	int unit, next;
};
struct explanations {
	struct names figures;
	int *newest;
	struct explanation *all;
	size_t count, room;
};

static void explanation_add(struct explanations *list, const struct event *event, int unit)
{
	size_t known = list->figures.count;
	int figure = names_add(&list->figures, event->line->act.say.explains);

	if (list->count == list->room) {
		list->room = list->room ? list->room * 2 : 16;
		list->all = memory_grow(list->all, list->room, sizeof *list->all);
		list->newest = memory_grow(list->newest, list->room, sizeof *list->newest);
	}
	if (list->figures.count > known)
		list->newest[figure] = -1;
	list->all[list->count] = (struct explanation){ event, unit, list->newest[figure] };
	list->newest[figure] = (int)list->count++;
}

/* It holds as long as the difference is the one it spoke of, and only for what lies below the unit whose dialogue it stands in. */
static bool explains(const struct check *check, const struct explanation *said, const struct found *found)
{
	int64_t kr = said->event->line->act.say.kr;

	return (kr == NUMBER_NONE || size_of(money_from_kr(kr)) == found->finding.difference) && found->unit != ORG_NONE &&
	       org_is_below(check->book->org, found->unit, said->unit);
}

static void explain(struct check *check, const struct explanations *list, struct found *found)
{
	int figure = names_find(&list->figures, found->finding.figure);

	for (int at = figure == NAME_UNKNOWN ? -1 : list->newest[figure]; at >= 0; at = list->all[at].next)
		if (explains(check, &list->all[at], found)) {
			found->finding.explained = arena_string(&check->out->arena, list->all[at].event->line->hash);
			return;
		}
}

static void explain_all(struct check *check)
{
	struct explanations list = { 0 };

	for (int unit = 0; unit < check->book->org->count; unit++) {
		const struct unit_state *state = book_state(check->book, unit);

		for (size_t i = 0; i < state->say_count; i++)
			if (state->says[i]->line->act.say.explains)
				explanation_add(&list, state->says[i], unit);
	}
	for (size_t i = 0; list.count && i < check->count; i++)
		explain(check, &list, &check->found[i]);
	names_free(&list.figures);
	free(list.newest);
	free(list.all);
}

/* ---- the whole ---- */

static int by_class_tree_name(const void *left, const void *right)
{
	const struct found *a = left, *b = right;

	if (a->finding.class != b->finding.class)
		return a->finding.class < b->finding.class ? -1 : 1;
	if (a->unit != b->unit) /* ORG_NONE is below 0: as unsigned it comes last */
		return (unsigned)a->unit < (unsigned)b->unit ? -1 : 1;
	int names = strcmp(a->finding.figure, b->finding.figure);

	return names ? names : (a->finding.difference < b->finding.difference) - (a->finding.difference > b->finding.difference);
}

static void hand_over(struct check *check)
{
	struct findings *out = check->out;

	if (check->count)
		qsort(check->found, check->count, sizeof *check->found, by_class_tree_name);
	out->items = arena_alloc(&out->arena, (check->count + 1) * sizeof *out->items);
	for (size_t i = 0; i < check->count; i++)
		out->items[i] = check->found[i].finding;
	out->count = check->count;
}

struct findings *check_make(const struct book *book, const struct published *published)
{
	struct findings *out = memory_grow(NULL, 1, sizeof *out);
	struct check check = { .book = book, .published = published, .out = out };

	*out = (struct findings){ 0 };
	try_published(&check);
	try_itself(&check);
	explain_all(&check);
	hand_over(&check);
	for (size_t i = 0; i < check.table_count; i++)
		ram_free(check.tables[i]);
	free(check.tables);
	free(check.found);
	names_free(&check.keys);
	return out;
}

void check_free(struct findings *findings)
{
	if (!findings)
		return;
	arena_free(&findings->arena);
	free(findings);
}

static const struct {
	const char *word, *name;
} classes[] = {
	[FINDING_CONTRADICTION] = { "contradiction", N_("motsägelse") },
	[FINDING_UNSPECIFIED] = { "unspecified", N_("ospecificerat") },
	[FINDING_ROUNDING] = { "rounding", N_("avrundning") },
};

const char *finding_class_name(enum finding_class class)
{
	return _(classes[class].name);
}

const char *finding_class_word(enum finding_class class)
{
	return classes[class].word;
}

size_t check_count(const struct findings *findings, enum finding_class class, bool new_only)
{
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++)
		count += findings->items[i].class == class && !(new_only && findings->items[i].explained);
	return count;
}

struct published *check_published(const struct folder *folder, struct error *error)
{
	struct published *published = NULL;
	struct buffer bytes = { 0 };
	struct error why = { 0 };

	if (folder_read(folder->fd, "published.cfg", &bytes, &why))
		published = published_read("published.cfg", bytes.bytes, bytes.size, &why);
	else if (!strcmp(why.word, "missing"))
		why.word = NULL;
	buffer_free(&bytes);
	if (error)
		*error = why;
	return published;
}

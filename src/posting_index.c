#include "posting_private.h"

#include "calc.h"
#include "intl.h"

#include <stdio.h>
#include <string.h>

/* ---- which series ---- */

static const struct series *series_named(const struct posting_desk *desk, const char *id)
{
	int at = region_series(region_of(desk), id);

	return at < 0 ? NULL : &region_of(desk)->series[at];
}

bool posting_is_index(const struct posting_desk *desk, const char *text)
{
	struct buffer folded = { 0 };
	bool letter;

	posting_fold(&folded, text);
	letter = folded.bytes[0] >= 'a' && folded.bytes[0] <= 'z';
	buffer_free(&folded);
	return letter && region_of(desk)->series_count;
}

static enum fit fit_series(const struct series *series, const struct buffer *text)
{
	const char *const texts[] = { series->id, series->name, series->source };
	enum fit best = FIT_NOT;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		enum fit fit = posting_fit(texts[i], text);

		best = fit > best ? fit : best;
	}
	return best;
}

/* year 0: of any. */
static size_t find_series(const struct posting_desk *desk, int year, const char *text, int *series, size_t most, bool *whole)
{
	const struct region *region = region_of(desk);
	struct buffer folded = { 0 };
	size_t count = 0;

	*whole = false;
	posting_fold(&folded, text);
	for (enum fit fit = FIT_WHOLE; fit > FIT_NOT; fit--)
		for (size_t i = 0; i < region->series_count && count < most; i++)
			if ((!year || region->series[i].year == year) && fit_series(&region->series[i], &folded) == fit) {
				*whole |= !count && fit == FIT_WHOLE;
				series[count++] = (int)i;
			}
	buffer_free(&folded);
	return count;
}

size_t posting_series(const struct posting_desk *desk, const struct posting *posting, const char *text, int *series, size_t most)
{
	bool whole;
	size_t count = find_series(desk, posting->year, text, series, most, &whole);

	return whole ? 1 : count;
}

int posting_next_series(const struct posting_desk *desk, const struct posting *posting, const char *id, int step)
{
	const struct region *region = region_of(desk);
	int count = (int)region->series_count, at = region_series(region, id);

	at = at < 0 && step < 0 ? 0 : at;
	for (int tried = 0; tried < count; tried++) {
		at = (at + step + count) % count;
		if (region->series[at].year == posting->year)
			return at;
	}
	return -1;
}

static bool other_year(const struct series *series, const struct posting *posting, struct error *error)
{
	return error_set(error, "other-year", _("%s gäller %d, och posten %d: välj ett annat index, eller skriv beloppet"), series->name,
	                 series->year, posting->year);
}

static const struct series *series_meant(const struct posting_desk *desk, const struct posting *posting, const char *text, struct error *error)
{
	const struct series *all = region_of(desk)->series;
	int found[2];
	bool whole;
	size_t count = find_series(desk, posting->year, text, found, 2, &whole);

	if (count == 1 || whole)
		return &all[found[0]];
	if (count)
		error_set(error, "several", _("«%s» kan vara %s eller %s: skriv mer"), text, all[found[0]].name, all[found[1]].name);
	else if (find_series(desk, 0, text, found, 1, &whole))
		other_year(&all[found[0]], posting, error);
	else
		error_set(error, "unknown-series", _("«%s» är varken ett belopp eller ett index: skriv till exempel 1,5 eller %s"), text, all[0].id);
	return NULL;
}

/* ---- what it comes to ---- */

/* The budget year's base; for a plan year what the unit has the year before. Without this post, also where it is being changed. */
static money base_of(const struct posting *posting, const struct posting_desk *desk, const char *id)
{
	const struct region *region = region_of(desk);
	bool first = posting->year == region->year;
	int unit = org_find(desk->book->org, id);
	money base = MONEY_NONE;

	for (size_t i = 0; unit != ORG_NONE && i < book_state(desk->book, unit)->leg_count; i++) {
		const struct leg_ref *ref = &book_state(desk->book, unit)->legs[i];
		const struct post *post = &ref->event->line->act.post;

		if (strcmp(ref->event->line->hash, posting->replaces) && (!first || !strcmp(post->kind, region->kinds[region->opening].id)))
			base = money_sum(base, book_leg(post, ref->leg, first ? posting->year : posting->year - 1));
	}
	return base;
}

static bool work_with(const struct series *series, const struct posting *posting, const struct posting_desk *desk, const char *unit,
                      struct posting_work *work, struct error *error)
{
	const struct kind *kind = kind_of(desk, posting);

	*work = (struct posting_work){ .series = series, .base = base_of(posting, desk, unit) };
	if (posting->year == region_of(desk)->year)
		snprintf(work->base_name, sizeof work->base_name, "%s", _("utgångsläge"));
	else
		snprintf(work->base_name, sizeof work->base_name, _("ram %d"), posting->year - 1);
	if (series->year != posting->year)
		return other_year(series, posting, error);
	if (kind && kind->opening)
		return error_set(error, "opening", _("%s är det som index räknas på: välj ett annat slag, eller skriv beloppet"), kind->name);
	if (work->base == MONEY_NONE || !work->base)
		return error_set(error, "no-base", _("%s saknar %s att räkna index på: skriv beloppet"), name_of(desk, unit), work->base_name);
	return series_work_out(series, work->base, &work->value, error);
}

bool posting_work(const struct posting *posting, const struct posting_desk *desk, size_t leg, struct posting_work *work)
{
	const struct series *series = leg < posting->leg_count ? series_named(desk, posting->legs[leg].series) : NULL;

	return series && work_with(series, posting, desk, posting->legs[leg].unit, work, NULL);
}

bool posting_is_worked(const struct posting *posting, const struct posting_desk *desk, size_t leg, struct posting_work *work)
{
	return posting_work(posting, desk, leg, work) && posting->legs[leg].amount == work->value;
}

void posting_say_work(struct buffer *out, const struct posting_desk *desk, const struct posting_work *work)
{
	char base[MONEY_TEXT];

	buffer_format(out, "%s × %s (%s, ", print(base, desk, work->base, 0), work->series->change, work->series->name);
	series_source(out, work->series);
	buffer_text(out, ")");
}

bool posting_index_differs(const struct posting *posting, const struct posting_desk *desk, size_t leg, struct error *why)
{
	const struct series *series = series_named(desk, posting->legs[leg].series);
	struct posting_work work;
	char value[MONEY_TEXT];

	if (series && series->year != posting->year) {
		other_year(series, posting, why);
		return true;
	}
	if (!posting_work(posting, desk, leg, &work) || work.value == posting->legs[leg].amount)
		return false;
	error_set(why, "other-index", _("%s: %s ger nu %s; skriv %s för att räkna om, eller låt beloppet stå"), name_of(desk, posting->legs[leg].unit),
	          series->name, print(value, desk, work.value, MONEY_SIGN | MONEY_NAMED), series->id);
	return true;
}

/* ---- putting it there ---- */

/* «LPIK 2020, 2,9 % (SKR 1 okt 2019)» */
static void tell(struct buffer *out, const struct series *series)
{
	buffer_format(out, "%s, %s (", series->name, series->change);
	series_source(out, series);
	buffer_text(out, ")");
}

/* «<name>, 2,8 % (…)», whatever figure and date it had then. */
static bool tells(const char *text, const struct series *series)
{
	size_t name = strlen(series->name);
	const char *change = text + name + 2, *end;
	char figure[64];

	if (strncmp(text, series->name, name) || strncmp(text + name, ", ", 2) || text[strlen(text) - 1] != ')')
		return false;
	end = strstr(change, " (");
	return end && snprintf(figure, sizeof figure, "%.*s", (int)(end - change), change) < (int)sizeof figure && series_is_change(figure);
}

/* Nothing was written there, or what an index said. */
static bool is_proposed(const struct posting *posting, const struct posting_desk *desk)
{
	const struct region *region = region_of(desk);
	bool proposed = !*posting->text;

	for (size_t i = 0; i < region->series_count && !proposed; i++)
		proposed = tells(posting->text, &region->series[i]);
	return proposed;
}

/* What the series says besides: only where nobody has said anything. */
static void propose(struct posting *posting, const struct posting_desk *desk, size_t leg, const struct series *series)
{
	struct buffer text = { 0 };
	struct posting begun;

	if (is_proposed(posting, desk)) {
		tell(&text, series);
		posting_set_text(posting->text, text.bytes);
		buffer_free(&text);
	}
	if (!posting->legs[leg].until)
		posting->legs[leg].until = series->until;
	if (series->principle && !*posting->principle)
		posting_set_id(posting->principle, series->principle);
	posting_new(&begun, desk, posting->year, ORG_NONE);
	if (series->kind && !*posting->replaces && !strcmp(posting->kind, begun.kind))
		posting_set_id(posting->kind, series->kind);
	posting_free(&begun);
}

bool posting_put_index(struct posting *posting, const struct posting_desk *desk, size_t leg, const char *text, struct error *error)
{
	const struct series *series = series_meant(desk, posting, text, error);
	struct posting_work work;

	if (!series || !work_with(series, posting, desk, posting->legs[leg].unit, &work, error))
		return false;
	posting->legs[leg].amount = work.value;
	posting_set_id(posting->legs[leg].series, series->id);
	propose(posting, desk, leg, series);
	return true;
}

/* ---- the details of the post ---- */

static const struct posting_leg *leg_of_unit(const struct posting *posting, const char *unit, size_t *at)
{
	for (*at = 0; *at < posting->leg_count; ++*at)
		if (!strcmp(posting->legs[*at].unit, unit))
			return &posting->legs[*at];
	return NULL;
}

static bool has_detail(const struct list *list, const char *id)
{
	const struct detail *details = list->items;

	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(details[i].id, id))
			return true;
	return false;
}

/* A detail stays with its leg; that of an index only while it still is what the amount was worked out from. */
static bool stays(const struct posting *posting, const struct posting_desk *desk, const struct list *kept, const struct detail *detail, const char *unit)
{
	char series[SERIES_ID_MOST + 1];
	struct posting_work work;
	size_t at;
	const struct posting_leg *leg = leg_of_unit(posting, unit, &at);

	if (!leg || (detail->above && !has_detail(kept, detail->above)))
		return false;
	return !series_of_detail(detail, series) || (leg->amount == money_from_kr(detail->kr) && !posting_is_worked(posting, desk, at, &work));
}

static void keep_old(const struct posting *posting, const struct posting_desk *desk, const struct post *old, struct list *kept, struct arena *arena)
{
	const struct detail *details = old->details.items;
	const struct leg *legs = old->legs.items;
	struct detail *out = kept->items;

	for (size_t i = 0; i < old->details.count; i++) {
		const char *unit = details[i].unit ? details[i].unit : legs[0].unit;

		if (!stays(posting, desk, kept, &details[i], unit))
			continue;
		out[kept->count] = details[i];
		out[kept->count++].unit = posting->leg_count > 1 || details[i].unit ? arena_string(arena, unit) : NULL;
	}
}

static void add_index(const struct posting *posting, const struct posting_desk *desk, size_t leg, struct list *kept, struct arena *arena)
{
	struct posting_work work;
	struct detail detail;
	size_t number = leg + 1;

	if (!posting_is_worked(posting, desk, leg, &work))
		return;
	do
		detail = series_detail(work.series, posting->legs[leg].unit, arena_string(arena, work.base_name), work.base, number++, arena);
	while (has_detail(kept, detail.id));
	((struct detail *)kept->items)[kept->count++] = detail;
}

struct list posting_details(const struct posting *posting, const struct posting_desk *desk, struct arena *arena)
{
	const struct event *event = *posting->replaces ? book_event(desk->book, posting->replaces) : NULL;
	const struct post *old = event && event->line->act.kind == ACT_POST ? &event->line->act.post : NULL;
	struct list kept = { arena_alloc(arena, ((old ? old->details.count : 0) + posting->leg_count + 1) * sizeof(struct detail)), 0 };

	if (old)
		keep_old(posting, desk, old, &kept, arena);
	for (size_t leg = 0; leg < posting->leg_count; leg++)
		add_index(posting, desk, leg, &kept, arena);
	return kept;
}

void posting_take_series(struct posting *posting, const struct post *post)
{
	const struct detail *details = post->details.items;
	char series[SERIES_ID_MOST + 1];
	size_t at;

	for (size_t i = 0; posting->leg_count && i < post->details.count; i++)
		if (series_of_detail(&details[i], series) && leg_of_unit(posting, details[i].unit ? details[i].unit : posting->legs[0].unit, &at))
			posting_set_id(posting->legs[at].series, series);
}

/* ---- a series that has got another figure ---- */

static const struct detail *index_of(const struct leg_ref *ref, const struct series *series)
{
	const struct list *list = &ref->event->line->act.post.details;
	const struct detail *details = list->items;
	char id[SERIES_ID_MOST + 1];

	for (size_t i = 0; i < list->count; i++)
		if ((!details[i].unit || !strcmp(details[i].unit, ref->leg->unit)) && series_of_detail(&details[i], id) && !strcmp(id, series->id))
			return &details[i];
	return NULL;
}

static void count_stale(const struct unit_state *state, const struct series *series, struct posting_stale *stale)
{
	for (size_t i = 0; i < state->leg_count; i++) {
		const struct leg_ref *ref = &state->legs[i];
		const struct detail *detail = ref->event->line->act.post.year == series->year ? index_of(ref, series) : NULL;

		if (!detail || !series_is_other(series, detail))
			continue;
		if (!stale->amounts++)
			*stale = (struct posting_stale){ 1, ref->event, ((const struct input *)detail->inputs.items)[1].value };
	}
}

struct posting_stale posting_stale(const struct posting_desk *desk, const struct series *series)
{
	struct posting_stale stale = { 0 };

	for (int unit = posting_next_unit(desk, ORG_NONE); unit != ORG_NONE; unit = posting_next_unit(desk, unit))
		count_stale(book_state(desk->book, unit), series, &stale);
	return stale;
}

bool posting_renew(struct posting *posting, const struct posting_desk *desk)
{
	bool any = false;
	struct error why;

	for (size_t leg = 0; leg < posting->leg_count; leg++)
		any |= posting_index_differs(posting, desk, leg, &why) && posting_put_index(posting, desk, leg, posting->legs[leg].series, NULL);
	return any;
}

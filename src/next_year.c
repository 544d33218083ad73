#include "next_year.h"

#include "coming.h"
#include "hash.h"
#include "intl.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MOST_BYTES (LINE_MAX_BYTES / 2) /* of one act's rows: the line has an envelope too */

struct making {
	struct next_year *next;
	const struct book *book;
	const char *decision;  /* of what has none of its own */
	struct region region;  /* of the new folder: the year is another */
	struct charter charter;
};

static const char *phrase(struct making *making, const char *format, ...) __attribute__((format(printf, 2, 3)));
static const char *phrase(struct making *making, const char *format, ...)
{
	char *text = NULL;
	const char *kept;
	va_list values;

	va_start(values, format);
	if (vasprintf(&text, format, values) < 0)
		memory_gone();
	va_end(values);
	kept = arena_string(&making->next->arena, text);
	free(text);
	return kept;
}

/* ---- into the proposal, or among what is lost ---- */

/* Of what it is about and never of how much: proposed again after a change, an act that is written already is not written twice. */
static const char *id_of(struct making *making, enum next_part part, const char *key, const char *unit)
{
	char hash[HASH_TEXT];
	const char *seed = phrase(making, "%s\n%d\n%s\n%s", making->book->folder->edited->id, (int)part, key, unit);

	hash_bytes(seed, strlen(seed), hash);
	return phrase(making, "next-%d-%.32s", making->next->year, hash);
}

static void lose(struct making *making, enum next_part part, const char *what, int64_t kr, const char *why)
{
	struct next_year *next = making->next;

	if (next->lost_count == next->lost_room) {
		next->lost_room = next->lost_room ? next->lost_room * 2 : 16;
		next->lost = memory_grow(next->lost, next->lost_room, sizeof *next->lost);
	}
	next->lost[next->lost_count++] = (struct next_lost){ .part = part, .what = what, .why = phrase(making, "%s", why), .kr = kr };
}

static bool fits(const struct making *making, const struct act *act, struct error *why)
{
	return act_check(act, why) && rights_content(&making->charter, act, why) && rights_may(&making->charter, next_year_writer(making->next->now), act, why);
}

static void propose(struct making *making, enum next_part part, const char *key, const struct act *act, size_t amounts, int64_t kr)
{
	struct next_year *next = making->next;
	struct next_sum *sum = &next->sums[part];

	if (next->count == next->room) {
		next->room = next->room ? next->room * 2 : 64;
		next->acts = memory_grow(next->acts, next->room, sizeof *next->acts);
	}
	next->acts[next->count++] = (struct next_act){ .part = part, .id = id_of(making, part, key, act_unit(act)), .act = *act };
	sum->acts++;
	sum->amounts += amounts;
	sum->kr = money_sum(money_from_kr(sum->kr), money_from_kr(kr)) / MONEY_KR;
}

/* ---- posts ---- */

static const char *unit_name(const struct making *making, const char *id)
{
	int unit = org_find(making->book->org, id);

	return unit == ORG_NONE ? id : making->book->org->units[unit].name;
}

static const char *name_of(const struct making *making, const struct post *post)
{
	int kind = region_kind(&making->region, post->kind);

	return post->text ? post->text : kind < 0 ? post->kind : making->region.kinds[kind].name;
}

static int64_t sum_of(const struct post *post)
{
	const struct leg *legs = post->legs.items;
	money sum = 0;

	for (size_t i = 0; i < post->legs.count; i++)
		sum = money_sum(sum, money_from_kr(legs[i].kr));
	return sum / MONEY_KR;
}

/* Where some of the legs stay behind, the source no longer names both ends. */
static const char *end_of(const struct making *making, const struct post *post)
{
	int kind = region_kind(&making->region, post->kind);
	bool both = !post->end || !strcmp(post->end, "derived");

	return kind >= 0 && making->region.kinds[kind].zero_sum && both && sum_of(post) ? "unknown" : post->end;
}

static bool explains(const struct detail *detail, const struct post *post)
{
	const struct leg *legs = post->legs.items;

	for (size_t i = 0; i < post->legs.count; i++)
		if (!detail->unit || !strcmp(detail->unit, legs[i].unit))
			return true;
	return false;
}

static struct list details_left(struct making *making, const struct post *post)
{
	const struct detail *details = post->details.items;
	struct detail *left = arena_alloc(&making->next->arena, (post->details.count + 1) * sizeof *left);
	size_t count = 0;

	for (size_t i = 0; i < post->details.count; i++)
		if (explains(&details[i], post))
			left[count++] = details[i];
	return (struct list){ left, count };
}

/* One post, with legs of one level. */
static void propose_legs(struct making *making, enum next_part part, const char *key, const struct post *post)
{
	const struct leg *legs = post->legs.items;
	struct error why = { 0 };
	struct act act;

	act_clear(&act, ACT_POST);
	act.post = *post;
	act.post.end = end_of(making, post);
	act.post.details = details_left(making, post);
	act.post.replaces = act.post.proposal = NULL;
	if (fits(making, &act, &why))
		propose(making, part, key, &act, post->legs.count, sum_of(post));
	else
		for (size_t i = 0; i < post->legs.count; i++)
			lose(making, part, phrase(making, "%s: %s", unit_name(making, legs[i].unit), name_of(making, post)), legs[i].kr, why.text);
}

/* Who gives a unit its ram: the units of one post have that in common. What the new folder does not know, or has as a group, stands by itself. */
static int giver(const struct making *making, const struct leg *leg, int other)
{
	const struct org *org = making->charter.org;
	int unit = org_find(org, leg->unit);

	return unit == ORG_NONE || org->units[unit].kind == UNIT_GROUP ? other : org_above(org, unit);
}

/* As many posts as there are levels that give their units their ramar, for the organisation may be another than when it was decided. */
static void propose_post(struct making *making, enum next_part part, const char *key, const struct post *post)
{
	const struct leg *legs = post->legs.items;
	bool *taken = arena_alloc(&making->next->arena, post->legs.count * sizeof *taken);

	for (size_t i = 0; i < post->legs.count; i++) {
		struct leg *own = arena_alloc(&making->next->arena, post->legs.count * sizeof *own);
		int level = giver(making, &legs[i], ORG_NONE - 1 - (int)i);
		struct post some = *post;

		some.legs = (struct list){ own, 0 };
		for (size_t j = i; j < post->legs.count; j++)
			if (!taken[j] && giver(making, &legs[j], ORG_NONE - 1 - (int)j) == level) {
				own[some.legs.count++] = legs[j];
				taken[j] = true;
			}
		if (some.legs.count)
			propose_legs(making, part, key, &some);
	}
}

static struct leg leg_of(const char *unit, int64_t kr)
{
	return (struct leg){ .unit = unit, .kr = kr, .until = NUMBER_NONE, .full_year = NUMBER_NONE };
}

static struct post post_of(const struct making *making, const char *kind, const char *text, const char *decision)
{
	struct act act;

	act_clear(&act, ACT_POST);
	act.post.kind = kind;
	act.post.year = making->next->year;
	act.post.text = text;
	act.post.decision = decision ? decision : making->decision;
	return act.post;
}

/* ---- the base ---- */

static bool in_force(const struct making *making, const struct post *post, const struct leg *leg)
{
	int64_t until = act_until(post, leg);

	return post->year < making->next->year && (until == NUMBER_NONE || until >= making->next->year - 1);
}

static int64_t kr_in(const struct post *post, const struct leg *leg, int year)
{
	return book_leg(post, leg, year) / MONEY_KR;
}

static void propose_base(struct making *making, const char *key, const char *unit, int64_t kr, const char *text, const char *decision, int64_t until)
{
	struct leg leg = leg_of(unit, kr);
	struct post post = post_of(making, making->region.kinds[making->region.opening].id, text, decision);

	post.until = until;
	post.legs = (struct list){ &leg, 1 }; /* propose_post keeps a copy */
	propose_post(making, NEXT_BASE, key, &post);
}

/* What ends in a later year ends then by itself: it stands apart from the rest of the base. */
static void base_of(struct making *making, int unit)
{
	const struct unit_state *state = book_state(making->book, unit);
	const char *id = making->book->org->units[unit].id;
	money rest = MONEY_NONE;

	for (size_t i = 0; i < state->leg_count; i++) {
		const struct event *event = state->legs[i].event;
		const struct post *post = &event->line->act.post;
		const struct leg *leg = state->legs[i].leg;
		int64_t until = act_until(post, leg);

		if (!in_force(making, post, leg))
			continue;
		if (until == NUMBER_NONE || until < making->next->year)
			rest = money_sum(rest, book_leg(post, leg, making->next->year - 1));
		else
			propose_base(making, event->line->hash, id, kr_in(post, leg, making->next->year - 1),
			             phrase(making, _("därav tillfälligt t.o.m. %lld: %s"), (long long)until, name_of(making, post)), post->decision, until);
	}
	if (rest != MONEY_NONE)
		propose_base(making, "base", id, rest / MONEY_KR, phrase(making, _("%d års ram, med det som är tillfälligt kvar"), making->next->year - 1),
		             NULL, NUMBER_NONE);
}

/* ---- what this year's posts leave behind ---- */

/* The legs that give another amount next year, for that reason. */
static void propose_changes(struct making *making, const struct event *event, enum coming cause, enum next_part part, const struct post *as)
{
	const struct post *post = &event->line->act.post;
	const struct leg *legs = post->legs.items;
	struct leg *changed = arena_alloc(&making->next->arena, post->legs.count * sizeof *changed);
	struct post all = *as;
	int year = making->next->year;

	all.line = post->line;
	all.principle = post->principle;
	all.legs = (struct list){ changed, 0 };
	for (size_t i = 0; i < post->legs.count; i++) {
		int64_t change = kr_in(post, &legs[i], year) - kr_in(post, &legs[i], year - 1);

		if (!change || !in_force(making, post, &legs[i]) || coming_cause(post, &legs[i], year) != cause ||
		    org_find(making->book->org, legs[i].unit) == ORG_NONE)
			continue;
		changed[all.legs.count] = leg_of(legs[i].unit, change);
		if (cause == COMING_FULL_YEAR)
			changed[all.legs.count].until = act_until(post, &legs[i]);
		all.legs.count++;
	}
	if (all.legs.count)
		propose_post(making, part, event->line->hash, &all);
}

static void reversal_of(struct making *making, const struct event *event)
{
	const struct post *post = &event->line->act.post;
	const char *text = phrase(making, _("återför: %s, tillfälligt t.o.m. %d"), name_of(making, post), making->next->year - 1);
	struct post as = post_of(making, making->region.reversal < 0 ? NULL : making->region.kinds[making->region.reversal].id, text, post->decision);

	if (as.kind)
		propose_changes(making, event, COMING_ENDS, NEXT_REVERSAL, &as);
}

static void full_year_of(struct making *making, const struct event *event)
{
	const struct post *post = &event->line->act.post;
	struct post as = post_of(making, post->kind, phrase(making, _("helårseffekt av: %s"), name_of(making, post)), post->decision);

	as.end = post->end;
	propose_changes(making, event, COMING_FULL_YEAR, NEXT_FULL_YEAR, &as);
}

static void decided_of(struct making *making, const struct event *event)
{
	struct post post = event->line->act.post;

	if (post.year < making->next->year)
		return;
	post.decision = post.decision ? post.decision : making->decision;
	propose_post(making, NEXT_DECIDED, event->line->hash, &post);
}

/* Money on a unit that has left the organisation is in nobody's ram any more. */
static void gone_of(struct making *making, const struct event *event)
{
	const struct post *post = &event->line->act.post;
	const struct leg *legs = post->legs.items;

	for (size_t i = 0; i < post->legs.count; i++)
		if (in_force(making, post, &legs[i]) && org_find(making->book->org, legs[i].unit) == ORG_NONE)
			lose(making, NEXT_BASE, phrase(making, "%s: %s", legs[i].unit, name_of(making, post)), kr_in(post, &legs[i], making->next->year - 1),
			     _("enheten har lämnat organisationen, och beloppet ingår inte i någons ram"));
}

static void each_post(struct making *making, void (*propose_it)(struct making *, const struct event *))
{
	for (size_t i = 0; i < making->book->applied; i++) {
		const struct event *event = making->book->events[i];

		if (event->state == LINE_APPLIED && event->line->act.kind == ACT_POST && !event->replaced_by)
			propose_it(making, event);
	}
}

static bool ends_now(const struct making *making)
{
	for (int unit = 0; unit < making->book->org->count; unit++) {
		const struct unit_state *state = book_state(making->book, unit);

		for (size_t i = 0; i < state->leg_count; i++)
			if (act_until(&state->legs[i].event->line->act.post, state->legs[i].leg) == making->next->year - 1)
				return true;
	}
	return false;
}

static bool can_reverse(const struct making *making, struct error *error)
{
	return making->region.reversal >= 0 || !ends_now(making) ||
	       error_set(error, "no-reversal",
	                 _("tillfälliga medel upphör %d, men inget slag i region.cfg har reversal=true: säg i vilket de återförs och kör budgetdialog adopt"),
	                 making->next->year - 1);
}

/* ---- targets, and this year's budget ---- */

static void targets_of(struct making *making, int unit)
{
	const struct unit_state *state = book_state(making->book, unit);
	const char *id = making->book->org->units[unit].id;

	for (size_t i = 0; i < state->goal_count; i++) {
		const struct goal *goal = &state->goals[i];
		struct error why = { 0 };
		struct act act;

		if (goal->year < making->next->year || goal->value == MONEY_NONE)
			continue;
		act_clear(&act, ACT_TARGET);
		act.target = (struct target){ .unit = id, .year = goal->year, .kr = goal->value / MONEY_KR, .decision = making->decision };
		if (fits(making, &act, &why))
			propose(making, NEXT_TARGET, phrase(making, "target %d", goal->year), &act, 1, act.target.kr);
		else
			lose(making, NEXT_TARGET, phrase(making, _("%s: resultatmål %d"), unit_name(making, id), goal->year), act.target.kr, why.text);
	}
}

static size_t bytes_of(const struct act *act)
{
	struct buffer out = { 0 };
	size_t size = line_write(&out, act_shape(ACT_DISTRIBUTE), &act->distribute, NULL) ? out.size : 0;

	buffer_free(&out);
	return size;
}

static int64_t rows_sum(const struct list *list)
{
	const struct row *rows = list->items;
	money sum = 0;

	for (size_t i = 0; i < list->count; i++)
		sum = money_sum(sum, money_from_kr(rows[i].kr));
	return sum / MONEY_KR;
}

static void propose_rows(struct making *making, struct act *act)
{
	struct list *list = &act->distribute.rows;

	if (list->count)
		propose(making, NEXT_BUDGET, phrase(making, "budget %s", ((const struct row *)list->items)->line), act, list->count, rows_sum(list));
	list->items = (struct row *)list->items + list->count;
	list->count = 0;
}

static struct row row_of(const struct cell *cell)
{
	struct row row = *cell->row;

	row.kr = cell->value / MONEY_KR;
	row.hold = NULL;
	return row;
}

/* As few acts as there is room for on lines. */
static void budget_of(struct making *making, int unit)
{
	const struct unit_state *state = book_state(making->book, unit);
	struct row *rows = arena_alloc(&making->next->arena, (state->cell_count + 1) * sizeof *rows);
	size_t bytes = 0;
	struct act all, one;

	act_clear(&all, ACT_DISTRIBUTE);
	all.distribute = (struct distribute){ .unit = making->book->org->units[unit].id, .year = making->next->year - 1, .rows = { rows, 0 },
	                                      .decision = making->decision };
	for (size_t i = 0; i < state->cell_count; i++) {
		const struct cell *cell = &state->cells[i];
		struct error why = { 0 };

		if (cell->layer != LAYER_BUDGET || cell->year != making->next->year - 1)
			continue;
		struct row row = row_of(cell);
		one = all;
		one.distribute.rows = (struct list){ &row, 1 };
		if (!fits(making, &one, &why)) {
			lose(making, NEXT_BUDGET, phrase(making, "%s: %s", unit_name(making, all.distribute.unit), region_line_name(&making->region, row.line)),
			     row.kr, why.text);
			continue;
		}
		bytes += bytes_of(&one);
		if (bytes > ROWS_MOST_BYTES) {
			propose_rows(making, &all);
			bytes = bytes_of(&one);
		}
		((struct row *)all.distribute.rows.items)[all.distribute.rows.count++] = row;
	}
	propose_rows(making, &all);
}

/* What chefs have divided of later years is a plan of theirs, not a decision. */
static void plans_of(struct making *making, int unit)
{
	const struct unit_state *state = book_state(making->book, unit);
	money sum = MONEY_NONE;

	for (size_t i = 0; i < state->cell_count; i++)
		if (state->cells[i].layer == LAYER_BUDGET && state->cells[i].year >= making->next->year)
			sum = money_sum(sum, state->cells[i].value);
	if (sum != MONEY_NONE)
		lose(making, NEXT_BUDGET, phrase(making, _("%s: fördelningen av planåren"), making->book->org->units[unit].name), sum / MONEY_KR,
		     _("den är preliminär: chefen fördelar själv i den nya mappen"));
}

static void each_unit(struct making *making, void (*propose_it)(struct making *, int unit))
{
	for (int unit = 0; unit < making->book->org->count; unit++)
		propose_it(making, unit);
}

/* ---- the control ---- */

static void add_proposed(struct making *making, const struct post *post, money *rams)
{
	const struct leg *legs = post->legs.items;

	for (size_t i = 0; i < post->legs.count; i++) {
		int unit = org_find(making->book->org, legs[i].unit);

		if (unit != ORG_NONE)
			rams[unit] = money_sum(rams[unit], book_leg(post, &legs[i], making->next->year));
	}
}

static money shown_ram(const struct book *book, int unit, int year)
{
	const struct unit_state *state = book_state(book, unit);
	money ram = 0;

	for (size_t i = 0; i < state->leg_count; i++)
		ram = money_sum(ram, book_leg(&state->legs[i].event->line->act.post, state->legs[i].leg, year));
	return ram;
}

static void control(struct making *making)
{
	struct next_year *next = making->next;
	int units = making->book->org->count;
	money *rams = arena_alloc(&next->arena, (size_t)units * sizeof *rams);

	for (size_t i = 0; i < next->count; i++)
		if (next->acts[i].act.kind == ACT_POST)
			add_proposed(making, &next->acts[i].act.post, rams);
	for (int unit = 0; unit < units; unit++) {
		money before = shown_ram(making->book, unit, next->year);

		next->before = money_sum(next->before, before);
		next->after = money_sum(next->after, rams[unit]);
		next->differing += before != rams[unit];
	}
}

/* ---- all of it ---- */

const char *next_year_writer(const struct book *book)
{
	const struct unit *root = &book->org->units[0];
	const char *const *registrars = root->registrars.items;

	return root->registrars.count && !org_is_registrar(book->org, 0, book->region->registrar) ? *registrars : book->region->registrar;
}

static void make_all(struct making *making)
{
	each_unit(making, base_of);
	each_post(making, gone_of);
	each_post(making, reversal_of);
	each_post(making, full_year_of);
	each_post(making, decided_of);
	each_unit(making, targets_of);
	each_unit(making, budget_of);
	each_unit(making, plans_of);
	control(making);
}

struct next_year *next_year_make(const struct book *book, const struct book *now, const char *version, struct error *error)
{
	struct next_year *next = memory_grow(NULL, 1, sizeof *next);
	struct making making = { .next = next, .book = book, .region = *now->region };

	*next = (struct next_year){ .now = now, .year = now->region->year + 1 };
	making.region.year = next->year;
	making.charter = (struct charter){ &making.region, now->org };
	making.decision = version ? phrase(&making, _("Budget %d, %s"), next->year - 1, version) : phrase(&making, _("Budget %d"), next->year - 1);
	if (!can_reverse(&making, error)) {
		next_year_free(next);
		return NULL;
	}
	make_all(&making);
	return next;
}

void next_year_free(struct next_year *next)
{
	if (!next)
		return;
	free(next->acts);
	free(next->lost);
	arena_free(&next->arena);
	free(next);
}

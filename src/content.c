#include "content.h"

#include "book_private.h"
#include "several.h"

#include <stdlib.h>
#include <string.h>

/* ---- the one spelling ---- */

#define AT(type, member) .offset = offsetof(struct type, member)
#define KRONOR .type = FIELD_NUMBER, .least = -NUMBER_MAX, .flags = FIELD_NULLABLE

static const struct field sub_fields[] = {
	{ .name = "unit", AT(content_sub, unit), .type = FIELD_ID },
	{ .name = "ram", AT(content_sub, ram), KRONOR },
	{ .name = "target", AT(content_sub, target), KRONOR },
	{ 0 },
};
static const struct shape sub_shape = { sizeof(struct content_sub), true, sub_fields };

static const struct field content_fields[] = {
	{ .name = "unit", AT(content, unit), .type = FIELD_ID },
	{ .name = "year", AT(content, year), .type = FIELD_NUMBER },
	{ .name = "ram", AT(content, ram), KRONOR },
	{ .name = "target", AT(content, target), KRONOR },
	{ .name = "lines", AT(content, rows), .type = FIELD_LIST, .of = &row_shape, .flags = FIELD_EMPTY },
	{ .name = "subs", AT(content, subs), .type = FIELD_LIST, .of = &sub_shape, .flags = FIELD_EMPTY },
	{ 0 },
};
static const struct shape content_shape = { sizeof(struct content), false, content_fields };

void content_hash(const struct content *content, char hash[HASH_TEXT])
{
	struct buffer text = { 0 };

	line_write(&text, &content_shape, content, NULL);
	hash_bytes(text.bytes, text.size, hash);
	buffer_free(&text);
}

/* Of anything with a shape: is it the same, and is it so when it stands there at all? */
static bool same(const struct shape *shape, const void *a, const void *b)
{
	struct buffer one = { 0 }, other = { 0 };
	bool is_same;

	if (!a || !b)
		return false;
	line_write(&one, shape, a, NULL);
	line_write(&other, shape, b, NULL);
	is_same = one.size == other.size && !memcmp(one.bytes, other.bytes, one.size);
	buffer_free(&one);
	buffer_free(&other);
	return is_same;
}

bool content_same(const struct content *a, const struct content *b)
{
	const struct row *rows = a->rows.items;
	const struct content_sub *subs = a->subs.items;

	if (a->ram != b->ram || a->target != b->target || a->rows.count != b->rows.count || a->subs.count != b->subs.count)
		return false;
	for (size_t i = 0; i < a->rows.count; i++)
		if (!same(&row_shape, &rows[i], content_row(b, rows[i].line)))
			return false;
	for (size_t i = 0; i < a->subs.count; i++)
		if (!same(&sub_shape, &subs[i], content_sub(b, subs[i].unit)))
			return false;
	return true;
}

/* ---- from the state ---- */

/* What is picked of the state: all of it, or what is reached: so many lines of each journal. */
struct picking { const struct book *book; const struct charter *charter; struct arena *arena; const int64_t *reach; };

static bool reached(const struct picking *pick, const struct event *event)
{
	return !pick->reach || event->line->head.n <= pick->reach[names_find(&pick->book->private->users, event->user)];
}

/* Each took the place of all before it, also of those it did not know. */
static bool is_replaced(const struct picking *pick, const struct event *event)
{
	const struct event *by = event->replaced_by;

	while (by && !reached(pick, by))
		by = by->replaced_by;
	return by != NULL;
}

static bool counts(const struct picking *pick, const struct leg_ref *ref, int year)
{
	return reached(pick, ref->event) && !is_replaced(pick, ref->event) && book_leg_lives(&ref->event->line->act.post, ref->leg, year);
}

static int64_t ram_of(const struct picking *pick, const struct unit_state *state, int year)
{
	money sum = MONEY_NONE;

	for (size_t i = 0; state && i < state->leg_count; i++)
		if (counts(pick, &state->legs[i], year))
			sum = money_sum(sum, book_leg(&state->legs[i].event->line->act.post, state->legs[i].leg, year));
	return sum == MONEY_NONE ? NUMBER_NONE : sum / MONEY_KR;
}

static const struct goal *goal_of(const struct picking *pick, const struct unit_state *state, int year)
{
	const struct goal *goal = NULL;

	for (size_t i = 0; state && !goal && i < state->goal_count; i++)
		if (state->goals[i].year == year)
			goal = &state->goals[i];
	while (goal && !reached(pick, goal->event))
		goal = goal->older;
	return goal && goal->value != MONEY_NONE ? goal : NULL;
}

static int64_t target_of(const struct picking *pick, const struct unit_state *state, int year)
{
	const struct goal *goal = goal_of(pick, state, year);

	return goal ? goal->value / MONEY_KR : NUMBER_NONE;
}

/* A row goes with its event while they are sorted. */
struct picked { int place; const struct row *row; const struct event *event; };

static int by_place(const void *left, const void *right)
{
	const struct picked *a = left, *b = right;

	return a->place != b->place ? (a->place > b->place) - (a->place < b->place) : strcmp(a->row->line, b->row->line);
}

static size_t pick_rows(const struct picking *pick, const struct unit_state *state, int year, struct picked *picked)
{
	size_t count = 0;

	for (size_t i = 0; state && i < state->cell_count; i++) {
		const struct cell *cell = &state->cells[i];
		int place = region_line(pick->charter->region, cell->line);

		while (cell && !reached(pick, cell->event))
			cell = cell->older;
		if (cell && cell->layer == LAYER_BUDGET && cell->year == year && cell->value != MONEY_NONE)
			picked[count++] = (struct picked){ place < 0 ? (int)pick->charter->region->line_count : place, cell->row, cell->event };
	}
	if (count)
		qsort(picked, count, sizeof *picked, by_place);
	return count;
}

static void add_rows(const struct picking *pick, const struct unit_state *state, struct content *content)
{
	size_t most = (state ? state->cell_count : 0) + 1;
	struct picked *picked = arena_alloc(pick->arena, most * sizeof *picked);
	struct row *rows = arena_alloc(pick->arena, most * sizeof *rows);

	content->events = arena_alloc(pick->arena, most * sizeof(struct event *));
	content->event_count = pick_rows(pick, state, (int)content->year, picked);
	for (size_t i = 0; i < content->event_count; i++) {
		rows[i] = *picked[i].row;
		content->events[i] = picked[i].event;
	}
	content->rows = (struct list){ rows, content->event_count };
}

/* Room for one event more at the end; the old array stays in the arena. */
static void add_event(const struct picking *pick, struct content *content, size_t *room, const struct event *event)
{
	const struct event **events = content->events;

	if (content->event_count == *room) {
		*room = 2 * *room + 8;
		content->events = arena_alloc(pick->arena, *room * sizeof *events);
		if (content->event_count)
			memcpy(content->events, events, content->event_count * sizeof *events);
	}
	content->events[content->event_count++] = event;
}

/* Who gave a sub-unit what it has. */
static void add_givers(const struct picking *pick, const struct unit_state *state, struct content *content, size_t *room)
{
	const struct goal *goal = goal_of(pick, state, (int)content->year);

	for (size_t i = 0; state && i < state->leg_count; i++)
		if (counts(pick, &state->legs[i], (int)content->year))
			add_event(pick, content, room, state->legs[i].event);
	if (goal)
		add_event(pick, content, room, goal->event);
}

static void add_subs(const struct picking *pick, struct content *content)
{
	size_t room = content->event_count;
	const struct org *org = pick->charter->org;
	int unit = org_find(org, content->unit);
	struct content_sub *subs;
	size_t count = 0;

	if (unit == ORG_NONE)
		return;
	subs = arena_alloc(pick->arena, (size_t)(org->units[unit].end - unit) * sizeof *subs);
	for (int at = org_next_sub(org, unit, ORG_NONE); at != ORG_NONE; at = org_next_sub(org, unit, at)) {
		const struct unit_state *state = state_known(pick->book, org->units[at].id);
		struct content_sub sub = { org->units[at].id, ram_of(pick, state, (int)content->year), target_of(pick, state, (int)content->year) };

		if (sub.ram != NUMBER_NONE || sub.target != NUMBER_NONE)
			subs[count++] = sub;
		add_givers(pick, state, content, &room);
	}
	content->subs = (struct list){ subs, count };
}

static struct content *make(const struct picking *pick, const char *unit, int year)
{
	const struct unit_state *state = state_known(pick->book, unit);
	struct content *content = arena_alloc(pick->arena, sizeof *content);

	*content = (struct content){ .unit = arena_string(pick->arena, unit), .year = year, .ram = ram_of(pick, state, year), .target = target_of(pick, state, year) };
	add_rows(pick, state, content);
	add_subs(pick, content);
	return content;
}

struct content *content_make(const struct book *book, const struct charter *charter, const char *unit, int year, struct arena *arena)
{
	return make(&(struct picking){ .book = book, .charter = charter, .arena = arena }, unit, year);
}

struct content *content_sent(const struct book *book, const struct charter *charter, const struct event *submit, struct arena *arena)
{
	const struct submit *act = &submit->line->act.submit;

	return make(&(struct picking){ book, charter, arena, version_reach(book, submit, arena) }, act->unit, (int)act->year);
}

/* ---- questions ---- */

const struct row *content_row(const struct content *content, const char *line)
{
	const struct row *rows = content->rows.items;

	for (size_t i = 0; i < content->rows.count; i++)
		if (!strcmp(rows[i].line, line))
			return &rows[i];
	return NULL;
}

const struct content_sub *content_sub(const struct content *content, const char *unit)
{
	const struct content_sub *subs = content->subs.items;

	for (size_t i = 0; i < content->subs.count; i++)
		if (!strcmp(subs[i].unit, unit))
			return &subs[i];
	return NULL;
}

static int64_t zero_if_none(int64_t kr)
{
	return kr == NUMBER_NONE ? 0 : kr;
}

int64_t content_left(const struct content *content, const struct region *region)
{
	const struct content_sub *subs = content->subs.items;
	const struct row *rows = content->rows.items;
	int64_t left = zero_if_none(content->ram) - zero_if_none(content->target);

	for (size_t i = 0; i < content->rows.count; i++) {
		int line = region_line(region, rows[i].line);

		left += line >= 0 && region->lines[line].side == SIDE_INCOME ? rows[i].kr : -rows[i].kr;
	}
	for (size_t i = 0; i < content->subs.count; i++)
		left += zero_if_none(subs[i].target) - zero_if_none(subs[i].ram);
	return left;
}

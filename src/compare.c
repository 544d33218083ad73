#include "compare.h"

#include "intl.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

/* ---- which is the older ---- */

/* In the order of the fold; now comes last. */
static size_t place_of(const struct compare_side *side, const struct book *now)
{
	for (size_t i = 0; side->version && i < now->version_count; i++)
		if (!strcmp(now->versions[i]->line->hash, side->version->line->hash))
			return i;
	return now->version_count;
}

/* ---- the rows ---- */

static const struct org *org_of(const struct compare *compare, int side)
{
	return compare->side[side].book->org;
}

static void add_row(struct compare *compare, int side, int unit, int depth)
{
	const struct unit *of = &org_of(compare, side)->units[unit];
	struct compare_row *row = &compare->rows[compare->count];

	*row = (struct compare_row){ .id = arena_string(&compare->arena, of->id), .depth = depth };
	for (int i = 0; i < COMPARE_SIDES; i++) {
		row->unit[i] = org_find(org_of(compare, i), of->id);
		if (row->unit[i] != ORG_NONE)
			compare->row_of[i][row->unit[i]] = (int)compare->count;
	}
	compare->count++;
}

/* Units that are gone, listed under the unit where they were: the first of each, and the next after each. */
struct gone { int *first, *next; };

static struct gone gone_units(struct compare *compare)
{
	const struct org *older = org_of(compare, OLDER), *newer = org_of(compare, NEWER);
	struct gone gone = { arena_alloc(&compare->arena, (size_t)newer->count * sizeof(int)), arena_alloc(&compare->arena, (size_t)older->count * sizeof(int)) };

	for (int i = 0; i < newer->count; i++)
		gone.first[i] = ORG_NONE;
	for (int i = older->count - 1; i >= 0; i--) {
		int parent = older->units[i].parent, at = parent == ORG_NONE ? 0 : org_find(newer, older->units[parent].id);

		if (at == ORG_NONE || org_find(newer, older->units[i].id) != ORG_NONE)
			continue;
		gone.next[i] = gone.first[at];
		gone.first[at] = i;
	}
	return gone;
}

/* With what went with them; what lies elsewhere now has its row there. */
static void add_gone(struct compare *compare, const struct gone *gone, int unit)
{
	const struct org *older = org_of(compare, OLDER), *newer = org_of(compare, NEWER);

	for (int top = gone->first[unit]; top != ORG_NONE; top = gone->next[top])
		for (int i = top; i < older->units[top].end;) {
			if (org_find(newer, older->units[i].id) != ORG_NONE) {
				i = older->units[i].end;
				continue;
			}
			add_row(compare, OLDER, i, newer->units[unit].depth + 1 + older->units[i].depth - older->units[top].depth);
			i++;
		}
}

static void add_rows(struct compare *compare)
{
	const struct org *newer = org_of(compare, NEWER);
	const struct gone gone = gone_units(compare);

	compare->rows = arena_alloc(&compare->arena, (size_t)(org_of(compare, OLDER)->count + newer->count) * sizeof *compare->rows);
	for (int i = 0; i < newer->count; i++) {
		add_row(compare, NEWER, i, newer->units[i].depth);
		for (int at = i; at != ORG_NONE && newer->units[at].end == i + 1; at = newer->units[at].parent) /* what ends here, the innermost first */
			add_gone(compare, &gone, at);
	}
}

static const char *parent_id(const struct org *org, int unit)
{
	return org->units[unit].parent == ORG_NONE ? "" : org->units[org->units[unit].parent].id;
}

static unsigned changes_of(const struct compare *compare, const struct compare_row *row)
{
	const struct org *older = org_of(compare, OLDER), *newer = org_of(compare, NEWER);
	int then = row->unit[OLDER], now = row->unit[NEWER];

	if (then == ORG_NONE)
		return UNIT_IS_NEW;
	if (now == ORG_NONE)
		return UNIT_IS_GONE;
	return (strcmp(parent_id(older, then), parent_id(newer, now)) ? UNIT_HAS_MOVED : 0u) |
	       (strcmp(older->units[then].name, newer->units[now].name) ? UNIT_IS_RENAMED : 0u) |
	       (older->units[then].kind != newer->units[now].kind ? UNIT_IS_OTHER_KIND : 0u);
}

static void put_figures(struct compare *compare, struct compare_row *row)
{
	for (int side = 0; side < COMPARE_SIDES; side++) {
		const struct balance *balance = row->unit[side] == ORG_NONE ? NULL : &compare->table[side]->balance[row->unit[side]];

		row->ram[side] = balance ? balance->ram : MONEY_NONE;
		row->target[side] = balance ? balance->target : MONEY_NONE;
		row->left[side] = balance ? balance->left : MONEY_NONE;
	}
	row->changes = changes_of(compare, row);
}

/* ---- reasons ---- */

static void add_reason(struct compare *compare, struct compare_row *row, const struct reason *reason)
{
	if (row->reason_count == row->reason_room) {
		size_t room = row->reason_room ? row->reason_room * 2 : 4;
		struct reason *more = arena_alloc(&compare->arena, room * sizeof *more);

		if (row->reason_count)
			memcpy(more, row->reasons, row->reason_count * sizeof *more);
		row->reasons = more;
		row->reason_room = room;
	}
	row->reasons[row->reason_count++] = *reason;
}

static const struct event *event_in(const struct compare *compare, int side, const char *hash)
{
	return book_event(compare->side[side].book, hash);
}

static bool is_applied(const struct event *event)
{
	return event && event->state == LINE_APPLIED;
}

/* Has it a ram of its own there? A group only sums. */
static bool has_own_ram(const struct compare *compare, const struct compare_row *row, int side)
{
	return row->unit[side] != ORG_NONE && org_of(compare, side)->units[row->unit[side]].kind != UNIT_GROUP;
}

static money legs_on(const struct event *event, const char *unit, int year)
{
	const struct post *post = &event->line->act.post;
	const struct leg *legs = post->legs.items;
	money sum = 0;

	for (size_t i = 0; i < post->legs.count; i++)
		if (!strcmp(legs[i].unit, unit))
			sum = money_sum(sum, book_leg(post, &legs[i], year));
	return sum;
}

/* Is the post part of the unit's ram on that side? */
static bool counts(const struct compare *compare, const struct compare_row *row, int side, const char *hash)
{
	const struct event *event = has_own_ram(compare, row, side) ? event_in(compare, side, hash) : NULL;

	return is_applied(event) && !event->replaced_by && act_has_leg(&event->line->act.post, row->id);
}

/* The post that counted for the unit in the older, and that this one of the newer has taken the place of, at once or step by step; NULL. */
static const struct event *in_place_of(const struct compare *compare, const struct compare_row *row, const struct event *event)
{
	while (event && event->line->act.post.replaces) {
		event = event_in(compare, NEWER, event->line->act.post.replaces);
		if (event && counts(compare, row, OLDER, event->line->hash))
			return event;
	}
	return NULL;
}

static void reason_in_newer(struct compare *compare, struct compare_row *row, const struct event *event, money *organisation)
{
	const struct event *then = event_in(compare, OLDER, event->line->hash), *old = in_place_of(compare, row, event);
	money value = legs_on(event, row->id, compare->year), before = old ? legs_on(old, row->id, compare->year) : 0;
	struct reason reason = { .kind = old ? REASON_REPLACED : then ? REASON_COUNTS : REASON_ADDED, .event = event, .old = old, .before = before, .after = value,
		                 .kr = money_sum(value, -before) };

	if (counts(compare, row, OLDER, event->line->hash))
		return;
	if (is_applied(then) && !then->replaced_by)
		*organisation = money_sum(*organisation, value);
	else if (reason.kr)
		add_reason(compare, row, &reason);
}

static void reason_in_older(struct compare *compare, struct compare_row *row, const struct event *event, money *organisation)
{
	const struct event *now = event_in(compare, NEWER, event->line->hash), *last = now;
	money value = legs_on(event, row->id, compare->year);
	struct reason reason = { .kind = REASON_ONLY_OLDER, .event = event, .kr = -value };

	while (last && last->replaced_by)
		last = last->replaced_by;
	if (!value || counts(compare, row, NEWER, event->line->hash) || (last != now && counts(compare, row, NEWER, last->line->hash)))
		return; /* nothing, or there too, or told with the one that took its place */
	if (last != now)
		reason = (struct reason){ .kind = REASON_WITHDRAWN, .event = last, .old = event, .kr = -value };
	else if (now && now->state == LINE_VOID)
		reason = (struct reason){ .kind = REASON_VOID, .event = now, .kr = -value };
	if (last == now && is_applied(now))
		*organisation = money_sum(*organisation, -value);
	else
		add_reason(compare, row, &reason);
}

/* The legs of one post on one unit stand together. */
static void add_posts(struct compare *compare, struct compare_row *row)
{
	static void (*const add[])(struct compare *, struct compare_row *, const struct event *, money *) = { [OLDER] = reason_in_older, [NEWER] = reason_in_newer };
	money organisation = 0;

	for (int side = COMPARE_SIDES; side-- > 0;) {
		const struct unit_state *state = has_own_ram(compare, row, side) ? book_state(compare->side[side].book, row->unit[side]) : NULL;

		for (size_t i = 0; state && i < state->leg_count; i++)
			if (!i || state->legs[i].event != state->legs[i - 1].event)
				add[side](compare, row, state->legs[i].event, &organisation);
	}
	if (organisation)
		add_reason(compare, row, &(struct reason){ .kind = REASON_ORGANISATION, .kr = organisation });
}

/* ---- groups: what they hold ---- */

static bool is_part(const struct compare *compare, int side, int group, int unit)
{
	const struct org *org = org_of(compare, side);
	int at = unit == ORG_NONE || org->units[unit].kind == UNIT_GROUP ? ORG_NONE : org->units[unit].parent;

	while (at != ORG_NONE && at != group && org->units[at].kind == UNIT_GROUP)
		at = org->units[at].parent;
	return at != ORG_NONE && at == group;
}

static bool is_group(const struct compare *compare, const struct compare_row *row, int side)
{
	return row->unit[side] != ORG_NONE && !has_own_ram(compare, row, side);
}

static bool holds(const struct compare *compare, const struct compare_row *row, int side, const struct compare_row *part)
{
	return is_group(compare, row, side) && is_part(compare, side, row->unit[side], part->unit[side]);
}

static void add_part(struct compare *compare, struct compare_row *row, int number)
{
	const struct compare_row *part = &compare->rows[number];
	bool was = holds(compare, row, OLDER, part), is = holds(compare, row, NEWER, part);
	const money value[] = { [OLDER] = was ? part->ram[OLDER] : MONEY_NONE, [NEWER] = is ? part->ram[NEWER] : MONEY_NONE };
	struct reason reason = { .kind = REASON_PART, .row = number, .kr = compare_difference(value), .came = !was, .left = !is };

	if (reason.kr && reason.kr != MONEY_NONE)
		add_reason(compare, row, &reason);
}

static void add_parts(struct compare *compare, struct compare_row *row)
{
	for (int side = COMPARE_SIDES; side-- > 0;) {
		const struct org *org = org_of(compare, side);

		for (int at = ORG_NONE; is_group(compare, row, side) && (at = org_next_sub(org, row->unit[side], at)) != ORG_NONE;) {
			int number = compare->row_of[side][at];

			if (side == NEWER || !holds(compare, row, NEWER, &compare->rows[number]))
				add_part(compare, row, number);
		}
	}
}

/* ---- targets and the unit's own division ---- */

static const struct goal *goal_of(const struct compare *compare, const struct compare_row *row, int side)
{
	const struct unit_state *state = !has_own_ram(compare, row, side) ? NULL : book_state(compare->side[side].book, row->unit[side]);

	for (size_t i = 0; state && i < state->goal_count; i++)
		if (state->goals[i].year == compare->year)
			return &state->goals[i];
	return NULL;
}

/* The act of the newer that the older does not rest on, else the other way round; NULL: both know of both. */
static const struct event *unknown_to_one(const struct compare *compare, const struct event *older, const struct event *newer)
{
	if (newer && !is_applied(event_in(compare, OLDER, newer->line->hash)))
		return newer;
	return older && !is_applied(event_in(compare, NEWER, older->line->hash)) ? older : NULL;
}

static void add_target(struct compare *compare, struct compare_row *row)
{
	const struct goal *older = goal_of(compare, row, OLDER), *newer = goal_of(compare, row, NEWER);
	struct reason reason = { .kind = REASON_TARGET, .before = older ? older->value : MONEY_NONE, .after = newer ? newer->value : MONEY_NONE };

	if (reason.before == reason.after)
		return;
	reason.event = unknown_to_one(compare, older ? older->event : NULL, newer ? newer->event : NULL);
	reason.kr = compare_difference((const money[]){ reason.before, reason.after });
	add_reason(compare, row, &reason);
}

/* The newer's acts about a unit's division that the older does not rest on, the oldest first. */
struct since { const struct event *event; struct since *next; };
struct divisions { struct since **first, **last; }; /* [row] */

static struct divisions divisions_since(struct compare *compare)
{
	const struct book *newer = compare->side[NEWER].book;
	struct divisions all = { arena_alloc(&compare->arena, (compare->count + 1) * sizeof(struct since *)),
		                 arena_alloc(&compare->arena, (compare->count + 1) * sizeof(struct since *)) };

	for (size_t i = 0; i < newer->applied; i++) {
		const struct event *event = newer->events[i];
		const struct distribute *distribute = &event->line->act.distribute;
		int unit = event->line->act.kind == ACT_DISTRIBUTE && distribute->year == compare->year ? org_find(newer->org, distribute->unit) : ORG_NONE;

		if (unit == ORG_NONE || is_applied(event_in(compare, OLDER, event->line->hash)))
			continue;
		struct since *since = arena_alloc(&compare->arena, sizeof *since);
		int row = compare->row_of[NEWER][unit];

		since->event = event;
		*(all.first[row] ? &all.last[row]->next : &all.first[row]) = since;
		all.last[row] = since;
	}
	return all;
}

static bool has_line(const struct event *event, const char *line)
{
	const struct row *rows = event->line->act.distribute.rows.items;

	for (size_t i = 0; i < event->line->act.distribute.rows.count; i++)
		if (!strcmp(rows[i].line, line))
			return true;
	return false;
}

static const struct cell *cell_of(const struct compare *compare, const struct compare_row *row, int side, const char *line)
{
	return !has_own_ram(compare, row, side) ? NULL : book_cell(compare->side[side].book, row->unit[side], LAYER_BUDGET, compare->year, line);
}

static void add_line(struct compare *compare, struct compare_row *row, const char *line, const struct since *since)
{
	const struct cell *older = cell_of(compare, row, OLDER, line), *newer = cell_of(compare, row, NEWER, line);
	struct reason reason = { .kind = REASON_LINE, .line = line, .before = older ? older->value : MONEY_NONE, .after = newer ? newer->value : MONEY_NONE };

	if (reason.before == reason.after)
		return;
	for (; since; since = since->next)
		if (has_line(since->event, line)) {
			reason.event = since->event;
			reason.acts++;
		}
	if (!reason.event)
		reason.event = unknown_to_one(compare, older ? older->event : NULL, newer ? newer->event : NULL);
	reason.kr = compare_difference((const money[]){ reason.before, reason.after });
	add_reason(compare, row, &reason);
}

static void add_lines(struct compare *compare, struct compare_row *row, const struct since *since)
{
	for (int side = COMPARE_SIDES; side-- > 0;) {
		const struct unit_state *state = !has_own_ram(compare, row, side) ? NULL : book_state(compare->side[side].book, row->unit[side]);

		for (size_t i = 0; state && i < state->cell_count; i++) {
			const struct cell *cell = &state->cells[i];

			if (cell->layer == LAYER_BUDGET && cell->year == compare->year && (side == NEWER || !cell_of(compare, row, NEWER, cell->line)))
				add_line(compare, row, cell->line, since);
		}
	}
}

/* ---- all of it ---- */

static void settle(struct compare_row *row)
{
	money difference = compare_difference(row->ram);

	row->unexplained = difference == MONEY_NONE ? 0 : difference;
	for (size_t i = 0; i < row->ram_reasons; i++)
		row->unexplained = money_sum(row->unexplained, -row->reasons[i].kr);
	row->differs = row->changes || row->reason_count || row->unexplained || row->ram[OLDER] != row->ram[NEWER] ||
	               row->target[OLDER] != row->target[NEWER] || row->left[OLDER] != row->left[NEWER];
}

static void add_reasons(struct compare *compare)
{
	const struct divisions divisions = divisions_since(compare);

	for (size_t i = 0; i < compare->count; i++)
		put_figures(compare, &compare->rows[i]);
	for (size_t i = 0; i < compare->count; i++) {
		struct compare_row *row = &compare->rows[i];

		add_posts(compare, row);
		add_parts(compare, row);
		row->ram_reasons = row->reason_count;
		add_target(compare, row);
		add_lines(compare, row, divisions.first[i]);
		settle(row);
	}
}

static const char *side_name(struct compare *compare, int side, const struct book *now)
{
	const struct event *version = compare->side[side].version;
	struct buffer title = { 0 };
	const char *name;

	if (!version)
		return _("nu");
	version_title(&title, now, version);
	name = arena_string(&compare->arena, title.bytes);
	buffer_free(&title);
	return name;
}

struct compare *compare_make(const struct compare_side *one, const struct compare_side *other, const struct book *now, int year)
{
	struct compare *compare = memory_grow(NULL, 1, sizeof *compare);
	bool in_order = place_of(one, now) <= place_of(other, now);

	*compare = (struct compare){ .side = { [OLDER] = in_order ? *one : *other, [NEWER] = in_order ? *other : *one }, .year = year };
	compare->branches = one->book != other->book && !version_stands(compare->side[OLDER].book, compare->side[NEWER].book);
	for (int side = 0; side < COMPARE_SIDES; side++) {
		compare->name[side] = side_name(compare, side, now);
		compare->table[side] = ram_make(compare->side[side].book, year, NULL, 0);
		compare->row_of[side] = arena_alloc(&compare->arena, (size_t)org_of(compare, side)->count * sizeof(int));
	}
	add_rows(compare);
	add_reasons(compare);
	return compare;
}

void compare_free(struct compare *compare)
{
	if (!compare)
		return;
	for (int side = 0; side < COMPARE_SIDES; side++)
		ram_free(compare->table[side]);
	arena_free(&compare->arena);
	free(compare);
}

/* ---- questions ---- */

size_t compare_differing(const struct compare *compare)
{
	size_t count = 0;

	for (size_t i = 0; i < compare->count; i++)
		count += compare->rows[i].differs;
	return count;
}

const struct compare_row *compare_find(const struct compare *compare, const char *id)
{
	for (int side = COMPARE_SIDES; side-- > 0;) {
		int unit = org_find(org_of(compare, side), id);

		if (unit != ORG_NONE)
			return &compare->rows[compare->row_of[side][unit]];
	}
	return NULL;
}

size_t compare_branch_end(const struct compare *compare, size_t row)
{
	size_t end = row + 1;

	while (end < compare->count && compare->rows[end].depth > compare->rows[row].depth)
		end++;
	return end;
}

money compare_difference(const money value[COMPARE_SIDES])
{
	return value[OLDER] == MONEY_NONE ? value[NEWER] : money_sum(value[NEWER], -value[OLDER]);
}

money compare_kind(const struct compare *compare, const struct compare_row *row, int side, const char *kind)
{
	int at = region_kind(compare->side[side].book->region, kind);

	return at < 0 || row->unit[side] == ORG_NONE ? MONEY_NONE : ram_kind(compare->table[side], row->unit[side], at);
}

const struct unit *compare_unit(const struct compare *compare, const struct compare_row *row)
{
	int side = row->unit[NEWER] == ORG_NONE ? OLDER : NEWER;

	return &org_of(compare, side)->units[row->unit[side]];
}

#include "book_private.h"

#include <string.h>

/* ---- one unit, while the fold goes on ---- */

void state_forget(struct book *book)
{
	struct book_private *p = book->private;

	book->states = NULL;
	names_free(&p->unit_ids);
	p->units = NULL;
	p->unit_room = 0;
}

static void touch(struct book *book, struct touched *touched)
{
	for (size_t i = 0; i < touched->count; i++)
		if (touched->journals[i] == book->private->taking)
			return;
	*BOOK_PUSH(book, touched->journals, touched->count, touched->room) = book->private->taking;
}

struct unit_state *state_of(struct book *book, const char *id)
{
	struct book_private *p = book->private;
	size_t count = p->unit_ids.count;
	size_t at = (size_t)names_add(&p->unit_ids, id);

	if (at == count)
		*BOOK_PUSH(book, p->units, count, p->unit_room) = arena_alloc(&p->fold, sizeof **p->units);
	touch(book, &p->units[at]->touched);
	return &p->units[at]->state;
}

/* NULL: no line ever changed it. */
static struct known_unit *unit_find(const struct book *book, const char *id)
{
	int at = names_find(&book->private->unit_ids, id);

	return at == NAME_UNKNOWN ? NULL : book->private->units[at];
}

const struct unit_state *state_known(const struct book *book, const char *id)
{
	const struct known_unit *unit = unit_find(book, id);

	return unit ? &unit->state : NULL;
}

const struct touched *state_touched(const struct book *book, const char *id)
{
	const struct known_unit *unit = unit_find(book, id);

	return unit ? &unit->touched : NULL;
}

/* ---- figures ---- */

/* Events are the fold's own, const only to others. */
static void note_conflict(const struct book *book, const struct event *event, const struct event *earlier)
{
	if (fold_knows(book, earlier))
		return;
	((struct event *)event)->conflict = true;
	((struct event *)earlier)->conflict = true;
}

struct cell *state_cell(const struct unit_state *state, enum layer layer, int year, const char *line)
{
	for (size_t i = 0; i < state->cell_count; i++)
		if (state->cells[i].year == year && state->cells[i].layer == layer && !strcmp(state->cells[i].line, line))
			return &state->cells[i];
	return NULL;
}

void state_first_cells(struct book *book, struct unit_state *state, size_t count)
{
	if (state->cell_room)
		return;
	state->cells = arena_alloc(&book->private->fold, count * sizeof *state->cells);
	state->cell_room = count;
}

const struct cell *state_put_cell(struct book *book, struct unit_state *state, const struct cell *cell)
{
	struct cell *old = state_cell(state, cell->layer, cell->year, cell->line), *older = NULL;

	if (!old) {
		old = BOOK_PUSH(book, state->cells, state->cell_count, state->cell_room);
	} else {
		note_conflict(book, cell->event, old->event);
		older = arena_alloc(&book->private->fold, sizeof *older);
		*older = *old;
	}
	*old = *cell;
	return old->older = older;
}

static struct goal *state_goal(const struct unit_state *state, int year)
{
	for (size_t i = 0; i < state->goal_count; i++)
		if (state->goals[i].year == year)
			return &state->goals[i];
	return NULL;
}

void state_put_goal(struct book *book, struct unit_state *state, const struct goal *goal)
{
	struct goal *old = state_goal(state, goal->year), *older = NULL;

	if (!old) {
		old = BOOK_PUSH(book, state->goals, state->goal_count, state->goal_room);
	} else {
		note_conflict(book, goal->event, old->event);
		older = arena_alloc(&book->private->fold, sizeof *older);
		*older = *old;
	}
	*old = *goal;
	old->older = older;
}

/* ---- for others to look at ---- */

/* What was replaced or removed on the way is no longer state. */
static void state_settle(struct unit_state *state)
{
	size_t legs = 0, cells = 0;

	for (size_t i = 0; i < state->leg_count; i++)
		if (!state->legs[i].event->replaced_by)
			state->legs[legs++] = state->legs[i];
	state->leg_count = legs;
	for (size_t i = 0; i < state->cell_count; i++)
		if (state->cells[i].value != MONEY_NONE)
			state->cells[cells++] = state->cells[i];
	state->cell_count = cells;
}

void state_publish(struct book *book)
{
	static const struct unit_state nothing;
	struct book_private *p = book->private;

	for (size_t i = 0; i < p->unit_ids.count; i++)
		state_settle(&p->units[i]->state);
	if (!book->org)
		return;
	book->states = arena_alloc(&p->fold, (size_t)book->org->count * sizeof *book->states);
	for (int i = 0; i < book->org->count; i++) {
		const struct unit_state *known = state_known(book, book->org->units[i].id);

		book->states[i] = known ? known : &nothing;
	}
}

void state_publish_one(struct book *book, const char *id, bool settle)
{
	struct known_unit *known = unit_find(book, id);
	int unit = org_find(book->org, id);

	if (!known)
		return;
	if (settle)
		state_settle(&known->state);
	if (unit != ORG_NONE)
		book->states[unit] = &known->state;
}

/* ---- questions ---- */

const struct unit_state *book_state(const struct book *book, int unit)
{
	return book->states[unit];
}

const struct cell *book_cell(const struct book *book, int unit, enum layer layer, int year, const char *line)
{
	return state_cell(book->states[unit], layer, year, line);
}

money book_target(const struct book *book, int unit, int year)
{
	const struct goal *goal = state_goal(book->states[unit], year);

	return goal ? goal->value : MONEY_NONE;
}

bool book_leg_lives(const struct post *post, const struct leg *leg, int year)
{
	int64_t until = act_until(post, leg);

	return year >= post->year && (until == NUMBER_NONE || year <= until);
}

money book_leg(const struct post *post, const struct leg *leg, int year)
{
	if (!book_leg_lives(post, leg, year))
		return 0;
	return money_from_kr(year > post->year && leg->full_year != NUMBER_NONE ? leg->full_year : leg->kr);
}

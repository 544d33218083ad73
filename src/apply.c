#include "book_private.h"

#include "intl.h"

#include <string.h>

/* ---- may it count? ---- */

/* The very first adopt line: there is nothing yet to judge it by. */
static bool judge_first(const struct book *book, struct event *event)
{
	if (book->adopted)
		return error_set(event->why, "no-organisation", _("raden är skriven som om ingen organisation vore i kraft"));
	return !strcmp(event->user, book->folder->edited->registrar) ||
	       error_set(event->why, "not-allowed", _("bara mappens registrator får sätta en organisation i kraft"));
}

/* Is the line one that its writer could write, under the organisation that it cites? */
static bool judge(const struct book *book, struct event *event)
{
	const struct line *line = event->line;
	const struct charter *charter = charter_find(book, line->head.org);

	if (line->act.kind == ACT_ADOPT && !line->head.org)
		return judge_first(book, event);
	if (!charter)
		return error_set(event->why, "no-organisation", _("raden hänvisar till en organisation som inte är i kraft"));
	if (charter_revoked(book, event->user, line))
		return error_set(event->why, "revoked", _("rätten att skriva togs tillbaka innan raden skrevs"));
	return rights_content(charter, &line->act, event->why) && rights_may(charter, event->user, &line->act, event->why) &&
	       approval_free(book, charter, event) && version_allows(book, charter, event);
}

/* ---- a post in place of another ---- */

/* The legs whose units are still there. */
static struct list legs_left(const struct book *book, const struct org *org, const struct post *post)
{
	const struct leg *legs = post->legs.items;
	struct leg *left = arena_alloc(&book->private->fold, post->legs.count * sizeof *left);
	size_t count = 0;

	for (size_t i = 0; i < post->legs.count; i++)
		if (org_find(org, legs[i].unit) != ORG_NONE)
			left[count++] = legs[i];
	return (struct list){ left, count };
}

/* A post may take the place of one that its writer could have written now: her own, or that of whoever sat there before. Legs whose units are
 * gone are nobody's; when all are, only the writer herself withdraws. */
static bool may_replace(const struct book *book, struct event *event, const struct event *old)
{
	const struct charter *charter = charter_find(book, event->line->head.org);
	const struct event *full = event_with_legs(book, old);
	struct act as_old = full->line->act;

	as_old.post.legs = legs_left(book, charter->org, &full->line->act.post);
	as_old.post.decision = event->line->act.post.decision;
	if (as_old.post.legs.count)
		return rights_may(charter, event->user, &as_old, event->why);
	return !strcmp(full->user, event->user) ||
	       event_refuse(book, event, "not-allowed", _("postens enheter finns inte längre: den tas tillbaka bara av den som skrev den, "), full);
}

static void take_place(struct book *book, struct event *event, struct event *old)
{
	const struct leg *legs = old->line->act.post.legs.items;

	old->replaced_by = event;
	for (size_t i = 0; i < old->line->act.post.legs.count; i++)
		state_of(book, legs[i].unit); /* what is taken from a unit has changed it: later lines about it rest on this one */
	if (!fold_knows(book, old))
		event->conflict = old->conflict = true;
}

/* The post that it names; or where others, of whom it did not know, have taken the place of that, the last of those. */
static bool replace(struct book *book, struct event *event)
{
	struct event *old = event_by_hash(book, event->line->act.post.replaces);
	struct event *last;
	const struct event *by;

	if (!old || old->line->act.kind != ACT_POST || old->state != LINE_APPLIED)
		return error_set(event->why, "replaces", _("posten som ska ersättas finns inte"));
	by = event_known_after(book, old);
	if (by)
		return event_refuse(book, event, "replaces", _("posten är redan ersatt av "), by);
	last = event_last(old);
	if (!may_replace(book, event, old) || (last != old && !may_replace(book, event, last)))
		return false;
	take_place(book, event, last);
	return true;
}

/* ---- what each act does ---- */

static bool apply_post(struct book *book, struct event *event)
{
	const struct post *post = &event->line->act.post;
	const struct leg *legs = post->legs.items;
	struct event *before = NULL;

	if ((post->proposal && !dialogue_decides(book, event, &before)) || (post->replaces && !replace(book, event)))
		return false;
	if (before && !before->replaced_by)
		take_place(book, event, before);
	for (size_t i = 0; i < post->legs.count; i++) {
		struct unit_state *state = state_of(book, legs[i].unit);

		*BOOK_PUSH(book, state->legs, state->leg_count, state->leg_room) = (struct leg_ref){ event, &legs[i] };
	}
	return true;
}

static bool apply_target(struct book *book, struct event *event)
{
	const struct target *target = &event->line->act.target;
	struct unit_state *state = state_of(book, target->unit);

	state_put_goal(book, state, &(struct goal){ (int)target->year, money_from_kr(target->kr), event, NULL });
	return true;
}

static bool apply_distribute(struct book *book, struct event *event)
{
	const struct distribute *distribute = &event->line->act.distribute;
	const struct row *rows = distribute->rows.items;
	int year = (int)distribute->year;
	struct unit_state *state = state_of(book, distribute->unit);

	state_first_cells(book, state, distribute->rows.count);
	event->before = arena_alloc(&book->private->fold, distribute->rows.count * sizeof *event->before);
	for (size_t i = 0; i < distribute->rows.count; i++) {
		const struct cell *old = state_put_cell(
			book, state, &(struct cell){ LAYER_BUDGET, year, rows[i].line, money_from_kr(rows[i].kr), &rows[i], event, NULL });

		event->before[i] = old ? old->value : MONEY_NONE;
	}
	if (distribute->year >= book->region->year)
		state->divided = event;
	return true;
}

static bool apply_follow(struct book *book, struct event *event)
{
	const struct follow *follow = &event->line->act.follow;
	const struct amount *amounts = follow->amounts.items;
	enum layer layer = event->line->act.kind == ACT_OUTCOME ? LAYER_OUTCOME : LAYER_FORECAST;
	struct unit_state *state = state_of(book, follow->unit);

	/* an outcome within the year is another figure than that of the whole year; until follow-up has its screens only the latter is shown */
	for (size_t i = 0; i < follow->amounts.count && (layer == LAYER_FORECAST || follow->month == NUMBER_NONE); i++)
		state_put_cell(book, state,
		               &(struct cell){ layer, (int)follow->year, amounts[i].line, money_from_kr(amounts[i].kr), NULL, event, NULL });
	return true;
}

static bool (*const apply[ACT_KINDS])(struct book *, struct event *) = {
	[ACT_ADOPT] = charter_adopt, [ACT_POST] = apply_post, [ACT_TARGET] = apply_target, [ACT_DISTRIBUTE] = apply_distribute,
	[ACT_SAY] = dialogue_say, [ACT_FORECAST] = apply_follow, [ACT_OUTCOME] = apply_follow, [ACT_VERSION] = version_freeze,
	[ACT_SUBMIT] = approval_submit, [ACT_RECALL] = approval_answer, [ACT_APPROVE] = approval_answer, [ACT_RETURN] = approval_answer,
	[ACT_RESOLVE] = dialogue_resolve, [ACT_CONFIRM] = dialogue_confirm, [ACT_MEET] = dialogue_meet,
};

/* ---- was it in time? ---- */

/* The unit for which the writer must have acted. */
static int acted_for(const struct book *book, const struct org *org, const struct event *event)
{
	enum act_kind kind = event->line->act.kind;
	const char *id = act_unit(kind == ACT_POST ? &event_with_legs(book, event)->line->act : &event->line->act);
	int unit = kind == ACT_VERSION ? 0 : id ? org_find(org, id) : ORG_NONE;

	if (unit == ORG_NONE)
		return ORG_NONE;
	if (kind == ACT_POST || kind == ACT_TARGET)
		return org_above(org, unit);
	if ((kind == ACT_SAY || kind == ACT_RESOLVE || kind == ACT_CONFIRM) && rights_role(org, unit, event->user) == SEAT_NONE)
		return org_above(org, org_holder(org, unit));
	return unit;
}

static void mark_dates(const struct book *book, struct event *event)
{
	const struct charter *charter = charter_find(book, event->line->head.org);
	int unit = charter ? acted_for(book, charter->org, event) : ORG_NONE;

	enum act_kind kind = event->line->act.kind;

	if (unit != ORG_NONE)
		event->outside_dates = (kind == ACT_APPROVE || kind == ACT_RETURN ? rights_approves_outside_dates
		                                                                  : rights_outside_dates)(charter->org, unit, event->user, event->line->head.at);
}

/* ---- one line ---- */

void apply_line(struct book *book, struct event *event)
{
	event->state = LINE_VOID;
	if (!event_remember_id(book, event) || !judge(book, event) || !apply[event->line->act.kind](book, event))
		return;
	event->state = LINE_APPLIED;
	mark_dates(book, event);
}

static void publish_legs(struct book *book, const struct event *event, bool settle)
{
	const struct leg *legs = event->line->act.post.legs.items;

	for (size_t i = 0; i < event->line->act.post.legs.count; i++)
		state_publish_one(book, legs[i].unit, settle);
}

void apply_publish(struct book *book, const struct event *event)
{
	const struct act *act = &event->line->act;

	dialogue_publish(book, act);
	if (act->kind == ACT_POST)
		publish_legs(book, event, false);
	else if (act_unit(act))
		state_publish_one(book, act_unit(act), act->kind == ACT_DISTRIBUTE);
	if (act->kind == ACT_POST && act->post.replaces)
		publish_legs(book, event_by_hash(book, act->post.replaces), true);
}

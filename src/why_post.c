/* The posts that a ram is the sum of, what each took the place of, and those that someone has taken back. */
#include "why_private.h"

#include "intl.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <string.h>

static bool is_of(const struct making *making, const struct leg_ref *ref, const struct kind *kind)
{
	const struct post *post = &ref->event->line->act.post;

	return !strcmp(post->kind, kind->id) && book_leg_lives(post, ref->leg, making->figure->year);
}

static const struct leg *leg_of(const struct making *making, const struct post *post)
{
	const struct leg *legs = post->legs.items;

	for (size_t i = 0; i < post->legs.count; i++)
		if (!strcmp(legs[i].unit, why_unit(making)->id))
			return &legs[i];
	return NULL;
}

static const struct event *replaced_by(const struct making *making, const struct post *post)
{
	const struct event *old = post->replaces ? book_event(making->book, post->replaces) : NULL;

	return old && old->line->act.kind == ACT_POST ? old : NULL;
}

/* What it was before, as far back as to what was decided first. */
static void add_replaced(struct making *making, int depth, const struct post *post)
{
	for (const struct event *old; (old = replaced_by(making, post)) != NULL; post = &old->line->act.post) {
		const struct post *before = &old->line->act.post;
		const struct leg *leg = leg_of(making, before);

		why_add(making, &(struct why_row){ .kind = WHY_NOTE,
					       .depth = depth,
					       .value = leg ? book_leg(before, leg, making->figure->year) : MONEY_NONE,
					       .text = before->text ? why_phrase(making, _("dessförinnan: %s"), before->text) : _("dessförinnan"),
					       .note = why_source(making, old, before->decision) });
	}
}

static void add_proposer(struct making *making, int depth, const struct post *post)
{
	const struct event *proposal = post->proposal ? book_event(making->book, post->proposal) : NULL;
	const struct charter charter = { making->book->region, making->book->org };
	struct buffer who = { 0 };

	if (!proposal || proposal->line->act.kind != ACT_SAY)
		return;
	title_user(&who, &charter, proposal->user, false);
	why_note(making, depth, why_phrase(making, _("på förslag av %s: «%s»"), who.bytes, proposal->line->act.say.text));
	buffer_free(&who);
}

static void add_terms_of_time(struct making *making, int depth, const struct post *post, const struct leg *leg)
{
	int64_t until = act_until(post, leg);

	if (until != NUMBER_NONE)
		why_note(making, depth, why_phrase(making, _("tillfälligt, till och med %lld"), (long long)until));
	if (leg->full_year != NUMBER_NONE)
		why_add(making, &(struct why_row){ .kind = WHY_NOTE,
					       .depth = depth,
					       .value = money_from_kr(leg->full_year),
					       .text = why_phrase(making, _("helårseffekt, från %lld"), (long long)post->year + 1) });
}

static void add_post_notes(struct making *making, int depth, const struct post *post, const struct leg *leg)
{
	add_terms_of_time(making, depth, post, leg);
	if (post->line)
		why_note(making, depth, why_phrase(making, _("hör till raden %s"), region_line_name(making->book->region, post->line)));
	if (post->principle)
		why_note(making, depth, why_phrase(making, _("styrprincip: %s"), why_principle(making, post->principle)));
	add_proposer(making, depth, post);
	add_replaced(making, depth, post);
}

static void add_leg(struct making *making, int depth, const struct post *post, const struct leg *other, money mine)
{
	int unit = org_find(making->book->org, other->unit);
	money value = book_leg(post, other, making->figure->year);
	bool same_side = (value < 0) == (mine < 0);

	why_add(making, &(struct why_row){ .kind = WHY_LEG,
				       .depth = depth,
				       .value = value,
				       .text = why_phrase(making, same_side ? _("tillsammans med %s") : _("mot %s"), story_unit(making->book, other->unit)),
				       .figure = unit == ORG_NONE ? NULL : why_name(making, unit, post->kind) });
}

static money legs_sum(const struct making *making, const struct post *post)
{
	const struct leg *legs = post->legs.items;
	money sum = 0;

	for (size_t i = 0; i < post->legs.count; i++)
		sum = money_sum(sum, book_leg(post, &legs[i], making->figure->year));
	return sum;
}

/* The end that is no leg. */
static void add_end(struct making *making, int depth, const struct post *post)
{
	int giver = org_above(making->book->org, making->figure->unit);
	struct why_row row = { .kind = WHY_LEG, .depth = depth, .value = -legs_sum(making, post) };

	if (!strcmp(post->end, "unknown")) {
		row.text = _("motparten anges inte i beslutet");
	} else if (!strcmp(post->end, "own")) {
		row.text =
			giver == ORG_NONE ? _("mot egen ram") : why_phrase(making, _("mot egen ram hos %s"), making->book->org->units[giver].name);
	} else {
		row.text = _("motparten följer bara av lika belopp");
		row.value = MONEY_NONE;
	}
	why_add(making, &row);
}

static void add_counterparts(struct making *making, int depth, const struct post *post, const struct leg *mine, const struct kind *kind)
{
	const struct leg *legs = post->legs.items;

	for (size_t i = 0; kind->zero_sum && i < post->legs.count; i++)
		if (&legs[i] != mine)
			add_leg(making, depth, post, &legs[i], book_leg(post, mine, making->figure->year));
	if (post->end)
		add_end(making, depth, post);
}

static void add_post(struct making *making, int depth, const struct leg_ref *ref, const struct kind *kind)
{
	const struct post *post = &ref->event->line->act.post;
	const char *text = post->text ? post->text : kind->explained ? kind->name : _("beslutet säger inte varför");

	why_add(making, &(struct why_row){ .kind = WHY_POST,
				       .depth = depth,
				       .value = book_leg(post, ref->leg, making->figure->year),
				       .text = why_phrase(making, "%s", text),
				       .note = why_source(making, ref->event, post->decision),
				       .event = ref->event });
	add_post_notes(making, depth + 1, post, ref->leg);
	add_counterparts(making, depth + 1, post, ref->leg, kind);
	why_details(making, depth + 1, &post->details, why_unit(making)->id, money_from_kr(ref->leg->kr), NULL);
}

size_t why_posts(struct making *making, int depth, const struct kind *kind)
{
	const struct unit_state *state = book_state(making->book, making->figure->unit);
	size_t added = 0;

	for (size_t i = 0; i < state->leg_count; i++)
		if (is_of(making, &state->legs[i], kind)) {
			add_post(making, depth, &state->legs[i], kind);
			added++;
		}
	return added;
}

bool why_has_posts(const struct making *making, const struct kind *kind)
{
	const struct unit_state *state = book_state(making->book, making->figure->unit);

	for (size_t i = 0; i < state->leg_count; i++)
		if (is_of(making, &state->legs[i], kind))
			return true;
	return false;
}

/* ---- posts that are no more ---- */

static bool was_of(const struct making *making, const struct post *post, const struct kind *kind)
{
	const struct leg *leg = leg_of(making, post);

	return leg && !strcmp(post->kind, kind->id) && book_leg_lives(post, leg, making->figure->year);
}

/* A post that takes the place of one of this kind, and gives the unit nothing in its stead. */
static bool ends_one(const struct making *making, const struct event *event, const struct kind *kind)
{
	const struct post *post = &event->line->act.post;
	const struct event *old = event->line->act.kind == ACT_POST && event->state == LINE_APPLIED ? replaced_by(making, post) : NULL;

	return old && was_of(making, &old->line->act.post, kind) && !was_of(making, post, kind);
}

void why_gone_posts(struct making *making, int depth, const struct kind *kind)
{
	for (size_t i = making->book->event_count; i-- > 0;) {
		const struct event *event = making->book->events[i];
		const struct post *post = &event->line->act.post;

		if (!ends_one(making, event, kind))
			continue;
		const char *what = post->legs.count ? _("ersattes av en post som inte gäller här") : _("drogs tillbaka");

		why_add(making, &(struct why_row){ .kind = WHY_POST,
					       .depth = depth,
					       .value = MONEY_NONE,
					       .text = post->text ? why_phrase(making, "%s: %s", what, post->text) : what,
					       .note = why_source(making, event, post->decision),
					       .event = event });
		add_replaced(making, depth + 1, post);
	}
}

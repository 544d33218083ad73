#include "posting_private.h"

#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- who gives what ---- */

/* The rights ask about an act: the smallest one that gives the unit something. */
static bool may_give(const struct posting_desk *desk, int unit, struct error *error)
{
	const struct charter charter = { region_of(desk), desk->book->org };
	struct leg leg = { unit_at(desk, unit)->id, 0, NUMBER_NONE, NUMBER_NONE };
	struct act act;

	if (!desk->user)
		return error_set(error, "no-seat", _("välj först vem du är här (b på startsidan)"));
	act_clear(&act, ACT_POST);
	act.post.kind = region_of(desk)->kinds[0].id;
	act.post.year = region_of(desk)->year;
	act.post.decision = "-"; /* a registrar is asked for hers in the form */
	act.post.legs = (struct list){ &leg, 1 };
	return rights_may(&charter, desk->user, &act, error);
}

static bool may_give_below(const struct posting_desk *desk, int unit)
{
	const struct org *org = desk->book->org;
	int holder = org_holder(org, unit);

	return desk->user && (rights_divides(org, holder, desk->user) || org_is_registrar(org, holder, desk->user)) &&
	       org_next_sub(org, holder, ORG_NONE) != ORG_NONE;
}

static void sit(struct posting_desk *desk, int unit)
{
	int above = org_above(desk->book->org, unit);

	desk->whole = above == ORG_NONE;
	desk->giver = desk->whole ? 0 : above;
}

bool posting_desk_at(struct posting_desk *desk, const struct book *book, const char *user, int unit, bool *from_below, struct error *error)
{
	bool group = book->org->units[unit].kind == UNIT_GROUP;

	*desk = (struct posting_desk){ .book = book, .user = user, .giver = org_holder(book->org, unit), .shown = MONEY_IN_KR };
	*from_below = group;
	if (group && may_give_below(desk, unit))
		return true;
	if (group) /* has no ram of its own: asked about as what lies directly below it */
		return may_give(desk, unit + 1 < book->org->units[unit].end ? unit + 1 : 0, error);
	*from_below = !may_give(desk, unit, error) && book->org->units[unit].kind == UNIT_UNIT && may_give_below(desk, unit);
	if (*from_below)
		return true;
	sit(desk, unit);
	return may_give(desk, unit, NULL);
}

bool posting_desk_below(struct posting_desk *desk, const struct book *book, const char *user, int unit, struct error *error)
{
	*desk = (struct posting_desk){ .book = book, .user = user, .giver = org_holder(book->org, unit), .shown = MONEY_IN_KR };
	return may_give_below(desk, unit) || error_set(error, "not-allowed", _("ramar under %s ges av andra"), book->org->units[unit].name);
}

bool posting_desk_of(struct posting_desk *desk, const struct book *book, const char *user, const struct event *post, struct error *error)
{
	const struct leg *legs = post->line->act.post.legs.items;

	*desk = (struct posting_desk){ .book = book, .user = user, .giver = ORG_NONE, .shown = MONEY_IN_KR };
	for (size_t i = 0; i < post->line->act.post.legs.count; i++) {
		int unit = org_find(book->org, legs[i].unit);

		if (unit == ORG_NONE)
			continue;
		sit(desk, unit);
		return may_give(desk, unit, error);
	}
	return error_set(error, "unknown-unit", _("postens enheter finns inte längre i organisationen"));
}

bool posting_is_registrar(const struct posting_desk *desk)
{
	return desk->whole || (desk->giver != ORG_NONE && desk->user && !rights_divides(desk->book->org, desk->giver, desk->user));
}

bool posting_allows(const struct posting_desk *desk, int unit)
{
	if (unit == ORG_NONE || desk->giver == ORG_NONE || unit_at(desk, unit)->kind == UNIT_GROUP)
		return false;
	return org_above(desk->book->org, unit) == (desk->whole ? ORG_NONE : desk->giver);
}

int posting_next_unit(const struct posting_desk *desk, int at)
{
	for (int unit = at == ORG_NONE ? 0 : at + 1; unit < desk->book->org->count; unit++)
		if (posting_allows(desk, unit))
			return unit;
	return ORG_NONE;
}

/* ---- beginning ---- */

void posting_set_id(char id[65], const char *text)
{
	size_t length = text ? strnlen(text, 64) : 0;

	memcpy(id, text ? text : "", length);
	id[length] = '\0';
}

/* What does not fit is cut at a whole character; spaces at either end are nothing. */
void posting_set_text(char out[POSTING_TEXT_BYTES], const char *text)
{
	size_t length, bad_at;

	text = text ? text + strspn(text, " ") : "";
	length = strnlen(text, POSTING_TEXT_BYTES - 1);
	if (!text_valid(text, length, &bad_at))
		length = bad_at;
	while (length && text[length - 1] == ' ')
		length--;
	memcpy(out, text, length);
	out[length] = '\0';
}

static size_t first_kind(const struct region *region)
{
	for (size_t i = 0; i < region->kind_count; i++)
		if (!region->kinds[i].opening)
			return i;
	return 0;
}

struct posting_leg *posting_leg_add(struct posting *posting, const char *unit)
{
	struct posting_leg *leg;

	if (posting->leg_count == posting->leg_room) {
		posting->leg_room = posting->leg_room ? posting->leg_room * 2 : 8;
		posting->legs = memory_grow(posting->legs, posting->leg_room, sizeof *posting->legs);
	}
	leg = &posting->legs[posting->leg_count++];
	*leg = (struct posting_leg){ .amount = MONEY_NONE, .full_year = MONEY_NONE };
	posting_set_id(leg->unit, unit);
	return leg;
}

void posting_new(struct posting *posting, const struct posting_desk *desk, int year, int unit)
{
	*posting = (struct posting){ .year = year };
	posting_set_id(posting->kind, region_of(desk)->kinds[first_kind(region_of(desk))].id);
	if (posting_allows(desk, unit))
		posting_leg_add(posting, unit_at(desk, unit)->id);
}

void posting_from(struct posting *posting, const struct event *event)
{
	const struct post *post = &event->line->act.post;
	const struct leg *legs = post->legs.items;

	*posting = (struct posting){ .year = (int)post->year };
	posting_set_id(posting->kind, post->kind);
	for (size_t i = 0; i < post->legs.count; i++) {
		struct posting_leg *leg = posting_leg_add(posting, legs[i].unit);
		int64_t until = act_until(post, &legs[i]);

		leg->amount = money_from_kr(legs[i].kr);
		leg->until = until == NUMBER_NONE ? 0 : (int)until;
		leg->full_year = money_from_kr(legs[i].full_year);
	}
	posting_take_series(posting, post);
	snprintf(posting->end, sizeof posting->end, "%s", post->end ? post->end : "");
	posting_set_id(posting->line, post->line);
	posting_set_id(posting->principle, post->principle);
	posting_set_text(posting->text, post->text);
	posting_set_text(posting->decision, post->decision);
	posting_set_id(posting->replaces, event->line->hash);
	posting_set_id(posting->proposal, post->proposal);
}

/* The one that moves money and nothing else, where the region has several that sum to 0. */
static const char *kind_of_proposals(const struct region *region)
{
	const char *id = NULL;

	for (size_t i = 0; i < region->kind_count; i++)
		if (region->kinds[i].zero_sum && (!id || !strcmp(region->kinds[i].id, "transfer")))
			id = region->kinds[i].id;
	return id;
}

bool posting_propose(struct posting *posting, const struct posting_desk *desk, const struct event *event)
{
	const struct say *say = &event->line->act.say;
	const char *kind = kind_of_proposals(desk->book->region);

	if (!kind)
		return false;
	posting_set_id(posting->kind, kind);
	posting->leg_count = 0;
	posting_leg_add(posting, say->unit)->amount = -money_from_kr(say->kr);
	posting_leg_add(posting, say->with)->amount = money_from_kr(say->kr);
	posting_set_text(posting->text, say->text);
	posting_set_id(posting->proposal, event->line->hash);
	return true;
}

void posting_copy(struct posting *to, const struct posting *from)
{
	*to = *from;
	to->legs = memory_grow(NULL, from->leg_count + 1, sizeof *to->legs);
	if (from->leg_count)
		memcpy(to->legs, from->legs, from->leg_count * sizeof *to->legs);
	to->leg_room = from->leg_count + 1;
}

void posting_free(struct posting *posting)
{
	free(posting->legs);
	*posting = (struct posting){ 0 };
}

bool posting_has_leg(const struct posting *posting, const char *id, size_t but)
{
	for (size_t i = 0; i < posting->leg_count; i++)
		if (i != but && !strcmp(posting->legs[i].unit, id))
			return true;
	return false;
}

/* ---- acts ---- */

static struct list legs_of(const struct posting *posting, struct arena *arena)
{
	struct leg *legs = arena_alloc(arena, (posting->leg_count + 1) * sizeof *legs);

	for (size_t i = 0; i < posting->leg_count; i++) {
		const struct posting_leg *leg = &posting->legs[i];

		legs[i] = (struct leg){ leg->unit, zero_if_none(leg->amount) / MONEY_KR, leg->until ? leg->until : NUMBER_NONE, to_kr(leg->full_year) };
	}
	return (struct list){ legs, posting->leg_count };
}

void posting_act(const struct posting *posting, const struct posting_desk *desk, struct act *act, struct arena *arena)
{
	act_clear(act, ACT_POST);
	act->post.kind = posting->kind;
	act->post.year = posting->year;
	act->post.legs = legs_of(posting, arena);
	act->post.end = posting_has_end(desk, posting) ? if_any(posting->end) : NULL;
	act->post.line = if_any(posting->line);
	act->post.text = if_any(posting->text);
	act->post.decision = if_any(posting->decision);
	act->post.principle = if_any(posting->principle);
	act->post.details = posting_details(posting, desk, arena);
	act->post.replaces = if_any(posting->replaces);
	act->post.proposal = if_any(posting->proposal);
}

void posting_withdrawal(const struct event *post, const char *why, const char *decision, struct act *act)
{
	act_clear(act, ACT_POST);
	act->post.kind = post->line->act.post.kind;
	act->post.year = post->line->act.post.year;
	act->post.text = why && *why ? why : NULL;
	act->post.decision = decision && *decision ? decision : NULL;
	act->post.replaces = post->line->hash;
}

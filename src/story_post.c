/* Posts: who got, who gave, and why. */
#include "story_private.h"

#include "intl.h"

#include <string.h>

static const struct kind *kind_of(const struct telling *tell, const char *id)
{
	int kind = region_kind(tell->book->region, id);

	return kind < 0 ? NULL : &tell->book->region->kinds[kind];
}

static void add_kind(struct telling *tell, const char *id)
{
	const struct kind *kind = kind_of(tell, id);

	buffer_text(&tell->out, " (");
	tell_lower(&tell->out, kind ? kind->name : id);
	buffer_text(&tell->out, ")");
}

static void add_until(struct telling *tell, int64_t until)
{
	if (until != NUMBER_NONE)
		buffer_format(&tell->out, _(" till och med %lld"), (long long)until);
}

static void add_full_year(struct telling *tell, const struct leg *leg)
{
	if (leg->full_year == NUMBER_NONE)
		return;
	buffer_text(&tell->out, _(", helårseffekt "));
	tell_kr(tell, leg->full_year, 0);
}

static void add_legs(struct telling *tell, const struct post *post)
{
	const struct leg *legs = post->legs.items;
	size_t count = post->legs.count, shown = count > SHOWN ? SHOWN : count;

	for (size_t i = 0; i < shown; i++) {
		tell_between(tell, i, count);
		buffer_format(&tell->out, "%s ", tell_unit_name(tell, legs[i].unit));
		tell_kr(tell, legs[i].kr, MONEY_SIGN);
		add_until(tell, act_until(post, &legs[i]));
		add_full_year(tell, &legs[i]);
	}
	if (count > shown)
		buffer_format(&tell->out, _(" och %zu till"), count - shown);
}

static void tell_one_leg(struct telling *tell, const struct post *post)
{
	const struct leg *leg = post->legs.items;
	const struct kind *kind = kind_of(tell, post->kind);
	const char *name = tell_unit_name(tell, leg->unit);

	if (leg->kr < 0) {
		buffer_text(&tell->out, _(" tog "));
		tell_kr(tell, -leg->kr, 0);
		buffer_format(&tell->out, _(" från %s"), name);
	} else {
		buffer_format(&tell->out, _(" gav %s "), name);
		tell_kr(tell, leg->kr, kind && kind->opening ? 0 : MONEY_SIGN);
	}
	add_full_year(tell, leg);
	add_until(tell, act_until(post, leg));
	add_kind(tell, post->kind);
}

static void tell_move(struct telling *tell, const struct post *post)
{
	const struct leg *legs = post->legs.items, *from = legs[0].kr < 0 ? &legs[0] : &legs[1], *to = legs[0].kr < 0 ? &legs[1] : &legs[0];

	buffer_text(&tell->out, _(" flyttade "));
	tell_kr(tell, to->kr, 0);
	buffer_format(&tell->out, _(" från %s till %s"), tell_unit_name(tell, from->unit), tell_unit_name(tell, to->unit));
	add_until(tell, post->until);
	add_kind(tell, post->kind);
}

static void tell_many_legs(struct telling *tell, const struct post *post)
{
	buffer_format(&tell->out, _(" ändrade %zu ramar"), post->legs.count);
	add_kind(tell, post->kind);
	buffer_text(&tell->out, _(" för "));
	add_legs(tell, post);
}

static bool is_move(const struct telling *tell, const struct post *post)
{
	const struct leg *legs = post->legs.items;
	const struct kind *kind = kind_of(tell, post->kind);

	return kind && kind->zero_sum && post->legs.count == 2 && legs[0].kr && legs[0].kr == -legs[1].kr && legs[0].until == legs[1].until &&
	       legs[0].until == NUMBER_NONE && legs[0].full_year == NUMBER_NONE && legs[1].full_year == NUMBER_NONE;
}

/* «posten från 3 dec 2019 (Ortopedi +3,0 mnkr)» */
static void add_replaced(struct telling *tell, const char *hash)
{
	const struct event *old = book_event(tell->book, hash);

	if (!old || old->line->act.kind != ACT_POST) {
		buffer_text(&tell->out, _("en tidigare post"));
		return;
	}
	buffer_text(&tell->out, _("posten från "));
	story_date(&tell->out, old->line->head.at);
	buffer_text(&tell->out, " (");
	add_legs(tell, &old->line->act.post);
	buffer_text(&tell->out, ")");
}

static const struct word ends[] = {
	{ "unknown", N_("; motparten är inte angiven") },
	{ "derived", N_("; motparten följer bara av lika belopp") },
	{ "own", N_("; mot egen ram") },
};

static void add_end(struct telling *tell, const char *end)
{
	buffer_text(&tell->out, TELL_WORD(ends, end));
}

static void add_post_reasons(struct telling *tell, const struct post *post)
{
	const struct kind *kind = kind_of(tell, post->kind);

	if (post->text)
		buffer_format(&tell->out, ": %s", post->text);
	else if (post->legs.count && kind && !kind->explained)
		buffer_text(&tell->out, _(": beslutet säger inte varför"));
	tell_decision(tell, post->decision);
	if (post->line) {
		buffer_text(&tell->out, _("; till raden "));
		tell_line(tell, post->line);
	}
	add_end(tell, post->end);
	if (post->replaces && post->legs.count) {
		buffer_text(&tell->out, _("; ersatte "));
		add_replaced(tell, post->replaces);
	}
}

/* Whose proposal it was that this decides. */
static void add_proposer(struct telling *tell, const struct post *post)
{
	const struct event *proposal = post->proposal ? book_event(tell->book, post->proposal) : NULL;

	if (!proposal)
		return;
	buffer_text(&tell->out, _(", på förslag av "));
	tell_user(tell, proposal->user);
}

void tell_post(struct telling *tell)
{
	const struct post *post = &tell->event->line->act.post;

	if (!post->legs.count) {
		buffer_text(&tell->out, _(" drog tillbaka "));
		if (post->replaces)
			add_replaced(tell, post->replaces);
	} else if (post->legs.count == 1) {
		tell_one_leg(tell, post);
	} else if (is_move(tell, post)) {
		tell_move(tell, post);
	} else {
		tell_many_legs(tell, post);
	}
	if (post->legs.count && post->year != tell->book->region->year)
		buffer_format(&tell->out, _(" från %lld"), (long long)post->year);
	add_proposer(tell, post);
	add_post_reasons(tell, post);
}

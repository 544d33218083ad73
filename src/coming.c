#include "coming.h"

#include "intl.h"

#define CAUSES (COMING_FULL_YEAR + 1)

enum coming coming_cause(const struct post *post, const struct leg *leg, int year)
{
	if (post->year == year)
		return COMING_NEW;
	return act_until(post, leg) == year - 1 ? COMING_ENDS : COMING_FULL_YEAR;
}

/* By cause; the sum of them all. */
static money changes_in(const struct book *book, int unit, int year, money changes[CAUSES])
{
	const struct unit_state *state = book_state(book, unit);
	money sum = 0;

	for (int i = 0; i < CAUSES; i++)
		changes[i] = 0;
	for (size_t i = 0; i < state->leg_count; i++) {
		const struct post *post = &state->legs[i].event->line->act.post;
		const struct leg *leg = state->legs[i].leg;
		money change = book_leg(post, leg, year) - book_leg(post, leg, year - 1);

		changes[coming_cause(post, leg, year)] = money_sum(changes[coming_cause(post, leg, year)], change);
		sum = money_sum(sum, change);
	}
	return sum;
}

static void tell_amount(struct buffer *out, money value, enum money_unit shown, unsigned flags)
{
	char text[MONEY_TEXT];

	buffer_text(out, money_print(text, value, shown, MONEY_USUAL, flags | MONEY_SIGN));
}

/* A single cause needs no amount of its own. */
static void tell_year(struct buffer *out, int year, money sum, const money changes[CAUSES], enum money_unit shown, unsigned flags)
{
	static const char *const causes[CAUSES] = { [COMING_NEW] = N_("nytt"), [COMING_ENDS] = N_("tillfälligt slutar"), [COMING_FULL_YEAR] = N_("helårseffekt") };
	size_t several = 0, told = 0;

	for (int i = 0; i < CAUSES; i++)
		several += changes[i] != 0;
	buffer_format(out, "%s%d: ", out->size ? "; " : "", year);
	tell_amount(out, sum, shown, flags);
	buffer_text(out, " (");
	for (int i = 0; i < CAUSES; i++) {
		if (!changes[i])
			continue;
		buffer_format(out, "%s%s", told++ ? ", " : "", _(causes[i]));
		if (several > 1) {
			buffer_text(out, " ");
			tell_amount(out, changes[i], shown, flags);
		}
	}
	buffer_text(out, ")");
}

void coming_tell(struct buffer *out, const struct book *book, int unit, int year, enum money_unit shown, unsigned flags)
{
	struct buffer text = { 0 };

	for (int next = year + 1; next < book->region->year + REGION_YEARS; next++) {
		money changes[CAUSES], sum = changes_in(book, unit, next, changes);
		bool any = false;

		for (int i = 0; i < CAUSES; i++)
			any |= changes[i] != 0;
		if (any)
			tell_year(&text, next, sum, changes, shown, flags);
	}
	if (text.size)
		buffer_text(out, text.bytes);
	buffer_free(&text);
}

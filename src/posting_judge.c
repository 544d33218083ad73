#include "posting_private.h"

#include "intl.h"
#include "title.h"
#include "version.h"

#include <string.h>

/* ---- what follows ---- */

static money leg_in(const struct posting *posting, const struct posting_leg *leg, int year)
{
	if (year < posting->year || (leg->until && year > leg->until))
		return 0;
	return zero_if_none(year > posting->year && leg->full_year != MONEY_NONE ? leg->full_year : leg->amount);
}

static money sum_in(const struct posting *posting, int year)
{
	money sum = 0;

	for (size_t i = 0; i < posting->leg_count; i++)
		sum = money_sum(sum, leg_in(posting, &posting->legs[i], year));
	return sum;
}

money posting_sum(const struct posting *posting)
{
	return sum_in(posting, posting->year);
}

money posting_rest(const struct posting *posting, const struct posting_desk *desk, size_t leg)
{
	struct posting_follows follows;
	struct arena arena = { 0 };
	money own = leg < posting->leg_count ? zero_if_none(posting->legs[leg].amount) : 0, left;

	if (posting_has_end(desk, posting))
		return money_sum(own, -posting_sum(posting));
	posting_follow(posting, desk, &follows, &arena);
	left = follows.left.after;
	arena_free(&arena);
	return left == MONEY_NONE ? MONEY_NONE : money_sum(left, own);
}

/* What the post that is replaced gives the unit in that year: it goes when this one comes. */
static money replaced_in(const struct posting *posting, const struct posting_desk *desk, const char *unit)
{
	const struct event *old = *posting->replaces ? book_event(desk->book, posting->replaces) : NULL;
	const struct leg *legs = old ? old->line->act.post.legs.items : NULL;
	money sum = 0;

	if (!old || old->line->act.kind != ACT_POST || old->replaced_by)
		return 0;
	for (size_t i = 0; i < old->line->act.post.legs.count; i++)
		if (!strcmp(legs[i].unit, unit))
			sum = money_sum(sum, book_leg(&old->line->act.post, &legs[i], posting->year));
	return sum;
}

money posting_ram_without(const struct posting *posting, const struct posting_desk *desk, const char *id)
{
	int unit = org_find(desk->book->org, id);
	bool known = desk->table && desk->table->year == posting->year;
	struct ram_table *made = known ? NULL : ram_make(desk->book, posting->year, NULL, 0);
	money ram = unit == ORG_NONE ? MONEY_NONE : (known ? desk->table : made)->balance[unit].ram;

	ram_free(made);
	return ram == MONEY_NONE ? MONEY_NONE : money_sum(ram, -replaced_in(posting, desk, id));
}

static money given(const struct posting *posting, const char *unit)
{
	money sum = 0;

	for (size_t i = 0; i < posting->leg_count; i++)
		if (!strcmp(posting->legs[i].unit, unit))
			sum = money_sum(sum, leg_in(posting, &posting->legs[i], posting->year));
	return sum;
}

struct wishes { const struct posting *posting; const struct posting_desk *desk; const struct ram_table *table; struct wish *items; size_t count; };

static void wish_for(struct wishes *wishes, const char *id)
{
	int unit = org_find(wishes->desk->book->org, id);
	money change = money_sum(given(wishes->posting, id), -replaced_in(wishes->posting, wishes->desk, id));

	for (size_t i = 0; i < wishes->count; i++)
		if (wishes->items[i].unit == unit)
			return;
	if (posting_allows(wishes->desk, unit))
		wishes->items[wishes->count++] = (struct wish){ unit, NULL, money_sum(zero_if_none(wishes->table->own[unit]), change) };
}

static void wish_all(struct wishes *wishes, struct arena *arena)
{
	const struct posting *posting = wishes->posting;
	const struct event *old = *posting->replaces ? book_event(wishes->desk->book, posting->replaces) : NULL;
	const struct list none = { NULL, 0 }, *gone = old && old->line->act.kind == ACT_POST ? &old->line->act.post.legs : &none;

	wishes->items = arena_alloc(arena, (posting->leg_count + gone->count + 1) * sizeof *wishes->items);
	for (size_t i = 0; i < posting->leg_count; i++)
		wish_for(wishes, posting->legs[i].unit);
	for (size_t i = 0; i < gone->count; i++)
		wish_for(wishes, ((const struct leg *)gone->items)[i].unit);
}

static struct posting_change change_of(const struct ram_table *before, const struct ram_table *after, int unit)
{
	if (unit == ORG_NONE)
		return (struct posting_change){ MONEY_NONE, MONEY_NONE };
	return (struct posting_change){ before->balance[unit].ram, after->balance[unit].ram };
}

void posting_follow(const struct posting *posting, const struct posting_desk *desk, struct posting_follows *follows, struct arena *arena)
{
	bool known = desk->table && desk->table->year == posting->year;
	struct ram_table *made = known ? NULL : ram_make(desk->book, posting->year, NULL, 0);
	struct wishes wishes = { .posting = posting, .desk = desk, .table = known ? desk->table : made };
	struct ram_table *after;

	wish_all(&wishes, arena);
	after = ram_make(desk->book, posting->year, wishes.items, wishes.count);
	follows->rams = arena_alloc(arena, (posting->leg_count + 1) * sizeof *follows->rams);
	for (size_t i = 0; i < posting->leg_count; i++)
		follows->rams[i] = change_of(wishes.table, after, org_find(desk->book->org, posting->legs[i].unit));
	follows->left = (struct posting_change){ MONEY_NONE, MONEY_NONE };
	if (desk->giver != ORG_NONE)
		follows->left = (struct posting_change){ wishes.table->balance[desk->giver].left, after->balance[desk->giver].left };
	ram_free(after);
	ram_free(made);
}

/* ---- what is right ---- */

#define JUDGE_ARGUMENTS const struct posting *posting, const struct posting_desk *desk, size_t at, struct error *why

static enum posting_verdict wrong(bool never)
{
	(void)never; /* error_set's answer */
	return POSTING_WRONG;
}

static enum posting_verdict note(bool never)
{
	(void)never;
	return POSTING_NOTE;
}

static bool is_gone(const struct posting_desk *desk, const struct event *old, struct error *why)
{
	const struct charter charter = { region_of(desk), desk->book->org };
	struct buffer who = { 0 };

	if (old)
		title_user(&who, &charter, old->replaced_by->user, false);
	error_set(why, "replaces", _("posten som ska ändras är redan ersatt av %s: öppna den nya i stället"), old ? who.bytes : "?");
	buffer_free(&who);
	return false;
}

static enum posting_verdict judge_kind(JUDGE_ARGUMENTS)
{
	const struct event *old = *posting->replaces ? book_event(desk->book, posting->replaces) : NULL;

	(void)at;
	if (desk->giver == ORG_NONE)
		return wrong(error_set(why, "gone", _("enheten som ger ramen finns inte längre i organisationen")));
	if (*posting->replaces && (!old || old->replaced_by))
		return wrong(is_gone(desk, old, why));
	if (!kind_of(desk, posting))
		return wrong(error_set(why, "unknown-kind", _("slaget «%s» finns inte längre: välj ett annat"), posting->kind));
	return POSTING_FINE;
}

static enum posting_verdict judge_year(JUDGE_ARGUMENTS)
{
	const struct kind *kind = kind_of(desk, posting);
	int first = region_of(desk)->year;

	(void)at;
	if (kind && kind->opening && posting->year != first)
		return wrong(error_set(why, "year", _("%s finns bara %d"), kind->name, first));
	if (posting->year < first || posting->year >= first + REGION_YEARS)
		return wrong(error_set(why, "year", _("året %d ligger utanför mappen: välj %d–%d"), posting->year, first, first + REGION_YEARS - 1));
	return POSTING_FINE;
}

static bool has_opening(const struct posting *posting, const struct posting_desk *desk, int unit)
{
	const struct unit_state *state = book_state(desk->book, unit);

	for (size_t i = 0; i < state->leg_count; i++) {
		const struct event *event = state->legs[i].event;

		if (!strcmp(event->line->act.post.kind, posting->kind) && strcmp(event->line->hash, posting->replaces) != 0)
			return true;
	}
	return false;
}

static enum posting_verdict judge_unit(JUDGE_ARGUMENTS)
{
	const struct kind *kind = kind_of(desk, posting);
	int unit = at < posting->leg_count ? org_find(desk->book->org, posting->legs[at].unit) : ORG_NONE;

	if (!posting->leg_count)
		return wrong(error_set(why, "no-legs", *posting->replaces ? _("inget ben är kvar: en post tas tillbaka med x i enhetens bild")
		                                                          : _("välj minst en enhet: skriv början av dess namn")));
	if (at >= posting->leg_count)
		return POSTING_FINE;
	if (!posting_allows(desk, unit))
		return wrong(posting_no_such_unit(desk, &(struct posting){ 0 }, posting->legs[at].unit, why));
	if (posting_has_leg(posting, posting->legs[at].unit, at))
		return wrong(error_set(why, "repeated-leg", _("%s står två gånger: slå ihop beloppen"), unit_at(desk, unit)->name));
	if (kind && kind->opening && has_opening(posting, desk, unit))
		return note(error_set(why, "opened", _("%s har redan ett utgångsläge: det här läggs till det"), unit_at(desk, unit)->name));
	return POSTING_FINE;
}

/* More than twice what there is must be a slip; an opening figure has only the giver's ram beside it. */
static bool is_improbable(const struct posting *posting, const struct posting_desk *desk, const struct posting_leg *leg, int64_t *times, bool *own)
{
	int unit = org_find(desk->book->org, leg->unit);
	money size = leg->amount < 0 ? -leg->amount : leg->amount;

	if (!desk->table || desk->table->year != posting->year || unit == ORG_NONE || desk->giver == ORG_NONE || desk->whole)
		return false;
	*own = desk->table->balance[unit].ram > 0;
	money ram = *own ? desk->table->balance[unit].ram : desk->table->balance[desk->giver].available;

	if (ram <= 0) /* MONEY_NONE is below 0 too */
		return false;
	*times = size / ram;
	return size - ram > ram;
}

static enum posting_verdict judge_amount(JUDGE_ARGUMENTS)
{
	int64_t times;
	bool own;
	char text[MONEY_TEXT];

	if (at >= posting->leg_count)
		return POSTING_FINE;
	if (posting->legs[at].amount == MONEY_NONE)
		return wrong(error_set(why, "no-amount", _("%s saknar belopp"), name_of(desk, posting->legs[at].unit)));
	if (posting_index_differs(posting, desk, at, why))
		return POSTING_NOTE;
	if (!is_improbable(posting, desk, &posting->legs[at], &times, &own))
		return POSTING_FINE;
	return note(error_set(why, "improbable",
	                      own ? _("%s: %s är %lld gånger enhetens ram, stämmer det?")
	                          : _("%s: %s är %lld gånger det som finns att fördela, stämmer det?"),
	                      name_of(desk, posting->legs[at].unit), print(text, desk, posting->legs[at].amount, MONEY_NAMED),
	                      (long long)times));
}

static enum posting_verdict judge_until(JUDGE_ARGUMENTS)
{
	const struct posting_leg *leg = at < posting->leg_count ? &posting->legs[at] : NULL;

	if (leg && leg->until && leg->until < posting->year)
		return wrong(error_set(why, "year", _("%s: till och med %d är före %d"), name_of(desk, leg->unit), leg->until, posting->year));
	return POSTING_FINE;
}

static enum posting_verdict judge_full_year(JUDGE_ARGUMENTS)
{
	const struct posting_leg *leg = at < posting->leg_count ? &posting->legs[at] : NULL;

	if (leg && leg->full_year != MONEY_NONE && leg->until == posting->year)
		return note(error_set(why, "ended", _("%s: helårseffekten gäller från %d, men beloppet upphör %d"),
		                      name_of(desk, leg->unit), posting->year + 1, leg->until));
	return POSTING_FINE;
}

static enum posting_verdict judge_rest(JUDGE_ARGUMENTS)
{
	money sum = posting_sum(posting);
	const struct posting_end *end = posting_end_named(posting->end);
	char text[MONEY_TEXT], size[MONEY_TEXT];

	(void)at;
	print(size, desk, sum < 0 ? -sum : sum, 0);
	if (!end || end->balanced)
		return wrong(error_set(why, "not-zero-sum", _("benen summerar till %s: %s saknar motpart"), print(text, desk, sum, MONEY_SIGN), size));
	if (!strcmp(posting->end, "unknown"))
		return note(error_set(why, "unknown", _("motparten till %s är okänd: det står kvar som ospecificerat i avstämningen"), size));
	return note(error_set(why, "own", sum > 0 ? _("%s tas ur den egna ramen") : _("%s går till den egna ramen"), size));
}

static enum posting_verdict judge_end(JUDGE_ARGUMENTS)
{
	money later = sum_in(posting, posting->year + 1);
	char text[MONEY_TEXT];

	if (!posting_has_end(desk, posting))
		return POSTING_FINE;
	if (posting_sum(posting))
		return judge_rest(posting, desk, at, why);
	if (later)
		return note(error_set(why, "later", _("från %d summerar benen till %s"), posting->year + 1, print(text, desk, later, MONEY_SIGN)));
	return POSTING_FINE;
}

static enum posting_verdict judge_line(JUDGE_ARGUMENTS)
{
	(void)at;
	if (*posting->line && region_line(region_of(desk), posting->line) < 0)
		return wrong(error_set(why, "unknown-line", _("budgetraden «%s» finns inte längre: välj en annan"), posting->line));
	return POSTING_FINE;
}

static enum posting_verdict judge_text(JUDGE_ARGUMENTS)
{
	const struct kind *kind = kind_of(desk, posting);

	(void)at;
	if (!*posting->text && kind && !kind->explained)
		return note(error_set(why, "no-text", _("utan text säger posten inte varför: skriv det i en mening")));
	return POSTING_FINE;
}

static enum posting_verdict judge_decision(JUDGE_ARGUMENTS)
{
	const struct event *lock = version_locked(desk->book, posting->year);

	(void)at;
	if (!*posting->decision && lock)
		return wrong(version_asks(lock, posting->year, why));
	if (!*posting->decision && desk->giver != ORG_NONE && posting_is_registrar(desk))
		return wrong(error_set(why, "no-decision",
		                       _("en registrator skriver det som är beslutat: ange organ, datum, paragraf och diarienummer")));
	return POSTING_FINE;
}

static enum posting_verdict judge_principle(JUDGE_ARGUMENTS)
{
	(void)at;
	if (*posting->principle && region_principle(region_of(desk), posting->principle) < 0)
		return wrong(error_set(why, "unknown-principle", _("styrprincipen «%s» finns inte längre: välj en annan"), posting->principle));
	return POSTING_FINE;
}

static const struct { enum posting_verdict (*judge)(JUDGE_ARGUMENTS); bool of_leg; } judges[POSTING_FIELDS] = {
	[POSTING_KIND] = { judge_kind, false },
	[POSTING_YEAR] = { judge_year, false },
	[POSTING_UNIT] = { judge_unit, true },
	[POSTING_AMOUNT] = { judge_amount, true },
	[POSTING_UNTIL] = { judge_until, true },
	[POSTING_FULL_YEAR] = { judge_full_year, true },
	[POSTING_END] = { judge_end, false },
	[POSTING_LINE] = { judge_line, false },
	[POSTING_TEXT] = { judge_text, false },
	[POSTING_DECISION] = { judge_decision, false },
	[POSTING_PRINCIPLE] = { judge_principle, false },
};

enum posting_verdict posting_judge(const struct posting *posting, const struct posting_desk *desk, struct posting_cell cell, struct error *why)
{
	*why = (struct error){ 0 };
	return judges[cell.field].judge(posting, desk, cell.leg, why);
}

/* Should the form have overlooked something, the core has not. */
static bool core_refuses(const struct posting *posting, const struct posting_desk *desk, struct error *why)
{
	const struct charter charter = { region_of(desk), desk->book->org };
	struct arena arena = { 0 };
	struct act act;
	bool fine;

	posting_act(posting, desk, &act, &arena);
	fine = act_check(&act, why) && rights_content(&charter, &act, why) && desk->user && rights_may(&charter, desk->user, &act, why);
	arena_free(&arena);
	return !fine;
}

bool posting_wrong(const struct posting *posting, const struct posting_desk *desk, struct posting_cell *cell, struct error *why)
{
	for (enum posting_field field = 0; field < POSTING_FIELDS; field++) {
		size_t legs = judges[field].of_leg && posting->leg_count ? posting->leg_count : 1;

		for (size_t leg = 0; leg < legs; leg++) {
			*cell = (struct posting_cell){ field, leg };
			if (posting_judge(posting, desk, *cell, why) == POSTING_WRONG)
				return true;
		}
	}
	*cell = (struct posting_cell){ POSTING_KIND, 0 };
	return core_refuses(posting, desk, why);
}

#include "posting.h"

#include "intl.h"
#include "plan.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- small things ---- */

static void set_id(char id[65], const char *text)
{
	size_t length = text ? strnlen(text, 64) : 0;

	memcpy(id, text ? text : "", length);
	id[length] = '\0';
}

/* What does not fit is cut at a whole character; spaces at either end are nothing. */
static void set_text(char out[POSTING_TEXT_BYTES], const char *text)
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

static const char *if_any(const char *text)
{
	return *text ? text : NULL;
}

static const struct region *region_of(const struct posting_desk *desk)
{
	return desk->book->region;
}

static const struct unit *unit_at(const struct posting_desk *desk, int unit)
{
	return &desk->book->org->units[unit];
}

static const struct kind *kind_of(const struct posting_desk *desk, const struct posting *posting)
{
	int kind = region_kind(region_of(desk), posting->kind);

	return kind < 0 ? NULL : &region_of(desk)->kinds[kind];
}

static const char *name_of(const struct posting_desk *desk, const char *id)
{
	int unit = org_find(desk->book->org, id);

	return unit == ORG_NONE ? id : unit_at(desk, unit)->name;
}

static char *print(char out[MONEY_TEXT], const struct posting_desk *desk, money value, unsigned flags)
{
	return money_print(out, value, desk->shown, MONEY_FULL, desk->flags | flags);
}

static int64_t to_kr(money value)
{
	return value == MONEY_NONE ? NUMBER_NONE : value / MONEY_KR;
}

static money zero_if_none(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

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

/* ---- finding a unit by what is typed ---- */

static bool is_leg(const struct posting *posting, const char *id, size_t but)
{
	for (size_t i = 0; i < posting->leg_count; i++)
		if (i != but && !strcmp(posting->legs[i].unit, id))
			return true;
	return false;
}

enum fit { FIT_NOT, FIT_PART, FIT_START, FIT_WHOLE };

static enum fit fit_of(const char *name, const struct buffer *text)
{
	struct buffer folded = { 0 };
	enum fit fit = FIT_NOT;

	text_fold(&folded, name, true);
	buffer_text(&folded, "");
	if (!strcmp(folded.bytes, text->bytes))
		fit = FIT_WHOLE;
	else if (!strncmp(folded.bytes, text->bytes, text->size))
		fit = FIT_START;
	else if (strstr(folded.bytes, text->bytes))
		fit = FIT_PART;
	buffer_free(&folded);
	return fit;
}

static enum fit fit_unit(const struct unit *unit, const struct buffer *text)
{
	enum fit name = fit_of(unit->name, text), id = fit_of(unit->id, text);

	return name > id ? name : id;
}

size_t posting_matches(const struct posting_desk *desk, const struct posting *posting, size_t leg, const char *text, int *units, size_t most)
{
	struct buffer folded = { 0 };
	size_t count = 0;

	text_fold(&folded, text + strspn(text, " "), true);
	buffer_text(&folded, "");
	while (folded.size && folded.bytes[folded.size - 1] == ' ')
		folded.bytes[--folded.size] = '\0';
	for (enum fit fit = FIT_WHOLE; fit > FIT_NOT; fit--)
		for (int unit = posting_next_unit(desk, ORG_NONE); unit != ORG_NONE && count < most; unit = posting_next_unit(desk, unit))
			if (fit_unit(unit_at(desk, unit), &folded) == fit && !is_leg(posting, unit_at(desk, unit)->id, leg))
				units[count++] = unit;
	buffer_free(&folded);
	return count;
}

/* Which of them was meant: the only one, or the one that is called just so. */
static int unit_meant(const struct posting_desk *desk, const int *units, size_t count, const char *text)
{
	struct buffer folded = { 0 };
	bool whole;

	if (!count)
		return ORG_NONE;
	text_fold(&folded, text, true);
	buffer_text(&folded, "");
	whole = fit_unit(unit_at(desk, units[0]), &folded) == FIT_WHOLE;
	buffer_free(&folded);
	return count == 1 || whole ? units[0] : ORG_NONE;
}

/* ---- beginning ---- */

static size_t first_kind(const struct region *region)
{
	for (size_t i = 0; i < region->kind_count; i++)
		if (!region->kinds[i].opening)
			return i;
	return 0;
}

static struct posting_leg *leg_add(struct posting *posting, const char *unit)
{
	struct posting_leg *leg;

	if (posting->leg_count == posting->leg_room) {
		posting->leg_room = posting->leg_room ? posting->leg_room * 2 : 8;
		posting->legs = memory_grow(posting->legs, posting->leg_room, sizeof *posting->legs);
	}
	leg = &posting->legs[posting->leg_count++];
	*leg = (struct posting_leg){ .amount = MONEY_NONE, .full_year = MONEY_NONE };
	set_id(leg->unit, unit);
	return leg;
}

void posting_new(struct posting *posting, const struct posting_desk *desk, int year, int unit)
{
	*posting = (struct posting){ .year = year };
	set_id(posting->kind, region_of(desk)->kinds[first_kind(region_of(desk))].id);
	if (posting_allows(desk, unit))
		leg_add(posting, unit_at(desk, unit)->id);
}

void posting_from(struct posting *posting, const struct event *event)
{
	const struct post *post = &event->line->act.post;
	const struct leg *legs = post->legs.items;

	*posting = (struct posting){ .year = (int)post->year };
	set_id(posting->kind, post->kind);
	for (size_t i = 0; i < post->legs.count; i++) {
		struct posting_leg *leg = leg_add(posting, legs[i].unit);
		int64_t until = act_until(post, &legs[i]);

		leg->amount = money_from_kr(legs[i].kr);
		leg->until = until == NUMBER_NONE ? 0 : (int)until;
		leg->full_year = money_from_kr(legs[i].full_year);
	}
	snprintf(posting->end, sizeof posting->end, "%s", post->end ? post->end : "");
	set_id(posting->line, post->line);
	set_id(posting->principle, post->principle);
	set_text(posting->text, post->text);
	set_text(posting->decision, post->decision);
	set_id(posting->replaces, event->line->hash);
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

/* ---- choices ---- */

static const struct { const char *word, *name; bool balanced; } ends[] = {
	{ "own", N_("egen ram"), false },
	{ "unknown", N_("okänd: beslutet nämner bara de här"), false },
	{ "derived", N_("härledd: hör ihop bara genom lika belopp"), true },
};
#define ENDS ((int)(sizeof ends / sizeof *ends))

bool posting_is_choice(enum posting_field field)
{
	return field == POSTING_KIND || field == POSTING_YEAR || field == POSTING_END || field == POSTING_LINE || field == POSTING_PRINCIPLE;
}

bool posting_has_end(const struct posting_desk *desk, const struct posting *posting)
{
	const struct kind *kind = kind_of(desk, posting);

	return kind && kind->zero_sum;
}

static int end_at(const char *word)
{
	for (int i = 0; i < ENDS; i++)
		if (!strcmp(ends[i].word, word))
			return i;
	return -1;
}

/* From `at` (-1: the empty choice, where there is one) by `step` among `count`, round the end. */
static int stepped(int at, int step, int count, bool empty)
{
	int all = count + empty;

	return all ? (at + empty + step + all) % all - empty : -1;
}

static void step_kind(struct posting *posting, const struct posting_desk *desk, int step)
{
	const struct region *region = region_of(desk);
	int at = region_kind(region, posting->kind);

	do
		at = stepped(at, step, (int)region->kind_count, false);
	while (region->kinds[at].opening && posting->year != region->year && region->kind_count > 1);
	set_id(posting->kind, region->kinds[at].id);
}

static void step_year(struct posting *posting, const struct posting_desk *desk, int step)
{
	const struct kind *kind = kind_of(desk, posting);
	int first = region_of(desk)->year, years = kind && kind->opening ? 1 : REGION_YEARS;

	posting->year = first + stepped(posting->year - first, step, years, false);
}

/* Only those that can hold: a rest has somewhere to go, or there is none. */
static void step_end(struct posting *posting, const struct posting_desk *desk, int step)
{
	bool balanced = !posting_sum(posting);
	int at = end_at(posting->end);

	(void)desk;
	do
		at = stepped(at, step, ENDS, true);
	while (at >= 0 && ends[at].balanced != balanced);
	snprintf(posting->end, sizeof posting->end, "%s", at < 0 ? "" : ends[at].word);
}

static void step_line(struct posting *posting, const struct posting_desk *desk, int step)
{
	const struct region *region = region_of(desk);
	int at = stepped(region_line(region, posting->line), step, (int)region->line_count, true);

	set_id(posting->line, at < 0 ? "" : region->lines[at].id);
}

static void step_principle(struct posting *posting, const struct posting_desk *desk, int step)
{
	const struct region *region = region_of(desk);
	int at = stepped(region_principle(region, posting->principle), step, (int)region->principle_count, true);

	set_id(posting->principle, at < 0 ? "" : region->principles[at].id);
}

void posting_step(struct posting *posting, const struct posting_desk *desk, enum posting_field field, int step)
{
	static void (*const steps[POSTING_FIELDS])(struct posting *, const struct posting_desk *, int) = {
		[POSTING_KIND] = step_kind, [POSTING_YEAR] = step_year, [POSTING_END] = step_end,
		[POSTING_LINE] = step_line, [POSTING_PRINCIPLE] = step_principle,
	};

	if (steps[field])
		steps[field](posting, desk, step);
}

/* ---- what stands in a cell ---- */

static const struct posting_leg *leg_of(const struct posting *posting, struct posting_cell cell)
{
	return cell.leg < posting->leg_count ? &posting->legs[cell.leg] : NULL;
}

static void show_kind(struct buffer *out, const struct posting_desk *desk, const struct posting *posting)
{
	const struct kind *kind = kind_of(desk, posting);

	buffer_text(out, kind ? kind->name : posting->kind);
}

static void show_year(struct buffer *out, const struct posting_desk *desk, const struct posting *posting)
{
	buffer_format(out, posting->year > region_of(desk)->year ? _("%d, planår") : "%d", posting->year);
}

static void show_end(struct buffer *out, const struct posting_desk *desk, const struct posting *posting)
{
	int at = end_at(posting->end);

	if (at < 0)
		buffer_text(out, posting_sum(posting) ? _("saknas") : _("behövs inte: benen tar ut varandra"));
	else
		buffer_text(out, _(ends[at].name));
	if (at >= 0 && !strcmp(ends[at].word, "own") && desk->giver != ORG_NONE)
		buffer_format(out, ", %s", unit_at(desk, desk->giver)->name);
}

static void show_line(struct buffer *out, const struct posting_desk *desk, const struct posting *posting)
{
	int at = region_line(region_of(desk), posting->line);

	buffer_text(out, !*posting->line ? _("ingen särskild") : at < 0 ? posting->line : region_of(desk)->lines[at].name);
}

static void show_principle(struct buffer *out, const struct posting_desk *desk, const struct posting *posting)
{
	int at = region_principle(region_of(desk), posting->principle);

	buffer_text(out, !*posting->principle ? _("ingen") : at < 0 ? posting->principle : region_of(desk)->principles[at].name);
}

void posting_shown(struct buffer *out, const struct posting_desk *desk, const struct posting *posting, struct posting_cell cell)
{
	static void (*const shows[POSTING_FIELDS])(struct buffer *, const struct posting_desk *, const struct posting *) = {
		[POSTING_KIND] = show_kind, [POSTING_YEAR] = show_year, [POSTING_END] = show_end,
		[POSTING_LINE] = show_line, [POSTING_PRINCIPLE] = show_principle,
	};

	buffer_text(out, "");
	if (shows[cell.field])
		shows[cell.field](out, desk, posting);
	else
		posting_typed(out, desk, posting, cell);
}

static void type_amount(struct buffer *out, const struct posting_desk *desk, money value)
{
	char text[MONEY_TEXT];

	buffer_text(out, money_print(text, value, desk->shown, MONEY_EXACT, MONEY_DENSE));
}

void posting_typed(struct buffer *out, const struct posting_desk *desk, const struct posting *posting, struct posting_cell cell)
{
	const struct posting_leg *leg = leg_of(posting, cell);

	buffer_text(out, "");
	if (cell.field == POSTING_TEXT || cell.field == POSTING_DECISION)
		buffer_text(out, cell.field == POSTING_TEXT ? posting->text : posting->decision);
	if (!leg)
		return;
	if (cell.field == POSTING_UNIT)
		buffer_text(out, name_of(desk, leg->unit));
	else if (cell.field == POSTING_AMOUNT || cell.field == POSTING_FULL_YEAR)
		type_amount(out, desk, cell.field == POSTING_AMOUNT ? leg->amount : leg->full_year);
	else if (cell.field == POSTING_UNTIL && leg->until)
		buffer_format(out, "%d", leg->until);
}

/* ---- putting something there ---- */

void posting_remove(struct posting *posting, size_t leg)
{
	if (leg >= posting->leg_count)
		return;
	posting->leg_count--;
	memmove(&posting->legs[leg], &posting->legs[leg + 1], (posting->leg_count - leg) * sizeof *posting->legs);
}

/* Why nothing that may be given is called so. */
static bool no_such_unit(const struct posting_desk *desk, const struct posting *posting, const char *text, struct error *error)
{
	const struct org *org = desk->book->org;
	struct buffer folded = { 0 };
	int found = ORG_NONE;

	text_fold(&folded, text, true);
	buffer_text(&folded, "");
	for (enum fit fit = FIT_WHOLE; fit >= FIT_START; fit--)
		for (int unit = 0; unit < org->count && found == ORG_NONE; unit++)
			if (fit_unit(&org->units[unit], &folded) == fit)
				found = unit;
	buffer_free(&folded);
	if (found == ORG_NONE)
		return error_set(error, "unknown-unit", _("ingen enhet heter «%s»"), text);
	if (org->units[found].kind == UNIT_GROUP)
		return error_set(error, "group", _("%s är en grupp och har ingen egen ram: välj en enhet eller ett anslag under den"),
		                 org->units[found].name);
	if (is_leg(posting, org->units[found].id, SIZE_MAX))
		return error_set(error, "repeated-leg", _("%s står redan i posten"), org->units[found].name);
	if (org_above(org, found) == ORG_NONE)
		return error_set(error, "not-allowed", _("hela regionens ram ges av mappens registrator, i en egen post"));
	return error_set(error, "not-allowed", _("%s får sin ram av %s och kan inte vara med här"), org->units[found].name,
	                 org->units[org_above(org, found)].name);
}

static bool put_unit(struct posting *posting, const struct posting_desk *desk, size_t leg, const char *text, struct error *error)
{
	int units[2];
	size_t count;
	int unit;

	if (!*text) {
		posting_remove(posting, leg);
		return true;
	}
	count = posting_matches(desk, posting, leg, text, units, 2);
	unit = unit_meant(desk, units, count, text);
	if (unit == ORG_NONE && count)
		return error_set(error, "several", _("«%s» kan vara %s eller %s: skriv mer"), text, unit_at(desk, units[0])->name,
		                 unit_at(desk, units[1])->name);
	if (unit == ORG_NONE)
		return no_such_unit(desk, posting, text, error);
	if (leg < posting->leg_count)
		set_id(posting->legs[leg].unit, unit_at(desk, unit)->id);
	else
		leg_add(posting, unit_at(desk, unit)->id);
	return true;
}

static bool read_amount(const struct posting_desk *desk, const char *text, money *value, struct error *error)
{
	struct money_read read;
	char decimal[MONEY_TEXT], thousands[MONEY_TEXT];

	if (!plan_entry(text, desk->shown, MONEY_NONE, false, &read, error))
		return false;
	if (!read.ambiguous || read.value > MONEY_MAX / 1000 || read.value < -MONEY_MAX / 1000) {
		*value = read.value;
		return true;
	}
	return error_set(error, "ambiguous", _("«%s» kan vara %s eller %s: skriv med decimalkomma, eller med mellanrum mellan tusental"), text,
	                 money_print(decimal, read.value, read.unit, MONEY_EXACT, desk->flags | MONEY_NAMED),
	                 money_print(thousands, read.value * 1000, read.unit, MONEY_EXACT, desk->flags | MONEY_NAMED));
}

static bool put_amount(struct posting *posting, const struct posting_desk *desk, size_t leg, const char *text, struct error *error)
{
	if (strcmp(text, "=") != 0)
		return read_amount(desk, text, &posting->legs[leg].amount, error);
	money rest = posting_rest(posting, desk, leg);

	if (rest == MONEY_NONE)
		return error_set(error, "no-rest", _("här finns inget som återstår: skriv beloppet"));
	posting->legs[leg].amount = rest - rest % MONEY_KR;
	return true;
}

static bool put_until(struct posting *posting, const struct posting_desk *desk, size_t leg, const char *text, struct error *error)
{
	int year = 0;

	(void)desk;
	if (*text && (strlen(text) != 4 || strspn(text, "0123456789") != 4 || (year = atoi(text)) < 1900 || year > 2999))
		return error_set(error, "year", _("skriv året med fyra siffror, eller lämna tomt: då gäller det tills vidare"));
	posting->legs[leg].until = year;
	return true;
}

static bool put_full_year(struct posting *posting, const struct posting_desk *desk, size_t leg, const char *text, struct error *error)
{
	return read_amount(desk, text, &posting->legs[leg].full_year, error);
}

bool posting_put(struct posting *posting, const struct posting_desk *desk, struct posting_cell cell, const char *text, struct error *error)
{
	static bool (*const puts[POSTING_FIELDS])(struct posting *, const struct posting_desk *, size_t, const char *, struct error *) = {
		[POSTING_UNIT] = put_unit, [POSTING_AMOUNT] = put_amount, [POSTING_UNTIL] = put_until, [POSTING_FULL_YEAR] = put_full_year,
	};
	char trimmed[POSTING_TEXT_BYTES];

	set_text(trimmed, text);
	if (cell.field == POSTING_TEXT || cell.field == POSTING_DECISION) {
		memcpy(cell.field == POSTING_TEXT ? posting->text : posting->decision, trimmed, sizeof trimmed);
		return true;
	}
	if (!puts[cell.field] || (cell.field != POSTING_UNIT && cell.leg >= posting->leg_count))
		return error_set(error, "no-leg", _("välj först enheten"));
	return puts[cell.field](posting, desk, cell.leg, trimmed, error);
}

size_t posting_fill(struct posting *posting, const struct posting_desk *desk)
{
	size_t before = posting->leg_count;

	if (desk->giver == ORG_NONE || desk->whole)
		return 0;
	for (int unit = ORG_NONE; (unit = org_next_sub(desk->book->org, desk->giver, unit)) != ORG_NONE;)
		if (posting_allows(desk, unit) && !is_leg(posting, unit_at(desk, unit)->id, SIZE_MAX))
			leg_add(posting, unit_at(desk, unit)->id);
	return posting->leg_count - before;
}

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

static enum posting_verdict judge_kind(JUDGE_ARGUMENTS)
{
	const struct event *old = *posting->replaces ? book_event(desk->book, posting->replaces) : NULL;

	(void)at;
	if (desk->giver == ORG_NONE)
		return wrong(error_set(why, "gone", _("enheten som ger ramen finns inte längre i organisationen")));
	if (*posting->replaces && (!old || old->replaced_by))
		return wrong(error_set(why, "replaces", _("posten som ska ändras är redan ersatt av %s: öppna den nya i stället"),
		                       old ? old->replaced_by->user : "?"));
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
		return wrong(no_such_unit(desk, &(struct posting){ 0 }, posting->legs[at].unit, why));
	if (is_leg(posting, posting->legs[at].unit, at))
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
	int end = end_at(posting->end);
	char text[MONEY_TEXT], size[MONEY_TEXT];

	(void)at;
	print(size, desk, sum < 0 ? -sum : sum, 0);
	if (end < 0 || ends[end].balanced)
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
	(void)at;
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

/* ---- acts ---- */

/* The details of what is changed stay with the legs that stay. */
static struct list details_kept(const struct posting *posting, const struct posting_desk *desk, struct arena *arena)
{
	const struct event *old = *posting->replaces ? book_event(desk->book, posting->replaces) : NULL;
	const struct post *post = old && old->line->act.kind == ACT_POST ? &old->line->act.post : NULL;
	const struct detail *details = post ? post->details.items : NULL;
	const struct leg *legs = post ? post->legs.items : NULL;
	struct detail *kept = arena_alloc(arena, ((post ? post->details.count : 0) + 1) * sizeof *kept);
	size_t count = 0;

	for (size_t i = 0; post && i < post->details.count; i++) {
		const char *unit = details[i].unit ? details[i].unit : legs[0].unit;

		if (!is_leg(posting, unit, SIZE_MAX))
			continue;
		kept[count] = details[i];
		kept[count++].unit = posting->leg_count > 1 || details[i].unit ? arena_string(arena, unit) : NULL;
	}
	return (struct list){ kept, count };
}

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
	act->post.details = details_kept(posting, desk, arena);
	act->post.replaces = if_any(posting->replaces);
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

/* ---- on disk: a head, then one line a leg, in whole kronor like every act ---- */

struct head {
	const char *kind;
	int64_t year;
	const char *end, *line, *text, *decision, *principle, *replaces, *field;
	int64_t leg;
	const char *typing;
};
struct kept_leg { const char *unit; int64_t kr, until, full_year; };

#define OPTIONAL .flags = FIELD_OPTIONAL

static const struct shape head_shape = { sizeof(struct head), false, (const struct field[]){
	{ .name = "kind", .type = FIELD_ID, .offset = offsetof(struct head, kind) },
	{ .name = "year", .type = FIELD_NUMBER, .offset = offsetof(struct head, year) },
	{ .name = "end", .type = FIELD_ID, .offset = offsetof(struct head, end), OPTIONAL },
	{ .name = "line", .type = FIELD_ID, .offset = offsetof(struct head, line), OPTIONAL },
	{ .name = "text", .type = FIELD_TEXT, .offset = offsetof(struct head, text), OPTIONAL },
	{ .name = "decision", .type = FIELD_TEXT, .offset = offsetof(struct head, decision), OPTIONAL },
	{ .name = "principle", .type = FIELD_ID, .offset = offsetof(struct head, principle), OPTIONAL },
	{ .name = "replaces", .type = FIELD_HASH, .offset = offsetof(struct head, replaces), OPTIONAL },
	{ .name = "field", .type = FIELD_ID, .offset = offsetof(struct head, field), OPTIONAL },
	{ .name = "leg", .type = FIELD_NUMBER, .offset = offsetof(struct head, leg), OPTIONAL },
	{ .name = "typing", .type = FIELD_TEXT, .offset = offsetof(struct head, typing), OPTIONAL },
	{ 0 } } };

static const struct shape leg_shape = { sizeof(struct kept_leg), false, (const struct field[]){
	{ .name = "unit", .type = FIELD_ID, .offset = offsetof(struct kept_leg, unit) },
	{ .name = "kr", .type = FIELD_NUMBER, .offset = offsetof(struct kept_leg, kr), OPTIONAL, .least = -NUMBER_MAX },
	{ .name = "until", .type = FIELD_NUMBER, .offset = offsetof(struct kept_leg, until), OPTIONAL },
	{ .name = "full_year", .type = FIELD_NUMBER, .offset = offsetof(struct kept_leg, full_year), OPTIONAL, .least = -NUMBER_MAX },
	{ 0 } } };

static const char *const field_words[POSTING_FIELDS] = { "kind", "year", "unit", "amount", "until",
	                                                         "full-year", "end", "line", "text", "decision", "principle" };

/* One file a level and writer for new posts, one for each post that is being changed. */
static void find_path(struct posting *posting, const struct posting_desk *desk)
{
	char name[120];

	posting->path[0] = '\0';
	if (desk->giver == ORG_NONE)
		return;
	snprintf(name, sizeof name, "%s%s%.16s.post", unit_at(desk, desk->giver)->id,
	         *posting->replaces ? "." : desk->whole ? ".whole" : "", posting->replaces);
	kept_path(posting->path, desk->book->folder->edited->id, desk->user, name);
}

static bool read_line(char **at, char *end, const struct shape *shape, void *value, struct arena *arena)
{
	char *stop = *at < end ? memchr(*at, '\n', (size_t)(end - *at)) : NULL;
	struct line_reader reader = { *at, stop, NULL };

	if (!stop || !line_read(&reader, shape, value, arena) || reader.at != reader.end)
		return false;
	*at = stop + 1;
	return true;
}

static void take_typing(struct posting *posting, const struct head *head)
{
	for (enum posting_field field = 0; head->field && field < POSTING_FIELDS; field++)
		if (!strcmp(field_words[field], head->field)) {
			posting->is_typing = true;
			posting->typing_in = (struct posting_cell){ field, head->leg == NUMBER_NONE ? 0 : (size_t)head->leg };
			snprintf(posting->typing, sizeof posting->typing, "%s", head->typing ? head->typing : "");
		}
	if (posting->typing_in.leg > posting->leg_count)
		posting->is_typing = false;
}

static void take_head(struct posting *posting, const struct head *head)
{
	set_id(posting->kind, head->kind);
	posting->year = (int)head->year;
	snprintf(posting->end, sizeof posting->end, "%s", head->end ? head->end : "");
	set_id(posting->line, head->line);
	set_id(posting->principle, head->principle);
	set_text(posting->text, head->text);
	set_text(posting->decision, head->decision);
	set_id(posting->replaces, head->replaces);
}

/* False when there is more in it than could be read. */
static bool read_posting(struct posting *posting, char *at, char *end, struct arena *arena)
{
	struct head head;
	struct kept_leg kept;

	if (!read_line(&at, end, &head_shape, &head, arena) || head.year < 1900 || head.year > 2999)
		return false;
	take_head(posting, &head);
	while (at < end && read_line(&at, end, &leg_shape, &kept, arena)) {
		struct posting_leg *leg = leg_add(posting, kept.unit);

		leg->amount = money_from_kr(kept.kr);
		leg->until = kept.until > 0 && kept.until < 3000 ? (int)kept.until : 0;
		leg->full_year = money_from_kr(kept.full_year);
	}
	take_typing(posting, &head);
	return at == end;
}

bool posting_resume(struct posting *posting, const struct posting_desk *desk)
{
	struct posting found = { 0 };
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };
	bool read;

	find_path(posting, desk);
	if (!*posting->path || !kept_read(posting->path, &bytes)) {
		buffer_free(&bytes);
		return false;
	}
	read = read_posting(&found, bytes.bytes, bytes.bytes + bytes.size, &arena) && !strcmp(found.replaces, posting->replaces);
	memcpy(found.path, posting->path, sizeof found.path);
	if (!read && !kept_aside(posting->path))
		posting->path[0] = '\0';
	if (read) {
		free(posting->legs);
		*posting = found;
	} else {
		free(found.legs);
	}
	buffer_free(&bytes);
	arena_free(&arena);
	return read;
}

bool posting_keep(const struct posting *posting)
{
	struct buffer out = { 0 };
	const struct head head = { posting->kind, posting->year, if_any(posting->end), if_any(posting->line), if_any(posting->text),
		                   if_any(posting->decision), if_any(posting->principle), if_any(posting->replaces),
		                   posting->is_typing ? field_words[posting->typing_in.field] : NULL,
		                   posting->is_typing ? (int64_t)posting->typing_in.leg : NUMBER_NONE,
		                   posting->is_typing ? if_any(posting->typing) : NULL };
	bool fine = line_write(&out, &head_shape, &head, NULL);

	buffer_text(&out, "\n");
	for (size_t i = 0; fine && i < posting->leg_count; i++) {
		const struct posting_leg *leg = &posting->legs[i];
		const struct kept_leg kept = { leg->unit, to_kr(leg->amount), leg->until ? leg->until : NUMBER_NONE, to_kr(leg->full_year) };

		fine = line_write(&out, &leg_shape, &kept, NULL);
		buffer_text(&out, "\n");
	}
	fine = fine && kept_write(posting->path, out.bytes, out.size);
	buffer_free(&out);
	return fine;
}

void posting_drop(struct posting *posting)
{
	kept_drop(posting->path);
}

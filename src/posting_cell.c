#include "posting_private.h"

#include "entry.h"
#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- finding a unit by what is typed ---- */

enum fit posting_fit(const char *name, const struct buffer *text)
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
	enum fit name = posting_fit(unit->name, text), id = posting_fit(unit->id, text);

	return name > id ? name : id;
}

void posting_fold(struct buffer *out, const char *text)
{
	text_fold(out, text + strspn(text, " "), true);
	buffer_text(out, "");
	while (out->size && out->bytes[out->size - 1] == ' ')
		out->bytes[--out->size] = '\0';
}

size_t posting_matches(const struct posting_desk *desk, const struct posting *posting, size_t leg, const char *text, int *units, size_t most)
{
	struct buffer folded = { 0 };
	size_t count = 0;

	posting_fold(&folded, text);
	for (enum fit fit = FIT_WHOLE; fit > FIT_NOT; fit--)
		for (int unit = posting_next_unit(desk, ORG_NONE); unit != ORG_NONE && count < most; unit = posting_next_unit(desk, unit))
			if (fit_unit(unit_at(desk, unit), &folded) == fit && !posting_has_leg(posting, unit_at(desk, unit)->id, leg))
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

/* ---- choices ---- */

static const struct posting_end ends[] = {
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

const struct posting_end *posting_end_named(const char *word)
{
	int at = end_at(word);

	return at < 0 ? NULL : &ends[at];
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
	posting_set_id(posting->kind, region->kinds[at].id);
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

	posting_set_id(posting->line, at < 0 ? "" : region->lines[at].id);
}

static void step_principle(struct posting *posting, const struct posting_desk *desk, int step)
{
	const struct region *region = region_of(desk);
	int at = stepped(region_principle(region, posting->principle), step, (int)region->principle_count, true);

	posting_set_id(posting->principle, at < 0 ? "" : region->principles[at].id);
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
bool posting_no_such_unit(const struct posting_desk *desk, const struct posting *posting, const char *text, struct error *error)
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
	if (posting_has_leg(posting, org->units[found].id, SIZE_MAX))
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
		return posting_no_such_unit(desk, posting, text, error);
	if (leg < posting->leg_count)
		posting_set_id(posting->legs[leg].unit, unit_at(desk, unit)->id);
	else
		posting_leg_add(posting, unit_at(desk, unit)->id);
	return true;
}

static bool read_amount(const struct posting_desk *desk, const char *text, money *value, struct error *error)
{
	const struct entry_at at = { .shown = desk->shown, .before = MONEY_NONE, .rest = MONEY_NONE };
	char decimal[MONEY_TEXT], thousands[MONEY_TEXT];
	struct entry read;

	if (!entry_read(text, &at, &read, error))
		return false;
	if (!read.ambiguous) {
		*value = read.value;
		return true;
	}
	return error_set(error, "ambiguous", _("«%s» kan vara %s eller %s: skriv med decimalkomma, eller med mellanrum mellan tusental"), text,
	                 money_print(decimal, read.value, read.unit, MONEY_EXACT, desk->flags | MONEY_NAMED),
	                 money_print(thousands, read.thousands, read.unit, MONEY_EXACT, desk->flags | MONEY_NAMED));
}

bool posting_is_share(const char *text)
{
	size_t length = strlen(text);

	while (length && text[length - 1] == ' ')
		length--;
	return length && text[length - 1] == '%';
}

/* «2%»: of the ram that the unit has without this post. */
static bool put_share(struct posting *posting, const struct posting_desk *desk, size_t leg, const char *text, struct error *error)
{
	struct posting_leg *one = &posting->legs[leg];
	bool sign = *text == '+' || *text == '-' || !strncmp(text, "−", strlen("−")) || !strncmp(text, "–", strlen("–"));
	struct entry_at at = { .shown = desk->shown, .before = posting_ram_without(posting, desk, one->unit), .rest = MONEY_NONE };
	struct buffer entry = { 0 };
	struct entry read;
	bool fine;

	if (at.before == MONEY_NONE || !at.before)
		return error_set(error, "no-ram", _("%s har ingen ram %d att räkna procent på: skriv beloppet"), name_of(desk, one->unit), posting->year);
	buffer_format(&entry, "%s%s", sign ? "" : "+", text);
	fine = entry_read(entry.bytes, &at, &read, error);
	buffer_free(&entry);
	if (fine)
		one->amount = money_sum(read.value, -at.before);
	return fine;
}

static bool put_typed(struct posting *posting, const struct posting_desk *desk, size_t leg, const char *text, struct error *error)
{
	if (posting_is_share(text))
		return put_share(posting, desk, leg, text, error);
	if (strcmp(text, "=") != 0)
		return read_amount(desk, text, &posting->legs[leg].amount, error);
	money rest = posting_rest(posting, desk, leg);

	if (rest == MONEY_NONE)
		return error_set(error, "no-rest", _("här finns inget som återstår: skriv beloppet"));
	posting->legs[leg].amount = rest - rest % MONEY_KR;
	return true;
}

static bool put_amount(struct posting *posting, const struct posting_desk *desk, size_t leg, const char *text, struct error *error)
{
	if (posting_is_index(desk, text))
		return posting_put_index(posting, desk, leg, text, error);
	if (!put_typed(posting, desk, leg, text, error))
		return false;
	posting->legs[leg].series[0] = '\0';
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

	posting_set_text(trimmed, text);
	if (cell.field == POSTING_TEXT || cell.field == POSTING_DECISION) {
		memcpy(cell.field == POSTING_TEXT ? posting->text : posting->decision, trimmed, sizeof trimmed);
		return true;
	}
	if (!puts[cell.field] || (cell.field != POSTING_UNIT && cell.leg >= posting->leg_count))
		return error_set(error, "no-leg", _("välj först enheten"));
	return puts[cell.field](posting, desk, cell.leg, trimmed, error);
}

size_t posting_share(struct posting *posting, const struct posting_desk *desk, const char *text)
{
	size_t count = 0;

	for (size_t leg = 0; leg < posting->leg_count; leg++)
		count += posting->legs[leg].amount == MONEY_NONE && put_amount(posting, desk, leg, text, NULL);
	return count;
}

size_t posting_fill(struct posting *posting, const struct posting_desk *desk)
{
	size_t before = posting->leg_count;

	if (desk->giver == ORG_NONE || desk->whole)
		return 0;
	for (int unit = ORG_NONE; (unit = org_next_sub(desk->book->org, desk->giver, unit)) != ORG_NONE;)
		if (posting_allows(desk, unit) && !posting_has_leg(posting, unit_at(desk, unit)->id, SIZE_MAX))
			posting_leg_add(posting, unit_at(desk, unit)->id);
	return posting->leg_count - before;
}

#include "entry.h"

#include "intl.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define TERM_BYTES 256
#define PERCENT INT64_C(100000) /* parts of one per cent: five decimals, which is what an amount in tkr has down to the öre */

__extension__ typedef __int128 wide;

/* Two values are kept, one for each way to read «1.234». */
struct reading {
	const struct entry_at *at;
	const char *rest; /* of the text */
	money value, thousands;
	bool ambiguous;
	bool has_ground; /* there is something to take a percentage of */
	enum money_unit unit;
};

struct term { int sign; /* 0: none was written */ char text[TERM_BYTES]; };

/* The bytes of the sign that begins here; 0: none does. */
static size_t sign_at(const char *text, int *sign)
{
	size_t minus = money_minus(text);

	if (!minus && *text != '+')
		return 0;
	*sign = minus ? -1 : 1;
	return minus ? minus : 1;
}

static void skip_spaces(const char **text)
{
	for (size_t size; (size = text_space(*text)) > 0;)
		*text += size;
}

bool entry_begins(const char *text, const char *more)
{
	skip_spaces(&text);
	return *text && (strchr("0123456789,", *text) || strchr(more, *text) || money_minus(text));
}

/* Up to the next sign. */
static bool take_term(struct reading *reading, struct term *term, struct error *error)
{
	size_t size = 0;
	int next;

	term->sign = 0;
	skip_spaces(&reading->rest);
	reading->rest += sign_at(reading->rest, &term->sign);
	skip_spaces(&reading->rest);
	while (reading->rest[size] && !sign_at(reading->rest + size, &next))
		size++;
	if (!size || size >= TERM_BYTES)
		return error_set(error, "not-an-amount", _("här fattas ett belopp: skriv till exempel 1 250, +2,5%% eller 189,6+2%%"));
	memcpy(term->text, reading->rest, size);
	while (size > 0 && term->text[size - 1] == ' ')
		size--;
	term->text[size] = '\0';
	reading->rest += size;
	skip_spaces(&reading->rest);
	return true;
}

static bool too_large(struct error *error)
{
	return error_set(error, "too-large", _("beloppet blir för stort: budgeten räcker till 10 000 miljarder"));
}

/* To whole kronor, half a krona away from 0. */
static bool add_share(money *value, int sign, money percent)
{
	wide whole = (wide)100 * PERCENT * MONEY_KR, twice = (wide)*value * percent * 2;
	money kr = (money)((twice < 0 ? twice - whole : twice + whole) / (2 * whole));

	return money_add(*value, sign * kr * MONEY_KR, value);
}

static bool apply_percent(struct reading *reading, const struct term *term, struct error *error)
{
	char number[TERM_BYTES];
	struct money_read read;

	if (!term->sign)
		return error_set(error, "not-an-amount", _("«%s» säger inte av vad: skriv till exempel +2,5%% eller 189,6+2%%"), term->text);
	if (!reading->has_ground)
		return error_set(error, "no-ground", _("här står inget att räkna %s av: skriv ett belopp"), term->text);
	memcpy(number, term->text, sizeof number);
	number[strlen(number) - 1] = '\0';
	if (!money_parse(number, MONEY_IN_TKR, &read, error))
		return false;
	if (read.unit_given || read.value > 1000000 * PERCENT)
		return error_set(error, "not-an-amount", _("«%s» är ingen procentsats: skriv till exempel +2,5%%"), term->text);
	return (add_share(&reading->value, term->sign, read.value) && add_share(&reading->thousands, term->sign, read.value)) || too_large(error);
}

static bool apply_amount(struct reading *reading, const struct term *term, struct error *error)
{
	int sign = term->sign < 0 ? -1 : 1;
	struct money_read read;
	money thousands;

	if (!money_parse(term->text, reading->at->shown, &read, error))
		return false;
	if (read.value % MONEY_KR)
		return error_set(error, "too-fine", _("budgeten läggs i hela kronor: skriv beloppet utan ören"));
	if (read.ambiguous && read.value > MONEY_MAX / 1000)
		return too_large(error);
	reading->ambiguous |= read.ambiguous;
	reading->unit = read.unit;
	thousands = read.ambiguous ? read.value * 1000 : read.value;
	return (money_add(reading->value, sign * read.value, &reading->value) && money_add(reading->thousands, sign * thousands, &reading->thousands)) ||
	       too_large(error);
}

static bool apply(struct reading *reading, const struct term *term, struct error *error)
{
	size_t size = strlen(term->text);

	return (term->text[size - 1] == '%' ? apply_percent : apply_amount)(reading, term, error);
}

/* What the first term goes from: what stands there when it has a sign, else nothing. */
static bool read_terms(struct reading *reading, bool is_first, struct error *error)
{
	struct term term;

	while (*reading->rest) {
		if (!take_term(reading, &term, error))
			return false;
		if (is_first && !term.sign)
			reading->value = reading->thousands = 0;
		is_first = false;
		if (!apply(reading, &term, error))
			return false;
		reading->has_ground = true;
	}
	return true;
}

/* «=» and «=kvar»; more terms may follow, each with its sign. */
static bool take_rest(struct reading *reading, struct error *error)
{
	static const char word[] = "kvar";
	const char *written = reading->rest;
	int sign;

	if (!strncasecmp(reading->rest, word, strlen(word)))
		reading->rest += strlen(word);
	skip_spaces(&reading->rest);
	if (*reading->rest && !sign_at(reading->rest, &sign))
		return error_set(error, "not-an-amount", _("jag läste «=%s»: skriv = för allt som är kvar, =kvar-5, eller ett belopp"), written);
	if (reading->at->rest == MONEY_NONE)
		return error_set(error, "no-rest", _("här finns inget kvar att räkna ut: skriv ett belopp"));
	reading->value = reading->thousands = reading->at->rest;
	return reading->has_ground = true;
}

static bool take_year(struct reading *reading, struct entry *out, struct error *error)
{
	char *end;
	long year = strtol(reading->rest, &end, 10);

	out->like_forecast = end == reading->rest + 4 && (*end | 0x20) == 'p';
	if (end != reading->rest + 4 || year < 1900 || (end[out->like_forecast] && !strchr(" +-=", end[out->like_forecast])))
		return error_set(error, "year", _("efter r väntas ett år: skriv till exempel r2019, eller r2019p för prognosen"));
	reading->rest = end + out->like_forecast;
	skip_spaces(&reading->rest);
	out->like_year = (int)year;
	return true;
}

/* The letter in front on a sum. */
static bool take_way(struct reading *reading, struct entry *out, struct error *error)
{
	static const struct { char letter; enum spread_way way; } ways[] = { { 'p', SPREAD_PROPORTIONAL }, { 'l', SPREAD_EQUAL }, { 'r', SPREAD_LIKE } };

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if ((*reading->rest | 0x20) == ways[i].letter) {
			out->has_way = true;
			out->way = ways[i].way;
			reading->rest++;
			return out->way != SPREAD_LIKE || take_year(reading, out, error);
		}
	return true;
}

static bool judge(const struct entry_at *at, const struct entry *entry, struct error *error)
{
	if (at->is_line && entry->value < 0)
		return error_set(error, "negative", _("raden skulle bli mindre än 0: skriv beloppet utan minus, radens slag säger om det är kostnad eller intäkt"));
	return true;
}

static money or_zero(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

bool entry_read(const char *text, const struct entry_at *at, struct entry *out, struct error *error)
{
	struct reading reading = { .at = at, .rest = text, .value = or_zero(at->before), .thousands = or_zero(at->before),
		                   .has_ground = at->before != MONEY_NONE, .unit = at->shown };
	struct entry entry = { .value = MONEY_NONE, .thousands = MONEY_NONE, .unit = at->shown };
	bool from_rest = false;
	int sign;

	skip_spaces(&reading.rest);
	if (!*reading.rest) {
		*out = entry;
		return true;
	}
	if (at->is_sum && !take_way(&reading, &entry, error))
		return false;
	skip_spaces(&reading.rest);
	entry.way_bytes = entry.has_way ? (size_t)(reading.rest - text) : 0;
	if (at->is_sum && !entry.has_way && sign_at(reading.rest, &sign))
		entry.has_way = true; /* a change of a sum is taken in proportion */
	if (*reading.rest == '=') {
		reading.rest++;
		skip_spaces(&reading.rest);
		from_rest = *reading.rest < '0' || *reading.rest > '9'; /* «=4,1» is 4,1, as whoever comes from a spreadsheet means it */
		if (from_rest && !take_rest(&reading, error))
			return false;
	}
	if (!*reading.rest && !from_rest && entry.way != SPREAD_LIKE)
		return error_set(error, "not-an-amount", _("efter bokstaven väntas ett belopp: skriv till exempel p1200, l1200 eller p+5%%"));
	if (!read_terms(&reading, !from_rest, error))
		return false;
	entry.value = reading.value;
	entry.ambiguous = reading.ambiguous;
	entry.thousands = reading.thousands;
	entry.unit = reading.unit;
	if (!judge(at, &entry, error))
		return false;
	*out = entry;
	return true;
}

void entry_begun(char *out, size_t size, const char *text)
{
	size_t length = strnlen(text, size - 1);

	while (length && strchr(" ,.+-", text[length - 1]))
		length--;
	memcpy(out, text, length);
	out[length] = '\0';
}

#include "money.h"

#include "buffer.h"
#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define MONEY_PLACES_MAX 8 /* decimals of a mnkr down to the öre */

static const struct {
	const char *name; /* ASCII without i, so that no locale changes what strncasecmp takes for equal */
	enum money_unit unit;
} unit_names[] = {
	{ "kr", MONEY_IN_KR },    { "tkr", MONEY_IN_TKR },   { "mnkr", MONEY_IN_MNKR }, /* the first three: how they are printed */
	{ "mkr", MONEY_IN_MNKR }, { "kronor", MONEY_IN_KR },
};

/* What an amount says before it is known in öre. */
struct scan {
	const char *at;
	bool negative;
	int64_t whole;        /* the digits before the decimal sign; stays just beyond MONEY_MAX when there are too many */
	int leading;          /* how many digits the first group has */
	bool grouped, zeroed; /* in groups of three; beginning with 0 */
	char sign;            /* the decimal sign, 0 when there is none */
	const char *decimals;
	int places;
	enum money_unit unit;
	bool unit_given;
};

const char *money_unit_name(enum money_unit unit)
{
	return unit_names[unit].name;
}

money money_unit_size(enum money_unit unit)
{
	static const money sizes[] = { MONEY_KR, MONEY_KR * 1000, MONEY_KR * 1000000 };

	return sizes[unit];
}

static int money_unit_places(enum money_unit unit)
{
	return 2 + 3 * (int)unit;
}

static bool unit_find(const char *name, size_t size, enum money_unit *unit)
{
	for (size_t i = 0; i < sizeof unit_names / sizeof *unit_names; i++)
		if (strlen(unit_names[i].name) == size && strncasecmp(unit_names[i].name, name, size) == 0) {
			*unit = unit_names[i].unit;
			return true;
		}
	return false;
}

bool money_unit_find(const char *name, enum money_unit *unit)
{
	return unit_find(name, strlen(name), unit);
}

/* --- reading --- */

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static int digits(const char *text)
{
	int count = 0;

	while (digit(text[count]) && count < 1000000)
		count++;
	return count;
}

/* Bytes of the first of `marks` that `text` begins with; 0 when it begins with none. */
static size_t starts_with(const char *text, const char *const marks[])
{
	for (; *marks; marks++)
		if (strncmp(text, *marks, strlen(*marks)) == 0)
			return strlen(*marks);
	return 0;
}

/* Space, no-break space, narrow no-break space. */
static size_t blank(const char *text)
{
	static const char *const blanks[] = { " ", "\u00a0", "\u202f", NULL };

	return starts_with(text, blanks);
}

static void skip_blanks(struct scan *scan)
{
	for (size_t size; (size = blank(scan->at)) > 0;)
		scan->at += size;
}

size_t money_minus(const char *text)
{
	static const char *const minuses[] = { "-", "\u2212", "\u2013", NULL };

	return starts_with(text, minuses);
}

static void scan_sign(struct scan *scan)
{
	size_t size = money_minus(scan->at);

	scan->negative = size > 0;
	scan->at += size ? size : (size_t)(*scan->at == '+');
	skip_blanks(scan);
}

/* More digits of the whole number; they stop counting where the amount is too large anyway. */
static void scan_whole(struct scan *scan, int count)
{
	for (; count > 0; count--, scan->at++)
		if (scan->whole <= MONEY_MAX)
			scan->whole = scan->whole * 10 + (*scan->at - '0');
}

/* Dots stand between thousands when there are several, or when a comma comes after: «1.234.567», «1.234,5». */
static bool dots_group(const char *at)
{
	return *at == '.' && digits(at + 1) == 3 && (at[4] == ',' || (at[4] == '.' && digits(at + 5) == 3));
}

/* Every group after the first has three digits and is set off in the same manner. */
static bool scan_groups(struct scan *scan)
{
	bool dots = dots_group(scan->at);

	for (;;) {
		size_t size = dots ? (size_t)(*scan->at == '.') : blank(scan->at);

		if (!size || !digit(scan->at[size]))
			return true;
		if (scan->leading > 3 || scan->zeroed || digits(scan->at + size) != 3)
			return false;
		scan->at += size;
		scan_whole(scan, 3);
		scan->grouped = true;
	}
}

static bool scan_number(struct scan *scan)
{
	scan->leading = digits(scan->at);
	scan->zeroed = *scan->at == '0';
	scan_whole(scan, scan->leading);
	if (scan->leading == 0 || !scan_groups(scan))
		return false;
	if (*scan->at != ',' && *scan->at != '.')
		return true;
	scan->sign = *scan->at++;
	scan->decimals = scan->at;
	scan->places = digits(scan->at);
	scan->at += scan->places;
	return scan->places > 0;
}

static bool scan_unit(struct scan *scan)
{
	size_t size = strspn(scan->at, "krtmnoKRTMNO");

	if (size == 0)
		return true;
	scan->unit_given = unit_find(scan->at, size, &scan->unit);
	scan->at += size;
	return scan->unit_given;
}

static bool scan_amount(struct scan *scan)
{
	skip_blanks(scan);
	scan_sign(scan);
	if (!scan_number(scan))
		return false;
	skip_blanks(scan);
	if (!scan_unit(scan))
		return false;
	skip_blanks(scan);
	return *scan->at == '\0';
}

/* The decimals in öre, and what one of the last of them is worth; false when they say something finer than an öre. */
static bool scan_decimals(const struct scan *scan, money *value, money *step)
{
	money place = money_unit_size(scan->unit);

	*value = 0;
	*step = place;
	for (int i = 0; i < scan->places; i++) {
		place /= 10;
		if (place == 0 && scan->decimals[i] != '0')
			return false;
		*value += place * (scan->decimals[i] - '0');
		*step = place ? place : 1;
	}
	return true;
}

/* «1.234»: nothing but the three digits after the dot suggests thousands, nothing at all speaks against. */
static bool scan_ambiguous(const struct scan *scan)
{
	return scan->sign == '.' && scan->places == 3 && scan->leading <= 3 && !scan->grouped && !scan->zeroed;
}

static void scan_as_thousands(struct scan *scan)
{
	for (int i = 0; i < scan->places; i++)
		scan->whole = scan->whole * 10 + (scan->decimals[i] - '0');
	scan->places = 0;
	scan->sign = 0;
}

/* Says what was read, however it was spelt, and then what to do about it. */
static bool refuse(struct error *error, const char *word, const char *text, const char *advice)
{
	struct buffer harmless = { 0 }, shown = { 0 };

	text_harmless(&harmless, text);
	text_crop(&shown, harmless.bytes, 40, NULL);
	error_set(error, word, _("Jag läste «%s»: %s"), shown.bytes, advice);
	buffer_free(&harmless);
	buffer_free(&shown);
	return false;
}

static bool refuse_spelling(struct error *error, const char *text)
{
	const char *rest = text;

	while (blank(rest))
		rest += blank(rest);
	if (!*rest)
		return error_set(error, "not-an-amount", "%s", _("Jag läste inget belopp: skriv ett som 1 250, 1,25 mnkr eller 700 tkr"));
	return refuse(error, "not-an-amount", text, _("skriv ett belopp som 1 250, 1,25 mnkr eller 700 tkr"));
}

static bool refuse_fine(struct error *error, enum money_unit unit, const char *text)
{
	static const char *const advice[] = {
		N_("det är finare än ett öre, skriv högst 2 decimaler i kr"),
		N_("det är finare än ett öre, skriv högst 5 decimaler i tkr"),
		N_("det är finare än ett öre, skriv högst 8 decimaler i mnkr"),
	};

	return refuse(error, "too-fine", text, _(advice[unit]));
}

static bool refuse_large(struct error *error, const char *text)
{
	return refuse(error, "too-large", text, _("ett belopp är högst 10 000 000 mnkr, se efter om enheten stämmer"));
}

/* The amount in öre, unsigned; «1.234 kr» has no decimal reading, so the thousands are the only one. Returns NULL or why not. */
static const char *scan_value(struct scan *scan, struct money_read *out)
{
	money size = money_unit_size(scan->unit), decimals;

	*out = (struct money_read){ .unit = scan->unit, .unit_given = scan->unit_given, .ambiguous = scan_ambiguous(scan) };
	if (!scan_decimals(scan, &decimals, &out->step)) {
		if (!out->ambiguous)
			return "too-fine";
		scan_as_thousands(scan);
		scan_decimals(scan, &decimals, &out->step);
		out->ambiguous = false;
	}
	if (scan->whole > MONEY_MAX / size || scan->whole * size > MONEY_MAX - decimals)
		return "too-large";
	out->value = scan->whole * size + decimals;
	return NULL;
}

bool money_parse(const char *text, enum money_unit shown, struct money_read *out, struct error *error)
{
	struct scan scan = { .at = text, .unit = shown };
	struct money_read read;
	const char *wrong;

	if (!scan_amount(&scan))
		return refuse_spelling(error, text);
	wrong = scan_value(&scan, &read);
	if (wrong && strcmp(wrong, "too-fine") == 0)
		return refuse_fine(error, scan.unit, text);
	if (wrong)
		return refuse_large(error, text);
	if (scan.negative)
		read.value = -read.value;
	*out = read;
	return true;
}

/* --- counting --- */

bool money_add(money a, money b, money *sum)
{
	money result;

	if (__builtin_add_overflow(a, b, &result) || result > MONEY_MAX || result < -MONEY_MAX)
		return false;
	*sum = result;
	return true;
}

money money_sum(money a, money b)
{
	money sum;

	if (a == MONEY_NONE)
		return b;
	if (b == MONEY_NONE)
		return a;
	if (money_add(a, b, &sum))
		return sum;
	return a > 0 ? MONEY_MAX : -MONEY_MAX; /* only two of the same sign can be too much */
}

money money_from_kr(int64_t kr)
{
	if (kr == MONEY_NONE)
		return MONEY_NONE;
	if (kr > MONEY_MAX_KR || kr < -MONEY_MAX_KR)
		return kr > 0 ? MONEY_MAX : -MONEY_MAX;
	return kr * MONEY_KR;
}

/* --- printing --- */

static uint64_t power(int exponent)
{
	uint64_t result = 1;

	while (exponent-- > 0)
		result *= 10;
	return result;
}

static int exact_decimals(uint64_t amount, int places)
{
	for (; places > 0 && amount % 10 == 0; amount /= 10)
		places--;
	return places;
}

static int print_decimals(uint64_t amount, enum money_unit unit, int decimals)
{
	int usual = unit == MONEY_IN_MNKR ? 1 : 0, exact = exact_decimals(amount, money_unit_places(unit));

	if (decimals == MONEY_EXACT)
		return exact;
	if (decimals == MONEY_FULL)
		return exact > usual ? exact : usual;
	if (decimals < 0)
		return usual;
	return decimals > MONEY_PLACES_MAX ? MONEY_PLACES_MAX : decimals;
}

/* Öre to units of the last decimal printed, half away from 0; decimals beyond the öre are printed as zeros. */
static uint64_t round_to(uint64_t amount, int places_off)
{
	uint64_t divisor = power(places_off);

	return amount / divisor + (amount % divisor >= divisor - divisor / 2 && divisor > 1);
}

static char *print_whole(char *out, uint64_t whole, const char *separator)
{
	char text[24];
	int left = snprintf(text, sizeof text, "%ju", (uintmax_t)whole);

	for (const char *c = text; left > 0; left--) {
		*out++ = *c++;
		if (left > 1 && left % 3 == 1)
			out = stpcpy(out, separator);
	}
	return out;
}

static char *print_fraction(char *out, uint64_t fraction, int known, int decimals)
{
	if (decimals > 0)
		*out++ = ',';
	for (int i = 0; i < decimals; i++)
		*out++ = i < known ? (char)('0' + fraction / power(known - 1 - i) % 10) : '0';
	return out;
}

static const char *print_sign(bool negative, unsigned flags)
{
	if (!negative)
		return flags & MONEY_SIGN ? "+" : "";
	return flags & (MONEY_ASCII | MONEY_DENSE) ? "-" : "\u2212";
}

char *money_print(char out[MONEY_TEXT], money value, enum money_unit unit, int decimals, unsigned flags)
{
	const char *space = flags & (MONEY_ASCII | MONEY_DENSE) ? " " : "\u00a0";
	uint64_t amount = value < 0 ? -(uint64_t)value : (uint64_t)value, rounded;
	int wanted = print_decimals(amount, unit, decimals), places = money_unit_places(unit);
	int known = wanted < places ? wanted : places;
	char *at = out;

	*out = '\0';
	if (value == MONEY_NONE)
		return out;
	rounded = round_to(amount, places - known);
	if (rounded)
		at = stpcpy(at, print_sign(value < 0, flags));
	at = print_whole(at, rounded / power(known), flags & MONEY_DENSE ? "" : space);
	at = print_fraction(at, rounded % power(known), known, wanted);
	*at = '\0';
	if (flags & MONEY_NAMED)
		stpcpy(stpcpy(at, space), money_unit_name(unit));
	return out;
}

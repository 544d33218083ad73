#include "calc.h"

#include "intl.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 wide;

/* digits × 10^−decimals */
struct number { wide digits; int decimals; };

static const struct number one = { 1, 0 };

static void shorten(struct number *number)
{
	for (; number->decimals > 0 && number->digits % 10 == 0; number->decimals--)
		number->digits /= 10;
}

static bool multiply(struct number *product, struct number by)
{
	if (__builtin_mul_overflow(product->digits, by.digits, &product->digits))
		return false;
	product->decimals += by.decimals;
	shorten(product);
	return true;
}

static bool too_large(struct error *error)
{
	return error_set(error, "too-large", _("produkten blir för stor: budgeten räcker till 10 000 miljarder"));
}

static bool to_money(struct number number, money *out, struct error *error)
{
	wide half = 1, twice = number.digits * 2;

	if (number.decimals > 37 || number.digits > ((wide)1 << 125) || number.digits < -((wide)1 << 125))
		return too_large(error);
	for (int i = 0; i < number.decimals; i++)
		half *= 10;
	twice = (twice < 0 ? twice - half : twice + half) / (2 * half);
	if (twice > MONEY_MAX_KR || twice < -MONEY_MAX_KR)
		return too_large(error);
	*out = (money)twice * MONEY_KR;
	return true;
}

/* What stands behind a number, and what it is multiplied with. */
static const struct unit { const char *name; struct number worth; bool is_money; } units[] = {
	{ "%", { 1, 2 }, false }, { "‰", { 1, 3 }, false },       { "mnkr", { 1000000, 0 }, true }, { "mkr", { 1000000, 0 }, true },
	{ "tkr", { 1000, 0 }, true }, { "kronor", { 1, 0 }, true }, { "kr", { 1, 0 }, true },
};

static void skip_spaces(const char **text)
{
	while (text_space(*text))
		*text += text_space(*text);
}

static bool take_minus(const char **text)
{
	static const char *const minuses[] = { "-", "−", "–" };

	for (size_t i = 0; i < sizeof minuses / sizeof *minuses; i++)
		if (!strncmp(*text, minuses[i], strlen(minuses[i]))) {
			*text += strlen(minuses[i]);
			return true;
		}
	return false;
}

/* Digits with spaces between them and at most one decimal sign; false when there are none, or more than can be counted with. */
static bool take_digits(const char **text, struct number *out)
{
	bool decimal = false, any = false;

	for (*out = (struct number){ 0 };; *text += text_space(*text) ? text_space(*text) : 1) {
		if (**text >= '0' && **text <= '9') {
			out->digits = out->digits * 10 + (**text - '0');
			out->decimals += decimal;
			any = true;
		} else if ((**text == ',' || **text == '.') && !decimal && any) {
			decimal = true;
		} else if (!any || !text_space(*text)) {
			break;
		}
		if (out->digits > INT64_C(1000000000000000000) || out->decimals > 12)
			return false;
	}
	shorten(out);
	return any;
}

static bool take_unit(const char **text, struct number *number, bool *is_money)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (!strncmp(*text, units[i].name, strlen(units[i].name))) {
			*text += strlen(units[i].name);
			*is_money = units[i].is_money;
			return multiply(number, units[i].worth);
		}
	return true;
}

static bool read_number(const char *text, struct number *out, bool *is_money)
{
	bool below;

	*is_money = false;
	skip_spaces(&text);
	below = take_minus(&text);
	skip_spaces(&text);
	if (!take_digits(&text, out) || !take_unit(&text, out, is_money))
		return false;
	skip_spaces(&text);
	if (below)
		out->digits = -out->digits;
	return !*text;
}

bool calc_inputs(const struct input *inputs, size_t count, money *out, struct error *error)
{
	struct number product = one, number;
	bool has_money = false, is_money;

	if (!count)
		return error_set(error, "no-inputs", _("det finns inget att räkna med: skriv till exempel antal och pris"));
	for (size_t i = 0; i < count; i++) {
		if (!read_number(inputs[i].value, &number, &is_money))
			return error_set(error, "input", _("%s: «%s» är inget tal: skriv till exempel 1 200, 4 500 kr eller 12,5 %%"), inputs[i].name, inputs[i].value);
		if (is_money && has_money)
			return error_set(error, "money-twice", _("%s: kronor gånger kronor går inte: ett av talen ska vara utan kr"), inputs[i].name);
		has_money |= is_money;
		if (!multiply(&product, number))
			return too_large(error);
	}
	return to_money(product, out, error);
}

/* --- personnel --- */

static const struct { size_t at; int64_t least, most; const char *wrong; } limits[] = {
	{ offsetof(struct staff, heads), 1, 100000 * STAFF_HEAD, N_("antalet ska vara mer än 0 och högst 100 000") },
	{ offsetof(struct staff, grade), 1, 2 * STAFF_SHARE, N_("sysselsättningsgraden ska vara mer än 0 och högst 200 %") },
	{ offsetof(struct staff, pay), 1, 10000000, N_("månadslönen ska vara mer än 0 och högst 10 miljoner kronor") },
	{ offsetof(struct staff, from), 1, 12, N_("månaden den börjar ska vara 1–12") },
	{ offsetof(struct staff, to), 1, 12, N_("månaden den slutar ska vara 1–12") },
	{ offsetof(struct staff, vacancy), 0, STAFF_SHARE, N_("vakansen ska vara 0–100 %") },
	{ offsetof(struct staff, po), 0, 2 * STAFF_SHARE, N_("PO-påslaget ska vara 0–200 %") },
};

static bool is_possible(const struct staff *staff, struct error *error)
{
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		int64_t value;

		memcpy(&value, (const char *)staff + limits[i].at, sizeof value);
		if (value < limits[i].least || value > limits[i].most)
			return error_set(error, "staff", "%s", _(limits[i].wrong));
	}
	if (staff->to < staff->from)
		return error_set(error, "staff", "%s", _("den slutar innan den börjar: månaderna räknas inom året"));
	return true;
}

static int64_t months(const struct staff *staff)
{
	return staff->to - staff->from + 1;
}

bool calc_staff(const struct staff *staff, money *cost, struct error *error)
{
	struct number product = one;

	if (!is_possible(staff, error))
		return false;
	const struct number factors[] = {
		{ staff->heads, 3 }, { staff->grade, 4 },                          { staff->pay, 0 },
		{ months(staff), 0 }, { STAFF_SHARE - staff->vacancy, 4 }, { STAFF_SHARE + staff->po, 4 },
	};
	for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
		if (!multiply(&product, factors[i]))
			return too_large(error);
	return to_money(product, cost, error);
}

int64_t calc_years(const struct staff *staff)
{
	wide all = (wide)staff->heads * staff->grade * months(staff) * (STAFF_SHARE - staff->vacancy), whole = (wide)12 * STAFF_SHARE * STAFF_SHARE;

	return (int64_t)((all + whole / 2) / whole);
}

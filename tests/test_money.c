#include "testing.h"

#include "money.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define KR   INT64_C(100)
#define TKR  (KR * 1000)
#define MNKR (KR * 1000000)

#define NBSP   "\u00a0"
#define NARROW "\u202f"
#define MINUS  "\u2212"

struct read_case {
	const char *text;
	enum money_unit shown;
	money value, step;
	bool unit_given, ambiguous;
};

static const struct read_case good[] = {
	{ "0", MONEY_IN_KR, 0, KR, false, false },
	{ "-0", MONEY_IN_KR, 0, KR, false, false },
	{ "1250", MONEY_IN_KR, 1250 * KR, KR, false, false },
	{ "1 250", MONEY_IN_TKR, 1250 * TKR, TKR, false, false },
	{ "1" NBSP "250", MONEY_IN_TKR, 1250 * TKR, TKR, false, false },
	{ "1" NARROW "250 000", MONEY_IN_KR, 1250000 * KR, KR, false, false },
	{ "2 256,5", MONEY_IN_MNKR, 22565 * MNKR / 10, MNKR / 10, false, false },
	{ "2 256.5", MONEY_IN_MNKR, 22565 * MNKR / 10, MNKR / 10, false, false },
	{ "1,25 mnkr", MONEY_IN_KR, 125 * MNKR / 100, MNKR / 100, true, false },
	{ "700 tkr", MONEY_IN_MNKR, 700 * TKR, TKR, true, false },
	{ "700tkr", MONEY_IN_MNKR, 700 * TKR, TKR, true, false },
	{ "3 Mkr", MONEY_IN_KR, 3 * MNKR, MNKR, true, false },
	{ "12" NBSP "kronor", MONEY_IN_MNKR, 12 * KR, KR, true, false },
	{ "12,50 KR", MONEY_IN_MNKR, 1250, 1, true, false },
	{ "  12  ", MONEY_IN_KR, 12 * KR, KR, false, false },
	{ NBSP "-12 tkr" NARROW, MONEY_IN_KR, -12 * TKR, TKR, true, false },
	{ "+1,5", MONEY_IN_MNKR, 15 * MNKR / 10, MNKR / 10, false, false },
	{ "-1,5", MONEY_IN_MNKR, -15 * MNKR / 10, MNKR / 10, false, false },
	{ MINUS "1,5", MONEY_IN_MNKR, -15 * MNKR / 10, MNKR / 10, false, false },
	{ "\u20131,5", MONEY_IN_MNKR, -15 * MNKR / 10, MNKR / 10, false, false },
	{ MINUS " 1,5", MONEY_IN_MNKR, -15 * MNKR / 10, MNKR / 10, false, false },
	{ "007", MONEY_IN_KR, 7 * KR, KR, false, false },
	{ "0,00000001", MONEY_IN_MNKR, 1, 1, false, false },
	{ "1,0000000000", MONEY_IN_MNKR, MNKR, 1, false, false },
	/* a comma is always decimal */
	{ "1,234", MONEY_IN_MNKR, 1234 * TKR, TKR, false, false },
	{ "1,230", MONEY_IN_KR, 123, 1, false, false },
	/* the one form to ask about */
	{ "1.234", MONEY_IN_MNKR, 1234 * TKR, TKR, false, true },
	{ "-123.456", MONEY_IN_TKR, -123456 * KR, KR, false, true },
	{ "1.234 mnkr", MONEY_IN_KR, 1234 * TKR, TKR, true, true },
	{ "1.250", MONEY_IN_KR, 125, 1, false, true },
	/* dots, and no doubt */
	{ "1.234", MONEY_IN_KR, 1234 * KR, KR, false, false },
	{ "1.234.567", MONEY_IN_KR, 1234567 * KR, KR, false, false },
	{ "1.234,5", MONEY_IN_MNKR, 12345 * MNKR / 10, MNKR / 10, false, false },
	{ "1.234.567,89 kr", MONEY_IN_MNKR, 123456789, 1, true, false },
	{ "0.234", MONEY_IN_MNKR, 234 * TKR, TKR, false, false },
	{ "1234.567", MONEY_IN_MNKR, 1234567 * TKR, TKR, false, false },
	{ "1 234.567", MONEY_IN_MNKR, 1234567 * TKR, TKR, false, false },
	{ "1.23", MONEY_IN_MNKR, 123 * MNKR / 100, MNKR / 100, false, false },
	{ "1.2345", MONEY_IN_MNKR, 12345 * MNKR / 10000, MNKR / 10000, false, false },
	/* the ends */
	{ "10 000 000 000 000 kr", MONEY_IN_MNKR, MONEY_MAX, KR, true, false },
	{ MINUS "10 000 000 mnkr", MONEY_IN_KR, -MONEY_MAX, MNKR, true, false },
	{ "9999999999999,99", MONEY_IN_KR, MONEY_MAX - 1, 1, false, false },
	{ "9 999 999,99999999", MONEY_IN_MNKR, MONEY_MAX - 1, 1, false, false },
	{ "10000000,00000000", MONEY_IN_MNKR, MONEY_MAX, 1, false, false },
};

static void money_parse_takes_what_people_write(void **state)
{
	const struct read_case *row;

	(void)state;
	for (EACH(row, good)) {
		struct money_read read;
		struct error error = { 0 };

		expect(money_parse(row->text, row->shown, &read, &error), "«%s»: %s", row->text, error.text);
		expect(read.value == row->value, "«%s»: %" PRId64, row->text, read.value);
		expect(read.step == row->step, "«%s»: step %" PRId64, row->text, read.step);
		expect(read.unit_given == row->unit_given, "«%s»", row->text);
		expect(read.unit_given || read.unit == row->shown, "«%s»", row->text);
		expect(read.ambiguous == row->ambiguous, "«%s»", row->text);
	}
}

static const struct {
	const char *text;
	enum money_unit shown;
	const char *word;
} bad[] = {
	{ "", MONEY_IN_KR, "not-an-amount" },
	{ "  " NBSP, MONEY_IN_KR, "not-an-amount" },
	{ "-", MONEY_IN_KR, "not-an-amount" },
	{ "+-1", MONEY_IN_KR, "not-an-amount" },
	{ "--1", MONEY_IN_KR, "not-an-amount" },
	{ "1-", MONEY_IN_KR, "not-an-amount" },
	{ "kr", MONEY_IN_KR, "not-an-amount" },
	{ "12 kkr", MONEY_IN_KR, "not-an-amount" },
	{ "12 mdkr", MONEY_IN_KR, "not-an-amount" },
	{ "12 kr kr", MONEY_IN_KR, "not-an-amount" },
	{ "12 krtkr", MONEY_IN_KR, "not-an-amount" },
	{ "kr 12", MONEY_IN_KR, "not-an-amount" },
	{ "12 k r", MONEY_IN_KR, "not-an-amount" },
	{ "tolv", MONEY_IN_KR, "not-an-amount" },
	{ "1e5", MONEY_IN_KR, "not-an-amount" },
	{ "0x10", MONEY_IN_KR, "not-an-amount" },
	{ "1,", MONEY_IN_KR, "not-an-amount" },
	{ ",5", MONEY_IN_KR, "not-an-amount" },
	{ "1,,5", MONEY_IN_KR, "not-an-amount" },
	{ "1,5,5", MONEY_IN_KR, "not-an-amount" },
	{ "1,234.5", MONEY_IN_KR, "not-an-amount" },
	{ "1,234,567", MONEY_IN_KR, "not-an-amount" },
	{ "1.234.5", MONEY_IN_KR, "not-an-amount" },
	{ "1.234.5678", MONEY_IN_KR, "not-an-amount" },
	{ "1234.567.890", MONEY_IN_KR, "not-an-amount" },
	{ "0.123,5", MONEY_IN_KR, "not-an-amount" },
	{ "1.234 567", MONEY_IN_KR, "not-an-amount" },
	{ "12 34", MONEY_IN_KR, "not-an-amount" },
	{ "1234 567", MONEY_IN_KR, "not-an-amount" },
	{ "1 2345", MONEY_IN_KR, "not-an-amount" },
	{ "1  250", MONEY_IN_KR, "not-an-amount" },
	{ "1,5 5", MONEY_IN_KR, "not-an-amount" },
	{ "1 250\n", MONEY_IN_KR, "not-an-amount" },
	{ "(12)", MONEY_IN_KR, "not-an-amount" },
	{ "\u0661\u0662", MONEY_IN_KR, "not-an-amount" },
	{ "12\xff", MONEY_IN_KR, "not-an-amount" },
	{ "\xc2", MONEY_IN_KR, "not-an-amount" },
	{ "12\xc2", MONEY_IN_KR, "not-an-amount" },
	{ "12\xe2\x80", MONEY_IN_KR, "not-an-amount" },
	{ "12\u200b", MONEY_IN_KR, "not-an-amount" },
	{ "\u202e12", MONEY_IN_KR, "not-an-amount" },
	{ "1,005", MONEY_IN_KR, "too-fine" },
	{ "0.005", MONEY_IN_KR, "too-fine" },
	{ "1234.567", MONEY_IN_KR, "too-fine" },
	{ "1,000001 tkr", MONEY_IN_KR, "too-fine" },
	{ "0,000000001", MONEY_IN_MNKR, "too-fine" },
	{ "10 000 000 000 000,01", MONEY_IN_KR, "too-large" },
	{ "-10 000 000 000 000,01", MONEY_IN_KR, "too-large" },
	{ "10 000 000,00000001", MONEY_IN_MNKR, "too-large" },
	{ "10 000 001", MONEY_IN_MNKR, "too-large" },
	{ "9223372036854775808", MONEY_IN_KR, "too-large" },
	{ "18446744073709551616", MONEY_IN_KR, "too-large" },
	{ "99999999999999999999999999999999999999999999999", MONEY_IN_MNKR, "too-large" },
};

static void money_parse_refuses_with_a_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct money_read read = { .value = 42 };
		struct error error = { 0 };

		expect(!money_parse(bad[i].text, bad[i].shown, &read, &error), "«%s»", bad[i].text);
		expect(strcmp(error.word, bad[i].word) == 0, "«%s»: %s", bad[i].text, error.word);
		expect(read.value == 42, "«%s»", bad[i].text);
		expect(strlen(error.text) > 20, "«%s»: %s", bad[i].text, error.text);
	}
}

static void money_parse_says_what_it_read(void **state)
{
	struct money_read read;
	struct error error;

	(void)state;
	money_parse("12 kkr", MONEY_IN_KR, &read, &error);
	assert_string_equal(error.text, "Jag läste «12 kkr»: skriv ett belopp som 1 250, 1,25 mnkr eller 700 tkr");
	money_parse(" ", MONEY_IN_KR, &read, &error);
	assert_string_equal(error.text, "Jag läste inget belopp: skriv ett som 1 250, 1,25 mnkr eller 700 tkr");
	money_parse("1,005", MONEY_IN_KR, &read, &error);
	assert_string_equal(error.text, "Jag läste «1,005»: det är finare än ett öre, skriv högst 2 decimaler i kr");
	money_parse("\033[2Jåååååååååååååååååååååååååååååååååååååååååååååå", MONEY_IN_KR, &read, &error);
	assert_string_equal(error.text,
			    "Jag läste «?[2Jååååååååååååååååååååååååååååååååååå…»: skriv ett belopp som 1 250, 1,25 mnkr eller 700 tkr");
	assert_false(money_parse("x", MONEY_IN_KR, &read, NULL));
}

/* A text of two million digits is refused, not counted wrong. */
static void money_parse_stands_long_texts(void **state)
{
	const size_t size = 2000001;
	char *text = malloc(size + 1);
	struct money_read read;
	struct error error;

	(void)state;
	assert_non_null(text);
	memset(text, '0', size);
	text[size] = '\0';
	assert_false(money_parse(text, MONEY_IN_KR, &read, &error));
	memset(text, '9', size);
	assert_false(money_parse(text, MONEY_IN_KR, &read, &error));
	memset(text, ' ', size - 1);
	assert_true(money_parse(text, MONEY_IN_KR, &read, &error));
	assert_int_equal(read.value, 9 * KR);
	free(text);
}

static const struct {
	money value;
	enum money_unit unit;
	int decimals;
	unsigned flags;
	const char *text;
} prints[] = {
	{ 0, MONEY_IN_KR, MONEY_USUAL, 0, "0" },
	{ 0, MONEY_IN_MNKR, MONEY_USUAL, MONEY_SIGN, "0,0" },
	{ MONEY_NONE, MONEY_IN_MNKR, MONEY_USUAL, MONEY_SIGN | MONEY_NAMED, "" },
	{ 22565 * MNKR / 10, MONEY_IN_MNKR, MONEY_USUAL, 0, "2" NBSP "256,5" },
	{ 22565 * MNKR / 10, MONEY_IN_MNKR, MONEY_USUAL, MONEY_NAMED, "2" NBSP "256,5" NBSP "mnkr" },
	{ 22565 * MNKR / 10, MONEY_IN_TKR, MONEY_USUAL, MONEY_ASCII | MONEY_NAMED, "2 256 500 tkr" },
	{ 22565 * MNKR / 10, MONEY_IN_KR, MONEY_EXACT, MONEY_DENSE, "2256500000" },
	{ 22565 * MNKR / 10, MONEY_IN_KR, 2, MONEY_DENSE | MONEY_NAMED, "2256500000,00 kr" },
	{ -65 * MNKR / 10, MONEY_IN_MNKR, MONEY_USUAL, 0, MINUS "6,5" },
	{ -65 * MNKR / 10, MONEY_IN_MNKR, MONEY_USUAL, MONEY_ASCII, "-6,5" },
	{ -1234 * KR, MONEY_IN_KR, 0, MONEY_DENSE, "-1234" },
	{ 81 * MNKR, MONEY_IN_MNKR, MONEY_EXACT, MONEY_SIGN, "+81" },
	{ 81 * MNKR + 1, MONEY_IN_MNKR, MONEY_EXACT, MONEY_SIGN, "+81,00000001" },
	{ 1230, MONEY_IN_KR, MONEY_EXACT, 0, "12,3" },
	{ 81 * MNKR, MONEY_IN_MNKR, MONEY_FULL, 0, "81,0" },
	{ 81 * MNKR + MNKR / 8, MONEY_IN_MNKR, MONEY_FULL, 0, "81,125" },
	{ 1200, MONEY_IN_KR, MONEY_FULL, 0, "12" },
	{ 1234, MONEY_IN_KR, 8, 0, "12,34000000" },
	{ 1234, MONEY_IN_KR, 9, 0, "12,34000000" },
	{ 999, MONEY_IN_KR, 2, 0, "9,99" },
	{ 999 * KR, MONEY_IN_KR, 0, 0, "999" },
	{ 1000 * KR, MONEY_IN_KR, 0, 0, "1" NBSP "000" },
	/* half away from 0 */
	{ 149, MONEY_IN_KR, 0, 0, "1" },
	{ 150, MONEY_IN_KR, 0, 0, "2" },
	{ 250, MONEY_IN_KR, 0, 0, "3" },
	{ -149, MONEY_IN_KR, 0, 0, MINUS "1" },
	{ -150, MONEY_IN_KR, 0, 0, MINUS "2" },
	{ 49 * TKR, MONEY_IN_MNKR, 1, 0, "0,0" },
	{ 50 * TKR, MONEY_IN_MNKR, 1, 0, "0,1" },
	{ 50 * TKR - 1, MONEY_IN_MNKR, 1, 0, "0,0" },
	{ 99950 * TKR - 1, MONEY_IN_MNKR, 1, 0, "99,9" },
	{ 99950 * TKR, MONEY_IN_MNKR, 1, 0, "100,0" },
	{ 999999 * KR + 50, MONEY_IN_KR, 0, 0, "1" NBSP "000" NBSP "000" },
	/* what rounds to 0 has no sign */
	{ -49, MONEY_IN_KR, 0, MONEY_SIGN, "0" },
	{ 49, MONEY_IN_KR, 0, MONEY_SIGN, "0" },
	{ -49 * TKR, MONEY_IN_MNKR, 1, MONEY_NAMED, "0,0" NBSP "mnkr" },
	/* the ends */
	{ MONEY_MAX, MONEY_IN_MNKR, MONEY_EXACT, 0, "10" NBSP "000" NBSP "000" },
	{ -MONEY_MAX, MONEY_IN_KR, 8, MONEY_ASCII | MONEY_NAMED, "-10 000 000 000 000,00000000 kr" },
	{ MONEY_MAX - 1, MONEY_IN_KR, 0, MONEY_ASCII, "10 000 000 000 000" },
	{ INT64_MAX, MONEY_IN_KR, 8, MONEY_NAMED, "92" NBSP "233" NBSP "720" NBSP "368" NBSP "547" NBSP "758,07000000" NBSP "kr" },
	{ -INT64_MAX, MONEY_IN_KR, 0, MONEY_DENSE, "-92233720368547758" },
};

static void money_print_rounds_and_spells(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof prints / sizeof *prints; i++) {
		char text[MONEY_TEXT];

		assert_ptr_equal(money_print(text, prints[i].value, prints[i].unit, prints[i].decimals, prints[i].flags), text);
		expect(strcmp(text, prints[i].text) == 0, "«%s», not «%s»", text, prints[i].text);
	}
}

/* Amounts of every size, round ones among them. */
static money random_amount(uint64_t *seed)
{
	static const money sizes[] = { 100, 10000, 1000000, INT64_C(100000000), INT64_C(10000000000), MONEY_MAX / 100, MONEY_MAX };
	uint64_t random = testing_random(seed);
	money most = sizes[random % 7], amount = (money)(testing_random(seed) % (uint64_t)(most + 1));

	if (random & 8)
		amount = amount / MONEY_KR * MONEY_KR;
	return random & 16 ? -amount : amount;
}

/* «1.234» never comes out of money_print, so nothing printed is ambiguous. */
static void money_parse_takes_back_what_print_gave(void **state)
{
	const int cases = testing_cases(100000, 1000000);
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < cases; i++) {
		money amount = random_amount(&seed);
		unsigned random = (unsigned)testing_random(&seed);
		enum money_unit unit = (enum money_unit)(random % 3), shown = random & 32 ? unit : MONEY_IN_KR;
		unsigned flags = (random >> 8 & 15) | (shown == unit ? 0 : MONEY_NAMED);
		struct money_read read;
		char text[MONEY_TEXT];

		money_print(text, amount, unit, random & 64 ? 8 : MONEY_EXACT, flags);
		if (!money_parse(text, shown, &read, NULL) || read.value != amount || read.ambiguous)
			expect(false, "%" PRId64 " «%s» %" PRId64, amount, text, read.value);
	}
}

/* Printed with few decimals it comes back within half of the last digit. */
static void money_step_is_the_last_digit(void **state)
{
	const int cases = testing_cases(100000, 1000000);
	uint64_t seed = 2;

	(void)state;
	for (int i = 0; i < cases; i++) {
		money amount = random_amount(&seed);
		struct money_read read;
		char text[MONEY_TEXT];

		money_print(text, amount, (enum money_unit)(i % 3), i % 5, 0);
		if (!money_parse(text, (enum money_unit)(i % 3), &read, NULL) || llabs(read.value - amount) * 2 > read.step)
			expect(llabs(amount) > MONEY_MAX - MNKR, "%" PRId64 " «%s»", amount, text);
	}
}

static void money_counts_within_its_bounds(void **state)
{
	money sum = 7;

	(void)state;
	assert_true(money_add(MONEY_MAX - 1, 1, &sum));
	assert_int_equal(sum, MONEY_MAX);
	assert_false(money_add(MONEY_MAX, 1, &sum));
	assert_false(money_add(-MONEY_MAX, -1, &sum));
	assert_false(money_add(MONEY_NONE, 1, &sum));
	assert_false(money_add(MONEY_NONE, MONEY_NONE, &sum));
	assert_false(money_add(INT64_MAX, INT64_MAX, &sum));
	assert_int_equal(sum, MONEY_MAX);
	assert_true(money_add(-MONEY_MAX, MONEY_MAX, &sum));
	assert_int_equal(sum, 0);
	assert_int_equal(money_sum(3, -5), -2);
	assert_int_equal(money_sum(MONEY_NONE, -5), -5);
	assert_int_equal(money_sum(3, MONEY_NONE), 3);
	assert_int_equal(money_sum(MONEY_NONE, MONEY_NONE), MONEY_NONE);
	assert_int_equal(money_sum(MONEY_MAX, MONEY_MAX), MONEY_MAX);
	assert_int_equal(money_sum(-MONEY_MAX, -1), -MONEY_MAX);
}

static void money_comes_from_kronor(void **state)
{
	(void)state;
	assert_int_equal(money_from_kr(0), 0);
	assert_int_equal(money_from_kr(-12), -1200);
	assert_int_equal(money_from_kr(MONEY_MAX_KR), MONEY_MAX);
	assert_int_equal(money_from_kr(MONEY_NONE), MONEY_NONE);
	assert_int_equal(money_from_kr(INT64_MAX), MONEY_MAX);
	assert_int_equal(money_from_kr(INT64_MIN + 1), -MONEY_MAX);
}

static void money_units_have_names_and_sizes(void **state)
{
	enum money_unit unit;

	(void)state;
	for (enum money_unit each = MONEY_IN_KR; each <= MONEY_IN_MNKR; each++) {
		assert_true(money_unit_find(money_unit_name(each), &unit));
		assert_int_equal(unit, each);
	}
	assert_true(money_unit_find("mkr", &unit));
	assert_int_equal(unit, MONEY_IN_MNKR);
	assert_false(money_unit_find("kkr", &unit));
	assert_false(money_unit_find("", &unit));
	assert_int_equal(money_unit_size(MONEY_IN_KR), KR);
	assert_int_equal(money_unit_size(MONEY_IN_TKR), TKR);
	assert_int_equal(money_unit_size(MONEY_IN_MNKR), MNKR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(money_parse_takes_what_people_write),
		cmocka_unit_test(money_parse_refuses_with_a_word),
		cmocka_unit_test(money_parse_says_what_it_read),
		cmocka_unit_test(money_parse_stands_long_texts),
		cmocka_unit_test(money_print_rounds_and_spells),
		cmocka_unit_test(money_parse_takes_back_what_print_gave),
		cmocka_unit_test(money_step_is_the_last_digit),
		cmocka_unit_test(money_counts_within_its_bounds),
		cmocka_unit_test(money_comes_from_kronor),
		cmocka_unit_test(money_units_have_names_and_sizes),
	};

	return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}

/* What is typed in a figure's place. */
#include "testing.h"

#include "entry.h"

#include <string.h>

#define KR    ((money)MONEY_KR)
#define TKR   (1000 * KR)
#define MNKR  (1000 * TKR)
#define BLANK MONEY_NONE

static const struct entry_at line_at = { .shown = MONEY_IN_MNKR, .before = 100 * MNKR, .rest = 106500 * TKR, .is_line = true };
static const struct entry_at sum_at = { .shown = MONEY_IN_MNKR, .before = 100 * MNKR, .rest = 106500 * TKR, .is_sum = true };
static const struct entry_at blank_at = { .shown = MONEY_IN_TKR, .before = MONEY_NONE, .rest = MONEY_NONE, .is_line = true };

static const struct { const struct entry_at *at; const char *text; money value; } amounts[] = {
	{ &line_at, "", BLANK },
	{ &line_at, "   ", BLANK },
	{ &line_at, "1250", 1250 * MNKR },
	{ &line_at, " 1 250 ", 1250 * MNKR },
	{ &line_at, "1,25 mnkr", 1250 * TKR },
	{ &line_at, "700 tkr", 700 * TKR },
	{ &line_at, "+2,5%", 102500 * TKR },
	{ &line_at, "-2,5%", 97500 * TKR },
	{ &line_at, "−100 tkr", 99900 * TKR },
	{ &line_at, "–100 tkr", 99900 * TKR },
	{ &line_at, "- 100 tkr", 99900 * TKR },
	{ &line_at, "+6,5", 106500 * TKR },
	{ &line_at, "189,6+2%", 193392 * TKR },
	{ &line_at, "189,6 + 2 % - 392 tkr", 193 * MNKR },
	{ &line_at, "10+10%+10%", 12100 * TKR },
	{ &line_at, "=", 106500 * TKR },
	{ &line_at, "=kvar", 106500 * TKR },
	{ &line_at, "= KVAR", 106500 * TKR },
	{ &line_at, "=kvar-500 tkr", 106 * MNKR },
	{ &line_at, "=4,1", 4100 * TKR }, /* as in a spreadsheet, and never 4,1 more than what is left */
	{ &line_at, "= 100+5", 105 * MNKR },
	{ &line_at, "+0,00001%", 100 * MNKR + 10 * KR },
	{ &blank_at, "+100", 100 * TKR },
	{ &blank_at, "+100+5%", 105 * TKR },
	{ &blank_at, "1 kr +50%", 2 * KR }, /* half a krona goes up */
	{ &blank_at, "3 kr -50%", 1 * KR }, /* and a half that is taken away too */
};

static void amounts_and_expressions_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
		struct error error = { 0 };
		struct entry entry;

		expect(entry_read(amounts[i].text, amounts[i].at, &entry, &error), "«%s»: %s", amounts[i].text, error.text);
		expect(entry.value == amounts[i].value, "«%s» is %lld", amounts[i].text, (long long)entry.value);
		assert_false(entry.ambiguous || entry.has_way);
	}
}

static const struct { const char *text; money value; bool has_way; enum spread_way way; int year; } sums[] = {
	{ "p1200", 1200 * MNKR, true, SPREAD_PROPORTIONAL, 0 },
	{ "P 1 200", 1200 * MNKR, true, SPREAD_PROPORTIONAL, 0 },
	{ "p+5%", 105 * MNKR, true, SPREAD_PROPORTIONAL, 0 },
	{ "+5%", 105 * MNKR, true, SPREAD_PROPORTIONAL, 0 },
	{ "-1", 99 * MNKR, true, SPREAD_PROPORTIONAL, 0 },
	{ "l1200", 1200 * MNKR, true, SPREAD_EQUAL, 0 },
	{ "l=", 106500 * TKR, true, SPREAD_EQUAL, 0 },
	{ "r2019", 100 * MNKR, true, SPREAD_LIKE, 2019 },
	{ "r2019 1200", 1200 * MNKR, true, SPREAD_LIKE, 2019 },
	{ "r2019+5%", 105 * MNKR, true, SPREAD_LIKE, 2019 },
	{ "r2019=", 106500 * TKR, true, SPREAD_LIKE, 2019 },
	{ "R2019P", 100 * MNKR, true, SPREAD_LIKE, 2019 },
	{ "r2019p 1200", 1200 * MNKR, true, SPREAD_LIKE, 2019 },
	{ "1200", 1200 * MNKR, false, 0, 0 },
	{ "=kvar", 106500 * TKR, false, 0, 0 },
};

static void a_sum_says_how(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		struct error error = { 0 };
		struct entry entry;

		expect(entry_read(sums[i].text, &sum_at, &entry, &error), "«%s»: %s", sums[i].text, error.text);
		expect(entry.value == sums[i].value && entry.has_way == sums[i].has_way, "«%s» is %lld", sums[i].text, (long long)entry.value);
		expect(!entry.has_way || (entry.way == sums[i].way && entry.like_year == sums[i].year), "«%s»", sums[i].text);
	}
}

static const struct { const struct entry_at *at; const char *text, *word; } refused[] = {
	{ &line_at, "12x", "not-an-amount" },
	{ &line_at, "p1200", "not-an-amount" },
	{ &line_at, "1200+", "not-an-amount" },
	{ &line_at, "+", "not-an-amount" },
	{ &line_at, "1200++5", "not-an-amount" },
	{ &line_at, "5%", "not-an-amount" },
	{ &line_at, "+5 tkr%", "not-an-amount" },
	{ &line_at, "+%", "not-an-amount" },
	{ &line_at, "%", "not-an-amount" },
	{ &line_at, "=foo", "not-an-amount" },
	{ &line_at, "=kvar5", "not-an-amount" },
	{ &line_at, "=kvar 5", "not-an-amount" },
	{ &line_at, "0,000000001", "too-fine" },
	{ &line_at, "0,5 kr", "too-fine" },
	{ &line_at, "-101", "negative" },
	{ &line_at, "-200%", "negative" },
	{ &line_at, "99999999999999", "too-large" },
	{ &line_at, "9999999+9999999", "too-large" },
	{ &line_at, "+1000000000%", "not-an-amount" },
	{ &line_at, "9999999+900000%", "too-large" },
	{ &blank_at, "=", "no-rest" },
	{ &blank_at, "+5%", "no-ground" },
	{ &sum_at, "p", "not-an-amount" },
	{ &sum_at, "l", "not-an-amount" },
	{ &sum_at, "r", "year" },
	{ &sum_at, "r19", "year" },
	{ &sum_at, "r2019x", "year" },
	{ &sum_at, "r2019px", "year" },
	{ &sum_at, "rp", "year" },
	{ &sum_at, "r20191", "year" },
};

static void what_is_no_entry_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct entry entry = { .like_year = 7 };
		struct error error = { 0 };

		expect(!entry_read(refused[i].text, refused[i].at, &entry, &error), "«%s»", refused[i].text);
		expect(!strcmp(error.word, refused[i].word), "«%s»: %s, %s", refused[i].text, error.word, error.text);
		expect(!strchr(error.text, '%') || strchr(error.text, '%')[1] != '%', "«%s»: %s", refused[i].text, error.text);
		assert_int_equal(entry.like_year, 7);
	}
}

/* What says how, and what says how much; and the unit it was said in. */
static void an_entry_has_parts(void **state)
{
	static const struct { const struct entry_at *at; const char *text; size_t way_bytes; bool like_forecast; enum money_unit unit; } parts[] = {
		{ &sum_at, "p1200", 1, false, MONEY_IN_MNKR },
		{ &sum_at, " l 1200 tkr", 3, false, MONEY_IN_TKR },
		{ &sum_at, "r2019", 5, false, MONEY_IN_MNKR },
		{ &sum_at, "r2019p 5", 7, true, MONEY_IN_MNKR },
		{ &sum_at, "+5%", 0, false, MONEY_IN_MNKR },
		{ &sum_at, "1200", 0, false, MONEY_IN_MNKR },
		{ &line_at, "1,25 mnkr-100 kr", 0, false, MONEY_IN_KR },
	};

	(void)state;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct entry entry;

		assert_true(entry_read(parts[i].text, parts[i].at, &entry, NULL));
		expect(entry.way_bytes == parts[i].way_bytes && entry.like_forecast == parts[i].like_forecast && entry.unit == parts[i].unit, "«%s»: %zu",
		       parts[i].text, entry.way_bytes);
	}
}

static void what_can_be_read_in_two_ways_is_told(void **state)
{
	const struct entry_at kr = { .shown = MONEY_IN_TKR, .before = 5 * MNKR, .rest = MONEY_NONE, .is_line = true };
	struct entry entry;

	(void)state;
	assert_true(entry_read("1.234", &kr, &entry, NULL));
	assert_true(entry.ambiguous && entry.value == 1234 * KR && entry.thousands == 1234 * TKR);
	assert_true(entry_read("+1.234+10%", &kr, &entry, NULL));
	assert_true(entry.ambiguous && entry.value == (5 * MNKR + 1234 * KR) / 10 * 11 - 40 && entry.thousands == 6857400 * KR);
}

static void what_an_entry_may_begin_with(void **state)
{
	static const struct { const char *text, *more; bool begins; } texts[] = {
		{ "1", "", true },      { ",5", "", true },  { "-5", "", true }, { "−5", "", true }, { "–5", "", true }, { "\u00a01 250", "", true }, { " \u202f−5", "", true },
		{ "+5", "+=", true },   { "=", "+=", true }, { "p5", "plr", true },
		{ "+5", "", false },    { "p5", "+=", false }, { "å", "+=plr", false }, { "", "+=plr", false }, { "  ", "+=plr", false }, { "•5", "+=plr", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect(entry_begins(texts[i].text, texts[i].more) == texts[i].begins, "«%s»", texts[i].text);
}

/* Nothing that can be typed does harm, and what is read is in whole kronor and within bounds. */
static void anything_can_be_typed(void **state)
{
	static const char *const parts[] = { "1", "2", "0", ",", ".", " ", "%", "+", "-", "−", "=", "kvar", "p", "l", "r2019", "tkr", "mnkr", "kr", "\u00a0", "å", "999999" };
	uint64_t random = 6;
	int read = 0;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		const struct entry_at *at = i % 2 ? &line_at : &sum_at;
		char text[512] = "";
		struct entry entry;

		for (uint64_t count = testing_random(&random) % 9; count; count--)
			strcat(text, parts[testing_random(&random) % (sizeof parts / sizeof *parts)]);
		if (!entry_read(text, at, &entry, NULL) || entry.value == MONEY_NONE)
			continue;
		read++;
		expect(entry.value % KR == 0 && entry.value <= MONEY_MAX && entry.value >= -MONEY_MAX, "«%s»", text);
		expect(!at->is_line || entry.value >= 0, "«%s»", text);
	}
	assert_true(read > 5000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_and_expressions_are_read),
		cmocka_unit_test(a_sum_says_how),
		cmocka_unit_test(what_is_no_entry_is_refused),
		cmocka_unit_test(an_entry_has_parts),
		cmocka_unit_test(what_can_be_read_in_two_ways_is_told),
		cmocka_unit_test(what_an_entry_may_begin_with),
		cmocka_unit_test(anything_can_be_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

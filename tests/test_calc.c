/* Inputs multiplied, and the personnel calculation. */
#include "testing.h"

#include "calc.h"

#include <string.h>

#define KR ((money)MONEY_KR)

static const struct { const char *values[4]; int64_t kr; } products[] = {
	{ { "1 200", "4 500 kr" }, 5400000 },
	{ { "4500", "1\u00a0200" }, 5400000 },
	{ { "50 %", "3 mnkr" }, 1500000 },
	{ { "0,1149 ‰", "8 171,9 mnkr" }, 938951 },
	{ { "12,5%", "7 kr" }, 1 },       /* 0,875 */
	{ { "0,5", "1 kr" }, 1 },         /* half a krona away from nought */
	{ { "−0,5", "1 kr" }, -1 },
	{ { "0,4999", "1 kr" }, 0 },
	{ { "3", "0,1", "10" }, 3 },
	{ { "1.5", "2 tkr" }, 3000 },
	{ { "-100 tkr" }, -100000 },
	{ { "1000000000000000000", "0,000000001", "0,0001" }, 100000 },
	{ { "0", "999999999999" }, 0 },
};

static size_t inputs_of(const char *const values[4], struct input inputs[4])
{
	size_t count = 0;

	for (; count < 4 && values[count]; count++)
		inputs[count] = (struct input){ "tal", values[count] };
	return count;
}

static void inputs_are_multiplied(void **state)
{
	struct input inputs[4];

	(void)state;
	for (size_t i = 0; i < sizeof products / sizeof *products; i++) {
		struct error error = { 0 };
		money out = 7;

		expect(calc_inputs(inputs, inputs_of(products[i].values, inputs), &out, &error), "%zu: %s", i, error.text);
		expect(out == products[i].kr * KR, "%zu: %lld", i, (long long)out);
	}
}

static const struct { const char *values[4], *word; } refused[] = {
	{ { NULL }, "no-inputs" },
	{ { "" }, "input" },
	{ { "tolv" }, "input" },
	{ { "12 st" }, "input" },
	{ { "1,2,3" }, "input" },
	{ { "," }, "input" },
	{ { "5", "kr" }, "input" },
	{ { "12345678901234567890" }, "input" },
	{ { "0,1234567890123" }, "input" },
	{ { "5 kr", "6 kr" }, "money-twice" },
	{ { "5 tkr", "2", "6 mnkr" }, "money-twice" },
	{ { "10000000000001" }, "too-large" },
	{ { "1000000000000000000", "1000000000000000000", "1000000000000000000" }, "too-large" },
	{ { "1,000000000001", "1,000000000001", "1,000000000001", "1,000000000001" }, "too-large" },
};

static void what_cannot_be_multiplied_is_refused(void **state)
{
	struct input inputs[4];

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct error error = { 0 };
		money out = 7;

		expect(!calc_inputs(inputs, inputs_of(refused[i].values, inputs), &out, &error), "%zu: %lld", i, (long long)out);
		expect(!strcmp(error.word, refused[i].word), "%zu: %s, %s", i, error.word, error.text);
		assert_int_equal(out, 7);
	}
}

/* The order does not matter, and a factor of one changes nothing. */
static void multiplication_is_what_it_should_be(void **state)
{
	uint64_t random = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int64_t a = (int64_t)(testing_random(&random) % 100000), b = (int64_t)(testing_random(&random) % 1000000);
		char first[32], second[32];
		struct input ab[3] = { { "a", first }, { "b", second }, { "c", "100 %" } }, ba[2] = { { "b", second }, { "a", first } };
		money one, other, wanted = (a * b + 50) / 100; /* a has two decimals */

		snprintf(first, sizeof first, "%lld,%02lld", (long long)(a / 100), (long long)(a % 100));
		snprintf(second, sizeof second, "%lld kr", (long long)b);
		assert_true(calc_inputs(ab, 3, &one, NULL));
		assert_true(calc_inputs(ba, 2, &other, NULL));
		expect(one == other && one == wanted * KR, "%s × %s = %lld", first, second, (long long)one);
	}
}

static const struct { struct staff staff; int64_t kr, years; } staffs[] = {
	{ { 1000, 10000, 35000, 1, 12, 0, 4275 }, 599550, 1000 },       /* one, full time, all year: 35 000 × 12 × 1,4275 */
	{ { 2500, 10000, 35000, 1, 12, 0, 0 }, 1050000, 2500 },
	{ { 1000, 7500, 40000, 7, 12, 0, 4000 }, 252000, 375 },         /* half a year at 75 % */
	{ { 10000, 10000, 30000, 1, 12, 1000, 4000 }, 4536000, 9000 },  /* a tenth stands empty */
	{ { 1000, 10000, 30000, 6, 6, 0, 0 }, 30000, 83 },
	{ { 1000, 10000, 30000, 1, 12, 10000, 4275 }, 0, 0 },
	{ { 333, 3333, 33333, 1, 11, 333, 3333 }, 52453, 98 },
};

static void personnel_costs_what_it_costs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof staffs / sizeof *staffs; i++) {
		struct error error = { 0 };
		money cost;

		expect(calc_staff(&staffs[i].staff, &cost, &error), "%zu: %s", i, error.text);
		expect(cost == staffs[i].kr * KR, "%zu: %lld", i, (long long)cost);
		expect(calc_years(&staffs[i].staff) == staffs[i].years, "%zu: %lld", i, (long long)calc_years(&staffs[i].staff));
	}
}

static const struct staff impossible[] = {
	{ 0, 10000, 35000, 1, 12, 0, 4275 },      { 1000, 0, 35000, 1, 12, 0, 4275 },     { 1000, 20001, 35000, 1, 12, 0, 4275 },
	{ 1000, 10000, 0, 1, 12, 0, 4275 },       { 1000, 10000, 35000, 0, 12, 0, 4275 }, { 1000, 10000, 35000, 1, 13, 0, 4275 },
	{ 1000, 10000, 35000, 7, 6, 0, 4275 },    { 1000, 10000, 35000, 1, 12, -1, 4275 }, { 1000, 10000, 35000, 1, 12, 10001, 4275 },
	{ 1000, 10000, 35000, 1, 12, 0, 20001 },  { INT64_MAX, 10000, 35000, 1, 12, 0, 0 }, { 1000, 10000, INT64_MIN, 1, 12, 0, 0 },
};

static void impossible_personnel_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++) {
		struct error error = { 0 };
		money cost = 7;

		expect(!calc_staff(&impossible[i], &cost, &error), "%zu", i);
		assert_string_equal(error.word, "staff");
		assert_true(cost == 7 && *error.text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(inputs_are_multiplied),
		cmocka_unit_test(what_cannot_be_multiplied_is_refused),
		cmocka_unit_test(multiplication_is_what_it_should_be),
		cmocka_unit_test(personnel_costs_what_it_costs),
		cmocka_unit_test(impossible_personnel_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

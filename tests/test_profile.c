/* The months always sum to the year. */
#include "testing.h"

#include "profile.h"

#include <string.h>

#define KR ((money)MONEY_KR)

static money sum_of(const money months[MONTHS])
{
	money sum = 0;

	for (int i = 0; i < MONTHS; i++)
		sum += months[i];
	return sum;
}

static void without_a_profile_every_month_is_the_same(void **state)
{
	money months[MONTHS], nothing[MONTHS] = { 0 };

	(void)state;
	profile_months(1200 * KR, NULL, months);
	for (int i = 0; i < MONTHS; i++)
		assert_int_equal(months[i], 100 * KR);
	profile_months(1201 * KR, nothing, months);
	assert_int_equal(months[0], 101 * KR); /* the odd krona */
	assert_int_equal(months[11], 100 * KR);
	profile_months(MONEY_NONE, NULL, months);
	assert_true(months[0] == MONEY_NONE && months[11] == MONEY_NONE);
}

static void the_months_follow_the_year(void **state)
{
	money summer[MONTHS] = { 0, 0, 0, 0, 0, 1 * KR, 2 * KR, 1 * KR, 0, 0, 0, 0 }, months[MONTHS];

	(void)state;
	profile_months(400 * KR, summer, months);
	assert_int_equal(months[5], 100 * KR);
	assert_int_equal(months[6], 200 * KR);
	assert_int_equal(months[0], 0);
}

static void a_month_is_set_and_the_others_take_the_rest(void **state)
{
	money months[MONTHS];
	struct error error = { 0 };

	(void)state;
	profile_months(1200 * KR, NULL, months);
	assert_true(profile_set(months, 6, 650 * KR, 0, NULL));
	assert_int_equal(months[6], 650 * KR);
	assert_int_equal(months[0], 50 * KR);
	assert_int_equal(sum_of(months), 1200 * KR);
	assert_true(profile_set(months, 6, 1200 * KR, 0, NULL)); /* all of it */
	assert_int_equal(months[0], 0);
	assert_true(profile_set(months, 6, 100 * KR, 0, NULL)); /* and back: the others are 0, so they share alike */
	assert_int_equal(months[0], 100 * KR);
	assert_false(profile_set(months, 6, 1201 * KR, 0, &error));
	assert_string_equal(error.word, "month");
	assert_false(profile_set(months, 6, -KR, 0, NULL));
	assert_false(profile_set(months, 6, KR + 1, 0, NULL));
	assert_int_equal(months[6], 100 * KR);
}

/* Who writes one month after the other finds what she wrote; until there is no room for it. */
static void what_was_set_before_stays(void **state)
{
	money months[MONTHS];
	unsigned kept = 0;

	(void)state;
	profile_months(1200 * KR, NULL, months);
	for (int i = 0; i < MONTHS - 1; i++, kept |= 1u << (i - 1))
		assert_true(profile_set(months, i, (50 + i) * KR, kept, NULL));
	for (int i = 0; i < MONTHS - 1; i++)
		assert_int_equal(months[i], (50 + i) * KR);
	assert_int_equal(months[11], 595 * KR); /* what is left of the year */
	assert_true(profile_set(months, 11, 595 * KR, kept, NULL));
	assert_true(profile_set(months, 0, 700 * KR, kept, NULL)); /* more than they leave: all of them give way */
	assert_int_equal(months[0], 700 * KR);
	assert_int_equal(sum_of(months), 1200 * KR);
	assert_true(months[1] < 51 * KR);
}

static void the_year_is_always_the_sum(void **state)
{
	uint64_t random = 8;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		money weights[MONTHS], months[MONTHS], year = (money)(testing_random(&random) % 100000000) * KR;

		for (int j = 0; j < MONTHS; j++)
			weights[j] = (money)(testing_random(&random) % 1000) * KR * (testing_random(&random) % 3 > 0);
		profile_months(year, weights, months);
		assert_true(sum_of(months) == year);
		if (profile_set(months, (int)(testing_random(&random) % MONTHS), (money)(testing_random(&random) % 200000000) * KR, (unsigned)testing_random(&random), NULL))
			assert_true(sum_of(months) == year);
		for (int j = 0; j < MONTHS; j++)
			assert_true(months[j] >= 0 && months[j] % KR == 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_profile_every_month_is_the_same),
		cmocka_unit_test(the_months_follow_the_year),
		cmocka_unit_test(a_month_is_set_and_the_others_take_the_rest),
		cmocka_unit_test(what_was_set_before_stays),
		cmocka_unit_test(the_year_is_always_the_sum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

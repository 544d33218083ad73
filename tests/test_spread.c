/* Spreading: the sum is exact, what is held is untouched, and the order of the rows does not matter. */
#include "testing.h"

#include "spread.h"

#include <stdlib.h>
#include <string.h>

#define ROWS 12
#define KR ((money)MONEY_KR)

static const struct { enum spread_way way; int64_t total; const char *rows, *out; } examples[] = { /* kronor; «=» held, «-» blank; «now:like» */
	{ SPREAD_PROPORTIONAL, 100, "1 1 1", "34 33 33" },
	{ SPREAD_PROPORTIONAL, 200, "1 1 1", "67 67 66" },
	{ SPREAD_PROPORTIONAL, 1200, "100 200 300", "200 400 600" },
	{ SPREAD_PROPORTIONAL, 1200, "=100 200 300", "100 440 660" },
	{ SPREAD_PROPORTIONAL, 0, "100 200 300", "0 0 0" },
	{ SPREAD_PROPORTIONAL, 10, "- 5 -", "- 10 -" },
	{ SPREAD_PROPORTIONAL, -90, "1 2", "-30 -60" },
	{ SPREAD_PROPORTIONAL, 90, "-1 -2", "30 60" },
	{ SPREAD_EQUAL, 100, "7 - =10", "45 45 10" },
	{ SPREAD_EQUAL, 100, "0 0 0", "34 33 33" },
	{ SPREAD_EQUAL, 2, "0 - -", "1 1 -" },
	{ SPREAD_LIKE, 90, "5:1 5:2", "30 60" },
	{ SPREAD_LIKE, 90, "5:- 5:2 -:-", "0 90 -" },
	{ SPREAD_PROPORTIONAL, 10000000000000, "1 2 3333333333", "3000 6000 9999999991000" },
};

static const char *const ids[ROWS] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l" };

static money amount_of(const char **text)
{
	money value = MONEY_NONE;
	char *end;

	if (**text == '-' && (!(*text)[1] || strchr(" :", (*text)[1]))) {
		++*text;
		return value;
	}
	value = strtoll(*text, &end, 10) * KR;
	*text = end;
	return value;
}

static size_t rows_of(const char *text, struct spread_row rows[ROWS])
{
	size_t count = 0;

	for (; *text; text += *text == ' ') {
		struct spread_row *row = &rows[count];

		*row = (struct spread_row){ .id = ids[count], .held = *text == '=', .like = MONEY_NONE };
		text += row->held;
		row->now = amount_of(&text);
		if (*text == ':') {
			text++;
			row->like = amount_of(&text);
		}
		count++;
	}
	return count;
}

static void every_krona_is_placed(void **state)
{
	struct spread_row rows[ROWS], wanted[ROWS];
	money out[ROWS];

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		size_t count = rows_of(examples[i].rows, rows);
		struct error error = { 0 };

		assert_int_equal(rows_of(examples[i].out, wanted), count);
		expect(spread(examples[i].way, examples[i].total * KR, rows, count, out, &error), "%zu: %s", i, error.text);
		for (size_t j = 0; j < count; j++)
			expect(out[j] == wanted[j].now, "%zu: row %zu has %lld", i, j, (long long)out[j]);
	}
}

static const struct { enum spread_way way; money total; const char *rows, *word; } refused[] = {
	{ SPREAD_PROPORTIONAL, 100 * KR, "0 0 -", "zero-profile" },
	{ SPREAD_PROPORTIONAL, 100 * KR, "1 -1", "mixed-profile" },
	{ SPREAD_LIKE, 100 * KR, "1 2", "zero-profile" },
	{ SPREAD_LIKE, 100 * KR, "1:5 2:-5", "mixed-profile" },
	{ SPREAD_EQUAL, 100 * KR, "=60 =40", "held" },
	{ SPREAD_EQUAL, 100 * KR, "=101 5", "held" },
	{ SPREAD_EQUAL, -100 * KR, "=-101 5", "held" },
	{ SPREAD_EQUAL, 100 * KR + 1, "1 2", "kronor" },
	{ SPREAD_EQUAL, MONEY_MAX, "=-1 2", "too-large" },
};

static void what_cannot_be_spread_is_refused(void **state)
{
	struct spread_row rows[ROWS];

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		size_t count = rows_of(refused[i].rows, rows);
		money out[ROWS] = { 7 };
		struct error error = { 0 };

		expect(!spread(refused[i].way, refused[i].total, rows, count, out, &error), "%zu", i);
		assert_string_equal(error.word, refused[i].word);
		assert_true(out[0] == 7 && *error.text);
	}
}

/* --- properties --- */

static money random_amount(uint64_t *random)
{
	uint64_t number = testing_random(random);

	return number % 5 == 0 ? MONEY_NONE : (money)(number >> 20) % (INT64_C(10) << number % 36) * KR;
}

static size_t random_rows(uint64_t *random, struct spread_row rows[ROWS])
{
	size_t count = 1 + testing_random(random) % ROWS;

	for (size_t i = 0; i < count; i++)
		rows[i] = (struct spread_row){ ids[i], random_amount(random), random_amount(random), testing_random(random) % 4 == 0 };
	return count;
}

static money sum_of(const money *out, size_t count)
{
	money sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += out[i] == MONEY_NONE ? 0 : out[i];
	return sum;
}

/* No row is a krona or more from its share, which is counted here as simply as it can be: how much too much or too little. */
static void shares_are_fair(enum spread_way way, money total, const struct spread_row *rows, size_t count, const money *out)
{
	long double weights = 0, rest = (long double)total;

	for (size_t i = 0; i < count; i++) {
		money weight = way == SPREAD_EQUAL ? 1 : way == SPREAD_LIKE ? rows[i].like : rows[i].now;

		if (rows[i].held)
			rest -= rows[i].now == MONEY_NONE ? 0 : (long double)rows[i].now;
		else
			weights += weight == MONEY_NONE ? 0 : (long double)weight;
	}
	for (size_t i = 0; i < count; i++) {
		money weight = way == SPREAD_EQUAL ? 1 : way == SPREAD_LIKE ? rows[i].like : rows[i].now;
		long double share = weight == MONEY_NONE ? 0 : rest * (long double)weight / weights, off = (long double)(out[i] == MONEY_NONE ? 0 : out[i]) - share;

		expect(rows[i].held || (off < KR + 1 && off > -KR - 1), "%zu is %Lf off", i, off);
	}
}

static void order_does_not_matter(enum spread_way way, money total, const struct spread_row *rows, size_t count, const money *out)
{
	struct spread_row turned[ROWS];
	money again[ROWS];

	for (size_t i = 0; i < count; i++)
		turned[i] = rows[(i + count / 2) % count];
	assert_true(spread(way, total, turned, count, again, NULL));
	for (size_t i = 0; i < count; i++)
		assert_true(again[i] == out[(i + count / 2) % count]);
}

static void spreading_holds(void **state)
{
	const int cases = testing_cases(100000, 1000000);
	uint64_t random = 4;
	int spread_count = 0;

	(void)state;
	for (int i = 0; i < cases; i++) {
		struct spread_row rows[ROWS];
		size_t count = random_rows(&random, rows);
		enum spread_way way = testing_random(&random) % 3;
		money total = random_amount(&random), out[ROWS];

		if (total == MONEY_NONE || !spread(way, total, rows, count, out, NULL))
			continue;
		spread_count++;
		assert_true(sum_of(out, count) == total);
		for (size_t j = 0; j < count; j++)
			assert_true(!rows[j].held || out[j] == rows[j].now);
		shares_are_fair(way, total, rows, count, out);
		order_does_not_matter(way, total, rows, count, out);
	}
	assert_true(spread_count > 30000);
}

/* What is spread to what it already is stays where it is. */
static void the_same_changes_nothing(void **state)
{
	uint64_t random = 5;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct spread_row rows[ROWS];
		size_t count = random_rows(&random, rows);
		money now[ROWS], out[ROWS];

		for (size_t j = 0; j < count; j++)
			now[j] = rows[j].now;
		if (!spread(SPREAD_PROPORTIONAL, sum_of(now, count), rows, count, out, NULL))
			continue;
		assert_memory_equal(out, now, count * sizeof *out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_krona_is_placed),
		cmocka_unit_test(what_cannot_be_spread_is_refused),
		cmocka_unit_test(spreading_holds),
		cmocka_unit_test(the_same_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

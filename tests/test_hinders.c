/* What hinders a plan from being sent: what is found, what the configuration makes of it, and that a plan year stops nothing. */
#include "testing.h"

#include "hinders.h"
#include "small.h"

#define DIVIDE(rows) ACT("cn", "d1", "'act':'distribute','unit':'norr','year':2020,'lines':[" rows "]")
#define RAMAR POST("norr-20", "base", "['norr',700]", "")

static struct hinders *hinders_of(const struct small *small, int year)
{
	struct ram_table *table = ram_make(small->book, year, NULL, 0);
	struct findings *findings = check_make(small->book, NULL);
	struct hinders *hinders = hinders_make(table, findings, org_find(small->book->org, "norr"), MONEY_IN_KR, MONEY_ASCII);

	check_free(findings);
	ram_free(table);
	return hinders;
}

static const struct { const char *acts, *found; unsigned stops; enum hinder_class class; const char *figure; } cases[] = {
	{ RAMAR DIVIDE("{'line':'personal','kr':600}"), "100 kr är kvar att fördela", 0, HINDER_REASON, "norr/2020/left" },
	{ RAMAR DIVIDE("{'line':'personal','kr':600}"), "100 kr är kvar att fördela", HINDERS_LEFT, HINDER_STOPS, "norr/2020/left" },
	{ RAMAR DIVIDE("{'line':'personal','kr':750}"), "50 kr över ramen", 0, HINDER_REASON, "norr/2020/left" },
	{ RAMAR, "inget är fördelat än", 0, HINDER_TELLS, "norr/2020/left" },
	{ RAMAR, "inget är fördelat än", HINDERS_UNTOUCHED, HINDER_STOPS, "norr/2020/left" },
	{ RAMAR DIVIDE("{'line':'personal','kr':700}") ACT("rd", "q1", "'act':'say','unit':'norr','kind':'question','text':'Varför?'"),
	  "en fråga väntar på enhetens svar", 0, HINDER_TELLS, NULL },
	{ RAMAR DIVIDE("{'line':'personal','kr':700}") ACT("rd", "q1", "'act':'say','unit':'norr','kind':'question','text':'Varför?'"),
	  "en fråga väntar på enhetens svar", HINDERS_QUESTION, HINDER_STOPS, NULL },
	{ RAMAR DIVIDE("{'line':'personal','kr':700,'details':[{'id':'a','text':'Jour','kr':800}]}"), "motsägelse", 0, HINDER_TELLS, "norr/2020/line.personal" },
	{ RAMAR DIVIDE("{'line':'personal','kr':700,'details':[{'id':'a','text':'Jour','kr':800}]}"), "motsägelse", HINDERS_CONTRADICTION, HINDER_STOPS, "norr/2020/line.personal" },
};

static const struct hinder *find(const struct hinders *hinders, const char *text)
{
	for (size_t i = 0; i < hinders->count; i++)
		if (strstr(hinders->items[i].text, text))
			return &hinders->items[i];
	return NULL;
}

static void each_is_found_and_judged(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct small small;

		small_make(&small, cases[i].acts, NULL);
		for (size_t level = 0; level < small.book->region->level_count; level++)
			small.book->region->levels[level].hinders = cases[i].stops;
		struct hinders *hinders = hinders_of(&small, 2020);
		const struct hinder *hinder = find(hinders, cases[i].found);

		expect(hinder, "%zu: %s", i, cases[i].found);
		expect(hinder->class == cases[i].class, "%zu", i);
		expect((hinders->stops > 0) == (cases[i].class == HINDER_STOPS), "%zu", i);
		expect(cases[i].figure ? hinder->figure && !strcmp(hinder->figure, cases[i].figure) : hinder->dialogue, "%zu: %s", i, hinder->figure ? hinder->figure : "-");
		hinders_free(hinders);
		small_free(&small);
	}
}

static void an_even_plan_has_none(void **state)
{
	struct small small;

	(void)state;
	small_make(&small, RAMAR DIVIDE("{'line':'personal','kr':700}"), NULL);
	struct hinders *hinders = hinders_of(&small, 2020);

	assert_int_equal(hinders->count, 0);
	hinders_free(hinders);
	small_free(&small);
}

/* Preliminary: nothing has to be even. */
static void a_plan_year_is_only_told_of(void **state)
{
	struct small small;

	(void)state;
	small_make(&small, RAMAR, NULL);
	small.book->region->levels[1].hinders = HINDERS_LEFT;
	struct hinders *hinders = hinders_of(&small, 2021);

	assert_non_null(find(hinders, "kvar att fördela"));
	assert_int_equal(hinders->stops, 0);
	hinders_free(hinders);
	small_free(&small);
}

static void what_stops_goes_first(void **state)
{
	struct small small;

	(void)state;
	small_make(&small, RAMAR DIVIDE("{'line':'personal','kr':600}") ACT("rd", "q1", "'act':'say','unit':'norr','kind':'question','text':'Varför?'"), NULL);
	small.book->region->levels[1].hinders = HINDERS_QUESTION;
	struct hinders *hinders = hinders_of(&small, 2020);

	assert_int_equal(hinders->count, 2);
	assert_int_equal(hinders->items[0].class, HINDER_STOPS);
	assert_int_equal(hinders->items[1].class, HINDER_REASON);
	hinders_free(hinders);
	small_free(&small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_found_and_judged),
		cmocka_unit_test(an_even_plan_has_none),
		cmocka_unit_test(a_plan_year_is_only_told_of),
		cmocka_unit_test(what_stops_goes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

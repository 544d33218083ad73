/* How a division falls on the months, with the draft in it; and what is decided for the years to come. */
#include "world.h"

#include "coming.h"
#include "draft.h"
#include "monthly.h"

#define KR MONEY_KR

static struct world *world_with_months(void)
{
	static const char *const lines[] = {
		"{'by':'rd','act':'post','kind':'base','year':2020,'legs':[['a',100000000]]}",
		"{'by':'rd','act':'post','kind':'index','year':2020,'until':2020,'legs':[['a',12300000]],'text':'Engångsmedel'}",
		"{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['a',5000000,null,8000000]],'text':'Från juli'}",
		"{'by':'rd','act':'post','kind':'cut','year':2021,'legs':[['a',-20000000]],'text':'Minskning'}",
		"{'by':'rd','act':'post','kind':'cut','year':2022,'legs':[['a',-1000000]],'text':'Minskning'}",
		"{'by':'ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':1200,'profile':[1,1,1,1,1,1,6,6,1,1,1,1]},"
		"{'line':'material','kr':1201},{'line':'intakter','kr':240},{'line':'reserv','kr':9}]}",
		"{'by':'reg-a','act':'distribute','unit':'a','year':2019,'lines':[{'line':'personal','kr':480,'profile':[1,1,1,1,1,1,6,6,1,1,1,1]},"
		"{'line':'material','kr':70}],'decision':'x'}",
	};
	struct world *world = world_new();

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		world_line(world, NULL, "%s", lines[i]);
	return world;
}

static const struct monthly_row *find(const struct monthly *monthly, const char *name)
{
	for (size_t i = 0; i < monthly->count; i++)
		if (!strcmp(monthly->rows[i].name, name))
			return &monthly->rows[i];
	fail_msg("no row %s", name);
	return NULL;
}

static void expect_footed(const struct monthly *monthly)
{
	for (size_t i = 0; i < monthly->count; i++) {
		money sum = 0;

		for (int m = 0; m < MONTHS; m++)
			sum += monthly->rows[i].month[m];
		expect(sum == monthly->rows[i].year, "%s", monthly->rows[i].name);
	}
}

static void rows_and_sums_make_up_their_years(void **state)
{
	struct world *world = world_with_months();
	struct book *book = world_book(world);
	struct plan *plan = plan_make(book, org_find(book->org, "a"), 2020, NULL, NULL, 0);
	struct monthly *monthly = monthly_make(plan, NULL);
	const struct monthly_row *personal = find(monthly, "Personal"), *material = find(monthly, "Material"), *sum = find(monthly, "Egna kostnader");

	(void)state;
	expect_footed(monthly);
	assert_int_equal(monthly->count, 5); /* one income and one reserve need no sum */
	assert_int_equal(personal->way, MONTHLY_BEFORE);
	assert_int_equal(personal->month[0], 55 * KR);
	assert_int_equal(personal->month[6], 327 * KR);
	assert_int_equal(material->way, MONTHLY_EVEN);
	assert_int_equal(material->month[0], 101 * KR);
	assert_int_equal(material->month[1], 100 * KR);
	assert_int_equal(sum->month[6], 427 * KR);
	assert_int_equal(sum->year, 2401 * KR);
	assert_null(sum->of);
	monthly_free(monthly);
	plan_free(plan);
	book_free(book);
	world_free(world);
}

static void last_year_is_followed_where_it_had_months(void **state)
{
	static const struct { const char *line; int year; const char *word; } cases[] = {
		{ "personal", 2020, NULL }, { "material", 2020, "even" }, { "intakter", 2020, "no-budget" }, { "personal", 2021, NULL },
	};
	struct world *world = world_with_months();
	struct book *book = world_book(world);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct plan *plan = plan_make(book, org_find(book->org, "a"), cases[i].year, NULL, NULL, 0);
		struct error error = { 0 };
		struct months months;

		for (size_t row = 0; row < plan->count; row++)
			if (plan->rows[row].line && !strcmp(plan->rows[row].line, cases[i].line)) {
				bool fine = monthly_before(plan, &plan->rows[row], &months, &error);

				assert_int_equal(fine, !cases[i].word);
				if (fine)
					assert_int_equal(months.kr[7], 6);
				else
					assert_string_equal(error.word, cases[i].word);
			}
		plan_free(plan);
	}
	book_free(book);
	world_free(world);
}

/* What is wished in the draft, and what is being typed, in the rows and in the sums. */
static void the_draft_and_what_is_typed_are_in_it(void **state)
{
	struct months own = { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5 } };
	struct world *world = world_with_months();
	struct book *book = world_book(world);
	struct draft draft = { 0 };
	struct terms terms = terms_none;
	struct monthly_preview typed = { .line = "reserv", .month = { 9 * KR } };

	(void)state;
	draft_begin(&draft, NULL, "a", 2020);
	terms.profile = (struct list){ &own, 1 };
	draft_terms(&draft, "material", 1201 * KR, &terms_none, &terms);
	draft_set(&draft, false, "intakter", 240 * KR, 480 * KR);
	struct plan *plan = plan_make(book, org_find(book->org, "a"), 2020, &draft, NULL, 0);
	struct monthly *monthly = monthly_make(plan, &typed);
	expect_footed(monthly);
	assert_int_equal(find(monthly, "Material")->month[11], 1201 * KR);
	assert_int_equal(find(monthly, "Material")->way, MONTHLY_OWN);
	assert_int_equal(find(monthly, "Egna kostnader")->month[11], (1201 + 54) * KR);
	assert_int_equal(find(monthly, "Intäkter")->month[3], 40 * KR);
	assert_int_equal(find(monthly, "Reserv")->month[0], 9 * KR);
	assert_int_equal(find(monthly, "Reserv")->month[1], 0);
	monthly_free(monthly);
	plan_free(plan);
	draft_end(&draft);
	book_free(book);
	world_free(world);
}

static void months_are_told_in_a_few_words(void **state)
{
	struct months even = { { 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7 } }, summer = { { 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0 } };
	struct buffer out = { 0 };
	char way[32];

	(void)state;
	buffer_text(&out, "");
	monthly_tell(&out, &(struct list){ 0 });
	monthly_tell(&out, &(struct list){ &even, 1 });
	assert_string_equal(out.bytes, "");
	monthly_tell(&out, &(struct list){ &summer, 1 });
	assert_string_equal(out.bytes, "egna månader, mest i juli");
	assert_string_equal(monthly_way(way, MONTHLY_BEFORE, 2020), "som 2019");
	assert_string_equal(monthly_way(way, MONTHLY_EVEN, 2020), "rak");
	buffer_free(&out);
}

/* ---- the years to come ---- */

static void what_is_decided_for_later_is_told(void **state)
{
	static const struct { const char *unit; int year; const char *told; } cases[] = {
		{ "a", 2020, "2021: -29,3 (nytt -20,0, tillfälligt slutar -12,3, helårseffekt +3,0); 2022: -1,0 (nytt)" },
		{ "a", 2021, "2022: -1,0 (nytt)" },
		{ "a", 2022, "" },
		{ "a1", 2020, "" },
		{ "div", 2020, "" },
	};
	struct world *world = world_with_months();
	struct book *book = world_book(world);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer out = { 0 };

		buffer_text(&out, "");
		coming_tell(&out, book, org_find(book->org, cases[i].unit), cases[i].year, MONEY_IN_MNKR, MONEY_ASCII);
		assert_string_equal(out.bytes, cases[i].told);
		buffer_free(&out);
	}
	book_free(book);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_and_sums_make_up_their_years),
		cmocka_unit_test(last_year_is_followed_where_it_had_months),
		cmocka_unit_test(the_draft_and_what_is_typed_are_in_it),
		cmocka_unit_test(months_are_told_in_a_few_words),
		cmocka_unit_test(what_is_decided_for_later_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

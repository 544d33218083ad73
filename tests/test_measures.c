/* Which agreements are measures, how sure each is, and what they come to against what they should cover. */
#include "world.h"

#include "measures.h"
#include "overview.h"

#define MNKR (INT64_C(1000000) * MONEY_KR)

/* Two who take turns about a1: each line knows of the other's last one. */
struct turns { struct world *world; size_t lines; char last[80]; };

static const char *say(struct turns *turns, const char *user, const char *act)
{
	const char *hash = world_line(turns->world, turns->last, "{'by':'%s','act':%s}", user, act);

	snprintf(turns->last, sizeof turns->last, "%s:%zu", user, world_pen(turns->world, user)->count);
	turns->lines++;
	return hash;
}

static const char *agree(struct turns *turns, const char *user, const char *unit, const char *rest)
{
	char act[600];

	snprintf(act, sizeof act, "'say','unit':'%s','kind':'agreement','text':'x'%s", unit, rest);
	return say(turns, user, act);
}

static void confirm(struct turns *turns, const char *user, const char *unit, const char *entry)
{
	char act[300];

	snprintf(act, sizeof act, "'confirm','unit':'%s','entry':'%s'", unit, entry);
	say(turns, user, act);
}

static struct book *opened(struct turns *turns)
{
	struct error error = { 0 };

	world_flush_all(turns->world);
	struct book *book = book_open(turns->world->folder, &error);
	expect(book, "%s", error.text);
	for (size_t i = 0; i < book->event_count; i++)
		expect(book->events[i]->state == LINE_APPLIED, "%s", book->events[i]->why->text);
	return book;
}

static void closed(struct turns *turns, struct book *book)
{
	book_free(book);
	world_free(turns->world);
}

static int unit_of(const struct book *book, const char *id)
{
	return org_find(book->org, id);
}

static void expect_sum(const struct book *book, const char *unit, int year, money safe, money likely, money unsafe)
{
	struct measure_sum sum = measures_of(book, unit_of(book, unit), year);

	expect(sum.of[JUDGED_SAFE] == safe && sum.of[JUDGED_LIKELY] == likely && sum.of[JUDGED_UNSAFE] == unsafe, "%s %d: %lld %lld %lld", unit, year,
	       (long long)sum.of[JUDGED_SAFE], (long long)sum.of[JUDGED_LIKELY], (long long)sum.of[JUDGED_UNSAFE]);
}

/* ---- which entries ---- */

static void only_agreements_with_an_amount(void **state)
{
	struct turns turns = { .world = world_new() };
	(void)state;

	agree(&turns, "ca", "a1", "");
	say(&turns, "ca", "'say','unit':'a1','kind':'note','text':'x','kr':5");
	agree(&turns, "ca", "a1", ",'kr':5,'explains':'a1/2020/ram'");
	agree(&turns, "ca", "a1", ",'kr':5,'status':'dropped'");
	agree(&turns, "ca", "a1", ",'kr':7");
	struct book *book = opened(&turns);
	struct measures *measures = measures_make(book, unit_of(book, "a1"), false);
	assert_int_equal(measures->count, 1);
	assert_int_equal(measures->items[0].kr, 7 * MONEY_KR);
	assert_int_equal(measures->items[0].full_year, MONEY_NONE);
	measures_free(measures);
	closed(&turns, book);
}

static void a_correction_takes_the_place(void **state)
{
	struct turns turns = { .world = world_new() };
	char rest[300];
	(void)state;

	const char *first = agree(&turns, "ca", "a1", ",'kr':9,'judgement':'safe'");
	snprintf(rest, sizeof rest, ",'thread':'%s','kr':4,'judgement':'safe','replaces':'%s'", first, first);
	const char *second = agree(&turns, "ca", "a1", rest);
	confirm(&turns, "ca1", "a1", second);
	struct book *book = opened(&turns);
	expect_sum(book, "a1", 2020, 4 * MONEY_KR, 0, 0);
	closed(&turns, book);
}

/* ---- how sure ---- */

static void what_does_not_stand_is_not_sure(void **state)
{
	struct turns turns = { .world = world_new() };
	(void)state;

	confirm(&turns, "ca1", "a1", agree(&turns, "ca", "a1", ",'kr':1,'judgement':'safe'"));
	agree(&turns, "ca", "a1", ",'kr':20,'judgement':'safe'");
	confirm(&turns, "ca1", "a1", agree(&turns, "ca", "a1", ",'kr':300,'judgement':'likely'"));
	confirm(&turns, "ca1", "a1", agree(&turns, "ca", "a1", ",'kr':4000"));
	agree(&turns, "ca1", "a1", ",'kr':50000,'status':'done','judgement':'safe'");
	confirm(&turns, "ca", "a1", agree(&turns, "ca1", "a1", ",'kr':600000,'status':'done','judgement':'likely'"));
	struct book *book = opened(&turns);
	expect_sum(book, "a1", 2020, 600001 * MONEY_KR, 300 * MONEY_KR, 54020 * MONEY_KR);
	closed(&turns, book);
}

/* The one who says in the thread that it is done says so alone: it counts as both have judged it. */
static void one_partys_word_makes_nothing_safe(void **state)
{
	struct turns turns = { .world = world_new() };
	char act[300];
	(void)state;

	const char *entry = agree(&turns, "ca", "a1", ",'kr':7,'judgement':'likely'");
	confirm(&turns, "ca1", "a1", entry);
	snprintf(act, sizeof act, "'say','unit':'a1','thread':'%s','kind':'comment','text':'x','status':'done'", entry);
	say(&turns, "ca1", act);
	struct book *book = opened(&turns);
	struct measures *measures = measures_make(book, unit_of(book, "a1"), false);
	assert_true(measures->items[0].done && !measures->items[0].finished);
	expect_sum(book, "a1", 2020, 0, 7 * MONEY_KR, 0);
	measures_free(measures);
	closed(&turns, book);
}

/* Also of one that has been put right, and said before that it counts no more. */
static void its_thread_drops_it_however_it_is_worded(void **state)
{
	struct turns turns = { .world = world_new() };
	char act[400];
	(void)state;

	const char *first = agree(&turns, "ca", "a1", ",'kr':1");
	snprintf(act, sizeof act, ",'thread':'%s','replaces':'%s','kr':20", first, first);
	agree(&turns, "ca", "a1", act);
	snprintf(act, sizeof act, "'say','unit':'a1','thread':'%s','kind':'comment','text':'x','status':'dropped'", first);
	say(&turns, "ca1", act);
	struct book *book = opened(&turns);
	expect_sum(book, "a1", 2020, 0, 0, 0);
	closed(&turns, book);
}

static void its_thread_may_drop_it(void **state)
{
	struct turns turns = { .world = world_new() };
	char act[300];
	(void)state;

	const char *dropped = agree(&turns, "ca", "a1", ",'kr':20");
	agree(&turns, "ca", "a1", ",'kr':1");
	snprintf(act, sizeof act, "'say','unit':'a1','thread':'%s','kind':'comment','text':'x','status':'dropped'", dropped);
	say(&turns, "ca1", act);
	struct book *book = opened(&turns);
	expect_sum(book, "a1", 2020, 0, 0, 1 * MONEY_KR);
	closed(&turns, book);
}

/* A question is written as open: it is the question that is, not what it is asked about. */
static void asking_about_it_takes_nothing_up_again(void **state)
{
	struct turns turns = { .world = world_new() };
	char act[300];
	(void)state;

	const char *done = agree(&turns, "ca", "a1", ",'kr':1,'status':'done'");
	confirm(&turns, "ca1", "a1", done);
	const char *dropped = agree(&turns, "ca", "a1", ",'kr':20,'status':'dropped'");
	snprintf(act, sizeof act, "'say','unit':'a1','thread':'%s','kind':'question','text':'x','status':'open'", done);
	say(&turns, "ek-a", act);
	snprintf(act, sizeof act, "'say','unit':'a1','thread':'%s','kind':'question','text':'x','status':'open'", dropped);
	say(&turns, "ca1", act);
	struct book *book = opened(&turns);
	expect_sum(book, "a1", 2020, 1 * MONEY_KR, 0, 0);
	closed(&turns, book);
}

/* What is agreed in the thread of a proposal is read in both dialogues; it is a measure of the one that it is about. */
static void one_of_a_proposal_counts_once(void **state)
{
	struct turns turns = { .world = world_new() };
	char act[300];
	(void)state;

	const char *proposal = say(&turns, "ca1", "'say','unit':'a1','kind':'proposal','text':'x','kr':5,'with':'a2'");
	snprintf(act, sizeof act, "'say','unit':'a2','thread':'%s','kind':'agreement','text':'x','kr':4", proposal);
	say(&turns, "ca2", act);
	struct book *book = opened(&turns);
	struct measures *branch = measures_make(book, unit_of(book, "a"), true);

	expect_sum(book, "a1", 2020, 0, 0, 0);
	expect_sum(book, "a2", 2020, 0, 0, 4 * MONEY_KR);
	assert_int_equal(branch->count, 1);
	measures_free(branch);
	closed(&turns, book);
}

/* Above the top no one is there to confirm. */
static void at_the_top_its_own_word_stands(void **state)
{
	struct turns turns = { .world = world_new() };
	(void)state;

	agree(&turns, "rd", "rot", ",'kr':1,'judgement':'safe'");
	agree(&turns, "rd", "ansr", ",'kr':20,'judgement':'likely'");
	struct book *book = opened(&turns);
	expect_sum(book, "rot", 2020, 1 * MONEY_KR, 0, 0);
	expect_sum(book, "ansr", 2020, 0, 20 * MONEY_KR, 0);
	closed(&turns, book);
}

/* ---- what they come to ---- */

static void a_plan_year_has_the_whole_years_effect(void **state)
{
	struct turns turns = { .world = world_new() };
	(void)state;

	agree(&turns, "ca", "a1", ",'kr':3,'full_year':8,'start':'2020-09-01'");
	agree(&turns, "ca", "a1", ",'kr':10");
	struct book *book = opened(&turns);
	expect_sum(book, "a1", 2020, 0, 0, 13 * MONEY_KR);
	expect_sum(book, "a1", 2021, 0, 0, 18 * MONEY_KR);
	closed(&turns, book);
}

static void a_branch_has_all_below_it(void **state)
{
	struct turns turns = { .world = world_new() };
	(void)state;

	agree(&turns, "ca", "a1", ",'kr':1");
	agree(&turns, "ca1", "a11", ",'kr':20");
	agree(&turns, "rd", "a", ",'kr':300");
	agree(&turns, "rd", "b", ",'kr':4000");
	struct book *book = opened(&turns);
	struct measures *measures = measures_make(book, unit_of(book, "a"), true);
	struct measure_sum sum = measures_sum(measures, book->region, 2020);
	struct overview *overview = overview_make(book, NULL);

	assert_int_equal(sum.count, 3);
	assert_int_equal(sum.of[JUDGED_UNSAFE], 321 * MONEY_KR);
	assert_string_equal(book->org->units[measures->items[0].unit].id, "a");
	assert_int_equal(overview->units[unit_of(book, "a")].measures.of[JUDGED_UNSAFE], 321 * MONEY_KR);
	assert_int_equal(overview->units[0].measures.of[JUDGED_UNSAFE], 4321 * MONEY_KR);
	overview_free(overview);
	measures_free(measures);
	closed(&turns, book);
}

static void what_is_missing(void **state)
{
	struct turns turns = { .world = world_new() };
	money missing;
	(void)state;

	say(&turns, "reg", "'distribute','unit':'a1','year':2019,'lines':[{'line':'personal','kr':100}],'decision':'x'");
	say(&turns, "ca1", "'forecast','unit':'a1','year':2019,'month':10,'lines':[{'line':'personal','kr':130}]");
	say(&turns, "ca", "'post','kind':'base','year':2020,'legs':[['a1',50],['a2',10]]");
	say(&turns, "ca2", "'distribute','unit':'a2','year':2020,'lines':[{'line':'personal','kr':14}]");
	say(&turns, "ca1", "'distribute','unit':'a1','year':2020,'lines':[{'line':'personal','kr':50}]");
	struct book *book = opened(&turns);
	struct ram_table *table = ram_make(book, 2020, NULL, 0);

	assert_int_equal(measures_lacking(table, unit_of(book, "a2"), &missing), LACKS_LEFT);
	assert_int_equal(missing, 4 * MONEY_KR);
	assert_int_equal(measures_lacking(table, unit_of(book, "a1"), &missing), LACKS_FORECAST);
	assert_int_equal(missing, 30 * MONEY_KR);
	assert_int_equal(measures_lacking(table, unit_of(book, "b"), &missing), LACKS_NOTHING);
	assert_int_equal(missing, 0);
	ram_free(table);
	closed(&turns, book);
}

static void in_words(void **state)
{
	static const struct { struct measure_sum sum; money missing; const char *words; } cases[] = {
		{ { { 3 * MNKR, 0, 3 * MNKR / 2 }, 3 }, 13 * MNKR / 2, "åtgärder: säkra 3,0, osäkra 1,5, ofinansierat 2,0" },
		{ { { 0, 2 * MNKR, 0 }, 1 }, 1 * MNKR, "åtgärder: troliga 2,0, ofinansierat 0,0" },
		{ { { 0, 2 * MNKR, 0 }, 1 }, 0, "åtgärder: troliga 2,0" },
		{ { { 0, 0, 0 }, 0 }, 2 * MNKR, "inga åtgärder, ofinansierat 2,0" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer out = { 0 };

		measures_tell(&out, &cases[i].sum, cases[i].missing, MONEY_IN_MNKR, 0);
		assert_string_equal(out.bytes, cases[i].words);
		buffer_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_agreements_with_an_amount), cmocka_unit_test(a_correction_takes_the_place), cmocka_unit_test(what_does_not_stand_is_not_sure),
		cmocka_unit_test(one_partys_word_makes_nothing_safe), cmocka_unit_test(its_thread_drops_it_however_it_is_worded),
		cmocka_unit_test(its_thread_may_drop_it), cmocka_unit_test(asking_about_it_takes_nothing_up_again),
		cmocka_unit_test(one_of_a_proposal_counts_once), cmocka_unit_test(at_the_top_its_own_word_stands),
		cmocka_unit_test(a_plan_year_has_the_whole_years_effect), cmocka_unit_test(a_branch_has_all_below_it), cmocka_unit_test(what_is_missing),
		cmocka_unit_test(in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Indices: what is read as a percentage, what base × change comes to krona by krona, and a post that was worked out from one: its base, its
 * detail, and what is said when the series has got another figure since. */
#include "world.h"

#include "detail.h"
#include "posting.h"
#include "series.h"

#define KR   ((money)MONEY_KR)

#define SERIES(change) \
	"series=({id=\"lpik\";name=\"LPIK 2020\";source=\"SKR\";date=\"2019-10-01\";year=2020;change=\"" change "\";kind=\"index\";},\n" \
	" {id=\"flyg\";name=\"Flygavtal\";source=\"avtalet\";date=\"2019-11-15\";year=2020;change=\"-1,5 %\";kind=\"cut\";principle=\"somatik\";until=2021;},\n" \
	" {id=\"lpik-2021\";name=\"LPIK 2021\";source=\"SKR\";date=\"2019-10-01\";year=2021;change=\"2 %\";});\n"

/* ---- figures ---- */

static void a_change_is_a_percentage(void **state)
{
	static const struct { const char *text; bool right; } changes[] = {
		{ "2,9 %", true },  { "2,9%", true },   { "−0,5 %", true }, { "-0,5 %", true }, { "1,5 ‰", true },   { "0 %", true },      { "100 %", true },
		{ "2,9", false },   { "", false },      { "%", false },     { "100,1 %", false }, { "2 kr", false }, { "två %", false },
		{ "2,9 % %", false }, { "2,,9 %", false }, { "1e3 %", false }, { "99999999999999999999 %", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		expect(series_is_change(changes[i].text) == changes[i].right, "%s", changes[i].text);
}

static void base_times_change_is_rounded_once(void **state)
{
	static const struct { money base; const char *change; money kr; } cases[] = {
		{ 2175200000, "2,9 %", 63080800 }, { 33333333, "3,25 %", 1083333 }, { 50, "1 %", 1 },           { 49, "1 %", 0 },
		{ -50, "1 %", -1 },                { 50, "-1 %", -1 },              { 1500, "1 ‰", 2 },         { 1499, "1 ‰", 1 },
		{ 18, "2,75 %", 0 },               { 19, "2,75 %", 1 },             { MONEY_MAX_KR, "100 %", MONEY_MAX_KR },
		{ 1000000000, "0,333333 %", 3333330 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct series series = { .id = "x", .name = "X", .change = cases[i].change };
		struct error error = { 0 };
		money value = 7;

		expect(series_work_out(&series, cases[i].base * KR, &value, &error), "%s", error.text);
		expect(value == cases[i].kr * KR, "%lld × %s = %lld", (long long)cases[i].base, cases[i].change, (long long)value);
	}
}

static void a_detail_tells_its_series(void **state)
{
	const struct series series = { .id = "lpik-2020", .name = "LPIK 2020", .source = "SKR", .date = "2019-10-01", .change = "2,9 %", .year = 2020 };
	struct series newer = series;
	struct arena arena = { 0 };
	struct detail detail = series_detail(&series, "a1", "utgångsläge", 2175200000 * KR, 12, &arena), other = detail;
	struct buffer told = { 0 };
	char id[SERIES_ID_MOST + 1];
	money value;

	(void)state;
	assert_string_equal(detail.id, "index-lpik-2020-12");
	assert_string_equal(detail.text, "LPIK 2020, SKR 1 okt 2019");
	assert_int_equal(detail.kr, 63080800);
	detail_tell(&told, &detail);
	assert_string_equal(told.bytes, "utgångsläge 2 175 200 000 kr × LPIK 2020 2,9 %");
	assert_true(detail_work_out(&detail, &value, NULL) && value == 63080800 * KR);
	assert_true(series_of_detail(&detail, id));
	assert_string_equal(id, "lpik-2020");
	for (const char *const *at = (const char *const[]){ "index", "index-", "index-1", "x", "lpik-2020-1", NULL }; *at; at++) {
		other.id = *at;
		expect(!series_of_detail(&other, id), "%s", *at);
	}
	other.id = detail.id;
	other.inputs.count = 1;
	assert_false(series_of_detail(&other, id));
	newer.change = "2,90 %";
	assert_false(series_is_other(&newer, &detail));
	newer.change = "3,1 %";
	assert_true(series_is_other(&newer, &detail));
	buffer_free(&told);
	arena_free(&arena);
}

/* ---- in a post ---- */

static void adopt(struct world *world, const char *series)
{
	struct buffer region = { 0 };
	struct act act;

	buffer_format(&region, "%s%s", WORLD_REGION, series);
	act = world_adoption(world, region.bytes, WORLD_ORG, NULL);
	world_add(world, "reg", &act, NULL, NULL, NULL);
	world->org = (int64_t)world_pen(world, "reg")->count;
	buffer_free(&region);
}

/* A1 has the base 60 million and 7 kronor, and 4 million more in 2020; A3 has nothing. */
static struct world *given(const char *series)
{
	struct world *world = world_empty();

	adopt(world, series);
	world_line(world, NULL, "{'by':'rd','id':'bas','act':'post','kind':'base','year':2020,'legs':[['a',100000000]]}");
	world_line(world, "rd:1", "{'by':'ca','id':'bas-a','act':'post','kind':'base','year':2020,'legs':[['a1',60000007],['a2',30000000]]}");
	world_line(world, "rd:1", "{'by':'ca','id':'mer','act':'post','kind':'cut','year':2020,'until':2020,'legs':[['a1',4000000]],'text':'mer'}");
	world_flush_all(world);
	return world;
}

static struct posting_desk desk_at(const struct book *book, const char *unit)
{
	struct posting_desk desk;
	struct error error = { 0 };
	bool below;

	expect(posting_desk_at(&desk, book, "ca", org_find(book->org, unit), &below, &error), "%s: %s", unit, error.text);
	desk.shown = MONEY_IN_MNKR;
	return desk;
}

#define AMOUNT(at) ((struct posting_cell){ POSTING_AMOUNT, at })

static void an_index_is_of_the_base_alone(void **state)
{
	static const struct { const char *typed, *kind, *text, *principle; money kr; int until; } cases[] = {
		{ "lpik", "index", "LPIK 2020, 2,9 % (SKR 1 okt 2019)", "", 1740000, 0 }, /* 1 740 000,203 */
		{ " LPIK 2020 ", "index", "LPIK 2020, 2,9 % (SKR 1 okt 2019)", "", 1740000, 0 },
		{ "flyg", "cut", "Flygavtal, -1,5 % (avtalet 15 nov 2019)", "somatik", -900000, 2021 }, /* −900 000,105 */
		{ "avt", "cut", "Flygavtal, -1,5 % (avtalet 15 nov 2019)", "somatik", -900000, 2021 },
	};
	struct world *world = given(SERIES("2,9 %"));
	struct book *book = world_book(world);
	struct posting_desk desk = desk_at(book, "a1");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct posting posting;
		struct error error = { 0 };

		posting_new(&posting, &desk, 2020, org_find(book->org, "a1"));
		expect(posting_put(&posting, &desk, AMOUNT(0), cases[i].typed, &error), "%s: %s", cases[i].typed, error.text);
		expect(posting.legs[0].amount == cases[i].kr * KR && posting.legs[0].until == cases[i].until, "%s: %lld", cases[i].typed,
		       (long long)posting.legs[0].amount);
		assert_string_equal(posting.kind, cases[i].kind);
		assert_string_equal(posting.text, cases[i].text);
		assert_string_equal(posting.principle, cases[i].principle);
		assert_string_equal(posting.decision, "");
		posting_free(&posting);
	}
	book_free(book);
	world_free(world);
}

static void what_she_said_herself_stays(void **state)
{
	struct world *world = given(SERIES("2,9 %"));
	struct book *book = world_book(world);
	struct posting_desk desk = desk_at(book, "a1");
	struct posting posting;

	(void)state;
	posting_new(&posting, &desk, 2020, org_find(book->org, "a1"));
	/* what one index proposed, another may replace */
	assert_true(posting_put(&posting, &desk, AMOUNT(0), "lpik", NULL) && posting_put(&posting, &desk, AMOUNT(0), "flyg", NULL));
	assert_string_equal(posting.text, "Flygavtal, -1,5 % (avtalet 15 nov 2019)");
	assert_true(posting_put(&posting, &desk, (struct posting_cell){ POSTING_TEXT, 0 }, "Min text", NULL));
	posting_step(&posting, &desk, POSTING_KIND, 1);
	assert_true(posting_put(&posting, &desk, AMOUNT(0), "lpik", NULL));
	assert_string_equal(posting.text, "Min text");
	assert_string_equal(posting.kind, "saving");
	posting_free(&posting);
	book_free(book);
	world_free(world);
}

static void what_is_no_index_is_said(void **state)
{
	static const struct { const char *unit, *typed, *word, *said; int year; } cases[] = {
		{ "a1", "lp", NULL, NULL, 2020 },
		{ "a1", "l", "several", "«l» kan vara LPIK 2020 eller Flygavtal: skriv mer", 2020 },
		{ "a1", "kpi", "unknown-series", "«kpi» är varken ett belopp eller ett index: skriv till exempel 1,5 eller lpik", 2020 },
		{ "a1", "flyg", "other-year", "Flygavtal gäller 2020, och posten 2021: välj ett annat index, eller skriv beloppet", 2021 },
		{ "a3", "lpik", "no-base", "A3 saknar utgångsläge att räkna index på: skriv beloppet", 2020 },
		{ "a3", "lpik", "no-base", "A3 saknar ram 2020 att räkna index på: skriv beloppet", 2021 },
	};
	struct world *world = given(SERIES("2,9 %"));
	struct book *book = world_book(world);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct posting_desk desk = desk_at(book, cases[i].unit);
		struct posting posting;
		struct error error = { 0 };
		bool put;

		posting_new(&posting, &desk, cases[i].year, org_find(book->org, cases[i].unit));
		put = posting_put(&posting, &desk, AMOUNT(0), cases[i].typed, &error);
		expect(put == !cases[i].word && (put || (!strcmp(error.word, cases[i].word) && !strcmp(error.text, cases[i].said))), "%s: %s",
		       cases[i].typed, error.text);
		expect(put || (posting.legs[0].amount == MONEY_NONE && !*posting.text), "%s", cases[i].typed);
		posting_free(&posting);
	}
	book_free(book);
	world_free(world);
}

/* The year after, it is of the whole ram of the year before. */
static void a_plan_year_goes_from_the_ram_before(void **state)
{
	struct world *world = given(SERIES("2,9 %"));
	struct book *book = world_book(world);
	struct posting_desk desk = desk_at(book, "a1");
	struct posting posting;
	struct posting_work work;
	struct error error = { 0 };

	(void)state;
	posting_new(&posting, &desk, 2021, org_find(book->org, "a1"));
	expect(posting_put(&posting, &desk, AMOUNT(0), "lpik", &error), "%s", error.text);
	assert_true(posting_is_worked(&posting, &desk, 0, &work));
	assert_string_equal(work.base_name, "ram 2020");
	assert_true(work.base == 64000007 * KR && work.value == 1280000 * KR);
	posting_free(&posting);
	book_free(book);
	world_free(world);
}

static const struct detail *details_of(const struct act *act)
{
	return act->post.details.items;
}

static void the_post_says_what_it_was_worked_out_from(void **state)
{
	struct world *world = given(SERIES("2,9 %"));
	struct book *book = world_book(world);
	struct posting_desk desk = desk_at(book, "a1");
	struct posting posting;
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct act act;

	(void)state;
	posting_new(&posting, &desk, 2020, org_find(book->org, "a1"));
	assert_true(posting_put(&posting, &desk, AMOUNT(0), "lpik", NULL));
	assert_int_equal(posting_fill(&posting, &desk), 3);
	assert_int_equal(posting_share(&posting, &desk, "lpik"), 1); /* the other two have no base */
	posting_act(&posting, &desk, &act, &arena);
	assert_int_equal(act.post.details.count, 2);
	assert_string_equal(details_of(&act)[0].id, "index-lpik-1");
	assert_string_equal(details_of(&act)[0].unit, "a1");
	assert_string_equal(details_of(&act)[1].unit, "a2");
	assert_int_equal(details_of(&act)[1].kr, 870000);
	expect(act_check(&act, &error), "%s", error.text);
	/* typed over, it is nobody's index */
	assert_true(posting_put(&posting, &desk, AMOUNT(0), "1,74", NULL));
	posting_act(&posting, &desk, &act, &arena);
	assert_int_equal(act.post.details.count, 1);
	/* and an opening figure is not worked out from itself */
	posting_step(&posting, &desk, POSTING_KIND, -1);
	posting_act(&posting, &desk, &act, &arena);
	assert_string_equal(act.post.kind, "base");
	assert_int_equal(act.post.details.count, 0);
	assert_false(posting_put(&posting, &desk, AMOUNT(0), "lpik", &error));
	assert_string_equal(error.word, "opening");
	arena_free(&arena);
	posting_free(&posting);
	book_free(book);
	world_free(world);
}

/* ---- a new figure ---- */

#define DETAIL(unit, n, base, kr) \
	"{'id':'index-lpik-" n "','unit':'" unit "','text':'LPIK 2020, SKR 1 okt 2019','kr':" kr ",'inputs':[['utgångsläge','" base " kr'],['LPIK 2020','2,9 %%']]}"

static struct world *indexed(const char *series)
{
	struct world *world = given(series);

	world_line(world, NULL, "{'by':'ca','id':'ix','act':'post','kind':'index','year':2020,'legs':[['a1',1740000],['a2',870000]],'details':["
	                        DETAIL("a1", "1", "60000007", "1740000") "," DETAIL("a2", "2", "30000000", "870000") "]}");
	return world;
}

static void change_of(struct posting *posting, struct posting_desk *desk, const struct book *book)
{
	struct error error = { 0 };
	const struct event *event = book_event(book, "ca/ix");

	assert_non_null(event);
	expect(posting_desk_of(desk, book, "ca", event, &error), "%s", error.text);
	desk->shown = MONEY_IN_MNKR;
	posting_from(posting, event);
}

static void a_new_figure_changes_nothing_by_itself(void **state)
{
	struct world *world = indexed(SERIES("3,1 %"));
	struct book *book = world_book(world);
	struct posting posting;
	struct posting_desk desk;
	struct posting_work work;
	struct arena arena = { 0 };
	struct error why = { 0 };
	struct act act;

	(void)state;
	assert_true(world_ram(book, "a1", 2020) == 65740007 * KR);
	change_of(&posting, &desk, book);
	assert_true(posting.legs[0].amount == 1740000 * KR);
	assert_false(posting_is_worked(&posting, &desk, 0, &work));
	assert_int_equal(posting_judge(&posting, &desk, AMOUNT(0), &why), POSTING_NOTE);
	assert_string_equal(why.text, "A1: LPIK 2020 ger nu +1,86\u00a0mnkr; skriv lpik för att räkna om, eller låt beloppet stå");
	posting_act(&posting, &desk, &act, &arena); /* left as it is, it says what it was worked out from */
	assert_int_equal(act.post.details.count, 2);
	assert_string_equal(((const struct input *)details_of(&act)[0].inputs.items)[1].value, "2,9 %");
	assert_true(posting_put(&posting, &desk, AMOUNT(1), "lpik", NULL));
	posting_act(&posting, &desk, &act, &arena); /* one of two anew: each says its own, under different ids */
	assert_int_equal(act.post.details.count, 2);
	assert_string_equal(((const struct input *)details_of(&act)[1].inputs.items)[1].value, "3,1 %");
	assert_int_equal(details_of(&act)[1].kr, 930000);
	expect(act_check(&act, &why) && details_right(&act.post.details, &why), "%s", why.text);
	assert_true(posting_put(&posting, &desk, AMOUNT(0), "1,5", NULL));
	posting_act(&posting, &desk, &act, &arena); /* another amount is not what the index came to */
	assert_int_equal(act.post.details.count, 1);
	arena_free(&arena);
	posting_free(&posting);
	book_free(book);
	world_free(world);
}

/* Legs that move up do not take each other's ids. */
static void ids_stay_apart(void **state)
{
	struct world *world = indexed(SERIES("3,1 %"));
	struct book *book = world_book(world);
	struct posting posting;
	struct posting_desk desk;
	struct arena arena = { 0 };
	struct error why = { 0 };
	struct act act;

	(void)state;
	change_of(&posting, &desk, book);
	posting_remove(&posting, 0);
	assert_true(posting_put(&posting, &desk, (struct posting_cell){ POSTING_UNIT, 1 }, "a1", NULL));
	assert_true(posting_put(&posting, &desk, AMOUNT(1), "lpik", NULL));
	posting_act(&posting, &desk, &act, &arena);
	assert_int_equal(act.post.details.count, 2);
	expect(details_right(&act.post.details, &why), "%s", why.text);
	assert_string_equal(details_of(&act)[1].id, "index-lpik-3");
	assert_string_equal(details_of(&act)[1].unit, "a1");
	arena_free(&arena);
	posting_free(&posting);
	book_free(book);
	world_free(world);
}

/* A series that has left region.cfg leaves what was worked out from it. */
static void without_its_series_a_post_stands(void **state)
{
	struct world *world = indexed("");
	struct book *book = world_book(world);
	struct posting posting;
	struct posting_desk desk;
	struct posting_cell cell;
	struct arena arena = { 0 };
	struct error why = { 0 };
	struct act act;

	(void)state;
	change_of(&posting, &desk, book);
	expect(!posting_wrong(&posting, &desk, &cell, &why), "%s", why.text);
	posting_act(&posting, &desk, &act, &arena);
	assert_int_equal(act.post.details.count, 2);
	assert_false(posting_put(&posting, &desk, AMOUNT(0), "lpik", &why));
	expect(strstr(why.text, "lpik"), "%s", why.text);
	arena_free(&arena);
	posting_free(&posting);
	book_free(book);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_is_a_percentage),
		cmocka_unit_test(base_times_change_is_rounded_once),
		cmocka_unit_test(a_detail_tells_its_series),
		cmocka_unit_test(an_index_is_of_the_base_alone),
		cmocka_unit_test(what_she_said_herself_stays),
		cmocka_unit_test(what_is_no_index_is_said),
		cmocka_unit_test(a_plan_year_goes_from_the_ram_before),
		cmocka_unit_test(the_post_says_what_it_was_worked_out_from),
		cmocka_unit_test(a_new_figure_changes_nothing_by_itself),
		cmocka_unit_test(ids_stay_apart),
		cmocka_unit_test(without_its_series_a_post_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

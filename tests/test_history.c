/* The journals as a story: in which order, which of them, in which words. */
#include "scene.h"

#include "history.h"

#include <time.h>

/* ---- the clock ---- */

static void test_days(void **state)
{
	static const struct {
		const char *today;
		int back;
		const char *day;
	} rows[] = {
		{ "2019-12-16", 0, "2019-12-16" }, { "2019-12-16", 1, "2019-12-15" }, { "2019-12-01", 1, "2019-11-30" },
		{ "2020-01-01", 1, "2019-12-31" }, { "2020-03-01", 1, "2020-02-29" }, { "2019-03-01", 1, "2019-02-28" },
		{ "2020-01-05", 7, "2019-12-29" }, { "1900-03-01", 1, "1900-02-28" }, { "2000-03-01", 1, "2000-02-29" },
		{ "2999-12-31", 7, "2999-12-24" }, { "1900-01-01", 0, "1900-01-01" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char day[11];

		history_day(day, rows[i].today, rows[i].back);
		expect(!strcmp(day, rows[i].day), "%s − %d: %s", rows[i].today, rows[i].back, day);
	}
}

/* Against the C library, a day in each month and more over four centuries. */
static void test_days_against_timegm(void **state)
{
	(void)state;
	for (time_t day = -25567; day < 100000; day += 11) {
		time_t moment = day * 86400;
		char today[11], same[11], tomorrow[11], back[11];
		struct tm parts;

		gmtime_r(&moment, &parts);
		strftime(today, sizeof today, "%Y-%m-%d", &parts);
		history_day(same, today, 0);
		assert_string_equal(same, today);
		moment += 86400;
		gmtime_r(&moment, &parts);
		strftime(tomorrow, sizeof tomorrow, "%Y-%m-%d", &parts);
		history_day(back, tomorrow, 1);
		assert_string_equal(back, today);
	}
}

static void test_moments(void **state)
{
	static const struct {
		const char *earlier, *later;
		int64_t apart;
	} rows[] = {
		{ "2019-11-20T09:14:03+01:00", "2019-11-20T09:14:04+01:00", 1 },
		{ "2019-11-20T09:14:03+01:00", "2019-11-20T08:14:03+00:00", 0 },
		{ "2019-11-20T09:14:03+01:00", "2019-11-20T04:44:03-03:30", 0 },
		{ "2019-12-31T23:59:59+00:00", "2020-01-01T00:00:00+00:00", 1 },
		{ "2020-02-28T12:00:00+00:00", "2020-03-01T12:00:00+00:00", 2 * 86400 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(history_moment(rows[i].later) - history_moment(rows[i].earlier), rows[i].apart);
}

/* ---- which lines, in which order ---- */

#define BY(user, id, at) "{'by':'" user "','id':'" id "','at':'2019-12-" at ":00+01:00',"

static const char *const lines[] = {
	BY("rd", "give-a", "02T09:00") "'act':'post','kind':'index','year':2020,'legs':[['a',5000000]]}",
	BY("rd", "give-b", "03T09:00") "'act':'post','kind':'cut','year':2020,'legs':[['b',-7000000]],'text':'Färre Ärenden'}",
	BY("ca", "give-a1", "04T09:00") "'act':'post','kind':'cut','year':2020,'legs':[['a1',1000]],'text':'Mer'}",
	BY("ca1", "divide", "05T09:00") "'act':'distribute','unit':'a1','year':2020,'lines':[{'line':'personal','kr':900,'hold':'avtal'},{'line'"
					":'material','kr':100}]}",
	BY("ca1", "divide-2",
	   "09T09:00") "'act':'distribute','unit':'a1','year':2020,'lines':[{'line':'personal','kr':950},{'line':'material','kr':null}]}",
	BY("ca1", "ask", "10T09:00") "'act':'say','unit':'a1','kind':'question','about':'a1/2020/line.personal','text':'Räcker det?'}",
	BY("rd", "aim", "14T09:00") "'act':'target','unit':'a','year':2020,'kr':2000}",
	BY("ca1", "guess", "15T09:00") "'act':'forecast','unit':'a1','year':2020,'month':3,'lines':[{'line':'personal','kr':940}]}",
	BY("ca1", "wrong", "15T10:00") "'act':'post','kind':'cut','year':2020,'legs':[['b',1]],'text':'Inte min'}",
	BY("reg", "freeze",
	   "16T08:00") "'act':'version','name':'plan'}",
};

static struct world *made(struct book **book)
{
	struct world *world = world_new();

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		world_line(world, NULL, "%s", lines[i]);
	*book = world_book(world);
	return world;
}

static char *ids_of(const struct history *history)
{
	struct buffer out = { 0 };

	buffer_text(&out, "");
	for (size_t row = 0; row < history->count; row++)
		buffer_format(&out, "%s%s", out.size ? " " : "", history_event(history, row)->line->head.id);
	return out.bytes;
}

#define TODAY "2019-12-16"

static const struct {
	struct history_filter filter;
	const char *words, *ids;
} filters[] = {
	{ { .today = TODAY }, "allt", "freeze wrong guess aim ask divide-2 divide give-a1 give-b give-a reg-1" },
	{ { .unit = "a", .today = TODAY }, "A", "guess aim ask divide-2 divide give-a1 give-a" },
	{ { .unit = "a1", .today = TODAY }, "A1", "guess ask divide-2 divide give-a1" },
	{ { .unit = "b1", .today = TODAY }, "B1", "" },
	{ { .topic = HISTORY_RAMAR, .today = TODAY }, "bara ramar", "wrong aim give-a1 give-b give-a" },
	{ { .topic = HISTORY_DIVISION, .today = TODAY }, "bara fördelning", "divide-2 divide" },
	{ { .topic = HISTORY_DIALOGUE, .today = TODAY }, "bara dialog", "ask" },
	{ { .topic = HISTORY_ORGANISATION, .today = TODAY }, "bara organisation", "freeze reg-1" },
	{ { .topic = HISTORY_FOLLOW, .today = TODAY }, "bara uppföljning", "guess" },
	{ { .user = "rd", .today = TODAY }, "regiondirektör", "aim give-b give-a" },
	{ { .user = "ca1", .topic = HISTORY_RAMAR, .unit = "b", .today = TODAY }, "B · bara ramar · områdeschef A1", "wrong" },
	{ { .user = "reg", .since = HISTORY_YESTERDAY, .today = TODAY }, "registrator Regionen · sedan i går", "freeze" },
	{ { .since = HISTORY_YESTERDAY, .today = TODAY }, "sedan i går", "freeze wrong guess" },
	{ { .since = HISTORY_WEEK, .today = TODAY }, "de senaste sju dagarna", "freeze wrong guess aim ask divide-2" },
	{ { .since = HISTORY_YESTERDAY, .today = "2020-12-16" }, "sedan i går", "" },
	{ { .text = "ärenden", .today = TODAY }, "«ärenden»", "give-b" },
	{ { .text = "REGIONDIREKTÖR", .today = TODAY }, "«REGIONDIREKTÖR»", "aim give-b give-a" },
	{ { .text = "5,0 mnkr", .today = TODAY }, "«5,0 mnkr»", "give-a" },
	{ { .text = "9 dec", .unit = "a", .today = TODAY }, "A · «9 dec»", "divide-2" },
	{ { .text = "finns inte", .today = TODAY }, "«finns inte»", "" },
};

static void test_filters(void **state)
{
	struct book *book;
	struct world *world = made(&book);
	struct history *history = history_make(book, MONEY_IN_MNKR);

	(void)state;
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		struct buffer words = { 0 };
		char *ids;

		history_show(history, &filters[i].filter);
		history_words(&words, book, &filters[i].filter);
		ids = ids_of(history);
		expect(!strcmp(words.bytes, filters[i].words) && !strcmp(ids, filters[i].ids), "%s: %s; %s", filters[i].words, words.bytes, ids);
		buffer_free(&words);
		free(ids);
	}
	history_free(history);
	history_free(NULL);
	book_free(book);
	world_free(world);
}

/* The whole round of a plan is one topic, closing a thread another; what two units have between them is told at both. */
static void test_plans_and_proposals(void **state)
{
	static const struct { struct history_filter filter; const char *words, *ids; } rows[] = {
		{ { .topic = HISTORY_PLANS, .today = TODAY }, "bara planer", "ok s2 tag s" },
		{ { .topic = HISTORY_PLANS, .unit = "a1", .today = TODAY }, "A1 · bara planer", "" },
		{ { .topic = HISTORY_DIALOGUE, .unit = "a1", .today = TODAY }, "A1 · bara dialog", "slut ja svar t" },
		{ { .topic = HISTORY_DIALOGUE, .unit = "a2", .today = TODAY }, "A2 · bara dialog", "slut ja svar t" },
		{ { .topic = HISTORY_DIALOGUE, .unit = "b", .today = TODAY }, "B · bara dialog", "" },
	};
	static const char *const acts[] = {
		"{'by':'ca1','id':'t','act':'say','unit':'a1','kind':'proposal','with':'a2','kr':1,'text':'x'}",
		"{'by':'ca2','id':'svar','act':'say','unit':'a2','kind':'agreement','thread':'t','text':'x'}",
		"{'by':'ca1','id':'ja','act':'confirm','unit':'a1','entry':'svar'}",
		"{'by':'ca','id':'slut','act':'resolve','unit':'a2','thread':'t'}",
		"{'by':'ca','id':'s','act':'submit','unit':'a','year':2020}",
		"{'by':'ca','id':'tag','act':'recall','unit':'a','submit':'s'}",
		"{'by':'ca','id':'s2','act':'submit','unit':'a','year':2020}",
		"{'by':'rd','id':'ok','act':'approve','unit':'a','submit':'s2'}",
	};
	struct scene scene = scene_new(NULL);
	struct history *history;

	(void)state;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		did(&scene, acts[i]);
	history = history_make(scene.book, MONEY_IN_KR);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer words = { 0 };
		char *ids;

		history_show(history, &rows[i].filter);
		history_words(&words, scene.book, &rows[i].filter);
		ids = ids_of(history);
		expect(!strcmp(words.bytes, rows[i].words) && !strcmp(ids, rows[i].ids), "%s: %s; %s", rows[i].words, words.bytes, ids);
		buffer_free(&words);
		free(ids);
	}
	history_free(history);
	scene_free(&scene);
}

/* Written in the same second: what counted later is newer. */
static void test_same_moment(void **state)
{
	struct world *world = world_new();
	struct history *history;
	struct book *book;
	char *ids;

	(void)state;
	for (int i = 1; i <= 4; i++)
		world_line(world, NULL, "{'by':'rd','id':'n%d','act':'target','unit':'a','year':2020,'kr':%d}", i, i);
	book = world_book(world);
	history = history_make(book, MONEY_IN_KR);
	ids = ids_of(history);
	assert_string_equal(ids, "n4 n3 n2 n1 reg-1");
	assert_int_equal(history_find(history, history_event(history, 2)->line->hash), 2);
	assert_int_equal(history_find(history, "ffff"), 0);
	history_show(history, &(struct history_filter){ .user = "reg" });
	assert_int_equal(history_find(history, world_pen(world, "rd")->hashes[1]), 0);
	history_show(history, &(struct history_filter){ .user = "rd" });
	assert_int_equal(history_find(history, world_pen(world, "rd")->hashes[1]), 2);
	assert_int_equal(history_find(history, world_pen(world, "reg")->hashes[0]), 3);
	history_show(history, &(struct history_filter){ .user = "cb" });
	assert_int_equal(history_find(history, world_pen(world, "rd")->hashes[1]), 0);
	assert_null(history_event(history, history->count));
	free(ids);
	history_free(history);
	book_free(book);
	world_free(world);
}

/* ---- what is told of one ---- */

static void test_who_and_what(void **state)
{
	static const struct {
		const char *id, *title, *brief, *told;
	} rows[] = {
		{ "give-b", "regiondirektör", "regiondirektör", "tog 7,0 mnkr från B (minskning): Färre Ärenden" },
		{ "divide-2", "områdeschef A1", "chef A1",
		  "ändrade fördelningen 2020 för A1: personal från 0,0009 till 0,00095 mnkr och inget längre på material (var 0,0001 mnkr)" },
		{ "freeze", "registrator Regionen", "registrator Regionen", "frös budgetversionen «Plan»" },
	};
	struct book *book;
	struct world *world = made(&book);
	struct history *history = history_make(book, MONEY_IN_MNKR);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct event *event = book_event(book, rows[i].id);
		const struct history_person *person = history_person(history, event->user);
		struct buffer told = { 0 };

		assert_string_equal(person->title, rows[i].title);
		assert_string_equal(person->brief, rows[i].brief);
		history_tell(&told, history, event);
		char *text = told.bytes;
		for (char *at = text; (at = strstr(at, "\u00a0")) != NULL;) {
			*at = ' ';
			memmove(at + 1, at + 2, strlen(at + 1));
		}
		expect(!strcasecmp(text, rows[i].told), "%s", text);
		buffer_free(&told);
	}
	history_free(history);
	book_free(book);
	world_free(world);
}

/* Not by book_event, which knows only lines that have been taken. */
static void expect_marks(struct history *history, const char *id, const char *sign, bool counts, const char *part)
{
	const struct event *event = NULL;
	struct buffer words = { 0 };

	for (size_t row = 0; row < history->count && !event; row++)
		if (!strcmp(history_event(history, row)->line->head.id, id))
			event = history_event(history, row);
	assert_non_null(event);
	history_marks(&words, history, event);
	expect(!sign == !history_sign(event) && (!sign || !strcmp(sign, history_sign(event))), "%s %s", id, history_sign(event));
	expect(counts == history_counts(event), "%s", id);
	expect(part ? words.bytes && strstr(words.bytes, part) : !words.size, "%s: %s", id, words.bytes);
	buffer_free(&words);
}

static void test_marks(void **state)
{
	struct world *world = world_new();
	const char *hash;
	struct history *history;
	struct book *book;

	(void)state;
	hash = world_line(world, NULL, BY("rd", "first", "02T09:00") "'act':'post','kind':'index','year':2020,'legs':[['a',5]]}");
	world_line(world, NULL, BY("rd", "second", "03T09:00") "'act':'post','kind':'index','year':2020,'legs':[],'replaces':'%s'}", hash);
	world_line(world, NULL, BY("rd", "third", "03T09:00") "'act':'post','kind':'index','year':2020,'legs':[['a',6]],'replaces':'%s'}", hash);
	hash = world_line(world, NULL, BY("rd", "fourth", "04T09:00") "'act':'post','kind':'index','year':2020,'legs':[['a',5]]}");
	world_line(world, NULL, BY("rd", "fifth", "05T09:00") "'act':'post','kind':'index','year':2020,'legs':[['a',6]],'replaces':'%s'}", hash);
	world_line(world, NULL,
		   BY("ca1", "mine", "05T09:00") "'act':'distribute','unit':'a1','year':2020,'lines':[{'line':'personal','kr':1}]}");
	world_line(world, NULL,
		   BY("stf-ca1", "early", "05T09:00") "'act':'distribute','unit':'a1','year':2020,'lines':[{'line':'personal','kr':2}]}");
	world_line(world, "cb:1",
		   BY("cb1", "waits", "05T09:00") "'act':'distribute','unit':'b1','year':2020,'lines':[{'line':'personal','kr':2}]}");
	book = world_book(world);
	history = history_make(book, MONEY_IN_MNKR);
	expect_marks(history, "first", "-", false, "tillbakadragen av regiondirektör 3 dec 2019");
	expect_marks(history, "second", NULL, true, NULL);
	expect_marks(history, "third", "x", false, "redan ersatt av regiondirektör, ");
	expect_marks(history, "fourth", "-", false, "ersatt av regiondirektör 5 dec 2019");
	expect_marks(history, "mine", "!", true, "utan att känna till");
	expect_marks(history, "early", "!", true, "utanför sina datum");
	expect_marks(history, "waits", "?", false, "väntar på en journal");
	history_free(history);
	book_free(book);
	world_free(world);
}

/* ---- from what to what ---- */

static char *changes_of(const struct book *book, const char *id)
{
	struct history_change *changes;
	struct arena arena = { 0 };
	struct buffer out = { 0 };
	char before[MONEY_TEXT], after[MONEY_TEXT];
	size_t count = history_changes(book, book_event(book, id), MONEY_IN_MNKR, &changes, &arena);

	buffer_text(&out, "");
	for (size_t i = 0; i < count; i++)
		buffer_format(&out, "%s%s%s %s>%s%s%s%s", out.size ? "; " : "", changes[i].part ? "- " : "", changes[i].name,
			      money_print(before, changes[i].before, MONEY_IN_KR, MONEY_USUAL, MONEY_DENSE),
			      money_print(after, changes[i].after, MONEY_IN_KR, MONEY_USUAL, MONEY_DENSE), changes[i].apart ? " *" : "",
			      changes[i].note ? " " : "", changes[i].note ? changes[i].note : "");
	arena_free(&arena);
	return out.bytes;
}

static void expect_changes(const struct book *book, const char *id, const char *wanted)
{
	char *changes = changes_of(book, id);

	expect(!strcmp(changes, wanted), "%s: %s", id, changes);
	free(changes);
}

static void test_changes(void **state)
{
	struct world *world = world_new();
	struct book *book;
	const char *hash;

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		world_line(world, NULL, "%s", lines[i]);
	world_line(world, NULL, BY("rd", "aim-2", "15T09:00") "'act':'target','unit':'a','year':2020,'kr':null}");
	hash = world_line(
		world, NULL,
		BY("rd", "two", "15T09:00") "'act':'post','kind':'transfer','year':2020,'until':2021,'legs':[['a',5],['b',-5,null,-7000000]],"
					    "'details':[{'id':'d','unit':'b','text':'Del','kr':-2}]}");
	world_line(world, NULL, BY("rd", "three", "15T09:00") "'act':'post','kind':'index','year':2020,'legs':[['a',8]],'replaces':'%s'}", hash);
	world_line(world, NULL,
		   BY("ca", "detailed",
		      "15T09:00") "'act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':3,'counterpart':'b','hold':'h',"
				  "'details':[{'id':'d','text':'Natt','kr':3}]}]}");
	book = world_book(world);
	expect_changes(book, "divide", "Personal >900 * låst: avtal; Material >100 *");
	expect_changes(book, "divide-2", "Personal 900>950 *; Material 100> *");
	expect_changes(book, "detailed", "Personal >3 * låst: h, motpart B; - Natt >3");
	expect_changes(book, "give-a", "A >5000000");
	expect_changes(book, "two", "A >5 t.o.m. 2021; B >-5 t.o.m. 2021; helårseffekt −7,0\u00a0mnkr; - Del >-2");
	expect_changes(book, "three", "A 5>8 *; B -5> *");
	expect_changes(book, "aim", "A >2000 *");
	expect_changes(book, "aim-2", "A 2000> *");
	expect_changes(book, "guess", "Personal >940");
	expect_changes(book, "ask", "");
	expect_changes(book, "freeze", "");
	book_free(book);
	world_free(world);
}

static void test_where_it_leads(void **state)
{
	static const struct {
		const char *id, *unit, *figure;
	} rows[] = {
		{ "give-a", "a", "a/2020/index" },
		{ "divide", "a1", "a1/2020/line.personal" },
		{ "ask", "a1", "a1/2020/line.personal" },
		{ "aim", "a", "a/2020/target" },
		{ "guess", "a1", "a1/2020/forecast.personal" },
		{ "freeze", NULL, NULL },
		{ "note", "a1", NULL },
		{ "gone", "b", "b/2020/cut" },
		{ "reg-1", NULL, NULL },
	};
	struct world *world = world_new();
	struct book *book;

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		world_line(world, NULL, "%s", lines[i]);
	world_line(world, NULL, BY("ca1", "note", "15T09:00") "'act':'say','unit':'a1','kind':'note','text':'Hej'}");
	world_line(world, NULL, BY("rd", "gone", "15T09:00") "'act':'post','kind':'index','year':2020,'legs':[],'replaces':'%s'}",
		   world_pen(world, "rd")->hashes[1]);
	book = world_book(world);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct event *event = book_event(book, rows[i].id);
		int unit = history_unit(book, event);
		char figure[256];

		expect(rows[i].unit ? unit == org_find(book->org, rows[i].unit) : unit == ORG_NONE, "%s", rows[i].id);
		expect(history_figure(figure, book, event) == (rows[i].figure != NULL), "%s", rows[i].id);
		expect(!rows[i].figure || !strcmp(figure, rows[i].figure), "%s: %s", rows[i].id, figure);
	}
	book_free(book);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days),           cmocka_unit_test(test_days_against_timegm),
		cmocka_unit_test(test_moments),        cmocka_unit_test(test_filters), cmocka_unit_test(test_plans_and_proposals),
		cmocka_unit_test(test_same_moment),    cmocka_unit_test(test_who_and_what),
		cmocka_unit_test(test_marks),          cmocka_unit_test(test_changes),
		cmocka_unit_test(test_where_it_leads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

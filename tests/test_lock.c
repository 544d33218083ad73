/* A version with a lock: what was approved until then is «fastställt», and whoever knows of it changes the budget year by a decision only. */
#include "scene.h"

#include "approval.h"
#include "plan_state.h"
#include "posting.h"
#include "reverse.h"

#define LOCK(by, name) ACT(by, "'version','name':'" name "','lock':true")
#define DIVIDED(by, unit, kr) ROW(by, unit, "personal", kr)

static enum plan_status status_of(const struct scene *scene, const char *unit)
{
	struct ram_table *table = ram_make(scene->book, 2020, NULL, 0);
	enum plan_status status = approval_status(table, unit_of(scene, unit));

	ram_free(table);
	return status;
}

static void expect_brief(const struct scene *scene, const char *unit, const char *wanted)
{
	struct ram_table *table = ram_make(scene->book, 2020, NULL, 0);
	struct buffer out = { 0 };

	plan_state_brief(&out, table, unit_of(scene, unit), MONEY_IN_KR, 0);
	assert_string_equal(out.bytes, wanted);
	buffer_free(&out);
	ram_free(table);
}

/* A1 and A2 have been approved. */
static struct scene approved(void)
{
	struct scene scene = scene_new(NULL);

	did(&scene, DIVIDED("ca1", "a1", 60));
	did(&scene, SUBMIT("ca1", "s1", "a1"));
	did(&scene, ANSWER("ca", "approve", "a1", "s1"));
	did(&scene, DIVIDED("ca2", "a2", 40));
	did(&scene, SUBMIT("ca2", "s2", "a2"));
	return scene;
}

/* ---- what is «fastställt» ---- */

static void what_was_approved_by_then_is_locked(void **state)
{
	struct scene scene = approved();

	(void)state;
	did(&scene, ACT("rd", "'version','name':'olåst'"));
	assert_int_equal(status_of(&scene, "a1"), PLAN_APPROVED);
	did(&scene, LOCK("rd", "Finansplan"));
	assert_int_equal(status_of(&scene, "a1"), PLAN_LOCKED);
	assert_int_equal(status_of(&scene, "a2"), PLAN_SUBMITTED);
	did(&scene, ANSWER("ca", "approve", "a2", "s2")); /* after it */
	assert_int_equal(status_of(&scene, "a2"), PLAN_APPROVED);
	did(&scene, LOCK("rd", "Vidarefördelning"));
	assert_int_equal(status_of(&scene, "a2"), PLAN_LOCKED);
	assert_string_equal(approval_locked(scene.book, unit_of(&scene, "a1"), 2020)->line->act.version.name, "Finansplan");
	assert_string_equal(approval_locked(scene.book, unit_of(&scene, "a2"), 2020)->line->act.version.name, "Vidarefördelning");
	did(&scene, DIVIDED("ca1", "a1", 50)); /* she may, and sends it again */
	assert_int_equal(status_of(&scene, "a1"), PLAN_DRAFT);
	scene_free(&scene);
}

static void a_ram_changed_afterwards_is_an_adjustment(void **state)
{
	struct scene scene = approved();
	struct ram_table *table;
	struct buffer out = { 0 };

	(void)state;
	did(&scene, LOCK("rd", "Finansplan"));
	expect_brief(&scene, "a1", "fastställd");
	did(&scene, ACT("ca", "'post','kind':'index','year':2020,'legs':[['a1',5]],'decision':'RS § 1'"));
	expect_brief(&scene, "a1", "fastställd, ramjustering +5 ej fördelad");
	table = ram_make(scene.book, 2020, NULL, 0);
	assert_true(plan_state_adjusted(table, unit_of(&scene, "a1")));
	plan_state_tell(&out, table, unit_of(&scene, "a1"), NULL, MONEY_IN_KR, 0);
	assert_string_equal(out.bytes, "fastställd i Finansplan, godkänd av divisionschef A 20 nov 2019, ramjustering +5 ej fördelad; den gäller");
	buffer_free(&out);
	ram_free(table);
	scene_free(&scene);
}

/* ---- what needs a decision ---- */

static void the_budget_year_is_changed_by_a_decision(void **state)
{
	static const char says[] = "budgeten 2020 är fastställd i versionen «Finansplan»: ange beslutet (organ, datum, paragraf)";
	static const struct { const char *without, *with; } acts[] = {
		{ GIVE("ca", "a1", 5), ACT("ca", "'post','kind':'index','year':2020,'legs':[['a1',5]],'decision':'RS § 1'") },
		{ ACT("rd", "'target','unit':'a','year':2020,'kr':5"), ACT("rd", "'target','unit':'a','year':2020,'kr':5,'decision':'RS § 1'") },
		{ ACT("reg", "'target','unit':'rot','year':2020,'kr':5"), ACT("reg", "'target','unit':'rot','year':2020,'kr':5,'decision':'RF § 1'") },
		{ ACT("ca", "'post','kind':'base','year':2020,'legs':[],'replaces':'ram-a2'"), ACT("ca", "'post','kind':'base','year':2020,'legs':[],'replaces':'ram-a2','decision':'x'") },
		/* out of the year, too */
		{ ACT("ca", "'post','kind':'index','year':2021,'legs':[['a1',60]],'replaces':'ram-a1'"),
		  ACT("ca", "'post','kind':'index','year':2021,'legs':[['a1',60]],'replaces':'ram-a1','decision':'x'") },
	};
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, ACT("rd", "'version','name':'Preliminära ramar'")); /* locks nothing */
	did(&scene, GIVE("ca", "a1", 1));
	did(&scene, LOCK("rd", "Finansplan"));
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
		refused(&scene, "locked", says, acts[i].without);
		refused(&scene, "locked", says, ACT("ca", "'post','kind':'index','year':2020,'legs':[['a1',5]],'decision':' '"));
		did(&scene, acts[i].with);
	}
	scene_free(&scene);
}

static void all_else_is_free(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, LOCK("rd", "Finansplan"));
	did(&scene, ACT("ca", "'post','kind':'index','year':2021,'legs':[['a1',5]]")); /* plan years */
	did(&scene, ACT("ca", "'target','unit':'a1','year':2022,'kr':5"));
	did(&scene, DIVIDED("ca1", "a1", 60));
	did(&scene, ACT("ca", "'say','unit':'a1','kind':'agreement','text':'x','kr':5"));
	did(&scene, SUBMIT("ca1", "s1", "a1"));
	did(&scene, ANSWER("ca", "approve", "a1", "s1"));
	assert_int_equal(status_of(&scene, "a1"), PLAN_APPROVED);
	scene_free(&scene);
}

/* ---- who knows ---- */

/* A line whose writer could not know of the lock counts, also when it is met after it. */
static void nothing_is_voided_afterwards(void **state)
{
	struct world *world = world_new();
	struct book *book;

	(void)state;
	world_line(world, NULL, "{'by':'rd','act':'version','name':'x','lock':true}");
	world_line(world, NULL, "{'by':'stf-rd','act':'post','kind':'index','year':2020,'legs':[['a',5]]}");
	world_line(world, "rd:1", "{'by':'stf-rd','act':'post','kind':'index','year':2020,'legs':[['a',6]]}");
	world_line(world, "rd:1", "{'by':'stf-rd','act':'post','kind':'index','year':2020,'legs':[['a',7]],'decision':'RS § 1'}");
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['a',8]]}");
	book = world_book(world);
	assert_int_equal(world_event(book, "stf-rd", 1)->state, LINE_APPLIED);
	assert_int_equal(world_event(book, "stf-rd", 2)->state, LINE_VOID);
	assert_int_equal(world_event(book, "stf-rd", 3)->state, LINE_APPLIED);
	assert_int_equal(world_event(book, "rd", 2)->state, LINE_VOID); /* her own */
	book_free(book);
	world_free(world);
}

static const struct cite *cite_of(const struct scene *scene, const char *by, int64_t n, const char *of)
{
	const struct line *line = world_event(scene->book, by, n)->line;
	const struct cite *cites = line->head.saw.items;

	for (size_t i = 0; i < line->head.saw.count; i++)
		if (!strcmp(cites[i].user, of))
			return &cites[i];
	return NULL;
}

/* Also she who has never had to do with whoever locked it. */
static void whoever_writes_knows_of_it_once(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, ACT("cb1", "'say','unit':'b1','kind':'comment','text':'x'"));
	did(&scene, LOCK("stf-rd", "Finansplan"));
	did(&scene, ACT("cb1", "'say','unit':'b1','kind':'comment','text':'x'"));
	did(&scene, ACT("stf-rd", "'say','unit':'rot','kind':'comment','text':'x'"));
	did(&scene, ACT("cb1", "'say','unit':'b1','kind':'comment','text':'x'"));
	assert_null(cite_of(&scene, "cb1", 1, "stf-rd"));
	assert_non_null(cite_of(&scene, "cb1", 2, "stf-rd"));
	assert_null(cite_of(&scene, "cb1", 3, "stf-rd"));
	scene_free(&scene);
}

/* ---- before anything is saved ---- */

static void the_form_asks_for_the_decision(void **state)
{
	struct scene scene = scene_new(NULL);
	struct posting posting = { .year = 0 };
	struct posting_desk desk;
	struct posting_cell cell;
	struct error why;

	(void)state;
	did(&scene, LOCK("rd", "Finansplan"));
	struct ram_table *table = ram_make(scene.book, 2020, NULL, 0);
	assert_true(posting_desk_below(&desk, scene.book, "ca", unit_of(&scene, "a"), NULL));
	desk.table = table;
	for (int year = 2020; year <= 2021; year++) {
		posting_new(&posting, &desk, year, unit_of(&scene, "a1"));
		snprintf(posting.kind, sizeof posting.kind, "index");
		assert_true(posting_put(&posting, &desk, (struct posting_cell){ POSTING_AMOUNT, 0 }, "5 kr", &why));
		expect(posting_wrong(&posting, &desk, &cell, &why) == (year == 2020), "%d: %s", year, why.text);
		if (year == 2020) {
			assert_int_equal(cell.field, POSTING_DECISION);
			assert_non_null(strstr(why.text, "fastställd i versionen «Finansplan»"));
			assert_true(posting_put(&posting, &desk, (struct posting_cell){ POSTING_DECISION, 0 }, "RS 2019-12-18 § 1", &why));
			assert_false(posting_wrong(&posting, &desk, &cell, &why));
		}
		posting_free(&posting);
		posting = (struct posting){ .year = 0 };
	}
	ram_free(table);
	scene_free(&scene);
}

static void undoing_asks_for_it_too(void **state)
{
	static const struct { const char *user; int64_t n; bool needs; } cases[] = { { "ca", 1, true }, { "ca", 3, true }, { "ca1", 1, false } };
	struct scene scene = scene_new(NULL);
	struct arena arena = { 0 };

	(void)state;
	did(&scene, ACT("ca", "'target','unit':'a1','year':2020,'kr':5"));
	did(&scene, DIVIDED("ca1", "a1", 60));
	for (int locked = 0; locked < 2; locked++) {
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			struct reverse reverse;
			struct error error = { 0 };

			expect(reverse_make(&reverse, scene.book, cases[i].user, world_event(scene.book, cases[i].user, cases[i].n), MONEY_IN_KR, &arena, &error), "%s", error.text);
			expect(reverse.needs_decision == (locked && cases[i].needs), "%s %d", cases[i].user, locked);
			reverse_reason(&reverse, NULL, "RS § 1", &arena);
			assert_true(cases[i].n != 3 || !strcmp(reverse.act.target.decision, "RS § 1"));
		}
		if (!locked)
			did(&scene, LOCK("rd", "Finansplan"));
	}
	arena_free(&arena);
	scene_free(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_approved_by_then_is_locked),
		cmocka_unit_test(a_ram_changed_afterwards_is_an_adjustment),
		cmocka_unit_test(the_budget_year_is_changed_by_a_decision),
		cmocka_unit_test(all_else_is_free),
		cmocka_unit_test(nothing_is_voided_afterwards),
		cmocka_unit_test(whoever_writes_knows_of_it_once),
		cmocka_unit_test(the_form_asks_for_the_decision),
		cmocka_unit_test(undoing_asks_for_it_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

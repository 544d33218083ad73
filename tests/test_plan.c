/* A unit's division as its chef sees it, and what saving the draft would say. */
#include "world.h"

#include "draft.h"
#include "plan_entry.h"
#include "writer.h"

#define KR   MONEY_KR
#define NONE MONEY_NONE

/* A has a ram, income, costs, a reserve and a target, sub-units with ramar and one without, and last years to compare with. */
static struct world *world_divided(void)
{
	static const char *const lines[] = {
		"{'by':'rd','act':'post','kind':'base','year':2020,'legs':[['a',1000]]}",
		"{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['a',50]]}",
		"{'by':'rd','act':'post','kind':'index','year':2021,'legs':[['a',7]]}",
		"{'by':'rd','act':'target','unit':'a','year':2020,'kr':10}",
		"{'by':'ca','act':'post','kind':'base','year':2020,'legs':[['a1',400]]}",
		"{'by':'ca','act':'post','kind':'base','year':2020,'legs':[['ans',30]]}",
		"{'by':'ca','act':'post','kind':'cut','year':2020,'legs':[['a1',-20]]}",
		"{'by':'ca','act':'target','unit':'a1','year':2020,'kr':4}",
		"{'by':'ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':500,'hold':'avtal','counterpart':'b','details':[{'id':'x','text':'t','kr':1}]}]}",
		"{'by':'ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'intakter','kr':200},{'line':'reserv','kr':9}]}",
		"{'by':'reg-a','act':'distribute','unit':'a','year':2019,'lines':[{'line':'personal','kr':480},{'line':'material','kr':70}],'decision':'x'}",
		"{'by':'reg-a','act':'outcome','unit':'a','year':2018,'lines':[{'line':'personal','kr':470},{'line':'intakter','kr':150}]}",
		"{'by':'reg-a','act':'outcome','unit':'a1','year':2018,'lines':[{'line':'personal','kr':300},{'line':'intakter','kr':40}]}",
		"{'by':'ca','act':'forecast','unit':'a','year':2019,'month':8,'lines':[{'line':'personal','kr':490}]}",
	};
	struct world *world = world_new();

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		world_line(world, NULL, "%s", lines[i]);
	return world;
}

static struct book *divided_book(struct world *world)
{
	struct book *book = world_book(world);

	for (size_t i = 0; i < book->event_count; i++)
		expect(book->events[i]->state == LINE_APPLIED, "%s %d: %s", book->events[i]->user, (int)book->events[i]->line->head.n, book->events[i]->why->text);
	return book;
}

static struct plan *plan_of(const struct book *book, const char *unit, int year, const struct draft *draft, const struct draft_step *preview)
{
	return plan_make(book, org_find(book->org, unit), year, draft, preview, preview ? 1 : 0);
}

static const struct plan_row *find(const struct plan *plan, enum plan_row_kind kind, const char *id)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_row *row = &plan->rows[i];

		if (row->kind == kind && (!id || (row->line && !strcmp(row->line, id)) ||
		                          (row->unit != ORG_NONE && !strcmp(plan->book->org->units[row->unit].id, id))))
			return row;
	}
	fail_msg("no row %d %s", (int)kind, id ? id : "");
	return NULL;
}

static size_t acts_of(const struct book *book, const struct draft *draft, const char *kind, const char *why, struct act acts[2], struct arena *arena)
{
	size_t count = plan_acts(book, draft, kind, why, acts, arena);
	struct error error = { 0 };

	for (size_t i = 0; i < count; i++)
		expect(act_check(&acts[i], &error), "%s", error.text);
	return count;
}

/* ---- rows ---- */

struct wanted { enum plan_row_kind kind; const char *id; money value[PLAN_AMOUNTS]; bool editable, sum; };

static money kr(money value)
{
	return value == NONE ? NONE : value * KR;
}

static void expect_rows(const struct plan *plan, const struct wanted *wanted, size_t count)
{
	for (size_t i = 0; i < count && i < plan->count; i++) {
		const struct plan_row *row = &plan->rows[i];
		const char *id = row->line ? row->line : row->unit == ORG_NONE ? NULL : plan->book->org->units[row->unit].id;

		expect(row->kind == wanted[i].kind && !id == !wanted[i].id && (!id || !strcmp(id, wanted[i].id)), "row %zu is %d %s", i, (int)row->kind,
		       id ? id : "");
		expect(row->editable == wanted[i].editable && row->sum == wanted[i].sum && !row->changed, "row %zu", i);
		for (int column = 0; column < PLAN_AMOUNTS; column++)
			expect(row->value[column] == kr(wanted[i].value[column]), "row %zu column %d: %lld", i, column, (long long)row->value[column]);
	}
	assert_int_equal(plan->count, count);
}

static void test_rows(void **state)
{
	static const struct wanted wanted[] = {
		{ PLAN_RAM, NULL, { NONE, 1000, NONE, 1050 }, false, false },
		{ PLAN_INCOME, "intakter", { 150, NONE, NONE, 200 }, true, false },
		{ PLAN_SUB_TARGETS, NULL, { NONE, NONE, NONE, 4 }, false, false },
		{ PLAN_TARGET, NULL, { NONE, NONE, NONE, 10 }, false, false },
		{ PLAN_AVAILABLE, NULL, { NONE, 1000, NONE, 1244 }, false, true }, /* no ram is known for 2018: its income alone is no sum */
		{ PLAN_COST, "personal", { 470, 480, 490, 500 }, true, false },
		{ PLAN_COST, "material", { NONE, 70, NONE, NONE }, true, false },
		{ PLAN_COSTS, NULL, { 470, 550, 490, 500 }, false, true },
		{ PLAN_RESERVE, "reserv", { NONE, NONE, NONE, 9 }, true, false },
		{ PLAN_SUB, "a1", { 260, 400, NONE, 380 }, true, false }, /* what it cost net of its own income */
		{ PLAN_SUB, "a2", { NONE, NONE, NONE, NONE }, true, false },
		{ PLAN_SUB, "a3", { NONE, NONE, NONE, NONE }, true, false },
		{ PLAN_SUB, "ans", { NONE, 30, NONE, 30 }, true, false },
		{ PLAN_SUBS, NULL, { 260, 430, NONE, 410 }, false, true },
		{ PLAN_DIVIDED, NULL, { 730, 980, 490, 919 }, false, true },
	};
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct plan *plan = plan_of(book, "a", 2020, NULL, NULL);

	(void)state;
	expect_rows(plan, wanted, sizeof wanted / sizeof *wanted);
	assert_int_equal(plan_balance(plan)->left, (1244 - 919) * KR);
	assert_string_equal(find(plan, PLAN_COST, "personal")->cell->row->hold, "avtal");
	assert_null(find(plan, PLAN_COST, "material")->cell);
	assert_string_equal(find(plan, PLAN_SUBS, NULL)->name, "Områden");
	plan_free(plan);
	book_free(book);
	world_free(world);
}

/* A plan year stands beside the year before it: also the ramar. */
static void test_plan_year(void **state)
{
	static const struct wanted wanted[] = {
		{ PLAN_RAM, NULL, { NONE, 1050, NONE, 1057 }, false, false },
		{ PLAN_INCOME, "intakter", { NONE, 200, NONE, NONE }, true, false },
		{ PLAN_AVAILABLE, NULL, { NONE, 1250, NONE, 1057 }, false, true },
		{ PLAN_COST, "personal", { 480, 500, NONE, NONE }, true, false },
		{ PLAN_COST, "material", { 70, NONE, NONE, NONE }, true, false },
		{ PLAN_COSTS, NULL, { 550, 500, NONE, NONE }, false, true },
		{ PLAN_RESERVE, "reserv", { NONE, 9, NONE, NONE }, true, false },
		{ PLAN_SUB, "a1", { NONE, 380, NONE, 380 }, true, false },
		{ PLAN_SUB, "a2", { NONE, NONE, NONE, NONE }, true, false },
		{ PLAN_SUB, "a3", { NONE, NONE, NONE, NONE }, true, false },
		{ PLAN_SUB, "ans", { NONE, 30, NONE, 30 }, true, false },
		{ PLAN_SUBS, NULL, { NONE, 410, NONE, 410 }, false, true },
		{ PLAN_DIVIDED, NULL, { 550, 919, NONE, 410 }, false, true },
	};
	struct world *world = world_divided();
	char figure[256];

	(void)state;
	/* the outcome column of a plan year is its budget year − 2 … : what 2019 came to is not there, but its budget is no outcome */
	struct book *book = divided_book(world);
	struct plan *plan = plan_of(book, "a", 2021, NULL, NULL);
	struct wanted rows[sizeof wanted / sizeof *wanted];

	memcpy(rows, wanted, sizeof wanted);
	rows[3].value[PLAN_OUTCOME] = rows[4].value[PLAN_OUTCOME] = rows[5].value[PLAN_OUTCOME] = rows[12].value[PLAN_OUTCOME] = NONE;
	expect_rows(plan, rows, sizeof rows / sizeof *rows);
	assert_true(plan_figure(plan, &plan->rows[0], PLAN_BEFORE, figure));
	assert_string_equal(figure, "a/2020/ram");
	assert_true(plan_figure(plan, find(plan, PLAN_SUB, "a1"), PLAN_BEFORE, figure));
	assert_string_equal(figure, "a1/2020/ram");
	plan_free(plan);
	book_free(book);
	world_free(world);
}

static void test_plan_of_an_anslag(void **state)
{
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct plan *plan = plan_of(book, "ans", 2020, NULL, NULL);

	(void)state;
	assert_string_equal(find(plan, PLAN_SUBS, NULL)->name, "Delanslag");
	assert_int_equal(find(plan, PLAN_SUB, "sub2")->value[PLAN_NOW], NONE);
	plan_free(plan);
	plan = plan_of(book, "a11", 2020, NULL, NULL);
	for (size_t i = 0; i < plan->count; i++)
		assert_true(plan->rows[i].kind != PLAN_SUB && plan->rows[i].kind != PLAN_SUBS);
	assert_int_equal(plan_balance(plan)->left, NONE);
	plan_free(plan);
	book_free(book);
	world_free(world);
}

/* A line that region.cfg no longer has is still money, and can be removed. */
static void test_departed_line(void **state)
{
	static const char line_row[] = "{id=\"personal\";name=\"Personal\";kind=\"cost\";account=\"40-45\";},";
	struct world *world = world_divided();
	char *region = memory_string(WORLD_REGION);

	(void)state;
	memset(strstr(region, line_row), ' ', strlen(line_row));
	struct act act = world_adoption(world, region, WORLD_ORG, NULL);
	world_add(world, "reg", &act, NULL, NULL, NULL);
	struct book *book = divided_book(world);
	struct plan *plan = plan_of(book, "a", 2020, NULL, NULL);

	assert_int_equal(find(plan, PLAN_COST, "personal")->value[PLAN_NOW], 500 * KR);
	assert_string_equal(find(plan, PLAN_COST, "personal")->name, "personal");
	assert_int_equal(find(plan, PLAN_COSTS, NULL)->value[PLAN_NOW], 500 * KR);
	const struct plan_row *departed = find(plan, PLAN_DEPARTED, NULL); /* after its rows, before the sum of all costs */
	char figure[256];

	assert_true(departed->sum && departed[-1].kind == PLAN_COST && departed[1].kind == PLAN_COSTS && !departed->editable);
	assert_int_equal(departed->value[PLAN_NOW], 500 * KR);
	assert_int_equal(departed->value[PLAN_BEFORE], departed[-1].value[PLAN_BEFORE]);
	assert_int_equal(departed[1].value[PLAN_BEFORE], money_sum(find(plan, PLAN_COST, "material")->value[PLAN_BEFORE], departed->value[PLAN_BEFORE]));
	assert_false(plan_figure(plan, departed, PLAN_NOW, figure));
	plan_free(plan);
	book_free(book);
	free(region);
	world_free(world);
}

/* ---- the draft over the book ---- */

static void test_draft_and_preview(void **state)
{
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct draft draft = { 0 };
	const struct draft_step preview = { .id = "personal", .before = NONE, .after = 540 * KR };

	(void)state;
	draft_begin(&draft, NULL, "a", 2020);
	draft_set(&draft, false, "personal", 500 * KR, 520 * KR);
	draft_set(&draft, false, "material", NONE, 40 * KR);
	draft_set(&draft, true, "a1", 380 * KR, 390 * KR);
	draft_set(&draft, true, "a2", NONE, 5 * KR);
	draft_set(&draft, true, "a2", 5 * KR, 6 * KR);
	draft_set(&draft, false, "intakter", 200 * KR, NONE);
	draft_set(&draft, false, "reserv", 9 * KR, 9 * KR); /* a wish for what it is already */
	struct plan *plan = plan_of(book, "a", 2020, &draft, NULL);

	assert_int_equal(find(plan, PLAN_COST, "personal")->value[PLAN_NOW], 520 * KR);
	assert_int_equal(find(plan, PLAN_COST, "personal")->saved, 500 * KR);
	assert_int_equal(find(plan, PLAN_SUB, "a1")->saved, 380 * KR);
	assert_int_equal(find(plan, PLAN_SUB, "a2")->saved, NONE);
	assert_int_equal(find(plan, PLAN_INCOME, "intakter")->value[PLAN_NOW], NONE);
	assert_false(find(plan, PLAN_RESERVE, "reserv")->changed);
	assert_true(find(plan, PLAN_SUB, "a2")->changed && find(plan, PLAN_INCOME, "intakter")->changed && find(plan, PLAN_COST, "material")->changed);
	assert_int_equal(find(plan, PLAN_COSTS, NULL)->value[PLAN_NOW], 560 * KR);
	assert_int_equal(find(plan, PLAN_SUBS, NULL)->value[PLAN_NOW], (390 + 6 + 30) * KR);
	assert_int_equal(plan_balance(plan)->left, (1050 + 4 - 10 - 560 - 9 - 426) * KR);
	plan_free(plan);
	plan = plan_of(book, "a", 2020, &draft, &preview); /* what is being typed lies on top */
	assert_int_equal(find(plan, PLAN_COST, "personal")->value[PLAN_NOW], 540 * KR);
	plan_free(plan);
	draft_undo(&draft);
	draft_undo(&draft); /* what is undone is no wish */
	plan = plan_of(book, "a", 2020, &draft, NULL);
	assert_int_equal(find(plan, PLAN_INCOME, "intakter")->value[PLAN_NOW], 200 * KR);
	plan_free(plan);
	draft_end(&draft);
	book_free(book);
	world_free(world);
}

/* ---- what somebody else did meanwhile ---- */

static struct book *meanwhile(struct world *world, struct book *old, const char *line)
{
	book_free(old);
	world_line(world, NULL, "%s", line);
	return divided_book(world);
}

static void test_conflict(void **state)
{
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct draft draft = { 0 };
	struct act acts[2];

	(void)state;
	draft_begin(&draft, NULL, "a", 2020);
	draft_look(&draft, 1050 * KR, 0);
	draft_set(&draft, false, "personal", 500 * KR, 510 * KR);
	draft_set(&draft, true, "a1", 380 * KR, 390 * KR);
	struct plan *plan = plan_of(book, "a", 2020, &draft, NULL);
	size_t count = plan->count;
	assert_true(!plan->conflicts && plan->ram_was == NONE && !plan_news(plan));
	plan_free(plan);
	book = meanwhile(world, book, "{'by':'stf-ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':520}]}");
	book = meanwhile(world, book, "{'by':'ca','act':'post','kind':'cut','year':2020,'legs':[['a1',-5]]}");
	book = meanwhile(world, book, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['a',1]]}");
	plan = plan_of(book, "a", 2020, &draft, NULL);
	assert_true(plan->conflicts == 2 && plan->count == count + 2);
	assert_int_equal(plan->ram_was, 1050 * KR);
	assert_string_equal(plan->ram_event->user, "rd");
	const struct plan_row *row = find(plan, PLAN_COST, "personal");
	assert_true(row->conflict && row->value[PLAN_NOW] == 510 * KR && row[1].kind == PLAN_THEIRS && row[1].value[PLAN_NOW] == 520 * KR);
	assert_string_equal(row[1].event->user, "stf-ca");
	assert_false(row[1].editable);
	row = find(plan, PLAN_SUB, "a1");
	assert_true(row->conflict && row[1].value[PLAN_NOW] == 375 * KR);
	assert_string_equal(row[1].event->user, "ca");
	assert_int_equal(find(plan, PLAN_COSTS, NULL)->value[PLAN_NOW], 510 * KR); /* theirs is in no sum */
	int64_t news = plan_news(plan);
	assert_true(news > 0);
	plan_settle(find(plan, PLAN_COST, "personal"), &draft, true);
	plan_settle(find(plan, PLAN_SUB, "a1"), &draft, false);
	plan_free(plan);
	plan = plan_of(book, "a", 2020, &draft, NULL);
	assert_true(!plan->conflicts && plan->count == count);
	assert_false(find(plan, PLAN_SUB, "a1")->changed);
	assert_int_equal(acts_of(book, &draft, "index", "x", acts, &world->arena), 1); /* mine only */
	assert_int_equal(((const struct row *)acts[0].distribute.rows.items)->kr, 510);
	plan_free(plan);
	draft_undo(&draft);
	draft_undo(&draft);
	plan = plan_of(book, "a", 2020, &draft, NULL);
	assert_true(plan->conflicts == 2 && plan_news(plan) == news);
	plan_free(plan);
	draft_end(&draft);
	book_free(book);
	world_free(world);
}

/* A row that somebody else has taken away is theirs too. */
static void test_conflict_of_what_is_gone(void **state)
{
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct draft draft = { 0 };

	(void)state;
	draft_begin(&draft, NULL, "a", 2020);
	draft_set(&draft, false, "reserv", 9 * KR, 8 * KR);
	book = meanwhile(world, book, "{'by':'stf-ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'reserv','kr':null}]}");
	struct plan *plan = plan_of(book, "a", 2020, &draft, NULL);
	const struct plan_row *row = find(plan, PLAN_THEIRS, NULL);
	assert_true(row->value[PLAN_NOW] == NONE && row->event);
	assert_string_equal(row->event->user, "stf-ca");
	plan_free(plan);
	draft_end(&draft);
	book_free(book);
	world_free(world);
}

static void test_acts_of_terms(void **state)
{
	const struct terms terms = { .until = 2021, .text = "osäkert", .who = "rd" };
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct draft draft = { 0 };
	struct act acts[2];

	(void)state;
	draft_begin(&draft, NULL, "a", 2020);
	draft_terms(&draft, "reserv", 9 * KR, &terms_none, &terms);
	struct terms was = terms_of(book_cell(book, org_find(book->org, "a"), LAYER_BUDGET, 2020, "personal")->row), lone = was;

	lone.counterpart = NULL;
	draft_terms(&draft, "personal", 500 * KR, &was, &lone);
	struct plan *plan = plan_of(book, "a", 2020, &draft, NULL);
	assert_true(find(plan, PLAN_RESERVE, "reserv")->changed && find(plan, PLAN_RESERVE, "reserv")->terms.until == 2021);
	assert_string_equal(find(plan, PLAN_RESERVE, "reserv")->terms.who, "rd");
	plan_free(plan);
	assert_int_equal(acts_of(book, &draft, NULL, "", acts, &world->arena), 1);
	const struct row *rows = acts[0].distribute.rows.items;
	assert_int_equal(acts[0].distribute.rows.count, 2);
	assert_true(rows[0].kr == 9 && rows[0].until == 2021);
	assert_string_equal(rows[0].text, "osäkert");
	assert_null(rows[1].counterpart);
	assert_string_equal(rows[1].hold, "avtal");
	assert_int_equal(rows[1].details.count, 1);
	draft_set(&draft, false, "reserv", 9 * KR, NONE); /* removed: with its terms */
	assert_int_equal(acts_of(book, &draft, NULL, "", acts, &world->arena), 1);
	rows = acts[0].distribute.rows.items;
	assert_true(rows[1].kr == NUMBER_NONE && rows[1].until == NUMBER_NONE && !rows[1].who);
	draft_end(&draft);
	book_free(book);
	world_free(world);
}

/* ---- columns ---- */

static void test_percent(void **state)
{
	static const struct { money before, now; const char *text; } rows[] = {
		{ 1000, 1050, "+5,0" }, { 1000, 1000, "0,0" },   { 1000, 0, "-100,0" }, { 1000, 999, "-0,1" },
		{ 2000, 2001, "+0,1" }, { 2001, 2002, "0,0" },   { 2000, 1999, "-0,1" }, { 2001, 2000, "0,0" },
		{ 100, 1099, "+999,0" }, { 10, 110, "" },        { 0, 5, "" },           { -5, 5, "" },
		{ NONE, 5, "" },        { 5, NONE, "" },         { 3, 4, "+33,3" },      { 1000, 1100 - 1, "+9,9" },
		{ MONEY_MAX / KR, MONEY_MAX / KR, "0,0" },       { MONEY_MAX / KR, -MONEY_MAX / KR, "-100,0" }, /* a change beyond all amounts stops there */
	};
	char text[MONEY_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct plan_row row = { .value = { NONE, kr(rows[i].before), NONE, kr(rows[i].now) } };

		plan_percent(&row, PLAN_BEFORE, true, text);
		expect(!strcmp(text, rows[i].text), "%lld -> %lld: %s", (long long)rows[i].before, (long long)rows[i].now, text);
	}
	const struct plan_row down = { .value = { NONE, 1000, NONE, 950 } };
	assert_string_equal(plan_percent(&down, PLAN_BEFORE, false, text), "\u22125,0");
	assert_int_equal(plan_change(&down, PLAN_BEFORE), -50);
}

static void test_figures(void **state)
{
	static const struct { enum plan_row_kind kind; const char *id; enum plan_column column; const char *figure; } rows[] = {
		{ PLAN_RAM, NULL, PLAN_NOW, "a/2020/ram" },
		{ PLAN_RAM, NULL, PLAN_BEFORE, "a/2020/base" },
		{ PLAN_RAM, NULL, PLAN_OUTCOME, NULL },
		{ PLAN_RAM, NULL, PLAN_PERCENT, "a/2020/ram" },
		{ PLAN_INCOME, "intakter", PLAN_NOW, "a/2020/line.intakter" },
		{ PLAN_COST, "personal", PLAN_BEFORE, "a/2019/line.personal" },
		{ PLAN_COST, "personal", PLAN_OUTCOME, "a/2018/outcome.personal" },
		{ PLAN_COST, "personal", PLAN_FORECAST, "a/2019/forecast.personal" },
		{ PLAN_COST, "personal", PLAN_CHANGE, "a/2020/line.personal" },
		{ PLAN_SUB, "a1", PLAN_NOW, "a1/2020/ram" },
		{ PLAN_SUB, "a1", PLAN_BEFORE, "a1/2020/base" },
		{ PLAN_SUB, "a1", PLAN_FORECAST, "a1/2019/net-forecast" },
		{ PLAN_SUB, "a1", PLAN_OUTCOME, "a1/2018/net-outcome" },
		{ PLAN_TARGET, NULL, PLAN_NOW, "a/2020/target" },
		{ PLAN_AVAILABLE, NULL, PLAN_NOW, "a/2020/available" },
		{ PLAN_AVAILABLE, NULL, PLAN_BEFORE, NULL },
		{ PLAN_COSTS, NULL, PLAN_NOW, "a/2020/costs" },
		{ PLAN_COSTS, NULL, PLAN_BEFORE, "a/2019/costs" },
		{ PLAN_COSTS, NULL, PLAN_FORECAST, NULL },
		{ PLAN_DIVIDED, NULL, PLAN_NOW, "a/2020/divided" },
	};
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct plan *plan = plan_of(book, "a", 2020, NULL, NULL);

	(void)state;
	assert_int_equal(plan_year(plan, PLAN_OUTCOME), 2018);
	assert_int_equal(plan_year(plan, PLAN_BEFORE), 2019);
	assert_int_equal(plan_year(plan, PLAN_FORECAST), 2019);
	assert_int_equal(plan_year(plan, PLAN_NOW), 2020);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char figure[256];
		bool found = plan_figure(plan, find(plan, rows[i].kind, rows[i].id), rows[i].column, figure);

		expect(found == (rows[i].figure != NULL) && (!found || !strcmp(figure, rows[i].figure)), "row %zu: %s", i, found ? figure : "none");
	}
	plan_free(plan);
	book_free(book);
	world_free(world);
}

static void test_improbable(void **state)
{
	static const struct { const char *line; money value; bool improbable; int64_t times; bool of_ram; } rows[] = {
		{ "personal", 2488, false, 0, false }, /* twice the 1 244 there are */
		{ "personal", 2489, true, 2, true },   { "personal", 1244000, true, 1000, true },
		{ "material", 700, false, 0, false },  /* ten times last year's 70 */
		{ "material", 701, true, 10, false },  { "material", 1400, true, 20, false },
		{ "reserv", 2000, false, 0, false },   { "reserv", NONE, false, 0, false },
		{ "personal", 0, false, 0, false },    { "personal", -5, false, 0, false },
	};
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct plan *plan = plan_of(book, "a", 2020, NULL, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t times = 0;
		bool of_ram = false;
		const struct plan_row *row = find(plan, strcmp(rows[i].line, "reserv") ? PLAN_COST : PLAN_RESERVE, rows[i].line);

		expect(plan_improbable(plan, row, kr(rows[i].value), &times, &of_ram) == rows[i].improbable, "%zu", i);
		expect(!rows[i].improbable || (times == rows[i].times && of_ram == rows[i].of_ram), "%zu: %d", i, (int)times);
	}
	plan_free(plan);
	book_free(book);
	world_free(world);
}

/* ---- what saving says ---- */

static void test_acts(void **state)
{
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct draft draft = { 0 };
	struct act acts[2];

	(void)state;
	draft_begin(&draft, NULL, "a", 2020);
	assert_int_equal(acts_of(book, &draft, "index", "x", acts, &world->arena), 0);
	draft_set(&draft, false, "reserv", 9 * KR, 9 * KR);
	draft_set(&draft, false, "intakter", 200 * KR, 300 * KR);
	draft_set(&draft, false, "intakter", 300 * KR, 200 * KR);
	draft_set(&draft, true, "ans", 30 * KR, 30 * KR);
	assert_int_equal(acts_of(book, &draft, "index", "x", acts, &world->arena), 0); /* wishes for what is already so say nothing */
	draft_set(&draft, false, "personal", 500 * KR, 510 * KR);
	draft_set(&draft, false, "personal", 510 * KR, 520 * KR);
	draft_set(&draft, false, "material", NONE, 0);
	assert_int_equal(acts_of(book, &draft, NULL, "", acts, &world->arena), 1);
	assert_int_equal(acts[0].kind, ACT_DISTRIBUTE);
	assert_string_equal(acts[0].distribute.unit, "a");
	assert_int_equal(acts[0].distribute.year, 2020);
	assert_null(acts[0].distribute.why); /* nothing said is nothing, not an empty text */
	const struct row *rows = acts[0].distribute.rows.items;
	assert_int_equal(acts[0].distribute.rows.count, 2);
	assert_string_equal(rows[0].line, "personal");
	assert_int_equal(rows[0].kr, 520);
	assert_string_equal(rows[0].hold, "avtal"); /* what it said besides its amount it still says */
	assert_string_equal(rows[0].counterpart, "b");
	assert_int_equal(rows[0].details.count, 1);
	assert_int_equal(rows[1].kr, 0);
	assert_null(rows[1].hold);
	draft_set(&draft, false, "personal", 520 * KR, NONE); /* removed: with all it said */
	draft_set(&draft, true, "a1", 380 * KR, 390 * KR);
	draft_set(&draft, true, "a2", NONE, 5 * KR);
	draft_set(&draft, true, "ans", 30 * KR, NONE);
	assert_int_equal(acts_of(book, &draft, "index", "Därför", acts, &world->arena), 2);
	rows = acts[0].distribute.rows.items;
	assert_string_equal(rows[1].line, "personal");
	assert_int_equal(rows[1].kr, NUMBER_NONE);
	assert_null(rows[1].hold);
	assert_int_equal(rows[1].details.count, 0);
	assert_int_equal(acts[1].kind, ACT_POST);
	assert_string_equal(acts[1].post.kind, "index");
	assert_string_equal(acts[1].post.text, "Därför");
	assert_null(acts[1].post.end);
	const struct leg *legs = acts[1].post.legs.items;
	assert_int_equal(acts[1].post.legs.count, 3);
	assert_string_equal(legs[0].unit, "a1");
	assert_int_equal(legs[0].kr, 10);
	assert_int_equal(legs[1].kr, 5);
	assert_string_equal(legs[2].unit, "ans");
	assert_int_equal(legs[2].kr, -30);
	for (int i = 0; i < 3; i++)
		assert_true(legs[i].until == NUMBER_NONE && legs[i].full_year == NUMBER_NONE);
	draft_end(&draft);
	book_free(book);
	world_free(world);
}

static void test_acts_of_zero_sum_kinds(void **state)
{
	static const struct { const char *kind; money a1, a2; const char *end; } rows[] = {
		{ "transfer", 370, 10, NULL },  /* the legs meet: there is no other end */
		{ "transfer", 370, 5, "own" },  /* the rest stays with the chef */
		{ "transfer", 370, NONE, "own" },
		{ "cut", 370, 5, NULL },
	};
	struct world *world = world_divided();
	struct book *book = divided_book(world);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct charter charter = { book->region, book->org };
		struct draft draft = { 0 };
		struct act acts[2];

		draft_begin(&draft, NULL, "a", 2020);
		draft_set(&draft, true, "a1", 380 * KR, kr(rows[i].a1));
		draft_set(&draft, true, "a2", NONE, kr(rows[i].a2));
		assert_int_equal(acts_of(book, &draft, rows[i].kind, NULL, acts, &world->arena), 1);
		expect(!acts[0].post.end == !rows[i].end && (!rows[i].end || !strcmp(acts[0].post.end, rows[i].end)), "%zu", i);
		assert_true(rights_content(&charter, &acts[0], NULL));
		draft_end(&draft);
	}
	book_free(book);
	world_free(world);
}

/* Ramar cannot be made blank once there are posts; where the sum is 0 already there is nothing to do. */
static void test_acts_of_blanks(void **state)
{
	struct world *world = world_divided();
	struct draft draft = { 0 };
	struct act acts[2];

	(void)state;
	world_line(world, NULL, "{'by':'ca','act':'post','kind':'index','year':2020,'legs':[['a2',0]]}");
	struct book *book = divided_book(world);
	draft_begin(&draft, NULL, "a", 2020);
	draft_set(&draft, true, "a2", 0, NONE);
	assert_int_equal(acts_of(book, &draft, "index", NULL, acts, &world->arena), 0);
	struct plan *plan = plan_of(book, "a", 2020, &draft, NULL);
	assert_false(find(plan, PLAN_SUB, "a2")->changed);
	plan_free(plan);
	draft_set(&draft, true, "a3", NONE, 0); /* but blank can become 0 */
	assert_int_equal(acts_of(book, &draft, "index", NULL, acts, &world->arena), 1);
	assert_int_equal(((const struct leg *)acts[0].post.legs.items)[0].kr, 0);
	draft_end(&draft);
	book_free(book);
	world_free(world);
}

/* A draft of a unit that is gone, and a wish for one: nothing to say, and no fall. */
static void test_acts_of_what_is_gone(void **state)
{
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct draft draft = { 0 };
	struct act acts[2];

	(void)state;
	draft_begin(&draft, NULL, "borta", 2020);
	draft_set(&draft, false, "personal", NONE, 5 * KR);
	assert_int_equal(acts_of(book, &draft, "index", NULL, acts, &world->arena), 0);
	draft_begin(&draft, NULL, "a", 2020);
	draft_set(&draft, true, "borta", NONE, 5 * KR);
	assert_int_equal(acts_of(book, &draft, "index", NULL, acts, &world->arena), 0);
	struct plan *plan = plan_of(book, "a", 2020, &draft, NULL);
	assert_int_equal(plan_balance(plan)->left, (1244 - 919) * KR);
	plan_free(plan);
	draft_end(&draft);
	book_free(book);
	world_free(world);
}

/* What the plan shows with the draft is what the book shows once the acts are saved, row by row. */
static void test_saving_gives_what_was_shown(void **state)
{
	static const char *const lines[] = { "personal", "material", "intakter", "reserv" }, *const subs[] = { "a1", "a2", "a3", "ans" };
	const int rounds = testing_cases(30, 1000);
	uint64_t random = 11;

	(void)state;
	for (int round = 0; round < rounds; round++) {
		struct world *world = world_divided();
		struct book *book = divided_book(world);
		struct draft draft = { 0 };
		struct act acts[2];
		struct plan *before = plan_of(book, "a", 2020, NULL, NULL);

		draft_begin(&draft, NULL, "a", 2020);
		for (int i = 0; i < 6; i++) {
			bool is_unit = testing_random(&random) % 2;
			money value = testing_random(&random) % 5 ? (money)(testing_random(&random) % 600) * KR : NONE;
			const char *id = (is_unit ? subs : lines)[testing_random(&random) % 4];
			const struct plan_row *row = find(before, is_unit ? PLAN_SUB : strcmp(id, "intakter") ? strcmp(id, "reserv") ? PLAN_COST : PLAN_RESERVE : PLAN_INCOME, id);

			draft_set(&draft, is_unit, id, row->saved, value);
		}
		struct plan *shown = plan_of(book, "a", 2020, &draft, NULL);
		size_t count = acts_of(book, &draft, "cut", "x", acts, &world->arena);
		for (size_t i = 0; i < count; i++)
			world_add(world, "ca", &acts[i], NULL, NULL, NULL);
		world_flush(world);
		struct book *after = divided_book(world);
		struct plan *saved = plan_of(after, "a", 2020, NULL, NULL);
		assert_int_equal(saved->count, shown->count);
		for (size_t i = 0; i < saved->count; i++)
			expect(saved->rows[i].value[PLAN_NOW] == shown->rows[i].value[PLAN_NOW], "round %d, row %zu", round, i);
		plan_free(before);
		plan_free(shown);
		plan_free(saved);
		draft_end(&draft);
		book_free(after);
		book_free(book);
		world_free(world);
	}
}

/* Read from the row as it is; how an entry is read is in test_entry. */
static void test_entry(void **state)
{
	static const struct { enum plan_row_kind kind; const char *id, *text, *word; money value; } rows[] = {
		{ PLAN_COST, "personal", "", NULL, MONEY_NONE },
		{ PLAN_COST, "personal", "12", NULL, 12 * KR },
		{ PLAN_COST, "personal", "+10%", NULL, 550 * KR },
		{ PLAN_COST, "personal", "-501", "negative", 0 },
		{ PLAN_COST, "personal", "=kvar", NULL, (500 + 325) * KR },
		{ PLAN_COST, "material", "=", NULL, 325 * KR },
		{ PLAN_INCOME, "intakter", "=", "negative", 0 }, /* it would take less income than none */
		{ PLAN_RESERVE, "reserv", "=", NULL, (9 + 325) * KR },
		{ PLAN_SUB, "a1", "=", NULL, (380 + 325) * KR },
		{ PLAN_SUB, "a1", "-400", NULL, -20 * KR },
		{ PLAN_COSTS, NULL, "p=", NULL, (500 + 325) * KR },
		{ PLAN_COSTS, NULL, "", "not-an-amount", 0 },
		{ PLAN_COSTS, NULL, "+5%", NULL, 525 * KR },
		{ PLAN_SUBS, NULL, "l=", NULL, (410 + 325) * KR },
		{ PLAN_DIVIDED, NULL, "p=", NULL, 1244 * KR },
		{ PLAN_COST, "personal", "p5", "not-an-amount", 0 },
	};
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct plan *plan = plan_of(book, "a", 2020, NULL, NULL);

	(void)state;
	assert_int_equal(plan_balance(plan)->left, 325 * KR);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct entry read = { 0 };
		struct error error = { 0 };
		bool fine = plan_entry(plan, find(plan, rows[i].kind, rows[i].id), MONEY_IN_KR, rows[i].text, &read, &error);

		expect(fine == !rows[i].word && (fine ? read.value == rows[i].value : !strcmp(error.word, rows[i].word)), "«%s»: %s %lld", rows[i].text,
		       fine ? "another amount" : error.text, (long long)read.value);
	}
	plan_free(plan);
	book_free(book);
	world_free(world);
}

static money value_under(const struct plan *plan, const struct plan_row *sum)
{
	money value = MONEY_NONE;

	for (size_t i = 0; i < plan->count; i++)
		if (plan_under(sum, &plan->rows[i]))
			value = money_sum(value, plan->rows[i].value[PLAN_NOW]);
	return value;
}

/* After every spread the rows sum to what was said, what is held stands, and what is left follows; previewed as when it is put. */
static void test_spreads(void **state)
{
	static const struct { enum plan_row_kind kind; const char *id; } sums[] = { { PLAN_COSTS, NULL }, { PLAN_SUBS, NULL }, { PLAN_DIVIDED, NULL } };
	static const char *const texts[] = { "p%d", "l%d", "r2019 %d", "r2018 %d", "r2019p %d", "+%d", "p+%d", "l=-%d" };
	const int rounds = testing_cases(400, 5000);
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	uint64_t random = 5;
	int put = 0;

	(void)state;
	for (int round = 0; round < rounds; round++) {
		struct draft draft = { 0 };
		char text[40];
		struct entry entry;
		struct draft_step steps[40];
		size_t count;

		draft_begin(&draft, NULL, "a", 2020);
		draft_set(&draft, false, "material", NONE, (money)(testing_random(&random) % 3 * 71) * KR);
		draft_set(&draft, true, "a2", NONE, (money)(testing_random(&random) % 3 * 33) * KR);
		struct plan *plan = plan_of(book, "a", 2020, &draft, NULL);
		const struct plan_row *sum = find(plan, sums[testing_random(&random) % 3].kind, NULL);
		snprintf(text, sizeof text, texts[testing_random(&random) % 8], (int)(testing_random(&random) % 1500));
		if (plan_entry(plan, sum, MONEY_IN_KR, text, &entry, NULL) && plan_steps(plan, sum, &draft, &entry, steps, &count, NULL)) {
			struct plan *shown = plan_make(book, plan->unit, 2020, &draft, steps, count), *after;

			put++;
			draft_put_all(&draft, text, steps, count);
			after = plan_of(book, "a", 2020, &draft, NULL);
			expect(find(after, sum->kind, NULL)->value[PLAN_NOW] == entry.value && value_under(after, sum) == entry.value, "«%s» on %s", text, sum->name);
			expect(plan_balance(after)->left == plan_balance(plan)->left + (sum->value[PLAN_NOW] == NONE ? 0 : sum->value[PLAN_NOW]) - entry.value, "«%s»",
			       text);
			for (size_t i = 0; i < after->count; i++)
				expect(after->rows[i].value[PLAN_NOW] == shown->rows[i].value[PLAN_NOW] &&
				       (!after->rows[i].terms.hold || after->rows[i].value[PLAN_NOW] == plan->rows[i].value[PLAN_NOW]),
				       "«%s»: row %zu", text, i);
			plan_free(shown);
			plan_free(after);
		}
		plan_free(plan);
		draft_end(&draft);
	}
	expect(put > rounds / 4, "%d of %d", put, rounds);
	book_free(book);
	world_free(world);
}

static void test_spreads_that_cannot_be(void **state)
{
	static const struct { const char *unit; enum plan_row_kind kind; const char *text, *word; } refused[] = {
		{ "a", PLAN_COSTS, "p600", "zero-profile" }, /* all there is is held */
		{ "a", PLAN_COSTS, "l400", "held" },
		{ "a", PLAN_COSTS, "r2018 600", "zero-profile" },
		{ "a", PLAN_COSTS, "r2017 600", "year" },
		{ "a", PLAN_COSTS, "r2018p 600", "year" },
		{ "a", PLAN_DIVIDED, "l400", "held" },
		{ "a", PLAN_SUBS, "p1.5", "too-fine" },
		{ "a1", PLAN_COSTS, "l-5", "negative" },
	};
	struct world *world = world_divided();
	struct book *book = divided_book(world);

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct plan *plan = plan_of(book, refused[i].unit, 2020, NULL, NULL);
		const struct plan_row *sum = find(plan, refused[i].kind, NULL);
		struct error error = { 0 };
		struct draft_step steps[40];
		struct entry entry;
		size_t count;

		expect(!(plan_entry(plan, sum, MONEY_IN_KR, refused[i].text, &entry, &error) && plan_steps(plan, sum, NULL, &entry, steps, &count, &error)), "«%s»",
		       refused[i].text);
		expect(!strcmp(error.word, refused[i].word), "«%s»: %s, %s", refused[i].text, error.word, error.text);
		plan_free(plan);
	}
	book_free(book);
	world_free(world);
}

/* She who locked the row is its owner, also when somebody else has changed the amount since. */
static void test_holder(void **state)
{
	struct world *world = world_divided();
	struct book *book = divided_book(world);
	struct plan *plan = plan_of(book, "a", 2020, NULL, NULL);
	const struct event *first = plan_holder(plan, find(plan, PLAN_COST, "personal")), *later;

	(void)state;
	assert_non_null(first);
	assert_string_equal(first->user, "ca");
	assert_null(plan_holder(plan, find(plan, PLAN_RESERVE, "reserv")));
	plan_free(plan);
	book_free(book);
	world_line(world, NULL, "{'by':'stf-ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':510,'hold':'avtal'}]}");
	book = divided_book(world);
	plan = plan_of(book, "a", 2020, NULL, NULL);
	later = plan_holder(plan, find(plan, PLAN_COST, "personal"));
	assert_string_equal(later->user, "ca");
	plan_free(plan);
	book_free(book);
	world_line(world, NULL, "{'by':'stf-ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':510,'hold':'nytt avtal'}]}");
	book = divided_book(world);
	plan = plan_of(book, "a", 2020, NULL, NULL);
	assert_string_equal(plan_holder(plan, find(plan, PLAN_COST, "personal"))->user, "stf-ca");
	plan_free(plan);
	book_free(book);
	world_line(world, NULL, "{'by':'ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':510}]}");
	world_line(world, NULL, "{'by':'stf-ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':510,'hold':'avtal'}]}");
	book = divided_book(world); /* unlocked, and for the first reason again: a lock of its own */
	plan = plan_of(book, "a", 2020, NULL, NULL);
	assert_string_equal(plan_holder(plan, find(plan, PLAN_COST, "personal"))->user, "stf-ca");
	plan_free(plan);
	book_free(book);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_plan_year),
		cmocka_unit_test(test_plan_of_an_anslag),
		cmocka_unit_test(test_departed_line),
		cmocka_unit_test(test_draft_and_preview),
		cmocka_unit_test(test_conflict),
		cmocka_unit_test(test_conflict_of_what_is_gone),
		cmocka_unit_test(test_acts_of_terms),
		cmocka_unit_test(test_percent),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_improbable),
		cmocka_unit_test(test_acts),
		cmocka_unit_test(test_acts_of_zero_sum_kinds),
		cmocka_unit_test(test_acts_of_blanks),
		cmocka_unit_test(test_acts_of_what_is_gone),
		cmocka_unit_test(test_saving_gives_what_was_shown),
		cmocka_unit_test(test_entry),
		cmocka_unit_test(test_spreads),
		cmocka_unit_test(test_spreads_that_cannot_be),
		cmocka_unit_test(test_holder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

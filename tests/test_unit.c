/* Enhet: what one unit's screen shows of what the journals say, and how it moves. How it looks is in tests/screens/unit-*.test. */
#include "testing.h"

#include "stage.h"

#include "sheet.h"

#include <stdlib.h>
#include <string.h>

#define CHEF "divchef-lanssjukvard"
#define LONG_TEXT "Regionen tar över hela ansvaret för de hjälpmedel som kommunerna hittills har delat ut till dem som bor hemma, och med ansvaret följer " \
	"lokaler, personal, upphandlade avtal och ett lager som behöver förnyas under de första två åren, sägs det efteråt"

/* --- a screen without a terminal --- */

struct view { struct stage *stage; struct screen *screen; struct canvas *canvas; };

static struct view view_of(struct stage *stage, const char *unit, int rows, int columns, const struct glyphs *glyphs)
{
	struct view view = { stage, NULL, canvas_new(rows, columns, glyphs) };

	stage_begin(stage, &(struct start){ .as = CHEF });
	stage->session->ascii_money = glyphs->ascii;
	view.screen = unit_screen(stage->session, org_find(stage->session->book->org, unit));
	screen_draw(view.screen, view.canvas, "");
	return view;
}

static void view_end(struct view *view)
{
	screen_free(view->screen);
	canvas_free(view->canvas);
	stage_leave(view->stage);
}

/* One row of it, with common spaces, until the next call. */
static const char *row_of(const struct view *view, int row)
{
	static char text[4000];

	*text = '\0';
	for (int i = 0; i < view->canvas->columns; i++) {
		const char *cell = canvas_at(view->canvas, row, i)->text;

		strcat(text, strcmp(cell, "\u00a0") == 0 ? " " : cell);
	}
	return text;
}

static int row_with(const struct view *view, const char *text)
{
	for (int row = 1; row < view->canvas->rows; row++)
		if (strstr(row_of(view, row), text))
			return row;
	for (int row = 0; row < view->canvas->rows; row++)
		print_error("|%s\n", row_of(view, row));
	fail_msg("«%s» is not there", text);
	return 0;
}

/* And in that row, after the text, its amounts. */
static int row_says(const struct view *view, const char *text, const char *amounts)
{
	for (int row = 1; row < view->canvas->rows; row++) {
		const char *at = strstr(row_of(view, row), text);

		if (at && strstr(at + strlen(text), amounts))
			return row;
	}
	for (int row = 0; row < view->canvas->rows; row++)
		print_error("|%s\n", row_of(view, row));
	fail_msg("«%s … %s» is not there", text, amounts);
	return 0;
}

static void contains(const struct buffer *text, const char *part)
{
	if (!strstr(text->bytes, part))
		print_screen(text->bytes);
	expect(strstr(text->bytes, part), "%s", part);
}

static bool is_there(const struct view *view, const char *text)
{
	for (int row = 1; row < view->canvas->rows; row++)
		if (strstr(row_of(view, row), text))
			return true;
	return false;
}

/* --- the waterfall --- */

struct run { int from, to; bool down; };

static bool is_one_of(const struct canvas_cell *cell, const char *const *glyphs)
{
	return strcmp(cell->text, glyphs[0]) == 0 || strcmp(cell->text, glyphs[1]) == 0;
}

/* The bar in a row: whatever stands of its glyphs in the last columns. */
static struct run run_in(const struct view *view, int row, int first, const char *const *glyphs)
{
	struct run run = { -1, -1, false };

	for (int column = first; column < view->canvas->columns; column++)
		if (is_one_of(canvas_at(view->canvas, row, column), glyphs)) {
			run.from = run.from < 0 ? column : run.from;
			run.to = column + 1;
			run.down = strcmp(canvas_at(view->canvas, row, column)->text, glyphs[1]) == 0;
		}
	return run;
}

struct waterfall { const char *unit; int columns, changes; bool ascii; };

static const char *const signs[2][2] = { { "▇", "░" }, { "#", "-" } };

/* nearly: the last one was so small that its one column is more than it is. */
static bool begins(const struct run *run, int at, bool nearly)
{
	int begin = run->down ? run->to : run->from;

	return begin == at || (nearly && abs(begin - at) == 1) || (run->to - run->from == 1 && (run->from == at || run->to == at));
}

/* Where each kind stands, in their order; what lies between are posts. */
static void each_begins_where_the_last_ended(const struct view *view, const struct waterfall *of)
{
	static const char *const kinds[] = { "Löne- och prisindex", "Utökning", "Ramminskning", "Spar", "Omfördelning" };
	const char *const *glyphs = signs[of->ascii];
	int first = of->columns * 3 / 10 + 19, at, changes = 0; /* to the right of every amount */
	struct run base = run_in(view, row_with(view, "  Utgångsläge"), first, glyphs), ram = run_in(view, row_with(view, "= Ram 2020"), first, glyphs);

	bool nearly = false;

	at = base.to;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		char name[60];
		struct run run;

		snprintf(name, sizeof name, "   %s", kinds[i]);
		if (!is_there(view, name))
			continue;
		run = run_in(view, row_with(view, name), base.from, glyphs);
		expect(run.from >= base.from && run.to <= of->columns - 1, "%s %s", of->unit, name);
		expect(begins(&run, at, nearly), "%s %s: from %d to %d, but the last one ended at %d", of->unit, name, run.from, run.to, at);
		nearly = run.to - run.from == 1;
		at = run.down ? run.from : run.to;
		changes++;
	}
	assert_int_equal(changes, of->changes);
	assert_int_equal(ram.from, base.from);
	expect(ram.to == at || (nearly && abs(ram.to - at) == 1), "%s: the total ends at %d, not %d", of->unit, ram.to, at);
}

static void bars_hang_together(void **state)
{
	static const struct waterfall cases[] = {
		{ "lanssjukvard", 80, 3, false }, { "service", 80, 4, false }, { "ovrregion", 80, 4, true },
		{ "service", 100, 4, true }, { "lanssjukvard", 200, 3, false }, { "narsjukvard", 200, 3, true },
	};
	const struct waterfall *one;
	struct stage *stage = stage_new();

	(void)state;
	for (EACH(one, cases)) {
		struct view view = view_of(stage, one->unit, 60, one->columns, one->ascii ? &glyphs_ascii : &glyphs_utf8);

		each_begins_where_the_last_ended(&view, one);
		view_end(&view);
	}
	stage_free(stage);
}

/* --- long texts --- */

static void give(const struct stage *stage, const char *rest)
{
	struct buffer json = { 0 };

	buffer_format(&json, "{'act':'post','year':2020,%s}\n", rest);
	another_writes(stage, "regiondirektor", json.bytes);
	buffer_free(&json);
}

static void a_long_text_takes_two_rows_until_it_is_asked_for(void **state)
{
	struct stage *stage = stage_new();
	struct view view;
	int row;

	(void)state;
	give(stage, "'kind':'expansion','legs':[['lanssjukvard',1000000]],'text':'" LONG_TEXT "'");
	view = view_of(stage, "lanssjukvard", 60, 80, &glyphs_utf8);
	row = row_with(&view, "Regionen tar över hela ansvaret");
	assert_non_null(strstr(row_of(&view, row + 1), "…"));
	assert_null(strstr(row_of(&view, row + 2), "personal"));
	assert_false(is_there(&view, "sägs det efteråt"));
	assert_true(screen_can(view.screen, ACTION_TEXTS, NULL));
	assert_int_equal(view.screen->hooks->act(view.screen, ACTION_TEXTS).kind, EFFECT_HANDLED);
	canvas_clear(view.canvas);
	screen_draw(view.screen, view.canvas, "");
	row_with(&view, "efteråt");
	assert_int_equal(view.screen->hooks->act(view.screen, ACTION_TEXTS).kind, EFFECT_HANDLED);
	canvas_clear(view.canvas);
	screen_draw(view.screen, view.canvas, "");
	assert_false(is_there(&view, "efteråt"));
	view_end(&view);
	view = view_of(stage, "lanssjukvard", 60, 200, &glyphs_utf8);
	assert_true(is_there(&view, "efteråt"));
	assert_false(screen_can(view.screen, ACTION_TEXTS, NULL));
	view_end(&view);
	stage_free(stage);
}

/* --- details --- */

static void details_stand_with_what_they_leave_unsaid(void **state)
{
	struct stage *stage = stage_new();
	struct view view;

	(void)state;
	give(stage, "'kind':'expansion','legs':[['lanssjukvard',5000000]],'text':'Ny mottagning','details':"
	            "[{'id':'a','unit':'lanssjukvard','text':'Lokaler','kr':1200000},{'id':'b','unit':'lanssjukvard','text':'Utrustning','kr':800000}]");
	view = view_of(stage, "lanssjukvard", 60, 80, &glyphs_utf8);
	row_says(&view, "Lokaler", "  +1,2");
	row_says(&view, "Utrustning", "  +0,8");
	row_with(&view, "Ny mottagning  utan angivet beslut");
	row_says(&view, "ospecificerat", "  +3,0");
	view_end(&view);
	view = view_of(stage, "miljopris", 60, 80, &glyphs_utf8);
	row_says(&view, "delarna är större än beloppet", "  −0,9");
	view_end(&view);
	view = view_of(stage, "folkhalsa", 60, 80, &glyphs_utf8);
	row_says(&view, "delarna är större än beloppet", "  −0,032");
	view_end(&view);
	view = view_of(stage, "atst", 60, 80, &glyphs_utf8);
	row_says(&view, "ST-block i allmänmedicin", "  44,7");
	assert_false(is_there(&view, "ospecificerat"));
	view_end(&view);
	stage_free(stage);
}

/* --- the years after --- */

/* What has ended is seen in the year where it falls: on the unit's own screen, and on that of the level above. */
static void a_plan_year_says_what_has_ended(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = "regiondirektor", .unit = "sparregion", .screen = "unit" });
	sees_not(stage, "Ändrat från");
	press(stage, "y");
	sees(stage, "Ändrat från 2020 till 2021");
	sees(stage, "Ram 2020                                              64,1");
	press(stage, "End");
	sees(stage, "−57,4");
	sees(stage, "upphör: var t.o.m. 2020 · RS plan 3 okt 2019");
	press(stage, "y");
	sees_not(stage, "Ändrat från"); /* there is nothing any more that could */
	stage_free(stage);
}

static void a_plan_year_says_what_begins(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = "regiondirektor", .unit = "regionstyrelsen", .screen = "unit", .rows = 80, .columns = 100 });
	sees(stage, "2021: −64,1 (tillfälligt slutar)");
	press(stage, "y");
	sees(stage, "Ändrat från 2020 till 2021");
	sees(stage, "från 2021 · RF 19 nov 2019");
	sees(stage, "2021: −64,1 (tillfälligt slutar)"); /* beside what was parked until then */
	press(stage, "y");
	sees(stage, "Ändrat från 2021 till 2022");
	sees(stage, "Inget är beslutat som ändrar ramen.");
	stage_free(stage);
}

static void coming_years_say_what_changes_and_why(void **state)
{
	struct stage *stage = stage_new();
	struct view view;
	int year;

	(void)state;
	give(stage, "'kind':'expansion','until':2020,'legs':[['folktandvard',2000000]],'text':'Köer efter sommaren','decision':'RS 17 dec 2019'");
	give(stage, "'kind':'expansion','legs':[['folktandvard',500000,null,1300000]],'text':'Ny klinik i Boden'");
	view = view_of(stage, "folktandvard", 60, 80, &glyphs_utf8);
	year = row_says(&view, "Ram 2021, preliminär", "  92,4       −1,2");
	row_says(&view, "Köer efter sommaren", "  −2,0");
	row_with(&view, "upphör: var t.o.m. 2020 · RS 17 dec 2019");
	row_says(&view, "Ny klinik i Boden", "  +0,8");
	row_with(&view, "helårseffekt");
	assert_true(row_says(&view, "Ram 2022, preliminär", "  92,4") > year + 2);
	view_end(&view);
	view = view_of(stage, "divisioner", 60, 80, &glyphs_utf8);
	row_says(&view, "Folktandvård", "  −1,2");
	view_end(&view);
	stage_free(stage);
}

/* What was for one year only is taken back, and nothing is left. */
static void a_ram_for_one_year_ends(void **state)
{
	struct stage *stage = stage_new();
	struct view view = view_of(stage, "sparregion", 60, 80, &glyphs_utf8);

	(void)state;
	row_says(&view, "Ram 2021: ingen", "  −64,1");
	row_says(&view, "Index som inte delas ut", "  −15,1");
	assert_false(is_there(&view, "Ram 2022"));
	view_end(&view);
	stage_free(stage);
}

/* Before the folder's only version it had no ram: nothing to compare with. */
static void a_version_that_gave_nothing_says_nothing(void **state)
{
	struct stage *stage = stage_new();
	struct view view = view_of(stage, "ls-ortopedi-pitea", 60, 80, &glyphs_utf8);

	(void)state;
	row_says(&view, "= Ram 2020", "  33 000");
	assert_false(is_there(&view, "Vidarefördelning"));
	view_end(&view);
	stage_free(stage);
}

/* Without a ram nothing is known, and nothing is said. */
static void an_unknown_ram_has_no_coming_years(void **state)
{
	struct stage *stage = stage_new();
	struct view view = view_of(stage, "ls-ogonoron-ogon", 60, 80, &glyphs_utf8);

	(void)state;
	row_with(&view, "Ram 2020 är inte beslutad");
	assert_false(is_there(&view, "Kommande år"));
	assert_false(is_there(&view, "2021"));
	view_end(&view);
	stage_free(stage);
}

/* --- the last version --- */

static void the_last_version_stands_beside(void **state)
{
	struct stage *stage = stage_new();
	struct view view = view_of(stage, "lanssjukvard", 60, 80, &glyphs_utf8);

	(void)state;
	assert_false(is_there(&view, "sedan dess"));
	view_end(&view);
	another_writes(stage, "regiondirektor", "{'act':'version','name':'Reviderad (januari)'}\n");
	give(stage, "'kind':'expansion','legs':[['lanssjukvard',20000000]],'text':'Fler vårdplatser','decision':'RS 17 dec 2019'");
	view = view_of(stage, "lanssjukvard", 60, 80, &glyphs_utf8);
	row_with(&view, "Reviderad: 2 256,5 (+20,0 sedan dess)");
	row_with(&view, "Reviderad: +28,7 (+20,0 sedan dess)");
	row_with(&view, "Utökning  Finansplan RF 19 nov 2019");
	row_with(&view, "Fler vårdplatser  RS 17 dec 2019");
	assert_false(is_there(&view, "Reviderad: +29,0"));
	view_end(&view);
	view = view_of(stage, "ls-ortopedi-pitea", 60, 80, &glyphs_utf8);
	assert_true(is_there(&view, "Reviderad: 33 000"));
	view_end(&view);
	view = view_of(stage, "narsjukvard", 60, 80, &glyphs_utf8);
	row_with(&view, "Reviderad: 3 010,5 ");
	assert_false(is_there(&view, "sedan dess"));
	view_end(&view);
	view = view_of(stage, "lanssjukvard", 60, 100, &glyphs_utf8);
	row_with(&view, "Reviderad  sedan dess");
	row_says(&view, "= Ram 2020", "  2 276,5    2 256,5       +20,0");
	view_end(&view);
	stage_free(stage);
}

/* --- another book --- */

/* A post that is changed goes last among its kind: what is asked about next is still what was stood on. */
static void the_selection_follows_the_post(void **state)
{
	struct stage *stage = stage_as("regiondirektor");

	(void)state;
	press(stage, "o Down Down Enter Down Down Down Down Down");
	press(stage, "x");
	sees(stage, "(Utökning 2020, MR-kamera i Kalix)");
	press(stage, "Esc r Enter Enter Enter '2' ^S 's'");
	sees(stage, "Ramförändringen är ändrad");
	press(stage, "x");
	sees(stage, "(Utökning 2020, MR-kamera i Kalix)");
	sees(stage, "−2,0");
	press(stage, "Esc Up Up x");
	sees(stage, "Käkkirurgin");
	press(stage, "Esc");
	give(stage, "'kind':'index','legs':[['lanssjukvard',1000000]],'text':'Mera index','decision':'RS 17 dec 2019'");
	assert_true(terminal_step(stage->terminal, -1));
	press(stage, "x");
	sees(stage, "Käkkirurgin");
	stage_free(stage);
}

/* --- what is bought within --- */

static void what_the_branch_sells_itself_is_counted_once(void **state)
{
	struct stage *stage = stage_new();
	struct view view;

	(void)state;
	another_writes(stage, "chef-ls-ortopedi",
	               "{'act':'distribute','unit':'ls-ortopedi','year':2020,'lines':[{'line':'interna-kop','kr':12000000,'counterpart':'ls-diagnostik'}]}\n");
	view = view_of(stage, "ls-ortopedi", 60, 80, &glyphs_utf8);
	row_says(&view, "Interna köp", "  12 000");
	row_with(&view, "Interna köp  motpart Diagnostik");
	assert_false(is_there(&view, "räknas en gång"));
	view_end(&view);
	view = view_of(stage, "lanssjukvard", 80, 80, &glyphs_utf8);
	row_says(&view, "Sålt inom grenen, räknas en gång i summorna", "  −12,0");
	view_end(&view);
	stage_free(stage);
}

static void a_reserve_says_what_it_waits_for(void **state)
{
	struct stage *stage = stage_new();
	struct view view;

	(void)state;
	another_writes(stage, CHEF, "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'reserv','kr':5000000,'until':2021,"
	                            "'text':'Läkemedelspriserna är osäkra','who':'" CHEF "'}]}\n");
	view = view_of(stage, "lanssjukvard", 80, 80, &glyphs_utf8);
	row_with(&view, "till 2021, frigörs av divisionschef Länssjukvård:");
	row_with(&view, "Läkemedelspriserna är osäkra");
	view_end(&view);
	stage_free(stage);
}

/* --- moving --- */

static void a_part_comes_with_its_heading_at_the_top(void **state)
{
	static const char *const headings[] = { "Så är den fördelad", "Kommande år", "Dialog" };
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = CHEF, .screen = "unit", .unit = "lanssjukvard" });
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
		press(stage, "Tab");
		expect(strstr(terminal_text(stage->terminal, 4), headings[i]) || strstr(terminal_text(stage->terminal, 5), headings[i]), "%s is not at the top", headings[i]);
	}
	press(stage, "BackTab");
	assert_non_null(strstr(terminal_text(stage->terminal, 4), "Kommande år"));
	stage_free(stage);
}

static void a_click_selects_and_the_next_one_opens(void **state)
{
	struct stage *stage = stage_new();
	struct view view = view_of(stage, "lanssjukvard", 24, 80, &glyphs_utf8);
	bool (*click)(struct screen *, int, int) = view.screen->hooks->click;
	int post = row_with(&view, "Ambulansflyg och helikopter"), heading = row_with(&view, "Så blev ramen"), before = view.canvas->cursor_row;

	(void)state;
	assert_false(click(view.screen, heading - 1, 5)); /* the body begins in row 1 */
	assert_false(click(view.screen, 0, 5));
	assert_false(click(view.screen, 1000, 5));
	screen_draw(view.screen, view.canvas, "");
	assert_int_equal(view.canvas->cursor_row, before);
	assert_false(click(view.screen, post - 1 + 1, 5)); /* the rest of its text is it too */
	screen_draw(view.screen, view.canvas, "");
	assert_int_equal(view.canvas->cursor_row, post);
	assert_true(click(view.screen, post - 1, 5));
	view_end(&view);
	stage_free(stage);
}

static void the_sheet_has_every_amount_whole(void **state)
{
	struct stage *stage = stage_new();
	struct view view = view_of(stage, "lanssjukvard", 24, 80, &glyphs_utf8);
	struct sheet sheet = { 0 };
	struct buffer out = { 0 };

	(void)state;
	assert_true(view.screen->hooks->sheet(view.screen, &sheet));
	sheet_write(&out, &sheet, REPORT_CSV, false);
	contains(&out, "del;rad;belopp;aret_fore;andring;version;sedan_dess;anmarkning\r\n");
	contains(&out, "Så blev ramen;Utökning;28,7;;;28,7;;Finansplan RF 19 nov 2019\r\n");
	contains(&out, "Så blev ramen;Vårdavdelningen för ortopedi i Piteå går över till Länssjukvård;21,2;;;;;\"mot Närsjukvård");
	contains(&out, "Så är den fördelad;Köpt vård;251,0;256,0;;;;\r\n");
	contains(&out, "Kommande år;\"Ram 2021, preliminär\";2256,5;;;;;\r\n");
	buffer_free(&out);
	sheet_free(&sheet);
	view_end(&view);
	stage_free(stage);
}

/* Where the list has to be moved, what comes into sight has to be sent too. */
static void down_costs_little(struct stage *stage, const char *unit)
{
	for (int n = 1; n <= 70; n++) {
		char *before = memory_string(terminal_text(stage->terminal, 5));
		size_t bytes = bytes_of(stage, "Down"), most = strcmp(before, terminal_text(stage->terminal, 5)) == 0 ? 260 : 300;

		expect(bytes <= most, "%s: Down no %d takes %zu bytes: %s", unit, n, bytes, terminal_text(stage->terminal, 21));
		free(before);
	}
}

static void keys_cost_little(void **state)
{
	static const char *const units[] = { "lanssjukvard", "service", "ovrregion", "regionstyrelsen" };
	struct stage *stage = stage_new();

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		stage_run(stage, &(struct start){ .as = CHEF, .screen = "unit", .unit = units[i] });
		down_costs_little(stage, units[i]);
		press(stage, "Home");
		for (int n = 1; n <= 6; n++) {
			size_t bytes = bytes_of(stage, "PgDn");

			expect(bytes <= 1200, "%s: PgDn no %d takes %zu bytes", units[i], n, bytes);
		}
		stage_leave(stage);
	}
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bars_hang_together),
		cmocka_unit_test(a_long_text_takes_two_rows_until_it_is_asked_for),
		cmocka_unit_test(details_stand_with_what_they_leave_unsaid),
		cmocka_unit_test(a_plan_year_says_what_has_ended),
		cmocka_unit_test(a_plan_year_says_what_begins),
		cmocka_unit_test(coming_years_say_what_changes_and_why),
		cmocka_unit_test(a_ram_for_one_year_ends),
		cmocka_unit_test(a_version_that_gave_nothing_says_nothing),
		cmocka_unit_test(an_unknown_ram_has_no_coming_years),
		cmocka_unit_test(the_last_version_stands_beside),
		cmocka_unit_test(the_selection_follows_the_post),
		cmocka_unit_test(what_the_branch_sells_itself_is_counted_once),
		cmocka_unit_test(a_reserve_says_what_it_waits_for),
		cmocka_unit_test(a_part_comes_with_its_heading_at_the_top),
		cmocka_unit_test(a_click_selects_and_the_next_one_opens),
		cmocka_unit_test(the_sheet_has_every_amount_whole),
		cmocka_unit_test(keys_cost_little),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

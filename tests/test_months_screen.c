/* The months of a division on real files: what is typed in a month, what the others make of it, and that a line always makes up its year. How it
 * looks is in tests/screens/months*.test. */
#include "testing.h"

#include "monthly.h"
#include "sheet.h"
#include "stage.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>

#define CHEF   "divchef-lanssjukvard"
#define DEPUTY "stf-divchef-lanssjukvard"
#define START  (&(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "months" })
#define SUMMER "'profile':[1,1,1,1,1,1,6,6,1,1,1,1]"

static struct stage *stage_here(void)
{
	struct stage *stage = stage_new();

	stage_run(stage, START);
	return stage;
}

static void again_here(struct stage *stage)
{
	stage_leave(stage);
	stage_run(stage, START);
}

static const struct months *saved_months(const struct stage *stage, int year, const char *line)
{
	const struct cell *cell = saved_cell(stage, year, line);

	return cell && cell->row->profile.count ? cell->row->profile.items : NULL;
}

/* Every line and every sum makes up its year, in the book with the draft of the session. */
static void months_foot(struct stage *stage)
{
	struct session *session = stage->session;
	int unit = org_find(session->book->org, "lanssjukvard");
	struct plan *plan = plan_make(session->book, unit, session->year, session_own_draft(session, unit), NULL, 0);
	struct monthly *monthly = monthly_make(plan, NULL);

	for (size_t i = 0; i < monthly->count; i++) {
		money sum = 0;

		for (int m = 0; m < MONTHS; m++) {
			assert_true(monthly->rows[i].month[m] >= 0 && monthly->rows[i].month[m] % MONEY_KR == 0);
			sum += monthly->rows[i].month[m];
		}
		expect(sum == monthly->rows[i].year, "%s: %lld of %lld", monthly->rows[i].name, (long long)sum, (long long)monthly->rows[i].year);
	}
	monthly_free(monthly);
	plan_free(plan);
}

static void save(struct stage *stage)
{
	press(stage, "^S");
	sees(stage, "Fördelning av ramen");
	press(stage, "Enter s");
	sees(stage, "Sparat 09.00");
	disk_agrees(stage);
}

/* --- changing --- */

static void a_month_is_typed_and_the_others_take_the_rest(void **state)
{
	struct stage *stage = stage_new();
	const struct months *months;

	(void)state;
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	press(stage, "m");
	sees(stage, "Länssjukvård · månader 2020");
	to_row(stage, "Personal");
	sees(stage, "Rak: lika mycket varje månad");
	press(stage, "Right Right Right Right Right Right 8");
	sees(stage, "Läses som 8,0 mnkr = 8 000 000 kr i juli");
	sees(stage, "2,7"); /* the others, before Enter */
	press(stage, "Enter");
	sees(stage, "utkast, ej sparat");
	sees(stage, "Egna månader.");
	months_foot(stage);
	press(stage, "6 Enter"); /* the next month; what was just written stays */
	sees(stage, "8,0");
	sees(stage, "2,4");
	months_foot(stage);
	press(stage, "q");
	sees(stage, "*   Personal");
	sees(stage, "utkast, ej sparat");
	press(stage, "m");
	save(stage);
	months = saved_months(stage, 2020, "personal");
	assert_non_null(months);
	assert_int_equal(months->kr[6], 8000000);
	assert_int_equal(months->kr[7], 6000000);
	assert_int_equal(months->kr[0], 2400000);
	assert_int_equal(saved_cell(stage, 2020, "personal")->row->kr, 38000000);
	assert_non_null(saved_cell(stage, 2020, "personal")->row->hold); /* what it said before it still says */
	again_here(stage);
	to_row(stage, "Personal");
	sees(stage, "Egna månader.");
	press(stage, "v");
	sees(stage, "egna månader, mest i juli");
	press(stage, "q r");
	sees(stage, "Rak: lika mycket varje månad");
	save(stage);
	assert_null(saved_months(stage, 2020, "personal"));
	stage_free(stage);
}

static void the_unit_screen_tells_of_them(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Material");
	press(stage, "1 Enter");
	save(stage);
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "unit", .rows = 100, .columns = 200 });
	sees(stage, "egna månader, mest i januari");
	stage_free(stage);
}

static void what_cannot_be_is_refused(void **state)
{
	static const struct { const char *keys, *said; } cases[] = {
		{ "4 0", "Läses som 40,0 mnkr: en månad kan vara från 0 till hela årets 38,0 mnkr" },
		{ "- 9 9", "en månad kan vara från 0 till hela årets 38,0 mnkr" },
		{ "1 . 2 3 4", "Punkten kan läsas på två sätt" },
		{ "1 , 2 x", "1,2x" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct stage *stage = stage_here();

		to_row(stage, "Personal");
		press(stage, cases[i].keys);
		sees(stage, cases[i].said);
		press(stage, "Enter");
		sees(stage, "Rätta beloppet först"); /* and what was typed stands there */
		assert_int_equal(draft_changes(&stage->session->draft), 0);
		press(stage, "Esc");
		assert_false(draft_waits(&stage->session->draft));
		stage_free(stage);
	}
}

static void what_is_no_line_cannot_be_changed(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Egna kostnader");
	press(stage, "5");
	sees(stage, "Raden räknas fram");
	press(stage, "r");
	sees(stage, "Raden räknas fram");
	press(stage, "v");
	sees(stage, "Raden räknas fram");
	to_row(stage, "Personal");
	press(stage, "r");
	sees(stage, "Raden är redan rak");
	press(stage, "s");
	sees(stage, "Personal var rak 2019");
	to_row(stage, "Reserv");
	press(stage, "s");
	sees(stage, "Reserv har ingen budget 2019 att följa");
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	stage_free(stage);
}

static void last_years_months_are_followed(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	another_writes(stage, "registrator",
	               "{'act':'distribute','unit':'lanssjukvard','year':2019,'lines':[{'line':'material','kr':6400000," SUMMER "}],'decision':'x'}\n");
	stage_run(stage, START);
	to_row(stage, "Material");
	press(stage, "s");
	sees(stage, "Följer månaderna i förra årets budget");
	months_foot(stage);
	press(stage, "s");
	sees(stage, "Raden följer redan månaderna 2019");
	save(stage);
	assert_int_equal(saved_months(stage, 2020, "material")->kr[7], 6);
	stage_free(stage);
}

/* --- undo, and what survives --- */

static void everything_is_undone_and_done_again(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Personal");
	press(stage, "8 Enter");
	to_row(stage, "Material");
	press(stage, "2 Enter");
	assert_int_equal(draft_changes(&stage->session->draft), 2);
	press(stage, "^Z");
	sees(stage, "Ångrade: Material, februari 2,0 mnkr");
	press(stage, "^Z");
	sees(stage, "Ångrade: Personal, januari 8,0 mnkr");
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	press(stage, "^Z");
	sees(stage, "Det finns inget att ångra");
	press(stage, "^Y");
	sees(stage, "Gjorde om: Personal, januari 8,0 mnkr");
	months_foot(stage);
	stage_leave(stage); /* the same steps in Fördelning */
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	press(stage, "^Z");
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	stage_free(stage);
}

/* A new amount for the year leaves the proportions. */
static void months_follow_the_year(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Material");
	press(stage, "6 , 5 Enter"); /* all of it in January */
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	press(stage, "Down Down Down 7 Enter");
	press(stage, "m");
	months_foot(stage);
	sees(stage, "7,0");
	stage_free(stage);
}

/* The months of the row she stands on, not of the first; from a row that has none, of the first. */
static void they_open_on_the_same_row(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	to_row(stage, "Lokaler");
	press(stage, "m Right Right 1");
	sees(stage, "i mars");
	press(stage, "Enter q");
	sees(stage, "*   Lokaler");
	press(stage, "Up m Right 1 Enter"); /* Material */
	expect(!strcmp(stage->session->draft.months_of, "material"), "months of %s", stage->session->draft.months_of);
	press(stage, "q");
	to_row(stage, "Ortopedi");
	press(stage, "m Left");
	sees(stage, "Länssjukvård · månader 2020");
	stage_free(stage);
}

static void what_is_half_typed_comes_back(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Material");
	press(stage, "Right Right 1 , 2");
	assert_false(terminal_hang_up(stage->terminal));
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	sees(stage, "Ett månadsbelopp är halvskrivet: m öppnar månaderna");
	press(stage, "m");
	sees(stage, "Läses som 1,2 mnkr = 1 200 000 kr i mars");
	press(stage, "5 Enter");
	sees(stage, "Egna månader.");
	assert_int_equal(draft_changes(&stage->session->draft), 1);
	assert_false(terminal_hang_up(stage->terminal));
	again_here(stage);
	assert_int_equal(draft_changes(&stage->session->draft), 1);
	months_foot(stage);
	stage_free(stage);
}

static void others_are_never_written_over(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Material");
	press(stage, "2 Enter");
	another_writes(stage, DEPUTY, "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'material','kr':6500000," SUMMER "}]}\n");
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "Någon annan har ändrat raden: välj i Fördelning");
	press(stage, "3");
	sees(stage, "Någon annan har ändrat raden");
	press(stage, "^S");
	sees(stage, "Material har ändrats sedan du skrev");
	press(stage, "d");
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	stage_free(stage);
}

static void a_line_may_go_while_she_types(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Material");
	press(stage, "2");
	another_writes(stage, DEPUTY, "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'material','kr':null}]}\n");
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "Någon annan har tagit bort raden");
	sees_not(stage, "Material");
	assert_false(draft_waits(&stage->session->draft));
	stage_free(stage);
}

/* --- who reads, nothing there, the rest --- */

static void who_reads_changes_nothing(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = "ekonom-lanssjukvard", .unit = "lanssjukvard", .screen = "months" });
	sees(stage, "läser");
	sees_not(stage, "Skriv ett belopp");
	press(stage, "5");
	sees(stage, "fördelas av");
	press(stage, "r");
	sees(stage, "fördelas av");
	press(stage, "^S");
	sees(stage, "fördelas av");
	stage_free(stage);
}

static void a_unit_without_lines_says_so(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	press(stage, "y");
	sees(stage, "månader, planår 2021, preliminärt");
	sees(stage, "Inget är fördelat på rader än");
	press(stage, "5 Enter r s m Delete Up Down Tab v");
	press(stage, "Esc");
	sees(stage, "Det här är första skärmen");
	stage_free(stage);
}

static void its_sheet_and_its_click(void **state)
{
	static const char *const parts[] = { "row;id;way;jan;feb;", "Personal;personal;rak;3,2;", "Egna kostnader;;;" };
	struct stage *stage = stage_new();
	struct canvas *canvas = canvas_new(24, 80, &glyphs_utf8);
	struct sheet sheet = { 0 };
	struct buffer out = { 0 };
	struct screen *screen;

	(void)state;
	stage_begin(stage, &(struct start){ .as = CHEF });
	screen = screen_named(stage->session, "months", org_find(stage->session->book->org, "lanssjukvard"));
	assert_true(screen->hooks->sheet(screen, &sheet));
	sheet_write(&out, &sheet, REPORT_CSV, false);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		expect(strstr(out.bytes, parts[i]), "%s in\n%.600s", parts[i], out.bytes);
	screen_draw(screen, canvas, NULL);
	assert_false(screen->hooks->click(screen, 3, 5));
	assert_true(screen->hooks->click(screen, 3, 5));
	assert_false(screen->hooks->click(screen, 3, 40)); /* another month */
	assert_true(screen->hooks->click(screen, 3, 40));
	assert_false(screen->hooks->click(screen, 0, 5));
	buffer_free(&out);
	sheet_free(&sheet);
	canvas_free(canvas);
	screen_free(screen);
	stage_free(stage);
}

/* Whatever keys: every line makes up its year, and nothing is written to the journals. */
static void a_monkey_never_gets_them_wrong(void **state)
{
	static const char *const keys[] = { "1", "2", "9", ",", "5", "-", "Enter", "Enter", "Tab", "Down", "Up", "Right", "Left", "r", "s", "m", "Esc", "^Z", "^Y",
		                            "e", "Backspace", "Delete", "y", "Home", "End", "+", "0" };
	struct stage *stage = stage_new();
	struct journals *before;
	uint64_t random = 4;

	(void)state;
	another_writes(stage, "registrator",
	               "{'act':'distribute','unit':'lanssjukvard','year':2019,'lines':[{'line':'material','kr':6400000," SUMMER "}],'decision':'x'}\n");
	another_writes(stage, CHEF, "{'act':'distribute','unit':'lanssjukvard','year':2021,'lines':[{'line':'material','kr':6400001," SUMMER "},{'line':'personal','kr':11}]}\n");
	before = journals_read(stage);
	stage_run(stage, START);
	for (int i = 0; i < testing_cases(500, 20000); i++) {
		press(stage, keys[testing_random(&random) % (sizeof keys / sizeof *keys)]);
		if (i % 10 == 0)
			months_foot(stage);
	}
	months_foot(stage);
	assert_int_equal(journals_grown(stage, before), 0);
	stage_free(stage);
}

static void keys_cost_little(void **state)
{
	struct stage *stage = stage_here();
	size_t down, right, digit;

	(void)state;
	press(stage, "Home Down");
	down = bytes_of(stage, "Down");
	right = bytes_of(stage, "Right");
	press(stage, "1");
	digit = bytes_of(stage, "2");
	print_message("bytes: down %zu, right %zu, digit %zu\n", down, right, digit);
	assert_true(down <= 300 && right <= 120 && digit <= 400);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_month_is_typed_and_the_others_take_the_rest),
		cmocka_unit_test(the_unit_screen_tells_of_them),
		cmocka_unit_test(what_cannot_be_is_refused),
		cmocka_unit_test(what_is_no_line_cannot_be_changed),
		cmocka_unit_test(last_years_months_are_followed),
		cmocka_unit_test(everything_is_undone_and_done_again),
		cmocka_unit_test(months_follow_the_year),
		cmocka_unit_test(they_open_on_the_same_row),
		cmocka_unit_test(what_is_half_typed_comes_back),
		cmocka_unit_test(others_are_never_written_over),
		cmocka_unit_test(a_line_may_go_while_she_types),
		cmocka_unit_test(who_reads_changes_nothing),
		cmocka_unit_test(a_unit_without_lines_says_so),
		cmocka_unit_test(its_sheet_and_its_click),
		cmocka_unit_test(a_monkey_never_gets_them_wrong),
		cmocka_unit_test(keys_cost_little),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

/* The budget year and its plan years: every screen in each of them, a draft for each, and money that ends by itself. */
#include "testing.h"

#include "stage.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>

#define CHEF "divchef-lanssjukvard"

#define TEMPORARY "{'act':'post','kind':'expansion','year':2020,'until':2020,'legs':[['lanssjukvard',12300000]],'text':'Engångsmedel','decision':'RS 17 dec 2019 § 301'}\n"

static struct stage *stage_dividing(void)
{
	struct stage *stage = stage_new();

	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	return stage;
}

/* --- walking --- */

static void the_key_walks_the_years(void **state)
{
	struct stage *stage = stage_as("regiondirektor");

	(void)state;
	press(stage, "o");
	sees(stage, "Organisation · Budget 2020");
	press(stage, "y");
	sees(stage, "Organisation · Planår 2021, preliminärt");
	sees(stage, "Planår 2021 är preliminärt: det som är kvar får skilja sig från 0");
	sees(stage, "Ram 2021");
	press(stage, "y");
	sees(stage, "Organisation · Planår 2022, preliminärt");
	press(stage, "y");
	sees(stage, "Åter till budgetåret 2020");
	sees(stage, "Organisation · Budget 2020");
	stage_free(stage);
}

/* Each screen has the year in its head where its figures are of that year, and none shows another year's. */
static void every_screen_follows(void **state)
{
	static const struct { const char *keys, *head; } walk[] = {
		{ "o", "Organisation · Planår %d, preliminärt" },
		{ "f", "Länssjukvård · Fördelning, planår %d, preliminärt" },
		{ "m", "Länssjukvård · månader, planår %d, preliminärt" },
		{ "q q Enter", "Länssjukvård · Planår %d, preliminärt" },
		{ "v", "%d" },
		{ "q +", "%d" },
		{ "Esc Esc h", "Planår %d, preliminärt" },
		{ "c", "Avstämning · Region Norrbotten 2020" }, /* is the folder's */
		{ "q H", "Historik" },
		{ "q V", "Ram %d" },
	};

	(void)state;
	for (int year = 2021; year <= 2022; year++) {
		struct stage *stage = stage_as(CHEF);

		press(stage, year == 2021 ? "o y" : "o y y");
		for (size_t i = 0; i < sizeof walk / sizeof *walk; i++) {
			char head[100];

			snprintf(head, sizeof head, walk[i].head, year);
			press(stage, walk[i].keys);
			sees(stage, head);
		}
		assert_int_equal(stage->session->year, year);
		stage_free(stage);
	}
}

static void every_column_set_follows(void **state)
{
	struct stage *stage = stage_as("regiondirektor");

	(void)state;
	press(stage, "o Right");
	for (int set = 0; set < 8; set++) {
		char *before = memory_string(terminal_screen(stage->terminal));

		press(stage, "y Down Up y Down Up y Down Up"); /* around, and a key that takes the message away */
		if (strcmp(before, terminal_screen(stage->terminal))) {
			print_screen(before);
			print_screen(terminal_screen(stage->terminal));
			fail_msg("set %d is another after a walk through the years", set);
		}
		free(before);
		press(stage, "K");
	}
	stage_free(stage);
}

/* The plan years stand beside each other whichever is shown. */
static void the_columns_of_the_years_stay(void **state)
{
	struct stage *stage = stage_as("regiondirektor");

	(void)state;
	press(stage, "o K K K");
	for (int i = 0; i < 3; i++) {
		sees(stage, "2020");
		sees(stage, "2021");
		sees(stage, "2022");
		sees_not(stage, "2023");
		sees_not(stage, "2024");
		sees(stage, "7 984,9"); /* Regionstyrelsen 2021: 8 171,9 − 187,0 */
		press(stage, "y");
	}
	stage_free(stage);
}

static void screens_beneath_follow_too(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "o Enter f y");
	sees(stage, "Fördelning, planår 2021");
	press(stage, "q");
	sees(stage, "Planår 2021, preliminärt");
	press(stage, "q");
	sees(stage, "Organisation · Planår 2021");
	stage_free(stage);
}

/* --- a draft for each year --- */

static void to_material(struct stage *stage)
{
	press(stage, "Home");
	for (int i = 0; i < 30; i++) {
		int at, column;
		bool shown;

		terminal_cursor(stage->terminal, &at, &column, &shown);
		if (strstr(terminal_text(stage->terminal, at), " Material"))
			return;
		press(stage, "Down");
	}
	fail_msg("no Material");
}

static money saved(const struct stage *stage, int year)
{
	const struct book *book = stage->session->book;
	const struct cell *cell = book_cell(book, org_find(book->org, "lanssjukvard"), LAYER_BUDGET, year, "material");

	return cell ? cell->value / MONEY_KR : -1;
}

static void each_year_has_its_own_draft(void **state)
{
	struct stage *stage = stage_dividing();

	(void)state;
	to_material(stage);
	press(stage, "7 Enter");
	sees(stage, "utkast, ej sparat");
	press(stage, "y");
	sees_not(stage, "utkast, ej sparat");
	to_material(stage);
	press(stage, "9 Enter");
	sees(stage, "utkast, ej sparat");
	assert_int_equal(stage->session->draft.year, 2021);
	press(stage, "^S");
	press(stage, "Enter s");
	sees(stage, "Sparat 09.00");
	disk_agrees(stage);
	assert_int_equal(saved(stage, 2021), 9000000);
	assert_int_equal(saved(stage, 2020), 6500000);
	press(stage, "y y");
	sees(stage, "Ditt utkast är kvar: 1 ändrad rad är inte sparad");
	sees(stage, "Fördelning av ramen 2020");
	sees(stage, "7,0");
	press(stage, "^Z");
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	stage_free(stage);
}

/* Even what is half typed in one year waits there. */
static void a_plan_years_draft_survives(void **state)
{
	struct stage *stage = stage_dividing();

	(void)state;
	press(stage, "y");
	to_material(stage);
	press(stage, "9");
	assert_false(terminal_hang_up(stage->terminal));
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	sees_not(stage, "utkast");
	press(stage, "y");
	sees(stage, "Läses som 9,0 mnkr");
	press(stage, "Esc");
	stage_free(stage);
}

static void what_is_in_memory_only_holds_the_year(void **state)
{
	struct stage *stage = stage_dividing();
	char path[STAGE_PATH + 16];

	(void)state;
	to_material(stage);
	snprintf(path, sizeof path, "%s", stage->session->draft.path);
	*strrchr(path, '/') = '\0';
	assert_int_equal(rename(path, strcat(strcpy((char[STAGE_PATH + 16]){ 0 }, path), ".gone")), 0);
	testing_write(path, "", 0);
	press(stage, "7 Enter y");
	sees(stage, "Utkastet finns bara i minnet och skulle gå förlorat");
	sees(stage, "Fördelning av ramen 2020");
	assert_int_equal(draft_changes(&stage->session->draft), 1);
	stage_free(stage);
}

static void a_plan_years_months_are_its_own(void **state)
{
	struct stage *stage = stage_dividing();

	(void)state;
	press(stage, "y");
	to_material(stage);
	press(stage, "9 Enter m 1 Enter");
	sees(stage, "månader, planår 2021");
	press(stage, "^S Enter s");
	sees(stage, "Sparat 09.00");
	assert_int_equal(saved(stage, 2021), 9000000);
	assert_int_equal(saved(stage, 2020), 6500000);
	disk_agrees(stage);
	stage_free(stage);
}

/* --- what is decided for later --- */

static void temporary_money_ends_by_itself(void **state)
{
	struct stage *stage = stage_new();
	const struct ram_table *table;
	int unit;

	(void)state;
	another_writes(stage, "regiondirektor", TEMPORARY);
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	press(stage, "Home");
	sees(stage, "2021: −12,3 (tillfälligt slutar).");
	unit = org_find(stage->session->book->org, "lanssjukvard");
	table = stage->session->table;
	money now = table->balance[unit].ram;
	press(stage, "y");
	assert_int_equal(stage->session->table->balance[unit].ram, now - 12300000 * MONEY_KR);
	sees(stage, "2021: −12,3 (tillfälligt slutar).");
	press(stage, "y");
	sees(stage, "Inget är beslutat som ändrar ramen efter 2021.");
	stage_free(stage);
}

static void a_subs_coming_change_is_told(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = "chef-ls-kirurgi", .unit = "ls-kirurgi", .screen = "distribution" });
	press(stage, "End Up"); /* the last of the subs' rows is above their sum */
	for (int i = 0; i < 10 && !shows(stage, "tillfälligt slutar"); i++)
		press(stage, "Up");
	sees(stage, "2021: −400 (tillfälligt slutar).");
	press(stage, "y");
	sees(stage, "2021: −400 (tillfälligt slutar).");
	stage_free(stage);
}

/* «får skilja sig från 0»: the same words, without alarm. */
static void left_in_a_plan_year_is_no_alarm(void **state)
{
	struct stage *stage = stage_new();
	int row = 1;

	(void)state;
	another_writes(stage, CHEF, "{'act':'distribute','unit':'lanssjukvard','year':2021,'lines':[{'line':'material','kr':5000000000}]}\n");
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	press(stage, "y");
	sees(stage, "ÖVER RAM");
	for (int column = 0; column < 80; column++)
		assert_int_not_equal(terminal_look(stage->terminal, row, column).colour, 160);
	press(stage, "o");
	for (row = 0; row < 23; row++)
		for (int column = 0; column < 80; column++)
			assert_int_not_equal(terminal_look(stage->terminal, row, column).colour, 160);
	stage_free(stage);
}

/* --- with versions --- */

static void versions_and_years_go_together(void **state)
{
	struct stage *stage = stage_as("regiondirektor");

	(void)state;
	press(stage, "V + 'Mars' Enter f");
	sees(stage, "Mars");
	another_writes(stage, "regiondirektor", TEMPORARY);
	press(stage, "q o y");
	sees(stage, "Planår 2021");
	press(stage, "V");
	sees(stage, "Ram 2021");
	press(stage, "Down Enter");
	assert_int_equal(stage->session->year, 2021);
	assert_non_null(session_version(stage->session));
	press(stage, "o");
	sees(stage, "Planår 2021, preliminärt");
	press(stage, "y y");
	sees(stage, "Budget 2020");
	assert_non_null(session_version(stage->session));
	press(stage, "y V");
	assert_null(session_version(stage->session));
	assert_int_equal(stage->session->year, 2021);
	sees(stage, "Planår 2021, preliminärt");
	stage_free(stage);
}

static void a_post_given_in_a_plan_year_begins_there(void **state)
{
	struct stage *stage = stage_as("regiondirektor");

	(void)state;
	press(stage, "o y +");
	sees(stage, "2021");
	sees_not(stage, "2020");
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_key_walks_the_years),
		cmocka_unit_test(every_screen_follows),
		cmocka_unit_test(every_column_set_follows),
		cmocka_unit_test(the_columns_of_the_years_stay),
		cmocka_unit_test(screens_beneath_follow_too),
		cmocka_unit_test(each_year_has_its_own_draft),
		cmocka_unit_test(a_plan_years_draft_survives),
		cmocka_unit_test(what_is_in_memory_only_holds_the_year),
		cmocka_unit_test(a_plan_years_months_are_its_own),
		cmocka_unit_test(temporary_money_ends_by_itself),
		cmocka_unit_test(a_subs_coming_change_is_told),
		cmocka_unit_test(left_in_a_plan_year_is_no_alarm),
		cmocka_unit_test(versions_and_years_go_together),
		cmocka_unit_test(a_post_given_in_a_plan_year_begins_there),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

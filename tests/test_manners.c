/* What every screen owes the terminal and those who cannot see it: the cursor stands on what is selected, no background is painted, nothing is
 * said by colour alone. On the real program, screen by screen. */
#include "testing.h"

#include "stage.h"

#include <stdlib.h>

static const char *const screens[] = { "start", "seats", "organisation", "unit", "why", "distribution", "check", "history", "versions", "help" };
#define SCREENS (sizeof screens / sizeof *screens)

static bool row_is_marked(struct terminal *terminal, int row)
{
	for (int column = 0; column < terminal_columns(terminal); column++)
		if (terminal_look(terminal, row, column).reverse)
			return true;
	return false;
}

static int marked_rows(struct terminal *terminal)
{
	int count = 0;

	for (int row = 0; row < terminal_rows(terminal); row++)
		count += row_is_marked(terminal, row);
	return count;
}

/* Braille displays and screen readers follow the cursor, also when it is not shown. */
static void expect_cursor_on_selection(struct terminal *terminal, const char *screen, const char *keys)
{
	int row, column;
	bool shown;

	terminal_cursor(terminal, &row, &column, &shown);
	if (!marked_rows(terminal))
		print_screen(terminal_screen(terminal));
	expect(marked_rows(terminal) > 0, "%s after %s: nothing is selected", screen, keys);
	if (!row_is_marked(terminal, row))
		print_screen(terminal_screen(terminal));
	expect(row_is_marked(terminal, row), "%s after %s: the cursor is on row %d", screen, keys, row);
	expect(!shown, "%s after %s: the cursor is shown where nothing is written", screen, keys);
	expect(row > 0 && row < terminal_rows(terminal) - 1, "%s after %s: row %d", screen, keys, row);
}

static void expect_no_background(struct terminal *terminal, const char *screen)
{
	for (int row = 0; row < terminal_rows(terminal); row++)
		for (int column = 0; column < terminal_columns(terminal); column++)
			expect(!terminal_look(terminal, row, column).background, "%s: %d, %d", screen, row, column);
}

static void on_every_screen(const struct start *start, void (*look)(struct stage *, const char *screen))
{
	for (size_t i = 0; i < SCREENS; i++) {
		struct stage *stage = stage_new();
		struct start one = *start;

		one.screen = screens[i];
		stage_run(stage, &one);
		look(stage, screens[i]);
		stage_free(stage);
	}
}

static void walk(struct stage *stage, const char *screen)
{
	static const char *const steps[] = { "Down", "Down", "Down Down", "PgDn", "Up", "End", "PgUp", "Home" };

	expect_cursor_on_selection(stage->terminal, screen, "the beginning");
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		press(stage, steps[i]);
		expect_cursor_on_selection(stage->terminal, screen, steps[i]);
	}
	expect_no_background(stage->terminal, screen);
}

static void the_cursor_stands_on_what_is_selected(void **state)
{
	(void)state;
	on_every_screen(&(struct start){ .as = "divchef-lanssjukvard", .unit = "lanssjukvard" }, walk);
	on_every_screen(&(struct start){ .as = "ekonom-lanssjukvard", .unit = "lanssjukvard", .rows = 60, .columns = 200 }, walk);
	on_every_screen(&(struct start){ .as = "regiondirektor", .unit = "regionstyrelsen", .term = "linux" }, walk);
}

static void see_no_colour(struct stage *stage, const char *screen)
{
	for (int row = 0; row < 24; row++)
		for (int column = 0; column < 80; column++)
			expect(terminal_look(stage->terminal, row, column).colour == -1, "%s: %d, %d", screen, row, column);
	walk(stage, screen);
}

static void without_colours_it_is_the_same(void **state)
{
	(void)state;
	setenv("NO_COLOR", "1", 1);
	on_every_screen(&(struct start){ .as = "divchef-lanssjukvard", .unit = "lanssjukvard" }, see_no_colour);
	unsetenv("NO_COLOR");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cursor_stands_on_what_is_selected),
		cmocka_unit_test(without_colours_it_is_the_same),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

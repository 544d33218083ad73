/* Every screen stands every size: no crash, the notice where it is too small, and the same screen as before when the window is as it was.
 * A sample of sizes; with TESTING_SCALE all of 1×1 … 40×120 and a sample up to 100×300, one set of screens beside the other. */
#include "testing.h"

#include "monkey.h"
#include "stage.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHEF "divchef-lanssjukvard"

/* Every screen that has a name, and what can be open on it. */
static const struct { const char *screen, *as, *unit, *keys; } situations[] = {
	{ "start", NULL, NULL, "" },
	{ "start", CHEF, NULL, "Down" },
	{ "start", "regiondirektor", NULL, "Down" },
	{ "start", "registrator", NULL, "" },
	{ "start", "ekonom-lanssjukvard", NULL, "Down Down" },
	{ "start", CHEF, NULL, "?" },
	{ "seats", NULL, NULL, "Down Down" },
	{ "seats", NULL, NULL, "/ 'kir'" },
	{ "organisation", CHEF, NULL, "* End" },
	{ "organisation", CHEF, "lanssjukvard", "Down" },
	{ "organisation", CHEF, "lanssjukvard", "K Tab" },
	{ "organisation", CHEF, "lanssjukvard", "K K Tab Tab" },
	{ "organisation", CHEF, "lanssjukvard", "/ 'ort'" },
	{ "organisation", CHEF, "ls-ortopedi", "R 5" },
	{ "organisation", "ekonom", NULL, "?" },
	{ "unit", CHEF, "lanssjukvard", "Down Down" },
	{ "unit", CHEF, "ls-ortopedi", "R 5" },
	{ "unit", CHEF, "ls-ortopedi", "Tab Tab End" },
	{ "unit", NULL, "regionstyrelsen", "End" },
	{ "unit", NULL, "divisioner", "" },
	{ "why", NULL, "lanssjukvard", "Down" },
	{ "why", NULL, "regionstyrelsen", "End Enter" },
	{ "distribution", CHEF, "lanssjukvard", "Down" },
	{ "distribution", CHEF, "lanssjukvard", "1 2" },
	{ "distribution", CHEF, "lanssjukvard", "1 9 Enter ^S 'va'" },
	{ "distribution", CHEF, "lanssjukvard", "1 . 2 3 4 Enter" },
	{ "distribution", NULL, "lanssjukvard", "End" },
	{ "months", CHEF, "lanssjukvard", "Down 8" },
	{ "months", NULL, "lanssjukvard", "End" },
	{ "details", NULL, "ls-akut-luft", "Down" },
	{ "details", CHEF, "lanssjukvard", "+ 'Umeå' Enter '1 200 dygn × 4 500 kr'" },
	{ "details", CHEF, "lanssjukvard", "p 'Läkare' Enter 2" },
	{ "post", CHEF, "lanssjukvard", "" },
	{ "post", CHEF, "lanssjukvard", "Enter Enter 'ort' Enter 1 , 5 Enter 'kir'" },
	{ "post", CHEF, "lanssjukvard", "Left Enter Enter 'ort' Enter 1 . 2 3 4" },
	{ "post", CHEF, "lanssjukvard", "Enter Enter ^F 2 ^S" },
	{ "post", "registrator", "regionstyrelsen", "Enter" },
	{ "check", CHEF, NULL, "Down" },
	{ "check", "ekonom", NULL, "End" },
	{ "history", NULL, "lanssjukvard", "Down" },
	{ "history", NULL, "regionstyrelsen", "Tab / 'ort'" },
	{ "history", CHEF, "lanssjukvard", "t p u" },
	{ "versions", CHEF, NULL, "Down" },
	{ "compare", CHEF, NULL, "Enter Down" },
	{ "compare", NULL, NULL, "= a y End Enter" },
	{ "plan", CHEF, NULL, "Down" },
	{ "plan", CHEF, NULL, "s Enter Enter" },
	{ "dialogue", CHEF, "lanssjukvard", "Tab Down Down" },
	{ "dialogue", CHEF, "lanssjukvard", "n" },
	{ "dialogue", CHEF, "lanssjukvard", "i o 'En åtgärd' Tab 1 2" },
	{ "dialogue", NULL, "folktandvard", "" },
	{ "meeting", CHEF, "lanssjukvard", "" },
	{ "meeting", CHEF, "lanssjukvard", "Right" },
	{ "meeting", CHEF, "lanssjukvard", "Right Right Down" },
	{ "agenda", CHEF, "lanssjukvard", "" },
	{ "agenda", CHEF, "lanssjukvard", "Down Down Enter" },
	{ "minutes", CHEF, "lanssjukvard", "" },
	{ "unit", CHEF, "lanssjukvard", "m m Tab a 'En åtgärd' Tab 1 2" },
	{ "unit", CHEF, "lanssjukvard", "m m n 'En anteckning' ^S s Down a" },
	{ "versions", "regiondirektor", NULL, "+ 'Ny'" },
	{ "versions", CHEF, NULL, "Enter" },
	{ "help", NULL, NULL, "" },
	{ "help", NULL, NULL, "/ 'ram'" },
};
#define SITUATIONS (sizeof situations / sizeof *situations)

static bool all_sizes; /* TESTING_SCALE */

static void resize_to(struct stage *stage, int rows, int columns)
{
	int row, column;
	bool shown;

	expect(terminal_resize(stage->terminal, rows, columns), "left at %d × %d", rows, columns);
	terminal_cursor(stage->terminal, &row, &column, &shown);
	expect(row < rows && column < columns, "the cursor is at %d, %d of %d × %d", row, column, rows, columns);
	if (rows >= SCREEN_LEAST_ROWS && columns >= SCREEN_LEAST_COLUMNS)
		expect(*terminal_text(stage->terminal, 0) == ' ' && terminal_text(stage->terminal, 0)[1], "no head at %d × %d", rows, columns);
	else if (columns >= 10)
		expect(!strncmp(terminal_text(stage->terminal, 0), "Fönstret", 8), "no notice at %d × %d", rows, columns);
}

/* Where all screens are the same notice, fewer. */
static void sweep_some(struct stage *stage)
{
	for (int rows = 1; rows <= 12; rows++)
		for (int columns = 1; columns <= 60; columns += rows >= SCREEN_LEAST_ROWS && columns >= SCREEN_LEAST_COLUMNS ? 3 : 13)
			resize_to(stage, rows, columns);
	for (int rows = 13; rows <= 31; rows += 6)
		for (int columns = 40; columns <= 110; columns += 7)
			resize_to(stage, rows, columns);
}

static void sweep_all(struct stage *stage, uint64_t random)
{
	for (int rows = 1; rows <= 40; rows++)
		for (int columns = 1; columns <= 120; columns++)
			resize_to(stage, rows, columns);
	for (int i = 0; i < 300; i++)
		resize_to(stage, 1 + (int)(testing_random(&random) % 100), 1 + (int)(testing_random(&random) % 300));
}

/* A list may stand where the largest window left it: from there it comes back the same. */
static void widen_and_return(struct stage *stage)
{
	resize_to(stage, 60, 200);
	resize_to(stage, 300, 100);
	resize_to(stage, 24, 80);
}

static void it_stands_every_size(void **state)
{
	size_t i = (size_t)*state;
	const struct start start = { .as = situations[i].as, .unit = situations[i].unit, .screen = situations[i].screen };
	struct stage *stage = stage_new();
	char *before;

	stage_run(stage, &start);
	press(stage, situations[i].keys);
	widen_and_return(stage);
	before = memory_string(terminal_screen(stage->terminal));
	if (all_sizes)
		sweep_all(stage, i);
	else
		sweep_some(stage);
	widen_and_return(stage);
	if (strcmp(before, terminal_screen(stage->terminal))) {
		print_screen(before);
		print_screen(terminal_screen(stage->terminal));
		fail_msg("another screen after the sweep");
	}
	free(before);
	stage_free(stage);
}

/* A screen that comes has to come here too. */
static void no_screen_is_forgotten(void **state)
{
	struct stage *stage = stage_new();
	unsigned seen = IN_EVERY;

	(void)state;
	stage_begin(stage, &(struct start){ .as = CHEF });
	for (size_t i = 0; i < SITUATIONS; i++) {
		struct screen *screen = screen_named(stage->session, situations[i].screen, 0);

		expect(screen, "%s", situations[i].screen);
		seen |= screen->hooks->context;
		screen_free(screen);
	}
	for (unsigned context = 1; *context_name((enum context)context); context <<= 1)
		expect(seen & context, "no situation is in %s", context_name((enum context)context));
	stage_free(stage);
}

/* xterm's resize(1) exports LINES and COLUMNS, and then the window grows: only the terminal knows its size. */
static void only_the_terminal_knows_its_size(void **state)
{
	static const char *const keys[] = { "o", "Down Down", "K", "* End", "?", "Esc", "f", "1 9 Enter", "Esc", "H", "Down", "q", "c", "h" };
	struct stage *stage = stage_new();

	(void)state;
	setenv("LINES", "24", 1);
	setenv("COLUMNS", "80", 1);
	stage_run(stage, &(struct start){ .as = CHEF, .term = "tmux-256color", .rows = 60, .columns = 200 });
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		press(stage, keys[i]);
		a_repaint_changes_nothing(stage);
	}
	unsetenv("LINES");
	unsetenv("COLUMNS");
	stage_free(stage);
}

/* In one column curses' trick for the last corner reads the cell before it, which is not there: what came out was anything, or a crash. */
static void one_column_shows_nothing_foreign(void **state)
{
	(void)state;
	struct stage *stage = stage_new();
	stage_run(stage, &(struct start){ .as = CHEF, .screen = "organisation", .term = "tmux-256color", .rows = 60, .columns = 200 });
	press(stage, "* Down");
	for (int i = 0; i < 20; i++) {
		const char *bytes;
		size_t before, size;

		terminal_output(stage->terminal, &before);
		resize_to(stage, 1, 1);
		bytes = terminal_output(stage->terminal, &size) + before;
		expect(!memmem(bytes, size - before, "\033[1@", 4), "a character was put in before the only one");
		resize_to(stage, 60, 200);
		press(stage, "Down");
	}
	stage_free(stage);
}

static void it_may_begin_at_any_size(void **state)
{
	static const struct { int rows, columns; } sizes[] = { { 1, 1 }, { 8, 40 }, { 9, 41 }, { 12, 60 }, { 24, 200 }, { 100, 40 } };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct stage *stage = stage_new();

		stage_run(stage, &(struct start){ .as = CHEF, .rows = sizes[i].rows, .columns = sizes[i].columns });
		press(stage, "o v q * End f q h f 1 Esc");
		terminal_resize(stage->terminal, 24, 80);
		sees(stage, "Fördelning av ramen 2020");
		stage_free(stage);
	}
}

/* Of every `parts` situations the one of number `part`, each a test of its own; the first part has what is asked once. */
static int run(size_t part, size_t parts)
{
	struct CMUnitTest tests[SITUATIONS + 4];
	char names[SITUATIONS][100];
	size_t count = 0;
	int failed;

	for (size_t i = part; i < SITUATIONS; i += parts) {
		snprintf(names[i], sizeof *names, "%s, %s: %s", situations[i].screen, situations[i].as ? situations[i].as : "nobody", situations[i].keys);
		tests[count++] = (struct CMUnitTest){ names[i], it_stands_every_size, NULL, NULL, (void *)i };
	}
	if (!part) {
		tests[count++] = (struct CMUnitTest)cmocka_unit_test(no_screen_is_forgotten);
		tests[count++] = (struct CMUnitTest)cmocka_unit_test(it_may_begin_at_any_size);
		tests[count++] = (struct CMUnitTest)cmocka_unit_test(only_the_terminal_knows_its_size);
		tests[count++] = (struct CMUnitTest)cmocka_unit_test(one_column_shows_nothing_foreign);
	}
	failed = _cmocka_run_group_tests("sizes", tests, count, stage_set_up, NULL);
	stage_tear_down();
	return failed;
}

/* All sizes take minutes: as many programs as there are processors share the screens. */
int main(void)
{
	size_t parts = (size_t)sysconf(_SC_NPROCESSORS_ONLN);
	int failed = 0, status;

	all_sizes = getenv("TESTING_SCALE") != NULL;
	if (!all_sizes)
		return run(0, 1);
	for (size_t part = 0; part < parts; part++)
		if (!fork())
			exit(run(part, parts));
	while (wait(&status) > 0)
		failed += status != 0;
	return failed;
}

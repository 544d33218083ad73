/* What keys cost on each screen, in bytes to the terminal: a row of Markdown each. The screens of the program on the example's files. */
#include "stage.h"

#include "world.h"

#include <stdlib.h>
#include <string.h>

#define CHEF "divchef-lanssjukvard"

static const struct { const char *screen, *unit; } rows[] = {
	{ "start", NULL }, { "seats", NULL },         { "organisation", "lanssjukvard" }, { "unit", "lanssjukvard" }, { "why", "regionstyrelsen" },
	{ "distribution", "lanssjukvard" }, { "post", "lanssjukvard" }, { "check", NULL }, { "history", "regionstyrelsen" }, { "help", NULL },
};

static void one_size(int height, int width)
{
	printf("\n%d×%d | first screen | Down | PgDn | help\n---|---|---|---|---\n", width, height);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stage *stage = stage_new();
		size_t first, down, page;

		stage_run(stage, &(struct start){ .as = CHEF, .screen = rows[i].screen, .unit = rows[i].unit, .rows = height, .columns = width });
		first = terminal_bytes(stage->terminal);
		press(stage, "Home");
		down = bytes_of(stage, "Down");
		page = bytes_of(stage, "PgDn");
		printf("%s | %zu | %zu | %zu | %zu\n", rows[i].screen, first, down, page, bytes_of(stage, "F1"));
		stage_free(stage);
	}
}

static void print_all(void **state)
{
	(void)state;
	one_size(24, 80);
	one_size(60, 200);
}

/* In cmocka's frame, for what the stage does fails as a test does. */
int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(print_all) };
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

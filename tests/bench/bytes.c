/* What keys cost on each screen, in bytes to the terminal: a row of Markdown each. The screens of the program on the example's files. */
#include "stage.h"

#include "world.h"

#include <stdlib.h>
#include <string.h>

#define CHEF "divchef-lanssjukvard"
#define UNIT "lanssjukvard"
#define DOWNS 20

/* before: keys to where it is measured. down, page: what is pressed there. typed: what is written where to_field has led to; ASCII. */
struct place { const char *name, *screen, *unit, *before, *down, *page, *to_field, *typed; };

#define MOVES .down = "Down", .page = "PgDn"
#define THREADS "n f 'Hur går det med köerna?' ^S n k 'Hyrläkarna kostar mer än i fjol.' ^S n f 'När flyttar ni in?' ^S"

static const struct place places[] = {
	{ .name = "start", .screen = "start", MOVES },
	{ .name = "seats", .screen = "seats", MOVES, .to_field = "/", .typed = "ortopedi" },
	{ .name = "organisation", .screen = "organisation", .unit = UNIT, MOVES, .to_field = "/", .typed = "ortopedi" },
	{ .name = "unit", .screen = "unit", .unit = UNIT, MOVES },
	{ .name = "why", .screen = "why", .unit = "regionstyrelsen", MOVES },
	{ .name = "distribution", .screen = "distribution", .unit = UNIT, MOVES, .to_field = "Down Down", .typed = "1289,6+2%" },
	{ .name = "details", .screen = "details", .unit = UNIT, MOVES, .to_field = "n", .typed = "Leasing" },
	{ .name = "months", .screen = "months", .unit = UNIT, MOVES, .to_field = "Down Down", .typed = "12,5" },
	{ .name = "what-if", .screen = "organisation", .unit = UNIT, MOVES, .to_field = "W", .typed = "+2,5%" },
	{ .name = "post", .screen = "post", .unit = UNIT, MOVES },
	{ .name = "check", .screen = "check", MOVES },
	{ .name = "history", .screen = "history", .unit = "regionstyrelsen", MOVES, .to_field = "/", .typed = "ortopedi" },
	{ .name = "plan", .screen = "plan", .unit = UNIT, MOVES, .to_field = "s", .typed = "Hej" },
	{ .name = "dialogue, list", .screen = "dialogue", .unit = "ls-bup", .before = THREADS " Tab", MOVES, .to_field = "i k", .typed = "Vi ses i mars." },
	{ .name = "dialogue, entries", .screen = "dialogue", .unit = "ls-bup", .before = THREADS, MOVES },
	{ .name = "agenda", .screen = "agenda", .unit = UNIT, MOVES },
	{ .name = "meeting: frame, unit", .screen = "agenda", .unit = UNIT, .before = "m", .down = "Right", .page = "Tab", .to_field = "n",
	  .typed = "Vi ses i mars." },
	{ .name = "versions", .screen = "versions", MOVES },
	{ .name = "compare", .screen = "compare", .before = "a", MOVES },
	{ .name = "help", .screen = "help", MOVES },
};

struct cost { size_t down, most, page, help, first, typed; };

static struct cost measured(struct stage *stage, const struct place *place)
{
	struct cost cost = { .down = 0 };

	if (place->before)
		press(stage, place->before);
	press(stage, "Home");
	cost.down = bytes_of(stage, place->down);
	press(stage, "Home");
	cost.most = bytes_at_most(stage, place->down, DOWNS);
	press(stage, "Home");
	cost.page = bytes_of(stage, place->page);
	press(stage, "Home");
	cost.help = bytes_of(stage, "F1");
	press(stage, "Esc");
	if (!place->typed)
		return cost;
	press(stage, place->to_field);
	cost.first = bytes_of(stage, (const char[]){ *place->typed, '\0' });
	cost.typed = bytes_to_type(stage, place->typed + 1);
	return cost;
}

static void one_size(int height, int width)
{
	printf("\n%d×%d | first screen | Down | at most, of %d | PgDn | help | first character typed | the others, at most\n", width, height,
	       DOWNS);
	printf("---|---|---|---|---|---|---|---\n");
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct stage *stage = stage_new();
		struct cost cost;
		size_t first;

		stage_run(stage, &(struct start){ .as = CHEF, .screen = places[i].screen, .unit = places[i].unit, .rows = height, .columns = width });
		first = terminal_bytes(stage->terminal);
		cost = measured(stage, &places[i]);
		printf("%s | %zu | %zu | %zu | %zu | %zu | ", places[i].name, first, cost.down, cost.most, cost.page, cost.help);
		if (places[i].typed)
			printf("%zu | %zu\n", cost.first, cost.typed);
		else
			printf("– | –\n");
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

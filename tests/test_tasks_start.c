/* `report tasks` and the start screen are two ways to the same list: for those who wait in the example in the ways that there are, both say the same. */
#include "stage.h"

#include "session.h"
#include "tasks.h"

#include <string.h>

/* What the start screen calls each kind; TASK_DIVIDE has three names for one thing. */
static const struct { enum task_kind kind; const char *names[3]; } words[] = {
	{ TASK_ANSWER, { "Svara på en fråga" } }, { TASK_REVIEW, { "Granska " } },          { TASK_MEND, { "Komplettera planen" } },
	{ TASK_DECIDE, { "Besluta om en föreslagen" } },
	{ TASK_CONFIRM, { "Bekräfta" } },         { TASK_ADJUST, { "Fördela ramjusteringen" } }, { TASK_SEND, { "Skicka planen" } },
	{ TASK_DIVIDE, { "Fördela ramen", "Börja fördela ramen", "Få fördelningen att rymmas" } },
};

static bool is_listed(const struct tasks *tasks, enum task_kind kind)
{
	for (size_t i = 0; i < tasks->count; i++)
		if (tasks->items[i].kind == kind)
			return true;
	return false;
}

static void expect_same(const char *user)
{
	struct stage *stage = stage_new();

	stage_run(stage, &(struct start){ .as = user, .rows = 40, .columns = 160 });
	struct tasks *tasks = tasks_make(stage->session->table, 0, user);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		bool shown = false;

		for (size_t j = 0; j < 3 && words[i].names[j]; j++)
			shown = shown || shows(stage, words[i].names[j]);
		expect(shown == is_listed(tasks, words[i].kind), "%s: %s", user, words[i].names[0]);
	}
	tasks_free(tasks);
	stage_free(stage);
}

static void both_say_the_same(void **state)
{
	static const char *const users[] = { "regiondirektor", "divchef-lanssjukvard", "divchef-narsjukvard", "divchef-folktandvard", "chef-ls-bup",
		                             "chef-ls-kakkirurgi", "chef-ls-diagnostik", "chef-ls-kvinnosjukvard", "chef-ls-psykiatri", "chef-ls-anestesi",
		                             "chef-ls-kirurgi", "chef-ns-kalix" };

	(void)state;
	for (size_t i = 0; i < sizeof users / sizeof *users; i++)
		expect_same(users[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(both_say_the_same) };
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

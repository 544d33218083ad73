/* The program on a version: every screen shows what was, nothing is written, and the way back leads to where one was. */
#include "testing.h"

#include "setup.h"
#include "stage.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>

#define CHEF "divchef-lanssjukvard"
#define SEES_VERSION "Vidarefördelning ("

/* A unit that no version knows of. */
static void adopt_new_unit(struct stage *stage)
{
	static const char unit[] = "\n  ,{ id=\"nybygget\"; parent=\"lanssjukvard\"; kind=\"unit\"; name=\"Nybygget\"; level=\"verksamhetsomrade\"; "
				   "chef=\"chef-ls-ortopedi\"; }\n);\n";
	struct error error = { 0 };
	struct adopted adopted;
	char path[STAGE_PATH + 30];
	struct buffer text = { 0 };
	size_t size;

	snprintf(path, sizeof path, "%s/organisation.cfg", stage->folder);
	char *bytes = testing_read(path, &size), *end = strrchr(bytes, ')');
	buffer_add(&text, bytes, (size_t)(end - bytes));
	buffer_text(&text, unit);
	testing_write(path, text.bytes, text.size);
	free(bytes);
	buffer_free(&text);
	struct folder *folder = folder_open(stage->folder, &error);
	expect(folder && setup_adopt(folder, NULL, NULL, &adopted, &error), "%s", error.text);
	folder_free(folder);
}

/* --- wherever one stands --- */

static const char *const places[] = {
	"o / 'nybygget' Enter", "o / 'nybygget' Enter Enter", "o / 'nybygget' Enter v", "o / 'nybygget' Enter Enter v Down", "o / 'nybygget' Enter f",
	"o K K Tab Tab", "f 1 9 Enter", "f", "c End", "H End", "H u Down", "h Down", "b Down", "?", "o / 'nybygget' Enter H",
};

/* All that can be looked at from there, also what lies below it on the stack. */
static void walk(struct stage *stage)
{
	press(stage, "Down Up End Home PgDn e e e");
	press(stage, "H Down Enter Esc Esc c Down Enter Esc Esc o End K K Enter Tab Tab End v Down Esc Esc h b Down Esc");
}

static void every_screen_shows_what_was(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	adopt_new_unit(stage);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		stage_run(stage, &(struct start){ .as = CHEF });
		struct journals *before = journals_read(stage);

		press(stage, places[i]);
		press(stage, "V Enter");
		sees(stage, SEES_VERSION);
		assert_string_equal(session_version(stage->session), "Vidarefördelning (december)");
		walk(stage);
		sees(stage, SEES_VERSION);
		press(stage, "V");
		sees_not(stage, SEES_VERSION);
		sees(stage, "Åter till nu");
		disk_agrees(stage);
		walk(stage);
		assert_int_equal(journals_grown(stage, before), 0);
		stage_leave(stage);
	}
	stage_free(stage);
}

/* --- what one was doing --- */

static void the_draft_waits(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "f End Up Up 2 0 , 5 Enter");
	sees(stage, "utkast, ej sparat");
	press(stage, "V Enter");
	sees(stage, SEES_VERSION);
	sees_not(stage, "20,5");
	press(stage, "3 3 Enter"); /* there is nothing to write in */
	press(stage, "^S");
	sees_not(stage, "Spara 1");
	press(stage, "V");
	sees(stage, "utkast, ej sparat");
	sees(stage, "20,5");
	stage_free(stage);
}

static void anothers_line_comes_when_one_is_back(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "o V Enter");
	sees(stage, "2 256,5");
	another_writes(stage, "regiondirektor",
	               "{'act':'post','kind':'expansion','year':2020,'legs':[['lanssjukvard',10000000]],'text':'Fler vårdplatser','decision':'x'}\n");
	press(stage, "Down Up");
	sees(stage, "2 256,5");
	sees_not(stage, "2 266,5");
	press(stage, "V");
	sees(stage, "2 266,5");
	disk_agrees(stage);
	stage_free(stage);
}

/* Someone else freezes one: it is in the open list. */
static void a_new_version_comes_by_itself(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "V");
	another_writes(stage, "regiondirektor", "{'act':'version','name':'Efter jul'}\n");
	press(stage, "Down");
	sees(stage, "Efter jul");
	press(stage, "Home Down Enter");
	assert_string_equal(session_version(stage->session), "Efter jul");
	stage_free(stage);
}

/* Each is told apart from the other, in the list, in the head and beside the other. */
static void two_of_one_name(void **state)
{
	static const char freeze[] = "{'act':'version','name':'Efter jul'}\n";
	struct stage *stage = stage_new();

	(void)state;
	two_write(stage, "regiondirektor", freeze, "registrator", freeze);
	stage_run(stage, &(struct start){ .as = CHEF });
	press(stage, "V Home Down Enter");
	char *first = memory_string(session_version(stage->session));
	assert_non_null(strstr(first, "Efter jul ("));
	sees(stage, first);
	press(stage, "V V Home Down Down"); /* by way of now */
	sees(stage, "Efter jul (reg");
	press(stage, "Enter");
	assert_string_not_equal(session_version(stage->session), first);
	assert_non_null(strstr(session_version(stage->session), "Efter jul ("));
	sees(stage, session_version(stage->session));
	free(first);
	stage_free(stage);
}

/* What stood in the question is what is frozen. */
static void what_moved_is_not_frozen_unseen(void **state)
{
	struct stage *stage = stage_as("regiondirektor");

	(void)state;
	press(stage, "V + 'Ny' Tab");
	sees(stage, "med 495 handlingar");
	another_writes(stage, "regiondirektor", "{'act':'say','unit':'lanssjukvard','kind':'note','text':'x'}\n");
	press(stage, "f");
	sees(stage, "Inte fryst: någon annan sparade just");
	sees(stage, "med 496 handlingar");
	press(stage, "Enter f");
	sees(stage, "Fryst: versionen Ny");
	disk_agrees(stage);
	press(stage, "+ Esc + Enter f");
	sees(stage, "Inte fryst: skriv vad versionen ska heta");
	press(stage, "Esc + 'x' Enter n");
	assert_int_equal(stage->session->now->version_count, 3);
	stage_free(stage);
}

/* Never a wrong figure: a sentence. */
static void a_version_that_has_lost_lines_says_so(void **state)
{
	struct stage *stage = stage_new();
	char path[STAGE_PATH + 40];
	size_t size;

	(void)state;
	snprintf(path, sizeof path, "%s/journals/divchef-service.jsonl", stage->folder); /* the version rests on her prognosis, her first line */
	char *bytes = testing_read(path, &size);
	bytes[20] ^= 1;
	testing_write(path, bytes, size);
	free(bytes);
	stage_run(stage, &(struct start){ .as = CHEF });
	press(stage, "V");
	sees(stage, "kan inte visas");
	sees(stage, "journals/divchef-service.jsonl");
	press(stage, "Enter");
	sees(stage, "Versionen «Vidarefördelning (december)» kan inte visas");
	assert_null(session_version(stage->session));
	press(stage, "Down Enter"); /* the one before it rests on nothing of hers */
	assert_string_equal(session_version(stage->session), "Finansplan (november)");
	stage_free(stage);
}

/* As in Avstämning, the words about the selected row stand under the rule. */
static void keys_cost_little(void **state)
{
	struct stage *stage = stage_as(CHEF);
	size_t first, down, question;

	(void)state;
	first = bytes_of(stage, "V");
	down = bytes_at_most(stage, "Down", 3);
	press(stage, "Esc");
	stage_again(stage, "regiondirektor");
	press(stage, "V");
	question = bytes_of(stage, "+");
	print_message("bytes: versions %zu, down at most %zu, question %zu\n", first, down, question);
	assert_true(first <= 1250 && down <= 420 && question <= 740);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_screen_shows_what_was),
		cmocka_unit_test(the_draft_waits),
		cmocka_unit_test(anothers_line_comes_when_one_is_back),
		cmocka_unit_test(a_new_version_comes_by_itself),
		cmocka_unit_test(two_of_one_name),
		cmocka_unit_test(what_moved_is_not_frozen_unseen),
		cmocka_unit_test(a_version_that_has_lost_lines_says_so),
		cmocka_unit_test(keys_cost_little),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

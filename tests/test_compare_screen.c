/* Two versions beside each other on the screen: what differs, why, and that nothing else is mixed into it. */
#include "testing.h"

#include "stage.h"

#include <string.h>

#define GIVE(unit, kr, text) "{'act':'post','kind':'expansion','year':2020,'legs':[['" unit "'," kr "]],'text':'" text "','decision':'RS 5 feb 2020'}\n"
#define GIVE_INDEX(unit, kr) "{'act':'post','kind':'index','year':2020,'legs':[['" unit "'," kr "]],'decision':'RS 5 feb 2020'}\n"
#define NEW_POST GIVE("lanssjukvard", "10000000", "Fler vårdplatser")

/* From «Vidarefördelning (december)», the newest, to now. */
static struct stage *compared(const char *user, const char *between)
{
	struct stage *stage = stage_new();

	another_writes(stage, "regiondirektor", "{'act':'version','name':'Januari'}\n");
	if (between)
		another_writes(stage, "regiondirektor", between);
	stage_run(stage, &(struct start){ .as = user, .read_only = !user });
	press(stage, "V");
	to_row(stage, "Januari");
	press(stage, "=");
	return stage;
}

/* --- what differs, and why --- */

static void only_what_differs_and_why(void **state)
{
	struct stage *stage = compared("ekonom-lanssjukvard", NEW_POST);

	(void)state;
	sees(stage, "Jämförelse 2020: Januari → nu");
	sees(stage, "3 av 131 rader skiljer.");
	sees(stage, "2 256,5   2 266,5     +10,0");
	sees_not(stage, "Ortopedi");
	to_row(stage, "Länssjukvård");
	sees(stage, "Kvar att fördela från 6,5 till 16,5 (ramen +10,0). 1 orsak: Enter visar den.");
	press(stage, "Enter");
	sees(stage, "Utökning: Fler vårdplatser");
	sees(stage, "RS 5 feb 2020 · regiondirektör · ");
	press(stage, "Down Down Enter"); /* from the reason back to what it is of */
	sees_not(stage, "Fler vårdplatser");
	press(stage, "a");
	sees(stage, "Ortopedi");
	press(stage, "a");
	sees_not(stage, "Ortopedi");
	stage_free(stage);
}

/* Of a group: to what it consists of. */
static void a_group_leads_to_its_parts(void **state)
{
	struct stage *stage = compared("regiondirektor", NEW_POST);

	(void)state;
	to_row(stage, "Divisioner");
	press(stage, "Enter Down");
	sees(stage, "       Länssjukvård                                                       +10,0");
	press(stage, "Enter Enter");
	sees(stage, "Utökning: Fler vårdplatser");
	stage_free(stage);
}

static void the_same_is_nothing(void **state)
{
	struct stage *stage = compared(NULL, NULL);

	(void)state;
	sees(stage, "Inget skiljer.");
	press(stage, "Enter v Down End");
	sees(stage, "Inget skiljer.");
	press(stage, "a");
	sees(stage, "Länssjukvård");
	stage_free(stage);
}

/* --- which two --- */

static void the_other_is_chosen(void **state)
{
	struct stage *stage = compared("regiondirektor", NEW_POST);

	(void)state;
	press(stage, "=");
	sees(stage, "Vidarefördelning (december) → Januari"); /* the older first, whichever was asked for */
	press(stage, "=");
	sees(stage, "Finansplan (november) → Januari");
	press(stage, "=");
	sees(stage, "Januari → nu");
	press(stage, "q");
	to_row(stage, "Nu");
	press(stage, "=");
	sees(stage, "Januari → nu");
	press(stage, "y");
	sees(stage, "Jämförelse 2021: Januari → nu");
	stage_free(stage);
}

/* --- others --- */

static void anothers_line_comes_in(void **state)
{
	struct stage *stage = compared("regiondirektor", NEW_POST);

	(void)state;
	to_row(stage, "Länssjukvård");
	press(stage, "Enter");
	meanwhile(stage, "regiondirektor", GIVE_INDEX("lanssjukvard", "-4000000"));
	sees(stage, "+6,0");
	sees(stage, "Löne- och prisindex");
	sees(stage, "Fler vårdplatser"); /* still folded out, and the same row */
	sees(stage, " Länssjukvård\n Kvar");
	press(stage, "=");
	sees_not(stage, "Fler vårdplatser"); /* what was frozen has not changed */
	disk_agrees(stage);
	stage_free(stage);
}

/* --- never mixed --- */

static void a_what_if_is_not_in_it(void **state)
{
	struct stage *stage = compared("divchef-lanssjukvard", NEW_POST);

	(void)state;
	press(stage, "q q o");
	to_row(stage, "Länssjukvård");
	press(stage, "W '+10%' Enter");
	press(stage, "V");
	to_row(stage, "Januari");
	press(stage, "=");
	sees(stage, "Räkneexemplet är inte med här: beloppen är de som är beslutade.");
	sees(stage, "2 256,5   2 266,5     +10,0");
	press(stage, "v");
	sees(stage, "Räkneexemplet är på, och här jämförs det som är beslutat");
	stage_free(stage);
}

/* Why, in the newer: the program goes there and says so; what is compared stays what it was. */
static void why_is_that_of_the_newer(void **state)
{
	struct stage *stage = compared("regiondirektor", NEW_POST);

	(void)state;
	to_row(stage, "Länssjukvård");
	press(stage, "v");
	sees(stage, "Så är beloppet uppbyggt · Länssjukvård: ram 2020");
	sees(stage, "2 266,5");
	press(stage, "q =");
	assert_null(session_version(stage->session));
	press(stage, "End v");
	assert_string_equal(session_version(stage->session), "Januari");
	sees(stage, "Du ser «Januari», som inte ändras");
	sees_not(stage, "2 266,5");
	press(stage, "q");
	sees(stage, "Resten av programmet visar Januari; här står bara de två som jämförs.");
	press(stage, "V");
	assert_null(session_version(stage->session));
	sees_not(stage, "Resten av programmet");
	stage_free(stage);
}

static void nothing_is_written(void **state)
{
	struct stage *stage = compared(NULL, NEW_POST);
	struct journals *before = journals_read(stage);

	(void)state;
	press(stage, "Enter Down = a y y y End Home PgDn e e e");
	disk_agrees(stage);
	assert_int_equal(journals_grown(stage, before), 0);
	stage_free(stage);
}

/* As in Avstämning, the words about the selected row stand under the rule. */
static void keys_cost_little(void **state)
{
	struct stage *stage = compared("ekonom-lanssjukvard", NEW_POST);
	size_t all = bytes_of(stage, "a"), page, down;

	(void)state;
	press(stage, "Home");
	page = bytes_of(stage, "PgDn");
	press(stage, "Home");
	down = bytes_at_most(stage, "Down", 30);
	print_message("bytes: all %zu, page %zu, down at most %zu\n", all, page, down);
	assert_true(all <= 850 && page <= 1000 && down <= 340);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_differs_and_why),
		cmocka_unit_test(a_group_leads_to_its_parts),
		cmocka_unit_test(the_same_is_nothing),
		cmocka_unit_test(the_other_is_chosen),
		cmocka_unit_test(anothers_line_comes_in),
		cmocka_unit_test(a_what_if_is_not_in_it),
		cmocka_unit_test(why_is_that_of_the_newer),
		cmocka_unit_test(nothing_is_written),
		cmocka_unit_test(keys_cost_little),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

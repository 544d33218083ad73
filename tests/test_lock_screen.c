/* A version frozen with its lock on the screen, and what every screen that changes a ram or a target then asks for before anything is saved. */
#include "testing.h"

#include "act.h"
#include "stage.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

#define CHEF   "divchef-lanssjukvard"
#define LOCKED "{'act':'version','name':'Fastställd budget','lock':true}\n"
#define ASKS   "budgeten 2020 är fastställd i versionen «Fastställd budget»"

static struct stage *stage_locked(void)
{
	struct stage *stage = stage_new();

	another_writes(stage, "regiondirektor", LOCKED);
	stage_run(stage, &(struct start){ .as = CHEF });
	return stage;
}

static const struct act *latest(const struct stage *stage)
{
	const struct journal *journal = book_journal(stage->session->book, CHEF);

	return &journal->lines[journal->count - 1]->act;
}

static size_t lines_of(const struct stage *stage)
{
	return book_journal(stage->session->book, CHEF)->count;
}

static void it_is_frozen_with_or_without(void **state)
{
	struct stage *stage = stage_as("regiondirektor");
	const struct event *lock;

	(void)state;
	press(stage, "V + 'Olåst' Tab f");
	sees(stage, "Fryst: versionen Olåst");
	assert_null(version_lock(stage->session->now));
	press(stage, "+ 'Beslutad budget' Tab");
	sees(stage, "därefter");
	press(stage, "l");
	sees(stage, "Fryst och låst: versionen Beslutad budget");
	sees(stage, "Beslutad budget  låst");
	sees_not(stage, "Olåst  låst");
	lock = version_lock(stage->session->now);
	assert_true(lock && !strcmp(lock->line->act.version.name, "Beslutad budget"));
	disk_agrees(stage);
	press(stage, "+ 'Nej' Tab n");
	assert_ptr_equal(version_lock(stage->session->now), lock);
	stage_free(stage);
}

/* Nothing that was typed is lost. */
static void a_post_asks_for_its_decision(void **state)
{
	struct stage *stage = stage_locked();
	size_t lines = lines_of(stage);

	(void)state;
	press(stage, "o + Right Enter Enter 'ortopedi' Enter 1 , 5 Tab Enter Enter ^S");
	sees(stage, ASKS);
	sees_not(stage, "Sparat 09.00");
	assert_int_equal(lines_of(stage), lines);
	press(stage, "^U 'RS 3 dec 2019 § 12' ^S");
	sees(stage, "(mnkr).");
	press(stage, "s");
	sees(stage, "Sparat 09.00");
	assert_string_equal(latest(stage)->post.decision, "RS 3 dec 2019 § 12");
	disk_agrees(stage);
	stage_free(stage);
}

static void a_target_asks_for_its_decision(void **state)
{
	struct stage *stage = stage_locked();

	(void)state;
	press(stage, "o / 'ortopedi' Enter R");
	sees(stage, "Beslut (måste anges)");
	press(stage, "1 , 5 Enter Enter");
	sees(stage, "Inte sparat: " ASKS);
	press(stage, "'RS § 13' Enter");
	sees(stage, "Sparat 09.00: Ortopedi har resultatmålet 1,5");
	assert_string_equal(latest(stage)->target.decision, "RS § 13");
	disk_agrees(stage);
	stage_free(stage);
}

static void who_writes_for_a_chef_sets_a_target_by_a_decision(void **state)
{
	struct stage *stage = stage_as("registrator");
	const struct journal *journal;

	(void)state;
	press(stage, "o / 'ortopedi' Enter R 1 Enter Enter");
	sees(stage, "Inte sparat: en registrator skriver det som är beslutat: ange beslutet");
	press(stage, "'RS § 13' Enter");
	sees(stage, "Sparat 09.00: Ortopedi har resultatmålet 1,0");
	journal = book_journal(stage->session->book, "registrator");
	assert_string_equal(journal->lines[journal->count - 1]->act.target.decision, "RS § 13");
	stage_free(stage);
}

static void taking_back_asks_for_a_decision(void **state)
{
	struct stage *stage = stage_locked();
	size_t lines = lines_of(stage);

	(void)state;
	press(stage, "o / 'ortopedi' Enter Enter Down Down x");
	sees(stage, "Beslut (måste anges)");
	press(stage, "Enter Enter t");
	sees(stage, "Inte sparat: " ASKS);
	assert_int_equal(lines_of(stage), lines);
	press(stage, "Esc");
	stage_free(stage);
}

/* A division changes no ram: it is hers to change as before. */
static void ramar_of_sub_units_ask_for_a_decision(void **state)
{
	struct stage *stage = stage_locked();
	size_t lines = lines_of(stage);

	(void)state;
	press(stage, "f");
	to_row(stage, "Material");
	press(stage, "2 1 Enter ^S");
	sees_not(stage, "Beslut (måste anges)");
	press(stage, "Enter s");
	sees(stage, "Sparat 09.00");
	assert_int_equal(lines_of(stage), lines + 1);
	to_row(stage, "Ortopedi");
	press(stage, "2 3 0 Enter ^S");
	sees(stage, "Beslut (måste anges)");
	press(stage, "'Fler vårdplatser' Enter Enter 2");
	sees(stage, "Inte sparat: " ASKS);
	sees(stage, "Fler vårdplatser");
	assert_int_equal(lines_of(stage), lines + 1);
	press(stage, "Enter 'RS § 14' Enter 2");
	sees(stage, "Sparat 09.00");
	assert_string_equal(latest(stage)->post.decision, "RS § 14");
	assert_string_equal(latest(stage)->post.text, "Fler vårdplatser");
	disk_agrees(stage);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_frozen_with_or_without),
		cmocka_unit_test(a_post_asks_for_its_decision),
		cmocka_unit_test(a_target_asks_for_its_decision),
		cmocka_unit_test(who_writes_for_a_chef_sets_a_target_by_a_decision),
		cmocka_unit_test(taking_back_asks_for_a_decision),
		cmocka_unit_test(ramar_of_sub_units_ask_for_a_decision),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

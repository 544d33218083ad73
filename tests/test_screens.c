/* The screens of the real program on real files: norrbotten-2020 set up in a scratch directory, real key bytes in and real output out. What
 * stands on each screen is in tests/screens/ as golden screens; here is what a screen does to the files, and what must hold whatever is typed. */
#include "testing.h"

#include "golden.h"
#include "stage.h"
#include "world.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define CHEF "divchef-lanssjukvard"

#define TEN_MORE \
	"{'act':'post','kind':'expansion','year':2020,'legs':[['lanssjukvard',10000000]],'text':'Fler vårdplatser','decision':'RS 17 dec 2019 § 301'}\n"

/* --- the whole path of a chef --- */

static void she_finds_the_figure_and_why(struct stage *stage)
{
	sees(stage, "Vem är du här?");
	press(stage, "G Enter");
	sees(stage, "Du läser");
	press(stage, "o / 'länssjuk' Enter");
	sees(stage, "Länssjukvård");
	sees(stage, "2 256,5");
	press(stage, "v");
	sees(stage, "Så är beloppet uppbyggt · Länssjukvård: ram 2020");
	sees(stage, "Löne- och prisindex");
	press(stage, "q f");
	sees(stage, "Länssjukvård · Fördelning av ramen 2020");
	sees(stage, "läser");
	press(stage, "5");
	sees(stage, "Ramen för Länssjukvård fördelas av divisionschef Länssjukvård");
	press(stage, "q");
}

static void she_takes_her_seat(struct stage *stage)
{
	press(stage, "h b / 'divisionschef länssjuk' Enter");
	sees(stage, "Du är divisionschef Länssjukvård");
	sees(stage, "KVAR ATT FÖRDELA 6,5");
	sees(stage, "6,5 mnkr kvar");
}

static void she_divides_what_is_left(struct stage *stage)
{
	press(stage, "Enter");
	sees(stage, "Länssjukvård · Fördelning av ramen 2020");
	to_row(stage, "Övrigt");
	press(stage, "2 0 , 5");
	sees(stage, "KVAR ATT FÖRDELA 0,0");
	sees(stage, "Läses som");
	press(stage, "Enter");
	sees(stage, "utkast, ej sparat");
	press(stage, "^S");
	sees(stage, "Spara 1 ändrad rad i fördelningen för Länssjukvård?");
	press(stage, "'Besked om Piteå' Enter s");
	sees(stage, "Sparat 09.00. Kvar att fördela: 0,0 mnkr");
	sees_not(stage, "ej sparat");
}

static void it_is_there(struct stage *stage)
{
	sees(stage, "allt är fördelat");
	sees_not(stage, "Fördela ramen");
	press(stage, "f");
	sees(stage, "KVAR ATT FÖRDELA 0,0");
	to_row(stage, "Övrigt");
	sees(stage, "20,5");
	sees(stage, "Besked om Piteå");
	disk_agrees(stage);
}

static void a_chef_goes_all_the_way(void **state)
{
	struct stage *stage = stage_new();
	struct journals *before = journals_read(stage);

	(void)state;
	stage_run(stage, &(struct start){ 0 });
	she_finds_the_figure_and_why(stage);
	she_takes_her_seat(stage);
	she_divides_what_is_left(stage);
	disk_agrees(stage);
	assert_false(terminal_keys(stage->terminal, "q q q"));
	assert_true(journals_grown(stage, before) > 0);
	stage_again(stage, CHEF);
	it_is_there(stage);
	stage_free(stage);
}

/* --- who may not, cannot --- */

static void core_refuses(struct session *session, const char *unit)
{
	struct row row = { .line = "personal", .kr = 1, .until = NUMBER_NONE };
	struct error error = { 0 };
	struct act act;

	act_clear(&act, ACT_DISTRIBUTE);
	act.distribute.unit = unit;
	act.distribute.year = 2020;
	act.distribute.rows = (struct list){ &row, 1 };
	assert_int_equal(session_save(session, &act, 1, &error), SAVE_REFUSED);
	assert_true(*error.text);
}

/* Whoever reads a division is on the same screen as who divides it. */
static void who_may_not_write_cannot(void **state)
{
	static const struct start cases[] = {
		{ .as = "ekonom-lanssjukvard", .unit = "lanssjukvard", .screen = "distribution" },
		{ .as = "ekonom", .unit = "lanssjukvard", .screen = "distribution" },
		{ .as = "registrator", .unit = "lanssjukvard", .screen = "distribution" },
		{ .as = "chef-ls-ortopedi", .unit = "lanssjukvard", .screen = "distribution" },
		{ .as = CHEF, .unit = "narsjukvard", .screen = "distribution" },
		{ .as = CHEF, .unit = "ls-ortopedi", .screen = "distribution" },
		{ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution", .read_only = true },
		{ .unit = "lanssjukvard", .screen = "distribution", .read_only = true },
		{ .unit = "lanssjukvard", .screen = "distribution" },
	};
	static const char *const keys[] = { "Down Down Down 1 2 Enter ^S Enter s", "Enter 5 Enter", "Delete ^S j", "^Z ^Y ^S", "1 ^S Enter 1" };
	const struct start *one;

	(void)state;
	for (EACH(one, cases)) {
		struct stage *stage = stage_new();
		struct journals *before = journals_read(stage);

		stage_run(stage, one);
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
			press(stage, keys[i]);
		sees(stage, "läser");
		core_refuses(stage->session, one->unit);
		assert_int_equal(journals_grown(stage, before), 0);
		expect(access(stage->state, F_OK) != 0, "a draft was made for %s", one->as ? one->as : "nobody");
		stage_free(stage);
	}
}

/* --- drafts --- */

static void leave_by_quitting(struct stage *stage)
{
	assert_false(terminal_keys(stage->terminal, "q q"));
}

static void leave_by_hanging_up(struct stage *stage)
{
	assert_false(terminal_hang_up(stage->terminal));
}

static void leave_by_signal(struct stage *stage)
{
	assert_false(terminal_signal(stage->terminal, SIGHUP));
}

/* As kill -9 would: nothing more is done, and another program looks at what is there. (What the first one holds is freed at the end.) */
static void leave_by_nothing(struct stage *stage)
{
	if (stage->session->draft.locked) /* that much the kernel does */
		close(stage->session->draft.lock);
	stage->session->draft.locked = false;
}

static void draft_is_offered(struct stage *stage)
{
	sees(stage, "Fortsätt utkastet");
	sees(stage, "2 ändrade rader är inte sparade");
	press(stage, "Enter");
	sees(stage, "Ditt utkast är kvar: 2 ändrade rader är inte sparade");
	sees(stage, "KVAR ATT FÖRDELA 1,5");
	sees(stage, "39,0");
	sees(stage, "18,0");
	press(stage, "^S");
	sees(stage, "Därför att");
	press(stage, "Esc ^Z");
	sees(stage, "KVAR ATT FÖRDELA 5,5");
	press(stage, "^Y");
	sees(stage, "KVAR ATT FÖRDELA 1,5");
}

static void type_a_draft(struct stage *stage)
{
	press(stage, "f");
	to_row(stage, "Personal");
	press(stage, "3 9 Enter");
	to_row(stage, "Övrigt");
	press(stage, "1 8 Enter ^S 'Därför att' Esc");
}

static void a_draft_survives(void **state)
{
	static void (*const ways[])(struct stage *) = { leave_by_quitting, leave_by_hanging_up, leave_by_signal, leave_by_nothing };

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct stage *stage = stage_as(CHEF), gone;
		struct journals *before = journals_read(stage);

		type_a_draft(stage);
		ways[i](stage);
		gone = *stage;
		if (ways[i] == leave_by_nothing)
			terminal_stop(gone.terminal); /* the signals of a process are one program's */
		else
			stage_leave(stage);
		stage_run(stage, &(struct start){ .as = CHEF });
		draft_is_offered(stage);
		assert_int_equal(journals_grown(stage, before), 0);
		if (ways[i] == leave_by_nothing)
			stage_leave(&gone);
		stage_free(stage);
	}
}

/* Promise 2 of quality.md: not even the figure that is half typed is lost. */
static void a_half_typed_figure_survives(void **state)
{
	static void (*const ways[])(struct stage *) = { leave_by_hanging_up, leave_by_signal, leave_by_nothing };

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct stage *stage = stage_as(CHEF), gone;

		press(stage, "f");
		to_row(stage, "Personal");
		press(stage, "3 9 , ^C"); /* Ctrl-C loses nothing either */
		ways[i](stage);
		gone = *stage;
		if (ways[i] == leave_by_nothing)
			terminal_stop(gone.terminal);
		else
			stage_leave(stage);
		stage_run(stage, &(struct start){ .as = CHEF });
		sees(stage, "Fortsätt utkastet");
		sees(stage, "ett belopp är halvskrivet");
		press(stage, "Enter");
		sees(stage, "Enter klart");
		press(stage, "5 Enter");
		sees(stage, "39,5");
		if (ways[i] == leave_by_nothing)
			stage_leave(&gone);
		stage_free(stage);
	}
}

/* --- two sessions on one folder --- */

static void anothers_line_comes_by_itself(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "o");
	sees(stage, "2 256,5");
	another_writes(stage, "regiondirektor", TEN_MORE);
	sees_not(stage, "2 266,5");
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "2 266,5");
	press(stage, "h");
	sees(stage, "KVAR ATT FÖRDELA 16,5");
	disk_agrees(stage);
	stage_free(stage);
}

/* Where there is no row to mark, it is told, until the next key; what concerns others is not. */
static void anothers_line_is_told_where_it_matters(void **state)
{
	static const char *const places[] = { "o Enter", "f", "o v" };

	(void)state;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct stage *stage = stage_as(CHEF);

		press(stage, places[i]);
		another_writes(stage, "divchef-narsjukvard", "{'act':'say','unit':'narsjukvard','kind':'note','text':'Hej'}\n");
		assert_true(terminal_step(stage->terminal, -1));
		sees_not(stage, "Nytt:");
		another_writes(stage, "regiondirektor", TEN_MORE);
		assert_true(terminal_step(stage->terminal, -1));
		sees(stage, "Nytt: regiondirektör gav Länssjukvård +10,0 mnkr");
		press(stage, "Down");
		sees_not(stage, "Nytt:");
		stage_free(stage);
	}
}

/* Also in the middle of a word: what she types stays, and the sums have both. */
static void anothers_line_disturbs_no_typing(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "f");
	to_row(stage, "Övrigt");
	press(stage, "2 0");
	sees(stage, "KVAR ATT FÖRDELA 0,5");
	another_writes(stage, "regiondirektor", TEN_MORE);
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "Läses som 20");
	sees(stage, "KVAR ATT FÖRDELA 10,5");
	press(stage, ", 5 Enter");
	sees(stage, "KVAR ATT FÖRDELA 10,0");
	stage_free(stage);
}

static void what_moved_is_not_written_over(void **state)
{
	struct stage *stage = stage_as(CHEF);
	struct journals *before;

	(void)state;
	press(stage, "f");
	to_row(stage, "Övrigt");
	press(stage, "2 0 , 5 Enter ^S Enter");
	another_writes(stage, "regiondirektor", TEN_MORE);
	before = journals_read(stage);
	press(stage, "s");
	sees(stage, "Inte sparat: någon annan sparade just");
	sees(stage, "utkast, ej sparat");
	sees(stage, "KVAR ATT FÖRDELA 10,0");
	assert_int_equal(journals_grown(stage, before), 0);
	disk_agrees(stage);
	press(stage, "^S Enter s");
	sees(stage, "Sparat 09.00. Kvar att fördela: 10,0 mnkr");
	disk_agrees(stage);
	stage_free(stage);
}

/* --- what a key costs --- */

/* The form keeps what was written, with the figures as they are now. */
static void a_form_that_moved_is_not_saved_over(void **state)
{
	struct stage *stage = stage_as(CHEF);
	struct journals *before;

	(void)state;
	press(stage, "o + Enter Enter 'ortopedi' Enter 2 Enter ^S");
	sees(stage, "Löne- och prisindex 2020: Ortopedi +2,0 (mnkr).");
	another_writes(stage, "regiondirektor", TEN_MORE);
	before = journals_read(stage);
	press(stage, "s");
	sees(stage, "Inte sparat: någon annan sparade just");
	sees(stage, "Länssjukvård: kvar att fördela 16,5 → 14,5");
	assert_int_equal(journals_grown(stage, before), 0);
	disk_agrees(stage);
	stage_again(stage, CHEF); /* and it is there when she comes back */
	press(stage, "o +");
	sees(stage, "Ditt utkast är kvar");
	press(stage, "^S s");
	sees(stage, "Sparat 09.00. Ortopedi har nu ramen 230,4 mnkr");
	disk_agrees(stage);
	stage_free(stage);
}

/* What keys cost is asserted where each screen is tested. Nothing is sent while nothing happens. */
static void an_idle_screen_sends_nothing(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	print_message("bytes: start %zu\n", terminal_bytes(stage->terminal));
	press(stage, "c Home");
	terminal_bytes(stage->terminal);
	for (int i = 0; i < 5; i++)
		terminal_step(stage->terminal, 0);
	assert_int_equal(terminal_bytes(stage->terminal), 0);
	stage_free(stage);
}

/* --- golden screens --- */

static struct stage *golden_stage;

static struct screen *golden_open(const struct golden_head *head, struct session **session)
{
	const struct start start = {
		.as = golden_value(head, "as"),
		.unit = golden_value(head, "unit"),
		.screen = golden_value(head, "screen"),
		.term = golden_value(head, "term"),
		.read_only = golden_value(head, "read-only") != NULL,
	};

	golden_stage = stage_new();
	stage_begin(golden_stage, &start);
	*session = golden_stage->session;
	return stage_first(*session, &start);
}

static void golden_close(struct session *session)
{
	(void)session;
	stage_free(golden_stage);
}

static const struct golden_world golden_screens = { golden_open, golden_close };

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_chef_goes_all_the_way),
		cmocka_unit_test(who_may_not_write_cannot),
		cmocka_unit_test(a_draft_survives),
		cmocka_unit_test(a_half_typed_figure_survives),
		cmocka_unit_test(anothers_line_comes_by_itself),
		cmocka_unit_test(anothers_line_is_told_where_it_matters),
		cmocka_unit_test(anothers_line_disturbs_no_typing),
		cmocka_unit_test(what_moved_is_not_written_over),
		cmocka_unit_test(a_form_that_moved_is_not_saved_over),
		cmocka_unit_test(an_idle_screen_sends_nothing),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	failed += golden_run(testing_source("tests/screens"), &golden_screens);
	stage_tear_down();
	return failed;
}

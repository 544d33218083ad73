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
	sees_not(stage, "Fördelning av ramen");
}

static void she_takes_her_seat(struct stage *stage)
{
	press(stage, "h b / 'divisionschef länssjuk' Enter");
	sees(stage, "Du är divisionschef Länssjukvård");
	sees(stage, "KVAR ATT FÖRDELA 6,5");
	sees(stage, "6,5 mnkr kvar");
}

static void to_line(struct stage *stage, const char *name)
{
	char row[100];

	snprintf(row, sizeof row, " %s", name);
	press(stage, "Home");
	for (int i = 0; i < 40; i++) {
		int at, column;
		bool shown;

		terminal_cursor(stage->terminal, &at, &column, &shown);
		if (strstr(terminal_text(stage->terminal, at), row))
			return;
		press(stage, "Down");
	}
	fail_msg("there is no row called %s", name);
}

static void she_divides_what_is_left(struct stage *stage)
{
	press(stage, "Enter");
	sees(stage, "Länssjukvård · Fördelning av ramen 2020");
	to_line(stage, "Övrigt");
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
	to_line(stage, "Övrigt");
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
	struct row row = { .line = "personal", .kr = 1 };
	struct error error = { 0 };
	struct act act;

	act_clear(&act, ACT_DISTRIBUTE);
	act.distribute.unit = unit;
	act.distribute.year = 2020;
	act.distribute.rows = (struct list){ &row, 1 };
	assert_int_equal(session_save(session, &act, 1, &error), SAVE_REFUSED);
	assert_true(*error.text);
}

/* She is put on the screen of the division itself, as no path of keys would let her. */
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

/* --- sizes --- */

/* Every screen, and everything that can be open on it. */
static const struct { const char *as, *keys; } situations[] = {
	{ NULL, "Down Down" },
	{ NULL, "/ 'kir'" },
	{ CHEF, "Down" },
	{ CHEF, "o Down" },
	{ CHEF, "o * End" },
	{ CHEF, "o K Tab" },
	{ CHEF, "o / 'ort'" },
	{ CHEF, "o Enter Down Down" },
	{ CHEF, "o v Down" },
	{ CHEF, "f Down" },
	{ CHEF, "f 1 2" },
	{ CHEF, "f 1 9 Enter ^S 'va'" },
	{ CHEF, "f 1 . 2 3 4 Enter" },
	{ CHEF, "c Down" },
	{ CHEF, "H Down" },
	{ CHEF, "o + 'Till Piteå'" },
	{ CHEF, "o + Enter Enter 'ort' Enter 1 , 5 Enter 'kir'" },
	{ CHEF, "o + Left Enter Enter 'ort' Enter 1 . 2 3 4" },
	{ CHEF, "o + Enter Enter ^F 2 ^S" },
	{ CHEF, "o Right Right m 5" },
	{ CHEF, "o ?" },
	{ CHEF, "o ? / 'ram'" },
};

static void resize_to(struct stage *stage, int rows, int columns)
{
	int row, column;
	bool shown;

	expect(terminal_resize(stage->terminal, rows, columns), "left at %d × %d", rows, columns);
	terminal_cursor(stage->terminal, &row, &column, &shown);
	expect(row < rows && column < columns, "the cursor is at %d, %d of %d × %d", row, column, rows, columns);
	if (rows >= SCREEN_LEAST_ROWS && columns >= SCREEN_LEAST_COLUMNS)
		expect(*terminal_text(stage->terminal, 0) == ' ', "no head at %d × %d", rows, columns);
}

/* Every column for one of them; of the others fewer, and few of those where all screens are the same notice. */
static int column_step(int rows, int columns, bool all)
{
	return all ? 1 : rows >= SCREEN_LEAST_ROWS && columns >= SCREEN_LEAST_COLUMNS ? 3 : 13;
}

static void sweep(struct stage *stage, bool all)
{
	for (int rows = 1; rows <= 12; rows++)
		for (int columns = 1; columns <= 60; columns += column_step(rows, columns, all))
			resize_to(stage, rows, columns);
	for (int rows = 13; rows <= 31; rows += 6)
		for (int columns = 40; columns <= 110; columns += 7)
			resize_to(stage, rows, columns);
	resize_to(stage, 60, 200);
	resize_to(stage, 300, 100);
}

static void every_screen_stands_every_size(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof situations / sizeof *situations; i++) {
		struct stage *stage = stage_new();
		char *before;

		stage_run(stage, &(struct start){ .as = situations[i].as });
		press(stage, situations[i].keys);
		before = memory_string(terminal_screen(stage->terminal));
		sweep(stage, i == 3);
		terminal_resize(stage->terminal, 24, 80);
		if (strcmp(before, terminal_screen(stage->terminal))) {
			print_screen(before);
			print_screen(terminal_screen(stage->terminal));
		}
		expect(!strcmp(before, terminal_screen(stage->terminal)), "another screen after the sweep: %s", situations[i].keys);
		free(before);
		stage_free(stage);
	}
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
	(void)stage;
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
	to_line(stage, "Personal");
	press(stage, "3 9 Enter");
	to_line(stage, "Övrigt");
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
		to_line(stage, "Personal");
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

/* Also in the middle of a word: what she types stays, and the sums have both. */
static void anothers_line_disturbs_no_typing(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "f");
	to_line(stage, "Övrigt");
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
	to_line(stage, "Övrigt");
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

/* The design's figures (260 down, 1 200 a page, 900 a question) are those of peers that show a list and nothing beside it: Avstämning is
 * such a list. The tree also tells three rows about the selected unit, all new at every key; what that costs may not grow. */
static void keys_cost_little(void **state)
{
	struct stage *stage = stage_as(CHEF);
	size_t start = terminal_bytes(stage->terminal), first = bytes_of(stage, "o"), down, most = 0, page, question, list, list_page;

	(void)state;
	press(stage, "* Home");
	page = bytes_of(stage, "PgDn");
	press(stage, "Home");
	for (int i = 0; i < 40; i++) {
		down = bytes_of(stage, "Down");
		most = down > most ? down : most;
	}
	press(stage, "Home");
	down = bytes_of(stage, "Down");
	press(stage, "c Home");
	list = bytes_of(stage, "Down");
	list_page = bytes_of(stage, "PgDn");
	press(stage, "h f 1 9 Enter");
	question = bytes_of(stage, "^S");
	for (int i = 0; i < 5; i++)
		terminal_step(stage->terminal, 0);
	assert_int_equal(terminal_bytes(stage->terminal), 0);
	print_message("bytes: start %zu, tree %zu; down %zu, at most %zu, page %zu; check down %zu; page %zu; question %zu\n", start, first, down, most,
	              page, list, list_page, question);
	assert_true(list <= 260);
	assert_true(question <= 900);
	assert_true(down <= 430 && most <= 550 && page <= 1400 && list_page <= 1850);
	stage_free(stage);
}

/* --- whatever is typed --- */

static const char *const monkey_keys[] = {
	"Up", "Down", "Down", "Left", "Right", "Enter", "Enter", "Esc", "Tab", "BackTab", "PgUp", "PgDn", "Home", "End", "Backspace", "Delete",
	"Space", "F1", "^S", "^S", "^Z", "^Y", "^C", "^L", "?", "q", "o", "h", "c", "e", "f", "f", "v", "K", "/", "n", "N", "*", "g", "G", "b", "s", "j", "H", "r",
	"m", "1", "2", "3", "0", ",", ".", "+", "-", "=", "å", "x", "%", "'", "<", "日", "3 9 Enter", "^S 'x' Enter s", "^S Enter 2", "h f", "o v", "o Enter",
};

static void monkey_step(struct stage *stage, uint64_t number)
{
	const char *key = monkey_keys[number / 64 % (sizeof monkey_keys / sizeof *monkey_keys)];
	bool goes_on;

	if (number % 64 == 0)
		goes_on = terminal_resize(stage->terminal, (int)(number / 64 % 40) + 1, (int)(number / 4096 % 120) + 1);
	else if (number % 64 == 1)
		goes_on = terminal_paste(stage->terminal, "12 500\ttkr\nq\n");
	else if (number % 64 == 2)
		goes_on = terminal_send(stage->terminal, "\xe5\xff\033[?9;8h\x80", 9);
	else
		goes_on = terminal_keys(stage->terminal, key);
	if (!goes_on)
		stage_again(stage, CHEF);
}

static void random_keys_do_no_harm(void **state)
{
	struct stage *stage = stage_as(CHEF);
	struct journals *journals = journals_read(stage);
	uint64_t random = 2020;
	size_t grown = 0;

	(void)state;
	for (int i = 1; i <= 3000; i++) {
		monkey_step(stage, testing_random(&random));
		if (i % 300)
			continue;
		grown += journals_grown(stage, journals);
		journals = journals_read(stage);
		disk_agrees(stage);
	}
	print_message("random keys: %zu bytes saved\n", grown);
	assert_true(grown > 0); /* or they never came to where anything is written */
	journals_free(journals);
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
		cmocka_unit_test(every_screen_stands_every_size),
		cmocka_unit_test(it_may_begin_at_any_size),
		cmocka_unit_test(a_draft_survives),
		cmocka_unit_test(a_half_typed_figure_survives),
		cmocka_unit_test(anothers_line_comes_by_itself),
		cmocka_unit_test(anothers_line_disturbs_no_typing),
		cmocka_unit_test(what_moved_is_not_written_over),
		cmocka_unit_test(a_form_that_moved_is_not_saved_over),
		cmocka_unit_test(keys_cost_little),
		cmocka_unit_test(random_keys_do_no_harm),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	failed += golden_run(testing_source("tests/screens"), &golden_screens);
	stage_tear_down();
	return failed;
}

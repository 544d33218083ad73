/* A räkneexempel on the screens, with real keys: laid on, seen and marked everywhere, nothing saved meanwhile, thrown away, or kept as one's own
 * draft. What it comes to is in test_what_if; how it looks in tests/screens/what-if*.test. */
#include "testing.h"

#include "plan.h"
#include "stage.h"

#include <stdlib.h>
#include <string.h>

#define CHEF   "divchef-lanssjukvard"
#define EKONOM "ekonom-lanssjukvard"
#define BANNER "RÄKNEEXEMPEL: " /* and what there is room for beside the rest, in 80 columns */
#define LAID   "W '+2%' Enter"

static int lans(const struct stage *stage)
{
	return org_find(stage->session->book->org, "lanssjukvard");
}

static const struct balance *balance_of(const struct stage *stage)
{
	return &stage->session->table->balance[lans(stage)];
}

/* --- laid on --- */

static void a_step_is_previewed_and_laid_on_from_the_tree(void **state)
{
	struct stage *stage = stage_as(CHEF);
	money left = balance_of(stage)->left;

	(void)state;
	press(stage, "o g");
	to_row(stage, "Länssjukvård");
	press(stage, "W");
	sees(stage, "Räkneexempel för Länssjukvård med allt under, 2020. Inget sparas.");
	sees(stage, "Skriv hur mycket mer eller mindre");
	press(stage, "+ 2 %");
	sees(stage, "ramen +2 %: från 2 256,5 till 2 301,6 mnkr");
	sees(stage, "Kvar att fördela i hela grenen: från 426,7 till 435,0 mnkr");
	sees_not(stage, "RÄKNEEXEMPEL");
	press(stage, "Enter");
	sees(stage, "RÄKNEEXEMPEL: Länssjukvård ramen +2 %");
	sees(stage, "2 301,6");
	assert_int_equal(balance_of(stage)->left, left);
	stage_free(stage);
}

/* Left and Right choose what; what is typed there is how much. */
static void what_changes_is_chosen(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "W Right");
	sees(stage, "alla kostnader");
	press(stage, "Right Tab '+1%'");
	sees(stage, "Personal +1 %: från ");
	press(stage, "Up Left Left");
	sees(stage, "ramen +1 %: från ");
	press(stage, "'-5'");
	sees(stage, "ramen +1 %-5 mnkr: från ");
	stage_free(stage);
}

/* --- seen, and marked --- */

static void expect_marked(struct stage *stage, const char *where)
{
	const char *row = terminal_text(stage->terminal, 0), *banner = strstr(row, BANNER);
	int column = 0;

	expect(banner, "%s: %s", where, row);
	for (const char *at = row; at < banner; at++)
		column += (*at & 0xc0) != 0x80;
	expect(terminal_look(stage->terminal, 0, column).reverse, "%s: not in reverse", where);
}

static const struct { const char *keys, *where, *shows; } walk[] = {
	{ "", "start", "Ram 2020 2 301,6 mnkr" },
	{ "?", "help", "" },
	{ "q c", "check", "" },
	{ "q H", "history", "" },
	{ "q V", "versions", "" },
	{ "q o", "tree", "+126,4  2 301,6  2 315,1   6,5" },
	{ "v", "why the ram: what is decided", "2 256,5" },
	{ "q Enter", "unit", "Ram 2020 2 301,6 mnkr" },
	{ "Tab", "the division of it", "Köpt vård" },
	{ "f", "distribution", "ATT FÖRDELA 2 321,6      FÖRDELAT 2 315,1      KVAR ATT FÖRDELA 6,5" },
	{ "m", "months", "" },
	{ "q i", "details", "" },
	{ "q E", "export", "Excel" },
	{ "Esc W", "the question about it", "Inget av det är sparat" },
};

static void every_screen_shows_it_and_says_so(void **state)
{
	struct stage *stage = stage_as(CHEF);
	struct journals *journals = journals_read(stage);

	(void)state;
	press(stage, LAID);
	for (size_t i = 0; i < sizeof walk / sizeof *walk; i++) {
		if (*walk[i].keys)
			press(stage, walk[i].keys);
		expect_marked(stage, walk[i].where);
		if (*walk[i].shows)
			sees(stage, walk[i].shows);
	}
	assert_int_equal(journals_grown(stage, journals), 0);
	stage_free(stage);
}

/* A plan is what is saved: it says so, stands as without the example, and cannot be sent. */
static void a_plan_is_what_is_saved(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "W Right '+5%' Enter P"); /* over its ram, as the example has it */
	sees(stage, "RÄKNEEXEMPEL: ");
	sees(stage, "Räkneexemplet är inte med här: planen är den som är sparad.");
	sees(stage, "kräver skäl: 6,5 mnkr är kvar att fördela");
	sees(stage, "Inget stoppar den, när räkneexemplet är kastat eller behållet (W).");
	press(stage, "s");
	sees(stage, "behåll det som ditt utkast eller kasta det först");
	press(stage, "End");
	sees(stage, "2 276,5"); /* to divide */
	sees(stage, "2 270,0"); /* divided */
	press(stage, "Home W k");
	sees_not(stage, "äkneexemplet är inte med");
	sees(stage, "kräver skäl: 6,5 mnkr är kvar att fördela");
	sees(stage, "Inget stoppar: den kan skickas.");
	stage_free(stage);
}

/* The figure is what matters: in a narrow window too it is whole, and the unit of money beside it. */
static void the_head_never_cuts_a_figure(void **state)
{
	static const struct { int columns; const char *shows; } heads[] = {
		{ 200, "RÄKNEEXEMPEL: Länssjukvård ramen -10 mnkr; alla kostnader +1,25 %" },
		{ 80, "RÄKNEEXEMPEL: -10 mnkr; +1,25 %" },
		{ 40, "RÄKNEEXEMPEL: 2 steg" },
	};
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "W '-10 mnkr' Enter W l Right '+1,25%' Enter f");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		char *row;

		terminal_resize(stage->terminal, 24, heads[i].columns);
		row = memory_string(terminal_text(stage->terminal, 0));
		expect(strstr(row, heads[i].shows), "%d: %s", heads[i].columns, row);
		expect(strstr(row, " mnkr"), "%d: %s", heads[i].columns, row);
		free(row);
	}
	press(stage, "W t");
	expect(strstr(terminal_text(stage->terminal, 0), "RÄKNEEXEMPEL: -10 mnkr"), "%s", terminal_text(stage->terminal, 0));
	stage_free(stage);
}

/* In the columns of budget lines too, and below; what is outside the branch stays. */
static void the_trees_lines_show_it(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "W Right Right Right '+10%' Enter o K K");
	sees(stage, "Divisioner                 560,5     342,1     131,0    294,5   203,5");
	sees(stage, "38,0     276,1      18,0      6,5     4,0");
	sees(stage, "46,0      66,0     113,0     12,0     9,5");
	assert_int_equal(balance_of(stage)->ram, stage->session->table->own[lans(stage)]);
	stage_free(stage);
}

static void a_file_says_so_first(void **state)
{
	struct stage *stage = stage_as(CHEF);
	char path[STAGE_PATH + 100];

	(void)state;
	setenv("BUDGETDIALOG_EXPORT", stage->scratch, 1);
	press(stage, LAID " f E e");
	snprintf(path, sizeof path, "%s/budget-2020-lanssjukvard-fordelning-rakneexempel.csv", stage->scratch);
	char *csv = testing_read(path, NULL);

	expect(strstr(csv, "RÄKNEEXEMPEL: Länssjukvård ramen +2 % · "), "%.200s", csv);
	free(csv);
	press(stage, "v E t");
	snprintf(path, sizeof path, "%s/budget-2020-lanssjukvard-sa-ar-beloppet-uppbyggt-rakneexempel.txt", stage->scratch);
	unsetenv("BUDGETDIALOG_EXPORT");
	stage_free(stage);
}

/* --- nothing is saved meanwhile --- */

static void writing_is_refused_in_words(void **state)
{
	static const char *const tries[] = {
		"f Down Down Down 5", "^S", "Delete", "L", "n", "m Enter", "r", "q i n", "q q o +", "R", "Enter +", "c f", "q V n", "q H U",
	};
	struct stage *stage = stage_as(CHEF);
	struct journals *journals = journals_read(stage);

	(void)state;
	press(stage, LAID);
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		press(stage, tries[i]);
		expect(shows(stage, "behåll det som ditt utkast eller kasta det först"), "%s", tries[i]);
	}
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	struct act act;
	struct error error = { 0 };

	act_clear(&act, ACT_DISTRIBUTE);
	act.distribute.unit = "lanssjukvard";
	act.distribute.year = 2020;
	act.distribute.rows = (struct list){ &(struct row){ .line = "material", .kr = 1, .until = NUMBER_NONE }, 1 };
	assert_int_equal(session_save(stage->session, &act, 1, &error), SAVE_REFUSED);
	assert_string_equal(error.word, "what-if");
	assert_int_equal(journals_grown(stage, journals), 0);
	stage_free(stage);
}

/* --- thrown away --- */

static void add_screens(struct stage *stage, struct buffer *out)
{
	static const char *const keys[] = { "h", "o g", "K", "K", "K", "K", "K", "K", "K", "K", "Enter", "Tab", "Tab", "End", "f", "m" };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		press(stage, keys[i]);
		buffer_text(out, terminal_screen(stage->terminal));
	}
	press(stage, "h");
}

static void thrown_away_every_figure_is_as_before(void **state)
{
	struct stage *stage = stage_as(CHEF);
	struct buffer before = { 0 }, during = { 0 }, after = { 0 };

	(void)state;
	add_screens(stage, &before);
	press(stage, LAID " W l Right Right Right '-5 mnkr' Enter");
	add_screens(stage, &during);
	press(stage, "W k");
	sees(stage, "Räkneexemplet är kastat: beloppen är de beslutade");
	press(stage, "Up");
	add_screens(stage, &after);
	assert_string_not_equal(during.bytes, before.bytes);
	if (strcmp(after.bytes, before.bytes)) {
		print_screen(after.bytes);
		fail_msg("a screen is not as before");
	}
	buffer_free(&before);
	buffer_free(&during);
	buffer_free(&after);
	stage_free(stage);
}

static void the_last_step_is_taken_back(void **state)
{
	struct stage *stage = stage_as(CHEF);
	money ram = balance_of(stage)->ram;

	(void)state;
	press(stage, LAID " W l '+10 mnkr' Enter");
	assert_int_equal(stage->session->what_if.count, 2);
	press(stage, "W t");
	sees(stage, "Det senaste steget är borta");
	expect_marked(stage, "one step");
	assert_int_equal(stage->session->what_if.count, 1);
	press(stage, "W t");
	sees_not(stage, "RÄKNEEXEMPEL");
	assert_int_equal(balance_of(stage)->ram, ram);
	press(stage, "W Esc");
	sees_not(stage, "Räkneexempel");
	stage_free(stage);
}

/* One key too many on the way back is no way to lose it, where it is kept nowhere. */
static void what_is_in_memory_only_is_not_left_by_one_key(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = CHEF, .read_only = true });
	press(stage, LAID);
	sees(stage, "Räkneexemplet är på, men bara i minnet");
	press(stage, "f q q");
	sees(stage, "Räkneexemplet finns bara i minnet");
	press(stage, "W t W '-1%' Enter q"); /* another one */
	sees(stage, "Räkneexemplet finns bara i minnet");
	assert_false(terminal_keys(stage->terminal, "q"));
	stage_free(stage);
}

/* --- kept --- */

static void kept_it_is_one_batch_of_the_draft(void **state)
{
	struct stage *stage = stage_as(CHEF);
	struct journals *journals = journals_read(stage);
	struct draft *draft;

	(void)state;
	press(stage, LAID);
	struct plan *shown = plan_over(stage->session->table, lans(stage), NULL, NULL, 0);

	press(stage, "W b");
	sees(stage, "Ditt utkast för Länssjukvård har fått");
	sees(stage, "Inte med: enhetens egen ram, och enheterna under");
	sees_not(stage, "RÄKNEEXEMPEL");
	press(stage, "f");
	sees(stage, "utkast, ej sparat");
	sees(stage, "ATT FÖRDELA 2 276,5      FÖRDELAT 2 315,1      ÖVER RAM 38,6");
	draft = session_own_draft(stage->session, lans(stage));
	struct plan *kept = plan_make(stage->session->book, lans(stage), 2020, draft, NULL, 0);

	assert_int_equal(kept->count, shown->count);
	for (size_t i = 0; i < kept->count; i++)
		if (kept->rows[i].editable)
			assert_int_equal(kept->rows[i].value[PLAN_NOW], shown->rows[i].value[PLAN_NOW]);
	assert_int_equal(kept->conflicts, 0);
	press(stage, "^Z");
	sees(stage, "Ångrade Räkneexempel: ramen +2 %");
	assert_int_equal(draft_changes(draft), 0);
	press(stage, "^Y");
	sees(stage, "Gjorde om Räkneexempel: ramen +2 %");
	assert_true(draft_changes(draft) > 10);
	assert_int_equal(journals_grown(stage, journals), 0);
	plan_free(shown);
	plan_free(kept);
	stage_free(stage);
}

/* What she has written and not saved stays as it is, over the example, and does not take the example's ram for a new one. */
static void her_draft_lies_over_it(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "f");
	to_row(stage, "Läkemedel");
	press(stage, "'19,3' Enter");
	press(stage, LAID);
	sees(stage, "19,3");
	press(stage, "q f");
	press(stage, "W k");
	sees_not(stage, "! ");
	struct plan *plan = plan_make(stage->session->book, lans(stage), 2020, &stage->session->draft, NULL, 0);

	assert_int_equal(plan->ram_was, MONEY_NONE);
	assert_int_equal(plan->conflicts, 0);
	assert_int_equal(draft_changes(&stage->session->draft), 1);
	plan_free(plan);
	stage_free(stage);
}

/* --- for everybody --- */

static void who_only_reads_may_count_but_not_keep(void **state)
{
	static const struct start starts[] = { { .as = EKONOM }, { .as = CHEF, .read_only = true } };
	static const char *const reasons[] = { "Inte behållet: ramen för Länssjukvård fördelas av", "Inte behållet: öppnad med --read-only" };

	(void)state;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		struct stage *stage = stage_new();

		stage_run(stage, &starts[i]);
		press(stage, "h " LAID);
		sees(stage, "RÄKNEEXEMPEL");
		press(stage, "W b");
		sees(stage, reasons[i]);
		sees(stage, "RÄKNEEXEMPEL");
		press(stage, "W k");
		sees_not(stage, "RÄKNEEXEMPEL");
		stage_free(stage);
	}
}

/* --- another year, another book --- */

static void another_year_is_counted_anew_or_refused(void **state)
{
	struct stage *stage = stage_as(CHEF);
	money ram;

	(void)state;
	press(stage, LAID " o y");
	sees(stage, "RÄKNEEXEMPEL");
	ram = stage->session->table->own[lans(stage)];
	assert_int_equal(stage->session->year, 2021);
	assert_true(balance_of(stage)->ram > ram);
	press(stage, "y y W k W Right Right '+1%' Enter");
	assert_int_equal(stage->session->year, 2020);
	press(stage, "y");
	sees(stage, "Räkneexemplet går inte att räkna om till 2021");
	assert_int_equal(stage->session->year, 2020);
	sees(stage, "RÄKNEEXEMPEL");
	stage_free(stage);
}

#define FIVE_MORE "{'act':'post','kind':'expansion','year':2020,'legs':[['lanssjukvard',5000000]],'text':'Mer','decision':'RS 17 dec 2019 § 301'}\n"
#define NO_MATERIAL "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'material','kr':null}]}\n"

static void what_others_save_is_counted_with(void **state)
{
	struct stage *stage = stage_as(CHEF);
	money before;

	(void)state;
	press(stage, "W '+10 mnkr' Enter");
	before = balance_of(stage)->ram;
	meanwhile(stage, "registrator", FIVE_MORE);
	assert_int_equal(balance_of(stage)->ram - before, 5000000 * MONEY_KR);
	sees(stage, "RÄKNEEXEMPEL");
	stage_free(stage);
}

/* And comes back when it can be again. */
static void what_cannot_be_counted_rests(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "W");
	for (int i = 0; i < 40 && !shows(stage, " Material"); i++)
		press(stage, "Right");
	press(stage, "'-600 mnkr'");
	sees(stage, "har inte så mycket att minska på");
	press(stage, "Esc");
	struct what_if_step step = { .unit = "lanssjukvard", .what = WHAT_LINE, .line = "material", .text = "-214 mnkr", .shown = MONEY_IN_KR };
	struct error error = { 0 };

	expect(session_what_if_add(stage->session, &step, &error), "%s", error.text);
	meanwhile(stage, "stf-divchef-lanssjukvard", NO_MATERIAL);
	sees_not(stage, "RÄKNEEXEMPEL");
	sees(stage, "Räkneexemplet vilar, för det går inte att räkna nu");
	press(stage, "W");
	sees(stage, "Länssjukvård Material");
	sees_not(stage, "behåll som");
	press(stage, "Esc");
	meanwhile(stage, "stf-divchef-lanssjukvard", "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'material','kr':6500000}]}\n");
	sees(stage, "Räkneexemplet går att räkna igen och är på");
	sees(stage, "RÄKNEEXEMPEL: ");
	stage_free(stage);
}

static void at_rest_it_can_be_thrown_away_or_mended(void **state)
{
	struct stage *stage = stage_as(CHEF);
	struct what_if_step step = { .unit = "lanssjukvard", .what = WHAT_LINE, .line = "material", .text = "-218 mnkr", .shown = MONEY_IN_KR };
	struct error error = { 0 };

	(void)state;
	press(stage, LAID);
	expect(session_what_if_add(stage->session, &step, &error), "%s", error.text);
	meanwhile(stage, "stf-divchef-lanssjukvard", NO_MATERIAL);
	sees_not(stage, "RÄKNEEXEMPEL");
	assert_null(session_what_if_try(stage->session, &step, &error));
	press(stage, "W t"); /* without the step that could not be counted */
	sees(stage, "Det senaste steget är borta");
	sees(stage, "RÄKNEEXEMPEL: ramen +2 %");
	unit_leaves(stage, "lanssjukvard");
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = CHEF });
	sees(stage, "Räkneexemplet vilar");
	press(stage, "W k");
	sees(stage, "Räkneexemplet är kastat");
	stage_again(stage, CHEF);
	sees_not(stage, "äkneexemplet");
	stage_free(stage);
}

static void keys_cost_little(void **state)
{
	struct stage *stage = stage_as(CHEF);
	size_t question, typed;

	(void)state;
	press(stage, "o g");
	to_row(stage, "Länssjukvård");
	question = bytes_of(stage, "W");
	typed = bytes_to_type(stage, "+2,5%");
	print_message("bytes: question %zu, character at most %zu\n", question, typed);
	assert_true(question <= 520 && typed <= 200);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_is_previewed_and_laid_on_from_the_tree),
		cmocka_unit_test(what_changes_is_chosen),
		cmocka_unit_test(every_screen_shows_it_and_says_so),
		cmocka_unit_test(a_plan_is_what_is_saved),
		cmocka_unit_test(the_head_never_cuts_a_figure),
		cmocka_unit_test(the_trees_lines_show_it),
		cmocka_unit_test(a_file_says_so_first),
		cmocka_unit_test(writing_is_refused_in_words),
		cmocka_unit_test(thrown_away_every_figure_is_as_before),
		cmocka_unit_test(the_last_step_is_taken_back),
		cmocka_unit_test(what_is_in_memory_only_is_not_left_by_one_key),
		cmocka_unit_test(kept_it_is_one_batch_of_the_draft),
		cmocka_unit_test(her_draft_lies_over_it),
		cmocka_unit_test(who_only_reads_may_count_but_not_keep),
		cmocka_unit_test(another_year_is_counted_anew_or_refused),
		cmocka_unit_test(what_others_save_is_counted_with),
		cmocka_unit_test(what_cannot_be_counted_rests),
		cmocka_unit_test(at_rest_it_can_be_thrown_away_or_mended),
		cmocka_unit_test(keys_cost_little),
	};

	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

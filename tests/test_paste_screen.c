/* A block from a spreadsheet pasted into a division, notes on rows, what a cut is asked about and what a change is counted from: with real keys
 * on real files. How the cells are matched is in test_pasting.c, how it looks in tests/screens/distribution-paste*.test. */
#include "testing.h"

#include "stage.h"
#include "world.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHEF   "divchef-lanssjukvard"
#define DEPUTY "stf-divchef-lanssjukvard"
#define HERE(user) &(struct start){ .as = user, .unit = "lanssjukvard", .screen = "distribution" }

/* As Excel puts them: CRLF, no-break spaces, quotes. Personal and Reserv are locked there. */
#define BLOCK "Rad\tBokslut 2018\tBudget 2020\r\nPersonal\t36,0\t39,0\r\nKöpt värd\t\t250\r\nKöpt vård\t248,8\t252,5\r\n" \
	"\"Läkemedel\"\t16,5\t#REF!\r\nMaterial\t6,2\t\r\nÖvrigt\t16,0\t\"17,5\"\r\nEgna kostnader\t\t1\u00a0341,5\r\n"

static struct stage *stage_here(void)
{
	struct stage *stage = stage_new();

	stage_run(stage, HERE(CHEF));
	return stage;
}

static void again_here(struct stage *stage)
{
	stage_leave(stage);
	stage_run(stage, HERE(CHEF));
}

static void paste(struct stage *stage, const char *text)
{
	assert_true(terminal_paste(stage->terminal, text));
}

/* --- pasting --- */

static void each_cell_is_shown_before_it_is_taken(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	paste(stage, BLOCK);
	sees(stage, "Klistra in i fördelningen 2020");
	sees(stage, "Ta in 2 belopp i utkastet? 3 kan inte tas in (!). Belopp utan enhet läses i");
	sees(stage, "ur kolumnen «Budget 2020».");
	sees(stage, "låst: Avtalet är klart");
	sees(stage, "Köpt värd");
	sees(stage, "ingen rad heter så");
	sees(stage, "251,0 →");
	sees(stage, "#REF!: inget belopp");
	sees(stage, "tomt: lämnas som det är");
	sees(stage, "räknas fram");
	sees(stage, "FÖRDELAT 2 275,0");
	sees(stage, "KVAR ATT FÖRDELA 1,5");
	assert_int_equal(draft_changes(&stage->session->draft), 0); /* nothing yet */
	press(stage, "Enter");
	sees(stage, "Inklistrat 2 belopp; Ctrl-Z ångrar");
	sees(stage, "FÖRDELAT 2 275,0"); /* as promised */
	assert_int_equal(draft_changes(&stage->session->draft), 2);
	press(stage, "^Z");
	sees(stage, "Ångrade inklistringen av 2 belopp");
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	press(stage, "^Y");
	again_here(stage);
	sees(stage, "2 ändrade rader är inte sparade");
	save_division(stage);
	expect_saved(stage, "kopt-vard", 252500000);
	expect_saved(stage, "ovrigt", 17500000);
	expect_saved(stage, "personal", 38000000);
	expect_saved(stage, "material", 6500000); /* blank: not removed */
	stage_free(stage);
}

static void it_can_be_left_alone(void **state)
{
	static const char *const keys[] = { "Esc", "a", "Right Right Enter" };
	struct stage *stage = stage_here();

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		paste(stage, BLOCK);
		press(stage, keys[i]);
		sees_not(stage, "Klistra in");
		sees_not(stage, "ej sparat");
	}
	paste(stage, "Fel\t1\nOckså fel\t2\n");
	sees(stage, "Inget att ta in. 2 kan inte tas in (!).");
	press(stage, "Right Enter");
	sees_not(stage, "Klistra in");
	stage_free(stage);
}

static void a_column_goes_down_from_where_she_stands(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Läkemedel");
	paste(stage, "19\n\n4,5\n3,6\n\n17\n");
	sees(stage, "Ta in 4 belopp");
	press(stage, "Enter");
	save_division(stage);
	expect_saved(stage, "lakemedel", 19000000);
	expect_saved(stage, "material", 6500000);
	expect_saved(stage, "lokaler", 4500000);
	expect_saved(stage, "avskrivning", 3600000);
	expect_saved(stage, "ovrigt", 17000000);
	stage_free(stage);
}

/* A minus as a spreadsheet, a decision and this program write it, and the blank that a cell may begin with. */
static void an_amount_begins_however_it_is_written(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Övrigt");
	press(stage, "−");
	paste(stage, "500 tkr");
	sees(stage, "Läses som 13 500 tkr");
	press(stage, "Enter");
	to_row(stage, "Övrigt");
	paste(stage, "−1,5");
	sees(stage, "Läses som 12,0 mnkr");
	press(stage, "Enter");
	to_row(stage, "Övrigt");
	paste(stage, "\u00a0–2");
	sees(stage, "Läses som 10,0 mnkr");
	press(stage, "Enter");
	save_division(stage);
	expect_saved(stage, "ovrigt", 10000000);
	stage_free(stage);
}

static void one_cell_goes_into_the_field(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Övrigt");
	paste(stage, "17,5\r\n");
	sees(stage, "KVAR ATT FÖRDELA 3,0"); /* as if it had been typed */
	press(stage, "Enter");
	to_row(stage, "Övrigt");
	press(stage, "1 9");
	paste(stage, "1\n2\n"); /* several cells are no amount */
	sees(stage, "Det är flera celler: stäng fältet");
	sees_not(stage, "Klistra in");
	press(stage, "Enter");
	save_division(stage);
	expect_saved(stage, "ovrigt", 19000000);
	stage_free(stage);
}

static void the_unit_is_asked_for(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	paste(stage, "Material\t6600000\nÖvrigt\t17500000\n");
	sees(stage, "Alla belopp är orimligt stora i mnkr. Är de i tkr eller kr?");
	press(stage, "k");
	sees(stage, "Ta in 2 belopp i utkastet? Belopp utan enhet läses i kr.");
	press(stage, "t");
	save_division(stage);
	expect_saved(stage, "material", 6600000);
	expect_saved(stage, "ovrigt", 17500000);
	paste(stage, "Material\t7000\nÖvrigt\t18000\n");
	press(stage, "Enter"); /* the nearest smaller unit stands first */
	sees(stage, "läses i tkr");
	press(stage, "e");
	sees(stage, "läses i kr");
	press(stage, "e e Enter");
	save_division(stage);
	expect_saved(stage, "ovrigt", 18000000);
	stage_free(stage);
}

static void a_thousand_rows_can_be_looked_through(void **state)
{
	struct stage *stage = stage_here();
	struct buffer text = { 0 };

	(void)state;
	for (int i = 1; i <= 1000; i++)
		buffer_format(&text, "%s %d\t%d\n", i == 900 ? "Övrigt" : "Åtgärd", i, i);
	buffer_text(&text, "Övrigt\t17\n");
	paste(stage, text.bytes);
	sees(stage, "Ta in 1 belopp i utkastet? 1000 kan inte tas in (!).");
	sees(stage, "Inklistrad rad 1: Åtgärd 1, ingen rad heter så");
	press(stage, "PgDn Down");
	sees_not(stage, "Åtgärd 1 ");
	press(stage, "End");
	sees(stage, "Inklistrad rad 1001: Övrigt");
	press(stage, "Enter");
	save_division(stage);
	expect_saved(stage, "ovrigt", 17000000);
	buffer_free(&text);
	stage_free(stage);
}

static void what_is_no_block_is_refused(void **state)
{
	struct stage *stage = stage_here();
	char *large = malloc(30001);

	(void)state;
	assert_non_null(large);
	memset(large, '\n', 30000);
	memcpy(large, "a\t1", 3);
	memcpy(large + 29997, "b\t2", 4);
	paste(stage, large);
	sees(stage, "locket är för stort: högst 20000 celler");
	paste(stage, "Rad\tBelopp\nen\ttvå\n");
	sees(stage, "Det finns inga belopp i det inklistrade");
	paste(stage, "bara ord");
	sees(stage, "Det inklistrade togs inte emot");
	sees_not(stage, "ej sparat");
	free(large);
	stage_free(stage);
}

static void a_burst_is_no_commands(void **state)
{
	static const char burst[] = "\xc3\x96vrigt\t17\rMaterial\t7\rqqqq\r";
	struct stage *stage = stage_here();

	(void)state;
	assert_true(terminal_send(stage->terminal, burst, sizeof burst - 1));
	sees(stage, "Ta in 2 belopp");
	paste(stage, "Övrigt\t18\nFel\t1\n"); /* the right cells */
	sees(stage, "Ta in 1 belopp i utkastet? 1 kan inte");
	stage_free(stage);
}

static void who_only_reads_is_told_so(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, HERE("ekonom-lanssjukvard"));
	paste(stage, BLOCK);
	sees_not(stage, "Klistra in");
	sees(stage, "Ramen för Länssjukvård fördelas av divisionschef Länssjukvård");
	press(stage, "n");
	sees_not(stage, "Anteckning på");
	press(stage, "J"); /* looking is free */
	sees(stage, "mot prognos");
	stage_free(stage);
}

static void others_may_save_meanwhile(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	paste(stage, "Övrigt\t20\n");
	sees(stage, "14,0 →");
	another_writes(stage, DEPUTY, "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'ovrigt','kr':18000000,'hold':'klart'}],'why':'x'}\n");
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "låst: klart"); /* it is read anew */
	sees(stage, "Inget att ta in");
	press(stage, "Esc");
	paste(stage, "Material\t7\n");
	another_writes(stage, DEPUTY, "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'material','kr':6900000}],'why':'x'}\n");
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "6,9 →");
	press(stage, "Enter");
	sees_not(stage, "ändrad av någon annan"); /* she has seen it */
	save_division(stage);
	expect_saved(stage, "material", 7000000);
	stage_free(stage);
}

static void it_survives_being_killed(void **state)
{
	struct stage *stage = stage_new();
	pid_t child = fork();
	int status;

	(void)state;
	assert_true(child >= 0);
	if (!child) {
		stage_run(stage, HERE(CHEF));
		terminal_paste(stage->terminal, BLOCK);
		terminal_keys(stage->terminal, "Enter");
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	stage_run(stage, HERE(CHEF));
	sees(stage, "2 ändrade rader är inte sparade");
	press(stage, "^Z");
	sees(stage, "Ångrade inklistringen av 2 belopp"); /* still as one */
	stage_free(stage);
}

static void any_window_will_do(void **state)
{
	static const int sizes[][2] = { { 1, 1 }, { 8, 40 }, { 10, 60 }, { 60, 200 }, { 24, 80 } };
	struct stage *stage = stage_here();

	(void)state;
	paste(stage, BLOCK);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		assert_true(terminal_resize(stage->terminal, sizes[i][0], sizes[i][1]));
		press(stage, "Down End Home e e e");
	}
	sees(stage, "Ta in 2 belopp");
	stage_free(stage);
}

/* --- notes --- */

static void a_row_has_a_note(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Köpt vård");
	press(stage, "n");
	sees(stage, "Anteckning på Köpt vård");
	press(stage, "'nytt avtal i maj'");
	again_here(stage); /* half written */
	sees(stage, "Anteckning på Köpt vård");
	sees(stage, "nytt avtal i maj");
	press(stage, "Enter");
	sees(stage, "Anteckning: nytt avtal i maj.");
	sees(stage, "utkast, ej sparat");
	press(stage, "^Z");
	sees(stage, "Ångrade anteckningen på Köpt vård");
	sees_not(stage, "nytt avtal");
	press(stage, "^Y");
	save_division(stage);
	assert_string_equal(saved_cell(stage, 2020, "kopt-vard")->row->text, "nytt avtal i maj");
	expect_saved(stage, "kopt-vard", 251000000);
	to_row(stage, "Köpt vård");
	press(stage, "n ^U Enter");
	save_division(stage);
	assert_null(saved_cell(stage, 2020, "kopt-vard")->row->text);
	stage_free(stage);
}

static void where_a_note_means_something_else(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Reserv");
	press(stage, "n");
	sees(stage, "Villkor för Reserv");
	press(stage, "'osäkert' Enter Enter");
	save_division(stage);
	assert_string_equal(saved_cell(stage, 2020, "reserv")->row->text, "osäkert");
	to_row(stage, "Interna köp");
	press(stage, "n");
	sees(stage, "Skriv beloppet först: anteckningen hör till ett belopp");
	to_row(stage, "Ortopedi");
	press(stage, "n");
	sees(stage, "Anteckningar hör till enhetens egna rader");
	to_row(stage, "Material");
	press(stage, "n 'x' Esc");
	sees_not(stage, "ej sparat");
	again_here(stage);
	sees_not(stage, "Anteckning på"); /* let go is not half written */
	stage_free(stage);
}

/* --- saving what is lowered --- */

static void a_cut_is_asked_about(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	paste(stage, "Köpt vård\t250\nMaterial\t6\nLokaler\t3,8\nÖvrigt\t20\n");
	press(stage, "Enter ^S");
	sees(stage, "minskningarna (Köpt vård −1,0, Material −0,5 mnkr)?");
	sees(stage, "Följden (får lämnas tomt)");
	press(stage, "'senare operationer' Esc ^S");
	sees_not(stage, "Vad blir följden"); /* it is answered */
	sees(stage, "senare operationer");
	press(stage, "Enter s");
	sees(stage, "Sparat");
	to_row(stage, "Köpt vård");
	sees(stage, "senare operationer");
	paste(stage, "Köpt vård\t249\nÖvrigt\t21\n");
	press(stage, "Enter");
	save_division(stage); /* without a text too */
	paste(stage, "Köpt vård\t250\nIntäkter\t19\n");
	press(stage, "Enter ^S");
	sees_not(stage, "följden"); /* less income is no cut in what is paid for */
	press(stage, "Esc");
	stage_free(stage);
}

static void a_lowered_ram_is_asked_about_too(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	paste(stage, "Ortopedi\t227,4\nMedicin\t268,5\n");
	press(stage, "Enter ^S");
	sees(stage, "Vad blir följden av minskningarna (Ortopedi −1,0");
	sees(stage, "Varför, och följden");
	stage_free(stage);
}

/* --- comparing --- */

static void changes_are_counted_from_what_she_chooses(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "f");
	sees(stage, "mot budget");
	to_row(stage, "Läkemedel");
	sees(stage, "+1,0   +5,9");
	press(stage, "J");
	sees(stage, "Förändringen räknas från prognos 2019");
	sees(stage, "mot prognos");
	sees(stage, "−6,0  −25,0");
	press(stage, "q f");
	sees(stage, "mot prognos"); /* remembered */
	press(stage, "J");
	sees(stage, "mot bokslut");
	sees(stage, "+1,5   +9,0");
	press(stage, "J");
	sees(stage, "mot budget");
	to_row(stage, "Läkemedel");
	press(stage, "Tab v");
	sees(stage, "Läkemedel: 18,0 (Budget 2020) − 17,0 (Budget 2019) = +1,0 mnkr");
	press(stage, "2");
	sees(stage, "Så är beloppet uppbyggt");
	sees(stage, "2019");
	press(stage, "q v 1");
	sees(stage, "Länssjukvård: Läkemedel 2020");
	press(stage, "q");
	to_row(stage, "Interna köp");
	press(stage, "v"); /* no change: the figure itself */
	sees_not(stage, "Vilket belopp");
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_cell_is_shown_before_it_is_taken),
		cmocka_unit_test(it_can_be_left_alone),
		cmocka_unit_test(a_column_goes_down_from_where_she_stands),
		cmocka_unit_test(an_amount_begins_however_it_is_written),
		cmocka_unit_test(one_cell_goes_into_the_field),
		cmocka_unit_test(the_unit_is_asked_for),
		cmocka_unit_test(a_thousand_rows_can_be_looked_through),
		cmocka_unit_test(what_is_no_block_is_refused),
		cmocka_unit_test(a_burst_is_no_commands),
		cmocka_unit_test(who_only_reads_is_told_so),
		cmocka_unit_test(others_may_save_meanwhile),
		cmocka_unit_test(it_survives_being_killed),
		cmocka_unit_test(any_window_will_do),
		cmocka_unit_test(a_row_has_a_note),
		cmocka_unit_test(where_a_note_means_something_else),
		cmocka_unit_test(a_cut_is_asked_about),
		cmocka_unit_test(a_lowered_ram_is_asked_about_too),
		cmocka_unit_test(changes_are_counted_from_what_she_chooses),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

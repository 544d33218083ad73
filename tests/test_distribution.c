/* The distribution screen on real files: reserves and internal lines, what somebody else saves meanwhile, and drafts that nothing destroys. How
 * it looks is in tests/screens/distribution-*.test. */
#include "testing.h"

#include "stage.h"
#include "kept.h"
#include "sheet.h"
#include "world.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define CHEF   "divchef-lanssjukvard"
#define DEPUTY "stf-divchef-lanssjukvard"

#define TEN_MORE "{'act':'post','kind':'expansion','year':2020,'legs':[['lanssjukvard',10000000]],'text':'Fler vårdplatser','decision':'RS 17 dec 2019 § 301'}\n"
#define OVRIGT(kr) "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'ovrigt','kr':" #kr "}],'why':'Ersättaren vet bättre'}\n"

/* On the division's own screen, as the chef. */
static struct stage *stage_here(void)
{
	struct stage *stage = stage_new();

	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	return stage;
}

static void again_here(struct stage *stage)
{
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
}

/* --- what goes with a row --- */

static void a_reserve_has_terms(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Reserv");
	press(stage, "t");
	sees(stage, "Villkor för Reserv");
	press(stage, "'2021' Enter 'osäker intäkt' Enter 'regiondirektör'");
	sees(stage, "Läses som: till 2021, frigörs av regiondirektör: osäker intäkt.");
	press(stage, "Enter");
	sees(stage, "utkast, ej sparat");
	sees(stage, "Reserv  till 2021, frigörs av regiondirektör");
	press(stage, "^Z");
	sees_not(stage, "till 2021");
	press(stage, "^Y");
	sees(stage, "till 2021");
	again_here(stage); /* it is in the draft */
	sees(stage, "Ditt utkast är kvar: 1 ändrad rad är inte sparad");
	to_row(stage, "Reserv");
	save_division(stage);
	const struct row *row = saved_cell(stage, 2020, "reserv")->row;
	assert_int_equal(row->kr, 5000000);
	assert_int_equal(row->until, 2021);
	assert_string_equal(row->text, "osäker intäkt");
	assert_string_equal(row->who, "regiondirektor");
	assert_non_null(row->hold); /* what it said before it still says */
	press(stage, "t Tab Tab ^U Enter"); /* said no longer */
	press(stage, "6 Enter");
	to_row(stage, "Reserv");
	save_division(stage);
	row = saved_cell(stage, 2020, "reserv")->row;
	assert_int_equal(row->kr, 6000000);
	assert_int_equal(row->until, 2021); /* a new amount leaves the terms */
	assert_null(row->who);
	stage_free(stage);
}

/* An act that changed nothing but the terms did change something. */
static void terms_can_be_taken_back(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Reserv");
	press(stage, "t '2021' Enter Enter Enter");
	save_division(stage);
	assert_int_equal(saved_cell(stage, 2020, "reserv")->row->until, 2021);
	press(stage, "H");
	sees(stage, "till 2021"); /* told as what the row says */
	press(stage, "U");
	sees_not(stage, "ändrade ingenting");
	press(stage, "Enter Enter");
	assert_true(saved_cell(stage, 2020, "reserv")->row->until == NUMBER_NONE);
	disk_agrees(stage);
	stage_free(stage);
}

static void an_internal_line_has_a_counterpart(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Interna köp");
	press(stage, "t");
	sees(stage, "Skriv beloppet först");
	press(stage, "2 Enter");
	to_row(stage, "Interna köp");
	sees(stage, "t anger motpart");
	press(stage, "t 'servi'");
	sees(stage, "Läses som: motpart Service.");
	press(stage, "Enter");
	sees(stage, "Interna köp  motpart Service");
	save_division(stage);
	assert_string_equal(saved_cell(stage, 2020, "interna-kop")->row->counterpart, "service");
	press(stage, "t ^U Enter");
	sees_not(stage, "motpart Service");
	save_division(stage);
	assert_null(saved_cell(stage, 2020, "interna-kop")->row->counterpart);
	stage_free(stage);
}

static void terms_that_cannot_be(void **state)
{
	static const struct { const char *row, *keys, *said; } cases[] = {
		{ "Personal", "t", "Villkor har bara reserver" },
		{ "Ortopedi", "t", "Villkor har bara reserver" },
		{ "Reserv", "Delete t", "Skriv beloppet först" },
		{ "Reserv", "t '2019'", "År 2019 är före budgetåret: skriv 2020 eller senare" },
		{ "Reserv", "t 'snart'", "Jag läste «snart» som år" },
		{ "Reserv", "t '20211'", "Jag läste «20211» som år" },
		{ "Reserv", "t Enter Enter 'ingen alls'", "Ingen här är «ingen alls»" },
		{ "Reserv", "t Enter Enter 'chef'", "personer kan vara «chef»" },
		{ "Interna köp", "2 Enter Up t 'finns inte'", "Ingen enhet heter «finns inte»" },
		{ "Interna köp", "2 Enter Up t 'e'", "enheter kan vara «e»" },
		{ "Interna köp", "2 Enter Up t 'länssjukvård'", "Länssjukvård kan inte vara sin egen motpart" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct stage *stage = stage_here();

		to_row(stage, cases[i].row);
		press(stage, cases[i].keys);
		sees(stage, cases[i].said);
		press(stage, "Enter Enter Enter"); /* and it is not taken */
		assert_false(draft_changes(&stage->session->draft) > 1);
		press(stage, "Esc");
		stage_free(stage);
	}
}

/* Not even what is half written about a reserve is lost. */
static void half_written_terms_come_back(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Reserv");
	press(stage, "t '2021' Enter 'osäk'");
	assert_false(terminal_hang_up(stage->terminal));
	again_here(stage);
	sees(stage, "Villkor för Reserv");
	sees(stage, "osäk");
	press(stage, "Tab 'er' Esc");
	assert_false(draft_waits(&stage->session->draft));
	stage_free(stage);
}

/* --- mine and theirs --- */

static void write_twenty(struct stage *stage)
{
	to_row(stage, "Övrigt");
	press(stage, "2 0 Enter");
	to_row(stage, "Övrigt");
}

/* What somebody saves in the row of an open field is said before Enter puts hers over it. */
static void it_is_said_under_an_open_field(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Övrigt");
	press(stage, "2 0");
	meanwhile(stage, DEPUTY, OVRIGT(19000000));
	sees(stage, "Övrigt har just ändrats av någon annan, till 19,0 mnkr");
	press(stage, "Esc");
	expect_saved(stage, "ovrigt", 19000000);
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	stage_free(stage);
}

static void both_stand_there_and_one_is_chosen(void **state)
{
	static const struct { const char *keys; int64_t saved; bool mine; } ways[] = {
		{ "Enter m", 20000000, true },
		{ "Enter d", 19000000, false },
		{ "^S m Esc", 20000000, true }, /* saving asks first, and then goes on to save */
		{ "^S d", 19000000, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct stage *stage = stage_here();
		struct journals *before;

		write_twenty(stage);
		meanwhile(stage, DEPUTY, OVRIGT(19000000));
		sees(stage, "Någon annan har just ändrat en rad");
		sees(stage, "!   Övrigt");
		sees(stage, "deras: ers. chef Länssjukvård, 09.00");
		sees(stage, "19,0");
		sees(stage, "KVAR ATT FÖRDELA 0,5"); /* the sums have mine */
		before = journals_read(stage);
		press(stage, "^S");
		sees(stage, "Övrigt har ändrats sedan du skrev (ers. chef Länssjukvård, 09.00).");
		press(stage, "s Esc");
		assert_int_equal(journals_grown(stage, before), 0);
		to_row(stage, "Övrigt");
		press(stage, ways[i].keys);
		sees_not(stage, "deras:");
		press(stage, "^Z");
		sees(stage, "deras:"); /* the choice too can be undone */
		press(stage, "^Y");
		if (ways[i].mine)
			save_division(stage);
		else
			assert_int_equal(draft_changes(&stage->session->draft), 0);
		expect_saved(stage, "ovrigt", ways[i].saved);
		stage_free(stage);
	}
}

/* Theirs comes in above the row she is on: what she types goes where she was. */
static void her_own_other_window_is_nobody_else(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	write_twenty(stage);
	meanwhile(stage, CHEF, OVRIGT(19000000));
	sees(stage, "Du har just sparat i ett annat fönster");
	sees_not(stage, "Någon annan");
	sees(stage, "deras: du själv");
	meanwhile(stage, DEPUTY, OVRIGT(18000000)); /* now it is */
	press(stage, "Up Down");
	sees(stage, "deras: ers. chef Länssjukvård");
	stage_free(stage);
}

static void she_stays_on_her_row(void **state)
{
	struct stage *stage = stage_here();
	money wished;

	(void)state;
	write_twenty(stage);
	to_row(stage, "Reserv");
	press(stage, "6");
	meanwhile(stage, DEPUTY, OVRIGT(19000000));
	press(stage, ", 5 Enter");
	assert_true(draft_find(&stage->session->draft, false, "reserv", &wished) && wished == 6500000 * MONEY_KR);
	assert_int_equal(draft_changes(&stage->session->draft), 2);
	stage_free(stage);
}

static void what_others_did_elsewhere_is_no_conflict(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	write_twenty(stage);
	meanwhile(stage, DEPUTY, "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'material','kr':6600000}]}\n");
	meanwhile(stage, DEPUTY, OVRIGT(20000000)); /* and the same is agreement */
	sees_not(stage, "deras");
	sees(stage, "KVAR ATT FÖRDELA 0,4");
	press(stage, "^S Enter s");
	expect_saved(stage, "material", 6600000);
	expect_saved(stage, "ovrigt", 20000000);
	stage_free(stage);
}

/* What moves while the question stands there is not chosen unseen, nor written over. */
static void it_may_move_again_while_she_chooses(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	write_twenty(stage);
	press(stage, "^S 'Därför'");
	meanwhile(stage, DEPUTY, OVRIGT(19000000));
	press(stage, "Enter s");
	sees(stage, "deras: 19,0 mnkr");
	expect_saved(stage, "ovrigt", 19000000);
	meanwhile(stage, DEPUTY, OVRIGT(18000000));
	sees(stage, "deras: 18,0 mnkr");
	meanwhile(stage, DEPUTY, OVRIGT(20000000)); /* then there is nothing to choose between */
	sees_not(stage, "deras");
	stage_free(stage);
}

static void terms_may_be_in_conflict(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Reserv");
	press(stage, "t '2021' Enter Enter Enter");
	meanwhile(stage, DEPUTY,
	          "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'reserv','kr':5000000,'until':2022,'text':'tvist'}]}\n");
	sees(stage, "deras: till 2022: tvist; ers. chef");
	press(stage, "Enter");
	sees(stage, "mitt: 5,0 mnkr, låst: Släpps"); /* whoever writes a row writes all of it: they said nothing of a lock */
	sees(stage, "deras: 5,0 mnkr, till 2022: tvist");
	press(stage, "m");
	save_division(stage);
	assert_int_equal(saved_cell(stage, 2020, "reserv")->row->until, 2021);
	assert_non_null(saved_cell(stage, 2020, "reserv")->row->hold);
	stage_free(stage);
}

static void a_sub_units_ram_may_be_in_conflict(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Ortopedi");
	press(stage, "2 3 0 Enter");
	meanwhile(stage, DEPUTY, "{'act':'post','kind':'expansion','year':2020,'legs':[['ls-ortopedi',1000000]],'text':'x'}\n");
	to_row(stage, "Ortopedi");
	sees(stage, "deras: ers. chef Länssjukvård, 09.00");
	press(stage, "Enter d");
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	stage_free(stage);
}

static void a_changed_ram_stands_beside(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	write_twenty(stage);
	meanwhile(stage, "regiondirektor", TEN_MORE);
	sees(stage, "Ramen ändrades från 2 256,5 till 2 266,5 (regiondirektör, 09.00)");
	sees(stage, "KVAR ATT FÖRDELA 10,5");
	press(stage, "Down Up");
	sees(stage, "Ramen ändrades"); /* not only as a message */
	press(stage, "Up");
	sees(stage, "Ramen ändrades");
	save_division(stage);
	sees_not(stage, "Ramen ändrades"); /* what is saved rests on the new one */
	stage_free(stage);
}

/* --- coming back --- */

static void news_are_told_once(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	write_twenty(stage);
	stage_leave(stage);
	another_writes(stage, "regiondirektor", TEN_MORE);
	another_writes(stage, DEPUTY, OVRIGT(19000000));
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	sees(stage, "Ditt utkast är kvar: 1 ändrad rad är inte sparad. Sedan dess:");
	sees(stage, "Ramen ändrades från 2 256,5 till 2 266,5 (regiondirektör, 09.00)");
	sees(stage, "Övrigt: ditt 20,0 mnkr, deras 19,0 mnkr (ers. chef Länssjukvård, 09.00)");
	press(stage, "f");
	sees_not(stage, "Ramen ändrades");
	sees(stage, "deras: ers. chef"); /* still to be chosen */
	again_here(stage);
	sees_not(stage, "Sedan dess");
	sees(stage, "Ditt utkast är kvar: 1 ändrad rad är inte sparad");
	stage_leave(stage);
	another_writes(stage, DEPUTY, OVRIGT(18000000)); /* something new is told again */
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	sees(stage, "Övrigt: ditt 20,0 mnkr, deras 18,0 mnkr");
	press(stage, "k");
	sees(stage, "Utkastet är kastat");
	sees_not(stage, "utkast, ej sparat");
	sees(stage, "KVAR ATT FÖRDELA 12,5");
	press(stage, "^Y");
	sees(stage, "utkast, ej sparat"); /* but not gone */
	stage_free(stage);
}

static void coming_back_does_not_nag(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "f");
	write_twenty(stage);
	press(stage, "q");
	sees(stage, "Utkastet ligger kvar: 1 ändrad rad är inte sparad");
	press(stage, "f");
	sees(stage, "utkast, ej sparat");
	sees_not(stage, "Ditt utkast är kvar");
	stage_free(stage);
}

/* --- the disk --- */

static char *draft_bytes(const struct stage *stage, size_t *size)
{
	return testing_read(stage->session->draft.path, size);
}

/* A file stands where the directory was, as when a disk will not have any more. */
static void disk_refuses(const struct stage *stage, char moved[STAGE_PATH + 8])
{
	char directory[KEPT_PATH];

	snprintf(directory, sizeof directory, "%.*s", (int)(strrchr(stage->session->draft.path, '/') - stage->session->draft.path), stage->session->draft.path);
	snprintf(moved, STAGE_PATH + 8, "%.4000s.gone", directory);
	assert_int_equal(rename(directory, moved), 0);
	testing_write(directory, "", 0);
}

static void disk_takes(const struct stage *stage, const char *moved)
{
	char directory[KEPT_PATH];

	snprintf(directory, sizeof directory, "%.*s", (int)(strrchr(stage->session->draft.path, '/') - stage->session->draft.path), stage->session->draft.path);
	assert_int_equal(unlink(directory), 0);
	assert_int_equal(rename(moved, directory), 0);
}

static void a_full_disk_does_not_stop_her(void **state)
{
	struct stage *stage = stage_here();
	char moved[STAGE_PATH + 8], *bytes;
	size_t size;

	(void)state;
	write_twenty(stage);
	disk_refuses(stage, moved);
	to_row(stage, "Personal");
	press(stage, "3");
	sees(stage, "utkastet finns bara i minnet");
	press(stage, "9 Enter");
	sees(stage, "utkast bara i minnet");
	sees_not(stage, "Det går inte att skriva"); /* said once; the head says it all the time */
	press(stage, "q");
	sees(stage, "Utkastet får inte plats på disken");
	press(stage, "s");
	sees(stage, "utkast bara i minnet");
	press(stage, "h");
	sees(stage, "Utkastet får inte plats på disken");
	press(stage, "Esc");
	disk_takes(stage, moved);
	to_row(stage, "Material");
	press(stage, "7");
	sees(stage, "Utkastet ligger på disken igen");
	bytes = draft_bytes(stage, &size);
	assert_non_null(strstr(bytes, "\"line\":\"personal\",\"before\":38000000,\"after\":39000000"));
	free(bytes);
	stage_free(stage);
}

/* Also while nothing but half an amount is written. */
static void half_an_amount_in_memory_only_says_so(void **state)
{
	struct stage *stage = stage_here();
	char moved[STAGE_PATH + 8];

	(void)state;
	disk_refuses(stage, moved);
	to_row(stage, "Material");
	press(stage, "7 ,");
	sees_not(stage, "Det går inte att skriva");
	sees(stage, "mnkr · utkast bara i minnet");
	disk_takes(stage, moved);
	press(stage, "5");
	sees_not(stage, "bara i minnet");
	stage_free(stage);
}

static void a_small_window_loses_and_does_nothing(void **state)
{
	struct stage *stage = stage_here();
	struct journals *before = journals_read(stage);
	char *bytes, *after;
	size_t size, size_after;

	(void)state;
	write_twenty(stage);
	to_row(stage, "Personal");
	press(stage, "3 9 ,");
	bytes = draft_bytes(stage, &size);
	terminal_resize(stage->terminal, SCREEN_LEAST_ROWS - 1, 80);
	press(stage, "5 Enter Delete ^Z ^S Enter s Esc Esc");
	terminal_paste(stage->terminal, "1\n2\n");
	after = draft_bytes(stage, &size_after);
	assert_int_equal(size, size_after);
	assert_memory_equal(bytes, after, size);
	assert_int_equal(journals_grown(stage, before), 0);
	terminal_resize(stage->terminal, 24, 80);
	sees(stage, "39,");
	press(stage, "5 Enter");
	sees(stage, "39,5");
	sees(stage, "20,0");
	free(bytes);
	free(after);
	stage_free(stage);
}

/* --- two windows of one person --- */

static void two_sessions_have_a_draft_each(void **state)
{
	struct stage *stage = stage_here(), first;
	char *bytes, *after;
	size_t size, size_after;

	(void)state;
	write_twenty(stage);
	bytes = draft_bytes(stage, &size);
	first = *stage;
	terminal_stop(first.terminal); /* the signals of a process are one program's; its session lives */
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	sees(stage, "ett utkast för enheten öppet i ett annat fönster");
	sees_not(stage, "utkast, ej sparat");
	to_row(stage, "Material");
	press(stage, "7 Enter");
	assert_string_not_equal(stage->session->draft.path, first.session->draft.path);
	after = draft_bytes(&first, &size_after);
	assert_int_equal(size, size_after);
	assert_memory_equal(bytes, after, size);
	free(after);
	stage_leave(stage); /* the first one is left last: both drafts are there, and the first comes first */
	stage_leave(&first);
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	sees(stage, "Ditt utkast är kvar: 1 ändrad rad är inte sparad");
	sees_not(stage, "annat fönster");
	save_division(stage);
	expect_saved(stage, "ovrigt", 20000000);
	again_here(stage);
	sees(stage, "Ditt utkast är kvar: 1 ändrad rad är inte sparad");
	save_division(stage);
	expect_saved(stage, "material", 7000000);
	free(bytes);
	stage_free(stage);
}

/* --- as a sheet, and with the mouse --- */

static struct screen *screen_alone(struct stage *stage)
{
	stage_begin(stage, &(struct start){ .as = CHEF });
	return screen_named(stage->session, "distribution", org_find(stage->session->book->org, "lanssjukvard"));
}

static void its_sheet_has_every_row(void **state)
{
	static const char *const parts[] = { "Ram;", "Personal;personal;låst: Avtalet är klart;36,0;37,0;37,0;38,0;1,0", "Reserv;reserv;", "Egna kostnader;",
		                             "Ortopedi;ls-ortopedi;", "FÖRDELAT;" };
	struct stage *stage = stage_new();
	struct screen *screen = screen_alone(stage);
	struct sheet sheet = { 0 };
	struct buffer out = { 0 };

	(void)state;
	assert_true(screen->hooks->sheet(screen, &sheet));
	sheet_write(&out, &sheet, REPORT_CSV, false);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		expect(strstr(out.bytes, parts[i]), "%s in\n%.600s", parts[i], out.bytes);
	buffer_free(&out);
	sheet_free(&sheet);
	screen_free(screen);
	stage_free(stage);
}

static void a_click_selects(void **state)
{
	struct stage *stage = stage_new();
	struct screen *screen = screen_alone(stage);
	struct canvas *canvas = canvas_new(24, 80, &glyphs_utf8);

	(void)state;
	screen_draw(screen, canvas, NULL);
	assert_false(screen->hooks->click(screen, 8, 6)); /* Personal */
	screen_draw(screen, canvas, NULL);
	assert_int_equal(canvas->cursor_row, 9);
	assert_true(screen->hooks->click(screen, 8, 45)); /* once more opens; in the column of the forecast */
	screen_draw(screen, canvas, NULL);
	assert_int_equal(canvas->cursor_column, 53);
	assert_false(screen->hooks->click(screen, 0, 6));
	canvas_free(canvas);
	screen_free(screen);
	stage_free(stage);
}

/* --- those who read, and what a key costs --- */

static void who_reads_is_not_told_to_write(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = "ekonom-lanssjukvard", .unit = "lanssjukvard", .screen = "distribution" });
	sees(stage, "läser");
	to_row(stage, "Reserv");
	sees_not(stage, "t anger");
	press(stage, "Home");
	sees_not(stage, "Du får");
	press(stage, "t");
	sees_not(stage, "Villkor för");
	stage_free(stage);
}

static void a_row_that_is_given_says_by_whom(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Ram");
	press(stage, "5");
	sees(stage, "Ramen ges av nivån ovanför");
	to_row(stage, "Eget resultatmål");
	press(stage, "5");
	sees(stage, "Resultatmålet sätts av nivån ovanför");
	to_row(stage, "ATT FÖRDELA");
	press(stage, "5");
	sees(stage, "Raden räknas fram");
	stage_free(stage);
}

/* Its ram counts as divided until somebody puts it on rows. */
static void an_anslag_without_rows_tells_of_its_ram(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = "regiondirektor", .unit = "vardval", .screen = "distribution" });
	sees(stage, "Anslaget på 1 142,5 är inte delat på rader: hela räknas som fördelat.");
	sees_not(stage, "Ingen ram är given");
	to_row(stage, "Köpt vård");
	press(stage, "1 0 0 0");
	sees(stage, "ATT FÖRDELA 1 142,5      FÖRDELAT 1 000,0      KVAR ATT FÖRDELA 142,5");
	stage_free(stage);
}

/* What is left is never cut off: what it is the rest of gives way. */
static void what_is_left_is_always_seen(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	press(stage, "e e"); /* kr */
	sees(stage, "ATT FÖRDELA 2 276 500 000      KVAR ATT FÖRDELA 6 500 000");
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution", .rows = 12, .columns = 40 });
	sees(stage, "KVAR ATT FÖRDELA 6,5");
	stage_free(stage);
}

static void keys_cost_little(void **state)
{
	struct stage *stage = stage_here();
	size_t down, page, opened, digit, question;

	(void)state;
	press(stage, "Home");
	page = bytes_of(stage, "PgDn");
	press(stage, "Home");
	down = bytes_at_most(stage, "Down", 25);
	to_row(stage, "Övrigt");
	opened = bytes_of(stage, "1");
	digit = bytes_to_type(stage, "9,5");
	press(stage, "Enter");
	question = bytes_of(stage, "^S");
	print_message("bytes: down at most %zu, page %zu, opened %zu, digit at most %zu, question %zu\n", down, page, opened, digit, question);
	assert_true(down <= 260 && page <= 1450 && opened <= 380 && digit <= 200 && question <= 900);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reserve_has_terms),
		cmocka_unit_test(terms_can_be_taken_back),
		cmocka_unit_test(an_internal_line_has_a_counterpart),
		cmocka_unit_test(terms_that_cannot_be),
		cmocka_unit_test(half_written_terms_come_back),
		cmocka_unit_test(it_is_said_under_an_open_field),
		cmocka_unit_test(both_stand_there_and_one_is_chosen),
		cmocka_unit_test(her_own_other_window_is_nobody_else),
		cmocka_unit_test(she_stays_on_her_row),
		cmocka_unit_test(what_others_did_elsewhere_is_no_conflict),
		cmocka_unit_test(it_may_move_again_while_she_chooses),
		cmocka_unit_test(terms_may_be_in_conflict),
		cmocka_unit_test(a_sub_units_ram_may_be_in_conflict),
		cmocka_unit_test(a_changed_ram_stands_beside),
		cmocka_unit_test(news_are_told_once),
		cmocka_unit_test(coming_back_does_not_nag),
		cmocka_unit_test(a_full_disk_does_not_stop_her),
		cmocka_unit_test(half_an_amount_in_memory_only_says_so),
		cmocka_unit_test(a_small_window_loses_and_does_nothing),
		cmocka_unit_test(two_sessions_have_a_draft_each),
		cmocka_unit_test(its_sheet_has_every_row),
		cmocka_unit_test(a_click_selects),
		cmocka_unit_test(who_reads_is_not_told_to_write),
		cmocka_unit_test(a_row_that_is_given_says_by_whom),
		cmocka_unit_test(an_anslag_without_rows_tells_of_its_ram),
		cmocka_unit_test(what_is_left_is_always_seen),
		cmocka_unit_test(keys_cost_little),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

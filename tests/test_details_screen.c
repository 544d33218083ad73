/* What an amount is made up of, on real files and with real keys: each kind of row, levels, the draft it is a step in, and who sees what people are
 * paid. How it looks is in tests/screens/details*.test. */
#include "testing.h"

#include "detail.h"
#include "sheet.h"
#include "stage.h"
#include "told.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHEF "divchef-lanssjukvard"

#define PAY "41 357" /* stands nowhere else in the example */
#define NURSE "p 'Sjuksköterska' Enter '2,5' Enter '80' Enter '41357' Enter '43,21' Enter '1' Enter '12' Enter '10' Enter"

static const struct start here = { .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" };

static void open_row(struct stage *stage, const char *name)
{
	to_row(stage, name);
	press(stage, "i");
	sees(stage, "innehåll");
}

static struct stage *stage_in(const char *name)
{
	struct stage *stage = stage_new();

	stage_run(stage, &here);
	open_row(stage, name);
	return stage;
}

static void again_in(struct stage *stage, const char *user, const char *name)
{
	struct start start = here;

	start.as = user;
	stage_leave(stage);
	stage_run(stage, &start);
	open_row(stage, name);
}

static const struct detail *saved_detail(const struct stage *stage, const char *line, size_t at)
{
	const struct list *details = &saved_cell(stage, 2020, line)->row->details;

	expect(at < details->count, "%s has %zu details", line, details->count);
	return (const struct detail *)details->items + at;
}

static void save(struct stage *stage)
{
	press(stage, "^S");
	sees(stage, "Spara 1 ändrad rad");
	press(stage, "Enter s");
	sees(stage, "Sparat 09.00");
	disk_agrees(stage);
}

/* --- each kind of row --- */

static void a_row_of_text_and_amount(void **state)
{
	struct stage *stage = stage_in("Läkemedel");

	(void)state;
	sees(stage, "Länssjukvård · Läkemedel 2020 · innehåll");
	sees(stage, "Inget innehåll än");
	press(stage, "+ 'Umeå'");
	sees(stage, "Skriv ett belopp");
	press(stage, "Enter 1 5");
	sees(stage, "Läses som 15 000 000 kr; ospecificerat 3,0 mnkr."); /* before Enter */
	press(stage, "Enter");
	sees(stage, "utkast, ej sparat");
	press(stage, "1 6");
	sees(stage, "2,0"); /* a figure begins the amount anew */
	press(stage, "Enter Down");
	sees(stage, "2 000 000 kr");
	save(stage);
	assert_string_equal(saved_detail(stage, "lakemedel", 0)->text, "Umeå");
	assert_int_equal(saved_detail(stage, "lakemedel", 0)->kr, 16000000);
	assert_int_equal(saved_cell(stage, 2020, "lakemedel")->value, 18000000 * (money)MONEY_KR);
	again_in(stage, CHEF, "Läkemedel");
	sees(stage, "Umeå");
	sees_not(stage, "ej sparat");
	press(stage, "+ 'Boden' Enter '6' Enter");
	sees(stage, "delarna är större än raden");
	sees(stage, "−4,0");
	stage_free(stage);
}

/* One is not many. */
static void the_rows_are_counted_beside_the_line(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution", .rows = 60, .columns = 200 });
	open_row(stage, "Material");
	press(stage, "+ 'Handskar' Enter '1' Enter");
	save(stage);
	sees(stage, "   1 specifikation");
	sees_not(stage, "1 specifikationer");
	sees(stage, "   2 specifikationer");
	stage_free(stage);
}

static void a_row_that_is_worked_out(void **state)
{
	struct stage *stage = stage_in("Läkemedel");
	const struct detail *detail;
	const struct input *inputs;

	(void)state;
	press(stage, "+ 'Umeå' Enter '1 200 vårddygn × 4 500 kr'");
	sees(stage, "Läses som vårddygn 1 200 × pris 4 500 kr = 5 400 000 kr");
	press(stage, "Enter + 'Halva' Enter '50 % × 3 mnkr' Enter");
	sees(stage, "andel 50 % × belopp 3 mnkr = 1 500 000 kr");
	save(stage);
	detail = saved_detail(stage, "lakemedel", 0);
	inputs = detail->inputs.items;
	assert_int_equal(detail->inputs.count, 2);
	assert_string_equal(inputs[0].name, "vårddygn");
	assert_string_equal(inputs[0].value, "1 200");
	assert_int_equal(saved_detail(stage, "lakemedel", 1)->kr, 1500000);
	press(stage, "i Enter");
	sees(stage, "Belopp  vårddygn 1 200 × pris 4 500 kr"); /* as it can be written */
	press(stage, "Up ' och Luleå' Enter Enter");           /* only its text: what it was worked out from stays */
	save(stage);
	assert_string_equal(saved_detail(stage, "lakemedel", 0)->text, "Umeå och Luleå");
	assert_int_equal(saved_detail(stage, "lakemedel", 0)->inputs.count, 2);
	stage_free(stage);
}

static void a_personnel_calculation(void **state)
{
	struct stage *stage = stage_in("Personal");
	const struct staff *staff;

	(void)state;
	press(stage, NURSE);
	sees(stage, "Årsarb.");
	sees(stage, "2,5 × 80 % × " PAY " kr × 12 mån, vakans 10 %, PO 43,21 % = 1 279 311 kr, 1,8");
	press(stage, "p 'Undersköterska' Enter");
	sees(stage, "43,21"); /* the same PO-påslag */
	press(stage, "Esc");
	save(stage);
	staff = saved_detail(stage, "personal", 0)->staff.items;
	assert_int_equal(staff->heads, 2500);
	assert_int_equal(staff->pay, 41357);
	assert_int_equal(staff->vacancy, 1000);
	assert_int_equal(saved_detail(stage, "personal", 0)->kr, 1279311);
	press(stage, "i Enter '3' Enter");
	sees(stage, "Läses som 3 × 80 %"); /* what is come to is written over */
	press(stage, "Esc");
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "unit", .rows = 100 });
	sees(stage, "Personalberäkningarna här och i enheterna under: 6,8 årsarbetare."); /* 5,0 below, in the air ambulance */
	stage_free(stage);
}

static void parts_of_parts(void **state)
{
	struct stage *stage = stage_in("Läkemedel");

	(void)state;
	press(stage, "+ 'Utomläns' Enter '10' Enter + 'Umeå' Enter '6' Enter Tab");
	sees(stage, "    Umeå");
	sees(stage, "ospecificerat 4,0");  /* of Utomläns */
	sees(stage, "8,0");               /* of the line */
	press(stage, "+ 'Uppsala' Enter '4' Enter");
	sees(stage, "    Uppsala"); /* at the same level */
	sees(stage, "summan av delarna");
	save(stage);
	assert_null(saved_detail(stage, "lakemedel", 0)->above);
	assert_string_equal(saved_detail(stage, "lakemedel", 1)->above, saved_detail(stage, "lakemedel", 0)->id);
	assert_string_equal(saved_detail(stage, "lakemedel", 2)->above, saved_detail(stage, "lakemedel", 0)->id);
	press(stage, "i Down BackTab"); /* Umeå out again, after what is left of it */
	sees(stage, "    Uppsala");
	sees_not(stage, "    Umeå");
	press(stage, "^Z");
	sees(stage, "Ångrade: Umeå på en annan nivå");
	sees(stage, "    Umeå");
	press(stage, "Home Delete"); /* with its parts */
	sees_not(stage, "Uppsala");
	press(stage, "^Z");
	sees(stage, "    Uppsala");
	press(stage, "q");
	sees(stage, "Fördelning av ramen");
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "unit", .rows = 100 });
	sees(stage, "ospecificerat"); /* 8,0, not less what the parts of parts are */
	sees(stage, "8,0");
	stage_free(stage);
}

/* --- the line's own amount --- */

static void the_sum_becomes_the_amount(void **state)
{
	struct stage *stage = stage_in("Läkemedel");

	(void)state;
	press(stage, "=");
	sees(stage, "Det finns inga delar att summera");
	press(stage, "+ 'Umeå' Enter '15' Enter =");
	sees(stage, "Läkemedel är nu summan av delarna");
	sees_not(stage, "ospecificerat");
	press(stage, "=");
	sees(stage, "Beloppet är redan summan av delarna");
	press(stage, "q");
	sees(stage, "KVAR ATT FÖRDELA 9,5"); /* the screen below has it too */
	press(stage, "^Z");
	sees(stage, "KVAR ATT FÖRDELA 6,5");
	press(stage, "i");
	sees(stage, "ospecificerat"); /* the part is still there */
	press(stage, "^Y");
	sees(stage, "Gjorde om: Läkemedel = summan av delarna");
	save(stage);
	assert_int_equal(saved_cell(stage, 2020, "lakemedel")->value, 15000000 * (money)MONEY_KR);
	stage_free(stage);
}

static void a_blank_line_becomes_what_its_first_part_is(void **state)
{
	struct stage *stage = stage_in("Interna köp");

	(void)state;
	press(stage, "+ 'Avdrag' Enter '-1' Enter");
	sees(stage, "kan inte bli mindre än 0");
	press(stage, "Esc + 'Tvätt' Enter '1,5' Enter");
	sees(stage, "Interna köp var tom: beloppet blev summan av delarna");
	save(stage);
	assert_int_equal(saved_cell(stage, 2020, "interna-kop")->value, 1500000 * (money)MONEY_KR);
	assert_int_equal(saved_cell(stage, 2020, "interna-kop")->row->details.count, 1);
	stage_free(stage);
}

static void last_years_stand_below(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	another_writes(stage, "registrator", "{'act':'distribute','unit':'lanssjukvard','year':2019,'lines':[{'line':'lakemedel','kr':17000000,"
	               "'details':[{'id':'u','text':'Umeå i fjol','kr':16000000}]}],'decision':'RS 1 § 1'}\n");
	stage_run(stage, &here);
	open_row(stage, "Läkemedel");
	sees(stage, "Innehåll 2019");
	sees(stage, "Umeå i fjol");
	sees(stage, "= Läkemedel 2019");
	press(stage, "End Up Up Delete");
	sees(stage, "Markera en av delarna först"); /* it is history */
	stage_free(stage);
}

/* --- what cannot be --- */

static void what_cannot_be_is_told_and_stays(void **state)
{
	static const struct { const char *keys, *said, *stays; } cases[] = {
		{ "+ Enter '5' Enter", "Skriv vad det är", "Belopp  5" },
		{ "+ 'X' Enter 'mycket' Enter", "mycket", "Belopp  mycket" },
		{ "+ 'X' Enter '1.234' Enter", "kan läsas på två sätt", "Belopp  1.234" },
		{ "+ 'X' Enter '3 kr × 4 mnkr' Enter", "kronor gånger kronor går inte", "3 kr × 4 mnkr" },
		{ "+ 'X' Enter '12 34 dygn × 2' Enter", "två tal i «12 34 dygn»", "12 34 dygn × 2" },
		{ "p 'X' Enter '2' Enter '300' Enter '1' Enter '0' ^S", "Sysselsättningsgraden ska vara", "300" },
		{ "p 'X' Enter '2' Enter '50' Enter '30 000' Enter '40' Enter '12' Enter '2' Enter Enter", "Den slutar innan den börjar", "30 000" },
		{ "p Enter Enter Enter '30 000' Enter '40' ^S", "aldrig ett namn", "30 000" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct stage *stage = stage_in("Läkemedel");

		press(stage, cases[i].keys);
		sees(stage, cases[i].said);
		sees(stage, "Rätta raden först");
		sees(stage, cases[i].stays);
		assert_int_equal(draft_changes(&stage->session->draft), 0);
		press(stage, "Esc");
		assert_false(draft_waits(&stage->session->draft));
		stage_free(stage);
	}
}

static void keys_that_do_nothing_say_why(void **state)
{
	static const struct { const char *keys, *said; } cases[] = {
		{ "Enter", "Markera en av delarna först" }, { "Delete", "Markera en av delarna först" }, { "5", "Markera en av delarna först" },
		{ "^Z", "Det finns inget att ångra" },      { "+ 'A' Enter '1' Enter Tab", "Det finns ingen rad ovanför" },
		{ "+ 'A' Enter '1' Enter BackTab", "Den är redan en del av själva raden" }, { "+ 'A' Enter '-1' Enter =", "mindre än 0" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct stage *stage = stage_in("Läkemedel");

		press(stage, cases[i].keys);
		sees(stage, cases[i].said);
		stage_free(stage);
	}
	struct stage *stage = stage_new();

	stage_run(stage, &here);
	to_row(stage, "Ortopedi");
	press(stage, "i");
	sees(stage, "Innehåll har bara budgetrader");
	stage_free(stage);
}

/* --- nothing is lost --- */

static void type_and_die(struct stage *stage, const char *keys)
{
	pid_t child = fork();
	int status;

	if (!child) {
		stage_run(stage, &here);
		open_row(stage, "Läkemedel");
		if (terminal_keys(stage->terminal, keys))
			kill(getpid(), SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static void killed_in_a_field_it_comes_back(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	type_and_die(stage, "+ 'Boden' Enter '9' Enter + 'Umeå' Enter '1 200 vårddygn × 4 5'");
	stage_run(stage, &here);
	sees(stage, "En rad i innehållet till Läkemedel är halvskriven: i öppnar den");
	press(stage, "i");
	sees(stage, "Boden");
	sees(stage, "Belopp  1 200 vårddygn × 4 5");
	press(stage, "'00 kr' Enter");
	sees(stage, "5 400 000 kr");
	press(stage, "^Z ^Z");
	sees(stage, "Ångrade: Boden");
	sees_not(stage, "9,0");
	press(stage, "^Y ^Y");
	save(stage);
	assert_string_equal(saved_detail(stage, "lakemedel", 1)->text, "Umeå");
	stage_free(stage);
}

static void killed_in_a_calculation_it_comes_back(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	type_and_die(stage, "+ 'Boden' Enter '9' Enter + 'Del' Enter '9' Enter Tab p 'Läkare' Enter '2' Enter '75' Enter '60'");
	stage_run(stage, &here);
	press(stage, "i");
	sees(stage, "    Läkare"); /* at its level */
	press(stage, "' 000' Enter '40' ^S");
	sees(stage, "Spara 1 ändrad rad");
	press(stage, "Esc");
	press(stage, "i Down Down");
	sees(stage, "1 512 000 kr");
	stage_free(stage);
}

static void what_somebody_else_saves_is_said(void **state)
{
	struct stage *stage = stage_in("Läkemedel");

	(void)state;
	press(stage, "+ 'Umeå' Enter '15' Enter + 'Bo'");
	another_writes(stage, "stf-divchef-lanssjukvard", "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'lakemedel','kr':18000000,"
	               "'details':[{'id':'d1','text':'Deras','kr':1}]}]}\n");
	assert_true(terminal_step(stage->terminal, -1));
	press(stage, "'den' Enter '1' Enter");
	sees(stage, "Någon annan har ändrat raden");
	press(stage, "q Enter d i");
	sees(stage, "Deras");
	sees_not(stage, "Umeå");
	stage_free(stage);
}

static void who_reads_changes_nothing(void **state)
{
	static const char *const users[] = { "ekonom-lanssjukvard", "chef-ls-ortopedi", "registrator" };
	struct stage *stage = stage_in("Läkemedel");
	struct journals *before;

	(void)state;
	press(stage, "+ 'Umeå' Enter '15' Enter");
	save(stage);
	before = journals_read(stage);
	for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
		again_in(stage, users[i], "Läkemedel");
		sees(stage, "läser");
		sees(stage, "Umeå");
		press(stage, "+ p 5 Enter Delete = Tab ^Z ^Y");
		sees(stage, "Umeå");
		sees_not(stage, "Esc avbryt"); /* no field is open */
	}
	assert_int_equal(journals_grown(stage, before), 0);
	stage_free(stage);
}

/* --- pay --- */

static bool tells_pay(const char *text)
{
	return strstr(text, PAY) || strstr(text, "41\u00a0357") || strstr(text, "41357") || strstr(text, "43,21") || strstr(text, "80 %") || strstr(text, "1,8");
}

static bool sheet_tells_pay(struct session *session)
{
	struct screen *screen = details_screen(session, org_find(session->book->org, "lanssjukvard"), "personal", true);
	struct buffer out = { 0 };
	struct sheet sheet = { 0 };
	bool tells;

	assert_true(screen->hooks->sheet(screen, &sheet));
	sheet_write(&out, &sheet, REPORT_CSV, false);
	assert_non_null(strstr(out.bytes, "Sjuksköterska"));
	tells = tells_pay(out.bytes);
	buffer_free(&out);
	sheet_free(&sheet);
	screen_free(screen);
	return tells;
}

/* On every screen that tells of the row. */
static bool screens_tell_pay(struct stage *stage, const char *user)
{
	static const char *const ways[][2] = { { "distribution", "i" }, { "distribution", "v" }, { "unit", "Down" }, { "history", "Tab Tab" } };
	bool tells = false;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		stage_leave(stage);
		stage_run(stage, &(struct start){ .as = user, .unit = "lanssjukvard", .screen = ways[i][0], .rows = 100, .columns = 200 });
		if (!strcmp(ways[i][0], "distribution"))
			to_row(stage, "Personal");
		press(stage, ways[i][1]);
		sees(stage, "Sjuksköterska");
		tells |= shows(stage, PAY) || shows(stage, "43,21") || shows(stage, "årsarbetare.") || shows(stage, ", 1,8");
	}
	return tells;
}

static void pay_is_for_those_who_answer_for_it(void **state)
{
	static const struct { const char *user; bool sees; } users[] = {
		{ CHEF, true },           { "stf-divchef-lanssjukvard", true }, { "regiondirektor", true }, { "ekonom-lanssjukvard", true },
		{ "chef-ls-ortopedi", false }, { "divchef-narsjukvard", false },     { "registrator", false },
	};
	struct stage *stage = stage_in("Personal");

	(void)state;
	press(stage, NURSE);
	save(stage);
	for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
		expect(screens_tell_pay(stage, users[i].user) == users[i].sees, "%s", users[i].user);
		expect(sheet_tells_pay(stage->session) == users[i].sees, "%s in a file", users[i].user);
	}
	stage_free(stage);
}

/* --as with --read-only takes any name: who has not got the seat does not see what it sees. */
static void reading_as_somebody_shows_no_pay(void **state)
{
	struct stage *stage = stage_in("Personal");
	struct start start = here;
	char path[2 * STAGE_PATH];

	(void)state;
	press(stage, NURSE);
	save(stage);
	stage_leave(stage);
	start.as = "stf-divchef-lanssjukvard";
	start.read_only = true;
	stage_run(stage, &start);
	open_row(stage, "Personal");
	sees(stage, PAY); /* the seat is hers: she may write as it */
	stage_leave(stage);
	snprintf(path, sizeof path, "%s/journals/stf-divchef-lanssjukvard.jsonl", stage->folder);
	assert_int_equal(unlink(path), 0); /* empty; now nobody here may write as her */
	stage_run(stage, &start);
	open_row(stage, "Personal");
	sees(stage, "personalberäkning");
	sees_not(stage, PAY);
	sees_not(stage, "Årsarb.");
	stage_free(stage);
}

/* What anybody may run tells the sum and nobody's pay. */
static void why_and_log_tell_no_pay(void **state)
{
	struct stage *stage = stage_in("Personal");
	struct buffer out = { 0 };
	struct figure figure;
	const char *names[] = { "lanssjukvard/2020/line.personal", "lanssjukvard/2020/line.personal.d1" };

	(void)state;
	press(stage, NURSE);
	save(stage);
	told_log(&out, stage->session->book, ORG_NONE, NULL);
	assert_true(out.size > 1000);
	for (size_t i = 0; i < 2; i++) {
		assert_true(figure_parse(&figure, stage->session->book, names[i], ORG_NONE, 0, NULL));
		told_why(&out, stage->session->book, &figure);
	}
	assert_non_null(strstr(out.bytes, "Sjuksköterska"));
	assert_false(strstr(out.bytes, "41\u00a0357") || strstr(out.bytes, "41357") || strstr(out.bytes, "43,21"));
	buffer_free(&out);
	stage_free(stage);
}

/* --- the screen by itself --- */

static void a_click_selects(void **state)
{
	struct stage *stage = stage_in("Läkemedel");
	struct screen *screen;
	struct canvas *canvas = canvas_new(21, 80, &glyphs_utf8);

	(void)state;
	press(stage, "+ 'A' Enter '1' Enter + 'B' Enter '1' Enter");
	screen = details_screen(stage->session, org_find(stage->session->book->org, "lanssjukvard"), "lakemedel", false);
	screen->hooks->draw(screen, canvas);
	assert_int_equal(canvas->cursor_row, 2);
	assert_false(screen->hooks->click(screen, 3, 10)); /* selected now … */
	assert_true(screen->hooks->click(screen, 3, 10));  /* … and asked to open */
	screen->hooks->draw(screen, canvas);
	assert_int_equal(canvas->cursor_row, 3);
	assert_false(screen->hooks->click(screen, 15, 10));
	canvas_free(canvas);
	screen_free(screen);
	stage_free(stage);
}

static void from_the_units_screen_one_looks(void **state)
{
	struct stage *stage = stage_in("Läkemedel");

	(void)state;
	press(stage, "+ 'Umeå' Enter '15' Enter");
	save(stage);
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "unit", .rows = 100 });
	to_row(stage, "Läkemedel");
	press(stage, "i");
	sees(stage, "Läkemedel 2020 · innehåll");
	sees(stage, "läser");
	press(stage, "+");
	sees(stage, "Här visas det som är sparat");
	press(stage, "Home v");
	sees(stage, "Så är beloppet uppbyggt");
	sees(stage, "Läkemedel, Umeå");
	stage_free(stage);
}

/* Nothing is drawn outside of it, and the field that is typed in is seen as soon as there is room for one. */
static void every_size_holds(void **state)
{
	static const char *const keys[] = { "End", "Home", "+ 'X' Enter '1 200 dygn × 4 500 kr'", "p 'X' Enter '1' Enter Enter Enter Enter Enter Enter '5'" };
	const struct glyphs *const sets[] = { &glyphs_utf8, &glyphs_ascii };

	(void)state;
	for (size_t i = 0; i < 8; i++) {
		struct stage *stage = stage_in("Läkemedel");
		struct screen *screen;

		press(stage, "+ 'A' Enter '1' Enter + 'B' Enter '2' Enter Tab");
		press(stage, keys[i / 2]);
		screen = details_screen(stage->session, org_find(stage->session->book->org, "lanssjukvard"), "lakemedel", false);
		for (int rows = 1; rows < 40; rows += rows < 24 ? 1 : 7)
			for (int columns = 1; columns < 220; columns += columns < 90 ? 1 : 29) {
				struct canvas *canvas = canvas_new(rows, columns, sets[i % 2]);

				screen->hooks->draw(screen, canvas);
				if (i >= 4 && rows >= 4 && columns >= 40)
					assert_true(canvas->cursor_shown && canvas->cursor_row < rows && canvas->cursor_column < columns);
				canvas_free(canvas);
			}
		screen_free(screen);
		stage_free(stage);
	}
}

/* --- last year's --- */

/* With what a nurse is paid in it, as it was worked out. */
static void last_years_contents_are_fetched(void **state)
{
	struct stage *stage = stage_in("Läkemedel");
	const struct list *details;

	(void)state;
	press(stage, "s");
	sees(stage, "Raden har inget innehåll 2019 att hämta");
	press(stage, "+ 'Umeå' Enter '15' Enter " NURSE);
	save(stage);
	press(stage, "y");
	to_row(stage, "Läkemedel");
	press(stage, "'20' Enter");
	open_row(stage, "Läkemedel");
	sees(stage, "Innehåll 2020");
	sees(stage, "s hämtar innehållet 2020 hit");
	press(stage, "s");
	sees(stage, "Innehållet 2020 är hämtat: 3,7 mnkr av raden är ospecificerat");
	sees(stage, PAY);
	press(stage, "s");
	sees(stage, "Raden har redan innehåll");
	press(stage, "^Z");
	sees(stage, "Ångrade: innehållet 2020 hämtat");
	press(stage, "s");
	save(stage);
	details = &book_cell(stage->session->book, org_find(stage->session->book->org, "lanssjukvard"), LAYER_BUDGET, 2021, "lakemedel")->row->details;
	assert_int_equal(details->count, 2);
	assert_int_equal(((const struct detail *)details->items)[1].staff.count, 1);
	assert_int_equal(saved_cell(stage, 2020, "lakemedel")->row->details.count, 2); /* what it was fetched from stands as it was */
	stage_free(stage);
}

/* The second plan year looks back to the budget year where the first has nothing. */
static void a_blank_row_gets_their_sum(void **state)
{
	struct stage *stage = stage_in("Läkemedel");

	(void)state;
	press(stage, "+ 'Umeå' Enter '15' Enter");
	save(stage);
	press(stage, "y y");
	open_row(stage, "Läkemedel");
	sees(stage, "Innehåll 2020");
	press(stage, "s");
	sees(stage, "Läkemedel var tom: beloppet blev summan av delarna");
	sees(stage, "= Läkemedel 2022");
	save(stage);
	assert_int_equal(book_cell(stage->session->book, org_find(stage->session->book->org, "lanssjukvard"), LAYER_BUDGET, 2022, "lakemedel")->value,
	                 15000000 * (money)MONEY_KR);
	stage_free(stage);
}

/* In a narrow window each field has a row of its own, for two abreast would hide what is typed. */
static void a_calculation_can_be_read_in_a_narrow_window(void **state)
{
	struct stage *stage = stage_new();
	struct start start = here;

	(void)state;
	start.rows = 12;
	start.columns = 40;
	stage_run(stage, &start);
	to_row(stage, "Personal");
	press(stage, "i p 'Läkare' Enter '2' Enter '75' Enter '60 000'");
	sees(stage, "Yrkeskategori         Läkare");
	sees(stage, "Sysselsättningsgrad % 75");
	sees(stage, "Månadslön kr          60 000");
	press(stage, "Tab Tab Tab Tab");
	sees(stage, "Vakans %              0");
	stage_free(stage);
}

static void keys_cost_little(void **state)
{
	struct stage *stage = stage_in("Köpt vård");
	size_t down = bytes_at_most(stage, "Down", 3), form, typed;

	(void)state;
	form = bytes_of(stage, "n");
	typed = bytes_to_type(stage, "Leasing");
	print_message("bytes: down at most %zu, form %zu, letter at most %zu\n", down, form, typed);
	assert_true(down <= 240 && form <= 800 && typed <= 60);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_of_text_and_amount),
		cmocka_unit_test(the_rows_are_counted_beside_the_line),
		cmocka_unit_test(a_row_that_is_worked_out),
		cmocka_unit_test(a_personnel_calculation),
		cmocka_unit_test(parts_of_parts),
		cmocka_unit_test(the_sum_becomes_the_amount),
		cmocka_unit_test(a_blank_line_becomes_what_its_first_part_is),
		cmocka_unit_test(last_years_stand_below),
		cmocka_unit_test(what_cannot_be_is_told_and_stays),
		cmocka_unit_test(keys_that_do_nothing_say_why),
		cmocka_unit_test(killed_in_a_field_it_comes_back),
		cmocka_unit_test(killed_in_a_calculation_it_comes_back),
		cmocka_unit_test(what_somebody_else_saves_is_said),
		cmocka_unit_test(who_reads_changes_nothing),
		cmocka_unit_test(pay_is_for_those_who_answer_for_it),
		cmocka_unit_test(reading_as_somebody_shows_no_pay),
		cmocka_unit_test(why_and_log_tell_no_pay),
		cmocka_unit_test(a_click_selects),
		cmocka_unit_test(from_the_units_screen_one_looks),
		cmocka_unit_test(every_size_holds),
		cmocka_unit_test(last_years_contents_are_fetched),
		cmocka_unit_test(a_blank_row_gets_their_sum),
		cmocka_unit_test(a_calculation_can_be_read_in_a_narrow_window),
		cmocka_unit_test(keys_cost_little),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

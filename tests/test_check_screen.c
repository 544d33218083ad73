/* Avstämning on a terminal: a known difference is explained, comes back when it changes, and every finding leads to its figure. */
#include "small.h"
#include "stage.h"

#include "check.h"
#include "figure.h"
#include "sheet.h"
#include "why.h"

#include <stdlib.h>
#include <string.h>

#define CHEF     "regiondirektor"
#define ONE_MORE "{'act':'post','kind':'expansion','year':2020,'legs':[['finans',1000000]],'decision':'RS 17 dec 2019 § 301'}\n"

/* Where sentences stand on one row. */
static struct stage *stage_roomy(const char *user)
{
	struct stage *stage = stage_new();

	stage_run(stage, &(struct start){ .as = user, .rows = 50, .columns = 132 });
	return stage;
}

static struct findings *findings_of(const struct stage *stage)
{
	struct error error;
	struct published *published = session_published(stage->session, &error);
	struct findings *findings = check_make(stage->session->book, published);

	published_free(published);
	return findings;
}

static size_t unexplained(const struct stage *stage)
{
	struct findings *findings = findings_of(stage);
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++)
		count += !findings->items[i].explained;
	check_free(findings);
	return count;
}

static const char *selected(const struct stage *stage)
{
	int row, column;
	bool shown;

	terminal_cursor(stage->terminal, &row, &column, &shown);
	return terminal_text(stage->terminal, row);
}

/* --- explaining --- */

static void a_known_difference_is_explained(void **state)
{
	struct stage *stage = stage_roomy(CHEF);
	size_t before = unexplained(stage);

	(void)state;
	press(stage, "c");
	sees(stage, "Motsägelser: 9, och 1 förklarad");
	to_row(stage, "Regionstyrelsen: Omfördelning");
	press(stage, "f");
	sees(stage, "beräknat 1,0, angivet 0,0, skillnad 1,0");
	sees(stage, "kommentar i dialogen om");
	press(stage, "Enter s");
	sees(stage, "Skriv några ord");
	press(stage, "'Summan är fel räknad, inte raderna' Enter s");
	sees(stage, "Sparat 09.00: skillnaden är förklarad");
	sees(stage, "Motsägelser: 8, och 2 förklarade");
	sees(stage, "förklarad av regiondirektör 16");
	sees(stage, "Summan är fel räknad");
	expect(strstr(selected(stage), "Regionstyrelsen: Omfördelning"), "%s", selected(stage));
	assert_int_equal(unexplained(stage), before - 1);
	disk_agrees(stage);
	press(stage, "a");
	sees(stage, "Motsägelser: 8, och 2 förklarade, som inte visas");
	sees_not(stage, "Regionstyrelsen: Omfördelning");
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = "divchef-lanssjukvard", .rows = 50, .columns = 132 });
	press(stage, "c");
	sees(stage, "Motsägelser: 8, och 2 förklarade");
	press(stage, "h H");
	sees(stage, "förklarade skillnaden 1,0 mnkr i Regionstyrelsen (omfördelning");
	stage_free(stage);
}

static void several_figures_are_explained_together(void **state)
{
	struct stage *stage = stage_roomy(CHEF);

	(void)state;
	press(stage, "c");
	to_row(stage, "och 9 till");
	sees(stage, "Patientförsäkring, Läkemedel, Folkhälsa");
	press(stage, "f 'Texten räknar med 2021' Enter s");
	sees(stage, "Ospecificerat: 20, och 1 förklarad");
	disk_agrees(stage);
	press(stage, "v");
	sees(stage, "Texten räknar med 2021");
	sees(stage, "förklarar en skillnad");
	stage_free(stage);
}

static void a_changed_difference_is_back(void **state)
{
	struct stage *stage = stage_roomy(CHEF);

	(void)state;
	press(stage, "c");
	to_row(stage, "Finansförvaltningen: Utökning");
	press(stage, "f 'Pengarna är inte fördelade än' Enter s");
	sees(stage, "Ospecificerat: 20, och 1 förklarad");
	another_writes(stage, CHEF, ONE_MORE);
	assert_true(terminal_step(stage->terminal, -1));
	to_row(stage, "Finansförvaltningen: Utökning"); /* the printed 20,8 is another amount now: nobody has spoken of that */
	sees_not(stage, "förklarades när");
	for (int i = 0; i < 40 && !strstr(selected(stage), "21,8      21,8"); i++)
		press(stage, "Down");
	sees(stage, "förklarades när skillnaden var 20,8, av regiondirektör");
	sees(stage, "Ospecificerat: 21");
	stage_free(stage);
}

static void an_explanation_is_taken_back(void **state)
{
	struct stage *stage = stage_roomy(CHEF);
	size_t before = unexplained(stage);

	(void)state;
	press(stage, "c");
	to_row(stage, "Vårdval Norrbot");
	to_row(stage, "förklarad");
	press(stage, "f");
	sees(stage, "Tryckfel i tabellen");
	press(stage, "'Inte ett tryckfel' Enter t");
	sees(stage, "förklaringen är tillbakatagen");
	sees(stage, "Motsägelser: 10");
	sees(stage, "förklaringen togs tillbaka av regiondirektör");
	assert_int_equal(unexplained(stage), before + 1);
	disk_agrees(stage);
	press(stage, "f 'Det var det ändå' Enter s");
	sees(stage, "Motsägelser: 9, och 1 förklarad");
	stage_free(stage);
}

static void what_is_written_comes_back(void **state)
{
	struct stage *stage = stage_roomy(CHEF), gone;

	(void)state;
	press(stage, "c f 'Halv mening'");
	gone = *stage;
	terminal_stop(gone.terminal); /* killed */
	stage_run(stage, &(struct start){ .as = CHEF, .rows = 50, .columns = 132 });
	press(stage, "c");
	sees(stage, "du har börjat förklara den");
	press(stage, "f");
	sees(stage, "Ditt utkast är kvar");
	sees(stage, "Halv mening");
	press(stage, "Esc Down f 'Annat' Esc Up f Enter s"); /* each difference has words of its own */
	sees(stage, "«Halv mening»");
	to_row(stage, "Hälso- och sjuk");
	sees(stage, "du har börjat förklara den");
	press(stage, "f Backspace Backspace Backspace Backspace Backspace Esc");
	sees_not(stage, "du har börjat");
	stage_leave(&gone);
	stage_free(stage);
}

static void what_moved_is_not_explained(void **state)
{
	struct stage *stage = stage_roomy(CHEF);
	struct journals *before;

	(void)state;
	press(stage, "c");
	to_row(stage, "Finansförvaltningen: Utökning");
	press(stage, "f 'Känt'");
	another_writes(stage, CHEF, ONE_MORE);
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "Känt");
	before = journals_read(stage);
	press(stage, "Enter s");
	sees(stage, "Inte sparat: skillnaden är inte längre den du förklarade");
	assert_int_equal(journals_grown(stage, before), 0);
	stage_free(stage);
}

static const struct { const char *as, *row, *reason; bool read_only; } refused[] = {
	{ "chef-ls-ortopedi", "Länssjukvård: Omfördelning", "ialogen om Länssjukvård förs av dess chef", false },
	{ "divchef-lanssjukvard", "Närsjukvård: Omfördelning", "ialogen om Närsjukvård förs av dess chef", false },
	{ CHEF, "Länssjukvård: Omfördelning", "läs", true },
};

static void who_may_not_speak_is_told_who_may(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct stage *stage = stage_new();
		struct journals *before;

		stage_run(stage, &(struct start){ .as = refused[i].as, .read_only = refused[i].read_only, .rows = 50, .columns = 132 });
		before = journals_read(stage);
		press(stage, "c");
		to_row(stage, refused[i].row);
		press(stage, "f");
		sees(stage, refused[i].reason);
		sees_not(stage, "Förklaring ");
		assert_int_equal(journals_grown(stage, before), 0);
		stage_free(stage);
	}
}

static void an_ekonom_explains_in_her_area(void **state)
{
	struct stage *stage = stage_roomy("ekonom-lanssjukvard");

	(void)state;
	press(stage, "c");
	to_row(stage, "Länssjukvård: Omfördelning");
	press(stage, "f 'Beslutet säger det inte' Enter s");
	sees(stage, "Ospecificerat: 20, och 1 förklarad");
	disk_agrees(stage);
	stage_free(stage);
}

static void an_empty_list_says_so(void **state)
{
	static const char claims[] = "claims = ( { where=\"t\"; unit=\"finans\"; cells={ ram=\"1\"; }; } );\n";
	struct stage *stage = stage_new();
	char path[STAGE_PATH + 32];

	(void)state;
	snprintf(path, sizeof path, "%s/published.cfg", stage->folder);
	testing_write(path, claims, strlen(claims));
	stage_run(stage, &(struct start){ .as = CHEF, .rows = 50, .columns = 132 });
	press(stage, "c");
	sees(stage, "Finansförvaltningen: ram");
	press(stage, "f 'Känt' Enter s a");
	for (size_t left = unexplained(stage); left > 0; left--)
		press(stage, "Home f 'Känt' Enter s");
	assert_int_equal(unexplained(stage), 0);
	sees(stage, "Allt som inte går ihop är förklarat");
	press(stage, "a Home");
	sees(stage, "förklarad av regiondirektör");
	stage_free(stage);
}

static void where_all_foots_one_sentence_says_so(void **state)
{
	struct small small;
	struct canvas *canvas = canvas_new(21, 80, &glyphs_utf8);
	struct buffer text = { 0 };
	struct error error = { 0 };
	char path[STAGE_PATH];

	(void)state;
	small_make(&small, POST("a", "base", "['norr',1000]", ""), NULL);
	snprintf(path, sizeof path, "%s/folder", small.directory);
	struct session *session = session_open(&(struct session_options){ .path = path, .as = "rd" }, &error);
	expect(session, "%s", error.text);
	struct screen *screen = check_screen(session);

	screen->hooks->draw(screen, canvas);
	canvas_plain(canvas, &text);
	assert_non_null(strstr(text.bytes, "Allt går ihop: inget belopp säger emot ett annat."));
	assert_null(strstr(text.bytes, "Motsägelser"));
	assert_false(screen_can(screen, ACTION_EXPLAIN, &error) || screen_can(screen, ACTION_OPEN, NULL));
	screen->hooks->act(screen, ACTION_DOWN);
	buffer_free(&text);
	canvas_free(canvas);
	screen_free(screen);
	session_close(session);
	small_free(&small);
}

/* --- where findings lead --- */

/* From the list to the figure, and from there to its grounds: the same as from the list. A sum of a group stands in the tree, where another
 * column may be the current one; a detail stands under its line. */
static void every_finding_leads_to_its_row(void **state)
{
	struct stage *stage = stage_new();
	struct findings *findings;
	size_t same = 0;

	(void)state;
	stage_run(stage, &(struct start){ .as = CHEF, .rows = 60, .columns = 200 });
	findings = findings_of(stage);
	press(stage, "c Home");
	for (size_t i = 0; i < findings->count; i++) {
		char title[80];

		press(stage, "v");
		snprintf(title, sizeof title, "%s", strstr(terminal_text(stage->terminal, 0), "· "));
		title[strcspn(title, "0123456789")] = '\0';
		press(stage, "q Enter v");
		if (!strstr(title, "Hälso- och sjukvård: ") && !strstr(title, "Det övriga")) {
			sees(stage, title);
			same++;
		}
		press(stage, "q q Down");
	}
	assert_int_equal(same, findings->count - 2);
	check_free(findings);
	stage_free(stage);
}

/* More than that there is no such post. */
static void every_finding_has_grounds(void **state)
{
	struct stage *stage = stage_as(CHEF);
	struct findings *findings = findings_of(stage);
	size_t tried = 0;

	(void)state;
	for (size_t i = 0; i < findings->count; i++) {
		struct figure figure;

		if (!findings->items[i].goes_to)
			continue;
		assert_true(figure_parse(&figure, stage->session->book, findings->items[i].goes_to, ORG_NONE, 0, NULL));
		struct why *why = why_make(stage->session->book, &figure, stage->session->table);
		bool grounds = false;

		for (size_t row = 1; row < why->count; row++)
			grounds |= why->rows[row].value != MONEY_NONE;
		expect(grounds, "%s", findings->items[i].goes_to);
		why_free(why);
		tried++;
	}
	assert_true(tried > 30);
	check_free(findings);
	stage_free(stage);
}

/* --- how it looks and what it costs --- */

static void amounts_stand_on_their_commas(void **state)
{
	struct stage *stage = stage_as(CHEF);
	int comma = -1, rows = 0;

	(void)state;
	press(stage, "c");
	for (int row = 0; row < 24; row++) {
		const char *text = terminal_text(stage->terminal, row), *at;
		int columns = 0;

		if (!strstr(text, ": ") || !(at = strrchr(text, ',')) || strchr("0123456789", at[1]) == NULL)
			continue;
		for (const char *byte = text; byte < at; byte++)
			columns += (*byte & 0xc0) != 0x80;
		if (columns < 60)
			continue;
		expect(comma < 0 || comma == columns, "%d, not %d: %s", columns, comma, text);
		comma = columns;
		rows++;
	}
	assert_true(rows >= 10);
	stage_free(stage);
}

#define ROWS 35

/* The design's figures, 260 down and 1 200 a page, are of a list and nothing beside it. Here the words about the selected row stand under the
 * rule, and where they are all others than those of the row above they cost what they are long: that may not grow. */
static void keys_cost_little(void **state)
{
	struct stage *stage = stage_as(CHEF);
	size_t page, down, most = 0, sum = 0, question;

	(void)state;
	press(stage, "c Home");
	page = bytes_of(stage, "PgDn");
	press(stage, "Home");
	for (int i = 0; i < ROWS; i++) {
		down = bytes_of(stage, "Down");
		most = down > most ? down : most;
		sum += down;
	}
	press(stage, "Home");
	down = bytes_of(stage, "Down");
	question = bytes_of(stage, "f");
	print_message("bytes: down %zu, at most %zu, mean %zu; page %zu; question %zu\n", down, most, sum / ROWS, page, question);
	assert_true(down <= 260 && sum / ROWS <= 320 && most <= 560);
	assert_true(page <= 1200 && question <= 900);
	stage_free(stage);
}

static void it_goes_to_a_file_and_takes_clicks(void **state)
{
	struct stage *stage = stage_new();
	struct screen *screen;
	struct canvas *canvas = canvas_new(21, 80, &glyphs_utf8);
	struct sheet sheet = { .money = MONEY_IN_MNKR };
	struct buffer out = { 0 };

	(void)state;
	stage_begin(stage, &(struct start){ .as = CHEF });
	screen = check_screen(stage->session);
	screen->hooks->draw(screen, canvas);
	assert_true(screen->hooks->sheet(screen, &sheet));
	assert_int_equal(sheet.row_count, 36);
	sheet_write(&out, &sheet, REPORT_CSV, false);
	assert_non_null(strstr(out.bytes, "motsägelse;Regionstyrelsen: Omfördelning 2020;1,0;0,0;1,0;tabell 1;"));
	assert_true(screen->hooks->click(screen, 4, 10)); /* the selected one */
	assert_false(screen->hooks->click(screen, 6, 10));
	assert_true(screen->hooks->click(screen, 6, 70));
	assert_false(screen->hooks->click(screen, 3, 10)); /* a heading */
	assert_false(screen->hooks->click(screen, 20, 10));
	assert_string_equal(stage->session->book->org->units[screen->hooks->unit(screen)].id, "vardval");
	buffer_free(&out);
	sheet_free(&sheet);
	canvas_free(canvas);
	screen_free(screen);
	stage_free(stage);
}

static void no_true_minus_where_letters_are_all_there_is(void **state)
{
	static const char *const ways[] = { "c", "c End", "c v", "H", "o", "o Enter", "o v", "h f" };

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct stage *stage = stage_new();

		stage_run(stage, &(struct start){ .as = CHEF, .term = "vt100", .rows = 50, .columns = 120 });
		press(stage, ways[i]);
		sees_not(stage, "−");
		stage_free(stage);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_known_difference_is_explained),
		cmocka_unit_test(several_figures_are_explained_together),
		cmocka_unit_test(a_changed_difference_is_back),
		cmocka_unit_test(an_explanation_is_taken_back),
		cmocka_unit_test(what_is_written_comes_back),
		cmocka_unit_test(what_moved_is_not_explained),
		cmocka_unit_test(who_may_not_speak_is_told_who_may),
		cmocka_unit_test(an_ekonom_explains_in_her_area),
		cmocka_unit_test(an_empty_list_says_so),
		cmocka_unit_test(where_all_foots_one_sentence_says_so),
		cmocka_unit_test(every_finding_leads_to_its_row),
		cmocka_unit_test(every_finding_has_grounds),
		cmocka_unit_test(amounts_stand_on_their_commas),
		cmocka_unit_test(keys_cost_little),
		cmocka_unit_test(it_goes_to_a_file_and_takes_clicks),
		cmocka_unit_test(no_true_minus_where_letters_are_all_there_is),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

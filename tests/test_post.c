/* The form of a ramförändring, typed on a terminal: what is written ends in the journals as it was meant, and what may not be is said in its cell.
 * How it looks is in tests/screens/post-*.test; what may stand in a cell in test_posting. */
#include "testing.h"

#include "act.h"
#include "calc.h"
#include "posting.h"
#include "setup.h"
#include "stage.h"

#include <stdlib.h>
#include <string.h>

#define CHEF  "divchef-lanssjukvard"
#define AREA  "lanssjukvard"

/* The latest line of that user's journal. */
static const struct event *latest(const struct book *book, const char *user)
{
	const struct journal *journal = book_journal(book, user);

	assert_true(journal && journal->count);
	return book_event(book, journal->lines[journal->count - 1]->hash);
}

static const struct post *saved_post(const struct stage *stage, const char *user)
{
	const struct event *event = latest(stage->session->book, user);

	assert_int_equal(event->state, LINE_APPLIED);
	assert_int_equal(event->line->act.kind, ACT_POST);
	return &event->line->act.post;
}

static money ram_of(const struct stage *stage, const char *unit)
{
	return stage->session->table->balance[org_find(stage->session->book->org, unit)].ram;
}

static size_t subs_of(const struct stage *stage, const char *unit)
{
	const struct org *org = stage->session->book->org;
	int at = org_find(org, unit);
	size_t count = 0;

	for (int sub = org_next_sub(org, at, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org, at, sub))
		count++;
	return count;
}

/* To the row that this text stands in. */
static void down_to(struct stage *stage, const char *text)
{
	for (int i = 0; i < 40; i++) {
		int row, column;
		bool shown;

		terminal_cursor(stage->terminal, &row, &column, &shown);
		if (strstr(terminal_text(stage->terminal, row), text))
			return;
		press(stage, "Down");
	}
	fail_msg("there is no row with %s", text);
}

static void to_post(struct stage *stage, const char *unit, const char *text)
{
	press(stage, "o /");
	press(stage, unit);
	press(stage, "Enter Enter");
	down_to(stage, text);
}

/* ---- one post, every cell ---- */

static void every_cell_is_saved(void **state)
{
	struct stage *stage = stage_as(CHEF);
	const struct post *post;
	const struct leg *legs;

	(void)state;
	press(stage, "o + Right Enter Right Enter"); /* utökning, from 2021 */
	press(stage, "'ortopedi' Enter 1 , 5 Tab 2 0 2 2 Tab 2 Enter");
	press(stage, "'medicin' Enter '700 tkr' Enter Down");
	press(stage, "Right Down"); /* a line of the budget */
	press(stage, "'Jour i Piteå' Enter 'RS 3 dec 2019 § 12, dnr 7' Enter Right");
	sees(stage, "Inget hindrar");
	press(stage, "^S");
	sees(stage, "2021: Ortopedi +1,5, Medicin +0,7 (mnkr).");
	press(stage, "s");
	sees(stage, "Sparat 09.00. 2 enheters ramar är ändrade");
	post = saved_post(stage, CHEF);
	legs = post->legs.items;
	assert_string_equal(post->kind, "expansion");
	assert_int_equal(post->year, 2021);
	assert_int_equal(post->legs.count, 2);
	assert_string_equal(legs[0].unit, "ls-ortopedi");
	assert_true(legs[0].kr == 1500000 && legs[0].until == 2022 && legs[0].full_year == 2000000);
	assert_true(legs[1].kr == 700000 && legs[1].until == NUMBER_NONE && legs[1].full_year == NUMBER_NONE);
	assert_string_equal(post->text, "Jour i Piteå");
	assert_string_equal(post->decision, "RS 3 dec 2019 § 12, dnr 7");
	assert_true(post->line && post->principle);
	disk_agrees(stage);
	stage_free(stage);
}

static void what_cannot_be_is_said_as_it_is_typed(void **state)
{
	static const struct { const char *keys, *said; } slips[] = {
		{ "Enter Enter 'xyz'", "ingen enhet heter «xyz»" },
		{ "Enter Enter 'vårdval'", "får sin ram av" },
		{ "Enter Enter 'ortopedi' Enter 1 . 2 3 4", "kan vara" },
		{ "Enter Enter 'ortopedi' Enter 1 2 a", "«12a»" },
		{ "Enter Enter 'ortopedi' Enter 1 Tab 2 0", "skriv året med fyra siffror" },
		{ "Enter Enter 'ortopedi' Enter 1 Tab 2 0 1 9 Enter Up Tab", "är före 2020" },
		{ "Enter Enter 'ortopedi' Enter 9 9 9 9", "gånger enhetens ram, stämmer det?" },
		{ "Enter Enter 'ortopedi' Enter 'kpi'", "«kpi» är varken ett belopp eller ett index" },
		{ "Right Enter Right Enter 'ortopedi' Enter 'lpik'", "LPIK 2020 gäller 2020, och posten 2021" },
		{ "Left Left Enter Enter 'ortopedi' Enter 5 Enter Enter", "saknar motpart" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
		struct stage *stage = stage_as(CHEF);

		press(stage, "o +");
		press(stage, slips[i].keys);
		sees(stage, slips[i].said);
		stage_free(stage);
	}
}

/* ---- one decision for many ---- */

static void one_decision_gives_all_the_same_share(void **state)
{
	struct stage *stage = stage_as(CHEF);
	size_t subs = subs_of(stage, AREA);
	money before = ram_of(stage, "ls-ortopedi"), other = ram_of(stage, "ls-medicin");
	const struct post *post;

	(void)state;
	press(stage, "o + Enter Enter 'ortopedi' Enter 2 %");
	sees(stage, "Ctrl-F ger alla samma procent");
	press(stage, "^F");
	sees(stage, "11 enheter till får 2% av sin ram");
	sees(stage, "fält till nedanför");
	press(stage, "Down Down 'Pris och lön' Enter 'RS 12 dec 2019 § 4' ^S s");
	sees(stage, "Sparat 09.00. 12 enheters ramar är ändrade");
	post = saved_post(stage, CHEF);
	assert_int_equal(post->legs.count, subs);
	assert_string_equal(post->decision, "RS 12 dec 2019 § 4");
	assert_true(ram_of(stage, "ls-ortopedi") == before + before / 50);
	assert_true(ram_of(stage, "ls-medicin") == other + other / 50);
	disk_agrees(stage);
	stage_free(stage);
}

/* ---- an index ---- */

#define INDEX_SAID "LPIK 2020, 2,9 % (påhittat exempel 1 okt 2019)"

static const struct detail *detail_of(const struct post *post, size_t at)
{
	return (const struct detail *)post->details.items + at;
}

static void is_worked_out(const struct post *post, size_t at, const char *unit, int64_t kr, const char *base)
{
	const struct detail *detail = detail_of(post, at);
	const struct input *inputs = detail->inputs.items;

	assert_string_equal(detail->unit, unit);
	assert_true(detail->kr == kr && ((const struct leg *)post->legs.items)[at].kr == kr);
	assert_int_equal(detail->inputs.count, 2);
	assert_string_equal(inputs[0].name, "utgångsläge");
	assert_string_equal(inputs[0].value, base);
	assert_string_equal(inputs[1].name, "LPIK 2020");
	assert_string_equal(inputs[1].value, "2,9 %");
}

static void one_index_gives_all_their_own(void **state)
{
	struct stage *stage = stage_as(CHEF);
	money before = ram_of(stage, "ls-ortopedi");
	const struct post *post;

	(void)state;
	press(stage, "o + Enter Enter 'ortopedi' Enter 'lpik'");
	sees(stage, "201,3 × 2,9 % (LPIK 2020, påhittat exempel 1 okt 2019)");
	sees(stage, "LPIK 2020: +5,8 mnkr. Ctrl-F ger alla samma index.");
	press(stage, "^F");
	sees(stage, "11 enheter till räknas med LPIK 2020");
	sees(stage, "20,8 × 2,9 %");
	press(stage, "^S s");
	sees(stage, "Sparat 09.00. 12 enheters ramar är ändrade");
	post = saved_post(stage, CHEF);
	assert_string_equal(post->kind, "index");
	assert_string_equal(post->text, INDEX_SAID);
	assert_null(post->decision);
	assert_int_equal(post->details.count, 12);
	is_worked_out(post, 0, "ls-ortopedi", 5837700, "201 300 000 kr"); /* 2,9 % of 201,3 */
	is_worked_out(post, 1, "ls-medicin", 7534200, "259 800 000 kr");
	is_worked_out(post, 11, "ls-kakkirurgi", 603200, "20 800 000 kr");
	assert_true(ram_of(stage, "ls-ortopedi") == before + 5837700 * (money)MONEY_KR);
	disk_agrees(stage);
	to_post(stage, "'ortopedi'", "LPIK 2020");
	press(stage, "v");
	sees(stage, "utgångsläge 201 300 000 kr × LPIK 2020 2,9 %");
	stage_free(stage);
}

static void arrows_go_through_the_indices(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "o + Enter Enter 'ortopedi' Enter Right");
	sees(stage, "LPIK 2020: +5,8 mnkr");
	press(stage, "Right");
	sees(stage, "Läkemedelsprognos april: +9,1 mnkr");
	sees(stage, "Utökning");
	press(stage, "Left Left");
	sees(stage, "Avtal flyg och helikopter: +6,5 mnkr");
	sees(stage, "Löne- och prisindex");
	press(stage, "2 Right , Right 5 Enter"); /* an amount is an amount: there the arrows move the cursor */
	sees(stage, "+2,5");
	sees_not(stage, "helikopter");
	press(stage, "Up Tab l");
	sees(stage, "Upp och ner väljer");
	press(stage, "Down Enter");
	sees(stage, "201,3 × 4,5 % (Läkemedelsprognos april");
	press(stage, "^Z");
	sees_not(stage, "201,3 ×");
	press(stage, "^Y ^S s");
	sees(stage, "Sparat");
	assert_string_equal(saved_post(stage, CHEF)->kind, "expansion");
	assert_string_equal(saved_post(stage, CHEF)->principle, "lakemedel");
	disk_agrees(stage);
	stage_free(stage);
}

static void an_index_survives_the_line(void **state)
{
	struct stage *stage = stage_as(CHEF);
	const struct post *post;

	(void)state;
	press(stage, "o + Enter Enter 'ortopedi' Enter 'lpik' Enter 'medicin' Enter Right");
	assert_false(terminal_hang_up(stage->terminal));
	stage_again(stage, CHEF);
	press(stage, "o +");
	sees(stage, "Ditt utkast är kvar");
	sees(stage, "201,3 × 2,9 %");
	sees(stage, "259,8 × 2,9 %");
	press(stage, "Enter ^S s");
	post = saved_post(stage, CHEF);
	assert_int_equal(post->details.count, 2);
	is_worked_out(post, 0, "ls-ortopedi", 5837700, "201 300 000 kr");
	is_worked_out(post, 1, "ls-medicin", 7534200, "259 800 000 kr");
	stage_free(stage);
}

/* Changed to another amount, it was not worked out any more. */
static void an_index_typed_over_is_none(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "o + Enter Enter 'ortopedi' Enter 'lpik' Enter 'medicin' Enter 'lpik' Enter ^S s");
	assert_int_equal(saved_post(stage, CHEF)->details.count, 2);
	to_post(stage, "'ortopedi'", "LPIK 2020");
	press(stage, "r");
	sees(stage, "201,3 × 2,9 %");
	press(stage, "Enter Enter Tab 6 Enter");
	sees_not(stage, "201,3 × 2,9 %");
	press(stage, "^S s");
	sees(stage, "Ramförändringen är ändrad");
	assert_int_equal(saved_post(stage, CHEF)->details.count, 1);
	assert_string_equal(detail_of(saved_post(stage, CHEF), 0)->unit, "ls-medicin");
	disk_agrees(stage);
	stage_free(stage);
}

static void a_reader_chooses_no_index(void **state)
{
	struct stage *stage = stage_new();
	const struct start start = { .as = "ekonom-lanssjukvard", .screen = "post", .unit = "ls-ortopedi" };
	struct journals *before = journals_read(stage);

	(void)state;
	stage_run(stage, &start);
	press(stage, "Enter Enter Tab Right");
	sees_not(stage, "× 2,9 %");
	press(stage, "'lpik'");
	sees_not(stage, "× 2,9 %");
	assert_int_equal(journals_grown(stage, before), 0);
	stage_free(stage);
}

/* The region gets a new figure: region.cfg is edited and adopted by another. */
static void index_becomes(struct stage *stage, const char *change)
{
	char path[STAGE_PATH + 20];
	struct buffer text = { 0 };
	struct error error = { 0 };
	struct adopted adopted;
	struct folder *folder;
	size_t size;
	char *bytes, *at;

	snprintf(path, sizeof path, "%s/region.cfg", stage->folder);
	bytes = testing_read(path, &size);
	at = strstr(bytes, "2,9 %");
	assert_non_null(at);
	buffer_add(&text, bytes, (size_t)(at - bytes));
	buffer_format(&text, "%s%s", change, at + strlen("2,9 %"));
	testing_write(path, text.bytes, text.size);
	folder = folder_open(stage->folder, &error);
	expect(folder && setup_adopt(folder, NULL, NULL, &adopted, &error), "%s", error.text);
	folder_free(folder);
	buffer_free(&text);
	free(bytes);
}

static void a_new_figure_is_proposed(void **state)
{
	struct stage *stage = stage_as(CHEF);
	struct journals *before;
	money ram;

	(void)state;
	press(stage, "o + Enter Enter 'ortopedi' Enter 'lpik' Enter 'medicin' Enter 'lpik' Enter ^S s h");
	sees_not(stage, "LPIK 2020 är nu");
	ram = ram_of(stage, "ls-ortopedi");
	index_becomes(stage, "3,1 %");
	stage_again(stage, CHEF);
	sees(stage, "LPIK 2020 är nu 3,1 % (var 2,9 %)");
	sees(stage, "2 belopp kan räknas om");
	assert_true(ram_of(stage, "ls-ortopedi") == ram);
	before = journals_read(stage);
	down_to(stage, "LPIK 2020 är nu");
	press(stage, "Enter");
	sees(stage, "Omräknat enligt det nya indexet, inte sparat");
	sees(stage, "201,3 × 3,1 %");
	sees(stage, "Text          LPIK 2020, 3,1 % (påhittat exempel 1 okt 2019)");
	press(stage, "^Z");
	sees(stage, "LPIK 2020, 2,9 %");
	press(stage, "^Y");
	assert_int_equal(journals_grown(stage, before), 0);
	press(stage, "^S s");
	sees(stage, "Ramförändringen är ändrad");
	sees_not(stage, "LPIK 2020 är nu");
	assert_true(ram_of(stage, "ls-ortopedi") == ram + 402600 * (money)MONEY_KR); /* 6 240 300 for 5 837 700 */
	assert_int_equal(saved_post(stage, CHEF)->details.count, 2);
	disk_agrees(stage);
	stage_free(stage);
}

/* To who does not give the ramar nothing is proposed. */
static void only_the_giver_is_asked(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "o + Enter Enter 'ortopedi' Enter 'lpik' Enter ^S s");
	index_becomes(stage, "3,1 %");
	for (const char *const *user = (const char *const[]){ "chef-ls-ortopedi", "ekonom-lanssjukvard", "regiondirektor", NULL }; *user; user++) {
		stage_again(stage, *user);
		press(stage, "h");
		sees(stage, "Se hur ramen kom till");
		sees_not(stage, "LPIK 2020 är nu");
	}
	stage_free(stage);
}

static void what_remains_is_given_with_a_sign(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "o + Enter Enter 'ortopedi' Enter = Enter");
	sees(stage, "6,5 → 0,0");
	press(stage, "^S s h");
	sees(stage, "allt är fördelat");
	disk_agrees(stage);
	stage_free(stage);
}

/* ---- the registrar, for her chef ---- */

static void a_registrar_says_who_decided(void **state)
{
	struct stage *stage = stage_as("registrator");
	struct journals *before = journals_read(stage);

	(void)state;
	press(stage, "Down Enter");
	sees(stage, "Regionstyrelsen · Ny ramförändring");
	press(stage, "Right Enter Enter 'länssjukvård' Enter 1 0 Enter ^S");
	sees(stage, "en registrator skriver det som är beslutat");
	press(stage, "^S s"); /* it does not help to insist */
	assert_int_equal(journals_grown(stage, before), 0);
	press(stage, "Backspace 'RF 18 dec 2019 § 99' ^S s");
	sees(stage, "Länssjukvård har nu ramen 2 266,5 mnkr");
	assert_string_equal(saved_post(stage, "registrator")->decision, "RF 18 dec 2019 § 99");
	disk_agrees(stage);
	stage_free(stage);
}

/* What hinders is read to its end, also where it is longer than the screen is wide. */
static void what_remains_is_never_cut(void **state)
{
	struct stage *stage = stage_as("registrator");

	(void)state;
	press(stage, "Down Enter Right Enter Enter 'länssjukvård' Enter 1 0 Enter");
	press(stage, "Down Down 'Fler platser'");
	sees(stage, "Återstår: en registrator skriver det som är beslutat: ange organ, datum,");
	sees(stage, "diarienummer");
	sees_not(stage, "…");
	stage_free(stage);
}

/* ---- changing and withdrawing ---- */

static void a_change_takes_the_place_of_what_was(void **state)
{
	struct stage *stage = stage_as(CHEF);
	money before = ram_of(stage, "ls-ortopedi");
	const struct post *post;

	(void)state;
	to_post(stage, "'ortopedi'", "Demografimedlen");
	press(stage, "r");
	sees(stage, "Ändra ramförändring");
	press(stage, "^S");
	sees(stage, "Inget är ändrat");
	press(stage, "Enter Enter Tab 4 Enter ^S");
	sees(stage, "ändrad till");
	press(stage, "s");
	sees(stage, "Ramförändringen är ändrad");
	post = saved_post(stage, CHEF);
	assert_int_equal(post->legs.count, 8);
	assert_non_null(post->replaces);
	assert_true(ram_of(stage, "ls-ortopedi") == before + 1000000 * MONEY_KR);
	disk_agrees(stage);
	stage_free(stage);
}

static void taking_back_says_what_it_leaves(void **state)
{
	struct stage *stage = stage_as(CHEF);
	money before = ram_of(stage, "ls-ortopedi");

	(void)state;
	to_post(stage, "'ortopedi'", "Demografimedlen");
	press(stage, "x");
	sees(stage, "−3 000 tkr, Medicin −4 500 tkr");
	sees(stage, "Länssjukvård kvar 6 500 → 25 200");
	sees(stage, "Den står kvar i historiken");
	sees(stage, "Beslut (får lämnas tomt)");
	press(stage, "'Fel år' Enter Enter Enter");
	sees(stage, "ramförändringen är tillbakatagen");
	assert_int_equal(saved_post(stage, CHEF)->legs.count, 0);
	assert_string_equal(saved_post(stage, CHEF)->text, "Fel år");
	assert_true(ram_of(stage, "ls-ortopedi") == before - 3000000 * MONEY_KR);
	press(stage, "H");
	sees(stage, "Fel år");
	disk_agrees(stage);
	stage_free(stage);
}

static void a_registrar_takes_back_with_a_decision(void **state)
{
	struct stage *stage = stage_as("registrator");
	struct journals *before;

	(void)state;
	press(stage, "Down Enter Right Enter Enter 'länssjukvård' Enter 1 0 Enter Down Down 'Tio till' Enter 'RF § 1' ^S s");
	before = journals_read(stage);
	to_post(stage, "'länssjuk'", "Tio till");
	press(stage, "x");
	sees(stage, "Beslut (måste anges)");
	press(stage, "Enter Enter t");
	sees(stage, "en registrator skriver det som är beslutat");
	assert_int_equal(journals_grown(stage, before), 0);
	press(stage, "BackTab 'RF § 2' Enter t");
	sees(stage, "ramförändringen är tillbakatagen");
	assert_string_equal(saved_post(stage, "registrator")->decision, "RF § 2");
	disk_agrees(stage);
	stage_free(stage);
}

/* ---- nothing is lost ---- */

static void what_was_being_typed_comes_back(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "o + Enter Enter 'ortopedi' Enter 1 , 2 5");
	assert_false(terminal_hang_up(stage->terminal));
	stage_again(stage, CHEF);
	press(stage, "o +");
	sees(stage, "Ditt utkast är kvar");
	press(stage, "5 Enter");
	sees(stage, "+1,3"); /* 1,255 */
	press(stage, "^S s");
	sees(stage, "Sparat");
	assert_true(((const struct leg *)saved_post(stage, CHEF)->legs.items)->kr == 1255000);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_is_saved),
		cmocka_unit_test(what_cannot_be_is_said_as_it_is_typed),
		cmocka_unit_test(one_decision_gives_all_the_same_share),
		cmocka_unit_test(one_index_gives_all_their_own),
		cmocka_unit_test(arrows_go_through_the_indices),
		cmocka_unit_test(an_index_survives_the_line),
		cmocka_unit_test(an_index_typed_over_is_none),
		cmocka_unit_test(a_reader_chooses_no_index),
		cmocka_unit_test(a_new_figure_is_proposed),
		cmocka_unit_test(only_the_giver_is_asked),
		cmocka_unit_test(what_remains_is_given_with_a_sign),
		cmocka_unit_test(a_registrar_says_who_decided),
		cmocka_unit_test(what_remains_is_never_cut),
		cmocka_unit_test(a_change_takes_the_place_of_what_was),
		cmocka_unit_test(taking_back_says_what_it_leaves),
		cmocka_unit_test(a_registrar_takes_back_with_a_decision),
		cmocka_unit_test(what_was_being_typed_comes_back),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

/* The form of a ramförändring, typed on a terminal: what is written ends in the journals as it was meant, and what may not be is said in its cell.
 * How it looks is in tests/screens/post-*.test; what may stand in a cell in test_posting. */
#include "testing.h"

#include "act.h"
#include "posting.h"
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

/* ---- changing and withdrawing ---- */

/* To the unit's screen, and the row of the post that this text stands in. */
static void to_post(struct stage *stage, const char *unit, const char *text)
{
	press(stage, "o /");
	press(stage, unit);
	press(stage, "Enter Enter");
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
		cmocka_unit_test(what_remains_is_given_with_a_sign),
		cmocka_unit_test(a_registrar_says_who_decided),
		cmocka_unit_test(a_change_takes_the_place_of_what_was),
		cmocka_unit_test(taking_back_says_what_it_leaves),
		cmocka_unit_test(a_registrar_takes_back_with_a_decision),
		cmocka_unit_test(what_was_being_typed_comes_back),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

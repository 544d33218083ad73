/* The distribution screen: what can be typed in a row and on a sum, and locks. How it looks is in tests/screens/distribution-spread*.test and
 * distribution-lock*.test; what an entry comes to in test_entry, test_spread and test_plan. */
#include "testing.h"

#include "plan_entry.h"
#include "stage.h"

#include <stdlib.h>
#include <string.h>

#define CHEF   "divchef-lanssjukvard"
#define DEPUTY "stf-divchef-lanssjukvard"
#define COSTS  "Egna kostnader"
#define RAMS   "Verksamhetsområden"

#define TEN_LESS "{'act':'post','kind':'cut','year':2020,'legs':[['lanssjukvard',-10000000]],'text':'Ny prognos','decision':'RS 17 dec 2019 § 301'}\n"

static struct start at_division(const char *as)
{
	return (struct start){ .as = as, .unit = "lanssjukvard", .screen = "distribution" };
}

static struct stage *stage_here(void)
{
	const struct start start = at_division(CHEF);
	struct stage *stage = stage_new();

	stage_run(stage, &start);
	return stage;
}

static void again(struct stage *stage, const char *as)
{
	const struct start start = at_division(as);

	stage_leave(stage);
	stage_run(stage, &start);
}

static const char *here(struct stage *stage)
{
	int at, column;
	bool shown;

	terminal_cursor(stage->terminal, &at, &column, &shown);
	return terminal_text(stage->terminal, at);
}

/* The plan as it would be saved. */
static struct plan *plan_here(const struct stage *stage)
{
	const struct session *session = stage->session;

	return plan_make(session->book, org_find(session->book->org, "lanssjukvard"), 2020, &session->draft, NULL, 0);
}

static money in_plan(const struct plan *plan, const char *name)
{
	for (size_t i = 0; i < plan->count; i++)
		if (!strcmp(plan->rows[i].name, name))
			return plan->rows[i].value[PLAN_NOW];
	fail_msg("there is no row called %s", name);
	return 0;
}

static void expect_wish(const struct stage *stage, const char *name, int64_t kr)
{
	struct plan *plan = plan_here(stage);
	money value = in_plan(plan, name);

	expect(value == kr * MONEY_KR, "%s: %lld kr", name, (long long)(value / MONEY_KR));
	plan_free(plan);
}

static void expect_left(const struct stage *stage, int64_t kr)
{
	struct plan *plan = plan_here(stage);

	expect(plan_balance(plan)->left == kr * MONEY_KR, "left %lld kr", (long long)(plan_balance(plan)->left / MONEY_KR));
	plan_free(plan);
}

/* --- in a row --- */

static void an_expression_is_read_as_it_is_typed(void **state)
{
	static const struct { const char *row, *keys, *seen, *read; int64_t kr; } cases[] = {
		{ "Köpt vård", "'189,6+2%'", "→ 193,392", "Läses som 193,392 mnkr = 193 392 000 kr", 193392000 },
		{ "Läkemedel", "'+2,5%'", "→ 18,45", "Läses som 18,45 mnkr", 18450000 },
		{ "Material", "'-100 tkr'", "→ 6,4", "Läses som 6 400 tkr", 6400000 },
		{ "Lokaler", "'1,25 mnkr'", "→ 1,25", "Läses som 1,25 mnkr", 1250000 },
		{ "Övrigt", "'=kvar'", "→ 20,5", "KVAR ATT FÖRDELA 0,0", 20500000 },
		{ "Interna köp", "=", "→ 6,5", "KVAR ATT FÖRDELA 0,0", 6500000 },
		{ "Ortopedi", "'=kvar-500 tkr'", "→ 234,4", "KVAR ATT FÖRDELA 0,5", 234400000 },
		{ "Personal", "'41,5'", "41,5", "Läses som 41,5 mnkr", 41500000 }, /* locked, but hers */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct stage *stage = stage_here();

		to_row(stage, cases[i].row);
		press(stage, cases[i].keys);
		sees(stage, cases[i].seen);
		sees(stage, cases[i].read);
		assert_int_equal(draft_changes(&stage->session->draft), 0); /* seen before it is taken */
		press(stage, "Enter");
		expect_wish(stage, cases[i].row, cases[i].kr);
		press(stage, "^Z");
		sees(stage, "Ångrade ändringen av ");
		assert_int_equal(draft_changes(&stage->session->draft), 0);
		stage_free(stage);
	}
}

static void nothing_is_left(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Övrigt");
	press(stage, "'=kvar' Enter");
	sees(stage, "KVAR ATT FÖRDELA 0,0");
	expect_left(stage, 0);
	save_division(stage);
	assert_int_equal(saved_cell(stage, 2020, "ovrigt")->value, 20500000 * (money)MONEY_KR);
	to_row(stage, "Intäkter");
	press(stage, "'-5' Enter"); /* then there is less than nothing, and less cost */
	to_row(stage, "Övrigt");
	press(stage, "= Enter");
	expect_wish(stage, "Övrigt", 15500000);
	expect_left(stage, 0);
	stage_free(stage);
}

static void a_refused_entry_stays_and_says_why(void **state)
{
	static const struct { const char *row, *typed, *said; } cases[] = {
		{ "Köpt vård", "12x", "Jag läste «12x»: skriv ett belopp som" },
		{ "Köpt vård", "5%", "«5%» säger inte av vad: skriv till exempel +2,5% eller 189,6+2%" },
		{ "Köpt vård", "1+", "Här fattas ett belopp" },
		{ "Köpt vård", "-999", "Raden skulle bli mindre än 0" },
		{ "Köpt vård", "=allt", "Jag läste «=allt»" },
		{ "Köpt vård", "0,5 kr", "Budgeten läggs i hela kronor" },
		{ "Köpt vård", "99999999", "ett belopp är högst 10 000 000 mnkr" },
		{ "Interna köp", "+5%", "Här står inget att räkna 5% av" },
		{ COSTS, "p", "Efter bokstaven väntas ett belopp" },
		{ COSTS, "r19", "Efter r väntas ett år" },
		{ COSTS, "r2017 5", "det finns ingen kolumn för 2017 här" },
		{ COSTS, "p3", "men de låsta raderna är tillsammans redan" },
		{ COSTS, "p9x", "Jag läste «9x»" },
		{ COSTS, "-500", "Läses som −165,0 mnkr" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct stage *stage = stage_here();
		char keys[80];

		to_row(stage, cases[i].row);
		snprintf(keys, sizeof keys, "'%s'", cases[i].typed);
		press(stage, keys);
		sees(stage, cases[i].said);
		press(stage, "Enter");
		sees(stage, "Esc låter rade");
		sees(stage, cases[i].said);
		expect(strstr(here(stage), cases[i].typed) != NULL, "«%s» is gone: %s", cases[i].typed, here(stage));
		assert_string_equal(stage->session->draft.typing, cases[i].typed);
		press(stage, "Esc");
		assert_false(draft_waits(&stage->session->draft));
		stage_free(stage);
	}
}

/* --- on a sum --- */

static void a_sum_is_divided_anew(void **state)
{
	static const struct { const char *row, *typed; int64_t sum; } ways[] = {
		{ COSTS, "p350", 350000000 },        { COSTS, "l350", 350000000 },          { COSTS, "r2019 350", 350000000 },
		{ COSTS, "r2018 350", 350000000 },   { COSTS, "r2019p 350,1", 350100000 },  { COSTS, "r2019", 335000000 },
		{ COSTS, "+5%", 351750000 },         { COSTS, "-10 tkr", 334990000 },       { COSTS, "p=", 341500000 },
		{ COSTS, "l=-1 kr", 341499999 },     { RAMS, "p=", 1936500000 },            { RAMS, "r2018 1900", 1900000000 },
		{ "FÖRDELAT", "p=", 2276500000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct stage *stage = stage_here();
		struct plan *plan;
		char text[80];

		to_row(stage, ways[i].row);
		snprintf(text, sizeof text, "'%s'", ways[i].typed);
		press(stage, text);
		sees(stage, "Läses som");
		sees(stage, "* "); /* the rows have their shares before Enter */
		assert_int_equal(draft_changes(&stage->session->draft), 0);
		press(stage, "Enter");
		snprintf(text, sizeof text, "%s %s: ", ways[i].row, ways[i].typed);
		sees(stage, text);
		expect_wish(stage, ways[i].row, ways[i].sum);
		expect_wish(stage, "Personal", 38000000); /* locked */
		plan = plan_here(stage);
		expect(plan_balance(plan)->left == plan_balance(plan)->available - plan_balance(plan)->divided, "%s", ways[i].typed);
		plan_free(plan);
		press(stage, "^Z");
		snprintf(text, sizeof text, "Ångrade %s %s", ways[i].row, ways[i].typed);
		sees(stage, text);
		assert_int_equal(draft_changes(&stage->session->draft), 0);
		press(stage, "^Y");
		snprintf(text, sizeof text, "Gjorde om %s %s", ways[i].row, ways[i].typed);
		sees(stage, text);
		expect_wish(stage, ways[i].row, ways[i].sum);
		again(stage, CHEF); /* it is in the draft as one step */
		press(stage, "^Z");
		assert_int_equal(draft_changes(&stage->session->draft), 0);
		stage_free(stage);
	}
}

/* Without an amount it is said how much is divided, and from where that is, before Enter. */
static void a_bare_year_says_how_much(void **state)
{
	const struct start start = { .as = "divchef-folktandvard", .unit = "folktandvard", .screen = "distribution" };
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, COSTS);
	press(stage, "'r2019'");
	sees(stage, "Läses som 335,0 mnkr = 335 000 000 kr, summan nu, fördelad som 2019; 1 låst");
	press(stage, "^U 'r2019p'");
	sees(stage, "summan nu, fördelad som prognosen 2019");
	press(stage, "^U 'r2019 350'");
	sees(stage, "350,0 mnkr = 350 000 000 kr, som raderna var 2019");
	stage_free(stage);
	stage = stage_new();
	stage_run(stage, &start);
	to_row(stage, COSTS);
	press(stage, "'r2019'");
	sees(stage, "Läses som 202,5 mnkr = 202 500 000 kr, det årets summa, fördelad som 2019.");
	press(stage, "Esc");
	to_row(stage, "Material");
	press(stage, "'1,2' Enter"); /* one row alone: its small sum would be all there is to divide */
	to_row(stage, COSTS);
	press(stage, "'r2019'");
	sees(stage, "Läses som 1,2 mnkr = 1 200 000 kr, summan nu, fördelad som 2019; nu har bara");
	sees(stage, "Material ett belopp (r2019 och ett belopp efter tar en annan summa)");
	press(stage, "Esc");
	stage_free(stage);
}

/* Where nothing is divided yet, «as 2019» is what the rows had then, and not nothing in proportion to it. */
static void a_year_can_be_begun_from_the_one_before(void **state)
{
	static const struct { const char *typed; int64_t sum; } ways[] = {
		{ "r2019", 202500000 }, { "r2019+2%", 206550000 }, { "r2018", 196820000 }, { "r2019p-2,5 mnkr", 200000000 }, { "r2019 150", 150000000 },
	};
	const struct start start = { .as = "divchef-folktandvard", .unit = "folktandvard", .screen = "distribution" };

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct stage *stage = stage_new();
		char text[80];

		stage_run(stage, &start);
		to_row(stage, "Intäkter");
		press(stage, "'114' Enter");
		to_row(stage, COSTS);
		snprintf(text, sizeof text, "'%s' Enter", ways[i].typed);
		press(stage, text);
		snprintf(text, sizeof text, "%s %s: 4 rader ändrade", COSTS, ways[i].typed);
		sees(stage, text);
		to_row(stage, COSTS);
		press(stage, "e e"); /* in whole kronor */
		snprintf(text, sizeof text, "%lld %03lld %03lld", (long long)(ways[i].sum / 1000000), (long long)(ways[i].sum / 1000 % 1000), (long long)(ways[i].sum % 1000));
		expect(strstr(here(stage), text) != NULL, "no %s in %s", text, here(stage));
		stage_free(stage);
	}
}

/* Opening an empty field is no mistake: nothing is told of until something is typed, and taken away. */
static void an_empty_field_is_opened_in_peace(void **state)
{
	const struct start start = { .as = "divchef-folktandvard", .unit = "folktandvard", .screen = "distribution" };
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &start);
	to_row(stage, COSTS);
	press(stage, "Enter");
	sees(stage, "F1 visar vad man kan skriva");
	sees_not(stage, "tömmas");
	press(stage, "p Backspace");
	sees(stage, "En summa kan inte tömmas");
	press(stage, "Esc Up Enter");
	sees_not(stage, "tas bort");
	press(stage, "1 Backspace");
	sees(stage, "Tomt: beloppet tas bort");
	stage_free(stage);
}

static void what_was_divided_can_be_saved(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, COSTS);
	press(stage, "'p350' Enter");
	save_division(stage);
	assert_int_equal(saved_cell(stage, 2020, "personal")->value, 38000000 * (money)MONEY_KR);
	assert_non_null(saved_cell(stage, 2020, "personal")->row->hold);
	assert_null(saved_cell(stage, 2020, "interna-kop")); /* blank rows that get nothing stay blank */
	expect_wish(stage, COSTS, 350000000);
	to_row(stage, RAMS);
	press(stage, "'p1900' Enter ^S");
	sees(stage, "Ändrade ramar (Ortopedi −3,6");
	press(stage, "'Enligt beslut' Enter 1");
	sees(stage, "Sparat 09.00");
	disk_agrees(stage);
	expect_wish(stage, RAMS, 1900000000);
	stage_free(stage);
}

static void a_bare_amount_asks_how(void **state)
{
	static const struct { const char *key, *name; } ways[] = {
		{ "p", COSTS " p350: " }, { "l", COSTS " l350: " }, { "1", COSTS " r2019 350: " }, { "2", COSTS " r2019p 350: " }, { "3", COSTS " r2018 350: " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct stage *stage = stage_here();

		to_row(stage, COSTS);
		press(stage, "'350'");
		sees(stage, "Enter frågar hur det ska fördelas");
		press(stage, "Enter");
		sees(stage, COSTS " ska bli 350,0 mnkr. Hur ska det fördelas på raderna");
		sees(stage, "1 budget 2019");
		press(stage, "Esc");
		expect(strstr(here(stage), " 350 ") != NULL, "%s", here(stage)); /* what was typed is still there */
		press(stage, "Enter");
		press(stage, ways[i].key);
		sees(stage, ways[i].name);
		expect_wish(stage, COSTS, 350000000);
		press(stage, "^Z");
		assert_int_equal(draft_changes(&stage->session->draft), 0);
		stage_free(stage);
	}
}

/* One question after the other, and each answer is kept. */
static void what_is_strange_is_asked_about(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, COSTS);
	press(stage, "'p1.234' Enter");
	sees(stage, "Punkten kan läsas på två sätt");
	sees(stage, "2 1 234 mnkr");
	press(stage, "1");
	sees(stage, "de låsta raderna"); /* 1,234 mnkr is less than what is locked */
	press(stage, "Enter 2");
	expect_wish(stage, COSTS, 1234000000);
	press(stage, "^Z");
	to_row(stage, COSTS);
	press(stage, "'350000' Enter l");
	sees(stage, "gånger det som finns att fördela. Stämmer det?");
	press(stage, "n");
	expect(strstr(here(stage), "l350000") != NULL, "%s", here(stage));
	press(stage, "Enter m");
	expect_wish(stage, COSTS, 350000000);
	assert_int_equal(draft_changes(&stage->session->draft), 7); /* all but the locked one */
	stage_free(stage);
}

static void where_nothing_is_in_proportion_equal_is_offered(void **state)
{
	static const char *const ways[] = { "'p400' Enter l", "'400' Enter p l", "'r2018 400' Enter l" };
	struct stage *stage = stage_here();

	(void)state;
	for (int line = 0; line < 8; line++) {
		to_row(stage, "Personal");
		for (int i = 0; i < line; i++)
			press(stage, "Down");
		press(stage, "Delete");
	}
	to_row(stage, COSTS);
	press(stage, "'p400'");
	sees(stage, "men raderna är 0, så det finns inget");
	press(stage, "Enter");
	sees(stage, "Raderna är 0, så det finns inget att fördela i proportion till: fördela lika?");
	press(stage, "n");
	expect(strstr(here(stage), "p400") != NULL, "%s", here(stage));
	press(stage, "Esc");
	for (size_t i = 0; i < 2; i++) {
		to_row(stage, COSTS);
		press(stage, ways[i]);
		sees(stage, COSTS " l400: ");
		expect_wish(stage, COSTS, 400000000);
		press(stage, "^Z");
	}
	to_row(stage, "Ortopedi");
	press(stage, "'-300' Enter");
	to_row(stage, RAMS);
	press(stage, "'p1000' Enter");
	sees(stage, "Raderna är både över och under 0");
	press(stage, "l");
	expect_wish(stage, RAMS, 1000000000);
	stage_free(stage);
}

/* --- accidents --- */

static void half_an_entry_comes_back(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, COSTS);
	press(stage, "'p12'");
	assert_false(terminal_hang_up(stage->terminal));
	again(stage, CHEF);
	expect(strstr(here(stage), COSTS) && strstr(here(stage), "p12"), "%s", here(stage));
	press(stage, "0 0 Enter");
	expect_wish(stage, COSTS, 1200000000);
	stage_free(stage);
}

static void a_ram_lowered_meanwhile_is_reckoned_with(void **state)
{
	static const struct { const char *row, *typed; int64_t kr; } cases[] = { { "Övrigt", "=", 10500000 }, { COSTS, "p=", 331500000 } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct stage *stage = stage_here();

		to_row(stage, cases[i].row);
		press(stage, cases[i].typed[1] ? "p =" : "=");
		sees(stage, "KVAR ATT FÖRDELA 0,0");
		meanwhile(stage, "regiondirektor", TEN_LESS);
		sees(stage, "Ramen ändrades från 2 256,5 till 2 246,5");
		sees(stage, "KVAR ATT FÖRDELA 0,0"); /* what is previewed is what Enter takes */
		press(stage, "Enter");
		expect_wish(stage, cases[i].row, cases[i].kr);
		expect_left(stage, 0);
		stage_free(stage);
	}
}

/* Somebody else's change to a row under the sum is neither lost nor written over. */
static void a_conflict_under_a_sum_is_chosen_about(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, COSTS);
	press(stage, "'p350' Enter");
	meanwhile(stage, DEPUTY, "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'ovrigt','kr':19000000}]}\n");
	sees(stage, "deras: ers. chef");
	to_row(stage, COSTS);
	press(stage, "'p360' Enter");
	sees(stage, "deras: ers. chef");
	press(stage, "^S");
	sees(stage, "Övrigt har ändrats sedan du skrev");
	press(stage, "m Esc");
	expect_wish(stage, COSTS, 360000000);
	stage_free(stage);
}

static void who_reads_types_nothing(void **state)
{
	const struct start start = at_division("ekonom-lanssjukvard");
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &start);
	to_row(stage, COSTS);
	press(stage, "l");
	sees_not(stage, "Läses som");
	sees(stage, "divisionschef");
	press(stage, "1");
	sees_not(stage, "Läses som");
	to_row(stage, "Köpt vård");
	press(stage, "L");
	sees_not(stage, "Varför");
	press(stage, "=");
	sees_not(stage, "Läses som");
	stage_free(stage);
}

/* --- what can be typed --- */

/* Of a change so large that it begins in the column before, nothing is left beside what the entry comes to. */
static void what_it_comes_to_stands_alone(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Verksamhetsområden");
	press(stage, "p 0");
	sees(stage, "p0         → 0,0");
	stage_free(stage);
}

static void a_key_shows_what_can_be_typed(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Köpt vård");
	press(stage, "2");
	sees(stage, "F1 visar vad man kan skriva");
	press(stage, "?");
	sees(stage, "189,6+2%   1250-3%-10 tkr   räknas från vänster till höger");
	press(stage, "5 5");
	sees(stage, "Läses som 255,0 mnkr"); /* typing goes on */
	sees(stage, "räknas från vänster");
	press(stage, "F1");
	sees_not(stage, "räknas från vänster");
	press(stage, "F1 Enter");
	sees_not(stage, "räknas från vänster");
	expect_wish(stage, "Köpt vård", 255000000);
	to_row(stage, COSTS);
	press(stage, "p F1");
	sees(stage, "l1200   l=                  lika mycket till varje rad");
	terminal_resize(stage->terminal, 10, 40);
	sees(stage, "Egna kostnader");
	terminal_resize(stage->terminal, 24, 80);
	press(stage, "Esc");
	sees_not(stage, "lika mycket till varje rad");
	stage_free(stage);
}

/* --- locks --- */

static void a_row_is_locked_with_a_reason(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Köpt vård");
	press(stage, "L");
	sees(stage, "Lås Köpt vård. Fördelning av summor rör inte raden; orsaken syns för alla.");
	press(stage, "Space Enter");
	sees(stage, "Skriv varför raden låses");
	press(stage, "'avtal klart ' Enter");
	sees(stage, "L = låst: «avtal klart» (ej sparat)");
	press(stage, "^Z");
	sees(stage, "Ångrade låset på Köpt vård");
	sees_not(stage, "«avtal klart»");
	press(stage, "^Y");
	sees(stage, "Gjorde om låset på Köpt vård");
	to_row(stage, COSTS);
	press(stage, "'p350' Enter");
	expect_wish(stage, "Köpt vård", 251000000);
	expect_wish(stage, COSTS, 350000000);
	to_row(stage, "Köpt vård");
	save_division(stage);
	assert_string_equal(saved_cell(stage, 2020, "kopt-vard")->row->hold, "avtal klart");
	sees(stage, "L = låst: «avtal klart» (av dig)");
	press(stage, "2");
	sees(stage, "Raden är låst (avtal klart)");
	press(stage, "'60' Enter");
	expect_wish(stage, "Köpt vård", 260000000);
	save_division(stage);
	assert_string_equal(saved_cell(stage, 2020, "kopt-vard")->row->hold, "avtal klart");
	again(stage, "ekonom-lanssjukvard");
	to_row(stage, "Köpt vård");
	sees(stage, "L = låst: «avtal klart» (divisionschef Länssjukvård)");
	again(stage, DEPUTY);
	to_row(stage, "Köpt vård");
	press(stage, "L");
	sees(stage, "Köpt vård är låst: «avtal klart» (divisionschef Länssjukvård). Lås upp?");
	press(stage, "n");
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	press(stage, "L l");
	sees_not(stage, "«avtal klart»");
	press(stage, "^Z");
	sees(stage, "Ångrade upplåsningen av Köpt vård");
	press(stage, "^Y");
	save_division(stage);
	assert_null(saved_cell(stage, 2020, "kopt-vard")->row->hold);
	stage_free(stage);
}

static void what_cannot_be_locked(void **state)
{
	static const struct { const char *row, *said; } cases[] = {
		{ "Interna köp", "Skriv beloppet först: låset hör till ett belopp" },
		{ "Ortopedi", "Bara egna rader kan låsas" },
		{ COSTS, "Bara egna rader kan låsas" },
		{ "Ram ", "Bara egna rader kan låsas" },
	};
	struct stage *stage = stage_here();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		to_row(stage, cases[i].row);
		press(stage, "L");
		sees(stage, cases[i].said);
	}
	assert_false(draft_waits(&stage->session->draft));
	stage_free(stage);
}

static void half_a_reason_comes_back(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Reserv"); /* which has terms of its own to be asked about */
	press(stage, "L l L 'avta'");
	assert_false(terminal_hang_up(stage->terminal));
	again(stage, CHEF);
	sees(stage, "Lås Reserv");
	press(stage, "'l' Enter");
	sees(stage, "L = låst: «avtal» (ej sparat)");
	press(stage, "L l L 'x' Esc");
	assert_string_equal(stage->session->draft.typing_id, "");
	stage_free(stage);
}

/* Two lock it meanwhile: neither reason is lost without a word. */
static void a_lock_may_be_in_conflict(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Köpt vård");
	press(stage, "L 'mitt' Enter");
	meanwhile(stage, DEPUTY, "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'kopt-vard','kr':251000000,'hold':'deras'}]}\n");
	sees(stage, "Någon annan har just ändrat en rad");
	press(stage, "Enter");
	sees(stage, "låst: mitt");
	sees(stage, "låst: deras");
	press(stage, "d");
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	sees(stage, "L = låst: «deras» (ersättare för divisionschef Länssjukvård)");
	stage_free(stage);
}

/* --- bytes --- */

static void keys_cost_little(void **state)
{
	struct stage *stage = stage_here();
	size_t in_row, on_sum;

	(void)state;
	to_row(stage, "Köpt vård");
	press(stage, "1");
	in_row = bytes_to_type(stage, "89,6+2%");
	press(stage, "Esc");
	to_row(stage, COSTS);
	press(stage, "p");
	on_sum = bytes_to_type(stage, "350,5");
	print_message("bytes: at most %zu in a row, %zu on a sum of 8 rows\n", in_row, on_sum);
	assert_true(in_row <= 200 && on_sum <= 900);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_expression_is_read_as_it_is_typed),
		cmocka_unit_test(nothing_is_left),
		cmocka_unit_test(a_refused_entry_stays_and_says_why),
		cmocka_unit_test(a_sum_is_divided_anew),
		cmocka_unit_test(a_bare_year_says_how_much),
		cmocka_unit_test(a_year_can_be_begun_from_the_one_before),
		cmocka_unit_test(an_empty_field_is_opened_in_peace),
		cmocka_unit_test(what_was_divided_can_be_saved),
		cmocka_unit_test(a_bare_amount_asks_how),
		cmocka_unit_test(what_is_strange_is_asked_about),
		cmocka_unit_test(where_nothing_is_in_proportion_equal_is_offered),
		cmocka_unit_test(half_an_entry_comes_back),
		cmocka_unit_test(a_ram_lowered_meanwhile_is_reckoned_with),
		cmocka_unit_test(a_conflict_under_a_sum_is_chosen_about),
		cmocka_unit_test(who_reads_types_nothing),
		cmocka_unit_test(what_it_comes_to_stands_alone),
		cmocka_unit_test(a_key_shows_what_can_be_typed),
		cmocka_unit_test(a_row_is_locked_with_a_reason),
		cmocka_unit_test(what_cannot_be_locked),
		cmocka_unit_test(half_a_reason_comes_back),
		cmocka_unit_test(a_lock_may_be_in_conflict),
		cmocka_unit_test(keys_cost_little),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

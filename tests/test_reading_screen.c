/* Who may not divide a unit opens its division all the same, with the same key, to read: every way there, what the keys are called to her, what
 * they answer, and that pay stays with those who answer for it. */
#include "testing.h"

#include "stage.h"

#include <glob.h>

#define CHEF    "divchef-lanssjukvard"
#define EKONOM  "ekonom-lanssjukvard"
#define LANS    "Länssjukvård · Fördelning av ramen 2020"
#define ORTO    "Ortopedi · Fördelning av ramen 2020"
#define OF_LANS "Ramen för Länssjukvård fördelas av divisionschef Länssjukvård"
#define OF_ORTO "Ramen för Ortopedi fördelas av verksamhetsområdeschef Ortopedi"
#define TO_LANS "o * / 'länssjuk' Enter"
#define TO_ORTO "o * / 'ortopedi' Enter"

/* Who comes which way, where she gets to, and who divides there. */
static const struct way { struct start start; const char *keys, *title, *said; } ways[] = {
	{ { .as = EKONOM }, "h", LANS, OF_LANS },                            /* Start */
	{ { .as = EKONOM }, TO_LANS, LANS, OF_LANS },                        /* the tree */
	{ { .as = EKONOM }, TO_ORTO " Enter", ORTO, OF_ORTO },               /* Enhet */
	{ { .as = EKONOM }, TO_ORTO " P", ORTO, OF_ORTO },                   /* Plan */
	{ { .as = "regiondirektor", .read_only = true }, TO_LANS, LANS, OF_LANS },
	{ { .as = "regiondirektor", .read_only = true }, "h", "Regionstyrelsen · Fördelning av ramen 2020", "Öppnad med --read-only: inget kan ändras" },
	{ { .as = CHEF, .read_only = true }, TO_LANS, LANS, "Öppnad med --read-only: inget kan ändras" },
	{ { .read_only = true }, TO_LANS, LANS, OF_LANS },                   /* nobody */
	{ { .as = CHEF }, TO_ORTO, ORTO, OF_ORTO },                          /* the chef above */
	{ { .as = "regiondirektor" }, TO_ORTO " Enter", ORTO, OF_ORTO },     /* and the one above her */
	{ { .as = "chef-ls-ortopedi" }, TO_LANS, LANS, OF_LANS },            /* from below */
	{ { .as = "registrator" }, TO_LANS, LANS, OF_LANS },
};

/* At the key that opens the division: the footer is that of the screen it is opened from. */
static struct stage *stage_before(const struct way *way)
{
	struct stage *stage = stage_new();
	struct start start = way->start;

	start.rows = 50;
	start.columns = 200;
	stage_run(stage, &start);
	press(stage, way->keys);
	return stage;
}

static size_t drafts_kept(const struct stage *stage)
{
	char pattern[STAGE_PATH + 40];
	glob_t found = { 0 };
	size_t count;

	snprintf(pattern, sizeof pattern, "%s/*/*/*/*.draft", stage->state);
	assert_true(glob(pattern, 0, NULL, &found) != GLOB_ABORTED);
	count = found.gl_pathc;
	globfree(&found);
	return count;
}

static void the_key_opens_it_and_says_so(void **state)
{
	const struct way *way;

	(void)state;
	for (EACH(way, ways)) {
		struct stage *stage = stage_before(way);

		sees(stage, "  f fördelning  ");
		sees_not(stage, "  f fördela  ");
		press(stage, "f");
		sees(stage, way->title);
		sees(stage, "läser");
		press(stage, "q");
		sees_not(stage, way->title);
		stage_free(stage);
	}
}

static void it_is_called_dividing_to_her_who_divides(void **state)
{
	static const struct way own[] = {
		{ { .as = CHEF }, TO_LANS, LANS, NULL },
		{ { .as = CHEF }, TO_LANS " P", LANS, NULL },
		{ { .as = "stf-divchef-lanssjukvard" }, "h", LANS, NULL },
		{ { .as = "chef-ls-ortopedi" }, TO_ORTO " Enter", ORTO, NULL },
	};
	const struct way *way;

	(void)state;
	for (EACH(way, own)) {
		struct stage *stage = stage_before(way);

		sees(stage, "  f fördela  ");
		press(stage, "f");
		sees(stage, way->title);
		sees_not(stage, "läser");
		sees(stage, "Ctrl-S spara");
		to_row(stage, "Personal");
		press(stage, "5");
		expect(drafts_kept(stage) == 1, "none for %s", way->start.as); /* where it would have been made for who reads */
		stage_free(stage);
	}
}

/* A group has none to read. */
static void a_group_has_none(void **state)
{
	struct stage *stage = stage_before(&(struct way){ { .as = EKONOM }, "o * / 'divisioner' Enter", NULL, NULL });

	(void)state;
	press(stage, "f");
	sees(stage, "Divisioner är en grupp och har ingen egen ram att fördela");
	sees(stage, "Organisation");
	stage_free(stage);
}

/* Every key that changes something: on a line, on a sum and on a sub-unit, typed and pasted. */
static void every_key_tells_who_divides(void **state)
{
	static const char *const keys[] = { "5", "=", "-", "Enter", "Delete", "L", "t", "n", "A", "^S", "^Z", "^Y" };
	static const char *const rows[] = { "Personal", "Egna kostnader", "FÖRDELAT" };
	const struct way *way;

	(void)state;
	for (EACH(way, ways)) {
		struct stage *stage = stage_before(way);
		struct journals *before = journals_read(stage);

		press(stage, "f");
		for (size_t row = 0; row < sizeof rows / sizeof *rows; row++)
			for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
				to_row(stage, rows[row]);
				press(stage, keys[i]);
				expect(shows(stage, way->said), "%s on %s as %s", keys[i], rows[row], way->start.as ? way->start.as : "nobody");
				press(stage, "Home");
				sees_not(stage, way->said);
			}
		assert_true(terminal_paste(stage->terminal, "Personal\t5\nMaterial\t6\n"));
		sees(stage, way->said);
		sees_not(stage, "Klistra in");
		sees(stage, "läser");
		assert_false(draft_waits(&stage->session->draft));
		expect(!drafts_kept(stage), "a draft was made for %s", way->start.as ? way->start.as : "nobody");
		assert_int_equal(journals_grown(stage, before), 0);
		stage_free(stage);
	}
}

/* What cannot be done is not offered, in the footer or in the help, at any width; what can is. */
static void nothing_is_promised(void **state)
{
	static const char *const never[] = { "Enter ändra", "Ctrl-S", "Ctrl-Z", "L lås", "n anteckning" };
	static const char *const unsaid[] = { "Ändra beloppet", "Spara det som står här", "Lås raden", "Skriv en anteckning", "går inte nu" };
	static const char *const tells[] = { "Räkna förändringen", "Visa hur raderna faller på månaderna", "Visa vad radens belopp består av" };
	const struct way *way;

	(void)state;
	for (EACH(way, ways)) {
		struct stage *stage = stage_before(way);

		press(stage, "f");
		to_row(stage, "Personal");
		for (size_t i = 0; i < sizeof never / sizeof *never; i++)
			sees_not(stage, never[i]);
		sees(stage, "v varför");
		sees(stage, "i innehåll");
		sees(stage, "m månader");
		sees(stage, "J jämför med");
		press(stage, "?");
		sees(stage, "Här läser du: ");
		for (size_t i = 0; i < sizeof unsaid / sizeof *unsaid; i++)
			sees_not(stage, unsaid[i]);
		for (size_t i = 0; i < sizeof tells / sizeof *tells; i++)
			sees(stage, tells[i]);
		stage_free(stage);
	}
}

static void help_says_what_the_key_does_for_her(void **state)
{
	struct stage *stage = stage_before(&ways[1]);

	(void)state;
	press(stage, "?");
	sees(stage, "Läs hur enhetens ram är fördelad");
	sees_not(stage, "Fördela ramen");
	press(stage, "/ 'fördelning' Enter"); /* by its label */
	sees_not(stage, "finns inte här");
	stage_free(stage);
	stage = stage_before(&(struct way){ { .as = CHEF }, TO_LANS, NULL, NULL });
	press(stage, "?");
	sees(stage, "Fördela ramen, eller läs hur den är fördelad");
	stage_free(stage);
}

static void she_reads_all_that_stands_there(void **state)
{
	struct stage *stage = stage_before(&ways[1]);

	(void)state;
	press(stage, "f");
	sees(stage, "mot budget");
	press(stage, "J");
	sees(stage, "mot prognos");
	to_row(stage, "Reserv");
	sees(stage, "L = låst: «");
	to_row(stage, "Personal");
	press(stage, "y");
	sees(stage, "planår 2021");
	press(stage, "y y");
	press(stage, "m");
	sees(stage, "Länssjukvård · månader 2020");
	sees_not(stage, "Enter egen"); /* what belongs to the division is read as it is */
	sees_not(stage, "r rak");
	press(stage, "r");
	sees(stage, OF_LANS);
	press(stage, "q i");
	sees(stage, "innehåll");
	sees_not(stage, "+ ny rad");
	press(stage, "+");
	sees(stage, OF_LANS);
	press(stage, "q");
	sees(stage, LANS);
	press(stage, "v");
	sees(stage, "Så är beloppet uppbyggt");
	stage_free(stage);
}

/* A what-if may be tried by all; kept as a draft only by her whose division it is. */
static void an_example_is_not_kept(void **state)
{
	struct stage *stage = stage_before(&ways[1]);

	(void)state;
	press(stage, "f W");
	sees(stage, "Räkneexempel");
	press(stage, "'+2%' Enter");
	press(stage, "W b");
	sees(stage, "Inte behållet: ramen för Länssjukvård fördelas av divisionschef Länssjukvård");
	assert_int_equal(drafts_kept(stage), 0);
	assert_false(draft_waits(&stage->session->draft));
	stage_free(stage);
}

/* What is sent is the approver's to answer, and is no one else's to take back. */
static void what_is_sent_says_who_has_it(void **state)
{
	static const struct { const char *user, *said; } users[] = {
		{ CHEF, "Planen är skickad till dig: P visar den och svarar" },
		{ EKONOM, "Planen är skickad till divisionschef Länssjukvård" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
		struct stage *stage = stage_before(&(struct way){ { .as = users[i].user }, "o * / 'diagnostik' Enter", NULL, NULL });

		press(stage, "f");
		sees(stage, users[i].said);
		sees_not(stage, "ta tillbaka");
		stage_free(stage);
	}
}

/* --- pay --- */

#define PAY   "41 357" /* stands nowhere else in the example */
#define NURSE "p 'Sjuksköterska' Enter '2,5' Enter '80' Enter '41357' Enter '43,21' Enter '1' Enter '12' Enter '10' Enter"

/* By the keys that anyone has. In a file and copied: test_details_screen and test_copy. */
static bool reads_pay(struct stage *stage, const struct start *start, const char *keys)
{
	stage_leave(stage);
	stage_run(stage, start);
	press(stage, keys);
	press(stage, "f");
	sees(stage, LANS);
	to_row(stage, "Personal");
	press(stage, "i");
	sees(stage, "Sjuksköterska");
	return shows(stage, PAY) || shows(stage, "43,21") || shows(stage, "Årsarb.") || shows(stage, "80 %");
}

static void pay_stays_where_it_was(void **state)
{
	static const struct { struct start start; bool sees; } readers[] = {
		{ { .as = EKONOM, .rows = 50, .columns = 200 }, true },           { { .as = "regiondirektor", .rows = 50, .columns = 200 }, true },
		{ { .as = "ekonom", .rows = 50, .columns = 200 }, true },         { { .as = "chef-ls-ortopedi", .rows = 50, .columns = 200 }, false },
		{ { .as = "divchef-narsjukvard", .rows = 50, .columns = 200 }, false }, { { .as = "ekonom-narsjukvard", .rows = 50, .columns = 200 }, false },
		{ { .as = "registrator", .rows = 50, .columns = 200 }, false },   { { .read_only = true, .rows = 50, .columns = 200 }, false },
	};
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" });
	to_row(stage, "Personal");
	press(stage, "i");
	press(stage, NURSE);
	press(stage, "^S Enter s");
	sees(stage, "Sparat 09.00");
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		expect(reads_pay(stage, &readers[i].start, TO_LANS) == readers[i].sees, "%s", readers[i].start.as ? readers[i].start.as : "nobody");
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_key_opens_it_and_says_so),
		cmocka_unit_test(it_is_called_dividing_to_her_who_divides),
		cmocka_unit_test(a_group_has_none),
		cmocka_unit_test(every_key_tells_who_divides),
		cmocka_unit_test(nothing_is_promised),
		cmocka_unit_test(help_says_what_the_key_does_for_her),
		cmocka_unit_test(she_reads_all_that_stands_there),
		cmocka_unit_test(an_example_is_not_kept),
		cmocka_unit_test(what_is_sent_says_who_has_it),
		cmocka_unit_test(pay_stays_where_it_was),
	};

	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

/* A ramförändring being written: who may give what, what may stand in each cell, what follows from it, and that it comes back from the disk. */
#include "world.h"

#include "posting.h"
#include "writer.h"

#define KR   MONEY_KR
#define MNKR (INT64_C(1000000) * KR)

/* The region has given A 100 and B 50, A has given A1 60 and A2 30: mnkr. */
static struct world *given(struct book **book)
{
	struct world *world = world_new();

	world_line(world, NULL, "{'by':'rd','id':'bas','act':'post','kind':'base','year':2020,'legs':[['a',100000000],['b',50000000]]}");
	world_line(world, "rd:1", "{'by':'ca','id':'bas-a','act':'post','kind':'base','year':2020,'legs':[['a1',60000000],['a2',30000000]]}");
	world_line(world, "rd:1", "{'by':'ca','id':'flytt','act':'post','kind':'transfer','year':2020,'until':2021,'legs':[['a1',4000000,2020],['a2',-4000000,null,-6000000]],"
	                          "'line':'personal','text':'jour','decision':'dnr 7','principle':'somatik','details':[{'id':'x','unit':'a1','text':'läkare','kr':3000000},"
	                          "{'id':'y','unit':'a2','text':'läkare','kr':-3000000}]}");
	world_flush_all(world);
	*book = world_book(world);
	return world;
}

static void done(struct world *world, struct book *book)
{
	book_free(book);
	world_free(world);
}

static struct posting_desk desk_at(const struct book *book, const char *user, const char *unit)
{
	struct posting_desk desk;
	struct error error = { 0 };
	bool below;

	expect(posting_desk_at(&desk, book, user, org_find(book->org, unit), &below, &error), "%s at %s: %s", user, unit, error.text);
	desk.shown = MONEY_IN_MNKR;
	return desk;
}

/* ---- who gives what ---- */

static const struct { const char *user, *unit, *giver; bool below, whole; } seats[] = {
	{ "ca", "a1", "a", false, false },     { "ca", "a3", "a", false, false },   { "ca", "ans", "a", false, false },
	{ "ca", "sub1", "a", false, false },   { "ca", "ga", "a", true, false },    { "ca", "a", "a", true, false },
	{ "stf-ca", "a1", "a", false, false }, { "reg-a", "a1", "a", false, false }, { "reg", "a1", "a", false, false },
	{ "reg", "rot", "rot", false, true },  { "rd", "rot", "rot", true, false }, { "rd", "div", "rot", true, false },
	{ "rd", "a", "rot", false, false },    { "rd", "ansr", "rot", false, false }, { "ca1", "a1", "a1", true, false },
	{ "rd", "a1", NULL, false, false },    { "ca", "b1", NULL, false, false },  { "ca1", "a11", "a1", false, false },
	{ "ca11", "a11", NULL, false, false }, { "ek", "a", NULL, false, false },   { "cb", "a", NULL, false, false },
	{ "ca", "b", NULL, false, false },     { "ca1", "ga", NULL, false, false }, { "reg-a", "a", "a", true, false },
	{ NULL, "a1", NULL, false, false },
};

static void it_is_known_who_gives_a_unit_its_ram(void **state)
{
	struct book *book;
	struct world *world = given(&book);

	(void)state;
	for (size_t i = 0; i < sizeof seats / sizeof *seats; i++) {
		struct posting_desk desk;
		struct error error = { 0 };
		bool below, may = posting_desk_at(&desk, book, seats[i].user, org_find(book->org, seats[i].unit), &below, &error);

		expect(may == (seats[i].giver != NULL), "%s at %s: %s", seats[i].user, seats[i].unit, error.text);
		if (!may) {
			expect(error.word && *error.text, "%s at %s", seats[i].user, seats[i].unit);
			continue;
		}
		expect(!strcmp(book->org->units[desk.giver].id, seats[i].giver) && below == seats[i].below && desk.whole == seats[i].whole, "%s at %s: %s",
		       seats[i].user, seats[i].unit, book->org->units[desk.giver].id);
	}
	done(world, book);
}

/* ---- a share of the ram ---- */

static void a_percentage_is_of_the_ram_without_the_post(void **state)
{
	static const struct { const char *text; money kr; } shares[] = {
		{ "2%", 1280000 }, { "+2 %", 1280000 }, { "-0,5%", -320000 }, { "−10%", -6400000 }, { "0%", 0 }, { "2,5 %", 1600000 },
	};
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting posting;
	struct error error = { 0 };

	(void)state;
	posting_new(&posting, &desk, 2020, org_find(book->org, "a1")); /* which has 64 */
	for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
		expect(posting_put(&posting, &desk, (struct posting_cell){ POSTING_AMOUNT, 0 }, shares[i].text, &error), "%s: %s", shares[i].text, error.text);
		expect(posting.legs[0].amount == shares[i].kr * KR, "%s: %lld", shares[i].text, (long long)posting.legs[0].amount / KR);
	}
	assert_false(posting_put(&posting, &desk, (struct posting_cell){ POSTING_AMOUNT, 0 }, "x%", &error));
	assert_true(posting_put(&posting, &desk, (struct posting_cell){ POSTING_UNIT, 1 }, "a3", &error));
	assert_false(posting_put(&posting, &desk, (struct posting_cell){ POSTING_AMOUNT, 1 }, "2%", &error));
	assert_string_equal(error.word, "no-ram");
	posting_free(&posting);
	posting_from(&posting, book_event(book, "flytt")); /* changing what gave 4 of the 64 */
	assert_true(posting_put(&posting, &desk, (struct posting_cell){ POSTING_AMOUNT, 0 }, "10%", &error));
	assert_int_equal(posting.legs[0].amount, 6 * MNKR);
	posting_free(&posting);
	done(world, book);
}

static void all_without_an_amount_get_the_same_share(void **state)
{
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting posting;

	(void)state;
	posting_new(&posting, &desk, 2020, org_find(book->org, "a1"));
	posting.legs[0].amount = MNKR;
	assert_true(posting_fill(&posting, &desk) > 1);
	assert_int_equal(posting_share(&posting, &desk, "10%"), 1); /* a2 alone has a ram */
	assert_int_equal(posting.legs[0].amount, MNKR);
	assert_string_equal(posting.legs[1].unit, "a2");
	assert_int_equal(posting.legs[1].amount, 26 * MNKR / 10);
	posting_free(&posting);
	done(world, book);
}

static void expect_units(const struct posting_desk *desk, const char *wanted)
{
	struct buffer ids = { 0 };

	buffer_text(&ids, "");
	for (int unit = posting_next_unit(desk, ORG_NONE); unit != ORG_NONE; unit = posting_next_unit(desk, unit))
		buffer_format(&ids, "%s ", desk->book->org->units[unit].id);
	assert_string_equal(ids.bytes, wanted);
	buffer_free(&ids);
}

static void legs_are_what_one_level_gives(void **state)
{
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");

	(void)state;
	expect_units(&desk, "a1 a2 a3 ans sub1 sub2 ");
	desk = desk_at(book, "rd", "a");
	expect_units(&desk, "a b ansr ");
	desk = desk_at(book, "reg", "rot");
	expect_units(&desk, "rot ");
	desk.giver = ORG_NONE;
	desk.whole = false;
	expect_units(&desk, "");
	done(world, book);
}

/* ---- typing a unit ---- */

static const struct { const char *text, *found; } searches[] = {
	{ "a1", "a1 " }, { "A1", "a1 " }, { "a", "a2 a3 ans sub1 sub2 " /* the leg a1 is taken */ }, { "Delanslag", "sub1 sub2 " },
	{ "anslag", "ans sub1 sub2 " }, { "delanslag 2", "sub2 " }, { "sub2", "sub2 " }, { " A2 ", "a2 " }, { "b", "sub1 sub2 " }, { "zz", "" }, { "a11", "" },
};

static void a_unit_is_found_by_part_of_its_name(void **state)
{
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting posting;
	int units[10];

	(void)state;
	posting_new(&posting, &desk, 2020, org_find(book->org, "a1"));
	for (size_t i = 0; i < sizeof searches / sizeof *searches; i++) {
		bool own = i < 2; /* asked from the leg itself */
		size_t count = posting_matches(&desk, &posting, own ? 0 : 1, searches[i].text, units, 10);
		struct buffer ids = { 0 };

		buffer_text(&ids, "");
		for (size_t j = 0; j < count; j++)
			buffer_format(&ids, "%s ", book->org->units[units[j]].id);
		expect(!strcmp(ids.bytes, searches[i].found), "%s: %s", searches[i].text, ids.bytes);
		buffer_free(&ids);
	}
	posting_free(&posting);
	done(world, book);
}

/* ---- cells ---- */

static const struct { enum posting_field field; size_t leg; const char *text, *stands, *word; } puts_table[] = {
	{ POSTING_UNIT, 1, "A2", "A2", NULL },            { POSTING_UNIT, 1, "a1", "A2", "repeated-leg" },
	{ POSTING_UNIT, 1, "delansl", "A2", "several" },  { POSTING_UNIT, 1, "nix", "A2", "unknown-unit" },
	{ POSTING_UNIT, 1, "A11", "A2", "not-allowed" },  { POSTING_UNIT, 1, "Regionen", "A2", "not-allowed" },
	{ POSTING_UNIT, 1, "Grupp A", "A2", "group" },    { POSTING_UNIT, 1, "Anslag", "Anslag", NULL },
	{ POSTING_AMOUNT, 0, "2,5", "2,5", NULL },        { POSTING_AMOUNT, 0, "-700 tkr", "-0,7", NULL },
	{ POSTING_AMOUNT, 0, "+1", "1", NULL },         { POSTING_AMOUNT, 0, "en", "1", "not-an-amount" },
	{ POSTING_AMOUNT, 0, "1.234", "1", "ambiguous" }, { POSTING_AMOUNT, 0, "0,0000001", "1", "too-fine" },
	{ POSTING_AMOUNT, 0, "", "", NULL },              { POSTING_AMOUNT, 2, "1", "", "no-leg" },
	{ POSTING_UNTIL, 0, "2021", "2021", NULL },       { POSTING_UNTIL, 0, "21", "2021", "year" },
	{ POSTING_UNTIL, 0, "1850", "2021", "year" },     { POSTING_UNTIL, 0, "", "", NULL },
	{ POSTING_FULL_YEAR, 0, "12 tkr", "0,012", NULL }, { POSTING_FULL_YEAR, 0, "", "", NULL },
	{ POSTING_TEXT, 0, "  nya läkare ", "nya läkare", NULL }, { POSTING_DECISION, 0, "RS § 7", "RS § 7", NULL },
	{ POSTING_KIND, 0, "index", "", "no-leg" },
};

static void cells_take_what_can_stand_there(void **state)
{
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting posting;

	(void)state;
	posting_new(&posting, &desk, 2020, org_find(book->org, "a1"));
	for (size_t i = 0; i < sizeof puts_table / sizeof *puts_table; i++) {
		struct posting_cell cell = { puts_table[i].field, puts_table[i].leg };
		struct error error = { 0 };
		struct buffer text = { 0 };
		bool put = posting_put(&posting, &desk, cell, puts_table[i].text, &error);

		expect(put == !puts_table[i].word && (put || !strcmp(error.word, puts_table[i].word)), "%zu %s: %s", i, puts_table[i].text, error.text);
		posting_typed(&text, &desk, &posting, cell);
		expect(!strcmp(text.bytes, puts_table[i].stands), "%zu %s: %s", i, puts_table[i].text, text.bytes);
		buffer_free(&text);
	}
	assert_int_equal(posting.leg_count, 2);
	assert_true(posting_put(&posting, &desk, (struct posting_cell){ POSTING_UNIT, 0 }, "", NULL)); /* a blank unit: the leg goes */
	assert_int_equal(posting.leg_count, 1);
	assert_string_equal(posting.legs[0].unit, "ans");
	assert_int_equal(posting_fill(&posting, &desk), 3); /* sub-anslag are not direct */
	assert_int_equal(posting_fill(&posting, &desk), 0);
	posting_remove(&posting, 9);
	assert_int_equal(posting.leg_count, 4);
	posting_free(&posting);
	done(world, book);
}

/* ---- a posting in one line: «kind transfer year 2021 leg a1 100 leg a2 -60 2021 -80 end own text x» ---- */

static const char *word_of(char **rest)
{
	return strtok_r(NULL, " ", rest);
}

static void write_leg(struct posting *posting, const struct posting_desk *desk, char **rest)
{
	static const enum posting_field fields[] = { POSTING_UNIT, POSTING_AMOUNT, POSTING_UNTIL, POSTING_FULL_YEAR };
	char *copy = memory_string(strtok_r(NULL, " ", rest)), *part, *at;
	size_t leg = posting->leg_count, field = 0;

	for (part = strtok_r(copy, ":", &at); part; part = strtok_r(NULL, ":", &at), field++)
		expect(!strcmp(part, "-") || posting_put(posting, desk, (struct posting_cell){ fields[field], leg }, part, NULL), "%s", part);
	free(copy);
}

static void write_posting(struct posting *posting, const struct posting_desk *desk, const char *text)
{
	char *copy = memory_string(text), *rest;

	posting_new(posting, desk, 2020, ORG_NONE);
	for (const char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		if (!strcmp(word, "leg"))
			write_leg(posting, desk, &rest);
		else if (!strcmp(word, "kind"))
			snprintf(posting->kind, sizeof posting->kind, "%s", word_of(&rest));
		else if (!strcmp(word, "year"))
			posting->year = atoi(word_of(&rest));
		else if (!strcmp(word, "end"))
			snprintf(posting->end, sizeof posting->end, "%s", word_of(&rest));
		else if (!strcmp(word, "line"))
			snprintf(posting->line, sizeof posting->line, "%s", word_of(&rest));
		else if (!strcmp(word, "principle"))
			snprintf(posting->principle, sizeof posting->principle, "%s", word_of(&rest));
		else if (!strcmp(word, "text"))
			snprintf(posting->text, sizeof posting->text, "%s", word_of(&rest));
		else if (!strcmp(word, "decision"))
			snprintf(posting->decision, sizeof posting->decision, "%s", word_of(&rest));
	}
	free(copy);
}

/* ---- what is wrong ---- */

static const struct { const char *user, *text; enum posting_field field; size_t leg; enum posting_verdict verdict; const char *word; } judged[] = {
	{ "ca", "kind index leg a1:2", POSTING_KIND, 0, POSTING_FINE, NULL },
	{ "ca", "kind gone leg a1:2", POSTING_KIND, 0, POSTING_WRONG, "unknown-kind" },
	{ "ca", "kind base year 2021 leg a1:2", POSTING_YEAR, 0, POSTING_WRONG, "year" },
	{ "ca", "kind index year 2023 leg a1:2", POSTING_YEAR, 0, POSTING_WRONG, "year" },
	{ "ca", "kind index year 2019 leg a1:2", POSTING_YEAR, 0, POSTING_WRONG, "year" },
	{ "ca", "kind index", POSTING_UNIT, 0, POSTING_WRONG, "no-legs" },
	{ "ca", "kind index leg a1", POSTING_AMOUNT, 0, POSTING_WRONG, "no-amount" },
	{ "ca", "kind index leg a1:0", POSTING_AMOUNT, 0, POSTING_FINE, NULL },
	{ "ca", "kind index leg a1:130", POSTING_AMOUNT, 0, POSTING_NOTE, "improbable" },
	{ "ca", "kind index leg a1:-130", POSTING_AMOUNT, 0, POSTING_NOTE, "improbable" },
	{ "ca", "kind index leg a1:128", POSTING_AMOUNT, 0, POSTING_FINE, NULL }, /* twice its ram of 60 + 4 */
	{ "ca", "kind index leg a3:190", POSTING_AMOUNT, 0, POSTING_FINE, NULL },
	{ "ca", "kind index leg a3:210", POSTING_AMOUNT, 0, POSTING_NOTE, "improbable" },
	{ "ca", "kind base leg a1:2", POSTING_UNIT, 0, POSTING_NOTE, "opened" },
	{ "ca", "kind base leg a3:2", POSTING_UNIT, 0, POSTING_FINE, NULL },
	{ "ca", "kind index leg a1:2:2020", POSTING_UNTIL, 0, POSTING_FINE, NULL },
	{ "ca", "kind index year 2021 leg a1:2:2020", POSTING_UNTIL, 0, POSTING_WRONG, "year" },
	{ "ca", "kind index leg a1:2:2020:3", POSTING_FULL_YEAR, 0, POSTING_NOTE, "ended" },
	{ "ca", "kind index leg a1:2:2021:3", POSTING_FULL_YEAR, 0, POSTING_FINE, NULL },
	{ "ca", "kind index leg a1:2", POSTING_END, 0, POSTING_FINE, NULL },
	{ "ca", "kind transfer leg a1:2 leg a2:-2", POSTING_END, 0, POSTING_FINE, NULL },
	{ "ca", "kind transfer leg a1:2 leg a2:-1,6", POSTING_END, 0, POSTING_WRONG, "not-zero-sum" },
	{ "ca", "kind transfer leg a1:2 end derived", POSTING_END, 0, POSTING_WRONG, "not-zero-sum" },
	{ "ca", "kind transfer leg a1:2 end own", POSTING_END, 0, POSTING_NOTE, "own" },
	{ "ca", "kind transfer leg a1:-2 end own", POSTING_END, 0, POSTING_NOTE, "own" },
	{ "ca", "kind transfer leg a1:2 end unknown", POSTING_END, 0, POSTING_NOTE, "unknown" },
	{ "ca", "kind transfer leg a1:2:2020 leg a2:-2", POSTING_END, 0, POSTING_NOTE, "later" },
	{ "ca", "kind transfer leg a1:2:-:3 leg a2:-2:-:-3", POSTING_END, 0, POSTING_FINE, NULL },
	{ "ca", "kind index leg a1:2 line gone", POSTING_LINE, 0, POSTING_WRONG, "unknown-line" },
	{ "ca", "kind index leg a1:2 line personal", POSTING_LINE, 0, POSTING_FINE, NULL },
	{ "ca", "kind index leg a1:2 principle gone", POSTING_PRINCIPLE, 0, POSTING_WRONG, "unknown-principle" },
	{ "ca", "kind index leg a1:2", POSTING_TEXT, 0, POSTING_FINE, NULL },
	{ "ca", "kind cut leg a1:2", POSTING_TEXT, 0, POSTING_NOTE, "no-text" },
	{ "ca", "kind cut leg a1:2 text x", POSTING_TEXT, 0, POSTING_FINE, NULL },
	{ "ca", "kind index leg a1:2", POSTING_DECISION, 0, POSTING_FINE, NULL },
	{ "stf-ca", "kind index leg a1:2", POSTING_DECISION, 0, POSTING_FINE, NULL },
	{ "reg-a", "kind index leg a1:2", POSTING_DECISION, 0, POSTING_WRONG, "no-decision" },
	{ "reg-a", "kind index leg a1:2 decision RS", POSTING_DECISION, 0, POSTING_FINE, NULL },
};

/* A posting of which one cell is wrong cannot be saved, and what hinders it is that; one with notes can. */
static void each_cell_says_what_is_wrong(void **state)
{
	struct book *book;
	struct world *world = given(&book);
	struct ram_table *tables[REGION_YEARS];

	(void)state;
	for (int i = 0; i < REGION_YEARS; i++)
		tables[i] = ram_make(book, 2020 + i, NULL, 0);
	for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
		struct posting_desk desk = desk_at(book, judged[i].user, "a1");
		struct posting_cell cell = { judged[i].field, judged[i].leg }, first = { POSTING_FIELDS, 0 };
		struct error why, hinders = { 0 };
		struct posting posting;

		write_posting(&posting, &desk, judged[i].text);
		desk.table = posting.year >= 2020 && posting.year < 2020 + REGION_YEARS ? tables[posting.year - 2020] : NULL;
		enum posting_verdict verdict = posting_judge(&posting, &desk, cell, &why);
		bool wrong = posting_wrong(&posting, &desk, &first, &hinders);

		expect(verdict == judged[i].verdict, "%s: %d %s", judged[i].text, (int)verdict, why.text);
		expect(verdict == POSTING_FINE || !strcmp(why.word, judged[i].word), "%s: %s", judged[i].text, why.word);
		expect(wrong == (judged[i].verdict == POSTING_WRONG), "%s: %s", judged[i].text, hinders.text);
		expect(!wrong || (first.field == cell.field && !strcmp(hinders.word, why.word)), "%s: %s", judged[i].text, hinders.text);
		posting_free(&posting);
	}
	for (int i = 0; i < REGION_YEARS; i++)
		ram_free(tables[i]);
	done(world, book);
}

static void what_one_says_reads_well(void **state)
{
	static const struct { const char *text; enum posting_field field; const char *sentence; } cases[] = {
		{ "kind transfer leg a1:2 leg a2:-1,6", POSTING_END, "benen summerar till +0,4: 0,4 saknar motpart" },
		{ "kind transfer leg a1:2,5 end own", POSTING_END, "2,5 tas ur den egna ramen" },
		{ "kind transfer leg a1:-2,5 end own", POSTING_END, "2,5 går till den egna ramen" },
		{ "kind index leg a1:130", POSTING_AMOUNT, "A1: 130,0 mnkr är 2 gånger enhetens ram, stämmer det?" },
		{ "kind index leg a3", POSTING_AMOUNT, "A3 saknar belopp" },
	};
	struct book *book;
	struct world *world = given(&book);
	struct ram_table *table = ram_make(book, 2020, NULL, 0);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct posting_desk desk = desk_at(book, "ca", "a1");
		struct posting posting;
		struct error why;

		desk.flags = MONEY_ASCII;
		desk.table = table;
		write_posting(&posting, &desk, cases[i].text);
		posting_judge(&posting, &desk, (struct posting_cell){ cases[i].field, 0 }, &why);
		assert_string_equal(why.text, cases[i].sentence);
		posting_free(&posting);
	}
	ram_free(table);
	done(world, book);
}

/* ---- what follows ---- */

static void expect_change(const char *what, struct posting_change change, int64_t before, int64_t after)
{
	expect(change.before == before * MNKR && change.after == after * MNKR, "%s: %lld → %lld", what, (long long)change.before, (long long)change.after);
}

static void the_figures_that_follow_are_shown(void **state)
{
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting_follows follows;
	struct arena arena = { 0 };
	struct posting posting;

	(void)state;
	write_posting(&posting, &desk, "kind index leg a1:2 leg a2:3"); /* A has 100, A1 64, A2 26 */
	posting_follow(&posting, &desk, &follows, &arena);
	expect_change("a1", follows.rams[0], 64, 66);
	expect_change("a2", follows.rams[1], 26, 29);
	expect_change("left", follows.left, 10, 5);
	assert_int_equal(posting_rest(&posting, &desk, 1), 8 * MNKR);
	assert_true(posting_put(&posting, &desk, (struct posting_cell){ POSTING_AMOUNT, 1 }, "=", NULL));
	assert_int_equal(posting.legs[1].amount, 8 * MNKR);
	posting_free(&posting);

	posting_from(&posting, book_event(book, "flytt")); /* what is changed goes first: 60 and 30 without it */
	posting.legs[0].amount = 5 * MNKR;
	posting_remove(&posting, 1);
	posting_follow(&posting, &desk, &follows, &arena);
	expect_change("a1", follows.rams[0], 64, 65);
	expect_change("left", follows.left, 10, 5);
	assert_int_equal(posting_rest(&posting, &desk, 1), -5 * MNKR); /* a zero-sum kind: what the others lack */
	posting_free(&posting);
	assert_int_equal(world_ram(book, "a1", 2020), 64 * MNKR); /* the book is as it was */
	arena_free(&arena);
	done(world, book);
}

/* ---- acts ---- */

static char *written(const struct act *act)
{
	struct buffer out = { 0 };
	struct act copy = *act;
	struct error error = { 0 };

	expect(line_write(&out, act_shape(act->kind), act_body(&copy), &error), "%s", error.text);
	return out.bytes;
}

static void a_posting_says_one_act(void **state)
{
	static const char wanted[] = "{\"kind\":\"transfer\",\"year\":2021,\"legs\":[[\"a1\",2000000,2021,3000000],[\"a2\",-1500000]],\"end\":\"own\",\"line\":\"personal\","
	                             "\"text\":\"jour\",\"decision\":\"RS\",\"principle\":\"somatik\"}";
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting posting;
	struct arena arena = { 0 };
	struct act act;

	(void)state;
	write_posting(&posting, &desk, "kind transfer year 2021 leg a1:2:2021:3 leg a2:-1,5 end own line personal text jour decision RS principle somatik");
	posting_act(&posting, &desk, &act, &arena);
	char *line = written(&act);
	assert_string_equal(line, wanted);
	free(line);
	snprintf(posting.kind, sizeof posting.kind, "index"); /* a kind that need not cancel out has no end */
	posting_act(&posting, &desk, &act, &arena);
	assert_null(act.post.end);
	posting_free(&posting);
	arena_free(&arena);
	done(world, book);
}

static void a_change_keeps_what_it_does_not_touch(void **state)
{
	static const char wanted[] = "{\"kind\":\"transfer\",\"year\":2020,\"legs\":[[\"a1\",4000000,2020],[\"a2\",-4000000,2021,-6000000]],\"line\":\"personal\","
	                             "\"text\":\"jour\",\"decision\":\"dnr 7\",\"principle\":\"somatik\",\"details\":[{\"id\":\"x\",\"unit\":\"a1\",\"text\":\"läkare\",\"kr\":3000000},"
	                             "{\"id\":\"y\",\"unit\":\"a2\",\"text\":\"läkare\",\"kr\":-3000000}],\"replaces\":\"%s\"}";
	struct book *book;
	struct world *world = given(&book);
	const struct event *event = book_event(book, "flytt");
	struct posting_desk desk;
	struct posting posting;
	struct arena arena = { 0 };
	struct act act;
	char whole[2000];

	(void)state;
	assert_true(posting_desk_of(&desk, book, "ca", event, NULL));
	posting_from(&posting, event);
	posting_act(&posting, &desk, &act, &arena);
	char *line = written(&act);
	snprintf(whole, sizeof whole, wanted, event->line->hash);
	assert_string_equal(line, whole);
	free(line);
	posting_remove(&posting, 1);
	posting_act(&posting, &desk, &act, &arena);
	assert_int_equal(act.post.details.count, 1);
	posting_free(&posting);
	arena_free(&arena);
	done(world, book);
}

static bool saves(struct book *book, const char *user, const struct act *act, struct error *error)
{
	if (!writer_stage(book, &(struct writer_item){ .user = user, .act = act }, error)) {
		writer_abandon(book);
		return false;
	}
	return writer_commit(book, error) == SAVED;
}

static void changing_and_withdrawing_count(void **state)
{
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting posting;
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct posting_cell cell;
	struct act act;

	(void)state;
	posting_from(&posting, book_event(book, "flytt"));
	posting.legs[0].amount = 1 * MNKR;
	posting.legs[1].amount = -1 * MNKR;
	posting_act(&posting, &desk, &act, &arena);
	expect(saves(book, "ca", &act, &error), "%s", error.text);
	assert_int_equal(world_ram(book, "a1", 2020), 61 * MNKR);
	assert_true(posting_wrong(&posting, &desk, &cell, &error)); /* it has been replaced: by what was saved just now */
	assert_string_equal(error.word, "replaces");
	posting_withdrawal(book_event(book, "bas-a"), "fel år", "", &act);
	assert_null(act.post.decision);
	expect(saves(book, "ca", &act, &error), "%s", error.text);
	assert_int_equal(world_ram(book, "a1", 2020), 1 * MNKR);
	posting_withdrawal(book_event(book, "bas"), "", "RS § 3", &act);
	assert_false(saves(book, "ca", &act, &error)); /* not hers */
	posting_free(&posting);
	arena_free(&arena);
	done(world, book);
}

static void a_post_whose_units_are_gone_has_no_desk(void **state)
{
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk;
	struct error error = { 0 };
	struct event event = *book_event(book, "flytt");
	struct line line = *event.line;
	struct leg leg = { "gone", 1, NUMBER_NONE, NUMBER_NONE };

	(void)state;
	assert_false(posting_desk_of(&desk, book, "cb", book_event(book, "flytt"), &error));
	assert_string_equal(error.word, "not-allowed");
	line.act.post.legs = (struct list){ &leg, 1 };
	event.line = &line;
	assert_false(posting_desk_of(&desk, book, "ca", &event, &error));
	assert_string_equal(error.word, "unknown-unit");
	done(world, book);
}

/* ---- choices ---- */

static void expect_choices(struct posting *posting, const struct posting_desk *desk, enum posting_field field, const char *wanted)
{
	struct buffer all = { 0 };

	for (int i = 0; i < 12 && (!i || strlen(all.bytes) < strlen(wanted)); i++) {
		posting_step(posting, desk, field, 1);
		posting_shown(&all, desk, posting, (struct posting_cell){ field, 0 });
		buffer_text(&all, "|");
	}
	assert_string_equal(all.bytes, wanted);
	buffer_free(&all);
}

static void choices_go_round(void **state)
{
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting posting;

	(void)state;
	write_posting(&posting, &desk, "kind transfer leg a1:2");
	expect_choices(&posting, &desk, POSTING_END, "egen ram, A|okänd: beslutet nämner bara de här|saknas|egen ram, A|");
	posting.legs[0].amount = 0;
	posting.end[0] = '\0';
	expect_choices(&posting, &desk, POSTING_END, "härledd: hör ihop bara genom lika belopp|behövs inte: benen tar ut varandra|");
	expect_choices(&posting, &desk, POSTING_KIND, "Utgångsläge|Index|Minskning|Spar|Omfördelning|");
	expect_choices(&posting, &desk, POSTING_YEAR, "2021, planår|2022, planår|2020|2021, planår|");
	expect_choices(&posting, &desk, POSTING_KIND, "Index|Minskning|Spar|Omfördelning|Index|"); /* no opening figures in a plan year */
	posting.year = 2020;
	snprintf(posting.kind, sizeof posting.kind, "base");
	expect_choices(&posting, &desk, POSTING_YEAR, "2020|");
	expect_choices(&posting, &desk, POSTING_LINE, "Personal|Material|Intäkter|Reserv|ingen särskild|");
	expect_choices(&posting, &desk, POSTING_PRINCIPLE, "Somatik|ingen|");
	posting_step(&posting, &desk, POSTING_LINE, -1);
	assert_string_equal(posting.line, "reserv");
	posting_step(&posting, &desk, POSTING_TEXT, 1); /* no choice: nothing */
	posting_free(&posting);
	done(world, book);
}

/* ---- on disk ---- */

static void expect_same(const struct posting *a, const struct posting *b)
{
	assert_string_equal(a->kind, b->kind);
	assert_string_equal(a->end, b->end);
	assert_string_equal(a->text, b->text);
	assert_string_equal(a->decision, b->decision);
	assert_string_equal(a->typing, b->typing);
	assert_true(a->is_typing == b->is_typing && a->typing_in.field == b->typing_in.field && a->typing_in.leg == b->typing_in.leg);
	assert_int_equal(a->year, b->year);
	assert_int_equal(a->leg_count, b->leg_count);
	for (size_t i = 0; i < a->leg_count; i++)
		assert_true(!strcmp(a->legs[i].unit, b->legs[i].unit) && a->legs[i].amount == b->legs[i].amount && a->legs[i].until == b->legs[i].until &&
		            a->legs[i].full_year == b->legs[i].full_year);
}

static void what_is_being_written_comes_back(void **state)
{
	char *home = testing_directory();
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting posting, again;

	(void)state;
	setenv("XDG_STATE_HOME", home, 1);
	write_posting(&posting, &desk, "kind transfer leg a1:2:2021:3 leg a2 end own line personal decision «RS»\\\"§7\"");
	assert_false(posting_resume(&posting, &desk)); /* nothing was kept: it stands as it was */
	assert_int_equal(posting.leg_count, 2);
	posting.is_typing = true;
	posting.typing_in = (struct posting_cell){ POSTING_AMOUNT, 1 };
	snprintf(posting.typing, sizeof posting.typing, "-1,");
	assert_true(posting_keep(&posting));
	posting_new(&again, &desk, 2020, ORG_NONE);
	assert_true(posting_resume(&again, &desk));
	expect_same(&posting, &again);
	posting_free(&again);

	posting_from(&again, book_event(book, "flytt")); /* what is changed has a file of its own */
	assert_false(posting_resume(&again, &desk));
	assert_true(strcmp(again.path, posting.path) != 0);
	posting_free(&again);
	struct posting_desk other = desk_at(book, "rd", "a");

	posting_new(&again, &other, 2020, ORG_NONE);
	assert_false(posting_resume(&again, &other));
	posting_free(&again);
	posting_drop(&posting);
	posting_new(&again, &desk, 2020, ORG_NONE);
	assert_false(posting_resume(&again, &desk));
	posting_free(&again);
	posting_free(&posting);
	done(world, book);
	testing_remove(home);
}

static void what_cannot_be_read_is_put_aside(void **state)
{
	static const char *const bad[] = { "", "nonsense\n", "{\"kind\":\"index\",\"year\":2020}", "{\"kind\":\"index\",\"year\":99999}\n",
		                           "{\"kind\":\"index\",\"year\":2020}\n{\"unit\":\"a1\"}\nmore" };
	char *home = testing_directory();
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting posting;
	char aside[KEPT_PATH + 20];

	(void)state;
	setenv("XDG_STATE_HOME", home, 1);
	posting_new(&posting, &desk, 2020, ORG_NONE);
	assert_false(posting_resume(&posting, &desk));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_true(kept_write(posting.path, bad[i], strlen(bad[i])));
		assert_false(posting_resume(&posting, &desk));
		snprintf(aside, sizeof aside, "%s.broken-%zu", posting.path, i + 1);
		expect(!access(aside, F_OK) && access(posting.path, F_OK), "%zu", i);
	}
	posting_free(&posting);
	done(world, book);
	testing_remove(home);
}

static void without_a_home_it_stays_in_memory(void **state)
{
	char *old = memory_string(getenv("HOME") ? getenv("HOME") : "/");
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting posting;

	(void)state;
	unsetenv("XDG_STATE_HOME");
	setenv("HOME", "nowhere", 1);
	posting_new(&posting, &desk, 2020, ORG_NONE);
	assert_false(posting_resume(&posting, &desk));
	assert_string_equal(posting.path, "");
	assert_true(posting_keep(&posting));
	posting_drop(&posting);
	posting_free(&posting);
	setenv("HOME", old, 1);
	setenv("XDG_STATE_HOME", "/proc/nowhere", 1);
	posting_new(&posting, &desk, 2020, ORG_NONE);
	assert_false(posting_resume(&posting, &desk));
	assert_false(posting_keep(&posting)); /* and says so */
	posting_free(&posting);
	free(old);
	done(world, book);
}

/* Two sessions of one person, each at the same form. */
static void two_sessions_write_two_drafts(void **state)
{
	char *home = testing_directory();
	struct book *book;
	struct world *world = given(&book);
	struct posting_desk desk = desk_at(book, "ca", "a1");
	struct posting first, second;
	bool others;
	int one, two;

	(void)state;
	setenv("XDG_STATE_HOME", home, 1);
	posting_new(&first, &desk, 2020, org_find(book->org, "a1"));
	one = posting_claim(&first, &desk, &others);
	assert_false(others);
	assert_true(posting_keep(&first));
	posting_new(&second, &desk, 2020, org_find(book->org, "a2"));
	two = posting_claim(&second, &desk, &others);
	assert_true(others);
	assert_string_not_equal(first.path, second.path);
	assert_false(posting_resume(&second, &desk));
	close(one);
	close(two);
	posting_free(&second);
	posting_new(&second, &desk, 2020, ORG_NONE); /* and who comes back finds hers */
	one = posting_claim(&second, &desk, &others);
	assert_true(!others && posting_resume(&second, &desk));
	assert_string_equal(second.legs[0].unit, "a1");
	close(one);
	posting_free(&first);
	posting_free(&second);
	done(world, book);
	testing_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_known_who_gives_a_unit_its_ram),
		cmocka_unit_test(legs_are_what_one_level_gives),
		cmocka_unit_test(a_percentage_is_of_the_ram_without_the_post),
		cmocka_unit_test(all_without_an_amount_get_the_same_share),
		cmocka_unit_test(a_unit_is_found_by_part_of_its_name),
		cmocka_unit_test(cells_take_what_can_stand_there),
		cmocka_unit_test(each_cell_says_what_is_wrong),
		cmocka_unit_test(what_one_says_reads_well),
		cmocka_unit_test(the_figures_that_follow_are_shown),
		cmocka_unit_test(a_posting_says_one_act),
		cmocka_unit_test(a_change_keeps_what_it_does_not_touch),
		cmocka_unit_test(changing_and_withdrawing_count),
		cmocka_unit_test(a_post_whose_units_are_gone_has_no_desk),
		cmocka_unit_test(choices_go_round),
		cmocka_unit_test(what_is_being_written_comes_back),
		cmocka_unit_test(what_cannot_be_read_is_put_aside),
		cmocka_unit_test(without_a_home_it_stays_in_memory),
		cmocka_unit_test(two_sessions_write_two_drafts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Undoing a saved act by another one: what is written, what is said about it, and that undoing the undoing leads back. */
#include "world.h"

#include "reverse.h"
#include "session.h"

#define RD  "{'by':'rd','id':"
#define CA1 "{'by':'ca1','id':"
#define AT  ",'at':'2019-12-03T09:00:00+01:00',"

#define GIVE(id, legs)    RD "'" id "'" AT "'act':'post','kind':'cut','year':2020,'legs':[" legs "],'text':'Skäl','decision':'RS § 1'}"
#define DIVIDE(id, lines) CA1 "'" id "'" AT "'act':'distribute','unit':'a1','year':2020,'lines':[" lines "],'why':'första'}"
#define AIM(id, kr)       RD "'" id "'" AT "'act':'target','unit':'a','year':2020,'kr':" kr "}"

#define LINES_MOST 4

struct undoing {
	const char *lines[LINES_MOST]; /* the one called x is undone */
	const char *as, *why, *decision;
	const char *sentence;
};

static struct session *open_as(struct world *world, const char *as)
{
	struct error error = { 0 };
	const struct session_options options = { .path = world->path, .as = as };
	struct session *session = session_open(&options, &error);

	expect(session, "%s: %s", as, error.text);
	return session;
}

static struct world *written(const char *const lines[LINES_MOST])
{
	struct world *world = world_new();

	for (size_t i = 0; i < LINES_MOST && lines[i]; i++)
		world_line(world, NULL, "%s", lines[i]);
	world_flush_all(world);
	return world;
}

/* What holds: ramar, rows with their holds and details, targets. */
static char *state_of(const struct book *book)
{
	struct buffer out = { 0 };

	for (int unit = 0; unit < book->org->count; unit++) {
		buffer_format(&out, "%s %lld;", book->org->units[unit].id, (long long)world_ram(book, book->org->units[unit].id, 2020));
		buffer_format(&out, "%lld\n", (long long)book_target(book, unit, 2020));
		for (size_t i = 0; i < book->region->line_count; i++) {
			const struct cell *cell = book_cell(book, unit, LAYER_BUDGET, 2020, book->region->lines[i].id);

			if (cell)
				buffer_format(&out, " %s %lld %s %zu\n", cell->line, (long long)cell->value,
					      cell->row->hold ? cell->row->hold : "-", cell->row->details.count);
		}
	}
	return out.bytes;
}

static char *plain(const char *text)
{
	struct buffer out = { 0 };

	for (; *text; text++) {
		bool space = !strncmp(text, "\u00a0", 2);

		buffer_add(&out, space ? " " : text, 1);
		text += space;
	}
	return out.bytes;
}

static const struct event *newest_of(const struct session *session)
{
	const struct journal *journal = book_journal(session->book, session->user);

	return book_event(session->book, journal->lines[journal->count - 1]->hash);
}

/* Undoes it, and returns what holds then. */
static char *undo(struct session *session, const struct event *event, const struct undoing *row, bool first)
{
	struct arena arena = { 0 };
	struct reverse reverse;
	struct error error = { 0 };

	expect(reverse_make(&reverse, session->book, session->user, event, MONEY_IN_KR, &arena, &error), "%s: %s", row->lines[0], error.text);
	char *sentence = plain(reverse.sentence);

	expect(!first || !strcmp(sentence, row->sentence), "«%s»", sentence);
	free(sentence);
	assert_true(reverse.needs_decision == (row->decision != NULL));
	assert_true(reverse.takes_why == (reverse.act.kind != ACT_TARGET));
	assert_string_equal(reverse.why, !first || reverse.act.kind != ACT_DISTRIBUTE ? reverse.why : "Ångrar ändringen 3 dec 2019");
	reverse_reason(&reverse, row->why, row->decision, &arena);
	expect(session_save(session, &reverse.act, 1, &error) == SAVED, "%s: %s", row->sentence, error.text);
	arena_free(&arena);
	return state_of(session->book);
}

static const struct undoing undoings[] = {
	/* a division */
	{ { DIVIDE("x", "{'line':'personal','kr':100}") },
	  "ca1",
	  "Fel",
	  NULL,
	  "Fördelningen 2020 för A1 sätts tillbaka: Personal inget (nu 100 kr)." },
	{ { DIVIDE("y", "{'line':'personal','kr':100,'hold':'avtal','details':[{'id':'d','text':'T','kr':100}]},{'line':'material','kr':7}"),
	    DIVIDE("x", "{'line':'personal','kr':130},{'line':'material','kr':null}") },
	  "ca1",
	  "Fel",
	  NULL,
	  "Fördelningen 2020 för A1 sätts tillbaka: Personal 100 (nu 130 kr) och Material 7 (nu inget)." },
	{ { DIVIDE("y", "{'line':'personal','kr':100}"), DIVIDE("x", "{'line':'personal','kr':130},{'line':'material','kr':5}"),
	    DIVIDE("z", "{'line':'personal','kr':140}") },
	  "ca1",
	  NULL,
	  NULL,
	  "Fördelningen 2020 för A1 sätts tillbaka: Material inget (nu 5 kr). Personal har ändrats sedan dess och rörs inte." },
	{ { DIVIDE("x", "{'line':'personal','kr':1},{'line':'material','kr':2},{'line':'intakter','kr':3},{'line':'reserv','kr':4}"),
	    DIVIDE("z", "{'line':'personal','kr':9},{'line':'reserv','kr':9}") },
	  "ca1",
	  NULL,
	  NULL,
	  "Fördelningen 2020 för A1 sätts tillbaka: Material inget (nu 2 kr) och Intäkter inget (nu 3 kr). Personal och Reserv har ändrats "
	  "sedan dess och "
	  "rörs inte." },
	{ { DIVIDE("y", "{'line':'personal','kr':100}"), DIVIDE("x", "{'line':'personal','kr':130},{'line':'material','kr':5}") },
	  "reg-a",
	  "Fel",
	  "DL § 7",
	  "Fördelningen 2020 för A1 sätts tillbaka: Personal 100 (nu 130 kr) och Material inget (nu 5 kr)." },
	/* a post */
	{ { GIVE("x", "['a',500]") }, "rd", "Fel enhet", NULL, "Posten från 3 dec 2019 dras tillbaka; det ändrar ramarna: A −500 kr." },
	{ { GIVE("x", "['a',500],['b',-200]") },
	  "rd",
	  NULL,
	  NULL,
	  "Posten från 3 dec 2019 dras tillbaka; det ändrar ramarna: A −500 kr och B +200 kr." },
	{ { GIVE("x", "['a',500]") }, "reg", "Fel", "RS § 2", "Posten från 3 dec 2019 dras tillbaka; det ändrar ramarna: A −500 kr." },
	{ { GIVE("y", "['a',500]"), RD "'x'" AT "'act':'post','kind':'cut','year':2020,'legs':[],'replaces':'%s'}" },
	  "rd",
	  "Åter",
	  NULL,
	  "Posten från 3 dec 2019 gäller åter: A +500 kr." },
	{ { GIVE("y", "['a',500]"), RD "'x'" AT "'act':'post','kind':'cut','year':2020,'legs':[['b',1]],'replaces':'%s'}" },
	  "rd",
	  "Åter",
	  NULL,
	  "Posten från 3 dec 2019 gäller åter: A +500 kr, i stället för B +1 kr." },
	/* a target */
	{ { AIM("x", "10") }, "rd", NULL, NULL, "Resultatmålet 2020 för A tas bort (nu 10 kr)." },
	{ { AIM("y", "10"), AIM("x", "-4") }, "rd", NULL, NULL, "Resultatmålet 2020 för A sätts tillbaka till 10 kr (nu −4 kr)." },
	{ { AIM("y", "10"), AIM("x", "null") }, "rd", NULL, NULL, "Resultatmålet 2020 för A sätts tillbaka till 10 kr (nu inget)." },
};

/* A line that replaces cites the hash of the one called y. */
static struct world *written_for(const struct undoing *row)
{
	struct world *world = world_new();
	const char *hash = "";

	for (size_t i = 0; i < LINES_MOST && row->lines[i]; i++) {
		char line[2048];
		const char *at = strstr(row->lines[i], "%s");

		snprintf(line, sizeof line, "%.*s%s%s", at ? (int)(at - row->lines[i]) : (int)strlen(row->lines[i]), row->lines[i],
			 at ? hash : "", at ? at + 2 : "");
		hash = world_line(world, NULL, "%s", line);
	}
	world_flush_all(world);
	return world;
}

static void test_there_and_back(void **state)
{
	const struct undoing *row;

	(void)state;
	for (EACH(row, undoings)) {
		struct world *world = written_for(row);
		struct session *session = open_as(world, row->as);
		char *before = state_of(session->book), *undone = undo(session, book_event(session->book, "x"), row, true);

		expect(strcmp(before, undone) != 0, "%s", row->sentence);
		char *redone = undo(session, newest_of(session), row, false);
		expect(!strcmp(before, redone), "%s\n%s\n%s", row->sentence, before, redone);
		free(before);
		free(undone);
		free(redone);
		session_close(session);
		world_free(world);
	}
}

/* False: something came after it. */
static bool without_it(const struct undoing *row, struct undoing *other)
{
	size_t last = 0;

	*other = *row;
	while (last + 1 < LINES_MOST && row->lines[last + 1])
		last++;
	other->lines[last] = NULL;
	return strstr(row->lines[last], "'x'") != NULL;
}

static void expect_as_without(const struct undoing *row, const struct undoing *other)
{
	struct world *world = written_for(row), *without = written_for(other);
	struct session *session = open_as(world, row->as), *clean = open_as(without, row->as);
	char *undone = undo(session, book_event(session->book, "x"), row, true), *never = state_of(clean->book);

	expect(!strcmp(undone, never), "%s\n%s\n%s", row->sentence, undone, never);
	free(undone);
	free(never);
	session_close(session);
	session_close(clean);
	world_free(world);
	world_free(without);
}

static void test_as_if_it_had_not_been(void **state)
{
	const struct undoing *row;
	struct undoing other;
	int tried = 0;

	(void)state;
	for (EACH(row, undoings))
		if (without_it(row, &other)) {
			expect_as_without(row, &other);
			tried++;
		}
	assert_true(tried > 8);
}

/* An explanation is taken back, and the difference counts again; what takes it back is an entry like others. */
static void test_an_explanation(void **state)
{
	struct world *world = world_new();
	struct arena arena = { 0 };
	struct reverse reverse;
	struct error error = { 0 };

	(void)state;
	world_line(world, NULL, "{'by':'ca1','id':'x','act':'say','unit':'a1','kind':'comment','text':'Hej','explains':'a1/2020/left','kr':5}");
	world_flush_all(world);
	struct session *session = open_as(world, "ca1");

	expect(reverse_make(&reverse, session->book, "ca1", book_event(session->book, "x"), MONEY_IN_KR, &arena, &error), "%s", error.text);
	assert_string_equal(reverse.sentence, "Förklaringen «Hej» tas tillbaka: skillnaden räknas igen.");
	assert_true(reverse.takes_why && !reverse.needs_decision);
	reverse_reason(&reverse, "", NULL, &arena);
	assert_string_equal(reverse.act.say.text, "Förklaringen tas tillbaka");
	assert_true(reverse.act.say.full_year == NUMBER_NONE); /* it says no amount that was not there */
	expect(session_save(session, &reverse.act, 1, &error) == SAVED, "%s", error.text);
	assert_string_equal(newest_of(session)->line->act.say.status, "dropped");
	assert_false(reverse_make(&reverse, session->book, "ca1", newest_of(session), MONEY_IN_KR, &arena, &error));
	assert_string_equal(error.word, "kind");
	arena_free(&arena);
	session_close(session);
	world_free(world);
}

static const struct {
	const char *lines[LINES_MOST], *as, *word, *part;
} refusals[] = {
	{ { "{'by':'ca1','id':'x','act':'say','unit':'a1','kind':'note','text':'Hej'}" }, "ca1", "kind", "skriv ett nytt inlägg" },
	{ { "{'by':'rd','id':'x','act':'version','name':'v'}" },
	  "rd",
	  "kind",
	  "frusen" },
	{ { "{'by':'ca1','id':'x','act':'forecast','unit':'a1','year':2020,'lines':[{'line':'personal','kr':1}]}" }, "ca1", "kind", "prognos" },
	{ { "{'by':'reg','id':'x','act':'outcome','unit':'a1','year':2019,'lines':[{'line':'personal','kr':1}]}" },
	  "reg",
	  "kind",
	  "förs in på nytt" },
	{ { "{'by':'ca1','id':'x','act':'post','kind':'cut','year':2020,'legs':[['a',5]],'text':'t'}" }, "ca1", "void", "räknas inte" },
	{ { DIVIDE("x", "{'line':'personal','kr':1}"), DIVIDE("z", "{'line':'personal','kr':2}") }, "ca1", "changed-since", "alla rader" },
	{ { DIVIDE("y", "{'line':'personal','kr':1}"), DIVIDE("x", "{'line':'personal','kr':1}") },
	  "ca1",
	  "changed-since",
	  "ändrade ingenting" },
	{ { DIVIDE("x", "{'line':'personal','kr':1}") }, "cb", "not-allowed", "bara områdeschef A1 " },
	{ { GIVE("x", "['a',5]") }, "cb", "not-allowed", "bara regiondirektör " },
	{ { GIVE("x", "['a',5]") }, "ek", "not-allowed", "bara regiondirektör " },
	{ { AIM("x", "5"), AIM("z", "6") }, "rd", "changed-since", "ändrats sedan dess" },
	{ { AIM("x", "5") }, "ca", "not-allowed", "bara regiondirektör " },
	{ { AIM("y", "5"), AIM("x", "5") }, "rd", "changed-since", "detsamma" },
};

static void test_what_cannot_be_undone(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		struct world *world = written(refusals[i].lines);
		struct session *session = open_as(world, refusals[i].as);
		struct arena arena = { 0 };
		struct reverse reverse;
		struct error error = { 0 };

		expect(!reverse_make(&reverse, session->book, session->user, book_event(session->book, "x"), MONEY_IN_KR, &arena, &error), "%zu",
		       i);
		expect(!strcmp(error.word, refusals[i].word) && strstr(error.text, refusals[i].part), "%zu %s: %s", i, error.word, error.text);
		arena_free(&arena);
		session_close(session);
		world_free(world);
	}
}

/* Each of them is told which one stands in its place. */
static void test_replaced_already(void **state)
{
	static const struct undoing row = {
		{ GIVE("y", "['a',500]"), RD "'x'" AT "'act':'post','kind':'cut','year':2020,'legs':[],'replaces':'%s'}" }, "rd", NULL, NULL, ""
	};
	struct world *world = written_for(&row);
	struct session *session = open_as(world, "rd");
	struct arena arena = { 0 };
	struct reverse reverse;
	struct error error = { 0 };

	(void)state;
	assert_false(reverse_make(&reverse, session->book, "rd", book_event(session->book, "y"), MONEY_IN_KR, &arena, &error));
	assert_string_equal(error.word, "replaced");
	assert_non_null(strstr(error.text, "ersatt av regiondirektör, "));
	arena_free(&arena);
	session_close(session);
	world_free(world);
}

/* The reason stands where people look for it; a post that comes back keeps its own words and its decision. */
static void test_reasons(void **state)
{
	static const struct undoing withdrawn = {
		{ GIVE("y", "['a',500]"), RD "'x'" AT "'act':'post','kind':'cut','year':2020,'legs':[],'replaces':'%s'}" }, "rd", NULL, NULL, ""
	};
	struct world *world = written_for(&withdrawn);
	struct session *session = open_as(world, "rd");
	struct arena arena = { 0 };
	struct reverse reverse;

	(void)state;
	assert_true(reverse_make(&reverse, session->book, "rd", book_event(session->book, "x"), MONEY_IN_KR, &arena, NULL));
	reverse_reason(&reverse, "", "", &arena);
	assert_string_equal(reverse.act.post.text, "Skäl");
	assert_string_equal(reverse.act.post.decision, "RS § 1");
	reverse_reason(&reverse, "ångrat", "RS § 9", &arena);
	assert_string_equal(reverse.act.post.text, "Skäl; ångrat");
	assert_string_equal(reverse.act.post.decision, "RS § 9");
	arena_free(&arena);
	session_close(session);
	world_free(world);
}

/* Another has written a row meanwhile: nothing is written over. */
static void test_another_writes_meanwhile(void **state)
{
	static const char *const lines[LINES_MOST] = { DIVIDE("x", "{'line':'personal','kr':1}") };
	struct world *world = written(lines);
	struct session *session = open_as(world, "ca1"), *other = open_as(world, "ca1");
	struct act act = world_act(world, "{'act':'distribute','unit':'a1','year':2020,'lines':[{'line':'personal','kr':5}]}");
	struct arena arena = { 0 };
	struct reverse reverse;
	struct error error = { 0 };

	(void)state;
	assert_true(reverse_make(&reverse, session->book, "ca1", book_event(session->book, "x"), MONEY_IN_KR, &arena, &error));
	expect(session_save(other, &act, 1, &error) == SAVED, "%s", error.text);
	assert_int_equal(session_save(session, &reverse.act, 1, &error), SAVE_MOVED);
	assert_false(reverse_make(&reverse, session->book, "ca1", book_event(session->book, "x"), MONEY_IN_KR, &arena, &error));
	assert_string_equal(error.word, "changed-since");
	arena_free(&arena);
	session_close(session);
	session_close(other);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_as_if_it_had_not_been),
		cmocka_unit_test(test_an_explanation),
		cmocka_unit_test(test_what_cannot_be_undone),
		cmocka_unit_test(test_replaced_already),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_another_writes_meanwhile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

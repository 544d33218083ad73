/* The dialogue as threads: whose answer they wait for, what is closed, what binds, what a proposal comes to, and figures as they were. */
#include "dialogue.h"
#include "saying.h"
#include "world.h"

static struct thread *threads_of(const struct book *book, const char *unit, size_t expected)
{
	struct thread *threads;
	size_t count = dialogue_threads(book, org_find(book->org, unit), &threads);

	expect(count == expected, "%zu threads of %s", count, unit);
	return threads;
}

static enum duty duty_of(const struct book *book, const char *unit, enum party party)
{
	struct thread *threads = threads_of(book, unit, 1);
	enum duty duty = dialogue_duty(book, &threads[0], party, NULL);

	free(threads);
	return duty;
}

static void a_question_waits_for_the_other(void **state)
{
	static const struct { const char *by; enum party on; } cases[] = { { "ca", PARTY_UNIT }, { "ca1", PARTY_ABOVE }, { "ek-a", PARTY_UNIT } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct world *world = world_new();
		const char *first = world_line(world, NULL, "{'by':'%s','act':'say','unit':'a1','kind':'question','text':'?'}", cases[i].by);
		struct book *book = world_book(world);
		char cite[32];

		expect(duty_of(book, "a1", cases[i].on) == DUTY_ANSWER, "%s", cases[i].by);
		expect(duty_of(book, "a1", cases[i].on == PARTY_UNIT ? PARTY_ABOVE : PARTY_UNIT) == DUTY_NONE, "%s", cases[i].by);
		book_free(book);
		snprintf(cite, sizeof cite, "%s:1", cases[i].by);
		world_line(world, cite, "{'by':'%s','act':'say','unit':'a1','thread':'%s','kind':'answer','text':'!'}", cases[i].on == PARTY_UNIT ? "ca1" : "ca", first);
		book = world_book(world);
		expect(duty_of(book, "a1", cases[i].on) == DUTY_NONE, "%s", cases[i].by);
		book_free(book);
		world_free(world);
	}
}

static void what_is_closed_waits_for_nobody_until_it_is_opened(void **state)
{
	struct world *world = world_new();
	const char *first = world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'question','text':'?'}");
	struct book *book;

	(void)state;
	world_line(world, NULL, "{'by':'ca','act':'resolve','unit':'a1','thread':'%s','text':'glöm det'}", first);
	book = world_book(world);
	assert_int_equal(duty_of(book, "a1", PARTY_UNIT), DUTY_NONE);
	assert_int_equal(dialogue_waiting(book, org_find(book->org, "a1")), 0);
	book_free(book);
	world_line(world, "ca:2", "{'by':'ca1','act':'resolve','unit':'a1','thread':'%s','open':true}", first);
	book = world_book(world);
	assert_int_equal(duty_of(book, "a1", PARTY_UNIT), DUTY_ANSWER);
	book_free(book);
	world_free(world);
}

static void an_agreement_binds_when_both_stand_behind_it(void **state)
{
	struct world *world = world_new();
	const char *entry = world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'agreement','text':'Så','kr':1000,'status':'open'}");
	struct book *book = world_book(world);

	(void)state;
	assert_false(dialogue_stands(book, world_event(book, "ca", 1)));
	assert_int_equal(duty_of(book, "a1", PARTY_UNIT), DUTY_CONFIRM);
	assert_int_equal(duty_of(book, "a1", PARTY_ABOVE), DUTY_NONE);
	book_free(book);
	world_line(world, "ca:1", "{'by':'ca1','act':'confirm','unit':'a1','entry':'%s'}", entry);
	book = world_book(world);
	assert_true(dialogue_stands(book, world_event(book, "ca", 1)));
	assert_int_equal(duty_of(book, "a1", PARTY_UNIT), DUTY_NONE);
	book_free(book);
	world_free(world);
}

static void what_takes_its_place_is_confirmed_anew(void **state)
{
	struct world *world = world_new();
	const char *entry = world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'agreement','text':'Så','kr':1000,'status':'open'}");
	struct book *book;

	(void)state;
	world_line(world, "ca:1", "{'by':'ca1','act':'confirm','unit':'a1','entry':'%s'}", entry);
	world_line(world, "ca1:1", "{'by':'ca','act':'say','unit':'a1','thread':'%s','kind':'agreement','text':'Så','kr':2000,'status':'open','replaces':'%s'}", entry, entry);
	book = world_book(world);
	assert_ptr_equal(world_event(book, "ca", 1)->replaced_by, world_event(book, "ca", 2));
	assert_int_equal(duty_of(book, "a1", PARTY_UNIT), DUTY_CONFIRM);
	book_free(book);
	world_free(world);
}

/* What was put right before anybody confirmed it waits for nobody any more. */
static void only_what_holds_is_confirmed(void **state)
{
	struct world *world = world_new();
	const char *first = world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'agreement','text':'Så','kr':1000,'status':'open'}"), *second;
	struct book *book;

	(void)state;
	second = world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','thread':'%s','kind':'agreement','text':'Så','kr':2000,'status':'open','replaces':'%s'}", first, first);
	world_line(world, "ca:2", "{'by':'ca1','act':'confirm','unit':'a1','entry':'%s'}", second);
	book = world_book(world);
	assert_int_equal(duty_of(book, "a1", PARTY_UNIT), DUTY_NONE);
	book_free(book);
	world_free(world);
}

static void a_proposal_goes_from_one_to_the_other_and_up(void **state)
{
	struct world *world = world_new();
	const char *entry = world_line(world, NULL, "{'by':'ca1','act':'say','unit':'a1','kind':'proposal','text':'Flytta','kr':500,'with':'a2'}");
	struct book *book = world_book(world);
	struct thread *threads;

	(void)state;
	assert_int_equal(duty_of(book, "a2", PARTY_WITH), DUTY_CONFIRM);
	assert_int_equal(duty_of(book, "a1", PARTY_ABOVE), DUTY_NONE);
	book_free(book);
	world_line(world, "ca1:1", "{'by':'ca2','act':'confirm','unit':'a2','entry':'%s'}", entry);
	book = world_book(world);
	assert_int_equal(duty_of(book, "a1", PARTY_ABOVE), DUTY_DECIDE);
	assert_int_equal(duty_of(book, "a2", PARTY_ABOVE), DUTY_DECIDE);
	assert_int_equal(duty_of(book, "a2", PARTY_WITH), DUTY_NONE);
	book_free(book);
	world_line(world, "ca1:1 ca2:1", "{'by':'ca','act':'post','kind':'transfer','year':2020,'legs':[['a1',-500],['a2',500]],'proposal':'%s'}", entry);
	book = world_book(world);
	threads = threads_of(book, "a1", 1);
	assert_ptr_equal(dialogue_decided(book, threads[0].first), world_event(book, "ca", 1));
	assert_int_equal(dialogue_duty(book, &threads[0], PARTY_ABOVE, NULL), DUTY_NONE);
	free(threads);
	book_free(book);
	world_free(world);
}

/* ---- what is put right keeps its state ---- */

static void a_proposal_in_new_words_is_confirmed_and_decided_once(void **state)
{
	struct world *world = world_new();
	const char *first = world_line(world, NULL, "{'by':'ca1','act':'say','unit':'a1','kind':'proposal','text':'Flytta','kr':500,'with':'a2'}"), *second;
	struct book *book;
	struct thread *threads;

	(void)state;
	world_line(world, "ca1:1", "{'by':'ca2','act':'confirm','unit':'a2','entry':'%s'}", first);
	second = world_line(world, "ca2:1", "{'by':'ca1','act':'say','unit':'a1','thread':'%s','replaces':'%s','kind':'proposal','text':'Mer','kr':900,'with':'a2'}", first, first);
	book = world_book(world);
	assert_int_equal(duty_of(book, "a1", PARTY_ABOVE), DUTY_NONE); /* what was confirmed is no longer what is proposed */
	assert_int_equal(duty_of(book, "a2", PARTY_WITH), DUTY_CONFIRM);
	book_free(book);
	world_line(world, "ca1:2", "{'by':'ca2','act':'confirm','unit':'a2','entry':'%s'}", second);
	book = world_book(world);
	threads = threads_of(book, "a1", 1);
	const struct event *entry;
	assert_int_equal(dialogue_duty(book, &threads[0], PARTY_ABOVE, &entry), DUTY_DECIDE);
	assert_ptr_equal(entry, world_event(book, "ca1", 2));
	free(threads);
	book_free(book);
	world_line(world, "ca1:2 ca2:2", "{'by':'ca','act':'post','kind':'transfer','year':2020,'legs':[['a1',-900],['a2',900]],'proposal':'%s'}", second);
	book = world_book(world);
	assert_int_equal(world_event(book, "ca", 1)->state, LINE_APPLIED);
	assert_ptr_equal(dialogue_decided(book, world_event(book, "ca1", 1)), world_event(book, "ca", 1));
	assert_ptr_equal(dialogue_decided(book, world_event(book, "ca1", 2)), world_event(book, "ca", 1));
	assert_int_equal(duty_of(book, "a1", PARTY_ABOVE), DUTY_NONE);
	book_free(book);
	world_free(world);
}

static void a_question_in_new_words_waits_or_is_answered_as_before(void **state)
{
	struct world *world = world_new();
	const char *first = world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'question','text':'Vart?','status':'open'}"), *second;
	struct book *book;
	struct thread *threads;

	(void)state;
	second = world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','thread':'%s','replaces':'%s','kind':'question','text':'Varför?','status':'open'}", first, first);
	book = world_book(world);
	threads = threads_of(book, "a1", 1);
	assert_ptr_equal(threads[0].asked, world_event(book, "ca", 2));
	assert_int_equal(duty_of(book, "a1", PARTY_UNIT), DUTY_ANSWER);
	free(threads);
	book_free(book);
	world_line(world, "ca:2", "{'by':'ca1','act':'say','unit':'a1','thread':'%s','kind':'answer','text':'Därför'}", first);
	world_line(world, "ca1:1", "{'by':'ca','act':'resolve','unit':'a1','thread':'%s','open':false}", first);
	world_line(world, "ca1:1", "{'by':'ca','act':'say','unit':'a1','thread':'%s','replaces':'%s','kind':'question','text':'Varför då?','status':'open'}", first, second);
	book = world_book(world);
	threads = threads_of(book, "a1", 1);
	assert_null(threads[0].asked);
	assert_true(threads[0].closed);
	free(threads);
	book_free(book);
	world_free(world);
}

/* What she answered is put right when something else has been asked: that is not answered by it. */
static void an_answer_in_new_words_answers_nothing_new(void **state)
{
	struct world *world = world_new();
	const char *first = world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'question','text':'Vart?','status':'open'}"), *answer;
	struct book *book;

	(void)state;
	answer = world_line(world, "ca:1", "{'by':'ca1','act':'say','unit':'a1','thread':'%s','kind':'answer','text':'Dit'}", first);
	world_line(world, "ca1:1", "{'by':'ca','act':'say','unit':'a1','thread':'%s','kind':'question','text':'När?','status':'open'}", first);
	world_line(world, "ca:2", "{'by':'ca1','act':'say','unit':'a1','thread':'%s','replaces':'%s','kind':'answer','text':'Hit'}", first, answer);
	book = world_book(world);
	assert_int_equal(duty_of(book, "a1", PARTY_UNIT), DUTY_ANSWER);
	book_free(book);
	world_free(world);
}

/* What closed the thread as done waits for the other all the same, for before that it is not safe; an agreement without money does not. */
static void a_measure_that_is_done_is_confirmed(void **state)
{
	struct world *world = world_new();
	const char *entry = world_line(world, NULL, "{'by':'ca1','act':'say','unit':'a1','kind':'agreement','text':'Så','kr':1000,'status':'done'}");
	struct book *book;

	(void)state;
	world_line(world, NULL, "{'by':'ca2','act':'say','unit':'a2','kind':'agreement','text':'Vi ses','status':'done'}");
	book = world_book(world);
	assert_int_equal(duty_of(book, "a2", PARTY_ABOVE), DUTY_NONE);
	assert_int_equal(duty_of(book, "a1", PARTY_ABOVE), DUTY_CONFIRM);
	assert_int_equal(duty_of(book, "a1", PARTY_UNIT), DUTY_NONE);
	book_free(book);
	world_line(world, "ca1:1", "{'by':'ca','act':'confirm','unit':'a1','entry':'%s'}", entry);
	book = world_book(world);
	assert_int_equal(duty_of(book, "a1", PARTY_ABOVE), DUTY_NONE);
	book_free(book);
	world_free(world);
}

static void a_figure_is_known_as_it_was(void **state)
{
	struct world *world = world_new();
	struct book *book;
	money then = 0;

	(void)state;
	world_line(world, NULL, "{'by':'ca','act':'post','kind':'cut','year':2020,'legs':[['a1',1000]],'text':'Först'}");
	world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'question','about':'a1/2020/ram','text':'?'}");
	world_line(world, NULL, "{'by':'ca','act':'post','kind':'cut','year':2020,'legs':[['a1',500]],'text':'Sedan'}");
	world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'note','text':'Inget belopp'}");
	book = world_book(world);
	assert_true(dialogue_then(book, world_event(book, "ca", 2), &then));
	assert_int_equal(then, 1000 * MONEY_KR);
	assert_int_equal(world_ram(book, "a1", 2020), 1500 * MONEY_KR);
	assert_false(dialogue_then(book, world_event(book, "ca", 4), &then));
	struct book *past = book_at_line(book, world_event(book, "ca", 2), NULL);
	assert_int_equal(book_state(past, org_find(past->org, "a1"))->say_count, 1); /* the entry itself, and nothing after it */
	book_free(past);
	book_free(book);
	world_free(world);
}

/* Of who does not know the latest: what she could know. */
static void a_figure_is_what_its_writer_could_know(void **state)
{
	struct world *world = world_new();
	struct book *book;
	money then = 0;

	(void)state;
	world_line(world, NULL, "{'by':'ca','act':'post','kind':'cut','year':2020,'legs':[['a1',1000]],'text':'Först'}");
	world_line(world, NULL, "{'by':'ca','act':'post','kind':'cut','year':2020,'legs':[['a1',500]],'text':'Sedan'}");
	world_line(world, "ca:1", "{'by':'ca1','act':'say','unit':'a1','kind':'question','about':'a1/2020/ram','text':'?'}");
	book = world_book(world);
	assert_true(dialogue_then(book, world_event(book, "ca1", 1), &then));
	assert_int_equal(then, 1000 * MONEY_KR);
	book_free(book);
	world_free(world);
}

static void it_is_said_for_whom_it_is_meant(void **state)
{
	static const struct { const char *by, *to; } cases[] = { { "ca", "områdeschef A1" }, { "ca1", "divisionschef A" }, { "ek-a", "områdeschef A1" } };
	struct world *world = world_new();
	struct book *book = world_book(world);
	struct buffer out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		dialogue_to(&out, book, org_find(book->org, "a1"), NULL, NULL, cases[i].by);
		assert_string_equal(out.bytes, cases[i].to);
		buffer_free(&out);
	}
	dialogue_to(&out, book, org_find(book->org, "a1"), NULL, "a2", "ca1");
	assert_string_equal(out.bytes, "områdeschef A2");
	buffer_free(&out);
	book_free(book);
	world_free(world);
}

/* ---- being written ---- */

/* Who has spoken in it without being a party to it is answered too, and once. */
static void who_has_spoken_is_spoken_to(void **state)
{
	static const struct { const char *by, *to; } cases[] = {
		{ "ca1", "divisionschef A och ekonom A" }, { "ca", "områdeschef A1 och ekonom A" }, { "ek-a", "områdeschef A1" }, { "ek", "områdeschef A1 och ekonom A" },
	};
	struct world *world = world_new();
	const char *first = world_line(world, NULL, "{'by':'ek-a','act':'say','unit':'a1','kind':'note','text':'Se över hyran'}");
	struct book *book;
	struct buffer out = { 0 };

	(void)state;
	world_line(world, NULL, "{'by':'ek-a','act':'say','unit':'a1','thread':'%s','kind':'comment','text':'Den stiger'}", first);
	world_line(world, "ek-a:2", "{'by':'ca1','act':'say','unit':'a1','thread':'%s','kind':'comment','text':'Ja'}", first);
	book = world_book(world);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		dialogue_to(&out, book, org_find(book->org, "a1"), world_event(book, "ek-a", 1), NULL, cases[i].by);
		assert_string_equal(out.bytes, cases[i].to);
		buffer_free(&out);
	}
	dialogue_to(&out, book, 0, NULL, NULL, "rd"); /* over the top there is nobody */
	assert_string_equal(out.bytes, "");
	buffer_free(&out);
	book_free(book);
	world_free(world);
}

static void who_may_write_what(void **state)
{
	static const struct { const char *user, *unit, *kind; bool in_thread, may; } cases[] = {
		{ "ca1", "a1", "question", false, true },  { "ca", "a1", "agreement", false, true }, { "ca1", "a1", "proposal", false, true },
		{ "ca", "a1", "proposal", false, false },  { "ca1", "a1", "proposal", true, false }, { "ek-a", "a1", "comment", false, true },
		{ "ek-a", "a1", "answer", true, false },   { "ek-a", "a1", "agreement", false, false }, { "cb", "a1", "comment", false, false },
		{ "ca1", "a1", "answer", false, false },   { "cb1", "b1", "proposal", false, false /* alone */ }, { "ca1", "borta", "comment", false, false },
	};
	struct world *world = world_new();
	struct book *book;

	(void)state;
	world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'question','text':'?'}");
	book = world_book(world);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct saying_desk desk = { .book = book, .user = cases[i].user, .unit = cases[i].unit };
		struct error why = { .word = NULL };
		bool may = saying_may(&desk, cases[i].kind, cases[i].in_thread ? world_event(book, "ca", 1) : NULL, &why);

		expect(may == cases[i].may, "%s %s %s: %s", cases[i].user, cases[i].unit, cases[i].kind, why.text);
		expect(may || *why.text, "%s says nothing", cases[i].kind);
	}
	book_free(book);
	world_free(world);
}

static void fields_are_read_or_refused_in_words(void **state)
{
	static const struct { enum saying_field field; const char *text; bool fine; } cases[] = {
		{ SAYING_KR, "700", true },  { SAYING_KR, "700 tkr", true }, { SAYING_KR, "tolv", false }, { SAYING_KR, "1.234", false },
		{ SAYING_KR, "0,5 kr", false }, { SAYING_START, "2020-03-01", true }, { SAYING_START, "1 mars", false }, { SAYING_START, "2020-02-30", false },
		{ SAYING_WHO, "Anna", true },
	};
	struct world *world = world_new();
	struct book *book = world_book(world);
	const struct saying_desk desk = { .book = book, .user = "ca1", .unit = "a1", .shown = MONEY_IN_TKR };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct writing writing = { .wish = -1 };
		struct arena arena = { 0 };
		struct error why = { .word = NULL };
		enum saying_field where;
		struct act act;

		saying_begin(&writing, "agreement", NULL, NULL);
		writing_paste(&writing, "Text", &why);
		saying_put(&writing, cases[i].field, cases[i].text);
		expect(saying_act(&writing, &desk, &act, &arena, &where, &why) == cases[i].fine, "%s: %s", cases[i].text, why.text);
		expect(cases[i].fine || (where == cases[i].field && *why.text), "%s", cases[i].text);
		arena_free(&arena);
		writing_close(&writing);
	}
	book_free(book);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_question_waits_for_the_other),
		cmocka_unit_test(what_is_closed_waits_for_nobody_until_it_is_opened),
		cmocka_unit_test(an_agreement_binds_when_both_stand_behind_it),
		cmocka_unit_test(what_takes_its_place_is_confirmed_anew),
		cmocka_unit_test(only_what_holds_is_confirmed),
		cmocka_unit_test(a_proposal_goes_from_one_to_the_other_and_up),
		cmocka_unit_test(a_proposal_in_new_words_is_confirmed_and_decided_once),
		cmocka_unit_test(a_question_in_new_words_waits_or_is_answered_as_before),
		cmocka_unit_test(an_answer_in_new_words_answers_nothing_new),
		cmocka_unit_test(a_measure_that_is_done_is_confirmed),
		cmocka_unit_test(a_figure_is_known_as_it_was),
		cmocka_unit_test(a_figure_is_what_its_writer_could_know),
		cmocka_unit_test(it_is_said_for_whom_it_is_meant),
		cmocka_unit_test(who_has_spoken_is_spoken_to),
		cmocka_unit_test(who_may_write_what),
		cmocka_unit_test(fields_are_read_or_refused_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

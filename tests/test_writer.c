/* The one way acts become lines: judged one after another, given what they rest on, written as one, or not at all. */
#include "world.h"

#include "writer.h"

static bool stage(struct world *world, struct book *book, struct error *error, const char *format, ...) __attribute__((format(printf, 4, 5)));
static bool stage(struct world *world, struct book *book, struct error *error, const char *format, ...)
{
	char text[4000];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	*error = (struct error){ 0 };
	struct act_input input = world_json(world, text);
	struct writer_item item = { input.by, input.at ? input.at : WORLD_AT, input.id, &input.act };

	return writer_stage(book, &item, error);
}

static void staged(struct world *world, struct book *book, const char *json)
{
	struct error error;

	expect(stage(world, book, &error, "%s", json), "%s: %s", json, error.text);
}

static void refused(struct world *world, struct book *book, const char *word, const char *json)
{
	struct error error;

	expect(!stage(world, book, &error, "%s", json) && !strcmp(error.word, word) && *error.text, "%s: %s %s", json, error.word, error.text);
}

static void saved(struct book *book)
{
	struct error error = { 0 };
	enum saved answer = writer_commit(book, &error);

	expect(answer == SAVED, "%d %s", (int)answer, error.text);
}

static struct book *opened(struct world *world)
{
	struct error error = { 0 };
	struct book *book = book_open(world->folder, &error);

	expect(book, "%s", error.text);
	return book;
}

static struct book *all_may_write(struct world *world)
{
	world_flush_all(world);
	return opened(world);
}

static void expect_fresh(struct world *world, const struct book *book)
{
	struct book *fresh = opened(world);
	char *now = world_dumped(book), *then = world_dumped(fresh);

	assert_string_equal(now, then);
	free(now);
	free(then);
	book_free(fresh);
}

static const char *saw(struct world *world, const struct event *event)
{
	struct buffer out = { 0 };
	const struct cite *cites = event->line->head.saw.items;

	buffer_text(&out, "");
	for (size_t i = 0; i < event->line->head.saw.count; i++)
		buffer_format(&out, "%s%s:%d", i ? " " : "", cites[i].user, (int)cites[i].n);
	char *text = arena_string(&world->arena, out.bytes);
	buffer_free(&out);
	return text;
}

#define GIVE(by, unit, kr)         "{'by':'" by "','act':'post','kind':'index','year':2020,'legs':[['" unit "'," #kr "]]}"
#define DIVIDE(by, unit, line, kr) "{'by':'" by "','act':'distribute','unit':'" unit "','year':2020,'lines':[{'line':'" line "','kr':" #kr "}]}"

/* ---- saving ---- */

static void test_saves_and_is_found_again(void **state)
{
	struct world *world = world_new();
	struct book *book = all_may_write(world);

	(void)state;
	staged(world, book, GIVE("rd", "a", 100));
	staged(world, book, GIVE("ca", "a1", 60));
	staged(world, book, DIVIDE("ca1", "a1", "personal", 50));
	staged(world, book, GIVE("rd", "b", 20));
	saved(book);
	assert_int_equal(world_ram(book, "a1", 2020), 60 * MONEY_KR);
	assert_string_equal(saw(world, world_event(book, "rd", 1)), "reg:1");
	assert_string_equal(saw(world, world_event(book, "ca", 1)), "rd:1 reg:1");
	assert_string_equal(saw(world, world_event(book, "ca1", 1)), "ca:1 rd:1 reg:1"); /* what gave the unit above its ram, too */
	assert_string_equal(saw(world, world_event(book, "rd", 2)), "");
	for (size_t i = 0; i < book->journal_count; i++)
		assert_int_equal(book->journals[i]->staged, 0);
	expect_fresh(world, book);
	book_free(book);
	world_free(world);
}

static void test_refuses(void **state)
{
	static const struct { const char *word, *json; } rows[] = {
		{ "not-allowed", GIVE("ek", "a", 1) },
		{ "not-allowed", DIVIDE("ek-a", "a", "personal", 1) },
		{ "not-allowed", GIVE("ca1", "a1", 1) },
		{ "unknown-unit", GIVE("ca", "nej", 1) },
		{ "no-journal", GIVE("frammande", "a", 1) },
		{ "unknown-line", "{'by':'ca','act':'post','kind':'index','year':2020,'legs':[],'replaces':'nej'}" },
		{ "unknown-line", "{'by':'ca','act':'say','unit':'a','kind':'answer','text':'x','thread':'nej'}" },
		{ "replaces", "{'by':'ca','act':'post','kind':'index','year':2020,'legs':[['a1',5]],'replaces':'sagt'}" },
		{ "thread", "{'by':'ca','act':'say','unit':'a1','kind':'answer','text':'x','thread':'sagt'}" },
	};
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, "{'by':'ca','id':'sagt','act':'say','unit':'a','kind':'question','text':'x'}");
	struct book *book = all_may_write(world);
	char *dump = world_dumped(book);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		staged(world, book, GIVE("cb", "b1", 5)); /* what went well before goes with it */
		refused(world, book, rows[i].word, rows[i].json);
		writer_abandon(book);
		char *after = world_dumped(book);
		assert_string_equal(after, dump);
		free(after);
	}
	free(dump);
	book_free(book);
	world_free(world);
}

/* The same input twice: the second time there is nothing to do. */
static void test_repeated_is_harmless(void **state)
{
	struct world *world = world_new();
	struct book *book = all_may_write(world);

	(void)state;
	for (int i = 0; i < 3; i++) {
		staged(world, book, "{'by':'ca','id':'x','act':'post','kind':'index','year':2020,'legs':[['a1',5]]}");
		staged(world, book, "{'by':'ca','id':'x','act':'post','kind':'index','year':2020,'legs':[['a1',5]]}");
		staged(world, book, "{'by':'cb','id':'x','act':'post','kind':'index','year':2020,'legs':[['b1',5]]}"); /* hers is another line */
		staged(world, book, "{'by':'cb','id':'x','act':'post','kind':'index','year':2020,'legs':[['b1',5]]}");
		saved(book);
		assert_int_equal(book_journal(book, "ca")->count, 1);
		assert_int_equal(book_journal(book, "cb")->count, 1);
	}
	assert_int_equal(world_ram(book, "a1", 2020), 5 * MONEY_KR);
	expect_fresh(world, book);
	book_free(book);
	world_free(world);
}

/* A reference by id becomes the hash, and what is referred to is cited: otherwise the fold could meet them the other way round. */
static void test_withdrawal_by_another(void **state)
{
	struct world *world = world_new();
	struct book *book = all_may_write(world);

	(void)state;
	staged(world, book, "{'by':'stf-ca','id':'p','act':'post','kind':'index','year':2020,'legs':[['a1',5]]}");
	saved(book);
	staged(world, book, "{'by':'ca','id':'q','act':'post','kind':'index','year':2020,'legs':[],'replaces':'p'}"); /* ca goes before stf-ca */
	saved(book);
	assert_string_equal(saw(world, world_event(book, "ca", 1)), "reg:1 stf-ca:1");
	assert_string_equal(world_event(book, "ca", 1)->line->act.post.replaces, world_event(book, "stf-ca", 1)->line->hash);
	assert_int_equal(world_event(book, "ca", 1)->state, LINE_APPLIED);
	assert_int_equal(world_ram(book, "a1", 2020), MONEY_NONE);
	staged(world, book, "{'by':'rd','id':'t','act':'say','unit':'a','kind':'question','text':'x'}");
	staged(world, book, "{'by':'ca','act':'say','unit':'a','kind':'answer','text':'x','thread':'t'}");
	saved(book);
	assert_int_equal(world_event(book, "ca", 2)->state, LINE_APPLIED);
	expect_fresh(world, book);
	book_free(book);
	world_free(world);
}

/* Withdrawing a withdrawal: the units are those of the post at the bottom. */
static void test_withdrawal_of_a_withdrawal(void **state)
{
	struct world *world = world_new();
	struct book *book = all_may_write(world);

	(void)state;
	staged(world, book, "{'by':'stf-ca','id':'p','act':'post','kind':'index','year':2020,'legs':[['a1',5]]}");
	staged(world, book, "{'by':'stf-ca','id':'q','act':'post','kind':'index','year':2020,'legs':[],'replaces':'p'}");
	staged(world, book, "{'by':'ca','act':'post','kind':'index','year':2020,'legs':[['a2',7]],'replaces':'q'}");
	saved(book);
	assert_int_equal(world_event(book, "ca", 1)->state, LINE_APPLIED);
	assert_int_equal(world_ram(book, "a2", 2020), 7 * MONEY_KR);
	expect_fresh(world, book);
	book_free(book);
	world_free(world);
}

/* Rights are judged under the organisation in force when it is staged, which the line cites. */
static void test_adoption_in_between(void **state)
{
	static const char moved[] = "units=(\n" WORLD_ROOT "{id=\"a\";parent=\"div\";kind=\"unit\";name=\"A\";level=\"division\";chef=\"ca1\";} );\n";
	struct world *world = world_new();
	struct book *book = all_may_write(world);
	struct act adopt = world_adoption(world, WORLD_REGION, moved, NULL);
	struct error error = { 0 };

	(void)state;
	staged(world, book, DIVIDE("ca", "a", "personal", 5));
	expect(writer_stage(book, &(struct writer_item){ "reg", WORLD_AT, NULL, &adopt }, &error), "%s", error.text);
	staged(world, book, DIVIDE("ca1", "a", "material", 5));
	saved(book);
	assert_int_equal(world_event(book, "ca1", 1)->line->head.org, 2);
	assert_int_equal(book_state(book, org_find(book->org, "a"))->cell_count, 2);
	expect_fresh(world, book);
	refused(world, book, "not-allowed", DIVIDE("ca", "a", "personal", 6));
	writer_abandon(book);
	expect_fresh(world, book);
	book_free(book);
	world_free(world);
}

/* ---- others at work ---- */

static void test_two_books(void **state)
{
	struct world *world = world_new();
	struct book *mine = all_may_write(world), *other = opened(world);
	struct error error = { 0 };
	bool changed;

	(void)state;
	staged(world, mine, GIVE("ca", "a1", 5));
	staged(world, other, GIVE("ca", "a1", 7));
	saved(other);
	assert_int_equal(writer_commit(mine, &error), SAVE_MOVED); /* the journal is not what it was when the line was staged */
	expect(error.word && !strcmp(error.word, "moved") && *error.text, "%s", error.text);
	assert_int_equal(world_ram(mine, "a1", 2020), 7 * MONEY_KR); /* and the book is fresh */
	expect_fresh(world, mine);
	staged(world, mine, GIVE("ca", "a1", 5));
	saved(mine);
	assert_true(book_refresh(other, &changed, NULL) && changed);
	assert_int_equal(world_ram(other, "a1", 2020), 12 * MONEY_KR);
	expect_fresh(world, other);
	/* different writers do not come in each other's way; that they did not know of each other shows */
	staged(world, mine, DIVIDE("ca", "a", "personal", 5));
	staged(world, other, DIVIDE("stf-ca", "a", "personal", 6));
	saved(mine);
	saved(other);
	book_refresh(other, NULL, NULL);
	book_refresh(mine, NULL, NULL);
	assert_true(world_event(mine, "stf-ca", 1)->conflict && world_event(other, "ca", 3)->conflict);
	expect_fresh(world, mine);
	expect_fresh(world, other);
	book_free(mine);
	book_free(other);
	world_free(world);
}

/* What cannot be written is not said to be saved, and leaves nothing behind. */
static void test_refused_by_the_system(void **state)
{
	struct world *world = world_new();
	struct book *book = all_may_write(world);
	char *dump = world_dumped(book);
	struct error error = { 0 };

	(void)state;
	staged(world, book, GIVE("ca", "a1", 5));
	assert_int_equal(unlink(world_path(world, "locks/ca")), 0);
	assert_int_equal(writer_commit(book, &error), SAVE_REFUSED);
	assert_string_equal(error.word, "missing");
	char *after = world_dumped(book);
	assert_string_equal(after, dump);
	free(after);
	free(dump);
	/* with several journals some may be saved by then: that is no longer «nothing counts» */
	staged(world, book, GIVE("rd", "a", 5));
	staged(world, book, GIVE("cb", "b1", 6));
	assert_int_equal(unlink(world_path(world, "locks/rd")), 0);
	assert_int_equal(writer_commit(book, &error), SAVE_UNKNOWN);
	assert_string_equal(error.word, "unknown");
	assert_non_null(strstr(error.text, "rd"));
	assert_int_equal(world_ram(book, "b1", 2020), 6 * MONEY_KR);
	assert_int_equal(world_ram(book, "a", 2020), MONEY_NONE);
	expect_fresh(world, book);
	book_free(book);
	world_free(world);
}

static void test_behind_a_line_that_waits(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, "rd:3", GIVE("ca", "a1", 5));
	struct book *book = all_may_write(world);

	refused(world, book, "waiting", GIVE("ca", "a1", 6));
	writer_abandon(book);
	staged(world, book, GIVE("cb", "b1", 6));
	saved(book);
	expect_fresh(world, book);
	book_free(book);
	world_free(world);
}

/* ---- many ---- */

/* All about two units, in one batch: what one costs may not grow with how many there are, or this would be felt. */
static void test_many(void **state)
{
	const int acts = 5000;
	struct world *world = world_new();
	struct book *book = all_may_write(world);
	struct act post = world_act(world, "{'act':'post','kind':'index','year':2020,'legs':[['a1',1]]}");
	struct act say = world_act(world, "{'act':'say','unit':'a1','kind':'note','text':'x'}");
	struct act row = world_act(world, "{'act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':1}]}");
	const struct act *of[] = { &post, &say, &row };

	(void)state;
	for (int i = 0; i < acts; i++) {
		struct error error = { 0 };

		expect(writer_stage(book, &(struct writer_item){ i % 2 ? "ca" : "stf-ca", WORLD_AT, NULL, of[i % 3] }, &error), "%s", error.text);
	}
	saved(book);
	assert_int_equal(world_ram(book, "a1", 2020), (acts + 2) / 3 * MONEY_KR);
	assert_int_equal(book_journal(book, "ca")->count + book_journal(book, "stf-ca")->count, acts);
	expect_fresh(world, book);
	book_free(book);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_saves_and_is_found_again),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_repeated_is_harmless),
		cmocka_unit_test(test_withdrawal_by_another),
		cmocka_unit_test(test_withdrawal_of_a_withdrawal),
		cmocka_unit_test(test_adoption_in_between),
		cmocka_unit_test(test_two_books),
		cmocka_unit_test(test_refused_by_the_system),
		cmocka_unit_test(test_behind_a_line_that_waits),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

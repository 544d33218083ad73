/* The fold: which lines count, in which order, and what they come to. Journals are written here line by line, right and wrong. */
#include "world.h"

#include "writer.h"

#include <sys/stat.h>
#include <unistd.h>

/* ---- asking a book ---- */

static void expect_line(const struct book *book, const char *user, int64_t n, enum line_state state, const char *word)
{
	const struct event *event = world_event(book, user, n);

	expect(event, "%s %d is not in the book", user, (int)n);
	expect(event->state == state, "%s %d: %d %s", user, (int)n, (int)event->state, event->why->text);
	expect(word ? event->why->word && !strcmp(event->why->word, word) && *event->why->text : !event->why->word, "%s %d: %s %s", user, (int)n,
	       event->why->word ? event->why->word : "-", event->why->text);
}

static void expect_order(const struct book *book, const char *wanted)
{
	struct buffer order = { 0 };

	buffer_text(&order, "");
	for (size_t i = 0; i < book->applied; i++)
		buffer_format(&order, "%s%s:%d", i ? " " : "", book->events[i]->user, (int)book->events[i]->line->head.n);
	expect(!strcmp(order.bytes, wanted), "%s", order.bytes);
	buffer_free(&order);
}

static void expect_same(const struct book *book, const char *dump)
{
	char *now = world_dumped(book);

	expect(!strcmp(now, dump), "was\n%s\nis\n%s", dump, now);
	free(now);
}

static money cell(const struct book *book, const char *unit, const char *line)
{
	const struct cell *found = book_cell(book, org_find(book->org, unit), LAYER_BUDGET, 2020, line);

	return found ? found->value / MONEY_KR : -1;
}

static void refresh(struct book *book, bool wanted)
{
	bool changed;

	assert_true(book_refresh(book, &changed, NULL));
	assert_int_equal(changed, wanted);
}

#define GIVE(by, unit, kr)        "{'by':'" by "','act':'post','kind':'index','year':2020,'legs':[['" unit "'," #kr "]]}"
#define DIVIDE(by, unit, line, kr) "{'by':'" by "','act':'distribute','unit':'" unit "','year':2020,'lines':[{'line':'" line "','kr':" #kr "}]}"
#define SAY(by, unit)             "{'by':'" by "','act':'say','unit':'" unit "','kind':'question','text':'x'}"

/* ---- order ---- */

static void test_order_by_citations(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("rd", "a", 1));
	world_line(world, "rd:1", GIVE("ca", "a1", 2));
	world_line(world, "ca:1", GIVE("rd", "a", 3));
	world_line(world, NULL, GIVE("cb", "b1", 4));
	world_line(world, "rd:2 cb:1", GIVE("ca", "a1", 5));
	world_line(world, NULL, GIVE("ca", "a1", 6));
	struct book *book = world_book(world);

	/* cb is free from the start; ca goes before rd whenever it may */
	expect_order(book, "reg:1 cb:1 rd:1 ca:1 rd:2 ca:2 ca:3");
	assert_int_equal(world_ram(book, "a", 2020), 4 * MONEY_KR);
	book_free(book);
	world_free(world);
}

static void test_waits_for_a_line(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("rd", "a", 1));
	world_line(world, NULL, GIVE("rd", "a", 2));
	world_line(world, "rd:2", GIVE("ca", "a1", 3));
	world_line(world, NULL, GIVE("ca", "a1", 4));
	world_line(world, "ca:1", DIVIDE("ca1", "a1", "personal", 5));
	world_line(world, NULL, GIVE("cb", "b1", 6));
	world_flush(world);
	world_flush_lines(world, "rd", 1);
	struct book *book = book_open(world->folder, NULL);

	expect_order(book, "reg:1 cb:1 rd:1");
	expect_line(book, "ca", 1, LINE_WAITING, "waiting");
	expect_line(book, "ca", 2, LINE_WAITING, "waiting");
	expect_line(book, "ca1", 1, LINE_WAITING, "waiting");
	assert_non_null(strstr(world_event(book, "ca", 1)->why->text, "rad 2 hos rd"));
	assert_int_equal(world_ram(book, "a1", 2020), MONEY_NONE);
	assert_null(book_event(book, "ca-1")); /* what waits is not known yet */
	world_flush(world);
	refresh(book, true);
	expect_order(book, "reg:1 cb:1 rd:1 rd:2 ca:1 ca:2 ca1:1");
	assert_int_equal(world_ram(book, "a1", 2020), 7 * MONEY_KR);
	book_free(book);
	world_free(world);
}

static void test_waits_for_a_journal(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("rd", "a", 1));
	world_line(world, "rd:1", GIVE("ca", "a1", 3));
	world_flush_one(world, "reg");
	world_flush_one(world, "ca");
	struct book *book = book_open(world->folder, NULL);

	expect_order(book, "reg:1");
	expect_line(book, "ca", 1, LINE_WAITING, "waiting");
	world_flush(world);
	refresh(book, true);
	expect_order(book, "reg:1 rd:1 ca:1");
	refresh(book, false);
	book_free(book);
	world_free(world);
}

static void test_waits_for_an_organisation(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_adopt(world, WORLD_ORG, NULL);
	world_line(world, NULL, GIVE("ca", "a1", 3));
	world_flush(world);
	world_flush_lines(world, "reg", 1);
	struct book *book = book_open(world->folder, NULL);

	expect_line(book, "ca", 1, LINE_WAITING, "waiting");
	world_flush(world);
	refresh(book, true);
	expect_order(book, "reg:1 reg:2 ca:1");
	book_free(book);
	world_free(world);
}

/* Two that wait for each other, and one that waits for itself: never, and no hang. */
static void test_waits_in_a_circle(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, "cb:2", GIVE("ca", "a1", 1));
	world_line(world, "ca:1", GIVE("cb", "b1", 1));
	world_line(world, "cb:5", GIVE("cb", "b1", 2));
	world_line(world, "rd:3", GIVE("rd", "a", 2));
	world_line(world, "stf-ca:1!", GIVE("stf-ca", "a", 2));
	struct book *book = world_book(world);

	expect_order(book, "reg:1");
	expect_line(book, "rd", 1, LINE_WAITING, "waiting");
	expect_line(book, "stf-ca", 1, LINE_STOPPED, "fork"); /* a line cannot have seen itself */
	assert_int_equal(book->event_count, 6);
	book_free(book);
	world_free(world);
}

static void test_fork(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("rd", "a", 1));
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, "rd:1!", GIVE("ca", "a1", 2));
	world_line(world, NULL, GIVE("ca", "a1", 4));
	world_line(world, "ca:1", DIVIDE("ca1", "a1", "personal", 5));
	world_line(world, "ca:2", DIVIDE("ca1", "a1", "personal", 6));
	struct book *book = world_book(world);

	expect_order(book, "reg:1 ca:1 ca1:1 rd:1");
	expect_line(book, "ca", 2, LINE_STOPPED, "fork");
	expect_line(book, "ca", 3, LINE_STOPPED, "fork");
	expect_line(book, "ca1", 2, LINE_WAITING, "waiting");
	assert_non_null(strstr(world_event(book, "ca", 2)->why->text, "rad 1 hos rd"));
	assert_int_equal(world_ram(book, "a1", 2020), 1 * MONEY_KR);
	book_free(book);
	world_free(world);
}

/* ---- organisations ---- */

/* A1 has moved from A to B, A2 is gone, B2 is new, and A has another chef. */
#define MOVED_ORG                                                                                                                              \
	"units=(\n" WORLD_ROOT "{id=\"b\";parent=\"div\";kind=\"unit\";name=\"B\";level=\"division\";chef=\"cb\";},\n"                         \
	"{id=\"a1\";parent=\"b\";kind=\"unit\";name=\"A1\";level=\"omrade\";chef=\"ca1\";},\n"                                                 \
	"{id=\"b2\";parent=\"b\";kind=\"unit\";name=\"B2\";level=\"omrade\";chef=\"cb2\";},\n"                                                 \
	"{id=\"a\";parent=\"div\";kind=\"unit\";name=\"A\";level=\"division\";chef=\"ny\";} );\n"

static void test_state_follows_ids(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("rd", "a", 1));
	world_line(world, NULL, GIVE("ca", "a1", 2));
	world_line(world, NULL, GIVE("ca", "a2", 4));
	world_line(world, NULL, DIVIDE("ca1", "a1", "personal", 7));
	world_line(world, NULL, SAY("ca1", "a1"));
	world_adopt(world, MOVED_ORG, NULL);
	world_line(world, NULL, GIVE("cb", "b2", 8));
	struct book *book = world_book(world);

	assert_int_equal(book->org->count, 6);
	assert_int_equal(book_org_line(book), 2);
	assert_int_equal(world_ram(book, "a1", 2020), 2 * MONEY_KR);
	assert_int_equal(world_ram(book, "b2", 2020), 8 * MONEY_KR);
	assert_int_equal(cell(book, "a1", "personal"), 7);
	assert_int_equal(book_state(book, org_find(book->org, "a1"))->say_count, 1);
	struct ram_table *table = ram_make(book, 2020, NULL, 0);
	assert_int_equal(table->balance[org_find(book->org, "b")].sub_rams, 10 * MONEY_KR);
	assert_int_equal(table->balance[org_find(book->org, "a")].sub_rams, MONEY_NONE);
	ram_free(table);
	assert_int_equal(org_find(book->org, "a2"), ORG_NONE);
	book_free(book);
	world_adopt(world, WORLD_ORG, NULL); /* what was gone comes back as it was */
	book = world_book(world);
	assert_int_equal(world_ram(book, "a2", 2020), 4 * MONEY_KR);
	book_free(book);
	world_free(world);
}

static void test_old_organisation(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_adopt(world, MOVED_ORG, NULL);
	world_pen(world, "ca")->org = 1;
	world_line(world, NULL, GIVE("ca", "a1", 2)); /* as it was when she wrote, and nobody has said that her right ended */
	world_line(world, NULL, GIVE("cb", "a1", 4));
	world_pen(world, "ca")->org = 2;
	world_line(world, NULL, GIVE("ca", "a1", 8));
	world_pen(world, "cb2")->org = 1;
	world_line(world, NULL, DIVIDE("cb2", "b2", "personal", 1)); /* b2 was not yet */
	struct book *book = world_book(world);

	expect_line(book, "ca", 1, LINE_APPLIED, NULL);
	expect_line(book, "cb", 1, LINE_APPLIED, NULL);
	expect_line(book, "ca", 2, LINE_VOID, "not-allowed");
	expect_line(book, "cb2", 1, LINE_VOID, "unknown-unit");
	assert_int_equal(world_ram(book, "a1", 2020), 6 * MONEY_KR);
	book_free(book);
	world_free(world);
}

static void test_revoked(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, NULL, GIVE("ca", "a1", 2));
	world_pen(world, "ca")->org = world_pen(world, "cb")->org = 1;
	world_line(world, NULL, GIVE("cb", "b1", 1));
	world_adopt(world, MOVED_ORG, "ca:1");
	world_pen(world, "ca")->org = 1;
	world_line(world, NULL, GIVE("ca", "a1", 4));
	world_adopt(world, WORLD_ORG, NULL); /* her right comes back: what cites that counts */
	world_pen(world, "ca")->org = 3;
	world_line(world, NULL, GIVE("ca", "a1", 8));
	struct book *book = world_book(world);

	expect_line(book, "ca", 1, LINE_APPLIED, NULL);
	expect_line(book, "ca", 2, LINE_VOID, "revoked");
	expect_line(book, "ca", 3, LINE_VOID, "revoked");
	expect_line(book, "ca", 4, LINE_APPLIED, NULL);
	expect_line(book, "cb", 1, LINE_APPLIED, NULL);
	assert_int_equal(world_ram(book, "a1", 2020), 9 * MONEY_KR);
	book_free(book);
	world_free(world);
}

/* The same adopt line written twice revokes once: what was written under the first stands. */
static void test_repeated_adopt_revokes_once(void **state)
{
	struct world *world = world_new();
	struct act act = world_adoption(world, WORLD_REGION, MOVED_ORG, "rd:0");

	(void)state;
	world_add(world, "reg", &act, "gang", NULL, NULL);
	world->org = 2;
	world_line(world, NULL, GIVE("rd", "a", 1));
	world_add(world, "reg", &act, "gang", NULL, NULL);
	struct book *book = world_book(world);

	expect_line(book, "reg", 3, LINE_VOID, "repeated");
	expect_line(book, "rd", 1, LINE_APPLIED, NULL);
	assert_int_equal(book_org_line(book), 2);
	book_free(book);
	world_free(world);
}

/* A registrar's line may only rest on what is above it in her journal, also when the program has met the later adoption before. */
static void test_organisation_of_the_future(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_pen(world, "reg")->org = 3;
	world_line(world, NULL, "{'by':'reg','act':'version','name':'v','heads':'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'}");
	world_adopt(world, WORLD_ORG, NULL);
	world_line(world, NULL, GIVE("rd", "a", 1));
	struct book *book = world_book(world);
	char *dump = world_dumped(book);

	expect_line(book, "reg", 2, LINE_VOID, "no-organisation");
	expect_line(book, "reg", 3, LINE_VOID, "no-organisation"); /* it cites itself */
	expect_line(book, "rd", 1, LINE_VOID, "no-organisation");
	book_fold(book);
	expect_same(book, dump);
	free(dump);
	book_free(book);
	world_free(world);
}

static void test_only_the_registrar_adopts(void **state)
{
	struct world *world = world_new();
	struct act act = world_adoption(world, WORLD_REGION, MOVED_ORG, NULL);

	(void)state;
	world_add(world, "rd", &act, NULL, NULL, NULL);
	world_pen(world, "ca")->org = 0;
	world_add(world, "ca", &act, NULL, NULL, NULL);
	world_pen(world, "reg")->org = 1;
	world_add(world, "reg", &act, NULL, NULL, NULL);
	struct book *book = world_book(world);

	expect_line(book, "rd", 1, LINE_VOID, "not-allowed");
	expect_line(book, "ca", 1, LINE_VOID, "not-allowed");
	assert_int_equal(book_org_line(book), 2);
	book_free(book);
	world_free(world);
}

/* org 0 is for the very first adoption. */
static void test_first_adoption_once(void **state)
{
	struct world *world = world_empty();
	struct act first = world_adoption(world, WORLD_REGION, WORLD_ORG, NULL), second = world_adoption(world, WORLD_REGION, MOVED_ORG, NULL);

	(void)state;
	world_add(world, "reg", &first, NULL, NULL, NULL);
	world_add(world, "reg", &second, NULL, NULL, NULL);
	struct book *book = world_book(world);

	expect_line(book, "reg", 2, LINE_VOID, "no-organisation");
	assert_int_equal(book_org_line(book), 1);
	book_free(book);
	world_free(world);
}

static void test_not_adopted(void **state)
{
	struct world *world = world_empty();
	struct error error = { 0 };
	struct book *book;
	struct act act;

	(void)state;
	assert_null(book_open(world->folder, &error));
	assert_string_equal(error.word, "not-adopted");
	book = book_load(world->folder, &error);
	assert_null(book->org);
	assert_ptr_equal(book->region, world->folder->edited);
	assert_int_equal(book_org_line(book), 0);
	book_free(book);
	act = world_adoption(world, WORLD_REGION, WORLD_ORG, NULL);
	act.adopt.organisation = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
	world_add(world, "reg", &act, NULL, NULL, NULL);
	world->org = 1;
	world_line(world, NULL, GIVE("rd", "a", 1));
	world_flush(world);
	assert_null(book_open(world->folder, &error));
	assert_string_equal(error.word, "not-adopted");
	assert_non_null(strstr(error.text, "objects/ffff"));
	world_file(world, "journals/reg.jsonl", "{\"n\":1,\"hash\":\"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\"}\n");
	assert_null(book_open(world->folder, &error));
	assert_string_equal(error.word, "damaged");
	world_free(world);
}

/* The registrar is one user for the life of the folder. */
static void test_another_registrar(void **state)
{
	struct world *world = world_new();
	char *region = memory_string(WORLD_REGION), *at = strstr(region, "registrar=\"reg\"");

	(void)state;
	memcpy(at, "registrar=\"nej\"", strlen("registrar=\"nej\""));
	struct act act = world_adoption(world, region, WORLD_ORG, NULL);
	world_add(world, "reg", &act, NULL, NULL, NULL);
	struct book *book = world_book(world);

	expect_line(book, "reg", 2, LINE_VOID, "registrar");
	assert_int_equal(book_org_line(book), 1);
	book_free(book);
	free(region);
	world_free(world);
}

/* An object that comes after its line (git) is found at the next change. */
static void test_object_comes_later(void **state)
{
	struct world *world = world_new();
	char *object, *aside, name[200];

	(void)state;
	struct act act = world_adoption(world, WORLD_REGION, MOVED_ORG, NULL);
	snprintf(name, sizeof name, "objects/%s", act.adopt.organisation);
	object = memory_string(world_path(world, name));
	aside = memory_string(world_path(world, "aside"));
	assert_int_equal(rename(object, aside), 0);
	world_add(world, "reg", &act, NULL, NULL, NULL);
	world->org = 2;
	world_line(world, NULL, GIVE("cb", "b2", 1));
	struct book *book = world_book(world);

	expect_line(book, "reg", 2, LINE_VOID, "missing");
	expect_line(book, "cb", 1, LINE_VOID, "no-organisation");
	assert_int_equal(book_org_line(book), 1);
	assert_int_equal(rename(aside, object), 0);
	world_line(world, NULL, GIVE("cb", "b2", 2));
	world_flush(world);
	refresh(book, true);
	expect_line(book, "reg", 2, LINE_APPLIED, NULL);
	assert_int_equal(world_ram(book, "b2", 2020), 3 * MONEY_KR);
	book_free(book);
	free(object);
	free(aside);
	world_free(world);
}

/* ---- what counts ---- */

static void test_void_lines(void **state)
{
	static const struct { const char *word, *json; } rows[] = {
		{ "not-allowed", GIVE("ca", "b1", 100) },
		{ "not-allowed", GIVE("ca", "a", 100) },
		{ "not-allowed", DIVIDE("ca", "a1", "personal", 100) },
		{ "not-allowed", "{'by':'ca','act':'target','unit':'a','year':2020,'kr':100}" },
		{ "not-allowed", "{'by':'ca','act':'outcome','unit':'a1','year':2019,'lines':[{'line':'personal','kr':100}]}" },
		{ "unknown-unit", GIVE("ca", "nej", 100) },
		{ "unknown-line", DIVIDE("ca", "a", "nej", 100) },
		{ "unknown-kind", "{'by':'ca','act':'post','kind':'nej','year':2020,'legs':[['a1',100]]}" },
		{ "year", "{'by':'ca','act':'post','kind':'index','year':2030,'legs':[['a1',100]]}" },
		{ "not-zero-sum", "{'by':'ca','act':'post','kind':'saving','year':2020,'legs':[['a1',100]]}" },
		{ "group", GIVE("ca", "ga", 100) },
	};
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 5));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		world_line(world, NULL, "%s", rows[i].json);
	world_line(world, NULL, GIVE("frammande", "a1", 100));
	struct book *book = world_book(world);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_line(book, "ca", (int64_t)i + 2, LINE_VOID, rows[i].word);
	expect_line(book, "frammande", 1, LINE_VOID, "not-allowed");
	assert_int_equal(world_ram(book, "a1", 2020), 5 * MONEY_KR);
	for (int i = 0; i < book->org->count; i++)
		assert_int_equal(book_state(book, i)->leg_count + book_state(book, i)->cell_count + book_state(book, i)->goal_count,
		                 i == org_find(book->org, "a1"));
	book_free(book);
	world_free(world);
}

static void test_repeated_id(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, "{'by':'ca','id':'x','act':'post','kind':'index','year':2020,'legs':[['a1',1]]}");
	world_line(world, NULL, "{'by':'ca','id':'x','act':'post','kind':'index','year':2020,'legs':[['a1',1]]}");
	world_line(world, NULL, "{'by':'cb','id':'x','act':'post','kind':'index','year':2020,'legs':[['b1',2]]}");
	world_line(world, NULL, "{'by':'cb','id':'x','act':'post','kind':'index','year':2020,'legs':[['b1',2]]}");
	struct book *book = world_book(world);

	expect_line(book, "ca", 1, LINE_APPLIED, NULL);
	expect_line(book, "ca", 2, LINE_VOID, "repeated");
	expect_line(book, "cb", 1, LINE_APPLIED, NULL); /* another's id is none of hers */
	expect_line(book, "cb", 2, LINE_VOID, "repeated");
	assert_int_equal(world_ram(book, "a1", 2020), 1 * MONEY_KR);
	assert_int_equal(world_ram(book, "b1", 2020), 2 * MONEY_KR);
	assert_string_equal(book_event(book, "x")->user, "ca");
	assert_string_equal(book_event(book, "cb/x")->user, "cb");
	assert_string_equal(book_event(book, "ca/x")->user, "ca");
	assert_null(book_event(book, "c/x"));
	assert_null(book_event(book, "cb/y"));
	assert_ptr_equal(book_event(book, world_event(book, "cb", 2)->line->hash), world_event(book, "cb", 2));
	book_free(book);
	world_free(world);
}

/* ---- replaces ---- */

#define REPLACE(by, legs, more) "{'by':'" by "','act':'post','kind':'index','year':2020,'legs':[" legs "],'replaces':'%s'" more "}"

static void test_replaces_own(void **state)
{
	struct world *world = world_new();
	const char *first, *second;

	(void)state;
	first = world_line(world, NULL, GIVE("ca", "a1", 1));
	second = world_line(world, NULL, REPLACE("ca", "['a2',2]", ""), first);
	world_line(world, NULL, REPLACE("ca", "['a1',4]", ""), first); /* it is replaced already */
	world_line(world, NULL, REPLACE("ca", "", ""), second);        /* and now withdrawn */
	struct book *book = world_book(world);

	expect_line(book, "ca", 2, LINE_APPLIED, NULL);
	expect_line(book, "ca", 3, LINE_VOID, "replaces");
	expect_line(book, "ca", 4, LINE_APPLIED, NULL);
	assert_ptr_equal(world_event(book, "ca", 1)->replaced_by, world_event(book, "ca", 2));
	assert_ptr_equal(world_event(book, "ca", 2)->replaced_by, world_event(book, "ca", 4));
	assert_int_equal(world_ram(book, "a1", 2020), MONEY_NONE);
	assert_int_equal(world_ram(book, "a2", 2020), MONEY_NONE);
	book_free(book);
	world_free(world);
}

static void test_replaces_nothing(void **state)
{
	struct world *world = world_new();
	const char *said, *refused;

	(void)state;
	said = world_line(world, NULL, SAY("ca", "a1"));
	refused = world_line(world, NULL, GIVE("ca", "b1", 1));
	world_line(world, NULL, REPLACE("ca", "['a1',4]", ""), said);
	world_line(world, NULL, REPLACE("ca", "['a1',4]", ""), refused);
	world_line(world, NULL, REPLACE("ca", "['a1',4]", ""), "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
	struct book *book = world_book(world);

	for (int64_t n = 3; n <= 5; n++)
		expect_line(book, "ca", n, LINE_VOID, "replaces");
	assert_int_equal(world_ram(book, "a1", 2020), MONEY_NONE);
	book_free(book);
	world_free(world);
}

/* Who may take another's post away: whoever could have written it, and nobody else. */
static void test_replaces_by_others(void **state)
{
	static const struct { const char *by, *more, *word; } rows[] = {
		{ "stf-ca", "", NULL },
		{ "reg-a", ",'decision':'x'", NULL },
		{ "reg", ",'decision':'x'", NULL },
		{ "reg", "", "not-allowed" },   /* a registrar says who decided, also that something is taken back */
		{ "reg-a", "", "not-allowed" },
		{ "cb", "", "not-allowed" },
		{ "rd", "", "not-allowed" },
		{ "ca1", "", "not-allowed" },
		{ "ek-a", "", "not-allowed" },
		{ "frammande", ",'decision':'x'", "not-allowed" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int legs = 0; legs < 2; legs++) {
			struct world *world = world_new();
			/* the old post carries a decision: it may not serve for the new one */
			const char *old = world_line(world, NULL, "{'by':'ca','act':'post','kind':'index','year':2020,'legs':[['a1',1]],'decision':'gammalt'}");
			int64_t n = strcmp(rows[i].by, "reg") ? 1 : 2;

			world_line(world, "ca:1", "{'by':'%s','act':'post','kind':'index','year':2020,'legs':[%s],'replaces':'%s'%s}", rows[i].by,
			           legs ? "['a2',5]" : "", old, rows[i].more);
			struct book *book = world_book(world);

			expect_line(book, rows[i].by, n, rows[i].word ? LINE_VOID : LINE_APPLIED, rows[i].word);
			assert_int_equal(world_ram(book, "a1", 2020), rows[i].word ? MONEY_KR : MONEY_NONE);
			assert_int_equal(!world_event(book, "ca", 1)->replaced_by, rows[i].word != NULL);
			book_free(book);
			world_free(world);
		}
}

/* After a reorganisation it is the one who holds the right now that may, not the one who had it. */
static void test_replaces_after_move(void **state)
{
	struct world *world = world_new();
	const char *a1, *a2, *both;

	(void)state;
	a1 = world_line(world, NULL, GIVE("ca", "a1", 1));
	a2 = world_line(world, NULL, GIVE("ca", "a2", 2));
	both = world_line(world, NULL, "{'by':'ca','act':'post','kind':'transfer','year':2020,'legs':[['a1',4],['a2',-4]]}");
	world_adopt(world, MOVED_ORG, NULL);
	world_line(world, NULL, REPLACE("ca", "", ""), a1);        /* no longer hers */
	world_line(world, "ca:4", REPLACE("ny", "", ""), a1);      /* nor her successor's: a1 has moved */
	world_line(world, "ca:4 ny:1", REPLACE("cb", "", ""), a1); /* but the new giver's */
	world_line(world, "ca:4", REPLACE("cb", "", ""), a2);      /* its unit is gone: nobody's … */
	world_line(world, "cb:2", REPLACE("ca", "", ""), a2);      /* … but the writer's own */
	world_line(world, "ca:4", REPLACE("cb", "", ""), both);    /* what is left of it is hers */
	struct book *book = world_book(world);

	expect_line(book, "ca", 4, LINE_VOID, "not-allowed");
	expect_line(book, "ny", 1, LINE_VOID, "not-allowed");
	expect_line(book, "cb", 1, LINE_APPLIED, NULL);
	expect_line(book, "cb", 2, LINE_VOID, "not-allowed");
	expect_line(book, "ca", 5, LINE_APPLIED, NULL);
	expect_line(book, "cb", 3, LINE_APPLIED, NULL);
	assert_int_equal(world_ram(book, "a1", 2020), MONEY_NONE);
	book_free(book);
	world_free(world);
}

/* A withdrawal can be replaced too, by the same people as what it withdrew. */
static void test_replaces_a_withdrawal(void **state)
{
	struct world *world = world_new();
	const char *withdrawal;

	(void)state;
	withdrawal = world_line(world, NULL, REPLACE("ca", "", ""), world_line(world, NULL, GIVE("ca", "a1", 1)));
	world_line(world, "ca:2", REPLACE("cb", "", ""), withdrawal);
	world_line(world, "ca:2", REPLACE("stf-ca", "['a1',7]", ""), withdrawal);
	struct book *book = world_book(world);

	expect_line(book, "cb", 1, LINE_VOID, "not-allowed");
	expect_line(book, "stf-ca", 1, LINE_APPLIED, NULL);
	assert_int_equal(world_ram(book, "a1", 2020), 7 * MONEY_KR);
	book_free(book);
	world_free(world);
}

/* ---- dialogue, versions, dates ---- */

static void test_threads(void **state)
{
	struct world *world = world_new();
	const char *first, *second, *post;

	(void)state;
	first = world_line(world, NULL, SAY("ca1", "a1"));
	second = world_line(world, "ca1:1", "{'by':'ca','act':'say','unit':'a1','kind':'answer','text':'y','thread':'%s'}", first);
	post = world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'answer','text':'y','thread':'%s'}", second);
	world_line(world, NULL, "{'by':'ca','act':'say','unit':'a2','kind':'answer','text':'y','thread':'%s'}", first);
	world_line(world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'answer','text':'y','thread':'%s'}", post);
	struct book *book = world_book(world);

	expect_line(book, "ca", 1, LINE_APPLIED, NULL);
	for (int64_t n = 3; n <= 5; n++)
		expect_line(book, "ca", n, LINE_VOID, "thread");
	assert_int_equal(book_state(book, org_find(book->org, "a1"))->say_count, 2);
	assert_int_equal(book_state(book, org_find(book->org, "a2"))->say_count, 0);
	book_free(book);
	world_free(world);
}

#define FREEZE(by, name) "{'by':'" by "','act':'version','name':'" name "'}"

static void test_versions(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, FREEZE("rd", "juni"));
	world_line(world, NULL, FREEZE("rd", "oktober"));
	world_line(world, NULL, FREEZE("rd", "juni"));
	world_line(world, "rd:2", FREEZE("stf-rd", "oktober"));
	world_line(world, NULL, FREEZE("ca", "egen"));
	struct book *book = world_book(world);

	expect_line(book, "rd", 3, LINE_VOID, "version");
	expect_line(book, "stf-rd", 1, LINE_VOID, "version");
	expect_line(book, "ca", 1, LINE_VOID, "not-allowed");
	assert_int_equal(book->version_count, 2);
	assert_string_equal(book->versions[0]->line->act.version.name, "juni");
	assert_string_equal(book->versions[1]->line->act.version.name, "oktober");
	book_free(book);
	world_free(world);
}

/* A deputy outside her dates counts and is marked, whatever she does; stf-ca is deputy until the end of 2019. */
static void test_dates_mark(void **state)
{
	static const char *const acts[] = {
		"'act':'post','kind':'index','year':2020,'legs':[['a1',1]]",
		"'act':'post','kind':'index','year':2020,'legs':[['sub1',1]]",
		"'act':'target','unit':'a1','year':2020,'kr':1",
		"'act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':1}]",
		"'act':'forecast','unit':'a','year':2020,'lines':[{'line':'personal','kr':1}]",
		"'act':'say','unit':'a','kind':'note','text':'x'",
		"'act':'say','unit':'a1','kind':'note','text':'x'", /* as the level above */
	};
	struct world *world = world_new();
	const char *old;

	(void)state;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
		world_line(world, NULL, "{'by':'stf-ca','at':'2019-12-31T23:00:00+01:00',%s}", acts[i]);
		world_line(world, NULL, "{'by':'stf-ca','at':'2020-01-01T00:00:00+01:00',%s}", acts[i]);
	}
	old = world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, "ca:1", "{'by':'stf-ca','at':'2019-12-31T23:00:00+01:00','act':'post','kind':'index','year':2020,'legs':[],'replaces':'%s'}", old);
	old = world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, "ca:2", "{'by':'stf-ca','at':'2020-01-01T23:00:00+01:00','act':'post','kind':'index','year':2020,'legs':[],'replaces':'%s'}", old);
	world_line(world, NULL, "{'by':'ca','at':'2030-01-01T23:00:00+01:00','act':'post','kind':'index','year':2020,'legs':[['a1',1]]}");
	world_line(world, NULL, "{'by':'stf-rd','at':'2020-06-30T23:00:00+01:00','act':'version','name':'a'}");
	world_line(world, NULL, "{'by':'stf-rd','at':'2020-07-01T23:00:00+01:00','act':'version','name':'b'}");
	struct book *book = world_book(world);

	for (int64_t n = 1; n <= 2 * (int64_t)(sizeof acts / sizeof *acts) + 2; n++) {
		expect_line(book, "stf-ca", n, LINE_APPLIED, NULL);
		expect(world_event(book, "stf-ca", n)->outside_dates == !(n % 2), "%d", (int)n);
	}
	assert_false(world_event(book, "ca", 3)->outside_dates);
	assert_false(world_event(book, "stf-rd", 1)->outside_dates);
	assert_true(world_event(book, "stf-rd", 2)->outside_dates);
	book_free(book);
	world_free(world);
}

/* ---- conflicts ---- */

static void test_conflicts(void **state)
{
	static const struct { const char *first, *second, *cites; bool conflict; } rows[] = {
		{ DIVIDE("ca", "a", "personal", 1), DIVIDE("stf-ca", "a", "personal", 2), NULL, true },
		{ DIVIDE("ca", "a", "personal", 1), DIVIDE("stf-ca", "a", "personal", 2), "ca:1", false },
		{ DIVIDE("ca", "a", "personal", 1), DIVIDE("stf-ca", "a", "material", 2), NULL, false },
		{ DIVIDE("ca", "a", "personal", 1), DIVIDE("stf-ca", "ans", "personal", 2), NULL, false },
		{ DIVIDE("ca", "a", "personal", 1), DIVIDE("ca", "a", "personal", 2), NULL, false },
		{ DIVIDE("ca", "a", "personal", null), DIVIDE("stf-ca", "a", "personal", 2), NULL, true },
		{ DIVIDE("ca", "a", "personal", 1), "{'by':'stf-ca','act':'distribute','unit':'a','year':2021,'lines':[{'line':'personal','kr':1}]}", NULL, false },
		{ "{'by':'ca','act':'target','unit':'a1','year':2020,'kr':1}", "{'by':'stf-ca','act':'target','unit':'a1','year':2020,'kr':2}", NULL, true },
		{ "{'by':'ca','act':'target','unit':'a1','year':2020,'kr':1}", "{'by':'stf-ca','act':'target','unit':'a1','year':2020,'kr':2}", "ca:1", false },
		{ GIVE("ca", "a1", 1), GIVE("stf-ca", "a1", 2), NULL, false }, /* posts add up: they are not one figure */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct world *world = world_new();
		const char *by = strstr(rows[i].second, "stf-ca") ? "stf-ca" : "ca";

		world_line(world, NULL, "%s", rows[i].first);
		world_line(world, rows[i].cites, "%s", rows[i].second);
		struct book *book = world_book(world);
		const struct event *later = world_event(book, by, strcmp(by, "ca") ? 1 : 2);

		expect(world_event(book, "ca", 1)->conflict == rows[i].conflict && later->conflict == rows[i].conflict, "%d", (int)i);
		expect(later->state == LINE_APPLIED, "%d", (int)i);
		book_free(book);
		world_free(world);
	}
}

/* Later in the order holds, and who is alone in what she knows decides: a third who has seen both ends it. */
static void test_conflict_ends(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, DIVIDE("ca", "a", "personal", 1));
	world_line(world, NULL, DIVIDE("stf-ca", "a", "personal", 2));
	world_line(world, "stf-ca:1", DIVIDE("ca", "a", "personal", 3));
	world_line(world, "ca:2", DIVIDE("stf-ca", "a", "personal", 4));
	struct book *book = world_book(world);

	assert_true(world_event(book, "ca", 1)->conflict && world_event(book, "stf-ca", 1)->conflict);
	assert_false(world_event(book, "ca", 2)->conflict || world_event(book, "stf-ca", 2)->conflict);
	assert_int_equal(cell(book, "a", "personal"), 4);
	book_free(book);
	world_free(world);
}

/* Having seen a line is not undone by citing an older one of the same journal. */
static void test_knowing_lasts(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, SAY("ca", "a"));
	world_line(world, NULL, DIVIDE("ca", "a", "personal", 1));
	world_line(world, "ca:2", SAY("stf-ca", "a"));
	world_line(world, "ca:1", SAY("stf-ca", "a"));
	world_line(world, NULL, DIVIDE("stf-ca", "a", "personal", 2));
	struct book *book = world_book(world);

	assert_false(world_event(book, "ca", 2)->conflict || world_event(book, "stf-ca", 3)->conflict);
	book_free(book);
	world_free(world);
}

/* An outcome within the year is not that of the year; a forecast holds whichever month it is from. */
static void test_months(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, "{'by':'reg','act':'outcome','unit':'a','year':2019,'lines':[{'line':'personal','kr':12}]}");
	world_line(world, NULL, "{'by':'reg','act':'outcome','unit':'a','year':2019,'month':3,'lines':[{'line':'personal','kr':3},{'line':'material','kr':3}]}");
	world_line(world, NULL, "{'by':'ca','act':'forecast','unit':'a','year':2019,'month':3,'lines':[{'line':'personal','kr':11}]}");
	world_line(world, NULL, "{'by':'ca','act':'forecast','unit':'a','year':2019,'lines':[{'line':'personal','kr':13}]}");
	struct book *book = world_book(world);
	int a = org_find(book->org, "a");

	assert_int_equal(book_cell(book, a, LAYER_OUTCOME, 2019, "personal")->value, 12 * MONEY_KR);
	assert_null(book_cell(book, a, LAYER_OUTCOME, 2019, "material"));
	assert_int_equal(book_cell(book, a, LAYER_FORECAST, 2019, "personal")->value, 13 * MONEY_KR);
	assert_null(book_cell(book, a, LAYER_BUDGET, 2019, "personal"));
	book_free(book);
	world_free(world);
}

/* ---- what a new line cites ---- */

static void expect_cites(struct world *world, const struct book *book, const char *user, const char *unit, const char *wanted)
{
	struct buffer out = { 0 };
	struct cite *cites;
	size_t count = book_cites(book, user, &unit, 1, &cites, &world->arena);

	buffer_text(&out, "");
	for (size_t i = 0; i < count; i++)
		buffer_format(&out, "%s%s:%d", i ? " " : "", cites[i].user, (int)cites[i].n);
	expect(!strcmp(out.bytes, wanted), "%s on %s: %s, not %s", user, unit, out.bytes, wanted);
	buffer_free(&out);
}

static void test_cites(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("rd", "a", 1));
	world_line(world, NULL, GIVE("ca", "a1", 2));
	world_line(world, NULL, DIVIDE("stf-ca", "a", "personal", 3));
	world_line(world, NULL, DIVIDE("stf-ca", "a", "personal", null));
	world_line(world, NULL, GIVE("cb", "b1", 2));
	world_line(world, "reg:1 ca:1", DIVIDE("ca1", "a1", "personal", 3));
	struct book *book = world_book(world);

	expect_cites(world, book, "ca1", "a1", "rd:1 stf-ca:2"); /* the unit's own and the level above's; ca and reg she has cited already */
	expect_cites(world, book, "ca", "a", "rd:1 reg:1 stf-ca:2"); /* also of who only took a row away */
	expect_cites(world, book, "cb", "b", "reg:1");
	expect_cites(world, book, "cb", "nej", "reg:1");
	expect_cites(world, book, "reg", "b1", "cb:1");
	expect_cites(world, book, "frammande", "b1", "");
	book_free(book);
	world_free(world);
}

/* ---- damage, growth, coming and going ---- */

static void test_damage_stops_one(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, NULL, GIVE("ca", "a1", 2));
	world_line(world, NULL, GIVE("ca", "a1", 4));
	world_line(world, NULL, GIVE("cb", "b1", 8));
	world_line(world, "ca:1", DIVIDE("ca1", "a1", "personal", 1));
	world_line(world, "ca:3", DIVIDE("ca1", "a1", "personal", 2));
	world_flush(world);
	char *bytes = memory_string(world_pen(world, "ca")->bytes.bytes), *second = strchr(bytes, '\n') + 1;

	second[200] ^= 1;
	world_file(world, "journals/ca.jsonl", bytes);
	struct book *book = book_open(world->folder, NULL);

	assert_int_equal(book_journal(book, "ca")->state, JOURNAL_DAMAGED);
	assert_int_equal(book_journal(book, "ca")->bad_line, 2);
	assert_int_equal(book_journal(book, "cb")->state, JOURNAL_WHOLE);
	expect_order(book, "reg:1 ca:1 ca1:1 ca1:2 cb:1"); /* who has seen what is lost goes on: one person's damage is hers alone */
	assert_int_equal(world_ram(book, "a1", 2020), 1 * MONEY_KR);
	book_free(book);
	free(bytes);
	world_free(world);
}

/* Damage that comes while the program runs is a change too. */
static void test_damage_is_noticed(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	struct book *book = world_book(world);

	world_file(world, "journals/ca.jsonl", "");
	refresh(book, true);
	assert_int_equal(book_journal(book, "ca")->state, JOURNAL_DAMAGED);
	refresh(book, false);
	book_free(book);
	world_free(world);
}

static void test_refresh_reads_what_grew(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, NULL, GIVE("cb", "b1", 1));
	struct book *book = world_book(world);
	struct journal *ca = book_journal(book, "ca"), *cb = book_journal(book, "cb");
	struct line *line = ca->lines[0], *other = cb->lines[0];
	unsigned generation = book->generation;

	refresh(book, false);
	assert_int_equal(book->generation, generation);
	world_line(world, NULL, GIVE("ca", "a1", 2));
	world_flush(world);
	refresh(book, true);
	assert_true(book->generation > generation);
	assert_ptr_equal(book_journal(book, "ca"), ca); /* the same journals, and in them the same lines: nothing was read anew */
	assert_ptr_equal(book_journal(book, "cb"), cb);
	assert_ptr_equal(ca->lines[0], line);
	assert_ptr_equal(cb->lines[0], other);
	assert_int_equal(ca->count, 2);
	assert_int_equal(world_ram(book, "a1", 2020), 3 * MONEY_KR);
	book_free(book);
	world_free(world);
}

static void test_journals_come_and_go(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, NULL, GIVE("cb", "b1", 2));
	struct book *book = world_book(world);
	char *dump = world_dumped(book);

	struct journal *ca = book_journal(book, "ca");
	const struct line *line = ca->lines[0];

	world_pen(world, "aa")->empty = true; /* before all others: every number moves */
	world_flush_one(world, "aa");
	refresh(book, true);
	expect_same(book, dump);
	assert_ptr_equal(book_journal(book, "ca"), ca); /* and none is read anew for that */
	assert_ptr_equal(ca->lines[0], line);
	assert_int_equal(unlink(world_path(world, "journals/cb.jsonl")), 0);
	world_flush_one(world, "zz");         /* one gone, one come: as many as before */
	refresh(book, true);
	assert_null(book_journal(book, "cb"));
	assert_int_equal(world_ram(book, "b1", 2020), MONEY_NONE);
	assert_int_equal(world_ram(book, "a1", 2020), MONEY_KR);
	world_flush_one(world, "cb");
	refresh(book, true);
	expect_same(book, dump);
	free(dump);
	book_free(book);
	world_free(world);
}

/* The same files, made in another order, give the same book. */
static void test_order_of_files(void **state)
{
	struct world *world = world_new();
	const char *users[] = { "reg", "ca", "rd", "cb", "ca1", "stf-ca" };
	const size_t count = sizeof users / sizeof *users;
	uint64_t random = 7;

	(void)state;
	world_line(world, NULL, GIVE("rd", "a", 1));
	world_line(world, "rd:1", GIVE("ca", "a1", 2));
	world_line(world, NULL, GIVE("stf-ca", "a1", 4));
	world_line(world, "stf-ca:1", DIVIDE("ca1", "a1", "personal", 5));
	world_line(world, NULL, GIVE("cb", "b1", 5));
	struct book *book = world_book(world);
	char *dump = world_dumped(book);

	book_free(book);
	for (int i = 0; i < 10; i++) {
		char name[100];

		for (size_t j = 0; j < count; j++) {
			size_t k = j + testing_random(&random) % (count - j);
			const char *user = users[k];

			users[k] = users[j];
			users[j] = user;
			snprintf(name, sizeof name, "journals/%s.jsonl", user);
			unlink(world_path(world, name));
		}
		for (size_t j = 0; j < count; j++)
			world_flush_one(world, users[j]);
		book = book_open(world->folder, NULL);
		expect_same(book, dump);
		book_free(book);
	}
	free(dump);
	world_free(world);
}

/* ---- staged lines ---- */

static void stage(struct world *world, struct book *book, const char *json)
{
	struct act_input input = world_json(world, json);
	struct writer_item item = { input.by, WORLD_AT, input.id, &input.act };
	struct error error = { 0 };

	expect(writer_stage(book, &item, &error), "%s: %s", json, error.text);
}

/* Every line that was taken, and none that waits, is found by its hash: also when one was taken while others wait. */
static void expect_found_by_hash(const struct book *book)
{
	for (size_t i = 0; i < book->event_count; i++)
		assert_ptr_equal(book_event(book, book->events[i]->line->hash), i < book->applied ? book->events[i] : NULL);
}

static void test_staged_is_seen_and_leaves_no_trace(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, "{'by':'ca','id':'gammal','act':'post','kind':'index','year':2020,'legs':[['a1',1]]}");
	world_line(world, NULL, DIVIDE("ca1", "a1", "personal", 5));
	world_line(world, "cb:9", SAY("cb1", "b1")); /* one that waits */
	world_flush_all(world);
	struct book *book = world_book(world);
	char *dump = world_dumped(book);

	stage(world, book, GIVE("ca", "a1", 2));
	assert_int_equal(world_ram(book, "a1", 2020), 3 * MONEY_KR);
	stage(world, book, "{'by':'stf-ca','act':'post','kind':'index','year':2020,'legs':[['a2',8]],'replaces':'gammal'}");
	assert_int_equal(world_ram(book, "a1", 2020), 2 * MONEY_KR);
	assert_int_equal(world_ram(book, "a2", 2020), 8 * MONEY_KR);
	stage(world, book, DIVIDE("ca1", "a1", "personal", null));
	assert_int_equal(cell(book, "a1", "personal"), -1);
	stage(world, book, DIVIDE("ca1", "a1", "material", 7));
	assert_int_equal(cell(book, "a1", "material"), 7);
	stage(world, book, "{'by':'ca','act':'target','unit':'a1','year':2020,'kr':3}");
	assert_int_equal(book_target(book, org_find(book->org, "a1"), 2020), 3 * MONEY_KR);
	assert_int_equal(book->events[book->applied]->state, LINE_WAITING); /* what waits stands last, also now */
	assert_int_equal(book->applied + 1, book->event_count);
	expect_found_by_hash(book);
	char *staged = world_dumped(book);
	book_fold(book);
	expect_found_by_hash(book);
	expect(strstr(staged, "stf-ca 1 post 1 - 0 0\n"), "%s", staged);
	free(staged);
	writer_abandon(book);
	expect_same(book, dump);
	refresh(book, false);
	free(dump);
	book_free(book);
	world_free(world);
}

/* What is staged and folded again comes to the same as what was staged one by one. */
static void test_staged_folds_the_same(void **state)
{
	static const char *const acts[] = {
		GIVE("rd", "a", 10), GIVE("ca", "a1", 5), "{'by':'ca','id':'p','act':'post','kind':'index','year':2020,'legs':[['a2',1]]}",
		"{'by':'stf-ca','act':'post','kind':'index','year':2020,'legs':[],'replaces':'p'}", DIVIDE("ca1", "a1", "personal", 4),
		DIVIDE("ca1", "a1", "personal", null), DIVIDE("stf-ca1", "a1", "personal", 6), DIVIDE("ca1", "a1", "personal", 3),
		"{'by':'rd','id':'t','act':'say','unit':'a','kind':'question','text':'x'}",
		"{'by':'ca','act':'say','unit':'a','kind':'answer','text':'y','thread':'t'}", "{'by':'stf-ca','act':'target','unit':'a1','year':2020,'kr':3}",
		"{'by':'ca','act':'target','unit':'a1','year':2020,'kr':null}", "{'by':'ca','act':'target','unit':'a1','year':2020,'kr':1}",
	};
	struct world *world = world_new();

	(void)state;
	world_flush_all(world);
	struct book *book = world_book(world);

	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		stage(world, book, acts[i]);
	money ram = world_ram(book, "a", 2020);
	book_fold(book);
	for (size_t i = 0; i < book->event_count; i++) {
		const struct event *event = book->events[i];

		expect(event->state == LINE_APPLIED && !event->conflict, "%s %d %s", event->user, (int)event->line->head.n, event->why->text);
	}
	assert_int_equal(world_ram(book, "a", 2020), ram);
	assert_int_equal(world_ram(book, "a2", 2020), MONEY_NONE);
	assert_int_equal(cell(book, "a1", "personal"), 3);
	book_free(book);
	world_free(world);
}

/* A staged adoption that is abandoned does not stay behind under its number. */
static void test_staged_adoption(void **state)
{
	struct world *world = world_new();
	struct error error = { 0 };

	(void)state;
	world_flush_all(world);
	struct book *book = world_book(world);
	struct act moved = world_adoption(world, WORLD_REGION, MOVED_ORG, NULL), same = world_adoption(world, WORLD_REGION, WORLD_ORG, NULL);

	expect(writer_stage(book, &(struct writer_item){ "reg", NULL, NULL, &moved }, &error), "%s", error.text);
	assert_int_equal(book->org->count, 6);
	assert_int_equal(book_org_line(book), 2);
	writer_abandon(book);
	assert_int_equal(book_org_line(book), 1);
	expect(writer_stage(book, &(struct writer_item){ "reg", NULL, NULL, &same }, &error), "%s", error.text);
	assert_int_equal(book_org_line(book), 2);
	assert_true(book->org->count > 6);
	book_fold(book);
	assert_true(book->org->count > 6);
	book_free(book);
	world_free(world);
}

static void test_refresh_drops_what_is_staged(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_flush_all(world);
	struct book *book = world_book(world);
	char *dump = world_dumped(book);

	stage(world, book, GIVE("ca", "a1", 2));
	refresh(book, true);
	expect_same(book, dump);
	free(dump);
	book_free(book);
	world_free(world);
}

static void test_edited(void **state)
{
	struct world *world = world_new();

	(void)state;
	struct book *book = world_book(world);
	assert_false(book->organisation_edited || book->region_edited);
	world_file(world, "organisation.cfg", MOVED_ORG);
	refresh(book, false);
	assert_true(book->organisation_edited);
	struct error error = { 0 };
	struct org *edited = book_edited_org(world->folder, book->region, &error);
	assert_int_equal(edited->count, 6);
	org_free(edited);
	world_file(world, "organisation.cfg", "units=(");
	assert_null(book_edited_org(world->folder, book->region, &error));
	assert_string_equal(error.word, "bad-config");
	book_free(book);
	world_free(world);
}

/* ---- random histories against a fold that cannot be misunderstood ---- */

static const char *const writers[] = { "ca", "ca1", "cb", "rd", "reg", "stf-ca", "zz" };
#define WRITERS (sizeof writers / sizeof *writers)

static uint64_t seed;

static size_t dice(size_t sides)
{
	return (size_t)(testing_random(&seed) % sides);
}

static const char *any(const char *const *of, size_t count)
{
	return of[dice(count)];
}

static void random_cites(struct world *world, const char *user, char out[400])
{
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; i < WRITERS; i++) {
		size_t count = world_pen(world, writers[i])->count;

		if (!strcmp(writers[i], user) || dice(4))
			continue;
		if (!dice(250))
			count += 1; /* one that never comes */
		else if (count && dice(3))
			count -= dice(count);
		if (count)
			used += (size_t)snprintf(out + used, 400 - used, "%s:%zu%s ", writers[i], count, dice(700) ? "" : "!");
	}
}

static const char *latest[2]; /* the newest submit, and the newest entry */
static const char *honest[100]; /* lines that counted when they were written, by those who cited all that they had seen */
static size_t honest_count;

static const char *random_hash(struct world *world)
{
	const struct pen *pen = world_pen(world, any(writers, WRITERS));

	return pen->count ? pen->hashes[dice(pen->count)] : "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
}

/* Mostly what people do: who gives to which unit, and who divides which. */
struct seat_of { const char *user, *unit; };
static const struct seat_of givers[] = { { "ca", "a1" }, { "ca", "a2" }, { "stf-ca", "a1" }, { "ca", "sub1" }, { "rd", "a" }, { "rd", "b" },
	                                 { "cb", "b1" }, { "cb", "a1" }, { "reg", "rot" }, { "reg", "a1" } };
static const struct seat_of dividers[] = { { "ca", "a" }, { "stf-ca", "a" }, { "ca1", "a1" }, { "cb", "b" }, { "reg", "a1" }, { "ca", "ans" } };

static struct seat_of random_seat(bool gives)
{
	static const char *const units[] = { "rot", "a", "a1", "a2", "a11", "b", "b1", "ans", "sub1", "ga", "nej" };

	if (!dice(6))
		return (struct seat_of){ any(writers, WRITERS), any(units, sizeof units / sizeof *units) };
	return gives ? givers[dice(sizeof givers / sizeof *givers)] : dividers[dice(sizeof dividers / sizeof *dividers)];
}

/* What has its place in the order, as a writer cites it. */
static void cite_all(const struct book *book, const char *user, char out[400])
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < WRITERS; i++) {
		int64_t last = 0;

		for (size_t j = 0; j < book->applied; j++)
			if (!strcmp(book->events[j]->user, writers[i]))
				last = book->events[j]->line->head.n;
		if (last && strcmp(writers[i], user))
			used += (size_t)snprintf(out + used, 400 - used, "%s:%d ", writers[i], (int)last);
	}
}

/* Who cites all that is there, and writes under the organisation in force. */
static void be_honest(struct world *world, const char *user, char cites[400])
{
	world_flush(world);
	struct book *book = book_open(world->folder, NULL);

	cite_all(book, user, cites);
	world_pen(world, user)->org = book_org_line(book);
	book_free(book);
}

/* Did the line count when it was written? */
static void note_honest(struct world *world, const char *hash)
{
	world_flush(world);
	struct book *book = book_open(world->folder, NULL);
	const struct event *event = book_event(book, hash);

	assert_true(honest_count < sizeof honest / sizeof *honest);
	if (event && event->state == LINE_APPLIED)
		honest[honest_count++] = hash;
	book_free(book);
}

/* As the writer saw it, who had seen all that is there; in the fold it may be otherwise, and she may not say all that she saw. */
static const char *random_submit(struct world *world, const char *user, const char *cites, const char *unit)
{
	char hash[HASH_TEXT];

	world_flush(world);
	struct book *book = book_open(world->folder, NULL);
	content_hash(content_make(book, &(struct charter){ book->region, book->org }, unit, 2020, &world->arena), hash);
	book_free(book);
	return latest[0] = world_line(world, cites, "{'by':'%s','act':'submit','unit':'%s','year':2020,'plan':'%s','text':'x'}", user, unit, hash);
}

/* About something that is there, mostly the right sort of thing. */
static const struct { const char *act, *users[2]; } replies[] = {
	{ "'recall','unit':'a','submit':'%s'", { "ca", "stf-ca" } },   { "'approve','unit':'a','submit':'%s'", { "rd", "stf-ca" } },
	{ "'return','unit':'a','text':'x','submit':'%s'", { "rd", "rd" } }, { "'approve','unit':'b','submit':'%s'", { "rd", "cb" } },
	{ "'resolve','unit':'a1','thread':'%s'", { "ca", "ca1" } },    { "'confirm','unit':'a1','entry':'%s'", { "ca", "ca1" } },
	{ "'say','unit':'a1','kind':'agreement','text':'x','thread':'%1$s','replaces':'%1$s'", { "ca", "ca1" } },
};
#define REPLIES (sizeof replies / sizeof *replies)

static const char *random_answer(struct world *world, const char *user, const char *cites, size_t which)
{
	char rest[300];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(rest, sizeof rest, replies[which].act, dice(3) && latest[which >= 4] ? latest[which >= 4] : random_hash(world));
#pragma GCC diagnostic pop
	return world_line(world, cites, "{'by':'%s','act':%s}", user, rest);
}

/* A post in place of another, or nothing in place of it. */
static const char *random_replacing(struct world *world, const char *user, const char *cites, const char *id, const char *unit, const char *decision)
{
	const char *old = random_hash(world);

	if (dice(2))
		return world_line(world, cites, "{'by':'%s',%s'act':'post','kind':'cut','year':2020,'legs':[],'replaces':'%s'%s}", user, id, old, decision);
	return world_line(world, cites, "{'by':'%s',%s'act':'post','kind':'cut','year':2020,'legs':[['%s',%d]],'replaces':'%s'%s}", user, id, unit, (int)dice(100), old, decision);
}

/* Where she has cited what never comes there is nothing that it could freeze. */
static const char *random_version(struct world *world, const char *user, const char *cites)
{
	const struct envelope head = { .n = (int64_t)world_pen(world, user)->count + 1, .org = world_pen(world, user)->org, .saw = world_cites(world, cites) };
	char heads[HASH_TEXT];

	world_flush(world);
	struct book *book = book_open(world->folder, NULL);
	if (!version_heads(book, user, &head, heads, NULL))
		snprintf(heads, sizeof heads, "%064d", 0);
	book_free(book);
	return world_line(world, cites, "{'by':'%s','act':'version','name':'v%d','heads':'%s','lock':true}", user, (int)dice(2), heads);
}

enum { MATTER_AGREE = 6, MATTER_SUBMIT, MATTER_VERSION, MATTER_ANSWER };

/* Who writes of what, when it is not the usual. */
static const char *writer_of(int matter, const char *user, size_t which)
{
	switch (matter) {
	case MATTER_AGREE: return dice(2) ? "ca" : "ca1";
	case MATTER_SUBMIT: return any((const char *const[]){ "ca", "stf-ca", "cb" }, 3);
	case MATTER_VERSION: return dice(2) ? "rd" : "reg";
	case MATTER_ANSWER: return replies[which].users[dice(2)];
	default: return user;
	}
}

static void random_line(struct world *world)
{
	static const char *const lines[] = { "personal", "material", "intakter" };
	const int matter = !dice(8) ? MATTER_ANSWER : !dice(60) ? MATTER_VERSION : (int)dice(MATTER_VERSION);
	const struct seat_of seat = random_seat(matter == 0 || matter == 3 || matter == 4);
	const size_t which = dice(REPLIES);
	const char *user = writer_of(matter, seat.user, which), *unit = seat.unit, *line = any(lines, 3), *written = NULL;
	char cites[400], id[40] = "", decision[40] = "";
	const bool is_honest = matter == MATTER_VERSION || !dice(3);
	int kr = (int)dice(100);

	random_cites(world, user, cites);
	if (is_honest)
		be_honest(world, user, cites);
	if (!dice(12))
		snprintf(id, sizeof id, "'id':'gemensam-%d',", (int)dice(3));
	if (dice(3))
		strcpy(decision, ",'decision':'x'");
	switch (matter) {
	case 0: written = world_line(world, cites, "{'by':'%s',%s'act':'post','kind':'index','year':2020,'legs':[['%s',%d]]%s}", user, id, unit, kr, decision); break;
	case 1: written = world_line(world, cites, "{'by':'%s',%s'act':'distribute','unit':'%s','year':2020,'lines':[{'line':'%s','kr':%d}]%s}", user, id, unit, line, kr, decision); break;
	case 2: written = world_line(world, cites, "{'by':'%s',%s'act':'distribute','unit':'%s','year':2020,'lines':[{'line':'%s','kr':null}]%s}", user, id, unit, line, decision); break;
	case 3: written = world_line(world, cites, "{'by':'%s',%s'act':'target','unit':'%s','year':2020,'kr':%d}", user, id, unit, kr); break;
	case 4: written = random_replacing(world, user, cites, id, unit, decision); break;
	case 5: written = world_line(world, cites, "{'by':'%s',%s'act':'say','unit':'%s','kind':'note','text':'x','thread':'%s'}", user, id, unit, random_hash(world)); break;
	case MATTER_AGREE: written = latest[1] = world_line(world, cites, "{'by':'%s','act':'say','unit':'a1','kind':'agreement','text':'x'}", user); break;
	case MATTER_SUBMIT: written = random_submit(world, user, cites, strcmp(user, "cb") ? "a" : "b"); break;
	case MATTER_VERSION: written = random_version(world, user, cites); break;
	default: written = random_answer(world, user, cites, which); break;
	}
	if (is_honest)
		note_honest(world, written);
}

static void remove_journals(struct world *world)
{
	char name[100];

	for (size_t i = 0; i < WRITERS; i++) {
		snprintf(name, sizeof name, "journals/%s.jsonl", writers[i]);
		unlink(world_path(world, name));
	}
}

/* The two organisations are stored once; adopting is only a line. */
static void random_history(struct world *world, struct act adoptions[2], int acts)
{
	world_forget_lines(world);
	latest[0] = latest[1] = NULL;
	honest_count = 0;
	world->org = 0;
	remove_journals(world);
	for (size_t i = 0; i < WRITERS; i++)
		world_pen(world, writers[i])->empty = true;
	world_add(world, "reg", &adoptions[0], NULL, NULL, NULL);
	world->org = 1;
	for (int i = 1; i < acts; i++) {
		if (dice(20)) {
			random_line(world);
			continue;
		}
		struct end ends[1] = { { any(writers, WRITERS), 0 } };
		struct act act = adoptions[dice(2)];

		ends[0].n = (int64_t)world_pen(world, ends[0].user)->count;
		act.adopt.ends = (struct list){ ends, strcmp(ends[0].user, "reg") ? dice(2) : 0 };
		world_pen(world, "reg")->org = world->org;
		world_add(world, "reg", &act, NULL, NULL, NULL);
		if (dice(2)) /* others go on under the old one for a while */
			for (size_t j = 0; j < WRITERS; j++)
				if (world_pen(world, writers[j])->org < 0 && dice(2))
					world_pen(world, writers[j])->org = world->org;
		world->org = (int64_t)world_pen(world, "reg")->count;
		world_pen(world, "reg")->org = -1;
		for (size_t j = 0; j < WRITERS; j++)
			if (!dice(3))
				world_pen(world, writers[j])->org = -1;
	}
}

/* data.md, word for word: among lines whose predecessor and citations are applied, the smallest (user, n) is next. */
struct naive { const struct book *book; size_t next[WRITERS]; };

static int naive_find(const struct naive *naive, const char *user)
{
	for (size_t i = 0; i < naive->book->journal_count; i++)
		if (!strcmp(naive->book->journals[i]->user, user))
			return (int)i;
	return -1;
}

static bool naive_has(const struct naive *naive, const char *user, int64_t n)
{
	int at = naive_find(naive, user);

	return at >= 0 && naive->next[at] >= (size_t)n;
}

static bool naive_fits(const struct naive *naive, const struct cite *cite)
{
	int at = naive_find(naive, cite->user);

	return naive_has(naive, cite->user, cite->n) && !strcmp(naive->book->journals[at]->lines[cite->n - 1]->hash, cite->hash);
}

static bool naive_ready(const struct naive *naive, size_t at)
{
	const struct journal *journal = naive->book->journals[at];

	if (naive->next[at] >= journal->count)
		return false;
	const struct envelope *head = &journal->lines[naive->next[at]]->head;
	const struct cite *cites = head->saw.items;

	for (size_t i = 0; i < head->saw.count; i++)
		if (!naive_fits(naive, &cites[i]))
			return false;
	return !strcmp(journal->user, "reg") || naive_has(naive, "reg", head->org);
}

static void expect_naive_order(const struct book *book)
{
	struct naive naive = { .book = book };

	for (size_t i = 0; i <= book->applied; i++) {
		size_t best = 0;

		while (best < book->journal_count && !naive_ready(&naive, best)) /* journals are sorted by user */
			best++;
		if (i == book->applied) {
			assert_int_equal(best, book->journal_count);
			return;
		}
		expect(best < book->journal_count, "the naive fold ends before %zu", i);
		expect(book->events[i]->line == book->journals[best]->lines[naive.next[best]], "place %zu: %s %d, naively %s %zu", i, book->events[i]->user,
		       (int)book->events[i]->line->head.n, book->journals[best]->user, naive.next[best] + 1);
		naive.next[best]++;
	}
}

/* What a post in the end takes the place of: of all that do so of the same only the last counts, whoever knew of whom. */
static const struct event *naive_root(const struct book *book, const struct event *event)
{
	while (event->line->act.post.replaces)
		event = book_event(book, event->line->act.post.replaces);
	return event;
}

/* The state from the applied lines alone: the last word on a row, and the sum of posts not taken back. */
static void expect_naive_state(const struct book *book)
{
	for (int unit = 0; unit < book->org->count; unit++) {
		const char *id = book->org->units[unit].id;
		int64_t row = NUMBER_NONE, goal = NUMBER_NONE, sum = 0, legs = 0;

		for (size_t i = 0; i < book->applied; i++) {
			const struct act *act = &book->events[i]->line->act;
			const struct row *rows = act->distribute.rows.items;
			const struct leg *leg = act->post.legs.items;

			if (book->events[i]->state != LINE_APPLIED)
				continue;
			if (act->kind == ACT_DISTRIBUTE && !strcmp(act->distribute.unit, id) && !strcmp(rows[0].line, "personal"))
				row = rows[0].kr;
			if (act->kind == ACT_TARGET && !strcmp(act->target.unit, id))
				goal = act->target.kr;
			if (act->kind != ACT_POST || !act->post.legs.count || strcmp(leg[0].unit, id))
				continue;
			bool taken_back = false;
			for (size_t j = i + 1; j < book->applied; j++)
				taken_back |= book->events[j]->state == LINE_APPLIED && book->events[j]->line->act.kind == ACT_POST &&
				              naive_root(book, book->events[j]) == naive_root(book, book->events[i]);
			sum += taken_back ? 0 : leg[0].kr;
			legs += !taken_back;
		}
		const struct cell *found = book_cell(book, unit, LAYER_BUDGET, 2020, "personal");
		assert_int_equal(found ? found->value : MONEY_NONE, row == NUMBER_NONE ? MONEY_NONE : row * MONEY_KR);
		assert_int_equal(book_target(book, unit, 2020), goal == NUMBER_NONE ? MONEY_NONE : goal * MONEY_KR);
		assert_int_equal(world_ram(book, id, 2020), legs || book->org->units[unit].kind == UNIT_GROUP ? world_ram(book, id, 2020) : MONEY_NONE);
		if (legs)
			assert_int_equal(world_ram(book, id, 2020), sum * MONEY_KR);
	}
}

/* Had the writer of a line seen an earlier one: is it her own, or did she ever cite it or one after it? */
static bool naive_knows(const struct book *book, const struct event *event, const struct event *earlier)
{
	const struct journal *journal = book_journal(book, event->user);

	for (int64_t n = 1; n <= event->line->head.n; n++) {
		const struct list *saw = &journal->lines[n - 1]->head.saw;
		const struct cite *cites = saw->items;

		for (size_t i = 0; i < saw->count; i++)
			if (!strcmp(cites[i].user, earlier->user) && cites[i].n >= earlier->line->head.n)
				return true;
	}
	return !strcmp(event->user, earlier->user);
}

static int naive_weight(enum act_kind kind)
{
	return kind == ACT_APPROVE ? 3 : kind == ACT_RETURN ? 2 : 1;
}

/* Of what is sent and not answered, and nothing after it answered but by a recall: has the writer of a line seen some? */
static bool naive_waits(const struct book *book, const struct event *const *submits, const struct event *const *answers, size_t sent,
                        const struct event *event)
{
	bool waits = false;

	for (; sent && (!answers[sent - 1] || answers[sent - 1]->line->act.kind == ACT_RECALL); sent--)
		waits |= !answers[sent - 1] && naive_knows(book, event, submits[sent - 1]);
	return waits;
}

/* What is sent is changed by nobody who knows until it is answered, and answered once by those who know of each other; of those who do not an
 * approval holds over a return, and that over a recall: from the applied lines alone. Counts the sendings. */
static size_t expect_naive_plans(const struct book *book, const char *id)
{
	const struct unit_state *state = book_state(book, org_find(book->org, id));
	const struct event *submits[100], *answers[100] = { NULL };
	size_t sent = 0;

	for (size_t i = 0; i < book->applied; i++) {
		const struct event *event = book->events[i];
		const struct act *act = &event->line->act;

		if (event->state != LINE_APPLIED)
			continue;
		if ((act->kind == ACT_DISTRIBUTE && !strcmp(act->distribute.unit, id)) || (act->kind == ACT_SUBMIT && !strcmp(act->submit.unit, id)))
			assert_false(naive_waits(book, submits, answers, sent, event));
		if (act->kind == ACT_SUBMIT && !strcmp(act->submit.unit, id)) {
			assert_true(sent < sizeof submits / sizeof *submits);
			submits[sent++] = event;
		}
		if ((act->kind == ACT_RECALL || act->kind == ACT_APPROVE || act->kind == ACT_RETURN) && !strcmp(act->verdict.unit, id)) {
			size_t which = 0;

			while (which < sent && strcmp(submits[which]->line->hash, act->verdict.submit))
				which++;
			expect(which < sent, "an answer to nothing");
			expect(!answers[which] || (!naive_knows(book, event, answers[which]) && naive_weight(act->kind) >= naive_weight(answers[which]->line->act.kind)),
			       "answered twice");
			answers[which] = event;
		}
	}
	for (size_t i = 0; i < sent; i++) {
		assert_ptr_equal(state->sendings[i].submit, submits[i]);
		assert_ptr_equal(state->sendings[i].answer, answers[i]);
	}
	assert_int_equal(state->sending_count, sent);
	return sent;
}

/* Whatever others write meanwhile, or as if before: what counted by what its writer had seen counts, unless her right was taken back; but that a recall
 * or a return gives way to what weighs more. */
static void expect_honest_counts(const struct book *book)
{
	for (size_t i = 0; i < honest_count; i++) {
		const struct event *event = book_event(book, honest[i]);

		bool gives_way = event && event->line->act.kind != ACT_APPROVE && !strcmp(event->state == LINE_VOID ? event->why->word : "", "answered");
		expect(!event || event->state != LINE_VOID || gives_way || !strcmp(event->why->word, "revoked"), "%s %d: %s", event->user,
		       (int)event->line->head.n, event->why->text);
	}
}

/* The files come piece by piece, in any order, to one who has the book open; in the end it is the book of one who opens it then. */
static void grow_at_random(struct world *world, struct book *book)
{
	size_t shown[WRITERS] = { 0 };

	for (int step = 0; step < 3; step++) {
		for (size_t i = 0; i < WRITERS; i++) {
			size_t left = world_pen(world, writers[i])->count - shown[i];

			shown[i] += left ? dice(left + 1) : 0;
			if (dice(3))
				world_flush_lines(world, writers[i], shown[i]);
		}
		assert_true(book_refresh(book, NULL, NULL));
	}
	world_flush(world);
	assert_true(book_refresh(book, NULL, NULL));
}

static void test_random_histories(void **state)
{
	struct world *world = world_empty();
	struct act adoptions[2] = { world_adoption(world, WORLD_REGION, WORLD_ORG, NULL), world_adoption(world, WORLD_REGION, MOVED_ORG, NULL) };
	size_t applied = 0, waiting = 0, stopped = 0, conflicts = 0, sent = 0;
	const int rounds = testing_cases(200, 3000);

	(void)state;
	for (int round = 0; round < rounds; round++) {
		seed = (uint64_t)round;
		random_history(world, adoptions, 60);
		remove_journals(world);
		struct book *grown = book_load(world->folder, NULL);

		grow_at_random(world, grown);
		struct book *book = book_open(world->folder, NULL);
		expect(book, "round %d", round);
		char *dump = world_dumped(book);
		expect_same(grown, dump);
		book_fold(book);
		expect_same(book, dump);
		expect_naive_order(book);
		expect_naive_state(book);
		expect_honest_counts(book);
		sent += expect_naive_plans(book, "a") + expect_naive_plans(book, "b");
		for (size_t i = 0; i < book->event_count; i++) {
			applied += book->events[i]->state == LINE_APPLIED;
			waiting += book->events[i]->state == LINE_WAITING;
			stopped += book->events[i]->state == LINE_STOPPED;
			conflicts += book->events[i]->conflict;
		}
		free(dump);
		book_free(grown);
		book_free(book);
	}
	expect(applied > 1000 && waiting > 100 && stopped > 100 && conflicts > 50 && sent > 100, "%zu %zu %zu %zu %zu: not worth the name of histories", applied, waiting,
	       stopped, conflicts, sent);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order_by_citations),
		cmocka_unit_test(test_waits_for_a_line),
		cmocka_unit_test(test_waits_for_a_journal),
		cmocka_unit_test(test_waits_for_an_organisation),
		cmocka_unit_test(test_waits_in_a_circle),
		cmocka_unit_test(test_fork),
		cmocka_unit_test(test_state_follows_ids),
		cmocka_unit_test(test_old_organisation),
		cmocka_unit_test(test_revoked),
		cmocka_unit_test(test_repeated_adopt_revokes_once),
		cmocka_unit_test(test_organisation_of_the_future),
		cmocka_unit_test(test_only_the_registrar_adopts),
		cmocka_unit_test(test_first_adoption_once),
		cmocka_unit_test(test_not_adopted),
		cmocka_unit_test(test_another_registrar),
		cmocka_unit_test(test_object_comes_later),
		cmocka_unit_test(test_void_lines),
		cmocka_unit_test(test_repeated_id),
		cmocka_unit_test(test_replaces_own),
		cmocka_unit_test(test_replaces_nothing),
		cmocka_unit_test(test_replaces_by_others),
		cmocka_unit_test(test_replaces_after_move),
		cmocka_unit_test(test_replaces_a_withdrawal),
		cmocka_unit_test(test_threads),
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_dates_mark),
		cmocka_unit_test(test_conflicts),
		cmocka_unit_test(test_conflict_ends),
		cmocka_unit_test(test_knowing_lasts),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_cites),
		cmocka_unit_test(test_damage_stops_one),
		cmocka_unit_test(test_damage_is_noticed),
		cmocka_unit_test(test_refresh_reads_what_grew),
		cmocka_unit_test(test_journals_come_and_go),
		cmocka_unit_test(test_order_of_files),
		cmocka_unit_test(test_staged_is_seen_and_leaves_no_trace),
		cmocka_unit_test(test_staged_folds_the_same),
		cmocka_unit_test(test_staged_adoption),
		cmocka_unit_test(test_refresh_drops_what_is_staged),
		cmocka_unit_test(test_edited),
		cmocka_unit_test(test_random_histories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

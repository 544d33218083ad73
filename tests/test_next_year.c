/* What the next year's folder begins with: worked out from this one, and brought in as anyone would bring it in. */
#include "testing.h"

#include "world.h"

#include "next_region.h"
#include "next_year.h"
#include "setup.h"

#define NEXT_ID "fedcba9876543210fedcba9876543210"

static char *region_text; /* WORLD_REGION, with a kind for reversals */

static void make_region(void)
{
	static const char before[] = "short=\"Minskning\";", after[] = "short=\"Minskning\";reversal=true;";
	const char *at = strstr(WORLD_REGION, before);
	struct buffer text = { 0 };

	assert_non_null(at);
	buffer_add(&text, WORLD_REGION, (size_t)(at - WORLD_REGION));
	buffer_text(&text, after);
	buffer_text(&text, at + strlen(before));
	region_text = text.bytes;
}

static struct world *old_world(void)
{
	struct world *world = world_empty();
	struct error error = { 0 };

	world_file(world, "region.cfg", region_text);
	folder_free(world->folder);
	world->folder = folder_open(world->path, &error);
	expect(world->folder, "%s", error.text);
	struct act act = world_adoption(world, region_text, WORLD_ORG, NULL);
	world_add(world, "reg", &act, NULL, NULL, NULL);
	world->org = 1;
	return world;
}

static struct next_year *proposed(const struct book *book)
{
	struct error error = { 0 };
	struct next_year *next = next_year_make(book, book, NULL, &error);

	expect(next, "%s", error.text);
	return next;
}

/* The n:th act of a part; NULL: there are not so many. */
static const struct next_act *nth(const struct next_year *next, enum next_part part, size_t n)
{
	for (size_t i = 0; i < next->count; i++)
		if (next->acts[i].part == part && n-- == 0)
			return &next->acts[i];
	return NULL;
}

static const struct post *post(const struct next_year *next, enum next_part part, size_t n)
{
	const struct next_act *act = nth(next, part, n);

	return act ? &act->act.post : NULL;
}

static const struct leg *leg(const struct post *of, size_t n)
{
	return of && n < of->legs.count ? (const struct leg *)of->legs.items + n : NULL;
}

static void assert_leg(const struct post *of, size_t n, const char *unit, int64_t kr)
{
	const struct leg *at = leg(of, n);

	assert_non_null(at);
	assert_string_equal(at->unit, unit);
	assert_int_equal(at->kr, kr);
}

#define POST "'by':'reg','act':'post','decision':'RS § 1',"

/* ---- each part ---- */

static void the_base_is_this_years_ram(void **state)
{
	struct world *world = old_world();

	(void)state;
	world_line(world, NULL, "{" POST "'kind':'base','year':2020,'legs':[['a',1000]]}");
	world_line(world, NULL, "{" POST "'kind':'index','year':2020,'legs':[['a',30]]}");
	world_line(world, NULL, "{" POST "'kind':'cut','year':2020,'until':2020,'text':'Engångs','legs':[['a',168]]}");
	struct book *book = world_book(world);
	struct next_year *next = proposed(book);

	assert_int_equal(next->year, 2021);
	assert_int_equal(next->sums[NEXT_BASE].acts, 1);
	assert_leg(post(next, NEXT_BASE, 0), 0, "a", 1198); /* temporary money still in it */
	assert_string_equal(post(next, NEXT_BASE, 0)->kind, "base");
	assert_int_equal(post(next, NEXT_BASE, 0)->year, 2021);
	assert_string_equal(post(next, NEXT_BASE, 0)->decision, "Budget 2020");
	assert_int_equal(next->before, 103000);
	assert_int_equal(next->after, 103000);
	assert_int_equal(next->differing, 0);
	next_year_free(next);
	book_free(book);
	world_free(world);
}

static void what_ends_is_taken_back_in_its_own_kind(void **state)
{
	struct world *world = old_world();

	(void)state;
	world_line(world, NULL, "{" POST "'kind':'index','year':2020,'line':'personal','text':'Engångs','legs':[['a',168,2020],['b',20]]}");
	world_line(world, NULL, "{" POST "'kind':'saving','year':2020,'until':2020,'text':'Lån','legs':[['a',-5],['b',5]]}");
	struct book *book = world_book(world);
	struct next_year *next = proposed(book);
	const struct post *back = post(next, NEXT_REVERSAL, 0);

	assert_int_equal(next->sums[NEXT_REVERSAL].acts, 2);
	assert_string_equal(back->kind, "cut");
	assert_string_equal(back->text, "återför: Engångs, tillfälligt t.o.m. 2020");
	assert_string_equal(back->decision, "RS § 1");
	assert_string_equal(back->line, "personal");
	assert_int_equal(back->until, NUMBER_NONE);
	assert_int_equal(back->legs.count, 1); /* the other end is for good */
	assert_leg(back, 0, "a", -168);
	back = post(next, NEXT_REVERSAL, 1);
	assert_int_equal(back->legs.count, 2); /* both ends end: still a zero-sum */
	assert_leg(back, 0, "a", 5);
	assert_leg(back, 1, "b", -5);
	assert_int_equal(next->differing, 0);
	next_year_free(next);
	book_free(book);
	world_free(world);
}

static void a_whole_year_is_a_post_of_its_own(void **state)
{
	struct world *world = old_world();

	(void)state;
	world_line(world, NULL, "{" POST "'kind':'index','year':2020,'text':'Natt','legs':[['a',10,null,24]]}");
	world_line(world, NULL, "{" POST "'kind':'transfer','year':2020,'until':2021,'text':'Flytt','legs':[['a',10,null,30],['b',-10]]}");
	struct book *book = world_book(world);
	struct next_year *next = proposed(book);
	const struct post *rest = post(next, NEXT_FULL_YEAR, 0);

	assert_string_equal(rest->kind, "index");
	assert_string_equal(rest->text, "helårseffekt av: Natt");
	assert_leg(rest, 0, "a", 14);
	rest = post(next, NEXT_FULL_YEAR, 1);
	assert_string_equal(rest->kind, "transfer");
	assert_string_equal(rest->end, "unknown"); /* only one end rises */
	assert_leg(rest, 0, "a", 20);
	assert_int_equal(leg(rest, 0)->until, 2021); /* ends when that ends which it belongs to */
	assert_int_equal(next->differing, 0);
	next_year_free(next);
	book_free(book);
	world_free(world);
}

static void what_ends_later_ends_then(void **state)
{
	struct world *world = old_world();
	const struct post *part;

	(void)state;
	world_line(world, NULL, "{" POST "'kind':'base','year':2020,'legs':[['a',1000]]}");
	world_line(world, NULL, "{" POST "'kind':'index','year':2020,'until':2022,'text':'Projekt','legs':[['a',70]]}");
	struct book *book = world_book(world);
	struct next_year *next = proposed(book);

	assert_int_equal(next->sums[NEXT_BASE].acts, 2);
	part = post(next, NEXT_BASE, 0);
	assert_leg(part, 0, "a", 70);
	assert_int_equal(part->until, 2022);
	assert_string_equal(part->text, "därav tillfälligt t.o.m. 2022: Projekt");
	assert_leg(post(next, NEXT_BASE, 1), 0, "a", 1000);
	assert_int_equal(next->sums[NEXT_BASE].kr, 1070);
	assert_int_equal(next->sums[NEXT_REVERSAL].acts, 0);
	next_year_free(next);
	book_free(book);
	world_free(world);
}

static void what_is_decided_for_later_comes_along(void **state)
{
	struct world *world = old_world();
	const struct post *part;

	(void)state;
	world_line(world, NULL, "{" POST "'kind':'cut','year':2021,'text':'Sänkt','legs':[['rot',-187]],'details':[{'id':'x','text':'Del','kr':-100}]}");
	world_line(world, NULL, "{" POST "'kind':'saving','year':2022,'until':2022,'legs':[['a',-1,null,-2],['b',1]],'end':'derived'}");
	world_line(world, NULL, "{" POST "'id':'bort','kind':'index','year':2021,'legs':[['a',9]]}");
	world_line(world, NULL, "{" POST "'kind':'index','year':2021,'legs':[],'replaces':'%s'}", world_pen(world, "reg")->hashes[3]);
	struct book *book = world_book(world);
	struct next_year *next = proposed(book);

	assert_int_equal(next->sums[NEXT_DECIDED].acts, 2); /* and not what was withdrawn */
	part = post(next, NEXT_DECIDED, 0);
	assert_leg(part, 0, "rot", -187);
	assert_int_equal(part->year, 2021);
	assert_int_equal(part->details.count, 1);
	part = post(next, NEXT_DECIDED, 1);
	assert_int_equal(part->year, 2022);
	assert_int_equal(part->until, 2022);
	assert_int_equal(leg(part, 0)->full_year, -2);
	assert_string_equal(part->end, "derived");
	assert_int_equal(next->sums[NEXT_BASE].acts, 0);
	next_year_free(next);
	book_free(book);
	world_free(world);
}

static void the_budget_comes_without_its_locks(void **state)
{
	struct world *world = old_world();

	(void)state;
	world_line(world, NULL,
	           "{'by':'ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':500,'hold':'avtal','profile':[1,1,1,1,1,1,9,1,1,1,1,1],"
	           "'details':[{'id':'d1','text':'Läkare','kr':500,'staff':[10000,10000,50000,1,12,0,4275]}]},{'line':'material','kr':7}]}");
	world_line(world, NULL, "{'by':'ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'material','kr':null}]}");
	world_line(world, NULL, "{'by':'ca','act':'distribute','unit':'a','year':2021,'lines':[{'line':'material','kr':8}]}");
	struct book *book = world_book(world);
	struct next_year *next = proposed(book);
	const struct next_act *act = nth(next, NEXT_BUDGET, 0);

	assert_non_null(act);
	const struct distribute *budget = &act->act.distribute;
	const struct row *row = budget->rows.items;
	assert_int_equal(budget->year, 2020);
	assert_string_equal(budget->decision, "Budget 2020");
	assert_int_equal(budget->rows.count, 1);
	assert_null(row->hold);
	assert_int_equal(row->profile.count, 1);
	assert_int_equal(row->details.count, 1);
	assert_int_equal(((const struct detail *)row->details.items)->staff.count, 1);
	assert_int_equal(next->lost_count, 1); /* the plan year is the chef's to divide again */
	assert_string_equal(next->lost[0].what, "A: fördelningen av planåren");
	assert_int_equal(next->lost[0].kr, 8);
	next_year_free(next);
	book_free(book);
	world_free(world);
}

/* With the decision that she writes by: those of units that get their ram from a chef, too. */
static void targets_are_carried_by_the_registrar(void **state)
{
	struct world *world = old_world();

	(void)state;
	world_line(world, NULL, "{'by':'rd','act':'target','unit':'a','year':2021,'kr':12}");
	world_line(world, NULL, "{'by':'reg','act':'target','unit':'rot','year':2021,'kr':3}");
	struct book *book = world_book(world);
	struct next_year *next = proposed(book);

	assert_int_equal(next->sums[NEXT_TARGET].acts, 2);
	assert_int_equal(nth(next, NEXT_TARGET, 0)->act.target.kr, 3);
	assert_int_equal(nth(next, NEXT_TARGET, 1)->act.target.kr, 12);
	assert_string_equal(nth(next, NEXT_TARGET, 1)->act.target.unit, "a");
	assert_non_null(nth(next, NEXT_TARGET, 1)->act.target.decision);
	assert_int_equal(next->lost_count, 0);
	next_year_free(next);
	book_free(book);
	world_free(world);
}

/* ---- what cannot be carried is named ---- */

static void a_unit_that_became_a_group_is_named(void **state)
{
	struct world *world = old_world();
	char *org = memory_string(WORLD_ORG), *at = strstr(org, "{id=\"b\";parent=\"div\";kind=\"unit\";name=\"B\";level=\"division\";chef=\"cb\";}");
	static const char group[] = "{id=\"b\";parent=\"div\";kind=\"group\";name=\"B\";";

	(void)state;
	assert_non_null(at);
	world_line(world, NULL, "{" POST "'kind':'base','year':2020,'legs':[['b',400]]}");
	world_line(world, NULL, "{" POST "'kind':'transfer','year':2021,'legs':[['a',-4],['b',4]]}");
	memset(at, ' ', strcspn(at, "}"));
	memcpy(at, group, strlen(group));
	struct act act = world_adoption(world, region_text, org, NULL);
	world_add(world, "reg", &act, NULL, NULL, NULL);
	struct book *book = world_book(world);
	struct next_year *next = proposed(book);

	assert_int_equal(next->sums[NEXT_BASE].acts, 0);
	assert_int_equal(next->lost_count, 2);
	assert_int_equal(next->lost[0].kr, 400);
	assert_non_null(strstr(next->lost[0].why, "grupp"));
	assert_int_equal(next->lost[1].kr, 4);
	assert_leg(post(next, NEXT_DECIDED, 0), 0, "a", -4); /* what can come along does */
	assert_string_equal(post(next, NEXT_DECIDED, 0)->end, "unknown");
	assert_int_equal(next->differing, 1);
	next_year_free(next);
	book_free(book);
	world_free(world);
	free(org);
}

static void without_a_kind_for_it_nothing_is_taken_back_in_silence(void **state)
{
	struct world *world = world_new();
	struct error error = { 0 };

	(void)state;
	world_line(world, NULL, "{" POST "'kind':'index','year':2020,'legs':[['a',5]]}");
	struct book *book = world_book(world);
	struct next_year *next = next_year_make(book, book, NULL, &error);
	expect(next, "%s", error.text); /* nothing ends, so nothing is missing */
	next_year_free(next);
	book_free(book);
	world_line(world, NULL, "{" POST "'kind':'index','year':2020,'until':2020,'legs':[['a',5]]}");
	book = world_book(world);
	assert_null(next_year_make(book, book, NULL, &error));
	assert_string_equal(error.word, "no-reversal");
	assert_non_null(strstr(error.text, "reversal=true"));
	book_free(book);
	world_free(world);
}

/* ---- into a new folder ---- */

/* Made and filled as a registrar would, in one go; the input twice, for that is harmless. */
static struct folder *next_folder(struct world *world, const struct next_year *next, const char *path)
{
	struct buffer input = { 0 };
	struct error error = { 0 };
	size_t written;

	expect(setup_init_after(path, world->folder, NEXT_ID, &error), "%s", error.text);
	struct folder *folder = folder_open(path, &error);
	expect(folder, "%s", error.text);
	expect(next_year_print(&input, next, &error), "%s", error.text);
	expect(setup_do(folder, next_year_writer(next->now), input.bytes, input.size, &written, &error), "%s", error.text);
	assert_int_equal(written, next->count);
	expect(setup_do(folder, next_year_writer(next->now), input.bytes, input.size, &written, &error), "%s", error.text);
	assert_int_equal(written, 0);
	buffer_free(&input);
	return folder;
}

static money or_zero(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

static void assert_same_rams(const struct book *old, const struct book *new, int year)
{
	struct ram_table *before = ram_make(old, year, NULL, 0), *after = ram_make(new, year, NULL, 0);

	for (int unit = 0; unit < old->org->count; unit++)
		expect(or_zero(before->balance[unit].ram) == or_zero(after->balance[unit].ram), "%s %d: %lld became %lld", old->org->units[unit].id, year,
		       (long long)before->balance[unit].ram, (long long)after->balance[unit].ram);
	ram_free(before);
	ram_free(after);
}

static void assert_base_is_ram(const struct book *old, const struct book *new)
{
	struct ram_table *before = ram_make(old, old->region->year, NULL, 0), *after = ram_make(new, new->region->year, NULL, 0);

	for (int unit = 0; unit < old->org->count; unit++)
		if (old->org->units[unit].kind != UNIT_GROUP)
			expect(before->own[unit] == ram_kind(after, unit, (int)new->region->opening) || before->own[unit] == MONEY_NONE, "%s", old->org->units[unit].id);
	ram_free(before);
	ram_free(after);
}

static unsigned seed;

static int draw(int below)
{
	seed = seed * 1103515245U + 12345U;
	return (int)(seed >> 16) % below;
}

static void add_leg(struct buffer *out, const char *unit, int kr, bool may_vary)
{
	static const char *const untils[] = { "null", "null", "2022", "2023", "2030" };

	buffer_format(out, "%s['%s',%d", strchr(out->bytes, '[') && out->bytes[out->size - 1] == ']' ? "," : "", unit, kr);
	if (may_vary && draw(3) == 0)
		buffer_format(out, ",%s,%d", untils[draw(5)], kr * draw(4));
	else if (draw(4) == 0)
		buffer_format(out, ",%d", 2022 + draw(3));
	buffer_text(out, "]");
}

/* A post that the registrar may write, of any kind and duration. */
static void random_post(struct world *world)
{
	static const char *const kinds[] = { "base", "index", "cut", "saving", "transfer" };
	static const char *const levels[][6] = { { "rot" }, { "a", "b", "ansr" }, { "a1", "a2", "a3", "ans", "sub1", "sub2" }, { "a11" }, { "b1" } };
	static const int sizes[] = { 1, 3, 6, 1, 1 };
	int kind = draw(5), level = draw(5), year = kind ? 2020 + draw(3) : 2020, first = draw(sizes[level]), kr = draw(2000) - 700;
	struct buffer text = { 0 };

	buffer_format(&text, "{" POST "'kind':'%s','year':%d,", kinds[kind], year);
	if (draw(3) == 0)
		buffer_format(&text, "'until':%d,", year + draw(4));
	buffer_text(&text, "'legs':[");
	add_leg(&text, levels[level][first], kr, kind > 0);
	if (sizes[level] > 1)
		add_leg(&text, levels[level][(first + 1) % sizes[level]], -kr, kind > 0);
	buffer_text(&text, kind > 2 && sizes[level] == 1 ? "],'end':'own'}" : "]}");
	world_line(world, NULL, "%s", text.bytes);
	buffer_free(&text);
}

/* Some earlier post is not to be after all. */
static void random_withdrawal(struct world *world)
{
	const struct pen *pen = world_pen(world, "reg");

	world_line(world, NULL, "{" POST "'kind':'cut','year':2020,'legs':[],'replaces':'%s'}", pen->hashes[1 + (size_t)draw((int)pen->count - 1)]);
}

static void random_budget(struct world *world)
{
	world_line(world, NULL, "{'by':'ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'%s','kr':%d}]}", draw(2) ? "personal" : "material", draw(500));
}

static void the_ramar_are_the_same_whatever_was_decided(void **state)
{
	(void)state;
	for (unsigned book_seed = 1; book_seed <= 60; book_seed++) {
		struct world *world = old_world();
		char *scratch = testing_directory(), path[4200];
		struct error error = { 0 };

		seed = book_seed * 7919U;
		for (int i = draw(30); i >= 0; i--)
			random_post(world);
		random_withdrawal(world);
		random_budget(world);
		random_post(world);
		struct book *old = world_book(world);
		struct next_year *next = proposed(old);
		assert_int_equal(next->lost_count, 0);
		assert_int_equal(next->differing, 0);
		assert_int_equal(next->before, next->after);
		snprintf(path, sizeof path, "%s/next", scratch);
		struct folder *folder = next_folder(world, next, path);
		struct book *new = book_open(folder, &error);
		expect(new, "%s", error.text);
		for (int year = 2021; year <= 2022; year++)
			assert_same_rams(old, new, year);
		assert_base_is_ram(old, new);
		book_free(new);
		folder_free(folder);
		next_year_free(next);
		book_free(old);
		testing_remove(scratch);
		world_free(world);
	}
}

/* ---- region.cfg ---- */

static void assert_rolled(const char *before, const char *after)
{
	struct buffer out = { 0 };

	next_region(&out, before, NEXT_ID, 2020);
	assert_string_equal(out.bytes, after);
	buffer_free(&out);
}

static void only_the_year_and_the_id_are_others(void **state)
{
	(void)state;
	assert_rolled("id = \"0\"; # id = \"0\"; year = 2020\nyear=2020;\n", "id = \"" NEXT_ID "\"; # id = \"0\"; year = 2020\nyear=2021;\n");
	assert_rolled("/* year = 2020; */ // id = \"1\"\nname = \"year = 2020; \\\"id\\\" = 2020\";\n",
	              "/* year = 2020; */ // id = \"1\"\nname = \"year = 2020; \\\"id\\\" = 2020\";\n");
	assert_rolled("year /* so */ = # there\n 2020 ;", "year /* so */ = # there\n 2021 ;");
	assert_rolled("year : 2020, id : \"x\"", "year : 2021, id : \"" NEXT_ID "\"");
	assert_rolled("levels = ( { id=\"a\"; due=\"2020-01-15\"; }, { due = \"2020-02-29\"; }, { due=\"2019-12-20\"; } );",
	              "levels = ( { id=\"a\"; due=\"2021-01-15\"; }, { due = \"2021-02-28\"; }, { due=\"2020-12-20\"; } );");
	assert_rolled("kinds = ( { id=\"base\"; short=\"2019\"; }, { short=\"2020\"; } );", "kinds = ( { id=\"base\"; short=\"2020\"; }, { short=\"2020\"; } );");
	assert_rolled("series = ( { year=2020; until=2020; date=\"2019-10-01\"; } ); note = \"2020\"", "series = ( { year=2020; until=2020; date=\"2019-10-01\"; } ); note = \"2020\"");
	assert_rolled("\"oavslutad", "\"oavslutad");
	assert_rolled("/* oavslutad", "/* oavslutad");
}

static void a_year_that_cannot_be_changed_makes_no_folder(void **state)
{
	struct world *world = old_world();
	char *scratch = testing_directory(), path[4200], *hex = memory_string(region_text), *at = strstr(hex, "year=2020;");
	struct error error = { 0 };

	(void)state;
	assert_non_null(at);
	memcpy(at, "year=0x7e4", strlen("year=0x7e4"));
	hex = memory_grow(hex, strlen(hex) + 2, 1);
	at = strstr(hex, "0x7e4") + strlen("0x7e4");
	memmove(at + 1, at, strlen(at) + 1);
	*at = ';';
	world_file(world, "region.cfg", hex);
	snprintf(path, sizeof path, "%s/next", scratch);
	assert_false(setup_init_after(path, world->folder, NEXT_ID, &error));
	assert_non_null(strstr(error.text, "year"));
	assert_int_not_equal(access(path, F_OK), 0);
	assert_false(setup_init_after(path, world->folder, "kort", &error));
	assert_string_equal(error.word, "bad-id");
	free(hex);
	testing_remove(scratch);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_base_is_this_years_ram),
		cmocka_unit_test(what_ends_is_taken_back_in_its_own_kind),
		cmocka_unit_test(a_whole_year_is_a_post_of_its_own),
		cmocka_unit_test(what_ends_later_ends_then),
		cmocka_unit_test(what_is_decided_for_later_comes_along),
		cmocka_unit_test(the_budget_comes_without_its_locks),
		cmocka_unit_test(targets_are_carried_by_the_registrar),
		cmocka_unit_test(a_unit_that_became_a_group_is_named),
		cmocka_unit_test(without_a_kind_for_it_nothing_is_taken_back_in_silence),
		cmocka_unit_test(the_ramar_are_the_same_whatever_was_decided),
		cmocka_unit_test(only_the_year_and_the_id_are_others),
		cmocka_unit_test(a_year_that_cannot_be_changed_makes_no_folder),
	};
	int failed;

	make_region();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(region_text);
	return failed;
}

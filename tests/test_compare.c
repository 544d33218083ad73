/* Two states of the budget beside each other: what differs, why, and that the reasons come to the whole difference, whatever has happened between. */
#include "world.h"

#include "compare.h"

#define FREEZE(name) "{'by':'rd','act':'version','name':'" name "'}"

struct pair { struct book *now, *then[COMPARE_SIDES]; struct compare *compare; };

/* A version by its name; NULL: now. */
static struct compare_side side_of(const struct book *now, const char *name, struct book **made)
{
	struct error error = { 0 };
	const struct event *version = name ? version_find(now, name, &error) : NULL;

	expect(version || !name, "%s", error.text);
	*made = version ? book_at(now, version, &error) : NULL;
	expect(*made || !version, "%s", error.text);
	return (struct compare_side){ *made ? *made : now, version };
}

static struct pair pair_new(struct world *world, const char *one, const char *other, int year)
{
	struct pair pair = { .now = world_book(world) };
	struct compare_side a = side_of(pair.now, one, &pair.then[0]), b = side_of(pair.now, other, &pair.then[1]);

	pair.compare = compare_make(&a, &b, pair.now, year);
	return pair;
}

static void pair_free(struct pair *pair)
{
	compare_free(pair->compare);
	book_free(pair->then[0]);
	book_free(pair->then[1]);
	book_free(pair->now);
}

/* «Index: x | 100 | grounds», one a line; of a row. */
static char *told(const struct compare *compare, const char *id)
{
	const struct compare_row *row = compare_find(compare, id);
	struct buffer out = { 0 };

	buffer_text(&out, "");
	for (size_t i = 0; i < row->reason_count; i++) {
		compare_tell_reason(&out, compare, row, &row->reasons[i], MONEY_IN_KR, MONEY_ASCII);
		buffer_format(&out, " | %lld | ", (long long)(row->reasons[i].kr / MONEY_KR));
		compare_tell_grounds(&out, compare, &row->reasons[i]);
		buffer_text(&out, "\n");
	}
	return out.bytes;
}

static void expect_told(const struct compare *compare, const char *id, const char *wanted)
{
	char *text = told(compare, id);

	expect(!strcmp(text, wanted), "%s:\n%s", id, text);
	free(text);
}

static void expect_changes(const struct compare *compare, const char *id, const char *wanted)
{
	struct buffer out = { 0 };

	compare_tell_changes(&out, compare, compare_find(compare, id));
	expect(!strcmp(out.bytes, wanted), "%s: %s", id, out.bytes);
	buffer_free(&out);
}

/* ---- what happened between ---- */

static void test_posts_between(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'base','year':2020,'legs':[['a',1000],['b',500]]}");
	const char *cut = world_line(world, NULL, "{'by':'rd','act':'post','kind':'cut','year':2020,'legs':[['a',-30]],'text':'lokaler'}");
	const char *wrong = world_line(world, NULL, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['a',20]]}");
	world_line(world, NULL, FREEZE("Plan"));
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['a',100]],'text':'löner','decision':'RS 3 okt'}");
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'transfer','year':2020,'legs':[['a',-7],['b',7]],'text':'kök'}");
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'cut','year':2020,'legs':[['a',-50]],'text':'mer','replaces':'%s'}", cut);
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[],'replaces':'%s'}", wrong);
	world_line(world, NULL, "{'by':'rd','act':'target','unit':'a','year':2020,'kr':9}");
	struct pair pair = pair_new(world, "plan", NULL, 2020);
	const struct compare_row *a = compare_find(pair.compare, "a");

	assert_int_equal(a->ram[OLDER], 990 * MONEY_KR);
	assert_int_equal(a->ram[NEWER], 1043 * MONEY_KR);
	assert_int_equal(compare_difference(a->ram), 53 * MONEY_KR);
	assert_int_equal(a->unexplained, 0);
	assert_int_equal(a->ram_reasons, 4);
	assert_int_equal(compare_kind(pair.compare, a, NEWER, "cut"), -50 * MONEY_KR);
	expect_told(pair.compare, "a",
	            "Index: löner | 100 | RS 3 okt · regiondirektör · 20 nov 2019\n"
	            "Omfördelning: kök | -7 | regiondirektör · 20 nov 2019\n"
	            "Minskning: mer (ändrad från -30 till -50) | -20 | regiondirektör · 20 nov 2019\n"
	            "Tillbakadragen: Index | -20 | regiondirektör · 20 nov 2019\n"
	            "Resultatmål från inget till 9 | 9 | regiondirektör · 20 nov 2019\n");
	expect_told(pair.compare, "div", "A | 53 | \nB | 7 | \n");
	assert_int_equal(compare_differing(pair.compare), 4); /* and rot: what it has left */
	pair_free(&pair);
	world_free(world);
}

static void test_the_division(void **state)
{
	struct world *world = world_new();
	struct buffer out = { 0 };

	(void)state;
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'base','year':2020,'legs':[['a',1000]]}");
	world_line(world, "rd:1", "{'by':'ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':600},{'line':'material','kr':80}]}");
	world_line(world, "ca:1", FREEZE("Plan"));
	world_line(world, NULL, "{'by':'ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':650}],'why':'fler'}");
	world_line(world, NULL, "{'by':'ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':700},{'line':'material','kr':null}],'why':'ännu fler'}");
	world_line(world, NULL, "{'by':'ca','act':'distribute','unit':'a','year':2021,'lines':[{'line':'personal','kr':1}]}");
	struct pair pair = pair_new(world, NULL, "Plan", 2020);

	assert_null(pair.compare->side[NEWER].version); /* whichever is asked for first */
	expect_told(pair.compare, "a",
	            "Personal från 600 till 700, ändrad 2 gånger: ännu fler | 100 | divisionschef A · 20 nov 2019\n"
	            "Material från 80 till inget | -80 | divisionschef A · 20 nov 2019\n");
	compare_tell_left(&out, pair.compare, compare_find(pair.compare, "a"), MONEY_IN_KR, MONEY_ASCII);
	assert_string_equal(out.bytes, "Kvar att fördela från 320 till 300 (kostnader -20)");
	buffer_free(&out);
	pair_free(&pair);
	world_free(world);
}

static void test_other_organisation(void **state)
{
	static const char other[] = "units=(\n" WORLD_ROOT WORLD_A "{id=\"a1\";parent=\"a\";kind=\"group\";name=\"A ett\";},\n"
				    "{id=\"a11\";parent=\"a1\";kind=\"unit\";name=\"A11\";level=\"omrade\";chef=\"ca11\";},\n"
				    "{id=\"b1\";parent=\"a\";kind=\"unit\";name=\"B1\";level=\"omrade\";chef=\"cb1\";},\n"
				    "{id=\"nu\";parent=\"rot\";kind=\"anslag\";name=\"Nytt\";}\n);\n";
	static const char *const order[] = { "rot", "div", "a", "a1", "a11", "b1", "a2", "ga", "a3", "ans", "sub1", "sub2", "b", "nu", "ansr" };
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'base','year':2020,'legs':[['a',1000],['b',500]]}");
	world_line(world, "rd:1", "{'by':'ca','act':'post','kind':'base','year':2020,'legs':[['a1',40]]}");
	world_line(world, "rd:1", "{'by':'cb','act':'post','kind':'base','year':2020,'legs':[['b1',30]]}");
	world_line(world, "ca:1 cb:1", FREEZE("Plan"));
	world_adopt(world, other, NULL);
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['nu',5]]}");
	struct pair pair = pair_new(world, "Plan", NULL, 2020);

	assert_int_equal(pair.compare->count, sizeof order / sizeof *order);
	for (size_t i = 0; i < pair.compare->count; i++)
		expect(!strcmp(pair.compare->rows[i].id, order[i]), "%zu: %s", i, pair.compare->rows[i].id);
	assert_int_equal(compare_branch_end(pair.compare, 2), 12);
	expect_changes(pair.compare, "a", "");
	expect_changes(pair.compare, "a1", "hette A1, var en enhet");
	expect_changes(pair.compare, "b1", "flyttad från B");
	expect_changes(pair.compare, "b", "borttagen");
	expect_changes(pair.compare, "sub2", "borttagen");
	expect_changes(pair.compare, "nu", "ny");
	expect_told(pair.compare, "a1", "En grupp, utan egen ram, nu | -40 | \n");
	expect_told(pair.compare, "b", "Finns inte i organisationen nu | -500 | \n");
	expect_told(pair.compare, "nu", "Index | 5 | regiondirektör · 20 nov 2019\n");
	expect_told(pair.compare, "div", "B (borttagen) | -500 | \n");
	expect_told(pair.compare, "b1", "");
	pair_free(&pair);
	world_free(world);
}

/* Two that were frozen without knowing of each other. */
static void test_branches(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, "{'by':'ca','act':'post','kind':'base','year':2020,'legs':[['a1',40]],'text':'x'}");
	world_line(world, NULL, "{'by':'cb','act':'post','kind':'base','year':2020,'legs':[['b1',30]],'text':'y'}");
	world_line(world, "ca:1", FREEZE("ett"));
	world_line(world, "cb:1", "{'by':'reg','act':'version','name':'två'}");
	struct pair pair = pair_new(world, "två", "ett", 2020);

	assert_true(pair.compare->branches);
	expect_told(pair.compare, "a1", "Bara i ett: Utgångsläge: x | -40 | divisionschef A · 20 nov 2019\n");
	pair_free(&pair);
	pair = pair_new(world, "ett", NULL, 2020);
	assert_false(pair.compare->branches);
	pair_free(&pair);
	world_free(world);
}

/* Whatever happens later, two versions differ by what they differed by. */
static void test_what_was_compared_stays(void **state)
{
	static const char smaller[] = "units=(\n" WORLD_ROOT WORLD_A "{id=\"b\";parent=\"a\";kind=\"group\";name=\"Annat\";}\n);\n";
	struct world *world = world_new();

	(void)state;
	const char *post = world_line(world, NULL, "{'by':'rd','act':'post','kind':'base','year':2020,'legs':[['b',500]],'text':'x'}");
	world_line(world, NULL, FREEZE("ett"));
	const char *more = world_line(world, NULL, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['b',9]],'text':'y','replaces':'%s'}", post);
	world_line(world, NULL, FREEZE("två"));
	struct pair pair = pair_new(world, "ett", "två", 2020);
	char *before = told(pair.compare, "b");

	pair_free(&pair);
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[],'replaces':'%s'}", more);
	world_adopt(world, smaller, NULL);
	pair = pair_new(world, "ett", "två", 2020);
	assert_string_equal(before, "Index: y (ändrad från 500 till 9) | -491 | regiondirektör · 20 nov 2019\n");
	expect_told(pair.compare, "b", before);
	expect_changes(pair.compare, "b", "");
	free(before);
	pair_free(&pair);
	world_free(world);
}

/* ---- random histories ---- */

static uint64_t seed;

static size_t dice(size_t sides)
{
	return (size_t)(testing_random(&seed) % sides);
}

static const char *const writers[] = { "ca", "ca1", "cb", "rd", "reg" };
#define WRITERS (sizeof writers / sizeof *writers)

static void random_cites(struct world *world, const char *user, char out[300])
{
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; i < WRITERS; i++) {
		size_t count = world_pen(world, writers[i])->count;

		if (count && strcmp(writers[i], user) && dice(3))
			used += (size_t)snprintf(out + used, 300 - used, "%s:%zu ", writers[i], count - (dice(2) ? 0 : dice(count)));
	}
}

static const struct { const char *by, *unit, *other; } gifts[] = {
	{ "rd", "a", "b" }, { "rd", "b", "a" }, { "ca", "a1", "a2" }, { "ca", "a2", "a1" }, { "cb", "b1", "b1" }, { "ca", "ans", "a3" },
};
#define GIFTS (sizeof gifts / sizeof *gifts)

struct posted { const char *hash; size_t gift; };

static void random_post(struct world *world, struct posted *posted, size_t *count)
{
	size_t gift = dice(GIFTS), old = *count ? dice(*count) : 0;
	bool replaces = *count && !dice(3);
	char cites[300], text[400], replaced[100] = "";

	if (replaces) {
		gift = posted[old].gift;
		snprintf(replaced, sizeof replaced, ",'replaces':'%s'", posted[old].hash);
	}
	random_cites(world, gifts[gift].by, cites);
	if (replaces && !dice(3))
		snprintf(text, sizeof text, "'legs':[]");
	else if (dice(2) || !strcmp(gifts[gift].unit, gifts[gift].other))
		snprintf(text, sizeof text, "'legs':[['%s',%d%s]]", gifts[gift].unit, (int)dice(90) - 20, dice(3) ? "" : ",2020");
	else
		snprintf(text, sizeof text, "'legs':[['%s',%d],['%s',%d]]", gifts[gift].unit, (int)dice(90), gifts[gift].other, (int)dice(90));
	posted[(*count)++] = (struct posted){
		world_line(world, cites, "{'by':'%s','act':'post','kind':'%s','year':%d,%s%s}", gifts[gift].by, dice(2) ? "index" : "cut", 2020 + !dice(4), text, replaced),
		gift,
	};
}

static void random_line(struct world *world, struct posted *posted, size_t *count)
{
	char cites[300];

	if (dice(4)) {
		random_post(world, posted, count);
		return;
	}
	random_cites(world, "ca1", cites);
	if (dice(2))
		world_line(world, cites, "{'by':'ca1','act':'distribute','unit':'a1','year':2020,'lines':[{'line':'%s','kr':%d}]}", dice(2) ? "personal" : "material",
		           (int)dice(3));
	else
		world_line(world, NULL, "{'by':'rd','act':'target','unit':'%s','year':2020,'kr':%d}", dice(2) ? "a" : "b", (int)dice(3));
}

/* With all that is there, or with less. */
static void random_version(struct world *world, int number)
{
	const char *by = dice(2) ? "rd" : "reg";
	char cites[300];
	size_t used = 0;

	if (dice(3)) {
		*cites = '\0';
		for (size_t i = 0; i < WRITERS; i++)
			if (world_pen(world, writers[i])->count && strcmp(writers[i], by))
				used += (size_t)snprintf(cites + used, sizeof cites - used, "%s:%zu ", writers[i], world_pen(world, writers[i])->count);
	} else {
		random_cites(world, by, cites);
	}
	world_line(world, cites, "{'by':'%s','act':'version','name':'v%d'}", by, number);
}

static money zero(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

/* Every figure of a row against a table of its own, and its reasons against the difference. Returns how many reasons there were. */
static size_t expect_row(const struct compare *compare, const struct compare_row *row, int round)
{
	money sum = 0, lines = 0, costs[COMPARE_SIDES] = { 0, 0 };

	for (int side = 0; side < COMPARE_SIDES; side++)
		if (row->unit[side] != ORG_NONE) {
			expect(!strcmp(compare->side[side].book->org->units[row->unit[side]].id, row->id), "round %d %s", round, row->id);
			expect(row->ram[side] == world_ram(compare->side[side].book, row->id, compare->year), "round %d %s", round, row->id);
			costs[side] = zero(compare->table[side]->balance[row->unit[side]].costs);
		}
	for (size_t i = 0; i < row->ram_reasons; i++)
		sum += row->reasons[i].kr;
	for (size_t i = row->ram_reasons; i < row->reason_count; i++)
		if (row->reasons[i].kind == REASON_LINE)
			lines += row->reasons[i].kr;
	expect(sum == zero(row->ram[NEWER]) - zero(row->ram[OLDER]), "round %d, %s: %lld of %lld", round, row->id, (long long)sum,
	       (long long)(zero(row->ram[NEWER]) - zero(row->ram[OLDER])));
	expect(!row->unexplained && lines == costs[NEWER] - costs[OLDER], "round %d, %s", round, row->id);
	expect(row->differs || (!row->reason_count && row->left[OLDER] == row->left[NEWER]), "round %d, %s", round, row->id);
	return row->reason_count;
}

/* Each unit of both organisations has one row. */
static void expect_rows(const struct compare *compare, int round)
{
	for (int side = 0; side < COMPARE_SIDES; side++) {
		const struct org *org = compare->side[side].book->org;

		for (int unit = 0; unit < org->count; unit++) {
			const struct compare_row *row = compare_find(compare, org->units[unit].id);

			expect(row && row->unit[side] == unit, "round %d, %s", round, org->units[unit].id);
		}
	}
	for (size_t i = 1; i < compare->count; i++)
		for (size_t j = 0; j < i; j++)
			expect(strcmp(compare->rows[i].id, compare->rows[j].id), "round %d, %s twice", round, compare->rows[i].id);
}

struct met { size_t reasons, kinds[REASON_LINE + 1], changes; };

static void expect_pair(const struct compare_side *one, const struct compare_side *other, const struct book *now, int round, struct met *met)
{
	struct compare *compare = compare_make(one, other, now, 2020 + round % 2);

	expect_rows(compare, round);
	for (size_t i = 0; i < compare->count; i++) {
		const struct compare_row *row = &compare->rows[i];

		met->reasons += expect_row(compare, row, round);
		met->changes += row->changes != 0;
		for (size_t j = 0; j < row->ram_reasons; j++) {
			met->kinds[row->reasons[j].kind]++;
			expect(row->reasons[j].kr, "round %d, %s: a reason for nothing", round, row->id);
		}
		for (size_t j = row->ram_reasons; j < row->reason_count; j++)
			met->kinds[row->reasons[j].kind]++;
		char *text = told(compare, row->id); /* whatever happened, there are words for it */
		free(text);
	}
	if (one->book == other->book)
		assert_int_equal(compare_differing(compare), 0);
	compare_free(compare);
}

static void expect_all_pairs(struct world *world, int round, struct met *met)
{
	struct book *now = world_book(world), *then[12];
	struct compare_side sides[12] = { { now, NULL } };
	size_t count = 1;

	for (size_t i = 0; i < now->version_count; i++) {
		struct book *book = book_at(now, now->versions[i], NULL);

		assert_non_null(book);
		then[count] = book;
		sides[count++] = (struct compare_side){ book, now->versions[i] };
	}
	for (size_t i = 0; i < count; i++)
		for (size_t j = i; j < count; j++)
			expect_pair(&sides[i], &sides[j], now, round, met);
	for (size_t i = 1; i < count; i++)
		book_free(then[i]);
	book_free(now);
}

static void test_random_histories(void **state)
{
	static const char moved[] = "units=(\n" WORLD_ROOT WORLD_A WORLD_A2 "{id=\"a1\";parent=\"a2\";kind=\"group\";name=\"A1\";},\n"
				    "{id=\"b\";parent=\"a\";kind=\"unit\";name=\"Före detta B\";level=\"omrade\";chef=\"cb\";},\n"
				    "{id=\"b1\";parent=\"b\";kind=\"unit\";name=\"B1\";level=\"omrade\";chef=\"cb1\";},\n"
				    "{id=\"nytt\";parent=\"div\";kind=\"unit\";name=\"Nytt\";level=\"division\";chef=\"ca3\";});\n";
	struct world *world = world_empty();
	struct act adoptions[2] = { world_adoption(world, WORLD_REGION, WORLD_ORG, NULL), world_adoption(world, WORLD_REGION, moved, NULL) };
	struct met met = { 0 };

	(void)state;
	for (int round = 0, rounds = testing_cases(60, 2000); round < rounds; round++) {
		struct posted posted[60];
		size_t count = 0;
		int versions = 0;

		seed = (uint64_t)round;
		world_forget_lines(world);
		for (size_t i = 0; i < WRITERS; i++) {
			char name[100];

			world_pen(world, writers[i])->empty = true;
			snprintf(name, sizeof name, "journals/%s.jsonl", writers[i]);
			testing_write(world_path(world, name), "", 0);
		}
		world->org = 0;
		world_add(world, "reg", &adoptions[0], NULL, NULL, NULL);
		world->org = 1;
		for (int i = 0; i < 50; i++) {
			if (!dice(12) && versions < 6) {
				random_version(world, versions++);
			} else if (!dice(12)) {
				struct end end = { writers[dice(3)], 0 };
				struct act adoption = adoptions[dice(2)];

				end.n = (int64_t)dice(world_pen(world, end.user)->count + 1); /* what is after it counts no longer */
				adoption.adopt.ends = (struct list){ &end, !dice(4) };
				world_add(world, "reg", &adoption, NULL, NULL, NULL);
				world->org = (int64_t)world_pen(world, "reg")->count;
			} else {
				random_line(world, posted, &count);
			}
		}
		expect_all_pairs(world, round, &met);
	}
	expect(met.reasons > 1000 && met.changes > 100, "%zu reasons, %zu changes: not worth the name of histories", met.reasons, met.changes);
	for (int kind = 0; kind <= REASON_LINE; kind++)
		expect(met.kinds[kind], "no reason of kind %d has been met", kind);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_posts_between), cmocka_unit_test(test_the_division),     cmocka_unit_test(test_other_organisation),
		cmocka_unit_test(test_branches),      cmocka_unit_test(test_what_was_compared_stays), cmocka_unit_test(test_random_histories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

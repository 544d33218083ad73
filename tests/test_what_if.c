/* Räkneexempel over a whole branch: what a step comes to, on a small region by hand and on the example region whatever the step. */
#include "small.h"

#include "ram.h"
#include "text.h"
#include "what_if.h"

#include <stdio.h>

#define YEAR 2020

static struct what_if_step step_of(const char *unit, enum what_changes what, const char *line, const char *text)
{
	struct what_if_step step = { .what = what, .shown = MONEY_IN_KR };

	snprintf(step.unit, sizeof step.unit, "%s", unit);
	snprintf(step.line, sizeof step.line, "%s", line ? line : "");
	snprintf(step.text, sizeof step.text, "%s", text);
	return step;
}

/* ---- by hand ---- */

/* Norr has 1 000: 300 staff, 100 material that is locked, 50 set aside, and Norr A has 500, of which 400 is staff. 50 is left. */
#define NORR \
	POST("p1", "base", "['norr',1000],['syd',200]", "") \
	ACT("cn", "d1", "'act':'post','kind':'base','year':2020,'legs':[['norr-a',500]]") \
	ACT("cn", "d2", "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':300},{'line':'material','kr':100,'hold':'Avtal'}," \
	                "{'line':'reserv','kr':50}]") \
	ACT("ca", "d3", "'act':'distribute','unit':'norr-a','year':2020,'lines':[{'line':'personal','kr':400},{'line':'intakter','kr':10}]")

static const struct {
	const char *name, *unit;
	enum what_changes what;
	const char *line, *text;
	const char *word; /* refused with it; NULL: what it comes to, kr: */
	int64_t norr_ram, norr_staff, norr_left, sub_ram, sub_staff, sub_left, above;
} hand[] = {
	{ "a ram falls on what is not locked", "norr", WHAT_RAM, NULL, "+80", NULL, 1080, 330, 50, 550, 450, 110, 1280 },
	{ "per cent, of the ram", "norr", WHAT_RAM, NULL, "-8%", NULL, 920, 270, 50, 450, 350, 110, 1120 },
	{ "the odd krona is placed", "norr", WHAT_RAM, NULL, "+1", NULL, 1001, 300, 50, 501, 401, 110, 1201 },
	{ "what nothing can take is kept", "syd", WHAT_RAM, NULL, "+10", NULL, 1000, 300, 50, 500, 400, 110, 1210 },
	{ "a group's falls on its units", "delar", WHAT_RAM, NULL, "+12", NULL, 1010, 304, 50, 506, 406, 110, 1212 },
	{ "one line in the whole branch", "norr", WHAT_LINE, "personal", "+10%", NULL, 1000, 330, 20, 500, 440, 70, 1200 },
	{ "kronor on one line, in proportion", "norr", WHAT_LINE, "personal", "-70", NULL, 1000, 270, 80, 500, 360, 150, 1200 },
	{ "all costs but the locked ones", "norr", WHAT_COSTS, NULL, "+1%", NULL, 1000, 303, 47, 500, 404, 106, 1200 },
	{ "an income", "norr", WHAT_LINE, "intakter", "+10", NULL, 1000, 300, 50, 500, 400, 120, 1200 },
	{ "one unit alone", "norr-a", WHAT_RAM, NULL, "+100", NULL, 1000, 300, -50, 600, 500, 110, 1200 },
	{ "how much in all is no change", "norr", WHAT_RAM, NULL, "1000", "sign", 0, 0, 0, 0, 0, 0, 0 },
	{ "nothing typed", "norr", WHAT_RAM, NULL, "", "sign", 0, 0, 0, 0, 0, 0, 0 },
	{ "not an amount", "norr", WHAT_RAM, NULL, "+många", "not-an-amount", 0, 0, 0, 0, 0, 0, 0 },
	{ "no change at all", "norr", WHAT_RAM, NULL, "+0%", "nothing", 0, 0, 0, 0, 0, 0, 0 },
	{ "below nothing", "norr", WHAT_RAM, NULL, "-1001", "negative", 0, 0, 0, 0, 0, 0, 0 },
	{ "more than what is not locked", "norr", WHAT_RAM, NULL, "-801", "negative", 0, 0, 0, 0, 0, 0, 0 },
	{ "no ram", "fou", WHAT_RAM, NULL, "+2%", "nothing-to-spread", 0, 0, 0, 0, 0, 0, 0 },
	{ "no such line in the branch", "syd", WHAT_LINE, "personal", "+1%", "nothing-to-spread", 0, 0, 0, 0, 0, 0, 0 },
	{ "only locked ones", "norr", WHAT_LINE, "material", "+1%", "nothing-to-spread", 0, 0, 0, 0, 0, 0, 0 },
	{ "too large", "norr", WHAT_RAM, NULL, "+10000000000000", "too-large", 0, 0, 0, 0, 0, 0, 0 },
	{ "no such unit", "ost", WHAT_RAM, NULL, "+1%", "unknown-unit", 0, 0, 0, 0, 0, 0, 0 },
	{ "a line that has left", "norr", WHAT_LINE, "el", "+1%", "unknown-line", 0, 0, 0, 0, 0, 0, 0 },
	{ "which comma", "norr", WHAT_RAM, NULL, "+1.234 mnkr", "ambiguous", 0, 0, 0, 0, 0, 0, 0 },
};

static money at(const struct ram_table *table, const char *unit, size_t member)
{
	return *(const money *)((const char *)&table->balance[org_find(table->book->org, unit)] + member);
}

static void expect_kr(const char *name, const char *what, money value, int64_t kr)
{
	expect(value == kr * MONEY_KR, "%s: %s is %lld kr, not %lld", name, what, (long long)(value / MONEY_KR), (long long)kr);
}

static void a_step_by_hand(void **state)
{
	struct small small;

	(void)state;
	small_make(&small, NORR, NULL);
	for (size_t i = 0; i < sizeof hand / sizeof *hand; i++) {
		struct what_if_step step = step_of(hand[i].unit, hand[i].what, hand[i].line, hand[i].text);
		const struct what_if one = { &step, 1, 1 };
		struct error error = { 0 };
		struct ram_table *table = what_if_make(&one, small.book, YEAR, &error);

		if (hand[i].word) {
			expect(!table && error.word && !strcmp(error.word, hand[i].word) && *error.text, "%s: %s", hand[i].name, error.word ? error.word : "done");
			continue;
		}
		expect(table, "%s: %s", hand[i].name, error.text);
		expect_kr(hand[i].name, "norr's ram", at(table, "norr", offsetof(struct balance, ram)), hand[i].norr_ram);
		expect_kr(hand[i].name, "norr's staff", ram_line(table, org_find(small.book->org, "norr"), "personal"), hand[i].norr_staff);
		expect_kr(hand[i].name, "norr's left", at(table, "norr", offsetof(struct balance, left)), hand[i].norr_left);
		expect_kr(hand[i].name, "A's ram", at(table, "norr-a", offsetof(struct balance, ram)), hand[i].sub_ram);
		expect_kr(hand[i].name, "A's staff", ram_line(table, org_find(small.book->org, "norr-a"), "personal"), hand[i].sub_staff);
		expect_kr(hand[i].name, "A's left", at(table, "norr-a", offsetof(struct balance, left)), hand[i].sub_left);
		expect_kr(hand[i].name, "sub-ramar above", at(table, "region", offsetof(struct balance, sub_rams)), hand[i].above);
		ram_free(table);
	}
	small_free(&small);
}

/* A later step goes from what those before it came to; without it they stand as before it. */
static void steps_build_on_each_other(void **state)
{
	struct what_if what_if = { 0 };
	struct what_if_step first = step_of("norr", WHAT_RAM, NULL, "+80"), second = step_of("norr", WHAT_LINE, "personal", "+10%");
	struct buffer told = { 0 };
	struct small small;

	(void)state;
	small_make(&small, NORR, NULL);
	what_if_add(&what_if, &first);
	what_if_add(&what_if, &second);
	struct ram_table *table = what_if_make(&what_if, small.book, YEAR, NULL);

	expect_kr("both", "norr's staff", ram_line(table, org_find(small.book->org, "norr"), "personal"), 363);
	expect_kr("both", "the line in the branch", what_if_sum(table, &second), 363 + 495);
	expect_kr("both", "the ram", what_if_sum(table, &first), 1080);
	expect_kr("both", "left in the branch", what_if_left(table, org_find(small.book->org, "norr")), 17 + 65);
	ram_free(table);
	what_if_tell(&told, &what_if, small.book);
	assert_string_equal(told.bytes, "Norr ramen +80 kr; Personal +10 %");
	what_if_back(&what_if);
	table = what_if_make(&what_if, small.book, YEAR, NULL);
	expect_kr("the first", "norr's staff", ram_line(table, org_find(small.book->org, "norr"), "personal"), 330);
	ram_free(table);
	buffer_free(&told);
	what_if_drop(&what_if);
	assert_int_equal(what_if.count, 0);
	small_free(&small);
}

/* ---- in a few words ---- */

static void open_example(struct small *small)
{
	*small = (struct small){ .directory = testing_directory() };
	small_open(small, testing_source("data/norrbotten-2020"));
}

static const struct { size_t steps; int columns; const char *brief; } briefs[] = {
	{ 1, 80, "RÄKNEEXEMPEL: Norr A ramen -10 mnkr" },
	{ 1, 35, "RÄKNEEXEMPEL: Norr A ramen -10 mnkr" },
	{ 1, 34, "RÄKNEEXEMPEL: ramen -10 mnkr" },
	{ 1, 28, "RÄKNEEXEMPEL: ramen -10 mnkr" },
	{ 1, 27, "RÄKNEEXEMPEL: -10 mnkr" },
	{ 1, 22, "RÄKNEEXEMPEL: -10 mnkr" },
	{ 1, 21, "RÄKNEEXEMPEL: 1 steg" },
	{ 1, 19, "RÄKNEEXEMPEL" },
	{ 2, 56, "RÄKNEEXEMPEL: Norr A ramen -10 mnkr; Regionen ramen +2 %" },
	{ 2, 55, "RÄKNEEXEMPEL: ramen -10 mnkr; ramen +2 %" },
	{ 2, 39, "RÄKNEEXEMPEL: -10 mnkr; +2 %" },
	{ 2, 27, "RÄKNEEXEMPEL: 2 steg" },
	{ 2, 12, "RÄKNEEXEMPEL" },
};

/* Whatever there is room for, no amount is cut. */
static void briefly_what_matters_first(void **state)
{
	struct what_if_step steps[] = { step_of("norr-a", WHAT_RAM, NULL, "-10 mnkr"), step_of("region", WHAT_RAM, NULL, "+2%") };
	struct what_if what_if = { steps, 1, 2 };
	struct small small;

	(void)state;
	small_make(&small, NORR, NULL);
	for (size_t i = 0; i < sizeof briefs / sizeof *briefs; i++) {
		struct buffer out = { 0 };

		what_if.count = briefs[i].steps;
		what_if_brief(&out, &what_if, small.book, briefs[i].columns, "…");
		expect(!strcmp(out.bytes, briefs[i].brief), "%d columns: %s", briefs[i].columns, out.bytes);
		buffer_free(&out);
	}
	what_if.count = 2;
	for (int columns = 0; columns < 70; columns++) {
		struct buffer out = { 0 };

		what_if_brief(&out, &what_if, small.book, columns, "…");
		expect(text_width(out.bytes) <= columns, "%d columns: %s", columns, out.bytes);
		expect(!strstr(out.bytes, "-1") == !strstr(out.bytes, "-10 mnkr") && !strstr(out.bytes, "+") == !strstr(out.bytes, "+2 %"), "%s", out.bytes);
		buffer_free(&out);
	}
	small_free(&small);
}

/* The branch's name may be cut, where all steps are about one. */
static void a_long_name_gives_way(void **state)
{
	struct what_if_step step = step_of("lanssjukvard", WHAT_RAM, NULL, "+2%");
	const struct what_if one = { &step, 1, 1 };
	struct buffer out = { 0 };
	struct small small;

	(void)state;
	open_example(&small);
	what_if_brief(&out, &one, small.book, 36, "…");
	assert_string_equal(out.bytes, "RÄKNEEXEMPEL: ramen +2 %, Länssjukv…");
	buffer_free(&out);
	small_free(&small);
}

/* ---- whatever the step ---- */

static money zero(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

static bool is_cost(const struct region *region, const char *line)
{
	int at_line = region_line(region, line);

	return at_line < 0 || region->lines[at_line].side == SIDE_COST;
}

static bool is_locked(const struct cell *cell)
{
	return cell->row && cell->row->hold;
}

static bool is_row(const struct cell *cell)
{
	return cell->layer == LAYER_BUDGET && cell->year == YEAR;
}

/* Is there something of the unit's own, or below it, that takes a change of its ram? */
static bool takes(const struct ram_table *before, int unit)
{
	const struct unit_state *state = book_state(before->book, unit);
	const struct org *org = before->book->org;

	for (size_t i = 0; i < state->cell_count; i++)
		if (is_row(&state->cells[i]) && !is_locked(&state->cells[i]) && is_cost(before->book->region, state->cells[i].line) && ram_line(before, unit, state->cells[i].line) > 0)
			return true;
	for (int sub = org_next_sub(org, unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org, unit, sub))
		if (zero(before->balance[sub].ram) > 0)
			return true;
	return false;
}

/* Domain rule 3 told once more, from the amounts of single rows. */
static void expect_sums(const struct ram_table *table, int unit)
{
	const struct unit_state *state = book_state(table->book, unit);
	const struct org *org = table->book->org;
	const struct balance *b = &table->balance[unit];
	money costs = 0, subs = 0;

	for (size_t i = 0; i < state->cell_count; i++)
		if (is_row(&state->cells[i]) && is_cost(table->book->region, state->cells[i].line))
			costs += ram_line(table, unit, state->cells[i].line);
	for (int sub = org_next_sub(org, unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org, unit, sub))
		subs += zero(table->balance[sub].ram);
	if (org->units[unit].kind == UNIT_GROUP) {
		assert_int_equal(zero(b->ram), subs);
		return;
	}
	assert_int_equal(zero(b->costs), costs);
	assert_int_equal(zero(b->sub_rams), subs);
	if (b->left != MONEY_NONE)
		assert_int_equal(b->left, zero(b->ram) + zero(b->income) + zero(b->sub_targets) - zero(b->target) - costs - zero(b->reserves) - subs);
}

/* Locks stay; what is outside the branch stays; reserves and incomes stay unless they are the line that was asked about. */
static void expect_rows(const struct ram_table *before, const struct ram_table *after, const struct what_if_step *step, int unit, bool inside)
{
	const struct unit_state *state = book_state(before->book, unit);

	for (size_t i = 0; i < state->cell_count; i++) {
		const struct cell *cell = &state->cells[i];
		bool may = inside && !is_locked(cell) && (step->what == WHAT_LINE ? !strcmp(cell->line, step->line) : is_cost(before->book->region, cell->line));

		if (is_row(cell) && !may)
			assert_int_equal(ram_line(after, unit, cell->line), ram_line(before, unit, cell->line));
		if (is_row(cell))
			assert_true(ram_line(after, unit, cell->line) >= 0 && ram_line(after, unit, cell->line) % MONEY_KR == 0);
	}
}

static void expect_ram_step(const struct ram_table *before, const struct ram_table *after, int unit, bool inside)
{
	money given = zero(after->balance[unit].ram) - zero(before->balance[unit].ram), left = zero(after->balance[unit].left) - zero(before->balance[unit].left);

	if (!inside)
		return;
	if (before->book->org->units[unit].kind == UNIT_UNIT)
		assert_int_equal(left, takes(before, unit) ? 0 : given);
}

static void expect_step(const struct ram_table *before, const struct ram_table *after, const struct what_if_step *step)
{
	const struct org *org = before->book->org;
	int branch = org_find(org, step->unit);

	for (int unit = 0; unit < org->count; unit++) {
		bool inside = org_is_below(org, unit, branch);

		expect_sums(after, unit);
		expect_rows(before, after, step, unit, inside);
		if (step->what == WHAT_RAM)
			expect_ram_step(before, after, unit, inside);
		else
			assert_int_equal(after->balance[unit].ram, before->balance[unit].ram);
		if (!inside && !org_is_below(org, branch, unit))
			assert_memory_equal(&after->balance[unit], &before->balance[unit], sizeof *after->balance);
	}
}

/* Ten thousandths of what it is about, half a krona away from 0; or the kronor asked for. */
static money wanted(const struct ram_table *before, const struct what_if_step *step, int64_t kr, int hundredths)
{
	const struct org *org = before->book->org;
	int branch = org_find(org, step->unit);
	int64_t sum = step->what == WHAT_RAM ? before->balance[branch].ram / MONEY_KR : 0;

	if (!hundredths)
		return kr * MONEY_KR;
	for (int unit = branch; step->what != WHAT_RAM && unit < org->units[branch].end; unit++)
		for (size_t i = 0; i < book_state(before->book, unit)->cell_count; i++) {
			const struct cell *cell = &book_state(before->book, unit)->cells[i];

			if (is_row(cell) && !is_locked(cell) && (step->what == WHAT_LINE ? !strcmp(cell->line, step->line) : is_cost(before->book->region, cell->line)))
				sum += ram_line(before, unit, cell->line) / MONEY_KR;
		}
	int64_t twice = sum * hundredths * 2;

	return (twice < 0 ? twice - 10000 : twice + 10000) / 20000 * MONEY_KR;
}

static struct what_if_step random_step(const struct book *book, uint64_t *random, int64_t *kr, int *hundredths)
{
	const struct region *region = book->region;
	struct what_if_step step = step_of(book->org->units[testing_random(random) % (size_t)book->org->count].id, (enum what_changes)(testing_random(random) % 3),
	                                   region->lines[testing_random(random) % region->line_count].id, "");

	*hundredths = testing_random(random) % 2 ? (int)(testing_random(random) % 2000) - 1000 : 0;
	*kr = (int64_t)(testing_random(random) % 20000000) - 10000000;
	if (*hundredths)
		snprintf(step.text, sizeof step.text, "%c%d,%02d%%", *hundredths < 0 ? '-' : '+', abs(*hundredths) / 100, abs(*hundredths) % 100);
	else
		snprintf(step.text, sizeof step.text, "%+lld", (long long)*kr);
	return step;
}

static void whatever_the_step_every_level_adds_up(void **state)
{
	uint64_t random = 20191210;
	int done = 0, kinds[3] = { 0 };
	struct small small;

	(void)state;
	open_example(&small);
	for (int i = 0; i < testing_cases(300, 20000); i++) {
		struct what_if what_if = { 0 };
		struct ram_table *before = ram_make(small.book, YEAR, NULL, 0), *after;
		struct error error = { 0 };
		int64_t kr;
		int hundredths;

		for (int steps = 0; before && steps < 3; steps++) {
			struct what_if_step step = random_step(small.book, &random, &kr, &hundredths);

			what_if_add(&what_if, &step);
			after = what_if_make(&what_if, small.book, YEAR, &error);
			if (after) {
				expect_step(before, after, &step);
				expect(what_if_sum(after, &step) - what_if_sum(before, &step) == wanted(before, &step, kr, hundredths), "%s %s: %lld", step.unit, step.text,
				       (long long)(what_if_sum(after, &step) - what_if_sum(before, &step)));
				kinds[step.what]++;
				done++;
			} else {
				expect(error.word && *error.text, "%s %s: no reason", step.unit, step.text);
			}
			ram_free(before);
			before = after;
		}
		ram_free(before);
		what_if_drop(&what_if);
	}
	expect(done > 200 && kinds[0] > 50 && kinds[1] > 50 && kinds[2] > 30, "too few could be done: %d, %d, %d", kinds[0], kinds[1], kinds[2]);
	small_free(&small);
}

/* Twice as much and then half of it is what there was, to the öre. */
static void a_step_and_its_inverse(void **state)
{
	static const enum what_changes kinds[] = { WHAT_COSTS, WHAT_LINE };
	struct small small;

	(void)state;
	open_example(&small);
	struct ram_table *before = ram_make(small.book, YEAR, NULL, 0);

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct what_if_step steps[] = { step_of("lanssjukvard", kinds[i], "personal", "+100%"), step_of("lanssjukvard", kinds[i], "personal", "-50%") };
		const struct what_if there = { steps, 1, 1 }, back = { steps, 2, 2 };
		struct ram_table *doubled = what_if_make(&there, small.book, YEAR, NULL), *after = what_if_make(&back, small.book, YEAR, NULL);

		assert_true(doubled && after);
		assert_memory_not_equal(doubled->balance, before->balance, (size_t)small.book->org->count * sizeof *before->balance);
		assert_memory_equal(after->balance, before->balance, (size_t)small.book->org->count * sizeof *before->balance);
		ram_free(doubled);
		ram_free(after);
	}
	ram_free(before);
	small_free(&small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_by_hand),
		cmocka_unit_test(steps_build_on_each_other),
		cmocka_unit_test(briefly_what_matters_first),
		cmocka_unit_test(a_long_name_gives_way),
		cmocka_unit_test(whatever_the_step_every_level_adds_up),
		cmocka_unit_test(a_step_and_its_inverse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What stands beside the ramar, unit by unit: counted once more from the lines themselves over random books, and lines, filters and follow-up by
 * example. */
#include "small.h"
#include "world.h"

#include "check.h"
#include "figure.h"
#include "history.h"
#include "intl.h"
#include "figure.h"
#include "overview.h"
#include "why.h"

#include <stdlib.h>
#include <string.h>

/* ---- random books: every line knows of all before it, so that the fold has them as they were written ---- */

static uint64_t seed;

static size_t dice(size_t sides)
{
	return (size_t)(testing_random(&seed) % sides);
}

static const struct { const char *user, *unit, *above; } seats[] = { { "rd", "rot", "reg" }, { "ca", "a", "rd" }, { "ca1", "a1", "ca" },
	                                                             { "ca11", "a11", "ca1" }, { "ca2", "a2", "ca" }, { "ca3", "a3", "ca" },
	                                                             { "cb", "b", "rd" }, { "cb1", "b1", "cb" } };
#define SEATS (sizeof seats / sizeof *seats)

struct random { struct world *world; char last[100], at[100]; const char *hashes[200]; size_t count; };

static void say(struct random *random, const char *user, const char *act)
{
	const char *hash;

	snprintf(random->at, sizeof random->at, "2019-11-%02zuT%02zu:14:%02zu+01:00", 1 + random->count / 12, random->count % 12 + 1, dice(60));
	hash = world_line(random->world, random->last, "{'by':'%s','at':'%s',%s}", user, random->at, act);
	snprintf(random->last, sizeof random->last, "%s:%zu", user, world_pen(random->world, user)->count);
	random->hashes[random->count++] = hash;
}

static const char *thread_of(const struct random *random, char out[100])
{
	*out = '\0';
	if (random->count && dice(3))
		snprintf(out, 100, ",'thread':'%s'", random->hashes[dice(random->count)]);
	return out;
}

static void say_something(struct random *random, size_t at, char act[400])
{
	static const char *const kinds[] = { "question", "answer", "comment", "note" };
	char thread[100];

	snprintf(act, 400, "'act':'say','unit':'%s','kind':'%s','text':'x'%s%s", seats[at].unit, kinds[dice(4)], thread_of(random, thread),
	         dice(8) ? "" : ",'status':'done'");
}

static void random_act(struct random *random)
{
	static const char *const lines[] = { "personal", "material", "intakter", "reserv" };
	static const char *const kinds[] = { "base", "index", "cut" };
	size_t at = dice(SEATS), matter = dice(7);
	const char *unit = seats[at].unit, *user = seats[at].user, *line = lines[dice(4)], *flow = lines[dice(3)];
	long long kr = (long long)dice(100);
	char act[400];

	switch (matter) {
	case 0:
		user = seats[at].above;
		snprintf(act, sizeof act, "'act':'post','kind':'%s','year':2020,'legs':[['%s',%lld]],'decision':'x'", kinds[dice(3)], unit, kr);
		break;
	case 1:
		user = seats[at].above;
		snprintf(act, sizeof act, "'act':'target','unit':'%s','year':2020,'kr':%lld", unit, kr);
		user = strcmp(user, "reg") ? user : "rd";
		if (!at)
			return;
		break;
	case 2:
		snprintf(act, sizeof act, "'act':'distribute','unit':'%s','year':2020,'lines':[{'line':'%s','kr':%lld}]", unit, line, kr);
		if (dice(2))
			break;
		user = "reg"; /* last year's is decided */
		snprintf(act, sizeof act, "'act':'distribute','unit':'%s','year':2019,'lines':[{'line':'%s','kr':%lld}],'decision':'x'", unit, line, kr);
		break;
	case 3: snprintf(act, sizeof act, "'act':'forecast','unit':'%s','year':2019,'month':%d,'lines':[{'line':'%s','kr':%lld}]", unit, 10, flow, kr); break;
	case 4: snprintf(act, sizeof act, "'act':'outcome','unit':'%s','year':%d,'lines':[{'line':'%s','kr':%lld}]", unit, dice(2) ? 2018 : 2019, flow, kr); break;
	default:
		user = at && dice(2) ? seats[at].above : user; /* either party */
		say_something(random, at, act);
		break;
	}
	say(random, user, act);
}

static void random_world(struct random *random)
{
	*random = (struct random){ .world = world_new() };
	world_flush_all(random->world);
	for (size_t i = 0, acts = 20 + dice(100); i < acts; i++)
		random_act(random);
}

/* ---- the same from the lines ---- */

static bool about(const struct event *event, const char *unit)
{
	const struct act *act = &event->line->act;

	if (event->state != LINE_APPLIED)
		return false;
	if (act->kind != ACT_POST)
		return act_unit(act) && !strcmp(act_unit(act), unit);
	return !event->replaced_by && act->post.legs.count && !strcmp(((const struct leg *)act->post.legs.items)->unit, unit);
}

static bool speaks_in(const struct event *event, const struct event *first)
{
	const struct act *act = &event->line->act;

	return event == first || (act->kind == ACT_SAY && act->say.thread && !strcmp(act->say.thread, first->line->hash) && about(event, first->line->act.say.unit));
}

/* The entry begins a thread of its unit that is not closed, and the last question in it has no answer by the other party. */
static bool waits(const struct book *book, const struct event *first)
{
	const struct say *say = &first->line->act.say;
	const char *asker = NULL;
	bool closed = false;

	if (say->thread)
		return false;
	for (size_t i = 0; i < book->event_count; i++) {
		const struct event *event = book->events[i];

		if (!speaks_in(event, first))
			continue;
		if (!strcmp(event->line->act.say.kind, "question"))
			asker = event->user;
		if (!strcmp(event->line->act.say.kind, "answer") && asker && strcmp(event->user, asker))
			asker = NULL;
		if (event->line->act.say.status)
			closed = strcmp(event->line->act.say.status, "open") != 0;
	}
	return asker && !closed;
}

static void same_talk(const struct book *book, int unit, const struct overview_unit *is)
{
	const char *id = book->org->units[unit].id;
	const struct event *newest = NULL;
	size_t entries = 0;

	for (size_t i = 0; i < book->event_count; i++) {
		const struct event *event = book->events[i];

		if (!about(event, id))
			continue;
		entries += event->line->act.kind == ACT_SAY;
		if (!newest || strcmp(event->line->head.at, newest->line->head.at) >= 0)
			newest = event;
	}
	expect(is->entries == entries, "%s: %zu entries, not %zu", id, is->entries, entries);
	expect(is->newest == newest, "%s: %s, not %s", id, is->newest ? is->newest->line->head.at : "-", newest ? newest->line->head.at : "-");
}

static void same_findings(const struct book *book, const struct findings *findings, int unit, const struct overview_unit *is)
{
	const char *id = book->org->units[unit].id;
	size_t counts[3] = { 0 };

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *one = &findings->items[i];

		if (one->goes_to && !one->explained && !strncmp(one->goes_to, id, strlen(id)) && one->goes_to[strlen(id)] == '/')
			counts[one->class]++;
	}
	expect(is->contradictions == counts[FINDING_CONTRADICTION] && is->unspecified == counts[FINDING_UNSPECIFIED], "%s", id);
}

/* What the unit itself says, line by line: costs − incomes. */
static money own(const struct book *book, int unit, enum layer layer, int year)
{
	static const int sign[] = { [SIDE_COST] = 1, [SIDE_INCOME] = -1, [SIDE_RESERVE] = 0 };
	money sum = MONEY_NONE;

	for (size_t i = 0; i < book->region->line_count; i++) {
		const struct cell *cell = book_cell(book, unit, layer, year, book->region->lines[i].id);

		if (cell && sign[book->region->lines[i].side])
			sum = money_sum(sum, sign[book->region->lines[i].side] * cell->value);
	}
	return sum;
}

static void same_follow_up(const struct book *book, int unit, const struct overview_follow *is)
{
	struct overview_follow sum = { MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE, 0 };

	for (int at = unit; at < book->org->units[unit].end; at++) {
		money budget = own(book, at, LAYER_BUDGET, 2019), forecast = own(book, at, LAYER_FORECAST, 2019);

		sum.before = money_sum(sum.before, own(book, at, LAYER_OUTCOME, 2018));
		sum.outcome = money_sum(sum.outcome, own(book, at, LAYER_OUTCOME, 2019));
		sum.budget = money_sum(sum.budget, budget);
		sum.forecast = money_sum(sum.forecast, forecast);
		if (budget != MONEY_NONE && forecast != MONEY_NONE)
			sum.deviation = money_sum(sum.deviation, budget - forecast);
		sum.silent += budget != MONEY_NONE && forecast == MONEY_NONE;
	}
	expect(is->before == sum.before && is->budget == sum.budget && is->outcome == sum.outcome && is->forecast == sum.forecast &&
	               is->deviation == sum.deviation && is->silent == sum.silent,
	       "%s", book->org->units[unit].id);
}

/* And each has a name, under which why tells what it is made up of. */
static void told_whole(const struct book *book, int unit, enum figure_kind what, int year, money wanted)
{
	const struct figure figure = { .unit = unit, .year = year, .what = what };
	struct why *why = why_make(book, &figure, NULL);
	money sum = MONEY_NONE;

	for (size_t i = 1; i < why->count; i++)
		if (why->rows[i].kind == WHY_FIGURE && why->rows[i].depth == 1)
			sum = money_sum(sum, why->rows[i].value);
	expect(figure_value(book, &figure, NULL) == wanted && sum == wanted, "%s %d", book->org->units[unit].id, (int)what);
	why_free(why);
}

static void told_by_why(const struct book *book, int unit, const struct overview_follow *is)
{
	told_whole(book, unit, FIGURE_NET_OUTCOME, 2018, is->before);
	told_whole(book, unit, FIGURE_NET_OUTCOME, 2019, is->outcome);
	told_whole(book, unit, FIGURE_NET_BUDGET, 2019, is->budget);
	told_whole(book, unit, FIGURE_NET_FORECAST, 2019, is->forecast);
	told_whole(book, unit, FIGURE_NET_DEVIATION, 2019, is->deviation);
}

static size_t waiting_of(const struct book *book, int unit)
{
	size_t count = 0;

	for (size_t i = 0; i < book->event_count; i++)
		count += book->events[i]->line->act.kind == ACT_SAY && about(book->events[i], book->org->units[unit].id) && waits(book, book->events[i]);
	return count;
}

/* ---- which units to see, once more ---- */

static bool naive_pick(const struct overview *overview, const struct ram_table *table, enum overview_pick pick, int unit)
{
	const struct unit *of = &overview->book->org->units[unit];
	const struct balance *balance = &table->balance[unit];
	bool odd = overview->units[unit].contradictions > 0;

	if (of->kind == UNIT_GROUP && !odd)
		return false;
	switch (pick) {
	case PICK_MINE: return of->parent >= 0 && (!strcmp(of->id, "a1") || !strcmp(of->id, "a11"));
	case PICK_UNSENT: return of->kind == UNIT_UNIT && balance->available != MONEY_NONE;
	case PICK_ASKED: return overview->units[unit].questions > 0;
	case PICK_OVER: return balance->left != MONEY_NONE && balance->left < 0;
	case PICK_ADRIFT: return odd || (balance->left != MONEY_NONE && balance->left != 0);
	default: return true;
	}
}

static void same_picks(const struct overview *overview, const struct ram_table *table)
{
	const struct overview_who who = { org_find(overview->book->org, "a1"), "ca1" };

	for (enum overview_pick pick = PICK_ALL; pick < PICK_COUNT; pick++) {
		size_t count = 0;

		for (int unit = 0; unit < overview->book->org->count; unit++) {
			bool wanted = naive_pick(overview, table, pick, unit);

			count += wanted;
			expect(overview_picks(overview, table, &who, pick, unit) == wanted, "%s: %s", overview_pick_name(pick), overview->book->org->units[unit].id);
		}
		assert_int_equal(overview_count(overview, table, &who, pick), count);
	}
}

static size_t met[4]; /* that the random books were not all empty */

static void same_book(const struct book *book)
{
	struct overview *overview = overview_make(book, NULL);
	struct findings *findings = check_make(book, NULL);
	struct ram_table *table = ram_make(book, 2020, NULL, 0);

	for (int unit = 0; unit < book->org->count; unit++) {
		const struct overview_unit *is = &overview->units[unit];

		same_talk(book, unit, is);
		same_findings(book, findings, unit, is);
		same_follow_up(book, unit, &is->follow);
		told_by_why(book, unit, &is->follow);
		expect(is->questions == waiting_of(book, unit), "%s: %zu, not %zu", book->org->units[unit].id, is->questions, waiting_of(book, unit));
		met[0] += is->questions;
		met[1] += is->contradictions + is->unspecified;
		met[2] += is->follow.deviation != MONEY_NONE;
		met[3] += is->newest != NULL;
	}
	same_picks(overview, table);
	ram_free(table);
	check_free(findings);
	overview_free(overview);
}

static void random_books_are_counted_alike(void **state)
{
	(void)state;
	for (seed = 1; seed <= 25; seed++) {
		uint64_t kept = seed;
		struct random random;

		random_world(&random);
		struct book *book = world_book(random.world);

		same_book(book);
		book_free(book);
		world_free(random.world);
		seed = kept;
	}
	for (size_t i = 0; i < sizeof met / sizeof *met; i++)
		expect(met[i] > 20, "%zu: %zu", i, met[i]);
}

/* ---- lines ---- */

#define ROWS(by, id, unit, rows) ACT(by, id, "'act':'distribute','unit':'" unit "','year':2020,'lines':[" rows "]")

static money line_of(const struct small *small, const char *unit, const char *line, money *inner)
{
	const struct region *region = small->book->region;

	struct ram_table *table = ram_make(small->book, 2020, NULL, 0);
	money value = overview_line(table, org_find(small->book->org, unit), &region->lines[region_line(region, line)], inner);

	ram_free(table);
	return value;
}

static void a_groups_lines_leave_out_what_its_units_sell_each_other(void **state)
{
	struct small small;
	money inner;

	(void)state;
	small_make(&small,
	           ROWS("cn", "a", "norr", "{'line':'kop','kr':50,'counterpart':'syd'},{'line':'personal','kr':7}")
	           ROWS("cs", "b", "syd", "{'line':'kop','kr':30,'counterpart':'norr-a'},{'line':'personal','kr':8}")
	           ROWS("ca", "c", "norr-a", "{'line':'kop','kr':1000,'counterpart':'syd'}"), NULL);
	assert_int_equal(line_of(&small, "norr", "kop", &inner), 50 * MONEY_KR);
	assert_int_equal(inner, 0);
	assert_int_equal(line_of(&small, "delar", "kop", &inner), 30 * MONEY_KR); /* norr-a is no part of the sum */
	assert_int_equal(inner, 50 * MONEY_KR);
	assert_int_equal(line_of(&small, "delar", "personal", &inner), 15 * MONEY_KR);
	assert_int_equal(inner, 0);
	assert_true(line_of(&small, "delar", "material", &inner) == MONEY_NONE);
	assert_true(line_of(&small, "region", "personal", NULL) == MONEY_NONE);
	small_free(&small);
}

/* ---- follow-up: who has said nothing is counted, and is not a deviation ---- */

static void a_deviation_is_of_those_who_have_both(void **state)
{
	struct small small;
	struct overview *overview;
	const struct overview_follow *norr, *all;

	(void)state;
	small_make(&small,
	           ACT("reg", "a", "'act':'distribute','unit':'norr','year':2019,'lines':[{'line':'personal','kr':100},{'line':'intakter','kr':20},{'line':'reserv','kr':5}],'decision':'x'")
	           ACT("cn", "b", "'act':'forecast','unit':'norr','year':2019,'month':10,'lines':[{'line':'personal','kr':110},{'line':'intakter','kr':25}]")
	           ACT("reg", "c", "'act':'distribute','unit':'syd','year':2019,'lines':[{'line':'personal','kr':300}],'decision':'x'")
	           ACT("reg", "d", "'act':'outcome','unit':'syd','year':2018,'lines':[{'line':'personal','kr':290}]"), NULL);
	overview = overview_make(small.book, NULL);
	norr = &overview->units[org_find(small.book->org, "norr")].follow;
	all = &overview->units[0].follow;
	assert_int_equal(norr->budget, 80 * MONEY_KR); /* a reserve is no cost */
	assert_int_equal(norr->forecast, 85 * MONEY_KR);
	assert_int_equal(norr->deviation, -5 * MONEY_KR);
	assert_true(norr->before == MONEY_NONE && norr->outcome == MONEY_NONE && norr->silent == 0);
	assert_int_equal(all->budget, 380 * MONEY_KR);
	assert_int_equal(all->before, 290 * MONEY_KR);
	assert_int_equal(all->deviation, -5 * MONEY_KR);
	assert_int_equal(all->silent, 1);
	overview_free(overview);
	small_free(&small);
}

/* ---- whose ---- */

static void mine_is_the_area_and_what_one_answers_for(void **state)
{
	static const struct { const char *user, *area; const char *ids; } cases[] = {
		{ "cn", "norr", "norr norr-a " },     { "ca", "norr", "norr norr-a " }, { "ca", NULL, "norr-a " },
		{ "ds", NULL, "syd " },               { "eko", NULL, "region norr norr-a syd fou fou-a fou-b " },
		{ "rd", NULL, "region fou fou-a fou-b " }, { NULL, "fou", "fou fou-a fou-b " }, { "zz", NULL, "" },
	};
	struct small small;
	struct overview *overview;
	struct ram_table *table;

	(void)state;
	small_make(&small, POST("a", "base", "['norr',100]", ""), NULL);
	overview = overview_make(small.book, NULL);
	table = ram_make(small.book, 2020, NULL, 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct overview_who who = { cases[i].area ? org_find(small.book->org, cases[i].area) : ORG_NONE, cases[i].user };
		struct buffer ids = { 0 };

		buffer_text(&ids, "");
		for (int unit = 0; unit < small.book->org->count; unit++)
			if (overview_picks(overview, table, &who, PICK_MINE, unit))
				buffer_format(&ids, "%s ", small.book->org->units[unit].id);
		expect(!strcmp(ids.bytes, cases[i].ids), "%zu: %s", i, ids.bytes);
		buffer_free(&ids);
	}
	ram_free(table);
	overview_free(overview);
	small_free(&small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_books_are_counted_alike),
		cmocka_unit_test(a_groups_lines_leave_out_what_its_units_sell_each_other),
		cmocka_unit_test(a_deviation_is_of_those_who_have_both),
		cmocka_unit_test(mine_is_the_area_and_what_one_answers_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

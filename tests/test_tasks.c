/* What waits for whom: each kind of it, for everyone and for one, since when, until when; and that it is gone when it is done. */
#include "world.h"

#include "tasks.h"

#include "approval.h"

/* Those who write take turns: each line knows of the one before it. */
struct turns { struct world *world; char last[80]; };

static const char *act(struct turns *turns, const char *user, const char *day, const char *text)
{
	const char *hash = world_line(turns->world, turns->last, "{'by':'%s','at':'%sT09:00:00+01:00','act':%s}", user, day, text);

	snprintf(turns->last, sizeof turns->last, "%s:%zu", user, world_pen(turns->world, user)->count);
	return hash;
}

static void submit(struct turns *turns, const char *user, const char *unit, const char *day, char hash[HASH_TEXT])
{
	struct error error = { 0 };
	struct arena arena = { 0 };
	char text[300], plan[HASH_TEXT];

	world_flush_all(turns->world);
	struct book *book = book_open(turns->world->folder, &error);
	expect(book, "%s", error.text);
	content_hash(content_make(book, &(struct charter){ book->region, book->org }, unit, 2020, &arena), plan);
	snprintf(text, sizeof text, "'submit','unit':'%s','year':2020,'plan':'%s'", unit, plan);
	snprintf(hash, HASH_TEXT, "%s", act(turns, user, day, text));
	arena_free(&arena);
	book_free(book);
}

/* a has 100 and gives a1 60, of which she divides 60; the rest of a's is her own costs. */
static struct turns divided(void)
{
	struct turns turns = { .world = world_new() };

	act(&turns, "rd", "2019-11-21", "'post','kind':'base','year':2020,'legs':[['a',100]]");
	act(&turns, "ca", "2019-11-22", "'post','kind':'base','year':2020,'legs':[['a1',60]]");
	act(&turns, "ca", "2019-11-22", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':40}]");
	act(&turns, "ca1", "2019-11-23", "'distribute','unit':'a1','year':2020,'lines':[{'line':'personal','kr':60}]");
	return turns;
}

struct asked { struct book *book; struct ram_table *table; struct tasks *tasks; };

static struct asked ask(struct turns *turns, const char *user)
{
	struct error error = { 0 };
	struct asked asked;

	world_flush_all(turns->world);
	asked.book = book_open(turns->world->folder, &error);
	expect(asked.book, "%s", error.text);
	for (size_t i = 0; i < asked.book->event_count; i++)
		expect(asked.book->events[i]->state == LINE_APPLIED, "%s", asked.book->events[i]->why->text);
	asked.table = ram_make(asked.book, 2020, NULL, 0);
	asked.tasks = tasks_make(asked.table, 0, user);
	return asked;
}

static void forget(struct asked *asked)
{
	tasks_free(asked->tasks);
	ram_free(asked->table);
	book_free(asked->book);
}

/* Each as «user: words (when)». */
static void expect_tasks(struct turns *turns, const char *user, const char *today, const char *wanted)
{
	struct asked asked = ask(turns, user);
	struct buffer out = { 0 };

	buffer_text(&out, "");
	for (size_t i = 0; i < asked.tasks->count; i++) {
		const struct task *task = &asked.tasks->items[i];

		buffer_format(&out, "%s: ", task->user ? task->user : "-");
		tasks_what(&out, asked.book, task, MONEY_IN_KR);
		buffer_text(&out, " (");
		tasks_when(&out, task, today);
		buffer_text(&out, ")\n");
	}
	assert_string_equal(out.bytes, wanted);
	buffer_free(&out);
	forget(&asked);
}

static void done(struct turns *turns)
{
	world_free(turns->world);
}

/* ---- plans ---- */

static void a_ram_waits_to_be_divided(void **state)
{
	struct turns turns = { .world = world_new() };
	(void)state;

	expect_tasks(&turns, "ca", "2019-12-01", "");
	act(&turns, "rd", "2019-11-21", "'post','kind':'base','year':2020,'legs':[['a',100]]");
	expect_tasks(&turns, "ca", "2019-12-01", "ca: Fördela ramen i A: 100\u00a0kr kvar (sedan 21 nov 2019)\n");
	expect_tasks(&turns, "stf-ca", "2019-12-01", "ca: Fördela ramen i A: 100\u00a0kr kvar (sedan 21 nov 2019)\n");
	expect_tasks(&turns, "cb", "2019-12-01", "");
	act(&turns, "ca", "2019-11-22", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':140}]");
	expect_tasks(&turns, "ca", "2019-12-01", "ca: Få fördelningen att rymmas i A: 40\u00a0kr över ramen (sedan 22 nov 2019)\n");
	done(&turns);
}

static void a_plan_goes_up_and_comes_back(void **state)
{
	struct turns turns = divided();
	char hash[HASH_TEXT], text[300];
	(void)state;

	expect_tasks(&turns, "ca1", "2019-12-01", "ca1: Skicka planen för A1 till divisionschef A (sedan 23 nov 2019)\n");
	submit(&turns, "ca1", "a1", "2019-11-24", hash);
	expect_tasks(&turns, "ca1", "2019-12-01", "");
	expect_tasks(&turns, "ca", "2019-12-01", "ca: Granska planen för A1 (sedan 24 nov 2019)\nca: Skicka planen för A till regiondirektör (sedan 22 nov 2019)\n");
	snprintf(text, sizeof text, "'return','unit':'a1','submit':'%s','text':'för mycket personal'", hash);
	act(&turns, "ca", "2019-11-25", text);
	expect_tasks(&turns, "ca1", "2019-12-01", "ca1: Komplettera planen för A1: «för mycket personal» (sedan 25 nov 2019)\n");
	submit(&turns, "ca1", "a1", "2019-11-26", hash);
	snprintf(text, sizeof text, "'approve','unit':'a1','submit':'%s'", hash);
	act(&turns, "ca", "2019-11-27", text);
	expect_tasks(&turns, "ca1", "2019-12-01", "");
	act(&turns, "ca", "2019-11-28", "'post','kind':'index','year':2020,'legs':[['a1',5]]");
	expect_tasks(&turns, "ca1", "2019-12-01", "ca1: Fördela ramjusteringen i A1: +5\u00a0kr (sedan 28 nov 2019)\n");
	done(&turns);
}

static void a_deadline_is_said_and_passed(void **state)
{
	const struct task task = { .since = "2019-11-22T09:00:00+01:00", .until = "2020-01-15" };
	struct buffer out = { 0 };

	(void)state;
	tasks_when(&out, &task, "2020-01-15T23:00:00+01:00");
	assert_string_equal(out.bytes, "sedan 22 nov 2019, senast 15 jan 2020");
	assert_false(tasks_late(&task, "2020-01-15"));
	out.size = 0;
	tasks_when(&out, &task, "2020-01-16T00:00:00+01:00");
	assert_string_equal(out.bytes, "sedan 22 nov 2019, FÖRSENAT, skulle vara klart 15 jan 2020");
	assert_true(tasks_late(&task, "2020-01-16"));
	buffer_free(&out);
}

/* ---- the dialogue ---- */

static void a_question_waits_for_whom_it_was_put_to(void **state)
{
	struct turns turns = { .world = world_new() };
	char text[300];
	(void)state;

	const char *asked = act(&turns, "ca", "2019-11-21", "'say','unit':'a1','kind':'question','text':'hur då?'");
	expect_tasks(&turns, "ca1", "2019-12-01", "ca1: Svara på en fråga om A1: «hur då?» (sedan 21 nov 2019)\n");
	expect_tasks(&turns, "ca", "2019-12-01", "");
	snprintf(text, sizeof text, "'say','unit':'a1','thread':'%s','kind':'answer','text':'så'", asked);
	act(&turns, "ca1", "2019-11-22", text);
	expect_tasks(&turns, NULL, "2019-12-01", "");
	snprintf(text, sizeof text, "'say','unit':'a1','thread':'%s','kind':'question','text':'räcker det?'", asked);
	act(&turns, "ca1", "2019-11-23", text);
	expect_tasks(&turns, NULL, "2019-12-01", "ca: Svara på en fråga om A1: «räcker det?» (sedan 23 nov 2019)\n");
	done(&turns);
}

static void an_agreement_waits_for_the_other(void **state)
{
	struct turns turns = { .world = world_new() };
	char text[300];
	(void)state;

	const char *entry = act(&turns, "ca", "2019-11-21", "'say','unit':'a1','kind':'agreement','text':'vi delar på det'");
	expect_tasks(&turns, NULL, "2019-12-01", "ca1: Bekräfta det som skrivits om A1: «vi delar på det» (sedan 21 nov 2019)\n");
	snprintf(text, sizeof text, "'confirm','unit':'a1','entry':'%s'", entry);
	act(&turns, "ca1", "2019-11-22", text);
	expect_tasks(&turns, NULL, "2019-12-01", "");
	done(&turns);
}

static void a_proposal_goes_to_the_other_chef_and_then_up(void **state)
{
	struct turns turns = { .world = world_new() };
	char text[300];
	(void)state;

	const char *entry = act(&turns, "ca1", "2019-11-21", "'say','unit':'a1','kind':'proposal','text':'byt','kr':5,'with':'a2'");
	expect_tasks(&turns, NULL, "2019-12-01", "ca2: Bekräfta det som skrivits om A1: «byt» (sedan 21 nov 2019)\n");
	snprintf(text, sizeof text, "'confirm','unit':'a2','entry':'%s'", entry);
	act(&turns, "ca2", "2019-11-22", text);
	expect_tasks(&turns, NULL, "2019-12-01", "ca: Besluta om en omfördelning från A1: «byt» (sedan 21 nov 2019)\n");
	snprintf(text, sizeof text, "'resolve','unit':'a1','thread':'%s','text':'nej'", entry);
	act(&turns, "ca", "2019-11-23", text);
	expect_tasks(&turns, NULL, "2019-12-01", "");
	done(&turns);
}

/* ---- the list ---- */

static void by_seat_and_haste(void **state)
{
	struct turns turns = divided();
	char hash[HASH_TEXT];
	(void)state;

	act(&turns, "ca1", "2019-11-23", "'say','unit':'a1','kind':'question','text':'får vi?'");
	submit(&turns, "ca1", "a1", "2019-11-24", hash);
	struct asked asked = ask(&turns, NULL);
	static const enum task_kind kinds[] = { TASK_ANSWER, TASK_REVIEW, TASK_SEND };
	size_t at = 0;

	for (size_t i = 0; i < asked.tasks->count; i++) {
		assert_true(!i || asked.tasks->items[i].seat >= asked.tasks->items[i - 1].seat);
		if (!strcmp(asked.tasks->items[i].user, "ca"))
			assert_int_equal(asked.tasks->items[i].kind, kinds[at++]);
	}
	assert_int_equal(at, 3);
	forget(&asked);
	done(&turns);
}

/* What is listed for all is what is listed for each: nothing is anyone's but hers. */
static void everybodys_is_the_sum_of_each_ones(void **state)
{
	struct turns turns = divided();
	const char **users;
	char hash[HASH_TEXT];
	size_t sum = 0;
	(void)state;

	act(&turns, "ca", "2019-11-23", "'say','unit':'a1','kind':'question','text':'får vi?'");
	submit(&turns, "ca", "a", "2019-11-24", hash);
	struct asked all = ask(&turns, NULL);
	size_t count = org_users(all.book->org, &users);

	for (size_t i = 0; i < count; i++) {
		struct tasks *hers = tasks_make(all.table, 0, users[i]);

		for (size_t j = 0; j < hers->count; j++)
			sum += hers->items[j].user && !strcmp(hers->items[j].user, users[i]); /* deputies see the same */
		tasks_free(hers);
	}
	assert_true(all.tasks->count >= 3);
	assert_int_equal(sum, all.tasks->count);
	free(users);
	forget(&all);
	done(&turns);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ram_waits_to_be_divided), cmocka_unit_test(a_plan_goes_up_and_comes_back), cmocka_unit_test(a_deadline_is_said_and_passed),
		cmocka_unit_test(a_question_waits_for_whom_it_was_put_to), cmocka_unit_test(an_agreement_waits_for_the_other),
		cmocka_unit_test(a_proposal_goes_to_the_other_chef_and_then_up), cmocka_unit_test(by_seat_and_haste), cmocka_unit_test(everybodys_is_the_sum_of_each_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

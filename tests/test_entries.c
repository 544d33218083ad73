/* What is said stands: corrections, proposals between two chefs, threads closed and taken up again, agreements confirmed. */
#include "scene.h"

#include "dialogue.h"
#include "report.h"
#include "tasks.h"

#define SAY(by, id, unit, rest)   "{'by':'" by "','id':'" id "','act':'say','unit':'" unit "','text':'x'," rest "}"
#define REPLY(by, id, unit, rest) SAY(by, id, unit, "'thread':'t'," rest)
#define PROPOSAL(by, id, kr)      SAY(by, id, "a1", "'kind':'proposal','with':'a2','kr':" #kr)
#define SETTLE(by, unit, what)    ACT(by, "'resolve','unit':'" unit "','thread':'" what "'")
#define CONFIRM(by, unit, what)   ACT(by, "'confirm','unit':'" unit "','entry':'" what "'")

static const struct unit_state *state_in(const struct scene *scene, const char *unit)
{
	return book_state(scene->book, unit_of(scene, unit));
}

static void expect_counts(const struct scene *scene, const char *unit, size_t says, size_t settled)
{
	const struct unit_state *state = state_in(scene, unit);

	expect(state->say_count == says && state->settled_count == settled, "%s: %zu entries, %zu settled", unit, state->say_count, state->settled_count);
}

/* ---- corrections ---- */

static void an_entry_is_put_right_by_its_writer_once(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, SAY("ca1", "t", "a1", "'kind':'question'"));
	did(&scene, REPLY("ca", "s", "a1", "'kind':'answer'"));
	did(&scene, SAY("ca1", "annan", "a1", "'kind':'question'"));
	refused(&scene, "thread", "hör till den tråd", SAY("ca1", "r", "a1", "'kind':'question','replaces':'t'"));
	refused(&scene, "replaces", "bara den som skrev", REPLY("stf-ca", "r", "a1", "'kind':'answer','replaces':'s'"));
	refused(&scene, "replaces", "bara den som skrev", REPLY("ca", "r", "a1", "'kind':'question','replaces':'t'"));
	refused(&scene, "replaces", "finns inte i tråden", REPLY("ca1", "r", "a1", "'kind':'question','replaces':'annan'"));
	refused(&scene, "replaces", "finns inte i tråden", REPLY("ca", "r", "a1", "'kind':'comment','replaces':'ram-a1'"));
	refused(&scene, "replaces", "samma slag", REPLY("ca", "r", "a1", "'kind':'comment','replaces':'s'"));
	did(&scene, REPLY("ca", "r", "a1", "'kind':'answer','replaces':'s'"));
	refused(&scene, "replaces", "redan rättat", REPLY("ca", "r2", "a1", "'kind':'answer','replaces':'s'"));
	did(&scene, REPLY("ca", "r2", "a1", "'kind':'answer','replaces':'r'"));
	did(&scene, REPLY("ca1", "r3", "a1", "'kind':'question','replaces':'t'")); /* what began the thread too: it still begins it */
	did(&scene, REPLY("ca", "s2", "a1", "'kind':'answer'"));
	assert_ptr_equal(book_event(scene.book, "s")->replaced_by, book_event(scene.book, "r"));
	assert_ptr_equal(book_event(scene.book, "t")->replaced_by, book_event(scene.book, "r3"));
	expect_counts(&scene, "a1", 7, 0); /* nothing is taken away */
	scene_free(&scene);
}

static void an_agreement_is_followed_up_by_either_party(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, SAY("ca", "t", "a1", "'kind':'agreement','kr':5,'full_year':9,'status':'open','judgement':'likely'"));
	refused(&scene, "not-allowed", "frågar, kommenterar", REPLY("ek-a", "r", "a1", "'kind':'agreement','replaces':'t'"));
	refused(&scene, "replaces", "samma slag", REPLY("ek-a", "r", "a1", "'kind':'comment','replaces':'t'"));
	refused(&scene, "replaces", "samma slag", REPLY("reg", "r", "a1", "'kind':'note','replaces':'t'"));
	refused(&scene, "not-allowed", "frågar, kommenterar", REPLY("ek-a", "r", "a1", "'kind':'comment','status':'done'")); /* nor in other words */
	refused(&scene, "not-allowed", "frågar, kommenterar", REPLY("reg", "r", "a1", "'kind':'note','status':'dropped'"));
	did(&scene, REPLY("ek-a", "fraga", "a1", "'kind':'question','status':'open'"));
	did(&scene, REPLY("stf-ca1", "r", "a1", "'kind':'agreement','status':'done','replaces':'t'"));
	did(&scene, REPLY("stf-ca", "r2", "a1", "'kind':'agreement','status':'dropped','replaces':'r'"));
	assert_int_equal(book_event(scene.book, "t")->line->act.say.full_year, 9);
	scene_free(&scene);
}

/* ---- proposals ---- */

static void a_proposal_moves_money_between_two_of_one_level(void **state)
{
	static const struct { const char *word, *json; } wrong[] = {
		{ "not-allowed", SAY("ca", "t", "a1", "'kind':'proposal','with':'a2','kr':5") }, /* the level above decides: it does not propose */
		{ "not-allowed", SAY("ek-a", "t", "a1", "'kind':'proposal','with':'a2','kr':5") },
		{ "not-allowed", SAY("reg", "t", "a1", "'kind':'proposal','with':'a2','kr':5") },
		{ "not-allowed", SAY("ca2", "t", "a1", "'kind':'proposal','with':'a2','kr':5") }, /* nobody asks for another's ram */
		{ "proposal", SAY("ca1", "t", "a1", "'kind':'proposal','kr':5") },
		{ "proposal", SAY("ca1", "t", "a1", "'kind':'comment','with':'a2','kr':5") },
		{ "proposal", SAY("ca1", "t", "a1", "'kind':'proposal','with':'a2'") },
		{ "proposal", SAY("ca1", "t", "a1", "'kind':'proposal','with':'a2','kr':0") },
		{ "proposal", SAY("ca1", "t", "a1", "'kind':'proposal','with':'a2','kr':-5") },
		{ "proposal", SAY("ca1", "t", "a1", "'kind':'proposal','with':'a1','kr':5") },
		{ "proposal", SAY("ca1", "t", "a1", "'kind':'proposal','with':'b1','kr':5") },
		{ "proposal", SAY("ca1", "t", "a1", "'kind':'proposal','with':'a','kr':5") },
		{ "proposal", SAY("ca1", "t", "a1", "'kind':'proposal','with':'a11','kr':5") },
		{ "proposal", SAY("rd", "t", "rot", "'kind':'proposal','with':'a','kr':5") },
		{ "group", SAY("ca1", "t", "a1", "'kind':'proposal','with':'ga','kr':5") },
		{ "unknown-unit", SAY("ca1", "t", "a1", "'kind':'proposal','with':'nej','kr':5") },
		{ "proposal", SAY("ca1", "t", "a1", "'kind':'proposal','with':'a2','kr':5,'thread':'forst'") },
	};
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, SAY("ca1", "forst", "a1", "'kind':'comment'"));
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		refused(&scene, wrong[i].word, "", wrong[i].json);
	did(&scene, SAY("stf-ca1", "t", "a1", "'kind':'proposal','with':'ans','kr':5"));
	did(&scene, SAY("cb", "u", "b", "'kind':'proposal','with':'a','kr':5")); /* through the group they lie in */
	expect_counts(&scene, "ans", 1, 0);
	expect_counts(&scene, "a1", 2, 0);
	scene_free(&scene);
}

/* Each speaks for her own unit, and the level above for either. */
static void a_proposal_stands_in_both_dialogues(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, PROPOSAL("ca1", "t", 5));
	did(&scene, REPLY("ca2", "svar", "a2", "'kind':'comment'"));
	did(&scene, REPLY("ca", "fraga", "a1", "'kind':'question'"));
	did(&scene, REPLY("stf-ca", "fraga2", "a2", "'kind':'question'"));
	did(&scene, REPLY("ek-a", "ek", "a2", "'kind':'comment'"));
	did(&scene, REPLY("ca2", "enligt", "a2", "'kind':'agreement'"));
	refused(&scene, "not-allowed", "A1", REPLY("ca2", "nej", "a1", "'kind':'comment'"));
	refused(&scene, "thread", "handlar om", REPLY("ca", "nej", "a3", "'kind':'comment'"));
	refused(&scene, "not-allowed", "", REPLY("cb", "nej", "a2", "'kind':'comment'"));
	expect_counts(&scene, "a1", 6, 0);
	expect_counts(&scene, "a2", 6, 0);
	did(&scene, CONFIRM("ca2", "a2", "t"));
	did(&scene, CONFIRM("ca1", "a1", "enligt")); /* what was said in the thread by the other */
	did(&scene, CONFIRM("ca", "a1", "enligt"));
	did(&scene, SETTLE("ca2", "a2", "t"));
	refused(&scene, "not-allowed", "avslutar", SETTLE("ca3", "a2", "t"));
	refused(&scene, "thread", "handlar om", SETTLE("ca", "a3", "t"));
	expect_counts(&scene, "a1", 6, 4);
	expect_counts(&scene, "a2", 6, 4);
	scene_free(&scene);
}

static void a_proposal_is_changed_between_the_same_two(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, PROPOSAL("ca1", "t", 5));
	refused(&scene, "replaces", "samma enheter", REPLY("ca1", "r", "a1", "'kind':'proposal','with':'a3','kr':7,'replaces':'t'"));
	refused(&scene, "replaces", "bara den som skrev", REPLY("stf-ca1", "r", "a1", "'kind':'proposal','with':'a2','kr':7,'replaces':'t'"));
	refused(&scene, "replaces", "samma enheter", REPLY("ca2", "r", "a2", "'kind':'proposal','with':'a1','kr':7,'replaces':'t'"));
	did(&scene, REPLY("ca1", "r", "a1", "'kind':'proposal','with':'a2','kr':7,'replaces':'t'"));
	refused(&scene, "entry", "rättat", CONFIRM("ca2", "a2", "t"));
	did(&scene, CONFIRM("ca2", "a2", "r"));
	expect_counts(&scene, "a2", 2, 1);
	scene_free(&scene);
}

#define DECIDE(by, id, legs, rest) "{'by':'" by "','id':'" id "','act':'post','kind':'transfer','year':2020,'legs':[" legs "]," rest "}"
#define BOTH "['a1',-5],['a2',5]"

static void the_level_above_decides_it_once(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, PROPOSAL("ca1", "t", 5));
	did(&scene, REPLY("ca2", "svar", "a2", "'kind':'answer'"));
	refused(&scene, "proposal", "finns inte", DECIDE("ca", "p", BOTH, "'proposal':'svar'"));
	refused(&scene, "proposal", "finns inte", DECIDE("ca", "p", BOTH, "'proposal':'ram-a1'"));
	refused(&scene, "proposal", "måste röra båda", DECIDE("ca", "p", "['a1',-5],['a3',5]", "'proposal':'t'"));
	refused(&scene, "not-allowed", "ge ramar", DECIDE("ca1", "p", BOTH, "'proposal':'t'"));
	did(&scene, DECIDE("ca", "p", "['a1',-4],['a2',3],['a3',1]", "'proposal':'t'")); /* as she sees fit */
	refused(&scene, "proposal", "redan beslutat av divisionschef A, ", DECIDE("stf-ca", "q", BOTH, "'proposal':'t'"));
	did(&scene, REPLY("ca1", "r", "a1", "'kind':'proposal','with':'a2','kr':7,'replaces':'t'"));
	refused(&scene, "proposal", "redan beslutat", DECIDE("stf-ca", "q", BOTH, "'proposal':'r'")); /* the same one in other words */
	refused(&scene, "proposal", "ändrat eller återtaget", DECIDE("ca", "q", BOTH, "'proposal':'t','replaces':'p'"));
	did(&scene, DECIDE("ca", "q", BOTH, "'proposal':'r','replaces':'p'"));
	assert_int_equal(world_ram(scene.book, "a1", 2020), 55 * MONEY_KR);
	did(&scene, DECIDE("ca", "tas", "", "'replaces':'q'"));
	did(&scene, DECIDE("ca", "igen", BOTH, "'proposal':'r'")); /* what was withdrawn has decided nothing */
	assert_int_equal(world_ram(scene.book, "a2", 2020), 45 * MONEY_KR);
	scene_free(&scene);
}

static void a_dropped_proposal_is_not_decided(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, PROPOSAL("ca1", "t", 5));
	did(&scene, REPLY("ca1", "r", "a1", "'kind':'proposal','with':'a2','kr':5,'status':'dropped','replaces':'t'"));
	refused(&scene, "proposal", "ändrat eller återtaget", DECIDE("ca", "p", BOTH, "'proposal':'t'"));
	refused(&scene, "proposal", "ändrat eller återtaget", DECIDE("ca", "p", BOTH, "'proposal':'r'"));
	did(&scene, DECIDE("ca", "p", BOTH, "'text':'ändå'"));
	scene_free(&scene);
}

/* ---- closing and confirming ---- */

static void threads_are_closed_and_taken_up_by_the_parties(void **state)
{
	static const char *const no[] = { "ek", "ek-a", "reg", "rd", "cb", "ca2", "ca11" };
	struct scene scene = scene_new(NULL);
	char json[200];

	(void)state;
	did(&scene, SAY("ca1", "t", "a1", "'kind':'question'"));
	did(&scene, REPLY("ca", "s", "a1", "'kind':'answer'"));
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		snprintf(json, sizeof json, "{'by':'%s','act':'resolve','unit':'a1','thread':'t'}", no[i]);
		refused(&scene, "not-allowed", "avslutar", json);
	}
	refused(&scene, "thread", "finns inte", SETTLE("ca1", "a1", "s")); /* a thread is known by what began it */
	refused(&scene, "thread", "finns inte", SETTLE("ca1", "a1", "ram-a1"));
	refused(&scene, "thread", "handlar om A1", SETTLE("ca", "a2", "t"));
	refused(&scene, "group", "grupp", SETTLE("ca", "ga", "t"));
	did(&scene, SETTLE("stf-ca1", "a1", "t"));
	did(&scene, ACT("stf-ca", "'resolve','unit':'a1','thread':'t','open':true,'text':'Inte än'"));
	did(&scene, REPLY("ca1", "s2", "a1", "'kind':'question'"));
	did(&scene, SETTLE("ca", "a1", "t"));
	expect_counts(&scene, "a1", 3, 3);
	scene_free(&scene);
}

static void what_binds_is_confirmed(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, SAY("ca", "t", "a1", "'kind':'question'"));
	did(&scene, REPLY("ca1", "svar", "a1", "'kind':'answer'"));
	did(&scene, REPLY("ek-a", "komm", "a1", "'kind':'comment'"));
	did(&scene, REPLY("reg", "ant", "a1", "'kind':'note'"));
	did(&scene, REPLY("ca", "ok", "a1", "'kind':'agreement'"));
	refused(&scene, "entry", "bara överenskommelser", CONFIRM("ca1", "a1", "t"));
	refused(&scene, "entry", "bara överenskommelser", CONFIRM("ca", "a1", "svar"));
	refused(&scene, "entry", "bara överenskommelser", CONFIRM("ca", "a1", "komm"));
	refused(&scene, "entry", "finns inte i den dialogen", CONFIRM("ca", "a2", "ok"));
	refused(&scene, "entry", "finns inte i den dialogen", CONFIRM("ca", "a1", "ram-a1"));
	refused(&scene, "not-allowed", "bekräftar", CONFIRM("ek-a", "a1", "ok"));
	refused(&scene, "not-allowed", "bekräftar", CONFIRM("reg", "a1", "ant"));
	refused(&scene, "not-allowed", "bekräftar", CONFIRM("rd", "a1", "ok"));
	did(&scene, CONFIRM("ca1", "a1", "ok"));
	did(&scene, CONFIRM("stf-ca", "a1", "ant"));
	did(&scene, REPLY("ca1", "ok2", "a1", "'kind':'agreement','status':'done','replaces':'ok'"));
	refused(&scene, "entry", "rättat", CONFIRM("ca1", "a1", "ok"));
	did(&scene, CONFIRM("ca", "a1", "ok2"));
	expect_counts(&scene, "a1", 6, 3);
	scene_free(&scene);
}

/* ---- units that leave ---- */

#define WITHOUT_A2 "units=(\n" WORLD_ROOT WORLD_A WORLD_A1 WORLD_A11 WORLD_REST ");\n"

static void one_of_the_two_leaves(void **state)
{
	struct scene scene = scene_new(NULL);
	struct act act = world_adoption(scene.world, WORLD_REGION, WITHOUT_A2, NULL), back = world_adoption(scene.world, WORLD_REGION, WORLD_ORG, NULL);
	struct error error = { 0 };

	(void)state;
	did(&scene, PROPOSAL("ca1", "t", 5));
	did(&scene, REPLY("ca2", "svar", "a2", "'kind':'comment'"));
	expect(writer_stage(scene.book, &(struct writer_item){ "reg", WORLD_AT, NULL, &act }, &error), "%s", error.text);
	assert_int_equal(writer_commit(scene.book, &error), SAVED);
	refused(&scene, "unknown-unit", "finns inte", REPLY("ca2", "nej", "a2", "'kind':'comment'"));
	refused(&scene, "unknown-unit", "finns inte", DECIDE("ca", "p", BOTH, "'proposal':'t'"));
	did(&scene, REPLY("ca", "s", "a1", "'kind':'comment'")); /* the dialogue of the other goes on */
	did(&scene, REPLY("ca1", "s2", "a1", "'kind':'note'"));
	did(&scene, CONFIRM("ca", "a1", "s2"));
	did(&scene, SETTLE("ca1", "a1", "t"));
	expect_counts(&scene, "a1", 4, 2);
	expect(writer_stage(scene.book, &(struct writer_item){ "reg", WORLD_AT, NULL, &back }, &error), "%s", error.text);
	assert_int_equal(writer_commit(scene.book, &error), SAVED);
	expect_counts(&scene, "a2", 4, 2); /* and when it is back it has heard it all */
	scene_free(&scene);
}

/* Whichever of them it is: what is told about the other's dialogue, and what waits there, does without it. */
static void what_the_other_said_is_still_told(void **state)
{
	static const char *const without[] = { WITHOUT_A2, "units=(\n" WORLD_ROOT WORLD_A WORLD_A2 WORLD_REST ");\n" };
	static const char *const stays[] = { "a1", "a2" };

	(void)state;
	for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
		struct scene scene = scene_new(NULL);
		struct act act = world_adoption(scene.world, WORLD_REGION, without[i], NULL);
		struct error error = { 0 };
		struct buffer out = { 0 };

		did(&scene, PROPOSAL("ca1", "t", 5));
		did(&scene, REPLY("ca2", "enligt", "a2", "'kind':'agreement','kr':3"));
		did(&scene, REPLY("ca1", "ocksa", "a1", "'kind':'agreement','kr':2"));
		expect(writer_stage(scene.book, &(struct writer_item){ "reg", WORLD_AT, NULL, &act }, &error), "%s", error.text);
		struct ram_table *table = ram_make(scene.book, 2020, NULL, 0);
		struct report report = { .book = scene.book, .unit = unit_of(&scene, stays[i]), .year = 2020, .format = REPORT_TEXT };

		struct tasks *tasks = tasks_make(table, 0, NULL);
		for (size_t task = 0; task < tasks->count; task++)
			expect(tasks->items[task].seat >= 0 && tasks->items[task].seat < scene.book->org->count, "%d", tasks->items[task].seat);
		tasks_free(tasks);
		report_dialogue(&out, &report);
		expect(strstr(out.bytes, "Tråd 1"), "%s", out.bytes);
		buffer_free(&out);
		ram_free(table);
		writer_abandon(scene.book);
		scene_free(&scene);
	}
}

/* ---- chefs who leave ---- */

#define NEW_A1 "{id=\"a1\";parent=\"a\";kind=\"unit\";name=\"A1\";level=\"omrade\";chef=\"ny1\";},\n"

/* She said it for the unit, and the unit has said it. */
static void what_a_former_chef_confirmed_is_confirmed(void **state)
{
	struct scene scene = scene_new(NULL);
	struct act act = world_adoption(scene.world, WORLD_REGION, "units=(\n" WORLD_ROOT WORLD_A NEW_A1 WORLD_A11 WORLD_A2 WORLD_REST ");\n", NULL);
	struct error error = { 0 };

	(void)state;
	did(&scene, SAY("ca", "t", "a1", "'kind':'agreement','kr':5"));
	did(&scene, CONFIRM("ca1", "a1", "t"));
	did(&scene, SAY("ca1", "hennes", "a1", "'kind':'agreement','kr':5"));
	did(&scene, SAY("ca1", "delat", "a1", "'kind':'proposal','with':'a2','kr':5"));
	did(&scene, CONFIRM("ca2", "a2", "delat"));
	expect(writer_stage(scene.book, &(struct writer_item){ "reg", WORLD_AT, NULL, &act }, &error), "%s", error.text);
	assert_int_equal(writer_commit(scene.book, &error), SAVED);
	assert_true(dialogue_stands(scene.book, book_event(scene.book, "t")));
	assert_true(dialogue_stands(scene.book, book_event(scene.book, "delat")));
	assert_int_equal(dialogue_confirmed(scene.book, book_event(scene.book, "hennes")), PARTY_UNIT);
	scene_free(&scene);
}

/* ---- the state of one taken by one, and of all folded ---- */

static void taken_one_by_one_or_folded(void **state)
{
	static const char *const acts[] = {
		PROPOSAL("ca1", "t", 5), REPLY("ca2", "s", "a2", "'kind':'agreement'"), REPLY("ca", "u", "a1", "'kind':'question'"), CONFIRM("ca1", "a1", "s"),
		SETTLE("ca", "a2", "t"), DECIDE("ca", "p", BOTH, "'proposal':'t'"), REPLY("ca2", "s2", "a2", "'kind':'agreement','replaces':'s'"),
		SUBMIT("ca", "plan", "a"), GIVE("rd", "a", 5), ANSWER("rd", "return", "a", "plan"),
		ACT("ca", "'submit','unit':'a','year':2020,'text':'x','id':'plan2'"),
	};
	struct scene scene = scene_new(NULL);
	struct buffer taken = { 0 }, folded = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
		struct act_input input = world_json(scene.world, acts[i]);
		struct error error = { 0 };

		expect(writer_stage(scene.book, &(struct writer_item){ input.by, WORLD_AT, input.id, &input.act }, &error), "%s: %s", acts[i], error.text);
		for (int unit = 0; unit < scene.book->org->count; unit++)
			dump_state(&taken, scene.book, unit);
		book_fold(scene.book);
		for (int unit = 0; unit < scene.book->org->count; unit++)
			dump_state(&folded, scene.book, unit);
		expect(!strcmp(taken.bytes, folded.bytes), "after %s:\n%s\n%s", acts[i], taken.bytes, folded.bytes);
		buffer_free(&taken);
		buffer_free(&folded);
	}
	scene_free(&scene);
}

/* ---- deputies ---- */

static void dates_of_deputies_mark(void **state)
{
	static const char *const acts[] = { "'resolve','unit':'a1','thread':'t'", "'confirm','unit':'a1','entry':'t'", "'say','unit':'ans','kind':'note','text':'x'" };
	static const char *const users[] = { "stf-ca", "stf-ca", "stf-rd" }; /* for the level above, each of them */
	struct scene scene = scene_new(NULL);
	char json[300];

	(void)state;
	did(&scene, SAY("ca1", "t", "a1", "'kind':'agreement'"));
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		for (int late = 0; late < 2; late++) {
			snprintf(json, sizeof json, "{'by':'%s','id':'d%zu-%d','at':'%s-12-31T12:00:00+01:00','act':%s}", users[i], i, late, late ? "2020" : "2019", acts[i]);
			did(&scene, json);
			snprintf(json, sizeof json, "d%zu-%d", i, late);
			expect(book_event(scene.book, json)->outside_dates == late, "%s %s", json, acts[i]);
		}
	scene_free(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_entry_is_put_right_by_its_writer_once),
		cmocka_unit_test(an_agreement_is_followed_up_by_either_party),
		cmocka_unit_test(a_proposal_moves_money_between_two_of_one_level),
		cmocka_unit_test(a_proposal_stands_in_both_dialogues),
		cmocka_unit_test(a_proposal_is_changed_between_the_same_two),
		cmocka_unit_test(the_level_above_decides_it_once),
		cmocka_unit_test(a_dropped_proposal_is_not_decided),
		cmocka_unit_test(threads_are_closed_and_taken_up_by_the_parties),
		cmocka_unit_test(what_binds_is_confirmed),
		cmocka_unit_test(one_of_the_two_leaves),
		cmocka_unit_test(what_the_other_said_is_still_told),
		cmocka_unit_test(what_a_former_chef_confirmed_is_confirmed),
		cmocka_unit_test(taken_one_by_one_or_folded),
		cmocka_unit_test(dates_of_deputies_mark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Plans sent, taken back, returned and approved: what is locked, who may what, and to which content an approval is bound. */
#include "scene.h"

#include "approval.h"
#include "mending.h"
#include "plan_state.h"

static void expect_status(const struct scene *scene, const char *unit, enum plan_status wanted)
{
	struct ram_table *table = ram_make(scene->book, 2020, NULL, 0);
	enum plan_status status = approval_status(table, unit_of(scene, unit));

	ram_free(table);
	expect(status == wanted, "%s is «%s», not «%s»", unit, approval_status_name(status), approval_status_name(wanted));
}

/* ---- what sending locks ---- */

static const char *const locked_acts[] = {
	ROW("ca", "a", "personal", 5),
	ROW("stf-ca", "a", "personal", 5),
	ACT("reg-a", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5}],'decision':'x'"),
	GIVE("ca", "a1", 5),
	GIVE("ca", "a3", 5),  /* through a group */
	GIVE("ca", "ans", 5), /* an anslag belongs to the plan of its chef … */
	GIVE("ca", "sub1", 5), /* … and what lies below it too */
	ACT("reg-a", "'post','kind':'index','year':2020,'legs':[['a1',5]],'decision':'x'"),
	ACT("ca", "'post','kind':'transfer','year':2020,'legs':[['a1',5],['a2',-5]]"),
	ACT("ca", "'post','kind':'base','year':2020,'legs':[],'replaces':'ram-a1'"),
	ACT("ca", "'post','kind':'index','year':2021,'legs':[['a1',7]],'replaces':'ram-a1'"), /* what it takes away lies in 2020 */
	ACT("ca", "'target','unit':'a1','year':2020,'kr':5"),
	ACT("stf-ca", "'target','unit':'a2','year':2020,'kr':null"),
};

static const char *const free_acts[] = {
	GIVE("rd", "a", 5), /* the level above may still change the ram itself */
	ACT("rd", "'target','unit':'a','year':2020,'kr':5"),
	ROW("ca1", "a1", "personal", 5), /* below it everybody goes on dividing */
	GIVE("ca1", "a11", 5),
	ROW("ca", "ans", "material", 5), /* an anslag's own lines are not in the plan */
	GIVE("cb", "b1", 5),
	ACT("ca", "'distribute','unit':'a','year':2021,'lines':[{'line':'personal','kr':5}]"), /* another year is another plan */
	ACT("ca", "'post','kind':'index','year':2021,'legs':[['a1',5]]"),
	ACT("ca", "'target','unit':'a1','year':2021,'kr':5"),
	ACT("ca", "'say','unit':'a','kind':'comment','text':'x'"),
	ACT("ca", "'forecast','unit':'a','year':2020,'lines':[{'line':'personal','kr':5}]"),
};

static void sending_locks_the_owner_out(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	expect_status(&scene, "a", PLAN_DRAFT);
	did(&scene, SUBMIT("ca", "s", "a"));
	expect_status(&scene, "a", PLAN_SUBMITTED);
	for (size_t i = 0; i < sizeof locked_acts / sizeof *locked_acts; i++)
		refused(&scene, "submitted", "planen för A 2020 är skickad", locked_acts[i]);
	for (size_t i = 0; i < sizeof free_acts / sizeof *free_acts; i++)
		did(&scene, free_acts[i]);
	expect_status(&scene, "a", PLAN_SUBMITTED);
	scene_free(&scene);
}

/* Each way out opens everything again. */
static void an_answer_opens_it(void **state)
{
	static const char *const ways[] = { ANSWER("ca", "recall", "a", "s"), ANSWER("stf-ca", "recall", "a", "s"), ANSWER("rd", "return", "a", "s"),
		                            ANSWER("rd", "approve", "a", "s") };

	(void)state;
	for (size_t way = 0; way < sizeof ways / sizeof *ways; way++)
		for (size_t i = 0; i < sizeof locked_acts / sizeof *locked_acts; i++) {
			struct scene scene = scene_new(NULL);

			did(&scene, SUBMIT("ca", "s", "a"));
			did(&scene, ways[way]);
			did(&scene, locked_acts[i]);
			scene_free(&scene);
		}
}

/* A post lives in several years, and so may lie in several plans. */
static void a_sent_plan_year_locks_what_lives_in_it(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, ACT("ca", "'distribute','unit':'a','year':2021,'lines':[{'line':'personal','kr':5}]"));
	did(&scene, "{'by':'ca','id':'s','act':'submit','unit':'a','year':2021}"); /* 100 − 60 − 40 − 5: in a plan year nothing has to be even */
	refused(&scene, "submitted", "planen för A 2021", GIVE("ca", "a1", 5));
	did(&scene, ACT("ca", "'post','kind':'index','year':2020,'until':2020,'legs':[['a1',5]]"));
	did(&scene, ACT("ca", "'post','kind':'index','year':2022,'legs':[['a1',5]]"));
	did(&scene, ROW("ca", "a", "personal", 3));
	scene_free(&scene);
}

/* ---- recall, return ---- */

static void recalled_until_it_is_answered(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, SUBMIT("ca", "s", "a"));
	refused(&scene, "not-allowed", "ta tillbaka planen", ANSWER("rd", "recall", "a", "s"));
	refused(&scene, "not-allowed", "ta tillbaka planen", ANSWER("reg-a", "recall", "a", "s"));
	refused(&scene, "submit", "ingen skickad plan", ANSWER("ca", "recall", "a", "ram-a"));
	refused(&scene, "submit", "ingen skickad plan", ANSWER("ca1", "recall", "a1", "s")); /* of another unit */
	did(&scene, ACT("stf-ca", "'recall','unit':'a','submit':'s'"));
	expect_status(&scene, "a", PLAN_DRAFT);
	refused(&scene, "answered", "återtagen av ersättare för divisionschef A", ANSWER("rd", "approve", "a", "s"));
	refused(&scene, "answered", "återtagen av", ANSWER("rd", "return", "a", "s"));
	refused(&scene, "answered", "återtagen av", ANSWER("ca", "recall", "a", "s"));
	did(&scene, SUBMIT("ca", "t", "a"));
	did(&scene, ANSWER("rd", "approve", "a", "t"));
	refused(&scene, "answered", "redan godkänd av regiondirektör", ANSWER("ca", "recall", "a", "t"));
	refused(&scene, "answered", "redan godkänd av regiondirektör", ANSWER("stf-rd", "return", "a", "t"));
	expect_status(&scene, "a", PLAN_APPROVED);
	scene_free(&scene);
}

static void a_return_says_what_is_missing(void **state)
{
	struct scene scene = scene_new(NULL);
	const struct sending *sending;

	(void)state;
	did(&scene, SUBMIT("ca", "s", "a"));
	refused(&scene, "text", "vad som ska kompletteras", ACT("rd", "'return','unit':'a','submit':'s','text':' \\n'"));
	refused(&scene, "text", "vad som ska kompletteras", ACT("rd", "'return','unit':'a','submit':'s','text':''"));
	refused(&scene, "bad-figure", "", ACT("rd", "'return','unit':'a','submit':'s','text':'x','marks':[{'figure':'a/2020/nej'}]"));
	refused(&scene, "figure", "hör inte till", ACT("rd", "'return','unit':'a','submit':'s','text':'x','marks':[{'figure':'b/2020/ram'}]"));
	did(&scene, ACT("rd", "'return','unit':'a','submit':'s','text':'Mer','marks':[{'figure':'a/2020/line.personal','text':'lågt'},{'figure':'a1/2020/ram'}]"));
	expect_status(&scene, "a", PLAN_RETURNED);
	sending = approval_newest(scene.book, unit_of(&scene, "a"), 2020);
	assert_int_equal(sending->answer->line->act.verdict.marks.count, 2);
	refused(&scene, "answered", "redan återlämnad", ANSWER("rd", "approve", "a", "s"));
	did(&scene, ROW("ca", "a", "personal", 3));
	expect_status(&scene, "a", PLAN_RETURNED); /* until it is sent again */
	did(&scene, "{'by':'ca','id':'again','act':'submit','unit':'a','year':2020,'text':'3 över'}");
	expect_status(&scene, "a", PLAN_SUBMITTED);
	did(&scene, ANSWER("ca", "recall", "a", "again"));
	expect_status(&scene, "a", PLAN_RETURNED); /* what was asked for is still to be done */
	struct arena arena = { 0 };
	struct mend *marks;
	assert_int_equal(mending_marks(scene.book, unit_of(&scene, "a"), 2020, NULL, &marks, &arena), 2);
	arena_free(&arena);
	scene_free(&scene);
}

/* ---- what an approval is bound to ---- */

static void an_approval_binds_to_what_was_sent(void **state)
{
	struct scene scene = scene_new(NULL);
	const struct sending *in_force;
	int a = unit_of(&scene, "a");

	(void)state;
	assert_null(approval_in_force(scene.book, a, 2020));
	assert_int_equal(approval_adjusted(scene.book, a, 2020), 0);
	did(&scene, ROW("ca", "a", "personal", 0));
	did(&scene, SUBMIT("ca", "s", "a"));
	did(&scene, GIVE("rd", "a", 20)); /* comes in between: not in what was sent */
	did(&scene, ANSWER("rd", "approve", "a", "s"));
	expect_status(&scene, "a", PLAN_APPROVED);
	assert_true(approval_holds(scene.book, a, 2020));
	assert_int_equal(approval_adjusted(scene.book, a, 2020), 20);
	did(&scene, ROW("ca", "a", "personal", 20));
	expect_status(&scene, "a", PLAN_DRAFT);
	in_force = approval_in_force(scene.book, a, 2020);
	assert_int_equal(in_force->content->ram, 100); /* exactly what was sent, whatever she does since */
	assert_int_equal(content_row(in_force->content, "personal")->kr, 0);
	assert_int_equal(content_sub(in_force->content, "a1")->ram, 60);
	assert_int_equal(content_sub(in_force->content, "a2")->ram, 40);
	assert_null(content_row(in_force->content, "material"));
	assert_null(content_sub(in_force->content, "a3"));
	did(&scene, ROW("ca", "a", "personal", 0));
	expect_status(&scene, "a", PLAN_APPROVED); /* and back again */
	did(&scene, ROW("ca", "a", "personal", 20));
	did(&scene, SUBMIT("ca", "t", "a"));
	assert_ptr_equal(approval_in_force(scene.book, a, 2020)->submit, book_event(scene.book, "s")); /* in force until another is */
	did(&scene, ANSWER("rd", "return", "a", "t"));
	assert_ptr_equal(approval_in_force(scene.book, a, 2020)->submit, book_event(scene.book, "s"));
	did(&scene, SUBMIT("ca", "u", "a"));
	did(&scene, ANSWER("rd", "approve", "a", "u"));
	assert_ptr_equal(approval_in_force(scene.book, a, 2020)->submit, book_event(scene.book, "u"));
	assert_int_equal(approval_adjusted(scene.book, a, 2020), 0);
	expect_status(&scene, "a", PLAN_APPROVED);
	scene_free(&scene);
}

static void a_changed_ram_leaves_the_approval(void **state)
{
	struct scene scene = scene_new(NULL);
	int a = unit_of(&scene, "a");

	(void)state;
	did(&scene, SUBMIT("ca", "s", "a"));
	did(&scene, ANSWER("rd", "approve", "a", "s"));
	did(&scene, GIVE("rd", "a", -30));
	assert_true(approval_holds(scene.book, a, 2020));
	assert_int_equal(approval_adjusted(scene.book, a, 2020), -30);
	did(&scene, ACT("rd", "'target','unit':'a','year':2020,'kr':7"));
	assert_true(approval_holds(scene.book, a, 2020));
	did(&scene, ACT("rd", "'post','kind':'base','year':2020,'legs':[],'replaces':'ram-a'"));
	assert_int_equal(approval_adjusted(scene.book, a, 2020), -130);
	assert_int_equal(approval_adjusted(scene.book, a, 2021), 0); /* nothing is in force there */
	expect_status(&scene, "a", PLAN_APPROVED);
	did(&scene, GIVE("ca", "a1", -10)); /* but what she gives in her turn is hers */
	assert_false(approval_holds(scene.book, a, 2020));
	scene_free(&scene);
}

static void all_that_was_sent_is_told(void **state)
{
	struct scene scene = scene_new(NULL);
	const struct sending **all;
	int a = unit_of(&scene, "a");

	(void)state;
	assert_null(approval_newest(scene.book, a, 2020));
	did(&scene, SUBMIT("ca", "s", "a"));
	did(&scene, ANSWER("rd", "return", "a", "s"));
	did(&scene, ACT("ca", "'distribute','unit':'a','year':2021,'lines':[{'line':'personal','kr':5}]"));
	did(&scene, ACT("ca", "'submit','unit':'a','year':2021"));
	did(&scene, SUBMIT("ca", "t", "a"));
	assert_int_equal(approval_sendings(scene.book, a, 2020, &all, &scene.world->arena), 2);
	assert_ptr_equal(all[0]->submit, book_event(scene.book, "s"));
	assert_ptr_equal(all[1], approval_waits(scene.book, a, 2020));
	assert_int_equal(approval_sendings(scene.book, a, 2021, &all, &scene.world->arena), 1);
	assert_int_equal(approval_sendings(scene.book, a, 2022, &all, &scene.world->arena), 0);
	assert_int_equal(approval_sendings(scene.book, unit_of(&scene, "b"), 2020, &all, &scene.world->arena), 0);
	scene_free(&scene);
}

/* ---- who may approve ---- */

/* A and the root have a deputy in common, B is the same person's; the registrar of A is its approver. */
#define SHARED_ORG(approver)                                                                                                                   \
	"units=({id=\"rot\";kind=\"unit\";name=\"Regionen\";level=\"region\";chef=\"rd\";deputies=({user=\"stf-ca\";},{user=\"stf-rd\";});"    \
	"registrars=(\"reg\");},\n"                                                                                                            \
	"{id=\"a\";parent=\"rot\";kind=\"unit\";name=\"A\";level=\"division\";chef=\"ca\";deputies=({user=\"stf-ca\";});" approver             \
	"registrars=(\"reg-a\");},\n" WORLD_A1 WORLD_A2 ");\n"

static void nobody_approves_what_she_wrote(void **state)
{
	static const struct { const char *wrote, *sent, *by; bool approves; } rows[] = {
		{ NULL, SUBMIT("ca", "s", "a"), "stf-ca", true },
		{ NULL, SUBMIT("ca", "s", "a"), "rd", true },
		{ NULL, SUBMIT("stf-ca", "s", "a"), "stf-ca", false }, /* she sent it */
		{ ROW("stf-ca", "a", "personal", 0), SUBMIT("ca", "s", "a"), "stf-ca", false },
		{ ROW("stf-ca", "a", "personal", 0), SUBMIT("ca", "s", "a"), "rd", true },
		{ ROW("stf-ca", "a", "personal", 0), SUBMIT("ca", "s", "a"), "stf-rd", true },
		{ GIVE("stf-ca", "a1", 0), SUBMIT("ca", "s", "a"), "stf-ca", false }, /* what the sub-units get is in the plan */
		{ ACT("stf-ca", "'target','unit':'a1','year':2020,'kr':0"), SUBMIT("ca", "s", "a"), "stf-ca", false },
		{ GIVE("stf-ca", "a", 0), SUBMIT("ca", "s", "a"), "stf-ca", true }, /* for the level above: that is its own part */
		{ ACT("stf-ca", "'distribute','unit':'a','year':2021,'lines':[{'line':'personal','kr':0}]"), SUBMIT("ca", "s", "a"), "stf-ca", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scene scene = scene_new(SHARED_ORG(""));
		char json[200];

		if (rows[i].wrote)
			did(&scene, rows[i].wrote);
		did(&scene, rows[i].sent);
		snprintf(json, sizeof json, "{'by':'%s','act':'approve','unit':'a','submit':'s'}", rows[i].by);
		if (rows[i].approves)
			did(&scene, json);
		else
			refused(&scene, "own-plan", "har skrivit i planen", json);
		scene_free(&scene);
	}
}

static void who_wrote_may_return(void **state)
{
	struct scene scene = scene_new(SHARED_ORG(""));

	(void)state;
	did(&scene, ROW("stf-ca", "a", "personal", 0));
	did(&scene, SUBMIT("ca", "s", "a"));
	did(&scene, ANSWER("stf-ca", "return", "a", "s"));
	scene_free(&scene);
}

/* Her last word on a row is what was sent: whose earlier figure was replaced has no part in it. */
static void what_was_replaced_is_nobody_s(void **state)
{
	struct scene scene = scene_new(SHARED_ORG(""));

	(void)state;
	did(&scene, ROW("stf-ca", "a", "personal", 5));
	did(&scene, ROW("ca", "a", "personal", 0));
	did(&scene, SUBMIT("ca", "s", "a"));
	assert_false(approval_wrote_in(approval_waits(scene.book, unit_of(&scene, "a"), 2020), "stf-ca"));
	did(&scene, ANSWER("stf-ca", "approve", "a", "s"));
	scene_free(&scene);
}

static void a_registrar_who_approves_has_not_written(void **state)
{
	struct scene scene = scene_new(SHARED_ORG("approver=\"reg-a\";"));

	(void)state;
	did(&scene, ACT("reg-a", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':0}],'decision':'x'"));
	did(&scene, SUBMIT("ca", "s", "a"));
	refused(&scene, "own-plan", "har skrivit i planen", ACT("reg-a", "'approve','unit':'a','submit':'s','decision':'x'"));
	did(&scene, ANSWER("ca", "recall", "a", "s"));
	did(&scene, ROW("ca", "a", "personal", 0));
	did(&scene, SUBMIT("ca", "t", "a"));
	did(&scene, ANSWER("reg-a", "approve", "a", "t"));
	scene_free(&scene);
}

#define NAMED_ORG "units=(\n" WORLD_ROOT WORLD_A                                                                                               \
	"{id=\"a1\";parent=\"a\";kind=\"unit\";name=\"A1\";level=\"omrade\";chef=\"ca1\";approver=\"rd\";},\n"                                 \
	"{id=\"a2\";parent=\"a\";kind=\"unit\";name=\"A2\";level=\"omrade\";chef=\"ca2\";approver=\"ek-a\";},\n" WORLD_REST ");\n"

static void a_named_approver_stands_in_for_the_level_above(void **state)
{
	static const char *const no[] = { "ca", "stf-ca", "reg", "reg-a", "ca1", "ca2", "ek" };
	struct scene scene = scene_new(NAMED_ORG);
	char json[200];

	(void)state;
	did(&scene, ROW("ca1", "a1", "personal", 60));
	did(&scene, SUBMIT("ca1", "s", "a1"));
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		snprintf(json, sizeof json, "{'by':'%s','act':'approve','unit':'a1','submit':'s','decision':'x'}", no[i]);
		refused(&scene, "not-allowed", "av regiondirektör", json);
	}
	did(&scene, "{'by':'stf-rd','id':'in','at':'2020-06-30T12:00:00+02:00','act':'return','unit':'a1','submit':'s','text':'x'}");
	assert_false(book_event(scene.book, "in")->outside_dates);
	did(&scene, SUBMIT("ca1", "t", "a1"));
	did(&scene, "{'by':'stf-rd','id':'ut','at':'2020-07-01T12:00:00+02:00','act':'approve','unit':'a1','submit':'t'}");
	assert_true(book_event(scene.book, "ut")->outside_dates); /* counts, and is marked */
	expect_status(&scene, "a1", PLAN_APPROVED);
	did(&scene, ROW("ca2", "a2", "personal", 40)); /* somebody who has no seat above at all */
	did(&scene, SUBMIT("ca2", "u", "a2"));
	refused(&scene, "not-allowed", "av ekonom A", ANSWER("ca", "approve", "a2", "u"));
	did(&scene, ANSWER("ek-a", "approve", "a2", "u"));
	assert_false(book_event(scene.book, "ut")->conflict);
	scene_free(&scene);
}

static void dates_of_deputies_mark(void **state)
{
	static const struct { const char *json; bool outside; } rows[] = {
		{ "'id':'s','at':'2019-12-31T12:00:00+01:00','act':'submit','unit':'a','year':2020", false },
		{ "'id':'r','at':'2020-01-01T12:00:00+01:00','act':'recall','unit':'a','submit':'s'", true },
		{ "'id':'t','at':'2020-01-01T12:00:00+01:00','act':'submit','unit':'a','year':2020", true },
	};
	struct scene scene = scene_new(NULL);
	char json[300];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(json, sizeof json, "{'by':'stf-ca',%s}", rows[i].json);
		did(&scene, json);
		snprintf(json, sizeof json, "%.1s", rows[i].json + 6);
		expect(book_event(scene.book, json)->outside_dates == rows[i].outside, "%s", rows[i].json);
	}
	did(&scene, "{'by':'stf-rd','id':'in','at':'2020-06-30T12:00:00+02:00','act':'return','unit':'a','submit':'t','text':'x'}");
	did(&scene, SUBMIT("ca", "u", "a"));
	did(&scene, "{'by':'stf-rd','id':'ut','at':'2020-07-01T12:00:00+02:00','act':'approve','unit':'a','submit':'u'}");
	assert_false(book_event(scene.book, "in")->outside_dates);
	assert_true(book_event(scene.book, "ut")->outside_dates);
	scene_free(&scene);
}

/* Above the root there is nobody: fullmäktige's decision is written down by its registrar, who may have written the ramar too. */
static void the_root_s_plan(void **state)
{
	struct scene scene = scene_empty(NULL);

	(void)state;
	did(&scene, "{'by':'reg','act':'post','kind':'base','year':2020,'legs':[['rot',100]],'decision':'RF 5'}");
	did(&scene, "{'by':'reg','act':'post','kind':'base','year':2020,'legs':[['a',60],['b',40]],'decision':'RF 5'}");
	did(&scene, ACT("reg", "'distribute','unit':'rot','year':2020,'lines':[{'line':'personal','kr':0}],'decision':'RF 5'"));
	did(&scene, SUBMIT("rd", "s", "rot"));
	refused(&scene, "not-allowed", "registrator", ANSWER("reg", "approve", "rot", "s")); /* without the decision */
	refused(&scene, "not-allowed", "registrator", ACT("reg", "'approve','unit':'rot','submit':'s','decision':' '"));
	refused(&scene, "not-allowed", "registrator", ACT("rd", "'approve','unit':'rot','submit':'s','decision':'RF 6'"));
	refused(&scene, "not-allowed", "registrator", ACT("reg-a", "'approve','unit':'rot','submit':'s','decision':'RF 6'"));
	did(&scene, ACT("reg", "'approve','unit':'rot','submit':'s','decision':'RF 6'"));
	expect_status(&scene, "rot", PLAN_APPROVED);
	scene_free(&scene);
}

static void others_are_refused(void **state)
{
	static const char *const no[] = { "ca1", "cb", "ek", "ek-a", "reg-a", "ca", "stf-ca" };
	struct scene scene = scene_new(NULL);
	char json[200];

	(void)state;
	refused(&scene, "not-allowed", "skicka planen", SUBMIT("rd", "s", "a"));
	refused(&scene, "not-allowed", "skicka planen", SUBMIT("ek-a", "s", "a"));
	refused(&scene, "not-allowed", "skicka planen", SUBMIT("reg-a", "s", "a"));
	refused(&scene, "not-a-unit", "ingen enhet", SUBMIT("ca", "s", "ans"));
	refused(&scene, "year", "2019", "{'by':'ca','act':'submit','unit':'a','year':2019}");
	refused(&scene, "year", "2023", "{'by':'ca','act':'submit','unit':'a','year':2023}");
	did(&scene, SUBMIT("ca", "s", "a"));
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		snprintf(json, sizeof json, "{'by':'%s','act':'approve','unit':'a','submit':'s','decision':'x'}", no[i]);
		refused(&scene, "not-allowed", "av regiondirektör", json);
	}
	scene_free(&scene);
}

/* ---- sending ---- */

/* Two sessions on one folder: the second reads what the first wrote, and is told who sent it. */
static void sent_twice(void **state)
{
	struct scene scene = scene_new(NULL);
	struct scene other = { scene.world, book_open(scene.world->folder, NULL) };

	(void)state;
	did(&scene, SUBMIT("stf-ca", "s", "a"));
	assert_true(book_refresh(other.book, NULL, NULL));
	refused(&other, "submitted", "redan skickad av ersättare för divisionschef A", SUBMIT("ca", "t", "a"));
	book_free(other.book);
	scene_free(&scene);
}

/* Neither knew of the other's: both wait, whoever answers one has seen that, and what is divided is a change made since. */
static void sent_at_once(void **state)
{
	struct world *world = world_new();
	char submit[300];

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 5));
	const char *sent = sent_by(world, "ca", NULL);
	struct book *book = world_book(world);
	snprintf(submit, sizeof submit, "{'by':'stf-ca','act':'submit','unit':'a','year':2020,'plan':'%s','text':'x'}",
	         world_event(book, "ca", 2)->line->act.submit.plan);
	book_free(book);
	world_line(world, "ca:1", "%s", submit);
	world_line(world, "ca:1", ACT("reg-a", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':1}],'decision':'x'"));
	world_line(world, "ca:2 stf-ca:1 reg-a:1", "{'by':'rd','act':'approve','unit':'a','submit':'%s'}", sent);
	book = world_book(world);
	assert_int_equal(world_event(book, "ca", 2)->state, LINE_APPLIED);
	assert_ptr_equal(approval_waits(book, org_find(book->org, "a"), 2020)->submit, world_event(book, "stf-ca", 1));
	assert_int_equal(world_event(book, "reg-a", 1)->state, LINE_APPLIED);
	assert_int_equal(world_event(book, "rd", 1)->state, LINE_APPLIED);
	assert_null(content_row(approval_in_force(book, org_find(book->org, "a"), 2020)->content, "personal"));
	assert_false(approval_holds(book, org_find(book->org, "a"), 2020));
	book_free(book);
	world_free(world);
}

/* What the deputy sent is what she saw, though the chef's lines, which she had not seen, come before hers; and they count. */
static void sent_beside_what_she_had_not_seen(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("rd", "a", 5));
	world_line(world, "rd:1", GIVE("ca", "a1", 5));
	world_line(world, NULL, ROW("ca", "a", "personal", 1));
	world_line(world, NULL, "{'by':'ca','act':'target','unit':'a1','year':2020,'kr':2}");
	sent_by(world, "stf-ca", "ca:3");
	world_line(world, NULL, ROW("ca", "a", "personal", 7));
	world_line(world, NULL, ROW("ca", "a", "material", 8));
	world_line(world, NULL, "{'by':'ca','act':'target','unit':'a1','year':2020,'kr':null}");
	world_line(world, NULL, "{'by':'ca','act':'post','kind':'cut','year':2020,'legs':[],'replaces':'%s','decision':'x'}", world_pen(world, "ca")->hashes[0]);
	world_line(world, NULL, GIVE("ca", "a2", 9));
	struct book *book = world_book(world);
	const struct sending *sending = approval_waits(book, org_find(book->org, "a"), 2020);
	for (int64_t n = 4; n <= 8; n++)
		assert_int_equal(world_event(book, "ca", n)->state, LINE_APPLIED);
	assert_ptr_equal(book->events[book->applied - 1], world_event(book, "stf-ca", 1));
	assert_non_null(sending);
	assert_int_equal(content_row(sending->content, "personal")->kr, 1);
	assert_null(content_row(sending->content, "material"));
	assert_int_equal(content_sub(sending->content, "a1")->ram, 5);
	assert_int_equal(content_sub(sending->content, "a1")->target, 2);
	assert_null(content_sub(sending->content, "a2"));
	assert_true(approval_wrote_in(sending, "ca"));
	assert_true(approval_overtaken(book, org_find(book->org, "a"), 2020));
	struct ram_table *table = ram_make(book, 2020, NULL, 0);
	struct buffer told = { 0 };
	plan_state_tell(&told, table, org_find(book->org, "a"), "rd", MONEY_IN_KR, 0);
	assert_non_null(strstr(told.bytes, "; ändrad sedan dess av någon som inte visste det: det ingår inte i det som skickades"));
	buffer_free(&told);
	ram_free(table);
	assert_int_equal(book_cell(book, org_find(book->org, "a"), LAYER_BUDGET, 2020, "personal")->value, 7 * MONEY_KR);
	book_free(book);
	world_free(world);
}

/* Whoever sent it cannot take it back with a line written afterwards as if she had not seen the approval. */
static void an_approval_is_not_undone_from_behind(void **state)
{
	struct world *world = world_new();
	struct arena arena = { 0 };
	char plan[HASH_TEXT];

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 5));
	struct book *book = world_book(world);
	content_hash(content_make(book, &(struct charter){ book->region, book->org }, "a", 2020, &arena), plan);
	book_free(book);
	const char *sent = world_line(world, NULL, "{'by':'ca','act':'submit','unit':'a','year':2020,'plan':'%s','text':'x'}", plan);
	world_line(world, "ca:2", "{'by':'rd','act':'approve','unit':'a','submit':'%s'}", sent);
	world_line(world, NULL, "{'by':'ca','act':'recall','unit':'a','submit':'%s'}", sent); /* comes first in the order */
	world_line(world, "rd:1 ca:3", ROW("stf-ca", "a", "personal", 1));
	book = world_book(world);
	assert_string_equal(book->events[book->applied - 2]->user, "rd");
	assert_int_equal(world_event(book, "rd", 1)->state, LINE_APPLIED);
	assert_non_null(approval_in_force(book, org_find(book->org, "a"), 2020));
	book_free(book);
	arena_free(&arena);
	world_free(world);
}

static void what_is_left_needs_a_reason(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, ROW("ca", "a", "personal", 7));
	refused(&scene, "reason", "0,007\u00a0tkr över ramen", SUBMIT("ca", "s", "a"));
	did(&scene, ROW("ca", "a", "intakter", 12));
	refused(&scene, "reason", "0,005\u00a0tkr är kvar att fördela", SUBMIT("ca", "s", "a"));
	refused(&scene, "reason", "kvar att fördela", ACT("ca", "'submit','unit':'a','year':2020,'text':' '"));
	did(&scene, ACT("ca", "'submit','unit':'a','year':2020,'text':'Väntar på avtalet'"));
	did(&scene, ROW("ca1", "a1", "personal", 60));
	did(&scene, SUBMIT("ca1", "t", "a1"));
	did(&scene, ACT("ca2", "'distribute','unit':'a2','year':2021,'lines':[{'line':'personal','kr':1}]"));
	did(&scene, ACT("ca2", "'submit','unit':'a2','year':2021")); /* a plan year may be uneven */
	scene_free(&scene);
}

static void nothing_is_not_sent(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	refused(&scene, "empty", "planen är tom", SUBMIT("ca1", "s", "a1"));
	did(&scene, ROW("ca1", "a1", "personal", 60));
	did(&scene, ROW("ca1", "a1", "personal", null));
	refused(&scene, "empty", "planen är tom", SUBMIT("ca1", "s", "a1"));
	scene_free(&scene);
}

static void another_content_is_not_sent(void **state)
{
	struct scene scene = scene_new(NULL);
	struct arena arena = { 0 };
	char hash[HASH_TEXT], json[300];

	(void)state;
	content_hash(content_make(scene.book, &(struct charter){ scene.book->region, scene.book->org }, "a", 2020, &arena), hash);
	snprintf(json, sizeof json, "{'by':'ca','act':'submit','unit':'a','year':2020,'text':'x','plan':'%s'}", hash);
	did(&scene, GIVE("rd", "a", 1)); /* meanwhile */
	refused(&scene, "plan", "hann ändras", json);
	did(&scene, GIVE("rd", "a", -1));
	did(&scene, json); /* the same content, by another way */
	arena_free(&arena);
	scene_free(&scene);
}

/* Under an organisation that no longer holds: counts, unless the adoption said that her right had ended. */
static void old_organisations_and_rights_taken_back(void **state)
{
	static const char *const acts[] = {
		"'submit','unit':'a','year':2020,'plan':'%s','text':'x'", "'recall','unit':'a','submit':'%s'", "'approve','unit':'a1','submit':'%s'",
		"'return','unit':'a1','submit':'%s','text':'x'", "'resolve','unit':'a1','thread':'%s'", "'confirm','unit':'a1','entry':'%s'",
	};
	static const char *const other = "units=({id=\"rot\";kind=\"unit\";name=\"R\";level=\"region\";chef=\"rd\";registrars=(\"reg\");},\n"
	                                 "{id=\"a\";parent=\"rot\";kind=\"unit\";name=\"A\";level=\"division\";chef=\"ny\";},\n"
	                                 "{id=\"a1\";parent=\"a\";kind=\"unit\";name=\"A1\";level=\"omrade\";chef=\"ca1\";});\n";

	(void)state;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		for (int way = 0; way < 3; way++) { /* the old one, the old one and revoked, the new one */
			struct world *world = world_new();
			char json[400], rest[300];

			world_adopt(world, other, way == 1 ? "ca:0" : NULL);
			world_pen(world, "ca")->org = way == 2 ? 2 : 1;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			snprintf(rest, sizeof rest, acts[i], "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
#pragma GCC diagnostic pop
			snprintf(json, sizeof json, "{'by':'ca','act':%s}", rest);
			world_line(world, NULL, "%s", json);
			struct book *book = world_book(world);
			const struct event *event = world_event(book, "ca", 1);
			const char *word = event->why->word;

			assert_int_equal(event->state, LINE_VOID); /* there is nothing of the sort that it could be about: but that is asked last */
			expect(!strcmp(word, way == 1 ? "revoked" : "not-allowed") == (way > 0), "%s, way %d: %s", acts[i], way, word);
			book_free(book);
			world_free(world);
		}
}

/* What somebody else took away is cited too: ca goes before stf-rd, and would else have sent a plan with a ram that was gone. */
static void a_plan_rests_on_withdrawals(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, ACT("stf-rd", "'post','kind':'base','year':2020,'legs':[],'replaces':'ram-a'"));
	did(&scene, ACT("ca", "'submit','unit':'a','year':2020,'text':'x'"));
	expect_status(&scene, "a", PLAN_SUBMITTED); /* without a ram it waits all the same */
	assert_non_null(approval_waits(scene.book, unit_of(&scene, "a"), 2020));
	scene_free(&scene);
}

/* ---- when the organisation changes ---- */

#define WITHOUT_A1 "units=(\n" WORLD_ROOT WORLD_A WORLD_A2 WORLD_REST ");\n"

static void the_organisation_changes(void **state)
{
	struct scene scene = scene_new(NULL);
	struct act act = world_adoption(scene.world, WORLD_REGION, WITHOUT_A1, NULL);
	struct error error = { 0 };

	(void)state;
	did(&scene, SUBMIT("ca", "s", "a"));
	did(&scene, ROW("ca1", "a1", "personal", 60));
	did(&scene, SUBMIT("ca1", "t", "a1"));
	expect(writer_stage(scene.book, &(struct writer_item){ "reg", WORLD_AT, NULL, &act }, &error), "%s", error.text);
	assert_int_equal(writer_commit(scene.book, &error), SAVED);
	refused(&scene, "unknown-unit", "finns inte", ANSWER("ca", "approve", "a1", "t"));
	did(&scene, ANSWER("rd", "approve", "a", "s")); /* what was sent is what it was */
	assert_int_equal(approval_in_force(scene.book, unit_of(&scene, "a"), 2020)->content->subs.count, 2);
	expect_status(&scene, "a", PLAN_DRAFT); /* but the unit gives nobody that money any more */
	scene_free(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sending_locks_the_owner_out),
		cmocka_unit_test(an_answer_opens_it),
		cmocka_unit_test(a_sent_plan_year_locks_what_lives_in_it),
		cmocka_unit_test(recalled_until_it_is_answered),
		cmocka_unit_test(a_return_says_what_is_missing),
		cmocka_unit_test(an_approval_binds_to_what_was_sent),
		cmocka_unit_test(a_changed_ram_leaves_the_approval),
		cmocka_unit_test(all_that_was_sent_is_told),
		cmocka_unit_test(nobody_approves_what_she_wrote),
		cmocka_unit_test(who_wrote_may_return),
		cmocka_unit_test(what_was_replaced_is_nobody_s),
		cmocka_unit_test(a_registrar_who_approves_has_not_written),
		cmocka_unit_test(a_named_approver_stands_in_for_the_level_above),
		cmocka_unit_test(dates_of_deputies_mark),
		cmocka_unit_test(the_root_s_plan),
		cmocka_unit_test(others_are_refused),
		cmocka_unit_test(sent_twice),
		cmocka_unit_test(sent_at_once),
		cmocka_unit_test(sent_beside_what_she_had_not_seen),
		cmocka_unit_test(an_approval_is_not_undone_from_behind),
		cmocka_unit_test(what_is_left_needs_a_reason),
		cmocka_unit_test(nothing_is_not_sent),
		cmocka_unit_test(another_content_is_not_sent),
		cmocka_unit_test(old_organisations_and_rights_taken_back),
		cmocka_unit_test(a_plan_rests_on_withdrawals),
		cmocka_unit_test(the_organisation_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Dialogmöten in the journals: who opens, leads and ends one, where there may be only one, what is said in it and by whom, and that it all comes out
 * the same whatever the order in which lines are met. */
#include "scene.h"

#include "dialogue.h"
#include "history.h"
#include "report.h"
#include "story.h"

#define OPEN(by, id, unit, rest) "{'by':'" by "','id':'" id "','act':'meet','unit':'" unit "','date':'2019-11-20'" rest "}"
#define LEAD(by, unit, of, rest) "{'by':'" by "','act':'meet','unit':'" unit "','meeting':'" of "','date':'2019-11-20'" rest "}"
#define SAY(by, id, unit, kind, rest) "{'by':'" by "','id':'" id "','act':'say','unit':'" unit "','kind':'" kind "','text':'Så'" rest "}"
#define THERE ",'meeting':'m'"
#define CONFIRM(by, unit, entry) ACT(by, "'confirm','unit':'" unit "','entry':'" entry "'")

static const struct event *event_of(const struct scene *scene, const char *id)
{
	const struct event *event = book_event(scene->book, id);

	expect(event, "%s", id);
	return event;
}

/* ---- from opening to end ---- */

static void one_is_opened_told_anew_and_closed(void **state)
{
	struct scene scene = scene_new(NULL);
	const struct meeting *meeting;

	(void)state;
	did(&scene, OPEN("ca", "m", "a", ",'place':'Sal 1','units':['a','a1']"));
	assert_int_equal(scene.book->meeting_count, 1);
	meeting = &scene.book->meetings[0];
	assert_ptr_equal(meeting->first, event_of(&scene, "m"));
	assert_ptr_equal(meeting->head, meeting->first);
	assert_null(meeting->closed);
	did(&scene, LEAD("ca", "a", "m", ",'place':'Sal 2','secretary':'ek-a'"));
	meeting = &scene.book->meetings[0];
	assert_string_equal(meeting->head->line->act.meet.place, "Sal 2");
	assert_null(meeting->closed);
	did(&scene, LEAD("ek-a", "a", "m", ",'secretary':'ek-a','next':'15 jan','closed':true"));
	meeting = &scene.book->meetings[0];
	assert_string_equal(meeting->closed->user, "ek-a");
	refused(&scene, "meeting", "dialogmötet om A är avslutat av ekonom A: öppna ett nytt", LEAD("ca", "a", "m", ",'place':'Sal 3'"));
	refused(&scene, "meeting", "är avslutat", SAY("ca", "s", "a1", "note", THERE));
	scene_free(&scene);
}

static void only_its_opener_and_its_secretary_lead_it(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, OPEN("ek-a", "m", "a", ",'secretary':'cb1'"));
	refused(&scene, "meeting", "dialogmötet om A leds av ekonom A, som öppnade det, och av dess sekreterare", LEAD("ca", "a", "m", ""));
	refused(&scene, "meeting", "leds av", LEAD("rd", "a", "m", ",'closed':true"));
	refused(&scene, "meeting", "dialogmötet gäller A, inte A1", LEAD("ek-a", "a1", "m", ""));
	refused(&scene, "meeting", "finns inte", "{'by':'ca','act':'meet','unit':'a','meeting':'ram-a','date':'2019-11-20'}");
	refused(&scene, "not-allowed", "dialogmöte om A hålls av", OPEN("cb1", "x", "a", ""));
	did(&scene, LEAD("cb1", "a", "m", ",'secretary':'cb1','closed':true"));
	scene_free(&scene);
}

static void one_at_a_time_on_a_branch(void **state)
{
	static const struct { const char *json; bool free; } others[] = {
		{ OPEN("ca", "n", "a", ""), false },  { OPEN("rd", "n", "rot", ""), false }, { OPEN("rd", "n", "div", ""), false },
		{ OPEN("ca1", "n", "a1", ""), false }, { OPEN("ca11", "n", "a11", ""), false }, { OPEN("ca", "n", "ga", ""), false },
		{ OPEN("cb", "n", "b", ""), true },   { OPEN("cb1", "n", "b1", ""), true },  { OPEN("rd", "n", "ansr", ""), true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct scene scene = scene_new(NULL);

		did(&scene, OPEN("ek-a", "m", "a", ""));
		if (!others[i].free)
			refused(&scene, "meeting", "ett dialogmöte om A pågår redan, öppnat av ekonom A: avsluta det först", others[i].json);
		did(&scene, LEAD("ek-a", "a", "m", ",'closed':true"));
		did(&scene, others[i].json);
		assert_int_equal(scene.book->meeting_count, 2);
		scene_free(&scene);
	}
}

/* Also when it lies where nothing that she has to do with has ever been written. */
static void another_that_goes_on_is_cited(void **state)
{
	struct scene scene = scene_new(NULL);
	const struct line *line;

	(void)state;
	did(&scene, OPEN("ca11", "m", "a11", ""));
	refused(&scene, "meeting", "ett dialogmöte om A11 pågår redan", OPEN("rd", "n", "rot", ""));
	did(&scene, OPEN("cb1", "n", "b1", ""));
	line = event_of(&scene, "n")->line;
	assert_true(line->head.saw.count > 0);
	scene_free(&scene);
}

/* ---- what is said ---- */

static void entries_stand_in_it_while_it_is_open_and_within_its_branch(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	refused(&scene, "unknown-line", "", SAY("ca", "s", "a1", "note", THERE));
	did(&scene, OPEN("ca", "m", "a", ""));
	did(&scene, SAY("ca", "s1", "a1", "note", THERE));
	did(&scene, SAY("ca", "s2", "ans", "question", THERE));
	did(&scene, SAY("ca11", "s3", "a11", "comment", THERE));
	refused(&scene, "meeting", "dialogmötet gäller A, och dit hör inte B1", SAY("cb1", "s4", "b1", "note", THERE));
	refused(&scene, "meeting", "dialogmötet finns inte", SAY("ca", "s4", "a1", "note", ",'meeting':'ram-a'"));
	assert_string_equal(event_of(&scene, "s1")->line->act.say.meeting, event_of(&scene, "m")->line->hash);
	scene_free(&scene);
}

/* Who has seen that one goes on has to know when it has ended, wherever hers is. */
static void one_that_has_ended_is_known_to_have(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, OPEN("stf-ca1", "m", "a11", ""));
	did(&scene, OPEN("ca", "n", "ans", "")); /* and she has seen the other */
	did(&scene, LEAD("ca", "ans", "n", ",'closed':true"));
	did(&scene, LEAD("stf-ca1", "a11", "m", ",'closed':true"));
	did(&scene, OPEN("ca", "o", "a", ""));
	assert_int_equal(event_of(&scene, "o")->state, LINE_APPLIED);
	scene_free(&scene);
}

/* She is no party, and no part of the branch. */
static void the_secretary_writes_for_the_parties(void **state)
{
	static const char *const kinds[] = { SAY("cb1", "k0", "a1", "agreement", THERE), SAY("cb1", "k1", "a11", "note", THERE),
		                             SAY("cb1", "k2", "a1", "question", THERE), SAY("cb1", "k3", "a2", "comment", THERE) };
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, OPEN("ca", "m", "a", ",'secretary':'cb1'"));
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		did(&scene, kinds[i]);
	did(&scene, SAY("cb1", "follow", "a1", "agreement", ",'thread':'k0','replaces':'k0','status':'done'" THERE));
	did(&scene, SAY("ca", "deras", "a1", "agreement", ",'kr':5"));
	did(&scene, CONFIRM("ca1", "a1", "deras"));
	/* what others have agreed she leaves as it is, also in other words */
	refused(&scene, "replaces", "bara den som skrev", SAY("cb1", "x", "a1", "agreement", ",'thread':'deras','replaces':'deras','status':'dropped'" THERE));
	refused(&scene, "not-allowed", "", SAY("cb1", "x", "a1", "comment", ",'thread':'deras','status':'done'" THERE));
	/* not more than that, and not outside it */
	refused(&scene, "not-allowed", "", SAY("cb1", "x", "a1", "answer", ",'thread':'k2'" THERE));
	refused(&scene, "not-allowed", "", SAY("cb1", "x", "a1", "proposal", ",'with':'a2','kr':5" THERE));
	refused(&scene, "not-allowed", "", SAY("cb1", "x", "a1", "note", ""));
	refused(&scene, "not-allowed", "", SAY("cb1", "x", "a1", "agreement", ""));
	refused(&scene, "meeting", "dit hör inte", SAY("cb1", "x", "b1", "note", THERE));
	refused(&scene, "not-allowed", "", CONFIRM("cb1", "a1", "follow"));
	/* nobody else has got any right by it */
	refused(&scene, "not-allowed", "", SAY("cb", "x", "a1", "note", THERE));
	refused(&scene, "not-allowed", "", SAY("ca2", "x", "a1", "agreement", THERE));
	refused(&scene, "not-allowed", "", SAY("ek-a", "x", "a1", "agreement", THERE));
	did(&scene, SAY("ek-a", "e", "a1", "note", THERE));
	did(&scene, SAY("ca1", "p", "a1", "agreement", THERE));
	scene_free(&scene);
}

/* Read in both dialogues, and told of both units: and yet one that waits. */
static void a_proposal_in_it_waits_once(void **state)
{
	struct scene scene = scene_new(NULL);
	struct report report = { .book = scene.book, .unit = unit_of(&scene, "a"), .year = 2020, .format = REPORT_TEXT };
	struct error error = { 0 };
	struct buffer out = { 0 };

	(void)state;
	did(&scene, OPEN("ca", "m", "a", ",'units':['a1','a2']"));
	did(&scene, SAY("ca1", "p", "a1", "proposal", ",'with':'a2','kr':5" THERE));
	expect(report_minutes(&out, &report, &error), "%s", error.text);
	expect(strstr(out.bytes, ": 1 punkt är"), "%s", out.bytes);
	buffer_free(&out);
	scene_free(&scene);
}

static void she_is_secretary_while_the_head_says_so(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, OPEN("ca", "m", "a", ",'secretary':'cb1'"));
	did(&scene, SAY("cb1", "s1", "a1", "note", THERE));
	did(&scene, LEAD("ca", "a", "m", ",'secretary':'ek'"));
	refused(&scene, "not-allowed", "dialogen om A1 förs av", SAY("cb1", "s2", "a1", "note", THERE));
	refused(&scene, "meeting", "leds av", LEAD("cb1", "a", "m", ",'closed':true"));
	did(&scene, SAY("ek", "s3", "a1", "agreement", THERE));
	did(&scene, LEAD("ek", "a", "m", "")); /* and then there is none */
	refused(&scene, "not-allowed", "", SAY("ek", "s4", "a1", "agreement", THERE));
	did(&scene, SAY("ca", "s5", "a11", "agreement", THERE)); /* who opened it */
	assert_int_equal(event_of(&scene, "s1")->state, LINE_APPLIED);
	scene_free(&scene);
}

static void minutes_bind_when_both_have_confirmed(void **state)
{
	static const char *const entries[] = { SAY("cb1", "agreed", "a1", "agreement", THERE), SAY("cb1", "noted", "a1", "note", THERE) };
	static const char *const confirms[][2] = { { CONFIRM("ca1", "a1", "agreed"), CONFIRM("ca", "a1", "agreed") },
		                                   { CONFIRM("ca", "a1", "noted"), CONFIRM("ca1", "a1", "noted") } };
	static const char *const ids[] = { "agreed", "noted" };
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, OPEN("ca", "m", "a", ",'secretary':'cb1'"));
	for (size_t i = 0; i < 2; i++) {
		did(&scene, entries[i]);
		assert_int_equal(dialogue_needs(event_of(&scene, ids[i])), PARTY_UNIT | PARTY_ABOVE);
		assert_int_equal(dialogue_confirmed(scene.book, event_of(&scene, ids[i])), 0); /* hers counts for nobody */
		did(&scene, confirms[i][0]);
		assert_false(dialogue_stands(scene.book, event_of(&scene, ids[i])));
		did(&scene, confirms[i][1]);
		assert_true(dialogue_stands(scene.book, event_of(&scene, ids[i])));
	}
	/* a note outside a meeting binds nobody, and what a party writes she has confirmed */
	did(&scene, SAY("ca", "plain", "a1", "note", ""));
	assert_int_equal(dialogue_needs(event_of(&scene, "plain")), 0);
	did(&scene, SAY("ca", "own", "a1", "agreement", THERE));
	assert_int_equal(dialogue_confirmed(scene.book, event_of(&scene, "own")), PARTY_ABOVE);
	/* and later, when it is over */
	did(&scene, LEAD("ca", "a", "m", ",'closed':true"));
	did(&scene, CONFIRM("ca1", "a1", "own"));
	assert_true(dialogue_stands(scene.book, event_of(&scene, "own")));
	scene_free(&scene);
}

/* ---- organisation ---- */

static void a_unit_that_leaves_takes_no_meeting_with_it(void **state)
{
	struct world *world = world_new();
	const char *meeting = world_line(world, NULL, "{'by':'ca2','act':'meet','unit':'a2','date':'2019-11-20','secretary':'cb1'}");
	struct book *book;

	(void)state;
	world_adopt(world, "units=(\n" WORLD_ROOT WORLD_A WORLD_A1 WORLD_A11 WORLD_REST ");\n", "ca2:1");
	world_line(world, "ca2:1 reg:2", "{'by':'cb1','act':'say','unit':'a1','kind':'note','text':'Så','meeting':'%s'}", meeting);
	world_line(world, "ca2:1 reg:2", "{'by':'ca','act':'meet','unit':'a','date':'2019-11-21'}"); /* the branch is free */
	world_line(world, NULL, "{'by':'cb1','act':'meet','unit':'a2','meeting':'%s','date':'2019-11-20','closed':true}", meeting);
	book = world_book(world);
	assert_int_equal(world_event(book, "cb1", 1)->state, LINE_VOID);
	assert_string_equal(world_event(book, "cb1", 1)->why->text, "dialogmötet gäller a2, och dit hör inte A1");
	assert_int_equal(world_event(book, "ca", 1)->state, LINE_APPLIED);
	expect(world_event(book, "cb1", 2)->state == LINE_APPLIED, "%s", world_event(book, "cb1", 2)->why->text);
	assert_ptr_equal(book->meetings[0].closed, world_event(book, "cb1", 2));
	book_free(book);
	world_free(world);
}

/* ---- at the same time ---- */

/* Two that did not know of each other are both held: nothing that was saved is lost when the other's journal comes. */
static void two_unknown_to_each_other_are_both_held(void **state)
{
	struct world *world = world_new();
	const char *theirs = world_line(world, NULL, "{'by':'ca','act':'meet','unit':'a','date':'2019-11-20'}");
	const char *hers = world_line(world, NULL, "{'by':'ca1','act':'meet','unit':'a1','date':'2019-11-20'}");
	struct book *book;

	(void)state;
	world_line(world, NULL, "{'by':'ca1','act':'say','unit':'a1','kind':'note','text':'Så','meeting':'%s'}", hers);
	world_line(world, "ca:1", "{'by':'ca11','act':'meet','unit':'a11','date':'2019-11-20'}"); /* knew of one */
	world_line(world, "ca1:1", "{'by':'ca','act':'say','unit':'a1','kind':'note','text':'Så','meeting':'%s'}", theirs);
	book = world_book(world);
	assert_int_equal(book->meeting_count, 2);
	assert_int_equal(world_event(book, "ca1", 2)->state, LINE_APPLIED);
	assert_int_equal(world_event(book, "ca", 2)->state, LINE_APPLIED);
	assert_int_equal(world_event(book, "ca11", 1)->state, LINE_VOID);
	book_free(book);
	world_free(world);
}

/* What the secretary writes while the chair closes was said in the meeting; what she writes when she knows is not. */
static void what_is_said_while_it_is_closed_counts(void **state)
{
	struct world *world = world_new();
	const char *meeting = world_line(world, NULL, "{'by':'ca','act':'meet','unit':'a','date':'2019-11-20','secretary':'cb1'}");
	struct book *book;

	(void)state;
	world_line(world, NULL, "{'by':'ca','act':'meet','unit':'a','meeting':'%s','date':'2019-11-20','secretary':'cb1','closed':true}", meeting);
	world_line(world, "ca:1", "{'by':'cb1','act':'say','unit':'a1','kind':'note','text':'Så','meeting':'%s'}", meeting);
	world_line(world, "ca:2", "{'by':'cb1','act':'say','unit':'a1','kind':'note','text':'Så','meeting':'%s'}", meeting);
	world_line(world, NULL, "{'by':'cb1','act':'meet','unit':'a','meeting':'%s','date':'2019-11-20','place':'Sal 2'}", meeting);
	book = world_book(world);
	expect(world_event(book, "cb1", 1)->state == LINE_APPLIED, "%s", world_event(book, "cb1", 1)->why->text);
	assert_int_equal(world_event(book, "cb1", 2)->state, LINE_VOID);
	assert_int_equal(world_event(book, "cb1", 3)->state, LINE_VOID);
	book_free(book);
	world_free(world);
}

/* ---- references, and the order of the lines ---- */

/* The entry rests on the head in force: whoever reads it knows that its writer was the secretary. */
static void an_entry_cites_the_meeting(void **state)
{
	struct scene scene = scene_new(NULL);
	const struct cite *cites;
	const struct event *said;
	bool cited = false;

	(void)state;
	did(&scene, OPEN("stf-rd", "m", "rot", "")); /* who has never written about the unit */
	did(&scene, LEAD("stf-rd", "rot", "m", ",'secretary':'cb1'"));
	did(&scene, SAY("cb1", "s", "a11", "note", THERE));
	said = event_of(&scene, "s");
	cites = said->line->head.saw.items;
	for (size_t i = 0; i < said->line->head.saw.count; i++)
		cited |= !strcmp(cites[i].user, "stf-rd") && cites[i].n >= scene.book->meetings[0].head->line->head.n;
	assert_true(cited);
	scene_free(&scene);
}

/* Taken one by one as they are saved, folded, and read anew: the same. */
static void the_order_does_not_matter(void **state)
{
	static const char *const acts[] = {
		OPEN("ca", "m", "a", ",'secretary':'cb1'"), SAY("cb1", "s1", "a1", "agreement", THERE), OPEN("cb", "n", "b", ""), SAY("ca1", "s2", "a1", "answer", ",'thread':'s1'" THERE),
		CONFIRM("ca1", "a1", "s1"), LEAD("ca", "a", "m", ",'secretary':'ek'"), SAY("ek", "s3", "a11", "question", THERE),
		SAY("cb1", "s4", "b1", "note", ",'meeting':'n'"), LEAD("ek", "a", "m", ",'secretary':'ek','closed':true"), CONFIRM("ca", "a1", "s1"),
		OPEN("ca1", "o", "a1", ""),
	};
	struct scene scene = scene_new(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
		struct act_input input = world_json(scene.world, acts[i]);
		struct error error = { 0 };
		char *taken, *folded, *anew;
		struct book *again;

		expect(writer_stage(scene.book, &(struct writer_item){ input.by, WORLD_AT, input.id, &input.act }, &error), "%s: %s", acts[i], error.text);
		taken = world_dumped(scene.book);
		assert_int_equal(writer_commit(scene.book, &error), SAVED);
		folded = world_dumped(scene.book);
		again = book_open(scene.world->folder, NULL);
		anew = world_dumped(again);
		assert_string_equal(folded, anew);
		expect(strlen(taken) == strlen(folded), "%s\n%s\n%s", acts[i], taken, folded); /* the same, but for the order of what does not rest on each other */
		free(taken);
		free(folded);
		free(anew);
		book_free(again);
	}
	scene_free(&scene);
}

/* ---- in words ---- */

static void told_is(const struct scene *scene, const struct event *event, const char *wanted)
{
	struct buffer out = { 0 };

	story_tell(&out, scene->book, event, MONEY_IN_KR);
	assert_string_equal(out.bytes, wanted);
	buffer_free(&out);
}

static void the_story_tells_them(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	did(&scene, OPEN("ca", "m", "a", ",'place':'Sal 1'"));
	told_is(&scene, event_of(&scene, "m"), "divisionschef A öppnade dialogmötet om A, Sal 1");
	did(&scene, LEAD("ca", "a", "m", ",'place':'Sal 2','secretary':'ek-a'"));
	told_is(&scene, scene.book->meetings[0].head, "divisionschef A ändrade dialogmötets uppgifter om A");
	did(&scene, SAY("ek-a", "s", "a1", "agreement", ",'kr':700" THERE));
	told_is(&scene, event_of(&scene, "s"), "ekonom A skrev en överenskommelse om A1: «Så», 700 kr, på dialogmötet om A");
	did(&scene, LEAD("ek-a", "a", "m", ",'closed':true"));
	told_is(&scene, scene.book->meetings[0].closed, "ekonom A avslutade dialogmötet om A");
	scene_free(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_is_opened_told_anew_and_closed),
		cmocka_unit_test(only_its_opener_and_its_secretary_lead_it),
		cmocka_unit_test(one_at_a_time_on_a_branch),
		cmocka_unit_test(another_that_goes_on_is_cited),
		cmocka_unit_test(entries_stand_in_it_while_it_is_open_and_within_its_branch),
		cmocka_unit_test(one_that_has_ended_is_known_to_have),
		cmocka_unit_test(the_secretary_writes_for_the_parties),
		cmocka_unit_test(a_proposal_in_it_waits_once),
		cmocka_unit_test(she_is_secretary_while_the_head_says_so),
		cmocka_unit_test(minutes_bind_when_both_have_confirmed),
		cmocka_unit_test(a_unit_that_leaves_takes_no_meeting_with_it),
		cmocka_unit_test(two_unknown_to_each_other_are_both_held),
		cmocka_unit_test(what_is_said_while_it_is_closed_counts),
		cmocka_unit_test(an_entry_cites_the_meeting),
		cmocka_unit_test(the_order_does_not_matter),
		cmocka_unit_test(the_story_tells_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

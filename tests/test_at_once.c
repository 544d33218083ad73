/* Two people who do not know of each other's lines, on two machines or one of them as if before: nothing is lost, nothing is undone or hidden from
 * behind, and each counts as its writer saw it. Lines are written with just the citations that are named; the smaller user goes first when she may. */
#include "scene.h"

#include "dialogue.h"
#include "mending.h"
#include "plan_state.h"
#include "setup.h"

static int at(const struct book *book, const char *unit)
{
	return org_find(book->org, unit);
}

static void expect_counts(const struct book *book, const char *user, int64_t n)
{
	const struct event *event = world_event(book, user, n);

	expect(event->state == LINE_APPLIED, "%s %d: %s", user, (int)n, event->why->text);
}

static void expect_void(const struct book *book, const char *user, int64_t n, const char *word)
{
	const struct event *event = world_event(book, user, n);

	expect(event->state == LINE_VOID && !strcmp(event->why->word, word), "%s %d: %d %s", user, (int)n, (int)event->state, event->why->text);
}

static const char *answer(struct world *world, const char *user, const char *cites, const char *what, const char *sent)
{
	return world_line(world, cites, "{'by':'%s','act':'%s','unit':'a','submit':'%s','text':'x'}", user, what, sent);
}

static const char *give(struct world *world, const char *user, const char *cites, int kr, const char *replaces)
{
	if (!replaces)
		return world_line(world, cites, "{'by':'%s','act':'post','kind':'index','year':2020,'legs':[['a1',%d]]}", user, kr);
	return world_line(world, cites, "{'by':'%s','act':'post','kind':'index','year':2020,'legs':[['a1',%d]],'replaces':'%s'}", user, kr, replaces);
}

/* ---- posts ---- */

/* The deputy puts a ram right and sends the plan, and it is approved; the chef puts the same ram right. Whoever comes last holds, and what was sent is
 * what was sent. */
static void one_post_is_replaced_twice(void **state)
{
	static const struct { const char *one, *other, *cites_one, *cites_sent; int holds; } ways[] = {
		{ "stf-ca", "ca", "ca:1", "ca:1 stf-ca:2", 70 }, /* the chef's line comes before */
		{ "ca", "stf-ca", NULL, "ca:3", 65 },            /* after */
	}, *way;

	(void)state;
	for (way = ways; way < ways + 2; way++) {
		struct world *world = world_new();
		const char *first = give(world, "ca", NULL, 60, NULL), *sent;

		give(world, way->one, way->cites_one, 70, first);
		sent = sent_by(world, way->one, NULL);
		answer(world, "rd", way->cites_sent, "approve", sent);
		give(world, way->other, way == ways ? NULL : "ca:1", 65, first);
		struct book *book = world_book(world);
		const struct event *one = book_event(book, way == ways ? "stf-ca-1" : "ca-2"), *other = book_event(book, way == ways ? "ca-2" : "stf-ca-1");

		assert_true(one->state == LINE_APPLIED && other->state == LINE_APPLIED && one->conflict && other->conflict);
		assert_ptr_equal(way == ways ? other->replaced_by : one->replaced_by, way == ways ? one : other);
		assert_int_equal(world_ram(book, "a1", 2020), way->holds * MONEY_KR);
		expect_counts(book, "rd", 1);
		assert_int_equal(content_sub(approval_in_force(book, at(book, "a"), 2020)->content, "a1")->ram, 70);
		book_free(book);
		world_free(world);
	}
}

/* Taken back by one and changed by another; who knows of the one that holds, or of any before it, goes on from the last. */
static void a_post_is_taken_back_and_replaced(void **state)
{
	struct world *world = world_new();
	const char *first, *mine;

	(void)state;
	first = give(world, "ca", NULL, 60, NULL);
	world_line(world, NULL, "{'by':'ca','act':'post','kind':'index','year':2020,'legs':[],'replaces':'%s'}", first);
	mine = give(world, "stf-ca", "ca:1", 65, first);
	give(world, "stf-ca", NULL, 66, first);
	give(world, "stf-ca", NULL, 67, mine);
	give(world, "reg-a", "ca:2", 1, first);
	struct book *book = world_book(world);
	expect_counts(book, "ca", 2);
	expect_counts(book, "stf-ca", 1);
	expect_void(book, "stf-ca", 2, "replaces");
	expect_counts(book, "stf-ca", 3);
	assert_int_equal(world_ram(book, "a1", 2020), 67 * MONEY_KR);
	book_free(book);
	world_free(world);
}

/* ---- plans ---- */

/* The chef sends another plan as if her deputy's had not been sent: it waits beside that, which is approved as it was. */
static void two_plans_are_sent(void **state)
{
	struct world *world = world_new();
	const char *first, *sent;

	(void)state;
	give(world, "ca", NULL, 60, NULL);
	first = sent_by(world, "ca", NULL);
	world_line(world, "ca:1", ROW("stf-ca", "a", "personal", 1));
	world_line(world, NULL, "{'by':'stf-ca','act':'recall','unit':'a','submit':'%s'}", first); /* she names it, and has not seen it */
	struct book *book = world_book(world);
	expect_counts(book, "stf-ca", 2);
	book_free(book);
	world_free(world);

	world = world_new();
	give(world, "ca", NULL, 60, NULL);
	world_line(world, "ca:1", ROW("stf-ca", "a", "personal", 1));
	sent = sent_by(world, "stf-ca", NULL);
	answer(world, "rd", "stf-ca:2", "approve", sent);
	first = sent_by(world, "ca", NULL); /* says what she has not cited: void */
	book = world_book(world);
	expect_void(book, "ca", 2, "plan");
	expect_counts(book, "rd", 1);
	book_free(book);
	world_line(world, NULL, ROW("ca", "a", "personal", 1));
	first = sent_by(world, "ca", NULL);
	world_line(world, NULL, ROW("ca", "a", "material", 2)); /* it waits, as far as she knows */
	world_line(world, NULL, GIVE("ca", "a2", 2));
	sent_by(world, "ca", NULL);
	book = world_book(world);
	expect_counts(book, "ca", 4);
	expect_counts(book, "stf-ca", 2);
	expect_counts(book, "rd", 1);
	expect_void(book, "ca", 5, "submitted");
	expect_void(book, "ca", 6, "submitted");
	expect_void(book, "ca", 7, "submitted");
	assert_string_equal(approval_in_force(book, at(book, "a"), 2020)->submit->user, "stf-ca");
	assert_null(approval_waits(book, at(book, "a"), 2020)); /* what was sent after it is answered */
	book_free(book);
	answer(world, "stf-rd", "ca:7", "return", first); /* whoever saw only hers answers hers */
	book = world_book(world);
	expect_counts(book, "stf-rd", 1);
	assert_string_equal(approval_in_force(book, at(book, "a"), 2020)->submit->user, "stf-ca");
	book_free(book);
	world_free(world);
}

/* One of two is taken back by who knew of no other: the other waits. */
static void one_of_two_plans_is_taken_back(void **state)
{
	struct world *world = world_new();
	const char *sent;

	(void)state;
	give(world, "ca", NULL, 60, NULL);
	sent = sent_by(world, "stf-ca", "ca:1");
	sent_by(world, "ca", NULL);
	answer(world, "stf-ca", NULL, "recall", sent);
	world_line(world, "ca:2", ROW("stf-ca", "a", "personal", 1));
	struct book *book = world_book(world);
	struct ram_table *table = ram_make(book, 2020, NULL, 0);
	expect_counts(book, "stf-ca", 2);
	expect_void(book, "stf-ca", 3, "submitted");
	assert_ptr_equal(approval_newest(book, at(book, "a"), 2020)->submit, book_event(book, "stf-ca-1"));
	assert_ptr_equal(approval_waits(book, at(book, "a"), 2020)->submit, book_event(book, "ca-2"));
	assert_int_equal(approval_status(table, at(book, "a")), PLAN_SUBMITTED);
	ram_free(table);
	book_free(book);
	world_free(world);
}

static void expect_asked(struct world *world, size_t count, const char *by)
{
	struct book *book = world_book(world);
	struct arena arena = { 0 };
	const struct sending *returned;
	struct mend *marks;

	assert_int_equal(mending_asked(book, at(book, "a"), 2020, &returned, &marks, &arena), count);
	assert_int_equal(by != NULL, returned != NULL);
	if (by)
		assert_string_equal(returned->answer->user, by);
	arena_free(&arena);
	book_free(book);
}

#define RETURN_MARKED(by) "{'by':'" by "','act':'return','unit':'a','submit':'%s','text':'x','marks':[{'figure':'a/2020/line.personal'}]}"

/* What was asked for is asked of who knew of it: what another sends at once, and takes back, does not hide it. */
static void what_was_asked_for_is_known_to_who_waits(void **state)
{
	struct world *world = world_new();
	const char *first, *other;

	(void)state;
	give(world, "ca", NULL, 60, NULL);
	first = sent_by(world, "ca", NULL);
	world_line(world, "ca:2", RETURN_MARKED("rd"), first);
	sent_by(world, "ca", "rd:1");
	expect_asked(world, 1, "rd");
	other = sent_by(world, "stf-ca", "ca:2 rd:1"); /* the plan is the same, and the chef's had not come */
	expect_asked(world, 1, "rd");
	answer(world, "stf-ca", NULL, "recall", other);
	expect_asked(world, 1, "rd");
	world_free(world);
}

/* The chef's is returned, and the deputy's waits, who knew of neither: nothing was asked for in that. */
static void what_was_asked_for_meanwhile_is_not_asked_of_who_waits(void **state)
{
	struct world *world = world_new();
	const char *first;

	(void)state;
	give(world, "ca", NULL, 60, NULL);
	first = sent_by(world, "ca", NULL);
	world_line(world, "ca:2", RETURN_MARKED("rd"), first);
	sent_by(world, "stf-ca", "ca:1");
	expect_asked(world, 0, NULL);
	struct book *book = world_book(world);
	static const struct { const char *user; int64_t n; bool another; } steps[] = { { "ca", 2, true }, { "rd", 1, true }, { "stf-ca", 1, false } };
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(plan_state_of_another(book, at(book, "a"), 2020, world_event(book, steps[i].user, steps[i].n)), steps[i].another);
	book_free(book);
	world_free(world);
}

/* Who is told what is missing is told so, though she took the plan back meanwhile. */
static void a_return_is_not_hidden_by_a_recall(void **state)
{
	static const char *const told[] = { "ca", "ca", "rd" };
	const struct event **steps;
	struct arena arena = { 0 };

	(void)state;
	for (int way = 0; way < 2; way++) { /* taken back before, and after: ca goes before rd, and stf-ca after */
		const char *user = way ? "stf-ca" : "ca";
		struct world *world = world_new();
		const char *sent;

		give(world, "ca", NULL, 60, NULL);
		sent = sent_by(world, "ca", NULL);
		answer(world, "rd", "ca:2", "return", sent);
		answer(world, user, way ? "ca:2" : NULL, "recall", sent);
		world_line(world, "rd:1 ca:2", ROW("stf-ca", "a", "personal", 1));
		struct book *book = world_book(world);
		expect_counts(book, "rd", 1);
		assert_string_equal(approval_newest(book, at(book, "a"), 2020)->answer->user, "rd");
		assert_int_equal(plan_state_steps(book, at(book, "a"), 2020, &steps, &arena), 3 - way); /* a recall that counts is told of beside it */
		for (int i = 0; i < 3 - way; i++)
			assert_string_equal(steps[i]->user, told[way + i]);
		arena_free(&arena);
		expect_counts(book, "stf-ca", way ? 2 : 1);
		book_free(book);
		world_free(world);
	}
}

/* What one approved and a version locked is not unlocked by another's approval of the same. */
static void an_approval_beside_another_unlocks_nothing(void **state)
{
	static const char *const users[][2] = { { "stf-rd", "rd" }, { "rd", "stf-rd" } };

	(void)state;
	for (int way = 0; way < 2; way++) {
		struct world *world = world_new();
		const char *sent;

		give(world, "ca", NULL, 60, NULL);
		sent = sent_by(world, "ca", NULL);
		answer(world, users[way][0], "ca:2", "approve", sent);
		world_line(world, NULL, "{'by':'%s','act':'version','name':'Plan','lock':true}", users[way][0]);
		answer(world, users[way][1], "ca:2", "approve", sent);
		answer(world, users[way][1], NULL, "return", sent); /* she has answered it herself */
		struct book *book = world_book(world);
		expect_counts(book, users[way][0], 1);
		expect_counts(book, users[way][1], 1);
		expect_void(book, users[way][1], 2, "answered");
		assert_non_null(approval_locked(book, at(book, "a"), 2020));
		book_free(book);
		world_free(world);
	}
}

#define TWO_SEATS \
	"units=({id=\"rot\";kind=\"unit\";name=\"R\";level=\"region\";chef=\"rd\";registrars=(\"reg\");},\n" \
	"{id=\"a\";parent=\"rot\";kind=\"unit\";name=\"A\";level=\"division\";chef=\"ca\";deputies=({user=\"rd\";},{user=\"aa\";},{user=\"zz\";});},\n" \
	"{id=\"a1\";parent=\"a\";kind=\"unit\";name=\"A1\";level=\"omrade\";chef=\"ca1\";});\n"

/* The same figure in another's hand does not hide who wrote what was sent. */
static void who_wrote_in_a_plan_is_who_the_sender_saw(void **state)
{
	struct world *world = world_empty();
	const char *sent;

	(void)state;
	world_adopt(world, TWO_SEATS, NULL);
	world_line(world, NULL, ROW("rd", "a", "personal", 5));
	world_line(world, "rd:1", ACT("zz", "'say','unit':'a','kind':'comment','text':'x'"));
	sent = sent_by(world, "ca", "rd:1 zz:1");
	world_line(world, "zz:1", ROW("aa", "a", "personal", 5)); /* after rd's, and before it is sent */
	answer(world, "rd", "ca:1", "approve", sent);
	struct book *book = world_book(world);
	assert_ptr_equal(book_cell(book, at(book, "a"), LAYER_BUDGET, 2020, "personal")->event, book_event(book, "aa-1"));
	expect_counts(book, "ca", 1);
	expect_void(book, "rd", 2, "own-plan");
	book_free(book);
	world_free(world);
}

#define APPROVED_BY(approver) \
	"units=({id=\"rot\";kind=\"unit\";name=\"R\";level=\"region\";chef=\"rd\";registrars=(\"reg\");},\n" \
	"{id=\"a\";parent=\"rot\";kind=\"unit\";name=\"A\";level=\"division\";chef=\"ca\";" approver "},\n" \
	"{id=\"a1\";parent=\"a\";kind=\"unit\";name=\"A1\";level=\"omrade\";chef=\"ca1\";});\n"

/* Who is no approver any longer does not approve as if she still were. */
static void an_approver_who_was_replaced(void **state)
{
	struct world *world = world_empty();
	struct adopted adopted;
	struct error error = { 0 };
	const char *sent;

	(void)state;
	world_adopt(world, APPROVED_BY("approver=\"ek\";"), NULL);
	give(world, "ca", NULL, 60, NULL);
	sent = sent_by(world, "ca", NULL);
	world_flush(world);
	world_file(world, "organisation.cfg", APPROVED_BY(""));
	expect(setup_adopt(world->folder, NULL, NULL, &adopted, &error), "%s", error.text);
	assert_int_equal(adopted.revoked, 1);
	answer(world, "ek", "ca:2", "approve", sent);
	world_flush_one(world, "ek");
	struct book *book = book_open(world->folder, &error);
	expect_void(book, "ek", 1, "revoked");
	book_free(book);
	world_free(world);
}

/* ---- versions ---- */

/* One name twice: neither takes the other away, and each can be shown. */
static void two_versions_of_one_name(void **state)
{
	static const char *const titles[][2] = { { "stf-rd-1", "Plan (ersättare för regiondirektör, 20 nov 2019)" }, { "rd-2", "Plan (regiondirektör, 20 nov 2019)" } };
	struct world *world = world_new();
	struct error error = { 0 };

	(void)state;
	world_line(world, NULL, GIVE("rd", "a", 5));
	world_line(world, "rd:1", "{'by':'stf-rd','act':'version','name':'Plan','lock':true}");
	world_line(world, "rd:1 stf-rd:1", GIVE("reg", "a", 7)); /* without a decision: the registrar is no chef */
	world_line(world, NULL, "{'by':'rd','act':'version','name':'Plan'}");
	world_line(world, NULL, "{'by':'rd','act':'version','name':'Plan'}");
	struct book *book = world_book(world);
	expect_counts(book, "stf-rd", 1);
	expect_counts(book, "rd", 2);
	expect_void(book, "rd", 3, "version");
	assert_int_equal(book->version_count, 2);
	assert_ptr_equal(version_lock(book), book_event(book, "stf-rd-1"));
	assert_ptr_equal(version_find(book, "Plan", &error), book_event(book, "rd-2"));
	assert_ptr_equal(version_find(book, "stf-rd/stf-rd-1", &error), book_event(book, "stf-rd-1"));
	assert_ptr_equal(version_find(book, book_event(book, "rd-2")->line->hash, &error), book_event(book, "rd-2"));
	assert_null(version_find(book, book_event(book, "rd-1")->line->hash, &error)); /* no version */
	for (size_t i = 0; i < 2; i++) {
		struct buffer title = { 0 };

		version_title(&title, book, book_event(book, titles[i][0]));
		assert_string_equal(title.bytes, titles[i][1]);
		buffer_free(&title);
	}
	assert_null(version_find(book, world_event(book, "rd", 3)->line->hash, &error));
	assert_non_null(strstr(error.text, "versionen «Plan» kan inte visas: versionen «Plan» finns redan"));
	book_free(book);
	world_free(world);
}

/* ---- what two chefs propose ---- */

#define PROPOSED "{'by':'ca1','act':'say','unit':'a1','with':'a2','kind':'proposal','kr':4,'text':'x'}"

static const char *decide(struct world *world, const char *user, const char *cites, int kr, const char *proposal)
{
	return world_line(world, cites, "{'by':'%s','act':'post','kind':'transfer','year':2020,'legs':[['a1',-%d],['a2',%d]],'proposal':'%s'}", user, kr, kr, proposal);
}

/* Who proposed it cannot take back what has been decided, nor does it count as changed where it was not known to be. */
static void a_proposal_is_decided_and_taken_back(void **state)
{
	(void)state;
	for (int way = 0; way < 2; way++) {
		struct world *world = world_new();
		const char *decider = way ? "ca" : "stf-ca", *proposal = world_line(world, NULL, PROPOSED);

		decide(world, decider, "ca1:1", 4, proposal);
		world_line(world, NULL, "{'by':'ca1','act':'say','unit':'a1','with':'a2','kind':'proposal','kr':4,'text':'x','thread':'%s','replaces':'%s','status':'dropped'}",
		           proposal, proposal);
		decide(world, "reg-a", "ca1:2", 4, proposal);
		struct book *book = world_book(world);
		expect_counts(book, decider, 1);
		expect_counts(book, "ca1", 2);
		assert_int_equal(world_ram(book, "a2", 2020), 4 * MONEY_KR);
		book_free(book);
		world_free(world);
	}
}

/* The money changes hands once, and a plan that rests on either decision is what was sent. */
static void a_proposal_is_decided_twice(void **state)
{
	(void)state;
	for (int way = 0; way < 2; way++) {
		struct world *world = world_new();
		const char *proposal = world_line(world, NULL, PROPOSED), *sent, *one = way ? "ca" : "stf-ca", *other = way ? "stf-ca" : "ca";

		decide(world, one, "ca1:1", 4, proposal);
		sent = sent_by(world, one, NULL);
		answer(world, "rd", way ? "ca:2" : "stf-ca:2", "approve", sent);
		decide(world, other, "ca1:1", 3, proposal);
		decide(world, other, NULL, 2, proposal);
		struct book *book = world_book(world);
		expect_counts(book, one, 1);
		expect_counts(book, other, 1);
		expect_void(book, other, 2, "proposal");
		expect_counts(book, "rd", 1);
		assert_int_equal(world_ram(book, "a2", 2020), (way ? 3 : 4) * MONEY_KR);
		assert_int_equal(content_sub(approval_in_force(book, at(book, "a"), 2020)->content, "a2")->ram, 4);
		book_free(book);
		world_free(world);
	}
}

/* ---- dialogue ---- */

#define SAID(user, rest) "{'by':'" user "','act':'say','unit':'a1','text':'x'," rest "}"

/* Both put the same agreement right: the later wording holds, and what was confirmed is confirmed. */
static void an_agreement_is_put_right_twice(void **state)
{
	struct world *world = world_new();
	const char *first, *right;

	(void)state;
	first = world_line(world, NULL, SAID("stf-ca1", "'kind':'agreement'"));
	right = world_line(world, "stf-ca1:1", SAID("ca1", "'kind':'agreement','thread':'%s','replaces':'%s'"), first, first);
	world_line(world, "ca1:1", "{'by':'stf-ca','act':'confirm','unit':'a1','entry':'%s'}", right);
	world_line(world, NULL, "{'by':'stf-ca','act':'confirm','unit':'a1','entry':'%s'}", first); /* she has seen what took its place */
	world_line(world, "stf-ca1:1", SAID("ca", "'kind':'agreement','thread':'%s','replaces':'%s'"), first, first);
	world_line(world, "stf-ca1:1", "{'by':'rd','act':'say','unit':'a','kind':'comment','text':'x'}");
	struct book *book = world_book(world);
	expect_counts(book, "ca", 1);
	expect_counts(book, "ca1", 1);
	expect_counts(book, "stf-ca", 1);
	expect_void(book, "stf-ca", 2, "entry");
	assert_ptr_equal(book_event(book, "stf-ca1-1")->replaced_by, book_event(book, "ca-1"));
	assert_ptr_equal(book_event(book, "ca-1")->replaced_by, book_event(book, "ca1-1"));
	assert_null(book_event(book, "ca1-1")->replaced_by);
	assert_true(dialogue_stands(book, book_event(book, "ca1-1")));
	book_free(book);
	world_free(world);
}

/* What she confirmed she confirmed, though it was put right meanwhile. */
static void an_agreement_is_confirmed_and_put_right(void **state)
{
	struct world *world = world_new();
	const char *first;

	(void)state;
	first = world_line(world, NULL, SAID("ca", "'kind':'agreement'"));
	world_line(world, "ca:1", "{'by':'ca1','act':'confirm','unit':'a1','entry':'%s'}", first);
	world_line(world, NULL, SAID("ca", "'kind':'agreement','thread':'%s','replaces':'%s'"), first, first);
	struct book *book = world_book(world);
	expect_counts(book, "ca1", 1);
	assert_true(dialogue_stands(book, book_event(book, "ca-1")));
	assert_false(dialogue_stands(book, book_event(book, "ca-2")));
	book_free(book);
	world_free(world);
}

/* A thread is closed as it is asked in: it goes on, whichever comes first; but two who close it close it. */
static void a_thread_is_closed_as_it_is_asked_in(void **state)
{
	static const struct { const char *closes, *cites, *other; bool open; } ways[] = {
		{ "{'by':'ca','act':'resolve','unit':'a1','thread':'%s'}", "ca1:1", SAID("ca1", "'kind':'question','thread':'%s'"), true },
		{ "{'by':'stf-ca','act':'resolve','unit':'a1','thread':'%s'}", "ca1:1", SAID("ca1", "'kind':'question','thread':'%s'"), true },
		{ SAID("ca", "'kind':'comment','status':'done','thread':'%s'"), "ca1:1", SAID("ca1", "'kind':'question','thread':'%s'"), true },
		{ SAID("stf-ca", "'kind':'comment','status':'done','thread':'%s'"), "ca1:1", SAID("ca1", "'kind':'question','thread':'%s'"), true },
		{ "{'by':'ca','act':'resolve','unit':'a1','thread':'%s'}", "ca1:1", "{'by':'ca1','act':'resolve','unit':'a1','thread':'%s'}", false },
		{ "{'by':'stf-ca','act':'resolve','unit':'a1','thread':'%s'}", "ca1:2", SAID("ca1", "'kind':'comment','thread':'%s'"), false }, /* she has seen it */
	};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct world *world = world_new();
		const char *first = world_line(world, NULL, SAID("ca1", "'kind':'question'"));
		struct thread *threads;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		world_line(world, NULL, ways[i].other, first);
		world_line(world, ways[i].cites, ways[i].closes, first);
#pragma GCC diagnostic pop
		struct book *book = world_book(world);
		assert_int_equal(dialogue_threads(book, at(book, "a1"), &threads), 1);
		expect(threads[0].closed != ways[i].open, "way %zu", i);
		free(threads);
		book_free(book);
		world_free(world);
	}
}

/* The secretary writes down who was there as the meeting is closed: it is closed, and so it was; whichever comes first. */
static void a_meeting_is_closed_and_told_anew(void **state)
{
	static const char *const closes[] = { "stf-ca", "ca" };

	(void)state;
	for (int way = 0; way < 2; way++) {
		struct world *world = world_new();
		const char *first = world_line(world, NULL, "{'by':'%s','act':'meet','unit':'a','date':'2019-12-01','secretary':'cb1'}", closes[way]);

		world_line(world, way ? "ca:1" : "stf-ca:1", "{'by':'cb1','act':'meet','unit':'a','meeting':'%s','date':'2019-12-01','present':'Alla','secretary':'cb1'}", first);
		world_line(world, NULL, "{'by':'%s','act':'meet','unit':'a','meeting':'%s','date':'2019-12-01','closed':true}", closes[way], first);
		world_line(world, way ? "ca:2" : "stf-ca:2", "{'by':'cb1','act':'meet','unit':'a','meeting':'%s','date':'2019-12-01','present':'Ingen','secretary':'cb1'}", first);
		struct book *book = world_book(world);
		expect_counts(book, "cb1", 1);
		expect_counts(book, closes[way], 2);
		expect_void(book, "cb1", 2, "meeting");
		assert_ptr_equal(book->meetings[0].closed, world_event(book, closes[way], 2));
		book_free(book);
		world_free(world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_post_is_replaced_twice),
		cmocka_unit_test(a_post_is_taken_back_and_replaced),
		cmocka_unit_test(two_plans_are_sent),
		cmocka_unit_test(one_of_two_plans_is_taken_back),
		cmocka_unit_test(what_was_asked_for_is_known_to_who_waits),
		cmocka_unit_test(what_was_asked_for_meanwhile_is_not_asked_of_who_waits),
		cmocka_unit_test(a_return_is_not_hidden_by_a_recall),
		cmocka_unit_test(an_approval_beside_another_unlocks_nothing),
		cmocka_unit_test(who_wrote_in_a_plan_is_who_the_sender_saw),
		cmocka_unit_test(an_approver_who_was_replaced),
		cmocka_unit_test(two_versions_of_one_name),
		cmocka_unit_test(a_proposal_is_decided_and_taken_back),
		cmocka_unit_test(a_proposal_is_decided_twice),
		cmocka_unit_test(an_agreement_is_put_right_twice),
		cmocka_unit_test(an_agreement_is_confirmed_and_put_right),
		cmocka_unit_test(a_thread_is_closed_as_it_is_asked_in),
		cmocka_unit_test(a_meeting_is_closed_and_told_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

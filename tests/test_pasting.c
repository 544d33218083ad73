/* A block of cells matched against a plan's rows: which row, which column, what is refused and why, and what would be left. */
#include "world.h"

#include "draft.h"
#include "pasting.h"

#include <stdlib.h>

#define KR MONEY_KR

static struct world *world_here(void)
{
	static const char *const lines[] = {
		"{'by':'rd','act':'post','kind':'base','year':2020,'legs':[['a',1000000]]}",
		"{'by':'ca','act':'post','kind':'base','year':2020,'legs':[['a1',400000]]}",
		"{'by':'ca','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':500000},{'line':'reserv','kr':9000,'hold':'avtal klart'}]}",
		"{'by':'reg-a','act':'distribute','unit':'a','year':2019,'lines':[{'line':'personal','kr':480000},{'line':'material','kr':70000}],'decision':'x'}",
	};
	struct world *world = world_new();

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		world_line(world, NULL, "%s", lines[i]);
	return world;
}

struct here { struct world *world; struct book *book; struct draft draft; struct plan *plan; };

static void look(struct here *here)
{
	plan_free(here->plan);
	here->plan = plan_make(here->book, org_find(here->book->org, "a"), 2020, &here->draft, NULL, 0);
}

static struct here here_new(void)
{
	struct here here = { .world = world_here() };

	here.book = world_book(here.world);
	draft_begin(&here.draft, NULL, "a", 2020);
	look(&here);
	return here;
}

static void here_free(struct here *here)
{
	plan_free(here->plan);
	draft_end(&here->draft);
	book_free(here->book);
	world_free(here->world);
}

static size_t row_at(const struct plan *plan, const char *name)
{
	for (size_t i = 0; i < plan->count; i++)
		if (!strcmp(plan->rows[i].name, name))
			return i;
	fail_msg("no row %s", name);
	return 0;
}

/* Each row as «name=kronor», «name~» as before or left, «name!why»; with spaces between them. */
static char *told(const struct pasting *pasting)
{
	struct buffer out = { 0 };

	buffer_text(&out, "");
	for (size_t i = 0; i < pasting->count; i++) {
		const struct pasting_row *row = &pasting->rows[i];

		buffer_format(&out, "%s%s", i ? "; " : "", row->name);
		if (row->fate == PASTING_TAKEN)
			buffer_format(&out, "=%lld", (long long)(row->wanted / KR));
		else
			buffer_format(&out, "%s%s", row->fate == PASTING_REFUSED ? "!" : "~", row->fate == PASTING_REFUSED ? row->why : "");
	}
	return out.bytes;
}

static const struct { const char *from, *text, *told; } blocks[] = {
	/* amounts alone go down, over rows that can be changed */
	{ "Intäkter", "1\r\n2\r\n3\r\n", "Intäkter=1000; Personal=2000; Material=3000" },
	{ "Personal", "1\n\n3\n", "Personal=1000; Material~; Reserv!låst: avtal klart" },
	{ "Ram", "1\n", "Intäkter=1000" },
	{ "Material", "7\nx\n3\n4\n5\n6\n7\n8\n", "Material=7000; Reserv!x: inget belopp; A1=3000; A2=4000; A3=5000; Anslag=6000; 7!det finns inga fler rader; 8!det finns inga fler rader" },
	{ "Personal", "Budget 2020\n1\n", "Personal=1000" },
	{ "Personal", "#REF!\n1\n", "Personal!#REF!: inget belopp; Material=1000" },
	{ "Personal", "1\t2\n3\t4\n", "Personal=2000; Material=4000" },
	{ "Personal", "2020\t2021\n3\t4\n", "Personal=3000" },
	{ "Personal", "500\n", "Personal~" },
	/* names, ids, budgetkonton */
	{ "Ram", "Material\t1 240,5\nPERSONAL\t310\n", "Material=1240500; Personal=310000" },
	{ "Ram", "material\t1\u00a0234\nintakter\t2\n", "Material=1234000; Intäkter=2000" },
	{ "Ram", "\"Material\"\t\"1 000\"\n", "Material=1000000" },
	{ "Ram", "40-45\t1\n55\t2\n", "Personal=1000; Material=2000" },
	{ "Ram", "55\t2\n", "Intäkter=2000" }, /* one figure is no column of budgetkonton */
	{ "Ram", "55\t2\n40-45\t\n", "Material=2000; Personal~" },
	{ "Ram", "40-45\tLöner\t1\n55\tFörband\t2\n", "Personal=1000; Material=2000" },
	{ "Ram", "a1\t3\n", "A1=3000" },
	{ "Ram", "Köpt värd\t3\nMaterial\t1\n", "Köpt värd!ingen rad heter så; Material=1000" },
	{ "Ram", "Material\t1\nMaterial\t2\n", "Material=1000; Material!raden finns redan ovanför (rad 1)" },
	/* headings, sums and blanks are nobody's amounts */
	{ "Ram", "Kostnader\t\nMaterial\t1\nEgna kostnader\t55\nFÖRDELAT\t1\nRam\t5\n", "Material=1000; Egna kostnader~; FÖRDELAT~; Ram~" },
	{ "Ram", "Rad\tBelopp\nMaterial\t1\nPersonal\t\n\t\n", "Material=1000; Personal~" },
	{ "Ram", "Material\t1\n\t9\n", "Material=1000; 9!raden har inget namn" },
	/* the year's column */
	{ "Ram", "\t2019\t2020\t2021\nMaterial\t1\t2\t3\n", "Material=2000" },
	{ "Ram", "Rad\tBokslut 2018\tBudget 2019\tPrognos 2020\tBudget 2020\tFörändr.\nMaterial\t1\t2\t3\t4\t5\n", "Material=4000" },
	{ "Ram", "Rad\tBudget 2019\tBudget\nMaterial\t1\t2\n", "Material=2000" },
	{ "Ram", "Rad\tBudget 2020 (kr)\nMaterial\t1234\n", "Material=1234" },
	{ "Ram", "Rad\tBudget 2020\tKommentar\nMaterial\t1234\tdyrare\n", "Material=1234000" },
	{ "Ram", "Material\t1234\tdyrare\n", "Material=1234000" },
	/* amounts with a unit of their own, and what cannot be one */
	{ "Ram", "Material\t0,5 mnkr\nPersonal\t700 kr\n", "Material=500000; Personal=700" },
	{ "Ram", "Material\t1,2345\nPersonal\t-4\nIntäkter\t1.234\na1\t-4\n",
	  "Material!1,2345: bara hela kronor; Personal!-4: mindre än 0; Intäkter!1.234 kan läsas på två sätt: skriv utan punkt; A1=-4000" },
	{ "Ram", "Material\t99999999999999999\nPersonal\t1\n", "Material!mer än 10 000 miljarder kr: 99999999999999999; Personal=1000" },
	/* rows that end early, and columns that are not the one */
	{ "Ram", "Rad\tBudget 2019\tBudget 2020\nMaterial\t1\nPersonal\t1\t2\nIntäkter\nOkänd\nOkänd\t3\nA1\t5\t\n",
	  "Material!raden slutar före kolumnen med belopp; Personal=2000; Intäkter~; Okänd~; Okänd!ingen rad heter så; A1~" },
	{ "Personal", "1\t2\n3\n4\t5\n", "Personal=2000; Material!raden slutar före kolumnen med belopp; Reserv!låst: avtal klart" },
	{ "Ram", "Material\t1\t2\nKostnader\nPersonal\t3\t4\n", "Material=2000; Kostnader~; Personal=4000" },
	{ "Ram", "Köpt värd\t3\t\nMaterial\t1\t2\n", "Köpt värd~; Material=2000" },
	{ "Ram", "Reserv\t9\nMaterial\t1\n", "Reserv~; Material=1000" }, /* locked, and as it was */
};

static void each_cell_finds_its_row_or_is_refused(void **state)
{
	struct here here = here_new();

	(void)state;
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		const struct pasting_from from = { .text = blocks[i].text, .unit = MONEY_IN_TKR, .row = row_at(here.plan, blocks[i].from) };
		struct error error = { 0 };
		struct pasting pasting;
		char *out;

		expect(pasting_make(here.plan, &here.draft, &from, &pasting, &error), "%zu: %s", i, error.text);
		out = told(&pasting);
		expect(!strcmp(out, blocks[i].told), "%zu: %s", i, out);
		free(out);
		pasting_free(&pasting);
	}
	here_free(&here);
}

static void what_is_no_block_is_refused_in_a_sentence(void **state)
{
	static const char *const texts[] = { "\t\n", "Rad\tBelopp\n", "\n\n" };
	struct here here = here_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct pasting_from from = { .text = texts[i], .unit = MONEY_IN_TKR };
		struct error error = { 0 };
		struct pasting pasting;

		expect(!pasting_make(here.plan, &here.draft, &from, &pasting, &error), "%zu", i);
		assert_string_equal(error.word, "no-amounts");
		pasting_free(&pasting);
	}
	here_free(&here);
}

static void one_cell_is_no_block(void **state)
{
	(void)state;
	assert_false(pasting_is_block("1 240,5\r\n"));
	assert_false(pasting_is_block("1\t\n"));
	assert_false(pasting_is_block(""));
	assert_true(pasting_is_block("1\n2"));
	assert_true(pasting_is_block("a\t2"));
}

/* What the preview promises is what the draft then has; one undo takes it all back, and leaves what was wished before. */
static void taken_it_is_one_step(void **state)
{
	struct here here = here_new();
	const struct pasting_from from = { .text = "Personal\t510\nIntäkter\t40\nMaterial\t60\na1\t390\nFel\t1\n", .unit = MONEY_IN_TKR };
	struct pasting pasting;

	(void)state;
	draft_set(&here.draft, false, "personal", 500000 * KR, 505000 * KR);
	look(&here);
	assert_true(pasting_make(here.plan, &here.draft, &from, &pasting, NULL));
	assert_int_equal(pasting.taken, 4);
	assert_int_equal(pasting.refused, 1);
	assert_int_equal(pasting.rows[0].now, 505000 * KR);
	assert_int_equal(pasting.after.available, 1040000 * KR);
	assert_int_equal(pasting.after.divided, (510000 + 60000 + 390000 + 9000) * KR);
	assert_true(pasting_put(&pasting, &here.draft, "Inklistrat 4 belopp"));
	look(&here);
	assert_int_equal(plan_balance(here.plan)->left, pasting.after.left);
	assert_int_equal(here.draft.steps[here.draft.count - 4].before, 500000 * KR); /* it rests on what is saved */
	assert_string_equal(draft_undo(&here.draft)->name, "Inklistrat 4 belopp");
	look(&here);
	assert_int_equal(here.plan->rows[row_at(here.plan, "Personal")].value[PLAN_NOW], 505000 * KR);
	assert_int_equal(here.plan->rows[row_at(here.plan, "A1")].value[PLAN_NOW], 400000 * KR);
	pasting_free(&pasting);
	here_free(&here);
}

static void far_too_large_is_said(void **state)
{
	struct here here = here_new();
	struct pasting_from from = { .text = "Personal\t510000\nMaterial\t60000\n", .unit = MONEY_IN_TKR };
	struct pasting pasting;

	(void)state;
	assert_true(pasting_make(here.plan, &here.draft, &from, &pasting, NULL));
	assert_true(pasting.improbable);
	assert_string_equal(pasting.rows[0].why, "510 gånger det som finns att fördela");
	pasting_free(&pasting);
	from.text = "Personal\t20000000000\nMaterial\t60000000000\n"; /* so far that they are no amounts at all */
	assert_true(pasting_make(here.plan, &here.draft, &from, &pasting, NULL));
	assert_true(pasting.improbable);
	assert_int_equal(pasting.refused, 2);
	pasting_free(&pasting);
	from.text = "Personal\t510000\nMaterial\t60000\n";
	from.unit = MONEY_IN_KR;
	assert_true(pasting_make(here.plan, &here.draft, &from, &pasting, NULL));
	assert_false(pasting.improbable);
	pasting_free(&pasting);
	from = (struct pasting_from){ .text = "Personal\t510\nMaterial\t60000\n", .unit = MONEY_IN_TKR };
	assert_true(pasting_make(here.plan, &here.draft, &from, &pasting, NULL));
	assert_false(pasting.improbable); /* one of them alone is a slip, not a unit */
	pasting_free(&pasting);
	from = (struct pasting_from){ .text = "Rad\tBudget 2020, kr\nPersonal\t510\n", .unit = MONEY_IN_TKR, .chosen = true };
	assert_true(pasting_make(here.plan, &here.draft, &from, &pasting, NULL));
	assert_int_equal(pasting.unit, MONEY_IN_TKR); /* what a person has said goes before the head */
	pasting_free(&pasting);
	here_free(&here);
}

/* Whatever is pasted, each amount of the block has one fate, and what is taken can be put. */
static void anything_can_be_pasted(void **state)
{
	static const char *const parts[] = { "1", "\t", "\t", "\n", "\n", "Personal", "Material", "2020", "Budget 2020", "#REF!", "-", "å", "55", "a1", "Ram", "\"" };
	struct here here = here_new();
	uint64_t random = 4;

	(void)state;
	for (int i = 0; i < testing_cases(3000, 100000); i++) {
		struct buffer text = { 0 };
		struct pasting pasting;

		buffer_text(&text, "");
		for (uint64_t count = testing_random(&random) % 24; count; count--)
			buffer_text(&text, parts[testing_random(&random) % (sizeof parts / sizeof *parts)]);
		const struct pasting_from from = { .text = text.bytes, .unit = MONEY_IN_TKR, .row = testing_random(&random) % here.plan->count };
		if (pasting_make(here.plan, &here.draft, &from, &pasting, NULL) && pasting.taken) {
			pasting_put(&pasting, &here.draft, "x");
			struct plan *plan = plan_make(here.book, here.plan->unit, 2020, &here.draft, NULL, 0);
			expect(plan_balance(plan)->left == pasting.after.left, "«%s»", text.bytes);
			plan_free(plan);
			draft_undo(&here.draft);
		}
		pasting_free(&pasting);
		buffer_free(&text);
	}
	here_free(&here);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_cell_finds_its_row_or_is_refused),
		cmocka_unit_test(what_is_no_block_is_refused_in_a_sentence),
		cmocka_unit_test(one_cell_is_no_block),
		cmocka_unit_test(taken_it_is_one_step),
		cmocka_unit_test(far_too_large_is_said),
		cmocka_unit_test(anything_can_be_pasted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

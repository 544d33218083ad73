/* A list of details while it is edited, and what is typed in its rows. */
#include "testing.h"

#include "detailing.h"

#include <string.h>

#define KR ((money)MONEY_KR)

static struct detail some[] = {
	{ .id = "a", .text = "A", .kr = 10 },
	{ .id = "b", .text = "B", .kr = 20 },
	{ .id = "a1", .above = "a", .text = "A1", .kr = 4 },
	{ .id = "a11", .above = "a1", .text = "A11", .kr = 3 },
	{ .id = "a2", .above = "a", .text = "A2", .kr = 6 },
};
static const struct list all = { some, 5 };

/* «a a1< a11<< …»: id, and a mark for each level. */
static void expect_list(const struct list *list, const char *wanted)
{
	const struct detail *details = list->items;
	struct buffer told = { 0 };
	struct error error = { 0 };

	buffer_text(&told, "");
	for (size_t i = 0; i < list->count; i++)
		buffer_format(&told, "%s%s%.*s", i ? " " : "", details[i].id, detailing_depth(list, i), "<<<<<<<<");
	assert_string_equal(told.bytes, wanted);
	expect(details_right(list, &error), "%s", error.text);
	buffer_free(&told);
}

static void parts_stand_after_what_they_are_parts_of(void **state)
{
	struct arena arena = { 0 };
	struct list list = detailing_ordered(&all, &arena), none = detailing_ordered(&(struct list){ 0 }, &arena);

	(void)state;
	expect_list(&list, "a a1< a11<< a2< b");
	assert_int_equal(none.count, 0);
	assert_int_equal(detailing_end(&list, 0), 4);
	assert_int_equal(detailing_end(&list, 1), 3);
	assert_int_equal(detailing_end(&list, 4), 5);
	arena_free(&arena);
}

static void rows_come_and_go(void **state)
{
	struct arena arena = { 0 };
	struct list list = detailing_ordered(&all, &arena), less;
	const struct detail new = { .id = "n", .above = "a", .text = "N" };

	(void)state;
	less = detailing_insert(&list, 3, &new, &arena);
	expect_list(&less, "a a1< a11<< n< a2< b");
	less = detailing_remove(&list, 1, &arena);
	expect_list(&less, "a a2< b");
	less = detailing_remove(&list, 0, &arena);
	expect_list(&less, "b");
	expect_list(&list, "a a1< a11<< a2< b"); /* as it was */
	arena_free(&arena);
}

static void rows_change_level(void **state)
{
	struct arena arena = { 0 };
	struct list list = detailing_ordered(&all, &arena), moved;
	struct error error;

	(void)state;
	moved = detailing_enter(&list, 4, &arena);
	expect_list(&moved, "a a1< a11<< a2< b<");
	moved = detailing_enter(&list, 3, &arena);
	expect_list(&moved, "a a1< a11<< a2<< b");
	moved = detailing_leave(&list, 1, &arena); /* with its part, and not with what stood beside it */
	expect_list(&moved, "a a2< a1 a11< b");
	moved = detailing_leave(&list, 2, &arena);
	expect_list(&moved, "a a1< a11< a2< b");
	assert_false(detailing_can_enter(&list, 0, &error));
	assert_false(detailing_can_enter(&list, 1, &error));
	assert_true(detailing_can_enter(&list, 3, &error) && detailing_can_enter(&list, 4, &error));
	assert_false(detailing_can_leave(&list, 4, &error));
	assert_true(detailing_can_leave(&list, 2, &error));
	arena_free(&arena);
}

static void an_id_is_never_used_again(void **state)
{
	struct detail saved[] = { { .id = "d1" }, { .id = "d2" }, { .id = "d3" } };
	struct list here = { saved, 1 }, there = { saved, 3 };
	char id[65];

	(void)state;
	detailing_id(id, &here, &there);
	assert_string_equal(id, "d4");
	detailing_id(id, &(struct list){ 0 }, &(struct list){ 0 });
	assert_string_equal(id, "d1");
}

/* --- amounts --- */

static const struct { const char *text; money kr; const char *told; } amounts[] = {
	{ "5,4", 5400000, "" },
	{ "5,4 mnkr", 5400000, "" },
	{ "-700 tkr", -700000, "" },
	{ "1 200 vårddygn × 4 500 kr", 5400000, "vårddygn 1 200 × pris 4 500 kr" },
	{ "1200*4500", 5400000, "antal 1200 × antal 4500" },
	{ "1200 x 4500 kr", 5400000, "antal 1200 × pris 4500 kr" },
	{ "1200x4500 kr", 5400000, "antal 1200 × pris 4500 kr" },
	{ "vårddygn 1 200 × pris 4 500 kr", 5400000, "vårddygn 1 200 × pris 4 500 kr" },
	{ "antal: 1 200 × pris = 4 500 kr", 5400000, "antal 1 200 × pris 4 500 kr" },
	{ "50 % × 3 mnkr", 1500000, "andel 50 % × belopp 3 mnkr" },
	{ "0,1149 ‰ × 2 000 000 tkr", 229800, "andel 0,1149 ‰ × belopp 2 000 000 tkr" },
	{ "avdelning 3 1 200 × 2 kr", 2400, "avdelning 3 1 200 × pris 2 kr" },
	{ "3 lax × 10 kr extra", 30, "lax 3 × extra 10 kr" },
	{ "2\u00a0000 dygn×3,5 tkr×50%", 3500000, "dygn 2\u00a0000 × belopp 3,5 tkr × andel 50%" },
	{ "12 krukor × 100 kr", 1200, "krukor 12 × pris 100 kr" },
	{ " ", 77, "" }, /* what its parts come to */
};

static void an_amount_or_how_it_is_worked_out(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
		struct detail detail = { 0 };
		struct buffer told = { 0 };
		struct error error = { 0 };

		expect(detailing_read(amounts[i].text, MONEY_IN_MNKR, 77 * KR, &detail, &arena, &error), "%s: %s", amounts[i].text, error.text);
		expect(detail.kr == amounts[i].kr, "%s: %lld", amounts[i].text, (long long)detail.kr);
		buffer_text(&told, "");
		detail_tell(&told, &detail);
		assert_string_equal(told.bytes, amounts[i].told);
		buffer_free(&told);
	}
	arena_free(&arena);
}

/* What stands in the field of a row that is there is read as the same. */
static void what_is_printed_is_read_as_the_same(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
		struct detail detail = { .text = "t", .id = "a" }, again;
		struct buffer text = { 0 };
		struct error error = { 0 };

		assert_true(detailing_read(amounts[i].text, MONEY_IN_MNKR, 77 * KR, &detail, &arena, NULL));
		again = detail;
		detailing_print(&text, &detail, MONEY_IN_TKR);
		expect(detailing_read(text.bytes, MONEY_IN_TKR, MONEY_NONE, &again, &arena, &error), "%s: %s", text.bytes, error.text);
		expect(details_same(&(struct list){ &detail, 1 }, &(struct list){ &again, 1 }), "%s", text.bytes);
		buffer_free(&text);
	}
	arena_free(&arena);
}

static void what_cannot_be_read_is_told_in_a_sentence(void **state)
{
	static const struct { const char *text, *word, *says; } cases[] = {
		{ "", "no-amount", "skriv ett belopp" },
		{ "mycket", "not-an-amount", "mycket" },
		{ "1.234", "dots", "kan läsas på två sätt" },
		{ "1.234 dygn × 2 kr", "dots", "kan läsas på två sätt" },
		{ "0,000000001 mnkr", "too-fine", "" },
		{ "10,5 kr", "too-fine", "hela kronor" },
		{ "vårddygn × 4 500 kr", "input", "inget tal i «vårddygn»" },
		{ "1 200 ×", "input", "saknas ett tal" },
		{ "× 5", "input", "saknas ett tal" },
		{ "12 34 dygn × 2 kr", "two-numbers", "två tal" },
		{ "1200 500 dygn × 2 kr", "two-numbers", "två tal" },
		{ "3 kr × 2 mnkr", "money-twice", "kronor gånger kronor" },
		{ "9 000 000 000 × 9 000 000 000 kr", "too-large", "för stor" },
		{ "99999999999 mnkr", "too-large", "" },
	};
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct detail detail = { 0 };
		struct error error = { 0 };

		expect(!detailing_read(cases[i].text, MONEY_IN_MNKR, MONEY_NONE, &detail, &arena, &error), "%s", cases[i].text);
		expect(!strcmp(error.word, cases[i].word) && strstr(error.text, cases[i].says), "%s: %s: %s", cases[i].text, error.word, error.text);
	}
	arena_free(&arena);
}

/* --- personnel --- */

static const char *const nurse[STAFF_FIELDS] = { "2,5", "75 %", "35 000 kr", "42,75", "1", "12", "10" };

static void personnel_is_worked_out(void **state)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct detail detail = { 0 };
	char texts[STAFF_FIELDS][MONEY_TEXT];
	const struct staff *staff;

	(void)state;
	expect(detailing_read_staff(nurse, &detail, &arena, &error), "%s", error.text);
	staff = detail.staff.items;
	assert_int_equal(staff->heads, 2500);
	assert_int_equal(staff->grade, 7500);
	assert_int_equal(staff->pay, 35000);
	assert_int_equal(staff->po, 4275);
	assert_int_equal(staff->vacancy, 1000);
	assert_int_equal(detail.kr, 1011741); /* 2,5 × 0,75 × 35 000 × 12 × 0,9 × 1,4275 = 1 011 740,625 */
	detailing_print_staff(texts, staff);
	assert_string_equal(texts[STAFF_HEADS], "2,5");
	assert_string_equal(texts[STAFF_GRADE], "75");
	assert_string_equal(texts[STAFF_PO], "42,75");
	assert_string_equal(texts[STAFF_TO], "12");
	arena_free(&arena);
}

static void impossible_personnel_is_told_in_a_sentence(void **state)
{
	static const struct { enum staff_field field; const char *text, *says; } cases[] = {
		{ STAFF_HEADS, "", "Antal: skriv ett tal, till exempel 2,5" },
		{ STAFF_HEADS, "två", "Antal: jag läste «två»" },
		{ STAFF_HEADS, "0", "mer än 0" },
		{ STAFF_HEADS, "-1", "mer än 0" },
		{ STAFF_HEADS, "2,5001", "Antal: jag läste «2,5001»" },
		{ STAFF_GRADE, "201", "sysselsättningsgraden" },
		{ STAFF_PAY, "35,5", "Månadslön kr: jag läste «35,5»" },
		{ STAFF_PAY, "35.000", "Månadslön kr: jag läste «35.000»" },
		{ STAFF_PAY, "99999999999999999999", "Månadslön" },
		{ STAFF_PAY, "35 000 kr i månaden", "jag läste" },
		{ STAFF_FROM, "0", "månaden den börjar" },
		{ STAFF_TO, "13", "månaden den slutar" },
		{ STAFF_FROM, "12", "" },
		{ STAFF_VACANCY, "101 %", "vakansen" },
		{ STAFF_PO, "", "PO-påslag %: skriv ett tal" },
	};
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *texts[STAFF_FIELDS];
		struct detail detail = { 0 };
		struct error error = { 0 };
		bool last = !*cases[i].says; /* the whole of December is possible */

		memcpy(texts, nurse, sizeof texts);
		texts[cases[i].field] = cases[i].text;
		expect(detailing_read_staff(texts, &detail, &arena, &error) == last, "%s", cases[i].text);
		expect(last || (!strcmp(error.word, "staff") && strstr(error.text, cases[i].says)), "%s: %s", cases[i].text, error.text);
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_stand_after_what_they_are_parts_of),
		cmocka_unit_test(rows_come_and_go),
		cmocka_unit_test(rows_change_level),
		cmocka_unit_test(an_id_is_never_used_again),
		cmocka_unit_test(an_amount_or_how_it_is_worked_out),
		cmocka_unit_test(what_is_printed_is_read_as_the_same),
		cmocka_unit_test(what_cannot_be_read_is_told_in_a_sentence),
		cmocka_unit_test(personnel_is_worked_out),
		cmocka_unit_test(impossible_personnel_is_told_in_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

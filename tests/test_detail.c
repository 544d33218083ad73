/* Details in levels, and what they were worked out from. */
#include "testing.h"

#include "detail.h"

#include <string.h>

#define KR ((money)MONEY_KR)

static struct input dygn[] = { { "vårddygn", "1 200" }, { "pris", "4 500 kr" } };
static struct staff nurse[] = { { 2500, 7500, 35000, 1, 12, 1000, 4275 } };
static struct detail details[] = {
	{ .id = "a", .text = "Köpt vård", .kr = 5400007, .inputs = { 0 } },
	{ .id = "b", .above = "a", .text = "Umeå", .kr = 5400000, .inputs = { dygn, 2 } },
	{ .id = "c", .above = "a", .unit = "x", .text = "Resten", .kr = 7 },
	{ .id = "d", .unit = "x", .text = "Natt", .kr = -5, .staff = { nurse, 1 } },
};
static const struct list all = { details, 4 };

static void each_level_is_summed_by_itself(void **state)
{
	(void)state;
	assert_int_equal(details_sum(&all, NULL, NULL), (5400007 - 5) * KR);
	assert_int_equal(details_sum(&all, NULL, "a"), 5400007 * KR);
	assert_int_equal(details_sum(&all, "y", NULL), 5400007 * KR);
	assert_int_equal(details_sum(&all, "y", "a"), 5400000 * KR);
	assert_true(details_sum(&all, NULL, "d") == MONEY_NONE);
	assert_true(details_sum(&(struct list){ 0 }, NULL, NULL) == MONEY_NONE);
}

static void a_copy_is_the_same_until_it_is_changed(void **state)
{
	struct arena arena = { 0 };
	struct list copy = details_copy(&all, &arena), none = details_copy(&(struct list){ 0 }, &arena);
	struct detail *first = copy.items;

	(void)state;
	assert_true(details_same(&all, &copy) && !none.count);
	((struct input *)first[1].inputs.items)[0].value = "1 201";
	assert_false(details_same(&all, &copy));
	((struct input *)first[1].inputs.items)[0].value = "1 200";
	((struct staff *)first[3].staff.items)->pay++;
	assert_false(details_same(&all, &copy));
	((struct staff *)first[3].staff.items)->pay--;
	first[2].above = NULL;
	assert_false(details_same(&all, &copy));
	first[2].above = "a";
	assert_true(details_same(&all, &copy));
	copy.count--;
	assert_false(details_same(&all, &copy));
	arena_free(&arena);
}

static void it_tells_how_it_was_worked_out(void **state)
{
	struct buffer out = { 0 };
	money value;

	(void)state;
	detail_tell(&out, &details[1]);
	assert_string_equal(out.bytes, "vårddygn 1 200 × pris 4 500 kr");
	assert_true(detail_is_worked_out(&details[1]));
	assert_true(detail_work_out(&details[1], &value, NULL));
	assert_int_equal(value, 5400000 * KR);
	out.size = 0;
	detail_tell(&out, &details[3]);
	assert_string_equal(out.bytes, "2,5 × 75 % × 35\u00a0000\u00a0kr × 12 mån, vakans 10 %, PO 42,75 %");
	assert_int_equal(details_years(&all), 1688); /* 2,5 × 0,75 × 0,9 */
	out.size = 0;
	detail_tell(&out, &details[0]);
	assert_int_equal(out.size, 0);
	assert_false(detail_is_worked_out(&details[0]));
	buffer_free(&out);
}

static const struct { struct detail details[2]; const char *word; } wrong[] = {
	{ { { .id = "a", .text = "t" }, { .id = "a", .text = "t" } }, "repeated-detail" },
	{ { { .id = "a", .above = "b", .text = "t" }, { .id = "b", .text = "t" } }, "detail" },
	{ { { .id = "a", .above = "a", .text = "t" }, { .id = "b", .text = "t" } }, "detail" },
	{ { { .id = "a", .text = "t" }, { .id = "b", .text = "t", .inputs = { dygn, 2 }, .staff = { nurse, 1 } } }, "detail" },
	{ { { .id = "a", .text = "t" }, { .id = "b", .text = "t", .inputs = { (struct input[]){ { "n", "tolv" } }, 1 } } }, "input" },
	{ { { .id = "a", .text = "t" }, { .id = "b", .text = "t", .staff = { (struct staff[]){ { .heads = 1 } }, 1 } } }, "staff" },
};

static void what_cannot_be_is_refused(void **state)
{
	(void)state;
	assert_true(details_right(&all, NULL));
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		const struct list list = { (void *)(uintptr_t)wrong[i].details, 2 };
		struct error error = { 0 };

		expect(!details_right(&list, &error), "%zu", i);
		assert_string_equal(error.word, wrong[i].word);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_level_is_summed_by_itself),
		cmocka_unit_test(a_copy_is_the_same_until_it_is_changed),
		cmocka_unit_test(it_tells_how_it_was_worked_out),
		cmocka_unit_test(what_cannot_be_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

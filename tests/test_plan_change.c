/* What differs between two contents of a plan: every kind of difference, in the order of Fördelning, and that the sums foot. */
#include "testing.h"

#include "figure.h"
#include "plan_change.h"
#include "small.h"

static const char acts[] =
	POST("norr-20", "base", "['norr',700]", "");

struct fixture { struct small small; struct charter charter; struct arena arena; };

static void set_up(struct fixture *f)
{
	*f = (struct fixture){ 0 };
	small_make(&f->small, acts, NULL);
	f->charter = (struct charter){ f->small.book->region, f->small.book->org };
}

static void tear_down(struct fixture *f)
{
	arena_free(&f->arena);
	small_free(&f->small);
}

static struct content *content_of(struct row *rows, size_t count, int64_t ram, int64_t target, struct content_sub *subs, size_t sub_count)
{
	static struct content contents[8];
	static size_t next;
	struct content *content = &contents[next++ % 8];

	*content = (struct content){ .unit = "norr", .year = 2020, .ram = ram, .target = target, .rows = { rows, count }, .subs = { subs, sub_count } };
	return content;
}

static const struct plan_change *find(const struct plan_changes *changes, enum change_about about, const char *id)
{
	for (size_t i = 0; i < changes->count; i++)
		if (changes->items[i].about == about && (!id || !strcmp(changes->items[i].id, id)))
			return &changes->items[i];
	return NULL;
}

static void the_same_has_no_changes(void **state)
{
	struct fixture f;
	struct row rows[] = { { .line = "personal", .kr = 500, .until = NUMBER_NONE } };

	(void)state;
	set_up(&f);
	const struct content *content = content_of(rows, 1, 700, NUMBER_NONE, NULL, 0);
	const struct plan_changes *none = plan_changes(content, content, f.charter.region, false, &f.arena);
	const struct plan_changes *every = plan_changes(content, content, f.charter.region, true, &f.arena);

	assert_int_equal(none->count, 0);
	assert_int_equal(every->count, 2); /* the ram and the row */
	assert_int_equal(every->items[0].what, 0);
	assert_true(none->before.left == none->after.left && none->after.left == 200 * MONEY_KR);
	tear_down(&f);
}

static void every_kind_of_difference_is_told(void **state)
{
	struct fixture f;
	struct months rak = { { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 } };
	struct detail detail = { .id = "d", .text = "Jour", .kr = 10 };
	struct row before[] = {
		{ .line = "intakter", .kr = 50, .until = NUMBER_NONE },
		{ .line = "kop", .kr = 5, .until = NUMBER_NONE },
		{ .line = "material", .kr = 100, .until = NUMBER_NONE },
		{ .line = "personal", .kr = 500, .until = NUMBER_NONE },
	};
	struct row after[] = {
		{ .line = "intakter", .kr = 50, .until = NUMBER_NONE, .hold = "avtal" },
		{ .line = "material", .kr = 90, .until = NUMBER_NONE, .details = { &detail, 1 }, .text = "mindre" },
		{ .line = "personal", .kr = 500, .until = NUMBER_NONE, .profile = { &rak, 1 } },
		{ .line = "reserv", .kr = 20, .until = 2021 },
	};
	struct content_sub old[] = { { "norr-a", 100, NUMBER_NONE } }, new[] = { { "norr-a", 110, 3 } };
	static const enum change_about order[] = { CHANGE_RAM, CHANGE_LINE, CHANGE_SUB_TARGET, CHANGE_TARGET, CHANGE_LINE, CHANGE_LINE, CHANGE_LINE, CHANGE_LINE, CHANGE_SUB_RAM };
	static const char *const ids[] = { NULL, "intakter", "norr-a", NULL, "personal", "material", "kop", "reserv", "norr-a" };
	static const unsigned whats[] = { CHANGED_AMOUNT, CHANGED_HOLD, CHANGED_AMOUNT | CHANGED_ADDED, CHANGED_AMOUNT | CHANGED_ADDED, CHANGED_MONTHS,
		CHANGED_AMOUNT | CHANGED_DETAILS | CHANGED_NOTE, CHANGED_AMOUNT | CHANGED_REMOVED, CHANGED_AMOUNT | CHANGED_ADDED, CHANGED_AMOUNT };

	(void)state;
	set_up(&f);
	const struct plan_changes *changes = plan_changes(content_of(before, 4, 700, NUMBER_NONE, old, 1), content_of(after, 4, 720, -5, new, 1), f.charter.region,
	                                                  false, &f.arena);

	assert_int_equal(changes->count, sizeof order / sizeof *order);
	for (size_t i = 0; i < changes->count; i++) {
		expect(changes->items[i].about == order[i], "%zu", i);
		expect(ids[i] ? !strcmp(changes->items[i].id, ids[i]) : !changes->items[i].id, "%zu", i);
		expect(changes->items[i].what == whats[i], "%zu: %u", i, changes->items[i].what);
	}
	assert_true(find(changes, CHANGE_RAM, NULL)->difference == 20 * MONEY_KR);
	assert_true(find(changes, CHANGE_LINE, "material")->difference == -10 * MONEY_KR);
	assert_true(find(changes, CHANGE_LINE, "kop")->after == MONEY_NONE && find(changes, CHANGE_LINE, "kop")->difference == -5 * MONEY_KR);
	tear_down(&f);
}

/* Domain rule 3 with the numbers of rule 3's own examples: available − divided = left. */
static void the_sums_foot(void **state)
{
	struct fixture f;
	struct row rows[] = { { .line = "intakter", .kr = 520, .until = NUMBER_NONE }, { .line = "personal", .kr = 540, .until = NUMBER_NONE } };
	struct content_sub subs[] = { { "norr-a", 60, 4 } };

	(void)state;
	set_up(&f);
	const struct plan_changes *changes = plan_changes(NULL, content_of(rows, 2, 100, 10, subs, 1), f.charter.region, true, &f.arena);

	assert_true(changes->before.left == MONEY_NONE);
	assert_true(changes->after.available == (100 + 520 + 4 - 10) * MONEY_KR);
	assert_true(changes->after.divided == (540 + 60) * MONEY_KR);
	assert_true(changes->after.left == 14 * MONEY_KR);
	tear_down(&f);
}

static void rows_have_names_and_figures(void **state)
{
	static const struct { struct plan_change change; const char *name, *figure, *words; } all[] = {
		{ { .about = CHANGE_RAM, .what = CHANGED_AMOUNT }, "Ram", "norr/2020/ram", "" },
		{ { .about = CHANGE_TARGET, .what = CHANGED_AMOUNT | CHANGED_ADDED }, "Resultatmål", "norr/2020/target", "ny" },
		{ { .about = CHANGE_LINE, .id = "personal", .what = CHANGED_HOLD | CHANGED_MONTHS }, "Personal", "norr/2020/line.personal", "låset ändrat, månaderna ändrade" },
		{ { .about = CHANGE_LINE, .id = "gone", .what = CHANGED_AMOUNT | CHANGED_REMOVED }, "gone", "norr/2020/line.gone", "borttagen" },
		{ { .about = CHANGE_SUB_RAM, .id = "norr-a" }, "Norr A", "norr-a/2020/ram", "" },
		{ { .about = CHANGE_SUB_TARGET, .id = "norr-a" }, "Norr A, resultatmål", "norr-a/2020/target", "" },
		{ { .about = CHANGE_SUB_RAM, .id = "nobody" }, "nobody", "", "" },
	};
	struct fixture f;

	(void)state;
	set_up(&f);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct buffer name = { 0 }, words = { 0 };
		char figure[256];

		buffer_text(&words, "");
		plan_change_name(&name, f.small.book, &all[i].change);
		plan_change_words(&words, &all[i].change);
		plan_change_figure(figure, f.small.book, content_of(NULL, 0, 1, 1, NULL, 0), &all[i].change);
		assert_string_equal(name.bytes, all[i].name);
		assert_string_equal(words.bytes, all[i].words);
		assert_string_equal(figure, all[i].figure);
		buffer_free(&name);
		buffer_free(&words);
	}
	tear_down(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_has_no_changes),
		cmocka_unit_test(every_kind_of_difference_is_told),
		cmocka_unit_test(the_sums_foot),
		cmocka_unit_test(rows_have_names_and_figures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

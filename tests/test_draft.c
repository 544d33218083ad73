/* What is being written: undo and redo, and that it comes back from the disk byte for byte. */
#include "world.h"

#include "draft.h"

#include <dirent.h>

#define KR   MONEY_KR
#define NONE MONEY_NONE

/* A place for drafts that does not exist yet. */
struct desk { char *home, path[4200]; };

static struct desk desk_new(void)
{
	struct desk desk = { .home = testing_directory() };

	snprintf(desk.path, sizeof desk.path, "%s/state/budgetdialog/%s/ca/a-2020.draft", desk.home, WORLD_ID);
	return desk;
}

static void desk_free(struct desk *desk)
{
	testing_remove(desk->home);
}

static bool is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

/* Files beside the draft, or the draft itself. */
static size_t files(const struct desk *desk)
{
	char directory[4200];
	size_t count = 0;
	struct dirent *entry;

	snprintf(directory, sizeof directory, "%.*s", (int)(strrchr(desk->path, '/') - desk->path), desk->path);
	DIR *list = opendir(directory);
	while (list && (entry = readdir(list)))
		count += entry->d_name[0] != '.';
	if (list)
		closedir(list);
	return count;
}

static void expect_wish(const struct draft *draft, bool is_unit, const char *id, money wanted)
{
	money value = -1;

	expect(draft_find(draft, is_unit, id, &value) && value == wanted, "%s: %lld", id, (long long)value);
}

static void expect_same(const struct draft *a, const struct draft *b)
{
	assert_int_equal(a->count, b->count);
	assert_int_equal(a->done, b->done);
	assert_string_equal(a->why, b->why);
	for (size_t i = 0; i < a->count; i++) {
		assert_int_equal(a->steps[i].is_unit, b->steps[i].is_unit);
		assert_string_equal(a->steps[i].id, b->steps[i].id);
		assert_int_equal(a->steps[i].before, b->steps[i].before);
		assert_int_equal(a->steps[i].after, b->steps[i].after);
	}
}

/* ---- steps ---- */

static void test_undo_redo(void **state)
{
	struct draft draft = { 0 };

	(void)state;
	draft_begin(&draft, NULL, "a", 2020);
	assert_null(draft_undo(&draft));
	assert_null(draft_redo(&draft));
	assert_true(draft_set(&draft, false, "personal", MONEY_NONE, 5 * KR));
	assert_true(draft_set(&draft, true, "personal", 7 * KR, 8 * KR)); /* a unit of the same name is another row */
	assert_true(draft_set(&draft, false, "personal", 5 * KR, 6 * KR));
	expect_wish(&draft, false, "personal", 6 * KR);
	expect_wish(&draft, true, "personal", 8 * KR);
	assert_int_equal(draft_undo(&draft)->after, 6 * KR);
	expect_wish(&draft, false, "personal", 5 * KR);
	assert_int_equal(draft_undo(&draft)->after, 8 * KR);
	assert_false(draft_find(&draft, true, "personal", &(money){ 0 }));
	assert_int_equal(draft_redo(&draft)->after, 8 * KR);
	assert_int_equal(draft.done, 2);
	assert_true(draft_set(&draft, false, "material", MONEY_NONE, 1 * KR)); /* what was undone is gone now */
	assert_null(draft_redo(&draft));
	assert_int_equal(draft.count, 3);
	for (int i = 0; i < 3; i++)
		assert_non_null(draft_undo(&draft));
	assert_null(draft_undo(&draft));
	draft_end(&draft);
	assert_int_equal(*draft.unit, 0);
}

static void test_changes(void **state)
{
	struct draft draft = { 0 };

	(void)state;
	draft_begin(&draft, NULL, "a", 2020);
	assert_int_equal(draft_changes(&draft), 0);
	draft_set(&draft, false, "personal", 5 * KR, 6 * KR);
	draft_set(&draft, false, "personal", 6 * KR, 7 * KR);
	draft_set(&draft, true, "a1", MONEY_NONE, 0);
	assert_int_equal(draft_changes(&draft), 2);
	draft_set(&draft, false, "personal", 7 * KR, 5 * KR); /* back where it began */
	assert_int_equal(draft_changes(&draft), 1);
	draft_set(&draft, true, "a1", 0, MONEY_NONE);
	assert_int_equal(draft_changes(&draft), 0);
	draft_undo(&draft);
	assert_int_equal(draft_changes(&draft), 1);
	draft_end(&draft);
}

static void test_many_steps(void **state)
{
	struct draft draft = { 0 };

	(void)state;
	draft_begin(&draft, NULL, "a", 2020);
	for (int i = 0; i < 500; i++)
		draft_set(&draft, false, "personal", i * KR, (i + 1) * KR);
	while (draft_undo(&draft))
		;
	for (int i = 0; i < 500; i++)
		assert_int_equal(draft_redo(&draft)->after, (i + 1) * KR);
	draft_end(&draft);
}

/* A wish rests on what the book said when it began, until she settles it otherwise; half of it changed leaves the other half. */
static void test_what_it_rests_on(void **state)
{
	const struct terms until = { .until = 2021 }, later = { .until = 2022, .text = "t", .who = "rd" };
	struct draft draft = { 0 };
	const struct draft_step *last;

	(void)state;
	draft_begin(&draft, NULL, "a", 2020);
	assert_null(draft_last(&draft, false, "reserv"));
	draft_set(&draft, false, "reserv", 5 * KR, 6 * KR);
	draft_set(&draft, false, "reserv", 9 * KR, 7 * KR); /* what the book says meanwhile is nothing she has decided about */
	assert_int_equal(draft_last(&draft, false, "reserv")->before, 5 * KR);
	draft_terms(&draft, "reserv", 9 * KR, &until, &later);
	last = draft_last(&draft, false, "reserv");
	assert_true(last->before == 5 * KR && last->after == 7 * KR && last->was.until == 2021 && last->terms.until == 2022);
	draft_terms(&draft, "reserv", 9 * KR, &terms_none, &until); /* the same of the terms */
	last = draft_last(&draft, false, "reserv");
	assert_true(last->was.until == 2021 && !draft_wishes_terms(last) && draft_wishes_amount(last));
	draft_set(&draft, false, "reserv", 9 * KR, 5 * KR); /* as the book had it: nothing is wished */
	assert_null(draft_last(&draft, false, "reserv"));
	assert_int_equal(draft_changes(&draft), 0);
	draft_terms(&draft, "reserv", 9 * KR, &terms_none, &until); /* and then it rests on what there is */
	draft_set(&draft, false, "reserv", 8 * KR, 1 * KR);
	assert_int_equal(draft_last(&draft, false, "reserv")->before, 8 * KR);
	assert_int_equal(draft_last(&draft, false, "reserv")->terms.until, 2021);
	assert_int_equal(draft_changes(&draft), 1);
	draft_end(&draft);
}

/* ---- on disk ---- */

static void test_terms_come_back(void **state)
{
	static const char *const texts[DRAFT_FIELDS] = { "2021", "halv", "regi" };
	const struct terms was = { .until = NUMBER_NONE, .counterpart = "b" }, terms = { .until = 2021, .text = "åäö «x»", .who = "rd" };
	struct desk desk = desk_new();
	struct draft draft = { 0 }, again = { 0 };

	(void)state;
	draft_begin(&draft, desk.path, "a", 2020);
	assert_true(draft_look(&draft, 7 * KR, 3));
	assert_false(is_there(desk.path)); /* to have looked is no draft */
	assert_true(draft_terms(&draft, "reserv", 5 * KR, &was, &terms));
	assert_true(draft_typing_terms(&draft, "reserv", texts));
	draft_begin(&again, desk.path, "a", 2020);
	expect_same(&again, &draft);
	assert_true(terms_same(&again.steps[0].was, &was) && terms_same(&again.steps[0].terms, &terms));
	assert_true(again.typing_terms && again.ram == 7 * KR && again.seen == 3);
	assert_string_equal(again.typing, "2021");
	assert_string_equal(again.typing_more[0], "halv");
	assert_string_equal(again.typing_more[1], "regi");
	assert_true(draft_look(&draft, 8 * KR, 4));
	draft_begin(&again, desk.path, "a", 2020);
	assert_true(again.ram == 8 * KR && again.seen == 4);
	draft_end(&draft);
	draft_end(&again);
	desk_free(&desk);
}

/* Two of one person: each its own file, and the first one's is not touched; who comes later finds what is kept. */
static void test_two_have_one_each(void **state)
{
	struct desk desk = desk_new();
	struct draft one = { 0 }, two = { 0 }, three = { 0 };
	char second[4300];

	(void)state;
	snprintf(second, sizeof second, "%s.2", desk.path);
	draft_open(&one, desk.path, "a", 2020);
	assert_string_equal(one.path, desk.path);
	draft_open(&two, desk.path, "a", 2020);
	assert_string_equal(two.path, second);
	assert_false(two.elsewhere); /* nothing is written yet */
	draft_set(&one, false, "personal", NONE, 5 * KR);
	draft_open(&two, desk.path, "a", 2020);
	assert_true(two.elsewhere && !two.count);
	draft_set(&two, false, "material", NONE, 6 * KR);
	draft_end(&one);
	draft_open(&three, desk.path, "a", 2020);
	assert_string_equal(three.path, desk.path);
	assert_false(three.elsewhere);
	expect_wish(&three, false, "personal", 5 * KR);
	draft_drop(&three);
	draft_end(&three);
	draft_end(&two);
	draft_open(&three, desk.path, "a", 2020); /* only the other one is left */
	assert_string_equal(three.path, second);
	expect_wish(&three, false, "material", 6 * KR);
	draft_end(&three);
	desk_free(&desk);
}

/* Only those that no window has are waiting, and only where there is something in them. */
static void test_others_wait(void **state)
{
	struct desk desk = desk_new();
	struct draft one = { 0 }, two = { 0 }, three = { 0 };

	(void)state;
	draft_open(&one, desk.path, "a", 2020);
	draft_open(&two, desk.path, "a", 2020);
	draft_set(&one, false, "personal", NONE, 5 * KR);
	draft_set(&two, false, "material", NONE, 6 * KR);
	draft_open(&three, desk.path, "a", 2020);
	assert_int_equal(draft_others(&three), 0);
	draft_end(&one);
	assert_int_equal(draft_others(&three), 1);
	draft_end(&two);
	assert_int_equal(draft_others(&three), 2);
	draft_open(&one, desk.path, "a", 2020);
	expect_wish(&one, false, "personal", 5 * KR);
	assert_int_equal(draft_others(&one), 1);
	assert_int_equal(draft_others(&three), 1);
	draft_undo(&one); /* thrown away: it can be done again, but it waits for nobody */
	draft_end(&one);
	assert_int_equal(draft_others(&three), 1);
	draft_end(&three);
	desk_free(&desk);
}

static void test_months_come_back(void **state)
{
	struct desk desk = desk_new();
	struct draft draft = { 0 };

	(void)state;
	draft_begin(&draft, desk.path, "a", 2020);
	draft_set(&draft, false, "personal", NONE, 5 * KR);
	assert_true(draft_months(&draft, "personal", 1u << 0 | 1u << 11));
	draft_begin(&draft, desk.path, "a", 2020);
	assert_string_equal(draft.months_of, "personal");
	assert_int_equal(draft.months, 1u << 0 | 1u << 11);
	draft_months(&draft, "", 0);
	draft_begin(&draft, desk.path, "a", 2020);
	assert_int_equal(draft.months, 0);
	assert_string_equal(draft.months_of, "");
	draft_drop(&draft);
	draft_end(&draft);
	desk_free(&desk);
}

/* Ten windows: the tenth has no file, and says so. */
static void test_too_many(void **state)
{
	struct desk desk = desk_new();
	struct draft drafts[10] = { 0 };

	(void)state;
	for (int i = 0; i < 10; i++)
		draft_open(&drafts[i], desk.path, "a", 2020);
	assert_string_not_equal(drafts[8].path, "");
	assert_string_equal(drafts[9].path, "");
	draft_set(&drafts[8], false, "personal", NONE, 5 * KR);
	draft_set(&drafts[9], false, "personal", NONE, 5 * KR);
	assert_false(draft_unkept(&drafts[8]));
	assert_true(draft_unkept(&drafts[9]));
	for (int i = 0; i < 10; i++)
		draft_end(&drafts[i]);
	desk_free(&desk);
}

static void test_comes_back(void **state)
{
	struct desk desk = desk_new();
	struct draft draft = { 0 }, again = { 0 };

	(void)state;
	draft_begin(&draft, desk.path, "a", 2020);
	assert_false(draft.on_disk);
	assert_int_equal(draft.count, 0);
	assert_false(is_there(desk.path)); /* nothing was written, so nothing is kept */
	assert_true(draft_set(&draft, false, "personal", MONEY_NONE, 5 * KR));
	assert_true(draft.on_disk && is_there(desk.path));
	assert_true(draft_set(&draft, true, "a1", -3 * KR, MONEY_NONE));
	assert_true(draft_set(&draft, true, "a1", MONEY_NONE, MONEY_MAX));
	assert_true(draft_why(&draft, "Därför att «åäö»\toch\n\"citat\" \\"));
	draft_undo(&draft);
	size_t size, size_again;
	char *bytes = testing_read(desk.path, &size);
	draft_begin(&again, desk.path, "a", 2020);
	assert_true(again.on_disk);
	expect_same(&again, &draft);
	draft_undo(&again);
	draft_redo(&again); /* written again */
	char *bytes_again = testing_read(desk.path, &size_again);
	assert_int_equal(size, size_again);
	assert_memory_equal(bytes, bytes_again, size);
	assert_int_equal(draft_redo(&again)->after, MONEY_MAX);
	free(bytes);
	free(bytes_again);
	assert_int_equal(files(&desk), 1);
	draft_end(&draft);
	draft_end(&again);
	desk_free(&desk);
}

/* Acts are whole kronor; a draft that kept more would come back as something else. */
/* What is half typed comes back as it stands, until the step is taken, it is given up or the draft is dropped. */
static void test_typing_comes_back(void **state)
{
	struct desk desk = desk_new();
	struct draft draft = { 0 }, again = { 0 };

	(void)state;
	draft_begin(&draft, desk.path, "a", 2020);
	assert_false(draft_waits(&draft));
	assert_true(draft_typing(&draft, true, "a1", "20,"));
	assert_true(draft_waits(&draft) && !draft_changes(&draft));
	draft_begin(&again, desk.path, "a", 2020);
	assert_true(again.typing_unit && draft_waits(&again));
	assert_string_equal(again.typing_id, "a1");
	assert_string_equal(again.typing, "20,");
	assert_true(draft_set(&draft, true, "a1", MONEY_NONE, 20 * KR));
	draft_begin(&again, desk.path, "a", 2020);
	assert_string_equal(again.typing_id, "");
	assert_int_equal(draft_changes(&again), 1);
	draft_drop(&draft);
	assert_true(draft_typing(&draft, false, "personal", ""));
	assert_true(is_there(desk.path));
	assert_true(draft_typing(&draft, false, NULL, NULL));
	assert_false(is_there(desk.path)); /* given up, and nothing else to come back to */
	draft_end(&draft);
	draft_end(&again);
	desk_free(&desk);
}

static void test_whole_kronor(void **state)
{
	static const struct { money typed, kept; } rows[] = { { 149, 100 }, { 150, 200 }, { -149, -100 }, { -150, -200 }, { 50, 100 }, { 49, 0 }, { 0, 0 } };
	struct desk desk = desk_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct draft draft = { 0 };

		draft_begin(&draft, desk.path, "a", 2020);
		assert_true(draft_set(&draft, false, "personal", MONEY_NONE, rows[i].typed));
		expect_wish(&draft, false, "personal", rows[i].kept);
		draft_begin(&draft, desk.path, "a", 2020);
		expect_wish(&draft, false, "personal", rows[i].kept);
		draft_drop(&draft);
		draft_end(&draft);
	}
	desk_free(&desk);
}

static void test_drop(void **state)
{
	struct desk desk = desk_new();
	struct draft draft = { 0 };

	(void)state;
	draft_begin(&draft, desk.path, "a", 2020);
	draft_set(&draft, false, "personal", MONEY_NONE, 5 * KR);
	draft_why(&draft, "x");
	draft_drop(&draft);
	assert_false(is_there(desk.path));
	assert_int_equal(draft.count, 0);
	assert_string_equal(draft.why, "");
	assert_string_equal(draft.unit, "a");
	draft_set(&draft, false, "personal", MONEY_NONE, 6 * KR); /* and one may go on */
	assert_true(is_there(desk.path));
	draft_end(&draft);
	assert_true(is_there(desk.path)); /* leaving is not dropping */
	desk_free(&desk);
}

/* When the last step could not be kept an older one lies there, and must not come back after saving. */
static void test_drop_after_failed_keep(void **state)
{
	struct desk desk = desk_new();
	struct draft draft = { 0 };

	(void)state;
	draft_begin(&draft, desk.path, "a", 2020);
	assert_true(draft_set(&draft, false, "personal", MONEY_NONE, 5 * KR));
	assert_false(draft_set(&draft, false, "INGET ID", MONEY_NONE, 5 * KR));
	assert_false(draft.on_disk);
	assert_int_equal(draft.count, 2); /* still in memory */
	draft_drop(&draft);
	assert_false(is_there(desk.path));
	draft_end(&draft);
	desk_free(&desk);
}

static void test_nowhere(void **state)
{
	struct desk desk = desk_new();
	struct draft draft = { 0 };
	char file[4300], longest[5000];

	(void)state;
	snprintf(file, sizeof file, "%s/inte-en-mapp", desk.home);
	testing_write(file, "", 0);
	strcat(file, "/a.draft");
	draft_begin(&draft, file, "a", 2020);
	assert_false(draft_set(&draft, false, "personal", MONEY_NONE, 5 * KR)); /* said, and still in memory */
	expect_wish(&draft, false, "personal", 5 * KR);
	memset(longest, 'x', sizeof longest - 1);
	longest[0] = '/';
	longest[sizeof longest - 1] = '\0';
	draft_begin(&draft, longest, "a", 2020);
	assert_string_equal(draft.path, "");
	assert_true(draft_set(&draft, false, "personal", MONEY_NONE, 5 * KR));
	draft_end(&draft);
	desk_free(&desk);
}

/* A home behind a link, as some have, and a long way to it. */
static void test_home_behind_a_link(void **state)
{
	struct desk desk = desk_new();
	struct draft draft = { 0 };
	char real[4200], link[4200], path[4300], name[201];

	(void)state;
	snprintf(real, sizeof real, "%s/riktig", desk.home);
	snprintf(link, sizeof link, "%s/lank", desk.home);
	memset(name, 'd', 200);
	name[200] = '\0';
	assert_int_equal(mkdir(real, 0700), 0);
	assert_int_equal(symlink(real, link), 0);
	snprintf(path, sizeof path, "%.2000s/%s/%s/a.draft", link, name, name);
	draft_begin(&draft, path, "a", 2020);
	assert_true(draft_set(&draft, false, "personal", MONEY_NONE, 5 * KR));
	draft_begin(&draft, path, "a", 2020);
	expect_wish(&draft, false, "personal", 5 * KR);
	draft_end(&draft);
	desk_free(&desk);
}

/* A why that is too long is cut at a whole character: half of one, and nothing would be kept. */
static void test_long_why(void **state)
{
	struct desk desk = desk_new();
	struct draft draft = { 0 };
	char why[4001];

	(void)state;
	memset(why, 'x', sizeof why);
	for (size_t i = 1; i + 1 < sizeof why; i += 2)
		memcpy(why + i, "å", 2);
	why[sizeof why - 1] = '\0';
	draft_begin(&draft, desk.path, "a", 2020);
	draft_set(&draft, false, "personal", MONEY_NONE, 5 * KR);
	assert_true(draft_why(&draft, why));
	assert_int_equal(strlen(draft.why), sizeof draft.why - 1);
	assert_true(draft_why(&draft, why + 1));
	assert_int_equal(strlen(draft.why), sizeof draft.why - 2);
	struct draft again = { 0 };
	draft_begin(&again, desk.path, "a", 2020);
	expect_same(&again, &draft);
	draft_end(&again);
	draft_end(&draft);
	desk_free(&desk);
}

/* ---- broken ---- */

#define HEAD "{\"unit\":\"a\",\"year\":2020,\"done\":2}\n"
#define STEP "{\"line\":\"personal\",\"before\":null,\"after\":5}\n"

static void test_broken(void **state)
{
	static const struct { const char *bytes; size_t kept; } rows[] = {
		{ "", 0 },
		{ "skräp", 0 },
		{ "skräp\n", 0 },
		{ "{\"unit\":\"a\",\"year\":2020,\"done\":2}", 0 },
		{ "{\"unit\":\"b\",\"year\":2020,\"done\":2}\n" STEP, 0 },        /* another unit's */
		{ "{\"unit\":\"a\",\"year\":2021,\"done\":2}\n" STEP, 0 },        /* another year's */
		{ HEAD STEP "{\"line\":\"mat", 1 },                            /* what is whole is kept */
		{ HEAD STEP STEP "{\"before\":null,\"after\":5}\n" STEP, 2 },
		{ HEAD STEP "{\"line\":\"personal\",\"before\":null,\"after\":99999999999999999999}\n", 1 },
		{ HEAD STEP "\xff\xfe\n", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct desk desk = desk_new();
		struct draft draft = { 0 };
		char aside[4300];
		size_t size;

		draft_begin(&draft, desk.path, "a", 2020);
		draft_set(&draft, false, "personal", MONEY_NONE, 1);
		testing_write(desk.path, rows[i].bytes, strlen(rows[i].bytes));
		draft_begin(&draft, desk.path, "a", 2020);
		expect(draft.count == rows[i].kept && draft.done == rows[i].kept, "%s: %zu", rows[i].bytes, draft.count);
		assert_true(draft_set(&draft, false, "material", MONEY_NONE, 7 * KR)); /* one may go on … */
		snprintf(aside, sizeof aside, "%s.broken-1", desk.path);
		char *kept = testing_read(aside, &size); /* … and what was there is not written over */
		assert_int_equal(size, strlen(rows[i].bytes));
		assert_memory_equal(kept, rows[i].bytes, size);
		free(kept);
		draft_begin(&draft, desk.path, "a", 2020);
		assert_int_equal(draft.count, rows[i].kept + 1);
		testing_write(desk.path, "igen", 4);
		draft_begin(&draft, desk.path, "a", 2020);
		assert_int_equal(draft.count, 0);
		assert_int_equal(files(&desk), 2); /* the first is not written over either */
		draft_end(&draft);
		desk_free(&desk);
	}
}

/* More undone than there are steps, or fewer than none. */
static void test_done_out_of_range(void **state)
{
	static const struct { const char *head; size_t done; } rows[] = {
		{ "{\"unit\":\"a\",\"year\":2020,\"done\":0}\n", 0 },
		{ "{\"unit\":\"a\",\"year\":2020,\"done\":1}\n", 1 },
		{ "{\"unit\":\"a\",\"year\":2020,\"done\":9}\n", 2 },
	};
	struct desk desk = desk_new();
	struct draft draft = { 0 };
	char bytes[400];

	(void)state;
	draft_begin(&draft, desk.path, "a", 2020);
	draft_set(&draft, false, "personal", MONEY_NONE, 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(bytes, sizeof bytes, "%s%s%s", rows[i].head, STEP, STEP);
		testing_write(desk.path, bytes, strlen(bytes));
		draft_begin(&draft, desk.path, "a", 2020);
		assert_int_equal(draft.count, 2);
		assert_int_equal(draft.done, rows[i].done);
	}
	draft_end(&draft);
	desk_free(&desk);
}

/* Something in the way that cannot even be set aside: nothing is kept, and nothing is lost. */
static void test_something_in_the_way(void **state)
{
	struct desk desk = desk_new();
	struct draft draft = { 0 };

	(void)state;
	draft_begin(&draft, desk.path, "a", 2020);
	draft_set(&draft, false, "personal", MONEY_NONE, 1);
	assert_int_equal(unlink(desk.path), 0);
	assert_int_equal(mkdir(desk.path, 0700), 0);
	draft_begin(&draft, desk.path, "a", 2020); /* a directory: set aside like anything else */
	assert_int_equal(draft.count, 0);
	assert_true(draft_set(&draft, false, "personal", MONEY_NONE, 5 * KR));
	assert_int_equal(files(&desk), 2);
	assert_int_equal(unlink(desk.path), 0);
	assert_int_equal(symlink("/etc/passwd", desk.path), 0);
	draft_begin(&draft, desk.path, "a", 2020); /* a link is not followed */
	assert_int_equal(draft.count, 0);
	assert_true(draft_set(&draft, false, "personal", MONEY_NONE, 5 * KR));
	assert_int_equal(files(&desk), 3);
	draft_end(&draft);
	desk_free(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_undo_redo),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_many_steps),
		cmocka_unit_test(test_what_it_rests_on),
		cmocka_unit_test(test_comes_back),
		cmocka_unit_test(test_terms_come_back),
		cmocka_unit_test(test_two_have_one_each),
		cmocka_unit_test(test_others_wait), cmocka_unit_test(test_months_come_back), cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_typing_comes_back),
		cmocka_unit_test(test_whole_kronor),
		cmocka_unit_test(test_drop),
		cmocka_unit_test(test_drop_after_failed_keep),
		cmocka_unit_test(test_nowhere),
		cmocka_unit_test(test_home_behind_a_link),
		cmocka_unit_test(test_long_why),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_done_out_of_range),
		cmocka_unit_test(test_something_in_the_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

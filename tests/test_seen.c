/* What one person has read of the dialogues: counted, kept, damaged, and in two windows. */
#include "seen.h"
#include "world.h"

#define USER "ca1"

struct scene { struct world *world; struct book *book; struct seen seen; char *home; };

static struct scene scene_of(void)
{
	struct scene scene = { .world = world_new(), .home = testing_directory() };
	const char *first;

	setenv("XDG_STATE_HOME", scene.home, 1);
	first = world_line(scene.world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'question','text':'Ett'}");
	world_line(scene.world, "ca:1", "{'by':'ca1','act':'say','unit':'a1','thread':'%s','kind':'answer','text':'Två'}", first);
	world_line(scene.world, "ca1:1", "{'by':'ca','act':'say','unit':'a1','thread':'%s','kind':'comment','text':'Tre'}", first);
	world_line(scene.world, NULL, "{'by':'ca','act':'say','unit':'a1','kind':'note','text':'För sig'}");
	scene.book = world_book(scene.world);
	seen_open(&scene.seen, WORLD_ID, USER);
	return scene;
}

static void scene_free(struct scene *scene)
{
	seen_close(&scene->seen);
	book_free(scene->book);
	world_free(scene->world);
	testing_remove(scene->home);
}

static size_t unread(const struct scene *scene, const char *user)
{
	return seen_unread_in(&scene->seen, scene->book, org_find(scene->book->org, "a1"), user);
}

static const char *thread_of(const struct scene *scene)
{
	return world_event(scene->book, "ca", 1)->line->hash;
}

static void her_own_entries_are_never_new(void **state)
{
	struct scene scene = scene_of();

	(void)state;
	assert_int_equal(unread(&scene, USER), 3);
	assert_int_equal(unread(&scene, "ca"), 1);
	assert_int_equal(unread(&scene, NULL), 0);
	scene_free(&scene);
}

static void what_was_read_stays_read(void **state)
{
	struct scene scene = scene_of();

	(void)state;
	assert_true(seen_put(&scene.seen, thread_of(&scene), 2));
	assert_int_equal(unread(&scene, USER), 2);
	assert_true(seen_put(&scene.seen, thread_of(&scene), 1)); /* it only grows */
	assert_int_equal(unread(&scene, USER), 2);
	seen_close(&scene.seen);
	seen_open(&scene.seen, WORLD_ID, USER);
	assert_int_equal(unread(&scene, USER), 2);
	seen_open(&scene.seen, WORLD_ID, "ca");
	assert_int_equal(seen_of(&scene.seen, thread_of(&scene)), 0);
	scene_free(&scene);
}

static void two_windows_read_for_each_other(void **state)
{
	struct scene scene = scene_of();
	struct seen other = { .count = 0 };

	(void)state;
	seen_open(&other, WORLD_ID, USER);
	seen_put(&scene.seen, thread_of(&scene), 3);
	seen_put(&other, world_event(scene.book, "ca", 3)->line->hash, 1);
	seen_open(&scene.seen, WORLD_ID, USER);
	assert_int_equal(unread(&scene, USER), 0);
	seen_close(&other);
	scene_free(&scene);
}

/* A file from a backup says less: what has been read in this window stays read. */
static void nothing_becomes_new_again(void **state)
{
	struct scene scene = scene_of();
	struct buffer line = { 0 };

	(void)state;
	seen_put(&scene.seen, thread_of(&scene), 3);
	buffer_format(&line, "%s 1\n", thread_of(&scene));
	kept_drop(scene.seen.path);
	testing_write(scene.seen.path, line.bytes, line.size);
	seen_open(&scene.seen, WORLD_ID, USER);
	assert_int_equal(seen_of(&scene.seen, thread_of(&scene)), 3);
	buffer_free(&line);
	scene_free(&scene);
}

static void what_is_damaged_is_put_aside_and_all_is_unread(void **state)
{
	static const char *const damages[] = { "x", "\n", "abc 3\n", "0123456789012345678901234567890123456789012345678901234567890123 4",
		                               "0123456789012345678901234567890123456789012345678901234567890123 -4\n",
		                               "0123456789012345678901234567890123456789012345678901234567890123 99999999\n" };
	struct scene scene = scene_of();
	char path[KEPT_PATH], aside[KEPT_PATH + 20];

	(void)state;
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
		kept_path(path, WORLD_ID, USER, "read");
		seen_put(&scene.seen, thread_of(&scene), 3);
		seen_close(&scene.seen);
		testing_write(path, damages[i], strlen(damages[i]));
		seen_open(&scene.seen, WORLD_ID, USER);
		expect(unread(&scene, USER) == 3, "%s", damages[i]);
		snprintf(aside, sizeof aside, "%s.broken-%zu", path, i + 1);
		expect(kept_exists(aside), "%s", aside);
		expect(seen_put(&scene.seen, thread_of(&scene), 1) && unread(&scene, USER) == 2, "%s", damages[i]);
		kept_drop(path);
		seen_close(&scene.seen);
		seen_open(&scene.seen, WORLD_ID, USER);
	}
	scene_free(&scene);
}

static void without_a_home_nothing_is_new(void **state)
{
	struct scene scene = scene_of();
	char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;

	(void)state;
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	seen_open(&scene.seen, WORLD_ID, USER);
	assert_int_equal(unread(&scene, USER), 0);
	assert_true(seen_put(&scene.seen, thread_of(&scene), 1));
	if (home)
		setenv("HOME", home, 1);
	free(home);
	scene_free(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(her_own_entries_are_never_new),
		cmocka_unit_test(what_was_read_stays_read),
		cmocka_unit_test(two_windows_read_for_each_other),
		cmocka_unit_test(nothing_becomes_new_again),
		cmocka_unit_test(what_is_damaged_is_put_aside_and_all_is_unread),
		cmocka_unit_test(without_a_home_nothing_is_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Where one is in a meeting, kept on disk; and its clock, whatever the machine's clock does. */
#include "testing.h"

#include "meeting_place.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define FOLDER "0123456789abcdef0123456789abcdef"
#define MINUTE (60 * 1000)

static char *home;

static void open_it(struct meeting_place *place)
{
	place_open(place, FOLDER, "anna", "a");
}

static void again(struct meeting_place *place)
{
	place_close(place);
	open_it(place);
}

static int set_up(void **state)
{
	(void)state;
	home = testing_directory();
	setenv("XDG_STATE_HOME", home, 1);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	testing_remove(home);
	return 0;
}

static void what_was_kept_comes_back(void **state)
{
	struct meeting_place place;

	(void)state;
	open_it(&place);
	assert_int_equal(place.count, 0);
	place_add(&place, "a1")->taken = true;
	place_add(&place, "a2");
	place_add(&place, "a1"); /* there already */
	assert_int_equal(place.count, 2);
	assert_true(place_move(&place, 0, 1));
	assert_false(place_move(&place, 1, 1));
	assert_false(place_move(&place, 0, -1));
	snprintf(place.at, sizeof place.at, "a2");
	snprintf(place.head[HEAD_PRESENT], PLACE_TEXT, "Åsa, Örjan");
	snprintf(place.meeting, sizeof place.meeting, "%064d", 7);
	place.frame = 2;
	place.edited = true;
	place_unit(&place, "a1")->ms = 90000;
	place_keep(&place);
	again(&place);
	assert_string_equal(place.units[0].id, "a2");
	assert_string_equal(place.units[1].id, "a1");
	assert_true(place.units[1].taken && !place.units[0].taken && place.edited);
	assert_int_equal(place_taken(&place), 1);
	assert_string_equal(place.at, "a2");
	assert_string_equal(place.head[HEAD_PRESENT], "Åsa, Örjan");
	assert_string_equal(place.meeting + 63, "7");
	assert_int_equal(place.frame, 2);
	assert_int_equal(place_minutes(&place, "a1"), 1);
	place_forget(&place);
	again(&place);
	assert_int_equal(place.count, 0);
	place_close(&place);
}

static void write_in(struct meeting_place *place, enum head_field field, const char *text)
{
	place_join(place);
	snprintf(place->head[field], PLACE_TEXT, "%s", text);
	place->edited = true;
	place_keep(place);
}

/* Neither wipes what the other wrote, also where it has something else in mind that it has not written. */
static void two_windows_write_in_one_head(void **state)
{
	struct meeting_place one, two;

	(void)state;
	open_it(&one);
	open_it(&two);
	snprintf(two.head[HEAD_CHAIR], PLACE_TEXT, "en vana"); /* as the form begins */
	place_add(&two, "a2");
	write_in(&one, HEAD_PRESENT, "Åsa");
	write_in(&two, HEAD_PLACE, "Rum 4");
	assert_string_equal(two.head[HEAD_PRESENT], "Åsa");
	assert_string_equal(two.head[HEAD_CHAIR], "en vana");
	assert_true(place_join(&one));
	assert_string_equal(one.head[HEAD_PLACE], "Rum 4");
	assert_false(place_join(&one)); /* nothing more */
	write_in(&two, HEAD_PRESENT, "Åsa, Per");
	write_in(&one, HEAD_PLACE, "Rum 5");
	assert_string_equal(one.head[HEAD_PRESENT], "Åsa, Per");
	again(&two);
	assert_string_equal(two.head[HEAD_PLACE], "Rum 5");
	assert_string_equal(two.head[HEAD_PRESENT], "Åsa, Per");
	assert_true(two.edited);
	place_close(&two);
	place_forget(&one);
	place_close(&one);
}

/* So with the agenda, the clock, and the meeting that one of them opens. */
static void two_windows_have_one_agenda_and_one_clock(void **state)
{
	struct meeting_place one, two;

	(void)state;
	open_it(&one);
	place_add(&one, "a1");
	place_add(&one, "a2");
	place_keep(&one);
	open_it(&two);
	place_add(&two, "a3")->taken = true; /* has become known since */
	place_unit(&one, "a2")->taken = true;
	place_move(&one, 1, -1);
	place_unit(&one, "a2")->ms = 5 * MINUTE;
	place_keep(&one);
	assert_true(place_join(&two));
	assert_string_equal(two.units[0].id, "a2");
	assert_string_equal(two.units[2].id, "a3");
	assert_true(two.units[0].taken && !two.units[1].taken && two.units[2].taken);
	place_unit(&two, "a2")->ms = MINUTE;
	snprintf(two.meeting, sizeof two.meeting, "%064d", 7);
	place_keep(&two);
	write_in(&one, HEAD_NEXT, "mars"); /* it was opened meanwhile */
	again(&two);
	assert_string_equal(two.meeting + 63, "7");
	assert_int_equal(place_minutes(&two, "a2"), 5);
	assert_string_equal(two.head[HEAD_NEXT], "mars");
	assert_true(place_unit(&two, "a3")->taken);
	snprintf(one.meeting, sizeof one.meeting, "%064d", 8); /* of another one nothing is taken in */
	assert_false(place_join(&one));
	place_forget(&two);
	assert_false(place_join(&one)); /* and nothing where nothing lies */
	assert_string_equal(one.head[HEAD_NEXT], "mars");
	place_close(&two);
	place_close(&one);
}

/* What the disk would not have is not taken for something that another window has changed since: it stands here, and is written when there is room. */
static void on_a_full_disk_nothing_is_taken_back(void **state)
{
	struct meeting_place place;
	struct rlimit limit, full;

	(void)state;
	open_it(&place);
	place_add(&place, "a1");
	write_in(&place, HEAD_PRESENT, "Åsa");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	full = (struct rlimit){ 0, limit.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &full), 0);
	write_in(&place, HEAD_PRESENT, "Åsa, Per");
	place_unit(&place, "a1")->taken = true;
	write_in(&place, HEAD_PLACE, "Rum 4");
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	assert_string_equal(place.head[HEAD_PRESENT], "Åsa, Per");
	assert_string_equal(place.head[HEAD_PLACE], "Rum 4");
	assert_true(place_unit(&place, "a1")->taken);
	place_keep(&place);
	again(&place);
	assert_string_equal(place.head[HEAD_PRESENT], "Åsa, Per");
	assert_string_equal(place.head[HEAD_PLACE], "Rum 4");
	assert_true(place_unit(&place, "a1")->taken);
	place_forget(&place);
	place_close(&place);
}

static void a_file_that_says_nonsense_is_passed_over(void **state)
{
	static const char nonsense[] = "unit 1 -5 a1\nunit x\nunit 1 99999999999999 a2\nunit 1 1 A/../x\nframe 9\nat ../..\nwhat is this\nunit 1 0 a1\n\n";
	struct meeting_place place;

	(void)state;
	open_it(&place);
	place_keep(&place); /* makes the directories */
	testing_write(place.path, nonsense, sizeof nonsense - 1);
	again(&place);
	assert_int_equal(place.count, 2);
	assert_int_equal(place.units[0].ms, 0);
	assert_int_equal(place_minutes(&place, "a2"), 60000);
	assert_int_equal(place.frame, 0);
	assert_string_equal(place.at, "");
	testing_write(place.path, "unit 1 0 \xff\n", 11);
	again(&place);
	assert_int_equal(place.count, 0);
	place_forget(&place);
	place_close(&place);
}

static void the_clock_counts_what_passes_and_no_leaps(void **state)
{
	static const struct { int64_t now; int minutes; } ticks[] = {
		{ 1000000, 0 },                          /* the first only starts it */
		{ 1000000 + MINUTE, 1 },
		{ 1000000 + 2 * MINUTE - 1, 1 },
		{ 1000000 + 2 * MINUTE, 2 },
		{ 5, 2 },                                /* backwards: nothing */
		{ 5 + MINUTE, 3 },
		{ INT64_MAX / 2, 4 },                    /* a leap: 90 s at most */
		{ INT64_MAX, 6 },
		{ INT64_MIN, 6 },
		{ 0, 6 },
		{ MINUTE, 7 },
	};
	struct meeting_place place;

	(void)state;
	open_it(&place);
	snprintf(place.at, sizeof place.at, "a1");
	place_tick(&place, 3);
	assert_int_equal(place_minutes(&place, "a1"), 0); /* on no agenda: there is nothing to count on */
	place_stop(&place);
	place_add(&place, "a1");
	for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++) {
		place_tick(&place, ticks[i].now);
		expect(place_minutes(&place, "a1") == ticks[i].minutes, "%zu: %d", i, place_minutes(&place, "a1"));
		expect(place_to_next(&place) > 0 && place_to_next(&place) <= MINUTE, "%zu", i);
	}
	place_stop(&place);
	place_tick(&place, 100 * MINUTE); /* it stood: a break counts for nothing */
	assert_int_equal(place_minutes(&place, "a1"), 7);
	again(&place);
	assert_int_equal(place_minutes(&place, "a1"), 7); /* a minute that is full is on disk */
	place_close(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_kept_comes_back),
		cmocka_unit_test(two_windows_write_in_one_head),
		cmocka_unit_test(two_windows_have_one_agenda_and_one_clock),
		cmocka_unit_test(on_a_full_disk_nothing_is_taken_back),
		cmocka_unit_test(a_file_that_says_nonsense_is_passed_over),
		cmocka_unit_test(the_clock_counts_what_passes_and_no_leaps),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

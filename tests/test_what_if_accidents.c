/* Accidents over a räkneexempel: windows that are killed at any step, other windows, years, seats, files and disks. It is as safe as a draft. Real
 * files, real keys. */
#include "testing.h"

#include "kept.h"
#include "stage.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHEF  "divchef-lanssjukvard"
#define OTHER "divchef-narsjukvard"
#define LAID  "W '+2%' Enter"
#define MORE  LAID " W l Right '-5 mnkr'"
#define BACK  "Ditt räkneexempel är på igen"
#define BEGUN "Du hade börjat skriva ett räkneexempel"
#define HERS  &(struct start){ .as = CHEF }

static const char *file_of(const char *user, int year)
{
	static char path[KEPT_PATH];
	char name[32];

	snprintf(name, sizeof name, "%d.what-if", year);
	kept_path(path, WORLD_ID, user, name);
	return path;
}

static void killed_after(struct stage *stage, const char *keys)
{
	window_kill(window_run(stage, HERS, NULL, keys));
}

static size_t steps(const struct stage *stage)
{
	return stage->session->what_if.count;
}

/* --- kill -9 --- */

static const struct { const char *keys; size_t steps; const char *begun; } moments[] = {
	{ "W", 0, "" },
	{ "W +", 0, "+" },
	{ "W '+2%'", 0, "+2%" },
	{ "W '+2%' Esc", 0, "" },
	{ LAID, 1, "" },
	{ LAID " W l", 1, "" },
	{ MORE, 1, "-5 mnkr" },
	{ MORE " Enter", 2, "" },
	{ MORE " Enter W t", 1, "" },
	{ LAID " W t", 0, "" },
	{ LAID " W k", 0, "" },
	{ LAID " W b", 0, "" },
};

static void killed_at_any_step_it_comes_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		struct stage *stage = stage_new();

		killed_after(stage, moments[i].keys);
		assert_true(kept_exists(file_of(CHEF, 2020)) == (moments[i].steps || *moments[i].begun));
		stage_run(stage, HERS);
		expect(steps(stage) == moments[i].steps, "%s: %zu steps", moments[i].keys, steps(stage));
		expect(shows(stage, "RÄKNEEXEMPEL: ") == (moments[i].steps > 0) && shows(stage, BACK) == (moments[i].steps > 0), "%s", moments[i].keys);
		expect(shows(stage, "2 301,6") == (moments[i].steps > 0), "%s: the figures", moments[i].keys);
		expect(shows(stage, BEGUN) == (*moments[i].begun && !moments[i].steps), "%s", moments[i].keys);
		press(stage, "W");
		if (*moments[i].begun) {
			sees(stage, moments[i].begun);
			sees(stage, "Räkneexempel för Länssjukvård med allt under, 2020");
		}
		if (!strcmp(moments[i].begun, "-5 mnkr")) {
			press(stage, "Enter");
			assert_int_equal(steps(stage), 2);
			assert_int_equal(stage->session->what_if.steps[1].what, WHAT_COSTS);
		}
		stage_free(stage);
	}
}

/* Left in the ordinary way it is no less hers. */
static void left_it_comes_back_until_it_is_thrown_away(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, LAID);
	assert_false(terminal_keys(stage->terminal, "q"));
	stage_again(stage, CHEF);
	sees(stage, BACK);
	press(stage, "W k");
	assert_false(kept_exists(file_of(CHEF, 2020)));
	stage_again(stage, CHEF);
	sees_not(stage, "äkneexemp");
	stage_free(stage);
}

static void as_a_draft_it_is_the_draft_that_comes_back(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	killed_after(stage, LAID " W b");
	stage_run(stage, HERS);
	sees(stage, "Fortsätt utkastet");
	assert_int_equal(steps(stage), 0);
	stage_free(stage);
}

/* --- two windows --- */

static void two_windows_keep_one_each(void **state)
{
	struct stage *stage = stage_new();
	pid_t first = window_run(stage, HERS, NULL, LAID), second = window_run(stage, HERS, NULL, "W '+7%' Enter");

	(void)state;
	stage_run(stage, HERS); /* both are open: this one has none */
	assert_int_equal(steps(stage), 0);
	stage_leave(stage);
	window_kill(first);
	window_kill(second);
	stage_run(stage, HERS);
	assert_int_equal(steps(stage), 1); /* never laid on each other */
	assert_string_equal(stage->session->what_if.steps[0].text, "+2%");
	press(stage, "W k");
	sees(stage, "Ett till, från ett annat");
	stage_again(stage, CHEF);
	assert_string_equal(stage->session->what_if.steps[0].text, "+7%");
	press(stage, "W k");
	sees_not(stage, "Ett till");
	stage_again(stage, CHEF);
	assert_int_equal(steps(stage), 0);
	stage_free(stage);
}

/* A window that is open gets what it has to write beside what another one has left since. */
static void nothing_is_written_over(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	window_kill(window_run(stage, HERS, NULL, "W '+7%' Enter"));
	press(stage, LAID);
	assert_false(session_what_if_unkept(stage->session));
	press(stage, "W k");
	sees(stage, "Ett till, från ett annat");
	stage_again(stage, CHEF);
	assert_string_equal(stage->session->what_if.steps[0].text, "+7%");
	stage_free(stage);
}

/* --- who only reads, and another seat --- */

static void who_only_reads_keeps_nothing_and_gets_nothing(void **state)
{
	struct stage *stage = stage_new();
	char *before, *after;

	(void)state;
	stage_run(stage, &(struct start){ .as = CHEF, .read_only = true });
	press(stage, "W '+3%' Enter");
	assert_int_equal(steps(stage), 1);
	assert_false(kept_exists(file_of(CHEF, 2020)));
	stage_leave(stage);
	killed_after(stage, LAID);
	before = testing_read(file_of(CHEF, 2020), NULL);
	stage_run(stage, &(struct start){ .as = CHEF, .read_only = true });
	assert_int_equal(steps(stage), 0);
	press(stage, "W '+3%' Enter");
	after = testing_read(file_of(CHEF, 2020), NULL);
	assert_string_equal(after, before);
	free(before);
	free(after);
	stage_free(stage);
}

static void take_seat(struct stage *stage, const char *user)
{
	struct seat *seats;
	struct error error = { 0 };
	size_t count = session_seats(stage->session, &seats), at = 0;

	while (at < count && strcmp(seats[at].user, user) != 0)
		at++;
	assert_true(at < count);
	expect(session_take(stage->session, &seats[at], &error), "%s", error.text);
	free(seats);
}

static void each_user_has_her_own(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, LAID);
	take_seat(stage, OTHER);
	assert_int_equal(steps(stage), 0);
	assert_false(kept_exists(file_of(OTHER, 2020)));
	take_seat(stage, CHEF);
	assert_int_equal(steps(stage), 1);
	session_leave(stage->session);
	assert_int_equal(steps(stage), 0);
	stage_free(stage);
}

/* Who has counted before she said who she is loses neither that nor what she had. */
static void what_is_in_memory_goes_with_her(void **state)
{
	const struct what_if_step step = { .unit = "lanssjukvard", .what = WHAT_RAM, .text = "+9%", .shown = MONEY_IN_MNKR };
	struct stage *stage = stage_as(CHEF);
	char *before, *after;
	struct error error;

	(void)state;
	press(stage, LAID);
	before = testing_read(file_of(CHEF, 2020), NULL);
	session_leave(stage->session);
	assert_true(session_what_if_add(stage->session, &step, &error));
	assert_true(session_what_if_unkept(stage->session));
	take_seat(stage, CHEF);
	assert_string_equal(stage->session->what_if.steps[0].text, "+9%");
	assert_true(session_what_if_unkept(stage->session));
	after = testing_read(file_of(CHEF, 2020), NULL);
	assert_string_equal(after, before);
	session_what_if_drop(stage->session);
	session_leave(stage->session);
	assert_true(session_what_if_add(stage->session, &step, &error));
	take_seat(stage, OTHER); /* who has none */
	assert_false(session_what_if_unkept(stage->session));
	assert_true(kept_exists(file_of(OTHER, 2020)));
	free(before);
	free(after);
	stage_free(stage);
}

/* --- another year --- */

static void it_is_kept_for_the_year_where_it_is(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	killed_after(stage, LAID " o y");
	assert_false(kept_exists(file_of(CHEF, 2020)));
	stage_run(stage, HERS);
	assert_int_equal(steps(stage), 0);
	press(stage, "o y");
	sees(stage, BACK);
	assert_int_equal(steps(stage), 1);
	press(stage, "y"); /* it goes with her */
	assert_int_equal(stage->session->year, 2022);
	assert_false(kept_exists(file_of(CHEF, 2021)));
	press(stage, "W k y");
	assert_int_equal(steps(stage), 0);
	stage_free(stage);
}

static void two_years_are_never_made_one(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	killed_after(stage, LAID " o y");
	stage_run(stage, HERS);
	press(stage, "W '-1%' Enter o y");
	sees(stage, "Du har redan ett räkneexempel för 2021: behåll eller kasta det");
	assert_int_equal(stage->session->year, 2020);
	press(stage, "W k y");
	assert_string_equal(stage->session->what_if.steps[0].text, "+2%");
	stage_free(stage);
}

/* --- what it rests on has gone --- */

static void it_rests_while_its_unit_is_gone(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	killed_after(stage, LAID);
	unit_leaves(stage, "lanssjukvard");
	stage_run(stage, HERS);
	sees(stage, "Räkneexemplet vilar, för det går inte att räkna nu: enheten");
	sees_not(stage, "RÄKNEEXEMPEL");
	assert_true(kept_exists(file_of(CHEF, 2020)));
	stage_free(stage);
}

/* Where there was nothing to count with, and back. */
static void another_version_does_not_take_it(void **state)
{
	struct stage *stage = stage_as(CHEF);
	struct error error = { 0 };

	(void)state;
	press(stage, "W Right '+1%' Enter");
	for (size_t i = 0; i < stage->session->now->version_count; i++) {
		const char *name = stage->session->now->versions[i]->line->act.version.name;

		expect(session_at(stage->session, name, &error), "%s", error.text);
		assert_int_equal(steps(stage) + stage->session->resting.count, 1);
		assert_true(session_at(stage->session, NULL, &error));
		assert_int_equal(steps(stage), 1);
	}
	assert_true(stage->session->now->version_count > 0);
	assert_false(session_what_if_unkept(stage->session));
	stage_free(stage);
}

/* --- files that are wrong --- */

#define HEAD "{\"year\":2020}\n"
#define STEP "{\"unit\":\"lanssjukvard\",\"what\":\"ram\",\"text\":\"+2%\",\"money\":\"mnkr\"}\n"

static const struct { const char *name, *bytes; } damaged[] = {
	{ "empty", "" },
	{ "only a head", HEAD },
	{ "cut in a step", HEAD STEP "{\"unit\":\"lanss" },
	{ "cut at its end", HEAD "{\"unit\":\"lanssjukvard\",\"what\":\"ram\",\"text\":\"+2%\",\"money\":\"mnkr\"}" },
	{ "no head", STEP },
	{ "another year", "{\"year\":2021}\n" STEP },
	{ "something else", "hej\n" },
	{ "an unknown kind", HEAD "{\"unit\":\"lanssjukvard\",\"what\":\"allt\",\"text\":\"+2%\",\"money\":\"mnkr\"}\n" },
	{ "a line without its name", HEAD "{\"unit\":\"lanssjukvard\",\"what\":\"line\",\"text\":\"+2%\",\"money\":\"mnkr\"}\n" },
	{ "a ram with a line", HEAD "{\"unit\":\"lanssjukvard\",\"what\":\"ram\",\"line\":\"personal\",\"text\":\"+2%\",\"money\":\"mnkr\"}\n" },
	{ "a way out", HEAD "{\"unit\":\"../../x\",\"what\":\"ram\",\"text\":\"+2%\",\"money\":\"mnkr\"}\n" },
	{ "an escape", HEAD "{\"unit\":\"lanssjukvard\",\"what\":\"ram\",\"text\":\"\x1b[2J\",\"money\":\"mnkr\"}\n" },
	{ "not UTF-8", HEAD "{\"unit\":\"lanssjukvard\",\"what\":\"ram\",\"text\":\"+2\xff\",\"money\":\"mnkr\"}\n" },
	{ "an amount too long", HEAD "{\"unit\":\"lanssjukvard\",\"what\":\"ram\",\"text\":\"+000000000000000000000000000000000000000000000000000000000000000000002%\","
	                             "\"money\":\"mnkr\"}\n" },
};

static void lay_file(const char *bytes)
{
	assert_true(kept_write(file_of(CHEF, 2020), bytes, strlen(bytes)));
}

static void expect_put_aside(struct stage *stage, const char *name)
{
	char aside[KEPT_PATH + 20];

	snprintf(aside, sizeof aside, "%s.broken-1", file_of(CHEF, 2020));
	stage_run(stage, HERS);
	expect(shows(stage, "Ditt räkneexempel för 2020 gick inte att läsa: filen är lagd åt sidan"), "%s", name);
	expect(!steps(stage) && kept_exists(aside) && !kept_exists(file_of(CHEF, 2020)), "%s", name);
	press(stage, LAID);
	sees(stage, "RÄKNEEXEMPEL: ramen +2 %");
	stage_again(stage, CHEF);
	expect(steps(stage) == 1, "%s: a new one does not come back", name);
}

static void what_cannot_be_read_is_put_aside_in_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
		struct stage *stage = stage_new();

		lay_file(damaged[i].bytes);
		expect_put_aside(stage, damaged[i].name);
		stage_free(stage);
	}
}

/* What has that name and is no file, or is larger than any that was written. */
static void nor_what_is_no_such_file(void **state)
{
	struct buffer many = { 0 };
	struct stage *stage = stage_new();

	(void)state;
	lay_file("");
	unlink(file_of(CHEF, 2020));
	assert_int_equal(symlink("/etc/passwd", file_of(CHEF, 2020)), 0);
	expect_put_aside(stage, "a link");
	stage_free(stage);
	stage = stage_new();
	lay_file("");
	unlink(file_of(CHEF, 2020));
	assert_int_equal(mkdir(file_of(CHEF, 2020), 0700), 0);
	expect_put_aside(stage, "a directory");
	stage_free(stage);
	stage = stage_new();
	buffer_text(&many, HEAD);
	for (int i = 0; i <= WHAT_IF_STEPS; i++)
		buffer_text(&many, STEP);
	lay_file(many.bytes);
	expect_put_aside(stage, "one step too many");
	buffer_free(&many);
	stage_free(stage);
}

/* Nobody lays on so many by hand; the file has no more either. */
static void steps_come_to_an_end(void **state)
{
	const struct what_if_step step = { .unit = "lanssjukvard", .what = WHAT_RAM, .text = "+1", .shown = MONEY_IN_TKR };
	struct stage *stage = stage_as(CHEF);
	struct error error = { 0 };

	(void)state;
	for (int i = 0; i < WHAT_IF_STEPS; i++)
		expect(session_what_if_add(stage->session, &step, &error), "%s", error.text);
	assert_false(session_what_if_add(stage->session, &step, &error));
	assert_string_equal(error.word, "full");
	stage_again(stage, CHEF);
	assert_int_equal(steps(stage), WHAT_IF_STEPS);
	stage_free(stage);
}

/* --- a disk that will have nothing --- */

static void on_a_full_disk_it_is_in_memory_and_says_so(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	testing_write(stage->state, "", 0); /* a file where the directory should be */
	stage_run(stage, HERS);
	press(stage, LAID);
	sees(stage, "Räkneexemplet är på, men bara i minnet");
	press(stage, "q");
	sees(stage, "Räkneexemplet finns bara i minnet");
	assert_int_equal(unlink(stage->state), 0);
	press(stage, "W l '-1%' Enter"); /* every step tries again */
	sees(stage, "Räkneexemplet är på: W");
	stage_again(stage, CHEF);
	assert_int_equal(steps(stage), 2);
	stage_free(stage);
}

static void it_is_not_gone_before_the_draft_is_there(void **state)
{
	struct stage *stage = stage_as(CHEF);
	char away[STAGE_PATH + 10];

	(void)state;
	press(stage, LAID " f");
	snprintf(away, sizeof away, "%s.away", stage->state);
	assert_int_equal(rename(stage->state, away), 0);
	testing_write(stage->state, "", 0);
	press(stage, "W b");
	sees(stage, "Inte behållet: det går inte att skriva på disken; räkneexemplet är på");
	sees(stage, "RÄKNEEXEMPEL: ");
	assert_int_equal(unlink(stage->state), 0);
	assert_int_equal(rename(away, stage->state), 0);
	stage_again(stage, CHEF);
	sees(stage, BACK);
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(killed_at_any_step_it_comes_back),
		cmocka_unit_test(left_it_comes_back_until_it_is_thrown_away),
		cmocka_unit_test(as_a_draft_it_is_the_draft_that_comes_back),
		cmocka_unit_test(two_windows_keep_one_each),
		cmocka_unit_test(nothing_is_written_over),
		cmocka_unit_test(who_only_reads_keeps_nothing_and_gets_nothing),
		cmocka_unit_test(each_user_has_her_own),
		cmocka_unit_test(what_is_in_memory_goes_with_her),
		cmocka_unit_test(it_is_kept_for_the_year_where_it_is),
		cmocka_unit_test(two_years_are_never_made_one),
		cmocka_unit_test(it_rests_while_its_unit_is_gone),
		cmocka_unit_test(another_version_does_not_take_it),
		cmocka_unit_test(what_cannot_be_read_is_put_aside_in_words),
		cmocka_unit_test(nor_what_is_no_such_file),
		cmocka_unit_test(steps_come_to_an_end),
		cmocka_unit_test(on_a_full_disk_it_is_in_memory_and_says_so),
		cmocka_unit_test(it_is_not_gone_before_the_draft_is_there),
	};

	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

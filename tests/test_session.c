/* One person at work: which seats there are, what may be written from them, and what happens when others write too. */
#include "world.h"

#include "draft.h"
#include "session.h"
#include "text.h"

#include <errno.h>
#include <pwd.h>
#include <sys/syscall.h>

/* A disk that does not answer: ours stands before the C library's. */
static bool disk_fails;
int fsync(int fd);
int fsync(int fd)
{
	if (!disk_fails)
		return (int)syscall(SYS_fsync, fd);
	errno = EIO;
	return -1;
}

static struct session *open_as(struct world *world, const char *as, bool read_only)
{
	struct error error = { 0 };
	const struct session_options options = { .path = world->path, .as = as, .read_only = read_only };
	struct session *session = session_open(&options, &error);

	expect(session, "%s", error.text);
	return session;
}

static void expect_closed(struct world *world, const struct session_options *asked, const char *word)
{
	struct error error = { 0 };
	struct session_options options = *asked;
	struct session *session;

	options.path = asked->path ? asked->path : world->path;
	session = session_open(&options, &error);
	expect(!session && !strcmp(error.word, word) && *error.text, "%s, not %s: %s", error.word ? error.word : "opened", word, error.text);
}

static struct act give(struct world *world, const char *unit, int kr)
{
	return world_act(world, "{'act':'post','kind':'index','year':2020,'legs':[['%s',%d]]}", unit, kr);
}

static enum saved save(struct session *session, struct act act, struct error *error)
{
	*error = (struct error){ 0 };
	return session_save(session, &act, 1, error);
}

static money ram(const struct session *session, const char *unit)
{
	return session->table->balance[org_find(session->book->org, unit)].ram;
}

static struct world *ready(void)
{
	struct world *world = world_new();

	world_flush_all(world);
	return world;
}

/* ---- opening ---- */

static void test_what_does_not_open(void **state)
{
	struct world *world = ready(), *empty = world_empty();

	(void)state;
	expect_closed(world, &(struct session_options){ .path = "/inte/en/mapp" }, "no-folder");
	expect_closed(empty, &(struct session_options){ 0 }, "not-adopted");
	expect_closed(empty, &(struct session_options){ .as = "ca" }, "not-adopted");
	expect_closed(world, &(struct session_options){ .year = 2019 }, "year");
	expect_closed(world, &(struct session_options){ .year = 2023 }, "year");
	expect_closed(world, &(struct session_options){ .year = -1 }, "year");
	expect_closed(world, &(struct session_options){ .unit = "nej" }, "unknown-unit");
	expect_closed(world, &(struct session_options){ .as = "frammande" }, "no-seat");
	assert_int_equal(unlink(world_path(world, "journals/ca.jsonl")), 0);
	expect_closed(world, &(struct session_options){ .as = "ca" }, "not-allowed");
	world_free(world);
	world_free(empty);
}

static void test_years(void **state)
{
	struct world *world = ready();

	(void)state;
	for (int year = 2020; year <= 2022; year++) {
		struct session *session = session_open(&(struct session_options){ .path = world->path, .year = year }, NULL);

		assert_int_equal(session->year, year);
		assert_int_equal(session->table->year, year);
		session_close(session);
	}
	struct session *session = open_as(world, NULL, false);
	assert_int_equal(session->year, 2020);
	session_close(session);
	session_close(NULL);
	world_free(world);
}

/* ---- seats ---- */

static void expect_title(const struct session *session, const struct seat *seat, const char *wanted)
{
	struct buffer title = { 0 };

	session_title(session, seat, &title);
	expect(!strcmp(title.bytes, wanted), "%s", title.bytes);
	buffer_free(&title);
}

static void test_as(void **state)
{
	static const struct { const char *as, *unit; enum seat_role role; const char *title; enum money_unit money; } rows[] = {
		{ "rd", "rot", SEAT_CHEF, "Du är regiondirektör", MONEY_IN_MNKR },
		{ "ca", "a", SEAT_CHEF, "Du är divisionschef A", MONEY_IN_MNKR },
		{ "stf-ca1", "a1", SEAT_DEPUTY, "Du är ersättare för områdeschef A1", MONEY_IN_TKR },
		{ "ek", "rot", SEAT_EKONOM, "Du är ekonom Regionen", MONEY_IN_MNKR },
		{ "reg-a", "a", SEAT_REGISTRAR, "Du är registrator A", MONEY_IN_MNKR },
	};
	struct world *world = ready();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct session *session = open_as(world, rows[i].as, false);

		assert_string_equal(session->user, rows[i].as);
		assert_string_equal(session->book->org->units[session->seat.unit].id, rows[i].unit);
		assert_int_equal(session->seat.role, rows[i].role);
		assert_false(session->read_only);
		assert_int_equal(session->money, rows[i].money);
		expect_title(session, &session->seat, rows[i].title);
		session_close(session);
	}
	struct session *session = open_as(world, NULL, false);
	expect_title(session, &session->seat, "Du läser");
	session_close(session);
	world_free(world);
}

/* One person in several seats: --unit says which, and of several at one unit the strongest. */
static void test_as_with_several_seats(void **state)
{
	static const char org[] = "units=( {id=\"rot\";kind=\"unit\";name=\"R\";level=\"region\";chef=\"rd\";registrars=(\"reg\");},\n"
				  "{id=\"a\";parent=\"rot\";kind=\"unit\";name=\"A\";level=\"division\";chef=\"xy\";},\n"
				  "{id=\"b\";parent=\"rot\";kind=\"unit\";name=\"B\";level=\"division\";chef=\"xy\";ekonomer=(\"xy\");registrars=(\"xy\");} );\n";
	struct world *world = world_empty();

	(void)state;
	world_adopt(world, org, NULL);
	world_pen(world, "xy")->empty = true;
	world_flush(world);
	for (int i = 0; i < 3; i++) {
		const char *unit = i == 0 ? NULL : i == 1 ? "a" : "b";
		struct session *session = session_open(&(struct session_options){ .path = world->path, .as = "xy", .unit = unit }, NULL);

		assert_string_equal(session->book->org->units[session->seat.unit].id, unit ? unit : "a");
		assert_int_equal(session->seat.role, SEAT_CHEF);
		session_close(session);
	}
	world_free(world);
}

/* Nobody has the tester's own name, so it is a demo: the seats of the journals that may be written, in tree order. */
static void test_seats_of_a_demo(void **state)
{
	static const struct { const char *unit, *user; enum seat_role role; } wanted[] = {
		{ "rot", "rd", SEAT_CHEF }, { "rot", "reg", SEAT_REGISTRAR }, { "a", "ca", SEAT_CHEF }, { "a", "ek-a", SEAT_EKONOM }, { "b1", "cb1", SEAT_CHEF },
	};
	struct world *world = world_new();
	struct seat *seats;

	(void)state;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		world_pen(world, wanted[i].user)->empty = true;
	world_flush(world);
	struct session *session = open_as(world, NULL, false);
	size_t count = session_seats(session, &seats);

	assert_int_equal(count, sizeof wanted / sizeof *wanted);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(session->book->org->units[seats[i].unit].id, wanted[i].unit);
		assert_string_equal(seats[i].user, wanted[i].user);
		assert_int_equal(seats[i].role, wanted[i].role);
	}
	assert_null(session->user); /* several: she is asked */
	assert_int_equal(session->seat.unit, ORG_NONE);
	struct error error = { 0 };
	assert_int_equal(save(session, give(world, "a", 5), &error), SAVE_REFUSED);
	assert_string_equal(error.word, "no-seat");
	expect(session_take(session, &seats[2], &error), "%s", error.text);
	assert_string_equal(session->user, "ca");
	free(seats);
	session_close(session);
	world_free(world);
}

/* Whoever has a seat in her own name has only that, though she could write more. */
static void test_own_seat(void **state)
{
	const struct passwd *me = getpwuid(geteuid());
	struct world *world = world_empty();
	char org[1000];

	(void)state;
	if (!me || !text_is_id(me->pw_name)) { /* a build machine's nobody cannot have a seat */
		world_free(world);
		return;
	}
	snprintf(org, sizeof org, "units=( {id=\"rot\";kind=\"unit\";name=\"R\";level=\"region\";chef=\"rd\";registrars=(\"reg\");},\n"
	         "{id=\"a\";parent=\"rot\";kind=\"unit\";name=\"A\";level=\"division\";chef=\"%.64s\";} );\n", me->pw_name);
	world_adopt(world, org, NULL);
	world_pen(world, "rd")->empty = true;
	world_flush(world);
	struct session *session = open_as(world, NULL, false);

	assert_string_equal(session->user, me->pw_name); /* the only one: taken at once … */
	assert_int_equal(session->seat.role, SEAT_CHEF);
	assert_true(session->read_only);                 /* … but her journal is not there yet */
	struct error error = { 0 };
	assert_int_equal(save(session, give(world, "a", 5), &error), SAVE_REFUSED);
	assert_true(*error.text);
	session_close(session);
	world_pen(world, me->pw_name)->empty = true;
	world_flush(world);
	session = open_as(world, NULL, false);
	assert_false(session->read_only);
	session_close(session);
	world_free(world);
}

static void test_nobody(void **state)
{
	struct world *world = world_empty();
	struct act act = world_adoption(world, WORLD_REGION, WORLD_ORG, NULL);

	(void)state;
	world_add(world, "reg", &act, NULL, NULL, NULL);
	world_flush(world);
	struct session *session = open_as(world, NULL, false);

	assert_string_equal(session->user, "reg"); /* the only journal there is */
	session_close(session);
	world_free(world);
}

/* What one seat may not write, the next may. */
static void test_read_only_is_of_the_seat(void **state)
{
	struct world *world = ready();
	struct error error = { 0 };

	(void)state;
	assert_int_equal(unlink(world_path(world, "journals/cb.jsonl")), 0);
	struct session *session = open_as(world, "ca", false);
	struct seat gone = { org_find(session->book->org, "b"), SEAT_CHEF, "cb" }, mine = { session->seat.unit, SEAT_CHEF, "ca" };

	assert_true(session_take(session, &gone, &error));
	assert_true(session->read_only && *session->read_only_why.text);
	assert_int_equal(save(session, give(world, "b1", 5), &error), SAVE_REFUSED);
	assert_true(session_take(session, &mine, &error));
	assert_false(session->read_only);
	assert_int_equal(save(session, give(world, "a1", 5), &error), SAVED);
	session_close(session);
	session = open_as(world, "ca", true); /* but --read-only stays, whatever the seat */
	assert_true(session_take(session, &mine, &error));
	assert_true(session->read_only);
	session_close(session);
	world_free(world);
}

/* A seat from an old list, or made up. */
static void test_seats_that_are_not(void **state)
{
	struct world *world = ready();
	struct session *session = open_as(world, "ca", false);
	const struct seat wrong[] = { { 1000, SEAT_CHEF, "ca" }, { ORG_NONE, SEAT_CHEF, "ca" }, { 0, SEAT_CHEF, "ca" }, { 1, SEAT_CHEF, "ca" },
		                      { 2, SEAT_NONE, "ca" },    { 2, SEAT_REGISTRAR, "ca" },   { 2, SEAT_DEPUTY, "ca" } };

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct error error = { 0 };

		expect(!session_take(session, &wrong[i], &error) && !strcmp(error.word, "no-seat"), "%zu", i);
		assert_string_equal(session->user, "ca");
		assert_int_equal(session->seat.role, SEAT_CHEF);
	}
	session_close(session);
	world_free(world);
}

/* ---- saving ---- */

static void test_save_and_reopen(void **state)
{
	struct world *world = ready();
	struct session *session = open_as(world, "ca", false);
	struct error error = { 0 };
	struct act acts[2] = { give(world, "a1", 5), world_act(world, "{'act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':9}]}") };

	(void)state;
	assert_int_equal(session_save(session, acts, 2, &error), SAVED);
	assert_int_equal(ram(session, "a1"), 5 * MONEY_KR); /* the table goes with the book */
	assert_string_equal(session->book->org->units[session->seat.unit].id, "a");
	char *dump = world_dumped(session->book);
	session_close(session);
	session = open_as(world, "rd", true);
	char *again = world_dumped(session->book);
	assert_string_equal(dump, again);
	assert_int_equal(ram(session, "a1"), 5 * MONEY_KR);
	free(dump);
	free(again);
	session_close(session);
	world_free(world);
}

/* The core refuses; the screens need not be asked. And of several acts none is written when one is refused. */
static void test_save_refused(void **state)
{
	static const struct { const char *as, *word, *json; } rows[] = {
		{ "ek", "not-allowed", "{'act':'post','kind':'index','year':2020,'legs':[['a',5]]}" },
		{ "ek", "not-allowed", "{'act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':9}]}" },
		{ "ek-a", "not-allowed", "{'act':'target','unit':'a1','year':2020,'kr':9}" },
		{ "ca", "not-allowed", "{'act':'post','kind':'index','year':2020,'legs':[['b1',5]]}" },
		{ "ca", "unknown-unit", "{'act':'post','kind':'index','year':2020,'legs':[['nej',5]]}" },
		{ "reg", "not-allowed", "{'act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':9}]}" },
		{ "ek", "not-allowed", "{'act':'post','kind':'index','year':2020,'legs':[],'replaces':'p'}" },
		{ "ca", "unknown-line", "{'act':'post','kind':'index','year':2020,'legs':[],'replaces':'nej'}" },
	};
	struct world *world = ready();

	(void)state;
	world_line(world, NULL, "{'by':'ca','id':'p','act':'post','kind':'index','year':2020,'legs':[['a1',3]]}");
	world_flush(world);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct session *session = open_as(world, rows[i].as, false);
		struct act note = world_act(world, "{'act':'say','unit':'a','kind':'note','text':'x'}"), bad = world_act(world, "%s", rows[i].json);
		const struct act acts[2] = { note, bad };
		struct error error = { 0 };
		char *dump = world_dumped(session->book);

		assert_int_equal(session_save(session, acts, 2, &error), SAVE_REFUSED);
		expect(!strcmp(error.word, rows[i].word) && *error.text, "%zu: %s %s", i, error.word, error.text);
		char *after = world_dumped(session->book);
		assert_string_equal(dump, after);
		free(after);
		assert_int_equal(session_save(session, acts, 1, &error), SAVED); /* and one may go on */
		free(dump);
		session_close(session);
	}
	world_free(world);
}

static void test_read_only(void **state)
{
	struct world *world = ready();
	struct session *session = open_as(world, "ca", true);
	struct act act = give(world, "a1", 5);
	struct error error = { 0 };

	(void)state;
	assert_false(session_may(session, &act, &error));
	assert_string_equal(error.word, "read-only");
	assert_false(session_may(session, &act, NULL));
	assert_false(session_may_divide(session, session->seat.unit, &error));
	assert_int_equal(save(session, act, &error), SAVE_REFUSED);
	assert_string_equal(error.word, "read-only");
	assert_int_equal(book_journal(session->book, "ca")->count, 0);
	session_close(session);
	world_free(world);
}

/* What has been lost of what was decided stands on every screen, and nowhere when nothing has. */
static void test_trouble(void **state)
{
	struct world *world = ready();
	struct session *session = open_as(world, "ca", false);
	struct error error = { 0 };

	(void)state;
	assert_null(session_trouble(session));
	assert_int_equal(save(session, give(world, "a1", 5), &error), SAVED);
	assert_null(session_trouble(session));
	session_leave(session);
	assert_true(!session->user && session->seat.unit == ORG_NONE && session->seat.role == SEAT_NONE);
	session_close(session);
	size_t size;
	char *bytes = testing_read(world_path(world, "journals/ca.jsonl"), &size);
	bytes[size / 2] ^= 1;
	world_file(world, "journals/ca.jsonl", bytes);
	free(bytes);
	session = open_as(world, "cb", false);
	assert_non_null(session_trouble(session));
	session_close(session);
	world_free(world);
}

static void test_may_divide(void **state)
{
	static const struct { const char *as, *unit, *word; } rows[] = {
		{ "ca", "a", NULL }, { "stf-ca", "a", NULL }, { "ca", "ans", NULL }, { "ca", "sub1", NULL }, { "ca", "ga", "group" },
		{ "ca", "a1", "not-allowed" }, { "rd", "a", "not-allowed" }, { "ek", "a", "not-allowed" }, { "reg", "a", "not-allowed" },
	};
	struct world *world = ready();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct session *session = open_as(world, rows[i].as, false);
		struct error error = { 0 };
		bool may = session_may_divide(session, org_find(session->book->org, rows[i].unit), &error);

		expect(may == !rows[i].word && (may || !strcmp(error.word, rows[i].word)), "%s %s: %s", rows[i].as, rows[i].unit, error.text);
		session_close(session);
	}
	world_free(world);
}

/* ---- others at work ---- */

static void test_moved(void **state)
{
	struct world *world = ready();
	struct session *mine = open_as(world, "ca", false), *other = open_as(world, "rd", false);
	struct error error = { 0 };

	(void)state;
	assert_int_equal(save(other, give(world, "a", 7), &error), SAVED);
	assert_int_equal(save(mine, give(world, "a1", 5), &error), SAVE_MOVED);
	assert_true(error.word && !strcmp(error.word, "moved") && *error.text);
	assert_int_equal(book_journal(mine->book, "ca")->count, 0); /* nothing written … */
	size_t size;
	free(testing_read(world_path(world, "journals/ca.jsonl"), &size));
	assert_int_equal(size, 0);
	assert_int_equal(ram(mine, "a"), 7 * MONEY_KR);              /* … and what the others wrote is seen */
	assert_int_equal(save(mine, give(world, "a1", 5), &error), SAVED);
	assert_int_equal(world_event(mine->book, "ca", 1)->line->head.saw.count, 2);
	bool changed;
	assert_true(session_refresh(other, &changed) && changed);
	assert_int_equal(ram(other, "a1"), 5 * MONEY_KR);
	assert_true(session_refresh(other, &changed) && !changed);
	/* what others write about other units hinders nothing, and is in the book afterwards */
	assert_int_equal(save(other, give(world, "b", 3), &error), SAVED);
	assert_int_equal(save(mine, give(world, "a1", 1), &error), SAVED);
	assert_int_equal(ram(mine, "b"), 3 * MONEY_KR);
	/* the same person at two screens */
	struct session *again = open_as(world, "ca", false);
	assert_int_equal(save(again, give(world, "a2", 1), &error), SAVED);
	assert_int_equal(save(mine, give(world, "a2", 1), &error), SAVE_MOVED);
	assert_int_equal(save(mine, give(world, "a2", 1), &error), SAVED);
	assert_int_equal(ram(mine, "a2"), 2 * MONEY_KR);
	session_close(mine);
	session_close(other);
	session_close(again);
	world_free(world);
}

/* It may be there or not: then no more is written, the draft stays, and the next session sees what there is. */
static void test_unknown(void **state)
{
	struct world *world = ready();
	struct session *session = open_as(world, "ca", false);
	struct error error = { 0 };
	enum saved answer;

	(void)state;
	disk_fails = true;
	answer = save(session, give(world, "a1", 5), &error);
	disk_fails = false;
	assert_int_equal(answer, SAVE_UNKNOWN);
	assert_true(*error.text);
	assert_true(session->read_only && *session->read_only_why.text);
	assert_int_equal(save(session, give(world, "a1", 5), &error), SAVE_REFUSED);
	assert_true(session_take(session, &session->seat, &error));
	assert_true(session->read_only); /* taking the seat anew does not help */
	session_close(session);
	session = open_as(world, "ca", false);
	assert_int_equal(ram(session, "a1"), 5 * MONEY_KR);
	assert_int_equal(book_journal(session->book, "ca")->count, 1);
	session_close(session);
	world_free(world);
}

static void test_watch(void **state)
{
	struct world *world = ready();
	struct session *mine = open_as(world, "ca", false), *other = open_as(world, "rd", false);
	struct error error = { 0 };
	char event[1];

	(void)state;
	assert_true(session_watch(mine) >= 0);
	session_watched(mine);
	assert_int_equal(read(session_watch(mine), event, sizeof event), -1); /* drained, and does not block */
	assert_int_equal(save(other, give(world, "a", 7), &error), SAVED);
	session_watched(mine);
	bool changed;
	assert_true(session_refresh(mine, &changed) && changed);
	session_close(mine);
	session_close(other);
	world_free(world);
}

/* An adoption while she sits there: the seat follows the unit, and is what it is now. */
static void test_seat_after_adoption(void **state)
{
	static const struct { const char *org, *unit; enum seat_role role; } rows[] = {
		/* moved: another index, the same seat */
		{ "units=(\n" WORLD_ROOT "{id=\"b\";parent=\"div\";kind=\"unit\";name=\"B\";level=\"division\";chef=\"cb\";},\n" WORLD_A ");", "a", SEAT_CHEF },
		/* no longer chef, but ekonom */
		{ "units=(\n" WORLD_ROOT "{id=\"a\";parent=\"div\";kind=\"unit\";name=\"A\";level=\"division\";chef=\"ny\";ekonomer=(\"ca\");} );", "a", SEAT_EKONOM },
		/* no longer anything there */
		{ "units=(\n" WORLD_ROOT "{id=\"a\";parent=\"div\";kind=\"unit\";name=\"A\";level=\"division\";chef=\"ny\";} );", "a", SEAT_NONE },
		/* gone */
		{ "units=(\n" WORLD_ROOT "{id=\"b\";parent=\"div\";kind=\"unit\";name=\"B\";level=\"division\";chef=\"cb\";} );", NULL, SEAT_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct world *world = ready();
		struct session *session = open_as(world, "ca", false);
		bool changed;

		world_adopt(world, rows[i].org, NULL);
		world_flush(world);
		assert_true(session_refresh(session, &changed) && changed);
		expect(session->seat.role == rows[i].role, "%zu: %d", i, (int)session->seat.role);
		expect(session->seat.unit == (rows[i].unit ? org_find(session->book->org, rows[i].unit) : ORG_NONE), "%zu", i);
		struct buffer title = { 0 };
		session_title(session, &session->seat, &title);
		assert_true(*title.bytes);
		buffer_free(&title);
		session_close(session);
		world_free(world);
	}
}

/* ---- the rest ---- */

static void test_money(void **state)
{
	struct world *world = ready();
	struct session *session = open_as(world, "ca", false);
	int a1 = org_find(session->book->org, "a1"), a = org_find(session->book->org, "a");

	(void)state;
	assert_int_equal(session_money(session, a), MONEY_IN_MNKR);
	assert_int_equal(session_money(session, a1), MONEY_IN_TKR); /* follows the level … */
	assert_int_equal(session_money(session, ORG_NONE), MONEY_IN_MNKR);
	session_money_next(session);
	assert_int_equal(session_money(session, a), MONEY_IN_TKR); /* … until the user chose */
	session_money_next(session);
	assert_int_equal(session_money(session, a1), MONEY_IN_KR);
	session_money_next(session);
	assert_int_equal(session_money(session, a1), MONEY_IN_MNKR);
	session_close(session);
	world_free(world);
}

static void test_message(void **state)
{
	struct world *world = ready();
	struct session *session = open_as(world, "ca", false);
	char text[2000];

	(void)state;
	session_say(session, "Sparat: %d rader", 3);
	assert_string_equal(session->message, "Sparat: 3 rader");
	session_say(session, "%s", "a\x1b[31mb\nc");
	assert_null(strchr(session->message, '\x1b'));
	assert_null(strchr(session->message, '\n'));
	for (size_t i = 0; i < sizeof text - 2; i += 2)
		memcpy(text + i, "å", 2);
	text[sizeof text - 2] = '\0';
	session_say(session, "x%s", text); /* too long: cut between characters, whatever the parity */
	assert_int_equal(strlen(session->message) % 2, 1);
	session_say(session, "%s", text);
	assert_int_equal(strlen(session->message) % 2, 0);
	assert_true(strlen(session->message) > 600);
	session_close(session);
	world_free(world);
}

/* The draft lies in the state directory of the user, by folder, seat, unit and year; and is there when she comes back. */
static void test_draft(void **state)
{
	struct world *world = ready();
	char home[4200], wanted[4400];
	money value;

	(void)state;
	snprintf(home, sizeof home, "%s/tillstand", world->path);
	setenv("XDG_STATE_HOME", home, 1);
	struct session *session = open_as(world, "ca", false);
	session_draft(session, org_find(session->book->org, "a"));
	snprintf(wanted, sizeof wanted, "%s/budgetdialog/" WORLD_ID "/ca/a-2020.draft", home);
	assert_string_equal(session->draft.path, wanted);
	assert_true(draft_set(&session->draft, false, "personal", MONEY_NONE, 5 * MONEY_KR));
	session_close(session);
	session = open_as(world, "ca", false);
	session_draft(session, org_find(session->book->org, "a"));
	assert_true(draft_find(&session->draft, false, "personal", &value) && value == 5 * MONEY_KR);
	session_draft(session, org_find(session->book->org, "ans")); /* another unit, another draft; the first stays */
	assert_int_equal(session->draft.count, 0);
	session_close(session);
	session = open_as(world, "stf-ca", false);
	session_draft(session, org_find(session->book->org, "a"));
	assert_int_equal(session->draft.count, 0);
	session_close(session);
	setenv("XDG_STATE_HOME", "relativ", 1); /* as the standard has it: not absolute is not set */
	setenv("HOME", home, 1);
	session = open_as(world, "ca", false);
	session_draft(session, org_find(session->book->org, "a"));
	snprintf(wanted, sizeof wanted, "%s/.local/state/budgetdialog/" WORLD_ID "/ca/a-2020.draft", home);
	assert_string_equal(session->draft.path, wanted);
	session_close(session);
	char *longest = memory_grow(NULL, 5001, 1);
	memset(longest, '/', 5000);
	longest[5000] = '\0';
	setenv("XDG_STATE_HOME", longest, 1);
	session = open_as(world, "ca", false);
	session_draft(session, org_find(session->book->org, "a"));
	assert_string_equal(session->draft.path, ""); /* half a path would be another path */
	assert_true(draft_set(&session->draft, false, "personal", MONEY_NONE, 5 * MONEY_KR));
	session_close(session);
	free(longest);
	unsetenv("XDG_STATE_HOME");
	world_free(world);
}

/* ---- versions ---- */

#define FREEZE(name) "{'by':'rd','act':'version','name':'" name "'}"

/* «v» with a 100, «w» with a 150, and now a 157. */
static struct world *frozen(void)
{
	struct world *world = world_new();

	world_line(world, NULL, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['a',100]]}");
	world_line(world, NULL, FREEZE("v"));
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['a',50]]}");
	world_line(world, NULL, FREEZE("Plan")); /* called plan in region.cfg */
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['a',7]]}");
	world_flush_all(world);
	return world;
}

static void go(struct session *session, const char *version)
{
	struct error error = { 0 };
	unsigned generation = session->book->generation;

	expect(session_at(session, version, &error), "%s", error.text);
	assert_true(session->book->generation > generation);
}

static void expect_cannot_write(struct world *world, struct session *session)
{
	struct error error;

	assert_true(session->read_only);
	assert_string_equal(session->read_only_why.word, "version");
	assert_int_equal(save(session, give(world, "a", 1), &error), SAVE_REFUSED);
	assert_string_equal(error.word, "version");
	assert_false(session_may_divide(session, org_find(session->book->org, "rot"), &error));
	assert_string_equal(error.word, "version");
}

static void test_on_a_version_and_back(void **state)
{
	struct world *world = frozen();
	struct session *session = open_as(world, "rd", false);
	struct error error;

	(void)state;
	assert_null(session_version(session));
	assert_int_equal(ram(session, "a"), 157 * MONEY_KR);
	go(session, "V");
	assert_string_equal(session_version(session), "v");
	assert_string_equal(session->message, "Du ser «v», som inte ändras: V går tillbaka till nu");
	assert_int_equal(ram(session, "a"), 100 * MONEY_KR);
	expect_cannot_write(world, session);
	go(session, "plan");
	assert_int_equal(ram(session, "a"), 150 * MONEY_KR);
	expect_cannot_write(world, session);
	assert_false(session_at(session, "x", &error));
	expect(strstr(error.text, "«v», «Plan»"), "%s", error.text);
	assert_string_equal(session_version(session), "Plan");
	go(session, NULL);
	assert_null(session_version(session));
	assert_int_equal(ram(session, "a"), 157 * MONEY_KR);
	assert_int_equal(save(session, give(world, "a", 1), &error), SAVED);
	assert_int_equal(ram(session, "a"), 158 * MONEY_KR);
	session_close(session);
	world_free(world);
}

static void test_opened_on_a_version(void **state)
{
	struct world *world = frozen();
	struct session *session = session_open(&(struct session_options){ .path = world->path, .as = "ca", .at = "v" }, NULL);

	(void)state;
	assert_int_equal(ram(session, "a"), 100 * MONEY_KR);
	assert_int_equal(session->seat.unit, org_find(session->book->org, "a"));
	session_close(session);
	expect_closed(world, &(struct session_options){ .at = "x" }, "unknown-version");
	world_free(world);
}

/* Others go on; the version is what it was, and what they wrote is there when one is back. */
static void test_others_write_meanwhile(void **state)
{
	struct world *world = frozen();
	struct session *session = open_as(world, "ca", false);
	bool changed;

	(void)state;
	go(session, "v");
	world_line(world, NULL, "{'by':'rd','act':'post','kind':'index','year':2020,'legs':[['a',1000]]}");
	world_flush(world);
	assert_true(session_refresh(session, &changed) && changed);
	assert_int_equal(ram(session, "a"), 100 * MONEY_KR);
	go(session, NULL);
	assert_int_equal(ram(session, "a"), 1157 * MONEY_KR);
	session_close(session);
	world_free(world);
}

/* What it rests on is gone from the disk: back to now, with a sentence, and no figure of what is no more. */
static void test_version_that_goes_away(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, "{'by':'cb','act':'post','kind':'index','year':2020,'legs':[['b1',100]]}");
	world_line(world, "cb:1", FREEZE("v"));
	world_flush_all(world);
	struct session *session = open_as(world, "rd", false);
	assert_non_null(session_last_version(session, NULL));
	go(session, "v");
	assert_int_equal(unlink(world_path(world, "journals/cb.jsonl")), 0);
	session_refresh(session, NULL);
	assert_null(session_version(session));
	expect(strstr(session->message, "kan inte visas"), "%s", session->message);
	assert_int_equal(ram(session, "b1"), MONEY_NONE);
	assert_null(session_last_version(session, NULL));
	assert_false(session->read_only);
	world_flush(world); /* and there again */
	session_refresh(session, NULL);
	assert_ptr_equal(world_event(session_last_version(session, NULL)->book, "cb", 1)->line, world_event(session->now, "cb", 1)->line);
	session_close(session);
	world_free(world);
}

#define WITHOUT_A "units=(\n" WORLD_ROOT "{id=\"b\";parent=\"div\";kind=\"unit\";name=\"B\";level=\"division\";chef=\"cb\";}\n);\n"

/* The seat is hers also where the organisation of then has no such unit, and again when it has. */
static void test_seat_over_versions(void **state)
{
	struct world *world = world_empty();

	(void)state;
	world_adopt(world, WITHOUT_A, NULL);
	world_line(world, NULL, FREEZE("utan a"));
	world_adopt(world, WORLD_ORG, NULL);
	world_flush_all(world);
	struct session *session = open_as(world, "ek-a", false);
	go(session, "utan a");
	assert_int_equal(session->seat.unit, ORG_NONE);
	assert_int_equal(session->seat.role, SEAT_NONE);
	go(session, NULL);
	assert_string_equal(session->book->org->units[session->seat.unit].id, "a");
	assert_int_equal(session->seat.role, SEAT_EKONOM);
	assert_string_equal(session->user, "ek-a");
	session_close(session);
	world_free(world);
}

/* A seat that is taken while a version is shown is the seat when it no longer is, and what it may is asked of its journal. */
static void test_seat_taken_on_a_version(void **state)
{
	struct world *world = frozen();
	struct session *session = open_as(world, "ca", false);
	struct seat *seats;

	(void)state;
	assert_int_equal(unlink(world_path(world, "journals/ek-a.jsonl")), 0);
	go(session, "v");
	size_t count = session_seats(session, &seats);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(seats[i].user, "cb"))
			assert_true(session_take(session, &seats[i], NULL));
	free(seats);
	expect_cannot_write(world, session);
	go(session, NULL);
	assert_string_equal(session->user, "cb");
	assert_string_equal(session->book->org->units[session->seat.unit].id, "b");
	assert_false(session->read_only);
	go(session, "v");
	assert_true(session_take(session, &(struct seat){ org_find(session->book->org, "a"), SEAT_EKONOM, "ek-a" }, NULL));
	go(session, NULL);
	assert_true(session->read_only); /* no journal */
	assert_string_equal(session->read_only_why.word, "no-right");
	session_close(session);
	world_free(world);
}

static void test_read_only_stays(void **state)
{
	struct world *world = frozen();
	struct session *session = open_as(world, "rd", true);

	(void)state;
	go(session, "v");
	assert_string_equal(session->read_only_why.word, "version");
	go(session, NULL);
	assert_true(session->read_only);
	assert_string_equal(session->read_only_why.word, "read-only");
	session_close(session);
	world_free(world);
}

static void test_drafts_are_left_alone(void **state)
{
	struct world *world = frozen();
	struct session *session = open_as(world, "ca", false);
	char *home = testing_directory();

	(void)state;
	setenv("XDG_STATE_HOME", home, 1);
	session_draft(session, org_find(session->book->org, "a"));
	assert_true(draft_set(&session->draft, false, "personal", MONEY_NONE, 5 * MONEY_KR));
	go(session, "v");
	assert_true(draft_waits(&session->draft));
	go(session, NULL);
	assert_int_equal(draft_changes(&session->draft), 1);
	session_close(session);
	unsetenv("XDG_STATE_HOME");
	testing_remove(home);
	world_free(world);
}

static money last_ram(struct session *session, const char *unit, const char *wanted)
{
	const char *name = NULL;
	const struct ram_table *table = session_last_version(session, &name);

	assert_non_null(table);
	assert_string_equal(name, wanted);
	assert_int_equal(table->year, session->year);
	return table->balance[org_find(table->book->org, unit)].ram;
}

static void test_last_version(void **state)
{
	struct world *world = frozen(), *none = ready();
	struct session *session = open_as(world, "rd", false), *bare = open_as(none, "rd", false);

	(void)state;
	assert_null(session_last_version(bare, NULL));
	assert_int_equal(last_ram(session, "a", "Plan"), 150 * MONEY_KR);
	const struct ram_table *first = session_last_version(session, NULL);
	assert_ptr_equal(session_last_version(session, NULL), first);
	session->year = 2021;
	assert_int_equal(last_ram(session, "a", "Plan"), 150 * MONEY_KR);
	session->year = 2020;
	go(session, "Plan"); /* the one before that */
	assert_int_equal(last_ram(session, "a", "v"), 100 * MONEY_KR);
	go(session, "v");
	assert_null(session_last_version(session, NULL));
	go(session, NULL);
	world_line(world, NULL, FREEZE("ny"));
	world_flush(world);
	session_refresh(session, NULL);
	assert_int_equal(last_ram(session, "a", "ny"), 157 * MONEY_KR);
	session_close(session);
	session_close(bare);
	world_free(world);
	world_free(none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_does_not_open),
		cmocka_unit_test(test_years),
		cmocka_unit_test(test_as),
		cmocka_unit_test(test_as_with_several_seats),
		cmocka_unit_test(test_seats_of_a_demo),
		cmocka_unit_test(test_own_seat),
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_read_only_is_of_the_seat),
		cmocka_unit_test(test_seats_that_are_not),
		cmocka_unit_test(test_save_and_reopen),
		cmocka_unit_test(test_save_refused),
		cmocka_unit_test(test_read_only),
		cmocka_unit_test(test_trouble),
		cmocka_unit_test(test_may_divide),
		cmocka_unit_test(test_moved),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_watch),
		cmocka_unit_test(test_seat_after_adoption),
		cmocka_unit_test(test_money),
		cmocka_unit_test(test_message),
		cmocka_unit_test(test_draft),
		cmocka_unit_test(test_on_a_version_and_back),
		cmocka_unit_test(test_opened_on_a_version),
		cmocka_unit_test(test_others_write_meanwhile),
		cmocka_unit_test(test_version_that_goes_away),
		cmocka_unit_test(test_seat_over_versions),
		cmocka_unit_test(test_seat_taken_on_a_version),
		cmocka_unit_test(test_read_only_stays),
		cmocka_unit_test(test_drafts_are_left_alone),
		cmocka_unit_test(test_last_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

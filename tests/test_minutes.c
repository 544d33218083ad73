/* Minutes: a whole meeting over three units of the example, word for word while it goes on, when it has been closed, and when it has been put right and
 * confirmed (tests/reports; GENERATE=1 writes them); which meeting is meant; and that nothing stands in them that the room should not see. */
#include "reports.h"
#include "testing.h"

#include "book.h"
#include "report.h"
#include "setup.h"
#include "text.h"
#include "writer.h"

#include <jansson.h>
#include <stdlib.h>

/* ---- the folder, and what is done in it ---- */

struct room { char *scratch; struct folder *folder; struct book *book; struct arena arena; };

static struct room room_new(void)
{
	struct room room = { .scratch = testing_directory() };
	struct error error = { 0 };
	char path[4200];

	setenv("SOURCE_DATE_EPOCH", "1579000000", 1); /* 14 January 2020 */
	snprintf(path, sizeof path, "%s/f", room.scratch);
	expect(setup_init(path, testing_source("data/norrbotten-2020"), NULL, NULL, &error), "%s", error.text);
	room.folder = folder_open(path, &error);
	room.book = room.folder ? book_open(room.folder, &error) : NULL;
	expect(room.book, "%s", error.text);
	return room;
}

static void room_free(struct room *room)
{
	book_free(room->book);
	folder_free(room->folder);
	arena_free(&room->arena);
	testing_remove(room->scratch);
}

/* By whom, when on that day, and the act with ' for ". */
static void does(struct room *room, const char *by, const char *at, const char *act)
{
	char *json = arena_string(&room->arena, act);
	struct act_input input = { 0 };
	struct error error = { 0 };
	json_t *object;

	for (char *c = json; *c; c++)
		*c = *c == '\'' ? '"' : *c;
	object = json_loads(json, 0, NULL);
	expect(object && act_from_json(object, &input, &room->arena, &error), "%s: %s", act, error.text);
	json_decref(object);
	expect(writer_stage(room->book, &(struct writer_item){ by, at, input.id, &input.act }, &error), "%s: %s", act, error.text);
	assert_int_equal(writer_commit(room->book, &error), SAVED);
}

#define CHEF      "divchef-lanssjukvard"
#define SECRETARY "ekonom-lanssjukvard"
#define AT(clock) "2020-01-15T" clock ":00+01:00"
#define HEAD      "'unit':'lanssjukvard','date':'2020-01-15','place':'Sunderby sjukhus, sal Älven','chair':'Divisionschefen'," \
	          "'secretary':'" SECRETARY "','units':['lanssjukvard','ls-ortopedi','ls-bup']"
#define SAY(id, unit, kind, text, rest) "{'id':'" id "','act':'say','unit':'" unit "','kind':'" kind "','text':'" text "'" rest "}"
#define THERE     ",'meeting':'m'"

static void open_it(struct room *room)
{
	does(room, CHEF, AT("13:00"), "{'id':'m','act':'meet'," HEAD ",'present':'Divisionschefen, de två verksamhetsområdescheferna och ekonomen'}");
}

/* Läget, what is asked and answered, what is agreed; and a proposal to somebody who is not in the room. */
static void talk(struct room *room)
{
	does(room, SECRETARY, AT("13:10"), SAY("n1", "lanssjukvard", "note", "Ramen för 2020 gicks igenom. Divisionen följer upp i mars.", THERE));
	does(room, SECRETARY, AT("13:20"), SAY("q1", "ls-ortopedi", "question", "När är de inhyrda läkarna borta?", THERE));
	does(room, "chef-ls-ortopedi", AT("13:22"), SAY("w1", "ls-ortopedi", "answer", "Två i maj, de andra när tjänsterna är tillsatta.", ",'thread':'q1'" THERE));
	does(room, SECRETARY, AT("13:25"),
	     SAY("a1", "ls-ortopedi", "agreement", "Två inhyrda läkare avslutas",
	         ",'kr':2400000,'full_year':3600000,'start':'2020-05-01','who':'chef-ls-ortopedi','status':'open','judgement':'likely'" THERE));
	does(room, "chef-ls-ortopedi", AT("13:30"), "{'act':'confirm','unit':'ls-ortopedi','entry':'a1'}");
	does(room, SECRETARY, AT("13:35"), SAY("q2", "ls-ortopedi", "question", "Vad kostar flytten från Piteå?", THERE));
	does(room, CHEF, AT("13:40"), SAY("k1", "ls-bup", "comment", "Väntetiderna är kortare än i fjol.", THERE));
	does(room, CHEF, AT("13:45"), SAY("a2", "ls-bup", "agreement", "Vakant tjänst tillsätts först i september", ",'kr':450000,'start':'2020-02-01','status':'open','judgement':'safe'" THERE));
	does(room, "chef-ls-ortopedi", AT("13:50"), SAY("p1", "ls-ortopedi", "proposal", "Lokalerna i huset bredvid", ",'with':'ls-medicin','kr':700000"));
	does(room, "chef-ls-ortopedi", AT("13:51"), SAY("p2", "ls-ortopedi", "comment", "Om dagoperationerna", ""));
	does(room, CHEF, AT("13:52"), SAY("n2", "ls-medicin", "note", "Flyttas till nästa möte.", THERE)); /* not on the agenda */
}

static void close_it(struct room *room)
{
	does(room, SECRETARY, AT("14:30"),
	     "{'act':'meet','meeting':'m'," HEAD ",'present':'Divisionschefen, de två verksamhetsområdescheferna och ekonomen','next':'18 mars 2020 kl. 13',"
	     "'text':'Underlaget delades ut vid mötet.','closed':true}");
}

/* What is put right and confirmed later, and what becomes of it all. */
static void settle(struct room *room)
{
	static const char *const confirmed[][3] = {
		{ "regiondirektor", "lanssjukvard", "n1" }, { CHEF, "lanssjukvard", "n1" },  { CHEF, "ls-ortopedi", "a1b" },  { "chef-ls-ortopedi", "ls-ortopedi", "a1b" },
		{ "chef-ls-bup", "ls-bup", "a2" },          { "chef-ls-medicin", "ls-medicin", "n2" },
	};
	char json[200];

	does(room, CHEF, "2020-01-16T08:00:00+01:00",
	     SAY("a1b", "ls-ortopedi", "agreement", "Två inhyrda läkare avslutas",
	         ",'kr':2500000,'full_year':3750000,'start':'2020-05-01','who':'chef-ls-ortopedi','status':'open','judgement':'likely','thread':'a1','replaces':'a1'"));
	for (size_t i = 0; i < sizeof confirmed / sizeof *confirmed; i++) {
		snprintf(json, sizeof json, "{'act':'confirm','unit':'%s','entry':'%s'}", confirmed[i][1], confirmed[i][2]);
		does(room, confirmed[i][0], "2020-01-17T09:00:00+01:00", json);
	}
	does(room, "chef-ls-bup", "2020-02-03T09:00:00+01:00",
	     SAY("a2b", "ls-bup", "agreement", "Klart, tjänsten är utlyst", ",'kr':450000,'start':'2020-02-01','status':'done','thread':'a2','replaces':'a2'"));
	does(room, "chef-ls-ortopedi", "2020-02-03T10:00:00+01:00", SAY("w2", "ls-ortopedi", "answer", "Ingenting.", ",'thread':'q2'"));
}

static struct report asked(const struct room *room, const char *unit, const char *meeting, enum report_format format)
{
	int at = org_find(room->book->org, unit);

	return (struct report){ .book = room->book, .unit = at, .year = 2020, .meeting = meeting, .format = format, .money = report_level_money(room->book, at) };
}

static struct buffer minutes(const struct room *room, const char *unit, const char *meeting, enum report_format format)
{
	struct report report = asked(room, unit, meeting, format);
	struct error error = { 0 };
	struct buffer out = { 0 };

	expect(report_minutes(&out, &report, &error), "%s", error.text);
	return out;
}

/* ---- word for word ---- */

static void a_meeting_of_three_units(void **state)
{
	struct room room = room_new();
	struct buffer out;

	(void)state;
	open_it(&room);
	talk(&room);
	out = minutes(&room, "lanssjukvard", NULL, REPORT_TEXT);
	expect_document("minutes-open.txt", out.bytes);
	buffer_free(&out);
	close_it(&room);
	out = minutes(&room, "lanssjukvard", NULL, REPORT_MARKDOWN);
	expect_document("minutes-closed.md", out.bytes);
	buffer_free(&out);
	settle(&room);
	out = minutes(&room, "lanssjukvard", NULL, REPORT_TEXT);
	assert_null(strstr(out.bytes, "EJ BEKRÄFTADE"));
	expect_document("minutes-confirmed.txt", out.bytes);
	buffer_free(&out);
	out = minutes(&room, "lanssjukvard", NULL, REPORT_HTML);
	expect_well_formed(out.bytes, 0);
	buffer_free(&out);
	room_free(&room);
}

/* ---- nothing else changes them ---- */

/* What is done after the meeting, but for corrections and confirmations, is not in its minutes. */
static void what_comes_later_is_not_in_them(void **state)
{
	struct room room = room_new();
	struct buffer before, after;

	(void)state;
	open_it(&room);
	talk(&room);
	close_it(&room);
	before = minutes(&room, "lanssjukvard", NULL, REPORT_TEXT);
	does(&room, CHEF, "2020-02-01T09:00:00+01:00", "{'act':'post','kind':'expansion','year':2020,'legs':[['ls-ortopedi',900000]],'text':'Mer'}");
	does(&room, CHEF, "2020-02-01T09:01:00+01:00", SAY("later", "ls-bup", "question", "Hur går det?", ""));
	does(&room, "chef-ls-ortopedi", "2020-02-01T09:02:00+01:00", SAY("late", "ls-ortopedi", "answer", "Ingenting.", ",'thread':'q2'"));
	after = minutes(&room, "lanssjukvard", NULL, REPORT_TEXT);
	assert_string_equal(before.bytes, after.bytes);
	buffer_free(&before);
	buffer_free(&after);
	room_free(&room);
}

/* Also what somebody deep below has written, with whom she who opens it has never had to do. */
static void the_situation_is_what_it_was_when_it_began(void **state)
{
	static const char unit[] = "ls-ortopedi-sunderbyn", chef[] = "chef-ls-ortopedi-sunderbyn";
	struct room room = room_new();
	struct report report = asked(&room, "lanssjukvard", NULL, REPORT_TEXT);
	struct error error = { 0 };
	struct buffer out = { 0 };
	char left[MONEY_TEXT];

	(void)state;
	report.money = MONEY_IN_KR;
	does(&room, chef, AT("08:00"), "{'act':'distribute','unit':'ls-ortopedi-sunderbyn','year':2020,'lines':[{'line':'material','kr':7001}]}");
	struct ram_table *table = ram_make(room.book, 2020, NULL, 0);
	money value = table->balance[org_find(room.book->org, unit)].left;
	ram_free(table);
	money_print(left, value < 0 ? -value : value, MONEY_IN_KR, MONEY_FULL, MONEY_NAMED);
	does(&room, CHEF, AT("13:00"), "{'id':'m','act':'meet','unit':'lanssjukvard','date':'2020-01-15','units':['ls-ortopedi-sunderbyn']}");
	does(&room, chef, AT("13:05"), "{'act':'distribute','unit':'ls-ortopedi-sunderbyn','year':2020,'lines':[{'line':'material','kr':9000}]}");
	expect(report_minutes(&out, &report, &error), "%s", error.text);
	expect(strstr(out.bytes, left), "%s not in %s", left, out.bytes);
	buffer_free(&out);
	room_free(&room);
}

/* Neither user names, nor hashes, nor what is also about those who are not there. */
static void nothing_that_the_room_should_not_see(void **state)
{
	struct room room = room_new();
	const char **users;
	size_t count = org_users(room.book->org, &users);

	(void)state;
	open_it(&room);
	talk(&room);
	does(&room, "chef-ls-ortopedi", AT("13:53"), SAY("p3", "ls-ortopedi", "proposal", "Till Närsjukvård", ",'with':'ls-medicin','kr':700000" THERE));
	for (enum report_format format = REPORT_TEXT; format <= REPORT_HTML; format++) {
		struct buffer out = { 0 };

		if (!document_has(format))
			continue;
		out = minutes(&room, "lanssjukvard", NULL, format);
		for (size_t i = 0; i < count; i++)
			expect(!strstr(out.bytes, users[i]) || strlen(users[i]) < 8, "%s", users[i]);
		for (size_t i = 0; i < room.book->event_count; i++)
			expect(!strstr(out.bytes, room.book->events[i]->line->hash), "%s", room.book->events[i]->line->hash);
		assert_null(strstr(out.bytes, "Lokalerna i huset bredvid"));
		assert_non_null(strstr(out.bytes, "Till Närsjukvård"));
		buffer_free(&out);
	}
	free(users);
	room_free(&room);
}

/* In a meeting over one unit a proposal to another is not told. */
static void nothing_about_others(void **state)
{
	struct room room = room_new();
	struct buffer out;

	(void)state;
	does(&room, "chef-ls-ortopedi", AT("09:00"), "{'id':'m','act':'meet','unit':'ls-ortopedi','date':'2020-01-15'}");
	does(&room, "chef-ls-ortopedi", AT("09:01"), SAY("p1", "ls-ortopedi", "proposal", "Lokalerna i huset bredvid", ",'with':'ls-medicin','kr':700000" THERE));
	does(&room, "chef-ls-ortopedi", AT("09:02"), SAY("k1", "ls-ortopedi", "comment", "Bara vi", THERE));
	out = minutes(&room, "ls-ortopedi", NULL, REPORT_TEXT);
	assert_null(strstr(out.bytes, "Lokalerna"));
	assert_null(strstr(out.bytes, "Medicin"));
	assert_non_null(strstr(out.bytes, "Bara vi"));
	buffer_free(&out);
	room_free(&room);
}

static size_t times(const char *text, const char *part)
{
	size_t count = 0;

	while ((text = strstr(text, part)) != NULL) {
		count++;
		text += strlen(part);
	}
	return count;
}

/* Those who were there or are bound, each on one line: not who stands above the branch when nothing binds her. */
static void those_sign_whom_it_concerns(void **state)
{
	struct room room = room_new();
	struct buffer out;
	const char *signatures;

	(void)state;
	does(&room, CHEF, AT("13:00"), "{'id':'m','act':'meet','unit':'lanssjukvard','date':'2020-01-15','chair':'divisionschef Länssjukvård','units':['lanssjukvard','ls-bup']}");
	does(&room, CHEF, AT("13:10"), SAY("n1", "ls-bup", "note", "Väntetiderna är kortare.", THERE));
	out = minutes(&room, "lanssjukvard", NULL, REPORT_TEXT);
	signatures = strstr(out.bytes, "Underskrifter");
	assert_non_null(signatures);
	assert_int_equal(times(signatures, "divisionschef Länssjukvård"), 1);
	assert_int_equal(times(signatures, "verksamhetsområdeschef Barn- och ungdomspsykiatri"), 1);
	assert_int_equal(times(signatures, "regiondirektör"), 0);
	buffer_free(&out);
	does(&room, CHEF, AT("13:20"), SAY("n2", "lanssjukvard", "note", "Ramen gicks igenom.", THERE));
	out = minutes(&room, "lanssjukvard", NULL, REPORT_TEXT);
	assert_int_equal(times(strstr(out.bytes, "Underskrifter"), "regiondirektör"), 1);
	buffer_free(&out);
	room_free(&room);
}

/* ---- which meeting ---- */

static void expect_refused(const struct room *room, const char *unit, const char *meeting, const char *says)
{
	struct report report = asked(room, unit, meeting, REPORT_TEXT);
	struct error error = { 0 };
	struct buffer out = { 0 };

	assert_false(report_minutes(&out, &report, &error));
	assert_string_equal(error.word, "no-meeting");
	assert_string_equal(error.text, says);
}

static void expect_place(const struct room *room, const char *unit, const char *meeting, const char *place)
{
	struct buffer out = minutes(room, unit, meeting, REPORT_TEXT);

	expect(strstr(out.bytes, place), "%s %s: not %s in %s", unit, meeting ? meeting : "", place, out.bytes);
	buffer_free(&out);
}

static void the_newest_or_the_one_asked_for(void **state)
{
	struct room room = room_new();

	(void)state;
	expect_refused(&room, "lanssjukvard", NULL, "inget dialogmöte har hållits om Länssjukvård");
	/* written down in another order than they were held */
	does(&room, CHEF, AT("10:00"), "{'act':'meet','unit':'lanssjukvard','date':'2020-03-01','place':'Sal 3','closed':true}");
	does(&room, CHEF, AT("10:01"), "{'act':'meet','unit':'ls-ortopedi','date':'2020-01-20','place':'Sal 1','closed':true}");
	does(&room, "regiondirektor", AT("10:02"), "{'act':'meet','unit':'regionstyrelsen','date':'2020-04-01','place':'Sal 4','closed':true}");
	does(&room, CHEF, AT("10:03"), "{'act':'meet','unit':'lanssjukvard','date':'2020-02-01','place':'Sal 2','closed':true}");
	expect_place(&room, "lanssjukvard", NULL, "Sal 3");
	expect_place(&room, "lanssjukvard", "1", "Sal 1");
	expect_place(&room, "lanssjukvard", "2", "Sal 2");
	expect_place(&room, "lanssjukvard", "2020-02-01", "Sal 2");
	expect_place(&room, "ls-ortopedi", NULL, "Sal 1");
	expect_place(&room, room.book->org->units[0].id, NULL, "Sal 4");
	expect_refused(&room, "ls-ortopedi", "2", "dialogmötet 2 finns inte: de om Ortopedi är 1 (2020-01-20, Ortopedi)");
	expect_refused(&room, "lanssjukvard", "2020-04-01",
	               "dialogmötet 2020-04-01 finns inte: de om Länssjukvård är 1 (2020-01-20, Ortopedi), 2 (2020-02-01, Länssjukvård), 3 (2020-03-01, Länssjukvård)");
	expect_refused(&room, "ls-bup", NULL, "inget dialogmöte har hållits om Barn- och ungdomspsykiatri");
	room_free(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_meeting_of_three_units),
		cmocka_unit_test(what_comes_later_is_not_in_them),
		cmocka_unit_test(the_situation_is_what_it_was_when_it_began),
		cmocka_unit_test(nothing_that_the_room_should_not_see),
		cmocka_unit_test(nothing_about_others),
		cmocka_unit_test(those_sign_whom_it_concerns),
		cmocka_unit_test(the_newest_or_the_one_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

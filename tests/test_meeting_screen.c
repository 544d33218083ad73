/* The meeting, with real keys: prepared, led over three units, followed, killed at every step, read back and closed; and nothing on the projector that
 * the room should not see. How it looks is in tests/screens/meeting*.test. */
#include "reports.h"
#include "stage.h"

#include "meeting.h"
#include "meeting_place.h"
#include "report.h"
#include "setup.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define DIVISION "divchef-lanssjukvard"
#define CHEF     "chef-ls-ortopedi"
#define EKONOM   "ekonom-lanssjukvard"
#define BRANCH   "lanssjukvard"
#define UNIT     "ls-ortopedi"
#define NOW      1576486800L

static const struct book *book_of(const struct stage *stage)
{
	return stage->session->book;
}

static int unit_at(const struct stage *stage, const char *id)
{
	return org_find(book_of(stage)->org, id);
}

static const struct event *last_of(const struct stage *stage, const char *unit)
{
	const struct unit_state *state = book_state(book_of(stage), unit_at(stage, unit));

	return state->says[state->say_count - 1];
}

static const struct meet *meet_of(const struct stage *stage)
{
	assert_int_equal(book_of(stage)->meeting_count, 1);
	return &book_of(stage)->meetings[0].head->line->act.meet;
}

/* Only the branch, Ortopedi and Medicin, in another order: from the agenda, where all that there is something to say about are taken in. */
static void three_units(struct stage *stage)
{
	press(stage, "m");
	sees(stage, "Inför dialogmöte · Länssjukvård");
	sees(stage, "Öppna mötet, 13 enheter");
	press(stage, "*");
	sees(stage, "Öppna mötet, 0 enheter");
	press(stage, "m");
	sees(stage, "ta med minst en enhet");
	press(stage, "*");
	sees(stage, "Öppna mötet, 13 enheter");
	press(stage, "*");
	to_row(stage, "[ ] Länssjukvård");
	press(stage, "Space Enter"); /* and Ortopedi, on the row below */
	to_row(stage, "[ ] Medicin");
	press(stage, "x Up");
	press(stage, "< < <"); /* before those of Ortopedi's that stand between */
	press(stage, "Home");
	sees(stage, "Öppna mötet, 3 enheter");
}

static void write_head(struct stage *stage)
{
	to_row(stage, "  Närvarande");
	press(stage, "Enter 'Åsa Ö, Per L' Enter Enter 'ekonom länssjukvård' Enter 'Rum 4' Enter Enter Enter");
	sees(stage, "Åsa Ö, Per L");
	sees(stage, "ekonom Länssjukvård");
}

static struct stage *stage_in_meeting(void)
{
	struct stage *stage = stage_as(DIVISION);

	three_units(stage);
	write_head(stage);
	press(stage, "Home m");
	sees(stage, "Dialogmötet är öppnat");
	return stage;
}

/* ---- from first to last ---- */

static void the_agenda_becomes_the_meeting(void **state)
{
	struct stage *stage = stage_in_meeting();
	const char *const *units = meet_of(stage)->units.items;

	(void)state;
	assert_int_equal(meet_of(stage)->units.count, 3);
	assert_string_equal(units[0], BRANCH);
	assert_string_equal(units[1], UNIT);
	assert_string_equal(units[2], "ls-medicin");
	assert_string_equal(meet_of(stage)->secretary, EKONOM);
	assert_string_equal(meet_of(stage)->present, "Åsa Ö, Per L");
	assert_string_equal(meet_of(stage)->place, "Rum 4");
	assert_string_equal(meet_of(stage)->date, "2019-12-16");
	assert_string_equal(meet_of(stage)->chair, "divisionschef Länssjukvård");
	sees(stage, "Dialogmöte · Länssjukvård 1 av 3");
	sees(stage, "+ intäkter 20,0"); /* so that what is left foots */
	press(stage, "Right Space");
	sees(stage, "3/3");
	sees(stage, "   i dag?"); /* read to its end, where there is room */
	press(stage, "PgDn");
	sees(stage, "Ortopedi 2 av 3");
	sees(stage, "1/3");
	press(stage, "Right");
	sees(stage, "enheten hade ingen ram då");
	press(stage, "Left Left");
	sees(stage, "Länssjukvård 1 av 3");
	sees(stage, "3/3");
	press(stage, "Tab Tab Tab");
	sees(stage, "Medicin 3 av 3");
	sees(stage, "Det här är den sista enheten: s läser upp");
	press(stage, "BackTab BackTab BackTab");
	sees(stage, "Det här är den första enheten");
	disk_agrees(stage);
	stage_free(stage);
}

static void agree(struct stage *stage)
{
	press(stage, "a 'Färre jourlinjer' Tab '600 tkr' Tab '2020-03-01' ^S");
	sees(stage, "Sparat: överenskommelse, förslag, väntar på verksamhetsområdeschef Ortopedi");
}

static void what_is_agreed_binds_when_both_have_confirmed(void **state)
{
	struct stage *stage = stage_in_meeting();
	const struct event *entry;

	(void)state;
	press(stage, "Tab");
	agree(stage);
	entry = last_of(stage, UNIT);
	assert_string_equal(entry->line->act.say.kind, "agreement");
	assert_string_equal(entry->line->act.say.meeting, book_of(stage)->meetings[0].first->line->hash);
	assert_string_equal(entry->line->act.say.who, CHEF);
	assert_int_equal(entry->line->act.say.kr, 600000);
	assert_false(dialogue_stands(book_of(stage), entry));
	sees(stage, "3/3"); /* it is seen at once */
	sees(stage, "600 tkr, från 1 mar 2020, verksamhetsområdeschef");
	press(stage, "n 'Köerna är långa' ^S f 'Hur går det i juli?' ^S");
	sees(stage, "Fråga i mötet · väntar på svar");
	press(stage, "b");
	sees(stage, "Här finns inget som väntar på att du bekräftar det");

	stage_again(stage, CHEF); /* who is in the room, at her own place */
	to_row(stage, "Följ dialogmötet om Länssjukvård");
	press(stage, "Enter");
	sees(stage, "Du följer dialogmötet · Ortopedi 2 av 3");
	sees(stage, "b bekräfta"); /* what she may do here goes before what she may not */
	sees_not(stage, "a åtgärd");
	press(stage, "n");
	sees(stage, "Du följer mötet: det leds av divisionschef Länssjukvård");
	press(stage, "b"); /* what she does not see she does not confirm */
	assert_false(dialogue_stands(book_of(stage), last_of(stage, UNIT)) && dialogue_needs(last_of(stage, UNIT)));
	sees(stage, "b en gång till");
	press(stage, "b b b");
	sees(stage, "Bekräftat: «Färre jourlinjer»");
	press(stage, "b");
	sees(stage, "Här finns inget som väntar på att du bekräftar det");
	sees_not(stage, "förslag, väntar");
	disk_agrees(stage);
	stage_free(stage);
}

static void the_secretary_writes_from_her_own_place(void **state)
{
	struct stage *stage = stage_in_meeting();

	(void)state;
	stage_again(stage, EKONOM);
	press(stage, "h");
	to_row(stage, "Fortsätt dialogmötet om Länssjukvård");
	press(stage, "Enter Tab n 'Skrivet av sekreteraren' ^S");
	sees(stage, "Ortopedi och divisionschef Länssjukvård");
	press(stage, "b");
	sees(stage, "Parterna bekräftar, var och en från sin plats");
	meanwhile(stage, DIVISION, "{'act':'say','unit':'" UNIT "','kind':'comment','text':'Från dialogen'}"); /* not of the meeting */
	sees_not(stage, "Från dialogen\n");
	disk_agrees(stage);
	stage_free(stage);
}

/* The file that `E` wrote. */
static void minutes_say(const struct stage *stage, const char *text)
{
	char path[STAGE_PATH + 80], *bytes;

	snprintf(path, sizeof path, "%s/budget-2020-lanssjukvard-minnesanteckningar.txt", stage->scratch);
	bytes = testing_read(path, NULL);
	expect(strstr(bytes, text), "%s", bytes);
	free(bytes);
}

static void it_is_read_back_put_right_and_closed(void **state)
{
	struct stage *stage = stage_in_meeting();

	(void)state;
	setenv("BUDGETDIALOG_EXPORT", stage->scratch, 1);
	press(stage, "Tab");
	agree(stage);
	press(stage, "n 'Köerna är 24 dagar' ^S s");
	sees(stage, "Läs upp och avsluta · Länssjukvård");
	sees(stage, "Närvarande: Åsa Ö, Per L");
	sees(stage, "Nästa möte: – (u fyller i)");
	sees(stage, "Ortopedi, bedömd som osäker · förslag, väntar på");
	press(stage, "r");
	sees(stage, "Ställ dig på det som ska rättas");
	to_row(stage, "    Köerna är 24");
	press(stage, "r Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace '42 dagar' ^S");
	sees(stage, "Köerna är 42 dagar");
	sees_not(stage, "Köerna är 24");
	press(stage, "u");
	to_row(stage, "  Nästa möte");
	press(stage, "Enter '15 mars' Enter Esc m m");
	sees(stage, "Nästa möte: 15 mars");
	press(stage, "a");
	sees(stage, "som förslag: de kan bekräftas också efteråt");
	press(stage, "n a j");
	sees(stage, "Dialogmötet är avslutat");
	assert_non_null(book_of(stage)->meetings[0].closed);
	assert_string_equal(meet_of(stage)->next, "15 mars");
	assert_string_equal(meet_of(stage)->present, "Åsa Ö, Per L");
	sees_not(stage, "a avsluta mötet"); /* in the footer, which tells what can be done */
	press(stage, "r");
	sees(stage, "Dialogmötet är avslutat: inget mer skrivs i det");
	press(stage, "E t");
	sees(stage, "Klart, filen finns här");
	minutes_say(stage, "Köerna är 42 dagar");
	press(stage, "q n");
	sees(stage, "Dialogmötet är avslutat: inget mer skrivs i det");
	press(stage, "q");
	sees_not(stage, "Fortsätt dialogmötet");
	disk_agrees(stage);
	press(stage, "m"); /* the next one may be held */
	sees(stage, "Inför dialogmöte");
	stage_free(stage);
}

/* Where it was said, as the minutes tell it; and in them as it was read back, without a word of what it was before. */
static void what_is_put_right_stands_where_it_was_said(void **state)
{
	struct stage *stage = stage_in_meeting();
	const struct event **said;
	struct report report;
	struct error error = { 0 };
	struct buffer minutes = { 0 };

	(void)state;
	press(stage, "Tab n 'Köerna är 24 dagar' ^S n 'Salarna byggs om' ^S s");
	to_row(stage, "    Köerna är 24");
	press(stage, "r Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace '42 dagar' ^S");
	assert_int_equal(meeting_said(book_of(stage), book_of(stage)->meetings, unit_at(stage, BRANCH), unit_at(stage, UNIT), &said), 2);
	assert_string_equal(said[0]->line->act.say.text, "Köerna är 42 dagar");
	assert_string_equal(said[1]->line->act.say.text, "Salarna byggs om");
	free(said);
	report = (struct report){ .book = book_of(stage), .unit = unit_at(stage, BRANCH), .year = 2020, .money = MONEY_IN_MNKR };
	assert_true(report_minutes(&minutes, &report, &error));
	assert_true(strstr(minutes.bytes, "Köerna är 42 dagar") < strstr(minutes.bytes, "Salarna byggs om"));
	assert_null(strstr(minutes.bytes, "rättat"));
	buffer_free(&minutes);
	stage_free(stage);
}

/* A judgement is of money: whoever is responsible is not «osäker». */
static void what_has_no_amount_is_not_judged(void **state)
{
	struct stage *stage = stage_in_meeting();

	(void)state;
	press(stage, "Tab a 'Läkemedlen följs varje månad' ^S");
	sees(stage, "Överenskommelse i mötet · verksamhetsområdeschef Ortopedi · förslag");
	press(stage, "a 'Färre jourlinjer' Tab '600 tkr' ^S");
	sees(stage, "verksamhetsområdeschef Ortopedi, bedömd");
	stage_free(stage);
}

/* What Enter and Tab did where something was written is not promised by a question that comes later. */
static void a_question_after_writing_has_its_own_keys(void **state)
{
	struct stage *stage = stage_in_meeting();

	(void)state;
	press(stage, "n 'Köerna är 24 dagar' ^S s");
	to_row(stage, "    Köerna är 24");
	press(stage, "r ' i dag' ^S a");
	sees(stage, "Avsluta dialogmötet");
	sees_not(stage, "Enter ny rad");
	sees_not(stage, "Tab fälten");
	stage_free(stage);
}

/* The room can add up what it sees: the changes that are too small to show, and what an example adds. */
static void the_changes_add_up(void **state)
{
	struct stage *stage = stage_in_meeting();

	(void)state;
	press(stage, "Right");
	sees(stage, "+8,5  10 mindre ändringar, tillsammans");
	press(stage, "Tab Right W Tab '-10 mnkr' Enter");
	sees(stage, "−10 000  Räkneexempel");
	press(stage, "W k");
	sees_not(stage, "Räkneexempel\n");
	stage_free(stage);
}

/* As kill -9 leaves it: nothing of what a session does when it leaves. */
static void killed_after(struct stage *stage, const char *keys)
{
	pid_t child;
	int status;

	stage_leave(stage);
	child = fork();
	if (child == 0) {
		stage_run(stage, &(struct start){ .as = DIVISION });
		press(stage, keys);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	expect(WIFEXITED(status) && !WEXITSTATUS(status), "%s: %d", keys, status);
	stage_run(stage, &(struct start){ .as = DIVISION });
}

/* ---- a whole meeting ---- */

/* The minutes as `E` writes them, word for word (tests/reports; GENERATE=1 writes them), without leaving the screen. */
static void minutes_are(struct stage *stage, const char *name)
{
	char path[STAGE_PATH + 80], *text;

	press(stage, "E t");
	sees(stage, "Klart, filen finns här");
	snprintf(path, sizeof path, "%s/budget-2020-lanssjukvard-minnesanteckningar.txt", stage->scratch);
	text = testing_read(path, NULL);
	expect_document(name, text);
	free(text);
	assert_int_equal(unlink(path), 0); /* the next one has the same name */
}

/* What is said over the three units, by who leads it and by its secretary; she breaks off, and he is killed in the middle of a sentence. */
static void talk_through(struct stage *stage)
{
	press(stage, "n 'Ramen gicks igenom. Divisionen följer upp i mars.' ^S Tab");
	press(stage, "a 'Färre jourlinjer' Tab '600 tkr' Tab '2020-03-01' ^S f 'Hur går det i juli?' ^S");
	stage_again(stage, EKONOM);
	to_row(stage, "Fortsätt dialogmötet om Länssjukvård"); /* she lands where it waits for her */
	press(stage, "Enter Tab n 'Köerna är 24 dagar' ^S Tab a 'Inköpen görs' Esc q");
	to_row(stage, "Fortsätt dialogmötet om Länssjukvård");
	press(stage, "Enter");
	sees(stage, "Medicin 3 av 3");
	press(stage, "' gemensamt' Tab '0,45 mnkr' Tab '2020-02-01' Enter Enter Right ^S");
	stage_again(stage, DIVISION);
	killed_after(stage, "Enter Tab n 'Medicin svarar'");
	press(stage, "Enter ' skriftligt.' ^S");
	sees(stage, "Medicin svarar skriftligt.");
}

/* Each from her own place, what is left of it one by one. */
static void party_confirms(struct stage *stage, const char *user, const char *const *texts)
{
	stage_again(stage, user);
	for (; *texts; texts++) {
		to_row(stage, "Bekräfta en ");
		press(stage, "Enter");
		sees(stage, *texts);
		press(stage, "b");
		sees(stage, "Bekräftat");
		press(stage, "q");
		if (!shows(stage, "Du är"))
			press(stage, "h");
	}
	sees_not(stage, "Bekräfta en");
}

/* Three units from first to last, with the minutes that its parties sign. */
static void three_units_from_agenda_to_signature(void **state)
{
	struct stage *stage = stage_in_meeting();

	(void)state;
	setenv("BUDGETDIALOG_EXPORT", stage->scratch, 1);
	talk_through(stage);
	press(stage, "s");
	to_row(stage, "    Köerna är 24");
	press(stage, "r");
	sees(stage, "Bara den som skrev det kan rätta det");
	stage_again(stage, EKONOM);
	to_row(stage, "Fortsätt dialogmötet om Länssjukvård");
	press(stage, "Enter s");
	to_row(stage, "    Köerna är 24");
	press(stage, "r Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace '42 dagar' ^S u");
	to_row(stage, "  Nästa möte");
	press(stage, "Enter '15 mars' Enter 'Underlag delades ut.' Enter m m a j");
	sees(stage, "Dialogmötet är avslutat");
	minutes_are(stage, "meeting-unconfirmed.txt");
	party_confirms(stage, CHEF, (const char *const[]){ "Färre jourlinjer", "Köerna är 42", NULL });
	party_confirms(stage, "chef-ls-medicin", (const char *const[]){ "Inköpen görs", "Medicin svarar", NULL });
	party_confirms(stage, "regiondirektor", (const char *const[]){ "Ramen gicks igenom", NULL });
	party_confirms(stage, DIVISION, (const char *const[]){ "Köerna är 42", "Inköpen görs", NULL });
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = DIVISION, .screen = "minutes", .unit = BRANCH });
	minutes_are(stage, "meeting-confirmed.txt");
	disk_agrees(stage);
	stage_free(stage);
}

static void an_example_is_counted_under_its_banner(void **state)
{
	struct stage *stage = stage_in_meeting();

	(void)state;
	press(stage, "Tab W Tab '+2%' Enter");
	sees(stage, "RÄKNEEXEMPEL: Ortopedi ramen +2 %. Inget av det är beslutat.");
	sees(stage, "232 968 tkr");
	press(stage, "Right Right a");
	sees(stage, "RÄKNEEXEMPEL: Ortopedi ramen +2 %. Inget av det är beslutat.");
	sees(stage, "Räkneexemplet är på");
	press(stage, "W k");
	sees_not(stage, "RÄKNEEXEMPEL");
	press(stage, "Left Left");
	sees(stage, "228 400 tkr");
	disk_agrees(stage);
	stage_free(stage);
}

/* ---- killed, and continued ---- */

static void killed_at_every_step_it_goes_on_there(void **state)
{
	static const struct { const char *keys, *sees; } steps[] = {
		{ "m Down Down Down Down Enter 'Åsa'", "Åsa" },                  /* the head, half written */
		{ "m Down Enter 'x' Esc m m", "Dialogmöte · Länssjukvård 1 av 13" }, /* opened */
		{ "Enter Right", "2/3" },
		{ "Enter Right", "3/3" },
		{ "Enter Right", "Ortopedi 2 av 13" },
		{ "Enter a 'Färre jour'", "Färre jour" },
		{ "Enter 'linjer' Tab '600 t'", "600 t" },
		{ "Enter Tab 'kr' ^S", "600 tkr" },
		{ "Enter n 'Halv'", "Halv" },
		{ "Enter ^N j Tab", "Medicin 3 av 13" },
		{ "Enter s", "Medicin 3 av 13" },
		{ "Enter u", "Medicin 3 av 13" },
	};
	struct stage *stage = stage_as(DIVISION);

	(void)state;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		killed_after(stage, steps[i].keys);
		press(stage, i ? "Enter" : "m");
		if (!shows(stage, steps[i].sees))
			print_error("step %zu: %s\n", i, steps[i].keys);
		sees(stage, steps[i].sees);
	}
	disk_agrees(stage);
	stage_free(stage);
}

/* ---- windows and clocks ---- */

static void a_tiny_window_loses_nothing(void **state)
{
	struct stage *stage = stage_in_meeting();
	static const int sizes[][2] = { { 5, 20 }, { 1, 1 }, { 8, 40 }, { 12, 50 }, { 60, 200 }, { 9, 200 } };

	(void)state;
	press(stage, "Tab a 'Halvskrivet'");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		assert_true(terminal_resize(stage->terminal, sizes[i][0], sizes[i][1]));
		press(stage, i < 2 ? "x" : "^L"); /* what cannot be seen is not typed */
	}
	assert_true(terminal_resize(stage->terminal, 24, 80));
	sees(stage, "Halvskrivet");
	sees_not(stage, "Halvskrivetx");
	press(stage, "^S");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (int frame = 0; frame < 3; frame++) {
			assert_true(terminal_resize(stage->terminal, sizes[i][0], sizes[i][1]));
			press(stage, i < 2 ? "^L" : "Right");
		}
	assert_true(terminal_resize(stage->terminal, 24, 80));
	sees(stage, "Dialogmöte");
	disk_agrees(stage);
	stage_free(stage);
}

static void set_clock(long seconds)
{
	char text[24];

	snprintf(text, sizeof text, "%ld", NOW + seconds);
	setenv("SOURCE_DATE_EPOCH", text, 1);
}

static void the_clock_goes_and_stands_leaps(void **state)
{
	struct stage *stage = stage_in_meeting();

	(void)state;
	sees(stage, "0 av 15 min");
	set_clock(61);
	press(stage, "^L");
	sees(stage, "1 av 15 min");
	set_clock(-100000000);
	press(stage, "^L");
	sees(stage, "1 av 15 min");
	set_clock(1000000000);
	press(stage, "^L");
	sees(stage, "2 av 15 min"); /* a minute and a half at most */
	press(stage, "Tab");
	sees(stage, "0 av 15 min"); /* each unit its own */
	for (int i = 1; i <= 16; i++) {
		set_clock(1000000000 + i * 60);
		press(stage, "^L");
	}
	sees(stage, "16 av 15 min, 1 över");
	stage_again(stage, DIVISION);
	press(stage, "Enter");
	sees(stage, "16 av 15 min, 1 över");
	press(stage, "BackTab");
	sees(stage, "2 av 15 min");
	set_clock(0);
	stage_free(stage);
}

/* It looks at the clock once a minute, and elsewhere never. */
static void it_wakes_once_a_minute_and_only_there(void **state)
{
	struct stage *stage = stage_new();
	struct screen *screen;

	(void)state;
	stage_begin(stage, &(struct start){ .as = DIVISION });
	screen = screen_named(stage->session, "meeting", unit_at(stage, BRANCH));
	assert_int_equal(screen->hooks->wakes(screen), -1); /* a walkthrough has no clock */
	screen_free(screen);
	another_writes(stage, DIVISION, "{'act':'meet','unit':'" BRANCH "','date':'2019-12-16','units':['" UNIT "']}");
	session_refresh(stage->session, NULL);
	screen = meeting_screen(stage->session, unit_at(stage, BRANCH));
	assert_in_range(screen->hooks->wakes(screen), 59000, 60000);
	screen_free(screen);
	screen = start_screen(stage->session);
	assert_null(screen->hooks->wakes);
	screen_free(screen);
	stage_free(stage);
}

/* ---- what the room sees ---- */

/* Every user's name, and every id and hash of the acts. */
static void nothing_secret_stands_there(struct stage *stage)
{
	const char *screen = terminal_screen(stage->terminal);
	const char **users;
	size_t count = org_users(book_of(stage)->org, &users);

	for (size_t i = 0; i < count; i++)
		if (strchr(users[i], '-') && strstr(screen, users[i])) {
			print_screen(screen);
			fail_msg("%s is on the screen", users[i]);
		}
	for (size_t i = 0; i < book_of(stage)->event_count; i++) {
		const struct line *line = book_of(stage)->events[i]->line;
		char begins[9];

		snprintf(begins, sizeof begins, "%.8s", line->hash);
		expect(!strstr(screen, begins) && !strstr(screen, line->head.id), "%s", begins);
	}
	free(users);
	sees_not(stage, "HEMLIGT");
	sees_not(stage, "ls-ortopedi");
	sees_not(stage, "lanssjukvard");
	sees_not(stage, "grad"); /* of personnel: neither pay nor how many */
	sees_not(stage, "månadslön");
}

static void the_room_sees_nothing_that_it_should_not(void **state)
{
	struct stage *stage = stage_in_meeting();
	char json[400];

	(void)state;
	another_writes(stage, "regiondirektor", "{'act':'say','unit':'narsjukvard','kind':'question','text':'HEMLIGT om en annan enhet'}");
	another_writes(stage, DIVISION, "{'act':'say','unit':'" BRANCH "','kind':'proposal','with':'narsjukvard','kr':1000,'text':'HEMLIGT med en annan division'}");
	session_refresh(stage->session, NULL);
	snprintf(json, sizeof json, "{'act':'say','unit':'" BRANCH "','thread':'%s','kind':'question','text':'HEMLIGT i förslagets tråd'}", last_of(stage, BRANCH)->line->hash);
	another_writes(stage, "regiondirektor", json);
	another_writes(stage, CHEF, "{'act':'say','unit':'" UNIT "','kind':'agreement','text':'Inom grenen','who':'" CHEF "','kr':5000,'judgement':'safe','status':'open'}");
	press(stage, "Tab");
	agree(stage);
	press(stage, "BackTab");
	for (int i = 0; i < 9; i++) {
		nothing_secret_stands_there(stage);
		press(stage, "Right");
	}
	press(stage, "s");
	nothing_secret_stands_there(stage);
	press(stage, "End");
	nothing_secret_stands_there(stage);
	press(stage, "u");
	nothing_secret_stands_there(stage);
	stage_free(stage);
}

/* ---- who may not ---- */

static void a_walkthrough_writes_nothing_from_any_seat(void **state)
{
	static const struct start seats[] = {
		{ .as = "ekonom-narsjukvard", .screen = "meeting", .unit = BRANCH },
		{ .as = "chef-ls-bup", .screen = "meeting", .unit = BRANCH },
		{ .as = DIVISION, .screen = "meeting", .unit = BRANCH, .read_only = true },
		{ .screen = "meeting", .unit = BRANCH },
		{ .screen = "meeting", .unit = BRANCH, .read_only = true },
		{ .as = "regiondirektor", .screen = "meeting", .unit = BRANCH },
	}, *seat;

	(void)state;
	for (EACH(seat, seats)) {
		struct stage *stage = stage_new();
		struct journals *before = journals_read(stage);

		stage_run(stage, seat);
		sees(stage, "Genomgång, inget skrivs · Länssjukvård 1 av 13");
		press(stage, "Right Right Right a n f b s u ^S ^N Tab Right");
		sees(stage, "Genomgång, inget skrivs");
		press(stage, "b");
		sees_not(stage, "Bekräftat");
		assert_int_equal(journals_grown(stage, before), 0);
		stage_free(stage);
	}
}

static void who_may_hold_none_is_told_why(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = "divchef-narsjukvard" });
	press(stage, "o / 'länssjuk' Enter m");
	sees(stage, "Genomgång, inget skrivs");
	sees(stage, "dialogmöte om Länssjukvård hålls av");
	press(stage, "m");
	sees(stage, "Genomgång, inget skrivs · Länssjukvård 1 av 13");
	stage_free(stage);
}

static void two_meetings_do_not_stand_on_one_branch(void **state)
{
	struct stage *stage = stage_as(DIVISION);
	char json[400];

	(void)state;
	press(stage, "m");
	another_writes(stage, CHEF, "{'act':'meet','unit':'" UNIT "','date':'2019-12-16','units':['" UNIT "']}");
	press(stage, "m");
	sees(stage, "Här pågår ett dialogmöte om Ortopedi, lett av verksamhetsområdeschef Ortopedi");
	sees(stage, "Du följer dialogmötet · Ortopedi 1 av 1");
	assert_int_equal(book_of(stage)->meeting_count, 1);
	snprintf(json, sizeof json, "{'act':'meet','unit':'" UNIT "','meeting':'%s','date':'2019-12-17','units':['" UNIT "','ls-ortopedi-pitea']}",
	         book_of(stage)->meetings[0].first->line->hash);
	meanwhile(stage, CHEF, json); /* who follows sees the agenda as it is now */
	sees(stage, "Ortopedi 1 av 2");
	press(stage, "q h");
	to_row(stage, "Följ dialogmötet om Ortopedi");
	stage_free(stage);
}

static void it_is_closed_by_another_in_the_middle_of_a_sentence(void **state)
{
	struct stage *stage = stage_in_meeting();
	char json[300];

	(void)state;
	press(stage, "n 'Halvskrivet'");
	snprintf(json, sizeof json, "{'act':'meet','unit':'" BRANCH "','meeting':'%s','date':'2019-12-16','closed':true}", book_of(stage)->meetings[0].first->line->hash);
	meanwhile(stage, EKONOM, json);
	sees(stage, "Dialogmötet är avslutat av ekonom Länssjukvård");
	sees(stage, "Halvskrivet");
	press(stage, "^S");
	sees(stage, "Dialogmötet är avslutat: inget mer skrivs i det");
	sees(stage, "Halvskrivet");
	press(stage, "Esc q m m"); /* another meeting has it */
	sees(stage, "Halvskrivet");
	press(stage, "^S");
	sees(stage, "Sparat: minnesanteckning");
	disk_agrees(stage);
	stage_free(stage);
}

/* The unit leaves the organisation while it is talked about. */
static void a_unit_that_leaves_stops_nothing(void **state)
{
	struct stage *stage = stage_in_meeting();

	(void)state;
	press(stage, "Tab n 'Sagt' ^S a 'Halvskrivet'");
	unit_leaves(stage, "ls-ortopedi");
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "Halvskrivet");
	press(stage, "^S");
	sees(stage, "Inte sparat:");
	press(stage, "Esc");
	sees(stage, "Ortopedi 2 av 3"); /* what it was called is known */
	sees(stage, "Enheten finns inte i den organisation som visas");
	press(stage, "n");
	sees(stage, "Enheten har lämnat organisationen");
	press(stage, "b Right Right Up Down");
	press(stage, "Tab s");
	sees(stage, "En enhet som har lämnat organisationen");
	press(stage, "u");
	to_row(stage, "Tillbaka till mötet");
	press(stage, "Enter a j");
	sees(stage, "Dialogmötet är avslutat");
	stage_free(stage);
}

/* From field to field, and what is typed stays in its own whatever key comes: nothing else moves while it is open. */
static void the_head_is_a_form(void **state)
{
	struct stage *stage = stage_as(DIVISION);

	(void)state;
	press(stage, "m");
	to_row(stage, "  Närvarande");
	press(stage, "Enter 'Maria' Down ^U 'Mona' Up ', Moa' PgDn 'x' End PgUp 'y' Tab Tab Tab 'Sal 4' Tab 'mars' Enter 'm' Enter");
	sees(stage, "Närvarande          Maria, Moaxy");
	sees(stage, "Ordförande          Mona");
	sees(stage, "Mötessekreterare    titel");
	sees(stage, "Plats               Sal 4");
	sees(stage, "Nästa möte          mars");
	sees(stage, "Övrigt              m");
	sees(stage, "Öppna mötet, 13 enheter"); /* it is not opened by what is typed */
	press(stage, "Up Enter 'm' BackTab BackTab Esc Up Enter Up Up Up Up Up");
	sees(stage, "Övrigt              mm");
	press(stage, "Home m");
	assert_string_equal(meet_of(stage)->present, "Maria, Moaxy");
	assert_string_equal(meet_of(stage)->date, "2019-12-16");
	disk_agrees(stage);
	stage_free(stage);
}

/* As much as the field takes is kept, on disk and in the meeting. */
static void a_long_text_stands_whole_in_the_head(void **state)
{
	struct stage *stage = stage_as(DIVISION);
	struct buffer text = { 0 };

	(void)state;
	for (int i = 0; i < 350; i++)
		buffer_text(&text, "yå");
	press(stage, "m");
	to_row(stage, "  Övrigt");
	press(stage, "Enter");
	assert_true(terminal_paste(stage->terminal, text.bytes));
	press(stage, "Enter");
	stage_again(stage, DIVISION);
	press(stage, "m");
	sees(stage, "Övrigt              yåyå");
	press(stage, "Home m");
	assert_string_equal(meet_of(stage)->text, text.bytes);
	buffer_free(&text);
	disk_agrees(stage);
	stage_free(stage);
}

static void what_is_wrong_in_the_head_is_said(void **state)
{
	struct stage *stage = stage_as(DIVISION);

	(void)state;
	press(stage, "m");
	to_row(stage, "  Dag");
	press(stage, "Enter ^U 'i morgon' Enter");
	sees(stage, "Jag läste «i morgon»: skriv dagen som 2020-01-15");
	press(stage, "Esc");
	to_row(stage, "  Minuter per enhet");
	press(stage, "Enter '5000' Enter");
	sees(stage, "Skriv hela minuter");
	press(stage, "Esc");
	to_row(stage, "  Mötessekreterare");
	press(stage, "Enter 'ingen alls' Enter");
	sees(stage, "Ingen här är «ingen alls»");
	press(stage, "Esc Enter 'chef' Enter");
	sees(stage, "personer kan vara «chef»");
	press(stage, "Esc");
	assert_int_equal(book_of(stage)->meeting_count, 0);
	stage_free(stage);
}

/* ---- two windows of one person ---- */

static void elsewhere_writes(const struct stage *stage, struct meeting_place *other, enum head_field field, const char *text)
{
	if (!*other->path)
		place_open(other, book_of(stage)->folder->edited->id, DIVISION, BRANCH);
	place_join(other);
	snprintf(other->head[field], PLACE_TEXT, "%s", text);
	other->edited = true;
	place_keep(other);
}

/* What is written in the one is in the other before anything is done there; also in the field that is open in both. */
static void two_windows_wipe_nothing_from_each_other(void **state)
{
	struct stage *stage = stage_as(DIVISION);
	struct meeting_place other = { .path = "" };

	(void)state;
	press(stage, "m");
	to_row(stage, "  Närvarande");
	press(stage, "Enter 'Åsa'");
	elsewhere_writes(stage, &other, HEAD_PLACE, "Rum 4");
	elsewhere_writes(stage, &other, HEAD_PRESENT, "Åsa, Per");
	press(stage, ",");
	sees(stage, "Det här är ändrat i ett annat fönster nyss");
	press(stage, "' Eva'");
	sees(stage, "Åsa, Per, Eva");
	sees(stage, "Plats               Rum 4");
	press(stage, "Esc"); /* back to what stood there: not to what the other wrote over */
	sees(stage, "Närvarande          Åsa, Per");
	sees_not(stage, "Eva");
	elsewhere_writes(stage, &other, HEAD_NEXT, "15 mars");
	assert_string_equal(other.head[HEAD_PRESENT], "Åsa, Per");
	press(stage, "Home");
	sees_not(stage, "15 mars");
	press(stage, "m"); /* what she has not seen she does not open */
	sees(stage, "15 mars");
	assert_int_equal(book_of(stage)->meeting_count, 0);
	press(stage, "m");
	assert_string_equal(meet_of(stage)->next, "15 mars");
	assert_string_equal(meet_of(stage)->place, "Rum 4");
	elsewhere_writes(stage, &other, HEAD_TEXT, "Sent skrivet"); /* there it is opened now */
	press(stage, "u");
	sees(stage, "Sent skrivet");
	place_close(&other);
	stage_free(stage);
}

/* One over the other in one window too. */
static void the_form_twice_in_one_window_is_one(void **state)
{
	struct stage *stage = stage_as(DIVISION);

	(void)state;
	press(stage, "m");
	to_row(stage, "  Plats");
	press(stage, "Enter 'Rum 4' Enter Esc o / 'länssjuk' Enter m");
	sees(stage, "Plats               Rum 4");
	to_row(stage, "  Plats");
	press(stage, "Enter '5' Enter Esc q q");
	sees(stage, "Plats               Rum 45");
	stage_free(stage);
}

static void an_ekonom_opens_it_as_secretary_to_the_chef(void **state)
{
	struct stage *stage = stage_as(EKONOM);

	(void)state;
	press(stage, "/ 'länssjukv' Enter m");
	sees(stage, "Inför dialogmöte · Länssjukvård");
	sees(stage, "Ordförande          divisionschef Länssjukvård");
	sees(stage, "Mötessekreterare    ekonom Länssjukvård");
	press(stage, "m n 'Skrivet' ^S");
	sees(stage, "Sparat: minnesanteckning");
	assert_string_equal(meet_of(stage)->secretary, EKONOM);
	stage_free(stage);
}

/* ---- slips ---- */

static void only_its_own_row_opens_the_meeting(void **state)
{
	struct stage *stage = stage_as(DIVISION);
	static const char *const rows[] = { "  Närvarande", "[x] Ortopedi" };

	(void)state;
	press(stage, "m");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		to_row(stage, rows[i]);
		press(stage, "m");
		sees(stage, "Enter öppnar mötet");
		assert_int_equal(book_of(stage)->meeting_count, 0);
	}
	press(stage, "Enter");
	sees(stage, "Dialogmötet är öppnat");
	press(stage, "u Down m");
	sees(stage, "Enter går tillbaka till mötet");
	press(stage, "m");
	sees(stage, "1/3");
	stage_free(stage);
}

static void a_wrong_date_is_told_where_it_stands(void **state)
{
	struct stage *stage = stage_in_meeting();
	size_t said;

	(void)state;
	press(stage, "Tab a 'Färre jourlinjer' Tab '600 tkr' Tab '2020-02-30' Tab");
	said = book_state(book_of(stage), unit_at(stage, UNIT))->say_count;
	sees(stage, "Jag läste «2020-02-30»: skriv dagen som 2020-03-01");
	press(stage, "'x' Enter"); /* she is there still */
	sees(stage, "Jag läste «2020-02-30x»");
	press(stage, "Up BackTab ^S");
	sees(stage, "Inte sparat: jag läste «2020-02-30x»");
	assert_int_equal(book_state(book_of(stage), unit_at(stage, UNIT))->say_count, said);
	press(stage, "Esc a Tab Tab Tab"); /* taken up again it is as it was */
	sees(stage, "Jag läste «2020-02-30x»");
	press(stage, "Backspace Backspace Backspace '29' ^S");
	sees(stage, "Sparat: överenskommelse");
	assert_string_equal(last_of(stage, UNIT)->line->act.say.start, "2020-02-29");
	press(stage, "a 'x' Tab 'inte ett belopp' Tab");
	sees(stage, "Jag läste «inte ett belopp»");
	stage_free(stage);
}

/* ---- while it is written ---- */

/* The rule over the field: what lies above it is what the room sees. */
static int rows_above(struct stage *stage)
{
	const char *screen = terminal_screen(stage->terminal), *rule = strstr(screen, "────");
	int rows = 0;

	expect(rule, "%s", screen);
	for (const char *at = screen; at < rule; at++)
		rows += *at == '\n';
	return rows;
}

static void the_figures_stand_while_it_is_written(void **state)
{
	struct stage *stage = stage_in_meeting();
	static const int sizes[][2] = { { 24, 80 }, { 60, 200 } };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		int above;

		assert_true(terminal_resize(stage->terminal, sizes[i][0], sizes[i][1]));
		press(stage, "n");
		sees(stage, "KVAR ATT FÖRDELA");
		above = rows_above(stage);
		assert_true(above > sizes[i][0] / 2); /* calm to begin with */
		for (int word = 0; word < 200; word++)
			press(stage, "'skrivet '");
		assert_true(rows_above(stage) < above && rows_above(stage) >= sizes[i][0] / 2 - 2);
		sees(stage, "KVAR ATT FÖRDELA");
		press(stage, "^N j a");
		sees(stage, "KVAR ATT FÖRDELA");
		sees(stage, "Bedömning   osäker");
		press(stage, "Esc");
	}
	stage_free(stage);
}

/* A frame is another page; the field to write in covers the half of one. */
static void keys_cost_little(void **state)
{
	struct stage *stage = stage_in_meeting();
	size_t frame = bytes_at_most(stage, "Right", 8), unit, pen, agreement, typed;

	(void)state;
	press(stage, "Tab Tab Tab");
	unit = bytes_at_most(stage, "BackTab", 2);
	pen = bytes_of(stage, "n");
	typed = bytes_to_type(stage, "Vi ses i mars.");
	press(stage, "^N j");
	agreement = bytes_of(stage, "a");
	print_message("bytes: frame at most %zu, unit at most %zu, pen %zu and %zu, letter at most %zu\n", frame, unit, pen, agreement, typed);
	assert_true(frame <= 900 && unit <= 650 && pen <= 900 && agreement <= 900 && typed <= 20);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_agenda_becomes_the_meeting),
		cmocka_unit_test(what_is_agreed_binds_when_both_have_confirmed),
		cmocka_unit_test(the_secretary_writes_from_her_own_place),
		cmocka_unit_test(it_is_read_back_put_right_and_closed),
		cmocka_unit_test(what_is_put_right_stands_where_it_was_said),
		cmocka_unit_test(what_has_no_amount_is_not_judged),
		cmocka_unit_test(a_question_after_writing_has_its_own_keys),
		cmocka_unit_test(the_changes_add_up),
		cmocka_unit_test(three_units_from_agenda_to_signature),
		cmocka_unit_test(an_example_is_counted_under_its_banner),
		cmocka_unit_test(killed_at_every_step_it_goes_on_there),
		cmocka_unit_test(a_tiny_window_loses_nothing),
		cmocka_unit_test(the_clock_goes_and_stands_leaps),
		cmocka_unit_test(it_wakes_once_a_minute_and_only_there),
		cmocka_unit_test(the_room_sees_nothing_that_it_should_not),
		cmocka_unit_test(a_walkthrough_writes_nothing_from_any_seat),
		cmocka_unit_test(who_may_hold_none_is_told_why),
		cmocka_unit_test(two_meetings_do_not_stand_on_one_branch),
		cmocka_unit_test(it_is_closed_by_another_in_the_middle_of_a_sentence),
		cmocka_unit_test(a_unit_that_leaves_stops_nothing),
		cmocka_unit_test(the_head_is_a_form),
		cmocka_unit_test(a_long_text_stands_whole_in_the_head),
		cmocka_unit_test(what_is_wrong_in_the_head_is_said),
		cmocka_unit_test(two_windows_wipe_nothing_from_each_other),
		cmocka_unit_test(the_form_twice_in_one_window_is_one),
		cmocka_unit_test(an_ekonom_opens_it_as_secretary_to_the_chef),
		cmocka_unit_test(only_its_own_row_opens_the_meeting),
		cmocka_unit_test(a_wrong_date_is_told_where_it_stands),
		cmocka_unit_test(the_figures_stand_while_it_is_written),
		cmocka_unit_test(keys_cost_little),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

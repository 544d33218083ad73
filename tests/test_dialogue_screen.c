/* The dialogue, with real keys and both sides in turn: question, answer, agreement, confirmed, closed and opened again; correction; a proposal of
 * two chefs, decided by a post; what is half written; and a figure as it was. How it looks is in tests/screens/dialogue-*.test. */
#include "stage.h"

#include "dialogue.h"
#include "kept.h"
#include "saying.h"
#include "setup.h"
#include "sheet.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define DIVISION "divchef-lanssjukvard"
#define CHEF     "chef-ls-bup"
#define EKONOM   "ekonom-lanssjukvard"
#define BUP      "ls-bup"

static struct screen *top_of(struct stage *stage, const char *unit)
{
	return dialogue_screen(stage->session, org_find(stage->session->book->org, unit));
}

/* The program as that user, in the dialogue of that unit. */
static struct stage *stage_in(const char *user, const char *unit)
{
	struct stage *stage = stage_new();

	stage_run(stage, &(struct start){ .as = user, .screen = "dialogue", .unit = unit });
	return stage;
}

static void again_in(struct stage *stage, const char *user, const char *unit)
{
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = user, .screen = "dialogue", .unit = unit });
}

static size_t says_of(const struct stage *stage, const char *unit)
{
	return book_state(stage->session->book, org_find(stage->session->book->org, unit))->say_count;
}

static const struct event *last_of(const struct stage *stage, const char *unit)
{
	const struct unit_state *state = book_state(stage->session->book, org_find(stage->session->book->org, unit));

	return state->says[state->say_count - 1];
}

/* ---- the cycle ---- */

static void a_question_becomes_an_agreement_and_is_closed(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);
	const struct event *entry;

	(void)state;
	press(stage, "n f 'Hur går det med köerna?'");
	sees(stage, "Till: verksamhetsområdeschef Barn- och ungdomspsykiatri");
	sees(stage, "kan bli allmän handling");
	press(stage, "^S");
	sees(stage, "Skickat ");
	sees(stage, "väntar på svar");
	sees_not(stage, "väntar på dig");

	stage_again(stage, CHEF);
	sees(stage, "Svara på en fråga");
	sees(stage, "«Hur går de");
	to_row(stage, "Svara på en fråga");
	press(stage, "Enter");
	sees(stage, "väntar på dig");
	sees(stage, "Hur går det med köer"); /* about the whole plan: known by how it begins */
	sees_not(stage, "Hela planen");
	sees(stage, "NYTT fråga");
	press(stage, "s 'De är borta i mars.' ^S");
	sees(stage, "besvarad");
	sees_not(stage, "väntar på dig");

	again_in(stage, DIVISION, BUP);
	sees(stage, "1 ny");
	press(stage, "Enter");
	sees(stage, "NYTT svar");
	press(stage, "i o 'Två mottagningar till.' Tab '700 tkr' Tab '1,2 mnkr' Tab '2020-02-01' Tab 'chef-ls-bup' Tab Tab Right ^S");
	entry = last_of(stage, BUP);
	assert_string_equal(entry->line->act.say.kind, "agreement");
	assert_int_equal(entry->line->act.say.kr, 700000);
	assert_int_equal(entry->line->act.say.full_year, 1200000);
	assert_string_equal(entry->line->act.say.start, "2020-02-01");
	assert_string_equal(entry->line->act.say.who, CHEF);
	assert_string_equal(entry->line->act.say.status, "open");
	assert_string_equal(entry->line->act.say.judgement, "safe");
	sees(stage, "väntar på bekräftelse av");

	stage_again(stage, CHEF);
	to_row(stage, "Bekräfta en överenskommelse");
	press(stage, "Enter");
	sees(stage, "b bekräfta"); /* where there is little room, what is waited for has it */
	sees_not(stage, "s svara");
	press(stage, "b");
	sees(stage, "Bekräftat");
	sees(stage, "bekräftad av");
	sees_not(stage, "b bekräfta");
	press(stage, "b");
	sees(stage, "Du står redan bakom det");
	press(stage, "a 'klart nu' Enter j");
	sees(stage, "avslutad av");
	sees(stage, "klart nu");
	press(stage, "a Enter j");
	sees(stage, "Tråden är öppen igen");
	disk_agrees(stage);
	stage_free(stage);
}

/* ---- corrections and follow-up ---- */

static void what_is_wrong_is_put_right_by_a_new_entry(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);

	(void)state;
	press(stage, "n k 'Köerna är 42 dagar.' ^S r Backspace ', inte 24.' ^S");
	sees(stage, "RÄTTAT, se nedan");
	sees(stage, "Köerna är 42 dagar, inte 24.");
	assert_non_null(last_of(stage, BUP)->line->act.say.replaces);
	press(stage, "Up Up Up Up Up Up r");
	sees(stage, "Inlägget är redan rättat");

	again_in(stage, CHEF, BUP);
	press(stage, "Enter End r");
	sees(stage, "Bara den som skrev inlägget kan rätta det");
	stage_free(stage);
}

static void who_wrote_it_or_not_follows_an_agreement_up(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);

	(void)state;
	press(stage, "n o");
	sees(stage, "Tab fälten");
	press(stage, "'Färre jourer' Tab '100 tkr'");
	sees_not(stage, "Tab fälten");
	press(stage, "^S");
	again_in(stage, CHEF, BUP);
	press(stage, "Enter r Tab Tab Tab Tab Tab Right ^S");
	assert_string_equal(last_of(stage, BUP)->line->act.say.status, "done");
	assert_int_equal(last_of(stage, BUP)->line->act.say.kr, 100000);
	assert_string_equal(last_of(stage, BUP)->line->act.say.text, "Färre jourer");
	sees(stage, "RÄTTAT");
	sees(stage, "uppföljning · verksamhetsområdeschef"); /* as Historik has it */
	sees(stage, "väntar på bekräftelse av"); /* one word alone makes no measure safe */
	stage_free(stage);
}

/* Over the top there is nobody who could confirm it. */
static void an_agreement_at_the_top_is_confirmed_by_who_made_it(void **state)
{
	struct stage *stage = stage_in("regiondirektor", "regionstyrelsen");

	(void)state;
	press(stage, "Down");
	sees(stage, "27,0 mnkr · öppen");
	sees(stage, "bekräftad av regiondirektör");
	sees_not(stage, "väntar på bekräftelse");
	stage_free(stage);
}

/* ---- a proposal of two chefs ---- */

static void propose(struct stage *stage)
{
	press(stage, "n p 'En barnmorska följer med.' Tab 'vuxen' Tab '500 tkr' ^S");
	assert_string_equal(last_of(stage, BUP)->line->act.say.with, "ls-psykiatri");
	sees(stage, "väntar på bekräftelse av");
}

static void two_chefs_propose_and_the_level_above_decides(void **state)
{
	struct stage *stage = stage_in(CHEF, BUP);
	const struct event *proposal;
	int from, to;

	(void)state;
	propose(stage);
	press(stage, "p");
	sees(stage, "Förslaget är inte bekräftat av båda än");

	stage_again(stage, "chef-ls-psykiatri");
	to_row(stage, "Bekräfta ett förslag till omfördelning");
	press(stage, "Enter");
	sees(stage, "från Barn- och ungdomspsykiatri");
	press(stage, "b");
	sees(stage, "båda är överens");
	press(stage, "p");
	sees(stage, "Nivån ovanför båda beslutar");

	stage_again(stage, DIVISION);
	to_row(stage, "Besluta om en föreslagen omfördelning");
	press(stage, "Enter p");
	sees(stage, "Ifyllt efter förslaget");
	press(stage, "^S s");
	sees(stage, "beslutad");
	proposal = last_of(stage, BUP);
	from = org_find(stage->session->book->org, BUP);
	to = org_find(stage->session->book->org, "ls-psykiatri");
	assert_non_null(dialogue_decided(stage->session->book, proposal));
	assert_int_equal(dialogue_decided(stage->session->book, proposal)->line->act.post.legs.count, 2);
	assert_true(stage->session->table->balance[from].ram != MONEY_NONE && stage->session->table->balance[to].ram != MONEY_NONE);
	press(stage, "p");
	sees(stage, "Förslaget är redan beslutat");
	disk_agrees(stage);
	stage_free(stage);
}

static void a_proposal_is_declined_with_a_word(void **state)
{
	struct stage *stage = stage_in(CHEF, BUP);

	(void)state;
	propose(stage);
	again_in(stage, "chef-ls-psykiatri", "ls-psykiatri");
	press(stage, "a");
	sees(stage, "Avböj förslaget");
	press(stage, "Enter j");
	sees(stage, "Skriv varför förslaget avböjs");
	press(stage, "'vi har ingen plats' Enter j");
	sees(stage, "vi har ingen plats");
	assert_int_equal(dialogue_waiting_on(stage->session->book, org_find(stage->session->book->org, BUP), PARTY_WITH), 0);
	stage_free(stage);
}

/* ---- who may what ---- */

static void an_ekonom_comments_and_changes_nothing(void **state)
{
	struct stage *stage = stage_in(EKONOM, BUP);
	size_t before = says_of(stage, BUP);

	(void)state;
	press(stage, "s");
	sees(stage, "svara och komma överens gör cheferna");
	press(stage, "n o");
	sees(stage, "svara och komma överens gör cheferna");
	press(stage, "k 'Stämmer detta?' ^S"); /* the question is still there */
	sees(stage, "Skickat");
	assert_int_equal(says_of(stage, BUP), before + 1);
	press(stage, "a");
	sees(stage, "som avslutar trådar");
	stage_free(stage);
}

static void who_is_no_party_writes_nothing(void **state)
{
	struct stage *stage = stage_in(CHEF, "folktandvard");
	struct journals *before = journals_read(stage);

	(void)state;
	press(stage, "n");
	sees(stage, "förs av");
	assert_int_equal(journals_grown(stage, before), 0);
	stage_free(stage);
}

/* ---- from a figure ---- */

static void a_figure_has_a_thread_of_its_own(void **state)
{
	struct stage *stage = stage_as(DIVISION);

	(void)state;
	press(stage, "f D");
	sees(stage, "Ny tråd om");
	press(stage, "f 'Varför så mycket?' ^S");
	assert_non_null(last_of(stage, "lanssjukvard")->line->act.say.about);
	press(stage, "q D");
	sees(stage, "Varför så mycket?");
	sees_not(stage, "Ny tråd om");
	stage_free(stage);
}

static void a_figure_is_shown_as_it_was_then(void **state)
{
	struct stage *stage = stage_in(DIVISION, "lanssjukvard");
	const char *ask = "{'act':'say','unit':'lanssjukvard','kind':'question','about':'lanssjukvard/2020/ram','text':'Räcker den?','status':'open'}\n";
	const char *give = "{'act':'post','kind':'expansion','year':2020,'legs':[['lanssjukvard',20000000]],'text':'Mer till platser'}\n";

	(void)state;
	meanwhile(stage, "regiondirektor", ask);
	meanwhile(stage, "regiondirektor", give);
	press(stage, "Home Tab End");
	sees(stage, "Räcker den?");
	sees(stage, "Om ram 2020: 2 256,5 mnkr, nu 2 276,5 mnkr");
	press(stage, "Enter");
	assert_non_null(session_version(stage->session));
	sees(stage, "läget ");
	sees(stage, "2 256,5");
	press(stage, "q");
	assert_null(session_version(stage->session));
	sees(stage, "Räcker den?");
	press(stage, "Enter V");
	assert_null(session_version(stage->session));
	press(stage, "q v");
	sees(stage, "2 276,5");
	stage_free(stage);
}

/* Over the top there is nobody to say it to: it says who reads it, and no dash. */
static void at_the_top_it_says_who_reads_it(void **state)
{
	struct stage *stage = stage_in("regiondirektor", "regionstyrelsen");

	(void)state;
	press(stage, "n a 'Noterat'");
	sees(stage, "Läses av ekonom, registrator");
	sees_not(stage, "Till:");
	press(stage, "^S");
	sees(stage, "Skickat ");
	sees_not(stage, " till –");
	stage_free(stage);
}

/* ---- what is half written ---- */

static void a_draft_is_offered_again_where_it_was_left(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);

	(void)state;
	press(stage, "n f 'Halvskrivet om åtgärder' Esc");
	sees(stage, "Utkastet ligger kvar");
	again_in(stage, DIVISION, BUP);
	sees(stage, "Ditt utkast är kvar");
	sees(stage, "Halvskrivet om åtgärder");
	press(stage, "^N n");
	sees(stage, "Halvskrivet om åtgärder");
	press(stage, "^N k");
	sees(stage, "Utkastet är kastat");
	again_in(stage, DIVISION, BUP);
	sees_not(stage, "Halvskrivet");
	stage_free(stage);
}

/* Whoever was cut off is told on Start where, and is right back in it. */
static void start_tells_of_what_was_begun(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);

	(void)state;
	press(stage, "Enter i k 'Halvt svar' Esc");
	sees(stage, "utkast");
	sees_not(stage, "Utkast till ny tråd");
	press(stage, "n k 'Något nytt' Esc");
	sees(stage, "Utkast till ny tråd: n");
	stage_again(stage, DIVISION);
	sees(stage, "Skriv vidare i dialogen   påbörjat inlägg om Barn- och ungdomspsykiatri: Ut");
	to_row(stage, "Skriv vidare i dialogen");
	press(stage, "Enter");
	sees(stage, "Ditt utkast är kvar");
	press(stage, "' på frågan' ^S");
	assert_string_equal(last_of(stage, BUP)->line->act.say.text, "Halvt svar på frågan");
	assert_non_null(last_of(stage, BUP)->line->act.say.thread);
	press(stage, "h");
	sees_not(stage, "«Halvt");
	to_row(stage, "Skriv vidare i dialogen");
	press(stage, "Enter");
	sees(stage, "Något nytt");
	press(stage, "^N k h");
	sees_not(stage, "Skriv vidare i dialogen");
	stage_free(stage);
}

/* A file that names a line of another kind was never written here: it is let be. */
static void what_names_no_entry_is_not_offered(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);
	const struct book *book = stage->session->book;
	const struct saying_desk desk = { book, DIVISION, BUP, MONEY_IN_TKR };
	struct writing writing = { 0 };
	struct error error = { 0 };
	char path[KEPT_PATH];
	size_t at = 0;

	(void)state;
	while (book->events[at]->line->act.kind != ACT_DISTRIBUTE)
		at++;
	saying_path(path, &desk, book->events[at]->line->hash);
	writing_open(&writing, path);
	saying_begin(&writing, "comment", book->events[at]->line->hash, NULL);
	expect(writing_type(&writing, "Hej", &error), "%s", error.text);
	writing_close(&writing);
	stage_again(stage, DIVISION);
	sees_not(stage, "Skriv vidare i dialogen");
	assert_true(kept_exists(path));
	stage_free(stage);
}

static void what_was_begun_is_told_to_nobody_else(void **state)
{
	struct stage *stage = stage_in(EKONOM, "lanssjukvard");
	static const struct start others[] = { { .as = DIVISION }, { .as = EKONOM, .read_only = true } };

	(void)state;
	press(stage, "n k 'Mellan tummen' Esc");
	for (size_t i = 0; i < 2; i++) {
		stage_leave(stage);
		stage_run(stage, &others[i]);
		press(stage, "h");
		sees_not(stage, "Skriv vidare i dialogen");
		press(stage, "d");
		sees_not(stage, "Mellan tummen");
		sees_not(stage, "Utkast till ny tråd");
	}
	stage_again(stage, EKONOM); /* who else lands on her list */
	sees(stage, "Skriv vidare i dialogen");
	stage_free(stage);
}

/* The process that writes is killed: another finds every key of it. */
static void what_is_written_survives_a_kill(void **state)
{
	struct stage *stage = stage_new();
	pid_t child = fork();
	int status;

	(void)state;
	if (!child) {
		stage_run(stage, &(struct start){ .as = DIVISION, .screen = "dialogue", .unit = BUP });
		press(stage, "n o 'Det här är inte sänt' Tab '300 tkr'");
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	stage_run(stage, &(struct start){ .as = DIVISION, .screen = "dialogue", .unit = BUP });
	sees(stage, "Det här är inte sänt");
	sees(stage, "300 000 kr");
	press(stage, "^S");
	assert_int_equal(last_of(stage, BUP)->line->act.say.kr, 300000);
	again_in(stage, DIVISION, BUP);
	sees_not(stage, "Ditt utkast är kvar");
	stage_free(stage);
}

static void what_others_write_disturbs_no_writing(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);

	(void)state;
	press(stage, "Enter i k 'Jag skriver'");
	meanwhile(stage, CHEF, "{'act':'say','unit':'ls-bup','kind':'question','text':'Under tiden','status':'open'}\n");
	sees(stage, "Jag skriver");
	press(stage, "' vidare' ^S");
	if (shows(stage, "Inte skickat"))
		press(stage, "^S");
	sees(stage, "Skickat");
	assert_string_equal(last_of(stage, BUP)->line->act.say.text, "Jag skriver vidare");
	press(stage, "Tab");
	sees(stage, "väntar på dig");
	sees(stage, "1 ny");
	stage_free(stage);
}

static void composed_and_decomposed_are_sent_as_one(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);

	(void)state;
	press(stage, "n k");
	terminal_send(stage->terminal, "ma\xcc\x8aste", 7);
	press(stage, "Enter");
	terminal_paste(stage->terminal, "rad två\r\nrad\x07 tre \xe2\x80\xae slut");
	press(stage, "^S");
	assert_string_equal(last_of(stage, BUP)->line->act.say.text, "måste\nrad två\nrad tre  slut");
	stage_free(stage);
}

static void too_much_is_not_taken_and_nothing_is_lost(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);
	char *much = malloc(65536 + 1);
	size_t before = says_of(stage, BUP);

	(void)state;
	memset(much, 'x', 65536);
	much[65536] = '\0';
	press(stage, "n k 'kvar'");
	terminal_paste(stage->terminal, much);
	sees(stage, "kvar");
	much[40000] = '\0';
	press(stage, "Space");
	terminal_paste(stage->terminal, much);
	press(stage, "^S");
	sees(stage, "Skickat");
	assert_int_equal(says_of(stage, BUP), before + 1);
	assert_int_equal(strlen(last_of(stage, BUP)->line->act.say.text), 40005);
	disk_agrees(stage);
	free(much);
	stage_free(stage);
}

static void nothing_is_sent_that_says_nothing(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);
	struct journals *before = journals_read(stage);

	(void)state;
	press(stage, "n f Space ^S");
	sees(stage, "skriv något först");
	press(stage, "Esc n o 'Text' Tab 'tolv' ^S");
	sees(stage, "Inte skickat");
	press(stage, "Backspace Backspace Backspace Backspace '1.234' ^S");
	sees(stage, "två sätt");
	assert_int_equal(journals_grown(stage, before), 0);
	stage_free(stage);
}

/* Two windows of hers: each has its own text, and what one has sent the other does not send again. */
static void two_windows_have_a_text_each(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);
	struct screen *other;
	struct canvas *canvas = canvas_new(24, 80, &glyphs_utf8);
	struct buffer plain = { 0 };

	(void)state;
	press(stage, "n f 'Bara en gång'");
	other = top_of(stage, BUP);
	screen_draw(other, canvas, "");
	canvas_plain(canvas, &plain);
	assert_null(strstr(plain.bytes, "Bara en gång"));
	screen_free(other);
	buffer_free(&plain);
	canvas_free(canvas);
	press(stage, "^S");
	sees(stage, "Skickat");
	stage_free(stage);
}

static void a_quote_says_who_said_it(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);

	(void)state;
	press(stage, "Enter Home >");
	sees(stage, "> Får pengarna för färre tvångsåtgärder");
	press(stage, "'Ja.' ^S");
	assert_non_null(strstr(last_of(stage, BUP)->line->act.say.text, "> Får pengarna"));
	assert_non_null(last_of(stage, BUP)->line->act.say.thread);
	stage_free(stage);
}

/* Others' lines may come, and keys after them, before anything is drawn again. */
static void threads_may_go_between_two_drawings(void **state)
{
	struct stage *stage = stage_new();
	struct canvas *canvas = canvas_new(24, 80, &glyphs_ascii);
	struct error error = { 0 };
	struct screen *screen;

	(void)state;
	stage_begin(stage, &(struct start){ .as = "divchef-lanssjukvard" });
	screen = dialogue_screen(stage->session, org_find(stage->session->book->org, "lanssjukvard"));
	screen_draw(screen, canvas, "");
	screen->hooks->act(screen, ACTION_DOWN);
	screen_draw(screen, canvas, "");
	expect(session_at(stage->session, "finansplan", &error), "%s", error.text); /* when nothing had been said yet */
	screen->hooks->refresh(screen);
	screen->hooks->act(screen, ACTION_DOWN);
	screen->hooks->act(screen, ACTION_DOWN);
	screen_draw(screen, canvas, "");
	screen_free(screen);
	canvas_free(canvas);
	stage_free(stage);
}

/* The unit leaves the organisation while she writes: it is said, and what she wrote lies where it lay. */
static void a_unit_that_leaves_takes_nothing_with_it(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);

	(void)state;
	press(stage, "n f 'Vart tar ni vägen?'");
	unit_leaves(stage, "ls-bup");
	terminal_step(stage->terminal, -1);
	sees(stage, "Vart tar ni vägen?");
	press(stage, "^S");
	sees(stage, "finns inte längre i organisationen");
	press(stage, "'!' Esc n i s a b p r > Tab Enter v d D");
	sees(stage, "finns inte längre");
	stage_free(stage);
}

static void what_was_shown_is_read(void **state)
{
	struct stage *stage = stage_in(CHEF, BUP);

	(void)state;
	sees(stage, "1 ny");
	sees(stage, "NYTT svar");
	press(stage, "Tab Tab");
	again_in(stage, CHEF, BUP);
	sees_not(stage, "1 ny");
	sees_not(stage, "NYTT");
	meanwhile(stage, DIVISION, "{'act':'say','unit':'ls-bup','kind':'note','text':'Nytt nu'}\n");
	sees(stage, "1 ny");
	press(stage, "h");
	sees(stage, "1 oläst inlägg");
	stage_free(stage);
}

static void a_thread_that_was_closed_meanwhile_takes_a_comment_and_stays_closed(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);

	(void)state;
	press(stage, "i k 'Tack' ^S");
	sees(stage, "klar");
	press(stage, "i f");
	sees(stage, "en fråga tar upp den igen");
	press(stage, "'En sak till?' ^S");
	sees(stage, "väntar på svar");
	stage_free(stage);
}

/* Of several agreements in a thread the one that waits is where she stands. */
static void what_waits_is_confirmed_without_looking_for_it(void **state)
{
	struct stage *stage = stage_in("chef-ls-psykiatri", "ls-psykiatri");
	int unit = org_find(stage->session->book->org, "ls-psykiatri");
	struct thread *threads;
	const struct event *waits = NULL;

	(void)state;
	dialogue_threads(stage->session->book, unit, &threads);
	assert_int_equal(dialogue_duty(stage->session->book, &threads[0], PARTY_UNIT, &waits), DUTY_CONFIRM);
	free(threads);
	press(stage, "b");
	sees(stage, "Bekräftat");
	dialogue_threads(stage->session->book, unit, &threads);
	assert_int_equal(dialogue_duty(stage->session->book, &threads[0], PARTY_UNIT, NULL), DUTY_NONE);
	free(threads);
	stage_free(stage);
}

static void it_goes_out_as_a_sheet(void **state)
{
	struct stage *stage = stage_in(DIVISION, "lanssjukvard");
	struct screen *screen = top_of(stage, "lanssjukvard");
	struct sheet sheet = { 0 };
	struct buffer out = { 0 };

	(void)state;
	assert_true(screen->hooks->sheet(screen, &sheet));
	sheet_write(&out, &sheet, REPORT_CSV, false);
	assert_non_null(strstr(out.bytes, "Störst är att minska hyrpersonalen"));
	assert_non_null(strstr(out.bytes, ";12,0;"));
	assert_int_equal(sheet.row_count, says_of(stage, "lanssjukvard"));
	buffer_free(&out);
	sheet_free(&sheet);
	screen_free(screen);
	stage_free(stage);
}

static void every_size_is_drawn(void **state)
{
	static const struct { int rows, columns; } sizes[] = { { 1, 1 }, { 8, 40 }, { 9, 69 }, { 12, 70 }, { 24, 80 }, { 60, 200 } };
	struct stage *stage = stage_in(DIVISION, "lanssjukvard");

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		terminal_resize(stage->terminal, sizes[i].rows, sizes[i].columns);
		press(stage, "Enter PgDn PgUp Tab Down");
	}
	press(stage, "n o 'Text'");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		terminal_resize(stage->terminal, sizes[i].rows, sizes[i].columns);
	sees(stage, "Text");
	stage_free(stage);
}

/* A step in the list shows another conversation beside it, which costs what is said in it. */
static void keys_cost_little(void **state)
{
	struct stage *stage = stage_in(DIVISION, BUP);
	size_t list, entry, panel, typed;

	(void)state;
	press(stage, "n f 'Hur går det med köerna?' ^S n k 'Hyrläkarna kostar mer än i fjol.' ^S Tab Home");
	list = bytes_at_most(stage, "Down", 3);
	press(stage, "Tab Home");
	entry = bytes_at_most(stage, "Down", 3);
	press(stage, "i");
	panel = bytes_of(stage, "k");
	typed = bytes_to_type(stage, "Vi ses i mars.");
	print_message("bytes: thread at most %zu, entry at most %zu, panel %zu, letter at most %zu\n", list, entry, panel, typed);
	assert_true(list <= 600 && entry <= 180 && panel <= 870 && typed <= 20);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_question_becomes_an_agreement_and_is_closed),
		cmocka_unit_test(what_is_wrong_is_put_right_by_a_new_entry),
		cmocka_unit_test(who_wrote_it_or_not_follows_an_agreement_up),
		cmocka_unit_test(an_agreement_at_the_top_is_confirmed_by_who_made_it),
		cmocka_unit_test(two_chefs_propose_and_the_level_above_decides),
		cmocka_unit_test(a_proposal_is_declined_with_a_word),
		cmocka_unit_test(an_ekonom_comments_and_changes_nothing),
		cmocka_unit_test(who_is_no_party_writes_nothing),
		cmocka_unit_test(a_figure_has_a_thread_of_its_own),
		cmocka_unit_test(a_figure_is_shown_as_it_was_then),
		cmocka_unit_test(a_draft_is_offered_again_where_it_was_left),
		cmocka_unit_test(at_the_top_it_says_who_reads_it),
		cmocka_unit_test(start_tells_of_what_was_begun),
		cmocka_unit_test(what_names_no_entry_is_not_offered),
		cmocka_unit_test(what_was_begun_is_told_to_nobody_else),
		cmocka_unit_test(what_is_written_survives_a_kill),
		cmocka_unit_test(what_others_write_disturbs_no_writing),
		cmocka_unit_test(composed_and_decomposed_are_sent_as_one),
		cmocka_unit_test(too_much_is_not_taken_and_nothing_is_lost),
		cmocka_unit_test(nothing_is_sent_that_says_nothing),
		cmocka_unit_test(two_windows_have_a_text_each),
		cmocka_unit_test(a_quote_says_who_said_it),
		cmocka_unit_test(threads_may_go_between_two_drawings),
		cmocka_unit_test(a_unit_that_leaves_takes_nothing_with_it),
		cmocka_unit_test(what_was_shown_is_read),
		cmocka_unit_test(a_thread_that_was_closed_meanwhile_takes_a_comment_and_stays_closed),
		cmocka_unit_test(what_waits_is_confirmed_without_looking_for_it),
		cmocka_unit_test(it_goes_out_as_a_sheet),
		cmocka_unit_test(every_size_is_drawn),
		cmocka_unit_test(keys_cost_little),
	};

	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

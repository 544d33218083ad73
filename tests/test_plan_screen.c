/* The plan on a terminal, from both sides in turn on one folder: given, divided, sent, returned with marks, mended, approved, changed, divided, approved
 * again; and what may go wrong between two who do not see each other. */
#include "testing.h"

#include "approval.h"
#include "stage.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define OWNER "chef-ls-ortopedi"
#define ABOVE "divchef-lanssjukvard"
#define UNIT  "ls-ortopedi"

static int unit_at(const struct stage *stage)
{
	return org_find(stage->session->book->org, UNIT);
}

static enum plan_status status_of(const struct stage *stage)
{
	return approval_status(stage->session->table, unit_at(stage));
}

/* The plan of the unit, by who reads it. */
static void to_plan(struct stage *stage, const char *user)
{
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = user, .unit = UNIT, .screen = "plan" });
}

static struct stage *plan_as(const char *user)
{
	struct stage *stage = stage_new();

	stage_run(stage, &(struct start){ .as = user, .unit = UNIT, .screen = "plan" });
	return stage;
}

/* What was sent last, as an act names it. */
static void last_submit(const struct stage *stage, char hash[HASH_TEXT])
{
	const struct sending *sending = approval_newest(stage->session->now, unit_at(stage), 2020);

	assert_non_null(sending);
	memcpy(hash, sending->submit->line->hash, HASH_TEXT);
}

static void another_answers(struct stage *stage, const char *user, const char *act, bool seen)
{
	char hash[HASH_TEXT], json[400];

	last_submit(stage, hash);
	snprintf(json, sizeof json, "{'act':'%s','unit':'" UNIT "','submit':'%s','text':'så här'}\n", act, hash);
	if (seen)
		meanwhile(stage, user, json);
	else
		another_writes(stage, user, json);
}

static void send(struct stage *stage)
{
	press(stage, "s Enter Enter");
	sees(stage, "Skickad 09.00");
}

/* ---- the whole cycle ---- */

static void it_is_sent_and_locked(struct stage *stage)
{
	stage_run(stage, &(struct start){ .as = OWNER });
	sees(stage, "Skicka planen");
	press(stage, "P");
	sees(stage, "Ortopedi · Verksamhetsplan 2020");
	sees(stage, "Påbörjad; klarmarkeras senast 31 jan 2020");
	sees(stage, "Hela planen: ingen är godkänd förut");
	press(stage, "s");
	sees(stage, "Skicka verksamhetsplan 2020 till divisionschef Länssjukvård?");
	sees(stage, "tillbaka den tills hon svarat; så länge kan den inte ändras");
	press(stage, "Enter Enter");
	sees(stage, "Skickad 09.00");
	sees(stage, "Skickad till divisionschef Länssjukvård i dag 09.00 av dig: du kan ta tillbaka");
	assert_int_equal(status_of(stage), PLAN_SUBMITTED);
	press(stage, "f");
	sees(stage, "Planen är skickad till divisionschef Länssjukvård: ta tillbaka den först (P)");
	to_row(stage, "Personal");
	press(stage, "5");
	sees_not(stage, "ej sparat");
	press(stage, "^S");
	sees(stage, "ta tillbaka den först (P)");
	disk_agrees(stage);
}

static void it_is_returned_with_marks(struct stage *stage)
{
	stage_again(stage, ABOVE);
	sees(stage, "Granska Ortopedi");
	sees(stage, "skickad till dig i dag");
	to_row(stage, "Granska Ortopedi");
	press(stage, "Enter");
	sees(stage, "Ortopedi · Verksamhetsplan 2020");
	to_row(stage, "Personal");
	press(stage, "m 'Hur många tjänster?' Enter Enter");
	sees(stage, "Märkt: följer med när du lämnar åter (R). 1 i allt");
	to_row(stage, "Material");
	press(stage, "m Enter Enter");
	sees(stage, "2 i allt");
	to_row(stage, "Lokaler");
	press(stage, "m Enter Enter");
	sees(stage, "3 i allt");
	press(stage, "R");
	sees(stage, "3 märkta rader följer med");
	press(stage, "Enter Enter");
	sees(stage, "Inte sparat: skriv vad som ska kompletteras");
	press(stage, "'Se över de märkta' Enter Enter");
	sees(stage, "Återlämnad 09.00 för komplettering");
	assert_int_equal(status_of(stage), PLAN_RETURNED);
}

static void it_is_mended_and_sent(struct stage *stage)
{
	stage_again(stage, OWNER);
	sees(stage, "Komplettera planen");
	sees(stage, "3 märkta rader");
	to_row(stage, "Komplettera planen");
	press(stage, "Enter");
	sees(stage, "Åter för komplettering: 0 av 3 åtgärdade");
	sees(stage, "M märkt att komplettera: «Hur många tjänster?»");
	sees(stage, "Åter för komplettering: «Se över de märkta»");
	press(stage, "2 2 8 0 0 Enter N");
	sees(stage, "1 av 3 åtgärdade");
	press(stage, "1 2 2 0 Enter");
	sees(stage, "2 av 3 åtgärdade");
	press(stage, "^S Enter Enter");
	sees(stage, "Sparat 09.00");
	meanwhile(stage, OWNER, "{'act':'say','unit':'" UNIT "','kind':'comment','about':'" UNIT "/2020/line.lokaler','text':'Hyran är som avtalat'}\n");
	sees(stage, "3 av 3 åtgärdade");
	press(stage, "P");
	sees(stage, "Att komplettera: 3 av 3 åtgärdade");
	press(stage, "s Enter Enter");
	sees(stage, "Skickad 09.00");
}

static void it_is_approved(struct stage *stage)
{
	to_plan(stage, ABOVE);
	sees(stage, "Kompletterad efter återlämningen: 3 av 3 åtgärdade"); /* she sees what became of what she asked for */
	sees(stage, "«Se över de märkta»");
	sees(stage, "Personal: «Hur många tjänster?» (åtgärdad)");
	sees(stage, "a godkänn  R lämna åter  m märk"); /* and what she may do, also where there is little room */
	sees_not(stage, "s skicka");
	press(stage, "a");
	sees(stage, "Du godkänner exakt detta (tkr): ram 228 400, att fördela 234 400, fördelat");
	press(stage, "'Bra' Enter Enter");
	sees(stage, "Godkänd 09.00: den gäller nu");
	sees(stage, "Godkänd av dig i dag; den gäller");
	assert_int_equal(status_of(stage), PLAN_APPROVED);
	disk_agrees(stage);
}

static void the_ram_is_changed(struct stage *stage)
{
	another_writes(stage, ABOVE,
	               "{'act':'post','kind':'expansion','year':2020,'legs':[['" UNIT "',20000000]],'line':'personal','text':'löneavtal'}\n");
	stage_again(stage, OWNER);
	sees(stage, "Fördela ramjusteringen");
	sees(stage, "+20 000 tkr");
	to_row(stage, "Fördela ramjusteringen");
	press(stage, "Enter");
	sees(stage, "Godkänd, ramjustering +20 000 ej fördelad");
	sees(stage, "A: ramen har ändrats +20 000 tkr för raden («löneavtal»); A lägger 42 800 tkr");
	press(stage, "A");
	sees(stage, "Personal är i utkastet");
	sees(stage, "42 800");
	press(stage, "A");
	sees(stage, "Raden har ingen del i en ramjustering");
	press(stage, "^S Enter Enter P");
	sees(stage, "Ändrat sedan planen som gäller (godkänd i dag)");
	sees(stage, "+20 000");
	sees_not(stage, "Material");
	press(stage, "Tab");
	sees(stage, "Material");
	send(stage);
	to_plan(stage, ABOVE);
	press(stage, "a");
	sees(stage, "2 rader är ändrade sedan den plan som gäller");
	press(stage, "Enter Enter");
	sees(stage, "Godkänd 09.00");
	assert_int_equal(status_of(stage), PLAN_APPROVED);
	assert_int_equal(approval_adjusted(stage->session->book, unit_at(stage), 2020), 0);
	disk_agrees(stage);
}

static void a_plan_goes_the_whole_way(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	it_is_sent_and_locked(stage);
	it_is_returned_with_marks(stage);
	it_is_mended_and_sent(stage);
	it_is_approved(stage);
	the_ram_is_changed(stage);
	stage_free(stage);
}

/* ---- what may go wrong ---- */

static void what_is_left_needs_a_reason_that_is_seen_first(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	another_writes(stage, OWNER, "{'act':'distribute','unit':'" UNIT "','year':2020,'lines':[{'line':'material','kr':1000000}]}\n");
	stage_run(stage, &(struct start){ .as = OWNER, .unit = UNIT, .screen = "plan" });
	sees(stage, "kräver skäl: 150 tkr är kvar att fördela");
	press(stage, "s");
	sees(stage, "Varför 150 tkr är kvar");
	press(stage, "Enter Enter");
	sees(stage, "Inte sparat: skriv varför planen skickas fast ramen inte går jämnt ut");
	press(stage, "'Väntar på anbud' Enter Enter");
	sees(stage, "Skickad 09.00");
	to_plan(stage, ABOVE);
	sees(stage, "150 tkr är kvar att fördela: «Väntar på anbud»");
	press(stage, "a Enter Enter");
	sees(stage, "Godkänd 09.00");
	stage_again(stage, OWNER);
	sees(stage, "Se din plan");
	sees_not(stage, "Fördela ramen"); /* what is left has been approved too */
	stage_free(stage);
}

/* What she only should know hinders nothing: Start offers it as `report tasks` does. */
static void a_question_does_not_hide_that_it_can_be_sent(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	another_writes(stage, ABOVE, "{'act':'say','unit':'" UNIT "','kind':'question','text':'Hur går det?'}\n");
	stage_run(stage, &(struct start){ .as = OWNER });
	sees(stage, "Svara på en fråga");
	sees(stage, "Skicka planen");
	sees(stage, "till divisionschef Länssjukvård, senast");
	stage_free(stage);
}

/* What waits is told, but nothing is to be sent; until the ram is another. */
static void a_plan_in_force_is_not_to_be_sent(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = OWNER });
	press(stage, "P");
	send(stage);
	another_answers(stage, ABOVE, "approve", true);
	another_writes(stage, ABOVE, "{'act':'say','unit':'" UNIT "','kind':'question','text':'Hur går det?'}\n");
	to_plan(stage, ABOVE);
	sees(stage, "Att veta om planen");
	sees(stage, "  en fråga väntar på enhetens svar");
	sees_not(stage, "att veta:");
	sees_not(stage, "Innan den skickas");
	another_writes(stage, ABOVE, "{'act':'post','kind':'expansion','year':2020,'legs':[['" UNIT "',1000]],'text':'x'}\n");
	to_plan(stage, OWNER);
	sees(stage, "Innan den skickas");
	sees(stage, "att veta: en fråga väntar på enhetens svar");
	stage_free(stage);
}

static void it_is_taken_back(void **state)
{
	struct stage *stage = plan_as(OWNER);

	(void)state;
	press(stage, "r");
	sees(stage, "Planen är inte skickad");
	send(stage);
	press(stage, "s");
	sees(stage, "Planen är redan skickad: r tar tillbaka den");
	press(stage, "a");
	sees(stage, "godkänns eller lämnas åter av divisionschef Länssjukvård");
	press(stage, "r Enter Enter");
	sees(stage, "Återtagen 09.00");
	assert_int_equal(status_of(stage), PLAN_DRAFT);
	disk_agrees(stage);
	stage_free(stage);
}

/* The session that did not see the first one is told, and nothing is written twice. */
static void it_is_not_sent_twice(void **state)
{
	struct stage *stage = plan_as(OWNER);
	char hash[HASH_TEXT], json[400];
	struct content *content;
	struct arena arena = { 0 };

	(void)state;
	content = content_make(stage->session->book, &(struct charter){ stage->session->book->region, stage->session->book->org }, UNIT, 2020, &arena);
	content_hash(content, hash);
	arena_free(&arena);
	press(stage, "s 'Min egen kommentar'");
	snprintf(json, sizeof json, "{'act':'submit','unit':'" UNIT "','year':2020,'plan':'%s'}\n", hash);
	meanwhile(stage, OWNER, json);
	sees(stage, "Planen har just skickats: det här är den. Inget är skickat en gång till");
	sees(stage, "Skickad till divisionschef Länssjukvård");
	press(stage, "s");
	sees(stage, "Planen är redan skickad");
	press(stage, "r Enter Enter s");
	sees(stage, "Min egen kommentar");
	disk_agrees(stage);
	stage_free(stage);
}

static void a_plan_that_was_taken_back_is_not_approved(void **state)
{
	static const bool seen[] = { true, false };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct stage *stage = plan_as(OWNER);

		send(stage);
		to_plan(stage, ABOVE);
		press(stage, "a 'Mycket bra' Enter");
		another_answers(stage, OWNER, "recall", seen[i]);
		if (!seen[i])
			press(stage, "Enter"); /* read before the screen hears of it */
		sees(stage, seen[i] ? "Planen har just tagits tillbaka: inget är sparat" : "Inte sparat:");
		assert_int_equal(status_of(stage), PLAN_DRAFT);
		press(stage, "a");
		sees(stage, "Planen är inte skickad");
		disk_agrees(stage);
		stage_free(stage);
	}
}

/* What she divided as registrar or chef, or sent, she does not approve. */
static void who_wrote_in_it_does_not_approve_it(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	another_writes(stage, "registrator", "{'act':'distribute','unit':'" UNIT "','year':2020,'lines':[{'line':'material','kr':1150000}],'decision':'x'}\n");
	stage_run(stage, &(struct start){ .as = OWNER, .unit = UNIT, .screen = "plan" });
	send(stage);
	to_plan(stage, "registrator");
	press(stage, "a");
	sees_not(stage, "Du godkänner");
	stage_free(stage);
}

static void a_deputy_outside_her_dates_is_told(void **state)
{
	struct stage *stage = plan_as("stf-chef-ls-ortopedi"); /* from 23 December */

	(void)state;
	press(stage, "s");
	sees(stage, "ersättare i dag: det räknas, men märks");
	press(stage, "Enter Enter");
	sees(stage, "Skickad 09.00");
	press(stage, "End");
	sees(stage, "utanför sin tid som ersättare");
	stage_free(stage);
}

/* The window is gone in the middle of a comment: it stands there again, with what was marked. */
static void a_comment_outlives_the_program(void **state)
{
	struct stage *stage = plan_as(OWNER);
	int status;
	pid_t child;

	(void)state;
	send(stage);
	stage_leave(stage);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		stage_run(stage, &(struct start){ .as = ABOVE, .unit = UNIT, .screen = "plan" });
		to_row(stage, "Personal");
		press(stage, "m 'För mycket' Enter Enter R 'Räkna om person'");
		raise(SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	to_plan(stage, ABOVE);
	sees(stage, "Det du skrev är kvar");
	sees(stage, "Räkna om person");
	sees(stage, "1 märkt rad följer med");
	press(stage, "'alen' Enter Enter");
	sees(stage, "Återlämnad 09.00");
	press(stage, "Home");
	sees(stage, "«Räkna om personalen»");
	sees(stage, "«För mycket»");
	disk_agrees(stage);
	stage_free(stage);
}

static void the_root_is_approved_by_the_registrar_with_a_decision(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = "regiondirektor", .unit = "regionstyrelsen", .screen = "plan" });
	press(stage, "s 'Enligt beslut' Enter Enter");
	sees(stage, "Skickad 09.00");
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = "registrator", .unit = "regionstyrelsen", .screen = "plan" });
	press(stage, "a Enter Enter Enter");
	sees(stage, "ange beslutet");
	press(stage, "Down 'RS 18 dec 2019 § 7' Enter Enter");
	sees(stage, "Godkänd 09.00");
	disk_agrees(stage);
	stage_free(stage);
}

static void a_mark_is_taken_away(void **state)
{
	struct stage *stage = plan_as(OWNER);

	(void)state;
	send(stage);
	to_plan(stage, ABOVE);
	to_row(stage, "Personal");
	press(stage, "m 'Nej' Enter Enter m");
	sees(stage, "Nej");
	sees(stage, "ta bort märkningen");
	press(stage, "Enter Right Enter");
	sees(stage, "Märkningen är borttagen. 0 i allt");
	press(stage, "R");
	sees(stage, "Ingen rad är märkt");
	stage_free(stage);
}

static void who_only_reads_sees_it_and_does_nothing(void **state)
{
	struct stage *stage = plan_as("ekonom-lanssjukvard");
	struct journals *before = journals_read(stage);

	(void)state;
	sees(stage, "Ortopedi · Verksamhetsplan 2020");
	press(stage, "s r a R m");
	sees_not(stage, "Enter Enter");
	assert_int_equal(journals_grown(stage, before), 0);
	stage_free(stage);
}

/* The chef's was answered, and the deputy's waits, who knew of neither. */
static void two_send_it_at_once(void **state)
{
	static const char submit[] = "{'act':'submit','unit':'" UNIT "','year':2020}\n";
	struct stage *stage = stage_new();

	(void)state;
	two_write(stage, OWNER, submit, "stf-" OWNER, submit);
	stage_run(stage, &(struct start){ .as = ABOVE, .unit = UNIT, .screen = "plan", .rows = 40, .columns = 200 });
	sees(stage, "av ersättare för verksamhetsområdeschef Ortopedi");
	sees(stage, "verksamhetsområdeschef Ortopedi skickade planen för Ortopedi 2020 (en annan än den som väntar)");
	press(stage, "a Enter Enter");
	sees(stage, "Godkänd av dig");
	sees_not(stage, "(en annan än");
	stage_free(stage);
}

static void keys_cost_little(void **state)
{
	struct stage *stage = stage_new();
	size_t down, page, question, typed;

	(void)state;
	stage_run(stage, &(struct start){ .as = ABOVE, .unit = "lanssjukvard", .screen = "plan" });
	press(stage, "Home");
	page = bytes_of(stage, "PgDn");
	press(stage, "Home");
	down = bytes_at_most(stage, "Down", 20);
	question = bytes_of(stage, "s");
	typed = bytes_to_type(stage, "Vi ses i mars.");
	print_message("bytes: down at most %zu, page %zu, question %zu, letter at most %zu\n", down, page, question, typed);
	assert_true(down <= 230 && page <= 750 && question <= 480 && typed <= 20);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plan_goes_the_whole_way),
		cmocka_unit_test(what_is_left_needs_a_reason_that_is_seen_first),
		cmocka_unit_test(a_question_does_not_hide_that_it_can_be_sent),
		cmocka_unit_test(a_plan_in_force_is_not_to_be_sent),
		cmocka_unit_test(it_is_taken_back),
		cmocka_unit_test(it_is_not_sent_twice),
		cmocka_unit_test(a_plan_that_was_taken_back_is_not_approved),
		cmocka_unit_test(who_wrote_in_it_does_not_approve_it),
		cmocka_unit_test(a_deputy_outside_her_dates_is_told),
		cmocka_unit_test(a_comment_outlives_the_program),
		cmocka_unit_test(the_root_is_approved_by_the_registrar_with_a_decision),
		cmocka_unit_test(a_mark_is_taken_away),
		cmocka_unit_test(who_only_reads_sees_it_and_does_nothing),
		cmocka_unit_test(two_send_it_at_once),
		cmocka_unit_test(keys_cost_little),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

/* Start, for each who may sit at it: what waits, the one next step, and that what it says is what every other screen says. How it looks is in
 * tests/screens/start-*.test. */
#include "approval.h"
#include "testing.h"

#include "setup.h"
#include "stage.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHEF   "divchef-lanssjukvard"
#define DEPUTY "stf-divchef-lanssjukvard"
#define EKONOM "ekonom-lanssjukvard"

/* ---- the one next step ---- */

static size_t marks_on(struct stage *stage)
{
	size_t count = 0;

	for (const char *at = terminal_screen(stage->terminal); (at = strstr(at, "▸")) != NULL; at++)
		count++;
	return count;
}

static void each_has_one_next_step(void **state)
{
	static const struct { struct start start; const char *next; } cases[] = {
		{ { .as = "regiondirektor" }, "▸ Följ upp Folktandvård" },
		{ { .as = CHEF }, "▸ Fördela ramen             6,5 mnkr kvar" },
		{ { .as = DEPUTY }, "▸ Fördela ramen" },
		{ { .as = "chef-ls-ortopedi" }, "▸ Skicka planen" },
		{ { .as = EKONOM }, "▸ Se över avstämningen" },
		{ { .as = "registrator" }, "▸ Se över avstämningen" },
		{ { .as = CHEF, .read_only = true }, "▸ Se hur planerna står" },
		{ { .as = DEPUTY, .read_only = true }, "▸ Se hur planerna står" },
		{ { .read_only = true }, "▸ Välj vem du är här" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct stage *stage = stage_new();

		stage_run(stage, &cases[i].start);
		press(stage, "h");
		sees(stage, cases[i].next);
		assert_int_equal(marks_on(stage), 1);
		stage_free(stage);
	}
}

static void a_reader_is_not_told_to_write(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = CHEF, .read_only = true });
	sees(stage, "KVAR ATT FÖRDELA 6,5");
	sees_not(stage, "Fördela ramen");
	sees_not(stage, "Svara på en fråga");
	press(stage, "Enter");
	sees(stage, "Länssjukvård");
	sees(stage, "läser");
	stage_free(stage);
}

/* ---- what it says is what the others say ---- */

/* Amounts with common spaces, as they are written here. */
static char *plain(char *text)
{
	for (char *at = text; (at = strstr(at, "\u00a0")) != NULL;) {
		*at = ' ';
		memmove(at + 1, at + 2, strlen(at + 1));
	}
	return text;
}

static char *drawn(struct screen *screen)
{
	struct canvas *canvas = canvas_new(60, 200, &glyphs_ascii);
	struct buffer out = { 0 };

	screen_draw(screen, canvas, "");
	canvas_plain(canvas, &out);
	canvas_free(canvas);
	return plain(out.bytes);
}

static size_t times(const char *text, const char *wanted)
{
	size_t count = 0;

	for (; (text = strstr(text, wanted)) != NULL; text += strlen(wanted))
		count++;
	return count;
}

static void says_left(const struct session *session, int unit, const char *screen)
{
	money left = session->table->balance[unit].left;
	char amount[MONEY_TEXT], words[100];

	money_print(amount, left < 0 && left != MONEY_NONE ? -left : left, session_money(session, unit), MONEY_FULL, MONEY_ASCII);
	if (left == MONEY_NONE)
		snprintf(words, sizeof words, "%s", session->book->org->units[unit].name);
	else if (!left)
		snprintf(words, sizeof words, "%s", "allt är fördelat");
	else
		snprintf(words, sizeof words, left < 0 ? "ÖVER RAM %s" : "KVAR ATT FÖRDELA %s", plain(amount));
	expect(strstr(screen, words), "%s: no «%s» in\n%s", session->book->org->units[unit].id, words, screen);
}

/* As the tree marks them. */
static void says_of_subs(const struct session *session, int unit, const char *screen)
{
	const struct org *org = session->book->org;
	size_t over = 0, slow = 0;
	char words[100];

	for (int sub = org_next_sub(org, unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org, unit, sub)) {
		money left = session->table->balance[sub].left;

		over += org->units[sub].kind == UNIT_UNIT && left != MONEY_NONE && left < 0;
		slow += strcmp(approval_status_name(approval_status(session->table, sub)), "ej påbörjad") == 0;
	}
	snprintf(words, sizeof words, "Följ upp %zu enheter", slow);
	expect(times(screen, "över sin ram") == over, "%s: %zu over\n%s", org->units[unit].id, over, screen);
	expect(times(screen, "har inte börjat fördela") == (slow > 0), "%s: %zu slow\n%s", org->units[unit].id, slow, screen);
	expect(slow < 2 || strstr(screen, words), "%s: %s\n%s", org->units[unit].id, words, screen);
}

static void every_chef_is_told_what_the_table_says(void **state)
{
	struct stage *stage = stage_new();
	int chefs = 0;

	(void)state;
	stage_begin(stage, &(struct start){ .as = CHEF });
	for (int unit = 0; unit < stage->session->book->org->count; unit++) {
		const struct unit *one = &stage->session->book->org->units[unit];
		struct error error;

		if (one->kind != UNIT_UNIT)
			continue;
		expect(session_take(stage->session, &(struct seat){ unit, SEAT_CHEF, one->chef }, &error), "%s", error.text);
		struct screen *screen = start_screen(stage->session);
		char *text = drawn(screen);

		says_left(stage->session, unit, text);
		says_of_subs(stage->session, unit, text);
		free(text);
		screen_free(screen);
		chefs++;
	}
	assert_true(chefs > 50);
	stage_free(stage);
}

/* What an ekonom sees out of balance is all that is. */
static void an_ekonom_is_told_of_all_that_is_out_of_balance(void **state)
{
	struct stage *stage = stage_new();
	size_t count = 0;

	(void)state;
	stage_begin(stage, &(struct start){ .as = EKONOM });
	struct screen *screen = start_screen(stage->session);
	const struct org *org = stage->session->book->org;
	int area = org_find(org, "lanssjukvard");
	char *text = drawn(screen);
	const char *list = strstr(text, "Inte i balans");

	assert_non_null(list);
	for (int unit = area; unit < org->units[area].end; unit++) {
		money left = stage->session->table->balance[unit].left;

		if (left == MONEY_NONE || !left)
			continue;
		expect(strstr(list, org->units[unit].name), "%s is not there", org->units[unit].name);
		count++;
	}
	assert_int_equal(times(list, " kvar") + times(list, " över ram"), count);
	free(text);
	screen_free(screen);
	stage_free(stage);
}

/* ---- in whose place, and until when ---- */

static void a_deputy_is_told_her_dates(void **state)
{
	static const struct { const char *epoch, *words; } days[] = {
		{ "1576486800", "Du är ersättare först från 21 dec 2019: det du sparar innan dess räknas, men" },
		{ "1576922400", "Du är ersättare till och med 6 jan 2020." }, /* 21 December */
		{ "1578326400", "Du är ersättare till och med 6 jan 2020." }, /* 6 January, 16.00 */
		{ "1578391200", "Du var ersättare till och med 6 jan 2020: det du sparar efter det räknas, men" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct stage *stage = stage_new();

		setenv("SOURCE_DATE_EPOCH", days[i].epoch, 1);
		stage_run(stage, &(struct start){ .as = DEPUTY });
		sees(stage, "Du är ersättare för divisionschef Länssjukvård");
		sees(stage, "senast 15 jan 2020");
		sees(stage, days[i].words);
		stage_free(stage);
	}
}

/* ---- where they land ---- */

static void an_ekonom_lands_on_her_list(void **state)
{
	struct stage *stage = stage_as(EKONOM);

	(void)state;
	sees_not(stage, "Du är ekonom");
	sees(stage, "Vuxenpsykiatri");
	press(stage, "h");
	sees(stage, "Du är ekonom Länssjukvård");
	press(stage, "Down Down");
	sees(stage, "Se alla enheter i en lista");
	press(stage, "Enter");
	sees_not(stage, "Du är ekonom");
	press(stage, "h b / 'ekonom närsjuk' Enter"); /* and who takes the seat */
	sees_not(stage, "Du är ekonom");
	press(stage, "h");
	sees(stage, "Du är ekonom Närsjukvård");
	stage_free(stage);
}

static void a_seat_is_chosen_once(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ 0 });
	sees(stage, "Vem är du här?");
	press(stage, "/ 'divisionschef läns'");
	sees(stage, "Enter välj");
	press(stage, "Enter");
	sees(stage, "Du är divisionschef Länssjukvård");
	press(stage, "o h");
	sees(stage, "Du är divisionschef Länssjukvård");
	stage_free(stage);
}

/* ---- what has changed ---- */

#define TEN_MORE \
	"{'act':'post','kind':'expansion','year':2020,'legs':[['lanssjukvard',10000000]],'text':'Fler vårdplatser','decision':'RS 17 dec 2019 § 301'}\n"

static void changes_since_yesterday_are_found(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	sees(stage, "nyast först; inget sedan i går");
	another_writes(stage, "regiondirektor", TEN_MORE);
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "KVAR ATT FÖRDELA 16,5");
	sees(stage, "1 ändring sedan i går");
	press(stage, "End Enter");
	sees(stage, "sedan i går");
	sees(stage, "Fler vårdplatser");
	sees_not(stage, "Vårdavdelningen för ortopedi");
	stage_free(stage);
}

/* Where there is no room for years, too: «13 dec» is what is left of a date, «i går» is whole. */
static void yesterday_is_called_so(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	setenv("SOURCE_DATE_EPOCH", "1576314000", 1); /* 14 December 2019 */
	stage_run(stage, &(struct start){ .as = CHEF });
	sees(stage, "11 ändringar sedan i går");
	press(stage, "End Enter");
	sees(stage, "           chef Kirurgi Gälliva…  ändrade fördelningen 2020 för Kirurgi Gälliv…");
	press(stage, "s");
	sees(stage, "   12 dec  chef Länssjukvård      svarade");
	stage_free(stage);
}

static void what_the_others_got_is_one_step_away(void **state)
{
	struct stage *stage = stage_as(CHEF);

	(void)state;
	press(stage, "End Up");
	sees(stage, "Se vad de andra fick");
	press(stage, "Enter");
	sees(stage, "Närsjukvård");
	sees(stage, "3 010,5");
	stage_free(stage);
}

/* ---- the folder ---- */

static void write_in(struct stage *stage, const char *name, const char *mode, const char *text)
{
	char path[2 * STAGE_PATH];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", stage->folder, name);
	file = fopen(path, mode);
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void protect(struct stage *stage)
{
	char path[2 * STAGE_PATH], *text, *at;
	size_t size;

	snprintf(path, sizeof path, "%s/region.cfg", stage->folder);
	text = testing_read(path, &size);
	at = strstr(text, "protection");
	assert_non_null(at);
	at = strstr(at, "none");
	memcpy(at, "host", 4);
	testing_write(path, text, size);
	free(text);
}

static void open_folder(struct stage *stage)
{
	stage_run(stage, &(struct start){ 0 });
	press(stage, "End Enter"); /* only reads */
	sees(stage, "Du läser och sköter mappen");
}

static void the_administrator_sees_a_whole_folder(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	open_folder(stage);
	sees(stage, "journaler är hela, med 4");
	sees(stage, "Senast skrev");
	sees(stage, "▸ Välj vem du är här");
	press(stage, "End");
	sees(stage, "Skydd");
	press(stage, "Enter");
	sees(stage, "protection = \"host\"");
	stage_free(stage);
}

/* On a version the folder's state is still that of now: what somebody writes meanwhile is told, and the book that was is let go. */
static void the_administrator_on_a_version_hears_of_now(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	open_folder(stage);
	press(stage, "V Down Enter h");
	sees(stage, "Finansplan (");
	another_writes(stage, "regiondirektor", "{'act':'say','unit':'lanssjukvard','kind':'note','text':'Hej'}\n");
	assert_true(terminal_step(stage->terminal, -1));
	press(stage, "Down Up");
	sees(stage, "Senast skrev");
	stage_free(stage);
}

static void trouble(const char *file, const char *mode, const char *text, const char *what, const char *remedy)
{
	struct stage *stage = stage_new();
	char marked[200];

	write_in(stage, file, mode, text);
	open_folder(stage);
	snprintf(marked, sizeof marked, "▸ %s", what);
	sees(stage, marked);
	press(stage, "Enter");
	sees(stage, remedy);
	stage_free(stage);
}

static void the_administrator_sees_what_is_wrong_and_what_to_do(void **state)
{
	static const struct { const char *file, *mode, *text, *what, *remedy; } troubles[] = {
		{ "journals/" CHEF ".jsonl", "r+", "[", "Lägg tillbaka en skadad journal   divisionschef Länssjukvård",
		  "lägg tillbaka den från en" },
		{ "organisation.cfg", "a", "\n// ändrad\n", "Anta organisation.cfg", "budgetdialog adopt" },
		{ "region.cfg", "a", "\n// ändrad\n", "Anta region.cfg", "budgetdialog adopt" },
		{ "organisation.cfg", "w", "units = ( );\n", "Rätta den ändrade filen", "det gamla gäller så länge" },
		{ "published.cfg", "w", "claims = 1;\n", "Rätta published.cfg", "Allt annat fungerar" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++)
		trouble(troubles[i].file, troubles[i].mode, troubles[i].text, troubles[i].what, troubles[i].remedy);
}

/* Such an organisation cannot be adopted: it is said before anyone tries. */
static void a_unit_without_chef_is_told(void **state)
{
	struct stage *stage = stage_new();
	char path[2 * STAGE_PATH], *text, *chef;
	size_t size;

	(void)state;
	snprintf(path, sizeof path, "%s/organisation.cfg", stage->folder);
	text = testing_read(path, &size);
	chef = strstr(text, "chef=\"divchef-service\";");
	assert_non_null(chef);
	memset(chef, ' ', strcspn(chef, ";") + 1);
	testing_write(path, text, size);
	free(text);
	open_folder(stage);
	sees(stage, "▸ Rätta den ändrade filen");
	sees(stage, "organisation.cfg:142");
	stage_free(stage);
}

/* Nothing that she does can be saved: that comes before all else. */
static void a_chef_is_told_that_her_journal_is_damaged(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	write_in(stage, "journals/" CHEF ".jsonl", "r+", "[");
	stage_run(stage, &(struct start){ .as = CHEF });
	sees(stage, "▸ Din journal är skadad");
	press(stage, "Enter");
	sees(stage, "säkerhetskopia");
	stage_again(stage, "divchef-narsjukvard"); /* that is nobody else's */
	sees_not(stage, "Din journal är skadad");
	stage_free(stage);
}

static void a_missing_journal_is_told(void **state)
{
	struct stage *stage = stage_new();
	char path[2 * STAGE_PATH];

	(void)state;
	snprintf(path, sizeof path, "%s/journals/" DEPUTY ".jsonl", stage->folder);
	assert_int_equal(unlink(path), 0);
	open_folder(stage);
	sees(stage, "▸ Återställ en journal som saknas");
	sees(stage, DEPUTY);
	stage_free(stage);
}

/* Where the folder is to be protected nobody sits in another's seat: who owns it comes straight to its state. */
static void the_administrator_of_a_protected_folder_lands_on_its_state(void **state)
{
	struct stage *stage = stage_new();
	struct error error = { 0 };

	(void)state;
	protect(stage);
	struct folder *folder = folder_open(stage->folder, &error);

	expect(folder && setup_adopt(folder, NULL, NULL, NULL, &error), "%s", error.text);
	folder_free(folder);
	stage_run(stage, &(struct start){ 0 });
	sees(stage, "Du läser och sköter mappen");
	sees(stage, "▸ Skydda mappen");
	press(stage, "Enter");
	sees(stage, "budgetdialog doctor");
	stage_free(stage);
}

static void the_registrar_adopts_what_is_edited(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	write_in(stage, "organisation.cfg", "a", "\n// ändrad\n");
	stage_run(stage, &(struct start){ .as = "registrator" });
	sees(stage, "▸ Anta organisation.cfg");
	stage_again(stage, CHEF); /* that is no business of a chef's */
	sees_not(stage, "Anta organisation.cfg");
	stage_free(stage);
}

static void the_registrar_writes_in_a_decision(void **state)
{
	struct stage *stage = stage_as("registrator");

	(void)state;
	sees(stage, "13 enheter");
	press(stage, "Down");
	sees(stage, "Skriv in ett beslut om ramar");
	press(stage, "Enter");
	sees(stage, "Ny ramförändring");
	stage_free(stage);
}

/* ---- the mouse, and what a key costs ---- */

/* Where on the body a row with these words is. */
static int row_with(struct screen *screen, const char *words)
{
	char *text = drawn(screen), *found = strstr(text, words);
	int row = -1; /* the head row is none of the body's */

	expect(found, "%s is not in\n%s", words, text);
	for (const char *at = text; at < found; at++)
		row += *at == '\n';
	free(text);
	return row;
}

static void click_on(struct screen *screen, const char *words, const char *name)
{
	int row = row_with(screen, words);
	struct effect effect;

	assert_false(screen->hooks->click(screen, row, 5));
	assert_true(screen->hooks->click(screen, row, 5));
	effect = screen->hooks->act(screen, ACTION_OPEN);
	assert_non_null(effect.next);
	assert_string_equal(effect.next->hooks->name, name);
	screen_free(effect.next);
}

static void a_click_selects_and_a_second_one_opens(void **state)
{
	struct stage *stage = stage_new();
	struct screen *screen;

	(void)state;
	stage_begin(stage, &(struct start){ .as = CHEF });
	screen = start_screen(stage->session);
	assert_true(row_with(screen, "KVAR ATT") > 0);
	assert_false(screen->hooks->click(screen, row_with(screen, "KVAR ATT"), 5)); /* nothing to open */
	assert_false(screen->hooks->click(screen, row_with(screen, "KVAR ATT"), 5));
	assert_false(screen->hooks->click(screen, 55, 5));
	assert_true(screen->hooks->click(screen, row_with(screen, "Fördela ramen"), 5)); /* selected from the beginning */
	click_on(screen, "Se vad de andra", "organisation");
	screen_free(screen);
	screen = seats_screen(stage->session);
	assert_false(screen->hooks->click(screen, row_with(screen, "Vem är du"), 5));
	click_on(screen, "regiondirektor", "start");
	screen_free(screen);
	stage_free(stage);
}

static void keys_cost_little(void **state)
{
	struct stage *stage = stage_as(CHEF);
	size_t first = terminal_bytes(stage->terminal), most = bytes_at_most(stage, "Down", 8);

	(void)state;
	print_message("bytes: start %zu, down at most %zu\n", first, most);
	assert_true(first <= 1850);
	assert_true(most <= 260);
	stage_free(stage);
}

/* The day itself is not late. */
static void a_last_day_that_has_passed_is_told(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	setenv("SOURCE_DATE_EPOCH", "1579078800", 1); /* 15 January 2020 */
	stage_run(stage, &(struct start){ .as = "divchef-lanssjukvard" });
	sees(stage, "klarmarkeras senast 15 jan 2020");
	setenv("SOURCE_DATE_EPOCH", "1579165200", 1);
	stage_again(stage, "divchef-lanssjukvard");
	sees(stage, "skulle ha klarmarkerats 15 jan 2020");
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_has_one_next_step),
		cmocka_unit_test(a_reader_is_not_told_to_write),
		cmocka_unit_test(every_chef_is_told_what_the_table_says),
		cmocka_unit_test(an_ekonom_is_told_of_all_that_is_out_of_balance),
		cmocka_unit_test(a_deputy_is_told_her_dates),
		cmocka_unit_test(an_ekonom_lands_on_her_list),
		cmocka_unit_test(a_seat_is_chosen_once),
		cmocka_unit_test(changes_since_yesterday_are_found),
		cmocka_unit_test(yesterday_is_called_so),
		cmocka_unit_test(what_the_others_got_is_one_step_away),
		cmocka_unit_test(the_administrator_sees_a_whole_folder),
		cmocka_unit_test(the_administrator_on_a_version_hears_of_now),
		cmocka_unit_test(the_administrator_sees_what_is_wrong_and_what_to_do),
		cmocka_unit_test(a_unit_without_chef_is_told),
		cmocka_unit_test(a_chef_is_told_that_her_journal_is_damaged),
		cmocka_unit_test(a_missing_journal_is_told),
		cmocka_unit_test(the_administrator_of_a_protected_folder_lands_on_its_state),
		cmocka_unit_test(the_registrar_adopts_what_is_edited),
		cmocka_unit_test(the_registrar_writes_in_a_decision),
		cmocka_unit_test(a_click_selects_and_a_second_one_opens),
		cmocka_unit_test(a_last_day_that_has_passed_is_told),
		cmocka_unit_test(keys_cost_little),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

/* Accidents over a division that is being written: windows that are killed, rows and units that go, figures that cannot be. Nothing is lost, and
 * nothing gets anywhere else than where it was written. Real files, real keys. */
#include "testing.h"

#include "kept.h"
#include "setup.h"
#include "stage.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>

#define CHEF   "divchef-lanssjukvard"
#define HERE   &(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" }

static struct stage *stage_here(void)
{
	struct stage *stage = stage_new();

	stage_run(stage, HERE);
	return stage;
}

static void again_here(struct stage *stage)
{
	stage_leave(stage);
	stage_run(stage, HERE);
}

static money saved(const struct stage *stage, const char *line)
{
	const struct book *book = stage->session->book;
	const struct cell *cell = book_cell(book, org_find(book->org, "lanssjukvard"), LAYER_BUDGET, 2020, line);

	return cell ? cell->value : MONEY_NONE;
}

static money wish(const struct stage *stage, const char *line)
{
	money value = MONEY_NONE;

	return draft_find(&stage->session->draft, false, line, &value) ? value : MONEY_NONE;
}

/* --- kill -9 --- */

static pid_t window(struct stage *stage, const char *row, const char *keys)
{
	return window_run(stage, HERE, row, keys);
}

static struct stage *two_killed(void)
{
	struct stage *stage = stage_new();
	pid_t first = window(stage, "Intäkter", "2 1 Enter"), second = window(stage, "Material", "6 , 9 Enter");

	window_kill(first);
	window_kill(second);
	stage_run(stage, HERE);
	return stage;
}

static void both_drafts_come_back_one_at_a_time(void **state)
{
	struct stage *stage = two_killed();

	(void)state;
	sees(stage, "1 ändrad rad är inte sparad; 1 utkast till väntar");
	assert_int_equal(wish(stage, "intakter"), 21000000 * MONEY_KR);
	assert_int_equal(draft_changes(&stage->session->draft), 1); /* never merged */
	press(stage, "^S Enter s");
	sees(stage, "Sparat 09.00");
	sees(stage, "Det ligger ett utkast till för Länssjukvård");
	press(stage, "t");
	sees(stage, "Ditt utkast är kvar: 1 ändrad rad är inte sparad");
	sees_not(stage, "till väntar");
	assert_int_equal(draft_changes(&stage->session->draft), 1);
	assert_int_equal(wish(stage, "intakter"), MONEY_NONE);
	save_division(stage);
	sees_not(stage, "utkast till");
	assert_int_equal(saved(stage, "intakter"), 21000000 * MONEY_KR);
	stage_free(stage);
}

static void one_thrown_away_leaves_the_other(void **state)
{
	struct stage *stage = two_killed();

	(void)state;
	press(stage, "^Z");
	sees(stage, "Det ligger ett utkast till för Länssjukvård");
	press(stage, "s ^Y"); /* not yet: it can still be done again */
	assert_int_equal(wish(stage, "intakter"), 21000000 * MONEY_KR);
	press(stage, "^Z s");
	again_here(stage); /* and another time she is asked at once */
	sees(stage, "Det ligger ett utkast till för Länssjukvård");
	press(stage, "Enter");
	sees(stage, "Ditt utkast är kvar: 1 ändrad rad är inte sparad");
	assert_int_equal(wish(stage, "intakter"), MONEY_NONE);
	again_here(stage);
	sees(stage, "Ditt utkast är kvar: 1 ändrad rad är inte sparad");
	sees_not(stage, "till väntar");
	stage_free(stage);
}

static void an_open_window_is_not_waiting(void **state)
{
	struct stage *stage = stage_new();
	pid_t first = window(stage, "Intäkter", "2 1 Enter");

	(void)state;
	stage_run(stage, HERE);
	sees(stage, "öppet i ett annat fönster");
	press(stage, "Home Down 2 2 Enter");
	save_division(stage);
	sees_not(stage, "utkast till");
	press(stage, "Home Down 2 3 Enter");
	window_kill(first);
	press(stage, "^S Enter s");
	sees(stage, "Det ligger ett utkast till"); /* left behind since */
	press(stage, "t");
	sees(stage, "Sedan dess"); /* and what it rests on has moved: she chooses */
	press(stage, "f ^S");
	sees(stage, "Intäkter har ändrats sedan du skrev");
	stage_free(stage);
}

/* --- rows and units that go --- */

/* Wherever it stands. */
static void replace(char *text, const char *from, const char *to)
{
	assert_non_null(strstr(text, from));
	assert_int_equal(strlen(from), strlen(to));
	while ((text = strstr(text, from)))
		memcpy(text, to, strlen(to));
}

static void adopt(const struct stage *stage, const char *file, const char *from, const char *to)
{
	struct folder *folder;
	struct adopted adopted;
	struct error error = { 0 };
	char path[STAGE_PATH + 40];
	size_t size;

	snprintf(path, sizeof path, "%s/%s", stage->folder, file);
	char *bytes = testing_read(path, &size);

	replace(bytes, from, to);
	testing_write(path, bytes, size);
	folder = folder_open(stage->folder, &error);
	expect(folder && setup_adopt(folder, NULL, NULL, &adopted, &error), "%s", error.text);
	folder_free(folder);
	free(bytes);
}

/* A line leaves region.cfg while the screen is open. */
static void line_leaves(struct stage *stage)
{
	adopt(stage, "region.cfg", "id=\"interna-kop\";", "id=\"interna-kox\";");
	assert_true(terminal_step(stage->terminal, -1));
}

static void what_is_typed_goes_to_no_other_row(void **state)
{
	struct stage *stage = stage_here();
	char *bytes;
	size_t size;

	(void)state;
	to_row(stage, "Interna köp");
	press(stage, "1 7 , 5");
	line_leaves(stage);
	sees(stage, "Raden Interna köp finns inte längre. Du skrev «17,5»: det är inte infört");
	sees_not(stage, "ej sparat");
	bytes = testing_read(stage->session->draft.path, &size); /* until she has read it */
	assert_non_null(strstr(bytes, "17,5"));
	free(bytes);
	press(stage, "Enter");
	assert_false(draft_waits(&stage->session->draft));
	assert_false(kept_exists(stage->session->draft.path));
	stage_free(stage);
}

static void a_sub_units_row_may_go_too(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Ortopedi");
	press(stage, "2 2 9");
	adopt(stage, "organisation.cfg", "\"ls-ortopedi\"", "\"ls-ortopedx\"");
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "Raden Ortopedi finns inte längre. Du skrev «229»");
	press(stage, "f");
	assert_int_equal(draft_changes(&stage->session->draft), 0);
	stage_free(stage);
}

static void a_question_about_a_row_goes_with_it(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Interna köp");
	press(stage, "2 Enter");
	to_row(stage, "Interna köp");
	press(stage, "n 'viktigt'");
	line_leaves(stage);
	sees(stage, "Raden Interna köp finns inte längre. Du skrev «viktigt»");
	press(stage, "Esc");
	assert_int_equal(draft_changes(&stage->session->draft), 1); /* the amount */
	press(stage, "^S");
	sees(stage, "Raden «interna-kop» finns inte längre: ditt belopp 2,0 mnkr där kan inte");
	press(stage, "u");
	sees(stage, "Det finns inget att spara");
	press(stage, "^Z");
	assert_int_equal(draft_changes(&stage->session->draft), 1);
	stage_free(stage);
}

static void a_wish_about_a_row_that_went_is_told_on_saving(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Interna köp");
	press(stage, "2 Enter");
	to_row(stage, "Material");
	press(stage, "7 Enter");
	stage_leave(stage);
	adopt(stage, "region.cfg", "id=\"interna-kop\";", "id=\"interna-kox\";");
	stage_run(stage, HERE);
	press(stage, "^S");
	sees(stage, "Raden «interna-kop» finns inte längre");
	press(stage, "a");
	assert_int_equal(draft_changes(&stage->session->draft), 2); /* let be, nothing is lost */
	press(stage, "^S u Enter s");
	sees(stage, "Sparat 09.00");
	assert_int_equal(saved(stage, "material"), 7000000 * MONEY_KR);
	stage_free(stage);
}

/* What is saved on a line that has gone counts until it is removed, and that it can be; but it takes no other amount. */
static void what_is_saved_on_a_line_that_went_can_be_removed(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Interna köp");
	press(stage, "2 Enter");
	save_division(stage);
	to_row(stage, "Interna köp");
	press(stage, "3 Enter");
	line_leaves(stage);
	to_row(stage, "interna-kop");
	sees(stage, "Raden finns inte längre i region.cfg; beloppet");
	sees(stage, "räknas som kostnad tills det tas bort");
	to_row(stage, "Rader som har utgått");
	press(stage, "v");
	sees(stage, "Rader som har utgått är ingen egen post: v på en av dem");
	to_row(stage, "interna-kop");
	press(stage, "4");
	sees(stage, "Delete tar bort beloppet");
	press(stage, "^S");
	sees(stage, "Raden «interna-kop» finns inte längre: ditt belopp 3,0 mnkr");
	press(stage, "u");
	sees(stage, "Det finns inget att spara");
	to_row(stage, "interna-kop");
	press(stage, "Delete");
	save_division(stage);
	assert_int_equal(saved(stage, "interna-kop"), MONEY_NONE);
	sees_not(stage, "interna-kop");
	sees_not(stage, "Rader som har utgått");
	stage_free(stage);
}

/* Another unit must never get what was written about this one. */
static void a_unit_may_leave_while_she_types(void **state)
{
	struct stage *stage = stage_here();
	char path[KEPT_PATH], *bytes;
	size_t size;

	(void)state;
	to_row(stage, "Personal");
	press(stage, "3 9 Enter");
	to_row(stage, "Material");
	press(stage, "7 , 7");
	snprintf(path, sizeof path, "%s", stage->session->draft.path);
	adopt(stage, "organisation.cfg", "\"lanssjukvard\"", "\"lanssjukvarx\"");
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "Enheten lanssjukvard finns inte längre");
	sees(stage, "Du skrev «7,7»");
	press(stage, "Enter ^S 1 2 m i n Enter");
	assert_false(draft_changes(&stage->session->draft) && strcmp(stage->session->draft.unit, "lanssjukvard"));
	bytes = testing_read(path, &size);
	assert_non_null(strstr(bytes, "39000000"));
	free(bytes);
	stage_free(stage);
}

static void nor_while_she_types_a_month(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	press(stage, "m");
	to_row(stage, "Material");
	press(stage, "1 , 2");
	adopt(stage, "organisation.cfg", "\"lanssjukvard\"", "\"lanssjukvarx\"");
	assert_true(terminal_step(stage->terminal, -1));
	sees(stage, "Enheten finns inte längre i organisationen. Du skrev «1,2» i januari");
	press(stage, "3 Enter r s ^S");
	assert_false(draft_changes(&stage->session->draft));
	stage_free(stage);
}

/* --- figures that cannot be --- */

/* No two figures of any row stand without a blank between them. */
static void nothing_touches(struct stage *stage)
{
	for (int row = 3; row < terminal_rows(stage->terminal) - 5; row++) {
		const char *text = terminal_text(stage->terminal, row);

		expect(!strstr(text, "###") || strstr(text, " ###"), "%s", text);
		for (const char *comma = strchr(text, ','); comma; comma = strchr(comma + 1, ','))
			expect(strspn(comma + 1, "0123456789") <= 2, "%s", text);
	}
}

static void absurd_amounts_keep_to_their_column(void **state)
{
	static const struct { const char *amount, *shown; } all[] = { { "123456 mnkr", "123 md" }, { "9999999 mnkr", "10000 md" }, { "99999,5 mnkr", "100 md" } }, *row;

	(void)state;
	for (EACH(row, all)) {
		struct stage *stage = stage_here();
		char keys[80];

		to_row(stage, "Övrigt");
		snprintf(keys, sizeof keys, "'%s' Enter j", row->amount);
		press(stage, keys);
		to_row(stage, "Övrigt");
		sees(stage, row->shown);
		nothing_touches(stage);
		press(stage, "e");
		nothing_touches(stage);
		press(stage, "e");
		nothing_touches(stage);
		stage_free(stage);
	}
}

static void more_than_there_is_is_said_and_not_asked_about(void **state)
{
	static const char nines[] = "99999999999999999999";
	struct stage *stage = stage_here();
	char block[200];

	(void)state;
	to_row(stage, "Övrigt");
	press(stage, "9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 Enter");
	sees(stage, "ett belopp är högst 10 000 000 mnkr");
	sees_not(stage, "tkr eller kr");
	press(stage, "Esc");
	snprintf(block, sizeof block, "Övrigt\t%s\nMaterial\t%s\n", nines, nines);
	assert_true(terminal_paste(stage->terminal, block));
	sees(stage, "mer än 10 000 miljarder kr");
	sees_not(stage, "Är de i tkr");
	stage_free(stage);
}

/* --- the preview is of what stands there --- */

static void a_preview_is_of_what_stands_there(void **state)
{
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Interna köp"); /* blank */
	sees(stage, "KVAR ATT FÖRDELA 6,5");
	press(stage, "+ 2");
	sees(stage, "KVAR ATT FÖRDELA 4,5");
	press(stage, "%");
	sees(stage, "Här står inget att räkna 2% av");
	sees(stage, "KVAR ATT FÖRDELA 6,5");
	press(stage, "Esc 2 ,");
	sees(stage, "KVAR ATT FÖRDELA 4,5"); /* on the way to 2,5 */
	press(stage, "5 x");
	sees(stage, "KVAR ATT FÖRDELA 6,5");
	stage_free(stage);
}

static void blank_cells_are_told(void **state)
{
	static const char *const blanks[] = { "\t\t\n\t\t\n", "\n\n", "\r\n\t\r\n" };
	struct stage *stage = stage_here();

	(void)state;
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		assert_true(terminal_paste(stage->terminal, blanks[i]));
		sees(stage, "Det inklistrade är bara tomma celler: inget är ändrat");
	}
	assert_true(terminal_paste(stage->terminal, "Material\t6\t7\nÖvrigt\t17\n"));
	sees(stage, "ur kolumn 3");
	sees(stage, "Ta in 1 belopp i utkastet? 1 kan inte tas in (!).");
	sees(stage, "raden slutar före");
	stage_free(stage);
}

/* --- the kind of a ramförändring is chosen --- */

/* Of the newest ramförändring of that user; how many there are. */
static size_t posts_of(const struct stage *stage, const char *user, const char **kind)
{
	const struct book *book = stage->session->book;
	size_t count = 0;

	for (size_t i = 0; i < book->applied; i++)
		if (book->events[i]->line->act.kind == ACT_POST && !strcmp(book->events[i]->user, user)) {
			*kind = book->events[i]->line->act.post.kind;
			count++;
		}
	return count;
}

/* By a chef who has given nothing before. */
static void no_kind_is_chosen_for_her(void **state)
{
	struct stage *stage = stage_new();
	const char *first, *again;
	char kind[65];

	(void)state;
	stage_run(stage, &(struct start){ .as = "chef-ls-medicin", .unit = "ls-medicin", .screen = "distribution" });
	to_row(stage, "Medicin Sunderbyn");
	press(stage, "2 0 0 0 0 Enter ^S Enter Enter");
	sees(stage, "Välj slag: tryck siffran framför det");
	sees(stage, "utkast, ej sparat");
	press(stage, "Down Down Enter"); /* the second one */
	sees(stage, "Sparat 09.00");
	disk_agrees(stage);
	assert_int_equal(posts_of(stage, "chef-ls-medicin", &first), 1);
	snprintf(kind, sizeof kind, "%s", first);
	to_row(stage, "Medicin Sunderbyn");
	press(stage, "2 0 1 0 0 Enter ^S Enter Enter"); /* the same as last time */
	sees(stage, "Sparat 09.00");
	assert_int_equal(posts_of(stage, "chef-ls-medicin", &again), 2);
	assert_string_equal(again, kind);
	stage_free(stage);
}

/* --- months --- */

static void months_just_set_are_kept_by_the_disk(void **state)
{
	struct stage *stage = stage_new();
	pid_t child;

	(void)state;
	child = window(stage, "Material", "m Home Down Down Down Down 2 , 5 Enter 1 , 5 Enter 0 , 3");
	window_kill(child);
	stage_run(stage, HERE);
	sees(stage, "Ett månadsbelopp är halvskrivet: m öppnar");
	press(stage, "m");
	sees(stage, "i mars");
	sees(stage, "0,3");
	press(stage, "Enter");
	const struct draft *draft = &stage->session->draft;
	const struct months *months = draft->steps[draft->done - 1].terms.profile.items;

	assert_int_equal(draft->done, 3);
	assert_int_equal(months->kr[0], 2500000); /* not moved by the third */
	assert_int_equal(months->kr[1], 1500000);
	assert_int_equal(months->kr[2], 300000);
	press(stage, "q m"); /* left of her own will: then all take the difference again */
	assert_int_equal(stage->session->draft.months, 0);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_drafts_come_back_one_at_a_time),
		cmocka_unit_test(one_thrown_away_leaves_the_other),
		cmocka_unit_test(an_open_window_is_not_waiting),
		cmocka_unit_test(what_is_typed_goes_to_no_other_row),
		cmocka_unit_test(a_sub_units_row_may_go_too),
		cmocka_unit_test(a_question_about_a_row_goes_with_it),
		cmocka_unit_test(a_wish_about_a_row_that_went_is_told_on_saving),
		cmocka_unit_test(what_is_saved_on_a_line_that_went_can_be_removed),
		cmocka_unit_test(a_unit_may_leave_while_she_types),
		cmocka_unit_test(nor_while_she_types_a_month),
		cmocka_unit_test(absurd_amounts_keep_to_their_column),
		cmocka_unit_test(more_than_there_is_is_said_and_not_asked_about),
		cmocka_unit_test(a_preview_is_of_what_stands_there),
		cmocka_unit_test(blank_cells_are_told),
		cmocka_unit_test(no_kind_is_chosen_for_her),
		cmocka_unit_test(months_just_set_are_kept_by_the_disk),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

/* `C`: what a screen has as a sheet, on the terminal's clipboard by OSC 52 and in a file. Real files, real keys, and the bytes that the terminal got. */
#include "testing.h"

#include "arena.h"
#include "sheet.h"
#include "stage.h"

#include <dirent.h>
#include <nettle/base64.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define CHEF "divchef-lanssjukvard"
#define BEGINS "\033]52;c;"

static char place[STAGE_PATH + 8];

static struct stage *stage_with_place(const struct start *start)
{
	struct stage *stage = stage_new();

	snprintf(place, sizeof place, "%s/ut", stage->scratch);
	setenv("BUDGETDIALOG_EXPORT", place, 1);
	stage_run(stage, start);
	return stage;
}

static struct stage *stage_here(void)
{
	return stage_with_place(&(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution", .columns = 200 });
}

/* What the terminal was last given for its clipboard; NULL: nothing. Free it. */
static char *clipboard(struct stage *stage)
{
	struct base64_decode_ctx decoding;
	const char *output, *at = NULL, *next;
	size_t size, coded, decoded;
	char *text;

	output = terminal_output(stage->terminal, &size);
	for (next = output; (next = memmem(next, size - (size_t)(next - output), BEGINS, strlen(BEGINS))); next++)
		at = next + strlen(BEGINS);
	if (!at)
		return NULL;
	next = memchr(at, '\007', size - (size_t)(at - output));
	assert_non_null(next);
	coded = (size_t)(next - at);
	text = memory_grow(NULL, BASE64_DECODE_LENGTH(coded) + 1, 1);
	base64_decode_init(&decoding);
	assert_true(base64_decode_update(&decoding, &decoded, (uint8_t *)text, coded, at));
	assert_true(base64_decode_final(&decoding));
	text[decoded] = '\0';
	return text;
}

static char *file(const char *name)
{
	char path[2 * STAGE_PATH];

	snprintf(path, sizeof path, "%s/%s", place, name);
	return testing_read(path, NULL);
}

static void both_get_the_same(void **state)
{
	struct stage *stage = stage_here();
	char *copied, *written;

	(void)state;
	press(stage, "C");
	sees(stage, "rader. Klistra in i Excel; kommer inget finns de i ");
	sees(stage, "budget-2020-lanssjukvard-fordelning.tsv");
	copied = clipboard(stage);
	assert_non_null(copied);
	written = file("budget-2020-lanssjukvard-fordelning.tsv");
	assert_memory_equal(written, "\xef\xbb\xbf", 3); /* which says to Excel that it is UTF-8 */
	assert_string_equal(written + 3, copied);
	assert_non_null(strstr(copied, "Rad\tid\tVillkor\tBokslut 2018 (mnkr)\tBudget 2019 (mnkr)\tPrognos 2019 (mnkr)\tBudget 2020 (mnkr)\t"));
	assert_non_null(strstr(copied, "\nKöpt vård\tkopt-vard\t\t"));
	assert_non_null(strstr(copied, "\t2256,5\t")); /* a comma, and nothing between thousands */
	assert_null(strstr(copied, "\u00a0"));
	assert_null(strstr(copied, "\u2212"));
	sees(stage, "Köpt vård"); /* the screen is as it was */
	free(copied);
	free(written);
	stage_free(stage);
}

/* What was copied is pasted back, in whatever unit, and nothing is changed by it. */
static void pasted_back_it_changes_nothing(void **state)
{
	struct stage *stage = stage_here();
	char *copied;

	(void)state;
	to_row(stage, "Övrigt");
	press(stage, "1 7 , 1 2 3 4 5 6 Enter"); /* to the krona */
	press(stage, "C");
	copied = clipboard(stage);
	for (int unit = 0; unit < 3; unit++) {
		assert_true(terminal_paste(stage->terminal, copied));
		sees(stage, "Inget att ta in. Belopp utan enhet läses i mnkr, ur kolumnen «Budget 2020 (mnkr)»");
		press(stage, "Esc e");
	}
	press(stage, "^Z");
	assert_true(terminal_paste(stage->terminal, copied));
	sees(stage, "Ta in 1 belopp i utkastet?");
	press(stage, "Enter");
	const struct draft *draft = &stage->session->draft;
	money value;

	assert_true(draft_find(draft, false, "ovrigt", &value));
	assert_int_equal(value, 17123456 * MONEY_KR);
	free(copied);
	stage_free(stage);
}

static void a_terminal_without_a_clipboard_is_sent_nothing(void **state)
{
	static const char *const terms[] = { "linux", "vt100", "screen" };

	(void)state;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct stage *stage = stage_with_place(&(struct start){ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution", .term = terms[i], .columns = 200 });
		size_t size;
		const char *output;
		char *written;

		press(stage, "C");
		sees(stage, "Terminalen kan inte ta emot kopior: de ");
		output = terminal_output(stage->terminal, &size);
		assert_null(memmem(output, size, "\033]52", 4));
		written = file("budget-2020-lanssjukvard-fordelning.tsv");
		assert_non_null(strstr(written, "kopt-vard"));
		free(written);
		stage_free(stage);
	}
}

static void every_list_can_be_copied(void **state)
{
	static const char *const keys[] = { "o", "H", "c", "V", "m", "?" };
	struct stage *stage = stage_here();

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		press(stage, keys[i]);
		press(stage, "C");
		expect(shows(stage, "Kopierat:") || shows(stage, "Här finns ingen lista att kopiera") || shows(stage, "För mycket för"), "%s", keys[i]);
		press(stage, "q");
	}
	stage_free(stage);
}

static void where_no_file_can_be_it_is_told(void **state)
{
	struct stage *stage = stage_here();
	char *copied;

	(void)state;
	testing_write(place, "", 0); /* a file stands there */
	press(stage, "C");
	sees(stage, "rader, men ingen fil skrevs");
	copied = clipboard(stage);
	assert_non_null(copied);
	free(copied);
	stage_free(stage);
}

/* A journal of many lines is too much for any terminal: then there is the file alone. */
static void what_is_too_much_goes_to_the_file(void **state)
{
	struct stage *stage = stage_new();
	struct buffer note = { 0 };
	size_t size;
	const char *output;

	(void)state;
	for (int i = 0; i < 240; i++)
		buffer_text(&note, "avtal ");
	for (int i = 0; i < 60; i++) {
		char act[2400];

		snprintf(act, sizeof act, "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'ovrigt','kr':%d}],'why':'%s'}\n", 15000000 + i, note.bytes);
		another_writes(stage, "divchef-lanssjukvard", act);
	}
	snprintf(place, sizeof place, "%s/ut", stage->scratch);
	setenv("BUDGETDIALOG_EXPORT", place, 1);
	stage_run(stage, &(struct start){ .as = CHEF, .columns = 200 });
	press(stage, "H C");
	sees(stage, "För mycket för terminalens urklipp");
	output = terminal_output(stage->terminal, &size);
	assert_null(memmem(output, size, "\033]52", 4));
	buffer_free(&note);
	stage_free(stage);
}

/* --- what may be copied --- */

#define PAY   "41357" /* stands nowhere else in the example */
#define NURSE "p 'Sjuksköterska' Enter '2,5' Enter '80' Enter '" PAY "' Enter '43,21' Enter '1' Enter '12' Enter '10' Enter"

static bool copies_pay(struct stage *stage, const char *user)
{
	char *copied;
	bool found;

	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = user, .unit = "lanssjukvard", .screen = "distribution", .columns = 200 });
	to_row(stage, "Personal");
	press(stage, "i");
	sees(stage, "Sjuksköterska");
	press(stage, "C");
	sees(stage, "Kopierat:");
	copied = clipboard(stage);
	assert_non_null(copied);
	assert_non_null(strstr(copied, "Sjuksköterska"));
	found = strstr(copied, PAY) || strstr(copied, "41\u00a0357");
	free(copied);
	return found;
}

static void pay_is_copied_by_those_who_may_see_it(void **state)
{
	static const struct { const char *user; bool sees; } users[] = {
		{ CHEF, true }, { "regiondirektor", true }, { "ekonom-lanssjukvard", true }, { "chef-ls-ortopedi", false }, { "divchef-narsjukvard", false },
	};
	struct stage *stage = stage_here();

	(void)state;
	to_row(stage, "Personal");
	press(stage, "i");
	press(stage, NURSE);
	press(stage, "^S Enter s");
	sees(stage, "Sparat 09.00");
	for (size_t i = 0; i < sizeof users / sizeof *users; i++)
		expect(copies_pay(stage, users[i].user) == users[i].sees, "%s", users[i].user);
	stage_free(stage);
}

/* --- texts that people wrote --- */

static void nothing_runs_and_nothing_falls_apart(void **state)
{
	static const char *const texts[] = { "=1+1", "+46", "-x", "@sum", "a\tb", "a\nb", "a\"b", "\033[31m", "plain; text" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct sheet sheet = { .title = "t", .money = MONEY_IN_TKR, .exact = true };
		struct buffer tabs = { 0 }, csv = { 0 };
		struct cell_text *cells;
		size_t lines = 0, ends = 0;

		sheet_column(&sheet, "a", "A", FOR_ALL, false);
		sheet_column(&sheet, "b", "B", FOR_ALL, true);
		cells = sheet_row(&sheet, 0, false);
		cells[0].text = texts[i];
		cells[1].value = -123456 * MONEY_KR;
		sheet_write(&tabs, &sheet, REPORT_TABS, false);
		sheet_write(&csv, &sheet, REPORT_CSV, false);
		for (const char *at = tabs.bytes; *at; at++) {
			lines += *at == '\n';
			ends += *at == '\t';
		}
		expect(lines == 2 && ends == 2 && strstr(tabs.bytes, "\t-123,456\n"), "%s", tabs.bytes);
		expect(!strchr("=+-@", tabs.bytes[strlen("A\tB (tkr)\n")]), "%s", tabs.bytes);
		expect(!strchr(tabs.bytes, '\033'), "%s", tabs.bytes);
		/* the text is made harmless as in csv */
		expect(!strncmp(strchr(tabs.bytes, '\n') + 1, strchr(csv.bytes, '\n') + 1, strcspn(strchr(csv.bytes, '\n') + 1, ";") - 1), "%s", tabs.bytes);
		buffer_free(&tabs);
		buffer_free(&csv);
		sheet_free(&sheet);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_get_the_same),
		cmocka_unit_test(pasted_back_it_changes_nothing),
		cmocka_unit_test(a_terminal_without_a_clipboard_is_sent_nothing),
		cmocka_unit_test(every_list_can_be_copied),
		cmocka_unit_test(where_no_file_can_be_it_is_told),
		cmocka_unit_test(what_is_too_much_goes_to_the_file),
		cmocka_unit_test(pay_is_copied_by_those_who_may_see_it),
		cmocka_unit_test(nothing_runs_and_nothing_falls_apart),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

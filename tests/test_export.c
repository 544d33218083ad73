/* `E`: what a screen shows, in a file. The real program on real files, with real keys; what is written is read back and counted again. */
#include "testing.h"

#include "export.h"
#include "sheet.h"
#include "stage.h"
#include "text.h"

#include "setup.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROOM 4600

/* --- a disk that is full for files, not for the terminal --- */

static bool full;

ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
	struct stat status;

	if (!full || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
		return __real_write(fd, bytes, size);
	errno = ENOSPC;
	return -1;
}

/* --- a stage with a place for files --- */

static char place[ROOM];

static struct stage *stage_with_place(const struct start *start)
{
	struct stage *stage = stage_new();

	snprintf(place, sizeof place, "%s/ut", stage->scratch);
	setenv("BUDGETDIALOG_EXPORT", place, 1);
	stage_run(stage, start);
	return stage;
}

static char *written(const char *name, size_t *size)
{
	char path[2 * ROOM];

	snprintf(path, sizeof path, "%s/%s", place, name);
	return testing_read(path, size);
}

static int not_a_dot(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
}

/* What lies there, hidden files too, as «a b c». */
static const char *files(void)
{
	static char names[ROOM];
	struct dirent **entries;
	int count = scandir(place, &entries, not_a_dot, alphasort);

	*names = '\0';
	for (int i = 0; i < count; i++) {
		snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", i ? " " : "", entries[i]->d_name);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return names;
}

/* --- csv, read back --- */

struct cells { char *cell[64]; int count; };

static void cells_free(struct cells *cells)
{
	while (cells->count)
		free(cells->cell[--cells->count]);
}

/* One row as RFC 4180 has it, with semicolons; where the next one begins. */
static const char *read_row(const char *at, struct cells *cells)
{
	cells->count = 0;
	for (bool more = true; more;) {
		struct buffer cell = { 0 };
		bool quoted = *at == '"';

		buffer_text(&cell, "");
		for (at += quoted; quoted ? (*at != '"' || at[1] == '"') : (*at != ';' && *at != '\r'); at++) {
			assert_true(*at && (quoted || *at != '"'));
			at += quoted && *at == '"';
			buffer_add(&cell, at, 1);
		}
		at += quoted;
		assert_in_range(cells->count, 0, 63);
		cells->cell[cells->count++] = cell.bytes;
		more = *at == ';';
		at += more;
	}
	assert_memory_equal(at, "\r\n", 2);
	return at + 2;
}

static const char *after_mark(const char *csv)
{
	assert_memory_equal(csv, "\xef\xbb\xbf", 3);
	return csv + 3;
}

/* --- on the screens --- */

static void each_format_of_a_list(void **state)
{
	struct stage *stage = stage_with_place(&(struct start){ .as = "divchef-lanssjukvard" });
	struct cells cells;
	char *bytes;
	const char *at;
	struct stat status;

	(void)state;
	press(stage, "o E");
	sees(stage, "Skriv allt i listan till en ny fil, också det som inte syns nu?");
	sees(stage, "e Excel (csv)   w webbsida (html)   t text");
	assert_string_equal(files(), "");
	press(stage, "Esc");
	sees_not(stage, "webbsida");
	assert_string_equal(files(), "");
	press(stage, "E e");
	sees(stage, "Klart, filen finns här:");
	sees(stage, "budget-2020-organisation.csv");
	press(stage, "E w E t");
	assert_string_equal(files(), "budget-2020-organisation.csv budget-2020-organisation.html budget-2020-organisation.txt");
	assert_int_equal(stat(place, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	bytes = written("budget-2020-organisation.csv", NULL);
	at = read_row(after_mark(bytes), &cells);
	assert_non_null(strstr(cells.cell[0], "Organisation"));
	assert_string_equal(cells.cell[1], "Region Norrbotten · budget 2020 · mnkr · nuläget · uttaget 2019-12-16");
	cells_free(&cells);
	at = read_row(at, &cells);
	assert_true(cells.count == 1 && !*cells.cell[0]);
	cells_free(&cells);
	free(bytes);
	(void)at;
	bytes = written("budget-2020-organisation.html", NULL);
	assert_non_null(strstr(bytes, "<!DOCTYPE html>\n<html lang=\"sv\">"));
	assert_non_null(strstr(bytes, "<th scope=\"row\" style=\"padding-left:2.7em\">Länssjukvård</th>"));
	assert_non_null(strstr(bytes, "<td class=\"n\">2\u00a0256,5</td>"));
	assert_null(strstr(bytes, "http:"));
	free(bytes);
	bytes = written("budget-2020-organisation.txt", NULL);
	assert_non_null(strstr(bytes, "\nRegion Norrbotten · budget 2020 · mnkr · nuläget · uttaget 2019-12-16\n\nEnhet "));
	free(bytes);
	stage_free(stage);
}

static int column_of(const struct cells *heads, const char *name)
{
	for (int i = 0; i < heads->count; i++)
		if (!strcmp(heads->cell[i], name))
			return i;
	fail_msg("no column %s", name);
	return -1;
}

/* Also branches that are folded in on the screen; and in any unit of money not a krona is lost. */
static void what_is_written_is_what_the_book_says(void **state)
{
	static const char *const moneys[] = { "", "e", "e" };
	struct stage *stage = stage_with_place(&(struct start){ .as = "regiondirektor" });

	(void)state;
	another_writes(stage, "regiondirektor", "{'act':'post','kind':'expansion','year':2020,'legs':[['lanssjukvard',1234567]],'text':'Sju kronor till'}\n");
	press(stage, "o");
	sees(stage, "2 257,7");
	for (int i = 0; i < 3; i++) {
		const struct session *session = stage->session;
		char name[64];
		struct cells heads, cells;
		struct money_read read;
		struct error error;
		int units = 0;

		press(stage, moneys[i]);
		press(stage, "E e");
		snprintf(name, sizeof name, i ? "budget-2020-organisation-%d.csv" : "budget-2020-organisation.csv", i + 1);
		char *bytes = written(name, NULL);
		const char *at = read_row(after_mark(bytes), &cells);

		cells_free(&cells);
		at = read_row(at, &cells);
		cells_free(&cells);
		at = read_row(at, &heads);
		for (; *at; units++, cells_free(&cells)) {
			at = read_row(at, &cells);
			int unit = org_find(session->book->org, cells.cell[column_of(&heads, "id")]);
			const char *ram = cells.cell[column_of(&heads, "Ram 2020")];

			expect(unit != ORG_NONE, "%s", cells.cell[0]);
			if (session->table->balance[unit].ram == MONEY_NONE)
				assert_string_equal(ram, "");
			else
				expect(money_parse(ram, session->money, &read, &error) && read.value == session->table->balance[unit].ram, "%s: %s", cells.cell[0], ram);
		}
		assert_int_equal(units, session->book->org->count);
		cells_free(&heads);
		free(bytes);
	}
	stage_free(stage);
}

/* What is read as a document goes out as «budgetdialog report» writes it; the table in it is for a spreadsheet. */
static void documents_go_out_to_be_read(void **state)
{
	static const struct { const char *screen, *name, *holds, *heading; } all[] = {
		{ "dialogue", "budget-2020-lanssjukvard-dialog", "Prognosen f", "# Dialogen om L" },
		{ "plan", "budget-2020-lanssjukvard-plan", "Ortopedi", "# Divisionsplan 2020: L" },
	}, *row;
	static const struct { const char *key, *ending, *holds; } formats[] = {
		{ "e", ".csv", ";" }, { "w", ".html", "<h2" }, { "m", ".md", "\n## " }, { "t", ".txt", "══" },
	}, *format;

	(void)state;
	for (EACH(row, all)) {
		struct stage *stage = stage_with_place(&(struct start){ .as = "divchef-lanssjukvard", .unit = "lanssjukvard", .screen = row->screen });

		for (EACH(format, formats)) {
			char name[200], *bytes;

			press(stage, "E");
			sees(stage, "m Markdown");
			press(stage, format->key);
			sees(stage, "Klart, filen finns här:");
			snprintf(name, sizeof name, "%s%s", row->name, format->ending);
			bytes = written(name, NULL);
			expect(strstr(bytes, row->holds) && strstr(bytes, format->holds), "%s: %s", name, bytes);
			expect(strcmp(format->ending, ".md") || !strncmp(bytes, row->heading, strlen(row->heading)), "%s: %s", name, bytes);
			free(bytes);
		}
		press(stage, "o E"); /* a list is no document */
		sees_not(stage, "Markdown");
		stage_free(stage);
	}
}

/* What a räkneexempel comes to is no plan: then only the table is written, which says so. */
static void no_document_of_a_what_if(void **state)
{
	struct stage *stage = stage_with_place(&(struct start){ .as = "divchef-lanssjukvard", .unit = "lanssjukvard", .screen = "distribution" });

	(void)state;
	press(stage, "W Right Right Right '+10%' Enter P E");
	sees(stage, "RÄKNEEXEMPEL");
	sees_not(stage, "Markdown");
	sees(stage, "e Excel");
	stage_free(stage);
}

static void every_screen_can_be_written(void **state)
{
	static const struct { const char *screen, *keys, *name, *holds; } all[] = {
		{ "start", "", "budget-2020-start", "Ram 2020" },
		{ "seats", "", "budget-2020-platser", "divisionschef Länssjukvård" },
		{ "organisation", "", "budget-2020-organisation", "Kirurgi" },
		{ "unit", "", "budget-2020-lanssjukvard-enhet", "MR-kamera i Kiruna" },
		{ "why", "", "budget-2020-", "MR-kamera i Kiruna" },
		{ "distribution", "", "budget-2020-lanssjukvard-fordelning", "Personal" },
		{ "check", "", "budget-2020-avstamning", "tabell" },
		{ "history", "", "budget-2020-historik", "Mottagningsdagen i Gällivare" },
		{ "help", "", "budget-2020-hjalp", "Visa vad man kan göra här" },
	}, *row;
	static const struct { const char *key, *ending; } formats[] = { { "e", ".csv" }, { "w", ".html" }, { "t", ".txt" } }, *format;

	(void)state;
	for (EACH(row, all)) {
		struct stage *stage = stage_with_place(&(struct start){ .as = "divchef-lanssjukvard", .unit = "lanssjukvard", .screen = row->screen });

		for (EACH(format, formats)) {
			char name[200];
			const char *found;
			char *bytes;

			press(stage, "E");
			press(stage, format->key);
			sees(stage, "Klart, filen finns här:");
			snprintf(name, sizeof name, "%s", row->name);
			found = strstr(files(), row->name);
			expect(found, "%s: %s", row->screen, files());
			while ((found = strstr(found, row->name)) && strncmp(found + strcspn(found, "."), format->ending, strlen(format->ending)) != 0)
				found++;
			expect(found, "%s%s: %s", row->name, format->ending, files());
			snprintf(name, sizeof name, "%.*s", (int)strcspn(found, " "), found);
			bytes = written(name, NULL);
			expect(strstr(bytes, row->holds), "%s: %s", name, row->holds);
			expect(text_valid(bytes, strlen(bytes), NULL), "%s", name);
			expect(strstr(bytes, "Region Norrbotten"), "%s", name);
			free(bytes);
		}
		stage_free(stage);
	}
}

/* Not hers and not somebody else's: what lies there stays as it is. */
static void nothing_is_written_over(void **state)
{
	struct stage *stage = stage_with_place(&(struct start){ .as = "divchef-lanssjukvard" });
	char path[2 * ROOM];
	char *bytes;

	(void)state;
	assert_int_equal(mkdir(place, 0700), 0);
	snprintf(path, sizeof path, "%s/budget-2020-historik.csv", place);
	testing_write(path, "min egen", 8);
	snprintf(path, sizeof path, "%s/budget-2020-historik-2.csv", place);
	assert_int_equal(symlink("/nowhere/at/all", path), 0);
	press(stage, "H E e");
	sees(stage, "budget-2020-historik-3.csv");
	press(stage, "E e");
	sees(stage, "budget-2020-historik-4.csv");
	assert_string_equal(files(), "budget-2020-historik-2.csv budget-2020-historik-3.csv budget-2020-historik-4.csv budget-2020-historik.csv");
	bytes = written("budget-2020-historik.csv", NULL);
	assert_string_equal(bytes, "min egen");
	free(bytes);
	stage_free(stage);
}

static void a_full_disk_is_told_and_leaves_nothing(void **state)
{
	struct stage *stage = stage_with_place(&(struct start){ .as = "divchef-lanssjukvard" });

	(void)state;
	press(stage, "H E");
	full = true;
	press(stage, "e");
	full = false;
	sees(stage, "Ingen fil skrevs: budget-2020-historik.csv får inte plats: disken är full");
	assert_string_equal(files(), "");
	press(stage, "E e");
	sees(stage, "Klart");
	assert_string_equal(files(), "budget-2020-historik.csv");
	stage_free(stage);
}

static void a_place_that_is_none_is_told(void **state)
{
	static const struct { const char *place, *told; } places[] = {
		{ "/nowhere/at/all", "Ingen fil skrevs: /nowhere/at/all finns inte" },
		{ "/dev/null", "Ingen fil skrevs: /dev/null är inte en mapp" },
		{ "/proc/self/fdinfo", "Ingen fil skrevs: budget-2020-organisation.csv " },
	}, *row;
	struct stage *stage = stage_with_place(&(struct start){ .as = "divchef-lanssjukvard" });

	(void)state;
	press(stage, "o");
	for (EACH(row, places)) {
		setenv("BUDGETDIALOG_EXPORT", row->place, 1);
		press(stage, "E e");
		sees(stage, row->told);
	}
	stage_free(stage);
}

/* --- where, as the user knows it --- */

static void adopt_with(const struct stage *stage, const char *addition)
{
	struct folder *folder;
	struct adopted adopted;
	struct error error = { 0 };
	char path[ROOM];
	struct buffer config = { 0 };
	size_t size;

	snprintf(path, sizeof path, "%s/region.cfg", stage->folder);
	char *bytes = testing_read(path, &size);

	buffer_add(&config, bytes, size);
	buffer_text(&config, addition);
	testing_write(path, config.bytes, config.size);
	folder = folder_open(stage->folder, &error);
	expect(folder && setup_adopt(folder, NULL, NULL, &adopted, &error), "%s", error.text);
	folder_free(folder);
	buffer_free(&config);
	free(bytes);
}

static void the_place_is_told_as_the_user_knows_it(void **state)
{
	static const struct { const char *addition, *directory, *told; } all[] = {
		{ "", "/budgetdialog", NULL },
		{ "export = { directory = \"~/budget\"; shown_as = \"H:\\\\budget\"; };\n", "/budget", "H:\\budget\\budget-2020-hjalp.txt" },
		{ "export = { shown_as = \"Hemkatalog (H:)/budgetdialog/\"; };\n", "/budgetdialog", "Hemkatalog (H:)/budgetdialog/budget-2020-hjalp.txt" },
	}, *row;

	(void)state;
	for (EACH(row, all)) {
		struct stage *stage = stage_new();
		char told[2 * ROOM];

		setenv("HOME", stage->scratch, 1);
		unsetenv("BUDGETDIALOG_EXPORT");
		snprintf(place, sizeof place, "%s%s", stage->scratch, row->directory);
		if (*row->addition)
			adopt_with(stage, row->addition);
		stage_run(stage, &(struct start){ .as = "divchef-lanssjukvard", .columns = 120 });
		press(stage, "? E t");
		snprintf(told, sizeof told, "Klart, filen finns här: %s%s", row->told ? row->told : place, row->told ? "" : "/budget-2020-hjalp.txt");
		sees(stage, told);
		assert_string_equal(files(), "budget-2020-hjalp.txt");
		stage_free(stage);
	}
}

/* --- the sheet itself --- */

static money random_money(uint64_t *random)
{
	uint64_t number = testing_random(random);
	money value = (money)(testing_random(random) % (uint64_t)MONEY_MAX >> number % 50);

	return number % 11 == 0 ? MONEY_NONE : number & 1024 ? value : -value;
}

static void random_text(struct buffer *out, uint64_t *random)
{
	static const char *const parts[] = { "a", "Å", ";", "\"", " ", "1", ",", "'", "é", "日", "-", "=", "x", "\u00a0" };

	buffer_text(out, "t"); /* what begins otherwise may be made harmless: test_hostile */
	for (uint64_t count = testing_random(random) % 9; count > 0; count--)
		buffer_text(out, parts[testing_random(random) % (sizeof parts / sizeof *parts)]);
}

static void random_sheet(struct sheet *sheet, uint64_t *random, const enum money_unit *shown)
{
	uint64_t rows = testing_random(random) % 20;

	*sheet = (struct sheet){ .title = "t", .source = "s", .money = *shown, .exact = true };
	sheet_column(sheet, "a", "", FOR_ALL, false);
	sheet_column(sheet, "b", "B", FOR_ALL, true);
	sheet_column(sheet, "c", "C", FOR_PEOPLE, true);
	sheet_column(sheet, "d", "D", FOR_DATA, true);
	while (rows--) {
		struct cell_text *cells = sheet_row(sheet, (int)(rows % 3), rows % 5 == 0);
		struct buffer text = { 0 };

		random_text(&text, random);
		cells[0].text = sheet_keep(sheet, &text);
		for (int i = 1; i < 4; i++)
			cells[i].value = random_money(random);
	}
}

static void expect_money(const char *text, enum money_unit shown, money value)
{
	struct money_read read;
	struct error error;

	if (value == MONEY_NONE)
		assert_string_equal(text, "");
	else
		expect(money_parse(text, shown, &read, &error) && read.value == value, "%s is not %lld öre", text, (long long)value);
}

static void what_was_written_can_be_read(void **state)
{
	static const enum money_unit moneys[] = { MONEY_IN_KR, MONEY_IN_TKR, MONEY_IN_MNKR };
	uint64_t random = 7;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		struct sheet sheet;
		struct buffer csv = { 0 };
		struct cells cells;
		const char *at;

		random_sheet(&sheet, &random, &moneys[i % 3]);
		sheet_write(&csv, &sheet, REPORT_CSV, true);
		at = after_mark(csv.bytes);
		for (int head = 0; head < 3; head++, cells_free(&cells))
			at = read_row(at, &cells);
		for (size_t row = 0; row < sheet.row_count; row++, cells_free(&cells)) {
			at = read_row(at, &cells);
			assert_int_equal(cells.count, 3);
			assert_string_equal(cells.cell[0], sheet.cells[row * 4].text);
			expect_money(cells.cell[1], sheet.money, sheet.cells[row * 4 + 1].value);
			expect_money(cells.cell[2], sheet.money, sheet.cells[row * 4 + 3].value);
		}
		assert_string_equal(at, "");
		buffer_free(&csv);
		sheet_free(&sheet);
	}
}

static void small_sheet(struct sheet *sheet, const char *text, const char *number)
{
	struct cell_text *cells;

	*sheet = (struct sheet){ .title = text, .source = text, .note = "påhittat", .money = MONEY_IN_MNKR, .wide = true };
	sheet_column(sheet, "name", "Namn", FOR_ALL, false);
	sheet_column(sheet, "share", "%", FOR_ALL | NUMBERS, false);
	sheet_column(sheet, "kr", "Belopp", FOR_ALL, true);
	sheet_column(sheet, "what", text, FOR_ALL, false);
	cells = sheet_row(sheet, 1, true);
	cells[0].text = text;
	cells[1].text = number;
	cells[2].value = 225651234500;
	cells[3].text = text;
}

static void numbers_stay_numbers_and_texts_texts(void **state)
{
	static const struct { const char *text, *csv; } numbers[] = {
		{ "+3,7", "3,7" }, { "−3,7", "-3,7" }, { "-12", "-12" }, { "1\u00a0240", "1240" }, { "0,0", "0,0" }, { "", "" },
		{ "=1+1", "'=1+1" }, { "+1+1", "'+1+1" }, { "-", "'-" }, { "1,2,3", "1,2,3" }, { "-1,2,3", "'-1,2,3" }, { "12 st", "12 st" }, { "@SUM", "'@SUM" },
	}, *row;

	(void)state;
	for (EACH(row, numbers)) {
		struct sheet sheet;
		struct buffer csv = { 0 };
		struct cells cells;
		const char *at;

		small_sheet(&sheet, "+46 920", row->text);
		sheet_write(&csv, &sheet, REPORT_CSV, false);
		at = csv.bytes;
		for (int head = 0; head < 3; head++, cells_free(&cells))
			at = read_row(at, &cells);
		read_row(at, &cells);
		assert_string_equal(cells.cell[0], "'+46 920");
		assert_string_equal(cells.cell[1], row->csv);
		assert_string_equal(cells.cell[2], "2256,5");
		cells_free(&cells);
		buffer_free(&csv);
		sheet_free(&sheet);
	}
}

/* Nothing that is written in a cell becomes a part of the page. */
static void a_page_holds_texts_and_nothing_that_runs(void **state)
{
	static const char *const hostile[] = {
		"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</td></tr></table><h1>x", "' style='x", "&lt;b&gt;", "</title><script>", "a\033[2Jb",
		"a\xe2\x80\xae" "b", "a\xc2\x9b" "2Jb", "<!--", "]]>", "</style><script>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct buffer html = { 0 }, plain = { 0 };
		struct sheet sheet;
		size_t signs[2] = { 0, 0 };

		small_sheet(&sheet, "harmlös", "1");
		sheet_write(&plain, &sheet, REPORT_HTML, false);
		sheet_free(&sheet);
		small_sheet(&sheet, hostile[i], "1");
		sheet_write(&html, &sheet, REPORT_HTML, false);
		sheet_free(&sheet);
		for (const char *at = plain.bytes; *at; at++)
			signs[0] += *at == '<' || *at == '>' || *at == '"';
		for (const char *at = html.bytes; *at; at++) {
			signs[1] += *at == '<' || *at == '>' || *at == '"';
			expect((unsigned char)*at >= 0x20 || *at == '\n', "%zu", i);
		}
		expect(signs[0] == signs[1], "%s", hostile[i]);
		assert_null(strstr(html.bytes, "\xe2\x80\xae"));
		assert_null(strstr(html.bytes, "\xc2\x9b"));
		buffer_free(&html);
		buffer_free(&plain);
	}
}

static void a_page_is_a_page(void **state)
{
	struct buffer html = { 0 };
	struct sheet sheet;

	(void)state;
	small_sheet(&sheet, "Å & Ä", "+3,7");
	sheet_write(&html, &sheet, REPORT_HTML, false);
	assert_non_null(strstr(html.bytes, "<meta charset=\"utf-8\">"));
	assert_non_null(strstr(html.bytes, "default-src 'none'"));
	assert_non_null(strstr(html.bytes, "<title>Å &amp; Ä</title>"));
	assert_non_null(strstr(html.bytes, "<th scope=\"col\">Namn</th><th scope=\"col\" class=\"n\">%</th><th scope=\"col\" class=\"n\">Belopp</th>"));
	assert_non_null(strstr(html.bytes, "<th scope=\"row\" style=\"padding-left:1.7em\">Å &amp; Ä *</th><td class=\"n\">+3,7</td><td class=\"n\">2\u00a0256,5</td>"));
	assert_non_null(strstr(html.bytes, "tabular-nums"));
	assert_non_null(strstr(html.bytes, "@media print"));
	assert_non_null(strstr(html.bytes, "<p>* påhittat</p>"));
	buffer_free(&html);
	sheet_free(&sheet);
}

/* Words go on below, figures stand on the first line, and not a letter is lost. */
static void long_words_go_on_below(void **state)
{
	struct buffer text = { 0 };
	struct sheet sheet = { .title = "Titel", .money = MONEY_IN_MNKR };
	struct cell_text *cells;

	(void)state;
	sheet_column(&sheet, "a", "Vad", FOR_ALL, false);
	sheet_column(&sheet, "b", "Belopp", FOR_ALL, true);
	sheet_column(&sheet, "c", "Varför", FOR_ALL, false);
	cells = sheet_row(&sheet, 0, true);
	cells[0].text = "En rad";
	cells[1].value = 123400000;
	cells[2].text = "Vårdavdelningen för ortopedi i Piteå går över till Länssjukvård från årsskiftet";
	sheet_write(&text, &sheet, REPORT_TEXT, false);
	assert_string_equal(text.bytes, "Titel\n\n"
	                                "Vad       Belopp  Varför\n"
	                                "────────────────────────────────────────────────────────────────────────────────\n"
	                                "En rad *     1,2  Vårdavdelningen för ortopedi i Piteå går över till\n"
	                                "                  Länssjukvård från årsskiftet\n");
	buffer_free(&text);
	sheet_free(&sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_format_of_a_list),
		cmocka_unit_test(what_is_written_is_what_the_book_says),
		cmocka_unit_test(every_screen_can_be_written),
		cmocka_unit_test(documents_go_out_to_be_read),
		cmocka_unit_test(no_document_of_a_what_if),
		cmocka_unit_test(nothing_is_written_over),
		cmocka_unit_test(a_full_disk_is_told_and_leaves_nothing),
		cmocka_unit_test(a_place_that_is_none_is_told),
		cmocka_unit_test(the_place_is_told_as_the_user_knows_it),
		cmocka_unit_test(what_was_written_can_be_read),
		cmocka_unit_test(numbers_stay_numbers_and_texts_texts),
		cmocka_unit_test(a_page_holds_texts_and_nothing_that_runs),
		cmocka_unit_test(a_page_is_a_page),
		cmocka_unit_test(long_words_go_on_below),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

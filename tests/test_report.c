#include "testing.h"

#include "book.h"
#include "report.h"
#include "setup.h"
#include "text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The real example, once for all tests. */
static char *scratch;
static struct folder *folder;
static struct book *book;
static struct ram_table *table;

static int open_example(void **state)
{
	struct error error = { 0 };
	char path[4200];

	(void)state;
	scratch = testing_directory();
	snprintf(path, sizeof path, "%s/f", scratch);
	expect(setup_init(path, testing_source("data/norrbotten-2020"), NULL, NULL, &error), "%s", error.text);
	folder = folder_open(path, &error);
	book = folder ? book_open(folder, &error) : NULL;
	expect(book, "%s", error.text);
	table = ram_make(book, book->region->year, NULL, 0);
	return 0;
}

static int close_example(void **state)
{
	(void)state;
	ram_free(table);
	book_free(book);
	folder_free(folder);
	testing_remove(scratch);
	return 0;
}

static struct buffer report(int branch, enum report_format format, enum money_unit unit)
{
	struct buffer out = { 0 };

	report_ram(&out, &(struct report){ .book = book, .unit = branch, .year = book->region->year, .format = format, .money = unit });
	return out;
}

static int unit_of(const char *id)
{
	int unit = org_find(book->org, id);

	expect(unit != ORG_NONE, "%s", id);
	return unit;
}

/* ---- csv, by cells ---- */

#define MOST 16

/* Splits a line of a csv file without quotes at «;», in place. Returns the next line. */
static char *split(char *line, char *cells[MOST], size_t *count)
{
	char *end = line + strcspn(line, "\r\n"), *next = end + strspn(end, "\r\n");

	*end = '\0';
	*count = 0;
	for (char *cell = line; cell; (*count)++) {
		assert_true(*count < MOST);
		cells[*count] = cell;
		cell = strchr(cell, ';');
		if (cell)
			*cell++ = '\0';
	}
	return next;
}

static bool find_row(const char *csv, const char *id, char *copy, char *cells[MOST], size_t *count)
{
	for (const char *line = csv; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		if (!strncmp(line, id, strlen(id)) && line[strlen(id)] == ';') {
			snprintf(copy, 1024, "%.*s", (int)strcspn(line, "\r\n"), line);
			split(copy, cells, count);
			return true;
		}
	return false;
}

/* A printed sum is that of its block's group, or of the whole. */
static const char *unit_id(char *const *printed)
{
	if (strcmp(printed[0], "SUM"))
		return printed[0];
	return *printed[2] ? printed[2] : "regionstyrelsen";
}

/* The print says 0,5 where the book says −0,5; and it writes 0,0 where there is no such post. */
static bool may_differ(char *const *printed, size_t column, const char *ours)
{
	if (!strcmp(printed[0], "vardval") && column == 8)
		return !strcmp(ours, "-0,5") && !strcmp(printed[column], "0,5");
	return !strcmp(printed[0], "SUM") && !*ours && !strcmp(printed[column], "0,0");
}

static void every_printed_cell_comes_out(void **state)
{
	struct buffer csv = report(0, REPORT_CSV, MONEY_IN_MNKR);
	char *truth = testing_read(testing_source("tests/truth/vidarefordelning-2020.csv"), NULL), *at = truth, *head[MOST];
	char copy[1024], *printed[MOST], *ours[MOST];
	size_t count, our_count, rows = 0, cells = 0;

	(void)state;
	at = split(at, head, &count);
	for (; *at; rows++) {
		at = split(at, printed, &count);
		assert_int_equal(count, 10);
		expect(find_row(csv.bytes, unit_id(printed), copy, ours, &our_count), "%s", unit_id(printed));
		assert_int_equal(our_count, 10);
		for (size_t i = 3; i < count; i++, cells++)
			expect(!strcmp(ours[i], printed[i]) || may_differ(printed, i, ours[i]), "%s, %s: tryckt «%s», här «%s»", printed[1], head[i], printed[i],
			       ours[i]);
	}
	assert_int_equal(rows, 36);
	assert_int_equal(cells, 36 * 7);
	free(truth);
	buffer_free(&csv);
}

static void csv_is_as_promised(void **state)
{
	static const char head[] = "id;namn;typ;ram_2019;index;expansion;cut;saving;transfer;ram_2020\r\n";
	struct buffer csv = report(0, REPORT_CSV, MONEY_IN_MNKR), with_bom = { 0 };
	size_t rows = 0;

	(void)state;
	assert_memory_equal(csv.bytes, head, sizeof head - 1);
	assert_non_null(strstr(csv.bytes, "\r\nregionstyrelsen;Regionstyrelsen;enhet;7983,0;251,2;87,9;-150,2;0,0;0,0;8171,9\r\n"));
	assert_non_null(strstr(csv.bytes, ";grupp;"));
	assert_non_null(strstr(csv.bytes, "\r\nprivatvard;Privatvård;anslag;77,0;;;;;;77,0\r\n"));
	for (const char *at = csv.bytes; (at = strchr(at, '\n')); at++, rows++)
		assert_int_equal(at[-1], '\r');
	assert_int_equal(rows, book->org->count + 1);
	assert_null(strstr(csv.bytes, "\u2212"));
	assert_null(strstr(csv.bytes, "\u00a0"));
	report_ram(&with_bom, &(struct report){ .book = book, .year = book->region->year, .format = REPORT_CSV, .money = MONEY_IN_MNKR, .bom = true });
	assert_memory_equal(with_bom.bytes, "\xef\xbb\xbf", 3);
	assert_string_equal(with_bom.bytes + 3, csv.bytes);
	buffer_free(&csv);
	buffer_free(&with_bom);
}

static void csv_in_kronor_and_of_a_branch(void **state)
{
	struct buffer csv = report(unit_of("ls-ortopedi"), REPORT_CSV, MONEY_IN_KR);
	size_t rows = 0;

	(void)state;
	assert_non_null(strstr(csv.bytes, "\r\nls-ortopedi;Ortopedi;enhet;201300000;2900000;"));
	for (const char *at = csv.bytes; (at = strchr(at, '\n')); at++)
		rows++;
	assert_int_equal(rows, 1 + book->org->units[unit_of("ls-ortopedi")].end - unit_of("ls-ortopedi"));
	buffer_free(&csv);
}

/* Last year's ram is last year's whichever year is shown. */
static void a_plan_year_has_its_own_last_column(void **state)
{
	struct buffer csv = { 0 };

	(void)state;
	report_ram(&csv, &(struct report){ .book = book, .year = book->region->year + 1, .format = REPORT_CSV, .money = MONEY_IN_MNKR });
	assert_non_null(strstr(csv.bytes, "ram_2019;index;expansion;cut;saving;transfer;ram_2021\r\n"));
	assert_non_null(strstr(csv.bytes, "\r\nregionstyrelsen;Regionstyrelsen;enhet;7983,0;251,2;87,9;-337,2;"));
	buffer_free(&csv);
}

/* ---- json ---- */

static void json_says_the_same(void **state)
{
	struct buffer json = report(0, REPORT_JSON, MONEY_IN_MNKR);
	json_t *rows = json_loads(json.bytes, 0, NULL);
	int64_t sum = 0;

	(void)state;
	assert_non_null(rows);
	assert_int_equal(json_array_size(rows), book->org->count);
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i), *ram = json_object_get(row, "ram_2020");

		assert_int_equal(json_object_size(row), 10);
		assert_string_equal(json_string_value(json_object_get(row, "id")), book->org->units[i].id);
		if (table->balance[i].ram == MONEY_NONE)
			assert_true(json_is_null(ram));
		else
			assert_int_equal(json_integer_value(ram) * MONEY_KR, table->balance[i].ram);
		if (book->org->units[i].parent == 0)
			sum += json_integer_value(ram);
	}
	assert_int_equal(sum, 8171900000);
	assert_true(json_is_null(json_object_get(json_array_get(rows, (size_t)unit_of("privatvard")), "index")));
	json_decref(rows);
	buffer_free(&json);
}

/* ---- text and markdown ---- */

static int widest(const char *text)
{
	struct buffer line = { 0 };
	int width = 0;

	for (const char *at = text; *at; at += strcspn(at, "\n"), at += *at == '\n') {
		buffer_free(&line);
		buffer_add(&line, at, strcspn(at, "\n"));
		width = text_width(line.bytes) > width ? text_width(line.bytes) : width;
		assert_true(!line.size || line.bytes[line.size - 1] != ' ');
	}
	buffer_free(&line);
	return width;
}

static void text_fits_a_page(void **state)
{
	static const struct { const char *branch; enum money_unit unit; const char *title; } rows[] = {
		{ "regionstyrelsen", MONEY_IN_MNKR, "Region Norrbotten: ramar 2020, mnkr\n" },
		{ "lanssjukvard", MONEY_IN_MNKR, "Länssjukvård: ramar 2020, mnkr\n" },
		{ "ls-ortopedi", MONEY_IN_TKR, "Ortopedi: ramar 2020, tkr\n" },
		{ "fou", MONEY_IN_MNKR, "Forskning/utveckling/utbildning: ramar 2020, mnkr\n" },
	}, *row;

	(void)state;
	for (EACH(row, rows)) {
		struct buffer text = report(unit_of(row->branch), REPORT_TEXT, row->unit);

		expect(!strncmp(text.bytes, row->title, strlen(row->title)), "%s", row->title);
		expect(widest(text.bytes) <= 80, "%s: %d", row->branch, widest(text.bytes));
		buffer_free(&text);
	}
}

static void text_lines_up(void **state)
{
	struct buffer text = report(unit_of("ls-ortopedi"), REPORT_TEXT, MONEY_IN_TKR);

	(void)state;
	assert_non_null(strstr(text.bytes, "\nOrtopedi *            201\u00a0300  2\u00a0900   3\u00a0000                21\u00a0200  228\u00a0400\n"));
	assert_non_null(strstr(text.bytes, "\n  Ortopedi Piteå       11\u00a0200    400     200                21\u00a0200   33\u00a0000\n"));
	assert_non_null(strstr(text.bytes, "\n* påhittat exempel, med allt som ligger under\n"));
	buffer_free(&text);
}

static void text_has_no_star_where_nothing_is_invented(void **state)
{
	struct buffer text = report(unit_of("lakemedel"), REPORT_TEXT, MONEY_IN_MNKR);

	(void)state;
	assert_null(strstr(text.bytes, "*"));
	buffer_free(&text);
}

static void markdown_is_a_table(void **state)
{
	struct buffer text = report(0, REPORT_MARKDOWN, MONEY_IN_MNKR);
	size_t rows = 0;

	(void)state;
	assert_non_null(strstr(text.bytes, "\n|  | 2019 | Index | Utökning | Minskning | Spar | Omförd. | 2020 |\n| --- | ---: |"));
	assert_non_null(strstr(text.bytes, "\n| &emsp;&emsp;Länssjukvård | 2\u00a0175,2 | 29,0 |"));
	for (const char *at = text.bytes; (at = strstr(at, "\n|")); at++, rows++) {
		size_t bars = 0;

		for (const char *bar = at + 1; *bar != '\n'; bar++)
			bars += *bar == '|' && bar[-1] != '\\';
		assert_int_equal(bars, 9);
	}
	assert_int_equal(rows, book->org->count + 2);
	buffer_free(&text);
}

static void formats_have_names(void **state)
{
	enum report_format format = REPORT_FORMATS;

	(void)state;
	assert_true(report_format_find("markdown", &format));
	assert_int_equal(format, REPORT_MARKDOWN);
	assert_true(report_format_find("html", &format));
	assert_int_equal(format, REPORT_HTML);
	assert_false(report_format_find("xlsx", &format));
	assert_false(report_format_find("", &format));
}

/* ---- names that are not friendly ---- */

static const char hostile_region[] =
	"format = 1; name = \"Region | \\\"X\\\"\"; org_number = \"1\"; year = 2020; registrar = \"reg\"; protection = \"none\";\n"
	"levels = ( { id=\"l1\"; name=\"Region\"; chef=\"d\"; plan=\"p\"; subs=\"s\"; money=\"mnkr\"; } );\n"
	"kinds = ( { id=\"index\"; name=\"Index\"; short=\"Ett mycket långt ord\"; }, { id=\"base\"; name=\"Bas\"; short=\"Före\"; opening=true; } );\n"
	"lines = ( { id=\"personal\"; name=\"Personal\"; kind=\"cost\"; account=\"4\"; } ); areas = (); principles = (); versions = ();\n";
static const char hostile_organisation[] =
	"units = ( { id=\"rot\"; kind=\"unit\"; name=\"=cmd|'/c calc'!A1\"; level=\"l1\"; chef=\"d\"; registrars=( \"reg\" ); },\n"
	"{ id=\"a\"; parent=\"rot\"; kind=\"anslag\"; name=\"Stöd; \\\"citat\\\" och ett namn som är mycket längre än någon sida är bred, så att det måste kortas av någonstans\"; },\n"
	"{ id=\"b\"; parent=\"rot\"; kind=\"anslag\"; name=\"*stjärna* | streck\"; } );\n";
static const char hostile_acts[] =
	"{\"by\":\"d\",\"act\":\"post\",\"kind\":\"base\",\"year\":2020,\"legs\":[[\"a\",-1234567890]]}\n"
	"{\"by\":\"d\",\"act\":\"post\",\"kind\":\"index\",\"year\":2020,\"legs\":[[\"a\",40000]]}\n";

static void write_in(const char *name, const char *bytes)
{
	char path[4200];

	snprintf(path, sizeof path, "%s/%s", scratch, name);
	testing_write(path, bytes, strlen(bytes));
}

static void hostile_names_do_no_harm(void **state)
{
	static const enum report_format formats[] = { REPORT_TEXT, REPORT_CSV, REPORT_JSON, REPORT_MARKDOWN };
	static const char *const holds[] = {
		"Före Ett mycket långt ord", "\r\nrot;'=cmd|'/c calc'!A1;enhet;0,0;0,0;\r\na;\"Stöd; \"\"citat\"\" och ett namn", "\"namn\":\"=cmd|'/c calc'!A1\"", "\\=cmd\\|'/c calc'!A1",
	};
	char path[4200], example[4200];
	struct error error = { 0 };

	(void)state;
	snprintf(path, sizeof path, "%s/hostile", scratch);
	snprintf(example, sizeof example, "%s/example", scratch);
	mkdir(example, 0755);
	write_in("example/region.cfg", hostile_region);
	write_in("example/organisation.cfg", hostile_organisation);
	write_in("example/acts.jsonl", hostile_acts);
	expect(setup_init(path, example, NULL, NULL, &error), "%s", error.text);
	struct folder *hostile = folder_open(path, &error);
	struct book *other = book_open(hostile, &error);
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		struct buffer out = { 0 };

		report_ram(&out, &(struct report){ .book = other, .year = 2020, .format = formats[i], .money = MONEY_IN_MNKR });
		if (formats[i] == REPORT_TEXT)
			expect(widest(out.bytes) <= 80, "%s", out.bytes);
		else
			expect(strstr(out.bytes, holds[i]), "%s: %s", holds[i], out.bytes);
		expect(strstr(out.bytes, formats[i] == REPORT_JSON ? "-1234567890" : "1234,6") || strstr(out.bytes, "1\u00a0234,6"), "%s", out.bytes);
		buffer_free(&out);
	}
	book_free(other);
	folder_free(hostile);
}

/* ---- what does not foot ---- */

static struct finding findings_made[] = {
	{ .class = FINDING_CONTRADICTION, .figure = "exempel/2020/ram", .computed = 1230000000, .stated = 1270000000, .difference = 40000000, .where = "tabell 3" },
	{ .class = FINDING_CONTRADICTION, .figure = "a/2020/ram", .computed = 100000000, .stated = 200000000, .difference = 100000000, .where = "tabell 1; texten",
	  .text = "radens delar ger inte ramen", .explained = "abc" },
	{ .class = FINDING_UNSPECIFIED, .figure = "a/2020/saving", .computed = MONEY_NONE, .stated = MONEY_NONE, .difference = 12300000, .where = "boken", .text = "=post" },
	{ .class = FINDING_ROUNDING, .figure = "b/2020/saving", .computed = 3432000 * 100, .stated = 3400000 * 100, .difference = 32050, .where = "boken" },
};

static struct buffer check_report(enum report_format format, bool new_only, size_t untried)
{
	const struct findings findings = { .items = findings_made, .count = 4, .untried = untried };
	struct buffer out = { 0 };

	report_check(&out, &findings, format, MONEY_IN_MNKR, new_only, false);
	return out;
}

static void check_as_text(void **state)
{
	struct buffer out = check_report(REPORT_TEXT, false, 17);

	(void)state;
	assert_string_equal(out.bytes, "motsägelse exempel/2020/ram: beräknat 12,3, angivet 12,7, skillnad 0,4 (tabell 3)\n"
	                               "motsägelse a/2020/ram: beräknat 1,0, angivet 2,0, skillnad 1,0 (tabell 1; texten): radens delar ger inte ramen (förklarad)\n"
	                               "ospecificerat a/2020/saving: skillnad 0,123 (boken): =post\n"
	                               "avrundning b/2020/saving: beräknat 3,432, angivet 3,4, skillnad 0,0003205 (boken)\n"
	                               "2 motsägelser, 1 ospecificerad, 1 avrundning; 17 tryckta uppgifter kan inte prövas mot boken\n");
	buffer_free(&out);
	out = check_report(REPORT_TEXT, true, 0);
	assert_null(strstr(out.bytes, "förklarad"));
	assert_non_null(strstr(out.bytes, "\n1 motsägelse, 1 ospecificerad, 1 avrundning\n"));
	buffer_free(&out);
}

static void check_as_data(void **state)
{
	struct buffer csv = check_report(REPORT_CSV, false, 0), json = check_report(REPORT_JSON, true, 0), markdown = check_report(REPORT_MARKDOWN, false, 0);
	json_t *rows = json_loads(json.bytes, 0, NULL);

	(void)state;
	assert_string_equal(csv.bytes, "class;figure;computed;stated;difference;where;text;explained\r\n"
	                               "contradiction;exempel/2020/ram;12,3;12,7;0,4;tabell 3;;\r\n"
	                               "contradiction;a/2020/ram;1,0;2,0;1,0;\"tabell 1; texten\";radens delar ger inte ramen;abc\r\n"
	                               "unspecified;a/2020/saving;;;0,123;boken;'=post;\r\n"
	                               "rounding;b/2020/saving;3,432;3,4;0,0003205;boken;;\r\n");
	assert_non_null(rows);
	assert_int_equal(json_array_size(rows), 3); /* the explained one is not new */
	assert_int_equal(json_integer_value(json_object_get(json_array_get(rows, 0), "difference")), 400000);
	assert_true(json_real_value(json_object_get(json_array_get(rows, 2), "difference")) > 320.49);
	assert_non_null(strstr(markdown.bytes, "| motsägelse | exempel/2020/ram | 12,3 | 12,7 | 0,4 | tabell 3 |  |  |\n"));
	json_decref(rows);
	buffer_free(&csv);
	buffer_free(&json);
	buffer_free(&markdown);
}

static void check_as_a_page(void **state)
{
	struct buffer html = check_report(REPORT_HTML, false, 0);

	(void)state;
	assert_non_null(strstr(html.bytes, "<title>Avstämning</title>"));
	assert_non_null(strstr(html.bytes, "<tr><th scope=\"row\">motsägelse</th><td>exempel/2020/ram</td><td class=\"n\">12,3</td><td class=\"n\">12,7</td>"));
	buffer_free(&html);
}

static void an_empty_json_is_json(void **state)
{
	const struct findings none = { 0 };
	struct buffer out = { 0 };

	(void)state;
	report_check(&out, &none, REPORT_JSON, MONEY_IN_MNKR, false, false);
	assert_string_equal(out.bytes, "[]\n");
	buffer_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_printed_cell_comes_out), cmocka_unit_test(csv_is_as_promised), cmocka_unit_test(csv_in_kronor_and_of_a_branch),
		cmocka_unit_test(a_plan_year_has_its_own_last_column), cmocka_unit_test(json_says_the_same), cmocka_unit_test(text_fits_a_page),
		cmocka_unit_test(text_lines_up), cmocka_unit_test(text_has_no_star_where_nothing_is_invented), cmocka_unit_test(markdown_is_a_table),
		cmocka_unit_test(formats_have_names), cmocka_unit_test(hostile_names_do_no_harm), cmocka_unit_test(check_as_text),
		cmocka_unit_test(check_as_data), cmocka_unit_test(check_as_a_page), cmocka_unit_test(an_empty_json_is_json),
	};

	return cmocka_run_group_tests(tests, open_example, close_example);
}

/* The documents that the example makes: two of them word for word (tests/reports; GENERATE=1 writes them), and for every unit that their sums are
 * the book's, that tables can be read back, and that pay is in none of them. */
#include "reports.h"
#include "testing.h"

#include "approval.h"
#include "book.h"
#include "calc.h"
#include "report.h"
#include "setup.h"
#include "text.h"
#include "version.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static char *scratch;
static struct folder *folder;
static struct book *book;

static int open_example(void **state)
{
	struct error error = { 0 };
	char path[4200];

	(void)state;
	setenv("SOURCE_DATE_EPOCH", "1579000000", 1); /* 14 January 2020 */
	scratch = testing_directory();
	snprintf(path, sizeof path, "%s/f", scratch);
	expect(setup_init(path, testing_source("data/norrbotten-2020"), NULL, NULL, &error), "%s", error.text);
	folder = folder_open(path, &error);
	book = folder ? book_open(folder, &error) : NULL;
	expect(book, "%s", error.text);
	return 0;
}

static int close_example(void **state)
{
	(void)state;
	book_free(book);
	folder_free(folder);
	testing_remove(scratch);
	return 0;
}

static int unit_of(const char *id)
{
	int unit = org_find(book->org, id);

	expect(unit != ORG_NONE, "%s", id);
	return unit;
}

static struct report of(const char *id, enum report_format format)
{
	return (struct report){ .book = book, .unit = unit_of(id), .year = book->region->year, .format = format, .money = report_level_money(book, unit_of(id)) };
}

static struct buffer plan_of(const struct report *report)
{
	struct error error = { 0 };
	struct buffer out = { 0 };

	expect(report_plan(&out, report, &error), "%s", error.text);
	return out;
}

/* ---- word for word ---- */

static void a_returned_plan(void **state)
{
	struct report report = of("ls-bup", REPORT_TEXT);
	struct buffer out = plan_of(&report);

	(void)state;
	expect_document("plan-ls-bup.txt", out.bytes);
	buffer_free(&out);
}

static void an_approved_plan(void **state)
{
	struct report report = of("ls-kakkirurgi", REPORT_MARKDOWN);
	struct buffer out = plan_of(&report);

	(void)state;
	assert_null(strstr(out.bytes, "UTKAST"));
	expect_document("plan-ls-kakkirurgi.md", out.bytes);
	buffer_free(&out);
}

static void a_dialogue(void **state)
{
	struct report report = of("ls-psykiatri", REPORT_TEXT);
	struct buffer out = { 0 };

	(void)state;
	report_dialogue(&out, &report);
	expect_document("dialogue-ls-psykiatri.txt", out.bytes);
	buffer_free(&out);
}

/* ---- every unit ---- */

static void expect_shown(const struct buffer *out, const struct report *report, money value, const char *what)
{
	char text[MONEY_TEXT];

	if (value == MONEY_NONE)
		return;
	money_print(text, value, report->money, MONEY_USUAL, 0);
	expect(strstr(out->bytes, text), "%s: %s %s saknas", book->org->units[report->unit].id, what, text);
}

static void the_sums_are_the_books(void **state)
{
	struct ram_table *table = ram_make(book, book->region->year, NULL, 0);

	(void)state;
	for (int unit = 0; unit < book->org->count; unit++) {
		const struct balance *balance = &table->balance[unit];
		struct report report = of(book->org->units[unit].id, REPORT_MARKDOWN);

		if (book->org->units[unit].kind != UNIT_UNIT)
			continue;
		struct buffer out = plan_of(&report);
		expect_shown(&out, &report, balance->ram, "ramen");
		if (!ram_untouched(table, unit)) {
			expect_shown(&out, &report, balance->available, "att fördela");
			expect_shown(&out, &report, balance->divided, "fördelat");
			expect_shown(&out, &report, balance->left != MONEY_NONE && balance->left < 0 ? -balance->left : balance->left, "kvar");
		}
		expect(!strstr(out.bytes, "UTKAST") == (approval_status(table, unit) == PLAN_APPROVED), "%s", report.book->org->units[unit].id);
		buffer_free(&out);
	}
	ram_free(table);
}

static int widest(char *text)
{
	int most = 0;

	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		most = text_width(line) > most ? text_width(line) : most;
	return most;
}

static void every_text_fits_its_page(void **state)
{
	(void)state;
	for (int unit = 0; unit < book->org->count; unit++) {
		struct report report = of(book->org->units[unit].id, REPORT_TEXT);
		struct buffer out = book->org->units[unit].kind == UNIT_UNIT ? plan_of(&report) : (struct buffer){ 0 };

		report_dialogue(&out, &report);
		report_measures(&out, &report);
		report_tasks(&out, &report);
		expect(widest(out.bytes) <= 80, "%s: %d", book->org->units[unit].id, widest(out.bytes));
		buffer_free(&out);
	}
}

/* 39 500 a month for whoever flies: in the book, and in no document. */
static void pay_is_in_none(void **state)
{
	static const enum report_format formats[] = { REPORT_TEXT, REPORT_MARKDOWN, REPORT_HTML };

	(void)state;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		struct report report = of("ls-akut-luft", formats[i]);
		struct buffer out = plan_of(&report);

		expect(!strstr(out.bytes, "39\u00a0500") && !strstr(out.bytes, "39500"), "%s", out.bytes);
		expect(!strstr(out.bytes, "3\u00a0383"), "%s", out.bytes);
		buffer_free(&out);
	}
}

static void every_page_is_well_formed(void **state)
{
	(void)state;
	for (int unit = 0; unit < book->org->count; unit++) {
		struct report report = of(book->org->units[unit].id, REPORT_HTML);
		void (*const reports[])(struct buffer *, const struct report *) = { report_dialogue, report_measures };

		for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
			struct buffer out = { 0 };

			reports[i](&out, &report);
			expect_well_formed(out.bytes, (size_t)unit);
			buffer_free(&out);
		}
		if (book->org->units[unit].kind != UNIT_UNIT)
			continue;
		struct buffer plan = plan_of(&report);
		expect_well_formed(plan.bytes, (size_t)unit);
		buffer_free(&plan);
	}
}

static void as_a_version_had_it(void **state)
{
	struct error error = { 0 };
	const struct event *version = version_find(book, "vidarefordelning", &error);
	struct book *then = version ? book_at(book, version, &error) : NULL;
	struct report report = of("lanssjukvard", REPORT_MARKDOWN);

	(void)state;
	expect(then, "%s", error.text);
	report.book = then;
	report.at_name = version->line->act.version.name;
	struct buffer out = plan_of(&report);
	assert_non_null(strstr(out.bytes, "som det stod i Vidarefördelning"));
	assert_non_null(strstr(out.bytes, "Inget är fördelat än."));
	assert_non_null(strstr(out.bytes, "| \\= Ram | 2\u00a0256,5 |"));
	buffer_free(&out);
	book_free(then);
}

static void an_anslag_has_no_plan(void **state)
{
	struct report report = of("bassang", REPORT_TEXT);
	struct error error = { 0 };
	struct buffer out = { 0 };

	(void)state;
	assert_false(report_plan(&out, &report, &error));
	assert_string_equal(error.word, "not-a-unit");
	assert_null(out.bytes);
}

/* ---- measures and tasks as data ---- */

static json_t *as_json(void (*write)(struct buffer *, const struct report *), const char *unit)
{
	struct report report = of(unit, REPORT_JSON);
	struct buffer out = { 0 };

	write(&out, &report);
	json_t *rows = json_loads(out.bytes, 0, NULL);
	expect(rows, "%s", out.bytes);
	buffer_free(&out);
	return rows;
}

/* What the decision itself says: 61 found where the regiondirektör holds the money, 34 of them in the administration; 330 to make up for. */
static void the_decisions_own_measures(void **state)
{
	json_t *rows = as_json(report_measures, "regionstyrelsen");
	int64_t own = 0, administration = 0;
	struct ram_table *table = ram_make(book, book->region->year, NULL, 0);
	money missing;

	(void)state;
	for (size_t i = 0; i < json_array_size(rows); i++) {
		json_t *row = json_array_get(rows, i);
		const char *unit = json_string_value(json_object_get(row, "id"));
		int64_t kr = json_integer_value(json_object_get(row, "kr"));

		own += !strcmp(unit, "regionstyrelsen") || !strcmp(unit, "ovrregion") ? kr : 0;
		administration += !strcmp(unit, "ovrregion") ? kr : 0;
	}
	assert_int_equal(own, 61000000);
	assert_int_equal(administration, 34000000);
	assert_int_equal(measures_lacking(table, unit_of("divisioner"), &missing), LACKS_FORECAST);
	assert_int_equal(missing, INT64_C(330000000) * MONEY_KR);
	ram_free(table);
	json_decref(rows);
}

static void csv_says_what_json_says(void **state)
{
	json_t *rows = as_json(report_measures, "regionstyrelsen");
	struct report report = of("regionstyrelsen", REPORT_CSV);
	struct buffer out = { 0 };
	size_t lines = 0;

	(void)state;
	report_measures(&out, &report);
	for (const char *at = out.bytes; (at = strstr(at, "\r\n")); at += 2)
		lines++;
	assert_int_equal(lines, json_array_size(rows) + 1);
	for (size_t i = 0; i < json_array_size(rows); i++) {
		char text[MONEY_TEXT];
		json_t *row = json_array_get(rows, i);

		expect(strstr(out.bytes, json_string_value(json_object_get(row, "inlagg"))), "%zu", i);
		money_print(text, money_from_kr(json_integer_value(json_object_get(row, "kr"))), MONEY_IN_MNKR, MONEY_USUAL, MONEY_DENSE);
		expect(strstr(out.bytes, text), "%s", text);
	}
	buffer_free(&out);
	json_decref(rows);
}

static void the_sums_of_the_measures(void **state)
{
	struct report report = of("lanssjukvard", REPORT_MARKDOWN);
	struct buffer out = { 0 };

	(void)state;
	report_measures(&out, &report);
	assert_non_null(strstr(out.bytes, "Prognosen för 2019 är 172,0\u00a0mnkr sämre än budget. Åtgärder: säkra 2,1, troliga 12,0, osäkra 0,8, ofinansierat 157,1."));
	assert_non_null(strstr(out.bytes, "&emsp;Vuxenpsykiatri | över ram | 3,4 | 2,1 |  | 0,8 | 0,5 |"));
	buffer_free(&out);
}

static void tasks_of_one(void **state)
{
	struct report report = of("regionstyrelsen", REPORT_TEXT);
	struct buffer out = { 0 };

	(void)state;
	report.user = "divchef-lanssjukvard";
	report.by_level = true;
	report_tasks(&out, &report);
	assert_non_null(strstr(out.bytes, "  - Granska planen för Diagnostik (sedan 13 dec 2019)\n"));
	assert_non_null(strstr(out.bytes, "  - Fördela ramen i Länssjukvård: 6,5\u00a0mnkr kvar (sedan 10 dec 2019, senast 15\n    jan 2020)\n"));
	assert_null(strstr(out.bytes, "Ortopedi till"));
	out.size = 0;
	report.user = "chef-ls-kakkirurgi"; /* her plan is approved */
	report_tasks(&out, &report);
	assert_int_equal(out.size, 0);
	report.format = REPORT_HTML;
	report_tasks(&out, &report);
	assert_int_equal(out.size, 0);
	report.format = REPORT_JSON;
	report_tasks(&out, &report);
	assert_string_equal(out.bytes, "[]\n");
	buffer_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_returned_plan), cmocka_unit_test(an_approved_plan), cmocka_unit_test(a_dialogue), cmocka_unit_test(the_sums_are_the_books),
		cmocka_unit_test(every_text_fits_its_page), cmocka_unit_test(pay_is_in_none), cmocka_unit_test(every_page_is_well_formed), cmocka_unit_test(as_a_version_had_it),
		cmocka_unit_test(an_anslag_has_no_plan), cmocka_unit_test(the_decisions_own_measures), cmocka_unit_test(csv_says_what_json_says),
		cmocka_unit_test(the_sums_of_the_measures), cmocka_unit_test(tasks_of_one),
	};

	return cmocka_run_group_tests(tests, open_example, close_example);
}

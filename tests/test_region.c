#include "testing.h"

#include "buffer.h"
#include "region.h"

#include <stdlib.h>
#include <string.h>

static const char good[] = "format = 1;\n"                                                      /* 1 */
			   "id = \"0123456789abcdef0123456789abcdef\";\n"                       /* 2 */
			   "name = \"Region Prov\"; org_number = \"232100-0230\";\n"            /* 3 */
			   "year = 2020;\n"                                                     /* 4 */
			   "registrar = \"registrator\"; protection = \"git\"; note = \"n\";\n" /* 5 */
			   "levels = ( { id=\"region\"; name=\"Regionstyrelsen\"; chef=\"regiondirektör\"; plan=\"plan\"; subs=\"Divisioner\"; "
			   "money=\"mnkr\"; due=\"2019-12-20\"; hinders=( \"left\", \"untouched\" ); },\n"
			   "  { id=\"enhet\"; name=\"Enhet\"; chef=\"enhetschef\"; plan=\"budget\"; subs=\"Enheter\"; money=\"tkr\"; } );\n"
			   "kinds = ( { id=\"index\"; name=\"Index\"; short=\"Ix\"; explained=true; },\n"
			   "  { id=\"base\"; name=\"Utgångsläge\"; short=\"2019\"; opening=true; },\n"
			   "  { id=\"saving\"; name=\"Spar\"; short=\"Spar\"; zero_sum=true; } );\n" /* 10 */
			   "lines = ( { id=\"personal\"; name=\"Personal\"; kind=\"cost\"; account=\"40-45\"; },\n"
			   "  { id=\"intakter\"; name=\"Intäkter\"; kind=\"income\"; account=\"30-39\"; internal=true; },\n"
			   "  { id=\"reserv\"; name=\"Reserv\"; kind=\"reserve\"; account=\"\"; } );\n"
			   "areas = ( { id=\"halso\"; name=\"Hälso- och sjukvård\"; } );\n"
			   "principles = ( { id=\"somatik\"; name=\"Somatik\"; },\n" /* 15 */
			   "  { id=\"psykiatri\"; name=\"Psykiatri\"; } );\n"
			   "versions = ( );\n"
			   "series = ( { id=\"lpik\"; name=\"LPIK 2020\"; source=\"SKR\"; date=\"2019-10-01\"; year=2020; change=\"2,9 %\"; kind=\"index\";\n"
			   "    principle=\"somatik\"; until=2022; note=\"preliminär\"; },\n"
			   "  { id=\"avtal\"; name=\"Avtal\"; source=\"avtalet\"; date=\"2019-11-15\"; year=2021; change=\"-0,5 %\"; } );\n"; /* 20 */

/* The good file with one thing in it replaced; free it. */
static char *with(const char *text, const char *old, const char *new)
{
	const char *at = strstr(text, old);
	char *made = malloc(strlen(text) + strlen(new) + 1);

	expect(at && made, "%s", old);
	memcpy(made, text, (size_t)(at - text));
	strcpy(made + (at - text), new);
	strcat(made, at + strlen(old));
	return made;
}

static const struct bad {
	const char *old, *new, *word, *where, *piece;
} bad_files[] = {
	{ "\"untouched\"", "\"unsaid\"", "bad-config", "r.cfg:6: ", "hinders = \"unsaid\" finns inte: välj bland left, contradiction, question och untouched" },
	{ "year = 2020", "year = \"2020\"", "bad-config", "r.cfg:4: ", "year ska vara ett heltal, men här står en text" },
	{ "year = 2020", "year = 20200", "bad-config", "r.cfg:4: ", "year = 20200 går inte: skriv ett tal från 1900 till 2999" },
	{ "year = 2020", "year = 4294969316", "bad-config", "r.cfg:4: ", "är för stort" },
	{ "year = 2020;", "", "bad-config", "r.cfg:1: ", "nyckeln year fattas i filen" },
	{ "year = 2020;", "yaer = 2020;", "bad-config", "r.cfg:4: ", "nyckeln yaer är okänd (menade du year?)" },
	{ "format = 1;", "", "bad-config", "r.cfg:1: ", "nyckeln format fattas" },
	{ "format = 1;", "format = 0;", "bad-config", "r.cfg:1: ", "format = 0 går inte" },
	{ "format = 1;", "format = \"1\";", "bad-config", "r.cfg:1: ", "format ska vara ett heltal" },
	{ "format = 1;", "format = 2;", "newer-format", "mappen är skriven av en nyare budgetdialog", "r.cfg: format 2" },
	{ "format = 1;", "format = 2; colours = ( \"röd\" ); year = { first = 2020; };", "bad-config", "r.cfg:4: ", "två gånger" },
	{ "format = 1;\n", "format = 2; colours = ( \"röd\" );\n", "newer-format", "mappen är skriven av en nyare", "format 2" },
	{ "0123456789abcdef\"", "0123456789ABCDEF\"", "bad-config", "r.cfg:2: ", "32 hexadecimala" },
	{ "id = \"0123", "id = \"a0123", "bad-config", "r.cfg:2: ", "32 hexadecimala" },
	{ "registrar = \"registrator\"", "registrar = \"Anna Ek\"", "bad-config", "r.cfg:5: ", "registrar = \"Anna Ek\" går inte" },
	{ "protection = \"git\"", "protection = \"full\"", "bad-config", "r.cfg:5: ", "skriv något av none, host, git" },
	{ "money=\"tkr\"", "money=\"msek\"", "bad-config", "r.cfg:7: ", "money = \"msek\" går inte: skriv något av kr, tkr, mnkr" },
	{ "due=\"2019-12-20\"", "due=\"20 december\"", "bad-config", "r.cfg:6: ", "skriv ett datum som 2020-01-15" },
	{ "{ id=\"enhet\"", "{ id=\"region\"", "bad-config", "r.cfg:7: ", "id = \"region\" står två gånger i levels" },
	{ "{ id=\"saving\"", "{ id=\"index\"", "bad-config", "r.cfg:10: ", "id = \"index\" står två gånger i kinds" },
	{ "{ id=\"reserv\"", "{ id=\"personal\"", "bad-config", "r.cfg:13: ", "står två gånger i lines" },
	{ "{ id=\"psykiatri\"", "{ id=\"somatik\"", "bad-config", "r.cfg:16: ", "står två gånger i principles" },
	{ "{ id=\"saving\"", "{ id=\"ram\"", "bad-config", "r.cfg:10: ", "id = \"ram\" är upptaget" },
	{ "opening=true; ", "", "bad-config", "r.cfg:8: ", "inget slag i kinds har opening=true" },
	{ "opening=true; ", "opening=false; ", "bad-config", "r.cfg:8: ", "inget slag i kinds har opening=true" },
	{ "zero_sum=true; ", "opening=true; ", "bad-config", "r.cfg:10: ", "\"base\" på rad 9 har det redan" },
	{ "opening=true; ", "opening=true; reversal=true; ", "bad-config", "r.cfg:9: ", "\"base\" kan inte ha reversal=true" },
	{ "zero_sum=true; ", "zero_sum=true; reversal=true; ", "bad-config", "r.cfg:10: ", "\"saving\" kan inte ha reversal=true" },
	{ "explained=true; },", "reversal=true; }, { id=\"cut\"; name=\"Cut\"; short=\"Cut\"; reversal=true; },", "bad-config", "r.cfg:8: ",
	  "\"index\" på rad 8 har det redan" },
	{ "kind=\"income\"", "kind=\"intäkt\"", "bad-config", "r.cfg:12: ", "skriv något av cost, income, reserve" },
	{ "account=\"30-39\"; ", "", "bad-config", "r.cfg:12: ", "nyckeln account fattas i gruppen" },
	{ "account=\"30-39\"", "account=30", "bad-config", "r.cfg:12: ", "account ska vara en text" },
	{ "internal=true", "internal=1", "bad-config", "r.cfg:12: ", "internal ska vara true eller false" },
	{ "versions = ( );", "versions = \"\";", "bad-config", "r.cfg:17: ", "versions ska vara en lista av grupper" },
	{ "versions = ( );", "versions = ( ); levels2 = ( );", "bad-config", "r.cfg:17: ", "(menade du levels?)" },
	{ "name=\"Somatik\"", "name=\"\"", "bad-config", "r.cfg:15: ", "name är tom" },
	{ "date=\"2019-10-01\"", "date=\"1 oktober\"", "bad-config", "r.cfg:18: ", "date = \"1 oktober\" går inte: skriv ett datum som 2020-01-15" },
	{ "source=\"SKR\"; ", "", "bad-config", "r.cfg:18: ", "nyckeln source fattas i gruppen" },
	{ "change=\"2,9 %\"", "change=2.9", "bad-config", "r.cfg:18: ", "change ska vara en text" },
	{ "change=\"2,9 %\"", "change=\"2,9\"", "bad-config", "r.cfg:18: ", "change = \"2,9\" går inte: skriv en förändring i procent, till exempel \"2,9 %\"" },
	{ "change=\"-0,5 %\"", "change=\"290 %\"", "bad-config", "r.cfg:20: ", "högst 100 %" },
	{ "year=2020; change", "year=20; change", "bad-config", "r.cfg:18: ", "skriv ett tal från 1900 till 2999" },
	{ "until=2022", "until=2019", "bad-config", "r.cfg:18: ", "until = 2019 är före year = 2020" },
	{ "kind=\"index\";\n", "kind=\"avtal\";\n", "bad-config", "r.cfg:18: ", "kind = \"avtal\" finns inte: skriv ett id ur kinds" },
	{ "kind=\"index\";\n", "kind=\"base\";\n", "bad-config", "r.cfg:18: ", "ett index räknas på utgångsläget" },
	{ "principle=\"somatik\"; until", "principle=\"flyg\"; until", "bad-config", "r.cfg:18: ", "principle = \"flyg\" finns inte: skriv ett id ur principles" },
	{ "{ id=\"avtal\"", "{ id=\"lpik\"", "bad-config", "r.cfg:20: ", "id = \"lpik\" står två gånger i series" },
	{ "{ id=\"avtal\"", "{ id=\"a123456789b123456789c123456789d123456789e12345678\"", "bad-config", "r.cfg:20: ", "är för långt: högst 48 tecken" },
	{ "note=\"preliminär\"", "url=\"x\"", "bad-config", "r.cfg:19: ", "nyckeln url är okänd" },
	{ "versions = ( );", "@include \"versions.cfg\"", "bad-config", "r.cfg:17: ", "@include" },
};

static void test_bad_files(void **state)
{
	const struct bad *row;

	(void)state;
	for (EACH(row, bad_files)) {
		char *text = with(good, row->old, row->new);
		struct error error = { 0 };

		expect(!region_read("r.cfg", text, strlen(text), &error), "%s", row->new);
		expect(strcmp(error.word, row->word) == 0, "%s -> %s", row->new, error.word);
		expect(strncmp(error.text, row->where, strlen(row->where)) == 0, "%s -> %s", row->new, error.text);
		expect(strstr(error.text, row->piece), "%s -> %s", row->new, error.text);
		free(text);
	}
}

static void test_empty_lists(void **state)
{
	static const struct {
		const char *list, *end, *piece;
	} table[] = {
		{ "levels = (", "kinds", "listan levels är tom" },
		{ "kinds = (", "lines", "listan kinds är tom" },
		{ "lines = (", "areas", "listan lines är tom" },
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const char *start = strstr(good, table[i].list), *end = strstr(start, table[i].end);
		struct error error = { 0 };
		struct buffer text = { 0 };

		buffer_add(&text, good, (size_t)(start - good) + strlen(table[i].list));
		buffer_format(&text, ");\n%s", end);
		assert_null(region_read("r.cfg", text.bytes, text.size, &error));
		expect(strstr(error.text, table[i].piece), "%s", error.text);
		buffer_free(&text);
	}
}

static void test_what_is_read(void **state)
{
	struct error error = { 0 };
	struct region *region = region_read("r.cfg", good, strlen(good), &error);
	char hash[HASH_TEXT];

	(void)state;
	expect(region, "%s", error.text);
	hash_bytes(good, strlen(good), hash);
	assert_string_equal(region->hash, hash);
	assert_string_equal(region->id, "0123456789abcdef0123456789abcdef");
	assert_string_equal(region->org_number, "232100-0230");
	assert_string_equal(region->protection, "git");
	assert_int_equal(region->year, 2020);
	assert_int_equal(region->level_count, 2);
	assert_int_equal(region->levels[0].money, MONEY_IN_MNKR);
	assert_int_equal(region->levels[1].money, MONEY_IN_TKR);
	assert_string_equal(region->levels[0].due, "2019-12-20");
	assert_int_equal(region->levels[0].hinders, HINDERS_LEFT | HINDERS_UNTOUCHED);
	assert_int_equal(region->levels[1].hinders, 0);
	assert_null(region->levels[1].due);
	assert_int_equal(region->opening, 1);
	assert_true(region->kinds[1].opening && region->kinds[0].explained && region->kinds[2].zero_sum);
	assert_string_equal(region->kinds[1].short_name, "2019");
	assert_int_equal(region->lines[0].side, SIDE_COST);
	assert_int_equal(region->lines[1].side, SIDE_INCOME);
	assert_int_equal(region->lines[2].side, SIDE_RESERVE);
	assert_true(region->lines[1].internal);
	assert_string_equal(region->lines[2].account, "");
	assert_int_equal(region->version_count, 0);
	region_free(region);
}

static void test_series(void **state)
{
	struct region *region = region_read("r.cfg", good, strlen(good), NULL);
	const struct series *series = region->series;

	(void)state;
	assert_int_equal(region->series_count, 2);
	assert_string_equal(series[0].name, "LPIK 2020");
	assert_string_equal(series[0].source, "SKR");
	assert_string_equal(series[0].date, "2019-10-01");
	assert_string_equal(series[0].change, "2,9 %");
	assert_string_equal(series[0].kind, "index");
	assert_string_equal(series[0].principle, "somatik");
	assert_string_equal(series[0].note, "preliminär");
	assert_true(series[0].year == 2020 && series[0].until == 2022);
	assert_true(series[1].year == 2021 && !series[1].until && !series[1].kind && !series[1].principle && !series[1].note);
	assert_int_equal(region_series(region, "avtal"), 1);
	assert_int_equal(region_series(region, ""), -1);
	region_free(region);
}

static void test_lookups(void **state)
{
	struct region *region = region_read("r.cfg", good, strlen(good), NULL);

	(void)state;
	assert_int_equal(region_kind(region, "saving"), 2);
	assert_int_equal(region_kind(region, "personal"), -1);
	for (size_t i = 0; i < region->line_count; i++)
		assert_int_equal(region_line(region, region->lines[i].id), i);
	assert_int_equal(region_line(region, "reserv"), 2);
	assert_int_equal(region_line(region, "saving"), -1);
	assert_int_equal(region_level(region, "enhet"), 1);
	assert_int_equal(region_principle(region, "psykiatri"), 1);
	assert_int_equal(region_principle(region, ""), -1);
	assert_int_equal(region_area(region, "halso"), 0);
	region_free(region);
}

/* The template has no id and no note; a region need not have indices. */
static void test_optional_keys(void **state)
{
	char *text = with(good, "id = \"0123456789abcdef0123456789abcdef\";\n", ""), *shorter = with(text, "note = \"n\";", "");
	struct region *region;

	(void)state;
	*strstr(shorter, "series = (") = '\0';
	region = region_read("r.cfg", shorter, strlen(shorter), NULL);
	assert_non_null(region);
	assert_int_equal(region->series_count, 0);
	assert_null(region->id);
	assert_null(region->note);
	region_free(region);
	free(text);
	free(shorter);
}

static void test_where_exports_go(void **state)
{
	static const struct { const char *text, *directory, *shown_as, *wrong; } cases[] = {
		{ "", NULL, NULL, NULL },
		{ "export = { directory = \"~/budget\"; shown_as = \"H:\\\\budget\"; };", "~/budget", "H:\\budget", NULL },
		{ "export = { directory = \"/srv/ut\"; };", "/srv/ut", NULL, NULL },
		{ "export = { shown_as = \"H:\\\\\"; };", NULL, "H:\\", NULL },
		{ "export = { };", NULL, NULL, NULL },
		{ "export = { directory = \"budget\"; };", NULL, NULL, "r.cfg:5: directory = \"budget\" går inte: skriv en hel sökväg, från / eller ~/" },
		{ "export = { directory = \"~anna/b\"; };", NULL, NULL, "r.cfg:5: directory" },
		{ "export = { directory = \"\"; };", NULL, NULL, "r.cfg:5: directory" },
		{ "export = { folder = \"/srv/ut\"; };", NULL, NULL, "r.cfg:5: nyckeln folder är okänd" },
	}, *row;

	(void)state;
	for (EACH(row, cases)) {
		char *text = with(good, "note = \"n\";", row->text);
		struct error error = { 0 };
		struct region *region = region_read("r.cfg", text, strlen(text), &error);

		expect(!region == !!row->wrong && (!row->wrong || !strncmp(error.text, row->wrong, strlen(row->wrong))), "%s: %s", row->text, error.text);
		if (region && row->directory)
			assert_string_equal(region->export_directory, row->directory);
		if (region && row->shown_as)
			assert_string_equal(region->export_shown_as, row->shown_as);
		expect(!region || (!region->export_directory == !row->directory && !region->export_shown_as == !row->shown_as), "%s", row->text);
		region_free(region);
		free(text);
	}
}

static void test_the_example(void **state)
{
	size_t size;
	char *bytes = testing_read(testing_source("data/norrbotten-2020/region.cfg"), &size);
	struct error error = { 0 };
	struct region *region = region_read("region.cfg", bytes, size, &error);

	(void)state;
	expect(region, "%s", error.text);
	assert_int_equal(region->year, 2020);
	assert_int_equal(region->area_count, 7);
	assert_int_equal(region->principle_count, 8);
	assert_int_equal(region->series_count, 3);
	for (size_t i = 0; i < region->series_count; i++) /* the decision has no percentages: these are invented, and say so */
		expect(strstr(region->series[i].source, "påhittat exempel"), "%s", region->series[i].id);
	region_free(region);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bad_files), cmocka_unit_test(test_empty_lists),   cmocka_unit_test(test_what_is_read),
		cmocka_unit_test(test_lookups),   cmocka_unit_test(test_optional_keys), cmocka_unit_test(test_the_example),
		cmocka_unit_test(test_where_exports_go), cmocka_unit_test(test_series),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

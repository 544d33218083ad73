#include "testing.h"

#include "published.h"

#include <stdlib.h>
#include <string.h>

#define MNKR (INT64_C(1000000) * MONEY_KR)
#define TKR  (INT64_C(1000) * MONEY_KR)

/* One claim on line 2 (and 3, where it has a line end). */
static struct published *read_claim(const char *claim, struct error *error)
{
	char text[1024];

	snprintf(text, sizeof text, "claims = (\n{ where=\"w\"; %s } );\n", claim);
	*error = (struct error){ 0 };
	return published_read("p.cfg", text, strlen(text), error);
}

static const struct bad {
	const char *claim, *where, *piece;
} bad_claims[] = {
	{ "stated=\"1,0\"; where=\"x\";", "p.cfg:2: ", "samma namn står två gånger" },
	{ "", "p.cfg:2: ", "uppgiften säger inget tal" },
	{ "note=\"n\";", "p.cfg:2: ", "uppgiften säger inget tal" },
	{ "unit=\"u\"; sum=\"s\"; cells={ base=\"1\"; };", "p.cfg:2: ", "unit och sum kan inte stå i samma uppgift" },
	{ "cells={ base=\"1\"; };", "p.cfg:2: ", "cells ska ha unit eller sum" },
	{ "sum=\"s\"; stated=\"1\";", "p.cfg:2: ", "sum ska ha cells" },
	{ "unit=\"u\"; cells={ };", "p.cfg:2: ", "uppgiften säger inget tal" },
	{ "unit=\"u\"; cells={ base=\"1\"; }; figure=\"ram\"; stated=\"1\";", "p.cfg:2: ", "cells är en tryckt rad och står för sig" },
	{ "figure=\"ram\"; stated=\"1\";", "p.cfg:2: ", "figure ska ha unit" },
	{ "unit=\"u\"; figure=\"ram\";", "p.cfg:2: ", "figure ska ha stated eller parts" },
	{ "unit=\"u\"; parts=(\"1\");", "p.cfg:2: ", "parts ska ha figure" },
	{ "unit=\"u\"; figure=\"ram\"; stated=\"1\"; of=(\"u/2020/ram\");", "p.cfg:2: ", "figure och of kan inte" },
	{ "of=(\"u/2020/ram\");", "p.cfg:2: ", "of ska ha stated" },
	{ "share=\"14 %\"; against=(\"u/2020/base\");", "p.cfg:2: ", "share ska ha of" },
	{ "share=\"14 %\"; of=(\"u/2020/base\");", "p.cfg:2: ", "share ska ha against" },
	{ "share=\"14 %\"; stated=\"1\"; of=(\"u/2020/base\"); against=(\"u/2020/base\");", "p.cfg:2: ", "share och stated kan inte" },
	{ "stated=\"1\"; against=(\"u/2020/base\");", "p.cfg:2: ", "against ska ha share" },
	{ "unit=\"u\"; figure=\"ram\"; stated=\"1\"; open=true;", "p.cfg:2: ", "open säger att källan inte räknar upp allt" },
	{ "unit=\"u\"; cells={ base=\"1 104,1\";\n ram=\"mycket\"; };", "p.cfg:3: ", "ram = \"mycket\": " },
	{ "unit=\"u\"; cells={ base=1104; };", "p.cfg:2: ", "base ska vara en text inom citattecken, men här står ett tal" },
	{ "unit=\"u\"; cells={ base=22565000000; };", "p.cfg:2: ", "skriv belopp som text" },
	{ "unit=\"u\"; cells={ base=\"1.234\"; };", "p.cfg:2: ", "\"1.234\" kan läsas på två sätt" },
	{ "unit=\"u\"; figure=\"ram\"; stated=\"50 procent\";", "p.cfg:2: ", "ram = \"50 procent\": " },
	{ "unit=\"u\"; figure=\"ram\"; parts=(\"1,0\", \"två\");", "p.cfg:2: ", "\"två\": " },
	{ "unit=\"u\"; figure=\"ram\"; parts=(1, 2);", "p.cfg:2: ", "parts ska vara en text" },
	{ "unit=\"u\"; figure=\"Ram 2020\"; stated=\"1\";", "p.cfg:2: ", "\"Ram 2020\" är inte namnet på ett belopp" },
	{ "stated=\"1\"; of=(\"ram\");", "p.cfg:2: ", "\"ram\" är inte namnet på ett belopp: skriv enhet/2020/ram" },
	{ "stated=\"1\"; of=(\"u/2020/ram/x\");", "p.cfg:2: ", "är inte namnet på ett belopp" },
	{ "stated=\"1\"; of=(\"u//ram\");", "p.cfg:2: ", "är inte namnet på ett belopp" },
	{ "stated=\"1\"; of=(\"u/2020/\");", "p.cfg:2: ", "är inte namnet på ett belopp" },
	{ "stated=\"1\"; year=\"20\";", "p.cfg:2: ", "year = \"20\" går inte" },
	{ "stated=\"1\"; year=\"1899\";", "p.cfg:2: ", "year = \"1899\" går inte" },
	{ "stated=\"1\"; year=2020;", "p.cfg:2: ", "year ska vara en text" },
	{ "stated=\"1\"; unit_of_money=\"msek\";", "p.cfg:2: ", "skriv något av kr, tkr, mnkr" },
	{ "stated=\"1\"; sign=\"-\";", "p.cfg:2: ", "nyckeln sign är okänd" },
	{ "stated=\"1\"; unit=\"Vårdval\";", "p.cfg:2: ", "unit = \"Vårdval\" går inte" },
	{ "share=\"14\"; of=(\"u/2020/base\"); against=(\"u/2020/base\");", "p.cfg:2: ", "share = \"14\" går inte" },
	{ "share=\"-14 %\"; of=(\"u/2020/base\"); against=(\"u/2020/base\");", "p.cfg:2: ", "share = \"-14 %\" går inte" },
	{ "share=\"14, %\"; of=(\"u/2020/base\"); against=(\"u/2020/base\");", "p.cfg:2: ", "går inte: skriv en andel som" },
	{ "share=\"99999 %\"; of=(\"u/2020/base\"); against=(\"u/2020/base\");", "p.cfg:2: ", "går inte" },
	{ "share=\"1,23456 %\"; of=(\"u/2020/base\"); against=(\"u/2020/base\");", "p.cfg:2: ", "går inte" },
};

static void test_bad_claims(void **state)
{
	const struct bad *row;

	(void)state;
	for (EACH(row, bad_claims)) {
		struct error error;

		expect(!read_claim(row->claim, &error), "%s", row->claim);
		expect(strcmp(error.word, "bad-config") == 0, "%s", row->claim);
		expect(strncmp(error.text, row->where, strlen(row->where)) == 0 && strstr(error.text, row->piece), "%s\n-> %s", row->claim,
		       error.text);
	}
}

static void test_row(void **state)
{
	struct error error;
	struct published *published =
		read_claim("unit=\"vardval\"; year=\"2020\"; cells={ base=\"1 104,1\"; transfer=\"-0,50\";\n ram=\"700 tkr\"; };", &error);
	const struct claim *claim;

	(void)state;
	expect(published, "%s", error.text);
	claim = published->claims;
	assert_int_equal(published->count, 1);
	assert_string_equal(claim->where, "w");
	assert_string_equal(claim->unit, "vardval");
	assert_null(claim->sum);
	assert_int_equal(claim->year, 2020);
	assert_int_equal(claim->line, 2);
	assert_false(claim->has_stated || claim->has_share || claim->open);
	assert_int_equal(claim->cell_count, 3);
	assert_string_equal(claim->cells[0].name, "base");
	assert_string_equal(claim->cells[0].printed, "1 104,1");
	assert_int_equal(claim->cells[0].read.value, 11041 * MNKR / 10);
	assert_int_equal(claim->cells[0].read.step, MNKR / 10);
	assert_int_equal(claim->cells[1].read.value, -MNKR / 2);
	assert_int_equal(claim->cells[1].read.step, MNKR / 100);
	assert_int_equal(claim->cells[2].read.value, 700 * TKR);
	assert_int_equal(claim->cells[2].line, 3);
	published_free(published);
}

static void test_parts(void **state)
{
	struct error error;
	struct published *published =
		read_claim("unit=\"u\"; figure=\"line.ovrigt\"; stated=\"6,1\"; parts=( \"1 500 tkr\", \"250\" ); open=true;", &error);
	const struct claim *claim;

	(void)state;
	expect(published, "%s", error.text);
	claim = published->claims;
	assert_int_equal(claim->year, 0);
	assert_true(claim->open && claim->has_stated);
	assert_string_equal(claim->stated.name, "line.ovrigt");
	assert_int_equal(claim->stated.read.value, 61 * MNKR / 10);
	assert_int_equal(claim->part_count, 2);
	assert_int_equal(claim->parts[0].read.value, 1500 * TKR);
	assert_int_equal(claim->parts[1].read.value, 250 * MNKR);
	published_free(published);
	published = read_claim("unit=\"u\"; figure=\"ram\"; stated=\"250\"; unit_of_money=\"tkr\";", &error);
	assert_int_equal(published->claims[0].stated.read.value, 250 * TKR);
	published_free(published);
}

static void test_of_and_share(void **state)
{
	static const struct {
		const char *printed;
		int64_t share, step;
	} table[] = {
		{ "14 %", 140000, 10000 }, { "14%", 140000, 10000 },          { "2,5 %", 25000, 1000 }, { "2.50\u00a0%", 25000, 100 },
		{ "0 %", 0, 10000 },       { "100 procent", 1000000, 10000 }, { "0,1149 %", 1149, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct published *published;
		struct error error;
		char claim[256];

		snprintf(claim, sizeof claim, "share=\"%s\"; of=( \"u/2020/saving\", \"v/2020/saving\" ); against=( \"u/2020/base\" );",
			 table[i].printed);
		published = read_claim(claim, &error);
		expect(published, "%s", error.text);
		assert_true(published->claims[0].has_share);
		expect(published->claims[0].share == table[i].share && published->claims[0].share_step == table[i].step, "%s", table[i].printed);
		assert_int_equal(published->claims[0].of_count, 2);
		assert_string_equal(published->claims[0].of[1], "v/2020/saving");
		assert_int_equal(published->claims[0].against_count, 1);
		published_free(published);
	}
}

/* What can be tried against nothing may say anything. */
static void test_only_noted(void **state)
{
	struct error error;
	struct published *published = read_claim("stated=\"500-1000 tkr\"; note=\"n\";", &error);

	(void)state;
	expect(published, "%s", error.text);
	assert_true(published->claims[0].has_stated);
	assert_string_equal(published->claims[0].stated.printed, "500-1000 tkr");
	assert_true(published->claims[0].stated.read.value == MONEY_NONE);
	assert_string_equal(published->claims[0].note, "n");
	published_free(published);
	published = read_claim("stated=\"330\"; note=\"n\";", &error);
	assert_int_equal(published->claims[0].stated.read.value, 330 * MNKR);
	published_free(published);
}

static void test_files(void **state)
{
	struct error error = { 0 };
	struct published *published = published_read("p.cfg", "claims = ();", 12, &error);

	(void)state;
	assert_non_null(published);
	assert_int_equal(published->count, 0);
	published_free(published);
	assert_null(published_read("p.cfg", "", 0, &error));
	assert_string_equal(error.text, "p.cfg:1: nyckeln claims fattas i filen");
	assert_null(published_read("p.cfg", "claims = ( { stated=\"1\"; } );", 29, &error));
	assert_string_equal(error.text, "p.cfg:1: nyckeln where fattas i gruppen som börjar här");
}

static void test_the_example(void **state)
{
	size_t size;
	char *bytes = testing_read(testing_source("data/norrbotten-2020/published.cfg"), &size);
	struct error error = { 0 };
	struct published *published = published_read("published.cfg", bytes, size, &error);

	(void)state;
	expect(published, "%s", error.text);
	assert_true(published->count > 40);
	published_free(published);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bad_claims),   cmocka_unit_test(test_row),        cmocka_unit_test(test_parts),
		cmocka_unit_test(test_of_and_share), cmocka_unit_test(test_only_noted), cmocka_unit_test(test_files),
		cmocka_unit_test(test_the_example),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

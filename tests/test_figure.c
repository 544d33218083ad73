/* The names of figures: read, written back, told in words, and what they are worth. */
#include "small.h"

#include "figure.h"

#define MNKR (INT64_C(1000000) * MONEY_KR)

static const char acts[] = POST("b", "base", "['norr',100000000],['syd',200000000],['fou',9000000]",
				"") POST("t", "transfer", "['norr',10000000],['syd',-10000000]",
					 ",'text':'flytt'") ACT("rd", "m", "'act':'target','unit':'norr','year':2020,'kr':2000000")
	ACT("rd", "m2", "'act':'target','unit':'syd','year':2020,'kr':-1000000") ACT(
		"cn", "d",
		"'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':60000000,'details':[{'id':'ssk','text':'"
		"Sjuksköterskor','kr':40000000}]},"
		"{'line':'intakter','kr':5000000},{'line':'reserv','kr':3000000}]")
		ACT("cs", "e",
		    "'act':'distribute','unit':'syd','year':2020,'lines':[{'line':'personal','kr':7000000},{'line':'material','kr':1000000}]")
			ACT("reg", "u", "'act':'outcome','unit':'norr','year':2018,'lines':[{'line':'personal','kr':50000000}]")
				ACT("cn", "p", "'act':'forecast','unit':'norr','year':2019,'lines':[{'line':'personal','kr':55000000}]");

static const struct {
	const char *name, *title;
	int64_t value;
} figures[] = {
	{ "norr/2020/ram", "Norr: ram 2020", 110 },
	{ "norr/2020/base", "Norr: Utgångsläge 2020", 100 },
	{ "syd/2020/transfer", "Syd: Omfördelning 2020", -10 },
	{ "norr/2020/target", "Norr: resultatmål 2020", 2 },
	{ "norr/2020/available", "Norr: att fördela 2020", 113 },
	{ "norr/2020/divided", "Norr: fördelat 2020", 63 },
	{ "norr/2020/left", "Norr: kvar att fördela 2020", 50 },
	{ "norr/2020/income", "Norr: intäkter 2020", 5 },
	{ "norr/2020/costs", "Norr: egna kostnader 2020", 60 },
	{ "norr/2020/line.personal", "Norr: Personal 2020", 60 },
	{ "norr/2020/line.personal.ssk", "Norr: Personal, Sjuksköterskor 2020", 40 },
	{ "norr/2018/outcome.personal", "Norr: Personal, bokslut 2018", 50 },
	{ "norr/2018/net-outcome", "Norr: nettokostnad i hela grenen, bokslut 2018", 50 },
	{ "delar/2020/net", "Delar: nettokostnad i hela grenen, budget 2020", 63 },
	{ "norr/2019/forecast.personal", "Norr: Personal, prognos 2019", 55 },
	{ "delar/2020/ram", "Delar: ram 2020", 300 },
	{ "delar/2020/transfer", "Delar: Omfördelning 2020", 0 },
	{ "delar/2020/target", "Delar: resultatmål 2020", 1 },
	{ "delar/2020/line.personal", "Delar: Personal 2020", 67 },
	{ "delar/2020/costs", "Delar: egna kostnader 2020", 68 },
	{ "delar/2020/income", "Delar: intäkter 2020", 5 },
	{ "delar/2018/outcome.personal", "Delar: Personal, bokslut 2018", 50 },
	{ "norr/2021/ram", "Norr: ram 2021", 110 },
	{ "fou/2020/ram", "FoU: ram 2020", 9 },
	{ "region/2020/divided", "Regionen: fördelat 2020", 309 },
};

static const struct {
	const char *name, *title;
} blanks[] = {
	{ "norr/2020/index", "Norr: Löne- och prisindex 2020" },
	{ "norr-a/2020/ram", "Norr A: ram 2020" },
	{ "norr-a/2020/left", "Norr A: kvar att fördela 2020" },
	{ "norr/2020/line.material", "Norr: Material 2020" },
	{ "norr/2020/line.okand", "Norr: okand 2020" },
	{ "norr/2020/line.personal.lakare", "Norr: Personal, lakare 2020" },
	{ "norr/2020/line.material.x", "Norr: Material, x 2020" },
	{ "delar/2020/left", "Delar: kvar att fördela 2020" },
	{ "delar/2020/line.kop", "Delar: IT-köp 2020" },
	{ "delar/2020/line.personal.ssk", "Delar: Personal, ssk 2020" },
	{ "norr/2019/ram", "Norr: ram 2019" },
	{ "norr/2019/net-deviation", "Norr: avvikelse i hela grenen, budget − prognos 2019" },
	{ "syd/2019/forecast.personal", "Syd: Personal, prognos 2019" },
};

static const char *const bads[] = {
	"",
	"/",
	"ram",
	"2020/ram",
	"norr/2020",
	"norr/2020/",
	"norr/2020/rams",
	"norr/2020/line.",
	"norr/2020/line.personal.",
	"norr/2020/line.personal.a.b",
	"norr/2020/line",
	"norr/20/ram",
	"norr/+202/ram",
	"norr/ 202/ram",
	"norr/20200/ram",
	"norr/2o20/ram",
	"norr/2020/ram/",
	"norr/2020/ram/x",
	"norr/2020/outcome.personal.x",
	"norr/2020/Line.personal",
	"vast/2020/ram",
	"Norr/2020/ram",
	"norr/2020/line.Personal",
};

static struct small small;

static int setup(void **state)
{
	(void)state;
	small_make(&small, acts, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	small_free(&small);
	return 0;
}

/* Reads it, writes it back, and gives its title. */
static struct figure read_back(const char *name, const char *title)
{
	struct buffer out = { 0 };
	struct figure figure;
	char printed[256];

	expect(figure_parse(&figure, small.book, name, ORG_NONE, 0, NULL), "%s", name);
	figure_print(printed, small.book, &figure);
	expect(!strcmp(printed, name), "%s: %s", name, printed);
	figure_title(&out, small.book, &figure);
	expect(!strcmp(out.bytes, title), "%s: %s", name, out.bytes);
	buffer_free(&out);
	return figure;
}

static void every_figure_has_a_name_a_title_and_a_value(void **state)
{
	struct ram_table *table = ram_make(small.book, 2020, NULL, 0);

	(void)state;
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		struct figure figure;
		money wanted = figures[i].value * MNKR;

		read_back(figures[i].name, figures[i].title);
		figure_parse(&figure, small.book, figures[i].name, ORG_NONE, 0, NULL);
		expect(figure_value(small.book, &figure, NULL) == wanted, "%s: %lld", figures[i].name,
		       (long long)figure_value(small.book, &figure, NULL));
		expect(figure_value(small.book, &figure, table) == wanted, "%s: %lld", figures[i].name,
		       (long long)figure_value(small.book, &figure, table));
	}
	ram_free(table);
}

static void blank_is_not_zero(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		struct figure figure;

		read_back(blanks[i].name, blanks[i].title);
		figure_parse(&figure, small.book, blanks[i].name, ORG_NONE, 0, NULL);
		expect(figure_value(small.book, &figure, NULL) == MONEY_NONE, "%s", blanks[i].name);
	}
}

static void unit_and_year_may_be_understood(void **state)
{
	int norr = org_find(small.book->org, "norr"), syd = org_find(small.book->org, "syd");
	struct figure figure;

	(void)state;
	assert_true(figure_parse(&figure, small.book, "ram", norr, 2021, NULL));
	assert_true(figure.unit == norr && figure.year == 2021 && figure.what == FIGURE_RAM);
	assert_true(figure_parse(&figure, small.book, "2020/line.personal.ssk", norr, 2021, NULL));
	assert_true(figure.unit == norr && figure.year == 2020 && figure.what == FIGURE_DETAIL);
	assert_string_equal(figure.line, "personal");
	assert_string_equal(figure.detail, "ssk");
	assert_true(figure_parse(&figure, small.book, "syd/2022/transfer", norr, 2021, NULL));
	assert_true(figure.unit == syd && figure.year == 2022 && figure.what == FIGURE_KIND && figure.kind == 3);
	assert_false(figure_parse(&figure, small.book, "ram", norr, 0, NULL));
	assert_false(figure_parse(&figure, small.book, "ram", ORG_NONE, 2020, NULL));
}

static void what_is_no_figure_is_said_so(void **state)
{
	char far_too_long[400];

	(void)state;
	for (size_t i = 0; i < sizeof bads / sizeof *bads; i++) {
		struct error error = { 0 };
		struct figure figure;

		expect(!figure_parse(&figure, small.book, bads[i], ORG_NONE, 0, &error), "%s", bads[i]);
		expect(error.word && *error.text, "%s", bads[i]);
	}
	memset(far_too_long, 'a', sizeof far_too_long - 1);
	far_too_long[sizeof far_too_long - 1] = '\0';
	assert_false(figure_parse(&(struct figure){ 0 }, small.book, far_too_long, 0, 2020, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure_has_a_name_a_title_and_a_value),
		cmocka_unit_test(blank_is_not_zero),
		cmocka_unit_test(unit_and_year_may_be_understood),
		cmocka_unit_test(what_is_no_figure_is_said_so),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

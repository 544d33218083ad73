/* What does not foot: in the book alone, in what is printed, and in the example. */
#include "small.h"
#include "world.h"

#include "check.h"
#include "ram.h"
#include "verify.h"

/* One line a finding: class figure computed stated difference (where): text. Whole kronor. */
static void describe(struct buffer *out, const struct finding *f)
{
	char computed[MONEY_TEXT], stated[MONEY_TEXT], difference[MONEY_TEXT];

	buffer_format(out, "%s %s %s %s %s (%s): %s%s", finding_class_word(f->class), f->figure,
		      money_print(computed, f->computed, MONEY_IN_KR, MONEY_EXACT, MONEY_DENSE),
		      money_print(stated, f->stated, MONEY_IN_KR, MONEY_EXACT, MONEY_DENSE),
		      money_print(difference, f->difference, MONEY_IN_KR, MONEY_EXACT, MONEY_DENSE), f->where, f->text,
		      f->explained ? " !" : "");
	if (f->once)
		buffer_format(out, " once %s", money_print(difference, f->once_difference, MONEY_IN_KR, MONEY_EXACT, MONEY_DENSE));
	buffer_text(out, "\n");
}

static struct findings *findings_of(const struct small *small)
{
	struct error error = { 0 };
	struct published *published = check_published(small->folder, &error);
	struct findings *findings;

	expect(!error.word, "%s", error.text);
	findings = check_make(small->book, published);
	published_free(published);
	return findings;
}

struct example {
	const char *name, *acts, *published, *expected;
	size_t untried;
};

static void try_examples(const struct example *row, size_t count)
{
	for (const struct example *end = row + count; row < end; row++) {
		struct small small;
		struct buffer text = { 0 };

		small_make(&small, row->acts, row->published);
		struct findings *findings = findings_of(&small);

		buffer_text(&text, "");
		for (size_t i = 0; i < findings->count; i++)
			describe(&text, &findings->items[i]);
		expect(!strcmp(text.bytes, row->expected), "%s:\n%s- expected\n%s", row->name, text.bytes, row->expected);
		expect(findings->untried == row->untried, "%s: %zu untried", row->name, findings->untried);
		buffer_free(&text);
		check_free(findings);
		small_free(&small);
	}
}

#define TRY(table) try_examples(table, sizeof(table) / sizeof *(table))

#define UNTEXTED       "(boken): beslutet säger inte varför\n"
#define ENDLESS        "(boken): motparten är inte angiven\n"
#define REGION_ENDLESS "(boken): beloppen tar inte ut varandra över regionen\n"
#define UNSPECIFIED    "(boken): specifikationen ger inte beloppet\n"
#define CHILDREN       "(boken): delanslagen ger inte anslaget\n"

static const struct example books[] = {
	{ "an empty book", "", NULL, "", 0 },
	{ "work in progress", POST("a", "base", "['norr',1000]", ""), NULL, "", 0 },
	{ "no text", POST("a", "base", "['norr',1000]", "") POST("b", "expansion", "['norr',70],['syd',-30]", ""), NULL,
	  "unspecified norr/2020/expansion 0 70 70 " UNTEXTED "unspecified syd/2020/expansion 0 -30 30 " UNTEXTED, 0 },
	{ "no text beside a text",
	  POST("a", "expansion", "['norr',70]", "") POST("b", "expansion", "['norr',10]", ",'text':'ny'")
		  POST("c", "expansion", "['norr',5]", ""),
	  NULL, "unspecified norr/2020/expansion 10 85 75 " UNTEXTED, 0 },
	{ "without text both ways", POST("a", "expansion", "['norr',70]", "") POST("b", "expansion", "['norr',-70]", ""), NULL,
	  "unspecified norr/2020/expansion -70 0 70 " UNTEXTED, 0 },
	{ "a kind that explains itself", POST("a", "index", "['norr',70]", ""), NULL, "", 0 },
	{ "an invented unit", ACT("cn", "a", "'act':'post','kind':'expansion','year':2020,'legs':[['norr-a',70]]"), NULL, "", 0 },
	{ "another year", ACT("rd", "a", "'act':'post','kind':'expansion','year':2021,'legs':[['norr',70]]"), NULL, "", 0 },
	{ "a replaced post", POST("a", "expansion", "['norr',70]", "") POST("b", "expansion", "['norr',70]", ",'text':'ny','replaces':'a'"),
	  NULL, "", 0 },
	{ "an end that is not named", POST("a", "transfer", "['norr',70]", ",'end':'unknown','text':'flytt'"), NULL,
	  "unspecified region/2020/transfer 70 0 70 " REGION_ENDLESS "unspecified norr/2020/transfer 0 70 70 " ENDLESS, 0 },
	{ "neither text nor end",
	  POST("a", "transfer", "['norr',70]", ",'end':'unknown'") POST("b", "transfer", "['norr',8]", ",'end':'unknown','text':'flytt'"), NULL,
	  "unspecified region/2020/transfer 78 0 78 " REGION_ENDLESS
	  "unspecified norr/2020/transfer 8 78 70 (boken): beslutet säger inte varför; motparten är inte angiven\n"
	  "unspecified norr/2020/transfer 70 78 8 " ENDLESS,
	  0 },
	{ "a missing end of several legs is one amount", POST("a", "transfer", "['syd',70],['norr',-20]", ",'end':'unknown','text':'flytt'"),
	  NULL, "unspecified region/2020/transfer 50 0 50 " REGION_ENDLESS "unspecified syd/2020/transfer 20 70 50 " ENDLESS, 0 },
	{ "ends that are named",
	  POST("a", "transfer", "['norr',70],['syd',-70]", ",'text':'flytt'")
		  POST("b", "transfer", "['norr',5],['syd',-5]", ",'end':'derived','text':'flytt'"),
	  NULL, "", 0 },
	{ "out of own ram, over the region", POST("a", "transfer", "['norr',70]", ",'end':'own','text':'flytt'"), NULL,
	  "contradiction region/2020/transfer 70 0 70 " REGION_ENDLESS, 0 },
	{ "what the region itself got",
	  ACT("reg", "a", "'act':'post','kind':'transfer','year':2020,'legs':[['region',70]],'end':'unknown','text':'in','decision':'RF'")
		  POST("b", "transfer", "['norr',70]", ",'end':'own','text':'flytt'"),
	  NULL, "unspecified region/2020/transfer 0 70 70 " ENDLESS, 0 },
	{ "details of a post",
	  POST("a", "expansion", "['norr',70],['syd',-30]",
	       ",'text':'ny','details':[{'id':'x','unit':'norr','text':'x','kr':60},{'id':'y','unit':'syd','text':'y','kr':-40}]"),
	  NULL, "contradiction syd/2020/expansion -40 -30 10 " UNSPECIFIED "unspecified norr/2020/expansion 60 70 10 " UNSPECIFIED, 0 },
	{ "details that fit",
	  POST("a", "expansion", "['norr',70]", ",'text':'ny','details':[{'id':'x','text':'x','kr':60},{'id':'y','text':'y','kr':10}]"), NULL,
	  "", 0 },
	{ "details of one post of two",
	  POST("a", "expansion", "['norr',70]", ",'text':'ny','details':[{'id':'x','text':'x','kr':0}]")
		  POST("b", "expansion", "['norr',5]", ",'text':'mer'"),
	  NULL, "unspecified norr/2020/expansion 5 75 70 " UNSPECIFIED, 0 },
	{ "details with the other sign", POST("a", "expansion", "['norr',70]", ",'text':'ny','details':[{'id':'x','text':'x','kr':-1}]"), NULL,
	  "contradiction norr/2020/expansion -1 70 71 " UNSPECIFIED, 0 },
	{ "details of a line",
	  ACT("cs", "a",
	      "'act':'distribute','unit':'syd','year':2020,'lines':[{'line':'personal','kr':50,'details':[{'id':'x','text':'x','kr':20}]},"
	      "{'line':'material','kr':5,'details':[{'id':'x','text':'x','kr':6}]},{'line':'kop','kr':5}]"),
	  NULL, "contradiction syd/2020/line.material 6 5 1 " UNSPECIFIED "unspecified syd/2020/line.personal 20 50 30 " UNSPECIFIED, 0 },
	{ "details of last year",
	  ACT("reg", "a",
	      "'act':'distribute','unit':'syd','year':2019,'decision':'RS','lines':[{'line':'personal','kr':50,'details':[{'id':'x','text':'x','"
	      "kr':20}]}]"),
	  NULL, "", 0 },
	{ "sub-anslag are their anslag",
	  POST("a", "base", "['fou',100]", "") POST("b", "base", "['fou-a',60]", "") POST("c", "base", "['fou-b',40]", ""), NULL, "", 0 },
	{ "sub-anslag with less",
	  POST("a", "base", "['fou',100]", "") POST("b", "base", "['fou-a',60]", "") POST("c", "base", "['fou-b',30]", ""), NULL,
	  "contradiction fou/2020/base 90 100 10 " CHILDREN "contradiction fou/2020/ram 90 100 10 " CHILDREN, 0 },
	{ "sub-anslag with more", POST("a", "base", "['fou',100]", "") POST("b", "base", "['fou-a',160]", ""), NULL,
	  "contradiction fou/2020/base 160 100 60 " CHILDREN "contradiction fou/2020/ram 160 100 60 " CHILDREN, 0 },
	{ "a sub-anslag without anything", POST("a", "base", "['fou',100]", "") POST("b", "base", "['fou-a',60]", ""), NULL,
	  "unspecified fou/2020/base 60 100 40 " CHILDREN "unspecified fou/2020/ram 60 100 40 " CHILDREN, 0 },
	{ "the same ram in another way",
	  POST("a", "base", "['fou',100]", "") POST("b", "base", "['fou-a',90]", "") POST("c", "index", "['fou-b',10]", ""), NULL,
	  "contradiction fou/2020/base 90 100 10 " CHILDREN, 0 },
};

static void a_book_is_tried_against_itself(void **state)
{
	(void)state;
	TRY(books);
}

/* norr 100,0 + 10,0 = 110,0; syd 200,0 − 10,0; mnkr */
#define BRIDGE \
	POST("a", "base", "['norr',100000000]", "") \
	POST("b", "base", "['syd',200000000]", "") POST("c", "transfer", "['norr',10000000],['syd',-10000000]", ",'text':'flytt'")
#define CLAIMS(claims) "claims = (" claims ");\n"
#define NORR           "{ where=\"t\"; unit=\"norr\"; cells={ base=\"100,0\"; transfer=\"10,0\"; ram=\"110,0\"; }; }"
#define SYD            "{ where=\"t\"; unit=\"syd\"; cells={ base=\"200,0\"; transfer=\"-10,0\"; ram=\"190,0\"; }; }"
#define SUM(cells)     ",{ where=\"t\"; sum=\"delar\"; cells={ " cells " }; }"
#define BOOK           "det tryckta beloppet är ett annat än bokens\n"
#define ACROSS         "radens belopp ger inte den tryckta ramen\n"
#define DOWN           "raderna ger inte den tryckta summan\n"
#define BOTH           "det tryckta beloppet är ett annat än bokens; " DOWN
#define PARTS          "delarna ger inte beloppet\n"

static const struct example tables[] = {
	{ "all as in the book", BRIDGE, CLAIMS(NORR "," SYD SUM("base=\"300,0\"; transfer=\"0,0\"; ram=\"300,0\";")), "", 0 },
	{ "no claims but 0,0", BRIDGE, CLAIMS("{ where=\"t\"; sum=\"delar\"; cells={ expansion=\"0,0\"; index=\"0,0\"; }; }"), "", 0 },
	{ "a misprint", BRIDGE, CLAIMS("{ where=\"t\"; unit=\"syd\"; cells={ base=\"200,0\"; transfer=\"10,0\"; ram=\"190,0\"; }; }"),
	  "contradiction syd/2020/ram 210000000 190000000 20000000 (t): " ACROSS
	  "contradiction syd/2020/transfer -10000000 10000000 20000000 (t): " BOOK,
	  0 },
	{ "a row to the same precision is exact", BRIDGE,
	  CLAIMS("{ where=\"t\"; unit=\"syd\"; cells={ base=\"200,0\"; transfer=\"-9,9\"; ram=\"190,0\"; }; }"),
	  "contradiction syd/2020/ram 190100000 190000000 100000 (t): " ACROSS
	  "contradiction syd/2020/transfer -10000000 -9900000 100000 (t): " BOOK,
	  0 },
	{ "a row to several precisions", BRIDGE,
	  CLAIMS("{ where=\"t\"; unit=\"syd\"; cells={ base=\"200\"; transfer=\"-9,8\"; ram=\"190\"; }; }"),
	  "contradiction syd/2020/transfer -10000000 -9800000 200000 (t): " BOOK "rounding syd/2020/ram 190200000 190000000 200000 (t): " ACROSS,
	  0 },
	{ "a row of one cell, and one without ram", BRIDGE,
	  CLAIMS("{ where=\"t\"; unit=\"syd\"; cells={ ram=\"190\"; }; }, { where=\"t\"; unit=\"syd\"; cells={ base=\"200\"; }; }"), "", 0 },
	{ "rows that do not sum", BRIDGE, CLAIMS(NORR "," SYD SUM("base=\"300,1\"; transfer=\"0,0\"; ram=\"300,0\";")),
	  "contradiction delar/2020/base 300000000 300100000 100000 (t): " BOTH
	  "contradiction delar/2020/ram 300100000 300000000 100000 (t): " ACROSS,
	  0 },
	{ "a column that the sum leaves out", BRIDGE,
	  CLAIMS("{ where=\"t\"; unit=\"norr\"; cells={ transfer=\"10,0\"; }; }" SUM("base=\"300,0\"; transfer=\"0,0\";")),
	  "contradiction delar/2020/base 0 300000000 300000000 (t): " DOWN "contradiction delar/2020/transfer 10000000 0 10000000 (t): " DOWN,
	  0 },
	{ "a column that only rows print", BRIDGE,
	  CLAIMS("{ where=\"t\"; unit=\"norr\"; cells={ base=\"100,0\"; transfer=\"10,0\"; }; }" SUM("base=\"100,0\";")),
	  "contradiction delar/2020/base 300000000 100000000 200000000 (t): " BOOK
	  "contradiction delar/2020/transfer 10000000 0 10000000 (t): " DOWN,
	  0 },
	{ "rows of another table, another year, another branch", BRIDGE,
	  CLAIMS("{ where=\"u\"; unit=\"norr\"; cells={ base=\"100,0\"; }; }, { where=\"t\"; unit=\"fou\"; cells={ base=\"0,0\"; }; }, " SYD SUM(
		  "base=\"300,0\"; ") ", { where=\"t\"; unit=\"norr\"; year=\"2021\"; cells={ base=\"100,0\"; }; }"),
	  "contradiction delar/2020/base 200000000 300000000 100000000 (t): " DOWN
	  "contradiction delar/2020/ram 190000000 0 190000000 (t): " DOWN "contradiction delar/2020/transfer -10000000 0 10000000 (t): " DOWN,
	  0 },
	{ "units and kinds that the book has not", BRIDGE,
	  CLAIMS("{ where=\"t\"; unit=\"vast\"; cells={ base=\"100,0\"; ram=\"101,0\"; }; }, { where=\"t\"; unit=\"fou\"; cells={ base=\"5,0\"; "
		 "}; }"),
	  "contradiction vast/2020/ram 100000000 101000000 1000000 (t): " ACROSS, 3 },
	{ "a kind of which a unit has no post is 0", BRIDGE, CLAIMS("{ where=\"t\"; unit=\"norr\"; cells={ expansion=\"5,0\"; }; }"),
	  "contradiction norr/2020/expansion 0 5000000 5000000 (t): " BOOK, 0 },
};

static void printed_tables_are_tried(void **state)
{
	(void)state;
	TRY(tables);
}

#define FIGURE(rest) "{ where=\"texten\"; unit=\"norr\"; " rest " }"
#define OF(rest)     "{ where=\"texten\"; " rest " }"
#define LINE \
	ACT("cn", "l", \
	    "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':3400000,'details':[{'id':'x','text':'x','kr':" \
	    "2682000},{'id':'y','text':'y','kr':750000}]}]")

static const struct example proses[] = {
	{ "stated as in the book", BRIDGE, CLAIMS(FIGURE("figure=\"ram\"; stated=\"110,0\";")), "", 0 },
	{ "rounded", BRIDGE,
	  CLAIMS(FIGURE("figure=\"ram\"; stated=\"110,5 mnkr\";") "," FIGURE("figure=\"transfer\"; stated=\"10 400 tkr\"; "
									     "unit_of_money=\"tkr\";") "," FIGURE(
		  "figure=\"base\"; stated=\"100,04\";") "," FIGURE("figure=\"ram\"; stated=\"110 mnkr\";")),
	  "contradiction norr/2020/base 100000000 100040000 40000 (texten): " BOOK
	  "contradiction norr/2020/ram 110000000 110500000 500000 (texten): " BOOK
	  "contradiction norr/2020/transfer 10000000 10400000 400000 (texten): " BOOK,
	  0 },
	{ "within half a digit", POST("a", "base", "['norr',34500000]", ""), CLAIMS(FIGURE("figure=\"ram\"; stated=\"34\";")),
	  "rounding norr/2020/ram 34500000 34000000 500000 (texten): " BOOK, 0 },
	{ "just outside half a digit", POST("a", "base", "['norr',34500001]", ""), CLAIMS(FIGURE("figure=\"ram\"; stated=\"34\";")),
	  "contradiction norr/2020/ram 34500001 34000000 500001 (texten): " BOOK, 0 },
	{ "parts", BRIDGE,
	  CLAIMS(FIGURE("figure=\"transfer\"; stated=\"10,0\"; parts=( \"4,0\", \"6,0\" );") "," FIGURE(
		  "figure=\"base\"; stated=\"100,0\"; parts=( \"40,0\", \"59,9\" );")),
	  "contradiction norr/2020/base 99900000 100000000 100000 (texten): " PARTS, 0 },
	{ "parts to several precisions", BRIDGE,
	  CLAIMS(FIGURE("figure=\"transfer\"; stated=\"10,0\"; parts=( \"4,045\", \"6,0\" );") "," FIGURE(
		  "figure=\"base\"; stated=\"100,0\"; parts=( \"40,0\", \"59,8\", \"0,049\" );")),
	  "contradiction norr/2020/base 99849000 100000000 151000 (texten): " PARTS
	  "rounding norr/2020/transfer 10045000 10000000 45000 (texten): " PARTS,
	  0 },
	{ "parts against the book", BRIDGE,
	  CLAIMS(FIGURE("figure=\"transfer\"; parts=( \"4,1\", \"6,0\" );") "," FIGURE("figure=\"base\"; parts=( \"40,0\", \"60,2\" );")),
	  "contradiction norr/2020/base 100200000 100000000 200000 (texten): " PARTS
	  "rounding norr/2020/transfer 10100000 10000000 100000 (texten): " PARTS,
	  0 },
	{ "open parts", BRIDGE, CLAIMS(FIGURE("figure=\"transfer\"; stated=\"10,0\"; parts=( \"4,0\" ); open=true;")),
	  "unspecified norr/2020/transfer 4000000 10000000 6000000 (texten): delarna som räknas upp ger inte hela beloppet\n", 0 },
	{ "figures that the book has not", BRIDGE,
	  CLAIMS(FIGURE("figure=\"line.personal\"; stated=\"10,0\"; parts=( \"4,0\", \"5,0\" );") "," FIGURE("figure=\"line.material\"; parts=( "
													     "\"4,0\" );") "," FIGURE(
		  "figure=\"vad-som-helst\"; stated=\"4,0\";") "," OF("stated=\"330\"; note=\"något annat\";") "," OF("stated=\"50 procent\"; "
														      "note=\"en andel\";")),
	  "contradiction norr/2020/line.personal 9000000 10000000 1000000 (texten): " PARTS, 5 },
	{ "a sum", BRIDGE,
	  CLAIMS(
		  OF("stated=\"-300,0\"; of=( \"norr/2020/base\", \"syd/2020/base\" );") "," OF(
			  "stated=\"10,1\"; of=( \"syd/2020/transfer\" );") "," OF("stated=\"301\"; of=( \"norr/2020/base\", \"syd/2020/base\" "
										   ");") "," OF("stated=\"91\"; of=( \"norr/2020/base\", "
												"\"syd/2020/transfer\" ); open=true;")),
	  "contradiction norr+syd/2020/base 300000000 301000000 1000000 (texten): beloppens summa är en annan än den tryckta\n"
	  "contradiction syd/2020/transfer 10000000 10100000 100000 (texten): " BOOK
	  "unspecified norr/2020/base + syd/2020/transfer 90000000 91000000 1000000 (texten): beloppens summa är en annan än den tryckta\n",
	  0 },
	{ "a sum of what is not there", BRIDGE,
	  CLAIMS(OF("stated=\"1\"; of=( \"norr/2020/base\", \"vast/2020/base\" );") "," OF("stated=\"1\"; of=( \"fou/2020/base\" );") "," OF(
		  "stated=\"100\"; of=( \"norr/2020/base\", \"fou/2020/base\" );")),
	  "", 2 },
	{ "with a unit of its own", BRIDGE, CLAIMS(FIGURE("stated=\"110\"; of=( \"base\", \"2020/transfer\", \"fou/2020/base\" );")), "", 0 },
	{ "a share", BRIDGE,
	  CLAIMS(OF("share=\"10 %\"; of=( \"norr/2020/transfer\" ); against=( \"norr/2020/base\" );") "," OF(
		  "share=\"5,5 %\"; of=( \"syd/2020/transfer\" ); against=( \"syd/2020/base\" );") "," OF("share=\"9 %\"; of=( "
													  "\"norr/2020/transfer\" ); against=( "
													  "\"norr/2020/ram\" );")),
	  "contradiction syd/2020/transfer 10000000 11000000 1000000 (texten): andelen är 5,00 %, tryckt är 5,5 %\n"
	  "rounding norr/2020/transfer 10000000 9900000 100000 (texten): andelen är 9,09 %, tryckt är 9 %\n",
	  0 },
	{ "half a share's digit",
	  POST("a", "base", "['norr',1000]", "") POST("b", "base", "['syd',135]", "") POST("c", "index", "['syd',1]", ""),
	  CLAIMS(OF("share=\"13 %\"; of=( \"syd/2020/base\" ); against=( \"norr/2020/base\" );") "," OF(
		  "share=\"13 %\"; of=( \"syd/2020/ram\" ); against=( \"norr/2020/base\" );")),
	  "contradiction syd/2020/ram 136 130 6 (texten): andelen är 13,60 %, tryckt är 13 %\nrounding syd/2020/base 135 130 5 (texten): "
	  "andelen är 13,50 %, tryckt är 13 %\n",
	  0 },
	{ "a share of nothing", BRIDGE,
	  CLAIMS(OF("share=\"10 %\"; of=( \"norr/2020/transfer\" ); against=( \"fou/2020/base\" );") "," OF(
		  "share=\"10 %\"; of=( \"fou/2020/base\" ); against=( \"norr/2020/base\" );")),
	  "", 2 },
	{ "one difference is one finding, the worst", BRIDGE,
	  CLAIMS(FIGURE("figure=\"transfer\"; stated=\"10,0\"; parts=( \"9,0\" ); open=true;") ","
											       "{ where=\"tabell\"; unit=\"norr\"; "
											       "figure=\"transfer\"; stated=\"11,0\"; }"
											       "," FIGURE(
												       "figure=\"transfer\"; stated=\"11,0\";")),
	  "contradiction norr/2020/transfer 10000000 11000000 1000000 (texten; tabell): " BOOK, 0 },
	{ "where is told once, and whole", BRIDGE,
	  CLAIMS("{ where=\"texten, Norr\"; unit=\"norr\"; figure=\"transfer\"; stated=\"11,0\"; }"
		 ","
		 "{ where=\"texten\"; unit=\"norr\"; figure=\"transfer\"; stated=\"9,0\"; }"
		 ","
		 "{ where=\"Norr\"; unit=\"norr\"; figure=\"transfer\"; stated=\"9,0\"; }"),
	  "contradiction norr/2020/transfer 10000000 11000000 1000000 (texten, Norr; texten; Norr): " BOOK, 0 },
	{ "what is printed knows its own precision", POST("a", "base", "['norr',9000000]", "") LINE,
	  CLAIMS(FIGURE("figure=\"line.personal\"; stated=\"3,4\"; parts=( \"2 682 tkr\", \"750 tkr\" );")),
	  "rounding norr/2020/line.personal 3432000 3400000 32000 (texten; boken): " PARTS, 0 },
	{ "and without it the book is exact", LINE, NULL, "contradiction norr/2020/line.personal 3432000 3400000 32000 " UNSPECIFIED, 0 },
	{ "less in the book is more in print",
	  POST("a", "expansion", "['norr',-500]", ",'text':'ny','details':[{'id':'x','text':'x','kr':-300}]"),
	  CLAIMS(FIGURE("figure=\"expansion\"; stated=\"-300 kr\";")), "contradiction norr/2020/expansion -500 -300 200 (texten; boken): " BOOK,
	  0 },
	{ "texts of one class are told together", POST("a", "transfer", "['norr',400],['syd',-400]", ""),
	  CLAIMS(FIGURE("figure=\"transfer\"; stated=\"400 kr\"; parts=( \"0 kr\" ); open=true;")),
	  "unspecified norr/2020/transfer 0 400 400 (texten; boken): delarna som räknas upp ger inte hela beloppet; beslutet säger inte varför\n"
	  "unspecified syd/2020/transfer 0 -400 400 " UNTEXTED,
	  0 },
};

static void prose_is_tried(void **state)
{
	(void)state;
	TRY(proses);
}

#define WRONG               BRIDGE POST("d", "expansion", "['norr',70]", "")
#define SAY(by, id, unit, rest) \
	ACT(by, id, "'act':'say','kind':'note','unit':'" unit "','text':'så är det','explains':'norr/2020/expansion'" rest)
#define MORE  POST("e", "expansion", "['norr',5]", "")
#define QUIET "unspecified norr/2020/expansion 0 70 70 (boken): beslutet säger inte varför !\n"
#define LOUD  "unspecified norr/2020/expansion 0 70 70 " UNTEXTED
#define BACK  "unspecified norr/2020/expansion 0 75 75 (boken): beslutet säger inte varför once 70\n"

static const struct example explanations[] = {
	{ "this difference", WRONG SAY("rd", "s", "norr", ",'kr':-70"), NULL, QUIET, 0 },
	{ "another difference", WRONG SAY("rd", "s", "norr", ",'kr':71"), NULL,
	  "unspecified norr/2020/expansion 0 70 70 (boken): beslutet säger inte varför once 71\n", 0 },
	{ "a difference that has changed since", WRONG SAY("cn", "s", "norr", ",'kr':70") MORE, NULL, BACK, 0 },
	{ "and is explained anew", WRONG SAY("cn", "s", "norr", ",'kr':70") MORE SAY("cn", "t", "norr", ",'kr':75"), NULL,
	  "unspecified norr/2020/expansion 0 75 75 (boken): beslutet säger inte varför !\n", 0 },
	{ "said higher up", WRONG SAY("rd", "s", "region", ",'kr':70"), NULL, QUIET, 0 },
	{ "the newest that fits", WRONG SAY("cn", "s", "norr", ",'kr':70") SAY("cn", "t", "norr", ",'kr':71"), NULL, QUIET, 0 },
	{ "taken back", WRONG SAY("cn", "s", "norr", ",'kr':70") SAY("rd", "t", "norr", ",'kr':70,'status':'dropped'"), NULL,
	  "unspecified norr/2020/expansion 0 70 70 (boken): beslutet säger inte varför once 70\n", 0 },
	{ "another one taken back", WRONG SAY("cn", "s", "norr", ",'kr':70") SAY("rd", "t", "norr", ",'kr':71,'status':'dropped'"), NULL, QUIET, 0 },
	{ "taken back and said again",
	  WRONG SAY("cn", "s", "norr", ",'kr':70") SAY("rd", "t", "norr", ",'kr':70,'status':'dropped'") SAY("cn", "u", "norr", ",'kr':70"), NULL,
	  QUIET, 0 },
	{ "two differences in one figure: the one that is explained says nothing of the other",
	  WRONG SAY("cn", "s", "norr", ",'kr':70"), CLAIMS(FIGURE("figure=\"expansion\"; stated=\"75 kr\";")),
	  "contradiction norr/2020/expansion 70 75 5 (texten): " BOOK QUIET, 0 },
	{ "two differences in one figure: what was said is told of the nearest",
	  WRONG SAY("cn", "s", "norr", ",'kr':68"), CLAIMS(FIGURE("figure=\"expansion\"; stated=\"75 kr\";")),
	  "contradiction norr/2020/expansion 70 75 5 (texten): " BOOK
	  "unspecified norr/2020/expansion 0 70 70 (boken): beslutet säger inte varför once 68\n", 0 },
	{ "several figures",
	  WRONG ACT("rd", "s", "'act':'say','kind':'note','unit':'region','text':'ja','kr':1000000,'explains':'norr+syd/2020/base'"),
	  CLAIMS(OF("stated=\"301\"; of=( \"norr/2020/base\", \"syd/2020/base\" );")),
	  "contradiction norr+syd/2020/base 300000000 301000000 1000000 (texten): beloppens summa är en annan än den tryckta !\n" LOUD, 0 },
	{ "several figures of their own",
	  WRONG ACT("rd", "s", "'act':'say','kind':'note','unit':'region','text':'ja','kr':9000000,'explains':'norr/2020/base + syd/2020/transfer'"),
	  CLAIMS(OF("stated=\"99\"; of=( \"norr/2020/base\", \"syd/2020/transfer\" );")),
	  "contradiction norr/2020/base + syd/2020/transfer 90000000 99000000 9000000 (texten): beloppens summa är en annan än den tryckta !\n" LOUD,
	  0 },
};

static void a_difference_can_be_explained(void **state)
{
	(void)state;
	TRY(explanations);
}

/* What a `say` may speak of: figures that are there, of the unit and of what lies below it, and a difference that is known. */
static const struct { const char *unit, *about, *word; } spoken[] = {
	{ "norr", "'about':'norr/2020/ram'", NULL },
	{ "norr", "'about':'norr-a/2020/left'", NULL },
	{ "region", "'about':'delar/2020/ram'", NULL },
	{ "norr", "'about':'norr/2020/rom'", "bad-figure" },
	{ "norr", "'about':'ram'", "bad-figure" },
	{ "norr", "'about':'vast/2020/ram'", "unknown-unit" },
	{ "norr", "'about':'syd/2020/ram'", "figure" },
	{ "norr", "'about':'region/2020/ram'", "figure" },
	{ "norr", "'kr':1,'explains':'norr/2020/ram'", NULL },
	{ "norr", "'kr':1,'explains':'norr+norr-a/2020/ram'", NULL },
	{ "region", "'kr':1,'explains':'norr/2020/ram + syd/2020/base'", NULL },
	{ "norr", "'kr':1,'explains':'norr/2020/rom'", "bad-figure" },
	{ "norr", "'kr':1,'explains':'norr+/2020/ram'", "unknown-unit" },
	{ "norr", "'kr':1,'explains':'norr/2020/ram syd/2020/base'", "bad-figure" },
	{ "norr", "'kr':1,'explains':'norr+syd/2020/ram'", "figure" },
	{ "norr", "'explains':'norr/2020/ram'", "explains" },
};

static void one_speaks_of_figures_that_are_there(void **state)
{
	struct small small;

	(void)state;
	small_make(&small, "", NULL);
	for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++) {
		struct error error = { 0 };
		char json[400];
		size_t written = 0;

		snprintf(json, sizeof json, "{'act':'say','unit':'%s','kind':'comment','text':'x',%s}", spoken[i].unit, spoken[i].about);
		for (char *at = json; *at; at++)
			*at = *at == '\'' ? '"' : *at;
		bool done = setup_do(small.folder, "rd", json, strlen(json), &written, &error);

		expect(done == !spoken[i].word && (done || !strcmp(error.word, spoken[i].word)), "%s: %s", json, error.text);
	}
	small_free(&small);
}

/* ---- two who did not know of each other ---- */

#define DIVIDED(by, kr, more) "{'by':'" by "','act':'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':" #kr "}" more "]}"
#define BOTH_SAVED            " (gäller) och divisionschef A sparade var sitt belopp utan att känna till varandra\n"

static void expect_conflicts(struct world *world, const char *expected)
{
	struct book *book = world_book(world);
	struct findings *findings = check_make(book, NULL);
	struct buffer text = { 0 };

	buffer_text(&text, "");
	for (size_t i = 0; i < findings->count; i++)
		describe(&text, &findings->items[i]);
	expect(!strcmp(text.bytes, expected), "%s- expected\n%s", text.bytes, expected);
	buffer_free(&text);
	check_free(findings);
	book_free(book);
}

static void lines_that_did_not_know_of_each_other_are_shown(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, DIVIDED("ca", 50, ",{'line':'material','kr':7}"));
	world_line(world, NULL, DIVIDED("stf-ca", 60, ",{'line':'material','kr':7}"));
	expect_conflicts(world, "contradiction a/2020/line.personal 60 50 10 (stf-ca rad 1 och ca rad 1): ersättare för divisionschef A" BOTH_SAVED);
	world_line(world, NULL, "{'by':'rd','act':'target','unit':'a','year':2020,'kr':5}");
	world_line(world, NULL, "{'by':'stf-rd','act':'target','unit':'a','year':2020,'kr':null}");
	expect_conflicts(world, "contradiction a/2020/line.personal 60 50 10 (stf-ca rad 1 och ca rad 1): ersättare för divisionschef A" BOTH_SAVED
	                        "contradiction a/2020/target 0 5 5 (stf-rd rad 1 och rd rad 1): ersättare för regiondirektör (gäller) och "
	                        "regiondirektör sparade var sitt belopp utan att känna till varandra\n");
	world_line(world, "stf-rd:1", "{'by':'rd','act':'target','unit':'a','year':2020,'kr':5}"); /* has seen both: settled */
	world_line(world, "ca:1", DIVIDED("stf-ca", 60, ""));                                          /* the same */
	expect_conflicts(world, "");
	world_line(world, NULL, DIVIDED("ca", 70, "")); /* a new one, against a line that had known */
	expect_conflicts(world, "contradiction a/2020/line.personal 60 70 10 (stf-ca rad 2 och ca rad 2): ersättare för divisionschef A" BOTH_SAVED);
	world_free(world);
}

#define BOTH_REPLACED " (stf-ca rad 1 och ca rad 2): ersättare för divisionschef A" BOTH_SAVED
#define GIVEN(by, kr, more) "{'by':'" by "','act':'post','kind':'index','year':2020,'legs':[['a1'," #kr "]]" more "}"

static void posts_in_place_of_one_that_did_not_know_of_each_other_are_shown(void **state)
{
	struct world *world = world_new();
	const char *first = world_line(world, NULL, GIVEN("ca", 50, "")), *hers;

	(void)state;
	world_line(world, NULL, GIVEN("ca", 60, ",'replaces':'%s'"), first);
	hers = world_line(world, "ca:1", "{'by':'stf-ca','act':'post','kind':'index','year':2020,'legs':[['a1',70],['a2',5]],'replaces':'%s'}", first);
	expect_conflicts(world, "contradiction a1/2020/index 70 60 10" BOTH_REPLACED "contradiction a2/2020/index 5 0 5" BOTH_REPLACED);
	struct book *book = world_book(world);
	struct buffer text = { 0 };
	verify_book(&text, book);
	assert_non_null(strstr(text.bytes, "journals/stf-ca.jsonl:1: två har ändrat samma post utan att se varandra"));
	assert_null(strstr(text.bytes, "samma belopp"));
	buffer_free(&text);
	book_free(book);
	world_line(world, "ca:2", GIVEN("stf-ca", 65, ",'replaces':'%s'"), hers); /* has seen both: settled */
	expect_conflicts(world, "");
	world_free(world);
}

static void money_of_a_unit_that_is_gone_is_told(void **state)
{
	static const char without[] = "units=(\n" WORLD_ROOT WORLD_A WORLD_A2 WORLD_REST ");\n";
	struct world *world = world_new();
	struct error error = { 0 };
	size_t told = 0;

	(void)state;
	world_flush_all(world);
	world_line(world, NULL, "{'by':'ca','act':'post','kind':'index','year':2020,'legs':[['a1',700]]}");
	world_line(world, "ca:1", "{'by':'ca','act':'post','kind':'index','year':2020,'legs':[['a1',-200]]}");
	world_adopt(world, without, NULL);
	world_flush(world);
	struct book *book = book_open(world->folder, &error);
	expect(book, "%s", error.text);
	struct findings *findings = check_make(book, NULL);

	for (size_t i = 0; i < findings->count; i++)
		if (!strcmp(findings->items[i].figure, "a1/2020/ram")) {
			told++;
			assert_int_equal(findings->items[i].difference, 500 * MONEY_KR);
			assert_null(findings->items[i].goes_to);
			assert_non_null(strstr(findings->items[i].text, "finns inte längre"));
		}
	assert_int_equal(told, 1);
	check_free(findings);
	book_free(book);
	world_free(world);
}

static void findings_lead_somewhere_and_are_counted(void **state)
{
	static const char claims[] =
		CLAIMS(OF("stated=\"301\"; of=( \"norr/2020/base\", \"syd/2020/base\" );") ", { where=\"t\"; unit=\"vast\"; cells={ base=\"1\"; "
											   "ram=\"2\"; }; }");
	struct small small;

	(void)state;
	small_make(&small, WRONG SAY("cn", "s", "norr", ",'kr':70"), claims);
	struct findings *findings = findings_of(&small);

	assert_int_equal(findings->count, 3);
	assert_string_equal(findings->items[0].goes_to, "norr/2020/base");
	assert_null(findings->items[1].goes_to);
	assert_string_equal(findings->items[2].goes_to, "norr/2020/expansion");
	assert_string_equal(findings->items[2].explained, book_event(small.book, "s")->line->hash);
	assert_int_equal(check_count(findings, FINDING_CONTRADICTION, true), 2);
	assert_int_equal(check_count(findings, FINDING_UNSPECIFIED, false), 1);
	assert_int_equal(check_count(findings, FINDING_UNSPECIFIED, true), 0);
	assert_int_equal(check_count(findings, FINDING_ROUNDING, false), 0);
	assert_string_equal(finding_class_name(FINDING_CONTRADICTION), "motsägelse");
	assert_string_equal(finding_class_name(FINDING_UNSPECIFIED), "ospecificerat");
	assert_string_equal(finding_class_name(FINDING_ROUNDING), "avrundning");
	check_free(findings);
	check_free(NULL);
	small_free(&small);
}

static void a_published_file_may_be_missing_or_bad(void **state)
{
	struct error error = { .word = "old" };
	struct small small;

	(void)state;
	small_make(&small, "", NULL);
	assert_null(check_published(small.folder, &error));
	assert_null(error.word);
	assert_null(check_published(small.folder, NULL));
	small_file(&small, "folder/published.cfg", "claims = ( { } );");
	assert_null(check_published(small.folder, &error));
	assert_string_equal(error.word, "bad-config");
	small_free(&small);
}

static void foreign_words_are_harmless(void **state)
{
	struct small small;

	(void)state;
	small_make(&small, BRIDGE, CLAIMS("{ where=\"t\u202e\"; unit=\"norr\"; figure=\"ram\"; stated=\"1,0\"; }"));
	struct findings *findings = findings_of(&small);

	assert_string_equal(findings->items[0].where, "t?");
	check_free(findings);
	small_free(&small);
}

/* ---- the decision of 2019 ---- */

static const struct {
	const char *figure;
	double computed, stated;
	const char *where;
} contradictions[] = {
	{ "regionstyrelsen/2020/transfer", 1.0, 0.0, "tabell 1" },
	{ "hos/2020/transfer", -19.3, -20.3, "tabell 1" },
	{ "vardval/2020/ram", 1143.5, 1142.5, "tabell 1" },
	{ "vardval/2020/transfer", -0.5, 0.5, "tabell 1" },
	{ "medfinansiering/2020/saving", -0.5, -0.3, "texten, Medfinansiering; boken" },
	{ "forskarstod-lakare/2020/line.ovrigt", 5.958, 6.1, "texten, Forskarstöd läkare; boken" },
	{ "fou-infrastruktur/2020/line.ovrigt", 5.225, 6.1, "texten, FoU infrastruktur; boken" },
	{ "lakemedel/2020/base", 49.3, 49.7, "tabell 3; boken" },
	{ "lakemedel/2020/ram", 32.5, 32.9, "tabell 3; boken" },
	{ "miljopris/2020/line.ovrigt", 1.075, 0.2, "texten, Förbättringsarbete och miljöpris; boken" },
};

static const struct {
	const char *figure;
	double difference;
} unspecified[] = {
	{ "lanssjukvard/2020/transfer", 0.4 },
	{ "lanssjukvard/2020/transfer", 0.3 },
	{ "narsjukvard/2020/transfer", 0.7 },
	{ "service/2020/transfer", 0.9 },
	{ "fou+patientforsakring+lakemedel+folkhalsa+ovrighos+lansorg+skr+personal+avskrivningar+ovrregion/2020/saving", 3.6 },
	{ "fou-infrastruktur/2020/line.ovrigt.ovriga", 0.655 },
	{ "fou-infrastruktur/2020/saving", 0.2 },
	{ "ehalsa-innovation/2020/saving", 1.4 },
	{ "universitetslektorer/2020/saving", 0.2 },
	{ "kliniska-adjunkter/2020/saving", 0.2 },
	{ "lansstudierektor/2020/saving", 0.3 },
	{ "patientforsakring/2020/transfer", 4.0 },
	{ "patientrorlighet/2020/transfer", 1.5 },
	{ "utlanningar/2020/cut", 5.0 },
	{ "utlanningar/2020/transfer", 1.5 },
	{ "nya-lakemedel/2020/saving", 4.6 },
	{ "warfarin/2020/saving", 0.6 },
	{ "ovrighos/2020/saving", 0.9 },
	{ "finans/2020/cut", 114.1 },
	{ "finans/2020/expansion", 20.8 },
	{ "finans/2020/transfer", 4.9 },
};

static const struct {
	const char *figure;
	double difference;
} roundings[] = {
	{ "folkhalsa/2020/line.ovrigt", 0.032 }, { "folkhalsa/2020/saving", 0.05 },  { "lansorg/2020/line.ovrigt", 0.05 },
	{ "ovrregion/2020/saving", 0.5 },        { "ovrregion/2020/saving", 0.332 },
};

/* ---- internal rows ---- */

#define ROWS(by, id, unit, rows) ACT(by, id, "'act':'distribute','unit':'" unit "','year':2020,'lines':[" rows "]")
#define BUYS(kr, from)           "{'line':'kop','kr':" kr ",'counterpart':'" from "'}"
#define SELLS(kr, to)            "{'line':'intakter','kr':" kr ",'counterpart':'" to "'}"

/* sold: whether incomes too are internal, so that the seller's row is tried when the buyer has none. */
static const struct { const char *name, *acts; bool sold; const char *expected; int64_t within_region, within_norr; } deals[] = {
	{ "no counterpart", ROWS("cs", "a", "syd", "{'line':'kop','kr':50}"), false, "", 0, 0 },
	{ "bought and sold", ROWS("cs", "a", "syd", BUYS("50", "norr")) ROWS("cn", "b", "norr", SELLS("50", "syd")), true, "", 50, 0 },
	{ "within a branch", ROWS("ca", "a", "norr-a", BUYS("50", "norr")) ROWS("cn", "b", "norr", SELLS("50", "norr-a")), true, "", 50, 50 },
	{ "different amounts", ROWS("cs", "a", "syd", BUYS("50", "norr")) ROWS("cn", "b", "norr", SELLS("40", "syd")), true,
	  "contradiction syd/2020/line.kop 40 50 10 (boken): köparen och säljaren anger olika belopp\n", 50, 0 },
	{ "only bought", ROWS("cs", "a", "syd", BUYS("50", "norr")), true, "unspecified syd/2020/line.kop 0 50 50 (boken): säljaren har ingen rad för köpet\n", 50, 0 },
	{ "only sold", ROWS("cn", "a", "norr", SELLS("40", "syd")), true, "unspecified norr/2020/line.intakter 0 40 40 (boken): köparen har ingen rad för försäljningen\n", 0, 0 },
	{ "only sold, on a line that is not internal", ROWS("cn", "a", "norr", SELLS("40", "syd")), false, "", 0, 0 },
	{ "sold to another", ROWS("cs", "a", "syd", BUYS("50", "norr")) ROWS("cn", "b", "norr", SELLS("50", "fou")), false,
	  "unspecified syd/2020/line.kop 0 50 50 (boken): säljaren har ingen rad för köpet\n", 50, 0 },
	{ "bought on a line that is not internal",
	  ROWS("cs", "a", "syd", "{'line':'material','kr':50,'counterpart':'norr'}") ROWS("cn", "b", "norr", SELLS("40", "syd")), true,
	  "contradiction norr/2020/line.intakter 50 40 10 (boken): köparen och säljaren anger olika belopp\n", 0, 0 },
	{ "next year", ACT("cs", "a", "'act':'distribute','unit':'syd','year':2021,'lines':[" BUYS("50", "norr") "]"), true, "", 0, 0 },
	{ "a reserve has nobody on the other side", ROWS("cs", "a", "syd", "{'line':'reserv','kr':50,'counterpart':'norr'}"), true, "", 0, 0 },
};

/* The small region, with internal incomes. */
static void small_selling(struct small *small, const char *acts)
{
	char *lines = memory_string(acts), region[sizeof small_region + 40];
	const char *at = strstr(small_region, "kind=\"income\";");

	*small = (struct small){ .directory = testing_directory() };
	for (char *mark = lines; *mark; mark++)
		if (*mark == '\'')
			*mark = '"';
	snprintf(region, sizeof region, "%.*sinternal=true; %s", (int)(at - small_region), small_region, at);
	small_file(small, "region.cfg", region);
	small_file(small, "organisation.cfg", small_organisation);
	small_file(small, "acts.jsonl", lines);
	free(lines);
	small_open(small, small->directory);
}

static void what_is_bought_is_sold(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof deals / sizeof *deals; i++) {
		struct small small;
		struct buffer text = { 0 };

		if (deals[i].sold)
			small_selling(&small, deals[i].acts);
		else
			small_make(&small, deals[i].acts, NULL);
		struct findings *findings = findings_of(&small);

		buffer_text(&text, "");
		for (size_t j = 0; j < findings->count; j++)
			describe(&text, &findings->items[j]);
		expect(!strcmp(text.bytes, deals[i].expected), "%s:\n%s- expected\n%s", deals[i].name, text.bytes, deals[i].expected);
		struct ram_table *table = ram_make(small.book, 2020, NULL, 0);

		expect(ram_eliminations(table, 0) == deals[i].within_region * MONEY_KR, "%s", deals[i].name);
		expect(ram_eliminations(table, org_find(small.book->org, "norr")) == deals[i].within_norr * MONEY_KR, "%s", deals[i].name);
		ram_free(table);
		buffer_free(&text);
		check_free(findings);
		small_free(&small);
	}
}

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* 1 143,5 mnkr as öre */
static money mnkr(double amount)
{
	return (money)(amount * 1000 + (amount < 0 ? -0.5 : 0.5)) * 1000 * MONEY_KR;
}

static void try_contradictions(const struct finding *f)
{
	for (size_t i = 0; i < COUNT(contradictions); i++, f++) {
		expect(!strcmp(f->figure, contradictions[i].figure), "%s", f->figure);
		expect(f->class == FINDING_CONTRADICTION && f->computed == mnkr(contradictions[i].computed) &&
			       f->stated == mnkr(contradictions[i].stated),
		       "%s", f->figure);
		expect(!strcmp(f->where, contradictions[i].where), "%s: %s", f->figure, f->where);
		expect(!f->explained == (i != 3), "%s", f->figure); /* the misprint is explained in the example */
	}
}

static void the_example_has_these_findings(void **state)
{
	struct small small = { .directory = testing_directory() };

	(void)state;
	small_open(&small, testing_source("data/norrbotten-2020"));
	struct findings *findings = findings_of(&small);
	const struct finding *f = findings->items;

	assert_int_equal(findings->count, COUNT(contradictions) + COUNT(unspecified) + COUNT(roundings));
	try_contradictions(f);
	f += COUNT(contradictions);
	for (size_t i = 0; i < COUNT(unspecified); i++, f++)
		expect(f->class == FINDING_UNSPECIFIED && !strcmp(f->figure, unspecified[i].figure) &&
			       f->difference == mnkr(unspecified[i].difference),
		       "%s", f->figure);
	for (size_t i = 0; i < COUNT(roundings); i++, f++)
		expect(f->class == FINDING_ROUNDING && !strcmp(f->figure, roundings[i].figure) && f->difference == mnkr(roundings[i].difference),
		       "%s", f->figure);
	assert_int_equal(findings->untried, 10);
	check_free(findings);
	small_free(&small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_book_is_tried_against_itself),
		cmocka_unit_test(what_is_bought_is_sold),
		cmocka_unit_test(printed_tables_are_tried),
		cmocka_unit_test(prose_is_tried),
		cmocka_unit_test(a_difference_can_be_explained),
		cmocka_unit_test(one_speaks_of_figures_that_are_there),
		cmocka_unit_test(lines_that_did_not_know_of_each_other_are_shown),
		cmocka_unit_test(posts_in_place_of_one_that_did_not_know_of_each_other_are_shown),
		cmocka_unit_test(money_of_a_unit_that_is_gone_is_told),
		cmocka_unit_test(findings_lead_somewhere_and_are_counted),
		cmocka_unit_test(a_published_file_may_be_missing_or_bad),
		cmocka_unit_test(foreign_words_are_harmless),
		cmocka_unit_test(the_example_has_these_findings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

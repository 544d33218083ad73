/* From a figure to its grounds. */
#include "small.h"

#include "why.h"

static const char *const kinds[] = { [WHY_FIGURE] = "figure", [WHY_POST] = "post",   [WHY_LEG] = "leg",  [WHY_DETAIL] = "detail",
				     [WHY_ROW] = "row",       [WHY_ENTRY] = "entry", [WHY_NOTE] = "note" };

/* One line a row: depth kind value text [note] > figure. Values in mnkr, with hyphens and plain spaces. */
static void describe(struct buffer *out, const struct why_row *row)
{
	char value[MONEY_TEXT];

	money_print(value, row->value, MONEY_IN_MNKR, MONEY_EXACT, MONEY_ASCII);
	buffer_format(out, "%d %s %s %s", row->depth, kinds[row->kind], *value ? value : ".", row->text);
	if (row->note)
		buffer_format(out, " [%s]", row->note);
	if (row->figure)
		buffer_format(out, " > %s", row->figure);
	buffer_text(out, "\n");
}

/* The rows of a figure; every figure that a row leads to must be one. */
static void describe_why(struct buffer *out, const struct small *small, const char *name)
{
	struct error error = { 0 };
	struct figure figure;

	expect(figure_parse(&figure, small->book, name, ORG_NONE, 0, &error), "%s: %s", name, error.text);
	struct why *why = why_make(small->book, &figure, NULL);

	buffer_text(out, "");
	for (size_t i = 0; i < why->count; i++) {
		const struct why_row *row = &why->rows[i];

		describe(out, row);
		expect(!row->figure || figure_parse(&(struct figure){ 0 }, small->book, row->figure, ORG_NONE, 0, NULL), "%s", row->figure);
		expect((row->event != NULL) == (row->kind == WHY_POST || row->kind == WHY_ROW || row->kind == WHY_ENTRY), "%s", row->text);
	}
	why_free(why);
}

#define BY(who) " [" who " · 10 dec 2019]\n"
#define BASE    POST("b", "base", "['norr',100000000],['syd',200000000]", ",'decision':'RF'")

static const struct {
	const char *figure, *acts, *expected;
} grounds[] = {
	/* posts */
	{ "norr/2020/ram",
	  BASE POST("e", "expansion", "['norr',5000000]", ",'text':'fler äldre'") POST("f", "expansion", "['norr',1000000]", ""),
	  "0 figure 106 Norr: ram 2020\n"
	  "1 figure 100 Utgångsläge > norr/2020/base\n"
	  "2 post 100 Utgångsläge [RF · regiondirektör · 10 dec 2019]\n"
	  "1 figure 6 Utökning > norr/2020/expansion\n"
	  "2 post 5 fler äldre" BY("regiondirektör") "2 post 1 beslutet säger inte varför" BY(
		  "regiondirektör") "1 note . ändamål: Vård i norr\n1 note . villkor: Inget köps\n1 note . styrprincip: Ramen följer avtalet\n" },
	{ "syd/2020/base", BASE, "0 figure 200 Syd: Utgångsläge 2020\n1 post 200 Utgångsläge [RF · regiondirektör · 10 dec 2019]\n" },
	{ "syd/2020/index", BASE, "0 figure . Syd: Löne- och prisindex 2020\n1 note . uppgift saknas\n1 note . ingen sådan post\n" },
	{ "syd/2020/transfer", POST("t", "transfer", "['norr',5000000],['fou',-1000000],['syd',-4000000]", ",'text':'flytt','end':'derived'"),
	  "0 figure -4 Syd: Omfördelning 2020\n1 post -4 flytt" BY(
		  "regiondirektör") "2 leg 5 mot Norr > norr/2020/transfer\n2 leg -1 tillsammans med FoU > fou/2020/transfer\n"
			"2 leg . motparten följer bara av lika belopp\n" },
	{ "syd/2020/transfer", POST("t", "transfer", "['syd',4000000]", ",'text':'flytt','end':'unknown'"),
	  "0 figure 4 Syd: Omfördelning 2020\n1 post 4 flytt" BY("regiondirektör") "2 leg -4 motparten anges inte i beslutet\n" },
	{ "syd/2020/transfer", POST("t", "transfer", "['syd',4000000]", ",'text':'flytt','end':'own'"),
	  "0 figure 4 Syd: Omfördelning 2020\n1 post 4 flytt" BY("regiondirektör") "2 leg -4 mot egen ram hos Regionen\n" },
	{ "region/2020/transfer",
	  ACT("reg", "t", "'act':'post','kind':'transfer','year':2020,'legs':[['region',4000000]],'text':'in','end':'own','decision':'RF'"),
	  "0 figure 4 Regionen: Omfördelning 2020\n1 post 4 in [RF · registrator Regionen · 10 dec 2019]\n2 leg -4 mot egen ram\n" },
	{ "syd/2020/expansion",
	  POST("e", "expansion", "['norr',5000000],['syd',1000000,2020,3000000]",
	       ",'text':'mer','line':'kop','principle':'avtal','details':[{'id':'a','unit':'syd','text':'en "
	       "del','kr':700000},{'id':'b','unit':'norr','text':'norrs','kr':1}]"),
	  "0 figure 1 Syd: Utökning 2020\n1 post 1 mer" BY(
		  "regiondirektör") "2 note . tillfälligt, till och med 2020\n2 note 3 helårseffekt, från 2021\n2 note . hör till raden IT-köp\n"
			"2 note . styrprincip: Ramen följer avtalet\n2 detail 0,7 en del\n2 detail 0,3 ospecificerat\n" },
	{ "syd/2021/expansion",
	  POST("e", "expansion", "['syd',1000000,null,3000000]", ",'text':'mer','details':[{'id':'a','text':'allt','kr':1000000}]")
		  POST("f", "expansion", "['syd',7000000]", ",'until':2020,'text':'bara ett år'"),
	  "0 figure 3 Syd: Utökning 2021\n1 post 3 mer" BY("regiondirektör") "2 note 3 helårseffekt, från 2021\n2 detail 1 allt\n" },
	{ "syd/2020/expansion",
	  POST("e", "expansion", "['syd',1000000]", ",'text':'ett'") POST("f", "expansion", "['syd',2000000]", ",'text':'två','replaces':'e'"),
	  "0 figure 2 Syd: Utökning 2020\n1 post 2 två" BY("regiondirektör") "2 note 1 dessförinnan: ett" BY("regiondirektör") },
	{ "syd/2020/expansion",
	  POST("e", "expansion", "['syd',1000000]", "") POST("f", "expansion", "['syd',2000000]", ",'text':'två','replaces':'e'"),
	  "0 figure 2 Syd: Utökning 2020\n1 post 2 två" BY("regiondirektör") "2 note 1 dessförinnan" BY("regiondirektör") },
	{ "syd/2020/expansion",
	  POST("e", "expansion", "['syd',1000000]", ",'text':'ett','decision':'RF 1'") POST("f", "expansion", "['norr',2000000]", ",'text':'två','replaces':'e'")
		  POST("g", "expansion", "['syd',3000000]", ",'text':'tre','replaces':'f'"),
	  "0 figure 3 Syd: Utökning 2020\n1 post 3 tre" BY("regiondirektör") "2 note . dessförinnan: två" BY(
		  "regiondirektör") "2 note 1 dessförinnan: ett [RF 1 · regiondirektör · 10 dec 2019]\n1 post . ersattes av en post som inte gäller här: två" BY(
		  "regiondirektör") "2 note 1 dessförinnan: ett [RF 1 · regiondirektör · 10 dec 2019]\n" },
	{ "syd/2020/expansion",
	  POST("e", "expansion", "['syd',1000000]", ",'text':'ett'") POST("f", "expansion", "", ",'text':'fel enhet','replaces':'e','decision':'RS 2'"),
	  "0 figure . Syd: Utökning 2020\n1 note . uppgift saknas\n1 note . ingen sådan post\n1 post . drogs tillbaka: fel enhet [RS 2 · regiondirektör · 10 dec "
	  "2019]\n2 note 1 dessförinnan: ett" BY("regiondirektör") },
	{ "syd/2020/ram",
	  POST("a", "expansion", "['syd',5000000]", ",'text':'kvar'") POST("e", "expansion", "['syd',1000000]", "") POST("f", "expansion", "", ",'replaces':'e'"),
	  "0 figure 5 Syd: ram 2020\n1 figure 5 Utökning > syd/2020/expansion\n2 post 5 kvar" BY("regiondirektör") "2 post . drogs tillbaka" BY(
		  "regiondirektör") "3 note 1 dessförinnan" BY("regiondirektör") },
	{ "syd/2020/ram", POST("e", "index", "['syd',1000000]", "") POST("f", "index", "", ",'replaces':'e'"),
	  "0 figure . Syd: ram 2020\n1 note . uppgift saknas\n1 post . drogs tillbaka" BY("regiondirektör") "2 note 1 dessförinnan" BY("regiondirektör") },
	{ "syd/2020/transfer",
	  ACT("cn", "q", "'act':'say','unit':'norr','kind':'proposal','with':'syd','kr':1000000,'text':'Två läkare'")
		  POST("t", "transfer", "['norr',-1000000],['syd',1000000]", ",'text':'flytt','proposal':'q'"),
	  "0 figure 1 Syd: Omfördelning 2020\n1 post 1 flytt" BY("regiondirektör") "2 note . på förslag av divisionschef Norr: «Två läkare»\n"
		  "2 leg -1 mot Norr > norr/2020/transfer\n1 entry 1 förslag till omfördelning: Två läkare [divisionschef Norr · 10 dec 2019]\n" },
	{ "norr-a/2020/ram", ACT("cn", "e", "'act':'post','kind':'expansion','year':2020,'legs':[['norr-a',1000000]],'text':'mer\\n\\u202e'"),
	  "0 figure 1 Norr A: ram 2020\n1 figure 1 Utökning > norr-a/2020/expansion\n2 post 1 mer ?" BY("divisionschef Norr") "1 note . påhittat exempel\n" },
	{ "syd/2020/ram", "", "0 figure . Syd: ram 2020\n1 note . uppgift saknas\n" },
	/* groups */
	{ "delar/2020/ram", BASE, "0 figure 300 Delar: ram 2020\n1 figure 100 Norr > norr/2020/ram\n1 figure 200 Syd > syd/2020/ram\n" },
	{ "delar/2020/base", BASE,
	  "0 figure 300 Delar: Utgångsläge 2020\n1 figure 100 Norr > norr/2020/base\n1 figure 200 Syd > syd/2020/base\n" },
	{ "delar/2020/target", ACT("rd", "m", "'act':'target','unit':'syd','year':2020,'kr':1000000"),
	  "0 figure 1 Delar: resultatmål 2020\n1 figure 1 Syd > syd/2020/target\n" },
	{ "delar/2020/line.personal", ACT("cs", "d", "'act':'distribute','unit':'syd','year':2020,'lines':[{'line':'personal','kr':1000000}]"),
	  "0 figure 1 Delar: Personal 2020\n1 figure 1 Syd > syd/2020/line.personal\n" },
	{ "delar/2020/costs", ACT("cs", "d", "'act':'distribute','unit':'syd','year':2020,'lines':[{'line':'personal','kr':1000000}]"),
	  "0 figure 1 Delar: egna kostnader 2020\n1 figure 1 Syd > syd/2020/costs\n" },
	{ "delar/2018/outcome.personal", ACT("reg", "o", "'act':'outcome','unit':'syd','year':2018,'lines':[{'line':'personal','kr':1000000}]"),
	  "0 figure 1 Delar: Personal, bokslut 2018\n1 figure 1 Syd > syd/2018/outcome.personal\n" },
/* rule 3 */
#define DIVIDED \
	BASE ACT("rd", "m", "'act':'target','unit':'norr','year':2020,'kr':2000000") \
		ACT("cn", "m2", "'act':'target','unit':'norr-a','year':2020,'kr':-500000") \
			ACT("cn", "p", "'act':'post','kind':'base','year':2020,'legs':[['norr-a',30000000]]") \
				ACT("cn", "d", \
				    "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'intakter','kr':4000000},{'line':'reserv','" \
				    "kr':3000000,'hold':'till hösten'}," \
				    "{'line':'kop','kr':1000000},{'line':'personal','kr':60000000,'hold':'avtal'}]")
	{ "norr/2020/left", DIVIDED,
	  "0 figure 7,5 Norr: kvar att fördela 2020\n1 figure 101,5 Att fördela > norr/2020/available\n1 figure -94 Fördelat > "
	  "norr/2020/divided\n" },
	{ "norr/2020/available", DIVIDED,
	  "0 figure 101,5 Norr: att fördela 2020\n1 figure 100 Ram > norr/2020/ram\n1 figure 4 Intäkter > norr/2020/income\n"
	  "1 figure -0,5 Resultatmål för Norr A > norr-a/2020/target\n1 figure -2 Eget resultatmål > norr/2020/target\n" },
	{ "norr/2020/divided", DIVIDED,
	  "0 figure 94 Norr: fördelat 2020\n1 figure 61 Egna kostnader > norr/2020/costs\n1 figure 3 Reserv [låst: till hösten] > "
	  "norr/2020/line.reserv\n"
	  "1 figure 30 Ramar till enheterna under\n"
		  "2 figure 30 Ram till Norr A > norr-a/2020/ram\n" },
	{ "norr/2020/costs", DIVIDED,
	  "0 figure 61 Norr: egna kostnader 2020\n1 figure 60 Personal [låst: avtal] > norr/2020/line.personal\n1 figure 1 IT-köp > "
	  "norr/2020/line.kop\n" },
	{ "norr/2020/income", DIVIDED, "0 figure 4 Norr: intäkter 2020\n1 figure 4 Intäkter > norr/2020/line.intakter\n" },
	{ "norr/2020/target", DIVIDED, "0 figure 2 Norr: resultatmål 2020\n1 row 2 resultatmålet är satt" BY("regiondirektör") },
	{ "norr/2020/target", DIVIDED ACT("rd", "m3", "'act':'target','unit':'norr','year':2020,'kr':null"),
	  "0 figure . Norr: resultatmål 2020\n1 note . uppgift saknas\n1 row . resultatmålet är borttaget" BY(
		  "regiondirektör") "1 row 2 resultatmålet är satt" BY("regiondirektör") },
	{ "norr/2020/target", ACT("rd", "m", "'act':'target','unit':'norr','year':2020,'kr':2000000,'decision':'RS 3'"),
	  "0 figure 2 Norr: resultatmål 2020\n1 row 2 resultatmålet är satt [RS 3 · regiondirektör · 10 dec 2019]\n" },
/* saved rows */
#define KOP(kr, rest) \
	ACT("cs", "d" kr, \
	    "'act':'distribute','unit':'syd','year':2020,'lines':[{'line':'kop','kr':" kr ",'hold':'avtal','counterpart':'norr'," \
	    "'details':[{'id':'a','text':'licenser','kr':700000}]}]" rest)
	{ "syd/2020/line.kop", KOP("1000000", ",'why':'nytt avtal','decision':'DL 1'"),
	  "0 figure 1 Syd: IT-köp 2020\n1 row 1 nytt avtal [DL 1 · divisionschef Syd · 10 dec 2019]\n2 note . låst: avtal\n2 leg . mot Norr > "
	  "norr/2020/income\n"
	  "2 detail 0,7 licenser > syd/2020/line.kop.a\n2 detail 0,3 ospecificerat\n" },
	/* each act that made it what it is, and its grounds where they were others */
	{ "syd/2020/line.kop", KOP("500000", "") KOP("700000", ""),
	  "0 figure 0,7 Syd: IT-köp 2020\n1 row 0,7 sparat" BY("divisionschef Syd") "2 note . låst: avtal\n2 leg . mot Norr > norr/2020/income\n"
		  "2 detail 0,7 licenser > syd/2020/line.kop.a\n1 row 0,5 sparat" BY("divisionschef Syd") },
#define SAVED(by, id, line, kr, rest) ACT(by, id, "'act':'distribute','unit':'syd','year':2020,'lines':[{'line':'" line "','kr':" kr "}]" rest)
	{ "syd/2020/line.kop",
	  ACT("cs", "d", "'act':'distribute','unit':'syd','year':2020,'lines':[{'line':'kop','kr':700000,'hold':'avtal','profile':[1,1,1,1,1,1,5,1,1,1,1,1],"
	                 "'details':[{'id':'a','text':'licenser','kr':600000,'inputs':[['antal','300'],['pris','2 000 kr']]}]}],'why':'först','decision':'DL 1'")
		  SAVED("cs", "e", "kop", "900000", ",'why':'fler'") SAVED("cs", "f", "personal", "1", "") SAVED("cs", "g", "kop", "null", ",'why':'köps inte'")
			  SAVED("cs", "h", "kop", "100000", ""),
	  "0 figure 0,1 Syd: IT-köp 2020\n1 row 0,1 sparat" BY("divisionschef Syd") "1 row . borttaget: köps inte" BY("divisionschef Syd") "1 row 0,9 fler" BY(
		  "divisionschef Syd") "1 row 0,7 först [DL 1 · divisionschef Syd · 10 dec 2019]\n2 note . låst: avtal\n2 note . egna månader, mest i juli\n"
			       "2 detail 0,6 licenser [antal 300 × pris 2 000 kr]\n2 detail 0,1 ospecificerat\n" },
	{ "syd/2020/line.kop", SAVED("cs", "d", "kop", "1000000", "") SAVED("cs", "e", "kop", "null", ""),
	  "0 figure . Syd: IT-köp 2020\n1 note . uppgift saknas\n1 row . borttaget" BY("divisionschef Syd") "1 row 1 sparat" BY("divisionschef Syd") },
	/* what was said of it when the plan was answered, and what it was approved as */
#define SENT_AS(id) ACT("cs", id, "'act':'submit','unit':'syd','year':2020,'text':'x'")
	{ "syd/2020/line.kop",
	  SAVED("cs", "d", "kop", "1000000", "") SENT_AS("s") ACT("rd", "t", "'act':'return','unit':'syd','submit':'s','text':'mer','marks':[{'figure':'syd/2020/line.kop','text':'så "
	                                                          "högt?'},{'figure':'syd/2020/ram'}]")
		  SAVED("cs", "e", "kop", "900000", ",'why':'prutat'") SENT_AS("u") ACT("rd", "v", "'act':'approve','unit':'syd','submit':'u','text':'bra','decision':'RD 7'")
			  SAVED("cs", "f", "personal", "1", "") SENT_AS("w") ACT("rd", "x", "'act':'approve','unit':'syd','submit':'w'") SAVED("cs", "g", "kop", "800000", ""),
	  "0 figure 0,8 Syd: IT-köp 2020\n1 row 0,8 sparat" BY("divisionschef Syd") "1 row 0,9 planen godkändes" BY("regiondirektör") "1 row 0,9 prutat" BY(
		  "divisionschef Syd") "1 row 1 märkt när planen lämnades åter: «så högt?»" BY("regiondirektör") "1 row 1 sparat" BY("divisionschef Syd") },
	{ "syd/2020/line.kop",
	  SAVED("cs", "d", "kop", "1000000", "") SENT_AS("s") ACT("rd", "t", "'act':'approve','unit':'syd','submit':'s','text':'bra','decision':'RD 7'")
		  ACT("reg", "l", "'act':'version','name':'Vidarefördelning','lock':true"),
	  "0 figure 1 Syd: IT-köp 2020\n1 row . planen fastställdes i «Vidarefördelning»" BY("registrator Regionen") "1 row 1 planen godkändes: «bra» [RD 7 · regiondirektör · 10 dec "
	  "2019]\n1 row 1 sparat" BY("divisionschef Syd") },
	{ "norr-a/2020/ram",
	  ACT("cn", "e", "'act':'post','kind':'expansion','year':2020,'legs':[['norr-a',1000000]],'text':'mer'") ACT("cn", "m", "'act':'target','unit':'norr-a','year':2020,'kr':0")
		  ACT("cn", "d", "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'kop','kr':0}]") ACT("cn", "s", "'act':'submit','unit':'norr','year':2020,'text':'x'")
			  ACT("rd", "t", "'act':'approve','unit':'norr','submit':'s','decision':'RD 7'"),
	  "0 figure 1 Norr A: ram 2020\n1 figure 1 Utökning > norr-a/2020/expansion\n2 post 1 mer" BY(
		  "divisionschef Norr") "1 row 1 planen för Norr godkändes [RD 7 · regiondirektör · 10 dec 2019]\n1 note . påhittat exempel\n" },
	{ "syd/2020/line.kop.a", KOP("1000000", ""),
	  "0 figure 0,7 Syd: IT-köp, licenser 2020\n1 row 0,7 licenser" BY("divisionschef Syd") "1 figure 1 En del av IT-köp > syd/2020/line.kop\n" },
	/* of a part: who first wrote it as it is, and what it was until then */
#define PART(id, kr, part) ACT("cs", id, "'act':'distribute','unit':'syd','year':2020,'lines':[{'line':'kop','kr':" kr ",'details':[" part "]}]")
	{ "syd/2020/line.kop.a",
	  PART("d", "1", "{'id':'a','text':'licenser','kr':600000,'inputs':[['antal','300'],['pris','2 000 kr']]}") PART("e", "2", "{'id':'a','text':'licenser','kr':700000}")
		  PART("f", "3", "{'id':'a','text':'licenser','kr':700000},{'id':'b','text':'mer','kr':1}"),
	  "0 figure 0,7 Syd: IT-köp, licenser 2020\n1 row 0,7 licenser" BY("divisionschef Syd") "1 row 0,6 licenser" BY(
		  "divisionschef Syd") "2 note . antal 300 × pris 2 000 kr\n1 figure 0,000003 En del av IT-köp > syd/2020/line.kop\n" },
	{ "syd/2020/line.kop.b", KOP("1000000", ""),
	  "0 figure . Syd: IT-köp, b 2020\n1 note . uppgift saknas\n1 figure 1 En del av IT-köp > syd/2020/line.kop\n" },
	{ "syd/2020/line.personal.b", "", "0 figure . Syd: Personal, b 2020\n1 note . uppgift saknas\n" },
	{ "syd/2020/line.personal", "", "0 figure . Syd: Personal 2020\n1 note . uppgift saknas\n" },
	{ "syd/2019/forecast.personal",
	  ACT("cs", "f", "'act':'forecast','unit':'syd','year':2019,'lines':[{'line':'personal','kr':1000000}],'text':'hyrläkare'"),
	  "0 figure 1 Syd: Personal, prognos 2019\n1 row 1 hyrläkare" BY("divisionschef Syd") },
	{ "syd/2019/forecast.personal", ACT("cs", "f", "'act':'forecast','unit':'syd','year':2019,'lines':[{'line':'personal','kr':1000000}]"),
	  "0 figure 1 Syd: Personal, prognos 2019\n1 row 1 prognos" BY("divisionschef Syd") },
	{ "syd/2019/forecast.personal",
	  ACT("cs", "f", "'act':'forecast','unit':'syd','year':2019,'lines':[{'line':'personal','kr':1000000}],'text':'hyrläkare'")
		  ACT("cs", "g", "'act':'forecast','unit':'syd','year':2019,'lines':[{'line':'personal','kr':900000}]"),
	  "0 figure 0,9 Syd: Personal, prognos 2019\n1 row 0,9 prognos" BY("divisionschef Syd") "1 row 1 hyrläkare" BY("divisionschef Syd") },
	{ "syd/2018/outcome.personal", ACT("reg", "o", "'act':'outcome','unit':'syd','year':2018,'lines':[{'line':'personal','kr':1000000}]"),
	  "0 figure 1 Syd: Personal, bokslut 2018\n1 row 1 bokslut" BY("registrator Regionen") },
	/* who wrote when she should not have */
	{ "syd/2020/line.personal",
	  "{'by':'ds','id':'d','at':'2019-11-10T08:30:00+01:00','act':'distribute','unit':'syd','year':2020,'lines':[{'line':'personal','kr':"
	  "1000000}]}\n",
	  "0 figure 1 Syd: Personal 2020\n1 row 1 sparat [ersättare för divisionschef Syd · 10 nov 2019 · utanför ersättarens tid]\n" },
	/* the dialogue */
	{ "syd/2020/left",
	  ACT("rd", "q", "'act':'say','unit':'syd','kind':'question','about':'syd/2020/left','text':'Varför?','status':'open'")
		  ACT("cs", "a", "'act':'say','unit':'syd','thread':'q','kind':'answer','text':'Därför.'")
			  ACT("rd", "g",
			      "'act':'say','unit':'syd','thread':'q','kind':'agreement','text':'Så gör "
			      "vi','kr':2000000,'start':'2020-04-01','who':'cs','judgement':'likely','status':'done'")
				  ACT("cs", "w", "'act':'say','unit':'syd','kind':'note','text':'Om allt'")
					  ACT("cs", "o", "'act':'say','unit':'syd','kind':'comment','about':'syd/2020/ram','text':'Annat'")
						  ACT("cs", "p", "'act':'say','unit':'syd','thread':'o','kind':'comment','text':'Också annat'"),
	  "0 figure . Syd: kvar att fördela 2020\n1 note . uppgift saknas\n1 entry . fråga: Varför? [regiondirektör · 10 dec 2019 · klar]\n2 entry . svar: "
	  "Därför." BY("divisionschef Syd") "2 entry 2 överenskommelse: Så gör vi [regiondirektör · 10 dec 2019 · från 1 apr 2020 · ansvarig divisionschef Syd · trolig · klar]\n1 entry "
			     ". minnesanteckning: Om allt" BY("divisionschef Syd") },
};

static void every_figure_has_its_grounds(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++) {
		struct small small;
		struct buffer out = { 0 };

		small_make(&small, grounds[i].acts, NULL);
		describe_why(&out, &small, grounds[i].figure);
		expect(!strcmp(out.bytes, grounds[i].expected), "%s\n%s- expected\n%s", grounds[i].figure, out.bytes, grounds[i].expected);
		buffer_free(&out);
		small_free(&small);
	}
}

static void what_is_not_saved_is_shown_apart(void **state)
{
	struct small small;
	struct figure figure;

	(void)state;
	small_make(&small, BASE, NULL);
	const struct wish wish = { org_find(small.book->org, "syd"), NULL, INT64_C(210000000) * MONEY_KR };
	struct ram_table *table = ram_make(small.book, 2020, &wish, 1);

	figure_parse(&figure, small.book, "syd/2020/ram", ORG_NONE, 0, NULL);
	struct why *why = why_make(small.book, &figure, table);
	assert_int_equal(why->rows[0].value, wish.value);
	assert_string_equal(why->rows[3].text, "ändrat här, ej sparat");
	assert_int_equal(why->rows[3].value, INT64_C(10000000) * MONEY_KR);
	why_free(why);
	why_free(NULL);
	ram_free(table);
	small_free(&small);
}

/* Two lines on one figure whose writers did not know of each other: made by two books of one folder. */
static void a_conflict_is_marked(void **state)
{
	static const char first[] =
		"{\"by\":\"cs\",\"act\":\"distribute\",\"unit\":\"syd\",\"year\":2020,\"lines\":[{\"line\":\"personal\",\"kr\":1}]}\n";
	struct row row = { .line = "personal", .kr = 2, .until = NUMBER_NONE };
	const struct act act = { .kind = ACT_DISTRIBUTE, .distribute = { .unit = "syd", .year = 2020, .rows = { &row, 1 } } };
	struct envelope head = { .id = "late", .at = "2019-12-20T08:30:00+01:00" };
	struct small small;
	struct buffer out = { 0 };
	struct error error = { 0 };
	size_t written;

	(void)state;
	small_make(&small, "", NULL);
	head.org = book_org_line(small.book);
	expect(setup_do(small.folder, NULL, first, strlen(first), &written, &error), "%s", error.text);
	struct journal *journal = book_journal(small.book, "ds");
	expect(journal_stage(journal, &head, &act, &error), "%s", error.text);
	assert_int_equal(journal_append(journal, &error), APPEND_SAVED);
	book_refresh(small.book, NULL, NULL);
	book_fold(small.book);
	describe_why(&out, &small, "syd/2020/line.personal");
	assert_non_null(strstr(out.bytes, "[ersättare för divisionschef Syd · 20 dec 2019 · sparad utan att känna till en annan rad om samma belopp]"));
	buffer_free(&out);
	small_free(&small);
}

/* A budget line that region.cfg no longer has is still money spent. */
static void a_line_that_is_gone_is_still_shown(void **state)
{
	struct small small;
	struct buffer region = { 0 }, out = { 0 };
	struct error error = { 0 };

	(void)state;
	small_make(&small,
		   ACT("cs", "d",
		       "'act':'distribute','unit':'syd','year':2020,'lines':[{'line':'kop','kr':1000000},{'line':'personal','kr':2000000}]"),
		   NULL);
	buffer_text(&region, small_region);
	memcpy(strstr(region.bytes, "id=\"kop\""), "id=\"kap\"", 8);
	buffer_text(&region, "id = \"" SMALL_ID "\";\n");
	small_file(&small, "folder/region.cfg", region.bytes);
	folder_free(small.folder);
	book_free(small.book);
	small_reopen(&small);
	expect(setup_adopt(small.folder, NULL, NULL, NULL, &error), "%s", error.text);
	assert_true(book_refresh(small.book, NULL, &error));
	describe_why(&out, &small, "syd/2020/costs");
	assert_string_equal(
		out.bytes,
		"0 figure 3 Syd: egna kostnader 2020\n1 figure 2 Personal > syd/2020/line.personal\n1 figure 1 kop > syd/2020/line.kop\n");
	buffer_free(&out);
	buffer_free(&region);
	small_free(&small);
}

static void the_example_gives_its_grounds(void **state)
{
	struct small small = { .directory = testing_directory() };
	struct buffer out = { 0 };

	(void)state;
	small_open(&small, testing_source("data/norrbotten-2020"));
	describe_why(&out, &small, "medfinansiering/2020/saving");
	assert_string_equal(
		out.bytes,
		"0 figure -0,5 Medfinansiering nationell och regional forskning: Spar 2020\n"
		"1 post -0,5 Regionen medfinansierar inte ALF-utlysningar 2020 [RS plan 3 okt 2019 · regiondirektör · 27 nov 2019]\n"
		"2 leg 0,5 mot egen ram hos Regionstyrelsen\n2 detail -0,3 Beslutets text: 300 tkr mindre\n2 detail -0,2 ospecificerat\n");
	buffer_free(&out);
	for (int unit = 0; unit < small.book->org->count; unit++) { /* every row of every ram leads somewhere */
		char name[256];

		snprintf(name, sizeof name, "%s/2020/ram", small.book->org->units[unit].id);
		describe_why(&out, &small, name);
		buffer_free(&out);
	}
	small_free(&small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure_has_its_grounds),  cmocka_unit_test(what_is_not_saved_is_shown_apart),
		cmocka_unit_test(a_conflict_is_marked),          cmocka_unit_test(a_line_that_is_gone_is_still_shown),
		cmocka_unit_test(the_example_gives_its_grounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Acts as sentences. */
#include "small.h"

#include "story.h"

/* What is told of the line called `id`. */
static const struct {
	const char *act, *sentence;
} sentences[] = {
	/* posts */
	{ POST("x", "base", "['norr',100000000]", ""), "regiondirektör gav Norr 100,0 mnkr (utgångsläge)" },
	{ POST("x", "index", "['norr',2500000]", ",'decision':'RF 19 nov'"), "regiondirektör gav Norr +2,5 mnkr (löne- och prisindex) (RF 19 nov)" },
	{ POST("x", "expansion", "['norr',18700000]", ",'text':'fler äldre','decision':'Finansplan'"),
	  "regiondirektör gav Norr +18,7 mnkr (utökning): fler äldre (Finansplan)" },
	{ POST("x", "expansion", "['norr',-1250000]", ",'text':'färre barn'"), "regiondirektör tog 1,25 mnkr från Norr (utökning): färre barn" },
	{ POST("x", "expansion", "['norr',0]", ",'text':'inget'"), "regiondirektör gav Norr 0,0 mnkr (utökning): inget" },
	{ POST("x", "expansion", "['norr',1000000]", ",'line':'kop'"),
	  "regiondirektör gav Norr +1,0 mnkr (utökning): beslutet säger inte varför; till raden IT-köp" },
	{ POST("x", "expansion", "['norr',1000000]", ",'until':2021,'line':'personal','text':'prov'"),
	  "regiondirektör gav Norr +1,0 mnkr till och med 2021 (utökning): prov; till raden personal" },
	{ POST("x", "expansion", "['norr',1000000,2021]", ",'until':2020,'text':'prov'"),
	  "regiondirektör gav Norr +1,0 mnkr till och med 2021 (utökning): prov" },
	{ POST("x", "expansion", "['norr',1000000,null,2000000]", ",'text':'från juli'"),
	  "regiondirektör gav Norr +1,0 mnkr, helårseffekt 2,0 mnkr (utökning): från juli" },
	{ ACT("rd", "x", "'act':'post','kind':'expansion','year':2021,'legs':[['norr',1000000]],'text':'senare'"),
	  "regiondirektör gav Norr +1,0 mnkr (utökning) från 2021: senare" },
	{ POST("x", "transfer", "['norr',700000],['syd',-700000]", ",'text':'bårhus'"),
	  "regiondirektör flyttade 0,7 mnkr från Syd till Norr (omfördelning): bårhus" },
	{ POST("x", "transfer", "['norr',-700000],['syd',700000]", ",'text':'bårhus','until':2020"),
	  "regiondirektör flyttade 0,7 mnkr från Norr till Syd till och med 2020 (omfördelning): bårhus" },
	{ POST("x", "transfer", "['norr',700000,2020],['syd',-700000]", ",'text':'bårhus'"),
	  "regiondirektör ändrade 2 ramar (omfördelning) för Norr +0,7 mnkr till och med 2020 och Syd −0,7 mnkr: bårhus" },
	{ POST("x", "expansion", "['norr',700000],['syd',-700000]", ",'text':'byte'"),
	  "regiondirektör ändrade 2 ramar (utökning) för Norr +0,7 mnkr och Syd −0,7 mnkr: byte" },
	{ POST("x", "expansion", "['norr',1000000],['syd',2000000],['fou',3000000]", ",'text':'alla'"),
	  "regiondirektör ändrade 3 ramar (utökning) för Norr +1,0 mnkr, Syd +2,0 mnkr och FoU +3,0 mnkr: alla" },
	{ POST("x", "expansion", "['norr',1000000],['syd',2000000],['fou',3000000],['fou-a',1000000],['fou-b',1000000]", ",'text':'alla'"),
	  "regiondirektör ändrade 5 ramar (utökning) för Norr +1,0 mnkr, Syd +2,0 mnkr, FoU +3,0 mnkr och 2 till: alla" },
	{ POST("x", "transfer", "['norr',700000]", ",'end':'unknown','text':'bårhus'"),
	  "regiondirektör gav Norr +0,7 mnkr (omfördelning): bårhus; motparten är inte angiven" },
	{ POST("x", "transfer", "['norr',700000]", ",'end':'own','text':'bårhus'"),
	  "regiondirektör gav Norr +0,7 mnkr (omfördelning): bårhus; mot egen ram" },
	{ POST("x", "transfer", "['norr',7],['syd',-7]", ",'end':'derived','text':'bårhus'"),
	  "regiondirektör flyttade 0,000007 mnkr från Syd till Norr (omfördelning): bårhus; motparten följer bara av lika belopp" },
	{ POST("y", "expansion", "['norr',3000000]", ",'text':'ett'") POST("x", "expansion", "['syd',4000000]", ",'text':'två','replaces':'y'"),
	  "regiondirektör gav Syd +4,0 mnkr (utökning): två; ersatte posten från 10 dec 2019 (Norr +3,0 mnkr)" },
	{ POST("y", "expansion", "['norr',3000000]", ",'text':'ett'") POST("x", "expansion", "", ",'text':'fel enhet','replaces':'y'"),
	  "regiondirektör drog tillbaka posten från 10 dec 2019 (Norr +3,0 mnkr): fel enhet" },
	{ POST("x", "expansion", "['norr',1000000]", ",'text':'rad\\nett \\u202e'"), "regiondirektör gav Norr +1,0 mnkr (utökning): rad ett ?" },
	/* targets */
	{ ACT("rd", "x", "'act':'target','unit':'norr','year':2020,'kr':-500000"), "regiondirektör satte resultatmålet 2020 för Norr till −0,5 mnkr" },
	{ ACT("rd", "x", "'act':'target','unit':'norr','year':2021,'kr':null"), "regiondirektör tog bort resultatmålet 2021 för Norr" },
	/* divisions */
	{ ACT("cn", "x",
	      "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':12000000,'hold':'avtal "
	      "klart'},{'line':'kop','kr':500000}],'why':'första','decision':'DL 3'"),
	  "divisionschef Norr fördelade ramen 2020 för Norr: personal 12,0 mnkr (låst: avtal klart) och IT-köp 0,5 mnkr – första (DL 3)" },
	{ ACT("cn", "y",
	      "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':12000000},{'line':'material','kr':1000000},{'line':"
	      "'kop','kr':500000}]") ACT("cn", "x",
					 "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':13500000},{'line':'"
					 "material','kr':1000000},{'line':'kop','kr':null}],'why':'nytt avtal'"),
	  "divisionschef Norr ändrade fördelningen 2020 för Norr: personal från 12,0 till 13,5 mnkr, material oförändrat 1,0 mnkr och inget längre på IT-köp "
	  "(var 0,5 mnkr) – nytt avtal" },
	{ ACT("cn", "y", "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':12000000}]")
		  ACT("cn", "z", "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':null}]")
			  ACT("cn", "x", "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':13000000}]"),
	  "divisionschef Norr fördelade ramen 2020 för Norr: personal 13,0 mnkr" },
	{ ACT("cn", "x",
	      "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':1000000},{'line':'material','kr':1000000},{'line':'"
	      "kop','kr':1000000},{'line':'reserv','kr':1000000}]"),
	  "divisionschef Norr fördelade ramen 2020 för Norr: personal 1,0 mnkr, material 1,0 mnkr, IT-köp 1,0 mnkr och 1 rad till" },
	{ ACT("reg", "x",
	      "'act':'distribute','unit':'norr','year':2019,'lines':[{'line':'personal','kr':1000000}],'decision':'Divisionsplan 2019'"),
	  "registrator Regionen förde in budgeten 2019 för Norr: personal 1,0 mnkr (Divisionsplan 2019)" },
	/* the dialogue */
	{ ACT("rd", "x", "'act':'say','unit':'norr','kind':'question','text':'Hur går det?'"), "regiondirektör frågade om Norr: «Hur går det?»" },
	{ ACT("rd", "x", "'act':'say','unit':'norr','kind':'question','about':'norr/2020/left','text':'Hur går det?','status':'open'"),
	  "regiondirektör frågade om Norr (kvar att fördela 2020): «Hur går det?» [öppen]" },
	{ ACT("rd", "y", "'act':'say','unit':'norr','kind':'question','about':'norr/2020/transfer','text':'Hur?'")
		  ACT("cn", "x", "'act':'say','unit':'norr','thread':'y','kind':'answer','text':'Så.','status':'done'"),
	  "divisionschef Norr svarade om Norr (omfördelning 2020): «Så.» [klar]" },
	{ ACT("rd", "y", "'act':'say','unit':'norr','kind':'question','text':'Hur?'")
		  ACT("cn", "x",
		      "'act':'say','unit':'norr','thread':'y','kind':'comment','about':'norr/2020/line.personal','text':'Se "
		      "här.','status':'dropped'"),
	  "divisionschef Norr kommenterade Norr (personal 2020): «Se här.» [struken]" },
	{ ACT("rd", "x",
	      "'act':'say','unit':'norr','kind':'agreement','text':'Färre "
	      "hyrda','kr':2100000,'start':'2020-04-01','who':'cn','status':'open','judgement':'unsafe'"),
	  "regiondirektör skrev en överenskommelse om Norr: «Färre hyrda», 2,1 mnkr, från 1 apr 2020, ansvarig divisionschef Norr, bedömd som osäker [öppen]" },
	{ ACT("rd", "x", "'act':'say','unit':'norr','kind':'note','about':'norr/2020/line.borta','text':'Minns'"),
	  "regiondirektör antecknade om Norr (borta 2020): «Minns»" },
	{ ACT("rd", "x", "'act':'say','unit':'norr','kind':'note','text':'Tryckfel','kr':400000,'explains':'norr/2020/base'"),
	  "regiondirektör förklarade skillnaden 0,4 mnkr i Norr (utgångsläge 2020): «Tryckfel»" },
	{ ACT("rd", "x", "'act':'say','unit':'region','kind':'note','text':'Ändå inte','kr':400000,'status':'dropped','explains':'norr+syd+fou/2020/base'"),
	  "regiondirektör tog tillbaka förklaringen av skillnaden 0,4 mnkr i Norr (utgångsläge 2020) och 2 till: «Ändå inte»" },
	{ ACT("cn", "y", "'act':'say','unit':'norr','kind':'question','text':'Hur?'")
		  ACT("cn", "x", "'act':'say','unit':'norr','thread':'y','kind':'question','replaces':'y','text':'Varför?'"),
	  "divisionschef Norr rättade sitt inlägg om Norr: «Varför?»" },
	{ ACT("cn", "y", "'act':'say','unit':'norr','kind':'agreement','text':'Färre','kr':1000000,'full_year':2000000")
		  ACT("rd", "x", "'act':'say','unit':'norr','thread':'y','kind':'agreement','replaces':'y','text':'Klart','kr':1000000,'full_year':2000000,'status':'done'"),
	  "regiondirektör följde upp överenskommelsen om Norr: «Klart», 1,0 mnkr, på helår 2,0 mnkr [klar]" },
#define PROPOSED ACT("cn", "y", "'act':'say','unit':'norr','kind':'proposal','with':'syd','kr':1000000,'text':'Två läkare'")
	{ PROPOSED ACT("cs", "x", "'act':'confirm','unit':'syd','entry':'y'"),
	  "divisionschef Syd ställde sig bakom förslaget till omfördelning från Norr: «Två läkare»" },
	{ PROPOSED ACT("rd", "x", "'act':'post','kind':'transfer','year':2020,'legs':[['norr',-1000000],['syd',1000000]],'proposal':'y'"),
	  "regiondirektör flyttade 1,0 mnkr från Norr till Syd (omfördelning), på förslag av divisionschef Norr: beslutet säger inte varför" },
	{ ACT("cn", "x", "'act':'say','unit':'norr','kind':'proposal','with':'syd','kr':1000000,'text':'Två läkare'"),
	  "divisionschef Norr föreslog en omfördelning från Norr till Syd: «Två läkare», 1,0 mnkr" },
	{ PROPOSED ACT("cn", "x", "'act':'say','unit':'norr','thread':'y','kind':'proposal','with':'syd','kr':2000000,'text':'Tre','replaces':'y'"),
	  "divisionschef Norr ändrade förslaget till omfördelning från Norr till Syd: «Tre», 2,0 mnkr" },
	{ ACT("cn", "y", "'act':'say','unit':'norr','kind':'note','text':'Minns'") ACT("rd", "x", "'act':'confirm','unit':'norr','entry':'y'"),
	  "regiondirektör bekräftade minnesanteckningen om Norr: «Minns»" },
	{ ACT("cn", "y", "'act':'say','unit':'norr','kind':'agreement','text':'Så'") ACT("rd", "x", "'act':'confirm','unit':'norr','entry':'y'"),
	  "regiondirektör bekräftade överenskommelsen om Norr: «Så»" },
	{ ACT("cn", "y", "'act':'say','unit':'norr','kind':'question','text':'Hur?'") ACT("rd", "x", "'act':'resolve','unit':'norr','thread':'y'"),
	  "regiondirektör avslutade tråden om Norr: «Hur?»" },
	{ ACT("cn", "y", "'act':'say','unit':'norr','kind':'question','text':'Hur?'")
		  ACT("rd", "x", "'act':'resolve','unit':'norr','thread':'y','open':true,'text':'inte besvarad'"),
	  "regiondirektör tog upp tråden om Norr igen: «Hur?» – inte besvarad" },
	/* plans */
#define SENT ACT("cn", "y", "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':0}]") \
		  ACT("cn", "s", "'act':'submit','unit':'norr','year':2020,'text':'klar'")
	{ ACT("cn", "y", "'act':'distribute','unit':'norr','year':2021,'lines':[{'line':'personal','kr':1}]") ACT("cn", "x", "'act':'submit','unit':'norr','year':2021"),
	  "divisionschef Norr skickade planen för Norr 2021" },
	{ ACT("cn", "y", "'act':'distribute','unit':'norr','year':2020,'lines':[{'line':'personal','kr':5}]")
		  ACT("cn", "x", "'act':'submit','unit':'norr','year':2020,'text':'ramen kommer'"),
	  "divisionschef Norr skickade planen för Norr 2020: «ramen kommer»" },
	{ SENT ACT("cn", "x", "'act':'recall','unit':'norr','submit':'s','text':'fel siffra'"),
	  "divisionschef Norr tog tillbaka planen för Norr 2020: «fel siffra»" },
	{ SENT ACT("rd", "x", "'act':'approve','unit':'norr','submit':'s','decision':'RD 7'"), "regiondirektör godkände planen för Norr 2020 (RD 7)" },
	{ SENT ACT("rd", "x", "'act':'return','unit':'norr','submit':'s','text':'mer','marks':[{'figure':'norr/2020/line.personal'}]"),
	  "regiondirektör lämnade åter planen för Norr 2020 för komplettering (märkt rad: Personal): «mer»" },
	{ SENT ACT("rd", "x", "'act':'return','unit':'norr','submit':'s','text':'mer','marks':[{'figure':'norr/2020/ram'},{'figure':'norr/2020/left'}]"),
	  "regiondirektör lämnade åter planen för Norr 2020 för komplettering (märkta rader: Norr: ram 2020 och Norr: kvar att fördela 2020): «mer»" },
	{ SENT ACT("rd", "x",
	           "'act':'return','unit':'norr','submit':'s','text':'mer','marks':[{'figure':'norr/2020/line.kop','text':'varför?'},{'figure':'norr-a/2020/ram'},"
	           "{'figure':'norr-a/2020/line.personal'},{'figure':'norr/2019/line.kop'},{'figure':'norr/2020/line.borta'}]"),
	  "regiondirektör lämnade åter planen för Norr 2020 för komplettering (märkta rader: IT-köp, Ram till Norr A, Norr A: Personal 2020, Norr: IT-köp 2019 och borta): «mer»" },
	/* follow-up */
	{ ACT("cn", "x",
	      "'act':'forecast','unit':'norr','year':2019,'month':10,'lines':[{'line':'personal','kr':1000000},{'line':'kop','kr':-250000}],'"
	      "text':'hyrläkare'"),
	  "divisionschef Norr lämnade prognos 2019 för Norr efter oktober: personal 1,0 mnkr och IT-köp −0,25 mnkr – hyrläkare" },
	{ ACT("cn", "x", "'act':'forecast','unit':'norr','year':2020,'lines':[{'line':'personal','kr':1000000}]"),
	  "divisionschef Norr lämnade prognos 2020 för Norr: personal 1,0 mnkr" },
	{ ACT("reg", "x",
	      "'act':'outcome','unit':'norr','year':2018,'lines':[{'line':'personal','kr':1},{'line':'material','kr':1},{'line':'kop','kr':1},{'"
	      "line':'reserv','kr':1},{'line':'intakter','kr':1}]"),
	  "registrator Regionen förde in bokslut 2018 för Norr: personal 0,000001 mnkr, material 0,000001 mnkr, IT-köp 0,000001 mnkr och 2 rader till" },
	{ ACT("reg", "x", "'act':'outcome','unit':'norr','year':2020,'month':3,'lines':[{'line':'personal','kr':1000000}]"),
	  "registrator Regionen förde in utfall 2020 för Norr till och med mars: personal 1,0 mnkr" },
};

/* No-break spaces stand between figures: here as plain ones. */
static void plain_spaces(struct buffer *text)
{
	char *to = text->bytes;

	for (const char *at = text->bytes; *at; at++)
		if ((unsigned char)*at == 0xc2 && (unsigned char)at[1] == 0xa0) {
			*to++ = ' ';
			at++;
		} else {
			*to++ = *at;
		}
	*to = '\0';
}

static void acts_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
		struct small small;
		struct buffer out = { 0 };

		small_make(&small, sentences[i].act, NULL);
		story_tell(&out, small.book, book_event(small.book, "x"), MONEY_IN_MNKR);
		plain_spaces(&out);
		expect(!strcmp(out.bytes, sentences[i].sentence), "\n%s\n%s", out.bytes, sentences[i].sentence);
		buffer_free(&out);
		small_free(&small);
	}
}

static void money_is_told_in_the_unit_wanted(void **state)
{
	static const struct {
		enum money_unit unit;
		const char *sentence;
	} units[] = {
		{ MONEY_IN_KR, "regiondirektör gav Norr +1 250 500 kr (utökning): x" },
		{ MONEY_IN_TKR, "regiondirektör gav Norr +1 250,5 tkr (utökning): x" },
		{ MONEY_IN_MNKR, "regiondirektör gav Norr +1,2505 mnkr (utökning): x" },
	};
	struct small small;

	(void)state;
	small_make(&small, POST("x", "expansion", "['norr',1250500]", ",'text':'x'"), NULL);
	for (size_t i = 0; i < 3; i++) {
		struct buffer out = { 0 };

		story_tell(&out, small.book, book_event(small.book, "x"), units[i].unit);
		plain_spaces(&out);
		expect(!strcmp(out.bytes, units[i].sentence), "%s", out.bytes);
		buffer_free(&out);
	}
	small_free(&small);
}

/* Acts that no example line can hold: made by hand. */
static void tell_by_hand(const struct small *small, const struct act *act, const char *sentence)
{
	const struct line line = { .head = { .at = "2019-12-10T08:30:00+01:00", .org = 1 }, .act = *act };
	const struct event event = { .line = &line, .user = "reg", .state = LINE_APPLIED };
	struct buffer out = { 0 };

	story_tell(&out, small->book, &event, MONEY_IN_MNKR);
	plain_spaces(&out);
	expect(!strcmp(out.bytes, sentence), "%s", out.bytes);
	buffer_free(&out);
}

static void organisation_and_versions_are_told(void **state)
{
	struct end ends[] = { { "cn", 3 }, { "cs", 0 } };
	struct leg leg = { "borta", 1000000, NUMBER_NONE, NUMBER_NONE };
	struct small small;

	(void)state;
	small_make(&small, "", NULL);
	tell_by_hand(&small, &(struct act){ .kind = ACT_ADOPT }, "registrator Regionen satte en organisation i kraft");
	tell_by_hand(&small, &(struct act){ .kind = ACT_ADOPT, .adopt = { .ends = { ends, 2 } } },
		     "registrator Regionen satte en organisation i kraft; rätten att skriva upphörde för cn och cs");
	tell_by_hand(&small, &(struct act){ .kind = ACT_VERSION, .version = { .name = "december" } }, "registrator Regionen frös budgetversionen «december»");
	tell_by_hand(&small, &(struct act){ .kind = ACT_VERSION, .version = { .name = "december", .lock = true } },
		     "registrator Regionen frös och låste budgetversionen «december»");
	tell_by_hand(&small,
		     &(struct act){ .kind = ACT_POST, .post = { .kind = "okant", .year = 2020, .until = NUMBER_NONE, .legs = { &leg, 1 } } },
		     "registrator Regionen gav borta +1,0 mnkr (okant)");
	tell_by_hand(&small,
		     &(struct act){ .kind = ACT_POST, .post = { .kind = "index", .year = 2020, .until = NUMBER_NONE, .replaces = "ingen" } },
		     "registrator Regionen drog tillbaka en tidigare post");
	small_free(&small);
}

static void dates_are_told(void **state)
{
	static const struct {
		const char *date, *told;
	} dates[] = {
		{ "2020-01-15", "15 jan 2020" },
		{ "2019-12-02T08:30:00+01:00", "2 dec 2019" },
		{ "2020-05-31", "31 maj 2020" },
		{ "2020-13-01", "2020-13-01" },
		{ "2020-00-01", "2020-00-01" },
		{ "2020", "2020" },
		{ "", "" },
		{ "2020/01/15", "2020/01/15" },
		{ "i går\u202e", "i går?" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		struct buffer out = { 0 };

		story_date(&out, dates[i].date);
		expect(!strcmp(out.bytes ? out.bytes : "", dates[i].told), "%s: %s", dates[i].date, out.bytes);
		buffer_free(&out);
	}
}

static void the_hour_is_told(void **state)
{
	struct line line = { .head = { .at = "2019-11-20T09:14:03+01:00" } };
	struct event event = { .line = &line };
	struct buffer out = { 0 };

	(void)state;
	story_when(&out, &event);
	assert_string_equal(out.bytes, "20 nov 2019 kl. 09.14");
	buffer_free(&out);
	line.head.at = "2019-11-20";
	story_when(&out, &event);
	assert_string_equal(out.bytes, "20 nov 2019");
	buffer_free(&out);
}

static void a_line_that_does_not_count_says_so(void **state)
{
	static const struct {
		enum line_state state;
		const char *told;
	} states[] = {
		{ LINE_APPLIED, "" },
		{ LINE_VOID, "gäller inte: ingen rätt" },
		{ LINE_WAITING, "ingen rätt" },
		{ LINE_STOPPED, "räknas inte: ingen rätt" },
	};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		const struct event event = { .state = states[i].state, .why = &(struct error){ "x", "ingen rätt" } };
		struct buffer out = { 0 };

		story_state(&out, &event);
		assert_string_equal(out.bytes ? out.bytes : "", states[i].told);
		buffer_free(&out);
	}
}

static void an_act_concerns_a_unit_and_what_is_above(void **state)
{
	static const struct {
		const char *id, *units;
	} concerns[] = {
		{ "one", "region delar norr" },  { "two", "region delar norr syd fou" },
		{ "gone", "region delar norr" }, { "said", "region delar norr norr-a" },
		{ "adopt", "region" },
	};
	struct small small;

	(void)state;
	small_make(&small,
		   POST("one", "expansion", "['norr',1]", "") POST("two", "expansion", "['norr',1],['syd',1],['fou',1]", "")
			   POST("gone", "expansion", "", ",'replaces':'one'")
				   ACT("ca", "said", "'act':'say','unit':'norr-a','kind':'note','text':'x'"),
		   NULL);
	for (size_t i = 0; i < sizeof concerns / sizeof *concerns; i++) {
		const struct event *event = strcmp(concerns[i].id, "adopt") ? book_event(small.book, concerns[i].id) : small.book->adopted;
		struct buffer out = { 0 };

		for (int unit = 0; unit < small.book->org->count; unit++)
			if (story_about(small.book, event, unit))
				buffer_format(&out, "%s%s", out.size ? " " : "", small.book->org->units[unit].id);
		expect(!strcmp(out.bytes, concerns[i].units), "%s: %s", concerns[i].id, out.bytes);
		buffer_free(&out);
	}
	small_free(&small);
}

static const struct {
	const char *acts, *unit;
	bool you;
	const char *sentence;
} rams[] = {
	{ "", "norr", true, "Ingen ram är given än." },
	{ POST("a", "base", "['norr',88500000]", ""), "norr", true, "Ramen är 88,5 mnkr, som 2019." },
	{ POST("a", "base", "['norr',100000000]", "") POST("b", "index", "['norr',2900000]", "")
		  POST("c", "transfer", "['norr',2360000]", ",'end':'unknown'"),
	  "norr", true, "Du får 5,26 mnkr mer än 2019: index 2,9, omfördelning 2,36." },
	{ POST("a", "base", "['norr',100000000]", "") POST("b", "index", "['norr',2900000]", "") POST("c", "expansion", "['norr',-3000000]", ""),
	  "norr", true, "Du får 0,1 mnkr mindre än 2019: index +2,9, utökning −3,0." },
	{ POST("a", "base", "['norr',100000000]", "") POST("b", "index", "['norr',3000000]", "") POST("c", "expansion", "['norr',-3000000]", ""),
	  "norr", true, "Du får lika mycket som 2019: index +3,0, utökning −3,0." },
	{ POST("a", "base", "['norr',100000000]", "") POST("b", "index", "['norr',3000000]", ""), "norr", false,
	  "Norr får 3,0 mnkr mer än 2019: index 3,0." },
	{ POST("b", "transfer", "['fou',28000000]", ",'end':'unknown'"), "fou", false,
	  "FoU får 28,0 mnkr, som inte fanns 2019: omfördelning 28,0." },
	{ POST("a", "base", "['norr',100000000],['syd',1000000]", "") POST("b", "index", "['norr',3000000],['syd',1000000]", ""), "delar", false,
	  "Delar får 4,0 mnkr mer än 2019: index 4,0." },
	{ ACT("reg", "a", "'act':'post','kind':'base','year':2020,'legs':[['region',100000000]],'decision':'RF'")
		  POST("b", "expansion", "['norr',3000000]", ""),
	  "region", false, "Ramen är 100,0 mnkr, som 2019." },
};

static void a_ram_is_told_in_one_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rams / sizeof *rams; i++) {
		struct small small;
		struct buffer out = { 0 };

		small_make(&small, rams[i].acts, NULL);
		struct ram_table *table = ram_make(small.book, 2020, NULL, 0);
		story_ram(&out, small.book, table, org_find(small.book->org, rams[i].unit), MONEY_IN_MNKR, rams[i].you);
		plain_spaces(&out);
		expect(!strcmp(out.bytes, rams[i].sentence), "\n%s\n%s", out.bytes, rams[i].sentence);
		buffer_free(&out);
		ram_free(table);
		small_free(&small);
	}
}

static void the_example_is_told(void **state)
{
	static const struct {
		const char *id, *sentence;
	} told[] = {
		{ "t-pitea-ortopedi", "regiondirektör flyttade 21,2 mnkr från Närsjukvård till Länssjukvård (omfördelning): Vårdavdelningen för "
				      "ortopedi i Piteå går över till Länssjukvård"
				      " (RS plan 3 okt 2019)" },
		{ "f-ls-kirurgi-gallivare-2", "verksamhetschef Kirurgi Gällivare ändrade fördelningen 2020 för Kirurgi Gällivare: personal från 35,12 "
					      "till 35,52 mnkr – Mottagningsdagen" },
	};
	struct small small = { .directory = testing_directory() };
	struct buffer out = { 0 };

	(void)state;
	small_open(&small, testing_source("data/norrbotten-2020"));
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		story_tell(&out, small.book, book_event(small.book, told[i].id), MONEY_IN_MNKR);
		plain_spaces(&out);
		expect(!strcmp(out.bytes, told[i].sentence), "%s", out.bytes);
		buffer_free(&out);
	}
	struct ram_table *table = ram_make(small.book, 2020, NULL, 0);
	story_ram(&out, small.book, table, org_find(small.book->org, "lanssjukvard"), MONEY_IN_MNKR, true);
	plain_spaces(&out);
	assert_string_equal(out.bytes, "Du får 81,3 mnkr mer än 2019: index 29,0, utökning 28,7, omfördelning 23,6.");
	buffer_free(&out);
	ram_free(table);
	small_free(&small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(acts_are_told),
		cmocka_unit_test(money_is_told_in_the_unit_wanted),
		cmocka_unit_test(organisation_and_versions_are_told),
		cmocka_unit_test(dates_are_told),
		cmocka_unit_test(the_hour_is_told),
		cmocka_unit_test(a_line_that_does_not_count_says_so),
		cmocka_unit_test(an_act_concerns_a_unit_and_what_is_above),
		cmocka_unit_test(a_ram_is_told_in_one_sentence),
		cmocka_unit_test(the_example_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Who may do what: every act on every kind of row, for everyone in the organisation, with and without a decision; then the content. */
#include "world.h"

#include "rights.h"

/* Everyone that the organisation names, and one whom it does not. */
static const char *const everyone[] = { "rd",    "stf-rd",  "ek",   "reg", "ca",  "stf-ca", "ek-a", "reg-a",
	                                "ca1",   "stf-ca1", "ca11", "ca2", "ca3", "cb",     "cb1",  "frammande" };

#define EVERYONE "rd stf-rd ek reg ca stf-ca ek-a reg-a ca1 stf-ca1 ca11 ca2 ca3 cb cb1 frammande"

/* The acts of the matrix; %s is the unit, the second the decision. */
enum matter { POST, TARGET, DISTRIBUTE, LAST_YEAR, SAY, ASK, NOTE, REPLY, AGREE, PROPOSE, FORECAST, OUTCOME, SUBMIT, RECALL, APPROVE, RETURN, RESOLVE, CONFIRM,
	MEET, LEAD, AGREE_THERE, REPLY_THERE, PROPOSE_THERE, MATTERS };
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
static const char *const matters[MATTERS] = {
	[POST] = "{'act':'post','kind':'index','year':2020,'legs':[['%s',5]]%s}",
	[TARGET] = "{'act':'target','unit':'%s','year':2020,'kr':5%s}",
	[DISTRIBUTE] = "{'act':'distribute','unit':'%s','year':2020,'lines':[{'line':'personal','kr':5}]%s}",
	[LAST_YEAR] = "{'act':'distribute','unit':'%s','year':2019,'lines':[{'line':'personal','kr':5}]%s}",
	[SAY] = "{'act':'say','unit':'%s','kind':'comment','text':'x'}",
	[ASK] = "{'act':'say','unit':'%s','kind':'question','text':'x'}",
	[NOTE] = "{'act':'say','unit':'%s','kind':'note','text':'x'}",
	[REPLY] = "{'act':'say','unit':'%s','kind':'answer','thread':'" HASH "','text':'x'}",
	[AGREE] = "{'act':'say','unit':'%s','kind':'agreement','text':'x','kr':5}",
	[PROPOSE] = "{'act':'say','unit':'%s','kind':'proposal','with':'a3','text':'x','kr':5}",
	[SUBMIT] = "{'act':'submit','unit':'%s','year':2020,'plan':'" HASH "'}",
	[RECALL] = "{'act':'recall','unit':'%s','submit':'" HASH "'}",
	[APPROVE] = "{'act':'approve','unit':'%s','submit':'" HASH "'%s}",
	[RETURN] = "{'act':'return','unit':'%s','submit':'" HASH "','text':'x'%s}",
	[RESOLVE] = "{'act':'resolve','unit':'%s','thread':'" HASH "'}",
	[CONFIRM] = "{'act':'confirm','unit':'%s','entry':'" HASH "'}",
	[MEET] = "{'act':'meet','unit':'%s','date':'2019-11-20'}",
	[LEAD] = "{'act':'meet','unit':'%s','meeting':'" HASH "','date':'2019-11-20'}",
	[AGREE_THERE] = "{'act':'say','unit':'%s','kind':'agreement','text':'x','kr':5,'meeting':'" HASH "'}",
	[REPLY_THERE] = "{'act':'say','unit':'%s','kind':'answer','thread':'" HASH "','text':'x','meeting':'" HASH "'}",
	[PROPOSE_THERE] = "{'act':'say','unit':'%s','kind':'proposal','with':'a3','text':'x','kr':5,'meeting':'" HASH "'}",
	[FORECAST] = "{'act':'forecast','unit':'%s','year':2020,'lines':[{'line':'personal','kr':5}]}",
	[OUTCOME] = "{'act':'outcome','unit':'%s','year':2019,'lines':[{'line':'personal','kr':5}]}",
};

/* freely: who may without more ado; decided: who may, beside them, when the act carries a decision. NULL: the content is refused already. */
static const struct cell_of_matrix { enum matter matter; const char *unit, *freely, *decided; } matrix[] = {
	/* a unit with chefs two levels up, below and beside; registrars at two heights */
	{ POST, "a1", "ca stf-ca", "reg reg-a" },
	{ TARGET, "a1", "ca stf-ca", "reg reg-a" },
	{ DISTRIBUTE, "a1", "ca1 stf-ca1", "reg reg-a" },
	{ LAST_YEAR, "a1", "", "reg reg-a" },
	{ SAY, "a1", "ca1 stf-ca1 ek ek-a reg reg-a ca stf-ca", "" },
	{ FORECAST, "a1", "ca1 stf-ca1 reg reg-a", "" },
	{ OUTCOME, "a1", "reg reg-a", "" },
	/* a unit whose level above is only found by looking through a group; reg-a has no right above her own branch */
	{ POST, "a", "rd stf-rd", "reg" },
	{ TARGET, "a", "rd stf-rd", "reg" },
	{ DISTRIBUTE, "a", "ca stf-ca", "reg reg-a" },
	{ LAST_YEAR, "a", "", "reg reg-a" },
	{ SAY, "a", "ca stf-ca ek ek-a reg reg-a rd stf-rd", "" },
	{ FORECAST, "a", "ca stf-ca reg reg-a", "" },
	{ OUTCOME, "a", "reg reg-a", "" },
	{ POST, "a3", "ca stf-ca", "reg reg-a" },
	{ TARGET, "a3", "ca stf-ca", "reg reg-a" },
	{ DISTRIBUTE, "a3", "ca3", "reg reg-a" },
	/* the other branch: nobody of A has anything to say there */
	{ POST, "b1", "cb", "reg" },
	{ DISTRIBUTE, "b1", "cb1", "reg" },
	{ SAY, "b1", "cb1 cb ek reg", "" },
	{ OUTCOME, "b1", "reg", "" },
	/* anslag: the nearest chef above both gives and divides; there is no target */
	{ POST, "ans", "ca stf-ca", "reg reg-a" },
	{ TARGET, "ans", NULL, NULL },
	{ DISTRIBUTE, "ans", "ca stf-ca", "reg reg-a" },
	{ LAST_YEAR, "ans", "", "reg reg-a" },
	{ SAY, "ans", "ca stf-ca ek ek-a reg reg-a rd stf-rd", "" },
	{ FORECAST, "ans", "ca stf-ca reg reg-a", "" },
	{ OUTCOME, "ans", "reg reg-a", "" },
	{ POST, "sub1", "ca stf-ca", "reg reg-a" },
	{ TARGET, "sub1", NULL, NULL },
	{ DISTRIBUTE, "sub1", "ca stf-ca", "reg reg-a" },
	{ SAY, "sub1", "ca stf-ca ek ek-a reg reg-a rd stf-rd", "" },
	{ FORECAST, "sub1", "ca stf-ca reg reg-a", "" },
	{ OUTCOME, "sub1", "reg reg-a", "" },
	{ POST, "ansr", "rd stf-rd", "reg" },
	{ DISTRIBUTE, "ansr", "rd stf-rd", "reg" },
	{ SAY, "ansr", "rd stf-rd ek reg", "" },
	/* a group only sums */
	{ POST, "ga", NULL, NULL },
	{ TARGET, "ga", NULL, NULL },
	{ DISTRIBUTE, "ga", NULL, NULL },
	{ LAST_YEAR, "ga", NULL, NULL },
	{ SAY, "ga", NULL, NULL },
	{ FORECAST, "ga", NULL, NULL },
	{ OUTCOME, "ga", NULL, NULL },
	/* the root: its ram is fullmäktige's, so only its registrar writes it, and says who decided */
	{ POST, "rot", "", "reg" },
	{ TARGET, "rot", "reg", "" },
	{ DISTRIBUTE, "rot", "rd stf-rd", "reg" },
	{ LAST_YEAR, "rot", "", "reg" },
	{ SAY, "rot", "rd stf-rd ek reg", "" },
	{ FORECAST, "rot", "rd stf-rd reg", "" },
	{ OUTCOME, "rot", "reg", "" },
	/* who only reads the figures asks, comments and notes; what binds is said by the parties */
	{ ASK, "a1", "ca1 stf-ca1 ek ek-a reg reg-a ca stf-ca", "" },
	{ NOTE, "a1", "ca1 stf-ca1 ek ek-a reg reg-a ca stf-ca", "" },
	{ REPLY, "a1", "ca1 stf-ca1 ca stf-ca", "" },
	{ AGREE, "a1", "ca1 stf-ca1 ca stf-ca", "" },
	{ REPLY, "ans", "ca stf-ca rd stf-rd", "" },
	{ AGREE, "rot", "rd stf-rd", "" },
	{ AGREE, "ga", NULL, NULL },
	/* nobody offers another's money */
	{ PROPOSE, "a1", "ca1 stf-ca1", "" },
	{ PROPOSE, "a2", "ca2", "" },
	{ PROPOSE, "ans", "ca stf-ca", "" },
	{ PROPOSE, "a11", NULL, NULL },
	{ PROPOSE, "a", NULL, NULL },
	{ PROPOSE, "b1", NULL, NULL },
	{ PROPOSE, "rot", NULL, NULL },
	/* plans */
	{ SUBMIT, "a1", "ca1 stf-ca1", "" },
	{ SUBMIT, "a", "ca stf-ca", "" },
	{ SUBMIT, "a3", "ca3", "" },
	{ SUBMIT, "rot", "rd stf-rd", "" },
	{ SUBMIT, "ans", NULL, NULL },
	{ SUBMIT, "ga", NULL, NULL },
	{ RECALL, "a1", "ca1 stf-ca1", "" },
	{ RECALL, "rot", "rd stf-rd", "" },
	{ RECALL, "ga", NULL, NULL },
	{ APPROVE, "a1", "ca stf-ca", "" },
	{ APPROVE, "a", "rd stf-rd", "" },
	{ APPROVE, "a3", "ca stf-ca", "" },
	{ APPROVE, "b1", "cb", "" },
	{ APPROVE, "rot", "", "reg" },
	{ APPROVE, "ga", NULL, NULL },
	{ RETURN, "a1", "ca stf-ca", "" },
	{ RETURN, "a", "rd stf-rd", "" },
	{ RETURN, "rot", "", "reg" },
	/* threads */
	{ RESOLVE, "a1", "ca1 stf-ca1 ca stf-ca", "" },
	{ RESOLVE, "a", "ca stf-ca rd stf-rd", "" },
	{ RESOLVE, "ans", "ca stf-ca rd stf-rd", "" },
	{ RESOLVE, "rot", "rd stf-rd", "" },
	{ RESOLVE, "ga", NULL, NULL },
	{ CONFIRM, "a1", "ca1 stf-ca1 ca stf-ca", "" },
	{ CONFIRM, "b1", "cb1 cb", "" },
	{ CONFIRM, "rot", "rd stf-rd", "" },
	{ CONFIRM, "ga", NULL, NULL },
	/* meetings: whoever speaks there opens one, over a group too; who leads it, and who its secretary is, only the book knows */
	{ MEET, "a1", "ca1 stf-ca1 ek ek-a reg reg-a ca stf-ca", "" },
	{ MEET, "b1", "cb1 cb ek reg", "" },
	{ MEET, "ga", "ca stf-ca ek ek-a reg reg-a rd stf-rd", "" },
	{ MEET, "ans", "ca stf-ca ek ek-a reg reg-a rd stf-rd", "" },
	{ MEET, "rot", "rd stf-rd ek reg", "" },
	{ LEAD, "a1", EVERYONE, "" },
	{ AGREE_THERE, "a1", EVERYONE, "" },
	{ AGREE_THERE, "ga", NULL, NULL },
	{ REPLY_THERE, "a1", "ca1 stf-ca1 ca stf-ca", "" },
	{ PROPOSE_THERE, "a1", "ca1 stf-ca1", "" },
};

static bool is_in(const char *list, const char *word)
{
	char padded[600], wanted[80];

	snprintf(padded, sizeof padded, " %s ", list);
	snprintf(wanted, sizeof wanted, " %s ", word);
	return strstr(padded, wanted) != NULL;
}

static struct act matter_act(struct world *world, const struct cell_of_matrix *row, bool decided)
{
	char text[400];

	/* a matter without room for a decision ignores the second word */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(text, sizeof text, matters[row->matter], row->unit, decided ? ",'decision':'RS 12'" : ",'decision':' '"); /* blanks decide nothing */
#pragma GCC diagnostic pop
	return world_json(world, text).act;
}

static void try_row(struct world *world, const struct charter *charter, const struct cell_of_matrix *row, bool decided)
{
	struct act act = matter_act(world, row, decided);
	struct error error = { 0 };
	bool content = rights_content(charter, &act, &error);

	expect(content == (row->freely != NULL), "%s on %s: %s", act_name(act.kind), row->unit, error.text);
	for (size_t i = 0; content && i < sizeof everyone / sizeof *everyone; i++) {
		bool wanted = is_in(row->freely, everyone[i]) || (decided && is_in(row->decided, everyone[i]));

		error = (struct error){ 0 };
		expect(rights_may(charter, everyone[i], &act, &error) == wanted, "%s %d on %s by %s, decided %d", act_name(act.kind), (int)row->matter,
		       row->unit, everyone[i], decided);
		expect(wanted ? !error.word : !strcmp(error.word, "not-allowed") && *error.text, "%s by %s", row->unit, everyone[i]);
	}
}

/* The same organisation for all, made once. */
struct tried { struct world world; struct charter charter; struct region *region; struct org *org; };

static struct tried *tried_new(void)
{
	struct tried *tried = memory_grow(NULL, 1, sizeof *tried);
	struct error error = { 0 };

	*tried = (struct tried){ 0 };
	tried->region = region_read("region.cfg", WORLD_REGION, strlen(WORLD_REGION), &error);
	expect(tried->region, "%s", error.text);
	tried->org = org_read("organisation.cfg", WORLD_ORG, strlen(WORLD_ORG), tried->region, &error);
	expect(tried->org, "%s", error.text);
	tried->charter = (struct charter){ tried->region, tried->org };
	return tried;
}

static void tried_free(struct tried *tried)
{
	org_free(tried->org);
	region_free(tried->region);
	arena_free(&tried->world.arena);
	free(tried);
}

static void test_matrix(void **state)
{
	struct tried *tried = tried_new();
	const struct cell_of_matrix *row;

	(void)state;
	for (EACH(row, matrix)) {
		try_row(&tried->world, &tried->charter, row, false);
		try_row(&tried->world, &tried->charter, row, true);
	}
	tried_free(tried);
}

static void test_adopt_and_version(void **state)
{
	struct tried *tried = tried_new();
	struct act adopt, version;

	(void)state;
	act_clear(&adopt, ACT_ADOPT);
	act_clear(&version, ACT_VERSION);
	for (size_t i = 0; i < sizeof everyone / sizeof *everyone; i++) {
		assert_true(rights_content(&tried->charter, &adopt, NULL) && rights_content(&tried->charter, &version, NULL));
		expect(rights_may(&tried->charter, everyone[i], &adopt, NULL) == is_in("reg", everyone[i]), "adopt by %s", everyone[i]);
		expect(rights_may(&tried->charter, everyone[i], &version, NULL) == is_in("rd stf-rd reg", everyone[i]), "version by %s", everyone[i]);
	}
	tried_free(tried);
}

/* Several legs: all from the same hand. by NULL: nobody's. */
static void test_legs_of_one_level(void **state)
{
	static const struct { const char *legs, *by, *with_decision; } rows[] = {
		{ "[['a',5],['b',-5]]", "rd", "reg" },
		{ "[['a',5],['ansr',-5]]", "rd", "reg" },
		{ "[['a1',5],['a3',-5]]", "ca", "reg-a" },
		{ "[['a1',5],['ans',-5]]", "ca", "reg-a" },
		{ "[['a1',5],['sub1',-5]]", "ca", "reg-a" },
		{ "[['sub1',5],['sub2',-5]]", "ca", "reg-a" },
		{ "[['a1',5],['b1',-5]]", NULL, NULL },
		{ "[['a',5],['a1',-5]]", NULL, NULL },
		{ "[['a1',5],['a11',-5]]", NULL, NULL },
		{ "[['rot',5],['a',-5]]", NULL, NULL },
		{ "[['a',5],['rot',-5]]", NULL, NULL },
	};
	struct tried *tried = tried_new();

	(void)state;
	for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
		for (size_t i = 0; i < sizeof everyone / sizeof *everyone; i++)
			for (int decided = 0; decided < 2; decided++) {
				struct act act = world_act(&tried->world, "{'act':'post','kind':'transfer','year':2020,'legs':%s%s}", rows[r].legs,
				                           decided ? ",'decision':'x'" : "");
				bool chef = rows[r].by && (!strcmp(rows[r].by, everyone[i]) || (!strcmp(rows[r].by, "ca") && !strcmp(everyone[i], "stf-ca")) ||
				                           (!strcmp(rows[r].by, "rd") && !strcmp(everyone[i], "stf-rd")));
				bool registrar = decided && rows[r].by && (!strcmp(everyone[i], "reg") || !strcmp(everyone[i], rows[r].with_decision));

				assert_true(rights_content(&tried->charter, &act, NULL));
				expect(rights_may(&tried->charter, everyone[i], &act, NULL) == (chef || registrar), "%s by %s %d", rows[r].legs, everyone[i], decided);
			}
	tried_free(tried);
}

/* ---- content ---- */

#define POST_OF(rest)   "{'act':'post','kind':'index','year':2020," rest "}"
#define ROWS_OF(rest)   "{'act':'distribute','unit':'a1','year':2020,'lines':[" rest "]}"
#define SAVING_OF(rest) "{'act':'post','kind':'saving','year':2020," rest "}"
#define FFF             "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"

static const struct { const char *word, *json; } contents[] = {
	/* units */
	{ "unknown-unit", POST_OF("'legs':[['nej',5]]") },
	{ "unknown-unit", "{'act':'target','unit':'nej','year':2020,'kr':1}" },
	{ "unknown-unit", "{'act':'distribute','unit':'nej','year':2020,'lines':[{'line':'personal','kr':1}]}" },
	{ "unknown-unit", "{'act':'say','unit':'nej','kind':'note','text':'x'}" },
	{ "unknown-unit", "{'act':'forecast','unit':'nej','year':2020,'lines':[{'line':'personal','kr':1}]}" },
	{ "unknown-unit", "{'act':'outcome','unit':'nej','year':2020,'lines':[{'line':'personal','kr':1}]}" },
	{ "unknown-unit", ROWS_OF("{'line':'personal','kr':1,'counterpart':'nej'}") },
	{ NULL, ROWS_OF("{'line':'personal','kr':1,'counterpart':'b1'}") },
	{ "group", POST_OF("'legs':[['ga',5]]") },
	{ "group", "{'act':'distribute','unit':'ga','year':2020,'lines':[{'line':'personal','kr':1}]}" },
	{ "group", "{'act':'say','unit':'div','kind':'note','text':'x'}" },
	{ "group", "{'act':'forecast','unit':'ga','year':2020,'lines':[{'line':'personal','kr':1}]}" },
	{ "group", "{'act':'outcome','unit':'ga','year':2020,'lines':[{'line':'personal','kr':1}]}" },
	{ "not-a-unit", "{'act':'target','unit':'ga','year':2020,'kr':1}" },
	{ "not-a-unit", "{'act':'target','unit':'ans','year':2020,'kr':1}" },
	/* years */
	{ "year", "{'act':'post','kind':'index','year':2019,'legs':[['a1',5]]}" },
	{ NULL, "{'act':'post','kind':'index','year':2022,'legs':[['a1',5]]}" },
	{ "year", "{'act':'post','kind':'index','year':2023,'legs':[['a1',5]]}" },
	{ NULL, "{'act':'post','kind':'base','year':2020,'legs':[['a1',5]]}" },
	{ "year", "{'act':'post','kind':'base','year':2021,'legs':[['a1',5]]}" },
	{ "year", "{'act':'target','unit':'a1','year':2019,'kr':1}" },
	{ NULL, "{'act':'target','unit':'a1','year':2022,'kr':null}" },
	{ "year", "{'act':'target','unit':'a1','year':2023,'kr':1}" },
	{ "year", "{'act':'distribute','unit':'a1','year':2018,'lines':[{'line':'personal','kr':1}]}" },
	{ NULL, "{'act':'distribute','unit':'a1','year':2019,'lines':[{'line':'personal','kr':1}]}" },
	{ NULL, "{'act':'distribute','unit':'a1','year':2022,'lines':[{'line':'personal','kr':1}]}" },
	{ "year", "{'act':'distribute','unit':'a1','year':2023,'lines':[{'line':'personal','kr':1}]}" },
	{ "year", "{'act':'forecast','unit':'a1','year':2018,'lines':[{'line':'personal','kr':1}]}" },
	{ NULL, "{'act':'forecast','unit':'a1','year':2019,'lines':[{'line':'personal','kr':1}]}" },
	{ "year", "{'act':'forecast','unit':'a1','year':2021,'lines':[{'line':'personal','kr':1}]}" },
	{ "year", "{'act':'outcome','unit':'a1','year':2017,'lines':[{'line':'personal','kr':1}]}" },
	{ NULL, "{'act':'outcome','unit':'a1','year':2018,'lines':[{'line':'personal','kr':1}]}" },
	{ "year", "{'act':'outcome','unit':'a1','year':2021,'lines':[{'line':'personal','kr':1}]}" },
	{ "year", POST_OF("'legs':[['a1',5,2019]]") },
	{ NULL, POST_OF("'legs':[['a1',5,2020]]") },
	{ "year", POST_OF("'until':2019,'legs':[['a1',5]]") }, /* a post that never holds */
	{ NULL, POST_OF("'until':2020,'legs':[['a1',5,2021,7]]") },
	/* vocabulary */
	{ "unknown-kind", "{'act':'post','kind':'nej','year':2020,'legs':[['a1',5]]}" },
	{ "unknown-line", POST_OF("'legs':[['a1',5]],'line':'nej'") },
	{ NULL, POST_OF("'legs':[['a1',5]],'line':'personal','principle':'somatik'") },
	{ "unknown-principle", POST_OF("'legs':[['a1',5]],'principle':'nej'") },
	{ "unknown-line", ROWS_OF("{'line':'nej','kr':1}") },
	{ NULL, ROWS_OF("{'line':'nej','kr':null}") }, /* it may have been there once */
	{ "unknown-line", "{'act':'forecast','unit':'a1','year':2020,'lines':[{'line':'nej','kr':1}]}" },
	{ "unknown-line", "{'act':'outcome','unit':'a1','year':2020,'lines':[{'line':'nej','kr':1}]}" },
	/* rows */
	{ "negative", ROWS_OF("{'line':'personal','kr':-1}") },
	{ NULL, ROWS_OF("{'line':'personal','kr':0},{'line':'reserv','kr':null}") },
	{ "repeated-line", ROWS_OF("{'line':'personal','kr':1},{'line':'personal','kr':2}") },
	{ "repeated-line", "{'act':'outcome','unit':'a1','year':2020,'lines':[{'line':'personal','kr':1},{'line':'personal','kr':2}]}" },
	{ "repeated-line", "{'act':'forecast','unit':'a1','year':2020,'lines':[{'line':'personal','kr':1},{'line':'personal','kr':1}]}" },
	{ "repeated-leg", POST_OF("'legs':[['a1',5],['a2',1],['a1',2]]") },
	/* details */
	{ NULL, POST_OF("'legs':[['a1',5]],'details':[{'id':'x','text':'t','kr':5}]") },
	{ NULL, POST_OF("'legs':[['a1',5],['a2',1]],'details':[{'id':'x','unit':'a2','text':'t','kr':1}]") },
	{ "detail", POST_OF("'legs':[['a1',5],['a2',1]],'details':[{'id':'x','text':'t','kr':1}]") },
	{ "detail", POST_OF("'legs':[['a1',5]],'details':[{'id':'x','unit':'a2','text':'t','kr':1}]") },
	{ "detail", POST_OF("'legs':[],'replaces':'" FFF "','details':[{'id':'x','text':'t','kr':1}]") },
	{ "repeated-detail", POST_OF("'legs':[['a1',5]],'details':[{'id':'x','text':'t','kr':1},{'id':'x','text':'u','kr':1}]") },
	{ NULL, ROWS_OF("{'line':'personal','kr':3,'details':[{'id':'x','text':'t','kr':1},{'id':'y','text':'t','kr':2}]}") },
	{ "detail", ROWS_OF("{'line':'personal','kr':3,'details':[{'id':'x','unit':'a1','text':'t','kr':1}]}") },
	{ "repeated-detail", ROWS_OF("{'line':'personal','kr':3,'details':[{'id':'x','text':'t','kr':1},{'id':'x','text':'t','kr':2}]}") },
	/* what must come out even */
	{ NULL, SAVING_OF("'legs':[['a1',-5],['a2',5]]") },
	{ NULL, SAVING_OF("'legs':[['a1',-5],['a2',3],['a3',2]],'end':'derived'") },
	{ "not-zero-sum", SAVING_OF("'legs':[['a1',-5],['a2',4]]") },
	{ "not-zero-sum", SAVING_OF("'legs':[['a1',-5],['a2',4]],'end':'derived'") },
	{ "not-zero-sum", SAVING_OF("'legs':[['a1',-10000000000000],['a2',-10000000000000]]") },
	{ NULL, SAVING_OF("'legs':[['a1',-5]],'end':'own'") },
	{ NULL, SAVING_OF("'legs':[['a1',-5]],'end':'unknown'") },
	{ NULL, SAVING_OF("'legs':[],'replaces':'" FFF "'") },
	{ NULL, POST_OF("'legs':[['a1',-5]],'end':'own'") },
	{ NULL, POST_OF("'legs':[['a1',-5],['a2',-7]]") },
	/* plans and threads */
	{ "unknown-unit", "{'act':'submit','unit':'nej','year':2020}" },
	{ "year", "{'act':'submit','unit':'a1','year':2019}" },
	{ NULL, "{'act':'submit','unit':'a1','year':2022}" },
	{ "year", "{'act':'submit','unit':'a1','year':2023}" },
	{ "not-a-unit", "{'act':'submit','unit':'ans','year':2020}" },
	{ "unknown-unit", "{'act':'recall','unit':'nej','submit':'" FFF "'}" },
	{ "unknown-unit", "{'act':'approve','unit':'nej','submit':'" FFF "'}" },
	{ "text", "{'act':'return','unit':'a1','submit':'" FFF "','text':''}" },
	{ "text", "{'act':'return','unit':'a1','submit':'" FFF "','text':' \\n\\t '}" },
	{ NULL, "{'act':'return','unit':'a1','submit':'" FFF "','text':'x','marks':[{'figure':'a11/2020/ram'}]}" },
	{ "figure", "{'act':'return','unit':'a1','submit':'" FFF "','text':'x','marks':[{'figure':'a2/2020/ram'}]}" },
	{ "unknown-unit", "{'act':'resolve','unit':'nej','thread':'" FFF "'}" },
	{ "unknown-unit", "{'act':'confirm','unit':'nej','entry':'" FFF "'}" },
	{ "thread", "{'act':'say','unit':'a1','kind':'note','text':'x','replaces':'" FFF "'}" },
	{ "unknown-unit", "{'act':'say','unit':'a1','kind':'proposal','text':'x','kr':5,'with':'nej'}" },
	{ "group", "{'act':'say','unit':'a1','kind':'proposal','text':'x','kr':5,'with':'ga'}" },
	{ "proposal", "{'act':'say','unit':'a1','kind':'proposal','text':'x','kr':5}" },
	{ "proposal", "{'act':'say','unit':'a1','kind':'note','text':'x','kr':5,'with':'a2'}" },
	{ "proposal", "{'act':'say','unit':'a1','kind':'proposal','text':'x','kr':0,'with':'a2'}" },
	{ "proposal", "{'act':'say','unit':'a1','kind':'proposal','text':'x','kr':5,'with':'b1'}" },
	/* meetings */
	{ "unknown-unit", "{'act':'meet','unit':'nej','date':'2019-11-20'}" },
	{ "unknown-unit", "{'act':'meet','unit':'nej','meeting':'" FFF "','date':'2019-11-20'}" },
	{ NULL, "{'act':'meet','unit':'nej','meeting':'" FFF "','date':'2019-11-20','units':['nej'],'closed':true}" }, /* it has left: to an end all the same */
	{ "unknown-unit", "{'act':'meet','unit':'nej','date':'2019-11-20','closed':true}" },
	{ NULL, "{'act':'meet','unit':'a','date':'2019-11-20','units':['a11','a','ga','ans']}" },
	{ "unknown-unit", "{'act':'meet','unit':'a','date':'2019-11-20','units':['a1','nej']}" },
	{ "unit", "{'act':'meet','unit':'a','date':'2019-11-20','units':['a1','b1']}" },
	{ "unit", "{'act':'meet','unit':'a','date':'2019-11-20','units':['a1','a2','a1']}" },
};

static void test_content(void **state)
{
	struct tried *tried = tried_new();

	(void)state;
	for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
		struct act act = world_json(&tried->world, contents[i].json).act;
		struct error error = { 0 };
		bool fine = rights_content(&tried->charter, &act, &error);

		expect(fine == !contents[i].word, "%s: %s", contents[i].json, error.text);
		expect(fine || (!strcmp(error.word, contents[i].word) && *error.text), "%s: %s %s", contents[i].json, error.word, error.text);
	}
	tried_free(tried);
}

/* Units, lines and people are called what they are called, in every refusal. by NULL: the content is wrong. */
static void test_refusals_name_things(void **state)
{
	static const struct { const char *by, *json, *text; } rows[] = {
		{ "rd", "{'act':'post','kind':'index','year':2020,'legs':[['a',5],['rot',5]]}", "bara mappens registrator får ge hela regionens ram, och anger då beslutet" },
		{ "ca", "{'act':'post','kind':'index','year':2020,'legs':[['a1',5],['a11',5]]}",
		  "bara områdeschef A1 (eller ersättare; registrator med beslut) får ge ramar i A1" },
		{ "reg", "{'act':'post','kind':'index','year':2020,'legs':[['a1',5],['a11',5]],'decision':'x'}",
		  "A1 och A11 får inte sina ramar av samma nivå: dela ändringen i två" },
		{ NULL, POST_OF("'legs':[['ga',5]]"), "Grupp A är en grupp och har ingen egen ram: välj en enhet eller ett anslag under den" },
		{ NULL, POST_OF("'legs':[['a1',5,2019]]"), "A1: till och med 2019 är före 2020" },
		{ NULL, POST_OF("'legs':[['a1',5],['a1',2]]"), "A1 står två gånger i samma post: slå ihop beloppen" },
		{ NULL, POST_OF("'legs':[['a1',5],['a2',1]],'details':[{'id':'x','text':'Hyrläkare','kr':1}]"),
		  "specifikationen «Hyrläkare» säger inte vilket av benen den hör till" },
		{ NULL, "{'act':'target','unit':'ans','year':2020,'kr':1}", "Anslag är ingen enhet med chef och kan inte ha resultatmål" },
		{ NULL, "{'act':'submit','unit':'ans','year':2020}", "Anslag är ingen enhet med chef och har ingen egen plan" },
		{ NULL, "{'act':'distribute','unit':'ga','year':2020,'lines':[{'line':'personal','kr':1}]}",
		  "Grupp A är en grupp och har ingen egen ram att fördela" },
		{ NULL, "{'act':'say','unit':'ga','kind':'note','text':'x'}", "Grupp A är en grupp och summerar bara: välj en enhet eller ett anslag under den" },
		{ NULL, "{'act':'return','unit':'a1','submit':'" FFF "','text':'x','marks':[{'figure':'a2/2020/ram'}]}",
		  "A2 hör inte till A1: tala om det i dialogen där det hör hemma" },
		{ NULL, ROWS_OF("{'line':'personal','kr':-1}"),
		  "raden «Personal»: skriv beloppet utan minus; radens slag säger om det är kostnad eller intäkt" },
		{ NULL, ROWS_OF("{'line':'reserv','kr':1,'until':2019}"), "raden «Reserv»: till och med 2019 är före 2020" },
		{ NULL, ROWS_OF("{'line':'personal','kr':3,'details':[{'id':'x','unit':'a1','text':'t','kr':1}]}"),
		  "raden «Personal»: en specifikation under en rad har ingen enhet" },
		{ NULL, ROWS_OF("{'line':'personal','kr':1},{'line':'personal','kr':2}"), "raden «Personal» står två gånger" },
		{ NULL, "{'act':'outcome','unit':'a1','year':2020,'lines':[{'line':'personal','kr':1},{'line':'personal','kr':2}]}",
		  "raden «Personal» står två gånger" },
		{ NULL, ROWS_OF("{'line':'personal','kr':1,'profile':[0,0,0,0,0,0,0,0,0,0,0,0]}"), "raden «Personal»: någon månad måste vara mer än 0" },
		/* what nobody knows is said as it was written */
		{ NULL, ROWS_OF("{'line':'nej','kr':1}"), "budgetraden «nej» finns inte i region.cfg" },
	};
	struct tried *tried = tried_new();
	struct error error = { 0 };
	struct act adopt;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct act act = world_json(&tried->world, rows[i].json).act;

		assert_false(rows[i].by ? rights_may(&tried->charter, rows[i].by, &act, &error) : rights_content(&tried->charter, &act, &error));
		expect(!strcmp(error.text, rows[i].text), "%s: «%s»", rows[i].json, error.text);
	}
	act_clear(&adopt, ACT_ADOPT);
	assert_false(rights_may(&tried->charter, "rd", &adopt, &error));
	assert_string_equal(error.text, "bara mappens registrator (registrator Regionen) får sätta en organisation i kraft");
	tried_free(tried);
}

/* act_from_json refuses a post without legs that replaces nothing; a program could still ask. */
static void test_post_about_nothing(void **state)
{
	struct tried *tried = tried_new();
	struct error error = { 0 };
	struct act act;

	(void)state;
	act_clear(&act, ACT_POST);
	act.post.kind = "index";
	act.post.year = 2020;
	assert_false(rights_content(&tried->charter, &act, &error));
	assert_string_equal(error.word, "no-legs");
	tried_free(tried);
}

/* ---- roles and dates ---- */

static void test_roles(void **state)
{
	static const struct { const char *unit, *user; enum seat_role role; bool divides; } rows[] = {
		{ "rot", "rd", SEAT_CHEF, true },     { "rot", "stf-rd", SEAT_DEPUTY, true },  { "rot", "ek", SEAT_EKONOM, false },
		{ "rot", "reg", SEAT_REGISTRAR, false }, { "a1", "ek", SEAT_EKONOM, false },   { "a1", "reg", SEAT_REGISTRAR, false },
		{ "a1", "ca1", SEAT_CHEF, true },     { "a1", "stf-ca1", SEAT_DEPUTY, true },  { "a1", "ca", SEAT_NONE, false },
		{ "a1", "rd", SEAT_NONE, false },     { "a11", "ca1", SEAT_NONE, false },      { "ga", "ca", SEAT_CHEF, true },
		{ "ans", "ca", SEAT_CHEF, true },     { "sub1", "stf-ca", SEAT_DEPUTY, true }, { "sub1", "ek-a", SEAT_EKONOM, false },
		{ "b1", "ek-a", SEAT_NONE, false },   { "ansr", "rd", SEAT_CHEF, true },       { "rot", "frammande", SEAT_NONE, false },
	};
	struct tried *tried = tried_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int unit = org_find(tried->org, rows[i].unit);

		expect(rights_role(tried->org, unit, rows[i].user) == rows[i].role, "%s %s", rows[i].unit, rows[i].user);
		expect(rights_divides(tried->org, unit, rows[i].user) == rows[i].divides, "%s %s", rows[i].unit, rows[i].user);
	}
	tried_free(tried);
}

static void test_dates(void **state)
{
	static const struct { const char *unit, *user, *at; bool outside; } rows[] = {
		{ "rot", "stf-rd", "2019-06-30T23:59:59+02:00", true },  { "rot", "stf-rd", "2019-07-01T00:00:00+02:00", false },
		{ "rot", "stf-rd", "2020-06-30T23:59:59+02:00", false }, { "rot", "stf-rd", "2020-07-01T00:00:00+02:00", true },
		{ "a", "stf-ca", "1999-01-01T00:00:00+01:00", false },   { "a", "stf-ca", "2020-01-01T00:00:00+01:00", true },
		{ "ans", "stf-ca", "2020-01-01T00:00:00+01:00", true },  { "a", "ca", "2030-01-01T00:00:00+01:00", false },
		{ "a", "cb", "2030-01-01T00:00:00+01:00", false },       { "a1", "stf-ca1", "2019-10-31T12:00:00+01:00", true },
		/* deputy in two periods, the later one first in the list */
		{ "a1", "stf-ca1", "2019-11-20T12:00:00+01:00", false }, { "a1", "stf-ca1", "2019-12-01T12:00:00+01:00", true },
		{ "a1", "stf-ca1", "2020-01-01T12:00:00+01:00", false },
	};
	struct tried *tried = tried_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(rights_outside_dates(tried->org, org_find(tried->org, rows[i].unit), rows[i].user, rows[i].at) == rows[i].outside, "%s %s %s",
		       rows[i].unit, rows[i].user, rows[i].at);
	tried_free(tried);
}

/* Named in organisation.cfg, or the level above: and whose dates it is that count. */
static void test_approvers(void **state)
{
	static const struct { const char *approver, *user, *at; bool approves, outside; const char *told; } rows[] = {
		{ "", "ca", "2030-01-01T12:00:00+01:00", true, false, "divisionschef A" },
		{ "", "stf-ca", "2019-12-31T12:00:00+01:00", true, false, "divisionschef A" },
		{ "", "stf-ca", "2020-01-01T12:00:00+01:00", true, true, "divisionschef A" },
		{ "", "rd", "2019-12-01T12:00:00+01:00", false, false, "divisionschef A" },
		{ "", "ca1", "2019-12-01T12:00:00+01:00", false, false, "divisionschef A" },
		{ "approver=\"rd\";", "rd", "2030-12-01T12:00:00+01:00", true, false, "regiondirektör" },
		{ "approver=\"rd\";", "stf-rd", "2020-06-30T12:00:00+02:00", true, false, "regiondirektör" },
		{ "approver=\"rd\";", "stf-rd", "2020-07-01T12:00:00+02:00", true, true, "regiondirektör" },
		{ "approver=\"rd\";", "ca", "2019-12-01T12:00:00+01:00", false, false, "regiondirektör" },
		{ "approver=\"rd\";", "stf-ca", "2020-12-01T12:00:00+01:00", false, false, "regiondirektör" },
		{ "approver=\"stf-rd\";", "stf-rd", "2020-07-01T12:00:00+02:00", true, false, "ersättare för regiondirektör" }, /* in her own name */
		{ "approver=\"cb\";", "cb", "2020-07-01T12:00:00+02:00", true, false, "divisionschef B" },
	};
	struct error error = { 0 };
	struct region *region = region_read("region.cfg", WORLD_REGION, strlen(WORLD_REGION), &error);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer text = { 0 }, told = { 0 };

		buffer_format(&text, "units=(\n" WORLD_ROOT WORLD_A "{id=\"a1\";parent=\"a\";kind=\"unit\";name=\"A1\";level=\"omrade\";chef=\"ca1\";%s},\n" WORLD_REST ");\n",
		              rows[i].approver);
		struct org *org = org_read("organisation.cfg", text.bytes, text.size, region, &error);
		expect(org, "%s", error.text);
		int a1 = org_find(org, "a1");

		expect(rights_approves(org, a1, rows[i].user) == rows[i].approves, "row %zu", i);
		expect(rights_approves_outside_dates(org, a1, rows[i].user, rows[i].at) == rows[i].outside, "row %zu", i);
		assert_true(rights_approves(org, a1, NULL));
		assert_false(rights_approves(org, 0, NULL) || rights_approves(org, 0, "rd"));
		rights_approver(&(struct charter){ region, org }, a1, &told);
		expect(!strcmp(told.bytes, rows[i].told), "row %zu: %s", i, told.bytes);
		buffer_free(&told);
		buffer_free(&text);
		org_free(org);
	}
	region_free(region);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_matrix),  cmocka_unit_test(test_adopt_and_version),  cmocka_unit_test(test_legs_of_one_level),
		cmocka_unit_test(test_content), cmocka_unit_test(test_refusals_name_things), cmocka_unit_test(test_post_about_nothing), cmocka_unit_test(test_roles),
		cmocka_unit_test(test_dates),   cmocka_unit_test(test_approvers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

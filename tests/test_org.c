#include "testing.h"

#include "org.h"

#include <stdlib.h>
#include <string.h>

static const char region_text[] =
	"format = 1; name = \"R\"; org_number = \"1\"; year = 2020; registrar = \"reg\"; protection = \"none\";\n"
	"levels = ( { id=\"top\"; name=\"T\"; chef=\"c\"; plan=\"p\"; subs=\"s\"; money=\"mnkr\"; }, { id=\"low\"; name=\"L\"; chef=\"c\"; "
	"plan=\"p\"; subs=\"s\"; money=\"tkr\"; } );\n"
	"kinds = ( { id=\"base\"; name=\"B\"; short=\"B\"; opening=true; } );\n"
	"lines = ( { id=\"personal\"; name=\"P\"; kind=\"cost\"; account=\"4\"; } );\n"
	"areas = ( { id=\"halso\"; name=\"H\"; } ); principles = ( { id=\"somatik\"; name=\"S\"; } ); versions = ( );\n";

/* In an order of its own, as people write it: r ( g ( d1 ( v1, a1 ( a2 ) ), d2 ), a3 ) */
static const char good[] =
	"units = (\n"
	"  { id=\"v1\"; parent=\"d1\"; kind=\"unit\"; name=\"Verksamhet 1\"; level=\"low\"; chef=\"chef-v1\"; cost_centre=\"20110\"; },\n"
	"  { id=\"r\"; kind=\"unit\"; name=\"Regionstyrelsen\"; level=\"top\"; chef=\"direktor\"; ekonomer=( \"ekonom\" ); registrars=( "
	"\"reg\", \"reg2\" );\n"
	"    deputies=( { user=\"stf\"; from=\"2019-07-01\"; to=\"2020-06-30\"; }, { user=\"stf2\"; to=\"2020-01-01\"; }, { user=\"stf3\"; } ); "
	"},\n"
	"  { id=\"g\"; parent=\"r\"; kind=\"group\"; name=\"Divisioner\"; },\n" /* 5 */
	"  { id=\"d1\"; parent=\"g\"; kind=\"unit\"; name=\"Länssjukvård \\\"ett\\\"\"; level=\"low\"; chef=\"chef-d1\"; approver=\"reg\"; "
	"area=\"halso\"; ekonomer=( \"ek-d1\" );\n"
	"    ram_name=\"regionbidrag\"; purpose=\"syfte\\nrad\"; conditions=\"villkor\"; principle=\"somatik\"; example=true; },\n"
	"  { id=\"a3\"; parent=\"r\"; kind=\"anslag\"; name=\"Anslag 3\"; },\n"
	"  { id=\"d2\"; parent=\"g\"; kind=\"unit\"; name=\"Division 2\"; level=\"low\"; chef=\"chef-d2\"; registrars=( \"reg-d2\" ); },\n"
	"  { id=\"a1\"; parent=\"d1\"; kind=\"anslag\"; name=\"Anslag 1\"; },\n" /* 10 */
	"  { id=\"a2\"; parent=\"a1\"; kind=\"anslag\"; name=\"Anslag 2\"; },\n"
	");\n";

enum { R, G, D1, V1, A1, A2, D2, A3, UNITS };

static struct region *region;

static int setup(void **state)
{
	(void)state;
	region = region_read("region.cfg", region_text, strlen(region_text), NULL);
	return region ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	region_free(region);
	return 0;
}

static struct org *read_text(const char *text, struct error *error)
{
	*error = (struct error){ 0 };
	return org_read("o.cfg", text, strlen(text), region, error);
}

static struct org *read_good(void)
{
	struct error error;
	struct org *org = read_text(good, &error);

	expect(org, "%s", error.text);
	return org;
}

/* ---- what is refused ---- */

#define UNIT(id, parent) "{ id=\"" id "\"; parent=\"" parent "\"; kind=\"unit\"; name=\"N\"; level=\"low\"; chef=\"c\"; }"
#define ROOT             "{ id=\"r\"; kind=\"unit\"; name=\"R\"; level=\"top\"; chef=\"c\"; }"

static const struct bad {
	const char *text, *where, *piece;
} bad_files[] = {
	{ "units = ( );", "o.cfg:1: ", "listan units är tom" },
	{ "unit = ( );", "o.cfg:1: ", "nyckeln unit är okänd (menade du units?)" },
	{ "units = {};", "o.cfg:1: ", "units ska vara en lista av grupper" },
	{ "units = (\n" ROOT ",\n" UNIT("a", "r") ",\n" UNIT("b", "r") ",\n" UNIT("a", "b") "\n);",
	  "o.cfg:5: ", "id = \"a\" står redan på rad 3" },
	{ "units = (\n" ROOT ",\n" UNIT("a", "borta") "\n);", "o.cfg:3: ", "parent = \"borta\" för \"a\" finns inte i listan" },
	{ "units = (\n" ROOT ",\n" UNIT("a", "b") ",\n" UNIT("b", "c") ",\n" UNIT("c", "a") ");", "o.cfg:3: ", "\"a\" ligger under sig själv" },
	{ "units = (\n" ROOT ",\n" UNIT("x", "a") ",\n" UNIT("a", "a") ");", "o.cfg:4: ", "\"a\" ligger under sig själv" },
	{ "units = (\n" UNIT("a", "b") ",\n" UNIT("b", "a") ");", "o.cfg:2: ", "alla har parent: en enhet ska stå överst" },
	{ "units = (\n" ROOT ",\n" UNIT("a", "r") ",\n{ id=\"q\"; kind=\"unit\"; name=\"Q\"; level=\"top\"; chef=\"c\"; } );",
	  "o.cfg:4: ", "\"q\" saknar parent, men överst står redan \"r\" (rad 2)" },
	{ "units = (\n{ id=\"g\"; kind=\"group\"; name=\"G\"; } );", "o.cfg:2: ", "\"g\" står överst och ska vara en enhet" },
	{ "units = (\n{ id=\"g\"; kind=\"anslag\"; name=\"G\"; } );", "o.cfg:2: ", "\"g\" står överst och ska vara en enhet" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; name=\"R\"; level=\"top\"; } );", "o.cfg:2: ", "enheten \"r\" saknar chef" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; name=\"R\"; chef=\"c\"; } );", "o.cfg:2: ", "enheten \"r\" saknar level" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; name=\"R\"; level=\"hög\"; chef=\"c\"; } );", "o.cfg:2: ", "level = \"hög\" går inte" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; name=\"R\"; level=\"hog\"; chef=\"c\"; } );",
	  "o.cfg:2: ", "level = \"hog\" på \"r\" finns inte bland levels" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; name=\"R\"; level=\"top\"; chef=\"c\"; area=\"x\"; } );",
	  "o.cfg:2: ", "area = \"x\" på \"r\" finns inte bland areas" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; name=\"R\"; level=\"top\"; chef=\"c\"; principle=\"x\"; } );",
	  "o.cfg:2: ", "finns inte bland principles" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; name=\"R\"; level=\"top\"; chef=\"Eva Ek\"; } );", "o.cfg:2: ", "chef = \"Eva Ek\" går inte" },
	{ "units = (\n{ id=\"r\"; kind=\"enhet\"; name=\"R\"; } );", "o.cfg:2: ", "skriv något av unit, anslag, group" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; level=\"top\"; chef=\"c\"; } );", "o.cfg:2: ", "nyckeln name fattas i gruppen" },
	{ "units = (\n{ id=\"R\"; kind=\"unit\"; } );", "o.cfg:2: ", "id = \"R\" går inte" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; name=\"R\"; level=\"top\"; cheif=\"c\"; } );",
	  "o.cfg:2: ", "nyckeln cheif är okänd (menade du chef?)" },
	{ "units = (\n" ROOT ",\n{ id=\"g\"; parent=\"r\"; kind=\"group\"; name=\"G\"; chef=\"c\"; } );",
	  "o.cfg:3: ", "\"g\" har chef, men bara en enhet" },
	{ "units = (\n" ROOT ",\n{ id=\"g\"; parent=\"r\"; kind=\"anslag\"; name=\"G\"; level=\"low\"; } );",
	  "o.cfg:3: ", "\"g\" har level, men bara en enhet" },
	{ "units = (\n" ROOT ",\n{ id=\"g\"; parent=\"r\"; kind=\"anslag\"; name=\"G\"; ekonomer=(\"e\"); } );",
	  "o.cfg:3: ", "\"g\" har ekonomer" },
	{ "units = (\n" ROOT ",\n{ id=\"g\"; parent=\"r\"; kind=\"group\"; name=\"G\"; registrars=(\"e\"); } );",
	  "o.cfg:3: ", "\"g\" har registrars" },
	{ "units = (\n" ROOT ",\n{ id=\"g\"; parent=\"r\"; kind=\"group\"; name=\"G\"; deputies=({ user=\"e\"; }); } );",
	  "o.cfg:3: ", "\"g\" har deputies" },
	{ "units = (\n" ROOT ",\n{ id=\"s\"; parent=\"r\"; kind=\"anslag\"; name=\"S\"; },\n" UNIT("a", "s") ");",
	  "o.cfg:4: ", "\"a\" ligger under anslaget \"s\": där får bara anslag" },
	{ "units = (\n" ROOT
	  ",\n{ id=\"s\"; parent=\"r\"; kind=\"anslag\"; name=\"S\"; },\n{ id=\"g\"; parent=\"s\"; kind=\"group\"; name=\"G\"; } );",
	  "o.cfg:4: ", "\"g\" ligger under anslaget \"s\"" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; name=\"R\"; level=\"top\"; chef=\"c\"; deputies=( { user=\"d\"; from=\"2020-06-30\"; "
	  "to=\"2020-01-01\"; } ); } );",
	  "o.cfg:2: ", "ersättaren d för \"r\" slutar (2020-01-01) innan hon börjar (2020-06-30)" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; name=\"R\"; level=\"top\"; chef=\"c\"; deputies=( \"d\" ); } );",
	  "o.cfg:2: ", "deputies ska vara en lista av grupper" },
	{ "units = (\n{ id=\"r\"; kind=\"unit\"; name=\"R\"; level=\"top\"; chef=\"c\"; cost_centre=2000; } );",
	  "o.cfg:2: ", "cost_centre ska vara en text" },
	{ "units = (\n" ROOT "\n" UNIT("a", "r") ");", "o.cfg:3: ", "ett kommatecken eller slutet på listan väntades" },
	{ "units = (\n" ROOT ",\n@include \"fler.cfg\"\n);", "o.cfg:3: ", "@include" },
};

static void test_bad_files(void **state)
{
	const struct bad *row;

	(void)state;
	for (EACH(row, bad_files)) {
		struct error error;

		expect(!read_text(row->text, &error), "%s", row->text);
		expect(strcmp(error.word, "bad-config") == 0, "%s", row->text);
		expect(strncmp(error.text, row->where, strlen(row->where)) == 0 && strstr(error.text, row->piece), "%s\n-> %s", row->text,
		       error.text);
	}
}

/* ---- the tree ---- */

static void test_tree(void **state)
{
	static const struct {
		const char *id;
		int parent, end, depth;
		enum unit_kind kind;
	} table[UNITS] = {
		[R] = { "r", ORG_NONE, UNITS, 0, UNIT_UNIT }, [G] = { "g", R, A3, 1, UNIT_GROUP },       [D1] = { "d1", G, D2, 2, UNIT_UNIT },
		[V1] = { "v1", D1, A1, 3, UNIT_UNIT },        [A1] = { "a1", D1, D2, 3, UNIT_ANSLAG },   [A2] = { "a2", A1, D2, 4, UNIT_ANSLAG },
		[D2] = { "d2", G, A3, 2, UNIT_UNIT },         [A3] = { "a3", R, UNITS, 1, UNIT_ANSLAG },
	};
	struct org *org = read_good();

	(void)state;
	assert_int_equal(org->count, UNITS);
	for (int i = 0; i < UNITS; i++) {
		const struct unit *unit = &org->units[i];

		assert_string_equal(unit->id, table[i].id);
		assert_int_equal(org_find(org, table[i].id), i);
		expect(unit->parent == table[i].parent && unit->end == table[i].end && unit->depth == table[i].depth &&
			       unit->kind == table[i].kind,
		       "%s", unit->id);
	}
	assert_int_equal(org_find(org, "borta"), ORG_NONE);
	assert_int_equal(org->units[D1].line, 6);
	assert_int_equal(org->units[D1].level, 1);
	assert_int_equal(org->units[G].level, ORG_NONE);
	org_free(org);
}

static void test_holder_and_above(void **state)
{
	static const struct {
		int holder, above;
		bool example;
	} table[UNITS] = {
		[R] = { R, ORG_NONE, false }, [G] = { R, ORG_NONE, false }, [D1] = { D1, R, true },  [V1] = { V1, D1, true },
		[A1] = { D1, D1, true },      [A2] = { D1, D1, true },      [D2] = { D2, R, false }, [A3] = { R, R, false },
	};
	struct org *org = read_good();

	(void)state;
	for (int i = 0; i < UNITS; i++) {
		expect(org_holder(org, i) == table[i].holder, "%s", org->units[i].id);
		expect(org_above(org, i) == table[i].above, "%s", org->units[i].id);
		expect(org_example(org, i) == table[i].example, "%s", org->units[i].id);
		for (int j = 0; j < UNITS; j++)
			expect(org_is_below(org, i, j) == (i >= j && i < org->units[j].end), "%d %d", i, j);
	}
	org_free(org);
}

static void test_subs(void **state)
{
	static const int subs[UNITS][4] = {
		[R] = { D1, D2, A3, ORG_NONE }, [G] = { D1, D2, ORG_NONE }, [D1] = { V1, A1, ORG_NONE }, [V1] = { ORG_NONE },
		[A1] = { A2, ORG_NONE },        [A2] = { ORG_NONE },        [D2] = { ORG_NONE },         [A3] = { ORG_NONE },
	};
	struct org *org = read_good();

	(void)state;
	for (int i = 0; i < UNITS; i++) {
		int at = ORG_NONE;

		for (int j = 0; j == 0 || subs[i][j - 1] != ORG_NONE; j++) {
			at = org_next_sub(org, i, at);
			expect(at == subs[i][j], "%s %d", org->units[i].id, j);
		}
	}
	org_free(org);
}

static void test_people(void **state)
{
	static const char *const all[] = { "chef-d1", "chef-d2", "chef-v1", "direktor", "ek-d1", "ekonom",
					   "reg",     "reg-d2",  "reg2",    "stf",      "stf2",  "stf3" };
	struct org *org = read_good();
	const char **users;

	(void)state;
	assert_true(org_is_chef(org, D1, "chef-d1"));
	assert_false(org_is_chef(org, V1, "chef-d1"));
	assert_false(org_is_chef(org, G, "direktor"));
	assert_string_equal(org_deputy(org, R, "stf")->from, "2019-07-01");
	assert_null(org_deputy(org, R, "stf2")->from);
	assert_null(org_deputy(org, R, "stf3")->to);
	assert_null(org_deputy(org, D1, "stf"));
	assert_true(org_is_ekonom(org, A2, "ekonom") && org_is_ekonom(org, A2, "ek-d1") && org_is_ekonom(org, D1, "ek-d1"));
	assert_false(org_is_ekonom(org, D2, "ek-d1") || org_is_ekonom(org, G, "ek-d1"));
	assert_true(org_is_registrar(org, V1, "reg2") && org_is_registrar(org, D2, "reg-d2"));
	assert_false(org_is_registrar(org, R, "reg-d2"));
	assert_int_equal(org_users(org, &users), sizeof all / sizeof *all);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		assert_string_equal(users[i], all[i]);
	free(users);
	org_free(org);
}

/* ---- the object ---- */

static void test_round_trip(void **state)
{
	static const char second[] =
		"{\"id\":\"r\",\"kind\":\"unit\",\"name\":\"Regionstyrelsen\",\"level\":\"top\",\"chef\":\"direktor\",\"deputies\":"
		"[[\"stf\",\"2019-07-01\",\"2020-06-30\"],[\"stf2\",null,\"2020-01-01\"],[\"stf3\"]],\"ekonomer\":[\"ekonom\"],"
		"\"registrars\":[\"reg\",\"reg2\"]}\n{\"id\":\"g\",\"parent\":\"r\",\"kind\":\"group\",\"name\":\"Divisioner\"}\n"
		"{\"id\":\"d1\",\"parent\":\"g\",\"kind\":\"unit\",\"name\":\"Länssjukvård \\\"ett\\\"\",\"level\":\"low\",\"chef\":\"chef-d1\","
		"\"ekonomer\":[\"ek-d1\"],\"approver\":\"reg\",\"area\":\"halso\",\"ram_name\":\"regionbidrag\",\"purpose\":\"syfte\\nrad\","
		"\"conditions\":\"villkor\",\"principle\":\"somatik\",\"example\":true}\n";
	struct org *org = read_good(), *loaded;
	struct buffer first = { 0 }, again = { 0 };
	struct error error = { 0 };
	char head[128], hash[HASH_TEXT];

	(void)state;
	org_write(org, &first);
	snprintf(head, sizeof head, "{\"format\":1,\"units\":8,\"source\":\"%s\"}\n", org->source);
	assert_memory_equal(first.bytes, head, strlen(head));
	assert_memory_equal(first.bytes + strlen(head), second, strlen(second));
	hash_bytes(first.bytes, first.size, hash);
	assert_string_equal(org->hash, hash);
	loaded = org_load("object", hash, first.bytes, first.size, region, &error);
	expect(loaded, "%s", error.text);
	org_write(loaded, &again);
	assert_int_equal(first.size, again.size);
	assert_memory_equal(first.bytes, again.bytes, first.size);
	assert_string_equal(loaded->hash, org->hash);
	assert_string_equal(loaded->source, org->source);
	for (int i = 0; i < UNITS; i++) {
		assert_string_equal(loaded->units[i].id, org->units[i].id);
		assert_int_equal(loaded->units[i].parent, org->units[i].parent);
		assert_int_equal(loaded->units[i].end, org->units[i].end);
		assert_int_equal(loaded->units[i].depth, org->units[i].depth);
		assert_int_equal(org_find(loaded, org->units[i].id), i);
	}
	org_free(loaded);
	org_free(org);
	buffer_free(&first);
	buffer_free(&again);
}

#define SOURCE                 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEAD(units)            "{\"format\":1,\"units\":" units ",\"source\":\"" SOURCE "\"}\n"
#define ROOT_LINE              "{\"id\":\"r\",\"kind\":\"unit\",\"name\":\"R\",\"level\":\"top\",\"chef\":\"c\"}\n"
#define GROUP_LINE(id, parent) "{\"id\":\"" id "\",\"parent\":\"" parent "\",\"kind\":\"group\",\"name\":\"G\"}\n"

static const struct bad_object {
	const char *text, *word, *piece;
} bad_objects[] = {
	{ "", "damaged", "o:1: " },
	{ HEAD("1"), "damaged", "o:1: raden är inte som programmet skrev den (units)" },
	{ HEAD("0") ROOT_LINE, "damaged", "o:1: " },
	{ HEAD("-1") ROOT_LINE, "damaged", "o:1: " },
	{ HEAD("2") ROOT_LINE, "damaged", "o:3: " },
	{ HEAD("1") ROOT_LINE GROUP_LINE("g", "r"), "damaged", "o:3: raden är inte som programmet skrev den (end)" },
	{ HEAD("9999999999999") ROOT_LINE, "damaged", "o:1: " },
	{ HEAD("10000001") ROOT_LINE, "damaged", "o:1: " },
	{ "{\"format\":2,\"units\":1,\"source\":\"" SOURCE "\"}\n" ROOT_LINE, "newer-format", "skriven av en nyare budgetdialog" },
	{ HEAD("1") " " ROOT_LINE, "damaged", "o:2: " },
	{ HEAD("1") "{\"kind\":\"unit\",\"id\":\"r\",\"name\":\"R\",\"level\":\"top\",\"chef\":\"c\"}\n", "damaged", "o:2: " },
	{ HEAD("1") "{\"id\":\"r\",\"kind\":\"unit\",\"name\":\"R\",\"level\":\"top\",\"chef\":\"c\"}", "damaged", "o:2: " },
	{ HEAD("3") ROOT_LINE GROUP_LINE("g", "h") GROUP_LINE("h", "r"), "damaged", "\"g\" står inte där trädets ordning kräver" },
	{ HEAD("3") ROOT_LINE GROUP_LINE("g", "h") GROUP_LINE("h", "g"), "damaged", "ligger under sig själv" },
	{ HEAD("2") ROOT_LINE GROUP_LINE("r", "r"), "damaged", "o:3: id = \"r\" står redan på rad 2" },
	{ HEAD("2") ROOT_LINE GROUP_LINE("g", "x"), "damaged", "o:3: parent = \"x\"" },
	{ HEAD("1") "{\"id\":\"r\",\"kind\":\"unit\",\"name\":\"R\",\"level\":\"hog\",\"chef\":\"c\"}\n", "damaged", "o:2: level = \"hog\"" },
};

static void test_bad_objects(void **state)
{
	const struct bad_object *row;

	(void)state;
	for (EACH(row, bad_objects)) {
		struct error error = { 0 };

		expect(!org_load("o", SOURCE, row->text, strlen(row->text), region, &error), "%s", row->text);
		expect(strcmp(error.word, row->word) == 0 && strstr(error.text, row->piece), "%s\n-> %s %s", row->text, error.word, error.text);
	}
}

/* Cut off or changed anywhere: refused, or, where a name or the like was changed, read (that the bytes are those of the object's name is
 * folder_object's to see). The caller's bytes are left alone. */
static void test_cut_and_changed_object(void **state)
{
	struct org *org = read_good();
	struct buffer whole = { 0 };
	char *copy;

	(void)state;
	org_write(org, &whole);
	copy = malloc(whole.size);
	for (size_t i = 0; i < whole.size; i++) {
		memcpy(copy, whole.bytes, whole.size);
		assert_null(org_load("o", SOURCE, copy, i, region, NULL));
		copy[i] = (char)(copy[i] ^ 1);
		org_free(org_load("o", SOURCE, copy, whole.size, region, NULL));
		copy[i] = (char)(copy[i] ^ 1);
		assert_memory_equal(copy, whole.bytes, whole.size);
	}
	free(copy);
	buffer_free(&whole);
	org_free(org);
}

/* ---- large ones ---- */

static void add_units(struct buffer *text, int count, bool deep, bool backwards)
{
	for (int i = 0; i < count; i++) {
		int at = backwards ? count - 1 - i : i;

		if (at == 0)
			buffer_text(text, ROOT ",\n");
		else
			buffer_format(text, "{ id=\"u%d\"; parent=\"%s%.0d\"; kind=\"group\"; name=\"N\"; },\n", at, deep && at > 1 ? "u" : "r",
				      deep && at > 1 ? at - 1 : 0);
	}
}

static void test_deep_and_wide(void **state)
{
	enum { COUNT = 20000 };

	(void)state;
	for (int form = 0; form < 4; form++) {
		bool deep = form & 1, backwards = form & 2;
		struct buffer text = { 0 };
		struct error error;
		struct org *org;

		buffer_text(&text, "units = (\n");
		add_units(&text, COUNT, deep, backwards);
		buffer_text(&text, ");\n");
		org = read_text(text.bytes, &error);
		expect(org, "%s", error.text);
		assert_int_equal(org->count, COUNT);
		assert_int_equal(org->units[COUNT - 1].depth, deep ? COUNT - 1 : 1);
		assert_int_equal(org->units[0].end, COUNT);
		assert_int_equal(org_holder(org, COUNT - 1), 0);
		org_free(org);
		buffer_free(&text);
	}
}

static void test_the_example(void **state)
{
	struct region *real;
	struct error error = { 0 };
	struct org *org;
	size_t size;
	char *bytes = testing_read(testing_source("data/norrbotten-2020/region.cfg"), &size);

	(void)state;
	real = region_read("region.cfg", bytes, size, &error);
	expect(real, "%s", error.text);
	free(bytes);
	bytes = testing_read(testing_source("data/norrbotten-2020/organisation.cfg"), &size);
	org = org_read("organisation.cfg", bytes, size, real, &error);
	expect(org, "%s", error.text);
	assert_true(org_find(org, "lanssjukvard") > 0);
	org_free(org);
	region_free(real);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bad_files),        cmocka_unit_test(test_tree),
		cmocka_unit_test(test_holder_and_above), cmocka_unit_test(test_subs),
		cmocka_unit_test(test_people),           cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_bad_objects),      cmocka_unit_test(test_cut_and_changed_object),
		cmocka_unit_test(test_deep_and_wide),    cmocka_unit_test(test_the_example),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

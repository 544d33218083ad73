#include "testing.h"

#include "buffer.h"
#include "settings.h"

#include <stdlib.h>
#include <string.h>

/* A schema with one field of every type. */
struct child {
	const char *id, *word, *date;
	struct list pairs;
	int line;
};
struct sample {
	const char *text, *blank, *hex;
	int number;
	bool flag;
	struct list strings, ids, children;
	struct child only;
};

static const char *const words[] = { "ja", "nej", NULL };

static const struct setting child_fields[] = {
	{ .name = "id", .type = SETTING_ID, .offset = offsetof(struct child, id) },
	{ .name = "word", .type = SETTING_WORD, .optional = true, .offset = offsetof(struct child, word), .words = words },
	{ .name = "date", .type = SETTING_DATE, .optional = true, .offset = offsetof(struct child, date) },
	{ .name = "pairs", .type = SETTING_GROUP, .optional = true, .offset = offsetof(struct child, pairs) },
	{ 0 }
};
static const struct settings child_settings = { sizeof(struct child), offsetof(struct child, line), child_fields };

static const struct setting sample_fields[] = {
	{ .name = "text", .type = SETTING_TEXT, .offset = offsetof(struct sample, text) },
	{ .name = "blank", .type = SETTING_BLANK, .optional = true, .offset = offsetof(struct sample, blank) },
	{ .name = "hex", .type = SETTING_HEX, .optional = true, .offset = offsetof(struct sample, hex) },
	{ .name = "number",
	  .type = SETTING_NUMBER,
	  .optional = true,
	  .offset = offsetof(struct sample, number),
	  .least = -2147483647 - 1,
	  .most = 2147483647 },
	{ .name = "flag", .type = SETTING_FLAG, .optional = true, .offset = offsetof(struct sample, flag) },
	{ .name = "strings", .type = SETTING_STRINGS, .optional = true, .offset = offsetof(struct sample, strings) },
	{ .name = "ids", .type = SETTING_IDS, .optional = true, .offset = offsetof(struct sample, ids) },
	{ .name = "children", .type = SETTING_GROUPS, .optional = true, .offset = offsetof(struct sample, children), .of = &child_settings },
	{ .name = "only", .type = SETTING_GROUP, .optional = true, .offset = offsetof(struct sample, only), .of = &child_settings },
	{ 0 }
};
static const struct settings sample_settings = { sizeof(struct sample), NO_LINE, sample_fields };

static bool read_bytes(const char *bytes, size_t size, struct sample *sample, struct arena *arena, struct error *error)
{
	memset(sample, 0, sizeof *sample);
	*error = (struct error){ 0 };
	return settings_read("x.cfg", bytes, size, &sample_settings, sample, arena, error);
}

static bool read_text(const char *text, struct sample *sample, struct arena *arena, struct error *error)
{
	return read_bytes(text, strlen(text), sample, arena, error);
}

struct bad {
	const char *text, *where, *piece;
};

static const struct bad bad_files[] = {
	/* the grammar */
	{ "text = \"a\"\n  blank \"b\";\n", "x.cfg:2: ", "ett likhetstecken väntades, men här står \"b\"" },
	{ "text = \"a;\nblank = \"b\";\n", "x.cfg:1: ", "ett citattecken fattas" },
	{ "text = \"a\";\nblank = \"slut", "x.cfg:2: ", "ett citattecken fattas" },
	{ "text = \"a\rb\";", "x.cfg:1: ", "ett citattecken fattas" },
	{ "text = \"a\\", "x.cfg:1: ", "i en text får \\ bara följas av" },
	{ "text = \"C:\\katalog\";", "x.cfg:1: ", "i en text får \\ bara följas av" },
	{ "text = \"\\x00\";", "x.cfg:1: ", "i en text får \\ bara följas av" },
	{ "\ntext = Region;", "x.cfg:2: ", "en text inom citattecken" },
	{ "text = \"a\";\nchildren = (\n { id=\"a\"; }\n { id=\"b\"; }\n);",
	  "x.cfg:4: ", "ett kommatecken eller slutet på listan väntades, men här står {" },
	{ "text = \"a\";\nchildren = (\n { id=\"a\"; },\n", "x.cfg:2: ", "( här stängs aldrig: ett ) fattas" },
	{ "text = \"a\";\nchildren = (\n { id=\"a\"; );", "x.cfg:3: ", "här står ), men { på rad 3 ska stängas först" },
	{ "text = \"a\"; }", "x.cfg:1: ", "} stänger något som aldrig öppnats" },
	{ "text = \"a\";\n\nnumber =\n\n", "x.cfg:3: ", "filen tar slut mitt i en rad" },
	{ "text = \"a\";;", "x.cfg:1: ", "ett namn (eller slutet på gruppen) väntades" },
	{ "text = \"a\"; strings = (,\"a\");", "x.cfg:1: ", "ett värde eller slutet på listan väntades, men här står ," },
	{ "text = \"a\"; strings = [ (\"a\") ];", "x.cfg:1: ", "använd ( … )" },
	{ "text = \"a\"; strings = [ \"a\",\n 1 ];", "x.cfg:2: ", "av samma slag" },
	{ "text = \"a\";\n/* aldrig\nslut", "x.cfg:2: ", "kommentaren som börjar med /* här tar aldrig slut" },
	{ "text = \"a\"; å = 1;", "x.cfg:1: ", "tecknet å kan inte stå här" },
	{ "text = \"a\"; ! = 1;", "x.cfg:1: ", "tecknet ! kan inte stå här" },
	{ "text = \"a\";\ntext = \"b\";", "x.cfg:2: ", "samma namn står två gånger" },
	/* includes */
	{ "text = \"a\";\n@include \"/etc/passwd\"\n", "x.cfg:2: ", "@include används inte här" },
	{ "text = \"a\"; @include \"y.cfg\"", "x.cfg:1: ", "@include används inte här" },
	{ "@include\t\"/dev/stdin\"\ntext = \"a\";", "x.cfg:1: ", "@include används inte här" },
	/* numbers */
	{ "text = \"a\";\nnumber = 2147483648;", "x.cfg:2: ", "talet 2147483648 är för stort: skriv belopp som text: \"2 256,5 mnkr\"" },
	{ "text = \"a\";\nnumber = -2147483649;", "x.cfg:2: ", "talet -2147483649 är för stort" },
	{ "text = \"a\";\nnumber = 0x80000000;", "x.cfg:2: ", "talet 0x80000000 är för stort" },
	{ "text = \"a\";\nnumber = 0xfFfFfFfFfFfFfFfFf;", "x.cfg:2: ", "är för stort" },
	{ "text = \"a\";\nnumber = 99999999999999999999999;", "x.cfg:2: ", "är för stort" },
	{ "text = \"a\";\nnumber = 5000000000L;", "x.cfg:2: ", "talet 5000000000L är för stort" },
	{ "text = \"a\";\nnumber = 5L;", "x.cfg:2: ", "number ska vara ett heltal, men här står ett tal med L efter" },
	{ "text = \"a\";\nnumber = 2256.5;", "x.cfg:2: ", "men här står ett decimaltal" },
	{ "text = \"a\";\nnumber = 99999999999e3;", "x.cfg:2: ", "men här står ett decimaltal" },
	/* types */
	{ "text = 12;", "x.cfg:1: ", "text ska vara en text inom citattecken, men här står ett tal" },
	{ "text = \"a\";\nnumber = \"1\";", "x.cfg:2: ", "number ska vara ett heltal, men här står en text" },
	{ "text = \"a\";\nflag = 1;", "x.cfg:2: ", "flag ska vara true eller false, men här står ett tal" },
	{ "text = \"a\";\nflag = \"true\";", "x.cfg:2: ", "men här står en text" },
	{ "text = \"a\";\nstrings = \"b\";", "x.cfg:2: ", "strings ska vara en lista ( \"…\", \"…\" ), men här står en text" },
	{ "text = \"a\";\nstrings = ( \"b\",\n 3, \"c\" );", "x.cfg:3: ", "strings ska vara en text inom citattecken, men här står ett tal" },
	{ "text = \"a\";\nstrings = ( \"\" );", "x.cfg:2: ", "strings är tom" },
	{ "text = \"a\";\nids = ( \"Anna\" );", "x.cfg:2: ", "ids = \"Anna\" går inte: skriv 1–64 tecken" },
	{ "text = \"a\";\nchildren = { id=\"b\"; };", "x.cfg:2: ", "children ska vara en lista av grupper" },
	{ "text = \"a\";\nchildren = (\n \"b\" );",
	  "x.cfg:3: ", "children ska vara en lista av grupper ( { … }, { … } ), men här står en text" },
	{ "text = \"a\";\nchildren = ( { id=\"b\";\n pairs=( \"a\" ); } );",
	  "x.cfg:3: ", "pairs ska vara en grupp { … }, men här står en lista ( … )" },
	{ "text = \"a\";\nonly = ( );", "x.cfg:2: ", "only ska vara en grupp" },
	{ "text = \"a\";\nonly = { id=\"b\"; pairs={ x=\"1\";\n y=2; }; };", "x.cfg:3: ", "y ska vara en text" },
	{ "text = \"\";", "x.cfg:1: ", "text är tom: skriv något eller ta bort raden" },
	{ "text = \"a\";\nonly = { id=\"Å\"; };", "x.cfg:2: ", "id = \"Å\" går inte" },
	{ "text = \"a\";\nonly = { id=\"a\";\n date=\"2020-02-30\"; };", "x.cfg:3: ", "skriv ett datum som 2020-01-15" },
	{ "text = \"a\";\nonly = { id=\"a\";\n word=\"kanske\"; };", "x.cfg:3: ", "skriv något av ja, nej" },
	{ "text = \"a\"; hex = \"0123\";", "x.cfg:1: ", "32 hexadecimala siffror" },
	/* keys */
	{ "number = 1;", "x.cfg:1: ", "nyckeln text fattas i filen" },
	{ "", "x.cfg:1: ", "nyckeln text fattas i filen" },
	{ "text = \"a\";\nchildren = ( { id=\"a\"; },\n { word=\"ja\"; } );", "x.cfg:3: ", "nyckeln id fattas i gruppen som börjar här" },
	{ "text = \"a\";\n\nnubmer = 1;", "x.cfg:3: ", "nyckeln nubmer är okänd (menade du number?)" },
	{ "text = \"a\";\nonly = { id=\"a\"; dat=\"2020-01-15\"; };", "x.cfg:2: ", "(menade du date?); här får stå id, word, date, pairs" },
	{ "text = \"a\";\nsomething_very_much_longer_than_any_key_here_could_ever_hope_to_be = 1;", "x.cfg:2: ", "är okänd; här får stå text" },
};

static void test_bad_files(void **state)
{
	const struct bad *row;

	(void)state;
	for (EACH(row, bad_files)) {
		struct arena arena = { 0 };
		struct sample sample;
		struct error error;

		expect(!read_text(row->text, &sample, &arena, &error), "%s", row->text);
		expect(strcmp(error.word, "bad-config") == 0, "%s", row->text);
		expect(strncmp(error.text, row->where, strlen(row->where)) == 0, "%s\n-> %s", row->text, error.text);
		expect(strstr(error.text, row->piece), "%s\n-> %s", row->text, error.text);
		arena_free(&arena);
	}
}

/* Where a string cannot say it, for it has a zero in it or is no UTF-8. */
static void test_bad_bytes(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
		const char *where, *piece;
	} table[] = {
		{ "text = \"a\";\n\0 flag = 1;", 23, "x.cfg:2: ", "en nollbyte" },
		{ "text = \"a\0b\";", 13, "x.cfg:1: ", "en nollbyte" },
		{ "text = \"a\";\n# \x1b[2J\n", 19, "x.cfg:2: ", "styrtecken (1B)" },
		{ "text = \"a\x7f\";", 12, "x.cfg:1: ", "styrtecken (7F)" },
		{ "text = \"a\";\ntext = \"\xe5\";", 23, "x.cfg:2: ", "inte UTF-8" },
		{ "# \xc0\xaf", 4, "x.cfg:1: ", "inte UTF-8" },
		{ "\xff\xfet\0e\0", 6, "x.cfg:1: ", "nollbyte" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct arena arena = { 0 };
		struct sample sample;
		struct error error;

		expect(!read_bytes(table[i].bytes, table[i].size, &sample, &arena, &error), "%zu", i);
		expect(strncmp(error.text, table[i].where, strlen(table[i].where)) == 0 && strstr(error.text, table[i].piece), "%zu -> %s", i,
		       error.text);
		arena_free(&arena);
	}
}

/* What looks dangerous or careless, and is neither. */
static void test_good_files(void **state)
{
	static const char *const table[] = {
		"text = \"a\"",
		"text : \"a\",",
		"\xEF\xBB\xBFtext = \"a\";",
		"text\r\n=\r\n\"a\";\r\n",
		"text = \"a\"; # a comment without line end",
		"text = \"a\"; // @include \"/etc/passwd\"",
		"#@include \"/etc/passwd\"\ntext = \"a\";",
		"/* first\n@include \"/etc/passwd\"\n \" */ text = \"a\"; /**/ /***/",
		"text = \"a\"; blank = \"@include \\\"/etc/passwd\\\"\";",
		"text = \"a\"; blank = \"# // /* 99999999999 }\";",
		"text = \"a\"; children = ( { id=\"a\"; }, { id=\"b\" }, );",
		"text = \"a\"; strings = ( \"a\", \"b\", );",
		"text = \"a\"; strings = [ \"a\", \"b\", ];",
		"text = \"a\"; strings = ( );",
		"text = \"a\"; number = -2147483648;",
		"text = \"a\"; number = 0x7fffffff;",
		"text = \"a\"; number = +1;",
		"text = \"a\"; flag = TRUE;",
		"text = \"a\"; blank = \"\";",
		"text = \"a\"; hex = \"0123456789abcdef0123456789abcdef\";",
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct arena arena = { 0 };
		struct sample sample;
		struct error error;

		expect(read_text(table[i], &sample, &arena, &error), "%s -> %s", table[i], error.text);
		assert_string_equal(sample.text, "a");
		arena_free(&arena);
	}
}

static void test_everything_is_filled(void **state)
{
	static const char text[] = "text = \"Hälso- \" \"och\\n\\tsjukvård \\\"A\\\\B\\\"\"; number = -12; flag = true;\n"
				   "strings = ( \"x y\", \"z\" ); ids = ( \"anna-1\" );\n"
				   "children = (\n { id=\"a\"; },\n { id=\"b\"; word=\"nej\"; date=\"2020-02-29\";\n"
				   "   pairs={ base=\"1 104,1\";\n ram=\"2\"; }; } );\nonly = { id=\"c\"; };";
	struct arena arena = { 0 };
	struct sample sample;
	struct error error;
	const struct child *children;
	const struct pair *pairs;

	(void)state;
	assert_true(read_text(text, &sample, &arena, &error));
	assert_string_equal(sample.text, "Hälso- och\n\tsjukvård \"A\\B\"");
	assert_null(sample.blank);
	assert_int_equal(sample.number, -12);
	assert_true(sample.flag);
	assert_int_equal(sample.strings.count, 2);
	assert_string_equal(((const char **)sample.strings.items)[0], "x y");
	assert_string_equal(((const char **)sample.ids.items)[0], "anna-1");
	assert_int_equal(sample.children.count, 2);
	children = sample.children.items;
	assert_int_equal(children[0].line, 4);
	assert_null(children[0].word);
	assert_int_equal(children[1].line, 5);
	assert_string_equal(children[1].date, "2020-02-29");
	pairs = children[1].pairs.items;
	assert_int_equal(children[1].pairs.count, 2);
	assert_string_equal(pairs[1].name, "ram");
	assert_string_equal(pairs[0].value, "1 104,1");
	assert_int_equal(pairs[1].line, 7);
	assert_string_equal(sample.only.id, "c");
	arena_free(&arena);
}

/* So deep or so wide that libconfig would be slow or fall over. */
static void test_depth_and_width(void **state)
{
	struct arena arena = { 0 };
	struct buffer deep = { 0 }, wide = { 0 };
	struct sample sample;
	struct error error;

	(void)state;
	buffer_text(&deep, "text = \"a\";\nchildren = ");
	for (int i = 0; i < 100000; i++)
		buffer_text(&deep, "(");
	assert_false(read_text(deep.bytes, &sample, &arena, &error));
	assert_non_null(strstr(error.text, "x.cfg:2: listor och grupper ligger för djupt i varandra: högst 32 steg"));
	for (int i = 0; i < 100000; i++)
		buffer_format(&wide, "a%d = 1;\n", i);
	assert_false(read_text(wide.bytes, &sample, &arena, &error));
	assert_non_null(strstr(error.text, "x.cfg:1001: för många namn i en grupp: högst 1000"));
	buffer_free(&deep);
	buffer_free(&wide);
	arena_free(&arena);
}

static void test_too_large(void **state)
{
	size_t size = ((size_t)64 << 20) + 1;
	char *bytes = calloc(size, 1);
	struct arena arena = { 0 };
	struct sample sample;
	struct error error;

	(void)state;
	assert_non_null(bytes);
	assert_false(read_bytes(bytes, size, &sample, &arena, &error));
	assert_non_null(strstr(error.text, "filen är för stor: högst 64 MiB"));
	free(bytes);
}

/* A file cut off anywhere, or with any byte changed, is read or refused with one sentence; never a crash, never a leak. And what our own
 * grammar takes libconfig takes too: its own complaint, which has no better words than these, is never heard. */
static void test_cut_and_changed(void **state)
{
	static const char text[] = "# å\ntext = \"ä\\\"\" /* x */ \"b\"; number = 0x1f;\nchildren = ( { id=\"a\"; pairs={ b=\"c\"; }; }, "
				   ");\nstrings=[\"a\"]; // slut\n";
	static const char changes[] = "\"\\{}()[];,=@#/*0x\n\x80";
	struct sample sample;
	struct error error;
	char copy[sizeof text];

	(void)state;
	for (size_t i = 0; i < sizeof text - 1; i++) {
		for (size_t j = 0; j < sizeof changes; j++) { /* the last one is the NUL: cut off here */
			struct arena arena = { 0 };

			memcpy(copy, text, sizeof text);
			copy[i] = changes[j];
			if (!read_bytes(copy, changes[j] ? sizeof text - 1 : i, &sample, &arena, &error))
				expect(strncmp(error.text, "x.cfg:", 6) == 0 && !strstr(error.text, "ett tecken fattas"), "%zu %zu %s", i, j,
				       error.text);
			arena_free(&arena);
		}
	}
}

static void test_peek(void **state)
{
	static const char text[] = "format = 7; unheard_of = { x = 1; };";
	struct error error = { 0 };
	int number = 3;

	(void)state;
	assert_true(settings_peek("x.cfg", text, strlen(text), "format", &number, &error));
	assert_int_equal(number, 7);
	assert_true(settings_peek("x.cfg", text, strlen(text), "year", &number, &error));
	assert_int_equal(number, 7);
	assert_true(settings_peek("x.cfg", "format = \"8\";", 13, "format", &number, &error));
	assert_int_equal(number, 7);
	assert_false(settings_peek("x.cfg", "format = ", 9, "format", &number, &error));
	assert_non_null(strstr(error.text, "x.cfg:1: "));
}

/* What is quoted from the file moves no cursor. */
static void test_quoted_text_is_harmless(void **state)
{
	struct arena arena = { 0 };
	struct sample sample;
	struct error error;

	(void)state;
	assert_false(read_text("text = \"a\"; only = { id = \"\u202ex\xc2\x9b"
			       "2J\"; };",
			       &sample, &arena, &error));
	assert_null(strstr(error.text, "\u202e"));
	assert_null(strstr(error.text, "\xc2\x9b"));
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bad_files),
		cmocka_unit_test(test_bad_bytes),
		cmocka_unit_test(test_good_files),
		cmocka_unit_test(test_everything_is_filled),
		cmocka_unit_test(test_depth_and_width),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_cut_and_changed),
		cmocka_unit_test(test_peek),
		cmocka_unit_test(test_quoted_text_is_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The codec itself, with shapes of the test's own: every type of field, every way of being absent, growth, and what is refused. */
#include "testing.h"

#include "line.h"

#include <stdlib.h>
#include <string.h>

struct pair { const char *id; int64_t first, second; bool last; };
struct part { const char *text; struct list pairs; };
struct thing {
	const char *text, *id, *digest, *at, *day, *figure, *word;
	int64_t number, nullable, small;
	bool flag;
	struct list parts, strings, one, empty;
};

#define AT(type, member) .offset = offsetof(struct type, member)

static const struct field pair_fields[] = {
	{ .name = "id", AT(pair, id), .type = FIELD_ID, .flags = FIELD_OPTIONAL },
	{ .name = "first", AT(pair, first), .type = FIELD_NUMBER, .flags = FIELD_OPTIONAL },
	{ .name = "second", AT(pair, second), .type = FIELD_NUMBER, .flags = FIELD_OPTIONAL },
	{ .name = "last", AT(pair, last), .type = FIELD_FLAG },
	{ 0 },
};
static const struct shape pair_shape = { sizeof(struct pair), true, pair_fields };

static const struct field part_fields[] = {
	{ .name = "text", AT(part, text), .type = FIELD_TEXT },
	{ .name = "pairs", AT(part, pairs), .type = FIELD_LIST, .of = &pair_shape, .flags = FIELD_OPTIONAL },
	{ 0 },
};
static const struct shape part_shape = { sizeof(struct part), false, part_fields };

static const char *const words[] = { "red", "green", NULL };
static const struct field thing_fields[] = {
	{ .name = "text", AT(thing, text), .type = FIELD_TEXT, .flags = FIELD_OPTIONAL },
	{ .name = "id", AT(thing, id), .type = FIELD_ID, .flags = FIELD_OPTIONAL },
	{ .name = "digest", AT(thing, digest), .type = FIELD_HASH, .flags = FIELD_OPTIONAL | FIELD_NAMED },
	{ .name = "at", AT(thing, at), .type = FIELD_TIME, .flags = FIELD_OPTIONAL },
	{ .name = "day", AT(thing, day), .type = FIELD_DATE, .flags = FIELD_OPTIONAL },
	{ .name = "figure", AT(thing, figure), .type = FIELD_FIGURE, .flags = FIELD_OPTIONAL },
	{ .name = "word", AT(thing, word), .type = FIELD_WORD, .words = words, .flags = FIELD_OPTIONAL },
	{ .name = "number", AT(thing, number), .type = FIELD_NUMBER, .least = -NUMBER_MAX, .flags = FIELD_OPTIONAL },
	{ .name = "nullable", AT(thing, nullable), .type = FIELD_NUMBER, .flags = FIELD_NULLABLE },
	{ .name = "small", AT(thing, small), .type = FIELD_NUMBER, .least = 1, .most = 12, .flags = FIELD_OPTIONAL },
	{ .name = "flag", AT(thing, flag), .type = FIELD_FLAG },
	{ .name = "parts", AT(thing, parts), .type = FIELD_LIST, .of = &part_shape, .flags = FIELD_OPTIONAL },
	{ .name = "strings", AT(thing, strings), .type = FIELD_STRINGS, .flags = FIELD_OPTIONAL },
	{ .name = "one", AT(thing, one), .type = FIELD_LIST, .of = &pair_shape, .flags = FIELD_OPTIONAL | FIELD_ONE },
	{ .name = "empty", AT(thing, empty), .type = FIELD_LIST, .of = &pair_shape, .flags = FIELD_EMPTY },
	{ 0 },
};
static const struct shape thing_shape = { sizeof(struct thing), false, thing_fields };

/* A thing with nothing in it. */
static struct thing nothing(void)
{
	return (struct thing){ .number = NUMBER_NONE, .nullable = NUMBER_NONE, .small = NUMBER_NONE };
}

static const char *read_thing(const char *text, struct thing *thing, struct arena *arena, char **copy)
{
	struct line_reader reader;

	*copy = memory_string(text);
	reader = (struct line_reader){ .at = *copy, .end = *copy + strlen(text) };
	if (!line_read(&reader, &thing_shape, thing, arena))
		return reader.wrong;
	return reader.at == reader.end ? NULL : "more";
}

static bool round_trip(const char *text)
{
	struct arena arena = { 0 };
	struct buffer out = { 0 };
	struct error error = { 0 };
	struct thing thing;
	char *copy;
	const char *wrong = read_thing(text, &thing, &arena, &copy);
	bool same;

	expect(!wrong, "%s: %s", text, wrong);
	expect(line_write(&out, &thing_shape, &thing, &error), "%s: %s", text, error.text);
	same = !strcmp(out.bytes, text);
	if (!same)
		print_error("%s\n", out.bytes);
	buffer_free(&out);
	arena_free(&arena);
	free(copy);
	return same;
}

#define DIGITS "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define END "\"nullable\":null,\"empty\":[]}"

static const char *const spellings[] = {
	"{" END,
	"{\"text\":\" a\\\"b\\\\c\\nd\\te/åäö€\xf0\x9f\x8f\xa5\xc2\x80\"," END,
	"{\"id\":\"a-9\",\"digest\":\"" DIGITS "\",\"at\":\"2020-02-29T23:59:59-12:00\",\"day\":\"2020-02-29\",\"figure\":\"a/2020/ram\",\"word\":\"green\"," END,
	"{\"number\":0," END,
	"{\"number\":-10000000000000," END,
	"{\"number\":10000000000000," END,
	"{\"nullable\":0,\"small\":12,\"flag\":true,\"empty\":[]}",
	"{\"nullable\":null,\"parts\":[{\"text\":\"\"},{\"text\":\"b\",\"pairs\":[[],[\"a\"],[null,5],[null,null,7],[\"b\",null,null,true]]}],\"empty\":[[]]}",
	"{\"nullable\":null,\"strings\":[\"a\",\"b\"],\"one\":[\"x\",1],\"empty\":[]}",
};

static void what_is_written_is_read(void **state)
{
	const char *const *row;

	(void)state;
	for (EACH(row, spellings))
		expect(round_trip(*row), "%s", *row);
}

static void long_lists_grow(void **state)
{
	struct buffer text = { 0 };

	(void)state;
	for (size_t many = 1; many < 3000; many = many * 3 / 2 + 1) {
		text.size = 0;
		buffer_text(&text, "{\"nullable\":1,\"strings\":[\"a\"");
		for (size_t i = 0; i < many; i++)
			buffer_format(&text, ",\"s%zu\"", i);
		buffer_text(&text, "],\"empty\":[[\"a\"]");
		for (size_t i = 0; i < many; i++)
			buffer_format(&text, ",[\"s%zu\",%zu]", i, i);
		buffer_text(&text, "]}");
		assert_true(round_trip(text.bytes));
	}
	buffer_free(&text);
}

static const struct refusal { const char *text, *word; } refusals[] = {
	{ "", "end" },
	{ "[", "order" },
	{ "{}", "order" },
	{ "{\"nullable\":null,\"empty\":[]", "end" },
	{ "{\"nullable\":null,\"empty\":[]}x", "more" },
	{ "{\"nullable\":null", "end" },
	{ "{,\"nullable\":null,\"empty\":[]}", "order" },
	{ "{\"nullable\":nul,\"empty\":[]}", "number" },
	{ "{\"text\":\"", "end" },
	{ "{\"text\":\"a", "end" },
	{ "{\"text\":\"a\\", "string" },
	{ "{\"text\":\"\\x\"," END, "string" },
	{ "{\"text\":\"\"," END, "empty" },
	{ "{\"text\":\"\x01\"," END, "string" },
	{ "{\"text\":\"\x7f\"," END, "string" },
	{ "{\"text\":\"\xc3\"," END, "not-utf8" },
	{ "{\"text\":\"\xc3\\n\"," END, "not-utf8" },
	{ "{\"number\":00," END, "number" },
	{ "{\"number\":-0," END, "number" },
	{ "{\"number\":-," END, "number" },
	{ "{\"number\":100000000000000," END, "number" },
	{ "{\"number\":1000000000000000000000000," END, "number" },
	{ "{\"nullable\":-1,\"empty\":[]}", "number" },
	{ "{\"nullable\":1,\"small\":0,\"empty\":[]}", "number" },
	{ "{\"nullable\":1,\"small\":13,\"empty\":[]}", "number" },
	{ "{\"nullable\":1,\"flag\":false,\"empty\":[]}", "flag" },
	{ "{\"nullable\":1,\"strings\":[],\"empty\":[]}", "list" },
	{ "{\"nullable\":1,\"strings\":[\"A\"],\"empty\":[]}", "id" },
	{ "{\"nullable\":1,\"strings\":\"a\",\"empty\":[]}", "list" },
	{ "{\"nullable\":1,\"empty\":[[null]]}", "null" },
	{ "{\"nullable\":1,\"empty\":[[\"a\",null,null]]}", "null" },
	{ "{\"nullable\":1,\"empty\":[[\"a\",1,1,true,1]]}", "order" },
	{ "{\"nullable\":1,\"empty\":[[\"a\" ]]}", "order" },
	{ "{\"nullable\":1,\"empty\":[[\"a\"", "end" },
	{ "{\"nullable\":1,\"one\":[[\"a\"]],\"empty\":[]}", "string" },
	{ "{\"word\":\"blue\"," END, "word" },
	{ "{\"word\":\"\"," END, "empty" },
};

static void other_spellings_are_refused(void **state)
{
	const struct refusal *row;

	(void)state;
	for (EACH(row, refusals)) {
		struct arena arena = { 0 };
		struct thing thing;
		char *copy;
		const char *wrong = read_thing(row->text, &thing, &arena, &copy);

		expect(wrong && !strcmp(wrong, row->word), "%s: %s instead of %s", row->text, wrong ? wrong : "read", row->word);
		free(copy);
		arena_free(&arena);
	}
}

/* Cut anywhere, a spelling is refused, without a look beyond its end. */
static void beginnings_are_refused(void **state)
{
	const char *const *row;

	(void)state;
	for (EACH(row, spellings))
		for (size_t size = 0; size < strlen(*row); size++) {
			struct arena arena = { 0 };
			struct thing thing;
			char *bytes = memory_grow(NULL, size, 1);
			struct line_reader reader = { .at = bytes, .end = bytes + size };

			memcpy(bytes, *row, size);
			expect(!line_read(&reader, &thing_shape, &thing, &arena) && reader.wrong, "%.*s", (int)size, *row);
			free(bytes);
			arena_free(&arena);
		}
}

static void parts_of_a_line_stand_alone(void **state)
{
	struct pair pair = { "a", 1, NUMBER_NONE, false };
	struct part part = { "x", { &pair, 1 } }, back;
	struct arena arena = { 0 };
	struct buffer out = { 0 };
	struct line_reader reader;

	(void)state;
	buffer_text(&out, "{\"n\":1");
	assert_true(line_write_fields(&out, &part_shape, &part, false, NULL));
	assert_string_equal(out.bytes, "{\"n\":1,\"text\":\"x\",\"pairs\":[[\"a\",1]]");
	reader = (struct line_reader){ .at = out.bytes, .end = out.bytes + out.size };
	assert_true(line_literal(&reader, "{\"n\":1"));
	assert_true(line_read_fields(&reader, &part_shape, &back, false, &arena));
	assert_string_equal(back.text, "x");
	assert_ptr_equal(reader.at, reader.end);
	assert_false(line_literal(&reader, "}"));
	assert_string_equal(reader.wrong, "end");
	buffer_free(&out);
	arena_free(&arena);
}

/* ---- Values that cannot be written ---- */

static const char *write_fault(const struct thing *thing, struct error *error)
{
	struct buffer out = { 0 };
	bool fine;

	*error = (struct error){ 0 };
	buffer_text(&out, "before");
	fine = line_write(&out, &thing_shape, thing, error);
	assert_int_equal(fine, line_check(&thing_shape, thing, NULL));
	assert_true(fine || !strcmp(out.bytes, "before"));
	buffer_free(&out);
	return fine ? "" : error->word;
}

static void what_could_not_be_read_is_not_written(void **state)
{
	struct pair pairs[] = { { "a", 1, 2, false }, { "a", -1, 2, true } };
	const char *strings[] = { "a", NULL };
	struct error error;
	struct thing thing;

	(void)state;
#define EXPECT(expected, ...)                                                                      \
	thing = nothing();                                                                         \
	__VA_ARGS__;                                                                               \
	expect(!strcmp(write_fault(&thing, &error), expected), "%s: %s", #__VA_ARGS__, error.text)
	EXPECT("", thing.flag = true);
	EXPECT("", thing.text = ""); /* the same as absent */
	EXPECT("string", thing.text = "a\rb");
	EXPECT("string", thing.text = "\x7f");
	EXPECT("not-utf8", thing.text = "\xed\xa0\x80");
	EXPECT("empty", thing.id = "");
	EXPECT("id", thing.id = "Å");
	EXPECT("digest", thing.digest = "post-1");
	EXPECT("time", thing.at = "2019-11-20");
	EXPECT("date", thing.day = "2019-02-29");
	EXPECT("empty", thing.figure = "");
	EXPECT("word", thing.word = "blue");
	EXPECT("number", thing.number = NUMBER_MAX + 1);
	EXPECT("number", thing.number = INT64_MIN + 1);
	EXPECT("number", thing.small = 13);
	EXPECT("number", thing.empty = ((struct list){ pairs, 2 }));
	assert_string_equal(error.text, "empty[1].first: läste -1, väntade ett heltal från 0 till 10000000000000");
	EXPECT("list", thing.one = ((struct list){ pairs, 2 }));
	EXPECT("missing", thing.strings = ((struct list){ strings, 2 }));
	assert_non_null(strstr(error.text, "strings[1]: läste ingenting"));
#undef EXPECT
}

/* ---- JSON ---- */

static const char *take(const char *text, struct thing *thing, const char *const *skip, struct arena *arena, struct error *error)
{
	json_t *json = json_loads(text, JSON_ALLOW_NUL, NULL);
	bool fine;

	assert_non_null(json);
	*error = (struct error){ 0 };
	fine = line_from_json(json, &thing_shape, thing, skip, arena, error);
	json_decref(json);
	return fine ? "" : error->word;
}

static const struct { const char *text, *word, *says; } takings[] = {
	{ "{\"empty\":[],\"nullable\":null}", "", "" },
	{ "{\"flag\":false,\"empty\":[],\"nullable\":1,\"by\":5}", "", "" },
	{ "{\"empty\":[[]],\"nullable\":1,\"digest\":\"post-1\"}", "", "" },
	{ "{\"empty\":[],\"nullable\":1,\"strings\":[],\"parts\":null,\"text\":\"\"}", "", "" },
	{ "[]", "object", "väntade {text, id" },
	{ "{\"empty\":[]}", "missing", "nullable: läste ingenting" },
	{ "{\"empty\":null,\"nullable\":1}", "list", "empty: läste null" },
	{ "{\"nullable\":1}", "missing", "empty" },
	{ "{\"empty\":[],\"nullable\":true}", "number", "nullable: läste true" },
	{ "{\"empty\":[],\"nullable\":1e3}", "number", "läste 1000.0, väntade ett heltal från 0" },
	{ "{\"empty\":[],\"nullable\":1,\"foo\":2}", "unknown-key", "foo: läste en okänd nyckel, väntade någon av nycklarna text, id" },
	{ "{\"empty\":[],\"nullable\":1,\"\\u001b[2J\":2}", "unknown-key", "?[2J" },
	{ "{\"empty\":[],\"nullable\":1,\"text\":\"a\\u0000b\"}", "string", "text" },
	{ "{\"empty\":[],\"nullable\":1,\"strings\":[\"a\",1]}", "string", "strings[1]: läste 1, väntade 1–64 tecken" },
	{ "{\"empty\":[],\"nullable\":1,\"flag\":\"true\"}", "flag", "flag" },
	{ "{\"empty\":[],\"nullable\":1,\"digest\":\"Post\"}", "id", "64 tecken 0–9 och a–f eller en tidigare rads id" },
	{ "{\"empty\":[],\"nullable\":1,\"word\":\"blue\"}", "word", "väntade något av red, green" },
	{ "{\"empty\":[[\"a\",1,2,true,5]],\"nullable\":1}", "list", "empty[0]: läste [\"a\",1,2,true,5], väntade [id, first, second, last]" },
	{ "{\"empty\":[],\"nullable\":1,\"parts\":[{\"text\":\"x\",\"pairs\":[[],[1]]}]}", "string", "parts[0].pairs[1].id: läste 1" },
};

static void json_is_taken_or_refused_with_a_sentence(void **state)
{
	static const char *const skip[] = { "by", NULL };

	(void)state;
	for (size_t i = 0; i < sizeof takings / sizeof *takings; i++) {
		struct arena arena = { 0 };
		struct error error;
		struct thing thing;
		const char *word = take(takings[i].text, &thing, skip, &arena, &error);

		expect(!strcmp(word, takings[i].word), "%s: %s (%s)", takings[i].text, word, error.text);
		expect(strstr(error.text, takings[i].says), "%s: «%s» does not say «%s»", takings[i].text, error.text, takings[i].says);
		arena_free(&arena);
	}
}

/* A sentence is short and whole, whatever was read. */
static void long_input_is_cropped_in_the_sentence(void **state)
{
	struct buffer text = { 0 };
	struct arena arena = { 0 };
	struct error error;
	struct thing thing;

	(void)state;
	buffer_text(&text, "{\"empty\":[],\"nullable\":\"");
	for (int i = 0; i < 500; i++)
		buffer_text(&text, "å");
	buffer_text(&text, "\"}");
	assert_string_equal(take(text.bytes, &thing, NULL, &arena, &error), "number");
	assert_true(strlen(error.text) < 300);
	assert_non_null(strstr(error.text, "…, väntade ett heltal"));
	buffer_free(&text);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(long_lists_grow),
		cmocka_unit_test(other_spellings_are_refused),
		cmocka_unit_test(beginnings_are_refused),
		cmocka_unit_test(parts_of_a_line_stand_alone),
		cmocka_unit_test(what_could_not_be_read_is_not_written),
		cmocka_unit_test(json_is_taken_or_refused_with_a_sentence),
		cmocka_unit_test(long_input_is_cropped_in_the_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Lines of journals: tests/vectors/, an oracle (jansson), and the rule that a line has one spelling. */
#include "testing.h"

#include "act.h"
#include "hash.h"

#include <stdlib.h>
#include <string.h>

#define FOLDER "0123456789abcdef0123456789abcdef"
#define FILE_NAME "divchef.jsonl"

/* The lines of a vector file, LFs cut off. */
struct lines {
	char *bytes, **at;
	size_t *size, count;
};

static void lines_read(struct lines *lines, const char *path)
{
	size_t size;

	*lines = (struct lines){ .bytes = testing_read(testing_source(path), &size) };
	for (char *from = lines->bytes, *end = from + size, *lf; (lf = memchr(from, '\n', (size_t)(end - from))); from = lf + 1) {
		lines->at = memory_grow(lines->at, lines->count + 1, sizeof *lines->at);
		lines->size = memory_grow(lines->size, lines->count + 1, sizeof *lines->size);
		lines->at[lines->count] = from;
		lines->size[lines->count++] = (size_t)(lf - from);
	}
	assert_true(lines->count > 0);
}

static void lines_free(struct lines *lines)
{
	free(lines->bytes);
	free(lines->at);
	free(lines->size);
}

/* Reads a copy in memory of exactly its size, so that ASan sees a step outside. NULL, or what is wrong. */
static const char *read_copy(const char *bytes, size_t size, struct line *line, struct arena *arena, char **copy)
{
	const char *wrong = NULL;

	*copy = memory_grow(NULL, size, 1);
	memcpy(*copy, bytes, size);
	if (act_read(*copy, size, FOLDER, FILE_NAME, line, arena, &wrong))
		return NULL;
	assert_non_null(wrong);
	return wrong;
}

/* ---- Good lines ---- */

static void good_lines_are_read_and_written_the_same(void **state)
{
	struct lines lines;

	(void)state;
	lines_read(&lines, "tests/vectors/good/" FILE_NAME);
	for (size_t i = 0; i < lines.count; i++) {
		struct arena arena = { 0 };
		struct buffer out = { 0 };
		struct error error = { 0 };
		struct line line;
		char *copy, hash[HASH_TEXT];
		const char *wrong = read_copy(lines.at[i], lines.size[i], &line, &arena, &copy);

		expect(!wrong, "line %zu: %s", i + 1, wrong);
		expect(act_write(&out, &line, FOLDER, FILE_NAME, hash, &error), "line %zu: %s", i + 1, error.text);
		assert_int_equal(out.size, lines.size[i] + 1);
		assert_memory_equal(out.bytes, lines.at[i], out.size);
		assert_string_equal(hash, line.hash);
		assert_int_equal(line.head.n, i + 1);
		buffer_free(&out);
		arena_free(&arena);
		free(copy);
	}
	lines_free(&lines);
}

/* Does jansson's value say what our reader put into the struct? Walks the shape; counts which fields were there. */
static void same_value(const json_t *json, const struct field *field, const void *slot);

static void same_fields(const json_t *json, const struct shape *shape, const void *value)
{
	size_t i = 0;

	for (const struct field *field = shape->fields; field->name; field++, i++) {
		const json_t *member = shape->tuple ? json_array_get(json, i) : json_object_get(json, field->name);

		same_value(member, field, (const char *)value + field->offset);
	}
}

static void same_list(const json_t *json, const struct field *field, const struct list *list)
{
	assert_int_equal(list->count, field->flags & FIELD_ONE ? json != NULL : json_array_size(json));
	for (size_t i = 0; i < list->count; i++)
		same_fields(field->flags & FIELD_ONE ? json : json_array_get(json, i), field->of,
		            (const char *)list->items + i * field->of->size);
}

static void same_strings(const json_t *json, const struct list *list)
{
	const char *const *items = list->items;

	assert_int_equal(list->count, json_array_size(json));
	for (size_t i = 0; i < list->count; i++)
		assert_string_equal(items[i], json_string_value(json_array_get(json, i)));
}

static struct seen { const struct field *field; bool present, absent; } seen[256];

static struct seen *seen_of(const struct field *field)
{
	struct seen *one = seen, *last = seen + sizeof seen / sizeof *seen - 1; /* which stays empty */

	while (one->field && one->field != field)
		one++;
	assert_true(one < last);
	one->field = field;
	return one;
}

static void same_value(const json_t *json, const struct field *field, const void *slot)
{
	*(json ? &seen_of(field)->present : &seen_of(field)->absent) = true;
	if (field->type == FIELD_LIST)
		same_list(json, field, slot);
	else if (field->type == FIELD_STRINGS)
		same_strings(json, slot);
	else if (field->type == FIELD_FLAG)
		assert_int_equal(*(const bool *)slot, json != NULL && json_is_true(json));
	else if (field->type == FIELD_NUMBER)
		assert_true(*(const int64_t *)slot == (json_is_integer(json) ? json_integer_value(json) : NUMBER_NONE));
	else if (json)
		assert_string_equal(*(const char *const *)slot, json_string_value(json));
	else
		assert_null(*(const char *const *)slot);
}

static void same_envelope(const json_t *json, const struct line *line)
{
	const struct cite *saw = line->head.saw.items;
	const json_t *cites = json_object_get(json, "saw");

	assert_int_equal(line->head.n, json_integer_value(json_object_get(json, "n")));
	assert_int_equal(line->head.org, json_integer_value(json_object_get(json, "org")));
	assert_string_equal(line->head.prev, json_string_value(json_object_get(json, "prev")));
	assert_string_equal(line->head.id, json_string_value(json_object_get(json, "id")));
	assert_string_equal(line->head.at, json_string_value(json_object_get(json, "at")));
	assert_string_equal(line->hash, json_string_value(json_object_get(json, "hash")));
	assert_string_equal(act_name(line->act.kind), json_string_value(json_object_get(json, "act")));
	assert_int_equal(line->head.saw.count, json_array_size(cites));
	for (size_t i = 0; i < line->head.saw.count; i++) {
		assert_string_equal(saw[i].user, json_string_value(json_array_get(json_array_get(cites, i), 0)));
		assert_int_equal(saw[i].n, json_integer_value(json_array_get(json_array_get(cites, i), 1)));
		assert_string_equal(saw[i].hash, json_string_value(json_array_get(json_array_get(cites, i), 2)));
	}
}

static void every_field_was_seen(const struct shape *shape)
{
	for (const struct field *field = shape->fields; field->name; field++) {
		expect(seen_of(field)->present, "%s never stands in a good line", field->name);
		expect(!(field->flags & FIELD_OPTIONAL) || seen_of(field)->absent, "%s is never absent in a good line", field->name);
		if (field->of)
			every_field_was_seen(field->of);
	}
}

static void good_lines_say_what_jansson_reads(void **state)
{
	struct lines lines;

	(void)state;
	lines_read(&lines, "tests/vectors/good/" FILE_NAME);
	for (size_t i = 0; i < lines.count; i++) {
		struct arena arena = { 0 };
		struct line line;
		char *copy, *dumped;
		json_t *json = json_loadb(lines.at[i], lines.size[i], JSON_REJECT_DUPLICATES, NULL);

		assert_non_null(json);
		assert_null(read_copy(lines.at[i], lines.size[i], &line, &arena, &copy));
		same_envelope(json, &line);
		same_fields(json, act_shape(line.act.kind), act_body(&line.act));
		dumped = json_dumps(json, JSON_COMPACT | JSON_PRESERVE_ORDER);
		assert_int_equal(strlen(dumped), lines.size[i]);
		assert_memory_equal(dumped, lines.at[i], lines.size[i]);
		free(dumped);
		free(copy);
		json_decref(json);
		arena_free(&arena);
	}
	for (enum act_kind kind = 0; kind < ACT_KINDS; kind++)
		every_field_was_seen(act_shape(kind));
	lines_free(&lines);
}

static json_t *without_envelope(const char *bytes, size_t size)
{
	static const char *const keys[] = { "n", "prev", "skip", "org", "saw", "hash" };
	json_t *json = json_loadb(bytes, size, 0, NULL);
	const char *const *key;

	for (EACH(key, keys))
		json_object_del(json, *key);
	return json;
}

static void good_acts_are_taken_from_json(void **state)
{
	struct lines lines;

	(void)state;
	lines_read(&lines, "tests/vectors/good/" FILE_NAME);
	for (size_t i = 0; i < lines.count; i++) {
		struct arena arena = { 0 };
		struct buffer out = { 0 };
		struct error error = { 0 };
		struct act_input input;
		struct line line;
		char *copy, hash[HASH_TEXT];
		json_t *json = without_envelope(lines.at[i], lines.size[i]);

		expect(act_from_json(json, &input, &arena, &error), "line %zu: %s", i + 1, error.text);
		json_decref(json);
		assert_null(read_copy(lines.at[i], lines.size[i], &line, &arena, &copy));
		assert_string_equal(input.id, line.head.id);
		assert_string_equal(input.at, line.head.at);
		assert_null(input.by);
		line.act = input.act;
		assert_true(act_check(&input.act, &error));
		assert_true(act_write(&out, &line, FOLDER, FILE_NAME, hash, &error));
		assert_memory_equal(out.bytes, lines.at[i], lines.size[i]);
		buffer_free(&out);
		free(copy);
		arena_free(&arena);
	}
	lines_free(&lines);
}

/* ---- Bad lines ---- */

static void bad_lines_are_refused_with_the_word_listed(void **state)
{
	char *table = testing_read(testing_source("tests/vectors/bad/words.txt"), NULL), *rest = table, *row;
	size_t count = 0;

	(void)state;
	while ((row = strtok_r(rest, "\n", &rest))) {
		char name[128], word[32], path[256], *copy;
		struct arena arena = { 0 };
		struct lines lines;
		struct line line;
		const char *wrong;

		assert_int_equal(sscanf(row, "%127s %31s", name, word), 2);
		snprintf(path, sizeof path, "tests/vectors/bad/%s.line", name);
		lines_read(&lines, path);
		assert_int_equal(lines.count, 1);
		wrong = read_copy(lines.at[0], lines.size[0], &line, &arena, &copy);
		expect(wrong && !strcmp(wrong, word), "%s: %s instead of %s", name, wrong ? wrong : "read", word);
		free(copy);
		arena_free(&arena);
		lines_free(&lines);
		count++;
	}
	assert_true(count >= 40);
	free(table);
}

/* ---- One spelling: whatever is accepted is what the writer writes ---- */

static void sign(char *bytes, size_t size)
{
	char hash[HASH_TEXT];

	hash_line(FOLDER, FILE_NAME, bytes, size + 1, hash);
	memcpy(bytes + size - 66, hash, 64);
}

static bool spelt_once(const char *bytes, size_t size)
{
	struct arena arena = { 0 };
	struct buffer out = { 0 };
	struct line line;
	char *copy, hash[HASH_TEXT];
	bool once = true;

	if (!read_copy(bytes, size, &line, &arena, &copy))
		once = act_write(&out, &line, FOLDER, FILE_NAME, hash, NULL) && out.size == size + 1 && !memcmp(out.bytes, bytes, size);
	buffer_free(&out);
	free(copy);
	arena_free(&arena);
	return once;
}

static void try_changes_at(const char *bytes, size_t size, size_t at)
{
	static const char others[] = "\"\\{}[],:-019anlu \n\t\x7f\xc3\xa5";
	char changed[LINE_MAX_BYTES];

	for (const char *other = others; *other; other++) {
		memcpy(changed, bytes, size);
		changed[at] = *other;
		sign(changed, size);
		expect(spelt_once(changed, size), "byte %zu as %02x: %.*s", at, (unsigned char)*other, (int)size, changed);
		memcpy(changed + at + 1, bytes + at, size - at);
		sign(changed, size + 1);
		expect(spelt_once(changed, size + 1), "%02x put in at %zu: %.*s", (unsigned char)*other, at, (int)size, bytes);
	}
	memcpy(changed, bytes, at);
	memcpy(changed + at, bytes + at + 1, size - at - 1);
	sign(changed, size - 1);
	expect(spelt_once(changed, size - 1), "byte %zu left out: %.*s", at, (int)size, bytes);
}

static void a_line_has_one_spelling(void **state)
{
	struct lines lines;

	(void)state;
	lines_read(&lines, "tests/vectors/good/" FILE_NAME);
	for (size_t i = 0; i < lines.count; i++)
		for (size_t at = 0; at < lines.size[i] - 75; at++)
			if (at < 20 || at > 84 || i < 2) /* prev is the same in all of them */
				try_changes_at(lines.at[i], lines.size[i], at);
	lines_free(&lines);
}

/* ---- Values ---- */

static struct line line_of(const struct act *act)
{
	static const char digits[] = "0000000000000000000000000000000000000000000000000000000000000000";

	return (struct line){ .head = { .n = 1, .prev = digits, .id = "x", .at = "2019-11-20T09:14:03+01:00", .org = 1 }, .act = *act };
}

static struct act say_of(const char *text)
{
	struct act act;

	act_clear(&act, ACT_SAY);
	act.say.unit = "vardval";
	act.say.kind = "note";
	act.say.text = text;
	return act;
}

static void a_line_has_64_kib(void **state)
{
	struct buffer out = { 0 };
	struct error error = { 0 };
	struct arena arena = { 0 };
	struct line line, back;
	struct act act;
	char *text = memory_grow(NULL, LINE_MAX_BYTES, 1), *copy, hash[HASH_TEXT];
	size_t empty;

	(void)state;
	act = say_of("");
	line = line_of(&act);
	assert_true(act_write(&out, &line, FOLDER, FILE_NAME, hash, &error));
	empty = out.size;
	memset(text, 'x', LINE_MAX_BYTES);
	text[LINE_MAX_BYTES - empty + 1] = '\0';
	line.act.say.text = text;
	out.size = 0;
	assert_false(act_write(&out, &line, FOLDER, FILE_NAME, hash, &error));
	assert_string_equal(error.word, "too-long");
	assert_int_equal(out.size, 0);
	text[LINE_MAX_BYTES - empty] = '\0';
	assert_true(act_write(&out, &line, FOLDER, FILE_NAME, hash, &error));
	assert_int_equal(out.size, LINE_MAX_BYTES);
	assert_null(read_copy(out.bytes, out.size - 1, &back, &arena, &copy));
	assert_string_equal(back.act.say.text, text);
	free(copy);
	assert_string_equal(read_copy(out.bytes, out.size, &back, &arena, &copy), "too-long");
	free(copy);
	free(text);
	buffer_free(&out);
	arena_free(&arena);
}

static void short_input_is_refused(void **state)
{
	static const char bytes[] = ",\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\"}";
	struct arena arena = { 0 };
	struct line line;
	char *copy;

	(void)state;
	for (size_t size = 1; size < sizeof bytes; size++) {
		assert_string_equal(read_copy(bytes, size, &line, &arena, &copy), "hash");
		free(copy);
	}
	copy = memory_string(bytes);
	sign(copy, strlen(copy));
	assert_true(spelt_once(copy, strlen(copy)));
	free(copy);
	arena_free(&arena);
}

static void writing_refuses_what_could_not_be_read(void **state)
{
	struct buffer out = { 0 };
	struct error error = { 0 };
	struct act act = say_of("text");
	struct line line = line_of(&act);
	char hash[HASH_TEXT];

	(void)state;
	buffer_text(&out, "before");
	line.head.org = 0;
	assert_false(act_write(&out, &line, FOLDER, FILE_NAME, hash, &error));
	assert_string_equal(error.word, "org");
	line.head.org = 1;
	line.act.say.text = "\xff";
	assert_false(act_write(&out, &line, FOLDER, FILE_NAME, hash, &error));
	assert_string_equal(error.word, "not-utf8");
	act_clear(&line.act, ACT_POST);
	line.act.post.kind = "index";
	line.act.post.year = 2020;
	assert_false(act_check(&line.act, &error));
	assert_string_equal(error.word, "legs");
	assert_false(act_write(&out, &line, FOLDER, FILE_NAME, hash, &error));
	assert_string_equal(out.bytes, "before");
	line.act.post.kind = NULL;
	assert_false(act_check(&line.act, &error));
	assert_string_equal(error.word, "missing");
	buffer_free(&out);
}

static void acts_have_names_bodies_and_units(void **state)
{
	struct leg leg = { .unit = "vardval", .kr = 1, .until = NUMBER_NONE, .full_year = NUMBER_NONE };
	enum act_kind found = ACT_KINDS;
	struct act act;

	(void)state;
	for (enum act_kind kind = 0; kind < ACT_KINDS; kind++) {
		assert_true(act_find(act_name(kind), &found));
		assert_int_equal(found, kind);
		act_clear(&act, kind);
		assert_int_equal(act.kind, kind);
		assert_null(act_unit(&act));
	}
	assert_false(act_find("submits", &found));
	act_clear(&act, ACT_POST);
	assert_true(act.post.until == NUMBER_NONE && act.post.year == 0);
	act.post.legs = (struct list){ &leg, 1 };
	assert_string_equal(act_unit(&act), "vardval");
	act_clear(&act, ACT_TARGET);
	assert_true(act.target.kr == NUMBER_NONE);
	act.target.unit = "service";
	assert_string_equal(act_unit(&act), "service");
	assert_ptr_equal(act_body(&act), &act.target);
	act_clear(&act, ACT_SAY);
	assert_true(act.say.kr == NUMBER_NONE && act.say.full_year == NUMBER_NONE);
	act_clear(&act, ACT_RETURN);
	act.verdict.unit = "vardval";
	assert_string_equal(act_unit(&act), "vardval");
	act_clear(&act, ACT_CONFIRM);
	act.confirm.unit = "service";
	assert_string_equal(act_unit(&act), "service");
	act_clear(&act, ACT_MEET);
	assert_false(act.meet.closed);
	act.meet.unit = "vardval";
	assert_string_equal(act_unit(&act), "vardval");
	act_clear(&act, ACT_OUTCOME);
	assert_true(act.follow.month == NUMBER_NONE);
}

/* ---- What people hand in ---- */

static const struct input { const char *json, *word, *says; } inputs[] = {
	{ "[]", "object", "handling" },
	{ "{}", "act", "ingenting" },
	{ "{\"act\":5}", "act", "ingenting" },
	{ "{\"act\":\"ap\\u0007ply\"}", "act", "distribute" },
	{ "{\"act\":\"target\",\"unit\":\"a\",\"year\":2020}", "missing", "kr" },
	{ "{\"act\":\"target\",\"unit\":\"a\",\"year\":2020,\"kr\":1.5}", "number", "kr: läste 1.5, väntade ett heltal" },
	{ "{\"act\":\"target\",\"unit\":\"a\",\"year\":2020,\"kr\":2.0}", "number", "kr: läste 2.0" },
	{ "{\"act\":\"target\",\"unit\":\"a\",\"year\":2020,\"kr\":\"5\"}", "number", "kr: läste \"5\"" },
	{ "{\"act\":\"target\",\"unit\":\"a\",\"year\":\"2020\",\"kr\":5}", "number", "year: läste \"2020\"" },
	{ "{\"act\":\"target\",\"unit\":\"A\",\"year\":2020,\"kr\":5}", "id", "unit: läste \"A\"" },
	{ "{\"act\":\"target\",\"unit\":\"a\",\"year\":2020,\"kr\":5,\"why\":\"x\"}", "unknown-key", "why" },
	{ "{\"act\":\"target\",\"unit\":\"a\",\"year\":2020,\"kr\":5,\"n\":1}", "unknown-key", "n" },
	{ "{\"act\":\"target\",\"unit\":\"a\",\"year\":2020,\"kr\":5,\"at\":\"2019\"}", "time", "at" },
	{ "{\"act\":\"target\",\"unit\":\"a\",\"year\":2020,\"kr\":5,\"by\":7}", "string", "by" },
	{ "{\"act\":\"target\",\"unit\":\"a\",\"year\":2020,\"kr\":5,\"id\":\"\"}", "empty", "id" },
	{ "{\"act\":\"post\",\"kind\":\"x\",\"year\":2020,\"legs\":[]}", "legs", "legs" },
	{ "{\"act\":\"post\",\"kind\":\"x\",\"year\":2020,\"legs\":{}}", "list", "legs" },
	{ "{\"act\":\"post\",\"kind\":\"x\",\"year\":2020,\"legs\":[[\"a\",1],[\"b\"]]}", "missing", "legs[1].kr" },
	{ "{\"act\":\"post\",\"kind\":\"x\",\"year\":2020,\"legs\":[[\"a\",1,2020,1,1]]}", "list", "legs[0]" },
	{ "{\"act\":\"post\",\"kind\":\"x\",\"year\":2020,\"legs\":[{\"unit\":\"a\",\"kr\":1}]}", "list", "legs[0]" },
	{ "{\"act\":\"post\",\"kind\":\"x\",\"year\":2020,\"legs\":[[\"a\",1]],\"end\":\"both\"}", "word", "own, unknown, derived" },
	{ "{\"act\":\"post\",\"kind\":\"x\",\"year\":2020,\"legs\":[],\"replaces\":\"Not an id\"}", "id", "en tidigare rads id" },
	{ "{\"act\":\"distribute\",\"unit\":\"a\",\"year\":2020,\"lines\":[{\"line\":\"p\",\"kr\":1,\"details\":[{\"id\":\"d\",\"text\":5,\"kr\":1}]}]}", "string",
	  "lines[0].details[0].text: läste 5" },
	{ "{\"act\":\"distribute\",\"unit\":\"a\",\"year\":2020,\"lines\":[]}", "list", "lines" },
	{ "{\"act\":\"version\",\"name\":\"x\",\"heads\":\"abc\"}", "digest", "heads" },
	{ "{\"act\":\"version\",\"name\":\"x\",\"heads\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"lock\":1}", "flag", "lock" },
	{ "{\"act\":\"submit\",\"unit\":\"a\",\"year\":2020,\"plan\":\"nyss\"}", "digest", "plan" },
	{ "{\"act\":\"submit\",\"unit\":\"a\"}", "missing", "year" },
	{ "{\"act\":\"approve\",\"unit\":\"a\"}", "missing", "submit" },
	{ "{\"act\":\"approve\",\"unit\":\"a\",\"submit\":\"s\",\"marks\":[{\"figure\":\"ram\"}]}", "unknown-key", "marks" },
	{ "{\"act\":\"recall\",\"unit\":\"a\",\"submit\":\"Not an id\"}", "id", "en tidigare rads id" },
	{ "{\"act\":\"return\",\"unit\":\"a\",\"submit\":\"s\"}", "missing", "text" },
	{ "{\"act\":\"return\",\"unit\":\"a\",\"submit\":\"s\",\"text\":\"x\",\"marks\":[{\"figure\":\"ram\"},{\"text\":\"x\"}]}", "missing", "marks[1].figure" },
	{ "{\"act\":\"resolve\",\"unit\":\"a\",\"thread\":\"t\",\"open\":\"ja\"}", "flag", "open" },
	{ "{\"act\":\"confirm\",\"unit\":\"a\",\"entry\":[\"e\"]}", "string", "entry" },
	{ "{\"act\":\"meet\",\"unit\":\"a\"}", "missing", "date" },
	{ "{\"act\":\"meet\",\"unit\":\"a\",\"date\":\"i dag\"}", "date", "date: läste" },
	{ "{\"act\":\"meet\",\"unit\":\"a\",\"date\":\"2019-11-20\",\"units\":[\"a\",7]}", "string", "units" },
	{ "{\"act\":\"meet\",\"unit\":\"a\",\"date\":\"2019-11-20\",\"units\":{}}", "list", "units" },
	{ "{\"act\":\"meet\",\"unit\":\"a\",\"date\":\"2019-11-20\",\"secretary\":\"Anna Berg\"}", "id", "secretary" },
	{ "{\"act\":\"meet\",\"unit\":\"a\",\"date\":\"2019-11-20\",\"meeting\":\"Mötet\"}", "id", "en tidigare rads id" },
	{ "{\"act\":\"target\",\"unit\":\"a\",\"year\":2020,\"kr\":5,\"decision\":5}", "string", "decision" },
	{ "{\"act\":\"say\",\"unit\":\"a\",\"kind\":\"wish\",\"text\":\"x\"}", "word", "proposal" },
};

static void bad_input_is_refused_with_a_sentence(void **state)
{
	const struct input *row;

	(void)state;
	for (EACH(row, inputs)) {
		struct arena arena = { 0 };
		struct error error = { 0 };
		struct act_input input;
		json_t *json = json_loads(row->json, 0, NULL);

		assert_non_null(json);
		expect(!act_from_json(json, &input, &arena, &error), "%s", row->json);
		expect(!strcmp(error.word, row->word), "%s: %s, not %s (%s)", row->json, error.word, row->word, error.text);
		expect(strstr(error.text, row->says), "%s: «%s» does not say «%s»", row->json, error.text, row->says);
		json_decref(json);
		arena_free(&arena);
	}
}

/* An id where the file has a hash, explicit nulls, empty texts and lists, `lock` false: forgiven on the way in. */
static void input_may_be_easy(void **state)
{
	static const char text[] = "{\"replaces\":\"post-1\",\"legs\":[[\"a\",5,null,null]],\"until\":null,\"text\":\"\",\"details\":[],"
				   "\"year\":2020,\"by\":\"anna\",\"kind\":\"index\",\"act\":\"post\"}";
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct act_input input;
	json_t *json = json_loads(text, 0, NULL);
	const struct leg *legs;

	(void)state;
	expect(act_from_json(json, &input, &arena, &error), "%s", error.text);
	json_decref(json);
	legs = input.act.post.legs.items;
	assert_string_equal(input.by, "anna");
	assert_string_equal(input.act.post.replaces, "post-1");
	assert_null(input.act.post.text);
	assert_int_equal(input.act.post.details.count, 0);
	assert_true(input.act.post.until == NUMBER_NONE && legs[0].until == NUMBER_NONE && legs[0].full_year == NUMBER_NONE && legs[0].kr == 5);
	assert_false(act_check(&input.act, &error)); /* until the caller has put the hash there */
	assert_string_equal(error.word, "digest");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_lines_are_read_and_written_the_same),
		cmocka_unit_test(good_lines_say_what_jansson_reads),
		cmocka_unit_test(good_acts_are_taken_from_json),
		cmocka_unit_test(bad_lines_are_refused_with_the_word_listed),
		cmocka_unit_test(a_line_has_one_spelling),
		cmocka_unit_test(a_line_has_64_kib),
		cmocka_unit_test(short_input_is_refused),
		cmocka_unit_test(writing_refuses_what_could_not_be_read),
		cmocka_unit_test(acts_have_names_bodies_and_units),
		cmocka_unit_test(bad_input_is_refused_with_a_sentence),
		cmocka_unit_test(input_may_be_easy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

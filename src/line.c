#include "line.h"

#include "hash.h"
#include "intl.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where in a value we are, so that a sentence can name it: lines[3].details[0].text */
struct place {
	const struct place *above;
	const char *name; /* NULL: an element, counted by index */
	size_t index;
};

/* Bytes of a string: what stands for itself, what must be looked at as UTF-8, and what ends the run. */
enum { BYTE_PLAIN, BYTE_HIGH, BYTE_STOP };
static const unsigned char byte_class[256] = {
	[0x00 ... 0x1f] = BYTE_STOP, ['"'] = BYTE_STOP, ['\\'] = BYTE_STOP, [0x7f] = BYTE_STOP, [0x80 ... 0xff] = BYTE_HIGH,
};

static const struct escape { char letter, means; } escapes[] = { { '"', '"' }, { '\\', '\\' }, { 'n', '\n' }, { 't', '\t' } };
#define ESCAPES (sizeof escapes / sizeof *escapes)

/* What a type's text must be beyond well-formed; `expected` also serves the types that are not text. */
static const struct rule {
	bool (*valid)(const char *text);
	const char *word, *expected;
} rules[] = {
	[FIELD_TEXT] = { NULL, "string", N_("text i UTF-8 utan styrtecken") },
	[FIELD_ID] = { text_is_id, "id", N_("1–64 tecken a–z, 0–9 eller bindestreck") },
	[FIELD_HASH] = { hash_valid, "digest", N_("64 tecken 0–9 och a–f") },
	[FIELD_TIME] = { text_is_time, "time", N_("en tid som 2019-11-20T09:14:03+01:00") },
	[FIELD_DATE] = { text_is_date, "date", N_("en dag som 2019-11-20") },
	[FIELD_FIGURE] = { NULL, "empty", N_("en uppgift som vardval/2020/ram") },
	[FIELD_WORD] = { NULL, "word", N_("något av") },
	[FIELD_NUMBER] = { NULL, "number", N_("ett heltal") },
	[FIELD_FLAG] = { NULL, "flag", N_("true") },
	[FIELD_LIST] = { NULL, "list", N_("en lista som inte är tom") },
	[FIELD_STRINGS] = { NULL, "list", N_("en lista av id som inte är tom") },
};

/* The elements of FIELD_STRINGS. */
static const struct field string_element = { .type = FIELD_ID };

static bool is_optional(const struct field *field)
{
	return field->flags & FIELD_OPTIONAL || field->type == FIELD_FLAG;
}

static size_t item_size(const struct field *field)
{
	return field->of ? field->of->size : sizeof(char *);
}

static bool is_word(const struct field *field, const char *text)
{
	for (const char *const *word = field->words; word && *word; word++)
		if (!strcmp(*word, text))
			return true;
	return false;
}

/* NULL when a decoded text may stand in the field, else what is wrong with it. */
static const char *text_fault(const struct field *field, const char *text)
{
	const struct rule *rule = &rules[field->type];

	if (!*text && (is_optional(field) || field->type == FIELD_FIGURE))
		return "empty";
	if (field->type == FIELD_WORD && !is_word(field, text))
		return "word";
	return rule->valid && !rule->valid(text) ? rule->word : NULL;
}

static bool number_fits(const struct field *field, int64_t number)
{
	return number >= field->least && number <= (field->most ? field->most : NUMBER_MAX);
}

/* ---- Sentences about what is wrong ---- */

static void print_place(struct buffer *out, const struct place *place)
{
	if (!place)
		return;
	print_place(out, place->above);
	if (!place->name)
		buffer_format(out, "[%zu]", place->index);
	else
		buffer_format(out, out->size ? ".%s" : "%s", place->name);
}

static void print_names(struct buffer *out, const struct shape *shape)
{
	for (const struct field *field = shape->fields; field->name; field++)
		buffer_format(out, field == shape->fields ? "%s" : ", %s", field->name);
}

static void print_expected(struct buffer *out, const struct field *field)
{
	buffer_text(out, _(rules[field->type].expected));
	if (field->type == FIELD_NUMBER)
		buffer_format(out, _(" från %" PRId64 " till %" PRId64), field->least, field->most ? field->most : NUMBER_MAX);
	for (const char *const *word = field->words; word && *word; word++)
		buffer_format(out, word == field->words ? " %s" : ", %s", *word);
}

/* What people or files wrote, fit to stand in a sentence. */
static void print_harmless(struct buffer *out, const char *text, int columns)
{
	struct buffer harmless = { 0 };

	text_harmless(&harmless, text);
	text_crop(out, harmless.size ? harmless.bytes : "?", columns, "…");
	buffer_free(&harmless);
}

static bool refuse_text(struct error *error, const char *word, const struct place *place, const char *found, const char *expected)
{
	struct buffer path = { 0 }, where = { 0 }, read = { 0 };

	print_place(&path, place);
	print_harmless(&where, path.size ? path.bytes : _("raden"), 100);
	print_harmless(&read, *found ? found : _("en tom text"), 60);
	error_set(error, word, _("%s: läste %s, väntade %s"), where.bytes, read.bytes, expected);
	buffer_free(&path);
	buffer_free(&where);
	buffer_free(&read);
	return false;
}

static bool refuse(struct error *error, const char *word, const struct place *place, const char *found, const struct field *field)
{
	struct buffer expected = { 0 };

	print_expected(&expected, field);
	refuse_text(error, word, place, found, expected.bytes);
	buffer_free(&expected);
	return false;
}

/* ---- Writing ---- */

struct writer {
	struct buffer *out;
	struct error *error;
};

static bool write_value(struct writer *writer, const struct shape *shape, const void *value, const struct place *place);

/* Is there something to write? An empty text or list in an optional field is the same as none. */
static bool has_text(const struct field *field, const void *slot)
{
	const char *text = *(const char *const *)slot;

	return text && (*text || !is_optional(field) || field->type != FIELD_TEXT);
}

static bool has_number(const struct field *field, const void *slot)
{
	return *(const int64_t *)slot != NUMBER_NONE || field->flags & FIELD_NULLABLE;
}

static bool has_flag(const struct field *field, const void *slot)
{
	(void)field;
	return *(const bool *)slot;
}

static bool has_list(const struct field *field, const void *slot)
{
	return ((const struct list *)slot)->count || field->flags & FIELD_EMPTY;
}

static char escape_for(char means)
{
	for (size_t i = 0; i < ESCAPES; i++)
		if (escapes[i].means == means)
			return escapes[i].letter;
	return 0;
}

/* false at a control character that has no escape */
static bool write_escaped(struct buffer *out, const char *text)
{
	buffer_text(out, "\"");
	while (*text) {
		const char *from = text;

		while (byte_class[(unsigned char)*text] != BYTE_STOP)
			text++;
		buffer_add(out, from, (size_t)(text - from));
		if (*text) {
			char pair[2] = { '\\', escape_for(*text++) };

			if (!pair[1])
				return false;
			buffer_add(out, pair, 2);
		}
	}
	buffer_text(out, "\"");
	return true;
}

static bool write_text(struct writer *writer, const struct field *field, const void *slot, const struct place *place)
{
	const char *text = *(const char *const *)slot;
	const char *fault = text_fault(field, text);

	if (!fault && !text_valid(text, strlen(text), NULL))
		fault = "not-utf8";
	if (!fault && !write_escaped(writer->out, text))
		fault = "string";
	return !fault || refuse(writer->error, fault, place, text, field);
}

static bool write_number(struct writer *writer, const struct field *field, const void *slot, const struct place *place)
{
	int64_t number = *(const int64_t *)slot;
	char digits[24] = "null";

	if (number != NUMBER_NONE || !(field->flags & FIELD_NULLABLE))
		snprintf(digits, sizeof digits, "%" PRId64, number);
	if (digits[0] != 'n' && !number_fits(field, number))
		return refuse(writer->error, "number", place, digits, field);
	buffer_text(writer->out, digits);
	return true;
}

static bool write_flag(struct writer *writer, const struct field *field, const void *slot, const struct place *place)
{
	(void)field, (void)slot, (void)place;
	buffer_text(writer->out, "true");
	return true;
}

static bool write_item(struct writer *writer, const struct field *field, const void *item, const struct place *place)
{
	if (field->of)
		return write_value(writer, field->of, item, place);
	if (!*(const char *const *)item)
		return refuse(writer->error, "missing", place, _("ingenting"), &string_element);
	return write_text(writer, &string_element, item, place);
}

static bool write_list(struct writer *writer, const struct field *field, const void *slot, const struct place *place)
{
	const struct list *list = slot;
	bool bare = field->flags & FIELD_ONE;

	if (bare && list->count != 1)
		return refuse(writer->error, "list", place, _("flera"), field);
	buffer_text(writer->out, bare ? "" : "[");
	for (size_t i = 0; i < list->count; i++) {
		struct place element = { .above = place, .index = i };

		buffer_text(writer->out, i ? "," : "");
		if (!write_item(writer, field, (const char *)list->items + i * item_size(field), bare ? place : &element))
			return false;
	}
	buffer_text(writer->out, bare ? "" : "]");
	return true;
}

static const struct writing {
	bool (*has)(const struct field *field, const void *slot);
	bool (*write)(struct writer *writer, const struct field *field, const void *slot, const struct place *place);
} writing[] = {
	[FIELD_TEXT] = { has_text, write_text },     [FIELD_ID] = { has_text, write_text },
	[FIELD_HASH] = { has_text, write_text },     [FIELD_TIME] = { has_text, write_text },
	[FIELD_DATE] = { has_text, write_text },     [FIELD_FIGURE] = { has_text, write_text },
	[FIELD_WORD] = { has_text, write_text },     [FIELD_NUMBER] = { has_number, write_number },
	[FIELD_FLAG] = { has_flag, write_flag },     [FIELD_LIST] = { has_list, write_list },
	[FIELD_STRINGS] = { has_list, write_list },
};

static bool has(const struct field *field, const void *value)
{
	return writing[field->type].has(field, (const char *)value + field->offset);
}

static bool write_field(struct writer *writer, const struct field *field, const void *value, const struct place *place)
{
	struct place here = { .above = place, .name = field->name };

	if (!has(field, value))
		return refuse(writer->error, "missing", &here, _("ingenting"), field);
	return writing[field->type].write(writer, field, (const char *)value + field->offset, &here);
}

static bool write_fields(struct writer *writer, const struct shape *shape, const void *value, bool first, const struct place *place)
{
	for (const struct field *field = shape->fields; field->name; field++) {
		if (is_optional(field) && !has(field, value))
			continue;
		buffer_text(writer->out, first ? "\"" : ",\"");
		buffer_text(writer->out, field->name);
		buffer_text(writer->out, "\":");
		if (!write_field(writer, field, value, place))
			return false;
		first = false;
	}
	return true;
}

/* An absent element is `null`, but only when a present one follows. */
static bool write_tuple(struct writer *writer, const struct shape *shape, const void *value, const struct place *place)
{
	size_t absent = 0;
	bool first = true;

	for (const struct field *field = shape->fields; field->name; field++) {
		if (is_optional(field) && !has(field, value)) {
			absent++;
			continue;
		}
		for (; absent; absent--, first = false)
			buffer_text(writer->out, first ? "null" : ",null");
		buffer_text(writer->out, first ? "" : ",");
		if (!write_field(writer, field, value, place))
			return false;
		first = false;
	}
	return true;
}

static bool write_value(struct writer *writer, const struct shape *shape, const void *value, const struct place *place)
{
	bool fine;

	buffer_text(writer->out, shape->tuple ? "[" : "{");
	fine = shape->tuple ? write_tuple(writer, shape, value, place) : write_fields(writer, shape, value, true, place);
	buffer_text(writer->out, shape->tuple ? "]" : "}");
	return fine;
}

/* Nothing half-written is left behind in `out`. */
static bool keep_or_drop(struct buffer *out, size_t before, bool fine)
{
	if (!fine && out->bytes) {
		out->size = before;
		out->bytes[before] = '\0';
	}
	return fine;
}

bool line_write(struct buffer *out, const struct shape *shape, const void *value, struct error *error)
{
	struct writer writer = { out, error };
	size_t before = out->size;

	return keep_or_drop(out, before, write_value(&writer, shape, value, NULL));
}

bool line_write_fields(struct buffer *out, const struct shape *shape, const void *value, bool first, struct error *error)
{
	struct writer writer = { out, error };
	size_t before = out->size;

	return keep_or_drop(out, before, write_fields(&writer, shape, value, first, NULL));
}

bool line_check(const struct shape *shape, const void *value, struct error *error)
{
	struct buffer scratch = { 0 };
	bool fine = line_write(&scratch, shape, value, error);

	buffer_free(&scratch);
	return fine;
}

/* ---- Reading ---- */

static bool wrong(struct line_reader *reader, const char *word)
{
	if (!reader->wrong)
		reader->wrong = word;
	return false;
}

static bool try_literal(struct line_reader *reader, const char *text)
{
	char *at = reader->at;

	while (*text)
		if (at == reader->end || *at++ != *text++)
			return false;
	reader->at = at;
	return true;
}

bool line_literal(struct line_reader *reader, const char *text)
{
	return try_literal(reader, text) || wrong(reader, reader->at == reader->end ? "end" : "order");
}

static bool peek(const struct line_reader *reader, char byte)
{
	return reader->at < reader->end && *reader->at == byte;
}

static bool take(struct line_reader *reader, char byte)
{
	if (!peek(reader, byte))
		return false;
	reader->at++;
	return true;
}

/* ,"name": without the comma when it is the first */
static bool try_name(struct line_reader *reader, const char *name, bool first)
{
	char *before = reader->at;

	if ((first || take(reader, ',')) && take(reader, '"') && try_literal(reader, name) && try_literal(reader, "\":"))
		return true;
	reader->at = before;
	return false;
}

/* Moves over what stands for itself; *classes collects whether any byte was above ASCII. */
static char *skip_plain(char *at, const char *end, unsigned *classes)
{
	while (at < end && byte_class[(unsigned char)*at] != BYTE_STOP)
		*classes |= byte_class[(unsigned char)*at++];
	return at;
}

static bool read_escape(struct line_reader *reader, char **to)
{
	for (size_t i = 0; reader->at < reader->end && i < ESCAPES; i++)
		if (take(reader, escapes[i].letter)) {
			*(*to)++ = escapes[i].means;
			return true;
		}
	return wrong(reader, "string");
}

/* Decodes up to the closing quote, closing up over the escapes; the quote's place takes the NUL. */
static bool read_string(struct line_reader *reader, char **text)
{
	unsigned classes = BYTE_PLAIN;
	char *to;

	if (!take(reader, '"'))
		return wrong(reader, "string");
	*text = to = reader->at;
	for (;;) {
		char *run = reader->at;
		char *stop = skip_plain(run, reader->end, &classes);

		if (to != run)
			memmove(to, run, (size_t)(stop - run));
		to += stop - run;
		reader->at = stop;
		if (take(reader, '"'))
			break;
		if (!take(reader, '\\'))
			return wrong(reader, stop == reader->end ? "end" : "string");
		if (!read_escape(reader, &to))
			return false;
	}
	*to = '\0';
	return !(classes & BYTE_HIGH) || text_valid(*text, (size_t)(to - *text), NULL) || wrong(reader, "not-utf8");
}

static bool read_text(struct line_reader *reader, const struct field *field, void *slot, struct arena *arena)
{
	const char *fault;
	char *text;

	(void)arena;
	if (!read_string(reader, &text))
		return false;
	*(const char **)slot = text;
	fault = text_fault(field, text);
	return !fault || wrong(reader, fault);
}

/* Digits without leading zeros, at most 14 of them, so that nothing can overflow before the limits are asked. */
static bool read_digits(struct line_reader *reader, int64_t *number)
{
	char *from = reader->at;

	*number = 0;
	while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9' && reader->at - from < 15)
		*number = *number * 10 + (*reader->at++ - '0');
	return reader->at > from && reader->at - from < 15 && (*from != '0' || reader->at == from + 1);
}

static bool read_number(struct line_reader *reader, const struct field *field, void *slot, struct arena *arena)
{
	int64_t number;
	bool minus;

	(void)arena;
	if (field->flags & FIELD_NULLABLE && try_literal(reader, "null")) {
		*(int64_t *)slot = NUMBER_NONE;
		return true;
	}
	minus = take(reader, '-');
	if (!read_digits(reader, &number) || (minus && !number))
		return wrong(reader, "number");
	number = minus ? -number : number;
	*(int64_t *)slot = number;
	return number_fits(field, number) || wrong(reader, "number");
}

static bool read_flag(struct line_reader *reader, const struct field *field, void *slot, struct arena *arena)
{
	(void)field, (void)arena;
	*(bool *)slot = try_literal(reader, "true");
	return *(bool *)slot || wrong(reader, "flag");
}

static bool read_item(struct line_reader *reader, const struct field *field, void *item, struct arena *arena)
{
	return field->of ? line_read(reader, field->of, item, arena) : read_text(reader, &string_element, item, arena);
}

/* Most lists are short: they gather on the stack and then take exactly their room in the arena. */
struct gather {
	char *items;
	size_t count, room, size;
	union {
		max_align_t align;
		char bytes[1024];
	} few;
};

static void *gather_next(struct gather *gather, struct arena *arena)
{
	if (gather->count == gather->room) {
		char *more = arena_alloc(arena, 2 * gather->room * gather->size);

		memcpy(more, gather->items, gather->count * gather->size);
		gather->items = more;
		gather->room *= 2;
	}
	return gather->items + gather->count++ * gather->size;
}

static void gather_done(const struct gather *gather, struct list *list, struct arena *arena)
{
	list->count = gather->count;
	list->items = gather->items;
	if (gather->items != gather->few.bytes || !gather->count)
		return;
	list->items = arena_alloc(arena, gather->count * gather->size);
	memcpy(list->items, gather->items, gather->count * gather->size);
}

static bool read_items(struct line_reader *reader, const struct field *field, struct gather *gather, struct arena *arena)
{
	if (field->flags & FIELD_ONE)
		return read_item(reader, field, gather_next(gather, arena), arena);
	if (!take(reader, '['))
		return wrong(reader, "list");
	if (take(reader, ']'))
		return field->flags & FIELD_EMPTY || wrong(reader, "list");
	do
		if (!read_item(reader, field, gather_next(gather, arena), arena))
			return false;
	while (take(reader, ','));
	return take(reader, ']') || wrong(reader, "list");
}

static bool read_list(struct line_reader *reader, const struct field *field, void *slot, struct arena *arena)
{
	struct gather gather;

	gather.items = gather.few.bytes;
	gather.count = 0;
	gather.size = item_size(field);
	gather.room = sizeof gather.few.bytes / gather.size;
	if (!read_items(reader, field, &gather, arena))
		return false;
	gather_done(&gather, slot, arena);
	if (!gather.count)
		((struct list *)slot)->items = NULL;
	return true;
}

typedef bool read_function(struct line_reader *reader, const struct field *field, void *slot, struct arena *arena);

static read_function *const reading[] = {
	[FIELD_TEXT] = read_text,   [FIELD_ID] = read_text,     [FIELD_HASH] = read_text,     [FIELD_TIME] = read_text,
	[FIELD_DATE] = read_text,   [FIELD_FIGURE] = read_text, [FIELD_WORD] = read_text,     [FIELD_NUMBER] = read_number,
	[FIELD_FLAG] = read_flag,   [FIELD_LIST] = read_list,   [FIELD_STRINGS] = read_list,
};

static void set_absent(const struct field *field, void *slot)
{
	if (field->type == FIELD_NUMBER)
		*(int64_t *)slot = NUMBER_NONE;
	else if (field->type == FIELD_FLAG)
		*(bool *)slot = false;
	else if (field->type == FIELD_LIST || field->type == FIELD_STRINGS)
		*(struct list *)slot = (struct list){ 0 };
	else
		*(const char **)slot = NULL;
}

bool line_read_fields(struct line_reader *reader, const struct shape *shape, void *value, bool first, struct arena *arena)
{
	for (const struct field *field = shape->fields; field->name; field++) {
		void *slot = (char *)value + field->offset;

		if (try_name(reader, field->name, first)) {
			if (!reading[field->type](reader, field, slot, arena))
				return false;
			first = false;
		} else if (is_optional(field)) {
			set_absent(field, slot);
		} else {
			return wrong(reader, reader->at == reader->end ? "end" : "order");
		}
	}
	return true;
}

/* `null` stands only before a present element, so the last thing read may not be one. */
static bool read_tuple(struct line_reader *reader, const struct shape *shape, void *value, struct arena *arena)
{
	bool null = false;

	for (const struct field *field = shape->fields; field->name; field++) {
		void *slot = (char *)value + field->offset;

		set_absent(field, slot);
		if (peek(reader, ']') && is_optional(field))
			continue;
		if (field > shape->fields && !take(reader, ','))
			return wrong(reader, reader->at == reader->end ? "end" : "order");
		null = is_optional(field) && try_literal(reader, "null");
		if (!null && !reading[field->type](reader, field, slot, arena))
			return false;
	}
	return !null || wrong(reader, "null");
}

bool line_read(struct line_reader *reader, const struct shape *shape, void *value, struct arena *arena)
{
	if (shape->tuple)
		return line_literal(reader, "[") && read_tuple(reader, shape, value, arena) && line_literal(reader, "]");
	return line_literal(reader, "{") && line_read_fields(reader, shape, value, true, arena) && line_literal(reader, "}");
}

/* ---- From JSON that people hand in ---- */

struct source {
	struct arena *arena;
	struct error *error;
};

static bool from_value(struct source *source, const json_t *json, const struct shape *shape, void *value, const char *const *skip,
                       const struct place *place);

static bool refuse_json(struct source *source, const char *word, const struct place *place, const json_t *json, const struct field *field)
{
	char *found = json ? json_dumps(json, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
	struct buffer expected = { 0 };

	print_expected(&expected, field);
	if (field->flags & FIELD_NAMED)
		buffer_text(&expected, _(" eller en tidigare rads id"));
	refuse_text(source->error, word, place, found ? found : _("ingenting"), expected.bytes);
	buffer_free(&expected);
	free(found);
	return false;
}

static bool from_text(struct source *source, const json_t *json, const struct field *field, void *slot, const struct place *place)
{
	const char *text = json_string_value(json), *fault;
	struct field named = *field;

	if (!text || strlen(text) != json_string_length(json))
		return refuse_json(source, "string", place, json, field);
	if (!*text && is_optional(field) && field->type == FIELD_TEXT)
		return true;
	if (field->flags & FIELD_NAMED)
		named.type = FIELD_ID; /* 64 digits are an id too */
	fault = text_fault(&named, text);
	if (fault)
		return refuse_json(source, fault, place, json, field);
	*(const char **)slot = arena_string(source->arena, text);
	return true;
}

static bool from_number(struct source *source, const json_t *json, const struct field *field, void *slot, const struct place *place)
{
	if (json_is_null(json) && field->flags & FIELD_NULLABLE)
		return true;
	if (!json_is_integer(json) || !number_fits(field, json_integer_value(json)))
		return refuse_json(source, "number", place, json, field);
	*(int64_t *)slot = json_integer_value(json);
	return true;
}

static bool from_flag(struct source *source, const json_t *json, const struct field *field, void *slot, const struct place *place)
{
	if (!json_is_boolean(json))
		return refuse_json(source, "flag", place, json, field);
	*(bool *)slot = json_is_true(json);
	return true;
}

/* Without brackets of its own. */
static bool from_one(struct source *source, const json_t *json, const struct field *field, void *slot, const struct place *place)
{
	struct list *list = slot;

	list->items = arena_alloc(source->arena, field->of->size);
	list->count = 1;
	return from_value(source, json, field->of, list->items, NULL, place);
}

static bool from_list(struct source *source, const json_t *json, const struct field *field, void *slot, const struct place *place)
{
	struct list *list = slot;
	size_t count = json_array_size(json); /* 0 for what is no array */

	if (field->flags & FIELD_ONE)
		return from_one(source, json, field, slot, place);
	if (!json_is_array(json) || (!count && !(field->flags & (FIELD_EMPTY | FIELD_OPTIONAL))))
		return refuse_json(source, "list", place, json, field);
	list->items = count ? arena_alloc(source->arena, count * item_size(field)) : NULL;
	for (list->count = 0; list->count < count; list->count++) {
		struct place element = { .above = place, .index = list->count };
		void *item = (char *)list->items + list->count * item_size(field);
		const json_t *member = json_array_get(json, list->count);

		if (!(field->of ? from_value(source, member, field->of, item, NULL, &element)
		                : from_text(source, member, &string_element, item, &element)))
			return false;
	}
	return true;
}

typedef bool from_function(struct source *source, const json_t *json, const struct field *field, void *slot, const struct place *place);

static from_function *const importing[] = {
	[FIELD_TEXT] = from_text,   [FIELD_ID] = from_text,     [FIELD_HASH] = from_text,     [FIELD_TIME] = from_text,
	[FIELD_DATE] = from_text,   [FIELD_FIGURE] = from_text, [FIELD_WORD] = from_text,     [FIELD_NUMBER] = from_number,
	[FIELD_FLAG] = from_flag,   [FIELD_LIST] = from_list,   [FIELD_STRINGS] = from_list,
};

/* A key that is not there and an explicit null are the same for what is optional. */
static bool from_field(struct source *source, const json_t *json, const struct field *field, void *value, const struct place *place)
{
	struct place here = { .above = place, .name = field->name };
	void *slot = (char *)value + field->offset;

	set_absent(field, slot);
	if ((is_optional(field) || field->flags & FIELD_FILLED) && (!json || json_is_null(json)))
		return true;
	if (!json)
		return refuse_json(source, "missing", &here, NULL, field);
	return importing[field->type](source, json, field, slot, &here);
}

static bool is_known(const char *key, const struct shape *shape, const char *const *skip)
{
	for (const struct field *field = shape->fields; field->name; field++)
		if (!strcmp(field->name, key))
			return true;
	for (; skip && *skip; skip++)
		if (!strcmp(*skip, key))
			return true;
	return false;
}

static bool refuse_shape(struct source *source, const json_t *json, const struct shape *shape, const struct place *place)
{
	struct buffer expected = { 0 };
	char *found = json_dumps(json, JSON_ENCODE_ANY | JSON_COMPACT);

	buffer_text(&expected, shape->tuple ? "[" : "{");
	print_names(&expected, shape);
	buffer_text(&expected, shape->tuple ? "]" : "}");
	refuse_text(source->error, shape->tuple ? "list" : "object", place, found ? found : "?", expected.bytes);
	free(found);
	buffer_free(&expected);
	return false;
}

static bool keys_known(struct source *source, const json_t *json, const struct shape *shape, const char *const *skip,
                       const struct place *place)
{
	struct buffer expected = { 0 };
	const char *key;
	json_t *member;

	json_object_foreach ((json_t *)(uintptr_t)json, key, member) {
		struct place here = { .above = place, .name = key };

		if (is_known(key, shape, skip))
			continue;
		buffer_text(&expected, _("någon av nycklarna "));
		print_names(&expected, shape);
		refuse_text(source->error, "unknown-key", &here, _("en okänd nyckel"), expected.bytes);
		buffer_free(&expected);
		return false;
	}
	return true;
}

static size_t field_count(const struct shape *shape)
{
	size_t count = 0;

	while (shape->fields[count].name)
		count++;
	return count;
}

static bool from_value(struct source *source, const json_t *json, const struct shape *shape, void *value, const char *const *skip,
                       const struct place *place)
{
	bool right = shape->tuple ? json_is_array(json) && json_array_size(json) <= field_count(shape) : json_is_object(json);

	if (!right)
		return refuse_shape(source, json, shape, place);
	if (!shape->tuple && !keys_known(source, json, shape, skip, place))
		return false;
	for (size_t i = 0; shape->fields[i].name; i++) {
		const struct field *field = &shape->fields[i];
		const json_t *member = shape->tuple ? json_array_get(json, i) : json_object_get(json, field->name);

		if (!from_field(source, member, field, value, place))
			return false;
	}
	return true;
}

bool line_from_json(const json_t *json, const struct shape *shape, void *value, const char *const *skip, struct arena *arena,
                    struct error *error)
{
	struct source source = { arena, error };

	return from_value(&source, json, shape, value, skip, NULL);
}

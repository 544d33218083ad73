#include "act.h"

#include "calc.h"
#include "hash.h"
#include "intl.h"
#include "text.h"

#include <string.h>

#define AT(type, member) .offset = offsetof(struct type, member)
#define KRONOR .type = FIELD_NUMBER, .least = -NUMBER_MAX
#define YEAR .type = FIELD_NUMBER, .least = 1900, .most = 2999
#define OPTIONAL .flags = FIELD_OPTIONAL

/* ---- What a line is made of, in the order of the file (man/budgetdialog-folder.5) ---- */

static const struct field skip_fields[] = {
	{ .name = "size", AT(skip, size), .type = FIELD_NUMBER, .least = 1 },
	{ .name = "hash", AT(skip, hash), .type = FIELD_HASH },
	{ 0 },
};
static const struct shape skip_shape = { sizeof(struct skip), true, skip_fields };

static const struct field cite_fields[] = {
	{ .name = "user", AT(cite, user), .type = FIELD_ID },
	{ .name = "n", AT(cite, n), .type = FIELD_NUMBER, .least = 1 },
	{ .name = "hash", AT(cite, hash), .type = FIELD_HASH },
	{ 0 },
};
static const struct shape cite_shape = { sizeof(struct cite), true, cite_fields };

static const struct field envelope_fields[] = {
	{ .name = "n", AT(envelope, n), .type = FIELD_NUMBER, .least = 1 },
	{ .name = "prev", AT(envelope, prev), .type = FIELD_HASH },
	{ .name = "skip", AT(envelope, skip), .type = FIELD_LIST, .of = &skip_shape, .flags = FIELD_OPTIONAL | FIELD_ONE },
	{ .name = "id", AT(envelope, id), .type = FIELD_ID },
	{ .name = "at", AT(envelope, at), .type = FIELD_TIME },
	{ .name = "org", AT(envelope, org), .type = FIELD_NUMBER },
	{ .name = "saw", AT(envelope, saw), .type = FIELD_LIST, .of = &cite_shape, OPTIONAL },
	{ 0 },
};
static const struct shape envelope_shape = { sizeof(struct envelope), false, envelope_fields };

static const struct field end_fields[] = {
	{ .name = "user", AT(end, user), .type = FIELD_ID },
	{ .name = "n", AT(end, n), .type = FIELD_NUMBER }, /* 0: none of that person's lines was recognised */
	{ 0 },
};
static const struct shape end_shape = { sizeof(struct end), true, end_fields };

static const struct field adopt_fields[] = {
	{ .name = "region", AT(adopt, region), .type = FIELD_HASH },
	{ .name = "organisation", AT(adopt, organisation), .type = FIELD_HASH },
	{ .name = "ends", AT(adopt, ends), .type = FIELD_LIST, .of = &end_shape, OPTIONAL },
	{ 0 },
};

static const struct field leg_fields[] = {
	{ .name = "unit", AT(leg, unit), .type = FIELD_ID },
	{ .name = "kr", AT(leg, kr), KRONOR },
	{ .name = "until", AT(leg, until), YEAR, OPTIONAL },
	{ .name = "full_year", AT(leg, full_year), KRONOR, OPTIONAL },
	{ 0 },
};
static const struct shape leg_shape = { sizeof(struct leg), true, leg_fields };

static const struct field part_fields[] = {
	{ .name = "name", AT(input, name), .type = FIELD_TEXT },
	{ .name = "value", AT(input, value), .type = FIELD_TEXT },
	{ 0 },
};
static const struct shape part_shape = { sizeof(struct input), true, part_fields };

static const struct field staff_fields[] = {
	{ .name = "heads", AT(staff, heads), .type = FIELD_NUMBER },
	{ .name = "grade", AT(staff, grade), .type = FIELD_NUMBER },
	{ .name = "pay", AT(staff, pay), .type = FIELD_NUMBER },
	{ .name = "from", AT(staff, from), .type = FIELD_NUMBER, .least = 1, .most = 12 },
	{ .name = "to", AT(staff, to), .type = FIELD_NUMBER, .least = 1, .most = 12 },
	{ .name = "vacancy", AT(staff, vacancy), .type = FIELD_NUMBER },
	{ .name = "po", AT(staff, po), .type = FIELD_NUMBER },
	{ 0 },
};
static const struct shape staff_shape = { sizeof(struct staff), true, staff_fields };

static const struct field detail_fields[] = {
	{ .name = "id", AT(detail, id), .type = FIELD_ID },
	{ .name = "unit", AT(detail, unit), .type = FIELD_ID, OPTIONAL },
	{ .name = "above", AT(detail, above), .type = FIELD_ID, OPTIONAL },
	{ .name = "text", AT(detail, text), .type = FIELD_TEXT },
	{ .name = "kr", AT(detail, kr), KRONOR },
	{ .name = "inputs", AT(detail, inputs), .type = FIELD_LIST, .of = &part_shape, OPTIONAL },
	{ .name = "staff", AT(detail, staff), .type = FIELD_LIST, .of = &staff_shape, .flags = FIELD_OPTIONAL | FIELD_ONE },
	{ 0 },
};
const struct shape detail_shape = { sizeof(struct detail), false, detail_fields };

static const char *const ends[] = { "own", "unknown", "derived", NULL };

static const struct field post_fields[] = {
	{ .name = "kind", AT(post, kind), .type = FIELD_ID },
	{ .name = "year", AT(post, year), YEAR },
	{ .name = "until", AT(post, until), YEAR, OPTIONAL },
	{ .name = "legs", AT(post, legs), .type = FIELD_LIST, .of = &leg_shape, .flags = FIELD_EMPTY },
	{ .name = "end", AT(post, end), .type = FIELD_WORD, .words = ends, OPTIONAL },
	{ .name = "line", AT(post, line), .type = FIELD_ID, OPTIONAL },
	{ .name = "text", AT(post, text), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "decision", AT(post, decision), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "principle", AT(post, principle), .type = FIELD_ID, OPTIONAL },
	{ .name = "details", AT(post, details), .type = FIELD_LIST, .of = &detail_shape, OPTIONAL },
	{ .name = "replaces", AT(post, replaces), .type = FIELD_HASH, .flags = FIELD_OPTIONAL | FIELD_NAMED },
	{ .name = "proposal", AT(post, proposal), .type = FIELD_HASH, .flags = FIELD_OPTIONAL | FIELD_NAMED },
	{ 0 },
};

static const struct field target_fields[] = {
	{ .name = "unit", AT(target, unit), .type = FIELD_ID },
	{ .name = "year", AT(target, year), YEAR },
	{ .name = "kr", AT(target, kr), KRONOR, .flags = FIELD_NULLABLE },
	{ .name = "decision", AT(target, decision), .type = FIELD_TEXT, OPTIONAL },
	{ 0 },
};

#define MONTH(i) { .name = "kr", .offset = offsetof(struct months, kr) + (i) * sizeof(int64_t), .type = FIELD_NUMBER }
static const struct field months_fields[] = {
	MONTH(0), MONTH(1), MONTH(2), MONTH(3), MONTH(4), MONTH(5), MONTH(6), MONTH(7), MONTH(8), MONTH(9), MONTH(10), MONTH(11), { 0 },
};
const struct shape months_shape = { sizeof(struct months), true, months_fields };

static const struct field row_fields[] = {
	{ .name = "line", AT(row, line), .type = FIELD_ID },
	{ .name = "kr", AT(row, kr), KRONOR, .flags = FIELD_NULLABLE },
	{ .name = "hold", AT(row, hold), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "profile", AT(row, profile), .type = FIELD_LIST, .of = &months_shape, .flags = FIELD_OPTIONAL | FIELD_ONE },
	{ .name = "counterpart", AT(row, counterpart), .type = FIELD_ID, OPTIONAL },
	{ .name = "until", AT(row, until), YEAR, OPTIONAL },
	{ .name = "text", AT(row, text), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "who", AT(row, who), .type = FIELD_ID, OPTIONAL },
	{ .name = "details", AT(row, details), .type = FIELD_LIST, .of = &detail_shape, OPTIONAL },
	{ 0 },
};
const struct shape row_shape = { sizeof(struct row), false, row_fields };

static const struct field distribute_fields[] = {
	{ .name = "unit", AT(distribute, unit), .type = FIELD_ID },
	{ .name = "year", AT(distribute, year), YEAR },
	{ .name = "lines", AT(distribute, rows), .type = FIELD_LIST, .of = &row_shape },
	{ .name = "why", AT(distribute, why), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "decision", AT(distribute, decision), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "batch", AT(distribute, batch), .type = FIELD_TEXT, OPTIONAL },
	{ 0 },
};

static const char *const kinds[] = { "question", "answer", "comment", "agreement", "note", "proposal", NULL };
static const char *const states[] = { "open", "done", "dropped", NULL };
static const char *const judgements[] = { "safe", "likely", "unsafe", NULL };

static const struct field say_fields[] = {
	{ .name = "unit", AT(say, unit), .type = FIELD_ID },
	{ .name = "thread", AT(say, thread), .type = FIELD_HASH, .flags = FIELD_OPTIONAL | FIELD_NAMED },
	{ .name = "kind", AT(say, kind), .type = FIELD_WORD, .words = kinds },
	{ .name = "about", AT(say, about), .type = FIELD_FIGURE, OPTIONAL },
	{ .name = "text", AT(say, text), .type = FIELD_TEXT },
	{ .name = "kr", AT(say, kr), KRONOR, OPTIONAL },
	{ .name = "full_year", AT(say, full_year), KRONOR, OPTIONAL },
	{ .name = "start", AT(say, start), .type = FIELD_DATE, OPTIONAL },
	{ .name = "who", AT(say, who), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "status", AT(say, status), .type = FIELD_WORD, .words = states, OPTIONAL },
	{ .name = "judgement", AT(say, judgement), .type = FIELD_WORD, .words = judgements, OPTIONAL },
	{ .name = "explains", AT(say, explains), .type = FIELD_FIGURE, OPTIONAL },
	{ .name = "meeting", AT(say, meeting), .type = FIELD_HASH, .flags = FIELD_OPTIONAL | FIELD_NAMED },
	{ .name = "with", AT(say, with), .type = FIELD_ID, OPTIONAL },
	{ .name = "replaces", AT(say, replaces), .type = FIELD_HASH, .flags = FIELD_OPTIONAL | FIELD_NAMED },
	{ 0 },
};

static const struct field amount_fields[] = {
	{ .name = "line", AT(amount, line), .type = FIELD_ID },
	{ .name = "kr", AT(amount, kr), KRONOR },
	{ 0 },
};
static const struct shape amount_shape = { sizeof(struct amount), false, amount_fields };

/* An outcome is a forecast without words. */
#define FOLLOW_FIELDS \
	{ .name = "unit", AT(follow, unit), .type = FIELD_ID }, \
	{ .name = "year", AT(follow, year), YEAR }, \
	{ .name = "month", AT(follow, month), .type = FIELD_NUMBER, .least = 1, .most = 12, OPTIONAL }, \
	{ .name = "lines", AT(follow, amounts), .type = FIELD_LIST, .of = &amount_shape }

static const struct field forecast_fields[] = {
	FOLLOW_FIELDS,
	{ .name = "text", AT(follow, text), .type = FIELD_TEXT, OPTIONAL },
	{ 0 },
};

static const struct field outcome_fields[] = { FOLLOW_FIELDS, { 0 } };

static const struct field version_fields[] = {
	{ .name = "name", AT(version, name), .type = FIELD_TEXT },
	{ .name = "heads", AT(version, heads), .type = FIELD_HASH, .flags = FIELD_FILLED },
	{ .name = "lock", AT(version, lock), .type = FIELD_FLAG, OPTIONAL },
	{ 0 },
};

static const struct field submit_fields[] = {
	{ .name = "unit", AT(submit, unit), .type = FIELD_ID },
	{ .name = "year", AT(submit, year), YEAR },
	{ .name = "plan", AT(submit, plan), .type = FIELD_HASH, .flags = FIELD_FILLED },
	{ .name = "text", AT(submit, text), .type = FIELD_TEXT, OPTIONAL },
	{ 0 },
};

#define THE_SUBMIT \
	{ .name = "unit", AT(verdict, unit), .type = FIELD_ID }, \
	{ .name = "submit", AT(verdict, submit), .type = FIELD_HASH, .flags = FIELD_NAMED }

static const struct field recall_fields[] = {
	THE_SUBMIT,
	{ .name = "text", AT(verdict, text), .type = FIELD_TEXT, OPTIONAL },
	{ 0 },
};

static const struct field approve_fields[] = {
	THE_SUBMIT,
	{ .name = "text", AT(verdict, text), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "decision", AT(verdict, decision), .type = FIELD_TEXT, OPTIONAL },
	{ 0 },
};

static const struct field mark_fields[] = {
	{ .name = "figure", AT(plan_mark, figure), .type = FIELD_FIGURE },
	{ .name = "text", AT(plan_mark, text), .type = FIELD_TEXT, OPTIONAL },
	{ 0 },
};
static const struct shape mark_shape = { sizeof(struct plan_mark), false, mark_fields };

static const struct field return_fields[] = {
	THE_SUBMIT,
	{ .name = "text", AT(verdict, text), .type = FIELD_TEXT },
	{ .name = "decision", AT(verdict, decision), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "marks", AT(verdict, marks), .type = FIELD_LIST, .of = &mark_shape, OPTIONAL },
	{ 0 },
};

static const struct field resolve_fields[] = {
	{ .name = "unit", AT(resolve, unit), .type = FIELD_ID },
	{ .name = "thread", AT(resolve, thread), .type = FIELD_HASH, .flags = FIELD_NAMED },
	{ .name = "text", AT(resolve, text), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "open", AT(resolve, open), .type = FIELD_FLAG, OPTIONAL },
	{ 0 },
};

static const struct field confirm_fields[] = {
	{ .name = "unit", AT(confirm, unit), .type = FIELD_ID },
	{ .name = "entry", AT(confirm, entry), .type = FIELD_HASH, .flags = FIELD_NAMED },
	{ 0 },
};

static const struct field meet_fields[] = {
	{ .name = "unit", AT(meet, unit), .type = FIELD_ID },
	{ .name = "meeting", AT(meet, meeting), .type = FIELD_HASH, .flags = FIELD_OPTIONAL | FIELD_NAMED },
	{ .name = "date", AT(meet, date), .type = FIELD_DATE },
	{ .name = "place", AT(meet, place), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "present", AT(meet, present), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "chair", AT(meet, chair), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "secretary", AT(meet, secretary), .type = FIELD_ID, OPTIONAL },
	{ .name = "next", AT(meet, next), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "text", AT(meet, text), .type = FIELD_TEXT, OPTIONAL },
	{ .name = "units", AT(meet, units), .type = FIELD_STRINGS, OPTIONAL },
	{ .name = "closed", AT(meet, closed), .type = FIELD_FLAG, OPTIONAL },
	{ 0 },
};

static const struct kind {
	const char *name;
	struct shape shape;
} acts[ACT_KINDS] = {
	[ACT_ADOPT] = { "adopt", { sizeof(struct adopt), false, adopt_fields } },
	[ACT_POST] = { "post", { sizeof(struct post), false, post_fields } },
	[ACT_TARGET] = { "target", { sizeof(struct target), false, target_fields } },
	[ACT_DISTRIBUTE] = { "distribute", { sizeof(struct distribute), false, distribute_fields } },
	[ACT_SAY] = { "say", { sizeof(struct say), false, say_fields } },
	[ACT_FORECAST] = { "forecast", { sizeof(struct follow), false, forecast_fields } },
	[ACT_OUTCOME] = { "outcome", { sizeof(struct follow), false, outcome_fields } },
	[ACT_VERSION] = { "version", { sizeof(struct version), false, version_fields } },
	[ACT_SUBMIT] = { "submit", { sizeof(struct submit), false, submit_fields } },
	[ACT_RECALL] = { "recall", { sizeof(struct verdict), false, recall_fields } },
	[ACT_APPROVE] = { "approve", { sizeof(struct verdict), false, approve_fields } },
	[ACT_RETURN] = { "return", { sizeof(struct verdict), false, return_fields } },
	[ACT_RESOLVE] = { "resolve", { sizeof(struct resolve), false, resolve_fields } },
	[ACT_CONFIRM] = { "confirm", { sizeof(struct confirm), false, confirm_fields } },
	[ACT_MEET] = { "meet", { sizeof(struct meet), false, meet_fields } },
};

/* ---- The table, asked ---- */

const char *act_name(enum act_kind kind)
{
	return acts[kind].name;
}

bool act_find(const char *name, enum act_kind *kind)
{
	for (size_t i = 0; i < ACT_KINDS; i++)
		if (!strcmp(acts[i].name, name)) {
			*kind = (enum act_kind)i;
			return true;
		}
	return false;
}

const struct shape *act_shape(enum act_kind kind)
{
	return &acts[kind].shape;
}

/* All members of the union begin where it begins. */
void *act_body(struct act *act)
{
	return &act->adopt;
}

static const void *body_of(const struct act *act)
{
	return &act->adopt;
}

void act_clear(struct act *act, enum act_kind kind)
{
	memset(act, 0, sizeof *act);
	act->kind = kind;
	for (const struct field *field = acts[kind].shape.fields; field->name; field++)
		if (field->type == FIELD_NUMBER && field->flags & (FIELD_OPTIONAL | FIELD_NULLABLE))
			*(int64_t *)(void *)((char *)act_body(act) + field->offset) = NUMBER_NONE;
}

bool act_has_leg(const struct post *post, const char *unit)
{
	const struct leg *legs = post->legs.items;

	for (size_t i = 0; i < post->legs.count; i++)
		if (!strcmp(legs[i].unit, unit))
			return true;
	return false;
}

int64_t act_until(const struct post *post, const struct leg *leg)
{
	return leg->until != NUMBER_NONE ? leg->until : post->until;
}

const char *act_unit(const struct act *act)
{
	const struct leg *legs = act->post.legs.items;

	if (act->kind == ACT_POST)
		return act->post.legs.count ? legs[0].unit : NULL;
	for (const struct field *field = acts[act->kind].shape.fields; field->name; field++)
		if (!strcmp(field->name, "unit"))
			return *(const char *const *)(const void *)((const char *)body_of(act) + field->offset);
	return NULL;
}

/* What the shapes cannot say: a post without legs withdraws another. */
static const char *act_fault(const struct act *act)
{
	return act->kind == ACT_POST && !act->post.legs.count && !act->post.replaces ? "legs" : NULL;
}

static bool refuse_legs(struct error *error)
{
	return error_set(error, "legs", _("legs: läste en tom lista, väntade minst ett ben ([enhet, kronor]), eller replaces med raden som återtas"));
}

bool act_check(const struct act *act, struct error *error)
{
	return line_check(act_shape(act->kind), body_of(act), error) && (!act_fault(act) || refuse_legs(error));
}

/* ---- Writing and reading a whole line ---- */

/* org 0 is the organisation before there was one: only an adoption can rest on that. */
static bool org_fits(const struct line *line)
{
	return line->head.org || line->act.kind == ACT_ADOPT;
}

static bool write_unsigned(struct buffer *out, const struct line *line, struct error *error)
{
	if (act_fault(&line->act))
		return refuse_legs(error);
	if (!org_fits(line))
		return error_set(error, "org", _("org: läste 0, väntade numret på den organisation som gäller; kör «budgetdialog adopt» först"));
	buffer_text(out, "{");
	if (!line_write_fields(out, &envelope_shape, &line->head, true, error))
		return false;
	buffer_format(out, ",\"act\":\"%s\"", act_name(line->act.kind));
	return line_write_fields(out, act_shape(line->act.kind), body_of(&line->act), false, error);
}

bool act_write(struct buffer *out, const struct line *line, const char *folder_id, const char *file, char hash[65], struct error *error)
{
	size_t before = out->size, size;
	bool fine = write_unsigned(out, line, error);

	size = out->size - before + HASH_LINE_TAIL;
	if (fine && size > LINE_MAX_BYTES)
		fine = error_set(error, "too-long", _("raden blir %zu byte, högst %d får plats: dela upp den i flera"), size, LINE_MAX_BYTES);
	if (!fine && out->bytes) {
		out->size = before;
		out->bytes[before] = '\0';
	}
	if (!fine)
		return false;
	hash_line(folder_id, file, out->bytes + before, size, hash);
	buffer_format(out, ",\"hash\":\"%s\"}\n", hash);
	return true;
}

static bool wrong_word(const char **wrong, const char *word)
{
	*wrong = word;
	return false;
}

/* Before the decoding writes NULs into the bytes. The stated hash may be spelt wrongly too: then it does not compare equal. */
static bool hash_fits(const char *bytes, size_t size, const char *folder_id, const char *file)
{
	const size_t tail = HASH_LINE_TAIL - 1; /* ,"hash":"…"} */
	char hash[HASH_TEXT];

	if (size < tail)
		return false;
	hash_line(folder_id, file, bytes, size + 1, hash);
	return !memcmp(bytes + size - tail + strlen(",\"hash\":\""), hash, HASH_TEXT - 1);
}

static bool read_kind(struct line_reader *reader, enum act_kind *kind)
{
	char *name, *quote;

	if (!line_literal(reader, ",\"act\":\""))
		return false;
	name = reader->at;
	quote = memchr(name, '"', (size_t)(reader->end - name));
	if (quote)
		*quote = '\0';
	if (!quote || !act_find(name, kind)) {
		reader->wrong = quote ? "act" : "end";
		return false;
	}
	reader->at = quote + 1;
	return true;
}

static bool read_line(struct line_reader *reader, struct line *out, struct arena *arena)
{
	if (!line_literal(reader, "{") || !line_read_fields(reader, &envelope_shape, &out->head, true, arena) ||
	    !read_kind(reader, &out->act.kind) ||
	    !line_read_fields(reader, act_shape(out->act.kind), act_body(&out->act), false, arena) ||
	    !line_literal(reader, ",\"hash\":\""))
		return false;
	out->hash = reader->at;
	if (reader->end - reader->at != HASH_TEXT - 1 + 2 || reader->end[-2] != '"' || reader->end[-1] != '}') {
		reader->wrong = "end";
		return false;
	}
	reader->end[-2] = '\0';
	return true;
}

bool act_read(char *bytes, size_t size, const char *folder_id, const char *file, struct line *out, struct arena *arena, const char **wrong)
{
	struct line_reader reader = { .at = bytes, .end = bytes + size };

	if (size >= LINE_MAX_BYTES)
		return wrong_word(wrong, "too-long");
	if (!hash_fits(bytes, size, folder_id, file))
		return wrong_word(wrong, "hash");
	if (!read_line(&reader, out, arena))
		return wrong_word(wrong, reader.wrong);
	if (!org_fits(out))
		return wrong_word(wrong, "org");
	return !act_fault(&out->act) || wrong_word(wrong, act_fault(&out->act));
}

/* ---- An act as people hand it in ---- */

static const char *const input_keys[] = { "act", "by", "at", "id", NULL };

static const struct field input_fields[] = {
	{ .name = "by", AT(act_input, by), .type = FIELD_ID, OPTIONAL },
	{ .name = "at", AT(act_input, at), .type = FIELD_TIME, OPTIONAL },
	{ .name = "id", AT(act_input, id), .type = FIELD_ID, OPTIONAL },
	{ 0 },
};
static const struct shape input_shape = { sizeof(struct act_input), false, input_fields };

/* Only the keys that are not the act's own, so that neither shape meets the other's. */
static bool input_head(const json_t *json, struct act_input *out, struct arena *arena, struct error *error)
{
	json_t *head = json_object();
	bool fine;

	for (const struct field *field = input_fields; field->name; field++)
		if (json_object_get(json, field->name))
			json_object_set(head, field->name, json_object_get(json, field->name));
	fine = line_from_json(head, &input_shape, out, NULL, arena, error);
	json_decref(head);
	return fine;
}

static bool refuse_act(const json_t *json, struct error *error)
{
	const char *name = json_string_value(json_object_get(json, "act"));
	struct buffer known = { 0 }, harmless = { 0 };

	for (size_t i = 0; i < ACT_KINDS; i++)
		buffer_format(&known, i ? ", %s" : "%s", acts[i].name);
	text_harmless(&harmless, name && *name ? name : _("ingenting"));
	error_set(error, "act", _("act: läste %.60s, väntade något av %s"), harmless.bytes, known.bytes);
	buffer_free(&known);
	buffer_free(&harmless);
	return false;
}

bool act_from_json(const json_t *json, struct act_input *out, struct arena *arena, struct error *error)
{
	const char *name = json_string_value(json_object_get(json, "act"));
	enum act_kind kind;

	if (!json_is_object(json))
		return error_set(error, "object", _("raden: väntade en handling som {\"act\":\"post\", …}"));
	if (!name || !act_find(name, &kind))
		return refuse_act(json, error);
	if (!input_head(json, out, arena, error))
		return false;
	act_clear(&out->act, kind);
	if (!line_from_json(json, act_shape(kind), act_body(&out->act), input_keys, arena, error))
		return false;
	return !act_fault(&out->act) || refuse_legs(error);
}

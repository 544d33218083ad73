#include "draft.h"

#include "kept.h"
#include "line.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* The file: a head, then one line a step, in whole kronor like every act. */
struct head { const char *unit; int64_t year, done; const char *why, *line, *sub, *typing; };
struct kept { const char *line, *sub; int64_t before, after; };

static const struct shape head_shape = { sizeof(struct head), false, (const struct field[]){
	{ .name = "unit", .type = FIELD_ID, .offset = offsetof(struct head, unit) },
	{ .name = "year", .type = FIELD_NUMBER, .offset = offsetof(struct head, year) },
	{ .name = "done", .type = FIELD_NUMBER, .offset = offsetof(struct head, done) },
	{ .name = "why", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, why) },
	{ .name = "line", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, line) },
	{ .name = "sub", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, sub) },
	{ .name = "typing", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, typing) },
	{ 0 } } };

static const struct shape kept_shape = { sizeof(struct kept), false, (const struct field[]){
	{ .name = "line", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct kept, line) },
	{ .name = "sub", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct kept, sub) },
	{ .name = "before", .type = FIELD_NUMBER, .flags = FIELD_NULLABLE, .offset = offsetof(struct kept, before), .least = -MONEY_MAX_KR },
	{ .name = "after", .type = FIELD_NUMBER, .flags = FIELD_NULLABLE, .offset = offsetof(struct kept, after), .least = -MONEY_MAX_KR },
	{ 0 } } };

/* Acts know no öre, so neither does what leads to them: what comes back from the disk is what was there. */
static money whole_kr(money value)
{
	return value == MONEY_NONE ? MONEY_NONE : (value + (value < 0 ? -MONEY_KR : MONEY_KR) / 2) / MONEY_KR * MONEY_KR;
}

static int64_t to_kr(money value)
{
	return value == MONEY_NONE ? NUMBER_NONE : value / MONEY_KR;
}

static void set_id(char id[65], const char *text)
{
	size_t length = strnlen(text, 64);

	memcpy(id, text, length);
	id[length] = '\0';
}

static struct draft_step *step_new(struct draft *draft)
{
	if (draft->count == draft->room) {
		draft->room = draft->room ? draft->room * 2 : 16;
		draft->steps = memory_grow(draft->steps, draft->room, sizeof *draft->steps);
	}
	return &draft->steps[draft->count++];
}

/* ---- on disk ---- */

static bool read_line(char **at, char *end, const struct shape *shape, void *value, struct arena *arena)
{
	char *stop = memchr(*at, '\n', (size_t)(end - *at));
	struct line_reader reader = { *at, stop, NULL };

	if (!stop || !line_read(&reader, shape, value, arena) || reader.at != reader.end)
		return false;
	*at = stop + 1;
	return true;
}

/* What does not fit is cut at a whole character, or nothing would be kept. */
static void set_text(char *out, size_t size, const char *text)
{
	size_t length = strnlen(text, size - 1), bad_at;

	if (!text_valid(text, length, &bad_at))
		length = bad_at;
	memcpy(out, text, length);
	out[length] = '\0';
}

static void set_typing(struct draft *draft, bool is_unit, const char *id, const char *text)
{
	draft->typing_unit = is_unit;
	set_id(draft->typing_id, id ? id : "");
	set_text(draft->typing, sizeof draft->typing, id ? text : "");
}

/* False when there is more in it than could be read. */
static bool read_steps(struct draft *draft, char *at, char *end, struct arena *arena)
{
	struct head head;
	struct kept kept;

	if (!read_line(&at, end, &head_shape, &head, arena) || strcmp(head.unit, draft->unit) || head.year != draft->year)
		return false;
	while (at < end && read_line(&at, end, &kept_shape, &kept, arena) && (kept.line || kept.sub)) {
		struct draft_step *step = step_new(draft);

		step->is_unit = kept.sub != NULL;
		set_id(step->id, kept.sub ? kept.sub : kept.line);
		step->before = money_from_kr(kept.before);
		step->after = money_from_kr(kept.after);
	}
	draft->done = head.done < 0 || (size_t)head.done > draft->count ? draft->count : (size_t)head.done;
	if (head.why)
		memcpy(draft->why, head.why, strnlen(head.why, sizeof draft->why - 1));
	set_typing(draft, head.sub != NULL, head.sub ? head.sub : head.line, head.typing ? head.typing : "");
	return at == end;
}

void draft_begin(struct draft *draft, const char *path, const char *unit, int year)
{
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };

	draft_end(draft);
	set_id(draft->unit, unit);
	draft->year = year;
	if (!path || strlen(path) >= sizeof draft->path)
		return;
	strcpy(draft->path, path);
	draft->on_disk = kept_read(path, &bytes) && read_steps(draft, bytes.bytes, bytes.bytes + bytes.size, &arena);
	if (!draft->on_disk && kept_exists(path) && !kept_aside(path)) /* what cannot be read may still be worth a look: it is never written over */
		draft->path[0] = '\0';
	buffer_free(&bytes);
	arena_free(&arena);
}

static bool write_steps(const struct draft *draft, struct buffer *out)
{
	const char *row = *draft->typing_id ? draft->typing_id : NULL;
	const struct head head = { draft->unit, draft->year, (int64_t)draft->done, *draft->why ? draft->why : NULL,
		                   draft->typing_unit ? NULL : row, draft->typing_unit ? row : NULL, *draft->typing ? draft->typing : NULL };
	bool fine = line_write(out, &head_shape, &head, NULL);

	buffer_text(out, "\n");
	for (size_t i = 0; fine && i < draft->count; i++) {
		const struct draft_step *step = &draft->steps[i];
		const struct kept kept = { step->is_unit ? NULL : step->id, step->is_unit ? step->id : NULL, to_kr(step->before), to_kr(step->after) };

		fine = line_write(out, &kept_shape, &kept, NULL);
		buffer_text(out, "\n");
	}
	return fine;
}

static bool keep(struct draft *draft)
{
	struct buffer out = { 0 };

	if (!*draft->path)
		return true;
	if (!draft->count && !*draft->why && !*draft->typing_id) { /* nothing left to come back to */
		draft_drop(draft);
		return true;
	}
	draft->on_disk = write_steps(draft, &out) && kept_write(draft->path, out.bytes, out.size);
	buffer_free(&out);
	return draft->on_disk;
}

/* ---- steps ---- */

bool draft_set(struct draft *draft, bool is_unit, const char *id, money before, money after)
{
	draft->count = draft->done; /* a new step takes the place of what was undone, and ends what was being typed */
	set_typing(draft, false, NULL, NULL);
	struct draft_step *step = step_new(draft);

	step->is_unit = is_unit;
	set_id(step->id, id);
	step->before = whole_kr(before);
	step->after = whole_kr(after);
	draft->done = draft->count;
	return keep(draft);
}

bool draft_why(struct draft *draft, const char *why)
{
	set_text(draft->why, sizeof draft->why, why);
	return keep(draft);
}

bool draft_typing(struct draft *draft, bool is_unit, const char *id, const char *text)
{
	set_typing(draft, is_unit, id, text);
	return keep(draft);
}

const struct draft_step *draft_undo(struct draft *draft)
{
	if (!draft->done)
		return NULL;
	draft->done--;
	keep(draft);
	return &draft->steps[draft->done];
}

const struct draft_step *draft_redo(struct draft *draft)
{
	if (draft->done == draft->count)
		return NULL;
	draft->done++;
	keep(draft);
	return &draft->steps[draft->done - 1];
}

bool draft_find(const struct draft *draft, bool is_unit, const char *id, money *value)
{
	for (size_t i = draft->done; i-- > 0;)
		if (draft->steps[i].is_unit == is_unit && !strcmp(draft->steps[i].id, id)) {
			*value = draft->steps[i].after;
			return true;
		}
	return false;
}

/* Is step i the first, among those in force, about its row? */
static bool first_about(const struct draft *draft, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (draft->steps[j].is_unit == draft->steps[i].is_unit && !strcmp(draft->steps[j].id, draft->steps[i].id))
			return false;
	return true;
}

size_t draft_changes(const struct draft *draft)
{
	size_t changes = 0;

	for (size_t i = 0; i < draft->done; i++) {
		const struct draft_step *step = &draft->steps[i];
		money now = MONEY_NONE;

		if (first_about(draft, i) && draft_find(draft, step->is_unit, step->id, &now) && now != step->before)
			changes++;
	}
	return changes;
}

bool draft_waits(const struct draft *draft)
{
	return *draft->typing_id || draft_changes(draft);
}

void draft_end(struct draft *draft)
{
	free(draft->steps);
	*draft = (struct draft){ 0 };
}

void draft_drop(struct draft *draft)
{
	kept_drop(draft->path); /* also when the last step could not be kept: an older one may lie there */
	draft->count = draft->done = 0;
	draft->why[0] = '\0';
	set_typing(draft, false, NULL, NULL);
	draft->on_disk = false;
}

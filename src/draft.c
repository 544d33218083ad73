#include "draft.h"

#include "kept.h"
#include "line.h"
#include "text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The file: a head, then one line a step, in whole kronor like every act. */
struct head { const char *unit; int64_t year, done, ram, seen; const char *why, *line, *sub, *typing, *second, *third; bool terms; const char *what, *months_of; int64_t months; };
struct kept { const char *line, *sub; int64_t before, after; struct list was, terms; bool together; const char *name; };

static const struct shape head_shape = { sizeof(struct head), false, (const struct field[]){
	{ .name = "unit", .type = FIELD_ID, .offset = offsetof(struct head, unit) },
	{ .name = "year", .type = FIELD_NUMBER, .offset = offsetof(struct head, year) },
	{ .name = "done", .type = FIELD_NUMBER, .offset = offsetof(struct head, done) },
	{ .name = "ram", .type = FIELD_NUMBER, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, ram), .least = -NUMBER_MAX },
	{ .name = "seen", .type = FIELD_NUMBER, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, seen) },
	{ .name = "why", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, why) },
	{ .name = "line", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, line) },
	{ .name = "sub", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, sub) },
	{ .name = "typing", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, typing) },
	{ .name = "second", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, second) },
	{ .name = "third", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, third) },
	{ .name = "terms", .type = FIELD_FLAG, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, terms) },
	{ .name = "what", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, what) },
	{ .name = "months_of", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, months_of) },
	{ .name = "months", .type = FIELD_NUMBER, .flags = FIELD_OPTIONAL, .offset = offsetof(struct head, months) },
	{ 0 } } };

static const struct shape kept_shape = { sizeof(struct kept), false, (const struct field[]){
	{ .name = "line", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct kept, line) },
	{ .name = "sub", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct kept, sub) },
	{ .name = "before", .type = FIELD_NUMBER, .flags = FIELD_NULLABLE, .offset = offsetof(struct kept, before), .least = -MONEY_MAX_KR },
	{ .name = "after", .type = FIELD_NUMBER, .flags = FIELD_NULLABLE, .offset = offsetof(struct kept, after), .least = -MONEY_MAX_KR },
	{ .name = "was", .type = FIELD_LIST, .of = &terms_shape, .flags = FIELD_OPTIONAL | FIELD_ONE, .offset = offsetof(struct kept, was) },
	{ .name = "terms", .type = FIELD_LIST, .of = &terms_shape, .flags = FIELD_OPTIONAL | FIELD_ONE, .offset = offsetof(struct kept, terms) },
	{ .name = "together", .type = FIELD_FLAG, .flags = FIELD_OPTIONAL, .offset = offsetof(struct kept, together) },
	{ .name = "name", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct kept, name) },
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

static void set_typing(struct draft *draft, bool is_unit, const char *id, const char *text)
{
	draft->typing_unit = is_unit;
	draft->typing_terms = false;
	draft->typing_what[0] = '\0';
	set_id(draft->typing_id, id ? id : "");
	text_cut(draft->typing, sizeof draft->typing, id ? text : "");
	for (int i = 0; i < DRAFT_FIELDS - 1; i++)
		draft->typing_more[i][0] = '\0';
}

static void set_typing_terms(struct draft *draft, const char *line, const char *const texts[DRAFT_FIELDS])
{
	set_typing(draft, false, line, texts[0]);
	draft->typing_terms = true;
	for (int i = 1; i < DRAFT_FIELDS; i++)
		text_cut(draft->typing_more[i - 1], sizeof draft->typing_more[i - 1], texts[i]);
}

static const char *text_or(const char *text)
{
	return text ? text : "";
}

static void read_typing(struct draft *draft, const struct head *head)
{
	if (head->terms && head->line)
		set_typing_terms(draft, head->line, (const char *const[]){ text_or(head->typing), text_or(head->second), text_or(head->third) });
	else
		set_typing(draft, head->sub != NULL, head->sub ? head->sub : head->line, text_or(head->typing));
	set_id(draft->typing_what, text_or(head->what));
}

static void set_months(struct draft *draft, const char *line, unsigned months)
{
	set_id(draft->months_of, months ? line : "");
	draft->months = months;
}

static struct terms terms_kept(struct draft *draft, const struct list *list)
{
	return list->count ? terms_copy(list->items, &draft->arena) : terms_none;
}

/* False when there is more in it than could be read. */
static bool read_steps(struct draft *draft, char *at, char *end, struct arena *arena)
{
	struct head head;
	struct kept kept;

	if (!kept_line(&at, end, &head_shape, &head, arena) || strcmp(head.unit, draft->unit) || head.year != draft->year)
		return false;
	while (at < end && kept_line(&at, end, &kept_shape, &kept, arena) && (kept.line || kept.sub)) {
		struct draft_step *step = step_new(draft);

		step->is_unit = kept.sub != NULL;
		set_id(step->id, kept.sub ? kept.sub : kept.line);
		step->before = money_from_kr(kept.before);
		step->after = money_from_kr(kept.after);
		step->was = terms_kept(draft, &kept.was);
		step->terms = terms_kept(draft, &kept.terms);
		step->together = kept.together && draft->count > 1;
		step->name = arena_string(&draft->arena, kept.name);
	}
	draft->done = head.done < 0 || (size_t)head.done > draft->count ? draft->count : (size_t)head.done;
	draft->ram = money_from_kr(head.ram);
	draft->seen = head.seen;
	text_cut(draft->why, sizeof draft->why, text_or(head.why));
	set_months(draft, text_or(head.months_of), head.months > 0 ? (unsigned)head.months : 0);
	read_typing(draft, &head);
	return at == end;
}

void draft_begin(struct draft *draft, const char *path, const char *unit, int year)
{
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };

	draft_end(draft);
	set_id(draft->unit, unit);
	draft->year = year;
	draft->ram = MONEY_NONE;
	draft->seen = NUMBER_NONE;
	if (!path || strlen(path) >= sizeof draft->path)
		return;
	strcpy(draft->path, path);
	draft->on_disk = kept_read(path, &bytes) && read_steps(draft, bytes.bytes, bytes.bytes + bytes.size, &arena);
	if (!draft->on_disk && kept_exists(path) && !kept_aside(path)) /* what cannot be read may still be worth a look: it is never written over */
		draft->path[0] = '\0';
	draft->nowhere = !*draft->path;
	buffer_free(&bytes);
	arena_free(&arena);
}

void draft_open(struct draft *draft, const char *path, const char *unit, int year)
{
	char own[KEPT_PATH];
	bool others;
	int lock;

	draft_end(draft);
	snprintf(own, sizeof own, "%s", path);
	lock = kept_claim(own, &others);
	draft_begin(draft, *own ? own : NULL, unit, year);
	draft->nowhere = draft->nowhere || (*path && !*own);
	text_cut(draft->name, sizeof draft->name, path);
	draft->locked = lock >= 0;
	draft->lock = lock;
	draft->elsewhere = others;
}

static const char *if_any(const char *text)
{
	return *text ? text : NULL;
}

static struct head head_of(const struct draft *draft)
{
	const char *row = if_any(draft->typing_id);

	return (struct head){ .unit = draft->unit,
			      .year = draft->year,
			      .done = (int64_t)draft->done,
			      .ram = to_kr(draft->ram),
			      .seen = draft->seen,
			      .why = if_any(draft->why),
			      .line = draft->typing_unit ? NULL : row,
			      .sub = draft->typing_unit ? row : NULL,
			      .typing = if_any(draft->typing),
			      .second = if_any(draft->typing_more[0]),
			      .third = if_any(draft->typing_more[1]),
			      .terms = draft->typing_terms,
			      .what = if_any(draft->typing_what),
			      .months_of = if_any(draft->months_of),
			      .months = draft->months ? (int64_t)draft->months : NUMBER_NONE };
}

static struct list terms_list(const struct terms *terms)
{
	return terms_any(terms) ? (struct list){ (void *)(uintptr_t)terms, 1 } : (struct list){ 0 };
}

static bool write_steps(const struct draft *draft, struct buffer *out)
{
	const struct head head = head_of(draft);
	bool fine = line_write(out, &head_shape, &head, NULL);

	buffer_text(out, "\n");
	for (size_t i = 0; fine && i < draft->count; i++) {
		const struct draft_step *step = &draft->steps[i];
		const struct kept kept = { step->is_unit ? NULL : step->id, step->is_unit ? step->id : NULL, to_kr(step->before), to_kr(step->after),
			                   terms_list(&step->was), terms_list(&step->terms), step->together, step->name };

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

static void add_step(struct draft *draft, const struct draft_step *put, const char *name, bool together)
{
	struct draft_step *step = step_new(draft);

	*step = *put;
	step->before = whole_kr(put->before);
	step->after = whole_kr(put->after);
	step->was = terms_copy(&put->was, &draft->arena);
	step->terms = terms_copy(&put->terms, &draft->arena);
	step->together = together;
	step->name = name && *name ? arena_string(&draft->arena, name) : NULL;
}

/* New steps take the place of what was undone, and end what was being typed. */
bool draft_put_all(struct draft *draft, const char *name, const struct draft_step *steps, size_t count)
{
	draft->count = draft->done;
	set_typing(draft, false, NULL, NULL);
	for (size_t i = 0; i < count; i++)
		add_step(draft, &steps[i], i ? NULL : name, i > 0);
	draft->done = draft->count;
	return keep(draft);
}

bool draft_put(struct draft *draft, const struct draft_step *step)
{
	return draft_put_all(draft, NULL, step, 1);
}

struct draft_step draft_amount_step(const struct draft *draft, bool is_unit, const char *id, money before, money after)
{
	const struct draft_step *last = draft_last(draft, is_unit, id);
	struct draft_step step = { .is_unit = is_unit, .before = before, .was = terms_none, .terms = terms_none };

	if (last)
		step = *last;
	if (last && !draft_wishes_amount(last))
		step.before = before;
	set_id(step.id, id);
	step.after = after;
	return step;
}

struct draft_step draft_terms_step(const struct draft *draft, const char *line, money saved, const struct terms *was, const struct terms *terms)
{
	const struct draft_step *last = draft_last(draft, false, line);
	struct draft_step step = { .before = saved, .after = saved, .was = *was };

	if (last)
		step = *last;
	set_id(step.id, line);
	if (last && !draft_wishes_terms(last))
		step.was = *was;
	step.terms = *terms;
	return step;
}

bool draft_set(struct draft *draft, bool is_unit, const char *id, money before, money after)
{
	const struct draft_step step = draft_amount_step(draft, is_unit, id, before, after);

	return draft_put(draft, &step);
}

bool draft_terms(struct draft *draft, const char *line, money saved, const struct terms *was, const struct terms *terms)
{
	const struct draft_step step = draft_terms_step(draft, line, saved, was, terms);

	return draft_put(draft, &step);
}

bool draft_why(struct draft *draft, const char *why)
{
	text_cut(draft->why, sizeof draft->why, why);
	return keep(draft);
}

bool draft_typing(struct draft *draft, bool is_unit, const char *id, const char *text)
{
	set_typing(draft, is_unit, id, text);
	return keep(draft);
}

bool draft_typing_terms(struct draft *draft, const char *line, const char *const texts[DRAFT_FIELDS])
{
	set_typing_terms(draft, line, texts);
	return keep(draft);
}

bool draft_typing_what(struct draft *draft, const char *what, const char *line, const char *text)
{
	set_typing(draft, false, line, text);
	set_id(draft->typing_what, what);
	return keep(draft);
}

bool draft_months(struct draft *draft, const char *line, unsigned months)
{
	bool same = draft->months == months && (!months || !strcmp(draft->months_of, line));

	set_months(draft, line, months);
	return same || keep(draft);
}

bool draft_look(struct draft *draft, money ram, int64_t news)
{
	bool same = draft->ram == ram && draft->seen == news;

	draft->ram = ram;
	draft->seen = news;
	return same || !draft->count || keep(draft);
}

const struct draft_step *draft_undo(struct draft *draft)
{
	if (!draft->done)
		return NULL;
	while (draft->steps[--draft->done].together)
		;
	keep(draft);
	return &draft->steps[draft->done];
}

const struct draft_step *draft_redo(struct draft *draft)
{
	const struct draft_step *first;

	if (draft->done == draft->count)
		return NULL;
	first = &draft->steps[draft->done++];
	while (draft->done < draft->count && draft->steps[draft->done].together)
		draft->done++;
	keep(draft);
	return first;
}

bool draft_wishes_amount(const struct draft_step *step)
{
	return step->after != step->before;
}

bool draft_wishes_terms(const struct draft_step *step)
{
	return !terms_same(&step->was, &step->terms);
}

static bool same_row(const struct draft_step *step, bool is_unit, const char *id)
{
	return step->is_unit == is_unit && !strcmp(step->id, id);
}

const struct draft_step *draft_last(const struct draft *draft, bool is_unit, const char *id)
{
	for (size_t i = draft->done; i-- > 0;)
		if (same_row(&draft->steps[i], is_unit, id))
			return draft_wishes_amount(&draft->steps[i]) || draft_wishes_terms(&draft->steps[i]) ? &draft->steps[i] : NULL;
	return NULL;
}

bool draft_find(const struct draft *draft, bool is_unit, const char *id, money *value)
{
	const struct draft_step *last = draft_last(draft, is_unit, id);

	if (!last || !draft_wishes_amount(last))
		return false;
	*value = last->after;
	return true;
}

bool draft_is_last(const struct draft *draft, size_t at)
{
	const struct draft_step *step = &draft->steps[at];

	return draft_last(draft, step->is_unit, step->id) == step;
}

size_t draft_changes(const struct draft *draft)
{
	size_t changes = 0;

	for (size_t i = 0; i < draft->done; i++)
		changes += draft_is_last(draft, i);
	return changes;
}

bool draft_unkept(const struct draft *draft)
{
	return (draft->nowhere || (*draft->path && !draft->on_disk)) && (draft->count || *draft->why || *draft->typing_id);
}

bool draft_waits(const struct draft *draft)
{
	return *draft->typing_id || draft_changes(draft);
}

/* What was thrown away is not waiting for her, although it can still be done again. */
static bool has_something(const struct draft *draft, const char *path)
{
	struct draft other = { .year = draft->year };
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };
	bool waits;

	set_id(other.unit, draft->unit);
	waits = kept_read(path, &bytes) && read_steps(&other, bytes.bytes, bytes.bytes + bytes.size, &arena) && draft_waits(&other);
	buffer_free(&bytes);
	arena_free(&arena);
	draft_end(&other);
	return waits;
}

size_t draft_others(const struct draft *draft)
{
	char path[KEPT_PATH];
	size_t others = 0;

	for (int number = 0; kept_left(draft->name, &number, path);)
		others += has_something(draft, path);
	return others;
}

void draft_end(struct draft *draft)
{
	if (draft->locked)
		close(draft->lock);
	arena_free(&draft->arena);
	free(draft->steps);
	*draft = (struct draft){ 0 };
}

void draft_drop(struct draft *draft)
{
	kept_drop(draft->path); /* also when the last step could not be kept: an older one may lie there */
	draft->count = draft->done = 0;
	draft->why[0] = '\0';
	set_typing(draft, false, NULL, NULL);
	set_months(draft, "", 0);
	draft->on_disk = false;
}

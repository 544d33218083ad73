#include "writing.h"

#include "arena.h"
#include "intl.h"
#include "text.h"
#include "writing_private.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define TAB "    "

const char *writing_text(const struct writing *writing)
{
	return writing->text.bytes ? writing->text.bytes : "";
}

/* --- what is sent --- */

/* Nothing below U+0300 has another composed form, and that is nearly every text. */
static bool is_composed(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0xcc)
			return false;
	return true;
}

/* Ends of one spelling: two that write å each in her own way write the same, for searching and for hashes. */
static void compose(struct buffer *out, const char *text)
{
	utf8proc_uint8_t *composed;

	if (is_composed(text)) {
		buffer_text(out, text);
		return;
	}
	composed = utf8proc_NFC((const utf8proc_uint8_t *)text);
	if (!composed)
		memory_gone(); /* for the text is valid */
	buffer_text(out, (const char *)composed);
	free(composed);
}

bool writing_send(const struct writing *writing, struct buffer *out)
{
	struct buffer composed = { 0 };

	compose(&composed, writing_text(writing));
	while (composed.size && strchr(" \n", composed.bytes[composed.size - 1]))
		composed.size--;
	buffer_add(out, composed.bytes, composed.size);
	buffer_free(&composed);
	return out->size > 0;
}

/* As line.c spells it. */
static size_t spelled(const char *text)
{
	struct buffer composed = { 0 };
	size_t size;

	compose(&composed, text);
	size = composed.size;
	for (const char *at = composed.bytes; *(at += strcspn(at, "\"\\\n\t")); at++)
		size++;
	buffer_free(&composed);
	return size;
}

size_t writing_left(const struct writing *writing)
{
	size_t size = spelled(writing_text(writing));

	return size < WRITING_MOST ? WRITING_MOST - size : 0;
}

/* --- steps --- */

static void step_free(struct writing_step *step)
{
	buffer_free(&step->out);
	buffer_free(&step->in);
}

void writing_forget(struct writing *writing)
{
	for (size_t i = 0; i < writing->count; i++)
		step_free(&writing->steps[i]);
	for (size_t i = 0; i < writing->note_count; i++) {
		free(writing->notes[i].name);
		free(writing->notes[i].value);
	}
	free(writing->steps);
	free(writing->notes);
	buffer_free(&writing->text);
	writing->steps = NULL;
	writing->notes = NULL;
	writing->count = writing->done = writing->room = writing->note_count = writing->at = 0;
	writing->growing = writing->behind = false;
	writing->wish = -1;
}

static void splice(struct buffer *text, size_t at, size_t size, const struct buffer *in)
{
	struct buffer whole = { 0 };

	buffer_add(&whole, text->bytes, at);
	buffer_add(&whole, in->bytes, in->size);
	buffer_text(&whole, text->bytes + at + size);
	buffer_free(text);
	*text = whole;
}

static void stand(struct writing *writing, size_t at)
{
	writing->at = at;
	writing->behind = false;
	writing->wish = -1;
}

static struct writing_step *step_new(struct writing *writing)
{
	while (writing->count > writing->done) /* a new step takes the place of what was undone */
		step_free(&writing->steps[--writing->count]);
	if (writing->count == writing->room) {
		writing->room = writing->room ? writing->room * 2 : 16;
		writing->steps = memory_grow(writing->steps, writing->room, sizeof *writing->steps);
	}
	writing->done = ++writing->count;
	return &writing->steps[writing->count - 1];
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

/* A word with the blanks after it is one piece, and so is what was taken away in one go. */
static bool may_grow(const struct writing *writing, const struct writing_step *by)
{
	const struct writing_step *last = writing->growing ? &writing->steps[writing->done - 1] : NULL;

	if (!last || last->burst != by->burst)
		return false;
	switch (by->burst) {
	case BURST_TYPED:
		return last->at + last->in.size == by->at && (is_blank(*by->in.bytes) || !is_blank(last->in.bytes[last->in.size - 1]));
	case BURST_ERASED:
		return by->at + by->out.size == last->at;
	case BURST_DELETED:
		return by->at == last->at;
	case BURST_ALONE:
		break;
	}
	return false;
}

static void grow(struct writing_step *last, struct writing_step *by)
{
	buffer_add(&last->in, by->in.bytes, by->in.size);
	if (by->at < last->at) { /* erased backwards: what was taken now stood before the rest */
		buffer_add(&by->out, last->out.bytes, last->out.size);
		buffer_free(&last->out);
		last->out = by->out;
		by->out = (struct buffer){ 0 };
		last->at = by->at;
	} else {
		buffer_add(&last->out, by->out.bytes, by->out.size);
	}
	step_free(by);
}

/* Takes `in`. The place after an edit may be within a cluster that it has made: then the cursor stands after that. */
static void edit(struct writing *writing, enum writing_burst burst, size_t at, size_t size, struct buffer in)
{
	struct writing_step step = { .burst = burst, .at = at, .cursor = writing->at, .in = in };
	size_t end = at + in.size;

	buffer_add(&step.out, writing_text(writing) + at, size);
	if (!writing->text.bytes)
		buffer_text(&writing->text, "");
	splice(&writing->text, at, size, &step.in);
	if (may_grow(writing, &step))
		grow(&writing->steps[writing->done - 1], &step);
	else
		*step_new(writing) = step;
	stand(writing, writing_edge(writing->text.bytes, end));
	writing->growing = true;
	writing_keep(writing);
}

bool writing_undo(struct writing *writing)
{
	const struct writing_step *step;

	writing->growing = false;
	if (!writing->done)
		return false;
	step = &writing->steps[--writing->done];
	splice(&writing->text, step->at, step->in.size, &step->out);
	stand(writing, step->cursor);
	writing_keep(writing);
	return true;
}

bool writing_redo(struct writing *writing)
{
	const struct writing_step *step;

	writing->growing = false;
	if (writing->done == writing->count)
		return false;
	step = &writing->steps[writing->done++];
	splice(&writing->text, step->at, step->out.size, &step->in);
	stand(writing, writing_edge(writing->text.bytes, step->at + step->in.size));
	writing_keep(writing);
	return true;
}

/* --- putting in --- */

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER     0x200d

/* What nobody sees but something obeys. The joiners make letters and emoji what they are. */
static bool is_unwanted(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	if (point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER)
		return false;
	return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF;
}

static bool is_line_end(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	return point == '\n' || point == '\r' || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

/* False when something was left out. */
static bool clean(struct buffer *out, const char *text)
{
	bool whole = true;
	utf8proc_ssize_t size;

	buffer_text(out, "");
	for (; *text; text += size > 0 ? size : 1) {
		int32_t point;

		size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);
		if (size <= 0)
			buffer_text(out, "?");
		else if (point == '\r' && text[1] == '\n')
			continue;
		else if (is_line_end(point))
			buffer_text(out, "\n");
		else if (point == '\t')
			buffer_text(out, TAB);
		else if (is_unwanted(point))
			whole = false;
		else
			buffer_add(out, text, (size_t)size);
	}
	return whole;
}

static bool fits(const struct writing *writing, const struct buffer *in)
{
	struct buffer after = { 0 };
	size_t size;

	buffer_add(&after, writing_text(writing), writing->at);
	buffer_add(&after, in->bytes, in->size);
	buffer_text(&after, writing_text(writing) + writing->at);
	size = spelled(after.bytes);
	buffer_free(&after);
	return size <= WRITING_MOST;
}

static bool put(struct writing *writing, enum writing_burst burst, const char *text, struct error *error)
{
	struct buffer in = { 0 };
	bool whole = clean(&in, text);

	if (!fits(writing, &in)) {
		buffer_free(&in);
		return error_set(error, "too-long", _("det får inte plats, för högst %zu tecken till ryms i ett inlägg: korta det, eller dela det i flera"),
		                 writing_left(writing));
	}
	if (in.size)
		edit(writing, burst, writing->at, 0, in);
	else
		buffer_free(&in);
	if (!whole)
		error_set(error, "hidden", _("osynliga styrtecken togs bort ur det som klistrades in; allt som syns är kvar"));
	return true;
}

bool writing_type(struct writing *writing, const char *text, struct error *error)
{
	return put(writing, BURST_TYPED, text, error);
}

bool writing_paste(struct writing *writing, const char *text, struct error *error)
{
	return put(writing, BURST_ALONE, text, error);
}

/* --- taking away --- */

static void take_away(struct writing *writing, enum writing_burst burst, size_t from, size_t to)
{
	if (from < to)
		edit(writing, burst, from, to - from, (struct buffer){ 0 });
}

void writing_backspace(struct writing *writing)
{
	take_away(writing, BURST_ERASED, writing_before(writing_text(writing), writing->at), writing->at);
}

void writing_delete(struct writing *writing)
{
	int columns;

	take_away(writing, BURST_DELETED, writing->at, writing_step_cluster(writing_text(writing), writing->at, &columns));
}

/* --- moving --- */

static void move(struct writing *writing, size_t at)
{
	writing->moved = writing->moved || at != writing->at;
	writing->growing = false;
	stand(writing, at);
}

/* Where the word before `at` begins, in its own line; at the line's start, the end of the line before. */
static size_t word_before(const char *text, size_t at)
{
	size_t from = writing_line(text, at), word = from, next;
	bool blank, after_blank = false;
	int columns;

	if (from == at)
		return writing_before(text, at);
	for (; from < at; from = next, after_blank = blank) {
		next = writing_step_cluster(text, from, &columns);
		blank = next - from == 1 && text[from] == ' ';
		if (after_blank && !blank)
			word = from;
	}
	return word;
}

static size_t word_after(const char *text, size_t at)
{
	int columns;

	while (text[at] && !is_blank(text[at]))
		at = writing_step_cluster(text, at, &columns);
	while (is_blank(text[at]))
		at = writing_step_cluster(text, at, &columns);
	return at;
}

void writing_delete_word(struct writing *writing)
{
	take_away(writing, BURST_ALONE, word_before(writing_text(writing), writing->at), writing->at);
}

void writing_left_one(struct writing *writing)
{
	move(writing, writing_before(writing_text(writing), writing->at));
}

void writing_right_one(struct writing *writing)
{
	int columns;

	move(writing, writing_step_cluster(writing_text(writing), writing->at, &columns));
}

void writing_left_word(struct writing *writing)
{
	move(writing, word_before(writing_text(writing), writing->at));
}

void writing_right_word(struct writing *writing)
{
	move(writing, word_after(writing_text(writing), writing->at));
}

void writing_first(struct writing *writing)
{
	move(writing, 0);
}

void writing_last(struct writing *writing)
{
	move(writing, writing->text.size);
}

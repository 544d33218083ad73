#include "what_if_kept.h"

#include "line.h"
#include "text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The file, as a draft's: a head, with what is being written, and then one line a step. */
struct step_kept { const char *unit, *what, *line, *text, *money; };
struct head { int64_t year; struct list begun; };

static const char *const whats[] = { [WHAT_RAM] = "ram", [WHAT_COSTS] = "costs", [WHAT_LINE] = "line", NULL };
static const char *const moneys[] = { [MONEY_IN_KR] = "kr", [MONEY_IN_TKR] = "tkr", [MONEY_IN_MNKR] = "mnkr", NULL };

static const struct shape step_shape = { sizeof(struct step_kept), false, (const struct field[]){
	{ .name = "unit", .type = FIELD_ID, .offset = offsetof(struct step_kept, unit) },
	{ .name = "what", .type = FIELD_WORD, .words = whats, .offset = offsetof(struct step_kept, what) },
	{ .name = "line", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct step_kept, line) },
	{ .name = "text", .type = FIELD_TEXT, .offset = offsetof(struct step_kept, text) },
	{ .name = "money", .type = FIELD_WORD, .words = moneys, .offset = offsetof(struct step_kept, money) },
	{ 0 } } };

static const struct shape head_shape = { sizeof(struct head), false, (const struct field[]){
	{ .name = "year", .type = FIELD_NUMBER, .offset = offsetof(struct head, year) },
	{ .name = "begun", .type = FIELD_LIST, .of = &step_shape, .flags = FIELD_OPTIONAL | FIELD_ONE, .offset = offsetof(struct head, begun) },
	{ 0 } } };

/* ---- read ---- */

static int word_of(const char *const *words, const char *word)
{
	int at = 0;

	while (strcmp(words[at], word) != 0) /* the shape has seen to it that it is one of them */
		at++;
	return at;
}

/* An amount that does not fit is no amount cut short. */
static bool take_step(struct what_if_step *step, const struct step_kept *kept)
{
	*step = (struct what_if_step){ .what = (enum what_changes)word_of(whats, kept->what), .shown = (enum money_unit)word_of(moneys, kept->money) };
	snprintf(step->unit, sizeof step->unit, "%s", kept->unit);
	snprintf(step->line, sizeof step->line, "%s", kept->line ? kept->line : "");
	return (step->what == WHAT_LINE) == (kept->line != NULL) && snprintf(step->text, sizeof step->text, "%s", kept->text) < (int)sizeof step->text;
}

/* False when there is more in it than could be read, or more than can have been written. */
static bool read_steps(struct what_if_kept *kept, struct what_if *what_if, char *at, char *end, struct arena *arena)
{
	struct step_kept line;
	struct what_if_step step;
	struct head head;

	if (!kept_line(&at, end, &head_shape, &head, arena) || head.year != kept->year)
		return false;
	if (head.begun.count && !take_step(&kept->begun, head.begun.items))
		return false;
	while (at < end && what_if->count < WHAT_IF_STEPS && kept_line(&at, end, &step_shape, &line, arena) && take_step(&step, &line))
		what_if_add(what_if, &step);
	return at == end && (what_if->count || *kept->begun.unit);
}

static bool read_kept(struct what_if_kept *kept, struct what_if *what_if)
{
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };
	bool there = kept_read(kept->path, &bytes), whole = there && bytes.bytes && read_steps(kept, what_if, bytes.bytes, bytes.bytes + bytes.size, &arena);

	if (!whole) {
		what_if_drop(what_if);
		kept->begun = (struct what_if_step){ .unit = "" };
	}
	buffer_free(&bytes);
	arena_free(&arena);
	return whole;
}

static void give_up(struct what_if_kept *kept)
{
	if (kept->locked)
		close(kept->lock);
	kept->locked = false;
	kept->path[0] = '\0';
}

/* Nothing is written, not so much as a lock, for who has none. */
void what_if_kept_open(struct what_if_kept *kept, const char *path, int year, struct what_if *what_if)
{
	int number = 0;
	bool others;

	*kept = (struct what_if_kept){ .year = year };
	snprintf(kept->name, sizeof kept->name, "%s", path);
	if (!kept_left(kept->name, &number, kept->path)) {
		kept->path[0] = '\0';
		return;
	}
	memcpy(kept->path, kept->name, sizeof kept->path);
	kept->lock = kept_claim(kept->path, &others);
	kept->locked = kept->lock >= 0;
	kept->on_disk = read_kept(kept, what_if);
	if (kept->on_disk)
		return;
	kept->broken = *kept->path && kept_exists(kept->path);
	kept->aside = kept->broken && kept_aside(kept->path);
	give_up(kept);
}

void what_if_kept_close(struct what_if_kept *kept)
{
	give_up(kept);
	*kept = (struct what_if_kept){ .year = 0 };
}

/* ---- written ---- */

static struct step_kept line_of(const struct what_if_step *step)
{
	return (struct step_kept){ step->unit, whats[step->what], step->what == WHAT_LINE ? step->line : NULL, step->text, moneys[step->shown] };
}

static bool write_steps(const struct what_if_kept *kept, const struct what_if *what_if, struct buffer *out)
{
	struct step_kept begun = line_of(&kept->begun);
	const struct head head = { kept->year, { &begun, *kept->begun.unit != '\0' } };
	bool fine = line_write(out, &head_shape, &head, NULL);

	buffer_text(out, "\n");
	for (size_t i = 0; fine && i < what_if->count; i++) {
		const struct step_kept line = line_of(&what_if->steps[i]);

		fine = line_write(out, &step_shape, &line, NULL);
		buffer_text(out, "\n");
	}
	return fine;
}

static void take_place(struct what_if_kept *kept)
{
	memcpy(kept->path, kept->name, sizeof kept->path);
	kept->lock = kept_claim_new(kept->path);
	kept->locked = kept->lock >= 0;
}

void what_if_kept_put(struct what_if_kept *kept, const struct what_if *what_if)
{
	bool any = what_if->count || *kept->begun.unit;
	struct buffer out = { 0 };

	if (any && !*kept->path)
		take_place(kept);
	kept->on_disk = any && *kept->path && write_steps(kept, what_if, &out) && kept_write(kept->path, out.bytes, out.size);
	if (!any)
		kept_drop(kept->path); /* also when the last step could not be kept: an older one may lie there */
	else if (!kept->on_disk && !kept->locked)
		give_up(kept); /* when the disk is there again another may have taken it */
	buffer_free(&out);
}

bool what_if_kept_left(const struct what_if_kept *kept)
{
	char path[KEPT_PATH];
	int number = 0;

	return kept_left(kept->name, &number, path);
}

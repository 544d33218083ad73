#include "hinders.h"

#include "dialogue.h"
#include "intl.h"

#include <stdlib.h>
#include <string.h>

#define CONTRADICTIONS_TOLD 5 /* one by one; the rest in a sum */

struct looking {
	struct hinders *hinders;
	const struct ram_table *table;
	int unit;
	unsigned stops; /* HINDERS_… that do */
	enum money_unit money;
	unsigned flags;
};

static const struct unit *unit_of(const struct looking *l)
{
	return &l->table->book->org->units[l->unit];
}

/* What stops goes before what does not. */
static struct hinder *add(struct looking *l, enum hinder_class class, struct buffer *text, const char *figure)
{
	struct hinders *h = l->hinders;
	size_t at = class == HINDER_STOPS ? h->stops++ : h->count;

	h->items = memory_grow(h->items, h->count + 1, sizeof *h->items);
	memmove(&h->items[at + 1], &h->items[at], (h->count - at) * sizeof *h->items);
	h->count++;
	h->items[at] = (struct hinder){ .class = class, .text = arena_string(&h->arena, text->bytes), .figure = arena_string(&h->arena, figure) };
	buffer_free(text);
	return &h->items[at];
}

static enum hinder_class stops_or(const struct looking *l, unsigned what, enum hinder_class other)
{
	return l->stops & what ? HINDER_STOPS : other;
}

static const char *own_figure(const struct looking *l, const char *name)
{
	struct buffer text = { 0 };

	buffer_format(&text, "%s/%04d/%s", unit_of(l)->id, l->table->year, name);
	const char *figure = arena_string(&l->hinders->arena, text.bytes);

	buffer_free(&text);
	return figure;
}

static bool of_plan_year(const struct looking *l)
{
	return l->table->year > l->table->book->region->year;
}

/* In a plan year nothing has to be even yet. */
static void look_at_left(struct looking *l)
{
	money left = l->table->balance[l->unit].left;
	struct buffer text = { 0 };
	char amount[MONEY_TEXT];

	if (left == MONEY_NONE || left == 0)
		return;
	money_print(amount, left < 0 ? -left : left, l->money, MONEY_FULL, l->flags | MONEY_NAMED);
	buffer_format(&text, left < 0 ? _("%s över ramen") : _("%s är kvar att fördela"), amount);
	add(l, of_plan_year(l) ? HINDER_TELLS : stops_or(l, HINDERS_LEFT, HINDER_REASON), &text, own_figure(l, "left"));
}

static void look_at_begun(struct looking *l)
{
	struct buffer text = { 0 };

	if (!ram_untouched(l->table, l->unit))
		return;
	buffer_text(&text, _("inget är fördelat än"));
	add(l, stops_or(l, HINDERS_UNTOUCHED, HINDER_TELLS), &text, own_figure(l, "left"));
}

/* Does it lead to a figure of this very unit, this year? */
static bool is_own(const struct looking *l, const struct finding *finding)
{
	const char *id = unit_of(l)->id;
	size_t length = strlen(id);

	return finding->class == FINDING_CONTRADICTION && !finding->explained && finding->goes_to && !strncmp(finding->goes_to, id, length) &&
	       finding->goes_to[length] == '/' && atoi(finding->goes_to + length + 1) == l->table->year;
}

static void look_at_findings(struct looking *l, const struct findings *findings)
{
	size_t count = 0;

	for (size_t i = 0; findings && i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		struct buffer text = { 0 };

		if (!is_own(l, finding) || ++count > CONTRADICTIONS_TOLD)
			continue;
		buffer_format(&text, _("motsägelse: %s, %s"), finding->title, finding->text);
		add(l, stops_or(l, HINDERS_CONTRADICTION, HINDER_TELLS), &text, finding->goes_to);
	}
	if (count > CONTRADICTIONS_TOLD) {
		struct buffer text = { 0 };

		buffer_format(&text, _("%zu motsägelser till: se avstämningen (c)"), count - CONTRADICTIONS_TOLD);
		add(l, stops_or(l, HINDERS_CONTRADICTION, HINDER_TELLS), &text, NULL);
	}
}

static void look_at_questions(struct looking *l)
{
	size_t count = dialogue_waiting_on(l->table->book, l->unit, PARTY_UNIT);
	struct buffer text = { 0 };

	if (!count)
		return;
	buffer_format(&text, count == 1 ? _("en fråga väntar på enhetens svar") : _("%zu frågor väntar på enhetens svar"), count);
	add(l, stops_or(l, HINDERS_QUESTION, HINDER_TELLS), &text, NULL)->dialogue = true;
}

struct hinders *hinders_make(const struct ram_table *table, const struct findings *findings, int unit, enum money_unit shown, unsigned flags)
{
	struct hinders *hinders = memory_grow(NULL, 1, sizeof *hinders);
	int level = table->book->org->units[unit].level;
	struct looking l = { hinders, table, unit, level == ORG_NONE ? 0 : table->book->region->levels[level].hinders, shown, flags };

	*hinders = (struct hinders){ 0 };
	if (table->book->org->units[unit].kind != UNIT_UNIT)
		return hinders;
	look_at_begun(&l);
	look_at_left(&l);
	look_at_questions(&l);
	look_at_findings(&l, findings);
	return hinders;
}

void hinders_free(struct hinders *hinders)
{
	if (!hinders)
		return;
	arena_free(&hinders->arena);
	free(hinders->items);
	free(hinders);
}

const char *hinder_class_name(enum hinder_class class)
{
	static const char *const names[] = { [HINDER_STOPS] = N_("hindrar"), [HINDER_REASON] = N_("kräver skäl"), [HINDER_TELLS] = N_("att veta") };

	return _(names[class]);
}

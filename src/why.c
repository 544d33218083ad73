#include "why_private.h"

#include "detail.h"
#include "intl.h"
#include "monthly.h"
#include "story.h"
#include "terms.h"
#include "text.h"
#include "title.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- rows and words ---- */

void why_add(struct making *making, const struct why_row *row)
{
	struct why *why = making->why;

	if (why->count == why->room) {
		why->room = why->room ? why->room * 2 : 32;
		why->rows = memory_grow(why->rows, why->room, sizeof *why->rows);
	}
	why->rows[why->count++] = *row;
}

/* Takes the buffer. Whatever people wrote is made harmless here, once. */
const char *why_keep(struct making *making, struct buffer *buffer)
{
	struct buffer harmless = { 0 };
	const char *kept;

	text_harmless(&harmless, buffer->bytes ? buffer->bytes : "");
	kept = arena_copy(&making->why->arena, harmless.bytes ? harmless.bytes : "", harmless.size);
	buffer_free(&harmless);
	buffer_free(buffer);
	return kept;
}

const char *why_phrase(struct making *making, const char *format, ...)
{
	struct buffer out = { 0 };
	char *text = NULL;
	va_list values;

	va_start(values, format);
	if (vasprintf(&text, format, values) < 0)
		memory_gone();
	va_end(values);
	buffer_text(&out, text);
	free(text);
	return why_keep(making, &out);
}

void why_note(struct making *making, int depth, const char *text)
{
	why_add(making, &(struct why_row){ .kind = WHY_NOTE, .depth = depth, .value = MONEY_NONE, .text = text });
}

/* « · » between what there is */
void why_piece(struct buffer *out, const char *piece)
{
	if (piece && *piece)
		buffer_format(out, "%s%s", out->size ? " · " : "", piece);
}

static void add_marks(struct buffer *out, const struct event *event)
{
	if (event->outside_dates)
		why_piece(out, _("utanför ersättarens tid"));
	if (event->conflict)
		buffer_format(out, _("%ssparad utan att känna till en annan rad om %s"), out->size ? " · " : "", story_same(event));
}

/* «Finansplan RF 19 nov 2019 · regiondirektör · 26 nov 2019» */
const char *why_source(struct making *making, const struct event *event, const char *decision)
{
	const struct charter charter = { making->book->region, making->book->org };
	struct buffer out = { 0 }, who = { 0 }, date = { 0 };

	story_date(&date, event->line->head.at);
	title_user(&who, &charter, event->user, false);
	why_piece(&out, decision);
	why_piece(&out, who.bytes);
	why_piece(&out, date.bytes);
	add_marks(&out, event);
	buffer_free(&who);
	buffer_free(&date);
	return why_keep(making, &out);
}

const char *why_principle(const struct making *making, const char *id)
{
	int principle = region_principle(making->book->region, id);

	return principle < 0 ? id : making->book->region->principles[principle].name;
}

const struct unit *why_unit(const struct making *making)
{
	return &making->book->org->units[making->figure->unit];
}

/* ---- other figures ---- */

const char *why_name(struct making *making, int unit, const char *name)
{
	return why_phrase(making, "%s/%04d/%s", making->book->org->units[unit].id, making->figure->year, name);
}

/* Nothing for one without a value. */
static void why_figure(struct making *making, int depth, const char *text, money value, const char *figure)
{
	if (value != MONEY_NONE)
		why_add(making, &(struct why_row){
				    .kind = WHY_FIGURE, .depth = depth, .value = value, .text = why_phrase(making, "%s", text), .figure = figure });
}

static money minus(money value)
{
	return value == MONEY_NONE ? value : -value;
}

/* The same figure of every unit directly below. */
static void add_subs(struct making *making)
{
	const struct org *org = making->book->org;
	struct figure one = *making->figure;

	for (one.unit = ORG_NONE; (one.unit = org_next_sub(org, making->figure->unit, one.unit)) != ORG_NONE;) {
		char name[256];

		figure_print(name, making->book, &one);
		why_figure(making, 1, org->units[one.unit].name, figure_value(making->book, &one, making->table), why_phrase(making, "%s", name));
	}
}

/* ---- the kinds of figures ---- */

static void why_ram(struct making *making)
{
	const struct region *region = making->book->region;
	const struct ram_table *table = making->table;
	int unit = making->figure->unit;

	if (why_unit(making)->kind == UNIT_GROUP) {
		add_subs(making);
		return;
	}
	for (size_t i = 0; i < region->kind_count; i++) {
		const struct kind *kind = &region->kinds[i];

		bool any = why_has_posts(making, kind);

		if (any)
			why_figure(making, 1, kind->name, ram_kind(table, unit, (int)i), why_name(making, unit, kind->id));
		why_posts(making, 2, kind);
		why_gone_posts(making, any ? 2 : 1, kind);
	}
	why_given(making);
	money own = table->own[unit] == MONEY_NONE ? 0 : table->own[unit];
	if (table->balance[unit].ram != MONEY_NONE && table->balance[unit].ram != own)
		why_add(making, &(struct why_row){
				    .kind = WHY_NOTE, .depth = 1, .value = table->balance[unit].ram - own, .text = _("ändrat här, ej sparat") });
}

/* What only those below have is not in the unit's own ram; they are what a printed row for them all is compared with. */
static void add_without_posts(struct making *making)
{
	size_t head = making->why->count;

	why_note(making, 1, _("ingen sådan post här; de som ligger direkt under har"));
	add_subs(making);
	if (making->why->count == head + 1)
		making->why->rows[head].text = _("ingen sådan post");
}

static void why_kind(struct making *making)
{
	const struct kind *kind = &making->book->region->kinds[making->figure->kind];

	if (why_unit(making)->kind == UNIT_GROUP) {
		add_subs(making);
		return;
	}
	if (!why_posts(making, 1, kind))
		add_without_posts(making);
	why_gone_posts(making, 1, kind);
}

static void why_target(struct making *making)
{
	if (why_unit(making)->kind == UNIT_GROUP)
		add_subs(making);
	why_given(making);
	why_target_acts(making);
}

/* Domain rule 3, term by term. */
static void why_available(struct making *making)
{
	const struct org *org = making->book->org;
	const struct balance *b = &making->table->balance[making->figure->unit];
	int unit = making->figure->unit;

	why_figure(making, 1, _("Ram"), b->ram, why_name(making, unit, "ram"));
	why_figure(making, 1, _("Intäkter"), b->income, why_name(making, unit, "income"));
	for (int sub = ORG_NONE; (sub = org_next_sub(org, unit, sub)) != ORG_NONE;)
		why_figure(making, 1, why_phrase(making, _("Resultatmål för %s"), org->units[sub].name), making->table->balance[sub].target,
			   why_name(making, sub, "target"));
	why_figure(making, 1, _("Eget resultatmål"), minus(b->target), why_name(making, unit, "target"));
}

static void add_line(struct making *making, const struct cell *cell)
{
	why_add(making, &(struct why_row){ .kind = WHY_FIGURE,
				       .depth = 1,
				       .value = cell->value,
				       .text = why_phrase(making, "%s", region_line_name(making->book->region, cell->line)),
				       .note = cell->row->hold ? why_phrase(making, _("låst: %s"), cell->row->hold) : NULL,
				       .figure = why_name(making, making->figure->unit, why_phrase(making, "line.%s", cell->line)) });
}

/* In the order of region.cfg, and then what has left it (a cost, as ram.c counts it). */
static void add_lines(struct making *making, enum budget_side side)
{
	const struct region *region = making->book->region;
	const struct unit_state *state = book_state(making->book, making->figure->unit);

	for (size_t i = 0; i < region->line_count; i++) {
		const struct cell *cell = book_cell(making->book, making->figure->unit, LAYER_BUDGET, making->figure->year, region->lines[i].id);

		if (cell && region->lines[i].side == side)
			add_line(making, cell);
	}
	for (size_t i = 0; side == SIDE_COST && i < state->cell_count; i++)
		if (state->cells[i].layer == LAYER_BUDGET && state->cells[i].year == making->figure->year &&
		    region_line(region, state->cells[i].line) < 0)
			add_line(making, &state->cells[i]);
}

static void why_divided(struct making *making)
{
	const struct org *org = making->book->org;
	int unit = making->figure->unit;

	why_figure(making, 1, _("Egna kostnader"), making->table->balance[unit].costs, why_name(making, unit, "costs"));
	add_lines(making, SIDE_RESERVE);
	why_figure(making, 1, _("Ramar till enheterna under"), making->table->balance[unit].sub_rams, NULL);
	for (int sub = ORG_NONE; (sub = org_next_sub(org, unit, sub)) != ORG_NONE;)
		why_figure(making, 2, why_phrase(making, _("Ram till %s"), org->units[sub].name), making->table->balance[sub].ram,
			   why_name(making, sub, "ram"));
}

static void why_left(struct making *making)
{
	const struct balance *b = &making->table->balance[making->figure->unit];

	why_figure(making, 1, _("Att fördela"), b->available, why_name(making, making->figure->unit, "available"));
	why_figure(making, 1, _("Fördelat"), minus(b->divided), why_name(making, making->figure->unit, "divided"));
}

static void why_side(struct making *making, enum budget_side side)
{
	if (why_unit(making)->kind == UNIT_GROUP)
		add_subs(making);
	else
		add_lines(making, side);
}

static void why_income(struct making *making)
{
	why_side(making, SIDE_INCOME);
}

static void why_costs(struct making *making)
{
	why_side(making, SIDE_COST);
}

static void why_line(struct making *making)
{
	if (why_unit(making)->kind == UNIT_GROUP)
		add_subs(making);
	why_line_acts(making);
}

static void why_detail(struct making *making)
{
	const struct cell *cell = book_cell(making->book, making->figure->unit, LAYER_BUDGET, making->figure->year, making->figure->line);

	why_detail_acts(making);
	if (cell)
		why_figure(making, 1, why_phrase(making, _("En del av %s"), region_line_name(making->book->region, cell->line)), cell->value,
			   why_name(making, making->figure->unit, why_phrase(making, "line.%s", cell->line)));
}

static void why_follow(struct making *making, enum layer layer, const char *text)
{
	if (why_unit(making)->kind == UNIT_GROUP)
		add_subs(making);
	why_follow_acts(making, layer, text);
}

static void why_outcome(struct making *making)
{
	why_follow(making, LAYER_OUTCOME, _("bokslut"));
}

static void why_forecast(struct making *making)
{
	why_follow(making, LAYER_FORECAST, _("prognos"));
}

/* The unit's own rows, incomes the other way, and then what lies below it. */
static void why_net(struct making *making, enum layer layer, const char *prefix)
{
	const struct unit_state *state = book_state(making->book, making->figure->unit);
	const struct region *region = making->book->region;

	for (size_t i = 0; i < state->cell_count; i++) {
		const struct cell *cell = &state->cells[i];
		int line = region_line(region, cell->line);
		enum budget_side side = line < 0 ? SIDE_COST : region->lines[line].side;

		if (cell->layer == layer && cell->year == making->figure->year && side != SIDE_RESERVE)
			why_figure(making, 1, region_line_name(region, cell->line), side == SIDE_INCOME ? minus(cell->value) : cell->value,
				   why_name(making, making->figure->unit, why_phrase(making, "%s%s", prefix, cell->line)));
	}
	add_subs(making);
}

static void why_net_budget(struct making *making)
{
	why_net(making, LAYER_BUDGET, "line.");
}

static void why_net_outcome(struct making *making)
{
	why_net(making, LAYER_OUTCOME, "outcome.");
}

static void why_net_forecast(struct making *making)
{
	why_net(making, LAYER_FORECAST, "forecast.");
}

/* Who has given no forecast is not in it, neither with one nor the other. */
static void why_net_deviation(struct making *making)
{
	int unit = making->figure->unit, year = making->figure->year;

	if (figure_net_deviation(making->book, unit, year) != MONEY_NONE) {
		why_figure(making, 1, _("Egen budget"), figure_net(making->book, unit, LAYER_BUDGET, year), why_name(making, unit, "net"));
		why_figure(making, 1, _("Egen prognos"), minus(figure_net(making->book, unit, LAYER_FORECAST, year)), why_name(making, unit, "net-forecast"));
	}
	add_subs(making);
}

static void (*const grounds[])(struct making *) = {
	[FIGURE_KIND] = why_kind,       [FIGURE_RAM] = why_ram,       [FIGURE_TARGET] = why_target,   [FIGURE_AVAILABLE] = why_available,
	[FIGURE_DIVIDED] = why_divided, [FIGURE_LEFT] = why_left,     [FIGURE_INCOME] = why_income,   [FIGURE_COSTS] = why_costs,
	[FIGURE_LINE] = why_line,       [FIGURE_DETAIL] = why_detail, [FIGURE_OUTCOME] = why_outcome, [FIGURE_FORECAST] = why_forecast,
	[FIGURE_NET_BUDGET] = why_net_budget, [FIGURE_NET_OUTCOME] = why_net_outcome, [FIGURE_NET_FORECAST] = why_net_forecast,
	[FIGURE_NET_DEVIATION] = why_net_deviation,
};

/* ---- what stands around it ---- */

static void add_purpose(struct making *making)
{
	const struct unit *unit = why_unit(making);

	if (making->figure->what != FIGURE_RAM)
		return;
	if (unit->purpose)
		why_note(making, 1, why_phrase(making, _("ändamål: %s"), unit->purpose));
	if (unit->conditions)
		why_note(making, 1, why_phrase(making, _("villkor: %s"), unit->conditions));
	if (unit->principle)
		why_note(making, 1, why_phrase(making, _("styrprincip: %s"), why_principle(making, unit->principle)));
	if (org_example(making->book->org, making->figure->unit))
		why_note(making, 1, _("påhittat exempel"));
}

static void make(struct making *making)
{
	struct buffer title = { 0 };
	money value = figure_value(making->book, making->figure, making->table);

	figure_title(&title, making->book, making->figure);
	why_add(making, &(struct why_row){ .kind = WHY_FIGURE, .value = value, .text = why_keep(making, &title) });
	if (value == MONEY_NONE)
		why_note(making, 1, _("uppgift saknas"));
	grounds[making->figure->what](making);
	add_purpose(making);
	why_dialogue(making);
}

struct why *why_make(const struct book *book, const struct figure *figure, const struct ram_table *table)
{
	struct why *why = memory_grow(NULL, 1, sizeof *why);
	struct ram_table *own = table && table->year == figure->year ? NULL : ram_make(book, figure->year, NULL, 0);

	*why = (struct why){ 0 };
	make(&(struct making){ book, figure, own ? own : table, why });
	ram_free(own);
	return why;
}

void why_free(struct why *why)
{
	if (!why)
		return;
	free(why->rows);
	arena_free(&why->arena);
	free(why);
}

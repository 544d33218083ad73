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

static void add_note(struct making *making, int depth, const char *text)
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
		why_piece(out, _("sparad utan att känna till en annan rad om samma belopp"));
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

static const char *principle_name(const struct making *making, const char *id)
{
	int principle = region_principle(making->book->region, id);

	return principle < 0 ? id : making->book->region->principles[principle].name;
}

static const struct unit *unit_of(const struct making *making)
{
	return &making->book->org->units[making->figure->unit];
}

/* ---- other figures ---- */

static const char *name_of(struct making *making, int unit, const char *name)
{
	return why_phrase(making, "%s/%04d/%s", making->book->org->units[unit].id, making->figure->year, name);
}

static void add_figure(struct making *making, int depth, const char *text, money value, const char *figure)
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
		add_figure(making, 1, org->units[one.unit].name, figure_value(making->book, &one, making->table), why_phrase(making, "%s", name));
	}
}

/* ---- posts ---- */

static bool lives(const struct post *post, const struct leg *leg, int year)
{
	int64_t until = act_until(post, leg);

	return year >= post->year && (until == NUMBER_NONE || year <= until);
}

static bool is_of(const struct making *making, const struct leg_ref *ref, const struct kind *kind)
{
	const struct post *post = &ref->event->line->act.post;

	return !strcmp(post->kind, kind->id) && lives(post, ref->leg, making->figure->year);
}

static void add_replaced(struct making *making, int depth, const struct post *post)
{
	const struct event *old = post->replaces ? book_event(making->book, post->replaces) : NULL;
	struct buffer out = { 0 };

	if (!old)
		return;
	buffer_text(&out, _("ersatte posten från "));
	story_date(&out, old->line->head.at);
	if (old->line->act.kind == ACT_POST && old->line->act.post.text)
		buffer_format(&out, ": %s", old->line->act.post.text);
	add_note(making, depth, why_keep(making, &out));
}

static void add_terms_of_time(struct making *making, int depth, const struct post *post, const struct leg *leg)
{
	int64_t until = act_until(post, leg);

	if (until != NUMBER_NONE)
		add_note(making, depth, why_phrase(making, _("tillfälligt, till och med %lld"), (long long)until));
	if (leg->full_year != NUMBER_NONE)
		why_add(making, &(struct why_row){ .kind = WHY_NOTE,
					       .depth = depth,
					       .value = money_from_kr(leg->full_year),
					       .text = why_phrase(making, _("helårseffekt, från %lld"), (long long)post->year + 1) });
}

static void add_post_notes(struct making *making, int depth, const struct post *post, const struct leg *leg)
{
	add_terms_of_time(making, depth, post, leg);
	if (post->line)
		add_note(making, depth, why_phrase(making, _("hör till raden %s"), region_line_name(making->book->region, post->line)));
	if (post->principle)
		add_note(making, depth, why_phrase(making, _("styrprincip: %s"), principle_name(making, post->principle)));
	add_replaced(making, depth, post);
}

static void add_leg(struct making *making, int depth, const struct post *post, const struct leg *other, money mine)
{
	int unit = org_find(making->book->org, other->unit);
	money value = book_leg(post, other, making->figure->year);
	bool same_side = (value < 0) == (mine < 0);

	why_add(making, &(struct why_row){ .kind = WHY_LEG,
				       .depth = depth,
				       .value = value,
				       .text = why_phrase(making, same_side ? _("tillsammans med %s") : _("mot %s"), story_unit(making->book, other->unit)),
				       .figure = unit == ORG_NONE ? NULL : name_of(making, unit, post->kind) });
}

static money legs_sum(const struct making *making, const struct post *post)
{
	const struct leg *legs = post->legs.items;
	money sum = 0;

	for (size_t i = 0; i < post->legs.count; i++)
		sum = money_sum(sum, book_leg(post, &legs[i], making->figure->year));
	return sum;
}

/* The end that is no leg. */
static void add_end(struct making *making, int depth, const struct post *post)
{
	int giver = org_above(making->book->org, making->figure->unit);
	struct why_row row = { .kind = WHY_LEG, .depth = depth, .value = minus(legs_sum(making, post)) };

	if (!strcmp(post->end, "unknown")) {
		row.text = _("motparten anges inte i beslutet");
	} else if (!strcmp(post->end, "own")) {
		row.text =
			giver == ORG_NONE ? _("mot egen ram") : why_phrase(making, _("mot egen ram hos %s"), making->book->org->units[giver].name);
	} else {
		row.text = _("motparten följer bara av lika belopp");
		row.value = MONEY_NONE;
	}
	why_add(making, &row);
}

static void add_counterparts(struct making *making, int depth, const struct post *post, const struct leg *mine, const struct kind *kind)
{
	const struct leg *legs = post->legs.items;

	for (size_t i = 0; kind->zero_sum && i < post->legs.count; i++)
		if (&legs[i] != mine)
			add_leg(making, depth, post, &legs[i], book_leg(post, mine, making->figure->year));
	if (post->end)
		add_end(making, depth, post);
}

/* Of pay only the sum is told: why is for everyone. */
static const char *worked_out(struct making *making, const struct detail *detail)
{
	struct buffer text = { 0 };
	const char *kept;

	if (!detail->inputs.count)
		return NULL;
	detail_tell(&text, detail);
	kept = why_phrase(making, "%s", text.bytes);
	buffer_free(&text);
	return kept;
}

/* One level below the other: what is above stands before its parts, so this ends. */
static void add_parts(struct making *making, int depth, const struct list *list, const char *unit, const char *above, const char *figure)
{
	const struct detail *details = list->items;

	for (size_t i = 0; i < list->count; i++) {
		if ((details[i].above || above) && (!details[i].above || !above || strcmp(details[i].above, above)))
			continue;
		if (unit && details[i].unit && strcmp(details[i].unit, unit))
			continue;
		why_add(making, &(struct why_row){ .kind = WHY_DETAIL,
					       .depth = depth,
					       .value = money_from_kr(details[i].kr),
					       .text = why_phrase(making, "%s", details[i].text),
					       .note = worked_out(making, &details[i]),
					       .figure = figure ? why_phrase(making, "%s.%s", figure, details[i].id) : NULL });
		add_parts(making, depth + 1, list, unit, details[i].id, figure);
	}
}

/* figure: the amount's own name when its details are figures too (a budget line); NULL. */
static void add_details(struct making *making, int depth, const struct list *list, const char *unit, money amount, const char *figure)
{
	money said = details_sum(list, unit, NULL);

	add_parts(making, depth, list, unit, NULL, figure);
	if (said != MONEY_NONE && said != amount)
		why_add(making,
		    &(struct why_row){ .kind = WHY_DETAIL, .depth = depth, .value = money_sum(amount, -said), .text = _("ospecificerat") });
}

static void add_post(struct making *making, int depth, const struct leg_ref *ref, const struct kind *kind)
{
	const struct post *post = &ref->event->line->act.post;
	const char *text = post->text ? post->text : kind->explained ? kind->name : _("beslutet säger inte varför");

	why_add(making, &(struct why_row){ .kind = WHY_POST,
				       .depth = depth,
				       .value = book_leg(post, ref->leg, making->figure->year),
				       .text = why_phrase(making, "%s", text),
				       .note = why_source(making, ref->event, post->decision),
				       .event = ref->event });
	add_post_notes(making, depth + 1, post, ref->leg);
	add_counterparts(making, depth + 1, post, ref->leg, kind);
	add_details(making, depth + 1, &post->details, unit_of(making)->id, money_from_kr(ref->leg->kr), NULL);
}

static size_t add_posts(struct making *making, int depth, const struct kind *kind)
{
	const struct unit_state *state = book_state(making->book, making->figure->unit);
	size_t added = 0;

	for (size_t i = 0; i < state->leg_count; i++)
		if (is_of(making, &state->legs[i], kind)) {
			add_post(making, depth, &state->legs[i], kind);
			added++;
		}
	return added;
}

static bool has_posts(const struct making *making, const struct kind *kind)
{
	const struct unit_state *state = book_state(making->book, making->figure->unit);

	for (size_t i = 0; i < state->leg_count; i++)
		if (is_of(making, &state->legs[i], kind))
			return true;
	return false;
}

/* ---- saved rows ---- */

static void add_saved(struct making *making, const struct event *event, money value, const char *text, const char *decision)
{
	why_add(making, &(struct why_row){ .kind = WHY_ROW,
				       .depth = 1,
				       .value = value,
				       .text = why_phrase(making, "%s", text),
				       .note = why_source(making, event, decision),
				       .event = event });
}

/* The counterpart has a row of its own, which leads to it. */
static void add_terms(struct making *making, const struct row *row)
{
	struct terms terms = terms_of(row);
	struct buffer text = { 0 };

	terms.counterpart = NULL;
	terms_tell(&text, making->book, &terms);
	if (text.size)
		add_note(making, 2, why_phrase(making, "%s", text.bytes));
	text.size = 0;
	monthly_tell(&text, &row->profile);
	if (text.size)
		add_note(making, 2, why_phrase(making, "%s", text.bytes));
	buffer_free(&text);
}

static void add_row(struct making *making, const struct row *row, money value)
{
	int other = row->counterpart ? org_find(making->book->org, row->counterpart) : ORG_NONE;
	const char *line = why_phrase(making, "line.%s", row->line);

	add_terms(making, row);
	if (row->counterpart)
		why_add(making, &(struct why_row){ .kind = WHY_LEG,
					       .depth = 2,
					       .value = MONEY_NONE,
					       .text = why_phrase(making, _("mot %s"), story_unit(making->book, row->counterpart)),
					       .figure = other == ORG_NONE ? NULL : name_of(making, other, "income") });
	add_details(making, 2, &row->details, NULL, value, name_of(making, making->figure->unit, line));
}

static void add_before(struct making *making, const struct cell *cell)
{
	const struct row *rows = cell->event->line->act.distribute.rows.items;
	money before = cell->event->before[cell->row - rows];

	if (before != MONEY_NONE && before != cell->value)
		why_add(making, &(struct why_row){ .kind = WHY_NOTE, .depth = 2, .value = before, .text = _("dessförinnan") });
}

static const struct cell *cell_of(const struct making *making, enum layer layer)
{
	return book_cell(making->book, making->figure->unit, layer, making->figure->year, making->figure->line);
}

/* ---- the kinds of figures ---- */

static void why_ram(struct making *making)
{
	const struct region *region = making->book->region;
	const struct ram_table *table = making->table;
	int unit = making->figure->unit;

	if (unit_of(making)->kind == UNIT_GROUP) {
		add_subs(making);
		return;
	}
	for (size_t i = 0; i < region->kind_count; i++) {
		const struct kind *kind = &region->kinds[i];

		if (!has_posts(making, kind))
			continue;
		add_figure(making, 1, kind->name, ram_kind(table, unit, (int)i), name_of(making, unit, kind->id));
		add_posts(making, 2, kind);
	}
	money own = table->own[unit] == MONEY_NONE ? 0 : table->own[unit];
	if (table->balance[unit].ram != MONEY_NONE && table->balance[unit].ram != own)
		why_add(making, &(struct why_row){
				    .kind = WHY_NOTE, .depth = 1, .value = table->balance[unit].ram - own, .text = _("ändrat här, ej sparat") });
}

/* What only those below have is not in the unit's own ram; they are what a printed row for them all is compared with. */
static void add_without_posts(struct making *making)
{
	size_t head = making->why->count;

	add_note(making, 1, _("ingen sådan post här; de som ligger direkt under har"));
	add_subs(making);
	if (making->why->count == head + 1)
		making->why->rows[head].text = _("ingen sådan post");
}

static void why_kind(struct making *making)
{
	if (unit_of(making)->kind == UNIT_GROUP)
		add_subs(making);
	else if (!add_posts(making, 1, &making->book->region->kinds[making->figure->kind]))
		add_without_posts(making);
}

static void why_target(struct making *making)
{
	const struct unit_state *state = book_state(making->book, making->figure->unit);

	if (unit_of(making)->kind == UNIT_GROUP)
		add_subs(making);
	for (size_t i = 0; i < state->goal_count; i++)
		if (state->goals[i].year == making->figure->year)
			add_saved(making, state->goals[i].event, state->goals[i].value,
				  state->goals[i].value == MONEY_NONE ? _("resultatmålet är borttaget") : _("resultatmålet är satt"), NULL);
}

/* Domain rule 3, term by term. */
static void why_available(struct making *making)
{
	const struct org *org = making->book->org;
	const struct balance *b = &making->table->balance[making->figure->unit];
	int unit = making->figure->unit;

	add_figure(making, 1, _("Ram"), b->ram, name_of(making, unit, "ram"));
	add_figure(making, 1, _("Intäkter"), b->income, name_of(making, unit, "income"));
	for (int sub = ORG_NONE; (sub = org_next_sub(org, unit, sub)) != ORG_NONE;)
		add_figure(making, 1, why_phrase(making, _("Resultatmål för %s"), org->units[sub].name), making->table->balance[sub].target,
			   name_of(making, sub, "target"));
	add_figure(making, 1, _("Eget resultatmål"), minus(b->target), name_of(making, unit, "target"));
}

static void add_line(struct making *making, const struct cell *cell)
{
	why_add(making, &(struct why_row){ .kind = WHY_FIGURE,
				       .depth = 1,
				       .value = cell->value,
				       .text = why_phrase(making, "%s", region_line_name(making->book->region, cell->line)),
				       .note = cell->row->hold ? why_phrase(making, _("låst: %s"), cell->row->hold) : NULL,
				       .figure = name_of(making, making->figure->unit, why_phrase(making, "line.%s", cell->line)) });
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

	add_figure(making, 1, _("Egna kostnader"), making->table->balance[unit].costs, name_of(making, unit, "costs"));
	add_lines(making, SIDE_RESERVE);
	for (int sub = ORG_NONE; (sub = org_next_sub(org, unit, sub)) != ORG_NONE;)
		add_figure(making, 1, why_phrase(making, _("Ram till %s"), org->units[sub].name), making->table->balance[sub].ram,
			   name_of(making, sub, "ram"));
}

static void why_left(struct making *making)
{
	const struct balance *b = &making->table->balance[making->figure->unit];

	add_figure(making, 1, _("Att fördela"), b->available, name_of(making, making->figure->unit, "available"));
	add_figure(making, 1, _("Fördelat"), minus(b->divided), name_of(making, making->figure->unit, "divided"));
}

static void why_side(struct making *making, enum budget_side side)
{
	if (unit_of(making)->kind == UNIT_GROUP)
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
	const struct cell *cell = cell_of(making, LAYER_BUDGET);

	if (unit_of(making)->kind == UNIT_GROUP)
		add_subs(making);
	if (!cell)
		return;
	const struct distribute *distribute = &cell->event->line->act.distribute;

	add_saved(making, cell->event, cell->value, distribute->why ? distribute->why : _("sparat"), distribute->decision);
	add_before(making, cell);
	add_row(making, cell->row, cell->value);
}

static void why_detail(struct making *making)
{
	const struct cell *cell = cell_of(making, LAYER_BUDGET);
	const struct detail *details = cell ? cell->row->details.items : NULL;

	for (size_t i = 0; cell && i < cell->row->details.count; i++)
		if (!strcmp(details[i].id, making->figure->detail))
			add_saved(making, cell->event, money_from_kr(details[i].kr), details[i].text,
				  cell->event->line->act.distribute.decision);
	if (cell)
		add_figure(making, 1, why_phrase(making, _("En del av %s"), region_line_name(making->book->region, cell->line)), cell->value,
			   name_of(making, making->figure->unit, why_phrase(making, "line.%s", cell->line)));
}

static void why_follow(struct making *making, enum layer layer, const char *text)
{
	const struct cell *cell = cell_of(making, layer);

	if (unit_of(making)->kind == UNIT_GROUP)
		add_subs(making);
	if (cell)
		add_saved(making, cell->event, cell->value, cell->event->line->act.follow.text ? cell->event->line->act.follow.text : text,
			  NULL);
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
			add_figure(making, 1, region_line_name(region, cell->line), side == SIDE_INCOME ? minus(cell->value) : cell->value,
				   name_of(making, making->figure->unit, why_phrase(making, "%s%s", prefix, cell->line)));
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
		add_figure(making, 1, _("Egen budget"), figure_net(making->book, unit, LAYER_BUDGET, year), name_of(making, unit, "net"));
		add_figure(making, 1, _("Egen prognos"), minus(figure_net(making->book, unit, LAYER_FORECAST, year)), name_of(making, unit, "net-forecast"));
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
	const struct unit *unit = unit_of(making);

	if (making->figure->what != FIGURE_RAM)
		return;
	if (unit->purpose)
		add_note(making, 1, why_phrase(making, _("ändamål: %s"), unit->purpose));
	if (unit->conditions)
		add_note(making, 1, why_phrase(making, _("villkor: %s"), unit->conditions));
	if (unit->principle)
		add_note(making, 1, why_phrase(making, _("styrprincip: %s"), principle_name(making, unit->principle)));
	if (org_example(making->book->org, making->figure->unit))
		add_note(making, 1, _("påhittat exempel"));
}

static void make(struct making *making)
{
	struct buffer title = { 0 };
	money value = figure_value(making->book, making->figure, making->table);

	figure_title(&title, making->book, making->figure);
	why_add(making, &(struct why_row){ .kind = WHY_FIGURE, .value = value, .text = why_keep(making, &title) });
	if (value == MONEY_NONE)
		add_note(making, 1, _("uppgift saknas"));
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

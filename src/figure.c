#include "figure.h"

#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	enum figure_kind what;
	const char *title;
} plain[] = {
	{ "ram", FIGURE_RAM, N_("ram") },
	{ "target", FIGURE_TARGET, N_("resultatmål") },
	{ "available", FIGURE_AVAILABLE, N_("att fördela") },
	{ "divided", FIGURE_DIVIDED, N_("fördelat") },
	{ "left", FIGURE_LEFT, N_("kvar att fördela") },
	{ "income", FIGURE_INCOME, N_("intäkter") },
	{ "costs", FIGURE_COSTS, N_("egna kostnader") },
	{ "net", FIGURE_NET_BUDGET, N_("nettokostnad i hela grenen, budget") },
	{ "net-outcome", FIGURE_NET_OUTCOME, N_("nettokostnad i hela grenen, bokslut") },
	{ "net-forecast", FIGURE_NET_FORECAST, N_("nettokostnad i hela grenen, prognos") },
	{ "net-deviation", FIGURE_NET_DEVIATION, N_("avvikelse i hela grenen, budget − prognos") },
};

static const struct {
	const char *prefix;
	enum figure_kind what;
} dotted[] = {
	{ "line.", FIGURE_LINE },
	{ "outcome.", FIGURE_OUTCOME },
	{ "forecast.", FIGURE_FORECAST },
};

static bool bad(struct error *error, const char *text)
{
	return error_set(error, "bad-figure", _("«%s» är inget belopp: skriv enhet/år/namn, till exempel lanssjukvard/2020/ram"), text);
}

static bool parse_dotted(struct figure *figure, char *name)
{
	for (size_t i = 0; i < sizeof dotted / sizeof *dotted; i++) {
		size_t length = strlen(dotted[i].prefix);
		char *detail;

		if (strncmp(name, dotted[i].prefix, length))
			continue;
		figure->what = dotted[i].what;
		figure->line = name + length;
		detail = strchr(name + length, '.');
		if (detail && figure->what == FIGURE_LINE) {
			*detail++ = '\0';
			figure->what = FIGURE_DETAIL;
			figure->detail = detail;
		}
		return text_is_id(figure->line) && (!figure->detail || text_is_id(figure->detail));
	}
	return false;
}

static bool parse_name(struct figure *figure, const struct region *region, char *name)
{
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (!strcmp(name, plain[i].name)) {
			figure->what = plain[i].what;
			return true;
		}
	figure->kind = region_kind(region, name);
	if (figure->kind >= 0) {
		figure->what = FIGURE_KIND;
		return true;
	}
	return parse_dotted(figure, name);
}

bool figure_parse(struct figure *figure, const struct book *book, const char *text, int unit, int year, struct error *error)
{
	char *parts[3];
	size_t count = 0;

	*figure = (struct figure){ .unit = unit, .year = year };
	if (strlen(text) >= sizeof figure->text)
		return bad(error, text);
	strcpy(figure->text, text);
	for (char *part = figure->text; part && count < 3; count++) {
		parts[count] = part;
		part = strchr(part, '/');
		if (part)
			*part++ = '\0';
		if (count == 2 && part)
			return bad(error, text);
	}
	if (count == 3) {
		figure->unit = org_find(book->org, parts[0]);
		if (figure->unit == ORG_NONE)
			return error_set(error, "unknown-unit", _("enheten «%s» finns inte i organisationen"), parts[0]);
	}
	if (count >= 2) {
		if (strlen(parts[count - 2]) != 4 || strspn(parts[count - 2], "0123456789") != 4)
			return bad(error, text);
		figure->year = atoi(parts[count - 2]);
	}
	return (figure->unit >= 0 && figure->year > 0 && parse_name(figure, book->region, parts[count - 1])) || bad(error, text);
}

static void print_name(char *out, size_t size, const struct book *book, const struct figure *figure)
{
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (figure->what == plain[i].what)
			snprintf(out, size, "%s", plain[i].name);
	if (figure->what == FIGURE_KIND)
		snprintf(out, size, "%s", book->region->kinds[figure->kind].id);
	if (figure->what == FIGURE_DETAIL)
		snprintf(out, size, "line.%s.%s", figure->line, figure->detail);
	for (size_t i = 0; i < sizeof dotted / sizeof *dotted; i++)
		if (figure->what == dotted[i].what)
			snprintf(out, size, "%s%s", dotted[i].prefix, figure->line);
}

void figure_print(char out[256], const struct book *book, const struct figure *figure)
{
	char name[160] = "";

	print_name(name, sizeof name, book, figure);
	snprintf(out, 256, "%s/%04d/%s", book->org->units[figure->unit].id, figure->year, name);
}

static const struct detail *detail_of(const struct book *book, const struct figure *figure)
{
	const struct cell *cell = book_cell(book, figure->unit, LAYER_BUDGET, figure->year, figure->line);
	const struct detail *details = cell && cell->row ? cell->row->details.items : NULL;

	for (size_t i = 0; details && i < cell->row->details.count; i++)
		if (!strcmp(details[i].id, figure->detail))
			return &details[i];
	return NULL;
}

void figure_title(struct buffer *out, const struct book *book, const struct figure *figure)
{
	const struct detail *detail = figure->what == FIGURE_DETAIL ? detail_of(book, figure) : NULL;

	buffer_format(out, "%s: ", book->org->units[figure->unit].name);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (figure->what == plain[i].what)
			buffer_text(out, _(plain[i].title));
	if (figure->what == FIGURE_KIND)
		buffer_text(out, book->region->kinds[figure->kind].name);
	if (figure->line)
		buffer_text(out, region_line_name(book->region, figure->line));
	if (figure->detail)
		buffer_format(out, ", %s", detail ? detail->text : figure->detail);
	if (figure->what == FIGURE_OUTCOME)
		buffer_format(out, ", %s", _("bokslut"));
	if (figure->what == FIGURE_FORECAST)
		buffer_format(out, ", %s", _("prognos"));
	buffer_format(out, " %d", figure->year);
}

static money cell_value(const struct book *book, const struct figure *figure, enum layer layer)
{
	const struct cell *cell = book_cell(book, figure->unit, layer, figure->year, figure->line);

	return cell ? cell->value : MONEY_NONE;
}

/* A cost as it is, an income the other way. A line that has left region.cfg is still money spent. */
static money net(const struct region *region, const struct cell *cell)
{
	int line = region_line(region, cell->line);

	if (line < 0 || region->lines[line].side == SIDE_COST)
		return cell->value;
	return region->lines[line].side == SIDE_INCOME ? -cell->value : MONEY_NONE;
}

money figure_net(const struct book *book, int unit, enum layer layer, int year)
{
	const struct unit_state *state = book_state(book, unit);
	money sum = MONEY_NONE;

	for (size_t i = 0; i < state->cell_count; i++)
		if (state->cells[i].layer == layer && state->cells[i].year == year)
			sum = money_sum(sum, net(book->region, &state->cells[i]));
	return sum;
}

money figure_net_deviation(const struct book *book, int unit, int year)
{
	money budget = figure_net(book, unit, LAYER_BUDGET, year), forecast = figure_net(book, unit, LAYER_FORECAST, year);

	return budget == MONEY_NONE || forecast == MONEY_NONE ? MONEY_NONE : money_sum(budget, -forecast);
}

/* Everything below counts: what units sell each other cancels out. */
static money net_of_branch(const struct book *book, const struct figure *figure)
{
	static const enum layer layers[] = { [FIGURE_NET_BUDGET] = LAYER_BUDGET, [FIGURE_NET_OUTCOME] = LAYER_OUTCOME, [FIGURE_NET_FORECAST] = LAYER_FORECAST };
	money sum = MONEY_NONE;

	for (int unit = figure->unit; unit < book->org->units[figure->unit].end; unit++)
		sum = money_sum(sum, figure->what == FIGURE_NET_DEVIATION ? figure_net_deviation(book, unit, figure->year)
		                                                          : figure_net(book, unit, layers[figure->what], figure->year));
	return sum;
}

static money rolled_up(const struct figure *figure, const struct ram_table *table)
{
	const struct balance *b = &table->balance[figure->unit];

	switch (figure->what) {
	case FIGURE_KIND:
		return ram_kind(table, figure->unit, figure->kind);
	case FIGURE_RAM:
		return b->ram;
	case FIGURE_TARGET:
		return b->target;
	case FIGURE_AVAILABLE:
		return b->available;
	case FIGURE_DIVIDED:
		return b->divided;
	case FIGURE_LEFT:
		return b->left;
	case FIGURE_INCOME:
		return b->income;
	case FIGURE_COSTS:
		return b->costs;
	default:
		return MONEY_NONE;
	}
}

/* What a group's direct units and anslag have together. (Its ram, kinds and target stand in the table; what is left to divide it has not.) */
static money group_sum(const struct book *book, const struct figure *figure, const struct ram_table *table)
{
	struct figure one = *figure;
	money sum = MONEY_NONE;

	for (one.unit = ORG_NONE; (one.unit = org_next_sub(book->org, figure->unit, one.unit)) != ORG_NONE;)
		sum = money_sum(sum, figure_value(book, &one, table));
	return sum;
}

static bool is_group_sum(const struct book *book, const struct figure *figure)
{
	return book->org->units[figure->unit].kind == UNIT_GROUP && figure->what >= FIGURE_INCOME && figure->what != FIGURE_DETAIL;
}

money figure_value(const struct book *book, const struct figure *figure, const struct ram_table *table)
{
	const struct detail *detail;

	if (figure->what >= FIGURE_NET_BUDGET)
		return net_of_branch(book, figure);
	if (is_group_sum(book, figure))
		return group_sum(book, figure, table);
	switch (figure->what) {
	case FIGURE_LINE:
		return table && table->year == figure->year ? ram_line(table, figure->unit, figure->line) : cell_value(book, figure, LAYER_BUDGET);
	case FIGURE_OUTCOME:
		return cell_value(book, figure, LAYER_OUTCOME);
	case FIGURE_FORECAST:
		return cell_value(book, figure, LAYER_FORECAST);
	case FIGURE_DETAIL:
		detail = detail_of(book, figure);
		return detail ? money_from_kr(detail->kr) : MONEY_NONE;
	default:
		break;
	}
	if (table && table->year == figure->year)
		return rolled_up(figure, table);
	struct ram_table *own = ram_make(book, figure->year, NULL, 0);
	money value = rolled_up(figure, own);

	ram_free(own);
	return value;
}

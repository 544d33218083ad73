/* How a ram came to be, in one sentence. */
#include "story_private.h"

#include "intl.h"
#include "text.h"

#include <string.h>

static const char *short_of(const struct kind *kind)
{
	const char *name = kind->short_name;

	return !name || !*name || name[strlen(name) - 1] == '.' ? kind->name : name; /* «Omförd.» is for a column head */
}

struct bridge {
	money base, change;
	size_t kinds;
	bool falls;
};

static struct bridge bridge_of(const struct region *region, const struct ram_table *table, int unit)
{
	struct bridge bridge = { .base = ram_kind(table, unit, (int)region->opening) };
	money base = bridge.base == MONEY_NONE ? 0 : bridge.base;

	bridge.change = money_sum(table->balance[unit].ram, -base);
	for (size_t kind = 0; kind < region->kind_count; kind++) {
		money value = ram_kind(table, unit, (int)kind);

		if (kind == region->opening || value == MONEY_NONE || !value)
			continue;
		bridge.kinds++;
		bridge.falls |= value < 0;
	}
	return bridge;
}

static void add_bridge(struct telling *tell, const struct ram_table *table, int unit, const struct bridge *bridge)
{
	const struct region *region = tell->book->region;
	size_t told = 0;

	for (size_t kind = 0; kind < region->kind_count; kind++) {
		money value = ram_kind(table, unit, (int)kind);

		if (kind == region->opening || value == MONEY_NONE || !value)
			continue;
		buffer_text(&tell->out, told++ ? ", " : ": ");
		tell_lower(&tell->out, short_of(&region->kinds[kind]));
		buffer_text(&tell->out, " ");
		tell_money(tell, value, bridge->falls ? MONEY_SIGN : 0);
	}
	if (ram_added(table, unit)) {
		buffer_format(&tell->out, "%s%s", told ? ", " : ": ", _("räkneexempel "));
		tell_money(tell, ram_added(table, unit), MONEY_SIGN);
	}
	buffer_text(&tell->out, ".");
}

static void add_comparison(struct telling *tell, const struct bridge *bridge)
{
	int year = tell->book->region->year - 1;
	money apart = bridge->change < 0 ? -bridge->change : bridge->change;

	if (!apart) {
		buffer_format(&tell->out, _("lika mycket som %d"), year);
		return;
	}
	tell_money(tell, apart, MONEY_NAMED);
	if (bridge->base == MONEY_NONE)
		buffer_format(&tell->out, _(", som inte fanns %d"), year);
	else
		buffer_format(&tell->out, bridge->change < 0 ? _(" mindre än %d") : _(" mer än %d"), year);
}

static void tell_ram(struct telling *tell, const struct ram_table *table, int unit, bool you)
{
	struct bridge bridge = bridge_of(tell->book->region, table, unit);
	money ram = table->balance[unit].ram;

	if (ram == MONEY_NONE) {
		buffer_text(&tell->out, _("Ingen ram är given än."));
		return;
	}
	if (!bridge.kinds && !bridge.change) {
		buffer_text(&tell->out, _("Ramen är "));
		tell_money(tell, ram, MONEY_NAMED);
		buffer_format(&tell->out, _(", som %d."), tell->book->region->year - 1);
		return;
	}
	if (you)
		buffer_text(&tell->out, _("Du får "));
	else
		buffer_format(&tell->out, _("%s får "), tell->book->org->units[unit].name);
	add_comparison(tell, &bridge);
	add_bridge(tell, table, unit, &bridge);
}

void story_ram(struct buffer *out, const struct book *book, const struct ram_table *table, int unit, enum money_unit shown, bool you)
{
	struct telling tell = { .book = book, .money = shown };

	tell_ram(&tell, table, unit, you);
	text_harmless(out, tell.out.bytes);
	buffer_free(&tell.out);
}

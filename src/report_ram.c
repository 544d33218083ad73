#include "report.h"

#include "intl.h"

#include <string.h>

/* The bridge: ram last year + posts by kind = ram. */

static const char *const kind_names[] = { [UNIT_UNIT] = N_("enhet"), [UNIT_ANSLAG] = N_("anslag"), [UNIT_GROUP] = N_("grupp") };

static void bridge_column(struct sheet *sheet, const struct kind *kind, int year)
{
	struct buffer key = { 0 };

	if (!kind || kind->opening)
		buffer_format(&key, "ram_%d", year);
	else
		buffer_text(&key, kind->id);
	sheet_column(sheet, key.bytes, kind ? kind->short_name : key.bytes + strlen("ram_"), FOR_ALL, true);
	buffer_free(&key);
}

/* The opening kind first, then the others as they stand in region.cfg. It holds last year's ram whichever year is shown. */
static void bridge_columns(struct sheet *sheet, const struct region *region, int year)
{
	sheet_column(sheet, "id", "", FOR_DATA, false);
	sheet_column(sheet, "namn", "", FOR_ALL, false);
	sheet_column(sheet, "typ", "", FOR_DATA, false);
	bridge_column(sheet, &region->kinds[region->opening], region->year - 1);
	for (size_t i = 0; i < region->kind_count; i++)
		if (i != region->opening)
			bridge_column(sheet, &region->kinds[i], year);
	bridge_column(sheet, NULL, year);
}

static void bridge_row(struct sheet *sheet, const struct ram_table *table, int unit, int branch)
{
	const struct org *org = table->book->org;
	const struct region *region = table->book->region;
	bool example = org_example(org, unit) && (unit == branch || !org_example(org, org->units[unit].parent));
	struct cell_text *cell = sheet_row(sheet, org->units[unit].depth - org->units[branch].depth, example);

	(cell++)->text = org->units[unit].id;
	(cell++)->text = org->units[unit].name;
	(cell++)->text = _(kind_names[org->units[unit].kind]);
	(cell++)->value = ram_kind(table, unit, (int)region->opening);
	for (size_t i = 0; i < region->kind_count; i++)
		if (i != region->opening)
			(cell++)->value = ram_kind(table, unit, (int)i);
	cell->value = table->balance[unit].ram;
}

void report_ram(struct buffer *out, const struct report *report)
{
	const struct book *book = report->book;
	const struct unit *top = &book->org->units[report->unit];
	struct ram_table *table = ram_make(book, report->year, NULL, 0);
	struct sheet sheet = { .money = report->money };
	struct buffer title = { 0 };

	buffer_format(&title, _("%s: ramar %d, %s"), report->unit ? top->name : book->region->name, table->year, money_unit_name(report->money));
	sheet.title = title.bytes;
	bridge_columns(&sheet, book->region, table->year);
	for (int unit = report->unit; unit < top->end; unit++) {
		bridge_row(&sheet, table, unit, report->unit);
		if (sheet.mark[sheet.row_count - 1])
			sheet.note = _("påhittat exempel, med allt som ligger under");
	}
	sheet_write(out, &sheet, report->format, report->bom);
	buffer_free(&title);
	sheet_free(&sheet);
	ram_free(table);
}

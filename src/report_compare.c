#include "report_private.h"

#include "intl.h"

/* Two versions, or a version and now, beside each other: what each unit's ram was and is, and the reasons. */

static const char *const kind_names[] = { [UNIT_UNIT] = N_("enhet"), [UNIT_ANSLAG] = N_("anslag"), [UNIT_GROUP] = N_("grupp") };

static void words(struct buffer *out, const struct compare *compare)
{
	buffer_format(out, _("%s till %s"), compare->name[OLDER], compare->name[NEWER]);
}

static const char *changes_of(struct sheet *sheet, const struct compare *compare, const struct compare_row *row)
{
	struct buffer text = { 0 };

	if (!row->changes)
		return NULL;
	compare_tell_changes(&text, compare, row);
	return sheet_keep(sheet, &text);
}

/* ---- as data: every row, also where nothing differs ---- */

/* The kinds of the newer, and those that have left region.cfg since. */
static const struct kind *kind_at(const struct compare *compare, size_t *at)
{
	const struct region *older = compare->side[OLDER].book->region, *newer = compare->side[NEWER].book->region;

	if (*at < newer->kind_count)
		return &newer->kinds[(*at)++];
	while (*at - newer->kind_count < older->kind_count) {
		const struct kind *kind = &older->kinds[(*at)++ - newer->kind_count];

		if (region_kind(newer, kind->id) < 0)
			return kind;
	}
	return NULL;
}

static void data_columns(struct sheet *sheet, const struct compare *compare)
{
	static const char *const texts[] = { "id", "namn", "typ", "andrat" }, *const first[] = { "ram_fore", "ram_efter", "skillnad" },
				*const last[] = { "resultatmal_fore", "resultatmal_efter", "kvar_fore", "kvar_efter", "oforklarat" };
	const struct kind *kind;
	size_t at = 0;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		sheet_column(sheet, texts[i], "", FOR_DATA, false);
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		sheet_column(sheet, first[i], "", FOR_DATA, true);
	while ((kind = kind_at(compare, &at)))
		sheet_column(sheet, kind->id, "", FOR_DATA, true);
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		sheet_column(sheet, last[i], "", FOR_DATA, true);
}

static void data_row(struct sheet *sheet, const struct compare *compare, const struct compare_row *row)
{
	const struct unit *unit = compare_unit(compare, row);
	struct cell_text *cell = sheet_row(sheet, 0, false);
	const struct kind *kind;
	size_t at = 0;

	(cell++)->text = row->id;
	(cell++)->text = unit->name;
	(cell++)->text = _(kind_names[unit->kind]);
	(cell++)->text = changes_of(sheet, compare, row);
	(cell++)->value = row->ram[OLDER];
	(cell++)->value = row->ram[NEWER];
	(cell++)->value = compare_difference(row->ram);
	while ((kind = kind_at(compare, &at)))
		(cell++)->value =
			compare_difference((const money[]){ compare_kind(compare, row, OLDER, kind->id), compare_kind(compare, row, NEWER, kind->id) });
	(cell++)->value = row->target[OLDER];
	(cell++)->value = row->target[NEWER];
	(cell++)->value = row->left[OLDER];
	(cell++)->value = row->left[NEWER];
	cell->value = row->unexplained ? row->unexplained : MONEY_NONE;
}

static void write_data(struct buffer *out, const struct report *report, const struct compare *compare, size_t first, size_t end)
{
	struct sheet sheet = { .money = report->money };

	data_columns(&sheet, compare);
	for (size_t i = first; i < end; i++)
		data_row(&sheet, compare, &compare->rows[i]);
	sheet_write(out, &sheet, report->format, report->bom);
	sheet_free(&sheet);
}

/* ---- for people: what differs, and why ---- */

static bool any_changes(const struct compare *compare, size_t first, size_t end)
{
	while (first < end && !compare->rows[first].changes)
		first++;
	return first < end;
}

static void table(struct document *document, const struct report *report, const struct compare *compare, size_t first, size_t end)
{
	struct sheet *sheet = document_table(document, report->money);
	bool changes = any_changes(compare, first, end);

	sheet_column(sheet, "", _("Det som skiljer"), FOR_PEOPLE, false);
	sheet_column(sheet, "", _("Före"), FOR_PEOPLE, true);
	sheet_column(sheet, "", _("Efter"), FOR_PEOPLE, true);
	sheet_column(sheet, "", _("Skillnad"), FOR_PEOPLE, true);
	if (changes)
		sheet_column(sheet, "", _("Ändrat"), FOR_PEOPLE, false);
	for (size_t i = first; i < end; i++) {
		const struct compare_row *row = &compare->rows[i];
		struct cell_text *cell = row->differs ? sheet_row(sheet, row->depth - compare->rows[first].depth, false) : NULL;

		if (!cell)
			continue;
		(cell++)->text = compare_unit(compare, row)->name;
		(cell++)->value = row->ram[OLDER];
		(cell++)->value = row->ram[NEWER];
		(cell++)->value = compare_difference(row->ram);
		if (changes)
			cell->text = changes_of(sheet, compare, row);
	}
}

/* «+3,0 mnkr: Utökning: vårdplatser (RF 19 nov 2019 · registrator · 20 nov 2019)» */
static void reason_item(struct document *document, const struct report *report, const struct compare *compare, const struct compare_row *row,
                        const struct reason *reason)
{
	struct buffer text = { 0 }, grounds = { 0 };

	if (reason < row->reasons + row->ram_reasons) { /* the others are no part of the ram, and say themselves what they are */
		report_amount(&text, report, reason->kr, MONEY_SIGN | MONEY_NAMED);
		buffer_text(&text, ": ");
	}
	compare_tell_reason(&text, compare, row, reason, report->money, 0);
	compare_tell_grounds(&grounds, compare, reason);
	if (grounds.size)
		buffer_format(&text, " (%s)", grounds.bytes);
	document_item(document, document_keep(document, &text));
	buffer_free(&grounds);
}

static void unexplained(struct document *document, const struct report *report, const struct compare_row *row)
{
	struct buffer text = { 0 };

	if (!row->unexplained)
		return;
	buffer_text(&text, _("Det här förklarar inte hela skillnaden. Oförklarat: "));
	report_amount(&text, report, row->unexplained, MONEY_SIGN | MONEY_NAMED);
	document_notice(document, document_keep(document, &text));
}

/* Of a group its parts say it all, and they have rows of their own. */
static void reasons(struct document *document, const struct report *report, const struct compare *compare, const struct compare_row *row)
{
	const struct unit *unit = compare_unit(compare, row);
	struct buffer left = { 0 };

	compare_tell_left(&left, compare, row, report->money, 0);
	if (unit->kind != UNIT_GROUP && (row->reason_count || left.size)) {
		document_heading(document, 3, unit->name);
		for (size_t i = 0; i < row->reason_count; i++)
			reason_item(document, report, compare, row, &row->reasons[i]);
		if (left.size)
			document_text(document, left.bytes);
	}
	unexplained(document, report, row);
	buffer_free(&left);
}

static void write_document(struct buffer *out, const struct report *report, const struct compare *compare, size_t first, size_t end)
{
	const struct report plain = { .book = report->book, .year = report->year, .money = report->money, .format = report->format };
	struct buffer title = { 0 };
	struct document *document;
	bool any = false;

	buffer_format(&title, _("%s: ramar %d, "), compare_unit(compare, &compare->rows[first])->name, compare->year);
	words(&title, compare);
	document = report_document(&plain, title.bytes, false);
	if (compare->branches)
		document_notice(document, _("Ingen av de två vilar på allt som den andra vilar på: en del står bara i den första."));
	for (size_t i = first; i < end; i++)
		any = any || compare->rows[i].differs;
	if (any)
		table(document, report, compare, first, end);
	document_heading(document, 2, any ? _("Varför") : _("Inget skiljer"));
	for (size_t i = first; i < end; i++)
		reasons(document, report, compare, &compare->rows[i]);
	report_finish(out, document, report);
	buffer_free(&title);
}

void report_compare(struct buffer *out, const struct report *report, const struct compare *compare, const char *unit)
{
	size_t first = unit ? (size_t)(compare_find(compare, unit) - compare->rows) : 0, end = unit ? compare_branch_end(compare, first) : compare->count;

	(report_is_data(report) ? write_data : write_document)(out, report, compare, first, end);
}

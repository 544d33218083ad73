#include "report.h"

#include "intl.h"
#include "text.h"

/* What does not foot. */

static void finding_amount(struct buffer *out, const char *label, money value, enum money_unit unit, const char *before)
{
	char text[MONEY_TEXT];

	if (value != MONEY_NONE)
		buffer_format(out, "%s%s %s", before, label, money_print(text, value, unit, MONEY_FULL, 0));
}

/* motsägelse exempel/2020/ram: beräknat 12,3, angivet 12,7, skillnad 0,4 (tabell 3): radens delar ger inte ramen */
static void finding_said(struct buffer *out, const struct finding *finding, enum money_unit unit)
{
	char text[MONEY_TEXT];

	if (finding->explained)
		buffer_text(out, finding->said ? _(" (förklarad av ") : _(" (förklarad"));
	else if (!finding->once)
		return;
	else if (finding->once_difference == finding->difference)
		buffer_text(out, _(" (förklaringen togs tillbaka av "));
	else
		buffer_format(out, _(" (förklarades när skillnaden var %s av "), money_print(text, finding->once_difference, unit, MONEY_FULL, 0));
	text_harmless(out, finding->said ? finding->said : "");
	buffer_text(out, ")");
}

static void finding_line(struct buffer *out, const struct finding *finding, enum money_unit unit)
{
	bool first = finding->computed == MONEY_NONE, both = first && finding->stated == MONEY_NONE;

	buffer_format(out, "%s %s:", finding_class_name(finding->class), finding->figure);
	finding_amount(out, _("beräknat"), finding->computed, unit, " ");
	finding_amount(out, _("angivet"), finding->stated, unit, first ? " " : ", ");
	finding_amount(out, _("skillnad"), finding->difference, unit, both ? " " : ", ");
	buffer_text(out, " (");
	text_harmless(out, finding->where);
	buffer_text(out, ")");
	if (finding->text) {
		buffer_text(out, ": ");
		text_harmless(out, finding->text);
	}
	finding_said(out, finding, unit);
	buffer_text(out, "\n");
}

static void counted(struct buffer *out, size_t count, const char *one, const char *many)
{
	buffer_format(out, "%zu %s", count, count == 1 ? one : many);
}

/* «11 motsägelser, 23 ospecificerade, 4 avrundningar; 17 tryckta uppgifter kan inte prövas mot boken» */
static void check_summary(struct buffer *out, const struct findings *findings, bool new_only)
{
	counted(out, check_count(findings, FINDING_CONTRADICTION, new_only), _("motsägelse"), _("motsägelser"));
	buffer_text(out, ", ");
	counted(out, check_count(findings, FINDING_UNSPECIFIED, new_only), _("ospecificerad"), _("ospecificerade"));
	buffer_text(out, ", ");
	counted(out, check_count(findings, FINDING_ROUNDING, new_only), _("avrundning"), _("avrundningar"));
	if (findings->untried) {
		buffer_text(out, "; ");
		counted(out, findings->untried, _("tryckt uppgift kan inte prövas mot boken"), _("tryckta uppgifter kan inte prövas mot boken"));
	}
	buffer_text(out, "\n");
}

static void check_text(struct buffer *out, const struct findings *findings, enum money_unit unit, bool new_only)
{
	for (size_t i = 0; i < findings->count; i++)
		if (!new_only || !findings->items[i].explained)
			finding_line(out, &findings->items[i], unit);
	check_summary(out, findings, new_only);
}

static void check_columns(struct sheet *sheet)
{
	static const struct column columns[] = {
		{ "class", N_("Klass"), FOR_ALL, false },        { "figure", N_("Belopp"), FOR_ALL, false },
		{ "computed", N_("Beräknat"), FOR_ALL, true },   { "stated", N_("Angivet"), FOR_ALL, true },
		{ "difference", N_("Skillnad"), FOR_ALL, true }, { "where", N_("Var"), FOR_ALL, false },
		{ "text", N_("Vad"), FOR_ALL, false },           { "explained", N_("Förklaring"), FOR_ALL, false },
	};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		sheet_column(sheet, columns[i].key, _(columns[i].head), columns[i].shown, columns[i].money);
}

static void check_row(struct sheet *sheet, const struct finding *finding, bool data)
{
	struct cell_text *cell = sheet_row(sheet, 0, false);

	(cell++)->text = data ? finding_class_word(finding->class) : finding_class_name(finding->class);
	(cell++)->text = data || !finding->title ? finding->figure : finding->title;
	(cell++)->value = finding->computed;
	(cell++)->value = finding->stated;
	(cell++)->value = finding->difference;
	(cell++)->text = finding->where;
	(cell++)->text = finding->text;
	cell->text = data || !finding->explained ? finding->explained : finding->said;
}

void report_check_sheet(struct sheet *sheet, const struct findings *findings, bool data, bool new_only)
{
	sheet->title = _("Avstämning");
	sheet->exact = true;
	check_columns(sheet);
	for (size_t i = 0; i < findings->count; i++)
		if (!new_only || !findings->items[i].explained)
			check_row(sheet, &findings->items[i], data);
}

void report_check(struct buffer *out, const struct findings *findings, enum report_format format, enum money_unit unit, bool new_only, bool bom)
{
	struct sheet sheet = { .money = unit };

	if (format == REPORT_TEXT) {
		check_text(out, findings, unit, new_only);
		return;
	}
	report_check_sheet(&sheet, findings, format == REPORT_CSV || format == REPORT_JSON, new_only);
	sheet_write(out, &sheet, format, bom);
	sheet_free(&sheet);
}

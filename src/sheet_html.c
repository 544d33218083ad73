#include "sheet_private.h"
#include "text.h"

#include <string.h>

/* A sheet as one page that needs nothing else: it may be mailed, printed and kept. Nothing in it can run, whatever the cells say: the policy
 * forbids everything but its own style. Without colours of its own, so it prints and reads alike on paper, in light and in dark. */

static const char style[] =
	":root{color-scheme:light dark}"
	"body{font:15px/1.4 system-ui,'Segoe UI',Arial,sans-serif;margin:2em auto;max-width:75em;padding:0 1em}"
	"h1{font-size:1.4em;margin:0}"
	"p{margin:.3em 0 1em}"
	"table{border-collapse:collapse}"
	"th,td{padding:.15em .7em;text-align:left;vertical-align:top}"
	"thead th{border-bottom:1.5px solid;vertical-align:bottom}"
	"tbody tr{border-bottom:1px solid #8884}"
	"tbody th{font-weight:normal}"
	".n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
	"table+h2,dl,blockquote,ul{margin:.6em 0 1em}h2{font-size:1.15em;margin:1.6em 0 .3em}h3{font-size:1em;margin:1.2em 0 .2em}"
	"dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1.2em}dt{opacity:.75}dd{margin:0}"
	"blockquote{border-left:3px solid #8886;padding-left:1em;margin-left:0}blockquote p{margin:0}"
	".notice{border:2px solid;padding:.4em .8em;font-weight:bold}"
	".sign{margin-top:3em;border-top:1px solid;width:24em;padding-top:.2em}"
	"pre{font:14px/1.25 ui-monospace,Consolas,'DejaVu Sans Mono',monospace}"
	"@page{size:A4 landscape;margin:15mm}"
	"@media print{body{font-size:9pt;margin:0;max-width:none;padding:0}pre{font-size:7.5pt}"
	"thead{display:table-header-group}tr,blockquote,.sign{break-inside:avoid}h2,h3{break-after:avoid}}";

void sheet_html_text(struct buffer *out, const char *text)
{
	static const struct { char sign; const char *spelt; } spellings[] = {
		{ '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&#39;" },
	};
	struct buffer harmless = { 0 };

	text_harmless(&harmless, text);
	for (const char *at = harmless.bytes; at && *at; at++) {
		size_t i = 0;

		while (i < sizeof spellings / sizeof *spellings && spellings[i].sign != *at)
			i++;
		if (i < sizeof spellings / sizeof *spellings)
			buffer_text(out, spellings[i].spelt);
		else
			buffer_add(out, at, 1);
	}
	buffer_free(&harmless);
}

void sheet_html_lines(struct buffer *out, const char *text)
{
	struct buffer line = { 0 };

	for (size_t size; *text; text += size + (text[size] == '\n')) {
		size = strcspn(text, "\n");
		line.size = 0;
		buffer_add(&line, text, size);
		sheet_html_text(out, line.bytes);
		buffer_text(out, "\n");
	}
	buffer_free(&line);
}

void sheet_html_element(struct buffer *out, const char *name, const char *text)
{
	buffer_format(out, "<%s>", name);
	sheet_html_text(out, text);
	buffer_format(out, "</%s>\n", name);
}

void sheet_html_begin(struct buffer *out, const char *title, const char *source)
{
	buffer_text(out, "<!DOCTYPE html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n"
			 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
			 "<meta name=\"viewport\" content=\"width=device-width\">\n");
	sheet_html_element(out, "title", title);
	buffer_format(out, "<style>%s</style>\n</head>\n<body>\n", style);
	sheet_html_element(out, "h1", title);
	if (source)
		sheet_html_element(out, "p", source);
}

void sheet_html_end(struct buffer *out)
{
	buffer_text(out, "</body>\n</html>\n");
}

static void head(struct buffer *out, const struct sheet *sheet)
{
	buffer_text(out, "<thead>\n<tr>");
	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].shown & FOR_PEOPLE) {
			buffer_format(out, "<th scope=\"col\"%s>", sheet_figures(sheet, i) ? " class=\"n\"" : "");
			sheet_html_text(out, sheet->columns[i].head);
			buffer_text(out, "</th>");
		}
	buffer_text(out, "</tr>\n</thead>\n");
}

/* The first one names its row: a screen reader says it with every figure. */
static void cell(struct buffer *out, const struct sheet *sheet, size_t row, size_t column)
{
	const struct cell_text *cell = sheet_cell(sheet, row, column);
	bool first = sheet_is_first(sheet, column);
	char text[MONEY_TEXT];

	buffer_text(out, first ? "<th scope=\"row\"" : sheet_figures(sheet, column) ? "<td class=\"n\"" : "<td");
	if (first && sheet->depth[row] > 0)
		buffer_format(out, " style=\"padding-left:%d.7em\"", sheet->depth[row]);
	buffer_text(out, ">");
	if (sheet->columns[column].money)
		buffer_text(out, sheet_money(text, sheet, cell->value, 0));
	else if (cell->text)
		sheet_html_text(out, cell->text);
	buffer_text(out, first && sheet->mark[row] ? " *" : "");
	buffer_text(out, first ? "</th>" : "</td>");
}

void sheet_html_table(struct buffer *out, const struct sheet *sheet)
{
	buffer_text(out, "<table>\n");
	head(out, sheet);
	buffer_text(out, "<tbody>\n");
	for (size_t row = 0; row < sheet->row_count; row++) {
		buffer_text(out, "<tr>");
		for (size_t i = 0; i < sheet->column_count; i++)
			if (sheet->columns[i].shown & FOR_PEOPLE)
				cell(out, sheet, row, i);
		buffer_text(out, "</tr>\n");
	}
	buffer_text(out, "</tbody>\n</table>\n");
	if (sheet->note) {
		buffer_text(out, "<p>* ");
		sheet_html_text(out, sheet->note);
		buffer_text(out, "</p>\n");
	}
}

void sheet_html(struct buffer *out, const struct sheet *sheet)
{
	sheet_html_begin(out, sheet->title, sheet->source);
	sheet_html_table(out, sheet);
	sheet_html_end(out);
}

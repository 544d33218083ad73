/* What the formats of a sheet share. sheet.c has csv, json and markdown; sheet_text.c and sheet_html.c have one each. */
#ifndef SHEET_PRIVATE_H
#define SHEET_PRIVATE_H

#include "sheet.h"

const struct cell_text *sheet_cell(const struct sheet *sheet, size_t row, size_t column);
char *sheet_money(char out[MONEY_TEXT], const struct sheet *sheet, money value, unsigned flags);
bool sheet_figures(const struct sheet *sheet, size_t column);  /* amounts, or numbers: stands to the right */
bool sheet_is_first(const struct sheet *sheet, size_t column); /* the first one that people see: moved in, and marked */

void sheet_text(struct buffer *out, const struct sheet *sheet);
void sheet_html(struct buffer *out, const struct sheet *sheet);

/* The table alone, where it stands among other things. */
void sheet_text_table(struct buffer *out, const struct sheet *sheet);
void sheet_markdown_table(struct buffer *out, const struct sheet *sheet);
void sheet_html_table(struct buffer *out, const struct sheet *sheet);

/* Around anything else that becomes a page. */
void sheet_html_begin(struct buffer *out, const char *title, const char *source);
void sheet_html_text(struct buffer *out, const char *text);                      /* spelt so that nothing in it is markup */
void sheet_html_element(struct buffer *out, const char *name, const char *text); /* <name>text</name> and a line end */
void sheet_html_lines(struct buffer *out, const char *text); /* with its line ends */
void sheet_html_end(struct buffer *out);

#endif

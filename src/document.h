/* A document that people read: headings, paragraphs, facts, lists, quotes, tables and lines to sign on, one after the other; written as text for a
 * page of 80 columns, as Markdown, or as one HTML page that needs nothing else and can run nothing. Texts are copied; whatever people wrote is made
 * harmless on the way out, and can be no markup of any of the three. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "sheet.h"

struct document {
	const char *title, *source; /* source: region, year, version … in one line; NULL */
	struct block *blocks;
	size_t count;
	struct arena arena;
};

struct document *document_make(const char *title, const char *source);
void document_free(struct document *document);

void document_heading(struct document *document, int level, const char *text); /* 2 or 3; the title is 1 */
void document_text(struct document *document, const char *text);               /* a paragraph */
void document_notice(struct document *document, const char *text);             /* one that must not be missed: «UTKAST …» */
void document_item(struct document *document, const char *text);               /* of a list; those that follow each other are one */
void document_fact(struct document *document, const char *label, const char *text); /* the same; NULL or empty: nothing */
void document_quote(struct document *document, const char *text);              /* what somebody wrote, with its line ends */
void document_signature(struct document *document, const char *who);           /* a line to sign on */
struct sheet *document_table(struct document *document, enum money_unit shown); /* to be filled with columns and rows; has no title of its own */

/* A buffer instead of a text: taken and freed. */
const char *document_keep(struct document *document, struct buffer *text);

bool document_has(enum report_format format); /* text, markdown and html; a table alone has others too */
void document_write(struct buffer *out, const struct document *document, enum report_format format);

#endif

#include "document.h"

#include "page.h"
#include "sheet_private.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

enum block_kind { BLOCK_HEADING, BLOCK_TEXT, BLOCK_NOTICE, BLOCK_ITEM, BLOCK_FACT, BLOCK_QUOTE, BLOCK_SIGNATURE, BLOCK_TABLE, BLOCK_KINDS };

struct block {
	enum block_kind kind;
	int level;
	const char *label, *text;
	struct sheet *table;
};

/* ---- filling it ---- */

struct document *document_make(const char *title, const char *source)
{
	struct document *document = memory_grow(NULL, 1, sizeof *document);

	*document = (struct document){ .blocks = NULL };
	document->title = arena_string(&document->arena, title);
	document->source = arena_string(&document->arena, source);
	return document;
}

void document_free(struct document *document)
{
	if (!document)
		return;
	for (size_t i = 0; i < document->count; i++)
		if (document->blocks[i].table)
			sheet_free(document->blocks[i].table);
	free(document->blocks);
	arena_free(&document->arena);
	free(document);
}

static struct block *add(struct document *document, enum block_kind kind, const char *text)
{
	document->blocks = memory_grow(document->blocks, document->count + 1, sizeof *document->blocks);
	document->blocks[document->count] = (struct block){ .kind = kind, .text = arena_string(&document->arena, text) };
	return &document->blocks[document->count++];
}

void document_heading(struct document *document, int level, const char *text)
{
	add(document, BLOCK_HEADING, text)->level = level;
}

void document_text(struct document *document, const char *text)
{
	add(document, BLOCK_TEXT, text);
}

void document_notice(struct document *document, const char *text)
{
	add(document, BLOCK_NOTICE, text);
}

void document_item(struct document *document, const char *text)
{
	add(document, BLOCK_ITEM, text);
}

void document_fact(struct document *document, const char *label, const char *text)
{
	if (text && *text)
		add(document, BLOCK_FACT, text)->label = arena_string(&document->arena, label);
}

void document_quote(struct document *document, const char *text)
{
	add(document, BLOCK_QUOTE, text);
}

void document_signature(struct document *document, const char *who)
{
	add(document, BLOCK_SIGNATURE, who);
}

struct sheet *document_table(struct document *document, enum money_unit shown)
{
	struct sheet *table = arena_alloc(&document->arena, sizeof *table);

	table->money = shown;
	add(document, BLOCK_TABLE, NULL)->table = table;
	return table;
}

const char *document_keep(struct document *document, struct buffer *text)
{
	const char *kept = arena_copy(&document->arena, text->bytes ? text->bytes : "", text->size);

	buffer_free(text);
	return kept;
}

/* ---- what the formats share ---- */

/* Facts and items that follow each other belong together. */
static bool goes_on(const struct document *document, size_t at)
{
	enum block_kind kind = document->blocks[at].kind;

	return at && (kind == BLOCK_FACT || kind == BLOCK_ITEM) && document->blocks[at - 1].kind == kind;
}

static bool ends_here(const struct document *document, size_t at)
{
	return at + 1 == document->count || !goes_on(document, at + 1);
}

/* The lines of a text that may have several. */
static void each_line(struct buffer *out, const char *text, void (*put)(struct buffer *out, const char *line))
{
	for (size_t size; *text; text += size + (text[size] == '\n')) {
		struct buffer line = { 0 };

		size = strcspn(text, "\n");
		buffer_add(&line, text, size);
		put(out, line.bytes);
		buffer_free(&line);
	}
}

/* ---- text ---- */

static void underline(struct buffer *out, const char *text, const char *sign)
{
	int width = text_width(text);

	for (int i = 0; i < (width > PAGE ? PAGE : width); i++)
		buffer_text(out, sign);
	buffer_text(out, "\n");
}

static void text_heading(struct buffer *out, const struct block *block)
{
	page_text(out, block->text, 0);
	if (block->level < 3)
		underline(out, block->text, "─");
}

static void text_paragraph(struct buffer *out, const struct block *block)
{
	page_text(out, block->text, 0);
}

static void text_notice(struct buffer *out, const struct block *block)
{
	buffer_text(out, "*** ");
	page_text(out, block->text, 4);
}

static void text_item(struct buffer *out, const struct block *block)
{
	buffer_text(out, "  - ");
	page_text(out, block->text, 4);
}

#define LABEL_WIDTH 22

static void text_fact(struct buffer *out, const struct block *block)
{
	size_t start = out->size;

	buffer_text(out, "  ");
	text_harmless(out, block->label);
	buffer_text(out, " ");
	page_pad(out, start, LABEL_WIDTH);
	page_text(out, block->text, LABEL_WIDTH);
}

static void text_quoted(struct buffer *out, const char *line)
{
	if (!*line) {
		buffer_text(out, "\n");
		return;
	}
	page_spaces(out, 4);
	page_text(out, line, 4);
}

static void text_quote(struct buffer *out, const struct block *block)
{
	each_line(out, block->text, text_quoted);
}

static void text_signature(struct buffer *out, const struct block *block)
{
	buffer_text(out, "\n\n");
	for (int i = 0; i < PAGE / 2; i++)
		buffer_text(out, "_");
	buffer_text(out, "\n");
	page_text(out, block->text, 0);
}

static void text_table(struct buffer *out, const struct block *block)
{
	sheet_text_table(out, block->table);
}

static void write_text(struct buffer *out, const struct document *document, const struct block *block, size_t at)
{
	static void (*const writers[BLOCK_KINDS])(struct buffer *, const struct block *) = {
		[BLOCK_HEADING] = text_heading, [BLOCK_TEXT] = text_paragraph, [BLOCK_NOTICE] = text_notice, [BLOCK_ITEM] = text_item,
		[BLOCK_FACT] = text_fact, [BLOCK_QUOTE] = text_quote, [BLOCK_SIGNATURE] = text_signature, [BLOCK_TABLE] = text_table,
	};

	if (!goes_on(document, at))
		buffer_text(out, block->kind == BLOCK_HEADING && block->level < 3 ? "\n\n" : "\n");
	writers[block->kind](out, block);
}

static void begin_text(struct buffer *out, const struct document *document)
{
	page_text(out, document->title, 0);
	underline(out, document->title, "═");
	if (document->source)
		page_text(out, document->source, 0);
}

static void end_nothing(struct buffer *out)
{
	(void)out;
}

/* ---- markdown ---- */

/* Blanks first would make it code, or hide from the escaping what begins a heading. */
static void markdown_line(struct buffer *out, const char *before, const char *text, const char *after)
{
	buffer_text(out, before);
	text_markdown(out, text + strspn(text, " \t"));
	buffer_text(out, after);
	buffer_text(out, "\n");
}

static void markdown_quoted(struct buffer *out, const char *line)
{
	markdown_line(out, "> ", line, "  ");
}

static void write_markdown(struct buffer *out, const struct document *document, const struct block *block, size_t at)
{
	if (!goes_on(document, at))
		buffer_text(out, "\n");
	switch (block->kind) {
	case BLOCK_HEADING: markdown_line(out, block->level < 3 ? "## " : "### ", block->text, ""); break;
	case BLOCK_NOTICE: markdown_line(out, "**", block->text, "**"); break;
	case BLOCK_ITEM: markdown_line(out, "- ", block->text, ""); break;
	case BLOCK_FACT:
		buffer_text(out, "- **");
		text_markdown(out, block->label);
		markdown_line(out, ":** ", block->text, "");
		break;
	case BLOCK_QUOTE: each_line(out, block->text, markdown_quoted); break;
	case BLOCK_SIGNATURE: markdown_line(out, "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_  \n", block->text, ""); break;
	case BLOCK_TABLE: sheet_markdown_table(out, block->table); break;
	default: markdown_line(out, "", block->text, ""); break;
	}
}

static void begin_markdown(struct buffer *out, const struct document *document)
{
	markdown_line(out, "# ", document->title, "");
	if (document->source) {
		buffer_text(out, "\n");
		markdown_line(out, "", document->source, "");
	}
}

/* ---- html ---- */

static void html_paragraph(struct buffer *out, const char *line)
{
	sheet_html_element(out, "p", line);
}

static void html_classed(struct buffer *out, const char *class, const char *text)
{
	buffer_format(out, "<p class=\"%s\">", class);
	sheet_html_text(out, text);
	buffer_text(out, "</p>\n");
}

static void html_grouped(struct buffer *out, const struct document *document, const struct block *block, size_t at)
{
	const char *group = block->kind == BLOCK_FACT ? "dl" : "ul";

	if (!goes_on(document, at))
		buffer_format(out, "<%s>\n", group);
	if (block->label)
		sheet_html_element(out, "dt", block->label);
	sheet_html_element(out, block->label ? "dd" : "li", block->text);
	if (ends_here(document, at))
		buffer_format(out, "</%s>\n", group);
}

static void html_quote(struct buffer *out, const struct block *block)
{
	buffer_text(out, "<blockquote>\n");
	each_line(out, block->text, html_paragraph);
	buffer_text(out, "</blockquote>\n");
}

static void write_html(struct buffer *out, const struct document *document, const struct block *block, size_t at)
{
	switch (block->kind) {
	case BLOCK_HEADING: sheet_html_element(out, block->level < 3 ? "h2" : "h3", block->text); break;
	case BLOCK_NOTICE: html_classed(out, "notice", block->text); break;
	case BLOCK_SIGNATURE: html_classed(out, "sign", block->text); break;
	case BLOCK_ITEM:
	case BLOCK_FACT: html_grouped(out, document, block, at); break;
	case BLOCK_QUOTE: html_quote(out, block); break;
	case BLOCK_TABLE: sheet_html_table(out, block->table); break;
	default: html_paragraph(out, block->text); break;
	}
}

static void begin_html(struct buffer *out, const struct document *document)
{
	sheet_html_begin(out, document->title, document->source);
}

/* ---- the formats ---- */

static const struct {
	void (*begin)(struct buffer *out, const struct document *document);
	void (*block)(struct buffer *out, const struct document *document, const struct block *block, size_t at);
	void (*end)(struct buffer *out);
} formats[REPORT_FORMATS] = {
	[REPORT_TEXT] = { begin_text, write_text, end_nothing },
	[REPORT_MARKDOWN] = { begin_markdown, write_markdown, end_nothing },
	[REPORT_HTML] = { begin_html, write_html, sheet_html_end },
};

bool document_has(enum report_format format)
{
	return formats[format].begin != NULL;
}

void document_write(struct buffer *out, const struct document *document, enum report_format format)
{
	formats[format].begin(out, document);
	for (size_t i = 0; i < document->count; i++)
		formats[format].block(out, document, &document->blocks[i], i);
	formats[format].end(out);
}

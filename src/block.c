#include "block.h"

#include "buffer.h"
#include "intl.h"

#include <string.h>

struct reading {
	const char *at;
	enum money_unit shown;
	struct block *block;
};

/* One cell, unquoted; `at` ends on the tab, the line feed or the end. Only a quote that begins the cell quotes. out NULL: to see how far it goes. */
static void take_cell(const char **at, struct buffer *out)
{
	bool quoted = **at == '"';

	for (*at += quoted; **at; ++*at) {
		if (quoted && **at == '"' && (*at)[1] == '"')
			++*at; /* a quote of the text itself */
		else if (quoted && **at == '"') {
			quoted = false;
			continue;
		}
		if (!quoted && (**at == '\t' || **at == '\n'))
			break;
		if (out && **at != '\r')
			buffer_add(out, **at == '\n' || **at == '\t' ? " " : *at, 1);
	}
}

static char *take_text(struct reading *reading)
{
	struct buffer text = { 0 };
	char *kept;

	take_cell(&reading->at, &text);
	buffer_text(&text, "");
	kept = arena_string(&reading->block->arena, text.bytes);
	buffer_free(&text);
	return kept;
}

static char *trim(char *text)
{
	size_t size;

	text += strspn(text, " ");
	size = strlen(text);
	while (size > 0 && text[size - 1] == ' ')
		text[--size] = '\0';
	return text;
}

static struct block_cell cell_of(const struct reading *reading, const char *text)
{
	struct block_cell cell = { .content = BLOCK_BLANK, .text = text };

	if (!*text)
		return cell;
	cell.content = money_parse(text, reading->shown, &cell.read, &cell.why) ? BLOCK_AMOUNT : BLOCK_TEXT;
	return cell;
}

/* How large it is, so that it can be refused before anything is kept. */
static void measure(const char *text, size_t *rows, size_t *columns)
{
	*rows = 0;
	*columns = 1;
	while (*text) {
		size_t column = 1;

		for (take_cell(&text, NULL); *text == '\t'; take_cell(&text, NULL)) {
			text++;
			column++;
		}
		text += *text == '\n';
		*columns = column > *columns ? column : *columns;
		++*rows;
	}
}

static void fill(struct reading *reading)
{
	struct block *block = reading->block;

	for (size_t row = 0; row < block->rows; row++) {
		for (size_t column = 0; column < block->columns; column++) {
			bool here = column == 0 || *reading->at == '\t';

			reading->at += column > 0 && here;
			block->cells[row * block->columns + column] = cell_of(reading, here ? trim(take_text(reading)) : "");
			block->cells[row * block->columns + column].missing = !here;
		}
		reading->at += *reading->at == '\n';
	}
}

bool block_read(const char *text, enum money_unit shown, struct block *out, struct error *error)
{
	struct reading reading = { .at = text, .shown = shown, .block = out };

	*out = (struct block){ 0 };
	measure(text, &out->rows, &out->columns);
	if (!out->rows)
		return error_set(error, "empty", _("det finns inget att klistra in: kopiera cellerna i kalkylarket först"));
	if (out->columns > BLOCK_CELLS || out->rows > BLOCK_CELLS / out->columns)
		return error_set(error, "too-large", _("blocket är för stort: högst %d celler kan klistras in på en gång"), BLOCK_CELLS);
	out->cells = arena_alloc(&out->arena, out->rows * out->columns * sizeof *out->cells);
	fill(&reading);
	return true;
}

const struct block_cell *block_at(const struct block *block, size_t row, size_t column)
{
	return &block->cells[row * block->columns + column];
}

void block_free(struct block *block)
{
	arena_free(&block->arena);
	*block = (struct block){ 0 };
}

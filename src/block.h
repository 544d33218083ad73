/* A block of cells as a spreadsheet puts it on the clipboard: tabs between columns, a line feed after each row, quotes around what has either in it.
 * Knows no book and no terminal. */
#ifndef BLOCK_H
#define BLOCK_H

#include "arena.h"
#include "money.h"

#include <stddef.h>

#define BLOCK_CELLS 20000

enum block_content { BLOCK_BLANK, BLOCK_AMOUNT, BLOCK_TEXT };

struct block_cell {
	enum block_content content;
	bool missing;        /* its row ended before it; then it is blank */
	const char *text;    /* as it stood, without spaces around it */
	struct money_read read; /* BLOCK_AMOUNT */
	struct error why;    /* BLOCK_TEXT: why it is no amount */
};

struct block {
	size_t rows, columns;     /* of the longest row; shorter ones are blank at the end */
	struct block_cell *cells; /* [row * columns + column] */
	struct arena arena;
};

/* Amounts without a unit of their own are in `shown`. False: "too-large" (more than BLOCK_CELLS cells), "empty". */
bool block_read(const char *text, enum money_unit shown, struct block *out, struct error *error);
const struct block_cell *block_at(const struct block *block, size_t row, size_t column);
void block_free(struct block *block);

#endif

/* The content of a plan: a unit's whole division at one moment, what its level above gives it and what it gives in its turn. Sending, approving and
 * comparing are all about this. Two contents with one hash are the same. All amounts are whole kronor, NUMBER_NONE: blank. */
#ifndef CONTENT_H
#define CONTENT_H

#include "book.h"

struct content_sub { const char *unit; int64_t ram, target; };

struct content {
	const char *unit;
	int64_t year, ram, target;
	struct list rows; /* of struct row, in the order of region.cfg; lines that have left it last, by id */
	struct list subs; /* of struct content_sub: the direct sub-units that have a ram or a target, in the order of the tree */
	/* not in the hash: who made it what it is, the rows first, in their order; then what gave the sub-units their ramar and targets */
	const struct event **events; size_t event_count;
};

/* Of what the book has taken so far, under one organisation: also in the middle of a fold. Everything in the arena, rows borrowed from the book. */
struct content *content_make(const struct book *book, const struct charter *charter, const char *unit, int year, struct arena *arena);
/* The same of what a submit rests on alone: what its sender could know, whatever others wrote meanwhile. Only while the book folds. */
struct content *content_sent(const struct book *book, const struct charter *charter, const struct event *submit, struct arena *arena);
void content_hash(const struct content *content, char hash[HASH_TEXT]); /* SHA-256 of its one spelling (budgetdialog-folder(5)) */
bool content_same(const struct content *a, const struct content *b); /* also when lines or units have changed places since */

const struct row *content_row(const struct content *content, const char *line);          /* NULL: it has none */
const struct content_sub *content_sub(const struct content *content, const char *unit);  /* the same */
int64_t content_left(const struct content *content, const struct region *region);        /* kr left to divide (domain rule 3) */

#endif

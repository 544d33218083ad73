/* From a figure to its grounds: «Så är beloppet uppbyggt». A flat list of rows in levels, the same for the screen and for `budgetdialog why`. */
#ifndef WHY_H
#define WHY_H

#include "book.h"
#include "figure.h"

enum why_kind {
	WHY_FIGURE,  /* the figure itself, or one that it is the sum of */
	WHY_POST,    /* a post: text, decision, who and when in `note` */
	WHY_LEG,     /* a counterpart of a post: «mot Service −0,4», «motparten är okänd» */
	WHY_DETAIL,  /* a specification, and «ospecificerat» for what is left */
	WHY_ROW,     /* a saved row: who saved it, when, why */
	WHY_ENTRY,   /* dialogue about it */
	WHY_NOTE     /* purpose, conditions, principle, until, published figure … */
};

struct why_row {
	enum why_kind kind;
	int depth;
	money value;                /* öre; MONEY_NONE: none */
	const char *text;           /* Swedish, may be long: the reader wraps it */
	const char *note;           /* dim, may be NULL: decision, who, when */
	const char *figure;         /* where Enter leads: another figure's name; NULL */
	const struct event *event;  /* NULL for what is computed */
};

struct why {
	struct why_row *rows;
	size_t count, room;
	struct arena arena;
};

struct why *why_make(const struct book *book, const struct figure *figure, const struct ram_table *table);
void why_free(struct why *why);

#endif

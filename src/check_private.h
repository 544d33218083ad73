/* What the files of check share: a finding is tried, found and explained. Only for check*.c. */
#ifndef CHECK_PRIVATE_H
#define CHECK_PRIVATE_H

#include "check.h"

#include "figure.h"
#include "names.h"

struct found {
	struct finding finding;
	int unit;     /* where it sorts; ORG_NONE: last */
	bool printed; /* judged by printed digits, which know their own precision */
};

struct check {
	const struct book *book;
	const struct published *published;
	struct findings *out;
	struct ram_table **tables; /* of the years asked for */
	size_t table_count;
	struct found *found;
	size_t count, room;
	struct names keys; /* figure and difference -> number in `found` */
};

/* Which figure a finding is about. */
struct subject {
	const char *name, *goes_to;
	int unit;
	money value; /* the book's, MONEY_NONE: it has none */
};

/* Two amounts that should be the same. */
struct trial {
	const struct subject *subject;
	money computed, stated;
	money steps;  /* twice the tolerance: the last printed digits of all terms and of the total */
	bool open;    /* the source does not claim to say all: outside the tolerance is unspecified */
	bool printed; /* at least one side is printed */
	bool yields;  /* the class of a printed finding on the same difference stands */
	const char *where, *text;
};

static inline money check_size(money value)
{
	return value < 0 ? -value : value;
}

static inline money check_or_zero(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

const char *check_keep(struct check *check, struct buffer *buffer);    /* as long as the findings live; takes the buffer */
struct ram_table *check_table(struct check *check, int year);
void check_try(struct check *check, const struct trial *trial);        /* a finding, when the two differ */

/* name: whole, or only its end when unit and year are given. */
struct subject check_subject(struct check *check, const char *unit, int year, const char *name);

void check_printed(struct check *check);   /* what is printed against itself and against the book */
void check_book(struct check *check);      /* the book against itself */
void check_conflicts(struct check *check); /* lines that did not know of each other */
void check_explain(struct check *check);   /* which of it all an entry explains */

#endif

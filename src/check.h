/* Everything that should foot, and where it does not: the book against itself, and printed figures against themselves and against the book.
 * Three classes, worst first. Same figure and same absolute difference is one finding. */
#ifndef CHECK_H
#define CHECK_H

#include "book.h"
#include "published.h"

enum finding_class { FINDING_CONTRADICTION, FINDING_UNSPECIFIED, FINDING_ROUNDING };

struct finding {
	enum finding_class class;
	const char *figure;                  /* unit/year/name; of several: fou+lakemedel/2020/saving, or the names with « + » between */
	const char *goes_to;                 /* the figure to open from here: the same, or the first of several; NULL when the book has none */
	money computed, stated, difference;  /* öre; stated and computed MONEY_NONE where there is none */
	const char *where;                   /* «tabell 1; texten, Vårdval», «boken» */
	const char *text;                    /* what it is about, one Swedish phrase: «radens delar ger inte ramen», «post utan förklaring», «motpart okänd» */
	const char *explained;               /* hash of an entry that explains exactly this difference; NULL */
};

struct findings {
	struct finding *items;               /* by class, then tree order, then name */
	size_t count;
	size_t untried;                      /* stated figures of which the book has none */
	struct arena arena;
};

/* published may be NULL. The year of the folder. */
struct findings *check_make(const struct book *book, const struct published *published);
void check_free(struct findings *findings);

const char *finding_class_name(enum finding_class class); /* «motsägelse», «ospecificerat», «avrundning» */
const char *finding_class_word(enum finding_class class); /* "contradiction" … for csv and json */
size_t check_count(const struct findings *findings, enum finding_class class, bool new_only);

/* Reads published.cfg of the folder; NULL without error when there is none. */
struct published *check_published(const struct folder *folder, struct error *error);

#endif

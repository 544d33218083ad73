/* Everything that should foot, and where it does not: the book against itself, and printed figures against themselves and against the book;
 * and what two have saved without knowing of each other.
 * Three classes, worst first. Same figure and same absolute difference is one finding. */
#ifndef CHECK_H
#define CHECK_H

#include "book.h"
#include "published.h"

enum finding_class { FINDING_CONTRADICTION, FINDING_UNSPECIFIED, FINDING_ROUNDING };

struct finding {
	enum finding_class class;
	const char *figure;                  /* unit/year/name; of several: fou+lakemedel/2020/saving, or the names with « + » between */
	const char *title;                   /* the same for people: «Länssjukvård: Spar 2020»; of several: «FoU och 9 till: Spar 2020» */
	const char *goes_to;                 /* the figure to open from here: the same, or the first of several; NULL when the book has none */
	money computed, stated, difference;  /* öre; stated and computed MONEY_NONE where there is none */
	const char *where;                   /* «tabell 1; texten, Vårdval», «boken» */
	const char *text;                    /* what it is about, one Swedish phrase: «radens delar ger inte ramen», «post utan förklaring», «motpart okänd» */
	const char *explained;               /* hash of an entry that explains exactly this difference; NULL */
	const char *once;                    /* of one that no longer does: it explained another difference, or was taken back; NULL */
	money once_difference;               /* what it explained, öre: this difference when it was taken back */
	const char *said;                    /* of the one or the other: «divisionschef Länssjukvård 2 dec 2019: «tryckfel»»; NULL */
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
int64_t finding_kr(const struct finding *finding);          /* the difference as an entry that explains it has it: whole kronor */
size_t check_count(const struct findings *findings, enum finding_class class, bool new_only);

/* Reads published.cfg of the folder; NULL without error when there is none. */
struct published *check_published(const struct folder *folder, struct error *error);

#endif

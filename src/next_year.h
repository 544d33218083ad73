/* What the folder of the next budget year should begin with, worked out from the book of this year: proposed as acts for `do`, never written here.
 * A ram of that year is what this folder shows for it already; only the way there is another: a new base, and reversals in the open. */
#ifndef NEXT_YEAR_H
#define NEXT_YEAR_H

#include "book.h"

enum next_part {
	NEXT_BASE,      /* this year's ram, temporary money still in it; what ends later still ends then */
	NEXT_REVERSAL,  /* what was temporary and ends this year, in the kind that region.cfg says */
	NEXT_FULL_YEAR, /* what this year's decisions cost more, or less, over a whole year */
	NEXT_DECIDED,   /* posts that begin in a later year, as they are */
	NEXT_TARGET,    /* resultatmål that are set for later years */
	NEXT_BUDGET,    /* this year's budget, to compare with and to fetch details and months from; locks do not travel */
	NEXT_PARTS
};

struct next_act { enum next_part part; const char *id; struct act act; }; /* id: the same whenever it is proposed again */
struct next_lost { enum next_part part; const char *what, *why; int64_t kr; }; /* cannot be written in the new folder: for people */
struct next_sum { size_t acts, amounts; int64_t kr; };

struct next_year {
	const struct book *now; /* organisation and region.cfg of the new folder are its */
	int year;               /* the new folder's */
	struct next_act *acts; size_t count, room;
	struct next_lost *lost; size_t lost_count, lost_room;
	struct next_sum sums[NEXT_PARTS];
	money before, after;    /* the ramar of all units in that year together: as the book shows them, and as proposed */
	size_t differing;       /* units where the two are not the same */
	struct arena arena;
};

/* book: this year's, now or as of a version, whose name is then `version`; else it is `now`, and version NULL. Both must outlive what is made.
 * NULL: word "no-reversal", temporary money ends and region.cfg does not say in which kind it is taken back. */
struct next_year *next_year_make(const struct book *book, const struct book *now, const char *version, struct error *error);
const char *next_year_writer(const struct book *now); /* the registrar who may write what is proposed */
void next_year_free(struct next_year *next);

bool next_year_print(struct buffer *out, const struct next_year *next, struct error *error); /* an act a line, as `do` wants them */
void next_year_tell(struct buffer *out, const struct next_year *next); /* a summary with control sums, and what is lost; for people */

#endif

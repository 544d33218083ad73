/* Measures (åtgärder): the agreements of the dialogue that carry kr, and what they come to beside the money that they should cover. Pure; borrowed
 * from the book. A measure never lowers a cost line by itself: who lowers it, writes it in the division.
 *
 * kr is its effect in the budget year, with its start already thought of; full_year what it comes to over a whole year, which is what counts in the
 * plan years (kr where it is not said). An agreement that a later one puts right, that is dropped, or that explains a difference is none. */
#ifndef MEASURES_H
#define MEASURES_H

#include "book.h"
#include "ram.h"

enum judged { JUDGED_SAFE, JUDGED_LIKELY, JUDGED_UNSAFE, JUDGED_COUNT };

struct measure {
	int unit;
	const struct event *event;  /* what was said: its text, start, who … */
	money kr, full_year;        /* öre; full_year MONEY_NONE: not said */
	bool done;                  /* somebody says so */
	bool stands;                /* confirmed by all whom it concerns; else it is a proposal */
	bool finished;              /* they all say that it is done */
	enum judged judged;         /* what is finished is safe; what does not stand yet, or no one has judged, is not */
};

struct measures {
	struct measure *items; /* by unit in the order of the tree, as they were said */
	size_t count;
};

/* What they come to in a year, öre. */
struct measure_sum { money of[JUDGED_COUNT]; size_t count; };

struct measures *measures_make(const struct book *book, int unit, bool branch); /* branch: with all below it */
void measures_free(struct measures *measures);

struct measure_sum measures_sum(const struct measures *measures, const struct region *region, int year);
struct measure_sum measures_of(const struct book *book, int unit, int year); /* of the unit alone */

/* What they should cover, öre: what is over the ram; else by how much last year is forecast to go worse than its budget, in the whole branch. */
enum lacking { LACKS_NOTHING, LACKS_LEFT, LACKS_FORECAST };
enum lacking measures_lacking(const struct ram_table *table, int unit, money *missing);

/* What is left when all of them hold; never below 0. */
money measures_unfinanced(const struct measure_sum *sum, money missing);

/* «åtgärder: säkra 3,0, osäkra 1,5, ofinansierat 2,0»: those that there are and, where something is missing, what is not financed. flags: of money_print. */
void measures_tell(struct buffer *out, const struct measure_sum *sum, money missing, enum money_unit shown, unsigned flags);

#endif

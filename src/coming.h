/* What is decided already about a unit's ram in the years to come: what begins then, what was for a time and ends, what costs more over a whole
 * year. Money that is temporary ends by itself; nothing is proposed here. */
#ifndef COMING_H
#define COMING_H

#include "book.h"

enum coming { COMING_NEW, COMING_ENDS, COMING_FULL_YEAR };

enum coming coming_cause(const struct post *post, const struct leg *leg, int year); /* why it gives another amount than in the year before */

/* «2021: −12,3 (tillfälligt slutar)»; «2021: −199,3 (nytt −187,0, tillfälligt slutar −12,3); 2022: …». Nothing where nothing is decided.
 * year: the one that is looked at. flags: of money_print. */
void coming_tell(struct buffer *out, const struct book *book, int unit, int year, enum money_unit shown, unsigned flags);

#endif

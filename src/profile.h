/* Periodisering: how an amount for a year falls on its months. Always sums to the year; when the year's amount changes, the months follow in the
 * same proportions. Knows no book and no terminal. All amounts öre, in whole kronor. */
#ifndef PROFILE_H
#define PROFILE_H

#include "money.h"

#define MONTHS 12

/* weights NULL, or all of them 0: the same every month. Otherwise in proportion to weights[MONTHS], which are not below 0: last year's months,
 * or the chef's own. The odd kronor come early in the year. MONEY_NONE: all blank. */
void profile_months(money year, const money *weights, money out[MONTHS]);

/* One month is set by hand: the others keep their proportions and together take the difference; those of `kept` (bit 0: January …), which were set
 * by hand just before, stay as they are if the year can be made up of the rest, and give way like the others if not.
 * False: "month" (below 0, more than the year, or öre in it). months: what they are, in and out. */
bool profile_set(money months[MONTHS], int month, money value, unsigned kept, struct error *error);

const char *profile_month(int month); /* «jan» … «dec», untranslated: wrap in _() */

#endif

/* Named series of region.cfg: löne- och prisindex, a forecast, the price of a contract. An amount worked out from one is base × change, rounded
 * once to whole kronor, and says so in a detail that still can be read when the series has got a new figure. Knows no book and no terminal. */
#ifndef SERIES_H
#define SERIES_H

#include "act.h"
#include "region.h"

#define SERIES_ID_MOST 48 /* a detail's id has it in it */

bool series_is_change(const char *text); /* «2,9 %», «-0,5 %», «1,5 ‰»: at most 100 % */
bool series_work_out(const struct series *series, money base, money *value, struct error *error);
void series_source(struct buffer *out, const struct series *series); /* «SKR 1 okt 2019» */

/* How an amount was worked out. Its id tells the series, and is like no other of its list by the number. Texts in the arena. */
struct detail series_detail(const struct series *series, const char *unit, const char *base_name, money base, size_t number, struct arena *arena);
bool series_of_detail(const struct detail *detail, char id[SERIES_ID_MOST + 1]); /* false: it was not worked out from one */
bool series_is_other(const struct series *series, const struct detail *detail); /* it was worked out from another figure than the series has now */

#endif

/* How a detail was worked out: inputs with names, multiplied; and the personnel calculation, which is the same with its inputs given. Exact:
 * decimals are kept as they were typed, and rounded once, to whole kronor, half a krona away from 0. Knows no book and no terminal. */
#ifndef CALC_H
#define CALC_H

#include "money.h"

#include <stddef.h>

/* «vårddygn» «1 200», «pris» «4 500 kr», «andel» «50 %». value: a number, with kr, tkr, mnkr, % or ‰ behind. */
struct input { const char *name, *value; };

/* The product in öre, whole kronor. An input without a unit is a plain number; only one may be an amount of money, and without one the product
 * is in kronor. False: "input" (which one is no number), "money-twice", "too-large", "no-inputs". */
bool calc_inputs(const struct input *inputs, size_t count, money *out, struct error *error);

/* Of one yrkeskategori, never a name. Shares in parts of ten thousand: 75 % is 7 500. */
struct staff {
	int64_t heads;        /* in thousandths: 2,5 is 2 500 */
	int64_t grade;        /* sysselsättningsgrad */
	int64_t pay;          /* kronor a month at full time */
	int64_t from, to;     /* months of the year, 1–12, both counted */
	int64_t vacancy;      /* share that stands empty */
	int64_t po;           /* PO-påslag */
};

#define STAFF_SHARE 10000
#define STAFF_HEAD  1000

bool calc_staff(const struct staff *staff, money *cost, struct error *error); /* öre; "staff" (which figure is impossible), "too-large" */
int64_t calc_years(const struct staff *staff);                               /* årsarbetare, in thousandths; of a possible staff */

#endif

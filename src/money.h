/* Money: exact integers in öre, Swedish in and out. Never floating point.
 * Acts and journals count whole kronor (int64_t kr); everything in memory counts öre (money). */
#ifndef MONEY_H
#define MONEY_H

#include "error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t money; /* öre */

#define MONEY_KR 100 /* öre in a krona */
#define MONEY_MAX_KR INT64_C(10000000000000)
#define MONEY_MAX (MONEY_MAX_KR * MONEY_KR) /* |amount| never exceeds this */
#define MONEY_NONE INT64_MIN                /* blank: «uppgift saknas», not 0 */

enum money_unit { MONEY_IN_KR, MONEY_IN_TKR, MONEY_IN_MNKR };

struct money_read {
	money value;          /* öre */
	money step;           /* öre of the last written digit: «0,1 mnkr» has a step of 100 000 kr */
	enum money_unit unit; /* written with the amount, or the unit shown */
	bool unit_given;
	bool ambiguous; /* «1.234»: value and step are the decimal reading, the thousands reading is 1000 times both. The caller asks */
};

/* Reads a whole text as one amount: space, no-break and narrow no-break space between digits; `,` or `.` as decimal sign; `+`, `-`, `−`,
 * `–` in front; `kr`, `tkr`, `mnkr`, `mkr`, `kronor` behind. Refuses what is finer than an öre and more than MONEY_MAX.
 * Thousands come in whole groups of three («12 34» may be two numbers: refused); dots are thousands in «1.234.567» and «1.234,5», and in
 * «1.234» kr, which as a decimal would be finer than an öre. «0.234» and «1234.567» can only be decimals. *out is untouched on failure.
 * Words of errors: "not-an-amount", "too-fine", "too-large". */
bool money_parse(const char *text, enum money_unit shown, struct money_read *out, struct error *error);

size_t money_minus(const char *text); /* bytes of the minus that stands first, however it is written; 0: none */

bool money_add(money a, money b, money *sum); /* false, and *sum untouched, beyond MONEY_MAX */
money money_sum(money a, money b);            /* MONEY_NONE counts as nothing; NONE + NONE = NONE; saturates at ±MONEY_MAX */
money money_from_kr(int64_t kr);              /* öre; MONEY_NONE stays; saturates */

enum { /* flags of money_print */
	MONEY_SIGN = 1,  /* + in front of what is above 0 */
	MONEY_ASCII = 2, /* hyphen for minus and plain space between thousands; otherwise U+2212 and U+00A0 */
	MONEY_DENSE = 4, /* no thousands separator, hyphen for minus: for files */
	MONEY_NAMED = 8  /* « mnkr» behind */
};

/* Prints in `unit` with `decimals` (0–8; -1: as many as the unit usually has: mnkr 1, tkr 0, kr 0, never hiding nothing but what rounding
 * hides; -2: as many as are needed to be exact). Rounds half away from 0; what rounds to 0 prints without sign. MONEY_NONE prints as "". Returns out. */
#define MONEY_USUAL (-1)
#define MONEY_EXACT (-2)
#define MONEY_FULL (-3) /* the usual, and more only where they would hide something */
#define MONEY_TEXT 48 /* room that is always enough */
char *money_print(char out[MONEY_TEXT], money value, enum money_unit unit, int decimals, unsigned flags);

const char *money_unit_name(enum money_unit unit); /* "kr", "tkr", "mnkr" */
bool money_unit_find(const char *name, enum money_unit *unit);
money money_unit_size(enum money_unit unit); /* öre in one */

#endif

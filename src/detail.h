/* Details: what an amount is made up of, in levels, and what each part was worked out from. A detail without `above` is a part of the amount itself;
 * what is above a detail stands before it in the list. All amounts öre. */
#ifndef DETAIL_H
#define DETAIL_H

#include "act.h"
#include "calc.h"
#include "money.h"

struct book;
struct org;

/* Of the parts of one amount: above NULL, or of a detail's id. unit: those of that leg, and of none; NULL: all. MONEY_NONE: there are none. */
money details_sum(const struct list *details, const char *unit, const char *above);
bool details_same(const struct list *a, const struct list *b);
struct list details_copy(const struct list *details, struct arena *arena);

bool detail_is_worked_out(const struct detail *detail);                                     /* from inputs, or as personnel */
bool detail_work_out(const struct detail *detail, money *value, struct error *error);       /* what it comes to; of one that is */
void detail_tell(struct buffer *out, const struct detail *detail);                          /* «vårddygn 1 200 × pris 4 500 kr»; nothing for a plain one */
int64_t details_years(const struct list *details);                                          /* årsarbetare, in thousandths */
int64_t details_years_below(const struct book *book, int unit, int year);                   /* of all the unit's budget lines, and of all below it */
/* May she see what pay a personnel calculation on that unit's lines was worked out from, and how many årsarbetare? The unit's chef and deputies, those of
 * the level above, and its ekonom; all others see the text and the amount. */
bool details_show_pay(const struct org *org, int unit, const char *user);
bool details_right(const struct list *details, struct error *error);                        /* ids once, what is above stands before, what is worked out can be */
void detail_print_share(char out[MONEY_TEXT], int64_t value, int64_t whole);                /* «42,75» of 4 275 in 100; no more decimals than needed */

void detail_print_years(char out[MONEY_TEXT], int64_t years);                               /* «12,5»: one decimal */

#endif

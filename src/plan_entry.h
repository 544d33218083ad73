/* What is typed in a row of the plan, and what it makes of the rows: one, or all that are under a sum. No terminal. */
#ifndef PLAN_ENTRY_H
#define PLAN_ENTRY_H

#include "entry.h"
#include "plan.h"

/* A name for a sum whose rows can be divided anew from it; NULL: it is not one. */
const char *plan_sum(const struct plan_row *row);
bool plan_under(const struct plan_row *sum, const struct plan_row *row);

/* A row that spreading leaves as it is: locked, or on a line that region.cfg has no longer. */
bool plan_held(const struct plan *plan, const struct plan_row *row);

/* The row as it is in the plan is what an entry goes from: the plan must be without what is being typed. */
bool plan_entry(const struct plan *plan, const struct plan_row *row, enum money_unit shown, const char *text, struct entry *out, struct error *error);

/* The steps (room for plan->count, valid while the draft is) that an entry comes to: what a row has already is no step. False, for a sum that
 * cannot be divided so: the words of spread, "negative", "year". */
bool plan_steps(const struct plan *plan, const struct plan_row *row, const struct draft *draft, const struct entry *entry, struct draft_step *steps,
                size_t *count, struct error *error);

#endif

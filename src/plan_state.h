/* How a plan stands, in words that say who, when and what comes next: for the plan's screen, Fördelning, the tree and Start. */
#ifndef PLAN_STATE_H
#define PLAN_STATE_H

#include "approval.h"

/* «skickad till regiondirektör i går 14.20 av divisionschef Länssjukvård: du kan ta tillbaka den tills hon svarat». user: who reads, NULL: nobody;
 * flags: of money_print. "" where there is no plan. */
void plan_state_tell(struct buffer *out, const struct ram_table *table, int unit, const char *user, enum money_unit shown, unsigned flags);
void plan_state_brief(struct buffer *out, const struct ram_table *table, int unit, enum money_unit shown, unsigned flags); /* «godkänd, ramjustering +20,0 ej fördelad» */
bool plan_state_adjusted(const struct ram_table *table, int unit); /* its approval stands, and there is a difference to divide */

void plan_state_day(struct buffer *out, const char *at);  /* «i går», «14 dec 2019» */
/* «klarmarkeras senast 15 jan 2020»; after that day how late it is; "" where no day is set, or it has been sent. */
void plan_state_due(struct buffer *out, const struct ram_table *table, int unit);

/* Every sending and every answer, by the clock and the oldest first: several may have answered one who did not know of each other. */
size_t plan_state_steps(const struct book *book, int unit, int year, const struct event ***steps, struct arena *arena);
/* Is such a step about another plan than the one that waits, whose sender did not know of it? */
bool plan_state_of_another(const struct book *book, int unit, int year, const struct event *step);

#endif

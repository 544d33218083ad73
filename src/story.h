/* An act as a Swedish sentence that anyone can read a year later: who, when, what, from what to what. For log, why and the screens. */
#ifndef STORY_H
#define STORY_H

#include "book.h"
#include "ram.h"

/* «regiondirektör gav Länssjukvård +18,7 mnkr (utökning): ökade kostnader för demografi (Finansplan RF 19 nov 2019)» */
void story_tell(struct buffer *out, const struct book *book, const struct event *event, enum money_unit money);
void story_act(struct buffer *out, const struct book *book, const struct event *event, enum money_unit money);  /* the same without who: «gav …» */
void story_when(struct buffer *out, const struct event *event);                         /* «20 nov 2019 kl. 09.14» */
void story_by(struct buffer *out, const struct charter *charter, const struct event *event); /* «divisionschef Syd, 20 nov 2019» */
void story_date(struct buffer *out, const char *date);                                  /* 2020-01-15 → «15 jan 2020» */
const char *story_month(int month);                                                     /* «juli»; from 1 */
void story_state(struct buffer *out, const struct event *event);                        /* «gäller inte: …», «väntar på …»; empty when applied */
const char *story_same(const struct event *event);                                      /* «samma belopp», «samma post»: what two have changed unseen */
bool story_about(const struct book *book, const struct event *event, int unit);         /* does it concern this unit or its branch? */

/* What people call what an act names. An id that is not there any more is its own name. */
const char *story_unit(const struct book *book, const char *id);
/* A figure as it is called on the plan of that unit and year: «Personal», «Ram till Ortopedi»; one from elsewhere with unit and year. */
void story_figure(struct buffer *out, const struct book *book, const char *name, const char *plan, int64_t year);
int64_t story_year_sent(const struct book *book, const struct verdict *verdict); /* which plan it answers: the line that sent it says that */
const char *story_mark(const char *word);                                /* status or judgement of an entry: «klar», «trolig»; "" for NULL */

/* «Du får 81,3 mnkr mer än 2019: index 29,0, utökning 28,7, omfördelning 23,6.» */
void story_ram(struct buffer *out, const struct book *book, const struct ram_table *table, int unit, enum money_unit money, bool you);

#endif

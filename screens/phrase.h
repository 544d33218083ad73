/* Words and lines that several screens share: who someone is, how a ram came to be in one line, how much of it the decision explains. */
#ifndef PHRASE_H
#define PHRASE_H

#include "canvas.h"
#include "session.h"

void phrase_small(struct buffer *out, const char *text);                                /* with a small first letter, for inside a sentence */
void phrase_seat(struct buffer *out, const struct book *book, const struct seat *seat); /* the same, «ekonom Länssjukvård» … */
void phrase_user(struct buffer *out, const struct book *book, const char *user);        /* by her strongest seat; else her user name */
void phrase_place(struct buffer *out, const struct book *book, int unit);               /* «division», «anslag, Regionstyrelsen», «grupp» */

/* «Budget 2020», «Planår 2021, preliminärt»: which year stands on the screen. */
void phrase_year(struct buffer *out, const struct session *session);

/* The right end of a head row: «mnkr», «mnkr · läser», «mnkr · utkast». unit: ORG_NONE where it is no unit's screen. */
void phrase_head(struct buffer *out, const struct session *session, int unit);

/* Its end where what she writes in the unit is not saved: « · utkast, ej sparat»; of half an amount only when the disk would not have it. */
void phrase_draft(struct buffer *out, const struct session *session, const char *unit);

/* «Ram 2020 2 256,5 mnkr   Fördelat 2 250,0   KVAR ATT FÖRDELA 6,5» on one row. */
void phrase_draw_balance(struct canvas *canvas, int row, int column, const struct session *session, int unit);

/* What there is to divide besides the ram, «+ intäkter », its size in *more; 0: nothing. Only where the ram and what is left are known. */
const char *phrase_more(const struct balance *balance, money *more);

/* «2 175,2  +29,0 index  +28,7 utökning  = 2 256,5» */
void phrase_bridge(struct buffer *out, const struct session *session, int unit, enum money_unit shown);

/* «Omfördelning 23,6: beslutet förklarar 23,2.» …; one sentence also when everything is explained. */
void phrase_explained(struct buffer *out, const struct session *session, int unit, enum money_unit shown);

/* What the posts of that kind that say no reason come to, öre; MONEY_NONE when every one says why. */
money phrase_silent(const struct book *book, int unit, int kind, int year);
bool phrase_says_why(const struct book *book, const struct post *post); /* by its text, or by its kind */

#endif

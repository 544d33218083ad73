/* An entry of a dialogue while it is being written: a writing (writing.h) whose notes say what kind it is, in which thread, about which figure, and
 * what goes with it, as typed; and the act that it becomes. No kind asks for a larger ram (domain rule 6). */
#ifndef SAYING_H
#define SAYING_H

#include "dialogue.h"
#include "writing.h"

enum saying_field { SAYING_WITH, SAYING_KR, SAYING_FULL_YEAR, SAYING_START, SAYING_WHO, SAYING_STATUS, SAYING_JUDGEMENT, SAYING_FIELDS };

/* Who writes, in the dialogue of which unit. unit: its id, for it may leave the organisation meanwhile. */
struct saying_desk { const struct book *book; const char *user, *unit; enum money_unit shown; };

extern const char *const saying_kinds[];   /* what she may choose between, NULL last: "question" … */
const char *saying_kind_name(const char *kind);           /* Swedish: «fråga» */
/* thread: its first entry, NULL: a new one. */
bool saying_may(const struct saying_desk *desk, const char *kind, const struct event *thread, struct error *why);
bool saying_may_correct(const struct saying_desk *desk, const struct event *thread, const struct event *entry, struct error *why);

void saying_begin(struct writing *writing, const char *kind, const char *thread, const char *about);
void saying_correct(struct writing *writing, const struct event *thread, const struct event *entry); /* with what stands there */
void saying_quote(struct buffer *out, const struct book *book, const struct event *entry); /* «> …», under who said it */

/* ---- half written (saying_kept.c) ---- */

void saying_path(char out[], const struct saying_desk *desk, const char *thread); /* KEPT_PATH: where it is kept. thread NULL: a new one */
bool saying_kept(const struct saying_desk *desk, const char *thread);             /* there is something half written */
bool saying_says(const struct writing *writing);                                  /* something to come back to, and not just choices as they stood at first */

/* What she has begun and not sent, in all dialogues, and is writing in no other session: units in the order of the tree. It lives in the arena. */
struct saying_left { int unit; const char *thread /* its first entry; NULL: a new one */, *about /* a figure, or several; NULL */, *text; };
const struct saying_left *saying_left(struct arena *arena, const struct book *book, const char *user, size_t *count);

/* ---- what goes with the text ---- */

bool saying_has(const struct writing *writing, enum saying_field field);  /* this kind has it */
const char *saying_label(enum saying_field field);                        /* Swedish */
const char *saying_value(const struct writing *writing, enum saying_field field);   /* as typed, or as chosen */
void saying_put(struct writing *writing, enum saying_field field, const char *text);
bool saying_is_choice(enum saying_field field);
void saying_step(struct writing *writing, const struct saying_desk *desk, enum saying_field field, int step); /* to the next choice; with: the next unit */
int saying_with(const struct writing *writing, const struct saying_desk *desk); /* the unit meant by what is typed; ORG_NONE */
/* What it will be taken for, beside the field: «12 000 000 kr», «Närsjukvård». False: what is wrong with it; a blank is never wrong here. */
bool saying_taken(const struct writing *writing, const struct saying_desk *desk, enum saying_field field, struct buffer *out, struct error *why);

/* False, with a sentence, and the field where it is (SAYING_FIELDS: the text, or all of it). What it says lives in the arena. */
bool saying_act(const struct writing *writing, const struct saying_desk *desk, struct act *act, struct arena *arena, enum saying_field *where, struct error *why);

#endif

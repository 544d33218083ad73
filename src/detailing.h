/* The details of one amount while they are being edited: a list in the order it is read, each part after what it is a part of. Every change gives a
 * new list and leaves the old one as it was. And what a person types in a row of it. Knows no terminal. */
#ifndef DETAILING_H
#define DETAILING_H

#include "detail.h"

/* ---- the list: all of these want it in order ---- */

struct list detailing_ordered(const struct list *details, struct arena *arena);
int detailing_depth(const struct list *details, size_t at); /* 0: a part of the amount itself */
size_t detailing_end(const struct list *details, size_t at); /* after the last of its parts */
void detailing_id(char id[65], const struct list *details, const struct list *saved); /* one that neither has */

struct list detailing_insert(const struct list *details, size_t at, const struct detail *detail, struct arena *arena);
struct list detailing_replace(const struct list *details, size_t at, const struct detail *detail, struct arena *arena);
struct list detailing_remove(const struct list *details, size_t at, struct arena *arena); /* with its parts */
bool detailing_can_enter(const struct list *details, size_t at, struct error *error);     /* is there one above that it could be a part of? */
bool detailing_can_leave(const struct list *details, size_t at, struct error *error);     /* is it a part of another? */
struct list detailing_enter(const struct list *details, size_t at, struct arena *arena);  /* a part of the one above at the same level */
struct list detailing_leave(const struct list *details, size_t at, struct arena *arena);  /* beside what it was a part of, right after it */

/* ---- what is typed ---- */

/* «1 250», «1,25 mnkr»; or worked out: «1 200 vårddygn × 4 500 kr», «50 % × 3 mnkr». Blank: `parts`, what its own parts come to. Fills in kr, inputs
 * and staff. Words: "no-amount", "dots", "too-fine", "two-numbers", those of money_parse and of calc_inputs. */
bool detailing_read(const char *text, enum money_unit shown, money parts, struct detail *detail, struct arena *arena, struct error *error);
void detailing_print(struct buffer *out, const struct detail *detail, enum money_unit shown); /* so that it is read as the same */

enum staff_field { STAFF_HEADS, STAFF_GRADE, STAFF_PAY, STAFF_PO, STAFF_FROM, STAFF_TO, STAFF_VACANCY, STAFF_FIELDS };
const char *detailing_staff_label(enum staff_field field);
bool detailing_read_staff(const char *const texts[STAFF_FIELDS], struct detail *detail, struct arena *arena, struct error *error); /* kr, inputs, staff */
void detailing_print_staff(char texts[STAFF_FIELDS][MONEY_TEXT], const struct staff *staff);

#endif

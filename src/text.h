/* Text from people and files: UTF-8 checked, measured in columns, cropped by character, and made harmless before it is shown. */
#ifndef TEXT_H
#define TEXT_H

#include "buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool text_valid(const char *bytes, size_t size, size_t *bad_at); /* well-formed UTF-8 without NUL; bad_at may be NULL */
bool text_is_id(const char *text);                               /* [a-z0-9-]{1,64} */
bool text_is_time(const char *text);                             /* 2019-11-20T09:14:03+01:00, a real moment */
bool text_is_date(const char *text);                             /* 2019-11-20, a real date */

/* One grapheme cluster at a time; columns is 0, 1 or 2. Returns bytes taken, 0 at the end. A malformed byte is taken alone.
 * Columns are those of the text made harmless, so control characters and malformed bytes count 1. A cluster that ncurses would draw in more
 * than two columns (emoji with a skin tone) is taken in parts. */
size_t text_step(const char *text, int *columns);
size_t text_back(const char *text, size_t at); /* the start of the cluster before byte `at` */
int text_width(const char *text);              /* columns */

/* As much as fits in `columns`, «…» (or `more`) last when something was cut. Never splits a cluster. Returns columns used. */
int text_crop(struct buffer *out, const char *text, int columns, const char *more);

/* What may be shown: control and C1 characters, bidi controls and zero-width characters become «?», new lines and tabs a space, at most
 * 4 combining characters stay on one base. Malformed bytes, unassigned and private characters, variation selectors and tags become «?» too. */
void text_harmless(struct buffer *out, const char *text);

void text_capital(struct buffer *out, const char *text); /* with a capital first letter, where it begins with one that has it */

/* The next line of `text` that fits in `columns`, broken at a newline, or at a space where there is one: returns bytes of the line, *next
 * where to go on (NULL when that was the last). A line takes at least one cluster, even where none fits. */
size_t text_wrap(const char *text, int columns, const char **next);

/* For searching: lower case, compatible forms made one (no-break space is a space, composed and decomposed å are the same), what cannot be
 * seen left out; when `unmarked` also without marks (å → a). */
void text_fold(struct buffer *out, const char *text, bool unmarked);
bool text_says(const char *text);                        /* has it more than blanks? NULL has not */
bool text_contains(const char *hay, const char *needle); /* both folded first: case does not matter, åäö do */

/* A cell of a CSV file: quoted where needed, and a text that a spreadsheet would run (= + - @ tab CR first, blanks before them or not) gets a ' in front.
 * For texts only: figures are written as money_print gives them. */
void text_csv(struct buffer *out, const char *text);
void text_json(struct buffer *out, const char *text);     /* a JSON string; hidden characters as \uXXXX: NOT the spelling of journal lines */
void text_markdown(struct buffer *out, const char *text); /* made harmless, in one line, and markup signs with a backslash */
void text_cut(char *out, size_t size, const char *text); /* what does not fit is cut at a whole character */
size_t text_space(const char *text); /* bytes of the space that stands first, one that breaks no line too; 0: none */

#endif

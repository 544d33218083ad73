/* An error is a value: a stable word for programs and one Swedish sentence for people that says what, where and what to do.
 * Functions that can fail return false (or NULL) and have then filled in the error; they never print. */
#ifndef ERROR_H
#define ERROR_H

#include <stdbool.h>

struct error {
	const char *word; /* stable, English, e.g. "not-allowed"; NULL when there is no error */
	char text[640];   /* one Swedish sentence, UTF-8, no full stop at the end, no control characters */
};

/* Always returns false, so that a function can end in `return error_set(…)`. `error` may be NULL.
 * Arguments may be foreign text, or the text of the same error: what comes out is made harmless and cut at a whole character. */
bool error_set(struct error *error, const char *word, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif

/* libconfig, handled with care: what people edit (region.cfg, organisation.cfg, published.cfg) is read whole, checked before libconfig sees it
 * (size, UTF-8, control characters, NUL, @include, depth, integers over 32 bits), parsed from memory, and compared with a schema that is
 * closed: an unknown key, a wrong type or a missing key is an error «file:line: what is wrong, what was expected».
 * The schema fills plain C structs, as line.h does for lines. (Named settings and not config, for autoconf owns config.h.) */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "arena.h"
#include "error.h"
#include "line.h" /* struct list */

#include <stdbool.h>
#include <stddef.h>

enum setting_type {
	SETTING_TEXT,    /* const char * : any text, may not be empty */
	SETTING_BLANK,   /* const char * : any text, may be empty */
	SETTING_ID,      /* const char * : [a-z0-9-]{1,64} */
	SETTING_DATE,    /* const char * : 2020-01-15 */
	SETTING_HEX,     /* const char * : 32 lowercase hex digits */
	SETTING_WORD,    /* const char * : one of `words` */
	SETTING_NUMBER,  /* int, least … most */
	SETTING_FLAG,    /* bool */
	SETTING_STRINGS, /* struct list of const char * : texts, none empty */
	SETTING_IDS,     /* struct list of const char * : [a-z0-9-]{1,64} */
	SETTING_GROUPS,  /* struct list of the structs of `of`: a list ( {…}, {…} ) */
	SETTING_GROUP,   /* one { … } of `of`, in place; or, with `of` NULL, struct list of struct pair: any names, text values */
};

struct pair { const char *name, *value; int line; };

struct setting {
	const char *name;
	enum setting_type type;
	bool optional;
	size_t offset;
	const struct settings *of;
	const char *const *words; /* NULL last */
	int least, most;          /* SETTING_NUMBER */
};

/* A group. If line_offset is not NO_LINE, the int there receives the line it stands on, for later errors. */
struct settings {
	size_t size;
	size_t line_offset;
	const struct setting *fields; /* name NULL last */
};
#define NO_LINE ((size_t)-1)

/* Reads `bytes` (a whole file, shown as `file` in errors) into `value`. Everything is copied to the arena. */
bool settings_read(const char *file, const char *bytes, size_t size, const struct settings *top, void *value, struct arena *arena,
                   struct error *error);

/* The whole number called `name` at the top, before any schema is tried: a file of a newer format is recognised although its keys are unknown.
 * *value is left as it was when there is none. False, with the error, when the file cannot be read at all. */
bool settings_peek(const char *file, const char *bytes, size_t size, const char *name, int *value, struct error *error);

/* «file:line: …» in one go, word "bad-config". Returns false. */
bool settings_wrong(struct error *error, const char *file, int line, const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif

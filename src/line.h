/* THE reader and writer of fixed-order lines: journals, adopted trees, version heads. A shape describes a C struct; the writer writes it in
 * one way only and the reader accepts exactly that, so a line has one spelling. Nothing here knows what a line means.
 * `tests/vectors/` and man/budgetdialog-folder.5 are the specification. */
#ifndef LINE_H
#define LINE_H

#include "arena.h"
#include "buffer.h"
#include "error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LINE_MAX_BYTES 65536     /* with its LF */
#define NUMBER_NONE INT64_MIN    /* an optional number that is not there; a nullable one that is null */
#define NUMBER_MAX INT64_C(10000000000000)

enum field_type {
	FIELD_TEXT,   /* const char *; NULL = absent */
	FIELD_ID,     /* const char *; [a-z0-9-]{1,64} */
	FIELD_HASH,   /* const char *; 64 lowercase hex digits */
	FIELD_TIME,   /* const char *; 2019-11-20T09:14:03+01:00 */
	FIELD_DATE,   /* const char *; 2019-11-20 */
	FIELD_FIGURE, /* const char *; unit/year/name, checked by its owner */
	FIELD_WORD,   /* const char *; one of `words` */
	FIELD_NUMBER, /* int64_t; |x| ≤ 10^13, at least `least` */
	FIELD_FLAG,   /* bool; written only when true */
	FIELD_LIST,   /* struct list of `of` */
	FIELD_STRINGS /* struct list of const char * ids */
};

enum {
	FIELD_OPTIONAL = 1,
	FIELD_NULLABLE = 2,
	FIELD_EMPTY = 4, /* an obligatory list may be [] */
	FIELD_ONE = 8,   /* a list of at most one, written without brackets of its own: "skip":[5,"…"] */
	FIELD_NAMED = 16, /* a hash; in JSON from people it may instead be the id of the line meant, for the caller to look up */
	FIELD_FILLED = 32 /* in JSON from people it may be left out, for the caller to fill in */
};

struct field {
	const char *name;
	enum field_type type;
	unsigned flags;
	size_t offset;
	const struct shape *of;   /* FIELD_LIST */
	const char *const *words; /* FIELD_WORD, NULL last */
	int64_t least, most;      /* FIELD_NUMBER; most 0: NUMBER_MAX */
};

struct shape {
	size_t size;                /* of the C struct */
	bool tuple;                 /* a JSON array instead of an object */
	const struct field *fields; /* name NULL last */
};

struct list {
	void *items; /* [count] structs, of the shape's size */
	size_t count;
};

/* Writes `value` as {"a":…} or […] . Fails when it could not be read back: an amount too large, text that is not UTF-8, a word not in the list. */
bool line_write(struct buffer *out, const struct shape *shape, const void *value, struct error *error);

/* For objects that are written in parts (envelope, act, hash): only the fields, each with its comma after the first. */
bool line_write_fields(struct buffer *out, const struct shape *shape, const void *value, bool first, struct error *error);

/* The reader works in place: strings end up NUL-terminated inside the bytes, which must outlive the value (and stay where they are). */
struct line_reader {
	char *at, *end;
	const char *wrong; /* NULL, or a stable English word: order end string empty not-utf8 number flag list null id digest time date word */
};

bool line_literal(struct line_reader *reader, const char *text); /* takes exactly this, or sets wrong */
bool line_read(struct line_reader *reader, const struct shape *shape, void *value, struct arena *arena);
bool line_read_fields(struct line_reader *reader, const struct shape *shape, void *value, bool first, struct arena *arena);

/* From JSON that people hand in: any order, the same fields; unknown keys are an error. Strings are copied to the arena. `skip` names keys
 * that belong to others (NULL last; may be NULL). */
bool line_from_json(const json_t *json, const struct shape *shape, void *value, const char *const *skip, struct arena *arena,
                    struct error *error);

/* Is this value one that line_write could write (same checks, no output)? */
bool line_check(const struct shape *shape, const void *value, struct error *error);

#endif

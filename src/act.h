/* What a line says: one table of acts and their fields, used by the reader, the writer, `do` and the manual. The shapes are in act.c.
 * All amounts here are whole kronor (int64_t kr), as in the file; NUMBER_NONE = absent or null. Strings may be NULL when optional. */
#ifndef ACT_H
#define ACT_H

#include "line.h"

enum act_kind { ACT_ADOPT, ACT_POST, ACT_TARGET, ACT_DISTRIBUTE, ACT_SAY, ACT_FORECAST, ACT_OUTCOME, ACT_VERSION, ACT_SUBMIT, ACT_RECALL, ACT_APPROVE,
	ACT_RETURN, ACT_RESOLVE, ACT_CONFIRM, ACT_MEET, ACT_KINDS };

struct cite { const char *user; int64_t n; const char *hash; };              /* ["user",41,"…"] */
struct skip { int64_t size; const char *hash; };                             /* [LEN,"…"]: the torn bytes before a line */
struct end { const char *user; int64_t n; };                                 /* the last recognised line of a person who lost a right */
struct leg { const char *unit; int64_t kr, until, full_year; };              /* until: year or NUMBER_NONE; full_year: kr from the year after */
/* Explains a part of an amount. unit: which leg; above: the detail that this one is a part of, which stands before it. What it was worked out
 * from: struct input, or at most one struct staff (calc.h). */
struct detail { const char *id, *unit, *above, *text; int64_t kr; struct list inputs, staff; };
struct months { int64_t kr[12]; };
struct row {
	const char *line;
	int64_t kr;
	const char *hold;
	struct list profile;                   /* at most one struct months: how the amount falls on the year, in these proportions */
	const char *counterpart;
	int64_t until; const char *text, *who; /* of a reserve: the last year it is kept (NUMBER_NONE: not said), why, and which user releases it */
	struct list details;                   /* of struct detail */
};
struct amount { const char *line; int64_t kr; };

struct adopt { const char *region, *organisation; struct list ends; };
struct post {
	const char *kind;
	int64_t year, until;
	struct list legs; /* of struct leg */
	const char *end;  /* NULL, "own", "unknown" or "derived" */
	const char *line, *text, *decision, *principle;
	struct list details;
	const char *replaces; /* the hash of an earlier post's line */
	const char *proposal; /* the entry by which two chefs proposed it; NULL */
};
struct target { const char *unit; int64_t year, kr; const char *decision; };
struct distribute { const char *unit; int64_t year; struct list rows; /* of struct row; "lines" in the file */ const char *why, *decision, *batch; };
struct say {
	const char *unit, *thread, *kind, *about, *text;
	int64_t kr, full_year;    /* full_year: what it comes to over a whole year */
	const char *start, *who, *status, *judgement, *explains;
	const char *meeting;      /* the hash of the line that opened the dialogmöte in which it was written */
	const char *with;         /* of a proposal: the unit that is to have the money, kr > 0 */
	const char *replaces;     /* the hash of an earlier entry of the thread, which this one puts right */
};
struct follow { const char *unit; int64_t year, month; struct list amounts; /* of struct amount; "lines" in the file */ const char *text; }; /* forecast, outcome */
struct version { const char *name, *heads; bool lock; };
struct submit { const char *unit; int64_t year; const char *plan, *text; };  /* plan: content_hash; text: why it is sent as it is */
struct plan_mark { const char *figure, *text; };
struct verdict { const char *unit, *submit, *text, *decision; struct list marks; /* of struct plan_mark */ }; /* recall, approve, return */
struct resolve { const char *unit, *thread, *text; bool open; };            /* open: taken up again */
struct confirm { const char *unit, *entry; };
/* A dialogmöte over a branch: its first line opens it, later ones (meeting: the hash of the first) say its head anew, the last one closes it. */
struct meet {
	const char *unit, *meeting, *date, *place, *present, *chair;
	const char *secretary;    /* the user who may write what is agreed, also without being a party */
	const char *next, *text;  /* the next meeting; what else the minutes say */
	struct list units;        /* of const char *: the agenda */
	bool closed;
};

struct act {
	enum act_kind kind;
	union {
		struct adopt adopt;
		struct post post;
		struct target target;
		struct distribute distribute;
		struct say say;
		struct follow follow;
		struct version version;
		struct submit submit;
		struct verdict verdict;
		struct resolve resolve;
		struct confirm confirm;
		struct meet meet;
	};
};

struct envelope {
	int64_t n;
	const char *prev;
	struct list skip; /* at most one struct skip */
	const char *id, *at;
	int64_t org;
	struct list saw; /* of struct cite */
};

/* One line of a journal: envelope, act, own hash. */
struct line {
	struct envelope head;
	struct act act;
	const char *hash; /* 64 digits */
};

const char *act_name(enum act_kind kind); /* "distribute" */
bool act_find(const char *name, enum act_kind *kind);
extern const struct shape detail_shape, months_shape, row_shape; /* rows and their parts, for what writes them elsewhere */
const struct shape *act_shape(enum act_kind kind); /* of the union member */
void *act_body(struct act *act);                   /* that member */
void act_clear(struct act *act, enum act_kind kind); /* every optional number NUMBER_NONE, everything else empty */
bool act_check(const struct act *act, struct error *error); /* could it be written? Spelling only, not rights */
bool act_has_leg(const struct post *post, const char *unit);
int64_t act_until(const struct post *post, const struct leg *leg); /* the last year of a leg: its own, else the post's; NUMBER_NONE: for good */
const char *act_unit(const struct act *act);       /* the unit it is about; a post: its first leg's; NULL for adopt and version */

/* A whole line with its hash and LF. `line->hash` is ignored and filled into `hash`. Fails when the act could not be read back or the line
 * is over LINE_MAX_BYTES. folder_id, file: see hash.h. */
bool act_write(struct buffer *out, const struct line *line, const char *folder_id, const char *file, char hash[65], struct error *error);

/* Reads one line in place (without its LF; `size` bytes), checks its spelling and its own hash; not the chain. wrong: a stable word
 * ("hash", "too-long", "act", "org", "legs", "missing" or one of line.h). The hash is looked at first. */
bool act_read(char *bytes, size_t size, const char *folder_id, const char *file, struct line *out, struct arena *arena, const char **wrong);

/* One act as people hand it to `do`: {"act":"post", …} with optional by, at, id. Copies into the arena. */
struct act_input { const char *by, *at, *id; struct act act; };
bool act_from_json(const json_t *json, struct act_input *out, struct arena *arena, struct error *error);

#endif

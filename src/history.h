/* The journals as a story, for the history screen and `log`: every line of every journal with the newest first, the few that someone wants to
 * see, and about one of them who, what, why it may not count, and what changed from what to what. Only what is asked for is told: a folder may
 * hold 100 000 lines. Borrows the book, and is made anew when the book has folded (book->generation). */
#ifndef HISTORY_H
#define HISTORY_H

#include "book.h"
#include "names.h"

enum history_topic { HISTORY_ALL, HISTORY_RAMAR, HISTORY_DIVISION, HISTORY_DIALOGUE, HISTORY_PLANS, HISTORY_ORGANISATION, HISTORY_FOLLOW, HISTORY_TOPICS };
enum history_since { HISTORY_EVER, HISTORY_WEEK, HISTORY_YESTERDAY, HISTORY_SINCES };

struct history_filter {
	char unit[65];              /* its branch; "": every unit */
	enum history_topic topic;
	char user[65];              /* "": everyone */
	enum history_since since;
	char today[11];             /* 2019-12-16, for `since` */
	char text[256];             /* must stand in the row; "": anything */
};

struct history_person { const char *title, *brief; }; /* «divisionschef Länssjukvård», «chef Länssjukvård» */

struct history {
	const struct book *book;
	enum money_unit money;
	const struct event **events; size_t total; /* by the clock, the newest first */
	size_t *rows, count;        /* what the filter lets through, as numbers in `events` */
	char **folded;              /* [total]: what a search looks in; NULL: not told yet */
	struct names users;
	struct history_person *persons; /* [users.count] */
	struct arena arena;
};

struct history *history_make(const struct book *book, enum money_unit shown);
void history_free(struct history *history);
void history_show(struct history *history, const struct history_filter *filter);
const struct event *history_event(const struct history *history, size_t row);
/* The row of that line; where it is not among them, the nearest: the next older one, or else the last. An unknown line: the first row. */
size_t history_find(const struct history *history, const char *hash);

int64_t history_moment(const char *at);                                  /* 2019-11-20T09:14:03+01:00 in seconds */
void history_day(char out[11], const char *today, int days_back);        /* the date so many days before */
void history_words(struct buffer *out, const struct book *book, const struct history_filter *filter); /* «Länssjukvård · bara ramar»; «allt» */

const struct history_person *history_person(struct history *history, const char *user); /* her title, else her user name */
void history_tell(struct buffer *out, const struct history *history, const struct event *event); /* story_act, in the money shown here */

/* Marks: why a line does not count, or what else is special about it. The most important one as a sign of one column, and all of them in words. */
const char *history_sign(const struct event *event);                     /* NULL: none */
void history_marks(struct buffer *out, struct history *history, const struct event *event);
bool history_counts(const struct event *event);                          /* it is part of what holds now */

/* Where it leads. */
const struct post *history_legs(const struct book *book, const struct post *post); /* itself; of a withdrawal: what it withdrew */
int history_unit(const struct book *book, const struct event *event);    /* ORG_NONE: nowhere */
bool history_figure(char out[256], const struct book *book, const struct event *event);

/* From what to what: the rows of a division, the legs of a post beside those of the one it replaced, a target. */
struct history_change {
	const char *name, *note; /* note: hold, counterpart, until …; NULL */
	money before, after;     /* öre; MONEY_NONE: nothing */
	bool apart;              /* `before` is known, also when it is nothing */
	bool part;               /* a specification of the row above */
};

size_t history_changes(const struct book *book, const struct event *event, enum money_unit shown, struct history_change **out, struct arena *arena);

/* Its place among book->events; it is mostly a late one that is asked about. */
size_t history_place(const struct book *book, const struct event *event);

/* The target of that unit and year before this line, öre; MONEY_NONE: none. */
money history_target_before(const struct book *book, const struct event *event);

#endif

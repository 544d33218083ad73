/* The book: everything that the journals say, folded into state. A pure function of the folder's files: same files, same state, whatever the
 * order of files, locale or clock. The fold goes by citations: among lines whose predecessor and citations are applied, the one of the smallest
 * user is next. A line without its right, or with content that cannot be, stays in the file, counts for nothing and is shown (LINE_VOID). */
#ifndef BOOK_H
#define BOOK_H

#include "act.h"
#include "folder.h"
#include "journal.h"
#include "money.h"
#include "org.h"
#include "region.h"
#include "rights.h"

enum line_state { LINE_WAITING, LINE_APPLIED, LINE_VOID, LINE_STOPPED /* a fork, or behind one */ };

/* One line as the fold met it. */
struct event {
	const struct line *line;
	const char *user;
	enum line_state state;
	bool outside_dates;     /* a deputy outside her dates: counts, marked */
	bool overtaken;         /* it closes a thread in which something was said that it did not know, nor that of it: the thread goes on */
	bool conflict;          /* another line on the same figure did not know of this one, nor this of it */
	const struct event *replaced_by; /* a post or an entry that a later one took the place of */
	money *before;          /* of a distribute: what each row was until then, öre; MONEY_NONE: nothing */
	struct error *why;      /* VOID, WAITING, STOPPED; an empty one when it is APPLIED */
};

enum layer { LAYER_BUDGET, LAYER_OUTCOME, LAYER_FORECAST, LAYER_COUNT };

/* One figure of a unit's division: the row in force. */
struct cell {
	enum layer layer;
	int year;
	const char *line;         /* id of the budget line */
	money value;              /* öre; never MONEY_NONE: a removed row is no cell */
	const struct row *row;    /* hold, details …; NULL for outcome and forecast */
	const struct event *event;
	const struct cell *older; /* what it took the place of; NULL */
};

struct leg_ref { const struct event *event; const struct leg *leg; };                         /* of a post in force */
struct settled { const struct event *event; size_t after; };                                   /* a resolve or confirm; after so many entries */
struct goal { int year; money value; const struct event *event; const struct goal *older; }; /* resultatmål */

/* What is known of one unit id, whatever organisation it stands in. */
struct unit_state {
	struct leg_ref *legs; size_t leg_count, leg_room;
	struct cell *cells; size_t cell_count, cell_room;
	struct goal *goals; size_t goal_count, goal_room;
	const struct event **says; size_t say_count, say_room; /* entries about it, in the fold's order; a proposal is about both its units */
	struct settled *settled; size_t settled_count, settled_room; /* what has been closed, reopened and confirmed of those */
	struct sending *sendings; size_t sending_count, sending_room; /* approval.h */
	const struct event *divided;                           /* the newest distribute, NULL: ej påbörjad */
};

/* A dialogmöte over a branch. */
struct meeting {
	const struct event *first, *head;  /* the line that opened it; the newest that says place, present, agenda … */
	const struct event *closed;        /* the line that closed it; NULL: it goes on */
	const struct event **heads; size_t head_count, head_room; /* all of those, the first first */
};

struct book {
	const struct folder *folder;
	const struct region *region;   /* in force */
	const struct org *org;         /* in force */
	const struct unit_state **states; /* [org->count]: by index in org */
	struct event **events; size_t event_count;  /* every line, applied ones first in the order of the fold, then the others by user and number */
	size_t applied;
	struct journal **journals; size_t journal_count; /* sorted by user */
	const struct event *adopted;   /* the adopt in force */
	bool region_edited, organisation_edited; /* the .cfg files say something that is not adopted */
	const struct event **versions; size_t version_count; /* in the order of the fold; see version.h */
	struct meeting *meetings; size_t meeting_count, meeting_room; /* in the order of the fold */
	unsigned generation;           /* counts folds: screens compare it */
	struct book_private *private;
};

/* Reads everything, adopted or not (then org is NULL and region is the edited one): for adopt and init. */
struct book *book_load(const struct folder *folder, struct error *error);

/* Reads everything. NULL only when nothing can be read at all: no adopt line, a newer format. A damaged journal is in the book, stopped. */
struct book *book_open(const struct folder *folder, struct error *error);
/* Where nothing is in force: true when nobody has adopted anything yet; else the reason, as book_open gives it. */
bool book_is_new(const struct book *book, struct error *error);
void book_free(struct book *book);

/* Reads what grew and folds again if something did. *changed may be NULL. Pointers into the old state are invalid after a change. */
bool book_refresh(struct book *book, bool *changed, struct error *error);
/* Folds again over what is in memory, staged lines included. */
void book_fold(struct book *book);
/* Takes the last staged line of a journal into the state without folding everything again; the next book_fold puts it in its place.
 * NULL when it does not count: error says why. */
const struct event *book_take(struct book *book, struct journal *journal, struct error *error);

/* What a new line of this user about these units rests on: the journals of those who last changed them and of the level above, whose head moved
 * since her last citation. Returned as struct cite in the arena. */
size_t book_cites(const struct book *book, const char *user, const char *const *units, size_t count, struct cite **cites, struct arena *arena);
int64_t book_org_line(const struct book *book); /* n of the adopt line in force */

const struct org *book_org_of(const struct book *book, const struct event *event); /* that an applied line was written under */

struct journal *book_journal(const struct book *book, const char *user); /* NULL when she has none */
const struct event *book_event(const struct book *book, const char *ref); /* by hash (64 digits), «user/id», or id; NULL */
const struct unit_state *book_state(const struct book *book, int unit);
const struct cell *book_cell(const struct book *book, int unit, enum layer layer, int year, const char *line);
money book_target(const struct book *book, int unit, int year);           /* öre; MONEY_NONE: unset */

bool book_leg_lives(const struct post *post, const struct leg *leg, int year); /* year … until */
/* kr of a leg in that year, öre: 0 outside year … until; full_year from the year after. */
money book_leg(const struct post *post, const struct leg *leg, int year);

/* The organisation as edited in the .cfg, for `adopt` and doctor; NULL with error. */
struct org *book_edited_org(const struct folder *folder, const struct region *region, struct error *error);

#endif

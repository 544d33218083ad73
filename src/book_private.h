/* The inside of the book, for its own files only:
 *
 *   book.c     the folder: which journals there are, what they say now, and why nothing is in force
 *   fold.c     the order: which line is next, what waits, what stands behind a fork, who has seen what
 *   apply.c    one line: may it count, and what does it do
 *   charter.c  the organisations that adopt lines brought into force, and the rights they took back
 *   state.c    what is known of each unit, and which journals have touched it
 *   event.c    the lines as the fold met them, found by hash and by id
 *   cites.c    what a new line rests on
 *   apply_dialogue.c the lines of the dialogue and its meetings
 *   approval.c plans sent, taken back, returned, approved
 *   version.c  how far back a line reaches, and a book of just that
 *
 * A journal is a number here: its place in book->journals, which is also its user's in `users` (by user: so the smallest user goes first). */
#ifndef BOOK_PRIVATE_H
#define BOOK_PRIVATE_H

#include "arena.h"
#include "book.h"
#include "names.h"

/* Which journals have ever touched one unit: what a new line about it rests on. */
struct touched { int *journals; size_t count, room; };

struct known_unit { struct unit_state state; struct touched touched; };

/* Each part is written by its own file only. What is not said to last begins anew with every fold. */
struct book_private {
	struct arena lasting;  /* as long as the book */
	struct arena fold;     /* as long as the state */

	/* book.c: both last */
	struct names users;    /* journal numbers */
	int registrar;         /* journal number; NAME_UNKNOWN: she has none */

	/* charter.c */
	struct adoption *adoptions; /* lasts: every adopt line ever met */
	struct in_force *in_force;  /* [in_force_count]: those applied, in the order of the fold */
	size_t in_force_count, in_force_room;
	struct revocation *revocations;
	size_t revocation_count;

	/* event.c */
	size_t event_room;     /* of book->events */
	struct error *why, nothing_wrong; /* for the next event that may need one; for those that do not */
	struct names refs;     /* hash of a line that has been taken -> number in book->events: both are in the order of the fold */
	struct names ids;      /* id -> number in by_id */
	struct same_id **by_id;
	size_t id_room;

	/* state.c */
	struct names unit_ids; /* of every unit that a line ever changed, in whatever organisation */
	struct known_unit **units; /* [unit_ids.count] */
	size_t unit_room;

	/* fold.c */
	struct reader *readers; /* [journal_count] */
	int *ready, ready_count; /* heap of journals whose next line may be applied */
	int taking;            /* the journal whose line is being applied */

	/* version.c */
	int64_t **reaches;     /* [book->version_count]: what each version rests on: so many lines of each journal */
};

/* ---- book.c ---- */

struct book *book_new(const struct folder *folder);                                   /* without journals */
void book_set_journals(struct book *book, struct journal **journals, size_t count); /* sorted by user; the array becomes the book's */

/* Room for one element more at the end of an array, in the fold's arena: `old`, or it twice as long, or a copy that is. The rest is zero. */
void *book_more(struct book *book, void *old, size_t count, size_t *room, size_t size);

/* The new last element, as an lvalue's address: *BOOK_PUSH(…) = …; */
#define BOOK_PUSH(book, array, count, room) \
	((array) = book_more((book), (array), (count), &(room), sizeof *(array)), &(array)[(count)++])

/* ---- charter.c ---- */

/* Nothing is in force, but every revocation is known: so it does not matter when the fold meets the adopt line that made it. */
void charter_begin(struct book *book);
void charter_free(struct book *book);

/* The effect of an adopt line. False when what it adopts cannot be read: event->why. */
bool charter_adopt(struct book *book, struct event *event);

/* What line n of the registrar brought into force; NULL when it is not applied, or not an adopt line. Both its pointers are set. */
const struct charter *charter_find(const struct book *book, int64_t n);

/* Was the line written after an adopt line had ended this user's acts under the organisation that it cites? */
bool charter_revoked(const struct book *book, const char *user, const struct line *line);

/* ---- event.c ---- */

void event_forget(struct book *book); /* all of them */

/* Room for so many lines as there are, before the first. */
void event_expect(struct book *book, size_t lines);

/* Puts a line last in book->events. */
struct event *event_new(struct book *book, const struct journal *journal, const struct line *line);

/* Its state is known: unless it counts, what stands in event->why is its own from now on. */
void event_judged(struct book *book, struct event *event);

/* From the end of book->events to its place: after those that were applied, before those that wait. */
void event_move_up(struct book *book);

void event_remember(struct book *book, const struct event *event); /* by its hash; each that is taken, for their order is their number */

/* By its id. False, and not remembered, when an earlier line of the same journal has it: a repeated append counts once. */
bool event_remember_id(struct book *book, struct event *event);

struct event *event_by_hash(const struct book *book, const char *hash); /* NULL: not met yet */

/* The event of a post, or when that only withdraws, of the post with legs that it once withdrew. */
const struct event *event_with_legs(const struct book *book, const struct event *event);

/* Several may take the place of one line without knowing of each other: each then takes that of the one before it, and the last holds. */
const struct event *event_known_after(const struct book *book, const struct event *event); /* one that the writer of the line being taken knew; NULL */
struct event *event_last(struct event *event);                                             /* the last; the line itself: nobody has */

/* The line is refused for what another has done: `by`, and then who and when, «… av regiondirektör, 20 nov 2019». False. */
bool event_refuse(const struct book *book, struct event *event, const char *word, const char *by, const struct event *other);

/* ---- state.c ---- */

void state_forget(struct book *book); /* all of it */

/* A unit's state, for the line being taken to change: its journal has touched the unit now. */
struct unit_state *state_of(struct book *book, const char *id);

/* The figure in force; NULL when there is none. Before state_settle a removed one is still there, as MONEY_NONE. */
struct cell *state_cell(const struct unit_state *state, enum layer layer, int year, const char *line);

/* Room for so many figures, when the unit has none: most units are divided once a year, all rows at once. */
void state_first_cells(struct book *book, struct unit_state *state, size_t count);

/* Takes the place of the earlier one, if any, which stays behind it and is returned; a conflict when the line being taken had not seen that. */
const struct cell *state_put_cell(struct book *book, struct unit_state *state, const struct cell *cell);
void state_put_goal(struct book *book, struct unit_state *state, const struct goal *goal);

/* Lays the states out by the organisation in force, without what was replaced or removed on the way. */
void state_publish(struct book *book);
/* The same for one unit; `settle` when something of it was replaced or removed. */
void state_publish_one(struct book *book, const char *id, bool settle);

/* All that is known of a unit, in whatever organisation, also in the middle of a fold; NULL: nothing. */
const struct unit_state *state_known(const struct book *book, const char *id);

/* The journals that ever touched a unit; NULL: none. */
const struct touched *state_touched(const struct book *book, const char *id);

/* ---- apply.c ---- */

/* Judges a line that has just got its place in the order and gives it its effect: APPLIED, or VOID with event->why and no effect at all. */
void apply_line(struct book *book, struct event *event);

/* Publishes the units that an applied line, no adopt, has changed. */
void apply_publish(struct book *book, const struct event *event);

/* ---- apply_dialogue.c ---- */

bool dialogue_say(struct book *book, struct event *event);
bool dialogue_resolve(struct book *book, struct event *event);
bool dialogue_confirm(struct book *book, struct event *event);
bool dialogue_meet(struct book *book, struct event *event);
/* May the post decide the proposal that it says it does? *before: the one that did so already, unknown to its writer; NULL. */
bool dialogue_decides(const struct book *book, struct event *event, struct event **before);
void dialogue_publish(struct book *book, const struct act *act);      /* the units of a proposal that the line spoke of */

/* ---- approval.c ---- */

bool approval_submit(struct book *book, struct event *event); /* apply a submit */
bool approval_answer(struct book *book, struct event *event); /* a recall, approve or return */
/* May the line still change what it is about? Not while that lies with the level above: «planen är skickad». */
bool approval_free(const struct book *book, const struct charter *charter, struct event *event);

/* ---- version.c ---- */

/* All that a line rests on: of each journal, by its number, how many lines. */
const int64_t *version_reach(const struct book *book, const struct event *event, struct arena *arena);

/* Puts a version among book->versions. False when its writer knew one of that name, or its heads are not those of what it rests on: event->why. */
bool version_freeze(struct book *book, struct event *event);

/* Has the budget year been locked by a version that the writer knew of? Then a post or a target for it names its decision: else event->why. */
bool version_allows(const struct book *book, const struct charter *charter, struct event *event);

/* ---- fold.c ---- */

size_t fold_taken(const struct book *book, int journal); /* how many of its lines have their place in the order */

/* The highest line of another journal that the lines taken of this one cite; 0: none. */
int64_t fold_seen(const struct book *book, int journal, int other);

/* Did the writer of the line being taken know of this earlier one: has she cited it or a later one of its journal, or is it her own? */
bool fold_knows(const struct book *book, const struct event *earlier);

#endif

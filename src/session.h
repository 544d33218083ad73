/* One person at work: the folder, the book, the seat, and the only way to write. Screens see this and no file. */
#ifndef SESSION_H
#define SESSION_H

#include "book.h"
#include "draft.h"
#include "published.h"
#include "ram.h"
#include "seen.h"
#include "what_if_kept.h"
#include "writer.h"

struct seat { int unit; enum seat_role role; const char *user; };

struct session {
	struct folder *folder;
	struct book *book;         /* what is shown: `now`, or the book of a version */
	struct book *now;          /* what the journals say, kept up to date */
	const char *user;          /* whose journal is written; NULL: reads only */
	struct seat seat;          /* unit ORG_NONE: none, or not in the organisation that is shown */
	struct { char unit[65]; enum seat_role role; } taken; /* the seat as she took it; unit "": none */
	bool proven;               /* the kernel answers for who wrote what; else «ej styrkt» */
	bool read_only;            /* --read-only, or no writable journal */
	struct error read_only_why;/* one sentence: why one may not write */
	int year;                  /* shown */
	enum money_unit money;     /* shown; follows the level until the user chose with a key */
	bool money_chosen;
	size_t compared;           /* what the division's screen counts changes from, while the program runs: the screen's own number */
	bool ascii_money;          /* hyphen for minus: ASCII glyphs */
	struct ram_table *table;   /* of `year`, kept up to date with the book */
	struct draft draft;        /* what the user has changed and not saved */
	struct what_if what_if;    /* a räkneexempel: `table` shows it */
	struct what_if resting;    /* the same while it cannot be counted in what is shown; one of the two is empty */
	struct what_if_kept what_if_kept;
	struct seen seen;          /* what she has read of the dialogues; ask session_seen */
	int watch;                 /* inotify on journals/, -1 */
	struct session_past *past; /* session_past.c */
	struct arena arena;        /* what must outlive a book */
	char message[640];         /* one line for the user, UTF-8; "" none. Screens set it, ui shows it until the next key */
};

struct session_options { const char *path, *as, *unit; int year; bool read_only; const char *at; /* a version */ };

struct session *session_open(const struct session_options *options, struct error *error);
void session_close(struct session *session);

/* Every seat that this operating-system user may take: her own, or in a demo (no seat of her own) those whose journals she may write. Free the array. */
size_t session_seats(const struct session *session, struct seat **seats);
bool session_take(struct session *session, const struct seat *seat, struct error *error);
void session_leave(struct session *session); /* sits nowhere: reads */
void session_title(const struct session *session, const struct seat *seat, struct buffer *out); /* «Du är divisionschef Länssjukvård» */

/* May the session write this act now? Asks rights and read-only; false with the sentence. */
bool session_may(const struct session *session, const struct act *act, struct error *error);
bool session_has_division(const struct session *session, int unit, struct error *error); /* for anyone to read; false with the sentence: a group only sums */
bool session_may_divide(const struct session *session, int unit, struct error *error);
/* The same, and now: not in a räkneexempel, and not while the plan lies with the level above. */
bool session_may_redivide(const struct session *session, int unit, struct error *error);
bool session_shows_pay(const struct session *session, int unit); /* details_show_pay, to her whose seat it is: not to who only reads as her */
void session_draft(struct session *session, int unit); /* opens the draft of that unit and year, with what was kept */
struct draft *session_own_draft(struct session *session, int unit); /* the same, where it is not open already; NULL for who may not divide the unit */

/* Judges, stages, appends and reads back the acts as one write. On anything but SAVED nothing counts and the book is as the files say. */
enum saved session_save(struct session *session, const struct act *acts, size_t count, struct error *error);

const char *session_trouble(const struct session *session); /* «skadad journal», «en journal väntar», in a word or two; NULL: all is well */
int session_watch(struct session *session);                     /* a descriptor that is readable when a journal has grown; -1 */
void session_watched(struct session *session);                  /* drains it */
struct published *session_published(const struct session *session, struct error *error); /* the folder's printed figures; NULL without error: none */
bool session_refresh(struct session *session, bool *changed); /* others' lines; keeps seat and draft */
struct seen *session_seen(struct session *session);           /* hers, as it stands on the disk */
void session_money_next(struct session *session);             /* mnkr → tkr → kr */
bool session_year_next(struct session *session, struct error *error); /* the budget year → its plan years → the budget year. "unkept": a draft would be lost */
bool session_preliminary(const struct session *session);      /* a plan year is shown: nothing in it has to be even yet */
enum money_unit session_money(const struct session *session, int unit); /* what to show for that unit */

/* A räkneexempel over what is shown. While one is on nothing is changed for real. Each says in one sentence why it could not, and has then done nothing. */
struct ram_table *session_what_if_try(const struct session *session, const struct what_if_step *step, struct error *error); /* the table with one step more */
bool session_what_if_add(struct session *session, const struct what_if_step *step, struct error *error);
void session_what_if_begun(struct session *session, const struct what_if_step *step); /* so far she has come with one more; NULL: she writes none */
void session_what_if_back(struct session *session); /* without its last step */
void session_what_if_drop(struct session *session);
/* As steps in her own draft, all of them one to undo: the rows of the unit where she sits. Then it is over. rows: how many. */
bool session_what_if_keep(struct session *session, size_t *rows, struct error *error);
void session_what_if_tell(const struct session *session, struct buffer *out); /* «RÄKNEEXEMPEL: Länssjukvård ramen +2 %»; nothing when there is none */
void session_what_if_brief(const struct session *session, struct buffer *out, int columns, const char *more); /* the same in so many columns */
bool session_what_if_unkept(const struct session *session); /* it is in memory only: she only reads, or the disk would not have it */
bool session_what_if_left(const struct session *session);   /* another window of hers left one behind, which comes the next time */
bool session_may_change(const struct session *session, struct error *error); /* false while one is on */

/* The whole session on a budget version, in any case of letters or as region.cfg's id; NULL: back to now. While there it reads only. */
bool session_at(struct session *session, const char *version, struct error *error);
/* The same on what a line of the book (its hash) rested on when it was written. */
bool session_at_line(struct session *session, const char *hash, struct error *error);
bool session_shows(const struct session *session, const struct event *version); /* that version; NULL: now */
const char *session_version(const struct session *session); /* the version shown, or what that line was; NULL: now */
/* The table of session->year as the newest version has it (on a version: the newest one before that), until the book changes. Its rows are those of
 * the organisation of then: org_find(table->book->org, id). NULL: there is none, or it cannot be shown. */
const struct ram_table *session_last_version(struct session *session, const char **name);

void session_say(struct session *session, const char *format, ...) __attribute__((format(printf, 2, 3))); /* the message */

#endif

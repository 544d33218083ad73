/* The inside of the distribution screen, for its own files only:
 *
 *   distribution.c        the screen: its keys, undo, leaving, and coming back to a draft
 *   distribution_edit.c   typing an amount in a row, or on a sum
 *   distribution_spread.c how a sum falls on its rows, and what is said while it is typed
 *   distribution_lock.c   locking a row with a reason
 *   distribution_terms.c  what goes with a row: a reserve's until, why and who; with whom an internal line is
 *   distribution_note.c   a note on a row
 *   distribution_compare.c what a change is counted from, and what it is made of
 *   distribution_save.c   choosing between mine and theirs, and saving
 *   distribution_paste.c  a block of cells from a spreadsheet
 *   distribution_gone.c   what has gone from under her: rows, the unit; and the drafts of windows that are gone
 *   distribution_plan.c   what the level above has marked, and where a changed ram belongs
 *   distribution_draw.c   how it looks
 *   distribution_sheet.c  the same as a sheet */
#ifndef DISTRIBUTION_PRIVATE_H
#define DISTRIBUTION_PRIVATE_H

#include "field.h"
#include "intl.h"
#include "list.h"
#include "plan_entry.h"
#include "popup.h"
#include "screen.h"

enum question { ASK_SAVE, ASK_DOTS, ASK_SIZE, ASK_TERMS, ASK_MINE, ASK_NEWS, ASK_LEAVE, ASK_WAY, ASK_EQUAL, ASK_LOCK, ASK_UNLOCK, ASK_NOTE, ASK_CHANGE, ASK_GONE, ASK_STRAY, ASK_NEXT };

/* Names for what was being typed, in a draft. */
#define DISTRIBUTION_SUM  "sum"
#define DISTRIBUTION_LOCK "lock"
#define DISTRIBUTION_NOTE "note"

#define DISTRIBUTION_HINTS 6 /* rows that tell what can be typed */

struct layout { int top, name, x[PLAN_COLUMNS], width[PLAN_COLUMNS], note, note_width; };

/* To the questions that an entry led to. */
struct answers {
	bool dots, thousands; /* «1.234»: it is known which, and it was thousands */
	money sure;           /* she has said that it shall be this much */
	bool smaller;         /* or a thousandth of what was written */
};

struct distribution {
	struct screen screen;
	int unit;
	char unit_id[65];          /* the unit whatever the organisation becomes */
	struct plan *plan;         /* with the draft and what is being typed */
	struct list_view list;
	enum plan_column column;   /* the current figure of the row */
	bool editing;
	struct plan *base;         /* the same without what is being typed; NULL: nothing is */
	struct entry entry;        /* that, as it is read */
	bool readable;             /* it could be … */
	struct error trouble;      /* … or not, or can be read but not done; word NULL: neither */
	struct draft_step *preview;/* [preview_count]: what it comes to, as it last could be read */
	size_t preview_count;
	struct answers answers;
	bool hint;                 /* what can be typed is shown */
	struct text_field field;
	struct popup popup;
	int offered[POPUP_CHOICES];/* by choice: kinds of post; or of a way to spread the letter, or -1 - the column */
	bool saving;               /* choosing between mine and theirs is on the way to saving */
	bool unkept;               /* she knows that the draft is in memory only */
	bool gone;                 /* the unit is no longer in the organisation: only to be left */
	struct layout layout;      /* as last drawn: where a click falls */
};

static inline struct distribution *self(const struct screen *screen)
{
	return (struct distribution *)screen;
}

static inline struct plan_row *current(const struct distribution *d)
{
	return &d->plan->rows[d->list.at];
}

static inline enum money_unit unit_of_money(const struct distribution *d)
{
	return session_money(d->screen.session, d->unit);
}

static inline unsigned money_flags(const struct distribution *d)
{
	return MONEY_NAMED | (d->screen.session->ascii_money ? MONEY_ASCII : 0);
}

/* A line that region.cfg has no longer: what stands there is money, and can only be removed. */
static inline bool distribution_departed(const struct distribution *d, const struct plan_row *row)
{
	return row->line && region_line(d->plan->book->region, row->line) < 0;
}

static inline bool is_held(const struct plan_row *row)
{
	return row->terms.hold != NULL;
}

/* distribution.c */
bool distribution_may(const struct distribution *d, struct error *why);
struct draft *distribution_draft(struct distribution *d); /* NULL for who only reads */
void distribution_renew(struct distribution *d);          /* the plan anew; the same row stays selected */
void distribution_come_back(struct distribution *d);      /* to the draft, where there is one: what it is and what has happened since */
void distribution_kept(struct distribution *d);           /* says so when the draft does not get to the disk, and when it does again */

/* distribution_edit.c */
void distribution_edit(struct distribution *d, const char *text); /* opens the field of the current row, with this in it */
void distribution_edit_existing(struct distribution *d);
void distribution_edit_keep(struct distribution *d);              /* what stands in the field, on disk and in the totals */
void distribution_edit_end(struct distribution *d);
bool distribution_edit_commit(struct distribution *d);            /* false: the entry stays open, with a question or a reason */
void distribution_preview(struct distribution *d);                /* the plan with what is being typed, made of one without */
void distribution_put(struct distribution *d, money value);
void distribution_next(struct distribution *d, int step);         /* the next row that can be changed */
void distribution_go_on(struct distribution *d);                  /* a question that an entry led to has its answer */
void distribution_answer_dots(struct distribution *d);
void distribution_answer_size(struct distribution *d);

/* distribution_spread.c */
bool distribution_ask_way(struct distribution *d, const struct entry *entry);            /* always false: not taken yet */
void distribution_answer_way(struct distribution *d);
bool distribution_offer_equal(struct distribution *d, const struct error *error);        /* false: that is no help here */
void distribution_answer_equal(struct distribution *d);
void distribution_say_spread(struct distribution *d, const char *name, size_t count);
void distribution_tell_typed(const struct distribution *d, struct buffer *out);          /* what was read, so that nobody is surprised by Enter */
bool distribution_is_expression(const struct distribution *d);                           /* and not just an amount in the unit shown */
void distribution_draw_hint(const struct distribution *d, struct canvas *body, int y);   /* on DISTRIBUTION_HINTS rows */

/* distribution_lock.c */
bool distribution_can_lock(const struct distribution *d, struct error *why); /* or unlock the current row */
void distribution_tell_lock(const struct distribution *d, const struct plan_row *row, struct buffer *out);
void distribution_ask_lock(struct distribution *d);
void distribution_resume_lock(struct distribution *d, const char *text);
void distribution_lock_typed(struct distribution *d);
void distribution_answer_lock(struct distribution *d);
void distribution_answer_unlock(struct distribution *d);

/* distribution_terms.c */
bool distribution_has_terms(const struct distribution *d, struct error *why); /* can the current row have any? */
void distribution_ask_terms(struct distribution *d);
void distribution_resume_terms(struct distribution *d);  /* with what was being typed */
void distribution_terms_typed(struct distribution *d);   /* a key has changed a field */
void distribution_terms_dropped(struct distribution *d);
void distribution_answer_terms(struct distribution *d);
void distribution_put_terms(struct distribution *d, const struct terms *terms, const char *name); /* of the current row, as a step called so; NULL: by the row */

/* distribution_note.c */
bool distribution_has_note(const struct distribution *d, struct error *why); /* can the current row have one? */
void distribution_ask_note(struct distribution *d);
void distribution_resume_note(struct distribution *d, const char *text);
void distribution_note_typed(struct distribution *d);
void distribution_answer_note(struct distribution *d);

/* distribution_compare.c */
enum plan_column distribution_compared(const struct distribution *d);    /* what a change is counted from */
const char *distribution_compared_head(const struct distribution *d);    /* «mot budget» */
void distribution_compare_next(struct distribution *d);
bool distribution_ask_change(struct distribution *d);                    /* false: there is no change in the current row */
struct effect distribution_answer_change(struct distribution *d);

/* distribution_save.c */
void distribution_ask_save(struct distribution *d);
void distribution_ask_mine(struct distribution *d);      /* mine or theirs, in the current row */
void distribution_answer_mine(struct distribution *d);
void distribution_save(struct distribution *d);
void distribution_who(const struct distribution *d, struct buffer *out, const struct event *event); /* «chef Länssjukvård, 09.12» */
void distribution_version(const struct distribution *d, struct buffer *out, const struct plan_row *row); /* its amount, or «tomt» */
void distribution_ram_was(const struct distribution *d, struct buffer *out);

/* distribution_draw.c */
void distribution_draw(struct screen *screen, struct canvas *body);
void distribution_draw_sum(const struct distribution *d, struct canvas *body, const struct balance *b); /* ATT FÖRDELA … on the first row */
bool distribution_click(struct screen *screen, int row, int column);
const char *distribution_head(enum plan_column column);

/* distribution_gone.c */
void distribution_row_gone(struct distribution *d, const char *name);   /* what she was writing there is told, and gets into no other row */
void distribution_unit_gone(struct distribution *d, const char *name);
void distribution_answer_gone(struct distribution *d);
bool distribution_ask_stray(struct distribution *d);                    /* false: every row that the draft is about is there */
void distribution_answer_stray(struct distribution *d);
void distribution_tell_others(const struct draft *draft, struct buffer *out); /* «; 1 utkast till väntar» */
void distribution_ask_next(struct distribution *d);                     /* to take up the next draft; nothing when there is none, or she has not done with hers */
void distribution_answer_next(struct distribution *d);

/* distribution_paste.c */
struct effect distribution_paste(struct distribution *d, const char *text); /* several cells: shows what they would change */

/* distribution_plan.c */
bool distribution_has_marks(const struct distribution *d);
void distribution_next_mark(struct distribution *d);
void distribution_open_marks(struct distribution *d);
bool distribution_has_share(const struct distribution *d, struct error *why);
void distribution_take_share(struct distribution *d);
const char *distribution_plan_sign(const struct distribution *d, const struct plan_row *row); /* in the gutter; NULL: none */
void distribution_plan_tell(const struct distribution *d, struct buffer *out);                 /* of the current row */
void distribution_plan_state(const struct distribution *d, struct buffer *out);

/* distribution_sheet.c */
bool distribution_sheet(const struct screen *screen, struct sheet *out);

#endif

/* The inside of the distribution screen, for its own files only:
 *
 *   distribution.c        the screen: its keys, undo, leaving, and coming back to a draft
 *   distribution_edit.c   typing an amount in a row
 *   distribution_terms.c  what goes with a row: a reserve's until, why and who; with whom an internal line is
 *   distribution_save.c   choosing between mine and theirs, and saving
 *   distribution_draw.c   how it looks
 *   distribution_sheet.c  the same as a sheet */
#ifndef DISTRIBUTION_PRIVATE_H
#define DISTRIBUTION_PRIVATE_H

#include "field.h"
#include "intl.h"
#include "list.h"
#include "plan.h"
#include "popup.h"
#include "screen.h"

enum question { ASK_SAVE, ASK_DOTS, ASK_SIZE, ASK_TERMS, ASK_MINE, ASK_NEWS, ASK_LEAVE };

struct layout { int top, name, x[PLAN_COLUMNS], width[PLAN_COLUMNS], note, note_width; };

struct distribution {
	struct screen screen;
	int unit;
	char unit_id[65];          /* the unit whatever the organisation becomes */
	struct plan *plan;         /* with the draft and what is being typed */
	struct list_view list;
	enum plan_column column;   /* the current figure of the row */
	bool editing;
	money before;              /* what the row was when editing began */
	bool previewed;            /* something that was typed could be read … */
	struct draft_step preview; /* … last as this */
	struct text_field field;
	struct popup popup;
	money asked;               /* the amount that a question is about */
	int offered[POPUP_CHOICES];/* kinds of post, by choice */
	bool saving;               /* choosing between mine and theirs is on the way to saving */
	bool unkept;               /* she knows that the draft is in memory only */
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

static inline bool is_held(const struct plan_row *row)
{
	return row->terms.hold != NULL;
}

/* distribution.c */
bool distribution_may(const struct distribution *d, struct error *why);
struct draft *distribution_draft(struct distribution *d); /* NULL for who only reads */
void distribution_renew(struct distribution *d);          /* the plan anew; the same row stays selected */
void distribution_kept(struct distribution *d);           /* says so when the draft does not get to the disk, and when it does again */

/* distribution_edit.c */
void distribution_edit(struct distribution *d, const char *text); /* opens the field of the current row, with this in it */
void distribution_edit_existing(struct distribution *d);
void distribution_edit_keep(struct distribution *d);              /* what stands in the field, on disk and in the totals */
void distribution_edit_end(struct distribution *d);
bool distribution_edit_commit(struct distribution *d);            /* false: the entry stays open, with a question or a reason */
bool distribution_typed(const struct distribution *d, struct money_read *read, struct error *error);
void distribution_step(const struct distribution *d, money value, struct draft_step *step);
void distribution_put(struct distribution *d, money value);
void distribution_next(struct distribution *d, int step);         /* the next row that can be changed */
void distribution_answer_dots(struct distribution *d);
void distribution_answer_size(struct distribution *d);

/* distribution_terms.c */
bool distribution_has_terms(const struct distribution *d, struct error *why); /* can the current row have any? */
void distribution_ask_terms(struct distribution *d);
void distribution_resume_terms(struct distribution *d);  /* with what was being typed */
void distribution_terms_typed(struct distribution *d);   /* a key has changed a field */
void distribution_terms_dropped(struct distribution *d);
void distribution_answer_terms(struct distribution *d);

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
bool distribution_click(struct screen *screen, int row, int column);
const char *distribution_head(enum plan_column column);

/* distribution_sheet.c */
bool distribution_sheet(const struct screen *screen, struct sheet *out);

#endif

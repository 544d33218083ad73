/* The inside of the plan's screen, for its own files only:
 *
 *   plan_screen.c  the screen: its keys, which of them may be used, and coming back to what was half written
 *   plan_rows.c    what stands in it
 *   plan_ask.c     sending, taking back, approving, returning and marking: the questions, and the acts that come of them
 *   plan_draw.c    how it looks, and the same as a sheet */
#ifndef PLAN_PRIVATE_H
#define PLAN_PRIVATE_H

#include "approval.h"
#include "hinders.h"
#include "intl.h"
#include "list.h"
#include "mending.h"
#include "plan_change.h"
#include "plan_kept.h"
#include "popup.h"
#include "screen.h"

enum plan_ask { PLAN_ASK_SEND, PLAN_ASK_RECALL, PLAN_ASK_APPROVE, PLAN_ASK_RETURN, PLAN_ASK_MARK, PLAN_ASKS };

enum plan_line_kind { PLINE_GAP, PLINE_HEADING, PLINE_TEXT, PLINE_HINDER, PLINE_CHANGE, PLINE_SUM, PLINE_MEND };

struct plan_line {
	enum plan_line_kind kind;
	const char *text;                 /* as much as stands in this row */
	bool follows;                     /* the rest of a text that did not fit in one */
	enum role role;
	const char *figure;               /* where Enter leads; NULL: nowhere */
	bool dialogue;                    /* or to the unit's dialogue */
	enum hinder_class class;          /* PLINE_HINDER, in its first row */
	const struct plan_change *change; /* PLINE_CHANGE */
	const char *mark;                 /* of PLINE_CHANGE that is marked: the text, "" when there is none; else NULL */
	bool attended;                    /* PLINE_MEND */
	money before, after;              /* PLINE_SUM */
};

struct plan_view {
	struct screen screen;
	int unit;
	char unit_id[65];
	struct list_view list;
	struct plan_line *lines;
	size_t count, room;
	struct arena arena;
	/* what they were made for */
	const struct book *book;
	unsigned generation;
	int columns, year;
	enum money_unit shown;
	const struct content *content;       /* what was sent, while that waits; else what there is now */
	const struct plan_changes *changes;
	const struct sending *waits, *force; /* NULL: none */
	struct ram_table *saved;             /* in a räkneexempel: the same without it; a plan is what is saved. Else NULL */
	struct findings *findings;           /* of the book as it was then: a whole check */
	struct hinders *hinders;
	char seen[HASH_TEXT];                /* the submit that she looks at; "": none waits */
	bool every;                          /* also the rows that are as they were */
	int top;                             /* rows above the list, as last drawn */
	struct plan_kept kept;
	char kept_unit[65];                  /* "": not open */
	int kept_year;
	struct popup popup;
	char asked[HASH_TEXT];               /* what the question is about: the content to send, or the submit to answer */
	char figure[256];                    /* and of a mark, the row */
};

static inline struct plan_view *plan_self(const struct screen *screen)
{
	return (struct plan_view *)screen;
}

static inline const struct plan_line *plan_current(const struct plan_view *view)
{
	return view->count ? &view->lines[view->list.at] : NULL;
}

unsigned plan_money_flags(const struct plan_view *view);

static inline const struct ram_table *plan_table(const struct plan_view *view)
{
	return view->saved ? view->saved : view->screen.session->table;
}

/* plan_screen.c */
void plan_renew(struct plan_view *view); /* after something of its own has changed */

/* plan_rows.c */
void plan_view_make(struct plan_view *view);

/* plan_ask.c */
bool plan_may(const struct plan_view *view, enum plan_ask ask, struct error *why);
void plan_ask(struct plan_view *view, enum plan_ask ask);
void plan_resume(struct plan_view *view);                          /* what was half written when the line broke */
struct effect plan_popup_typed(struct plan_view *view, const struct key *key);
void plan_look_again(struct plan_view *view, const char *before);  /* the book has changed: is the question that is open still one? before: the submit that was seen */

/* plan_draw.c */
void plan_view_draw(struct screen *screen, struct canvas *body);
bool plan_view_sheet(const struct screen *screen, struct sheet *out);

#endif

/* The inside of the screen for what a budget line's amount is made up of, for its own files only:
 *
 *   details.c       the screen: its rows, its keys, undo, leaving
 *   details_form.c  one row being typed
 *   details_draw.c  how it looks, and the same as a sheet */
#ifndef DETAILS_PRIVATE_H
#define DETAILS_PRIVATE_H

#include "detailing.h"
#include "field.h"
#include "intl.h"
#include "list.h"
#include "plan.h"
#include "screen.h"

enum details_kind { DETAILS_PART, DETAILS_REST, DETAILS_AMOUNT, DETAILS_GAP, DETAILS_HEAD, DETAILS_BEFORE, DETAILS_BEFORE_REST, DETAILS_BEFORE_AMOUNT };

struct details_row {
	enum details_kind kind;
	size_t at;                   /* PART, BEFORE: which one of the list */
	int depth;
	const struct detail *detail; /* of the same; NULL */
	money value;                 /* öre */
};

/* One row being typed: what it is, and its amount or how that is worked out; or a personnel calculation. */
struct details_form {
	bool open, fresh, staff;     /* fresh: the row is not there yet */
	size_t at;                   /* where in the list it stands, or will */
	char id[65], above[65];      /* above "": a part of the amount itself */
	int count, focus;
	bool whole;                  /* a figure just come to: what is typed takes its place */
	struct text_field fields[1 + STAFF_FIELDS];
};

#define FORM_TEXT 0
#define FORM_AMOUNT 1

struct details_layout { int top, text, how, how_width, years, years_width, amount, amount_width, share, share_width; };

struct details {
	struct screen screen;
	int unit;
	char unit_id[65], line[65];
	bool looks;                  /* opened to look, whoever she is */
	bool sees_pay;
	struct plan *plan;
	const struct plan_row *row;  /* in the plan; NULL: the line is gone */
	struct arena arena;          /* of the lists */
	struct list saved, list;     /* as saved, and with the draft; in order */
	struct list shown;           /* and with what is being typed */
	struct list before;          /* those of an earlier year */
	int year_before;             /* the year before; in a plan year the budget year, where the one before has none */
	money amount_before;
	struct details_row *rows;
	struct list_view view;
	struct details_form form;
	struct details_layout layout; /* as last drawn */
};

static inline struct details *details_self(const struct screen *screen)
{
	return (struct details *)screen;
}

static inline const struct details_row *details_current(const struct details *d)
{
	return &d->rows[d->view.at];
}

static inline enum money_unit details_money(const struct details *d)
{
	return session_money(d->screen.session, d->unit);
}

static inline money details_amount(const struct details *d)
{
	return d->row ? d->row->value[PLAN_NOW] : MONEY_NONE;
}

/* details.c */
struct draft *details_draft(struct details *d);                          /* NULL for who only reads */
void details_renew(struct details *d);                                   /* all of it anew; the same row stays selected */
void details_put(struct details *d, const struct list *list, const char *name); /* one step */
void details_select(struct details *d, const char *id);

/* details_form.c */
void details_form_open(struct details *d, size_t at);                    /* of a row that is there */
void details_form_new(struct details *d, bool staff);                    /* below the selected one */
void details_form_resume(struct details *d);                             /* what was being typed when the line broke */
struct effect details_form_key(struct details *d, const struct key *key);
bool details_form_commit(struct details *d);                             /* false: it stays open, with the reason */
bool details_form_read(struct details *d, struct detail *out, struct error *error);
const char *details_form_label(const struct details *d, int field);

/* details_draw.c */
void details_draw(struct screen *screen, struct canvas *body);
bool details_click(struct screen *screen, int row, int column);
bool details_sheet(const struct screen *screen, struct sheet *out);

#endif

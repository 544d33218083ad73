/* The inside of the form of a ramförändring, for its own files only:
 *
 *   post.c        what its keys do, from first to last
 *   post_form.c   its rows, what is typed in the cell one is at, moving between cells; every change is on disk when it is made
 *   post_draw.c   how it looks */
#ifndef POST_FORM_H
#define POST_FORM_H

#include "field.h"
#include "list.h"
#include "popup.h"
#include "posting.h"
#include "screen.h"

#define MATCHES 8

enum row_kind { ROW_FIELD, ROW_LEG, ROW_NEW, ROW_WORK /* of the leg above */, ROW_SUM, ROW_HEAD, ROW_GAP };

struct form_row { enum row_kind kind; struct posting_cell cell; };

struct form {
	struct screen screen;
	struct posting_desk desk;
	char giver[65], asked[65];    /* units whatever the organisation becomes: who gives, and for whom the form was opened */
	struct error refused;         /* why she may not: the form can be looked at */
	struct posting posting;       /* what stands */
	struct posting preview;       /* and what is being typed with it: this is what is drawn */
	struct posting_follows follows;
	struct arena arena;           /* of follows */
	struct ram_table *table;
	unsigned generation;
	struct posting_cell at;
	struct text_field field;      /* of the cell at, unless that is a choice */
	bool fresh;                   /* no key has come to it: what is typed takes the place of what stands there */
	bool tried;                   /* to save: from now on what is only not filled in is marked too */
	int matches[MATCHES], match;  /* units, or series in an amount, for what is being typed, and the one meant */
	size_t match_count;
	struct form_row *rows;
	struct list_view list;
	struct posting *past; size_t past_count, now; /* every state of it; past[now] is what stands */
	bool kept;                    /* there is something that is not saved */
	int lock;                     /* on its draft, -1: none */
	struct popup popup;
};

static inline struct form *form_self(const struct screen *screen)
{
	return (struct form *)screen;
}

static inline const struct book *form_book(const struct form *f)
{
	return f->screen.session->book;
}

static inline bool form_leg_field(enum posting_field field)
{
	return field >= POSTING_UNIT && field <= POSTING_FULL_YEAR;
}

static inline bool form_same_cell(struct posting_cell a, struct posting_cell b)
{
	return a.field == b.field && (a.leg == b.leg || !form_leg_field(a.field));
}

static inline const char *form_unit_name(const struct form *f, const char *id)
{
	int unit = org_find(form_book(f)->org, id);

	return unit == ORG_NONE ? id : form_book(f)->org->units[unit].name;
}

void form_renew(struct form *f);        /* its rows, and all that follows from what stands and what is typed */
bool form_stops(const void *owner, int row);
int form_row_of(const struct form *f, struct posting_cell cell);

bool form_is_typing(const struct form *f);
bool form_is_searching(const struct form *f); /* a unit or a series, and there are several to choose among */
const char *form_entry(const struct form *f); /* what the cell would get, were it left now */
const char *form_match_name(const struct form *f, size_t at);
bool form_chooses_series(const struct form *f); /* in an amount that is blank or an index: Left and Right go through the series */
void form_choose_series(struct form *f, int step);
void form_choose_match(struct form *f, int step);
void form_load(struct form *f);         /* the field says what stands in the cell */
bool form_commit(struct form *f);       /* false: the entry cannot be what it is. It stays open, with the reason */

struct posting_cell form_cell_after(const struct form *f, int step); /* the cells of all rows in a line: that many steps from the one at */
void form_go_to(struct form *f, struct posting_cell cell);
void form_move_cell(struct form *f, int step);
void form_move_row(struct form *f, int step); /* staying in its column as long as there is one */

void form_keep(struct form *f);         /* on disk */
void form_remember(struct form *f);     /* a new state, after the one that stands: what was undone is no more */
bool form_may_write(const struct form *f, struct error *why);

void form_draw(struct screen *screen, struct canvas *body);

#endif

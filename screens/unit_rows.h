/* What the files of the unit screen share: a flat list of rows, made for a width, and where on a row things stand. Made again when the book,
 * the width or the unit of money is another. A row of the list is one row on the screen; what needs several is a first row and those that
 * follow it. */
#ifndef UNIT_ROWS_H
#define UNIT_ROWS_H

#include "figure.h"
#include "list.h"
#include "screen.h"

enum row_kind {
	ROW_GAP, ROW_HEADING,
	ROW_KIND, ROW_BASIS, ROW_POST, ROW_SILENT, ROW_DETAIL, ROW_NOTE,
	ROW_LINE, ROW_SUM, ROW_OVER, ROW_TEXT,
	ROW_ENTRY, ROW_SAID,
	ROW_KINDS
};

extern const struct row_look { int indent; enum role text, amount; } row_looks[ROW_KINDS];

enum row_bar { BAR_NONE, BAR_WHOLE, BAR_CHANGE };

/* Amounts to the right of the row's own: last year's, the change from the year before, what the last version said and what has come since. */
enum row_more { MORE_BEFORE, MORE_CHANGE, MORE_THEN, MORE_SINCE, MORE_COUNT };

struct unit_row {
	enum row_kind kind;
	const char *text;      /* as much of it as stands in this row; NULL: nothing */
	int width;             /* columns it may take; 0: all there are */
	money value;
	unsigned flags;        /* of the amount */
	const char *note;      /* to the right where there is room, else after the end of the text or in rows of its own */
	const char *figure;    /* where Enter and v lead; NULL: nowhere */
	const char *post;      /* the hash of the post that it is; NULL: none, or several */
	const char *entry;     /* the hash of the entry that Enter leads to, in the dialogue; NULL: it leads to the figure */
	const char *aside;     /* right after the text, dim: a note that fits there */
	money more[MORE_COUNT];
	const char *heads[1 + MORE_COUNT]; /* ROW_HEADING: over the amounts below it */
	enum row_bar bar;
	money from, to;        /* of the bar */
	const char *whole, *remark; /* in a first row: all of the text, all of the note; for a sheet */
	bool exact;            /* an amount so small that the usual decimals would show it as 0 */
	int hang;              /* its later rows stand so far in */
	bool follows;          /* the rest of a row that did not fit in one */
};

/* Columns. 0: there is no room for it, or nothing to put there. */
struct unit_layout { int label, amount, amount_width, more[MORE_COUNT], more_width[MORE_COUNT], bar, bar_width, note; bool wide; };

struct unit_view {
	struct screen screen;
	char id[65];
	int unit;
	struct list_view list;
	struct unit_row *rows;
	size_t count, room;
	struct arena arena;
	/* what they were made for */
	const struct book *book;
	unsigned generation;
	int columns, year;
	enum money_unit shown;
	bool expanded;         /* long texts whole, also where there is little room */
	bool cut;              /* some text is not whole */
	struct unit_layout layout;
	money lowest, highest; /* of the bars */
	bool broken;           /* the bars do not begin at 0 */
	const struct ram_table *version; /* the last one; NULL: there is none */
	const char *version_name;        /* what it is called, in short */
	int version_unit;      /* in the organisation of then */
	int top;               /* rows above the list */
};

#define UNIT_MARGIN 1

const struct book *unit_book(const struct unit_view *view);
const struct unit *unit_of(const struct unit_view *view);

/* Rows. Texts are copied. */
struct unit_row *unit_heading(struct unit_view *view, const char *text);
void unit_gap(struct unit_view *view);
struct unit_row *unit_head_row(struct unit_view *view, enum row_kind kind, const char *text); /* in one row */
void unit_text(struct unit_view *view, enum row_kind kind, const char *text, const char *figure); /* as many as it needs; figure may be NULL */
void unit_figure(struct unit_view *view, struct unit_row wanted);    /* with an amount; its text and note may take several rows */
void unit_below(struct unit_view *view, enum row_kind kind, const char *text); /* belongs to the row above: not selected by itself */
void unit_fact(struct unit_view *view, const char *label, const char *text);   /* a label, and beside it a text; nothing where there is none */
struct unit_row unit_row(enum row_kind kind, const char *text, money value, unsigned flags); /* to begin with: nothing else */

/* The details of an amount, and what they leave unsaid. line: of the budget line whose details are figures of their own; NULL: `figure` is theirs. */
void unit_details(struct unit_view *view, const struct list *details, money whole, unsigned flags, const char *figure, const char *line);

/* Texts in pieces. */
const char *unit_kept(struct unit_view *view, struct buffer *text);  /* into the arena; NULL when it is empty */
void unit_amount(const struct unit_view *view, struct buffer *out, money value, unsigned flags);
void unit_between(struct buffer *out);                               /* « · » where something stands before */
const char *unit_figure_name(struct unit_view *view, const struct figure *figure);
const char *unit_plain_figure(struct unit_view *view, enum figure_kind what, int year);

/* The parts of the screen, in order. */
void unit_add_purpose(struct unit_view *view);
void unit_add_bridge(struct unit_view *view);
void unit_add_since(struct unit_view *view);
void unit_add_division(struct unit_view *view);
void unit_add_years(struct unit_view *view);
void unit_add_dialogue(struct unit_view *view);
void unit_add_people(struct unit_view *view);

void unit_lay_out(struct unit_view *view); /* before any row is made */
void unit_draw(struct unit_view *view, struct canvas *body);
bool unit_sheet(const struct unit_view *view, struct sheet *out);

#endif

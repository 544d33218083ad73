/* The tree of the organisation, in parts: columns (what is shown of a unit), rows (which units, in which order), strip (about the selected one)
 * and drawing. organisation.c is the screen itself: acting. */
#ifndef TREE_H
#define TREE_H

#include "field.h"
#include "figure.h"
#include "list.h"
#include "news.h"
#include "overview.h"
#include "popup.h"
#include "screen.h"

struct tree;
struct tree_column;

enum tree_each { EACH_NONE, EACH_KIND, EACH_LINE };

/* One line of a set: a column, or one for every kind of post or budget line, with their own names. One of amount, count and text says what stands
 * in it; nothing is drawn for MONEY_NONE, for a count of 0 and for no text. */
struct tree_rule {
	const char *key;                /* in a sheet; with %d: the year of the head */
	const char *head;               /* the same */
	int head_year, of_year;         /* what the head says, from the budget year; what is looked up, from the year shown, or in a set of all years from the first */
	enum tree_each each;
	bool of_example;                /* only while a räkneexempel is on */
	money (*amount)(const struct tree *, const struct tree_column *, int unit);
	size_t (*count)(const struct tree *, int unit);
	void (*text)(struct buffer *out, const struct tree *, int unit);
	void (*brief)(struct buffer *out, const struct tree *, int unit); /* the same where the window is narrow; NULL: no shorter */
	int64_t (*moment)(const struct tree *, int unit); /* of a text that is a day: how it sorts; INT64_MIN: none */
	enum figure_kind figure;        /* an amount's: what explains it */
	unsigned flags;                 /* of money_print */
	enum tree_alarm { ALARM_NONE, ALARM_BELOW_0, ALARM_ANY } alarm;
};

struct tree_set {
	const char *name;               /* with %d: last year */
	const struct tree_rule *rules;  /* ends with no key */
	int begins;                     /* with which rule */
	bool needs_overview, needs_years;
};

enum tree_sets { SET_RAM, SET_BRIDGE, SET_LINES, SET_YEARS, SET_FOLLOW, SET_RESULT, SET_DIALOGUE, SET_CHECK, SET_COUNT };
extern const struct tree_set tree_sets[SET_COUNT];

struct tree_column {
	const struct tree_rule *rule;
	int item;      /* of region->kinds or ->lines; -1 */
	int year;      /* looked up */
	char head[64];
	int width, brief_width; /* without the gap before it; in a narrow window */
};

enum tree_order { ORDER_TREE, ORDER_FORWARD, ORDER_BACKWARD };
enum tree_shown { SHOWN_NOT, SHOWN_PATH /* only because of what lies below, or because it is selected */, SHOWN_ITSELF };

struct tree {
	struct screen screen;
	struct list_view list;
	int *rows;              /* units seen, [list.count] */
	unsigned char *open;    /* [org->count]: what lies below is seen */
	unsigned char *shown;   /* [org->count]: enum tree_shown; all but when a filter is on */
	const struct org *org;
	char id[65];            /* of the selected unit, which may move when another organisation is adopted */

	enum tree_sets set;
	struct tree_column *columns;
	int column_count, column; /* and the current one */
	int first_column;         /* what stands to the left of it has been rolled away */
	int drawn_columns;        /* in a window so wide: in another, nothing has been rolled away yet */
	int name_width;           /* of the longest name where it stands in the tree, one column a level */
	int listed_width;         /* the same of those in `rows` */
	enum money_unit shown_in;

	enum overview_pick pick;
	int area;               /* what «mina» lies under; ORG_NONE */
	enum tree_order order;
	int order_column;
	struct popup popup;     /* which filter? */
	unsigned char *open_unfiltered;

	struct news news;       /* since the screen was opened */
	int *changed;           /* [org->count + 1]: new lines about the units before this one; all 0 when there are none */

	bool searching;
	struct text_field search;
	unsigned char *open_before; /* while searching */
	int unit_before;

	/* worked out from the book, and thrown away when it changes */
	const struct book *book;
	unsigned generation;
	int year;
	bool example;                          /* a räkneexempel is on */
	struct overview *overview;             /* NULL: not needed yet */
	struct ram_table *tables[REGION_YEARS]; /* from the budget year, but the one shown; the same */
	char today[26];
};

/* --- the book --- */

const struct book *tree_book(const struct tree *tree);
int tree_selected(const struct tree *tree);
const struct ram_table *tree_table(const struct tree *tree, int year);
const struct overview_unit *tree_overview(const struct tree *tree, int unit); /* of a set that needs it */
struct overview_who tree_who(const struct tree *tree);
void tree_need_overview(struct tree *tree);
void tree_need(struct tree *tree);   /* what the set, the filter and the order want of the book */
void tree_forget(struct tree *tree); /* what was worked out */

/* --- columns --- */

void tree_make_columns(struct tree *tree);
void tree_measure(struct tree *tree);
money tree_amount(const struct tree *tree, const struct tree_column *column, int unit);
bool tree_is_words(const struct tree_column *column); /* not a day: sorts by letters */
int tree_name_width(const struct tree *tree, int unit);
unsigned tree_flags(const struct tree *tree, const struct tree_column *column);
bool tree_figure(const struct tree *tree, const struct tree_column *column, int unit, char out[256]); /* false: no name explains it */
void tree_cell_text(struct buffer *out, const struct tree *tree, const struct tree_column *column, int unit); /* of texts and counts */
int tree_compare(const struct tree *tree, int a, int b); /* in the order asked for */

/* --- rows --- */

void tree_fold_as_first(struct tree *tree);
void tree_mark_shown(struct tree *tree, int keep);
void tree_list_rows(struct tree *tree, int select); /* of what is open or of what is sorted; selects that unit or the nearest */
void tree_show(struct tree *tree, int unit);        /* opens what it lies in */
bool tree_is_flat(const struct tree *tree);
bool tree_has_below(const struct tree *tree, int unit);
void tree_filter(struct tree *tree, enum overview_pick pick);
void tree_ask_filter(struct tree *tree);
void tree_filter_answer(struct tree *tree, const struct key *key);
void tree_sort(struct tree *tree);
int tree_find(const struct tree *tree, int unit, int step); /* what matches: 0 from there on, +1 after it, -1 before it; ORG_NONE */
bool tree_matches(const struct tree *tree, int unit);

/* --- drawing --- */

void tree_draw(struct tree *tree, struct canvas *body);
int tree_row_at(const struct tree *tree, int y); /* the row of the list there; -1 */

/* --- the strip, and the marks whose words stand in it --- */

int tree_strip_rows(const struct canvas *body);
void tree_draw_strip(struct tree *tree, struct canvas *strip, bool name_cut);
void tree_draw_marks(const struct tree *tree, struct canvas *rows, int y, int column, int unit);
void tree_count_news(struct tree *tree);
bool tree_is_mine(const struct tree *tree, int unit);

#define TREE_NARROW 100 /* columns: below this, one column a level and between amounts instead of two */

#endif

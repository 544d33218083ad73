/* The inside of the screen that compares two versions, for its own files only:
 *
 *   compare_screen.c  the screen: which two, its keys, and what is folded out
 *   compare_draw.c    what stands in it, how it looks, and the same as a sheet */
#ifndef COMPARE_PRIVATE_H
#define COMPARE_PRIVATE_H

#include "compare.h"
#include "list.h"
#include "screen.h"

struct compare_line {
	size_t row;                  /* in compare->rows */
	const struct reason *reason; /* NULL: the row itself, or what is not explained */
	const char *text;            /* NULL: the row itself; else as much of its reason as stands in this line */
	bool grounds;                /* decision, who and when */
	money kr;                    /* in the reason's first line; MONEY_NONE: no part of the ram */
};

struct compare_view {
	struct screen screen;
	char version[COMPARE_SIDES][HASH_TEXT]; /* the one it was opened on, and the other: the versions' lines; "": now */
	struct book *then[COMPARE_SIDES];       /* of versions, its own */
	struct compare *compare;                /* NULL: `why` */
	struct error why;
	unsigned generation;                    /* of the session's `now`, and the year, that it was made for */
	int year;
	bool every;                             /* also the rows where nothing differs */
	bool *open;                             /* [compare->count]: reasons are folded out */
	struct compare_line *lines;
	size_t room;
	int columns;                            /* that they were made for; 0: make them */
	enum money_unit shown;
	struct list_view list;
	struct arena arena;                     /* of the lines */
};

static inline struct compare_view *compare_self(const struct screen *screen)
{
	return (struct compare_view *)screen;
}

static inline const struct compare_line *compare_current(const struct compare_view *view)
{
	return view->compare && view->list.count ? &view->lines[view->list.at] : NULL;
}

/* compare_screen.c */
void compare_freshen(struct compare_view *view);

/* compare_draw.c */
void compare_lines(struct compare_view *view, int columns); /* made anew; the same row stays selected */
void compare_draw(struct screen *screen, struct canvas *body);
bool compare_sheet(const struct screen *screen, struct sheet *out);
#define COMPARE_TOP 3 /* what this is, what it is not, heads */

#endif

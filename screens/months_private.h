/* The inside of the months screen, for its own files only:
 *
 *   months.c        the screen: its keys, typing in a month, undo
 *   months_draw.c   how it looks, and the same as a sheet */
#ifndef MONTHS_PRIVATE_H
#define MONTHS_PRIVATE_H

#include "field.h"
#include "list.h"
#include "monthly.h"
#include "screen.h"

struct months_layout { int top, name, month_width, first, seen, year, year_width, note, note_width; }; /* first, seen: which months there is room for */

struct months_view {
	struct screen screen;
	int unit;
	char unit_id[65];
	struct plan *plan;         /* with the draft in it */
	struct monthly *monthly;   /* with what is being typed */
	struct list_view list;
	int month;                 /* the current one, from 0 */
	unsigned kept;             /* months of the current row that she has just set: bit 0 is January */
	bool editing;
	struct text_field field;
	bool previewed;
	struct monthly_preview preview;
	bool unkept;               /* she knows that the draft is in memory only */
	bool gone;                 /* the unit is no longer in the organisation: only to be left */
	struct months_layout layout;
};

const struct monthly_row *months_current(const struct months_view *view); /* NULL: there is no row */
enum money_unit months_money(const struct months_view *view);
bool months_may_change(const struct months_view *view, struct error *why);  /* the current row */
bool months_read(const struct months_view *view, const char *text, money month[MONTHS], struct error *error); /* what is typed, as the row would be */

void months_keep(struct months_view *view, unsigned months);                /* these of the current row she has set */

void months_draw(struct screen *screen, struct canvas *body);
bool months_click(struct screen *screen, int row, int column);
bool months_sheet(const struct screen *screen, struct sheet *out);

#endif

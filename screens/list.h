/* The selected row among many, and which of them are seen: used by every list. State and drawing positions only; the screen draws its rows. */
#ifndef LIST_H
#define LIST_H

#include "action.h"

#include <stdbool.h>

struct list_view {
	int count, at;     /* rows; the selected one (0 when there are none) */
	int first, room;   /* the first one seen, and how many fit */
	bool (*stops)(const void *owner, int row); /* may it be selected? NULL: every row may */
	const void *owner;
};

void list_size(struct list_view *list, int count, int room); /* before drawing: keeps the selection within and in sight */
void list_select(struct list_view *list, int row);           /* or the nearest that may be selected */
bool list_act(struct list_view *list, enum action_id id);    /* UP DOWN PAGE_UP PAGE_DOWN FIRST LAST; false: not one of them */
bool list_click(struct list_view *list, int y);              /* selects what stands there; true when it was selected already */

/* for (int row = list->first; row < list_end(list); row++) draw at list_y(list, row) */
int list_end(const struct list_view *list);               /* after the last row seen */
int list_y(const struct list_view *list, int row);        /* 0 … room-1 */

#endif

#include "list.h"

static int clamp(int value, int least, int most)
{
	return value > most ? (most < least ? least : most) : value < least ? least : value;
}

static bool stops(const struct list_view *list, int row)
{
	return !list->stops || list->stops(list->owner, row);
}

/* The nearest row from `row` that may be selected, in the direction of `step`; -1 when there is none. */
static int seek(const struct list_view *list, int row, int step)
{
	while (row >= 0 && row < list->count && !stops(list, row))
		row += step;
	return row >= 0 && row < list->count ? row : -1;
}

/* Rows that cannot be selected (headings) at either end come into sight with their neighbour. */
static void keep_in_sight(struct list_view *list)
{
	int room = list->room > 0 ? list->room : 1;

	if (seek(list, list->at - 1, -1) < 0 && list->at < room)
		list->first = 0;
	if (list->at < list->first)
		list->first = list->at;
	if (list->at >= list->first + room)
		list->first = list->at - room + 1;
	list->first = clamp(list->first, 0, list->count - room);
}

void list_select(struct list_view *list, int row)
{
	int found;

	row = clamp(row, 0, list->count - 1);
	found = seek(list, row, 1);
	if (found < 0)
		found = seek(list, row, -1);
	list->at = found < 0 ? 0 : found;
	keep_in_sight(list);
}

void list_size(struct list_view *list, int count, int room)
{
	list->count = count;
	list->room = room;
	list_select(list, list->at);
}

static void move(struct list_view *list, int target, int step)
{
	int found = seek(list, clamp(target, 0, list->count - 1), step);

	if (found < 0)
		found = seek(list, clamp(target, 0, list->count - 1), -step);
	if (found >= 0)
		list->at = found;
	keep_in_sight(list);
}

/* A page moves what is seen and the selection alike, so that the eye finds it in the same place. */
static void page(struct list_view *list, int step)
{
	int rows = (list->room > 2 ? list->room - 1 : 1) * step;

	list->first = clamp(list->first + rows, 0, list->count - list->room);
	move(list, list->at + rows, step);
}

bool list_act(struct list_view *list, enum action_id id)
{
	switch ((int)id) {
	case ACTION_UP:
		move(list, list->at - 1, -1);
		return true;
	case ACTION_DOWN:
		move(list, list->at + 1, 1);
		return true;
	case ACTION_PAGE_UP:
		page(list, -1);
		return true;
	case ACTION_PAGE_DOWN:
		page(list, 1);
		return true;
	case ACTION_FIRST:
		move(list, 0, 1);
		return true;
	case ACTION_LAST:
		move(list, list->count - 1, -1);
		return true;
	default:
		return false;
	}
}

bool list_click(struct list_view *list, int y)
{
	int row = list->first + y;

	if (y < 0 || row >= list_end(list) || seek(list, row, 1) != row)
		return false;
	if (row == list->at)
		return true;
	list_select(list, row);
	return false;
}

int list_end(const struct list_view *list)
{
	return list->count - list->first < list->room ? list->count : list->first + list->room;
}

int list_y(const struct list_view *list, int row)
{
	return row - list->first;
}

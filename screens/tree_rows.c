#include "tree.h"

#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Which units are seen, and in which order: the tree as it is folded, only what a filter lets through with the way to it, or a flat list that is
 * sorted. The selected unit always stays. */

int tree_selected(const struct tree *tree)
{
	return tree->rows[tree->list.at];
}

bool tree_is_flat(const struct tree *tree)
{
	return tree->order != ORDER_TREE;
}

bool tree_has_below(const struct tree *tree, int unit)
{
	for (int below = unit + 1; below < tree->org->units[unit].end; below++)
		if (tree->shown[below])
			return true;
	return false;
}

/* --- listing --- */

/* Itself, or what it was folded into. */
static int list_tree(struct tree *tree, int select)
{
	int count = 0, at = 0;

	for (int unit = 0; unit < tree->org->count; unit = tree->open[unit] ? unit + 1 : tree->org->units[unit].end) {
		if (!tree->shown[unit])
			continue;
		if (unit <= select)
			at = count;
		tree->rows[count++] = unit;
	}
	tree->list.count = count;
	return at;
}

struct sorted { const struct tree *tree; int unit; };

static int in_order(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;

	return tree_compare(x->tree, x->unit, y->unit);
}

static int list_flat(struct tree *tree, int select)
{
	struct sorted *all = memory_grow(NULL, (size_t)tree->org->count, sizeof *all);
	int count = 0, at = 0;

	for (int unit = 0; unit < tree->org->count; unit++)
		if (tree->shown[unit] == SHOWN_ITSELF || unit == select)
			all[count++] = (struct sorted){ tree, unit };
	qsort(all, (size_t)count, sizeof *all, in_order);
	for (int row = 0; row < count; row++) {
		tree->rows[row] = all[row].unit;
		if (all[row].unit == select)
			at = row;
	}
	tree->list.count = count;
	free(all);
	return at;
}

void tree_list_rows(struct tree *tree, int select)
{
	list_select(&tree->list, (tree_is_flat(tree) ? list_flat : list_tree)(tree, select));
	tree->listed_width = 0;
	for (int row = 0; row < tree->list.count; row++)
		if (tree_name_width(tree, tree->rows[row]) > tree->listed_width)
			tree->listed_width = tree_name_width(tree, tree->rows[row]);
	snprintf(tree->id, sizeof tree->id, "%s", tree->org->units[tree_selected(tree)].id);
}

static void open_above(struct tree *tree, int unit)
{
	while ((unit = tree->org->units[unit].parent) != ORG_NONE)
		tree->open[unit] = true;
}

void tree_show(struct tree *tree, int unit)
{
	open_above(tree, unit);
	tree_list_rows(tree, unit);
}

/* Down to the divisions: the top, and groups that hold more than anslag. */
void tree_fold_as_first(struct tree *tree)
{
	memset(tree->open, 0, (size_t)tree->org->count);
	tree->open[0] = true;
	for (int unit = 1; unit < tree->org->count; unit++) {
		int parent = tree->org->units[unit].parent;

		if (tree->org->units[unit].kind != UNIT_ANSLAG && tree->org->units[parent].kind == UNIT_GROUP)
			tree->open[parent] = true;
	}
}

/* --- filter --- */

static bool passes(const struct tree *tree, int unit)
{
	const struct overview_who who = tree_who(tree);

	if (tree->pick == PICK_ALL && !tree_is_flat(tree))
		return true;
	return overview_picks(tree->overview, tree->screen.session->table, &who, tree->pick, unit);
}

static void mark_path(struct tree *tree, int unit)
{
	for (; unit != ORG_NONE; unit = tree->org->units[unit].parent)
		if (!tree->shown[unit])
			tree->shown[unit] = SHOWN_PATH;
}

/* keep: the selected unit, which stays where it is until she has moved away. */
void tree_mark_shown(struct tree *tree, int keep)
{
	memset(tree->shown, SHOWN_NOT, (size_t)tree->org->count);
	for (int unit = 0; unit < tree->org->count; unit++)
		if (passes(tree, unit)) {
			tree->shown[unit] = SHOWN_ITSELF;
			mark_path(tree, tree->org->units[unit].parent);
		}
	mark_path(tree, keep);
}

/* From there on, then backwards; itself when nothing passes. */
static int nearest_passing(const struct tree *tree, int unit)
{
	for (int at = unit; at < tree->org->count; at++)
		if (passes(tree, at))
			return at;
	for (int at = unit; at >= 0; at--)
		if (passes(tree, at))
			return at;
	return unit;
}

static void leave_filter(struct tree *tree, int unit)
{
	memcpy(tree->open, tree->open_unfiltered, (size_t)tree->org->count);
	tree_mark_shown(tree, unit);
	tree_show(tree, unit);
}

/* What leads to a hit is folded out, and as it was before when the filter goes. */
void tree_filter(struct tree *tree, enum overview_pick pick)
{
	int unit = tree_selected(tree);

	if (tree->pick == PICK_ALL)
		memcpy(tree->open_unfiltered, tree->open, (size_t)tree->org->count);
	tree->pick = pick;
	tree_need(tree);
	if (pick == PICK_ALL) {
		leave_filter(tree, unit);
		return;
	}
	unit = nearest_passing(tree, unit);
	tree_mark_shown(tree, unit);
	for (int at = 0; at < tree->org->count; at++)
		if (tree->shown[at] == SHOWN_ITSELF)
			open_above(tree, at);
	tree_show(tree, unit);
}

static const struct { enum overview_pick pick; const char *key; } choices[] = {
	{ PICK_ALL, "a" }, { PICK_MINE, "m" }, { PICK_UNSENT, "e" }, { PICK_ASKED, "o" }, { PICK_OVER, "r" }, { PICK_ADRIFT, "s" },
};

void tree_ask_filter(struct tree *tree)
{
	const struct overview_who who = tree_who(tree);

	tree_need_overview(tree);
	popup_ask(&tree->popup, _("Vilka enheter vill du se?"));
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
		char label[80];

		snprintf(label, sizeof label, "%s (%zu)", overview_pick_name(choices[i].pick),
		         overview_count(tree->overview, tree->screen.session->table, &who, choices[i].pick));
		popup_choice(&tree->popup, choices[i].key, label);
	}
}

/* None is an answer too, and mostly a good one: the list stays as it was. */
void tree_filter_answer(struct tree *tree, const struct key *key)
{
	const struct overview_who who = tree_who(tree);
	enum overview_pick pick;

	if (popup_key(&tree->popup, key) != POPUP_CHOSEN)
		return;
	pick = choices[tree->popup.chosen].pick;
	tree_need_overview(tree);
	if (overview_count(tree->overview, tree->screen.session->table, &who, pick))
		tree_filter(tree, pick);
	else
		session_say(tree->screen.session, _("Inga enheter: %s (0)"), overview_pick_name(pick));
}

/* --- order --- */

/* By the current column; again: the other way; and then the tree once more. */
void tree_sort(struct tree *tree)
{
	int unit = tree_selected(tree);

	if (tree->order == ORDER_TREE || tree->order_column != tree->column)
		tree->order = ORDER_FORWARD;
	else
		tree->order = tree->order == ORDER_FORWARD ? ORDER_BACKWARD : ORDER_TREE;
	tree->order_column = tree->column;
	tree_need(tree);
	tree_mark_shown(tree, unit);
	tree_measure(tree);
	tree_show(tree, unit);
}

/* --- search --- */

bool tree_matches(const struct tree *tree, int unit)
{
	const struct unit *of = &tree->org->units[unit];
	const char *needle = tree->search.text;

	return tree->shown[unit] && (text_contains(of->name, needle) || text_contains(of->id, needle) || (of->chef && text_contains(of->chef, needle)));
}

static int place_of(const struct tree *tree, int unit)
{
	int row = 0;

	if (!tree_is_flat(tree))
		return unit;
	while (row < tree->list.count - 1 && tree->rows[row] != unit)
		row++;
	return row;
}

/* In the order they stand, folded in or not, and round the end. */
int tree_find(const struct tree *tree, int unit, int step)
{
	int count = tree_is_flat(tree) ? tree->list.count : tree->org->count;
	int place = place_of(tree, unit) + step;

	for (int i = 0; i < count; i++, place += step < 0 ? -1 : 1) {
		place = (place + count) % count;
		unit = tree_is_flat(tree) ? tree->rows[place] : place;
		if (tree_matches(tree, unit))
			return unit;
	}
	return ORG_NONE;
}

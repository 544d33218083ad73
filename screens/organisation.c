#include "intl.h"
#include "phrase.h"
#include "post.h"
#include "sheet.h"
#include "text.h"
#include "tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The organisation as a tree with figures. What is open is a flag a unit; the rows seen are a flat list, made anew when something is folded,
 * filtered or sorted. The parts are in tree_*.c. */

/* --- the book may have changed between any two keys --- */

static void adopt(struct tree *tree, int unit)
{
	size_t count = (size_t)tree_book(tree)->org->count;

	tree->org = tree_book(tree)->org;
	tree->rows = memory_grow(tree->rows, count, sizeof *tree->rows);
	tree->open = memory_grow(tree->open, count, 1);
	tree->shown = memory_grow(tree->shown, count, 1);
	tree->changed = memory_grow(tree->changed, count + 1, sizeof *tree->changed);
	tree->open_before = memory_grow(tree->open_before, count, 1);
	tree->open_unfiltered = memory_grow(tree->open_unfiltered, count, 1);
	tree->searching = false;
	tree->pick = PICK_ALL;
	tree->order = ORDER_TREE;
	tree_fold_as_first(tree);
	tree_make_columns(tree);
	tree_mark_shown(tree, unit);
	tree_show(tree, unit);
}

static int same_unit(const struct tree *tree)
{
	int unit = org_find(tree_book(tree)->org, tree->id);

	return unit == ORG_NONE ? 0 : unit;
}

static bool is_another_book(const struct tree *tree)
{
	return tree->book != tree_book(tree) || tree->generation != tree_book(tree)->generation;
}

/* The same columns of another year, or with a räkneexempel; the current one stays. */
static void take_year(struct tree *tree)
{
	int column = tree->column, first = tree->first_column;

	tree_make_columns(tree);
	tree->column = column < tree->column_count ? column : tree->column_count - 1;
	tree->first_column = first < tree->column_count ? first : 0;
	if (tree->order_column >= tree->column_count)
		tree->order_column = tree->column_count - 1;
}

static void take_book(struct tree *tree)
{
	tree_forget(tree);
	tree->book = tree_book(tree);
	tree->generation = tree->book->generation;
	if ((tree->year != tree->screen.session->year || tree->example != (tree->screen.session->what_if.count > 0)) && tree->columns)
		take_year(tree);
	tree->year = tree->screen.session->year;
	tree->example = tree->screen.session->what_if.count > 0;
	if (tree->org != tree->book->org)
		adopt(tree, same_unit(tree));
	tree_need(tree);
	tree_count_news(tree);
	tree_mark_shown(tree, same_unit(tree));
	tree_list_rows(tree, same_unit(tree));
	tree_measure(tree);
}

static void freshen(struct tree *tree)
{
	if (is_another_book(tree) || tree->year != tree->screen.session->year)
		take_book(tree);
	else if (tree->shown_in != session_money(tree->screen.session, ORG_NONE))
		tree_measure(tree);
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct tree *tree = (struct tree *)screen;

	freshen(tree);
	tree_draw(tree, body);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct tree *tree = (const struct tree *)screen;
	int hits = 0;

	buffer_text(left, _("Organisation · "));
	phrase_year(left, screen->session);
	buffer_text(left, " · ");
	for (int unit = 0; unit < tree->org->count; unit++)
		hits += tree->shown[unit] == SHOWN_ITSELF;
	if (tree->pick != PICK_ALL) /* first: what comes last may be cut, and column heads say it too */
		buffer_format(left, _("urval: %s (%d) · "), overview_pick_name(tree->pick), hits);
	buffer_format(left, _(tree_sets[tree->set].name), tree_book(tree)->region->year - 1);
	phrase_head(right, screen->session, ORG_NONE);
}

/* --- searching --- */

static void begin_search(struct tree *tree)
{
	memcpy(tree->open_before, tree->open, (size_t)tree->org->count);
	tree->unit_before = tree_selected(tree);
	field_set(&tree->search, "");
	tree->searching = true;
}

/* Always from where it began: what an earlier, shorter text found is folded in again. */
static void search_on(struct tree *tree)
{
	int unit = *tree->search.text ? tree_find(tree, tree->unit_before, 0) : ORG_NONE;

	memcpy(tree->open, tree->open_before, (size_t)tree->org->count);
	tree_show(tree, unit == ORG_NONE ? tree->unit_before : unit);
}

static void search_step(struct tree *tree, int step)
{
	int unit = *tree->search.text ? tree_find(tree, tree_selected(tree), step) : ORG_NONE;

	if (unit != ORG_NONE)
		tree_show(tree, unit);
}

static void search_next(struct tree *tree)
{
	search_step(tree, 1);
}

static void search_previous(struct tree *tree)
{
	search_step(tree, -1);
}

static void cancel_search(struct tree *tree)
{
	field_set(&tree->search, "");
	search_on(tree);
	tree->searching = false;
}

static bool search_key(struct tree *tree, const struct key *key)
{
	if (key_is(key, "Enter"))
		tree->searching = false;
	else if (key_is(key, "Esc"))
		cancel_search(tree);
	else if (key_is(key, "Down"))
		search_next(tree);
	else if (key_is(key, "Up"))
		search_previous(tree);
	else if (field_key(&tree->search, key))
		search_on(tree);
	else
		return false;
	return true;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct tree *tree = (struct tree *)screen;

	freshen(tree);
	if (popup_open(&tree->popup)) {
		tree_filter_answer(tree, key);
		return effect_handled;
	}
	return tree->searching && search_key(tree, key) ? effect_handled : effect_none;
}

static bool typing(const struct screen *screen)
{
	const struct tree *tree = (const struct tree *)screen;

	return tree->searching || popup_open(&tree->popup);
}

/* --- acting --- */

static void fold(struct tree *tree)
{
	int unit = tree_selected(tree);

	if (tree->open[unit] && tree_has_below(tree, unit))
		tree->open[unit] = false;
	else if (tree->org->units[unit].parent != ORG_NONE)
		unit = tree->org->units[unit].parent;
	tree_list_rows(tree, unit);
}

/* Or, where it is unfolded, to the first one below. */
static void unfold(struct tree *tree)
{
	int unit = tree_selected(tree), first = unit + 1;

	if (!tree_has_below(tree, unit))
		return;
	while (!tree->shown[first])
		first++;
	tree_list_rows(tree, tree->open[unit] ? first : unit);
	tree->open[unit] = true;
	tree_list_rows(tree, tree_selected(tree));
}

static void fold_all(struct tree *tree)
{
	int unit = tree_selected(tree);
	bool folded = false;

	for (int i = 0; i < tree->org->count; i++)
		folded |= tree_has_below(tree, i) && !tree->open[i];
	if (folded)
		memset(tree->open, 1, (size_t)tree->org->count);
	else
		tree_fold_as_first(tree);
	tree_list_rows(tree, unit);
}

static void take_set(struct tree *tree, int set)
{
	int unit = tree_selected(tree);

	tree->set = (enum tree_sets)((set + SET_COUNT) % SET_COUNT);
	tree->order = ORDER_TREE; /* its column is gone */
	tree_make_columns(tree);
	tree_need(tree);
	tree_mark_shown(tree, unit);
	tree_show(tree, unit);
	tree_measure(tree);
}

static void next_set(struct tree *tree)
{
	take_set(tree, (int)tree->set + 1);
}

static void previous_set(struct tree *tree)
{
	take_set(tree, (int)tree->set - 1);
}

static void filter(struct tree *tree)
{
	if (tree->pick == PICK_ALL)
		tree_ask_filter(tree);
	else
		tree_filter(tree, PICK_ALL);
}

static void next_figure(struct tree *tree)
{
	tree->column = (tree->column + 1) % tree->column_count;
}

static void previous_figure(struct tree *tree)
{
	tree->column = (tree->column + tree->column_count - 1) % tree->column_count;
}

static bool current_figure(const struct tree *tree, char out[256])
{
	return tree_figure(tree, &tree->columns[tree->column], tree_selected(tree), out);
}

static bool figure_at(const struct screen *screen, char out[256])
{
	return current_figure((const struct tree *)screen, out);
}

static struct effect open_unit(struct tree *tree)
{
	return effect_push(unit_screen(tree->screen.session, tree_selected(tree)));
}

static struct effect open_why(struct tree *tree)
{
	char name[256];

	return current_figure(tree, name) ? effect_push(why_screen(tree->screen.session, name)) : effect_none;
}

static struct effect open_distribution(struct tree *tree)
{
	return effect_push(distribution_screen(tree->screen.session, tree_selected(tree)));
}

static struct effect open_plan(struct tree *tree)
{
	return effect_push(plan_screen(tree->screen.session, tree_selected(tree)));
}

static struct effect open_post(struct tree *tree)
{
	return effect_push(post_screen(tree->screen.session, tree_selected(tree)));
}

static struct effect open_target(struct tree *tree)
{
	return effect_push(post_target_screen(tree->screen.session, tree_selected(tree), tree->shown_in));
}

/* Back is first out of the filter. */
static struct effect back(struct tree *tree)
{
	if (tree->pick == PICK_ALL)
		return effect_none;
	tree_filter(tree, PICK_ALL);
	return effect_handled;
}

/* The whole tree again, from a list. */
static struct effect whole(struct tree *tree)
{
	if (tree->pick == PICK_ALL && !tree_is_flat(tree))
		return effect_none;
	take_set(tree, SET_RAM);
	tree_filter(tree, PICK_ALL);
	return effect_handled;
}

static const struct { enum action_id id; void (*change)(struct tree *); struct effect (*open)(struct tree *); } deeds[] = {
	{ ACTION_FOLD, fold, NULL },
	{ ACTION_UNFOLD, unfold, NULL },
	{ ACTION_FOLD_ALL, fold_all, NULL },
	{ ACTION_COLUMNS, next_set, NULL },
	{ ACTION_COLUMNS_BACK, previous_set, NULL },
	{ ACTION_FILTER, filter, NULL },
	{ ACTION_SORT, tree_sort, NULL },
	{ ACTION_NEXT_FIGURE, next_figure, NULL },
	{ ACTION_PREVIOUS_FIGURE, previous_figure, NULL },
	{ ACTION_SEARCH, begin_search, NULL },
	{ ACTION_SEARCH_NEXT, search_next, NULL },
	{ ACTION_SEARCH_PREVIOUS, search_previous, NULL },
	{ ACTION_BACK, NULL, back },
	{ ACTION_ORGANISATION, NULL, whole },
	{ ACTION_OPEN, NULL, open_unit },
	{ ACTION_WHY, NULL, open_why },
	{ ACTION_DISTRIBUTE, NULL, open_distribution },
	{ ACTION_PLAN, NULL, open_plan },
	{ ACTION_POST_IN_TREE, NULL, open_post },
	{ ACTION_TARGET, NULL, open_target },
};

static void remember(struct tree *tree)
{
	snprintf(tree->id, sizeof tree->id, "%s", tree->org->units[tree_selected(tree)].id);
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct tree *tree = (struct tree *)screen;

	freshen(tree);
	if (list_act(&tree->list, id)) {
		remember(tree);
		return effect_handled;
	}
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		if (deeds[i].id != id)
			continue;
		if (deeds[i].open)
			return deeds[i].open(tree);
		deeds[i].change(tree);
		return effect_handled;
	}
	return effect_none;
}

static bool can_explain(const struct tree *tree, struct error *why)
{
	char name[256];

	if (current_figure(tree, name))
		return true;
	return error_set(why, "blank", _("här finns inget belopp att förklara: välj ett med Tab"));
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct tree *tree = (const struct tree *)screen;

	if (id == ACTION_DISTRIBUTE)
		return session_has_division(screen->session, tree_selected(tree), why);
	if (id == ACTION_POST_IN_TREE)
		return post_may_give(screen->session, tree_selected(tree), why);
	if (id == ACTION_TARGET)
		return post_may_target(screen->session, tree_selected(tree), why);
	if (id == ACTION_WHY)
		return can_explain(tree, why);
	if ((id == ACTION_FOLD || id == ACTION_UNFOLD || id == ACTION_FOLD_ALL) && tree_is_flat(tree))
		return error_set(why, "sorted", _("listan är sorterad och har inga grenar: S tills trädet är tillbaka"));
	if ((id == ACTION_SEARCH_NEXT || id == ACTION_SEARCH_PREVIOUS) && !*tree->search.text)
		return error_set(why, "no-search", _("sök först något med /"));
	return true;
}

/* --- as a sheet: every row, as filtered and sorted, with the tree folded out; every column of the set --- */

static const char *kept(struct sheet *sheet, struct buffer *text)
{
	const char *copy = arena_copy(&sheet->arena, text->bytes ? text->bytes : "", text->size);

	buffer_free(text);
	return copy;
}

static void sheet_columns(const struct tree *tree, struct sheet *sheet)
{
	const struct region *region = tree_book(tree)->region;

	sheet_column(sheet, "id", "", FOR_DATA, false);
	sheet_column(sheet, "namn", _("Enhet"), FOR_ALL, false);
	for (int i = 0; i < tree->column_count; i++) {
		const struct tree_column *column = &tree->columns[i];
		const struct tree_rule *rule = column->rule;
		int year = rule->head_year ? region->year + rule->head_year : column->year;
		char key[80];

		snprintf(key, sizeof key, rule->key, year);
		sheet_column(sheet, rule->each == EACH_KIND ? region->kinds[column->item].id : rule->each == EACH_LINE ? region->lines[column->item].id : key,
		             column->head, rule->count ? FOR_ALL | NUMBERS : FOR_ALL, rule->amount != NULL);
	}
}

static void sheet_unit(const struct tree *tree, struct sheet *sheet, int unit)
{
	struct cell_text *cells = sheet_row(sheet, tree_is_flat(tree) ? 0 : tree->org->units[unit].depth, false);

	cells[0].text = tree->org->units[unit].id;
	cells[1].text = tree->org->units[unit].name;
	for (int i = 0; i < tree->column_count; i++) {
		const struct tree_column *column = &tree->columns[i];
		struct buffer text = { 0 };

		cells[2 + i].value = tree_amount(tree, column, unit);
		tree_cell_text(&text, tree, column, unit);
		cells[2 + i].text = kept(sheet, &text);
	}
}

static bool sheet(const struct screen *screen, struct sheet *out)
{
	const struct tree *tree = (const struct tree *)screen;
	struct buffer head = { 0 }, right = { 0 };

	title(screen, &head, &right);
	buffer_free(&right);
	out->title = kept(out, &head);
	out->money = tree->shown_in;
	sheet_columns(tree, out);
	for (int row = 0; tree_is_flat(tree) && row < tree->list.count; row++)
		sheet_unit(tree, out, tree->rows[row]);
	for (int unit = 0; !tree_is_flat(tree) && unit < tree->org->count; unit++)
		if (tree->shown[unit])
			sheet_unit(tree, out, unit);
	return true;
}

/* --- the rest --- */

static bool click(struct screen *screen, int y, int x)
{
	struct tree *tree = (struct tree *)screen;
	int row = tree_row_at(tree, y);
	bool again = row == tree->list.at;

	(void)x;
	if (row < 0)
		return false;
	list_select(&tree->list, row);
	remember(tree);
	return again;
}

static void renew(struct screen *screen)
{
	freshen((struct tree *)screen);
}

static void discard(struct screen *screen)
{
	struct tree *tree = (struct tree *)screen;

	tree_forget(tree);
	free(tree->rows);
	free(tree->open);
	free(tree->shown);
	free(tree->open_before);
	free(tree->open_unfiltered);
	free(tree->columns);
	free(tree->changed);
	news_free(&tree->news);
	free(tree);
}

static int unit_at(const struct screen *screen)
{
	return tree_selected((const struct tree *)screen);
}

static const struct screen_hooks hooks = {
	.name = "organisation", .context = IN_TREE, .title = title, .draw = draw, .act = act, .type = type, .typing = typing,
	.can = can, .sheet = sheet, .click = click, .figure = figure_at, .unit = unit_at, .refresh = renew, .free = discard,
};

static struct tree *make(struct session *session, int unit, int area)
{
	struct tree *tree = memory_grow(NULL, 1, sizeof *tree);

	*tree = (struct tree){ .screen = { .hooks = &hooks, .session = session }, .area = area };
	tree->news = news_begin(session);
	snprintf(tree->id, sizeof tree->id, "%s", session->book->org->units[unit == ORG_NONE ? 0 : unit].id);
	take_book(tree);
	return tree;
}

struct screen *organisation_screen(struct session *session, int unit)
{
	return &make(session, unit == ORG_NONE ? session->seat.unit : unit, session->seat.unit)->screen;
}

struct screen *organisation_list(struct session *session, int unit)
{
	int area = unit == ORG_NONE ? session->seat.unit : unit;
	struct tree *tree = make(session, area, area);

	take_set(tree, SET_CHECK);
	tree_filter(tree, PICK_MINE);
	tree_sort(tree);
	list_select(&tree->list, 0);
	remember(tree);
	return &tree->screen;
}

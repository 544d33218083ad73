#include "help.h"

#include "arena.h"
#include "field.h"
#include "intl.h"
#include "list.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define MARGIN 1
#define INDENT 3
#define KEYS_WIDEST 24
#define ROWS_MOST (4 * ACTION_COUNT + 3)

/* Rows that are no action: headings, and why the action above cannot be used now. */
enum { ROW_OWN = -1, ROW_BLANK = -2, ROW_GENERAL = -3, ROW_REASON = -4 };

struct help {
	struct screen screen;
	const struct screen *about;
	struct list_view list;
	int rows[ROWS_MOST]; /* an action, or one of the above */
	struct text_field sought;
	bool searching;
	int origin;          /* where the search began */
};

/* --- rows --- */

static void add_row(struct help *help, int row)
{
	if (help->list.count < ROWS_MOST)
		help->rows[help->list.count++] = row;
}

static void add_actions(struct help *help, unsigned contexts)
{
	for (int id = 0; id < ACTION_COUNT; id++)
		if (action((enum action_id)id)->contexts & contexts) {
			add_row(help, id);
			if (help->about && !screen_can(help->about, (enum action_id)id, NULL))
				add_row(help, ROW_REASON);
		}
}

static void add_rows(struct help *help)
{
	if (help->about) {
		add_row(help, ROW_OWN);
		add_actions(help, (unsigned)help->about->hooks->context);
		add_row(help, ROW_BLANK);
	}
	add_row(help, ROW_GENERAL);
	add_actions(help, IN_EVERY);
}

static bool is_action(const void *owner, int row)
{
	return ((const struct help *)owner)->rows[row] >= 0;
}

/* «Upp, k» */
static void keys_text(struct buffer *out, enum action_id id)
{
	const char *keys = action(id)->keys;
	char key[24], shown[24];

	buffer_text(out, "");
	while (*keys) {
		size_t size = strcspn(keys, " ");

		memcpy(key, keys, size);
		key[size] = '\0';
		buffer_format(out, "%s%s", out->size ? ", " : "", action_key_shown(key, shown));
		keys += size + strspn(keys + size, " ");
	}
}

static int keys_width(const struct help *help)
{
	int widest = 0;

	for (int i = 0; i < help->list.count; i++) {
		struct buffer keys = { 0 };

		if (help->rows[i] < 0)
			continue;
		keys_text(&keys, (enum action_id)help->rows[i]);
		if (text_width(keys.bytes) > widest)
			widest = text_width(keys.bytes);
		buffer_free(&keys);
	}
	return widest < KEYS_WIDEST ? widest : KEYS_WIDEST;
}

/* --- searching --- */

static bool matches(const struct help *help, int row)
{
	struct buffer all = { 0 };
	bool found;

	if (help->rows[row] < 0 || !*help->sought.text)
		return false;
	keys_text(&all, (enum action_id)help->rows[row]);
	buffer_format(&all, " %s %s", _(action((enum action_id)help->rows[row])->label), _(action((enum action_id)help->rows[row])->help));
	found = text_contains(all.bytes, help->sought.text);
	buffer_free(&all);
	return found;
}

static bool search(struct help *help, int from, int step)
{
	int count = help->list.count;

	for (int i = 0, row = (from + count) % count; i < count; i++, row = (row + step + count) % count)
		if (matches(help, row)) {
			list_select(&help->list, row);
			return true;
		}
	return false;
}

static struct effect search_again(struct help *help, int step)
{
	if (!*help->sought.text)
		session_say(help->screen.session, "%s", _("Inget att söka efter ännu: / söker"));
	else if (!search(help, help->list.at + step, step))
		session_say(help->screen.session, _("«%.100s» finns inte här"), help->sought.text);
	return effect_handled;
}

static struct effect help_type(struct screen *screen, const struct key *key)
{
	struct help *help = (struct help *)screen;

	if (!help->searching)
		return effect_none;
	if (key_in(key, "Enter Esc")) {
		help->searching = false;
		if (key_is(key, "Enter") && *help->sought.text && !matches(help, help->list.at))
			return search_again(help, 1);
		return effect_handled;
	}
	if (!field_key(&help->sought, key))
		return effect_none;
	if (!search(help, help->origin, 1))
		list_select(&help->list, help->origin);
	return effect_handled;
}

/* --- hooks --- */

static void help_title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct help *help = (const struct help *)screen;

	(void)right;
	buffer_text(left, _("Hjälp"));
	if (help->about)
		buffer_format(left, " · %s", context_name(help->about->hooks->context));
}

static void draw_action(const struct help *help, struct canvas *body, int y, enum action_id id)
{
	bool can = !help->about || screen_can(help->about, id, NULL);
	int column = INDENT + keys_width(help) + 3;
	struct buffer keys = { 0 };

	keys_text(&keys, id);
	canvas_text(body, y, INDENT, column - INDENT - 1, can ? ROLE_ACCENT : ROLE_DIM, keys.bytes);
	canvas_text(body, y, column, body->columns - column - MARGIN, can ? ROLE_PLAIN : ROLE_DIM, _(action(id)->help));
	buffer_free(&keys);
}

static void draw_reason(const struct help *help, struct canvas *body, int y, enum action_id id)
{
	struct error why = { .word = NULL };

	if (!screen_can(help->about, id, &why))
		canvas_format(body, y, INDENT + 2, body->columns - INDENT - 2 - MARGIN, ROLE_DIM, _("går inte nu: %s"), why.text);
}

static void draw_row(const struct help *help, struct canvas *body, int row)
{
	int y = list_y(&help->list, row);

	if (help->rows[row] == ROW_OWN)
		canvas_text(body, y, MARGIN, CANVAS_REST, ROLE_HEAD, context_name(help->about->hooks->context));
	else if (help->rows[row] == ROW_GENERAL)
		canvas_text(body, y, MARGIN, CANVAS_REST, ROLE_HEAD, context_name(IN_EVERY));
	else if (help->rows[row] == ROW_REASON)
		draw_reason(help, body, y, (enum action_id)help->rows[row - 1]);
	else if (help->rows[row] >= 0)
		draw_action(help, body, y, (enum action_id)help->rows[row]);
	if (row != help->list.at)
		return;
	canvas_reverse(body, y, 0, body->columns);
	canvas_cursor(body, y, INDENT, false);
}

static void draw_search(struct help *help, struct canvas *body)
{
	int y = body->rows - 1, used = canvas_text(body, y, MARGIN, CANVAS_REST, ROLE_PLAIN, _("Sök:")) + 1;
	const char *none = *help->sought.text && !matches(help, help->list.at) ? _("finns inte här") : "";
	int none_width = text_width(none);

	canvas_text(body, y, body->columns - MARGIN - none_width, none_width, ROLE_DIM, none);
	field_draw(&help->sought, body, y, MARGIN + used, body->columns - used - none_width - 3 * MARGIN);
}

static void help_draw(struct screen *screen, struct canvas *body)
{
	struct help *help = (struct help *)screen;

	list_size(&help->list, help->list.count, body->rows - help->searching);
	for (int row = help->list.first; row < list_end(&help->list); row++)
		draw_row(help, body, row);
	if (help->searching)
		draw_search(help, body);
}

static struct effect help_act(struct screen *screen, enum action_id id)
{
	struct help *help = (struct help *)screen;

	if (list_act(&help->list, id))
		return effect_handled;
	if (id == ACTION_SEARCH_NEXT || id == ACTION_SEARCH_PREVIOUS)
		return search_again(help, id == ACTION_SEARCH_NEXT ? 1 : -1);
	if (id != ACTION_SEARCH)
		return effect_none;
	help->searching = true;
	help->origin = help->list.at;
	field_set(&help->sought, "");
	return effect_handled;
}

static bool help_typing(const struct screen *screen)
{
	return ((const struct help *)screen)->searching;
}

static const struct screen_hooks help_hooks = {
	.name = "help",
	.context = IN_HELP,
	.title = help_title,
	.draw = help_draw,
	.act = help_act,
	.type = help_type,
	.typing = help_typing,
};

struct screen *help_screen(struct session *session, const struct screen *about)
{
	struct help *help = memory_grow(NULL, 1, sizeof *help);

	*help = (struct help){ .screen = { .hooks = &help_hooks, .session = session }, .about = about };
	help->list.stops = is_action;
	help->list.owner = help;
	add_rows(help);
	list_select(&help->list, 0);
	return &help->screen;
}

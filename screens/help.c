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
#define HELP_COLUMNS 80 /* until it is drawn */
#define LINES_MOST 3 /* of what an action does, and of why it cannot be used now */
#define ROWS_MOST (2 * (2 * LINES_MOST) * ACTION_COUNT + LINES_MOST + 3)

/* Rows that are no action: headings, who changes what she only reads, what there was no room for in the action's row, and why it cannot be used now. */
enum row_kind { ROW_ACTION, ROW_MORE, ROW_REASON, ROW_OWN, ROW_READS, ROW_BLANK, ROW_GENERAL };
struct help_row { enum row_kind kind; enum action_id id; int line; };

struct help {
	struct screen screen;
	const struct screen *about;
	struct list_view list;
	struct help_row rows[ROWS_MOST];
	int columns;         /* that the rows were made for */
	struct text_field sought;
	bool searching;
	int origin;          /* where the search began */
};

/* --- rows --- */

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
	unsigned contexts = IN_EVERY | (help->about ? (unsigned)help->about->hooks->context : 0);
	int widest = 0;

	for (int id = 0; id < ACTION_COUNT; id++) {
		struct buffer keys = { 0 };

		if (!(action((enum action_id)id)->contexts & contexts))
			continue;
		keys_text(&keys, (enum action_id)id);
		if (text_width(keys.bytes) > widest)
			widest = text_width(keys.bytes);
		buffer_free(&keys);
	}
	return widest < KEYS_WIDEST ? widest : KEYS_WIDEST;
}

static int help_column(const struct help *help)
{
	return INDENT + keys_width(help) + 3;
}

static void add_row(struct help *help, enum row_kind kind, enum action_id id, int line)
{
	if (help->list.count < ROWS_MOST)
		help->rows[help->list.count++] = (struct help_row){ kind, id, line };
}

static void add_lines(struct help *help, enum row_kind kind, enum action_id id, const char *text, int width)
{
	int line = 0;

	for (const char *at = text; at && line < LINES_MOST; line++) {
		text_wrap(at, width, &at);
		add_row(help, line == 0 && kind == ROW_MORE ? ROW_ACTION : kind, id, line);
	}
}

/* «går inte nu: …»; empty when it does. */
static void reason_text(const struct help *help, struct buffer *out, enum action_id id)
{
	struct error why = { .word = NULL };

	buffer_text(out, "");
	if (help->about && !screen_can(help->about, id, &why))
		buffer_format(out, _("går inte nu: %s"), why.text);
}

static const char *label_of(const struct help *help, enum action_id id)
{
	return help->about ? screen_label(help->about, id) : _(action(id)->label);
}

static const char *help_of(const struct help *help, enum action_id id)
{
	return help->about ? screen_tells(help->about, id) : _(action(id)->help);
}

/* Who changes what she only reads; empty where she may. */
static void reads_text(const struct help *help, struct buffer *out)
{
	struct error why = { .word = NULL };

	buffer_text(out, "");
	if (screen_reads(help->about, &why))
		buffer_format(out, _("Här läser du: %s"), why.text);
}

static bool offered(const struct help *help, enum action_id id, unsigned contexts)
{
	return (action(id)->contexts & contexts) && !(action(id)->writes && help->about && screen_reads(help->about, NULL));
}

static void add_actions(struct help *help, unsigned contexts)
{
	int room = help->columns - help_column(help) - MARGIN;

	for (int id = 0; id < ACTION_COUNT; id++)
		if (offered(help, (enum action_id)id, contexts)) {
			struct buffer reason = { 0 };

			add_lines(help, ROW_MORE, (enum action_id)id, help_of(help, (enum action_id)id), room);
			reason_text(help, &reason, (enum action_id)id);
			if (reason.size)
				add_lines(help, ROW_REASON, (enum action_id)id, reason.bytes, help->columns - INDENT - 2 - MARGIN);
			buffer_free(&reason);
		}
}

static void add_reads(struct help *help)
{
	struct buffer text = { 0 };

	reads_text(help, &text);
	if (text.size)
		add_lines(help, ROW_READS, ACTION_NONE, text.bytes, help->columns - INDENT - MARGIN);
	buffer_free(&text);
}

static void add_rows(struct help *help)
{
	help->list.count = 0;
	if (help->about) {
		add_row(help, ROW_OWN, ACTION_NONE, 0);
		add_reads(help);
		add_actions(help, (unsigned)help->about->hooks->context);
		add_row(help, ROW_BLANK, ACTION_NONE, 0);
	}
	add_row(help, ROW_GENERAL, ACTION_NONE, 0);
	add_actions(help, IN_EVERY);
}

static bool is_action(const void *owner, int row)
{
	return ((const struct help *)owner)->rows[row].kind == ROW_ACTION;
}

/* In another width texts have other lines; the selected action stays. */
static void fit(struct help *help, int columns)
{
	enum action_id id = help->list.count ? help->rows[help->list.at].id : ACTION_NONE;
	int row = 0;

	if (columns == help->columns)
		return;
	help->columns = columns;
	add_rows(help);
	while (row < help->list.count - 1 && (help->rows[row].kind != ROW_ACTION || (id != ACTION_NONE && help->rows[row].id != id)))
		row++;
	list_select(&help->list, row);
}

/* --- searching --- */

static bool matches(const struct help *help, int row)
{
	struct buffer all = { 0 };
	bool found;

	if (help->rows[row].kind != ROW_ACTION || !*help->sought.text)
		return false;
	keys_text(&all, help->rows[row].id);
	buffer_format(&all, " %s %s", label_of(help, help->rows[row].id), help_of(help, help->rows[row].id));
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

/* One line of a text that may have several; the last one there is room for says that it goes on. */
static void draw_line(struct canvas *body, int y, int column, int line, enum role role, const char *text)
{
	int width = body->columns - column - MARGIN;
	const char *next = text;
	size_t size = 0;

	for (int i = 0; i <= line && next; i++) {
		text = next;
		size = text_wrap(text, width, &next);
	}
	if (line == LINES_MOST - 1)
		canvas_wrap(body, y, column, width, 1, role, text);
	else
		canvas_format(body, y, column, width, role, "%.*s", (int)size, text);
}

static void draw_action(const struct help *help, struct canvas *body, int y, const struct help_row *row)
{
	enum role role = help->about && !screen_can(help->about, row->id, NULL) ? ROLE_DIM : ROLE_PLAIN;
	int column = help_column(help);
	struct buffer keys = { 0 };

	keys_text(&keys, row->id);
	if (row->line == 0)
		canvas_text(body, y, INDENT, column - INDENT - 1, role == ROLE_PLAIN ? ROLE_ACCENT : ROLE_DIM, keys.bytes);
	draw_line(body, y, column, row->line, role, help_of(help, row->id));
	buffer_free(&keys);
}

static void draw_reason(const struct help *help, struct canvas *body, int y, const struct help_row *row)
{
	struct buffer text = { 0 };

	reason_text(help, &text, row->id);
	draw_line(body, y, INDENT + 2, row->line, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

static void draw_reads(const struct help *help, struct canvas *body, int y, const struct help_row *row)
{
	struct buffer text = { 0 };

	reads_text(help, &text);
	draw_line(body, y, INDENT, row->line, ROLE_PLAIN, text.bytes);
	buffer_free(&text);
}

static void draw_row(const struct help *help, struct canvas *body, int at)
{
	const struct help_row *row = &help->rows[at];
	int y = list_y(&help->list, at);

	switch (row->kind) {
	case ROW_ACTION:
	case ROW_MORE: draw_action(help, body, y, row); break;
	case ROW_REASON: draw_reason(help, body, y, row); break;
	case ROW_READS: draw_reads(help, body, y, row); break;
	case ROW_OWN: canvas_text(body, y, MARGIN, CANVAS_REST, ROLE_HEAD, context_name(help->about->hooks->context)); break;
	case ROW_GENERAL: canvas_text(body, y, MARGIN, CANVAS_REST, ROLE_HEAD, context_name(IN_EVERY)); break;
	case ROW_BLANK: break;
	}
	if (at != help->list.at)
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

	fit(help, body->columns);
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
	fit(help, HELP_COLUMNS);
	return &help->screen;
}

/* Avstämning: what does not foot, in three classes; Enter goes to the figure. */
#include "check.h"
#include "figure.h"
#include "intl.h"
#include "list.h"
#include "screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct check_view {
	struct screen screen;
	struct findings *findings;
	struct published *published;
	struct error published_error;
	unsigned generation;
	struct list_view list;
};

static struct check_view *self(const struct screen *screen)
{
	return (struct check_view *)screen;
}

static void forget(struct check_view *view)
{
	check_free(view->findings);
	published_free(view->published);
	view->findings = NULL;
	view->published = NULL;
}

static void renew(struct check_view *view)
{
	struct session *session = view->screen.session;

	forget(view);
	view->published = session_published(session, &view->published_error);
	view->findings = check_make(session->book, view->published);
	view->generation = session->book->generation;
	list_size(&view->list, (int)view->findings->count, 1);
}

static void refresh(struct screen *screen)
{
	renew(self(screen));
}

/* ---- drawing ---- */

enum { CLASS_COLUMNS = 15, VALUE_COLUMNS = 10 };

/* All digits: a difference that is hidden by rounding would look like none. */
static void draw_exact(const struct check_view *view, struct canvas *body, int y, int column, enum role role, money value)
{
	char text[MONEY_TEXT];

	canvas_right(body, y, column, VALUE_COLUMNS, role,
	             money_print(text, value, view->screen.session->money, MONEY_FULL, body->glyphs->ascii ? MONEY_ASCII : 0));
}

/* One finding may be about several figures: the first one's title, and how many more. */
static void title_of_several(const struct check_view *view, const struct finding *finding, const struct figure *first, struct buffer *out)
{
	size_t more = 0;

	for (const char *at = finding->figure; (at = strchr(at, '+')); at++)
		more++;
	figure_title(out, view->screen.session->book, first);
	buffer_format(out, _(" och %zu till"), more);
}

static void name_of(const struct check_view *view, const struct finding *finding, struct buffer *out)
{
	struct figure figure;

	if (figure_parse(&figure, view->screen.session->book, finding->figure, ORG_NONE, 0, NULL))
		figure_title(out, view->screen.session->book, &figure);
	else if (finding->goes_to && figure_parse(&figure, view->screen.session->book, finding->goes_to, ORG_NONE, 0, NULL))
		title_of_several(view, finding, &figure, out);
	else
		buffer_text(out, finding->figure);
}

/* The year stands in the head: what is cut for want of room shall be something else. */
static void without_year(const struct check_view *view, struct buffer *text)
{
	char year[16];
	size_t length = (size_t)snprintf(year, sizeof year, " %d", view->screen.session->book->region->year);

	if (text->size > length && !strcmp(text->bytes + text->size - length, year))
		text->bytes[text->size -= length] = '\0';
}

static void draw_row(struct check_view *view, struct canvas *body, int at, int y)
{
	const struct finding *finding = &view->findings->items[at];
	int amounts = body->columns - 3 * VALUE_COLUMNS - 1, name = CLASS_COLUMNS + 1;
	struct buffer text = { 0 };
	enum role role = finding->explained ? ROLE_DIM : finding->class == FINDING_CONTRADICTION ? ROLE_PLAIN : ROLE_DIM;

	name_of(view, finding, &text);
	without_year(view, &text);
	canvas_text(body, y, 1, CLASS_COLUMNS, finding->class == FINDING_CONTRADICTION && !finding->explained ? ROLE_WARN : ROLE_DIM,
	            finding->explained ? _("förklarad") : finding_class_name(finding->class));
	canvas_text(body, y, name, amounts - name - 1, role, text.bytes);
	draw_exact(view, body, y, amounts, role, finding->computed);
	draw_exact(view, body, y, amounts + VALUE_COLUMNS, role, finding->stated);
	draw_exact(view, body, y, amounts + 2 * VALUE_COLUMNS, ROLE_STRONG, finding->difference);
	buffer_free(&text);
	if (at != view->list.at)
		return;
	canvas_reverse(body, y, 1, body->columns - 2);
	canvas_cursor(body, y, name, false);
}

static size_t explained(const struct findings *findings)
{
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++)
		count += findings->items[i].explained != NULL;
	return count;
}

static void draw_summary(const struct check_view *view, struct canvas *body)
{
	const struct findings *findings = view->findings;

	canvas_format(body, 0, 1, body->columns - 2, ROLE_STRONG, _("%zu motsägelser   %zu ospecificerade   %zu avrundningar   %zu %s"),
	              check_count(findings, FINDING_CONTRADICTION, true), check_count(findings, FINDING_UNSPECIFIED, true),
	              check_count(findings, FINDING_ROUNDING, true), explained(findings), explained(findings) == 1 ? _("förklarad") : _("förklarade"));
	if (view->published_error.word)
		canvas_text(body, 1, 1, body->columns - 2, ROLE_WARN, view->published_error.text);
	else if (findings->untried)
		canvas_format(body, 1, 1, body->columns - 2, ROLE_DIM, _("%zu tryckta uppgifter har ingen motsvarighet i boken och kan inte prövas."), findings->untried);
}

static void draw_heads(struct canvas *body, int y)
{
	int amounts = body->columns - 3 * VALUE_COLUMNS - 1;

	canvas_text(body, y, CLASS_COLUMNS + 1, amounts - CLASS_COLUMNS - 2, ROLE_HEAD, _("Belopp"));
	canvas_right(body, y, amounts, VALUE_COLUMNS, ROLE_HEAD, _("Beräknat"));
	canvas_right(body, y, amounts + VALUE_COLUMNS, VALUE_COLUMNS, ROLE_HEAD, _("Angivet"));
	canvas_right(body, y, amounts + 2 * VALUE_COLUMNS, VALUE_COLUMNS, ROLE_HEAD, _("Skillnad"));
}

static void draw_strip(const struct check_view *view, struct canvas *body, int y)
{
	const struct finding *finding = &view->findings->items[view->list.at];
	struct buffer text = { 0 };

	canvas_rule(body, y, 1, body->columns - 2);
	buffer_format(&text, "%s (%s)", finding->text, finding->where);
	canvas_wrap(body, y + 1, 1, body->columns - 2, 2, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct check_view *view = self(screen);
	int top = 4, strip = body->rows >= 12 ? 3 : 0;

	if (view->generation != screen->session->book->generation)
		renew(view);
	draw_summary(view, body);
	if (!view->findings->count) {
		canvas_text(body, 3, 1, body->columns - 2, ROLE_PLAIN, _("Allt stämmer."));
		return;
	}
	draw_heads(body, top - 1);
	list_size(&view->list, (int)view->findings->count, body->rows - top - strip);
	for (int row = view->list.first; row < list_end(&view->list); row++)
		draw_row(view, body, row, top + list_y(&view->list, row));
	if (strip)
		draw_strip(view, body, body->rows - strip);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	buffer_format(left, _("Avstämning · %s %d"), screen->session->book->region->name, screen->session->book->region->year);
	buffer_text(right, money_unit_name(screen->session->money));
}

/* ---- keys ---- */

static struct effect jump(struct check_view *view, bool why)
{
	struct session *session = view->screen.session;
	struct figure figure;
	const char *name = view->findings->count ? view->findings->items[view->list.at].goes_to : NULL;

	if (!name || !figure_parse(&figure, session->book, name, ORG_NONE, 0, NULL)) {
		session_say(session, "%s", _("Uppgiften är bara tryckt: boken har inget belopp att visa"));
		return effect_handled;
	}
	return effect_push(why ? why_screen(session, name) : unit_screen(session, figure.unit));
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct check_view *view = self(screen);

	if (list_act(&view->list, id))
		return effect_handled;
	if (id == ACTION_CHECK) /* here already */
		return effect_handled;
	return id == ACTION_OPEN || id == ACTION_WHY ? jump(view, id == ACTION_WHY) : effect_none;
}

static void release(struct screen *screen)
{
	forget(self(screen));
	free(screen);
}

static const struct screen_hooks hooks = {
	.name = "check", .context = IN_CHECK, .title = title, .draw = draw, .act = act, .refresh = refresh, .free = release,
};

struct screen *check_screen(struct session *session)
{
	struct check_view *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct check_view){ .screen = { .hooks = &hooks, .session = session } };
	renew(view);
	return &view->screen;
}

/* Avstämning: what does not foot, in three classes; Enter goes to the figure, and a known difference can be explained. */
#include "check_view.h"

#include "explaining.h"
#include "figure.h"
#include "intl.h"
#include "phrase.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>

static struct check_view *self(const struct screen *screen)
{
	return (struct check_view *)screen;
}

const struct finding *check_current(const struct check_view *view)
{
	return view->list.at < view->count ? view->rows[view->list.at].finding : NULL;
}

/* ---- rows ---- */

static bool stops(const void *owner, int row)
{
	return ((const struct check_view *)owner)->rows[row].finding;
}

static void add_class(struct check_view *view, enum finding_class class, bool explained)
{
	for (size_t i = 0; i < view->findings->count; i++) {
		const struct finding *finding = &view->findings->items[i];

		if (finding->class == class && !finding->explained == !explained)
			view->rows[view->count++] = (struct check_row){ finding, class };
	}
}

static void make_rows(struct check_view *view)
{
	view->rows = memory_grow(view->rows, view->findings->count + FINDING_ROUNDING + 1, sizeof *view->rows);
	view->count = 0;
	for (enum finding_class class = FINDING_CONTRADICTION; class <= FINDING_ROUNDING; class++) {
		int head = view->count++;

		view->rows[head] = (struct check_row){ NULL, class };
		add_class(view, class, false);
		if (!view->hides)
			add_class(view, class, true);
		if (view->count == head + 1)
			view->count = head;
	}
}

/* ---- the selected one ---- */

static void remember(struct check_view *view)
{
	const struct finding *finding = check_current(view);
	struct buffer text = { 0 };
	char *figure = finding ? memory_string(finding->figure) : NULL;

	free(view->figure);
	view->figure = figure;
	view->difference = finding ? finding->difference : 0;
	view->begun = finding && view->screen.session->user && explaining_kept(view->screen.session, finding, &text);
	buffer_free(&text);
}

static void find_again(struct check_view *view)
{
	view->list.count = view->count;
	for (int row = 0; view->figure && row < view->count; row++) {
		const struct finding *finding = view->rows[row].finding;

		if (finding && finding->difference == view->difference && !strcmp(finding->figure, view->figure))
			list_select(&view->list, row);
	}
	list_select(&view->list, view->list.at);
	remember(view);
}

static void forget(struct check_view *view)
{
	check_free(view->findings);
	published_free(view->published);
	view->findings = NULL;
	view->published = NULL;
}

void check_renew(struct check_view *view)
{
	struct session *session = view->screen.session;

	forget(view);
	view->published = session_published(session, &view->published_error);
	view->findings = check_make(session->book, view->published);
	view->generation = session->book->generation;
	make_rows(view);
	find_again(view);
}

/* Not while she writes about one of them: what it has become is looked at when she saves. */
static void refresh(struct screen *screen)
{
	if (!popup_open(&self(screen)->popup))
		check_renew(self(screen));
}

/* ---- keys ---- */

static const char *no_figure(void)
{
	return _("uppgiften är bara tryckt: boken har inget belopp att visa");
}

static struct effect jump(struct check_view *view, struct screen *(*screen)(struct session *, const char *figure))
{
	const struct finding *finding = check_current(view);

	if (finding && finding->goes_to)
		return effect_push(screen(view->screen.session, finding->goes_to));
	return effect_handled;
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct check_view *view = self(screen);

	if (list_act(&view->list, id))
		remember(view);
	else if (id == ACTION_OPEN)
		return jump(view, figure_screen);
	else if (id == ACTION_WHY)
		return jump(view, why_screen);
	else if (id == ACTION_EXPLAIN)
		check_ask(view);
	else if (id == ACTION_EXPLAINED) {
		view->hides = !view->hides;
		make_rows(view);
		find_again(view);
	} else if (id != ACTION_CHECK) /* here already */
		return effect_none;
	return effect_handled;
}

static bool has_explained(const struct check_view *view)
{
	for (size_t i = 0; i < view->findings->count; i++)
		if (view->findings->items[i].explained)
			return true;
	return false;
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct check_view *view = self(screen);
	const struct finding *finding = check_current(view);

	if (view->generation != screen->session->book->generation) /* drawn anew before anyone sees it */
		return true;
	if (id == ACTION_EXPLAINED)
		return has_explained(view) || error_set(why, "nothing", _("ingenting är förklarat än"));
	if (id != ACTION_OPEN && id != ACTION_WHY && id != ACTION_EXPLAIN)
		return true;
	if (!finding)
		return error_set(why, "nothing", _("ingenting är markerat"));
	if (id == ACTION_EXPLAIN)
		return check_may_explain(view, why);
	return finding->goes_to || error_set(why, "no-figure", "%s", no_figure());
}

static bool figure_at(const struct screen *screen, char out[256])
{
	const struct finding *finding = check_current(self(screen));

	return finding && finding->goes_to && snprintf(out, 256, "%s", finding->goes_to) < 256;
}

static bool typing(const struct screen *screen)
{
	return popup_open(&self(screen)->popup);
}

static bool click(struct screen *screen, int row, int column)
{
	struct check_view *view = self(screen);
	bool again = list_click(&view->list, row - view->top);

	(void)column;
	remember(view);
	return again;
}

static bool sheet(const struct screen *screen, struct sheet *out)
{
	report_check_sheet(out, self(screen)->findings, false, self(screen)->hides);
	return out->row_count > 0;
}

static int unit_of(const struct screen *screen)
{
	const struct finding *finding = check_current(self(screen));
	struct figure figure;

	if (!finding || !finding->goes_to || !figure_parse(&figure, screen->session->book, finding->goes_to, ORG_NONE, 0, NULL))
		return ORG_NONE;
	return figure.unit;
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	buffer_format(left, _("Avstämning · %s %d"), screen->session->book->region->name, screen->session->book->region->year);
	phrase_head(right, screen->session, ORG_NONE);
}

static void release(struct screen *screen)
{
	forget(self(screen));
	free(self(screen)->rows);
	free(self(screen)->figure);
	free(screen);
}

static const struct screen_hooks hooks = {
	.name = "check", .context = IN_CHECK, .title = title, .draw = check_draw, .act = act, .type = check_type, .typing = typing, .can = can,
	.enter = N_("nästa"), .sheet = sheet, .click = click, .figure = figure_at, .unit = unit_of, .refresh = refresh, .free = release,
};

struct screen *check_screen(struct session *session)
{
	struct check_view *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct check_view){ .screen = { .hooks = &hooks, .session = session } };
	view->list.stops = stops;
	view->list.owner = view;
	check_renew(view);
	return &view->screen;
}

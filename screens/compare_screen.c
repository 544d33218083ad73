/* Jämförelse: two versions, or one and now, figure by figure; Enter folds out why. It compares what is decided, whatever else is on the screens. */
#include "compare_private.h"

#include "intl.h"
#include "version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- which two ---- */

static const struct event *version_of(const struct compare_view *view, int which)
{
	const struct book *now = view->screen.session->now;

	for (size_t i = 0; i < now->version_count; i++)
		if (!strcmp(now->versions[i]->line->hash, view->version[which]))
			return now->versions[i];
	return NULL;
}

static void choose(struct compare_view *view, int which, const struct event *version)
{
	snprintf(view->version[which], HASH_TEXT, "%s", version ? version->line->hash : "");
}

/* After each other: now, and the versions, the newest first; NULL both before the first and after the last. */
static const struct event *next_version(const struct book *now, const struct event *version)
{
	size_t at = now->version_count;

	while (version && at && now->versions[at - 1] != version)
		at--;
	at -= version && at;
	return at ? now->versions[at - 1] : NULL;
}

static void choose_other(struct compare_view *view)
{
	const struct event *chosen = version_of(view, 0), *next = next_version(view->screen.session->now, version_of(view, 1));

	choose(view, 1, next == chosen ? next_version(view->screen.session->now, next) : next);
}

/* ---- made anew when what it was made for is another ---- */

static void forget(struct compare_view *view)
{
	compare_free(view->compare);
	book_free(view->then[0]);
	book_free(view->then[1]);
	free(view->open);
	view->compare = NULL;
	view->then[0] = view->then[1] = NULL;
	view->open = NULL;
}

static struct compare *compare_of(struct compare_view *view)
{
	struct session *session = view->screen.session;
	struct compare_side side[COMPARE_SIDES];

	if (!session->now->version_count)
		error_set(&view->why, "unknown-version", _("ingen version är fryst än: det finns inget att jämföra med"));
	for (int which = 0; which < COMPARE_SIDES && !view->why.word; which++) {
		side[which].version = version_of(view, which);
		view->then[which] = side[which].version ? book_at(session->now, side[which].version, &view->why) : NULL;
		side[which].book = view->then[which] ? view->then[which] : session->now;
	}
	return view->why.word ? NULL : compare_make(&side[0], &side[1], session->now, session->year);
}

/* What was folded out stays so. */
static bool *open_still(const struct compare *compare, const struct compare *old, const bool *open)
{
	bool *still = memory_grow(NULL, compare->count + 1, sizeof *still);

	memset(still, 0, (compare->count + 1) * sizeof *still);
	for (size_t i = 0; old && i < old->count; i++) {
		const struct compare_row *row = open[i] ? compare_find(compare, old->rows[i].id) : NULL;

		if (row)
			still[row - compare->rows] = true;
	}
	return still;
}

static void make(struct compare_view *view)
{
	struct compare_view old = *view;
	const struct compare_line *line = compare_current(view);
	char id[65] = "";

	if (line)
		snprintf(id, sizeof id, "%s", view->compare->rows[line->row].id);
	view->why = (struct error){ 0 };
	view->then[0] = view->then[1] = NULL;
	view->compare = compare_of(view);
	view->open = view->compare ? open_still(view->compare, old.compare, old.open) : NULL;
	view->list.count = 0;
	forget(&old);
	if (!view->compare)
		return;
	compare_lines(view, view->columns ? view->columns : 80);
	for (size_t i = 0; *id && i < (size_t)view->list.count; i++)
		if (!view->lines[i].text && !strcmp(view->compare->rows[view->lines[i].row].id, id))
			list_select(&view->list, (int)i);
}

void compare_freshen(struct compare_view *view)
{
	const struct session *session = view->screen.session;

	if (view->generation == session->now->generation && view->year == session->year)
		return;
	view->generation = session->now->generation;
	view->year = session->year;
	for (int which = 0; which < COMPARE_SIDES; which++) /* a version that is gone takes nothing else with it */
		choose(view, which, version_of(view, which));
	if (!strcmp(view->version[0], view->version[1]))
		choose_other(view);
	make(view);
}

/* ---- the hooks ---- */

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct compare_view *view = compare_self(screen);

	buffer_format(left, _("Jämförelse %d"), view->year);
	if (view->compare)
		buffer_format(left, ": %s %s %s", view->compare->name[OLDER], screen->session->ascii_money ? "->" : "→",
		              view->compare->name[NEWER]);
	buffer_text(right, money_unit_name(session_money(screen->session, 0)));
}

/* Where the newer of the two is what the session shows, or can be. */
static bool may_tell_why(const struct compare_view *view, struct error *why)
{
	const struct compare_line *line = compare_current(view);

	if (!line)
		return error_set(why, "blank", _("det finns inget belopp att förklara"));
	if (view->compare->rows[line->row].unit[NEWER] == ORG_NONE)
		return error_set(why, "gone", _("enheten finns inte längre: Enter visar vad den hade"));
	return !view->screen.session->what_if.count ||
	       error_set(why, "what-if", _("räkneexemplet är på, och här jämförs det som är beslutat: W kastar eller behåller det först"));
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct compare_view *view = compare_self(screen);

	if (id == ACTION_WHY)
		return may_tell_why(view, why);
	if (id == ACTION_OPEN)
		return compare_current(view) || error_set(why, "blank", _("det finns inga rader"));
	return id != ACTION_COMPARE_ALL || view->compare || error_set(why, view->why.word, "%s", view->why.text);
}

static struct effect tell_why(struct compare_view *view)
{
	struct session *session = view->screen.session;
	const struct compare_side *newer = &view->compare->side[NEWER];
	char figure[256];
	struct error error;

	snprintf(figure, sizeof figure, "%s/%04d/ram", view->compare->rows[compare_current(view)->row].id, view->year);
	if (!session_shows(session, newer->version) && !session_at(session, newer->version ? newer->version->line->hash : NULL, &error)) {
		session_say(session, "%s", error.text);
		return effect_handled;
	}
	return effect_push(why_screen(session, figure));
}

static void go_to_row(struct compare_view *view, size_t row)
{
	for (size_t i = 0; i < (size_t)view->list.count; i++)
		if (view->lines[i].row == row && !view->lines[i].text)
			list_select(&view->list, (int)i);
}

/* A row folds out and in; a part of a group leads to its own row; any other reason back to the row that it is of. */
static struct effect open_line(struct compare_view *view)
{
	const struct compare_line *line = compare_current(view);
	const struct reason *part = line->reason && line->reason->kind == REASON_PART ? line->reason : NULL;
	size_t row = line->row;

	if (part) {
		go_to_row(view, (size_t)part->row);
		return effect_handled;
	}
	if (!view->compare->rows[row].reason_count && !view->compare->rows[row].unexplained)
		session_say(view->screen.session, "%s", _("Ingen post och ingen egen rad skiljer här"));
	view->open[row] = !view->open[row];
	compare_lines(view, view->columns);
	go_to_row(view, row);
	return effect_handled;
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct compare_view *view = compare_self(screen);

	compare_freshen(view);
	if (list_act(&view->list, id))
		return effect_handled;
	if (id == ACTION_OPEN)
		return open_line(view);
	if (id == ACTION_WHY)
		return tell_why(view);
	if (id == ACTION_COMPARE_VERSION) {
		choose_other(view);
		make(view);
		return effect_handled;
	}
	if (id != ACTION_COMPARE_ALL)
		return effect_none;
	view->every = !view->every;
	make(view);
	return effect_handled;
}

static bool click(struct screen *screen, int row, int column)
{
	(void)column;
	return list_click(&compare_self(screen)->list, row - COMPARE_TOP);
}

static int unit_of(const struct screen *screen)
{
	const struct compare_view *view = compare_self(screen);
	const struct compare_line *line = view->generation == screen->session->now->generation ? compare_current(view) : NULL;

	return line ? org_find(screen->session->book->org, view->compare->rows[line->row].id) : ORG_NONE;
}

static void refresh(struct screen *screen)
{
	compare_freshen(compare_self(screen));
}

static void discard(struct screen *screen)
{
	struct compare_view *view = compare_self(screen);

	forget(view);
	arena_free(&view->arena);
	free(view->lines);
	free(view);
}

static const struct screen_hooks hooks = {
	.name = "compare", .context = IN_COMPARE, .title = title, .draw = compare_draw, .act = act, .can = can, .sheet = compare_sheet, .click = click,
	.unit = unit_of, .refresh = refresh, .free = discard,
};

struct screen *compare_screen(struct session *session, const char *version)
{
	struct compare_view *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct compare_view){ .screen = { .hooks = &hooks, .session = session }, .generation = session->now->generation - 1 };
	if (version)
		snprintf(view->version[0], HASH_TEXT, "%s", version);
	compare_freshen(view);
	return &view->screen;
}

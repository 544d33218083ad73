/* The meeting on the projector: unit by unit, three calm frames each. Led by who opened it or its secretary, followed by others, or walked through
 * without a meeting. */
#include "meeting_private.h"

#include "intl.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

static struct meeting_view *self(const struct screen *screen)
{
	return (struct meeting_view *)screen;
}

static const struct book *book_of(const struct meeting_view *view)
{
	return view->screen.session->book;
}

unsigned meeting_flags(const struct session *session)
{
	return session->ascii_money ? MONEY_ASCII : 0;
}

const struct meeting *meeting_of_view(const struct meeting_view *view)
{
	return *view->meeting ? meeting_find(book_of(view), view->meeting) : NULL;
}

int meeting_unit(const struct meeting_view *view)
{
	return view->count ? org_find(book_of(view)->org, view->units[view->at].id) : ORG_NONE;
}

int meeting_branch(const struct meeting_view *view)
{
	return org_find(book_of(view)->org, view->branch);
}

void meeting_leader(struct buffer *out, const struct session *session, const struct meeting *meeting)
{
	const struct charter charter = { session->book->region, session->book->org };

	title_user(out, &charter, meeting->first->user, false);
}

/* It costs a whole check: kept as long as the book stays the same. */
const struct overview_unit *meeting_overview(struct meeting_view *view, int unit)
{
	if (!view->overview || view->counted != book_of(view) || view->generation != book_of(view)->generation) {
		overview_free(view->overview);
		view->overview = overview_make(book_of(view), NULL);
		view->counted = book_of(view);
		view->generation = book_of(view)->generation;
	}
	return &view->overview->units[unit];
}

/* ---- what it is about ---- */

static void forget_points(struct meeting_view *view)
{
	free(view->points);
	view->points = NULL;
	view->point_count = 0;
}

static void find_points(struct meeting_view *view)
{
	int unit = meeting_unit(view), branch = meeting_branch(view);

	forget_points(view);
	if (unit != ORG_NONE && branch != ORG_NONE)
		view->point_count = meeting_points(book_of(view), meeting_of_view(view), branch, unit, &view->points);
}

/* What a unit is called is remembered, for it may leave the organisation. */
static void name_unit(const struct meeting_view *view, struct shown_unit *unit, const char *id)
{
	int at = org_find(book_of(view)->org, id);

	for (size_t i = 0; i < view->count && !*unit->name; i++)
		if (!strcmp(view->units[i].id, id))
			snprintf(unit->name, sizeof unit->name, "%s", view->units[i].name);
	snprintf(unit->id, sizeof unit->id, "%s", id);
	if (at != ORG_NONE)
		snprintf(unit->name, sizeof unit->name, "%.*s", (int)sizeof unit->name - 1, book_of(view)->org->units[at].name);
	else if (!*unit->name)
		snprintf(unit->name, sizeof unit->name, "%s", _("En enhet som har lämnat organisationen"));
}

/* Of a meeting its agenda as it is written now, of a walkthrough her own. */
static void list_units(struct meeting_view *view)
{
	const struct meeting *meeting = meeting_of_view(view);
	const struct list agenda = meeting ? meeting->head->line->act.meet.units : (struct list){ 0 };
	const char *const *ids = agenda.items;
	size_t most = meeting ? agenda.count : view->place.count, count = 0;
	struct shown_unit *units = memory_grow(NULL, most + 1, sizeof *units);

	for (size_t i = 0; i < most; i++)
		if (meeting || view->place.units[i].taken) {
			units[count] = (struct shown_unit){ .id = "" };
			name_unit(view, &units[count++], meeting ? ids[i] : view->place.units[i].id);
		}
	if (!count) {
		*units = (struct shown_unit){ .id = "" };
		name_unit(view, &units[count++], view->branch);
	}
	free(view->units);
	view->units = units;
	view->count = count;
}

void meeting_go_to(struct meeting_view *view, size_t at)
{
	bool clocked = view->place.ticked >= 0;

	if (clocked)
		place_tick(&view->place, place_clock());
	view->at = at < view->count ? at : view->count - 1;
	snprintf(view->place.at, sizeof view->place.at, "%s", view->units[view->at].id);
	place_add(&view->place, view->place.at);
	view->picked = -1;
	find_points(view);
	place_keep(&view->place);
}

/* Where she was, whatever has become of the agenda. */
static void return_to_place(struct meeting_view *view)
{
	size_t at = view->at;

	for (size_t i = 0; i < view->count; i++)
		if (!strcmp(view->units[i].id, view->place.at))
			at = i;
	view->at = at < view->count ? at : view->count - 1;
	if (strcmp(view->place.at, view->units[view->at].id))
		meeting_go_to(view, view->at);
}

static void say_closed(struct meeting_view *view)
{
	const struct meeting *meeting = meeting_of_view(view);
	const struct charter charter = { book_of(view)->region, book_of(view)->org };
	struct buffer who = { 0 };

	title_user(&who, &charter, meeting->closed->user, false);
	session_say(view->screen.session, _("Dialogmötet är avslutat av %s: det som visas kan läsas, och inget mer skrivs i det"), who.bytes);
	buffer_free(&who);
}

static void renew(struct screen *screen)
{
	struct meeting_view *view = self(screen);
	const struct meeting *meeting;

	list_units(view);
	return_to_place(view);
	find_points(view);
	meeting = meeting_of_view(view);
	if (!meeting || view->closed == (meeting->closed != NULL))
		return;
	view->closed = meeting->closed != NULL;
	if (!view->closed)
		return;
	place_stop(&view->place);
	place_forget(&view->place);
	say_closed(view);
}

/* ---- the clock ---- */

bool meeting_is_clocked(const struct meeting_view *view)
{
	return view->mode == MODE_LEADS && !view->closed;
}

static int minutes_set(const struct meeting_view *view)
{
	return atoi(view->place.head[HEAD_TIME]);
}

static void add_clock(const struct meeting_view *view, struct buffer *out)
{
	int spent = place_minutes(&view->place, view->place.at), set = minutes_set(view);

	if (set <= 0)
		buffer_format(out, _("%d min"), spent);
	else if (spent <= set)
		buffer_format(out, _("%d av %d min"), spent, set);
	else
		buffer_format(out, _("%d av %d min, %d över"), spent, set, spent - set);
}

static int wakes(const struct screen *screen)
{
	const struct meeting_view *view = self(screen);

	return meeting_is_clocked(view) ? place_to_next(&view->place) : -1;
}

/* ---- drawing ---- */

static const char *mode_words(const struct meeting_view *view)
{
	if (view->mode == MODE_WALKS)
		return _("Genomgång, inget skrivs");
	if (view->closed)
		return _("Avslutat dialogmöte");
	return view->mode == MODE_FOLLOWS ? _("Du följer dialogmötet") : _("Dialogmöte");
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	struct meeting_view *view = self(screen);

	if (meeting_is_clocked(view))
		place_tick(&view->place, place_clock());
	buffer_format(left, "%s · %s %zu %s %zu", mode_words(view), view->units[view->at].name, view->at + 1, _("av"), view->count);
	if (meeting_is_clocked(view)) {
		add_clock(view, right);
		buffer_text(right, " · ");
	}
	buffer_text(right, money_unit_name(session_money(screen->session, meeting_unit(view))));
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct meeting_view *view = self(screen);

	int margin = meeting_margin(body);

	meeting_draw_frame(view, body, body->rows - pen_rows(&view->pen, body, margin));
	pen_tell(&view->pen, popup_open(&view->popup), &view->told);
	if (view->pen.open)
		pen_draw(&view->pen, screen->session, body, margin);
	popup_draw(&view->popup, body);
}

/* ---- keys ---- */

static bool typing(const struct screen *screen)
{
	return self(screen)->pen.open || popup_open(&self(screen)->popup);
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct meeting_view *view = self(screen);

	if (!popup_open(&view->popup))
		return view->pen.open ? pen_key(&view->pen, screen->session, key) : effect_none;
	if (popup_key(&view->popup, key) == POPUP_CHOSEN && view->popup.chosen == 0)
		pen_discard(&view->pen, screen->session);
	return effect_handled;
}

static int unit_of(const struct screen *screen)
{
	return meeting_unit(self(screen));
}

/* The place is hers who leads; whoever looks on remembers none. */
static void open_place(struct meeting_view *view, const struct meeting_place *agenda)
{
	const struct session *session = view->screen.session;
	bool leads = view->mode == MODE_LEADS;

	place_open(&view->place, leads ? session->book->folder->edited->id : NULL, leads ? session->user : NULL, view->branch);
	if (leads && strcmp(view->place.meeting, view->meeting)) { /* of an earlier one, or led from elsewhere until now */
		place_close(&view->place);
		view->place.at[0] = '\0';
		view->place.frame = 0;
		snprintf(view->place.meeting, sizeof view->place.meeting, "%s", view->meeting);
	}
	for (size_t i = 0; agenda && i < agenda->count; i++)
		place_add(&view->place, agenda->units[i].id)->taken = agenda->units[i].taken;
}

/* The clock stands while she looks at something else, where she may have changed the head too. */
static void again(struct screen *screen)
{
	struct meeting_view *view = self(screen);

	if (*view->place.path) {
		place_close(&view->place);
		open_place(view, NULL);
	}
	place_stop(&view->place);
	renew(screen);
}

static void discard(struct screen *screen)
{
	struct meeting_view *view = self(screen);

	if (meeting_is_clocked(view))
		place_keep(&view->place);
	pen_close(&view->pen);
	place_close(&view->place);
	forget_points(view);
	overview_free(view->overview);
	free(view->units);
	free(view);
}

static const struct screen_hooks hooks = {
	.name = "meeting", .context = IN_MEETING, .title = title, .draw = draw, .act = meeting_act, .type = type, .typing = typing, .can = meeting_can, .idle = meeting_idle,
	.again = again, .unit = unit_of, .refresh = renew, .wakes = wakes, .free = discard,
};

/* ---- opened ---- */

static enum meeting_mode mode_of(const struct session *session, const struct meeting *meeting)
{
	if (!meeting)
		return MODE_WALKS;
	return !session->read_only && meeting_leads(meeting, session->user) ? MODE_LEADS : MODE_FOLLOWS;
}

/* Who follows begins with what is about her. */
static void go_to_own(struct meeting_view *view)
{
	int unit = view->screen.session->seat.unit;

	for (size_t i = 0; unit != ORG_NONE && i < view->count; i++)
		if (!strcmp(view->units[i].id, book_of(view)->org->units[unit].id))
			meeting_go_to(view, i);
}

struct screen *meeting_room(struct session *session, int branch, const char *hash, const struct meeting_place *agenda)
{
	const struct meeting *meeting = hash ? meeting_find(session->book, hash) : NULL;
	struct meeting_view *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct meeting_view){ .screen = { .session = session }, .told = hooks, .mode = mode_of(session, meeting), .picked = -1 };
	view->screen.hooks = &view->told;
	snprintf(view->branch, sizeof view->branch, "%s", session->book->org->units[branch].id);
	snprintf(view->name, sizeof view->name, "%s", session->book->org->units[branch].name);
	if (meeting)
		snprintf(view->meeting, sizeof view->meeting, "%s", hash);
	open_place(view, agenda);
	list_units(view);
	return_to_place(view);
	find_points(view);
	if (view->mode == MODE_LEADS)
		pen_resume(&view->pen, session, view->branch);
	if (view->mode == MODE_FOLLOWS)
		go_to_own(view);
	return &view->screen;
}

static void say_follows(struct session *session, const struct meeting *meeting)
{
	int branch = org_find(session->book->org, meeting->first->line->act.meet.unit);
	struct buffer leader = { 0 };

	meeting_leader(&leader, session, meeting);
	session_say(session, _("Här pågår ett dialogmöte om %s, lett av %s: du följer det, och kan bekräfta (b) det du är part i"),
	            session->book->org->units[branch].name, leader.bytes);
	buffer_free(&leader);
}

struct screen *meeting_screen(struct session *session, int unit)
{
	const struct meeting *meeting = meeting_on(session->book, unit);

	if (!meeting)
		return agenda_screen(session, unit, NULL);
	if (mode_of(session, meeting) == MODE_FOLLOWS)
		say_follows(session, meeting);
	return meeting_room(session, org_find(session->book->org, meeting->first->line->act.meet.unit), meeting->first->line->hash, NULL);
}

/* Without asking first: the walkthrough of what there is to talk about. */
struct screen *meeting_walkthrough(struct session *session, int branch)
{
	struct meeting_place place;
	struct screen *screen;

	place_open(&place, NULL, NULL, "");
	agenda_fill(&place, session, branch);
	screen = meeting_room(session, branch, NULL, &place);
	place_close(&place);
	return screen;
}

/* What is done at the meeting: one walks from frame to frame and from unit to unit, writes, confirms, and goes on to reading back. */
#include "meeting_private.h"

#include "intl.h"

#include <string.h>

static struct meeting_view *self(const struct screen *screen)
{
	return (struct meeting_view *)screen;
}

static const struct book *book_of(const struct meeting_view *view)
{
	return view->screen.session->book;
}

/* ---- walking ---- */

static void step_unit(struct meeting_view *view, int step, int frame)
{
	if ((step < 0 && view->at == 0) || (step > 0 && view->at + 1 == view->count)) {
		session_say(view->screen.session, "%s", step < 0 ? _("Det här är den första enheten") : meeting_is_clocked(view) ?
		            _("Det här är den sista enheten: s läser upp allt som skrivits") : _("Det här är den sista enheten"));
		return;
	}
	view->place.frame = frame;
	meeting_go_to(view, step < 0 ? view->at - 1 : view->at + 1);
}

static struct effect step_frame(struct meeting_view *view, int step)
{
	int frame = view->place.frame + step;

	if (frame < 0 || frame >= FRAMES) {
		step_unit(view, step, frame < 0 ? FRAMES - 1 : 0);
		return effect_handled;
	}
	view->place.frame = frame;
	view->picked = -1;
	place_keep(&view->place);
	return effect_handled;
}

static struct effect next_frame(struct meeting_view *view)
{
	return step_frame(view, 1);
}

static struct effect previous_frame(struct meeting_view *view)
{
	return step_frame(view, -1);
}

static struct effect next_unit(struct meeting_view *view)
{
	step_unit(view, 1, 0);
	return effect_handled;
}

static struct effect previous_unit(struct meeting_view *view)
{
	step_unit(view, -1, 0);
	return effect_handled;
}

/* Up from the first point: none is marked, and what is written begins a thread of its own. */
static struct effect pick(struct meeting_view *view, int step)
{
	int to = view->picked + step;

	if (view->place.frame != FRAMES - 1 || !view->point_count)
		session_say(view->screen.session, "%s", view->place.frame == FRAMES - 1 ? _("Här finns inget att markera")
		                                                                        : _("Pil höger bläddrar; på den tredje bilden markerar pil ner frågor och åtgärder"));
	else if (to >= -1 && to < (int)view->point_count)
		view->picked = to;
	return effect_handled;
}

static struct effect pick_next(struct meeting_view *view)
{
	return pick(view, 1);
}

static struct effect pick_previous(struct meeting_view *view)
{
	return pick(view, -1);
}

/* ---- writing ---- */

static const char *picked_thread(const struct meeting_view *view)
{
	const struct event *event = view->picked < 0 || view->place.frame != FRAMES - 1 ? NULL : view->points[view->picked].event;

	return !event ? NULL : event->line->act.say.thread ? event->line->act.say.thread : event->line->hash;
}

static struct effect write_in(struct meeting_view *view, const char *kind)
{
	pen_begin(&view->pen, view->screen.session, view->branch, view->units[view->at].id, kind, picked_thread(view));
	return effect_handled;
}

static struct effect write_agreement(struct meeting_view *view)
{
	return write_in(view, "agreement");
}

static struct effect write_note(struct meeting_view *view)
{
	return write_in(view, "note");
}

static struct effect write_question(struct meeting_view *view)
{
	return write_in(view, "question");
}

/* To see at once what was agreed. */
static struct effect send(struct meeting_view *view)
{
	struct buffer unit = { 0 };

	buffer_text(&unit, view->pen.unit);
	if (pen_send(&view->pen, view->screen.session, view->meeting)) {
		view->screen.hooks->refresh(&view->screen);
		if (!strcmp(unit.bytes, view->place.at))
			view->place.frame = FRAMES - 1;
		place_keep(&view->place);
	}
	buffer_free(&unit);
	return effect_handled;
}

static struct effect ask_discard(struct meeting_view *view)
{
	popup_ask(&view->popup, _("Kasta det halvskrivna? Det går inte att få tillbaka."));
	popup_choice(&view->popup, "j", _("ja, kasta"));
	popup_choice(&view->popup, "n", _("nej"));
	return effect_handled;
}

/* The first point that she could confirm, from `first` on; -1. */
static int confirmable(const struct meeting_view *view, int first, struct error *why)
{
	error_set(why, "nothing", _("här finns inget som väntar på att du bekräftar det"));
	for (int at = first; at < (int)view->point_count; at++)
		if (meeting_may_confirm(book_of(view), view->points[at].event, view->screen.session->user, why))
			return at;
	return -1;
}

/* What is not seen is not confirmed: it is shown and marked first, unless it is the only one and seen already. */
static struct effect confirm(struct meeting_view *view)
{
	struct error why = { .word = NULL };
	bool seen = view->place.frame == FRAMES - 1;
	int first = confirmable(view, 0, &why);

	if (seen && view->picked >= 0 && meeting_may_confirm(book_of(view), view->points[view->picked].event, view->screen.session->user, &why)) {
		meeting_confirm(view->screen.session, view->points[view->picked].event);
	} else if (first < 0) {
		session_say(view->screen.session, "%s", why.text);
	} else if (seen && view->picked < 0 && first < view->first + view->fits && confirmable(view, first + 1, &why) < 0) {
		meeting_confirm(view->screen.session, view->points[first].event);
	} else {
		view->place.frame = FRAMES - 1;
		view->picked = first;
		session_say(view->screen.session, "%s", _("Det markerade väntar på att du bekräftar det: b en gång till"));
	}
	return effect_handled;
}

/* ---- on ---- */

static struct effect read_back(struct meeting_view *view)
{
	place_keep(&view->place);
	return effect_push(minutes_screen(view->screen.session, view->branch, view->meeting));
}

static struct effect change_head(struct meeting_view *view)
{
	int branch = meeting_branch(view);

	place_keep(&view->place);
	return branch == ORG_NONE ? effect_handled : effect_push(agenda_screen(view->screen.session, branch, view->meeting));
}

static const struct { enum action_id id; struct effect (*act)(struct meeting_view *); } deeds[] = {
	{ ACTION_NEXT_FRAME, next_frame }, { ACTION_PREVIOUS_FRAME, previous_frame },
	{ ACTION_MEETING_NEXT_UNIT, next_unit }, { ACTION_MEETING_PREVIOUS_UNIT, previous_unit },
	{ ACTION_UP, pick_previous }, { ACTION_DOWN, pick_next },
	{ ACTION_MINUTE_AGREE, write_agreement }, { ACTION_MINUTE_NOTE, write_note }, { ACTION_MINUTE_ASK, write_question },
	{ ACTION_MINUTE_CONFIRM, confirm }, { ACTION_READ_BACK, read_back }, { ACTION_AGENDA, change_head },
	{ ACTION_SAY_SEND, send }, { ACTION_SAY_DISCARD, ask_discard },
};

struct effect meeting_act(struct screen *screen, enum action_id id)
{
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (deeds[i].id == id)
			return deeds[i].act(self(screen));
	return effect_none;
}

static bool may_lead(const struct meeting_view *view, struct error *why)
{
	struct buffer leader = { 0 };

	if (view->mode == MODE_LEADS)
		return true;
	if (view->mode == MODE_WALKS)
		return error_set(why, "walkthrough", _("det här är en genomgång utan möte: inget skrivs"));
	if (meeting_of_view(view))
		meeting_leader(&leader, view->screen.session, meeting_of_view(view));
	error_set(why, "follows", _("du följer mötet: det leds av %s, som skriver, liksom mötets sekreterare"), leader.size ? leader.bytes : "–");
	buffer_free(&leader);
	return false;
}

static bool may_write(const struct meeting_view *view, struct error *why)
{
	if (!meeting_of_view(view) && view->mode != MODE_WALKS)
		return error_set(why, "version", _("mötet finns inte i det som visas: V går tillbaka till nu"));
	return may_lead(view, why) && (!view->closed || error_set(why, "closed", _("dialogmötet är avslutat: inget mer skrivs i det")));
}

static bool is_writing(const struct meeting_view *view, struct error *why)
{
	return (view->pen.open && !popup_open(&view->popup)) || error_set(why, "writing", _("inget skrivs just nu"));
}

bool meeting_can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct meeting_view *view = self(screen);

	switch (id) {
	case ACTION_SAY_SEND:
		return is_writing(view, why) && may_write(view, why);
	case ACTION_SAY_DISCARD:
		return is_writing(view, why);
	case ACTION_MINUTE_AGREE:
	case ACTION_MINUTE_NOTE:
	case ACTION_MINUTE_ASK:
		return may_write(view, why) &&
		       (meeting_unit(view) != ORG_NONE || error_set(why, "unknown-unit", _("enheten har lämnat organisationen: välj en annan (Tab)")));
	case ACTION_AGENDA:
		return may_write(view, why);
	case ACTION_MINUTE_CONFIRM:
		return (view->mode == MODE_WALKS ? may_lead(view, why) : true) &&
		       (meeting_unit(view) != ORG_NONE || error_set(why, "unknown-unit", _("enheten har lämnat organisationen: välj en annan (Tab)")));
	case ACTION_READ_BACK:
		return meeting_of_view(view) || error_set(why, "walkthrough", _("det här är en genomgång utan möte: det finns inget att läsa upp"));
	default:
		return true;
	}
}

/* Whoever leads writes, whoever follows confirms: in the footer the one gives way to the other. */
bool meeting_idle(const struct screen *screen, enum action_id id)
{
	const struct meeting_view *view = self(screen);
	struct error ignored = { .word = NULL };

	switch (id) {
	case ACTION_MINUTE_AGREE:
	case ACTION_MINUTE_NOTE:
	case ACTION_MINUTE_ASK:
	case ACTION_AGENDA:
		return view->mode != MODE_LEADS || view->closed;
	case ACTION_MINUTE_CONFIRM:
		return !screen->session->user || confirmable(view, 0, &ignored) < 0;
	case ACTION_SAY_SEND:
	case ACTION_SAY_DISCARD:
		return !view->pen.open;
	default:
		return false;
	}
}

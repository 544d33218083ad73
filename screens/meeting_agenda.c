/* Before a meeting: the head of its minutes, and what there is to talk about, unit by unit with its reasons. The same again in the meeting, to put
 * right. Who may not hold one orders a walkthrough. */
#include "meeting_private.h"

#include "field.h"
#include "intl.h"
#include "story.h"

#include <stdlib.h>
#include <string.h>

#define MARGIN 1
#define LABEL 22

enum row_kind { ROW_BEGIN, ROW_FIELD, ROW_UNIT, ROW_HEADING, ROW_BLANK };
struct agenda_row { enum row_kind kind; int at; }; /* at: the field, or the place of the unit */

struct agenda {
	struct screen screen;
	char branch[65], name[128];
	char meeting[HASH_TEXT];      /* "": to be opened */
	bool holds;                   /* she may write; else it is a walkthrough */
	struct error why;             /* why not */
	struct meeting_place place;
	struct topics *topics;
	struct list_view list;
	struct agenda_row *rows;
	bool typing;
	struct text_field field;
	char before[PLACE_TEXT];      /* what stood in the field */
};

static struct agenda *self(const struct screen *screen)
{
	return (struct agenda *)screen;
}

static const struct book *book_of(const struct agenda *agenda)
{
	return agenda->screen.session->book;
}

/* ---- may she? ---- */

static void put_head(struct act *act, const char *branch)
{
	act_clear(act, ACT_MEET);
	act->meet.unit = branch;
	act->meet.date = "2020-01-01"; /* any: the right does not depend on it */
}

static bool may_hold(const struct session *session, int branch, struct error *why)
{
	struct act act;

	put_head(&act, session->book->org->units[branch].id);
	return session_may(session, &act, why);
}

/* ---- the rows ---- */

static const struct topic *topic_of(const struct agenda *agenda, const char *id)
{
	int unit = org_find(book_of(agenda)->org, id);

	for (size_t i = 0; i < agenda->topics->count; i++)
		if (agenda->topics->items[i].unit == unit)
			return &agenda->topics->items[i];
	return NULL;
}

static bool stops(const void *owner, int row)
{
	return ((const struct agenda *)owner)->rows[row].kind < ROW_HEADING;
}

static void list_rows(struct agenda *agenda)
{
	size_t most = agenda->place.count + HEAD_FIELDS + 5;
	int count = 0;

	agenda->rows = memory_grow(agenda->rows, most, sizeof *agenda->rows);
	agenda->rows[count++] = (struct agenda_row){ ROW_BEGIN, 0 };
	agenda->rows[count++] = (struct agenda_row){ ROW_BLANK, 0 };
	for (int field = 0; agenda->holds && field < HEAD_FIELDS; field++)
		agenda->rows[count++] = (struct agenda_row){ ROW_FIELD, field };
	if (agenda->holds)
		agenda->rows[count++] = (struct agenda_row){ ROW_BLANK, 0 };
	agenda->rows[count++] = (struct agenda_row){ ROW_HEADING, 0 };
	for (size_t i = 0; i < agenda->place.count; i++)
		if (topic_of(agenda, agenda->place.units[i].id))
			agenda->rows[count++] = (struct agenda_row){ ROW_UNIT, (int)i };
	agenda->list.count = count;
	agenda->list.stops = stops;
	agenda->list.owner = agenda;
	list_select(&agenda->list, agenda->list.at);
}

static struct topics *look(struct session *session, int branch)
{
	const char *name;
	char now[26];

	return meeting_topics(session->table, session_last_version(session, &name), branch, journal_now(now), session_money(session, branch), meeting_flags(session));
}

/* Of the nearest, those that there is something to say about; the rest lie there. */
static bool is_proposed(const struct topic *topic)
{
	return topic->near && *topic->why;
}

static void take_in(struct meeting_place *place, const struct topics *topics, const struct org *org)
{
	for (size_t i = 0; i < topics->count; i++) {
		const char *id = org->units[topics->items[i].unit].id;

		if (!place_unit(place, id))
			place_add(place, id)->taken = is_proposed(&topics->items[i]);
	}
}

void agenda_fill(struct meeting_place *place, struct session *session, int branch)
{
	struct topics *topics = look(session, branch);

	take_in(place, topics, session->book->org);
	meeting_topics_free(topics);
}

static void fill(struct agenda *agenda)
{
	const struct meeting *meeting = *agenda->meeting ? meeting_find(book_of(agenda), agenda->meeting) : NULL;
	int branch = org_find(book_of(agenda)->org, agenda->branch);

	meeting_topics_free(agenda->topics);
	agenda->topics = branch == ORG_NONE ? memory_grow(NULL, 1, sizeof *agenda->topics) : look(agenda->screen.session, branch);
	if (branch == ORG_NONE)
		*agenda->topics = (struct topics){ .count = 0 };
	if (agenda->holds && !agenda->place.edited) {
		if (meeting)
			head_written(&agenda->place, book_of(agenda), &meeting->head->line->act.meet);
		else if (!*agenda->place.head[HEAD_DATE])
			head_usual(&agenda->place, agenda->screen.session, agenda->branch);
	}
	if (meeting) /* others are there to be taken in */
		for (size_t i = 0; i < agenda->topics->count; i++)
			place_add(&agenda->place, book_of(agenda)->org->units[agenda->topics->items[i].unit].id);
	else
		take_in(&agenda->place, agenda->topics, book_of(agenda)->org);
	list_rows(agenda);
}

static void edited(struct agenda *agenda)
{
	agenda->place.edited = true;
	place_keep(&agenda->place);
}

/* Another window of hers may show the same form: before anything is done here, what was written there stands here too. */
static bool join(struct agenda *agenda)
{
	struct agenda_row *row = &agenda->rows[agenda->list.at];

	if (!place_join(&agenda->place))
		return false;
	if (agenda->typing && strcmp(agenda->place.head[row->at], agenda->field.text) != 0) {
		snprintf(agenda->before, sizeof agenda->before, "%s", agenda->place.head[row->at]);
		field_set(&agenda->field, agenda->before);
	}
	list_rows(agenda);
	session_say(agenda->screen.session, "%s", _("Det här är ändrat i ett annat fönster nyss: nu står det så också här"));
	return true;
}

/* ---- drawing ---- */

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct agenda *agenda = self(screen);

	buffer_format(left, agenda->holds ? (*agenda->meeting ? _("Dialogmöte · %s · uppgifter") : _("Inför dialogmöte · %s")) : _("Genomgång, inget skrivs · %s"),
	              agenda->name);
	buffer_text(right, money_unit_name(session_money(screen->session, org_find(screen->session->book->org, agenda->branch))));
}

static void draw_begin(const struct agenda *agenda, struct canvas *body, int y)
{
	struct buffer text = { 0 };
	size_t count = place_taken(&agenda->place);

	buffer_text(&text, *agenda->meeting ? _("Tillbaka till mötet med det som är ändrat") : agenda->holds ? _("Öppna mötet") : _("Börja genomgången"));
	if (!*agenda->meeting)
		buffer_format(&text, ngettext(", %zu enhet", ", %zu enheter", count), count);
	canvas_text(body, y, MARGIN, 2, ROLE_ACCENT, body->glyphs->pointer);
	canvas_text(body, y, MARGIN + 2, CANVAS_REST, ROLE_STRONG, text.bytes);
	buffer_free(&text);
}

static void draw_field(struct agenda *agenda, struct canvas *body, int y, enum head_field field, bool here)
{
	int column = MARGIN + LABEL, width = body->columns - column - MARGIN;
	const char *text = agenda->place.head[field];

	canvas_text(body, y, MARGIN + 2, LABEL - 3, ROLE_DIM, head_label(field));
	if (here && agenda->typing)
		field_draw(&agenda->field, body, y, column, width);
	else
		canvas_text(body, y, column, width, *text ? ROLE_PLAIN : ROLE_DIM, *text ? text : head_hint(field));
}

static void draw_unit(const struct agenda *agenda, struct canvas *body, int y, const struct place_unit *unit)
{
	const struct topic *topic = topic_of(agenda, unit->id);
	const struct unit *known = topic ? &book_of(agenda)->org->units[topic->unit] : NULL;
	int name = body->columns >= 120 ? 40 : 28;

	if (!known)
		return;
	canvas_text(body, y, MARGIN + 2, 3, unit->taken ? ROLE_ACCENT : ROLE_DIM, unit->taken ? "[x]" : "[ ]");
	canvas_text(body, y, MARGIN + 6, name - 2, unit->taken ? ROLE_PLAIN : ROLE_DIM, known->name);
	canvas_text(body, y, MARGIN + 6 + name, CANVAS_REST, ROLE_DIM, *topic->why ? topic->why : _("inget särskilt"));
}

static void draw_row(struct agenda *agenda, struct canvas *body, int at, int y)
{
	const struct agenda_row *row = &agenda->rows[at];

	switch (row->kind) {
	case ROW_BEGIN: draw_begin(agenda, body, y); break;
	case ROW_FIELD: draw_field(agenda, body, y, (enum head_field)row->at, at == agenda->list.at); break;
	case ROW_UNIT: draw_unit(agenda, body, y, &agenda->place.units[row->at]); break;
	case ROW_HEADING: canvas_text(body, y, MARGIN + 2, CANVAS_REST, ROLE_HEAD, _("Dagordning: enheterna i den ordning de tas upp")); break;
	case ROW_BLANK: break;
	}
	if (at != agenda->list.at || agenda->typing)
		return;
	canvas_reverse(body, y, MARGIN, body->columns - 2 * MARGIN);
	canvas_cursor(body, y, MARGIN + 2, false);
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct agenda *agenda = self(screen);
	int top = body->rows >= 12;
	struct canvas part;

	if (!agenda->holds && body->rows >= 12) {
		struct buffer why = { 0 };

		buffer_format(&why, _("Genomgång utan möte: %s."), agenda->why.text);
		top += canvas_wrap(body, top, MARGIN, body->columns - 2 * MARGIN, 2, ROLE_DIM, why.bytes) + 1;
		buffer_free(&why);
	}
	part = canvas_part(body, top, 0, body->rows - top, body->columns);
	list_size(&agenda->list, agenda->list.count, part.rows);
	for (int row = agenda->list.first; row < list_end(&agenda->list); row++)
		draw_row(agenda, &part, row, list_y(&agenda->list, row));
}

/* ---- the head ---- */

static struct agenda_row *row_of(struct agenda *agenda)
{
	return &agenda->rows[agenda->list.at];
}

static void begin_typing(struct agenda *agenda)
{
	const char *text = agenda->place.head[row_of(agenda)->at];

	snprintf(agenda->before, sizeof agenda->before, "%s", text);
	field_set(&agenda->field, text);
	agenda->typing = true;
}

/* On to the field beside it, which is written in at once: a form is filled in without asking for each of its fields. */
static void end_typing(struct agenda *agenda, enum action_id step)
{
	enum head_field field = (enum head_field)row_of(agenda)->at;
	struct error why = { .word = NULL };

	if (!head_good(&agenda->place, book_of(agenda), field, &why)) {
		session_say(agenda->screen.session, "%s", why.text);
		return;
	}
	agenda->typing = false;
	if (field == HEAD_SECRETARY)
		head_name_secretary(&agenda->place, book_of(agenda));
	edited(agenda);
	list_act(&agenda->list, step);
	if (row_of(agenda)->kind == ROW_FIELD)
		begin_typing(agenda);
}

static struct effect type_in_field(struct agenda *agenda, const struct key *key)
{
	int field = row_of(agenda)->at;

	join(agenda);
	if (key_is(key, "Esc")) {
		head_put(&agenda->place, (enum head_field)field, agenda->before);
		agenda->typing = false;
		edited(agenda);
		return effect_handled;
	}
	if (key_in(key, "Enter Tab Down Up BackTab")) {
		end_typing(agenda, key_in(key, "Up BackTab") ? ACTION_UP : ACTION_DOWN);
		return effect_handled;
	}
	if (!field_key(&agenda->field, key))
		return effect_none;
	head_put(&agenda->place, (enum head_field)field, agenda->field.text);
	edited(agenda);
	return effect_handled;
}

/* ---- opened ---- */

static bool head_is_good(struct agenda *agenda, struct error *why)
{
	for (enum head_field field = 0; field < HEAD_FIELDS; field++)
		if (!head_good(&agenda->place, book_of(agenda), field, why)) {
			for (int row = 0; row < agenda->list.count; row++)
				if (agenda->rows[row].kind == ROW_FIELD && agenda->rows[row].at == (int)field)
					list_select(&agenda->list, row);
			return false;
		}
	return place_taken(&agenda->place) || error_set(why, "nothing", _("ta med minst en enhet i dagordningen (blanksteg)"));
}

static size_t take_ids(const struct agenda *agenda, const char **ids)
{
	size_t count = 0;

	for (size_t i = 0; i < agenda->place.count; i++)
		if (agenda->place.units[i].taken && topic_of(agenda, agenda->place.units[i].id))
			ids[count++] = agenda->place.units[i].id;
	return count;
}

static bool save(struct agenda *agenda, struct error *why)
{
	const char **ids = memory_grow(NULL, agenda->place.count + 1, sizeof *ids);
	struct session *session = agenda->screen.session;
	struct act act;
	bool saved;

	head_act(&agenda->place, session->book, &act);
	act.meet.unit = agenda->branch;
	act.meet.meeting = *agenda->meeting ? agenda->meeting : NULL;
	act.meet.units = (struct list){ ids, take_ids(agenda, ids) };
	saved = session_save(session, &act, 1, why) == SAVED;
	free(ids);
	if (!saved)
		return false;
	if (!*agenda->meeting)
		snprintf(agenda->place.meeting, sizeof agenda->place.meeting, "%s", book_journal(session->now, session->user)->head);
	agenda->place.edited = false;
	place_keep(&agenda->place);
	return true;
}

static struct effect open_meeting(struct agenda *agenda)
{
	struct session *session = agenda->screen.session;
	int branch = org_find(book_of(agenda)->org, agenda->branch);
	struct error why = { .word = NULL };

	session_refresh(session, NULL);
	if (meeting_on(session->book, branch)) /* another was quicker */
		return effect_replace(meeting_screen(session, branch));
	if (!head_is_good(agenda, &why) || !save(agenda, &why)) {
		session_say(session, _("Mötet är inte öppnat: %s"), why.text);
		return effect_handled;
	}
	session_say(session, "%s", _("Dialogmötet är öppnat. Pil höger bläddrar, s läser upp och avslutar"));
	return effect_replace(meeting_room(session, branch, agenda->place.meeting, NULL));
}

static struct effect change_meeting(struct agenda *agenda)
{
	struct session *session = agenda->screen.session;
	struct error why = { .word = NULL };

	if (!agenda->place.edited)
		return effect_pop;
	if (head_is_good(agenda, &why) && save(agenda, &why)) {
		session_say(session, "%s", _("Sparat: mötets uppgifter och dagordning"));
		return effect_pop;
	}
	session_say(session, _("Inte sparat: %s"), why.text);
	return effect_handled;
}

static struct effect begin(struct agenda *agenda)
{
	int branch = org_find(book_of(agenda)->org, agenda->branch);

	if (branch == ORG_NONE) {
		session_say(agenda->screen.session, "%s", _("Enheten har lämnat organisationen: välj en annan i trädet (o)"));
		return effect_handled;
	}
	if (*agenda->meeting)
		return change_meeting(agenda);
	return agenda->holds ? open_meeting(agenda) : effect_replace(meeting_room(agenda->screen.session, branch, NULL, &agenda->place));
}

/* ---- keys ---- */

static struct effect take(struct agenda *agenda)
{
	struct place_unit *unit = &agenda->place.units[row_of(agenda)->at];

	unit->taken = !unit->taken;
	edited(agenda);
	list_act(&agenda->list, ACTION_DOWN); /* to go through them quickly */
	return effect_handled;
}

/* None, to begin with a few; and from none those that there is something to say about. */
static struct effect take_all(struct agenda *agenda)
{
	bool none = !place_taken(&agenda->place);

	for (size_t i = 0; i < agenda->place.count; i++) {
		const struct topic *topic = topic_of(agenda, agenda->place.units[i].id);

		agenda->place.units[i].taken = none && topic && is_proposed(topic);
	}
	edited(agenda);
	return effect_handled;
}

static struct effect move(struct agenda *agenda, int step)
{
	int from = agenda->list.at, to = from + step;

	if (to < 0 || to >= agenda->list.count || agenda->rows[to].kind != ROW_UNIT)
		return effect_handled;
	/* those between two rows are of units that have left the branch */
	for (int at = agenda->rows[from].at; at != agenda->rows[to].at; at += step)
		place_move(&agenda->place, (size_t)at, step);
	list_rows(agenda);
	list_select(&agenda->list, to);
	edited(agenda);
	return effect_handled;
}

static struct effect open_row(struct agenda *agenda)
{
	if (row_of(agenda)->kind == ROW_FIELD) {
		begin_typing(agenda);
		return effect_handled;
	}
	return row_of(agenda)->kind == ROW_UNIT ? take(agenda) : begin(agenda);
}

/* From one row only: a slip on another opens no meeting. */
static struct effect go_to_begin(struct agenda *agenda)
{
	if (row_of(agenda)->kind == ROW_BEGIN)
		return begin(agenda);
	list_select(&agenda->list, 0);
	session_say(agenda->screen.session, "%s", *agenda->meeting ? _("Enter går tillbaka till mötet") : agenda->holds ? _("Enter öppnar mötet") : _("Enter börjar genomgången"));
	return effect_handled;
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct agenda *agenda = self(screen);

	if (agenda->typing) /* the field stays on its row, whatever key is no text */
		return effect_handled;
	if (list_act(&agenda->list, id))
		return effect_handled;
	if (join(agenda)) /* what she has not seen she neither opens nor changes */
		return effect_handled;
	switch (id) {
	case ACTION_OPEN: return open_row(agenda);
	case ACTION_AGENDA_BEGIN: return go_to_begin(agenda);
	case ACTION_AGENDA_TAKE: return take(agenda);
	case ACTION_AGENDA_ALL: return take_all(agenda);
	case ACTION_AGENDA_UP: return move(agenda, -1);
	case ACTION_AGENDA_DOWN: return move(agenda, 1);
	default: return effect_none;
	}
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	struct agenda *agenda = self(screen);

	if (id != ACTION_AGENDA_TAKE && id != ACTION_AGENDA_UP && id != ACTION_AGENDA_DOWN)
		return true;
	return row_of(agenda)->kind == ROW_UNIT || error_set(why, "no-unit", _("ställ dig på en enhet i dagordningen"));
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct agenda *agenda = self(screen);

	if (agenda->typing)
		return type_in_field(agenda, key);
	if (!key_in(key, "PgUp PgDn"))
		return effect_none;
	list_act(&agenda->list, key_is(key, "PgUp") ? ACTION_PAGE_UP : ACTION_PAGE_DOWN);
	return effect_handled;
}

static bool typing(const struct screen *screen)
{
	return self(screen)->typing;
}

static bool click(struct screen *screen, int row, int column)
{
	(void)column;
	return !self(screen)->typing && list_click(&self(screen)->list, row - 1);
}

static int unit_of(const struct screen *screen)
{
	return org_find(screen->session->book->org, self(screen)->branch);
}

static void renew(struct screen *screen)
{
	struct agenda *agenda = self(screen);

	if (agenda->typing) { /* what is typed is in the field, and the field on its row */
		meeting_topics_free(agenda->topics);
		agenda->topics = NULL;
		agenda->place.edited = true;
	}
	join(agenda);
	fill(agenda);
}

static void discard(struct screen *screen)
{
	struct agenda *agenda = self(screen);

	place_close(&agenda->place);
	meeting_topics_free(agenda->topics);
	free(agenda->rows);
	free(agenda);
}

static const struct screen_hooks hooks = {
	.name = "agenda", .context = IN_AGENDA, .title = title, .draw = draw, .act = act, .type = type, .typing = typing, .enter = N_("nästa"), .can = can,
	.click = click, .again = renew, .unit = unit_of, .refresh = renew, .free = discard,
};

struct screen *agenda_screen(struct session *session, int branch, const char *meeting)
{
	struct agenda *agenda = memory_grow(NULL, 1, sizeof *agenda);
	const char *id = session->book->org->units[branch].id;

	*agenda = (struct agenda){ .screen = { .hooks = &hooks, .session = session } };
	snprintf(agenda->branch, sizeof agenda->branch, "%s", id);
	snprintf(agenda->name, sizeof agenda->name, "%s", session->book->org->units[branch].name);
	snprintf(agenda->meeting, sizeof agenda->meeting, "%s", meeting ? meeting : "");
	agenda->holds = meeting || may_hold(session, branch, &agenda->why);
	place_open(&agenda->place, agenda->holds ? session->book->folder->edited->id : NULL, agenda->holds ? session->user : NULL, id);
	if (!meeting && *agenda->place.meeting) { /* what lies there is of a meeting that is over: only how long it may take holds */
		place_forget(&agenda->place);
		place_close(&agenda->place);
		place_open(&agenda->place, session->book->folder->edited->id, session->user, id);
	}
	fill(agenda);
	return &agenda->screen;
}

struct screen *meeting_agenda(struct session *session, int branch)
{
	return agenda_screen(session, branch, NULL);
}

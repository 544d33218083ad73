#include "meeting_private.h"

#include "intl.h"
#include "kept.h"
#include "story.h"
#include "terms.h"
#include "text.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

#define LABEL 12
#define TEXT_MOST 100 /* columns: longer lines are not read at a distance */
#define HEAD_ROWS 2   /* a rule, and what is written */
#define TEXT_LEAST 2  /* rows to write in: they become more as they are filled */

static struct saying_desk desk_of(const struct pen *pen, const struct session *session)
{
	int unit = org_find(session->book->org, pen->unit);

	return (struct saying_desk){ .book = session->book, .user = session->user, .unit = pen->unit, .shown = session_money(session, unit == ORG_NONE ? 0 : unit) };
}

/* One at a time in a meeting, whatever it is about. */
static void path_of(char out[KEPT_PATH], const struct session *session, const char *branch)
{
	char name[100];

	snprintf(name, sizeof name, "%s.meeting-say", branch);
	kept_path(out, session->book->folder->edited->id, session->user, name);
}

bool pen_lies(const struct session *session, const char *branch)
{
	char path[KEPT_PATH];

	path_of(path, session, branch);
	return *path && kept_exists(path);
}

/* ---- begun ---- */

/* True: something lay there, and it is about the unit that it says. */
static bool open_text(struct pen *pen, const struct session *session, const char *branch)
{
	char path[KEPT_PATH];
	const char *unit;

	pen_close(pen);
	path_of(path, session, branch);
	writing_open(&pen->text, path);
	unit = writing_note(&pen->text, "unit");
	snprintf(pen->branch, sizeof pen->branch, "%s", branch);
	snprintf(pen->unit, sizeof pen->unit, "%s", unit);
	pen->field = (struct writing_field){ .writing = &pen->text };
	pen->at = SAYING_FIELDS;
	pen->open = true;
	return *unit != '\0';
}

static void say_resumed(const struct pen *pen, struct session *session)
{
	int unit = org_find(session->book->org, pen->unit);

	session_say(session, _("Det här var halvskrivet, om %s: Ctrl-S sparar, Ctrl-N kastar det"),
	            unit == ORG_NONE ? _("en enhet som har lämnat organisationen") : session->book->org->units[unit].name);
}

bool pen_resume(struct pen *pen, struct session *session, const char *branch)
{
	if (!session->user || session->read_only || !pen_lies(session, branch))
		return false;
	if (open_text(pen, session, branch)) {
		say_resumed(pen, session);
		return true;
	}
	pen_close(pen);
	return false;
}

static bool open_new(struct pen *pen, struct session *session, const char *branch, const char *unit)
{
	if (open_text(pen, session, branch)) {
		say_resumed(pen, session);
		return false;
	}
	snprintf(pen->unit, sizeof pen->unit, "%s", unit);
	writing_set_note(&pen->text, "unit", unit);
	return true;
}

static const char *chef_of(const struct book *book, const char *id)
{
	int unit = org_find(book->org, id);

	return unit == ORG_NONE ? NULL : book->org->units[org_holder(book->org, unit)].chef;
}

/* The responsible as others know her. */
static void show_title(struct pen *pen, const struct session *session, const char *user)
{
	const struct charter charter = { session->book->region, session->book->org };
	struct buffer title = { 0 };

	if (!user || !*user)
		return;
	title_user(&title, &charter, user, false);
	saying_put(&pen->text, SAYING_WHO, title.bytes);
	buffer_free(&title);
}

void pen_begin(struct pen *pen, struct session *session, const char *branch, const char *unit, const char *kind, const char *thread)
{
	if (!open_new(pen, session, branch, unit))
		return;
	saying_begin(&pen->text, kind, thread, NULL);
	if (saying_has(&pen->text, SAYING_WHO)) /* mostly her chef: who else it is, is written over it */
		show_title(pen, session, chef_of(session->book, unit));
}

void pen_correct(struct pen *pen, struct session *session, const char *branch, const struct event *entry)
{
	const char *thread = entry->line->act.say.thread;
	const struct event *first = thread ? book_event(session->book, thread) : entry;

	if (!first || !open_new(pen, session, branch, entry->line->act.say.unit))
		return;
	saying_correct(&pen->text, first, entry);
	show_title(pen, session, entry->line->act.say.who);
}

void pen_close(struct pen *pen)
{
	if (pen->open)
		writing_close(&pen->text);
	pen->open = false;
}

void pen_discard(struct pen *pen, struct session *session)
{
	writing_drop(&pen->text);
	pen_close(pen);
	session_say(session, "%s", _("Det halvskrivna är kastat"));
}

/* ---- what goes with it: what can be said across a table ---- */

static bool has(const struct pen *pen, enum saying_field field)
{
	return field != SAYING_FULL_YEAR && field != SAYING_STATUS && field != SAYING_WITH && saying_has(&pen->text, field);
}

static void go_to(struct pen *pen, int step)
{
	int at = (int)pen->at;

	do
		at = (at + step + SAYING_FIELDS + 1) % (SAYING_FIELDS + 1);
	while (at != SAYING_FIELDS && !has(pen, (enum saying_field)at));
	pen->at = (enum saying_field)at;
	if (pen->at != SAYING_FIELDS)
		field_set(&pen->entry, saying_value(&pen->text, pen->at));
}

/* What was read, and what is expected: she is still where it stands. */
static bool say_wrong(const struct pen *pen, struct session *session)
{
	const struct saying_desk desk = desk_of(pen, session);
	struct buffer taken = { 0 };
	struct error why = { .word = NULL };
	bool wrong = pen->at != SAYING_FIELDS && !saying_taken(&pen->text, &desk, pen->at, &taken, &why);

	if (wrong)
		session_say(session, "%s", why.text);
	buffer_free(&taken);
	return wrong;
}

static struct effect next_field(struct pen *pen, struct session *session, int step)
{
	if (!say_wrong(pen, session))
		go_to(pen, step);
	return effect_handled;
}

static struct effect choice_key(struct pen *pen, struct session *session, const struct key *key)
{
	const struct saying_desk desk = desk_of(pen, session);

	if (key_in(key, "Left Right Space")) {
		saying_step(&pen->text, &desk, pen->at, key_is(key, "Left") ? -1 : 1);
		return effect_handled;
	}
	return key_text(key) ? effect_handled : effect_none;
}

static struct effect field_key_typed(struct pen *pen, struct session *session, const struct key *key)
{
	if (key_in(key, "Enter Down"))
		return next_field(pen, session, 1);
	if (key_is(key, "Up"))
		return next_field(pen, session, -1);
	if (saying_is_choice(pen->at))
		return choice_key(pen, session, key);
	if (!field_key(&pen->entry, key))
		return effect_none;
	saying_put(&pen->text, pen->at, pen->entry.text);
	return effect_handled;
}

static struct effect text_key(struct pen *pen, struct session *session, const struct key *key)
{
	struct error why = { .word = NULL };

	if (!text_field_key(&pen->field, key, &why))
		return effect_none;
	if (why.word)
		session_say(session, "%s", why.text);
	else if (writing_unkept(&pen->text))
		session_say(session, "%s", _("Det skrivna kan inte läggas på disk: spara snart (Ctrl-S)"));
	return effect_handled;
}

/* Is there something to come back to? */
static bool is_empty(const struct pen *pen)
{
	const char *text = writing_text(&pen->text);
	bool any = text[strspn(text, " \n")];

	for (enum saying_field field = 0; field < SAYING_FIELDS; field++)
		any = any || (has(pen, field) && !saying_is_choice(field) && field != SAYING_WHO && *saying_value(&pen->text, field));
	return !any;
}

static struct effect leave(struct pen *pen, struct session *session)
{
	if (is_empty(pen)) {
		writing_drop(&pen->text);
		pen_close(pen);
		return effect_handled;
	}
	session_say(session, "%s", writing_unkept(&pen->text) ? _("Det halvskrivna kunde inte läggas på disk och är borta")
	                                                       : _("Det halvskrivna ligger kvar: a, n eller f tar upp det igen"));
	pen_close(pen);
	return effect_handled;
}

struct effect pen_key(struct pen *pen, struct session *session, const struct key *key)
{
	if (key_is(key, "Esc"))
		return leave(pen, session);
	if (key_in(key, "^S ^N"))
		return effect_none;
	if (key_is(key, "Tab"))
		return next_field(pen, session, 1);
	if (key_is(key, "BackTab"))
		return next_field(pen, session, -1);
	return pen->at == SAYING_FIELDS ? text_key(pen, session, key) : field_key_typed(pen, session, key);
}

/* ---- sent ---- */

/* Is that what the unit's chef is called? Her deputy may be called so too, and is not meant. */
static bool is_title_of(const struct book *book, const char *user, const char *text)
{
	const struct charter charter = { book->region, book->org };
	struct buffer title = { 0 };
	bool same;

	if (!user)
		return false;
	title_user(&title, &charter, user, false);
	same = !strcmp(title.bytes, text);
	buffer_free(&title);
	return same;
}

/* Whom the program knows is named so that she finds it; anybody else may be responsible too. */
static void name_responsible(struct act *act, const struct book *book)
{
	struct error ignored = { .word = NULL };
	const char *chef = chef_of(book, act->say.unit), *user;

	if (!act->say.who)
		return;
	if (is_title_of(book, chef, act->say.who))
		act->say.who = chef;
	else if (terms_read_user(book, act->say.who, &user, &ignored) && user)
		act->say.who = user;
}

static bool may_send(struct pen *pen, struct session *session, const char *meeting, struct act *act, struct arena *arena)
{
	const struct saying_desk desk = desk_of(pen, session);
	enum saying_field where;
	struct error why = { .word = NULL };

	if (saying_act(&pen->text, &desk, act, arena, &where, &why)) {
		act->say.meeting = meeting;
		name_responsible(act, session->book);
		if (session_may(session, act, &why))
			return true;
	}
	session_say(session, _("Inte sparat: %s"), why.text);
	pen->at = where;
	if (where != SAYING_FIELDS)
		field_set(&pen->entry, saying_value(&pen->text, where));
	return false;
}

static void say_saved(struct session *session, const struct act *act)
{
	struct buffer standing = { 0 };
	const struct event *event = book_event(session->book, book_journal(session->now, session->user)->head);

	if (event)
		meeting_standing(&standing, session->book, event);
	session_say(session, standing.size ? _("Sparat: %s, %s") : _("Sparat: %s"), saying_kind_name(act->say.kind), standing.bytes);
	buffer_free(&standing);
}

bool pen_send(struct pen *pen, struct session *session, const char *meeting)
{
	struct arena arena = { 0 };
	struct error error = { .word = NULL };
	struct act act;
	bool sent = may_send(pen, session, meeting, &act, &arena);

	if (sent && session_save(session, &act, 1, &error) != SAVED) {
		session_say(session, _("Inte sparat: %s. Det halvskrivna ligger kvar"), error.text);
		sent = false;
	}
	if (sent) {
		writing_drop(&pen->text);
		pen_close(pen);
		say_saved(session, &act);
	}
	arena_free(&arena);
	return sent;
}

void meeting_confirm(struct session *session, const struct event *entry)
{
	struct error error = { .word = NULL };
	struct buffer text = { 0 };
	struct act act;

	act_clear(&act, ACT_CONFIRM);
	act.confirm.unit = entry->line->act.say.unit;
	act.confirm.entry = entry->line->hash;
	text_crop(&text, entry->line->act.say.text, 60, NULL);
	if (session_save(session, &act, 1, &error) == SAVED)
		session_say(session, _("Bekräftat: «%s»"), text.bytes);
	else
		session_say(session, _("Inte bekräftat: %s"), error.text);
	buffer_free(&text);
}

/* ---- as it looks ---- */

static void draw_value(struct pen *pen, const struct session *session, struct canvas *part, int y, int width, enum saying_field field)
{
	const struct saying_desk desk = desk_of(pen, session);
	struct buffer taken = { 0 };
	struct error why = { .word = NULL };
	bool fine = saying_taken(&pen->text, &desk, field, &taken, &why), here = pen->at == field, choice = saying_is_choice(field);
	int room = here && !choice && width > 30 ? width * 2 / 3 : width;

	if (here && !choice) {
		field_draw(&pen->entry, part, y, LABEL, room);
		canvas_text(part, y, LABEL + room + 1, width - room - 1, fine ? ROLE_DIM : ROLE_WARN, fine ? (taken.size ? taken.bytes : "") : "?");
	} else {
		canvas_text(part, y, LABEL, width, fine ? ROLE_PLAIN : ROLE_WARN, taken.size && fine ? taken.bytes : saying_value(&pen->text, field));
	}
	if (here && choice) {
		canvas_reverse(part, y, LABEL, width < 20 ? width : 20);
		canvas_cursor(part, y, LABEL, false);
	}
	buffer_free(&taken);
}

static int count_fields(const struct pen *pen)
{
	int count = 0;

	for (enum saying_field field = 0; field < SAYING_FIELDS; field++)
		count += has(pen, field);
	return count;
}

static void add_head(const struct pen *pen, const struct session *session, struct buffer *out)
{
	const char *kind = writing_note(&pen->text, "kind"), *thread = writing_note(&pen->text, "thread");
	const struct event *first = *thread ? book_event(session->book, thread) : NULL;
	int unit = org_find(session->book->org, pen->unit);
	struct buffer name = { 0 };

	buffer_text(&name, *writing_note(&pen->text, "replaces") ? _("rättelse av ") : "");
	buffer_text(&name, saying_kind_name(kind));
	text_capital(out, name.bytes);
	if (unit != ORG_NONE)
		buffer_format(out, " · %s", session->book->org->units[unit].name);
	if (first && !*writing_note(&pen->text, "replaces"))
		buffer_format(out, _(" · i tråden «%s»"), first->line->act.say.text);
	buffer_free(&name);
}

static const char *foot_of(const struct pen *pen)
{
	return strcmp(writing_note(&pen->text, "kind"), "question") ? _("Förslag tills båda parter bekräftat. Kan bli allmän handling.")
	                                                             : _("Väntar på svar i dialogen. Kan bli allmän handling.");
}

void pen_tell(const struct pen *pen, bool asked, struct screen_hooks *told)
{
	bool writes = pen->open && !asked, in_text = pen->at == SAYING_FIELDS;

	told->enter = !writes ? NULL : in_text ? N_("ny rad") : N_("nästa fält");
	told->tab = writes && in_text && count_fields(pen) ? N_("fälten") : NULL;
}

/* Over the lower half of the body, so that the room still sees what is talked about; in a low window over all of it. */
struct sheet { int rows, foot, text, fields; };

static struct sheet sheet_of(const struct pen *pen, int body, int width)
{
	int fields = count_fields(pen) ? count_fields(pen) + 1 : 0, room = (body + 1) / 2, lines = text_field_rows(&pen->field, width);
	struct sheet sheet = { .fields = fields };

	if (room < HEAD_ROWS + TEXT_LEAST + fields)
		room = body;
	sheet.foot = room > HEAD_ROWS + TEXT_LEAST + fields;
	if (room < HEAD_ROWS + TEXT_LEAST + fields) /* and there one field at a time */
		sheet.fields = 0;
	sheet.text = room - HEAD_ROWS - sheet.foot - sheet.fields;
	lines = lines < TEXT_LEAST ? TEXT_LEAST : lines;
	sheet.text = sheet.text < lines ? sheet.text : lines;
	sheet.rows = HEAD_ROWS + sheet.foot + sheet.text + sheet.fields;
	return sheet;
}

static int width_of(const struct canvas *body, int margin)
{
	int width = body->columns - 2 * margin;

	return width < TEXT_MOST ? width : TEXT_MOST;
}

int pen_rows(const struct pen *pen, const struct canvas *body, int margin)
{
	return pen->open ? sheet_of(pen, body->rows, width_of(body, margin)).rows : 0;
}

static void draw_field(struct pen *pen, const struct session *session, struct canvas *part, int row, enum saying_field field)
{
	canvas_text(part, row, 0, LABEL - 1, ROLE_DIM, saying_label(field));
	draw_value(pen, session, part, row, part->columns - LABEL, field);
}

static void draw_below(struct pen *pen, const struct session *session, struct canvas *part, const struct sheet *sheet)
{
	int row = sheet->rows - sheet->fields + 1;

	for (enum saying_field field = 0; sheet->fields && field < SAYING_FIELDS; field++)
		if (has(pen, field))
			draw_field(pen, session, part, row++, field);
}

void pen_draw(struct pen *pen, const struct session *session, struct canvas *body, int margin)
{
	const struct sheet sheet = sheet_of(pen, body->rows, width_of(body, margin));
	struct canvas whole = canvas_part(body, body->rows - sheet.rows, 0, sheet.rows, body->columns);
	struct canvas part = canvas_part(&whole, 0, margin, sheet.rows, width_of(body, margin)), text;
	struct buffer head = { 0 };

	add_head(pen, session, &head);
	canvas_fill(&whole, 0, 0, whole.rows, whole.columns, ROLE_PLAIN);
	canvas_rule(&part, 0, 0, part.columns);
	canvas_text(&part, 1, 0, CANVAS_REST, ROLE_STRONG, head.bytes);
	if (sheet.foot)
		canvas_text(&part, 2, 0, CANVAS_REST, ROLE_DIM, foot_of(pen));
	text = canvas_part(&part, HEAD_ROWS + sheet.foot, 0, sheet.text, part.columns);
	if (!sheet.fields && pen->at != SAYING_FIELDS)
		draw_field(pen, session, &text, 0, pen->at);
	else
		text_field_draw(&pen->field, &text, pen->at == SAYING_FIELDS);
	draw_below(pen, session, &part, &sheet);
	buffer_free(&head);
}

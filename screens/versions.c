/* Versioner: the budget as it stands now, and as it stood in each version that has been frozen; Enter shows the whole program as of one. Who may
 * freezes a new one. */
#include "amount.h"
#include "intl.h"
#include "list.h"
#include "phrase.h"
#include "popup.h"
#include "screen.h"
#include "sheet.h"
#include "story.h"
#include "text.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

#define MARGIN    1
#define TOP       3   /* what this is, air, heads */
#define STRIP     4   /* a rule and three rows */
#define WIDE      120 /* columns: from here on the decision has a column of its own */
#define NARROW    60  /* … and below this only the ramar */
#define NAME_MOST 44

/* What a version says is made when it is first seen, for its book is folded anew; then it never changes. */
struct version_row {
	char hash[HASH_TEXT];        /* of the version's line; "": now */
	const struct event *version; /* NULL: now */
	bool known;
	money ram;                   /* of the root, then */
	char *decision;              /* the newest that the root's ram rests on; NULL: none is named */
	struct error why;            /* it cannot be shown */
};

struct versions {
	struct screen screen;
	unsigned generation;
	struct version_row *rows;
	struct list_view list;
	struct popup popup;
};

static struct versions *self(const struct screen *screen)
{
	return (struct versions *)screen;
}

static const struct book *now_of(const struct versions *view)
{
	return view->screen.session->now;
}

static const struct version_row *current(const struct versions *view)
{
	return &view->rows[view->list.at];
}

/* ---- what there is ---- */

static const char *newest_decision(const struct book *book)
{
	const struct unit_state *state = book_state(book, 0);

	for (size_t i = state->leg_count; i-- > 0;)
		if (state->legs[i].event->line->act.post.decision)
			return state->legs[i].event->line->act.post.decision;
	return NULL;
}

static void look(const struct versions *view, struct version_row *row)
{
	const struct book *now = now_of(view);
	struct book *then = row->version ? book_at(now, row->version, &row->why) : NULL;
	const struct book *book = row->version ? then : now;
	struct ram_table *table = book ? ram_make(book, view->screen.session->year, NULL, 0) : NULL;
	const char *decision = book ? newest_decision(book) : NULL;

	row->known = true;
	row->ram = table ? table->balance[0].ram : MONEY_NONE;
	row->decision = decision ? memory_string(decision) : NULL;
	ram_free(table);
	book_free(then);
}

static void rows_free(struct version_row *rows, int count)
{
	for (int i = 0; i < count; i++)
		free(rows[i].decision);
	free(rows);
}

/* What was known of a version is known still. */
static void keep_known(struct version_row *row, struct version_row *old, int count)
{
	for (int i = 0; i < count; i++)
		if (*row->hash && !old[i].why.word && !strcmp(old[i].hash, row->hash)) {
			row->known = old[i].known;
			row->ram = old[i].ram;
			row->decision = old[i].decision;
			old[i].decision = NULL;
		}
}

static void list_rows(struct versions *view)
{
	const struct book *now = now_of(view);
	int count = (int)now->version_count + 1, was = view->list.count, at = 0;
	struct version_row *old = view->rows;

	view->rows = memory_grow(NULL, (size_t)count, sizeof *view->rows);
	memset(view->rows, 0, (size_t)count * sizeof *view->rows);
	for (int i = 1; i < count; i++) { /* the newest first */
		view->rows[i].version = now->versions[count - 1 - i];
		memcpy(view->rows[i].hash, view->rows[i].version->line->hash, HASH_TEXT);
		keep_known(&view->rows[i], old, was);
	}
	for (int i = 0; i < count; i++)
		if (was && !strcmp(view->rows[i].hash, old[view->list.at].hash))
			at = i;
	rows_free(old, was);
	look(view, &view->rows[0]);
	view->list.count = count;
	list_select(&view->list, at);
	view->generation = now->generation;
}

static const char *name_of(const struct version_row *row)
{
	return row->version ? row->version->line->act.version.name : _("Nu");
}

static bool is_shown(const struct versions *view, const struct version_row *row)
{
	return session_shows(view->screen.session, row->version);
}

/* ---- drawing ---- */

static enum money_unit unit_of_money(const struct versions *view)
{
	return session_money(view->screen.session, 0);
}

/* Where each begins; what there is no room for begins at the ram. */
struct columns { int name, day, who, decision, ram, change, amount; };

static struct columns columns_of(const struct versions *view, const struct canvas *body)
{
	static const int amounts[] = { [MONEY_IN_KR] = 15, [MONEY_IN_TKR] = 12, [MONEY_IN_MNKR] = 10 };
	int amount = amounts[unit_of_money(view)], change = body->columns - MARGIN - amount, ram = change - amount - 1;
	struct columns at = { MARGIN + 2, ram, ram, ram, ram, change, amount };

	if (body->columns < NARROW)
		return at;
	at.day = body->columns >= WIDE ? at.name + NAME_MOST + 2 : (at.name + ram) / 2 + 1;
	at.who = at.day + 12;
	if (body->columns >= WIDE)
		at.decision = ram - (ram - at.who) / 2;
	return at;
}

static void draw_between(struct canvas *body, int y, int column, int next, enum role role, const char *text)
{
	if (column < next)
		canvas_text(body, y, column, next - column - 1, role, text);
}

static void draw_heads(const struct versions *view, struct canvas *body, int y)
{
	struct columns at = columns_of(view, body);
	char ram[32];

	snprintf(ram, sizeof ram, _("Ram %d"), view->screen.session->year);
	draw_between(body, y, at.name, at.day, ROLE_HEAD, _("Version"));
	draw_between(body, y, at.day, at.who, ROLE_HEAD, _("Fryst"));
	draw_between(body, y, at.who, at.decision, ROLE_HEAD, _("Av"));
	draw_between(body, y, at.decision, at.ram, ROLE_HEAD, _("Senaste beslut om ramen"));
	canvas_right(body, y, at.ram, at.amount, ROLE_HEAD, ram);
	canvas_right(body, y, at.change, at.amount, ROLE_HEAD, _("Sedan dess"));
}

/* What the ram has changed by since. */
static money change_since(const struct versions *view, const struct version_row *row)
{
	money now = view->rows[0].ram;

	return row->ram == MONEY_NONE || now == MONEY_NONE ? MONEY_NONE : money_sum(now, -row->ram);
}

static void draw_amounts(const struct versions *view, struct canvas *body, const struct version_row *row, int y)
{
	const struct session *session = view->screen.session;
	struct columns at = columns_of(view, body);

	amount_draw(body, y, at.ram, at.amount, ROLE_STRONG, session, row->ram, unit_of_money(view), 0);
	if (row->version)
		amount_draw(body, y, at.change, at.amount, ROLE_PLAIN, session, change_since(view, row), unit_of_money(view), MONEY_SIGN);
}

static void draw_origin(const struct versions *view, struct canvas *body, const struct version_row *row, int y)
{
	struct columns at = columns_of(view, body);
	struct buffer text = { 0 };

	story_date(&text, row->version->line->head.at);
	draw_between(body, y, at.day, at.who, ROLE_DIM, text.bytes);
	buffer_free(&text);
	phrase_user(&text, now_of(view), row->version->user);
	draw_between(body, y, at.who, at.decision, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

/* That it is locked is told before the end of a long name. */
static void draw_name(struct canvas *body, const struct version_row *row, int y, int column, int next)
{
	const char *locked = row->version && row->version->line->act.version.lock ? _("låst") : NULL;
	int mark = locked ? text_width(locked) + 2 : 0, width = text_width(name_of(row));
	int room = next - column - 1 - mark;

	canvas_text(body, y, column, room, row->why.word ? ROLE_DIM : ROLE_PLAIN, name_of(row));
	if (locked)
		canvas_text(body, y, column + (width < room ? width : room) + 2, mark, ROLE_STRONG, locked);
}

static void draw_row(struct versions *view, struct canvas *body, int number, int y)
{
	struct version_row *row = &view->rows[number];
	struct columns at = columns_of(view, body);

	if (!row->known)
		look(view, row);
	if (is_shown(view, row))
		canvas_text(body, y, MARGIN, 1, ROLE_ACCENT, body->glyphs->here);
	draw_name(body, row, y, at.name, at.day);
	if (row->version)
		draw_origin(view, body, row, y);
	if (row->decision)
		draw_between(body, y, at.decision, at.ram, ROLE_DIM, row->decision);
	if (row->why.word)
		canvas_right(body, y, at.ram, 2 * at.amount, ROLE_WARN, _("kan inte visas"));
	else
		draw_amounts(view, body, row, y);
	if (number != view->list.at)
		return;
	canvas_reverse(body, y, MARGIN, body->columns - 2 * MARGIN);
	canvas_cursor(body, y, at.name, false);
}

static void tell_ram(const struct versions *view, const struct version_row *row, struct buffer *out)
{
	const struct session *session = view->screen.session;
	money change = change_since(view, row);

	if (row->ram == MONEY_NONE) {
		buffer_format(out, _("Ingen ram var beslutad för %d."), session->year);
		return;
	}
	buffer_format(out, _("%s hade ramen "), now_of(view)->org->units[0].name);
	amount_text(out, session, row->ram, unit_of_money(view), MONEY_NAMED);
	if (change == 0) {
		buffer_text(out, _(", som nu"));
	} else if (change != MONEY_NONE) {
		buffer_text(out, _("; sedan dess "));
		amount_text(out, session, change, unit_of_money(view), MONEY_SIGN);
	}
	buffer_text(out, ".");
	if (row->decision)
		buffer_format(out, _(" Senaste beslut om ramen: %s."), row->decision);
}

static void tell_row(const struct versions *view, const struct version_row *row, struct buffer *out)
{
	if (!row->version) {
		buffer_text(out, _("Budgeten som den står nu, med allt som har sparats."));
		return;
	}
	buffer_text(out, _("Fryst "));
	story_when(out, row->version);
	buffer_text(out, _(" av "));
	phrase_user(out, now_of(view), row->version->user);
	buffer_text(out, row->version->line->act.version.lock ? _(", och låst. ") : ". ");
	if (row->why.word)
		buffer_text(out, row->why.text);
	else
		tell_ram(view, row, out);
}

static void draw_strip(const struct versions *view, struct canvas *body, int y)
{
	int width = body->columns - 2 * MARGIN;
	struct buffer text = { 0 };

	canvas_rule(body, y, 0, body->columns);
	if (current(view)->version)
		version_title(&text, now_of(view), current(view)->version);
	canvas_text(body, y + 1, MARGIN, width, ROLE_STRONG, text.size ? text.bytes : name_of(current(view)));
	text.size = 0;
	tell_row(view, current(view), &text);
	canvas_wrap(body, y + 2, MARGIN, width > 110 ? 110 : width, 2, ROLE_PLAIN, text.bytes);
	buffer_free(&text);
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct versions *view = self(screen);
	int strip = body->rows >= 12 ? STRIP : 0;

	if (view->generation != now_of(view)->generation)
		list_rows(view);
	canvas_text(body, 0, MARGIN, body->columns - 2 * MARGIN, ROLE_PLAIN,
	            view->list.count > 1 ? _("Budgeten som den står nu, eller som den stod i en version.") : _("Ingen version är fryst än."));
	draw_heads(view, body, TOP - 1);
	list_size(&view->list, view->list.count, body->rows - TOP - strip);
	for (int row = view->list.first; row < list_end(&view->list); row++)
		draw_row(view, body, row, TOP + list_y(&view->list, row));
	if (strip)
		draw_strip(view, body, body->rows - strip);
	popup_draw(&view->popup, body);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	buffer_format(left, _("Versioner · Budget %d"), now_of(self(screen))->region->year);
	phrase_head(right, screen->session, 0);
}

/* ---- going there ---- */

static struct effect open_row(struct versions *view)
{
	struct session *session = view->screen.session;
	const struct event *version = current(view)->version;
	struct error error;

	if (!session_at(session, version ? version->line->hash : NULL, &error)) {
		session_say(session, "%s", error.text);
		return effect_handled;
	}
	return view->screen.below ? effect_pop : effect_replace(organisation_screen(session, ORG_NONE));
}

/* ---- freezing ---- */

static bool is_frozen(const struct book *book, const char *name)
{
	return !version_name_free(book, name, NULL);
}

/* The stage of the budget year that comes after the last one frozen, as region.cfg has them; "": no more. */
static const char *next_stage(const struct book *book)
{
	const struct region *region = book->region;
	size_t next = 0;

	for (size_t i = 0; i < region->version_count; i++)
		if (is_frozen(book, region->versions[i].name))
			next = i + 1;
	return next < region->version_count ? region->versions[next].name : "";
}

static void add_stages(const struct book *book, struct buffer *out)
{
	const struct region *region = book->region;
	size_t added = 0;

	for (size_t i = 0; i < region->version_count; i++)
		if (!is_frozen(book, region->versions[i].name))
			buffer_format(out, added++ ? ", %s" : _(" Budgetårets steg som inte är frysta: %s"), region->versions[i].name);
	buffer_text(out, added ? "." : "");
}

/* What will be written, in one sentence. */
static void say_what(const struct versions *view, struct buffer *out)
{
	const struct book *now = now_of(view);

	buffer_format(out, ngettext("Frys budgeten som den står nu, med %zu handling", "Frys budgeten som den står nu, med %zu handlingar", now->applied),
	              now->applied);
	buffer_text(out, _(", som en version med ett namn: den kan sedan varken ändras eller tas bort."));
	buffer_format(out, _(" Låst fastställer den det som är beslutat: därefter ändras ramar och resultatmål för %d bara med ett beslut som anges."),
	              now->region->year);
	if (session_trouble(view->screen.session))
		buffer_text(out, _(" Det som är skadat eller väntar kommer inte med."));
	add_stages(now, out);
}

enum { FREEZE, FREEZE_AND_LOCK }; /* choices; then «nej» */

static void ask_name(struct versions *view, const char *name)
{
	struct buffer text = { 0 };

	say_what(view, &text);
	popup_ask(&view->popup, text.bytes);
	popup_field(&view->popup, _("Namn"), name);
	popup_choice(&view->popup, "f", _("frys"));
	popup_choice(&view->popup, "l", _("frys och lås"));
	popup_choice(&view->popup, "n", _("nej"));
	buffer_free(&text);
}

static void ask_again(struct versions *view, const char *why)
{
	char *name = memory_string(popup_text(&view->popup, 0));

	ask_name(view, name);
	session_say(view->screen.session, _("Inte fryst: %s"), why);
	free(name);
}

static void freeze(struct versions *view, const char *name, bool lock)
{
	struct session *session = view->screen.session;
	struct error error = { 0 };
	struct act act;

	act_clear(&act, ACT_VERSION);
	act.version.name = name;
	act.version.lock = lock;
	if (session_save(session, &act, 1, &error) != SAVED) {
		ask_again(view, error.text);
		return;
	}
	list_rows(view);
	list_select(&view->list, 1);
	session_say(session, lock ? _("Fryst och låst: versionen %s. Enter visar budgeten som den står där") : _("Fryst: versionen %s. Enter visar budgeten som den står där"),
	            name);
}

/* What was asked must still be what is frozen. */
static void answered(struct versions *view)
{
	const char *name = popup_text(&view->popup, 0);
	struct buffer text = { 0 };
	bool same;

	if (view->popup.chosen > FREEZE_AND_LOCK)
		return;
	session_refresh(view->screen.session, NULL);
	say_what(view, &text);
	same = !strncmp(text.bytes, view->popup.question, sizeof view->popup.question - 1);
	buffer_free(&text);
	if (!*name)
		ask_again(view, _("skriv vad versionen ska heta"));
	else if (!same)
		ask_again(view, _("någon annan sparade just: se vad som fryses och försök igen"));
	else
		freeze(view, name, view->popup.chosen == FREEZE_AND_LOCK);
}

/* ---- keys ---- */

static struct effect act(struct screen *screen, enum action_id id)
{
	struct versions *view = self(screen);

	if (list_act(&view->list, id) || id == ACTION_VERSIONS)
		return effect_handled;
	if (id == ACTION_OPEN)
		return open_row(view);
	if (id == ACTION_COMPARE_VERSION)
		return effect_push(compare_screen(screen->session, current(view)->version ? current(view)->hash : NULL));
	if (id != ACTION_FREEZE)
		return effect_none;
	ask_name(view, next_stage(now_of(view)));
	return effect_handled;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct versions *view = self(screen);

	if (!popup_open(&view->popup))
		return effect_none;
	if (popup_key(&view->popup, key) == POPUP_CHOSEN)
		answered(view);
	return effect_handled;
}

static bool typing(const struct screen *screen)
{
	return popup_open(&self(screen)->popup);
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	struct act act;

	if (id == ACTION_COMPARE_VERSION)
		return now_of((const struct versions *)screen)->version_count || error_set(why, "unknown-version", _("ingen version är fryst än: det finns inget att jämföra med"));
	if (id != ACTION_FREEZE)
		return true;
	act_clear(&act, ACT_VERSION);
	return session_may(screen->session, &act, why);
}

static bool click(struct screen *screen, int row, int column)
{
	(void)column;
	return list_click(&self(screen)->list, row - TOP);
}

static void renew(struct screen *screen)
{
	list_rows(self(screen));
}

static void discard(struct screen *screen)
{
	rows_free(self(screen)->rows, self(screen)->list.count);
	free(screen);
}

/* ---- for a file ---- */

static void add_to_sheet(const struct versions *view, struct version_row *row, struct sheet *out)
{
	struct cell_text *cells = sheet_row(out, 0, false);
	struct buffer who = { 0 };

	if (!row->known)
		look(view, row);
	cells[0].text = name_of(row);
	if (row->version) {
		phrase_user(&who, now_of(view), row->version->user);
		cells[1].text = arena_copy(&out->arena, row->version->line->head.at, 10);
		cells[2].text = arena_string(&out->arena, who.bytes);
		cells[5].value = change_since(view, row);
	}
	cells[3].text = row->decision;
	cells[4].value = row->ram;
	cells[6].text = row->version && row->version->line->act.version.lock ? _("låst") : NULL;
	buffer_free(&who);
}

static bool sheet(const struct screen *screen, struct sheet *out)
{
	const struct versions *view = self(screen);
	char ram[32];

	snprintf(ram, sizeof ram, _("Ram %d"), screen->session->year);
	out->title = _("Versioner");
	out->money = unit_of_money(view);
	sheet_column(out, "version", _("Version"), FOR_ALL, false);
	sheet_column(out, "fryst", _("Fryst"), FOR_ALL, false);
	sheet_column(out, "av", _("Av"), FOR_ALL, false);
	sheet_column(out, "beslut", _("Senaste beslut om ramen"), FOR_ALL, false);
	sheet_column(out, "ram", arena_string(&out->arena, ram), FOR_ALL, true);
	sheet_column(out, "sedan", _("Sedan dess"), FOR_ALL, true);
	sheet_column(out, "last", _("Låst"), FOR_ALL, false);
	for (int i = 0; i < view->list.count; i++)
		add_to_sheet(view, &view->rows[i], out);
	return true;
}

static const struct screen_hooks hooks = {
	.name = "versions", .context = IN_VERSIONS, .title = title, .draw = draw, .act = act, .type = type, .typing = typing,
	.can = can, .sheet = sheet, .click = click, .refresh = renew, .free = discard,
};

struct screen *versions_screen(struct session *session)
{
	struct versions *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct versions){ .screen = { .hooks = &hooks, .session = session } };
	list_rows(view);
	if (view->list.count > 1) /* the newest version: who comes here wants to look back */
		list_select(&view->list, 1);
	return &view->screen;
}

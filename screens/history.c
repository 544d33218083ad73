/* Historik: what everyone has done, the newest first, one line an act; the selected one is told in full below. What has been saved is undone here,
 * by another act. */
#include "history.h"
#include "intl.h"
#include "list.h"
#include "news.h"
#include "phrase.h"
#include "popup.h"
#include "reverse.h"
#include "screen.h"
#include "sheet.h"
#include "story.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARGIN     1
#define TOP        2   /* how many there are, and air */
#define WIDE       120 /* columns: from here on with years and longer names */
#define STRIP      4   /* a rule and three rows */
#define STRIP_MOST 16
#define NAME_MOST  44

struct history_view {
	struct screen screen;
	struct history *history;
	unsigned generation;
	enum money_unit shown;
	struct history_filter filter;
	char home[65];        /* the unit it was opened for, "": all */
	char hash[HASH_TEXT]; /* of the line last gone to: a fold moves rows, and a filter may hide it */
	struct list_view list;
	struct text_field search;
	bool searching, more; /* more: much of the screen for the selected one */
	struct popup popup;
	char asked[HASH_TEXT]; /* the line that the question is about */
	struct news news;
};

static struct history_view *self(const struct screen *screen)
{
	return (struct history_view *)screen;
}

static const struct book *book_of(const struct history_view *view)
{
	return view->screen.session->book;
}

static const struct event *current(const struct history_view *view)
{
	return history_event(view->history, (size_t)view->list.at);
}

/* ---- which rows ---- */

static enum money_unit unit_of_money(const struct history_view *view)
{
	return session_money(view->screen.session, *view->filter.unit ? org_find(book_of(view)->org, view->filter.unit) : ORG_NONE);
}

static void remember(struct history_view *view)
{
	const struct event *event = current(view);

	if (event)
		memcpy(view->hash, event->line->hash, HASH_TEXT);
}

/* The same line as before, or what is nearest to it: who takes the filter away is back where she was. */
static void select_again(struct history_view *view)
{
	size_t row = history_find(view->history, view->hash);

	list_size(&view->list, (int)view->history->count, view->list.room);
	list_select(&view->list, (int)row);
}

static void sift(struct history_view *view)
{
	char now[26];

	memcpy(view->filter.today, journal_now(now), 10);
	snprintf(view->filter.text, sizeof view->filter.text, "%.255s", view->search.text);
	history_show(view->history, &view->filter);
	select_again(view);
}

static void renew(struct screen *screen)
{
	struct history_view *view = self(screen);

	if (*view->filter.unit && org_find(book_of(view)->org, view->filter.unit) == ORG_NONE)
		*view->filter.unit = *view->home = '\0'; /* gone from the organisation */
	history_free(view->history);
	view->shown = unit_of_money(view);
	view->history = history_make(book_of(view), view->shown);
	view->generation = book_of(view)->generation;
	sift(view);
}

static void freshen(struct history_view *view)
{
	if (view->generation != book_of(view)->generation || view->shown != unit_of_money(view))
		renew(&view->screen);
}

static bool is_new(const struct history_view *view, const struct event *event)
{
	return news_is(&view->news, view->screen.session, event);
}

/* ---- drawing: the rows ---- */

struct columns {
	int date, who, what;
};

static struct columns columns_of(const struct canvas *canvas)
{
	static const struct columns small = { 3, 11, 26 }, usual = { 3, 11, 34 }, wide = { 3, 16, 50 };

	return canvas->columns >= WIDE ? wide : canvas->columns >= 70 ? usual : small;
}

/* «i går», «13 dec»; the year where there is room. */
static void day_text(const struct history_view *view, struct buffer *out, const struct event *event, bool with_year)
{
	const char *at = event->line->head.at;
	char yesterday[11];

	history_day(yesterday, view->filter.today, 1);
	if (!strncmp(at, view->filter.today, 10))
		buffer_text(out, _("i dag"));
	else if (!strncmp(at, yesterday, 10))
		buffer_text(out, _("i går"));
	else {
		story_date(out, at);
		if (!with_year && out->size > 5 && out->bytes[out->size - 5] == ' ')
			out->bytes[out->size -= 5] = '\0';
	}
}

/* Once a day, for a column of equal dates hides where one ends. */
static bool begins_day(const struct history_view *view, int row)
{
	const struct event *above = row > view->list.first ? history_event(view->history, (size_t)row - 1) : NULL;

	return !above || strncmp(above->line->head.at, history_event(view->history, (size_t)row)->line->head.at, 10) != 0;
}

static void draw_sign(const struct history_view *view, struct canvas *body, int y, const struct event *event)
{
	const char *sign = history_sign(event);

	if (sign)
		canvas_text(body, y, MARGIN, 1, ROLE_WARN, sign);
	else if (is_new(view, event))
		canvas_text(body, y, MARGIN, 1, ROLE_ACCENT, body->glyphs->mark);
}

static void draw_row(struct history_view *view, struct canvas *body, int row, int y)
{
	const struct event *event = history_event(view->history, (size_t)row);
	struct columns at = columns_of(body);
	enum role role = history_counts(event) ? ROLE_PLAIN : ROLE_DIM;
	struct buffer text = { 0 };

	draw_sign(view, body, y, event);
	if (begins_day(view, row)) {
		day_text(view, &text, event, body->columns >= WIDE);
		canvas_right(body, y, at.date, at.who - at.date - 2, ROLE_DIM, text.bytes);
		buffer_free(&text);
	}
	canvas_text(body, y, at.who, at.what - at.who - 2, ROLE_DIM, history_person(view->history, event->user)->brief);
	history_tell(&text, view->history, event);
	canvas_text(body, y, at.what, body->columns - at.what - MARGIN, role, text.bytes);
	buffer_free(&text);
	if (row != view->list.at)
		return;
	canvas_reverse(body, y, MARGIN, body->columns - 2 * MARGIN);
	canvas_cursor(body, y, at.who, false);
}

static void draw_count(const struct history_view *view, struct canvas *body)
{
	size_t count = view->history->count, total = view->history->total;
	struct buffer text = { 0 };

	if (count == total)
		buffer_format(&text, ngettext("%zu handling, nyast först", "%zu handlingar, nyast först", total), total);
	else
		buffer_format(&text, _("%zu av %zu handlingar, nyast först"), count, total);
	canvas_text(body, 0, MARGIN, body->columns - 2 * MARGIN, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

static void draw_nothing(const struct history_view *view, struct canvas *body)
{
	bool all = view->filter.since == HISTORY_EVER;

	canvas_wrap(body, TOP, MARGIN, body->columns - 2 * MARGIN, 3, ROLE_PLAIN,
		    all ? _("Inget att visa med det urvalet.") : _("Inget att visa med det urvalet: s visar hela tiden."));
}

/* ---- drawing: the selected one in full ---- */

/* The parts in columns: as wide as the widest name and the widest amount, where there is room. */
struct parts {
	struct history_change *changes;
	size_t count;
	int name, amount;
};

static const char *part_text(const struct history_view *view, char out[MONEY_TEXT], const struct history_change *change, money value)
{
	unsigned flags = (change->apart || change->part ? 0 : MONEY_SIGN) | (view->screen.session->ascii_money ? MONEY_ASCII : 0);

	if (value == MONEY_NONE)
		return change->apart ? _("inget") : "";
	return money_print(out, value, view->shown, MONEY_FULL, flags);
}

static void widen(int *width, int wanted, int most)
{
	if (wanted > *width)
		*width = wanted;
	if (*width > most)
		*width = most;
}

static void measure(const struct history_view *view, struct parts *parts, int columns)
{
	char text[MONEY_TEXT];

	for (size_t i = 0; i < parts->count; i++) {
		const struct history_change *change = &parts->changes[i];

		widen(&parts->amount, text_width(part_text(view, text, change, change->before)), columns);
		widen(&parts->amount, text_width(part_text(view, text, change, change->after)), columns);
		widen(&parts->name, text_width(change->name) + 2, NAME_MOST);
	}
	widen(&parts->name, 0, columns - 2 * parts->amount - 12);
}

/* «Personal   1 240,0 → 1 290,0   låst: …» */
static void draw_part(const struct history_view *view, struct canvas *strip, int y, const struct parts *parts,
		      const struct history_change *change)
{
	int indent = change->part ? 2 : 0, column = MARGIN + 2, x = column + parts->name + 2;
	char text[MONEY_TEXT];

	canvas_text(strip, y, column + indent, parts->name - indent, change->part ? ROLE_DIM : ROLE_PLAIN, change->name);
	if (change->apart) {
		canvas_right(strip, y, x, parts->amount, ROLE_DIM, part_text(view, text, change, change->before));
		canvas_text(strip, y, x + parts->amount + 1, 2, ROLE_DIM, strip->glyphs->arrow);
		x += parts->amount + 4;
	}
	canvas_right(strip, y, x, parts->amount, change->part ? ROLE_DIM : ROLE_PLAIN, part_text(view, text, change, change->after));
	if (change->note)
		canvas_text(strip, y, x + parts->amount + 3, CANVAS_REST, ROLE_DIM, change->note);
}

static void draw_parts(const struct history_view *view, struct canvas *strip, int y, const struct event *event)
{
	struct arena arena = { 0 };
	struct parts parts = { 0 };
	size_t room = strip->rows > y ? (size_t)(strip->rows - y) : 0;

	parts.count = history_changes(book_of(view), event, view->shown, &parts.changes, &arena);
	measure(view, &parts, strip->columns);
	for (size_t i = 0; i < parts.count && i < room && parts.name > 0; i++)
		if (i + 1 == room && parts.count > room)
			canvas_format(strip, y + (int)i, MARGIN + 2, CANVAS_REST, ROLE_DIM, _("och %zu till"), parts.count - i);
		else
			draw_part(view, strip, y + (int)i, &parts, &parts.changes[i]);
	arena_free(&arena);
}

/* What is special about it, in words. */
static int draw_marks(struct history_view *view, struct canvas *strip, const struct event *event)
{
	struct buffer text = { 0 };
	bool new = is_new(view, event);
	int rows = 0;

	history_marks(&text, view->history, event);
	if (new)
		buffer_format(&text, "%s%s", text.size ? "; " : "", _("ny sedan du öppnade sidan"));
	if (text.size)
		rows = canvas_wrap(strip, 1, MARGIN, strip->columns - 2 * MARGIN, strip->rows > STRIP ? 3 : 1,
				   history_sign(event) ? ROLE_WARN : ROLE_ACCENT, text.bytes);
	buffer_free(&text);
	return rows;
}

/* «13 dec 2019 kl. 08.03 verksamhetsområdeschef Kirurgi flyttade …»; her user name, where there is room for what is seldom asked. */
static void whole_text(struct history_view *view, struct buffer *out, const struct event *event, bool roomy)
{
	const char *title = history_person(view->history, event->user)->title;

	story_when(out, event);
	buffer_format(out, roomy && strcmp(title, event->user) != 0 ? " %s (%s) " : " %s ", title, event->user);
	history_tell(out, view->history, event);
}

/* Lines as long as one reads; a large strip shows also the parts. */
static void draw_strip(struct history_view *view, struct canvas *strip)
{
	const struct event *event = current(view);
	int width = strip->columns - 2 * MARGIN, y;
	struct buffer text = { 0 };

	canvas_rule(strip, 0, 0, strip->columns);
	if (!event)
		return;
	y = 1 + draw_marks(view, strip, event);
	whole_text(view, &text, event, strip->rows > STRIP);
	y += canvas_wrap(strip, y, MARGIN, width > 110 ? 110 : width, strip->rows - y, ROLE_PLAIN, text.bytes);
	buffer_free(&text);
	if (strip->rows > STRIP)
		draw_parts(view, strip, y + 1, event);
}

static int strip_rows(const struct history_view *view, const struct canvas *body)
{
	int third = body->rows / 3;

	if (body->rows < 10)
		return 0;
	if (view->more)
		return 2 * third;
	return third <= 8 ? STRIP : third > STRIP_MOST ? STRIP_MOST : third;
}

/* ---- drawing: all of it ---- */

static void draw_search(struct history_view *view, struct canvas *body)
{
	int y = body->rows - 1, used;

	canvas_fill(body, y, 0, 1, body->columns, ROLE_PLAIN);
	used = MARGIN + canvas_text(body, y, MARGIN, CANVAS_REST, ROLE_HEAD, _("Sök: "));
	field_draw(&view->search, body, y, used, body->columns - used - MARGIN > 40 ? 40 : body->columns - used - MARGIN);
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct history_view *view = self(screen);
	int foot = strip_rows(view, body), top = body->rows < 8 ? 0 : TOP;
	struct canvas strip = canvas_part(body, body->rows - foot, 0, foot, body->columns);

	freshen(view);
	if (top)
		draw_count(view, body);
	list_size(&view->list, (int)view->history->count, body->rows - top - foot);
	for (int row = view->list.first; row < list_end(&view->list); row++)
		draw_row(view, body, row, top + list_y(&view->list, row));
	if (!view->history->count)
		draw_nothing(view, body);
	if (foot)
		draw_strip(view, &strip);
	if (view->searching)
		draw_search(view, body);
	popup_draw(&view->popup, body);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct history_view *view = self(screen);

	buffer_text(left, _("Historik · "));
	history_words(left, book_of(view), &view->filter);
	phrase_head(right, screen->session, *view->filter.unit ? org_find(book_of(view)->org, view->filter.unit) : ORG_NONE);
}

/* ---- filters ---- */

/* Off, and on again: for the unit that it was opened for, else for that of the selected row. */
static void branch(struct history_view *view)
{
	int unit = current(view) ? history_unit(book_of(view), current(view)) : ORG_NONE;

	if (*view->filter.unit)
		*view->filter.unit = '\0';
	else if (*view->home)
		snprintf(view->filter.unit, sizeof view->filter.unit, "%s", view->home);
	else if (unit != ORG_NONE)
		snprintf(view->filter.unit, sizeof view->filter.unit, "%s", book_of(view)->org->units[unit].id);
	else
		session_say(view->screen.session, "%s", _("Handlingen gäller ingen särskild enhet"));
	sift(view);
}

static void topic(struct history_view *view)
{
	view->filter.topic = (view->filter.topic + 1) % HISTORY_TOPICS;
	sift(view);
}

static void since(struct history_view *view)
{
	view->filter.since = (view->filter.since + 1) % HISTORY_SINCES;
	sift(view);
}

static void person(struct history_view *view)
{
	const struct event *event = current(view);

	if (*view->filter.user)
		*view->filter.user = '\0';
	else if (event)
		snprintf(view->filter.user, sizeof view->filter.user, "%s", event->user);
	sift(view);
}

static void begin_search(struct history_view *view)
{
	view->searching = true;
}

static void more(struct history_view *view)
{
	view->more = !view->more;
}

static struct effect search_typed(struct history_view *view, const struct key *key)
{
	if (key_is(key, "Esc"))
		field_set(&view->search, "");
	if (key_in(key, "Enter Esc"))
		view->searching = false;
	else if (key_in(key, "Up Down"))
		list_act(&view->list, key_is(key, "Up") ? ACTION_UP : ACTION_DOWN);
	else if (!field_key(&view->search, key))
		return effect_none;
	if (key_in(key, "Up Down"))
		remember(view);
	else
		sift(view);
	return effect_handled;
}

/* ---- undoing ---- */

static bool make_reverse(const struct history_view *view, const struct event *event, struct reverse *reverse, struct arena *arena,
			 struct error *error)
{
	const struct session *session = view->screen.session;

	if (!event)
		return error_set(error, "nothing", _("ingen handling är markerad"));
	if (!session->user)
		return error_set(error, "no-seat", _("välj först vem du är här (b på startsidan)"));
	return reverse_make(reverse, session->book, session->user, event, view->shown, arena, error);
}

static void open_question(struct history_view *view, const struct reverse *reverse, const char *why)
{
	popup_ask(&view->popup, reverse->sentence);
	if (reverse->takes_why)
		popup_field(&view->popup, _("Varför (får lämnas tomt)"), why);
	if (reverse->needs_decision)
		popup_field(&view->popup, _("Beslut"),
			    reverse->act.kind == ACT_POST && reverse->act.post.decision ? reverse->act.post.decision : "");
	popup_choice(&view->popup, "s", _("spara som en ny handling"));
}

static void ask_reverse(struct history_view *view)
{
	const struct event *event = current(view);
	struct arena arena = { 0 };
	struct reverse reverse;
	struct error error;

	if (make_reverse(view, event, &reverse, &arena, &error)) {
		memcpy(view->asked, event->line->hash, HASH_TEXT);
		open_question(view, &reverse, reverse.why);
	} else {
		session_say(view->screen.session, _("Går inte att ångra: %s"), error.text);
	}
	arena_free(&arena);
}

static void say_saved(struct history_view *view)
{
	const struct journal *journal = book_journal(book_of(view), view->screen.session->user);
	char now[26];

	journal_now(now);
	if (journal && journal->count)
		memcpy(view->hash, journal->lines[journal->count - 1]->hash, HASH_TEXT);
	renew(&view->screen);
	session_say(view->screen.session, _("Sparat %.2s.%.2s som en ny handling"), now + 11, now + 14);
}

static void save(struct history_view *view, struct reverse *reverse, struct arena *arena)
{
	struct session *session = view->screen.session;
	const char *first = popup_text(&view->popup, 0), *second = popup_text(&view->popup, 1);
	const char *decision = !reverse->needs_decision ? NULL : reverse->takes_why ? second : first;
	struct error error = { 0 };

	if (decision && !*decision) {
		char *why = memory_string(reverse->takes_why ? first : "");

		open_question(view, reverse, why);
		session_say(session, "%s", _("Ange beslutet som ändringen vilar på (organ, datum, paragraf)"));
		free(why);
		return;
	}
	reverse_reason(reverse, reverse->takes_why ? first : NULL, decision, arena);
	if (session_save(session, &reverse->act, 1, &error) == SAVED)
		say_saved(view);
	else
		session_say(session, _("Inte sparat: %s"), error.text);
}

/* What was asked must still be what is written: others may have written since. */
static void answered(struct history_view *view)
{
	struct arena arena = { 0 };
	struct reverse reverse;
	struct error error;

	if (!make_reverse(view, book_event(book_of(view), view->asked), &reverse, &arena, &error))
		session_say(view->screen.session, _("Går inte att ångra: %s"), error.text);
	else if (strcmp(reverse.sentence, view->popup.question) != 0)
		session_say(view->screen.session, "%s", _("Inte sparat: något har ändrats sedan frågan ställdes, se efter och försök igen"));
	else
		save(view, &reverse, &arena);
	arena_free(&arena);
}

/* ---- where a row leads ---- */

/* The budget, and this list, as it stood in a version. */
static struct effect look_back(struct history_view *view, const struct event *version)
{
	struct session *session = view->screen.session;
	struct error error;

	if (!session_at(session, version->line->act.version.name, &error))
		session_say(session, "%s", error.text);
	return effect_handled;
}

static bool is_version(const struct event *event)
{
	return event && event->line->act.kind == ACT_VERSION;
}

/* From a version the key leads back to now, wherever one stands. */
static struct effect open_version(struct history_view *view)
{
	return is_version(current(view)) && !session_version(view->screen.session) ? look_back(view, current(view)) : effect_none;
}

static struct effect open_row(struct history_view *view)
{
	struct session *session = view->screen.session;
	const struct event *event = current(view);
	int unit = event ? history_unit(session->book, event) : ORG_NONE;

	if (is_version(event))
		return look_back(view, event);
	if (unit != ORG_NONE)
		return effect_push(event->line->act.kind == ACT_SAY ? dialogue_entry_screen(session, unit, event->line->hash) : unit_screen(session, unit));
	session_say(session, "%s", _("Handlingen gäller ingen enhet som finns nu"));
	return effect_handled;
}

static struct effect open_why(struct history_view *view)
{
	char figure[256];

	if (!current(view) || !history_figure(figure, book_of(view), current(view)))
		return effect_handled;
	return effect_push(why_screen(view->screen.session, figure));
}

/* ---- keys ---- */

static const struct {
	enum action_id id;
	void (*change)(struct history_view *);
	struct effect (*open)(struct history_view *);
} deeds[] = {
	{ ACTION_BRANCH, branch, NULL },       { ACTION_TOPIC, topic, NULL },       { ACTION_PERSON, person, NULL },
	{ ACTION_SINCE, since, NULL },         { ACTION_FIND, begin_search, NULL }, { ACTION_MORE, more, NULL },
	{ ACTION_REVERSE, ask_reverse, NULL }, { ACTION_OPEN, NULL, open_row },     { ACTION_WHY, NULL, open_why },
	{ ACTION_VERSIONS, NULL, open_version },
};

static struct effect act(struct screen *screen, enum action_id id)
{
	struct history_view *view = self(screen);

	freshen(view);
	if (list_act(&view->list, id)) {
		remember(view);
		return effect_handled;
	}
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		if (deeds[i].id != id)
			continue;
		if (deeds[i].open)
			return deeds[i].open(view);
		deeds[i].change(view);
		return effect_handled;
	}
	return id == ACTION_HISTORY ? effect_handled : effect_none;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct history_view *view = self(screen);

	if (!popup_open(&view->popup))
		return view->searching ? search_typed(view, key) : effect_none;
	if (popup_key(&view->popup, key) == POPUP_CHOSEN)
		answered(view);
	return effect_handled;
}

static bool typing(const struct screen *screen)
{
	return self(screen)->searching || popup_open(&self(screen)->popup);
}

static bool can_reverse(const struct history_view *view, struct error *why)
{
	struct arena arena = { 0 };
	struct reverse reverse;
	bool can = make_reverse(view, current(view), &reverse, &arena, why);

	arena_free(&arena);
	return can;
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct history_view *view = self(screen);
	char figure[256];

	if (view->generation != screen->session->book->generation) /* drawn anew before anyone sees it */
		return true;
	if (id == ACTION_REVERSE)
		return can_reverse(view, why);
	if (id == ACTION_WHY && (!current(view) || !history_figure(figure, book_of(view), current(view))))
		return error_set(why, "no-figure", _("handlingen gäller inget belopp"));
	return true;
}

/* ---- for a file ---- */

static void add_to_sheet(struct sheet *sheet, struct history *history, const struct event *event)
{
	struct cell_text *cell = sheet_row(sheet, 0, false);
	struct buffer when = { 0 }, told = { 0 }, marks = { 0 };

	story_when(&when, event);
	history_tell(&told, history, event);
	history_marks(&marks, history, event);
	(cell++)->text = event->line->head.at;
	(cell++)->text = sheet_keep(sheet, &when);
	(cell++)->text = event->user;
	(cell++)->text = history_person(history, event->user)->title;
	(cell++)->text = sheet_keep(sheet, &told);
	cell->text = sheet_keep(sheet, &marks);
}

static bool sheet(const struct screen *screen, struct sheet *out)
{
	const struct history_view *view = self(screen);
	struct buffer words = { 0 };

	buffer_text(&words, _("Historik · "));
	history_words(&words, book_of(view), &view->filter);
	out->title = sheet_keep(out, &words);
	out->money = view->shown;
	sheet_column(out, "tid", "", FOR_DATA, false);
	sheet_column(out, "nar", _("När"), FOR_PEOPLE, false);
	sheet_column(out, "anvandare", "", FOR_DATA, false);
	sheet_column(out, "vem", _("Vem"), FOR_ALL, false);
	sheet_column(out, "vad", _("Vad"), FOR_ALL, false);
	sheet_column(out, "anmarkning", _("Anmärkning"), FOR_ALL, false);
	for (size_t row = 0; row < view->history->count; row++)
		add_to_sheet(out, view->history, history_event(view->history, row));
	return view->history->count > 0;
}

static void discard(struct screen *screen)
{
	history_free(self(screen)->history);
	news_free(&self(screen)->news);
	free(screen);
}

static const struct screen_hooks hooks = {
	.name = "history",
	.context = IN_HISTORY,
	.title = title,
	.draw = draw,
	.act = act,
	.type = type,
	.typing = typing,
	.can = can,
	.sheet = sheet,
	.refresh = renew,
	.free = discard,
};

static struct screen *open_history(struct session *session, int unit, enum history_since since)
{
	struct history_view *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct history_view){ .screen = { .hooks = &hooks, .session = session } };
	if (unit > 0) /* the whole tree is everything */
		snprintf(view->home, sizeof view->home, "%s", session->book->org->units[unit].id);
	memcpy(view->filter.unit, view->home, sizeof view->home);
	view->filter.since = since;
	field_set(&view->search, "");
	view->news = news_begin(session);
	renew(&view->screen);
	list_select(&view->list, 0);
	remember(view);
	return &view->screen;
}

struct screen *history_screen(struct session *session, int unit)
{
	return open_history(session, unit, HISTORY_EVER);
}

struct screen *history_news_screen(struct session *session, int unit)
{
	return open_history(session, unit, HISTORY_YESTERDAY);
}

#include "dialogue_private.h"

#include "amount.h"
#include "figure.h"
#include "intl.h"
#include "phrase.h"
#include "seen.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INDENT     2
#define WHEN_LEAST 64 /* columns: in fewer an entry has its date and no time of day */

static const struct book *book_of(const struct dialogue_view *view)
{
	return view->screen.session->book;
}

static const struct say *say_of(const struct event *event)
{
	return &event->line->act.say;
}

/* ---- the threads ---- */

enum party dialogue_me(const struct dialogue_view *view, const struct thread *thread)
{
	const char *user = view->screen.session->user;

	return user ? dialogue_party(book_of(view), view->unit, thread->first, user) : PARTY_READER;
}

/* What waits for her, what waits for somebody else, what goes on, what is closed. */
static int rank_of(const struct listed *one)
{
	if (one->duty != DUTY_NONE)
		return 0;
	return one->thread.closed ? 3 : dialogue_waits(&one->thread) ? 1 : 2;
}

static int compare(const void *a, const void *b)
{
	const struct listed *one = a, *other = b;

	if (rank_of(one) != rank_of(other))
		return rank_of(one) < rank_of(other) ? -1 : 1;
	return one->place > other->place ? -1 : one->place < other->place;
}

static size_t place_of(const struct unit_state *state, const struct event *event)
{
	size_t at = state->say_count;

	while (at-- > 0)
		if (state->says[at] == event)
			return at;
	return 0;
}

static void list_threads(struct dialogue_view *view)
{
	struct session *session = view->screen.session;
	const struct seen *seen = session_seen(session);
	struct thread *threads = NULL;

	free(view->threads);
	view->count = view->unit == ORG_NONE ? 0 : dialogue_threads(book_of(view), view->unit, &threads);
	view->threads = memory_grow(NULL, view->count + 1, sizeof *view->threads);
	for (size_t i = 0; i < view->count; i++)
		view->threads[i] = (struct listed){
			.thread = threads[i],
			.duty = session->user ? dialogue_duty(book_of(view), &threads[i], dialogue_me(view, &threads[i]), NULL) : DUTY_NONE,
			.unread = seen_unread(seen, book_of(view), &threads[i], session->user),
			.place = place_of(book_state(book_of(view), view->unit), threads[i].newest),
			.draft = dialogue_kept(view, threads[i].first->line->hash),
		};
	view->draft = dialogue_kept(view, NULL);
	qsort(view->threads, view->count, sizeof *view->threads, compare);
	free(threads);
}

static int find_thread(const struct dialogue_view *view, const char *hash)
{
	for (size_t i = 0; i < view->count; i++)
		if (!strcmp(view->threads[i].thread.first->line->hash, hash))
			return (int)i;
	return -1;
}

const struct listed *dialogue_listed(const struct dialogue_view *view)
{
	int at = find_thread(view, view->thread);

	return at < 0 ? NULL : &view->threads[at];
}

/* ---- rows ---- */

static struct talk_row *add_row(struct dialogue_view *view, const char *text, enum role role, int indent, int entry)
{
	if (view->row_count == view->row_room) {
		view->row_room = view->row_room ? view->row_room * 2 : 64;
		view->rows = memory_grow(view->rows, view->row_room, sizeof *view->rows);
	}
	view->rows[view->row_count] = (struct talk_row){ .text = text, .role = role, .indent = indent, .entry = entry };
	return &view->rows[view->row_count++];
}

/* As many rows as it takes. Returns the first. */
static size_t add_text(struct dialogue_view *view, const char *text, enum role role, int indent, int entry)
{
	int width = view->columns - indent > 1 ? view->columns - indent : 1;
	size_t first = view->row_count;

	for (const char *at = text, *next; at; at = next) {
		size_t size = text_wrap(at, width, &next);

		add_row(view, arena_copy(&view->arena, at, size), role, indent, entry);
	}
	return first;
}

static void add_taken(struct dialogue_view *view, struct buffer *text, enum role role, int indent, int entry)
{
	if (text->size)
		add_text(view, text->bytes, role, indent, entry);
	buffer_free(text);
}

/* ---- in words ---- */

const char *dialogue_duty_words(enum duty duty)
{
	static const char *const words[] = { [DUTY_NONE] = "", [DUTY_ANSWER] = N_("väntar på dig"), [DUTY_CONFIRM] = N_("bekräfta"), [DUTY_DECIDE] = N_("besluta") };

	return *words[duty] ? _(words[duty]) : "";
}

static void between(struct buffer *out)
{
	if (out->size)
		buffer_text(out, " · ");
}

/* Of the unit itself without its name: «köpt vård 2020». */
static void figure_words(struct buffer *out, const struct dialogue_view *view, const struct book *book, const struct figure *figure)
{
	struct buffer title = { 0 };
	const char *rest;

	figure_title(&title, book, figure);
	rest = strstr(title.bytes, ": ");
	if (rest && view->unit == figure->unit)
		phrase_small(out, rest + 2);
	else
		buffer_text(out, title.bytes);
	buffer_free(&title);
}

void dialogue_about_words(struct buffer *out, const struct dialogue_view *view, const struct event *first, const struct book *book)
{
	const struct say *say = say_of(first);
	const char *name = say->about ? say->about : say->explains;
	struct figure figure;

	if (say->with && !strcmp(say->with, view->id))
		buffer_format(out, _("från %s"), story_unit(book, say->unit));
	else if (say->with)
		buffer_format(out, _("till %s"), story_unit(book, say->with));
	else if (name && figure_parse(&figure, book, name, view->unit, book->region->year, NULL))
		figure_words(out, view, book, &figure);
	else
		buffer_text(out, name ? name : _("hela planen"));
}

static void add_amount(struct buffer *out, const struct dialogue_view *view, const char *words, int64_t kr)
{
	char text[MONEY_TEXT];

	if (kr == NUMBER_NONE)
		return;
	between(out);
	buffer_text(out, words);
	buffer_text(out, money_print(text, money_from_kr(kr), view->shown, MONEY_FULL, MONEY_NAMED | (view->screen.session->ascii_money ? MONEY_ASCII : 0)));
}

static void add_mark(struct buffer *out, const char *word)
{
	if (!*story_mark(word))
		return;
	between(out);
	buffer_text(out, story_mark(word));
}

void dialogue_measure(struct buffer *out, const struct dialogue_view *view, const struct say *say)
{
	bool measure = !strcmp(say->kind, "agreement");

	if (say->explains && say->status && !strcmp(say->status, "dropped"))
		buffer_text(out, _("förklaringen är tillbakatagen"));
	else
		add_amount(out, view, say->explains ? _("förklarar en skillnad på ") : "", say->kr);
	add_amount(out, view, _("helårseffekt "), say->full_year);
	if (say->with)
		buffer_format(out, _(" från %s till %s"), story_unit(book_of(view), say->unit), story_unit(book_of(view), say->with));
	if (say->start) {
		between(out);
		buffer_text(out, _("från "));
		story_date(out, say->start);
	}
	if (say->who) {
		between(out);
		buffer_text(out, _("ansvarig "));
		phrase_user(out, book_of(view), say->who);
	}
	add_mark(out, measure ? say->status : NULL);
	add_mark(out, measure ? say->judgement : NULL);
}

/* ---- a figure, then and now ---- */

static const struct then *then_of(struct dialogue_view *view, const struct event *event)
{
	struct then *then;

	for (size_t i = 0; i < view->then_count; i++)
		if (!strcmp(view->thens[i].hash, event->line->hash))
			return &view->thens[i];
	view->thens = memory_grow(view->thens, view->then_count + 1, sizeof *view->thens);
	then = &view->thens[view->then_count++];
	*then = (struct then){ .value = MONEY_NONE };
	memcpy(then->hash, event->line->hash, HASH_TEXT);
	then->known = dialogue_then(view->screen.session->now, event, &then->value);
	return then;
}

static void value_words(struct buffer *out, const struct dialogue_view *view, money value)
{
	if (value == MONEY_NONE)
		buffer_text(out, _("blankt"));
	else
		amount_text(out, view->screen.session, value, view->shown, MONEY_NAMED);
}

void dialogue_figure_now(struct buffer *out, const struct dialogue_view *view, const char *name)
{
	struct figure figure;

	if (!figure_parse(&figure, book_of(view), name, ORG_NONE, 0, NULL))
		return;
	buffer_text(out, ": ");
	value_words(out, view, figure_value(book_of(view), &figure, NULL));
}

/* «Om Köpt vård 2020: 193,4 mnkr», and what it is now where that is another. */
static void add_figure(struct dialogue_view *view, const struct event *event, int entry)
{
	const struct then *then;
	struct figure figure;
	struct buffer out = { 0 };
	money now;

	if (!say_of(event)->about || !figure_parse(&figure, book_of(view), say_of(event)->about, ORG_NONE, 0, NULL))
		return;
	now = figure_value(book_of(view), &figure, figure.year == view->screen.session->year ? view->screen.session->table : NULL);
	then = then_of(view, event);
	buffer_text(&out, _("Om "));
	figure_words(&out, view, book_of(view), &figure);
	buffer_text(&out, ": ");
	value_words(&out, view, then->known ? then->value : now);
	if (then->known && then->value != now) {
		buffer_text(&out, _(", nu "));
		value_words(&out, view, now);
	}
	add_taken(view, &out, ROLE_DIM, INDENT, entry);
}

/* ---- what binds ---- */

static void add_party(struct buffer *out, const struct dialogue_view *view, const struct event *event, enum party party)
{
	const struct book *book = book_of(view);
	const struct charter charter = { book->region, book->org };
	int unit = org_find(book->org, say_of(event)->unit), at = unit;

	if (party == PARTY_WITH)
		at = say_of(event)->with ? org_find(book->org, say_of(event)->with) : ORG_NONE;
	else if (party == PARTY_ABOVE && unit != ORG_NONE)
		at = org_above(book->org, org_holder(book->org, unit));
	if (at == ORG_NONE)
		return;
	buffer_text(out, out->size ? _(" och ") : "");
	title_chef(out, &charter, org_holder(book->org, at));
}

static void parties(struct buffer *out, const struct dialogue_view *view, const struct event *event, unsigned set)
{
	static const enum party all[] = { PARTY_UNIT, PARTY_WITH, PARTY_ABOVE };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (set & all[i])
			add_party(out, view, event, all[i]);
}

/* «förslag: väntar på bekräftelse av divisionschef Länssjukvård», «bekräftad av …», «beslutad: …» */
static void add_standing(struct dialogue_view *view, const struct event *event, int entry)
{
	const struct book *book = book_of(view);
	unsigned needs = dialogue_needs(event), has = dialogue_confirmed(book, event);
	bool stands = dialogue_stands(book, event);
	const struct event *decided = say_of(event)->with ? dialogue_decided(book, event) : NULL;
	struct buffer who = { 0 }, out = { 0 };

	if (!needs || event->replaced_by)
		return;
	parties(&who, view, event, stands ? has : needs & ~has);
	buffer_text(&who, "");
	if (decided) {
		buffer_text(&out, _("beslutad: "));
		story_tell(&out, book, decided, view->shown);
	} else if (!stands) {
		buffer_format(&out, dialogue_asks(event) ? _("förslag: väntar på bekräftelse av %s") : _("inte bekräftad av %s"), who.bytes);
	} else if (say_of(event)->with) {
		buffer_format(&out, _("föreslagen omfördelning, båda är överens (%s): nivån ovanför beslutar"), who.bytes);
	} else {
		buffer_format(&out, _("bekräftad av %s"), who.bytes);
	}
	buffer_free(&who);
	add_taken(view, &out, stands ? ROLE_DIM : ROLE_ACCENT, INDENT, entry);
}

/* ---- entries ---- */

/* An agreement that is said anew is mostly followed up, and so Historik has it. */
static const char *told_again(const struct event *event)
{
	return strcmp(say_of(event)->kind, "agreement") ? _("rättelse") : _("uppföljning");
}

static void add_head(struct dialogue_view *view, const struct event *event, int entry)
{
	const struct thread *thread = &dialogue_listed(view)->thread;
	bool new = view->screen.session->user && (size_t)entry >= view->read && strcmp(event->user, view->screen.session->user) != 0;
	struct buffer head = { 0 };
	size_t first;

	if (new && *session_seen(view->screen.session)->path)
		buffer_text(&head, _("NYTT "));
	buffer_format(&head, "%s · ", say_of(event)->replaces ? told_again(event) : dialogue_kind(event));
	phrase_user(&head, book_of(view), event->user);
	buffer_text(&head, " · ");
	if (view->columns < WHEN_LEAST)
		story_date(&head, event->line->head.at);
	else
		story_when(&head, event);
	if (event->replaced_by)
		buffer_text(&head, _(" · RÄTTAT, se nedan"));
	if (dialogue_waits(thread) && thread->asked == event)
		buffer_text(&head, _(" · väntar på svar"));
	first = add_text(view, head.bytes, event->replaced_by ? ROLE_DIM : ROLE_STRONG, 0, entry);
	view->rows[first].head = true;
	buffer_free(&head);
}

static void add_entry(struct dialogue_view *view, const struct event *event, int entry)
{
	const struct say *say = say_of(event);
	struct buffer measure = { 0 };

	add_head(view, event, entry);
	add_figure(view, event, entry);
	add_text(view, say->text, event->replaced_by ? ROLE_DIM : ROLE_PLAIN, INDENT, entry);
	dialogue_measure(&measure, view, say);
	add_taken(view, &measure, ROLE_PLAIN, INDENT, entry);
	add_standing(view, event, entry);
	add_row(view, "", ROLE_PLAIN, 0, -1);
}

/* «avslutad av regiondirektör · 12 dec 2019: klart» */
static void add_settled(struct dialogue_view *view, const struct event *event)
{
	const struct act *act = &event->line->act;
	struct buffer out = { 0 };

	buffer_text(&out, act->resolve.open ? _("återupptagen av ") : _("avslutad av "));
	phrase_user(&out, book_of(view), event->user);
	buffer_text(&out, " · ");
	story_when(&out, event);
	if (act->resolve.text)
		buffer_format(&out, ": %s", act->resolve.text);
	add_taken(view, &out, ROLE_DIM, 0, -1);
	add_row(view, "", ROLE_PLAIN, 0, -1);
}

/* What is confirmed stands with its entry. */
static bool settles(const struct dialogue_view *view, const struct event *event)
{
	return event->line->act.kind == ACT_RESOLVE && !strcmp(event->line->act.resolve.thread, view->thread);
}

static void add_conversation(struct dialogue_view *view, const struct thread *thread)
{
	const struct unit_state *state = book_state(book_of(view), view->unit);
	size_t settled = 0;

	for (size_t i = 0; i <= state->say_count; i++) {
		for (; settled < state->settled_count && state->settled[settled].after <= i; settled++)
			if (settles(view, state->settled[settled].event))
				add_settled(view, state->settled[settled].event);
		if (i == state->say_count || !dialogue_holds(thread, state->says[i]))
			continue;
		view->entries = memory_grow(view->entries, view->entry_count + 1, sizeof *view->entries);
		view->entries[view->entry_count++] = state->says[i];
		add_entry(view, state->says[i], (int)view->entry_count - 1);
	}
}

static void make_rows(struct dialogue_view *view)
{
	const struct listed *listed = dialogue_listed(view);

	arena_free(&view->arena);
	view->row_count = view->entry_count = 0;
	if (listed)
		add_conversation(view, &listed->thread);
	while (view->row_count && !*view->rows[view->row_count - 1].text)
		view->row_count--; /* nothing follows the last */
}

/* ---- where one stands ---- */

bool dialogue_stops(const void *owner, int row)
{
	return ((const struct dialogue_view *)owner)->rows[row].entry >= 0;
}

const struct event *dialogue_entry(const struct dialogue_view *view)
{
	int at = view->talk.at < (int)view->row_count ? view->rows[view->talk.at].entry : -1;

	return at >= 0 && at < (int)view->entry_count ? view->entries[at] : NULL;
}

const char *dialogue_figure(const struct dialogue_view *view)
{
	const struct event *entry = dialogue_entry(view);
	const struct listed *listed = dialogue_listed(view);

	if (entry && entry->line->act.say.about)
		return entry->line->act.say.about;
	return listed ? listed->thread.first->line->act.say.about : NULL;
}

/* Its head at the top, unless the end is nearer: drawing takes it down. */
static void stand_at(struct dialogue_view *view, int entry)
{
	for (int row = 0; row < (int)view->row_count; row++)
		if (view->rows[row].entry == entry) {
			view->talk.count = (int)view->row_count;
			list_select(&view->talk, row);
			view->talk.first = row;
			return;
		}
}

static int number_of(const struct dialogue_view *view, const char *hash)
{
	for (size_t i = 0; i < view->entry_count; i++)
		if (!strcmp(view->entries[i]->line->hash, hash))
			return (int)i;
	return -1;
}

/* What she has not read, else the newest. */
static void stand_first(struct dialogue_view *view)
{
	int at = *view->open_at ? number_of(view, view->open_at) : -1;

	if (at < 0)
		at = view->read < view->entry_count ? (int)view->read : (int)view->entry_count - 1;
	*view->open_at = '\0';
	view->talk.at = view->talk.first = 0;
	if (at > 0)
		stand_at(view, at);
}

/* What she is to confirm is what she confirms, without looking for it. */
static void stand_at_duty(struct dialogue_view *view, const struct listed *listed)
{
	const struct event *entry;

	if (view->screen.session->user && dialogue_duty(book_of(view), &listed->thread, dialogue_me(view, &listed->thread), &entry) == DUTY_CONFIRM)
		memcpy(view->open_at, entry->line->hash, HASH_TEXT);
}

static void show(struct dialogue_view *view, const struct listed *listed)
{
	snprintf(view->thread, sizeof view->thread, "%s", listed ? listed->thread.first->line->hash : "");
	view->read = listed ? seen_of(session_seen(view->screen.session), view->thread) : 0;
	view->drawn = false;
	make_rows(view);
	if (listed && !*view->open_at)
		stand_at_duty(view, listed);
	stand_first(view);
}

void dialogue_show(struct dialogue_view *view, const char *hash)
{
	int at = hash ? find_thread(view, hash) : 0;

	view->list.at = at < 0 ? 0 : at;
	show(view, at >= 0 && at < (int)view->count ? &view->threads[at] : NULL);
}

void dialogue_show_entry(struct dialogue_view *view, const char *entry)
{
	const struct event *event = book_event(book_of(view), entry);
	const char *of = event && event->line->act.kind == ACT_SAY ? say_of(event)->thread : NULL;

	snprintf(view->open_at, sizeof view->open_at, "%s", entry);
	dialogue_show(view, of ? of : entry);
	view->in_talk = true;
}

/* The same entry by its number, for others come after it, and as far into it. */
static void remake_rows(struct dialogue_view *view)
{
	int at = view->talk.at, entry = at < (int)view->row_count ? view->rows[at].entry : -1, below = 0;

	while (entry >= 0 && at - below > 0 && !view->rows[at - below].head)
		below++;
	make_rows(view);
	view->talk.count = (int)view->row_count;
	if (entry < 0) {
		list_select(&view->talk, view->talk.at);
		return;
	}
	stand_at(view, entry);
	if (view->talk.at + below < (int)view->row_count && view->rows[view->talk.at + below].entry == entry)
		list_select(&view->talk, view->talk.at + below);
}

void dialogue_freshen(struct dialogue_view *view, int columns)
{
	const struct session *session = view->screen.session;
	bool another = view->book != session->book || view->generation != session->book->generation;
	char thread[HASH_TEXT];

	columns = columns ? columns : view->columns;
	if (!another && view->columns == columns && view->shown == session_money(session, view->unit == ORG_NONE ? 0 : view->unit))
		return;
	view->unit = org_find(session->book->org, view->id);
	view->book = session->book;
	view->generation = session->book->generation;
	view->columns = columns;
	view->shown = session_money(session, view->unit == ORG_NONE ? 0 : view->unit);
	memcpy(thread, view->thread, sizeof thread);
	list_threads(view);
	view->list.count = (int)view->count; /* keys may come before it is drawn again */
	view->list.at = find_thread(view, thread) < 0 ? 0 : find_thread(view, thread);
	remake_rows(view);
}

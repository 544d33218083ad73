#include "history.h"

#include "figure.h"
#include "intl.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the clock ---- */

static int digits(const char *text, int count)
{
	int value = 0;

	while (count--)
		value = value * 10 + (*text++ - '0');
	return value;
}

/* Days since 1 March of the year 0: the leap day is the last one of such a year. */
static int64_t day_number(int year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1, m = (month + 9) % 12;

	return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1;
}

static int64_t day_of(const char *date)
{
	return day_number(digits(date, 4), digits(date + 5, 2), digits(date + 8, 2));
}

int64_t history_moment(const char *at)
{
	int64_t clock = digits(at + 11, 2) * 3600 + digits(at + 14, 2) * 60 + digits(at + 17, 2);
	int64_t offset = digits(at + 20, 2) * 3600 + digits(at + 23, 2) * 60;

	return day_of(at) * 86400 + clock - (at[19] == '-' ? -offset : offset);
}

void history_day(char out[11], const char *today, int days_back)
{
	int64_t day = day_of(today) - days_back;
	int year = (int)(day * 400 / 146097) + 1, left, month; /* month: from March */
	char text[40];

	while (day_number(year, 3, 1) > day) /* the estimate is never too early */
		year--;
	left = (int)(day - day_number(year, 3, 1));
	month = (left * 10 + 5) / 306;
	snprintf(text, sizeof text, "%04d-%02d-%02d", year + (month > 9), month < 10 ? month + 3 : month - 9, left - (month * 306 + 5) / 10 + 1);
	snprintf(out, 11, "%.10s", text);
}

/* ---- all of them, the newest first ---- */

struct placed {
	const struct event *event;
	int64_t moment;
	size_t order;
};

static int newest_first(const void *a, const void *b)
{
	const struct placed *left = a, *right = b;

	if (left->moment != right->moment)
		return left->moment > right->moment ? -1 : 1;
	return left->order > right->order ? -1 : left->order < right->order;
}

struct history *history_make(const struct book *book, enum money_unit shown)
{
	struct history *history = memory_grow(NULL, 1, sizeof *history);
	struct placed *placed = memory_grow(NULL, book->event_count + 1, sizeof *placed);

	*history = (struct history){ .book = book, .money = shown, .total = book->event_count };
	for (size_t i = 0; i < book->event_count; i++)
		placed[i] = (struct placed){ book->events[i], history_moment(book->events[i]->line->head.at), i };
	qsort(placed, book->event_count, sizeof *placed, newest_first);
	history->events = memory_grow(NULL, history->total + 1, sizeof *history->events);
	history->rows = memory_grow(NULL, history->total + 1, sizeof *history->rows);
	for (size_t i = 0; i < history->total; i++) {
		history->events[i] = placed[i].event;
		history->rows[i] = i;
	}
	history->count = history->total;
	free(placed);
	return history;
}

static void forget_folded(struct history *history)
{
	for (size_t i = 0; history->folded && i < history->total; i++)
		free(history->folded[i]);
	free(history->folded);
	history->folded = NULL;
}

void history_free(struct history *history)
{
	if (!history)
		return;
	forget_folded(history);
	free(history->events);
	free(history->rows);
	names_free(&history->users);
	free(history->persons);
	arena_free(&history->arena);
	free(history);
}

const struct event *history_event(const struct history *history, size_t row)
{
	return row < history->count ? history->events[history->rows[row]] : NULL;
}

size_t history_find(const struct history *history, const char *hash)
{
	size_t place = 0, row = 0;

	while (place < history->total && strcmp(history->events[place]->line->hash, hash) != 0)
		place++;
	if (place == history->total)
		return 0;
	while (row + 1 < history->count && history->rows[row] < place)
		row++;
	return row;
}

/* ---- who and what ---- */

static void add_person(struct buffer *out, const struct book *book, const char *user, bool brief)
{
	const struct charter charter = { book->region, book->org };

	title_user(out, &charter, user, brief);
}

static const char *person_of(struct history *history, const char *user, bool brief)
{
	struct buffer person = { 0 };
	const char *kept;

	add_person(&person, history->book, user, brief);
	kept = arena_string(&history->arena, person.bytes);
	buffer_free(&person);
	return kept;
}

const struct history_person *history_person(struct history *history, const char *user)
{
	size_t known = history->users.count;
	int at = names_add(&history->users, user);

	if (history->users.count > known) {
		history->persons = memory_grow(history->persons, history->users.room, sizeof *history->persons);
		history->persons[at] = (struct history_person){ person_of(history, user, false), person_of(history, user, true) };
	}
	return &history->persons[at];
}

void history_tell(struct buffer *out, const struct history *history, const struct event *event)
{
	story_act(out, history->book, event, history->money);
}

/* ---- filters ---- */

static const struct {
	const char *words;
	unsigned acts;
} topics[HISTORY_TOPICS] = {
	[HISTORY_ALL] = { "", ~0u },
	[HISTORY_RAMAR] = { N_("bara ramar"), 1u << ACT_POST | 1u << ACT_TARGET },
	[HISTORY_DIVISION] = { N_("bara fördelning"), 1u << ACT_DISTRIBUTE },
	[HISTORY_DIALOGUE] = { N_("bara dialog"), 1u << ACT_SAY | 1u << ACT_RESOLVE | 1u << ACT_CONFIRM | 1u << ACT_MEET },
	[HISTORY_PLANS] = { N_("bara planer"), 1u << ACT_SUBMIT | 1u << ACT_RECALL | 1u << ACT_APPROVE | 1u << ACT_RETURN },
	[HISTORY_ORGANISATION] = { N_("bara organisation"), 1u << ACT_ADOPT | 1u << ACT_VERSION },
	[HISTORY_FOLLOW] = { N_("bara uppföljning"), 1u << ACT_FORECAST | 1u << ACT_OUTCOME },
};

static const struct {
	const char *words;
	int days;
} sinces[HISTORY_SINCES] = {
	[HISTORY_EVER] = { "", 0 },
	[HISTORY_WEEK] = { N_("de senaste sju dagarna"), 7 },
	[HISTORY_YESTERDAY] = { N_("sedan i går"), 1 },
};

static void add_words(struct buffer *out, const char *words)
{
	if (*words)
		buffer_format(out, "%s%s", out->size ? " · " : "", words);
}

void history_words(struct buffer *out, const struct book *book, const struct history_filter *filter)
{
	struct buffer words = { 0 }, person = { 0 };

	add_words(&words, *filter->unit ? story_unit(book, filter->unit) : "");
	if (filter->topic != HISTORY_ALL)
		add_words(&words, _(topics[filter->topic].words));
	if (*filter->user)
		add_person(&person, book, filter->user, false);
	add_words(&words, *filter->user ? person.bytes : "");
	if (filter->since != HISTORY_EVER)
		add_words(&words, _(sinces[filter->since].words));
	if (*filter->text)
		buffer_format(&words, "%s«%s»", words.size ? " · " : "", filter->text);
	buffer_text(out, words.size ? words.bytes : _("allt"));
	buffer_free(&words);
	buffer_free(&person);
}

/* What a row says, and who says it by title and name: as a search looks at it. */
static const char *folded_of(struct history *history, size_t at)
{
	struct buffer words = { 0 }, folded = { 0 };

	if (!history->folded) {
		history->folded = memory_grow(NULL, history->total, sizeof *history->folded);
		memset(history->folded, 0, history->total * sizeof *history->folded);
	}
	if (!history->folded[at]) {
		story_date(&words, history->events[at]->line->head.at);
		buffer_format(&words, " %s %s ", history->events[at]->user, history_person(history, history->events[at]->user)->title);
		story_act(&words, history->book, history->events[at], history->money);
		text_fold(&folded, words.bytes, false);
		history->folded[at] = folded.bytes;
		buffer_free(&words);
	}
	return history->folded[at];
}

struct sieve {
	const struct history_filter *filter;
	int unit;
	char first[11];       /* the first day */
	struct buffer needle; /* folded */
};

static bool lets_through(struct history *history, const struct sieve *sieve, size_t at)
{
	const struct event *event = history->events[at];

	if (!(topics[sieve->filter->topic].acts >> event->line->act.kind & 1u))
		return false;
	if (*sieve->filter->user && strcmp(sieve->filter->user, event->user) != 0)
		return false;
	if (*sieve->first && strncmp(event->line->head.at, sieve->first, 10) < 0)
		return false;
	if (sieve->unit != ORG_NONE && !story_about(history->book, event, sieve->unit))
		return false;
	return !sieve->needle.size || strstr(folded_of(history, at), sieve->needle.bytes);
}

void history_show(struct history *history, const struct history_filter *filter)
{
	struct sieve sieve = { .filter = filter, .unit = ORG_NONE };

	if (*filter->unit)
		sieve.unit = org_find(history->book->org, filter->unit);
	if (filter->since != HISTORY_EVER)
		history_day(sieve.first, filter->today, sinces[filter->since].days);
	if (*filter->text)
		text_fold(&sieve.needle, filter->text, false);
	history->count = 0;
	for (size_t i = 0; i < history->total; i++)
		if (lets_through(history, &sieve, i))
			history->rows[history->count++] = i;
	buffer_free(&sieve.needle);
}

/* ---- marks ---- */

static bool is_void(const struct event *event)
{
	return event->state == LINE_VOID;
}

static bool is_not_read(const struct event *event)
{
	return event->state == LINE_WAITING || event->state == LINE_STOPPED;
}

static bool is_replaced(const struct event *event)
{
	return event->replaced_by != NULL;
}

static bool is_conflict(const struct event *event)
{
	return event->conflict;
}

static bool is_outside(const struct event *event)
{
	return event->outside_dates;
}

static void say_state(struct buffer *out, struct history *history, const struct event *event)
{
	(void)history;
	story_state(out, event);
}

static void say_replaced(struct buffer *out, struct history *history, const struct event *event)
{
	const struct event *by = event->replaced_by;

	buffer_format(out, by->line->act.kind != ACT_POST || by->line->act.post.legs.count ? _("ersatt av %s ") : _("tillbakadragen av %s "),
		      history_person(history, by->user)->title);
	story_date(out, by->line->head.at);
}

static void say_conflict(struct buffer *out, struct history *history, const struct event *event)
{
	(void)history;
	buffer_format(out, _("skrevs utan att känna till en annan rad om %s: se avstämningen"), story_same(event));
}

static void say_outside(struct buffer *out, struct history *history, const struct event *event)
{
	(void)history, (void)event;
	buffer_text(out, _("ersättaren skrev utanför sina datum: det räknas, men syns"));
}

/* The most important first: its sign is the one that is shown. */
static const struct {
	bool (*holds)(const struct event *);
	const char *sign;
	bool counts;
	void (*say)(struct buffer *, struct history *, const struct event *);
} marks[] = {
	{ is_void, "x", false, say_state },       { is_not_read, "?", false, say_state }, { is_replaced, "-", false, say_replaced },
	{ is_conflict, "!", true, say_conflict }, { is_outside, "'", true, say_outside },
};

#define MARKS (sizeof marks / sizeof *marks)

const char *history_sign(const struct event *event)
{
	for (size_t i = 0; i < MARKS; i++)
		if (marks[i].holds(event))
			return marks[i].sign;
	return NULL;
}

bool history_counts(const struct event *event)
{
	for (size_t i = 0; i < MARKS; i++)
		if (!marks[i].counts && marks[i].holds(event))
			return false;
	return true;
}

void history_marks(struct buffer *out, struct history *history, const struct event *event)
{
	size_t said = 0;

	for (size_t i = 0; i < MARKS; i++)
		if (marks[i].holds(event)) {
			buffer_text(out, said++ ? "; " : "");
			marks[i].say(out, history, event);
		}
}

/* ---- where it leads ---- */

/* A withdrawal has no legs: then those of what it withdrew. */
const struct post *history_legs(const struct book *book, const struct post *post)
{
	while (!post->legs.count) {
		const struct event *old = post->replaces ? book_event(book, post->replaces) : NULL;

		if (!old || old->line->act.kind != ACT_POST)
			break;
		post = &old->line->act.post;
	}
	return post;
}

static const char *unit_id(const struct book *book, const struct event *event)
{
	const struct act *act = &event->line->act;
	const struct post *post;

	if (act->kind != ACT_POST)
		return act_unit(act);
	post = history_legs(book, &act->post);
	return post->legs.count ? ((const struct leg *)post->legs.items)->unit : NULL;
}

int history_unit(const struct book *book, const struct event *event)
{
	const char *id = unit_id(book, event);

	return id ? org_find(book->org, id) : ORG_NONE;
}

/* The first one that it changed. */
static bool name_of_figure(char out[100], const struct act *act)
{
	const struct row *rows = act->distribute.rows.items;
	const struct amount *amounts = act->follow.amounts.items;

	switch (act->kind) {
	case ACT_POST:
		snprintf(out, 100, "%s", act->post.kind);
		return true;
	case ACT_TARGET:
		snprintf(out, 100, "target");
		return true;
	case ACT_DISTRIBUTE:
		snprintf(out, 100, "line.%s", rows->line);
		return true;
	case ACT_FORECAST:
		snprintf(out, 100, "forecast.%s", amounts->line);
		return true;
	case ACT_OUTCOME:
		snprintf(out, 100, "outcome.%s", amounts->line);
		return true;
	default:
		return false;
	}
}

static int64_t year_of(const struct act *act)
{
	switch (act->kind) {
	case ACT_POST:
		return act->post.year;
	case ACT_TARGET:
		return act->target.year;
	case ACT_DISTRIBUTE:
		return act->distribute.year;
	default:
		return act->follow.year;
	}
}

bool history_figure(char out[256], const struct book *book, const struct event *event)
{
	struct act act = event->line->act;
	struct figure figure;
	char name[100];
	int unit = history_unit(book, event);

	if (act.kind == ACT_POST)
		act.post = *history_legs(book, &act.post);
	if (act.kind == ACT_SAY && act.say.about)
		snprintf(out, 256, "%s", act.say.about);
	else if (unit != ORG_NONE && name_of_figure(name, &act))
		snprintf(out, 256, "%s/%lld/%s", book->org->units[unit].id, (long long)year_of(&act), name);
	else
		return false;
	return figure_parse(&figure, book, out, ORG_NONE, 0, NULL);
}

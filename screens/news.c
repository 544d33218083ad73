#include "news.h"

#include "arena.h"
#include "history.h"
#include "story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is opened as of a version is no news when it no longer is: the marks are those of now. */
struct news news_begin(const struct session *session)
{
	const struct book *book = session->now;
	struct news news = { .count = book->journal_count };

	news.marks = memory_grow(NULL, news.count + 1, sizeof *news.marks);
	for (size_t i = 0; i < news.count; i++) {
		snprintf(news.marks[i].user, sizeof news.marks[i].user, "%s", book->journals[i]->user);
		news.marks[i].count = book->journals[i]->count;
	}
	return news;
}

void news_free(struct news *news)
{
	free(news->marks);
	*news = (struct news){ 0 };
}

/* How many of its lines are no news; her own are none to her. */
static size_t known(const struct news *news, const struct session *session, const char *user)
{
	if (session->user && !strcmp(session->user, user))
		return SIZE_MAX;
	for (size_t i = 0; i < news->count; i++)
		if (!strcmp(news->marks[i].user, user))
			return news->marks[i].count;
	return 0;
}

bool news_is(const struct news *news, const struct session *session, const struct event *event)
{
	return (size_t)event->line->head.n > known(news, session, event->user);
}

static void count_unit(const struct book *book, const char *id, int *changed)
{
	int unit = id ? org_find(book->org, id) : ORG_NONE;

	if (unit != ORG_NONE)
		changed[unit]++;
}

static void count_line(const struct book *book, const struct line *line, int *changed)
{
	const struct event *event = book_event(book, line->hash);
	const struct post *post;

	if (!event || !history_counts(event))
		return;
	if (line->act.kind != ACT_POST) {
		count_unit(book, act_unit(&line->act), changed);
		return;
	}
	post = history_legs(book, &line->act.post);
	for (size_t i = 0; i < post->legs.count; i++)
		count_unit(book, ((const struct leg *)post->legs.items)[i].unit, changed);
}

/* Most journals have not grown, and both lists are sorted by user: then it is one look at each. */
bool news_count(const struct news *news, const struct session *session, int *changed)
{
	const struct book *book = session->book;
	bool any = false;

	memset(changed, 0, (size_t)book->org->count * sizeof *changed);
	for (size_t i = 0; i < book->journal_count; i++) {
		const struct journal *journal = book->journals[i];
		bool same = i < news->count && !strcmp(news->marks[i].user, journal->user);

		if (same && news->marks[i].count == journal->count)
			continue;
		for (size_t n = known(news, session, journal->user); n < journal->count; n++, any = true)
			count_line(book, journal->lines[n], changed);
	}
	return any;
}

const struct event *news_last(const struct news *news, const struct session *session, int unit)
{
	const struct book *book = session->book;
	const struct event *last = NULL;

	for (size_t i = 0; i < book->journal_count; i++) {
		const struct journal *journal = book->journals[i];

		for (size_t n = known(news, session, journal->user); n < journal->count; n++) {
			const struct event *event = book_event(book, journal->lines[n]->hash);

			if (event && history_counts(event) && story_about(book, event, unit))
				last = event;
		}
	}
	return last;
}

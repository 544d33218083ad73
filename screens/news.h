/* What others have written since a screen was opened: how far every journal had come then. */
#ifndef NEWS_H
#define NEWS_H

#include "session.h"

struct news_mark {
	char user[65];
	size_t count;
};

struct news {
	struct news_mark *marks;
	size_t count;
};

struct news news_begin(const struct session *session);
void news_free(struct news *news);

bool news_is(const struct news *news, const struct session *session, const struct event *event);

/* changed, [org->count]: how many new lines that count are about that very unit. Costs by the new lines only. False when there are none. */
bool news_count(const struct news *news, const struct session *session, int *changed);

/* The last new line that counts about the unit or what lies below it; NULL. Costs by the new lines only. */
const struct event *news_last(const struct news *news, const struct session *session, int unit);

#endif

/* What the files of Historik share. Only for screens/history*.c. */
#ifndef HISTORY_PRIVATE_H
#define HISTORY_PRIVATE_H

#include "history.h"
#include "list.h"
#include "news.h"
#include "popup.h"
#include "screen.h"

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

const struct book *history_book(const struct history_view *view);
const struct event *history_current(const struct history_view *view); /* the selected one; NULL: there is none */
bool history_is_new(const struct history_view *view, const struct event *event);
void history_renew(struct history_view *view);

void history_draw(struct history_view *view, struct canvas *body);

void history_ask(struct history_view *view);      /* opens the question */
void history_answered(struct history_view *view); /* what was chosen in it */
bool history_can_reverse(const struct history_view *view, struct error *why);

#endif

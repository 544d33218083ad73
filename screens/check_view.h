/* Avstämning's own: what its files share. Only for check*.c. */
#ifndef CHECK_VIEW_H
#define CHECK_VIEW_H

#include "check.h"
#include "list.h"
#include "popup.h"
#include "screen.h"

#define CHECK_AMOUNTS 3 /* computed, stated, difference */

struct check_row { const struct finding *finding; enum finding_class class; }; /* finding NULL: the heading of the class */

struct check_view {
	struct screen screen;
	struct findings *findings;
	struct published *published;
	struct error published_error;
	unsigned generation;     /* of the book that they were made from */
	struct check_row *rows;  /* [count]: a heading a class, then what is unexplained, then what is explained */
	int count;
	bool hides;              /* what is explained */
	struct list_view list;
	int top;                 /* where the list begins on the body */
	char *figure;            /* of the selected finding, which is found again by figure and difference when all is made anew; NULL */
	money difference;
	bool begun;              /* she has begun to explain it, and not saved */
	struct popup popup;      /* the explanation being written */
};

const struct finding *check_current(const struct check_view *view); /* NULL: there is none */
void check_renew(struct check_view *view);

/* check_draw.c */
void check_draw(struct screen *screen, struct canvas *body);

/* check_explain.c */
bool check_may_explain(const struct check_view *view, struct error *why);
void check_ask(struct check_view *view);                                /* opens the popup */
struct effect check_type(struct screen *screen, const struct key *key); /* a key in it */

#endif

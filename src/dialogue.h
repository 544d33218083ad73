/* The dialogue about a unit as threads: an entry that began it, and those that followed. Borrowed from the book: valid until it folds again. */
#ifndef DIALOGUE_H
#define DIALOGUE_H

#include "book.h"

struct thread {
	const struct event *first, *newest;
	size_t count;   /* entries, the first one included */
	bool answered;  /* there is an answer in it */
	bool closed;    /* what was said last about its status is «done» or «dropped» */
};

size_t dialogue_threads(const struct book *book, int unit, struct thread **threads); /* as they began; free the array */
bool dialogue_holds(const struct thread *thread, const struct event *event);         /* is the entry one of the thread's? */
bool dialogue_waits(const struct thread *thread);                                    /* a question that no one has answered */
size_t dialogue_waiting(const struct book *book, int unit);                          /* how many such */
bool dialogue_drops(const struct event *event);                                      /* the entry takes back what was said: «struken» */
const char *dialogue_state(const struct thread *thread);                             /* Swedish: «väntar på svar», «besvarad», «klar»; NULL: goes on */
const char *dialogue_kind(const struct event *event);                                /* Swedish: «fråga», «svar» … */

#endif

/* The dialogue about a unit as threads: an entry that began it, and those that followed; who waits for whom, what has been closed, and what has been
 * confirmed by whom. Borrowed from the book: valid until it folds again. */
#ifndef DIALOGUE_H
#define DIALOGUE_H

#include "book.h"

/* Who speaks in the dialogue about a unit. Of a proposal PARTY_UNIT is the chef who makes it and PARTY_WITH the one who is to have the money. */
enum party { PARTY_NONE = 0, PARTY_UNIT = 1, PARTY_ABOVE = 2, PARTY_WITH = 4, PARTY_READER = 8 /* ekonom, registrar, whoever once was something else */ };

struct thread {
	int unit;                     /* in whose dialogue it is read */
	const struct event *first, *newest;
	size_t count;                 /* entries, the first one included */
	const struct event *asked;    /* the newest question that no one of whom it waits for has answered, as it is worded now; NULL */
	enum party waits_on;          /* whose answer that is */
	bool answered;                /* there is an answer in it */
	bool closed;                  /* it has been closed, or what was said last about its status is «done» or «dropped» */
	const struct event *closed_by; /* the entry or resolve that closed it; NULL */
};

size_t dialogue_threads(const struct book *book, int unit, struct thread **threads); /* as they began; free the array */
bool dialogue_holds(const struct thread *thread, const struct event *event);         /* is the entry one of the thread's? */
bool dialogue_waits(const struct thread *thread);                                    /* a question waits for its answer */
size_t dialogue_waiting(const struct book *book, int unit);                          /* how many such */
size_t dialogue_waiting_on(const struct book *book, int unit, enum party party);     /* and on her */
const struct event *dialogue_latest(const struct event *event);                      /* the wording that holds: of what has been put right the last one */
bool dialogue_drops(const struct event *event);                                      /* the entry takes back what was said: «struken» */
const char *dialogue_state(const struct thread *thread);                             /* Swedish: «väntar på svar», «besvarad», «klar»; NULL: goes on */
const char *dialogue_kind(const struct event *event);                                /* Swedish: «fråga», «svar» … */

/* What she is in the dialogue about that unit, under the organisation in force. first: of a thread that is a proposal, else NULL. */
enum party dialogue_party(const struct book *book, int unit, const struct event *first, const char *user);

/* What the writer of a line about an entry (the entry itself, or a confirm) was then: who has left since has said it for her unit all the same. */
enum party dialogue_spoke_as(const struct book *book, const struct event *entry, const struct event *event);

/* An agreement, a proposal or a note in a meeting binds when everyone it concerns has said so; who wrote it has. Both are sets of parties. */
unsigned dialogue_needs(const struct event *event);                            /* 0: the entry is no such thing */
unsigned dialogue_confirmed(const struct book *book, const struct event *event);
bool dialogue_stands(const struct book *book, const struct event *event);      /* all have; else it is «förslag» */
bool dialogue_asks(const struct event *event);                                 /* it is for them to say: not what is over, unless it is a measure that is said to be done */

/* What in the thread waits for that party to do; *entry: with which entry (may be NULL). In one that is closed nothing, but to confirm the measure
 * that closed it as done. */
enum duty { DUTY_NONE, DUTY_ANSWER, DUTY_CONFIRM, DUTY_DECIDE /* on a proposal that both its chefs stand behind */ };
enum duty dialogue_duty(const struct book *book, const struct thread *thread, enum party party, const struct event **entry);

/* The figure that the entry is about, as it was when that was written. False: it is about none, or that cannot be known any more. It costs a fold. */
bool dialogue_then(const struct book *book, const struct event *event, money *then);

/* Whom what she says is meant for: «divisionschef Länssjukvård och ekonom Ortopedi»; nobody in particular over the top: "". with: the id of the other
 * unit of a proposal being written, else NULL. */
void dialogue_to(struct buffer *out, const struct book *book, int unit, const struct event *first, const char *with, const char *user);

/* What the level above made of a proposal, however it was worded then: the post in force that rests on it; NULL: nothing yet. */
const struct event *dialogue_decided(const struct book *book, const struct event *proposal);

#endif

/* One ramförändring being written: what stands in each cell of its form, whether it may stand there, and what would follow from it. No terminal:
 * screens/post.c draws this. The post changes ramar that one level gives: legs are that level's direct sub-units (groups looked through), its
 * anslag and their sub-anslag; the ram of the whole region only by the root's registrar. Kept on disk while it is written. All amounts öre. */
#ifndef POSTING_H
#define POSTING_H

#include "book.h"
#include "kept.h"
#include "ram.h"

/* Who writes, on whose behalf. giver ORG_NONE without `whole`: the level is gone from the organisation, and nothing may be given. */
struct posting_desk {
	const struct book *book;
	const char *user;
	int giver;             /* whose sub-units get their ramar changed; for the whole region's ram: 0 */
	bool whole;            /* the ram of the root itself */
	enum money_unit shown; /* amounts without a unit are in this, in and out */
	unsigned flags;        /* of money_print: MONEY_ASCII or nothing */
	const struct ram_table *table; /* the book alone, of the year of the post: so that it is not made at every question. May be NULL */
};

/* MONEY_NONE: blank; until 0: for good. series: of which the amount was worked out; "": it was typed. */
struct posting_leg { char unit[65]; money amount; int until; money full_year; char series[65]; };

enum posting_field {
	POSTING_KIND, POSTING_YEAR,
	POSTING_UNIT, POSTING_AMOUNT, POSTING_UNTIL, POSTING_FULL_YEAR, /* of a leg */
	POSTING_END, POSTING_LINE, POSTING_TEXT, POSTING_DECISION, POSTING_PRINCIPLE,
	POSTING_FIELDS
};

struct posting_cell { enum posting_field field; size_t leg; }; /* leg = leg_count: the row where a new one begins */

#define POSTING_TEXT_BYTES 2048

struct posting {
	char kind[65];
	int year;
	struct posting_leg *legs; size_t leg_count, leg_room;
	char end[16]; /* "", "own", "unknown", "derived" */
	char line[65], principle[65];
	char text[POSTING_TEXT_BYTES], decision[POSTING_TEXT_BYTES];
	char replaces[65];  /* the hash of the post it takes the place of; "": a new one */
	char proposal[65];  /* the entry in which two chefs proposed it; "": nobody has */
	bool is_typing;     /* what is being typed right now, in which cell: it too comes back */
	struct posting_cell typing_in;
	char typing[POSTING_TEXT_BYTES];
	char path[KEPT_PATH];
};

/* Who gives the unit its ram; where she who writes does not, but divides it herself, what lies below it is given (*from_below). False with the
 * sentence that says who may. */
bool posting_desk_at(struct posting_desk *desk, const struct book *book, const char *user, int unit, bool *from_below, struct error *error);
bool posting_desk_below(struct posting_desk *desk, const struct book *book, const char *user, int unit, struct error *error); /* what lies below */
bool posting_desk_of(struct posting_desk *desk, const struct book *book, const char *user, const struct event *post, struct error *error);
bool posting_is_registrar(const struct posting_desk *desk);                      /* then the decision is obligatory */
bool posting_allows(const struct posting_desk *desk, int unit);                  /* may it be a leg? */
int posting_next_unit(const struct posting_desk *desk, int at);                  /* of those, in tree order; from and to ORG_NONE */

/* Units whose name or id the text is a part of, and that the post does not have in another leg: what begins with it first. */
size_t posting_matches(const struct posting_desk *desk, const struct posting *posting, size_t leg, const char *text, int *units, size_t most);

void posting_new(struct posting *posting, const struct posting_desk *desk, int year, int unit); /* unit ORG_NONE: no leg yet */
void posting_from(struct posting *posting, const struct event *post);
/* What two chefs have proposed, as a whole post: its kind, both legs and the text. False: no kind of the region sums to 0. */
bool posting_propose(struct posting *posting, const struct posting_desk *desk, const struct event *proposal);
void posting_copy(struct posting *to, const struct posting *from); /* `to` free or zeroed before */
void posting_free(struct posting *posting);

/* ---- cells ---- */

bool posting_is_choice(enum posting_field field);
bool posting_has_end(const struct posting_desk *desk, const struct posting *posting); /* a zero-sum kind */
void posting_step(struct posting *posting, const struct posting_desk *desk, enum posting_field field, int step); /* to the next choice */
void posting_shown(struct buffer *out, const struct posting_desk *desk, const struct posting *posting, struct posting_cell cell); /* as read */
void posting_typed(struct buffer *out, const struct posting_desk *desk, const struct posting *posting, struct posting_cell cell); /* as typed */

/* Puts what was typed in a cell; a blank unit removes the leg, a unit in the row after the last adds one; «=» as an amount is what remains, «2%»
 * that share of the ram that the unit has without this post; «lpik», a part of a series' id, name or source, is base × that index.
 * False, and nothing done, with a sentence. */
bool posting_put(struct posting *posting, const struct posting_desk *desk, struct posting_cell cell, const char *text, struct error *error);
void posting_remove(struct posting *posting, size_t leg);
bool posting_is_share(const char *text);
size_t posting_share(struct posting *posting, const struct posting_desk *desk, const char *text); /* «2%» or an index, to every leg without an amount; how many got one */
size_t posting_fill(struct posting *posting, const struct posting_desk *desk); /* every direct sub-unit that is no leg yet; how many came */

/* ---- indices ---- */

struct posting_work { const struct series *series; char base_name[64]; money base, value; };

bool posting_is_index(const struct posting_desk *desk, const char *text); /* meant as one: words, where there are series */
size_t posting_series(const struct posting_desk *desk, const struct posting *posting, const char *text, int *series, size_t most); /* as posting_matches */
int posting_next_series(const struct posting_desk *desk, const struct posting *posting, const char *id, int step); /* of the post's year; -1: there is none */
/* What the leg's series comes to for its unit as things are now. False: it has no series, or there is nothing to work it out from. */
bool posting_work(const struct posting *posting, const struct posting_desk *desk, size_t leg, struct posting_work *work);
bool posting_is_worked(const struct posting *posting, const struct posting_desk *desk, size_t leg, struct posting_work *work); /* and that is its amount */
void posting_say_work(struct buffer *out, const struct posting_desk *desk, const struct posting_work *work); /* «2 175,2 × 2,9 % (LPIK 2020, SKR 1 okt 2019)» */

/* Amounts in force that the desk has given, worked out from another figure than the series has now; post: the first such, was: from which. */
struct posting_stale { size_t amounts; const struct event *post; const char *was; };
struct posting_stale posting_stale(const struct posting_desk *desk, const struct series *series);
bool posting_renew(struct posting *posting, const struct posting_desk *desk); /* every amount whose series now comes to another; false: none */

/* ---- what is right, and what follows ---- */

enum posting_verdict { POSTING_FINE, POSTING_NOTE, POSTING_WRONG }; /* a note does not hinder saving */

enum posting_verdict posting_judge(const struct posting *posting, const struct posting_desk *desk, struct posting_cell cell, struct error *why);
/* The first cell that is wrong, in the order of the form; last the rules of the core itself. False: it can be saved. */
bool posting_wrong(const struct posting *posting, const struct posting_desk *desk, struct posting_cell *cell, struct error *why);

money posting_sum(const struct posting *posting);                                        /* of the legs; blanks are 0 */
/* Zero-sum: what the other legs lack; else what the giver has left. */
money posting_rest(const struct posting *posting, const struct posting_desk *desk, size_t leg);

struct posting_change { money before, after; };
struct posting_follows {
	struct posting_change *rams; /* [leg_count]: the leg's unit, in the year of the post */
	struct posting_change left;  /* the giver's */
};
void posting_follow(const struct posting *posting, const struct posting_desk *desk, struct posting_follows *follows, struct arena *arena);

/* ---- acts ---- */

void posting_act(const struct posting *posting, const struct posting_desk *desk, struct act *act, struct arena *arena);
void posting_withdrawal(const struct event *post, const char *why, const char *decision, struct act *act);

/* ---- on disk ---- */

/* Before it is resumed, so that no other session of hers writes the same file: a descriptor to close when it is left, or -1. *others: another one
 * writes there, and this is a draft of its own. */
int posting_claim(struct posting *posting, const struct posting_desk *desk, bool *others);

/* What was kept of this desk's new post, or of this change. True: there was. */
bool posting_resume(struct posting *posting, const struct posting_desk *desk);
bool posting_keep(const struct posting *posting);                             /* false: not on disk (still in memory) */
void posting_drop(struct posting *posting);                                   /* saved or thrown away */

#endif

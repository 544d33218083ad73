/* The inside of posting, for its own files only:
 *
 *   posting.c        who gives what, a post's beginning, and the act it becomes
 *   posting_cell.c   what stands in a cell, the choices there are, and putting something there
 *   posting_index.c  an amount worked out from a series, and the detail that says so
 *   posting_judge.c  what follows from it, and whether it may stand
 *   posting_kept.c   on disk while it is written */
#ifndef POSTING_PRIVATE_H
#define POSTING_PRIVATE_H

#include "posting.h"

#include "series.h"

/* Where what a zero-sum kind's legs lack comes from or goes. balanced: they lack nothing. */
struct posting_end { const char *word, *name; bool balanced; };

const struct posting_end *posting_end_named(const char *word); /* NULL: none is chosen */

void posting_set_id(char id[65], const char *text);
void posting_set_text(char out[POSTING_TEXT_BYTES], const char *text); /* spaces at either end are nothing */
struct posting_leg *posting_leg_add(struct posting *posting, const char *unit);
money posting_ram_without(const struct posting *posting, const struct posting_desk *desk, const char *unit); /* MONEY_NONE: it has none */
bool posting_has_leg(const struct posting *posting, const char *id, size_t but); /* in another leg than that */

/* How well a name fits what is typed of it, which is folded already. */
enum fit { FIT_NOT, FIT_PART, FIT_START, FIT_WHOLE };
enum fit posting_fit(const char *name, const struct buffer *text);
void posting_fold(struct buffer *out, const char *text); /* without spaces at either end */

bool posting_put_index(struct posting *posting, const struct posting_desk *desk, size_t leg, const char *text, struct error *error);
bool posting_index_differs(const struct posting *posting, const struct posting_desk *desk, size_t leg, struct error *why); /* the sentence, where it does */
struct list posting_details(const struct posting *posting, const struct posting_desk *desk, struct arena *arena); /* those that stay, and the indices */
void posting_take_series(struct posting *posting, const struct post *post); /* what the legs of a saved post were worked out from */

/* Why nothing that may be given is called so; false. */
bool posting_no_such_unit(const struct posting_desk *desk, const struct posting *posting, const char *text, struct error *error);

static inline const char *if_any(const char *text)
{
	return *text ? text : NULL;
}

static inline const struct region *region_of(const struct posting_desk *desk)
{
	return desk->book->region;
}

static inline const struct unit *unit_at(const struct posting_desk *desk, int unit)
{
	return &desk->book->org->units[unit];
}

static inline const struct kind *kind_of(const struct posting_desk *desk, const struct posting *posting)
{
	int kind = region_kind(region_of(desk), posting->kind);

	return kind < 0 ? NULL : &region_of(desk)->kinds[kind];
}

static inline const char *name_of(const struct posting_desk *desk, const char *id)
{
	int unit = org_find(desk->book->org, id);

	return unit == ORG_NONE ? id : unit_at(desk, unit)->name;
}

static inline char *print(char out[MONEY_TEXT], const struct posting_desk *desk, money value, unsigned flags)
{
	return money_print(out, value, desk->shown, MONEY_FULL, desk->flags | flags);
}

static inline int64_t to_kr(money value)
{
	return value == MONEY_NONE ? NUMBER_NONE : value / MONEY_KR;
}

static inline money zero_if_none(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

#endif

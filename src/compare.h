/* Two states of the budget beside each other, figure by figure, with the reasons: the acts that one of them rests on and the other does not. Each is
 * the book as it stands now or that of a version (book_at), under its own organisation. The older one stands first, whichever is asked for first;
 * every difference is newer − older. Knows no terminal and no file. All amounts öre. */
#ifndef COMPARE_H
#define COMPARE_H

#include "ram.h"

enum { OLDER, NEWER, COMPARE_SIDES };

struct compare_side { const struct book *book; const struct event *version; /* NULL: now */ };

/* What has become of a unit between the two organisations; bits. */
enum {
	UNIT_IS_NEW = 1,
	UNIT_IS_GONE = 2,
	UNIT_HAS_MOVED = 4,
	UNIT_IS_RENAMED = 8,
	UNIT_IS_OTHER_KIND = 16 /* a unit that has become a group … */
};

enum reason_kind {
	REASON_ADDED,        /* a post that only the newer rests on */
	REASON_REPLACED,     /* the same, in place of `old` */
	REASON_WITHDRAWN,    /* `old` is withdrawn by `event`, or no longer has anything for this unit */
	REASON_ONLY_OLDER,   /* a post that only the older rests on: neither holds the other */
	REASON_COUNTS,       /* a post that is known to both, and counts in the newer only */
	REASON_VOID,         /* … in the older only: event->why says why */
	REASON_ORGANISATION, /* the unit is not in both organisations, or is a group in one of them: money that both know of */
	REASON_PART,         /* of a group: what one unit in it comes to */
	REASON_TARGET,       /* a resultatmål */
	REASON_LINE          /* an amount of the unit's own division */
};

struct reason {
	enum reason_kind kind;
	money kr;                  /* what it adds to the difference, in öre; MONEY_NONE: only said */
	const struct event *event; /* NULL: ORGANISATION, PART, and what only comes of the organisation */
	const struct event *old;   /* REPLACED and WITHDRAWN: what stood there */
	const char *line;          /* LINE: its id */
	size_t acts;               /* LINE: how many acts between them have changed it */
	money before, after;       /* REPLACED, LINE and TARGET */
	int row;                   /* PART: that unit's, in compare->rows */
	bool came, left;           /* PART: it was not in the group before; is not any more */
};

struct compare_row {
	const char *id;            /* its own: lives as long as the comparison, whatever becomes of the books */
	int unit[COMPARE_SIDES];   /* in each organisation; ORG_NONE: not there */
	int depth;
	unsigned changes;          /* UNIT_… */
	money ram[COMPARE_SIDES], target[COMPARE_SIDES], left[COMPARE_SIDES];
	/* Those of the ram first: they and `unexplained` sum to its difference. Then those of the target, and of the lines. */
	struct reason *reasons;
	size_t ram_reasons, reason_count, reason_room;
	money unexplained;         /* of the ram's difference; 0: nothing */
	bool differs;
};

struct compare {
	struct compare_side side[COMPARE_SIDES];
	const char *name[COMPARE_SIDES]; /* version_title, or «nu» */
	struct ram_table *table[COMPARE_SIDES];
	int *row_of[COMPARE_SIDES]; /* [unit]: in rows */
	int year;
	bool branches;             /* neither rests on all that the other rests on */
	struct compare_row *rows;  /* the newer organisation in tree order, what is gone last where it was */
	size_t count;
	struct arena arena;
};

/* The two in either order. `now` knows which of two versions is the older. The books must outlive it. */
struct compare *compare_make(const struct compare_side *one, const struct compare_side *other, const struct book *now, int year);
void compare_free(struct compare *compare);

size_t compare_differing(const struct compare *compare);                    /* how many rows differ */
const struct compare_row *compare_find(const struct compare *compare, const char *id); /* NULL: in neither */
size_t compare_branch_end(const struct compare *compare, size_t row);       /* after the last row below it */
money compare_difference(const money value[COMPARE_SIDES]);                 /* a blank counts as 0; two of them are a blank */
money compare_kind(const struct compare *compare, const struct compare_row *row, int side, const char *kind); /* the same of one kind of post */
const struct unit *compare_unit(const struct compare *compare, const struct compare_row *row); /* as the newer has it, or had */

/* ---- in words ---- */

/* «ny», «borttagen», «flyttad från Divisioner», «hette Annat»; nothing when it is as it was */
void compare_tell_changes(struct buffer *out, const struct compare *compare, const struct compare_row *row);
/* What it was, without the amount: «Utökning: ökade kostnader för demografi» … */
void compare_tell_reason(struct buffer *out, const struct compare *compare, const struct compare_row *row, const struct reason *reason, enum money_unit shown,
                         unsigned flags);
/* … and on what grounds: «RF 19 nov 2019 · regiondirektör · 26 nov 2019»; nothing for what is no act */
void compare_tell_grounds(struct buffer *out, const struct compare *compare, const struct reason *reason);
/* «Kvar att fördela: 6,5 → 3,2 (ramen +1,0, kostnader −4,3)»; nothing when it is the same */
void compare_tell_left(struct buffer *out, const struct compare *compare, const struct compare_row *row, enum money_unit shown, unsigned flags);

#endif

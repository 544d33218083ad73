/* Where one is in a meeting: agenda in its order, unit and frame on the projector, minutes spent on each unit, the head as far as it is written. In
 * the leader's own state directory at every step (kept.h), so that a break, a lost line or a kill returns to the same place. */
#ifndef MEETING_PLACE_H
#define MEETING_PLACE_H

#include "buffer.h"
#include "hash.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PLACE_TEXT 2048 /* as much as can be typed on a line */

enum head_field { HEAD_DATE, HEAD_TIME, HEAD_PRESENT, HEAD_CHAIR, HEAD_SECRETARY, HEAD_PLACE, HEAD_NEXT, HEAD_TEXT, HEAD_FIELDS };

struct place_unit { char id[65]; bool taken; int64_t ms; /* spent on it */ };

/* What is written by hand. */
struct place_words { char head[HEAD_FIELDS][PLACE_TEXT]; struct buffer agenda; bool edited; };

struct meeting_place {
	char path[4096];              /* "" : kept nowhere */
	char meeting[HASH_TEXT];      /* "" : not opened yet */
	struct place_unit *units; size_t count, room;
	char at[65];                  /* the unit that is shown */
	int frame;
	char head[HEAD_FIELDS][PLACE_TEXT]; /* as typed; HEAD_TIME: minutes for each unit */
	bool edited;                  /* the head or the agenda says something that is not written in a meeting yet */
	struct place_words disk;      /* what was on the disk when it was last read or written */
	int64_t ticked;               /* the clock when it was last asked, ms; -1: it stands */
};

/* folder_id and user NULL: kept nowhere. Begins with what lies there. */
void place_open(struct meeting_place *place, const char *folder_id, const char *user, const char *branch);
void place_close(struct meeting_place *place);
void place_keep(struct meeting_place *place);  /* joins, and then onto the disk as it stands */
/* Another window of hers may have written there since: what it changed is taken in, so that neither wipes what the other wrote. To be asked before
 * something is changed here; what is changed is kept at once. True: something stands here otherwise than before. */
bool place_join(struct meeting_place *place);
void place_forget(struct meeting_place *place); /* nothing is left of it, on disk either */

struct place_unit *place_unit(struct meeting_place *place, const char *id);  /* NULL: not there */
struct place_unit *place_add(struct meeting_place *place, const char *id);   /* last, not taken; or the one that is there */
bool place_move(struct meeting_place *place, size_t from, int step);         /* false: there is nowhere to */
size_t place_taken(const struct meeting_place *place);                       /* how many */

int64_t place_clock(void); /* ms, for place_tick */
/* now: ms of any clock. What has passed since it was last asked counts for the unit that is shown. A clock that goes backwards counts for nothing,
 * one that leaps for no more than PLACE_LEAP: then nobody was there. Kept when a minute is full. */
#define PLACE_LEAP (90 * 1000)
void place_tick(struct meeting_place *place, int64_t now);
void place_stop(struct meeting_place *place); /* the clock stands until it is asked again */
int place_minutes(const struct meeting_place *place, const char *id);
int place_to_next(const struct meeting_place *place); /* ms until the minutes of the unit that is shown are others */

#endif

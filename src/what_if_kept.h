/* A räkneexempel on disk: on disk at every step (kept.h), as drafts are, per folder, user and year; gone when it is thrown away or has become a
 * draft. What cannot be read is put aside. */
#ifndef WHAT_IF_KEPT_H
#define WHAT_IF_KEPT_H

#include "kept.h"
#include "what_if.h"

struct what_if_kept {
	struct what_if_step begun; /* what is being written of one step more, as far as it has come; unit "": nothing. It too comes back */
	int year;
	char name[KEPT_PATH];      /* "": kept nowhere */
	char path[KEPT_PATH];      /* the one of those names that this session has; "": none yet */
	bool on_disk;
	bool broken, aside;        /* what lay there could not be read; it is put aside, else left as it was */
	bool locked; int lock;     /* no other session writes this file */
};

/* path: from kept_path; "": nowhere. With what lies there in `what_if`, which is empty; takes it from no other session. `kept` is zeroed or closed. */
void what_if_kept_open(struct what_if_kept *kept, const char *path, int year, struct what_if *what_if);
void what_if_kept_close(struct what_if_kept *kept); /* stays on disk, and another session may have it */
void what_if_kept_put(struct what_if_kept *kept, const struct what_if *what_if); /* as it is now; nothing of it: also on disk */
bool what_if_kept_left(const struct what_if_kept *kept); /* one more was left behind in another window of hers */

#endif

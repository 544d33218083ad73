/* One person's journal: a file that only grows, written by one user, read by all. Reading goes line by line up to the first line that is
 * not whole; a torn tail is ignored by readers and sealed by the next line. Nothing is ever truncated.
 * Appending follows data.md: lock, open beneath the folder, compare, reserve, one write, fsync, read back; only then it is saved. */
#ifndef JOURNAL_H
#define JOURNAL_H

#include "act.h"
#include "error.h"
#include "hash.h"

#include <sys/types.h>

enum journal_state {
	JOURNAL_WHOLE,
	JOURNAL_TORN,   /* an unfinished tail, ignored; the next append seals it. Torn: no segment of it, ended by LF or by the end of the file,
	                 * begins {"n": and ends ,"hash":"<64 bytes>"} . Such a segment that is not a good line is damage; a good one that
	                 * lacks only its LF gets that LF by the next append, and counts from then on */
	JOURNAL_DAMAGED /* a line is not what it should be: everything from there on counts for nothing and nothing can be appended */
};

#define JOURNAL_FILE 80 /* room for <user>.jsonl */

struct journal {
	const char *user;      /* file name without .jsonl */
	struct line **lines;   /* [count], in order: lines[i]->head.n == i + 1 */
	size_t count;
	size_t staged;         /* of these, how many at the end are staged: in memory, not in the file */
	off_t good;            /* end of the last good line in the file */
	char head[HASH_TEXT];  /* hash of the last line, staged ones included */
	enum journal_state state;
	struct error *why;     /* when DAMAGED: which line and what; until then an empty one */
	size_t bad_line;       /* when DAMAGED: its number in the file (as sed -n Np counts), from 1 */
	/* private */
	char file[JOURNAL_FILE]; /* in journals/ */
	int folder;            /* descriptor of the folder */
	const char *folder_id;
	struct buffer pending; /* bytes of the staged lines, with what closes a torn tail before them: exactly what will be written */
	size_t first;          /* of these, how many up to the first line's LF */
	struct arena arena;
	size_t room;
	size_t file_lines;     /* LFs up to `good` */
	bool known;            /* has been read: the rest says what the file was then */
	dev_t device;
	ino_t inode;
	uid_t owner;
	off_t size;            /* good + the torn bytes */
	size_t torn_lines;     /* LFs in the torn bytes */
	struct skip seal;      /* what the next line must say it skips; size 0: nothing */
	char seal_hash[HASH_TEXT];
	bool seal_closes;      /* the seal counts an LF that is not there yet */
	bool unended;          /* the torn bytes end with a good line that lacks only its LF */
	bool spent;            /* an append ended unknown: no more of them through this value */
};

/* Makes one to read; the file is not opened yet. user and folder_id are borrowed. */
struct journal *journal_new(int folder, const char *folder_id, const char *user);
void journal_free(struct journal *journal);

/* Reads what has grown since last time; what is staged is dropped first. False only when the file cannot be read at all (then state is DAMAGED
 * too). *grew: new lines; may be NULL. The words in `why`: "hash", "n", "prev", "org", "skip", "torn", "shrunk", "rewritten", those of act_read, and for a
 * file that cannot be read "missing", "no-right", "link", "not-a-file", "too-large", "too-many-files", "io", "system". */
bool journal_read(struct journal *journal, bool *grew, struct error *error);

/* Adds a line in memory after the last one: fills in n, prev and hash. The line is written and read back through the ordinary codec. Returns it. */
struct line *journal_stage(struct journal *journal, const struct envelope *head, const struct act *act, struct error *error);
void journal_unstage(struct journal *journal); /* drops what is staged */

enum append {
	APPEND_SAVED,   /* it is on the disk: only now may anyone say «sparat» */
	APPEND_MOVED,   /* the file has other lines than we knew: unstage, read, look again */
	APPEND_REFUSED, /* no line was written (at most a torn tail); error says why (no right in the file system, full disk, busy …) */
	APPEND_UNKNOWN  /* it may or may not be there: no retry in this session, the draft stays */
};

/* Writes all staged lines in one write. Holds locks/<user> meanwhile; gives up on a busy lock after about 2 s with "busy". After SAVED they are
 * ordinary lines; after anything else they are still staged. Other words: "network-file-system", "no-space", "quota", "read-only", "no-right",
 * "missing", "link", "not-a-file", "hard-link", "owner", "too-many-files", "io", "torn", "damaged", "nothing", "unknown", "system". */
enum append journal_append(struct journal *journal, struct error *error);

const char *journal_new_id(char out[33]);                /* 32 random hex digits */
const char *journal_now(char out[26]);                   /* local time; SOURCE_DATE_EPOCH (UTC) when set */
bool journal_create(int folder, const char *user, struct error *error); /* empty journal and lock, if they are not there (administrator) */

#endif

/* A text of several lines that is being written: edited by grapheme cluster, so å is one character however it was composed and a family of
 * emoji is one too; wrapped to any width; undone and redone without limit. On disk at every step (kept.h), as drafts are, with what else the
 * screen wants kept beside it; deleted when it is sent. The bytes stay as they were typed; what is sent is composed (NFC) and trimmed. */
#ifndef WRITING_H
#define WRITING_H

#include "buffer.h"
#include "error.h"

#include <stdbool.h>
#include <stddef.h>

#define WRITING_MOST 49152 /* bytes, as a line of a journal spells it: an act is at most 64 KiB all in all */

struct writing_step;
struct writing_note { char *name, *value; };

struct writing {
	struct buffer text;         /* UTF-8; of control characters only LF */
	size_t at;                  /* the cursor: a byte offset on a cluster's edge */
	bool behind;                /* where a long word is broken: it stands last in the row before, not first in the next */
	int wish;                   /* the column that Up and Down strive for; -1: where it stands */
	struct writing_step *steps; /* [count]; those from `done` on have been undone */
	size_t count, done, room;
	bool growing;               /* the last step may still grow: nothing but the like of it has happened since */
	struct writing_note *notes; /* [note_count] */
	size_t note_count;
	char path[4096];            /* where it is kept; "" = nowhere */
	bool on_disk;
	bool moved;                 /* the cursor stands elsewhere than on the disk */
	bool elsewhere;             /* another session of hers writes under that name: this is a writing of its own */
	bool locked; int lock;      /* no other session writes this file */
};

/* path: from kept_path; "" or NULL: it is kept nowhere. Begins with what lies there, and takes it from no other session; what cannot be read is put
 * aside. `writing` is zeroed or has been open. */
void writing_open(struct writing *writing, const char *path);
void writing_look(struct writing *writing, const char *path); /* at what lies there, and no more: it is taken from nobody, and kept nowhere */
void writing_close(struct writing *writing);                  /* stays on disk; memory freed, and another session may have it */
void writing_drop(struct writing *writing);                   /* sent or thrown away, with its notes, on disk too; empty, and open still */
bool writing_unkept(const struct writing *writing);           /* the disk would not have it: in memory only, until the next step goes through */

const char *writing_text(const struct writing *writing);      /* as it stands, never NULL */
bool writing_send(const struct writing *writing, struct buffer *out); /* composed, blanks at its end gone; false: nothing but blanks */
size_t writing_left(const struct writing *writing);           /* bytes that may still be added to WRITING_MOST: at most so many characters */

/* What goes with the text, in the screen's own words: "thread", "kind", "about", "kr" … Kept at once. */
const char *writing_note(const struct writing *writing, const char *name); /* "" : not there. Valid until it is set */
void writing_set_note(struct writing *writing, const char *name, const char *value); /* NULL or "": takes it away */

/* At the cursor; one key's worth, or a paste of anything. CR and CRLF become LF, a tab four spaces, malformed bytes «?». Control characters, signs
 * that turn the direction of text and invisible ones are left out: true, but with the word "hidden" in `error`, which is else untouched. False, and
 * nothing done: it does not fit. */
bool writing_type(struct writing *writing, const char *text, struct error *error);
bool writing_paste(struct writing *writing, const char *text, struct error *error);

void writing_backspace(struct writing *writing);
void writing_delete(struct writing *writing);
void writing_delete_word(struct writing *writing); /* the one before the cursor; at the start of a line: the line feed */
bool writing_undo(struct writing *writing);        /* a word or a burst; false: there is nothing more */
bool writing_redo(struct writing *writing);

void writing_left_one(struct writing *writing);
void writing_right_one(struct writing *writing);
void writing_left_word(struct writing *writing);
void writing_right_word(struct writing *writing);  /* to the beginning of the next */
void writing_first(struct writing *writing);
void writing_last(struct writing *writing);

/* Wrapped to `width` columns (at least 1). The rows lie end to end and cover every byte: the line feed belongs to its row, and so do the blanks at
 * which it was wrapped, which are shown as far as there is room. A word wider than the width is broken; a cluster wider than that has a row to
 * itself. There is always a row. */
struct writing_row { size_t start, end, shown; };                           /* shown: where what is seen of it ends */
struct writing_rows { struct writing_row *rows; size_t count, at; int column; }; /* at, column: the cursor's, 0 … width */
struct writing_rows writing_layout(const struct writing *writing, int width); /* free(.rows) */

void writing_vertically(struct writing *writing, int width, long rows);     /* down, or up; beyond the last row: to the end */
void writing_row_first(struct writing *writing, int width);
void writing_row_last(struct writing *writing, int width);

#endif

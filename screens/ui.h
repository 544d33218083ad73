/* The frame: one loop, one reader of keys, a stack of screens. Waits in poll and wakes for a key, a changed size, a changed folder or a signal,
 * and for nothing else. Curses is tty.c's, bytes into keys input.c's, signals signals.c's; the terminal is put back on every way out. */
#ifndef UI_H
#define UI_H

#include "error.h"
#include "screen.h"

#include <stdio.h>

struct ui;

/* Takes over `first`: it is freed also when this fails. */
struct ui *ui_open(const char *term, FILE *in, FILE *out, struct session *session, struct screen *first, struct error *error);
int ui_run(struct ui *ui);             /* until the user leaves or the terminal is gone; the program's exit status */
bool ui_step(struct ui *ui, int wait); /* reads what has come (wait: ms, -1 for ever), acts, draws; false when it is over. For ui_run and tests */
void ui_close(struct ui *ui);          /* puts the terminal back and frees the screens */

#endif

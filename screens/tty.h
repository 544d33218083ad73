/* The terminal itself, and all of curses: ui.c's other half. Opens it or says in one sentence why not, carries a canvas to it, and puts it
 * back. Only rows that differ from what was painted last are given to curses, which sends only the cells that differ. */
#ifndef TTY_H
#define TTY_H

#include "canvas.h"
#include "error.h"
#include "input.h"

#include <stdio.h>

struct tty;

/* Words: "no-terminal", "unknown-terminal", "poor-terminal". Nothing has been written when it fails. */
struct tty *tty_open(const char *term, FILE *in, FILE *out, struct error *error);
void tty_close(struct tty *tty);
void tty_crashed(void);                              /* puts it back with write(2) alone, for a signal handler */

void tty_teach(const struct tty *tty, struct input *input); /* what terminfo says about its keys */
void tty_size(struct tty *tty, int *rows, int *columns);    /* as it is now; curses is told */
void tty_paint(struct tty *tty, const struct canvas *canvas);
void tty_forget(struct tty *tty);                    /* the next paint sends everything */
void tty_suspend(struct tty *tty);                   /* as it was before us, for the shell */
void tty_resume(struct tty *tty);                    /* after the shell has had it */
bool tty_copy(struct tty *tty, const char *base64);  /* to its clipboard; false: this terminal has none that it tells of */
bool tty_mouse(struct tty *tty, bool on);            /* tells what the mouse does, or no longer; false: this terminal cannot */

#endif

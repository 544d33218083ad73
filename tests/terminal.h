/* A terminal in the test's own process: a pseudo terminal with ui.c on one side and libvterm on the other. Real key bytes go in, real output
 * bytes come out, and nothing waits for a time to pass: input is waited for until the line discipline has all of it, and output until a mark
 * written behind it has come through. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include "screen.h"
#include "ui.h"

#include <stdbool.h>
#include <stddef.h>

struct terminal;

struct terminal *terminal_open(int rows, int columns, const char *term); /* nothing runs on it yet. Sets a UTF-8 locale */
bool terminal_run(struct terminal *terminal, struct session *session, struct screen *first, struct error *error); /* ui_open and the first paint */
void terminal_stop(struct terminal *terminal);  /* ui_close; what stands on it can still be asked */
void terminal_close(struct terminal *terminal); /* all of it */

/* Keys as in key.h, separated by spaces: "Down Enter 1 2 5 0 ^S å"; or a run of characters in quotes: "/ 'ortopedi' Enter".
 * One at a time, each until it is drawn. False when the program has left. */
bool terminal_keys(struct terminal *terminal, const char *keys);
bool terminal_send(struct terminal *terminal, const void *bytes, size_t size); /* in one write, when it is small */
bool terminal_paste(struct terminal *terminal, const char *text);             /* bracketed */
bool terminal_resize(struct terminal *terminal, int rows, int columns);
bool terminal_signal(struct terminal *terminal, int signal); /* to this process, and a step */
bool terminal_stopped(struct terminal *terminal);            /* by SIGTSTP, since last asked, and had put the line's modes back by then */
bool terminal_hang_up(struct terminal *terminal);            /* the other side is gone, and a step */
bool terminal_step(struct terminal *terminal, int wait);     /* ui_step, then all output */

int terminal_rows(const struct terminal *terminal);
int terminal_columns(const struct terminal *terminal);
const char *terminal_text(struct terminal *terminal, int row);  /* one row, spaces at its end cut; until the next call */
const char *terminal_screen(struct terminal *terminal);         /* all rows, each with an LF; until the next call */
size_t terminal_bytes(struct terminal *terminal);               /* that came out since last asked */
const char *terminal_output(struct terminal *terminal, size_t *size); /* all that ever came out, as it was */
bool terminal_restored(const struct terminal *terminal);        /* the modes of the line are what they were at first */

struct terminal_look { bool bold, underline, reverse; int colour; /* -1: the terminal's own */ bool background; /* has one of its own */ };
struct terminal_look terminal_look(struct terminal *terminal, int row, int column);
void terminal_cursor(const struct terminal *terminal, int *row, int *column, bool *shown);

#endif

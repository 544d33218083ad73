/* Golden screens: files of keys and of the screens they lead to, each one test.
 *
 *   # a comment
 *   term xterm-256color          before the first screen: the terminal …
 *   size 24 80                   … its rows and columns …
 *   set NO_COLOR 1               … what is in the environment …
 *   as divchef                   … and anything else, for the world: golden_value(head, "as")
 *   keys Down Down Enter         keys as terminal_keys has them
 *   resize 10 40
 *   paste one line               bracketed; \n and \t as in C
 *   --- screen
 *   …what must stand there now…
 *   --- screen
 *   cursor 4 2 hidden            after a screen: where the cursor is, from 0
 *
 * GENERATE=1 writes what stands there into the file (two «--- screen» lines ask for a screen). GOLDEN=unit: only files that begin so. */
#ifndef GOLDEN_H
#define GOLDEN_H

#include "screen.h"

struct golden_head;

/* What the screens show. open gives the session and the first screen, which ui frees; close takes what open made. */
struct golden_world {
	struct screen *(*open)(const struct golden_head *head, struct session **session);
	void (*close)(struct session *session);
};

const char *golden_value(const struct golden_head *head, const char *name); /* NULL when it is not there */
int golden_run(const char *directory, const struct golden_world *world);    /* every *.test of it, sorted; how many failed */

#endif

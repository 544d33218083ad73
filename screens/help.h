/* What can be done: a screen made from the action table, about the screen below it. */
#ifndef HELP_H
#define HELP_H

#include "screen.h"

struct screen *help_screen(struct session *session, const struct screen *about); /* about NULL: the general actions only */

#endif

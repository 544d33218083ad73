/* Bytes from a terminal into keys: UTF-8 put together, escape sequences by table, pastes collected. Knows no terminal and no clock: ui.c hands
 * it what one read gave, tells it when nothing more has come for the time it asked for, and teaches it what terminfo says about the keys.
 * An invalid byte becomes the key "Invalid" and never takes the next one with it. */
#ifndef INPUT_H
#define INPUT_H

#include "key.h"

#include <stddef.h>

#define INPUT_BURST 16            /* so many characters in one read are a paste: no one types like that */
#define INPUT_PASTE_MAX (16 << 20) /* bytes kept of one paste */

struct input;

struct input *input_new(void);
void input_free(struct input *input);
void input_teach(struct input *input, const char *sequence, const char *name); /* ESC … -> "Home"; the first one to say so wins */
void input_feed(struct input *input, const char *bytes, size_t size);          /* what one read gave */

/* The next whole key. late: nothing has come for input_patience ms, so what was begun ends: ESC alone is Esc, a burst is over. */
bool input_next(struct input *input, struct key *key, bool late);
int input_patience(const struct input *input); /* ms to wait for the rest of what was begun; -1: nothing was begun */

#endif

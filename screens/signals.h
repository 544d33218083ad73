/* Signals as something to poll: each becomes a byte in a pipe. Ctrl-Z is undo and the program is never suspended by it; from outside SIGTSTP
 * and SIGINT do nothing, SIGTERM, SIGHUP and SIGQUIT ask it to leave in good order. A crash puts the terminal back and then crashes. */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <stdbool.h>

enum signal_news { SIGNAL_SIZE = 1, SIGNAL_LEAVE = 2, SIGNAL_RESUMED = 4 };

bool signals_open(void (*crashed)(void)); /* crashed: async-signal-safe */
int signals_fd(void);
unsigned signals_take(void);              /* what has come since last time: bits */
void signals_close(void);                 /* the old handlers again */

#endif

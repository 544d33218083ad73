/* Signals as something to poll: each becomes a byte in a pipe. Ctrl-Z is undo and the program is never suspended by it; SIGTSTP from outside
 * asks it to stop in good order, SIGTERM, SIGHUP and SIGQUIT to leave so, and SIGINT does nothing. A crash puts the terminal back and then crashes. */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <stdbool.h>

enum signal_news { SIGNAL_SIZE = 1, SIGNAL_LEAVE = 2, SIGNAL_RESUMED = 4, SIGNAL_STOP = 8 };

bool signals_open(void (*crashed)(void)); /* crashed: async-signal-safe */
int signals_fd(void);
unsigned signals_take(void);              /* what has come since last time: bits */
void signals_stop(void);                  /* stops as the shell asked, until it goes on; at once where nobody could wake it again */
void signals_close(void);                 /* the old handlers again */

#endif

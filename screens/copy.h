/* `C`: what a screen has as a sheet, on the terminal's clipboard and in a file beside it. */
#ifndef COPY_H
#define COPY_H

#include "screen.h"
#include "tty.h"

void copy_screen(struct screen *about, struct tty *tty); /* leaves a message in its session */

#endif

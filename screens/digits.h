/* Figures large enough to be read across a room: made of cells, half blocks where the terminal has them. */
#ifndef DIGITS_H
#define DIGITS_H

#include "canvas.h"

/* As large as fits in the width and the rows. Rows used; 0: nothing is drawn, for it does not fit or has a character that there is none of. */
int digits_draw(struct canvas *canvas, int row, int column, int width, int most_rows, enum role role, const char *text);

#endif

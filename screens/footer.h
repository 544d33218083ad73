/* What can be done here, on one row: from the action table, by rank; what there is no room for goes from the highest rank down, but help and
 * the way back always stay. What cannot be done now is dim. */
#ifndef FOOTER_H
#define FOOTER_H

#include "screen.h"

void footer_draw(const struct screen *screen, struct canvas *canvas, int row);
enum action_id footer_at(const struct screen *screen, int columns, int column); /* what stands there, for the mouse; ACTION_NONE */

#endif

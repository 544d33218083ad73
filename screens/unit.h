/* One unit's screen, begun where it is wanted. (unit_screen itself is in screen.h.) */
#ifndef UNIT_H
#define UNIT_H

#include "screen.h"

struct screen *unit_screen_dialogue(struct session *session, int unit); /* at its dialogue */

#endif

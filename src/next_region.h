/* region.cfg of the year after, byte for byte but for what names the folder and the year. Knows libconfig's spelling, not what it means. */
#ifndef NEXT_REGION_H
#define NEXT_REGION_H

#include "buffer.h"

/* text: a region.cfg that region_read takes, of `year`. Changed are the `id` and `year` of the file itself, the dates `due` of the levels (a year
 * later), and a column's name `short` where that is the year before, as the base's is. */
void next_region(struct buffer *out, const char *text, const char *id, int year);

#endif

/* Text on a page of 80 columns, for what is read in a terminal, a mail or on paper: padded, and wrapped with the lines that follow moved in. */
#ifndef PAGE_H
#define PAGE_H

#include "buffer.h"

#define PAGE 80 /* columns */

void page_spaces(struct buffer *out, int count);
void page_pad(struct buffer *out, size_t start, int column);     /* spaces until what stands from byte `start` on is that wide */
void page_text(struct buffer *out, const char *text, int column); /* made harmless, and a new line last; lines after the first begin at `column` */

#endif

/* Growing bytes, for everything that is written piece by piece: lines, reports, screens as text. Always NUL-terminated
 * once something was added; `bytes` is NULL before that (adding "" makes it ""). What is added must not lie in the buffer itself. */
#ifndef BUFFER_H
#define BUFFER_H

#include <stdarg.h>
#include <stddef.h>

struct buffer {
	char *bytes;
	size_t size, room;
};

void buffer_add(struct buffer *buffer, const void *bytes, size_t size);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_free(struct buffer *buffer); /* and zeroes it, ready for use again */

#endif

#include "buffer.h"

#include "arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void buffer_reserve(struct buffer *buffer, size_t more)
{
	size_t need, room = buffer->room ? buffer->room : 64;

	if (__builtin_add_overflow(buffer->size, more, &need) || ++need == 0)
		memory_gone();
	if (need <= buffer->room)
		return;
	while (room < need)
		room = room > SIZE_MAX / 2 ? need : room * 2;
	buffer->bytes = memory_grow(buffer->bytes, room, 1);
	buffer->room = room;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t size)
{
	buffer_reserve(buffer, size);
	if (size)
		memcpy(buffer->bytes + buffer->size, bytes, size);
	buffer->size += size;
	buffer->bytes[buffer->size] = '\0';
}

void buffer_text(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments, again;
	int size;

	va_start(arguments, format);
	va_copy(again, arguments);
	size = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (size < 0)
		memory_gone();
	buffer_reserve(buffer, (size_t)size);
	vsnprintf(buffer->bytes + buffer->size, (size_t)size + 1, format, again);
	va_end(again);
	buffer->size += (size_t)size;
}

void buffer_free(struct buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct buffer){ 0 };
}

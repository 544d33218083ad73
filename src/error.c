#include "error.h"

#include "buffer.h"
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Twice the room: making it harmless may shorten it. Formatted aside also because an argument may be the text of the same error. */
#define FORMATTED_MAX (2 * sizeof((struct error *)NULL)->text)

/* As many whole characters as the error has room for. */
static void error_text(struct error *error, const char *text)
{
	size_t at = 0, size;
	int columns;

	while ((size = text_step(text + at, &columns)) > 0 && at + size < sizeof error->text)
		at += size;
	memcpy(error->text, text, at);
	error->text[at] = '\0';
}

/* vsnprintf may have stopped within a character. */
static void cut_half_character(char *text, size_t size)
{
	size_t bad_at;

	if (!text_valid(text, size, &bad_at) && bad_at + 4 > size)
		text[bad_at] = '\0';
}

bool error_set(struct error *error, const char *word, const char *format, ...)
{
	char text[FORMATTED_MAX];
	struct buffer harmless = { 0 };
	va_list arguments;
	int size;

	if (!error)
		return false;
	va_start(arguments, format);
	size = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (size >= (int)sizeof text)
		cut_half_character(text, sizeof text - 1);
	text_harmless(&harmless, size < 0 ? format : text);
	error->word = word;
	error_text(error, harmless.bytes);
	buffer_free(&harmless);
	return false;
}

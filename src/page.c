#include "page.h"

#include "text.h"

void page_spaces(struct buffer *out, int count)
{
	for (int i = 0; i < count; i++)
		buffer_text(out, " ");
}

void page_pad(struct buffer *out, size_t start, int column)
{
	page_spaces(out, column - text_width(out->bytes + start));
}

void page_text(struct buffer *out, const char *text, int column)
{
	struct buffer harmless = { 0 };
	const char *next, *at;

	text_harmless(&harmless, text);
	for (at = harmless.bytes; at; at = next) {
		size_t size = text_wrap(at, PAGE - column, &next);

		if (at != harmless.bytes)
			page_spaces(out, column);
		buffer_add(out, at, size);
		buffer_text(out, "\n");
	}
	buffer_free(&harmless);
}

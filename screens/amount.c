#include "amount.h"

#include "text.h"

#include <string.h>

static unsigned suited(unsigned flags, bool ascii)
{
	return ascii ? flags | MONEY_ASCII : flags;
}

/* In the smallest unit that has room. Named, for it is not the one that the column says. */
static void shorten(char text[MONEY_TEXT], money value, enum money_unit unit, unsigned flags, int width)
{
	static const struct { const char *name; money by; } units[] = { { " mn", 1 }, { " md", 1000 } };

	for (size_t i = unit == MONEY_IN_MNKR; i < sizeof units / sizeof *units && text_width(text) > width; i++) {
		money_print(text, value / units[i].by, MONEY_IN_MNKR, 0, (flags & MONEY_SIGN) | MONEY_DENSE);
		strcat(text, units[i].name);
	}
}

void amount_draw(struct canvas *canvas, int row, int column, int width, enum role role, const struct session *session, money value,
                 enum money_unit unit, unsigned flags)
{
	char text[MONEY_TEXT];

	if (value == MONEY_NONE)
		return;
	money_print(text, value, unit, MONEY_USUAL, suited(flags, canvas->glyphs->ascii || session->ascii_money));
	shorten(text, value, unit, flags, width);
	canvas_right(canvas, row, column, width, role, text);
}

void amount_text(struct buffer *out, const struct session *session, money value, enum money_unit unit, unsigned flags)
{
	char text[MONEY_TEXT];

	buffer_text(out, money_print(text, value, unit, MONEY_USUAL, suited(flags, session->ascii_money)));
}

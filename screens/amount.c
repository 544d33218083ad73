#include "amount.h"

static unsigned suited(unsigned flags, bool ascii)
{
	return ascii ? flags | MONEY_ASCII : flags;
}

void amount_draw(struct canvas *canvas, int row, int column, int width, enum role role, const struct session *session, money value,
                 enum money_unit unit, unsigned flags)
{
	char text[MONEY_TEXT];

	if (value == MONEY_NONE)
		return;
	money_print(text, value, unit, MONEY_USUAL, suited(flags, canvas->glyphs->ascii || session->ascii_money));
	canvas_right(canvas, row, column, width, role, text);
}

void amount_text(struct buffer *out, const struct session *session, money value, enum money_unit unit, unsigned flags)
{
	char text[MONEY_TEXT];

	buffer_text(out, money_print(text, value, unit, MONEY_USUAL, suited(flags, session->ascii_money)));
}

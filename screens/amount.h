/* Amounts as screens show them: figures in columns, and figures in sentences. One place decides how a blank, a minus and a sign look. */
#ifndef AMOUNT_H
#define AMOUNT_H

#include "canvas.h"
#include "session.h"

/* flags: MONEY_SIGN, MONEY_NAMED … of money.h; hyphens and plain spaces come by themselves where the glyphs are ASCII. Usual decimals. */

/* Right-aligned in `width`; nothing for MONEY_NONE. Where there is no room in whole millions or billions that say so («12 mn», «1250 md»), and where
 * there is none for that either «###»: never a figure that looks like another. */
void amount_draw(struct canvas *canvas, int row, int column, int width, enum role role, const struct session *session, money value,
                 enum money_unit unit, unsigned flags);

/* Into a sentence; nothing for MONEY_NONE. */
void amount_text(struct buffer *out, const struct session *session, money value, enum money_unit unit, unsigned flags);

#endif

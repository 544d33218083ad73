/* The action table as text, for `budgetdialog keys` and the manual: keys, name, what it does and where. */
#ifndef KEYS_H
#define KEYS_H

#include "buffer.h"

void keys_text(struct buffer *out);
void keys_markdown(struct buffer *out);

#endif

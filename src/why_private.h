/* What the files of why share. Only for why*.c. */
#ifndef WHY_PRIVATE_H
#define WHY_PRIVATE_H

#include "why.h"

struct making {
	const struct book *book;
	const struct figure *figure;
	const struct ram_table *table; /* of the figure's year */
	struct why *why;
};

void why_add(struct making *making, const struct why_row *row);
const char *why_keep(struct making *making, struct buffer *buffer); /* takes it; harmless, as long as the rows live */
const char *why_phrase(struct making *making, const char *format, ...) __attribute__((format(printf, 2, 3)));
void why_piece(struct buffer *out, const char *piece);              /* « · » between what there is */
const char *why_source(struct making *making, const struct event *event, const char *decision);

void why_dialogue(struct making *making);

#endif

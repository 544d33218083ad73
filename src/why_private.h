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

void why_note(struct making *making, int depth, const char *text);
const struct unit *why_unit(const struct making *making);
const char *why_name(struct making *making, int unit, const char *name);     /* unit/year/name of another figure */
const char *why_principle(const struct making *making, const char *id);

bool why_has_posts(const struct making *making, const struct kind *kind);
size_t why_posts(struct making *making, int depth, const struct kind *kind); /* returns how many */
void why_gone_posts(struct making *making, int depth, const struct kind *kind);

const char *why_worked_out(struct making *making, const struct detail *detail); /* NULL: not from anything */
/* figure: the amount's own name when its details are figures too (a budget line); NULL. */
void why_details(struct making *making, int depth, const struct list *list, const char *unit, money amount, const char *figure);

void why_line_acts(struct making *making);
void why_detail_acts(struct making *making);
void why_target_acts(struct making *making);
void why_follow_acts(struct making *making, enum layer layer, const char *text);
void why_given(struct making *making);

void why_dialogue(struct making *making);

#endif

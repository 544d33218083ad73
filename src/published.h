/* Figures stated in a printed decision, exactly as printed (published.cfg), for `check`. */
#ifndef PUBLISHED_H
#define PUBLISHED_H

#include "arena.h"
#include "error.h"
#include "line.h"
#include "money.h"

struct stated { const char *name; const char *printed; struct money_read read; int line; }; /* a cell; name is a figure's last part */

struct claim {
	const char *where, *unit, *sum, *figure, *note;
	int year;            /* 0: the folder's year */
	bool open;
	enum money_unit money;
	struct stated *cells; size_t cell_count;
	bool has_stated; struct stated stated; /* without figure and of nothing is tried: then any text, and read.value MONEY_NONE if no amount */
	struct stated *parts; size_t part_count;
	const char **of; size_t of_count;           /* figures as figure_parse takes them; without `unit` each names its own */
	const char **against; size_t against_count;
	bool has_share; int64_t share, share_step;  /* ten-thousandths of a per cent: 14 % = 140 000, step of the last printed digit */
	int line;
};

struct published {
	struct claim *claims; size_t count;
	struct arena arena;
};

/* What each key needs and forbids is checked (a sum has cells, parts have a figure, a share has of and against …); whether units, kinds and
 * lines exist is the reader's question. Word "bad-config". */
struct published *published_read(const char *file, const char *bytes, size_t size, struct error *error);
void published_free(struct published *published);

#endif

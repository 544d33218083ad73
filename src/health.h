/* The state of the folder, for who looks after it: what is wrong with the files, and what to do about each. Worst first. */
#ifndef HEALTH_H
#define HEALTH_H

#include "book.h"

struct ailment {
	const char *what, *detail; /* «Rätta published.cfg», «rad 12: …» */
	const char *remedy;        /* whole sentences: what it means, and what to do */
	bool urgent;               /* something is wrong; else only to know of */
};

struct health {
	struct ailment *items;
	size_t count, urgent;
	size_t journals, lines;    /* how much is whole */
	const struct event *last;  /* the latest by the clock; NULL: none */
	struct arena arena;
};

struct health *health_make(const struct book *book);
void health_free(struct health *health);

/* Is it she who runs the program that looks after the folder: does it belong to her, or is she root? */
bool health_is_mine(const struct folder *folder);

#endif

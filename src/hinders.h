/* What hinders a plan from being sent to the level above, and what she should know before she does it. What stops is configuration (region.cfg,
 * levels, hinders); what is left needs a reason in any case (domain rule 3). Pure. */
#ifndef HINDERS_H
#define HINDERS_H

#include "check.h"
#include "ram.h"

enum hinder_class { HINDER_STOPS, HINDER_REASON, HINDER_TELLS };

struct hinder {
	enum hinder_class class;
	const char *text;   /* Swedish, one phrase: «6,5 mnkr är kvar att fördela» */
	const char *figure; /* that it is about; NULL: none */
	bool dialogue;      /* it is in the unit's dialogue */
};

struct hinders {
	struct hinder *items; /* those that stop first */
	size_t count, stops;
	struct arena arena;
};

/* findings: of the book alone, for what a printed decision says is no fault of hers; NULL: contradictions are not looked for. flags: of money_print. */
struct hinders *hinders_make(const struct ram_table *table, const struct findings *findings, int unit, enum money_unit shown, unsigned flags);
void hinders_free(struct hinders *hinders);

const char *hinder_class_name(enum hinder_class class); /* Swedish: «hindrar», «kräver skäl», «att veta» */

#endif

/* Reports: what the region has decided, and how things stand, as tables and as documents that people read. Columns and rows as in cli.md. */
#ifndef REPORT_H
#define REPORT_H

#include "check.h"
#include "compare.h"
#include "document.h"
#include "measures.h"
#include "tasks.h"

/* What is asked for. A document is written as text, markdown or html; what is a table above all also as csv and json. */
struct report {
	const struct book *book;
	const char *at_name;         /* the version that the book is of; NULL: as it stands now */
	int unit, year;
	const char *user;            /* of the tasks: hers; NULL: all */
	const char *meeting;         /* of the minutes: its number or date; NULL: the newest */
	enum money_unit money;
	bool by_level;               /* amounts of tasks in what each unit's level is used to */
	enum report_format format;
	bool bom;                    /* for a csv that goes to a file */
};

struct report_kind {
	const char *name;
	bool (*write)(struct buffer *out, const struct report *report, struct error *error);
	bool prose;            /* a document only: there is no table to take out of it */
	bool by_level;         /* amounts in what the unit's level is used to; else in mnkr */
	bool by_year, by_user; /* of which year, and whose, may be asked */
	bool by_meeting;       /* and of which meeting */
};
const struct report_kind *report_find(const char *name, struct error *error); /* NULL: a sentence that says which there are */

/* The bridge of the unit's branch (0: everything): id;namn;typ;ram_<year-1>;<kinds>;ram_<year>. */
void report_ram(struct buffer *out, const struct report *report);
/* The same of two versions beside each other: what differs, and why. unit: an id of either organisation; NULL: everything. */
void report_compare(struct buffer *out, const struct report *report, const struct compare *compare, const char *unit);

/* A unit's plan with its grounds: the ram and how it came to be, the division, the ramar below, measures, agreements, state. Never pay. An anslag
 * and a group have none: false with the sentence. Word "not-a-unit". */
bool report_plan(struct buffer *out, const struct report *report, struct error *error);
/* Of a dialogmöte over the unit or what lies below it. False with the sentence that says which there are. Word "no-meeting". */
bool report_minutes(struct buffer *out, const struct report *report, struct error *error);
void report_dialogue(struct buffer *out, const struct report *report); /* of the unit alone: thread by thread, with figures as they were */
void report_measures(struct buffer *out, const struct report *report); /* of the branch, against what they should cover */
void report_tasks(struct buffer *out, const struct report *report);    /* of the branch; to people nothing at all where nothing waits */

enum money_unit report_level_money(const struct book *book, int unit); /* that the unit's level is used to */

/* data: ids and stable words, else for people. The sheet borrows from the findings. */
void report_check_sheet(struct sheet *sheet, const struct findings *findings, bool data, bool new_only);
void report_check(struct buffer *out, const struct findings *findings, enum report_format format, enum money_unit shown, bool new_only, bool bom);

#endif

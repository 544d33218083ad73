/* The region's vocabulary from region.cfg: year, kinds of post, lines, levels, principles. Immutable once read. FORMAT: budgetdialog-folder(5). */
#ifndef REGION_H
#define REGION_H

#include "arena.h"
#include "error.h"
#include "hash.h"
#include "line.h"
#include "money.h"
#include "names.h"

#define REGION_FORMAT 1 /* the newest folder format this program writes and reads */
#define REGION_YEARS 3  /* the budget year and two plan years */

enum { HINDERS_LEFT = 1, HINDERS_CONTRADICTION = 2, HINDERS_QUESTION = 4, HINDERS_UNTOUCHED = 8 }; /* what stops a plan of the level from being sent */
struct level { const char *id, *name, *chef, *plan, *subs, *due; enum money_unit money; unsigned hinders; };
struct kind { const char *id, *name, *short_name; bool opening, zero_sum, explained, reversal; };
enum budget_side { SIDE_COST, SIDE_INCOME, SIDE_RESERVE };
struct budget_line { const char *id, *name, *account; enum budget_side side; bool internal; };
struct named { const char *id, *name; }; /* area, principle, version */
/* An index: by how much something rises in a year, and who says so (series.h). kind, principle, note may be NULL; until 0: for good. */
struct series { const char *id, *name, *source, *date, *change; int year, until; const char *kind, *principle, *note; };

struct region {
	char hash[HASH_TEXT]; /* of the file's bytes: the object's name */
	const char *id, *name, *org_number, *registrar, *protection, *note;
	const char *export_directory, *export_shown_as; /* where `E` puts its files, and what the users call that place; either may be NULL */
	int year;
	struct level *levels; size_t level_count;
	struct kind *kinds; size_t kind_count; size_t opening; /* index of the opening kind */
	int reversal; /* and of the one in which temporary money is taken back in a new year; -1: none */
	struct budget_line *lines; size_t line_count; struct names line_ids; /* id -> index: every amount in the book has one */
	struct named *areas; size_t area_count;
	struct named *principles; size_t principle_count;
	struct named *versions; size_t version_count;
	struct series *series; size_t series_count;
	struct arena arena;
};

/* file: how errors call it. NULL on error: words "bad-config", "newer-format". */
struct region *region_read(const char *file, const char *bytes, size_t size, struct error *error);
void region_free(struct region *region);

int region_kind(const struct region *region, const char *id);      /* index or -1 */
int region_line(const struct region *region, const char *id);
const char *region_line_name(const struct region *region, const char *id); /* the id itself for a line that has left region.cfg */
int region_level(const struct region *region, const char *id);
int region_principle(const struct region *region, const char *id);
int region_area(const struct region *region, const char *id);
int region_series(const struct region *region, const char *id);

#endif

#include "region.h"

#include "intl.h"
#include "series.h"
#include "settings.h"

#include <stdlib.h>
#include <string.h>

/* ---- the schema: what region.cfg says, row by row, before it is judged ---- */

struct level_row {
	struct level level;
	const char *money;
	struct list hinders; /* of const char * */
	int line;
};
struct kind_row {
	struct kind kind;
	int line;
};
struct line_row {
	struct budget_line line;
	const char *side;
	int at;
};
struct named_row {
	struct named named;
	int line;
};

struct series_row {
	struct series series;
	int line;
};

struct export_row {
	const char *directory, *shown_as;
	int line;
};

struct top {
	int format, year;
	const char *id, *name, *org_number, *registrar, *protection, *note;
	struct export_row export;
	struct list levels, kinds, lines, areas, principles, versions, series;
};

static const char *const protections[] = { "none", "host", "git", NULL };
static const char *const moneys[] = { "kr", "tkr", "mnkr", NULL };
static const char *const sides[] = { "cost", "income", "reserve", NULL }; /* in the order of enum budget_side */

static const struct setting level_fields[] = {
	{ .name = "id", .type = SETTING_ID, .offset = offsetof(struct level_row, level.id) },
	{ .name = "name", .type = SETTING_TEXT, .offset = offsetof(struct level_row, level.name) },
	{ .name = "chef", .type = SETTING_TEXT, .offset = offsetof(struct level_row, level.chef) },
	{ .name = "plan", .type = SETTING_TEXT, .offset = offsetof(struct level_row, level.plan) },
	{ .name = "subs", .type = SETTING_TEXT, .offset = offsetof(struct level_row, level.subs) },
	{ .name = "money", .type = SETTING_WORD, .offset = offsetof(struct level_row, money), .words = moneys },
	{ .name = "due", .type = SETTING_DATE, .optional = true, .offset = offsetof(struct level_row, level.due) },
	{ .name = "hinders", .type = SETTING_STRINGS, .optional = true, .offset = offsetof(struct level_row, hinders) },
	{ 0 }
};
static const struct settings level_shape = { sizeof(struct level_row), offsetof(struct level_row, line), level_fields };

static const struct setting kind_fields[] = {
	{ .name = "id", .type = SETTING_ID, .offset = offsetof(struct kind_row, kind.id) },
	{ .name = "name", .type = SETTING_TEXT, .offset = offsetof(struct kind_row, kind.name) },
	{ .name = "short", .type = SETTING_TEXT, .offset = offsetof(struct kind_row, kind.short_name) },
	{ .name = "opening", .type = SETTING_FLAG, .optional = true, .offset = offsetof(struct kind_row, kind.opening) },
	{ .name = "zero_sum", .type = SETTING_FLAG, .optional = true, .offset = offsetof(struct kind_row, kind.zero_sum) },
	{ .name = "explained", .type = SETTING_FLAG, .optional = true, .offset = offsetof(struct kind_row, kind.explained) },
	{ .name = "reversal", .type = SETTING_FLAG, .optional = true, .offset = offsetof(struct kind_row, kind.reversal) },
	{ 0 }
};
static const struct settings kind_shape = { sizeof(struct kind_row), offsetof(struct kind_row, line), kind_fields };

static const struct setting line_fields[] = {
	{ .name = "id", .type = SETTING_ID, .offset = offsetof(struct line_row, line.id) },
	{ .name = "name", .type = SETTING_TEXT, .offset = offsetof(struct line_row, line.name) },
	{ .name = "kind", .type = SETTING_WORD, .offset = offsetof(struct line_row, side), .words = sides },
	{ .name = "account", .type = SETTING_BLANK, .offset = offsetof(struct line_row, line.account) },
	{ .name = "internal", .type = SETTING_FLAG, .optional = true, .offset = offsetof(struct line_row, line.internal) },
	{ 0 }
};
static const struct settings line_shape = { sizeof(struct line_row), offsetof(struct line_row, at), line_fields };

static const struct setting named_fields[] = { { .name = "id", .type = SETTING_ID, .offset = offsetof(struct named_row, named.id) },
					       { .name = "name", .type = SETTING_TEXT, .offset = offsetof(struct named_row, named.name) },
					       { 0 } };
static const struct settings named_shape = { sizeof(struct named_row), offsetof(struct named_row, line), named_fields };

static const struct setting series_fields[] = {
	{ .name = "id", .type = SETTING_ID, .offset = offsetof(struct series_row, series.id) },
	{ .name = "name", .type = SETTING_TEXT, .offset = offsetof(struct series_row, series.name) },
	{ .name = "source", .type = SETTING_TEXT, .offset = offsetof(struct series_row, series.source) },
	{ .name = "date", .type = SETTING_DATE, .offset = offsetof(struct series_row, series.date) },
	{ .name = "year", .type = SETTING_NUMBER, .offset = offsetof(struct series_row, series.year), .least = 1900, .most = 2999 },
	{ .name = "change", .type = SETTING_TEXT, .offset = offsetof(struct series_row, series.change) },
	{ .name = "until", .type = SETTING_NUMBER, .optional = true, .offset = offsetof(struct series_row, series.until), .least = 1900, .most = 2999 },
	{ .name = "kind", .type = SETTING_ID, .optional = true, .offset = offsetof(struct series_row, series.kind) },
	{ .name = "principle", .type = SETTING_ID, .optional = true, .offset = offsetof(struct series_row, series.principle) },
	{ .name = "note", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct series_row, series.note) },
	{ 0 }
};
static const struct settings series_shape = { sizeof(struct series_row), offsetof(struct series_row, line), series_fields };

static const struct setting export_fields[] = {
	{ .name = "directory", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct export_row, directory) },
	{ .name = "shown_as", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct export_row, shown_as) },
	{ 0 }
};
static const struct settings export_shape = { sizeof(struct export_row), offsetof(struct export_row, line), export_fields };

static const struct setting top_fields[] = {
	{ .name = "format", .type = SETTING_NUMBER, .offset = offsetof(struct top, format), .least = 1, .most = REGION_FORMAT },
	{ .name = "id", .type = SETTING_HEX, .optional = true, .offset = offsetof(struct top, id) },
	{ .name = "name", .type = SETTING_TEXT, .offset = offsetof(struct top, name) },
	{ .name = "org_number", .type = SETTING_TEXT, .offset = offsetof(struct top, org_number) },
	{ .name = "year", .type = SETTING_NUMBER, .offset = offsetof(struct top, year), .least = 1900, .most = 2999 },
	{ .name = "registrar", .type = SETTING_ID, .offset = offsetof(struct top, registrar) },
	{ .name = "protection", .type = SETTING_WORD, .offset = offsetof(struct top, protection), .words = protections },
	{ .name = "note", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct top, note) },
	{ .name = "export", .type = SETTING_GROUP, .optional = true, .offset = offsetof(struct top, export), .of = &export_shape },
	{ .name = "levels", .type = SETTING_GROUPS, .offset = offsetof(struct top, levels), .of = &level_shape },
	{ .name = "kinds", .type = SETTING_GROUPS, .offset = offsetof(struct top, kinds), .of = &kind_shape },
	{ .name = "lines", .type = SETTING_GROUPS, .offset = offsetof(struct top, lines), .of = &line_shape },
	{ .name = "areas", .type = SETTING_GROUPS, .offset = offsetof(struct top, areas), .of = &named_shape },
	{ .name = "principles", .type = SETTING_GROUPS, .offset = offsetof(struct top, principles), .of = &named_shape },
	{ .name = "versions", .type = SETTING_GROUPS, .offset = offsetof(struct top, versions), .of = &named_shape },
	{ .name = "series", .type = SETTING_GROUPS, .optional = true, .offset = offsetof(struct top, series), .of = &series_shape },
	{ 0 }
};
static const struct settings top_shape = { sizeof(struct top), NO_LINE, top_fields };

/* ---- what a schema cannot say ---- */

struct judging {
	const char *file;
	const struct top *top;
	struct error *error;
};

/* All lists start their rows with the id; `line` is where the row's line number is. */
static bool ids_are_unique(const struct judging *judging, const char *what, const struct list *list, const struct settings *shape)
{
	struct names seen = { 0 };
	bool unique = true;

	for (size_t i = 0; i < list->count && unique; i++) {
		const char *row = (const char *)list->items + i * shape->size;
		const char *id = *(const char *const *)(const void *)row;
		int line = *(const int *)(const void *)(row + shape->line_offset);

		names_add(&seen, id);
		unique = seen.count == i + 1 ||
			 settings_wrong(judging->error, judging->file, line, _("id = \"%s\" står två gånger i %s"), id, what);
	}
	names_free(&seen);
	return unique;
}

static bool judge_ids(const struct judging *judging)
{
	const struct top *top = judging->top;

	return ids_are_unique(judging, "levels", &top->levels, &level_shape) && ids_are_unique(judging, "kinds", &top->kinds, &kind_shape) &&
	       ids_are_unique(judging, "lines", &top->lines, &line_shape) && ids_are_unique(judging, "areas", &top->areas, &named_shape) &&
	       ids_are_unique(judging, "principles", &top->principles, &named_shape) &&
	       ids_are_unique(judging, "versions", &top->versions, &named_shape) && ids_are_unique(judging, "series", &top->series, &series_shape);
}

static bool judge_not_empty(const struct judging *judging)
{
	const struct top *top = judging->top;
	const char *empty = !top->levels.count ? "levels" : !top->kinds.count ? "kinds" : !top->lines.count ? "lines" : NULL;

	return !empty || settings_wrong(judging->error, judging->file, 1, _("listan %s är tom: minst en grupp { … } behövs"), empty);
}

static const char *const hinders[] = { "left", "contradiction", "question", "untouched" }; /* in the order of the bits HINDERS_… */
#define HINDERS (sizeof hinders / sizeof *hinders)

/* 0: there is no such word. */
static unsigned hinder_of(const char *word)
{
	for (unsigned i = 0; i < HINDERS; i++)
		if (!strcmp(hinders[i], word))
			return 1u << i;
	return 0;
}

static unsigned hinders_of(const struct list *list)
{
	const char *const *words = list->items;
	unsigned all = 0;

	for (size_t i = 0; i < list->count; i++)
		all |= hinder_of(words[i]);
	return all;
}

static bool judge_levels(const struct judging *judging)
{
	const struct level_row *rows = judging->top->levels.items;

	for (size_t i = 0; i < judging->top->levels.count; i++) {
		const char *const *words = rows[i].hinders.items;

		for (size_t j = 0; j < rows[i].hinders.count; j++)
			if (!hinder_of(words[j]))
				return settings_wrong(judging->error, judging->file, rows[i].line,
						      _("hinders = \"%s\" finns inte: välj bland left, contradiction, question och untouched"), words[j]);
	}
	return true;
}

/* A kind is also the name of a figure (enhet/2020/index), so it must not take a name that a figure has already. */
static bool judge_kind_name(const struct judging *judging, const struct kind_row *row)
{
	static const char *const taken[] = { "ram", "target", "available", "divided", "left", "income", "costs", "line", "outcome", "forecast" };

	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (strcmp(row->kind.id, taken[i]) == 0)
			return settings_wrong(judging->error, judging->file, row->line,
					      _("id = \"%s\" är upptaget: så heter redan ett belopp; välj ett annat"), row->kind.id);
	return true;
}

static bool judge_kinds(const struct judging *judging)
{
	const struct kind_row *rows = judging->top->kinds.items, *opening = NULL;

	for (size_t i = 0; i < judging->top->kinds.count; i++) {
		if (!judge_kind_name(judging, &rows[i]))
			return false;
		if (!rows[i].kind.opening)
			continue;
		if (opening)
			return settings_wrong(judging->error, judging->file, rows[i].line,
					      _("bara ett slag får ha opening=true, och \"%s\" på rad %d har det redan"), opening->kind.id,
					      opening->line);
		opening = &rows[i];
	}
	return opening || settings_wrong(judging->error, judging->file, rows[0].line,
					 _("inget slag i kinds har opening=true: ett, utgångsläget, ska ha det"));
}

/* A reversal takes back what one end was given: it neither opens anything nor has another end. */
static bool judge_reversal(const struct judging *judging)
{
	const struct kind_row *rows = judging->top->kinds.items, *reversal = NULL;

	for (size_t i = 0; i < judging->top->kinds.count; i++) {
		if (!rows[i].kind.reversal)
			continue;
		if (reversal)
			return settings_wrong(judging->error, judging->file, rows[i].line,
					      _("bara ett slag får ha reversal=true, och \"%s\" på rad %d har det redan"), reversal->kind.id,
					      reversal->line);
		if (rows[i].kind.opening || rows[i].kind.zero_sum)
			return settings_wrong(judging->error, judging->file, rows[i].line,
					      _("\"%s\" kan inte ha reversal=true: välj ett slag utan opening och zero_sum"), rows[i].kind.id);
		reversal = &rows[i];
	}
	return true;
}

static const struct kind_row *kind_row(const struct judging *judging, const char *id)
{
	const struct kind_row *rows = judging->top->kinds.items;

	for (size_t i = 0; i < judging->top->kinds.count; i++)
		if (!strcmp(rows[i].kind.id, id))
			return &rows[i];
	return NULL;
}

static bool has_principle(const struct judging *judging, const char *id)
{
	const struct named_row *rows = judging->top->principles.items;

	for (size_t i = 0; i < judging->top->principles.count; i++)
		if (!strcmp(rows[i].named.id, id))
			return true;
	return false;
}

/* What a row of series says of the rest of the file. */
static bool judge_references(const struct judging *judging, const struct series_row *row)
{
	const struct series *series = &row->series;
	const struct kind_row *kind = series->kind ? kind_row(judging, series->kind) : NULL;

	if (series->kind && !kind)
		return settings_wrong(judging->error, judging->file, row->line, _("kind = \"%s\" finns inte: skriv ett id ur kinds"), series->kind);
	if (kind && kind->kind.opening)
		return settings_wrong(judging->error, judging->file, row->line,
				      _("kind = \"%s\" går inte: ett index räknas på utgångsläget; välj ett annat slag"), series->kind);
	if (series->principle && !has_principle(judging, series->principle))
		return settings_wrong(judging->error, judging->file, row->line, _("principle = \"%s\" finns inte: skriv ett id ur principles"),
				      series->principle);
	return true;
}

static bool judge_series(const struct judging *judging)
{
	const struct series_row *rows = judging->top->series.items;

	for (size_t i = 0; i < judging->top->series.count; i++) {
		const struct series *series = &rows[i].series;

		if (strlen(series->id) > SERIES_ID_MOST)
			return settings_wrong(judging->error, judging->file, rows[i].line, _("id = \"%s\" är för långt: högst %d tecken"),
					      series->id, SERIES_ID_MOST);
		if (!series_is_change(series->change))
			return settings_wrong(judging->error, judging->file, rows[i].line,
					      _("change = \"%.80s\" går inte: skriv en förändring i procent, till exempel \"2,9 %%\" eller \"-0,5 %%\", högst 100 %%"),
					      series->change);
		if (series->until && series->until < series->year)
			return settings_wrong(judging->error, judging->file, rows[i].line, _("until = %d är före year = %d: skriv det sista året som ökningen gäller"),
					      series->until, series->year);
		if (!judge_references(judging, &rows[i]))
			return false;
	}
	return true;
}

/* A path that means the same wherever the program was started. */
static bool judge_export(const struct judging *judging)
{
	const struct export_row *row = &judging->top->export;

	if (!row->directory || *row->directory == '/' || !strcmp(row->directory, "~") || !strncmp(row->directory, "~/", 2))
		return true;
	return settings_wrong(judging->error, judging->file, row->line, _("directory = \"%s\" går inte: skriv en hel sökväg, från / eller ~/"),
			      row->directory);
}

/* ---- from rows to the region ---- */

static enum money_unit money_of(const char *name)
{
	enum money_unit unit = MONEY_IN_KR;

	money_unit_find(name, &unit);
	return unit;
}

static enum budget_side side_of(const char *word)
{
	int side = SIDE_COST;

	while (strcmp(sides[side], word) != 0)
		side++;
	return (enum budget_side)side;
}

static void take_levels(struct region *region, const struct list *list)
{
	const struct level_row *rows = list->items;

	region->level_count = list->count;
	region->levels = arena_alloc(&region->arena, list->count * sizeof *region->levels);
	for (size_t i = 0; i < list->count; i++) {
		region->levels[i] = rows[i].level;
		region->levels[i].money = money_of(rows[i].money);
		region->levels[i].hinders = hinders_of(&rows[i].hinders);
	}
}

static void take_kinds(struct region *region, const struct list *list)
{
	const struct kind_row *rows = list->items;

	region->kind_count = list->count;
	region->reversal = -1;
	region->kinds = arena_alloc(&region->arena, list->count * sizeof *region->kinds);
	for (size_t i = 0; i < list->count; i++) {
		region->kinds[i] = rows[i].kind;
		if (rows[i].kind.opening)
			region->opening = i;
		if (rows[i].kind.reversal)
			region->reversal = (int)i;
	}
}

static void take_lines(struct region *region, const struct list *list)
{
	const struct line_row *rows = list->items;

	region->line_count = list->count;
	region->lines = arena_alloc(&region->arena, list->count * sizeof *region->lines);
	for (size_t i = 0; i < list->count; i++) {
		region->lines[i] = rows[i].line;
		region->lines[i].side = side_of(rows[i].side);
		names_add(&region->line_ids, rows[i].line.id);
	}
}

static size_t take_named(struct region *region, const struct list *list, struct named **out)
{
	const struct named_row *rows = list->items;

	*out = arena_alloc(&region->arena, list->count * sizeof **out);
	for (size_t i = 0; i < list->count; i++)
		(*out)[i] = rows[i].named;
	return list->count;
}

static void take_series(struct region *region, const struct list *list)
{
	const struct series_row *rows = list->items;

	region->series_count = list->count;
	region->series = arena_alloc(&region->arena, list->count * sizeof *region->series);
	for (size_t i = 0; i < list->count; i++)
		region->series[i] = rows[i].series;
}

static void take_top(struct region *region, const struct top *top)
{
	region->id = top->id;
	region->name = top->name;
	region->org_number = top->org_number;
	region->registrar = top->registrar;
	region->protection = top->protection;
	region->note = top->note;
	region->export_directory = top->export.directory;
	region->export_shown_as = top->export.shown_as;
	region->year = top->year;
	take_levels(region, &top->levels);
	take_kinds(region, &top->kinds);
	take_lines(region, &top->lines);
	region->area_count = take_named(region, &top->areas, &region->areas);
	region->principle_count = take_named(region, &top->principles, &region->principles);
	region->version_count = take_named(region, &top->versions, &region->versions);
	take_series(region, &top->series);
}

/* First of all, for in a newer file everything else may be unknown. */
static bool is_readable_format(const char *file, const char *bytes, size_t size, struct error *error)
{
	int format = REGION_FORMAT;

	if (!settings_peek(file, bytes, size, "format", &format, error))
		return false;
	if (format <= REGION_FORMAT)
		return true;
	return error_set(error, "newer-format",
			 _("mappen är skriven av en nyare budgetdialog (%s: format %d, här läses högst %d): uppgradera programmet"), file,
			 format, REGION_FORMAT);
}

static bool read_into(struct region *region, const char *file, const char *bytes, size_t size, struct error *error)
{
	struct top top = { 0 };
	struct judging judging = { .file = file, .top = &top, .error = error };

	if (!is_readable_format(file, bytes, size, error) || !settings_read(file, bytes, size, &top_shape, &top, &region->arena, error))
		return false;
	if (!judge_not_empty(&judging) || !judge_ids(&judging) || !judge_levels(&judging) || !judge_kinds(&judging) || !judge_reversal(&judging) || !judge_series(&judging) || !judge_export(&judging))
		return false;
	take_top(region, &top);
	hash_bytes(bytes, size, region->hash);
	return true;
}

struct region *region_read(const char *file, const char *bytes, size_t size, struct error *error)
{
	struct region *region = memory_grow(NULL, 1, sizeof *region);

	*region = (struct region){ 0 };
	if (read_into(region, file, bytes, size, error))
		return region;
	region_free(region);
	return NULL;
}

void region_free(struct region *region)
{
	if (!region)
		return;
	names_free(&region->line_ids);
	arena_free(&region->arena);
	free(region);
}

/* ---- lookups: a handful of rows each (but for the lines), every one starting with its id ---- */

static int find_row(const void *rows, size_t count, size_t size, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(*(const char *const *)(const void *)((const char *)rows + i * size), id) == 0)
			return (int)i;
	return -1;
}

int region_kind(const struct region *region, const char *id)
{
	return find_row(region->kinds, region->kind_count, sizeof *region->kinds, id);
}

int region_line(const struct region *region, const char *id)
{
	return names_find(&region->line_ids, id);
}

const char *region_line_name(const struct region *region, const char *id)
{
	int line = region_line(region, id);

	return line < 0 ? id : region->lines[line].name;
}

int region_level(const struct region *region, const char *id)
{
	return find_row(region->levels, region->level_count, sizeof *region->levels, id);
}

int region_principle(const struct region *region, const char *id)
{
	return find_row(region->principles, region->principle_count, sizeof *region->principles, id);
}

int region_area(const struct region *region, const char *id)
{
	return find_row(region->areas, region->area_count, sizeof *region->areas, id);
}

int region_series(const struct region *region, const char *id)
{
	return find_row(region->series, region->series_count, sizeof *region->series, id);
}

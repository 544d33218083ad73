#include "published.h"

#include "intl.h"
#include "settings.h"

#include <stdlib.h>
#include <string.h>

/* ---- the schema ---- */

struct row {
	struct claim claim; /* its texts are filled in at once, the rest from what follows here */
	const char *year, *money, *stated, *share;
	struct list cells; /* of struct pair */
	struct list parts, of, against;
	int line;
};

static const char *const moneys[] = { "kr", "tkr", "mnkr", NULL };

static const struct setting row_fields[] = {
	{ .name = "where", .type = SETTING_TEXT, .offset = offsetof(struct row, claim.where) },
	{ .name = "unit", .type = SETTING_ID, .optional = true, .offset = offsetof(struct row, claim.unit) },
	{ .name = "sum", .type = SETTING_ID, .optional = true, .offset = offsetof(struct row, claim.sum) },
	{ .name = "year", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct row, year) },
	{ .name = "cells", .type = SETTING_GROUP, .optional = true, .offset = offsetof(struct row, cells) },
	{ .name = "figure", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct row, claim.figure) },
	{ .name = "stated", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct row, stated) },
	{ .name = "parts", .type = SETTING_STRINGS, .optional = true, .offset = offsetof(struct row, parts) },
	{ .name = "open", .type = SETTING_FLAG, .optional = true, .offset = offsetof(struct row, claim.open) },
	{ .name = "of", .type = SETTING_STRINGS, .optional = true, .offset = offsetof(struct row, of) },
	{ .name = "share", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct row, share) },
	{ .name = "against", .type = SETTING_STRINGS, .optional = true, .offset = offsetof(struct row, against) },
	{ .name = "note", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct row, claim.note) },
	{ .name = "unit_of_money", .type = SETTING_WORD, .optional = true, .offset = offsetof(struct row, money), .words = moneys },
	{ 0 }
};
static const struct settings row_settings = { sizeof(struct row), offsetof(struct row, line), row_fields };

static const struct setting top_fields[] = { { .name = "claims", .type = SETTING_GROUPS, .offset = 0, .of = &row_settings }, { 0 } };
static const struct settings top_settings = { sizeof(struct list), NO_LINE, top_fields };

struct judging {
	const char *file;
	struct arena *arena;
	struct error *error;
	struct row *row;
};

/* ---- which keys go together ---- */

enum { UNIT = 1, SUM = 2, CELLS = 4, FIGURE = 8, STATED = 16, PARTS = 32, OPEN = 64, OF = 128, SHARE = 256, AGAINST = 512 };

/* Where all of `when` are, one of `any` (if not 0) must be, and none of `none`. */
static const struct rule {
	unsigned when, any, none;
	const char *sentence;
} rules[] = {
	{ UNIT | SUM, 0, UNIT, N_("unit och sum kan inte stå i samma uppgift: en tryckt rad har unit, en summarad har sum") },
	{ SUM, CELLS, 0, N_("sum ska ha cells = { … } med det som är tryckt på summaraden") },
	{ CELLS, UNIT | SUM, 0, N_("cells ska ha unit eller sum, så att man vet vilken rad som är tryckt") },
	{ CELLS, 0, FIGURE | STATED | PARTS | OF | SHARE | AGAINST | OPEN,
	  N_("cells är en tryckt rad och står för sig: flytta det andra till en egen uppgift") },
	{ FIGURE, UNIT, 0, N_("figure ska ha unit, så att man vet vems belopp det är") },
	{ FIGURE, STATED | PARTS, 0, N_("figure ska ha stated eller parts: det som är tryckt") },
	{ FIGURE, 0, OF | SHARE, N_("figure och of kan inte stå i samma uppgift: of räknar upp beloppen själv") },
	{ PARTS, FIGURE, 0, N_("parts ska ha figure: det belopp som delarna tillsammans blir") },
	{ OF, STATED | SHARE, 0, N_("of ska ha stated (en tryckt summa) eller share (en tryckt andel)") },
	{ SHARE, OF, 0, N_("share ska ha of: beloppen som är en andel") },
	{ SHARE, AGAINST, 0, N_("share ska ha against: beloppen som andelen räknas på") },
	{ SHARE, 0, STATED, N_("share och stated kan inte stå i samma uppgift") },
	{ AGAINST, SHARE, 0, N_("against ska ha share: den tryckta andelen") },
	{ OPEN, PARTS | OF, 0, N_("open säger att källan inte räknar upp allt, och ska ha parts eller of") },
	{ 0, CELLS | STATED | PARTS | SHARE, 0, N_("uppgiften säger inget tal: cells, stated, parts eller share ska finnas") },
};

static unsigned keys_of(const struct row *row)
{
	const struct claim *claim = &row->claim;

	return (claim->unit ? UNIT : 0u) | (claim->sum ? SUM : 0u) | (row->cells.count ? CELLS : 0u) | (claim->figure ? FIGURE : 0u) |
	       (row->stated ? STATED : 0u) | (row->parts.count ? PARTS : 0u) | (claim->open ? OPEN : 0u) | (row->of.count ? OF : 0u) |
	       (row->share ? SHARE : 0u) | (row->against.count ? AGAINST : 0u);
}

static bool judge_keys(const struct judging *judging)
{
	unsigned keys = keys_of(judging->row);

	for (const struct rule *rule = rules; rule < rules + sizeof rules / sizeof *rules; rule++)
		if ((keys & rule->when) == rule->when && ((rule->any && !(keys & rule->any)) || keys & rule->none))
			return settings_wrong(judging->error, judging->file, judging->row->line, "%s", _(rule->sentence));
	return true;
}

/* ---- amounts, years, shares, figures ---- */

static bool take_amount(const struct judging *judging, struct stated *out, const char *name, const char *printed, int line)
{
	struct error why = { 0 };

	*out = (struct stated){ .name = name, .printed = printed, .line = line };
	if (!money_parse(printed, judging->row->claim.money, &out->read, &why))
		return settings_wrong(judging->error, judging->file, line, "%s%s\"%s\": %s", name ? name : "", name ? " = " : "", printed,
				      why.text);
	if (out->read.ambiguous)
		return settings_wrong(judging->error, judging->file, line,
				      _("\"%s\" kan läsas på två sätt: skriv mellanslag mellan tusental och komma före decimaler"), printed);
	return true;
}

static bool take_cells(const struct judging *judging)
{
	struct claim *claim = &judging->row->claim;
	const struct pair *pairs = judging->row->cells.items;

	claim->cell_count = judging->row->cells.count;
	claim->cells = arena_alloc(judging->arena, claim->cell_count * sizeof *claim->cells);
	for (size_t i = 0; i < claim->cell_count; i++)
		if (!take_amount(judging, &claim->cells[i], pairs[i].name, pairs[i].value, pairs[i].line))
			return false;
	return true;
}

static bool take_parts(const struct judging *judging)
{
	struct claim *claim = &judging->row->claim;
	const char *const *parts = judging->row->parts.items;

	claim->part_count = judging->row->parts.count;
	claim->parts = arena_alloc(judging->arena, claim->part_count * sizeof *claim->parts);
	for (size_t i = 0; i < claim->part_count; i++)
		if (!take_amount(judging, &claim->parts[i], NULL, parts[i], judging->row->line))
			return false;
	return true;
}

/* What nothing is tried against may be any text («50 procent»). */
static bool take_stated(const struct judging *judging)
{
	struct row *row = judging->row;
	struct claim *claim = &row->claim;

	claim->has_stated = row->stated != NULL;
	if (!row->stated)
		return true;
	if (claim->figure || row->of.count)
		return take_amount(judging, &claim->stated, claim->figure, row->stated, row->line);
	claim->stated = (struct stated){ .printed = row->stated, .line = row->line };
	if (!money_parse(row->stated, claim->money, &claim->stated.read, NULL))
		claim->stated.read = (struct money_read){ .value = MONEY_NONE };
	return true;
}

/* «14 %», «2,5 %»: whole digits, at most four decimals. Returns what follows the digits, or NULL. */
static const char *parse_share(const char *text, int64_t *share, int64_t *step)
{
	size_t whole = strspn(text, "0123456789"), decimals;

	if (whole == 0 || whole > 4)
		return NULL;
	for (*share = 0, *step = 10000; whole > 0; whole--)
		*share = *share * 10 + (*text++ - '0');
	*share *= 10000;
	if (*text != ',' && *text != '.')
		return text;
	decimals = strspn(++text, "0123456789");
	if (decimals == 0 || decimals > 4)
		return NULL;
	for (; decimals > 0; decimals--) {
		*step /= 10;
		*share += (*text++ - '0') * *step;
	}
	return text;
}

static bool take_share(const struct judging *judging)
{
	static const char *const ends[] = { "%", " %", "\u00a0%", "\u202f%", " procent", "\u00a0procent" };
	const char *share = judging->row->share, *rest;
	struct claim *claim = &judging->row->claim;

	claim->has_share = share != NULL;
	if (!share)
		return true;
	rest = parse_share(share, &claim->share, &claim->share_step);
	for (size_t i = 0; rest && i < sizeof ends / sizeof *ends; i++)
		if (strcmp(rest, ends[i]) == 0)
			return true;
	return settings_wrong(judging->error, judging->file, judging->row->line,
			      _("share = \"%.40s\" går inte: skriv en andel som \"14 %%\" eller \"2,5 %%\""), share);
}

static bool take_year(const struct judging *judging)
{
	const char *year = judging->row->year;

	if (!year)
		return true;
	if (strlen(year) == 4 && strspn(year, "0123456789") == 4)
		judging->row->claim.year = atoi(year);
	if (judging->row->claim.year >= 1900 && judging->row->claim.year <= 2999)
		return true;
	return settings_wrong(judging->error, judging->file, judging->row->line,
			      _("year = \"%.40s\" går inte: skriv ett år mellan 1900 och 2999"), year);
}

/* Its form only; figure.c knows what there is. Without a unit in the claim it must be a whole name, unit/year/name. */
static bool judge_figure(const struct judging *judging, const char *figure)
{
	size_t parts = 1;
	bool right = figure[strspn(figure, "abcdefghijklmnopqrstuvwxyz0123456789-./")] == 0 && !strstr(figure, "//") && *figure != '/';

	for (const char *at = figure; *at; at++)
		parts += *at == '/';
	right = right && figure[strlen(figure) - 1] != '/' && (parts == 3 || (parts < 3 && judging->row->claim.unit));
	return right || settings_wrong(judging->error, judging->file, judging->row->line,
				       _("\"%.80s\" är inte namnet på ett belopp: skriv enhet/2020/ram"), figure);
}

static bool take_figures(const struct judging *judging, const struct list *list, const char ***out, size_t *count)
{
	*count = list->count;
	*out = arena_alloc(judging->arena, list->count * sizeof **out);
	for (size_t i = 0; i < list->count; i++) {
		(*out)[i] = ((const char *const *)list->items)[i];
		if (!judge_figure(judging, (*out)[i]))
			return false;
	}
	return true;
}

static bool take_row(const struct judging *judging)
{
	struct row *row = judging->row;
	struct claim *claim = &row->claim;

	claim->line = row->line;
	claim->money = MONEY_IN_MNKR;
	if (row->money)
		money_unit_find(row->money, &claim->money);
	return judge_keys(judging) && take_year(judging) && take_cells(judging) && (!claim->figure || judge_figure(judging, claim->figure)) &&
	       take_stated(judging) && take_parts(judging) && take_share(judging) &&
	       take_figures(judging, &row->of, &claim->of, &claim->of_count) &&
	       take_figures(judging, &row->against, &claim->against, &claim->against_count);
}

/* ---- the file ---- */

static bool read_into(struct published *published, const char *file, const char *bytes, size_t size, struct error *error)
{
	struct list rows = { 0 };
	struct judging judging = { .file = file, .arena = &published->arena, .error = error };

	if (!settings_read(file, bytes, size, &top_settings, &rows, &published->arena, error))
		return false;
	published->count = rows.count;
	published->claims = arena_alloc(&published->arena, rows.count * sizeof *published->claims);
	for (size_t i = 0; i < rows.count; i++) {
		judging.row = (struct row *)rows.items + i;
		if (!take_row(&judging))
			return false;
		published->claims[i] = judging.row->claim;
	}
	return true;
}

struct published *published_read(const char *file, const char *bytes, size_t size, struct error *error)
{
	struct published *published = memory_grow(NULL, 1, sizeof *published);

	*published = (struct published){ 0 };
	if (read_into(published, file, bytes, size, error))
		return published;
	published_free(published);
	return NULL;
}

void published_free(struct published *published)
{
	if (!published)
		return;
	arena_free(&published->arena);
	free(published);
}

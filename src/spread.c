#include "spread.h"

#include "arena.h"
#include "intl.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 wide; /* an amount times an amount */

struct share { size_t row; const char *id; money weight; wide cut; int64_t kr; };

static money or_zero(money value)
{
	return value == MONEY_NONE ? 0 : value;
}

static money weight_of(enum spread_way way, const struct spread_row *row)
{
	return way == SPREAD_EQUAL ? 1 : or_zero(way == SPREAD_LIKE ? row->like : row->now);
}

/* What is left for the rows that are not held. */
static bool take_held(money total, const struct spread_row *rows, size_t count, money *rest, struct error *error)
{
	money held = 0;
	size_t free_rows = 0;

	for (size_t i = 0; i < count; i++) {
		free_rows += !rows[i].held;
		if (rows[i].held && !money_add(held, or_zero(rows[i].now), &held))
			return error_set(error, "too-large", _("beloppet blir för stort"));
	}
	if (!free_rows)
		return error_set(error, "held", _("alla rader är låsta: lås upp en rad först"));
	if (!money_add(total, -held, rest))
		return error_set(error, "too-large", _("beloppet blir för stort"));
	if ((total >= 0) != (*rest >= 0) && *rest)
		return error_set(error, "held", _("de låsta raderna är tillsammans redan mer än så: lås upp en rad eller skriv ett större belopp"));
	if (*rest % MONEY_KR)
		return error_set(error, "kronor", _("budgeten läggs i hela kronor: skriv beloppet utan ören"));
	return true;
}

/* The rows that are not held, and what their weights come to. */
static bool weigh(enum spread_way way, const struct spread_row *rows, size_t count, struct share *shares, size_t *share_count, wide *sum,
                  struct error *error)
{
	bool above = false, below = false;

	for (size_t i = 0; i < count; i++) {
		money weight = weight_of(way, &rows[i]);

		if (rows[i].held)
			continue;
		above |= weight > 0;
		below |= weight < 0;
		*sum += weight < 0 ? -(wide)weight : weight;
		shares[(*share_count)++] = (struct share){ .row = i, .id = rows[i].id, .weight = weight < 0 ? -weight : weight };
	}
	if (above && below)
		return error_set(error, "mixed-profile", _("raderna är både över och under 0, så det finns inget att fördela i proportion till: fördela lika"));
	if (!above && !below)
		return error_set(error, "zero-profile", _("raderna är 0, så det finns inget att fördela i proportion till: fördela lika"));
	return true;
}

static int by_cut(const void *left, const void *right)
{
	const struct share *a = left, *b = right;

	if (a->cut != b->cut)
		return a->cut > b->cut ? -1 : 1;
	return strcmp(a->id, b->id);
}

/* Whole shares first; then the kronor that remain, one each. There are fewer of them than rows whose share was cut. */
static void place(int64_t kr, struct share *shares, size_t count, wide sum)
{
	int64_t rest = kr < 0 ? -kr : kr;
	wide all = rest;

	for (size_t i = 0; i < count; i++) {
		shares[i].kr = (int64_t)(all * shares[i].weight / sum);
		shares[i].cut = all * shares[i].weight % sum;
		rest -= shares[i].kr;
	}
	qsort(shares, count, sizeof *shares, by_cut);
	for (size_t i = 0; rest > 0; i++, rest--)
		shares[i].kr++;
	for (size_t i = 0; kr < 0 && i < count; i++)
		shares[i].kr = -shares[i].kr;
}

bool spread(enum spread_way way, money total, const struct spread_row *rows, size_t count, money *out, struct error *error)
{
	struct share *shares = memory_grow(NULL, count ? count : 1, sizeof *shares);
	size_t share_count = 0;
	wide sum = 0;
	money rest;
	bool fine = take_held(total, rows, count, &rest, error) && weigh(way, rows, count, shares, &share_count, &sum, error);

	if (fine)
		place(rest / MONEY_KR, shares, share_count, sum);
	for (size_t i = 0; fine && i < count; i++)
		out[i] = rows[i].now;
	for (size_t i = 0; fine && i < share_count; i++)
		if (shares[i].kr || rows[shares[i].row].now != MONEY_NONE)
			out[shares[i].row] = shares[i].kr * MONEY_KR;
	free(shares);
	return fine;
}

#include "profile.h"

#include "intl.h"
#include "spread.h"

#include <string.h>

static const char *const ids[MONTHS] = { "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12" };

const char *profile_month(int month)
{
	static const char *const names[MONTHS] = { N_("jan"), N_("feb"), N_("mar"), N_("apr"), N_("maj"), N_("jun"),
		                                   N_("jul"), N_("aug"), N_("sep"), N_("okt"), N_("nov"), N_("dec") };

	return names[month];
}

static bool has_weight(const money *weights)
{
	for (int i = 0; weights && i < MONTHS; i++)
		if (weights[i] > 0)
			return true;
	return false;
}

void profile_months(money year, const money *weights, money out[MONTHS])
{
	enum spread_way way = has_weight(weights) ? SPREAD_LIKE : SPREAD_EQUAL;
	struct spread_row rows[MONTHS];

	for (int i = 0; i < MONTHS; i++) {
		rows[i] = (struct spread_row){ .id = ids[i], .now = 0, .like = way == SPREAD_LIKE ? weights[i] : 0 };
		out[i] = MONEY_NONE;
	}
	if (year != MONEY_NONE)
		spread(way, year, rows, MONTHS, out, NULL);
}

static money sum_of(const money months[MONTHS])
{
	money sum = 0;

	for (int i = 0; i < MONTHS; i++)
		sum += months[i];
	return sum;
}

/* False where the months that are free cannot make up the year. */
static bool set_beside(money months[MONTHS], int month, money value, unsigned kept, money year)
{
	money left = 0, rest[MONTHS]; /* left: what the free ones are in proportion to */
	struct spread_row rows[MONTHS];

	for (int i = 0; i < MONTHS; i++) {
		rows[i] = (struct spread_row){ .id = ids[i], .now = i == month ? value : months[i], .held = i == month || (kept & 1u << i) };
		left += rows[i].held ? 0 : months[i];
	}
	if (!spread(left ? SPREAD_PROPORTIONAL : SPREAD_EQUAL, year, rows, MONTHS, rest, NULL))
		return false;
	memcpy(months, rest, sizeof rest);
	return true;
}

bool profile_set(money months[MONTHS], int month, money value, unsigned kept, struct error *error)
{
	money year = sum_of(months);

	if (value < 0 || value % MONEY_KR || value > year)
		return error_set(error, "month", _("månaden ska vara hela kronor, från 0 till hela årets belopp"));
	return set_beside(months, month, value, kept, year) || set_beside(months, month, value, 0, year);
}

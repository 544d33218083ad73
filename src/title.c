#include "title.h"

#include "intl.h"

static const struct level *level_of(const struct charter *charter, int unit)
{
	int level = charter->org->units[org_holder(charter->org, unit)].level;

	return &charter->region->levels[level == ORG_NONE ? 0 : level];
}

static void add_chef(struct buffer *out, const struct charter *charter, int unit, bool brief)
{
	buffer_text(out, unit > 0 && brief ? _("chef") : level_of(charter, unit)->chef);
	if (unit > 0)
		buffer_format(out, " %s", charter->org->units[unit].name);
}

static void add_seat(struct buffer *out, const struct charter *charter, int unit, enum seat_role role, bool brief)
{
	switch (role) {
	case SEAT_CHEF: add_chef(out, charter, unit, brief); break;
	case SEAT_DEPUTY:
		buffer_text(out, brief ? _("ers. ") : _("ersättare för "));
		add_chef(out, charter, unit, brief);
		break;
	case SEAT_EKONOM: buffer_format(out, _("ekonom %s"), charter->org->units[unit].name); break;
	case SEAT_REGISTRAR: buffer_format(out, _("registrator %s"), charter->org->units[unit].name); break;
	case SEAT_NONE: buffer_text(out, _("läser")); break;
	}
}

void title_chef(struct buffer *out, const struct charter *charter, int unit)
{
	add_chef(out, charter, unit, false);
}

void title_seat(struct buffer *out, const struct charter *charter, int unit, enum seat_role role)
{
	add_seat(out, charter, unit, role, false);
}

void title_brief(struct buffer *out, const struct charter *charter, int unit, enum seat_role role)
{
	add_seat(out, charter, unit, role, true);
}

void title_user(struct buffer *out, const struct charter *charter, const char *user, bool brief)
{
	enum seat_role best = SEAT_NONE;
	int at = ORG_NONE;

	for (int unit = 0; unit < charter->org->count && best != SEAT_CHEF; unit++) {
		enum seat_role role = charter->org->units[unit].kind == UNIT_UNIT ? rights_role(charter->org, unit, user) : SEAT_NONE;

		if (role != SEAT_NONE && (best == SEAT_NONE || role < best)) {
			best = role;
			at = unit;
		}
	}
	if (at == ORG_NONE)
		buffer_text(out, user);
	else
		add_seat(out, charter, at, best, brief);
}

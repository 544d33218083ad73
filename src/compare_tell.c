#include "compare.h"

#include "intl.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <stddef.h>
#include <string.h>

/* A comparison in words. */

struct telling { struct buffer *out; const struct compare *compare; const struct compare_row *row; enum money_unit money; unsigned flags; };

/* «i Finansplan (november)», «nu» */
static void add_where(struct buffer *out, const struct compare *compare, int side)
{
	buffer_format(out, compare->side[side].version ? _("i %s") : "%s", compare->name[side]);
}

static void add_amount(const struct telling *tell, money value)
{
	char text[MONEY_TEXT];

	buffer_text(tell->out, value == MONEY_NONE ? _("inget") : money_print(text, value, tell->money, MONEY_FULL, tell->flags));
}

static void add_from_to(const struct telling *tell, money before, money after)
{
	buffer_text(tell->out, _(" från "));
	add_amount(tell, before);
	buffer_text(tell->out, _(" till "));
	add_amount(tell, after);
}

/* ---- what has become of a unit ---- */

static void add_piece(struct buffer *out, size_t start)
{
	if (out->size > start)
		buffer_text(out, ", ");
}

void compare_tell_changes(struct buffer *out, const struct compare *compare, const struct compare_row *row)
{
	static const char *const kinds[] = { [UNIT_UNIT] = N_("var en enhet"), [UNIT_ANSLAG] = N_("var ett anslag"), [UNIT_GROUP] = N_("var en grupp") };
	const struct org *older = compare->side[OLDER].book->org;
	const struct unit *was = row->unit[OLDER] == ORG_NONE ? NULL : &older->units[row->unit[OLDER]];
	size_t start = out->size;

	buffer_text(out, "");
	if (row->changes & UNIT_IS_NEW)
		buffer_text(out, _("ny"));
	if (row->changes & UNIT_IS_GONE)
		buffer_text(out, _("borttagen"));
	if (row->changes & UNIT_HAS_MOVED)
		buffer_format(out, was->parent == ORG_NONE ? _("låg överst") : _("flyttad från %s"), was->parent == ORG_NONE ? "" : older->units[was->parent].name);
	if (row->changes & UNIT_IS_RENAMED) {
		add_piece(out, start);
		buffer_format(out, _("hette %s"), was->name);
	}
	if (row->changes & UNIT_IS_OTHER_KIND) {
		add_piece(out, start);
		buffer_text(out, _(kinds[was->kind]));
	}
}

/* ---- reasons ---- */

static const struct kind *kind_of(const struct compare *compare, const char *id)
{
	for (int side = COMPARE_SIDES; side-- > 0;) {
		const struct region *region = compare->side[side].book->region;
		int kind = region_kind(region, id);

		if (kind >= 0)
			return &region->kinds[kind];
	}
	return NULL;
}

/* «Utökning: ökade kostnader för demografi» */
static void tell_post(const struct telling *tell, const struct event *event)
{
	const struct post *post = &event->line->act.post;
	const struct kind *kind = kind_of(tell->compare, post->kind);

	buffer_text(tell->out, kind ? kind->name : post->kind);
	if (post->text)
		buffer_format(tell->out, ": %s", post->text);
	else if (kind && !kind->explained)
		buffer_text(tell->out, _(": beslutet säger inte varför"));
}

static void tell_added(const struct telling *tell, const struct reason *reason)
{
	tell_post(tell, reason->event);
}

static void tell_replaced(const struct telling *tell, const struct reason *reason)
{
	tell_post(tell, reason->event);
	buffer_text(tell->out, _(" (ändrad"));
	add_from_to(tell, reason->before, reason->after);
	buffer_text(tell->out, ")");
}

static void tell_withdrawn(const struct telling *tell, const struct reason *reason)
{
	buffer_text(tell->out, reason->event->line->act.post.legs.count ? _("Ändrad, rör inte längre enheten: ") : _("Tillbakadragen: "));
	tell_post(tell, reason->old);
}

static void tell_only_older(const struct telling *tell, const struct reason *reason)
{
	buffer_format(tell->out, _("Bara i %s: "), tell->compare->name[OLDER]);
	tell_post(tell, reason->event);
}

static void tell_counts(const struct telling *tell, const struct reason *reason)
{
	buffer_text(tell->out, _("Räknades inte "));
	add_where(tell->out, tell->compare, OLDER);
	buffer_text(tell->out, ": ");
	tell_post(tell, reason->event);
}

static void tell_void(const struct telling *tell, const struct reason *reason)
{
	buffer_text(tell->out, _("Räknas inte "));
	add_where(tell->out, tell->compare, NEWER);
	buffer_format(tell->out, " (%s): ", reason->event->why->text);
	tell_post(tell, reason->event);
}

/* On which side it has no ram of its own: it is not there, or a group. */
static int side_without(const struct telling *tell)
{
	int unit = tell->row->unit[OLDER];

	return unit == ORG_NONE || tell->compare->side[OLDER].book->org->units[unit].kind == UNIT_GROUP ? OLDER : NEWER;
}

static void tell_organisation(const struct telling *tell, const struct reason *reason)
{
	int side = side_without(tell);

	(void)reason;
	buffer_text(tell->out, tell->row->unit[side] == ORG_NONE ? _("Finns inte i organisationen ") : _("En grupp, utan egen ram, "));
	add_where(tell->out, tell->compare, side);
}

static void tell_part(const struct telling *tell, const struct reason *reason)
{
	const struct compare_row *part = &tell->compare->rows[reason->row];
	bool is_new = part->changes & UNIT_IS_NEW, gone = part->changes & UNIT_IS_GONE;

	buffer_text(tell->out, compare_unit(tell->compare, part)->name);
	if (reason->came)
		buffer_text(tell->out, is_new ? _(" (ny)") : _(" (flyttad hit)"));
	if (reason->left)
		buffer_text(tell->out, gone ? _(" (borttagen)") : _(" (flyttad härifrån)"));
}

static void tell_target(const struct telling *tell, const struct reason *reason)
{
	buffer_text(tell->out, _("Resultatmål"));
	add_from_to(tell, reason->before, reason->after);
}

/* Why an act was made is told in the first of its lines. */
static bool told_before(const struct compare_row *row, const struct reason *reason)
{
	return reason > row->reasons && reason[-1].kind == REASON_LINE && reason[-1].event == reason->event;
}

static void tell_line(const struct telling *tell, const struct reason *reason)
{
	buffer_text(tell->out, region_line_name(tell->compare->side[NEWER].book->region, reason->line));
	add_from_to(tell, reason->before, reason->after);
	if (reason->acts > 1)
		buffer_format(tell->out, _(", ändrad %zu gånger"), reason->acts);
	if (reason->event && reason->event->line->act.distribute.why && !told_before(tell->row, reason))
		buffer_format(tell->out, ": %s", reason->event->line->act.distribute.why);
}

void compare_tell_reason(struct buffer *out, const struct compare *compare, const struct compare_row *row, const struct reason *reason, enum money_unit shown,
                         unsigned flags)
{
	static void (*const told[])(const struct telling *, const struct reason *) = {
		[REASON_ADDED] = tell_added,   [REASON_REPLACED] = tell_replaced, [REASON_WITHDRAWN] = tell_withdrawn,       [REASON_ONLY_OLDER] = tell_only_older,
		[REASON_COUNTS] = tell_counts, [REASON_VOID] = tell_void,         [REASON_ORGANISATION] = tell_organisation, [REASON_PART] = tell_part,
		[REASON_TARGET] = tell_target, [REASON_LINE] = tell_line,
	};
	struct buffer text = { 0 };

	told[reason->kind](&(struct telling){ &text, compare, row, shown, flags }, reason);
	text_harmless(out, text.bytes);
	buffer_free(&text);
}

static const char *decision_of(const struct event *event)
{
	return event->line->act.kind == ACT_POST ? event->line->act.post.decision : event->line->act.kind == ACT_DISTRIBUTE ? event->line->act.distribute.decision : NULL;
}

void compare_tell_grounds(struct buffer *out, const struct compare *compare, const struct reason *reason)
{
	const struct charter charter = { compare->side[NEWER].book->region, compare->side[NEWER].book->org };
	const char *decision = reason->event ? decision_of(reason->event) : NULL;
	struct buffer text = { 0 };

	if (!reason->event)
		return;
	if (decision)
		buffer_format(&text, "%s · ", decision);
	title_user(&text, &charter, reason->event->user, false);
	buffer_text(&text, " · ");
	story_date(&text, reason->event->line->head.at);
	if (reason->event->outside_dates)
		buffer_text(&text, _(" · utanför ersättarens tid"));
	text_harmless(out, text.bytes);
	buffer_free(&text);
}

/* ---- what is left to divide, and of what it comes ---- */

static const struct { const char *name; size_t figure; bool takes; } parts[] = {
	{ N_("ramen"), offsetof(struct balance, ram), false },
	{ N_("intäkter"), offsetof(struct balance, income), false },
	{ N_("resultatmål under"), offsetof(struct balance, sub_targets), false },
	{ N_("resultatmål"), offsetof(struct balance, target), true },
	{ N_("kostnader"), offsetof(struct balance, costs), true },
	{ N_("reserver"), offsetof(struct balance, reserves), true },
	{ N_("ramar under"), offsetof(struct balance, sub_rams), true },
};
#define PARTS (sizeof parts / sizeof *parts)

static money part_on(const struct telling *tell, size_t part, int side)
{
	int unit = tell->row->unit[side];
	money value = MONEY_NONE;

	if (unit != ORG_NONE)
		memcpy(&value, (const char *)&tell->compare->table[side]->balance[unit] + parts[part].figure, sizeof value);
	return value;
}

/* «kostnader −4,3»: what it does to what is left. */
static bool add_part_of_left(const struct telling *tell, size_t part, bool first)
{
	const money value[] = { [OLDER] = part_on(tell, part, OLDER), [NEWER] = part_on(tell, part, NEWER) };
	money change = compare_difference(value);
	char text[MONEY_TEXT];

	if (!change || change == MONEY_NONE)
		return false;
	money_print(text, parts[part].takes ? -change : change, tell->money, MONEY_FULL, tell->flags | MONEY_SIGN);
	buffer_format(tell->out, "%s%s %s", first ? " (" : ", ", _(parts[part].name), text);
	return true;
}

void compare_tell_left(struct buffer *out, const struct compare *compare, const struct compare_row *row, enum money_unit shown, unsigned flags)
{
	const struct telling tell = { out, compare, row, shown, flags };
	bool any = false;

	if (row->left[OLDER] == row->left[NEWER])
		return;
	buffer_text(out, _("Kvar att fördela"));
	add_from_to(&tell, row->left[OLDER], row->left[NEWER]);
	for (size_t i = 0; i < PARTS; i++)
		any = add_part_of_left(&tell, i, !any) || any;
	buffer_text(out, any ? ")" : "");
}

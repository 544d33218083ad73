#include "detail.h"

#include "book.h"
#include "intl.h"

#include <stdio.h>
#include <string.h>

static bool same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

money details_sum(const struct list *list, const char *unit, const char *above)
{
	const struct detail *details = list->items;
	money sum = MONEY_NONE;

	for (size_t i = 0; i < list->count; i++)
		if (same(details[i].above, above) && (!unit || !details[i].unit || !strcmp(details[i].unit, unit)))
			sum = money_sum(sum, money_from_kr(details[i].kr));
	return sum;
}

static bool same_inputs(const struct list *a, const struct list *b)
{
	const struct input *of_a = a->items, *of_b = b->items;

	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!same(of_a[i].name, of_b[i].name) || !same(of_a[i].value, of_b[i].value))
			return false;
	return true;
}

static bool same_staff(const struct list *a, const struct list *b)
{
	return a->count == b->count && (!a->count || !memcmp(a->items, b->items, sizeof(struct staff)));
}

static bool same_detail(const struct detail *a, const struct detail *b)
{
	return a->kr == b->kr && same(a->id, b->id) && same(a->unit, b->unit) && same(a->above, b->above) && same(a->text, b->text) &&
	       same_inputs(&a->inputs, &b->inputs) && same_staff(&a->staff, &b->staff);
}

bool details_same(const struct list *a, const struct list *b)
{
	const struct detail *of_a = a->items, *of_b = b->items;

	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!same_detail(&of_a[i], &of_b[i]))
			return false;
	return true;
}

static struct list copy_items(const struct list *list, size_t size, struct arena *arena)
{
	struct list copy = { .count = list->count };

	if (!list->count)
		return copy;
	copy.items = arena_alloc(arena, list->count * size);
	memcpy(copy.items, list->items, list->count * size);
	return copy;
}

struct list details_copy(const struct list *list, struct arena *arena)
{
	struct list copy = copy_items(list, sizeof(struct detail), arena);
	struct detail *details = copy.items;

	for (size_t i = 0; i < copy.count; i++) {
		struct input *inputs;

		details[i].id = arena_string(arena, details[i].id);
		details[i].unit = arena_string(arena, details[i].unit);
		details[i].above = arena_string(arena, details[i].above);
		details[i].text = arena_string(arena, details[i].text);
		details[i].staff = copy_items(&details[i].staff, sizeof(struct staff), arena);
		details[i].inputs = copy_items(&details[i].inputs, sizeof(struct input), arena);
		inputs = details[i].inputs.items;
		for (size_t j = 0; j < details[i].inputs.count; j++)
			inputs[j] = (struct input){ arena_string(arena, inputs[j].name), arena_string(arena, inputs[j].value) };
	}
	return copy;
}

/* --- what it was worked out from --- */

bool detail_is_worked_out(const struct detail *detail)
{
	return detail->inputs.count || detail->staff.count;
}

bool detail_work_out(const struct detail *detail, money *value, struct error *error)
{
	return detail->staff.count ? calc_staff(detail->staff.items, value, error) : calc_inputs(detail->inputs.items, detail->inputs.count, value, error);
}

void detail_print_share(char out[MONEY_TEXT], int64_t value, int64_t whole)
{
	int64_t rest = value % whole;

	snprintf(out, MONEY_TEXT, "%lld", (long long)(value / whole));
	if (!rest)
		return;
	strcat(out, ",");
	for (char *at = out + strlen(out); rest; rest = rest * 10 % whole) {
		*at++ = (char)('0' + rest * 10 / whole);
		*at = '\0';
	}
}

static void tell_staff(struct buffer *out, const struct staff *staff)
{
	char heads[MONEY_TEXT], grade[MONEY_TEXT], pay[MONEY_TEXT], vacancy[MONEY_TEXT], po[MONEY_TEXT];

	detail_print_share(heads, staff->heads, STAFF_HEAD);
	detail_print_share(grade, staff->grade, STAFF_SHARE / 100);
	detail_print_share(vacancy, staff->vacancy, STAFF_SHARE / 100);
	detail_print_share(po, staff->po, STAFF_SHARE / 100);
	money_print(pay, money_from_kr(staff->pay), MONEY_IN_KR, 0, MONEY_NAMED);
	buffer_format(out, _("%s × %s %% × %s × %lld mån"), heads, grade, pay, (long long)(staff->to - staff->from + 1));
	if (staff->vacancy)
		buffer_format(out, _(", vakans %s %%"), vacancy);
	buffer_format(out, _(", PO %s %%"), po);
}

void detail_tell(struct buffer *out, const struct detail *detail)
{
	const struct input *inputs = detail->inputs.items;

	if (detail->staff.count)
		tell_staff(out, detail->staff.items);
	for (size_t i = 0; !detail->staff.count && i < detail->inputs.count; i++)
		buffer_format(out, "%s%s %s", i ? " × " : "", inputs[i].name, inputs[i].value);
}

int64_t details_years(const struct list *list)
{
	const struct detail *details = list->items;
	int64_t years = 0;

	for (size_t i = 0; i < list->count; i++)
		years += details[i].staff.count ? calc_years(details[i].staff.items) : 0;
	return years;
}

int64_t details_years_below(const struct book *book, int unit, int year)
{
	int64_t years = 0;

	for (int at = unit; at < book->org->units[unit].end; at++) {
		const struct unit_state *state = book_state(book, at);

		for (size_t i = 0; i < state->cell_count; i++)
			if (state->cells[i].layer == LAYER_BUDGET && state->cells[i].year == year && state->cells[i].row)
				years += details_years(&state->cells[i].row->details);
	}
	return years;
}

void detail_print_years(char out[MONEY_TEXT], int64_t years)
{
	int64_t tenths = (years + 50) / 100;

	snprintf(out, MONEY_TEXT, "%lld,%lld", (long long)(tenths / 10), (long long)(tenths % 10));
}

bool details_show_pay(const struct org *org, int unit, const char *user)
{
	int above = org_above(org, org_holder(org, unit));

	return user && (rights_divides(org, unit, user) || org_is_ekonom(org, org_holder(org, unit), user) ||
	                (above != ORG_NONE && rights_divides(org, above, user)));
}

/* --- what may be written --- */

static const struct detail *before(const struct list *list, size_t at, const char *id)
{
	const struct detail *details = list->items;

	for (size_t i = 0; i < at; i++)
		if (!strcmp(details[i].id, id))
			return &details[i];
	return NULL;
}

static bool detail_right(const struct list *list, size_t at, struct error *error)
{
	const struct detail *detail = (const struct detail *)list->items + at;
	money value;

	if (before(list, at, detail->id))
		return error_set(error, "repeated-detail", _("specifikationen «%s» står två gånger"), detail->id);
	if (detail->above && !before(list, at, detail->above))
		return error_set(error, "detail", _("specifikationen «%s» hör till «%s», som inte står före den"), detail->id, detail->above);
	if (detail->inputs.count && detail->staff.count)
		return error_set(error, "detail", _("specifikationen «%s» kan inte räknas ut på två sätt"), detail->text);
	return !detail_is_worked_out(detail) || detail_work_out(detail, &value, error);
}

bool details_right(const struct list *details, struct error *error)
{
	for (size_t i = 0; i < details->count; i++)
		if (!detail_right(details, i, error))
			return false;
	return true;
}

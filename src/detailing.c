#include "detailing.h"

#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- order and levels ---- */

static bool same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static struct list list_new(size_t room, struct arena *arena)
{
	return (struct list){ .items = arena_alloc(arena, (room + 1) * sizeof(struct detail)) };
}

static void add(struct list *list, const struct detail *detail)
{
	((struct detail *)list->items)[list->count++] = *detail;
}

static void add_all(struct list *list, const struct list *from, size_t first, size_t end)
{
	const struct detail *details = from->items;

	for (size_t i = first; i < end; i++)
		add(list, &details[i]);
}

/* What is above stands before, so this ends. */
static void add_parts(struct list *ordered, const struct list *list, const char *above)
{
	const struct detail *details = list->items;

	for (size_t i = 0; i < list->count; i++)
		if (same(details[i].above, above)) {
			add(ordered, &details[i]);
			add_parts(ordered, list, details[i].id);
		}
}

struct list detailing_ordered(const struct list *details, struct arena *arena)
{
	struct list ordered = list_new(details->count, arena);

	add_parts(&ordered, details, NULL);
	return ordered;
}

static const struct detail *item(const struct list *list, size_t at)
{
	return (const struct detail *)list->items + at;
}

/* Where its parent stands; it is one of those before it. */
static size_t parent(const struct list *details, size_t at)
{
	size_t up = at;

	while (up-- > 0)
		if (same(item(details, up)->id, item(details, at)->above))
			return up;
	return at;
}

int detailing_depth(const struct list *details, size_t at)
{
	int depth = 0;

	for (; item(details, at)->above; at = parent(details, at))
		depth++;
	return depth;
}

size_t detailing_end(const struct list *details, size_t at)
{
	size_t end = at + 1;
	int depth = detailing_depth(details, at);

	while (end < details->count && detailing_depth(details, end) > depth)
		end++;
	return end;
}

static bool has(const struct list *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(item(list, i)->id, id))
			return true;
	return false;
}

/* What was said of one that is gone should not seem to be about another: what is saved keeps its id. */
void detailing_id(char id[65], const struct list *details, const struct list *saved)
{
	for (size_t n = details->count + 1;; n++) {
		snprintf(id, 65, "d%zu", n);
		if (!has(details, id) && !has(saved, id))
			return;
	}
}

/* ---- changes ---- */

struct list detailing_insert(const struct list *details, size_t at, const struct detail *detail, struct arena *arena)
{
	struct list list = list_new(details->count + 1, arena);

	add_all(&list, details, 0, at);
	add(&list, detail);
	add_all(&list, details, at, details->count);
	return list;
}

struct list detailing_replace(const struct list *details, size_t at, const struct detail *detail, struct arena *arena)
{
	struct list list = list_new(details->count, arena);

	add_all(&list, details, 0, at);
	add(&list, detail);
	add_all(&list, details, at + 1, details->count);
	return list;
}

struct list detailing_remove(const struct list *details, size_t at, struct arena *arena)
{
	struct list list = list_new(details->count, arena);

	add_all(&list, details, 0, at);
	add_all(&list, details, detailing_end(details, at), details->count);
	return list;
}

/* The one before it with the same above; `at` when it is the first. */
static size_t sibling(const struct list *details, size_t at)
{
	size_t up = at;

	while (up-- > 0)
		if (same(item(details, up)->above, item(details, at)->above))
			return up;
	return at;
}

bool detailing_can_enter(const struct list *details, size_t at, struct error *error)
{
	return sibling(details, at) != at || error_set(error, "first", _("det finns ingen rad ovanför på samma nivå som den kan bli en del av"));
}

bool detailing_can_leave(const struct list *details, size_t at, struct error *error)
{
	return item(details, at)->above || error_set(error, "outermost", _("den är redan en del av själva raden"));
}

struct list detailing_enter(const struct list *details, size_t at, struct arena *arena)
{
	struct detail moved = *item(details, at);

	moved.above = item(details, sibling(details, at))->id;
	return detailing_replace(details, at, &moved, arena);
}

struct list detailing_leave(const struct list *details, size_t at, struct arena *arena)
{
	size_t up = parent(details, at), end = detailing_end(details, at), after = detailing_end(details, up);
	struct list list = list_new(details->count, arena);
	struct detail moved = *item(details, at);

	moved.above = item(details, up)->above;
	add_all(&list, details, 0, at);
	add_all(&list, details, end, after);
	add(&list, &moved);
	add_all(&list, details, at + 1, end);
	add_all(&list, details, after, details->count);
	return list;
}

/* ---- numbers as they are typed ---- */

static size_t spaces_at(const char *text)
{
	size_t length = 0;

	while (text_space(text + length))
		length += text_space(text + length);
	return length;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits_at(const char *text)
{
	return strspn(text, "0123456789");
}

/* How long a number stands there: thousands in whole groups of three, at most one decimal sign. 0: none. */
static size_t number_at(const char *text)
{
	size_t start = money_minus(text), length = start + digits_at(text + start), space;

	if (length == start)
		return 0;
	while (length - start <= 3 && (space = text_space(text + length)) && digits_at(text + length + space) == 3) {
		length += space + 3;
		start = length - 3;
	}
	if ((text[length] == ',' || text[length] == '.') && is_digit(text[length + 1]))
		length += 1 + digits_at(text + length + 1);
	return length;
}

/* «1.234»: a decimal or a thousand. */
static bool is_ambiguous(const char *text, size_t length)
{
	size_t dot = strcspn(text, ".");

	return dot < length && dot <= 3 + money_minus(text) && digits_at(text + dot + 1) == 3;
}

static const struct { const char *name; bool word; const char *says; } units[] = {
	{ "%", false, N_("andel") },  { "‰", false, N_("andel") },    { "mnkr", true, N_("belopp") }, { "mkr", true, N_("belopp") },
	{ "tkr", true, N_("belopp") }, { "kronor", true, N_("pris") }, { "kr", true, N_("pris") },
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* How long a unit stands there, with the spaces before it; *says: what the number then is, when nobody says. */
static size_t unit_at(const char *text, const char **says)
{
	size_t space = spaces_at(text);

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t length = strlen(units[i].name);

		if (strncmp(text + space, units[i].name, length) || (units[i].word && is_letter(text[space + length])))
			continue;
		*says = _(units[i].says);
		return space + length;
	}
	*says = _("antal");
	return 0;
}

/* ---- what is worked out ---- */

/* The sign between two inputs: × and *, and an x that stands as a sign. */
static size_t times_at(const char *text, const char *start)
{
	bool free_before = text > start && (text[-1] == ' ' || is_digit(text[-1]) || text[-1] == '%');

	if (!strncmp(text, "×", strlen("×")))
		return strlen("×");
	if (*text == '*')
		return 1;
	return (*text == 'x' || *text == 'X') && free_before && (text[1] == ' ' || is_digit(text[1]));
}

static const char *next_times(const char *text)
{
	const char *at = text;

	while (*at && !times_at(at, text))
		at++;
	return at;
}

static char *trimmed(const char *text, size_t length, struct arena *arena)
{
	char *copy;

	for (size_t space; length && (space = text_space(text)) && space <= length; length -= space)
		text += space;
	copy = arena_copy(arena, text, length);
	while (length && (strchr(" :=", copy[length - 1])))
		copy[--length] = '\0';
	return copy;
}

/* Where in an input its number stands: first, or last. */
struct found { size_t at, length, unit; const char *says; };

static bool find_number(const char *text, struct found *found)
{
	*found = (struct found){ 0 };
	for (size_t at = 0; text[at]; at++) {
		found->at = at;
		found->length = at && is_digit(text[at - 1]) ? 0 : number_at(text + at);
		found->unit = unit_at(text + at + found->length, &found->says);
		if (found->length && (!at || !text[at + found->length + found->unit]))
			return true;
	}
	return false;
}

/* «1 200 vårddygn», «vårddygn 1 200», «pris: 4 500 kr», «50 %». */
static bool read_input(const char *text, struct input *input, struct arena *arena, struct error *error)
{
	struct found found;
	size_t end;

	if (!find_number(text, &found))
		return error_set(error, "input", *text ? _("jag hittar inget tal i «%s»: skriv till exempel 1 200 vårddygn eller 4 500 kr")
		                                       : _("det saknas ett tal%s före eller efter gångertecknet"), text);
	end = found.at + found.length + found.unit;
	if (is_ambiguous(text + found.at, found.length))
		return error_set(error, "dots", _("punkten i «%s» kan läsas på två sätt: skriv komma för decimaler och mellanslag mellan tusental"), text);
	input->value = trimmed(text + found.at, end - found.at, arena);
	input->name = found.at ? trimmed(text, found.at, arena) : trimmed(text + end, strlen(text + end), arena);
	if (!*input->name)
		input->name = found.says;
	return found.at || !strpbrk(input->name, "0123456789") ||
	       error_set(error, "two-numbers", _("jag läste två tal i «%s»: skriv × mellan dem"), text);
}

static bool read_inputs(const char *text, struct detail *detail, struct arena *arena, struct error *error)
{
	struct input *inputs = arena_alloc(arena, (strlen(text) + 1) * sizeof *inputs);
	size_t count = 0;
	money value;

	for (const char *end; text; text = *end ? end + times_at(end, text) : NULL) {
		end = next_times(text);
		if (!read_input(trimmed(text, (size_t)(end - text), arena), &inputs[count++], arena, error))
			return false;
	}
	if (!calc_inputs(inputs, count, &value, error))
		return false;
	detail->kr = value / MONEY_KR;
	detail->inputs = (struct list){ inputs, count };
	return true;
}

/* ---- amounts ---- */

static bool read_amount(const char *text, enum money_unit shown, struct detail *detail, struct error *error)
{
	struct money_read read;

	if (!money_parse(text, shown, &read, error))
		return false;
	if (read.ambiguous)
		return error_set(error, "dots", _("punkten i «%s» kan läsas på två sätt: skriv komma för decimaler och mellanslag mellan tusental"), text);
	if (read.value % MONEY_KR)
		return error_set(error, "too-fine", _("budgeten läggs i hela kronor: skriv beloppet utan ören"));
	detail->kr = read.value / MONEY_KR;
	return true;
}

bool detailing_read(const char *text, enum money_unit shown, money parts, struct detail *detail, struct arena *arena, struct error *error)
{
	detail->inputs = detail->staff = (struct list){ 0 };
	text += spaces_at(text);
	if (!*text && parts == MONEY_NONE)
		return error_set(error, "no-amount", _("skriv ett belopp, eller hur det räknas ut: 1 200 vårddygn × 4 500 kr"));
	if (!*text) {
		detail->kr = parts / MONEY_KR;
		return true;
	}
	return *next_times(text) ? read_inputs(text, detail, arena, error) : read_amount(text, shown, detail, error);
}

void detailing_print(struct buffer *out, const struct detail *detail, enum money_unit shown)
{
	char text[MONEY_TEXT];

	if (detail->inputs.count)
		detail_tell(out, detail);
	else
		buffer_text(out, money_print(text, money_from_kr(detail->kr), shown, MONEY_EXACT, MONEY_DENSE));
}

/* ---- personnel ---- */

static const struct { const char *label, *example; size_t at; int64_t scale; const char *unit; } staff_fields[STAFF_FIELDS] = {
	[STAFF_HEADS] = { N_("Antal"), "2,5", offsetof(struct staff, heads), STAFF_HEAD, "" },
	[STAFF_GRADE] = { N_("Sysselsättningsgrad %"), "75", offsetof(struct staff, grade), STAFF_SHARE / 100, "%" },
	[STAFF_PAY] = { N_("Månadslön kr"), "35 000", offsetof(struct staff, pay), 1, "kr" },
	[STAFF_PO] = { N_("PO-påslag %"), "42,75", offsetof(struct staff, po), STAFF_SHARE / 100, "%" },
	[STAFF_FROM] = { N_("Från månad"), "1", offsetof(struct staff, from), 1, "" },
	[STAFF_TO] = { N_("Till månad"), "12", offsetof(struct staff, to), 1, "" },
	[STAFF_VACANCY] = { N_("Vakans %"), "10", offsetof(struct staff, vacancy), STAFF_SHARE / 100, "%" },
};

const char *detailing_staff_label(enum staff_field field)
{
	return _(staff_fields[field].label);
}

/* Digits × 10^−decimals as a whole number of 1/scale; false when there are more decimals than that, or more digits than anything needs. */
static bool scaled(const char *text, size_t length, int64_t scale, int64_t *out)
{
	bool below = money_minus(text) > 0, decimal = false;

	*out = 0;
	for (size_t i = 0; i < length; i++) {
		decimal |= text[i] == ',' || text[i] == '.';
		if (!is_digit(text[i]))
			continue;
		if (*out > INT64_C(1000000000000) || (decimal && scale == 1))
			return false;
		*out = *out * 10 + (text[i] - '0');
		scale /= decimal ? 10 : 1;
	}
	*out *= below ? -scale : scale;
	return true;
}

static bool read_staff_field(enum staff_field field, const char *text, struct staff *staff, struct error *error)
{
	const char *unit = staff_fields[field].unit;
	size_t length, end;
	int64_t value;

	text += spaces_at(text);
	end = length = number_at(text);
	end += spaces_at(text + end);
	if (*unit && !strncmp(text + end, unit, strlen(unit)))
		end += strlen(unit);
	end += spaces_at(text + end);
	if (!length || text[end] || is_ambiguous(text, length) || !scaled(text, length, staff_fields[field].scale, &value))
		return error_set(error, "staff", *text ? _("%s: jag läste «%s», skriv ett tal som %s") : _("%s%s: skriv ett tal, till exempel %s"),
		                 detailing_staff_label(field), text, staff_fields[field].example);
	memcpy((char *)staff + staff_fields[field].at, &value, sizeof value);
	return true;
}

bool detailing_read_staff(const char *const texts[STAFF_FIELDS], struct detail *detail, struct arena *arena, struct error *error)
{
	struct staff *staff = arena_alloc(arena, sizeof *staff);
	money value;

	for (int i = 0; i < STAFF_FIELDS; i++)
		if (!read_staff_field((enum staff_field)i, texts[i], staff, error))
			return false;
	if (!calc_staff(staff, &value, error))
		return false;
	detail->kr = value / MONEY_KR;
	detail->inputs = (struct list){ 0 };
	detail->staff = (struct list){ staff, 1 };
	return true;
}

void detailing_print_staff(char texts[STAFF_FIELDS][MONEY_TEXT], const struct staff *staff)
{
	for (int i = 0; i < STAFF_FIELDS; i++) {
		int64_t value;

		memcpy(&value, (const char *)staff + staff_fields[i].at, sizeof value);
		detail_print_share(texts[i], value, staff_fields[i].scale);
	}
}

#include "series.h"

#include "calc.h"
#include "intl.h"
#include "story.h"

#include <stdio.h>
#include <string.h>

#define PREFIX "index-"

/* As it stands in the file: plain spaces, so that it can be searched for. */
static void print_base(char out[MONEY_TEXT], money base)
{
	money_print(out, base, MONEY_IN_KR, 0, MONEY_ASCII | MONEY_NAMED);
}

static bool work_out(const char *change, money base, money *value, struct error *error)
{
	char text[MONEY_TEXT];
	const struct input inputs[] = { { "", text }, { _("förändringen"), change } };

	print_base(text, base);
	return calc_inputs(inputs, 2, value, error);
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), tail = strlen(end);

	return length >= tail && !strcmp(text + length - tail, end);
}

bool series_is_change(const char *text)
{
	const money whole = 1000000 * MONEY_KR;
	money value;

	return (ends_with(text, "%") || ends_with(text, "‰")) && work_out(text, whole, &value, NULL) && value <= whole && value >= -whole;
}

bool series_work_out(const struct series *series, money base, money *value, struct error *error)
{
	return work_out(series->change, base, value, error);
}

void series_source(struct buffer *out, const struct series *series)
{
	buffer_format(out, "%s ", series->source);
	story_date(out, series->date);
}

static const char *keep(struct buffer *text, struct arena *arena)
{
	const char *kept = arena_copy(arena, text->bytes, text->size);

	buffer_free(text);
	return kept;
}

struct detail series_detail(const struct series *series, const char *unit, const char *base_name, money base, size_t number, struct arena *arena)
{
	struct input *inputs = arena_alloc(arena, 2 * sizeof *inputs);
	struct buffer id = { 0 }, text = { 0 };
	char amount[MONEY_TEXT];
	money value = 0;

	series_work_out(series, base, &value, NULL);
	print_base(amount, base);
	buffer_format(&id, PREFIX "%s-%zu", series->id, number);
	buffer_format(&text, "%s, ", series->name);
	series_source(&text, series);
	inputs[0] = (struct input){ base_name, arena_string(arena, amount) };
	inputs[1] = (struct input){ series->name, series->change };
	return (struct detail){ .id = keep(&id, arena), .unit = unit, .text = keep(&text, arena), .kr = value / MONEY_KR, .inputs = { inputs, 2 } };
}

bool series_of_detail(const struct detail *detail, char id[SERIES_ID_MOST + 1])
{
	const char *from, *end = strrchr(detail->id, '-');

	if (strncmp(detail->id, PREFIX, strlen(PREFIX)) != 0 || detail->inputs.count != 2)
		return false;
	from = detail->id + strlen(PREFIX);
	if (end <= from || end - from > SERIES_ID_MOST)
		return false;
	snprintf(id, SERIES_ID_MOST + 1, "%.*s", (int)(end - from), from);
	return true;
}

/* By value, not by how it is written. */
bool series_is_other(const struct series *series, const struct detail *detail)
{
	const struct input *inputs = detail->inputs.items;
	const money whole = INT64_C(1000000000000) * MONEY_KR;
	money was, is;

	return work_out(inputs[1].value, whole, &was, NULL) && work_out(series->change, whole, &is, NULL) && was != is;
}

#include "measures.h"

#include "dialogue.h"
#include "figure.h"
#include "intl.h"

#include <stdlib.h>
#include <string.h>

/* ---- which entries are measures ---- */

static const struct say *say_of(const struct event *event)
{
	return &event->line->act.say;
}

static bool is_measure(const struct event *event)
{
	const struct say *say = say_of(event);

	return !strcmp(say->kind, "agreement") && say->kr != NUMBER_NONE && !say->explains && !event->replaced_by;
}

/* Said of the measure: a question is itself open, and an agreement another measure. */
static bool says_status(const struct say *say)
{
	return say->status && strcmp(say->kind, "agreement") != 0 && strcmp(say->kind, "question") != 0;
}

/* The thread that it began, itself or in earlier words; NULL: it was said in one. */
static const char *thread_begun(const struct book *book, const struct event *event)
{
	while (event && say_of(event)->replaces)
		event = book_event(book, say_of(event)->replaces);
	return event && !say_of(event)->thread ? event->line->hash : NULL;
}

/* Said with the agreement itself; of one that began its thread also by what was said there later. at: its place among the entries. */
static const char *status_of(const struct book *book, const struct unit_state *state, size_t at)
{
	const char *status = say_of(state->says[at])->status, *thread = thread_begun(book, state->says[at]);

	for (size_t i = at + 1; thread && i < state->say_count; i++) {
		const struct say *say = say_of(state->says[i]);

		if (say->thread && says_status(say) && !strcmp(say->thread, thread))
			status = say->status;
	}
	return status ? status : "open";
}

static enum judged judged_of(const struct measure *measure)
{
	static const struct { const char *word; enum judged judged; } words[] = { { "safe", JUDGED_SAFE }, { "likely", JUDGED_LIKELY } };
	const char *judgement = say_of(measure->event)->judgement;

	if (measure->finished)
		return JUDGED_SAFE;
	for (size_t i = 0; measure->stands && judgement && i < sizeof words / sizeof *words; i++)
		if (!strcmp(judgement, words[i].word))
			return words[i].judged;
	return JUDGED_UNSAFE;
}

static void add_of_unit(struct measures *measures, const struct book *book, int unit)
{
	const struct unit_state *state = book_state(book, unit);

	for (size_t i = 0; i < state->say_count; i++) {
		const struct event *event = state->says[i];
		bool own = !strcmp(say_of(event)->unit, book->org->units[unit].id); /* what is said of a proposal is read in the dialogue of the other unit too */
		const char *status = own && is_measure(event) ? status_of(book, state, i) : "dropped";
		struct measure measure = { .unit = unit, .event = event };

		if (!strcmp(status, "dropped"))
			continue;
		measure.kr = money_from_kr(say_of(event)->kr);
		measure.full_year = money_from_kr(say_of(event)->full_year);
		measure.done = !strcmp(status, "done");
		measure.stands = dialogue_stands(book, event);
		measure.finished = measure.done && measure.stands && say_of(event)->status && !strcmp(say_of(event)->status, "done");
		measure.judged = judged_of(&measure);
		measures->items = memory_grow(measures->items, measures->count + 1, sizeof *measures->items);
		measures->items[measures->count++] = measure;
	}
}

struct measures *measures_make(const struct book *book, int unit, bool branch)
{
	struct measures *measures = memory_grow(NULL, 1, sizeof *measures);

	*measures = (struct measures){ .items = NULL };
	for (int at = unit; at < (branch ? book->org->units[unit].end : unit + 1); at++)
		add_of_unit(measures, book, at);
	return measures;
}

void measures_free(struct measures *measures)
{
	if (!measures)
		return;
	free(measures->items);
	free(measures);
}

/* ---- what they come to ---- */

static money effect_of(const struct measure *measure, const struct region *region, int year)
{
	return year > region->year && measure->full_year != MONEY_NONE ? measure->full_year : measure->kr;
}

struct measure_sum measures_sum(const struct measures *measures, const struct region *region, int year)
{
	struct measure_sum sum = { .count = measures->count };

	for (size_t i = 0; i < measures->count; i++) {
		money *of = &sum.of[measures->items[i].judged];

		*of = money_sum(*of, effect_of(&measures->items[i], region, year));
	}
	return sum;
}

struct measure_sum measures_of(const struct book *book, int unit, int year)
{
	struct measures *measures = measures_make(book, unit, false);
	struct measure_sum sum = measures_sum(measures, book->region, year);

	measures_free(measures);
	return sum;
}

enum lacking measures_lacking(const struct ram_table *table, int unit, money *missing)
{
	struct figure figure = { .unit = unit, .year = table->book->region->year - 1, .what = FIGURE_NET_DEVIATION };
	money left = table->balance[unit].left;

	*missing = 0;
	if (left != MONEY_NONE && left < 0) {
		*missing = -left;
		return LACKS_LEFT;
	}
	money deviation = figure_value(table->book, &figure, NULL);
	if (deviation == MONEY_NONE || deviation >= 0)
		return LACKS_NOTHING;
	*missing = -deviation;
	return LACKS_FORECAST;
}

money measures_unfinanced(const struct measure_sum *sum, money missing)
{
	for (int i = 0; i < JUDGED_COUNT; i++)
		missing = money_sum(missing, -sum->of[i]);
	return missing < 0 ? 0 : missing;
}

/* ---- as words ---- */

static const char *judged_name(enum judged judged)
{
	static const char *const names[JUDGED_COUNT] = { N_("säkra"), N_("troliga"), N_("osäkra") };

	return _(names[judged]);
}

void measures_tell(struct buffer *out, const struct measure_sum *sum, money missing, enum money_unit shown, unsigned flags)
{
	char text[MONEY_TEXT];
	const char *between = sum->count ? _("åtgärder: ") : _("inga åtgärder, ");

	for (int i = 0; i < JUDGED_COUNT; i++)
		if (sum->of[i]) {
			buffer_format(out, "%s%s %s", between, judged_name((enum judged)i), money_print(text, sum->of[i], shown, MONEY_USUAL, flags));
			between = ", ";
		}
	if (missing)
		buffer_format(out, _("%sofinansierat %s"), between, money_print(text, measures_unfinanced(sum, missing), shown, MONEY_USUAL, flags));
}

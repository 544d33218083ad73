#include "unit_rows.h"

#include "amount.h"
#include "dialogue.h"
#include "intl.h"
#include "phrase.h"
#include "story.h"

#include <stdlib.h>
#include <string.h>

/* What is said about the unit, thread by thread, and who answers for it. */

/* --- dialogue --- */

static const struct { const char *word, *phrase; } words[] = {
	{ "open", N_("öppen") }, { "done", N_("klar") }, { "dropped", N_("struken") },
	{ "safe", N_("säker") }, { "likely", N_("trolig") }, { "unsafe", N_("osäker") },
};

static void add_word(struct buffer *out, const char *word)
{
	for (size_t i = 0; word && i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i].word) == 0) {
			unit_between(out);
			buffer_text(out, _(words[i].phrase));
		}
}

/* All digits of it: explained is just this difference. */
static void add_explained(const struct unit_view *view, struct buffer *text, const struct say *say)
{
	char kr[MONEY_TEXT];

	buffer_format(text, _("förklarar en skillnad på %s"),
	              money_print(kr, money_from_kr(say->kr), view->shown, MONEY_FULL, MONEY_NAMED | (view->screen.session->ascii_money ? MONEY_ASCII : 0)));
}

/* What an agreement carries: kr, from when, who, how sure. */
static const char *measure_of(struct unit_view *view, const struct say *say)
{
	struct buffer text = { 0 };

	if (say->explains && say->status && !strcmp(say->status, "dropped"))
		buffer_text(&text, _("förklaringen är tillbakatagen"));
	else if (say->explains)
		add_explained(view, &text, say);
	else if (say->kr != NUMBER_NONE)
		amount_text(&text, view->screen.session, money_from_kr(say->kr), view->shown, MONEY_NAMED);
	if (say->start) {
		unit_between(&text);
		buffer_text(&text, _("från "));
		story_date(&text, say->start);
	}
	if (say->who) {
		unit_between(&text);
		buffer_text(&text, say->who);
	}
	if (strcmp(say->kind, "agreement") == 0) {
		add_word(&text, say->status);
		add_word(&text, say->judgement);
	}
	return unit_kept(view, &text);
}

static void add_entry(struct unit_view *view, enum row_kind kind, const struct event *event, const char *state)
{
	const struct say *say = &event->line->act.say;
	const char *figure = arena_string(&view->arena, say->about), *measure;
	struct buffer head = { 0 };

	buffer_format(&head, "%s · ", dialogue_kind(event));
	phrase_user(&head, unit_book(view), event->user);
	buffer_text(&head, " · ");
	story_date(&head, event->line->head.at);
	if (state)
		buffer_format(&head, " · %s", state);
	unit_head_row(view, kind, head.bytes)->figure = figure;
	buffer_free(&head);
	unit_text(view, kind == ROW_REPLY ? ROW_REPLIED : ROW_SAID, say->text, figure);
	measure = measure_of(view, say);
	if (measure)
		unit_text(view, ROW_NOTE, measure, figure);
}

static const char *thread_state(const struct thread *thread)
{
	return dialogue_waits(thread) ? _("VÄNTAR PÅ SVAR") : dialogue_state(thread);
}

static void add_thread(struct unit_view *view, const struct thread *thread)
{
	const struct unit_state *state = book_state(unit_book(view), view->unit);

	for (size_t i = 0; i < state->say_count; i++)
		if (state->says[i] == thread->first)
			add_entry(view, ROW_ENTRY, state->says[i], thread_state(thread));
		else if (dialogue_holds(thread, state->says[i]))
			add_entry(view, ROW_REPLY, state->says[i], NULL);
	unit_gap(view);
}

/* Open ones first: 0 waits, 1 goes on, 2 closed. */
static int order_of(const struct thread *thread)
{
	return dialogue_waits(thread) ? 0 : thread->closed ? 2 : 1;
}

void unit_add_dialogue(struct unit_view *view)
{
	struct thread *threads;
	size_t count = dialogue_threads(unit_book(view), view->unit, &threads);

	if (count)
		unit_heading(view, _("Dialog"));
	for (int order = 0; order < 3; order++)
		for (size_t i = 0; i < count; i++)
			if (order_of(&threads[i]) == order)
				add_thread(view, &threads[i]);
	if (count)
		view->count--; /* the last gap: the next heading brings its own */
	free(threads);
}

/* --- what it is for, and who answers for it --- */

void unit_add_purpose(struct unit_view *view)
{
	const struct unit *unit = unit_of(view);
	int principle = unit->principle ? region_principle(unit_book(view)->region, unit->principle) : -1;

	if (!unit->purpose && !unit->conditions && principle < 0)
		return;
	unit_heading(view, _("Vad pengarna är till"));
	unit_fact(view, _("Ändamål"), unit->purpose);
	unit_fact(view, _("Villkor"), unit->conditions);
	unit_fact(view, _("Styrprincip"), principle < 0 ? NULL : unit_book(view)->region->principles[principle].name);
}

static void add_deputy(struct unit_view *view, const struct deputy *deputy)
{
	struct buffer text = { 0 };

	buffer_text(&text, deputy->user);
	if (deputy->from) {
		buffer_text(&text, _(", från "));
		story_date(&text, deputy->from);
	}
	if (deputy->to) {
		buffer_text(&text, _(", till "));
		story_date(&text, deputy->to);
	}
	unit_fact(view, _("Ersättare"), unit_kept(view, &text));
}

/* Those named there or, for whoever is named above holds for all below, nearest above. */
static const struct list *ekonomer_of(const struct org *org, int unit)
{
	while (org->units[unit].parent != ORG_NONE && !org->units[unit].ekonomer.count)
		unit = org->units[unit].parent;
	return &org->units[unit].ekonomer;
}

static void add_ekonomer(struct unit_view *view, int holder)
{
	const struct list *list = ekonomer_of(unit_book(view)->org, holder);
	const char *const *users = list->items;

	for (size_t i = 0; i < list->count; i++)
		unit_fact(view, i ? "" : _("Ekonom"), users[i]);
}

void unit_add_people(struct unit_view *view)
{
	const struct org *org = unit_book(view)->org;
	int holder = org_holder(org, view->unit), area = unit_of(view)->area ? region_area(unit_book(view)->region, unit_of(view)->area) : -1;
	const struct deputy *deputies = org->units[holder].deputies.items;
	struct buffer place = { 0 };

	phrase_place(&place, unit_book(view), view->unit);
	unit_heading(view, _("Ansvar"));
	unit_fact(view, _("Nivå"), unit_kept(view, &place));
	unit_fact(view, _("Chef"), org->units[holder].chef);
	for (size_t i = 0; i < org->units[holder].deputies.count; i++)
		add_deputy(view, &deputies[i]);
	add_ekonomer(view, holder);
	unit_fact(view, _("Område"), area < 0 ? NULL : unit_book(view)->region->areas[area].name);
	unit_fact(view, _("Kostnadsställe"), unit_of(view)->cost_centre);
	if (org_example(org, view->unit))
		unit_fact(view, _("Exempel"), _("Enheten och dess siffror är påhittade."));
}

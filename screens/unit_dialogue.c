#include "unit_rows.h"

#include "dialogue.h"
#include "intl.h"
#include "phrase.h"
#include "story.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

/* What is talked about, thread by thread, and who answers for the unit. */

/* --- dialogue --- */

static const char *thread_state(const struct thread *thread)
{
	return dialogue_waits(thread) ? _("VÄNTAR PÅ SVAR") : dialogue_state(thread);
}

/* What it began with; Enter leads to what was said then. */
static void add_thread(struct unit_view *view, const struct thread *thread)
{
	const struct event *event = thread->first;
	const char *figure = arena_string(&view->arena, event->line->act.say.about), *state = thread_state(thread);
	size_t first = view->count;
	struct buffer head = { 0 };

	buffer_format(&head, "%s · ", dialogue_kind(event));
	phrase_user(&head, unit_book(view), event->user);
	buffer_text(&head, " · ");
	story_date(&head, event->line->head.at);
	if (thread->count > 1)
		buffer_format(&head, ngettext(" · %zu inlägg till", " · %zu inlägg till", thread->count - 1), thread->count - 1);
	if (state)
		buffer_format(&head, " · %s", state);
	unit_head_row(view, ROW_ENTRY, head.bytes)->figure = figure;
	buffer_free(&head);
	unit_text(view, ROW_SAID, event->line->act.say.text, figure);
	for (size_t i = first; i < view->count; i++)
		view->rows[i].entry = arena_string(&view->arena, event->line->hash);
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

/* By what they are; the user name too, for that is what --as takes and what the folder's rights are set by. */
static void add_seat(struct unit_view *view, const char *label, int unit, enum seat_role role, const char *user)
{
	const struct charter charter = { unit_book(view)->region, unit_book(view)->org };
	struct buffer text = { 0 };

	title_seat(&text, &charter, unit, role);
	buffer_format(&text, " (%s)", user);
	unit_fact(view, label, unit_kept(view, &text));
}

/* What she is besides deputy here. */
static void add_other_seat(const struct unit_view *view, struct buffer *out, int holder, const char *user)
{
	const struct charter charter = { unit_book(view)->region, unit_book(view)->org };
	struct buffer best = { 0 }, here = { 0 };

	title_user(&best, &charter, user, false);
	title_seat(&here, &charter, holder, SEAT_DEPUTY);
	if (!strcmp(best.bytes, here.bytes))
		buffer_text(out, user);
	else
		buffer_format(out, "%s (%s)", best.bytes, user);
	buffer_free(&best);
	buffer_free(&here);
}

static void add_deputy(struct unit_view *view, int holder, const struct deputy *deputy)
{
	struct buffer text = { 0 };

	add_other_seat(view, &text, holder, deputy->user);
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
static int ekonomer_at(const struct org *org, int unit)
{
	while (org->units[unit].parent != ORG_NONE && !org->units[unit].ekonomer.count)
		unit = org->units[unit].parent;
	return unit;
}

static void add_ekonomer(struct unit_view *view, int holder)
{
	int at = ekonomer_at(unit_book(view)->org, holder);
	const struct list *list = &unit_book(view)->org->units[at].ekonomer;
	const char *const *users = list->items;

	for (size_t i = 0; i < list->count; i++)
		add_seat(view, i ? "" : _("Ekonom"), at, SEAT_EKONOM, users[i]);
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
	add_seat(view, _("Chef"), holder, SEAT_CHEF, org->units[holder].chef);
	for (size_t i = 0; i < org->units[holder].deputies.count; i++)
		add_deputy(view, holder, &deputies[i]);
	add_ekonomer(view, holder);
	unit_fact(view, _("Område"), area < 0 ? NULL : unit_book(view)->region->areas[area].name);
	unit_fact(view, _("Kostnadsställe"), unit_of(view)->cost_centre);
	if (org_example(org, view->unit))
		unit_fact(view, _("Exempel"), _("Enheten och dess siffror är påhittade."));
}

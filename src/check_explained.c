/* Known differences: an entry explains one figure and one difference, and only as long as that is the difference. */
#include "check_private.h"

#include "dialogue.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

struct explanation {
	const struct event *event;
	int unit, next;
	bool used;      /* a finding has it */
	bool withdrawn; /* a later entry took it back */
};
struct explanations {
	struct names figures;
	int *newest;
	struct explanation *all;
	size_t count, room;
};

static const struct say *say_of(const struct explanation *said)
{
	return &said->event->line->act.say;
}

static bool takes_back(const struct explanation *said)
{
	return dialogue_drops(said->event);
}

static int64_t kr_of(const struct explanation *said)
{
	return say_of(said)->kr < 0 ? -say_of(said)->kr : say_of(said)->kr;
}

/* What was said of the same difference in the same dialogue before. */
static void withdraw(struct explanations *list, const struct explanation *by)
{
	for (int at = by->next; at >= 0; at = list->all[at].next)
		if (list->all[at].unit == by->unit && kr_of(&list->all[at]) == kr_of(by))
			list->all[at].withdrawn = true;
}

static void add(struct explanations *list, const struct event *event, int unit)
{
	size_t known = list->figures.count;
	int figure = names_add(&list->figures, event->line->act.say.explains);

	if (list->count == list->room) {
		list->room = list->room ? list->room * 2 : 16;
		list->all = memory_grow(list->all, list->room, sizeof *list->all);
		list->newest = memory_grow(list->newest, list->room, sizeof *list->newest);
	}
	if (list->figures.count > known)
		list->newest[figure] = -1;
	list->all[list->count] = (struct explanation){ .event = event, .unit = unit, .next = list->newest[figure] };
	list->newest[figure] = (int)list->count++;
	if (takes_back(&list->all[list->count - 1]))
		withdraw(list, &list->all[list->count - 1]);
}

static void collect(const struct check *check, struct explanations *list)
{
	for (int unit = 0; unit < check->book->org->count; unit++) {
		const struct unit_state *state = book_state(check->book, unit);

		for (size_t i = 0; i < state->say_count; i++)
			if (state->says[i]->line->act.say.explains)
				add(list, state->says[i], unit);
	}
}

static int first_of(const struct explanations *list, const struct finding *finding)
{
	int figure = names_find(&list->figures, finding->figure);

	return figure == NAME_UNKNOWN ? -1 : list->newest[figure];
}

static const char *told(struct check *check, const struct event *event)
{
	const struct charter charter = { check->book->region, check->book->org };
	struct buffer out = { 0 }, harmless = { 0 };

	title_user(&out, &charter, event->user, false);
	buffer_text(&out, " ");
	story_date(&out, event->line->head.at);
	buffer_format(&out, ": «%s»", event->line->act.say.text);
	text_harmless(&harmless, out.bytes);
	buffer_free(&out);
	return check_keep(check, &harmless);
}

static void find_explained(struct check *check, struct explanations *list, struct finding *finding)
{
	for (int at = first_of(list, finding); at >= 0; at = list->all[at].next) {
		struct explanation *said = &list->all[at];

		if (said->withdrawn || takes_back(said) || kr_of(said) != finding_kr(finding))
			continue;
		said->used = true;
		finding->explained = arena_string(&check->out->arena, said->event->line->hash);
		finding->said = told(check, said->event);
		return;
	}
}

/* The finding of that figure whose difference is the nearest: with several in one figure that is the one which was meant. */
static struct finding *nearest(struct check *check, const struct explanation *said)
{
	struct finding *best = NULL;

	for (size_t i = 0; i < check->count; i++) {
		struct finding *finding = &check->found[i].finding;

		if (finding->explained || strcmp(finding->figure, say_of(said)->explains))
			continue;
		if (!best || check_size(finding_kr(finding) - kr_of(said)) < check_size(finding_kr(best) - kr_of(said)))
			best = finding;
	}
	return best;
}

/* What was said when the difference was another, or has been taken back since; the newest is told. */
static void tell_once(struct check *check, const struct explanation *said)
{
	struct finding *finding = said->used || said->withdrawn ? NULL : nearest(check, said);

	if (!finding || finding->once || (takes_back(said) && kr_of(said) != finding_kr(finding)))
		return;
	finding->once = arena_string(&check->out->arena, said->event->line->hash);
	finding->said = told(check, said->event);
	finding->once_difference = money_from_kr(kr_of(said));
}

void check_explain(struct check *check)
{
	struct explanations list = { 0 };

	collect(check, &list);
	for (size_t i = 0; list.count && i < check->count; i++)
		find_explained(check, &list, &check->found[i].finding);
	for (size_t i = list.count; i-- > 0;)
		tell_once(check, &list.all[i]);
	names_free(&list.figures);
	free(list.newest);
	free(list.all);
}

#include "writer.h"

#include "content.h"
#include "intl.h"
#include "text.h"
#include "version.h"

#include <stdio.h>
#include <string.h>

static bool resolve(const struct book *book, const char **ref, struct error *error)
{
	const struct event *event = *ref ? book_event(book, *ref) : NULL;

	if (*ref && !event)
		return error_set(error, "unknown-line", _("raden «%s» som det hänvisas till finns inte"), *ref);
	if (event)
		*ref = event->line->hash;
	return true;
}

static bool resolve_refs(const struct book *book, struct act *act, struct error *error)
{
	for (const struct field *field = act_shape(act->kind)->fields; field->name; field++)
		if (field->flags & FIELD_NAMED && !resolve(book, (const char **)(void *)((char *)act_body(act) + field->offset), error))
			return false;
	return true;
}

static const struct post *replaced(const struct book *book, const struct post *post)
{
	const struct event *event = post->replaces ? book_event(book, post->replaces) : NULL;

	return event && event->line->act.kind == ACT_POST ? &event->line->act.post : NULL;
}

/* Those of the legs, and of what the post replaces: a withdrawal has no legs, and must yet come after what it withdraws. */
static size_t units_of_post(const struct book *book, const struct post *post, const char ***units, struct arena *arena)
{
	size_t most = 0, count = 0;

	for (const struct post *at = post; at; at = replaced(book, at))
		most += at->legs.count;
	*units = arena_alloc(arena, (most + 1) * sizeof **units);
	for (const struct post *at = post; at; at = replaced(book, at))
		for (size_t i = 0; i < at->legs.count; i++)
			(*units)[count++] = ((const struct leg *)at->legs.items)[i].unit;
	return count;
}

/* A growing list of unit ids. */
struct ids { const char **items; size_t count; };

/* A unit, and its direct sub-units: they have what it gives. */
static void add_division(const struct book *book, const char *id, struct ids *ids)
{
	int unit = book->org ? org_find(book->org, id) : ORG_NONE;

	ids->items[ids->count++] = id;
	for (int sub = ORG_NONE; unit != ORG_NONE && (sub = org_next_sub(book->org, unit, sub)) != ORG_NONE;)
		ids->items[ids->count++] = book->org->units[sub].id;
}

static size_t division_room(const struct book *book, const char *id)
{
	int unit = book->org ? org_find(book->org, id) : ORG_NONE;

	return (size_t)(unit == ORG_NONE ? 0 : book->org->units[unit].end - unit) + 1;
}

/* A plan says what it gives its direct sub-units. */
static size_t units_of_plan(const struct book *book, const char *id, const char ***units, struct arena *arena)
{
	struct ids ids = { arena_alloc(arena, division_room(book, id) * sizeof *ids.items), 0 };

	add_division(book, id, &ids);
	*units = ids.items;
	return ids.count;
}

/* A meeting speaks of how its units stand, for the minutes. Whoever opens one knows of the others: which go on, and which have ended. */
static size_t units_of_meeting(const struct book *book, const struct meet *meet, const char ***units, struct arena *arena)
{
	const char *const *agenda = meet->units.items;
	size_t room = division_room(book, meet->unit) + book->meeting_count;
	struct ids ids = { NULL, 0 };

	for (size_t i = 0; i < meet->units.count; i++)
		room += division_room(book, agenda[i]);
	ids.items = arena_alloc(arena, room * sizeof *ids.items);
	add_division(book, meet->unit, &ids);
	for (size_t i = 0; i < meet->units.count; i++)
		add_division(book, agenda[i], &ids);
	for (size_t i = 0; !meet->meeting && i < book->meeting_count; i++)
		ids.items[ids.count++] = book->meetings[i].first->line->act.meet.unit;
	*units = ids.items;
	return ids.count;
}

/* The units whose earlier lines the act rests on. */
static size_t units_of(const struct book *book, const struct act *act, const char ***units, struct arena *arena)
{
	if (act->kind == ACT_POST)
		return units_of_post(book, &act->post, units, arena);
	if (act->kind == ACT_SUBMIT)
		return units_of_plan(book, act->submit.unit, units, arena);
	if (act->kind == ACT_MEET)
		return units_of_meeting(book, &act->meet, units, arena);
	const struct event *meeting = act->kind == ACT_SAY && act->say.meeting ? book_event(book, act->say.meeting) : NULL;
	*units = arena_alloc(arena, 2 * sizeof **units);
	(*units)[0] = act_unit(act);
	if (meeting && meeting->line->act.kind == ACT_MEET)
		(*units)[1] = meeting->line->act.meet.unit;
	return !(*units)[0] ? 0 : (*units)[1] ? 2 : 1;
}

static bool repeated(const struct book *book, const struct writer_item *item)
{
	char ref[160];

	if (!item->id)
		return false;
	snprintf(ref, sizeof ref, "%s/%s", item->user, item->id);
	return book_event(book, ref) != NULL;
}

static void fill_in(const struct book *book, const struct writer_item *item, const struct act *act, struct envelope *head, char id[33], char at[26],
                    struct arena *arena)
{
	const char **units;
	size_t count = units_of(book, act, &units, arena);
	struct cite *cites;

	*head = (struct envelope){ .n = (int64_t)book_journal(book, item->user)->count + 1, .id = item->id ? item->id : journal_new_id(id),
		                   .at = item->at ? item->at : journal_now(at), .org = book_org_line(book) };
	head->saw.count = act->kind == ACT_VERSION ? version_cites(book, item->user, &cites, arena)
	                                           : book_cites(book, item->user, units, count, &cites, arena);
	head->saw.items = cites;
}

/* A plan is sent as it stands, also when its sender did not say how. */
static void fill_plan(const struct book *book, struct act *act, char hash[HASH_TEXT], struct arena *arena)
{
	if (act->kind != ACT_SUBMIT || act->submit.plan)
		return;
	content_hash(content_make(book, &(struct charter){ book->region, book->org }, act->submit.unit, (int)act->submit.year, arena), hash);
	act->submit.plan = hash;
}

/* A version says what it freezes, also when its writer did not. */
static bool fill_heads(const struct book *book, const char *user, const struct envelope *head, struct act *act, char hash[HASH_TEXT],
                       struct error *error)
{
	if (act->kind != ACT_VERSION)
		return true;
	if (!version_name_free(book, act->version.name, error) || !version_heads(book, user, head, hash, error))
		return false;
	if (!act->version.heads)
		act->version.heads = hash;
	return true;
}

/* Not every act can be divided in two. */
static bool too_long(const struct act *act, const struct envelope *head, struct error *error)
{
	if (act->kind == ACT_VERSION && error && !strcmp(error->word, "too-long"))
		error_set(error, "too-long",
		          _("versionen vilar på %zu journaler, och så många får inte plats på en rad: kör budgetdialog checkpoint och arkivera det"),
		          head->saw.count);
	return false;
}

static bool is_about(const struct act *act, const char *unit)
{
	const char *only = act_unit(act);

	return act->kind == ACT_POST ? act_has_leg(&act->post, unit) : only && !strcmp(only, unit);
}

static bool is_about_any(const struct act *act, const char *const *units, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_about(act, units[i]))
			return true;
	return false;
}

/* The level above as well: whoever hands out a ram rests on her own. */
static size_t add_above(const struct book *book, const char **units, size_t count)
{
	size_t all = count;

	for (size_t i = 0; i < count; i++) {
		int unit = org_find(book->org, units[i]), above = unit == ORG_NONE ? ORG_NONE : org_above(book->org, unit);

		if (above != ORG_NONE)
			units[all++] = book->org->units[above].id;
	}
	return all;
}

size_t writer_lines_about(const struct book *book, const struct act *act)
{
	struct arena arena = { 0 };
	const char **named;
	size_t count = units_of(book, act, &named, &arena), lines = 0;
	const char **units = arena_alloc(&arena, (2 * count + 1) * sizeof *units);

	for (size_t i = 0; i < count; i++)
		units[i] = named[i];
	if (act->kind == ACT_POST || act->kind == ACT_TARGET)
		count = add_above(book, units, count);
	for (size_t i = 0; i < book->applied; i++)
		if (book->events[i]->state == LINE_APPLIED && is_about_any(&book->events[i]->line->act, units, count))
			lines++;
	arena_free(&arena);
	return lines;
}

bool writer_stage(struct book *book, const struct writer_item *item, struct error *error)
{
	struct journal *journal = book_journal(book, item->user);
	struct act act = *item->act;
	struct arena arena = { 0 };
	struct envelope head;
	char id[33], at[26], hash[HASH_TEXT];
	bool staged;

	if (!journal)
		return error_set(error, "no-journal", _("%s har ingen journal i mappen: lägg in användaren i organisation.cfg och kör budgetdialog adopt"), item->user);
	if (repeated(book, item))
		return true;
	if (!resolve_refs(book, &act, error))
		return false;
	fill_in(book, item, &act, &head, id, at, &arena);
	fill_plan(book, &act, hash, &arena);
	staged = fill_heads(book, item->user, &head, &act, hash, error) &&
	         (journal_stage(journal, &head, &act, error) || too_long(&act, &head, error)) && book_take(book, journal, error);
	arena_free(&arena);
	return staged;
}

void writer_abandon(struct book *book)
{
	for (size_t i = 0; i < book->journal_count; i++)
		journal_unstage(book->journals[i]);
	book_fold(book);
}

static const enum saved outcome[] = {
	[APPEND_SAVED] = SAVED, [APPEND_MOVED] = SAVE_MOVED, [APPEND_REFUSED] = SAVE_REFUSED, [APPEND_UNKNOWN] = SAVE_UNKNOWN,
};

/* What others may have read already cannot be taken back: with several journals the answer is then no longer «nothing counts». */
static enum saved answer(enum append append, bool some_saved, const char *user, struct error *error)
{
	if (some_saved) {
		error_set(error, "unknown", _("en del sparades, men inte det som hör till %s: kör budgetdialog verify och se efter (%s)"), user,
		          error && append != APPEND_MOVED ? error->text : _("journalen växte just"));
		return SAVE_UNKNOWN;
	}
	if (append == APPEND_MOVED)
		error_set(error, "moved", _("journalen %s växte just: se vad som ändrats och spara igen"), user);
	return outcome[append];
}

enum saved writer_commit(struct book *book, struct error *error)
{
	bool some_saved = false;

	for (size_t i = 0; i < book->journal_count; i++) {
		if (!book->journals[i]->staged)
			continue;
		enum append append = journal_append(book->journals[i], error);
		if (append == APPEND_SAVED) {
			some_saved = true;
			continue;
		}
		enum saved saved = answer(append, some_saved, book->journals[i]->user, error);
		writer_abandon(book);
		book_refresh(book, NULL, NULL);
		return saved;
	}
	book_fold(book);
	return SAVED;
}

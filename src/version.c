#include "version.h"

#include "book_private.h"
#include "intl.h"
#include "story.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

static const char *name_of(const struct event *version)
{
	return version->line->act.version.name;
}

static bool name_taken(const char *name, struct error *error)
{
	return error_set(error, "version", _("versionen «%s» finns redan: välj ett annat namn"), name);
}

/* ---- how far back ---- */

/* On the way back through the lines: of each journal, by its number, how many are reached and how many of those have been looked at. */
struct reach {
	const struct book *book;
	int64_t *lines, *seen;
	int *todo;         /* journals with more reached than seen */
	size_t todo_count;
};

static struct reach reach_new(const struct book *book, struct arena *arena)
{
	size_t room = book->journal_count + 1;

	return (struct reach){ .book = book, .lines = arena_alloc(arena, room * sizeof(int64_t)), .seen = arena_alloc(arena, room * sizeof(int64_t)),
		               .todo = arena_alloc(arena, room * sizeof(int)) };
}

static void reach_to(struct reach *reach, int journal, int64_t n)
{
	if (journal == NAME_UNKNOWN || n <= reach->lines[journal])
		return;
	if (reach->lines[journal] == reach->seen[journal])
		reach->todo[reach->todo_count++] = journal;
	reach->lines[journal] = n;
}

static void reach_from(struct reach *reach, const struct envelope *head)
{
	const struct cite *cites = head->saw.items;

	reach_to(reach, reach->book->private->registrar, head->org);
	for (size_t i = 0; i < head->saw.count; i++)
		reach_to(reach, names_find(&reach->book->private->users, cites[i].user), cites[i].n);
}

static void reach_on(struct reach *reach)
{
	while (reach->todo_count) {
		int at = reach->todo[--reach->todo_count];
		const struct journal *journal = reach->book->journals[at];
		int64_t from = reach->seen[at], to = reach->lines[at];

		reach->seen[at] = to;
		for (int64_t i = from; i < to && i < (int64_t)journal->count; i++)
			reach_from(reach, &journal->lines[i]->head);
	}
}

/* A version that is reached has been followed once: what it rests on need not be looked at again, however old the folder. */
static void reach_over(struct reach *reach)
{
	const struct book *book = reach->book;
	size_t at = book->version_count, journals = book->journal_count;
	const struct event *version = NULL;

	while (at && !version) {
		version = book->versions[--at];
		if (reach->lines[names_find(&book->private->users, version->user)] < version->line->head.n)
			version = NULL;
	}
	reach->todo_count = 0;
	for (size_t i = 0; i < journals; i++) {
		if (version)
			reach->seen[i] = book->private->reaches[at][i];
		if (reach->lines[i] < reach->seen[i])
			reach->lines[i] = reach->seen[i];
		if (reach->lines[i] > reach->seen[i])
			reach->todo[reach->todo_count++] = (int)i;
	}
}

/* All that a line of this user with this envelope rests on. */
static struct reach reach_of(const struct book *book, const char *user, const struct envelope *head, struct arena *arena)
{
	struct reach reach = reach_new(book, arena);

	reach_to(&reach, names_find(&book->private->users, user), head->n - 1);
	reach_from(&reach, head);
	reach_over(&reach);
	reach_on(&reach);
	return reach;
}

const int64_t *version_reach(const struct book *book, const struct event *event, struct arena *arena)
{
	return reach_of(book, event->user, &event->line->head, arena).lines;
}

/* A journal that has lost lines that are reached; NULL: all are here. */
static const struct journal *lost_from(const struct book *book, const int64_t *lines)
{
	for (size_t i = 0; i < book->journal_count; i++)
		if (lines[i] > (int64_t)book->journals[i]->count)
			return book->journals[i];
	return NULL;
}

/* ---- heads ---- */

void version_head(struct buffer *out, const char *user, int64_t n, const char *hash)
{
	buffer_format(out, "%s %lld %s\n", user, (long long)n, hash);
}

static void heads_of(const struct book *book, const int64_t *lines, char hash[HASH_TEXT])
{
	struct buffer text = { 0 };

	buffer_text(&text, "");
	for (size_t i = 0; i < book->journal_count; i++)
		if (lines[i])
			version_head(&text, book->journals[i]->user, lines[i], book->journals[i]->lines[lines[i] - 1]->hash);
	hash_bytes(text.bytes, text.size, hash);
	buffer_free(&text);
}

bool version_heads(const struct book *book, const char *user, const struct envelope *head, char hash[HASH_TEXT], struct error *error)
{
	struct arena arena = { 0 };
	struct reach reach = reach_of(book, user, head, &arena);
	const struct journal *lost = lost_from(book, reach.lines);

	if (!lost)
		heads_of(book, reach.lines, hash);
	arena_free(&arena);
	return !lost || error_set(error, "lost",
	                          _("ingen version kan frysas: i journals/%s.jsonl saknas rader som andra har sett; återställ den ur säkerhetskopian"),
	                          lost->user);
}

/* Whoever knew a version of that name chose another: of two frozen at once both count. */
static bool name_is_new(const struct book *book, struct event *event)
{
	for (size_t i = 0; i < book->version_count; i++)
		if (!strcmp(name_of(book->versions[i]), name_of(event)) && fold_knows(book, book->versions[i]))
			return name_taken(name_of(event), event->why);
	return true;
}

/* Where lines are lost nothing can be said of its heads: it keeps its name, and cannot be shown. */
bool version_freeze(struct book *book, struct event *event)
{
	if (!name_is_new(book, event))
		return false;
	struct arena arena = { 0 };
	struct reach reach = reach_of(book, event->user, &event->line->head, &arena);
	size_t count = book->version_count, room = count, reach_room = count; /* few: grown whenever one comes */
	int64_t *lines = arena_alloc(&book->private->fold, (book->journal_count + 1) * sizeof *lines);
	char hash[HASH_TEXT];

	memcpy(lines, reach.lines, book->journal_count * sizeof *lines);
	arena_free(&arena);
	if (!lost_from(book, lines)) {
		heads_of(book, lines, hash);
		if (strcmp(hash, event->line->act.version.heads))
			return error_set(event->why, "heads",
			                 _("versionens huvuden (heads) är inte de som raden vilar på: det som skulle frysas är inte det som står i journalerna"));
	}
	*BOOK_PUSH(book, book->private->reaches, count, reach_room) = lines;
	*BOOK_PUSH(book, book->versions, book->version_count, room) = event;
	return true;
}

/* ---- locks ---- */

const struct event *version_lock(const struct book *book)
{
	for (size_t i = book->version_count; i-- > 0;)
		if (book->versions[i]->line->act.version.lock)
			return book->versions[i];
	return NULL;
}

const struct event *version_locked(const struct book *book, int64_t year)
{
	return year == book->region->year ? version_lock(book) : NULL;
}

const struct event *version_locking(const struct book *book, const struct event *event)
{
	int journal = names_find(&book->private->users, event->user);

	for (size_t i = 0; i < book->version_count; i++)
		if (book->versions[i]->line->act.version.lock && book->private->reaches[i][journal] >= event->line->head.n)
			return book->versions[i];
	return NULL;
}

/* What a lock asks a decision for. A post that takes the place of another, or takes it back, changes the year of that too. */
static bool changes_year(const struct book *book, const struct act *act, int year)
{
	const struct event *old = act->kind == ACT_POST && act->post.replaces ? event_by_hash(book, act->post.replaces) : NULL;

	if (act->kind == ACT_POST)
		return act->post.year == year || (old && old->line->act.kind == ACT_POST && old->line->act.post.year == year);
	return act->kind == ACT_TARGET && act->target.year == year;
}

bool version_allows(const struct book *book, const struct charter *charter, struct event *event)
{
	const struct act *act = &event->line->act;

	if (!changes_year(book, act, charter->region->year) || text_says(act->kind == ACT_POST ? act->post.decision : act->target.decision))
		return true;
	for (size_t i = book->version_count; i-- > 0;)
		if (book->versions[i]->line->act.version.lock && fold_knows(book, book->versions[i]))
			return version_asks(book->versions[i], charter->region->year, event->why);
	return true;
}

bool version_asks(const struct event *lock, int year, struct error *error)
{
	return error_set(error, "locked", _("budgeten %d är fastställd i versionen «%.200s»: ange beslutet (organ, datum, paragraf)"), year, name_of(lock));
}

/* ---- what a new one cites ---- */

size_t version_cites(const struct book *book, const char *user, struct cite **cites, struct arena *arena)
{
	struct arena work = { 0 };
	int me = names_find(&book->private->users, user);
	const struct envelope head = { .n = me == NAME_UNKNOWN ? 1 : (int64_t)fold_taken(book, me) + 1, .org = book_org_line(book) };
	struct reach reach = reach_of(book, user, &head, &work);
	size_t count = 0;

	*cites = arena_alloc(arena, (book->journal_count + 1) * sizeof **cites);
	for (size_t i = book->applied; i-- > 0;) { /* the newest first, for what they rest on need not be named beside them */
		const struct event *event = book->events[i];
		int journal = names_find(&book->private->users, event->user);

		if (event->line->head.n <= reach.lines[journal])
			continue;
		(*cites)[count++] = (struct cite){ event->user, event->line->head.n, event->line->hash };
		reach_to(&reach, journal, event->line->head.n);
		reach_on(&reach);
	}
	arena_free(&work);
	return count;
}

/* ---- names ---- */

static bool same_name(const char *one, const char *other)
{
	struct buffer a = { 0 }, b = { 0 };
	bool same;

	text_fold(&a, one, false);
	text_fold(&b, other, false);
	same = !strcmp(a.bytes, b.bytes);
	buffer_free(&a);
	buffer_free(&b);
	return same;
}

/* Spelt exactly so goes before another case of letters. */
static const struct event *named(const struct book *book, const char *name)
{
	const struct event *found = NULL;

	for (size_t i = 0; i < book->version_count; i++)
		if (!strcmp(name_of(book->versions[i]), name))
			return book->versions[i];
		else if (!found && same_name(name_of(book->versions[i]), name))
			found = book->versions[i];
	return found;
}

bool version_name_free(const struct book *book, const char *name, struct error *error)
{
	return !named(book, name) || name_taken(name, error);
}

static const char *name_by_id(const struct region *region, const char *id)
{
	for (size_t i = 0; i < region->version_count; i++)
		if (!strcmp(region->versions[i].id, id))
			return region->versions[i].name;
	return NULL;
}

static bool is_alone(const struct book *book, const struct event *version)
{
	for (size_t i = 0; i < book->version_count; i++)
		if (strcmp(book->versions[i]->line->hash, version->line->hash) && same_name(name_of(book->versions[i]), name_of(version)))
			return false;
	return true;
}

void version_title(struct buffer *out, const struct book *book, const struct event *version)
{
	buffer_text(out, name_of(version));
	if (is_alone(book, version))
		return;
	buffer_text(out, " (");
	story_by(out, &(struct charter){ book->region, book->org }, version);
	buffer_text(out, ")");
}

/* Two frozen at once may have one name: their lines are told apart. */
static const struct event *by_line(const struct book *book, const char *ref)
{
	const struct event *event = book_event(book, ref);

	return event && event->state == LINE_APPLIED && event->line->act.kind == ACT_VERSION ? event : NULL;
}

static void list_names(const struct book *book, struct buffer *out)
{
	for (size_t i = 0; i < book->version_count; i++)
		buffer_format(out, "%s«%s»", i ? ", " : "", name_of(book->versions[i]));
}

/* One that is written and does not count is not unknown. */
static const struct event *uncounted(const struct book *book, const char *name)
{
	for (size_t i = 0; i < book->event_count; i++) {
		const struct event *event = book->events[i];

		if (event->state != LINE_APPLIED && event->line->act.kind == ACT_VERSION &&
		    (same_name(name_of(event), name) || !strcmp(event->line->hash, name)))
			return event;
	}
	return NULL;
}

static bool cannot_show(struct error *error, const char *word, const char *name, const char *why)
{
	return error_set(error, word, _("versionen «%.200s» kan inte visas: %s"), name, why);
}

static bool not_found(const struct book *book, const char *name, struct error *error)
{
	const struct event *event = uncounted(book, name);
	struct buffer names = { 0 };

	if (event)
		return cannot_show(error, "unknown-version", name_of(event), event->why->text);
	if (!book->version_count)
		return error_set(error, "unknown-version", _("versionen «%.64s» finns inte: ingen version är fryst än"), name);
	list_names(book, &names);
	error_set(error, "unknown-version", _("versionen «%.64s» finns inte: de som finns är %s"), name, names.bytes);
	buffer_free(&names);
	return false;
}

const struct event *version_find(const struct book *book, const char *name, struct error *error)
{
	const struct event *found = named(book, name);
	const char *by_id = found ? NULL : name_by_id(book->region, name);

	if (by_id)
		found = named(book, by_id);
	if (!found)
		found = by_line(book, name);
	if (!found)
		not_found(book, name, error);
	return found;
}

/* ---- the book of a version ---- */

/* The beginning of a journal. Its lines stay where they are. */
static struct journal *beginning(const struct journal *journal, int64_t lines)
{
	struct journal *out = journal_new(journal->folder, journal->folder_id, journal->user);

	out->count = out->room = (size_t)lines;
	out->lines = memory_grow(NULL, out->count, sizeof *out->lines);
	memcpy(out->lines, journal->lines, out->count * sizeof *out->lines);
	memcpy(out->head, out->lines[out->count - 1]->hash, HASH_TEXT);
	return out;
}

static struct book *book_of(const struct book *book, const int64_t *lines)
{
	struct journal **journals = memory_grow(NULL, book->journal_count + 1, sizeof *journals);
	struct book *at = book_new(book->folder);
	size_t count = 0;

	for (size_t i = 0; i < book->journal_count; i++)
		if (lines[i])
			journals[count++] = beginning(book->journals[i], lines[i]);
	book_set_journals(at, journals, count);
	book_fold(at);
	return at;
}

static const int64_t *reach_of_version(const struct book *book, const struct event *version)
{
	for (size_t i = 0; i < book->version_count; i++)
		if (book->versions[i] == version)
			return book->private->reaches[i];
	return NULL;
}

/* NULL, and why: in which journal lines are missing, or that the organisation is. */
static struct book *book_over(const struct book *book, const int64_t *lines, char *why, size_t room)
{
	const struct journal *lost = lost_from(book, lines);
	struct book *at = lost ? NULL : book_of(book, lines);

	if (at && at->org)
		return at;
	book_free(at);
	if (lost)
		snprintf(why, room, _("i journals/%s.jsonl saknas rader som den vilar på; återställ journalen ur säkerhetskopian"), lost->user);
	else
		snprintf(why, room, "%s", _("organisationen som gällde då går inte att läsa; återställ mappen objects ur säkerhetskopian"));
	return NULL;
}

struct book *book_at(const struct book *book, const struct event *version, struct error *error)
{
	const int64_t *lines = reach_of_version(book, version);
	struct book *at;
	char why[300];

	if (!lines) {
		cannot_show(error, "unknown-version", name_of(version), version->why->text);
		return NULL;
	}
	at = book_over(book, lines, why, sizeof why);
	if (!at)
		cannot_show(error, "lost", name_of(version), why);
	return at;
}

struct book *book_at_line(const struct book *book, const struct event *event, struct error *error)
{
	struct arena arena = { 0 };
	struct reach reach;
	struct book *at = NULL;
	char why[300];

	if (event->state != LINE_APPLIED) {
		error_set(error, "void", _("raden räknas inte: läget när den skrevs kan inte visas"));
		return NULL;
	}
	reach = reach_of(book, event->user, &event->line->head, &arena);
	reach.lines[names_find(&book->private->users, event->user)] = event->line->head.n;
	at = book_over(book, reach.lines, why, sizeof why);
	if (!at)
		error_set(error, "lost", _("läget när raden skrevs kan inte visas: %s"), why);
	arena_free(&arena);
	return at;
}

bool version_stands(const struct book *at, const struct book *book)
{
	for (size_t i = 0; i < at->journal_count; i++) {
		const struct journal *then = at->journals[i], *now = book_journal(book, then->user);

		if (!now || now->count < then->count || now->lines[then->count - 1] != then->lines[then->count - 1])
			return false;
	}
	return true;
}

#include "saying.h"

#include "arena.h"
#include "kept.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENDING ".say"

/* A file a thread, and one for what begins a new one. */
void saying_path(char out[], const struct saying_desk *desk, const char *thread)
{
	char name[120];

	snprintf(name, sizeof name, "%s%s%.16s" ENDING, desk->unit, thread ? "." : "", thread ? thread : "");
	kept_path(out, desk->book->folder->edited->id, desk->user, name);
}

bool saying_kept(const struct saying_desk *desk, const char *thread)
{
	char path[KEPT_PATH], own[KEPT_PATH];
	int number = 0;

	saying_path(path, desk, thread);
	return *path && (kept_exists(path) || kept_left(path, &number, own));
}

bool saying_says(const struct writing *writing)
{
	const char *text = writing_text(writing);
	bool any = text[strspn(text, " \n")];

	for (enum saying_field field = 0; field < SAYING_FIELDS; field++)
		any = any || (!saying_is_choice(field) && *saying_value(writing, field));
	return any;
}

/* ---- all that is left ---- */

struct search { struct arena *arena; const struct book *book; const char *user; struct saying_left *found; size_t count; };

/* The unit of a file's name: «ls-ortopedi.say», «ls-ortopedi.3f0c….say»; false: it is of another kind. What another session made room for is
 * «….say.2», a second name for the same. */
static bool unit_of(const struct search *search, const char *name, int *unit)
{
	size_t size = strcspn(name, ".");
	char id[65];

	if (!size || size >= sizeof id || !strstr(name, ENDING))
		return false;
	memcpy(id, name, size);
	id[size] = '\0';
	*unit = org_find(search->book->org, id);
	return *unit != ORG_NONE;
}

static const char *if_said(struct arena *arena, const char *text)
{
	return *text ? arena_string(arena, text) : NULL;
}

static void add(struct search *search, int unit, const struct writing *writing)
{
	struct arena *arena = search->arena;
	const char *thread = if_said(arena, writing_note(writing, "thread")), *about = if_said(arena, writing_note(writing, "about"));
	const struct event *first = thread ? book_event(search->book, thread) : NULL;

	if (first && first->line->act.kind != ACT_SAY) /* nothing that was ever written here */
		return;
	if (!about && first)
		about = if_said(arena, first->line->act.say.about ? first->line->act.say.about : "");
	search->found = memory_grow(search->found, search->count + 1, sizeof *search->found);
	search->found[search->count++] = (struct saying_left){ unit, thread, about, arena_string(arena, writing_text(writing)) };
}

/* Of those that lie under one name the one that is taken up first. */
static void look_at(struct search *search, const char *name)
{
	char path[KEPT_PATH], own[KEPT_PATH];
	const char *end = strstr(name, ENDING);
	struct writing writing = { 0 };
	int unit, number = 0;

	if (!unit_of(search, name, &unit))
		return;
	char base[NAME_MAX + 1];

	snprintf(base, sizeof base, "%.*s", (int)(end - name + (long)strlen(ENDING)), name);
	kept_path(path, search->book->folder->edited->id, search->user, base);
	if (!kept_left(path, &number, own) || strcmp(strrchr(own, '/') + 1, name) != 0)
		return;
	writing_look(&writing, own);
	if (saying_says(&writing))
		add(search, unit, &writing);
	writing_close(&writing);
}

/* Replies before what begins a new thread, and those as their threads are called: any order that stays. */
static int compare(const void *a, const void *b)
{
	const struct saying_left *one = a, *other = b;

	if (one->unit != other->unit)
		return one->unit < other->unit ? -1 : 1;
	if (!one->thread || !other->thread)
		return !one->thread - !other->thread;
	return strcmp(one->thread, other->thread);
}

const struct saying_left *saying_left(struct arena *arena, const struct book *book, const char *user, size_t *count)
{
	struct search search = { .arena = arena, .book = book, .user = user };
	struct saying_left *found = NULL;
	struct dirent *entry;
	char path[KEPT_PATH];
	DIR *directory;

	kept_path(path, book->folder->edited->id, user, "");
	directory = *path ? opendir(path) : NULL;
	while (directory && (entry = readdir(directory)))
		look_at(&search, entry->d_name);
	if (directory)
		closedir(directory);
	if (search.count) {
		qsort(search.found, search.count, sizeof *search.found, compare);
		found = arena_alloc(arena, search.count * sizeof *found);
		memcpy(found, search.found, search.count * sizeof *found);
	}
	free(search.found);
	*count = search.count;
	return found;
}

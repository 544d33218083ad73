#include "book_private.h"

#include "buffer.h"
#include "hash.h"
#include "intl.h"

#include <stdlib.h>
#include <string.h>

/* ---- journals ---- */

/* The journal that is open already, taken out of the old list; or a new one. */
static struct journal *journal_for(struct book *book, const char *user)
{
	int old = names_find(&book->private->users, user);
	struct journal *journal;

	if (old == NAME_UNKNOWN)
		return journal_new(book->folder->fd, book->folder->edited->id, arena_string(&book->private->lasting, user));
	journal = book->journals[old];
	book->journals[old] = NULL;
	return journal;
}

/* Have others come, or some gone? */
static bool users_changed(const struct book *book, const char *const *users, size_t count)
{
	bool changed = count != book->journal_count;

	for (size_t i = 0; i < count && !changed; i++)
		changed = strcmp(users[i], book->journals[i]->user) != 0;
	return changed;
}

void book_set_journals(struct book *book, struct journal **journals, size_t count)
{
	struct book_private *p = book->private;

	free(book->journals);
	names_free(&p->users);
	for (size_t i = 0; i < count; i++)
		names_add(&p->users, journals[i]->user);
	book->journals = journals;
	book->journal_count = count;
	p->registrar = names_find(&p->users, book->folder->edited->registrar);
}

static void journals_set(struct book *book, const char *const *users, size_t count)
{
	struct journal **journals = memory_grow(NULL, count + 1, sizeof *journals);

	for (size_t i = 0; i < count; i++)
		journals[i] = journal_for(book, users[i]);
	for (size_t i = 0; i < book->journal_count; i++)
		journal_free(book->journals[i]);
	book_set_journals(book, journals, count);
}

/* True when the list is another: then what was folded refers to what is gone. */
static bool journals_open(struct book *book)
{
	struct arena arena = { 0 };
	const char **users;
	size_t count = folder_journals(book->folder->fd, &users, &arena);
	bool changed = users_changed(book, users, count);

	if (changed)
		journals_set(book, users, count);
	arena_free(&arena);
	return changed;
}

/* A journal that cannot be read is in the book, damaged: it stops one person's acts and no more. */
static bool journals_read(struct book *book)
{
	bool changed = false;

	for (size_t i = 0; i < book->journal_count; i++) {
		struct journal *journal = book->journals[i];
		bool grew = false, damaged = journal->state == JOURNAL_DAMAGED, staged = journal->staged > 0;

		journal_read(journal, &grew, NULL);
		changed |= grew || staged || damaged != (journal->state == JOURNAL_DAMAGED);
	}
	return changed;
}

struct journal *book_journal(const struct book *book, const char *user)
{
	int at = names_find(&book->private->users, user);

	return at == NAME_UNKNOWN || (size_t)at >= book->journal_count ? NULL : book->journals[at];
}

/* ---- the .cfg files as edited ---- */

struct org *book_edited_org(const struct folder *folder, const struct region *region, struct error *error)
{
	struct buffer bytes = { 0 };
	struct org *org = NULL;

	if (folder_read(folder->fd, "organisation.cfg", &bytes, error))
		org = org_read("organisation.cfg", bytes.bytes, bytes.size, region, error);
	buffer_free(&bytes);
	return org;
}

/* Before anything else is read, for the file is as large as the organisation, and what is read after it can lie where it lay. "": not readable. */
static void edited_source(const struct folder *folder, char hash[HASH_TEXT])
{
	struct buffer bytes = { 0 };

	*hash = '\0';
	if (folder_read(folder->fd, "organisation.cfg", &bytes, NULL))
		hash_bytes(bytes.bytes, bytes.size, hash);
	buffer_free(&bytes);
}

static void note_edited(struct book *book, const char *source)
{
	book->region_edited = book->org && strcmp(book->region->hash, book->folder->edited->hash);
	book->organisation_edited = book->org && *source && strcmp(source, book->org->source);
}

/* ---- the book ---- */

struct book *book_new(const struct folder *folder)
{
	struct book *book = memory_grow(NULL, 1, sizeof *book);

	*book = (struct book){ .folder = folder };
	book->private = memory_grow(NULL, 1, sizeof *book->private);
	*book->private = (struct book_private){ .registrar = NAME_UNKNOWN };
	return book;
}

struct book *book_load(const struct folder *folder, struct error *error)
{
	struct book *book = book_new(folder);
	char source[HASH_TEXT];

	(void)error;
	edited_source(folder, source);
	journals_open(book);
	journals_read(book);
	book_fold(book);
	note_edited(book, source);
	return book;
}

void book_free(struct book *book)
{
	if (!book)
		return;
	for (size_t i = 0; i < book->journal_count; i++)
		journal_free(book->journals[i]);
	charter_free(book);
	event_forget(book);
	state_forget(book);
	names_free(&book->private->users);
	arena_free(&book->private->fold);
	arena_free(&book->private->lasting);
	free(book->journals);
	free(book->private);
	free(book);
}

bool book_refresh(struct book *book, bool *changed, struct error *error)
{
	bool opened, grew;
	char source[HASH_TEXT];

	(void)error;
	edited_source(book->folder, source);
	opened = journals_open(book);
	grew = journals_read(book) || opened;
	if (grew)
		book_fold(book);
	note_edited(book, source);
	if (changed)
		*changed = grew;
	return true;
}

/* ---- when nothing is in force ---- */

/* The registrar's first adopt line: when nothing is in force it says why. NULL when she never adopted anything. */
static const struct event *first_adoption(const struct book *book, const struct journal *registrar)
{
	for (size_t i = 0; registrar && i < book->event_count; i++)
		if (!strcmp(book->events[i]->user, registrar->user) && book->events[i]->line->act.kind == ACT_ADOPT)
			return book->events[i];
	return NULL;
}

static bool has_adopted(const struct journal *journal)
{
	for (size_t i = 0; i < journal->count; i++)
		if (journal->lines[i]->act.kind == ACT_ADOPT)
			return true;
	return false;
}

/* A first line follows the head of an empty journal, which depends on the folder's id. Does this one follow another? */
static bool is_of_other_folder(const struct book *book, const struct journal *journal)
{
	struct buffer name = { 0 }, bytes = { 0 };
	const char *end;
	bool other = false;

	buffer_format(&name, "journals/%s.jsonl", journal->user);
	if (journal->state == JOURNAL_DAMAGED && journal->bad_line == 1 && folder_read(book->folder->fd, name.bytes, &bytes, NULL)) {
		end = memchr(bytes.bytes, '\n', bytes.size);
		other = end && !memmem(bytes.bytes, (size_t)(end - bytes.bytes), journal->head, strlen(journal->head));
	}
	buffer_free(&name);
	buffer_free(&bytes);
	return other;
}

/* Any journal where somebody has written, or tried to. */
static const struct journal *has_lines(const struct book *book)
{
	for (size_t i = 0; i < book->journal_count; i++)
		if (book->journals[i]->count || book->journals[i]->state == JOURNAL_DAMAGED)
			return book->journals[i];
	return NULL;
}

/* The id in region.cfg was edited when no journal is of this folder. Where only the first line of one is damaged, the others still are. */
static bool id_is_edited(const struct book *book, const struct journal *written)
{
	for (size_t i = 0; i < book->journal_count; i++)
		if (book->journals[i]->count)
			return false;
	return is_of_other_folder(book, written);
}

/* The registrar in region.cfg was edited when she has adopted nothing, and somebody else has. */
static const struct journal *other_registrar(const struct book *book, const struct journal *registrar)
{
	for (size_t i = 0; i < book->journal_count && !(registrar && has_adopted(registrar)); i++)
		if (has_adopted(book->journals[i]))
			return book->journals[i];
	return NULL;
}

bool book_is_new(const struct book *book, struct error *error)
{
	const char *name = book->folder->edited->registrar;
	const struct journal *registrar = book_journal(book, name), *written = has_lines(book), *other = other_registrar(book, registrar);
	const struct event *first = first_adoption(book, registrar);
	bool damaged = registrar && registrar->state == JOURNAL_DAMAGED;

	if (!written)
		return true;
	if (id_is_edited(book, damaged ? registrar : written))
		return error_set(
			error, "folder-id",
			_("region.cfg: id = \"%s\", men journalerna är skrivna i en mapp med ett annat id, som inte kan bytas: ändra tillbaka"),
			book->folder->edited->id);
	if (damaged)
		return error_set(error, "damaged", _("%s; utan registratorns journal går inget att läsa: återställ den ur säkerhetskopian"),
		                 registrar->why->text);
	if (other)
		return error_set(error, "registrar",
				 _("region.cfg: registrar = \"%s\", men mappens registrator är %s och kan inte bytas: ändra tillbaka"), name,
				 other->user);
	if (first)
		return error_set(error, "not-adopted",
				 _("journals/%s.jsonl: organisationen går inte att läsa: %s; återställ det som fattas ur säkerhetskopian"), name,
				 first->why->text);
	return error_set(error, "not-adopted",
			 _("journals/%s.jsonl har rader, men i journals/%s.jsonl är ingen organisation satt i kraft: återställ den ur säkerhetskopian"),
			 written->user, name);
}

struct book *book_open(const struct folder *folder, struct error *error)
{
	struct book *book = book_load(folder, error);

	if (book->org)
		return book;
	if (book_is_new(book, error))
		error_set(error, "not-adopted", _("%s: ingen organisation är i kraft än: kör budgetdialog adopt"), folder->path);
	book_free(book);
	return NULL;
}

/* ---- memory of the fold ---- */

void *book_more(struct book *book, void *old, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return old;
	size_t wanted = *room ? *room * 2 : 2;

	old = arena_more(&book->private->fold, old, *room * size, wanted * size);
	*room = wanted;
	return old;
}

#include "setup.h"

#include "book.h"
#include "hash.h"
#include "intl.h"
#include "names.h"
#include "rights.h"
#include "writer.h"

#include <stdlib.h>
#include <string.h>

/* ---- what the two files say now ---- */

struct adopting {
	const struct folder *folder;
	struct book *book;
	struct buffer region_bytes;
	struct region *region;
	struct org *org;
	const char **users; /* named in the new organisation, and the registrar */
	size_t user_count;
	struct end *ends;
	size_t end_count;
	struct arena arena;
};

static void adopting_free(struct adopting *adopting)
{
	buffer_free(&adopting->region_bytes);
	free(adopting->users);
	org_free(adopting->org);
	region_free(adopting->region);
	book_free(adopting->book);
	arena_free(&adopting->arena);
}

static bool read_both(struct adopting *adopting, struct error *error)
{
	const struct folder *folder = adopting->folder;

	if (!folder_read(folder->fd, "region.cfg", &adopting->region_bytes, error))
		return false;
	adopting->region = region_read("region.cfg", adopting->region_bytes.bytes, adopting->region_bytes.size, error);
	if (!adopting->region)
		return false;
	if (strcmp(adopting->region->hash, folder->edited->hash))
		return error_set(error, "moved", _("region.cfg ändrades just: kör budgetdialog adopt igen"));
	adopting->org = book_edited_org(folder, adopting->region, error);
	return adopting->org != NULL;
}

static bool same_folder(const struct adopting *adopting, struct error *error)
{
	const struct book *book = adopting->book;
	const struct journal *registrar = book_journal(book, adopting->region->registrar);

	if (!book->org)
		return book_is_new(book, error);
	if (registrar->state == JOURNAL_DAMAGED)
		return error_set(error, "damaged", "journals/%s.jsonl: %s", registrar->user, registrar->why->text);
	return true;
}

static bool is_unchanged(const struct adopting *adopting)
{
	const struct book *book = adopting->book;

	return book->org && !strcmp(book->region->hash, adopting->region->hash) && !strcmp(book->org->hash, adopting->org->hash);
}

static void gather_users(struct adopting *adopting)
{
	const char *registrar = adopting->region->registrar;

	adopting->user_count = org_users(adopting->org, &adopting->users);
	for (size_t i = 0; i < adopting->user_count; i++)
		if (!strcmp(adopting->users[i], registrar))
			return;
	adopting->users = memory_grow(adopting->users, adopting->user_count + 1, sizeof *adopting->users);
	adopting->users[adopting->user_count++] = registrar;
}

/* ---- who loses a right ---- */

/* One right at a time, each asked of a row as the fold asks: a chef or deputy is one right, for both may do the same. */
static bool divides(const struct org *org, int unit, const char *user)
{
	return rights_divides(org, unit, user);
}

static bool gives(const struct org *org, int unit, const char *user)
{
	int above = org_above(org, unit);

	return above != ORG_NONE && rights_divides(org, above, user);
}

static bool registers(const struct org *org, int unit, const char *user)
{
	return org_is_registrar(org, org_holder(org, unit), user);
}

static bool advises(const struct org *org, int unit, const char *user)
{
	return org_is_ekonom(org, org_holder(org, unit), user);
}

static bool (*const rights[])(const struct org *, int unit, const char *user) = { divides, gives, registers, advises, rights_approves };

static bool loses_on(const struct org *old, int unit, const struct org *new, const char *user)
{
	int now = org_find(new, old->units[unit].id);

	for (size_t i = 0; i < sizeof rights / sizeof *rights; i++)
		if (rights[i](old, unit, user) && (now == ORG_NONE || !rights[i](new, now, user)))
			return true;
	return false;
}

static void add_listed(struct names *users, const struct list *list)
{
	const char *const *listed = list->items;

	for (size_t i = 0; i < list->count; i++)
		names_add(users, listed[i]);
}

static void add_dividers(struct names *users, const struct org *org, int unit)
{
	const struct deputy *deputies = org->units[unit].deputies.items;

	names_add(users, org->units[unit].chef);
	for (size_t i = 0; i < org->units[unit].deputies.count; i++)
		names_add(users, deputies[i].user);
}

/* Whom the row names to approve its plan, and those who stand in for her as chef. */
static void add_approvers(struct names *users, const struct org *org, int unit)
{
	const char *approver = org->units[unit].approver;

	if (!approver)
		return;
	names_add(users, approver);
	for (int at = org->units[unit].parent; at != ORG_NONE; at = org->units[at].parent)
		if (org_is_chef(org, at, approver))
			add_dividers(users, org, at);
}

/* Everyone who has any right on this row. */
static void holders(struct names *users, const struct org *org, int unit)
{
	int holder = org_holder(org, unit), above = org_above(org, unit);

	add_dividers(users, org, holder);
	if (above != ORG_NONE)
		add_dividers(users, org, above);
	add_approvers(users, org, unit);
	for (int at = holder; at != ORG_NONE; at = org->units[at].parent) {
		add_listed(users, &org->units[at].ekonomer);
		add_listed(users, &org->units[at].registrars);
	}
}

static void losers(struct names *lost, const struct org *old, const struct org *new)
{
	for (int unit = 0; unit < old->count; unit++) {
		struct names users = { 0 };

		holders(&users, old, unit);
		for (size_t i = 0; i < users.count; i++)
			if (names_find(lost, users.text[i]) == NAME_UNKNOWN && loses_on(old, unit, new, users.text[i]))
				names_add(lost, users.text[i]);
		names_free(&users);
	}
}

static int compare_ends(const void *a, const void *b)
{
	return strcmp(((const struct end *)a)->user, ((const struct end *)b)->user);
}

/* The last line of each that is recognised. The registrar's own is the adopt line itself, or it would void itself. */
static void gather_ends(struct adopting *adopting)
{
	struct names lost = { 0 };

	if (!adopting->book->org)
		return;
	losers(&lost, adopting->book->org, adopting->org);
	adopting->ends = arena_alloc(&adopting->arena, (lost.count + 1) * sizeof *adopting->ends);
	for (size_t i = 0; i < lost.count; i++) {
		const struct journal *journal = book_journal(adopting->book, lost.text[i]);
		int64_t count = journal ? (int64_t)journal->count : 0;

		if (!strcmp(lost.text[i], adopting->region->registrar))
			count++;
		adopting->ends[adopting->end_count++] = (struct end){ arena_string(&adopting->arena, lost.text[i]), count };
	}
	names_free(&lost);
	qsort(adopting->ends, adopting->end_count, sizeof *adopting->ends, compare_ends);
}

/* ---- writing ---- */

static bool make_journals(struct adopting *adopting, struct adopted *out, struct error *error)
{
	for (size_t i = 0; i < adopting->user_count; i++) {
		if (book_journal(adopting->book, adopting->users[i]))
			continue;
		if (!journal_create(adopting->folder->fd, adopting->users[i], error))
			return false;
		out->new_users++;
	}
	return true;
}

static bool append_adopt(struct adopting *adopting, const char *at, const char *id, struct error *error)
{
	struct buffer object = { 0 };
	char region[HASH_TEXT], organisation[HASH_TEXT];
	struct act act;
	bool stored;

	org_write(adopting->org, &object);
	stored = folder_store(adopting->folder->fd, adopting->region_bytes.bytes, adopting->region_bytes.size, region, error) &&
		 folder_store(adopting->folder->fd, object.bytes, object.size, organisation, error);
	buffer_free(&object);
	if (!stored)
		return false;
	act_clear(&act, ACT_ADOPT);
	act.adopt = (struct adopt){ region, organisation, { adopting->ends, adopting->end_count } };
	const struct writer_item item = { adopting->region->registrar, at, id, &act };
	return writer_stage(adopting->book, &item, error) && writer_commit(adopting->book, error) == SAVED;
}

static bool adopt(struct adopting *adopting, const char *at, const char *id, struct adopted *out, struct error *error)
{
	if (!read_both(adopting, error) || !(adopting->book = book_load(adopting->folder, error)) || !same_folder(adopting, error))
		return false;
	gather_users(adopting);
	gather_ends(adopting);
	*out = (struct adopted){ .units = (size_t)adopting->org->count, .users = adopting->user_count, .revoked = adopting->end_count };
	out->unchanged = is_unchanged(adopting);
	if (out->unchanged)
		return true;
	if (!setup_may_append(adopting->folder, adopting->region->registrar, error) || !make_journals(adopting, out, error) ||
	    !book_refresh(adopting->book, NULL, error))
		return false;
	return append_adopt(adopting, at, id, error);
}

bool setup_adopt(const struct folder *folder, const char *at, const char *id, struct adopted *out, struct error *error)
{
	struct adopting adopting = { .folder = folder };
	struct adopted ignored;
	bool adopted = adopt(&adopting, at, id, out ? out : &ignored, error);

	adopting_free(&adopting);
	return adopted;
}

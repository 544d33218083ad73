#include "book_private.h"

#include "buffer.h"
#include "hash.h"
#include "intl.h"

#include <string.h>

/* What one adopt line asked to bring into force. Kept over folds, for objects never change; by hash, for a staged line may be abandoned and
 * another take its number. */
struct adoption {
	char hash[HASH_TEXT];
	struct region *region;
	struct org *org;
	struct error why; /* when org is NULL */
	struct adoption *next;
};

/* An adopt line that this fold has applied: only such can be cited. */
struct in_force { int64_t n; struct charter charter; };

/* A line of `user` after `last` that cites an organisation older than `n` counts for nothing. */
struct revocation { const char *user; int64_t last, n; };

/* ---- adoptions ---- */

static bool adoption_load(const struct book *book, const struct adopt *adopt, struct adoption *out)
{
	struct buffer bytes = { 0 };

	if (folder_object(book->folder->fd, adopt->region, &bytes, &out->why))
		out->region = region_read(_("den antagna region.cfg"), bytes.bytes, bytes.size, &out->why);
	buffer_free(&bytes);
	if (!out->region)
		return false;
	if (folder_object(book->folder->fd, adopt->organisation, &bytes, &out->why))
		out->org = org_load(_("den antagna organisationen"), adopt->organisation, bytes.bytes, bytes.size, out->region, &out->why);
	buffer_free(&bytes);
	if (out->org && strcmp(out->region->registrar, book->folder->edited->registrar)) {
		error_set(&out->why, "registrar", _("den antagna region.cfg har en annan registrator än mappen"));
		org_free(out->org);
		out->org = NULL;
	}
	return out->org != NULL;
}

static struct adoption *adoption_new(struct book *book, const char *hash)
{
	struct adoption *made = arena_alloc(&book->private->lasting, sizeof *made);

	memcpy(made->hash, hash, HASH_TEXT);
	made->next = book->private->adoptions;
	return book->private->adoptions = made;
}

/* What could not be read is tried again at every fold: the object may have come since. */
static const struct adoption *adoption_of(struct book *book, const struct line *line)
{
	struct adoption *at = book->private->adoptions;

	while (at && strcmp(at->hash, line->hash))
		at = at->next;
	if (!at)
		at = adoption_new(book, line->hash);
	if (at->org)
		return at;
	region_free(at->region);
	at->region = NULL;
	at->why = (struct error){ 0 };
	adoption_load(book, &line->act.adopt, at);
	return at;
}

void charter_free(struct book *book)
{
	for (struct adoption *at = book->private->adoptions; at; at = at->next) {
		org_free(at->org);
		region_free(at->region);
	}
}

/* ---- in force ---- */

bool charter_adopt(struct book *book, struct event *event)
{
	struct book_private *p = book->private;
	const struct adoption *adoption = adoption_of(book, event->line);

	if (!adoption->org) {
		*event->why = adoption->why;
		return false;
	}
	book->region = adoption->region;
	book->org = adoption->org;
	book->adopted = event;
	*BOOK_PUSH(book, p->in_force, p->in_force_count, p->in_force_room) =
	        (struct in_force){ event->line->head.n, { adoption->region, adoption->org } };
	return true;
}

/* The newest first, for that is the one most lines cite. */
const struct charter *charter_find(const struct book *book, int64_t n)
{
	const struct book_private *p = book->private;

	for (size_t i = p->in_force_count; i-- > 0;)
		if (p->in_force[i].n == n)
			return &p->in_force[i].charter;
	return NULL;
}

const struct org *book_org_of(const struct book *book, const struct event *event)
{
	const struct charter *charter = charter_find(book, event->line->head.org);

	return charter ? charter->org : book->org; /* only the first adopt line cites none */
}

int64_t book_org_line(const struct book *book)
{
	return book->adopted ? book->adopted->line->head.n : 0;
}

/* ---- revocations ---- */

static bool is_repeated(const struct journal *journal, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (!strcmp(journal->lines[i]->head.id, journal->lines[at]->head.id))
			return true;
	return false;
}

static void revocations_gather(struct book *book, const struct journal *journal)
{
	struct book_private *p = book->private;
	size_t room = 0;

	for (size_t i = 0; i < journal->count; i++) {
		const struct line *line = journal->lines[i];
		const struct end *ends = line->act.adopt.ends.items;

		if (line->act.kind != ACT_ADOPT || !line->act.adopt.ends.count || is_repeated(journal, i))
			continue;
		for (size_t j = 0; j < line->act.adopt.ends.count; j++)
			*BOOK_PUSH(book, p->revocations, p->revocation_count, room) =
			        (struct revocation){ ends[j].user, ends[j].n, line->head.n };
	}
}

void charter_begin(struct book *book)
{
	struct book_private *p = book->private;

	book->adopted = NULL;
	book->org = NULL;
	book->region = book->folder->edited;
	p->in_force = NULL;
	p->in_force_count = p->in_force_room = 0;
	p->revocations = NULL;
	p->revocation_count = 0;
	if (p->registrar != NAME_UNKNOWN)
		revocations_gather(book, book->journals[p->registrar]);
}

bool charter_revoked(const struct book *book, const char *user, const struct line *line)
{
	for (size_t i = 0; i < book->private->revocation_count; i++) {
		const struct revocation *r = &book->private->revocations[i];

		if (!strcmp(r->user, user) && line->head.n > r->last && line->head.org < r->n)
			return true;
	}
	return false;
}

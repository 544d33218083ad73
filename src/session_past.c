#include "session_private.h"

#include "intl.h"
#include "story.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

/* A version beside what is shown, with its table. */
struct beside {
	struct book *book;
	struct ram_table *table;
	char hash[HASH_TEXT]; /* of the version's line */
};

struct session_past {
	struct book *then;       /* of the version shown; NULL: now */
	char *name, hash[HASH_TEXT];
	struct book *gone;       /* shown before this: what screens hold of it is let go when they are told, and they are told after every key */
	bool read_only;          /* as it is when no version is shown */
	struct error read_only_why;
	struct beside last;
};

void past_begin(struct session *session)
{
	session->past = memory_grow(NULL, 1, sizeof *session->past);
	*session->past = (struct session_past){ 0 };
}

static void last_forget(struct beside *last)
{
	ram_free(last->table);
	book_free(last->book);
	*last = (struct beside){ 0 };
}

void past_end(struct session *session)
{
	struct session_past *past = session->past;

	last_forget(&past->last);
	book_free(past->then);
	book_free(past->gone);
	free(past->name);
	free(past);
}

/* ---- on a version ---- */

const char *session_version(const struct session *session)
{
	return session->past->name;
}

bool session_shows(const struct session *session, const struct event *version)
{
	return version ? session->past->name && !strcmp(session->past->hash, version->line->hash) : !session->past->name;
}

void past_lift(struct session *session)
{
	struct session_past *past = session->past;

	if (!past->then)
		return;
	session->read_only = past->read_only;
	session->read_only_why = past->read_only_why;
}

void past_lay(struct session *session)
{
	struct session_past *past = session->past;

	if (!past->then)
		return;
	past->read_only = session->read_only;
	past->read_only_why = session->read_only_why;
	session->read_only = true;
	error_set(&session->read_only_why, "version", _("Du ser «%.200s», som inte ändras: V går tillbaka till nu"), past->name);
}

/* Every book that comes after another has a higher generation, so that no screen takes it for what it has seen. */
static void put(struct session *session, struct book *book)
{
	if (book->generation <= session->book->generation)
		book->generation = session->book->generation + 1;
	session->book = book;
}

/* «Finansplan», or «läget 12 dec 2019 kl. 09.18». */
static char *name_of(const struct session *session, const struct event *event)
{
	struct buffer name = { 0 };

	if (event->line->act.kind == ACT_VERSION) {
		version_title(&name, session->now, event);
	} else {
		buffer_text(&name, _("läget "));
		story_when(&name, event);
	}
	return name.bytes;
}

static struct book *book_then(const struct session *session, const struct event *event, struct error *error)
{
	return (event->line->act.kind == ACT_VERSION ? book_at : book_at_line)(session->now, event, error);
}

/* event: a version, or any other line. */
static void show(struct session *session, const struct event *event, struct book *then)
{
	struct session_past *past = session->past;

	past_lift(session);
	book_free(past->gone);
	past->gone = past->then;
	past->then = then;
	free(past->name);
	past->name = then ? name_of(session, event) : NULL;
	if (then)
		memcpy(past->hash, event->line->hash, HASH_TEXT);
	put(session, then ? then : session->now);
	past_lay(session);
	session_reseat(session);
}

/* event NULL: now. */
static bool go_to(struct session *session, const struct event *event, struct error *error)
{
	struct book *then = event ? book_then(session, event, error) : NULL;
	size_t example = session->what_if.count;

	if (event && !then)
		return false;
	if (!then && !session->past->then)
		return true;
	show(session, event, then);
	if (session->what_if.count == example) /* else it has been said that it is gone */
		session_say(session, "%s", then ? session->read_only_why.text : _("Åter till nu"));
	return true;
}

bool session_at(struct session *session, const char *version, struct error *error)
{
	const struct event *event = version ? version_find(session->now, version, error) : NULL;

	return (event || !version) && go_to(session, event, error);
}

bool session_at_line(struct session *session, const char *hash, struct error *error)
{
	const struct event *event = book_event(session->now, hash);

	if (event)
		return go_to(session, event, error);
	return error_set(error, "lost", _("raden finns inte längre i journalerna"));
}

/* ---- when others have written ---- */

/* Nothing written changes a version; but a journal that is gone takes its lines with it. */
static void renew_shown(struct session *session)
{
	const struct event *event = book_event(session->now, session->past->hash);
	struct error error = { 0 };
	struct book *then = event ? book_then(session, event, &error) : NULL;

	show(session, event, then);
	if (!then)
		session_say(session, "%s", *error.text ? error.text : _("Versionen kan inte visas längre: en journal är borta"));
}

void past_renew(struct session *session)
{
	struct session_past *past = session->past;

	if (past->last.book && !version_stands(past->last.book, session->now))
		last_forget(&past->last);
	if (past->then && !version_stands(past->then, session->now))
		renew_shown(session);
}

/* ---- the newest one beside ---- */

static bool last_make(struct session *session, const struct event *version)
{
	struct beside *last = &session->past->last;

	if (last->book && (strcmp(last->hash, version->line->hash) || last->table->year != session->year))
		last_forget(last);
	if (last->book)
		return true;
	last->book = book_at(session->book, version, NULL);
	if (!last->book)
		return false;
	last->table = ram_make(last->book, session->year, NULL, 0);
	memcpy(last->hash, version->line->hash, HASH_TEXT);
	return true;
}

const struct ram_table *session_last_version(struct session *session, const char **name)
{
	const struct book *book = session->book;
	const struct event *version = book->version_count ? book->versions[book->version_count - 1] : NULL;

	if (!version || !last_make(session, version))
		return NULL;
	if (name)
		*name = version->line->act.version.name;
	return session->past->last.table;
}

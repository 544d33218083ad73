#include "session_private.h"

#include "intl.h"
#include "plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What cannot be counted in another version, or since somebody else wrote, can be again: it is not lost meanwhile. */
struct ram_table *what_if_table(struct session *session)
{
	bool rested = session->resting.count > 0;
	struct what_if steps = rested ? session->resting : session->what_if;
	struct error error = { 0 };
	struct ram_table *table = what_if_make(&steps, session->book, session->year, &error);

	session->what_if = table ? steps : (struct what_if){ .count = 0 };
	session->resting = table ? (struct what_if){ .count = 0 } : steps;
	if (table && rested)
		session_say(session, "%s", _("Räkneexemplet går att räkna igen och är på: W lägger till, kastar eller behåller det"));
	if (!table && !rested)
		session_say(session, _("Räkneexemplet vilar, för det går inte att räkna nu: %s. Det är på igen när det går; W kastar det."), error.text);
	return table ? table : ram_make(session->book, session->year, NULL, 0);
}

/* Screens take it for another book: every figure may be another. */
static void show(struct session *session)
{
	session_table(session);
	session->book->generation++;
}

/* ---- on disk ---- */

static struct what_if *steps_of_hers(struct session *session)
{
	return session->resting.count ? &session->resting : &session->what_if;
}

static void put(struct session *session)
{
	what_if_kept_put(&session->what_if_kept, steps_of_hers(session));
}

bool session_what_if_unkept(const struct session *session)
{
	return (session->what_if.count || session->resting.count) && !session->what_if_kept.on_disk;
}

bool session_what_if_left(const struct session *session)
{
	return what_if_kept_left(&session->what_if_kept);
}

static bool same_step(const struct what_if_step *a, const struct what_if_step *b)
{
	return a->what == b->what && a->shown == b->shown && !strcmp(a->unit, b->unit) && !strcmp(a->line, b->line) && !strcmp(a->text, b->text);
}

void session_what_if_begun(struct session *session, const struct what_if_step *step)
{
	static const struct what_if_step none = { .unit = "" };
	struct what_if_step *begun = &session->what_if_kept.begun;

	if (!step)
		step = &none;
	if (same_step(begun, step)) /* each is a write to the disk */
		return;
	*begun = *step;
	put(session);
}

static void open_kept(const struct session *session, int year, struct what_if_kept *kept, struct what_if *what_if)
{
	char name[32], path[KEPT_PATH];

	snprintf(name, sizeof name, "%d.what-if", year);
	kept_path(path, session->folder->edited->id, session->user, name);
	what_if_kept_open(kept, path, year, what_if);
}

/* As with drafts: who only reads has nothing of her own here. On a version she reads only, but she is who she is. */
static bool keeps(struct session *session)
{
	bool reads;

	past_lift(session);
	reads = session->read_only;
	past_lay(session);
	return session->user && !reads;
}

static void say_returned(struct session *session)
{
	const struct what_if_kept *kept = &session->what_if_kept;

	if (kept->broken)
		session_say(session, _("Ditt räkneexempel för %d gick inte att läsa: filen är %s. Gör om det med W."), session->year,
		            kept->aside ? _("lagd åt sidan") : _("orörd"));
	else if (session->what_if.count)
		session_say(session, "%s", _("Ditt räkneexempel är på igen: W lägger till, kastar eller behåller det"));
	else if (*kept->begun.unit && !session->resting.count)
		session_say(session, "%s", _("Du hade börjat skriva ett räkneexempel: W tar vid där du slutade"));
}

void what_if_return(struct session *session)
{
	struct what_if_kept *kept = &session->what_if_kept;
	bool brings = session->what_if.count || session->resting.count; /* in memory only so far */
	struct what_if back = { 0 };

	if (kept->year || !keeps(session)) {
		if (session->resting.count)
			show(session);
		return;
	}
	open_kept(session, session->year, kept, &back);
	if (brings && kept->on_disk) { /* hers stays where it is, for the next time */
		what_if_drop(&back);
		what_if_kept_close(kept);
	} else if (brings) {
		put(session);
	} else {
		session->what_if = back;
	}
	if (brings || session->what_if.count)
		show(session);
	say_returned(session);
}

void what_if_leave(struct session *session)
{
	bool on = session->what_if.count > 0;

	if (session_what_if_unkept(session)) {
		what_if_kept_close(&session->what_if_kept);
		return;
	}
	what_if_drop(&session->what_if);
	what_if_drop(&session->resting);
	what_if_kept_close(&session->what_if_kept);
	if (on)
		show(session);
}

/* Written there before it is gone here. */
bool what_if_move(struct session *session, int year, struct error *error)
{
	struct what_if_kept *kept = &session->what_if_kept, next;
	struct what_if there = { 0 };

	if (!session->what_if.count)
		what_if_leave(session);
	if (!kept->year)
		return true;
	open_kept(session, year, &next, &there);
	if (there.count) {
		what_if_drop(&there);
		what_if_kept_close(&next);
		return error_set(error, "what-if", _("du har redan ett räkneexempel för %d: behåll eller kasta det som är på först (W)"), year);
	}
	what_if_kept_put(&next, &session->what_if);
	if (next.on_disk)
		kept_drop(kept->path);
	what_if_kept_close(kept);
	*kept = next;
	return true;
}

/* ---- step by step ---- */

struct ram_table *session_what_if_try(const struct session *session, const struct what_if_step *step, struct error *error)
{
	struct what_if tried = { 0 };
	struct ram_table *table;

	if (session->resting.count || session->what_if.count >= WHAT_IF_STEPS) {
		error_set(error, "full", session->resting.count ? _("det räkneexempel som vilar går först: kasta det (W)") : _("ett räkneexempel har högst %d steg"), WHAT_IF_STEPS);
		return NULL;
	}
	for (size_t i = 0; i < session->what_if.count; i++)
		what_if_add(&tried, &session->what_if.steps[i]);
	what_if_add(&tried, step);
	table = what_if_make(&tried, session->book, session->year, error);
	what_if_drop(&tried);
	return table;
}

/* A step more or less: what was being written is over too. */
static void changed(struct session *session)
{
	session->what_if_kept.begun = (struct what_if_step){ .unit = "" };
	put(session);
	show(session);
}

bool session_what_if_add(struct session *session, const struct what_if_step *step, struct error *error)
{
	struct ram_table *table = session_what_if_try(session, step, error);

	if (!table)
		return false;
	ram_free(table);
	what_if_add(&session->what_if, step);
	changed(session);
	return true;
}

void session_what_if_back(struct session *session)
{
	struct what_if *what_if = steps_of_hers(session);

	what_if_back(what_if);
	if (!what_if->count)
		what_if_drop(what_if);
	changed(session);
}

void session_what_if_drop(struct session *session)
{
	what_if_drop(steps_of_hers(session));
	changed(session);
}

static size_t steps_of(const struct plan *plan, const struct draft *draft, struct draft_step *steps)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_row *row = &plan->rows[i];

		if (row->example && row->editable)
			steps[count++] = draft_amount_step(draft, !row->line, row->id, row->saved, row->value[PLAN_NOW]);
	}
	return count;
}

/* «Räkneexempel: ramen +2 %» */
static void name_of(const struct session *session, struct buffer *out)
{
	buffer_text(out, _("Räkneexempel: "));
	what_if_tell_steps(out, &session->what_if, session->book);
}

/* The one that is on disk goes only when the other one is there. */
static bool is_safe(const struct session *session, struct draft *draft, struct error *error)
{
	if (!draft_unkept(draft) || session_what_if_unkept(session))
		return true;
	draft_undo(draft);
	return error_set(error, "unkept", _("det går inte att skriva på disken; räkneexemplet är på som förut"));
}

static bool put_in_draft(struct session *session, struct draft *draft, size_t *rows, struct error *error)
{
	struct plan *plan = plan_over(session->table, session->seat.unit, NULL, NULL, 0);
	struct draft_step *steps = memory_grow(NULL, plan->count + 1, sizeof *steps);
	struct buffer name = { 0 };

	*rows = steps_of(plan, draft, steps);
	name_of(session, &name);
	if (*rows)
		draft_put_all(draft, name.bytes, steps, *rows);
	buffer_free(&name);
	free(steps);
	plan_free(plan);
	if (*rows)
		return is_safe(session, draft, error);
	return error_set(error, "untouched", _("räkneexemplet ändrar inget som du fördelar i %s"), session->book->org->units[session->seat.unit].name);
}

bool session_what_if_keep(struct session *session, size_t *rows, struct error *error)
{
	if (session->seat.unit == ORG_NONE)
		return error_set(error, "no-seat", _("välj först vem du är här (b på startsidan)"));
	if (!session_may_divide(session, session->seat.unit, error) ||
	    !put_in_draft(session, session_own_draft(session, session->seat.unit), rows, error))
		return false;
	session_what_if_drop(session);
	return true;
}

void session_what_if_tell(const struct session *session, struct buffer *out)
{
	if (!session->what_if.count)
		return;
	buffer_text(out, _("RÄKNEEXEMPEL: "));
	what_if_tell(out, &session->what_if, session->book);
}

void session_what_if_brief(const struct session *session, struct buffer *out, int columns, const char *more)
{
	if (session->what_if.count)
		what_if_brief(out, &session->what_if, session->book, columns, more);
}

bool session_may_change(const struct session *session, struct error *error)
{
	return !session->what_if.count ||
	       error_set(error, "what-if", _("räkneexemplet är på: behåll det som ditt utkast eller kasta det först (W)"));
}

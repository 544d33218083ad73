#include "session_private.h"

#include "intl.h"
#include "plan.h"

#include <stdlib.h>

struct ram_table *what_if_table(struct session *session)
{
	struct error error = { 0 };
	struct ram_table *table = what_if_make(&session->what_if, session->book, session->year, &error);

	if (table)
		return table;
	what_if_drop(&session->what_if);
	session_say(session, _("Räkneexemplet är kastat, för det går inte att räkna längre: %s"), error.text);
	return ram_make(session->book, session->year, NULL, 0);
}

/* Screens take it for another book: every figure may be another. */
static void show(struct session *session)
{
	session_table(session);
	session->book->generation++;
}

struct ram_table *session_what_if_try(const struct session *session, const struct what_if_step *step, struct error *error)
{
	struct what_if tried = { 0 };
	struct ram_table *table;

	for (size_t i = 0; i < session->what_if.count; i++)
		what_if_add(&tried, &session->what_if.steps[i]);
	what_if_add(&tried, step);
	table = what_if_make(&tried, session->book, session->year, error);
	what_if_drop(&tried);
	return table;
}

bool session_what_if_add(struct session *session, const struct what_if_step *step, struct error *error)
{
	struct ram_table *table = session_what_if_try(session, step, error);

	if (!table)
		return false;
	ram_free(table);
	what_if_add(&session->what_if, step);
	show(session);
	return true;
}

void session_what_if_back(struct session *session)
{
	what_if_back(&session->what_if);
	show(session);
}

void session_what_if_drop(struct session *session)
{
	what_if_drop(&session->what_if);
	show(session);
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
	for (size_t i = 0; i < session->what_if.count; i++) {
		buffer_text(out, i ? "; " : "");
		what_if_tell_step(out, &session->what_if.steps[i], session->book, false);
	}
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
	return *rows || error_set(error, "untouched", _("räkneexemplet ändrar inget som du fördelar i %s"), session->book->org->units[session->seat.unit].name);
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

bool session_may_change(const struct session *session, struct error *error)
{
	return !session->what_if.count ||
	       error_set(error, "what-if", _("räkneexemplet är på: behåll det som ditt utkast eller kasta det först (W)"));
}

#include "start_rows.h"

#include "amount.h"
#include "approval.h"
#include "hinders.h"
#include "intl.h"
#include "mending.h"
#include "plan_state.h"
#include "story.h"

#include <string.h>

#define REVIEWS_MOST 4 /* plans that wait for her, one by one; of more than that how many */

static struct session *session_of(const struct start *start)
{
	return start->screen.session;
}

static const struct org *org_of(const struct start *start)
{
	return session_of(start)->book->org;
}

/* ---- her own plan ---- */

static bool is_hindered(const struct start *start, int unit)
{
	struct hinders *hinders = hinders_make(session_of(start)->table, start->findings, unit, session_money(session_of(start), unit), 0);
	bool hindered = hinders->stops > 0;

	hinders_free(hinders);
	return hindered;
}

static const char *to_whom(struct start *start, int unit)
{
	const struct charter charter = { session_of(start)->book->region, org_of(start) };
	const char *due = charter.region->levels[charter.org->units[unit].level].due;
	struct buffer text = { 0 };

	buffer_text(&text, _("till "));
	rights_approver(&charter, unit, &text);
	if (due) {
		buffer_text(&text, _(", senast "));
		story_date(&text, due);
	}
	return start_kept(start, &text);
}

static const char *marked(struct start *start, int unit)
{
	struct arena arena = { 0 };
	struct buffer text = { 0 };
	struct mend *marks;
	size_t count = mending_marks(session_of(start)->book, unit, session_of(start)->year, &session_of(start)->draft, &marks, &arena);
	size_t attended = mending_attended(marks, count);

	if (!count)
		buffer_text(&text, _("åter för komplettering"));
	else if (attended)
		buffer_format(&text, _("%zu av %zu märkta rader åtgärdade"), attended, count);
	else
		buffer_format(&text, ngettext("%zu märkt rad", "%zu märkta rader", count), count);
	arena_free(&arena);
	return start_kept(start, &text);
}

static const char *adjusted(struct start *start, const struct task *task)
{
	struct session *session = session_of(start);
	struct buffer text = { 0 };

	amount_text(&text, session, task->value, session_money(session, task->unit), MONEY_NAMED | MONEY_SIGN);
	return start_kept(start, &text);
}

/* The one thing that her plan waits for; NULL: nothing. Dividing is told of with what is left, and is another row. */
const struct task *start_add_plan(struct start *start, const struct tasks *tasks)
{
	int unit = session_of(start)->seat.unit;
	const struct task *task = NULL;

	for (size_t i = 0; i < tasks->count && !task; i++)
		if (tasks->items[i].unit == unit && (tasks->items[i].kind == TASK_MEND || tasks->items[i].kind >= TASK_ADJUST))
			task = &tasks->items[i];
	if (!task)
		return NULL;
	if (task->kind == TASK_MEND)
		start_add_waiting(start, LEADS_TO_DISTRIBUTION, unit, _("Komplettera planen"), marked(start, unit));
	else if (task->kind == TASK_ADJUST)
		start_add_waiting(start, LEADS_TO_DISTRIBUTION, unit, _("Fördela ramjusteringen"), adjusted(start, task));
	else if (task->kind == TASK_SEND)
		start_add_waiting(start, LEADS_TO_PLAN, unit, _("Skicka planen"), is_hindered(start, unit) ? _("något hindrar: se vad") : to_whom(start, unit));
	return task;
}

/* ---- those that wait for her answer ---- */

static void add_review(struct start *start, const struct task *task)
{
	struct buffer what = { 0 }, detail = { 0 };

	buffer_format(&what, _("Granska %s"), org_of(start)->units[task->unit].name);
	buffer_text(&detail, _("skickad till dig "));
	plan_state_day(&detail, task->since);
	start_add_waiting(start, LEADS_TO_PLAN, task->unit, start_kept(start, &what), start_kept(start, &detail));
}

void start_add_reviews(struct start *start, const struct tasks *tasks)
{
	int count = 0, first = ORG_NONE;
	struct buffer what = { 0 };

	for (size_t i = 0; i < tasks->count; i++) {
		if (tasks->items[i].kind != TASK_REVIEW)
			continue;
		if (++count == REVIEWS_MOST + 1)
			first = tasks->items[i].unit;
		if (count <= REVIEWS_MOST)
			add_review(start, &tasks->items[i]);
	}
	if (count <= REVIEWS_MOST)
		return;
	buffer_format(&what, ngettext("Granska %d plan till", "Granska %d planer till", (unsigned long)(count - REVIEWS_MOST)), count - REVIEWS_MOST);
	start_add_waiting(start, LEADS_TO_TREE, first, start_kept(start, &what), _("skickade till dig"));
}

/* ---- how the plans below her stand: a way on, and nobody's fault ---- */

void start_add_states(struct start *start)
{
	static const struct { enum plan_status status; const char *one, *many; } order[] = {
		{ PLAN_LOCKED, N_("fastställd"), N_("fastställda") },     { PLAN_APPROVED, N_("godkänd"), N_("godkända") },
		{ PLAN_SUBMITTED, N_("klarmarkerad"), N_("klarmarkerade") },
		{ PLAN_RETURNED, N_("åter"), N_("åter") },                { PLAN_DRAFT, N_("påbörjad"), N_("påbörjade") },
		{ PLAN_UNTOUCHED, N_("ej påbörjad"), N_("ej påbörjade") },
	};
	const struct session *session = session_of(start);
	size_t counts[PLAN_STATUSES] = { 0 };
	struct buffer text = { 0 };

	for (int sub = org_next_sub(org_of(start), session->seat.unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org_of(start), session->seat.unit, sub))
		counts[approval_status(session->table, sub)]++;
	if (!(counts[PLAN_LOCKED] + counts[PLAN_APPROVED] + counts[PLAN_SUBMITTED] + counts[PLAN_RETURNED]))
		return; /* nobody has sent anything: the other rows say enough */
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (counts[order[i].status])
			buffer_format(&text, "%s%zu %s", text.size ? ", " : "", counts[order[i].status], counts[order[i].status] == 1 ? _(order[i].one) : _(order[i].many));
	start_add(start, LEADS_TO_TREE, session->seat.unit, _("Se hur planerna står"), start_kept(start, &text));
}

/* ---- her own, while it lies with the level above: nothing to do, and good to see ---- */

void start_add_sent(struct start *start)
{
	const struct session *session = session_of(start);
	int unit = session->seat.unit;
	enum plan_status status = approval_status(session->table, unit);
	struct buffer text = { 0 };

	if (status != PLAN_SUBMITTED && !approval_is_approved(status))
		return;
	plan_state_tell(&text, session->table, unit, NULL, session_money(session, unit), session->ascii_money ? MONEY_ASCII : 0);
	start_add(start, LEADS_TO_PLAN, unit, _("Se din plan"), start_kept(start, &text));
}

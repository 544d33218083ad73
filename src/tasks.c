#include "tasks.h"

#include "approval.h"
#include "dialogue.h"
#include "intl.h"
#include "story.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

struct looking {
	struct tasks *tasks;
	const struct ram_table *table;
	const char *user;
};

static const struct book *book_of(const struct looking *l)
{
	return l->table->book;
}

/* ---- whom it waits for ---- */

static bool waits_for(const struct org *org, const struct task *task, const char *user)
{
	if (task->kind == TASK_REVIEW && rights_approves(org, task->unit, NULL))
		return rights_approves(org, task->unit, user);
	if (task->kind == TASK_REVIEW)
		return org_is_registrar(org, task->unit, user);
	return rights_divides(org, task->seat, user);
}

/* Nobody stands above the top: there the registrar writes what has been decided. */
static const char *approver_of(const struct org *org, int unit)
{
	const char *const *registrars = org->units[0].registrars.items;
	int above = org_above(org, unit);

	if (org->units[unit].approver)
		return org->units[unit].approver;
	if (above != ORG_NONE)
		return org->units[above].chef;
	return org->units[0].registrars.count ? registrars[0] : NULL;
}

static struct task task_of(const struct looking *l, enum task_kind kind, int unit, int seat, const struct event *event)
{
	const struct org *org = book_of(l)->org;

	return (struct task){ .kind = kind, .unit = unit, .seat = seat, .user = kind == TASK_REVIEW ? approver_of(org, unit) : org->units[seat].chef,
		              .since = event ? event->line->head.at : NULL, .event = event, .value = MONEY_NONE };
}

static void add(struct looking *l, struct task task)
{
	if (l->user && !waits_for(book_of(l)->org, &task, l->user))
		return;
	l->tasks->items = memory_grow(l->tasks->items, l->tasks->count + 1, sizeof *l->tasks->items);
	l->tasks->items[l->tasks->count++] = task;
}

static const char *due_of(const struct looking *l, int unit)
{
	int level = book_of(l)->org->units[unit].level;

	return level == ORG_NONE ? NULL : book_of(l)->region->levels[level].due;
}

/* ---- plans ---- */

/* Who last gave her money for that year: since then there has been something to do. */
static const char *given_at(const struct looking *l, int unit)
{
	const struct unit_state *state = book_state(book_of(l), unit);

	for (size_t i = state->leg_count; i-- > 0;)
		if (book_leg_lives(&state->legs[i].event->line->act.post, state->legs[i].leg, l->table->year))
			return state->legs[i].event->line->head.at;
	return NULL;
}

static void add_division(struct looking *l, int unit)
{
	const struct event *divided = book_state(book_of(l), unit)->divided;
	money left = l->table->balance[unit].left;
	struct task task = task_of(l, left ? TASK_DIVIDE : TASK_SEND, unit, unit, NULL);

	if (!left && !rights_approves(book_of(l)->org, unit, NULL))
		return;
	task.since = divided && !ram_untouched(l->table, unit) ? divided->line->head.at : given_at(l, unit);
	task.until = due_of(l, unit);
	task.value = left;
	add(l, task);
}

static void add_adjustment(struct looking *l, int unit)
{
	int64_t adjusted = approval_adjusted(book_of(l), unit, l->table->year);
	struct task task = task_of(l, TASK_ADJUST, unit, unit, NULL);

	task.since = given_at(l, unit);
	task.value = money_from_kr(adjusted);
	if (adjusted)
		add(l, task);
}

static void add_mending(struct looking *l, int unit, const struct event *answer)
{
	struct task task = task_of(l, TASK_MEND, unit, unit, answer);

	task.until = due_of(l, unit);
	add(l, task);
}

static void add_review(struct looking *l, int unit, const struct event *submit)
{
	int above = org_above(book_of(l)->org, unit);

	add(l, task_of(l, TASK_REVIEW, unit, above == ORG_NONE ? unit : above, submit));
}

static void add_own(struct looking *l, int unit)
{
	switch (approval_status(l->table, unit)) {
	case PLAN_RETURNED: add_mending(l, unit, approval_stands(book_of(l), unit, l->table->year)->answer); break;
	case PLAN_UNTOUCHED:
	case PLAN_DRAFT: add_division(l, unit); break;
	case PLAN_APPROVED:
	case PLAN_LOCKED: add_adjustment(l, unit); break;
	default: break;
	}
}

/* How a plan stands takes time to find out, and is asked only of those that may be hers. */
static void add_plan(struct looking *l, int unit)
{
	const struct sending *waits = approval_waits(book_of(l), unit, l->table->year);

	if (waits)
		add_review(l, unit, waits->submit);
	else if (!l->user || rights_divides(book_of(l)->org, unit, l->user))
		add_own(l, unit);
}

/* ---- the dialogue ---- */

/* ORG_NONE: no one sits there. */
static int seat_of(const struct book *book, const struct thread *thread, enum party party)
{
	int holder = org_holder(book->org, thread->unit);

	if (party == PARTY_ABOVE)
		return org_above(book->org, holder);
	if (party == PARTY_WITH && thread->first->line->act.say.with)
		return org_holder(book->org, org_find(book->org, thread->first->line->act.say.with));
	return holder;
}

/* A proposal is read by both its units: it is told of the one that makes it. */
static void add_thread(struct looking *l, const struct thread *thread)
{
	static const enum party parties[] = { PARTY_UNIT, PARTY_ABOVE, PARTY_WITH };
	static const enum task_kind kinds[] = { [DUTY_ANSWER] = TASK_ANSWER, [DUTY_CONFIRM] = TASK_CONFIRM, [DUTY_DECIDE] = TASK_DECIDE };

	if (org_find(book_of(l)->org, thread->first->line->act.say.unit) != thread->unit)
		return;
	for (size_t i = 0; i < sizeof parties / sizeof *parties; i++) {
		const struct event *entry;
		enum duty duty = dialogue_duty(book_of(l), thread, parties[i], &entry);
		int seat = seat_of(book_of(l), thread, parties[i]);

		if (duty != DUTY_NONE && seat != ORG_NONE)
			add(l, task_of(l, kinds[duty], thread->unit, seat, entry));
	}
}

static void add_dialogue(struct looking *l, int unit)
{
	struct thread *threads;
	size_t count;

	if (!book_state(book_of(l), unit)->say_count)
		return;
	count = dialogue_threads(book_of(l), unit, &threads);
	for (size_t i = 0; i < count; i++)
		add_thread(l, &threads[i]);
	free(threads);
}

/* ---- the list ---- */

/* By what each is, so that the order is the same everywhere. */
static int compare(const void *a, const void *b)
{
	const struct task *one = a, *other = b;
	const char *since = one->since ? one->since : "", *others = other->since ? other->since : "";

	if (one->seat != other->seat)
		return one->seat - other->seat;
	if (one->kind != other->kind)
		return (int)one->kind - (int)other->kind;
	return one->unit != other->unit ? one->unit - other->unit : strcmp(since, others);
}

struct tasks *tasks_make(const struct ram_table *table, int branch, const char *user)
{
	struct tasks *tasks = memory_grow(NULL, 1, sizeof *tasks);
	struct looking l = { tasks, table, user };

	*tasks = (struct tasks){ .items = NULL };
	for (int unit = branch; unit < table->book->org->units[branch].end; unit++) {
		add_plan(&l, unit);
		add_dialogue(&l, unit);
	}
	if (tasks->count)
		qsort(tasks->items, tasks->count, sizeof *tasks->items, compare);
	return tasks;
}

void tasks_free(struct tasks *tasks)
{
	if (!tasks)
		return;
	free(tasks->items);
	free(tasks);
}

/* ---- as words ---- */

static void add_amount(struct buffer *out, money value, enum money_unit shown, unsigned flags)
{
	char text[MONEY_TEXT];

	buffer_text(out, money_print(text, value, shown, MONEY_FULL, flags | MONEY_NAMED));
}

static void what_division(struct buffer *out, const struct task *task, const char *name, enum money_unit shown)
{
	buffer_format(out, task->value < 0 ? _("Få fördelningen att rymmas i %s: ") : _("Fördela ramen i %s: "), name);
	add_amount(out, task->value < 0 ? -task->value : task->value, shown, 0);
	buffer_text(out, task->value < 0 ? _(" över ramen") : _(" kvar"));
}

static void what_sending(struct buffer *out, const struct book *book, const struct task *task)
{
	const struct charter charter = { book->region, book->org };

	buffer_format(out, _("Skicka planen för %s till "), book->org->units[task->unit].name);
	rights_approver(&charter, task->unit, out);
}

void tasks_what(struct buffer *out, const struct book *book, const struct task *task, enum money_unit shown)
{
	static const char *const words[TASK_KINDS] = {
		[TASK_ANSWER] = N_("Svara på en fråga om %s"),
		[TASK_REVIEW] = N_("Granska planen för %s"),
		[TASK_MEND] = N_("Komplettera planen för %s"),
		[TASK_DECIDE] = N_("Besluta om en omfördelning från %s"),
		[TASK_CONFIRM] = N_("Bekräfta det som skrivits om %s"),
		[TASK_ADJUST] = N_("Fördela ramjusteringen i %s: "),
	};
	const char *name = book->org->units[task->unit].name;

	if (task->kind == TASK_DIVIDE) {
		what_division(out, task, name, shown);
		return;
	}
	if (task->kind == TASK_SEND) {
		what_sending(out, book, task);
		return;
	}
	buffer_format(out, _(words[task->kind]), name);
	if (task->kind == TASK_ADJUST)
		add_amount(out, task->value, shown, MONEY_SIGN);
	else if (task->event->line->act.kind == ACT_SAY)
		buffer_format(out, ": «%s»", task->event->line->act.say.text);
	else if (task->kind == TASK_MEND)
		buffer_format(out, ": «%s»", task->event->line->act.verdict.text);
}

void tasks_who(struct buffer *out, const struct book *book, const struct task *task)
{
	const struct charter charter = { book->region, book->org };

	if (task->kind == TASK_REVIEW)
		rights_approver(&charter, task->unit, out);
	else
		title_chef(out, &charter, task->seat);
}

bool tasks_late(const struct task *task, const char *today)
{
	return task->until && strncmp(task->until, today, strlen("2020-01-15")) < 0;
}

void tasks_when(struct buffer *out, const struct task *task, const char *today)
{
	if (task->since) {
		buffer_text(out, _("sedan "));
		story_date(out, task->since);
	}
	if (!task->until)
		return;
	buffer_text(out, task->since ? ", " : "");
	buffer_text(out, tasks_late(task, today) ? _("FÖRSENAT, skulle vara klart ") : _("senast "));
	story_date(out, task->until);
}

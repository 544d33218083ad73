#include "approval.h"

#include "book_private.h"
#include "intl.h"
#include "text.h"
#include "title.h"
#include "version.h"

#include <string.h>

/* ---- sendings ---- */

static int64_t year_of(const struct sending *sending)
{
	return sending->submit->line->act.submit.year;
}

static bool is_approved(const struct sending *sending)
{
	return sending->answer && sending->answer->line->act.kind == ACT_APPROVE;
}

static bool is_returned(const struct sending *sending)
{
	return sending->answer && sending->answer->line->act.kind == ACT_RETURN;
}

static bool stands(const struct sending *sending)
{
	return !sending->answer || sending->answer->line->act.kind != ACT_RECALL;
}

/* The newest of its year, or of those of which `is` is true. */
static struct sending *newest(const struct unit_state *state, int64_t year, bool (*is)(const struct sending *sending))
{
	for (size_t i = state ? state->sending_count : 0; i-- > 0;)
		if (year_of(&state->sendings[i]) == year && (!is || is(&state->sendings[i])))
			return &state->sendings[i];
	return NULL;
}

/* The newest that waits. Of several sent at once none does when one after it is answered, but for a recall: that is of the one alone. */
static const struct sending *waiting_from(const struct unit_state *state, int64_t year, size_t end)
{
	for (size_t i = end; i-- > 0;) {
		const struct sending *sending = &state->sendings[i];

		if (year_of(sending) == year && stands(sending))
			return sending->answer ? NULL : sending;
	}
	return NULL;
}

static const struct sending *waiting(const struct unit_state *state, int64_t year)
{
	return state ? waiting_from(state, year, state->sending_count) : NULL;
}

/* The newest of them that the writer of the line being taken knew. A line that did not know that a plan was sent counts: it is a change made since, and
 * the approval is of what was sent. */
static const struct sending *known_waiting(const struct book *book, const struct unit_state *state, int64_t year)
{
	const struct sending *sending = waiting(state, year);

	while (sending && !fold_knows(book, sending->submit))
		sending = waiting_from(state, year, (size_t)(sending - state->sendings));
	return sending;
}

/* ---- the acts ---- */

/* Who by what she is, under the organisation that the line cites. */
static void who(const struct charter *charter, const char *user, struct buffer *out)
{
	title_user(out, charter, user, false);
}

static bool sent_already(const struct charter *charter, const struct sending *sending, struct error *error)
{
	struct buffer sender = { 0 };

	who(charter, sending->submit->user, &sender);
	error_set(error, "submitted", _("planen är redan skickad av %s och väntar på svar"), sender.bytes);
	buffer_free(&sender);
	return false;
}

/* In a plan year nothing has to be even yet. */
static bool reason_given(const struct charter *charter, const struct submit *submit, const struct content *content, struct error *error)
{
	int64_t left = content_left(content, charter->region);
	char text[MONEY_TEXT];

	if (!left || text_says(submit->text) || submit->year > charter->region->year)
		return true;
	money_print(text, money_from_kr(left < 0 ? -left : left), MONEY_IN_TKR, MONEY_EXACT, MONEY_NAMED);
	return error_set(error, "reason", left > 0 ? _("%s är kvar att fördela: säg varför planen skickas ändå") : _("planen är %s över ramen: säg varför den skickas ändå"),
	                 text);
}

static bool is_plan(const struct content *content, const struct submit *submit)
{
	char hash[HASH_TEXT];

	content_hash(content, hash);
	return !strcmp(hash, submit->plan);
}

static bool knows_all(const struct book *book, const struct content *content)
{
	for (size_t i = 0; i < content->event_count; i++)
		if (!fold_knows(book, content->events[i]))
			return false;
	return true;
}

/* What a submit sends is what it rests on: mostly all that the book says when it comes, but others may have written meanwhile and come before her, also
 * the same as somebody she saw, who has then written in what is sent. */
static struct content *content_of(struct book *book, const struct charter *charter, const struct event *event)
{
	const struct submit *submit = &event->line->act.submit;
	struct content *now = content_make(book, charter, submit->unit, (int)submit->year, &book->private->fold);

	return is_plan(now, submit) && knows_all(book, now) ? now : content_sent(book, charter, event, &book->private->fold);
}

bool approval_submit(struct book *book, struct event *event)
{
	const struct submit *submit = &event->line->act.submit;
	const struct charter *charter = charter_find(book, event->line->head.org);
	const struct sending *before = known_waiting(book, state_known(book, submit->unit), submit->year);
	struct content *content;

	if (before)
		return sent_already(charter, before, event->why);
	content = content_of(book, charter, event);
	if (!content->rows.count && !content->subs.count)
		return error_set(event->why, "empty", _("planen är tom: fördela ramen innan den skickas"));
	if (!is_plan(content, submit))
		return error_set(event->why, "plan", _("planen hann ändras innan den skickades: se vad som är nytt och skicka igen"));
	if (!reason_given(charter, submit, content, event->why))
		return false;
	struct unit_state *state = state_of(book, submit->unit);
	*BOOK_PUSH(book, state->sendings, state->sending_count, state->sending_room) = (struct sending){ .submit = event, .content = content, .org = charter->org };
	return true;
}

static struct sending *sending_of(const struct unit_state *state, const char *submit)
{
	for (size_t i = 0; state && i < state->sending_count; i++)
		if (!strcmp(state->sendings[i].submit->line->hash, submit))
			return &state->sendings[i];
	return NULL;
}

static bool answered_already(const struct charter *charter, const struct sending *sending, struct error *error)
{
	struct buffer name = { 0 };

	who(charter, sending->answer->user, &name);
	error_set(error, "answered",
	          is_approved(sending)   ? _("planen är redan godkänd av %s")
	          : is_returned(sending) ? _("planen är redan återlämnad av %s för komplettering")
	                                 : _("planen är återtagen av %s: vänta tills den skickas igen"),
	          name.bytes);
	buffer_free(&name);
	return false;
}

/* Nobody approves what she has written herself; but where nobody does, a registrar only writes down what others have decided, both times. */
bool approval_wrote_in(const struct sending *sending, const char *user)
{
	const struct content *content = sending->content;

	if (!strcmp(sending->submit->user, user))
		return true;
	for (size_t i = 0; i < content->event_count; i++)
		if (!strcmp(content->events[i]->user, user))
			return rights_approves(sending->org, org_find(sending->org, content->unit), NULL);
	return false;
}

/* An approval holds over a return and a recall that it did not know of, and a return over a recall, whichever comes first; of two alike the later:
 * else a line written afterwards, as if before, could undo or hide what another has answered. */
static bool holds_over(const struct event *event, const struct event *answer)
{
	static const int weight[ACT_KINDS] = { [ACT_RETURN] = 1, [ACT_APPROVE] = 2 };

	return !answer || weight[event->line->act.kind] >= weight[answer->line->act.kind];
}

static const struct event *known_answer(const struct book *book, const struct sending *sending)
{
	for (size_t i = 0; i < sending->answer_count; i++)
		if (fold_knows(book, sending->answers[i]))
			return sending->answers[i];
	return NULL;
}

bool approval_answer(struct book *book, struct event *event)
{
	const struct verdict *verdict = &event->line->act.verdict;
	struct sending *sending = sending_of(state_known(book, verdict->unit), verdict->submit);

	if (!sending)
		return error_set(event->why, "submit", _("det finns ingen skickad plan som den här raden kan gälla"));
	if (event->line->act.kind == ACT_APPROVE && approval_wrote_in(sending, event->user))
		return error_set(event->why, "own-plan", _("den som har skrivit i planen kan inte godkänna den: låt en annan godkännare göra det"));
	if (known_answer(book, sending) || !holds_over(event, sending->answer))
		return answered_already(charter_find(book, event->line->head.org), sending, event->why);
	sending = sending_of(state_of(book, verdict->unit), verdict->submit);
	sending->answer = event;
	*BOOK_PUSH(book, sending->answers, sending->answer_count, sending->answer_room) = event;
	return true;
}

/* ---- what lies with the level above stays as it was sent ---- */

static bool locked(const struct charter *charter, const struct sending *sending, struct error *error)
{
	const struct submit *submit = &sending->submit->line->act.submit;
	int unit = org_find(charter->org, submit->unit);

	return error_set(error, "submitted", _("planen för %s %lld är skickad och väntar på svar: ta tillbaka den först"),
	                 unit == ORG_NONE ? submit->unit : charter->org->units[unit].name, (long long)submit->year);
}

static bool is_free(const struct book *book, const struct charter *charter, const char *unit, int64_t year, struct error *error)
{
	const struct sending *sending = known_waiting(book, state_known(book, unit), year);

	return !sending || locked(charter, sending, error);
}

/* Whoever gives the unit its ram has that in her own plan. */
static const char *giver_of(const struct charter *charter, const char *id)
{
	int unit = org_find(charter->org, id), above = unit == ORG_NONE ? ORG_NONE : org_above(charter->org, unit);

	return above == ORG_NONE ? NULL : charter->org->units[above].id;
}

static bool leg_is_free(const struct book *book, const struct charter *charter, const struct post *post, const struct leg *leg, struct error *error)
{
	const char *giver = giver_of(charter, leg->unit);
	const struct unit_state *state = giver ? state_known(book, giver) : NULL;

	for (int year = charter->region->year; state && state->sending_count && year < charter->region->year + REGION_YEARS; year++) {
		const struct sending *sending = book_leg_lives(post, leg, year) ? known_waiting(book, state, year) : NULL;

		if (sending)
			return locked(charter, sending, error);
	}
	return true;
}

static bool legs_are_free(const struct book *book, const struct charter *charter, const struct post *post, struct error *error)
{
	const struct leg *legs = post->legs.items;

	for (size_t i = 0; i < post->legs.count; i++)
		if (!leg_is_free(book, charter, post, &legs[i], error))
			return false;
	return true;
}

/* Also what it takes away. */
static bool post_is_free(const struct book *book, const struct charter *charter, const struct post *post, struct error *error)
{
	const struct event *old = post->replaces ? event_by_hash(book, post->replaces) : NULL;

	return legs_are_free(book, charter, post, error) &&
	       (!old || old->line->act.kind != ACT_POST || legs_are_free(book, charter, &old->line->act.post, error));
}

bool approval_free(const struct book *book, const struct charter *charter, struct event *event)
{
	const struct act *act = &event->line->act;
	const char *giver;

	switch (act->kind) {
	case ACT_DISTRIBUTE:
		return is_free(book, charter, act->distribute.unit, act->distribute.year, event->why);
	case ACT_TARGET:
		giver = giver_of(charter, act->target.unit);
		return !giver || is_free(book, charter, giver, act->target.year, event->why);
	case ACT_POST:
		return post_is_free(book, charter, &act->post, event->why);
	default:
		return true;
	}
}

/* ---- how it stands ---- */

const struct sending *approval_newest(const struct book *book, int unit, int year)
{
	return newest(book_state(book, unit), year, NULL);
}

const struct sending *approval_stands(const struct book *book, int unit, int year)
{
	return newest(book_state(book, unit), year, stands);
}

const struct sending *approval_waits(const struct book *book, int unit, int year)
{
	return waiting(book_state(book, unit), year);
}

const struct sending *approval_in_force(const struct book *book, int unit, int year)
{
	return newest(book_state(book, unit), year, is_approved);
}

size_t approval_sendings(const struct book *book, int unit, int year, const struct sending ***all, struct arena *arena)
{
	const struct unit_state *state = book_state(book, unit);
	size_t count = 0;

	*all = arena_alloc(arena, (state->sending_count + 1) * sizeof **all);
	for (size_t i = 0; i < state->sending_count; i++)
		if (year_of(&state->sendings[i]) == year)
			(*all)[count++] = &state->sendings[i];
	return count;
}

static struct content *content_now(const struct book *book, int unit, int year, struct arena *arena)
{
	return content_make(book, &(struct charter){ book->region, book->org }, book->org->units[unit].id, year, arena);
}

/* Is her own division what was sent, whatever has become of the ram and the target since? */
static bool as_sent(const struct book *book, int unit, const struct sending *sending)
{
	struct arena arena = { 0 };
	struct content *now = content_now(book, unit, (int)year_of(sending), &arena);
	bool same;

	now->ram = sending->content->ram;
	now->target = sending->content->target;
	same = content_same(now, sending->content);
	arena_free(&arena);
	return same;
}

bool approval_holds(const struct book *book, int unit, int year)
{
	const struct sending *sending = approval_in_force(book, unit, year);

	return sending && as_sent(book, unit, sending);
}

bool approval_overtaken(const struct book *book, int unit, int year)
{
	const struct sending *sending = approval_waits(book, unit, year);

	return sending && !as_sent(book, unit, sending);
}

int64_t approval_adjusted(const struct book *book, int unit, int year)
{
	const struct sending *sending = approval_in_force(book, unit, year);
	struct arena arena = { 0 };
	int64_t before, now;

	if (!sending)
		return 0;
	before = sending->content->ram == NUMBER_NONE ? 0 : sending->content->ram;
	now = content_now(book, unit, year, &arena)->ram;
	arena_free(&arena);
	return (now == NUMBER_NONE ? 0 : now) - before;
}

const struct event *approval_locked(const struct book *book, int unit, int year)
{
	const struct sending *sending = year == book->region->year ? approval_in_force(book, unit, year) : NULL;
	const struct event *lock = NULL;

	for (size_t i = 0; sending && !lock && i < sending->answer_count; i++)
		if (sending->answers[i]->line->act.kind == ACT_APPROVE)
			lock = version_locking(book, sending->answers[i]);
	return lock;
}

bool approval_is_approved(enum plan_status status)
{
	return status == PLAN_APPROVED || status == PLAN_LOCKED;
}

enum plan_status approval_status(const struct ram_table *table, int unit)
{
	const struct sending *sending = approval_stands(table->book, unit, table->year);

	if (table->book->org->units[unit].kind != UNIT_UNIT)
		return PLAN_NONE;
	if (approval_waits(table->book, unit, table->year))
		return PLAN_SUBMITTED;
	if (sending && is_returned(sending))
		return PLAN_RETURNED;
	if (approval_holds(table->book, unit, table->year))
		return approval_locked(table->book, unit, table->year) ? PLAN_LOCKED : PLAN_APPROVED;
	if (table->balance[unit].available == MONEY_NONE)
		return PLAN_NONE;
	return ram_untouched(table, unit) ? PLAN_UNTOUCHED : PLAN_DRAFT;
}

const char *approval_status_name(enum plan_status status)
{
	static const char *const names[PLAN_STATUSES] = {
		[PLAN_NONE] = "",
		[PLAN_UNTOUCHED] = N_("ej påbörjad"),
		[PLAN_DRAFT] = N_("påbörjad"),
		[PLAN_SUBMITTED] = N_("klarmarkerad"),
		[PLAN_RETURNED] = N_("åter för komplettering"),
		[PLAN_APPROVED] = N_("godkänd"),
		[PLAN_LOCKED] = N_("fastställd"),
	};

	return *names[status] ? _(names[status]) : "";
}

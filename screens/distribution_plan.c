#include "distribution_private.h"

#include "approval.h"
#include "figure.h"
#include "mending.h"
#include "plan_state.h"

#include <string.h>

/* ---- what is marked in a plan that was returned ---- */

static size_t marks_of(const struct distribution *d, struct mend **marks, struct arena *arena)
{
	const struct draft *draft = &d->screen.session->draft;
	bool own = !strcmp(draft->unit, d->unit_id) && draft->year == d->plan->year;

	return mending_marks(d->plan->book, d->unit, d->plan->year, own ? draft : NULL, marks, arena);
}

/* A part of a line is marked on the line. */
static bool is_about(const struct distribution *d, const struct plan_row *row, const char *name)
{
	struct figure figure;
	char own[256];

	if (row->kind == PLAN_THEIRS)
		return false;
	if (plan_figure(d->plan, row, PLAN_NOW, own) && !strcmp(own, name))
		return true;
	return row->line && figure_parse(&figure, d->plan->book, name, d->unit, d->plan->year, NULL) && figure.what == FIGURE_DETAIL && figure.unit == d->unit &&
	       !strcmp(figure.line, row->line);
}

/* What is left to do on the row goes before what is done. */
static const struct mend *mark_on(const struct distribution *d, const struct plan_row *row, const struct mend *marks, size_t count)
{
	const struct mend *found = NULL;

	for (size_t i = 0; i < count; i++)
		if (is_about(d, row, marks[i].figure) && (!found || found->attended))
			found = &marks[i];
	return found;
}

bool distribution_has_marks(const struct distribution *d)
{
	struct arena arena = { 0 };
	struct mend *marks;
	size_t count = marks_of(d, &marks, &arena);

	arena_free(&arena);
	return count > 0;
}

static bool to_next(struct distribution *d, const struct mend *marks, size_t count, bool attended)
{
	int rows = (int)d->plan->count;

	for (int step = 1; step <= rows; step++) {
		int at = (d->list.at + step) % rows;
		const struct mend *mark = mark_on(d, &d->plan->rows[at], marks, count);

		if (mark && mark->attended == attended) {
			d->list.at = at; /* drawing keeps it in sight */
			return true;
		}
	}
	return false;
}

static void say_marks(struct distribution *d, const struct mend *marks, size_t count)
{
	size_t attended = mending_attended(marks, count);
	const char *words = attended == count ? _("%zu av %zu åtgärdade: planen kan skickas igen (P)") : _("Åter för komplettering: %zu av %zu åtgärdade, N går till nästa märkta");

	session_say(d->screen.session, words, attended, count);
}

/* The next one that nothing has been done about; when there is none, those that something has. */
static void walk(struct distribution *d)
{
	struct arena arena = { 0 };
	struct mend *marks;
	size_t count = marks_of(d, &marks, &arena);

	if (!count) {
		session_say(d->screen.session, "%s", _("Ingen rad är märkt"));
	} else {
		if (!to_next(d, marks, count, false))
			to_next(d, marks, count, true);
		say_marks(d, marks, count);
	}
	arena_free(&arena);
}

void distribution_next_mark(struct distribution *d)
{
	walk(d);
}

/* ---- the share of a line in what the ram has been changed by ---- */

static bool share_on(const struct distribution *d, const struct plan_row *row, struct mending_share *share)
{
	const struct draft *draft = &d->screen.session->draft;
	bool own = !strcmp(draft->unit, d->unit_id) && draft->year == d->plan->year, found = false;
	struct mending_share *shares;
	struct arena arena = { 0 };

	if (!row->line || row->kind == PLAN_THEIRS || !distribution_may(d, NULL))
		return false;
	for (size_t i = mending_shares(d->plan->book, d->unit, d->plan->year, own ? draft : NULL, &shares, &arena); i-- > 0;)
		if (!strcmp(shares[i].line, row->line)) {
			*share = shares[i];
			found = true;
		}
	arena_free(&arena); /* what a share points to is the book's */
	return found;
}

static money with_share(const struct plan_row *row, const struct mending_share *share)
{
	return money_sum(row->saved == MONEY_NONE ? 0 : row->saved, share->change);
}

bool distribution_has_share(const struct distribution *d, struct error *why)
{
	struct mending_share share;

	return share_on(d, current(d), &share) || error_set(why, "no-share", _("raden har ingen del i en ramjustering att föra in"));
}

void distribution_take_share(struct distribution *d)
{
	struct mending_share share;

	if (!share_on(d, current(d), &share))
		return;
	distribution_put(d, with_share(current(d), &share));
	if (!popup_open(&d->popup))
		session_say(d->screen.session, _("%s är i utkastet: Ctrl-S sparar, Ctrl-Z ångrar"), current(d)->name);
}

/* ---- what it is opened on ---- */

/* What was said with the return: how many there are to see to stands above the list. */
static void say_return(struct distribution *d)
{
	const char *text = approval_stands(d->plan->book, d->unit, d->plan->year)->answer->line->act.verdict.text;

	if (text)
		session_say(d->screen.session, _("Åter för komplettering: «%s»"), text);
}

static void to_first_share(struct distribution *d)
{
	struct mending_share share;

	for (size_t i = d->plan->count; i-- > 0;)
		if (share_on(d, &d->plan->rows[i], &share))
			d->list.at = (int)i;
}

/* A returned plan is opened on the first row that is to be completed, and one whose ram has been changed on the line that this was for. */
void distribution_open_marks(struct distribution *d)
{
	struct arena arena = { 0 };
	struct mend *marks;
	size_t count = distribution_may(d, NULL) ? marks_of(d, &marks, &arena) : 0;

	if (count && mending_attended(marks, count) < count) {
		d->list.at = (int)d->plan->count - 1; /* the next after the last is the first */
		to_next(d, marks, count, false);
		say_return(d);
	} else if (!count) {
		to_first_share(d);
	}
	arena_free(&arena);
}

/* ---- how it looks ---- */

const char *distribution_plan_sign(const struct distribution *d, const struct plan_row *row)
{
	struct mending_share share;
	struct arena arena = { 0 };
	struct mend *marks;
	size_t count = marks_of(d, &marks, &arena);
	const struct mend *mark = mark_on(d, row, marks, count);
	const char *sign = mark ? mark->attended ? "m" : "M" : NULL;

	arena_free(&arena);
	return sign ? sign : share_on(d, row, &share) ? "A" : NULL;
}

static void tell_mark(const struct mend *mark, struct buffer *out)
{
	buffer_text(out, mark->attended ? _("m märkt, åtgärdad") : _("M märkt att komplettera"));
	if (mark->text)
		buffer_format(out, ": «%s»", mark->text);
	buffer_text(out, ". ");
}

static void tell_share(const struct distribution *d, const struct mending_share *share, struct buffer *out)
{
	char change[MONEY_TEXT], amount[MONEY_TEXT];

	buffer_format(out, _("A: ramen har ändrats %s för raden"), money_print(change, share->change, unit_of_money(d), MONEY_FULL, money_flags(d) | MONEY_SIGN));
	if (share->text)
		buffer_format(out, " («%s»)", share->text);
	buffer_format(out, _("; A lägger %s i utkastet. "), money_print(amount, with_share(current(d), share), unit_of_money(d), MONEY_FULL, money_flags(d)));
}

void distribution_plan_tell(const struct distribution *d, struct buffer *out)
{
	struct mending_share share;
	struct arena arena = { 0 };
	struct mend *marks;
	size_t count = marks_of(d, &marks, &arena);
	const struct mend *mark = mark_on(d, current(d), marks, count);

	if (mark)
		tell_mark(mark, out);
	if (share_on(d, current(d), &share))
		tell_share(d, &share, out);
	arena_free(&arena);
}

/* To her who divides it: how she gets it back. To others: who has it. */
static void tell_sent(const struct distribution *d, struct buffer *out)
{
	const struct session *session = d->screen.session;
	const struct charter charter = { session->book->region, session->book->org };
	struct error why = { 0 };

	if (session_may_divide(session, d->unit, NULL)) {
		distribution_may(d, &why);
		buffer_text(out, why.text);
	} else if (!session->read_only && session->user && rights_approves(charter.org, d->unit, session->user)) {
		buffer_text(out, _("planen är skickad till dig: P visar den och svarar"));
	} else {
		buffer_text(out, _("planen är skickad till "));
		rights_approver(&charter, d->unit, out);
	}
}

/* «Planen är skickad …», «Åter för komplettering: 2 av 3 åtgärdade», «Godkänd, ramjustering +20,0 ej fördelad»; nothing where it is just begun. */
void distribution_plan_state(const struct distribution *d, struct buffer *out)
{
	const struct book *book = d->plan->book;
	struct arena arena = { 0 };
	struct mend *marks;
	size_t count = marks_of(d, &marks, &arena);

	if (approval_waits(book, d->unit, d->plan->year))
		tell_sent(d, out);
	else if (count)
		buffer_format(out, _("Åter för komplettering: %zu av %zu åtgärdade (N går till nästa)"), mending_attended(marks, count), count);
	else if (plan_state_adjusted(d->screen.session->table, d->unit))
		plan_state_brief(out, d->screen.session->table, d->unit, unit_of_money(d), money_flags(d) & ~(unsigned)MONEY_NAMED);
	arena_free(&arena);
}

#include "distribution_private.h"

#include "amount.h"
#include "story.h"
#include "title.h"
#include "version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CUTS_TOLD 2 /* the largest, in the question about their consequence */

/* ---- what somebody else did ---- */

void distribution_who(const struct distribution *d, struct buffer *out, const struct event *event)
{
	const struct charter charter = { d->plan->book->region, d->plan->book->org };
	char now[26];

	if (!event)
		return;
	journal_now(now);
	if (d->screen.session->user && !strcmp(d->screen.session->user, event->user)) /* in another window, or by taking something back */
		buffer_text(out, _("du själv"));
	else
		title_user(out, &charter, event->user, true);
	buffer_text(out, ", ");
	if (strncmp(now, event->line->head.at, 10))
		story_date(out, event->line->head.at);
	else
		buffer_format(out, "%.2s.%.2s", event->line->head.at + 11, event->line->head.at + 14);
}

/* «Ramen ändrades från 2 256,5 till 2 266,5 (regiondirektör, 09.12)» */
void distribution_ram_was(const struct distribution *d, struct buffer *out)
{
	buffer_text(out, _("Ramen ändrades från "));
	amount_text(out, d->screen.session, d->plan->ram_was, unit_of_money(d), 0);
	buffer_text(out, _(" till "));
	amount_text(out, d->screen.session, plan_balance(d->plan)->ram, unit_of_money(d), 0);
	if (!d->plan->ram_event)
		return;
	buffer_text(out, " (");
	distribution_who(d, out, d->plan->ram_event);
	buffer_text(out, ")");
}

/* ---- mine or theirs ---- */

void distribution_version(const struct distribution *d, struct buffer *out, const struct plan_row *row)
{
	if (row->value[PLAN_NOW] == MONEY_NONE)
		buffer_text(out, _("tomt"));
	else
		amount_text(out, d->screen.session, row->value[PLAN_NOW], unit_of_money(d), MONEY_NAMED);
}

/* The terms too, where those are what differs. */
static void choice_of(struct distribution *d, const char *key, const char *word, const struct plan_row *row, const struct plan_row *other)
{
	struct buffer label = { 0 };
	struct terms terms = row->terms;

	if (terms.hold && other->terms.hold && !strcmp(terms.hold, other->terms.hold))
		terms.hold = NULL;

	buffer_format(&label, "%s ", word);
	distribution_version(d, &label, row);
	if (!terms_same(&row->terms, &other->terms) && terms_tells(&terms)) {
		buffer_text(&label, ", ");
		terms_tell(&label, d->plan->book, &terms);
	}
	popup_choice(&d->popup, key, label.bytes);
	buffer_free(&label);
}

void distribution_ask_mine(struct distribution *d)
{
	const struct plan_row *mine = current(d), *theirs = mine + 1;
	struct buffer text = { 0 }, who = { 0 };

	distribution_who(d, &who, theirs->event);
	buffer_format(&text, who.size ? _("%s har ändrats sedan du skrev (%s). Vad ska gälla?") : _("%s har ändrats sedan du skrev%s. Vad ska gälla?"),
	              mine->name, who.size ? who.bytes : "");
	if (d->saving && d->plan->conflicts > 1)
		buffer_format(&text, _(" Det är %zu rader att välja i innan du sparar."), d->plan->conflicts);
	popup_ask(&d->popup, text.bytes);
	d->popup.purpose = ASK_MINE;
	choice_of(d, "m", _("mitt:"), mine, theirs);
	choice_of(d, "d", _("deras:"), theirs, mine);
	buffer_free(&text);
	buffer_free(&who);
}

static bool to_conflict(struct distribution *d)
{
	for (size_t i = 0; i < d->plan->count; i++)
		if (d->plan->rows[i].conflict) {
			list_select(&d->list, (int)i);
			return true;
		}
	return false;
}

void distribution_answer_mine(struct distribution *d)
{
	struct draft *draft = distribution_draft(d);

	if (!draft || !current(d)->conflict) /* gone while it was asked about */
		return;
	plan_settle(current(d), draft, !d->popup.chosen);
	distribution_kept(d);
	distribution_renew(d);
	if (d->saving)
		distribution_ask_save(d);
}

/* ---- saving ---- */

static void sub_changes(const struct distribution *d, struct buffer *out)
{
	for (size_t i = 0; i < d->plan->count; i++) {
		const struct plan_row *row = &d->plan->rows[i];

		if (row->kind != PLAN_SUB || !row->changed)
			continue;
		buffer_format(out, "%s%s ", out->size ? ", " : "", row->name);
		amount_text(out, d->screen.session, money_sum(row->value[PLAN_NOW], row->saved == MONEY_NONE ? 0 : -row->saved), unit_of_money(d), MONEY_SIGN);
	}
}

/* Has every sub-unit whose ram is changed got its opening figure already? Then another is not offered. */
static bool all_opened(const struct distribution *d)
{
	for (size_t i = 0; i < d->plan->count; i++)
		if (d->plan->rows[i].kind == PLAN_SUB && d->plan->rows[i].changed && d->plan->rows[i].saved == MONEY_NONE)
			return false;
	return true;
}

static bool is_sub(const struct distribution *d, const char *unit)
{
	for (size_t i = 0; i < d->plan->count; i++)
		if (d->plan->rows[i].kind == PLAN_SUB && !strcmp(d->plan->rows[i].id, unit))
			return true;
	return false;
}

/* Hers, to sub-units of this unit and no other. */
static bool is_hers(const struct distribution *d, const struct event *event)
{
	const struct post *post = &event->line->act.post;
	const struct leg *legs = post->legs.items;

	if (event->state != LINE_APPLIED || event->line->act.kind != ACT_POST || !d->screen.session->user || strcmp(event->user, d->screen.session->user))
		return false;
	for (size_t i = 0; i < post->legs.count; i++)
		if (!is_sub(d, legs[i].unit))
			return false;
	return post->legs.count > 0;
}

/* The kind that she chose last time, if it is offered; else she has to choose: -1. */
static int usual_kind(const struct distribution *d)
{
	const struct book *book = d->plan->book;

	for (size_t i = book->applied; i-- > 0;) {
		if (!is_hers(d, book->events[i]))
			continue;
		for (int choice = 0; choice < d->popup.choice_count; choice++)
			if (!strcmp(book->region->kinds[d->offered[choice]].id, book->events[i]->line->act.post.kind))
				return choice;
		break;
	}
	return -1;
}

static void choices_of_kind(struct distribution *d)
{
	const struct region *region = d->plan->book->region;
	bool opened = all_opened(d) || d->screen.session->year != region->year;
	char key[2] = "1";

	for (size_t i = 0; i < region->kind_count && d->popup.choice_count < POPUP_CHOICES; i++) {
		if (region->kinds[i].opening && opened)
			continue;
		d->offered[d->popup.choice_count] = (int)i;
		popup_choice(&d->popup, key, region->kinds[i].name);
		key[0]++;
	}
	popup_choose(&d->popup, d->popup.choice_count > 1 ? usual_kind(d) : 0);
}

/* What a row that pays for something loses; 0 where it loses nothing. */
static money cut_of(const struct plan_row *row)
{
	bool pays = row->kind == PLAN_COST || row->kind == PLAN_RESERVE || row->kind == PLAN_SUB;
	money now = row->value[PLAN_NOW] == MONEY_NONE ? 0 : row->value[PLAN_NOW];

	return pays && row->saved != MONEY_NONE && row->saved > now ? row->saved - now : 0;
}

/* The largest cut after that one: smaller, or as large and further down. */
static const struct plan_row *next_cut(const struct distribution *d, const struct plan_row *after)
{
	const struct plan_row *best = NULL;

	for (size_t i = 0; i < d->plan->count; i++) {
		const struct plan_row *row = &d->plan->rows[i];
		bool told = after && (cut_of(row) > cut_of(after) || (cut_of(row) == cut_of(after) && row <= after));

		if (cut_of(row) && !told && (!best || cut_of(row) > cut_of(best)))
			best = row;
	}
	return best;
}

/* «Köpt vård −5,0, Personal −1,0»: the largest; nothing where no row loses. */
static void add_cuts(const struct distribution *d, struct buffer *out)
{
	const struct plan_row *row = NULL;

	for (int i = 0; i < CUTS_TOLD && (row = next_cut(d, row)); i++) {
		buffer_format(out, "%s%s ", i ? ", " : "", row->name);
		amount_text(out, d->screen.session, -cut_of(row), unit_of_money(d), MONEY_SIGN);
	}
}

/* What is lowered has a consequence: it is asked for in the same field, until something is written there. */
static bool ask_consequence(const struct distribution *d, struct buffer *question)
{
	struct buffer cuts = { 0 };
	bool asked;

	add_cuts(d, &cuts);
	asked = cuts.size && !d->screen.session->draft.why[0];
	if (asked)
		buffer_format(question, _(" Vad blir följden av minskningarna (%s %s)?"), cuts.bytes, money_unit_name(unit_of_money(d)));
	buffer_free(&cuts);
	return asked;
}

enum { FIELD_WHY, FIELD_DECISION };

/* The version that has locked the year, where ramar are changed: then they are changed by a decision. */
static const struct event *lock_of(const struct distribution *d, bool changes_ramar)
{
	return changes_ramar ? version_locked(d->plan->book, d->screen.session->year) : NULL;
}

static void no_kind(struct distribution *d)
{
	d->offered[0] = -1;
	popup_choice(&d->popup, "s", _("spara"));
}

static void ask_why(struct distribution *d, const struct draft *draft)
{
	const char *const labels[2][2] = { { _("Varför (får lämnas tomt)"), _("Följden (får lämnas tomt)") }, { _("Varför"), _("Varför, och följden") } };
	char *decision = memory_string(d->popup.purpose == ASK_SAVE ? popup_text(&d->popup, FIELD_DECISION) : ""); /* asked again: as it was typed */
	struct buffer question = { 0 }, subs = { 0 };
	size_t changes = draft_changes(draft);
	bool lowered;

	sub_changes(d, &subs);
	if (subs.size)
		buffer_format(&question, _("Ändrade ramar (%s %s) blir en ramförändring. Skriv varför och välj vilket slag."), subs.bytes,
		              money_unit_name(unit_of_money(d)));
	else
		buffer_format(&question, ngettext("Spara %zu ändrad rad i fördelningen för %s?", "Spara %zu ändrade rader i fördelningen för %s?", changes), changes,
		              d->plan->book->org->units[d->unit].name);
	lowered = ask_consequence(d, &question);
	popup_ask(&d->popup, question.bytes);
	d->popup.purpose = ASK_SAVE;
	popup_field(&d->popup, labels[subs.size > 0][lowered], draft->why);
	if (lock_of(d, subs.size > 0))
		popup_field(&d->popup, _("Beslut (måste anges)"), decision);
	if (subs.size)
		choices_of_kind(d);
	else
		no_kind(d);
	free(decision);
	buffer_free(&question);
	buffer_free(&subs);
}

/* What moved is chosen about first: nothing of somebody else's is written over without a word. */
void distribution_ask_save(struct distribution *d)
{
	const struct draft *draft = distribution_draft(d);

	d->saving = draft && draft_changes(draft);
	if (!d->saving)
		session_say(d->screen.session, "%s", _("Det finns inget att spara"));
	else if (to_conflict(d))
		distribution_ask_mine(d);
	else if (!distribution_ask_stray(d))
		ask_why(d, draft);
}

static void say_saved(struct distribution *d)
{
	money left = plan_balance(d->plan)->left;
	char now[26], shown[MONEY_TEXT];

	journal_now(now);
	money_print(shown, left < 0 && left != MONEY_NONE ? -left : left, unit_of_money(d), MONEY_USUAL, money_flags(d));
	session_say(d->screen.session, left < 0 && left != MONEY_NONE ? _("Sparat %.2s.%.2s. Över ram: %s") : _("Sparat %.2s.%.2s. Kvar att fördela: %s"),
	            now + 11, now + 14, shown);
}

static enum saved save(struct distribution *d, struct error *error)
{
	struct session *session = d->screen.session;
	struct act acts[2];
	struct arena arena = { 0 };
	const char *kind = d->offered[d->popup.chosen] >= 0 ? session->book->region->kinds[d->offered[d->popup.chosen]].id : NULL;
	size_t count;
	enum saved saved;

	draft_why(&session->draft, popup_text(&d->popup, FIELD_WHY));
	count = plan_acts(session->book, &session->draft, kind, session->draft.why, acts, &arena);
	if (count && acts[count - 1].kind == ACT_POST && *popup_text(&d->popup, FIELD_DECISION))
		acts[count - 1].post.decision = popup_text(&d->popup, FIELD_DECISION);
	saved = count ? session_save(session, acts, count, error) : SAVED;
	arena_free(&arena);
	return saved;
}

/* Somebody else's line may have come while the question stood there. */
void distribution_save(struct distribution *d)
{
	struct session *session = d->screen.session;
	struct error error = { 0 };

	const struct event *lock = d->popup.field_count > FIELD_DECISION ? lock_of(d, true) : NULL;

	if (lock && !*popup_text(&d->popup, FIELD_DECISION)) {
		draft_why(&session->draft, popup_text(&d->popup, FIELD_WHY));
		distribution_ask_save(d);
		version_asks(lock, session->year, &error);
		session_say(session, _("Inte sparat: %s"), error.text);
		return;
	}
	if (d->plan->conflicts) {
		distribution_ask_save(d);
		return;
	}
	if (save(d, &error) == SAVED) {
		draft_drop(&session->draft);
		d->screen.hooks->refresh(&d->screen);
		say_saved(d);
		distribution_ask_next(d);
	} else {
		d->screen.hooks->refresh(&d->screen);
		session_say(session, _("Inte sparat: %s"), error.text);
	}
}

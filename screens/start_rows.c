#include "start_rows.h"

#include "amount.h"
#include "approval.h"
#include "intl.h"
#include "phrase.h"
#include "post.h"
#include "posting.h"
#include "story.h"

#include <stdlib.h>
#include <string.h>

#define AREA_ROWS 200 /* of those out of balance: more are found in the list */

static const struct book *book_of(const struct start *start)
{
	return start->screen.session->book;
}

bool start_decides(const struct seat *seat)
{
	return seat->unit != ORG_NONE && (seat->role == SEAT_CHEF || seat->role == SEAT_DEPUTY);
}

/* Whose journal is named in region.cfg adopts what is edited there; who owns the files mends them. */
bool start_looks_after_folder(const struct start *start)
{
	const struct session *session = start->screen.session;

	return start->mine || (session->user && strcmp(session->user, session->book->region->registrar) == 0);
}

bool start_of_budget_year(const struct session *session)
{
	return session->year == session->book->region->year;
}

/* ---- one step ---- */

struct step *start_add(struct start *start, enum leads_to to, int unit, const char *what, const char *detail)
{
	struct step *step;

	if (start->count == start->room) {
		start->room = start->room ? start->room * 2 : 32;
		start->steps = memory_grow(start->steps, start->room, sizeof *start->steps);
	}
	step = &start->steps[start->count++];
	*step = (struct step){ .to = to, .unit = unit, .what = arena_string(&start->arena, what), .detail = arena_string(&start->arena, detail), .value = MONEY_NONE };
	return step;
}

struct step *start_add_waiting(struct start *start, enum leads_to to, int unit, const char *what, const char *detail)
{
	struct step *step = start_add(start, to, unit, what, detail);

	step->waits = true;
	return step;
}

static void add_gap(struct start *start)
{
	if (start->count)
		start_add(start, LEADS_NOWHERE, ORG_NONE, NULL, NULL);
}

const char *start_kept(struct start *start, struct buffer *text)
{
	const char *copy = arena_copy(&start->arena, text->bytes, text->size);

	buffer_free(text);
	return copy;
}

/* «6,5 mnkr kvar» */
static const char *amount_words(struct start *start, int unit, money value, const char *words)
{
	const struct session *session = start->screen.session;
	struct buffer text = { 0 };

	amount_text(&text, session, value, session_money(session, unit), MONEY_NAMED);
	buffer_format(&text, " %s", words);
	return start_kept(start, &text);
}

static const char *counted(struct start *start, size_t count, const char *one, const char *many)
{
	struct buffer text = { 0 };

	buffer_format(&text, "%zu %s", count, count == 1 ? one : many);
	return start_kept(start, &text);
}

static const char *about_unit(struct start *start, const char *verb, int unit)
{
	struct buffer text = { 0 };

	buffer_format(&text, "%s %s", verb, book_of(start)->org->units[unit].name);
	return start_kept(start, &text);
}

/* ---- a chef's own division ---- */

static void look_for_draft(struct session *session)
{
	const char *id = session->book->org->units[session->seat.unit].id;

	if (strcmp(session->draft.unit, id) != 0 || session->draft.year != session->year)
		session_draft(session, session->seat.unit);
}

static bool add_draft(struct start *start)
{
	struct session *session = start->screen.session;
	size_t changes;

	if (session->read_only || approval_waits(session->book, session->seat.unit, session->year)) /* locked as long as it lies above */
		return false;
	look_for_draft(session);
	changes = draft_changes(&session->draft);
	if (!draft_waits(&session->draft))
		return false;
	start_add_waiting(start, LEADS_TO_DISTRIBUTION, session->seat.unit, _("Fortsätt utkastet"),
	            changes ? counted(start, changes, _("ändrad rad är inte sparad"), _("ändrade rader är inte sparade")) : _("ett belopp är halvskrivet"));
	return true;
}

static void add_division(struct start *start)
{
	const struct session *session = start->screen.session;
	int unit = session->seat.unit;
	money left = session->table->balance[unit].left;

	if (left == MONEY_NONE || left == 0 || (left < 0 && !start_of_budget_year(session))) /* a plan year need not be even */
		return;
	const char *what = left < 0 ? _("Få fördelningen att rymmas") : ram_untouched(session->table, unit) ? _("Börja fördela ramen") : _("Fördela ramen");
	const char *words = left < 0 ? _("över ramen") : ram_untouched(session->table, unit) ? _("att fördela") : _("kvar");

	start_add_waiting(start, LEADS_TO_DISTRIBUTION, unit, what, amount_words(start, unit, left < 0 ? -left : left, words));
}

/* ---- those who get their ramar from her ---- */

static void add_sub_over(struct start *start, int sub)
{
	money left = start->screen.session->table->balance[sub].left;

	if (left != MONEY_NONE && left < 0)
		start_add_waiting(start, LEADS_TO_UNIT, sub, about_unit(start, _("Följ upp"), sub),
		            amount_words(start, start->screen.session->seat.unit, -left, _("över sin ram")));
}

/* Several at once are one step: to remind, not to list. */
static void add_untouched(struct start *start, int count, int first)
{
	struct buffer what = { 0 };

	if (count == 1) {
		start_add_waiting(start, LEADS_TO_UNIT, first, about_unit(start, _("Följ upp"), first), _("har inte börjat fördela"));
		return;
	}
	buffer_format(&what, _("Följ upp %d enheter"), count);
	start_add_waiting(start, LEADS_TO_TREE, first, start_kept(start, &what), _("har inte börjat fördela"));
}

static void add_subs(struct start *start)
{
	const struct session *session = start->screen.session;
	const struct org *org = session->book->org;
	int unit = session->seat.unit, count = 0, first = ORG_NONE;

	for (int sub = org_next_sub(org, unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org, unit, sub)) {
		if (org->units[sub].kind != UNIT_UNIT)
			continue;
		add_sub_over(start, sub);
		if (ram_untouched(session->table, sub) && count++ == 0)
			first = sub;
	}
	if (count)
		add_untouched(start, count, first);
}

/* ---- what an ekonom and a registrar look after ---- */

static void add_findings(struct start *start, bool waits)
{
	struct buffer detail = { 0 };

	if (!start->contradictions && !start->unspecified)
		return;
	if (start->contradictions)
		buffer_format(&detail, "%zu %s", start->contradictions, start->contradictions == 1 ? _("motsägelse") : _("motsägelser"));
	if (start->unspecified)
		buffer_format(&detail, "%s%zu %s", detail.size ? ", " : "", start->unspecified,
		              start->unspecified == 1 ? _("ospecificerat") : _("ospecificerade"));
	start_add(start, LEADS_TO_CHECK, ORG_NONE, _("Se över avstämningen"), start_kept(start, &detail))->waits = waits;
}

/* Who has not begun is no fault of the registrar's: something to see. */
static void add_slow(struct start *start)
{
	const struct session *session = start->screen.session;
	size_t count = 0;

	for (int unit = session->seat.unit; unit < session->book->org->units[session->seat.unit].end; unit++)
		count += session->book->org->units[unit].kind == UNIT_UNIT && ram_untouched(session->table, unit);
	if (count)
		start_add(start, LEADS_TO_LIST, session->seat.unit, _("Se vilka som inte börjat fördela"), counted(start, count, _("enhet"), _("enheter")));
}

static void add_post(struct start *start)
{
	const struct session *session = start->screen.session;

	if (!session->read_only && post_may_give_below(session, session->seat.unit, NULL))
		start_add(start, LEADS_TO_POST, session->seat.unit, _("Skriv in ett beslut om ramar"), _("det som är beslutat men inte infört"));
}

/* «LPIK 2020 är nu 3,1 % (var 2,9 %)»: proposed, for nothing changes by itself. */
static void add_index(struct start *start, const struct posting_desk *desk, const struct series *series)
{
	struct posting_stale stale = posting_stale(desk, series);
	struct buffer what = { 0 };
	struct step *step;

	if (!stale.amounts)
		return;
	buffer_format(&what, _("%s är nu %s (var %s)"), series->name, series->change, stale.was);
	step = start_add(start, LEADS_TO_INDEX, ORG_NONE, start_kept(start, &what), counted(start, stale.amounts, _("belopp kan räknas om"), _("belopp kan räknas om")));
	step->post = arena_string(&start->arena, stale.post->line->hash);
}

static void add_indices(struct start *start)
{
	const struct session *session = start->screen.session;
	const struct region *region = session->book->region;
	struct posting_desk desk;

	if (session->read_only || !posting_desk_below(&desk, session->book, session->user, session->seat.unit, NULL))
		return;
	for (size_t i = 0; i < region->series_count; i++)
		add_index(start, &desk, &region->series[i]);
}

struct unbalanced { int unit; money left; };

static money size_of(money value)
{
	return value < 0 ? -value : value;
}

/* Over their ram first, then the largest sums; equal ones as in the tree. */
static int compare_unbalanced(const void *a, const void *b)
{
	const struct unbalanced *one = a, *other = b;

	if ((one->left < 0) != (other->left < 0))
		return one->left < 0 ? -1 : 1;
	if (size_of(one->left) != size_of(other->left))
		return size_of(one->left) > size_of(other->left) ? -1 : 1;
	return one->unit < other->unit ? -1 : 1;
}

static size_t find_unbalanced(const struct session *session, struct unbalanced *found)
{
	const struct org *org = session->book->org;
	size_t count = 0;

	for (int unit = session->seat.unit; unit < org->units[session->seat.unit].end; unit++) {
		money left = session->table->balance[unit].left;

		if (left != MONEY_NONE && left != 0)
			found[count++] = (struct unbalanced){ unit, left };
	}
	return count;
}

static void add_area(struct start *start)
{
	const struct session *session = start->screen.session;
	const struct org *org = session->book->org;
	struct unbalanced *found = memory_grow(NULL, (size_t)(org->units[session->seat.unit].end - session->seat.unit), sizeof *found);
	size_t count = find_unbalanced(session, found);

	qsort(found, count, sizeof *found, compare_unbalanced);
	if (count) {
		add_gap(start);
		start_add(start, LEADS_NOWHERE, ORG_NONE, _("Inte i balans"), NULL);
	}
	for (size_t i = 0; i < count && i < AREA_ROWS; i++) {
		const char *words = found[i].left < 0 ? _("över ram") : ram_untouched(session->table, found[i].unit) ? _("kvar, ej påbörjad") : _("kvar");

		start_add(start, LEADS_TO_UNIT, found[i].unit, org->units[found[i].unit].name, words)->value = size_of(found[i].left);
	}
	if (count > AREA_ROWS)
		start_add(start, LEADS_TO_LIST, session->seat.unit, counted(start, count - AREA_ROWS, _("till"), _("till")), NULL);
	free(found);
}

/* ---- the folder ---- */

/* A damage of her own journal concerns anyone. */
static void add_own_journal(struct start *start)
{
	const struct session *session = start->screen.session;
	const struct journal *journal = session->user ? book_journal(session->book, session->user) : NULL;
	struct buffer line = { 0 };

	if (!journal || journal->state != JOURNAL_DAMAGED)
		return;
	buffer_format(&line, _("från rad %zu"), journal->bad_line);
	start_add_waiting(start, LEADS_NOWHERE, ORG_NONE, _("Din journal är skadad"), start_kept(start, &line))->words =
		_("Det du skrivit efter skadan räknas inte, och inget mer kan sparas. Be den som sköter mappen att lägga tillbaka din journal "
		  "från en säkerhetskopia.");
}

static void add_ailments(struct start *start, bool urgent)
{
	for (size_t i = 0; start->health && i < start->health->count; i++) {
		const struct ailment *ailment = &start->health->items[i];
		struct step *step;

		if (ailment->urgent != urgent)
			continue;
		step = start_add(start, LEADS_NOWHERE, ORG_NONE, ailment->what, ailment->detail);
		step->words = ailment->remedy;
		step->waits = urgent;
	}
}

/* ---- the ways on ---- */

static void add_history(struct start *start)
{
	int unit = start->screen.session->seat.unit;

	if (start->recent)
		start_add(start, LEADS_TO_NEWS, unit, _("Se vem som ändrat vad"), counted(start, start->recent, _("ändring sedan i går"), _("ändringar sedan i går")));
	else
		start_add(start, LEADS_TO_HISTORY, unit, _("Se vem som ändrat vad"), _("nyast först; inget sedan i går"));
}

/* What is always possible: nobody is to end here without a way on. */
static void add_ways(struct start *start)
{
	const struct session *session = start->screen.session;
	const struct org *org = session->book->org;
	int unit = session->seat.unit, above = org_above(org, unit);

	start_add_sent(start);
	start_add_states(start);
	start_add_unread(start);
	start_add(start, LEADS_TO_UNIT, unit, _("Se hur ramen kom till"), org->units[unit].name);
	if (!start_decides(&session->seat))
		start_add(start, LEADS_TO_LIST, unit, _("Se alla enheter i en lista"), _("vad som inte stämmer, enhet för enhet"));
	if (start_decides(&session->seat) && above != ORG_NONE)
		start_add(start, LEADS_TO_TREE, unit, _("Se vad de andra fick"), org->units[above].name);
	else
		start_add(start, LEADS_TO_TREE, unit, _("Se hela organisationen"), org->units[0].name);
	add_history(start);
}

/* ---- who sits where ---- */

static void build_for_chef(struct start *start)
{
	const struct session *session = start->screen.session;
	struct tasks *tasks = tasks_make(session->table, 0, session->user ? session->user : ""); /* as `report tasks` has it */
	const struct task *own = !add_draft(start) && start_of_budget_year(session) ? start_add_plan(start, tasks) : NULL;

	if (own && own->kind == TASK_DIVIDE)
		add_division(start);
	start_add_left(start);
	start_add_reviews(start, tasks);
	start_add_dialogue(start, tasks);
	tasks_free(tasks);
	if (start_of_budget_year(session))
		add_subs(start);
}

static bool anything_waits(const struct start *start)
{
	for (size_t i = 0; i < start->count; i++)
		if (start->steps[i].waits)
			return true;
	return false;
}

/* Who only reads has nothing to do but to read: the first way is her next step. */
static void build_for_seat(struct start *start)
{
	const struct session *session = start->screen.session;
	bool decides = start_decides(&session->seat);
	size_t ways;

	add_own_journal(start);
	start_add_meeting(start);
	if (decides && !session->read_only)
		build_for_chef(start);
	else
		start_add_left(start);
	add_ailments(start, true);
	if (!decides)
		add_findings(start, true);
	if (!anything_waits(start) && !session->read_only)
		start_add(start, LEADS_NOWHERE, ORG_NONE, _("Inget väntar på dig."), NULL);
	add_gap(start);
	ways = start->count;
	if (session->seat.role == SEAT_REGISTRAR) {
		add_post(start);
		add_slow(start);
	}
	add_indices(start);
	add_ways(start);
	start->steps[ways].waits = !ways;
	if (session->seat.role == SEAT_EKONOM)
		add_area(start);
}

/* Who has no seat here chooses one, or reads; or looks after the folder. */
static void build_for_none(struct start *start)
{
	bool acts;

	add_ailments(start, true);
	acts = start->count > 0;
	add_gap(start);
	if (start->seat_count && !acts)
		start_add(start, LEADS_TO_SEATS, ORG_NONE, _("Välj vem du är här"), NULL);
	start_add(start, LEADS_TO_TREE, ORG_NONE, _("Se hela organisationen"), book_of(start)->org->units[0].name);
	if (start->mine)
		add_findings(start, false);
	add_history(start);
	add_ailments(start, false);
	if (start->seat_count && acts)
		start_add(start, LEADS_TO_SEATS, ORG_NONE, _("Välj vem du är här"), NULL);
	start->steps[0].waits = true;
}

void start_build(struct start *start)
{
	start_count(start);
	arena_free(&start->arena);
	start->count = 0;
	if (start->screen.session->seat.unit == ORG_NONE)
		build_for_none(start);
	else
		build_for_seat(start);
}

bool start_stops(const void *owner, int row)
{
	const struct step *step = &((const struct start *)owner)->steps[row];

	return step->waits || step->words || step->to != LEADS_NOWHERE;
}

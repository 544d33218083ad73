#include "screen.h"

#include "amount.h"
#include "check.h"
#include "dialogue.h"
#include "intl.h"
#include "list.h"
#include "phrase.h"
#include "story.h"
#include "text.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

/* What waits for her, the first being the one next step. Built anew at every drawing, so that it is never old; only what `check` finds is
 * kept for as long as the book stays the same. */

enum leads_to { LEADS_NOWHERE, LEADS_TO_DISTRIBUTION, LEADS_TO_UNIT, LEADS_TO_DIALOGUE, LEADS_TO_TREE, LEADS_TO_CHECK, LEADS_TO_SEATS, LEADS_TO_HISTORY };

struct task {
	enum leads_to to;
	int unit;           /* ORG_NONE: none */
	const char *what;   /* NULL: an empty row; without `to` a heading, or a sentence of its own */
	const char *detail; /* may be NULL */
	money value;        /* in a column before the detail; MONEY_NONE: none */
	bool waits;         /* for her to do */
};

struct start {
	struct screen screen;
	struct list_view list;
	struct task *tasks;
	size_t count, room;
	struct arena arena;
	unsigned generation; /* of the book, when findings were counted */
	bool counted;
	size_t contradictions, unspecified;
	size_t seat_count; /* that she may choose among */
};

#define MARGIN 1
#define TASK_COLUMN 3
#define NOTE_ROWS 3
#define AREA_ROWS 200 /* of those out of balance: more are found in the tree */

static const struct book *book_of(const struct start *start)
{
	return start->screen.session->book;
}

/* --- one task --- */

static struct task *add(struct start *start, enum leads_to to, int unit, const char *what, const char *detail)
{
	struct task *task;

	if (start->count == start->room) {
		start->room = start->room ? start->room * 2 : 32;
		start->tasks = memory_grow(start->tasks, start->room, sizeof *start->tasks);
	}
	task = &start->tasks[start->count++];
	*task = (struct task){ to, unit, arena_string(&start->arena, what), arena_string(&start->arena, detail), MONEY_NONE, false };
	return task;
}

static struct task *add_waiting(struct start *start, enum leads_to to, int unit, const char *what, const char *detail)
{
	struct task *task = add(start, to, unit, what, detail);

	task->waits = true;
	return task;
}

static void add_gap(struct start *start)
{
	if (start->count)
		add(start, LEADS_NOWHERE, ORG_NONE, NULL, NULL);
}

static const char *kept(struct start *start, struct buffer *text)
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
	return kept(start, &text);
}

static const char *counted(struct start *start, size_t count, const char *one, const char *many)
{
	struct buffer text = { 0 };

	buffer_format(&text, "%zu %s", count, count == 1 ? one : many);
	return kept(start, &text);
}

static const char *about_unit(struct start *start, const char *verb, int unit)
{
	struct buffer text = { 0 };

	buffer_format(&text, "%s %s", verb, book_of(start)->org->units[unit].name);
	return kept(start, &text);
}

/* --- a chef's own division --- */

static bool decides(const struct seat *seat)
{
	return seat->unit != ORG_NONE && (seat->role == SEAT_CHEF || seat->role == SEAT_DEPUTY);
}

/* The years after are preliminary: what is left or lacking there waits for nobody. */
static bool of_budget_year(const struct session *session)
{
	return session->year == session->book->region->year;
}

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

	if (session->read_only)
		return false;
	look_for_draft(session);
	changes = draft_changes(&session->draft);
	if (!draft_waits(&session->draft))
		return false;
	add_waiting(start, LEADS_TO_DISTRIBUTION, session->seat.unit, _("Fortsätt utkastet"),
	            changes ? counted(start, changes, _("ändrad rad är inte sparad"), _("ändrade rader är inte sparade")) : _("ett belopp är halvskrivet"));
	return true;
}

static bool untouched(const struct session *session, int unit)
{
	const struct balance *balance = &session->table->balance[unit];

	return balance->ram != MONEY_NONE && (balance->divided == MONEY_NONE || balance->divided == 0) && balance->income == MONEY_NONE;
}

static void add_division(struct start *start)
{
	const struct session *session = start->screen.session;
	int unit = session->seat.unit;
	money left = session->table->balance[unit].left;

	if (left == MONEY_NONE || left == 0)
		return;
	const char *what = left < 0 ? _("Få fördelningen att rymmas") : untouched(session, unit) ? _("Börja fördela ramen") : _("Fördela ramen");
	const char *words = left < 0 ? _("över ramen") : untouched(session, unit) ? _("att fördela") : _("kvar");

	add_waiting(start, LEADS_TO_DISTRIBUTION, unit, what, amount_words(start, unit, left < 0 ? -left : left, words));
}

/* --- questions --- */

static void add_question(struct start *start, int unit, const struct event *question)
{
	struct buffer detail = { 0 };

	phrase_user(&detail, book_of(start), question->user);
	buffer_text(&detail, " ");
	story_date(&detail, question->line->head.at);
	buffer_format(&detail, ": «%s»", question->line->act.say.text);
	add_waiting(start, LEADS_TO_DIALOGUE, unit, _("Svara på en fråga"), kept(start, &detail));
}

/* Those that the other party has put: about my unit from above or beside, about theirs from below. */
static void add_questions(struct start *start, int unit, bool below)
{
	const struct session *session = start->screen.session;
	struct thread *threads;
	size_t count = book_state(book_of(start), unit)->say_count ? dialogue_threads(book_of(start), unit, &threads) : 0;

	if (!count)
		return;
	for (size_t i = 0; i < count; i++) {
		bool own = rights_divides(book_of(start)->org, unit, threads[i].first->user);

		if (dialogue_waits(&threads[i]) && own == below && strcmp(threads[i].first->user, session->user ? session->user : "") != 0)
			add_question(start, unit, threads[i].first);
	}
	free(threads);
}

static void add_all_questions(struct start *start)
{
	const struct org *org = book_of(start)->org;
	int unit = start->screen.session->seat.unit;

	add_questions(start, unit, false);
	for (int sub = org_next_sub(org, unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org, unit, sub))
		add_questions(start, sub, org->units[sub].kind == UNIT_UNIT);
}

/* --- those who get their ramar from her --- */

static void add_sub_over(struct start *start, int sub)
{
	money left = start->screen.session->table->balance[sub].left;

	if (left != MONEY_NONE && left < 0)
		add_waiting(start, LEADS_TO_UNIT, sub, about_unit(start, _("Granska"), sub),
		            amount_words(start, start->screen.session->seat.unit, -left, _("över sin ram")));
}

/* Several at once are one task: to remind, not to list. */
static void add_untouched(struct start *start, int count, int first)
{
	struct buffer what = { 0 };

	if (count == 1) {
		add_waiting(start, LEADS_TO_UNIT, first, about_unit(start, _("Följ upp"), first), _("har inte börjat fördela"));
		return;
	}
	buffer_format(&what, _("Följ upp %d enheter"), count);
	add_waiting(start, LEADS_TO_TREE, first, kept(start, &what), _("har inte börjat fördela"));
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
		if (untouched(session, sub) && count++ == 0)
			first = sub;
	}
	if (count)
		add_untouched(start, count, first);
}

/* --- what an ekonom and a registrar look after --- */

static bool in_area(const struct session *session, const struct finding *finding)
{
	char id[65] = "";
	size_t length = finding->figure ? strcspn(finding->figure, "/") : 0;
	int unit;

	if (session->seat.unit == 0)
		return true; /* the whole region: also what is about no unit */
	if (length < sizeof id)
		memcpy(id, finding->figure, length);
	unit = org_find(session->book->org, id);
	return unit != ORG_NONE && org_is_below(session->book->org, unit, session->seat.unit);
}

static void count_in(struct start *start, const struct findings *findings)
{
	start->contradictions = start->unspecified = 0;
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding->explained || !in_area(start->screen.session, finding))
			continue;
		start->contradictions += finding->class == FINDING_CONTRADICTION;
		start->unspecified += finding->class == FINDING_UNSPECIFIED;
	}
}

static void count_findings(struct start *start)
{
	const struct session *session = start->screen.session;
	struct published *published;
	struct findings *findings;

	if (start->counted && start->generation == session->book->generation)
		return;
	published = check_published(session->folder, NULL);
	findings = check_make(session->book, published);
	count_in(start, findings);
	start->generation = session->book->generation;
	start->counted = true;
	check_free(findings);
	published_free(published);
}

static void add_findings(struct start *start)
{
	struct buffer detail = { 0 };

	count_findings(start);
	if (!start->contradictions && !start->unspecified)
		return;
	if (start->contradictions)
		buffer_format(&detail, "%zu %s", start->contradictions, start->contradictions == 1 ? _("motsägelse") : _("motsägelser"));
	if (start->unspecified)
		buffer_format(&detail, "%s%zu %s", detail.size ? ", " : "", start->unspecified,
		              start->unspecified == 1 ? _("ospecificerat") : _("ospecificerade"));
	add_waiting(start, LEADS_TO_CHECK, ORG_NONE, _("Se över avstämningen"), kept(start, &detail));
}

static void add_edited(struct start *start)
{
	const struct book *book = book_of(start);

	if (book->region_edited)
		add_waiting(start, LEADS_NOWHERE, ORG_NONE, _("Anta region.cfg"), _("ändrad men gäller inte: kör budgetdialog adopt"));
	if (book->organisation_edited)
		add_waiting(start, LEADS_NOWHERE, ORG_NONE, _("Anta organisation.cfg"), _("ändrad men gäller inte: kör budgetdialog adopt"));
}

static void add_journal(struct start *start, const struct journal *journal)
{
	if (journal->state == JOURNAL_DAMAGED)
		add_waiting(start, LEADS_NOWHERE, ORG_NONE, _("Se över en journal"), journal->why.text);
}

static void add_waiting_lines(struct start *start)
{
	const struct book *book = book_of(start);
	size_t waiting = 0, stopped = 0;

	for (size_t i = book->applied; i < book->event_count; i++) {
		waiting += book->events[i]->state == LINE_WAITING;
		stopped += book->events[i]->state == LINE_STOPPED;
	}
	if (waiting)
		add_waiting(start, LEADS_NOWHERE, ORG_NONE, _("Invänta journaler"),
		            counted(start, waiting, _("rad väntar på en annan journal"), _("rader väntar på andra journaler")));
	if (stopped)
		add_waiting(start, LEADS_NOWHERE, ORG_NONE, _("Red ut stoppade rader"),
		            counted(start, stopped, _("rad räknas inte: se budgetdialog log"), _("rader räknas inte: se budgetdialog log")));
}

/* The state of the folder: all of it for the registrar, a damage of her own journal for anyone. */
static void add_folder(struct start *start)
{
	const struct session *session = start->screen.session;
	bool all = session->seat.role == SEAT_REGISTRAR;

	if (all)
		add_edited(start);
	for (size_t i = 0; i < session->book->journal_count; i++)
		if (all || (session->user && strcmp(session->book->journals[i]->user, session->user) == 0))
			add_journal(start, session->book->journals[i]);
	if (all)
		add_waiting_lines(start);
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
		add(start, LEADS_NOWHERE, ORG_NONE, _("Inte i balans"), NULL);
	}
	for (size_t i = 0; i < count && i < AREA_ROWS; i++) {
		const char *words = found[i].left < 0 ? _("över ram") : untouched(session, found[i].unit) ? _("kvar, ej påbörjad") : _("kvar");

		add(start, LEADS_TO_UNIT, found[i].unit, org->units[found[i].unit].name, words)->value = size_of(found[i].left);
	}
	if (count > AREA_ROWS)
		add(start, LEADS_TO_TREE, session->seat.unit, counted(start, count - AREA_ROWS, _("till"), _("till")), NULL);
	free(found);
}

/* --- all of it --- */

static bool anything_waits(const struct start *start)
{
	for (size_t i = 0; i < start->count; i++)
		if (start->tasks[i].waits || start->tasks[i].to != LEADS_NOWHERE)
			return true;
	return false;
}

/* What is always possible: nobody is to end here without a way on. */
static void add_ways(struct start *start)
{
	const struct session *session = start->screen.session;

	add_gap(start);
	add(start, LEADS_TO_UNIT, session->seat.unit, _("Se hur ramen kom till"), session->book->org->units[session->seat.unit].name);
	add(start, LEADS_TO_TREE, session->seat.unit, _("Se hela organisationen"), session->book->org->units[0].name);
	add(start, LEADS_TO_HISTORY, session->seat.unit, _("Se vem som gjort vad"), _("nyast först"));
}

/* Who has no seat here chooses one, or reads. */
static void add_reader(struct start *start)
{
	const struct session *session = start->screen.session;

	if (start->seat_count)
		add_waiting(start, LEADS_TO_SEATS, ORG_NONE, _("Välj vem du är här"), NULL);
	add(start, LEADS_TO_TREE, ORG_NONE, _("Se hela organisationen"), session->book->org->units[0].name)->waits = !start->seat_count;
}

static void build(struct start *start)
{
	const struct seat *seat = &start->screen.session->seat;

	arena_free(&start->arena);
	start->count = 0;
	if (decides(seat)) {
		if (!add_draft(start) && of_budget_year(start->screen.session))
			add_division(start);
		add_all_questions(start);
		if (of_budget_year(start->screen.session))
			add_subs(start);
	}
	add_folder(start);
	if (seat->role == SEAT_EKONOM || seat->role == SEAT_REGISTRAR)
		add_findings(start);
	if (seat->role == SEAT_EKONOM)
		add_area(start);
	if (seat->unit == ORG_NONE) {
		add_reader(start);
		return;
	}
	if (!anything_waits(start))
		add(start, LEADS_NOWHERE, ORG_NONE, _("Inget väntar på dig."), NULL);
	add_ways(start);
}

static bool stops(const void *owner, int row)
{
	const struct task *task = &((const struct start *)owner)->tasks[row];

	return task->waits || task->to != LEADS_NOWHERE;
}

/* --- drawing --- */

static void draw_who(const struct start *start, struct canvas *body, int row)
{
	const struct session *session = start->screen.session;
	struct buffer who = { 0 }, due = { 0 };
	int unit = session->seat.unit, width = body->columns - 2 * MARGIN, taken;
	const char *last = unit == ORG_NONE ? NULL : session->book->region->levels[session->book->org->units[unit].level].due;

	session_title(session, &session->seat, &who);
	buffer_text(&due, "");
	if (last && decides(&session->seat) && of_budget_year(session)) {
		buffer_text(&due, _("klarmarkeras senast "));
		story_date(&due, last);
	}
	taken = text_width(due.bytes);
	if (taken + text_width(who.bytes) + 2 > width)
		taken = 0;
	canvas_text(body, row, MARGIN, width - taken, ROLE_STRONG, who.bytes);
	if (taken)
		canvas_right(body, row, MARGIN, width, ROLE_DIM, due.bytes);
	buffer_free(&who);
	buffer_free(&due);
}

static int draw_story(const struct start *start, struct canvas *body, int row)
{
	const struct session *session = start->screen.session;
	int unit = session->seat.unit == ORG_NONE ? 0 : session->seat.unit, rows;
	struct buffer text = { 0 };

	phrase_draw_balance(body, row, MARGIN, session, unit);
	buffer_text(&text, "");
	story_ram(&text, session->book, session->table, unit, session_money(session, unit), decides(&session->seat));
	rows = canvas_wrap(body, row + 1, MARGIN, body->columns - 2 * MARGIN, 2, ROLE_PLAIN, text.bytes);
	buffer_free(&text);
	return 1 + rows;
}

static int width_of_tasks(const struct start *start, int most)
{
	int width = 0;

	for (size_t i = 0; i < start->count; i++)
		if (start->tasks[i].what && start->tasks[i].detail && text_width(start->tasks[i].what) > width)
			width = text_width(start->tasks[i].what);
	return width > most ? most : width;
}

#define AMOUNT_WIDTH 9

static void draw_task(const struct start *start, struct canvas *body, int y, int row, int width)
{
	const struct session *session = start->screen.session;
	const struct task *task = &start->tasks[row];
	bool next = row == 0 && task->waits;
	int column = TASK_COLUMN + width + 3;

	if (!task->what)
		return;
	if (next)
		canvas_text(body, y, MARGIN, 2, ROLE_ACCENT, body->glyphs->pointer);
	if (!stops(start, row))
		canvas_text(body, y, MARGIN, CANVAS_REST, task->detail ? ROLE_PLAIN : ROLE_DIM, task->what);
	else
		canvas_text(body, y, TASK_COLUMN, task->detail ? width : CANVAS_REST, next ? ROLE_STRONG : ROLE_PLAIN, task->what);
	if (task->value != MONEY_NONE) {
		amount_draw(body, y, column, AMOUNT_WIDTH, ROLE_PLAIN, session, task->value, session_money(session, session->seat.unit), 0);
		column += AMOUNT_WIDTH + 1;
	}
	if (task->detail)
		canvas_text(body, y, column, body->columns - column - MARGIN, ROLE_DIM, task->detail);
}

static void draw_tasks(struct start *start, struct canvas *body)
{
	struct list_view *list = &start->list;
	int width = width_of_tasks(start, body->columns / 2);

	list_size(list, (int)start->count, body->rows);
	for (int row = list->first; row < list_end(list); row++)
		draw_task(start, body, list_y(list, row), row, width);
	canvas_reverse(body, list_y(list, list->at), MARGIN, body->columns - 2 * MARGIN);
	canvas_cursor(body, list_y(list, list->at), TASK_COLUMN, false);
}

/* At the foot, once, and only where it takes nothing from what waits. */
static int draw_note(const struct start *start, struct canvas *body, int least)
{
	const char *note = book_of(start)->region->note, *at;
	int rows = 0, width = body->columns - 2 * MARGIN;

	if (!note || width < 1)
		return 0;
	for (at = note; at && rows < NOTE_ROWS; rows++)
		text_wrap(at, width, &at);
	if (body->rows - rows < least)
		return 0;
	canvas_wrap(body, body->rows - rows, MARGIN, width, NOTE_ROWS, ROLE_DIM, note);
	return rows + 1;
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct start *start = (struct start *)screen;
	int airy = body->rows >= 16 ? 1 : 0, row = airy, foot;
	struct canvas below;

	build(start);
	draw_who(start, body, row);
	row += 1 + airy;
	row += draw_story(start, body, row) + airy;
	foot = draw_note(start, body, row + ((int)start->count < 6 ? (int)start->count : 6));
	below = canvas_part(body, row, 0, body->rows - row - foot, body->columns);
	draw_tasks(start, &below);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct session *session = screen->session;
	const struct region *region = session->book->region;

	buffer_format(left, _("%s · Budget %d"), region->name, session->year);
	if (!session->proven)
		buffer_text(left, _(" · ej styrkt"));
	buffer_text(right, money_unit_name(session_money(session, session->seat.unit)));
	if (session->read_only || !session->user)
		buffer_text(right, _(" · läser"));
}

/* --- acting --- */

static struct effect to_distribution(struct session *session, const struct task *task)
{
	return effect_push(distribution_screen(session, task->unit));
}

static struct effect to_unit(struct session *session, const struct task *task)
{
	return effect_push(unit_screen(session, task->unit));
}

static struct effect to_dialogue(struct session *session, const struct task *task)
{
	return effect_push(unit_screen_dialogue(session, task->unit));
}

static struct effect to_tree(struct session *session, const struct task *task)
{
	return effect_push(organisation_screen(session, task->unit));
}

static struct effect to_check(struct session *session, const struct task *task)
{
	(void)task;
	return effect_push(check_screen(session));
}

static struct effect to_history(struct session *session, const struct task *task)
{
	return effect_push(history_screen(session, task->unit));
}

static struct effect to_seats(struct session *session, const struct task *task)
{
	(void)task;
	return effect_push(seats_screen(session));
}

/* What is done outside the program: its whole sentence. */
static struct effect to_words(struct session *session, const struct task *task)
{
	if (task->detail)
		session_say(session, "%s: %s", task->what, task->detail);
	return effect_handled;
}

static struct effect (*const follow[])(struct session *, const struct task *) = {
	[LEADS_NOWHERE] = to_words, [LEADS_TO_DISTRIBUTION] = to_distribution, [LEADS_TO_UNIT] = to_unit, [LEADS_TO_DIALOGUE] = to_dialogue,
	[LEADS_TO_TREE] = to_tree, [LEADS_TO_CHECK] = to_check, [LEADS_TO_SEATS] = to_seats, [LEADS_TO_HISTORY] = to_history,
};

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct session *session = screen->session;

	if (id != ACTION_DISTRIBUTE)
		return true;
	if (session->seat.unit == ORG_NONE)
		return error_set(why, "no-seat", _("välj först vem du är här (b)"));
	return session_may_divide(session, session->seat.unit, why);
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct start *start = (struct start *)screen;

	if (!start->tasks)
		build(start);
	if (list_act(&start->list, id))
		return effect_handled;
	if (id == ACTION_OPEN)
		return follow[start->tasks[start->list.at].to](screen->session, &start->tasks[start->list.at]);
	if (id == ACTION_DISTRIBUTE && can(screen, id, NULL))
		return effect_push(distribution_screen(screen->session, screen->session->seat.unit));
	return id == ACTION_SEATS ? effect_push(seats_screen(screen->session)) : effect_none;
}

static void renew(struct screen *screen)
{
	build((struct start *)screen);
}

static void discard(struct screen *screen)
{
	struct start *start = (struct start *)screen;

	arena_free(&start->arena);
	free(start->tasks);
	free(start);
}

static const struct screen_hooks hooks = {
	.name = "start", .context = IN_START, .title = title, .draw = draw, .act = act, .can = can, .refresh = renew, .free = discard,
};

struct screen *start_screen(struct session *session)
{
	struct start *start = memory_grow(NULL, 1, sizeof *start);

	*start = (struct start){ .screen = { .hooks = &hooks, .session = session } };
	start->list.stops = stops;
	start->list.owner = start;
	if (!session->user) {
		struct seat *seats;

		start->seat_count = session_seats(session, &seats);
		free(seats);
	}
	return &start->screen;
}

#include "screen.h"

#include "amount.h"
#include "intl.h"
#include "meeting.h"
#include "overview.h"
#include "phrase.h"
#include "post.h"
#include "saying.h"
#include "start_rows.h"
#include "story.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define MARGIN       1
#define STEP_COLUMN  3
#define AMOUNT_WIDTH 9
#define NOTE_ROWS    3
#define STORY_ROWS   3

/* --- drawing --- */

/* In fewer words where there is little room. */
static void add_due(struct buffer *out, const char *last, int room)
{
	struct buffer date = { 0 };
	char now[26];
	bool late = strncmp(journal_now(now), last, strlen(last)) > 0;

	story_date(&date, last);
	buffer_format(out, late ? _("skulle ha klarmarkerats %s") : _("klarmarkeras senast %s"), date.bytes);
	if (text_width(out->bytes) > room) {
		out->size = 0;
		buffer_format(out, late ? _("försenad: %s") : _("senast %s"), date.bytes);
	}
	buffer_free(&date);
}

static void draw_who(const struct start *start, struct canvas *body, int row)
{
	const struct session *session = start->screen.session;
	struct buffer who = { 0 }, due = { 0 };
	int unit = session->seat.unit, width = body->columns - 2 * MARGIN, taken;
	const char *last = unit == ORG_NONE ? NULL : session->book->region->levels[session->book->org->units[unit].level].due;

	session_title(session, &session->seat, &who);
	if (start->mine)
		buffer_text(&who, _(" och sköter mappen"));
	buffer_text(&due, "");
	if (last && start_decides(&session->seat) && start_of_budget_year(session) && overview_unsent(session->table, unit))
		add_due(&due, last, width - text_width(who.bytes) - 2);
	taken = text_width(due.bytes);
	if (taken + text_width(who.bytes) + 2 > width)
		taken = 0;
	canvas_text(body, row, MARGIN, width - taken, ROLE_STRONG, who.bytes);
	if (taken)
		canvas_right(body, row, MARGIN, width, ROLE_DIM, due.bytes);
	buffer_free(&who);
	buffer_free(&due);
}

/* Her dates that hold today; else those nearest to come, else the last that were. */
static const struct deputy *period_of(const struct session *session, const char *today)
{
	const struct unit *unit = &session->book->org->units[session->seat.unit];
	const struct deputy *deputies = unit->deputies.items, *best = NULL;

	for (size_t i = 0; i < unit->deputies.count; i++) {
		const struct deputy *one = &deputies[i];

		if (strcmp(one->user, session->seat.user) != 0)
			continue;
		best = one;
		if (!one->to || strncmp(one->to, today, 10) >= 0) /* in the order of organisation.cfg, which is that of time */
			break;
	}
	return best;
}

/* Until when she stands in another's place, or that she does not today: what she writes then counts, and is marked. */
static void add_period(struct buffer *out, const struct session *session)
{
	char today[26];
	const struct deputy *period = period_of(session, journal_now(today));

	if (!period)
		return;
	if (period->from && strncmp(today, period->from, 10) < 0) {
		buffer_text(out, _("Du är ersättare först från "));
		story_date(out, period->from);
		buffer_text(out, _(": det du sparar innan dess räknas, men märks. "));
	} else if (period->to && strncmp(today, period->to, 10) > 0) {
		buffer_text(out, _("Du var ersättare till och med "));
		story_date(out, period->to);
		buffer_text(out, _(": det du sparar efter det räknas, men märks. "));
	} else {
		buffer_text(out, period->to ? _("Du är ersättare till och med ") : _("Du är ersättare tills vidare"));
		story_date(out, period->to ? period->to : "");
		buffer_text(out, ". ");
	}
}

/* «92 journaler är hela, med 479 rader. Senast skrev regiondirektör, 16 dec 2019 kl. 09.14.» */
static void add_folder(struct buffer *out, const struct start *start)
{
	const struct book *book = start->screen.session->now;
	const struct health *health = start->health;

	if (health->journals < book->journal_count)
		buffer_format(out, _("%zu av %zu journaler är hela, med %zu rader."), health->journals, book->journal_count, health->lines);
	else
		buffer_format(out, _("%zu journaler är hela, med %zu rader."), health->journals, health->lines);
	if (!health->last)
		return;
	buffer_text(out, _(" Senast skrev "));
	phrase_user(out, book, health->last->user);
	buffer_text(out, ", ");
	story_when(out, health->last);
	buffer_text(out, ".");
}

static int draw_story(const struct start *start, struct canvas *body, int row)
{
	const struct session *session = start->screen.session;
	int unit = session->seat.unit == ORG_NONE ? 0 : session->seat.unit, rows;
	struct buffer text = { 0 };

	phrase_draw_balance(body, row, MARGIN, session, unit);
	buffer_text(&text, "");
	if (session->seat.role == SEAT_DEPUTY)
		add_period(&text, session);
	if (start->mine)
		add_folder(&text, start);
	else
		story_ram(&text, session->book, session->table, unit, session_money(session, unit), session->seat.role == SEAT_CHEF);
	rows = canvas_wrap(body, row + 1, MARGIN, body->columns - 2 * MARGIN, STORY_ROWS, ROLE_PLAIN, text.bytes);
	buffer_free(&text);
	return 1 + rows;
}

static int width_of_steps(const struct start *start, int most)
{
	int width = 0;

	for (size_t i = 0; i < start->count; i++)
		if (start->steps[i].what && start->steps[i].detail && text_width(start->steps[i].what) > width)
			width = text_width(start->steps[i].what);
	return width > most ? most : width;
}

static void draw_step(const struct start *start, struct canvas *body, int y, int row, int width)
{
	const struct session *session = start->screen.session;
	const struct step *step = &start->steps[row];
	bool next = row == 0 && step->waits;
	int column = STEP_COLUMN + width + 3;

	if (!step->what)
		return;
	if (next)
		canvas_text(body, y, MARGIN, 2, ROLE_ACCENT, body->glyphs->pointer);
	if (!start_stops(start, row))
		canvas_text(body, y, MARGIN, CANVAS_REST, ROLE_DIM, step->what);
	else
		canvas_text(body, y, STEP_COLUMN, step->detail ? width : CANVAS_REST, next ? ROLE_STRONG : ROLE_PLAIN, step->what);
	if (step->value != MONEY_NONE) {
		amount_draw(body, y, column, AMOUNT_WIDTH, ROLE_PLAIN, session, step->value, session_money(session, session->seat.unit), 0);
		column += AMOUNT_WIDTH + 1;
	}
	if (step->detail)
		canvas_text(body, y, column, body->columns - column - MARGIN, ROLE_DIM, step->detail);
}

static void draw_steps(struct start *start, struct canvas *body)
{
	struct list_view *list = &start->list;
	int width = width_of_steps(start, body->columns / 2);

	list_size(list, (int)start->count, body->rows);
	for (int row = list->first; row < list_end(list); row++)
		draw_step(start, body, list_y(list, row), row, width);
	canvas_reverse(body, list_y(list, list->at), MARGIN, body->columns - 2 * MARGIN);
	canvas_cursor(body, list_y(list, list->at), STEP_COLUMN, false);
}

/* At the foot, once, and only where it takes nothing from what waits. */
static int draw_note(const struct start *start, struct canvas *body, int least)
{
	const char *note = start->screen.session->book->region->note, *at;
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

	start_build(start);
	draw_who(start, body, row);
	row += 1 + airy;
	row += draw_story(start, body, row) + airy;
	foot = draw_note(start, body, row + ((int)start->count < 6 ? (int)start->count : 6));
	start->top = row;
	below = canvas_part(body, row, 0, body->rows - row - foot, body->columns);
	draw_steps(start, &below);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct session *session = screen->session;
	const struct region *region = session->book->region;

	buffer_format(left, "%s · ", region->name);
	phrase_year(left, session);
	if (!session->proven)
		buffer_text(left, _(" · ej styrkt"));
	buffer_text(right, money_unit_name(session_money(session, session->seat.unit)));
	if (!session_version(session) && (session->read_only || !session->user))
		buffer_text(right, _(" · läser"));
}

/* --- acting --- */

static struct effect to_distribution(struct session *session, const struct step *step)
{
	return effect_push(distribution_screen(session, step->unit));
}

static struct effect to_unit(struct session *session, const struct step *step)
{
	return effect_push(unit_screen(session, step->unit));
}

static struct effect to_dialogue(struct session *session, const struct step *step)
{
	return effect_push(step->entry ? dialogue_entry_screen(session, step->unit, step->entry) : dialogue_screen(session, step->unit));
}

/* Right into the field, with the text in it. */
static struct effect to_draft(struct session *session, const struct step *step)
{
	return effect_push(dialogue_draft_screen(session, step->unit, step->entry));
}

static struct effect to_tree(struct session *session, const struct step *step)
{
	return effect_push(organisation_screen(session, step->unit));
}

static struct effect to_meeting(struct session *session, const struct step *step)
{
	return effect_push(meeting_screen(session, step->unit));
}

static struct effect to_check(struct session *session, const struct step *step)
{
	(void)step;
	return effect_push(check_screen(session));
}

static struct effect to_history(struct session *session, const struct step *step)
{
	return effect_push(history_screen(session, step->unit));
}

/* What has changed since yesterday, and by whom. */
static struct effect to_news(struct session *session, const struct step *step)
{
	return effect_push(history_news_screen(session, step->unit));
}

static struct effect to_list(struct session *session, const struct step *step)
{
	return effect_push(organisation_list(session, step->unit));
}

static struct effect to_post(struct session *session, const struct step *step)
{
	return effect_push(post_below_screen(session, step->unit));
}

static struct effect to_index(struct session *session, const struct step *step)
{
	return effect_push(post_renew_screen(session, step->post));
}

static struct effect to_plan(struct session *session, const struct step *step)
{
	return effect_push(plan_screen(session, step->unit));
}

static struct effect to_seats(struct session *session, const struct step *step)
{
	(void)step;
	return effect_push(seats_screen(session));
}

/* What is done outside the program: in whole sentences. */
static struct effect to_words(struct session *session, const struct step *step)
{
	if (step->words)
		session_say(session, "%s", step->words);
	return effect_handled;
}

static struct effect (*const follow[])(struct session *, const struct step *) = {
	[LEADS_NOWHERE] = to_words, [LEADS_TO_DISTRIBUTION] = to_distribution, [LEADS_TO_UNIT] = to_unit, [LEADS_TO_DIALOGUE] = to_dialogue,
	[LEADS_TO_DRAFT] = to_draft, [LEADS_TO_TREE] = to_tree, [LEADS_TO_LIST] = to_list, [LEADS_TO_CHECK] = to_check, [LEADS_TO_SEATS] = to_seats,
	[LEADS_TO_HISTORY] = to_history, [LEADS_TO_NEWS] = to_news, [LEADS_TO_POST] = to_post, [LEADS_TO_INDEX] = to_index, [LEADS_TO_PLAN] = to_plan,
	[LEADS_TO_MEETING] = to_meeting,
};

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	return (id != ACTION_DISTRIBUTE && id != ACTION_PLAN) || screen->session->seat.unit != ORG_NONE ||
	       error_set(why, "no-seat", _("välj först vem du är här (b)"));
}

/* Before she has said who she is there is no division. */
static bool idle(const struct screen *screen, enum action_id id)
{
	return id == ACTION_DISTRIBUTE && screen->session->seat.unit == ORG_NONE;
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct start *start = (struct start *)screen;

	if (!start->steps)
		start_build(start);
	if (list_act(&start->list, id))
		return effect_handled;
	if (id == ACTION_OPEN)
		return follow[start->steps[start->list.at].to](screen->session, &start->steps[start->list.at]);
	if (id == ACTION_DISTRIBUTE && can(screen, id, NULL))
		return effect_push(distribution_screen(screen->session, screen->session->seat.unit));
	if (id == ACTION_PLAN && can(screen, id, NULL))
		return effect_push(plan_screen(screen->session, screen->session->seat.unit));
	return id == ACTION_SEATS ? effect_push(seats_screen(screen->session)) : effect_none;
}

static bool click(struct screen *screen, int row, int column)
{
	struct start *start = (struct start *)screen;

	(void)column;
	return list_click(&start->list, row - start->top);
}

static void renew(struct screen *screen)
{
	start_build((struct start *)screen);
}

static void discard(struct screen *screen)
{
	struct start *start = (struct start *)screen;

	start_forget(start);
	arena_free(&start->arena);
	free(start->steps);
	free(start);
}

static const struct screen_hooks hooks = {
	.name = "start", .context = IN_START, .title = title, .draw = draw, .act = act, .can = can, .idle = idle, .click = click, .refresh = renew,
	.free = discard,
};

static size_t count_seats(const struct session *session, bool *own)
{
	struct seat *seats;
	size_t count = session_seats(session, &seats);

	*own = count && strcmp(seats[0].user, folder_user()) == 0;
	free(seats);
	return count;
}

struct screen *start_screen(struct session *session)
{
	struct start *start = memory_grow(NULL, 1, sizeof *start);
	bool own = true;

	*start = (struct start){ .screen = { .hooks = &hooks, .session = session } };
	start->list.stops = start_stops;
	start->list.owner = start;
	if (!session->user) {
		start->seat_count = count_seats(session, &own);
		start->mine = !own && health_is_mine(session->folder);
	}
	return &start->screen;
}

/* Someone with several seats is asked once who she is. In a demo everyone may be anyone; where the folder is protected, who has no seat of her
 * own looks after it and is nobody else. */
static bool has_choice(const struct session *session)
{
	bool own, demo = strcmp(session->book->region->protection, "none") == 0;
	size_t count = count_seats(session, &own);

	return count > 1 && (own || demo);
}

/* A meeting that she is secretary of, or what she was writing when she was cut off. */
static bool waits_on_start(const struct session *session)
{
	struct arena arena = { 0 };
	size_t left = 0;

	if (session->user && !session->read_only)
		saying_left(&arena, session->book, session->user, &left);
	arena_free(&arena);
	return left || meeting_led(session->book, session->user);
}

struct screen *start_first(struct session *session)
{
	if (!session->user && !session->read_only && has_choice(session))
		return seats_screen(session);
	if (session->seat.role == SEAT_EKONOM && !waits_on_start(session))
		return organisation_list(session, session->seat.unit);
	return start_screen(session);
}

#include "screen.h"

#include "footer.h"
#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARGIN 1
#define VERSION_LEAST 20 /* columns of a version's name: where it is longer, the left end of the head gives way to no more */
#define EXAMPLE_LEAST 34 /* the same of a räkneexempel, as far as there are so many */
#define MESSAGE_ROWS 4 /* a long sentence takes its rows from the body until the next key; in a low window it lies over the last of them */
#define BODY_LEAST 12  /* rows that a body keeps */

/* --- effects --- */

const struct effect effect_none = { EFFECT_NONE, NULL };
const struct effect effect_handled = { EFFECT_HANDLED, NULL };
const struct effect effect_pop = { EFFECT_POP, NULL };
const struct effect effect_quit = { EFFECT_QUIT, NULL };

struct effect effect_push(struct screen *next)
{
	return (struct effect){ EFFECT_PUSH, next };
}

struct effect effect_replace(struct screen *next)
{
	return (struct effect){ EFFECT_REPLACE, next };
}

struct effect effect_reset(struct screen *next)
{
	return (struct effect){ EFFECT_RESET, next };
}

/* --- asking a screen --- */

void screen_free(struct screen *screen)
{
	if (screen && screen->hooks->free)
		screen->hooks->free(screen);
	else
		free(screen);
}

bool screen_typing(const struct screen *screen)
{
	return screen->hooks->typing && screen->hooks->typing(screen);
}

/* The division, and what goes with it. */
#define OF_DIVISION (IN_DISTRIBUTION | IN_MONTHS | IN_DETAILS)

static int unit_of(const struct screen *screen)
{
	if (!screen->session || !screen->session->book)
		return ORG_NONE;
	return screen->hooks->unit ? screen->hooks->unit(screen) : screen->session->seat.unit;
}

bool screen_reads(const struct screen *screen, struct error *why)
{
	int unit = screen->hooks->context & OF_DIVISION ? unit_of(screen) : ORG_NONE;

	return unit != ORG_NONE && !session_may_divide(screen->session, unit, why);
}

/* Of a group it is not said who divides it, but who would. */
static bool divides(const struct screen *screen)
{
	const struct session *session = screen->session;
	int unit = unit_of(screen);

	return unit == ORG_NONE || (!session->read_only && session->user && rights_divides(session->book->org, unit, session->user));
}

/* What keys do that are for all, to her who may only read where they lead. */
static const struct { enum action_id id; const char *label, *help; } to_read[] = {
	{ ACTION_DISTRIBUTE, N_("fördelning"), N_("Läs hur enhetens ram är fördelad") },
	{ ACTION_MONTHS, NULL, N_("Visa hur raderna faller på månaderna") },
	{ ACTION_DETAILS, NULL, N_("Visa vad radens belopp består av") },
};

/* From the first screen the way back is the way out. */
const char *screen_label(const struct screen *screen, enum action_id id)
{
	if (id == ACTION_QUIT && !screen->below)
		return _("avsluta");
	for (size_t i = 0; i < sizeof to_read / sizeof *to_read; i++)
		if (to_read[i].id == id && to_read[i].label && !divides(screen))
			return _(to_read[i].label);
	return _(action(id)->label);
}

const char *screen_tells(const struct screen *screen, enum action_id id)
{
	for (size_t i = 0; i < sizeof to_read / sizeof *to_read; i++)
		if (to_read[i].id == id && !divides(screen))
			return _(to_read[i].help);
	return _(action(id)->help);
}

bool screen_can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct session *session = screen->session;

	if (action(id)->writes && screen_reads(screen, why))
		return false;
	if (session && session->read_only && action(id)->writes) {
		if (why)
			*why = session->read_only_why;
		return false;
	}
	if (session && action(id)->writes && !session_may_change(session, why))
		return false;
	return !screen->hooks->can || screen->hooks->can(screen, id, why);
}

/* --- by name --- */

static struct screen *named_start(struct session *session, int unit)
{
	(void)unit;
	return start_screen(session);
}

static struct screen *named_seats(struct session *session, int unit)
{
	(void)unit;
	return seats_screen(session);
}

/* The figure that is asked about most. */
static struct screen *named_why(struct session *session, int unit)
{
	char figure[256];

	snprintf(figure, sizeof figure, "%s/%d/ram", session->book->org->units[unit > 0 ? unit : 0].id, session->year);
	return why_screen(session, figure);
}

static struct screen *named_check(struct session *session, int unit)
{
	(void)unit;
	return check_screen(session);
}

static struct screen *named_versions(struct session *session, int unit)
{
	(void)unit;
	return versions_screen(session);
}

static struct screen *named_compare(struct session *session, int unit)
{
	(void)unit;
	return compare_screen(session, NULL);
}

static struct screen *named_meeting(struct session *session, int unit)
{
	return meeting_walkthrough(session, unit > 0 ? unit : 0);
}

static struct screen *named_agenda(struct session *session, int unit)
{
	return meeting_agenda(session, unit > 0 ? unit : 0);
}

static struct screen *named_minutes(struct session *session, int unit)
{
	return meeting_minutes(session, unit > 0 ? unit : 0);
}

static struct screen *named_help(struct session *session, int unit)
{
	(void)unit;
	return help_screen(session, NULL);
}

static const struct { const char *name; struct screen *(*make)(struct session *, int unit); } screens[] = {
	{ "start", named_start },
	{ "seats", named_seats },
	{ "organisation", organisation_screen },
	{ "unit", unit_screen },
	{ "why", named_why },
	{ "distribution", distribution_screen },
	{ "months", months_screen },
	{ "details", details_first },
	{ "post", post_screen },
	{ "check", named_check },
	{ "history", history_screen },
	{ "plan", plan_screen },
	{ "versions", named_versions },
	{ "compare", named_compare },
	{ "dialogue", dialogue_screen },
	{ "agenda", named_agenda },
	{ "meeting", named_meeting },
	{ "minutes", named_minutes },
	{ "help", named_help },
};

struct screen *screen_named(struct session *session, const char *name, int unit)
{
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++)
		if (strcmp(screens[i].name, name) == 0)
			return screens[i].make(session, unit);
	return NULL;
}

/* --- drawing --- */

/* Which version is looked at, and whether anything is wrong with what it stands in: what must be known of every figure on the screen. */
static void add_state(const struct session *session, int room, struct buffer *out)
{
	const char *version = session_version(session), *trouble = session_trouble(session);

	if (version) {
		buffer_text(out, out->size ? " · " : "");
		text_crop(out, version, room < VERSION_LEAST ? VERSION_LEAST : room, NULL);
	}
	if (trouble)
		buffer_format(out, "%s%s", out->size ? " · " : "", trouble);
}

/* What the figures are when they are not those decided on: on every screen, in words and in reverse. The rest of the head gives way. */
static int draw_example(const struct session *session, struct canvas *canvas, int end, int left)
{
	struct buffer shown = { 0 };
	int most = end - MARGIN - 2, room = end - MARGIN - left - 4, taken;

	if (!session->what_if.count)
		return 0;
	if (room < EXAMPLE_LEAST)
		room = EXAMPLE_LEAST < most ? EXAMPLE_LEAST : most;
	buffer_text(&shown, " ");
	session_what_if_brief(session, &shown, room, canvas->glyphs->more);
	buffer_text(&shown, " ");
	taken = text_width(shown.bytes);
	canvas_text(canvas, 0, end - taken, taken, ROLE_ACCENT, shown.bytes);
	canvas_reverse(canvas, 0, end - taken, taken);
	buffer_free(&shown);
	return taken + 1;
}

/* Where and who, and on the right the unit of money: that one is never cut, for a figure without its unit is wrong. */
static void draw_head(struct screen *screen, struct canvas *canvas)
{
	struct buffer left = { 0 }, right = { 0 };
	int width = canvas->columns - 2 * MARGIN, taken;

	buffer_text(&left, "");
	buffer_text(&right, "");
	if (screen->hooks->title)
		screen->hooks->title(screen, &left, &right);
	if (screen->session && screen->session->book)
		add_state(screen->session, width - text_width(left.bytes) - text_width(right.bytes) - 5, &right);
	taken = text_width(right.bytes);
	canvas_text(canvas, 0, canvas->columns - MARGIN - taken, taken, ROLE_DIM, right.bytes);
	if (screen->session && screen->session->book)
		taken += draw_example(screen->session, canvas, canvas->columns - MARGIN - taken - (taken > 0), text_width(left.bytes));
	canvas_text(canvas, 0, MARGIN, taken ? width - taken - 2 : width, ROLE_TITLE, left.bytes);
	buffer_free(&left);
	buffer_free(&right);
}

/* As it is shown, and how many rows it wants; none when there is no message. */
static int lay_out_message(const struct canvas *canvas, const char *message, struct buffer *out)
{
	struct buffer sentence = { 0 };
	const char *at;
	int rows = 0;

	if (!message || !*message)
		return 0;
	text_capital(&sentence, message); /* what an error says may also stand within a sentence: here it is one */
	text_harmless(out, sentence.bytes);
	for (at = out->bytes; at && rows < MESSAGE_ROWS; rows++)
		text_wrap(at, canvas->columns - 2 * MARGIN, &at);
	buffer_free(&sentence);
	return rows;
}

static void draw_message(struct canvas *canvas, int rows, const char *message)
{
	canvas_fill(canvas, canvas->rows - 1 - rows, 0, rows, canvas->columns, ROLE_PLAIN);
	canvas_wrap(canvas, canvas->rows - 1 - rows, MARGIN, canvas->columns - 2 * MARGIN, MESSAGE_ROWS, ROLE_STRONG, message);
}

/* Between the head and the row of messages. What is told below a list must not be read on as part of a long message. */
static int body_rows(const struct canvas *canvas, int message_rows)
{
	int rows = canvas->rows - 3, kept = message_rows > 1 ? rows - (message_rows - 1) : rows;

	return kept < BODY_LEAST ? rows : kept;
}

static void draw_too_small(struct canvas *canvas)
{
	char notice[200];

	snprintf(notice, sizeof notice, _("Fönstret är för litet: minst %d%s%d"), SCREEN_LEAST_COLUMNS, canvas->glyphs->times, SCREEN_LEAST_ROWS);
	canvas_wrap(canvas, 0, 0, canvas->columns, canvas->rows, ROLE_PLAIN, notice);
}

void screen_draw(struct screen *screen, struct canvas *canvas, const char *message)
{
	struct buffer told = { 0 };
	struct canvas body;
	int rows;

	canvas_clear(canvas);
	if (canvas->rows < SCREEN_LEAST_ROWS || canvas->columns < SCREEN_LEAST_COLUMNS) {
		draw_too_small(canvas);
		return;
	}
	rows = lay_out_message(canvas, message, &told);
	body = canvas_part(canvas, 1, 0, body_rows(canvas, rows), canvas->columns);
	draw_head(screen, canvas);
	screen->hooks->draw(screen, &body);
	if (rows)
		draw_message(canvas, rows, told.bytes);
	buffer_free(&told);
	footer_draw(screen, canvas, canvas->rows - 1);
}

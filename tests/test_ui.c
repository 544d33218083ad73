/* The frame of the screens on a real pseudo terminal, with screens of its own: what is typed, what is drawn, what it costs, and how it ends. */
#include "testing.h"

#include "arena.h"
#include "copy.h"
#include "field.h"
#include "golden.h"
#include "help.h"
#include "input.h"
#include "list.h"
#include "popup.h"
#include "terminal.h"
#include "text.h"
#include "tty.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- a session without a folder --- */

static struct session the_session;
static int folder_ends[2] = { -1, -1 }, refreshes, alive;

void session_say(struct session *session, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(session->message, sizeof session->message, format, arguments);
	va_end(arguments);
}

const char *session_trouble(const struct session *session)
{
	(void)session;
	return NULL;
}

const char *session_version(const struct session *session)
{
	(void)session;
	return NULL;
}

bool session_may_divide(const struct session *of, int unit, struct error *error)
{
	(void)of, (void)unit, (void)error;
	return true;
}

bool session_may_change(const struct session *session, struct error *error)
{
	(void)session, (void)error;
	return true;
}

void session_what_if_tell(const struct session *session, struct buffer *out)
{
	(void)session, (void)out;
}

void session_what_if_brief(const struct session *session, struct buffer *out, int columns, const char *more)
{
	(void)session, (void)out, (void)columns, (void)more;
}

bool session_what_if_unkept(const struct session *session)
{
	(void)session;
	return false;
}

bool session_at(struct session *session, const char *version, struct error *error)
{
	(void)session, (void)version, (void)error;
	return true;
}

bool session_preliminary(const struct session *session)
{
	(void)session;
	return false;
}

bool session_year_next(struct session *session, struct error *error)
{
	(void)session, (void)error;
	return true;
}

enum money_unit session_money(const struct session *session, int unit)
{
	(void)unit;
	return session->money;
}

int session_watch(struct session *session)
{
	(void)session;
	return folder_ends[0];
}

void session_watched(struct session *session)
{
	char bytes[64];

	(void)session;
	assert_true(read(folder_ends[0], bytes, sizeof bytes) > 0);
}

bool session_refresh(struct session *session, bool *changed)
{
	(void)session;
	*changed = folder_ends[0] >= 0;
	return true;
}

void session_money_next(struct session *session)
{
	session->money = (session->money + 1) % 3;
}

/* --- a screen: a list of units, a field, a question, and what it was last given --- */

#define UNITS 100

struct dummy {
	struct screen screen;
	struct list_view list;
	struct text_field field;
	struct popup popup;
	bool typing;
	char last[64];       /* the last key it was given by itself */
	size_t pasted;
	int clicked;         /* rows of the body that were clicked, and in which column last */
	int column;
};

static struct dummy *top; /* the newest one, for the tests to look at */

static void dummy_title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	static const char *const units[] = { "kr", "tkr", "mnkr" };

	buffer_format(left, "%s · vidarefördelning (dec)", context_name(screen->hooks->context));
	buffer_format(right, "%s · läser", units[screen->session->money]);
}

static void dummy_row(struct dummy *dummy, struct canvas *body, int row)
{
	static const char *const names[] = { "Länssjukvård", "Närsjukvård", "Regiongemensamt", "Hjälpmedel Sunderby" };
	int y = list_y(&dummy->list, row);

	canvas_format(body, y, 1, 30, ROLE_PLAIN, "%s %s %d", body->glyphs->closed, names[row % 4], row);
	for (int i = 0; i < 4; i++)
		canvas_right(body, y, 30 + 10 * i, 9, i == 3 ? ROLE_STRONG : ROLE_PLAIN, row % 3 ? "2\u00a0256,5" : "−81,3");
	canvas_text(body, y, 71, CANVAS_REST, ROLE_DIM, "godkänd");
	if (row != dummy->list.at)
		return;
	canvas_reverse(body, y, 0, body->columns);
	canvas_cursor(body, y, 3, false);
}

static void dummy_draw(struct screen *screen, struct canvas *body)
{
	struct dummy *dummy = (struct dummy *)screen;

	list_size(&dummy->list, UNITS, body->rows - dummy->typing);
	for (int row = dummy->list.first; row < list_end(&dummy->list); row++)
		dummy_row(dummy, body, row);
	if (dummy->typing)
		field_draw(&dummy->field, body, body->rows - 1, 1, 40);
	popup_draw(&dummy->popup, body);
}

static struct effect dummy_act(struct screen *screen, enum action_id id)
{
	struct dummy *dummy = (struct dummy *)screen;

	if (list_act(&dummy->list, id))
		return effect_handled;
	if (id == ACTION_SEARCH) {
		field_set(&dummy->field, "");
		dummy->typing = true;
		return effect_handled;
	}
	if (id == ACTION_OPEN)
		return effect_push(unit_screen(screen->session, 0));
	if (id == ACTION_FOLD_ALL) {
		popup_ask(&dummy->popup, "Ska alla grenar fällas ut?");
		popup_field(&dummy->popup, "Varför", "");
		popup_choice(&dummy->popup, "j", "Ja");
		popup_choice(&dummy->popup, "n", "Nej");
		return effect_handled;
	}
	return id == ACTION_SEATS ? effect_quit : effect_none;
}

static struct effect dummy_type(struct screen *screen, const struct key *key)
{
	struct dummy *dummy = (struct dummy *)screen;

	if (popup_open(&dummy->popup)) {
		popup_key(&dummy->popup, key);
		return effect_handled;
	}
	if (dummy->typing && key_in(key, "Enter Esc")) {
		dummy->typing = false;
		return effect_handled;
	}
	if (dummy->typing)
		return field_key(&dummy->field, key) ? effect_handled : effect_none;
	if (!key->paste && !key_in(key, "1 2 3 å F5 日"))
		return effect_none;
	dummy->pasted += key->paste ? strlen(key->paste) : 0;
	snprintf(dummy->last, sizeof dummy->last, "%s", key->name);
	return effect_handled;
}

static bool dummy_typing(const struct screen *screen)
{
	const struct dummy *dummy = (const struct dummy *)screen;

	return dummy->typing || popup_open(&dummy->popup);
}

static bool dummy_can(const struct screen *screen, enum action_id id, struct error *why)
{
	(void)screen;
	return id != ACTION_DISTRIBUTE || error_set(why, "not-allowed", "bara divisionschefen fördelar här");
}

static bool dummy_click(struct screen *screen, int row, int column)
{
	struct dummy *dummy = (struct dummy *)screen;
	int selected = dummy->list.at;

	dummy->clicked++;
	dummy->column = column;
	list_select(&dummy->list, dummy->list.first + row);
	return dummy->list.at == selected;
}

static void dummy_refresh(struct screen *screen)
{
	(void)screen;
	refreshes++;
}

static void dummy_free(struct screen *screen)
{
	if (top == (struct dummy *)screen)
		top = (struct dummy *)screen->below;
	free(screen);
	alive--;
}

#define HOOKS(screen_name, screen_context)                                                                    \
	static const struct screen_hooks screen_name##_hooks = {                                              \
		.name = #screen_name, .context = screen_context, .title = dummy_title, .draw = dummy_draw,    \
		.act = dummy_act, .type = dummy_type, .typing = dummy_typing, .can = dummy_can,               \
		.click = dummy_click, .refresh = dummy_refresh, .free = dummy_free,                           \
	}
HOOKS(start, IN_START);
HOOKS(organisation, IN_TREE);
HOOKS(unit, IN_UNIT);
HOOKS(check, IN_CHECK);
HOOKS(history, IN_HISTORY);

static struct screen *dummy_new(struct session *session, const struct screen_hooks *hooks)
{
	struct dummy *dummy = memory_grow(NULL, 1, sizeof *dummy);

	*dummy = (struct dummy){ .screen = { .hooks = hooks, .session = session } };
	top = dummy;
	alive++;
	return &dummy->screen;
}

struct screen *start_screen(struct session *session)
{
	return dummy_new(session, &start_hooks);
}

struct screen *organisation_screen(struct session *session, int unit)
{
	(void)unit;
	return dummy_new(session, &organisation_hooks);
}

struct screen *unit_screen(struct session *session, int unit)
{
	(void)unit;
	return dummy_new(session, &unit_hooks);
}

struct screen *check_screen(struct session *session)
{
	return dummy_new(session, &check_hooks);
}

struct screen *history_screen(struct session *session, int unit)
{
	(void)unit;
	return dummy_new(session, &history_hooks);
}

struct screen *what_if_screen(struct session *session, int unit)
{
	(void)session, (void)unit;
	return NULL;
}

struct screen *versions_screen(struct session *session)
{
	(void)session;
	return NULL;
}

struct screen *seats_screen(struct session *session)
{
	(void)session;
	return NULL;
}

struct screen *why_screen(struct session *session, const char *figure)
{
	(void)session, (void)figure;
	return NULL;
}

struct screen *meeting_screen(struct session *session, int unit)
{
	(void)session, (void)unit;
	return NULL;
}

struct screen *meeting_walkthrough(struct session *session, int branch)
{
	(void)session, (void)branch;
	return NULL;
}

struct screen *meeting_agenda(struct session *session, int branch)
{
	(void)session, (void)branch;
	return NULL;
}

struct screen *meeting_minutes(struct session *session, int branch)
{
	(void)session, (void)branch;
	return NULL;
}

struct screen *dialogue_screen(struct session *session, int unit)
{
	(void)session, (void)unit;
	return NULL;
}

struct screen *dialogue_figure_screen(struct session *session, const char *figure)
{
	(void)session, (void)figure;
	return NULL;
}

struct screen *plan_screen(struct session *session, int unit)
{
	(void)session, (void)unit;
	return NULL;
}

struct screen *compare_screen(struct session *session, const char *version)
{
	(void)session, (void)version;
	return NULL;
}

struct screen *post_screen(struct session *session, int unit)
{
	(void)session, (void)unit;
	return NULL;
}

void copy_screen(struct screen *about, struct tty *tty)
{
	(void)tty;
	session_say(about->session, "kopierat");
}

struct screen *export_screen(struct session *session, const struct screen *about)
{
	assert_ptr_equal(about, &top->screen);
	return dummy_new(session, &history_hooks);
}

struct screen *distribution_screen(struct session *session, int unit)
{
	(void)session, (void)unit;
	return NULL;
}

struct screen *months_screen(struct session *session, int unit)
{
	(void)session, (void)unit;
	return NULL;
}

struct screen *details_first(struct session *session, int unit)
{
	(void)session, (void)unit;
	return NULL;
}

/* --- on a terminal --- */

static struct terminal *begin(int rows, int columns, const char *term)
{
	struct terminal *terminal = terminal_open(rows, columns, term);
	struct error error;

	the_session = (struct session){ .money = MONEY_IN_MNKR };
	alive = refreshes = 0;
	assert_true(terminal_run(terminal, &the_session, organisation_screen(&the_session, 0), &error));
	return terminal;
}

static void finish(struct terminal *terminal)
{
	terminal_stop(terminal);
	assert_true(terminal_restored(terminal));
	assert_int_equal(alive, 0);
	terminal_close(terminal);
}

static void expect_row(struct terminal *terminal, int row, const char *part)
{
	const char *text = terminal_text(terminal, row);

	expect(strstr(text, part), "%d: «%s» has no «%s»", row, text, part);
}

static void expect_cursor(struct terminal *terminal, int row, int column, bool shown)
{
	int is_row, is_column;
	bool is_shown;

	terminal_cursor(terminal, &is_row, &is_column, &is_shown);
	expect(is_row == row && is_column == column && is_shown == shown, "the cursor is at %d, %d, %d", is_row, is_column, is_shown);
}

static bool came_out(struct terminal *terminal, const char *bytes)
{
	size_t size;
	const char *output = terminal_output(terminal, &size);

	return memmem(output, size, bytes, strlen(bytes)) != NULL;
}

static void the_whole_screen_stands_there(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	expect_row(terminal, 0, " Organisation · vidarefördelning (dec)");
	expect_row(terminal, 0, "mnkr · läser");
	expect_row(terminal, 1, " ▸ Länssjukvård 0");
	expect_row(terminal, 1, "−81,3");
	expect_row(terminal, 21, "20");
	assert_string_equal(terminal_text(terminal, 22), "");
	expect_row(terminal, 23, " Enter öppna  f fördela  v varför  ");
	expect_row(terminal, 23, "  ? hjälp  q avsluta");
	expect_cursor(terminal, 1, 3, false);
	assert_true(terminal_look(terminal, 0, 1).bold && !terminal_look(terminal, 0, 1).background);
	assert_true(terminal_look(terminal, 1, 0).reverse && terminal_look(terminal, 1, 79).reverse && !terminal_look(terminal, 2, 0).reverse);
	assert_int_equal(terminal_look(terminal, 23, 1).colour, 32);
	assert_int_equal(terminal_look(terminal, 23, 7).colour, -1);
	finish(terminal);
}

static void keys_move_and_cost_little(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");
	size_t first = terminal_bytes(terminal), down, scroll, page;

	(void)state;
	terminal_keys(terminal, "Down");
	down = terminal_bytes(terminal);
	expect_cursor(terminal, 2, 3, false);
	assert_true(terminal_look(terminal, 2, 0).reverse && !terminal_look(terminal, 1, 0).reverse);
	expect_row(terminal, 1, "▸ Länssjukvård 0");
	expect_row(terminal, 2, "2 256,5");
	terminal_keys(terminal, "PgDn");
	page = terminal_bytes(terminal);
	expect_cursor(terminal, 2, 3, false);
	terminal_keys(terminal, "End Home End Home j k G");
	expect_row(terminal, 21, "99");
	expect_cursor(terminal, 21, 3, false);
	terminal_keys(terminal, "Home PgDn PgUp");
	terminal_bytes(terminal);
	for (int i = 0; i < 21; i++) {
		terminal_keys(terminal, "Down");
		scroll = terminal_bytes(terminal);
	}
	expect_row(terminal, 21, "21");
	assert_true(terminal_step(terminal, 0));
	assert_true(terminal_step(terminal, 0));
	assert_int_equal(terminal_bytes(terminal), 0);
	print_message("bytes: first %zu, down %zu, scroll %zu, page %zu\n", first, down, scroll, page);
	assert_true(down <= 260);
	assert_true(scroll <= 320);
	assert_true(page <= 1500);
	finish(terminal);
}

static void any_size_will_do(void **state)
{
	static const struct { int rows, columns; } sizes[] = { { 1, 1 }, { 2, 1 }, { 1, 80 }, { 24, 3 }, { 7, 80 }, { 8, 40 }, { 60, 200 }, { 300, 100 }, { 24, 80 } };
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	terminal_keys(terminal, "Down Down Down");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		assert_true(terminal_resize(terminal, sizes[i].rows, sizes[i].columns));
		terminal_keys(terminal, "Down Up");
		if (sizes[i].rows < 8 || sizes[i].columns < 40)
			expect(*terminal_text(terminal, 0) == 'F' || sizes[i].rows * sizes[i].columns < 3, "%d", sizes[i].rows);
		else
			expect_cursor(terminal, 4, 3, false);
	}
	expect_row(terminal, 0, "Organisation");
	terminal_resize(terminal, 5, 60);
	assert_string_equal(terminal_text(terminal, 0), "Fönstret är för litet: minst 40×8");
	finish(terminal);
}

static void it_may_begin_small(void **state)
{
	struct terminal *terminal = begin(1, 1, "xterm-256color");

	(void)state;
	assert_string_equal(terminal_text(terminal, 0), "…");
	terminal_resize(terminal, 24, 80);
	expect_row(terminal, 0, "Organisation");
	finish(terminal);
}

static void escape_is_a_key_and_begins_others(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	terminal_keys(terminal, "Enter Esc");
	expect_row(terminal, 0, "Organisation");
	terminal_send(terminal, "\033[B", 3);
	terminal_send(terminal, "\033OB", 3);
	expect_cursor(terminal, 3, 3, false);
	terminal_send(terminal, "\033", 1);
	expect_row(terminal, 22, "första skärmen: q avslutar");
	terminal_send(terminal, "\033[1;2B", 6);
	expect_cursor(terminal, 4, 3, false);
	assert_string_equal(terminal_text(terminal, 22), "");
	finish(terminal);
}

static void a_bad_byte_takes_no_key_with_it(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	terminal_send(terminal, "\xe5\033[B", 4);
	expect_cursor(terminal, 2, 3, false);
	terminal_send(terminal, "\xff", 1);
	expect_row(terminal, 22, "UTF-8");
	terminal_send(terminal, "\xc3\xa5", 2);
	assert_string_equal(top->last, "å");
	terminal_send(terminal, "\xe6\x97", 2);
	terminal_send(terminal, "j", 1);
	expect_cursor(terminal, 3, 3, false);
	finish(terminal);
}

static void a_field_takes_letters_that_are_commands(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	terminal_keys(terminal, "/ 'qo?åa\xcc\x8a' Left x");
	assert_string_equal(top->field.text, "qo?åxa\xcc\x8a");
	expect_row(terminal, 21, "qo?åxa\xcc\x8a");
	expect_cursor(terminal, 21, 6, true);
	expect_row(terminal, 23, "Enter klart");
	expect_row(terminal, 23, "Esc avbryt");
	assert_true(terminal_look(terminal, 21, 1).underline);
	terminal_keys(terminal, "Esc");
	expect_cursor(terminal, 1, 3, false);
	terminal_keys(terminal, "/ a ^C");
	expect_row(terminal, 22, "Ctrl-C gör ingenting här: Esc stänger fältet");
	assert_true(top->typing); /* what was typed is never lost by it */
	terminal_keys(terminal, "Esc ^C");
	expect_row(terminal, 22, "Ctrl-C avslutar inte: tryck q");
	terminal_keys(terminal, "^Z");
	expect_row(terminal, 22, "Tangenten Ctrl-Z gör inget här: ? visar vad som går");
	finish(terminal);
}

/* As PuTTY sends them in either of its modes; the comma of its keypad is the decimal comma of a Swedish keyboard. */
static void the_keypad_types_figures(void **state)
{
	static const char application[] = "\033Oq\033Or\033Op\033Ol\033Ou\033On\033Oy\033Om\033Ok";
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	assert_true(came_out(terminal, "\033>")); /* asked for as plain characters */
	terminal_keys(terminal, "/");
	terminal_send(terminal, application, sizeof application - 1);
	assert_string_equal(top->field.text, "120,5,9-+");
	terminal_send(terminal, "\033OM", 3);
	assert_false(top->typing);
	terminal_keys(terminal, "/ 1 2 , 5");
	assert_string_equal(top->field.text, "12,5");
	finish(terminal);
}

/* Neither the line (XON, signals, quoting) nor curses keeps a key for itself. */
static void every_control_key_arrives(void **state)
{
	static const char *const keys[] = { "S", "Q", "Z", "Y", "V", "O", "D", "R", "W", "\\", "]", "_" };
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		char name[4], said[40];

		snprintf(name, sizeof name, "^%s", keys[i]);
		snprintf(said, sizeof said, "Tangenten Ctrl-%s gör inget här", keys[i]);
		terminal_keys(terminal, name);
		expect_row(terminal, 22, said);
	}
	terminal_keys(terminal, "Down");
	expect_cursor(terminal, 2, 3, false);
	finish(terminal);
}

static void escape_is_waited_for_25_ms(void **state)
{
	struct input *input = input_new();
	struct key key;

	(void)state;
	assert_int_equal(input_patience(input), -1); /* nothing has begun: for ever */
	input_feed(input, "\033", 1);
	assert_int_equal(input_patience(input), 25);
	assert_false(input_next(input, &key, false));
	assert_true(input_next(input, &key, true));
	assert_true(key_is(&key, "Esc"));
	assert_int_equal(input_patience(input), -1);
	input_free(input);
}

static void a_question_is_asked_at_the_foot(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	terminal_bytes(terminal);
	terminal_keys(terminal, "*");
	assert_true(terminal_bytes(terminal) <= 900);
	expect_row(terminal, 18, "────");
	expect_row(terminal, 19, "Ska alla grenar fällas ut?");
	expect_row(terminal, 20, "Varför");
	expect_row(terminal, 21, "j Ja   n Nej");
	expect_cursor(terminal, 20, 9, true);
	terminal_keys(terminal, "j Enter");
	expect_cursor(terminal, 21, 1, false);
	terminal_keys(terminal, "n");
	assert_int_equal(top->popup.chosen, 1);
	assert_string_equal(popup_text(&top->popup, 0), "j");
	expect_row(terminal, 21, "20");
	finish(terminal);
}

static void a_paste_is_never_commands(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");
	size_t size = 1 << 20;
	char *large = memory_grow(NULL, size, 1);

	(void)state;
	memset(large, 'q', size);
	large[size - 1] = '\0';
	terminal_paste(terminal, "q\nq\n");
	assert_string_equal(top->last, "Paste");
	assert_int_equal(top->pasted, 4);
	terminal_send(terminal, "qqqqqqqqqqqqqqqqqqqqqqqqq", 25);
	assert_int_equal(top->pasted, 29);
	top->pasted = 0;
	assert_true(terminal_paste(terminal, large));
	assert_int_equal(top->pasted, size - 1);
	top->pasted = 0;
	assert_true(terminal_send(terminal, large, size - 1));
	assert_int_equal(top->pasted, size - 1);
	terminal_keys(terminal, "/");
	terminal_paste(terminal, "två\trader\nhär\n");
	assert_string_equal(top->field.text, "två rader här");
	terminal_keys(terminal, "Esc ?");
	terminal_paste(terminal, "qqq");
	expect_row(terminal, 22, "inklistrade");
	free(large);
	finish(terminal);
}

static void the_general_keys_work_everywhere(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	terminal_keys(terminal, "e");
	expect_row(terminal, 0, "kr · läser");
	terminal_keys(terminal, "c");
	expect_row(terminal, 0, "Avstämning");
	terminal_keys(terminal, "Enter c");
	expect_row(terminal, 0, "Avstämning");
	assert_int_equal(alive, 2);
	terminal_keys(terminal, "o");
	expect_row(terminal, 0, "Organisation");
	assert_int_equal(alive, 1);
	terminal_keys(terminal, "Enter h");
	expect_row(terminal, 0, "Start");
	assert_int_equal(alive, 1);
	expect_row(terminal, 23, "q avsluta");
	terminal_keys(terminal, "o");
	expect_row(terminal, 23, "q tillbaka");
	terminal_keys(terminal, "f");
	expect_row(terminal, 22, " Bara divisionschefen fördelar här"); /* as a sentence: it begins with a capital letter */
	terminal_keys(terminal, "F1");
	expect_row(terminal, 0, "Hjälp · Organisation");
	terminal_keys(terminal, "q E");
	assert_int_equal(alive, 3); /* the question lies on what it is about */
	terminal_keys(terminal, "q q");
	expect_row(terminal, 0, "Start");
	terminal_keys(terminal, "x");
	expect_row(terminal, 22, "Tangenten x gör inget här");
	terminal_bytes(terminal);
	terminal_keys(terminal, "^L");
	assert_true(terminal_bytes(terminal) > 1000);
	assert_false(terminal_keys(terminal, "q"));
	finish(terminal);
}

static void what_cannot_be_done_is_dim_and_says_why(void **state)
{
	struct terminal *terminal = begin(24, 120, "xterm-256color");
	int row, column;
	bool shown;

	(void)state;
	assert_int_equal(terminal_look(terminal, 23, 1).colour, 32); /* Enter */
	assert_int_equal(terminal_look(terminal, 23, 14).colour, -1); /* f */
	terminal_keys(terminal, "? / 'FÖRDELA'");
	terminal_cursor(terminal, &row, &column, &shown);
	assert_true(shown);
	for (row = 1; !terminal_look(terminal, row, 5).reverse; row++)
		assert_true(row < 22);
	expect_row(terminal, row, "Fördela ramen, eller läs hur den är fördelad");
	expect_row(terminal, row + 1, "går inte nu: bara divisionschefen fördelar här");
	terminal_keys(terminal, "Enter n N q");
	finish(terminal);
}

/* What writes cannot be done in a folder that is only read, whatever the screen says. */
static void a_reader_is_told_why_she_cannot_write(void **state)
{
	struct session session = { .read_only = true };
	struct screen *screen = organisation_screen(&session, 0);
	struct error why = { .word = NULL };

	(void)state;
	error_set(&session.read_only_why, "read-only", "mappen är öppnad för läsning");
	assert_true(screen_can(screen, ACTION_OPEN, &why));
	assert_false(screen_can(screen, ACTION_SAVE, &why));
	assert_string_equal(why.text, "mappen är öppnad för läsning");
	assert_false(screen_can(screen, ACTION_SAVE, NULL));
	screen_free(screen);
}

#if defined __SANITIZE_ADDRESS__
#define SANITIZED true
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

/* In a child, for there is no way back from it. The sanitizer keeps crashes for itself, so there the handler's work is done by hand. */
static void crash(void)
{
	if (SANITIZED) {
		tty_crashed();
		signal(SIGSEGV, SIG_DFL);
	}
	raise(SIGSEGV);
	_exit(0);
}

static void a_crash_puts_the_terminal_back(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");
	const char *output;
	int status;
	size_t size;
	pid_t child;

	(void)state;
	assert_false(terminal_restored(terminal));
	child = fork();
	if (child == 0)
		crash();
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	assert_true(terminal_restored(terminal));
	terminal_step(terminal, 0);
	output = terminal_output(terminal, &size);
	assert_non_null(memmem(output, size, "\033[?2004l", 8));
	assert_non_null(memmem(output, size, "\033[?1000l", 8));
	assert_non_null(memmem(output, size, "\033[?1049l", 8));
	finish(terminal);
}

static void others_lines_come_by_themselves(void **state)
{
	struct terminal *terminal;

	(void)state;
	assert_int_equal(pipe(folder_ends), 0);
	terminal = begin(24, 80, "xterm-256color");
	terminal_keys(terminal, "Enter");
	assert_int_equal(refreshes, 0);
	assert_int_equal(write(folder_ends[1], "x", 1), 1);
	assert_true(terminal_step(terminal, -1));
	assert_int_equal(refreshes, 2); /* both screens of the stack */
	finish(terminal);
	close(folder_ends[0]);
	close(folder_ends[1]);
	folder_ends[0] = folder_ends[1] = -1;
}

static int clock_wakes(const struct screen *screen)
{
	(void)screen;
	return 10;
}

/* A screen that shows a clock is drawn again when it says so, and no key is needed; the others wait for ever. */
static void a_screen_that_says_when_is_drawn_again(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");
	struct screen_hooks clock = *top->screen.hooks;
	int row, column;
	bool shown;

	(void)state;
	assert_null(clock.wakes);
	clock.wakes = clock_wakes;
	top->screen.hooks = &clock;
	top->list.at = 3; /* as if by itself */
	assert_true(terminal_step(terminal, -1));
	terminal_cursor(terminal, &row, &column, &shown);
	assert_int_equal(row, 4);
	top->list.at = 7;
	assert_true(terminal_step(terminal, 1)); /* no longer than it is told to wait */
	terminal_cursor(terminal, &row, &column, &shown);
	assert_int_equal(row, 4);
	top->screen.hooks = &organisation_hooks;
	finish(terminal);
}

static void it_leaves_when_the_line_is_gone(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	assert_false(terminal_hang_up(terminal));
	terminal_stop(terminal);
	assert_int_equal(alive, 0);
	terminal_close(terminal);
}

static void leaving_signals_are_answered(void **state)
{
	static const int leaving[] = { SIGTERM, SIGHUP, SIGQUIT };

	(void)state;
	for (size_t i = 0; i < sizeof leaving / sizeof *leaving; i++) {
		struct terminal *terminal = begin(24, 80, "xterm-256color");

		assert_true(terminal_signal(terminal, SIGINT));
		assert_false(terminal_signal(terminal, leaving[i]));
		terminal_stop(terminal);
		assert_true(came_out(terminal, "\033[?2004l") && came_out(terminal, "\033[?1049l"));
		finish(terminal);
	}
}

/* kill -TSTP from another window: the shell gets its terminal back, and when it lets us go on everything stands there again. */
static void it_stops_and_goes_on(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	assert_false(terminal_stopped(terminal));
	terminal_bytes(terminal);
	assert_true(terminal_signal(terminal, SIGTSTP));
	assert_true(terminal_stopped(terminal));
	assert_true(came_out(terminal, "\033[?2004l") && came_out(terminal, "\033[?1049l"));
	assert_false(terminal_restored(terminal)); /* and ours again */
	assert_true(terminal_bytes(terminal) > 1000);
	expect_row(terminal, 1, "▸ Länssjukvård 0");
	assert_true(terminal_signal(terminal, SIGCONT)); /* after a kill -STOP, of which nobody tells us */
	assert_true(terminal_bytes(terminal) > 1000);
	terminal_keys(terminal, "Down");
	expect_cursor(terminal, 2, 3, false);
	finish(terminal);
}

/* --- the mouse --- */

static void click(struct terminal *terminal, int row, int column)
{
	char bytes[64];
	int size = snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", column + 1, row + 1, column + 1, row + 1);

	assert_true(terminal_send(terminal, bytes, (size_t)size));
}

static void wheel(struct terminal *terminal, const char *bytes)
{
	assert_true(terminal_send(terminal, bytes, strlen(bytes)));
}

static void click_on(struct terminal *terminal, int row, const char *words)
{
	char before[300];
	const char *text = terminal_text(terminal, row), *at = strstr(text, words);

	expect(at, "%s", text);
	snprintf(before, sizeof before, "%.*s", (int)(at - text), text);
	click(terminal, row, text_width(before));
}

static void the_mouse_is_off_until_it_is_asked_for(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	click(terminal, 5, 5);
	wheel(terminal, "\033[<65;5;5M");
	assert_int_equal(top->clicked, 0);
	expect_cursor(terminal, 1, 3, false);
	assert_false(came_out(terminal, "\033[?1000h"));
	terminal_keys(terminal, "M");
	expect_row(terminal, 22, "Mus på: Skift + dra markerar text");
	assert_true(came_out(terminal, "\033[?1000h\033[?1006h"));
	assert_false(came_out(terminal, "\033[?1000l"));
	terminal_keys(terminal, "M");
	expect_row(terminal, 22, "Mus av: dra markerar text som vanligt");
	assert_true(came_out(terminal, "\033[?1006l\033[?1000l"));
	click(terminal, 5, 5);
	assert_int_equal(top->clicked, 0);
	finish(terminal);
}

static void the_mouse_does_what_keys_do(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	terminal_keys(terminal, "M");
	wheel(terminal, "\033[<65;5;5M");
	expect_cursor(terminal, 4, 3, false);
	wheel(terminal, "\033[<65;5;5M\033[<69;5;5M\033[<64;5;5M"); /* a whole turn in one read; Shift makes no difference */
	expect_cursor(terminal, 7, 3, false);
	click(terminal, 10, 41);
	expect_cursor(terminal, 10, 3, false);
	assert_int_equal(top->clicked, 1);
	assert_int_equal(top->column, 41);
	click(terminal, 10, 7); /* what is selected already is opened */
	expect_row(terminal, 0, "Enhet");
	click_on(terminal, 23, "q tillbaka");
	expect_row(terminal, 0, "Organisation");
	click_on(terminal, 23, "fördela");
	expect_row(terminal, 22, "Bara divisionschefen fördelar här");
	click(terminal, 0, 5);
	click(terminal, 22, 5);
	click(terminal, 23, 0);
	assert_int_equal(top->clicked, 2);
	finish(terminal);
}

static void a_click_does_no_harm_where_something_is_written(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	terminal_keys(terminal, "M / a");
	click(terminal, 5, 5);
	click(terminal, 23, 2);
	wheel(terminal, "\033[<65;5;5M");
	assert_int_equal(top->clicked, 0);
	assert_true(top->typing);
	assert_string_equal(top->field.text, "a");
	terminal_keys(terminal, "Esc *");
	click(terminal, 21, 1);
	click(terminal, 23, 2);
	assert_true(popup_open(&top->popup));
	terminal_resize(terminal, 7, 80);
	terminal_keys(terminal, "Esc");
	click(terminal, 6, 70);
	click(terminal, 2, 2);
	assert_int_equal(top->clicked, 0);
	finish(terminal);
}

/* Half of it in each read, buttons nobody has, coordinates that are not there: never a key. */
static void what_comes_from_the_mouse_is_never_a_key(void **state)
{
	static const char *const garbage[] = {
		"\033[<0;0;0M", "\033[<0;9999;9999M", "\033[<0;99999;1M", "\033[<2;3;3M", "\033[<35;3;3M", "\033[<0;3M", "\033[<M", "\033[<;;M", "\033[<0;3;3;3M",
		"\033[<-1;3;3M", "\033[<0;3;3~", "\033[<111111111111111111111111111111111111111111;1;1M", "\033[<0;+3; 3M", "\033[Mqqq", "\033[M !!", "\033[<66;3;3M",
		"\033[<128;3;3M",
	};
	static const char event[] = "\033[<0;6;9M";
	struct terminal *terminal = begin(24, 80, "xterm-256color");

	(void)state;
	terminal_keys(terminal, "M");
	for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++) {
		assert_true(terminal_send(terminal, garbage[i], strlen(garbage[i])));
		expect(top->clicked == 0 && top->list.at == 0 && !*top->last, "%s", garbage[i] + 1);
	}
	for (size_t cut = 2; cut < sizeof event - 1; cut++) {
		struct input *input = input_new();
		struct key key;

		input_feed(input, event, cut);
		assert_false(input_next(input, &key, false));
		input_feed(input, event + cut, sizeof event - 1 - cut);
		assert_true(input_next(input, &key, false));
		assert_true(key_is(&key, "Click") && key.row == 8 && key.column == 5);
		assert_false(input_next(input, &key, true));
		input_free(input);
	}
	finish(terminal);
}

static void the_mouse_is_let_go_of_on_every_way_out(void **state)
{
	struct terminal *terminal = begin(24, 80, "xterm-256color");
	const char *output, *off;
	size_t size;

	(void)state;
	terminal_keys(terminal, "M");
	terminal_signal(terminal, SIGTSTP);
	output = terminal_output(terminal, &size);
	off = memmem(output, size, "\033[?1000l", 8);
	assert_non_null(off);
	assert_non_null(memmem(off, size - (size_t)(off - output), "\033[?1000h\033[?1006h", 16)); /* on again */
	terminal_stop(terminal);
	output = terminal_output(terminal, &size);
	off = memmem(output, size, "\033[?1000h", 8);
	for (const char *next = off; next; next = memmem(off + 1, size - (size_t)(off + 1 - output), "\033[?1000h", 8))
		off = next;
	assert_non_null(memmem(off, size - (size_t)(off - output), "\033[?1000l", 8));
	finish(terminal);
}

static void a_terminal_that_will_not_do_is_refused(void **state)
{
	static const struct { const char *term, *word; } cases[] = {
		{ "nosuchterm", "unknown-terminal" }, { "", "unknown-terminal" }, { NULL, "unknown-terminal" },
		{ "../../etc/passwd", "unknown-terminal" }, { "dumb", "poor-terminal" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct terminal *terminal = terminal_open(24, 80, cases[i].term);
		struct error error = { .word = NULL };

		alive = 0;
		assert_false(terminal_run(terminal, &the_session, organisation_screen(&the_session, 0), &error));
		assert_string_equal(error.word, cases[i].word);
		assert_int_equal(terminal_bytes(terminal), 0);
		finish(terminal);
	}
}

static void no_terminal_is_refused(void **state)
{
	FILE *null = fopen("/dev/null", "r+");
	struct error error;

	(void)state;
	alive = 0;
	assert_null(ui_open("xterm", null, null, &the_session, organisation_screen(&the_session, 0), &error));
	assert_string_equal(error.word, "no-terminal");
	assert_int_equal(alive, 0);
	fclose(null);
}

static void it_works_on_many_terminals(void **state)
{
	static const struct { const char *term; bool ascii; } terms[] = {
		{ "xterm-256color", false }, { "xterm", false }, { "screen", false }, { "tmux", false }, { "tmux-256color", false },
		{ "rxvt-unicode", false }, { "linux", true }, { "vt100", true }, { "vt220", true }, { "ansi", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct terminal *terminal = begin(24, 80, terms[i].term);

		terminal_keys(terminal, "Down / å Esc PgDn PgUp");
		expect_row(terminal, 1, terms[i].ascii ? "> Länssjukvård 0" : "▸ Länssjukvård 0");
		expect_row(terminal, 2, "2 256,5");
		assert_true(terminal_look(terminal, 2, 5).reverse);
		assert_false(terminal_look(terminal, 2, 5).background);
		terminal_bytes(terminal);
		terminal_keys(terminal, "Down");
		assert_true(terminal_bytes(terminal) <= 320);
		finish(terminal);
	}
}

static void without_colour_attributes_speak(void **state)
{
	struct terminal *terminal;

	(void)state;
	setenv("NO_COLOR", "1", 1);
	terminal = begin(24, 80, "xterm-256color");
	unsetenv("NO_COLOR");
	for (int row = 0; row < 24; row++)
		for (int column = 0; column < 80; column++)
			assert_true(terminal_look(terminal, row, column).colour == -1 && !terminal_look(terminal, row, column).background);
	assert_true(terminal_look(terminal, 23, 1).bold && !terminal_look(terminal, 23, 7).bold);
	finish(terminal);
}

static void lines_may_be_ascii(void **state)
{
	struct terminal *terminal;

	(void)state;
	setenv("BUDGETDIALOG_LINES", "ascii", 1);
	terminal = begin(24, 80, "xterm-256color");
	unsetenv("BUDGETDIALOG_LINES");
	expect_row(terminal, 1, " > Länssjukvård 0");
	finish(terminal);
}

/* Whatever is typed, it stands. */
static void random_keys_do_no_harm(void **state)
{
	static const char *const some[] = { "Up", "Down", "Enter", "Esc", "/", "*", "å", "o", "c", "h", "?", "PgDn", "Tab", "^C", "^Z", "End", "x", "n", "Left", "Backspace" };
	struct terminal *terminal = begin(24, 80, "xterm-256color");
	uint64_t random = 1;

	(void)state;
	for (int i = 0; i < 400; i++) {
		uint64_t number = testing_random(&random);

		if (number % 17 == 0)
			assert_true(terminal_resize(terminal, (int)(number / 17 % 50) + 1, (int)(number / 1000 % 130) + 1));
		else
			assert_true(terminal_keys(terminal, some[number / 17 % (sizeof some / sizeof *some)]));
	}
	finish(terminal);
}

/* --- golden screens --- */

static struct screen *golden_open(const struct golden_head *head, struct session **session)
{
	static struct session golden_session;
	const char *name = golden_value(head, "screen");

	golden_session = (struct session){ .money = MONEY_IN_MNKR };
	*session = &golden_session;
	return screen_named(&golden_session, name ? name : "organisation", 0);
}

static const struct golden_world world = { golden_open, NULL };

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_whole_screen_stands_there),
		cmocka_unit_test(keys_move_and_cost_little),
		cmocka_unit_test(any_size_will_do),
		cmocka_unit_test(it_may_begin_small),
		cmocka_unit_test(escape_is_a_key_and_begins_others),
		cmocka_unit_test(a_bad_byte_takes_no_key_with_it),
		cmocka_unit_test(a_field_takes_letters_that_are_commands),
		cmocka_unit_test(the_keypad_types_figures),
		cmocka_unit_test(every_control_key_arrives),
		cmocka_unit_test(escape_is_waited_for_25_ms),
		cmocka_unit_test(a_question_is_asked_at_the_foot),
		cmocka_unit_test(a_paste_is_never_commands),
		cmocka_unit_test(the_general_keys_work_everywhere),
		cmocka_unit_test(what_cannot_be_done_is_dim_and_says_why),
		cmocka_unit_test(a_reader_is_told_why_she_cannot_write),
		cmocka_unit_test(a_crash_puts_the_terminal_back),
		cmocka_unit_test(others_lines_come_by_themselves),
		cmocka_unit_test(a_screen_that_says_when_is_drawn_again),
		cmocka_unit_test(it_leaves_when_the_line_is_gone),
		cmocka_unit_test(leaving_signals_are_answered),
		cmocka_unit_test(it_stops_and_goes_on),
		cmocka_unit_test(the_mouse_is_off_until_it_is_asked_for),
		cmocka_unit_test(the_mouse_does_what_keys_do),
		cmocka_unit_test(a_click_does_no_harm_where_something_is_written),
		cmocka_unit_test(what_comes_from_the_mouse_is_never_a_key),
		cmocka_unit_test(the_mouse_is_let_go_of_on_every_way_out),
		cmocka_unit_test(a_terminal_that_will_not_do_is_refused),
		cmocka_unit_test(no_terminal_is_refused),
		cmocka_unit_test(it_works_on_many_terminals),
		cmocka_unit_test(without_colour_attributes_speak),
		cmocka_unit_test(lines_may_be_ascii),
		cmocka_unit_test(random_keys_do_no_harm),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	return failed + golden_run(testing_source("tests/screens/ui"), &world);
}

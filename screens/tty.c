#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include "tty.h"

#include "arena.h"
#include "intl.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#undef columns /* <term.h> has a macro for every capability */

#define ESC_DELAY 25
#define CLUSTER_WIDE 6           /* characters of one cell and its end */
#define NO_BREAK_SPACE L'\u00a0'
#define PASTES_ON "\033[?2004h"
#define PASTES_OFF "\033[?2004l"
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define KEYPAD_PLAIN "\033>"     /* arrows stay in application mode, but PuTTY's keypad sends its characters */

struct tty {
	SCREEN *screen;
	int in, out;
	bool ansi;                   /* knows ESC [: may be asked for bracketed paste */
	bool plain_keypad, mouse;
	bool corner;                 /* the last cell can be written like any other */
	bool unicode;                /* the locale can say å */
	bool cursor_shown;
	struct termios before;
	attr_t looks[ROLE_COUNT];
	short pairs[ROLE_COUNT];
	struct canvas *painted;      /* NULL: nothing that can be relied on */
	cchar_t *row;                /* [painted->columns + 1] */
};

/* --- left for a crash --- */

static struct { bool set; int out; struct termios modes; size_t size; char bytes[256]; } rescue;

void tty_crashed(void)
{
	if (!rescue.set)
		return;
	rescue.set = false;
	if (write(rescue.out, rescue.bytes, rescue.size) >= 0)
		tcsetattr(rescue.out, TCSANOW, &rescue.modes);
}

static const char *capability(const char *name)
{
	const char *text = tigetstr(name);

	return text && text != (const char *)-1 ? text : NULL;
}

/* A capability without its padding («$<5/>»). */
static void rescue_add(const char *text)
{
	while (text && *text && rescue.size < sizeof rescue.bytes) {
		const char *padding = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;

		if (padding)
			text = padding + 1;
		else
			rescue.bytes[rescue.size++] = *text++;
	}
}

static void rescue_prepare(const struct tty *tty)
{
	static const char *const names[] = { "rmkx", "sgr0", "op", "cnorm", "rmcup" };

	rescue.size = 0;
	rescue.out = tty->out;
	rescue.modes = tty->before;
	rescue_add(tty->ansi ? MOUSE_OFF PASTES_OFF : "");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		rescue_add(capability(names[i]));
	rescue_add("\r\n");
	rescue.set = true;
}

/* --- opening --- */

static void send_bytes(const struct tty *tty, const char *bytes)
{
	size_t size = strlen(bytes);

	while (size > 0) {
		ssize_t sent = write(tty->out, bytes, size);

		if (sent < 0 && errno != EINTR)
			return;
		bytes += sent > 0 ? sent : 0;
		size -= sent > 0 ? (size_t)sent : 0;
	}
}

/* Asked of terminfo before curses touches anything. */
static bool able(const char *term, int out, struct error *error)
{
	int found = 0;
	bool enough;

	if (!term || !*term)
		return error_set(error, "unknown-terminal", _("TERM är inte satt, så terminalen är okänd; sätt den, till exempel TERM=xterm-256color"));
	if (setupterm(term, out, &found) == ERR)
		return error_set(error, "unknown-terminal", _("terminalen «%s» är okänd här; sätt TERM till en känd, till exempel TERM=xterm-256color"), term);
	enough = capability("cup") && capability("clear") && tigetflag("hc") <= 0;
	del_curterm(cur_term);
	if (!enough)
		return error_set(error, "poor-terminal",
		                 _("terminalen «%s» kan inte flytta markören; sätt TERM till en annan, till exempel TERM=xterm-256color"), term);
	return true;
}

/* More than raw(): nothing between the keys and us. */
static void take_all_keys(const struct tty *tty)
{
	struct termios modes;

	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	if (tcgetattr(tty->in, &modes) != 0)
		return;
	modes.c_iflag &= ~(tcflag_t)(IXON | ISTRIP | INLCR | IGNCR | ICRNL);
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	tcsetattr(tty->in, TCSANOW, &modes);
	def_prog_mode();
}

static attr_t attributes(unsigned look)
{
	return (look & LOOK_BOLD ? WA_BOLD : 0) | (look & LOOK_DIM ? WA_DIM : 0) | (look & LOOK_UNDERLINE ? WA_UNDERLINE : 0) |
	       (look & LOOK_REVERSE ? WA_REVERSE : 0);
}

static bool colours_wanted(void)
{
	return !style_monochrome() && has_colors() && start_color() == OK && use_default_colors() == OK;
}

/* A selected row is one even bar: colours would become patches of background, and every change of attribute costs ten bytes a key. */
static void prepare_styles(struct tty *tty)
{
	bool colours = colours_wanted();

	for (int role = 0; role < ROLE_COUNT; role++) {
		const struct style *look = style((enum role)role);
		int colour = COLORS >= 256 ? look->colour256 : look->colour8;

		tty->looks[role] = attributes(colours ? look->look : look->mono);
		if (colours && colour != COLOUR_NONE && colour < COLORS && init_pair((short)(role + 1), (short)colour, -1) == OK)
			tty->pairs[role] = (short)(role + 1);
	}
}

static void switch_modes_on(const struct tty *tty)
{
	keypad(stdscr, TRUE);
	if (tty->plain_keypad)
		send_bytes(tty, KEYPAD_PLAIN);
	if (tty->ansi)
		send_bytes(tty, PASTES_ON);
	if (tty->mouse)
		send_bytes(tty, MOUSE_ON);
}

static void switch_modes_off(const struct tty *tty)
{
	if (tty->mouse)
		send_bytes(tty, MOUSE_OFF);
	if (tty->ansi)
		send_bytes(tty, PASTES_OFF);
}

static void prepare(struct tty *tty)
{
	const char *up = capability("cup"), *keys = capability("smkx");

	tty->ansi = up && strncmp(up, "\033[", 2) == 0;
	tty->plain_keypad = keys && strstr(keys, "\033=");
	tty->corner = capability("rmam");
	tty->unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	tty->cursor_shown = true;
	take_all_keys(tty);
	typeahead(-1); /* curses may not look at the keys: they are ours */
	idlok(stdscr, TRUE);
	prepare_styles(tty);
	switch_modes_on(tty);
	rescue_prepare(tty);
}

struct tty *tty_open(const char *term, FILE *in, FILE *out, struct error *error)
{
	struct tty tty = { .in = fileno(in), .out = fileno(out) }, *made;

	if (!isatty(tty.in) || !isatty(tty.out) || tcgetattr(tty.out, &tty.before) != 0) {
		error_set(error, "no-terminal", _("skärmarna behöver en terminal; utan den går kommandona, se budgetdialog --help"));
		return NULL;
	}
	if (!able(term, tty.out, error))
		return NULL;
	set_escdelay(ESC_DELAY);
	use_env(FALSE); /* LINES and COLUMNS, as resize(1) leaves them, say what the size was */
	use_tioctl(TRUE);
	tty.screen = newterm(term, out, in);
	if (!tty.screen) {
		error_set(error, "unknown-terminal", _("terminalen «%s» kan inte användas; sätt TERM till en annan, till exempel TERM=xterm-256color"), term);
		return NULL;
	}
	prepare(&tty);
	made = memory_grow(NULL, 1, sizeof *made);
	*made = tty;
	return made;
}

void tty_close(struct tty *tty)
{
	if (!tty)
		return;
	tty_suspend(tty);
	delscreen(tty->screen);
	rescue.set = false;
	tty_forget(tty);
	free(tty);
}

/* --- keys as terminfo has them --- */

static const struct { const char *capability, *name; } keys[] = {
	{ "kcuu1", "Up" }, { "kcud1", "Down" }, { "kcuf1", "Right" }, { "kcub1", "Left" }, { "khome", "Home" }, { "kend", "End" },
	{ "kpp", "PgUp" }, { "knp", "PgDn" }, { "kich1", "Insert" }, { "kdch1", "Delete" }, { "kcbt", "BackTab" }, { "kent", "Enter" },
	{ "kf1", "F1" }, { "kf2", "F2" }, { "kf3", "F3" }, { "kf4", "F4" }, { "kf5", "F5" }, { "kf6", "F6" }, { "kf7", "F7" }, { "kf8", "F8" },
	{ "kf9", "F9" }, { "kf10", "F10" }, { "kf11", "F11" }, { "kf12", "F12" },
};

void tty_teach(const struct tty *tty, struct input *input)
{
	(void)tty;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (capability(keys[i].capability))
			input_teach(input, capability(keys[i].capability), keys[i].name);
}

/* --- size --- */

void tty_size(struct tty *tty, int *rows, int *columns)
{
	struct winsize size = { 0 };

	if (ioctl(tty->out, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 && (size.ws_row != LINES || size.ws_col != COLS)) {
		resizeterm(size.ws_row, size.ws_col);
		tty_forget(tty);
	}
	*rows = LINES;
	*columns = COLS;
}

/* --- painting --- */

/* For terminals of another character set: the nearest letter, or «?». */
static wchar_t nearest(wchar_t letter)
{
	static const wchar_t from[] = L"åäöÅÄÖéÉüÜ−–—·…«»→×▸▾◂●\u00a0\u202f", to[] = L"aaoAAOeEuU---.~\"\">x>v<*  ";
	const wchar_t *found = wcschr(from, letter);

	return letter < 0x80 ? letter : letter && found ? to[found - from] : L'?';
}

static size_t decode(const char *text, wchar_t *letter)
{
	unsigned char lead = (unsigned char)*text;
	size_t size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	unsigned value = size == 1 ? lead : lead & (0xffu >> (size + 1));

	for (size_t i = 1; i < size; i++)
		value = value << 6 | ((unsigned char)text[i] & 0x3f);
	*letter = (wchar_t)value;
	return size;
}

/* The cluster as curses wants it. What the C library would measure otherwise than the canvas did is not sent: it would shift the row. */
static void widen(const struct tty *tty, const char *text, int columns, wchar_t wide[CLUSTER_WIDE])
{
	size_t count = 0;

	for (; *text && count < CLUSTER_WIDE - 1; count++) {
		text += decode(text, &wide[count]);
		if (!tty->unicode)
			wide[count] = nearest(wide[count]);
		if (count > 0 && wcwidth(wide[count]) != 0)
			break;
	}
	wide[count] = L'\0';
	if (wide[0] == NO_BREAK_SPACE) /* nothing breaks on a screen, and it is one byte shorter */
		wide[0] = L' ';
	if (wcwidth(wide[0]) != columns)
		wcscpy(wide, L"?");
}

static void paint_cell(const struct tty *tty, const struct canvas_cell *cell, int columns, cchar_t *out)
{
	attr_t look = cell->reversed ? WA_REVERSE : tty->looks[cell->role];
	wchar_t wide[CLUSTER_WIDE];

	widen(tty, cell->text, columns, wide);
	setcchar(out, wide, look, cell->reversed ? 0 : tty->pairs[cell->role], NULL);
}

static bool right_half(const struct canvas *canvas, int row, int column)
{
	const struct canvas_cell *cell = canvas_at(canvas, row, column);

	return cell && !cell->text[0];
}

#define SEEN_IN_BLANKS (WA_REVERSE | WA_STANDOUT | WA_UNDERLINE)

static bool is_blank(const cchar_t *cell)
{
	return cell->chars[0] == L' ' && !cell->chars[1] && !(cell->attr & SEEN_IN_BLANKS);
}

/* A blank between two words looks the same in any role: as the word before it, nothing need be switched off for it and on again, which saves a
 * tenth of the bytes. Blanks at the end stay plain, for those the terminal clears in one go. */
static void merge_blanks(cchar_t *row, int count)
{
	while (count > 0 && is_blank(&row[count - 1]))
		count--;
	for (int i = 1; i < count; i++)
		if (is_blank(&row[i]) && !(row[i - 1].attr & SEEN_IN_BLANKS)) {
			row[i] = row[i - 1];
			memset(row[i].chars, 0, sizeof row[i].chars);
			row[i].chars[0] = L' ';
		}
}

/* Where margins cannot be switched off, curses writes the last corner by way of the cell before it. In a single column that is not there: it gets
 * nothing to show. */
static void paint_row(const struct tty *tty, const struct canvas *canvas, int row)
{
	int count = 0;

	if (canvas->columns < 2 && !tty->corner) {
		erase();
		return;
	}
	for (int column = 0; column < canvas->columns; column++) {
		const struct canvas_cell *cell = canvas_at(canvas, row, column);
		struct canvas_cell blank = *cell;
		bool wide = right_half(canvas, row, column + 1);

		strcpy(blank.text, " ");
		paint_cell(tty, cell->text[0] ? cell : &blank, wide ? 2 : 1, &tty->row[count++]);
		if (wide && wcwidth(tty->row[count - 1].chars[0]) == 2)
			column++;
	}
	merge_blanks(tty->row, count);
	mvadd_wchnstr(row, 0, tty->row, count);
}

static void paint_cursor(struct tty *tty, const struct canvas *canvas)
{
	move(canvas->cursor_row, canvas->cursor_column);
	if (tty->cursor_shown != canvas->cursor_shown)
		curs_set(canvas->cursor_shown);
	tty->cursor_shown = canvas->cursor_shown;
}

/* NULL `painted` means that the terminal may show anything: curses is told to send all of it. */
static void begin_anew(struct tty *tty, const struct canvas *canvas)
{
	tty->painted = canvas_new(canvas->rows, canvas->columns, canvas->glyphs);
	tty->row = memory_grow(tty->row, (size_t)canvas->columns + 1, sizeof *tty->row);
	clearok(curscr, TRUE);
	for (int row = 0; row < canvas->rows; row++)
		paint_row(tty, canvas, row);
}

void tty_paint(struct tty *tty, const struct canvas *canvas)
{
	if (!tty->painted)
		begin_anew(tty, canvas);
	else
		for (int row = 0; row < canvas->rows; row++)
			if (!canvas_row_same(canvas, tty->painted, row))
				paint_row(tty, canvas, row);
	canvas_copy(tty->painted, canvas);
	paint_cursor(tty, canvas);
	refresh();
}

void tty_forget(struct tty *tty)
{
	canvas_free(tty->painted);
	free(tty->row);
	tty->painted = NULL;
	tty->row = NULL;
}

void tty_suspend(struct tty *tty)
{
	switch_modes_off(tty);
	curs_set(1);
	endwin();
	tcsetattr(tty->out, TCSANOW, &tty->before);
}

/* By OSC 52, where terminfo says so («Ms», which is the user's own addition to it in many places). */
bool tty_copy(struct tty *tty, const char *base64)
{
	const char *copy = capability("Ms"), *bytes = copy ? tparm(copy, "c", base64) : NULL;

	if (!bytes)
		return false;
	send_bytes(tty, bytes);
	return true;
}

bool tty_mouse(struct tty *tty, bool on)
{
	if (!tty->ansi)
		return false;
	tty->mouse = on;
	send_bytes(tty, on ? MOUSE_ON : MOUSE_OFF);
	return true;
}

void tty_resume(struct tty *tty)
{
	endwin();
	refresh(); /* all of it again, and curses' own modes */
	switch_modes_on(tty);
	curs_set(tty->cursor_shown);
}

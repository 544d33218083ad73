#include "terminal.h"

#include "testing.h"

#include "arena.h"
#include "buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <pthread.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

#define SMALL 2000 /* what the line discipline holds at once, with room to spare */
#define MARK "\033]7777;%u\007"

struct terminal {
	int master, slave, stop[2];
	FILE *in, *out;
	const char *term;
	int rows, columns;
	VTerm *vterm;
	VTermScreen *screen;
	bool cursor_shown, stopped;
	struct ui *ui;
	struct termios before;
	pthread_t reader;
	pthread_mutex_t lock;
	pthread_cond_t came;
	struct buffer seen;   /* by the reader, under the lock */
	size_t shown;         /* of it given to vterm, or skipped as a mark */
	size_t counted;
	unsigned marks;
	struct buffer output; /* without marks */
	struct buffer text;   /* given out */
};

/* --- the reader: the program must never be held up by a full line --- */

static void *read_on(void *argument)
{
	struct terminal *terminal = argument;
	struct pollfd both[2] = { { terminal->master, POLLIN, 0 }, { terminal->stop[0], POLLIN, 0 } };
	char bytes[4096];

	for (;;) {
		ssize_t size;

		if (poll(both, 2, -1) < 0 && errno != EINTR)
			return NULL;
		if (both[1].revents)
			return NULL;
		size = read(terminal->master, bytes, sizeof bytes);
		if (size <= 0)
			continue;
		pthread_mutex_lock(&terminal->lock);
		buffer_add(&terminal->seen, bytes, (size_t)size);
		pthread_cond_signal(&terminal->came);
		pthread_mutex_unlock(&terminal->lock);
	}
}

/* Signals are for the program, not for its reader. */
static void start_reader(struct terminal *terminal)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	assert_int_equal(pthread_create(&terminal->reader, NULL, read_on, terminal), 0);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void stop_reader(struct terminal *terminal)
{
	if (terminal->stop[1] < 0)
		return;
	close(terminal->stop[1]);
	terminal->stop[1] = -1;
	pthread_join(terminal->reader, NULL);
}

/* --- output --- */

static void show(struct terminal *terminal, const char *bytes, size_t size)
{
	vterm_input_write(terminal->vterm, bytes, size);
	buffer_add(&terminal->output, bytes, size);
}

/* All that was written before this call is on the terminal after it. */
static void sync_output(struct terminal *terminal)
{
	char mark[32];
	size_t size = (size_t)snprintf(mark, sizeof mark, MARK, ++terminal->marks), at;
	const char *end;

	assert_int_equal(write(terminal->slave, mark, size), size);
	pthread_mutex_lock(&terminal->lock);
	while (!terminal->seen.size || !(end = memmem(terminal->seen.bytes + terminal->shown, terminal->seen.size - terminal->shown, mark, size)))
		pthread_cond_wait(&terminal->came, &terminal->lock);
	at = (size_t)(end - terminal->seen.bytes);
	show(terminal, terminal->seen.bytes + terminal->shown, at - terminal->shown);
	terminal->shown = at + size;
	pthread_mutex_unlock(&terminal->lock);
}

static int property(VTermProp property, VTermValue *value, void *user)
{
	if (property == VTERM_PROP_CURSORVISIBLE)
		((struct terminal *)user)->cursor_shown = value->boolean;
	return 1;
}

/* --- open and close --- */

static const VTermScreenCallbacks callbacks = { .settermprop = property };

static void start_vterm(struct terminal *terminal)
{
	terminal->vterm = vterm_new(terminal->rows, terminal->columns);
	assert_non_null(terminal->vterm);
	vterm_set_utf8(terminal->vterm, 1);
	terminal->screen = vterm_obtain_screen(terminal->vterm);
	vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
	vterm_screen_reset(terminal->screen, 1);
	terminal->cursor_shown = true;
}

struct terminal *terminal_open(int rows, int columns, const char *term)
{
	struct terminal *terminal = memory_grow(NULL, 1, sizeof *terminal);
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };

	setlocale(LC_ALL, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_ALL, "C.UTF-8");
	*terminal = (struct terminal){ .rows = rows, .columns = columns, .term = term };
	assert_int_equal(openpty(&terminal->master, &terminal->slave, NULL, NULL, &size), 0);
	assert_int_equal(tcgetattr(terminal->slave, &terminal->before), 0);
	assert_int_equal(pipe(terminal->stop), 0);
	terminal->in = fdopen(dup(terminal->slave), "r");
	terminal->out = fdopen(dup(terminal->slave), "w");
	pthread_mutex_init(&terminal->lock, NULL);
	pthread_cond_init(&terminal->came, NULL);
	start_vterm(terminal);
	start_reader(terminal);
	return terminal;
}

bool terminal_run(struct terminal *terminal, struct session *session, struct screen *first, struct error *error)
{
	terminal->ui = ui_open(terminal->term, terminal->in, terminal->out, session, first, error);
	if (!terminal->ui) {
		sync_output(terminal);
		return false;
	}
	return terminal_step(terminal, 0);
}

void terminal_stop(struct terminal *terminal)
{
	ui_close(terminal->ui);
	terminal->ui = NULL;
	if (terminal->stop[1] >= 0)
		sync_output(terminal);
}

void terminal_close(struct terminal *terminal)
{
	terminal_stop(terminal);
	stop_reader(terminal);
	close(terminal->stop[0]);
	if (terminal->master >= 0)
		close(terminal->master);
	fclose(terminal->in);
	fclose(terminal->out);
	close(terminal->slave);
	pthread_mutex_destroy(&terminal->lock);
	pthread_cond_destroy(&terminal->came);
	vterm_free(terminal->vterm);
	buffer_free(&terminal->seen);
	buffer_free(&terminal->output);
	buffer_free(&terminal->text);
	free(terminal);
}

/* --- input --- */

bool terminal_step(struct terminal *terminal, int wait)
{
	bool goes_on = ui_step(terminal->ui, wait);

	if (terminal->stop[1] >= 0)
		sync_output(terminal);
	return goes_on;
}

static int unread(const struct terminal *terminal)
{
	int size = 0;

	assert_int_equal(ioctl(terminal->slave, FIONREAD, &size), 0);
	return size;
}

struct sending { int to; const char *bytes; size_t size; volatile bool done; };

static void *send_on(void *argument)
{
	struct sending *sending = argument;

	for (size_t at = 0; at < sending->size;) {
		ssize_t sent = write(sending->to, sending->bytes + at, sending->size - at);

		if (sent < 0 && errno != EINTR && errno != EAGAIN)
			break;
		at += sent > 0 ? (size_t)sent : 0;
	}
	__atomic_store_n(&sending->done, true, __ATOMIC_SEQ_CST);
	return NULL;
}

/* More than the line holds: written by a thread of its own while the program reads. */
static bool send_large(struct terminal *terminal, const void *bytes, size_t size)
{
	struct sending sending = { terminal->master, bytes, size, false };
	pthread_t sender;
	bool goes_on = true;

	assert_int_equal(pthread_create(&sender, NULL, send_on, &sending), 0);
	while (goes_on && (!__atomic_load_n(&sending.done, __ATOMIC_SEQ_CST) || unread(terminal) > 0))
		goes_on = terminal_step(terminal, 10);
	pthread_join(sender, NULL);
	return goes_on;
}

bool terminal_send(struct terminal *terminal, const void *bytes, size_t size)
{
	if (size > SMALL)
		return send_large(terminal, bytes, size);
	assert_int_equal(write(terminal->master, bytes, size), size);
	while (unread(terminal) < (int)size)
		sched_yield();
	return terminal_step(terminal, -1);
}

bool terminal_paste(struct terminal *terminal, const char *text)
{
	struct buffer all = { 0 };
	bool goes_on;

	buffer_format(&all, "\033[200~%s\033[201~", text);
	goes_on = terminal_send(terminal, all.bytes, all.size);
	buffer_free(&all);
	return goes_on;
}

static const struct { const char *name, *bytes; } keys[] = {
	{ "Enter", "\r" }, { "Esc", "\033" }, { "Tab", "\t" }, { "BackTab", "\033[Z" }, { "Space", " " }, { "Backspace", "\177" },
	{ "Up", "\033OA" }, { "Down", "\033OB" }, { "Right", "\033OC" }, { "Left", "\033OD" }, { "Home", "\033OH" }, { "End", "\033OF" },
	{ "PgUp", "\033[5~" }, { "PgDn", "\033[6~" }, { "Delete", "\033[3~" }, { "Insert", "\033[2~" }, { "F1", "\033OP" },
};

static bool press(struct terminal *terminal, const char *name)
{
	char control = (char)(name[1] & 0x1f);

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i].name, name) == 0)
			return terminal_send(terminal, keys[i].bytes, strlen(keys[i].bytes));
	if (name[0] == '^' && name[1] && !name[2])
		return terminal_send(terminal, &control, 1);
	if ((unsigned char)name[0] < 0x80 && name[1])
		fail_msg("no such key: %s", name);
	return terminal_send(terminal, name, strlen(name));
}

/* One character of UTF-8 at a time. */
static bool type(struct terminal *terminal, const char *text, size_t size)
{
	for (size_t at = 0, step; at < size; at += step) {
		for (step = 1; at + step < size && ((unsigned char)text[at + step] & 0xc0) == 0x80;)
			step++;
		if (!terminal_send(terminal, text + at, step))
			return false;
	}
	return true;
}

bool terminal_keys(struct terminal *terminal, const char *names)
{
	while (*(names += strspn(names, " "))) {
		const char *quote = *names == '\'' ? strchr(names + 1, '\'') : NULL;
		size_t size = quote ? (size_t)(quote + 1 - names) : strcspn(names, " ");
		char name[64];

		if (quote && !type(terminal, names + 1, size - 2))
			return false;
		snprintf(name, sizeof name, "%.*s", (int)size, names);
		if (!quote && !press(terminal, name))
			return false;
		names += size;
	}
	return true;
}

static struct terminal *current;

/* What the program stops itself with. It is not let, for nobody would wake it: it goes on at once, as if a shell had said so. */
int kill(pid_t pid, int signal)
{
	if (signal != SIGTSTP)
		return (int)syscall(SYS_kill, pid, signal);
	current->stopped = terminal_restored(current);
	return raise(SIGCONT);
}

bool terminal_stopped(struct terminal *terminal)
{
	bool stopped = terminal->stopped;

	terminal->stopped = false;
	return stopped;
}

bool terminal_signal(struct terminal *terminal, int signal)
{
	current = terminal;
	raise(signal);
	return terminal_step(terminal, 0);
}

bool terminal_resize(struct terminal *terminal, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };

	terminal->rows = rows;
	terminal->columns = columns;
	vterm_set_size(terminal->vterm, rows, columns);
	assert_int_equal(ioctl(terminal->master, TIOCSWINSZ, &size), 0);
	return terminal_signal(terminal, SIGWINCH);
}

bool terminal_hang_up(struct terminal *terminal)
{
	stop_reader(terminal);
	close(terminal->master);
	terminal->master = -1;
	return terminal_step(terminal, -1);
}

/* --- what stands there --- */

int terminal_rows(const struct terminal *terminal)
{
	return terminal->rows;
}

int terminal_columns(const struct terminal *terminal)
{
	return terminal->columns;
}

static void add_utf8(struct buffer *out, uint32_t point)
{
	char bytes[4] = { (char)point };
	int more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
	static const unsigned leads[] = { 0, 0xc0, 0xe0, 0xf0 };

	for (int i = more; i > 0; i--, point >>= 6)
		bytes[i] = (char)(0x80 | (point & 0x3f));
	if (more)
		bytes[0] = (char)(leads[more] | point);
	buffer_add(out, bytes, (size_t)more + 1);
}

static void add_row(struct terminal *terminal, int row)
{
	struct buffer *out = &terminal->text;
	size_t end = out->size;

	for (int column = 0; column < terminal->columns; column++) {
		VTermScreenCell cell;

		vterm_screen_get_cell(terminal->screen, (VTermPos){ row, column }, &cell);
		if (!cell.chars[0])
			buffer_text(out, " ");
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			add_utf8(out, cell.chars[i]);
		if (cell.chars[0] && cell.chars[0] != ' ')
			end = out->size;
		if (cell.width == 2)
			column++;
	}
	out->size = end;
	buffer_text(out, "");
}

const char *terminal_text(struct terminal *terminal, int row)
{
	terminal->text.size = 0;
	add_row(terminal, row);
	return terminal->text.bytes;
}

const char *terminal_screen(struct terminal *terminal)
{
	terminal->text.size = 0;
	for (int row = 0; row < terminal->rows; row++) {
		add_row(terminal, row);
		buffer_text(&terminal->text, "\n");
	}
	return terminal->text.bytes;
}

size_t terminal_bytes(struct terminal *terminal)
{
	size_t new = terminal->output.size - terminal->counted;

	terminal->counted = terminal->output.size;
	return new;
}

const char *terminal_output(struct terminal *terminal, size_t *size)
{
	*size = terminal->output.size;
	return terminal->output.size ? terminal->output.bytes : "";
}

bool terminal_restored(const struct terminal *terminal)
{
	struct termios now;

	return tcgetattr(terminal->slave, &now) == 0 && now.c_iflag == terminal->before.c_iflag && now.c_oflag == terminal->before.c_oflag &&
	       now.c_lflag == terminal->before.c_lflag && now.c_cflag == terminal->before.c_cflag;
}

struct terminal_look terminal_look(struct terminal *terminal, int row, int column)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(terminal->screen, (VTermPos){ row, column }, &cell);
	return (struct terminal_look){
		.bold = cell.attrs.bold,
		.underline = cell.attrs.underline,
		.reverse = cell.attrs.reverse,
		.colour = VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) ? -1 : VTERM_COLOR_IS_INDEXED(&cell.fg) ? cell.fg.indexed.idx : 256,
		.background = !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg),
	};
}

void terminal_cursor(const struct terminal *terminal, int *row, int *column, bool *shown)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &at);
	*row = at.row;
	*column = at.col;
	*shown = terminal->cursor_shown;
}

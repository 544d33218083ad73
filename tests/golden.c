#include "golden.h"

#include "terminal.h"
#include "testing.h"

#include "arena.h"
#include "buffer.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define FENCE "--- screen"
#define HEAD_MOST 32
#define VALUE_BYTES 200

struct golden_head { struct { char name[40], value[VALUE_BYTES]; } all[HEAD_MOST]; size_t count; };

struct run {
	char *path;
	const struct golden_world *world;
	struct golden_head head;
	struct terminal *terminal; /* NULL: not begun */
	struct session *session;
	struct buffer out;         /* the file as it should be */
	int line, wrong;
	bool generate;
};

static const struct golden_world *the_world;

/* --- the head --- */

const char *golden_value(const struct golden_head *head, const char *name)
{
	for (size_t i = 0; i < head->count; i++)
		if (strcmp(head->all[i].name, name) == 0)
			return head->all[i].value;
	return NULL;
}

static void read_head(struct run *run, const char *name, const char *value)
{
	if (run->head.count == HEAD_MOST)
		fail_msg("%s:%d: the head is too long", run->path, run->line);
	snprintf(run->head.all[run->head.count].name, sizeof run->head.all->name, "%s", name);
	snprintf(run->head.all[run->head.count++].value, VALUE_BYTES, "%s", value);
}

static void set_environment(const struct run *run, bool set)
{
	for (size_t i = 0; i < run->head.count; i++) {
		char name[VALUE_BYTES];
		size_t size = strcspn(run->head.all[i].value, " ");

		if (strcmp(run->head.all[i].name, "set") != 0)
			continue;
		snprintf(name, sizeof name, "%.*s", (int)size, run->head.all[i].value);
		if (set)
			setenv(name, run->head.all[i].value + size + strspn(run->head.all[i].value + size, " "), 1);
		else
			unsetenv(name);
	}
}

static void begin(struct run *run)
{
	const char *term = golden_value(&run->head, "term"), *size = golden_value(&run->head, "size");
	int rows = 24, columns = 80;
	struct screen *first;
	struct error error;

	if (run->terminal)
		return;
	if (size && sscanf(size, "%d %d", &rows, &columns) != 2)
		fail_msg("%s: size wants rows and columns", run->path);
	set_environment(run, true);
	run->terminal = terminal_open(rows, columns, term ? term : "xterm-256color");
	first = run->world->open(&run->head, &run->session);
	assert_non_null(first);
	if (!terminal_run(run->terminal, run->session, first, &error))
		fail_msg("%s: %s", run->path, error.text);
}

static void end(struct run *run)
{
	if (run->terminal)
		terminal_close(run->terminal);
	if (run->session && run->world->close)
		run->world->close(run->session);
	set_environment(run, false);
	buffer_free(&run->out);
}

/* --- what is done --- */

static bool do_keys(struct run *run, const char *value)
{
	return terminal_keys(run->terminal, value);
}

static bool do_resize(struct run *run, const char *value)
{
	int rows, columns;

	if (sscanf(value, "%d %d", &rows, &columns) != 2)
		fail_msg("%s:%d: resize wants rows and columns", run->path, run->line);
	return terminal_resize(run->terminal, rows, columns);
}

static bool do_paste(struct run *run, const char *value)
{
	struct buffer text = { 0 };
	bool goes_on;

	for (; *value; value++) {
		bool escaped = *value == '\\' && value[1] && strchr("nt\\", value[1]);

		if (escaped)
			value++;
		buffer_add(&text, escaped && *value == 'n' ? "\n" : escaped && *value == 't' ? "\t" : value, 1);
	}
	buffer_add(&text, "", 0);
	goes_on = terminal_paste(run->terminal, text.bytes);
	buffer_free(&text);
	return goes_on;
}

static bool do_cursor(struct run *run, const char *value)
{
	char is[64];
	int row, column;
	bool shown;

	terminal_cursor(run->terminal, &row, &column, &shown);
	snprintf(is, sizeof is, "%d %d %s", row, column, shown ? "shown" : "hidden");
	if (!run->generate && strcmp(is, value) != 0) {
		print_error("%s:%d: the cursor should be at %s, is at %s\n", run->path, run->line, value, is);
		run->wrong++;
	}
	buffer_format(&run->out, "cursor %s\n", is);
	return true;
}

static const struct { const char *name; bool (*act)(struct run *, const char *value); bool writes; } orders[] = {
	{ "keys", do_keys, false },
	{ "resize", do_resize, false },
	{ "paste", do_paste, false },
	{ "cursor", do_cursor, true },
};

static bool order(struct run *run, const char *line, const char *name, const char *value)
{
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		if (strcmp(orders[i].name, name) != 0)
			continue;
		begin(run);
		if (!orders[i].writes)
			buffer_format(&run->out, "%s\n", line);
		if (!orders[i].act(run, value))
			fail_msg("%s:%d: the program has left", run->path, run->line);
		return true;
	}
	return false;
}

/* --- screens --- */

static size_t line_size(const char *text)
{
	return strcspn(text, "\n");
}

static bool same_line(const char *a, const char *b)
{
	return line_size(a) == line_size(b) && memcmp(a, b, line_size(a)) == 0;
}

static const char *next_line(const char *text)
{
	text += line_size(text);
	return *text ? text + 1 : text;
}

/* Row by row: what is the same stands once, what is not stands with - as it should be and + as it is. */
static void print_difference(const struct run *run, const char *wanted, const char *is)
{
	print_error("%s:%d: the screen is another ( - wanted, + is )\n", run->path, run->line);
	while (*wanted || *is) {
		bool same = *wanted && *is && same_line(wanted, is);

		if (*wanted)
			print_error("%c|%.*s\n", same ? ' ' : '-', (int)line_size(wanted), wanted);
		if (*is && !same)
			print_error("+|%.*s\n", (int)line_size(is), is);
		wanted = next_line(wanted);
		is = next_line(is);
	}
}

static char *take_line(char **text)
{
	char *line = *text;

	*text += line_size(line);
	if (**text)
		*(*text)++ = '\0';
	return line;
}

static void compare(struct run *run, char **text)
{
	struct buffer wanted = { 0 };
	const char *is;
	int began = run->line;

	begin(run);
	buffer_text(&wanted, "");
	while (**text) {
		const char *line = take_line(text);

		run->line++;
		if (strcmp(line, FENCE) == 0)
			break;
		buffer_format(&wanted, "%s\n", line);
	}
	is = terminal_screen(run->terminal);
	if (!run->generate && strcmp(wanted.bytes, is) != 0) {
		int here = run->line;

		run->line = began;
		print_difference(run, wanted.bytes, is);
		run->line = here;
		run->wrong++;
	}
	buffer_format(&run->out, FENCE "\n%s" FENCE "\n", is);
	buffer_free(&wanted);
}

/* --- a file --- */

static void one_line(struct run *run, char *line, char **rest)
{
	char name[40];
	size_t size = strcspn(line, " ");
	const char *value = line + size + strspn(line + size, " ");

	snprintf(name, sizeof name, "%.*s", (int)size, line);
	if (strcmp(line, FENCE) == 0) {
		compare(run, rest);
		return;
	}
	if (*line && *line != '#' && order(run, line, name, value))
		return;
	buffer_format(&run->out, "%s\n", line);
	if (*line && *line != '#' && !run->terminal)
		read_head(run, name, value);
	else if (*line && *line != '#')
		fail_msg("%s:%d: what is «%s»?", run->path, run->line, name);
}

static void golden_test(void **state)
{
	struct run run = { .path = *state, .world = the_world, .generate = getenv("GENERATE") != NULL };
	char *bytes = testing_read(run.path, NULL), *rest = bytes;

	while (*rest) {
		run.line++;
		one_line(&run, take_line(&rest), &rest);
	}
	free(bytes);
	if (run.generate)
		testing_write(run.path, run.out.bytes, run.out.size);
	end(&run);
	assert_int_equal(run.wrong, 0);
}

static int is_golden(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.'), *only = getenv("GOLDEN");

	return dot && strcmp(dot, ".test") == 0 && (!only || strncmp(entry->d_name, only, strlen(only)) == 0);
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static char *path_of(const char *directory, const char *name)
{
	struct buffer path = { 0 };

	buffer_format(&path, "%s/%s", directory, name);
	return path.bytes;
}

int golden_run(const char *directory, const struct golden_world *world)
{
	struct dirent **entries = NULL;
	int count = scandir(directory, &entries, is_golden, by_bytes), failed;
	struct CMUnitTest *tests;

	if (count <= 0) {
		print_error("%s: no golden screens there\n", directory);
		return 1;
	}
	tests = memory_grow(NULL, (size_t)count, sizeof *tests);
	for (int i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){ entries[i]->d_name, golden_test, NULL, NULL, path_of(directory, entries[i]->d_name) };
	the_world = world;
	failed = _cmocka_run_group_tests("golden", tests, (size_t)count, NULL, NULL);
	for (int i = 0; i < count; i++) {
		free(tests[i].initial_state);
		free(entries[i]);
	}
	free(entries);
	free(tests);
	return failed;
}

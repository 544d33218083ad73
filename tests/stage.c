#include "stage.h"

#include "setup.h"
#include "world.h"

#include <dirent.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW "1576486800" /* Monday 16 December 2019, 09.00 UTC: after the first divisions, before Christmas */

/* --- a folder of its own for each test, copied from one that is set up once --- */

static char *template, *template_scratch;

static const char *copied_from, *copied_to;

static int copy_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
	char to[2 * STAGE_PATH], *bytes;
	size_t size;

	(void)status, (void)where;
	snprintf(to, sizeof to, "%s%s", copied_to, path + strlen(copied_from));
	if (kind == FTW_D)
		return mkdir(to, 0700);
	bytes = testing_read(path, &size);
	testing_write(to, bytes, size);
	free(bytes);
	return 0;
}

struct stage *stage_new(void)
{
	struct stage *stage = memory_grow(NULL, 1, sizeof *stage);

	*stage = (struct stage){ .scratch = testing_directory() };
	snprintf(stage->folder, sizeof stage->folder, "%s/f", stage->scratch);
	snprintf(stage->state, sizeof stage->state, "%s/state", stage->scratch);
	copied_from = template;
	copied_to = stage->folder;
	assert_int_equal(nftw(template, copy_one, 16, FTW_PHYS), 0);
	setenv("XDG_STATE_HOME", stage->state, 1);
	setenv("SOURCE_DATE_EPOCH", NOW, 1);
	return stage;
}

/* The program leaves; the folder stays. */
void stage_leave(struct stage *stage)
{
	if (stage->terminal)
		terminal_close(stage->terminal);
	session_close(stage->session);
	stage->terminal = NULL;
	stage->session = NULL;
}

void stage_free(struct stage *stage)
{
	stage_leave(stage);
	testing_remove(stage->scratch);
	free(stage);
}

void stage_begin(struct stage *stage, const struct start *start)
{
	const struct session_options options = { .path = stage->folder, .as = start->as, .unit = start->unit, .read_only = start->read_only };
	struct error error = { 0 };

	stage->session = session_open(&options, &error);
	expect(stage->session, "%s", error.text);
	stage->session->ascii_money = glyphs_choose(start->term ? start->term : STAGE_TERM)->ascii;
}

/* Nobody has a seat of her own in the scratch folder, so all of them can be chosen: as in the demo. */
struct screen *stage_first(struct session *session, const struct start *start)
{
	int unit = start->unit ? org_find(session->book->org, start->unit) : ORG_NONE;

	if (start->screen)
		return screen_named(session, start->screen, unit == ORG_NONE ? 0 : unit);
	if (start->unit && !start->as)
		return unit_screen(session, unit);
	return start_first(session);
}

void stage_run(struct stage *stage, const struct start *start)
{
	struct error error = { 0 };

	stage->terminal = terminal_open(start->rows ? start->rows : 24, start->columns ? start->columns : 80, start->term ? start->term : STAGE_TERM);
	stage_begin(stage, start);
	expect(terminal_run(stage->terminal, stage->session, stage_first(stage->session, start), &error), "%s", error.text);
}

struct stage *stage_as(const char *user)
{
	struct stage *stage = stage_new();

	stage_run(stage, &(struct start){ .as = user });
	return stage;
}

void stage_again(struct stage *stage, const char *user)
{
	stage_leave(stage);
	stage_run(stage, &(struct start){ .as = user });
}

pid_t window_run(struct stage *stage, const struct start *start, const char *row, const char *keys)
{
	int ready[2];
	char byte;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		stage_run(stage, start);
		if (row)
			to_row(stage, row);
		terminal_keys(stage->terminal, keys);
		if (write(ready[1], "", 1) == 1)
			for (;;)
				pause();
		_exit(1);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return child;
}

void window_kill(pid_t window)
{
	int status;

	assert_int_equal(kill(window, SIGKILL), 0);
	assert_int_equal(waitpid(window, &status, 0), window);
	assert_true(WIFSIGNALED(status));
}

/* --- what stands there --- */

/* With common spaces, so that amounts can be written as they are read. */
static char *plain(const char *text)
{
	struct buffer out = { 0 };

	for (buffer_text(&out, ""); *text; text++) {
		bool space = strncmp(text, "\u00a0", 2) == 0;

		buffer_add(&out, space ? " " : text, 1);
		text += space;
	}
	buffer_text(&out, "");
	return out.bytes;
}

bool shows(struct stage *stage, const char *text)
{
	char *screen = plain(terminal_screen(stage->terminal));
	bool found = strstr(screen, text) != NULL;

	free(screen);
	return found;
}

/* Row by row, for cmocka cuts what is longer than 1 kB. */
void print_screen(const char *screen)
{
	for (; *screen; screen += strcspn(screen, "\n") + 1)
		print_error("|%.*s\n", (int)strcspn(screen, "\n"), screen);
}

void sees(struct stage *stage, const char *text)
{
	if (shows(stage, text))
		return;
	print_screen(terminal_screen(stage->terminal));
	fail_msg("«%s» is not on the screen", text);
}

void sees_not(struct stage *stage, const char *text)
{
	if (!shows(stage, text))
		return;
	print_screen(terminal_screen(stage->terminal));
	fail_msg("«%s» is on the screen", text);
}

void press(struct stage *stage, const char *keys)
{
	expect(terminal_keys(stage->terminal, keys), "the program has left after %s", keys);
}

#define ROWS_MOST 80

void to_row(struct stage *stage, const char *name)
{
	char row[100];

	snprintf(row, sizeof row, " %s", name);
	press(stage, "Home");
	for (int i = 0; i < ROWS_MOST; i++) {
		int at, column;
		bool shown;

		terminal_cursor(stage->terminal, &at, &column, &shown);
		if (strstr(terminal_text(stage->terminal, at), row))
			return;
		press(stage, "Down");
	}
	print_screen(terminal_screen(stage->terminal));
	fail_msg("there is no row called %s", name);
}

size_t bytes_of(struct stage *stage, const char *keys)
{
	terminal_bytes(stage->terminal);
	press(stage, keys);
	return terminal_bytes(stage->terminal);
}

size_t bytes_at_most(struct stage *stage, const char *key, int times)
{
	size_t most = 0;

	for (int i = 0; i < times; i++) {
		size_t bytes = bytes_of(stage, key);

		most = bytes > most ? bytes : most;
	}
	return most;
}

size_t bytes_to_type(struct stage *stage, const char *text)
{
	size_t most = 0;

	for (; *text; text++) {
		size_t bytes = bytes_of(stage, *text == ' ' ? "Space" : (const char[]){ *text, '\0' });

		most = bytes > most ? bytes : most;
	}
	return most;
}

/* --- what the files say --- */

struct kept { char name[256]; char *bytes; size_t size; };
struct journals { struct kept all[256]; size_t count; };

static int is_journal(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot && strcmp(dot, ".jsonl") == 0;
}

struct journals *journals_read(const struct stage *stage)
{
	struct journals *journals = memory_grow(NULL, 1, sizeof *journals);
	struct dirent **entries;
	char path[2 * STAGE_PATH];
	int count;

	snprintf(path, sizeof path, "%s/journals", stage->folder);
	count = scandir(path, &entries, is_journal, alphasort);
	assert_true(count > 0 && count < 256);
	*journals = (struct journals){ .count = (size_t)count };
	for (int i = 0; i < count; i++) {
		struct kept *kept = &journals->all[i];

		snprintf(kept->name, sizeof kept->name, "%s", entries[i]->d_name);
		snprintf(path, sizeof path, "%s/journals/%s", stage->folder, kept->name);
		kept->bytes = testing_read(path, &kept->size);
		free(entries[i]);
	}
	free(entries);
	return journals;
}

void journals_free(struct journals *journals)
{
	for (size_t i = 0; i < journals->count; i++)
		free(journals->all[i].bytes);
	free(journals);
}

/* What was there is there, and what has come ends with a whole line; how many bytes came. Takes `before`. */
size_t journals_grown(const struct stage *stage, struct journals *before)
{
	struct journals *now = journals_read(stage);
	size_t grown = 0;

	assert_int_equal(before->count, now->count);
	for (size_t i = 0; i < now->count; i++) {
		const struct kept *old = &before->all[i], *new = &now->all[i];

		expect(!strcmp(old->name, new->name) && new->size >= old->size && !memcmp(old->bytes, new->bytes, old->size), "%s", old->name);
		expect(!new->size || new->bytes[new->size - 1] == '\n', "%s", new->name);
		grown += new->size - old->size;
	}
	journals_free(before);
	journals_free(now);
	return grown;
}

/* Domain rule 3, once more and as simply as it can be said: öre. */
static money sum_of(const struct book *book, int unit, int year, enum budget_side side)
{
	const struct unit_state *state = book_state(book, unit);
	money sum = 0;

	for (size_t i = 0; i < state->cell_count; i++)
		if (state->cells[i].layer == LAYER_BUDGET && state->cells[i].year == year &&
		    book->region->lines[region_line(book->region, state->cells[i].line)].side == side)
			sum += state->cells[i].value;
	return sum;
}

static money ram_by_posts(const struct book *book, int unit, int year)
{
	const struct unit_state *state = book_state(book, unit);
	money sum = 0;

	for (size_t i = 0; i < state->leg_count; i++)
		sum += book_leg(&state->legs[i].event->line->act.post, state->legs[i].leg, year);
	return sum;
}

static money target_or_zero(const struct book *book, int unit, int year)
{
	money target = book_target(book, unit, year);

	return target == MONEY_NONE ? 0 : target;
}

static money left_by_rule_three(const struct book *book, int unit, int year)
{
	money available = ram_by_posts(book, unit, year) + sum_of(book, unit, year, SIDE_INCOME) - target_or_zero(book, unit, year);
	money divided = sum_of(book, unit, year, SIDE_COST) + sum_of(book, unit, year, SIDE_RESERVE);

	for (int sub = org_next_sub(book->org, unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(book->org, unit, sub)) {
		available += target_or_zero(book, sub, year);
		divided += ram_by_posts(book, sub, year);
	}
	return available - divided;
}

int balances_hold(const struct book *book, const struct ram_table *table)
{
	int counted = 0;

	for (int unit = 0; unit < book->org->count; unit++) {
		money left = table->balance[unit].left;

		if (left == MONEY_NONE)
			continue;
		counted++;
		expect(left == left_by_rule_three(book, unit, table->year), "%s", book->org->units[unit].id);
	}
	return counted;
}

/* The folder, read anew: every journal whole, every line counted, every balance by the rule. */
struct book *book_anew(const struct stage *stage, struct folder **folder)
{
	struct error error = { 0 };
	struct ram_table *table;
	struct book *book;

	*folder = folder_open(stage->folder, &error);
	expect(*folder, "%s", error.text);
	book = book_open(*folder, &error);
	expect(book, "%s", error.text);
	for (size_t i = 0; i < book->journal_count; i++)
		expect(book->journals[i]->state == JOURNAL_WHOLE, "%s: %s", book->journals[i]->user, book->journals[i]->why->text);
	for (size_t i = 0; i < book->event_count; i++)
		expect(book->events[i]->state == LINE_APPLIED, "%s: %s", book->events[i]->user, book->events[i]->why->text);
	table = ram_make(book, book->region->year, NULL, 0);
	assert_true(balances_hold(book, table) > 50);
	ram_free(table);
	return book;
}

/* What is on the disk is what the program shows. */
void disk_agrees(const struct stage *stage)
{
	struct folder *folder;
	struct book *book = book_anew(stage, &folder);
	char *disk = world_dumped(book), *memory = world_dumped(stage->session->now);

	assert_string_equal(disk, memory);
	if (!stage->session->what_if.count) /* what would be need not be what the lines say */
		balances_hold(stage->session->book, stage->session->table);
	free(disk);
	free(memory);
	book_free(book);
	folder_free(folder);
}

/* Another session writes a line. */
void another_writes(const struct stage *stage, const char *user, const char *json)
{
	struct error error = { 0 };
	struct folder *folder = folder_open(stage->folder, &error);
	char *input = plain(json);
	size_t written;

	for (char *at = input; *at; at++)
		if (*at == '\'')
			*at = '"';
	expect(setup_do(folder, user, input, strlen(input), &written, &error), "%s", error.text);
	assert_int_equal(written, 1);
	free(input);
	folder_free(folder);
}

/* The first one's line is put aside while the other writes. */
void two_write(const struct stage *stage, const char *user, const char *json, const char *other, const char *other_json)
{
	char path[STAGE_PATH + 100];
	size_t before, after;

	snprintf(path, sizeof path, "%s/journals/%s.jsonl", stage->folder, user);
	free(testing_read(path, &before));
	another_writes(stage, user, json);
	char *bytes = testing_read(path, &after);
	testing_write(path, bytes, before);
	another_writes(stage, other, other_json);
	testing_write(path, bytes, after);
	free(bytes);
}

void meanwhile(struct stage *stage, const char *user, const char *json)
{
	another_writes(stage, user, json);
	assert_true(terminal_step(stage->terminal, -1));
}

/* --- the folder that all are copied from --- */

int stage_set_up(void **state)
{
	struct error error = { 0 };
	struct buffer path = { 0 };

	(void)state;
	template_scratch = testing_directory();
	setenv("SOURCE_DATE_EPOCH", NOW, 1);
	buffer_format(&path, "%s/f", template_scratch);
	expect(setup_init(path.bytes, testing_source("data/norrbotten-2020"), WORLD_ID, NULL, &error), "%s", error.text);
	template = path.bytes;
	return 0;
}

void stage_tear_down(void)
{
	free(template);
	testing_remove(template_scratch);
}

/* --- Länssjukvård's division --- */

const struct cell *saved_cell(const struct stage *stage, int year, const char *line)
{
	const struct book *book = stage->session->book;

	return book_cell(book, org_find(book->org, "lanssjukvard"), LAYER_BUDGET, year, line);
}

void expect_saved(const struct stage *stage, const char *line, int64_t kr)
{
	const struct cell *cell = saved_cell(stage, 2020, line);

	expect(cell && cell->value == kr * MONEY_KR, "%s: %lld", line, cell ? (long long)(cell->value / MONEY_KR) : -1);
}

void save_division(struct stage *stage)
{
	press(stage, "^S Enter s");
	sees(stage, "Sparat 09.00");
	disk_agrees(stage);
}

/* --- the organisation --- */

void unit_leaves(const struct stage *stage, const char *id)
{
	struct error error = { .word = NULL };
	struct adopted adopted;
	struct folder *folder;
	char path[STAGE_PATH + 30], quoted[80], *text;
	size_t size, length;

	snprintf(path, sizeof path, "%s/organisation.cfg", stage->folder);
	length = (size_t)snprintf(quoted, sizeof quoted, "\"%s\"", id);
	text = testing_read(path, &size);
	for (char *at = text; (at = strstr(at, quoted)) != NULL; at += length)
		at[length - 2] = at[length - 2] == 'x' ? 'y' : 'x';
	testing_write(path, text, size);
	free(text);
	folder = folder_open(stage->folder, &error);
	expect(folder && setup_adopt(folder, NULL, NULL, &adopted, &error), "%s", error.text);
	folder_free(folder);
}

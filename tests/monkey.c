#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif
#include "monkey.h"

#include "action.h"
#include "approval.h"
#include "setup.h"
#include "stage.h"
#include "world.h"

#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define LOOKS 250 /* steps between two looks at what must hold */

struct monkey {
	struct stage *stage;
	struct journals *journals; /* as they were at the last look */
	uint64_t random;
	struct monkey_log *log;
	bool hung_up;
};

static size_t dice(struct monkey *monkey, size_t sides)
{
	return (size_t)(testing_random(&monkey->random) % sides);
}

#define ANY(monkey, table) (table)[dice(monkey, sizeof(table) / sizeof *(table))]

/* Before it is done: it may be the last one. */
static void tell(struct monkey *monkey, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void tell(struct monkey *monkey, const char *format, ...)
{
	char *deed = monkey->log->deeds[monkey->log->step % MONKEY_MEMORY];
	size_t used = strnlen(deed, sizeof *monkey->log->deeds - 1);
	va_list values;

	va_start(values, format);
	vsnprintf(deed + used, sizeof *monkey->log->deeds - used, format, values);
	va_end(values);
}

/* --- who sits there --- */

#define CHEF "divchef-lanssjukvard"

static const struct start actors[] = {
	{ .as = CHEF },
	{ .as = CHEF },
	{ .as = "regiondirektor" },
	{ .as = "regiondirektor" },
	{ .as = "registrator" },
	{ .as = "chef-ls-ortopedi" },
	{ .as = "divchef-narsjukvard" },
	{ .as = "stf-" CHEF },
	{ .as = "ekonom-lanssjukvard" },
	{ .as = "ekonom" },
	{ .as = CHEF, .read_only = true },
	{ .read_only = true },
	{ 0 }, /* who may choose among all seats */
	{ .as = CHEF, .unit = "lanssjukvard", .screen = "distribution" },
	{ .as = CHEF, .unit = "lanssjukvard", .screen = "dialogue" },
	{ .as = CHEF, .unit = "lanssjukvard", .screen = "meeting" },
	{ .as = "regiondirektor", .unit = "lanssjukvard", .screen = "post" },
	{ .as = "regiondirektor", .unit = "regionstyrelsen", .screen = "distribution" },
};

static void sit_down(struct monkey *monkey)
{
	static const char *const terms[] = { STAGE_TERM, STAGE_TERM, STAGE_TERM, "screen-256color", "tmux-256color", "linux", "vt100" };
	struct start start = ANY(monkey, actors);

	start.term = ANY(monkey, terms);
	start.rows = dice(monkey, 4) ? 24 : 60;
	start.columns = start.rows == 24 ? 80 : 200;
	tell(monkey, " · sits down as %s, %s%s%s on %s", start.as ? start.as : "nobody", start.read_only ? "reads, " : "", start.screen ? start.screen : "first",
	     start.unit ? " of a unit" : "", start.term);
	if (dice(monkey, 4)) {
		unsetenv("LINES");
		unsetenv("COLUMNS");
	} else { /* of another window, as xterm's resize(1) exports them */
		setenv("LINES", "24", 1);
		setenv("COLUMNS", "80", 1);
	}
	stage_run(monkey->stage, &start);
	monkey->hung_up = false;
}

/* --- what must hold --- */

/* Promise 2 of quality.md: what is on the disk is the draft that she sees. */
static void draft_is_kept(const struct stage *stage)
{
	const struct draft *draft = &stage->session->draft;
	struct draft kept = { 0 };

	if (!*draft->path)
		return;
	draft_begin(&kept, draft->path, draft->unit, draft->year);
	expect(kept.count == draft->count && kept.done == draft->done, "steps %zu of %zu, kept %zu of %zu", draft->done, draft->count, kept.done, kept.count);
	for (size_t i = 0; i < kept.count; i++)
		expect(kept.steps[i].is_unit == draft->steps[i].is_unit && !strcmp(kept.steps[i].id, draft->steps[i].id) &&
		       kept.steps[i].before == draft->steps[i].before && kept.steps[i].after == draft->steps[i].after, "step %zu of the draft", i);
	assert_string_equal(kept.why, draft->why);
	assert_string_equal(kept.typing_id, draft->typing_id);
	assert_string_equal(kept.typing, draft->typing);
	draft_end(&kept);
}

static int is_no_broken(const char *path, const struct stat *status, int kind, struct FTW *where)
{
	(void)status, (void)kind, (void)where;
	expect(!strstr(path, ".broken"), "%s", path);
	return 0;
}

static void no_draft_is_broken(const struct stage *stage)
{
	if (!access(stage->state, F_OK))
		assert_int_equal(nftw(stage->state, is_no_broken, 16, FTW_PHYS), 0);
}

/* Ctrl-C only says something. */
void a_repaint_changes_nothing(struct stage *stage)
{
	char *before;

	press(stage, "^C");
	before = memory_string(terminal_screen(stage->terminal));
	press(stage, "^L ^C");
	if (strcmp(before, terminal_screen(stage->terminal))) {
		print_screen(before);
		print_screen(terminal_screen(stage->terminal));
		fail_msg("another screen after a repaint");
	}
	free(before);
}

static void look(struct monkey *monkey)
{
	assert_true(terminal_step(monkey->stage->terminal, 0)); /* others' lines */
	a_repaint_changes_nothing(monkey->stage);
	monkey->log->saved += journals_grown(monkey->stage, monkey->journals);
	monkey->journals = journals_read(monkey->stage);
	disk_agrees(monkey->stage);
	draft_is_kept(monkey->stage);
	no_draft_is_broken(monkey->stage);
}

/* --- what it does: false when the program has left --- */

static bool press_an_action(struct monkey *monkey)
{
	char keys[100], *rest, *key, *chosen = NULL;
	size_t seen = 0;

	snprintf(keys, sizeof keys, "%s", action((enum action_id)dice(monkey, ACTION_COUNT))->keys);
	for (key = strtok_r(keys, " ", &rest); key; key = strtok_r(NULL, " ", &rest))
		if (!dice(monkey, ++seen))
			chosen = key;
	tell(monkey, "%s", chosen);
	return terminal_keys(monkey->stage->terminal, chosen);
}

/* What people do more often than chance: move, write an amount or a word, save, and answer. */
static bool press_as_people_do(struct monkey *monkey)
{
	static const char *const habits[] = {
		"Down Down", "Down Down Down", "Enter Down", "Up", "Enter", "Esc", "h f", "h o", "h P", "P", "P s Enter Enter", "P r Enter Enter", "P m Enter Enter R 'x' Enter Enter", "P a Enter Enter", "o Down Enter", "o + Enter", "o *", "f", "/ 'ort' Enter", "/ 'a'",
		"1 2 , 5 Enter", "3 9 Enter", "1 . 2 3 4 Enter", "+ 2 % Enter", "- 1 Enter", "Delete", "Backspace Backspace", "= 'kvar' Enter", "'7 00 tkr' Enter",
		"^S", "^S Enter", "^S Enter s", "^S 'ja' Enter s", "^S Enter 1", "^S Enter 2 Enter s", "^S s", "Enter Enter 'ort' Enter 1 Enter ^S s", "^Z ^Z ^Y",
		"Tab Tab", "Right Enter", "F1 Esc", "q", "b Down Enter", "s", "j", "n",
	};
	const char *habit = ANY(monkey, habits);

	tell(monkey, "%s", habit);
	return terminal_keys(monkey->stage->terminal, habit);
}

static bool type_something(struct monkey *monkey)
{
	static const char *const texts[] = { "0", "1", "2", "5", "9", ",", ".", "+", "-", "=", "%", "'", "<", "a", "å", "Ö", "s", "n", "x", "日", "e\u0301",
		                             "\u202e", "ortopedi", "Länssjukvård", "12 500", "1,25 mnkr", "Piteå ortopedi" };
	const char *text = ANY(monkey, texts);
	struct buffer keys = { 0 };
	bool goes_on;

	tell(monkey, "types %s", text);
	buffer_format(&keys, strchr(text, '\'') ? "%s" : "'%s'", text);
	goes_on = terminal_keys(monkey->stage->terminal, keys.bytes);
	buffer_free(&keys);
	return goes_on;
}

/* Never taken as commands, so the program never leaves by it. */
static bool paste(struct monkey *monkey)
{
	static const char *const texts[] = { "12 500\ttkr\nq\n", "Personal\t39,0\nÖvrigt\t18,0\n", "q", "\xe5\xff\x80", "日本\t\u202e\n", "'=cmd", "hjälp, hjälp\n" };
	const char *text = ANY(monkey, texts);
	size_t room = !dice(monkey, 60) ? 1 << 20 : !dice(monkey, 6) ? 1 << 14 : 1;
	bool bracketed = dice(monkey, 3);
	struct buffer all = { 0 };

	if (!bracketed && room < 32)
		room = 32; /* less is typing */
	do
		buffer_text(&all, text);
	while (all.size < room);
	tell(monkey, "%s of %zu bytes", bracketed ? "paste" : "burst", all.size);
	if (bracketed)
		assert_true(terminal_paste(monkey->stage->terminal, all.bytes));
	else
		assert_true(terminal_send(monkey->stage->terminal, all.bytes, all.size));
	buffer_free(&all);
	return true;
}

/* Bad UTF-8, the mouse, and sequences that no key sends, whole and broken. */
static bool send_bytes(struct monkey *monkey)
{
	static const char *const bytes[] = {
		"\xe5", "\xff\xfe", "\xc3", "\x80\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\xaf", "\033[?9;8h", "\033[1;5A",
		"\033[M !!", "\033[M#8(", "\033[<0;10;5M", "\033[<0;10;5m", "\033[<0;999;999M", "\033[<64;5;5M", "\033[<65;5;5M", "\033[<0;3;12M\033[<0;3;12m",
		"\033]0;x\007", "\033P\033\\", "\x9b", "\033[99~", "\033\033", "\033[I\033[O", "\001", "\b", "\034", "\037", "\033[24;80R",
	};
	static const char *const begun[] = { "\033[", "\033O", "\033P", "\033[200~lost", "\033[200~lost\033[201" }; /* the program waits for the rest */
	const char *sent = dice(monkey, 60) ? ANY(monkey, bytes) : ANY(monkey, begun);

	tell(monkey, "bytes");
	for (const char *at = sent; *at; at++)
		tell(monkey, " %02x", (unsigned)(unsigned char)*at);
	return terminal_send(monkey->stage->terminal, sent, strlen(sent));
}

static bool resize(struct monkey *monkey)
{
	static const struct { int rows, columns; } usual[] = { { 24, 80 }, { 24, 80 }, { 24, 80 }, { 24, 80 }, { 24, 80 }, { 24, 80 }, { 60, 200 }, { 8, 40 },
		                                              { 7, 40 },  { 8, 39 },  { 1, 1 },   { 1, 1 },   { 100, 300 }, { 300, 100 } };
	int rows, columns;

	if (dice(monkey, 5)) {
		size_t which = dice(monkey, sizeof usual / sizeof *usual);

		rows = usual[which].rows;
		columns = usual[which].columns;
	} else {
		rows = 1 + (int)dice(monkey, 100);
		columns = 1 + (int)dice(monkey, 300);
	}
	tell(monkey, "%d rows, %d columns", rows, columns);
	return terminal_resize(monkey->stage->terminal, rows, columns);
}

static bool stop_and_go_on(struct monkey *monkey)
{
	tell(monkey, "SIGTSTP, SIGCONT");
	return terminal_signal(monkey->stage->terminal, SIGTSTP) && terminal_signal(monkey->stage->terminal, SIGCONT);
}

/* What has been sent with the keys is locked: then its chef writes nothing in it. */
/* In that year or one that it has a part in: what is given lasts. */
static bool is_sent(const struct monkey *monkey, const char *unit, int year)
{
	const struct book *book = monkey->stage->session->now;

	for (; unit && year < book->region->year + REGION_YEARS; year++)
		if (approval_waits(book, org_find(book->org, unit), year))
			return true;
	return false;
}

static bool others_write(struct monkey *monkey)
{
	static const struct { const char *user, *giver; int year; const char *json; } lines[] = {
		{ "regiondirektor", "regionstyrelsen", 2020, "{'act':'post','kind':'expansion','year':2020,'legs':[['lanssjukvard',%d]],'text':'Mer','decision':'RS § 301'}\n" },
		{ "regiondirektor", "regionstyrelsen", 2020, "{'act':'target','unit':'lanssjukvard','year':2020,'kr':%d,'decision':'RS § 303'}\n" },
		{ "registrator", "regionstyrelsen", 2020, "{'act':'post','kind':'index','year':2020,'legs':[['narsjukvard',%d]],'decision':'RS § 302'}\n" },
		{ CHEF, "lanssjukvard", 2020, "{'act':'post','kind':'index','year':2020,'legs':[['ls-ortopedi',%d]],'decision':'§ 1'}\n" },
		{ CHEF, "lanssjukvard", 2020, "{'act':'distribute','unit':'lanssjukvard','year':2020,'lines':[{'line':'personal','kr':%d}]}\n" },
		{ "divchef-narsjukvard", "narsjukvard", 2020, "{'act':'distribute','unit':'narsjukvard','year':2020,'lines':[{'line':'personal','kr':%d}],'why':'ja'}\n" },
		{ "chef-ls-ortopedi", "ls-ortopedi", 2021, "{'act':'distribute','unit':'ls-ortopedi','year':2021,'lines':[{'line':'personal','kr':%d}]}\n" },
		{ "ekonom-lanssjukvard", NULL, 2020, "{'act':'say','unit':'lanssjukvard','kind':'comment','text':'Se rad %d'}\n" },
	};
	size_t which = dice(monkey, sizeof lines / sizeof *lines);
	struct buffer json = { 0 };

	if (is_sent(monkey, lines[which].giver, lines[which].year))
		return true;
	buffer_format(&json, lines[which].json, (int)dice(monkey, 30000000));
	tell(monkey, "%s writes", lines[which].user);
	another_writes(monkey->stage, lines[which].user, json.bytes);
	buffer_free(&json);
	return terminal_step(monkey->stage->terminal, 0);
}

/* A unit more, before those that are looked at, or as it was. Where it has got money it cannot be taken away again: that is refused. */
static bool organisation_changes(struct monkey *monkey)
{
	static const char here[] = "{ id=\"ls-ortopedi\";",
	                  new[] = "{ id=\"ny\"; parent=\"lanssjukvard\"; kind=\"unit\"; name=\"Ny\"; level=\"verksamhetsomrade\"; chef=\"chef-ls-barn\"; },\n";
	char *before = testing_read(testing_source("data/norrbotten-2020/organisation.cfg"), NULL), path[STAGE_PATH + 40];
	struct buffer text = { 0 };
	struct error error = { 0 };
	struct folder *folder;
	struct adopted adopted;
	bool more = dice(monkey, 2);

	tell(monkey, more ? "a unit more" : "the organisation as it was");
	buffer_format(&text, "%.*s%s%s", (int)(strstr(before, here) - before), before, more ? new : "", strstr(before, here));
	snprintf(path, sizeof path, "%s/organisation.cfg", monkey->stage->folder);
	testing_write(path, text.bytes, text.size);
	folder = folder_open(monkey->stage->folder, &error);
	expect(folder, "%s", error.text);
	if (!setup_adopt(folder, NULL, NULL, &adopted, &error))
		tell(monkey, ": %s", error.text);
	folder_free(folder);
	buffer_free(&text);
	free(before);
	return terminal_step(monkey->stage->terminal, 0);
}

static bool leave(struct monkey *monkey)
{
	static const int signals[] = { SIGHUP, SIGTERM, SIGQUIT };
	int signal = ANY(monkey, signals);

	switch (dice(monkey, 4)) {
	case 0:
		tell(monkey, "hangs up");
		monkey->hung_up = true;
		assert_false(terminal_hang_up(monkey->stage->terminal));
		break;
	case 1: /* as kill -9 would: nothing more is done */
		tell(monkey, "is killed");
		break;
	default:
		tell(monkey, "signal %d", signal);
		assert_false(terminal_signal(monkey->stage->terminal, signal));
	}
	return false;
}

static const struct { unsigned weight; bool (*does)(struct monkey *); } deeds[] = {
	{ 500, press_an_action }, { 220, press_as_people_do }, { 160, type_something }, { 35, paste }, { 30, send_bytes }, { 25, resize },
	{ 5, stop_and_go_on },    { 12, others_write },        { 2, organisation_changes }, { 4, leave },
};

static bool one_deed(struct monkey *monkey)
{
	unsigned all = 0, at;
	size_t i = 0;

	for (size_t j = 0; j < sizeof deeds / sizeof *deeds; j++)
		all += deeds[j].weight;
	for (at = (unsigned)dice(monkey, all); at >= deeds[i].weight; i++)
		at -= deeds[i].weight;
	*monkey->log->deeds[monkey->log->step % MONKEY_MEMORY] = '\0';
	return deeds[i].does(monkey);
}

/* --- from birth to death --- */

static void stand_up(struct monkey *monkey)
{
	draft_is_kept(monkey->stage);
	terminal_stop(monkey->stage->terminal);
	expect(monkey->hung_up || terminal_restored(monkey->stage->terminal), "the terminal is not as it was");
	stage_leave(monkey->stage);
}

static void live(struct monkey *monkey, int steps)
{
	monkey->stage = stage_new();
	monkey->journals = journals_read(monkey->stage);
	*monkey->log->deeds[monkey->log->step % MONKEY_MEMORY] = '\0';
	sit_down(monkey);
	for (int i = 1; i <= steps; i++, monkey->log->step++) {
		if (!one_deed(monkey)) {
			stand_up(monkey);
			sit_down(monkey);
		}
		if (i % LOOKS == 0 || i == steps)
			look(monkey);
	}
	stand_up(monkey);
	journals_free(monkey->journals);
	stage_free(monkey->stage);
}

void monkey_run(uint64_t seed, int from, int to, struct monkey_log *log)
{
	for (int life = from / MONKEY_LIFE; life * MONKEY_LIFE < to; life++) {
		struct monkey monkey = { .random = seed << 32 | (uint64_t)life, .log = log };
		int end = (life + 1) * MONKEY_LIFE;

		log->step = life * MONKEY_LIFE;
		live(&monkey, (end < to ? end : to) - log->step);
	}
}

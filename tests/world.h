/* A small budget folder for tests of the core: made of real files, but with journals written line by line as the test wants them, right or
 * wrong, in any order and with any citations. What the program itself writes goes through writer.h as usual. */
#ifndef WORLD_H
#define WORLD_H

#include "testing.h"

#include "act.h"
#include "approval.h"
#include "book.h"
#include "folder.h"
#include "journal.h"
#include "names.h"
#include "org.h"
#include "ram.h"
#include "region.h"
#include "version.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORLD_ID "0123456789abcdef0123456789abcdef"
#define WORLD_AT "2019-11-20T09:14:03+01:00"

#define WORLD_REGION \
	"format=1; id=\"" WORLD_ID "\"; name=\"Provregionen\"; org_number=\"232100-0000\"; year=2020; registrar=\"reg\"; protection=\"none\";\n" \
	"levels=({id=\"region\";name=\"Regionen\";chef=\"regiondirektör\";plan=\"regionplan\";subs=\"Divisioner\";money=\"mnkr\";},\n" \
	" {id=\"division\";name=\"Division\";chef=\"divisionschef\";plan=\"divisionsplan\";subs=\"Områden\";money=\"mnkr\";},\n" \
	" {id=\"omrade\";name=\"Område\";chef=\"områdeschef\";plan=\"områdesplan\";subs=\"Verksamheter\";money=\"tkr\";});\n" \
	"kinds=({id=\"base\";name=\"Utgångsläge\";short=\"2019\";opening=true;explained=true;},{id=\"index\";name=\"Index\";short=\"Index\";explained=true;},\n" \
	" {id=\"cut\";name=\"Minskning\";short=\"Minskning\";},{id=\"saving\";name=\"Spar\";short=\"Spar\";zero_sum=true;},\n" \
	" {id=\"transfer\";name=\"Omfördelning\";short=\"Omförd.\";zero_sum=true;});\n" \
	"lines=({id=\"personal\";name=\"Personal\";kind=\"cost\";account=\"40-45\";},{id=\"material\";name=\"Material\";kind=\"cost\";account=\"55\";},\n" \
	" {id=\"intakter\";name=\"Intäkter\";kind=\"income\";account=\"30-39\";},{id=\"reserv\";name=\"Reserv\";kind=\"reserve\";account=\"\";});\n" \
	"areas=({id=\"halso\";name=\"Hälso- och sjukvård\";}); principles=({id=\"somatik\";name=\"Somatik\";}); versions=({id=\"plan\";name=\"Plan\";});\n"

/* The tree that most tests use: every kind of row, two branches, groups and anslag below each other. */
#define WORLD_ROOT \
	"{id=\"rot\";kind=\"unit\";name=\"Regionen\";level=\"region\";chef=\"rd\";deputies=({user=\"stf-rd\";from=\"2019-07-01\";to=\"2020-06-30\";});" \
	"ekonomer=(\"ek\");registrars=(\"reg\");},\n" \
	"{id=\"div\";parent=\"rot\";kind=\"group\";name=\"Divisioner\";},\n"
#define WORLD_A \
	"{id=\"a\";parent=\"div\";kind=\"unit\";name=\"A\";level=\"division\";chef=\"ca\";deputies=({user=\"stf-ca\";to=\"2019-12-31\";});" \
	"ekonomer=(\"ek-a\");registrars=(\"reg-a\");},\n"
#define WORLD_A1 \
	"{id=\"a1\";parent=\"a\";kind=\"unit\";name=\"A1\";level=\"omrade\";chef=\"ca1\";deputies=({user=\"stf-ca1\";from=\"2020-01-01\";},{user=\"stf-ca1\";from=\"2019-11-01\";to=\"2019-11-30\";});},\n"
#define WORLD_A11 "{id=\"a11\";parent=\"a1\";kind=\"unit\";name=\"A11\";level=\"omrade\";chef=\"ca11\";},\n"
#define WORLD_A2  "{id=\"a2\";parent=\"a\";kind=\"unit\";name=\"A2\";level=\"omrade\";chef=\"ca2\";},\n"
#define WORLD_REST \
	"{id=\"ga\";parent=\"a\";kind=\"group\";name=\"Grupp A\";},\n" \
	"{id=\"a3\";parent=\"ga\";kind=\"unit\";name=\"A3\";level=\"omrade\";chef=\"ca3\";},\n" \
	"{id=\"ans\";parent=\"ga\";kind=\"anslag\";name=\"Anslag\";},\n" \
	"{id=\"sub1\";parent=\"ans\";kind=\"anslag\";name=\"Delanslag 1\";},\n" \
	"{id=\"sub2\";parent=\"ans\";kind=\"anslag\";name=\"Delanslag 2\";},\n" \
	"{id=\"b\";parent=\"div\";kind=\"unit\";name=\"B\";level=\"division\";chef=\"cb\";},\n" \
	"{id=\"b1\";parent=\"b\";kind=\"unit\";name=\"B1\";level=\"omrade\";chef=\"cb1\";},\n" \
	"{id=\"ansr\";parent=\"rot\";kind=\"anslag\";name=\"Anslag R\";}\n"
#define WORLD_ORG "units=(\n" WORLD_ROOT WORLD_A WORLD_A1 WORLD_A11 WORLD_A2 WORLD_REST ");\n"

/* One journal as the test writes it. */
struct pen {
	char user[65];
	struct buffer bytes;
	const char **hashes;       /* [count] */
	size_t count;
	int64_t org;               /* what it cites when the test does not say */
	bool empty;                /* has a file although there are no lines */
};

#define WORLD_PENS 32
struct world {
	char *path;
	struct folder *folder;
	struct arena arena;
	struct pen pens[WORLD_PENS];
	size_t pen_count;
	int64_t org;
};

static inline const char *world_path(struct world *world, const char *name)
{
	static char path[4096];

	snprintf(path, sizeof path, "%s/%s", world->path, name);
	return path;
}

static inline void world_file(struct world *world, const char *name, const char *text)
{
	testing_write(world_path(world, name), text, strlen(text));
}

/* ---- acts as JSON, with ' for " ---- */

static inline struct act_input world_json(struct world *world, const char *text)
{
	char *json = arena_string(&world->arena, text);
	struct act_input input = { 0 };
	struct error error = { 0 };
	json_error_t where;

	for (char *at = json; *at; at++)
		if (*at == '\'')
			*at = '"';
	json_t *object = json_loads(json, 0, &where);
	expect(object, "%s: %s", text, where.text);
	expect(act_from_json(object, &input, &world->arena, &error), "%s: %s", text, error.text);
	json_decref(object);
	return input;
}

static inline struct act world_act(struct world *world, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline struct act world_act(struct world *world, const char *format, ...)
{
	char text[8192];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	return world_json(world, text).act;
}

/* ---- pens ---- */

static inline struct pen *world_pen(struct world *world, const char *user)
{
	for (size_t i = 0; i < world->pen_count; i++)
		if (!strcmp(world->pens[i].user, user))
			return &world->pens[i];
	assert_true(world->pen_count < WORLD_PENS);
	struct pen *pen = &world->pens[world->pen_count++];

	*pen = (struct pen){ .org = -1 };
	snprintf(pen->user, sizeof pen->user, "%s", user);
	return pen;
}

/* «anna:3 bo:1»: line 3 of anna's as it stands; «bo:1!» a line of that number with another hash. */
static inline struct list world_cites(struct world *world, const char *text)
{
	struct cite *cites = arena_alloc(&world->arena, WORLD_PENS * sizeof *cites);
	char *word = arena_string(&world->arena, text ? text : ""), *rest;
	size_t count = 0;

	for (word = strtok_r(word, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		char *colon = strchr(word, ':');
		static const char other[] = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

		*colon = '\0';
		struct pen *pen = world_pen(world, word);
		size_t n = (size_t)atol(colon + 1);
		bool forged = strchr(colon + 1, '!') || n > pen->count;

		cites[count++] = (struct cite){ word, (int64_t)n, forged ? other : pen->hashes[n - 1] };
	}
	return (struct list){ cites, count };
}

static inline void world_flush(struct world *world);

/* What a version would freeze that stands here and cites just that, when the test does not say. */
static inline void world_fill_heads(struct world *world, const char *user, struct line *line)
{
	struct error error = { 0 };
	char hash[HASH_TEXT];

	if (line->act.kind != ACT_VERSION || line->act.version.heads)
		return;
	world_flush(world);
	struct book *book = book_load(world->folder, &error);
	expect(version_heads(book, user, &line->head, hash, &error), "%s", error.text);
	line->act.version.heads = arena_string(&world->arena, hash);
	book_free(book);
}

/* Adds a line as it is asked for, whether it is right or not; returns its hash. */
static inline const char *world_add(struct world *world, const char *user, const struct act *act, const char *id, const char *at, const char *cites)
{
	struct pen *pen = world_pen(world, user);
	char file[80], own_id[100], prev[HASH_TEXT], hash[HASH_TEXT];
	struct error error = { 0 };
	struct line line = { .act = *act };

	snprintf(file, sizeof file, "%s.jsonl", user);
	snprintf(own_id, sizeof own_id, "%s-%zu", user, pen->count + 1);
	hash_line(WORLD_ID, file, "", 0, prev);
	line.head = (struct envelope){ .n = (int64_t)pen->count + 1, .prev = pen->count ? pen->hashes[pen->count - 1] : prev, .id = id ? id : own_id,
		                       .at = at ? at : WORLD_AT, .org = pen->org < 0 ? world->org : pen->org, .saw = world_cites(world, cites) };
	world_fill_heads(world, user, &line);
	expect(act_write(&pen->bytes, &line, WORLD_ID, file, hash, &error), "%s", error.text);
	pen->hashes = memory_grow(pen->hashes, pen->count + 1, sizeof *pen->hashes);
	return pen->hashes[pen->count++] = arena_string(&world->arena, hash);
}

/* {'by':…,'id':…,'at':…,'act':…} with what it cites. */
static inline const char *world_line(struct world *world, const char *cites, const char *format, ...) __attribute__((format(printf, 3, 4)));
static inline const char *world_line(struct world *world, const char *cites, const char *format, ...)
{
	char text[8192];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	struct act_input input = world_json(world, text);

	return world_add(world, input.by, &input.act, input.id, input.at, cites);
}

/* ---- the folder ---- */

static inline void world_store(struct world *world, const char *region_text, const char *org_text, struct adopt *adopt)
{
	struct error error = { 0 };
	struct buffer bytes = { 0 };
	char hash[HASH_TEXT];
	struct region *region = region_read("region.cfg", region_text, strlen(region_text), &error);
	expect(region, "%s", error.text);
	struct org *org = org_read("organisation.cfg", org_text, strlen(org_text), region, &error);

	expect(org, "%s", error.text);
	expect(folder_store(world->folder->fd, region_text, strlen(region_text), hash, &error), "%s", error.text);
	adopt->region = arena_string(&world->arena, hash);
	org_write(org, &bytes);
	expect(folder_store(world->folder->fd, bytes.bytes, bytes.size, hash, &error), "%s", error.text);
	adopt->organisation = arena_string(&world->arena, hash);
	buffer_free(&bytes);
	org_free(org);
	region_free(region);
}

/* ends: «anna:3 bo:0» */
static inline struct act world_adoption(struct world *world, const char *region_text, const char *org_text, const char *ends)
{
	struct act act;
	struct end *list = arena_alloc(&world->arena, WORLD_PENS * sizeof *list);
	char *word = arena_string(&world->arena, ends ? ends : ""), *rest;

	act_clear(&act, ACT_ADOPT);
	world_store(world, region_text, org_text, &act.adopt);
	for (word = strtok_r(word, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		char *colon = strchr(word, ':');

		*colon = '\0';
		list[act.adopt.ends.count++] = (struct end){ word, atol(colon + 1) };
	}
	act.adopt.ends.items = list;
	return act;
}

/* Later lines cite it, unless their pen says otherwise. */
static inline void world_adopt(struct world *world, const char *org_text, const char *ends)
{
	struct act act = world_adoption(world, WORLD_REGION, org_text, ends);

	world_add(world, "reg", &act, NULL, NULL, NULL);
	world->org = (int64_t)world_pen(world, "reg")->count;
}

static inline struct world *world_empty(void)
{
	struct world *world = memory_grow(NULL, 1, sizeof *world);
	struct error error = { 0 };

	*world = (struct world){ .path = testing_directory() };
	assert_int_equal(mkdir(world_path(world, "journals"), 0700), 0);
	assert_int_equal(mkdir(world_path(world, "locks"), 0700), 0);
	assert_int_equal(mkdir(world_path(world, "objects"), 0700), 0);
	world_file(world, "region.cfg", WORLD_REGION);
	world_file(world, "organisation.cfg", WORLD_ORG);
	world->folder = folder_open(world->path, &error);
	expect(world->folder, "%s", error.text);
	return world;
}

static inline struct world *world_new(void)
{
	struct world *world = world_empty();

	world_adopt(world, WORLD_ORG, NULL);
	return world;
}

static inline void world_forget_lines(struct world *world)
{
	for (size_t i = 0; i < world->pen_count; i++) {
		buffer_free(&world->pens[i].bytes);
		free(world->pens[i].hashes);
	}
	world->pen_count = 0;
}

static inline void world_free(struct world *world)
{
	world_forget_lines(world);
	folder_free(world->folder);
	arena_free(&world->arena);
	testing_remove(world->path);
	free(world);
}

/* Grows the file, for a file that is emptied and written again is slow on some disks; unless it is longer than it should be. */
static inline void world_grow_file(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "ab");

	expect(file, "%s", path);
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	size_t old = (size_t)ftell(file), from = old < size ? old : size;

	assert_int_equal(fwrite(bytes + from, 1, size - from, file), size - from);
	assert_int_equal(fclose(file), 0);
	if (old > size)
		testing_write(path, bytes, size);
}

/* Only the first `lines` of what the pen has written. */
static inline void world_flush_lines(struct world *world, const char *user, size_t lines)
{
	char name[100];
	struct pen *pen = world_pen(world, user);
	const char *bytes = pen->bytes.bytes ? pen->bytes.bytes : "", *end = bytes;

	for (size_t i = 0; i < lines; i++)
		end = strchr(end, '\n') + 1;
	snprintf(name, sizeof name, "journals/%s.jsonl", user);
	world_grow_file(world_path(world, name), bytes, (size_t)(end - bytes));
	snprintf(name, sizeof name, "locks/%s", user);
	world_grow_file(world_path(world, name), "", 0);
}

static inline void world_flush_one(struct world *world, const char *user)
{
	world_flush_lines(world, user, world_pen(world, user)->count);
}

static inline void world_flush(struct world *world)
{
	for (size_t i = 0; i < world->pen_count; i++)
		if (world->pens[i].count || world->pens[i].empty)
			world_flush_one(world, world->pens[i].user);
}

/* Journals for everyone the organisation names, written or not, as adopt makes them. */
static inline void world_flush_all(struct world *world)
{
	static const char *const users[] = { "rd", "stf-rd", "ek", "reg", "ca", "stf-ca", "ek-a", "reg-a", "ca1", "stf-ca1", "ca11", "ca2", "ca3", "cb", "cb1" };

	for (size_t i = 0; i < sizeof users / sizeof *users; i++)
		world_pen(world, users[i])->empty = true;
	world_flush(world);
}

static inline struct book *world_book(struct world *world)
{
	struct error error = { 0 };

	world_flush(world);
	struct book *book = book_open(world->folder, &error);
	expect(book, "%s", error.text);
	return book;
}

/* ---- looking at a book ---- */

static inline const struct event *world_event(const struct book *book, const char *user, int64_t n)
{
	for (size_t i = 0; i < book->event_count; i++)
		if (!strcmp(book->events[i]->user, user) && book->events[i]->line->head.n == n)
			return book->events[i];
	return NULL;
}

static inline money world_ram(const struct book *book, const char *unit, int year)
{
	struct ram_table *table = ram_make(book, year, NULL, 0);
	money ram = table->balance[org_find(book->org, unit)].ram;

	ram_free(table);
	return ram;
}

static inline void dump_event(struct buffer *out, const struct event *event)
{
	buffer_format(out, "%s %d", event->user, (int)event->line->head.n);
}

static inline void dump_sendings(struct buffer *out, const struct unit_state *state)
{
	char hash[HASH_TEXT];

	for (size_t i = 0; i < state->sending_count; i++) {
		content_hash(state->sendings[i].content, hash);
		buffer_format(out, " sent %.8s ", hash);
		dump_event(out, state->sendings[i].submit);
		if (!state->sendings[i].answer)
			continue;
		buffer_format(out, " %s ", act_name(state->sendings[i].answer->line->act.kind));
		dump_event(out, state->sendings[i].answer);
	}
}

static inline void dump_state(struct buffer *out, const struct book *book, int unit)
{
	const struct unit_state *state = book_state(book, unit);

	buffer_format(out, "%s\n", book->org->units[unit].id);
	for (size_t i = 0; i < state->leg_count; i++) {
		buffer_format(out, " leg %lld ", (long long)state->legs[i].leg->kr);
		dump_event(out, state->legs[i].event);
	}
	for (size_t i = 0; i < state->cell_count; i++) {
		buffer_format(out, " cell %d %d %s %lld ", (int)state->cells[i].layer, state->cells[i].year, state->cells[i].line, (long long)state->cells[i].value);
		dump_event(out, state->cells[i].event);
	}
	for (size_t i = 0; i < state->goal_count; i++) {
		buffer_format(out, " goal %d %lld ", state->goals[i].year, (long long)state->goals[i].value);
		dump_event(out, state->goals[i].event);
	}
	for (size_t i = 0; i < state->say_count; i++) {
		buffer_text(out, " say ");
		dump_event(out, state->says[i]);
	}
	for (size_t i = 0; i < state->settled_count; i++) {
		buffer_format(out, " settled after %zu ", state->settled[i].after);
		dump_event(out, state->settled[i].event);
	}
	dump_sendings(out, state);
	buffer_text(out, state->divided ? " divided\n" : "\n");
}

static inline void dump_meeting(struct buffer *out, const struct meeting *meeting)
{
	buffer_text(out, "meeting ");
	dump_event(out, meeting->first);
	buffer_text(out, " head ");
	dump_event(out, meeting->head);
	buffer_text(out, meeting->closed ? " closed " : "");
	if (meeting->closed)
		dump_event(out, meeting->closed);
	buffer_text(out, "\n");
}

/* Everything a book says, as text: two books with the same dump are the same book. */
static inline void world_dump(struct buffer *out, const struct book *book)
{
	buffer_format(out, "applied %zu of %zu, org %lld\n", book->applied, book->event_count, (long long)book_org_line(book));
	for (size_t i = 0; i < book->event_count; i++) {
		const struct event *event = book->events[i];

		dump_event(out, event);
		buffer_format(out, " %s %d %s %d %d%s", act_name(event->line->act.kind), (int)event->state, event->why->word ? event->why->word : "-",
		              event->outside_dates, event->conflict, event->overtaken ? " overtaken" : "");
		if (event->replaced_by) {
			buffer_text(out, " replaced by ");
			dump_event(out, event->replaced_by);
		}
		buffer_text(out, "\n");
	}
	for (int i = 0; book->org && i < book->org->count; i++)
		dump_state(out, book, i);
	for (size_t i = 0; i < book->version_count; i++)
		buffer_format(out, "version %s\n", book->versions[i]->line->act.version.name);
	for (size_t i = 0; i < book->meeting_count; i++)
		dump_meeting(out, &book->meetings[i]);
}

static inline char *world_dumped(const struct book *book)
{
	struct buffer out = { 0 };

	world_dump(&out, book);
	return out.bytes;
}

#endif

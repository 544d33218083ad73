/* A small region where everybody may write, through the program's own writer: acts are saved as they are done, or refused with a word. */
#ifndef SCENE_H
#define SCENE_H

#include "world.h"

#include "writer.h"

/* The plan for A as it is now, in the words of a submit. */
static inline const char *sent_by(struct world *world, const char *user, const char *cites)
{
	struct book *book = world_book(world);
	struct arena arena = { 0 };
	char hash[HASH_TEXT];

	content_hash(content_make(book, &(struct charter){ book->region, book->org }, "a", 2020, &arena), hash);
	arena_free(&arena);
	book_free(book);
	return world_line(world, cites, "{'by':'%s','act':'submit','unit':'a','year':2020,'plan':'%s','text':'x'}", user, hash);
}

struct scene { struct world *world; struct book *book; };

/* org: NULL for the usual tree. The root has 1000 kr, A 100, of which A1 60 and A2 40. */
static inline struct scene scene_empty(const char *org)
{
	struct scene scene = { .world = world_empty() };
	struct error error = { 0 };

	world_adopt(scene.world, org ? org : WORLD_ORG, NULL);
	world_flush_all(scene.world);
	scene.book = book_open(scene.world->folder, &error);
	expect(scene.book, "%s", error.text);
	return scene;
}

static inline void scene_free(struct scene *scene)
{
	book_free(scene->book);
	world_free(scene->world);
}

static inline bool scene_try(struct scene *scene, struct error *error, const char *json)
{
	struct act_input input = world_json(scene->world, json);
	struct writer_item item = { input.by, input.at ? input.at : WORLD_AT, input.id, &input.act };

	*error = (struct error){ 0 };
	if (!writer_stage(scene->book, &item, error)) {
		writer_abandon(scene->book);
		return false;
	}
	expect(writer_commit(scene->book, error) == SAVED, "%s: %s", json, error->text);
	const struct event *event = world_event(scene->book, input.by, (int64_t)book_journal(scene->book, input.by)->count);
	expect(event->state == LINE_APPLIED, "%s is saved, and counts for nothing: %s", json, event->why->text);
	return true;
}

/* 'by' and the rest of an act; %s is not expanded. */
static inline void did(struct scene *scene, const char *json)
{
	struct error error;

	expect(scene_try(scene, &error, json), "%s: %s %s", json, error.word, error.text);
}

static inline void refused(struct scene *scene, const char *word, const char *says, const char *json)
{
	char *before = world_dumped(scene->book), *after;
	struct error error;

	expect(!scene_try(scene, &error, json), "%s is not refused", json);
	expect(!strcmp(error.word, word), "%s: %s, not %s (%s)", json, error.word, word, error.text);
	expect(strstr(error.text, says), "%s: «%s» does not say «%s»", json, error.text, says);
	after = world_dumped(scene->book);
	expect(!strcmp(before, after), "%s left a trace:\n%s\n%s", json, before, after); /* nothing is applied halfway */
	free(before);
	free(after);
}

static inline int unit_of(const struct scene *scene, const char *id)
{
	return org_find(scene->book->org, id);
}

#define ACT(by, rest)           "{'by':'" by "','act':" rest "}"
#define GIVE(by, unit, kr)      ACT(by, "'post','kind':'index','year':2020,'legs':[['" unit "'," #kr "]]")
#define ROW(by, unit, line, kr) ACT(by, "'distribute','unit':'" unit "','year':2020,'lines':[{'line':'" line "','kr':" #kr "}]")
#define SUBMIT(by, id, unit)    "{'by':'" by "','id':'" id "','act':'submit','unit':'" unit "','year':2020}"
#define ANSWER(by, what, unit, id) ACT(by, "'" what "','unit':'" unit "','submit':'" id "','text':'x'")

static inline struct scene scene_new(const char *org)
{
	struct scene scene = scene_empty(org);

	did(&scene, "{'by':'reg','act':'post','kind':'base','year':2020,'legs':[['rot',1000]],'decision':'RF 5'}");
	did(&scene, "{'by':'rd','id':'ram-a','act':'post','kind':'base','year':2020,'legs':[['a',100]]}");
	did(&scene, "{'by':'ca','id':'ram-a1','act':'post','kind':'base','year':2020,'legs':[['a1',60]]}");
	did(&scene, "{'by':'ca','id':'ram-a2','act':'post','kind':'base','year':2020,'legs':[['a2',40]]}");
	return scene;
}

#endif

/* A small region for tests that need a book: its files are written into a scratch directory and set up as `init` does it, so that every act has
 * gone through the ordinary encoder, rights and fold. Only for tests; each includes it once. */
#ifndef SMALL_H
#define SMALL_H

#include "testing.h"

#include "book.h"
#include "setup.h"

#include <stdlib.h>
#include <string.h>

#define SMALL_ID "0123456789abcdef0123456789abcdef"

struct small {
	char *directory;
	struct folder *folder;
	struct book *book;
};

static const char small_region[] =
	"format = 1; name = \"Liten region\"; org_number = \"000000-0000\"; year = 2020; registrar = \"reg\"; protection = \"none\";\n"
	"levels = ( { id=\"region\"; name=\"Region\"; chef=\"regiondirektör\"; plan=\"plan\"; subs=\"Delar\"; money=\"mnkr\"; },\n"
	"  { id=\"division\"; name=\"Division\"; chef=\"divisionschef\"; plan=\"plan\"; subs=\"Delar\"; money=\"mnkr\"; } );\n"
	"kinds = ( { id=\"base\"; name=\"Utgångsläge\"; short=\"2019\"; opening=true; explained=true; },\n"
	"  { id=\"index\"; name=\"Löne- och prisindex\"; short=\"Index\"; explained=true; },\n"
	"  { id=\"expansion\"; name=\"Utökning\"; short=\"Utökning\"; },\n"
	"  { id=\"transfer\"; name=\"Omfördelning\"; short=\"Omförd.\"; zero_sum=true; } );\n"
	"lines = ( { id=\"personal\"; name=\"Personal\"; kind=\"cost\"; account=\"40\"; }, { id=\"material\"; name=\"Material\"; kind=\"cost\"; "
	"account=\"55\"; },\n"
	"  { id=\"kop\"; name=\"IT-köp\"; kind=\"cost\"; account=\"59\"; internal=true; },\n"
	"  { id=\"intakter\"; name=\"Intäkter\"; kind=\"income\"; account=\"30\"; }, { id=\"reserv\"; name=\"Reserv\"; kind=\"reserve\"; "
	"account=\"\"; } );\n"
	"areas = ( { id=\"halso\"; name=\"Hälso- och sjukvård\"; } );\n"
	"principles = ( { id=\"avtal\"; name=\"Ramen följer avtalet\"; } );\n"
	"versions = ( { id=\"dec\"; name=\"Vidarefördelning\"; } );\n";

/* region (rd) > group delar > norr (cn) > norr-a (ca, invented); syd (cs, deputy ds); and under region the anslag fou > fou-a, fou-b */
static const char small_organisation[] =
	"units = ( { id=\"region\"; kind=\"unit\"; name=\"Regionen\"; level=\"region\"; chef=\"rd\"; ekonomer=( \"eko\" ); registrars=( \"reg\" "
	"); },\n"
	"  { id=\"delar\"; parent=\"region\"; kind=\"group\"; name=\"Delar\"; },\n"
	"  { id=\"norr\"; parent=\"delar\"; kind=\"unit\"; name=\"Norr\"; level=\"division\"; chef=\"cn\"; purpose=\"Vård i norr\"; "
	"conditions=\"Inget köps\";"
	" principle=\"avtal\"; },\n"
	"  { id=\"norr-a\"; parent=\"norr\"; kind=\"unit\"; name=\"Norr A\"; level=\"division\"; chef=\"ca\"; example=true; },\n"
	"  { id=\"syd\"; parent=\"delar\"; kind=\"unit\"; name=\"Syd\"; level=\"division\"; chef=\"cs\";"
	" deputies=( { user=\"ds\"; from=\"2019-12-01\"; to=\"2019-12-31\"; } ); },\n"
	"  { id=\"fou\"; parent=\"region\"; kind=\"anslag\"; name=\"FoU\"; },\n"
	"  { id=\"fou-a\"; parent=\"fou\"; kind=\"anslag\"; name=\"FoU A\"; },\n"
	"  { id=\"fou-b\"; parent=\"fou\"; kind=\"anslag\"; name=\"FoU B\"; } );\n";

static void small_file(const struct small *small, const char *name, const char *text)
{
	char path[4200];

	snprintf(path, sizeof path, "%s/%s", small->directory, name);
	if (text)
		testing_write(path, text, strlen(text));
}

static inline void small_reopen(struct small *small)
{
	struct error error = { 0 };
	char folder[4200];

	snprintf(folder, sizeof folder, "%s/folder", small->directory);
	small->folder = folder_open(folder, &error);
	expect(small->folder, "folder: %s", error.text);
	small->book = book_open(small->folder, &error);
	expect(small->book, "book: %s", error.text);
}

static void small_open(struct small *small, const char *example)
{
	struct error error = { 0 };
	char folder[4200];
	size_t acts;

	setenv("SOURCE_DATE_EPOCH", "1574150400", 1);
	snprintf(folder, sizeof folder, "%s/folder", small->directory);
	expect(setup_init(folder, example, SMALL_ID, &acts, &error), "init: %s", error.text);
	small_reopen(small);
}

/* acts: lines of acts.jsonl with ' for "; published: as published.cfg, NULL for none. */
static void small_make(struct small *small, const char *acts, const char *published)
{
	char *lines = memory_string(acts);

	*small = (struct small){ .directory = testing_directory() };
	for (char *at = lines; *at; at++)
		if (*at == '\'')
			*at = '"';
	small_file(small, "region.cfg", small_region);
	small_file(small, "organisation.cfg", small_organisation);
	small_file(small, "published.cfg", published);
	small_file(small, "acts.jsonl", lines);
	free(lines);
	small_open(small, small->directory);
}

static void small_free(struct small *small)
{
	book_free(small->book);
	folder_free(small->folder);
	testing_remove(small->directory);
}

/* One act each, with what all have in common; rd gives, unless another is named. */
#define ACT(by, id, rest)          "{'by':'" by "','id':'" id "','at':'2019-12-10T08:30:00+01:00'," rest "}\n"
#define POST(id, kind, legs, rest) ACT("rd", id, "'act':'post','kind':'" kind "','year':2020,'legs':[" legs "]" rest)

#endif

#include "explaining.h"

#include "kept.h"
#include "line.h"
#include "several.h"

#include <stddef.h>
#include <string.h>

/* ---- what is written ---- */

static bool may_explain(const struct session *session, const struct finding *finding, int unit, struct error *error)
{
	struct act act;

	explaining_act(&act, session->book, finding, unit, "?");
	return session_may(session, &act, error);
}

/* Who may not speak in the nearest dialogue is told about that one. */
int explaining_unit(const struct session *session, const struct finding *finding, struct error *error)
{
	const struct charter charter = { session->book->region, session->book->org };
	int nearest = several_unit(&charter, finding->figure, error), unit;

	if (nearest == ORG_NONE)
		return ORG_NONE;
	nearest = charter.org->units[nearest].kind == UNIT_GROUP ? org_holder(charter.org, nearest) : nearest;
	for (unit = nearest; unit != ORG_NONE && !may_explain(session, finding, unit, NULL); unit = org_above(charter.org, unit))
		;
	if (unit == ORG_NONE)
		may_explain(session, finding, nearest, error);
	return unit;
}

void explaining_act(struct act *out, const struct book *book, const struct finding *finding, int unit, const char *text)
{
	act_clear(out, ACT_SAY);
	out->say.unit = book->org->units[unit].id;
	out->say.kind = "comment";
	out->say.about = strchr(finding->figure, '+') ? NULL : finding->figure;
	out->say.text = text;
	out->say.kr = finding_kr(finding);
	out->say.explains = finding->figure;
}

void explaining_take_back(struct act *out, const struct event *said, const char *text)
{
	const struct say *say = &said->line->act.say;

	act_clear(out, ACT_SAY);
	out->say = (struct say){ .unit = say->unit, .thread = say->thread ? say->thread : said->line->hash, .kind = "comment", .about = say->about,
		                 .text = text, .kr = say->kr, .full_year = NUMBER_NONE, .status = "dropped", .explains = say->explains };
}

/* ---- the draft: a line for each difference that someone has begun to explain ---- */

struct begun { const char *figure; int64_t kr; const char *text; };

static const struct shape begun_shape = { sizeof(struct begun), false, (const struct field[]){
	{ .name = "figure", .type = FIELD_FIGURE, .offset = offsetof(struct begun, figure) },
	{ .name = "kr", .type = FIELD_NUMBER, .offset = offsetof(struct begun, kr) },
	{ .name = "text", .type = FIELD_TEXT, .offset = offsetof(struct begun, text) },
	{ 0 } } };

static bool next_begun(char **at, char *end, struct begun *begun, struct arena *arena)
{
	char *stop = *at < end ? memchr(*at, '\n', (size_t)(end - *at)) : NULL;
	struct line_reader reader = { *at, stop, NULL };

	if (!stop || !line_read(&reader, &begun_shape, begun, arena) || reader.at != reader.end)
		return false;
	*at = stop + 1;
	return true;
}

static bool is_about(const struct begun *begun, const struct finding *finding)
{
	return begun->kr == finding_kr(finding) && !strcmp(begun->figure, finding->figure);
}

static void find_path(const struct session *session, char path[KEPT_PATH])
{
	kept_path(path, session->folder->edited->id, session->user, "explanations.draft");
}

bool explaining_kept(const struct session *session, const struct finding *finding, struct buffer *text)
{
	char path[KEPT_PATH], *at;
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };
	struct begun begun;
	bool found = false;

	find_path(session, path);
	if (*path && kept_read(path, &bytes))
		for (at = bytes.bytes; !found && next_begun(&at, bytes.bytes + bytes.size, &begun, &arena);)
			if ((found = is_about(&begun, finding)))
				buffer_text(text, begun.text);
	buffer_free(&bytes);
	arena_free(&arena);
	return found;
}

/* What is begun of other differences stays. False: there is something in the file that could not be read. */
static bool copy_others(const char *path, const struct finding *finding, struct buffer *out)
{
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };
	struct begun begun;
	bool whole = true;

	if (kept_read(path, &bytes)) {
		char *at = bytes.bytes, *end = bytes.bytes + bytes.size;

		while (next_begun(&at, end, &begun, &arena))
			if (!is_about(&begun, finding) && line_write(out, &begun_shape, &begun, NULL))
				buffer_text(out, "\n");
		whole = at == end;
	}
	buffer_free(&bytes);
	arena_free(&arena);
	return whole;
}

bool explaining_keep(const struct session *session, const struct finding *finding, const char *text)
{
	const struct begun begun = { finding->figure, finding_kr(finding), text };
	char path[KEPT_PATH];
	struct buffer out = { 0 };
	bool kept = true;

	find_path(session, path);
	if (!*path)
		return true;
	if (!copy_others(path, finding, &out))
		kept = kept_aside(path);
	if (*text && line_write(&out, &begun_shape, &begun, NULL))
		buffer_text(&out, "\n");
	if (out.size)
		kept = kept && kept_write(path, out.bytes, out.size);
	else
		kept_drop(path);
	buffer_free(&out);
	return kept;
}

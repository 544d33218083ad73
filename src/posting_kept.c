#include "posting_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- on disk: a head, then one line a leg, in whole kronor like every act ---- */

struct head {
	const char *kind;
	int64_t year;
	const char *end, *line, *text, *decision, *principle, *replaces, *proposal, *field;
	int64_t leg;
	const char *typing;
};
struct kept_leg { const char *unit; int64_t kr, until, full_year; const char *series; };

#define OPTIONAL .flags = FIELD_OPTIONAL

static const struct shape head_shape = { sizeof(struct head), false, (const struct field[]){
	{ .name = "kind", .type = FIELD_ID, .offset = offsetof(struct head, kind) },
	{ .name = "year", .type = FIELD_NUMBER, .offset = offsetof(struct head, year) },
	{ .name = "end", .type = FIELD_ID, .offset = offsetof(struct head, end), OPTIONAL },
	{ .name = "line", .type = FIELD_ID, .offset = offsetof(struct head, line), OPTIONAL },
	{ .name = "text", .type = FIELD_TEXT, .offset = offsetof(struct head, text), OPTIONAL },
	{ .name = "decision", .type = FIELD_TEXT, .offset = offsetof(struct head, decision), OPTIONAL },
	{ .name = "principle", .type = FIELD_ID, .offset = offsetof(struct head, principle), OPTIONAL },
	{ .name = "replaces", .type = FIELD_HASH, .offset = offsetof(struct head, replaces), OPTIONAL },
	{ .name = "proposal", .type = FIELD_HASH, .offset = offsetof(struct head, proposal), .flags = FIELD_OPTIONAL | FIELD_NAMED },
	{ .name = "field", .type = FIELD_ID, .offset = offsetof(struct head, field), OPTIONAL },
	{ .name = "leg", .type = FIELD_NUMBER, .offset = offsetof(struct head, leg), OPTIONAL },
	{ .name = "typing", .type = FIELD_TEXT, .offset = offsetof(struct head, typing), OPTIONAL },
	{ 0 } } };

static const struct shape leg_shape = { sizeof(struct kept_leg), false, (const struct field[]){
	{ .name = "unit", .type = FIELD_ID, .offset = offsetof(struct kept_leg, unit) },
	{ .name = "kr", .type = FIELD_NUMBER, .offset = offsetof(struct kept_leg, kr), OPTIONAL, .least = -NUMBER_MAX },
	{ .name = "until", .type = FIELD_NUMBER, .offset = offsetof(struct kept_leg, until), OPTIONAL },
	{ .name = "full_year", .type = FIELD_NUMBER, .offset = offsetof(struct kept_leg, full_year), OPTIONAL, .least = -NUMBER_MAX },
	{ .name = "series", .type = FIELD_ID, .offset = offsetof(struct kept_leg, series), OPTIONAL },
	{ 0 } } };

static const char *const field_words[POSTING_FIELDS] = { "kind", "year", "unit", "amount", "until",
	                                                         "full-year", "end", "line", "text", "decision", "principle" };

/* One file a level and writer for new posts, one for each post that is being changed. */
static void find_path(struct posting *posting, const struct posting_desk *desk)
{
	char name[120];

	posting->path[0] = '\0';
	if (desk->giver == ORG_NONE)
		return;
	snprintf(name, sizeof name, "%s%s%.16s.post", unit_at(desk, desk->giver)->id,
	         *posting->replaces ? "." : desk->whole ? ".whole" : "", posting->replaces);
	kept_path(posting->path, desk->book->folder->edited->id, desk->user, name);
}

static void take_typing(struct posting *posting, const struct head *head)
{
	for (enum posting_field field = 0; head->field && field < POSTING_FIELDS; field++)
		if (!strcmp(field_words[field], head->field)) {
			posting->is_typing = true;
			posting->typing_in = (struct posting_cell){ field, head->leg == NUMBER_NONE ? 0 : (size_t)head->leg };
			snprintf(posting->typing, sizeof posting->typing, "%s", head->typing ? head->typing : "");
		}
	if (posting->typing_in.leg > posting->leg_count)
		posting->is_typing = false;
}

static void take_head(struct posting *posting, const struct head *head)
{
	posting_set_id(posting->kind, head->kind);
	posting->year = (int)head->year;
	snprintf(posting->end, sizeof posting->end, "%s", head->end ? head->end : "");
	posting_set_id(posting->line, head->line);
	posting_set_id(posting->principle, head->principle);
	posting_set_text(posting->text, head->text);
	posting_set_text(posting->decision, head->decision);
	posting_set_id(posting->replaces, head->replaces);
	posting_set_id(posting->proposal, head->proposal);
}

/* False when there is more in it than could be read. */
static bool read_posting(struct posting *posting, char *at, char *end, struct arena *arena)
{
	struct head head;
	struct kept_leg kept;

	if (!kept_line(&at, end, &head_shape, &head, arena) || head.year < 1900 || head.year > 2999)
		return false;
	take_head(posting, &head);
	while (at < end && kept_line(&at, end, &leg_shape, &kept, arena)) {
		struct posting_leg *leg = posting_leg_add(posting, kept.unit);

		leg->amount = money_from_kr(kept.kr);
		leg->until = kept.until > 0 && kept.until < 3000 ? (int)kept.until : 0;
		leg->full_year = money_from_kr(kept.full_year);
		posting_set_id(leg->series, kept.series);
	}
	take_typing(posting, &head);
	return at == end;
}

int posting_claim(struct posting *posting, const struct posting_desk *desk, bool *others)
{
	*others = false;
	find_path(posting, desk);
	return *posting->path ? kept_claim(posting->path, others) : -1;
}

bool posting_resume(struct posting *posting, const struct posting_desk *desk)
{
	struct posting found = { 0 };
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };
	bool read;

	if (!*posting->path)
		find_path(posting, desk);
	if (!*posting->path || !kept_read(posting->path, &bytes)) {
		buffer_free(&bytes);
		return false;
	}
	read = read_posting(&found, bytes.bytes, bytes.bytes + bytes.size, &arena) && !strcmp(found.replaces, posting->replaces);
	memcpy(found.path, posting->path, sizeof found.path);
	if (!read && !kept_aside(posting->path))
		posting->path[0] = '\0';
	if (read) {
		free(posting->legs);
		*posting = found;
	} else {
		free(found.legs);
	}
	buffer_free(&bytes);
	arena_free(&arena);
	return read;
}

bool posting_keep(const struct posting *posting)
{
	struct buffer out = { 0 };
	const struct head head = { posting->kind, posting->year, if_any(posting->end), if_any(posting->line), if_any(posting->text),
		                   if_any(posting->decision), if_any(posting->principle), if_any(posting->replaces),
		                   if_any(posting->proposal), posting->is_typing ? field_words[posting->typing_in.field] : NULL,
		                   posting->is_typing ? (int64_t)posting->typing_in.leg : NUMBER_NONE,
		                   posting->is_typing ? if_any(posting->typing) : NULL };
	bool fine = line_write(&out, &head_shape, &head, NULL);

	buffer_text(&out, "\n");
	for (size_t i = 0; fine && i < posting->leg_count; i++) {
		const struct posting_leg *leg = &posting->legs[i];
		const struct kept_leg kept = { leg->unit, to_kr(leg->amount), leg->until ? leg->until : NUMBER_NONE, to_kr(leg->full_year),
			                         if_any(leg->series) };

		fine = line_write(&out, &leg_shape, &kept, NULL);
		buffer_text(&out, "\n");
	}
	fine = fine && kept_write(posting->path, out.bytes, out.size);
	buffer_free(&out);
	return fine;
}

void posting_drop(struct posting *posting)
{
	kept_drop(posting->path);
}

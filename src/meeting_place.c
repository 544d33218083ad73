#include "meeting_place.h"

#include "arena.h"
#include "kept.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MINUTE (60 * 1000)
#define MOST_MS (INT64_C(1000) * 60 * MINUTE) /* of one unit */

static const char *const names[HEAD_FIELDS] = {
	[HEAD_DATE] = "date", [HEAD_TIME] = "time", [HEAD_PRESENT] = "present", [HEAD_CHAIR] = "chair", [HEAD_SECRETARY] = "secretary",
	[HEAD_PLACE] = "place", [HEAD_NEXT] = "next", [HEAD_TEXT] = "text",
};

/* ---- the agenda ---- */

struct place_unit *place_unit(struct meeting_place *place, const char *id)
{
	for (size_t i = 0; i < place->count; i++)
		if (!strcmp(place->units[i].id, id))
			return &place->units[i];
	return NULL;
}

struct place_unit *place_add(struct meeting_place *place, const char *id)
{
	struct place_unit *unit = place_unit(place, id);

	if (unit)
		return unit;
	if (place->count == place->room) {
		place->room = place->room ? place->room * 2 : 16;
		place->units = memory_grow(place->units, place->room, sizeof *place->units);
	}
	unit = &place->units[place->count++];
	*unit = (struct place_unit){ .taken = false };
	snprintf(unit->id, sizeof unit->id, "%s", id);
	return unit;
}

bool place_move(struct meeting_place *place, size_t from, int step)
{
	struct place_unit unit;

	if (from >= place->count || (step < 0 && from == 0) || (step > 0 && from + 1 == place->count))
		return false;
	unit = place->units[from];
	place->units[from] = place->units[from + (size_t)step];
	place->units[from + (size_t)step] = unit;
	return true;
}

size_t place_taken(const struct meeting_place *place)
{
	size_t count = 0;

	for (size_t i = 0; i < place->count; i++)
		count += place->units[i].taken;
	return count;
}

/* ---- the file: one word and its value a line; what is not understood is passed over ---- */

static void read_unit(struct meeting_place *place, const char *value)
{
	char id[65];
	int taken;
	int64_t ms;

	if (sscanf(value, "%d %" SCNd64 " %64s", &taken, &ms, id) != 3 || !text_is_id(id) || place_unit(place, id))
		return;
	place_add(place, id)->taken = taken != 0;
	place_unit(place, id)->ms = ms < 0 ? 0 : ms > MOST_MS ? MOST_MS : ms;
}

static void read_head(struct meeting_place *place, const char *word, const char *value)
{
	for (enum head_field field = 0; field < HEAD_FIELDS; field++)
		if (!strcmp(word, names[field]))
			snprintf(place->head[field], PLACE_TEXT, "%s", value);
}

static void read_line(struct meeting_place *place, char *line)
{
	char *value = strchr(line, ' ');

	if (!value)
		return;
	*value++ = '\0';
	if (!strcmp(line, "unit"))
		read_unit(place, value);
	else if (!strcmp(line, "meeting"))
		snprintf(place->meeting, sizeof place->meeting, "%s", value);
	else if (!strcmp(line, "at") && text_is_id(value))
		snprintf(place->at, sizeof place->at, "%s", value);
	else if (!strcmp(line, "frame"))
		place->frame = *value >= '0' && *value <= '2' ? *value - '0' : 0;
	else if (!strcmp(line, "edited"))
		place->edited = *value == '1';
	else
		read_head(place, line, value);
}

static void read_lines(struct meeting_place *place, char *rest)
{
	for (char *line; (line = strsep(&rest, "\n")) != NULL;)
		read_line(place, line);
}

/* False: nothing is there that can be read. */
static bool read_place(struct meeting_place *place)
{
	struct buffer bytes = { 0 };
	bool read = *place->path && kept_read(place->path, &bytes) && text_valid(bytes.bytes, bytes.size, NULL);

	if (read)
		read_lines(place, bytes.bytes);
	buffer_free(&bytes);
	return read;
}

/* ---- two windows ---- */

static void add_agenda(struct buffer *out, const struct meeting_place *place)
{
	buffer_text(out, "");
	for (size_t i = 0; i < place->count; i++)
		buffer_format(out, "%d %s\n", place->units[i].taken, place->units[i].id);
}

/* `there`: as the disk has it. */
static void remember_disk(struct meeting_place *place, const struct meeting_place *there)
{
	memcpy(place->disk.head, there->head, sizeof there->head);
	place->disk.edited = there->edited;
	place->disk.agenda.size = 0;
	add_agenda(&place->disk.agenda, there);
}

static bool join_head(struct meeting_place *place, const struct meeting_place *there)
{
	bool joined = false;

	for (enum head_field field = 0; field < HEAD_FIELDS; field++) {
		if (!strcmp(there->head[field], place->disk.head[field]))
			continue;
		joined = joined || strcmp(there->head[field], place->head[field]) != 0;
		memcpy(place->head[field], there->head[field], PLACE_TEXT);
	}
	if (there->edited != place->disk.edited)
		place->edited = there->edited;
	return joined;
}

/* In the order of the other, and what only this one knows of after it. */
static void take_agenda(struct meeting_place *place, const struct meeting_place *there)
{
	for (size_t i = 0; i < there->count; i++) {
		place_add(place, there->units[i].id)->taken = there->units[i].taken;
		for (size_t at = (size_t)(place_unit(place, there->units[i].id) - place->units); at > i; at--)
			place_move(place, at, -1);
	}
}

static bool join_agenda(struct meeting_place *place, const struct meeting_place *there)
{
	struct buffer before = { 0 }, theirs = { 0 }, after = { 0 };
	bool joined;

	add_agenda(&before, place);
	add_agenda(&theirs, there);
	if (!place->disk.agenda.bytes || strcmp(theirs.bytes, place->disk.agenda.bytes))
		take_agenda(place, there);
	add_agenda(&after, place);
	joined = strcmp(before.bytes, after.bytes) != 0;
	buffer_free(&before);
	buffer_free(&theirs);
	buffer_free(&after);
	return joined;
}

/* No clock takes back what another has counted. */
static void join_clocks(struct meeting_place *place, const struct meeting_place *there)
{
	for (size_t i = 0; i < there->count; i++) {
		struct place_unit *unit = place_unit(place, there->units[i].id);

		if (unit && unit->ms < there->units[i].ms)
			unit->ms = there->units[i].ms;
	}
}

bool place_join(struct meeting_place *place)
{
	struct meeting_place there = { .ticked = -1 };
	bool joined = false;

	memcpy(there.path, place->path, sizeof there.path);
	if (read_place(&there) && (!*place->meeting || !strcmp(there.meeting, place->meeting))) {
		memcpy(place->meeting, there.meeting, sizeof place->meeting); /* the other may have opened it */
		joined = join_head(place, &there);
		joined = join_agenda(place, &there) || joined;
		join_clocks(place, &there);
		remember_disk(place, &there);
	}
	place_close(&there);
	return joined;
}

/* ---- opened, and kept ---- */

void place_open(struct meeting_place *place, const char *folder_id, const char *user, const char *branch)
{
	char name[80];

	*place = (struct meeting_place){ .ticked = -1 };
	snprintf(name, sizeof name, "%s.meeting", branch);
	if (folder_id && user)
		kept_path(place->path, folder_id, user, name);
	if (!read_place(place) && *place->path && kept_exists(place->path))
		kept_aside(place->path);
	remember_disk(place, place);
}

void place_close(struct meeting_place *place)
{
	buffer_free(&place->disk.agenda);
	free(place->units);
	place->units = NULL;
	place->count = place->room = 0;
}

void place_keep(struct meeting_place *place)
{
	struct buffer out = { 0 };

	if (!*place->path)
		return;
	place_join(place);
	buffer_format(&out, "meeting %s\nat %s\nframe %d\nedited %d\n", place->meeting, place->at, place->frame, place->edited);
	for (enum head_field field = 0; field < HEAD_FIELDS; field++)
		buffer_format(&out, "%s %s\n", names[field], place->head[field]);
	for (size_t i = 0; i < place->count; i++)
		buffer_format(&out, "unit %d %" PRId64 " %s\n", place->units[i].taken, place->units[i].ms, place->units[i].id);
	if (kept_write(place->path, out.bytes, out.size)) /* when it cannot: the meeting goes on, and only its place is not remembered */
		remember_disk(place, place);
	buffer_free(&out);
}

void place_forget(struct meeting_place *place)
{
	if (*place->path)
		kept_drop(place->path);
	*place->path = '\0';
}

/* ---- the clock ---- */

/* Of the machine since it was started, which nobody sets; where the day is given, so is the time. */
int64_t place_clock(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	struct timespec now = { 0 };

	if (epoch)
		return strtoll(epoch, NULL, 10) % (INT64_C(1) << 40) * 1000;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void place_tick(struct meeting_place *place, int64_t now)
{
	struct place_unit *unit = place_unit(place, place->at);
	int before = place_minutes(place, place->at);
	int64_t passed;

	now = now < 0 ? 0 : now;
	passed = place->ticked < 0 ? 0 : now - place->ticked;
	place->ticked = now;
	if (!unit || passed <= 0)
		return;
	unit->ms += passed < PLACE_LEAP ? passed : PLACE_LEAP;
	if (unit->ms > MOST_MS)
		unit->ms = MOST_MS;
	if (place_minutes(place, place->at) != before)
		place_keep(place);
}

void place_stop(struct meeting_place *place)
{
	place->ticked = -1;
}

int place_minutes(const struct meeting_place *place, const char *id)
{
	for (size_t i = 0; i < place->count; i++)
		if (!strcmp(place->units[i].id, id))
			return (int)(place->units[i].ms / MINUTE);
	return 0;
}

int place_to_next(const struct meeting_place *place)
{
	for (size_t i = 0; i < place->count; i++)
		if (!strcmp(place->units[i].id, place->at))
			return (int)(MINUTE - place->units[i].ms % MINUTE);
	return MINUTE;
}

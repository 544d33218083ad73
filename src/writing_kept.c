#include "writing_private.h"

#include "arena.h"
#include "kept.h"
#include "line.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The file: one line. No text: only notes so far. */
struct kept { int64_t at; struct list notes; const char *text; };

static const struct shape note_shape = { sizeof(struct writing_note), true, (const struct field[]){
	{ .name = "name", .type = FIELD_ID, .offset = offsetof(struct writing_note, name) },
	{ .name = "value", .type = FIELD_TEXT, .offset = offsetof(struct writing_note, value) },
	{ 0 } } };

static const struct shape kept_shape = { sizeof(struct kept), false, (const struct field[]){
	{ .name = "at", .type = FIELD_NUMBER, .offset = offsetof(struct kept, at) },
	{ .name = "notes", .type = FIELD_LIST, .of = &note_shape, .flags = FIELD_OPTIONAL, .offset = offsetof(struct kept, notes) },
	{ .name = "text", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct kept, text) },
	{ 0 } } };

static bool anything(const struct writing *writing)
{
	return writing->text.size || writing->note_count;
}

void writing_keep(struct writing *writing)
{
	const struct kept kept = { (int64_t)writing->at, { writing->notes, writing->note_count }, writing->text.size ? writing->text.bytes : NULL };
	struct buffer out = { 0 };

	writing->moved = false;
	writing->on_disk = false;
	if (!*writing->path)
		return;
	if (!anything(writing)) { /* nothing to come back to */
		kept_drop(writing->path);
		return;
	}
	writing->on_disk = line_write(&out, &kept_shape, &kept, NULL);
	buffer_text(&out, "\n");
	writing->on_disk = writing->on_disk && kept_write(writing->path, out.bytes, out.size);
	buffer_free(&out);
}

bool writing_unkept(const struct writing *writing)
{
	return *writing->path && !writing->on_disk && anything(writing);
}

/* --- notes --- */

static struct writing_note *find(const struct writing *writing, const char *name)
{
	for (size_t i = 0; i < writing->note_count; i++)
		if (!strcmp(writing->notes[i].name, name))
			return &writing->notes[i];
	return NULL;
}

const char *writing_note(const struct writing *writing, const char *name)
{
	const struct writing_note *note = find(writing, name);

	return note ? note->value : "";
}

static void add_note(struct writing *writing, const char *name, const char *value)
{
	writing->notes = memory_grow(writing->notes, writing->note_count + 1, sizeof *writing->notes);
	writing->notes[writing->note_count++] = (struct writing_note){ memory_string(name), memory_string(value) };
}

static void remove_note(struct writing *writing, struct writing_note *note)
{
	free(note->name);
	free(note->value);
	*note = writing->notes[--writing->note_count];
}

void writing_set_note(struct writing *writing, const char *name, const char *value)
{
	struct writing_note *note = find(writing, name);

	if (!strcmp(note ? note->value : "", value ? value : ""))
		return;
	if (note)
		remove_note(writing, note);
	if (value && *value)
		add_note(writing, name, value);
	writing_keep(writing);
}

/* --- open and closed --- */

/* False when there is more in it than could be read. */
static bool read_kept(struct writing *writing, struct buffer *bytes, struct arena *arena)
{
	struct line_reader reader = { bytes->bytes, bytes->bytes + bytes->size, NULL };
	struct kept kept;

	if (!line_read(&reader, &kept_shape, &kept, arena) || reader.end - reader.at != 1 || *reader.at != '\n')
		return false;
	for (size_t i = 0; i < kept.notes.count; i++) {
		const struct writing_note *note = &((const struct writing_note *)kept.notes.items)[i];

		add_note(writing, note->name, note->value);
	}
	buffer_text(&writing->text, kept.text ? kept.text : "");
	if (kept.at > 0)
		writing->at = writing_edge(writing->text.bytes, (size_t)kept.at < writing->text.size ? (size_t)kept.at : writing->text.size);
	return true;
}

static bool read_from(struct writing *writing, const char *path)
{
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };
	bool whole = kept_read(path, &bytes) && read_kept(writing, &bytes, &arena);

	buffer_free(&bytes);
	arena_free(&arena);
	return whole;
}

void writing_look(struct writing *writing, const char *path)
{
	writing_close(writing);
	read_from(writing, path);
}

void writing_open(struct writing *writing, const char *path)
{
	writing_close(writing);
	if (!path || !*path || strlen(path) >= sizeof writing->path)
		return;
	strcpy(writing->path, path);
	writing->lock = kept_claim(writing->path, &writing->elsewhere);
	writing->locked = writing->lock >= 0;
	writing->on_disk = read_from(writing, writing->path);
	if (*writing->path && !writing->on_disk && kept_exists(writing->path) && !kept_aside(writing->path))
		writing->path[0] = '\0'; /* it may still be worth a look: it is never written over */
}

void writing_close(struct writing *writing)
{
	if (writing->moved && anything(writing))
		writing_keep(writing);
	if (writing->locked)
		close(writing->lock);
	writing_forget(writing);
	*writing = (struct writing){ .wish = -1 };
}

void writing_drop(struct writing *writing)
{
	kept_drop(writing->path); /* also when the last step could not be kept: an older one may lie there */
	writing_forget(writing);
	writing->on_disk = writing->moved = false;
}

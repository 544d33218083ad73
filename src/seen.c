#include "seen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 1000000 /* entries of a thread: more is no such number */

static struct seen_mark *find(const struct seen *seen, const char *thread)
{
	for (size_t i = 0; i < seen->count; i++)
		if (!strcmp(seen->marks[i].thread, thread))
			return &seen->marks[i];
	return NULL;
}

/* It only grows: what was read in one window is read in the other. */
static void put(struct seen *seen, const char *thread, size_t count)
{
	struct seen_mark *mark = find(seen, thread);

	if (!mark) {
		seen->marks = memory_grow(seen->marks, seen->count + 1, sizeof *seen->marks);
		mark = &seen->marks[seen->count++];
		*mark = (struct seen_mark){ .count = 0 };
		memcpy(mark->thread, thread, HASH_TEXT);
	}
	if (mark->count < count)
		mark->count = count;
}

/* ---- the file: a line a thread, its hash and a number ---- */

static bool read_mark(struct seen *seen, const char *line)
{
	char thread[HASH_TEXT], after;
	unsigned long count;

	if (strspn(line, "0123456789abcdef") != HASH_TEXT - 1 || line[HASH_TEXT - 1] != ' ')
		return false;
	if (sscanf(line + HASH_TEXT, "%7lu%c", &count, &after) != 2 || after != '\n' || count > MOST)
		return false;
	memcpy(thread, line, HASH_TEXT - 1);
	thread[HASH_TEXT - 1] = '\0';
	put(seen, thread, count);
	return true;
}

/* False: there is something else in it. */
static bool read_marks(struct seen *seen, const struct buffer *bytes)
{
	const char *at = bytes->bytes;

	if (strlen(at) != bytes->size)
		return false;
	for (; *at; at = strchr(at, '\n') + 1)
		if (!strchr(at, '\n') || !read_mark(seen, at))
			return false;
	return true;
}

static void forget(struct seen *seen)
{
	free(seen->marks);
	seen->marks = NULL;
	seen->count = 0;
}

static bool is_as_before(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* What is there and cannot be read is damaged like what can and is wrong: it is put aside, so that it can be written anew. */
static void renew(struct seen *seen)
{
	struct buffer bytes = { 0 };
	struct stat now;

	if (!*seen->path || lstat(seen->path, &now) || is_as_before(&now, &seen->was))
		return;
	seen->was = now;
	if (kept_read(seen->path, &bytes) && (!bytes.size || read_marks(seen, &bytes))) {
		buffer_free(&bytes);
		return;
	}
	forget(seen);
	kept_aside(seen->path);
	buffer_free(&bytes);
}

void seen_open(struct seen *seen, const char *folder_id, const char *user)
{
	char path[KEPT_PATH];

	kept_path(path, folder_id, user, "read");
	if (strcmp(path, seen->path)) {
		seen_close(seen);
		memcpy(seen->path, path, sizeof path);
	}
	renew(seen);
}

void seen_close(struct seen *seen)
{
	forget(seen);
	*seen = (struct seen){ .marks = NULL };
}

static bool write_marks(struct seen *seen)
{
	struct buffer out = { 0 };
	bool written;

	for (size_t i = 0; i < seen->count; i++)
		buffer_format(&out, "%s %zu\n", seen->marks[i].thread, seen->marks[i].count);
	written = kept_write(seen->path, out.bytes, out.size);
	buffer_free(&out);
	return written;
}

/* Read again first: another window of hers may have written meanwhile. Where both write at the same instant a mark is lost, and seen again. */
bool seen_put(struct seen *seen, const char *thread, size_t count)
{
	bool written;

	if (!*seen->path)
		return true;
	renew(seen);
	if (seen_of(seen, thread) >= count)
		return true;
	put(seen, thread, count > MOST ? MOST : count);
	written = write_marks(seen);
	if (written && lstat(seen->path, &seen->was))
		seen->was = (struct stat){ .st_size = 0 };
	return written;
}

/* ---- what is new ---- */

size_t seen_of(const struct seen *seen, const char *thread)
{
	const struct seen_mark *mark = find(seen, thread);

	return mark ? mark->count : 0;
}

/* The entry of that number, from 0. */
static bool is_new(const struct seen *seen, const struct thread *thread, size_t number, const struct event *event, const char *user)
{
	return *seen->path && user && number >= seen_of(seen, thread->first->line->hash) && strcmp(event->user, user) != 0;
}

size_t seen_unread(const struct seen *seen, const struct book *book, const struct thread *thread, const char *user)
{
	const struct unit_state *state = book_state(book, thread->unit);
	size_t number = 0, unread = 0;

	for (size_t i = 0; i < state->say_count; i++)
		if (dialogue_holds(thread, state->says[i]))
			unread += is_new(seen, thread, number++, state->says[i], user);
	return unread;
}

size_t seen_unread_in(const struct seen *seen, const struct book *book, int unit, const char *user)
{
	struct thread *threads;
	size_t count, unread = 0;

	if (!book_state(book, unit)->say_count)
		return 0;
	count = dialogue_threads(book, unit, &threads);
	for (size_t i = 0; i < count; i++)
		unread += seen_unread(seen, book, &threads[i], user);
	free(threads);
	return unread;
}

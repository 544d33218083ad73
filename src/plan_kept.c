#include "plan_kept.h"

#include "kept.h"

#include <stdio.h>
#include <string.h>

#define MARKS "marks" /* one a line: the figure, and after a space the text */

void plan_kept_open(struct plan_kept *kept, const struct session *session, int unit)
{
	char name[96], path[KEPT_PATH];

	snprintf(name, sizeof name, "%s-%d.plan", session->book->org->units[unit].id, session->year);
	kept_path(path, session->folder->edited->id, session->user, name);
	writing_open(&kept->writing, path);
}

void plan_kept_close(struct plan_kept *kept)
{
	writing_close(&kept->writing);
}

void plan_kept_drop(struct plan_kept *kept)
{
	writing_drop(&kept->writing);
}

const char *plan_kept_text(const struct plan_kept *kept, const char *what)
{
	return writing_note(&kept->writing, what);
}

void plan_kept_put(struct plan_kept *kept, const char *what, const char *text)
{
	if (strcmp(plan_kept_text(kept, what), text ? text : "")) /* each is a write to the disk */
		writing_set_note(&kept->writing, what, text);
}

static size_t count_lines(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

struct list plan_kept_marks(const struct plan_kept *kept, struct arena *arena)
{
	const char *text = plan_kept_text(kept, MARKS);
	struct plan_mark *marks = arena_alloc(arena, (count_lines(text) + 1) * sizeof *marks);
	struct list list = { marks, 0 };

	for (size_t length; *text; text += length + (text[length] == '\n')) {
		size_t name = strcspn(text, " \n");

		length = strcspn(text, "\n");
		marks[list.count++] = (struct plan_mark){ arena_copy(arena, text, name),
			                                  length > name + 1 ? arena_copy(arena, text + name + 1, length - name - 1) : NULL };
	}
	return list;
}

static void add_line(struct buffer *out, const char *figure, const char *text)
{
	buffer_format(out, "%s %s\n", figure, text ? text : "");
}

void plan_kept_mark(struct plan_kept *kept, const char *figure, const char *text)
{
	struct arena arena = { 0 };
	struct list list = plan_kept_marks(kept, &arena);
	const struct plan_mark *marks = list.items;
	struct buffer out = { 0 };
	bool found = false;

	for (size_t i = 0; i < list.count; i++) {
		bool same = !strcmp(marks[i].figure, figure);

		if (!same || text)
			add_line(&out, marks[i].figure, same ? text : marks[i].text);
		found = found || same;
	}
	if (!found && text)
		add_line(&out, figure, text);
	plan_kept_put(kept, MARKS, out.bytes);
	buffer_free(&out);
	arena_free(&arena);
}

#include "keys.h"

#include "action.h"
#include "intl.h"
#include "page.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

static void all_keys(struct buffer *out, const struct action *about)
{
	char key[24], shown[24];

	for (const char *at = about->keys; *at; at += strspn(at, " ")) {
		size_t size = strcspn(at, " ");

		snprintf(key, sizeof key, "%.*s", (int)size, at);
		buffer_format(out, "%s%s", at == about->keys ? "" : ", ", action_key_shown(key, shown));
		at += size;
	}
}

static void all_contexts(struct buffer *out, unsigned contexts)
{
	const char *between = "";

	if (contexts == IN_LISTS) {
		buffer_text(out, _("Alla listor"));
		return;
	}
	for (unsigned bit = 1; bit <= IN_HELP; bit *= 2)
		if (contexts & bit) {
			buffer_format(out, "%s%s", between, context_name((enum context)bit));
			between = ", ";
		}
}

static void text_row(struct buffer *out, const struct action *about, const char *keys, const char *where)
{
	size_t start = out->size;

	buffer_text(out, keys);
	page_pad(out, start, 22);
	buffer_format(out, "  %s", about->name);
	page_pad(out, start, 42);
	buffer_format(out, "  %s (%s)\n", _(about->help), where);
}

static void markdown_row(struct buffer *out, const struct action *about, const char *keys, const char *where)
{
	buffer_text(out, "| ");
	text_markdown(out, keys);
	buffer_format(out, " | %s | %s | ", about->name, where);
	text_markdown(out, _(about->help));
	buffer_text(out, " |\n");
}

static void each(struct buffer *out, void (*row)(struct buffer *out, const struct action *about, const char *keys, const char *where))
{
	for (int i = 0; i < ACTION_COUNT; i++) {
		const struct action *about = action((enum action_id)i);
		struct buffer keys = { 0 }, where = { 0 };

		all_keys(&keys, about);
		all_contexts(&where, about->contexts);
		row(out, about, keys.bytes, where.bytes);
		buffer_free(&keys);
		buffer_free(&where);
	}
}

void keys_text(struct buffer *out)
{
	each(out, text_row);
}

void keys_markdown(struct buffer *out)
{
	buffer_text(out, _("| Tangent | Namn | Var | Vad |\n| --- | --- | --- | --- |\n"));
	each(out, markdown_row);
}

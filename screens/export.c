#include "export.h"

#include "arena.h"
#include "asking.h"
#include "intl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `E`: a question over the screen that is to be written to a file: as what. Answered, it writes, says where, and is gone. */

#define PAGE_ROWS 600 /* what has no list is no longer than this */
#define PAGE_COLUMNS 120
#define ABOUT_ONE (IN_UNIT | IN_DISTRIBUTION | IN_WHY | IN_DETAILS) /* the others are lists of many units, whichever is selected */

static const struct { const char *key, *label; enum report_format format; } choices[] = {
	{ "e", N_("Excel (csv)"), REPORT_CSV },
	{ "w", N_("webbsida (html)"), REPORT_HTML },
	{ "t", N_("text"), REPORT_TEXT },
};
#define CHOICES (sizeof choices / sizeof *choices)

static struct asking *self(const struct screen *screen)
{
	return (struct asking *)screen;
}

/* --- what is written --- */

int export_about(const struct screen *about)
{
	return about->hooks->unit && (about->hooks->context & ABOUT_ONE) ? about->hooks->unit(about) : ORG_NONE;
}

/* What the screen leaves between its parts on a high window is not for paper: one blank row is enough, and none last. */
static void close_up(struct buffer *out, const char *text)
{
	int blank = 0;

	for (size_t size; *text; text += size + (text[size] == '\n')) {
		size = strcspn(text, "\n");
		blank = size ? 0 : blank + 1;
		if (blank < 2) {
			buffer_add(out, text, size);
			buffer_text(out, "\n");
		}
	}
	while (out->size > 1 && out->bytes[out->size - 2] == '\n')
		out->bytes[--out->size] = '\0';
}

static void draw_page(struct screen *about, struct buffer *out)
{
	struct canvas *canvas = canvas_new(PAGE_ROWS, PAGE_COLUMNS, &glyphs_utf8);
	struct buffer text = { 0 };

	about->hooks->draw(about, canvas);
	canvas_plain(canvas, &text);
	close_up(out, text.bytes);
	canvas_free(canvas);
	buffer_free(&text);
}

static bool write_page(const struct export *export, struct screen *about, struct buffer *shown, struct error *error)
{
	struct buffer page = { 0 };
	bool written;

	draw_page(about, &page);
	written = export_page(export, page.bytes, shown, error);
	buffer_free(&page);
	return written;
}

static bool write_file(const struct export *export, struct screen *about, struct buffer *shown, struct error *error)
{
	struct sheet sheet = { .money = session_money(about->session, export->unit) };
	bool listed = about->hooks->sheet && about->hooks->sheet(about, &sheet);
	bool written = listed ? export_sheet(export, &sheet, shown, error) : write_page(export, about, shown, error);

	sheet_free(&sheet);
	return written;
}

static struct effect answer(struct asking *q)
{
	struct screen *about = q->screen.below;
	const struct export export = { about->session, context_name(about->hooks->context), export_about(about), choices[q->popup.chosen].format };
	struct buffer shown = { 0 };
	struct error error = { 0 };

	if (write_file(&export, about, &shown, &error))
		session_say(about->session, _("Klart, filen finns här: %s"), shown.bytes);
	else
		session_say(about->session, "%s", error.text);
	buffer_free(&shown);
	return effect_pop;
}

/* --- the question --- */

static struct effect type(struct screen *screen, const struct key *key)
{
	enum popup_state state = popup_key(&self(screen)->popup, key);

	if (state == POPUP_CHOSEN)
		return answer(self(screen));
	return state == POPUP_CANCELLED ? effect_pop : effect_handled;
}

static const struct screen_hooks hooks = {
	.name = "export", .context = IN_POST, .title = asking_title, .draw = asking_draw, .type = type, .typing = asking_typing, .can = asking_can,
};

struct screen *export_screen(struct session *session, const struct screen *about)
{
	struct asking *q = memory_grow(NULL, 1, sizeof *q);
	struct buffer text = { 0 };

	*q = (struct asking){ .screen = { .hooks = &hooks, .session = session } };
	buffer_format(&text, about->hooks->sheet ? _("Skriv allt i listan till en ny fil, också det som inte syns nu? Den hamnar i ")
	                                         : _("Skriv det som visas till en ny fil? Den hamnar i "));
	export_place(&text, session->now->region);
	buffer_text(&text, ".");
	popup_ask(&q->popup, text.bytes);
	for (size_t i = 0; i < CHOICES; i++)
		popup_choice(&q->popup, choices[i].key, _(choices[i].label));
	buffer_free(&text);
	return &q->screen;
}

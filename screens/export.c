#include "export.h"

#include "arena.h"
#include "asking.h"
#include "intl.h"
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `E`: a question over the screen that is to be written to a file: as what. Answered, it writes, says where, and is gone. */

#define PAGE_ROWS 600 /* what has no list is no longer than this */
#define PAGE_COLUMNS 120
/* The others are lists of many units, whichever is selected. */
#define ABOUT_ONE (IN_UNIT | IN_DISTRIBUTION | IN_WHY | IN_DETAILS | IN_PLAN | IN_DIALOGUE | IN_MINUTES)

/* What can be made of what: of a document the table in it, where it has one, is for a spreadsheet, and the whole of it to read. */
enum made_of { OF_PAGE = 1, OF_LIST = 2, OF_DOCUMENT = 4, OF_LIST_IN_DOCUMENT = 8 };

static const struct { const char *key, *label; enum report_format format; unsigned made_of; } choices[] = {
	{ "e", N_("Excel (csv)"), REPORT_CSV, OF_PAGE | OF_LIST | OF_LIST_IN_DOCUMENT },
	{ "w", N_("webbsida (html)"), REPORT_HTML, OF_PAGE | OF_LIST | OF_DOCUMENT },
	{ "m", N_("Markdown"), REPORT_MARKDOWN, OF_DOCUMENT },
	{ "t", N_("text"), REPORT_TEXT, OF_PAGE | OF_LIST | OF_DOCUMENT },
};
#define CHOICES (sizeof choices / sizeof *choices)

static const char *const questions[] = {
	[OF_PAGE] = N_("Skriv det som visas till en ny fil? Den hamnar i "),
	[OF_LIST] = N_("Skriv allt i listan till en ny fil, också det som inte syns nu? Den hamnar i "),
	[OF_DOCUMENT] = N_("Skriv det hela till en ny fil, att läsa och skriva ut? Den hamnar i "),
};

struct exporting {
	struct asking asking;
	enum report_format formats[CHOICES]; /* of the choices */
};

static struct asking *self(const struct screen *screen)
{
	return (struct asking *)screen;
}

/* A document tells what is decided and said, and nothing of a räkneexempel. */
static enum made_of made_of(const struct screen *about)
{
	if (about->hooks->document && !about->session->what_if.count)
		return OF_DOCUMENT;
	return about->hooks->sheet ? OF_LIST : OF_PAGE;
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

/* As «budgetdialog report» writes it. */
static bool write_document(struct export export, const struct screen *about, struct buffer *shown, struct error *error)
{
	const struct session *session = about->session;
	struct buffer bytes = { 0 };
	bool written;

	export.what = about->hooks->document_name ? _(about->hooks->document_name) : export.what;
	if (export.unit == ORG_NONE)
		return error_set(error, "unknown-unit", _("ingen fil skrevs: enheten finns inte längre i organisationen"));
	const struct report report = { .book = session->book, .at_name = session_version(session), .unit = export.unit, .year = session->year,
		                       .money = session_money(session, export.unit), .by_level = true, .format = export.format };

	written = about->hooks->document(about, &bytes, &report, error) && export_document(&export, &bytes, shown, error);
	buffer_free(&bytes);
	return written;
}

static struct effect answer(struct asking *q)
{
	struct screen *about = q->screen.below;
	enum report_format format = ((struct exporting *)q)->formats[q->popup.chosen];
	const struct export export = { about->session, context_name(about->hooks->context), export_about(about), format };
	bool document = made_of(about) == OF_DOCUMENT && format != REPORT_CSV;
	struct buffer shown = { 0 };
	struct error error = { 0 };

	if (document ? write_document(export, about, &shown, &error) : write_file(&export, about, &shown, &error))
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
	struct exporting *exporting = memory_grow(NULL, 1, sizeof *exporting);
	struct popup *popup = &exporting->asking.popup;
	enum made_of of = made_of(about);
	unsigned any = of | (of == OF_DOCUMENT && about->hooks->sheet ? OF_LIST_IN_DOCUMENT : 0U);
	struct buffer text = { 0 };

	*exporting = (struct exporting){ .asking = { .screen = { .hooks = &hooks, .session = session } } };
	buffer_text(&text, _(questions[of]));
	export_place(&text, session->now->region);
	buffer_text(&text, ".");
	popup_ask(popup, text.bytes);
	for (size_t i = 0; i < CHOICES; i++)
		if (choices[i].made_of & any) {
			exporting->formats[popup->choice_count] = choices[i].format;
			popup_choice(popup, choices[i].key, _(choices[i].label));
		}
	buffer_free(&text);
	return &exporting->asking.screen;
}

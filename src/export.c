#include "export.h"

#include "beneath.h"
#include "folder.h"
#include "intl.h"
#include "journal.h"
#include "sheet_private.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIES 1000 /* names: nobody keeps more of one kind in one place */

/* ---- where ---- */

/* «~» is the home of whoever runs the program. */
static void expand(struct buffer *out, const char *path)
{
	const char *home = getenv("HOME");

	buffer_text(out, *path == '~' && home && *home == '/' ? home : "");
	buffer_text(out, path + (*path == '~'));
}

static const char *chosen_by_user(void)
{
	const char *path = getenv("BUDGETDIALOG_EXPORT");

	return path && *path == '/' ? path : NULL;
}

static void directory_of(struct buffer *out, const struct region *region)
{
	if (chosen_by_user())
		buffer_text(out, chosen_by_user());
	else
		expand(out, region->export_directory ? region->export_directory : "~/budgetdialog");
}

void export_place(struct buffer *out, const struct region *region)
{
	struct buffer path = { 0 };

	directory_of(&path, region);
	text_harmless(out, region->export_shown_as && !chosen_by_user() ? region->export_shown_as : path.bytes);
	buffer_free(&path);
}

/* In the manner of the place: H:\budget\fil.csv, /home/anna/budget/fil.csv. */
static void show_file(struct buffer *out, const struct region *region, const char *name)
{
	size_t start = out->size;
	const char *slash;

	export_place(out, region);
	slash = strchr(out->bytes + start, '\\') ? "\\" : "/";
	buffer_text(out, out->size > start && out->bytes[out->size - 1] == *slash ? "" : slash);
	buffer_text(out, name);
}

/* ---- what it is called ---- */

/* «Så är beloppet uppbyggt» -> «-sa-ar-beloppet-uppbyggt» */
static void add_slug(struct buffer *out, const char *text)
{
	struct buffer folded = { 0 };
	bool between = true;

	text_fold(&folded, text, true);
	for (const char *at = folded.bytes; at && *at; at++) {
		bool plain = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');

		if (plain && between)
			buffer_text(out, "-");
		if (plain)
			buffer_add(out, at, 1);
		between = !plain;
	}
	buffer_free(&folded);
}

static const struct unit *unit_of(const struct export *export)
{
	return export->unit == ORG_NONE ? NULL : &export->session->book->org->units[export->unit];
}

static const char *ending(enum report_format format)
{
	static const char *const endings[REPORT_FORMATS] = { [REPORT_CSV] = ".csv", [REPORT_TABS] = ".tsv", [REPORT_HTML] = ".html", [REPORT_MARKDOWN] = ".md" };

	return endings[format] ? endings[format] : ".txt";
}

/* budget-2020-lanssjukvard-fordelning.csv, and when that is taken budget-2020-lanssjukvard-fordelning-2.csv */
static void name_of(struct buffer *out, const struct export *export, int try)
{
	out->size = 0;
	buffer_format(out, "budget-%d", export->session->year);
	if (unit_of(export))
		add_slug(out, unit_of(export)->id);
	add_slug(out, export->what);
	add_slug(out, export->session->what_if.count ? _("räkneexempel") : "");
	if (try > 1)
		buffer_format(out, "-%d", try);
	buffer_text(out, ending(export->format));
}

/* What is not decided says so before all else. */
static void title_of(struct buffer *out, const struct export *export, const char *title)
{
	session_what_if_tell(export->session, out);
	buffer_format(out, "%s%s", out->size ? " · " : "", title);
}

/* Of whom, of which year, in what money, as of which version, and when it was taken out. */
static void source_of(struct buffer *out, const struct export *export, enum money_unit shown)
{
	const struct session *session = export->session;
	char now[26];

	buffer_text(out, session->book->region->name);
	if (unit_of(export))
		buffer_format(out, " · %s", unit_of(export)->name);
	buffer_format(out, _(" · budget %d · %s"), session->year, money_unit_name(shown));
	buffer_format(out, " · %s", session_version(session) ? session_version(session) : _("nuläget"));
	buffer_format(out, _(" · uttaget %.10s"), journal_now(now));
}

/* ---- writing ---- */

static bool not_exported(struct error *error, const char *what, int code)
{
	return error_set(error, "not-exported", _("ingen fil skrevs: %s %s"), what, folder_reason(code));
}

/* Made when it is not there, and then her own. */
static int open_directory(const char *path, struct error *error)
{
	int made = mkdir(path, 0700) ? errno : 0, directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (directory < 0)
		not_exported(error, path, errno == ENOENT && made ? made : errno);
	return directory;
}

/* The name is taken by an empty file of ours first: what is put in its place then is nobody else's. */
static bool take_name(int directory, const struct export *export, struct buffer *name, struct error *error)
{
	int fd = -1;

	for (int try = 1; fd < 0 && try <= TRIES; try++) {
		name_of(name, export, try);
		fd = openat(directory, name->bytes, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd < 0)
		return not_exported(error, name->bytes, errno);
	return close(fd) == 0;
}

static bool write_new(int directory, const struct export *export, const struct buffer *bytes, struct buffer *name, struct error *error)
{
	struct error why;

	if (!take_name(directory, export, name, error))
		return false;
	if (folder_write(directory, name->bytes, bytes->bytes, bytes->size, &why))
		return true;
	unlinkat(directory, name->bytes, 0);
	return error_set(error, "not-exported", _("ingen fil skrevs: %s"), why.text);
}

bool export_document(const struct export *export, const struct buffer *bytes, struct buffer *shown, struct error *error)
{
	const struct region *region = export->session->now->region;
	struct buffer path = { 0 }, name = { 0 };
	int directory;
	bool saved;

	directory_of(&path, region);
	directory = open_directory(path.bytes, error);
	saved = directory >= 0 && write_new(directory, export, bytes, &name, error);
	if (saved)
		show_file(shown, region, name.bytes);
	beneath_close(directory);
	buffer_free(&path);
	buffer_free(&name);
	return saved;
}

bool export_sheet(const struct export *export, struct sheet *sheet, struct buffer *shown, struct error *error)
{
	struct buffer title = { 0 }, source = { 0 }, bytes = { 0 };
	bool saved;

	source_of(&source, export, sheet->money);
	sheet->source = source.bytes;
	sheet->wide = true;
	sheet->exact = sheet->exact || export->format == REPORT_CSV || export->format == REPORT_TABS; /* to be counted on: not a krona is rounded away */
	title_of(&title, export, sheet->title ? sheet->title : export->what);
	sheet->title = title.bytes;
	sheet_write(&bytes, sheet, export->format, true);
	saved = export_document(export, &bytes, shown, error);
	buffer_free(&title);
	buffer_free(&source);
	buffer_free(&bytes);
	return saved;
}

/* In a spreadsheet each line is a cell, as text. */
static bool export_lines(const struct export *export, const char *page, struct buffer *shown, struct error *error)
{
	struct sheet sheet = { .money = session_money(export->session, export->unit) };
	bool saved;

	sheet_column(&sheet, "text", _("Text"), FOR_ALL, false);
	for (size_t size; *page; page += size + (page[size] == '\n')) {
		size = strcspn(page, "\n");
		sheet_row(&sheet, 0, false)->text = arena_copy(&sheet.arena, page, size);
	}
	saved = export_sheet(export, &sheet, shown, error);
	sheet_free(&sheet);
	return saved;
}

static void write_page(struct buffer *out, const struct export *export, const char *title, const char *source, const char *page)
{
	if (export->format != REPORT_HTML) {
		text_harmless(out, title);
		buffer_text(out, "\n");
		text_harmless(out, source);
		buffer_text(out, "\n\n");
		buffer_text(out, page);
		return;
	}
	sheet_html_begin(out, title, source);
	buffer_text(out, "<pre>\n");
	sheet_html_lines(out, page);
	buffer_text(out, "</pre>\n");
	sheet_html_end(out);
}

bool export_page(const struct export *export, const char *page, struct buffer *shown, struct error *error)
{
	struct buffer title = { 0 }, source = { 0 }, bytes = { 0 };
	bool saved;

	if (export->format == REPORT_CSV)
		return export_lines(export, page, shown, error);
	source_of(&source, export, session_money(export->session, export->unit));
	title_of(&title, export, export->what);
	write_page(&bytes, export, title.bytes, source.bytes, page);
	saved = export_document(export, &bytes, shown, error);
	buffer_free(&title);
	buffer_free(&source);
	buffer_free(&bytes);
	return saved;
}

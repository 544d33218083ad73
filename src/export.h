/* `E`: what a screen shows, in a new file where its user finds it. Never over a file that is there, and the whole of it or nothing. Where:
 * BUDGETDIALOG_EXPORT, else export.directory of region.cfg, else ~/budgetdialog; told as export.shown_as says that the users see it. */
#ifndef EXPORT_H
#define EXPORT_H

#include "session.h"
#include "sheet.h"

struct export {
	const struct session *session;
	const char *what; /* the screen's name for people: «Fördelning» */
	int unit;         /* that it is about; ORG_NONE: the whole region */
	enum report_format format; /* text, csv, html, of a sheet tabs too, of a document markdown */
};

void export_place(struct buffer *out, const struct region *region); /* the directory, as the user knows it */

/* The whole list. shown: where the file is, as the user knows it. Word of errors: "not-exported". */
bool export_sheet(const struct export *export, struct sheet *sheet, struct buffer *shown, struct error *error);
/* What has no list, as it stands on the screen: text, which also html holds. */
bool export_page(const struct export *export, const char *page, struct buffer *shown, struct error *error);

/* What is a document already. */
bool export_document(const struct export *export, const struct buffer *bytes, struct buffer *shown, struct error *error);

#endif

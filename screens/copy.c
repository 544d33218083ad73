#include "copy.h"

#include "export.h"
#include "intl.h"
#include "sheet.h"

#include <nettle/base64.h>

/* What terminals take in one go: xterm no more than 100 000 bytes, others less. */
#define COPY_MOST 74000

enum copied { COPIED, NO_CLIPBOARD, TOO_LARGE };

/* Most terminals do not say whether they took it, and many are set not to: so there is always the file too. */
static enum copied to_terminal(const struct session *session, struct tty *tty, const struct sheet *sheet)
{
	struct buffer cells = { 0 }, coded = { 0 };
	enum copied copied = TOO_LARGE;

	session_what_if_tell(session, &cells); /* what is not decided says so wherever it is pasted */
	buffer_text(&cells, cells.size ? "\n" : "");
	sheet_write(&cells, sheet, REPORT_TABS, false);
	if (BASE64_ENCODE_RAW_LENGTH(cells.size) <= COPY_MOST) {
		coded.bytes = memory_grow(NULL, BASE64_ENCODE_RAW_LENGTH(cells.size) + 1, 1);
		base64_encode_raw(coded.bytes, cells.size, (const uint8_t *)cells.bytes);
		coded.bytes[BASE64_ENCODE_RAW_LENGTH(cells.size)] = '\0';
		copied = tty_copy(tty, coded.bytes) ? COPIED : NO_CLIPBOARD;
	}
	buffer_free(&cells);
	buffer_free(&coded);
	return copied;
}

static void say_copied(struct session *session, enum copied copied, size_t rows, const char *file)
{
	static const char *const one[] = {
		[COPIED] = N_("Kopierat: %zu rad. Klistra in i Excel; kommer inget finns den i %s"),
		[NO_CLIPBOARD] = N_("Terminalen kan inte ta emot kopior: raden (%zu) ligger i %s"),
		[TOO_LARGE] = N_("För mycket för terminalens urklipp: raden (%zu) ligger i %s"),
	}, *const many[] = {
		[COPIED] = N_("Kopierat: %zu rader. Klistra in i Excel; kommer inget finns de i %s"),
		[NO_CLIPBOARD] = N_("Terminalen kan inte ta emot kopior: de %zu raderna ligger i %s"),
		[TOO_LARGE] = N_("För mycket för terminalens urklipp: de %zu raderna ligger i %s"),
	};

	session_say(session, ngettext(one[copied], many[copied], rows), rows, file);
}

static void say_no_file(struct session *session, enum copied copied, size_t rows, const char *why)
{
	if (copied == COPIED)
		session_say(session, ngettext("Kopierat: %zu rad, men %s", "Kopierat: %zu rader, men %s", rows), rows, why);
	else
		session_say(session, copied == TOO_LARGE ? _("Inget är kopierat: det är för mycket för terminalens urklipp, och %s")
		                                         : _("Inget är kopierat: terminalen kan inte ta emot kopior, och %s"), why);
}

static void copy_sheet(struct screen *about, struct tty *tty, struct sheet *sheet)
{
	const struct export export = { about->session, context_name(about->hooks->context), export_about(about), REPORT_TABS };
	struct buffer shown = { 0 };
	struct error error = { 0 };
	enum copied copied;

	sheet->exact = true; /* to be counted on */
	copied = to_terminal(about->session, tty, sheet);
	if (export_sheet(&export, sheet, &shown, &error))
		say_copied(about->session, copied, sheet->row_count, shown.bytes);
	else
		say_no_file(about->session, copied, sheet->row_count, error.text);
	buffer_free(&shown);
}

void copy_screen(struct screen *about, struct tty *tty)
{
	struct sheet sheet = { .money = session_money(about->session, export_about(about)) };

	if (about->hooks->sheet && about->hooks->sheet(about, &sheet))
		copy_sheet(about, tty, &sheet);
	else
		session_say(about->session, "%s", _("Här finns ingen lista att kopiera; E skriver det som visas till en fil"));
	sheet_free(&sheet);
}

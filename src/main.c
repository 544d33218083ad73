/* The program: the only file that sees both libraries. */
#include "command.h"
#include "intl.h"
#include "screen.h"
#include "ui.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

static int not_run(const struct error *error)
{
	fprintf(stderr, "budgetdialog: %s\n", error->text);
	return EXIT_NOT_RUN;
}

/* `budgetdialog screen NAME`: as it would stand on a terminal of that size, as text. */
static bool draw(struct session *session, const char *name, int unit, int rows, int columns, struct buffer *out, struct error *error)
{
	const struct glyphs *glyphs = glyphs_choose("");
	struct screen *screen = screen_named(session, name, unit == ORG_NONE ? 0 : unit);
	struct canvas *canvas;

	if (!screen)
		return error_set(error, "usage", _("skärmen %.64s finns inte: välj start, seats, organisation, unit, why, distribution, months, details, post, history, versions, check eller help"), name);
	session->ascii_money = glyphs->ascii;
	canvas = canvas_new(rows, columns, glyphs);
	screen_draw(screen, canvas, "");
	canvas_plain(canvas, out);
	canvas_free(canvas);
	screen_free(screen);
	return true;
}

/* With --unit and nobody in particular: straight to that unit. */
static struct screen *first_screen(struct session *session, const struct command_line *line)
{
	if (line->unit && !line->as)
		return unit_screen(session, org_find(session->book->org, line->unit));
	return start_first(session);
}

static int screens(const struct command_line *line)
{
	const struct session_options options = { line->folder, line->as, line->unit, line->year, line->read_only, line->at };
	struct error error = { 0 };
	struct session *session;
	struct ui *ui;
	int status;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		error_set(&error, "no-terminal", _("skärmarna behöver en terminal: kör i ett terminalfönster, eller ge ett kommando (budgetdialog --help)"));
		return not_run(&error);
	}
	session = session_open(&options, &error);
	if (!session)
		return not_run(&error);
	session->ascii_money = glyphs_choose(getenv("TERM"))->ascii;
	ui = ui_open(getenv("TERM"), stdin, stdout, session, first_screen(session, line), &error);
	status = ui ? ui_run(ui) : not_run(&error);
	if (ui)
		ui_close(ui);
	session_close(session);
	return status;
}

/* A bare machine has no locale set, or one that was never made (LANG=sv_SE.UTF-8 over ssh): its terminal speaks UTF-8 all the same. Who asks for
 * C gets C. */
static void choose_locale(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *wanted = NULL;

	for (size_t i = 0; i < sizeof names / sizeof *names && !(wanted && *wanted); i++)
		wanted = getenv(names[i]);
	if (!setlocale(LC_ALL, "") || !wanted || !*wanted)
		setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_NUMERIC, "C"); /* figures never depend on it */
}

int main(int argc, char **argv)
{
	struct command_line line;
	struct error error = { 0 };

	choose_locale();
	bindtextdomain("budgetdialog", LOCALEDIR);
	textdomain("budgetdialog");
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error like others: exit 2 and a sentence */
	if (!command_parse(argc, argv, &line, &error))
		return not_run(&error);
	if (line.command || line.help || line.version)
		return command_run(&line, draw, stdin, stdout, stderr);
	return screens(&line);
}

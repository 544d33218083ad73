#include "command.h"

#include "check.h"
#include "doctor.h"
#include "intl.h"
#include "keys.h"
#include "next_year.h"
#include "report.h"
#include "setup.h"
#include "text.h"
#include "told.h"
#include "verify.h"
#include "version.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0"
#endif

#define INPUT_MAX ((size_t)256 << 20)

/* One command on its way. */
struct run {
	const struct command_line *line;
	command_draw draw;
	FILE *in, *err;
	struct buffer output;
	int status; /* when the command has run: EXIT_FINE or EXIT_FINDINGS; when it has not, EXIT_NOT_RUN */
	bool acted; /* something was saved: that its output was lost does not undo it */
	struct folder *folder;
	struct book *book;
	struct book *now; /* what `book` was folded from, with --at */
	const struct event *at; /* that version; NULL: as it stands now */
	const char *at_name; /* of that version, as it is written in its line */
};

/* ---- the commands: one table for reading, help and running ---- */

static bool run_init(struct run *, struct error *), run_adopt(struct run *, struct error *), run_check(struct run *, struct error *),
	run_verify(struct run *, struct error *), run_report(struct run *, struct error *), run_why(struct run *, struct error *),
	run_log(struct run *, struct error *), run_do(struct run *, struct error *), run_keys(struct run *, struct error *),
	run_screen(struct run *, struct error *), run_next(struct run *, struct error *), run_doctor(struct run *, struct error *), run_checkpoint(struct run *, struct error *);

static const struct command table[] = {
	{ "init", N_("MAPP --example NAMN"), N_("lägg upp en mapp, ur ett exempel eller --after förra årets"), 1, 1, false, TAKES_EXAMPLE | TAKES_AFTER | TAKES_AT | TAKES_ID, run_init },
	{ "adopt", N_("[MAPP]"), N_("sätt ändrad region.cfg och organisation.cfg i kraft"), 0, 0, true, 0, run_adopt },
	{ "check", N_("[MAPP]"), N_("visa vad som inte stämmer"), 0, 0, true, TAKES_NEW | TAKES_FORMAT | TAKES_OUTPUT | TAKES_AT, run_check },
	{ "verify", N_("[MAPP]"), N_("pröva att journalerna är hela och orörda"), 0, 0, true, 0, run_verify },
	{ "doctor", N_("[MAPP]"), N_("pröva att mappen är skyddad som region.cfg lovar"), 0, 0, true, 0, run_doctor },
	{ "checkpoint", N_("[MAPP]"), N_("skriv ut journalernas huvuden för arkivet"), 0, 0, true, 0, run_checkpoint },
	{ "report", N_("SLAG [MAPP]"), N_("skriv ut ram, plan, dialogue, measures, minutes eller tasks"), 1, 1, true,
	  TAKES_AS | TAKES_UNIT | TAKES_YEAR | TAKES_FORMAT | TAKES_MONEY | TAKES_OUTPUT | TAKES_AT | TAKES_AGAINST | TAKES_MEETING, run_report },
	{ "why", N_("ENHET [BELOPP] [MAPP]"), N_("visa hur ett belopp är uppbyggt"), 1, 2, true, TAKES_YEAR | TAKES_AT, run_why },
	{ "log", N_("[MAPP]"), N_("berätta vad som har hänt"), 0, 0, true, TAKES_UNIT | TAKES_SINCE | TAKES_AT, run_log },
	{ "do", N_("[MAPP]"), N_("skriv handlingar, en JSON-rad var, från standard in"), 0, 0, true, TAKES_AS, run_do },
	{ "next", N_("[MAPP]"), N_("föreslå vad nästa års mapp ska börja med, för do"), 0, 0, true, TAKES_AT | TAKES_OUTPUT, run_next },
	{ "keys", "", N_("visa tangenterna"), 0, 0, false, TAKES_FORMAT, run_keys },
	{ "screen", N_("NAMN [MAPP]"), N_("skriv ut en skärm som text"), 1, 1, true, TAKES_AS_SCREENS | TAKES_SIZE, run_screen },
};
static const struct commands commands = { table, sizeof table / sizeof *table };

bool command_parse(int argc, char **argv, struct command_line *out, struct error *error)
{
	return options_read(&commands, argc, argv, out, error);
}

/* ---- what the commands share ---- */

static void warn(const struct run *run, const char *text)
{
	fprintf(run->err, "budgetdialog: %s\n", text);
}

static void warn_edited(const struct run *run)
{
	if (run->book->region_edited)
		warn(run, _("region.cfg är ändrad men inte i kraft: kör budgetdialog adopt"));
	if (run->book->organisation_edited)
		warn(run, _("organisation.cfg är ändrad men inte i kraft: kör budgetdialog adopt"));
}

/* Never silently dropped: whoever reads a figure is told when a journal is not in it. */
static void warn_journals(const struct run *run)
{
	for (size_t i = 0; i < run->book->journal_count; i++)
		if (run->book->journals[i]->state == JOURNAL_DAMAGED)
			warn(run, run->book->journals[i]->why->text);
	if (run->book->applied < run->book->event_count)
		warn(run, _("några rader räknas inte än: budgetdialog verify visar vilka"));
}

static bool open_folder(struct run *run, struct error *error)
{
	run->folder = folder_open(run->line->after ? run->line->after : run->line->folder, error);
	return run->folder != NULL;
}

/* Whatever state it is in: for what looks at the folder itself. */
static bool load_book(struct run *run, struct error *error)
{
	run->book = open_folder(run, error) ? book_load(run->folder, error) : NULL;
	return run->book != NULL;
}

/* «nu» is what the journals say, unless a version is called so. */
static bool is_now(const struct book *book, const char *name)
{
	return (!strcmp(name, "nu") || !strcmp(name, "Nu") || !strcmp(name, "NU")) && !version_find(book, name, NULL);
}

static bool go_back(struct run *run, struct error *error)
{
	const struct event *version = version_find(run->book, run->line->at, error);
	struct book *then = version ? book_at(run->book, version, error) : NULL;

	if (!then)
		return false;
	run->now = run->book;
	run->book = then;
	run->at = version;
	run->at_name = version->line->act.version.name;
	return true;
}

static bool open_book(struct run *run, struct error *error)
{
	run->book = open_folder(run, error) ? book_open(run->folder, error) : NULL;
	if (!run->book)
		return false;
	warn_edited(run);
	warn_journals(run);
	return !run->line->at || is_now(run->book, run->line->at) || go_back(run, error);
}

static void run_close(struct run *run)
{
	book_free(run->book);
	book_free(run->now);
	folder_free(run->folder);
	buffer_free(&run->output);
}

static bool find_unit(const struct run *run, const char *id, int *unit, struct error *error)
{
	*unit = id ? org_find(run->book->org, id) : 0;
	return *unit != ORG_NONE ||
	       error_set(error, "unknown-unit", _("enheten %.64s finns inte: budgetdialog report ram --format csv visar alla id"), id);
}

static bool find_year(const struct run *run, int *year, struct error *error)
{
	int first = run->book->region->year, last = first + REGION_YEARS - 1;

	*year = run->line->year ? run->line->year : first;
	return (*year >= first && *year <= last) || error_set(error, "year", _("året %d finns inte i mappen: välj %d–%d"), *year, first, last);
}

static bool find_format(const struct run *run, enum report_format *format, struct error *error)
{
	*format = REPORT_TEXT;
	return !run->line->format || report_format_find(run->line->format, format) ||
	       error_set(error, "usage", _("--format %.32s finns inte: välj text, csv, json, markdown eller html"), run->line->format);
}

/* ---- init ---- */

static bool init_example(struct run *run, const char *path, struct error *error)
{
	struct buffer example = { 0 };
	size_t acts = 0;
	bool made;

	made = setup_find_example(run->line->example, &example, error) && setup_init(path, example.bytes, run->line->id, &acts, error);
	buffer_free(&example);
	run->acted = made;
	if (made) {
		text_harmless(&run->output, path);
		buffer_format(&run->output, _(" är klar, med %zu handlingar. Öppna den: budgetdialog "), acts);
		text_harmless(&run->output, path);
		buffer_text(&run->output, "\n");
	}
	return made;
}

/* How what is proposed for the new folder gets into it, for whoever may write it there. */
static void say_next(struct run *run, const char *path)
{
	text_harmless(&run->output, path);
	buffer_text(&run->output, _(" är klar, utan ramar. Så tas förslaget ur den gamla mappen in: budgetdialog next "));
	text_harmless(&run->output, run->line->after);
	if (run->line->at) {
		buffer_text(&run->output, " --at '");
		text_harmless(&run->output, run->line->at);
		buffer_text(&run->output, "'");
	}
	buffer_text(&run->output, " | budgetdialog do ");
	text_harmless(&run->output, path);
	buffer_format(&run->output, " --as %s\n", next_year_writer(run->book));
}

static bool init_after(struct run *run, const char *path, struct error *error)
{
	if (!open_book(run, error))
		return false;
	run->acted = setup_init_after(path, run->folder, run->line->id, error);
	if (run->acted)
		say_next(run, path);
	return run->acted;
}

static bool run_init(struct run *run, struct error *error)
{
	const struct command_line *line = run->line;
	const char *path = line->arguments[0];

	if (line->example && line->after)
		return error_set(error, "usage", _("--example och --after går inte ihop: välj det som mappen ska börja med"));
	if (line->at && !line->after)
		return error_set(error, "usage", _("--at säger hur det stod i en gammal mapp: skriv också --after GAMMAL"));
	if (line->after)
		return init_after(run, path, error);
	return line->example ? init_example(run, path, error)
	                     : error_set(error, "usage", _("init behöver ett exempel eller förra årets mapp att börja med: budgetdialog init %s --example norrbotten-2020, eller --after GAMMAL"),
	                                 path);
}

/* ---- next ---- */

static bool run_next(struct run *run, struct error *error)
{
	struct next_year *next = open_book(run, error) ? next_year_make(run->book, run->now ? run->now : run->book, run->at_name, error) : NULL;
	struct buffer told = { 0 };
	bool printed = next && next_year_print(&run->output, next, error);

	if (printed) {
		next_year_tell(&told, next);
		fputs(told.bytes, run->err);
		if (next->lost_count || next->differing)
			run->status = EXIT_FINDINGS;
	}
	buffer_free(&told);
	next_year_free(next);
	return printed;
}

/* ---- adopt ---- */

static bool run_adopt(struct run *run, struct error *error)
{
	struct adopted adopted;

	if (!open_folder(run, error) || !setup_adopt(run->folder, NULL, NULL, &adopted, error))
		return false;
	if (adopted.unchanged) {
		buffer_text(&run->output, _("Inget att göra: region.cfg och organisation.cfg är redan i kraft.\n"));
		return true;
	}
	run->acted = true;
	buffer_format(&run->output, _("I kraft: %zu enheter, anslag och grupper; %zu användare"), adopted.units, adopted.users);
	if (adopted.new_users)
		buffer_format(&run->output, adopted.new_users == 1 ? _(", %zu ny") : _(", %zu nya"), adopted.new_users);
	if (adopted.revoked)
		buffer_format(&run->output, _("; %zu har mist någon rätt"), adopted.revoked);
	buffer_text(&run->output, ".\n");
	return true;
}

/* ---- check ---- */

static bool run_check(struct run *run, struct error *error)
{
	struct error none = { 0 };
	enum report_format format;
	struct published *published;
	struct findings *findings;

	if (!find_format(run, &format, error) || !open_book(run, error))
		return false;
	published = check_published(run->folder, &none);
	if (none.word)
		return error_set(error, none.word, "%s", none.text);
	findings = check_make(run->book, published);
	report_check(&run->output, findings, format, MONEY_IN_MNKR, run->line->new_only, run->line->output != NULL);
	if (check_count(findings, FINDING_CONTRADICTION, run->line->new_only))
		run->status = EXIT_FINDINGS;
	check_free(findings);
	published_free(published);
	return true;
}

/* ---- verify ---- */

static bool run_verify(struct run *run, struct error *error)
{
	if (!load_book(run, error))
		return false;
	if (verify_book(&run->output, run->book))
		run->status = EXIT_FINDINGS;
	return true;
}

/* ---- doctor, checkpoint ---- */

static bool run_doctor(struct run *run, struct error *error)
{
	if (!load_book(run, error))
		return false;
	if (doctor_book(&run->output, run->book))
		run->status = EXIT_FINDINGS;
	return true;
}

static bool run_checkpoint(struct run *run, struct error *error)
{
	if (!load_book(run, error))
		return false;
	warn_journals(run);
	if (doctor_checkpoint(&run->output, run->book))
		run->status = EXIT_FINDINGS;
	return true;
}

/* ---- report ---- */

static bool report_takes(const struct run *run, const struct report_kind *kind, struct error *error)
{
	if (run->line->against && strcmp(kind->name, "ram"))
		return error_set(error, "usage", _("--against gäller inte rapporten %s: den hör till report ram"), kind->name);
	if (run->line->as && !kind->by_user)
		return error_set(error, "usage", _("--as gäller inte rapporten %s: den väljer vems uppgifter tasks visar"), kind->name);
	if (run->line->meeting && !kind->by_meeting)
		return error_set(error, "usage", _("--meeting gäller inte rapporten %s: den hör till report minutes"), kind->name);
	if (run->line->year && !kind->by_year)
		return error_set(error, "usage", _("--year gäller inte rapporten %s: ta bort det"), kind->name);
	return true;
}

static bool report_format_fits(const struct report_kind *kind, enum report_format format, struct error *error)
{
	return !kind->prose || document_has(format) ||
	       error_set(error, "usage", _("rapporten %s är en text: välj --format text, markdown eller html"), kind->name);
}

static bool find_reader(const struct run *run, struct error *error)
{
	const char **users;
	size_t count = run->line->as ? org_users(run->book->org, &users) : 0;
	bool found = !run->line->as;

	for (size_t i = 0; i < count; i++)
		found = found || !strcmp(users[i], run->line->as);
	if (count)
		free(users);
	return found || error_set(error, "unknown-user", _("användaren %.64s har ingen plats i organisationen"), run->line->as);
}

/* Two versions, or one and now: the unit may be in either organisation. */
static bool write_against(struct run *run, const struct report *report, const struct compare_side *other, struct error *error)
{
	const struct compare_side one = { run->book, run->at };
	const char *unit = run->line->unit;
	struct compare *compare = compare_make(&one, other, run->now ? run->now : run->book, report->year);
	bool found = !unit || compare_find(compare, unit);

	if (found)
		report_compare(&run->output, report, compare, unit);
	compare_free(compare);
	return found || error_set(error, "unknown-unit", _("enheten %.64s finns i ingen av de två: budgetdialog report ram --format csv visar alla id"), unit);
}

static bool report_against(struct run *run, const struct report *report, struct error *error)
{
	const struct book *now = run->now ? run->now : run->book;
	const char *name = run->line->against;
	bool with_now = is_now(now, name), done;
	const struct event *version = with_now ? NULL : version_find(now, name, error);
	struct book *then = version ? book_at(now, version, error) : NULL;

	if (!with_now && !then)
		return false;
	done = version == run->at ? error_set(error, "usage", _("--at och --against är samma: välj två versioner, eller en version och «nu»"))
	                          : write_against(run, report, &(struct compare_side){ then ? then : now, version }, error);
	book_free(then);
	return done;
}

static bool run_report(struct run *run, struct error *error)
{
	const struct command_line *line = run->line;
	const struct report_kind *kind = report_find(line->arguments[0], error);
	struct report report = { .user = line->as, .meeting = line->meeting, .money = MONEY_IN_MNKR, .bom = line->output != NULL };

	if (!kind || !report_takes(run, kind, error))
		return false;
	if (line->money && !money_unit_find(line->money, &report.money))
		return error_set(error, "usage", _("--money %.32s finns inte: välj kr, tkr eller mnkr"), line->money);
	if (!find_format(run, &report.format, error) || !report_format_fits(kind, report.format, error) || !open_book(run, error) ||
	    !find_year(run, &report.year, error) || !find_reader(run, error))
		return false;
	report.book = run->book;
	if (line->against)
		return report_against(run, &report, error);
	if (!find_unit(run, line->unit, &report.unit, error))
		return false;
	report.at_name = run->at_name;
	report.by_level = kind->by_level && !line->money;
	if (report.by_level)
		report.money = report_level_money(run->book, report.unit);
	return kind->write(&run->output, &report, error);
}

/* ---- why ---- */

/* A line that has left region.cfg has a name as long as it has an amount. */
static bool line_is_known(const struct book *book, const struct figure *figure, struct error *error)
{
	if (!figure->line || region_line(book->region, figure->line) >= 0 || figure_value(book, figure, NULL) != MONEY_NONE)
		return true;
	return error_set(error, "unknown-line", _("raden %.64s finns inte: se lines i region.cfg"), figure->line);
}

static bool run_why(struct run *run, struct error *error)
{
	const char *unit_id = run->line->arguments[0], *name = run->line->argument_count > 1 ? run->line->arguments[1] : "ram";
	struct figure figure;
	int unit, year;

	if (!open_book(run, error) || !find_year(run, &year, error))
		return false;
	if (strchr(unit_id, '/') && run->line->argument_count == 1) /* a figure's whole name */
		name = unit_id, unit = ORG_NONE;
	else if (!find_unit(run, unit_id, &unit, error))
		return false;
	if (!figure_parse(&figure, run->book, name, unit, year, error) || !line_is_known(run->book, &figure, error))
		return false;
	told_why(&run->output, run->book, &figure);
	return true;
}

/* ---- log ---- */

static bool run_log(struct run *run, struct error *error)
{
	int unit;

	if (run->line->since && !text_is_date(run->line->since))
		return error_set(error, "usage", _("--since %.32s är ingen dag: skriv som 2019-11-20"), run->line->since);
	if (!open_book(run, error) || !find_unit(run, run->line->unit, &unit, error))
		return false;
	told_log(&run->output, run->book, run->line->unit ? unit : ORG_NONE, run->line->since);
	return true;
}

/* ---- do ---- */

static bool read_all(FILE *in, struct buffer *out, struct error *error)
{
	char part[65536];
	size_t got;

	while ((got = fread(part, 1, sizeof part, in)) > 0) {
		if (out->size + got > INPUT_MAX)
			return error_set(error, "too-long", _("det som kom in är större än 256 MiB: dela det"));
		buffer_add(out, part, got);
	}
	return !ferror(in) || error_set(error, "unreadable", _("det gick inte att läsa standard in (%s)"), strerror(errno));
}

static bool run_do(struct run *run, struct error *error)
{
	struct buffer input = { 0 };
	enum done done = DONE_NOT_RUN;
	size_t written = 0;

	if (open_folder(run, error) && read_all(run->in, &input, error))
		done = setup_acts(run->folder, run->line->as, input.bytes, input.size, &written, error);
	buffer_free(&input);
	if (done == DONE_REFUSED)
		run->status = EXIT_FINDINGS;
	if (done != DONE)
		return false;
	run->acted = written > 0;
	buffer_format(&run->output, written == 1 ? _("%zu rad sparad\n") : _("%zu rader sparade\n"), written);
	return true;
}

/* ---- keys ---- */

static bool run_keys(struct run *run, struct error *error)
{
	enum report_format format;

	if (!find_format(run, &format, error))
		return false;
	if (format != REPORT_TEXT && format != REPORT_MARKDOWN)
		return error_set(error, "usage", _("tangenterna finns som text och markdown, inte som %s: välj en av dem"), run->line->format);
	(format == REPORT_TEXT ? keys_text : keys_markdown)(&run->output);
	return true;
}

/* ---- screen ---- */

#define SIZE_MOST 1000

static bool find_size(const char *text, int *rows, int *columns, struct error *error)
{
	char rest;

	*rows = 24;
	*columns = 80;
	if (!text || (strspn(text, "0123456789x") == strlen(text) && sscanf(text, "%4dx%4d%c", columns, rows, &rest) == 2 && *rows > 0 &&
		      *columns > 0 && *rows <= SIZE_MOST && *columns <= SIZE_MOST))
		return true;
	return error_set(error, "usage", _("--size %.32s är ingen storlek: skriv kolumner x rader, som 80x24"), text);
}

static bool run_screen(struct run *run, struct error *error)
{
	const struct command_line *line = run->line;
	const struct session_options options = { line->folder, line->as, line->unit, line->year, line->read_only, line->at };
	struct session *session;
	int unit, rows, columns;
	bool drawn;

	if (!run->draw)
		return error_set(error, "no-screens", _("det här programmet är byggt utan skärmar"));
	if (!find_size(line->size, &rows, &columns, error) || !(session = session_open(&options, error)))
		return false;
	unit = line->unit ? org_find(session->book->org, line->unit) : session->seat.unit;
	drawn = run->draw(session, line->arguments[0], unit, rows, columns, &run->output, error);
	session_close(session);
	return drawn;
}

/* ---- running ---- */

static bool output_wrong(struct error *error, const char *name, int code)
{
	return error_set(error, "not-written", _("det gick inte att skriva till %s (%s): det som står där är inte allt"), name, strerror(code));
}

static bool write_out(const struct buffer *bytes, FILE *out, struct error *error)
{
	errno = 0;
	if ((!bytes->size || fwrite(bytes->bytes, 1, bytes->size, out) == bytes->size) && fflush(out) == 0)
		return true;
	return output_wrong(error, _("standard ut"), errno ? errno : EIO);
}

static bool write_file(const struct buffer *bytes, const char *path, struct error *error)
{
	FILE *file = fopen(path, "we");
	bool written;
	int code;

	if (!file)
		return error_set(error, "not-written", _("%s går inte att skriva (%s): välj en annan fil"), path, strerror(errno));
	written = write_out(bytes, file, NULL);
	code = errno;
	if (fclose(file) != 0 && written)
		written = false, code = errno;
	return written || output_wrong(error, path, code);
}

static bool run_command(struct run *run, struct error *error)
{
	const struct command *command = options_command(&commands, run->line->command);

	if (run->line->version)
		buffer_text(&run->output, "budgetdialog " PACKAGE_VERSION "\n");
	else if (run->line->help || !command)
		options_help(&commands, command, &run->output);
	else
		return command->run(run, error);
	return true;
}

/* False when what there is to say could not be said. */
static bool put_output(const struct run *run, FILE *out, struct error *error)
{
	const struct command_line *line = run->line;

	if (line->output && !line->help && !line->version)
		return write_file(&run->output, line->output, error);
	return write_out(&run->output, out, error) ||
	       (run->acted && error_set(error, error->word, _("%s; men det som skulle göras är gjort och sparat"), error->text));
}

int command_run(const struct command_line *line, command_draw draw, FILE *in, FILE *out, FILE *err)
{
	struct run run = { .line = line, .draw = draw, .in = in, .err = err };
	struct error error = { 0 };
	bool done = run_command(&run, &error);

	if (!done && !run.status)
		run.status = EXIT_NOT_RUN;
	if (done && !put_output(&run, out, &error)) {
		done = false;
		run.status = EXIT_NOT_RUN;
	}
	if (!done)
		warn(&run, error.text);
	run_close(&run);
	return run.status;
}

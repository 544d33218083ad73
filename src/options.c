#include "options.h"

#include "intl.h"
#include "page.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- the options ---- */

static const struct option_row {
	const char *name;
	char letter;       /* 0: none */
	const char *value; /* NULL: a flag */
	unsigned bit;
	size_t offset; /* of const char * or, for a flag, bool */
	const char *help;
} option_rows[] = {
	{ "as", 0, N_("ANVÄNDARE"), TAKES_AS, offsetof(struct command_line, as), N_("skriv i den användarens journal") },
	{ "unit", 0, N_("ID"), TAKES_UNIT, offsetof(struct command_line, unit), N_("den enheten, med allt under") },
	{ "year", 0, N_("ÅÅÅÅ"), TAKES_YEAR, offsetof(struct command_line, year), N_("budgetåret eller ett av planåren") },
	{ "at", 0, N_("VERSION"), TAKES_AT, offsetof(struct command_line, at), N_("som det stod i den budgetversionen") },
	{ "meeting", 0, N_("NR|DATUM"), TAKES_MEETING, offsetof(struct command_line, meeting), N_("det dialogmötet; annars det senaste") },
	{ "against", 0, N_("VERSION"), TAKES_AGAINST, offsetof(struct command_line, against), N_("jämför med den versionen, eller med nu") },
	{ "read-only", 0, NULL, TAKES_READ_ONLY, offsetof(struct command_line, read_only), N_("läs bara: inget kan ändras") },
	{ "format", 0, N_("FORMAT"), TAKES_FORMAT, offsetof(struct command_line, format), N_("text, csv, json, markdown eller html") },
	{ "money", 0, N_("ENHET"), TAKES_MONEY, offsetof(struct command_line, money), N_("kr, tkr eller mnkr") },
	{ "output", 'o', N_("FIL"), TAKES_OUTPUT, offsetof(struct command_line, output), N_("skriv till filen") },
	{ "new", 0, NULL, TAKES_NEW, offsetof(struct command_line, new_only), N_("bara det som inget inlägg förklarar") },
	{ "since", 0, N_("DATUM"), TAKES_SINCE, offsetof(struct command_line, since), N_("från och med den dagen, som 2019-11-20") },
	{ "size", 0, N_("KxR"), TAKES_SIZE, offsetof(struct command_line, size), N_("kolumner och rader, som 80x24") },
	{ "example", 0, N_("NAMN"), TAKES_EXAMPLE, offsetof(struct command_line, example), N_("exemplet som mappen ska börja med") },
	{ "after", 0, N_("GAMMAL"), TAKES_AFTER, offsetof(struct command_line, after), N_("förra årets mapp: den nya blir för året efter") },
	{ "id", 0, N_("HEX"), TAKES_ID, offsetof(struct command_line, id), N_("mappens id, för att få samma mapp en gång till") },
	{ "help", 'h', NULL, TAKES_HELP, offsetof(struct command_line, help), N_("visa den här hjälpen") },
	{ "version", 'V', NULL, TAKES_VERSION, offsetof(struct command_line, version), N_("visa programmets version") },
};
#define OPTIONS (sizeof option_rows / sizeof *option_rows)

/* ---- the commands ---- */

const struct command *options_command(const struct commands *commands, const char *name)
{
	for (size_t i = 0; name && i < commands->count; i++)
		if (!strcmp(commands->rows[i].name, name))
			return &commands->rows[i];
	return NULL;
}

/* An empty text is no message to translate. */
static const char *usage_of(const struct command *command)
{
	return *command->usage ? _(command->usage) : "";
}

/* How many letters must be changed, added or taken away to make one of the other. */
static size_t distance(const char *a, const char *b)
{
	size_t row[33], length = strlen(b);

	for (size_t j = 0; j <= length; j++)
		row[j] = j;
	for (size_t i = 0; a[i]; i++) {
		size_t corner = row[0]++;

		for (size_t j = 0; j < length; j++) {
			size_t swap = corner + (a[i] != b[j]), step = (row[j] < row[j + 1] ? row[j] : row[j + 1]) + 1;

			corner = row[j + 1];
			row[j + 1] = swap < step ? swap : step;
		}
	}
	return row[length];
}

static const char *nearest_command(const struct commands *commands, const char *name)
{
	size_t best = 0;

	if (!strcmp(name, "help"))
		return "--help";
	for (size_t i = 1; i < commands->count; i++)
		if (distance(name, commands->rows[i].name) < distance(name, commands->rows[best].name))
			best = i;
	return commands->rows[best].name;
}

/* ---- reading: options and words ---- */

#define FIRST_LONG 256 /* of getopt's answers for the rows of the table */

struct parsing {
	struct command_line *out;
	struct error *error;
	const char *words[10]; /* all that is not an option */
	int word_count;
	unsigned given; /* TAKES_… */
};

static bool usage_wrong(struct error *error, const char *format, const char *what)
{
	char text[512];

	snprintf(text, sizeof text, format, what);
	return error_set(error, "usage", _("%s; budgetdialog --help visar vad som finns"), text);
}

static bool take_year(const char *text, int *year, struct error *error)
{
	if (strlen(text) != 4 || strspn(text, "0123456789") != 4 || *text == '0')
		return usage_wrong(error, _("--year %s är inget år: skriv fyra siffror"), text);
	*year = atoi(text);
	return true;
}

static bool take_option(struct parsing *parsing, const struct option_row *row, const char *value)
{
	void *place = (char *)parsing->out + row->offset;

	parsing->given |= row->bit;
	if (row->bit == TAKES_YEAR)
		return take_year(value, place, parsing->error);
	if (row->value)
		*(const char **)place = value;
	else
		*(bool *)place = true;
	return true;
}

static bool take_word(struct parsing *parsing, const char *word)
{
	if (parsing->word_count == (int)(sizeof parsing->words / sizeof *parsing->words))
		return usage_wrong(parsing->error, _("«%s» är ett argument för mycket"), word);
	parsing->words[parsing->word_count++] = word;
	return true;
}

static const struct option_row *row_of_letter(int letter)
{
	for (size_t i = 0; i < OPTIONS; i++)
		if (option_rows[i].letter == letter)
			return &option_rows[i];
	return NULL;
}

/* «-o» or, for a long one, as it was written. */
static bool option_wrong(struct parsing *parsing, const char *format, const char *written)
{
	char letter[] = { '-', (char)optopt, '\0' };

	return usage_wrong(parsing->error, format, optopt && optopt < FIRST_LONG ? letter : written);
}

static bool take_answer(struct parsing *parsing, int answer, char **argv)
{
	switch (answer) {
	case 1:
		return take_word(parsing, optarg);
	case ':':
		return option_wrong(parsing, _("%s saknar sitt värde"), argv[optind - 1]);
	case '?':
		return option_wrong(parsing, _("väljaren %s finns inte"), argv[optind - 1]);
	default:
		break;
	}
	return take_option(parsing, answer >= FIRST_LONG ? &option_rows[answer - FIRST_LONG] : row_of_letter(answer), optarg);
}

/* The table as getopt wants it. The leading «-» takes words and options in any order, whatever POSIXLY_CORRECT says. */
static void make_options(char letters[2 * OPTIONS + 3], struct option longs[OPTIONS + 1])
{
	letters = stpcpy(letters, "-:");
	for (size_t i = 0; i < OPTIONS; i++) {
		const struct option_row *row = &option_rows[i];

		longs[i] = (struct option){ row->name, row->value ? required_argument : no_argument, NULL, FIRST_LONG + (int)i };
		if (!row->letter)
			continue;
		*letters++ = row->letter;
		letters = stpcpy(letters, row->value ? ":" : "");
	}
	longs[OPTIONS] = (struct option){ 0 };
}

static bool take_all(struct parsing *parsing, int argc, char **argv)
{
	struct option longs[OPTIONS + 1];
	char letters[2 * OPTIONS + 3];
	int answer;

	make_options(letters, longs);
	optind = 0;
	opterr = 0;
	while ((answer = getopt_long(argc, argv, letters, longs, NULL)) != -1)
		if (!take_answer(parsing, answer, argv))
			return false;
	while (optind < argc)
		if (!take_word(parsing, argv[optind++]))
			return false;
	return true;
}

/* ---- reading: what the words are ---- */

static bool is_directory(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool unknown_command(const struct commands *commands, const char *word, struct error *error)
{
	if (strchr(word, '/'))
		return error_set(error, "no-folder",
				 _("%s är ingen mapp: skriv sökvägen till en budgetmapp, eller gör en med budgetdialog init"), word);
	return error_set(error, "usage", _("%.64s är varken ett kommando eller en mapp: menade du budgetdialog %s?"), word,
			 nearest_command(commands, strlen(word) > 32 ? "" : word));
}

static bool options_fit(const struct parsing *parsing, const struct command *command)
{
	unsigned takes = (command ? command->takes : TAKES_AS_SCREENS) | TAKES_HELP | TAKES_VERSION;

	for (size_t i = 0; i < OPTIONS; i++)
		if (parsing->given & option_rows[i].bit & ~takes)
			return command ? error_set(parsing->error, "usage",
						   _("--%s gäller inte %s: budgetdialog %s --help visar vad som gäller"), option_rows[i].name,
						   command->name, command->name)
				       : usage_wrong(parsing->error, _("--%s hör till ett kommando"), option_rows[i].name);
	return true;
}

/* Is the last word the folder? `why` has two words of its own of which one may be left out. */
static bool last_is_folder(const struct command *command, const struct command_line *line)
{
	int count = line->argument_count;

	if (!command->folder || count <= command->least)
		return false;
	return count > command->most || is_directory(line->arguments[count - 1]);
}

static bool settle_words(struct parsing *parsing, const struct command *command)
{
	struct command_line *out = parsing->out;

	for (int i = command ? 1 : 0; i < parsing->word_count; i++) {
		if (out->argument_count == (int)(sizeof out->arguments / sizeof *out->arguments))
			return usage_wrong(parsing->error, _("«%s» är ett argument för mycket"), parsing->words[i]);
		out->arguments[out->argument_count++] = parsing->words[i];
	}
	if (command ? last_is_folder(command, out) : out->argument_count > 0)
		out->folder = out->arguments[--out->argument_count];
	if (out->argument_count > (command ? command->most : 0))
		return usage_wrong(parsing->error, _("«%s» är ett argument för mycket"), parsing->words[parsing->word_count - 1]);
	if (command && out->argument_count < command->least && !out->help && !out->version)
		return error_set(parsing->error, "usage", _("något saknas: budgetdialog %s %s"), command->name, usage_of(command));
	return true;
}

static const char *default_folder(void)
{
	const char *folder = getenv("BUDGETDIALOG_FOLDER");

	return folder && *folder ? folder : ".";
}

bool options_read(const struct commands *commands, int argc, char **argv, struct command_line *out, struct error *error)
{
	struct parsing parsing = { .out = out, .error = error };
	const struct command *command;

	*out = (struct command_line){ 0 };
	if (!take_all(&parsing, argc, argv))
		return false;
	command = parsing.word_count ? options_command(commands, parsing.words[0]) : NULL;
	if (!command && parsing.word_count && !out->help && !out->version && !is_directory(parsing.words[0]))
		return unknown_command(commands, parsing.words[0], error);
	out->command = command ? command->name : NULL;
	if (!options_fit(&parsing, command) || !settle_words(&parsing, command))
		return false;
	if (!out->folder)
		out->folder = default_folder();
	return true;
}

/* ---- help ---- */

#define HELP_COLUMN 28 /* where the explanations begin */

static void option_help(struct buffer *out, const struct option_row *row)
{
	size_t start = out->size;

	buffer_text(out, "  ");
	if (row->letter)
		buffer_format(out, "-%c, ", row->letter);
	buffer_format(out, "--%s%s%s", row->name, row->value ? " " : "", row->value ? _(row->value) : "");
	page_pad(out, start, HELP_COLUMN);
	buffer_format(out, "  %s\n", _(row->help));
}

static void command_help(struct buffer *out, const struct command *command)
{
	buffer_format(out, _("budgetdialog %s %s\n%s\n\n"), command->name, usage_of(command), _(command->help));
	for (size_t i = 0; i < OPTIONS; i++)
		if (option_rows[i].bit & (command->takes | TAKES_HELP))
			option_help(out, &option_rows[i]);
}

static void general_help(const struct commands *commands, struct buffer *out)
{
	buffer_text(out, _("budgetdialog [MAPP]           öppnar skärmarna\nbudgetdialog KOMMANDO …       gör en sak, utan terminal\n\n"));
	for (const struct command *command = commands->rows; command < commands->rows + commands->count; command++) {
		size_t start = out->size;

		buffer_format(out, "  %s %s", command->name, usage_of(command));
		page_pad(out, start, HELP_COLUMN);
		buffer_format(out, "  %s\n", _(command->help));
	}
	buffer_text(out, "\n");
	for (size_t i = 0; i < OPTIONS; i++)
		if (option_rows[i].bit & (TAKES_AS_SCREENS | TAKES_HELP | TAKES_VERSION))
			option_help(out, &option_rows[i]);
	buffer_text(out,
		    _("\nUtan MAPP: BUDGETDIALOG_FOLDER, annars katalogen du står i. budgetdialog KOMMANDO --help visar kommandots väljare.\n"
		      "Slutstatus: 0 bra, 1 det finns anmärkningar eller en handling nekades, 2 gick inte att köra.\n"));
}

void options_help(const struct commands *commands, const struct command *command, struct buffer *out)
{
	if (command)
		command_help(out, command);
	else
		general_help(commands, out);
}

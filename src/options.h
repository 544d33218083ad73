/* The command line, by table: one of the options, which is here, and one of the commands, which its owner gives. Reading it and its help texts
 * follow from the two. Nothing here knows what a command does. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "buffer.h"
#include "error.h"

#include <stdbool.h>

struct command_line {
	const char *command;           /* NULL: the screens */
	const char *arguments[8]; int argument_count; /* after the command, options taken out */
	const char *folder;            /* given, else BUDGETDIALOG_FOLDER, else "." */
	const char *as, *unit, *format, *output, *money, *size, *example, *id, *since, *at, *after, *against, *meeting;
	int year;
	bool read_only, new_only, help, version;
};

enum { /* which options a command takes */
	TAKES_AS = 1,
	TAKES_UNIT = 2,
	TAKES_YEAR = 4,
	TAKES_FORMAT = 8,
	TAKES_OUTPUT = 16,
	TAKES_MONEY = 32,
	TAKES_SIZE = 64,
	TAKES_EXAMPLE = 128,
	TAKES_ID = 256,
	TAKES_SINCE = 512,
	TAKES_READ_ONLY = 1024,
	TAKES_NEW = 2048,
	TAKES_HELP = 4096, /* known everywhere */
	TAKES_VERSION = 8192,
	TAKES_AT = 16384,
	TAKES_AFTER = 32768,
	TAKES_AGAINST = 65536,
	TAKES_MEETING = 131072,
	TAKES_AS_SCREENS = TAKES_AS | TAKES_UNIT | TAKES_YEAR | TAKES_READ_ONLY | TAKES_AT
};

struct run;
struct command {
	const char *name, *usage, *help;
	int least, most;   /* arguments besides MAPP */
	bool folder;       /* MAPP may stand last */
	unsigned takes;
	bool (*run)(struct run *run, struct error *error);
};
struct commands { const struct command *rows; size_t count; };

const struct command *options_command(const struct commands *commands, const char *name); /* NULL: none is called that */

/* GNU style options, mixed with arguments, `--` ends them. False: a sentence (unknown option, missing value, too many arguments …). */
bool options_read(const struct commands *commands, int argc, char **argv, struct command_line *out, struct error *error);

/* Of one command; NULL: of the whole program. */
void options_help(const struct commands *commands, const struct command *command, struct buffer *out);

#endif

/* The command line: one table of commands, each without a terminal. Without a command main opens the screens. */
#ifndef COMMAND_H
#define COMMAND_H

#include "options.h"
#include "session.h"

#include <stdio.h>

enum { EXIT_FINE = 0, EXIT_FINDINGS = 1, EXIT_NOT_RUN = 2 };

/* See options_read. */
bool command_parse(int argc, char **argv, struct command_line *out, struct error *error);

/* Prints a screen as text for `screen NAME`: main gives it, for src/ knows no screens. unit: of --unit, else of the seat; ORG_NONE: neither. */
typedef bool (*command_draw)(struct session *session, const char *name, int unit, int rows, int columns, struct buffer *out, struct error *error);

/* Runs `line->command` (or help, version) from `in` to `out`; what is worth saying beside it goes to `err`. draw may be NULL. Returns the exit status. */
int command_run(const struct command_line *line, command_draw draw, FILE *in, FILE *out, FILE *err);

#endif

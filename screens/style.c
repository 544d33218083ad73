#include "style.h"

#include <langinfo.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The accent and the warning are middle tones: on white and on black alike their contrast is near 4 to 1 or better. Among the eight old
 * colours only magenta and red are (cyan and green drown on white, blue on black). */
static const struct style styles[ROLE_COUNT] = {
	/*                without colour                with colour     of 256       of 8 */
	[ROLE_PLAIN]  = { 0,                            0,              COLOUR_NONE, COLOUR_NONE },
	[ROLE_TITLE]  = { LOOK_BOLD,                    LOOK_BOLD,      COLOUR_NONE, COLOUR_NONE },
	[ROLE_HEAD]   = { LOOK_DIM,                     LOOK_DIM,       COLOUR_NONE, COLOUR_NONE },
	[ROLE_STRONG] = { LOOK_BOLD,                    LOOK_BOLD,      COLOUR_NONE, COLOUR_NONE },
	[ROLE_DIM]    = { LOOK_DIM,                     LOOK_DIM,       COLOUR_NONE, COLOUR_NONE },
	[ROLE_ACCENT] = { LOOK_BOLD,                    0,              32,          5 },
	[ROLE_WARN]   = { LOOK_BOLD | LOOK_UNDERLINE,   LOOK_BOLD,      160,         1 },
	[ROLE_FIELD]  = { LOOK_UNDERLINE,               LOOK_UNDERLINE, COLOUR_NONE, COLOUR_NONE },
};

const struct style *style(enum role role)
{
	return &styles[role < ROLE_COUNT ? role : ROLE_PLAIN];
}

bool style_monochrome(void)
{
	const char *no = getenv("NO_COLOR");

	return no && *no;
}

const struct glyphs glyphs_utf8 = {
	.ascii = false,
	.open = "▾", .closed = "▸", .leaf = " ",
	.rule = "─", .bar = "▇",
	.pointer = "▸", .mark = "●", .here = "◂",
	.more = "…", .minus = "−", .times = "×", .arrow = "→", .bullet = "·",
};

const struct glyphs glyphs_ascii = {
	.ascii = true,
	.open = "v", .closed = ">", .leaf = " ",
	.rule = "-", .bar = "#",
	.pointer = ">", .mark = "*", .here = "<",
	.more = "~", .minus = "-", .times = "x", .arrow = "->", .bullet = "-",
};

/* Terminals whose fonts or character sets cannot be trusted with more than letters. */
static bool plain_terminal(const char *term)
{
	static const char *const names[] = { "linux", "vt", "dumb", "ansi", "cons25", "sun", "hurd", "mach", "cygwin", "pcansi" };

	for (size_t i = 0; term && i < sizeof names / sizeof *names; i++)
		if (strncmp(term, names[i], strlen(names[i])) == 0)
			return true;
	return !term;
}

const struct glyphs *glyphs_choose(const char *term)
{
	const char *wanted = getenv("BUDGETDIALOG_LINES");

	if (wanted && strcmp(wanted, "ascii") == 0)
		return &glyphs_ascii;
	if (wanted && strcmp(wanted, "utf8") == 0)
		return &glyphs_utf8;
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 || plain_terminal(term))
		return &glyphs_ascii;
	return &glyphs_utf8;
}

/* Roles, not colours: what a piece of text is. One table tells how a role looks in monochrome and in colour, side by side; background is
 * always the terminal's own. Meaning never hangs on colour alone. Glyphs: one set for UTF-8, one for ASCII. */
#ifndef STYLE_H
#define STYLE_H

#include <stdbool.h>

enum role {
	ROLE_PLAIN,
	ROLE_TITLE,  /* head row: who and where */
	ROLE_HEAD,   /* column heads */
	ROLE_STRONG, /* what matters now: kvar, sums */
	ROLE_DIM,    /* what is context */
	ROLE_ACCENT, /* the one accent: keys, marks, the current figure */
	ROLE_WARN,   /* over ram, contradiction: always with words too */
	ROLE_FIELD,  /* being typed */
	ROLE_COUNT
};

enum look { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8 };
#define COLOUR_NONE (-1) /* the terminal's own */

/* How a role looks: `mono` alone without colour; with colour, the number among 256 or else among 8, and `look`. */
struct style { unsigned mono, look; int colour256, colour8; };

const struct style *style(enum role role);
bool style_monochrome(void); /* NO_COLOR is set and not empty */

struct glyphs {
	bool ascii;
	const char *open, *closed, *leaf;   /* ▾ ▸ and space; v > */
	const char *rule, *bar;             /* ─ ▇; - # */
	const char *pointer, *mark, *here;  /* ▸ next step; ● mark; ◂ here */
	const char *more, *minus, *times, *arrow, *bullet; /* … − × → · */
};

extern const struct glyphs glyphs_utf8, glyphs_ascii;

/* Which set suits: BUDGETDIALOG_LINES=ascii|utf8 decides, else the locale's codeset and the terminal's name (linux, vt100, dumb → ascii). */
const struct glyphs *glyphs_choose(const char *term);

#endif

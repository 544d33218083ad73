/* A key as the program sees it: a character, or a named key, or pasted text. Made by ui.c from bytes; named in the action table as text:
 * "Enter", "Esc", "Up", "PgDn", "Tab", "^S" (Ctrl-S), "F1", "a", "å", "/", "Space"; of the mouse "Click", "WheelUp", "WheelDown". */
#ifndef KEY_H
#define KEY_H

#include <stdbool.h>

struct key {
	char name[16];     /* "Enter", "^S", "Up"; for a character the character itself (one grapheme's worth of UTF-8) */
	bool is_text;      /* it can be typed into a field */
	bool control;      /* a named key with Ctrl: who does not ask takes it for the key itself */
	int row, column;   /* "Click": where on the terminal, from 0 */
	const char *paste; /* not NULL: a whole paste (bracketed, or a burst), valid until the next key; name is then "Paste" */
};

struct key key_named(const char *name);         /* for popups, tests and ^C, which is passed on as Esc */
const char *key_text(const struct key *key);    /* what it types into a field: the paste, " " for Space, the character; NULL: nothing */
bool key_is(const struct key *key, const char *name);
bool key_in(const struct key *key, const char *names); /* names separated by a space */

#endif

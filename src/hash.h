/* SHA-256 (nettle) as 64 lowercase hex digits. */
#ifndef HASH_H
#define HASH_H

#include <stdbool.h>
#include <stddef.h>

#define HASH_TEXT 65      /* 64 digits and NUL */
#define HASH_LINE_TAIL 76 /* ,"hash":"…"} and LF: what a line's own hash does not cover */

void hash_bytes(const void *bytes, size_t size, char out[HASH_TEXT]);

/* The hash of a journal line: over "budgetdialog 1\n", folder id, "\n", file name, "\n" and the line without its last 76 bytes.
 * `size` counts the whole line with its LF (the last 76 bytes themselves are never looked at). With size 0 it is the first line's `prev`. */
void hash_line(const char *folder_id, const char *file, const char *line, size_t size, char out[HASH_TEXT]);

bool hash_valid(const char *text); /* exactly 64 lowercase hex digits */

#endif

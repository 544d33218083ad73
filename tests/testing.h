/* What all tests share. Includes cmocka with what it wants before it. */
#ifndef TESTING_H
#define TESTING_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

/* Runs through a table; `row` points at each in turn. */
#define EACH(row, table) (row) = (table); (row) < (table) + sizeof(table) / sizeof *(table); (row)++

/* Says which row of a table it was when the condition does not hold. */
#define expect(condition, ...)                           \
	do {                                             \
		if (!(condition)) {                      \
			print_error("row: " __VA_ARGS__); \
			print_error("\n");               \
			fail_msg("%s", #condition);      \
		}                                        \
	} while (0)

const char *testing_source(const char *path); /* a file of the source tree, from its top; valid until the next call */

char *testing_directory(void);        /* a new empty directory under TMPDIR; give it to testing_remove */
void testing_remove(char *directory); /* with all that is in it */

char *testing_read(const char *path, size_t *size); /* a whole file, NUL-terminated; size may be NULL; free it */
void testing_write(const char *path, const char *bytes, size_t size);

uint64_t testing_random(uint64_t *state); /* the same numbers every time (splitmix64) */
int testing_cases(int usual, int most);   /* how many random cases: with TESTING_SCALE=n in the environment n times as many as usual, at most `most` */

#endif

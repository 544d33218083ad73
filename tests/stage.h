/* The real program on real files: norrbotten-2020 in a scratch directory of its own for each test, real key bytes in and real output out. */
#ifndef STAGE_H
#define STAGE_H

#include "testing.h"

#include "terminal.h"

#include <sys/types.h>

#define STAGE_PATH 4300
#define STAGE_TERM "xterm-256color"

struct stage {
	char *scratch;
	char folder[STAGE_PATH], state[STAGE_PATH];
	struct session *session;
	struct terminal *terminal;
};

/* How the program is started, as main.c reads it; screen: begin there, whatever the seat. Nought: 24 × 80, xterm-256color. */
struct start { const char *as, *unit, *screen, *term; int rows, columns; bool read_only; };

int stage_set_up(void **state); /* before the first: for cmocka_run_group_tests */
void stage_tear_down(void);     /* after the last */

struct stage *stage_new(void);                                  /* a folder; nothing runs yet */
void stage_begin(struct stage *stage, const struct start *start); /* the session only */
struct screen *stage_first(struct session *session, const struct start *start);
void stage_run(struct stage *stage, const struct start *start); /* the session and the screens, on a terminal */
struct stage *stage_as(const char *user);                       /* all of it */
void stage_again(struct stage *stage, const char *user);        /* the program is left and started again */
void stage_leave(struct stage *stage);                          /* the program leaves; the folder stays */
void stage_free(struct stage *stage);

/* One more window, in a process of its own, for the kernel alone knows that it was killed: it goes to that row, NULL: none, presses the keys and waits. */
pid_t window_run(struct stage *stage, const struct start *start, const char *row, const char *keys);
void window_kill(pid_t window); /* -9 */

/* Keys as terminal_keys has them; the program may not leave. Amounts are written with common spaces. */
void press(struct stage *stage, const char *keys);
bool shows(struct stage *stage, const char *text);
void sees(struct stage *stage, const char *text);
void sees_not(struct stage *stage, const char *text);
void print_screen(const char *screen);                          /* row by row, for cmocka cuts what is longer than 1 kB */
void to_row(struct stage *stage, const char *name);             /* from the top of a list to the row that is called so; fails when there is none */
size_t bytes_of(struct stage *stage, const char *keys);         /* that these keys sent to the terminal */
size_t bytes_at_most(struct stage *stage, const char *key, int times); /* of the dearest of so many presses */
size_t bytes_to_type(struct stage *stage, const char *text);    /* of the dearest of these characters, ASCII */

/* Of Länssjukvård's division. */
const struct cell *saved_cell(const struct stage *stage, int year, const char *line);
void expect_saved(const struct stage *stage, const char *line, int64_t kr); /* of 2020 */
void save_division(struct stage *stage);                        /* without a why; the disk agrees */

/* The journals as they are on the disk. */
struct journals *journals_read(const struct stage *stage);
void journals_free(struct journals *journals);
size_t journals_grown(const struct stage *stage, struct journals *before); /* all that was there is there; how many bytes came. Takes `before` */

int balances_hold(const struct book *book, const struct ram_table *table);             /* domain rule 3, told once more; of how many */
struct book *book_anew(const struct stage *stage, struct folder **folder);             /* read anew: whole, counted, balanced */
void disk_agrees(const struct stage *stage);                                           /* what is on the disk is what the program shows */
void another_writes(const struct stage *stage, const char *user, const char *json);    /* one act by another session, ' for " */
void two_write(const struct stage *stage, const char *user, const char *json, const char *other, const char *other_json); /* as on two machines */
void meanwhile(struct stage *stage, const char *user, const char *json);               /* the same, and the open screen has it */
void unit_leaves(const struct stage *stage, const char *id);                          /* another session adopts an organisation where it is called otherwise */

#endif

/* A screen: a struct with few hooks. It draws a canvas from its state and the session, and answers an action or a key with an effect; it never
 * reads keys, never loops, never touches the terminal or a file. ui.c keeps the stack of screens and does what the effects say. */
#ifndef SCREEN_H
#define SCREEN_H

#include "action.h"
#include "canvas.h"
#include "key.h"
#include "session.h"

struct report;
struct screen;
struct sheet;

enum effect_kind {
	EFFECT_NONE,    /* not mine: ui tries the general actions (help, organisation, quit …) */
	EFFECT_HANDLED, /* draw again */
	EFFECT_PUSH,    /* put `next` on top */
	EFFECT_POP,     /* back to the screen below (the last one: leaves the program) */
	EFFECT_REPLACE, /* `next` instead of this one */
	EFFECT_RESET,   /* `next` alone on the stack */
	EFFECT_QUIT
};

struct effect {
	enum effect_kind kind;
	struct screen *next;
};

struct screen_hooks {
	const char *name;      /* English, as in `budgetdialog screen NAME` and the tests */
	enum context context;  /* which actions it knows */
	/* The head row: left says where («Organisation · vidarefördelning»), right says what unit of money and whether one may write. */
	void (*title)(const struct screen *, struct buffer *left, struct buffer *right);
	/* Draws rows 1 … rows-3 of the canvas (row 0: head; rows-2: message; rows-1: footer belong to ui). body has its own coordinates, from 0. */
	void (*draw)(struct screen *, struct canvas *body);
	struct effect (*act)(struct screen *, enum action_id);
	struct effect (*type)(struct screen *, const struct key *); /* a key that no action took: typing. May be NULL */
	bool (*typing)(const struct screen *);                      /* a field is open: letters go to `type`, not to actions. May be NULL */
	const char *enter, *tab;                                    /* what Enter does in it, Swedish; NULL: «klart». Tab; NULL: not told of */
	bool (*can)(const struct screen *, enum action_id, struct error *why); /* false: greyed in footer and help, with the reason. May be NULL */
	/* True: as things stand nothing waits for it on any row, so in the footer it gives way to what is wanted. May be NULL */
	bool (*idle)(const struct screen *, enum action_id);
	/* Everything in the list as a sheet for `E`, also what is not seen now; false when there is nothing. NULL: only as a page. */
	bool (*sheet)(const struct screen *, struct sheet *out);
	/* What it is about as a document that people read, for `E`; of the sheet there is then the csv. False with the reason. NULL: it is none. */
	bool (*document)(const struct screen *, struct buffer *out, const struct report *, struct error *);
	const char *document_name;                                  /* of its file, Swedish; NULL: as the screen is called */
	/* A click on the body: selects what stands there; true when it was selected already, then the screen is asked to open it. NULL: none. */
	bool (*click)(struct screen *, int row, int column);
	bool (*seek)(struct screen *, const char *figure);          /* selects the row where that figure stands; false: it has none. May be NULL */
	bool (*figure)(const struct screen *, char out[256]);       /* the name of the selected amount, to talk about; false: it has none. May be NULL */
	void (*again)(struct screen *);                             /* what lay over it is gone. May be NULL */
	int (*unit)(const struct screen *);                         /* which unit it is about, for screens opened from it; ORG_NONE. May be NULL */
	void (*refresh)(struct screen *);                           /* the book has changed underneath */
	int (*wakes)(const struct screen *);                        /* ms until it would look otherwise by itself; -1: never. NULL: never */
	void (*free)(struct screen *);
};

struct screen {
	const struct screen_hooks *hooks;
	struct session *session;
	struct screen *below; /* on the stack, NULL for the first: ui's */
	/* each screen's own struct starts with this one */
};

extern const struct effect effect_none, effect_handled, effect_pop, effect_quit;
struct effect effect_push(struct screen *next);
struct effect effect_replace(struct screen *next);
struct effect effect_reset(struct screen *next);

/* The screens. unit: an index in session->book->org, or ORG_NONE. */
struct screen *start_first(struct session *session); /* what she lands on: her list, Start, or who she is */
struct screen *start_screen(struct session *session);
struct screen *seats_screen(struct session *session);
struct screen *organisation_screen(struct session *session, int unit);
struct screen *organisation_list(struct session *session, int unit); /* her units × checks, sortable */
struct screen *unit_screen(struct session *session, int unit);
struct screen *why_screen(struct session *session, const char *figure);
struct screen *distribution_screen(struct session *session, int unit);
void distribution_ask(struct screen *distribution);                      /* on top again: asks whether to save */
struct screen *details_screen(struct session *session, int unit, const char *line, bool looks); /* what its amount is made up of; looks: only to read */
struct screen *details_first(struct session *session, int unit);         /* of the first line that has any */
struct screen *months_screen(struct session *session, int unit);         /* how its lines fall on the months of the year */
struct screen *post_screen(struct session *session, int unit); /* a new ramförändring: to the unit, or to what lies below it */
struct screen *check_screen(struct session *session);
struct screen *history_screen(struct session *session, int unit); /* its branch; ORG_NONE: everything */
struct screen *history_news_screen(struct session *session, int unit); /* the same, since yesterday */
struct screen *what_if_screen(struct session *session, int unit); /* a question over the screen below: a räkneexempel over the branch of that unit */
struct screen *versions_screen(struct session *session);
struct screen *compare_screen(struct session *session, const char *version); /* that one (its line's hash) beside now; NULL: now beside the newest */
struct screen *plan_screen(struct session *session, int unit);           /* how the unit's plan stands with the level above */
struct screen *figure_screen(struct session *session, const char *figure); /* where that figure stands, on its row; NULL: no figure */
struct screen *dialogue_screen(struct session *session, int unit); /* what is said about the unit */
struct screen *dialogue_entry_screen(struct session *session, int unit, const char *entry); /* at that entry (its hash) in its thread */
struct screen *dialogue_draft_screen(struct session *session, int unit, const char *thread); /* in what she has half written there; thread NULL: a new one */
struct screen *dialogue_figure_screen(struct session *session, const char *figure); /* at the thread about it, or where one begins; NULL: no figure of a unit */
struct screen *meeting_screen(struct session *session, int unit);      /* the one that goes on there; else what there is to talk about, to open one */
struct screen *meeting_walkthrough(struct session *session, int branch); /* the same frames without a meeting: nothing is written */
struct screen *meeting_agenda(struct session *session, int branch);      /* what there is to talk about, and the head of the minutes */
struct screen *meeting_minutes(struct session *session, int branch);     /* of its newest meeting, read back */
struct screen *help_screen(struct session *session, const struct screen *about);
struct screen *export_screen(struct session *session, const struct screen *about); /* asks how, and writes it to a file */
int export_about(const struct screen *about);                            /* the one unit that it is about, for a file's name; ORG_NONE: many */

void screen_free(struct screen *screen); /* by its hook, or just the memory */

/* May the action be used here now? Asks the seat when the action writes, then the screen. False with the reason. */
bool screen_can(const struct screen *screen, enum action_id id, struct error *why);
bool screen_typing(const struct screen *screen);

/* Is it about a division that who sits here only reads? Then nothing in it is hers to change, whatever the row. True with the sentence that says who does. */
bool screen_reads(const struct screen *screen, struct error *why);

/* What the action's key does here, for this seat: a word or two, and one line of help. */
const char *screen_label(const struct screen *screen, enum action_id id);
const char *screen_tells(const struct screen *screen, enum action_id id);

/* By name, for `budgetdialog screen NAME` and --unit; NULL when there is no such screen. */
struct screen *screen_named(struct session *session, const char *name, int unit);

#define SCREEN_LEAST_ROWS 8
#define SCREEN_LEAST_COLUMNS 40

/* A whole screen as it would stand on a terminal of this size: head, body, message, footer. Used by ui and by `budgetdialog screen`. */
void screen_draw(struct screen *screen, struct canvas *canvas, const char *message);

#endif

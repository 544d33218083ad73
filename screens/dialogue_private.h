/* The inside of the dialogue's screen, for its own files only:
 *
 *   dialogue_view.c    moving in it, its keys, from first to last
 *   dialogue_deeds.c   what is said and settled in it, and whether that may be done now
 *   dialogue_sheet.c   all of it in a file
 *   dialogue_rows.c    the threads in order, and the rows of the conversation, made for a width
 *   dialogue_write.c   writing an entry: the text, what goes with it, sending
 *   dialogue_draw.c    how it looks */
#ifndef DIALOGUE_PRIVATE_H
#define DIALOGUE_PRIVATE_H

#include "dialogue.h"
#include "list.h"
#include "popup.h"
#include "saying.h"
#include "screen.h"
#include "sheet.h"
#include "text_field.h"

#define THREAD_ROWS 3 /* of the list, a thread */
#define BOTH_LEAST 70 /* columns: in fewer one sees the list or the conversation */

/* A thread as it stands to her who reads. */
struct listed {
	struct thread thread;
	enum duty duty;    /* hers */
	size_t unread, place; /* place: of its newest entry, among all */
	bool draft;        /* something of hers lies half written */
};

struct talk_row {
	const char *text;
	enum role role;
	int indent;
	int entry;         /* in view->entries; -1: none */
	bool head;         /* where an entry begins */
};

/* What a figure was when an entry was written: it costs a fold, and never changes. */
struct then { char hash[HASH_TEXT]; bool known; money value; };

enum asked { ASKED_NEW, ASKED_ENTRY, ASKED_CLOSE, ASKED_DISCARD };

struct dialogue_view {
	struct screen screen;
	char id[65];
	int unit;                      /* ORG_NONE: gone from the organisation */
	struct listed *threads; size_t count;
	bool draft;                    /* of hers, of a new thread */
	struct list_view list;
	char thread[HASH_TEXT];        /* the one that is shown; "": none */
	size_t read;                   /* how many of its entries she had read when she came to it */
	const struct event **entries; size_t entry_count; /* of it */
	struct talk_row *rows; size_t row_count, row_room;
	struct list_view talk;
	struct arena arena;            /* of the rows */
	bool in_talk;                  /* the keys go to the conversation */
	bool drawn;                    /* it has been seen since the last key */
	char open_at[HASH_TEXT];       /* the entry to begin at when it is laid out next; "" */
	struct then *thens; size_t then_count;
	/* what the rows were made for */
	const struct book *book;
	unsigned generation;
	int columns;
	enum money_unit shown;

	struct popup popup;
	char about[256];               /* the figure that a new thread is to be about; "" */
	bool writing;
	struct writing text;
	struct writing_field field;
	struct text_field entry;       /* of `at`, unless that is a choice */
	bool touched;                  /* she has changed something in it, or found it there */
	enum saying_field at;          /* where the keys go; SAYING_FIELDS: the text */
	bool away;                     /* she has gone to look at a figure as it was */
	int list_columns, top;         /* as last drawn */
};

static inline struct dialogue_view *dialogue_self(const struct screen *screen)
{
	return (struct dialogue_view *)screen;
}

struct saying_desk dialogue_desk(const struct dialogue_view *view);
const struct event *dialogue_entry(const struct dialogue_view *view);  /* the selected one; NULL */
const char *dialogue_figure(const struct dialogue_view *view);         /* that the selected entry is about, or its thread; NULL */
const struct listed *dialogue_listed(const struct dialogue_view *view); /* the thread shown; NULL */
enum party dialogue_me(const struct dialogue_view *view, const struct thread *thread);

/* dialogue_deeds.c */
bool dialogue_can(const struct screen *screen, enum action_id id, struct error *why);
struct effect dialogue_say_now(struct dialogue_view *view, enum action_id id); /* nothing when it is no such deed */
struct effect dialogue_answered(struct dialogue_view *view);                   /* the question in its popup */
void dialogue_ask_new(struct dialogue_view *view);                             /* what kind of entry is to begin a thread */

/* dialogue_sheet.c */
bool dialogue_sheet(const struct screen *screen, struct sheet *out);
bool dialogue_document(const struct screen *screen, struct buffer *out, const struct report *report, struct error *error);

/* dialogue_rows.c */
void dialogue_freshen(struct dialogue_view *view, int columns); /* of the conversation; 0: as before */
void dialogue_show(struct dialogue_view *view, const char *thread); /* hash; NULL: the first */
void dialogue_show_entry(struct dialogue_view *view, const char *entry);
bool dialogue_stops(const void *owner, int row);
void dialogue_about_words(struct buffer *out, const struct dialogue_view *view, const struct event *first, const struct book *book);
void dialogue_figure_now(struct buffer *out, const struct dialogue_view *view, const char *name); /* «: 193,4 mnkr» */
void dialogue_measure(struct buffer *out, const struct dialogue_view *view, const struct say *say); /* kr, full year, start … nothing where there is none */
const char *dialogue_duty_words(enum duty duty);

/* dialogue_write.c */
void dialogue_write(struct dialogue_view *view, const char *kind, const char *thread, const char *about);
void dialogue_write_correction(struct dialogue_view *view);
void dialogue_write_quote(struct dialogue_view *view);
bool dialogue_kept(const struct dialogue_view *view, const char *thread);   /* something of hers lies half written there; thread NULL: a new one */
bool dialogue_resume(struct dialogue_view *view, const char *thread); /* what lies half written there; false: nothing */
struct effect dialogue_write_key(struct dialogue_view *view, const struct key *key);
struct effect dialogue_send(struct dialogue_view *view);
void dialogue_discard(struct dialogue_view *view);
void dialogue_stop_writing(struct dialogue_view *view);

/* dialogue_draw.c */
void dialogue_draw(struct screen *screen, struct canvas *body);

#endif

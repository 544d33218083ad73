/* The inside of the meeting, for its own files only:
 *
 *   meeting_agenda.c   before it: what is to be talked about, and the head of the minutes
 *   meeting_head.c     what stands in that head
 *   meeting_view.c     the projector: how it is opened, which unit and which frame are shown, the clock
 *   meeting_deeds.c    what its keys do, and who may
 *   meeting_draw.c     the three frames
 *   meeting_pen.c      what is being written in it
 *   meeting_minutes.c  read back, put right, closed
 *
 * Nothing is shown that others in the room should not see: titles and names of units, no user names, ids or hashes; nothing from outside the branch. */
#ifndef MEETING_PRIVATE_H
#define MEETING_PRIVATE_H

#include "list.h"
#include "meeting.h"
#include "meeting_place.h"
#include "overview.h"
#include "popup.h"
#include "saying.h"
#include "screen.h"
#include "text_field.h"

/* ---- what is written, on the projector and while it is read back ---- */

struct pen {
	bool open;
	char branch[65], unit[65];
	struct writing text;
	struct writing_field field;
	struct text_field entry;       /* of `at`, unless that is a choice */
	enum saying_field at;          /* where the keys go; SAYING_FIELDS: the text */
};

bool pen_lies(const struct session *session, const char *branch);                    /* something is half written there */
bool pen_resume(struct pen *pen, struct session *session, const char *branch);       /* opens it; false: nothing, or nobody who could send it */
/* Of that kind about that unit; what lies half written goes first, and says so. thread NULL: a new one. */
void pen_begin(struct pen *pen, struct session *session, const char *branch, const char *unit, const char *kind, const char *thread);
void pen_correct(struct pen *pen, struct session *session, const char *branch, const struct event *entry);
struct effect pen_key(struct pen *pen, struct session *session, const struct key *key);
bool pen_send(struct pen *pen, struct session *session, const char *meeting);        /* false: it says why, and nothing is lost */
void pen_discard(struct pen *pen, struct session *session);
void pen_close(struct pen *pen);                                                     /* stays on disk */
void meeting_confirm(struct session *session, const struct event *entry);
void pen_tell(const struct pen *pen, bool asked, struct screen_hooks *told); /* what Enter and Tab do where the keys go, for the footer. asked: a question lies over it */
int pen_rows(const struct pen *pen, const struct canvas *body, int margin); /* how many of the body's last rows it takes; 0: it is not open */
void pen_draw(struct pen *pen, const struct session *session, struct canvas *body, int margin);

/* ---- the projector ---- */

#define FRAMES 3
enum meeting_mode { MODE_LEADS, MODE_FOLLOWS, MODE_WALKS /* no meeting is held: nothing is written */ };

struct shown_unit { char id[65], name[128]; };

struct meeting_view {
	struct screen screen;
	struct screen_hooks told;      /* its hooks, and what Enter and Tab do now */
	char branch[65], name[128];
	char meeting[HASH_TEXT];       /* "" : none */
	enum meeting_mode mode;
	bool closed;
	struct meeting_place place;
	struct shown_unit *units; size_t count;
	size_t at;
	struct point *points; size_t point_count;
	int picked;                    /* of the points; -1: none */
	struct pen pen;
	struct popup popup;
	struct overview *overview;     /* of that generation of that book */
	const struct book *counted;
	unsigned generation;
	int first, fits;               /* points on the third frame, as last drawn */
};

struct screen *meeting_room(struct session *session, int branch, const char *meeting, const struct meeting_place *agenda); /* agenda: of a walkthrough, NULL else */
const struct meeting *meeting_of_view(const struct meeting_view *view);  /* NULL: none is held */
int meeting_unit(const struct meeting_view *view);                       /* ORG_NONE: it has left the organisation */
int meeting_branch(const struct meeting_view *view);
const struct overview_unit *meeting_overview(struct meeting_view *view, int unit);
void meeting_go_to(struct meeting_view *view, size_t at);                /* that of its units */
bool meeting_is_clocked(const struct meeting_view *view);
struct effect meeting_act(struct screen *screen, enum action_id id);
bool meeting_can(const struct screen *screen, enum action_id id, struct error *why);
bool meeting_idle(const struct screen *screen, enum action_id id);
int meeting_margin(const struct canvas *body);
void meeting_draw_frame(struct meeting_view *view, struct canvas *body, int rows); /* rows: that are seen; what does not fit is left out */
unsigned meeting_flags(const struct session *session);                   /* of money_print */

/* ---- the head of the minutes, before it is one ---- */

const char *head_label(enum head_field field);
const char *head_hint(enum head_field field);    /* where nothing stands */
void head_put(struct meeting_place *place, enum head_field field, const char *text);
void head_name_secretary(struct meeting_place *place, const struct book *book); /* as others know her, once it is plain who is meant */
void head_usual(struct meeting_place *place, const struct session *session, const char *branch);
void head_written(struct meeting_place *place, const struct book *book, const struct meet *meet); /* what the meeting says of itself, and its agenda */
bool head_good(const struct meeting_place *place, const struct book *book, enum head_field field, struct error *why);
void head_act(const struct meeting_place *place, const struct book *book, struct act *act); /* without the units of its agenda; it borrows the texts */

/* ---- before, and after ---- */

struct screen *agenda_screen(struct session *session, int branch, const char *meeting); /* meeting NULL: to open one, or walk through */
struct screen *minutes_screen(struct session *session, const char *branch, const char *meeting);
void agenda_fill(struct meeting_place *place, struct session *session, int branch);   /* what there is to talk about, taken in */
void meeting_leader(struct buffer *out, const struct session *session, const struct meeting *meeting); /* by title */

#endif

/* A question at the foot of a screen's body: with up to POPUP_FIELDS fields with labels, and choices with a key each. A state machine: the
 * screen opens it, hands it every key while it is open, draws it last, and looks at what came out.
 *   popup_ask(&s->popup, _("Spara fördelningen?")); popup_field(&s->popup, _("Varför"), ""); popup_choice(&s->popup, "j", _("Ja, spara"));
 *   typing(): return popup_open(&s->popup);   type(): switch (popup_key(&s->popup, key)) { case POPUP_CHOSEN: … s->popup.chosen … }
 * Esc cancels. Enter in a field goes to the next, and from the last one to the choices; without choices the last Enter is POPUP_CHOSEN.
 * A choice's own key works unless a field has the cursor. A paste goes into fields and nowhere else. */
#ifndef POPUP_H
#define POPUP_H

#include "field.h"

#define POPUP_FIELDS 3
#define POPUP_CHOICES 9

enum popup_state { POPUP_CLOSED, POPUP_OPEN, POPUP_CHOSEN, POPUP_CANCELLED };

struct popup {
	enum popup_state state;
	char question[1024];
	struct { char label[80]; struct text_field input; } fields[POPUP_FIELDS];
	struct { char key[16], label[80]; bool dim; /* not now: the screen says why */ } choices[POPUP_CHOICES];
	int field_count, choice_count;
	int focus;    /* 0 … fields, then choices; after them: on none of the choices yet */
	int usual;    /* where Enter in the last field leads: a choice, or -1 */
	int chosen;   /* POPUP_CHOSEN: which choice */
	int purpose;  /* the screen's own: what was asked */
};

void popup_ask(struct popup *popup, const char *question);                           /* opens it, empty */
void popup_field(struct popup *popup, const char *label, const char *text);          /* focus begins in the first field */
void popup_choice(struct popup *popup, const char *key, const char *label);          /* key: as in key.h, mostly a letter */
void popup_choose(struct popup *popup, int usual);                                   /* which choice Enter in the last field leads to; -1: none, one has to be chosen */
bool popup_open(const struct popup *popup);
const char *popup_text(const struct popup *popup, int field);                        /* what stands in it */
enum popup_state popup_key(struct popup *popup, const struct key *key);              /* closes itself on CHOSEN and CANCELLED, and says so */
int popup_rows(const struct popup *popup, int columns);                              /* how many of the body's last rows it takes */
void popup_draw(struct popup *popup, struct canvas *body);                           /* nothing when it is closed */

#endif

/* A question that is a screen of its own, over whatever screen is below: that is drawn as it stands, with the question at its foot. */
#ifndef ASKING_H
#define ASKING_H

#include "popup.h"
#include "screen.h"

struct asking {
	struct screen screen;
	struct popup popup;
	/* each such screen's own struct starts with this one */
};

/* The hooks of them all. */
void asking_title(const struct screen *screen, struct buffer *left, struct buffer *right);
void asking_draw(struct screen *screen, struct canvas *body);
bool asking_typing(const struct screen *screen);
bool asking_can(const struct screen *screen, enum action_id id, struct error *why); /* nothing but to answer it, or to leave it */

#endif

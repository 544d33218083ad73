#include "asking.h"

#include "intl.h"

void asking_title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	if (screen->below && screen->below->hooks->title)
		screen->below->hooks->title(screen->below, left, right);
}

void asking_draw(struct screen *screen, struct canvas *body)
{
	if (screen->below)
		screen->below->hooks->draw(screen->below, body);
	popup_draw(&((struct asking *)screen)->popup, body);
}

bool asking_typing(const struct screen *screen)
{
	return popup_open(&((const struct asking *)screen)->popup);
}

bool asking_can(const struct screen *screen, enum action_id id, struct error *why)
{
	(void)screen;
	return id == ACTION_BACK || id == ACTION_QUIT || error_set(why, "question", _("svara på frågan först"));
}

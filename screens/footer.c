#include "footer.h"

#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#define MARGIN 1
#define GAP 2
#define MOST ACTION_COUNT

struct offer { enum action_id id; int rank; bool stays, can; char key[24]; const char *label; };
struct offers { struct offer all[MOST]; int count; };

static void offer(struct offers *offers, enum action_id id, int rank, bool stays, bool can, const char *key, const char *label)
{
	struct offer *new;
	int at = offers->count;

	if (offers->count == MOST)
		return;
	for (; at > 0 && offers->all[at - 1].rank > rank; at--)
		offers->all[at] = offers->all[at - 1];
	offers->count++;
	new = &offers->all[at];
	*new = (struct offer){ .id = id, .rank = rank, .stays = stays, .can = can, .label = label };
	snprintf(new->key, sizeof new->key, "%s", key);
}

/* Where she only reads nothing promises that she may write. */
static bool belongs(const struct screen *screen, enum action_id id)
{
	return action(id)->rank > 0 && (action(id)->contexts & ((unsigned)screen->hooks->context | IN_EVERY)) &&
	       !(action(id)->writes && screen_reads(screen, NULL));
}

/* Never, on no row: an ekonom changes no figure, and who only reads changes nothing. */
static bool never(const struct session *session, enum action_id id)
{
	bool comments = id == ACTION_EXPLAIN || id == ACTION_REVERSE;

	if (!session || !action(id)->writes)
		return false;
	return session->read_only || (session->seat.role == SEAT_EKONOM && !comments);
}

/* What cannot be done on one row may be done on the next, and keeps its place; what never can gives way to what she may use. */
static int rank_of(const struct screen *screen, enum action_id id, bool can)
{
	bool idle = screen->hooks->idle && screen->hooks->idle(screen, id);

	return idle || (!can && never(screen->session, id)) ? action(ACTION_HELP)->rank - 1 : action(id)->rank;
}

static void offer_actions(struct offers *offers, const struct screen *screen)
{
	char key[24];

	for (enum action_id id = 0; id < ACTION_COUNT; id++)
		if (belongs(screen, id)) {
			bool can = screen_can(screen, id, NULL);

			offer(offers, id, rank_of(screen, id, can), id == ACTION_HELP || id == ACTION_QUIT, can, action_key(id, key), screen_label(screen, id));
		}
}

/* In an open field letters are letters: only Enter, Esc and the Ctrl keys do something else. */
static void offer_typing(struct offers *offers, const struct screen *screen)
{
	char key[24];

	offer(offers, ACTION_NONE, 1, true, true, "Enter", screen->hooks->enter ? _(screen->hooks->enter) : _("klart"));
	if (screen->hooks->tab)
		offer(offers, ACTION_NONE, 2, true, true, "Tab", _(screen->hooks->tab));
	for (enum action_id id = 0; id < ACTION_COUNT; id++)
		if (belongs(screen, id) && *action(id)->keys == '^' && screen_can(screen, id, NULL))
			offer(offers, id, action(id)->rank, false, true, action_key(id, key), screen_label(screen, id));
	offer(offers, ACTION_NONE, 100, true, true, "Esc", _("avbryt"));
}

static int width_of(const struct offer *one)
{
	return text_width(one->key) + 1 + text_width(one->label);
}

static int width_of_all(const struct offers *offers)
{
	int sum = 2 * MARGIN - GAP;

	for (int i = 0; i < offers->count; i++)
		sum += width_of(&offers->all[i]) + GAP;
	return sum;
}

static void drop_last(struct offers *offers)
{
	for (int i = offers->count - 1; i >= 0; i--)
		if (!offers->all[i].stays) {
			memmove(&offers->all[i], &offers->all[i + 1], (size_t)(offers->count - i - 1) * sizeof *offers->all);
			break;
		}
	offers->count--;
}

static bool can_drop(const struct offers *offers)
{
	for (int i = 0; i < offers->count; i++)
		if (!offers->all[i].stays)
			return true;
	return false;
}

/* What there is room for. */
static void collect(struct offers *offers, const struct screen *screen, int columns)
{
	(screen_typing(screen) ? offer_typing : offer_actions)(offers, screen);
	while (width_of_all(offers) > columns && can_drop(offers))
		drop_last(offers);
}

void footer_draw(const struct screen *screen, struct canvas *canvas, int row)
{
	struct offers offers = { .count = 0 };
	int column = MARGIN;

	collect(&offers, screen, canvas->columns);
	for (int i = 0; i < offers.count; i++) {
		const struct offer *one = &offers.all[i];

		canvas_text(canvas, row, column, CANVAS_REST, one->can ? ROLE_ACCENT : ROLE_DIM, one->key);
		canvas_text(canvas, row, column + text_width(one->key) + 1, CANVAS_REST, one->can ? ROLE_PLAIN : ROLE_DIM, one->label);
		column += width_of(one) + GAP;
	}
}

enum action_id footer_at(const struct screen *screen, int columns, int column)
{
	struct offers offers = { .count = 0 };
	int left = MARGIN;

	collect(&offers, screen, columns);
	for (int i = 0; i < offers.count; left += width_of(&offers.all[i++]) + GAP)
		if (column >= left && column < left + width_of(&offers.all[i]))
			return offers.all[i].id;
	return ACTION_NONE;
}

/* From a figure to the screen where it stands, on its row: a row of the division to her who divides, a sum of a group in the tree, all else on
 * the unit's screen. */
#include "figure.h"
#include "screen.h"

#include <string.h>

static bool is_line(const struct figure *figure)
{
	return figure->what == FIGURE_LINE || figure->what == FIGURE_DETAIL;
}

static struct screen *screen_of(struct session *session, const struct figure *figure)
{
	if (session->book->org->units[figure->unit].kind == UNIT_GROUP)
		return organisation_screen(session, figure->unit);
	if (is_line(figure) && figure->year == session->year && session_may_divide(session, figure->unit, NULL))
		return distribution_screen(session, figure->unit);
	return unit_screen(session, figure->unit);
}

static bool seek(struct screen *screen, const char *figure)
{
	return screen->hooks->seek && screen->hooks->seek(screen, figure);
}

struct screen *figure_screen(struct session *session, const char *name)
{
	struct figure figure;
	struct screen *screen;

	if (!figure_parse(&figure, session->book, name, ORG_NONE, 0, NULL))
		return NULL;
	screen = screen_of(session, &figure);
	if (!seek(screen, name) && figure.what == FIGURE_DETAIL) { /* a detail stands under its line */
		char line[256];

		figure.what = FIGURE_LINE;
		figure_print(line, session->book, &figure);
		seek(screen, line);
	}
	return screen;
}

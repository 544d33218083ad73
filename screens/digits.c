#include "digits.h"

#include "text.h"

#include <string.h>

#define TALL 5    /* points */
#define LARGEST 6 /* half rows a point */

/* Row by row, the leftmost point first. */
static const struct shape { const char *text; int wide; const char *points[TALL]; } shapes[] = {
	{ "0", 3, { "###", "# #", "# #", "# #", "###" } },
	{ "1", 3, { " # ", "## ", " # ", " # ", "###" } },
	{ "2", 3, { "###", "  #", "###", "#  ", "###" } },
	{ "3", 3, { "###", "  #", "###", "  #", "###" } },
	{ "4", 3, { "# #", "# #", "###", "  #", "  #" } },
	{ "5", 3, { "###", "#  ", "###", "  #", "###" } },
	{ "6", 3, { "###", "#  ", "###", "# #", "###" } },
	{ "7", 3, { "###", "  #", "  #", "  #", "  #" } },
	{ "8", 3, { "###", "# #", "###", "# #", "###" } },
	{ "9", 3, { "###", "# #", "###", "  #", "###" } },
	{ ",", 1, { " ", " ", " ", "#", "#" } },
	{ "-", 2, { "  ", "  ", "##", "  ", "  " } },
	{ "\u2212", 2, { "  ", "  ", "##", "  ", "  " } },
	{ "+", 3, { "   ", " # ", "###", " # ", "   " } },
	{ " ", 1, { " ", " ", " ", " ", " " } },
	{ "\u00a0", 1, { " ", " ", " ", " ", " " } },
};

static const struct shape *shape_of(const char *text, size_t size)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (strlen(shapes[i].text) == size && !strncmp(shapes[i].text, text, size))
			return &shapes[i];
	return NULL;
}

/* Points, one blank between two characters; -1: there is a character without a shape. */
static int width_of(const char *text)
{
	int width = -1, columns;

	for (size_t size; (size = text_step(text, &columns)) > 0; text += size) {
		const struct shape *shape = shape_of(text, size);

		if (!shape)
			return -1;
		width += shape->wide + 1;
	}
	return width;
}

static bool is_set(const struct shape *shape, int half_row, int point, int scale)
{
	return half_row < TALL * scale && shape->points[half_row / scale][point] == '#';
}

static const char *cell_of(const struct canvas *canvas, bool upper, bool lower)
{
	if (!upper && !lower)
		return NULL;
	if (canvas->glyphs->ascii)
		return "#";
	return upper && lower ? "█" : upper ? "▀" : "▄";
}

static void draw_shape(struct canvas *canvas, int row, int column, const struct shape *shape, int scale, enum role role)
{
	for (int y = 0; y < (TALL * scale + 1) / 2; y++)
		for (int x = 0; x < shape->wide * scale; x++) {
			const char *cell = cell_of(canvas, is_set(shape, 2 * y, x / scale, scale), is_set(shape, 2 * y + 1, x / scale, scale));

			if (cell)
				canvas_text(canvas, row + y, column + x, 1, role, cell);
		}
}

/* Without half blocks a point is whole rows. */
static int scale_for(const struct canvas *canvas, int points, int width, int rows)
{
	int step = canvas->glyphs->ascii ? 2 : 1;

	for (int scale = LARGEST; scale > 0; scale -= step)
		if (points * scale <= width && (TALL * scale + 1) / 2 <= rows)
			return scale;
	return 0;
}

int digits_draw(struct canvas *canvas, int row, int column, int width, int most_rows, enum role role, const char *text)
{
	int points = width_of(text), scale = points > 0 ? scale_for(canvas, points, width, most_rows) : 0, columns;

	if (!scale)
		return 0;
	for (size_t size; (size = text_step(text, &columns)) > 0; text += size) {
		const struct shape *shape = shape_of(text, size);

		draw_shape(canvas, row, column, shape, scale, role);
		column += (shape->wide + 1) * scale;
	}
	return (TALL * scale + 1) / 2;
}

/* Large figures: as large as fits, and nothing at all where they do not. */
#include "testing.h"

#include "digits.h"

#include <stdlib.h>
#include <string.h>

static char *drawn(const struct glyphs *glyphs, int rows, int columns, const char *text, int *used)
{
	struct canvas *canvas = canvas_new(rows, columns, glyphs);
	struct buffer out = { 0 };

	canvas_clear(canvas);
	*used = digits_draw(canvas, 0, 0, columns, rows, ROLE_STRONG, text);
	canvas_plain(canvas, &out);
	canvas_free(canvas);
	return out.bytes;
}

static void they_are_made_of_cells(void **state)
{
	static const struct { bool ascii; int rows, columns; const char *text; int used; const char *looks; } cases[] = {
		{ false, 3, 11, "6,5", 3, "█▀▀   █▀▀\n█▀█ ▄ ▀▀█\n▀▀▀ ▀ ▀▀▀\n" },
		{ true, 5, 20, "1\u00a02", 5, "  ##        ######\n####            ##\n  ##        ######\n  ##        ##\n######      ######\n" },
		{ false, 3, 10, "\u22124", 3, "   █ █\n▀▀ ▀▀█\n     ▀\n" },
		{ false, 2, 80, "6,5", 0, "\n\n" },  /* too low */
		{ false, 9, 8, "6,5", 0, "\n\n\n\n\n\n\n\n\n" },  /* too narrow */
		{ false, 3, 80, "6x5", 0, "\n\n\n" }, /* no figure */
		{ false, 3, 80, "", 0, "\n\n\n" },
		{ true, 4, 80, "6", 0, "\n\n\n\n" },
	}, *row;

	(void)state;
	for (EACH(row, cases)) {
		int used;
		char *looks = drawn(row->ascii ? &glyphs_ascii : &glyphs_utf8, row->rows, row->columns, row->text, &used);

		expect(used == row->used && !strcmp(looks, row->looks), "%s: %d\n%s", row->text, used, looks);
		free(looks);
	}
}

static void they_grow_with_the_room(void **state)
{
	int before = 0, used;

	(void)state;
	for (int rows = 3; rows < 30; rows++) {
		free(drawn(&glyphs_utf8, rows, 10 * rows, "123,4", &used));
		expect(used <= rows && used >= before, "%d rows: %d", rows, used);
		before = used;
	}
	assert_true(before >= 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(they_are_made_of_cells),
		cmocka_unit_test(they_grow_with_the_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

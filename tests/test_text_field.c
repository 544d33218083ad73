/* The field of several lines: bytes as terminals send them in, and what stands on a canvas. */
#include "testing.h"

#include "input.h"
#include "text_field.h"

#include <stdlib.h>
#include <string.h>

#define RING "\u030a"

struct desk {
	struct writing writing;
	struct writing_field field;
	struct input *input;
	struct canvas *canvas;
	struct error error;   /* of the last key */
	char left[16];        /* the last key that was not the field's */
};

static void desk_open(struct desk *desk, int rows, int columns, const struct glyphs *glyphs)
{
	*desk = (struct desk){ .input = input_new(), .canvas = canvas_new(rows, columns, glyphs) };
	writing_open(&desk->writing, NULL);
	desk->field.writing = &desk->writing;
	text_field_draw(&desk->field, desk->canvas, true);
}

static void desk_close(struct desk *desk)
{
	writing_close(&desk->writing);
	input_free(desk->input);
	canvas_free(desk->canvas);
}

static void draw(struct desk *desk)
{
	canvas_clear(desk->canvas);
	text_field_draw(&desk->field, desk->canvas, true);
}

/* One read's worth, and then nothing more comes. */
static void send_bytes(struct desk *desk, const char *bytes)
{
	struct key key;

	input_feed(desk->input, bytes, strlen(bytes));
	while (input_next(desk->input, &key, true))
		if (!text_field_key(&desk->field, &key, &desk->error))
			snprintf(desk->left, sizeof desk->left, "%s", key.name);
	draw(desk);
}

/* Each byte its own read. */
static void type(struct desk *desk, const char *text)
{
	for (; *text; text++) {
		struct key key;

		input_feed(desk->input, text, 1);
		while (input_next(desk->input, &key, false))
			assert_true(text_field_key(&desk->field, &key, &desk->error));
	}
	draw(desk);
}

static void press(struct desk *desk, const char *name)
{
	const struct key key = key_named(name);

	expect(text_field_key(&desk->field, &key, &desk->error), "%s", name);
	draw(desk);
}

static void expect_screen(struct desk *desk, const char *wanted)
{
	struct buffer plain = { 0 };

	canvas_plain(desk->canvas, &plain);
	expect(!strcmp(plain.bytes, wanted), "\n%s--- wanted\n%s", plain.bytes, wanted);
	buffer_free(&plain);
}

static void expect_cursor(const struct desk *desk, int row, int column)
{
	expect(desk->canvas->cursor_shown && desk->canvas->cursor_row == row && desk->canvas->cursor_column == column, "at %d, %d; wanted %d, %d",
	       desk->canvas->cursor_row, desk->canvas->cursor_column, row, column);
}

/* --- keys --- */

static void keys_write_and_edit(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk, 4, 20, &glyphs_utf8);
	type(&desk, "Hur g\xc3\xa5r\rdet?"); /* å came in two reads */
	expect_screen(&desk, "Hur går\ndet?\n\n\n");
	expect_cursor(&desk, 1, 4);
	send_bytes(&desk, "\033[A"); /* Up */
	expect_cursor(&desk, 0, 4);
	send_bytes(&desk, "\033OF");
	expect_cursor(&desk, 0, 7);
	send_bytes(&desk, "\033[1~");
	expect_cursor(&desk, 0, 0);
	send_bytes(&desk, "\033[3~\033[B\033[8~"); /* Delete, Down, End */
	expect_screen(&desk, "ur går\ndet?\n\n\n");
	expect_cursor(&desk, 1, 4);
	send_bytes(&desk, "\027"); /* Ctrl-W */
	expect_screen(&desk, "ur går\n\n\n\n");
	send_bytes(&desk, "\032\032"); /* Ctrl-Z */
	expect_screen(&desk, "Hur går\ndet?\n\n\n");
	send_bytes(&desk, "\031\031\032"); /* Ctrl-Y */
	expect_screen(&desk, "ur går\ndet?\n\n\n");
	send_bytes(&desk, "\001\177"); /* Ctrl-A, Backspace */
	expect_screen(&desk, "ur gårdet?\n\n\n\n");
	expect_cursor(&desk, 0, 6);
	desk_close(&desk);
}

static void words_are_walked_by_control(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk, 2, 20, &glyphs_utf8);
	type(&desk, "en tv\xc3\xa5 tre");
	send_bytes(&desk, "\033[1;5D");
	expect_cursor(&desk, 0, 7);
	send_bytes(&desk, "\033Od");
	expect_cursor(&desk, 0, 3);
	send_bytes(&desk, "\033[1;6C"); /* with Shift too */
	expect_cursor(&desk, 0, 7);
	send_bytes(&desk, "\033[1;2D"); /* Shift alone */
	expect_cursor(&desk, 0, 6);
	send_bytes(&desk, "\033[1;5H");
	expect_cursor(&desk, 0, 0);
	send_bytes(&desk, "\033[1;5F");
	expect_cursor(&desk, 0, 10);
	send_bytes(&desk, "\r\033[1;5A"); /* Ctrl-Up is Up */
	expect_cursor(&desk, 0, 0);
	desk_close(&desk);
}

static void what_is_not_writing_is_left_alone(void **state)
{
	static const char *const bytes[] = { "\033", "\023", "\t", "\033[Z", "\033OP", "\014", "\003" }; /* Esc ^S Tab BackTab F1 ^L ^C */

	(void)state;
	for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
		struct desk desk;

		desk_open(&desk, 2, 20, &glyphs_utf8);
		type(&desk, "text");
		send_bytes(&desk, bytes[i]);
		expect(*desk.left, "number %zu was taken", i);
		expect_screen(&desk, "text\n\n");
		desk_close(&desk);
	}
}

static void a_paste_is_text_however_it_comes(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk, 4, 30, &glyphs_utf8);
	send_bytes(&desk, "\033[200~q\r\nLo\xcc\x88ner\t1 240\xe2\x80\xae\r\n\033[201~");
	expect_screen(&desk, "q\nLo\u0308ner    1 240\n\n\n");
	assert_string_equal(desk.error.word, "hidden");
	expect_cursor(&desk, 2, 0);
	send_bytes(&desk, "x");
	assert_null(desk.error.word); /* told once */
	send_bytes(&desk, "\032\032");
	expect_screen(&desk, "\n\n\n\n");
	send_bytes(&desk, "ett tv\xc3\xa5 tre fyra\rq"); /* so much in one read that no one has typed it */
	expect_screen(&desk, "ett två tre fyra\nq\n\n\n");
	assert_string_equal(desk.left, "");
	assert_int_equal(desk.writing.done, 1);
	desk_close(&desk);
}

/* --- drawing --- */

static void it_scrolls_with_the_cursor(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk, 3, 12, &glyphs_utf8);
	send_bytes(&desk, "rad ett\nrad tv\xc3\xa5\nrad tre\nrad fyra\nrad fem");
	expect_screen(&desk, "rad tre\nrad fyra\nrad fem\n");
	expect_cursor(&desk, 2, 7);
	press(&desk, "Up");
	press(&desk, "Up");
	expect_screen(&desk, "rad tre\nrad fyra\nrad fem\n"); /* no more than it must */
	press(&desk, "PgUp");
	expect_screen(&desk, "rad ett\nrad två\nrad tre\n");
	expect_cursor(&desk, 0, 7);
	press(&desk, "PgDn");
	press(&desk, "PgDn");
	expect_screen(&desk, "rad tre\nrad fyra\nrad fem\n");
	press(&desk, "^W");
	press(&desk, "^W");
	press(&desk, "Backspace"); /* and no rows stay empty below while some are hidden above */
	expect_screen(&desk, "rad två\nrad tre\nrad fyra\n");
	desk_close(&desk);
}

static void without_focus_it_has_no_cursor(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk, 2, 10, &glyphs_utf8);
	type(&desk, "hej");
	canvas_clear(desk.canvas);
	text_field_draw(&desk.field, desk.canvas, false);
	expect_screen(&desk, "hej\n\n");
	assert_false(desk.canvas->cursor_shown);
	assert_int_equal(canvas_at(desk.canvas, 1, 9)->role, ROLE_FIELD); /* its room is seen without colour too */
	desk_close(&desk);
}

static void it_is_drawn_in_plain_letters_too(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk, 2, 5, &glyphs_ascii);
	type(&desk, "ab \xe2\x88\x92 c");
	expect_screen(&desk, "ab -\nc\n");
	desk_close(&desk);
}

/* Nothing outside its part, the cursor within it and on its own character, whatever the size and wherever it stands. */
static void expect_inside(struct desk *desk, int rows, int columns)
{
	struct canvas part = canvas_part(desk->canvas, 1, 2, rows, columns);
	const char *after = writing_text(&desk->writing) + desk->writing.at;
	const struct canvas_cell *cell;
	int row, column;

	canvas_clear(desk->canvas);
	text_field_draw(&desk->field, &part, true);
	row = desk->canvas->cursor_row;
	column = desk->canvas->cursor_column;
	expect(row >= 1 && row < 1 + rows && column >= 2 && column < 2 + columns, "%d × %d: cursor at %d, %d", rows, columns, row, column);
	for (int y = 0; y < desk->canvas->rows; y++)
		for (int x = 0; x < desk->canvas->columns; x++)
			if (y < 1 || y >= 1 + rows || x < 2 || x >= 2 + columns)
				expect(canvas_at(desk->canvas, y, x)->role == ROLE_PLAIN, "%d × %d: drew at %d, %d", rows, columns, y, x);
	cell = canvas_at(desk->canvas, row, column);
	if (columns > 3 && *after && !strchr(" \n", *after) && strncmp(after, RING, strlen(RING)) && !desk->writing.behind)
		expect(!strncmp(cell->text, after, strlen(cell->text)), "%d × %d: on «%s», not on «%.6s»", rows, columns, cell->text, after);
}

static void it_fits_any_part(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk, 10, 40, &glyphs_utf8);
	send_bytes(&desk, "Vad inneb\xc3\xa4r sammanslagningen?\n\n  日本 a" RING "tg\xc3\xa4rd    \U0001f1f8\U0001f1ea\n" RING "x");
	press(&desk, "^Home");
	for (size_t at = desk.writing.text.size + 1; at-- > 0;) {
		for (int rows = 1; rows <= 6; rows++)
			for (int columns = 1; columns <= 14; columns++)
				expect_inside(&desk, rows, columns);
		if (desk.writing.at == desk.writing.text.size)
			break;
		press(&desk, "Right");
	}
	assert_int_equal(desk.writing.at, desk.writing.text.size);
	desk_close(&desk);
}

/* The terminal changes its size in the middle of a word: the same row is uppermost as far as it goes, and writing goes on where it was. */
static void it_changes_size_in_the_middle_of_a_text(void **state)
{
	static const int sizes[][2] = { { 3, 30 }, { 1, 1 }, { 2, 9 }, { 60, 200 }, { 1, 5 }, { 4, 12 }, { 3, 20 } };
	struct desk desk;

	(void)state;
	desk_open(&desk, 3, 20, &glyphs_utf8);
	send_bytes(&desk, "Vi skulle vilja veta varf\xc3\xb6r det kostar s\xc3\xa5 mycket mer i \xc3\xa5r igen.");
	for (int i = 0; i < 6; i++)
		press(&desk, "Left");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		canvas_resize(desk.canvas, sizes[i][0], sizes[i][1]);
		draw(&desk);
		assert_true(desk.canvas->cursor_shown);
		type(&desk, "x");
	}
	press(&desk, "Backspace");
	expect_screen(&desk, "kostar så mycket\nmer i årxxxxxx\nigen.\n");
	expect_cursor(&desk, 1, 14);
	desk_close(&desk);
}

static void near_the_limit_it_says_how_much_fits(void **state)
{
	struct desk desk;
	char *much = calloc(WRITING_MOST + 1, 1);

	(void)state;
	memset(much, 'x', WRITING_MOST - 2049);
	desk_open(&desk, 3, 30, &glyphs_utf8);
	assert_true(writing_paste(&desk.writing, much, NULL));
	draw(&desk);
	assert_int_equal(desk.field.rows, 3);
	type(&desk, "y");
	assert_int_equal(desk.field.rows, 2);
	expect_screen(&desk, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nxxxxxxxy\n        högst 2048 tecken till\n");
	much[2050] = '\0';
	send_bytes(&desk, much);
	assert_string_equal(desk.error.word, "too-long");
	assert_non_null(strstr(desk.error.text, "2048"));
	type(&desk, "z"); /* what fits goes in still */
	assert_null(desk.error.word);
	assert_int_equal(writing_left(&desk.writing), 2047);
	canvas_resize(desk.canvas, 1, 20);
	draw(&desk);
	assert_int_equal(desk.field.rows, 1); /* the text goes first */
	free(much);
	desk_close(&desk);
}

static void random_bytes_are_survived(void **state)
{
	uint64_t seed = 17;

	(void)state;
	for (int round = 0; round < testing_cases(40, 4000); round++) {
		struct desk desk;
		char bytes[64] = "";

		desk_open(&desk, 5, 20, &glyphs_utf8);
		for (int i = 0; i < 40; i++) {
			size_t size = testing_random(&seed) % (sizeof bytes - 1);

			for (size_t j = 0; j < size; j++)
				bytes[j] = (char)(1 + testing_random(&seed) % 255);
			bytes[size] = '\0';
			canvas_resize(desk.canvas, 1 + (int)(testing_random(&seed) % 6), 1 + (int)(testing_random(&seed) % 20));
			send_bytes(&desk, bytes);
			assert_in_range(desk.canvas->cursor_row, 0, desk.canvas->rows - 1);
			assert_in_range(desk.canvas->cursor_column, 0, desk.canvas->columns - 1);
		}
		desk_close(&desk);
	}
}

static void it_says_how_high_it_would_be(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk, 1, 10, &glyphs_utf8);
	assert_int_equal(text_field_rows(&desk.field, 10), 1);
	type(&desk, "en tv\xc3\xa5 tre fyra");
	assert_int_equal(text_field_rows(&desk.field, 20), 1);
	assert_int_equal(text_field_rows(&desk.field, 10), 2);
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_write_and_edit),
		cmocka_unit_test(words_are_walked_by_control),
		cmocka_unit_test(what_is_not_writing_is_left_alone),
		cmocka_unit_test(a_paste_is_text_however_it_comes),
		cmocka_unit_test(it_scrolls_with_the_cursor),
		cmocka_unit_test(without_focus_it_has_no_cursor),
		cmocka_unit_test(it_is_drawn_in_plain_letters_too),
		cmocka_unit_test(it_fits_any_part),
		cmocka_unit_test(it_changes_size_in_the_middle_of_a_text),
		cmocka_unit_test(near_the_limit_it_says_how_much_fits),
		cmocka_unit_test(random_bytes_are_survived),
		cmocka_unit_test(it_says_how_high_it_would_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

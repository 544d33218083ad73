/* The canvas and the widgets that draw on it: nothing leaves its place, and text is edited by character. */
#include "testing.h"

#include "canvas.h"
#include "field.h"
#include "input.h"
#include "list.h"
#include "popup.h"

#include <stdlib.h>
#include <string.h>

/* --- the canvas --- */

static struct canvas *plain_canvas(int rows, int columns)
{
	return canvas_new(rows, columns, &glyphs_utf8);
}

/* Frees the canvas. */
static void expect_plain(struct canvas *canvas, const char *wanted)
{
	struct buffer out = { 0 };

	canvas_plain(canvas, &out);
	assert_string_equal(out.bytes, wanted);
	buffer_free(&out);
	canvas_free(canvas);
}

static void text_is_cut_by_character(void **state)
{
	struct canvas *canvas = plain_canvas(4, 8);

	(void)state;
	assert_int_equal(canvas_text(canvas, 0, 1, 6, ROLE_PLAIN, "Ortopedi"), 6);
	assert_int_equal(canvas_text(canvas, 1, 3, CANVAS_REST, ROLE_PLAIN, "åäöåäö"), 5);
	canvas_text(canvas, 2, 0, 3, ROLE_PLAIN, "日本語");
	canvas_text(canvas, 3, -2, CANVAS_REST, ROLE_PLAIN, "budget");
	expect_plain(canvas, " Ortop…\n   åäöå…\n日…\ndget\n");
}

static void nothing_outside_is_touched(void **state)
{
	struct canvas *canvas = plain_canvas(2, 4);

	(void)state;
	for (int row = -3; row <= 5; row++)
		for (int column = -9; column <= 9; column++) {
			if (row == 0 || row == 1)
				continue;
			canvas_text(canvas, row, column, 9, ROLE_WARN, "日本語åäö");
			canvas_right(canvas, row, column, 9, ROLE_WARN, "1 234");
			canvas_rule(canvas, row, column, 9);
			canvas_reverse(canvas, row, column, 9);
			canvas_wrap(canvas, row, column, 9, row < 0 ? -row : 9, ROLE_WARN, "a b c d e f");
			canvas_fill(canvas, row, column, row < 0 ? -row : 9, 9, ROLE_WARN);
			canvas_cursor(canvas, row, column, true);
		}
	assert_false(canvas->cursor_shown);
	for (int i = 0; i < 8; i++)
		assert_true(canvas->cells[i].role == ROLE_PLAIN && !canvas->cells[i].reversed);
	expect_plain(canvas, "\n\n");
}

static void foreign_text_is_made_harmless(void **state)
{
	struct canvas *canvas = plain_canvas(2, 20);

	(void)state;
	canvas_text(canvas, 0, 0, 20, ROLE_PLAIN, "a\033[2Jb\nc\xe2\x80\xae" "d\xff");
	canvas_format(canvas, 1, 0, 20, ROLE_PLAIN, "%s=%d", "x\ty", 7);
	expect_plain(canvas, "a?[2Jb c?d?\nx y=7\n");
}

static void half_a_wide_character_becomes_a_blank(void **state)
{
	struct canvas *canvas = plain_canvas(3, 6);

	(void)state;
	for (int row = 0; row < 3; row++)
		canvas_text(canvas, row, 0, 6, ROLE_PLAIN, "日本語");
	canvas_text(canvas, 0, 1, 1, ROLE_PLAIN, "x");
	canvas_text(canvas, 1, 2, 1, ROLE_PLAIN, "x");
	canvas_text(canvas, 2, 1, 2, ROLE_PLAIN, "語");
	expect_plain(canvas, " x本語\n日x 語\n 語 語\n");
}

static void figures_are_whole_or_not_at_all(void **state)
{
	struct canvas *canvas = plain_canvas(4, 10);

	(void)state;
	assert_int_equal(canvas_right(canvas, 0, 0, 9, ROLE_PLAIN, "1 234,5"), 7);
	canvas_right(canvas, 1, 0, 5, ROLE_PLAIN, "1 234,5");
	canvas_right(canvas, 2, 6, 9, ROLE_PLAIN, "1 234,5");
	canvas_right(canvas, 3, 9, 9, ROLE_PLAIN, "1 234,5");
	expect_plain(canvas, "  1 234,5\n  ###\n       ###\n         …\n");
}

static void text_wraps_and_says_when_it_is_cut(void **state)
{
	struct canvas *canvas = plain_canvas(4, 12);

	(void)state;
	assert_int_equal(canvas_wrap(canvas, 0, 1, 10, 2, ROLE_PLAIN, "ett två tre fyra fem sex"), 2);
	assert_int_equal(canvas_wrap(canvas, 2, 0, CANVAS_REST, 9, ROLE_PLAIN, "sju\nåtta"), 2);
	expect_plain(canvas, " ett två\n tre fyra …\nsju\nåtta\n");
}

static void a_part_stays_inside_itself(void **state)
{
	struct canvas *canvas = plain_canvas(4, 10);
	struct canvas part = canvas_part(canvas, 1, 2, 2, 5), inner = canvas_part(&part, 1, 1, 9, 9);

	(void)state;
	assert_int_equal(inner.rows, 1);
	assert_int_equal(inner.columns, 4);
	canvas_text(canvas, 1, 1, CANVAS_REST, ROLE_PLAIN, "日日日日");
	canvas_text(&part, 0, 0, CANVAS_REST, ROLE_PLAIN, "ortopedi");
	canvas_text(&inner, 0, 0, CANVAS_REST, ROLE_PLAIN, "abcdef");
	canvas_text(&inner, 1, 0, CANVAS_REST, ROLE_PLAIN, "x");
	canvas_cursor(&inner, 0, 2, true);
	assert_int_equal(canvas->cursor_row, 2);
	assert_int_equal(canvas->cursor_column, 5);
	assert_true(canvas->cursor_shown);
	assert_null(canvas_at(&part, 2, 0));
	expect_plain(canvas, "\n  orto…日\n   abc…\n\n");
}

static void a_canvas_of_no_size_is_one_cell(void **state)
{
	struct canvas *canvas = plain_canvas(0, -1);

	(void)state;
	canvas_text(canvas, 0, 0, CANVAS_REST, ROLE_PLAIN, "日");
	canvas_text(canvas, 0, 0, CANVAS_REST, ROLE_PLAIN, "ab");
	assert_false(canvas_resize(canvas, 1, 1));
	assert_true(canvas_resize(canvas, 2, 3));
	canvas_text(canvas, 1, 0, CANVAS_REST, ROLE_PLAIN, "abc");
	expect_plain(canvas, "\nabc\n");
}

/* --- keys --- */

static void keys_are_found_in_lists_of_names(void **state)
{
	struct key key = key_named("Up");

	(void)state;
	assert_true(key_in(&key, "Down Up") && key_in(&key, "Up") && key_is(&key, "Up"));
	assert_false(key_in(&key, "PgUp Upp") || key_in(&key, ""));
	assert_null(key_text(&key));
	key = key_named("Space");
	key.is_text = true;
	assert_string_equal(key_text(&key), " ");
}

/* Names of the keys that the bytes make, with spaces between; the paste in brackets. */
static void expect_keys(struct input *input, const char *bytes, size_t size, bool late, const char *wanted)
{
	struct buffer names = { 0 };
	struct key key;

	buffer_text(&names, "");
	input_feed(input, bytes, size);
	while (input_next(input, &key, late))
		buffer_format(&names, names.size ? " %s%s%s%s" : "%s%s%s%s", key.name, key.paste ? "[" : "", key.paste ? key.paste : "",
		              key.paste ? "]" : "");
	assert_string_equal(names.bytes, wanted);
	buffer_free(&names);
}

static void bytes_become_keys(void **state)
{
	static const struct { const char *bytes, *keys; } cases[] = {
		{ "a\r\n\t \177\b", "a Enter Enter Tab Space Backspace Backspace" },
		{ "\003\023\032\031\037", "^C ^S ^Z ^Y ^_" },
		{ "å日\xf0\x9f\x98\x80", "å 日 \xf0\x9f\x98\x80" },
		{ "\033[A\033OA\033[1;5A", "Up Up Up" },
		{ "\033[H\033OH\033[1~\033[7~\033[F\033OF\033[4~\033[8~", "Home Home Home Home End End End End" },
		{ "\033[5~\033[6~\033[3~\033[Z\033[5;5~", "PgUp PgDn Delete BackTab PgUp" },
		{ "\033OP\033[11~\033[[A\033[24~", "F1 F1 F1 F12" },
		{ "\033Op\033Oq\033Oy\033On\033Ol\033Oj\033Ok\033Om\033Oo\033OM", "0 1 9 , , * + - / Enter" },
		{ "\033x\033\033[B", "Esc x Esc Down" },
		{ "\033[?1;2ca", "a" },
		{ "a\xff" "b\xe5" "c\xc3" "d\xed\xa0\x80" "e\xc0\x80", "a Invalid b Invalid c Invalid d Invalid Invalid Invalid e Invalid Invalid" },
		{ "\xc2\x9b" "A", "Invalid A" },
		{ "\033[200~a\rb\033[201~c", "Paste[a\nb] c" },
		{ "\033[200~\033[201~", "Paste[]" },
		{ "\033[201~x", "x" },
	};
	struct input *input = input_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (const char *byte = cases[i].bytes; *byte && i > 9; byte++)
			assert_true(input_patience(input) == -1);
		expect_keys(input, cases[i].bytes, strlen(cases[i].bytes), false, cases[i].keys);
		assert_int_equal(input_patience(input), -1);
	}
	expect_keys(input, "\0", 1, false, "^@");
	input_free(input);
}

/* The same keys however the bytes were cut into reads. */
static void reads_may_end_anywhere(void **state)
{
	static const char bytes[] = "å\033[A日\033[200~x\033[20y\r\n\033[201~q\033[1;5C";
	struct input *input = input_new();
	struct buffer names = { 0 };

	(void)state;
	for (size_t cut = 0; cut < sizeof bytes; cut++) {
		struct key key;

		names.size = 0;
		for (int part = 0; part < 2; part++) {
			input_feed(input, part ? bytes + cut : bytes, part ? sizeof bytes - 1 - cut : cut);
			while (input_next(input, &key, false))
				buffer_format(&names, "%s %s;", key.name, key.paste ? key.paste : "");
		}
		assert_string_equal(names.bytes, "å ;Up ;日 ;Paste x[20y\n;q ;Right ;");
	}
	buffer_free(&names);
	input_free(input);
}

static void what_was_begun_ends_when_nothing_comes(void **state)
{
	struct input *input = input_new();

	(void)state;
	expect_keys(input, "\033", 1, false, "");
	assert_int_equal(input_patience(input), 25);
	expect_keys(input, "", 0, true, "Esc");
	expect_keys(input, "\033[", 2, false, "");
	assert_true(input_patience(input) > 25);
	expect_keys(input, "", 0, true, "");
	expect_keys(input, "\xc3", 1, false, "");
	expect_keys(input, "", 0, true, "Invalid");
	expect_keys(input, "\033[200~abc", 9, false, "");
	expect_keys(input, "", 0, true, "Paste[abc]");
	assert_int_equal(input_patience(input), -1);
	input_free(input);
}

static void a_burst_is_a_paste(void **state)
{
	struct input *input = input_new();

	(void)state;
	expect_keys(input, "qqqqqqqqqqqqqqq", 15, false, "q q q q q q q q q q q q q q q");
	expect_keys(input, "qqqqqqqqqqqqqqqq", 16, false, "");
	expect_keys(input, "the end\xff", 8, false, "");
	expect_keys(input, "", 0, true, "Paste[qqqqqqqqqqqqqqqqthe end?]");
	expect_keys(input, "\033", 1, false, "");
	expect_keys(input, "[200~not a burst but a paste\033[201~", 34, false, "Paste[not a burst but a paste]");
	expect_keys(input, "\033[A\033[A\033[A\033[A\033[A\033[A", 18, false, "Up Up Up Up Up Up");
	input_free(input);
}

static void terminfo_is_believed_first_of_all(void **state)
{
	struct input *input = input_new();

	(void)state;
	input_teach(input, "\033[99z", "F1");
	input_teach(input, "x", "F1");
	input_teach(input, "\033", "F1");
	expect_keys(input, "\033[99zx", 6, false, "F1 x");
	input_free(input);
}

/* --- lists --- */

static bool even(const void *owner, int row)
{
	(void)owner;
	return row % 2 == 0;
}

static void a_list_keeps_its_row_in_sight(void **state)
{
	struct list_view list = { 0 };
	static const struct { enum action_id id; int at, first; } steps[] = {
		{ ACTION_DOWN, 1, 0 }, { ACTION_LAST, 99, 90 }, { ACTION_DOWN, 99, 90 }, { ACTION_UP, 98, 90 }, { ACTION_PAGE_UP, 89, 81 },
		{ ACTION_PAGE_DOWN, 98, 90 }, { ACTION_FIRST, 0, 0 }, { ACTION_UP, 0, 0 }, { ACTION_PAGE_DOWN, 9, 9 },
	};

	(void)state;
	list_size(&list, 100, 10);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		assert_true(list_act(&list, steps[i].id));
		expect(list.at == steps[i].at && list.first == steps[i].first, "step %zu: %d from %d", i, list.at, list.first);
	}
	assert_false(list_act(&list, ACTION_OPEN));
	list_size(&list, 5, 10);
	assert_true(list.at == 4 && list.first == 0 && list_end(&list) == 5 && list_y(&list, 4) == 4);
	list_size(&list, 0, 0);
	for (enum action_id id = 0; id < ACTION_COUNT; id++)
		list_act(&list, id);
	assert_true(list.at == 0 && list.first == 0 && list_end(&list) == 0);
}

static void rows_that_are_headings_are_passed_by(void **state)
{
	struct list_view list = { .stops = even };

	(void)state;
	list_size(&list, 9, 4);
	list_act(&list, ACTION_DOWN);
	assert_int_equal(list.at, 2);
	list_act(&list, ACTION_LAST);
	assert_int_equal(list.at, 8);
	list_act(&list, ACTION_PAGE_UP);
	assert_int_equal(list.at, 4);
	list_select(&list, 5);
	assert_int_equal(list.at, 6);
}

/* --- fields --- */

static void press(struct text_field *field, const char *name)
{
	struct key key = key_named(name);

	key.is_text = (unsigned char)name[0] >= 0x80 || !name[1] || strcmp(name, "Space") == 0;
	assert_true(field_key(field, &key));
}

static void a_field_is_edited_by_character(void **state)
{
	static const struct { const char *text, *keys[8], *wanted; } cases[] = {
		{ "får", { "Backspace" }, "få" },
		{ "fa\xcc\x8ar", { "Left", "Backspace" }, "fr" }, /* å as a and a ring */
		{ "fr", { "Left", "a", "\xcc\x8a" }, "fa\xcc\x8ar" },
		{ "fr", { "Left", "a", "\xcc\x8a", "Backspace" }, "fr" },
		{ "日本", { "Home", "Delete" }, "本" },
		{ "ett två tre", { "^W", "^W", "x" }, "ett x" },
		{ "ett två", { "^A", "^K", "y" }, "y" },
		{ "ett två", { "Left", "Left", "^U" }, "vå" },
		{ "ab", { "Home", "Right", "Space", "End", "c" }, "a bc" },
		{ "", { "Backspace", "Delete", "Left", "Right", "^W", "^K", "^U" }, "" },
		{ "\xcc\x8a", { "x" }, "?x" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text_field field;

		field_set(&field, cases[i].text);
		for (const char *const *name = cases[i].keys; *name; name++)
			press(&field, *name);
		assert_string_equal(field.text, cases[i].wanted);
	}
}

static void a_field_takes_a_paste_as_one_line(void **state)
{
	struct key key = key_named("Paste"), enter = key_named("Enter");
	char large[FIELD_BYTES];
	struct text_field field;

	(void)state;
	field_set(&field, "<>");
	field.at = 1;
	key.paste = "a\tb\nc\033\n";
	assert_true(field_key(&field, &key));
	assert_string_equal(field.text, "<a b c?>");
	memset(large, 'x', sizeof large);
	large[sizeof large - 1] = '\0';
	key.paste = large;
	assert_true(field_key(&field, &key)); /* taken, but it does not fit */
	assert_string_equal(field.text, "<a b c?>");
	assert_false(field_key(&field, &enter));
}

static void a_field_shows_its_cursor_at_any_width(void **state)
{
	struct text_field field;

	(void)state;
	field_set(&field, "abc日defåghijklmno");
	for (int width = 1; width < 24; width++) {
		struct canvas *canvas = plain_canvas(1, 30);

		for (int i = 0; i < 40; i++) {
			press(&field, i < 20 ? "Left" : "Right");
			canvas_clear(canvas);
			field_draw(&field, canvas, 0, 3, width);
			expect(canvas->cursor_column >= 3 && canvas->cursor_column < 3 + width, "width %d, step %d: %d", width, i, canvas->cursor_column);
			assert_true(canvas->cursor_shown);
			assert_true(canvas_at(canvas, 0, 2)->role == ROLE_PLAIN && canvas_at(canvas, 0, 3 + width)->role == ROLE_PLAIN);
		}
		canvas_free(canvas);
	}
}

static void a_long_field_scrolls(void **state)
{
	struct canvas *canvas = plain_canvas(1, 10);
	struct text_field field;

	(void)state;
	field_set(&field, "abcdefghijklmno");
	field_draw(&field, canvas, 0, 0, 10);
	assert_int_equal(canvas->cursor_column, 9);
	expect_plain(canvas, "…hijklmno\n");
	canvas = plain_canvas(1, 10);
	press(&field, "Home");
	field_draw(&field, canvas, 0, 0, 10);
	assert_int_equal(canvas->cursor_column, 0);
	expect_plain(canvas, "abcdefghi…\n");
}

/* --- questions --- */

static enum popup_state answer(struct popup *popup, const char *name)
{
	struct key key = key_named(name);

	key.is_text = !name[1] || (unsigned char)name[0] >= 0x80;
	return popup_key(popup, &key);
}

static void a_question_is_answered_by_key_or_by_focus(void **state)
{
	struct popup popup = { .purpose = 7 };

	(void)state;
	popup_ask(&popup, "Spara?");
	popup_choice(&popup, "j", "Ja");
	popup_choice(&popup, "n", "Nej");
	assert_true(popup_open(&popup));
	assert_int_equal(answer(&popup, "x"), POPUP_OPEN);
	assert_int_equal(answer(&popup, "n"), POPUP_CHOSEN);
	assert_int_equal(popup.chosen, 1);
	assert_false(popup_open(&popup));
	popup_ask(&popup, "Spara?");
	popup_choice(&popup, "j", "Ja");
	popup_choice(&popup, "n", "Nej");
	answer(&popup, "Right");
	answer(&popup, "Right");
	assert_int_equal(answer(&popup, "Enter"), POPUP_CHOSEN);
	assert_int_equal(popup.chosen, 0);
	assert_int_equal(popup.purpose, 7);
	popup_ask(&popup, "Spara?");
	assert_int_equal(answer(&popup, "Esc"), POPUP_CANCELLED);
	assert_int_equal(answer(&popup, "Enter"), POPUP_CLOSED);
}

static void a_question_has_fields(void **state)
{
	struct popup popup = { 0 };

	(void)state;
	popup_ask(&popup, "Vad är skillnaden?");
	popup_field(&popup, "Slag", "index");
	popup_field(&popup, "Text", "");
	popup_field(&popup, "År", "");
	popup_field(&popup, "En för mycket", "");
	popup_choice(&popup, "j", "Ja");
	assert_int_equal(answer(&popup, "j"), POPUP_OPEN);
	assert_int_equal(answer(&popup, "Enter"), POPUP_OPEN);
	assert_int_equal(answer(&popup, "ö"), POPUP_OPEN);
	answer(&popup, "Enter");
	assert_string_equal(popup_text(&popup, 0), "indexj");
	assert_string_equal(popup_text(&popup, 1), "ö");
	assert_string_equal(popup_text(&popup, 2), "");
	assert_string_equal(popup_text(&popup, 3), "");
	answer(&popup, "Enter");
	assert_int_equal(answer(&popup, "Enter"), POPUP_CHOSEN);
	assert_int_equal(popup.chosen, 0);
}

static void a_question_stands_at_the_foot(void **state)
{
	struct canvas *canvas = plain_canvas(7, 30);
	struct popup popup = { 0 };

	(void)state;
	popup_draw(&popup, canvas);
	popup_ask(&popup, "Spara fördelningen så att andra ser den?");
	popup_field(&popup, "Varför", "ny hyra");
	popup_choice(&popup, "j", "Ja, spara");
	popup_choice(&popup, "n", "Nej");
	canvas_text(canvas, 1, 0, 30, ROLE_PLAIN, "kvar");
	canvas_text(canvas, 4, 0, 30, ROLE_PLAIN, "under");
	assert_int_equal(popup_rows(&popup, 30), 5);
	popup_draw(&popup, canvas);
	assert_int_equal(canvas->cursor_row, 5);
	assert_int_equal(canvas->cursor_column, 16);
	expect_plain(canvas, "\nkvar\n──────────────────────────────\n Spara fördelningen så att\n andra ser den?\n Varför  ny hyra\n j Ja, spara   n Nej\n");
	for (int rows = 1; rows < 9; rows++)
		for (int columns = 1; columns < 40; columns++) {
			canvas = plain_canvas(rows, columns);
			popup_draw(&popup, canvas);
			canvas_free(canvas);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_cut_by_character),
		cmocka_unit_test(nothing_outside_is_touched),
		cmocka_unit_test(foreign_text_is_made_harmless),
		cmocka_unit_test(half_a_wide_character_becomes_a_blank),
		cmocka_unit_test(figures_are_whole_or_not_at_all),
		cmocka_unit_test(text_wraps_and_says_when_it_is_cut),
		cmocka_unit_test(a_part_stays_inside_itself),
		cmocka_unit_test(a_canvas_of_no_size_is_one_cell),
		cmocka_unit_test(keys_are_found_in_lists_of_names),
		cmocka_unit_test(bytes_become_keys),
		cmocka_unit_test(reads_may_end_anywhere),
		cmocka_unit_test(what_was_begun_ends_when_nothing_comes),
		cmocka_unit_test(a_burst_is_a_paste),
		cmocka_unit_test(terminfo_is_believed_first_of_all),
		cmocka_unit_test(a_list_keeps_its_row_in_sight),
		cmocka_unit_test(rows_that_are_headings_are_passed_by),
		cmocka_unit_test(a_field_is_edited_by_character),
		cmocka_unit_test(a_field_takes_a_paste_as_one_line),
		cmocka_unit_test(a_field_shows_its_cursor_at_any_width),
		cmocka_unit_test(a_long_field_scrolls),
		cmocka_unit_test(a_question_is_answered_by_key_or_by_focus),
		cmocka_unit_test(a_question_has_fields),
		cmocka_unit_test(a_question_stands_at_the_foot),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A text being written: edited by character, wrapped, undone, and back from the disk byte for byte. */
#include "testing.h"

#include "act.h"
#include "kept.h"
#include "text.h"
#include "writing.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utf8proc.h>

#define RING     "\u030a" /* combining ring above: a and this are å */
#define WOMAN    "\U0001f469"
#define FAMILY   WOMAN "\u200d" WOMAN "\u200d\U0001f467"
#define FLAG     "\U0001f1f8\U0001f1ea"
#define WIDE     "日"
#define RTL_SIGN "\u202e"

/* --- helpers --- */

static void begin(struct writing *writing, const char *text)
{
	*writing = (struct writing){ 0 };
	writing_open(writing, NULL);
	assert_true(writing_paste(writing, text, NULL));
	writing_first(writing);
}

typedef void (*edit)(struct writing *writing);

static void newline(struct writing *writing)
{
	assert_true(writing_type(writing, "\n", NULL));
}

static void type_all(struct writing *writing, const char *text)
{
	for (size_t size; *text; text += size) {
		char one[8] = "";
		int32_t point;

		size = (size_t)utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);
		memcpy(one, text, size);
		assert_true(writing_type(writing, one, NULL));
	}
}

static void expect_text(const struct writing *writing, const char *before, const char *after)
{
	size_t size = strlen(before);

	expect(!strncmp(writing_text(writing), before, size) && !strcmp(writing_text(writing) + size, after) && writing->at == size,
	       "«%s» at %zu, wanted «%s|%s»", writing_text(writing), writing->at, before, after);
}

/* --- editing --- */

static void it_is_edited_by_character(void **state)
{
	static const struct { const char *text; int rights; edit edit; const char *before, *after; } rows[] = {
		{ "xa" RING "y", 2, writing_backspace, "x", "y" },
		{ "xa" RING "y", 1, writing_delete, "x", "y" },
		{ "xa" RING "y", 2, writing_left_one, "x", "a" RING "y" },
		{ "xåy", 2, writing_backspace, "x", "y" },
		{ FAMILY "!", 1, writing_backspace, "", "!" },
		{ FAMILY "!", 0, writing_delete, "", "!" },
		{ FLAG FLAG, 1, writing_backspace, "", FLAG },
		{ WIDE "\n" WIDE, 2, writing_backspace, WIDE, WIDE },
		{ "ab\ncd", 2, writing_delete, "ab", "cd" },
		{ "abc", 0, writing_backspace, "", "abc" },
		{ "abc", 3, writing_delete, "abc", "" },
		{ "ab", 1, newline, "a\n", "b" },
		{ "en  två tre", 8, writing_delete_word, "en  ", "tre" },
		{ "en  två tre", 6, writing_delete_word, "en  ", "å tre" },
		{ "en\n  två", 5, writing_delete_word, "en\n", "två" },
		{ "en\ntvå", 3, writing_delete_word, "en", "två" },
		{ "en å" RING "t", 5, writing_delete_word, "en ", "" },
		{ "en  två\ntre", 1, writing_right_word, "en  ", "två\ntre" },
		{ "en  två\ntre", 4, writing_right_word, "en  två\n", "tre" },
		{ "en  två\ntre", 8, writing_left_word, "en  två", "\ntre" },
		{ "en  två\ntre", 6, writing_left_word, "en  ", "två\ntre" },
		{ "en\ntvå", 1, writing_last, "en\ntvå", "" },
		{ "en\ntvå", 4, writing_first, "", "en\ntvå" },
	}, *row;

	(void)state;
	for (EACH(row, rows)) {
		struct writing writing;

		begin(&writing, row->text);
		for (int i = 0; i < row->rights; i++)
			writing_right_one(&writing);
		row->edit(&writing);
		expect_text(&writing, row->before, row->after);
		writing_close(&writing);
	}
}

/* A mark that comes by itself, as some keyboards send it, sits on what stands before it; what it makes is one character. */
static void a_mark_joins_the_letter_before(void **state)
{
	struct writing writing;

	(void)state;
	begin(&writing, "ab");
	writing_right_one(&writing);
	assert_true(writing_type(&writing, RING, NULL));
	expect_text(&writing, "a" RING, "b");
	writing_backspace(&writing);
	expect_text(&writing, "", "b");
	assert_true(writing_type(&writing, WOMAN "\u200d", NULL)); /* nothing to join yet */
	assert_true(writing_paste(&writing, WOMAN, NULL));
	expect_text(&writing, WOMAN "\u200d" WOMAN, "b");
	writing_close(&writing);
}

static void a_paste_is_made_clean(void **state)
{
	static const struct { const char *pasted, *text; bool hidden; } rows[] = {
		{ "en\r\ntvå\rtre\n", "en\ntvå\ntre\n", false },
		{ "en\u2028två\u2029tre", "en\ntvå\ntre", false },
		{ "a\tb", "a    b", false },
		{ "a\033[31mb\a", "a[31mb", true },
		{ "a" RTL_SIGN "b\u2066c", "abc", true },
		{ "mjukt\u00adstreck\u200b\ufeff", "mjuktstreck", true },
		{ "x\xc2\x85y\xc2\x9bz", "xyz", true },
		{ FAMILY "\u200c", FAMILY "\u200c", false },
		{ "å\xff\xc3", "å??", false },
		{ "\xed\xa0\x80", "???", false },
		{ RTL_SIGN, "", true },
		{ "", "", false },
	}, *row;

	(void)state;
	for (EACH(row, rows)) {
		struct writing writing = { 0 };
		struct error error = { 0 };

		writing_open(&writing, "");
		assert_true(writing_paste(&writing, row->pasted, &error));
		expect_text(&writing, row->text, "");
		expect(row->hidden == (error.word && !strcmp(error.word, "hidden")), "«%s»: %s", row->text, error.word ? error.word : "nothing said");
		assert_int_equal(writing.count, *row->text ? 1 : 0); /* nothing to undo where nothing came */
		writing_close(&writing);
	}
}

static void what_is_sent_is_composed_and_trimmed(void **state)
{
	static const struct { const char *text, *sent; } rows[] = {
		{ "Hur ga" RING "r det?", "Hur går det?" }, { "  in  \n\n ut \n \n", "  in  \n\n ut" }, { "å\n", "å" }, { " \n ", "" }, { "", "" },
	}, *row;

	(void)state;
	for (EACH(row, rows)) {
		struct writing writing;
		struct buffer out = { 0 };

		begin(&writing, row->text);
		expect(writing_send(&writing, &out) == (*row->sent != '\0'), "«%s»", row->text);
		assert_string_equal(out.bytes, row->sent);
		assert_string_equal(writing_text(&writing), row->text); /* it is still what was typed */
		buffer_free(&out);
		writing_close(&writing);
	}
}

/* --- how much fits --- */

/* What a text of that size makes of the longest act but the text: all its other fields are ids, a date and an amount. */
static size_t act_size(const char *text)
{
	struct buffer out = { 0 };
	struct line line = { .head = { .n = 1, .id = "x", .at = "2019-11-20T09:14:03+01:00", .org = 1 } };
	struct error error = { 0 };
	char hash[65], id[65], zeros[65];
	size_t size;

	memset(id, 'x', 64);
	memset(zeros, '0', 64);
	id[64] = zeros[64] = '\0';
	line.head.prev = zeros;
	act_clear(&line.act, ACT_SAY);
	line.act.say.unit = id;
	line.act.say.kind = "question";
	line.act.say.text = text;
	expect(act_write(&out, &line, zeros, "x", hash, &error), "%s", error.text);
	size = out.size;
	buffer_free(&out);
	return size;
}

static void what_does_not_fit_is_refused_whole(void **state)
{
	static const struct { const char *piece; size_t bytes; } rows[] = { { "a", 1 }, { "å", 2 }, { "\"", 2 }, { "\n", 2 }, { "\\", 2 }, { "\u0958", 6 } }, *row;

	(void)state;
	for (EACH(row, rows)) {
		size_t count = WRITING_MOST / row->bytes - 1; /* \u0958 is two characters when it is composed */
		struct buffer much = { 0 }, sent = { 0 };
		struct error error = { 0 };
		struct writing writing;

		for (size_t i = 0; i < count; i++)
			buffer_text(&much, row->piece);
		begin(&writing, much.bytes);
		assert_int_equal(writing_left(&writing), row->bytes);
		expect(!writing_paste(&writing, "tre punkter", &error), "«%s»", row->piece);
		assert_string_equal(error.word, "too-long");
		assert_string_equal(writing_text(&writing), much.bytes);
		assert_true(writing_type(&writing, row->piece, NULL));
		assert_int_equal(writing_left(&writing), 0);
		assert_false(writing_type(&writing, "x", &error));
		assert_true(writing_undo(&writing) && writing_redo(&writing));
		writing_last(&writing);
		assert_true(*row->piece == '\n' || writing_send(&writing, &sent));
		if (sent.size)
			assert_in_range(act_size(sent.bytes), WRITING_MOST, LINE_MAX_BYTES - 8192); /* citations have room too */
		buffer_free(&sent);
		buffer_free(&much);
		writing_close(&writing);
	}
}

/* --- undo --- */

static void undo_takes_back_a_word_or_a_burst(void **state)
{
	struct writing writing;

	(void)state;
	begin(&writing, "");
	assert_false(writing_undo(&writing));
	type_all(&writing, "Hej på dig\noch du");
	writing_undo(&writing);
	expect_text(&writing, "Hej på dig\noch ", "");
	writing_undo(&writing);
	expect_text(&writing, "Hej på dig\n", "");
	writing_undo(&writing);
	expect_text(&writing, "Hej på ", "");
	writing_redo(&writing);
	expect_text(&writing, "Hej på dig\n", "");
	for (int i = 0; i < 5; i++)
		writing_backspace(&writing);
	expect_text(&writing, "Hej på", "");
	writing_undo(&writing); /* erased in one go, back in one */
	expect_text(&writing, "Hej på dig\n", "");
	assert_true(writing_paste(&writing, "en två tre", NULL));
	type_all(&writing, "!");
	writing_undo(&writing);
	writing_undo(&writing);
	expect_text(&writing, "Hej på dig\n", "");
	writing_first(&writing);
	writing_delete(&writing);
	writing_delete(&writing);
	writing_undo(&writing);
	expect_text(&writing, "", "Hej på dig\n");
	assert_true(writing_redo(&writing));
	type_all(&writing, "D"); /* what was undone after this is gone now */
	assert_false(writing_redo(&writing));
	expect_text(&writing, "D", "j på dig\n");
	while (writing_undo(&writing))
		;
	expect_text(&writing, "", "");
	writing_close(&writing);
}

/* The cursor that has been elsewhere begins a new piece, also in the middle of a word. */
static void moving_ends_a_piece(void **state)
{
	struct writing writing;

	(void)state;
	begin(&writing, "");
	type_all(&writing, "hej");
	writing_left_one(&writing);
	writing_right_one(&writing);
	type_all(&writing, "san");
	writing_undo(&writing);
	expect_text(&writing, "hej", "");
	writing_close(&writing);
}

/* --- against a naive model: an array of characters, cut anew each time from the whole text --- */

struct model { char text[20000]; size_t edges[20001], count, at; }; /* edges[0 … count]; at: an index among them */

static void model_cut(struct model *model, size_t byte)
{
	int32_t before = 0, point, state = 0;
	size_t size = strlen(model->text);

	model->count = 0;
	for (size_t at = 0; at < size; before = point) {
		size_t edge = at;

		at += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)model->text + at, -1, &point);
		if (!edge || utf8proc_grapheme_break_stateful(before, point, &state))
			model->edges[model->count++] = edge;
	}
	model->edges[model->count] = size;
	for (model->at = 0; model->edges[model->at] < byte; model->at++)
		;
}

static void model_replace(struct model *model, size_t from, size_t to, const char *in)
{
	char tail[sizeof model->text];

	strcpy(tail, model->text + model->edges[to]);
	strcpy(model->text + model->edges[from], in);
	strcat(model->text, tail);
	model_cut(model, model->edges[from] + strlen(in));
}

static const char *const pieces[] = {
	"a", "o", "å", "a" RING, RING, "\u0308", " ", " ", "  ", "\n", "e", WIDE, FAMILY, "\u200d", WOMAN, FLAG, "\U0001f1f8", "\u1161", "\u1100",
	"\ufe0f", "❤", "\U0001f44d\U0001f3fd", "ett ord ", "\u0e33", "क्षि", "långtsammansattord", "\uac00", "\u0d4e",
};

static const char *piece(uint64_t *seed)
{
	return pieces[testing_random(seed) % (sizeof pieces / sizeof *pieces)];
}

static void random_edit(struct writing *writing, struct model *model, uint64_t *seed)
{
	const char *in = piece(seed);

	switch (testing_random(seed) % 10) {
	case 0:
		writing_backspace(writing);
		if (model->at)
			model_replace(model, model->at - 1, model->at, "");
		break;
	case 1:
		writing_delete(writing);
		if (model->at < model->count)
			model_replace(model, model->at, model->at + 1, "");
		break;
	case 2:
	case 3:
		writing_left_one(writing);
		model->at -= model->at > 0;
		break;
	case 4:
		writing_right_one(writing);
		model->at += model->at < model->count;
		break;
	default:
		assert_true(writing_type(writing, in, NULL));
		model_replace(model, model->at, model->at, in);
		break;
	}
}

static void random_edits_agree_with_the_model(void **state)
{
	static struct model model;
	uint64_t seed = 20261122;

	(void)state;
	for (int round = 0; round < testing_cases(20, 2000); round++) {
		struct writing writing;

		begin(&writing, "");
		model.text[0] = '\0';
		model_cut(&model, 0);
		for (int i = 0; i < 300; i++) {
			random_edit(&writing, &model, &seed);
			expect(!strcmp(writing_text(&writing), model.text) && writing.at == model.edges[model.at], "round %d, edit %d", round, i);
		}
		writing_close(&writing);
	}
}

/* Back through every step and forth again, the same texts each way; and out of nothing nothing is left. */
static void undo_and_redo_walk_the_same_way(void **state)
{
	static struct model model;
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < testing_cases(20, 2000); round++) {
		struct writing writing;
		char *texts[400];
		size_t steps = 0;

		begin(&writing, "Början " FAMILY);
		strcpy(model.text, writing_text(&writing));
		model_cut(&model, 0);
		for (int i = 0; i < 300; i++)
			random_edit(&writing, &model, &seed);
		do
			texts[steps++] = strdup(writing_text(&writing));
		while (writing_undo(&writing));
		assert_string_equal(writing_text(&writing), "");
		for (size_t i = steps - 1; i-- > 0;) {
			assert_true(writing_redo(&writing));
			assert_string_equal(writing_text(&writing), texts[i]);
			expect(i + 1 == steps || strcmp(texts[i], texts[i + 1]), "a step that did nothing");
		}
		assert_false(writing_redo(&writing));
		for (size_t i = 0; i < steps; i++)
			free(texts[i]);
		writing_close(&writing);
	}
}

/* --- rows --- */

/* «|» ends a row. */
static void expect_rows(const char *text, int width, const char *wanted)
{
	struct buffer shown = { 0 };
	struct writing writing;
	struct writing_rows rows;

	begin(&writing, text);
	rows = writing_layout(&writing, width);
	for (size_t i = 0; i < rows.count; i++) {
		buffer_add(&shown, text + rows.rows[i].start, rows.rows[i].shown - rows.rows[i].start);
		buffer_text(&shown, "|");
	}
	expect(!strcmp(shown.bytes, wanted), "«%s» in %d: %s, wanted %s", text, width, shown.bytes, wanted);
	free(rows.rows);
	buffer_free(&shown);
	writing_close(&writing);
}

static void rows_are_wrapped_at_words(void **state)
{
	static const struct { const char *text; int width; const char *rows; } rows[] = {
		{ "", 5, "|" },
		{ "\n", 5, "||" },
		{ "en två tre", 10, "en två tre|" },
		{ "en två tre", 9, "en två |tre|" },
		{ "en två tre", 6, "en två|tre|" },      /* the blank hangs: there is no room to show it */
		{ "en     tre", 4, "en  |tre|" },        /* all of them do */
		{ "en två\n\ntre\n", 20, "en två||tre||" },
		{ "sammansatt ord", 4, "samm|ansa|tt |ord|" },
		{ "en sammansatt", 6, "en |samman|satt|" },
		{ "ab  ", 2, "ab|" },
		{ "a" RING "b", 1, "a" RING "|b|" },
		{ WIDE WIDE WIDE, 5, WIDE WIDE "|" WIDE "|" },
		{ WIDE "a", 1, WIDE "|a|" },
		{ "abc", 0, "a|b|c|" },
		{ "abc", -7, "a|b|c|" },
		{ RING "ab", 2, RING "a|b|" },           /* with nothing to sit on it is drawn as «?» */
	}, *row;

	(void)state;
	for (EACH(row, rows))
		expect_rows(row->text, row->width, row->rows);
}

static void expect_cursor(const struct writing *writing, int width, size_t row, int column)
{
	struct writing_rows rows = writing_layout(writing, width);

	expect(rows.at == row && rows.column == column, "at %zu, %d; wanted %zu, %d", rows.at, rows.column, row, column);
	free(rows.rows);
}

static void the_cursor_goes_by_rows(void **state)
{
	struct writing writing;

	(void)state;
	begin(&writing, "en två tre\nfyra\n\nsammansattord slut"); /* in 8: «en två », «tre», «fyra», «», «sammansa», «ttord », «slut» */
	for (int i = 0; i < 6; i++)
		writing_right_one(&writing);
	expect_cursor(&writing, 8, 0, 6);
	writing_vertically(&writing, 8, 1);
	expect_cursor(&writing, 8, 1, 3);
	writing_vertically(&writing, 8, 2);
	expect_cursor(&writing, 8, 3, 0);
	writing_vertically(&writing, 8, 1);
	expect_cursor(&writing, 8, 4, 6); /* the column that it came from */
	writing_row_last(&writing, 8);
	expect_cursor(&writing, 8, 4, 8); /* within a word that is broken: the end of its row, not the next one's beginning */
	writing_vertically(&writing, 8, 1);
	expect_cursor(&writing, 8, 5, 5);
	writing_vertically(&writing, 8, -1);
	expect_cursor(&writing, 8, 4, 8);
	type_all(&writing, "-"); /* goes in where it stands, and «a-» goes down */
	assert_non_null(strstr(writing_text(&writing), "sammansa-ttord"));
	writing_undo(&writing);
	writing_left_one(&writing);
	writing_row_first(&writing, 8);
	writing_row_last(&writing, 5);
	writing_row_first(&writing, 5);
	assert_memory_equal(writing_text(&writing) + writing.at, "samma", 5); /* other width, other rows */
	writing_first(&writing);
	writing_row_last(&writing, 8);
	expect_text(&writing, "en två", " tre\nfyra\n\nsammansattord slut");
	writing_vertically(&writing, 8, -1); /* there is no row above: to the beginning */
	expect_cursor(&writing, 8, 0, 0);
	writing_vertically(&writing, 8, 100);
	expect_cursor(&writing, 8, 6, 4);
	writing_close(&writing);
}

static void make_text(struct buffer *text, uint64_t *seed, int count)
{
	buffer_text(text, "");
	for (int i = 0; i < count; i++)
		buffer_text(text, piece(seed));
}

/* What a row shows when it is drawn, in columns. */
static int drawn(const char *text, const struct writing_row *row)
{
	struct buffer part = { 0 }, harmless = { 0 };
	int columns;

	buffer_add(&part, text + row->start, row->shown - row->start);
	text_harmless(&harmless, part.bytes);
	columns = text_width(harmless.bytes);
	buffer_free(&part);
	buffer_free(&harmless);
	return columns;
}

static bool is_edge(const struct model *model, size_t byte)
{
	for (size_t i = 0; i <= model->count; i++)
		if (model->edges[i] == byte)
			return true;
	return false;
}

/* Its first character alone is wider than the row: then it is cut when it is drawn. */
static bool too_wide(const struct model *model, const struct writing_row *row, int width)
{
	struct writing_row first = { row->start, row->end, row->end };

	for (size_t i = 0; i <= model->count; i++)
		if (model->edges[i] > row->start && model->edges[i] < first.shown)
			first.shown = model->edges[i];
	return drawn(model->text, &first) > width;
}

static void expect_whole(const struct model *model, const struct writing_rows *rows, int width)
{
	size_t at = 0;

	for (size_t i = 0; i < rows->count; i++) {
		const struct writing_row *row = &rows->rows[i];

		assert_int_equal(row->start, at);
		assert_true(row->shown >= row->start && row->shown <= row->end && is_edge(model, row->start));
		expect(row->end > at || i + 1 == rows->count, "row %zu is empty", i);
		for (size_t hidden = row->shown; hidden < row->end; hidden++)
			assert_true(model->text[hidden] == ' ' || (model->text[hidden] == '\n' && hidden + 1 == row->end));
		expect(drawn(model->text, row) <= width || too_wide(model, row, width), "row %zu is %d in %d", i, drawn(model->text, row), width);
		at = row->end;
	}
	assert_int_equal(at, strlen(model->text));
	assert_in_range(rows->column, 0, width);
}

static void rows_cover_every_byte_and_no_more_columns(void **state)
{
	static struct model model;
	uint64_t seed = 42;

	(void)state;
	for (int round = 0; round < testing_cases(300, 30000); round++) {
		struct buffer text = { 0 };
		struct writing writing;
		int width = 1 + (int)(testing_random(&seed) % 30);

		make_text(&text, &seed, (int)(testing_random(&seed) % 60));
		begin(&writing, text.bytes);
		strcpy(model.text, text.bytes);
		model_cut(&model, 0);
		for (size_t i = 0; i <= model.count; i++) {
			struct writing_rows rows = writing_layout(&writing, width);

			expect_whole(&model, &rows, width);
			free(rows.rows);
			writing_right_one(&writing);
		}
		buffer_free(&text);
		writing_close(&writing);
	}
}

static size_t row_of(const struct writing *writing, int width)
{
	struct writing_rows rows = writing_layout(writing, width);

	free(rows.rows);
	return rows.at;
}

static void down_and_up_come_back(void **state)
{
	uint64_t seed = 99;

	(void)state;
	for (int round = 0; round < testing_cases(300, 30000); round++) {
		struct buffer text = { 0 };
		struct writing writing;
		int width = 1 + (int)(testing_random(&seed) % 30);

		make_text(&text, &seed, (int)(testing_random(&seed) % 60));
		begin(&writing, text.bytes);
		for (size_t i = testing_random(&seed) % 60; i > 0; i--)
			writing_right_one(&writing);
		writing_vertically(&writing, width, 0); /* from a place that is shown: not among blanks that hang */

		struct writing_rows from = writing_layout(&writing, width);
		int wish = writing.wish;
		long most = (long)(from.count - from.at) - 1, by = most > 0 ? 1 + (long)(testing_random(&seed) % (uint64_t)most) : 0;

		writing_vertically(&writing, width, by);
		assert_int_equal(row_of(&writing, width), from.at + (size_t)by);
		assert_int_equal(writing.wish, wish);
		writing_vertically(&writing, width, -by);
		expect_cursor(&writing, width, from.at, from.column);
		free(from.rows);
		buffer_free(&text);
		writing_close(&writing);
	}
}

/* --- bytes at random --- */

static void any_bytes_leave_a_good_text(void **state)
{
	uint64_t seed = 3;

	(void)state;
	for (int round = 0; round < testing_cases(300, 30000); round++) {
		char bytes[300];
		struct writing writing = { 0 };
		struct buffer sent = { 0 };

		writing_open(&writing, NULL);
		for (int piece_count = 0; piece_count < 4; piece_count++) {
			for (size_t i = 0; i + 1 < sizeof bytes; i++)
				bytes[i] = (char)(1 + testing_random(&seed) % (round % 2 ? 255 : 40));
			bytes[sizeof bytes - 1] = '\0';
			assert_true(writing_paste(&writing, bytes, NULL));
			writing_vertically(&writing, 7, -3);
			writing_delete_word(&writing);
		}
		assert_true(text_valid(writing_text(&writing), writing.text.size, NULL));
		for (const char *at = writing_text(&writing); *at; at++)
			assert_true((unsigned char)*at >= 0x20 ? *at != 0x7f : *at == '\n');
		writing_send(&writing, &sent);
		assert_true(text_valid(sent.bytes, sent.size, NULL));
		while (writing_undo(&writing))
			;
		assert_string_equal(writing_text(&writing), "");
		buffer_free(&sent);
		writing_close(&writing);
	}
}

/* --- on disk --- */

struct desk { char *home, path[4200]; };

static struct desk desk_new(void)
{
	struct desk desk = { .home = testing_directory() };

	snprintf(desk.path, sizeof desk.path, "%s/state/ca/ortopedi.say", desk.home);
	return desk;
}

static size_t files(const struct desk *desk, const char *with)
{
	char directory[4200];
	size_t count = 0;
	struct dirent *entry;

	snprintf(directory, sizeof directory, "%s/state/ca", desk->home);
	DIR *list = opendir(directory);
	while (list && (entry = readdir(list)))
		count += strstr(entry->d_name, with) != NULL;
	if (list)
		closedir(list);
	return count;
}

static void it_comes_back_as_it_was(void **state)
{
	static const char text[] = "Hur \"går\" det \\ med a" RING "tgärden?\n\n " FAMILY " ";
	struct desk desk = desk_new();
	struct writing writing = { 0 };

	(void)state;
	writing_open(&writing, desk.path);
	assert_false(kept_exists(desk.path)); /* nothing is written yet */
	assert_true(writing_paste(&writing, text, NULL));
	writing_set_note(&writing, "thread", "d10f");
	writing_set_note(&writing, "kr", "1 2");
	writing_set_note(&writing, "kr", "1 250 «tkr»\n");
	writing_set_note(&writing, "who", "ca");
	writing_set_note(&writing, "who", NULL);
	writing_left_one(&writing); /* a move alone is kept when it is left */
	writing_close(&writing);
	writing_open(&writing, desk.path);
	assert_true(writing.on_disk && !writing.elsewhere && !writing_unkept(&writing));
	assert_string_equal(writing_text(&writing), text);
	assert_int_equal(writing.at, strlen(text) - 1);
	assert_string_equal(writing_note(&writing, "thread"), "d10f");
	assert_string_equal(writing_note(&writing, "kr"), "1 250 «tkr»\n");
	assert_string_equal(writing_note(&writing, "who"), "");
	writing_drop(&writing);
	assert_string_equal(writing_text(&writing), "");
	assert_string_equal(writing_note(&writing, "kr"), "");
	assert_false(kept_exists(desk.path));
	type_all(&writing, "nästa"); /* it is open still */
	assert_true(kept_exists(desk.path));
	writing_undo(&writing);
	assert_false(kept_exists(desk.path)); /* nothing to come back to */
	writing_close(&writing);
	assert_int_equal(files(&desk, "broken"), 0);
	testing_remove(desk.home);
}

/* Killed at any key: the keys until then are there, to the byte. */
static void no_key_is_lost_when_it_is_killed(void **state)
{
	uint64_t seed = 11;

	(void)state;
	for (int keys = 0; keys <= 40; keys += 5) {
		struct desk desk = desk_new();
		struct writing writing = { 0 };
		struct buffer typed = { 0 };
		int status;

		make_text(&typed, &seed, keys);
		pid_t child = fork();

		if (child == 0) {
			writing_open(&writing, desk.path);
			for (const char *at = typed.bytes; *at;) {
				char one[8] = "";
				int32_t point;
				size_t size = (size_t)utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &point);

				memcpy(one, at, size);
				writing_type(&writing, one, NULL);
				at += size;
			}
			kill(getpid(), SIGKILL);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		writing_open(&writing, desk.path);
		assert_string_equal(writing.path, desk.path);
		assert_string_equal(writing_text(&writing), typed.bytes);
		assert_int_equal(writing.at, typed.size);
		writing_close(&writing);
		buffer_free(&typed);
		testing_remove(desk.home);
	}
}

static void two_sessions_have_one_each(void **state)
{
	struct desk desk = desk_new();
	struct writing one = { 0 }, two = { 0 };

	(void)state;
	writing_open(&one, desk.path);
	type_all(&one, "den ena");
	writing_open(&two, desk.path);
	assert_true(two.elsewhere);
	assert_string_equal(writing_text(&two), "");
	type_all(&two, "den andra");
	writing_close(&one);
	writing_close(&two);
	writing_open(&one, desk.path);
	writing_open(&two, desk.path);
	assert_string_equal(writing_text(&one), "den ena");
	assert_string_equal(writing_text(&two), "den andra");
	writing_close(&one);
	writing_close(&two);
	testing_remove(desk.home);
}

/* Damaged anywhere: it comes back, or is put aside whole, and never written over. */
static void what_cannot_be_read_is_put_aside(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (int round = 0; round < testing_cases(100, 5000); round++) {
		struct desk desk = desk_new();
		struct writing writing = { 0 };
		size_t size, aside;
		char *bytes;

		writing_open(&writing, desk.path);
		writing_paste(&writing, "Går det?\n", NULL);
		writing_set_note(&writing, "kind", "question");
		writing_close(&writing);
		bytes = testing_read(desk.path, &size);
		for (int i = 0; i < round % 4; i++)
			bytes[testing_random(&seed) % size] = (char)testing_random(&seed);
		testing_write(desk.path, bytes, round % 5 ? size : testing_random(&seed) % size);
		writing_open(&writing, desk.path);
		aside = files(&desk, "broken");
		assert_int_equal(aside, writing.on_disk ? 0 : 1);
		assert_true(writing.on_disk || !*writing_text(&writing));
		writing_paste(&writing, "nytt", NULL);
		assert_true(writing.on_disk && text_valid(writing_text(&writing), writing.text.size, NULL));
		assert_int_equal(files(&desk, "broken"), aside);
		writing_close(&writing);
		free(bytes);
		testing_remove(desk.home);
	}
}

/* A good line and then more is no file of ours: half of it would be lost. */
static void what_is_more_than_a_writing_is_put_aside(void **state)
{
	static const char *const files_text[] = { "{\"at\":0,\"text\":\"x\"}\n{}\n", "{\"at\":0,\"text\":\"x\"}", "{\"at\":0,\"text\":\"x\"} ", "" };

	(void)state;
	for (size_t i = 0; i < sizeof files_text / sizeof *files_text; i++) {
		struct desk desk = desk_new();
		struct writing writing = { 0 };

		assert_true(kept_write(desk.path, files_text[i], strlen(files_text[i])));
		writing_open(&writing, desk.path);
		expect(!writing.on_disk && !*writing_text(&writing) && files(&desk, "broken") == 1, "«%s»", files_text[i]);
		writing_close(&writing);
		testing_remove(desk.home);
	}
}

static void a_disk_that_will_not_have_it_is_told(void **state)
{
	struct desk desk = desk_new();
	struct writing writing = { 0 };
	char in_the_way[4300];

	(void)state;
	snprintf(in_the_way, sizeof in_the_way, "%s/state", desk.home);
	testing_write(in_the_way, "x", 1);
	writing_open(&writing, desk.path);
	assert_false(writing_unkept(&writing));
	type_all(&writing, "hej");
	assert_true(writing_unkept(&writing));
	assert_string_equal(writing_text(&writing), "hej"); /* in memory it is as it should be */
	assert_int_equal(unlink(in_the_way), 0);
	type_all(&writing, "!");
	assert_false(writing_unkept(&writing));
	writing_close(&writing);
	testing_remove(desk.home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_edited_by_character),
		cmocka_unit_test(a_mark_joins_the_letter_before),
		cmocka_unit_test(a_paste_is_made_clean),
		cmocka_unit_test(what_is_sent_is_composed_and_trimmed),
		cmocka_unit_test(what_does_not_fit_is_refused_whole),
		cmocka_unit_test(undo_takes_back_a_word_or_a_burst),
		cmocka_unit_test(moving_ends_a_piece),
		cmocka_unit_test(random_edits_agree_with_the_model),
		cmocka_unit_test(undo_and_redo_walk_the_same_way),
		cmocka_unit_test(rows_are_wrapped_at_words),
		cmocka_unit_test(the_cursor_goes_by_rows),
		cmocka_unit_test(rows_cover_every_byte_and_no_more_columns),
		cmocka_unit_test(down_and_up_come_back),
		cmocka_unit_test(any_bytes_leave_a_good_text),
		cmocka_unit_test(it_comes_back_as_it_was),
		cmocka_unit_test(no_key_is_lost_when_it_is_killed),
		cmocka_unit_test(two_sessions_have_one_each),
		cmocka_unit_test(what_cannot_be_read_is_put_aside),
		cmocka_unit_test(what_is_more_than_a_writing_is_put_aside),
		cmocka_unit_test(a_disk_that_will_not_have_it_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

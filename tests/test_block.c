/* What a spreadsheet puts on the clipboard. */
#include "testing.h"

#include "block.h"
#include "buffer.h"

#include <stdlib.h>
#include <string.h>

#define KR ((money)MONEY_KR)

/* Each cell as «_» blank, its kronor, or its text in «»; columns with | and rows with / between them. */
static char *told(const struct block *block)
{
	struct buffer out = { 0 };

	buffer_text(&out, "");
	for (size_t row = 0; row < block->rows; row++)
		for (size_t column = 0; column < block->columns; column++) {
			const struct block_cell *cell = block_at(block, row, column);

			buffer_text(&out, column ? "|" : row ? "/" : "");
			if (cell->content == BLOCK_AMOUNT)
				buffer_format(&out, "%lld", (long long)(cell->read.value / KR));
			else
				buffer_format(&out, cell->content == BLOCK_TEXT ? "«%s»" : "_", cell->text);
		}
	return out.bytes;
}

static const struct { const char *text, *told; } blocks[] = {
	{ "12\n", "12000" },
	{ "12", "12000" },
	{ "12\t13\n14\t15\n", "12000|13000/14000|15000" },
	{ "12\t13\r\n14\t15\r\n", "12000|13000/14000|15000" },
	{ "Personal\t1 240,5\nMaterial\t310\n", "«Personal»|1240500/«Material»|310000" },
	{ "\t5\n6\n", "_|5000/6000|_" },
	{ "1\n\n2\n", "1000/_/2000" },
	{ "\t\t\n", "_|_|_" },
	{ "1,5 mnkr\t−3\t(4)\n", "1500000|-3000|«(4)»" },
	{ "\"två\nrader\"\t7\n", "«två rader»|7000" },
	{ "\"sa \"\"ja\"\"\"\t8\n", "«sa \"ja\"»|8000" },
	{ "1\u00a0234\t 5 \n", "1234000|5000" },
	{ "#REF!\n", "«#REF!»" },
	{ "3\" rör\t5\n6\t7", "«3\" rör»|5000/6000|7000" },
	{ "\"a\tb\"\t5\n", "«a b»|5000" },
	{ "\"aldrig slut\t5\n6", "«aldrig slut 5 6»" },
};

static void cells_come_out_as_they_went_in(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		struct error error = { 0 };
		struct block block;
		char *out;

		expect(block_read(blocks[i].text, MONEY_IN_TKR, &block, &error), "%zu: %s", i, error.text);
		out = told(&block);
		expect(!strcmp(out, blocks[i].told), "%zu: %s", i, out);
		free(out);
		block_free(&block);
	}
}

static void what_is_no_block_is_refused(void **state)
{
	char *large = memset(malloc(BLOCK_CELLS + 2), '\t', BLOCK_CELLS + 1);
	struct error error = { 0 };
	struct block block;

	(void)state;
	assert_non_null(large);
	large[BLOCK_CELLS + 1] = '\0';
	assert_false(block_read("", MONEY_IN_TKR, &block, &error));
	assert_string_equal(error.word, "empty");
	assert_false(block_read(large, MONEY_IN_TKR, &block, &error));
	assert_string_equal(error.word, "too-large");
	block_free(&block);
	free(large);
}

/* Whatever is pasted: it is read to its end, and never beyond. */
static void anything_can_be_pasted(void **state)
{
	static const char *const parts[] = { "1", "\t", "\n", "\"", "\r", "å", " ", "-", ",", "x", "\"\"" };
	uint64_t random = 9;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct buffer text = { 0 };
		struct block block;

		buffer_text(&text, "");
		for (uint64_t count = testing_random(&random) % 30; count; count--)
			buffer_text(&text, parts[testing_random(&random) % (sizeof parts / sizeof *parts)]);
		if (block_read(text.bytes, MONEY_IN_KR, &block, NULL))
			free(told(&block));
		block_free(&block);
		buffer_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_come_out_as_they_went_in),
		cmocka_unit_test(what_is_no_block_is_refused),
		cmocka_unit_test(anything_can_be_pasted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

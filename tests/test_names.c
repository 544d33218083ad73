/* The small ground: names, arena, buffer, hash, error. */
#include "testing.h"

#include "arena.h"
#include "buffer.h"
#include "error.h"
#include "hash.h"
#include "names.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MANY 5000

static void names_number_in_order_of_arrival(void **state)
{
	struct names names = { 0 };

	(void)state;
	assert_int_equal(names_find(&names, "region"), NAME_UNKNOWN);
	assert_int_equal(names_add(&names, "region"), 0);
	assert_int_equal(names_add(&names, "primarvard"), 1);
	assert_int_equal(names_add(&names, ""), 2);
	assert_int_equal(names_add(&names, "region"), 0);
	assert_int_equal(names_find(&names, "primarvard"), 1);
	assert_int_equal(names_find(&names, "primarvar"), NAME_UNKNOWN);
	assert_int_equal(names.count, 3);
	names_free(&names);
	assert_int_equal(names_find(&names, "region"), NAME_UNKNOWN);
}

static void names_keep_their_numbers_while_growing(void **state)
{
	static char texts[MANY][32];
	struct names names = { 0 };

	(void)state;
	for (int i = 0; i < MANY; i++) {
		snprintf(texts[i], sizeof texts[i], "enhet-%d", i);
		assert_int_equal(names_add(&names, texts[i]), i);
	}
	for (int i = 0; i < MANY; i++) {
		char again[32];

		memcpy(again, texts[i], sizeof again);
		assert_int_equal(names_find(&names, again), i);
		assert_ptr_equal(names.text[i], texts[i]);
	}
	assert_int_equal(names_find(&names, "enhet-5000"), NAME_UNKNOWN);
	names_free(&names);
}

static void arena_gives_zeroed_aligned_pieces(void **state)
{
	struct arena arena = { 0 };
	unsigned char *pieces[600];

	(void)state;
	for (size_t i = 0; i < 600; i++) {
		size_t size = i % 100 == 99 ? 40000 + i : i; /* some larger than a block */

		pieces[i] = arena_alloc(&arena, size);
		assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
		for (size_t k = 0; k < size; k++)
			assert_int_equal(pieces[i][k], 0);
		memset(pieces[i], (int)(i & 0xff), size);
	}
	for (size_t i = 1; i < 600; i++)
		assert_int_equal(pieces[i][i - 1], i & 0xff);
	arena_free(&arena);
	assert_null(arena.newest);
	arena_free(&arena);
}

/* A large piece in between does not waste the room left in a block. */
static void arena_fills_its_blocks(void **state)
{
	struct arena arena = { 0 };
	char *first = arena_alloc(&arena, 64), *large = arena_alloc(&arena, 100000);

	(void)state;
	assert_non_null(large);
	assert_ptr_equal(arena_alloc(&arena, 64), first + 64);
	arena_free(&arena);
}

/* In place while it is the last one, else a copy; what is added is zero, and what lies after it is left alone. */
static void arena_makes_a_piece_larger(void **state)
{
	struct arena arena = { 0 };
	char *piece = arena_more(&arena, NULL, 0, 20), *next, *moved;

	(void)state;
	memset(piece, 'a', 20);
	assert_ptr_equal(arena_more(&arena, piece, 20, 100), piece);
	for (size_t i = 20; i < 100; i++)
		assert_int_equal(piece[i], 0);
	next = memset(arena_alloc(&arena, 16), 'b', 16);
	moved = arena_more(&arena, piece, 100, 200);
	assert_ptr_not_equal(moved, piece);
	assert_int_equal(next[0], 'b');
	assert_memory_equal(moved, piece, 100);
	for (size_t i = 100; i < 200; i++)
		assert_int_equal(moved[i], 0);
	moved = arena_more(&arena, memset(moved, 'c', 200), 200, 1000000); /* there is no room for that much after it */
	assert_int_equal(moved[199], 'c');
	memset(moved, 'd', 1000000);
	arena_free(&arena);
	assert_int_equal(arena.size, 0);
}

static void arena_copies_texts(void **state)
{
	struct arena arena = { 0 };
	char *copy;

	(void)state;
	assert_null(arena_string(&arena, NULL));
	assert_string_equal(arena_string(&arena, "Läkemedel"), "Läkemedel");
	assert_string_equal(arena_copy(&arena, "abcdef", 3), "abc");
	copy = arena_copy(&arena, NULL, 0);
	assert_string_equal(copy, "");
	arena_free(&arena);
	copy = memory_string("Läkemedel");
	assert_string_equal(copy, "Läkemedel");
	free(copy);
}

/* Does `ask` end the program with exit 2 and one sentence? */
static void expect_memory_gone(void (*ask)(void))
{
	char said[256];
	int ends[2], status;
	ssize_t size;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		ask();
		_exit(0);
	}
	close(ends[1]);
	size = read(ends[0], said, sizeof said - 1);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
	assert_true(size > 0 && said[size - 1] == '\n' && memchr(said, '\n', (size_t)size) == said + size - 1);
}

static void ask_product(void)
{
	memory_grow(NULL, SIZE_MAX / 2, 3);
}

static void ask_arena(void)
{
	struct arena arena = { 0 };

	arena_alloc(&arena, SIZE_MAX - 8);
}

static void ask_buffer(void)
{
	struct buffer buffer = { 0 };

	buffer_text(&buffer, "abc");
	buffer_add(&buffer, "", SIZE_MAX - 2);
}

static void too_much_memory_ends_the_program(void **state)
{
	(void)state;
	expect_memory_gone(ask_product);
	expect_memory_gone(ask_arena);
	expect_memory_gone(ask_buffer);
}

static void buffer_grows_and_stays_terminated(void **state)
{
	struct buffer buffer = { 0 };

	(void)state;
	buffer_add(&buffer, "", 0);
	assert_string_equal(buffer.bytes, "");
	for (int i = 0; i < 1000; i++) {
		buffer_text(&buffer, "å");
		buffer_format(&buffer, "%03d", i);
		assert_int_equal(buffer.bytes[buffer.size], '\0');
	}
	assert_int_equal(buffer.size, 5000);
	assert_memory_equal(buffer.bytes + 5 * 765, "å765å766", 10);
	buffer_add(&buffer, "a\0b", 3);
	assert_int_equal(buffer.size, 5003);
	buffer_free(&buffer);
	assert_null(buffer.bytes);
	assert_int_equal(buffer.size, 0);
	buffer_format(&buffer, "%s", "igen");
	assert_string_equal(buffer.bytes, "igen");
	buffer_free(&buffer);
}

static void hash_is_sha256(void **state)
{
	char hash[HASH_TEXT];

	(void)state;
	hash_bytes("", 0, hash);
	assert_string_equal(hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	hash_bytes("abc", 3, hash);
	assert_string_equal(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void hash_of_a_line_leaves_its_tail_out(void **state)
{
	static const char line[] = "{\"n\":1,\"hash\":\"0000000000000000000000000000000000000000000000000000000000000000\"}\n";
	static const char whole[] = "budgetdialog 1\n0123\ndivchef.jsonl\n{\"n\":1";
	char hash[HASH_TEXT], expected[HASH_TEXT];

	(void)state;
	hash_line("0123", "divchef.jsonl", line, sizeof line - 1, hash);
	hash_bytes(whole, sizeof whole - 1, expected);
	assert_string_equal(hash, expected);
	hash_line("0123", "divchef.jsonl", "", 0, hash);
	hash_bytes(whole, sizeof whole - 1 - 6, expected);
	assert_string_equal(hash, expected);
}

static void hash_valid_takes_64_lowercase_digits(void **state)
{
	(void)state;
	assert_true(hash_valid("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
	assert_false(hash_valid("E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
	assert_false(hash_valid("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85"));
	assert_false(hash_valid("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8550"));
	assert_false(hash_valid(""));
	for (int byte = 1; byte < 256; byte++)
		for (int at = 0; at < HASH_TEXT - 1; at++) {
			char text[HASH_TEXT] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

			text[at] = (char)byte;
			expect(hash_valid(text) == (strchr("0123456789abcdef", byte) != NULL), "byte %d at %d", byte, at);
		}
}

static void error_is_a_word_and_a_sentence(void **state)
{
	struct error error = { 0 };

	(void)state;
	assert_false(error_set(NULL, "busy", "%s", "x"));
	assert_false(error_set(&error, "busy", "Rad %d är låst", 7));
	assert_string_equal(error.word, "busy");
	assert_string_equal(error.text, "Rad 7 är låst");
	assert_false(error_set(&error, "config", "region.cfg:3: %s", error.text));
	assert_string_equal(error.text, "region.cfg:3: Rad 7 är låst");
	error_set(&error, "bad", "%s", "a\033[2J\nb\xff\u202e");
	assert_string_equal(error.text, "a?[2J b??");
}

/* Wherever the room ends, the text ends with a whole character. */
static void error_is_cut_at_a_character(void **state)
{
	char name[4096];

	(void)state;
	for (size_t size = 600; size < 1400; size++) {
		struct error error;

		for (size_t i = 0; i < size; i++)
			name[i] = "å"[i % 2];
		name[size / 2 * 2] = '\0';
		error_set(&error, "long", "%s%s", size % 2 ? "x" : "", name);
		assert_true(text_valid(error.text, strlen(error.text), NULL));
		assert_null(strchr(error.text, '?'));
		assert_non_null(memchr(error.text, '\0', sizeof error.text));
		assert_true(strlen(error.text) >= (size < 638 ? size - 1 : 638));
	}
}

/* 400 bidi controls shrink to a third, so that the text now ends where formatting was cut off. */
static void error_has_no_half_character_at_its_end(void **state)
{
	for (size_t shift = 0; shift < 2; shift++) {
		struct error error;
		char name[4096] = "";

		(void)state;
		for (size_t i = 0; i < 400; i++)
			strcpy(name + 3 * i, "\u202e");
		for (size_t i = 0; i < 200; i++)
			strcpy(name + 1200 + 2 * i, "å");
		error_set(&error, "long", "%s%s", shift ? "x" : "", name);
		assert_true(strlen(error.text) < sizeof error.text - 1);
		assert_string_equal(error.text + strlen(error.text) - 4, "åå");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_number_in_order_of_arrival),
		cmocka_unit_test(names_keep_their_numbers_while_growing),
		cmocka_unit_test(arena_gives_zeroed_aligned_pieces),
		cmocka_unit_test(arena_fills_its_blocks),
		cmocka_unit_test(arena_makes_a_piece_larger),
		cmocka_unit_test(arena_copies_texts),
		cmocka_unit_test(too_much_memory_ends_the_program),
		cmocka_unit_test(buffer_grows_and_stays_terminated),
		cmocka_unit_test(hash_is_sha256),
		cmocka_unit_test(hash_of_a_line_leaves_its_tail_out),
		cmocka_unit_test(hash_valid_takes_64_lowercase_digits),
		cmocka_unit_test(error_is_a_word_and_a_sentence),
		cmocka_unit_test(error_is_cut_at_a_character),
		cmocka_unit_test(error_has_no_half_character_at_its_end),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}

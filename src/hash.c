#include "hash.h"

#include <nettle/sha2.h>
#include <stdint.h>
#include <string.h>

static void hash_take(struct sha256_ctx *context, const void *bytes, size_t size)
{
	sha256_update(context, size, bytes);
}

static void hash_print(struct sha256_ctx *context, char out[HASH_TEXT])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_digest(context, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[HASH_TEXT - 1] = '\0';
}

void hash_bytes(const void *bytes, size_t size, char out[HASH_TEXT])
{
	struct sha256_ctx context;

	sha256_init(&context);
	hash_take(&context, bytes, size);
	hash_print(&context, out);
}

void hash_line(const char *folder_id, const char *file, const char *line, size_t size, char out[HASH_TEXT])
{
	static const char head[] = "budgetdialog 1\n";
	struct sha256_ctx context;

	sha256_init(&context);
	hash_take(&context, head, sizeof head - 1);
	hash_take(&context, folder_id, strlen(folder_id));
	hash_take(&context, "\n", 1);
	hash_take(&context, file, strlen(file));
	hash_take(&context, "\n", 1);
	if (size > HASH_LINE_TAIL)
		hash_take(&context, line, size - HASH_LINE_TAIL);
	hash_print(&context, out);
}

/* All digits without a branch between them, so that they can be looked at many at a time: every line has two or more hashes. */
bool hash_valid(const char *text)
{
	unsigned char right = 1;

	if (strnlen(text, HASH_TEXT) != HASH_TEXT - 1)
		return false;
	for (size_t i = 0; i < HASH_TEXT - 1; i++) {
		unsigned char byte = (unsigned char)text[i];

		right &= ((unsigned char)(byte - '0') < 10) | ((unsigned char)(byte - 'a') < 6);
	}
	return right;
}

#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif
#include "testing.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *testing_source(const char *path)
{
	static char whole[4096];
	const char *top = getenv("abs_top_srcdir"), *here = getenv("abs_srcdir");

	if (top)
		snprintf(whole, sizeof whole, "%s/%s", top, path);
	else
		snprintf(whole, sizeof whole, "%s/../%s", here ? here : ".", path);
	return whole;
}

char *testing_directory(void)
{
	const char *parent = getenv("TMPDIR");
	char *directory = malloc(4096);

	assert_non_null(directory);
	snprintf(directory, 4096, "%s/budgetdialog-XXXXXX", parent && *parent ? parent : "/tmp");
	assert_non_null(mkdtemp(directory));
	return directory;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
	(void)status, (void)kind, (void)where;
	return remove(path);
}

void testing_remove(char *directory)
{
	assert_int_equal(nftw(directory, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
	free(directory);
}

char *testing_read(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	size_t used = 0, got;

	expect(file, "%s", path);
	do {
		bytes = realloc(bytes, used + 65537);
		assert_non_null(bytes);
		got = fread(bytes + used, 1, 65536, file);
		used += got;
	} while (got > 0);
	assert_false(ferror(file));
	fclose(file);
	bytes[used] = '\0';
	if (size)
		*size = used;
	return bytes;
}

void testing_write(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");

	expect(file, "%s", path);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

uint64_t testing_random(uint64_t *state)
{
	uint64_t mixed = *state += UINT64_C(0x9e3779b97f4a7c15);

	mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
	return mixed ^ mixed >> 31;
}

int testing_cases(int usual, int most)
{
	const char *scale = getenv("TESTING_SCALE");
	int64_t cases = usual * (scale ? atoll(scale) : 1);

	return cases < most ? (int)cases : most;
}

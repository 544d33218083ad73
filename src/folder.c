#include "folder.h"

#include "beneath.h"
#include "intl.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX_BYTES ((off_t)256 << 20)
#define NAME_ROOM      256 /* longer than any name in a folder */

const char *folder_reason(int code)
{
	static const struct {
		int code;
		const char *text;
	} known[] = {
		{ ENOENT, N_("finns inte") },
		{ ENOTDIR, N_("är inte en mapp") },
		{ EISDIR, N_("är en mapp och inte en fil") },
		{ ELOOP, N_("är en länk, och länkar följs inte i mappen") },
		{ EXDEV, N_("ligger utanför mappen") },
		{ EACCES, N_("får inte läsas eller skrivas av dig: be den som sköter mappen om rätt") },
		{ EPERM, N_("får inte ändras av dig: be den som sköter mappen om rätt") },
		{ EROFS, N_("ligger på en skrivskyddad disk") },
		{ ENOSPC, N_("får inte plats: disken är full") },
		{ EDQUOT, N_("får inte plats: din kvot på disken är slut") },
		{ EFBIG, N_("är större än 256 MiB") },
		{ EINVAL, N_("är inte en vanlig fil") },
		{ EIO, N_("går inte att nå: disken svarar med fel") },
		{ EMFILE, N_("går inte att öppna: för många filer är öppna") },
		{ EEXIST, N_("finns redan och är inte tom") },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].code == code)
			return _(known[i].text);
	return strerror(code);
}

static bool fail(struct error *error, const char *word, const char *name, int code)
{
	return error_set(error, word, "%s %s", name, folder_reason(code));
}

/* The directory that holds `name`; *base is its last part. */
static int open_parent(int folder, const char *name, const char **base)
{
	const char *slash = strrchr(name, '/');
	char parent[NAME_ROOM];

	*base = slash ? slash + 1 : name;
	if (!slash)
		return openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if ((size_t)(slash - name) >= sizeof parent)
		return errno = ENAMETOOLONG, -1;
	memcpy(parent, name, (size_t)(slash - name));
	parent[slash - name] = 0;
	return beneath_open(folder, parent, O_RDONLY | O_DIRECTORY);
}

/* ---- reading ---- */

static void make_room(struct buffer *out, size_t more)
{
	if (out->room - out->size > more)
		return;
	out->bytes = memory_grow(out->bytes, out->size + more + 2, 1);
	out->room = out->size + more + 1; /* one less than there is, so that a NUL always fits */
}

/* Up to the end of the file, also when it grows meanwhile. Returns 0 or an errno. */
static int read_to_end(int fd, struct buffer *out, size_t expected)
{
	size_t start = out->size;

	for (make_room(out, expected + 1);; make_room(out, 65536)) {
		ssize_t got = read(fd, out->bytes + out->size, out->room - out->size);

		if (got < 0 && errno == EINTR)
			continue;
		if (got > 0)
			out->size += (size_t)got;
		if (got > 0 && (off_t)(out->size - start) <= FILE_MAX_BYTES)
			continue;
		out->bytes[out->size] = 0;
		return got > 0 ? EFBIG : got < 0 ? errno : 0;
	}
}

static int read_whole(int fd, struct buffer *out)
{
	struct stat stat;

	if (fstat(fd, &stat) != 0)
		return errno;
	if (!S_ISREG(stat.st_mode))
		return S_ISDIR(stat.st_mode) ? EISDIR : EINVAL;
	if (stat.st_size > FILE_MAX_BYTES)
		return EFBIG;
	return read_to_end(fd, out, (size_t)stat.st_size);
}

bool folder_read(int folder, const char *name, struct buffer *out, struct error *error)
{
	size_t start = out->size;
	/* O_NONBLOCK: a pipe somebody put in the way must not make us wait */
	int fd = beneath_open(folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	int code = fd < 0 ? errno : read_whole(fd, out);

	beneath_close(fd);
	if (code == 0)
		return true;
	out->size = start;
	if (out->bytes)
		out->bytes[start] = 0;
	return fail(error, code == ENOENT ? "missing" : "unreadable", name, code);
}

/* ---- writing ---- */

static bool write_all(int fd, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t put = write(fd, bytes, size);

		if (put < 0 && errno != EINTR)
			return false;
		if (put > 0) {
			bytes += put;
			size -= (size_t)put;
		}
	}
	return true;
}

/* Who may read the directory may read the file, whatever the umask of the one who wrote it: else one person's settings could hide an
 * adopted organisation from all the others. */
static mode_t mode_for(int parent)
{
	struct stat stat;

	if (fstat(parent, &stat) != 0)
		return 0600;
	return (stat.st_mode & 0444) | 0600;
}

static void temporary_name(char out[NAME_ROOM])
{
	uint64_t random = 0;

	if (getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
		random = (uint64_t)getpid();
	snprintf(out, NAME_ROOM, ".new-%016llx", (unsigned long long)random);
}

static bool fill_file(int parent, const char *name, const void *bytes, size_t size)
{
	int fd = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool done;

	if (fd < 0)
		return false;
	done = write_all(fd, bytes, size) && fchmod(fd, mode_for(parent)) == 0 && fsync(fd) == 0;
	if (done)
		return close(fd) == 0;
	beneath_close(fd);
	return false;
}

static bool replace_file(int parent, const char *name, const void *bytes, size_t size)
{
	char temporary[NAME_ROOM];
	int code;

	temporary_name(temporary);
	if (fill_file(parent, temporary, bytes, size) && renameat(parent, temporary, parent, name) == 0)
		return fsync(parent) == 0;
	code = errno;
	unlinkat(parent, temporary, 0);
	errno = code;
	return false;
}

bool folder_write(int folder, const char *name, const void *bytes, size_t size, struct error *error)
{
	const char *base;
	int parent = open_parent(folder, name, &base);
	bool done = parent >= 0 && replace_file(parent, base, bytes, size);

	beneath_close(parent);
	return done || fail(error, "not-saved", name, errno);
}

/* ---- objects ---- */

static void object_name(const char *hash, char out[NAME_ROOM])
{
	snprintf(out, NAME_ROOM, "objects/%s", hash);
}

bool folder_object(int folder, const char *hash, struct buffer *out, struct error *error)
{
	char name[NAME_ROOM], real[HASH_TEXT];
	size_t start = out->size;

	if (!hash_valid(hash))
		return error_set(error, "missing", _("«%.70s» är inte namnet på ett objekt: det ska vara 64 hexadecimala siffror"), hash);
	object_name(hash, name);
	if (!folder_read(folder, name, out, error))
		return false;
	hash_bytes(out->bytes + start, out->size - start, real);
	if (strcmp(real, hash) == 0)
		return true;
	out->size = start;
	out->bytes[start] = 0;
	return error_set(error, "damaged", _("%s är skadad: innehållet stämmer inte med namnet; hämta filen från en säkerhetskopia"), name);
}

bool folder_store(int folder, const void *bytes, size_t size, char hash[HASH_TEXT], struct error *error)
{
	char name[NAME_ROOM];
	struct buffer there = { 0 };
	bool stored;

	hash_bytes(bytes, size, hash);
	object_name(hash, name);
	stored = folder_object(folder, hash, &there, NULL); /* what is there and damaged is written anew */
	buffer_free(&there);
	return stored || folder_write(folder, name, bytes, size, error);
}

/* ---- journals ---- */

/* "anna.jsonl" -> "anna" in the arena; NULL for any other name. */
static char *journal_user(const char *name, struct arena *arena)
{
	static const char ending[] = ".jsonl";
	size_t length = strlen(name), tail = sizeof ending - 1;
	char *user;

	if (length <= tail || strcmp(name + length - tail, ending) != 0)
		return NULL;
	user = arena_copy(arena, name, length - tail);
	return text_is_id(user) ? user : NULL;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static DIR *open_list(int folder, const char *name)
{
	int fd = beneath_open(folder, name, O_RDONLY | O_DIRECTORY);
	DIR *list = fd < 0 ? NULL : fdopendir(fd);

	if (!list)
		beneath_close(fd);
	return list;
}

size_t folder_journals(int folder, const char ***users, struct arena *arena)
{
	DIR *list = open_list(folder, "journals");
	struct dirent *entry;
	const char **found = NULL;
	size_t count = 0;

	while (list && (entry = readdir(list))) {
		char *user = journal_user(entry->d_name, arena);

		if (!user)
			continue;
		found = memory_grow(found, count + 1, sizeof *found);
		found[count++] = user;
	}
	if (list)
		closedir(list);
	if (count > 0)
		qsort(found, count, sizeof *found, compare_texts);
	*users = arena_alloc(arena, (count + 1) * sizeof *found);
	if (count > 0)
		memcpy(*users, found, count * sizeof *found);
	free(found);
	return count;
}

/* ---- the folder itself ---- */

static bool read_region(struct folder *folder, struct error *error)
{
	struct buffer bytes = { 0 };
	struct error why = { 0 };

	if (folder_read(folder->fd, "region.cfg", &bytes, &why))
		folder->edited = region_read("region.cfg", bytes.bytes, bytes.size, error);
	else if (strcmp(why.word, "missing") == 0)
		error_set(error, "no-folder", _("%s är inte en mapp för budgetdialog: region.cfg finns inte där"), folder->path);
	else
		error_set(error, why.word, "%s", why.text);
	buffer_free(&bytes);
	if (folder->edited && !folder->edited->id)
		return error_set(error, "bad-config", _("region.cfg: raden id = \"…\" fattas; budgetdialog init skriver den"));
	return folder->edited != NULL;
}

struct folder *folder_open(const char *path, struct error *error)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct folder *folder;

	if (fd < 0) {
		bool none = errno == ENOENT || errno == ENOTDIR;

		return fail(error, none ? "no-folder" : "unreadable", path, errno), NULL;
	}
	folder = memory_grow(NULL, 1, sizeof *folder);
	*folder = (struct folder){ .fd = fd, .path = memory_string(path) };
	if (read_region(folder, error))
		return folder;
	folder_free(folder);
	return NULL;
}

void folder_free(struct folder *folder)
{
	if (!folder)
		return;
	region_free(folder->edited);
	beneath_close(folder->fd);
	free((void *)(uintptr_t)folder->path);
	free(folder);
}

/* ---- a new one ---- */

static const char *const parts[] = { "journals", "locks", "objects" };
#define PARTS (sizeof parts / sizeof *parts)

static bool is_empty(int fd)
{
	int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *list = copy < 0 ? NULL : fdopendir(copy);
	struct dirent *entry;
	bool empty = list != NULL;

	while (list && empty && (entry = readdir(list)))
		empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
	if (list)
		closedir(list);
	else
		beneath_close(copy);
	if (list && !empty)
		errno = EEXIST;
	return empty;
}

/* All or nothing. */
static bool make_parts(int fd)
{
	for (size_t i = 0; i < PARTS; i++) {
		if (mkdirat(fd, parts[i], 0777) == 0)
			continue;
		for (int code = errno; i-- > 0; errno = code)
			unlinkat(fd, parts[i], AT_REMOVEDIR);
		return false;
	}
	return fsync(fd) == 0;
}

int folder_create(const char *path, struct error *error)
{
	bool made = mkdir(path, 0777) == 0;
	int fd = made || errno == EEXIST ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	int code;

	if (fd >= 0 && is_empty(fd) && make_parts(fd))
		return fd;
	code = errno;
	beneath_close(fd);
	if (made)
		rmdir(path);
	fail(error, code == EEXIST ? "not-empty" : "not-saved", path, code);
	return -1;
}

const char *folder_user(void)
{
	const struct passwd *entry = getpwuid(geteuid());

	return entry ? entry->pw_name : "";
}

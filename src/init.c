#include "setup.h"

#include "intl.h"
#include "journal.h"
#include "next_region.h"
#include "org.h"
#include "published.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef PKGDATADIR
#define PKGDATADIR "/usr/local/share/budgetdialog"
#endif

/* ---- finding an example ---- */

static bool example_at(const char *directory, const char *name, struct buffer *path)
{
	struct buffer file = { 0 };
	bool there;

	if (!directory || !*directory || !text_is_id(name))
		return false;
	buffer_format(&file, "%s/%s/region.cfg", directory, name);
	there = access(file.bytes, R_OK) == 0;
	if (there && path)
		buffer_format(path, "%s/%s", directory, name);
	buffer_free(&file);
	return there;
}

static void list_examples(struct buffer *out, const char *directory)
{
	DIR *list = directory && *directory ? opendir(directory) : NULL;
	struct dirent *entry;

	while (list && (entry = readdir(list)))
		if (example_at(directory, entry->d_name, NULL))
			buffer_format(out, "%s%s", out->size ? ", " : "", entry->d_name);
	if (list)
		closedir(list);
}

bool setup_find_example(const char *name, struct buffer *path, struct error *error)
{
	const char *own = getenv("BUDGETDIALOG_DATA");
	struct buffer known = { 0 };

	if (example_at(own, name, path) || example_at(PKGDATADIR, name, path))
		return true;
	list_examples(&known, own);
	list_examples(&known, PKGDATADIR);
	if (known.size)
		error_set(error, "no-example", _("exemplet %.64s finns inte: det som finns är %s"), name, known.bytes);
	else
		error_set(error, "no-example", _("exemplet %.64s finns inte i %s: sätt BUDGETDIALOG_DATA till katalogen med exempel"), name,
			  own && *own ? own : PKGDATADIR);
	buffer_free(&known);
	return false;
}

/* ---- reading and judging it ---- */

struct example {
	int fd;
	const char *path;
	struct buffer region, organisation, published, acts;
};

static void example_free(struct example *example)
{
	buffer_free(&example->region);
	buffer_free(&example->organisation);
	buffer_free(&example->published);
	buffer_free(&example->acts);
	if (example->fd >= 0)
		close(example->fd);
}

static bool read_optional(int fd, const char *name, struct buffer *out, struct error *error)
{
	struct error why = { 0 };

	if (folder_read(fd, name, out, &why) || !strcmp(why.word, "missing"))
		return true;
	return error_set(error, why.word, "%s", why.text);
}

static bool example_read(struct example *example, struct error *error)
{
	example->fd = open(example->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (example->fd < 0)
		return error_set(error, "no-example", _("exemplet %s går inte att öppna (%s)"), example->path, strerror(errno));
	return folder_read(example->fd, "region.cfg", &example->region, error) &&
	       folder_read(example->fd, "organisation.cfg", &example->organisation, error) &&
	       read_optional(example->fd, "published.cfg", &example->published, error) &&
	       read_optional(example->fd, "acts.jsonl", &example->acts, error);
}

/* Where the id line goes: after the line «format = …;», where people look for it, or else first. */
static size_t place_of_id(const char *text)
{
	for (const char *line = text; line && *line; line = strchr(line, '\n'), line = line ? line + 1 : NULL) {
		const char *end = strchr(line, '\n');

		if (!strncmp(line, "format", 6) && end && memchr(line, ';', (size_t)(end - line)))
			return (size_t)(end + 1 - text);
	}
	return 0;
}

static void put_id(struct buffer *region, const char *id)
{
	struct buffer with = { 0 };
	size_t at = place_of_id(region->bytes);

	buffer_add(&with, region->bytes, at);
	buffer_format(&with, "id         = \"%s\";\n", id);
	buffer_add(&with, region->bytes + at, region->size - at);
	buffer_free(region);
	*region = with;
}

static bool id_fits(const struct region *region, const char *id, struct error *error)
{
	return (region->id && !strcmp(region->id, id)) ||
	       error_set(error, "bad-config", _("region.cfg: raden id = \"…\" gick inte att lägga till"));
}

/* year 0: whatever it says. */
static bool year_fits(const struct region *region, int year, struct error *error)
{
	return !year || region->year == year ||
	       error_set(error, "bad-config", _("region.cfg: raden year = … gick inte att ändra till %d: skriv året med fyra siffror"), year);
}

static bool template_is_clean(const struct example *example, struct error *error)
{
	struct region *region = region_read("region.cfg", example->region.bytes, example->region.size, error);
	bool clean = region && (!region->id || error_set(error, "bad-config",
							 _("region.cfg: exemplet har redan ett id: ta bort raden, init ger mappen ett eget")));

	region_free(region);
	return clean;
}

static bool published_is_right(const struct example *example, struct error *error)
{
	struct published *published;

	if (!example->published.bytes)
		return true;
	published = published_read("published.cfg", example->published.bytes, example->published.size, error);
	published_free(published);
	return published != NULL;
}

/* Before anything is made: would the folder be right? Only the acts need the folder to be judged. */
static bool files_are_right(const struct example *example, const char *id, int year, struct error *error)
{
	struct region *region;
	struct org *org = NULL;
	bool right;

	region = region_read("region.cfg", example->region.bytes, example->region.size, error);
	right = region && id_fits(region, id, error) && year_fits(region, year, error);
	if (right)
		org = org_read("organisation.cfg", example->organisation.bytes, example->organisation.size, region, error);
	right = org && published_is_right(example, error);
	org_free(org);
	region_free(region);
	return right;
}

static bool example_judge(struct example *example, const char *id, struct error *error)
{
	if (!template_is_clean(example, error))
		return false;
	put_id(&example->region, id);
	return files_are_right(example, id, 0, error);
}

/* The same files for the year after. */
static bool after_read(struct example *after, const struct folder *old, const char *id, struct error *error)
{
	struct buffer region = { 0 };
	bool read = folder_read(old->fd, "region.cfg", &region, error) && folder_read(old->fd, "organisation.cfg", &after->organisation, error);

	if (read)
		next_region(&after->region, region.bytes, id, old->edited->year);
	buffer_free(&region);
	return read && files_are_right(after, id, old->edited->year + 1, error);
}

/* ---- making the folder ---- */

static bool write_files(int fd, const struct example *example, struct error *error)
{
	return folder_write(fd, "organisation.cfg", example->organisation.bytes, example->organisation.size, error) &&
	       (!example->published.bytes || folder_write(fd, "published.cfg", example->published.bytes, example->published.size, error)) &&
	       folder_write(fd, "region.cfg", example->region.bytes, example->region.size, error);
}

static bool fill_folder(const char *path, const struct example *example, const char *seed, size_t *acts, struct error *error)
{
	struct folder *folder = folder_open(path, error);
	char id[33];
	bool filled;

	if (!folder)
		return false;
	filled = setup_adopt(folder, NULL, setup_id(seed, 0, id), NULL, error) &&
		 setup_example_acts(folder, seed, example->acts.bytes, example->acts.size, acts, error) == DONE;
	folder_free(folder);
	return filled;
}

static bool make_folder(const char *path, const struct example *example, const char *seed, size_t *acts, struct error *error)
{
	int fd = folder_create(path, error);
	bool made;

	if (fd < 0)
		return false;
	made = write_files(fd, example, error) && fill_folder(path, example, seed, acts, error);
	close(fd);
	if (!made && error)
		error_set(error, error->word, _("%s; mappen %s blev inte klar: ta bort den innan du försöker igen"), error->text, path);
	return made;
}

static bool is_folder_id(const char *id)
{
	return strlen(id) == 32 && strspn(id, "0123456789abcdef") == 32;
}

static bool id_is_right(const char *id, struct error *error)
{
	return !id || is_folder_id(id) ||
	       error_set(error, "bad-id", _("--id %s är inte ett id för en mapp: 32 hexadecimala siffror med små bokstäver"), id);
}

bool setup_init(const char *path, const char *example_path, const char *folder_id, size_t *acts, struct error *error)
{
	struct example example = { .fd = -1, .path = example_path };
	char random[33];
	bool made;

	if (!id_is_right(folder_id, error))
		return false;
	if (acts)
		*acts = 0;
	made = example_read(&example, error) && example_judge(&example, folder_id ? folder_id : journal_new_id(random), error) &&
	       make_folder(path, &example, folder_id, acts, error);
	example_free(&example);
	return made;
}

bool setup_init_after(const char *path, const struct folder *old, const char *folder_id, struct error *error)
{
	struct example after = { .fd = -1 };
	char random[33];
	bool made;

	if (!id_is_right(folder_id, error))
		return false;
	made = after_read(&after, old, folder_id ? folder_id : journal_new_id(random), error) && make_folder(path, &after, folder_id, NULL, error);
	example_free(&after);
	return made;
}

#include "check_private.h"

#include "intl.h"
#include "several.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* ---- small things ---- */

const char *check_keep(struct check *check, struct buffer *buffer)
{
	const char *kept = arena_copy(&check->out->arena, buffer->bytes ? buffer->bytes : "", buffer->size);

	buffer_free(buffer);
	return kept;
}

static const char *keep_harmless(struct check *check, const char *text)
{
	struct buffer out = { 0 };

	text_harmless(&out, text);
	return check_keep(check, &out);
}

static bool has_piece(const char *list, const char *piece)
{
	size_t length = strlen(piece);

	for (const char *at = list; (at = strstr(at, piece)); at++)
		if ((at == list || (at >= list + 2 && !strncmp(at - 2, "; ", 2))) && (!at[length] || at[length] == ';'))
			return true;
	return false;
}

/* «tabell 1; texten, Vårdval» */
static const char *joined(struct check *check, const char *list, const char *piece)
{
	struct buffer out = { 0 };

	if (has_piece(list, piece))
		return list;
	buffer_format(&out, "%s; %s", list, piece);
	return check_keep(check, &out);
}

struct ram_table *check_table(struct check *check, int year)
{
	for (size_t i = 0; i < check->table_count; i++)
		if (check->tables[i]->year == year)
			return check->tables[i];
	check->tables = memory_grow(check->tables, check->table_count + 1, sizeof(struct ram_table *));
	return check->tables[check->table_count++] = ram_make(check->book, year, NULL, 0);
}

/* ---- collecting ---- */

static struct found *found_new(struct check *check)
{
	if (check->count == check->room) {
		check->room = check->room ? check->room * 2 : 32;
		check->found = memory_grow(check->found, check->room, sizeof *check->found);
	}
	return &check->found[check->count++];
}

/* Same figure and same difference is one finding. What is printed is tried first: its digits tell whether a difference is only rounding, which
 * the whole kronor that the book made of them cannot. */
static void merge(struct check *check, struct found *old, const struct finding *new, bool yields)
{
	bool worse = new->class < old->finding.class && !(yields && old->printed);

	old->finding.where = joined(check, old->finding.where, new->where);
	if (worse) {
		old->finding.class = new->class;
		old->finding.computed = new->computed;
		old->finding.stated = new->stated;
		old->finding.text = new->text;
	} else if (new->class == old->finding.class) {
		old->finding.text = joined(check, old->finding.text, new->text);
	}
}

static void collect(struct check *check, const struct trial *trial, const struct finding *finding)
{
	struct buffer key = { 0 };
	size_t known = check->keys.count;

	buffer_format(&key, "%s %lld", finding->figure, (long long)finding->difference);
	int at = names_add(&check->keys, check_keep(check, &key));
	if (check->keys.count == known)
		merge(check, &check->found[at], finding, trial->yields);
	else
		*found_new(check) = (struct found){ *finding, trial->subject->unit, trial->printed };
}

void check_try(struct check *check, const struct trial *trial)
{
	money difference = check_size(money_sum(trial->computed, -trial->stated));
	enum finding_class class = trial->open ? FINDING_UNSPECIFIED : FINDING_CONTRADICTION;

	if (!difference)
		return;
	if (difference <= trial->steps - difference)
		class = FINDING_ROUNDING;
	collect(check, trial,
		&(struct finding){ .class = class,
				   .figure = trial->subject->name,
				   .goes_to = trial->subject->goes_to,
				   .computed = trial->computed,
				   .stated = trial->stated,
				   .difference = difference,
				   .where = keep_harmless(check, trial->where),
				   .text = trial->text });
}

/* ---- figures ---- */

/* A kind of which a unit with a ram has no post is 0 there, not unknown. */
static money value_of(struct check *check, const struct figure *figure)
{
	const struct ram_table *table = check_table(check, figure->year);
	money value = figure_value(check->book, figure, table);

	if (value == MONEY_NONE && figure->what == FIGURE_KIND && table->balance[figure->unit].ram != MONEY_NONE)
		return 0;
	return value;
}

/* name: whole, or only its end when unit and year are given. */
struct subject check_subject(struct check *check, const char *unit, int year, const char *name)
{
	struct buffer whole = { 0 };
	struct subject subject = { .unit = ORG_NONE, .value = MONEY_NONE };
	struct figure figure;

	if (unit && !strchr(name, '/'))
		buffer_format(&whole, "%s/%04d/%s", unit, year, name);
	else if (unit && strchr(name, '/') == strrchr(name, '/'))
		buffer_format(&whole, "%s/%s", unit, name);
	else
		buffer_text(&whole, name);
	subject.name = check_keep(check, &whole);
	if (figure_parse(&figure, check->book, subject.name, ORG_NONE, 0, NULL)) {
		subject.goes_to = subject.name;
		subject.unit = figure.unit;
		subject.value = value_of(check, &figure);
	}
	return subject;
}

/* ---- for people ---- */

/* «Folkhälsa: Spar 2020», «Folkhälsa och 9 till: Spar 2020»; what the book does not have is called what it is called. */
static const char *title_of(struct check *check, const struct finding *finding)
{
	struct buffer title = { 0 }, out = { 0 };
	struct figure figure;
	size_t more = 0;
	char name[256];

	for (struct several each = several_of(finding->figure); several_next(&each, name);)
		more++;
	if (!finding->goes_to || !figure_parse(&figure, check->book, finding->goes_to, ORG_NONE, 0, NULL))
		return finding->figure;
	figure_title(&title, check->book, &figure);
	if (more < 2)
		return check_keep(check, &title);
	const char *unit = check->book->org->units[figure.unit].name;

	buffer_format(&out, _("%s och %zu till%s"), unit, more - 1, title.bytes + strlen(unit));
	buffer_free(&title);
	return check_keep(check, &out);
}

/* ---- the whole ---- */

static int by_class_tree_name(const void *left, const void *right)
{
	const struct found *a = left, *b = right;

	if (a->finding.class != b->finding.class)
		return a->finding.class < b->finding.class ? -1 : 1;
	if (a->unit != b->unit) /* ORG_NONE is below 0: as unsigned it comes last */
		return (unsigned)a->unit < (unsigned)b->unit ? -1 : 1;
	int names = strcmp(a->finding.figure, b->finding.figure);

	return names ? names : (a->finding.difference < b->finding.difference) - (a->finding.difference > b->finding.difference);
}

static void hand_over(struct check *check)
{
	struct findings *out = check->out;

	if (check->count)
		qsort(check->found, check->count, sizeof *check->found, by_class_tree_name);
	out->items = arena_alloc(&out->arena, (check->count + 1) * sizeof *out->items);
	for (size_t i = 0; i < check->count; i++) {
		out->items[i] = check->found[i].finding;
		out->items[i].title = title_of(check, &out->items[i]);
	}
	out->count = check->count;
}

struct findings *check_make(const struct book *book, const struct published *published)
{
	struct findings *out = memory_grow(NULL, 1, sizeof *out);
	struct check check = { .book = book, .published = published, .out = out };

	*out = (struct findings){ 0 };
	check_printed(&check);
	check_book(&check);
	check_conflicts(&check);
	check_explain(&check);
	hand_over(&check);
	for (size_t i = 0; i < check.table_count; i++)
		ram_free(check.tables[i]);
	free(check.tables);
	free(check.found);
	names_free(&check.keys);
	return out;
}

void check_free(struct findings *findings)
{
	if (!findings)
		return;
	arena_free(&findings->arena);
	free(findings);
}

static const struct {
	const char *word, *name;
} classes[] = {
	[FINDING_CONTRADICTION] = { "contradiction", N_("motsägelse") },
	[FINDING_UNSPECIFIED] = { "unspecified", N_("ospecificerat") },
	[FINDING_ROUNDING] = { "rounding", N_("avrundning") },
};

const char *finding_class_name(enum finding_class class)
{
	return _(classes[class].name);
}

const char *finding_class_word(enum finding_class class)
{
	return classes[class].word;
}

int64_t finding_kr(const struct finding *finding)
{
	return (finding->difference + MONEY_KR / 2) / MONEY_KR;
}

size_t check_count(const struct findings *findings, enum finding_class class, bool new_only)
{
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++)
		count += findings->items[i].class == class && !(new_only && findings->items[i].explained);
	return count;
}

struct published *check_published(const struct folder *folder, struct error *error)
{
	struct published *published = NULL;
	struct buffer bytes = { 0 };
	struct error why = { 0 };

	if (folder_read(folder->fd, "published.cfg", &bytes, &why))
		published = published_read("published.cfg", bytes.bytes, bytes.size, &why);
	else if (!strcmp(why.word, "missing"))
		why.word = NULL;
	buffer_free(&bytes);
	if (error)
		*error = why;
	return published;
}

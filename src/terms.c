#include "terms.h"

#include "detail.h"
#include "intl.h"
#include "text.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

const struct terms terms_none = { .until = NUMBER_NONE };

#define AT(member) .offset = offsetof(struct terms, member), .flags = FIELD_OPTIONAL

const struct shape terms_shape = { sizeof(struct terms), false, (const struct field[]){
	{ .name = "until", .type = FIELD_NUMBER, AT(until) },
	{ .name = "text", .type = FIELD_TEXT, AT(text) },
	{ .name = "who", .type = FIELD_ID, AT(who) },
	{ .name = "counterpart", .type = FIELD_ID, AT(counterpart) },
	{ .name = "hold", .type = FIELD_TEXT, AT(hold) },
	{ .name = "profile", .type = FIELD_LIST, .of = &months_shape, AT(profile) | FIELD_ONE },
	{ .name = "details", .type = FIELD_LIST, .of = &detail_shape, AT(details) },
	{ 0 } } };

enum terms_kind terms_kind(const struct region *region, const char *line)
{
	int at = line ? region_line(region, line) : -1;

	if (at < 0)
		return TERMS_NONE;
	if (region->lines[at].side == SIDE_RESERVE)
		return TERMS_OF_RESERVE;
	return region->lines[at].internal ? TERMS_OF_DEAL : TERMS_NONE;
}

struct terms terms_of(const struct row *row)
{
	return row ? (struct terms){ row->until, row->text, row->who, row->counterpart, row->hold, row->profile, row->details } : terms_none;
}

void terms_put(struct row *row, const struct terms *terms)
{
	row->until = terms->until;
	row->text = terms->text;
	row->who = terms->who;
	row->counterpart = terms->counterpart;
	row->hold = terms->hold;
	row->profile = terms->profile;
	row->details = terms->details;
}

static bool same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool same_profile(const struct list *a, const struct list *b)
{
	return a->count == b->count && (!a->count || !memcmp(a->items, b->items, sizeof(struct months)));
}

bool terms_same(const struct terms *a, const struct terms *b)
{
	return a->until == b->until && same(a->text, b->text) && same(a->who, b->who) && same(a->counterpart, b->counterpart) &&
	       same(a->hold, b->hold) && same_profile(&a->profile, &b->profile) && details_same(&a->details, &b->details);
}

bool terms_any(const struct terms *terms)
{
	return !terms_same(terms, &terms_none);
}

bool terms_tells(const struct terms *terms)
{
	struct terms told = *terms;

	told.profile = told.details = (struct list){ 0 };
	return terms_any(&told);
}

struct terms terms_copy(const struct terms *terms, struct arena *arena)
{
	struct terms copy = { terms->until, arena_string(arena, terms->text), arena_string(arena, terms->who), arena_string(arena, terms->counterpart),
		              arena_string(arena, terms->hold), terms->profile, details_copy(&terms->details, arena) };

	if (copy.profile.count) {
		copy.profile.items = arena_alloc(arena, sizeof(struct months));
		memcpy(copy.profile.items, terms->profile.items, sizeof(struct months));
	}
	return copy;
}

static const char *comma(const struct buffer *out, size_t from)
{
	return out->size > from ? ", " : "";
}

void terms_tell(struct buffer *out, const struct book *book, const struct terms *terms)
{
	const struct charter charter = { book->region, book->org };
	int unit = terms->counterpart ? org_find(book->org, terms->counterpart) : ORG_NONE;
	size_t from = out->size;

	if (terms->hold)
		buffer_format(out, _("låst: %s"), terms->hold);
	if (terms->counterpart)
		buffer_format(out, _("%smotpart %s"), comma(out, from), unit == ORG_NONE ? terms->counterpart : book->org->units[unit].name);
	if (terms->until != NUMBER_NONE)
		buffer_format(out, _("%still %lld"), comma(out, from), (long long)terms->until);
	if (terms->who) {
		buffer_format(out, _("%sfrigörs av "), comma(out, from));
		title_user(out, &charter, terms->who, false);
	}
	if (terms->text)
		buffer_format(out, "%s%s", terms->until != NUMBER_NONE || terms->who ? ": " : comma(out, from), terms->text);
}

/* ---- what people write ---- */

bool terms_read_until(const char *text, int year, int64_t *until, struct error *error)
{
	char *end;

	*until = NUMBER_NONE;
	text += strspn(text, " ");
	if (!*text)
		return true;
	*until = strtol(text, &end, 10);
	if (end[strspn(end, " ")] || *until < 1900 || *until > 2999)
		return error_set(error, "year", _("Jag läste «%s» som år: skriv fyra siffror, till exempel %d"), text, year + 1);
	return *until >= year || error_set(error, "year", _("År %lld är före budgetåret: skriv %d eller senare"), (long long)*until, year);
}

/* Those that may be meant by a text: what is called so alone, or else all that it is a part of. */
struct found { const char *id; size_t count; bool whole; struct names ids; };

static void fold(struct buffer *out, const char *text)
{
	text_fold(out, text + strspn(text, " "), false);
	buffer_text(out, "");
	while (out->size && out->bytes[out->size - 1] == ' ')
		out->bytes[--out->size] = '\0';
}

static void try_name(struct found *found, const char *id, const char *name, const char *wanted)
{
	struct buffer folded = { 0 };
	bool whole, part;

	text_fold(&folded, name, false);
	buffer_text(&folded, "");
	whole = !strcmp(folded.bytes, wanted);
	part = strstr(folded.bytes, wanted) != NULL;
	buffer_free(&folded);
	if (!part || (found->whole && !whole))
		return;
	if (whole && !found->whole)
		names_free(&found->ids);
	found->whole = whole;
	found->id = id;
	names_add(&found->ids, id);
	found->count = found->ids.count;
}

static void try_units(struct found *found, const struct book *book, const char *wanted)
{
	for (int i = 0; i < book->org->count; i++) {
		const struct unit *unit = &book->org->units[i];

		if (unit->kind == UNIT_GROUP)
			continue;
		try_name(found, unit->id, unit->name, wanted);
		try_name(found, unit->id, unit->id, wanted);
	}
}

/* By user name, and by what she is called; a chef of several units by each of them. */
static void try_users(struct found *found, const struct book *book, const char *wanted)
{
	const struct charter charter = { book->region, book->org };
	const char **users;
	size_t count = org_users(book->org, &users);

	for (size_t i = 0; i < count; i++) {
		struct buffer title = { 0 };

		title_user(&title, &charter, users[i], false);
		try_name(found, users[i], users[i], wanted);
		try_name(found, users[i], title.bytes, wanted);
		buffer_free(&title);
	}
	for (int i = 0; i < book->org->count; i++) {
		struct buffer title = { 0 };

		if (book->org->units[i].kind != UNIT_UNIT)
			continue;
		title_chef(&title, &charter, i);
		try_name(found, book->org->units[i].chef, title.bytes, wanted);
		buffer_free(&title);
	}
	free(users);
}

static struct found look(const struct book *book, const char *text, void (*try)(struct found *, const struct book *, const char *wanted))
{
	struct found found = { 0 };
	struct buffer wanted = { 0 };

	fold(&wanted, text);
	if (wanted.size)
		try(&found, book, wanted.bytes);
	buffer_free(&wanted);
	names_free(&found.ids);
	return found;
}

static bool is_blank(const char *text)
{
	return !text[strspn(text, " ")];
}

bool terms_read_unit(const struct book *book, const char *text, int own, const char **id, struct error *error)
{
	struct found found = look(book, text, try_units);

	*id = NULL;
	if (is_blank(text))
		return true;
	if (!found.count)
		return error_set(error, "unknown-unit", _("Ingen enhet heter «%s»: skriv en del av namnet"), text);
	if (found.count > 1)
		return error_set(error, "many", _("%zu enheter kan vara «%s»: skriv mer av namnet"), found.count, text);
	if (org_find(book->org, found.id) == own)
		return error_set(error, "own-unit", _("%s kan inte vara sin egen motpart: skriv en annan enhet"), book->org->units[own].name);
	*id = found.id;
	return true;
}

bool terms_read_user(const struct book *book, const char *text, const char **user, struct error *error)
{
	struct found found = look(book, text, try_users);

	*user = NULL;
	if (is_blank(text))
		return true;
	if (!found.count)
		return error_set(error, "unknown-user", _("Ingen här är «%s»: skriv en titel, en enhet eller ett användarnamn"), text);
	if (found.count > 1)
		return error_set(error, "many", _("%zu personer kan vara «%s»: skriv mer, till exempel titel och enhet"), found.count, text);
	*user = found.id;
	return true;
}

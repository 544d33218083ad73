#include "org.h"

#include "intl.h"
#include "settings.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define UNITS_MOST    10000000
#define OBJECT_FORMAT 1

static const char *const kind_names[] = { "unit", "anslag", "group", NULL }; /* in the order of enum unit_kind */

/* ---- organisation.cfg ---- */

static const struct setting deputy_fields[] = {
	{ .name = "user", .type = SETTING_ID, .offset = offsetof(struct deputy, user) },
	{ .name = "from", .type = SETTING_DATE, .optional = true, .offset = offsetof(struct deputy, from) },
	{ .name = "to", .type = SETTING_DATE, .optional = true, .offset = offsetof(struct deputy, to) },
	{ 0 }
};
static const struct settings deputy_settings = { sizeof(struct deputy), NO_LINE, deputy_fields };

static const struct setting unit_fields[] = {
	{ .name = "id", .type = SETTING_ID, .offset = offsetof(struct unit, id) },
	{ .name = "parent", .type = SETTING_ID, .optional = true, .offset = offsetof(struct unit, parent_id) },
	{ .name = "kind", .type = SETTING_WORD, .offset = offsetof(struct unit, kind_name), .words = kind_names },
	{ .name = "name", .type = SETTING_TEXT, .offset = offsetof(struct unit, name) },
	{ .name = "level", .type = SETTING_ID, .optional = true, .offset = offsetof(struct unit, level_id) },
	{ .name = "chef", .type = SETTING_ID, .optional = true, .offset = offsetof(struct unit, chef) },
	{ .name = "deputies", .type = SETTING_GROUPS, .optional = true, .offset = offsetof(struct unit, deputies), .of = &deputy_settings },
	{ .name = "ekonomer", .type = SETTING_IDS, .optional = true, .offset = offsetof(struct unit, ekonomer) },
	{ .name = "registrars", .type = SETTING_IDS, .optional = true, .offset = offsetof(struct unit, registrars) },
	{ .name = "approver", .type = SETTING_ID, .optional = true, .offset = offsetof(struct unit, approver) },
	{ .name = "area", .type = SETTING_ID, .optional = true, .offset = offsetof(struct unit, area) },
	{ .name = "cost_centre", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct unit, cost_centre) },
	{ .name = "ram_name", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct unit, ram_name) },
	{ .name = "purpose", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct unit, purpose) },
	{ .name = "conditions", .type = SETTING_TEXT, .optional = true, .offset = offsetof(struct unit, conditions) },
	{ .name = "principle", .type = SETTING_ID, .optional = true, .offset = offsetof(struct unit, principle) },
	{ .name = "example", .type = SETTING_FLAG, .optional = true, .offset = offsetof(struct unit, example) },
	{ 0 }
};
static const struct settings unit_settings = { sizeof(struct unit), offsetof(struct unit, line), unit_fields };

static const struct setting top_fields[] = { { .name = "units", .type = SETTING_GROUPS, .offset = 0, .of = &unit_settings }, { 0 } };
static const struct settings top_settings = { sizeof(struct list), NO_LINE, top_fields };

/* ---- the adopted object ---- */

static const struct field deputy_row[] = {
	{ .name = "user", .type = FIELD_ID, .offset = offsetof(struct deputy, user) },
	{ .name = "from", .type = FIELD_DATE, .flags = FIELD_OPTIONAL, .offset = offsetof(struct deputy, from) },
	{ .name = "to", .type = FIELD_DATE, .flags = FIELD_OPTIONAL, .offset = offsetof(struct deputy, to) },
	{ 0 }
};
static const struct shape deputy_shape = { .size = sizeof(struct deputy), .tuple = true, .fields = deputy_row };

static const struct field unit_row[] = {
	{ .name = "id", .type = FIELD_ID, .offset = offsetof(struct unit, id) },
	{ .name = "parent", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, parent_id) },
	{ .name = "kind", .type = FIELD_WORD, .offset = offsetof(struct unit, kind_name), .words = kind_names },
	{ .name = "name", .type = FIELD_TEXT, .offset = offsetof(struct unit, name) },
	{ .name = "level", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, level_id) },
	{ .name = "chef", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, chef) },
	{ .name = "deputies", .type = FIELD_LIST, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, deputies), .of = &deputy_shape },
	{ .name = "ekonomer", .type = FIELD_STRINGS, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, ekonomer) },
	{ .name = "registrars", .type = FIELD_STRINGS, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, registrars) },
	{ .name = "approver", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, approver) },
	{ .name = "area", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, area) },
	{ .name = "cost_centre", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, cost_centre) },
	{ .name = "ram_name", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, ram_name) },
	{ .name = "purpose", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, purpose) },
	{ .name = "conditions", .type = FIELD_TEXT, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, conditions) },
	{ .name = "principle", .type = FIELD_ID, .flags = FIELD_OPTIONAL, .offset = offsetof(struct unit, principle) },
	{ .name = "example", .type = FIELD_FLAG, .offset = offsetof(struct unit, example) },
	{ 0 }
};
static const struct shape unit_shape = { .size = sizeof(struct unit), .fields = unit_row };

struct head {
	int64_t format, units;
	const char *source;
};
static const struct field head_row[] = { { .name = "format", .type = FIELD_NUMBER, .offset = offsetof(struct head, format), .least = 1 },
					 { .name = "units", .type = FIELD_NUMBER, .offset = offsetof(struct head, units), .least = 1 },
					 { .name = "source", .type = FIELD_HASH, .offset = offsetof(struct head, source) },
					 { 0 } };
static const struct shape head_shape = { .size = sizeof(struct head), .fields = head_row };

/* ---- one unit by itself ---- */

struct building {
	const char *file;
	const struct region *region;
	struct error *error;
	struct unit *rows; /* [count], as they stand in the file */
	int count;
	struct names ids;           /* id -> row */
	int *parent, *first, *next; /* [count]: rows; the sub-units of a row in their order */
	int *order;                 /* [count]: rows in preorder */
};

static enum unit_kind kind_of(const char *name)
{
	int kind = UNIT_UNIT;

	while (strcmp(kind_names[kind], name) != 0)
		kind++;
	return (enum unit_kind)kind;
}

/* What only a unit has, for only a unit has somebody in charge. */
static const struct own {
	const char *name;
	size_t offset;
	bool list, obligatory;
} owns[] = {
	{ "level", offsetof(struct unit, level_id), false, true },        { "chef", offsetof(struct unit, chef), false, true },
	{ "deputies", offsetof(struct unit, deputies), true, false },     { "ekonomer", offsetof(struct unit, ekonomer), true, false },
	{ "registrars", offsetof(struct unit, registrars), true, false },
};

static bool has(const struct unit *unit, const struct own *own)
{
	const void *place = (const char *)unit + own->offset;

	return own->list ? ((const struct list *)place)->count > 0 : *(const char *const *)place != NULL;
}

static bool judge_keys(const struct building *building, const struct unit *unit)
{
	for (const struct own *own = owns; own < owns + sizeof owns / sizeof *owns; own++) {
		if (unit->kind == UNIT_UNIT && own->obligatory && !has(unit, own))
			return settings_wrong(building->error, building->file, unit->line,
					      _("enheten \"%s\" saknar %s: det måste en enhet (kind=\"unit\") ha"), unit->id, own->name);
		if (unit->kind != UNIT_UNIT && has(unit, own))
			return settings_wrong(building->error, building->file, unit->line,
					      _("\"%s\" har %s, men bara en enhet (kind=\"unit\") får ha det"), unit->id, own->name);
	}
	return true;
}

/* «nivån "x" finns inte i region.cfg; där finns a, b, c» */
static bool judge_word(const struct building *building, const struct unit *unit, const char *key, const char *word, int found)
{
	if (!word || found >= 0)
		return true;
	return settings_wrong(building->error, building->file, unit->line, _("%s = \"%s\" på \"%s\" finns inte bland %ss i region.cfg"), key,
			      word, unit->id, key);
}

static bool judge_words(const struct building *building, struct unit *unit)
{
	const struct region *region = building->region;

	unit->level = unit->level_id ? region_level(region, unit->level_id) : ORG_NONE;
	return judge_word(building, unit, "level", unit->level_id, unit->level) &&
	       judge_word(building, unit, "area", unit->area, unit->area ? region_area(region, unit->area) : 0) &&
	       judge_word(building, unit, "principle", unit->principle, unit->principle ? region_principle(region, unit->principle) : 0);
}

static bool judge_deputies(const struct building *building, const struct unit *unit)
{
	const struct deputy *deputies = unit->deputies.items;

	for (size_t i = 0; i < unit->deputies.count; i++)
		if (deputies[i].from && deputies[i].to && strcmp(deputies[i].from, deputies[i].to) > 0)
			return settings_wrong(building->error, building->file, unit->line,
					      _("ersättaren %s för \"%s\" slutar (%s) innan hon börjar (%s)"), deputies[i].user, unit->id,
					      deputies[i].to, deputies[i].from);
	return true;
}

static bool judge_unit(const struct building *building, struct unit *unit)
{
	unit->kind = kind_of(unit->kind_name);
	return judge_keys(building, unit) && judge_words(building, unit) && judge_deputies(building, unit);
}

/* ---- how they hang together ---- */

static bool number_ids(struct building *building)
{
	for (int i = 0; i < building->count; i++) {
		const struct unit *unit = &building->rows[i];
		int old = names_add(&building->ids, unit->id);

		if (old != i)
			return settings_wrong(building->error, building->file, unit->line,
					      _("id = \"%s\" står redan på rad %d: varje id får finnas en gång"), unit->id,
					      building->rows[old].line);
	}
	return true;
}

static bool find_parent(struct building *building, int row)
{
	const struct unit *unit = &building->rows[row];

	building->parent[row] = unit->parent_id ? names_find(&building->ids, unit->parent_id) : ORG_NONE;
	if (unit->parent_id && building->parent[row] < 0)
		return settings_wrong(building->error, building->file, unit->line, _("parent = \"%s\" för \"%s\" finns inte i listan"),
				      unit->parent_id, unit->id);
	if (building->parent[row] >= 0 && unit->kind != UNIT_ANSLAG && building->rows[building->parent[row]].kind == UNIT_ANSLAG)
		return settings_wrong(building->error, building->file, unit->line,
				      _("\"%s\" ligger under anslaget \"%s\": där får bara anslag (kind=\"anslag\") ligga"), unit->id,
				      unit->parent_id);
	return true;
}

/* Backwards, so that the sub-units of one row come out in the order of the list. */
static bool link_rows(struct building *building)
{
	for (int i = 0; i < building->count; i++)
		if (!find_parent(building, i))
			return false;
	for (int i = 0; i < building->count; i++)
		building->first[i] = building->next[i] = ORG_NONE;
	for (int i = building->count - 1; i >= 0; i--) {
		int parent = building->parent[i];

		if (parent < 0)
			continue;
		building->next[i] = building->first[parent];
		building->first[parent] = i;
	}
	return true;
}

static bool find_root(const struct building *building, int *root)
{
	const struct unit *rows = building->rows;

	*root = ORG_NONE;
	for (int i = 0; i < building->count; i++) {
		if (rows[i].parent_id)
			continue;
		if (*root != ORG_NONE)
			return settings_wrong(building->error, building->file, rows[i].line,
					      _("\"%s\" saknar parent, men överst står redan \"%s\" (rad %d): bara en får stå överst"),
					      rows[i].id, rows[*root].id, rows[*root].line);
		*root = i;
	}
	if (*root == ORG_NONE)
		return settings_wrong(building->error, building->file, rows[0].line, _("alla har parent: en enhet ska stå överst, utan parent"));
	if (rows[*root].kind != UNIT_UNIT)
		return settings_wrong(building->error, building->file, rows[*root].line,
				      _("\"%s\" står överst och ska vara en enhet: kind=\"unit\""), rows[*root].id);
	return true;
}

/* Rows in preorder; returns how many were reached. Without recursion, for the tree may be as deep as it is long. */
static int walk(const struct building *building, int root)
{
	int count = 0, at = root;

	while (at != ORG_NONE) {
		building->order[count++] = at;
		if (building->first[at] != ORG_NONE) {
			at = building->first[at];
			continue;
		}
		while (at != root && building->next[at] == ORG_NONE)
			at = building->parent[at];
		at = at == root ? ORG_NONE : building->next[at];
	}
	return count;
}

/* Rows that no walk from the root reaches hang, in the end, from a circle: as many steps up as there are rows lead into it. */
static bool cycle_wrong(const struct building *building, int reached)
{
	bool *seen = memory_grow(NULL, (size_t)building->count, sizeof *seen);
	const struct unit *rows = building->rows;
	int at = 0;

	memset(seen, 0, (size_t)building->count * sizeof *seen);
	for (int i = 0; i < reached; i++)
		seen[building->order[i]] = true;
	while (seen[at])
		at++;
	for (; !seen[at]; at = building->parent[at])
		seen[at] = true;
	free(seen);
	return settings_wrong(building->error, building->file, rows[at].line,
			      _("\"%s\" ligger under sig själv: följ parent från den, så kommer du tillbaka"), rows[at].id);
}

static bool order_rows(struct building *building)
{
	int root, reached;

	if (!number_ids(building) || !link_rows(building) || !find_root(building, &root))
		return false;
	reached = walk(building, root);
	return reached == building->count || cycle_wrong(building, reached);
}

/* ---- the arrays ---- */

static void find_ends(struct org *org)
{
	struct unit *units = org->units;

	for (int i = org->count - 1; i > 0; i--)
		if (units[units[i].parent].end < units[i].end)
			units[units[i].parent].end = units[i].end;
}

static void place_units(struct org *org, struct building *building)
{
	int *place = building->first; /* row -> index; the links have done their work */

	for (int i = 0; i < org->count; i++) {
		struct unit *unit = &org->units[i];
		int parent = building->parent[building->order[i]];

		place[building->order[i]] = i;
		unit->parent = parent == ORG_NONE ? ORG_NONE : place[parent];
		unit->depth = parent == ORG_NONE ? 0 : org->units[unit->parent].depth + 1;
		unit->end = i + 1;
	}
	find_ends(org);
}

/* An object is in order: its rows are the units. */
static bool keep_rows(struct org *org, struct building *building)
{
	for (int i = 0; i < building->count; i++)
		if (building->order[i] != i)
			return settings_wrong(building->error, building->file, building->rows[i].line,
					      _("\"%s\" står inte där trädets ordning kräver"), building->rows[i].id);
	org->units = building->rows;
	org->ids = building->ids;
	building->ids = (struct names){ 0 };
	return true;
}

static bool sort_rows(struct org *org, struct building *building)
{
	org->units = arena_alloc(&org->arena, (size_t)building->count * sizeof *org->units);
	for (int i = 0; i < building->count; i++) {
		org->units[i] = building->rows[building->order[i]];
		names_add(&org->ids, org->units[i].id);
	}
	return true;
}

static bool build_rows(struct org *org, struct building *building, bool in_order)
{
	for (int i = 0; i < building->count; i++)
		if (!judge_unit(building, &building->rows[i]))
			return false;
	if (!order_rows(building) || !(in_order ? keep_rows : sort_rows)(org, building))
		return false;
	org->count = building->count;
	place_units(org, building);
	return true;
}

static bool build(struct org *org, const char *file, const struct list *rows, const struct region *region, bool in_order, struct error *error)
{
	struct building building = { .file = file, .region = region, .error = error, .rows = rows->items, .count = (int)rows->count };
	int *room;
	bool built;

	if (rows->count == 0 || rows->count > UNITS_MOST)
		return settings_wrong(error, file, 1, rows->count ? _("för många enheter") : _("listan units är tom: en enhet ska stå överst"));
	room = memory_grow(NULL, rows->count * 4, sizeof *room);
	building.parent = room;
	building.first = room + rows->count;
	building.next = room + rows->count * 2;
	building.order = room + rows->count * 3;
	built = build_rows(org, &building, in_order);
	names_free(&building.ids);
	free(room);
	return built;
}

/* ---- writing ---- */

static bool write_all(const struct org *org, struct buffer *out, struct error *error)
{
	struct head head = { .format = OBJECT_FORMAT, .units = org->count, .source = org->source };

	if (!line_write(out, &head_shape, &head, error))
		return false;
	buffer_text(out, "\n");
	for (int i = 0; i < org->count; i++) {
		if (!line_write(out, &unit_shape, &org->units[i], error))
			return false;
		buffer_text(out, "\n");
	}
	return true;
}

void org_write(const struct org *org, struct buffer *out)
{
	write_all(org, out, NULL); /* what was read can be written: org_read tried it, and org_load had it from there */
}

/* ---- reading what people wrote ---- */

static struct org *org_new(void)
{
	struct org *org = memory_grow(NULL, 1, sizeof *org);

	*org = (struct org){ 0 };
	return org;
}

static bool name_object(struct org *org, const char *file, struct error *error)
{
	struct buffer object = { 0 };
	struct error why = { 0 };
	bool written = write_all(org, &object, &why);

	if (written)
		hash_bytes(object.bytes, object.size, org->hash);
	else
		error_set(error, "bad-config", "%s: %s", file, why.text);
	buffer_free(&object);
	return written;
}

struct org *org_read(const char *file, const char *bytes, size_t size, const struct region *region, struct error *error)
{
	struct org *org = org_new();
	struct list rows = { 0 };

	hash_bytes(bytes, size, org->source);
	if (settings_read(file, bytes, size, &top_settings, &rows, &org->arena, error) && build(org, file, &rows, region, false, error) &&
	    name_object(org, file, error))
		return org;
	org_free(org);
	return NULL;
}

/* ---- reading what the program wrote ---- */

static bool object_wrong(struct error *error, const char *file, int line, const char *wrong)
{
	return settings_wrong(error, file, line, _("raden är inte som programmet skrev den (%s): hämta filen från en säkerhetskopia"), wrong);
}

static bool read_head(struct line_reader *reader, struct head *head, const char *file, struct org *org, struct error *error)
{
	if (!line_read(reader, &head_shape, head, &org->arena) || !line_literal(reader, "\n"))
		return object_wrong(error, file, 1, reader->wrong);
	if (head->format > OBJECT_FORMAT)
		return error_set(error, "newer-format", _("%s är skriven av en nyare budgetdialog: uppgradera programmet"), file);
	/* no unit takes less than its shortest line, so a number made up cannot make us reserve what is not there */
	if (head->units > UNITS_MOST || head->units > (reader->end - reader->at) / 20)
		return object_wrong(error, file, 1, "units");
	memcpy(org->source, head->source, HASH_TEXT);
	return true;
}

static bool read_units(struct line_reader *reader, struct list *rows, const char *file, struct org *org, struct error *error)
{
	struct unit *units = arena_alloc(&org->arena, rows->count * sizeof *units);

	rows->items = units;
	for (size_t i = 0; i < rows->count; i++) {
		units[i].line = (int)i + 2;
		if (!line_read(reader, &unit_shape, &units[i], &org->arena) || !line_literal(reader, "\n"))
			return object_wrong(error, file, units[i].line, reader->wrong);
	}
	return reader->at == reader->end || object_wrong(error, file, (int)rows->count + 2, "end");
}

static bool load_into(struct org *org, const char *file, char *bytes, size_t size, const struct region *region, struct error *error)
{
	struct line_reader reader = { .at = bytes, .end = bytes + size };
	struct list rows = { 0 };
	struct head head = { 0 };

	if (!read_head(&reader, &head, file, org, error))
		return false;
	rows.count = (size_t)head.units;
	return read_units(&reader, &rows, file, org, error) && build(org, file, &rows, region, true, error);
}

struct org *org_load(const char *file, const char *hash, const char *bytes, size_t size, const struct region *region, struct error *error)
{
	struct org *org = org_new();
	char *copy = arena_copy(&org->arena, bytes, size); /* the strings of the units will lie there */
	struct error why = { 0 };

	memcpy(org->hash, hash, HASH_TEXT);
	if (load_into(org, file, copy, size, region, &why))
		return org;
	error_set(error, strcmp(why.word, "bad-config") == 0 ? "damaged" : why.word, "%s", why.text);
	org_free(org);
	return NULL;
}

void org_free(struct org *org)
{
	if (!org)
		return;
	names_free(&org->ids);
	arena_free(&org->arena);
	free(org);
}

/* ---- where a unit stands ---- */

int org_find(const struct org *org, const char *id)
{
	return names_find(&org->ids, id);
}

static int nearest_unit(const struct org *org, int at)
{
	while (at != ORG_NONE && org->units[at].kind != UNIT_UNIT)
		at = org->units[at].parent;
	return at;
}

int org_holder(const struct org *org, int unit)
{
	return nearest_unit(org, unit);
}

int org_above(const struct org *org, int unit)
{
	int holder = org_holder(org, unit);

	if (org->units[unit].kind == UNIT_ANSLAG)
		return holder;
	return nearest_unit(org, org->units[holder].parent);
}

bool org_is_below(const struct org *org, int unit, int branch)
{
	return unit >= branch && unit < org->units[branch].end;
}

bool org_example(const struct org *org, int unit)
{
	while (unit != ORG_NONE && !org->units[unit].example)
		unit = org->units[unit].parent;
	return unit != ORG_NONE;
}

int org_next_sub(const struct org *org, int unit, int at)
{
	at = at == ORG_NONE ? unit + 1 : org->units[at].end;
	while (at < org->units[unit].end && org->units[at].kind == UNIT_GROUP)
		at++;
	return at < org->units[unit].end ? at : ORG_NONE;
}

/* ---- who ---- */

bool org_is_chef(const struct org *org, int unit, const char *user)
{
	return org->units[unit].chef && strcmp(org->units[unit].chef, user) == 0;
}

const struct deputy *org_deputy(const struct org *org, int unit, const char *user)
{
	const struct deputy *deputies = org->units[unit].deputies.items;

	for (size_t i = 0; i < org->units[unit].deputies.count; i++)
		if (strcmp(deputies[i].user, user) == 0)
			return &deputies[i];
	return NULL;
}

static bool is_listed(const struct list *users, const char *user)
{
	const char *const *names = users->items;

	for (size_t i = 0; i < users->count; i++)
		if (strcmp(names[i], user) == 0)
			return true;
	return false;
}

bool org_is_ekonom(const struct org *org, int unit, const char *user)
{
	while (unit != ORG_NONE && !is_listed(&org->units[unit].ekonomer, user))
		unit = org->units[unit].parent;
	return unit != ORG_NONE;
}

bool org_is_registrar(const struct org *org, int unit, const char *user)
{
	while (unit != ORG_NONE && !is_listed(&org->units[unit].registrars, user))
		unit = org->units[unit].parent;
	return unit != ORG_NONE;
}

static void add_users(struct names *users, const struct unit *unit)
{
	const struct deputy *deputies = unit->deputies.items;
	const char *const *ekonomer = unit->ekonomer.items, *const *registrars = unit->registrars.items;

	if (unit->chef)
		names_add(users, unit->chef);
	if (unit->approver)
		names_add(users, unit->approver);
	for (size_t i = 0; i < unit->deputies.count; i++)
		names_add(users, deputies[i].user);
	for (size_t i = 0; i < unit->ekonomer.count; i++)
		names_add(users, ekonomer[i]);
	for (size_t i = 0; i < unit->registrars.count; i++)
		names_add(users, registrars[i]);
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t org_users(const struct org *org, const char ***users)
{
	struct names found = { 0 };
	size_t count;

	for (int i = 0; i < org->count; i++)
		add_users(&found, &org->units[i]);
	count = found.count;
	*users = memory_grow(NULL, count, sizeof **users);
	if (count > 0) {
		memcpy(*users, found.text, count * sizeof **users);
		qsort(*users, count, sizeof **users, compare_texts);
	}
	names_free(&found);
	return count;
}

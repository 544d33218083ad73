/* The organisation: a tree as arrays in preorder. A unit's index says where it stands; the branch below unit i is i+1 … end[i]-1.
 * Read from organisation.cfg (edited by people) or from an adopted object (fixed-order lines), never from both in one tree. Immutable. */
#ifndef ORG_H
#define ORG_H

#include "arena.h"
#include "error.h"
#include "hash.h"
#include "line.h"
#include "names.h"
#include "region.h"

#define ORG_NONE (-1)

enum unit_kind { UNIT_UNIT, UNIT_ANSLAG, UNIT_GROUP };

struct deputy { const char *user, *from, *to; }; /* dates, both included; either may be NULL */

struct unit {
	const char *id, *parent_id, *kind_name, *name;
	const char *level_id;  /* NULL unless a unit */
	const char *chef, *approver;
	struct list deputies;  /* of struct deputy */
	struct list ekonomer, registrars; /* of const char * */
	const char *area, *cost_centre, *ram_name, *purpose, *conditions, *principle;
	bool example;          /* as written; org_example asks the whole branch */
	/* worked out */
	enum unit_kind kind;
	int level;             /* index in region->levels, or ORG_NONE */
	int parent, end, depth;
	int line;              /* in organisation.cfg, for errors */
};

struct org {
	char hash[HASH_TEXT];   /* of the object's bytes */
	char source[HASH_TEXT]; /* of the organisation.cfg it was read from */
	struct unit *units;     /* [count], preorder; units[0] is the root */
	int count;
	struct names ids;       /* id -> index */
	struct arena arena;
};

/* organisation.cfg. Errors: "bad-config" with file and line: duplicate id, unknown parent, cycle, two roots, unit without chef, unknown level/area/principle … */
struct org *org_read(const char *file, const char *bytes, size_t size, const struct region *region, struct error *error);
/* The object: first {"format":1,"units":N,"source":"<64>"}, then one fixed-order line a unit in preorder. The writer's bytes are the object. */
void org_write(const struct org *org, struct buffer *out);
/* Takes a private copy of the bytes. hash: the object's name, which folder_object has found to be theirs. */
struct org *org_load(const char *file, const char *hash, const char *bytes, size_t size, const struct region *region, struct error *error);
void org_free(struct org *org);

int org_find(const struct org *org, const char *id);            /* index or ORG_NONE */
int org_holder(const struct org *org, int unit);                /* the unit whose chef answers for it: itself if a unit, for anslag and group the nearest unit above */
int org_above(const struct org *org, int unit);                 /* the level above: nearest unit strictly above its holder's row; for an anslag its holder. ORG_NONE for the root */
bool org_is_below(const struct org *org, int unit, int branch); /* unit == branch counts */
bool org_example(const struct org *org, int unit);              /* it or something above is an invented example */

/* Direct sub-units, looking through groups: units and anslag. Start with at = ORG_NONE; returns ORG_NONE at the end. For an anslag: its sub-anslag. */
int org_next_sub(const struct org *org, int unit, int at);

bool org_is_chef(const struct org *org, int unit, const char *user);               /* of the unit itself (kind unit) */
const struct deputy *org_deputy(const struct org *org, int unit, const char *user);
bool org_is_ekonom(const struct org *org, int unit, const char *user);             /* there or above */
bool org_is_registrar(const struct org *org, int unit, const char *user);          /* there or above */
size_t org_users(const struct org *org, const char ***users);                      /* every user named, sorted, once; free the array */

#endif

#include "action.h"

#include "intl.h"

#include <stdio.h>
#include <string.h>

static const struct action actions[ACTION_COUNT] = {
#define X(id, name, keys, contexts, rank, writes, label, help) [ACTION_##id] = { name, keys, contexts, rank, writes, label, help },
	ACTIONS(X)
#undef X
};

const struct action *action(enum action_id id)
{
	return id < ACTION_COUNT ? &actions[id] : NULL;
}

bool action_has_key(enum action_id id, const char *key)
{
	const char *keys = id < ACTION_COUNT ? actions[id].keys : "";
	size_t length = strlen(key);

	for (; *keys; keys += strcspn(keys, " "), keys += strspn(keys, " "))
		if (strcspn(keys, " ") == length && strncmp(keys, key, length) == 0)
			return true;
	return false;
}

static enum action_id find(const char *key, unsigned context)
{
	for (enum action_id id = 0; id < ACTION_COUNT; id++)
		if ((actions[id].contexts & context) && action_has_key(id, key))
			return id;
	return ACTION_NONE;
}

enum action_id action_for(const char *key, unsigned context)
{
	enum action_id own = find(key, context & ~(unsigned)IN_EVERY);

	return own != ACTION_NONE ? own : find(key, IN_EVERY);
}

/* Keys whose caps say something else to a Swedish reader. */
static const struct { const char *key, *shown; } caps[] = {
	{ "Up", N_("Upp") },
	{ "Down", N_("Ner") },
	{ "Left", N_("Vänster") },
	{ "Right", N_("Höger") },
	{ "Space", N_("Blanksteg") },
	{ "BackTab", N_("Skift-Tab") },
	{ "Backspace", N_("Backsteg") },
};

const char *action_key_shown(const char *key, char out[24])
{
	const char *shown = key;

	for (size_t i = 0; i < sizeof caps / sizeof *caps; i++)
		if (strcmp(caps[i].key, key) == 0)
			shown = _(caps[i].shown);
	snprintf(out, 24, "%s%s", key[0] == '^' && key[1] ? "Ctrl-" : "", shown + (key[0] == '^' && key[1]));
	return out;
}

const char *action_key(enum action_id id, char out[24])
{
	char first[24] = "";

	if (id < ACTION_COUNT)
		snprintf(first, sizeof first, "%.*s", (int)strcspn(actions[id].keys, " "), actions[id].keys);
	return action_key_shown(first, out);
}

static const struct { enum context context; const char *name; } contexts[] = {
	{ IN_EVERY, N_("Överallt") },
	{ IN_START, N_("Start") },
	{ IN_SEATS, N_("Platser") },
	{ IN_TREE, N_("Organisation") },
	{ IN_UNIT, N_("Enhet") },
	{ IN_WHY, N_("Så är beloppet uppbyggt") },
	{ IN_DISTRIBUTION, N_("Fördelning") },
	{ IN_CHECK, N_("Avstämning") },
	{ IN_HISTORY, N_("Historik") },
	{ IN_POST, N_("Ramförändring") },
	{ IN_VERSIONS, N_("Versioner") },
	{ IN_MONTHS, N_("Månader") },
	{ IN_DETAILS, N_("Innehåll") },
	{ IN_PLAN, N_("Plan") },
	{ IN_DIALOGUE, N_("Dialog") },
	{ IN_AGENDA, N_("Inför dialogmötet") },
	{ IN_MEETING, N_("Dialogmöte") },
	{ IN_MINUTES, N_("Läs upp och avsluta") },
	{ IN_COMPARE, N_("Jämförelse") },
	{ IN_HELP, N_("Hjälp") },
};

const char *context_name(enum context context)
{
	for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++)
		if (contexts[i].context == context)
			return _(contexts[i].name);
	return "";
}

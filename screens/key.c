#include "key.h"

#include <stdio.h>
#include <string.h>

struct key key_named(const char *name)
{
	struct key key = { 0 };

	snprintf(key.name, sizeof key.name, "%s", name);
	return key;
}

const char *key_text(const struct key *key)
{
	if (key->paste)
		return key->paste;
	if (!key->is_text)
		return NULL;
	return key_is(key, "Space") ? " " : key->name;
}

bool key_is(const struct key *key, const char *name)
{
	return strcmp(key->name, name) == 0;
}

bool key_in(const struct key *key, const char *names)
{
	size_t length = strlen(key->name);

	for (; *names; names += strcspn(names, " "), names += strspn(names, " "))
		if (strcspn(names, " ") == length && strncmp(names, key->name, length) == 0)
			return true;
	return false;
}

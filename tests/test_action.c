/* The table of actions: no key means two things in one place, and every action can be explained. */
#include "testing.h"

#include "action.h"
#include "text.h"

#include <string.h>

static size_t key_at(const char *keys, size_t at, char out[24])
{
	size_t size = strcspn(keys + at, " ");

	snprintf(out, 24, "%.*s", (int)size, keys + at);
	return at + size + strspn(keys + at + size, " ");
}

static void keys_differ(enum action_id a, enum action_id b)
{
	const char *keys = action(a)->keys;
	char key[24];

	for (size_t at = 0; keys[at];) {
		at = key_at(keys, at, key);
		expect(!action_has_key(b, key), "%s and %s share %s", action(a)->name, action(b)->name, key);
	}
}

static void no_two_actions_share_a_key_in_one_place(void **state)
{
	(void)state;
	for (enum action_id a = 0; a < ACTION_COUNT; a++)
		for (enum action_id b = 0; b < a; b++)
			if (action(a)->contexts & action(b)->contexts)
				keys_differ(a, b);
}

/* A screen may take a general key for itself, but these have to work everywhere. */
static void help_and_the_way_back_are_nobodys_else(void **state)
{
	(void)state;
	for (enum action_id id = 0; id < ACTION_COUNT; id++)
		if (id != ACTION_HELP && id != ACTION_QUIT && id != ACTION_BACK)
			expect(!action_has_key(id, "?") && !action_has_key(id, "q") && !action_has_key(id, "Esc"), "%s", action(id)->name);
}

static void every_action_has_names_and_help(void **state)
{
	(void)state;
	for (enum action_id id = 0; id < ACTION_COUNT; id++) {
		const struct action *one = action(id);

		expect(*one->name && *one->keys && *one->label && *one->help && one->contexts, "%d", (int)id);
		expect(strspn(one->name, "abcdefghijklmnopqrstuvwxyz-") == strlen(one->name), "%s", one->name);
		expect(text_valid(one->help, strlen(one->help), NULL) && text_width(one->help) <= 64, "%s", one->name);
		expect(one->keys[strlen(one->keys) - 1] != ' ' && !strstr(one->keys, "  "), "%s", one->name);
		for (enum action_id other = 0; other < id; other++)
			expect(strcmp(one->name, action(other)->name) != 0, "%s", one->name);
	}
	assert_null(action(ACTION_NONE));
}

static void no_function_key_is_the_only_way(void **state)
{
	char key[24];

	(void)state;
	for (enum action_id id = 0; id < ACTION_COUNT; id++) {
		key_at(action(id)->keys, 0, key);
		expect(key[0] != 'F' || !key[1], "%s", action(id)->name);
	}
}

static void a_key_is_looked_up_where_one_is(void **state)
{
	static const struct { const char *key; unsigned context; enum action_id is; } cases[] = {
		{ "Enter", IN_TREE, ACTION_OPEN },       { "Enter", IN_DISTRIBUTION, ACTION_EDIT }, { "Right", IN_TREE, ACTION_UNFOLD },
		{ "Right", IN_DISTRIBUTION, ACTION_NEXT_COLUMN }, { "?", IN_CHECK, ACTION_HELP },            { "F1", IN_CHECK, ACTION_HELP },
		{ "^S", IN_TREE, ACTION_NONE },          { "^S", IN_DISTRIBUTION, ACTION_SAVE },    { "", IN_TREE, ACTION_NONE },
		{ "Ent", IN_TREE, ACTION_NONE },         { "Enter Up", IN_TREE, ACTION_NONE },      { "q", IN_HELP, ACTION_QUIT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect(action_for(cases[i].key, cases[i].context) == cases[i].is, "%s", cases[i].key);
	assert_false(action_has_key(ACTION_NONE, "q"));
}

static void keys_are_shown_as_their_caps_say(void **state)
{
	char out[24];

	(void)state;
	assert_string_equal(action_key(ACTION_SAVE, out), "Ctrl-S");
	assert_string_equal(action_key(ACTION_OPEN, out), "Enter");
	assert_string_equal(action_key(ACTION_HELP, out), "?");
	assert_string_equal(action_key(ACTION_UP, out), "Upp");
	assert_string_equal(action_key(ACTION_NONE, out), "");
	assert_string_equal(action_key_shown("Space", out), "Blanksteg");
	assert_string_equal(action_key_shown("^", out), "^");
}

static void every_context_has_a_name(void **state)
{
	(void)state;
	for (unsigned bit = IN_EVERY; bit <= IN_HELP; bit <<= 1)
		expect(*context_name((enum context)bit), "%u", bit);
	assert_string_equal(context_name(IN_TREE), "Organisation");
	assert_string_equal(context_name((enum context)0), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_actions_share_a_key_in_one_place),
		cmocka_unit_test(help_and_the_way_back_are_nobodys_else),
		cmocka_unit_test(every_action_has_names_and_help),
		cmocka_unit_test(no_function_key_is_the_only_way),
		cmocka_unit_test(a_key_is_looked_up_where_one_is),
		cmocka_unit_test(keys_are_shown_as_their_caps_say),
		cmocka_unit_test(every_context_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The content of a plan: one spelling, one hash, whatever way it came about; and another for each thing that may differ. */
#include "scene.h"

#include "content.h"
#include "hash.h"

static void hash_of(const struct scene *scene, const char *unit, int year, char hash[HASH_TEXT])
{
	struct arena arena = { 0 };

	content_hash(content_make(scene->book, &(struct charter){ scene->book->region, scene->book->org }, unit, year, &arena), hash);
	arena_free(&arena);
}

static void expect_spelling(const struct scene *scene, const char *unit, int year, const char *spelling)
{
	char is[HASH_TEXT], wanted[HASH_TEXT];

	hash_of(scene, unit, year, is);
	hash_bytes(spelling, strlen(spelling), wanted);
	expect(!strcmp(is, wanted), "%s is %s, not the hash of %s", unit, is, spelling);
}

#define BLANK "\"ram\":null,\"target\":null"

/* The bytes written out by hand: what budgetdialog-folder(5) says. */
static void the_spelling(void **state)
{
	struct scene scene = scene_new(NULL);

	(void)state;
	expect_spelling(&scene, "b", 2020, "{\"unit\":\"b\",\"year\":2020," BLANK ",\"lines\":[],\"subs\":[]}");
	expect_spelling(&scene, "a", 2020,
	                "{\"unit\":\"a\",\"year\":2020,\"ram\":100,\"target\":null,\"lines\":[],\"subs\":[[\"a1\",60,null],[\"a2\",40,null]]}");
	did(&scene, ACT("ca", "'post','kind':'saving','year':2020,'legs':[['a1',-5,2020],['ans',5,2020,0]]"));
	did(&scene, ACT("ca", "'target','unit':'a3','year':2020,'kr':-3"));
	did(&scene, ACT("rd", "'target','unit':'a','year':2020,'kr':7"));
	did(&scene, ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'reserv','kr':2,'until':2021,'text':'osäkert','who':'rd'},"
	                      "{'line':'personal','kr':12,'hold':'avtal \\\"klart\\\"','profile':[1,0,0,0,0,0,0,0,0,0,0,2],'counterpart':'b',"
	                      "'details':[{'id':'p','text':'Två','kr':12},{'id':'q','above':'p','text':'x','kr':1,'staff':[1000,10000,35000,1,12,0,4275]}]}]"));
	expect_spelling(&scene, "a", 2020,
	                "{\"unit\":\"a\",\"year\":2020,\"ram\":100,\"target\":7,\"lines\":[{\"line\":\"personal\",\"kr\":12,\"hold\":\"avtal \\\"klart\\\"\","
	                "\"profile\":[1,0,0,0,0,0,0,0,0,0,0,2],\"counterpart\":\"b\",\"details\":[{\"id\":\"p\",\"text\":\"Två\",\"kr\":12},{\"id\":\"q\","
	                "\"above\":\"p\",\"text\":\"x\",\"kr\":1,\"staff\":[1000,10000,35000,1,12,0,4275]}]},{\"line\":\"reserv\",\"kr\":2,\"until\":2021,"
	                "\"text\":\"osäkert\",\"who\":\"rd\"}],\"subs\":[[\"a1\",55,null],[\"a2\",40,null],[\"a3\",null,-3],[\"ans\",5,null]]}");
	expect_spelling(&scene, "a", 2021,
	                "{\"unit\":\"a\",\"year\":2021,\"ram\":100,\"target\":null,\"lines\":[],\"subs\":[[\"a1\",60,null],[\"a2\",40,null]]}");
	expect_spelling(&scene, "sub1", 2020, "{\"unit\":\"sub1\",\"year\":2020," BLANK ",\"lines\":[],\"subs\":[]}");
	expect_spelling(&scene, "nej", 2020, "{\"unit\":\"nej\",\"year\":2020," BLANK ",\"lines\":[],\"subs\":[]}");
	scene_free(&scene);
}

/* The example of the manual, cut out of it. */
static void the_manual_is_right(void **state)
{
	char *manual = testing_read(testing_source("man/budgetdialog-folder.5"), NULL), *to, *from = strstr(manual, "$ printf %s '{\"unit\"");
	struct buffer spelling = { 0 };
	char hash[HASH_TEXT];

	(void)state;
	assert_non_null(from);
	from = strchr(from, '{');
	to = strstr(from, "' | sha256sum");
	assert_non_null(to);
	for (const char *at = from; at < to; at++) /* several texts, one after the other */
		if (!strncmp(at, "'\\e\n    '", 9))
			at += 8;
		else
			buffer_add(&spelling, at, 1);
	hash_bytes(spelling.bytes, spelling.size, hash);
	expect(strstr(to, hash), "%s has the hash %s", spelling.bytes, hash);
	struct scene scene = scene_new(NULL);
	did(&scene, ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':0,'hold':'avtal klart'}]"));
	expect_spelling(&scene, "a", 2020, spelling.bytes);
	scene_free(&scene);
	buffer_free(&spelling);
	free(manual);
}

static const char *const parts[] = {
	ROW("ca", "a", "personal", 5),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'material','kr':6,'hold':'h'}]"),
	ROW("stf-ca", "a", "reserv", 7),
	ACT("ca", "'target','unit':'a1','year':2020,'kr':2"),
	GIVE("ca", "ans", 3),
	GIVE("stf-ca", "a3", 4),
	GIVE("rd", "a", 8),
	ACT("rd", "'target','unit':'a','year':2020,'kr':9"),
};
#define PARTS (sizeof parts / sizeof *parts)

static void the_order_of_writing_has_no_part_in_it(void **state)
{
	char first[HASH_TEXT], hash[HASH_TEXT];
	uint64_t random = 1;

	(void)state;
	for (int round = 0; round < testing_cases(12, 200); round++) {
		struct scene scene = scene_new(NULL);
		size_t order[PARTS];

		for (size_t i = 0; i < PARTS; i++) {
			size_t at = testing_random(&random) % (i + 1);

			order[i] = order[at];
			order[at] = i;
		}
		for (size_t i = 0; i < PARTS; i++) {
			if (testing_random(&random) % 2) /* by a way round */
				did(&scene, ROW("ca", "a", "intakter", 1));
			did(&scene, parts[order[i]]);
		}
		did(&scene, ROW("ca", "a", "intakter", null));
		hash_of(&scene, "a", 2020, hash);
		if (!round)
			memcpy(first, hash, HASH_TEXT);
		assert_string_equal(hash, first);
		scene_free(&scene);
	}
}

/* Every one of these alone makes it another content. */
static const char *const changes[] = {
	ROW("ca", "a", "personal", 6),
	ROW("ca", "a", "personal", null),
	ROW("ca", "a", "material", 0),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5,'hold':'h'}]"),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5,'hold':'i'}]"),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5,'text':'h'}]"),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5,'profile':[1,1,1,1,1,1,1,1,1,1,1,1]}]"),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5,'profile':[1,1,1,1,1,1,1,1,1,1,1,2]}]"),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5,'counterpart':'b'}]"),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5,'until':2021}]"),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5,'who':'rd'}]"),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5,'details':[{'id':'x','text':'t','kr':5}]}]"),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5,'details':[{'id':'x','text':'u','kr':5}]}]"),
	ACT("ca", "'distribute','unit':'a','year':2020,'lines':[{'line':'personal','kr':5,'details':[{'id':'x','text':'t','kr':5,'inputs':[['a','5']]}]}]"),
	GIVE("rd", "a", 1),
	ACT("rd", "'target','unit':'a','year':2020,'kr':0"),
	GIVE("ca", "a1", 1),
	GIVE("ca", "a3", 0),
	ACT("ca", "'target','unit':'a1','year':2020,'kr':0"),
	ACT("ca", "'post','kind':'transfer','year':2020,'legs':[['a1',1],['a2',-1]]"),
};
#define CHANGES (sizeof changes / sizeof *changes)

static void everything_that_is_sent_has_a_part_in_it(void **state)
{
	char hashes[CHANGES + 3][HASH_TEXT];

	(void)state;
	for (size_t i = 0; i < CHANGES + 3; i++) {
		struct scene scene = scene_new(NULL);

		did(&scene, ROW("ca", "a", "personal", 5));
		if (i < CHANGES)
			did(&scene, changes[i]);
		hash_of(&scene, i == CHANGES + 1 ? "b" : "a", i == CHANGES + 2 ? 2021 : 2020, hashes[i]);
		for (size_t j = 0; j < i; j++)
			expect(strcmp(hashes[i], hashes[j]), "%s has the hash of %s", i < CHANGES ? changes[i] : "what stands", changes[j]);
		scene_free(&scene);
	}
}

/* And what is none of it has not. */
static void the_rest_has_none(void **state)
{
	static const char *const others[] = {
		ROW("ca1", "a1", "personal", 5),
		GIVE("ca1", "a11", 5),
		GIVE("ca", "sub1", 5),
		ROW("ca", "ans", "personal", 5),
		ACT("ca", "'distribute','unit':'a','year':2021,'lines':[{'line':'personal','kr':5}]"),
		ACT("ca", "'post','kind':'index','year':2021,'legs':[['a1',5]]"),
		ACT("ca", "'say','unit':'a','kind':'comment','text':'x'"),
		ACT("ca", "'forecast','unit':'a','year':2020,'lines':[{'line':'personal','kr':5}]"),
		ACT("reg", "'distribute','unit':'a','year':2019,'lines':[{'line':'personal','kr':5}],'decision':'x'"),
	};
	struct scene scene = scene_new(NULL);
	char before[HASH_TEXT], after[HASH_TEXT];

	(void)state;
	hash_of(&scene, "a", 2020, before);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		did(&scene, others[i]);
		hash_of(&scene, "a", 2020, after);
		expect(!strcmp(before, after), "%s", others[i]);
	}
	scene_free(&scene);
}

/* Domain rule 3, of the content alone. */
static void what_is_left(void **state)
{
	struct scene scene = scene_new(NULL);
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < PARTS; i++)
		did(&scene, parts[i]);
	did(&scene, ROW("ca", "a", "intakter", 30));
	struct content *content = content_make(scene.book, &(struct charter){ scene.book->region, scene.book->org }, "a", 2020, &arena);
	struct ram_table *table = ram_make(scene.book, 2020, NULL, 0);

	assert_int_equal(content_left(content, scene.book->region), (100 + 8) + 30 + 2 - 9 - 5 - 6 - 7 - (60 + 40 + 3 + 4));
	assert_int_equal(content_left(content, scene.book->region) * MONEY_KR, table->balance[unit_of(&scene, "a")].left);
	assert_null(content_row(content, "nej"));
	assert_null(content_sub(content, "nej"));
	assert_string_equal(content->events[0]->user, "ca");
	ram_free(table);
	arena_free(&arena);
	scene_free(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_spelling),
		cmocka_unit_test(the_manual_is_right),
		cmocka_unit_test(the_order_of_writing_has_no_part_in_it),
		cmocka_unit_test(everything_that_is_sent_has_a_part_in_it),
		cmocka_unit_test(the_rest_has_none),
		cmocka_unit_test(what_is_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

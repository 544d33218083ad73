/* Budget versions: what a version line freezes, that nothing written later changes it, and what is said when it cannot be shown. */
#include "world.h"

#include "doctor.h"
#include "setup.h"
#include "version.h"

#define GIVE(by, unit, kr) "{'by':'" by "','act':'post','kind':'index','year':2020,'legs':[['" unit "'," #kr "]]}"
#define FREEZE(by, name) "{'by':'" by "','act':'version','name':'" name "'}"
#define NOTE(by, unit) "{'by':'" by "','act':'say','unit':'" unit "','kind':'note','text':'x'}"

static struct book *at(const struct book *book, const char *name)
{
	struct error error = { 0 };
	const struct event *version = version_find(book, name, &error);
	expect(version, "%s", error.text);
	struct book *then = book_at(book, version, &error);

	expect(then, "%s", error.text);
	return then;
}

static money ram_at(const struct book *book, const char *version, const char *unit)
{
	struct book *then = at(book, version);
	money ram = world_ram(then, unit, 2020);

	book_free(then);
	return ram;
}

static void expect_not_shown(const struct book *book, const char *name, const char *said)
{
	struct error error = { 0 };
	const struct event *version = version_find(book, name, &error);

	expect(!version || !book_at(book, version, &error), "%s is shown", name);
	expect(strstr(error.text, said), "%s", error.text);
}

/* ---- what is frozen ---- */

static void test_later_lines_change_nothing(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("rd", "a", 100));
	world_line(world, "rd:1", GIVE("ca", "a1", 40));
	world_line(world, "ca:1", FREEZE("rd", "Oktober"));
	struct book *book = world_book(world);
	struct book *then = at(book, "Oktober");
	char *frozen = world_dumped(then), *again;

	book_free(then);
	world_line(world, NULL, GIVE("rd", "a", 50));
	world_line(world, NULL, GIVE("ca", "a1", 7));
	world_line(world, NULL, NOTE("cb", "b"));
	world_flush(world);
	assert_true(book_refresh(book, NULL, NULL));
	assert_int_equal(world_ram(book, "a", 2020), 150 * MONEY_KR);
	assert_int_equal(ram_at(book, "Oktober", "a"), 100 * MONEY_KR);
	assert_int_equal(ram_at(book, "Oktober", "a1"), 40 * MONEY_KR);
	then = at(book, "Oktober");
	again = world_dumped(then);
	assert_string_equal(again, frozen);
	assert_int_equal(then->journal_count, 3); /* ca, rd, reg: nobody whose lines it does not rest on */
	free(frozen);
	free(again);
	book_free(then);
	book_free(book);
	world_free(world);
}

/* What others had written and the version did not know of is not in it; what they had seen is, without being named. */
static void test_what_it_rests_on(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, "ca:1", GIVE("cb", "b1", 2));
	world_line(world, NULL, GIVE("ca", "a1", 4));
	world_line(world, NULL, GIVE("rd", "b", 8));
	world_line(world, "cb:1", FREEZE("reg", "v"));
	struct book *book = world_book(world);

	assert_int_equal(ram_at(book, "v", "a1"), 1 * MONEY_KR);
	assert_int_equal(ram_at(book, "v", "b1"), 2 * MONEY_KR);
	assert_int_equal(ram_at(book, "v", "b"), MONEY_NONE);
	book_free(book);
	world_free(world);
}

/* Two who freeze at the same time, neither knowing of the other's. */
static void test_side_by_side(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, "ca:1", FREEZE("rd", "ett"));
	world_line(world, NULL, FREEZE("reg", "två"));
	struct book *book = world_book(world);

	assert_string_equal(book->versions[0]->user, "rd");
	assert_int_equal(ram_at(book, "ett", "a1"), 1 * MONEY_KR);
	assert_int_equal(ram_at(book, "två", "a1"), MONEY_NONE);
	book_free(book);
	world_free(world);
}

static void test_cites_no_more_than_it_must(void **state)
{
	struct world *world = world_new();
	struct arena arena = { 0 };
	struct cite *cites;

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, "ca:1", GIVE("cb", "b1", 2));
	world_line(world, "cb:1", GIVE("rd", "a", 3));
	world_line(world, NULL, NOTE("ca1", "a1"));
	struct book *book = world_book(world);

	assert_int_equal(version_cites(book, "reg", &cites, &arena), 2); /* rd, and so ca and cb; and ca1 whom nobody has seen */
	assert_int_equal(version_cites(book, "rd", &cites, &arena), 1);
	assert_string_equal(cites[0].user, "ca1");
	assert_int_equal(cites[0].n, 1);
	assert_string_equal(cites[0].hash, world_pen(world, "ca1")->hashes[0]);
	arena_free(&arena);
	book_free(book);
	world_free(world);
}

static void test_keeps_its_organisation(void **state)
{
	static const char without_b[] = "units=(\n" WORLD_ROOT WORLD_A WORLD_A1 "{id=\"a2\";parent=\"a1\";kind=\"unit\";name=\"Annat\";level=\"omrade\";chef=\"ca2\";}\n);\n";
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("rd", "b", 100));
	world_line(world, NULL, FREEZE("rd", "v"));
	world_adopt(world, without_b, NULL);
	struct book *book = world_book(world);
	struct book *then = at(book, "v");

	assert_int_equal(org_find(book->org, "b"), ORG_NONE);
	assert_true(org_find(then->org, "b") != ORG_NONE);
	assert_int_equal(world_ram(then, "b", 2020), 100 * MONEY_KR);
	assert_string_equal(then->org->units[org_find(then->org, "a2")].name, "A2");
	assert_int_equal(book_org_line(then), 1);
	book_free(then);
	book_free(book);
	world_free(world);
}

/* A version holds those before it, not itself. */
static void test_versions_before_it(void **state)
{
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, FREEZE("rd", "ett"));
	world_line(world, NULL, GIVE("rd", "a", 1));
	world_line(world, "rd:2", FREEZE("reg", "två"));
	struct book *book = world_book(world);
	struct book *first = at(book, "ett"), *second = at(book, "två"), *nested = at(second, "ett");
	char *one = world_dumped(first), *other = world_dumped(nested);

	assert_int_equal(first->version_count, 0);
	assert_int_equal(second->version_count, 1);
	assert_string_equal(one, other);
	free(one);
	free(other);
	book_free(nested);
	book_free(second);
	book_free(first);
	book_free(book);
	world_free(world);
}

/* ---- heads ---- */

static void test_wrong_heads_are_void(void **state)
{
	static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";
	struct world *world = world_new();

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, "ca:1", "{'by':'rd','act':'version','name':'v','heads':'%s'}", zeros);
	world_line(world, NULL, FREEZE("reg", "u"));
	struct book *book = world_book(world);
	const struct event *wrong = world_event(book, "rd", 1);

	assert_int_equal(wrong->state, LINE_VOID);
	assert_string_equal(wrong->why->word, "heads");
	assert_int_equal(book->version_count, 1);
	expect_not_shown(book, "v", "kan inte visas: versionens huvuden");
	assert_null(book_at(book, wrong, NULL));
	book_free(book);
	world_line(world, NULL, FREEZE("rd", "v")); /* the name is still free */
	book = world_book(world);
	assert_int_equal(ram_at(book, "v", "a1"), 1 * MONEY_KR);
	book_free(book);
	world_free(world);
}

/* The archive's checkpoint and a version that is frozen then say the same. */
static void test_heads_are_the_checkpoint(void **state)
{
	struct world *world = world_new();
	struct buffer out = { 0 };

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, NULL, GIVE("cb", "b1", 2));
	struct book *book = world_book(world);
	doctor_checkpoint(&out, book);
	book_free(book);
	world_line(world, "ca:1 cb:1", FREEZE("rd", "v"));
	book = world_book(world);
	assert_int_equal(book->version_count, 1);
	assert_non_null(strstr(out.bytes, book->versions[0]->line->act.version.heads));
	buffer_free(&out);
	book_free(book);
	world_free(world);
}

/* ---- as people hand it in ---- */

static bool hand_in(struct world *world, const char *as, const char *text, struct error *error)
{
	char *json = memory_string(text);
	bool done;

	for (char *quote = json; (quote = strchr(quote, '\''));)
		*quote = '"';
	*error = (struct error){ 0 };
	done = setup_do(world->folder, as, json, strlen(json), NULL, error);
	free(json);
	return done;
}

static void test_handed_in(void **state)
{
	static const struct { const char *as, *name, *word; } rows[] = {
		{ "rd", "Plan", NULL },       { "reg", "plan", "version" }, { "stf-rd", "PLAN", "version" }, { "stf-rd", "juni", NULL },
		{ "reg", "oktober", NULL },   { "ca", "egen", "not-allowed" }, { "ek", "egen", "not-allowed" }, { "reg-a", "egen", "not-allowed" },
	};
	struct world *world = world_new();
	struct error error;
	char text[200];

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, NULL, GIVE("cb", "b1", 2));
	world_flush_all(world);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(text, sizeof text, "{'act':'version','name':'%s'}", rows[i].name);
		expect(hand_in(world, rows[i].as, text, &error) == !rows[i].word, "%s %s: %s", rows[i].as, rows[i].name, error.text);
		expect(!rows[i].word || !strcmp(error.word, rows[i].word), "%s %s: %s", rows[i].as, rows[i].name, error.text);
	}
	struct book *book = book_open(world->folder, &error);

	assert_int_equal(book->version_count, 3);
	assert_int_equal(ram_at(book, "juni", "b1"), 2 * MONEY_KR);
	book_free(book);
	world_free(world);
}

static void test_heads_by_hand(void **state)
{
	struct world *world = world_new();
	struct arena arena = { 0 };
	struct envelope head = { .n = 1 };
	struct cite *cites;
	struct error error;
	char hash[HASH_TEXT], text[300];

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_flush_all(world);
	struct book *book = book_open(world->folder, &error);
	head.org = book_org_line(book);
	head.saw.count = version_cites(book, "rd", &cites, &arena);
	head.saw.items = cites;
	assert_true(version_heads(book, "rd", &head, hash, &error));
	snprintf(text, sizeof text, "{'act':'version','name':'v','heads':'%s'}", hash);
	assert_false(hand_in(world, "reg", "{'act':'version','name':'v','heads':'0000000000000000000000000000000000000000000000000000000000000000'}",
	                     &error));
	assert_string_equal(error.word, "heads");
	expect(hand_in(world, "rd", text, &error), "%s", error.text);
	arena_free(&arena);
	book_free(book);
	world_free(world);
}

/* One that nobody has cited, so many times that they cannot all be named. */
static void write_lonely(struct world *world, size_t count)
{
	char user[80], name[100], file[100], prev[HASH_TEXT], hash[HASH_TEXT];

	for (size_t i = 0; i < count; i++) {
		struct act act = world_act(world, "{'act':'say','unit':'a','kind':'note','text':'x'}");
		struct buffer bytes = { 0 };

		snprintf(user, sizeof user, "zz-%04zu-den-som-ingen-nagonsin-har-hort-talas-om", i);
		snprintf(file, sizeof file, "%s.jsonl", user);
		snprintf(name, sizeof name, "journals/%s.jsonl", user);
		hash_line(WORLD_ID, file, "", 0, prev);
		const struct line line = { .head = { .n = 1, .prev = prev, .id = "x", .at = WORLD_AT, .org = 1 }, .act = act };
		assert_true(act_write(&bytes, &line, WORLD_ID, file, hash, NULL));
		world_grow_file(world_path(world, name), bytes.bytes, bytes.size);
		buffer_free(&bytes);
	}
}

static void test_too_many_journals(void **state)
{
	struct world *world = world_new();
	struct error error;

	(void)state;
	world_flush_all(world);
	write_lonely(world, 400);
	expect(hand_in(world, "rd", "{'act':'version','name':'trehundra'}", &error), "%s", error.text);
	write_lonely(world, 1000); /* 600 that it does not know of yet */
	assert_false(hand_in(world, "rd", "{'act':'version','name':'v'}", &error));
	assert_string_equal(error.word, "too-long");
	expect(strstr(error.text, "600 journaler"), "%s", error.text);
	assert_false(hand_in(world, "reg", "{'act':'version','name':'v'}", &error)); /* 601: with the line of rd all the others */
	world_free(world);
}

/* ---- finding one ---- */

static void test_found_by_name(void **state)
{
	static const struct { const char *asked, *found, *said; } rows[] = {
		{ "Plan", "Plan", NULL },  { "PLAN", "Plan", NULL },  { "plan", "Plan", NULL }, { "ÅTER I JUNI", "Åter i juni", NULL },
		{ "juli", NULL, "versionen «juli» finns inte: de som finns är «Plan», «Åter i juni»" },
		{ "", NULL, "finns inte" }, { "\x1b[31m", NULL, "finns inte" },
	};
	struct world *world = world_new();
	struct error error;

	(void)state;
	world_line(world, NULL, NOTE("ca", "a"));
	struct book *book = world_book(world);
	assert_null(version_find(book, "plan", &error));
	expect(strstr(error.text, "ingen version är fryst än"), "%s", error.text);
	book_free(book);
	world_line(world, NULL, FREEZE("rd", "Plan")); /* region.cfg has the id plan for that */
	world_line(world, NULL, FREEZE("rd", "Åter i juni"));
	book = world_book(world);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct event *found = version_find(book, rows[i].asked, &error);

		expect(!found == !rows[i].found && (!found || !strcmp(found->line->act.version.name, rows[i].found)), "%s", rows[i].asked);
		expect(found || strstr(error.text, rows[i].said), "%s: %s", rows[i].asked, error.text);
		expect(found || !strchr(error.text, '\x1b'), "%s", rows[i].asked);
	}
	book_free(book);
	world_free(world);
}

/* ---- what is lost ---- */

static void damage(struct world *world, const char *user, size_t line)
{
	char name[100];
	size_t size;

	snprintf(name, sizeof name, "journals/%s.jsonl", user);
	char *bytes = testing_read(world_path(world, name), &size), *byte = bytes;

	while (--line)
		byte = strchr(byte, '\n') + 1;
	byte[20] ^= 1;
	testing_write(world_path(world, name), bytes, size);
	free(bytes);
}

/* Others go on; but of what the version was, something is not known any more, and then no figure is better than a wrong one. */
static void test_damaged_past(void **state)
{
	struct world *world = world_new();
	struct error error;

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, "ca:1", FREEZE("rd", "först"));
	world_line(world, NULL, GIVE("ca", "a1", 2));
	world_line(world, NULL, GIVE("ca", "a1", 4));
	world_line(world, "ca:3", FREEZE("rd", "sedan"));
	world_flush_all(world);
	damage(world, "ca", 2);
	struct book *book = book_open(world->folder, &error);

	assert_int_equal(book->version_count, 2);
	assert_int_equal(ram_at(book, "först", "a1"), 1 * MONEY_KR);
	expect_not_shown(book, "sedan", "versionen «sedan» kan inte visas: i journals/ca.jsonl saknas rader som den vilar på");
	book_free(book);
	assert_false(hand_in(world, "rd", "{'act':'version','name':'ny'}", &error));
	expect(!strcmp(error.word, "lost") && strstr(error.text, "journals/ca.jsonl"), "%s", error.text);
	world_free(world);
}

static void test_missing_past(void **state)
{
	struct world *world = world_new();
	struct error error;

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, "ca:1", FREEZE("rd", "v"));
	world_flush_all(world);
	assert_int_equal(unlink(world_path(world, "journals/ca.jsonl")), 0);
	struct book *book = book_open(world->folder, &error);

	assert_int_equal(book->version_count, 0);
	expect_not_shown(book, "v", "versionen «v» kan inte visas: väntar på");
	book_free(book);
	world_free(world);
}

static void test_missing_organisation(void **state)
{
	struct world *world = world_new();
	char name[100];

	(void)state;
	world_line(world, NULL, FREEZE("rd", "v"));
	world_adopt(world, "units=(\n" WORLD_ROOT WORLD_A "{id=\"b\";parent=\"div\";kind=\"unit\";name=\"B\";level=\"division\";chef=\"cb\";});\n", NULL);
	struct book *book = world_book(world);
	snprintf(name, sizeof name, "objects/%s", world_event(book, "reg", 1)->line->act.adopt.organisation);
	assert_int_equal(unlink(world_path(world, name)), 0);
	expect_not_shown(book, "v", "organisationen som gällde då går inte att läsa");
	book_free(book);
	world_free(world);
}

/* The lines of a version's book are those of the book that it was made from. */
static void test_stands_as_long_as_its_lines(void **state)
{
	struct world *world = world_new();
	struct error error;

	(void)state;
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_line(world, "ca:1", FREEZE("rd", "v"));
	world_flush_all(world);
	struct book *book = book_open(world->folder, &error), *then = at(book, "v");

	assert_true(version_stands(then, book));
	world_line(world, NULL, GIVE("ca", "a1", 1));
	world_flush(world);
	book_refresh(book, NULL, NULL);
	assert_true(version_stands(then, book));
	assert_int_equal(unlink(world_path(world, "journals/ca.jsonl")), 0);
	book_refresh(book, NULL, NULL);
	assert_false(version_stands(then, book));
	world_flush(world); /* the same again, and yet other lines in memory */
	book_refresh(book, NULL, NULL);
	assert_false(version_stands(then, book));
	book_free(then);
	book_free(book);
	world_free(world);
}

/* ---- random histories ---- */

static const char *const writers[] = { "ca", "ca1", "cb", "rd", "reg", "stf-rd" };
#define WRITERS (sizeof writers / sizeof *writers)

static uint64_t seed;

static size_t dice(size_t sides)
{
	return (size_t)(testing_random(&seed) % sides);
}

static void random_cites(struct world *world, const char *user, char out[300])
{
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; i < WRITERS; i++) {
		size_t count = world_pen(world, writers[i])->count;

		if (count && strcmp(writers[i], user) && !dice(3))
			used += (size_t)snprintf(out + used, 300 - used, "%s:%zu ", writers[i], count - dice(count));
	}
}

static void random_line(struct world *world)
{
	static const char *const givers[] = { "ca", "rd", "cb", "ca" }, *const given[] = { "a1", "a", "b1", "a2" };
	size_t which = dice(4);
	char cites[300];

	random_cites(world, givers[which], cites);
	if (dice(3))
		world_line(world, cites, "{'by':'%s','act':'post','kind':'index','year':2020,'legs':[['%s',%d]]}", givers[which], given[which], (int)dice(90));
	else
		world_line(world, cites, "{'by':'ca1','act':'distribute','unit':'a1','year':2020,'lines':[{'line':'personal','kr':%d}]}", (int)dice(90));
}

static void random_adoption(struct world *world, struct act adoption)
{
	struct end end = { writers[dice(3)], 0 };

	end.n = (int64_t)world_pen(world, end.user)->count;
	adoption.adopt.ends = (struct list){ &end, dice(2) };
	world_add(world, "reg", &adoption, NULL, NULL, NULL);
	if (dice(2))
		world->org = (int64_t)world_pen(world, "reg")->count;
}

/* With all that is there, as the writer does it; or with less. */
static void random_version(struct world *world, int number)
{
	const char *by = (const char *[]){ "rd", "reg", "stf-rd" }[dice(3)];
	struct arena arena = { 0 };
	char text[300] = "";
	struct cite *cites;

	world_flush(world);
	struct book *book = book_load(world->folder, NULL);
	size_t count = version_cites(book, by, &cites, &arena), used = 0;

	for (size_t i = 0; i < count; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "%s:%d ", cites[i].user, (int)cites[i].n);
	if (!dice(3))
		random_cites(world, by, text);
	world_line(world, text, "{'by':'%s','act':'version','name':'v%d'}", by, number);
	arena_free(&arena);
	book_free(book);
}

static void remember(struct world *world, char *frozen[], int versions)
{
	char name[20];

	snprintf(name, sizeof name, "v%d", versions);
	struct book *book = world_book(world);
	const struct event *version = version_find(book, name, NULL);
	struct book *then = version ? book_at(book, version, NULL) : NULL;

	frozen[versions] = then ? world_dumped(then) : NULL;
	book_free(then);
	book_free(book);
}

static size_t expect_frozen(const struct book *book, char *const frozen[], int versions, int round)
{
	size_t compared = 0;

	for (int i = 0; i < versions; i++) {
		char name[20];

		snprintf(name, sizeof name, "v%d", i);
		const struct event *version = frozen[i] ? version_find(book, name, NULL) : NULL;
		if (!version) /* it never counted; or an organisation took its writer's right back from before it */
			continue;
		struct book *then = book_at(book, version, NULL);
		char *dump = world_dumped(then);

		expect(!strcmp(dump, frozen[i]), "round %d, version %d is not what it was", round, i);
		free(dump);
		book_free(then);
		compared++;
	}
	return compared;
}

static void test_random_histories(void **state)
{
	static const char moved[] = "units=(\n" WORLD_ROOT WORLD_A WORLD_A2 "{id=\"b\";parent=\"a\";kind=\"unit\";name=\"B\";level=\"omrade\";chef=\"cb\";},\n"
				    "{id=\"b1\";parent=\"b\";kind=\"unit\";name=\"B1\";level=\"omrade\";chef=\"cb1\";});\n";
	struct world *world = world_empty();
	struct act adoptions[2] = { world_adoption(world, WORLD_REGION, WORLD_ORG, NULL), world_adoption(world, WORLD_REGION, moved, NULL) };
	size_t compared = 0;

	(void)state;
	for (int round = 0; round < 60; round++) {
		char *frozen[8];
		int versions = 0;

		seed = (uint64_t)round;
		world_forget_lines(world);
		for (size_t i = 0; i < WRITERS; i++) {
			world_pen(world, writers[i])->empty = true;
			char name[100];
			snprintf(name, sizeof name, "journals/%s.jsonl", writers[i]);
			testing_write(world_path(world, name), "", 0);
		}
		world->org = 0;
		world_add(world, "reg", &adoptions[0], NULL, NULL, NULL);
		world->org = 1;
		for (int i = 0; i < 40; i++) {
			if (!dice(10) && versions < 8) {
				random_version(world, versions);
				remember(world, frozen, versions++);
			} else if (!dice(12)) {
				random_adoption(world, adoptions[dice(2)]);
			} else {
				random_line(world);
			}
		}
		struct book *book = world_book(world);
		compared += expect_frozen(book, frozen, versions, round);
		book_fold(book);
		compared += expect_frozen(book, frozen, versions, round);
		for (int i = 0; i < versions; i++)
			free(frozen[i]);
		book_free(book);
	}
	expect(compared > 200, "%zu: not worth the name of histories", compared);
	world_free(world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_later_lines_change_nothing),
		cmocka_unit_test(test_what_it_rests_on),
		cmocka_unit_test(test_side_by_side),
		cmocka_unit_test(test_cites_no_more_than_it_must),
		cmocka_unit_test(test_keeps_its_organisation),
		cmocka_unit_test(test_versions_before_it),
		cmocka_unit_test(test_wrong_heads_are_void),
		cmocka_unit_test(test_heads_are_the_checkpoint),
		cmocka_unit_test(test_handed_in),
		cmocka_unit_test(test_heads_by_hand),
		cmocka_unit_test(test_too_many_journals),
		cmocka_unit_test(test_found_by_name),
		cmocka_unit_test(test_damaged_past),
		cmocka_unit_test(test_missing_past),
		cmocka_unit_test(test_missing_organisation),
		cmocka_unit_test(test_stands_as_long_as_its_lines),
		cmocka_unit_test(test_random_histories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

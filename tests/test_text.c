#include "testing.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

#define RING    "\u030a" /* combining ring: a + RING is å decomposed */
#define ACUTE   "\u0301"
#define FLOOD4  ACUTE ACUTE ACUTE ACUTE
#define FLOOD16 FLOOD4 FLOOD4 FLOOD4 FLOOD4
#define WAVE    "\U0001F44B" /* emoji, two columns */
#define TONE    "\U0001F3FD" /* skin tone, two columns of its own in ncurses */

/* --- UTF-8 --- */

static const struct {
	const char *bytes;
	size_t size, bad_at; /* bad_at == size: good */
} validity[] = {
	{ "", 0, 0 },
	{ "abc", 3, 3 },
	{ "åäö – «12» kr", 18, 18 },
	{ "\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf", 10, 10 }, /* just around the surrogates, and the last character */
	{ "a\0b", 3, 1 },                                       /* NUL */
	{ "ab\x80", 3, 2 },                                     /* continuation alone */
	{ "ab\xff", 3, 2 },
	{ "\xc0\xaf", 2, 0 }, /* overlong */
	{ "\xc1\xbf", 2, 0 },
	{ "\xe0\x9f\xbf", 3, 0 },
	{ "\xf0\x8f\xbf\xbf", 4, 0 },
	{ "x\xed\xa0\x80", 4, 1 }, /* surrogates, alone and in pairs */
	{ "x\xed\xbf\xbf", 4, 1 },
	{ "x\xed\xa0\xbd\xed\xb8\x80", 7, 1 },
	{ "\xf4\x90\x80\x80", 4, 0 }, /* beyond U+10FFFF */
	{ "\xf8\x88\x80\x80\x80", 5, 0 },
	{ "xx\xc3", 3, 2 }, /* cut off */
	{ "xx\xe2\x80", 4, 2 },
	{ "xx\xf0\x9f\x91", 5, 2 },
	{ "\xc3(", 2, 0 },
};

static void text_valid_takes_well_formed_only(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof validity / sizeof *validity; i++) {
		char *exact = malloc(validity[i].size + 1); /* so that ASan sees a look beyond the end */
		size_t bad_at = 99;

		assert_non_null(exact);
		exact = realloc(exact, validity[i].size ? validity[i].size : 1);
		memcpy(exact, validity[i].bytes, validity[i].size);
		expect(text_valid(exact, validity[i].size, &bad_at) == (validity[i].bad_at == validity[i].size), "%zu", i);
		expect(bad_at == validity[i].bad_at, "%zu: %zu", i, bad_at);
		text_valid(exact, validity[i].size, NULL);
		free(exact);
	}
}

/* --- ids, dates, times --- */

static void text_is_id_is_narrow(void **state)
{
	static const char *const bad[] = { "",
					   "Ortopedi",
					   "a_b",
					   "a.b",
					   "a/b",
					   "å",
					   "a ",
					   " a",
					   "a\n",
					   "..",
					   "0123456789012345678901234567890123456789012345678901234567890123x" };

	(void)state;
	assert_true(text_is_id("a"));
	assert_true(text_is_id("-"));
	assert_true(text_is_id("stf-regiondirektor-2"));
	assert_true(text_is_id("0123456789012345678901234567890123456789012345678901234567890123"));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		expect(!text_is_id(bad[i]), "«%s»", bad[i]);
	for (int byte = 1; byte < 256; byte++) {
		char text[] = { 'a', (char)byte, 'b', '\0' };

		expect(text_is_id(text) == (strchr("abcdefghijklmnopqrstuvwxyz0123456789-", byte) != NULL), "byte %d", byte);
	}
}

static void text_is_date_is_real(void **state)
{
	static const char *const good[] = { "2019-11-20", "1900-01-01", "2999-12-31", "2020-02-29", "2000-02-29" };
	static const char *const bad[] = { "",           "2019-11-2",  "2019-11-200", "2019-1-20",  "2019/11/20", "1899-12-31",
					   "3000-01-01", "2019-02-29", "1900-02-29",  "2019-04-31", "2019-00-10", "2019-13-10",
					   "2019-01-00", "2019-01-32", "+019-01-01",  " 2019-01-01" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		expect(text_is_date(good[i]), "«%s»", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		expect(!text_is_date(bad[i]), "«%s»", bad[i]);
}

static void text_is_time_is_real(void **state)
{
	static const char *const good[] = { "2019-11-20T09:14:03+01:00", "2020-02-29T00:00:00-00:00", "2019-12-31T23:59:59+23:59" };
	static const char *const bad[] = { "",
					   "2019-11-20",
					   "2019-11-20T09:14:03",
					   "2019-11-20T09:14:03Z",
					   "2019-11-20 09:14:03+01:00",
					   "2019-11-20T09:14:03+0100",
					   "2019-11-20T09:14:03+01:00x",
					   "2019-11-20T24:00:00+01:00",
					   "2019-11-20T09:60:03+01:00",
					   "2019-11-20T09:14:60+01:00",
					   "2019-11-20T09:14:03+24:00",
					   "2019-11-20T09:14:03+01:60",
					   "2019-02-29T09:14:03+01:00",
					   "2019-11-20T09:14:03 01:00",
					   "2019-11-20T09:14:03.5+01:00" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		expect(text_is_time(good[i]), "«%s»", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		expect(!text_is_time(bad[i]), "«%s»", bad[i]);
}

/* --- clusters and columns --- */

static const struct {
	const char *text;
	size_t size; /* of the first cluster */
	int columns;
} clusters[] = {
	{ "", 0, 0 },
	{ "ab", 1, 1 },
	{ "åb", 2, 1 },
	{ "a" RING "b", 3, 1 },
	{ "o" FLOOD16 "x", 33, 1 },
	{ "地図", 3, 2 },
	{ WAVE "x", 4, 2 },
	{ WAVE TONE "x", 4, 2 },
	{ "\U0001F1F8\U0001F1EA\U0001F1F3", 8, 2 }, /* a flag is two characters */
	{ "\u1100\u1161\u11a8x", 9, 2 },            /* Hangul in parts */
	{ "\u0915\u093fx", 6, 2 },                  /* Devanagari with a spacing mark */
	{ "\r\nx", 2, 2 },
	{ "\nx", 1, 1 },
	{ "\033[2J", 1, 1 },
	{ "\u202ex", 3, 1 },
	{ "\xff"
	  "a",
	  1, 1 },
	{ "a\xff", 1, 1 },
	{ "\xe2\x80", 1, 1 },
	{ ACUTE "a", 2, 0 },
};

static void text_step_takes_a_cluster(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof clusters / sizeof *clusters; i++) {
		int columns;
		size_t size = text_step(clusters[i].text, &columns);

		expect(size == clusters[i].size, "%zu: %zu bytes", i, size);
		expect(columns == clusters[i].columns, "%zu: %d columns", i, columns);
	}
}

/* A text of pieces that are hard on every function here; always NUL-terminated within `room`. */
static void random_text(char *text, size_t room, uint64_t *seed)
{
	static const char *const pieces[] = { "a",          "B",        " ",      "å",        "a" RING,     ACUTE,    FLOOD16,  "地",
					      WAVE,         TONE,       "\u200d", "\ufe0f",   "\u202e",     "\n",     "\r\n",   "\t",
					      "\033",       "\xc2\x9b", "\x80",   "\xe2\x80", "\xff",       "\u1100", "\u1161", "\u093f",
					      "\U0001F1F8", "|",        "\"",     "=",        "\U000E0041", "\u0600" };
	size_t count = testing_random(seed) % 24;

	*text = '\0';
	for (size_t used = 0; count-- > 0;) {
		const char *piece = pieces[testing_random(seed) % (sizeof pieces / sizeof *pieces)];

		if (used + strlen(piece) < room)
			used += strlen(strcpy(text + used, piece));
	}
}

static void text_back_undoes_step(void **state)
{
	const int cases = testing_cases(20000, 300000);
	uint64_t seed = 3;
	char text[256];
	int columns;

	(void)state;
	for (int i = 0; i < cases; i++) {
		random_text(text, sizeof text, &seed);
		for (size_t at = 0, size; (size = text_step(text + at, &columns)) > 0; at += size)
			expect(text_back(text, at + size) == at, "%d: «%s» at %zu", i, text, at);
		assert_int_equal(text_back(text, 0), 0);
	}
}

static void text_width_counts_columns(void **state)
{
	(void)state;
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("Länssjukvård"), 12);
	assert_int_equal(text_width("La"
				    "\u0308"
				    "nssjukva" RING "rd"),
			 12);
	assert_int_equal(text_width("地図"), 4);
	assert_int_equal(text_width("2\u00a0256,5"), 7);
	assert_int_equal(text_width("\u22126,5"), 4);
}

/* --- cropped --- */

static const struct {
	const char *text;
	int columns;
	const char *more, *cropped;
} crops[] = {
	{ "Ortopedi", 8, NULL, "Ortopedi" },
	{ "Ortopedi", 7, NULL, "Ortope…" },
	{ "Ortopedi", 1, NULL, "…" },
	{ "Ortopedi", 0, NULL, "" },
	{ "Ortopedi", -3, NULL, "" },
	{ "", 0, NULL, "" },
	{ "Ortopedi", 5, "...", "Or..." },
	{ "Ortopedi", 2, "...", "Or" },
	{ "Ortopedi", 3, "", "Ort" },
	{ "vård", 3, NULL, "vå…" },
	{ "va" RING "rd", 3, NULL, "va" RING "…" },
	{ "a" FLOOD16 "bc", 2, NULL, "a" FLOOD16 "…" },
	{ "地図帳", 6, NULL, "地図帳" },
	{ "地図帳", 5, NULL, "地図…" },
	{ "地図帳", 4, NULL, "地…" },
	{ "地図", 1, "", "" },
	{ WAVE WAVE, 3, NULL, WAVE "…" },
};

static void text_crop_keeps_clusters(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof crops / sizeof *crops; i++) {
		struct buffer out = { 0 };
		int used = text_crop(&out, crops[i].text, crops[i].columns, crops[i].more);

		expect(strcmp(out.bytes, crops[i].cropped) == 0, "«%s» in %d: «%s»", crops[i].text, crops[i].columns, out.bytes);
		expect(used == text_width(out.bytes), "«%s» in %d: %d", crops[i].text, crops[i].columns, used);
		buffer_free(&out);
	}
}

static void text_crop_never_takes_more_than_it_may(void **state)
{
	const int cases = testing_cases(20000, 300000);
	uint64_t seed = 4;
	char text[256];

	(void)state;
	for (int i = 0; i < cases; i++) {
		struct buffer out = { 0 };
		int columns = (int)(testing_random(&seed) % 12), used;

		random_text(text, sizeof text, &seed);
		used = text_crop(&out, text, columns, NULL);
		expect(used <= columns, "%d: «%s»", i, text);
		expect(text_width(text) > columns || strcmp(out.bytes, text) == 0, "%d: «%s»", i, text);
		buffer_free(&out);
	}
}

/* --- harmless --- */

static const struct {
	const char *text, *harmless;
} harms[] = {
	{ "", "" },
	{ "Läkemedel, 1\u00a0250 – «ja»", "Läkemedel, 1\u00a0250 – «ja»" },
	{ "va" RING "rd", "va" RING "rd" },
	{ "地図" WAVE, "地図" WAVE },
	{ "a\nb\tc\rd\u2028e\u2029f", "a b c d e f" },
	{ "\001\b\033[2J\177", "??"
			       "?[2J?" }, /* C0, DEL */
	{ "\xc2\x80\xc2\x9b"
	  "2J\xc2\x9d",
	  "??2J?" }, /* C1, CSI among them */
	{ "\x9b"
	  "2J",
	  "?2J" },                                     /* C1 as a bare byte */
	{ "\u202a\u202b\u202c\u202d\u202e", "?????" }, /* bidi */
	{ "\u2066\u2067\u2068\u2069\u200e\u200f\u061c", "???????" },
	{ "\u200b\u200c\u200d\u2060\ufeff\u180e\u00ad", "???????" },        /* zero width */
	{ "a\ufe0f\ufe00\U000E0100\U000E0041\U000E0001\u034f", "a??????" }, /* variation, tags, joiner */
	{ "\u115f\u1160\u3164\uffa0", "????" },                             /* letters that show nothing */
	{ "\ue000\U000F0000\uffff\u0378\ufff9", "?????" },                  /* private, none, unassigned, annotation */
	{ "a" FLOOD4, "a" FLOOD4 },
	{ "a" FLOOD16 "b" FLOOD16, "a" FLOOD4 "b" FLOOD4 },
	{ "\u202e" FLOOD16 "b", "?" FLOOD4 "b" },
	{ ACUTE "a", "?a" }, /* nothing to sit on */
	{ FLOOD16 "a", "?" FLOOD4 "a" },
	{ "\xed\xa0\x80\xc0\xaf", "?????" }, /* surrogate, overlong */
	{ "a\xc3", "a?" },
	{ "a\xf0\x9f\x91", "a???" },
};

static void text_harmless_leaves_nothing_to_obey(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
		struct buffer out = { 0 };

		text_harmless(&out, harms[i].text);
		expect(strcmp(out.bytes, harms[i].harmless) == 0, "%zu: «%s», not «%s»", i, out.bytes, harms[i].harmless);
		buffer_free(&out);
	}
}

/* Every control, format, private and unassigned character that there is, one by one. */
static void text_harmless_hides_every_such_character(void **state)
{
	static const struct {
		int32_t first, last;
	} ranges[] = {
		{ 1, 31 },          { 127, 159 },       { 0x61c, 0x61c },   { 0x180b, 0x180f }, { 0x200b, 0x200f }, { 0x2028, 0x202e },
		{ 0x2060, 0x206f }, { 0xe000, 0xe100 }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0xe0000, 0xe0fff }
	};

	(void)state;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		for (int32_t point = ranges[i].first; point <= ranges[i].last; point++) {
			struct buffer out = { 0 };
			char text[8] = { 0 };

			if (point < 0x80)
				text[0] = (char)point;
			else if (point < 0x800)
				sprintf(text, "%c%c", 0xc0 | point >> 6, 0x80 | (point & 63));
			else if (point < 0x10000)
				sprintf(text, "%c%c%c", 0xe0 | point >> 12, 0x80 | (point >> 6 & 63), 0x80 | (point & 63));
			else
				sprintf(text, "%c%c%c%c", 0xf0 | point >> 18, 0x80 | (point >> 12 & 63), 0x80 | (point >> 6 & 63),
					0x80 | (point & 63));
			text_harmless(&out, text);
			expect(strcmp(out.bytes, "?") == 0 || strcmp(out.bytes, " ") == 0, "U+%04X", (unsigned)point);
			buffer_free(&out);
		}
}

static void text_harmless_changes_nothing_twice(void **state)
{
	const int cases = testing_cases(20000, 300000);
	uint64_t seed = 5;
	char text[256];

	(void)state;
	for (int i = 0; i < cases; i++) {
		struct buffer once = { 0 }, twice = { 0 };

		random_text(text, sizeof text, &seed);
		text_harmless(&once, text);
		text_harmless(&twice, once.bytes);
		expect(strcmp(once.bytes, twice.bytes) == 0, "%d: «%s»", i, once.bytes);
		expect(text_valid(once.bytes, once.size, NULL), "%d", i);
		expect(text_width(text) == text_width(once.bytes) || text_width(text) + 1 == text_width(once.bytes), "%d: «%s»", i, once.bytes);
		buffer_free(&once);
		buffer_free(&twice);
	}
}

/* --- wrapped --- */

static const struct {
	const char *text;
	int columns;
	const char *lines; /* with / between */
} wraps[] = {
	{ "", 10, "" },
	{ "Du får mer", 10, "Du får mer" },
	{ "Du får mer", 9, "Du får/mer" },
	{ "Du får mer", 6, "Du får/mer" },
	{ "Du får mer", 5, "Du/får/mer" },
	{ "Du  får   mer ", 8, "Du  får/mer" },
	{ "budgetdialog", 5, "budge/tdial/og" },
	{ "en budgetdialog", 6, "en/budget/dialog" },
	{ "  indrag", 6, "  indr/ag" },
	{ "rad ett\nrad två\n", 20, "rad ett/rad två" },
	{ "rad ett\n\nrad två", 20, "rad ett//rad två" },
	{ "rad ett\nrad två", 7, "rad ett/rad två" },
	{ "va" RING "rd va" RING "rd", 4, "va" RING "rd/va" RING "rd" },
	{ "va" RING "rd", 2, "va" RING "/rd" },
	{ "地図帳", 3, "地/図/帳" },
	{ "地図", 1, "地/図" },
	{ "ab", 0, "a/b" },
	{ "ab", -1, "a/b" },
};

static void text_wrap_breaks_at_spaces(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wraps / sizeof *wraps; i++) {
		struct buffer lines = { 0 };

		for (const char *at = wraps[i].text, *next; at; at = next) {
			size_t size = text_wrap(at, wraps[i].columns, &next);

			buffer_add(&lines, at, size);
			buffer_text(&lines, next ? "/" : "");
		}
		expect(strcmp(lines.bytes, wraps[i].lines) == 0, "«%s» in %d: «%s»", wraps[i].text, wraps[i].columns, lines.bytes);
		buffer_free(&lines);
	}
}

/* Everything but spaces and newlines comes through, in lines that fit, and it ends. */
static void text_wrap_loses_nothing(void **state)
{
	const int cases = testing_cases(20000, 300000);
	uint64_t seed = 6;
	char text[256];

	(void)state;
	for (int i = 0; i < cases; i++) {
		int columns = 2 + (int)(testing_random(&seed) % 9);
		const char *at = text, *next;

		random_text(text, sizeof text, &seed);
		for (; at; at = next) {
			struct buffer line = { 0 };
			size_t size = text_wrap(at, columns, &next);

			buffer_add(&line, at, size);
			expect(text_width(line.bytes) <= columns, "%d: «%s» in %d", i, line.bytes, columns);
			expect(!next || next > at, "%d", i);
			for (const char *c = at + size; *c && c != next; c++)
				expect(*c == ' ' || *c == '\n', "%d: lost «%c»", i, *c);
			buffer_free(&line);
		}
	}
}

/* --- searched --- */

static void expect_fold(const char *text, bool unmarked, const char *folded)
{
	struct buffer out = { 0 };

	text_fold(&out, text, unmarked);
	assert_string_equal(out.bytes, folded);
	buffer_free(&out);
}

/* What cannot be seen is left out, and takes the whole text through the library: that must say the same as the shorter way. */
static void expect_same_fold(const char *text)
{
	struct buffer fast = { 0 }, slow = { 0 };
	char whole[64];

	snprintf(whole, sizeof whole, "%s\u00ad", text);
	text_fold(&fast, text, false);
	text_fold(&slow, whole, false);
	expect(!strcmp(fast.bytes, slow.bytes), "«%s»: «%s», not «%s»", text, fast.bytes, slow.bytes);
	buffer_free(&fast);
	buffer_free(&slow);
}

static size_t put_point(char *out, unsigned point)
{
	if (point < 0x80)
		return (size_t)sprintf(out, "%c", (int)point);
	if (point < 0x800)
		return (size_t)sprintf(out, "%c%c", (char)(0xc0 | point >> 6), (char)(0x80 | (point & 0x3f)));
	return (size_t)sprintf(out, "%c%c%c", (char)(0xe0 | point >> 12), (char)(0x80 | (point >> 6 & 0x3f)), (char)(0x80 | (point & 0x3f)));
}

/* Every character up to U+024F alone, and pairs with what may change what stands before or after it. */
static void text_fold_has_one_answer(void **state)
{
	static const unsigned others[] = { ' ', 'a', 'A', 0xe5, 0xc5, 0xd7, 0xdf, 0xa0, 0x308, 0x30a, 0x345, 0x200d, 0x2026, 0x2212, 0xad, 0x130, 0x17f };
	char text[16];

	(void)state;
	for (unsigned point = 1; point < 0x250; point++) {
		put_point(text, point);
		expect_same_fold(text);
		for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
			put_point(text + put_point(text, point), others[i]);
			expect_same_fold(text);
			put_point(text + put_point(text, others[i]), point);
			expect_same_fold(text);
		}
	}
}

static void text_fold_makes_alike(void **state)
{
	(void)state;
	expect_fold("", false, "");
	expect_fold("ÅÄÖ É", false, "åäö é");
	expect_fold("ÅÄÖ É", true, "aao e");
	expect_fold("A" RING, false, "å");
	expect_fold("A" RING, true, "a");
	expect_fold("1\u00a0250 sjuk\u00advård", false, "1 250 sjukvård");
	expect_fold("Å\xff", false, "å?");
}

static void text_contains_finds(void **state)
{
	(void)state;
	assert_true(text_contains("Division Länssjukvård", "länssjuk"));
	assert_true(text_contains("Division Länssjukvård", "VA" RING "RD"));
	assert_true(text_contains("2\u00a0256,5", "2 256"));
	assert_true(text_contains("abc", ""));
	assert_false(text_contains("Vård", "vard"));
	assert_false(text_contains("", "x"));
}

/* --- for other programs --- */

static const struct {
	const char *text, *csv, *json, *markdown;
} exports[] = {
	{ "", "", "\"\"", "" },
	{ "Läkemedel", "Läkemedel", "\"Läkemedel\"", "Läkemedel" },
	{ "a;b", "\"a;b\"", "\"a;b\"", "a;b" },
	{ "a,b", "\"a,b\"", "\"a,b\"", "a,b" },
	{ "\"a\"b", "\"\"\"a\"\"b\"", "\"\\\"a\\\"b\"", "\"a\"b" },
	{ "a\nb", "\"a\nb\"", "\"a\\nb\"", "a b" },
	{ " a", "\" a\"", "\" a\"", " a" },
	{ "a ", "\"a \"", "\"a \"", "a " },
	{ "=1+1", "'=1+1", "\"=1+1\"", "\\=1+1" },
	{ "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", "\"=cmd|' /C calc'!A0\"", "\\=cmd\\|' /C calc'!A0" },
	{ "=A(\";\")", "\"'=A(\"\";\"\")\"", "\"=A(\\\";\\\")\"", "\\=A(\";\")" },
	{ "+46", "'+46", "\"+46\"", "\\+46" },
	{ "-1", "'-1", "\"-1\"", "\\-1" },
	{ "@a", "'@a", "\"@a\"", "@a" },
	{ "\t=1", "\"'\t=1\"", "\"\\t=1\"", " =1" },
	{ " \u00a0=1", "\"' \u00a0=1\"", "\" \u00a0=1\"", " \u00a0=1" },
	{ "\r=1", "\"'\r=1\"", "\"\\u000d=1\"", " =1" },
	{ "\uff1d1", "'\uff1d1", "\"\uff1d1\"", "\uff1d1" },
	{ "a=b", "a=b", "\"a=b\"", "a=b" },
	{ "a\\b", "a\\b", "\"a\\\\b\"", "a\\\\b" },
	{ "a|b*c_d<e>`f`[g]&~", "a|b*c_d<e>`f`[g]&~", "\"a|b*c_d<e>`f`[g]&~\"", "a\\|b\\*c\\_d\\<e\\>\\`f\\`\\[g\\]\\&\\~" },
	{ "1. a", "1. a", "\"1. a\"", "1\\. a" },
	{ "12 a", "12 a", "\"12 a\"", "12 a" },
	{ "# a", "# a", "\"# a\"", "\\# a" },
	{ "\033\u202e\U000E0041", "\033\u202e\U000E0041", "\"\\u001b\\u202e\\udb40\\udc41\"", "???" },
	{ "a\xff", "a\xff", "\"a\\ufffd\"", "a?" },
};

static void expect_export(void (*export)(struct buffer *, const char *), const char *text, const char *wanted)
{
	struct buffer out = { 0 };

	export(&out, text);
	expect(strcmp(out.bytes, wanted) == 0, "«%s»: «%s», not «%s»", text, out.bytes, wanted);
	buffer_free(&out);
}

static void text_goes_to_other_programs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
		expect_export(text_csv, exports[i].text, exports[i].csv);
		expect_export(text_json, exports[i].text, exports[i].json);
		expect_export(text_markdown, exports[i].text, exports[i].markdown);
	}
}

static void text_cut_takes_whole_characters(void **state)
{
	static const struct { size_t size; const char *text, *wanted; } cases[] = {
		{ 8, "åäö", "åäö" }, { 7, "åäö", "åäö" }, { 6, "åäö", "åä" }, { 5, "åäö", "åä" }, { 4, "a€b", "a" }, { 5, "a€b", "a€" }, { 1, "å", "" },
		{ 9, "a\xff" "b", "a" },
	}, *row;

	(void)state;
	for (EACH(row, cases)) {
		char out[10] = "xxxxxxxxx";

		text_cut(out, row->size, row->text);
		assert_string_equal(out, row->wanted);
	}
}

static void sentences_begin_with_a_capital(void **state)
{
	static const struct { const char *text, *wanted; } cases[] = {
		{ "bara chefen", "Bara chefen" }, { "året är fel", "Året är fel" }, { "Redan", "Redan" }, { "«a» finns inte", "«a» finns inte" }, { "", "" },
		{ "1 rad", "1 rad" }, { "\xff", "\xff" },
	}, *row;

	(void)state;
	for (EACH(row, cases)) {
		struct buffer out = { 0 };

		text_capital(&out, row->text);
		assert_string_equal(out.bytes, row->wanted);
		buffer_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_begin_with_a_capital),
		cmocka_unit_test(text_valid_takes_well_formed_only),
		cmocka_unit_test(text_is_id_is_narrow),
		cmocka_unit_test(text_is_date_is_real),
		cmocka_unit_test(text_is_time_is_real),
		cmocka_unit_test(text_step_takes_a_cluster),
		cmocka_unit_test(text_back_undoes_step),
		cmocka_unit_test(text_width_counts_columns),
		cmocka_unit_test(text_crop_keeps_clusters),
		cmocka_unit_test(text_crop_never_takes_more_than_it_may),
		cmocka_unit_test(text_harmless_leaves_nothing_to_obey),
		cmocka_unit_test(text_harmless_hides_every_such_character),
		cmocka_unit_test(text_harmless_changes_nothing_twice),
		cmocka_unit_test(text_wrap_breaks_at_spaces),
		cmocka_unit_test(text_wrap_loses_nothing),
		cmocka_unit_test(text_fold_makes_alike),
		cmocka_unit_test(text_fold_has_one_answer),
		cmocka_unit_test(text_contains_finds),
		cmocka_unit_test(text_cut_takes_whole_characters),
		cmocka_unit_test(text_goes_to_other_programs),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}

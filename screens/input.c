#include "input.h"

#include "arena.h"
#include "buffer.h"
#include "text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATIENCE_ESC 25       /* ms: a lone ESC is the key */
#define PATIENCE_SEQUENCE 500 /* ESC [ is nobody's key: a slow line */
#define PATIENCE_PASTE 2000   /* the end of a bracketed paste was lost */
#define PASTE_BEGIN "\033[200~"
#define PASTE_END "\033[201~"
#define PASTE_END_SIZE 6

enum mode { KEYS, BURST, BRACKETED };

enum step { MORE_NEEDED, KEY_MADE, SWALLOWED };

struct sequence { char *bytes, name[16]; };

struct input {
	struct buffer in;         /* read, from `at` on not yet understood */
	size_t at;
	struct buffer paste, shown; /* being collected; the last one given out */
	enum mode mode;
	struct sequence *sequences;
	size_t count;
};

/* --- what terminals send besides what terminfo says ---
 * Home, End, Delete … as xterm, rxvt, PuTTY, linux and screen have them, whatever TERM says; the keypad of a terminal that is left in
 * application mode (PuTTY). Its comma key sends On, and in Swedish it is a comma. */
static const struct { const char *bytes, *name; } usual[] = {
	{ "\033[A", "Up" }, { "\033OA", "Up" }, { "\033[B", "Down" }, { "\033OB", "Down" },
	{ "\033[C", "Right" }, { "\033OC", "Right" }, { "\033[D", "Left" }, { "\033OD", "Left" },
	{ "\033[H", "Home" }, { "\033OH", "Home" }, { "\033[1~", "Home" }, { "\033[7~", "Home" },
	{ "\033[F", "End" }, { "\033OF", "End" }, { "\033[4~", "End" }, { "\033[8~", "End" },
	{ "\033[2~", "Insert" }, { "\033[3~", "Delete" }, { "\033[5~", "PgUp" }, { "\033[6~", "PgDn" },
	{ "\033[Z", "BackTab" }, { "\033[E", "Middle" }, { "\033OE", "Middle" },
	{ "\033OP", "F1" }, { "\033OQ", "F2" }, { "\033OR", "F3" }, { "\033OS", "F4" },
	{ "\033[11~", "F1" }, { "\033[12~", "F2" }, { "\033[13~", "F3" }, { "\033[14~", "F4" }, { "\033[15~", "F5" }, { "\033[17~", "F6" },
	{ "\033[18~", "F7" }, { "\033[19~", "F8" }, { "\033[20~", "F9" }, { "\033[21~", "F10" }, { "\033[23~", "F11" }, { "\033[24~", "F12" },
	{ "\033[[A", "F1" }, { "\033[[B", "F2" }, { "\033[[C", "F3" }, { "\033[[D", "F4" }, { "\033[[E", "F5" },
	{ "\033Op", "0" }, { "\033Oq", "1" }, { "\033Or", "2" }, { "\033Os", "3" }, { "\033Ot", "4" },
	{ "\033Ou", "5" }, { "\033Ov", "6" }, { "\033Ow", "7" }, { "\033Ox", "8" }, { "\033Oy", "9" },
	{ "\033Oj", "*" }, { "\033Ok", "+" }, { "\033Ol", "," }, { "\033Om", "-" }, { "\033On", "," }, { "\033Oo", "/" },
	{ "\033Od", "^Left" }, { "\033Oc", "^Right" }, /* rxvt, with Ctrl */
	{ "\033OX", "=" }, { "\033OM", "Enter" }, { "\033OI", "Tab" },
};

struct input *input_new(void)
{
	struct input *input = memory_grow(NULL, 1, sizeof *input);

	*input = (struct input){ .mode = KEYS };
	input_teach(input, PASTE_BEGIN, "PasteBegin");
	input_teach(input, PASTE_END, "PasteEnd");
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		input_teach(input, usual[i].bytes, usual[i].name);
	return input;
}

void input_free(struct input *input)
{
	if (!input)
		return;
	for (size_t i = 0; i < input->count; i++)
		free(input->sequences[i].bytes);
	free(input->sequences);
	buffer_free(&input->in);
	buffer_free(&input->paste);
	buffer_free(&input->shown);
	free(input);
}

void input_teach(struct input *input, const char *sequence, const char *name)
{
	struct sequence *new;

	if (sequence[0] != '\033' || !sequence[1])
		return;
	for (size_t i = 0; i < input->count; i++)
		if (strcmp(input->sequences[i].bytes, sequence) == 0)
			return;
	input->sequences = memory_grow(input->sequences, input->count + 1, sizeof *input->sequences);
	new = &input->sequences[input->count++];
	new->bytes = memory_string(sequence);
	snprintf(new->name, sizeof new->name, "%s", name);
}

/* --- what has come --- */

static size_t waiting(const struct input *input)
{
	return input->in.size - input->at;
}

static const char *here(const struct input *input)
{
	return input->in.bytes + input->at;
}

static void take(struct input *input, size_t size)
{
	input->at += size;
	if (input->at == input->in.size)
		input->at = input->in.size = 0;
}

static size_t plain_run(const char *bytes, size_t size)
{
	const char *escape = memchr(bytes, '\033', size);

	return escape ? (size_t)(escape - bytes) : size;
}

void input_feed(struct input *input, const char *bytes, size_t size)
{
	bool begun = waiting(input) && *here(input) == '\033'; /* the rest of a sequence, perhaps of the mark that begins a paste */

	if (input->mode == KEYS && !begun && plain_run(bytes, size) >= INPUT_BURST)
		input->mode = BURST;
	buffer_add(&input->in, bytes, size);
}

int input_patience(const struct input *input)
{
	if (input->mode == BRACKETED)
		return PATIENCE_PASTE;
	if (input->mode == BURST)
		return PATIENCE_ESC;
	if (!waiting(input))
		return -1;
	return waiting(input) > 1 && *here(input) == '\033' ? PATIENCE_SEQUENCE : PATIENCE_ESC;
}

/* --- pastes --- */

static void collect(struct input *input, size_t size)
{
	size_t room = input->paste.size < INPUT_PASTE_MAX ? INPUT_PASTE_MAX - input->paste.size : 0;

	buffer_add(&input->paste, here(input), size < room ? size : room);
	take(input, size);
}

/* Control characters out, every line end one LF. */
static void clean_byte(struct buffer *out, const char *byte)
{
	if (*byte == '\r' && byte[1] != '\n')
		buffer_add(out, "\n", 1);
	else if ((unsigned char)*byte >= 0x20 ? *byte != 0x7f : *byte == '\n' || *byte == '\t')
		buffer_add(out, byte, 1);
}

/* What is not UTF-8 becomes «?». (The buffer ends in a NUL, so there is a byte after the last.) */
static void clean(struct buffer *out, const struct buffer *in)
{
	size_t at = 0, good;

	buffer_add(out, "", 0);
	while (at < in->size) {
		text_valid(in->bytes + at, in->size - at, &good);
		for (size_t end = at + good; at < end; at++)
			clean_byte(out, in->bytes + at);
		if (at < in->size && in->bytes[at])
			buffer_add(out, "?", 1);
		at++;
	}
}

static enum step give_paste(struct input *input, struct key *key)
{
	input->mode = KEYS;
	input->shown.size = 0;
	clean(&input->shown, &input->paste);
	buffer_free(&input->paste); /* it may have been large */
	*key = key_named("Paste");
	key->paste = input->shown.bytes;
	return KEY_MADE;
}

/* How much of the end of what has come may be the beginning of the end mark. */
static size_t begun_end(const struct input *input)
{
	for (size_t size = PASTE_END_SIZE - 1; size > 0; size--)
		if (waiting(input) >= size && memcmp(here(input) + waiting(input) - size, PASTE_END, size) == 0)
			return size;
	return 0;
}

static enum step next_bracketed(struct input *input, struct key *key, bool late)
{
	const char *end = waiting(input) ? memmem(here(input), waiting(input), PASTE_END, PASTE_END_SIZE) : NULL;

	if (end) {
		collect(input, (size_t)(end - here(input)));
		take(input, PASTE_END_SIZE);
		return give_paste(input, key);
	}
	if (waiting(input))
		collect(input, waiting(input) - begun_end(input));
	return late ? give_paste(input, key) : MORE_NEEDED;
}

static enum step next_burst(struct input *input, struct key *key, bool late)
{
	if (waiting(input))
		collect(input, waiting(input));
	return late ? give_paste(input, key) : MORE_NEEDED;
}

/* --- escape sequences --- */

/* The longest sequence that has come whole. *begun: more bytes could still make one. */
static const struct sequence *whole_sequence(const struct input *input, bool *begun)
{
	const struct sequence *best = NULL;

	*begun = false;
	for (size_t i = 0; i < input->count; i++) {
		const struct sequence *one = &input->sequences[i];
		size_t size = strlen(one->bytes), have = waiting(input);

		if (memcmp(one->bytes, here(input), size < have ? size : have) != 0)
			continue;
		if (size > have)
			*begun = true;
		else if (!best || size > strlen(best->bytes))
			best = one;
	}
	return best;
}

/* ESC [ … or ESC O .: bytes of the whole sequence; 0: it is not one; *begun: it has not ended yet. */
static size_t any_sequence(const char *bytes, size_t size, bool *begun)
{
	size_t at = 2;

	if (size < 2 || (bytes[1] != '[' && bytes[1] != 'O'))
		return 0;
	while (at < size && bytes[at] >= 0x20 && bytes[at] <= 0x3f)
		at++;
	*begun = at == size;
	return at < size && bytes[at] >= 0x40 && bytes[at] <= 0x7e ? at + 1 : at;
}

/* ESC [ 1 ; 5 A and ESC [ 5 ; 2 ~: a key with Shift, Alt or Ctrl is that key. */
static const struct sequence *without_modifier(const struct input *input, size_t size)
{
	const char *semicolon = memchr(here(input), ';', size);
	char plain[16];
	char last = here(input)[size - 1];

	if (!semicolon || size > sizeof plain)
		return NULL;
	snprintf(plain, sizeof plain, "%.*s%c", last == '~' ? (int)(semicolon - here(input)) : 2, here(input), last);
	for (size_t i = 0; i < input->count; i++)
		if (strcmp(input->sequences[i].bytes, plain) == 0)
			return &input->sequences[i];
	return NULL;
}

/* --- the mouse --- */

#define MOUSE_SGR "\033[<"     /* button ; column ; row, and M when it goes down, m when it comes up */
#define MOUSE_OLD "\033[M"     /* three bytes follow, which are no keys */
#define MOUSE_OLD_SIZE 6
#define MOUSE_SGR_MOST 24
#define MOUSE_MODIFIERS 28      /* Shift, Alt, Ctrl: a click all the same */

static bool begins(const struct input *input, const char *mark)
{
	return waiting(input) >= strlen(mark) && memcmp(here(input), mark, strlen(mark)) == 0;
}

/* What is no press of the left button, and no turn of the wheel, is nothing. */
static enum step give_mouse(struct input *input, struct key *key, size_t size)
{
	static const struct { int button; const char *name; } known[] = { { 0, "Click" }, { 64, "WheelUp" }, { 65, "WheelDown" } };
	char text[MOUSE_SGR_MOST + 1] = "", end = 0;
	int button, row, column;

	memcpy(text, here(input) + strlen(MOUSE_SGR), size < MOUSE_SGR_MOST ? size - strlen(MOUSE_SGR) : 0);
	take(input, size);
	if (strspn(text, "0123456789;") + 1 != strlen(text) || sscanf(text, "%4d;%4d;%4d%c", &button, &column, &row, &end) != 4 || end != 'M')
		return SWALLOWED;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if ((button & ~MOUSE_MODIFIERS) == known[i].button) {
			*key = key_named(known[i].name);
			key->row = row - 1;
			key->column = column - 1;
			return KEY_MADE;
		}
	return SWALLOWED;
}

/* From a terminal that knows only the old way: its three bytes would be letters. */
static enum step skip_old_mouse(struct input *input, bool late)
{
	if (waiting(input) < MOUSE_OLD_SIZE && !late)
		return MORE_NEEDED;
	take(input, waiting(input) < MOUSE_OLD_SIZE ? waiting(input) : MOUSE_OLD_SIZE);
	return SWALLOWED;
}

/* ESC [ 1 ; 5 A: the modifier is a sum of what is held down, and 1. */
static bool with_control(const struct input *input, size_t size)
{
	const char *semicolon = memchr(here(input), ';', size);

	return semicolon && semicolon[1] >= '2' && semicolon[1] <= '9' && (semicolon[1] - '1') & 4;
}

static enum step give_sequence(struct input *input, struct key *key, const struct sequence *sequence, size_t size)
{
	bool control = with_control(input, size);

	take(input, size);
	if (sequence && strcmp(sequence->name, "PasteBegin") == 0)
		input->mode = BRACKETED;
	if (!sequence || strncmp(sequence->name, "Paste", 5) == 0)
		return SWALLOWED;
	*key = key_named(sequence->name);
	key->is_text = !key->name[1];
	key->control = control;
	return KEY_MADE;
}

static enum step next_escape(struct input *input, struct key *key, bool late)
{
	bool begun, unfinished = false;
	const struct sequence *found = whole_sequence(input, &begun);
	size_t size = found ? strlen(found->bytes) : any_sequence(here(input), waiting(input), &unfinished);

	if (!found && begins(input, MOUSE_OLD))
		return skip_old_mouse(input, late);
	if ((begun || unfinished) && !late)
		return MORE_NEEDED;
	if (size && begins(input, MOUSE_SGR))
		return give_mouse(input, key, size);
	if (size)
		return give_sequence(input, key, found ? found : without_modifier(input, size), size);
	take(input, 1);
	*key = key_named("Esc");
	return KEY_MADE;
}

/* --- characters --- */

static enum step give_control(struct key *key, unsigned char byte)
{
	static const struct { unsigned char byte; const char *name; } named[] = {
		{ '\r', "Enter" }, { '\n', "Enter" }, { '\t', "Tab" }, { 0x7f, "Backspace" }, { '\b', "Backspace" }, { ' ', "Space" },
	};
	char name[3] = { '^', (char)(byte ^ 0x40), '\0' };

	*key = key_named(name);
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (named[i].byte == byte)
			*key = key_named(named[i].name);
	key->is_text = byte == ' ';
	return KEY_MADE;
}

static size_t promised(unsigned char lead)
{
	return lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
}

/* Are the bytes that have come the beginning of one character? */
static bool begun_well(const char *bytes, size_t size)
{
	for (size_t i = 1; i < size; i++)
		if (((unsigned char)bytes[i] & 0xc0) != 0x80)
			return false;
	return true;
}

static enum step next_character(struct input *input, struct key *key, bool late)
{
	size_t size = promised((unsigned char)*here(input)), have = waiting(input);

	if (size > have && begun_well(here(input), have) && !late)
		return MORE_NEEDED;
	*key = (struct key){ .is_text = true };
	if (size && size <= have && text_valid(here(input), size, NULL)) {
		memcpy(key->name, here(input), size);
		take(input, size);
		return KEY_MADE;
	}
	*key = key_named("Invalid");
	take(input, 1);
	return KEY_MADE;
}

/* C1 control characters in UTF-8: nobody's key. */
static bool is_c1(const struct key *key)
{
	return (unsigned char)key->name[0] == 0xc2 && (unsigned char)key->name[1] < 0xa0;
}

static enum step next_plain(struct input *input, struct key *key, bool late)
{
	unsigned char byte = (unsigned char)*here(input);

	if (byte <= ' ' || byte == 0x7f) {
		take(input, 1);
		return give_control(key, byte);
	}
	if (next_character(input, key, late) == MORE_NEEDED)
		return MORE_NEEDED;
	if (is_c1(key))
		*key = key_named("Invalid");
	return KEY_MADE;
}

static enum step next(struct input *input, struct key *key, bool late)
{
	if (input->mode == BRACKETED)
		return next_bracketed(input, key, late);
	if (input->mode == BURST)
		return next_burst(input, key, late);
	if (!waiting(input))
		return MORE_NEEDED;
	return *here(input) == '\033' ? next_escape(input, key, late) : next_plain(input, key, late);
}

bool input_next(struct input *input, struct key *key, bool late)
{
	enum step step = next(input, key, late);

	while (step == SWALLOWED)
		step = next(input, key, false); /* what comes after it has had no time yet */
	return step == KEY_MADE;
}

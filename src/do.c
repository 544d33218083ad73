#include "setup.h"

#include "book.h"
#include "hash.h"
#include "intl.h"
#include "names.h"
#include "writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- from lines to acts ---- */

struct intake_item {
	struct writer_item item;
	size_t row;
};

struct intake {
	const struct folder *folder;
	const char *as, *file; /* file: NULL = what came on stdin */
	const char *seed;      /* of ids that the input lacks; NULL = random */
	struct arena arena;
	struct intake_item *items;
	size_t count, room;
};

static bool row_wrong(const struct intake *intake, size_t row, struct error *error)
{
	if (!error)
		return false;
	if (intake->file)
		return error_set(error, error->word, "%s:%zu: %s", intake->file, row, error->text);
	return error_set(error, error->word, _("rad %zu: %s"), row, error->text);
}

static bool by_fits(const struct intake *intake, const struct act_input *input, struct error *error)
{
	return !intake->as || !input->by || !strcmp(input->by, intake->as) ||
	       error_set(error, "by", _("by = \"%s\", men --as säger %s: ta bort den ena"), input->by, intake->as);
}

static const char *writer_of(struct intake *intake, const struct act_input *input)
{
	return intake->as ? intake->as : input->by ? input->by : arena_string(&intake->arena, folder_user());
}

const char *setup_id(const char *seed, size_t row, char out[33])
{
	struct buffer text = { 0 };
	char hash[HASH_TEXT];

	if (!seed)
		return journal_new_id(out);
	buffer_format(&text, "%s\n%zu", seed, row);
	hash_bytes(text.bytes, text.size, hash);
	buffer_free(&text);
	memcpy(out, hash, 32);
	out[32] = '\0';
	return out;
}

/* A line without an id gets one at once, so that a second try after others have written counts once. */
static const char *id_of(struct intake *intake, const struct act_input *input, size_t row)
{
	char made[33];

	return input->id ? input->id : arena_string(&intake->arena, setup_id(intake->seed, row, made));
}

static bool take_act(struct intake *intake, const json_t *json, size_t row, struct error *error)
{
	struct act_input *input = arena_alloc(&intake->arena, sizeof *input);

	if (!act_from_json(json, input, &intake->arena, error) || !by_fits(intake, input, error))
		return false;
	if (input->act.kind == ACT_ADOPT)
		return error_set(error, "act", _("en organisation sätts i kraft med budgetdialog adopt, inte med do"));
	if (intake->count == intake->room) {
		intake->room = intake->room ? intake->room * 2 : 64;
		intake->items = memory_grow(intake->items, intake->room, sizeof *intake->items);
	}
	intake->items[intake->count++] =
		(struct intake_item){ { writer_of(intake, input), input->at, id_of(intake, input, row), &input->act }, row };
	return true;
}

static bool take_row(struct intake *intake, const char *text, size_t size, size_t row, struct error *error)
{
	json_error_t why;
	json_t *json;
	bool taken;

	if (size >= LINE_MAX_BYTES)
		return error_set(error, "too-long", _("raden är längre än 64 KiB: dela den i flera handlingar"));
	json = json_loadb(text, size, JSON_REJECT_DUPLICATES, &why);
	if (!json)
		return error_set(error, "json", _("inte giltig JSON (tecken %d): skriv en handling per rad, {\"act\":\"post\", …}"), why.column);
	taken = take_act(intake, json, row, error);
	json_decref(json);
	return taken;
}

static bool is_blank(const char *text, size_t size)
{
	while (size && strchr(" \t\r", text[size - 1]) && text[size - 1])
		size--;
	return size == 0;
}

static bool take_rows(struct intake *intake, const char *input, size_t size, struct error *error)
{
	const char *end = size ? input + size : input; /* no file, no bytes */

	for (size_t row = 1; input < end; row++) {
		const char *stop = memchr(input, '\n', (size_t)(end - input));
		size_t length = (size_t)((stop ? stop : end) - input);

		if (!is_blank(input, length) && !take_row(intake, input, length, row, error))
			return row_wrong(intake, row, error);
		input += length + 1;
	}
	return true;
}

/* ---- judging ---- */

bool setup_may_append(const struct folder *folder, const char *user, struct error *error)
{
	struct buffer name = { 0 };
	bool may;

	buffer_format(&name, "journals/%s.jsonl", user);
	may = faccessat(folder->fd, name.bytes, W_OK, AT_EACCESS) == 0 || errno == ENOENT;
	if (!may)
		error_set(error, "not-allowed", _("%s får inte skrivas av dig (%s): kör som %s"), name.bytes, strerror(errno), user);
	buffer_free(&name);
	return may;
}

static bool writer_may(const struct intake *intake, const struct journal *journal, struct error *error)
{
	if (journal->state == JOURNAL_DAMAGED)
		return error_set(error, "damaged", "%s", journal->why->text);
	return setup_may_append(intake->folder, journal->user, error);
}

static bool writers_may(const struct intake *intake, const struct book *book, struct error *error)
{
	struct names seen = { 0 };
	bool may = true;

	for (size_t i = 0; i < intake->count && may; i++) {
		const struct journal *journal = book_journal(book, intake->items[i].item.user);

		if (!journal || names_find(&seen, journal->user) != NAME_UNKNOWN)
			continue; /* the writer knows what to say of one without a journal */
		names_add(&seen, journal->user);
		may = writer_may(intake, journal, error) || row_wrong(intake, intake->items[i].row, error);
	}
	names_free(&seen);
	return may;
}

static size_t staged_lines(const struct book *book)
{
	size_t staged = 0;

	for (size_t i = 0; i < book->journal_count; i++)
		staged += book->journals[i]->staged;
	return staged;
}

static bool stage_all(const struct intake *intake, struct book *book, struct error *error)
{
	for (size_t i = 0; i < intake->count; i++)
		if (!writer_stage(book, &intake->items[i].item, error))
			return row_wrong(intake, intake->items[i].row, error);
	return true;
}

static bool is_staged(const struct book *book, const struct event *event)
{
	const struct journal *journal = book_journal(book, event->user);

	return (size_t)event->line->head.n > journal->count - journal->staged;
}

static bool event_wrong(const struct intake *intake, const struct event *event, struct error *error)
{
	if (error)
		*error = *event->why;
	for (size_t i = 0; i < intake->count; i++)
		if (!strcmp(intake->items[i].item.id, event->line->head.id) && !strcmp(intake->items[i].item.user, event->user))
			return row_wrong(intake, intake->items[i].row, error);
	return false;
}

/* Once more in the order that the citations give, which is how everyone will read them. */
static bool all_count(const struct intake *intake, struct book *book, struct error *error)
{
	book_fold(book);
	for (size_t i = 0; i < book->event_count; i++)
		if (book->events[i]->state != LINE_APPLIED && is_staged(book, book->events[i]))
			return event_wrong(intake, book->events[i], error);
	return true;
}

static enum done judge(const struct intake *intake, struct book *book, struct error *error)
{
	if (!writers_may(intake, book, error))
		return DONE_NOT_RUN;
	return stage_all(intake, book, error) && all_count(intake, book, error) ? DONE : DONE_REFUSED;
}

/* ---- writing ---- */

/* How many of the acts have become lines. */
static size_t found(const struct intake *intake, const struct book *book)
{
	size_t count = 0;

	for (size_t i = 0; i < intake->count; i++) {
		struct buffer ref = { 0 };

		buffer_format(&ref, "%s/%s", intake->items[i].item.user, intake->items[i].item.id);
		count += book_event(book, ref.bytes) != NULL;
		buffer_free(&ref);
	}
	return count;
}

/* Some journals were written and then one was not: what is there stays, and is found again by its id. */
static bool partly(const struct intake *intake, const struct book *book, size_t before, struct error *error)
{
	size_t now = found(intake, book);

	if (now <= before || !error)
		return false;
	return error_set(error, error->word,
			 _("%s; %zu rader hann skrivas: med id på varje rad kan samma indata köras igen utan att något räknas två gånger"),
			 error->text, now - before);
}

#define TRIES 10 /* others may write while we judge: then all is judged anew */

static enum done write_judged(const struct intake *intake, struct book *book, size_t *written, struct error *error)
{
	enum saved saved = SAVE_MOVED;

	for (int try = 0; try < TRIES && saved == SAVE_MOVED; try++) {
		enum done judged = judge(intake, book, error);

		if (judged != DONE)
			return judged;
		if (try == 0 && written)
			*written = staged_lines(book);
		saved = writer_commit(book, error);
	}
	return saved == SAVED ? DONE : DONE_NOT_RUN;
}

static enum done write_intake(const struct intake *intake, size_t *written, struct error *error)
{
	struct book *book = book_open(intake->folder, error);
	enum done done;
	size_t before;

	if (!book)
		return DONE_NOT_RUN;
	before = found(intake, book);
	done = write_judged(intake, book, written, error);
	if (done != DONE) {
		writer_abandon(book);
		partly(intake, book, before, error);
	}
	book_free(book);
	return done;
}

static enum done do_intake(struct intake *intake, const char *input, size_t size, size_t *written, struct error *error)
{
	enum done done = take_rows(intake, input, size, error) ? write_intake(intake, written, error) : DONE_NOT_RUN;

	free(intake->items);
	arena_free(&intake->arena);
	return done;
}

enum done setup_example_acts(const struct folder *folder, const char *seed, const char *input, size_t size, size_t *written, struct error *error)
{
	struct intake intake = { .folder = folder, .file = "acts.jsonl", .seed = seed };

	return do_intake(&intake, input, size, written, error);
}

enum done setup_acts(const struct folder *folder, const char *as, const char *input, size_t size, size_t *written, struct error *error)
{
	struct intake intake = { .folder = folder, .as = as };

	return do_intake(&intake, input, size, written, error);
}

bool setup_do(const struct folder *folder, const char *as, const char *input, size_t size, size_t *written, struct error *error)
{
	return setup_acts(folder, as, input, size, written, error) == DONE;
}

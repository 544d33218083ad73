#include "journal.h"

#include "beneath.h"
#include "intl.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define CHUNK ((size_t)8 << 20)             /* read at a time; torn bytes beyond that are no accident */
#define LARGEST ((off_t)1 << 30)            /* bytes of a journal that are looked at */
#define TAIL ((size_t)HASH_LINE_TAIL)       /* ,"hash":"…"} and LF */
#define LOCK_TRIES 100
#define LOCK_PAUSE ((long)20 * 1000 * 1000) /* ns */

/* ---- What the system answered, in words ---- */

static const struct answer { int code; const char *word, *text; } answers[] = {
	{ ENOENT, "missing", N_("filen finns inte: be den som sköter mappen att lägga upp den") },
	{ EACCES, "no-right", N_("du har inte rätt till filen: be den som sköter mappen om rätt, eller öppna med --read-only") },
	{ EPERM, "no-right", N_("du har inte rätt till filen: be den som sköter mappen om rätt, eller öppna med --read-only") },
	{ EROFS, "read-only", N_("disken är skrivskyddad: be den som sköter mappen att öppna den för skrivning") },
	{ ENOSPC, "no-space", N_("disken är full: be den som sköter mappen om plats och försök igen") },
	{ EDQUOT, "quota", N_("din kvot på disken är slut: ta bort något eller be om mer plats och försök igen") },
	{ ELOOP, "link", N_("filen är en länk, och länkar följs inte: låt den som sköter mappen se på den") },
	{ EMFILE, "too-many-files", N_("för många filer är öppna: stäng något och försök igen") },
	{ ENFILE, "too-many-files", N_("för många filer är öppna: stäng något och försök igen") },
	{ EISDIR, "not-a-file", N_("där ligger ingen vanlig fil: låt den som sköter mappen se på det") },
	{ ENXIO, "not-a-file", N_("där ligger ingen vanlig fil: låt den som sköter mappen se på det") },
	{ EINVAL, "not-a-file", N_("där ligger ingen vanlig fil: låt den som sköter mappen se på det") },
	{ EFBIG, "too-large", N_("filen är för stor: låt den som sköter mappen se på den") },
	{ EIO, "io", N_("disken svarar med fel: låt den som sköter mappen se på den") },
};

static bool system_error(struct error *error, const char *directory, const char *file, int code)
{
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (answers[i].code == code)
			return error_set(error, answers[i].word, "%s/%s: %s", directory, file, _(answers[i].text));
	return error_set(error, "system", _("%s/%s: systemet svarar «%s»; försök igen eller fråga den som sköter mappen"), directory, file,
	                 strerror(code));
}

/* ---- Files beneath the folder ---- */

static int open_in(const struct journal *journal, const char *directory, const char *file, int flags)
{
	char path[2 * JOURNAL_FILE];

	snprintf(path, sizeof path, "%s/%s", directory, file);
	return beneath_open(journal->folder, path, flags);
}

/* As much as there is from `at`, -1 on an error. */
static ssize_t read_all(int fd, char *bytes, size_t size, off_t at)
{
	size_t done = 0;

	while (done < size) {
		ssize_t got = pread(fd, bytes + done, size - done, at + (off_t)done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (!got)
			break;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

/* ---- The lines in memory ---- */

static struct error nothing_wrong; /* of all that never were damaged; never written to */

struct journal *journal_new(int folder, const char *folder_id, const char *user)
{
	struct journal *journal = memory_grow(NULL, 1, sizeof *journal);

	*journal = (struct journal){ .user = user, .folder = folder, .folder_id = folder_id, .why = &nothing_wrong };
	snprintf(journal->file, sizeof journal->file, "%s.jsonl", user);
	hash_line(folder_id, journal->file, "", 0, journal->head);
	return journal;
}

void journal_free(struct journal *journal)
{
	if (!journal)
		return;
	arena_free(&journal->arena);
	buffer_free(&journal->pending);
	free(journal->lines);
	free(journal);
}

static void keep_line(struct journal *journal, struct line *line)
{
	if (journal->count == journal->room) {
		journal->room = journal->room ? 2 * journal->room : 8;
		journal->lines = memory_grow(journal->lines, journal->room, sizeof *journal->lines);
	}
	journal->lines[journal->count++] = line;
	memcpy(journal->head, line->hash, HASH_TEXT);
}

/* Does the line follow the last one? NULL, or what is wrong. */
static const char *chain_fault(const struct journal *journal, const struct line *line)
{
	if (line->head.n != (int64_t)journal->count + 1)
		return "n";
	if (strcmp(line->head.prev, journal->head))
		return "prev";
	if (journal->count && line->head.org < journal->lines[journal->count - 1]->head.org)
		return "org";
	return NULL;
}

/* Decodes in place and looks at everything but `skip`. */
static const char *line_fault(struct journal *journal, char *bytes, size_t size, struct line *line)
{
	const char *wrong = NULL;

	if (!act_read(bytes, size, journal->folder_id, journal->file, line, &journal->arena, &wrong))
		return wrong;
	return chain_fault(journal, line);
}

/* ---- Reading ---- */

static const struct damage { const char *word, *text; } damages[] = {
	{ "hash", N_("kontrollsumman stämmer inte, raden är ändrad efter att den skrevs") },
	{ "n", N_("radens nummer är fel, en rad är borttagen, insatt eller flyttad") },
	{ "prev", N_("raden hör inte ihop med den före, en rad är utbytt eller flyttad") },
	{ "org", N_("raden stöder sig på en äldre organisation än raden före") },
	{ "skip", N_("raden säger inte rätt om de avbrutna byte som ligger före den") },
	{ "torn", N_("här ligger mer än 8 MiB som inte är rader") },
	{ "shrunk", N_("filen har blivit kortare sedan den lästes") },
	{ "rewritten", N_("filen är omskriven sedan den lästes") },
	{ "too-long", N_("raden är längre än 64 KiB") },
};

/* One of its own. */
static struct error *make_why(struct journal *journal)
{
	if (journal->why == &nothing_wrong)
		journal->why = arena_alloc(&journal->arena, sizeof *journal->why);
	return journal->why;
}

static void forget_why(struct journal *journal)
{
	if (journal->why != &nothing_wrong)
		*journal->why = nothing_wrong;
}

static void set_damaged(struct journal *journal, size_t line, const char *word)
{
	const char *text = NULL;

	journal->state = JOURNAL_DAMAGED;
	journal->bad_line = line;
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++)
		if (!strcmp(damages[i].word, word))
			text = _(damages[i].text);
	if (text)
		error_set(make_why(journal), word, _("journals/%s.jsonl rad %zu: %s; inget från den raden räknas, låt den som sköter mappen se på filen"),
		          journal->user, line, text);
	else
		error_set(make_why(journal), word,
		          _("journals/%s.jsonl rad %zu: raden är inte skriven som den ska (%s); inget från den raden räknas, låt den som sköter "
		            "mappen se på filen"),
		          journal->user, line, word);
}

/* A file that cannot be read counts as damaged, but is tried again as a whole the next time. */
static bool set_unreadable(struct journal *journal, struct error *error)
{
	journal->state = JOURNAL_DAMAGED;
	journal->bad_line = 0;
	journal->known = false;
	if (error)
		*error = *journal->why;
	return false;
}

static bool unreadable(struct journal *journal, int code, struct error *error)
{
	system_error(make_why(journal), "journals", journal->file, code);
	return set_unreadable(journal, error);
}

/* What is torn is a beginning of a line, and no beginning of a line ends like this. */
static bool looks_whole(const char *bytes, size_t size)
{
	static const char first[] = "{\"n\":", last[] = ",\"hash\":\"";

	return size >= TAIL - 1 + strlen(first) && !memcmp(bytes, first, strlen(first)) &&
	       !memcmp(bytes + size - (TAIL - 1), last, strlen(last)) && !memcmp(bytes + size - 2, "\"}", 2);
}

static bool skip_fits(const struct line *line, const char *torn, size_t size)
{
	const struct skip *skip = line->head.skip.items;
	char hash[HASH_TEXT];

	if (!line->head.skip.count || !size)
		return !line->head.skip.count && !size;
	hash_bytes(torn, size, hash);
	return skip->size == (int64_t)size && !strcmp(skip->hash, hash);
}

/* A whole line at `bytes`, after `torn` bytes that are none. */
static bool take_line(struct journal *journal, char *bytes, size_t size, size_t torn)
{
	struct line *line = arena_alloc(&journal->arena, sizeof *line);
	const char *wrong = line_fault(journal, bytes, size, line);

	if (!wrong && !skip_fits(line, bytes - torn, torn))
		wrong = "skip";
	if (wrong) {
		set_damaged(journal, journal->file_lines + journal->torn_lines + 1, wrong);
		return false;
	}
	keep_line(journal, line);
	journal->file_lines += journal->torn_lines + 1;
	journal->torn_lines = 0;
	return true;
}

/* Takes the ended lines of a chunk and moves `good` past the last good one. `*ended`: where the last ended segment ends. */
static void take_lines(struct journal *journal, char *bytes, size_t size, size_t *ended)
{
	size_t at = 0, good = 0;
	char *lf;

	journal->torn_lines = 0;
	while (journal->state != JOURNAL_DAMAGED && (lf = memchr(bytes + at, '\n', size - at))) {
		size_t length = (size_t)(lf - (bytes + at));

		if (!looks_whole(bytes + at, length))
			journal->torn_lines++;
		else if (take_line(journal, bytes + at, length, at - good))
			good = at + length + 1;
		at += length + 1;
	}
	journal->good += (off_t)good;
	*ended = at;
}

/* What is left after the last good line. `segment` is where its last, unended piece begins; there is room for one more byte. */
static void take_tail(struct journal *journal, char *torn, size_t size, char *segment)
{
	size_t length = (size_t)(torn + size - segment);
	bool whole = looks_whole(segment, length);
	struct line line;
	const char *wrong;

	journal->state = JOURNAL_TORN;
	journal->seal_closes = length > 0;
	torn[size] = '\n';
	journal->seal = (struct skip){ (int64_t)(size + journal->seal_closes), journal->seal_hash };
	hash_bytes(torn, (size_t)journal->seal.size, journal->seal_hash);
	if (!whole)
		return;
	wrong = line_fault(journal, segment, length, &line);
	if (!wrong && !skip_fits(&line, torn, size - length))
		wrong = "skip";
	if (wrong)
		set_damaged(journal, journal->file_lines + journal->torn_lines + 1, wrong);
	journal->unended = !wrong;
}

/* One chunk from `good` on. False at the end, and when the file cannot be read. */
static bool read_chunk(struct journal *journal, int fd, int *code)
{
	off_t from = journal->good;
	size_t left = (size_t)(journal->size - from), want = left < CHUNK ? left : CHUNK, ended, good;
	char *bytes = want ? arena_alloc(&journal->arena, want + 1) : NULL;
	ssize_t got = want ? read_all(fd, bytes, want, from) : 0;

	if (got < 0 || (size_t)got < want) {
		*code = got < 0 ? errno : EIO;
		return false;
	}
	if (!want)
		return false;
	take_lines(journal, bytes, want, &ended);
	good = (size_t)(journal->good - from);
	if (journal->state == JOURNAL_DAMAGED)
		return false;
	if (want < left && !good)
		set_damaged(journal, journal->file_lines + 1, "torn");
	else if (want == left && good < want)
		take_tail(journal, bytes + good, want - good, bytes + ended);
	return want < left && good;
}

static void forget_tail(struct journal *journal)
{
	journal->state = JOURNAL_WHOLE;
	forget_why(journal);
	journal->bad_line = journal->torn_lines = 0;
	journal->seal = (struct skip){ 0 };
	journal->seal_closes = journal->unended = false;
}

/* Does the file still end, where we read to, with the line we read last? */
static bool anchor_fits(const struct journal *journal, int fd, bool *fits)
{
	char found[HASH_LINE_TAIL], expected[HASH_LINE_TAIL + 1];
	size_t count = journal->count - journal->staged;

	*fits = true;
	if (!count)
		return true;
	if (read_all(fd, found, sizeof found, journal->good - (off_t)sizeof found) != (ssize_t)sizeof found)
		return false;
	snprintf(expected, sizeof expected, ",\"hash\":\"%s\"}\n", journal->lines[count - 1]->hash);
	*fits = !memcmp(found, expected, sizeof found);
	return true;
}

static bool read_growth(struct journal *journal, int fd, const struct stat *found, struct error *error)
{
	int code = 0;
	bool fits;

	forget_tail(journal);
	journal->known = true;
	journal->device = found->st_dev;
	journal->inode = found->st_ino;
	journal->owner = found->st_uid;
	journal->size = found->st_size;
	if (journal->size < journal->good) {
		set_damaged(journal, journal->file_lines, "shrunk");
		return true;
	}
	if (!anchor_fits(journal, fd, &fits))
		return unreadable(journal, EIO, error);
	if (!fits) {
		set_damaged(journal, journal->file_lines, "rewritten");
		return true;
	}
	while (read_chunk(journal, fd, &code))
		;
	return !code || unreadable(journal, code, error);
}

static bool same_file(const struct journal *journal, const struct stat *found)
{
	return journal->known && journal->device == found->st_dev && journal->inode == found->st_ino && journal->size == found->st_size;
}

static bool read_file(struct journal *journal, int fd, struct error *error)
{
	struct stat found;

	if (fstat(fd, &found))
		return unreadable(journal, errno, error);
	if (!S_ISREG(found.st_mode))
		return unreadable(journal, EINVAL, error);
	if (found.st_size > LARGEST)
		return unreadable(journal, EFBIG, error);
	return same_file(journal, &found) || read_growth(journal, fd, &found, error);
}

bool journal_read(struct journal *journal, bool *grew, struct error *error)
{
	size_t before;
	bool fine;
	int fd;

	journal_unstage(journal);
	before = journal->count;
	if (grew)
		*grew = false;
	if (!text_is_id(journal->user))
		return unreadable(journal, EINVAL, error);
	fd = open_in(journal, "journals", journal->file, O_RDONLY | O_NONBLOCK); /* a fifo there may not hold us */
	if (fd < 0)
		return unreadable(journal, errno, error);
	fine = read_file(journal, fd, error);
	close(fd);
	if (grew)
		*grew = journal->count > before;
	return fine;
}

/* ---- Staging ---- */

/* The first staged line carries the seal of a torn tail, and its bytes begin with the LF that closes it. */
static void begin_pending(struct journal *journal, struct envelope *head)
{
	if (journal->staged || !journal->seal.size || journal->unended)
		return;
	head->skip = (struct list){ &journal->seal, 1 };
	if (journal->seal_closes)
		buffer_text(&journal->pending, "\n");
}

static struct line *read_back_staged(struct journal *journal, const char *bytes, size_t size, struct error *error)
{
	struct line *line = arena_alloc(&journal->arena, sizeof *line);
	const char *wrong = line_fault(journal, arena_copy(&journal->arena, bytes, size), size, line);

	if (!wrong)
		return line;
	if (!strcmp(wrong, "org"))
		error_set(error, wrong, _("raden stöder sig på en äldre organisation än din förra rad: läs om mappen och försök igen"));
	else
		error_set(error, wrong, _("raden gick inte att läsa tillbaka (%s) och sparades inte: rapportera felet"), wrong);
	return NULL;
}

struct line *journal_stage(struct journal *journal, const struct envelope *head, const struct act *act, struct error *error)
{
	struct line line = { .head = *head, .act = *act }, *staged = NULL;
	char hash[HASH_TEXT];
	size_t before = journal->pending.size, start;

	if (journal->state == JOURNAL_DAMAGED)
		return error_set(error, "damaged", _("journalen kan inte skrivas: %.400s"), journal->why->text), NULL;
	line.head.n = (int64_t)journal->count + 1;
	line.head.prev = journal->head;
	line.head.skip = (struct list){ 0 };
	begin_pending(journal, &line.head);
	start = journal->pending.size;
	if (act_write(&journal->pending, &line, journal->folder_id, journal->file, hash, error))
		staged = read_back_staged(journal, journal->pending.bytes + start, journal->pending.size - start - 1, error);
	if (!staged) {
		journal->pending.size = before;
		return NULL;
	}
	if (!journal->staged++)
		journal->first = journal->pending.size;
	keep_line(journal, staged);
	return staged;
}

void journal_unstage(struct journal *journal)
{
	if (!journal->staged)
		return;
	journal->count -= journal->staged;
	journal->staged = 0;
	journal->pending.size = 0;
	if (journal->count)
		memcpy(journal->head, journal->lines[journal->count - 1]->hash, HASH_TEXT);
	else
		hash_line(journal->folder_id, journal->file, "", 0, journal->head);
}

/* ---- Appending: a row of steps, each of which goes on or ends the attempt ---- */

struct attempt {
	struct journal *journal;
	struct error *error;
	int lock, fd;
	enum append result;
};

static bool end_with(struct attempt *attempt, enum append result)
{
	attempt->result = result;
	return false;
}

static bool refused(struct attempt *attempt, const char *word, const char *text)
{
	error_set(attempt->error, word, "journals/%s: %s", attempt->journal->file, text);
	return end_with(attempt, APPEND_REFUSED);
}

static bool refused_by_system(struct attempt *attempt, const char *directory, const char *file, int code)
{
	system_error(attempt->error, directory, file, code);
	return end_with(attempt, APPEND_REFUSED);
}

/* Once we do not know what is on the disk, trying again could only make two of it. */
static bool unknown(struct attempt *attempt)
{
	attempt->journal->spent = true;
	error_set(attempt->error, "unknown",
	          _("journals/%s: det är oklart om det sparades, disken svarade med fel; skriv inte om det, utan avsluta, starta igen och se efter"),
	          attempt->journal->file);
	return end_with(attempt, APPEND_UNKNOWN);
}

static bool may_append(struct attempt *attempt)
{
	struct journal *journal = attempt->journal;

	if (!text_is_id(journal->user))
		return refused_by_system(attempt, "journals", attempt->journal->file, EINVAL);
	if (journal->spent)
		return refused(attempt, "unknown", _("det är oklart om det förra sparades: avsluta, starta igen och se efter"));
	if (journal->state == JOURNAL_DAMAGED)
		return refused(attempt, "damaged", journal->why->text);
	return journal->staged || refused(attempt, "nothing", _("det finns inget att spara"));
}

static bool open_lock(struct attempt *attempt)
{
	const char *user = attempt->journal->user;
	struct stat found;

	attempt->lock = open_in(attempt->journal, "locks", user, O_RDWR | O_NONBLOCK);
	if (attempt->lock < 0 || fstat(attempt->lock, &found))
		return refused_by_system(attempt, "locks", user, errno);
	return S_ISREG(found.st_mode) || refused_by_system(attempt, "locks", user, EINVAL);
}

static bool take_lock(struct attempt *attempt)
{
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	const struct timespec pause = { .tv_nsec = LOCK_PAUSE };

	for (int i = 0; i < LOCK_TRIES; i++) {
		if (!fcntl(attempt->lock, F_OFD_SETLK, &whole))
			return true;
		if (errno == EINTR)
			continue;
		if (errno != EAGAIN && errno != EACCES)
			return refused_by_system(attempt, "locks", attempt->journal->user, errno);
		nanosleep(&pause, NULL);
	}
	return refused(attempt, "busy", _("någon annan skriver i journalen just nu, kanske du själv i ett annat fönster: försök igen om en stund"));
}

static bool open_file(struct attempt *attempt)
{
	attempt->fd = open_in(attempt->journal, "journals", attempt->journal->file, O_RDWR | O_APPEND | O_NONBLOCK);
	return attempt->fd >= 0 || refused_by_system(attempt, "journals", attempt->journal->file, errno);
}

/* There neither locks nor fsync mean what they must. */
static bool is_local(struct attempt *attempt)
{
	bool remote;

	if (!beneath_is_remote(attempt->fd, &remote))
		return refused_by_system(attempt, "journals", attempt->journal->file, errno);
	return !remote || refused(attempt, "network-file-system",
	                          _("mappen ligger på ett nätverksfilsystem, där inget säkert kan sparas: skriv på den dator där mappen ligger"));
}

static bool is_right_file(struct attempt *attempt)
{
	const struct journal *journal = attempt->journal;
	struct stat found;

	if (fstat(attempt->fd, &found))
		return refused_by_system(attempt, "journals", attempt->journal->file, errno);
	if (!S_ISREG(found.st_mode))
		return refused_by_system(attempt, "journals", attempt->journal->file, EINVAL);
	if (found.st_nlink != 1)
		return refused(attempt, "hard-link", _("filen har flera namn (hårda länkar): låt den som sköter mappen se på den"));
	if (journal->known && found.st_uid != journal->owner)
		return refused(attempt, "owner", _("filen har bytt ägare sedan den lästes: läs om mappen, eller låt den som sköter den se på filen"));
	return same_file(journal, &found) || end_with(attempt, APPEND_MOVED);
}

/* The torn bytes are hashed with the LF that will close them, as the seal was. */
static bool tail_fits(const struct journal *journal, int fd, bool *fits)
{
	size_t size = (size_t)(journal->size - journal->good);
	char *bytes, hash[HASH_TEXT];
	bool fine;

	*fits = true;
	if (!size)
		return true;
	bytes = memory_grow(NULL, size + 1, 1);
	bytes[size] = '\n';
	fine = read_all(fd, bytes, size, journal->good) == (ssize_t)size;
	hash_bytes(bytes, (size_t)journal->seal.size, hash);
	*fits = !strcmp(hash, journal->seal_hash);
	free(bytes);
	return fine;
}

static bool is_as_known(struct attempt *attempt)
{
	bool anchor, tail;

	if (!anchor_fits(attempt->journal, attempt->fd, &anchor) || !tail_fits(attempt->journal, attempt->fd, &tail))
		return refused_by_system(attempt, "journals", attempt->journal->file, EIO);
	return (anchor && tail) || end_with(attempt, APPEND_MOVED);
}

/* Leaves what it reserves beyond the end of the file: the write takes it. */
static bool reserve(struct attempt *attempt)
{
	const struct journal *journal = attempt->journal;
	int done;

	do
		done = fallocate(attempt->fd, FALLOC_FL_KEEP_SIZE, journal->size, (off_t)journal->pending.size);
	while (done && errno == EINTR);
	if (!done || errno == EOPNOTSUPP || errno == ENOSYS)
		return true;
	return refused_by_system(attempt, "journals", attempt->journal->file, errno);
}

/* After a write that did not go well: what is in the file now decides what may be said. `harmless`: so many bytes count for nothing. */
static bool write_failed(struct attempt *attempt, size_t harmless, int code)
{
	struct stat found;

	if (fstat(attempt->fd, &found) || found.st_size < attempt->journal->size)
		return unknown(attempt);
	if ((size_t)(found.st_size - attempt->journal->size) >= harmless)
		return unknown(attempt);
	if (found.st_size == attempt->journal->size)
		return refused_by_system(attempt, "journals", attempt->journal->file, code);
	return refused(attempt, "torn",
	               _("skrivningen avbröts halvvägs och räknas inte, disken är kanske full: se till att det finns plats och försök igen"));
}

static bool write_once(struct attempt *attempt, const char *bytes, size_t size, size_t harmless)
{
	ssize_t done;

	do
		done = write(attempt->fd, bytes, size);
	while (done < 0 && errno == EINTR);
	if (done == (ssize_t)size)
		return true;
	return write_failed(attempt, harmless, done < 0 ? errno : ENOSPC);
}

/* A good line that lacks only its LF, by a crash after its last byte, is given that; then everything has to be looked at anew. */
static bool end_unended(struct attempt *attempt)
{
	if (!attempt->journal->unended)
		return true;
	if (!write_once(attempt, "\n", 1, 1))
		return false;
	return beneath_sync(attempt->fd) ? unknown(attempt) : end_with(attempt, APPEND_MOVED);
}

/* A first line without its LF already counts as soon as anyone ends it. */
static bool write_lines(struct attempt *attempt)
{
	const struct journal *journal = attempt->journal;

	return write_once(attempt, journal->pending.bytes, journal->pending.size, journal->first - 1);
}

static bool make_durable(struct attempt *attempt)
{
	return !beneath_sync(attempt->fd) || unknown(attempt);
}

static bool compare(struct attempt *attempt)
{
	const struct journal *journal = attempt->journal;
	size_t size = journal->pending.size;
	char *bytes = memory_grow(NULL, size, 1);
	bool same = read_all(attempt->fd, bytes, size, journal->size) == (ssize_t)size && !memcmp(bytes, journal->pending.bytes, size);

	free(bytes);
	return same || unknown(attempt);
}

static bool count_as_saved(struct attempt *attempt)
{
	struct journal *journal = attempt->journal;

	journal->file_lines += journal->torn_lines + journal->seal_closes + journal->staged;
	journal->size += (off_t)journal->pending.size;
	journal->good = journal->size;
	journal->staged = journal->pending.size = 0;
	forget_tail(journal);
	return end_with(attempt, APPEND_SAVED);
}

enum append journal_append(struct journal *journal, struct error *error)
{
	static bool (*const steps[])(struct attempt *attempt) = {
		may_append,  open_lock, take_lock,   open_file,    is_local, is_right_file,  is_as_known,
		end_unended, reserve,   write_lines, make_durable, compare,  count_as_saved,
	};
	struct attempt attempt = { .journal = journal, .error = error, .lock = -1, .fd = -1, .result = APPEND_REFUSED };
	size_t i = 0;

	while (i < sizeof steps / sizeof *steps && steps[i](&attempt))
		i++;
	beneath_close(attempt.fd);
	beneath_close(attempt.lock); /* and with it the lock is let go */
	return attempt.result;
}

/* ---- Small things a line needs ---- */

const char *journal_new_id(char out[33])
{
	unsigned char bytes[16];

	if (getentropy(bytes, sizeof bytes)) {
		fputs(_("budgetdialog: systemet ger inga slumptal, och utan dem kan inget sparas säkert\n"), stderr);
		exit(2);
	}
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(out + 2 * i, 3, "%02x", bytes[i]);
	return out;
}

const char *journal_now(char out[26])
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
	char text[64], zone[16];
	struct tm parts;

	if (!(epoch ? gmtime_r(&now, &parts) : localtime_r(&now, &parts)))
		memset(&parts, 0, sizeof parts);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
	strftime(zone, sizeof zone, "%z", &parts);
	snprintf(out, 26, "%.19s%.3s:%.2s", text, zone, zone + 3);
	return out;
}

/* ---- A new journal ---- */

static bool create_empty(int folder, const char *directory, const char *file, unsigned mode, struct error *error)
{
	int at = beneath_open(folder, directory, O_RDONLY | O_DIRECTORY), fd = -1, code = errno;

	if (at >= 0) {
		fd = openat(at, file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		code = errno;
	}
	if (fd >= 0 && (beneath_sync(fd) || beneath_sync(at))) {
		code = errno;
		beneath_close(fd);
		fd = -1;
	}
	beneath_close(fd);
	beneath_close(at);
	return fd >= 0 || (at >= 0 && code == EEXIST) || system_error(error, directory, file, code);
}

bool journal_create(int folder, const char *user, struct error *error)
{
	char file[JOURNAL_FILE];

	if (!text_is_id(user))
		return error_set(error, "id", _("användarnamnet: läste något annat än 1–64 tecken a–z, 0–9 eller bindestreck"));
	snprintf(file, sizeof file, "%s.jsonl", user);
	return create_empty(folder, "locks", user, 0600, error) && create_empty(folder, "journals", file, 0640, error);
}

#include "doctor.h"

#include "beneath.h"
#include "intl.h"
#include "names.h"
#include "text.h"
#include "version.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READERS    "bd_read" /* the group that reads, where the folder has none of its own */
#define OWNER_MAX  64
#define LINE_WIDTH 100 /* a command goes on in a new one after this */

/* ---- the commands: files that need the same are taken together ---- */

/* In the order they are run. Directories first: once they are root's, nobody can put another file in a command's way. */
enum step { STEP_CLOSE_OWNER, STEP_CLOSE_MODE, STEP_UNSEAL, STEP_OWNER, STEP_MODE, STEP_SEAL, STEP_MEMBER, STEP_COUNT };

struct batch {
	enum step step;
	char *start; /* all before the files */
	struct buffer text;
	size_t line; /* where the last command begins */
};

struct exam {
	const struct book *book;
	struct arena arena;
	int fd;
	const char *path; /* absolute; NULL when the system does not tell */
	gid_t group;      /* who may read */
	const char *group_name;
	bool group_missing;
	bool others_reach;   /* someone else than root can change what lies in the folder: file commands would not be safe */
	bool no_append_only; /* said already */
	size_t findings;
	struct buffer words, notes, absent;
	struct batch *batches;
	size_t batch_count;
};

/* One line: where, and what. */
static void say(struct buffer *out, const char *where, const char *text)
{
	text_harmless(out, where);
	buffer_text(out, ": ");
	text_harmless(out, text);
	buffer_text(out, "\n");
}

static void finding(struct exam *exam, const char *where, const char *format, ...) __attribute__((format(printf, 3, 4)));
static void finding(struct exam *exam, const char *where, const char *format, ...)
{
	char text[640];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	say(&exam->words, where, text);
	exam->findings++;
}

/* As one word of a shell, whatever it holds. */
static void quote(struct buffer *out, const char *word)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:,+@";

	if (*word && strspn(word, plain) == strlen(word)) {
		buffer_text(out, word);
		return;
	}
	buffer_text(out, "'");
	for (; *word; word++)
		if (*word == '\'')
			buffer_text(out, "'\\''");
		else
			buffer_add(out, word, 1);
	buffer_text(out, "'");
}

static struct batch *batch_of(struct exam *exam, enum step step, const char *start)
{
	for (size_t i = 0; i < exam->batch_count; i++)
		if (exam->batches[i].step == step && !strcmp(exam->batches[i].start, start))
			return &exam->batches[i];
	exam->batches = memory_grow(exam->batches, exam->batch_count + 1, sizeof *exam->batches);
	exam->batches[exam->batch_count] = (struct batch){ .step = step, .start = arena_string(&exam->arena, start) };
	return &exam->batches[exam->batch_count++];
}

/* (usermod takes one user at a time.) */
static void command(struct exam *exam, enum step step, const char *start, const char *file)
{
	struct batch *batch = batch_of(exam, step, start);
	struct buffer *text = &batch->text;

	if (!text->size || step == STEP_MEMBER || text->size - batch->line + strlen(file) > LINE_WIDTH) {
		if (text->size)
			buffer_text(text, "\n");
		batch->line = text->size;
		buffer_format(text, "    %s", start);
	}
	buffer_text(text, " ");
	quote(text, file);
}

/* ---- users and groups ---- */

static const char *user_name(uid_t id, char out[OWNER_MAX])
{
	const struct passwd *entry = getpwuid(id);

	if (entry)
		snprintf(out, OWNER_MAX, "%s", entry->pw_name);
	else
		snprintf(out, OWNER_MAX, "%lu", (unsigned long)id);
	return out;
}

static const char *group_name(gid_t id, char out[OWNER_MAX])
{
	const struct group *entry = getgrgid(id);

	if (entry)
		snprintf(out, OWNER_MAX, "%s", entry->gr_name);
	else
		snprintf(out, OWNER_MAX, "%lu", (unsigned long)id);
	return out;
}

/* A name that could play tricks on a terminal is not taken; the folder gets READERS instead. */
static bool is_readers(const struct group *entry)
{
	struct buffer shown = { 0 };
	bool fine;

	if (!entry || getpwnam(entry->gr_name)) /* a person's own group, or root's */
		return false;
	text_harmless(&shown, entry->gr_name);
	fine = !strcmp(shown.bytes, entry->gr_name);
	buffer_free(&shown);
	return fine;
}

static void choose_group(struct exam *exam)
{
	struct stat found;
	const struct group *entry = fstat(exam->fd, &found) ? NULL : getgrgid(found.st_gid);

	if (!is_readers(entry))
		entry = getgrnam(READERS);
	exam->group_missing = !entry;
	exam->group = entry ? entry->gr_gid : 0;
	exam->group_name = arena_string(&exam->arena, entry ? entry->gr_name : READERS);
}

struct account {
	uid_t id;
	const char *name;
	bool exists;
	int trouble; /* errno: cannot be looked up now */
};

/* Who has no account writes nothing: her journal is then root's, so that nobody else can get it with a number that is used again. */
static struct account account_of(const char *user)
{
	const struct passwd *entry;
	int code;

	errno = 0;
	entry = getpwnam(user);
	code = errno;
	if (entry)
		return (struct account){ entry->pw_uid, user, true, 0 };
	if (code == ENOENT || code == ESRCH || code == EBADF || code == EPERM) /* all of these may mean: no such user */
		code = 0;
	return (struct account){ 0, "root", false, code };
}

static bool is_member(const struct exam *exam, const char *user)
{
	const struct passwd *entry = getpwnam(user);
	gid_t *groups = NULL;
	int count = 0, room = 0;
	bool found = false;

	if (!entry)
		return false;
	do {
		room = count > room ? count : room + 64;
		groups = memory_grow(groups, (size_t)room, sizeof *groups);
		count = room;
	} while (getgrouplist(user, entry->pw_gid, groups, &count) < 0);
	for (int i = 0; i < count; i++)
		found |= groups[i] == exam->group;
	free(groups);
	return found;
}

/* ---- what each file should be ---- */

enum thing { THING_DIRECTORY, THING_SETTINGS, THING_JOURNAL, THING_LOCK };

/* setgid on directories: what `adopt` makes there can be read at once by those who read the folder. */
static const struct rule {
	mode_t type, mode;
	bool grouped; /* has to have the readers' group */
	enum step owner_step, mode_step;
} rules[] = {
	[THING_DIRECTORY] = { S_IFDIR, 02750, true, STEP_CLOSE_OWNER, STEP_CLOSE_MODE },
	[THING_SETTINGS] = { S_IFREG, 0640, true, STEP_OWNER, STEP_MODE },
	[THING_JOURNAL] = { S_IFREG, 0640, true, STEP_OWNER, STEP_MODE },
	[THING_LOCK] = { S_IFREG, 0600, false, STEP_OWNER, STEP_MODE },
};

/* The first that fits is said. */
static const struct trespass {
	bool more;
	mode_t bits;
	const char *text;
} trespasses[] = {
	{ true, 0002, N_("alla på datorn kan ändra där") },
	{ true, 0020, N_("alla i gruppen kan ändra där") },
	{ true, 07000, N_("har en flagga som inte ska vara där") },
	{ true, 0005, N_("alla på datorn kan läsa där") },
	{ true, 0050, N_("alla i gruppen kan läsa där") },
	{ false, 0050, N_("de som läser mappen kan inte läsa där") },
	{ false, 02000, N_("nya filer där kan inte läsas av dem som läser mappen") },
	{ false, 0700, N_("ägaren kan inte skriva där") },
	{ true, 07777, N_("rättigheterna är andra än de ska") },
};

static void judge_owner(struct exam *exam, const char *name, const struct rule *rule, const struct statx *found, const struct account *account)
{
	char user[OWNER_MAX], group[OWNER_MAX], start[3 * OWNER_MAX];
	struct buffer owner = { 0 }, quoted = { 0 };
	bool own = found->stx_uid == account->id;

	if (own && (!rule->grouped || (!exam->group_missing && found->stx_gid == exam->group)))
		return;
	buffer_format(&owner, "%s:%s", account->name, exam->group_name);
	finding(exam, name, _("tillhör %s:%s, ska tillhöra %s"), user_name(found->stx_uid, user), group_name(found->stx_gid, group),
		owner.bytes);
	quote(&quoted, owner.bytes);
	snprintf(start, sizeof start, "chown -h -- %s", quoted.bytes);
	command(exam, rule->owner_step, start, name);
	buffer_free(&quoted);
	buffer_free(&owner);
}

static void judge_mode(struct exam *exam, const char *name, const struct rule *rule, mode_t mode)
{
	const struct trespass *trespass = trespasses;
	char start[32];

	if (mode == rule->mode)
		return;
	while (!((trespass->more ? mode & ~rule->mode : rule->mode & ~mode) & trespass->bits))
		trespass++;
	finding(exam, name, _("%s (%04o, ska vara %04o)"), _(trespass->text), (unsigned)mode, (unsigned)rule->mode);
	snprintf(start, sizeof start, "chmod %04o", (unsigned)rule->mode);
	command(exam, rule->mode_step, start, name);
}

/* Of a journal. `changed`: chown or chmod come first, and they are refused as long as the file is append-only. */
static void judge_append_only(struct exam *exam, const char *name, const struct statx *found, bool changed)
{
	bool only = found->stx_attributes & STATX_ATTR_APPEND;

	if (!(found->stx_attributes_mask & STATX_ATTR_APPEND)) {
		if (!exam->no_append_only)
			finding(exam, "journals",
				_("filsystemet kan inte hindra att journaler skrivs om (chattr +a finns inte där): flytta mappen till ext4, xfs "
				  "eller btrfs"));
		exam->no_append_only = true;
		return;
	}
	if (!only)
		finding(exam, name, _("ägaren kan ändra det som redan står där: filen är inte låst till att växa (chattr +a)"));
	if (only && changed)
		command(exam, STEP_UNSEAL, "chattr -a", name);
	if (!only || changed)
		command(exam, STEP_SEAL, "chattr +a", name);
}

/* ---- looking at one ---- */

static bool is_closed(const struct statx *found)
{
	return found->stx_uid == 0 && !(found->stx_mode & 0022);
}

/* False when there is nothing that a command could make right. */
static bool is_the_thing(struct exam *exam, const char *name, const struct rule *rule, const struct statx *found)
{
	if (S_ISLNK(found->stx_mode))
		finding(exam, name, _("är en symbolisk länk, och länkar följs inte: ta bort den och lägg tillbaka det som ska ligga där"));
	else if ((found->stx_mode & S_IFMT) != rule->type)
		finding(exam, name,
			rule->type == S_IFDIR ? _("är inte en katalog: flytta undan det som ligger där")
					      : _("är inte en vanlig fil: flytta undan det som ligger där"));
	else if (rule->type == S_IFREG && found->stx_nlink != 1)
		finding(exam, name, _("har %u namn (hårda länkar), så att filen kan nås någon annanstans ifrån: ta bort de andra namnen"),
			found->stx_nlink);
	else
		return true;
	return false;
}

static bool look(struct exam *exam, const char *name, bool optional, struct statx *found)
{
	int fd = beneath_open(exam->fd, name, O_PATH);
	bool seen = fd >= 0 && !statx(fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS, found);
	int code = errno;

	beneath_close(fd);
	if (seen || (code == ENOENT && optional))
		return seen;
	if (code == ENOENT)
		finding(exam, name, _("finns inte: kör budgetdialog adopt, eller hämta det från en säkerhetskopia"));
	else if (code == ELOOP)
		finding(exam, name, _("ligger bakom en symbolisk länk, och länkar följs inte: lägg det riktiga på dess plats"));
	else
		finding(exam, name, _("kan inte prövas (%s): kör som root"), strerror(code));
	return false;
}

static void judge(struct exam *exam, const char *name, enum thing thing, const struct account *account, const struct statx *found)
{
	const struct rule *rule = &rules[thing];
	size_t before = exam->findings;

	if (!is_the_thing(exam, name, rule, found)) {
		exam->others_reach |= thing == THING_DIRECTORY;
		return;
	}
	judge_owner(exam, name, rule, found, account);
	judge_mode(exam, name, rule, found->stx_mode & 07777);
	if (thing == THING_JOURNAL)
		judge_append_only(exam, name, found, exam->findings > before);
	if (thing == THING_DIRECTORY && !is_closed(found))
		exam->others_reach = true;
}

static void examine(struct exam *exam, const char *name, enum thing thing, const struct account *account)
{
	struct statx found;

	if (look(exam, name, !strcmp(name, "published.cfg"), &found))
		judge(exam, name, thing, account, &found);
}

static const struct account root = { 0, "root", true, 0 };

/* The folder itself has no name beneath itself. */
static void examine_top(struct exam *exam)
{
	struct statx found;

	if (!statx(exam->fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &found))
		judge(exam, ".", THING_DIRECTORY, &root, &found);
}

/* ---- what lies above: who can rename a directory can put another in its place ---- */

static void set_path(struct exam *exam)
{
	char link[40], path[4096];
	ssize_t size;

	snprintf(link, sizeof link, "/proc/self/fd/%d", exam->fd);
	size = readlink(link, path, sizeof path);
	if (size > 0 && (size_t)size < sizeof path && *path == '/')
		exam->path = arena_copy(&exam->arena, path, (size_t)size);
}

static void judge_above(struct exam *exam, const char *name, const struct stat *found)
{
	char user[OWNER_MAX];

	if (found->st_uid != 0)
		finding(exam, name, _("tillhör %s, som kan byta ut hela mappen: flytta den till ett ställe där bara root kan ändra"),
			user_name(found->st_uid, user));
	else if ((found->st_mode & 0022) && !(found->st_mode & S_ISVTX))
		finding(exam, name,
			_("kan ändras av andra än root, som då kan byta ut hela mappen: flytta den till ett ställe där bara root kan ändra"));
	else
		return;
	exam->others_reach = true;
}

/* Cuts the last part of the path off. */
static void go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash)
		slash[slash == path] = '\0';
}

static void examine_above(struct exam *exam)
{
	char *path = arena_string(&exam->arena, exam->path ? exam->path : "..");
	struct stat below, found;
	int at = openat(exam->fd, "..", O_PATH | O_DIRECTORY | O_CLOEXEC), next;

	if (fstat(exam->fd, &below))
		return;
	while (at >= 0 && !fstat(at, &found) && (found.st_dev != below.st_dev || found.st_ino != below.st_ino)) {
		go_up(path);
		judge_above(exam, path, &found);
		below = found;
		next = openat(at, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
		close(at);
		at = next;
	}
	if (at < 0)
		finding(exam, path, _("det som ligger ovanför kan inte prövas (%s): kör som root"), strerror(errno));
	else
		close(at);
}

/* ---- what lies in the folder ---- */

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of the names, whatever the order of the files. Frees the names. */
static void examine_each(struct exam *exam, struct names *names, void (*examine_one)(struct exam *exam, const char *name))
{
	const char **sorted = memory_grow(NULL, names->count + 1, sizeof *sorted);

	if (names->count)
		memcpy(sorted, names->text, names->count * sizeof *sorted);
	qsort(sorted, names->count, sizeof *sorted, compare_texts);
	for (size_t i = 0; i < names->count; i++)
		examine_one(exam, sorted[i]);
	free(sorted);
	names_free(names);
}

static void examine_user(struct exam *exam, const char *user)
{
	struct account account = account_of(user);
	char name[96];

	if (account.trouble) {
		finding(exam, user, _("kontot kan inte slås upp just nu (%s): försök igen"), strerror(account.trouble));
		return;
	}
	if (!account.exists)
		buffer_format(&exam->absent, "%s%s", exam->absent.size ? ", " : "", user);
	snprintf(name, sizeof name, "journals/%s.jsonl", user);
	examine(exam, name, THING_JOURNAL, &account);
	snprintf(name, sizeof name, "locks/%s", user);
	examine(exam, name, THING_LOCK, &account);
}

/* Everyone with a journal, and everyone who should have one. */
static struct names all_users(const struct exam *exam)
{
	const struct book *book = exam->book;
	const char **named = NULL;
	size_t count = book->org ? org_users(book->org, &named) : 0;
	struct names users = { 0 };

	names_add(&users, book->folder->edited->registrar);
	for (size_t i = 0; i < book->journal_count; i++)
		names_add(&users, book->journals[i]->user);
	for (size_t i = 0; i < count; i++)
		names_add(&users, named[i]);
	free(named);
	return users;
}

static void examine_users(struct exam *exam)
{
	struct names users = all_users(exam);

	examine_each(exam, &users, examine_user);
}

static void examine_object(struct exam *exam, const char *hash)
{
	char name[96];

	snprintf(name, sizeof name, "objects/%s", hash);
	examine(exam, name, THING_SETTINGS, &root);
}

/* What is called otherwise there, nothing reads. */
static void examine_objects(struct exam *exam)
{
	struct names hashes = { 0 };
	int fd = beneath_open(exam->fd, "objects", O_RDONLY | O_DIRECTORY);
	DIR *list = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	while (list && (entry = readdir(list)))
		if (hash_valid(entry->d_name))
			names_add(&hashes, arena_string(&exam->arena, entry->d_name));
	if (list)
		closedir(list);
	else
		beneath_close(fd);
	examine_each(exam, &hashes, examine_object);
}

static void examine_place(struct exam *exam)
{
	bool remote = false;

	if (!beneath_is_remote(exam->fd, &remote))
		finding(exam, ".", _("filsystemet kan inte prövas (%s): kör som root"), strerror(errno));
	if (remote)
		finding(exam, ".",
			_("ligger på ett nätverksfilsystem, där inget säkert kan sparas: flytta mappen till en disk i datorn (ext4, xfs, "
			  "btrfs)"));
}

static void examine_folder(struct exam *exam)
{
	static const char *const directories[] = { "journals", "locks", "objects" };
	static const char *const settings[] = { "region.cfg", "organisation.cfg", "published.cfg" };

	set_path(exam);
	choose_group(exam);
	examine_place(exam);
	examine_above(exam);
	examine_top(exam);
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		examine(exam, directories[i], THING_DIRECTORY, &root);
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		examine(exam, settings[i], THING_SETTINGS, &root);
	examine_objects(exam);
	examine_users(exam);
}

/* ---- what is worth knowing, though the promise is kept without it ---- */

/* Slow where groups are looked up over a network, so only when asked for. */
static void note_members(struct exam *exam)
{
	struct names users = all_users(exam);
	char start[2 * OWNER_MAX];
	struct buffer quoted = { 0 };

	quote(&quoted, exam->group_name);
	snprintf(start, sizeof start, "usermod -a -G %s --", quoted.bytes);
	for (size_t i = 0; i < users.count; i++) {
		const char *user = users.text[i];

		if (!account_of(user).exists || (!exam->group_missing && is_member(exam, user)))
			continue;
		say(&exam->notes, user, _("är inte med i gruppen som läser mappen, och kan inte öppna den"));
		command(exam, STEP_MEMBER, start, user);
	}
	buffer_free(&quoted);
	names_free(&users);
}

static void note_absent(struct exam *exam)
{
	if (!exam->absent.size)
		return;
	buffer_text(&exam->notes, _("utan konto på datorn, så att journalen tillhör root och ingen kan skriva i den: "));
	text_harmless(&exam->notes, exam->absent.bytes);
	buffer_text(&exam->notes, "\n");
}

/* ---- writing it out ---- */

static void write_path(struct buffer *out, const char *path)
{
	struct buffer shown = { 0 };

	if (path)
		text_harmless(&shown, path);
	if (path && !strcmp(shown.bytes, path)) {
		buffer_text(out, "    cd -- ");
		quote(out, path);
		buffer_text(out, "\n");
	} else {
		buffer_text(out, _("    # stå i mappen när de körs: dess namn har tecken som inte kan visas\n"));
	}
	buffer_free(&shown);
}

static void write_batch(struct buffer *out, const struct batch *batch)
{
	buffer_add(out, batch->text.bytes, batch->text.size);
	buffer_text(out, "\n");
}

static void write_commands(struct buffer *out, const struct exam *exam)
{
	enum step last = exam->others_reach ? STEP_CLOSE_MODE : STEP_MEMBER;
	struct buffer steps = { 0 };

	for (int step = 0; step <= (int)last; step++)
		for (size_t i = 0; i < exam->batch_count; i++)
			if ((int)exam->batches[i].step == step)
				write_batch(&steps, &exam->batches[i]);
	if (steps.size) {
		buffer_text(out, _("\nKommandona gör mappen sådan. Läs dem, kör dem som root och kör sedan budgetdialog doctor igen.\n"));
		if (exam->others_reach)
			buffer_text(out,
				    _("Först katalogerna: medan andra än root kan byta filer i dem är det inte säkert att ändra filerna.\n"));
		buffer_text(out, "\n");
		write_path(out, exam->path);
		buffer_text(out, exam->group_missing ? "    groupadd --system " READERS "\n" : "");
		buffer_add(out, steps.bytes, steps.size);
	}
	buffer_free(&steps);
}

static void write_verdict(struct buffer *out, const struct exam *exam)
{
	if (!exam->findings)
		buffer_format(out, _("Mappen är skyddad som region.cfg lovar: %zu journaler, gruppen %s läser.\n"), exam->book->journal_count,
			      exam->group_name);
	else
		buffer_format(out,
			      exam->findings == 1 ? _("%zu anmärkning: vem som har skrivit vad är inte styrkt.\n")
						  : _("%zu anmärkningar: vem som har skrivit vad är inte styrkt.\n"),
			      exam->findings);
}

static struct exam exam_begin(const struct book *book)
{
	return (struct exam){ .book = book, .fd = book->folder->fd };
}

static void exam_free(struct exam *exam)
{
	for (size_t i = 0; i < exam->batch_count; i++)
		buffer_free(&exam->batches[i].text);
	free(exam->batches);
	buffer_free(&exam->words);
	buffer_free(&exam->notes);
	buffer_free(&exam->absent);
	arena_free(&exam->arena);
}

static size_t report_host(struct buffer *out, const struct book *book)
{
	struct exam exam = exam_begin(book);
	size_t findings;

	examine_folder(&exam);
	note_members(&exam);
	note_absent(&exam);
	buffer_add(out, exam.words.bytes, exam.words.size);
	buffer_add(out, exam.notes.bytes, exam.notes.size);
	write_verdict(out, &exam);
	write_commands(out, &exam);
	findings = exam.findings;
	exam_free(&exam);
	return findings;
}

static size_t report_none(struct buffer *out, const struct book *book)
{
	(void)book;
	buffer_text(out, _("region.cfg lovar inget skydd (protection = \"none\"): vem som har skrivit vad är inte styrkt.\n"
			   "På en dator som flera delar: skriv protection = \"host\", kör budgetdialog adopt och sedan doctor igen.\n"));
	return 0;
}

static size_t report_git(struct buffer *out, const struct book *book)
{
	(void)book;
	buffer_text(out, _("region.cfg lovar git, och det kan inte prövas härifrån: vem som har skrivit vad är inte styrkt.\n"
			   "Pröva på servern att varje nyckel bara kan lägga till i sin egen journal, och att dess pre-receive kör budgetdialog "
			   "verify.\n"));
	return 1;
}

static const char *promise(const struct book *book)
{
	return (book->region ? book->region : book->folder->edited)->protection;
}

size_t doctor_book(struct buffer *out, const struct book *book)
{
	static const struct {
		const char *promise;
		size_t (*report)(struct buffer *out, const struct book *book);
	} reports[] = {
		{ "none", report_none },
		{ "host", report_host },
		{ "git", report_git },
	};

	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
		if (!strcmp(reports[i].promise, promise(book)))
			return reports[i].report(out, book);
	return 0;
}

bool doctor_proven(const struct book *book)
{
	struct exam exam = exam_begin(book);
	bool proven = !strcmp(promise(book), "host");

	if (proven)
		examine_folder(&exam);
	proven &= !exam.findings;
	exam_free(&exam);
	return proven;
}

/* ---- for the archive ---- */

size_t doctor_checkpoint(struct buffer *out, const struct book *book)
{
	size_t damaged = 0, start = out->size;
	char hash[HASH_TEXT];

	for (size_t i = 0; i < book->journal_count; i++) {
		const struct journal *journal = book->journals[i];

		version_head(out, journal->user, (int64_t)journal->count, journal->head);
		damaged += journal->state == JOURNAL_DAMAGED;
	}
	hash_bytes(out->size > start ? out->bytes + start : "", out->size - start, hash);
	buffer_format(out, "sha256 %s\n", hash);
	return damaged;
}

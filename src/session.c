#include "session_private.h"

#include "approval.h"
#include "check.h"
#include "detail.h"
#include "doctor.h"
#include "intl.h"
#include "kept.h"
#include "names.h"
#include "text.h"
#include "title.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

static bool may_write_journal(const struct session *session, const char *user)
{
	char name[96];

	snprintf(name, sizeof name, "journals/%s.jsonl", user);
	return faccessat(session->folder->fd, name, W_OK, AT_EACCESS) == 0;
}

/* ---- seats ---- */

struct seat_list { struct seat *seats; size_t count, room; };

static void seat_add(struct seat_list *list, int unit, enum seat_role role, const char *user)
{
	if (list->count == list->room) {
		list->room = list->room ? list->room * 2 : 32;
		list->seats = memory_grow(list->seats, list->room, sizeof *list->seats);
	}
	list->seats[list->count++] = (struct seat){ unit, role, user };
}

static void seats_named(struct seat_list *list, int unit, enum seat_role role, const struct list *users)
{
	const char *const *names = users->items;

	for (size_t i = 0; i < users->count; i++)
		seat_add(list, unit, role, names[i]);
}

/* Every seat of the organisation, in tree order: the chef first, then who stands beside her. */
static struct seat_list all_seats(const struct org *org)
{
	struct seat_list list = { 0 };

	for (int i = 0; i < org->count; i++) {
		const struct unit *unit = &org->units[i];
		const struct deputy *deputies = unit->deputies.items;

		if (unit->kind != UNIT_UNIT)
			continue;
		seat_add(&list, i, SEAT_CHEF, unit->chef);
		for (size_t j = 0; j < unit->deputies.count; j++)
			seat_add(&list, i, SEAT_DEPUTY, deputies[j].user);
		seats_named(&list, i, SEAT_EKONOM, &unit->ekonomer);
		seats_named(&list, i, SEAT_REGISTRAR, &unit->registrars);
	}
	return list;
}

/* One user may have a seat in very many units: the system is asked once about each. asked: the users who may not, and those who may. */
static bool may_write_once(const struct session *session, const char *user, struct names asked[2])
{
	bool may;

	for (int i = 0; i < 2; i++)
		if (names_find(&asked[i], user) != NAME_UNKNOWN)
			return i;
	may = may_write_journal(session, user);
	names_add(&asked[may], user);
	return may;
}

static size_t keep_seats(struct seat_list *list, const struct session *session, const char *only)
{
	struct names asked[2] = { { .count = 0 } };
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++)
		if (only ? !strcmp(list->seats[i].user, only) : may_write_once(session, list->seats[i].user, asked))
			list->seats[kept++] = list->seats[i];
	names_free(&asked[false]);
	names_free(&asked[true]);
	return kept;
}

size_t session_seats(const struct session *session, struct seat **seats)
{
	struct seat_list own = all_seats(session->book->org);
	size_t count = keep_seats(&own, session, folder_user());

	if (!count) { /* a demo, or an administrator: whoever may write a journal may sit there */
		free(own.seats);
		own = all_seats(session->book->org);
		count = keep_seats(&own, session, NULL);
	}
	*seats = own.seats;
	return count;
}

static const struct level *level_of(const struct session *session, int unit)
{
	int level = session->book->org->units[org_holder(session->book->org, unit)].level;

	return &session->book->region->levels[level == ORG_NONE ? 0 : level];
}

void session_title(const struct session *session, const struct seat *seat, struct buffer *out)
{
	const struct charter charter = { session->book->region, session->book->org };

	if (seat->role == SEAT_NONE) {
		buffer_text(out, _("Du läser"));
		return;
	}
	buffer_text(out, _("Du är "));
	title_seat(out, &charter, seat->unit, seat->role);
}

void session_table(struct session *session)
{
	ram_free(session->table);
	session->table = what_if_table(session);
}

#define SEAT_WORD "no-right" /* of what holds for this seat only; other reasons hold for the whole session */

static bool reads_only(struct session *session, const char *word, const char *why)
{
	session->read_only = true;
	return error_set(&session->read_only_why, word, "%s", why);
}

/* A seat may have been chosen from a list that is older than the organisation. */
static bool is_held(const struct org *org, const struct seat *seat)
{
	if (seat->unit < 0 || seat->unit >= org->count || org->units[seat->unit].kind != UNIT_UNIT)
		return false;
	switch (seat->role) {
	case SEAT_CHEF: return org_is_chef(org, seat->unit, seat->user);
	case SEAT_DEPUTY: return org_deputy(org, seat->unit, seat->user) != NULL;
	case SEAT_EKONOM: return org_is_ekonom(org, seat->unit, seat->user);
	case SEAT_REGISTRAR: return org_is_registrar(org, seat->unit, seat->user);
	case SEAT_NONE: break;
	}
	return false;
}

/* By id and by name, for another book may be shown, or this one fold another organisation into force. */
static void sit(struct session *session, const struct seat *seat)
{
	session->user = arena_string(&session->arena, seat->user);
	session->seat = (struct seat){ seat->unit, seat->role, session->user };
	session->taken.role = seat->role;
	snprintf(session->taken.unit, sizeof session->taken.unit, "%s", session->book->org->units[seat->unit].id);
}

bool session_take(struct session *session, const struct seat *seat, struct error *error)
{
	bool same_user = session->user && !strcmp(session->user, seat->user);

	if (!is_held(session->book->org, seat))
		return error_set(error, "no-seat", _("platsen finns inte längre: välj en annan"));
	past_lift(session);
	if (session->read_only && !strcmp(session->read_only_why.word, SEAT_WORD)) {
		session->read_only = false;
		session->read_only_why = (struct error){ 0 };
	}
	draft_end(&session->draft);
	if (!same_user)
		what_if_leave(session);
	sit(session, seat);
	if (!session->money_chosen)
		session->money = level_of(session, seat->unit)->money;
	if (!session->read_only && !may_write_journal(session, seat->user))
		reads_only(session, SEAT_WORD, _("du får inte skriva i den här platsens journal"));
	past_lay(session);
	if (!same_user)
		what_if_return(session);
	return true;
}

static bool take_named(struct session *session, const char *user, const char *unit_id, struct error *error)
{
	struct seat_list list = all_seats(session->book->org);
	int unit = unit_id ? org_find(session->book->org, unit_id) : ORG_NONE;
	const struct seat *best = NULL;
	bool fine = false;

	for (size_t i = 0; i < list.count; i++)
		if (!strcmp(list.seats[i].user, user) && (!best || (best->unit != unit && list.seats[i].unit == unit)))
			best = &list.seats[i];
	if (!best)
		error_set(error, "no-seat", _("%s har ingen plats i organisationen: se vilka som finns med budgetdialog utan --as"), user);
	else if (!session->read_only && !may_write_journal(session, user))
		error_set(error, "not-allowed", _("journals/%s.jsonl får inte skrivas av dig (%s): kör med --read-only eller som den användaren"), user,
		          strerror(errno));
	else
		fine = session_take(session, best, error);
	free(list.seats);
	return fine;
}

/* One seat is taken at once; with several the user is asked (the seats screen). */
static void take_only(struct session *session)
{
	struct seat *seats;
	size_t count = session_seats(session, &seats);

	if (count == 1)
		session_take(session, &seats[0], NULL);
	if (!count)
		reads_only(session, SEAT_WORD, _("du har ingen plats här och läser bara"));
	free(seats);
}

/* Some of what has been decided may not be in the figures: that has to stand on every screen that shows figures. */
const char *session_trouble(const struct session *session)
{
	const struct book *book = session->book;

	for (size_t i = 0; i < book->journal_count; i++)
		if (book->journals[i]->state == JOURNAL_DAMAGED)
			return _("SKADAD JOURNAL");
	return book->applied < book->event_count ? _("EN JOURNAL VÄNTAR") : NULL;
}

void session_leave(struct session *session)
{
	draft_end(&session->draft);
	what_if_leave(session);
	session->user = NULL;
	session->seat = (struct seat){ ORG_NONE, SEAT_NONE, NULL };
	*session->taken.unit = '\0';
}

/* ---- opening ---- */

static void watch_begin(struct session *session)
{
	char path[4200];

	session->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	snprintf(path, sizeof path, "/proc/self/fd/%d/journals", session->folder->fd);
	if (session->watch >= 0 && inotify_add_watch(session->watch, path, IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_DELETE) < 0) {
		close(session->watch);
		session->watch = -1;
	}
}

int session_watch(struct session *session)
{
	return session->watch;
}

void session_watched(struct session *session)
{
	char events[4096];

	while (session->watch >= 0 && read(session->watch, events, sizeof events) > 0)
		;
}

static bool begin(struct session *session, const struct session_options *options, struct error *error)
{
	int first, last;

	session->folder = folder_open(options->path, error);
	session->now = session->book = session->folder ? book_open(session->folder, error) : NULL;
	if (!session->book)
		return false;
	first = session->book->region->year;
	last = first + REGION_YEARS - 1;
	session->year = options->year ? options->year : first;
	if (session->year < first || session->year > last)
		return error_set(error, "year", _("året %d finns inte i mappen: välj %d–%d"), session->year, first, last);
	session->money = session->book->region->levels[0].money;
	if (options->read_only)
		reads_only(session, "read-only", _("öppnad med --read-only: inget kan ändras"));
	session->proven = doctor_proven(session->book);
	session_table(session);
	if (options->as && !take_named(session, options->as, options->unit, error))
		return false;
	if (!options->as)
		take_only(session);
	if (options->at && !session_at(session, options->at, error))
		return false;
	return !options->unit || org_find(session->book->org, options->unit) != ORG_NONE ||
	       error_set(error, "unknown-unit", _("enheten «%s» finns inte: se budgetdialog report ram för namnen"), options->unit);
}

struct session *session_open(const struct session_options *options, struct error *error)
{
	struct session *session = memory_grow(NULL, 1, sizeof *session);

	*session = (struct session){ .seat = { .unit = ORG_NONE }, .watch = -1 };
	past_begin(session);
	if (!begin(session, options, error)) {
		session_close(session);
		return NULL;
	}
	watch_begin(session);
	return session;
}

void session_close(struct session *session)
{
	if (!session)
		return;
	if (session->watch >= 0)
		close(session->watch);
	draft_end(&session->draft);
	ram_free(session->table);
	seen_close(&session->seen);
	what_if_drop(&session->what_if);
	what_if_drop(&session->resting);
	what_if_kept_close(&session->what_if_kept);
	past_end(session);
	book_free(session->now);
	arena_free(&session->arena);
	if (session->folder)
		folder_free(session->folder);
	free(session);
}

/* ---- writing ---- */

bool session_may(const struct session *session, const struct act *act, struct error *error)
{
	const struct charter charter = { session->book->region, session->book->org };

	if (session->read_only) {
		if (error)
			*error = session->read_only_why;
		return false;
	}
	if (!session->user)
		return error_set(error, "no-seat", _("välj först vem du är här (b på startsidan)"));
	return session_may_change(session, error) && rights_content(&charter, act, error) && rights_may(&charter, session->user, act, error);
}

static bool not_hers(const struct session *session, int unit, struct error *error)
{
	const struct charter charter = { session->book->region, session->book->org };
	struct buffer chef = { 0 };

	title_chef(&chef, &charter, org_holder(charter.org, unit));
	error_set(error, "not-allowed", _("ramen för %s fördelas av %s"), charter.org->units[unit].name, chef.bytes);
	buffer_free(&chef);
	return false;
}

bool session_has_division(const struct session *session, int unit, struct error *error)
{
	const struct unit *row = &session->book->org->units[unit];

	return row->kind != UNIT_GROUP || error_set(error, "group", _("%s är en grupp och har ingen egen ram att fördela"), row->name);
}

/* Who divides it goes before why she may not write here, for that is what a reader wants to know; but a version nobody changes. */
bool session_may_divide(const struct session *session, int unit, struct error *error)
{
	bool hers = session->user && rights_divides(session->book->org, unit, session->user);

	if (!session_has_division(session, unit, error))
		return false;
	if (!hers && !session_version(session))
		return not_hers(session, unit, error);
	if (session->read_only && error)
		*error = session->read_only_why;
	return !session->read_only;
}

static bool lies_above(const struct session *session, int unit, struct error *error)
{
	const struct charter charter = { session->book->region, session->book->org };
	struct buffer approver = { 0 };

	rights_approver(&charter, unit, &approver);
	error_set(error, "submitted", _("planen är skickad till %s: ta tillbaka den först (P)"), approver.bytes);
	buffer_free(&approver);
	return true;
}

bool session_may_redivide(const struct session *session, int unit, struct error *error)
{
	return session_may_change(session, error) && session_may_divide(session, unit, error) &&
	       !(approval_waits(session->book, unit, session->year) && lies_above(session, unit, error));
}

/* A seat that is only read as proves nothing about who reads. */
bool session_shows_pay(const struct session *session, int unit)
{
	const char *user = session->user;

	return user && (!strcmp(user, folder_user()) || may_write_journal(session, user)) && details_show_pay(session->book->org, unit, user);
}

void session_reseat(struct session *session)
{
	int unit = *session->taken.unit ? org_find(session->book->org, session->taken.unit) : ORG_NONE;

	session->seat.unit = unit;
	session->seat.role = unit == ORG_NONE ? SEAT_NONE : session->taken.role;
	if (unit != ORG_NONE && !is_held(session->book->org, &session->seat))
		session->seat.role = rights_role(session->book->org, unit, session->seat.user);
	session_table(session);
}

static size_t lines_about(const struct session *session, const struct act *acts, size_t count)
{
	size_t lines = 0;

	for (size_t i = 0; i < count; i++)
		lines += writer_lines_about(session->book, &acts[i]);
	return lines;
}

/* What somebody else wrote about other units meanwhile is in the book now and hinders nothing. */
static enum saved save(struct session *session, const struct act *acts, size_t count, struct error *error)
{
	size_t before = lines_about(session, acts, count);

	if (!book_refresh(session->book, NULL, error))
		return SAVE_REFUSED;
	if (lines_about(session, acts, count) != before) {
		error_set(error, "moved", _("någon annan sparade just: se vad som ändrats och spara igen"));
		return SAVE_MOVED;
	}
	for (size_t i = 0; i < count; i++)
		if (!writer_stage(session->book, &(struct writer_item){ .user = session->user, .act = &acts[i] }, error)) {
			writer_abandon(session->book);
			return SAVE_REFUSED;
		}
	return writer_commit(session->book, error);
}

enum saved session_save(struct session *session, const struct act *acts, size_t count, struct error *error)
{
	for (size_t i = 0; i < count; i++)
		if (!session_may(session, &acts[i], error))
			return SAVE_REFUSED;
	enum saved saved = save(session, acts, count, error);

	if (saved == SAVE_UNKNOWN)
		reads_only(session, "unknown", _("det går inte att säga om det senaste sparades: starta om programmet och se efter"));
	past_renew(session);
	session_reseat(session);
	return saved;
}

bool session_refresh(struct session *session, bool *changed)
{
	bool grew = false;

	book_refresh(session->now, &grew, NULL);
	if (grew) {
		past_renew(session);
		session_reseat(session);
	}
	if (changed)
		*changed = grew;
	return true;
}

struct published *session_published(const struct session *session, struct error *error)
{
	*error = (struct error){ 0 };
	return check_published(session->folder, error);
}

/* ---- drafts, money, messages ---- */

void session_draft(struct session *session, int unit)
{
	const char *id = session->book->org->units[unit].id;
	char name[96], path[KEPT_PATH];

	snprintf(name, sizeof name, "%s-%d.draft", id, session->year);
	kept_path(path, session->folder->edited->id, session->user, name);
	draft_open(&session->draft, path, id, session->year);
}

/* The session has one draft: another screen, or another year, may have had it since. */
struct draft *session_own_draft(struct session *session, int unit)
{
	if (!session_may_divide(session, unit, NULL))
		return NULL;
	if (strcmp(session->draft.unit, session->book->org->units[unit].id) || session->draft.year != session->year)
		session_draft(session, unit);
	return &session->draft;
}

bool session_preliminary(const struct session *session)
{
	return session->year > session->book->region->year;
}

bool session_year_next(struct session *session, struct error *error)
{
	int first = session->book->region->year, year = session->year < first || session->year + 1 >= first + REGION_YEARS ? first : session->year + 1;
	struct ram_table *table;

	if (draft_unkept(&session->draft))
		return error_set(error, "unkept", _("utkastet finns bara i minnet och skulle gå förlorat: spara det innan du byter år"));
	table = what_if_make(&session->what_if, session->book, year, error);
	if (!table)
		return error_set(error, "what-if", _("räkneexemplet går inte att räkna om till %d: %s; kasta det först (W)"), year, error->text);
	if (!what_if_move(session, year, error)) {
		ram_free(table);
		return false;
	}
	ram_free(session->table);
	session->table = table;
	session->year = year;
	what_if_return(session);
	return true;
}

struct seen *session_seen(struct session *session)
{
	seen_open(&session->seen, session->folder->edited->id, session->user);
	return &session->seen;
}

void session_money_next(struct session *session)
{
	static const enum money_unit next[] = { [MONEY_IN_MNKR] = MONEY_IN_TKR, [MONEY_IN_TKR] = MONEY_IN_KR, [MONEY_IN_KR] = MONEY_IN_MNKR };

	session->money = next[session->money];
	session->money_chosen = true;
}

enum money_unit session_money(const struct session *session, int unit)
{
	return session->money_chosen || unit == ORG_NONE ? session->money : level_of(session, unit)->money;
}

void session_say(struct session *session, const char *format, ...)
{
	char text[2 * sizeof session->message];
	struct error whole; /* what an error may say, a message may: harmless, and cut at a whole character */
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	error_set(&whole, "said", "%s", text);
	snprintf(session->message, sizeof session->message, "%s", whole.text);
}

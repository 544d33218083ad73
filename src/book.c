#include "book.h"

#include "intl.h"
#include "names.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* What one adopt line asked to bring into force. Kept over folds, for objects never change; by hash, for a staged line may be abandoned and
 * another take its number. */
struct adoption {
	char hash[HASH_TEXT];
	struct region *region;
	struct org *org;
	struct error why; /* when org is NULL */
	struct adoption *next;
};

/* An adopt line that this fold has applied: only such can be cited. */
struct in_force { int64_t n; const struct adoption *adoption; };

/* A line of `user` after `last` that cites an organisation older than `n` counts for nothing. */
struct revocation { const char *user; int64_t last, n; };

struct known { int journal; int64_t n; }; /* the highest line of another journal that this one has cited */

/* Which journals have ever touched one unit: what a new line about it rests on. */
struct touched { int *journals; size_t count, room; };

/* Lines of different journals may have the same id: in the order of the fold. */
struct same_id { struct event *event; struct same_id *next; };

/* One journal on its way through the fold. */
struct reader {
	size_t next;          /* its first line that is not applied */
	bool stopped;
	struct known *known;
	size_t known_count, known_room;
	int waits_for;        /* journal, or NAME_UNKNOWN */
	int64_t waits_line;
	int next_waiter;      /* list of those who wait for the same journal */
	int first_waiter;
};

struct book_private {
	struct arena lasting;  /* as long as the book */
	struct arena fold;     /* as long as the state */
	struct adoption *adoptions;
	struct in_force *in_force;
	size_t in_force_count, in_force_room;
	struct revocation *revocations;
	size_t revocation_count;
	struct reader *readers; /* [journal_count] */
	int *ready, ready_count; /* heap of journals whose next line may be applied */
	struct names users;    /* journal numbers */
	struct names unit_ids;
	struct unit_state *states; /* [unit_ids.count] */
	struct touched *touched;   /* [unit_ids.count] */
	size_t state_room, touched_room;
	int taking;            /* the journal whose line is being applied */
	struct names refs;     /* hash -> number of event in `by_ref` */
	struct names ids;      /* id -> number in by_id */
	struct event **by_ref;
	struct same_id **by_id;
	size_t ref_room, id_room, event_room;
	int registrar;         /* journal number */
};

/* ---- growing arrays in the fold's arena ---- */

static void *more(struct arena *arena, void *old, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return old;
	size_t wanted = *room ? *room * 2 : 4;
	void *grown = arena_alloc(arena, wanted * size);

	if (count)
		memcpy(grown, old, count * size);
	*room = wanted;
	return grown;
}

#define PUSH(book, array, count, room) \
	((array) = more(&(book)->private->fold, (array), (count), &(room), sizeof *(array)), &(array)[(count)++])

/* ---- adoptions ---- */

static bool adoption_load(const struct book *book, const struct adopt *adopt, struct adoption *out)
{
	struct buffer bytes = { 0 };

	if (folder_object(book->folder->fd, adopt->region, &bytes, &out->why))
		out->region = region_read(_("den antagna region.cfg"), bytes.bytes, bytes.size, &out->why);
	buffer_free(&bytes);
	if (!out->region)
		return false;
	if (folder_object(book->folder->fd, adopt->organisation, &bytes, &out->why))
		out->org = org_load(_("den antagna organisationen"), bytes.bytes, bytes.size, out->region, &out->why);
	buffer_free(&bytes);
	if (out->org && strcmp(out->region->registrar, book->folder->edited->registrar)) {
		error_set(&out->why, "registrar", _("den antagna region.cfg har en annan registrator än mappen"));
		org_free(out->org);
		out->org = NULL;
	}
	return out->org != NULL;
}

/* The newest first, for that is the one most lines cite. */
static const struct adoption *adoption_find(const struct book *book, int64_t n)
{
	const struct book_private *p = book->private;

	for (size_t i = p->in_force_count; i-- > 0;)
		if (p->in_force[i].n == n)
			return p->in_force[i].adoption;
	return NULL;
}

static struct adoption *adoption_new(struct book *book, const char *hash)
{
	struct adoption *made = arena_alloc(&book->private->lasting, sizeof *made);

	memcpy(made->hash, hash, HASH_TEXT);
	made->next = book->private->adoptions;
	return book->private->adoptions = made;
}

/* What could not be read is tried again at every fold: the object may have come since. */
static const struct adoption *adoption_of(struct book *book, const struct line *line)
{
	struct adoption *at = book->private->adoptions;

	while (at && strcmp(at->hash, line->hash))
		at = at->next;
	if (!at)
		at = adoption_new(book, line->hash);
	if (at->org)
		return at;
	region_free(at->region);
	at->region = NULL;
	at->why = (struct error){ 0 };
	adoption_load(book, &line->act.adopt, at);
	return at;
}

static void adoptions_free(struct book *book)
{
	for (struct adoption *at = book->private->adoptions; at; at = at->next) {
		org_free(at->org);
		region_free(at->region);
	}
}

static bool is_repeated(const struct journal *journal, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (!strcmp(journal->lines[i]->head.id, journal->lines[at]->head.id))
			return true;
	return false;
}

/* Known before the fold begins, so that it does not matter when an adopt is met. */
static void revocations_gather(struct book *book)
{
	struct book_private *p = book->private;
	const struct journal *journal = p->registrar == NAME_UNKNOWN ? NULL : book->journals[p->registrar];
	size_t room = 0;

	p->revocations = NULL;
	p->revocation_count = 0;
	for (size_t i = 0; journal && i < journal->count; i++) {
		const struct line *line = journal->lines[i];
		const struct end *ends = line->act.adopt.ends.items;

		if (line->act.kind != ACT_ADOPT || !line->act.adopt.ends.count || is_repeated(journal, i))
			continue;
		for (size_t j = 0; j < line->act.adopt.ends.count; j++)
			*PUSH(book, p->revocations, p->revocation_count, room) = (struct revocation){ ends[j].user, ends[j].n, line->head.n };
	}
}

static bool revoked(const struct book *book, const char *user, const struct line *line)
{
	for (size_t i = 0; i < book->private->revocation_count; i++) {
		const struct revocation *r = &book->private->revocations[i];

		if (!strcmp(r->user, user) && line->head.n > r->last && line->head.org < r->n)
			return true;
	}
	return false;
}

/* ---- state ---- */

static void touch(struct book *book, struct touched *touched)
{
	for (size_t i = 0; i < touched->count; i++)
		if (touched->journals[i] == book->private->taking)
			return;
	*PUSH(book, touched->journals, touched->count, touched->room) = book->private->taking;
}

/* For the line being taken to change. */
static struct unit_state *state_of(struct book *book, const char *id)
{
	struct book_private *p = book->private;
	size_t count = p->unit_ids.count;
	int at = names_add(&p->unit_ids, id);

	if (p->unit_ids.count > count) {
		p->states = more(&p->fold, p->states, count, &p->state_room, sizeof *p->states);
		p->touched = more(&p->fold, p->touched, count, &p->touched_room, sizeof *p->touched);
	}
	touch(book, &p->touched[at]);
	return &p->states[at];
}

static bool knows(const struct book *book, const struct event *later, const struct event *earlier)
{
	int other = names_find(&book->private->users, earlier->user);
	const struct reader *reader = &book->private->readers[names_find(&book->private->users, later->user)];

	if (!strcmp(later->user, earlier->user))
		return true;
	for (size_t i = 0; i < reader->known_count; i++)
		if (reader->known[i].journal == other)
			return reader->known[i].n >= earlier->line->head.n;
	return false;
}

static void note_conflict(const struct book *book, struct event *event, const struct event *earlier)
{
	if (!earlier || knows(book, event, earlier))
		return;
	event->conflict = true;
	((struct event *)earlier)->conflict = true; /* the fold's own event, const only to others */
}

static struct cell *cell_find(const struct unit_state *state, enum layer layer, int year, const char *line)
{
	for (size_t i = 0; i < state->cell_count; i++)
		if (state->cells[i].year == year && state->cells[i].layer == layer && !strcmp(state->cells[i].line, line))
			return &state->cells[i];
	return NULL;
}

static void cell_put(struct book *book, struct unit_state *state, const struct cell *cell)
{
	struct cell *old = cell_find(state, cell->layer, cell->year, cell->line);

	if (!old)
		old = PUSH(book, state->cells, state->cell_count, state->cell_room);
	else
		note_conflict(book, (struct event *)cell->event, old->event);
	*old = *cell;
}

static bool apply_adopt(struct book *book, struct event *event)
{
	const struct adoption *adoption = adoption_of(book, event->line);

	if (!adoption->org) {
		event->why = adoption->why;
		return false;
	}
	book->region = adoption->region;
	book->org = adoption->org;
	book->adopted = event;
	*PUSH(book, book->private->in_force, book->private->in_force_count, book->private->in_force_room) =
	        (struct in_force){ event->line->head.n, adoption };
	return true;
}

static struct event *event_by_hash(const struct book *book, const char *hash)
{
	int at = names_find(&book->private->refs, hash);

	return at == NAME_UNKNOWN ? NULL : book->private->by_ref[at];
}

/* The post that a withdrawal, or a row of them, once withdrew. */
static const struct event *with_legs(const struct book *book, const struct event *event)
{
	while (event && !event->line->act.post.legs.count)
		event = event_by_hash(book, event->line->act.post.replaces);
	return event;
}

/* A post may take the place of one that its writer could have written now: her own, or that of whoever sat there before. Legs whose units are
 * gone are nobody's; when all are, only the writer herself withdraws. */
static bool may_replace(const struct book *book, struct event *event, const struct event *old)
{
	const struct adoption *adoption = adoption_find(book, event->line->head.org);
	const struct event *full = with_legs(book, old);
	const struct charter charter = { adoption->region, adoption->org };
	struct act as_old = full->line->act;
	struct leg *legs = arena_alloc(&book->private->fold, as_old.post.legs.count * sizeof *legs);
	size_t count = 0;

	for (size_t i = 0; i < as_old.post.legs.count; i++) {
		const struct leg *leg = &((const struct leg *)as_old.post.legs.items)[i];

		if (org_find(charter.org, leg->unit) != ORG_NONE)
			legs[count++] = *leg;
	}
	as_old.post.legs = (struct list){ legs, count };
	as_old.post.decision = event->line->act.post.decision;
	if (count)
		return rights_may(&charter, event->user, &as_old, &event->why);
	return !strcmp(full->user, event->user) ||
	       error_set(&event->why, "not-allowed", _("postens enheter finns inte längre: bara %s kan ta tillbaka den"), full->user);
}

static bool replace(struct book *book, struct event *event)
{
	struct event *old = event_by_hash(book, event->line->act.post.replaces);

	if (!old || old->line->act.kind != ACT_POST || old->state != LINE_APPLIED)
		return error_set(&event->why, "replaces", _("posten som ska ersättas finns inte"));
	if (old->replaced_by)
		return error_set(&event->why, "replaces", _("posten är redan ersatt av %s rad %lld"), old->replaced_by->user,
		                 (long long)old->replaced_by->line->head.n);
	if (!may_replace(book, event, old))
		return false;
	old->replaced_by = event;
	return true;
}

static bool apply_post(struct book *book, struct event *event)
{
	const struct post *post = &event->line->act.post;
	const struct leg *legs = post->legs.items;

	if (post->replaces && !replace(book, event))
		return false;
	for (size_t i = 0; i < post->legs.count; i++) {
		struct unit_state *state = state_of(book, legs[i].unit);

		*PUSH(book, state->legs, state->leg_count, state->leg_room) = (struct leg_ref){ event, &legs[i] };
	}
	return true;
}

static bool apply_target(struct book *book, struct event *event)
{
	const struct target *target = &event->line->act.target;
	struct unit_state *state = state_of(book, target->unit);
	struct goal *goal = NULL;

	for (size_t i = 0; i < state->goal_count && !goal; i++)
		if (state->goals[i].year == target->year)
			goal = &state->goals[i];
	if (goal)
		note_conflict(book, event, goal->event);
	else
		goal = PUSH(book, state->goals, state->goal_count, state->goal_room);
	*goal = (struct goal){ (int)target->year, money_from_kr(target->kr), event };
	return true;
}

static bool apply_distribute(struct book *book, struct event *event)
{
	const struct distribute *distribute = &event->line->act.distribute;
	const struct row *rows = distribute->rows.items;
	struct unit_state *state = state_of(book, distribute->unit);

	event->before = arena_alloc(&book->private->fold, distribute->rows.count * sizeof *event->before);
	for (size_t i = 0; i < distribute->rows.count; i++) {
		const struct cell *old = cell_find(state, LAYER_BUDGET, (int)distribute->year, rows[i].line);

		event->before[i] = old ? old->value : MONEY_NONE;
		cell_put(book, state, &(struct cell){ LAYER_BUDGET, (int)distribute->year, rows[i].line, money_from_kr(rows[i].kr), &rows[i], event });
	}
	if (distribute->year >= book->region->year)
		state->divided = event;
	return true;
}

static bool apply_follow(struct book *book, struct event *event)
{
	const struct follow *follow = &event->line->act.follow;
	const struct amount *amounts = follow->amounts.items;
	enum layer layer = event->line->act.kind == ACT_OUTCOME ? LAYER_OUTCOME : LAYER_FORECAST;
	struct unit_state *state = state_of(book, follow->unit);

	/* an outcome within the year is another figure than that of the whole year; until follow-up has its screens only the latter is shown */
	for (size_t i = 0; i < follow->amounts.count && (layer == LAYER_FORECAST || follow->month == NUMBER_NONE); i++)
		cell_put(book, state, &(struct cell){ layer, (int)follow->year, amounts[i].line, money_from_kr(amounts[i].kr), NULL, event });
	return true;
}

static bool apply_say(struct book *book, struct event *event)
{
	const struct say *say = &event->line->act.say;

	if (say->thread) {
		const struct event *first = event_by_hash(book, say->thread);

		if (!first || first->state != LINE_APPLIED || first->line->act.kind != ACT_SAY || first->line->act.say.thread)
			return error_set(&event->why, "thread", _("tråden som inlägget hör till finns inte"));
		if (strcmp(first->line->act.say.unit, say->unit))
			return error_set(&event->why, "thread", _("tråden handlar om %s, inte om %s"), first->line->act.say.unit, say->unit);
	}
	struct unit_state *state = state_of(book, say->unit);
	*PUSH(book, state->says, state->say_count, state->say_room) = event;
	return true;
}

static bool apply_version(struct book *book, struct event *event)
{
	for (size_t i = 0; i < book->version_count; i++)
		if (!strcmp(book->versions[i]->line->act.version.name, event->line->act.version.name))
			return error_set(&event->why, "version", _("versionen «%s» finns redan: välj ett annat namn"), event->line->act.version.name);
	size_t room = book->version_count; /* few: grown one at a time */
	*PUSH(book, book->versions, book->version_count, room) = event;
	return true;
}

static bool (*const apply[ACT_KINDS])(struct book *, struct event *) = {
	[ACT_ADOPT] = apply_adopt, [ACT_POST] = apply_post, [ACT_TARGET] = apply_target, [ACT_DISTRIBUTE] = apply_distribute,
	[ACT_SAY] = apply_say, [ACT_FORECAST] = apply_follow, [ACT_OUTCOME] = apply_follow, [ACT_VERSION] = apply_version,
};

/* Is the line one that its writer could write, under the organisation that it cites? */
static bool judge(struct book *book, struct event *event)
{
	const struct line *line = event->line;
	bool registrar = !strcmp(event->user, book->folder->edited->registrar);

	if (line->act.kind == ACT_ADOPT && !line->head.org) { /* the very first: there is nothing yet to judge it by */
		if (book->adopted)
			return error_set(&event->why, "no-organisation", _("raden är skriven som om ingen organisation vore i kraft"));
		return registrar || error_set(&event->why, "not-allowed", _("bara mappens registrator får sätta en organisation i kraft"));
	}
	const struct adoption *adoption = adoption_find(book, line->head.org);
	if (!adoption || !adoption->org)
		return error_set(&event->why, "no-organisation", _("raden hänvisar till en organisation som inte är i kraft"));
	if (revoked(book, event->user, line))
		return error_set(&event->why, "revoked", _("rätten att skriva togs tillbaka innan raden skrevs"));
	const struct charter charter = { adoption->region, adoption->org };
	return rights_content(&charter, &line->act, &event->why) && rights_may(&charter, event->user, &line->act, &event->why);
}

/* A repeated append counts once: the first line with that id in a journal does. */
static bool first_of_its_id(struct book *book, struct event *event)
{
	struct book_private *p = book->private;
	size_t count = p->ids.count;
	int at = names_add(&p->ids, event->line->head.id);
	struct same_id **last;

	if (p->ids.count > count)
		p->by_id = more(&p->fold, p->by_id, count, &p->id_room, sizeof *p->by_id);
	for (last = &p->by_id[at]; *last; last = &(*last)->next)
		if (!strcmp((*last)->event->user, event->user))
			return error_set(&event->why, "repeated", _("raden är en upprepning av en tidigare"));
	*last = arena_alloc(&p->fold, sizeof **last);
	(*last)->event = event;
	return true;
}

static void remember_ref(struct book *book, struct event *event)
{
	struct book_private *p = book->private;
	size_t count = p->refs.count;
	int at = names_add(&p->refs, event->line->hash);

	if (p->refs.count == count)
		return;
	p->by_ref = more(&p->fold, p->by_ref, count, &p->ref_room, sizeof *p->by_ref);
	p->by_ref[at] = event;
}

/* The unit for which the writer must have acted. */
static int acted_for(const struct book *book, const struct org *org, const struct event *event)
{
	enum act_kind kind = event->line->act.kind;
	const char *id = act_unit(kind == ACT_POST ? &with_legs(book, event)->line->act : &event->line->act);
	int unit = kind == ACT_VERSION ? 0 : id ? org_find(org, id) : ORG_NONE;

	if (unit == ORG_NONE)
		return ORG_NONE;
	if (kind == ACT_POST || kind == ACT_TARGET || (kind == ACT_SAY && rights_role(org, unit, event->user) == SEAT_NONE))
		return org_above(org, unit);
	return unit;
}

static void mark_dates(const struct book *book, struct event *event)
{
	const struct adoption *adoption = adoption_find(book, event->line->head.org);
	int unit = adoption ? acted_for(book, adoption->org, event) : ORG_NONE;

	if (unit != ORG_NONE)
		event->outside_dates = rights_outside_dates(adoption->org, unit, event->user, event->line->head.at);
}

static struct event *event_new(struct book *book, const struct journal *journal, const struct line *line)
{
	struct event *event = arena_alloc(&book->private->fold, sizeof *event);

	*event = (struct event){ .line = line, .user = journal->user };
	*PUSH(book, book->events, book->event_count, book->private->event_room) = event;
	return event;
}

static void note_known(struct book *book, struct reader *reader, const struct cite *cite)
{
	int journal = names_find(&book->private->users, cite->user);

	for (size_t i = 0; i < reader->known_count; i++)
		if (reader->known[i].journal == journal) {
			if (reader->known[i].n < cite->n)
				reader->known[i].n = cite->n;
			return;
		}
	*PUSH(book, reader->known, reader->known_count, reader->known_room) = (struct known){ journal, cite->n };
}

/* The next line of a journal takes its place in the order, and its effect if it has one. */
static struct event *take(struct book *book, int at)
{
	struct journal *journal = book->journals[at];
	struct reader *reader = &book->private->readers[at];
	const struct line *line = journal->lines[reader->next++];
	const struct cite *cites = line->head.saw.items;
	struct event *event = event_new(book, journal, line);

	for (size_t i = 0; i < line->head.saw.count; i++)
		note_known(book, reader, &cites[i]);
	remember_ref(book, event);
	event->state = LINE_VOID;
	book->private->taking = at;
	if (!first_of_its_id(book, event) || !judge(book, event) || !apply[line->act.kind](book, event))
		return event;
	event->state = LINE_APPLIED;
	mark_dates(book, event);
	return event;
}

/* ---- order ---- */

static void ready_push(struct book_private *p, int journal)
{
	int at = p->ready_count++;

	for (; at && p->ready[(at - 1) / 2] > journal; at = (at - 1) / 2)
		p->ready[at] = p->ready[(at - 1) / 2];
	p->ready[at] = journal;
}

static int ready_pop(struct book_private *p)
{
	int first = p->ready[0], last = p->ready[--p->ready_count], at = 0;

	for (;;) {
		int child = 2 * at + 1;

		if (child + 1 < p->ready_count && p->ready[child + 1] < p->ready[child])
			child++;
		if (child >= p->ready_count || p->ready[child] >= last)
			break;
		p->ready[at] = p->ready[child];
		at = child;
	}
	p->ready[at] = last;
	return first;
}

static void wait_for(struct book_private *p, int journal, int other, int64_t n)
{
	struct reader *reader = &p->readers[journal];

	reader->waits_for = other;
	reader->waits_line = n;
	if (other == NAME_UNKNOWN)
		return;
	reader->next_waiter = p->readers[other].first_waiter;
	p->readers[other].first_waiter = journal;
}

/* How many lines of another journal must be applied before the line that cites it. What a damaged journal has lost will never come: it may
 * stop that person's acts, not everyone's who had seen them. */
static int64_t lines_needed(const struct book *book, int other, int64_t n)
{
	const struct journal *journal = book->journals[other];

	return journal->state == JOURNAL_DAMAGED && n > (int64_t)journal->count ? (int64_t)journal->count : n;
}

static bool fork_found(const struct book *book, int other, const struct cite *cite)
{
	return other != NAME_UNKNOWN && cite->n >= 1 && (size_t)cite->n <= book->journals[other]->count &&
	       strcmp(book->journals[other]->lines[cite->n - 1]->hash, cite->hash);
}

/* Puts a journal where it belongs: ready, waiting for another, stopped by a fork, or done. */
static void place(struct book *book, int at)
{
	struct book_private *p = book->private;
	struct reader *reader = &p->readers[at];

	if (reader->next >= book->journals[at]->count)
		return;
	const struct line *line = book->journals[at]->lines[reader->next];
	const struct cite *cites = line->head.saw.items;

	if (line->head.org && at != p->registrar &&
	    (p->registrar == NAME_UNKNOWN || p->readers[p->registrar].next < (size_t)line->head.org)) {
		wait_for(p, at, p->registrar, line->head.org);
		return;
	}
	for (size_t i = 0; i < line->head.saw.count; i++) {
		int other = names_find(&p->users, cites[i].user);

		if (fork_found(book, other, &cites[i])) {
			reader->stopped = true;
			reader->waits_for = other;
			reader->waits_line = cites[i].n;
			return;
		}
		if (other == NAME_UNKNOWN || (int64_t)p->readers[other].next < lines_needed(book, other, cites[i].n)) {
			wait_for(p, at, other, other == NAME_UNKNOWN ? cites[i].n : lines_needed(book, other, cites[i].n));
			return;
		}
	}
	ready_push(p, at);
}

static void wake(struct book *book, int applied)
{
	struct book_private *p = book->private;
	int waiter = p->readers[applied].first_waiter;

	p->readers[applied].first_waiter = NAME_UNKNOWN;
	while (waiter != NAME_UNKNOWN) {
		int next = p->readers[waiter].next_waiter;

		if (p->readers[applied].next >= (size_t)p->readers[waiter].waits_line)
			place(book, waiter);
		else
			wait_for(p, waiter, applied, p->readers[waiter].waits_line);
		waiter = next;
	}
}

/* What is left when nothing more is ready: it waits for lines that are not here, or stands behind a fork. */
static void leave_rest(struct book *book, int at)
{
	struct journal *journal = book->journals[at];
	struct reader *reader = &book->private->readers[at];
	const char *other = reader->waits_for == NAME_UNKNOWN ? NULL : book->journals[reader->waits_for]->user;

	for (size_t i = reader->next; i < journal->count; i++) {
		struct event *event = event_new(book, journal, journal->lines[i]);

		event->state = reader->stopped ? LINE_STOPPED : LINE_WAITING;
		if (reader->stopped)
			error_set(&event->why, "fork", _("%s rad %zu har sett en annan rad %lld hos %s: en av journalerna är omskriven"), journal->user,
			          reader->next + 1, (long long)reader->waits_line, other);
		else if (other)
			error_set(&event->why, "waiting", _("väntar på rad %lld hos %s"), (long long)reader->waits_line, other);
		else
			error_set(&event->why, "waiting", _("väntar på en journal som inte finns här"));
	}
}

/* ---- the fold ---- */

static void fold_begin(struct book *book)
{
	struct book_private *p = book->private;

	arena_free(&p->fold);
	names_free(&p->unit_ids);
	names_free(&p->refs);
	names_free(&p->ids);
	p->states = NULL;
	p->touched = NULL;
	p->in_force = NULL;
	p->by_ref = NULL;
	p->by_id = NULL;
	p->state_room = p->touched_room = p->ref_room = p->id_room = p->event_room = p->in_force_count = p->in_force_room = 0;
	book->states = NULL;
	book->events = NULL;
	book->event_count = book->applied = 0;
	book->versions = NULL;
	book->version_count = 0;
	book->adopted = NULL;
	book->org = NULL;
	book->region = book->folder->edited;
	p->readers = arena_alloc(&p->fold, (book->journal_count + 1) * sizeof *p->readers);
	p->ready = arena_alloc(&p->fold, (book->journal_count + 1) * sizeof *p->ready);
	p->ready_count = 0;
	for (size_t i = 0; i < book->journal_count; i++)
		p->readers[i].first_waiter = p->readers[i].waits_for = NAME_UNKNOWN;
	revocations_gather(book);
}

static bool leg_in_force(const struct leg_ref *ref)
{
	return !ref->event->replaced_by;
}

/* What was replaced or removed on the way is no longer state. */
static void state_settle(struct unit_state *state)
{
	size_t legs = 0, cells = 0;

	for (size_t i = 0; i < state->leg_count; i++)
		if (leg_in_force(&state->legs[i]))
			state->legs[legs++] = state->legs[i];
	state->leg_count = legs;
	for (size_t i = 0; i < state->cell_count; i++)
		if (state->cells[i].value != MONEY_NONE)
			state->cells[cells++] = state->cells[i];
	state->cell_count = cells;
}

static void fold_settle(struct book *book)
{
	struct book_private *p = book->private;

	book->generation++;
	for (size_t i = 0; i < p->unit_ids.count; i++)
		state_settle(&p->states[i]);
	if (!book->org)
		return;
	book->states = arena_alloc(&p->fold, (size_t)book->org->count * sizeof *book->states);
	for (int i = 0; i < book->org->count; i++) {
		int at = names_find(&p->unit_ids, book->org->units[i].id);

		if (at != NAME_UNKNOWN)
			book->states[i] = p->states[at];
	}
}

void book_fold(struct book *book)
{
	struct book_private *p = book->private;

	fold_begin(book);
	for (size_t i = 0; i < book->journal_count; i++)
		place(book, (int)i);
	while (p->ready_count) {
		int at = ready_pop(p);

		take(book, at);
		place(book, at);
		wake(book, at);
	}
	book->applied = book->event_count;
	for (size_t i = 0; i < book->journal_count; i++)
		leave_rest(book, (int)i);
	fold_settle(book);
}

/* Among those that were taken, before those that wait. */
static void event_in_place(struct book *book)
{
	struct event **place = &book->events[book->applied], *event = book->events[book->event_count - 1];

	memmove(place + 1, place, (book->event_count - 1 - book->applied) * sizeof *place);
	*place = event;
	book->applied++;
}

/* One unit's state as it is now, where others look for it. */
static void show_state(struct book *book, const char *id, bool settle)
{
	struct book_private *p = book->private;
	int at = names_find(&p->unit_ids, id), unit = org_find(book->org, id);

	if (at == NAME_UNKNOWN)
		return;
	if (settle)
		state_settle(&p->states[at]);
	if (unit != ORG_NONE)
		book->states[unit] = p->states[at];
}

static void show_legs(struct book *book, const struct event *event, bool settle)
{
	const struct leg *legs = event->line->act.post.legs.items;

	for (size_t i = 0; i < event->line->act.post.legs.count; i++)
		show_state(book, legs[i].unit, settle);
}

static void show_effect(struct book *book, const struct event *event)
{
	const struct act *act = &event->line->act;

	if (act->kind == ACT_POST)
		show_legs(book, event, false);
	else if (act_unit(act))
		show_state(book, act_unit(act), act->kind == ACT_DISTRIBUTE);
	if (act->kind == ACT_POST && act->post.replaces)
		show_legs(book, event_by_hash(book, act->post.replaces), true);
}

const struct event *book_take(struct book *book, struct journal *journal, struct error *error)
{
	int at = names_find(&book->private->users, journal->user);
	struct reader *reader = &book->private->readers[at];

	if (reader->next + 1 != journal->count) {
		error_set(error, "waiting", _("journalen %s har rader som inte räknas än: kör budgetdialog verify"), journal->user);
		return NULL;
	}
	const struct event *event = take(book, at);
	event_in_place(book);
	if (event->state == LINE_APPLIED) {
		if (event->line->act.kind == ACT_ADOPT)
			fold_settle(book);
		else
			show_effect(book, event);
		return event;
	}
	if (error)
		*error = event->why;
	return NULL;
}

/* ---- reading ---- */

static bool source_differs(const struct book *book)
{
	struct buffer bytes = { 0 };
	char hash[HASH_TEXT];
	bool differs = false;

	if (book->org && folder_read(book->folder->fd, "organisation.cfg", &bytes, NULL)) {
		hash_bytes(bytes.bytes, bytes.size, hash);
		differs = strcmp(hash, book->org->source) != 0;
	}
	buffer_free(&bytes);
	return differs;
}

static void note_edited(struct book *book)
{
	book->region_edited = book->org && strcmp(book->region->hash, book->folder->edited->hash);
	book->organisation_edited = source_differs(book);
}

/* The journal that is open already, taken out of the old list; or a new one. */
static struct journal *journal_for(struct book *book, const char *user)
{
	int old = names_find(&book->private->users, user);
	struct journal *journal;

	if (old == NAME_UNKNOWN)
		return journal_new(book->folder->fd, book->folder->edited->id, arena_string(&book->private->lasting, user));
	journal = book->journals[old];
	book->journals[old] = NULL;
	return journal;
}

/* Have others come, or some gone? */
static bool users_changed(const struct book *book, const char *const *users, size_t count)
{
	bool changed = count != book->journal_count;

	for (size_t i = 0; i < count && !changed; i++)
		changed = strcmp(users[i], book->journals[i]->user) != 0;
	return changed;
}

static void journals_set(struct book *book, const char *const *users, size_t count)
{
	struct book_private *p = book->private;
	struct journal **journals = memory_grow(NULL, count + 1, sizeof *journals);

	for (size_t i = 0; i < count; i++)
		journals[i] = journal_for(book, users[i]);
	for (size_t i = 0; i < book->journal_count; i++)
		journal_free(book->journals[i]);
	free(book->journals);
	names_free(&p->users);
	for (size_t i = 0; i < count; i++)
		names_add(&p->users, journals[i]->user);
	book->journals = journals;
	book->journal_count = count;
	p->registrar = names_find(&p->users, book->folder->edited->registrar);
}

/* True when the list is another: then what was folded refers to what is gone. */
static bool journals_open(struct book *book)
{
	struct arena arena = { 0 };
	const char **users;
	size_t count = folder_journals(book->folder->fd, &users, &arena);
	bool changed = users_changed(book, users, count);

	if (changed)
		journals_set(book, users, count);
	arena_free(&arena);
	return changed;
}

/* A journal that cannot be read is in the book, damaged: it stops one person's acts and no more. */
static bool journals_read(struct book *book)
{
	bool changed = false;

	for (size_t i = 0; i < book->journal_count; i++) {
		struct journal *journal = book->journals[i];
		bool grew = false, damaged = journal->state == JOURNAL_DAMAGED, staged = journal->staged > 0;

		journal_read(journal, &grew, NULL);
		changed |= grew || staged || damaged != (journal->state == JOURNAL_DAMAGED);
	}
	return changed;
}

struct book *book_load(const struct folder *folder, struct error *error)
{
	struct book *book = memory_grow(NULL, 1, sizeof *book);

	(void)error;
	*book = (struct book){ .folder = folder };
	book->private = memory_grow(NULL, 1, sizeof *book->private);
	*book->private = (struct book_private){ .registrar = NAME_UNKNOWN };
	journals_open(book);
	journals_read(book);
	book_fold(book);
	note_edited(book);
	return book;
}

/* Why the first adoption did not come into force; NULL when nothing was ever adopted. */
static const struct event *first_adoption(const struct book *book, const struct journal *registrar)
{
	for (size_t i = 0; registrar && i < book->event_count; i++)
		if (!strcmp(book->events[i]->user, registrar->user) && book->events[i]->line->act.kind == ACT_ADOPT)
			return book->events[i];
	return NULL;
}

struct book *book_open(const struct folder *folder, struct error *error)
{
	struct book *book = book_load(folder, error);
	const struct journal *registrar = book_journal(book, folder->edited->registrar);
	const struct event *first = first_adoption(book, registrar);

	if (book->org)
		return book;
	if (registrar && registrar->state == JOURNAL_DAMAGED)
		error_set(error, "damaged", _("%s: registratorns journal är skadad (%s) och inget kan läsas: återställ journals/%s.jsonl ur säkerhetskopian"),
		          folder->path, registrar->why.text, registrar->user);
	else if (first && first->why.word)
		error_set(error, "not-adopted", _("%s: organisationen går inte att läsa: %s"), folder->path, first->why.text);
	else
		error_set(error, "not-adopted", _("%s: ingen organisation är i kraft än: kör budgetdialog adopt"), folder->path);
	book_free(book);
	return NULL;
}

void book_free(struct book *book)
{
	if (!book)
		return;
	for (size_t i = 0; i < book->journal_count; i++)
		journal_free(book->journals[i]);
	adoptions_free(book);
	names_free(&book->private->users);
	names_free(&book->private->unit_ids);
	names_free(&book->private->refs);
	names_free(&book->private->ids);
	arena_free(&book->private->fold);
	arena_free(&book->private->lasting);
	free(book->journals);
	free(book->private);
	free(book);
}

bool book_refresh(struct book *book, bool *changed, struct error *error)
{
	bool opened = journals_open(book), grew = journals_read(book) || opened;

	(void)error;
	if (grew)
		book_fold(book);
	note_edited(book);
	if (changed)
		*changed = grew;
	return true;
}

/* ---- questions ---- */

struct journal *book_journal(const struct book *book, const char *user)
{
	int at = names_find(&book->private->users, user);

	return at == NAME_UNKNOWN || (size_t)at >= book->journal_count ? NULL : book->journals[at];
}

/* «user/id»: that very journal's; «id»: the first in the order of the fold. */
static const struct event *event_by_id(const struct book *book, const char *ref)
{
	const char *slash = strchr(ref, '/');
	size_t length = slash ? (size_t)(slash - ref) : 0;
	int at = names_find(&book->private->ids, slash ? slash + 1 : ref);
	const struct same_id *same = at == NAME_UNKNOWN ? NULL : book->private->by_id[at];

	while (slash && same && (strlen(same->event->user) != length || memcmp(same->event->user, ref, length)))
		same = same->next;
	return same ? same->event : NULL;
}

const struct event *book_event(const struct book *book, const char *ref)
{
	const struct event *event = event_by_hash(book, ref);

	return event ? event : event_by_id(book, ref);
}

const struct unit_state *book_state(const struct book *book, int unit)
{
	return &book->states[unit];
}

const struct cell *book_cell(const struct book *book, int unit, enum layer layer, int year, const char *line)
{
	return cell_find(&book->states[unit], layer, year, line);
}

money book_target(const struct book *book, int unit, int year)
{
	const struct unit_state *state = &book->states[unit];

	for (size_t i = 0; i < state->goal_count; i++)
		if (state->goals[i].year == year)
			return state->goals[i].value;
	return MONEY_NONE;
}

money book_leg(const struct post *post, const struct leg *leg, int year)
{
	int64_t until = leg->until != NUMBER_NONE ? leg->until : post->until;

	if (year < post->year || (until != NUMBER_NONE && year > until))
		return 0;
	return money_from_kr(year > post->year && leg->full_year != NUMBER_NONE ? leg->full_year : leg->kr);
}

struct org *book_edited_org(const struct folder *folder, const struct region *region, struct error *error)
{
	struct buffer bytes = { 0 };
	struct org *org = NULL;

	if (folder_read(folder->fd, "organisation.cfg", &bytes, error))
		org = org_read("organisation.cfg", bytes.bytes, bytes.size, region, error);
	buffer_free(&bytes);
	return org;
}

/* ---- what a new line rests on ---- */

struct resting { const struct book *book; bool *on; }; /* [journal] */

static void rests_on(struct resting *rest, const struct event *event)
{
	if (event)
		rest->on[names_find(&rest->book->private->users, event->user)] = true;
}

static void rests_on_unit(struct resting *rest, const char *id)
{
	int at = names_find(&rest->book->private->unit_ids, id);
	const struct touched *touched = at == NAME_UNKNOWN ? NULL : &rest->book->private->touched[at];

	for (size_t i = 0; touched && i < touched->count; i++)
		rest->on[touched->journals[i]] = true;
}

static int64_t last_cited(const struct reader *reader, int journal)
{
	for (size_t i = 0; i < reader->known_count; i++)
		if (reader->known[i].journal == journal)
			return reader->known[i].n;
	return 0;
}

size_t book_cites(const struct book *book, const char *user, const char *const *units, size_t count, struct cite **cites, struct arena *arena)
{
	const struct book_private *p = book->private;
	int me = names_find(&p->users, user);
	struct resting rest = { book, arena_alloc(arena, (book->journal_count + 1) * sizeof *rest.on) };
	size_t cited = 0;

	for (size_t i = 0; i < count; i++) {
		int unit = book->org ? org_find(book->org, units[i]) : ORG_NONE;
		int above = unit == ORG_NONE ? ORG_NONE : org_above(book->org, unit);

		rests_on_unit(&rest, units[i]);
		if (above != ORG_NONE)
			rests_on_unit(&rest, book->org->units[above].id);
	}
	rests_on(&rest, book->adopted);
	*cites = arena_alloc(arena, (book->journal_count + 1) * sizeof **cites);
	for (int i = 0; i < (int)book->journal_count; i++) {
		size_t n = p->readers[i].next;

		if (rest.on[i] && i != me && n && me != NAME_UNKNOWN && last_cited(&p->readers[me], i) < (int64_t)n)
			(*cites)[cited++] = (struct cite){ book->journals[i]->user, (int64_t)n, book->journals[i]->lines[n - 1]->hash };
	}
	return cited;
}

int64_t book_org_line(const struct book *book)
{
	return book->adopted ? book->adopted->line->head.n : 0;
}

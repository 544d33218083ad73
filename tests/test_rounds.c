/* Random budget rounds, judged by a small model written from the design and not from the program: what is accepted from whom, and how every plan,
 * post, dialogue and meeting stands after each act. */
#include "scene.h"

#include "approval.h"

/* ---- the model ---- */

enum { ROT, A, A1, A11, A2, B, B1, ANS, UNITS };
enum { PERSONAL, MATERIAL, LINES };
enum { FIRST = 2020, YEARS = 2, MOST = 400, NOBODY = -1, BLANK = INT32_MIN };

static const char *const ids[UNITS] = { "rot", "a", "a1", "a11", "a2", "b", "b1", "ans" };
static const char *const line_ids[LINES] = { "personal", "material" };
static const int above[UNITS] = { NOBODY, ROT, A, A1, A, ROT, B, A };         /* who hands out its ram */
static const int talks_to[UNITS] = { NOBODY, ROT, A, A1, A, ROT, B, ROT };    /* whom its chef talks to: an anslag's chef is A's */
static const char *const chefs[UNITS] = { "rd stf-rd", "ca stf-ca", "ca1 stf-ca1", "ca11", "ca2", "cb", "cb1", "ca stf-ca" };
static const char *const registrars[UNITS] = { "reg", "reg reg-a", "reg reg-a", "reg reg-a", "reg reg-a", "reg", "reg", "reg reg-a" };
static const char *const readers[UNITS] = { "ek", "ek ek-a", "ek ek-a", "ek ek-a", "ek ek-a", "ek", "ek", "ek ek-a" };

static const char *const people[] = { "rd", "stf-rd", "ca", "stf-ca", "ca1", "stf-ca1", "ca11", "ca2", "cb", "cb1", "ek", "ek-a", "reg", "reg-a" };

struct figure_of { int kr; const char *by; };
struct posted { int unit, kr, from, to; const char *by, *id; bool gone; };
struct plan_of { struct figure_of row[LINES], target[UNITS]; int ram[UNITS], kr, goal; };
struct sent { int unit, year; const char *by, *id; int answer; struct plan_of plan; bool locked; };
struct met { int unit; const char *by, *secretary, *id; bool closed; };
struct said { int unit, with; const char *kind, *by, *id; int head; bool replaced; };

static struct model {
	struct figure_of row[UNITS][YEARS][LINES], target[UNITS][YEARS];
	struct posted posts[MOST]; int post_count;
	struct sent sendings[MOST]; int sent_count;
	struct said entries[MOST]; int said_count;
	struct met meetings[MOST]; int met_count;
	int settled[UNITS], versions;
	bool locked; /* by some version */
} m;

static bool in(const char *list, const char *user)
{
	char padded[100], wanted[20];

	snprintf(padded, sizeof padded, " %s ", list);
	snprintf(wanted, sizeof wanted, " %s ", user);
	return strstr(padded, wanted) != NULL;
}

static int ram_in(int unit, int year)
{
	int ram = BLANK;

	for (int i = 0; i < m.post_count; i++)
		if (m.posts[i].unit == unit && !m.posts[i].gone && m.posts[i].from <= year && year <= m.posts[i].to)
			ram = (ram == BLANK ? 0 : ram) + m.posts[i].kr;
	return ram;
}

/* A plan is the unit's own rows, and what it gives those directly below it. */
static struct plan_of plan_now(int unit, int year)
{
	struct plan_of plan = { .kr = ram_in(unit, FIRST + year), .goal = m.target[unit][year].kr };

	for (int line = 0; line < LINES; line++)
		plan.row[line] = m.row[unit][year][line];
	for (int sub = 0; sub < UNITS; sub++) {
		plan.ram[sub] = above[sub] == unit ? ram_in(sub, FIRST + year) : BLANK;
		plan.target[sub] = above[sub] == unit ? m.target[sub][year] : (struct figure_of){ BLANK, NULL };
	}
	return plan;
}

static int or_0(int kr)
{
	return kr == BLANK ? 0 : kr;
}

static bool plan_empty(const struct plan_of *plan)
{
	bool any = plan->row[0].kr != BLANK || plan->row[1].kr != BLANK;

	for (int sub = 0; sub < UNITS; sub++)
		any |= plan->ram[sub] != BLANK || plan->target[sub].kr != BLANK;
	return !any;
}

/* There is nothing to divide, and so no plan: neither a ram nor a target, nor one demanded from below. */
static bool plan_blank(const struct plan_of *plan)
{
	bool any = plan->kr != BLANK || plan->goal != BLANK;

	for (int sub = 0; sub < UNITS; sub++)
		any |= plan->target[sub].kr != BLANK;
	return !any;
}

static int plan_left(const struct plan_of *plan)
{
	int left = or_0(plan->kr) - or_0(plan->goal) - or_0(plan->row[0].kr) - or_0(plan->row[1].kr);

	for (int sub = 0; sub < UNITS; sub++)
		left += or_0(plan->target[sub].kr) - or_0(plan->ram[sub]);
	return left;
}

static bool plan_same(const struct plan_of *one, const struct plan_of *other)
{
	bool same = true;

	for (int line = 0; line < LINES; line++)
		same &= one->row[line].kr == other->row[line].kr;
	for (int sub = 0; sub < UNITS; sub++)
		same &= one->ram[sub] == other->ram[sub] && one->target[sub].kr == other->target[sub].kr;
	return same;
}

static const struct sent *newest_of(int unit, int year, int answer)
{
	for (int i = m.sent_count; i-- > 0;)
		if (m.sendings[i].unit == unit && m.sendings[i].year == year && (answer < 0 || m.sendings[i].answer == answer))
			return &m.sendings[i];
	return NULL;
}

static bool is_locked(int unit, int year)
{
	const struct sent *sent = unit == NOBODY || year < 0 || year >= YEARS ? NULL : newest_of(unit, year, -1);

	return sent && !sent->answer;
}

static bool leg_locked(const struct posted *post)
{
	for (int year = 0; year < YEARS; year++)
		if (post->from <= FIRST + year && FIRST + year <= post->to && is_locked(above[post->unit], year))
			return true;
	return false;
}

static bool may_give(const char *user, int unit, bool decided)
{
	if (above[unit] == NOBODY)
		return decided && in("reg", user);
	return in(chefs[above[unit]], user) || (decided && in(registrars[above[unit]], user));
}

static bool is_party(const char *user, int unit)
{
	return in(chefs[unit], user) || (talks_to[unit] != NOBODY && in(chefs[talks_to[unit]], user));
}

static bool under(int unit, int branch)
{
	while (unit != NOBODY && unit != branch)
		unit = above[unit];
	return unit == branch;
}

static bool leads(const struct met *meeting, const char *user)
{
	return !strcmp(meeting->by, user) || (meeting->secretary && !strcmp(meeting->secretary, user));
}

static int find_said(const char *id)
{
	for (int i = 0; i < m.said_count; i++)
		if (!strcmp(m.entries[i].id, id))
			return i;
	return NOBODY;
}

static bool speaks_of(int entry, int unit)
{
	const struct said *head = &m.entries[m.entries[entry].head];

	return head->unit == unit || head->with == unit;
}

/* ---- one random act: what the model says of it, and what it does to the model ---- */

struct tried { char json[600], id[20]; const char *by; bool fine; };

static uint64_t seed;

static int dice(int sides)
{
	return (int)(testing_random(&seed) % (unsigned)sides);
}

static const char *lasting(struct scene *scene, const char *id)
{
	return arena_string(&scene->world->arena, id);
}

/* Mostly somebody who may. */
static const char *somebody(const char *likely)
{
	char list[100], *word, *rest;
	const char *found = NULL;

	if (!dice(5))
		return people[dice((int)(sizeof people / sizeof *people))];
	snprintf(list, sizeof list, "%s", likely);
	for (word = strtok_r(list, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		if (!found || !dice(2))
			for (size_t i = 0; i < sizeof people / sizeof *people; i++)
				found = strcmp(people[i], word) ? found : people[i];
	return found;
}

static void try_post(struct scene *scene, struct tried *t)
{
	struct posted post = { .unit = dice(UNITS), .kr = dice(9) - 4, .from = FIRST + dice(YEARS), .id = lasting(scene, t->id) };
	int old = m.post_count && !dice(3) ? dice(m.post_count) : NOBODY;
	bool decided = dice(2), withdraws = old != NOBODY && dice(2);
	char until[30] = "", replaces[60] = "", leg[40] = "";

	post.unit = old != NOBODY && dice(4) ? m.posts[old].unit : post.unit;
	post.to = dice(3) ? 9999 : post.from;
	t->by = post.by = somebody(above[post.unit] == NOBODY ? "reg" : chefs[above[post.unit]]);
	if (post.to != 9999)
		snprintf(until, sizeof until, ",'until':%d", post.to);
	if (old != NOBODY)
		snprintf(replaces, sizeof replaces, ",'replaces':'%s'", m.posts[old].id);
	if (!withdraws)
		snprintf(leg, sizeof leg, "['%s',%d]", ids[post.unit], post.kr);
	snprintf(t->json, sizeof t->json, "'post','kind':'index','year':%d%s,'legs':[%s]%s%s", post.from, until, leg, decided ? ",'decision':'x'" : "", replaces);
	t->fine = withdraws || (may_give(t->by, post.unit, decided) && !leg_locked(&post));
	if (old != NOBODY)
		t->fine &= !m.posts[old].gone && may_give(t->by, m.posts[old].unit, decided) && !leg_locked(&m.posts[old]);
	t->fine &= decided || !m.locked || !(post.from == FIRST || (old != NOBODY && m.posts[old].from == FIRST));
	if (!t->fine)
		return;
	if (old != NOBODY)
		m.posts[old].gone = true;
	if (!withdraws)
		m.posts[m.post_count++] = post;
}

static void try_target(struct scene *scene, struct tried *t)
{
	int unit = dice(ANS), year = dice(YEARS), kr = dice(3) ? dice(3) : BLANK;
	bool decided = dice(2);

	(void)scene;
	t->by = somebody(above[unit] == NOBODY ? "reg" : chefs[above[unit]]);
	snprintf(t->json, sizeof t->json, "'target','unit':'%s','year':%d,'kr':%s%s", ids[unit], FIRST + year, kr == BLANK ? "null" : kr == 2 ? "2" : kr ? "1" : "0",
	         decided ? ",'decision':'x'" : "");
	t->fine = (above[unit] == NOBODY ? in("reg", t->by) : may_give(t->by, unit, decided)) && !is_locked(above[unit], year);
	t->fine &= decided || !m.locked || year;
	if (t->fine)
		m.target[unit][year] = (struct figure_of){ kr, t->by };
}

static void try_distribute(struct scene *scene, struct tried *t)
{
	int unit = dice(UNITS), year = dice(YEARS), line = dice(LINES), kr = dice(4) ? dice(4) : BLANK;
	struct plan_of plan = plan_now(unit, year);
	bool decided = dice(2);
	char amount[12] = "null";

	(void)scene;
	if (dice(3) && plan_left(&plan) + or_0(plan.row[line].kr) >= 0)
		kr = plan_left(&plan) + or_0(plan.row[line].kr); /* what people want: that it comes out even */
	if (kr != BLANK)
		snprintf(amount, sizeof amount, "%d", kr);
	t->by = somebody(chefs[unit]);
	snprintf(t->json, sizeof t->json, "'distribute','unit':'%s','year':%d,'lines':[{'line':'%s','kr':%s}]%s", ids[unit], FIRST + year, line_ids[line], amount,
	         decided ? ",'decision':'x'" : "");
	t->fine = (in(chefs[unit], t->by) || (decided && in(registrars[unit], t->by))) && !(unit != ANS && is_locked(unit, year));
	if (t->fine)
		m.row[unit][year][line] = (struct figure_of){ kr, t->by };
}

static void try_submit(struct scene *scene, struct tried *t)
{
	int unit = dice(UNITS), year = dice(4) ? 0 : dice(YEARS);
	struct plan_of plan = plan_now(unit, year);
	bool reason = dice(2);

	t->by = somebody(chefs[unit]);
	snprintf(t->json, sizeof t->json, "'submit','unit':'%s','year':%d%s", ids[unit], FIRST + year, reason ? ",'text':'x'" : "");
	t->fine = unit != ANS && in(chefs[unit], t->by) && !is_locked(unit, year) && !plan_empty(&plan) && (reason || year || !plan_left(&plan));
	if (t->fine)
		m.sendings[m.sent_count++] = (struct sent){ unit, year, t->by, lasting(scene, t->id), 0, plan, false };
}

/* Also by giving a sub-unit its ram or target: all the posts that hold in that year are looked through, as they were then. */
static bool wrote_in(const struct sent *sent, const char *user)
{
	bool wrote = false;

	for (int line = 0; line < LINES; line++)
		wrote |= sent->plan.row[line].kr != BLANK && !strcmp(sent->plan.row[line].by, user);
	for (int sub = 0; sub < UNITS; sub++)
		wrote |= sent->plan.target[sub].kr != BLANK && !strcmp(sent->plan.target[sub].by, user);
	for (int i = 0; i < m.post_count; i++) /* locked since, so they are as they were */
		wrote |= !m.posts[i].gone && above[m.posts[i].unit] == sent->unit && m.posts[i].from <= FIRST + sent->year &&
		         FIRST + sent->year <= m.posts[i].to && !strcmp(m.posts[i].by, user);
	return !strcmp(sent->by, user) || (above[sent->unit] != NOBODY && wrote);
}

enum { RECALL = 1, APPROVE, RETURN };

static void try_answer(struct scene *scene, struct tried *t)
{
	static const char *const acts[] = { NULL, "recall", "approve", "return" };
	int what = 1 + dice(3), at = m.sent_count ? (dice(4) ? m.sent_count - 1 - dice(m.sent_count < 4 ? m.sent_count : 4) : dice(m.sent_count)) : 0;
	struct sent *sent = &m.sendings[at];
	bool decided = what != RECALL && dice(2), stranger = !dice(12);
	int unit = stranger || !m.sent_count ? dice(ANS) : sent->unit;

	(void)scene;
	if (!m.sent_count) {
		t->by = NULL;
		return;
	}
	t->by = somebody(what == RECALL ? chefs[unit] : above[unit] == NOBODY ? "reg" : chefs[above[unit]]);
	snprintf(t->json, sizeof t->json, "'%s','unit':'%s','submit':'%s','text':'x'%s", acts[what], ids[unit], sent->id, decided ? ",'decision':'x'" : "");
	t->fine = unit == sent->unit && !sent->answer;
	if (what == RECALL)
		t->fine &= in(chefs[unit], t->by);
	else
		t->fine &= above[unit] == NOBODY ? decided && in("reg", t->by) : in(chefs[above[unit]], t->by);
	t->fine &= what != APPROVE || !wrote_in(sent, t->by);
	if (t->fine)
		sent->answer = what;
}

static void try_say(struct scene *scene, struct tried *t)
{
	static const char *const kinds[] = { "question", "answer", "comment", "agreement", "note", "proposal" };
	struct said said = { .unit = dice(UNITS), .with = NOBODY, .kind = kinds[dice(6)], .id = lasting(scene, t->id), .head = m.said_count };
	int in_thread = m.said_count && dice(3) ? dice(m.said_count) : NOBODY, old = NOBODY;
	bool proposes = !strcmp(said.kind, "proposal");
	char more[200] = "";

	if (in_thread != NOBODY) {
		const struct said *head = &m.entries[m.entries[in_thread].head];

		said.unit = dice(8) ? (head->with != NOBODY && dice(2) ? head->with : head->unit) : said.unit;
		old = !dice(2) ? in_thread : NOBODY;
		if (old != NOBODY && dice(4))
			said.kind = m.entries[old].kind;
		proposes = !strcmp(said.kind, "proposal");
		said.unit = proposes && old != NOBODY && dice(4) ? m.entries[old].unit : said.unit;
	}
	if (proposes)
		said.with = old != NOBODY && dice(4) && m.entries[old].with != NOBODY ? m.entries[old].with : dice(UNITS);
	t->by = said.by = old != NOBODY && dice(2) ? m.entries[old].by : somebody(dice(2) || talks_to[said.unit] == NOBODY ? chefs[said.unit] : dice(2) ? chefs[talks_to[said.unit]] : "ek ek-a reg");
	if (proposes)
		snprintf(more, sizeof more, ",'with':'%s','kr':1", ids[said.with]);
	if (in_thread != NOBODY)
		snprintf(more + strlen(more), 100, ",'thread':'%s'", m.entries[dice(9) ? m.entries[in_thread].head : in_thread].id);
	if (old != NOBODY)
		snprintf(more + strlen(more), 60, ",'replaces':'%s'", m.entries[old].id);
	const struct met *meeting = m.met_count && !dice(3) ? &m.meetings[dice(m.met_count)] : NULL;

	if (meeting && dice(2))
		t->by = said.by = meeting->secretary && dice(2) ? meeting->secretary : meeting->by;
	if (meeting)
		snprintf(more + strlen(more), 60, ",'meeting':'%s'", meeting->id);
	snprintf(t->json, sizeof t->json, "'say','unit':'%s','kind':'%s','text':'x'%s", ids[said.unit], said.kind, more);
	t->fine = is_party(t->by, said.unit) || ((in(readers[said.unit], t->by) || in(registrars[said.unit], t->by)) &&
	                                        (!strcmp(said.kind, "question") || !strcmp(said.kind, "comment") || !strcmp(said.kind, "note")));
	if (meeting) /* who leads it writes for the parties what they are to confirm */
		t->fine = !meeting->closed && under(said.unit, meeting->unit) &&
		          (t->fine || (leads(meeting, t->by) && strcmp(said.kind, "answer") && strcmp(said.kind, "proposal")));
	if (proposes)
		t->fine &= in(chefs[said.unit], t->by) && said.with != said.unit && above[said.unit] != NOBODY && above[said.unit] == above[said.with] &&
		           (in_thread == NOBODY || old != NOBODY);
	if (in_thread != NOBODY) {
		char *thread = strstr(more, "'thread':'") + 10;
		char id[20];

		snprintf(id, sizeof id, "%.*s", (int)strcspn(thread, "'"), thread);
		said.head = find_said(id);
		t->fine &= m.entries[said.head].head == said.head && speaks_of(said.head, said.unit);
	}
	if (old != NOBODY) {
		const struct said *was = &m.entries[old];

		t->fine &= !was->replaced && !strcmp(was->kind, said.kind) && was->head == said.head && (!strcmp(was->by, t->by) || !strcmp(was->kind, "agreement")) &&
		           (!proposes || (was->unit == said.unit && was->with == said.with));
	}
	if (!t->fine)
		return;
	if (old != NOBODY)
		m.entries[old].replaced = true;
	m.entries[m.said_count++] = said;
}

static void try_version(struct scene *scene, struct tried *t)
{
	bool lock = !dice(3);

	(void)scene;
	t->by = somebody(dice(2) ? "rd reg" : "ca ek ca1");
	snprintf(t->json, sizeof t->json, "'version','name':'v%d'%s", m.versions, lock ? ",'lock':true" : "");
	t->fine = in("rd stf-rd reg", t->by);
	if (!t->fine)
		return;
	m.versions++;
	m.locked |= lock;
	for (int i = 0; lock && i < m.sent_count; i++)
		m.sendings[i].locked |= m.sendings[i].answer == APPROVE;
}

static bool branch_free(int unit)
{
	for (int i = 0; i < m.met_count; i++)
		if (!m.meetings[i].closed && (under(unit, m.meetings[i].unit) || under(m.meetings[i].unit, unit)))
			return false;
	return true;
}

static void try_meet(struct scene *scene, struct tried *t)
{
	int at = m.met_count && dice(3) ? dice(m.met_count) : NOBODY, unit = at != NOBODY && dice(8) ? m.meetings[at].unit : dice(UNITS);
	const char *secretary = dice(3) ? people[dice((int)(sizeof people / sizeof *people))] : NULL;
	bool closes = at != NOBODY && dice(2);
	char more[120] = "";

	t->by = at != NOBODY && dice(4) ? (m.meetings[at].secretary && dice(2) ? m.meetings[at].secretary : m.meetings[at].by) : somebody(chefs[unit]);
	if (at != NOBODY)
		snprintf(more, sizeof more, ",'meeting':'%s'", m.meetings[at].id);
	snprintf(t->json, sizeof t->json, "'meet','unit':'%s'%s,'date':'2019-11-20'%s%s%s%s", ids[unit], more, secretary ? ",'secretary':'" : "", secretary ? secretary : "",
	         secretary ? "'" : "", closes ? ",'closed':true" : "");
	t->fine = at != NOBODY ? unit == m.meetings[at].unit && !m.meetings[at].closed && leads(&m.meetings[at], t->by)
	                       : (is_party(t->by, unit) || in(readers[unit], t->by) || in(registrars[unit], t->by)) && branch_free(unit);
	if (!t->fine)
		return;
	if (at == NOBODY) {
		m.meetings[m.met_count++] = (struct met){ unit, t->by, secretary, lasting(scene, t->id), false };
		return;
	}
	m.meetings[at].secretary = secretary;
	m.meetings[at].closed = closes;
}

static void try_settle(struct scene *scene, struct tried *t)
{
	int at = m.said_count ? dice(m.said_count) : 0, unit;
	bool confirms = dice(2);
	const struct said *entry = &m.entries[at];

	(void)scene;
	if (!m.said_count) {
		t->by = NULL;
		return;
	}
	const struct said *head = &m.entries[entry->head];
	unit = dice(8) ? (head->with != NOBODY && dice(2) ? head->with : head->unit) : dice(UNITS);
	t->by = somebody(dice(2) || talks_to[unit] == NOBODY ? chefs[unit] : chefs[talks_to[unit]]);
	snprintf(t->json, sizeof t->json, confirms ? "'confirm','unit':'%s','entry':'%s'" : "'resolve','unit':'%s','thread':'%s'", ids[unit], entry->id);
	t->fine = is_party(t->by, unit) && speaks_of(at, unit);
	if (confirms)
		t->fine &= !entry->replaced && (!strcmp(entry->kind, "agreement") || !strcmp(entry->kind, "note") || !strcmp(entry->kind, "proposal"));
	else
		t->fine &= entry->head == at;
	if (!t->fine)
		return;
	m.settled[head->unit]++;
	if (head->with != NOBODY)
		m.settled[head->with]++;
}

/* ---- what stands, in the program and in the model ---- */

static const struct sent *newest_not_recalled(int unit, int year)
{
	for (int i = m.sent_count; i-- > 0;)
		if (m.sendings[i].unit == unit && m.sendings[i].year == year && m.sendings[i].answer != RECALL)
			return &m.sendings[i];
	return NULL;
}

static enum plan_status status_of(int unit, int year)
{
	const struct sent *newest = newest_not_recalled(unit, year), *in_force = newest_of(unit, year, APPROVE);
	struct plan_of plan = plan_now(unit, year);
	bool divided = plan.row[0].kr != BLANK || plan.row[1].kr != BLANK;

	for (int sub = 0; sub < UNITS; sub++)
		divided |= plan.ram[sub] != BLANK;
	if (newest && !newest->answer)
		return PLAN_SUBMITTED;
	if (newest && newest->answer == RETURN)
		return PLAN_RETURNED;
	if (in_force && plan_same(&plan, &in_force->plan))
		return in_force->locked && !year ? PLAN_LOCKED : PLAN_APPROVED;
	return divided ? PLAN_DRAFT : PLAN_UNTOUCHED;
}

static void expect_plans(const struct book *book, int year, const char *json)
{
	struct ram_table *table = ram_make(book, FIRST + year, NULL, 0);

	for (int unit = 0; unit < ANS; unit++) {
		int at = org_find(book->org, ids[unit]);
		const struct sent *in_force = newest_of(unit, year, APPROVE);
		const struct sending *is = approval_in_force(book, at, FIRST + year);
		struct plan_of plan = plan_now(unit, year);
		enum plan_status status = approval_status(table, at);

		expect(status == PLAN_NONE || status == status_of(unit, year), "%s %d is «%s», not «%s» after %s", ids[unit], year, approval_status_name(status),
		       approval_status_name(status_of(unit, year)), json);
		bool is_said = status_of(unit, year) != PLAN_DRAFT && status_of(unit, year) != PLAN_UNTOUCHED; /* what is sent or approved is so without a ram too */

		expect((status == PLAN_NONE) == (plan_blank(&plan) && !is_said), "%s %d blank after %s", ids[unit], year, json);
		expect(!is == !in_force, "%s %d in force after %s", ids[unit], year, json);
		assert_int_equal(approval_waits(book, at, FIRST + year) != NULL, is_locked(unit, year));
		expect(approval_adjusted(book, at, FIRST + year) == (in_force ? or_0(plan.kr) - or_0(in_force->plan.kr) : 0), "%s adjusted after %s", ids[unit], json);
		if (!is)
			continue;
		assert_string_equal(is->submit->line->head.id, in_force->id);
		for (int line = 0; line < LINES; line++) {
			const struct row *row = content_row(is->content, line_ids[line]);

			assert_int_equal(row ? row->kr : BLANK, in_force->plan.row[line].kr);
		}
	}
	ram_free(table);
}

static void expect_dialogues(const struct book *book, const char *json)
{
	int says[UNITS] = { 0 };

	for (int i = 0; i < m.said_count; i++) {
		const struct said *head = &m.entries[m.entries[i].head];

		says[head->unit]++;
		if (head->with != NOBODY)
			says[head->with]++;
		expect((book_event(book, m.entries[i].id)->replaced_by != NULL) == m.entries[i].replaced, "%s after %s", m.entries[i].id, json);
	}
	for (int unit = 0; unit < UNITS; unit++) {
		const struct unit_state *state = book_state(book, org_find(book->org, ids[unit]));

		expect((int)state->say_count == says[unit] && (int)state->settled_count == m.settled[unit], "%s after %s", ids[unit], json);
	}
}

static const struct meeting *meeting_of(const struct book *book, const char *id)
{
	for (size_t i = 0; i < book->meeting_count; i++) /* the fold may have met them in another order */
		if (book->meetings[i].first == book_event(book, id))
			return &book->meetings[i];
	return NULL;
}

static void expect_meetings(const struct book *book, const char *json)
{
	assert_int_equal(book->meeting_count, m.met_count);
	for (int i = 0; i < m.met_count; i++) {
		const struct meeting *is = meeting_of(book, m.meetings[i].id);
		const char *secretary = is ? is->head->line->act.meet.secretary : NULL, *wanted = m.meetings[i].secretary;

		expect(is && !is->closed == !m.meetings[i].closed, "%s after %s", m.meetings[i].id, json);
		expect(!secretary == !wanted && (!secretary || !strcmp(secretary, wanted)), "secretary of %s after %s", m.meetings[i].id, json);
	}
	expect((version_lock(book) != NULL) == m.locked && (int)book->version_count == m.versions, "versions after %s", json);
}

static void expect_model(const struct book *book, const char *json)
{
	for (int year = 0; year < YEARS; year++)
		expect_plans(book, year, json);
	expect_dialogues(book, json);
	expect_meetings(book, json);
}

static void begin(void)
{
	memset(&m, 0, sizeof m);
	for (int unit = 0; unit < UNITS; unit++)
		for (int year = 0; year < YEARS; year++) {
			m.target[unit][year].kr = BLANK;
			for (int line = 0; line < LINES; line++)
				m.row[unit][year][line].kr = BLANK;
		}
}

static size_t accepted[9], turned_down[9];

static void one_act(struct scene *scene, int n)
{
	static void (*const tries[])(struct scene *, struct tried *) = { try_post, try_target, try_distribute, try_submit, try_answer, try_say, try_settle, try_meet, try_version };
	static const int often[] = { 0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 7, 7, 8, 8 };
	int which = often[dice((int)(sizeof often / sizeof *often))];
	struct tried t = { .by = NULL };
	struct error error = { 0 };
	char json[700];

	snprintf(t.id, sizeof t.id, "n%d", n);
	tries[which](scene, &t);
	if (!t.by)
		return;
	snprintf(json, sizeof json, "{'by':'%s','id':'%s','act':%s}", t.by, t.id, t.json);
	struct act_input input = world_json(scene->world, json);
	bool staged = writer_stage(scene->book, &(struct writer_item){ input.by, WORLD_AT, input.id, &input.act }, &error);
	expect(staged == t.fine, "%s: %s", json, staged ? "accepted" : error.text);
	(t.fine ? accepted : turned_down)[which]++;
	if (!staged) {
		writer_abandon(scene->book);
		return;
	}
	expect_model(scene->book, json); /* taken alone … */
	assert_int_equal(writer_commit(scene->book, &error), SAVED);
	expect_model(scene->book, json); /* … and folded with all the others */
}

static void forget_journals(struct scene *scene)
{
	char name[100];

	book_free(scene->book);
	for (size_t i = 0; i < scene->world->pen_count; i++)
		if (strcmp(scene->world->pens[i].user, "reg")) {
			snprintf(name, sizeof name, "journals/%s.jsonl", scene->world->pens[i].user);
			world_file(scene->world, name, "");
		}
	world_file(scene->world, "journals/reg.jsonl", world_pen(scene->world, "reg")->bytes.bytes);
	scene->book = book_open(scene->world->folder, NULL);
	assert_non_null(scene->book);
}

static void random_rounds(void **state)
{
	struct scene scene = scene_empty(NULL);
	const int rounds = testing_cases(60, 5000), acts = 120;

	(void)state;
	for (int round = 0; round < rounds; round++) {
		seed = (uint64_t)round;
		begin();
		forget_journals(&scene);
		for (int n = 0; n < acts; n++)
			one_act(&scene, n);
		struct book *again = book_open(scene.world->folder, NULL); /* who opens it now sees the same */
		char *one, *other;

		expect_model(again, "opened anew");
		one = world_dumped(scene.book);
		other = world_dumped(again);
		assert_string_equal(one, other);
		free(one);
		free(other);
		book_free(again);
	}
	for (int i = 0; i < 9; i++)
		expect(accepted[i] > 100 && turned_down[i] > 50, "act %d: %zu accepted, %zu refused: not worth the name of rounds", i, accepted[i], turned_down[i]);
	scene_free(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(random_rounds) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}

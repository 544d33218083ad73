#include "reverse.h"

#include "dialogue.h"
#include "explaining.h"
#include "history.h"
#include "intl.h"
#include "story.h"
#include "terms.h"
#include "version.h"

#include <string.h>

#define SHOWN 4 /* rows or legs in the sentence; of more than that how many there are */

/* On its way. */
struct making {
	struct reverse *out;
	const struct book *book;
	const char *user;
	const struct event *event;
	enum money_unit money;
	struct arena *arena;
	struct buffer sentence;
	size_t told, count; /* parts of a list in the sentence */
};

/* ---- words ---- */

static void say_money(struct making *m, money value, unsigned flags)
{
	char text[MONEY_TEXT];

	buffer_text(&m->sentence, value == MONEY_NONE ? _("inget") : money_print(text, value, m->money, MONEY_FULL, flags));
}

static void say_between(struct making *m)
{
	buffer_text(&m->sentence, !m->told ? "" : m->told + 1 == m->count ? _(" och ") : ", ");
	m->told++;
}

/* True while there is room for one more part of the list; then how many are not told. */
static bool say_more(struct making *m)
{
	if (m->told < SHOWN)
		return true;
	if (m->told++ == SHOWN)
		buffer_format(&m->sentence, _(" och %zu till"), m->count - SHOWN);
	return false;
}

static void say_legs(struct making *m, const struct post *post, int sign)
{
	const struct leg *legs = post->legs.items;

	m->told = 0;
	m->count = post->legs.count;
	for (size_t i = 0; i < post->legs.count && say_more(m); i++) {
		say_between(m);
		buffer_format(&m->sentence, "%s ", story_unit(m->book, legs[i].unit));
		say_money(m, sign * money_from_kr(legs[i].kr), MONEY_SIGN | MONEY_NAMED);
	}
}

static void say_post(struct making *m, const struct event *event)
{
	buffer_text(&m->sentence, _("Posten från "));
	story_date(&m->sentence, event->line->head.at);
}

/* ---- may she? ---- */

static bool may(const struct making *m, struct act *act, const char *decision, struct error *error)
{
	const struct charter charter = { m->book->region, m->book->org };
	const char **place = act->kind == ACT_POST         ? &act->post.decision
	                     : act->kind == ACT_DISTRIBUTE ? &act->distribute.decision
	                     : act->kind == ACT_TARGET     ? &act->target.decision
	                                                   : NULL;

	if (place)
		*place = decision;
	return rights_may(&charter, m->user, act, error);
}

static bool is_locked(const struct making *m)
{
	const struct act *act = &m->out->act;

	return (act->kind == ACT_POST && version_locked(m->book, act->post.year)) || (act->kind == ACT_TARGET && version_locked(m->book, act->target.year));
}

/* A registrar may with a decision what a chef may without; what is locked both say one for. */
static bool may_somehow(struct making *m, struct act act, struct error *error)
{
	if (may(m, &act, NULL, error)) {
		m->out->needs_decision = is_locked(m);
		return true;
	}
	m->out->needs_decision = may(m, &act, "-", NULL);
	return m->out->needs_decision;
}

static bool is_right(struct making *m, struct error *error)
{
	const struct charter charter = { m->book->region, m->book->org };

	return rights_content(&charter, &m->out->act, error);
}

/* ---- a division: the rows go back to what they were ---- */

static const struct row *row_of(const struct event *event, const struct distribute *like, const char *line)
{
	const struct distribute *distribute = &event->line->act.distribute;
	const struct row *rows = distribute->rows.items;

	if (event->line->act.kind != ACT_DISTRIBUTE || event->state != LINE_APPLIED || distribute->year != like->year ||
	    strcmp(distribute->unit, like->unit) != 0)
		return NULL;
	for (size_t i = 0; i < distribute->rows.count; i++)
		if (!strcmp(rows[i].line, line))
			return &rows[i];
	return NULL;
}

/* The row as it stood before, with its hold and its details. */
static struct row row_before(const struct making *m, const char *line)
{
	const struct row *row = NULL;

	for (size_t i = history_place(m->book, m->event); i-- > 0 && !row;)
		row = row_of(m->book->events[i], &m->event->line->act.distribute, line);
	return row ? *row : (struct row){ .line = line, .kr = NUMBER_NONE, .until = NUMBER_NONE };
}

/* Has nobody written that row since? */
static bool still_in_force(const struct making *m, const char *line)
{
	for (size_t i = m->book->applied; i-- > 0 && m->book->events[i] != m->event;)
		if (row_of(m->book->events[i], &m->event->line->act.distribute, line))
			return false;
	return true;
}

static void say_row(struct making *m, const struct row *back, const struct row *now)
{
	say_between(m);
	buffer_format(&m->sentence, "%s ", region_line_name(m->book->region, back->line));
	say_money(m, money_from_kr(back->kr), 0);
	buffer_text(&m->sentence, _(" (nu "));
	say_money(m, money_from_kr(now->kr), MONEY_NAMED);
	buffer_text(&m->sentence, ")");
}

static void say_rows(struct making *m, const struct row *back)
{
	const struct distribute *distribute = &m->event->line->act.distribute;

	m->told = 0;
	m->count = m->out->act.distribute.rows.count;
	buffer_format(&m->sentence, _("Fördelningen %lld för %s sätts tillbaka: "), (long long)distribute->year,
		      story_unit(m->book, distribute->unit));
	for (size_t i = 0; i < m->count && say_more(m); i++)
		say_row(m, &back[i], row_of(m->event, distribute, back[i].line));
	buffer_text(&m->sentence, ".");
}

static const char *begun_why(const struct making *m)
{
	struct buffer why = { 0 };
	const char *kept;

	buffer_text(&why, _("Ångrar ändringen "));
	story_date(&why, m->event->line->head.at);
	kept = arena_string(m->arena, why.bytes);
	buffer_free(&why);
	return kept;
}

/* What others have written since stays. */
static void say_left(struct making *m)
{
	const struct distribute *distribute = &m->event->line->act.distribute;
	const struct row *rows = distribute->rows.items;

	m->told = 0;
	m->count = m->out->left;
	for (size_t i = 0; i < distribute->rows.count; i++) {
		if (still_in_force(m, rows[i].line) || !say_more(m))
			continue;
		buffer_text(&m->sentence, m->told ? "" : " ");
		say_between(m);
		buffer_text(&m->sentence, region_line_name(m->book->region, rows[i].line));
	}
	if (m->count)
		buffer_text(&m->sentence, _(" har ändrats sedan dess och rörs inte."));
}

static bool same_row(const struct row *a, const struct row *b)
{
	const struct terms of_a = terms_of(a), of_b = terms_of(b);

	return a->kr == b->kr && terms_same(&of_a, &of_b);
}

static bool reverse_distribute(struct making *m, struct error *error)
{
	const struct distribute *given = &m->event->line->act.distribute;
	const struct row *rows = given->rows.items;
	struct row *back = arena_alloc(m->arena, given->rows.count * sizeof *back);
	size_t count = 0;

	for (size_t i = 0; i < given->rows.count; i++) {
		struct row before = row_before(m, rows[i].line);

		if (!still_in_force(m, rows[i].line))
			m->out->left++;
		else if (!same_row(&before, &rows[i]))
			back[count++] = before;
	}
	if (!count && m->out->left)
		return error_set(error, "changed-since",
				 _("alla rader i den fördelningen har ändrats sedan dess: det finns inget kvar att ångra"));
	if (!count)
		return error_set(error, "changed-since", _("fördelningen ändrade ingenting: det finns inget att ångra"));
	m->out->act.distribute = (struct distribute){ .unit = given->unit, .year = given->year, .rows = { back, count } };
	m->out->takes_why = true;
	m->out->why = begun_why(m);
	say_rows(m, back);
	say_left(m);
	return is_right(m, error) && may_somehow(m, m->out->act, error);
}

/* ---- a post: withdrawn, or what it replaced comes back ---- */

static const struct post *replaced_by_it(const struct book *book, const struct post *post)
{
	const struct event *old = post->replaces ? book_event(book, post->replaces) : NULL;

	return old && old->line->act.kind == ACT_POST ? &old->line->act.post : NULL;
}

/* The legs whose units are still there: those of whoever is asked about the right to take them back. */
static bool may_take_back(struct making *m, const struct post *post, struct error *error)
{
	struct act act = { .kind = ACT_POST, .post = *post };
	struct leg *legs;
	size_t count = 0;

	while (post && !post->legs.count)
		post = replaced_by_it(m->book, post);
	legs = arena_alloc(m->arena, ((post ? post->legs.count : 0) + 1) * sizeof *legs);
	for (size_t i = 0; post && i < post->legs.count; i++) {
		const struct leg *leg = &((const struct leg *)post->legs.items)[i];

		if (org_find(m->book->org, leg->unit) != ORG_NONE)
			legs[count++] = *leg;
	}
	act.post.legs = (struct list){ legs, count };
	return may_somehow(m, act, error);
}

static void withdraw(struct making *m, const struct post *post)
{
	m->out->act.post.legs = (struct list){ 0 };
	say_post(m, m->event);
	buffer_text(&m->sentence, _(" dras tillbaka; det ändrar ramarna: "));
	say_legs(m, post, -1);
	buffer_text(&m->sentence, ".");
}

static void restore(struct making *m, const struct post *post, const struct post *old)
{
	const char *hash = m->out->act.post.replaces;

	m->out->act.post = *old;
	m->out->act.post.replaces = hash;
	say_post(m, book_event(m->book, post->replaces));
	buffer_text(&m->sentence, _(" gäller åter: "));
	say_legs(m, old, 1);
	if (post->legs.count) {
		buffer_text(&m->sentence, _(", i stället för "));
		say_legs(m, post, 1);
	}
	buffer_text(&m->sentence, ".");
}

static bool replaced_already(const struct book *book, const struct event *by, struct error *error)
{
	const struct charter charter = { book->region, book->org };
	struct buffer who = { 0 };

	story_by(&who, &charter, by);
	error_set(error, "replaced", _("posten är redan ersatt av %s: ångra det i stället"), who.bytes);
	buffer_free(&who);
	return false;
}

static bool reverse_post(struct making *m, struct error *error)
{
	const struct event *by = m->event->replaced_by;
	const struct post *post = &m->event->line->act.post, *old = replaced_by_it(m->book, post);

	if (by)
		return replaced_already(m->book, by, error);
	if (!post->legs.count && !(old && old->legs.count))
		return error_set(error, "replaced", _("det finns inget att sätta tillbaka"));
	act_clear(&m->out->act, ACT_POST);
	m->out->act.post.kind = post->kind;
	m->out->act.post.year = post->year;
	m->out->act.post.replaces = m->event->line->hash;
	m->out->takes_why = true;
	if (old && old->legs.count)
		restore(m, post, old);
	else
		withdraw(m, post);
	return is_right(m, error) && may_take_back(m, post, error);
}

/* ---- a target: the one before ---- */

static bool is_in_force(const struct making *m)
{
	const struct target *target = &m->event->line->act.target;
	int unit = org_find(m->book->org, target->unit);
	const struct unit_state *state = unit == ORG_NONE ? NULL : book_state(m->book, unit);

	for (size_t i = 0; state && i < state->goal_count; i++)
		if (state->goals[i].year == target->year)
			return state->goals[i].event == m->event;
	return true;
}

static int64_t in_kr(money value)
{
	return value == MONEY_NONE ? NUMBER_NONE : value / MONEY_KR;
}

static bool reverse_target(struct making *m, struct error *error)
{
	const struct target *target = &m->event->line->act.target;
	money before = history_target_before(m->book, m->event);

	if (!is_in_force(m))
		return error_set(error, "changed-since", _("resultatmålet har ändrats sedan dess: det finns inget kvar att ångra"));
	if (before == money_from_kr(target->kr))
		return error_set(error, "changed-since", _("resultatmålet var detsamma förut: det finns inget att ångra"));
	m->out->act.target = (struct target){ .unit = target->unit, .year = target->year, .kr = in_kr(before) };
	buffer_format(&m->sentence,
		      before == MONEY_NONE ? _("Resultatmålet %lld för %s tas bort") : _("Resultatmålet %lld för %s sätts tillbaka till "),
		      (long long)target->year, story_unit(m->book, target->unit));
	if (before != MONEY_NONE)
		say_money(m, before, MONEY_NAMED);
	buffer_text(&m->sentence, _(" (nu "));
	say_money(m, money_from_kr(target->kr), MONEY_NAMED);
	buffer_text(&m->sentence, ").");
	return is_right(m, error) && may_somehow(m, m->out->act, error);
}

/* ---- an entry: only what explains a difference does something that can be undone ---- */

static const char said_stays[] = N_("det som är sagt står kvar: skriv ett nytt inlägg i dialogen i stället");

static bool reverse_say(struct making *m, struct error *error)
{
	const struct say *say = &m->event->line->act.say;

	if (!say->explains || dialogue_drops(m->event))
		return error_set(error, "kind", "%s", _(said_stays));
	explaining_take_back(&m->out->act, m->event, "");
	m->out->takes_why = true;
	m->out->why = _("Förklaringen tas tillbaka");
	buffer_format(&m->sentence, _("Förklaringen «%s» tas tillbaka: skillnaden räknas igen."), say->text);
	return may_somehow(m, m->out->act, error);
}

/* ---- all of them ---- */

static const struct {
	bool (*make)(struct making *, struct error *);
	const char *instead; /* why there is no such act */
} ways[ACT_KINDS] = {
	[ACT_ADOPT] = { NULL, N_("en organisation ångras genom att en annan sätts i kraft: ändra organisation.cfg och kör budgetdialog adopt") },
	[ACT_POST] = { reverse_post, NULL },
	[ACT_TARGET] = { reverse_target, NULL },
	[ACT_DISTRIBUTE] = { reverse_distribute, NULL },
	[ACT_SAY] = { reverse_say, said_stays },
	[ACT_FORECAST] = { NULL, N_("en prognos ändras genom att en ny lämnas") },
	[ACT_OUTCOME] = { NULL, N_("bokslut och utfall rättas genom att de förs in på nytt") },
	[ACT_SUBMIT] = { NULL, N_("en skickad plan tas tillbaka på planens skärm") },
	[ACT_RECALL] = { NULL, N_("en återtagen plan skickas igen på planens skärm") },
	[ACT_APPROVE] = { NULL, N_("ett godkännande gäller tills en annan plan godkänns") },
	[ACT_RETURN] = { NULL, N_("en återlämnad plan ändras och skickas igen") },
	[ACT_RESOLVE] = { NULL, N_("en avslutad tråd tas upp igen i dialogen") },
	[ACT_CONFIRM] = { NULL, N_("det som är bekräftat står kvar: skriv ett nytt inlägg i dialogen") },
	[ACT_MEET] = { NULL, N_("ett dialogmöte som har hållits står kvar") },
	[ACT_VERSION] = { NULL, N_("en frusen budgetversion kan inte tas bort") },
};

bool reverse_make(struct reverse *out, const struct book *book, const char *user, const struct event *event, enum money_unit shown,
		  struct arena *arena, struct error *error)
{
	struct making making = { .out = out, .book = book, .user = user, .event = event, .money = shown, .arena = arena };
	enum act_kind kind = event->line->act.kind;
	bool made;

	*out = (struct reverse){ .act = { .kind = kind }, .why = "" };
	if (event->state != LINE_APPLIED)
		return error_set(error, "void", _("raden räknas inte, så det finns inget att ångra"));
	if (!ways[kind].make)
		return error_set(error, "kind", "%s", _(ways[kind].instead));
	made = ways[kind].make(&making, error);
	out->sentence = arena_string(arena, making.sentence.bytes);
	buffer_free(&making.sentence);
	return made;
}

/* ---- the reason ---- */

static const char *something(const char *text, struct arena *arena)
{
	return text && *text ? arena_string(arena, text) : NULL;
}

/* A post that comes back keeps its own text. */
static const char *post_text(const struct post *post, const char *why, struct arena *arena)
{
	struct buffer text = { 0 };
	const char *kept;

	if (!why || !post->text)
		return why ? why : post->text;
	buffer_format(&text, "%s; %s", post->text, why);
	kept = arena_string(arena, text.bytes);
	buffer_free(&text);
	return kept;
}

void reverse_reason(struct reverse *reverse, const char *why, const char *decision, struct arena *arena)
{
	struct act *act = &reverse->act;

	if (act->kind == ACT_DISTRIBUTE) {
		act->distribute.why = something(why, arena);
		act->distribute.decision = something(decision, arena);
	} else if (act->kind == ACT_TARGET) {
		act->target.decision = something(decision, arena);
	} else if (act->kind == ACT_POST) {
		act->post.text = post_text(&act->post, something(why, arena), arena);
		if (decision && *decision)
			act->post.decision = something(decision, arena);
	} else if (act->kind == ACT_SAY) {
		act->say.text = why && *why ? something(why, arena) : reverse->why; /* an entry says something */
	}
}

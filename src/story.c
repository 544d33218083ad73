#include "story_private.h"

#include "intl.h"
#include "text.h"
#include "title.h"

#include <string.h>

/* ---- what concerns the whole folder ---- */

static void tell_version(struct telling *tell)
{
	const struct version *version = &tell->event->line->act.version;

	buffer_format(&tell->out, version->lock ? _(" frös och låste budgetversionen «%s»") : _(" frös budgetversionen «%s»"), version->name);
}

static void tell_adopt(struct telling *tell)
{
	const struct adopt *adopt = &tell->event->line->act.adopt;
	const struct end *who = adopt->ends.items;

	buffer_text(&tell->out, _(" satte en organisation i kraft"));
	if (adopt->ends.count)
		buffer_text(&tell->out, _("; rätten att skriva upphörde för "));
	for (size_t i = 0; i < adopt->ends.count; i++) {
		tell_between(tell, i, adopt->ends.count);
		buffer_text(&tell->out, who[i].user);
	}
}

/* ---- any act ---- */

static void (*const tellers[ACT_KINDS])(struct telling *) = {
	[ACT_ADOPT] = tell_adopt, [ACT_POST] = tell_post,         [ACT_TARGET] = tell_target,   [ACT_DISTRIBUTE] = tell_distribute,
	[ACT_SAY] = tell_say,     [ACT_FORECAST] = tell_forecast, [ACT_OUTCOME] = tell_outcome, [ACT_VERSION] = tell_version,
	[ACT_SUBMIT] = tell_submit, [ACT_RECALL] = tell_verdict,  [ACT_APPROVE] = tell_verdict,   [ACT_RETURN] = tell_verdict,
	[ACT_RESOLVE] = tell_resolve, [ACT_CONFIRM] = tell_confirm, [ACT_MEET] = tell_meet,
};

void story_act(struct buffer *out, const struct book *book, const struct event *event, enum money_unit shown)
{
	struct telling tell = { .book = book, .event = event, .money = shown };

	tellers[event->line->act.kind](&tell);
	text_harmless(out, tell.out.bytes + 1); /* each begins with the space after who */
	buffer_free(&tell.out);
}

void story_tell(struct buffer *out, const struct book *book, const struct event *event, enum money_unit shown)
{
	const struct charter charter = { book->region, book->org };
	struct buffer who = { 0 };

	title_user(&who, &charter, event->user, false);
	text_harmless(out, who.bytes);
	buffer_free(&who);
	buffer_text(out, " ");
	story_act(out, book, event, shown);
}

void story_state(struct buffer *out, const struct event *event)
{
	static const char *const formats[] = {
		[LINE_APPLIED] = "", [LINE_VOID] = N_("gäller inte: %s"), [LINE_WAITING] = "%s", [LINE_STOPPED] = N_("räknas inte: %s")
	};

	if (event->state != LINE_APPLIED)
		buffer_format(out, event->state == LINE_WAITING ? formats[LINE_WAITING] : _(formats[event->state]), event->why->text);
}

const char *story_same(const struct event *event)
{
	return event->line->act.kind == ACT_POST ? _("samma post") : _("samma belopp");
}

/* ---- whom it concerns ---- */

static bool id_below(const struct org *org, const char *id, int unit)
{
	int at = id ? org_find(org, id) : ORG_NONE;

	return at != ORG_NONE && org_is_below(org, at, unit);
}

static bool legs_about(const struct book *book, const struct post *post, int unit)
{
	const struct leg *legs = post->legs.items;
	const struct event *old = !post->legs.count && post->replaces ? book_event(book, post->replaces) : NULL;

	for (size_t i = 0; i < post->legs.count; i++)
		if (id_below(book->org, legs[i].unit, unit))
			return true;
	return old && old->line->act.kind == ACT_POST && old->line->act.post.legs.count && legs_about(book, &old->line->act.post, unit);
}

/* The entry that opened the thread that the act is in; NULL: it is in none. */
static const struct say *head_of(const struct book *book, const struct act *act)
{
	const char *of = act->kind == ACT_SAY ? act->say.thread : act->kind == ACT_RESOLVE ? act->resolve.thread : act->kind == ACT_CONFIRM ? act->confirm.entry : NULL;
	const struct event *event = of ? book_event(book, of) : NULL;
	const struct say *say = event && event->line->act.kind == ACT_SAY ? &event->line->act.say : act->kind == ACT_SAY ? &act->say : NULL;

	if (act->kind != ACT_CONFIRM || !say || !say->thread)
		return say;
	event = book_event(book, say->thread);
	return event && event->line->act.kind == ACT_SAY ? &event->line->act.say : NULL;
}

/* What concerns everyone (organisation, versions) is told at the root; what is proposed between two units at both. */
bool story_about(const struct book *book, const struct event *event, int unit)
{
	const struct act *act = &event->line->act;
	const struct say *head = head_of(book, act);

	if (act->kind == ACT_POST)
		return legs_about(book, &act->post, unit);
	if (head && head->with && (id_below(book->org, head->unit, unit) || id_below(book->org, head->with, unit)))
		return true;
	return act_unit(act) ? id_below(book->org, act_unit(act), unit) : unit == 0;
}

/* What has been said, agreed and confirmed, and the meetings it was said in. */
#include "story_private.h"

#include "dialogue.h"
#include "figure.h"
#include "intl.h"
#include "several.h"

#include <string.h>

static const struct word verbs[] = {
	{ "question", N_(" frågade om ") },  { "answer", N_(" svarade om ") },
	{ "comment", N_(" kommenterade ") }, { "agreement", N_(" skrev en överenskommelse om ") },
	{ "note", N_(" antecknade om ") },   { "proposal", N_(" föreslog en omfördelning från ") },
};
/* The same said again, in place of an earlier entry; what stands in neither list is put right in general. */
static const struct word corrections[] = {
	{ "agreement", N_(" följde upp överenskommelsen om ") }, { "proposal", N_(" ändrade förslaget till omfördelning från ") },
};
static const struct word marks[] = {
	{ "open", N_("öppen") }, { "done", N_("klar") },     { "dropped", N_("struken") }, /* status */
	{ "safe", N_("säker") }, { "likely", N_("trolig") }, { "unsafe", N_("osäker") },   /* judgement */
};

const char *story_mark(const char *word)
{
	return TELL_WORD(marks, word);
}

/* «Länssjukvård (omfördelning 2020)» */
static void add_subject(struct telling *tell, const char *unit, const char *about)
{
	struct figure figure;
	struct buffer title = { 0 };
	size_t more = 0;
	char one[256];

	for (struct several each = several_of(about ? about : ""); several_next(&each, one); more++)
		if (more == 0 && !figure_parse(&figure, tell->book, one, ORG_NONE, 0, NULL))
			break;
	if (!more) {
		buffer_text(&tell->out, tell_unit_name(tell, unit));
		if (about)
			buffer_format(&tell->out, " (%s)", about);
		return;
	}
	const char *name = tell->book->org->units[figure.unit].name;

	figure_title(&title, tell->book, &figure);
	buffer_format(&tell->out, "%s (", name);
	tell_lower(&tell->out, title.bytes + strlen(name) + 2);
	buffer_text(&tell->out, ")");
	if (more > 1)
		buffer_format(&tell->out, _(" och %zu till"), more - 1);
	buffer_free(&title);
}

static void add_measure(struct telling *tell, const struct say *say)
{
	if (say->kr != NUMBER_NONE && !say->explains) {
		buffer_text(&tell->out, ", ");
		tell_kr(tell, say->kr, 0);
	}
	if (say->full_year != NUMBER_NONE) {
		buffer_text(&tell->out, _(", på helår "));
		tell_kr(tell, say->full_year, 0);
	}
	if (say->start) {
		buffer_text(&tell->out, _(", från "));
		story_date(&tell->out, say->start);
	}
	if (say->who) {
		buffer_text(&tell->out, _(", ansvarig "));
		tell_user(tell, say->who);
	}
	if (say->judgement)
		buffer_format(&tell->out, _(", bedömd som %s"), story_mark(say->judgement));
	if (say->status && !(say->explains && dialogue_drops(tell->event)))
		buffer_format(&tell->out, " [%s]", story_mark(say->status));
}

static const char *subject_of(const struct telling *tell, const struct say *say)
{
	const struct event *first = say->thread ? book_event(tell->book, say->thread) : NULL;

	if (say->explains)
		return say->explains;
	if (say->about || !first || first->line->act.kind != ACT_SAY)
		return say->about;
	return first->line->act.say.about;
}

/* « förklarade skillnaden 1,0 mnkr i » */
static void tell_explaining(struct telling *tell, const struct say *say)
{
	buffer_text(&tell->out, dialogue_drops(tell->event) ? _(" tog tillbaka förklaringen av skillnaden ") : _(" förklarade skillnaden "));
	tell_kr(tell, say->kr < 0 ? -say->kr : say->kr, 0);
	buffer_text(&tell->out, _(" i "));
}

static const char *correction_of(const struct say *say)
{
	const char *own = TELL_WORD(corrections, say->kind);

	return *own ? own : _(" rättade sitt inlägg om ");
}

static void add_meeting(struct telling *tell, const struct say *say)
{
	const struct event *meeting = say->meeting ? book_event(tell->book, say->meeting) : NULL;

	if (meeting && meeting->line->act.kind == ACT_MEET)
		buffer_format(&tell->out, _(", på dialogmötet om %s"), tell_unit_name(tell, meeting->line->act.meet.unit));
}

void tell_say(struct telling *tell)
{
	const struct say *say = &tell->event->line->act.say;

	if (say->explains)
		tell_explaining(tell, say);
	else
		buffer_text(&tell->out, say->replaces ? correction_of(say) : TELL_WORD(verbs, say->kind));
	add_subject(tell, say->unit, subject_of(tell, say));
	if (say->with)
		buffer_format(&tell->out, _(" till %s"), tell_unit_name(tell, say->with));
	buffer_format(&tell->out, ": «%s»", say->text);
	add_measure(tell, say);
	add_meeting(tell, say);
}

/* What an entry that is spoken of began with. */
static void add_entry(struct telling *tell, const char *hash)
{
	const struct event *entry = book_event(tell->book, hash);

	if (entry && entry->line->act.kind == ACT_SAY)
		tell_text(tell, entry->line->act.say.text);
}

void tell_resolve(struct telling *tell)
{
	const struct resolve *resolve = &tell->event->line->act.resolve;

	buffer_format(&tell->out, resolve->open ? _(" tog upp tråden om %s igen") : _(" avslutade tråden om %s"), tell_unit_name(tell, resolve->unit));
	add_entry(tell, resolve->thread);
	if (resolve->text)
		buffer_format(&tell->out, " – %s", resolve->text);
}

static const struct word confirmations[] = {
	{ "agreement", N_(" bekräftade överenskommelsen om ") },
	{ "note", N_(" bekräftade minnesanteckningen om ") },
	{ "proposal", N_(" ställde sig bakom förslaget till omfördelning från ") },
};

void tell_confirm(struct telling *tell)
{
	const struct confirm *confirm = &tell->event->line->act.confirm;
	const struct event *entry = book_event(tell->book, confirm->entry);
	const struct say *say = entry && entry->line->act.kind == ACT_SAY ? &entry->line->act.say : NULL;
	const char *words = say ? TELL_WORD(confirmations, say->kind) : "";

	buffer_text(&tell->out, *words ? words : _(" bekräftade ett inlägg om "));
	buffer_text(&tell->out, tell_unit_name(tell, say ? say->unit : confirm->unit));
	add_entry(tell, confirm->entry);
}

void tell_meet(struct telling *tell)
{
	const struct meet *meet = &tell->event->line->act.meet;

	buffer_format(&tell->out,
	              meet->closed    ? _(" avslutade dialogmötet om %s")
	              : meet->meeting ? _(" ändrade dialogmötets uppgifter om %s")
	                              : _(" öppnade dialogmötet om %s"),
	              tell_unit_name(tell, meet->unit));
	if (meet->place && !meet->meeting)
		buffer_format(&tell->out, ", %s", meet->place);
}

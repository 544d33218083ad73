#include "minutes_private.h"

#include "intl.h"
#include "story.h"
#include "title.h"

#include <string.h>

static const struct say *say_of(const struct event *event)
{
	return &event->line->act.say;
}

/* ---- people ---- */

void minutes_person(struct buffer *out, const struct book *book, const char *user)
{
	const struct charter charter = { book->region, book->org };
	struct buffer title = { 0 };

	title_user(&title, &charter, user, false);
	buffer_text(out, strcmp(title.bytes, user) ? title.bytes : _("någon som inte längre har en plats i organisationen"));
	buffer_free(&title);
}

void minutes_chef(struct buffer *out, const struct book *book, int unit)
{
	const struct charter charter = { book->region, book->org };

	title_chef(out, &charter, org_holder(book->org, unit));
}

/* ---- how it stands ---- */

static void add_and(struct buffer *out, const char *first)
{
	buffer_text(out, out->size ? _(" och ") : first);
}

/* Its writer, where she is a party, and those who have confirmed it. */
static void add_confirmers(struct buffer *out, const struct book *book, const struct event *event)
{
	int unit = org_find(book->org, say_of(event)->unit);
	const struct unit_state *state = book_state(book, unit);
	unsigned told = dialogue_spoke_as(book, event, event) & dialogue_needs(event);
	struct buffer who = { 0 };

	if (told)
		minutes_person(&who, book, event->user);
	for (size_t i = 0; i < state->settled_count; i++) {
		const struct event *settled = state->settled[i].event;
		bool confirms = settled->line->act.kind == ACT_CONFIRM && !strcmp(settled->line->act.confirm.entry, event->line->hash);
		unsigned party = confirms ? dialogue_spoke_as(book, event, settled) & dialogue_needs(event) : 0;

		if (!(party & ~told))
			continue;
		add_and(&who, "");
		minutes_person(&who, book, settled->user);
		told |= party;
	}
	if (who.size)
		buffer_format(out, _("bekräftad av %s"), who.bytes);
	buffer_free(&who);
}

static void add_waiting_for(struct buffer *out, const struct book *book, const struct event *event)
{
	int unit = org_find(book->org, say_of(event)->unit), above = org_above(book->org, org_holder(book->org, unit));
	unsigned waits = dialogue_needs(event) & ~dialogue_confirmed(book, event);
	struct buffer who = { 0 };

	if (waits & PARTY_UNIT)
		minutes_chef(&who, book, unit);
	if (waits & PARTY_ABOVE && above != ORG_NONE) {
		add_and(&who, "");
		minutes_chef(&who, book, above);
	}
	if (waits & PARTY_WITH && say_of(event)->with) {
		add_and(&who, "");
		minutes_chef(&who, book, org_find(book->org, say_of(event)->with));
	}
	buffer_format(out, _("%sväntar på %s"), out->size ? ", " : "", who.bytes);
	buffer_free(&who);
}

/* «bekräftad av …» or «förslag: bekräftad av …, väntar på …» */
void minutes_standing(const struct book *book, struct buffer *out, const struct event *event)
{
	struct buffer how = { 0 };
	bool stands = dialogue_stands(book, event);

	if (!dialogue_needs(event) || org_find(book->org, say_of(event)->unit) == ORG_NONE)
		return;
	add_confirmers(&how, book, event);
	if (!stands)
		add_waiting_for(&how, book, event);
	buffer_format(out, "%s%s%s", out->size ? "; " : "", stands ? "" : _("förslag: "), how.bytes);
	buffer_free(&how);
}

/* Not what was put right while the meeting went on: then it was read back so. */
void minutes_since(struct buffer *out, const struct minute *minute, const struct meeting *meeting)
{
	if (minute->stands != minute->said && !minutes_here(meeting, minute->stands)) {
		buffer_text(out, out->size ? "; " : "");
		buffer_text(out, _("rättat "));
		story_date(out, minute->stands->line->head.at);
	}
	if (!minute->after)
		return;
	buffer_format(out, _("%sdärefter %s "), out->size ? "; " : "", story_mark(say_of(minute->after)->status));
	story_date(out, minute->after->line->head.at);
}

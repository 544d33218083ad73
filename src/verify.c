#include "verify.h"

#include "check.h"
#include "intl.h"
#include "story.h"
#include "text.h"

#include <string.h>

struct remarks {
	struct buffer *out;
	const struct book *book;
	size_t count;
};

/* A remark: where it is, and what. */
static void remark(struct remarks *remarks, const char *file, size_t line, const char *text)
{
	text_harmless(remarks->out, file);
	if (line)
		buffer_format(remarks->out, ":%zu", line);
	buffer_text(remarks->out, ": ");
	text_harmless(remarks->out, text);
	buffer_text(remarks->out, "\n");
	remarks->count++;
}

static void remark_journal(struct remarks *remarks, const char *user, size_t line, const char *text)
{
	struct buffer file = { 0 };

	buffer_format(&file, "journals/%s.jsonl", user);
	remark(remarks, file.bytes, line, text);
	buffer_free(&file);
}

/* ---- the journals as files ---- */

/* The journal's own sentence begins with the file, which a remark has already said. */
static const char *without_file(const char *text)
{
	const char *colon = strstr(text, ": ");

	return !strncmp(text, "journals/", 9) && colon ? colon + 2 : text;
}

static void verify_journal(struct remarks *remarks, const struct journal *journal)
{
	if (journal->state == JOURNAL_DAMAGED)
		remark_journal(remarks, journal->user, journal->bad_line, without_file(journal->why->text));
	if (journal->state == JOURNAL_TORN)
		remark_journal(remarks, journal->user, 0,
			       _("slutar med en halv rad, som inte räknas; nästa rad som skrivs lägger den åt sidan"));
}

/* ---- their lines as the fold met them ---- */

/* Lines of the file up to and with this one: a sealed torn tail is one more. */
static size_t line_in_file(const struct journal *journal, const struct line *line)
{
	size_t number = (size_t)line->head.n;

	for (size_t i = 0; i < (size_t)line->head.n; i++)
		number += journal->lines[i]->head.skip.count;
	return number;
}

/* A line that was repeated after an unknown outcome counts once, as it should: nothing to remark on. */
static bool is_remarkable(const struct event *event)
{
	return event->state != LINE_APPLIED && strcmp(event->why->word, "repeated");
}

static bool same_trouble(const struct event *a, const struct event *b)
{
	return is_remarkable(b) && a->state == b->state && !strcmp(a->user, b->user) && a->line->head.n + 1 == b->line->head.n &&
	       !strcmp(a->why->text, b->why->text);
}

/* Lines after one another that wait for the same are one remark. Returns how many. */
static size_t verify_stretch(struct remarks *remarks, size_t at)
{
	struct event *const *events = remarks->book->events;
	const struct journal *journal = book_journal(remarks->book, events[at]->user);
	size_t count = 1, first = line_in_file(journal, events[at]->line);
	struct buffer text = { 0 };

	while (at + count < remarks->book->event_count && same_trouble(events[at + count - 1], events[at + count]))
		count++;
	story_state(&text, events[at]);
	if (!text.size)
		buffer_text(&text, events[at]->why->text);
	if (count > 1)
		buffer_format(&text, _(" (rad %zu–%zu)"), first, line_in_file(journal, events[at + count - 1]->line));
	remark_journal(remarks, journal->user, first, text.bytes);
	buffer_free(&text);
	return count;
}

static void verify_conflict(struct remarks *remarks, const struct event *event)
{
	struct buffer text = { 0 };

	buffer_format(&text, _("två har ändrat %s utan att se varandra: den senare raden gäller, se budgetdialog log"), story_same(event));
	remark_journal(remarks, event->user, line_in_file(book_journal(remarks->book, event->user), event->line), text.bytes);
	buffer_free(&text);
}

static void verify_events(struct remarks *remarks)
{
	for (size_t i = 0; i < remarks->book->event_count;) {
		const struct event *event = remarks->book->events[i];

		if (event->conflict)
			verify_conflict(remarks, event);
		i += is_remarkable(event) ? verify_stretch(remarks, i) : 1;
	}
}

/* ---- what stands beside them ---- */

/* Nothing is in force: why not decides what there is to do. */
static void remark_not_in_force(struct remarks *remarks)
{
	struct error why = { 0 };
	struct buffer text = { 0 };

	if (book_is_new(remarks->book, &why))
		error_set(&why, "not-adopted", _("kör budgetdialog adopt"));
	buffer_format(&text, _("ingen organisation är i kraft: %s"), why.text);
	remark(remarks, remarks->book->folder->path, 0, text.bytes);
	buffer_free(&text);
}

static void verify_settings(struct remarks *remarks)
{
	const struct book *book = remarks->book;
	struct error why = { 0 };

	if (!book->org) {
		remark_not_in_force(remarks);
		return;
	}
	if (book->region_edited)
		remark(remarks, "region.cfg", 0, _("ändrad men inte i kraft: kör budgetdialog adopt"));
	if (book->organisation_edited)
		remark(remarks, "organisation.cfg", 0, _("ändrad men inte i kraft: kör budgetdialog adopt"));
	published_free(check_published(book->folder, &why));
	if (why.word)
		remark(remarks, "published.cfg", 0, why.text);
}

static void sum_up(struct remarks *remarks)
{
	const struct book *book = remarks->book;
	size_t lines = 0;

	for (size_t i = 0; i < book->journal_count; i++)
		lines += book->journals[i]->count;
	buffer_format(remarks->out,
		      remarks->count ? _("Anmärkningar finns: %zu journaler, %zu hela rader\n") : _("Allt stämmer: %zu journaler, %zu rader\n"),
		      book->journal_count, lines);
}

size_t verify_book(struct buffer *out, const struct book *book)
{
	struct remarks remarks = { out, book, 0 };

	for (size_t i = 0; i < book->journal_count; i++)
		verify_journal(&remarks, book->journals[i]);
	verify_events(&remarks);
	verify_settings(&remarks);
	sum_up(&remarks);
	return remarks.count;
}

#include "start_rows.h"

#include "check.h"
#include "history.h"
#include "journal.h"
#include "story.h"

#include <string.h>

/* ---- what check finds in her area ---- */

static bool in_area(const struct session *session, const struct finding *finding)
{
	char id[65] = "";
	size_t length = finding->figure ? strcspn(finding->figure, "/") : 0;
	int unit;

	if (session->seat.unit <= 0)
		return true; /* the whole region: also what is about no unit */
	if (length < sizeof id)
		memcpy(id, finding->figure, length);
	unit = org_find(session->book->org, id);
	return unit != ORG_NONE && org_is_below(session->book->org, unit, session->seat.unit);
}

static void count_findings(struct start *start)
{
	const struct session *session = start->screen.session;
	struct published *published = check_published(session->folder, NULL);
	struct findings *findings = check_make(session->book, published);

	start->contradictions = start->unspecified = 0;
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding->explained || !in_area(session, finding))
			continue;
		start->contradictions += finding->class == FINDING_CONTRADICTION;
		start->unspecified += finding->class == FINDING_UNSPECIFIED;
	}
	check_free(findings);
	published_free(published);
}

/* ---- what has happened ---- */

static void count_recent(struct start *start)
{
	const struct session *session = start->screen.session;
	const struct book *book = session->book;
	int unit = session->seat.unit == ORG_NONE ? 0 : session->seat.unit;
	char today[26], first[11];

	history_day(first, journal_now(today), 1);
	start->recent = 0;
	for (size_t i = 0; i < book->event_count; i++)
		start->recent += strncmp(book->events[i]->line->head.at, first, 10) >= 0 && (!unit || story_about(book, book->events[i], unit));
}

/* ---- all of it ---- */

void start_count(struct start *start)
{
	const struct session *session = start->screen.session;
	bool counts = session->seat.role == SEAT_EKONOM || session->seat.role == SEAT_REGISTRAR || start->mine;

	if (start->counted == session->book && start->generation == session->book->generation && start->now == session->now->generation)
		return; /* on a version the folder's state is still that of now */
	start->counted = session->book;
	start->generation = session->book->generation;
	start->now = session->now->generation;
	start_forget(start);
	if (counts)
		count_findings(start);
	if (start_decides(&session->seat))
		start->findings = check_make(session->book, NULL);
	count_recent(start);
	if (start_looks_after_folder(start))
		start->health = health_make(session->now);
}

void start_forget(struct start *start)
{
	check_free(start->findings);
	start->findings = NULL;
	health_free(start->health);
	start->health = NULL;
}

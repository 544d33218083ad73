#include "health.h"

#include "check.h"
#include "doctor.h"
#include "history.h"
#include "intl.h"
#include "text.h"
#include "title.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct ailment *add(struct health *health, const char *what, const char *detail, const char *remedy)
{
	struct ailment *ailment;

	health->items = memory_grow(health->items, health->count + 1, sizeof *health->items);
	ailment = &health->items[health->count++];
	*ailment = (struct ailment){ arena_string(&health->arena, what), arena_string(&health->arena, detail),
		                     arena_string(&health->arena, remedy), true };
	return ailment;
}

static const char *said(struct health *health, const char *format, ...) __attribute__((format(printf, 2, 3)));
static const char *said(struct health *health, const char *format, ...)
{
	char text[1024];
	struct error harmless;
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	error_set(&harmless, "said", "%s", text);
	return arena_string(&health->arena, harmless.text);
}

static const char *person(struct health *health, const struct book *book, const char *user)
{
	const struct charter charter = { book->region, book->org };
	struct buffer title = { 0 };
	const char *kept;

	title_user(&title, &charter, user, false);
	kept = arena_string(&health->arena, title.bytes);
	buffer_free(&title);
	return kept;
}

/* ---- journals ---- */

static void look_at_journal(struct health *health, const struct book *book, const struct journal *journal)
{
	if (journal->state != JOURNAL_DAMAGED)
		return;
	add(health, _("Lägg tillbaka en skadad journal"), said(health, _("%s, rad %zu"), person(health, book, journal->user), journal->bad_line),
	    said(health,
	         _("Det som står från rad %zu och framåt i journals/%s.jsonl räknas inte. Ändra inget i filen: lägg tillbaka den från en "
	           "säkerhetskopia och kör budgetdialog verify."),
	         journal->bad_line, journal->user));
}

static void look_at_journals(struct health *health, const struct book *book)
{
	for (size_t i = 0; i < book->journal_count; i++) {
		health->journals += book->journals[i]->state != JOURNAL_DAMAGED;
		health->lines += book->journals[i]->count;
		look_at_journal(health, book, book->journals[i]);
	}
}

static size_t count_lines(const struct book *book, enum line_state state)
{
	size_t count = 0;

	for (size_t i = book->applied; i < book->event_count; i++)
		count += book->events[i]->state == state;
	return count;
}

static void look_at_lines(struct health *health, const struct book *book)
{
	size_t waiting = count_lines(book, LINE_WAITING), stopped = count_lines(book, LINE_STOPPED);

	if (stopped)
		add(health, _("Red ut stoppade rader"), said(health, ngettext("%zu rad räknas inte", "%zu rader räknas inte", stopped), stopped),
		    _("Två journaler säger olika om samma rad: en av dem är omskriven. Jämför båda med en säkerhetskopia; budgetdialog verify säger "
		      "vilka rader det gäller."));
	if (waiting)
		add(health, _("Invänta journaler"),
		    said(health, ngettext("%zu rad väntar på en annan journal", "%zu rader väntar på andra journaler", waiting), waiting),
		    _("Raderna bygger på en journal som inte är här i sin helhet. Hämta den; budgetdialog verify säger vilken."));
}

static void add_absent(struct health *health, size_t count, const char *users)
{
	add(health, ngettext("Återställ en journal som saknas", "Återställ journaler som saknas", count), users,
	    _("De får inte skriva förrän journalen finns. Har någon av dem skrivit förut: hämta filen ur en säkerhetskopia. Annars: skapa en tom fil "
	      "journals/NAMN.jsonl och en tom locks/NAMN, och kör budgetdialog doctor."));
}

static void look_for_users(struct health *health, const struct book *book)
{
	struct buffer absent = { 0 };
	const char **users;
	size_t count = org_users(book->org, &users), missing = 0;

	for (size_t i = 0; i < count; i++) {
		if (book_journal(book, users[i]))
			continue;
		buffer_format(&absent, "%s%s", missing++ ? ", " : "", users[i]);
	}
	if (missing)
		add_absent(health, missing, absent.bytes);
	free(users);
	buffer_free(&absent);
}

/* ---- what people edit ---- */

#define ADOPT N_("Det som står i filen gäller inte förrän det är antaget. Läs igenom den och kör budgetdialog adopt som mappens registrator.")

/* Is the edited file one that could be adopted? */
static bool is_right(const struct book *book, struct error *error)
{
	struct buffer bytes = { 0 };
	struct region *region = folder_read(book->folder->fd, "region.cfg", &bytes, error) ? region_read("region.cfg", bytes.bytes, bytes.size, error) : NULL;
	struct org *org = region ? book_edited_org(book->folder, region, error) : NULL;
	bool right = org != NULL;

	if (org)
		org_free(org);
	region_free(region);
	buffer_free(&bytes);
	return right;
}

static void look_at_settings(struct health *health, const struct book *book)
{
	struct error wrong = { 0 };

	if (!book->region_edited && !book->organisation_edited)
		return;
	if (!is_right(book, &wrong)) {
		add(health, _("Rätta den ändrade filen"), wrong.text,
		    _("Filen är ändrad men kan inte antas så här; det gamla gäller så länge. Rätta den och kör budgetdialog adopt."));
		return;
	}
	if (book->region_edited)
		add(health, _("Anta region.cfg"), _("ändrad men gäller inte"), _(ADOPT));
	if (book->organisation_edited)
		add(health, _("Anta organisation.cfg"), _("ändrad men gäller inte"), _(ADOPT));
}

static void look_at_published(struct health *health, const struct book *book)
{
	struct error wrong = { 0 };

	published_free(check_published(book->folder, &wrong));
	if (wrong.word)
		add(health, _("Rätta published.cfg"), wrong.text,
		    _("De tryckta beloppen kan inte jämföras med boken förrän filen går att läsa. Allt annat fungerar."));
}

/* ---- protection ---- */

/* The first of what doctor found; all of it is told there. */
static void add_findings(struct health *health, const char *found, size_t findings)
{
	add(health, _("Skydda mappen"), said(health, ngettext("%zu anmärkning", "%zu anmärkningar", findings), findings),
	    said(health, _("%.*s. Kör budgetdialog doctor: den säger allt och skriver ut de kommandon som gör mappen sådan den ska vara."),
	         (int)strcspn(found, "\n"), found));
}

static void look_at_protection(struct health *health, const struct book *book)
{
	struct buffer found = { 0 };
	size_t findings = doctor_book(&found, book);

	if (findings)
		add_findings(health, found.bytes, findings);
	else if (doctor_proven(book))
		add(health, _("Skydd"), _("som region.cfg lovar"), _("Var och en kan bara skriva i sin egen journal, och ingen kan ändra det som redan står."))
			->urgent = false;
	else
		add(health, _("Skydd"), _("inget är lovat"),
		    _("Vem som har skrivit vad är inte styrkt. På en dator som flera delar: skriv protection = \"host\" i region.cfg, kör budgetdialog "
		      "adopt och sedan budgetdialog doctor."))
			->urgent = false;
	buffer_free(&found);
}

/* ---- all of it ---- */

static const struct event *latest(const struct book *book)
{
	const struct event *last = NULL;
	int64_t when = 0;

	for (size_t i = 0; i < book->event_count; i++) {
		int64_t moment = history_moment(book->events[i]->line->head.at);

		if (!last || moment >= when) {
			last = book->events[i];
			when = moment;
		}
	}
	return last;
}

struct health *health_make(const struct book *book)
{
	struct health *health = memory_grow(NULL, 1, sizeof *health);

	*health = (struct health){ .last = latest(book) };
	look_at_journals(health, book);
	look_at_lines(health, book);
	look_for_users(health, book);
	look_at_settings(health, book);
	look_at_published(health, book);
	look_at_protection(health, book);
	for (size_t i = 0; i < health->count; i++)
		health->urgent += health->items[i].urgent;
	return health;
}

void health_free(struct health *health)
{
	if (!health)
		return;
	arena_free(&health->arena);
	free(health->items);
	free(health);
}

bool health_is_mine(const struct folder *folder)
{
	struct stat found;

	return geteuid() == 0 || (fstat(folder->fd, &found) == 0 && found.st_uid == geteuid());
}

/* The head of the minutes as a form: what its fields are called, what usually stands in them, what is wrong with them, and the act it becomes. */
#include "meeting_private.h"

#include "field.h"
#include "intl.h"
#include "terms.h"
#include "text.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

#define MINUTES_MOST 480

_Static_assert(PLACE_TEXT >= FIELD_BYTES, "what is typed is kept whole");

static const char *const labels[HEAD_FIELDS] = {
	[HEAD_DATE] = N_("Dag"), [HEAD_TIME] = N_("Minuter per enhet"), [HEAD_PRESENT] = N_("Närvarande"), [HEAD_CHAIR] = N_("Ordförande"),
	[HEAD_SECRETARY] = N_("Mötessekreterare"), [HEAD_PLACE] = N_("Plats"), [HEAD_NEXT] = N_("Nästa möte"), [HEAD_TEXT] = N_("Övrigt"),
};

static const char *const hints[HEAD_FIELDS] = {
	[HEAD_DATE] = N_("som 2020-01-15"), [HEAD_TIME] = N_("klockan i hörnet räknar dem; tomt: ingen gräns"), [HEAD_PRESENT] = N_("namn, med komma emellan"),
	[HEAD_CHAIR] = N_("vem som leder mötet"), [HEAD_SECRETARY] = N_("titel eller enhet: får också skriva i mötet"), [HEAD_PLACE] = N_("rum eller länk"),
	[HEAD_NEXT] = N_("dag, tid och plats"), [HEAD_TEXT] = N_("annat som ska stå i anteckningarna"),
};

const char *head_label(enum head_field field)
{
	return _(labels[field]);
}

const char *head_hint(enum head_field field)
{
	return _(hints[field]);
}

/* ---- what stands there ---- */

void head_put(struct meeting_place *place, enum head_field field, const char *text)
{
	text_cut(place->head[field], PLACE_TEXT, text ? text : "");
}

static void put_title(struct meeting_place *place, const struct book *book, enum head_field field, const char *user)
{
	const struct charter charter = { book->region, book->org };
	struct buffer title = { 0 };

	title_user(&title, &charter, user, false);
	head_put(place, field, title.bytes);
	buffer_free(&title);
}

/* As others know her, once it is plain who is meant. */
void head_name_secretary(struct meeting_place *place, const struct book *book)
{
	struct error ignored = { .word = NULL };
	const char *user;

	if (!terms_read_user(book, place->head[HEAD_SECRETARY], &user, &ignored) || !user)
		return;
	put_title(place, book, HEAD_SECRETARY, user);
	if (!terms_read_user(book, place->head[HEAD_SECRETARY], &(const char *){ NULL }, &ignored)) /* several are called that */
		head_put(place, HEAD_SECRETARY, user);
}

/* A chef leads her own meeting; whoever else opens one does it as secretary to the unit's chef. */
static void put_chair(struct meeting_place *place, const struct book *book, const char *branch, const char *user)
{
	const struct org *org = book->org;
	int of = org_find(org, branch);
	const char *chef = of == ORG_NONE ? NULL : org->units[org_holder(org, of)].chef;

	for (int unit = 0; unit < org->count; unit++)
		if (!chef || (org->units[unit].chef && !strcmp(org->units[unit].chef, user)))
			chef = user;
	put_title(place, book, HEAD_CHAIR, chef);
	if (strcmp(chef, user)) {
		head_put(place, HEAD_SECRETARY, user);
		head_name_secretary(place, book);
	}
}

void head_usual(struct meeting_place *place, const struct session *session, const char *branch)
{
	char now[26];

	journal_now(now);
	now[10] = '\0'; /* its day */
	head_put(place, HEAD_DATE, now);
	head_put(place, HEAD_TIME, "15");
	put_chair(place, session->book, branch, session->user);
}

/* What the meeting says of itself. */
void head_written(struct meeting_place *place, const struct book *book, const struct meet *meet)
{
	const char *const *ids = meet->units.items;

	head_put(place, HEAD_DATE, meet->date);
	head_put(place, HEAD_PLACE, meet->place);
	head_put(place, HEAD_PRESENT, meet->present);
	head_put(place, HEAD_CHAIR, meet->chair);
	head_put(place, HEAD_NEXT, meet->next);
	head_put(place, HEAD_TEXT, meet->text);
	head_put(place, HEAD_SECRETARY, meet->secretary);
	head_name_secretary(place, book);
	for (size_t i = 0; i < place->count; i++)
		place->units[i].taken = false;
	for (size_t i = 0; i < meet->units.count; i++)
		place_add(place, ids[i])->taken = true;
}

/* ---- what is wrong, and what it becomes ---- */

static bool good_minutes(const char *text, struct error *why)
{
	char *end;
	long minutes = strtol(text, &end, 10);

	return !*text || (!*end && minutes > 0 && minutes <= MINUTES_MOST) || error_set(why, "minutes", _("skriv hela minuter, 1 till %d, eller ingenting"), MINUTES_MOST);
}

bool head_good(const struct meeting_place *place, const struct book *book, enum head_field field, struct error *why)
{
	const char *text = place->head[field], *user;

	if (field == HEAD_DATE)
		return text_is_date(text) || error_set(why, "date", _("jag läste «%.40s»: skriv dagen som 2020-01-15"), text);
	if (field == HEAD_TIME)
		return good_minutes(text, why);
	return field != HEAD_SECRETARY || terms_read_user(book, text, &user, why);
}

static const char *if_any(const char *text)
{
	return text[strspn(text, " ")] ? text : NULL;
}

/* Without the units of its agenda. */
void head_act(const struct meeting_place *place, const struct book *book, struct act *act)
{
	const char (*head)[PLACE_TEXT] = place->head;
	struct error ignored = { .word = NULL };
	const char *secretary = NULL;

	terms_read_user(book, head[HEAD_SECRETARY], &secretary, &ignored);
	act_clear(act, ACT_MEET);
	act->meet = (struct meet){ .date = head[HEAD_DATE], .place = if_any(head[HEAD_PLACE]), .present = if_any(head[HEAD_PRESENT]),
		                   .chair = if_any(head[HEAD_CHAIR]), .secretary = secretary, .next = if_any(head[HEAD_NEXT]),
		                   .text = if_any(head[HEAD_TEXT]) };
}

#include "saying.h"

#include "intl.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- kinds ---- */

const char *const saying_kinds[] = { "question", "answer", "comment", "agreement", "note", "proposal", NULL };

const char *saying_kind_name(const char *kind)
{
	const struct line line = { .act.say.kind = kind };
	const struct event event = { .line = &line };

	return dialogue_kind(&event);
}

static struct charter charter_of(const struct saying_desk *desk)
{
	return (struct charter){ desk->book->region, desk->book->org };
}

static bool unit_is_here(const struct saying_desk *desk, struct error *why)
{
	return org_find(desk->book->org, desk->unit) != ORG_NONE ||
	       error_set(why, "unknown-unit", _("enheten %s finns inte längre i organisationen: det går inte att skriva i dess dialog"), desk->unit);
}

/* Units that get their ramar from whoever gives this one its. */
static bool may_have(const struct saying_desk *desk, int unit)
{
	const struct org *org = desk->book->org;
	int own = org_find(org, desk->unit), above = own == ORG_NONE ? ORG_NONE : org_above(org, own);

	return above != ORG_NONE && unit != own && org->units[unit].kind == UNIT_UNIT && org_above(org, unit) == above;
}

static int next_with(const struct saying_desk *desk, int at, int step)
{
	int count = desk->book->org->count;

	for (int i = 1; i <= count; i++) {
		int unit = ((at + i * step) % count + count) % count;

		if (may_have(desk, unit))
			return unit;
	}
	return ORG_NONE;
}

bool saying_may(const struct saying_desk *desk, const char *kind, const struct event *thread, struct error *why)
{
	const struct charter charter = charter_of(desk);
	struct act act;
	int with;

	if (!unit_is_here(desk, why))
		return false;
	act_clear(&act, ACT_SAY);
	act.say.unit = desk->unit;
	act.say.kind = kind;
	if (!strcmp(kind, "answer") && !thread)
		return error_set(why, "thread", _("ett svar hör till en tråd: välj den först"));
	if (!strcmp(kind, "proposal")) {
		with = next_with(desk, org_find(charter.org, desk->unit), 1);
		if (thread)
			return error_set(why, "thread", _("ett förslag till omfördelning är en egen tråd (n)"));
		if (with == ORG_NONE)
			return error_set(why, "alone", _("det finns ingen annan enhet på samma nivå att omfördela till"));
		act.say.with = charter.org->units[with].id;
	}
	return rights_may(&charter, desk->user, &act, why);
}

bool saying_may_correct(const struct saying_desk *desk, const struct event *thread, const struct event *entry, struct error *why)
{
	const struct say *say = &entry->line->act.say;
	bool agreement = !strcmp(say->kind, "agreement");

	if (entry->replaced_by)
		return error_set(why, "replaces", _("inlägget är redan rättat: rätta det senaste i stället"));
	if (strcmp(entry->user, desk->user) && !agreement)
		return error_set(why, "replaces", _("bara den som skrev inlägget kan rätta det: skriv ett eget i tråden"));
	if (say->with)
		return error_set(why, "proposal", _("ett förslag rättas inte, för det kan vara bekräftat: avsluta tråden och skriv ett nytt"));
	return saying_may(desk, say->kind, thread, why);
}

/* ---- begun ---- */

static const struct field_rule {
	const char *note, *label;
	const char *kinds;                          /* those that have it */
	const struct choice { const char *word, *name; } *choices; /* NULL word last; NULL: it is typed */
} rules[SAYING_FIELDS] = {
	[SAYING_WITH] = { "with", N_("Till enhet"), "proposal", NULL },
	[SAYING_KR] = { "kr", N_("Belopp"), "agreement proposal", NULL },
	[SAYING_FULL_YEAR] = { "full-year", N_("Helårseffekt"), "agreement", NULL },
	[SAYING_START] = { "start", N_("Från"), "agreement", NULL },
	[SAYING_WHO] = { "who", N_("Ansvarig"), "agreement", NULL },
	[SAYING_STATUS] = { "status", N_("Status"), "agreement",
	                    (const struct choice[]){ { "open", N_("öppen") }, { "done", N_("klar") }, { "dropped", N_("struken") }, { NULL, NULL } } },
	[SAYING_JUDGEMENT] = { "judgement", N_("Bedömning"), "agreement",
	                       (const struct choice[]){ { "safe", N_("säker") }, { "likely", N_("trolig") }, { "unsafe", N_("osäker") }, { NULL, NULL } } },
};

/* What is written already stays: only what it is to be may change. */
void saying_begin(struct writing *writing, const char *kind, const char *thread, const char *about)
{
	writing_set_note(writing, "kind", kind);
	writing_set_note(writing, "thread", thread);
	if (about)
		writing_set_note(writing, "about", about);
	if (!strcmp(kind, "agreement") && !*writing_note(writing, "status")) {
		writing_set_note(writing, "status", "open");
		writing_set_note(writing, "judgement", "unsafe"); /* until somebody knows better */
	}
}

static void put_kr(struct writing *writing, enum saying_field field, int64_t kr)
{
	char text[MONEY_TEXT];

	if (kr != NUMBER_NONE)
		saying_put(writing, field, strcat(money_print(text, money_from_kr(kr), MONEY_IN_KR, MONEY_EXACT, MONEY_ASCII), " kr"));
}

void saying_correct(struct writing *writing, const struct event *thread, const struct event *entry)
{
	const struct say *say = &entry->line->act.say;

	saying_begin(writing, say->kind, thread->line->hash, say->about);
	writing_set_note(writing, "replaces", entry->line->hash);
	writing_set_note(writing, "explains", say->explains);
	put_kr(writing, SAYING_KR, say->kr);
	put_kr(writing, SAYING_FULL_YEAR, say->full_year);
	saying_put(writing, SAYING_START, say->start);
	saying_put(writing, SAYING_WHO, say->who);
	saying_put(writing, SAYING_STATUS, say->status);
	saying_put(writing, SAYING_JUDGEMENT, say->judgement);
	writing_paste(writing, say->text, &(struct error){ .word = NULL });
}

void saying_quote(struct buffer *out, const struct book *book, const struct event *entry)
{
	const struct charter charter = { book->region, book->org };
	const char *at = entry->line->act.say.text, *end;

	title_user(out, &charter, entry->user, false);
	buffer_text(out, ", ");
	story_date(out, entry->line->head.at);
	buffer_text(out, ":\n");
	for (; at; at = *end ? end + 1 : NULL) {
		end = at + strcspn(at, "\n");
		buffer_text(out, "> ");
		buffer_add(out, at, (size_t)(end - at));
		buffer_text(out, "\n");
	}
}

/* ---- fields ---- */

bool saying_has(const struct writing *writing, enum saying_field field)
{
	const char *kind = writing_note(writing, "kind"), *found = *kind ? strstr(rules[field].kinds, kind) : NULL;

	return found || (field == SAYING_KR && *writing_note(writing, "explains"));
}

const char *saying_label(enum saying_field field)
{
	return _(rules[field].label);
}

static const struct choice *choice_of(const struct writing *writing, enum saying_field field)
{
	const struct choice *choice = rules[field].choices;

	while (choice && choice->word && strcmp(choice->word, writing_note(writing, rules[field].note)))
		choice++;
	return choice && choice->word ? choice : NULL;
}

const char *saying_value(const struct writing *writing, enum saying_field field)
{
	const struct choice *choice = choice_of(writing, field);

	return choice ? _(choice->name) : writing_note(writing, rules[field].note);
}

void saying_put(struct writing *writing, enum saying_field field, const char *text)
{
	writing_set_note(writing, rules[field].note, text);
}

bool saying_is_choice(enum saying_field field)
{
	return rules[field].choices;
}

void saying_step(struct writing *writing, const struct saying_desk *desk, enum saying_field field, int step)
{
	const struct choice *choices = rules[field].choices, *now = choice_of(writing, field);
	int count = 0, unit;

	if (field == SAYING_WITH) {
		unit = saying_with(writing, desk);
		unit = next_with(desk, unit == ORG_NONE ? org_find(desk->book->org, desk->unit) : unit, step);
		if (unit != ORG_NONE)
			saying_put(writing, field, desk->book->org->units[unit].name);
		return;
	}
	while (choices && choices[count].word)
		count++;
	if (count)
		saying_put(writing, field, choices[((now ? (int)(now - choices) : -1) + step + count) % count].word);
}

static bool begins(const char *name, const char *text)
{
	struct buffer a = { 0 }, b = { 0 };
	bool does;

	text_fold(&a, name, false);
	text_fold(&b, text, false);
	does = !strncmp(a.bytes, b.bytes, b.size);
	buffer_free(&a);
	buffer_free(&b);
	return does;
}

/* Spelt out goes before what begins so, and that before what has it somewhere. */
static int fit(const struct unit *unit, const char *text)
{
	if (!strcmp(unit->name, text) || !strcmp(unit->id, text))
		return 3;
	return begins(unit->name, text) ? 2 : text_contains(unit->name, text) || text_contains(unit->id, text);
}

int saying_with(const struct writing *writing, const struct saying_desk *desk)
{
	const struct org *org = desk->book->org;
	const char *text = writing_note(writing, "with");
	int best = 0, found = ORG_NONE;

	for (int unit = 0; text[strspn(text, " ")] && unit < org->count; unit++)
		if (may_have(desk, unit) && fit(&org->units[unit], text) > best) {
			best = fit(&org->units[unit], text);
			found = unit;
		}
	return found;
}

static bool read_kr(const struct writing *writing, const struct saying_desk *desk, enum saying_field field, int64_t *kr, struct error *why)
{
	const char *text = writing_note(writing, rules[field].note);
	struct money_read read = { .value = 0 };

	*kr = NUMBER_NONE;
	if (!text[strspn(text, " ")])
		return true;
	if (!money_parse(text, desk->shown, &read, why))
		return false;
	if (read.ambiguous)
		return error_set(why, "ambiguous", _("«%.40s» kan läsas på två sätt: skriv med enhet och utan punkt, till exempel 1 234 tkr"), text);
	if (read.value % MONEY_KR)
		return error_set(why, "too-fine", _("skriv beloppet i hela kronor"));
	*kr = read.value / MONEY_KR;
	return true;
}

static bool read_with(const struct writing *writing, const struct saying_desk *desk, const char **id, struct error *why)
{
	int unit = saying_with(writing, desk);

	*id = unit == ORG_NONE ? NULL : desk->book->org->units[unit].id;
	return *id || !*writing_note(writing, "with") ||
	       error_set(why, "with", _("ingen enhet på samma nivå heter så: Vänster och Höger går igenom dem som finns"));
}

static bool read_start(const struct writing *writing, struct error *why)
{
	const char *text = writing_note(writing, "start");

	return !*text || text_is_date(text) || error_set(why, "date", _("jag läste «%.40s»: skriv dagen som 2020-03-01"), text);
}

bool saying_taken(const struct writing *writing, const struct saying_desk *desk, enum saying_field field, struct buffer *out, struct error *why)
{
	char text[MONEY_TEXT];
	const char *id;
	int64_t kr;

	if (field == SAYING_START)
		return read_start(writing, why);
	if (field == SAYING_WITH) {
		if (!read_with(writing, desk, &id, why))
			return false;
		if (id)
			buffer_text(out, desk->book->org->units[org_find(desk->book->org, id)].name);
		return true;
	}
	if (field != SAYING_KR && field != SAYING_FULL_YEAR)
		return true;
	if (!read_kr(writing, desk, field, &kr, why))
		return false;
	if (kr != NUMBER_NONE)
		buffer_text(out, money_print(text, money_from_kr(kr), MONEY_IN_KR, MONEY_USUAL, MONEY_NAMED));
	return true;
}

/* ---- the act ---- */

static const char *if_any(const char *text)
{
	return text && *text ? text : NULL;
}

static const char *note(const struct writing *writing, const char *name, struct arena *arena)
{
	return if_any(arena_string(arena, writing_note(writing, name)));
}

/* Blank is not said; what this kind has no field for, left from when it was another kind, is not said either. */
static bool fill_fields(const struct writing *writing, const struct saying_desk *desk, struct say *say, struct arena *arena, enum saying_field *where,
                        struct error *why)
{
	for (*where = 0; *where < SAYING_FIELDS; (*where)++) {
		const char *text = saying_has(writing, *where) ? note(writing, rules[*where].note, arena) : NULL;
		bool fine = true;

		if (!text)
			continue;
		switch (*where) {
		case SAYING_WITH: fine = read_with(writing, desk, &say->with, why); break;
		case SAYING_KR: fine = read_kr(writing, desk, *where, &say->kr, why); break;
		case SAYING_FULL_YEAR: fine = read_kr(writing, desk, *where, &say->full_year, why); break;
		case SAYING_START: fine = read_start(writing, why); say->start = text; break;
		case SAYING_WHO: say->who = text; break;
		case SAYING_STATUS: say->status = text; break;
		case SAYING_JUDGEMENT: say->judgement = text; break;
		default: break;
		}
		if (!fine)
			return false;
	}
	return true;
}

/* A proposal says of whom and how much before anything else. */
static bool proposal_whole(const struct say *say, enum saying_field *where, struct error *why)
{
	if (strcmp(say->kind, "proposal"))
		return true;
	*where = say->with ? SAYING_KR : SAYING_WITH;
	if (!say->with)
		return error_set(why, "with", _("säg vilken enhet som ska få pengarna"));
	return (say->kr != NUMBER_NONE && say->kr > 0) || error_set(why, "kr", _("säg hur mycket som ska flyttas, mer än 0 kr"));
}

bool saying_act(const struct writing *writing, const struct saying_desk *desk, struct act *act, struct arena *arena, enum saying_field *where, struct error *why)
{
	struct buffer text = { 0 };
	bool any = writing_send(writing, &text);
	struct say *say = &act->say;

	act_clear(act, ACT_SAY);
	*where = SAYING_FIELDS;
	say->text = any ? arena_copy(arena, text.bytes, text.size) : NULL;
	buffer_free(&text);
	if (!any)
		return error_set(why, "text", _("skriv något först: det finns inget att skicka"));
	if (!unit_is_here(desk, why))
		return false;
	say->unit = arena_string(arena, desk->unit);
	say->kind = note(writing, "kind", arena);
	say->thread = note(writing, "thread", arena);
	say->about = note(writing, "about", arena);
	say->replaces = note(writing, "replaces", arena);
	say->explains = note(writing, "explains", arena);
	if (!fill_fields(writing, desk, say, arena, where, why) || !proposal_whole(say, where, why))
		return false;
	*where = SAYING_FIELDS;
	if (!strcmp(say->kind, "question"))
		say->status = "open";
	return true;
}

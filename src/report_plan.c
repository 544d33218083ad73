#include "report_private.h"

#include "approval.h"
#include "coming.h"
#include "dialogue.h"
#include "intl.h"
#include "plan.h"
#include "plan_state.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A unit's plan as one reads it a year later: what was decided, by whom, on what grounds. What anyone is paid is never in it. */

struct telling {
	const struct report *report;
	const struct ram_table *table;
	struct document *document;
};

static const struct book *book_of(const struct telling *tell)
{
	return tell->report->book;
}

static const struct unit *unit_of(const struct telling *tell)
{
	return &book_of(tell)->org->units[tell->report->unit];
}

static void column(struct sheet *sheet, const char *head, bool figures)
{
	sheet_column(sheet, "", head, FOR_PEOPLE, figures);
}

static void year_column(struct sheet *sheet, int year)
{
	char head[16];

	snprintf(head, sizeof head, "%d", year);
	column(sheet, head, true);
}

static money change(money from, money to)
{
	return from == MONEY_NONE || to == MONEY_NONE ? MONEY_NONE : to - from;
}

/* ---- whose it is, and how it stands ---- */

static void add_whose(const struct telling *tell)
{
	const struct charter charter = { book_of(tell)->region, book_of(tell)->org };
	int unit = tell->report->unit, above = org_above(book_of(tell)->org, unit);
	struct buffer chef = { 0 }, giver = { 0 };

	title_chef(&chef, &charter, unit);
	if (above != ORG_NONE)
		title_chef(&giver, &charter, above);
	document_fact(tell->document, _("Enhet"), unit_of(tell)->name);
	document_fact(tell->document, _("Kostnadsställe"), unit_of(tell)->cost_centre);
	document_fact(tell->document, _("Ansvarig"), chef.bytes);
	document_fact(tell->document, _("Får sin ram av"), giver.bytes);
	document_fact(tell->document, _("Ändamål"), unit_of(tell)->purpose);
	document_fact(tell->document, _("Villkor"), unit_of(tell)->conditions);
	if (org_example(book_of(tell)->org, unit))
		document_fact(tell->document, _("Exempel"), _("Enheten och dess siffror är påhittade."));
	buffer_free(&chef);
	buffer_free(&giver);
}

static const char *draft_words(const struct telling *tell)
{
	bool in_force = approval_in_force(book_of(tell), tell->report->unit, tell->report->year) != NULL;

	switch (approval_status(tell->table, tell->report->unit)) {
	case PLAN_APPROVED:
	case PLAN_LOCKED: return NULL;
	case PLAN_SUBMITTED: return in_force ? _("UTKAST: ändringen är skickad och väntar på godkännande; den plan som är godkänd gäller så länge.")
	                                     : _("UTKAST: planen är skickad och väntar på godkännande.");
	case PLAN_RETURNED: return _("UTKAST: planen är åter för komplettering.");
	default: return in_force ? _("UTKAST: planen är ändrad sedan den godkändes; den som är godkänd gäller så länge.") : _("UTKAST: planen är inte godkänd.");
	}
}

static void add_adjusted(const struct telling *tell)
{
	money adjusted = money_from_kr(approval_adjusted(book_of(tell), tell->report->unit, tell->report->year));
	struct buffer text = { 0 };

	if (!adjusted)
		return;
	buffer_text(&text, _("RAMJUSTERING: ramen har ändrats med "));
	report_amount(&text, tell->report, adjusted, MONEY_SIGN | MONEY_NAMED);
	buffer_text(&text, _(" sedan planen godkändes, och det är inte fördelat och godkänt än."));
	document_notice(tell->document, text.bytes);
	buffer_free(&text);
}

static void add_marks(const struct telling *tell, const struct verdict *verdict)
{
	const struct plan_mark *marks = verdict->marks.items;

	for (size_t i = 0; i < verdict->marks.count; i++) {
		struct buffer text = { 0 };

		buffer_text(&text, _("märkt: "));
		story_figure(&text, book_of(tell), marks[i].figure, verdict->unit, tell->report->year);
		if (marks[i].text)
			buffer_format(&text, ": «%s»", marks[i].text);
		document_item(tell->document, text.bytes);
		buffer_free(&text);
	}
}

static void add_step(const struct telling *tell, const char *what, const struct event *event, const char *said, const char *decision)
{
	struct buffer text = { 0 };

	buffer_text(&text, what);
	report_signed(&text, book_of(tell), event);
	if (plan_state_of_another(book_of(tell), tell->report->unit, tell->report->year, event))
		buffer_text(&text, _(" (en annan än den som väntar)"));
	if (said)
		buffer_format(&text, ": «%s»", said);
	if (decision)
		buffer_format(&text, " (%s)", decision);
	document_item(tell->document, text.bytes);
	buffer_free(&text);
}

static void add_sending_or_answer(const struct telling *tell, const struct event *event)
{
	static const char *const words[ACT_KINDS] = { [ACT_APPROVE] = N_("Godkänd av "), [ACT_RETURN] = N_("Återlämnad av "), [ACT_RECALL] = N_("Återtagen av ") };
	const struct verdict *answer = &event->line->act.verdict;

	if (event->line->act.kind == ACT_SUBMIT) {
		add_step(tell, _("Skickad av "), event, event->line->act.submit.text, NULL);
		return;
	}
	add_step(tell, _(words[event->line->act.kind]), event, answer->text, answer->decision);
	add_marks(tell, answer);
}

static void add_state(const struct telling *tell)
{
	const struct event **steps;
	struct arena arena = { 0 };
	size_t count = plan_state_steps(book_of(tell), tell->report->unit, tell->report->year, &steps, &arena);
	struct buffer text = { 0 };

	if (draft_words(tell))
		document_notice(tell->document, draft_words(tell));
	add_adjusted(tell);
	document_heading(tell->document, 2, _("Läge"));
	text_capital(&text, approval_status_name(approval_status(tell->table, tell->report->unit)));
	if (approval_status(tell->table, tell->report->unit) == PLAN_LOCKED)
		buffer_format(&text, _(" i %s"), approval_locked(book_of(tell), tell->report->unit, tell->report->year)->line->act.version.name);
	buffer_text(&text, ".");
	if (tell->report->year > book_of(tell)->region->year)
		buffer_text(&text, _(" Planår: ramen är preliminär och behöver inte vara fördelad än."));
	document_text(tell->document, text.bytes);
	for (size_t i = 0; i < count; i++)
		add_sending_or_answer(tell, steps[i]);
	buffer_free(&text);
	arena_free(&arena);
}

/* ---- the ram ---- */

static const char *grounds_of(const struct telling *tell, struct sheet *sheet, const struct event *event)
{
	struct buffer who = { 0 };

	if (event->line->act.post.decision)
		return event->line->act.post.decision;
	report_signed(&who, book_of(tell), event);
	return sheet_keep(sheet, &who);
}

static void add_post(const struct telling *tell, struct sheet *sheet, const struct leg_ref *leg, const struct kind *kind)
{
	const struct post *post = &leg->event->line->act.post;
	struct cell_text *cell = sheet_row(sheet, 1, false);

	cell[0].text = post->text ? post->text : kind->explained ? kind->name : _("beslutet säger inte varför");
	cell[1].value = book_leg(post, leg->leg, tell->report->year);
	cell[2].text = grounds_of(tell, sheet, leg->event);
}

static bool is_of(const struct telling *tell, const struct leg_ref *leg, const struct kind *kind)
{
	const struct post *post = &leg->event->line->act.post;

	return !strcmp(post->kind, kind->id) && book_leg_lives(post, leg->leg, tell->report->year);
}

/* A single post of which the kind says it all is one row with it. */
static void add_posts(const struct telling *tell, struct sheet *sheet, const struct kind *kind, struct cell_text *row)
{
	const struct unit_state *state = book_state(book_of(tell), tell->report->unit);
	const struct leg_ref *only = NULL;
	size_t count = 0;

	for (size_t i = 0; i < state->leg_count; i++)
		if (is_of(tell, &state->legs[i], kind)) {
			only = &state->legs[i];
			count++;
		}
	if (count == 1 && kind->explained && !only->event->line->act.post.text) {
		row[2].text = grounds_of(tell, sheet, only->event);
		return;
	}
	for (size_t i = 0; i < state->leg_count; i++)
		if (is_of(tell, &state->legs[i], kind))
			add_post(tell, sheet, &state->legs[i], kind);
}

static void add_kind(const struct telling *tell, struct sheet *sheet, int at)
{
	const struct kind *kind = &book_of(tell)->region->kinds[at];
	struct cell_text *cell;

	if (ram_kind(tell->table, tell->report->unit, at) == MONEY_NONE)
		return;
	cell = sheet_row(sheet, 0, false);
	cell[0].text = kind->name;
	cell[1].value = ram_kind(tell->table, tell->report->unit, at);
	add_posts(tell, sheet, kind, cell);
}

static void add_ram(const struct telling *tell)
{
	money ram = tell->table->balance[tell->report->unit].ram;
	struct buffer text = { 0 };
	struct sheet *sheet;
	struct cell_text *cell;

	document_heading(tell->document, 2, _("Ramen och hur den kom till"));
	if (ram == MONEY_NONE) {
		document_text(tell->document, _("Ingen ram är given."));
		return;
	}
	story_ram(&text, book_of(tell), tell->table, tell->report->unit, tell->report->money, false);
	if (text.size)
		document_text(tell->document, text.bytes);
	sheet = document_table(tell->document, tell->report->money);
	column(sheet, _("Post"), false);
	column(sheet, _("Belopp"), true);
	column(sheet, _("Beslut"), false);
	for (size_t i = 0; i < book_of(tell)->region->kind_count; i++)
		add_kind(tell, sheet, (int)i);
	cell = sheet_row(sheet, 0, false);
	cell[0].text = _("= Ram");
	cell[1].value = ram;
	buffer_free(&text);
}

/* ---- the division ---- */

static bool worth_showing(const struct plan_row *row)
{
	return row->kind != PLAN_SUB && row->kind != PLAN_RAM && (row->value[PLAN_NOW] != MONEY_NONE || row->value[PLAN_BEFORE] != MONEY_NONE);
}

static void add_row(const struct telling *tell, struct sheet *sheet, const struct plan_row *row)
{
	struct cell_text *cell = sheet_row(sheet, row->sum ? 0 : 1, false);
	struct buffer name = { 0 }, note = { 0 };

	buffer_format(&name, "%s%s", row->kind == PLAN_INCOME || row->kind == PLAN_SUB_TARGETS ? "+ " : row->kind == PLAN_TARGET ? "− " : row->sum ? "= " : "", row->name);
	terms_tell(&note, book_of(tell), &row->terms);
	cell[0].text = sheet_keep(sheet, &name);
	cell[1].value = row->value[PLAN_BEFORE];
	cell[2].value = row->value[PLAN_NOW];
	cell[3].value = change(row->value[PLAN_BEFORE], row->value[PLAN_NOW]);
	cell[4].text = sheet_keep(sheet, &note);
}

static void add_left(struct sheet *sheet, money left)
{
	struct cell_text *cell = sheet_row(sheet, 0, false);

	cell[0].text = left < 0 ? _("ÖVER RAM") : left > 0 ? _("KVAR ATT FÖRDELA") : _("Allt är fördelat");
	cell[2].value = left < 0 ? -left : left;
}

static void add_division(const struct telling *tell, const struct plan *plan)
{
	money left = plan_balance(plan)->left;
	struct sheet *sheet;

	document_heading(tell->document, 2, _("Fördelningen"));
	if (ram_untouched(tell->table, tell->report->unit)) {
		document_text(tell->document, _("Inget är fördelat än."));
		return;
	}
	sheet = document_table(tell->document, tell->report->money);
	column(sheet, _("Rad"), false);
	year_column(sheet, tell->report->year - 1);
	year_column(sheet, tell->report->year);
	column(sheet, _("Förändr."), true);
	column(sheet, _("Anmärkning"), false);
	for (size_t i = 0; i < plan->count; i++)
		if (worth_showing(&plan->rows[i]))
			add_row(tell, sheet, &plan->rows[i]);
	if (left != MONEY_NONE)
		add_left(sheet, left);
}

static void add_sub(const struct telling *tell, struct sheet *sheet, const struct plan_row *row)
{
	struct cell_text *cell = sheet_row(sheet, 0, false);

	cell[0].text = row->name;
	cell[1].value = row->value[PLAN_BEFORE];
	cell[2].value = row->value[PLAN_NOW];
	cell[3].value = change(row->value[PLAN_BEFORE], row->value[PLAN_NOW]);
	cell[4].value = book_target(book_of(tell), row->unit, tell->report->year);
	cell[5].text = approval_status_name(approval_status(tell->table, row->unit));
}

static bool is_given(const struct plan_row *row)
{
	return row->kind == PLAN_SUB && (row->value[PLAN_NOW] != MONEY_NONE || row->value[PLAN_BEFORE] != MONEY_NONE);
}

static void add_subs(const struct telling *tell, const struct plan *plan)
{
	struct sheet *sheet = NULL;

	for (size_t i = 0; i < plan->count; i++) {
		if (!is_given(&plan->rows[i]))
			continue;
		if (!sheet) {
			document_heading(tell->document, 2, _("Ramar och resultatmål till enheterna under"));
			sheet = document_table(tell->document, tell->report->money);
			column(sheet, _("Enhet"), false);
			year_column(sheet, tell->report->year - 1);
			year_column(sheet, tell->report->year);
			column(sheet, _("Förändr."), true);
			column(sheet, _("Mål"), true);
			column(sheet, _("Planens läge"), false);
		}
		add_sub(tell, sheet, &plan->rows[i]);
	}
}

/* ---- what has been agreed ---- */

static void add_measures(const struct telling *tell)
{
	struct measures *measures = measures_make(book_of(tell), tell->report->unit, false);
	struct buffer sum = { 0 };

	report_measure_sum(&sum, tell->report, tell->table, tell->report->unit, false);
	if (sum.size) {
		document_heading(tell->document, 2, _("Åtgärder"));
		document_text(tell->document, sum.bytes);
	}
	if (measures->count)
		report_measure_rows(document_table(tell->document, tell->report->money), tell->report, measures, false);
	buffer_free(&sum);
	measures_free(measures);
}

/* Those with kr are measures, and stand there. */
static bool is_agreement(const struct telling *tell, const struct event *event)
{
	const struct say *say = &event->line->act.say;

	return !strcmp(say->kind, "agreement") && say->kr == NUMBER_NONE && !event->replaced_by && !dialogue_drops(event) && dialogue_stands(book_of(tell), event);
}

static void add_agreement(const struct telling *tell, const struct event *event)
{
	struct buffer text = { 0 }, carried = { 0 };

	report_carried(&carried, tell->report, &event->line->act.say);
	buffer_text(&text, event->line->act.say.text);
	if (carried.size)
		buffer_format(&text, " (%s)", carried.bytes);
	document_item(tell->document, text.bytes);
	buffer_free(&text);
	buffer_free(&carried);
}

static void add_agreements(const struct telling *tell)
{
	const struct unit_state *state = book_state(book_of(tell), tell->report->unit);
	size_t waiting = dialogue_waiting(book_of(tell), tell->report->unit), told = 0;
	struct buffer text = { 0 };

	document_heading(tell->document, 2, _("Överenskommet i dialogen"));
	for (size_t i = 0; i < state->say_count; i++)
		if (is_agreement(tell, state->says[i])) {
			add_agreement(tell, state->says[i]);
			told++;
		}
	if (!told)
		buffer_text(&text, _("Inget annat är överenskommet. "));
	if (waiting)
		buffer_format(&text, waiting == 1 ? _("%zu fråga väntar på svar.") : _("%zu frågor väntar på svar."), waiting);
	else
		buffer_text(&text, _("Ingen fråga väntar på svar."));
	document_text(tell->document, text.bytes);
	buffer_free(&text);
}

/* ---- the years after ---- */

static void add_year(const struct telling *tell, struct sheet *sheet, int year)
{
	struct ram_table *table = ram_make(book_of(tell), year, NULL, 0), *before = ram_make(book_of(tell), year - 1, NULL, 0);
	money ram = table->balance[tell->report->unit].ram;
	struct cell_text *cell = sheet_row(sheet, 0, false);
	struct buffer text = { 0 };

	buffer_format(&text, "%d", year);
	cell[0].text = sheet_keep(sheet, &text);
	cell[1].value = ram;
	cell[2].value = change(before->balance[tell->report->unit].ram, ram);
	cell[3].value = table->balance[tell->report->unit].left;
	ram_free(table);
	ram_free(before);
}

static void add_years(const struct telling *tell)
{
	int first = book_of(tell)->region->year;
	struct buffer coming = { 0 };
	struct sheet *sheet;

	if (tell->report->year != first || tell->table->balance[tell->report->unit].ram == MONEY_NONE)
		return;
	document_heading(tell->document, 2, _("Planåren"));
	sheet = document_table(tell->document, tell->report->money);
	column(sheet, _("År"), false);
	column(sheet, _("Ram"), true);
	column(sheet, _("Förändr."), true);
	column(sheet, _("Kvar"), true);
	for (int year = first + 1; year < first + REGION_YEARS; year++)
		add_year(tell, sheet, year);
	coming_tell(&coming, book_of(tell), tell->report->unit, first, tell->report->money, 0);
	if (coming.size)
		document_text(tell->document, coming.bytes);
	document_text(tell->document, _("Planåren är preliminära: ramarna där behöver inte vara fördelade än."));
	buffer_free(&coming);
}

static void add_signatures(const struct telling *tell)
{
	const struct charter charter = { book_of(tell)->region, book_of(tell)->org };
	struct buffer chef = { 0 }, approver = { 0 };

	title_chef(&chef, &charter, tell->report->unit);
	rights_approver(&charter, tell->report->unit, &approver);
	document_heading(tell->document, 2, _("Underskrifter"));
	document_signature(tell->document, chef.bytes);
	document_signature(tell->document, approver.bytes);
	buffer_free(&chef);
	buffer_free(&approver);
}

/* ---- the whole ---- */

static bool has_plan(const struct report *report, struct error *error)
{
	const struct org *org = report->book->org;
	const struct unit *unit = &org->units[report->unit];
	int holder = org_holder(org, report->unit);

	return unit->kind == UNIT_UNIT ||
	       error_set(error, "not-a-unit", _("%s är ingen enhet med egen plan: den ingår i planen för %s, --unit %s"), unit->name, org->units[holder].name,
	                 org->units[holder].id);
}

static struct document *document_of(const struct report *report)
{
	const struct unit *unit = &report->book->org->units[report->unit];
	struct buffer title = { 0 };
	struct document *document;

	text_capital(&title, report->book->region->levels[unit->level].plan);
	buffer_format(&title, " %d: %s", report->year, unit->name);
	document = report_document(report, title.bytes, false);
	buffer_free(&title);
	return document;
}

bool report_plan(struct buffer *out, const struct report *report, struct error *error)
{
	struct telling tell = { .report = report };
	struct ram_table *table;
	struct plan *plan;

	if (!has_plan(report, error))
		return false;
	plan = plan_make(report->book, report->unit, report->year, NULL, NULL, 0);
	tell.table = table = ram_make(report->book, report->year, NULL, 0);
	tell.document = document_of(report);
	add_whose(&tell);
	add_state(&tell);
	add_ram(&tell);
	add_division(&tell, plan);
	add_subs(&tell, plan);
	add_measures(&tell);
	add_agreements(&tell);
	add_years(&tell);
	add_signatures(&tell);
	report_finish(out, tell.document, report);
	ram_free(table);
	plan_free(plan);
	return true;
}

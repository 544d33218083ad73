#include "unit.h"

#include "amount.h"
#include "dialogue.h"
#include "figure.h"
#include "intl.h"
#include "list.h"
#include "phrase.h"
#include "plan.h"
#include "post.h"
#include "story.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One unit: how its ram came to be, how it is divided, what is said about it and who answers for it. A flat list of rows, made for a width, for
 * long texts are wrapped; made again when the book, the width or the unit of money is another. */

enum row_kind {
	ROW_GAP, ROW_HEADING,
	ROW_KIND, ROW_BASIS, ROW_POST, ROW_SILENT, ROW_DETAIL, ROW_NOTE,
	ROW_LINE, ROW_SUM, ROW_OVER, ROW_TEXT,
	ROW_ENTRY, ROW_SAID, ROW_REPLY, ROW_REPLIED,
	ROW_KINDS
};

static const struct { int indent; enum role text, amount; } looks[ROW_KINDS] = {
	[ROW_GAP]     = { 0, ROLE_PLAIN,  ROLE_PLAIN },
	[ROW_HEADING] = { 0, ROLE_HEAD,   ROLE_HEAD },
	[ROW_KIND]    = { 2, ROLE_STRONG, ROLE_STRONG },
	[ROW_BASIS]   = { 4, ROLE_DIM,    ROLE_DIM },
	[ROW_POST]    = { 4, ROLE_PLAIN,  ROLE_PLAIN },
	[ROW_SILENT]  = { 4, ROLE_DIM,    ROLE_PLAIN },
	[ROW_DETAIL]  = { 6, ROLE_DIM,    ROLE_DIM },
	[ROW_NOTE]    = { 6, ROLE_DIM,    ROLE_DIM },
	[ROW_LINE]    = { 2, ROLE_PLAIN,  ROLE_PLAIN },
	[ROW_SUM]     = { 2, ROLE_STRONG, ROLE_STRONG },
	[ROW_OVER]    = { 2, ROLE_WARN,   ROLE_WARN },
	[ROW_TEXT]    = { 2, ROLE_PLAIN,  ROLE_PLAIN },
	[ROW_ENTRY]   = { 2, ROLE_STRONG, ROLE_PLAIN },
	[ROW_SAID]    = { 4, ROLE_PLAIN,  ROLE_PLAIN },
	[ROW_REPLY]   = { 4, ROLE_DIM,    ROLE_PLAIN },
	[ROW_REPLIED] = { 6, ROLE_PLAIN,  ROLE_PLAIN },
};

struct unit_row {
	enum row_kind kind;
	const char *text;    /* NULL: empty */
	money value;
	unsigned flags;      /* of the amount */
	const char *note;    /* to the right, where there is room: else in rows of its own */
	const char *figure;  /* where Enter and v lead; NULL: nowhere */
	const char *post;    /* the hash of the post that it is; NULL: none, or several */
	bool compared;       /* `before` stands beside, where there is room; in a heading: its year */
	money before;
	bool bar;
	money from, to;      /* of the bar: what the changes came to before and after this one */
	bool follows;        /* the rest of a text that did not fit in one row */
};

struct unit_view {
	struct screen screen;
	char id[65];
	int unit;
	struct list_view list;
	struct unit_row *rows;
	size_t count, room;
	struct arena arena;
	/* what they were made for */
	unsigned generation;
	int columns, year;
	enum money_unit shown;
	money lowest, highest; /* of the bars */
	int amount_width;
	bool to_dialogue; /* the first drawing begins there: only then is it known which row that is */
};

#define MARGIN 1
#define WIDE 120      /* columns: from here on notes stand beside */
#define AMOUNT_LEAST 9
#define BAR_WIDTH 20
#define BARRED 72     /* columns: below this there is no room for bars */
#define LABEL_WIDTH 16
#define FOLLOWERS 8   /* so many rows of a long text are passed in one step */
#define LEGS_SHOWN 3

static const struct book *book_of(const struct unit_view *view)
{
	return view->screen.session->book;
}

static const struct unit *unit_of(const struct unit_view *view)
{
	return &book_of(view)->org->units[view->unit];
}

/* --- making rows --- */

static struct unit_row *add_row(struct unit_view *view, enum row_kind kind, const char *text)
{
	struct unit_row *row;

	if (view->count == view->room) {
		view->room = view->room ? view->room * 2 : 64;
		view->rows = memory_grow(view->rows, view->room, sizeof *view->rows);
	}
	row = &view->rows[view->count++];
	*row = (struct unit_row){ .kind = kind, .text = text, .value = MONEY_NONE };
	return row;
}

static const char *kept(struct unit_view *view, struct buffer *text)
{
	const char *copy = text->size ? arena_copy(&view->arena, text->bytes, text->size) : NULL;

	buffer_free(text);
	return copy;
}

static int text_column(const struct unit_view *view)
{
	int rest = view->columns - 2 * MARGIN - view->amount_width - 1;

	if (view->columns >= WIDE)
		return view->columns * 3 / 10 + 8;
	return view->columns >= BARRED ? rest - BAR_WIDTH - 3 : rest;
}

/* As many rows as the text needs; the first one is given back, for its amount and figure. */
static size_t add_wrapped(struct unit_view *view, enum row_kind kind, const char *text, int width)
{
	size_t first = view->count;
	const char *next = text;

	width = width - looks[kind].indent < 12 ? 12 : width - looks[kind].indent;
	do {
		const char *at = next;
		size_t size = text_wrap(at, width, &next);
		struct unit_row *row = add_row(view, kind, arena_copy(&view->arena, at, size));

		row->follows = view->count - 1 > first;
	} while (next);
	return first;
}

static void add_text(struct unit_view *view, enum row_kind kind, const char *text)
{
	int width = view->columns - 2 * MARGIN;

	add_wrapped(view, kind, text, width > 100 ? 100 : width); /* longer lines are hard to read */
}

static void add_heading(struct unit_view *view, const char *text)
{
	if (view->count)
		add_row(view, ROW_GAP, NULL);
	add_row(view, ROW_HEADING, arena_string(&view->arena, text));
}

static const char *figure_name(struct unit_view *view, const struct figure *figure)
{
	char name[256];

	figure_print(name, book_of(view), figure);
	return arena_string(&view->arena, name);
}

static const char *plain_figure(struct unit_view *view, enum figure_kind what, int year)
{
	return figure_name(view, &(struct figure){ .unit = view->unit, .year = year, .what = what });
}

/* Where what stands to the right of the amounts begins. */
static int beside_column(const struct unit_view *view)
{
	return MARGIN + text_column(view) + 1 + view->amount_width + 3;
}

static bool fits_beside(const struct unit_view *view, const struct unit_row *row)
{
	int column = beside_column(view) + (row->bar ? BAR_WIDTH + 2 : 0);

	return view->columns >= WIDE && column + text_width(row->note) <= view->columns - MARGIN;
}

/* A row with a figure; its text may take several, its note too where there is no room beside. */
static void add_figure(struct unit_view *view, struct unit_row wanted)
{
	enum row_kind note_kind = wanted.kind == ROW_KIND ? ROW_BASIS : ROW_NOTE;
	size_t first = add_wrapped(view, wanted.kind, wanted.text, text_column(view));

	wanted.text = view->rows[first].text;
	view->rows[first] = wanted;
	if (!wanted.note || fits_beside(view, &wanted))
		return;
	view->rows[first].note = NULL;
	for (size_t i = add_wrapped(view, note_kind, wanted.note, view->columns - 2 * MARGIN); i < view->count; i++)
		view->rows[i].follows = true;
}

static void add_amount(const struct unit_view *view, struct buffer *out, money value, unsigned flags)
{
	amount_text(out, view->screen.session, value, view->shown, flags);
}

static void between(struct buffer *out)
{
	if (out->size)
		buffer_text(out, " · ");
}

/* --- how the ram came to be --- */

static const char *name_of(const struct unit_view *view, const char *id)
{
	int unit = org_find(book_of(view)->org, id);

	return unit == ORG_NONE ? id : book_of(view)->org->units[unit].name;
}

/* «mot Närsjukvård −21,2» */
static void add_counterparts(const struct unit_view *view, struct buffer *out, const struct post *post, const struct leg *own)
{
	const struct leg *legs = post->legs.items;
	size_t told = 0;

	for (size_t i = 0; i < post->legs.count; i++) {
		if (&legs[i] == own)
			continue;
		if (told++ < LEGS_SHOWN) {
			buffer_text(out, told > 1 ? ", " : post->legs.count == 2 ? _("mot ") : _("övriga: "));
			buffer_format(out, "%s ", name_of(view, legs[i].unit));
			add_amount(view, out, book_leg(post, &legs[i], view->year), MONEY_SIGN);
		}
	}
	if (told > LEGS_SHOWN)
		buffer_format(out, _(" och %zu till"), told - LEGS_SHOWN);
}

static const struct { const char *word, *phrase; } ends[] = {
	{ "unknown", N_("motparten är okänd") },
	{ "derived", N_("motparterna är härledda") },
	{ "own", N_("ur egen ram") },
};

static void add_end(struct buffer *out, const char *end)
{
	for (size_t i = 0; end && i < sizeof ends / sizeof *ends; i++)
		if (strcmp(end, ends[i].word) == 0) {
			between(out);
			buffer_text(out, _(ends[i].phrase));
		}
}

static void add_duration(const struct unit_view *view, struct buffer *out, const struct post *post, const struct leg *leg)
{
	int64_t until = act_until(post, leg);

	if (until != NUMBER_NONE) {
		between(out);
		buffer_format(out, _("t.o.m. %lld"), (long long)until);
	}
	if (leg->full_year != NUMBER_NONE) {
		between(out);
		buffer_text(out, _("helårseffekt "));
		add_amount(view, out, money_from_kr(leg->full_year), 0);
	}
}

/* Principles are called by what stands before their colon. */
static void add_principle(const struct unit_view *view, struct buffer *out, const char *id)
{
	int at = id ? region_principle(book_of(view)->region, id) : -1;
	const char *name = at < 0 ? NULL : book_of(view)->region->principles[at].name;

	if (!name)
		return;
	between(out);
	buffer_format(out, _("styrprincip %.*s"), (int)strcspn(name, ":"), name);
}

/* Beside a post; its decision only where the kind has not said it for all of them. */
static const char *note_of(struct unit_view *view, const struct post *post, const struct leg *leg, const char *told)
{
	const struct region *region = book_of(view)->region;
	int line = post->line ? region_line(region, post->line) : -1;
	struct buffer note = { 0 };

	if (region->kinds[region_kind(region, post->kind)].zero_sum)
		add_counterparts(view, &note, post, leg);
	add_end(&note, post->end);
	add_duration(view, &note, post, leg);
	if (line >= 0) {
		between(&note);
		buffer_format(&note, _("till raden %s"), region->lines[line].name);
	}
	add_principle(view, &note, post->principle);
	if (post->decision && !told) {
		between(&note);
		buffer_text(&note, post->decision);
	}
	return kept(view, &note);
}

/* Its own parts of a post, and what they leave unsaid. */
static void add_details(struct unit_view *view, const struct post *post, money value, const char *figure)
{
	const struct detail *details = post->details.items;
	money rest = value;
	size_t told = 0;

	for (size_t i = 0; i < post->details.count; i++) {
		if (details[i].unit && strcmp(details[i].unit, view->id) != 0)
			continue;
		add_figure(view, (struct unit_row){ ROW_DETAIL, details[i].text, money_from_kr(details[i].kr), MONEY_SIGN, .figure = figure });
		rest = money_sum(rest, -money_from_kr(details[i].kr));
		told++;
	}
	if (told && rest)
		add_figure(view, (struct unit_row){ ROW_DETAIL, _("ospecificerat"), rest, MONEY_SIGN, .figure = figure });
}

struct own { const struct post *post; const struct leg *leg; const char *hash; };

static size_t posts_of(struct unit_view *view, int kind, struct own *posts)
{
	const struct unit_state *state = book_state(book_of(view), view->unit);
	size_t count = 0;

	for (size_t i = 0; i < state->leg_count; i++) {
		const struct post *post = &state->legs[i].event->line->act.post;

		if (region_kind(book_of(view)->region, post->kind) == kind && book_leg(post, state->legs[i].leg, view->year) != 0)
			posts[count++] = (struct own){ post, state->legs[i].leg, arena_string(&view->arena, state->legs[i].event->line->hash) };
	}
	return count;
}

static const char *common_decision(const struct own *posts, size_t count)
{
	const char *decision = count ? posts->post->decision : NULL;

	for (size_t i = 1; decision && i < count; i++)
		if (!posts[i].post->decision || strcmp(posts[i].post->decision, decision) != 0)
			decision = NULL;
	return decision;
}

/* Alone in its kind it has the amount that stands there already, and where the kind itself says why, there is nothing to add. */
static void add_post(struct unit_view *view, const struct own *own, bool alone, const char *told, const char *figure)
{
	const struct post *post = own->post;
	bool says = phrase_says_why(book_of(view), post);
	money value = book_leg(post, own->leg, view->year);
	const char *text = post->text ? post->text : says ? NULL : _("beslutet säger inte varför"), *note = note_of(view, post, own->leg, told);
	struct unit_row row = { says ? ROW_POST : ROW_SILENT, text, alone ? MONEY_NONE : value, MONEY_SIGN, note, .figure = figure, .post = own->hash };

	if (!text && alone) { /* its note is all that there is to say */
		row.text = note;
		row.note = NULL;
	} else if (!text) {
		row.text = _("utan särskild text");
	}
	if (row.text)
		add_figure(view, row);
	add_details(view, post, value, figure);
}

static void add_kind(struct unit_view *view, int kind, money before)
{
	const struct kind *of = &book_of(view)->region->kinds[kind];
	money value = ram_kind(view->screen.session->table, view->unit, kind);
	struct own *posts = arena_alloc(&view->arena, (book_state(book_of(view), view->unit)->leg_count + 1) * sizeof *posts);
	size_t count = posts_of(view, kind, posts);
	const char *told = common_decision(posts, count);
	const char *figure = figure_name(view, &(struct figure){ .unit = view->unit, .year = view->year, .what = FIGURE_KIND, .kind = kind });

	add_figure(view, (struct unit_row){ ROW_KIND, of->name, value, of->opening ? 0 : MONEY_SIGN, arena_string(&view->arena, told),
	                                    .figure = figure, .post = count == 1 ? posts->hash : NULL, .bar = !of->opening, .from = before, .to = money_sum(before, value) });
	for (size_t i = 0; i < count; i++)
		add_post(view, &posts[i], count == 1, told, figure);
}

static void add_bridge(struct unit_view *view)
{
	const struct session *session = view->screen.session;
	const struct region *region = book_of(view)->region;
	struct buffer text = { 0 };
	money sum = 0;

	view->lowest = view->highest = 0;
	add_heading(view, _("Så blev ramen"));
	for (int kind = 0; kind < (int)region->kind_count; kind++) {
		if (ram_kind(session->table, view->unit, kind) == MONEY_NONE)
			continue;
		add_kind(view, kind, sum);
		if (!region->kinds[kind].opening)
			sum = money_sum(sum, ram_kind(session->table, view->unit, kind));
		view->lowest = sum < view->lowest ? sum : view->lowest;
		view->highest = sum > view->highest ? sum : view->highest;
	}
	buffer_format(&text, "= Ram %d", view->year);
	add_figure(view, (struct unit_row){ ROW_SUM, kept(view, &text), session->table->balance[view->unit].ram,
	                                    .figure = plain_figure(view, FIGURE_RAM, view->year) });
	if (unit_of(view)->kind != UNIT_GROUP) {
		phrase_explained(&text, session, view->unit, view->shown);
		add_text(view, ROW_TEXT, kept(view, &text));
	}
}

/* --- how it is divided --- */

static bool worth_showing(const struct plan_row *row)
{
	return row->kind != PLAN_RAM && row->kind != PLAN_AVAILABLE && row->value[PLAN_NOW] != MONEY_NONE;
}

static bool is_divided(const struct plan *plan)
{
	const struct balance *balance = plan_balance(plan);
	money divided = money_sum(money_sum(balance->costs, balance->reserves), balance->sub_rams);

	return divided != MONEY_NONE || balance->income != MONEY_NONE;
}

static void add_plan_row(struct unit_view *view, const struct plan *plan, const struct plan_row *row)
{
	char figure[256];
	bool has = plan_figure(plan, row, PLAN_NOW, figure);
	struct buffer text = { 0 };

	buffer_format(&text, "%s%s", row->kind == PLAN_INCOME ? "+ " : row->sum ? "= " : "  ", row->name);
	add_figure(view, (struct unit_row){ row->sum ? ROW_SUM : ROW_LINE, kept(view, &text), row->value[PLAN_NOW],
	                                    .compared = true, .before = row->value[PLAN_BEFORE],
	                                    .figure = has ? arena_string(&view->arena, figure) : NULL });
}

static void add_left(struct unit_view *view, const struct balance *balance)
{
	const char *figure = plain_figure(view, FIGURE_LEFT, view->year);

	if (balance->left == MONEY_NONE)
		return;
	if (balance->left < 0)
		add_figure(view, (struct unit_row){ ROW_OVER, _("ÖVER RAM"), -balance->left, .figure = figure });
	else if (balance->left > 0)
		add_figure(view, (struct unit_row){ ROW_SUM, _("KVAR ATT FÖRDELA"), balance->left, .figure = figure });
	else
		add_figure(view, (struct unit_row){ ROW_LINE, _("Allt är fördelat"), 0, .figure = figure });
}

static void add_division(struct unit_view *view)
{
	const char *nothing = unit_of(view)->kind == UNIT_ANSLAG ? _("Anslaget är inte delat på rader.") : _("Inget är fördelat än.");
	struct plan *plan;

	if (unit_of(view)->kind == UNIT_GROUP)
		return;
	plan = plan_make(book_of(view), view->unit, view->year, NULL, NULL);
	add_heading(view, _("Så är den fördelad"));
	view->rows[view->count - 1].compared = is_divided(plan);
	for (size_t i = 0; is_divided(plan) && i < plan->count; i++)
		if (worth_showing(&plan->rows[i]))
			add_plan_row(view, plan, &plan->rows[i]);
	if (is_divided(plan))
		add_left(view, plan_balance(plan));
	else
		add_text(view, ROW_TEXT, nothing);
	plan_free(plan);
}

/* A group: what lies below it. */
static void add_members(struct unit_view *view)
{
	const struct org *org = book_of(view)->org;

	if (unit_of(view)->kind != UNIT_GROUP)
		return;
	add_heading(view, _("Summan består av"));
	for (int unit = view->unit + 1; unit < org->units[view->unit].end; unit = org->units[unit].end) {
		const char *figure = figure_name(view, &(struct figure){ .unit = unit, .year = view->year, .what = FIGURE_RAM });
		money value = view->screen.session->table->balance[unit].ram;

		add_figure(view, (struct unit_row){ ROW_LINE, org->units[unit].name, value, .figure = figure });
	}
}

/* --- the years after --- */

static void add_year(struct unit_view *view, int year, money before)
{
	struct ram_table *table = ram_make(book_of(view), year, NULL, 0);
	money value = table->balance[view->unit].ram;
	struct buffer text = { 0 }, note = { 0 };

	ram_free(table);
	if (value == MONEY_NONE)
		return;
	buffer_format(&text, _("Ram %d, preliminär"), year);
	if (before != MONEY_NONE && value != before) {
		add_amount(view, &note, money_sum(value, -before), MONEY_SIGN);
		buffer_format(&note, _(" mot %d"), view->year);
	}
	add_figure(view, (struct unit_row){ ROW_LINE, kept(view, &text), value, .note = kept(view, &note),
	                                    .figure = plain_figure(view, FIGURE_RAM, year) });
}

static void add_years(struct unit_view *view)
{
	int last = book_of(view)->region->year + REGION_YEARS - 1;

	if (view->screen.session->table->balance[view->unit].ram == MONEY_NONE || view->year >= last)
		return;
	add_heading(view, _("Kommande år"));
	for (int year = view->year + 1; year <= last; year++)
		add_year(view, year, view->screen.session->table->balance[view->unit].ram);
}

/* --- dialogue --- */

static const struct { const char *word, *phrase; } words[] = {
	{ "open", N_("öppen") }, { "done", N_("klar") }, { "dropped", N_("struken") },
	{ "safe", N_("säker") }, { "likely", N_("trolig") }, { "unsafe", N_("osäker") },
};

static void add_word(struct buffer *out, const char *word)
{
	for (size_t i = 0; word && i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i].word) == 0) {
			between(out);
			buffer_text(out, _(words[i].phrase));
		}
}

/* What an agreement carries: kr, from when, who, how sure. */
static const char *measure_of(struct unit_view *view, const struct say *say)
{
	struct buffer text = { 0 };

	if (say->kr != NUMBER_NONE)
		amount_text(&text, view->screen.session, money_from_kr(say->kr), view->shown, MONEY_NAMED);
	if (say->start) {
		between(&text);
		buffer_text(&text, _("från "));
		story_date(&text, say->start);
	}
	if (say->who) {
		between(&text);
		buffer_text(&text, say->who);
	}
	if (strcmp(say->kind, "agreement") == 0) {
		add_word(&text, say->status);
		add_word(&text, say->judgement);
	}
	return kept(view, &text);
}

static void add_entry(struct unit_view *view, enum row_kind kind, const struct event *event, const char *state)
{
	const struct say *say = &event->line->act.say;
	struct buffer head = { 0 };
	const char *measure;

	buffer_format(&head, "%s · ", dialogue_kind(event));
	phrase_user(&head, book_of(view), event->user);
	buffer_text(&head, " · ");
	story_date(&head, event->line->head.at);
	if (state)
		buffer_format(&head, " · %s", state);
	add_row(view, kind, kept(view, &head))->figure = arena_string(&view->arena, say->about);
	add_text(view, kind == ROW_REPLY ? ROW_REPLIED : ROW_SAID, say->text);
	measure = measure_of(view, say);
	if (measure)
		add_text(view, ROW_NOTE, measure);
}

static const char *thread_state(const struct thread *thread)
{
	if (dialogue_waits(thread))
		return _("VÄNTAR PÅ SVAR");
	return thread->closed ? _("klar") : thread->answered ? _("besvarad") : NULL;
}

static void add_thread(struct unit_view *view, const struct thread *thread)
{
	const struct unit_state *state = book_state(book_of(view), view->unit);

	for (size_t i = 0; i < state->say_count; i++)
		if (state->says[i] == thread->first)
			add_entry(view, ROW_ENTRY, state->says[i], thread_state(thread));
		else if (dialogue_holds(thread, state->says[i]))
			add_entry(view, ROW_REPLY, state->says[i], NULL);
	add_row(view, ROW_GAP, NULL);
}

/* Open ones first: 0 waits, 1 goes on, 2 closed. */
static int order_of(const struct thread *thread)
{
	return dialogue_waits(thread) ? 0 : thread->closed ? 2 : 1;
}

static void add_dialogue(struct unit_view *view)
{
	struct thread *threads;
	size_t count = dialogue_threads(book_of(view), view->unit, &threads);

	if (count)
		add_heading(view, _("Dialog"));
	for (int order = 0; order < 3; order++)
		for (size_t i = 0; i < count; i++)
			if (order_of(&threads[i]) == order)
				add_thread(view, &threads[i]);
	if (count)
		view->count--; /* the last gap: the next heading brings its own */
	free(threads);
}

/* --- what it is for, and who answers for it --- */

/* A label, and beside it its text in as many rows as it needs. */
static void add_fact(struct unit_view *view, const char *label, const char *text)
{
	int room = view->columns - 2 * MARGIN - looks[ROW_TEXT].indent - LABEL_WIDTH;
	const char *next = text;

	for (bool first = true; next; first = false) {
		const char *at = next;
		size_t size = text_wrap(at, room > 100 ? 100 : room < 12 ? 12 : room, &next);
		struct buffer row = { 0 };

		buffer_format(&row, "%s%*s%.*s", first ? label : "", LABEL_WIDTH - (first ? text_width(label) : 0), "", (int)size, at);
		add_row(view, ROW_TEXT, kept(view, &row))->follows = !first;
	}
}

static void add_fact_if(struct unit_view *view, const char *label, const char *text)
{
	if (text && *text)
		add_fact(view, label, text);
}

static void add_purpose(struct unit_view *view)
{
	const struct unit *unit = unit_of(view);
	int principle = unit->principle ? region_principle(book_of(view)->region, unit->principle) : -1;

	if (!unit->purpose && !unit->conditions && principle < 0)
		return;
	add_heading(view, _("Vad pengarna är till"));
	add_fact_if(view, _("Ändamål"), unit->purpose);
	add_fact_if(view, _("Villkor"), unit->conditions);
	add_fact_if(view, _("Styrprincip"), principle < 0 ? NULL : book_of(view)->region->principles[principle].name);
}

static void add_deputy(struct unit_view *view, const struct deputy *deputy)
{
	struct buffer text = { 0 };

	buffer_text(&text, deputy->user);
	if (deputy->from) {
		buffer_text(&text, _(", från "));
		story_date(&text, deputy->from);
	}
	if (deputy->to) {
		buffer_text(&text, _(", till "));
		story_date(&text, deputy->to);
	}
	add_fact(view, _("Ersättare"), kept(view, &text));
}

/* Those named there or, for whoever is named above holds for all below, nearest above. */
static const struct list *ekonomer_of(const struct org *org, int unit)
{
	while (org->units[unit].parent != ORG_NONE && !org->units[unit].ekonomer.count)
		unit = org->units[unit].parent;
	return &org->units[unit].ekonomer;
}

static void add_ekonomer(struct unit_view *view, int holder)
{
	const struct list *list = ekonomer_of(book_of(view)->org, holder);
	const char *const *users = list->items;

	for (size_t i = 0; i < list->count; i++)
		add_fact(view, i ? "" : _("Ekonom"), users[i]);
}

static void add_people(struct unit_view *view)
{
	const struct org *org = book_of(view)->org;
	int holder = org_holder(org, view->unit), area = unit_of(view)->area ? region_area(book_of(view)->region, unit_of(view)->area) : -1;
	const struct deputy *deputies = org->units[holder].deputies.items;
	struct buffer place = { 0 };

	phrase_place(&place, book_of(view), view->unit);
	add_heading(view, _("Ansvar"));
	add_fact(view, _("Nivå"), kept(view, &place));
	add_fact(view, _("Chef"), org->units[holder].chef);
	for (size_t i = 0; i < org->units[holder].deputies.count; i++)
		add_deputy(view, &deputies[i]);
	add_ekonomer(view, holder);
	add_fact_if(view, _("Område"), area < 0 ? NULL : book_of(view)->region->areas[area].name);
	add_fact_if(view, _("Kostnadsställe"), unit_of(view)->cost_centre);
	if (org_example(org, view->unit))
		add_fact(view, _("Exempel"), _("Enheten och dess siffror är påhittade."));
}

/* --- all of it --- */

static int widest(const struct unit_view *view)
{
	const struct balance *balance = &view->screen.session->table->balance[view->unit];
	const money values[] = { balance->ram, balance->available, balance->divided,
	                 ram_kind(view->screen.session->table, view->unit, (int)book_of(view)->region->opening) };
	int width = AMOUNT_LEAST;

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct buffer text = { 0 };

		add_amount(view, &text, values[i], MONEY_SIGN);
		width = text_width(text.bytes) > width ? text_width(text.bytes) : width;
		buffer_free(&text);
	}
	return width;
}

static void make(struct unit_view *view)
{
	arena_free(&view->arena);
	view->count = 0;
	view->amount_width = widest(view);
	add_purpose(view);
	add_bridge(view);
	add_division(view);
	add_members(view);
	add_years(view);
	add_dialogue(view);
	add_people(view);
}

/* Rows up to `end` that are not the rest of a wrapped text: at every width the same ones. */
static int whole_rows(const struct unit_view *view, int end)
{
	int count = 0;

	for (int row = 0; row < end && row < (int)view->count; row++)
		count += !view->rows[row].follows;
	return count;
}

static void select_whole_row(struct unit_view *view, int number)
{
	int row = 0;

	for (int seen = 0; row < (int)view->count; row++)
		if (!view->rows[row].follows && ++seen >= number)
			break;
	view->list.count = (int)view->count;
	list_select(&view->list, row);
}

static void freshen(struct unit_view *view, int columns)
{
	const struct session *session = view->screen.session;
	int unit = org_find(book_of(view)->org, view->id), number;

	if (view->generation == book_of(view)->generation && view->columns == columns && view->year == session->year && view->unit == unit &&
	    view->shown == session_money(session, unit == ORG_NONE ? 0 : unit))
		return;
	view->unit = unit == ORG_NONE ? 0 : unit; /* gone from the organisation: what is left is the top */
	snprintf(view->id, sizeof view->id, "%s", unit_of(view)->id);
	view->generation = book_of(view)->generation;
	view->columns = columns;
	view->year = session->year;
	view->shown = session_money(session, view->unit);
	number = whole_rows(view, view->list.at + 1);
	make(view);
	select_whole_row(view, number);
}

static bool stops(const void *owner, int row)
{
	const struct unit_view *view = owner;
	int first = row;

	if (view->rows[row].kind == ROW_GAP || view->rows[row].kind == ROW_HEADING)
		return false;
	while (view->rows[first].follows)
		first--;
	return (row - first) % FOLLOWERS == 0;
}

/* --- drawing --- */

static void draw_bar(const struct unit_view *view, struct canvas *rows, int y, int column, const struct unit_row *row)
{
	money span = view->highest - view->lowest, start = (row->from < row->to ? row->from : row->to) - view->lowest;
	money size = row->from < row->to ? row->to - row->from : row->from - row->to;

	if (span > 0)
		canvas_bar(rows, y, column + (int)(start / (span / BAR_WIDTH + 1)), BAR_WIDTH, ROLE_DIM, (long)size, (long)span);
}

/* Last year's amounts in a column of their own, under their year. */
static void draw_before(const struct unit_view *view, struct canvas *rows, int y, int column, const struct unit_row *row)
{
	char year[16];

	snprintf(year, sizeof year, "%d", view->year - 1);
	if (row->kind == ROW_HEADING)
		canvas_right(rows, y, column, view->amount_width, ROLE_HEAD, year);
	else
		amount_draw(rows, y, column, view->amount_width, ROLE_DIM, view->screen.session, row->before, view->shown, 0);
}

static void draw_row(const struct unit_view *view, struct canvas *rows, int y, const struct unit_row *row)
{
	const struct session *session = view->screen.session;
	int indent = MARGIN + looks[row->kind].indent, amount = MARGIN + text_column(view) + 1, beside = beside_column(view);

	if (!row->text)
		return;
	canvas_text(rows, y, indent, row->value == MONEY_NONE ? CANVAS_REST : amount - indent - 1, looks[row->kind].text, row->text);
	if (row->value != MONEY_NONE)
		amount_draw(rows, y, amount, view->amount_width, looks[row->kind].amount, session, row->value, view->shown, row->flags);
	if (row->bar && view->columns >= BARRED)
		draw_bar(view, rows, y, beside, row);
	if (row->compared && view->columns >= WIDE)
		draw_before(view, rows, y, beside, row);
	if (row->note)
		canvas_text(rows, y, beside + (row->bar ? BAR_WIDTH + 2 : 0), CANVAS_REST, ROLE_DIM, row->note);
}

static void go_to_dialogue(struct unit_view *view)
{
	size_t row = 0;

	while (row < view->count && !(view->rows[row].kind == ROW_HEADING && strcmp(view->rows[row].text, _("Dialog")) == 0))
		row++;
	list_select(&view->list, row < view->count ? (int)row : 0);
	view->list.first = view->list.at > 0 ? view->list.at - 1 : 0;
	view->to_dialogue = false;
}

static void draw_rows(struct unit_view *view, struct canvas *rows)
{
	struct list_view *list = &view->list;

	list_size(list, (int)view->count, rows->rows);
	if (view->to_dialogue)
		go_to_dialogue(view);
	list_size(list, (int)view->count, rows->rows);
	for (int row = list->first; row < list_end(list); row++)
		draw_row(view, rows, list_y(list, row), &view->rows[row]);
	canvas_reverse(rows, list_y(list, list->at), MARGIN, rows->columns - 2 * MARGIN);
	canvas_cursor(rows, list_y(list, list->at), MARGIN, false);
}

/* What does not scroll: the balance, and the change in a sentence. */
static int draw_top(const struct unit_view *view, struct canvas *body)
{
	const struct session *session = view->screen.session;
	struct buffer text = { 0 };
	int rows = 0;

	if (body->rows < 10)
		return 0;
	phrase_draw_balance(body, 0, MARGIN, session, view->unit);
	if (unit_of(view)->kind != UNIT_GROUP)
		story_ram(&text, session->book, session->table, view->unit, view->shown, session->seat.unit == view->unit);
	if (text.size)
		rows = canvas_wrap(body, 1, MARGIN, body->columns - 2 * MARGIN, 2, ROLE_PLAIN, text.bytes);
	buffer_free(&text);
	canvas_rule(body, 1 + rows, 0, body->columns);
	return 2 + rows;
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct unit_view *view = (struct unit_view *)screen;
	int top;
	struct canvas rows;

	freshen(view, body->columns);
	top = draw_top(view, body);
	rows = canvas_part(body, top, 0, body->rows - top, body->columns);
	draw_rows(view, &rows);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct unit_view *view = (const struct unit_view *)screen;

	buffer_format(left, _("%s · Budget %d"), unit_of(view)->name, screen->session->year);
	phrase_head(right, screen->session, view->unit);
}

/* --- acting --- */

static const struct unit_row *current(const struct unit_view *view)
{
	return view->count ? &view->rows[view->list.at] : NULL;
}

static int next_heading(const struct unit_view *view, int row, int step)
{
	while (row >= 0 && row < (int)view->count && view->rows[row].kind != ROW_HEADING)
		row += step;
	return row;
}

static void next_part(struct unit_view *view)
{
	int row = next_heading(view, view->list.at, 1);

	list_select(&view->list, row < (int)view->count ? row : view->list.at);
}

/* Of the part before this one, or of this one when one stands inside it. */
static void previous_part(struct unit_view *view)
{
	int own = next_heading(view, view->list.at, -1), row = view->list.at > own + 1 ? own : next_heading(view, own - 1, -1);

	list_select(&view->list, row < 0 ? 0 : row);
}

static struct effect open_figure(const struct unit_view *view)
{
	const struct unit_row *row = current(view);

	if (row && row->figure)
		return effect_push(why_screen(view->screen.session, row->figure));
	session_say(view->screen.session, "%s", _("Raden har inget belopp att visa mer om"));
	return effect_handled;
}

static const char *current_post(const struct unit_view *view)
{
	return current(view) ? current(view)->post : NULL;
}

static struct screen *giving(const struct unit_view *view, enum action_id id)
{
	struct session *session = view->screen.session;

	if (id == ACTION_POST)
		return post_screen(session, view->unit);
	if (id == ACTION_TARGET)
		return post_target_screen(session, view->unit, view->shown);
	if (id == ACTION_POST_CHANGE)
		return post_change_screen(session, current_post(view));
	return post_withdraw_screen(session, current_post(view), view->shown);
}

static bool may_give(const struct unit_view *view, enum action_id id, struct error *why)
{
	const struct session *session = view->screen.session;

	if (id == ACTION_POST)
		return post_may_give(session, view->unit, why);
	if (id == ACTION_TARGET)
		return post_may_target(session, view->unit, why);
	return post_may_change(session, current_post(view), why);
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct unit_view *view = (struct unit_view *)screen;

	freshen(view, view->columns);
	if (list_act(&view->list, id))
		return effect_handled;
	if (id == ACTION_OPEN || id == ACTION_WHY)
		return open_figure(view);
	if (id == ACTION_DISTRIBUTE)
		return effect_push(distribution_screen(screen->session, view->unit));
	if (id == ACTION_POST || id == ACTION_POST_CHANGE || id == ACTION_POST_WITHDRAW || id == ACTION_TARGET)
		return effect_push(giving(view, id));
	if (id != ACTION_NEXT_PART && id != ACTION_PREVIOUS_PART)
		return effect_none;
	(id == ACTION_NEXT_PART ? next_part : previous_part)(view);
	return effect_handled;
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct unit_view *view = (const struct unit_view *)screen;

	if (id == ACTION_DISTRIBUTE)
		return session_may_divide(screen->session, view->unit, why);
	if (id == ACTION_POST || id == ACTION_POST_CHANGE || id == ACTION_POST_WITHDRAW || id == ACTION_TARGET)
		return may_give(view, id, why);
	if (id == ACTION_WHY && (!current(view) || !current(view)->figure))
		return error_set(why, "blank", _("raden har inget belopp att förklara"));
	return true;
}

static void renew(struct screen *screen)
{
	struct unit_view *view = (struct unit_view *)screen;

	freshen(view, view->columns);
}

static void discard(struct screen *screen)
{
	struct unit_view *view = (struct unit_view *)screen;

	arena_free(&view->arena);
	free(view->rows);
	free(view);
}

static int unit_shown(const struct screen *screen)
{
	return ((const struct unit_view *)screen)->unit;
}

static const struct screen_hooks hooks = {
	.name = "unit", .context = IN_UNIT, .title = title, .draw = draw, .act = act, .can = can, .unit = unit_shown,
	.refresh = renew, .free = discard,
};

static struct unit_view *open_view(struct session *session, int unit)
{
	struct unit_view *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct unit_view){ .screen = { .hooks = &hooks, .session = session } };
	if (unit == ORG_NONE)
		unit = session->seat.unit == ORG_NONE ? 0 : session->seat.unit;
	snprintf(view->id, sizeof view->id, "%s", session->book->org->units[unit].id);
	view->unit = unit;
	view->list.stops = stops;
	view->list.owner = view;
	freshen(view, 80);
	return view;
}

struct screen *unit_screen(struct session *session, int unit)
{
	return &open_view(session, unit)->screen;
}

struct screen *unit_screen_dialogue(struct session *session, int unit)
{
	struct unit_view *view = open_view(session, unit);

	view->to_dialogue = true;
	return &view->screen;
}

#include "unit_rows.h"

#include "coming.h"
#include "intl.h"
#include "phrase.h"
#include "story.h"

#include <string.h>

/* How the ram came to be: what it began with, each kind of change with its posts under it, the ram; beside it what the last version said. And
 * what is known of the years after. */

#define LEGS_SHOWN 3

/* --- beside a post --- */

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
			buffer_format(out, "%s ", story_unit(unit_book(view), legs[i].unit));
			unit_amount(view, out, book_leg(post, &legs[i], view->year), MONEY_SIGN);
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
			unit_between(out);
			buffer_text(out, _(ends[i].phrase));
		}
}

static void add_duration(const struct unit_view *view, struct buffer *out, const struct post *post, const struct leg *leg)
{
	int64_t until = act_until(post, leg);

	if (until != NUMBER_NONE) {
		unit_between(out);
		buffer_format(out, _("t.o.m. %lld"), (long long)until);
	}
	if (leg->full_year != NUMBER_NONE) {
		unit_between(out);
		buffer_text(out, _("helårseffekt "));
		unit_amount(view, out, money_from_kr(leg->full_year), 0);
	}
}

/* Principles are called by what stands before their colon. */
static void add_principle(const struct unit_view *view, struct buffer *out, const char *id)
{
	int at = id ? region_principle(unit_book(view)->region, id) : -1;
	const char *name = at < 0 ? NULL : unit_book(view)->region->principles[at].name;

	if (!name)
		return;
	unit_between(out);
	buffer_format(out, _("styrprincip %.*s"), (int)strcspn(name, ":"), name);
}

/* Its decision only where it is not the one that the kind has said for them all. */
static const char *note_of(struct unit_view *view, const struct post *post, const struct leg *leg, const char *told)
{
	const struct region *region = unit_book(view)->region;
	struct buffer note = { 0 };

	if (region->kinds[region_kind(region, post->kind)].zero_sum)
		add_counterparts(view, &note, post, leg);
	add_end(&note, post->end);
	add_duration(view, &note, post, leg);
	if (post->line) {
		unit_between(&note);
		buffer_format(&note, _("till raden %s"), region_line_name(region, post->line));
	}
	add_principle(view, &note, post->principle);
	if (told ? !post->decision || strcmp(post->decision, told) != 0 : post->decision != NULL) {
		unit_between(&note);
		buffer_text(&note, post->decision ? post->decision : _("utan angivet beslut"));
	}
	return unit_kept(view, &note);
}

/* --- what the last version said --- */

static money then_ram(const struct unit_view *view)
{
	return view->version ? view->version->balance[view->version_unit].ram : MONEY_NONE;
}

static money then_kind(const struct unit_view *view, int kind)
{
	int then = !view->version ? -1 : region_kind(view->version->book->region, unit_book(view)->region->kinds[kind].id);

	return then < 0 ? MONEY_NONE : ram_kind(view->version, view->version_unit, then);
}

static money since(money now, money then)
{
	money sum = money_sum(money_sum(0, now), then == MONEY_NONE ? MONEY_NONE : -then);

	return sum == 0 ? MONEY_NONE : sum;
}

/* «Vidarefördelning: 2 236,5 (+20,0 sedan dess)» under the row, where there are no columns for it. */
static void say_version(struct unit_view *view, const struct unit_row *row)
{
	struct buffer text = { 0 };

	buffer_format(&text, "%s: ", view->version_name);
	if (row->more[MORE_THEN] == MONEY_NONE)
		buffer_text(&text, _("inget belopp"));
	unit_amount(view, &text, row->more[MORE_THEN], row->flags);
	if (row->more[MORE_SINCE] != MONEY_NONE) {
		buffer_text(&text, " (");
		unit_amount(view, &text, row->more[MORE_SINCE], MONEY_SIGN);
		buffer_text(&text, _(" sedan dess)"));
	}
	unit_below(view, ROW_BASIS, text.bytes);
	buffer_free(&text);
}

/* always: also when nothing has changed. */
static void add_compared(struct unit_view *view, struct unit_row row, money then, bool always)
{
	if (view->version) {
		row.more[MORE_THEN] = then;
		row.more[MORE_SINCE] = since(row.value, then);
	}
	unit_figure(view, row);
	if (view->version && !view->layout.more[MORE_THEN] && (always || row.more[MORE_SINCE] != MONEY_NONE))
		say_version(view, &row);
}

/* --- the bridge --- */

struct own { const struct post *post; const struct leg *leg; const char *hash; };

static size_t posts_of(struct unit_view *view, int kind, struct own *posts)
{
	const struct unit_state *state = book_state(unit_book(view), view->unit);
	size_t count = 0;

	for (size_t i = 0; i < state->leg_count; i++) {
		const struct post *post = &state->legs[i].event->line->act.post;

		if (region_kind(unit_book(view)->region, post->kind) == kind && book_leg(post, state->legs[i].leg, view->year) != 0)
			posts[count++] = (struct own){ post, state->legs[i].leg, arena_string(&view->arena, state->legs[i].event->line->hash) };
	}
	return count;
}

static size_t decided_by(const struct own *posts, size_t count, const char *decision)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += posts[i].post->decision && strcmp(posts[i].post->decision, decision) == 0;
	return found;
}

/* The one that most of them have, to be said once; NULL when there is none, or each has its own. */
static const char *common_decision(const struct own *posts, size_t count)
{
	const char *common = NULL;
	size_t most = count > 1;

	for (size_t i = 0; i < count; i++)
		if (posts[i].post->decision && decided_by(posts, count, posts[i].post->decision) > most) {
			common = posts[i].post->decision;
			most = decided_by(posts, count, common);
		}
	return common;
}

/* Alone in its kind it has the amount that stands there already, and where the kind itself says why, there is nothing to add. */
static void add_post(struct unit_view *view, const struct own *own, bool alone, const char *told, const char *figure)
{
	const struct post *post = own->post;
	bool says = phrase_says_why(unit_book(view), post);
	money value = book_leg(post, own->leg, view->year);
	const char *text = post->text ? post->text : says ? NULL : _("beslutet säger inte varför"), *note = note_of(view, post, own->leg, told);
	struct unit_row row = unit_row(says ? ROW_POST : ROW_SILENT, text, alone ? MONEY_NONE : value, MONEY_SIGN);

	row.note = note;
	row.figure = figure;
	row.post = own->hash;
	if (!text && alone) { /* its note is all that there is to say */
		row.text = note;
		row.note = NULL;
	} else if (!text) {
		row.text = _("utan särskild text");
	}
	if (row.text)
		unit_figure(view, row);
	unit_details(view, &post->details, value, MONEY_SIGN, figure, NULL);
}

static void add_kind(struct unit_view *view, int kind, money before)
{
	const struct kind *of = &unit_book(view)->region->kinds[kind];
	struct own *posts = arena_alloc(&view->arena, (book_state(unit_book(view), view->unit)->leg_count + 1) * sizeof *posts);
	size_t count = posts_of(view, kind, posts);
	const char *told = common_decision(posts, count);
	struct unit_row row = unit_row(ROW_KIND, of->name, ram_kind(view->screen.session->table, view->unit, kind), of->opening ? 0 : MONEY_SIGN);

	row.note = told;
	row.figure = unit_figure_name(view, &(struct figure){ .unit = view->unit, .year = view->year, .what = FIGURE_KIND, .kind = kind });
	row.post = count == 1 ? posts->hash : NULL;
	row.bar = of->opening ? BAR_WHOLE : BAR_CHANGE;
	row.from = before;
	row.to = money_sum(before, row.value);
	add_compared(view, row, then_kind(view, kind), false);
	for (size_t i = 0; i < count; i++)
		add_post(view, &posts[i], count == 1, told, row.figure);
}

static void reach(struct unit_view *view, money value)
{
	view->lowest = value < view->lowest ? value : view->lowest;
	view->highest = value > view->highest ? value : view->highest;
}

/* Where all that there is lies far above 0, the bars begin in between, or no change would be seen. */
static void settle_bars(struct unit_view *view)
{
	money changes = view->highest - view->lowest;

	view->broken = changes > 0 && view->lowest > 3 * changes;
	if (view->broken)
		view->lowest -= changes / 3;
	else
		view->lowest = view->lowest > 0 ? 0 : view->lowest;
	view->highest = view->highest < 0 ? 0 : view->highest;
}

static void add_ram(struct unit_view *view, money sum)
{
	struct unit_row row = unit_row(ROW_SUM, NULL, view->screen.session->table->balance[view->unit].ram, 0);
	struct buffer text = { 0 };

	buffer_format(&text, _("= Ram %d"), view->year);
	row.text = unit_kept(view, &text);
	row.figure = unit_plain_figure(view, FIGURE_RAM, view->year);
	row.bar = BAR_WHOLE;
	row.to = sum;
	add_compared(view, row, then_ram(view), true);
	if (unit_of(view)->kind == UNIT_GROUP)
		return;
	phrase_explained(&text, view->screen.session, view->unit, view->shown);
	unit_text(view, ROW_TEXT, text.bytes, row.figure);
	buffer_free(&text);
}

/* What no post has given: how far it is from what is decided. */
static money add_example(struct unit_view *view, money before)
{
	money added = ram_added(view->screen.session->table, view->unit);
	struct unit_row row = unit_row(ROW_KIND, _("Räkneexempel, inte beslutat"), added, MONEY_SIGN);

	if (!added)
		return before;
	row.bar = BAR_CHANGE;
	row.from = before;
	row.to = money_sum(before, added);
	reach(view, row.to);
	add_compared(view, row, MONEY_NONE, false);
	return row.to;
}

void unit_add_bridge(struct unit_view *view)
{
	const struct region *region = unit_book(view)->region;
	struct unit_row *heading = unit_heading(view, _("Så blev ramen"));
	money sum = ram_kind(view->screen.session->table, view->unit, (int)region->opening), value;

	heading->heads[1 + MORE_THEN] = view->version_name;
	heading->heads[1 + MORE_SINCE] = view->version ? _("sedan dess") : NULL;
	sum = sum == MONEY_NONE ? 0 : sum;
	view->lowest = view->highest = sum;
	for (int kind = 0; kind < (int)region->kind_count; kind++) {
		value = ram_kind(view->screen.session->table, view->unit, kind);
		if (value == MONEY_NONE && then_kind(view, kind) == MONEY_NONE)
			continue;
		add_kind(view, kind, kind == (int)region->opening ? 0 : sum);
		sum = kind == (int)region->opening ? sum : money_sum(sum, value);
		reach(view, sum);
	}
	sum = add_example(view, sum);
	settle_bars(view);
	add_ram(view, sum);
}

/* --- the years after --- */

/* Why a post gives another amount in that year than in the year before. */
static const char *reason(struct unit_view *view, const struct post *post, const struct leg *leg, int year)
{
	struct buffer text = { 0 };

	switch (coming_cause(post, leg, year)) {
	case COMING_NEW: buffer_format(&text, _("från %d"), year); break;
	case COMING_ENDS: buffer_format(&text, _("upphör: var t.o.m. %d"), year - 1); break;
	case COMING_FULL_YEAR: buffer_text(&text, _("helårseffekt")); break;
	}
	if (post->decision)
		buffer_format(&text, " · %s", post->decision);
	return unit_kept(view, &text);
}

static void add_changes(struct unit_view *view, int year)
{
	const struct unit_state *state = book_state(unit_book(view), view->unit);
	const struct region *region = unit_book(view)->region;

	for (size_t i = 0; i < state->leg_count; i++) {
		const struct post *post = &state->legs[i].event->line->act.post;
		const struct leg *leg = state->legs[i].leg;
		int kind = region_kind(region, post->kind);
		money change = book_leg(post, leg, year) - book_leg(post, leg, year - 1);
		struct unit_row row = unit_row(ROW_POST, post->text ? post->text : region->kinds[kind].name, change, MONEY_SIGN);

		if (change == 0)
			continue;
		row.note = reason(view, post, leg, year);
		row.post = arena_string(&view->arena, state->legs[i].event->line->hash);
		row.figure = unit_figure_name(view, &(struct figure){ .unit = view->unit, .year = year, .what = FIGURE_KIND, .kind = kind });
		unit_figure(view, row);
	}
}

/* A group has no posts of its own: whose ramar change. */
static void add_member_changes(struct unit_view *view, const struct ram_table *before, const struct ram_table *after)
{
	const struct org *org = unit_book(view)->org;

	for (int unit = view->unit + 1; unit < org->units[view->unit].end; unit = org->units[unit].end) {
		money change = money_sum(after->balance[unit].ram, before->balance[unit].ram == MONEY_NONE ? MONEY_NONE : -before->balance[unit].ram);
		struct unit_row row = unit_row(ROW_POST, org->units[unit].name, change, MONEY_SIGN);

		if (change == MONEY_NONE || change == 0)
			continue;
		row.figure = unit_figure_name(view, &(struct figure){ .unit = unit, .year = after->year, .what = FIGURE_RAM });
		unit_figure(view, row);
	}
}

static void add_year(struct unit_view *view, const struct ram_table *before, const struct ram_table *after)
{
	struct unit_row row = unit_row(ROW_LINE, NULL, after->balance[view->unit].ram, 0);
	struct buffer text = { 0 };

	row.more[MORE_CHANGE] = since(row.value, before->balance[view->unit].ram);
	if (row.value == MONEY_NONE && row.more[MORE_CHANGE] == MONEY_NONE)
		return;
	buffer_format(&text, row.value == MONEY_NONE ? _("Ram %d: ingen") : _("Ram %d, preliminär"), after->year);
	row.text = unit_kept(view, &text);
	row.figure = unit_plain_figure(view, FIGURE_RAM, after->year);
	unit_figure(view, row);
	if (unit_of(view)->kind == UNIT_GROUP)
		add_member_changes(view, before, after);
	else
		add_changes(view, after->year);
}

static void add_ram_of(struct unit_view *view, const struct ram_table *table, bool sum)
{
	struct unit_row row = unit_row(sum ? ROW_SUM : ROW_LINE, NULL, table->balance[view->unit].ram, 0);
	struct buffer text = { 0 };

	buffer_format(&text, sum ? _("= Ram %d") : _("Ram %d"), table->year);
	row.text = unit_kept(view, &text);
	row.figure = unit_plain_figure(view, FIGURE_RAM, table->year);
	row.value = row.value == MONEY_NONE ? 0 : row.value; /* what it came from, or came to */
	unit_figure(view, row);
}

static void add_since(struct unit_view *view, const struct ram_table *before, const struct ram_table *now)
{
	struct buffer text = { 0 };
	size_t rows;

	buffer_format(&text, _("Ändrat från %d till %d"), before->year, now->year);
	unit_heading(view, text.bytes);
	buffer_free(&text);
	add_ram_of(view, before, false);
	rows = view->count;
	if (unit_of(view)->kind == UNIT_GROUP)
		add_member_changes(view, before, now);
	else
		add_changes(view, now->year);
	if (view->count == rows)
		unit_text(view, ROW_TEXT, _("Inget är beslutat som ändrar ramen."), NULL);
	else
		add_ram_of(view, now, true);
}

/* In a plan year: what makes it another than the year before, and what has ended by itself. */
void unit_add_since(struct unit_view *view)
{
	struct ram_table *before, *now;

	if (!session_preliminary(view->screen.session))
		return;
	before = ram_make(unit_book(view), view->year - 1, NULL, 0);
	now = ram_make(unit_book(view), view->year, NULL, 0);
	if (before->balance[view->unit].ram != MONEY_NONE || now->balance[view->unit].ram != MONEY_NONE)
		add_since(view, before, now);
	ram_free(before);
	ram_free(now);
}

void unit_add_years(struct unit_view *view)
{
	int last = unit_book(view)->region->year + REGION_YEARS - 1;
	size_t heading = view->count;
	struct ram_table *before = ram_make(unit_book(view), view->year, NULL, 0), *after;

	if (before->balance[view->unit].ram != MONEY_NONE && view->year < last)
		heading = (size_t)(unit_heading(view, _("Kommande år")) - view->rows);
	for (int year = view->year + 1; year <= last; year++, before = after) {
		after = ram_make(unit_book(view), year, NULL, 0);
		add_year(view, before, after);
		ram_free(before);
	}
	for (size_t i = heading + 1; i < view->count; i++)
		if (view->rows[i].more[MORE_CHANGE] != MONEY_NONE)
			view->rows[heading].heads[1 + MORE_CHANGE] = _("ändring");
	ram_free(before);
}

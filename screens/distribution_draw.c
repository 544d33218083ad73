#include "distribution_private.h"

#include "amount.h"
#include "approval.h"
#include "coming.h"
#include "measures.h"
#include "story.h"
#include "text.h"
#include "title.h"

#include <stdio.h>
#include <string.h>

#define STRIP_ROWS 3
#define NOTE_LEAST 16 /* columns; with less there are no notes beside the rows */

/* ---- where things stand ---- */

/* What there is no room for goes in this order: what lies furthest back in time first. */
static const enum plan_column first_to_go[] = { PLAN_OUTCOME, PLAN_FORECAST, PLAN_PERCENT, PLAN_CHANGE, PLAN_BEFORE };

static int widths(const struct layout *l)
{
	int sum = 0;

	for (int i = 0; i < PLAN_COLUMNS; i++)
		sum += l->width[i];
	return sum;
}

static void lay_out(const struct distribution *d, int rows, int columns, struct layout *l)
{
	static const int digits[] = { [MONEY_IN_MNKR] = 9, [MONEY_IN_TKR] = 11, [MONEY_IN_KR] = 15 };
	static const enum plan_column order[] = { PLAN_OUTCOME, PLAN_BEFORE, PLAN_FORECAST, PLAN_NOW, PLAN_CHANGE, PLAN_PERCENT };
	int amount = digits[unit_of_money(d)], x;

	for (int i = 0; i < PLAN_COLUMNS; i++)
		l->width[i] = i == PLAN_PERCENT ? 7 : amount;
	for (size_t i = 0; i < sizeof first_to_go / sizeof *first_to_go && columns - widths(l) < 22; i++)
		l->width[first_to_go[i]] = 0;
	l->top = rows >= 8 ? 4 : 3;
	l->name = columns - widths(l) - 1;
	if (l->name > 44)
		l->name = 44;
	x = l->name;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		l->x[order[i]] = x;
		x += l->width[order[i]];
	}
	l->note = x + 3;
	l->note_width = columns - l->note - 1;
}

const char *distribution_head(enum plan_column column)
{
	static const char *const heads[PLAN_COLUMNS] = { N_("Bokslut"), N_("Budget"), N_("Prognos"), N_("Budget"), N_("Förändr."), N_("%") };

	return heads[column];
}

static void draw_heads(const struct distribution *d, struct canvas *body, const struct layout *l)
{
	for (int i = 0; i < PLAN_COLUMNS; i++) {
		const char *head = _(distribution_head((enum plan_column)i));
		char year[16] = "";

		if (!l->width[i])
			continue;
		if (i < PLAN_AMOUNTS)
			snprintf(year, sizeof year, "%d", plan_year(d->plan, (enum plan_column)i));
		canvas_right(body, l->top - 2, l->x[i], l->width[i], ROLE_HEAD, i < PLAN_AMOUNTS ? head : "");
		canvas_right(body, l->top - 1, l->x[i], l->width[i], ROLE_HEAD, i < PLAN_AMOUNTS ? year : head);
	}
	if (text_width(distribution_compared_head(d)) < l->width[PLAN_CHANGE] + l->width[PLAN_PERCENT])
		canvas_right(body, l->top - 2, l->x[PLAN_CHANGE], l->width[PLAN_CHANGE] + l->width[PLAN_PERCENT], ROLE_HEAD, distribution_compared_head(d));
}

/* ---- rows ---- */

static const char *sign_of(const struct plan_row *row, const struct glyphs *glyphs)
{
	switch (row->kind) {
	case PLAN_INCOME:
	case PLAN_SUB_TARGETS: return "+";
	case PLAN_TARGET: return glyphs->minus;
	case PLAN_AVAILABLE:
	case PLAN_DIVIDED: return "=";
	default: return " ";
	}
}

/* The lock has a mark of its own. */
static struct terms besides_lock(const struct plan_row *row)
{
	struct terms terms = row->terms;

	terms.hold = NULL;
	return terms;
}

static bool says_terms(const struct plan_row *row)
{
	const struct terms terms = besides_lock(row);

	return row->value[PLAN_NOW] != MONEY_NONE && terms_tells(&terms);
}

static void add_terms(const struct distribution *d, const struct plan_row *row, struct buffer *out)
{
	const struct terms terms = besides_lock(row);

	terms_tell(out, d->plan->book, &terms);
}

static void add_note(const struct distribution *d, struct buffer *text, const struct plan_row *row)
{
	if (row->conflict)
		buffer_text(text, _("ändrad av någon annan: Enter väljer"));
	else if (row->changed)
		buffer_text(text, _("ej sparat"));
	else if (row->example)
		buffer_text(text, _("räkneexempel"));
	else if (is_held(row))
		buffer_format(text, _("låst: %s"), row->terms.hold);
	else if (row->terms.details.count)
		buffer_format(text, ngettext("%zu specifikation", "%zu specifikationer", row->terms.details.count), row->terms.details.count);
	else if (row->unit != ORG_NONE)
		buffer_text(text, approval_status_name(approval_status(d->plan->table, row->unit)));
	if (says_terms(row)) {
		buffer_text(text, text->size ? ", " : "");
		add_terms(d, row, text);
	}
}

/* Where there is no room for notes, a reserve's terms stand after its name as far as there are no amounts. */
static void draw_terms(const struct distribution *d, struct canvas *body, const struct layout *l, int y, const struct plan_row *row, int x)
{
	static const enum plan_column order[] = { PLAN_OUTCOME, PLAN_BEFORE, PLAN_FORECAST, PLAN_NOW };
	struct buffer text = { 0 };
	int end = 0;

	for (size_t i = 0; i < sizeof order / sizeof *order && !end; i++)
		if (l->width[order[i]] && row->value[order[i]] != MONEY_NONE)
			end = l->x[order[i]];
	add_terms(d, row, &text);
	if (text.size && end - x > 8)
		canvas_text(body, y, x, end - x, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

static void draw_note(const struct distribution *d, struct canvas *body, const struct layout *l, int y, const struct plan_row *row, int after_name)
{
	struct buffer text = { 0 };

	if (l->note_width >= NOTE_LEAST)
		add_note(d, &text, row);
	else if (says_terms(row))
		draw_terms(d, body, l, y, row, after_name);
	if (text.size)
		canvas_text(body, y, l->note, l->note_width, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

/* Never up to the column before it. */
static void draw_amount(const struct distribution *d, struct canvas *body, const struct layout *l, int y, enum plan_column column, enum role role, money value)
{
	if (l->width[column])
		amount_draw(body, y, l->x[column] + 1, l->width[column] - 1, role, d->screen.session, value, unit_of_money(d), column == PLAN_CHANGE ? MONEY_SIGN : 0);
}

static void draw_amounts(struct distribution *d, struct canvas *body, const struct layout *l, int y, const struct plan_row *row, bool here)
{
	char percent[MONEY_TEXT];

	for (int i = 0; i < PLAN_AMOUNTS; i++) {
		enum role role = row->changed && i == PLAN_NOW ? ROLE_ACCENT : row->sum ? ROLE_STRONG : i == PLAN_NOW ? ROLE_PLAIN : ROLE_DIM;

		draw_amount(d, body, l, y, (enum plan_column)i, here && (int)d->column == i ? ROLE_ACCENT : role, row->value[i]);
	}
	draw_amount(d, body, l, y, PLAN_CHANGE, ROLE_PLAIN, plan_change(row, distribution_compared(d)));
	canvas_right(body, y, l->x[PLAN_PERCENT], l->width[PLAN_PERCENT], ROLE_PLAIN, plan_percent(row, distribution_compared(d), body->glyphs->ascii, percent));
}

/* Under mine, in the same column: what somebody else has saved, who and when. It cannot be selected. */
static void draw_theirs(struct distribution *d, struct canvas *body, const struct layout *l, int y, const struct plan_row *row)
{
	struct buffer text = { 0 };
	int end = l->x[PLAN_NOW];

	buffer_text(&text, _("deras: "));
	if (says_terms(row) && !terms_same(&row->terms, &row[-1].terms)) { /* mine is the row above */
		terms_tell(&text, d->plan->book, &row->terms);
		buffer_text(&text, "; ");
	}
	distribution_who(d, &text, row->event);
	canvas_text(body, y, 7, end - 7, ROLE_DIM, text.bytes);
	if (row->value[PLAN_NOW] == MONEY_NONE)
		canvas_right(body, y, end, l->width[PLAN_NOW], ROLE_STRONG, _("tomt"));
	draw_amount(d, body, l, y, PLAN_NOW, ROLE_STRONG, row->value[PLAN_NOW]);
	buffer_free(&text);
}

/* The row's name and the current figure, as a spreadsheet marks them: half the bytes of a whole row. */
static void draw_here(struct canvas *body, int y, const struct layout *l, int from, int to)
{
	while (from < to && canvas_at(body, y, from) && !strcmp(canvas_at(body, y, from)->text, " "))
		from++;
	canvas_reverse(body, y, 1, l->name - 1);
	canvas_reverse(body, y, from, to - from + 1);
	canvas_cursor(body, y, to, false);
}

/* «189,6+2% → 193,4»: where the change otherwise stands. */
static void draw_result(const struct distribution *d, struct canvas *body, const struct layout *l, int y)
{
	int x = l->x[PLAN_NOW] + l->width[PLAN_NOW] + 3, width = l->width[PLAN_CHANGE] + l->width[PLAN_PERCENT] - 3;
	int beside = is_held(current(d)) ? 1 : 2; /* a large change reaches as far as to the mark of a lock */
	char text[MONEY_TEXT];

	if (width < 8) /* the strip says it too */
		return;
	canvas_fill(body, y, x - beside, 1, width + beside, ROLE_PLAIN);
	money_print(text, d->entry.value, unit_of_money(d), MONEY_FULL, money_flags(d) & ~(unsigned)MONEY_NAMED);
	canvas_format(body, y, x, width, ROLE_ACCENT, "%s %s", body->glyphs->arrow, text);
}

/* What is longer than its column takes the one before it too. */
static void draw_typed(struct distribution *d, struct canvas *body, const struct layout *l, int y)
{
	int x = l->x[PLAN_NOW] + 1, width = l->width[PLAN_NOW] - 1;

	if (text_width(d->field.text) >= width) {
		x -= l->width[PLAN_FORECAST];
		width += l->width[PLAN_FORECAST];
	}
	field_draw(&d->field, body, y, x, width);
	if (distribution_is_expression(d))
		draw_result(d, body, l, y);
}

static const char *gutter_of(const struct distribution *d, const struct plan_row *row)
{
	const char *sign = row->conflict ? "!" : row->changed ? "*" : row->example ? "~" : distribution_plan_sign(d, row);

	return sign ? sign : " ";
}

static void draw_row(struct distribution *d, struct canvas *body, const struct layout *l, int y, int at)
{
	const struct plan_row *row = &d->plan->rows[at];
	bool here = at == d->list.at;
	int x = row->sum ? 4 : 5;

	if (row->kind == PLAN_THEIRS) {
		draw_theirs(d, body, l, y, row);
		return;
	}
	canvas_text(body, y, 1, 1, row->conflict ? ROLE_WARN : ROLE_ACCENT, gutter_of(d, row));
	canvas_text(body, y, 2, 1, ROLE_PLAIN, sign_of(row, body->glyphs));
	x += canvas_text(body, y, x, l->name - 5, row->sum ? ROLE_STRONG : ROLE_PLAIN, row->name);
	if (is_held(row)) /* first: a figure that needs the room goes before it */
		canvas_text(body, y, l->x[PLAN_NOW] + l->width[PLAN_NOW] + 1, 1, ROLE_ACCENT, "L");
	draw_amounts(d, body, l, y, row, here);
	draw_note(d, body, l, y, row, x + 2);
	if (!here)
		return;
	if (d->editing) {
		draw_typed(d, body, l, y);
		return;
	}
	draw_here(body, y, l, l->x[d->column], l->x[d->column] + l->width[d->column] - 1);
}

/* An anslag that nobody has put on rows has no balance, whatever its ram is. */
static void draw_undivided(const struct distribution *d, struct canvas *body, money ram)
{
	struct buffer text = { 0 };

	if (ram == MONEY_NONE) {
		buffer_text(&text, _("Ingen ram är given än: det finns inget att fördela."));
	} else {
		buffer_text(&text, _("Anslaget på "));
		amount_text(&text, d->screen.session, ram, unit_of_money(d), 0);
		buffer_text(&text, _(" är inte delat på rader: hela räknas som fördelat."));
	}
	canvas_text(body, 0, 1, body->columns - 2, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

/* «ATT FÖRDELA 2 276,5      FÖRDELAT 2 270,0      », in front of what is left; in a narrow window what is left goes before. */
static int draw_divided(const struct distribution *d, struct canvas *body, const struct balance *b, int room)
{
	const struct { const char *name; money value; } parts[] = { { _("ATT FÖRDELA "), b->available }, { _("FÖRDELAT "), b->divided } };
	int x = 1;

	for (int i = 0; i < 2; i++) {
		struct buffer text = { 0 };

		buffer_text(&text, parts[i].name);
		amount_text(&text, d->screen.session, parts[i].value, unit_of_money(d), 0);
		buffer_text(&text, "      ");
		if (x + text_width(text.bytes) <= room)
			x += canvas_text(body, 0, x, CANVAS_REST, ROLE_PLAIN, text.bytes);
		buffer_free(&text);
	}
	return x;
}

void distribution_draw_sum(const struct distribution *d, struct canvas *body, const struct balance *b)
{
	bool over = b->left != MONEY_NONE && b->left < 0;
	struct buffer left = { 0 };
	int x;

	if (b->available == MONEY_NONE) {
		draw_undivided(d, body, b->ram);
		return;
	}
	buffer_text(&left, over ? _("ÖVER RAM ") : _("KVAR ATT FÖRDELA "));
	amount_text(&left, d->screen.session, over ? -b->left : b->left, unit_of_money(d), 0);
	x = draw_divided(d, body, b, body->columns - 1 - text_width(left.bytes));
	canvas_text(body, 0, x, body->columns - x - 1, over && !session_preliminary(d->screen.session) ? ROLE_WARN : ROLE_STRONG, left.bytes);
	buffer_free(&left);
}

/* Another ram than she began with stands under what it gives to divide, until she leaves or saves. */
static void draw_ram_was(const struct distribution *d, struct canvas *body)
{
	struct buffer text = { 0 };

	if (d->plan->ram_was == MONEY_NONE || d->layout.top < 4 || (popup_open(&d->popup) && d->popup.purpose == ASK_NEWS))
		return;
	buffer_text(&text, "! ");
	distribution_ram_was(d, &text);
	canvas_text(body, 1, 1, body->columns - 2, ROLE_WARN, text.bytes);
	buffer_free(&text);
}

/* On the same row, where the ram is what it was. Returns where what stands there ends. */
static int draw_plan_state(const struct distribution *d, struct canvas *body)
{
	struct buffer text = { 0 }, shown = { 0 };
	int end = 1;

	distribution_plan_state(d, &text);
	if (text.size && d->plan->ram_was == MONEY_NONE && d->layout.top >= 4) {
		text_capital(&shown, text.bytes);
		end += canvas_text(body, 1, 1, body->columns - 2, ROLE_ACCENT, shown.bytes) + 3;
	}
	buffer_free(&text);
	buffer_free(&shown);
	return end;
}

/* Under ÖVER RAM what is to make it fit, where there is room for all of it. */
static void draw_measures(const struct distribution *d, struct canvas *body, int x)
{
	money left = plan_balance(d->plan)->left;
	struct measure_sum sum = measures_of(d->plan->book, d->unit, d->plan->year);
	struct buffer text = { 0 }, shown = { 0 };

	if (left == MONEY_NONE || left >= 0 || d->plan->ram_was != MONEY_NONE || d->layout.top < 4)
		return;
	measures_tell(&text, &sum, -left, unit_of_money(d), money_flags(d) & ~(unsigned)MONEY_NAMED);
	text_capital(&shown, text.bytes);
	if (x + text_width(shown.bytes) < body->columns)
		canvas_text(body, 1, x, body->columns - x - 1, ROLE_PLAIN, shown.bytes);
	buffer_free(&text);
	buffer_free(&shown);
}

/* ---- the strip ---- */

static void strip_conflict(const struct distribution *d, const struct plan_row *row, struct buffer *out)
{
	buffer_text(out, _("! Raden har ändrats sedan du skrev: överst står ditt, under det deras. Enter: välj vilket som ska gälla."));
	if (says_terms(row)) {
		buffer_text(out, _(" Ditt: "));
		terms_tell(out, d->plan->book, &row->terms);
		buffer_text(out, ".");
	}
}

static void strip_terms(const struct distribution *d, const struct plan_row *row, struct buffer *out)
{
	enum terms_kind kind = row->value[PLAN_NOW] == MONEY_NONE ? TERMS_NONE : terms_kind(d->plan->book->region, row->line);

	if (says_terms(row)) {
		buffer_text(out, kind == TERMS_NONE ? _("Anteckning: ") : _("Villkor: "));
		add_terms(d, row, out);
		buffer_text(out, ". ");
	} else if (kind != TERMS_NONE && distribution_may(d, NULL)) {
		buffer_text(out, kind == TERMS_OF_RESERVE ? _("t anger villkor. ") : _("t anger motpart. "));
	}
}

/* «Senast 10 dec 2019 av dig: Första fördelningen» */
static void strip_last(const struct distribution *d, const struct event *event, struct buffer *out)
{
	const struct charter charter = { d->plan->book->region, d->plan->book->org };
	const char *user = d->screen.session->user, *why = event->line->act.kind == ACT_DISTRIBUTE ? event->line->act.distribute.why : NULL;

	buffer_text(out, _("Senast "));
	story_date(out, event->line->head.at);
	buffer_text(out, _(" av "));
	if (user && !strcmp(user, event->user))
		buffer_text(out, _("dig"));
	else
		title_user(out, &charter, event->user, true);
	if (why)
		buffer_format(out, ": %s", why);
}

static void strip_example(const struct distribution *d, const struct plan_row *row, struct buffer *out)
{
	char text[MONEY_TEXT];

	buffer_format(out, _("~ räkneexempel: sparat är %s. "), money_print(text, row->saved, unit_of_money(d), MONEY_FULL, money_flags(d)));
}

static void strip_saved(const struct distribution *d, const struct plan_row *row, struct buffer *out)
{
	char text[MONEY_TEXT];

	if (row->changed && row->value[PLAN_NOW] == row->saved) {
		buffer_text(out, terms_kind(d->plan->book->region, row->line) == TERMS_NONE ? _("* ej sparat. ") : _("* villkoren är inte sparade. "));
	} else if (row->changed) {
		money_print(text, row->saved, unit_of_money(d), MONEY_FULL, money_flags(d));
		buffer_format(out, _("* ej sparat: %s %s. "), *text ? _("var") : _("var tomt"), text);
	}
	if (row->example)
		strip_example(d, row, out);
	if (distribution_departed(d, row))
		buffer_text(out, _("Raden finns inte längre i region.cfg; beloppet räknas som kostnad tills det tas bort (Delete). "));
	if (is_held(row))
		distribution_tell_lock(d, row, out);
	strip_terms(d, row, out);
	if (row->cell && (!out->size || d->layout.note_width >= NOTE_LEAST)) /* v tells the rest */
		strip_last(d, row->cell->event, out);
}

/* What is decided for the years to come; in a plan year, for that one too. */
static void strip_coming(const struct distribution *d, int unit, struct buffer *out)
{
	bool preliminary = session_preliminary(d->screen.session);
	size_t size = out->size;

	coming_tell(out, d->plan->book, unit, preliminary ? d->plan->year - 1 : d->plan->year, unit_of_money(d), money_flags(d) & ~(unsigned)MONEY_NAMED);
	if (out->size > size)
		buffer_text(out, ". ");
}

static void strip_sub(const struct distribution *d, const struct plan_row *row, struct buffer *out)
{
	money left = d->plan->table->balance[row->unit].left;
	char text[MONEY_TEXT];

	if (left != MONEY_NONE) {
		money_print(text, left < 0 ? -left : left, unit_of_money(d), MONEY_USUAL, money_flags(d));
		buffer_format(out, left < 0 ? _("Enheten är %s över sin ram. ") : _("Enheten har %s kvar att fördela. "), text);
	}
	strip_coming(d, row->unit, out);
}

/* «du» is who divides it, not who reads. A plan year is told from the year before it. */
static void strip_ram(const struct distribution *d, struct buffer *out)
{
	if (current(d)->example)
		strip_example(d, current(d), out);
	strip_coming(d, d->unit, out);
	if (!session_preliminary(d->screen.session))
		story_ram(out, d->plan->book, d->plan->table, d->unit, unit_of_money(d), distribution_may(d, NULL));
	else if (!out->size)
		buffer_format(out, _("Inget är beslutat som ändrar ramen efter %d."), d->plan->year - 1);
}

static void add_strip(struct distribution *d, struct buffer *out)
{
	const struct plan_row *row = current(d);

	if (d->editing) {
		distribution_tell_typed(d, out);
	} else if (row->kind == PLAN_RAM) {
		strip_ram(d, out);
	} else if (row->conflict) {
		strip_conflict(d, row, out);
	} else {
		distribution_plan_tell(d, out);
		strip_saved(d, row, out);
		if (row->unit != ORG_NONE)
			strip_sub(d, row, out);
	}
}

static void draw_strip(struct distribution *d, struct canvas *body, int y)
{
	struct buffer text = { 0 };
	int used = 0;

	canvas_rule(body, y, 1, body->columns - 2);
	add_strip(d, &text);
	if (text.size)
		used = canvas_wrap(body, y + 1, 1, body->columns - 2, 2, ROLE_DIM, text.bytes);
	buffer_free(&text);
	if (d->editing && d->hint)
		distribution_draw_hint(d, body, y + STRIP_ROWS);
	else if (d->editing && used < 2)
		canvas_text(body, y + 2, 1, body->columns - 2, ROLE_DIM, _("F1 visar vad man kan skriva"));
}

/* ---- the whole ---- */

static int min_of(int a, int b)
{
	return a < b ? a : b;
}

void distribution_draw(struct screen *screen, struct canvas *body)
{
	struct distribution *d = self(screen);
	struct layout *l = &d->layout;
	int strip = body->rows >= 12 ? STRIP_ROWS : 0, popup = popup_rows(&d->popup, body->columns);

	if (d->gone) {
		canvas_wrap(body, 0, 1, body->columns - 2, 2, ROLE_DIM, _("Enheten finns inte längre i organisationen. q går tillbaka."));
		popup_draw(&d->popup, body);
		return;
	}
	lay_out(d, body->rows, body->columns, l);
	if (d->editing && d->hint) /* as much of it as leaves the row in sight */
		strip = min_of(STRIP_ROWS + DISTRIBUTION_HINTS, body->rows - l->top - 1);
	list_size(&d->list, (int)d->plan->count, body->rows - l->top - (popup > strip ? popup : strip));
	if (current(d)->conflict && list_end(&d->list) == d->list.at + 1 && d->list.first < d->list.at)
		d->list.first++; /* theirs is to be seen with mine */
	distribution_draw_sum(d, body, plan_balance(d->plan));
	draw_ram_was(d, body);
	draw_measures(d, body, draw_plan_state(d, body));
	draw_heads(d, body, l);
	for (int row = d->list.first; row < list_end(&d->list); row++)
		draw_row(d, body, l, l->top + list_y(&d->list, row), row);
	if (strip && !popup)
		draw_strip(d, body, body->rows - strip);
	popup_draw(&d->popup, body);
}

/* In an amount's column that figure becomes the current one. */
bool distribution_click(struct screen *screen, int row, int column)
{
	struct distribution *d = self(screen);
	const struct layout *l = &d->layout;

	if (d->editing || d->gone || popup_open(&d->popup))
		return false;
	for (int i = 0; i < PLAN_PERCENT; i++)
		if (column >= l->x[i] && column < l->x[i] + l->width[i])
			d->column = (enum plan_column)i;
	return list_click(&d->list, row - l->top);
}

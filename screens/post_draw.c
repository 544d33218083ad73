#include "post_form.h"

#include "amount.h"
#include "entry.h"
#include "intl.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#define LABEL_WIDTH 14 /* of the fields, from column 1 */
#define TEXT_MOST   100
#define ROOMY       16 /* rows of the body: below this there are no empty ones */

/* ---- drawing ---- */

static const char *const labels[POSTING_FIELDS] = {
	[POSTING_KIND] = N_("Slag"), [POSTING_YEAR] = N_("År"), [POSTING_UNIT] = N_("Enhet"), [POSTING_AMOUNT] = N_("Belopp"),
	[POSTING_UNTIL] = N_("T.o.m."), [POSTING_FULL_YEAR] = N_("Helår"), [POSTING_END] = N_("Motpart"), [POSTING_LINE] = N_("Rad"),
	[POSTING_TEXT] = N_("Text"), [POSTING_DECISION] = N_("Beslut"), [POSTING_PRINCIPLE] = N_("Styrprincip"),
};

static const char *const hints[POSTING_FIELDS] = {
	[POSTING_KIND] = N_("Vänster och höger pil byter slag."),
	[POSTING_YEAR] = N_("Från och med vilket år ändringen gäller."),
	[POSTING_UNIT] = N_("Skriv början av enhetens namn; tomt tar bort raden. Ctrl-F tar med alla."),
	[POSTING_AMOUNT] = N_("Skriv beloppet, minus för en minskning, = för det som återstår, 2% av ramen."),
	[POSTING_UNTIL] = N_("Sista året beloppet gäller. Tomt: tills vidare."),
	[POSTING_FULL_YEAR] = N_("Beloppet från året efter, om det blir ett annat."),
	[POSTING_END] = N_("Var det som inte tar ut varandra kommer ifrån eller går."),
	[POSTING_LINE] = N_("Budgetraden som ändringen hör till, om den hör till en."),
	[POSTING_TEXT] = N_("Varför, i en mening: den läses av alla som ser ramen."),
	[POSTING_DECISION] = N_("Organ, datum, paragraf, diarienummer."),
	[POSTING_PRINCIPLE] = N_("Styrprincipen som beloppet följer av, om det gör det."),
};

/* Where there are indices to choose among. */
static const char index_hint[] = N_("Skriv beloppet (minus minskar), = för resten, 2% av ramen, högerpil för index.");

struct layout { int x[4], width[4], follows, ram; }; /* columns by POSTING_UNIT …; follows: where, 0: no room; ram: how wide one is there */

static const int digits[] = { [MONEY_IN_MNKR] = 9, [MONEY_IN_TKR] = 11, [MONEY_IN_KR] = 15 };

#define UNTIL_WIDTH 6
#define NAME_LEAST  18
#define NAME_MOST   44
#define ARROW_WIDTH 3
#define RAM_LEAST   8 /* and its head */

/* As wide as the widest ram before or after, so that the two stand together. */
static int ram_width(const struct form *f)
{
	int width = RAM_LEAST;

	for (size_t i = 0; i < 2 * f->preview.leg_count; i++) {
		const struct posting_change *change = &f->follows.rams[i / 2];
		struct buffer text = { 0 };

		buffer_text(&text, "");
		amount_text(&text, f->screen.session, i % 2 ? change->after : change->before, f->desk.shown, 0);
		width = text_width(text.bytes) > width ? text_width(text.bytes) : width;
		buffer_free(&text);
	}
	return width;
}

/* Where there is little room the figures that follow go first, then those of the two last columns that one is not in. */
static void lay_out(const struct form *f, int columns, struct layout *l)
{
	int amount = digits[f->desk.shown], rest = columns - 4 - amount - 1;

	*l = (struct layout){ .ram = ram_width(f), .width = { 0, amount, UNTIL_WIDTH, amount } };
	if (rest - UNTIL_WIDTH - amount - 2 < 10)
		l->width[f->at.field == POSTING_UNTIL ? 3 : 2] = 0;
	if (rest - UNTIL_WIDTH - amount - 2 < 10 && f->at.field != POSTING_FULL_YEAR)
		l->width[3] = 0;
	rest -= l->width[2] + !!l->width[2] + l->width[3] + !!l->width[3];
	if (rest - 2 * l->ram - ARROW_WIDTH - 3 >= NAME_LEAST)
		l->follows = 2 * l->ram + ARROW_WIDTH + 3;
	l->width[0] = rest - l->follows > NAME_MOST ? NAME_MOST : rest - l->follows;
	l->x[0] = 3;
	for (int i = 1; i < 4; i++)
		l->x[i] = l->x[i - 1] + l->width[i - 1] + (l->width[i] || i == 1);
	l->follows = l->follows ? l->x[3] + l->width[3] + 3 : 0;
}

static void draw_head(const struct form *f, struct canvas *part, int y, const struct layout *l)
{
	canvas_text(part, y, 1, l->width[0] + 2, ROLE_HEAD, f->preview.leg_count > 1 ? _("Enheter") : _("Enhet"));
	for (int i = 1; i < 4; i++)
		canvas_right(part, y, l->x[i], l->width[i], ROLE_HEAD, l->width[i] ? _(labels[POSTING_UNIT + i]) : "");
	if (l->follows) {
		char head[40];

		snprintf(head, sizeof head, _("Ram %d"), f->preview.year);
		canvas_right(part, y, l->follows + l->ram + ARROW_WIDTH, l->ram, ROLE_HEAD, head);
	}
}

static void draw_change(const struct form *f, struct canvas *part, int y, const struct layout *l, struct posting_change change)
{
	const struct session *session = f->screen.session;

	if (!l->follows || change.after == MONEY_NONE)
		return;
	amount_draw(part, y, l->follows, l->ram, ROLE_DIM, session, change.before, f->desk.shown, 0);
	canvas_text(part, y, l->follows + l->ram + 1, ARROW_WIDTH - 1, ROLE_DIM, part->glyphs->arrow);
	amount_draw(part, y, l->follows + l->ram + ARROW_WIDTH, l->ram, change.after < 0 ? ROLE_WARN : ROLE_STRONG, session,
	            change.after, f->desk.shown, 0);
}

/* What is not filled in yet is nothing to blame anyone for, until she tries to save. */
static bool is_marked(const struct form *f, struct posting_cell cell, struct error *why)
{
	return posting_judge(&f->preview, &f->desk, cell, why) == POSTING_WRONG && (f->tried || strncmp(why->word, "no-", 3) != 0);
}

static bool leg_is_marked(const struct form *f, size_t leg)
{
	struct error why;

	for (enum posting_field field = POSTING_UNIT; field <= POSTING_FULL_YEAR; field++)
		if (is_marked(f, (struct posting_cell){ field, leg }, &why))
			return true;
	return false;
}

/* The cell that is typed in; the unit meant stands beside what is typed of its name. */
static void draw_focus(struct form *f, struct canvas *part, int y, int x, int width)
{
	int name = f->match_count ? text_width(form_match_name(f, (size_t)f->match)) : 0;

	canvas_fill(part, y, x, 1, width, ROLE_PLAIN);
	if (name && name + 12 < width) {
		canvas_text(part, y, x + width - name, name, ROLE_DIM, form_match_name(f, (size_t)f->match));
		width -= name + 1;
	}
	field_draw(&f->field, part, y, x, width);
}

static void draw_leg_amounts(const struct form *f, struct canvas *part, int y, const struct layout *l, const struct posting_leg *leg)
{
	const struct session *session = f->screen.session;
	char until[16] = "";

	amount_draw(part, y, l->x[1], l->width[1], ROLE_PLAIN, session, leg->amount, f->desk.shown, MONEY_SIGN);
	if (leg->until)
		snprintf(until, sizeof until, "%d", leg->until);
	if (l->width[2])
		canvas_right(part, y, l->x[2], l->width[2], ROLE_PLAIN, until);
	if (l->width[3])
		amount_draw(part, y, l->x[3], l->width[3], ROLE_PLAIN, session, leg->full_year, f->desk.shown, MONEY_SIGN);
}

static void draw_leg(struct form *f, struct canvas *part, int y, const struct layout *l, size_t at)
{
	const struct posting_leg *leg = &f->preview.legs[at];
	int column = (int)(f->at.field - POSTING_UNIT);

	canvas_text(part, y, 1, 1, ROLE_WARN, leg_is_marked(f, at) ? "!" : " ");
	canvas_text(part, y, l->x[0], l->width[0], ROLE_PLAIN, form_unit_name(f, leg->unit));
	draw_leg_amounts(f, part, y, l, leg);
	draw_change(f, part, y, l, f->follows.rams[at]);
	if (form_leg_field(f->at.field) && f->at.leg == at)
		draw_focus(f, part, y, l->x[column], l->width[column]);
}

/* «2 175,2 × 2,9 % (LPIK 2020, SKR 1 okt 2019)» */
static void draw_work(const struct form *f, struct canvas *part, int y, const struct layout *l, size_t leg)
{
	struct buffer text = { 0 };
	struct posting_work work;

	if (posting_is_worked(&f->preview, &f->desk, leg, &work))
		posting_say_work(&text, &f->desk, &work);
	canvas_text(part, y, l->x[0] + 2, part->columns - l->x[0] - 3, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

/* The row for one more; it shows what a zero-sum kind still lacks. */
static void draw_new(struct form *f, struct canvas *part, int y, const struct layout *l)
{
	bool open = posting_has_end(&f->desk, &f->preview) && f->preview.leg_count && !*f->preview.end;
	money rest = open ? -posting_sum(&f->preview) : 0;

	canvas_text(part, y, l->x[0], l->width[0], ROLE_DIM, rest ? _("saknar motpart") : f->preview.leg_count ? _("en till") : _("vilken enhet?"));
	if (rest)
		amount_draw(part, y, l->x[1], l->width[1], ROLE_DIM, f->screen.session, rest, f->desk.shown, MONEY_SIGN);
	if (form_leg_field(f->at.field) && f->at.leg == f->preview.leg_count)
		draw_focus(f, part, y, l->x[0], l->width[0]);
}

static void draw_sum(const struct form *f, struct canvas *part, int y, const struct layout *l)
{
	canvas_text(part, y, l->x[0], l->width[0], ROLE_STRONG, _("Summa"));
	amount_draw(part, y, l->x[1], l->width[1], ROLE_STRONG, f->screen.session, posting_sum(&f->preview), f->desk.shown, MONEY_SIGN);
}

static void draw_choice(const struct form *f, struct canvas *part, int y, int x, int width, enum posting_field field)
{
	struct buffer text = { 0 };
	int used;

	posting_shown(&text, &f->desk, &f->preview, (struct posting_cell){ field, 0 });
	if (f->at.field != field) {
		canvas_text(part, y, x, width, ROLE_PLAIN, text.bytes);
	} else {
		canvas_text(part, y, x - 2, 1, ROLE_ACCENT, part->glyphs->here);
		used = canvas_text(part, y, x, width - 2, ROLE_PLAIN, text.bytes);
		canvas_text(part, y, x + used + 1, 1, ROLE_ACCENT, part->glyphs->pointer);
		canvas_reverse(part, y, x, used);
		canvas_cursor(part, y, x, false);
	}
	buffer_free(&text);
}

static void draw_text(struct form *f, struct canvas *part, int y, int x, int width, enum posting_field field)
{
	const char *text = field == POSTING_TEXT ? f->preview.text : f->preview.decision;

	if (f->at.field == field) {
		field_draw(&f->field, part, y, x, width);
		return;
	}
	canvas_fill(part, y, x, 1, width, ROLE_FIELD);
	canvas_text(part, y, x, width, ROLE_FIELD, text);
}

static void draw_field(struct form *f, struct canvas *part, int y, enum posting_field field)
{
	int x = 1 + LABEL_WIDTH, width = part->columns - x - 1;
	struct error why;

	canvas_text(part, y, 1, LABEL_WIDTH - 2, ROLE_HEAD, _(labels[field]));
	canvas_text(part, y, x - 2, 1, ROLE_WARN, is_marked(f, (struct posting_cell){ field, 0 }, &why) ? "!" : " ");
	if (posting_is_choice(field))
		draw_choice(f, part, y, x, width, field);
	else
		draw_text(f, part, y, x, width > TEXT_MOST ? TEXT_MOST : width, field);
}

static void draw_row(struct form *f, struct canvas *part, int y, const struct layout *l, const struct form_row *row)
{
	switch (row->kind) {
	case ROW_FIELD: draw_field(f, part, y, row->cell.field); break;
	case ROW_HEAD: draw_head(f, part, y, l); break;
	case ROW_LEG: draw_leg(f, part, y, l, row->cell.leg); break;
	case ROW_NEW: draw_new(f, part, y, l); break;
	case ROW_WORK: draw_work(f, part, y, l, row->cell.leg); break;
	case ROW_SUM: draw_sum(f, part, y, l); break;
	case ROW_GAP: break;
	}
}
/* ---- the strip: what follows, what this field says, what hinders saving ---- */

/* «Länssjukvård: kvar att fördela 6,5 → 4,5» */
static void draw_left(const struct form *f, struct canvas *body, int y)
{
	const struct session *session = f->screen.session;
	struct posting_change left = f->follows.left;
	struct buffer text = { 0 };
	bool over = left.after != MONEY_NONE && left.after < 0;

	if (left.after == MONEY_NONE || f->desk.giver == ORG_NONE)
		return;
	buffer_format(&text, _("%s: kvar att fördela "), form_book(f)->org->units[f->desk.giver].name);
	if (left.before != left.after) {
		amount_text(&text, session, left.before, f->desk.shown, 0);
		buffer_format(&text, " %s ", body->glyphs->arrow);
	}
	amount_text(&text, session, left.after, f->desk.shown, 0);
	if (over)
		buffer_text(&text, _(", ÖVER RAM"));
	canvas_text(body, y, 1, body->columns - 2, over ? ROLE_WARN : ROLE_STRONG, text.bytes);
	buffer_free(&text);
}

/* Which units the text may mean: the one taken by Enter between its marks. */
static void say_matches(const struct form *f, struct buffer *out, const struct glyphs *glyphs)
{
	if (form_is_searching(f))
		buffer_text(out, _("Upp och ner väljer:  "));
	for (size_t i = 0; i < f->match_count; i++) {
		bool meant = (int)i == f->match;

		buffer_format(out, "%s%s%s%s", i ? "  " : "", meant ? glyphs->pointer : "", meant ? " " : "", form_match_name(f, i));
	}
}

static void say_share(const struct form *f, struct buffer *out)
{
	const struct posting_leg *leg = &f->preview.legs[f->at.leg];

	buffer_text(out, _("Av ramen utan den här posten: "));
	amount_text(out, f->screen.session, leg->amount, f->desk.shown, MONEY_SIGN | MONEY_NAMED);
	buffer_text(out, _(". Ctrl-F ger alla samma procent."));
}

/* The amount is the whole answer where there is but one series; the row below says what it comes from. */
static void say_index(const struct form *f, struct buffer *out, const struct glyphs *glyphs)
{
	struct posting_work work;

	if (form_is_searching(f))
		say_matches(f, out, glyphs);
	if (form_is_searching(f) || !posting_work(&f->preview, &f->desk, f->at.leg, &work))
		return;
	buffer_format(out, _("%s: "), work.series->name);
	amount_text(out, f->screen.session, work.value, f->desk.shown, MONEY_SIGN | MONEY_NAMED);
	buffer_text(out, _(". Ctrl-F ger alla samma index."));
	if (work.series->note)
		buffer_format(out, " %s", work.series->note);
}

static void say_amount(const struct form *f, struct buffer *out)
{
	const struct entry_at at = { .shown = f->desk.shown, .before = MONEY_NONE, .rest = MONEY_NONE };
	struct entry read;
	char text[MONEY_TEXT];

	if (posting_is_share(f->field.text)) {
		say_share(f, out);
		return;
	}
	if (!strcmp(f->field.text, "=") || !entry_read(f->field.text, &at, &read, NULL) || read.value == MONEY_NONE)
		return;
	buffer_format(out, _("Läses som %s"), money_print(text, read.value, read.unit, MONEY_FULL, f->desk.flags | MONEY_NAMED));
	if (read.unit != MONEY_IN_KR)
		buffer_format(out, " = %s", money_print(text, read.value, MONEY_IN_KR, MONEY_EXACT, f->desk.flags | MONEY_NAMED));
	buffer_text(out, ". ");
}

/* What is being typed: how it is read, or why it cannot be. False: nothing to say of it. */
static bool say_typed(struct form *f, struct buffer *out, const struct glyphs *glyphs)
{
	struct posting tried;
	struct error error;
	bool fine;

	if (!form_is_typing(f) || f->at.field == POSTING_TEXT || f->at.field == POSTING_DECISION)
		return false;
	posting_copy(&tried, &f->posting);
	fine = posting_put(&tried, &f->desk, f->at, form_entry(f), &error);
	posting_free(&tried);
	if (!fine || (f->at.field == POSTING_AMOUNT && posting_judge(&f->preview, &f->desk, f->at, &error) == POSTING_NOTE))
		buffer_text(out, error.text);
	else if (f->at.field == POSTING_UNIT)
		say_matches(f, out, glyphs);
	else if (f->match_count)
		say_index(f, out, glyphs);
	else if (f->at.field != POSTING_UNTIL)
		say_amount(f, out);
	return !fine || out->size > 0;
}

static const char *hint(const struct form *f)
{
	bool index = f->at.field == POSTING_AMOUNT && posting_next_series(&f->desk, &f->posting, "", 1) >= 0;

	return index ? _(index_hint) : _(hints[f->at.field]);
}

static enum role say_cell(struct form *f, struct buffer *out, const struct glyphs *glyphs)
{
	struct error why;
	enum posting_verdict verdict = posting_judge(&f->preview, &f->desk, f->at, &why);

	if (say_typed(f, out, glyphs))
		return ROLE_PLAIN;
	if (verdict == POSTING_WRONG && !is_marked(f, f->at, &why))
		verdict = POSTING_FINE;
	buffer_text(out, verdict == POSTING_FINE ? hint(f) : why.text);
	return verdict == POSTING_WRONG ? ROLE_WARN : verdict == POSTING_NOTE ? ROLE_PLAIN : ROLE_DIM;
}

/* What hinders saving; false: where one stands, and that is said already. */
static bool say_hinder(const struct form *f, struct buffer *out, enum role *role)
{
	struct posting_cell cell;
	struct error why;

	*role = f->refused.word ? ROLE_WARN : ROLE_PLAIN;
	if (f->refused.word) {
		buffer_text(out, f->refused.text);
	} else if (!posting_wrong(&f->preview, &f->desk, &cell, &why)) {
		buffer_text(out, _("Inget hindrar: Ctrl-S sparar."));
	} else if (!form_same_cell(cell, f->at)) {
		*role = ROLE_DIM;
		buffer_format(out, _("Återstår: %s"), why.text);
	}
	return out->size > 0;
}

#define STRIP_ROWS  4 /* a rule, what follows for the giver, what the field says, what hinders */
#define HINDER_MOST 2

/* One more where what hinders is long. */
static int strip_rows(const struct form *f, const struct canvas *body)
{
	struct buffer text = { 0 };
	const char *rest;
	enum role role;
	int rows = body->rows >= 10 ? STRIP_ROWS : 1;

	if (rows > 1 && say_hinder(f, &text, &role)) {
		text_wrap(text.bytes, body->columns - 2, &rest);
		rows += rest != NULL;
	}
	buffer_free(&text);
	return rows;
}

/* On the rule: that the form goes on below what is seen. */
static void draw_hidden(const struct form *f, struct canvas *body, int y)
{
	unsigned hidden = 0;
	char text[60];

	for (int row = list_end(&f->list); row < f->list.count; row++)
		hidden += form_stops(f, row);
	if (!hidden)
		return;
	snprintf(text, sizeof text, ngettext(" %u fält till nedanför ", " %u fält till nedanför ", hidden), hidden);
	canvas_right(body, y, 1, body->columns - 4, ROLE_DIM, text);
}

static void draw_strip(struct form *f, struct canvas *body, int rows)
{
	struct buffer text = { 0 }, hinder = { 0 };
	enum role hinder_role, role = say_cell(f, &text, body->glyphs);
	int y = body->rows - rows, room = 1;

	if (rows > 1) {
		canvas_rule(body, y, 1, body->columns - 2);
		draw_hidden(f, body, y);
		draw_left(f, body, ++y);
		if (say_hinder(f, &hinder, &hinder_role))
			canvas_wrap(body, y + 2, 1, body->columns - 2, HINDER_MOST, hinder_role, hinder.bytes);
		else
			room++;
		y++;
	}
	canvas_wrap(body, y, 1, body->columns - 2, room, role, text.bytes);
	buffer_free(&text);
	buffer_free(&hinder);
}

static void drop(struct form *f, enum row_kind kind)
{
	int kept = 0;

	for (int row = 0; row < f->list.count; row++)
		if (f->rows[row].kind != kind || (kind == ROW_WORK && form_leg_field(f->at.field) && f->rows[row].cell.leg == f->at.leg))
			f->rows[kept++] = f->rows[row];
	f->list.count = kept;
}

/* Where there is little room: no empty rows, and of what amounts were worked out from only what stands at the cursor. */
static void drop_rows(struct form *f, int body, int room)
{
	if (body < ROOMY)
		drop(f, ROW_GAP);
	if (f->list.count > room)
		drop(f, ROW_WORK);
}

void form_draw(struct screen *screen, struct canvas *body)
{
	struct form *f = form_self(screen);
	int popup = popup_rows(&f->popup, body->columns), strip;
	struct layout l;
	struct canvas part;

	form_renew(f);
	strip = strip_rows(f, body);
	strip = popup > strip ? popup : strip;
	drop_rows(f, body->rows, body->rows - strip);
	part = canvas_part(body, 0, 0, body->rows - strip, body->columns);
	lay_out(f, body->columns, &l);
	f->list.at = form_row_of(f, f->at);
	list_size(&f->list, f->list.count, part.rows);
	for (int row = f->list.first; row < list_end(&f->list); row++)
		draw_row(f, &part, list_y(&f->list, row), &l, &f->rows[row]);
	if (!popup)
		draw_strip(f, body, strip);
	popup_draw(&f->popup, body);
}

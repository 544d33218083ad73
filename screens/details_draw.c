#include "details_private.h"

#include "amount.h"
#include "sheet.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#define INDENT 2
#define HOW_LEAST 14
#define STRIP_ROWS 3
#define WIDEST 140  /* wider than that the eye loses the row */
#define FORM_WIDEST 100
#define FORM_LABEL 22 /* the widest label and a space */
#define FIELD_LEAST 8

/* ---- where things stand ---- */

static bool has_staff(const struct list *list)
{
	return details_years(list) > 0;
}

/* First how it was worked out goes, then årsarbetare, then the share. */
static void lay_out(const struct details *d, int rows, int columns, struct details_layout *l)
{
	static const int digits[] = { [MONEY_IN_MNKR] = 10, [MONEY_IN_TKR] = 12, [MONEY_IN_KR] = 16 };
	int left;

	if (columns > WIDEST)
		columns = WIDEST;
	*l = (struct details_layout){ .top = rows >= 6 ? 2 : 1, .text = 2, .amount_width = digits[details_money(d)] };
	l->share_width = columns >= 50 ? 8 : 0;
	l->years_width = d->sees_pay && columns >= 70 && (has_staff(&d->shown) || has_staff(&d->before)) ? 9 : 0;
	l->share = columns - 1 - l->share_width;
	l->amount = l->share - l->amount_width;
	l->years = l->amount - l->years_width;
	left = l->years - l->text;
	l->how_width = left >= 20 + HOW_LEAST ? left / 2 : 0;
	if (left - l->how_width > 60)
		l->how_width = left - 60;
	l->how = l->years - l->how_width;
}

static void draw_heads(const struct details *d, struct canvas *body, const struct details_layout *l)
{
	char year[16];

	snprintf(year, sizeof year, "%d", d->plan->year);
	canvas_text(body, l->top - 1, l->text, l->how - l->text - 1, ROLE_HEAD, _("Vad"));
	if (l->how_width)
		canvas_text(body, l->top - 1, l->how, l->how_width, ROLE_HEAD, _("Hur"));
	if (l->years_width)
		canvas_right(body, l->top - 1, l->years, l->years_width, ROLE_HEAD, _("Årsarb."));
	canvas_right(body, l->top - 1, l->amount, l->amount_width, ROLE_HEAD, year);
	if (l->share_width)
		canvas_right(body, l->top - 1, l->share, l->share_width, ROLE_HEAD, _("Andel %"));
}

/* ---- rows ---- */

static const struct list *list_of(const struct details *d, const struct details_row *row)
{
	return row->kind == DETAILS_BEFORE ? &d->before : &d->shown;
}

/* «ospecificerat 12,0», «delarna är 12,0 större» */
static void add_difference(const struct details *d, struct buffer *out, money rest, unsigned flags)
{
	buffer_text(out, rest > 0 ? _("ospecificerat ") : _("delarna är "));
	amount_text(out, d->screen.session, rest > 0 ? rest : -rest, details_money(d), flags);
	buffer_text(out, rest > 0 ? "" : _(" större"));
}

/* Whether its own parts are all of it. */
static void add_own_parts(const struct details *d, const struct details_row *row, struct buffer *out)
{
	money parts = details_sum(list_of(d, row), NULL, row->detail->id), rest;

	if (parts == MONEY_NONE || row->value == MONEY_NONE)
		return;
	rest = money_sum(row->value, -parts);
	if (out->size)
		buffer_text(out, "; ");
	if (rest)
		add_difference(d, out, rest, 0);
	else
		buffer_text(out, _("summan av delarna"));
}

static bool hides_pay(const struct details *d, const struct details_row *row)
{
	return row->detail->staff.count && !d->sees_pay;
}

static void add_how(const struct details *d, const struct details_row *row, struct buffer *out)
{
	if (hides_pay(d, row))
		buffer_text(out, _("personalberäkning"));
	else
		detail_tell(out, row->detail);
	add_own_parts(d, row, out);
}

static void add_text(const struct details *d, const struct details_row *row, struct buffer *out)
{
	switch (row->kind) {
	case DETAILS_PART:
	case DETAILS_BEFORE: buffer_text(out, row->detail->text); break;
	case DETAILS_REST:
	case DETAILS_BEFORE_REST: buffer_text(out, row->value > 0 ? _("ospecificerat") : _("delarna är större än raden")); break;
	case DETAILS_AMOUNT: buffer_format(out, "= %s %d", d->row ? d->row->name : d->line, d->plan->year); break;
	case DETAILS_BEFORE_AMOUNT: buffer_format(out, "= %s %d", d->row ? d->row->name : d->line, d->year_before); break;
	case DETAILS_HEAD: buffer_format(out, _("Innehåll %d"), d->year_before); break;
	case DETAILS_GAP: buffer_text(out, ""); break;
	}
}

static bool is_sum(const struct details_row *row)
{
	return row->kind == DETAILS_AMOUNT || row->kind == DETAILS_BEFORE_AMOUNT;
}

static bool is_last_years(const struct details_row *row)
{
	return row->kind >= DETAILS_HEAD;
}

/* Of the amount it is a part of, in tenths of a per cent; "" where that says nothing. */
static void print_share(const struct details *d, const struct details_row *row, char out[MONEY_TEXT])
{
	money whole = is_last_years(row) ? d->amount_before : details_amount(d);
	char number[MONEY_TEXT];

	*out = '\0';
	if (whole == MONEY_NONE || whole <= 0 || row->value == MONEY_NONE)
		return;
	__extension__ __int128 twice = (__int128)row->value * 2000;
	int64_t tenths = (int64_t)((twice + (twice < 0 ? -whole : whole)) / (2 * whole));
	int64_t size = tenths < 0 ? -tenths : tenths;

	snprintf(number, sizeof number, "%lld,%lld", (long long)(size / 10), (long long)(size % 10));
	snprintf(out, MONEY_TEXT, "%s%.40s", tenths >= 0 ? "" : d->screen.session->ascii_money ? "-" : "−", number);
}

static int64_t years_of(const struct details *d, const struct details_row *row)
{
	if (row->kind == DETAILS_AMOUNT)
		return details_years(&d->shown);
	if (row->kind == DETAILS_BEFORE_AMOUNT)
		return details_years(&d->before);
	return row->detail && row->detail->staff.count ? calc_years(row->detail->staff.items) : 0;
}

static void print_years(const struct details *d, const struct details_row *row, char out[MONEY_TEXT])
{
	int64_t years = d->sees_pay ? years_of(d, row) : 0;

	*out = '\0';
	if (years)
		detail_print_years(out, years);
}

static void draw_row(struct details *d, struct canvas *body, int y, int at)
{
	const struct details_row *row = &d->rows[at];
	const struct details_layout *l = &d->layout;
	bool typed = d->form.open && row->kind == DETAILS_PART && row->at == d->form.at;
	enum role role = row->kind == DETAILS_HEAD ? ROLE_HEAD : is_sum(row) ? ROLE_STRONG : typed ? ROLE_ACCENT
	                 : is_last_years(row) || row->kind == DETAILS_REST ? ROLE_DIM : ROLE_PLAIN;
	int x = l->text + INDENT * (row->depth < 8 ? row->depth : 8);
	char share[MONEY_TEXT], years[MONEY_TEXT];
	struct buffer text = { 0 }, how = { 0 };

	add_text(d, row, &text);
	canvas_text(body, y, x, (row->detail ? l->how : l->years) - x - 1, role, text.bytes);
	if (l->how_width && row->detail) {
		buffer_text(&how, "");
		add_how(d, row, &how);
		canvas_text(body, y, l->how, l->how_width, ROLE_DIM, how.bytes);
	}
	print_share(d, row, share);
	print_years(d, row, years);
	if (l->years_width)
		canvas_right(body, y, l->years, l->years_width, role, years);
	amount_draw(body, y, l->amount, l->amount_width, role, d->screen.session, row->value, details_money(d), 0);
	if (l->share_width)
		canvas_right(body, y, l->share, l->share_width, ROLE_DIM, share);
	if (at == d->view.at && !d->form.open) {
		canvas_reverse(body, y, 1, l->share + l->share_width - 1);
		canvas_cursor(body, y, x, false);
	}
	buffer_free(&text);
	buffer_free(&how);
}

/* ---- the strip ---- */

static void strip_amount(const struct details *d, struct buffer *out, money value)
{
	amount_text(out, d->screen.session, value, MONEY_IN_KR, MONEY_NAMED);
}

static void strip_part(const struct details *d, const struct details_row *row, struct buffer *out)
{
	char years[MONEY_TEXT];

	if (hides_pay(d, row)) {
		buffer_text(out, _("Hur en personalberäkning är gjord visas bara för enhetens chef, nivån ovanför och ekonomen. "));
	} else if (detail_is_worked_out(row->detail)) {
		detail_tell(out, row->detail);
		buffer_text(out, " = ");
	}
	strip_amount(d, out, row->value);
	print_years(d, row, years);
	if (*years)
		buffer_format(out, _(", %s årsarbetare"), years);
}

static void add_strip(const struct details *d, struct buffer *out)
{
	const struct details_row *row = details_current(d);
	bool can = screen_can(&d->screen, ACTION_PART_NEW, NULL);

	if (d->row && d->row->conflict)
		buffer_text(out, _("! Någon annan har ändrat raden sedan du skrev: gå tillbaka med q och välj där med Enter. "));
	if (screen_can(&d->screen, ACTION_PART_BEFORE, NULL))
		buffer_format(out, _("Inget innehåll än. s hämtar innehållet %d hit; + lägger till en rad, p en personalberäkning."), d->year_before);
	else if (!d->shown.count && row->kind == DETAILS_AMOUNT)
		buffer_text(out, can ? _("Inget innehåll än. + lägger till en rad: text och belopp, eller 1 200 vårddygn × 4 500 kr. p lägger till en personalberäkning.")
		                     : _("Ingen har skrivit vad beloppet består av."));
	else if (row->detail)
		strip_part(d, row, out);
	else if (row->value != MONEY_NONE)
		strip_amount(d, out, row->value);
	if (screen_can(&d->screen, ACTION_PART_SUM, NULL) && !row->detail && d->shown.count)
		buffer_text(out, _(". Tangenten = gör beloppet till summan av delarna."));
}

static void draw_strip(const struct details *d, struct canvas *body, int y)
{
	struct buffer text = { 0 };

	buffer_text(&text, "");
	add_strip(d, &text);
	canvas_rule(body, y, 1, body->columns - 2);
	canvas_wrap(body, y + 1, 1, body->columns - 2, 2, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

/* ---- what is being typed ---- */

/* Two fields a row, where both can be read. */
static bool abreast(const struct details_form *form, int columns)
{
	return form->staff && columns >= 2 * (FORM_LABEL + FIELD_LEAST);
}

static int field_row(const struct details_form *form, int field, int columns)
{
	return abreast(form, columns) ? (field + 1) / 2 : field;
}

static int form_rows(const struct details_form *form, int columns)
{
	return 1 + field_row(form, form->count - 1, columns) + 1 + 2; /* rule, fields, how it is read */
}

/* What is read, or what is wrong; then what it leaves of the amount. */
static void add_read(struct details *d, struct buffer *out)
{
	struct detail read = { .kr = NUMBER_NONE };
	struct error error;
	char years[MONEY_TEXT];
	money rest;

	if (!d->form.fresh)
		read = ((const struct detail *)d->list.items)[d->form.at];
	if (!details_form_read(d, &read, &error)) {
		text_capital(out, error.text);
		buffer_text(out, ".");
		return;
	}
	buffer_text(out, _("Läses som "));
	if (detail_is_worked_out(&read)) {
		detail_tell(out, &read);
		buffer_text(out, " = ");
	}
	strip_amount(d, out, money_from_kr(read.kr));
	if (read.staff.count) {
		detail_print_years(years, calc_years(read.staff.items));
		buffer_format(out, _(", %s årsarbetare"), years);
	}
	rest = money_sum(details_amount(d) == MONEY_NONE ? 0 : details_amount(d), -details_sum(&d->shown, NULL, NULL));
	if (details_amount(d) != MONEY_NONE && rest) {
		buffer_text(out, "; ");
		add_difference(d, out, rest, MONEY_NAMED);
	}
	buffer_text(out, ".");
}

/* Abreast where a row has two fields; an amount may be long to write, so it has all the row. */
static void draw_field(struct details *d, struct canvas *part, int y, int field)
{
	struct details_form *form = &d->form;
	bool two = abreast(form, part->columns), second = two && field && !(field % 2), whole = !two || !field;
	int half = (part->columns < FORM_WIDEST ? part->columns : FORM_WIDEST) / 2, left = second ? half : 1, label = form->staff ? FORM_LABEL : 8;
	int width = (whole ? part->columns - 1 : left + half - 2) - left - label;

	if (!whole && width > 16)
		width = 16;
	canvas_text(part, y, left, label - 1, ROLE_PLAIN, details_form_label(d, field));
	(field == form->focus ? field_draw : field_draw_idle)(&form->fields[field], part, y, left + label, width < 4 ? 4 : width);
	if (field == form->focus && form->whole)
		canvas_reverse(part, y, left + label, text_width(form->fields[field].text));
}

/* In a low window the field that is being typed in is seen before the others. */
static void draw_form(struct details *d, struct canvas *body, int top)
{
	struct canvas part = canvas_part(body, top, 0, body->rows - top, body->columns);
	int fields = field_row(&d->form, d->form.count - 1, part.columns) + 1, room = part.rows - 3 < 1 ? 1 : part.rows - 3;
	int focus = field_row(&d->form, d->form.focus, part.columns), first = room < fields && focus >= room ? focus - room + 1 : 0;
	struct buffer text = { 0 };

	canvas_fill(&part, 0, 0, part.rows, part.columns, ROLE_PLAIN);
	canvas_rule(&part, 0, 1, part.columns - 2);
	for (int i = 0; i < d->form.count; i++) {
		int row = field_row(&d->form, i, part.columns) - first;

		if (row >= 0 && row < room)
			draw_field(d, &part, 1 + row, i);
	}
	add_read(d, &text);
	canvas_wrap(&part, 1 + (fields < room ? fields : room), 1, part.columns - 2, 2, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

/* ---- the whole ---- */

void details_draw(struct screen *screen, struct canvas *body)
{
	struct details *d = details_self(screen);
	int foot = d->form.open ? form_rows(&d->form, body->columns) : body->rows >= 12 ? STRIP_ROWS : 0;

	lay_out(d, body->rows, body->columns, &d->layout);
	if (foot > body->rows)
		foot = body->rows;
	list_size(&d->view, d->view.count, body->rows - d->layout.top - foot);
	draw_heads(d, body, &d->layout);
	for (int row = d->view.first; row < list_end(&d->view); row++)
		draw_row(d, body, d->layout.top + list_y(&d->view, row), row);
	if (d->form.open)
		draw_form(d, body, body->rows - foot);
	else if (foot)
		draw_strip(d, body, body->rows - foot);
}

bool details_click(struct screen *screen, int row, int column)
{
	struct details *d = details_self(screen);

	(void)column;
	return !d->form.open && list_click(&d->view, row - d->layout.top);
}

/* ---- as a sheet ---- */

enum { SHEET_TEXT, SHEET_ID, SHEET_HOW, SHEET_YEARS, SHEET_AMOUNT, SHEET_SHARE };

static void add_sheet_row(const struct details *d, const struct details_row *row, struct sheet *out)
{
	struct cell_text *cells = sheet_row(out, row->depth, false);
	struct buffer text = { 0 }, how = { 0 };
	char share[MONEY_TEXT], years[MONEY_TEXT];

	add_text(d, row, &text);
	buffer_text(&how, "");
	if (row->detail)
		add_how(d, row, &how);
	print_share(d, row, share);
	print_years(d, row, years);
	cells[SHEET_TEXT].text = sheet_keep(out, &text);
	cells[SHEET_ID].text = row->detail ? arena_string(&out->arena, row->detail->id) : "";
	cells[SHEET_HOW].text = sheet_keep(out, &how);
	cells[SHEET_YEARS].text = arena_string(&out->arena, years);
	cells[SHEET_AMOUNT].value = row->value;
	cells[SHEET_SHARE].text = arena_string(&out->arena, share);
}

bool details_sheet(const struct screen *screen, struct sheet *out)
{
	const struct details *d = details_self(screen);
	struct buffer title = { 0 };

	buffer_format(&title, _("%s: innehåll i %s %d"), d->plan->book->org->units[d->unit].name, d->row ? d->row->name : d->line, d->plan->year);
	out->title = sheet_keep(out, &title);
	out->money = details_money(d);
	sheet_column(out, "text", _("Vad"), FOR_ALL, false);
	sheet_column(out, "id", "id", FOR_DATA, false);
	sheet_column(out, "how", _("Hur"), FOR_ALL, false);
	sheet_column(out, "years", _("Årsarbetare"), (d->sees_pay ? FOR_ALL : FOR_DATA) | NUMBERS, false);
	sheet_column(out, "amount", _("Belopp"), FOR_ALL, true);
	sheet_column(out, "share", _("Andel %"), FOR_ALL | NUMBERS, false);
	for (int i = 0; i < d->view.count; i++)
		if (!is_last_years(&d->rows[i]) && d->rows[i].kind != DETAILS_GAP)
			add_sheet_row(d, &d->rows[i], out);
	return true;
}

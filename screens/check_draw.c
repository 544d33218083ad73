/* How Avstämning looks: one table, with the amounts aligned on their decimal commas, and what the selected row is about under a rule. */
#include "check_view.h"

#include "figure.h"
#include "intl.h"
#include "several.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARGIN      1
#define INDENT      2 /* of a row under its heading */
#define GAP         2
#define WIDE        140
#define LEAST_NAME  30
#define WHERE_SHORT 9
#define WHERE_FULL  34
#define NAME_FULL   58

struct columns {
	int name, name_width, where, where_width, said, said_width; /* width 0: not shown */
	struct { int at, width, part; } amounts[CHECK_AMOUNTS];    /* part: of the width, for the comma and what follows it */
};

/* ---- amounts ---- */

/* All digits: a difference that is hidden by rounding would look like none. */
static char *amount_text(const struct check_view *view, money value, char out[MONEY_TEXT])
{
	return money_print(out, value, view->screen.session->money, MONEY_FULL, view->screen.session->ascii_money ? MONEY_ASCII : 0);
}

static money amount_of(const struct finding *finding, int column)
{
	const money amounts[CHECK_AMOUNTS] = { finding->computed, finding->stated, finding->difference };

	return amounts[column];
}

static int part_of(const char *amount)
{
	const char *comma = strchr(amount, ',');

	return comma ? (int)strlen(comma) : 0;
}

static const char *head_of(int column)
{
	static const char *const heads[CHECK_AMOUNTS] = { N_("Beräknat"), N_("Angivet"), N_("Skillnad") };

	return _(heads[column]);
}

/* So wide that every finding fits, also those that are hidden: the columns do not jump. */
static void measure_amounts(const struct check_view *view, struct columns *columns, int column)
{
	int whole = 0, part = 0;
	char text[MONEY_TEXT];

	for (size_t i = 0; i < view->findings->count; i++) {
		amount_text(view, amount_of(&view->findings->items[i], column), text);
		int own = part_of(text), rest = text_width(text) - own;

		part = own > part ? own : part;
		whole = rest > whole ? rest : whole;
	}
	columns->amounts[column].part = part;
	columns->amounts[column].width = whole + part > text_width(head_of(column)) ? whole + part : text_width(head_of(column));
}

/* ---- where the columns stand ---- */

static int between(int least, int wanted, int most)
{
	return wanted < least ? least : wanted > most ? most : wanted;
}

static void place_amounts(struct columns *columns, int at)
{
	for (int i = 0; i < CHECK_AMOUNTS; i++) {
		columns->amounts[i].at = at;
		at += columns->amounts[i].width + GAP;
	}
}

/* Where there is room for all of it the words stand last; else amounts stand to the right and the words under the rule only. */
static void place(const struct check_view *view, struct columns *columns, int width)
{
	int amounts = 0, rest;

	*columns = (struct columns){ .name = INDENT };
	for (int i = 0; i < CHECK_AMOUNTS; i++) {
		measure_amounts(view, columns, i);
		amounts += GAP + columns->amounts[i].width;
	}
	rest = width - INDENT - MARGIN - amounts;
	if (width >= WIDE) {
		columns->name_width = NAME_FULL;
		columns->where_width = WHERE_FULL;
		columns->said = INDENT + NAME_FULL + GAP + WHERE_FULL + amounts + GAP;
		columns->said_width = width - MARGIN - columns->said;
	} else {
		columns->where_width = rest < LEAST_NAME + GAP + WHERE_SHORT ? 0 : between(WHERE_SHORT, rest - GAP - NAME_FULL, WHERE_FULL);
		columns->name_width = between(0, rest - (columns->where_width ? columns->where_width + GAP : 0), NAME_FULL);
	}
	columns->where = INDENT + columns->name_width + GAP;
	place_amounts(columns, columns->where + (columns->where_width ? columns->where_width + GAP : 0));
}

/* ---- rows ---- */

/* The year stands in the head: what is cut for want of room shall be something else. */
static void name_of(const struct check_view *view, const struct finding *finding, struct buffer *out)
{
	char year[16];
	size_t length = (size_t)snprintf(year, sizeof year, " %d", view->screen.session->book->region->year);

	buffer_text(out, finding->title);
	if (out->size > length && !strcmp(out->bytes + out->size - length, year))
		out->bytes[out->size -= length] = '\0';
}

/* From where it is not cut: «: Spar», « och 9 till: Spar». NULL: it has no such end. */
static char *end_of(const struct finding *finding, char *name)
{
	char *what = strstr(name, ": "), *and = strchr(finding->figure, '+') ? name : NULL, *end = what;

	while (what && and && (and = strstr(and + 1, _(" och "))) && and < what)
		end = and;
	return end;
}

/* «Medfinansiering natio…: Spar»: rather the unit's name is cut than what it is about. False when something was. */
static bool name_within(const struct check_view *view, const struct finding *finding, int width, const char *more, struct buffer *out)
{
	struct buffer whole = { 0 };
	bool fits;

	name_of(view, finding, &whole);
	char *what = end_of(finding, whole.bytes);
	int what_width = what ? text_width(what) : 0;

	fits = text_width(whole.bytes) <= width;
	if (!fits && what && what_width <= width / 2) {
		char *tail = memory_string(what);

		*what = '\0';
		text_crop(out, whole.bytes, width - what_width, more);
		buffer_text(out, tail);
		free(tail);
	} else {
		text_crop(out, whole.bytes, width, more);
	}
	buffer_free(&whole);
	return fits;
}

/* What is known of it besides: that it is explained, or once was; the rest of a sentence. */
static void add_said(const struct check_view *view, const struct finding *finding, struct buffer *out)
{
	char text[MONEY_TEXT];

	if (finding->explained)
		buffer_format(out, _("förklarad av %s"), finding->said);
	else if (finding->once && finding->once_difference == finding->difference)
		buffer_format(out, _("förklaringen togs tillbaka av %s"), finding->said);
	else if (finding->once)
		buffer_format(out, _("förklarades när skillnaden var %s, av %s"), amount_text(view, finding->once_difference, text), finding->said);
}

static void draw_said(const struct check_view *view, struct canvas *body, int y, const struct columns *columns, enum role role,
                      const struct finding *finding)
{
	struct buffer text = { 0 };

	add_said(view, finding, &text);
	if (!finding->explained)
		buffer_format(&text, "%s%s", text.size ? "; " : "", finding->text);
	canvas_text(body, y, columns->said, columns->said_width, role, text.bytes);
	buffer_free(&text);
}

/* «texten» of «texten, Länssjukvård; boken»: where there is little room the rest stands under the rule. */
static void draw_where(struct canvas *body, int y, const struct columns *columns, enum role role, const struct finding *finding)
{
	struct buffer text = { 0 };

	if (finding->explained && !columns->said_width)
		buffer_text(&text, _("förklarad"));
	else
		buffer_add(&text, finding->where, columns->where_width > WHERE_SHORT ? strlen(finding->where) : strcspn(finding->where, ",;"));
	canvas_text(body, y, columns->where, columns->where_width, role, text.bytes);
	buffer_free(&text);
}

static bool where_is_whole(const struct columns *columns, const struct finding *finding)
{
	return (columns->where_width > WHERE_SHORT || !strpbrk(finding->where, ",;")) && text_width(finding->where) <= columns->where_width &&
	       (!finding->explained || columns->said_width);
}

static void draw_finding(const struct check_view *view, struct canvas *body, int y, const struct columns *columns, const struct finding *finding)
{
	enum role role = finding->explained ? ROLE_DIM : ROLE_PLAIN;
	struct buffer name = { 0 };
	char text[MONEY_TEXT];

	name_within(view, finding, columns->name_width, body->glyphs->more, &name);
	canvas_text(body, y, columns->name, columns->name_width, role, name.bytes);
	draw_where(body, y, columns, role, finding);
	for (int i = 0; i < CHECK_AMOUNTS; i++) {
		amount_text(view, amount_of(finding, i), text);
		canvas_right(body, y, columns->amounts[i].at, columns->amounts[i].width - (columns->amounts[i].part - part_of(text)), role, text);
	}
	if (columns->said_width)
		draw_said(view, body, y, columns, role, finding);
	buffer_free(&name);
}

static size_t explained_of(const struct findings *findings, enum finding_class class)
{
	return check_count(findings, class, false) - check_count(findings, class, true);
}

static void draw_class(const struct check_view *view, struct canvas *body, int y, enum finding_class class)
{
	static const char *const names[] = { [FINDING_CONTRADICTION] = N_("Motsägelser"), [FINDING_UNSPECIFIED] = N_("Ospecificerat"),
		                             [FINDING_ROUNDING] = N_("Avrundningar") };
	size_t explained = explained_of(view->findings, class);
	int used = canvas_format(body, y, MARGIN, CANVAS_REST, ROLE_STRONG, "%s: %zu", _(names[class]), check_count(view->findings, class, true));

	if (explained)
		canvas_format(body, y, MARGIN + used, CANVAS_REST, ROLE_PLAIN, _(", och %zu %s%s"), explained,
		              explained == 1 ? _("förklarad") : _("förklarade"), view->hides ? _(", som inte visas") : "");
}

static void draw_row(const struct check_view *view, struct canvas *body, int row, const struct columns *columns)
{
	int y = view->top + list_y(&view->list, row);

	if (!view->rows[row].finding) {
		draw_class(view, body, y, view->rows[row].class);
		return;
	}
	draw_finding(view, body, y, columns, view->rows[row].finding);
	if (row != view->list.at)
		return;
	canvas_reverse(body, y, MARGIN, body->columns - 2 * MARGIN);
	canvas_cursor(body, y, columns->name, false);
}

/* ---- around them ---- */

static void draw_heads(const struct check_view *view, struct canvas *body, const struct columns *columns)
{
	int y = view->top - 1;

	canvas_text(body, y, columns->name, columns->name_width, ROLE_HEAD, _("Belopp"));
	canvas_text(body, y, columns->where, columns->where_width, ROLE_HEAD, _("Var"));
	for (int i = 0; i < CHECK_AMOUNTS; i++)
		canvas_right(body, y, columns->amounts[i].at, columns->amounts[i].width, ROLE_HEAD, head_of(i));
	canvas_text(body, y, columns->said, columns->said_width, ROLE_HEAD, _("Vad"));
}

/* What the findings cannot say: that printed figures could not be tried. Returns the rows used. */
static int draw_untried(const struct check_view *view, struct canvas *body)
{
	size_t untried = view->findings->untried;

	if (view->published_error.word)
		return canvas_wrap(body, 0, MARGIN, body->columns - 2 * MARGIN, 2, ROLE_WARN, view->published_error.text);
	if (!untried)
		return 0;
	canvas_format(body, 0, MARGIN, body->columns - 2 * MARGIN, ROLE_DIM,
	              untried == 1 ? _("%zu tryckt uppgift har ingen motsvarighet i boken och kan inte prövas.")
	                           : _("%zu tryckta uppgifter har ingen motsvarighet i boken och kan inte prövas."),
	              untried);
	return 1;
}

static void draw_nothing(const struct check_view *view, struct canvas *body, int y)
{
	canvas_wrap(body, y, MARGIN, body->columns - 2 * MARGIN, 2, ROLE_PLAIN,
	            view->findings->count ? _("Allt som inte går ihop är förklarat: a visar det.") : _("Allt går ihop: inget belopp säger emot ett annat."));
}

/* The names of them all, where one finding is about several. */
static void add_several(const struct check_view *view, const struct finding *finding, struct buffer *out)
{
	const struct book *book = view->screen.session->book;
	size_t count = 0;
	char name[256];

	if (!strchr(finding->figure, '+'))
		return;
	for (struct several each = several_of(finding->figure); several_next(&each, name); count++) {
		struct figure figure;
		bool known = figure_parse(&figure, book, name, ORG_NONE, 0, NULL);

		buffer_format(out, "%s%s", count ? ", " : "", known ? book->org->units[figure.unit].name : name);
	}
	buffer_text(out, ": ");
}

/* What the row has no room for. */
static void draw_strip(const struct check_view *view, struct canvas *strip, const struct columns *columns)
{
	const struct finding *finding = check_current(view);
	struct buffer text = { 0 }, name = { 0 }, said = { 0 };

	canvas_rule(strip, 0, MARGIN, strip->columns - 2 * MARGIN);
	if (!name_within(view, finding, columns->name_width, "", &name))
		buffer_format(&text, "%s: ", finding->title);
	add_several(view, finding, &text);
	buffer_text(&text, finding->text);
	if (!where_is_whole(columns, finding))
		buffer_format(&text, " (%s)", finding->where);
	add_said(view, finding, &said);
	if (said.size)
		buffer_format(&text, "; %s", said.bytes);
	if (view->begun)
		buffer_text(&text, _("; du har börjat förklara den (f fortsätter)"));
	canvas_wrap(strip, 1, MARGIN, strip->columns - 2 * MARGIN, strip->rows - 1, ROLE_PLAIN, text.bytes);
	buffer_free(&text);
	buffer_free(&name);
	buffer_free(&said);
}

static int strip_rows(int rows)
{
	return rows >= 40 ? 7 : rows >= 20 ? 5 : rows >= 12 ? 4 : 0;
}

static void draw_list(struct check_view *view, struct canvas *body)
{
	int foot = strip_rows(body->rows);
	struct canvas strip = canvas_part(body, body->rows - foot, 0, foot, body->columns);
	struct columns columns;

	place(view, &columns, body->columns);
	draw_heads(view, body, &columns);
	list_size(&view->list, view->count, body->rows - view->top - foot);
	for (int row = view->list.first; row < list_end(&view->list); row++)
		draw_row(view, body, row, &columns);
	if (foot)
		draw_strip(view, &strip, &columns);
}

void check_draw(struct screen *screen, struct canvas *body)
{
	struct check_view *view = (struct check_view *)screen;

	if (view->generation != screen->session->book->generation && !popup_open(&view->popup))
		check_renew(view);
	view->top = draw_untried(view, body) + 2;
	if (check_current(view))
		draw_list(view, body);
	else
		draw_nothing(view, body, view->top - 1);
	popup_draw(&view->popup, body);
}

#include "unit_rows.h"

#include "coming.h"
#include "detail.h"
#include "intl.h"
#include "measures.h"
#include "monthly.h"
#include "plan.h"
#include "terms.h"

/* How the ram is divided, row by row with last year's amounts beside and the details under; for a group, what it is the sum of. */

/* A sub-unit's ram also where it has ended, for it is seen where it falls. */
static bool worth_showing(const struct plan_row *row)
{
	return row->kind != PLAN_RAM && row->kind != PLAN_AVAILABLE &&
	       (row->value[PLAN_NOW] != MONEY_NONE || (row->kind == PLAN_SUB && row->value[PLAN_BEFORE] != MONEY_NONE));
}

static bool is_divided(const struct plan *plan)
{
	const struct balance *balance = plan_balance(plan);
	money divided = money_sum(money_sum(balance->costs, balance->reserves), balance->sub_rams);

	return divided != MONEY_NONE || balance->income != MONEY_NONE;
}

/* Of a sub-unit what is decided for the years after; in a plan year also what made it other than the year before. */
static void add_coming(const struct unit_view *view, struct buffer *out, int sub)
{
	const struct session *session = view->screen.session;

	coming_tell(out, unit_book(view), sub, session_preliminary(session) ? view->year - 1 : view->year, view->shown,
	            session->ascii_money ? MONEY_ASCII : 0);
}

/* What the chef has said of the row besides its amount. */
static const char *note_of(struct unit_view *view, const struct plan_row *of)
{
	struct buffer note = { 0 };

	if (of->kind == PLAN_SUB)
		add_coming(view, &note, of->unit);
	terms_tell(&note, unit_book(view), &of->terms);
	if (note.size && of->terms.profile.count)
		buffer_text(&note, "; ");
	monthly_tell(&note, &of->terms.profile);
	return unit_kept(view, &note);
}

static void add_plan_row(struct unit_view *view, const struct plan *plan, const struct plan_row *of)
{
	struct unit_row row = unit_row(of->sum ? ROW_SUM : ROW_LINE, NULL, of->value[PLAN_NOW], 0);
	struct buffer text = { 0 };
	char figure[256];

	buffer_format(&text, "%s%s", of->kind == PLAN_INCOME ? "+ " : of->sum ? "= " : "  ", of->name);
	row.text = unit_kept(view, &text);
	row.note = note_of(view, of);
	row.more[MORE_BEFORE] = of->value[PLAN_BEFORE];
	if (plan_figure(plan, of, PLAN_NOW, figure))
		row.figure = arena_string(&view->arena, figure);
	unit_figure(view, row);
	if (of->cell && of->cell->row)
		unit_details(view, &of->cell->row->details, row.value, 0, row.figure, of->line);
}

/* What is to make the division fit, and what is still missing when it has. */
static const char *measures_note(struct unit_view *view, money missing)
{
	struct measure_sum sum = measures_of(unit_book(view), view->unit, view->year);
	struct buffer note = { 0 };

	measures_tell(&note, &sum, missing, view->shown, view->screen.session->ascii_money ? MONEY_ASCII : 0);
	return unit_kept(view, &note);
}

static void add_left(struct unit_view *view, money left)
{
	struct unit_row row = unit_row(ROW_LINE, _("Allt är fördelat"), left, 0);

	if (left == MONEY_NONE)
		return;
	if (left < 0)
		row = unit_row(session_preliminary(view->screen.session) ? ROW_SUM : ROW_OVER, _("ÖVER RAM"), -left, 0);
	else if (left > 0)
		row = unit_row(ROW_SUM, _("KVAR ATT FÖRDELA"), left, 0);
	if (left < 0)
		row.note = measures_note(view, -left);
	row.figure = unit_plain_figure(view, FIGURE_LEFT, view->year);
	unit_figure(view, row);
}

/* Why the costs and the incomes of all that lies below do not add up to what the branch costs and takes in from others. */
static void add_eliminations(struct unit_view *view)
{
	money sold = ram_eliminations(view->screen.session->table, view->unit);

	if (sold != 0)
		unit_figure(view, unit_row(ROW_SILENT, _("Sålt inom grenen, räknas en gång i summorna"), -sold, MONEY_SIGN));
}

static const char *year_head(struct unit_view *view, int year)
{
	struct buffer text = { 0 };

	buffer_format(&text, "%d", year);
	return unit_kept(view, &text);
}

static void add_heading(struct unit_view *view, const char *text, bool with_years)
{
	struct unit_row *heading = unit_heading(view, text);

	if (!with_years)
		return;
	heading->heads[0] = year_head(view, view->year);
	heading->heads[1 + MORE_BEFORE] = year_head(view, view->year - 1);
}

/* How many work there, as the personnel calculations say: with an amount beside it that tells what they are paid, so not for everyone. */
static void add_years(struct unit_view *view)
{
	int64_t years = details_years_below(unit_book(view), view->unit, view->year);
	struct buffer text = { 0 };
	char number[MONEY_TEXT];

	if (!years || !session_shows_pay(view->screen.session, view->unit))
		return;
	detail_print_years(number, years);
	buffer_format(&text, _("Personalberäkningarna här och i enheterna under: %s årsarbetare."), number);
	unit_text(view, ROW_TEXT, text.bytes, NULL);
	buffer_free(&text);
}

static void add_plan(struct unit_view *view)
{
	const char *nothing = unit_of(view)->kind == UNIT_ANSLAG ? _("Anslaget är inte delat på rader.") : _("Inget är fördelat än.");
	struct plan *plan = plan_over(view->screen.session->table, view->unit, NULL, NULL, 0);
	bool divided = is_divided(plan);

	add_heading(view, _("Så är den fördelad"), divided);
	for (size_t i = 0; divided && i < plan->count; i++)
		if (worth_showing(&plan->rows[i]))
			add_plan_row(view, plan, &plan->rows[i]);
	if (divided)
		add_left(view, plan_balance(plan)->left);
	else
		unit_text(view, ROW_TEXT, nothing, NULL);
	add_years(view);
	plan_free(plan);
}

static void add_members(struct unit_view *view)
{
	const struct org *org = unit_book(view)->org;

	add_heading(view, _("Summan består av"), true);
	for (int unit = view->unit + 1; unit < org->units[view->unit].end; unit = org->units[unit].end) {
		struct unit_row row = unit_row(ROW_LINE, org->units[unit].name, view->screen.session->table->balance[unit].ram, 0);

		row.more[MORE_BEFORE] = ram_kind(view->screen.session->table, unit, (int)unit_book(view)->region->opening);
		row.figure = unit_figure_name(view, &(struct figure){ .unit = unit, .year = view->year, .what = FIGURE_RAM });
		unit_figure(view, row);
	}
}

void unit_add_division(struct unit_view *view)
{
	(unit_of(view)->kind == UNIT_GROUP ? add_members : add_plan)(view);
	add_eliminations(view);
}

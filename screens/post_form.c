#include "post_form.h"

#include "intl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- rows ---- */

static void add_row(struct form *f, enum row_kind kind, enum posting_field field, size_t leg)
{
	f->rows[f->list.count++] = (struct form_row){ kind, { field, leg } };
}

static bool is_leg(const struct posting *posting, const char *id)
{
	for (size_t i = 0; i < posting->leg_count; i++)
		if (!strcmp(posting->legs[i].unit, id))
			return true;
	return false;
}

/* Is there a unit that could be one more leg? */
static bool has_more(const struct form *f)
{
	for (int unit = posting_next_unit(&f->desk, ORG_NONE); unit != ORG_NONE; unit = posting_next_unit(&f->desk, unit))
		if (!is_leg(&f->preview, form_book(f)->org->units[unit].id))
			return true;
	return false;
}

static void add_legs(struct form *f)
{
	add_row(f, ROW_HEAD, POSTING_UNIT, 0);
	for (size_t i = 0; i < f->preview.leg_count; i++) {
		struct posting_work work;

		add_row(f, ROW_LEG, POSTING_UNIT, i);
		if (posting_is_worked(&f->preview, &f->desk, i, &work))
			add_row(f, ROW_WORK, POSTING_UNIT, i);
	}
	if (has_more(f) || !f->preview.leg_count)
		add_row(f, ROW_NEW, POSTING_UNIT, f->preview.leg_count);
	if (f->preview.leg_count > 1)
		add_row(f, ROW_SUM, POSTING_UNIT, 0);
}

static void make_rows(struct form *f)
{
	f->rows = memory_grow(f->rows, 2 * f->preview.leg_count + 20, sizeof *f->rows);
	f->list.count = 0;
	add_row(f, ROW_FIELD, POSTING_KIND, 0);
	add_row(f, ROW_FIELD, POSTING_YEAR, 0);
	add_row(f, ROW_GAP, POSTING_YEAR, 0);
	add_legs(f);
	add_row(f, ROW_GAP, POSTING_YEAR, 0);
	if (posting_has_end(&f->desk, &f->preview))
		add_row(f, ROW_FIELD, POSTING_END, 0);
	for (enum posting_field field = POSTING_LINE; field <= POSTING_PRINCIPLE; field++)
		add_row(f, ROW_FIELD, field, 0);
}

bool form_stops(const void *owner, int row)
{
	return ((const struct form *)owner)->rows[row].kind <= ROW_NEW;
}

static bool row_has(const struct form_row *row, struct posting_cell cell)
{
	if (row->kind == ROW_LEG || row->kind == ROW_NEW)
		return form_leg_field(cell.field) && row->cell.leg == cell.leg;
	return row->kind == ROW_FIELD && row->cell.field == cell.field;
}

int form_row_of(const struct form *f, struct posting_cell cell)
{
	for (int row = 0; row < f->list.count; row++)
		if (row_has(&f->rows[row], cell))
			return row;
	return 0;
}
/* ---- the form, kept up to date with what is typed and with the book ---- */

bool form_is_typing(const struct form *f)
{
	return !posting_is_choice(f->at.field) && f->field.touched;
}

/* A unit or a series is being looked for: the first that fits is meant, until another is chosen. */
static void find_matches(struct form *f)
{
	f->match_count = 0;
	if (f->at.field == POSTING_UNIT && form_is_typing(f) && f->field.text[strspn(f->field.text, " ")])
		f->match_count = posting_matches(&f->desk, &f->posting, f->at.leg, f->field.text, f->matches, MATCHES);
	else if (f->at.field == POSTING_AMOUNT && form_is_typing(f) && posting_is_index(&f->desk, f->field.text))
		f->match_count = posting_series(&f->desk, &f->posting, f->field.text, f->matches, MATCHES);
	if ((size_t)f->match >= f->match_count)
		f->match = 0;
}

const char *form_entry(const struct form *f)
{
	if (!f->match_count)
		return f->field.text;
	return f->at.field == POSTING_AMOUNT ? form_book(f)->region->series[f->matches[f->match]].id : form_book(f)->org->units[f->matches[f->match]].id;
}

const char *form_match_name(const struct form *f, size_t at)
{
	return f->at.field == POSTING_AMOUNT ? form_book(f)->region->series[f->matches[at]].name : form_book(f)->org->units[f->matches[at]].name;
}

static void make_preview(struct form *f)
{
	posting_free(&f->preview);
	posting_copy(&f->preview, &f->posting);
	find_matches(f);
	if (form_is_typing(f) && (f->at.field != POSTING_UNIT || f->match_count)) /* a leg does not vanish while its name is being typed */
		posting_put(&f->preview, &f->desk, f->at, form_entry(f), NULL);
}

static void renew_table(struct form *f)
{
	if (f->table && f->generation == form_book(f)->generation && f->table->year == f->posting.year)
		return;
	ram_free(f->table);
	f->generation = form_book(f)->generation;
	f->table = ram_make(form_book(f), f->posting.year, NULL, 0);
}

void form_renew(struct form *f)
{
	struct session *session = f->screen.session;

	f->desk.book = session->book;
	f->desk.user = session->user;
	f->desk.giver = org_find(session->book->org, f->giver);
	f->desk.shown = session_money(session, f->desk.giver == ORG_NONE ? 0 : f->desk.giver);
	f->desk.flags = session->ascii_money ? MONEY_ASCII : 0;
	renew_table(f);
	f->desk.table = f->table;
	make_preview(f);
	arena_free(&f->arena);
	posting_follow(&f->preview, &f->desk, &f->follows, &f->arena);
	make_rows(f);
}

/* ---- moving between cells ---- */

void form_load(struct form *f)
{
	struct buffer text = { 0 };

	posting_typed(&text, &f->desk, &f->posting, f->at);
	field_set(&f->field, text.bytes);
	f->fresh = form_leg_field(f->at.field);
	f->match = 0;
	buffer_free(&text);
}

void form_go_to(struct form *f, struct posting_cell cell)
{
	f->at = cell;
	form_renew(f);
	if (!row_has(&f->rows[form_row_of(f, cell)], cell)) /* its row is gone */
		f->at = f->rows[0].cell;
	form_load(f);
	form_renew(f);
}

void form_keep(struct form *f)
{
	if (f->refused.word)
		return;
	f->kept = true;
	f->posting.is_typing = form_is_typing(f);
	f->posting.typing_in = f->at;
	snprintf(f->posting.typing, sizeof f->posting.typing, "%s", f->field.text);
	if (!posting_keep(&f->posting))
		session_say(f->screen.session, "%s", _("Utkastet kan inte läggas på disk: spara snart (Ctrl-S)"));
}

void form_remember(struct form *f)
{
	while (f->past_count > f->now + 1)
		posting_free(&f->past[--f->past_count]);
	f->past = memory_grow(f->past, f->past_count + 1, sizeof *f->past);
	posting_copy(&f->past[f->past_count], &f->posting);
	f->now = f->past_count++;
	form_keep(f);
}

bool form_may_write(const struct form *f, struct error *why)
{
	if (!f->refused.word)
		return true;
	if (why)
		*why = f->refused;
	return false;
}

bool form_commit(struct form *f)
{
	struct error error;

	if (!form_is_typing(f))
		return true;
	if (!form_may_write(f, &error)) {
		session_say(f->screen.session, "%s", error.text);
		return false;
	}
	if (!posting_put(&f->posting, &f->desk, f->at, form_entry(f), &error)) { /* the strip says what is wrong with it */
		session_say(f->screen.session, "%s", _("Rätta fältet, eller tryck Esc: då står där vad som stod"));
		return false;
	}
	f->field.touched = false;
	form_remember(f);
	form_renew(f);
	return true;
}

static size_t columns_of(const struct form_row *row)
{
	return row->kind == ROW_LEG ? POSTING_FULL_YEAR - POSTING_UNIT + 1 : 1;
}

struct posting_cell form_cell_after(const struct form *f, int step)
{
	int row = form_row_of(f, f->at), column = form_leg_field(f->at.field) ? (int)(f->at.field - POSTING_UNIT) : 0;
	struct posting_cell cell;

	column += step;
	if (column < 0 || column >= (int)columns_of(&f->rows[row])) {
		do
			row = (row + step + f->list.count) % f->list.count;
		while (!form_stops(f, row));
		column = step > 0 ? 0 : (int)columns_of(&f->rows[row]) - 1;
	}
	cell = f->rows[row].cell;
	cell.field = (enum posting_field)((int)cell.field + column);
	return cell;
}

void form_move_cell(struct form *f, int step)
{
	if (form_commit(f))
		form_go_to(f, form_cell_after(f, step));
}

void form_move_row(struct form *f, int step)
{
	enum posting_field field = f->at.field;
	int row;

	if (!form_commit(f))
		return;
	row = form_row_of(f, f->at) + step;
	while (row >= 0 && row < f->list.count && !form_stops(f, row))
		row += step;
	if (row < 0 || row >= f->list.count)
		return;
	struct posting_cell cell = f->rows[row].cell;
	if (f->rows[row].kind == ROW_LEG && form_leg_field(field))
		cell.field = field;
	form_go_to(f, cell);
}

void form_choose_match(struct form *f, int step)
{
	f->match = (int)(((size_t)f->match + f->match_count + (size_t)(step < 0 ? f->match_count - 1 : 1)) % f->match_count);
	form_renew(f);
}

bool form_is_searching(const struct form *f)
{
	return f->match_count > 1;
}

bool form_chooses_series(const struct form *f)
{
	bool whole = !*f->field.text || region_series(form_book(f)->region, f->field.text) >= 0;

	return f->at.field == POSTING_AMOUNT && f->at.leg < f->posting.leg_count && whole &&
	       posting_next_series(&f->desk, &f->posting, f->field.text, 1) >= 0;
}

void form_choose_series(struct form *f, int step)
{
	int at = posting_next_series(&f->desk, &f->posting, f->field.text, step);
	struct error why;

	if (!form_may_write(f, &why)) {
		session_say(f->screen.session, "%s", why.text);
		return;
	}
	field_set(&f->field, form_book(f)->region->series[at].id);
	f->field.touched = true;
	f->fresh = true; /* what is typed now is something else */
	f->match = 0;
	form_keep(f);
	form_renew(f);
}

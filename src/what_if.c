#include "what_if.h"

#include "entry.h"
#include "intl.h"
#include "spread.h"
#include "text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the steps ---- */

void what_if_add(struct what_if *what_if, const struct what_if_step *step)
{
	if (what_if->count == what_if->room) {
		what_if->room = what_if->room ? what_if->room * 2 : 4;
		what_if->steps = memory_grow(what_if->steps, what_if->room, sizeof *what_if->steps);
	}
	what_if->steps[what_if->count++] = *step;
}

void what_if_back(struct what_if *what_if)
{
	what_if->count -= what_if->count > 0;
}

void what_if_drop(struct what_if *what_if)
{
	free(what_if->steps);
	*what_if = (struct what_if){ 0 };
}

/* ---- in words ---- */

const char *what_if_name(const struct book *book, enum what_changes what, const char *line)
{
	static const char *const names[] = { [WHAT_RAM] = N_("ramen"), [WHAT_COSTS] = N_("alla kostnader") };

	return what == WHAT_LINE ? region_line_name(book->region, line) : _(names[what]);
}

/* As it was typed, with the unit that was meant and air before a per cent. */
static void tell_text(struct buffer *out, const struct what_if_step *step)
{
	size_t size = strlen(step->text);

	for (size_t i = 0; i < size; i++) {
		buffer_text(out, step->text[i] == '%' && i > 0 && step->text[i - 1] != ' ' ? " " : "");
		buffer_add(out, step->text + i, 1);
	}
	if (size && isdigit((unsigned char)step->text[size - 1]))
		buffer_format(out, " %s", money_unit_name(step->shown));
}

void what_if_tell_step(struct buffer *out, const struct what_if_step *step, const struct book *book, bool unit)
{
	int branch = org_find(book->org, step->unit);

	if (unit)
		buffer_format(out, "%s ", branch == ORG_NONE ? step->unit : book->org->units[branch].name);
	buffer_format(out, "%s ", what_if_name(book, step->what, step->line));
	tell_text(out, step);
}

void what_if_tell(struct buffer *out, const struct what_if *what_if, const struct book *book)
{
	for (size_t i = 0; i < what_if->count; i++) {
		const struct what_if_step *step = &what_if->steps[i];

		buffer_text(out, i ? "; " : "");
		what_if_tell_step(out, step, book, !i || strcmp(step->unit, step[-1].unit) != 0);
	}
}

void what_if_tell_steps(struct buffer *out, const struct what_if *what_if, const struct book *book)
{
	for (size_t i = 0; i < what_if->count; i++) {
		buffer_text(out, i ? "; " : "");
		what_if_tell_step(out, &what_if->steps[i], book, false);
	}
}

/* ---- in a few words ---- */

#define UNIT_LEAST 8 /* columns of a unit's name: of less she sees no more than that there is one */

static void brief_whole(struct buffer *out, const struct what_if *what_if, const struct book *book)
{
	buffer_text(out, ": ");
	what_if_tell(out, what_if, book);
}

static void brief_steps(struct buffer *out, const struct what_if *what_if, const struct book *book)
{
	buffer_text(out, ": ");
	what_if_tell_steps(out, what_if, book);
}

static void brief_amounts(struct buffer *out, const struct what_if *what_if, const struct book *book)
{
	(void)book;
	for (size_t i = 0; i < what_if->count; i++) {
		buffer_text(out, i ? "; " : ": ");
		tell_text(out, &what_if->steps[i]);
	}
}

static void brief_count(struct buffer *out, const struct what_if *what_if, const struct book *book)
{
	(void)book;
	buffer_format(out, ngettext(": %zu steg", ": %zu steg", what_if->count), what_if->count);
}

static bool one_branch(const struct what_if *what_if)
{
	for (size_t i = 1; i < what_if->count; i++)
		if (strcmp(what_if->steps[i].unit, what_if->steps[0].unit) != 0)
			return false;
	return true;
}

/* Where there is room left: which branch. */
static void add_branch_name(struct buffer *out, const struct what_if *what_if, const struct book *book, int room, const char *more)
{
	int branch = org_find(book->org, what_if->steps[0].unit);

	if (branch == ORG_NONE || !one_branch(what_if) || room < UNIT_LEAST + 2)
		return;
	buffer_text(out, ", ");
	text_crop(out, book->org->units[branch].name, room - 2, more);
}

void what_if_brief(struct buffer *out, const struct what_if *what_if, const struct book *book, int columns, const char *more)
{
	static void (*const ways[])(struct buffer *, const struct what_if *, const struct book *) = { brief_whole, brief_steps, brief_amounts, brief_count };
	size_t start = out->size;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		buffer_text(out, _("RÄKNEEXEMPEL"));
		ways[i](out, what_if, book);
		if (text_width(out->bytes + start) <= columns) {
			if (ways[i] == brief_steps)
				add_branch_name(out, what_if, book, columns - text_width(out->bytes + start), more);
			return;
		}
		out->size = start;
		out->bytes[start] = '\0';
	}
	text_crop(out, _("RÄKNEEXEMPEL"), columns, more);
}

/* ---- what it comes to ---- */

/* One amount that a step may change: a cost, a line or a ram. */
struct part { int unit; const char *line; money now; char id[136]; /* who gets the odd krona */ };

struct making {
	const struct book *book;
	const struct ram_table *table; /* with the steps before this one */
	struct wish *wishes;           /* of the steps before, and then of this one */
	size_t count, room;
	struct part *parts;            /* of the branch, or on the way down of one unit */
	size_t part_count, part_room;
	struct error *error;
};

static void wish(struct making *m, int unit, const char *line, money value)
{
	if (m->count == m->room) {
		m->room = m->room ? m->room * 2 : 64;
		m->wishes = memory_grow(m->wishes, m->room, sizeof *m->wishes);
	}
	m->wishes[m->count++] = (struct wish){ unit, line, value };
}

/* Only what is more than 0 can be more or less in proportion. */
static void add_part(struct making *m, int unit, const char *line, money now)
{
	struct part *part;

	if (now == MONEY_NONE || now <= 0)
		return;
	if (m->part_count == m->part_room) {
		m->part_room = m->part_room ? m->part_room * 2 : 64;
		m->parts = memory_grow(m->parts, m->part_room, sizeof *m->parts);
	}
	part = &m->parts[m->part_count++];
	*part = (struct part){ .unit = unit, .line = line, .now = now };
	snprintf(part->id, sizeof part->id, "%s/%s", m->book->org->units[unit].id, line ? line : "");
}

static bool is_cost(const struct region *region, const char *line)
{
	int at = region_line(region, line);

	return at < 0 || region->lines[at].side == SIDE_COST; /* as in ram.c: one that has left region.cfg is still money spent */
}

/* The unit's own rows that are not locked: its costs, or those of one line. */
static void add_own(struct making *m, int unit, const char *line)
{
	const struct unit_state *state = book_state(m->book, unit);

	for (size_t i = 0; i < state->cell_count; i++) {
		const struct cell *cell = &state->cells[i];

		if (cell->layer == LAYER_BUDGET && cell->year == m->table->year && !(cell->row && cell->row->hold) &&
		    (line ? !strcmp(cell->line, line) : is_cost(m->book->region, cell->line)))
			add_part(m, unit, cell->line, ram_line(m->table, unit, cell->line));
	}
}

static void add_subs(struct making *m, int unit)
{
	const struct org *org = m->book->org;

	for (int sub = org_next_sub(org, unit, ORG_NONE); sub != ORG_NONE; sub = org_next_sub(org, unit, sub))
		add_part(m, sub, NULL, m->table->balance[sub].ram);
}

static bool sum_of_parts(const struct making *m, money *sum)
{
	*sum = 0;
	for (size_t i = 0; i < m->part_count; i++)
		if (!money_add(*sum, m->parts[i].now, sum))
			return error_set(m->error, "too-large", _("beloppet blir för stort"));
	return true;
}

/* Every krona of the change on the parts, as they stand to each other. after[part_count]. */
static bool spread_change(struct making *m, int unit, money change, money *after)
{
	struct spread_row *rows = memory_grow(NULL, m->part_count + 1, sizeof *rows);
	money sum;
	bool fine = sum_of_parts(m, &sum) && (money_add(sum, change, &sum) || error_set(m->error, "too-large", _("beloppet blir för stort")));

	if (fine && sum < 0)
		fine = error_set(m->error, "negative", _("%s har inte så mycket att minska på: det som inte är låst skulle bli mindre än 0"), m->book->org->units[unit].name);
	for (size_t i = 0; i < m->part_count; i++)
		rows[i] = (struct spread_row){ .id = m->parts[i].id, .now = m->parts[i].now, .like = MONEY_NONE };
	fine = fine && spread(SPREAD_PROPORTIONAL, sum, rows, m->part_count, after, m->error);
	free(rows);
	return fine;
}

/* ---- a ram, and on through every level ---- */

static bool pass_down(struct making *m, int unit, money change);

static bool pass_on(struct making *m, const struct part *parts, const money *after, size_t count)
{
	bool fine = true;

	for (size_t i = 0; i < count && fine; i++) {
		if (after[i] != parts[i].now)
			wish(m, parts[i].unit, parts[i].line, after[i]);
		if (after[i] != parts[i].now && !parts[i].line)
			fine = pass_down(m, parts[i].unit, after[i] - parts[i].now);
	}
	return fine;
}

/* What a unit gets more or less of falls on what it divides. */
static bool pass_down(struct making *m, int unit, money change)
{
	struct part *mine;
	money *after;
	size_t count;
	bool fine;

	m->part_count = 0;
	add_own(m, unit, NULL);
	add_subs(m, unit);
	count = m->part_count;
	if (!count)
		return true;
	mine = memory_grow(NULL, count, sizeof *mine);
	after = memory_grow(NULL, count, sizeof *after);
	memcpy(mine, m->parts, count * sizeof *mine); /* the levels below use the list too */
	fine = spread_change(m, unit, change, after) && pass_on(m, mine, after, count);
	free(mine);
	free(after);
	return fine;
}

static bool change_ram(struct making *m, int unit, money change)
{
	const struct org *org = m->book->org;
	money ram = m->table->balance[unit].ram;

	if (!money_add(ram, change, &ram))
		return error_set(m->error, "too-large", _("beloppet blir för stort"));
	if (ram < 0 && change < 0)
		return error_set(m->error, "negative", _("ramen för %s skulle bli mindre än 0"), org->units[unit].name);
	if (org->units[unit].kind != UNIT_GROUP)
		wish(m, unit, NULL, ram);
	if (!pass_down(m, unit, change))
		return false;
	return m->count || error_set(m->error, "nothing-to-spread", _("ingen enhet i %s har en ram att räkna på"), org->units[unit].name);
}

/* ---- costs in the whole branch ---- */

static void add_branch(struct making *m, int branch, const char *line)
{
	m->part_count = 0;
	for (int unit = branch; unit < m->book->org->units[branch].end; unit++)
		add_own(m, unit, line);
}

static bool change_lines(struct making *m, int branch, money change)
{
	money *after = memory_grow(NULL, m->part_count + 1, sizeof *after);
	bool fine = spread_change(m, branch, change, after);

	for (size_t i = 0; fine && i < m->part_count; i++)
		if (after[i] != m->parts[i].now)
			wish(m, m->parts[i].unit, m->parts[i].line, after[i]);
	free(after);
	return fine;
}

/* ---- one step ---- */

/* A step says how much more or less, never how much in all. */
static bool says_change(const char *text)
{
	static const char *const signs[] = { "+", "-", "−", "–" };

	text += strspn(text, " ");
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!strncmp(text, signs[i], strlen(signs[i])))
			return true;
	return false;
}

static bool read_change(const struct what_if_step *step, money before, money *change, struct error *error)
{
	const struct entry_at at = { .shown = step->shown, .before = before, .rest = MONEY_NONE };
	struct entry entry;

	if (!says_change(step->text))
		return error_set(error, "sign", _("skriv hur mycket mer eller mindre, med + eller - framför: +2%% eller -10 mnkr"));
	if (!entry_read(step->text, &at, &entry, error))
		return false;
	if (entry.ambiguous)
		return error_set(error, "ambiguous", _("punkten kan läsas på två sätt: skriv med decimalkomma, eller med mellanrum mellan tusental"));
	*change = entry.value - before;
	return *change || error_set(error, "nothing", _("det ändrar ingenting"));
}

static bool lay_step(struct making *m, const struct what_if_step *step)
{
	int branch = org_find(m->book->org, step->unit);
	const char *line = step->what == WHAT_LINE ? step->line : NULL;
	money before, change;

	if (branch == ORG_NONE)
		return error_set(m->error, "unknown-unit", _("enheten «%s» finns inte längre i organisationen"), step->unit);
	if (line && region_line(m->book->region, line) < 0)
		return error_set(m->error, "unknown-line", _("budgetraden «%s» finns inte längre"), line);
	before = m->table->balance[branch].ram;
	if (step->what == WHAT_RAM && before == MONEY_NONE)
		return error_set(m->error, "nothing-to-spread", _("%s har ingen ram %d att räkna på"), m->book->org->units[branch].name, m->table->year);
	if (step->what == WHAT_RAM)
		return read_change(step, before, &change, m->error) && change_ram(m, branch, change);
	add_branch(m, branch, line);
	if (!m->part_count)
		return error_set(m->error, "nothing-to-spread", _("%s har inget %d som kan ändras: %s är tomt eller låst i hela grenen"),
		                 m->book->org->units[branch].name, m->table->year, what_if_name(m->book, step->what, line));
	return sum_of_parts(m, &before) && read_change(step, before, &change, m->error) && change_lines(m, branch, change);
}

/* ---- all of them ---- */

static int by_row(const struct wish *a, const struct wish *b)
{
	if (a->unit != b->unit)
		return a->unit < b->unit ? -1 : 1;
	if (!a->line || !b->line)
		return !b->line - !a->line;
	return strcmp(a->line, b->line);
}

/* The wishes of a step stand after those before it in the array: their place there settles which is the newer. */
static int compare(const void *left, const void *right)
{
	const struct wish *const *a = left, *const *b = right;
	int order = by_row(*a, *b);

	return order ? order : *a < *b ? 1 : -1;
}

/* One a row: the newest. */
static void settle(struct making *m)
{
	const struct wish **sorted = memory_grow(NULL, m->count + 1, sizeof *sorted);
	struct wish *kept = memory_grow(NULL, m->count + 1, sizeof *kept);
	size_t count = 0;

	for (size_t i = 0; i < m->count; i++)
		sorted[i] = &m->wishes[i];
	qsort(sorted, m->count, sizeof *sorted, compare);
	for (size_t i = 0; i < m->count; i++)
		if (!i || by_row(sorted[i], sorted[i - 1]))
			kept[count++] = *sorted[i];
	free(sorted);
	free(m->wishes);
	m->room = m->count + 1;
	m->wishes = kept;
	m->count = count;
}

struct ram_table *what_if_make(const struct what_if *what_if, const struct book *book, int year, struct error *error)
{
	struct ram_table *table = ram_make(book, year, NULL, 0), *before;
	struct making m = { .book = book, .error = error };

	for (size_t i = 0; table && i < what_if->count; i++) {
		m.table = before = table;
		table = NULL;
		if (lay_step(&m, &what_if->steps[i])) {
			settle(&m);
			table = ram_make(book, year, m.wishes, m.count);
		}
		ram_free(before);
	}
	free(m.wishes);
	free(m.parts);
	return table;
}

/* ---- what to look at ---- */

static money line_sum(const struct ram_table *table, int unit, const struct what_if_step *step)
{
	return step->what == WHAT_COSTS ? table->balance[unit].costs : ram_line(table, unit, step->line);
}

money what_if_sum(const struct ram_table *table, const struct what_if_step *step)
{
	const struct org *org = table->book->org;
	int branch = org_find(org, step->unit);
	money sum = MONEY_NONE;

	if (branch == ORG_NONE || step->what == WHAT_RAM)
		return branch == ORG_NONE ? MONEY_NONE : table->balance[branch].ram;
	for (int unit = branch; unit < org->units[branch].end; unit++)
		sum = money_sum(sum, line_sum(table, unit, step));
	return sum;
}

money what_if_left(const struct ram_table *table, int branch)
{
	money sum = MONEY_NONE;

	for (int unit = branch; unit < table->book->org->units[branch].end; unit++)
		sum = money_sum(sum, table->balance[unit].left);
	return sum;
}

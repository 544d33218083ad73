#include "pasting.h"

#include "block.h"
#include "intl.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define NO_COLUMN SIZE_MAX
#define NO_ROW (-1)
#define SEVERAL (-2)
#define HEAD_LOOKED 10 /* rows at the top, among which the head is looked for */

struct matching {
	const struct plan *plan;
	const struct block *block;
	struct pasting *out;
	const char **names;    /* [plan->count], folded */
	size_t *taken_by;      /* [plan->count]: the line of the block that has the row; 0: none */
	size_t key, amounts;   /* columns; key NO_COLUMN: the amounts go down */
	size_t first;          /* the first row of the block after its head */
};

bool pasting_is_block(const char *text)
{
	size_t size = strlen(text);

	while (size && strchr(" \t\r\n", text[size - 1]))
		size--;
	return memchr(text, '\t', size) || memchr(text, '\n', size);
}

bool pasting_is_blank(const char *text)
{
	return *text && !text[strspn(text, " \t\r\n\"")];
}

/* ---- which row is meant ---- */

static const char *folded(struct arena *arena, const char *text)
{
	struct buffer out = { 0 };
	const char *kept;

	text_fold(&out, text, false);
	buffer_text(&out, "");
	kept = arena_string(arena, out.bytes);
	buffer_free(&out);
	return kept;
}

/* «55,57» is one budgetkonto written as two: each of them names it too. */
static bool is_account(const char *account, const char *text)
{
	size_t length = strlen(text);

	if (!strcmp(account, text))
		return true;
	for (size_t part = strcspn(account, ","); *account; account += part + (account[part] == ','), part = strcspn(account, ","))
		if (part == length && !strncmp(account, text, length))
			return true;
	return false;
}

static bool has_account(const struct matching *m, const struct plan_row *row, const char *text)
{
	int line = row->line ? region_line(m->plan->book->region, row->line) : -1;

	return line >= 0 && m->plan->book->region->lines[line].account && is_account(m->plan->book->region->lines[line].account, text);
}

static bool is_called(const struct matching *m, size_t at, const char *text)
{
	const struct plan_row *row = &m->plan->rows[at];

	return row->kind != PLAN_THEIRS && (!strcmp(m->names[at], text) || (row->id && !strcmp(row->id, text)));
}

/* By name or id, and only where nothing is called so by account. */
static int row_called(const struct matching *m, const char *text)
{
	int found = NO_ROW;

	for (size_t at = 0; at < m->plan->count; at++)
		if (is_called(m, at, text))
			found = found == NO_ROW ? (int)at : SEVERAL;
	for (size_t at = 0; found == NO_ROW && at < m->plan->count; at++)
		if (m->plan->rows[at].kind != PLAN_THEIRS && has_account(m, &m->plan->rows[at], text))
			return (int)at;
	return found;
}

static int row_of(const struct matching *m, const struct block_cell *cell)
{
	return cell->content == BLOCK_BLANK ? NO_ROW : row_called(m, folded(&m->out->arena, cell->text));
}

static void fold_names(struct matching *m)
{
	m->names = arena_alloc(&m->out->arena, (m->plan->count + 1) * sizeof *m->names);
	m->taken_by = arena_alloc(&m->out->arena, (m->plan->count + 1) * sizeof *m->taken_by);
	for (size_t at = 0; at < m->plan->count; at++)
		m->names[at] = folded(&m->out->arena, m->plan->rows[at].name);
}

/* ---- which column has what ---- */

struct tally { size_t filled, texts, amounts, found, found_texts; };

static struct tally tally_of(const struct matching *m, size_t column)
{
	struct tally tally = { 0 };

	for (size_t row = 0; row < m->block->rows; row++) {
		const struct block_cell *cell = block_at(m->block, row, column);
		bool found = row_of(m, cell) != NO_ROW;

		tally.filled += cell->content != BLOCK_BLANK;
		tally.texts += cell->content == BLOCK_TEXT;
		tally.amounts += cell->content == BLOCK_AMOUNT;
		tally.found += found;
		tally.found_texts += found && cell->content == BLOCK_TEXT;
	}
	return tally;
}

/* Names: where most texts are rows; else the first column of texts; else one of nothing but budgetkonton («53», «60»), which look like amounts. */
static size_t find_key(const struct matching *m, const struct tally *tallies)
{
	size_t best = 0;

	for (size_t column = 1; column < m->block->columns; column++)
		if (tallies[column].found_texts > tallies[best].found_texts)
			best = column;
	if (m->block->columns == 1 || tallies[best].found_texts)
		return m->block->columns == 1 ? NO_COLUMN : best;
	for (size_t column = 0; column < m->block->columns; column++)
		if (2 * tallies[column].texts > tallies[column].filled)
			return column;
	return tallies[0].filled > 1 && tallies[0].found == tallies[0].filled ? 0 : NO_COLUMN;
}

static bool is_year(const char *text, int year)
{
	char *end;

	return strtol(text, &end, 10) == year && end == text + 4 && !*end;
}

/* «Budget 2020», «2020», «Ram 2020 (tkr)»; not «Prognos 2020». */
static bool heads_year(const struct block_cell *cell, int year, struct arena *arena)
{
	static const char *const others[] = { "bokslut", "utfall", "prognos", "förändr", "differens", "avvik" };
	const char *text = folded(arena, cell->text), *at = text;

	if (cell->content == BLOCK_AMOUNT)
		return is_year(text, year);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strstr(text, others[i]))
			return false;
	for (at += strcspn(at, "0123456789"); *at; at += strcspn(at, "0123456789")) {
		char *end;

		if (strtol(at, &end, 10) == year && end == at + 4)
			return true;
		at = end;
	}
	return false;
}

static bool is_four_digits(const char *text)
{
	return strlen(text) == 4 && strspn(text, "0123456789") == 4;
}

/* Where there are no names, figures are a head only when all of them can be years. */
static bool may_be_head(const struct matching *m, size_t row)
{
	bool years = m->block->columns > 1, texts = false;

	if (m->key != NO_COLUMN)
		return row_of(m, block_at(m->block, row, m->key)) == NO_ROW;
	for (size_t column = 0; column < m->block->columns; column++) {
		const struct block_cell *cell = block_at(m->block, row, column);

		texts = texts || cell->content == BLOCK_TEXT;
		years = years && (cell->content == BLOCK_BLANK || is_four_digits(cell->text));
	}
	return row == 0 && (texts || years);
}

/* The last column headed so, in the first row that has one. */
static bool find_head(struct matching *m)
{
	for (size_t row = 0; row < m->block->rows && row < HEAD_LOOKED && may_be_head(m, row); row++)
		for (size_t column = m->block->columns; column-- > 0;) {
			const struct block_cell *cell = block_at(m->block, row, column);

			if (column == m->key || cell->content == BLOCK_BLANK || !heads_year(cell, m->plan->year, &m->out->arena))
				continue;
			m->amounts = column;
			m->first = row + 1;
			m->out->head = arena_string(&m->out->arena, cell->text);
			return true;
		}
	return false;
}

static bool begins_with_letter(const char *text)
{
	return (unsigned char)*text >= 0x80 || (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z');
}

static bool find_columns(struct matching *m)
{
	struct tally *tallies = arena_alloc(&m->out->arena, m->block->columns * sizeof *tallies);
	const struct block_cell *top;

	for (size_t column = 0; column < m->block->columns; column++)
		tallies[column] = tally_of(m, column);
	m->key = find_key(m, tallies);
	if (find_head(m))
		return true;
	for (size_t column = m->block->columns; column-- > 0;)
		if (column != m->key && (tallies[column].amounts || (m->amounts == NO_COLUMN && tallies[column].filled))) {
			m->amounts = column;
			if (tallies[column].amounts)
				break;
		}
	if (m->amounts == NO_COLUMN)
		return false;
	for (size_t column = 0; column < m->amounts; column++)
		if (column != m->key && tallies[column].amounts)
			m->out->column = m->amounts + 1;
	top = block_at(m->block, 0, m->amounts);
	m->first = m->key == NO_COLUMN && top->content == BLOCK_TEXT && begins_with_letter(top->text) && tallies[m->amounts].amounts;
	return true;
}

/* «Budget 2020, tkr» */
static bool unit_in_head(const char *head, enum money_unit *unit)
{
	static const char *const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	char word[8];

	for (head = head ? head + strcspn(head, letters) : ""; *head; head += strcspn(head, letters)) {
		size_t length = strspn(head, letters);

		if (length < sizeof word) {
			memcpy(word, head, length);
			word[length] = '\0';
			if (money_unit_find(word, unit))
				return true;
		}
		head += length;
	}
	return false;
}

/* ---- what becomes of one cell ---- */

static const char *say(struct matching *m, const char *format, ...) __attribute__((format(printf, 2, 3)));

static const char *say(struct matching *m, const char *format, ...)
{
	struct buffer text = { 0 };
	char said[256];
	va_list args;

	va_start(args, format);
	vsnprintf(said, sizeof said, format, args);
	va_end(args);
	text_harmless(&text, said);
	buffer_text(&text, "");
	format = arena_string(&m->out->arena, text.bytes);
	buffer_free(&text);
	return format;
}

static struct pasting_row *add(struct matching *m, size_t line, const char *name)
{
	struct pasting_row *row = &m->out->rows[m->out->count++];

	*row = (struct pasting_row){ .line = line + 1, .saved = MONEY_NONE, .now = MONEY_NONE, .wanted = MONEY_NONE };
	row->name = say(m, "%s", name);
	return row;
}

static void end(struct pasting_row *row, enum pasting_fate fate, const char *why)
{
	row->fate = fate;
	row->why = why;
}

static bool can_be_changed(const struct plan_row *row, const char **why)
{
	if (row->editable)
		return true;
	*why = row->kind == PLAN_RAM ? _("ramen ges av nivån ovanför") : _("räknas fram");
	return false;
}

static bool is_too_large(const struct block_cell *cell)
{
	return cell->content == BLOCK_TEXT && !strcmp(cell->why.word, "too-large");
}

/* Is it that in any unit? Then it is no question of units. */
static bool is_beyond(const struct block_cell *cell)
{
	struct money_read read;
	struct error why;

	return is_too_large(cell) && !money_parse(cell->text, MONEY_IN_KR, &read, &why);
}

static const char *refused_cell(struct matching *m, const struct plan_row *row, const struct block_cell *cell)
{
	if (is_too_large(cell))
		return say(m, _("mer än 10 000 miljarder kr: %s"), cell->text);
	if (cell->content == BLOCK_TEXT && strcmp(cell->why.word, "too-fine"))
		return say(m, _("%s: inget belopp"), cell->text);
	if (cell->content == BLOCK_TEXT || cell->read.value % MONEY_KR)
		return say(m, _("%s: bara hela kronor"), cell->text);
	if (cell->read.ambiguous)
		return say(m, _("%s kan läsas på två sätt: skriv utan punkt"), cell->text);
	if (cell->read.value < 0 && row->line)
		return say(m, _("%s: mindre än 0"), cell->text);
	return NULL;
}

static const char *refused_row(struct matching *m, const struct plan_row *row)
{
	size_t line = m->taken_by[row - m->plan->rows];

	if (line)
		return say(m, _("raden finns redan ovanför (rad %zu)"), line);
	if (row->conflict)
		return _("ändrad av någon annan: välj först");
	return row->terms.hold ? say(m, _("låst: %s"), row->terms.hold) : NULL;
}

static const char *remark(struct matching *m, const struct plan_row *row, struct pasting_row *out)
{
	int64_t times;
	bool of_ram;

	out->far = plan_improbable(m->plan, row, out->wanted, &times, &of_ram);
	if (!out->far)
		return NULL;
	return say(m, of_ram ? _("%lld gånger det som finns att fördela") : _("%lld gånger förra årets belopp"), (long long)times);
}

/* In another column than where the amounts are. */
static bool has_amount(const struct matching *m, size_t line)
{
	for (size_t column = 0; column < m->block->columns; column++)
		if (column != m->key && block_at(m->block, line, column)->content == BLOCK_AMOUNT)
			return true;
	return false;
}

/* A row that ends too early may have its amount one column off. */
static void judge_blank(struct matching *m, size_t line, const struct block_cell *cell, struct pasting_row *out)
{
	if (cell->missing && has_amount(m, line))
		end(out, PASTING_REFUSED, _("raden slutar före kolumnen med belopp"));
	else
		end(out, PASTING_LEFT, _("tomt: lämnas som det är"));
}

static void judge(struct matching *m, size_t line, size_t at, const struct block_cell *cell)
{
	const struct plan_row *row = &m->plan->rows[at];
	struct pasting_row *out = add(m, line, row->name);
	const char *why = NULL;

	out->is_unit = !row->line;
	out->id = row->id ? arena_string(&m->out->arena, row->id) : NULL;
	out->saved = row->saved;
	out->now = row->value[PLAN_NOW];
	if (!can_be_changed(row, &why)) {
		end(out, PASTING_LEFT, why);
	} else if (cell->content == BLOCK_BLANK) {
		judge_blank(m, line, cell, out);
	} else if ((why = refused_cell(m, row, cell))) {
		end(out, PASTING_REFUSED, why);
		out->far = is_too_large(cell) && !is_beyond(cell);
	} else {
		out->wanted = cell->read.value;
		why = refused_row(m, row);
		if (!m->taken_by[at] && out->wanted == out->now)
			end(out, PASTING_SAME, _("som förut"));
		else
			end(out, why ? PASTING_REFUSED : PASTING_TAKEN, why ? why : remark(m, row, out));
		if (!m->taken_by[at])
			m->taken_by[at] = line + 1;
	}
}

/* ---- the whole block ---- */

static bool is_bare(const struct matching *m, size_t line)
{
	for (size_t column = 0; column < m->block->columns; column++)
		if (block_at(m->block, line, column)->content != BLOCK_BLANK)
			return false;
	return true;
}

static bool ends_early(const struct matching *m, size_t line)
{
	return block_at(m->block, line, m->amounts)->missing && !is_bare(m, line);
}

static const char *first_text(const struct matching *m, size_t line)
{
	size_t column = 0;

	while (block_at(m->block, line, column)->content == BLOCK_BLANK)
		column++;
	return block_at(m->block, line, column)->text;
}

static const char *why_unknown(const struct block_cell *key, int at)
{
	return key->content == BLOCK_BLANK ? _("raden har inget namn") : at == SEVERAL ? _("flera rader heter så") : _("ingen rad heter så");
}

/* What stands over the first row that is found, and headings between rows, are no amounts that get lost. */
static void match_by_name(struct matching *m)
{
	bool begun = false;

	for (size_t line = m->first; line < m->block->rows; line++) {
		const struct block_cell *key = block_at(m->block, line, m->key), *cell = block_at(m->block, line, m->amounts);
		int at = row_of(m, key);

		if (at >= 0) {
			judge(m, line, (size_t)at, cell);
			begun = true;
		} else if (cell->content == BLOCK_AMOUNT || has_amount(m, line) || (begun && (cell->content == BLOCK_TEXT || ends_early(m, line)))) {
			bool lost = cell->content != BLOCK_BLANK || (cell->missing && has_amount(m, line));

			end(add(m, line, first_text(m, line)), lost ? PASTING_REFUSED : PASTING_LEFT, why_unknown(key, at));
		}
	}
}

static size_t next_editable(const struct plan *plan, size_t row)
{
	while (row < plan->count && !plan->rows[row].editable)
		row++;
	return row;
}

/* A blank cell goes past its row. Blanks at the end are nobody's. */
static void match_down(struct matching *m, size_t from)
{
	size_t last = m->block->rows, at = next_editable(m->plan, from);

	while (last > m->first && is_bare(m, last - 1))
		last--;
	for (size_t line = m->first; line < last; line++) {
		const struct block_cell *cell = block_at(m->block, line, m->amounts);

		if (at < m->plan->count)
			judge(m, line, at, cell);
		else if (!is_bare(m, line))
			end(add(m, line, first_text(m, line)), PASTING_REFUSED, _("det finns inga fler rader"));
		at = next_editable(m->plan, at + 1);
	}
}

static void count(struct pasting *out)
{
	size_t far = 0, likely = 0;

	for (size_t i = 0; i < out->count; i++) {
		const struct pasting_row *row = &out->rows[i];

		out->taken += row->fate == PASTING_TAKEN;
		out->refused += row->fate == PASTING_REFUSED;
		far += row->far;
		likely += row->fate == PASTING_TAKEN && !row->far;
	}
	out->improbable = far && !likely;
}

static size_t steps_of(const struct pasting *pasting, const struct draft *draft, struct draft_step *steps)
{
	size_t count = 0;

	for (size_t i = 0; i < pasting->count; i++) {
		const struct pasting_row *row = &pasting->rows[i];

		if (row->fate == PASTING_TAKEN)
			steps[count++] = draft_amount_step(draft, row->is_unit, row->id, row->saved, row->wanted);
	}
	return count;
}

static void look_after(struct pasting *out, const struct plan *plan, const struct draft *draft)
{
	struct draft_step *steps = memory_grow(NULL, out->taken + 1, sizeof *steps);
	struct plan *after = plan_make(plan->book, plan->unit, plan->year, draft, steps, steps_of(out, draft, steps));

	out->after = *plan_balance(after);
	plan_free(after);
	free(steps);
}

static bool match(struct matching *m, const struct pasting_from *from, struct error *error)
{
	if (!m->block->rows || !find_columns(m))
		return error_set(error, "no-amounts", _("Det finns inga belopp i det inklistrade: kopiera cellerna i kalkylarket igen"));
	m->out->rows = arena_alloc(&m->out->arena, m->block->rows * sizeof *m->out->rows);
	if (m->key == NO_COLUMN)
		match_down(m, from->row);
	else
		match_by_name(m);
	return m->out->count || error_set(error, "no-amounts", _("Det finns inga belopp i det inklistrade: kopiera cellerna i kalkylarket igen"));
}

/* The head's unit is known only when the block has been read: then it is read once more. */
static bool read_in(const struct plan *plan, const struct pasting_from *from, enum money_unit unit, struct pasting *out, struct error *error)
{
	struct block block;
	struct matching m = { .plan = plan, .block = &block, .out = out, .key = NO_COLUMN, .amounts = NO_COLUMN };
	bool fine = block_read(from->text, unit, &block, error);

	*out = (struct pasting){ .unit = unit };
	if (fine) {
		fold_names(&m);
		fine = match(&m, from, error);
	}
	block_free(&block);
	return fine;
}

bool pasting_make(const struct plan *plan, const struct draft *draft, const struct pasting_from *from, struct pasting *out, struct error *error)
{
	bool fine = read_in(plan, from, from->unit, out, error);
	enum money_unit unit;

	if (fine && !from->chosen && unit_in_head(out->head, &unit) && unit != from->unit) {
		pasting_free(out);
		fine = read_in(plan, from, unit, out, error);
	}
	if (!fine)
		return false;
	count(out);
	look_after(out, plan, draft);
	return true;
}

bool pasting_put(const struct pasting *pasting, struct draft *draft, const char *name)
{
	struct draft_step *steps = memory_grow(NULL, pasting->taken + 1, sizeof *steps);
	bool kept = draft_put_all(draft, name, steps, steps_of(pasting, draft, steps));

	free(steps);
	return kept;
}

void pasting_free(struct pasting *pasting)
{
	arena_free(&pasting->arena);
	*pasting = (struct pasting){ 0 };
}

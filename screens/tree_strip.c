#include "tree.h"

#include "amount.h"
#include "dialogue.h"
#include "intl.h"
#include "phrase.h"
#include "plan_state.h"
#include "text.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* What the row of the selected unit does not say itself. In a low window every byte at every key counts, and so does every row: there the strip
 * says the parts of the change, and in words what is marked and what the decision leaves unexplained. */

#define MARGIN 1
#define HIGH 27     /* rows of the body: there is room to say it in whole */
#define LOW_ROWS 3  /* with the rule above */
#define HIGH_ROWS 4

/* --- marks --- */

bool tree_is_mine(const struct tree *tree, int unit)
{
	return tree->screen.session->seat.unit == unit;
}

static bool is_over(const struct tree *tree, int unit)
{
	money value = tree->screen.session->table->balance[unit].left;

	return value != MONEY_NONE && value < 0 && !session_preliminary(tree->screen.session);
}

static bool has_draft(const struct tree *tree, int unit)
{
	const struct draft *draft = &tree->screen.session->draft;

	return draft_waits(draft) && draft->year == tree->screen.session->year && strcmp(draft->unit, tree->org->units[unit].id) == 0;
}

static bool has_question(const struct tree *tree, int unit)
{
	return dialogue_waiting(tree_book(tree), unit) > 0;
}

static bool has_mine(const struct tree *tree, int unit)
{
	const char *user = tree->screen.session->user;

	return user && dialogue_waiting_on(tree_book(tree), unit, dialogue_party(tree_book(tree), unit, NULL, user)) > 0;
}

/* As sums up to each unit, so that a branch that is folded costs no more than a leaf. */
void tree_count_news(struct tree *tree)
{
	int sum = 0;

	news_count(&tree->news, tree->screen.session, tree->changed);
	for (int unit = 0; unit < tree->org->count; unit++) {
		int own = tree->changed[unit];

		tree->changed[unit] = sum;
		sum += own;
	}
	tree->changed[tree->org->count] = sum;
}

/* Of the unit, or of what is folded into it. */
static bool has_news(const struct tree *tree, int unit)
{
	int end = tree_is_flat(tree) || tree->open[unit] ? unit + 1 : tree->org->units[unit].end;

	return tree->changed[end] > tree->changed[unit];
}

/* Its column of the gutter, how it looks, and its words in the strip. What is new takes the place of «mine» and of a draft, which are no news. */
static const struct mark {
	bool (*holds)(const struct tree *, int unit);
	int column;
	size_t glyph;     /* where in struct glyphs it stands, */
	const char *sign; /* when it is not this one */
	enum role role;
	const char *words;
} marks[] = {
	{ tree_is_mine, 0, offsetof(struct glyphs, here), NULL, ROLE_ACCENT, N_("din enhet") },
	{ has_draft, 0, 0, "~", ROLE_ACCENT, N_("utkast") },
	{ has_news, 0, offsetof(struct glyphs, mark), NULL, ROLE_ACCENT, N_("ny ändring") },
	{ is_over, 1, 0, "!", ROLE_WARN, N_("över sin ram") },
	{ has_question, 2, 0, "?", ROLE_ACCENT, N_("fråga utan svar") },
	{ has_mine, 2, 0, "?", ROLE_WARN, N_("väntar på dig") },
};

#define MARKS (sizeof marks / sizeof *marks)

static const char *sign_of(const struct mark *mark, const struct glyphs *glyphs)
{
	return mark->sign ? mark->sign : *(const char *const *)((const char *)glyphs + mark->glyph);
}

void tree_draw_marks(const struct tree *tree, struct canvas *rows, int y, int column, int unit)
{
	for (size_t i = 0; i < MARKS; i++)
		if (marks[i].holds(tree, unit))
			canvas_text(rows, y, column + marks[i].column, 1, marks[i].role, sign_of(&marks[i], rows->glyphs));
}

static void add_words(struct buffer *out, const char *words)
{
	buffer_format(out, "%s%s", out->size ? " · " : "", words);
}

/* «godkänd, ramjustering +20,0 ej fördelad»: the column has no room for it. */
static void add_adjusted(struct buffer *out, const struct tree *tree, int unit)
{
	const struct session *session = tree->screen.session;
	struct buffer text = { 0 };

	if (!plan_state_adjusted(session->table, unit))
		return;
	plan_state_brief(&text, session->table, unit, tree->shown_in, session->ascii_money ? MONEY_ASCII : 0);
	add_words(out, text.bytes);
	buffer_free(&text);
}

static void add_marks(struct buffer *out, const struct tree *tree, int unit)
{
	for (size_t i = 0; i < MARKS; i++)
		if (marks[i].holds(tree, unit))
			add_words(out, _(marks[i].words));
	add_adjusted(out, tree, unit);
	if (org_example(tree->org, unit))
		add_words(out, _("exempel"));
}

/* --- what a column cannot say for itself --- */

static void add_silent(struct buffer *out, size_t count)
{
	buffer_text(out, out->size ? "  " : "");
	if (count == 1)
		buffer_text(out, _("Prognos saknas för 1 enhet med budget."));
	else
		buffer_format(out, _("Prognos saknas för %zu enheter med budget."), count);
}

/* A sum of lines leaves out what the units in it buy of each other; a forecast may be silent on some. */
static void add_caveat(struct buffer *out, const struct tree *tree, int unit)
{
	const struct tree_column *column = &tree->columns[tree->column];
	money inner = 0;

	if (tree->set == SET_FOLLOW && tree_overview(tree, unit)->follow.silent)
		add_silent(out, tree_overview(tree, unit)->follow.silent);
	if (column->rule->each == EACH_LINE)
		overview_line(tree_table(tree, column->year), unit, &tree_book(tree)->region->lines[column->item], &inner);
	if (!inner)
		return;
	buffer_format(out, _("%sUtan det som enheterna säljer varandra: "), out->size ? "  " : "");
	amount_text(out, tree->screen.session, inner, tree->shown_in, 0);
	buffer_text(out, ".");
}

/* --- low: two rows --- */

/* The parts without the ram itself and last year's, which stand in the row. */
static void add_parts(struct buffer *out, const struct tree *tree, int unit)
{
	const struct session *session = tree->screen.session;

	for (int kind = 0; kind < (int)tree_book(tree)->region->kind_count; kind++) {
		const struct kind *one = &tree_book(tree)->region->kinds[kind];
		money value = ram_kind(session->table, unit, kind);

		if (one->opening || value == MONEY_NONE || value == 0)
			continue;
		buffer_text(out, out->size ? "  " : "");
		amount_text(out, session, value, tree->shown_in, MONEY_SIGN);
		buffer_text(out, " ");
		phrase_small(out, one->short_name);
	}
	if (!ram_added(session->table, unit))
		return;
	buffer_text(out, out->size ? "  " : "");
	amount_text(out, session, ram_added(session->table, unit), tree->shown_in, MONEY_SIGN);
	buffer_text(out, _(" räkneexempel"));
}

/* Is there a kind of which the decision does not say all? */
static bool is_unexplained(const struct tree *tree, int unit)
{
	for (int kind = 0; kind < (int)tree_book(tree)->region->kind_count; kind++) {
		money silent = phrase_silent(tree_book(tree), unit, kind, tree->screen.session->year);

		if (silent != MONEY_NONE && silent != 0)
			return true;
	}
	return false;
}

/* A sentence that there is no room for goes as a whole, as long as something is left: the words of the marks, which come first, or a sentence. */
static void drop_sentences(struct buffer *text, size_t kept, int width)
{
	while (text->size > kept && text_width(text->bytes) > width) {
		size_t end = text->size - 1;

		while (end > kept && strncmp(text->bytes + end - 1, ". ", 2) != 0)
			end--;
		if (!end)
			return;
		text->bytes[text->size = end] = '\0';
	}
}

static void draw_low(const struct tree *tree, struct canvas *strip, bool name_cut)
{
	int unit = tree_selected(tree), width = strip->columns - 2 * MARGIN;
	struct buffer parts = { 0 }, words = { 0 }, why = { 0 };
	size_t marks_end;

	if (name_cut)
		buffer_format(&parts, "%s ", tree->org->units[unit].name);
	add_parts(&parts, tree, unit);
	add_marks(&words, tree, unit);
	marks_end = words.size;
	if (is_unexplained(tree, unit))
		phrase_explained(&why, tree->screen.session, unit, tree->shown_in);
	if (why.size)
		buffer_format(&words, "%s%s", words.size ? "  " : "", why.bytes);
	add_caveat(&words, tree, unit);
	buffer_text(&parts, "");
	buffer_text(&words, "");
	drop_sentences(&words, marks_end, width);
	canvas_text(strip, 1, MARGIN, width, ROLE_PLAIN, parts.bytes);
	canvas_text(strip, 2, MARGIN, width, ROLE_PLAIN, words.bytes);
	buffer_free(&parts);
	buffer_free(&words);
	buffer_free(&why);
}

/* --- high: three --- */

static void describe(const struct tree *tree, struct buffer *out, int unit)
{
	const struct unit *of = &tree->org->units[unit];

	phrase_place(out, tree_book(tree), unit);
	if (text_contains(out->bytes, of->name)) /* «Regionstyrelsen, regionstyrelsen» says nothing */
		out->size = 0;
	add_marks(out, tree, unit);
	if (of->chef) /* last: it may be cut */
		add_words(out, of->chef);
}

static void draw_high(const struct tree *tree, struct canvas *strip)
{
	const struct session *session = tree->screen.session;
	int unit = tree_selected(tree), width = strip->columns - 2 * MARGIN, used;
	struct buffer what = { 0 }, bridge = { 0 }, why = { 0 };

	describe(tree, &what, unit);
	phrase_bridge(&bridge, session, unit, tree->shown_in);
	phrase_explained(&why, session, unit, tree->shown_in);
	add_caveat(&why, tree, unit);
	used = canvas_text(strip, 1, MARGIN, width, ROLE_STRONG, tree->org->units[unit].name);
	canvas_text(strip, 1, MARGIN + used + 2, width - used - 2, ROLE_DIM, what.bytes);
	canvas_text(strip, 2, MARGIN, width, ROLE_PLAIN, bridge.bytes);
	canvas_text(strip, 3, MARGIN, width, ROLE_PLAIN, why.bytes);
	buffer_free(&what);
	buffer_free(&bridge);
	buffer_free(&why);
}

/* --- one or the other --- */

static void draw_search(struct tree *tree, struct canvas *strip)
{
	int used;

	canvas_fill(strip, 1, 0, 1, strip->columns, ROLE_PLAIN);
	used = canvas_text(strip, 1, MARGIN, CANVAS_REST, ROLE_HEAD, _("Sök namn, id eller chef: "));
	field_draw(&tree->search, strip, 1, MARGIN + used, 30);
	if (*tree->search.text && !tree_matches(tree, tree_selected(tree)))
		canvas_text(strip, 1, MARGIN + used + 32, CANVAS_REST, ROLE_WARN, _("finns inte"));
}

int tree_strip_rows(const struct canvas *body)
{
	return body->rows >= HIGH ? HIGH_ROWS : body->rows >= 14 ? LOW_ROWS : body->rows >= 8 ? 2 : 0;
}

void tree_draw_strip(struct tree *tree, struct canvas *strip, bool name_cut)
{
	canvas_rule(strip, 0, 0, strip->columns);
	if (strip->rows >= HIGH_ROWS)
		draw_high(tree, strip);
	else
		draw_low(tree, strip, name_cut);
	if (tree->searching)
		draw_search(tree, strip);
}

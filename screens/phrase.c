#include "phrase.h"

#include "amount.h"
#include "intl.h"
#include "text.h"
#include "title.h"

#include <stdio.h>
#include <string.h>

/* --- people and places --- */

static bool small_follows(const char *text)
{
	return !(text[0] >= 'A' && text[0] <= 'Z'); /* «FoU», «IT» stay as they are */
}

void phrase_small(struct buffer *out, const char *text)
{
	int columns;
	size_t size = text_step(text, &columns);
	char first[24] = "";

	buffer_text(out, "");
	if (size < sizeof first && small_follows(text + size)) {
		memcpy(first, text, size);
		text_fold(out, first, false);
		text += size;
	}
	buffer_text(out, text);
}

static const struct level *level_of(const struct book *book, int unit)
{
	int level = book->org->units[org_holder(book->org, unit)].level;

	return &book->region->levels[level == ORG_NONE ? 0 : level];
}

static struct charter charter_of(const struct book *book)
{
	return (struct charter){ book->region, book->org };
}

void phrase_seat(struct buffer *out, const struct book *book, const struct seat *seat)
{
	const struct charter charter = charter_of(book);

	title_seat(out, &charter, seat->unit, seat->role);
}

void phrase_user(struct buffer *out, const struct book *book, const char *user)
{
	const struct charter charter = charter_of(book);

	title_user(out, &charter, user, false);
}

void phrase_place(struct buffer *out, const struct book *book, int unit)
{
	const struct unit *of = &book->org->units[unit];

	switch (of->kind) {
	case UNIT_UNIT: phrase_small(out, level_of(book, unit)->name); break;
	case UNIT_ANSLAG: buffer_format(out, _("anslag, %s"), book->org->units[org_holder(book->org, unit)].name); break;
	case UNIT_GROUP: buffer_text(out, _("grupp: summan av det som ligger under")); break;
	}
}

static bool has_draft(const struct session *session, int unit)
{
	const struct draft *draft = &session->draft;

	return draft_waits(draft) && draft->year == session->year && (unit == ORG_NONE || strcmp(draft->unit, session->book->org->units[unit].id) == 0);
}

void phrase_year(struct buffer *out, const struct session *session)
{
	buffer_format(out, session_preliminary(session) ? _("Planår %d, preliminärt") : _("Budget %d"), session->year);
}

void phrase_head(struct buffer *out, const struct session *session, int unit)
{
	buffer_text(out, money_unit_name(session_money(session, unit)));
	if (session_version(session)) /* its name in the head says it: screen_draw */
		return;
	if (session->read_only || !session->user)
		buffer_text(out, _(" · läser"));
	else if (has_draft(session, unit))
		buffer_text(out, _(" · utkast"));
}

void phrase_draft(struct buffer *out, const struct session *session, const char *unit)
{
	const struct draft *draft = &session->draft;

	if (strcmp(draft->unit, unit) || draft->year != session->year)
		return;
	if (draft_unkept(draft))
		buffer_format(out, " · %s", _("utkast bara i minnet"));
	else if (draft_changes(draft))
		buffer_format(out, " · %s", _("utkast, ej sparat"));
}

/* --- the balance in one row --- */

/* Words and an amount. What may go goes, the last one first, where there is no room for all. */
struct part {
	const char *words;
	money value;
	unsigned flags;
	enum role words_role, role;
	bool may_go;
};

struct parts {
	struct part all[4];
	int count;
	const struct session *session;
	enum money_unit shown;
};

static void add_part(struct parts *parts, struct part part)
{
	parts->all[parts->count++] = part;
}

static void part_text(const struct parts *parts, const struct part *part, struct buffer *out)
{
	buffer_text(out, "");
	amount_text(out, parts->session, part->value, parts->shown, part->flags);
}

static int width_of(const struct parts *parts, int gap)
{
	int sum = -gap;

	for (int i = 0; i < parts->count; i++) {
		struct buffer text = { 0 };

		part_text(parts, &parts->all[i], &text);
		sum += gap + text_width(parts->all[i].words) + text_width(text.bytes);
		buffer_free(&text);
	}
	return sum;
}

static bool drop_part(struct parts *parts)
{
	int at = parts->count - 1;

	while (at >= 0 && !parts->all[at].may_go)
		at--;
	if (at < 0)
		return false;
	parts->count--;
	for (; at < parts->count; at++)
		parts->all[at] = parts->all[at + 1];
	return true;
}

static void draw_parts(const struct parts *parts, struct canvas *canvas, int row, int column, int gap)
{
	for (int i = 0; i < parts->count; i++, column += gap) {
		const struct part *part = &parts->all[i];
		struct buffer text = { 0 };

		part_text(parts, part, &text);
		column += canvas_text(canvas, row, column, CANVAS_REST, part->words_role, part->words);
		column += canvas_text(canvas, row, column, CANVAS_REST, part->role, text.bytes);
		buffer_free(&text);
	}
}

static void add_left(struct parts *parts, money left)
{
	enum role over = session_preliminary(parts->session) ? ROLE_STRONG : ROLE_WARN;

	if (left < 0)
		add_part(parts, (struct part){ _("ÖVER RAM "), -left, 0, over, over, false });
	else if (left > 0)
		add_part(parts, (struct part){ _("KVAR ATT FÖRDELA "), left, 0, ROLE_STRONG, ROLE_STRONG, false });
	else
		add_part(parts, (struct part){ _("allt är fördelat"), MONEY_NONE, 0, ROLE_PLAIN, ROLE_PLAIN, false });
}

const char *phrase_more(const struct balance *balance, money *more)
{
	money beyond = money_sum(balance->available, -balance->ram);

	*more = beyond < 0 ? -beyond : beyond;
	return beyond == balance->income ? _("+ intäkter ") : beyond > 0 ? _("+ intäkter och mål ") : _("− mål ");
}

/* Ram, what else there is to divide, what is divided, what is left: the row foots. */
static void add_balance(struct parts *parts, const struct balance *balance)
{
	money more;
	const char *words = phrase_more(balance, &more);

	if (more != 0)
		add_part(parts, (struct part){ words, more, 0, ROLE_DIM, ROLE_PLAIN, true });
	add_part(parts, (struct part){ _("Fördelat "), balance->divided, 0, ROLE_DIM, ROLE_PLAIN, true });
	add_left(parts, balance->left);
}

void phrase_draw_balance(struct canvas *canvas, int row, int column, const struct session *session, int unit)
{
	const struct balance *balance = &session->table->balance[unit];
	struct parts parts = { .session = session, .shown = session_money(session, unit) };
	int room = canvas->columns - 2 * column;
	char ram[64];

	snprintf(ram, sizeof ram, _("Ram %d "), session->year);
	if (balance->ram == MONEY_NONE)
		snprintf(ram, sizeof ram, _("Ram %d är inte beslutad"), session->year);
	add_part(&parts, (struct part){ ram, balance->ram, MONEY_NAMED, ROLE_DIM, ROLE_STRONG, false });
	if (balance->ram != MONEY_NONE && balance->left != MONEY_NONE)
		add_balance(&parts, balance);
	while (width_of(&parts, 2) > room && drop_part(&parts))
		;
	draw_parts(&parts, canvas, row, column, width_of(&parts, 3) <= room ? 3 : 2);
}

/* --- how the ram came to be --- */

void phrase_bridge(struct buffer *out, const struct session *session, int unit, enum money_unit shown)
{
	const struct region *region = session->book->region;
	const struct ram_table *table = session->table;

	buffer_text(out, "");
	if (table->balance[unit].ram == MONEY_NONE)
		return;
	for (int kind = 0; kind < (int)region->kind_count; kind++) {
		bool opening = region->kinds[kind].opening;
		money value = ram_kind(table, unit, kind);

		if (value == MONEY_NONE || (value == 0 && !opening))
			continue;
		amount_text(out, session, value, shown, opening ? 0 : MONEY_SIGN);
		buffer_text(out, opening ? "" : " ");
		phrase_small(out, opening ? "" : region->kinds[kind].short_name);
		buffer_text(out, "  ");
	}
	if (ram_added(table, unit)) {
		amount_text(out, session, ram_added(table, unit), shown, MONEY_SIGN);
		buffer_text(out, _(" räkneexempel  "));
	}
	buffer_text(out, "= ");
	amount_text(out, session, table->balance[unit].ram, shown, 0);
}

bool phrase_says_why(const struct book *book, const struct post *post)
{
	int kind = region_kind(book->region, post->kind);

	return (post->text && *post->text) || (kind >= 0 && book->region->kinds[kind].explained);
}

money phrase_silent(const struct book *book, int unit, int kind, int year)
{
	const struct unit_state *state = book_state(book, unit);
	money sum = MONEY_NONE;

	for (size_t i = 0; i < state->leg_count; i++) {
		const struct post *post = &state->legs[i].event->line->act.post;

		if (region_kind(book->region, post->kind) == kind && !phrase_says_why(book, post))
			sum = money_sum(sum, book_leg(post, state->legs[i].leg, year));
	}
	return sum;
}

static void explain_kind(struct buffer *out, const struct session *session, int kind, money value, money silent, enum money_unit shown)
{
	buffer_format(out, "%s%s ", out->size ? " " : "", session->book->region->kinds[kind].name);
	amount_text(out, session, value, shown, 0);
	if (value == silent) {
		buffer_text(out, _(": beslutet säger inte varför."));
		return;
	}
	buffer_text(out, _(": beslutet förklarar "));
	amount_text(out, session, money_sum(value, -silent), shown, 0);
	buffer_text(out, ".");
}

static bool has_changed(const struct session *session, int unit)
{
	const struct region *region = session->book->region;

	for (int kind = 0; kind < (int)region->kind_count; kind++) {
		money value = ram_kind(session->table, unit, kind);

		if (!region->kinds[kind].opening && value != MONEY_NONE && value != 0)
			return true;
	}
	return false;
}

void phrase_explained(struct buffer *out, const struct session *session, int unit, enum money_unit shown)
{
	const struct book *book = session->book;

	buffer_text(out, "");
	for (int kind = 0; kind < (int)book->region->kind_count; kind++) {
		money silent = phrase_silent(book, unit, kind, session->year);

		if (silent != MONEY_NONE && silent != 0)
			explain_kind(out, session, kind, ram_kind(session->table, unit, kind), silent, shown);
	}
	if (out->size && session->seat.unit == unit)
		buffer_text(out, _(" Du behöver inget göra."));
	if (out->size)
		return;
	if (session->table->balance[unit].ram == MONEY_NONE)
		buffer_format(out, _("Ingen ram är beslutad för %d."), session->year);
	else if (has_changed(session, unit))
		buffer_text(out, _("Beslutet förklarar hela förändringen."));
	else
		buffer_format(out, _("Ramen är densamma som %d."), book->region->year - 1);
}

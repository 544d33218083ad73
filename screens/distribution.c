/* Fördelning: a chef divides her ram. Typing a figure edits the row; every total follows as it is typed; saving is one act with a «varför». */
#include "amount.h"
#include "field.h"
#include "intl.h"
#include "list.h"
#include "plan.h"
#include "popup.h"
#include "screen.h"
#include "story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum question { ASK_SAVE, ASK_DOTS, ASK_SIZE };

struct distribution {
	struct screen screen;
	int unit;
	char unit_id[65];          /* the unit whatever the organisation becomes */
	struct plan *plan;         /* with the draft and what is being typed */
	struct list_view list;
	enum plan_column column;   /* the current figure of the row */
	bool editing;
	money before;              /* what the row was when editing began */
	bool previewed;            /* something that was typed could be read … */
	struct draft_step preview; /* … last as this */
	struct text_field field;
	struct popup popup;
	money asked;               /* the amount that a question is about */
	int offered[POPUP_CHOICES];/* kinds of post, by choice */
};

static struct distribution *self(const struct screen *screen)
{
	return (struct distribution *)screen;
}

static enum money_unit unit_of_money(const struct distribution *d)
{
	return session_money(d->screen.session, d->unit);
}

static bool is_held(const struct plan_row *row)
{
	return row->cell && row->cell->row && row->cell->row->hold;
}

static struct plan_row *current(const struct distribution *d)
{
	return &d->plan->rows[d->list.at];
}

static unsigned money_flags(const struct distribution *d)
{
	return MONEY_NAMED | (d->screen.session->ascii_money ? MONEY_ASCII : 0);
}

/* ---- the plan, kept up to date ---- */

static bool may_write(const struct distribution *d, struct error *why)
{
	return session_may_divide(d->screen.session, d->unit, why);
}

/* The session has one draft: another distribution screen on the stack may have had it since. */
static struct draft *draft_of(struct distribution *d)
{
	struct session *session = d->screen.session;

	if (!may_write(d, NULL))
		return NULL;
	if (strcmp(session->draft.unit, d->unit_id) || session->draft.year != session->year)
		session_draft(session, d->unit);
	return &session->draft;
}

static bool typed_amount(const struct distribution *d, struct money_read *read, struct error *error)
{
	return plan_entry(d->field.text, unit_of_money(d), d->before, current(d)->line, read, error);
}

static void step_for(const struct distribution *d, money value, struct draft_step *step)
{
	const struct plan_row *row = current(d);
	const char *id = row->line ? row->line : d->plan->book->org->units[row->unit].id;

	*step = (struct draft_step){ .is_unit = !row->line, .before = row->value[PLAN_NOW], .after = value };
	memcpy(step->id, id, strnlen(id, sizeof step->id - 1));
}

static void plan_renew(struct distribution *d)
{
	struct session *session = d->screen.session;
	struct money_read read;

	if (!d->editing)
		d->previewed = false;
	else if (d->plan && typed_amount(d, &read, NULL)) { /* «20,» on the way to «20,5» leaves the totals where they were */
		step_for(d, read.value, &d->preview);
		d->previewed = true;
	}
	plan_free(d->plan);
	d->plan = plan_make(session->book, d->unit, session->year, draft_of(d), d->previewed ? &d->preview : NULL);
	d->list.count = (int)d->plan->count;
}

static void refresh(struct screen *screen)
{
	struct distribution *d = self(screen);
	int unit = org_find(screen->session->book->org, d->unit_id);

	if (unit != ORG_NONE)
		d->unit = unit;
	plan_renew(d);
}

/* ---- editing ---- */

static void edit_begin(struct distribution *d, const char *text)
{
	struct error why;

	if (!may_write(d, &why)) {
		session_say(d->screen.session, "%s", why.text);
		return;
	}
	if (!current(d)->editable) {
		session_say(d->screen.session, "%s",
		            current(d)->kind == PLAN_RAM ? _("Ramen ges av nivån ovanför; v visar hur den är uppbyggd")
		                                         : _("Raden räknas fram: ändra raderna som den bygger på"));
		return;
	}
	if (is_held(current(d)))
		session_say(d->screen.session, _("Raden är låst (%s). Du får ändra den ändå; Esc låter den vara."), current(d)->cell->row->hold);
	d->editing = true;
	d->before = current(d)->value[PLAN_NOW];
	d->column = PLAN_NOW;
	field_set(&d->field, text);
	plan_renew(d);
}

/* What is being typed is on disk with every key, like what is done. */
static void edit_keep(struct distribution *d)
{
	const struct plan_row *row = current(d);
	struct draft *draft = draft_of(d);

	d->field.touched = true;
	if (draft)
		draft_typing(draft, !row->line, row->line ? row->line : d->plan->book->org->units[row->unit].id, d->field.text);
	plan_renew(d);
}

static void edit_existing(struct distribution *d)
{
	char text[MONEY_TEXT];

	edit_begin(d, money_print(text, current(d)->value[PLAN_NOW], unit_of_money(d), MONEY_EXACT, MONEY_DENSE));
}

static void edit_end(struct distribution *d)
{
	struct draft *draft = draft_of(d);

	d->editing = false;
	if (draft && *draft->typing_id)
		draft_typing(draft, false, NULL, NULL);
	plan_renew(d);
}

static void put(struct distribution *d, money value)
{
	struct draft_step step;
	struct draft *draft = draft_of(d);

	d->editing = false;
	plan_renew(d); /* without the preview: what the row was before */
	step_for(d, value, &step);
	if (step.before == value)
		edit_end(d);
	else if (draft && !draft_set(draft, step.is_unit, step.id, step.before, value))
		session_say(d->screen.session, _("Utkastet kan inte läggas på disk: spara snart (Ctrl-S)"));
	plan_renew(d);
}

static void ask_dots(struct distribution *d, const struct money_read *read)
{
	char decimal[MONEY_TEXT], thousands[MONEY_TEXT], question[256];

	d->asked = read->value;
	snprintf(question, sizeof question, _("Punkten kan läsas på två sätt. Vad menade du med «%s»?"), d->field.text);
	popup_ask(&d->popup, question);
	d->popup.purpose = ASK_DOTS;
	popup_choice(&d->popup, "1", money_print(decimal, read->value, read->unit, MONEY_EXACT, money_flags(d)));
	popup_choice(&d->popup, "2", money_print(thousands, read->value * 1000, read->unit, MONEY_EXACT, money_flags(d)));
}

/* «Det är 1 250 mnkr, 367 gånger ramen. Menade du 1 250 tkr?» */
static void ask_size(struct distribution *d, money value, int64_t times, bool of_ram)
{
	char shown[MONEY_TEXT], smaller[MONEY_TEXT], question[256];
	enum money_unit unit = unit_of_money(d);

	d->asked = value;
	money_print(shown, value, unit, MONEY_FULL, money_flags(d));
	snprintf(question, sizeof question, of_ram ? _("Det är %s, %lld gånger det som finns att fördela. Stämmer det?")
	                                           : _("Det är %s, %lld gånger förra årets belopp. Stämmer det?"), shown, (long long)times);
	popup_ask(&d->popup, question);
	d->popup.purpose = ASK_SIZE;
	popup_choice(&d->popup, "n", _("nej, ändra"));
	if (unit != MONEY_IN_KR && value % (1000 * MONEY_KR) == 0)
		popup_choice(&d->popup, "m", money_print(smaller, value / 1000, unit == MONEY_IN_MNKR ? MONEY_IN_TKR : MONEY_IN_KR, MONEY_EXACT, money_flags(d)));
	popup_choice(&d->popup, "j", shown);
}

static bool accept(struct distribution *d, money value)
{
	int64_t times;
	bool of_ram;

	if (plan_improbable(d->plan, current(d), value, &times, &of_ram)) {
		ask_size(d, value, times, of_ram);
		return false;
	}
	put(d, value);
	return true;
}

/* False: the entry stays open, with a question or with the reason why it was not understood. */
static bool edit_commit(struct distribution *d)
{
	struct money_read read;
	struct error error;

	if (!d->field.touched) {
		edit_end(d);
		return true;
	}
	if (!typed_amount(d, &read, &error)) { /* the strip says what is wrong */
		session_say(d->screen.session, "%s", _("Rätta beloppet först; Esc låter raden vara som den var"));
		return false;
	}
	if (read.ambiguous && read.value <= MONEY_MAX / 1000) {
		ask_dots(d, &read);
		return false;
	}
	return accept(d, read.value);
}

static void next_row(struct distribution *d, int step)
{
	for (int row = d->list.at + step; row >= 0 && row < (int)d->plan->count; row += step)
		if (d->plan->rows[row].editable) {
			list_select(&d->list, row);
			return;
		}
}

/* ---- saving ---- */

static void sub_changes(const struct distribution *d, struct buffer *out)
{
	for (size_t i = 0; i < d->plan->count; i++) {
		const struct plan_row *row = &d->plan->rows[i];

		if (row->kind != PLAN_SUB || !row->changed)
			continue;
		buffer_format(out, "%s%s ", out->size ? ", " : "", row->name);
		amount_text(out, d->screen.session, money_sum(row->value[PLAN_NOW], row->saved == MONEY_NONE ? 0 : -row->saved), unit_of_money(d), MONEY_SIGN);
	}
}

/* Has every sub-unit whose ram is changed got its opening figure already? Then another is not offered. */
static bool all_opened(const struct distribution *d)
{
	for (size_t i = 0; i < d->plan->count; i++)
		if (d->plan->rows[i].kind == PLAN_SUB && d->plan->rows[i].changed && d->plan->rows[i].saved == MONEY_NONE)
			return false;
	return true;
}

static void choices_of_kind(struct distribution *d)
{
	const struct region *region = d->plan->book->region;
	bool opened = all_opened(d) || d->screen.session->year != region->year;
	char key[2] = "1";

	for (size_t i = 0; i < region->kind_count && d->popup.choice_count < POPUP_CHOICES; i++) {
		if (region->kinds[i].opening && opened)
			continue;
		d->offered[d->popup.choice_count] = (int)i;
		popup_choice(&d->popup, key, region->kinds[i].name);
		key[0]++;
	}
}

static void ask_save(struct distribution *d)
{
	struct buffer question = { 0 }, subs = { 0 };
	const struct draft *draft = draft_of(d);

	if (!draft || !draft_changes(draft)) {
		session_say(d->screen.session, _("Det finns inget att spara"));
		return;
	}
	sub_changes(d, &subs);
	if (subs.size)
		buffer_format(&question, _("Ändrade ramar (%s %s) blir en ramförändring. Skriv varför och välj vilket slag."), subs.bytes,
		              money_unit_name(unit_of_money(d)));
	else
		buffer_format(&question, ngettext("Spara %zu ändrad rad i fördelningen för %s?", "Spara %zu ändrade rader i fördelningen för %s?", draft_changes(draft)),
		              draft_changes(draft), d->plan->book->org->units[d->unit].name);
	popup_ask(&d->popup, question.bytes);
	d->popup.purpose = ASK_SAVE;
	popup_field(&d->popup, subs.size ? _("Varför") : _("Varför (får lämnas tomt)"), draft->why);
	if (subs.size)
		choices_of_kind(d);
	else
		popup_choice(&d->popup, "s", _("spara"));
	buffer_free(&question);
	buffer_free(&subs);
}

static void say_saved(struct distribution *d)
{
	money left = plan_balance(d->plan)->left;
	char now[26], shown[MONEY_TEXT];

	journal_now(now);
	money_print(shown, left < 0 && left != MONEY_NONE ? -left : left, unit_of_money(d), MONEY_USUAL, money_flags(d));
	session_say(d->screen.session, left < 0 && left != MONEY_NONE ? _("Sparat %.2s.%.2s. Över ram: %s") : _("Sparat %.2s.%.2s. Kvar att fördela: %s"),
	            now + 11, now + 14, shown);
}

static void save(struct distribution *d)
{
	struct session *session = d->screen.session;
	struct act acts[2];
	struct arena arena = { 0 };
	struct error error;
	const char *kind = d->popup.choice_count > 1 ? session->book->region->kinds[d->offered[d->popup.chosen]].id : NULL;
	size_t count;
	enum saved saved;

	draft_why(&session->draft, popup_text(&d->popup, 0));
	count = plan_acts(session->book, &session->draft, kind, session->draft.why, acts, &arena);
	saved = count ? session_save(session, acts, count, &error) : SAVED;
	arena_free(&arena);
	if (saved == SAVED)
		draft_drop(&session->draft);
	refresh(&d->screen);
	if (saved == SAVED)
		say_saved(d);
	else
		session_say(session, _("Inte sparat: %s"), error.text);
}

/* ---- answers to questions ---- */

static void answer_dots(struct distribution *d)
{
	money value = d->popup.chosen ? d->asked * 1000 : d->asked;

	if (accept(d, value))
		next_row(d, 1);
}

static void answer_size(struct distribution *d)
{
	bool smaller = d->popup.choice_count == 3 && d->popup.chosen == 1;

	if (!d->popup.chosen)
		return;
	put(d, smaller ? d->asked / 1000 : d->asked);
	next_row(d, 1);
}

static void answered(struct distribution *d)
{
	static void (*const answers[])(struct distribution *) = { [ASK_SAVE] = save, [ASK_DOTS] = answer_dots, [ASK_SIZE] = answer_size };

	answers[d->popup.purpose](d);
}

static struct effect popup_typed(struct distribution *d, const struct key *key)
{
	enum popup_state state = popup_key(&d->popup, key);

	if (state == POPUP_CHOSEN)
		answered(d);
	else if (d->popup.purpose == ASK_SAVE)
		draft_why(&d->screen.session->draft, popup_text(&d->popup, 0));
	return effect_handled;
}

/* ---- keys ---- */

static bool typing(const struct screen *screen)
{
	return self(screen)->editing || popup_open(&self(screen)->popup);
}

static struct effect edit_typed(struct distribution *d, const struct key *key)
{
	if (key_is(key, "Esc")) {
		edit_end(d);
	} else if (key_in(key, "Enter Down Tab Up BackTab ^S")) {
		if (edit_commit(d) && !key_is(key, "^S"))
			next_row(d, key_in(key, "Up BackTab") ? -1 : 1);
		else if (!d->editing && key_is(key, "^S"))
			ask_save(d);
	} else if (field_key(&d->field, key)) {
		edit_keep(d);
	}
	return effect_handled;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct distribution *d = self(screen);
	const char *text = key_text(key);

	if (popup_open(&d->popup))
		return popup_typed(d, key);
	if (d->editing)
		return edit_typed(d, key);
	if (!text || !*text || !strchr("0123456789,+-=", text[0]))
		return effect_none;
	edit_begin(d, text);
	if (d->editing)
		edit_keep(d);
	return effect_handled;
}

static struct effect why(struct distribution *d)
{
	char figure[256];

	if (plan_figure(d->plan, current(d), d->column, figure))
		return effect_push(why_screen(d->screen.session, figure));
	session_say(d->screen.session, _("Raden säger inget om det året"));
	return effect_handled;
}

static void say_step(struct distribution *d, const char *format, const struct draft_step *step)
{
	int sub = step->is_unit ? org_find(d->plan->book->org, step->id) : ORG_NONE;
	int line = step->is_unit ? -1 : region_line(d->plan->book->region, step->id);
	const char *name = sub != ORG_NONE ? d->plan->book->org->units[sub].name : line >= 0 ? d->plan->book->region->lines[line].name : step->id;

	plan_renew(d);
	for (size_t i = 0; i < d->plan->count; i++)
		if (step->is_unit ? d->plan->rows[i].unit == sub && sub != ORG_NONE : d->plan->rows[i].line && !strcmp(d->plan->rows[i].line, step->id))
			list_select(&d->list, (int)i);
	session_say(d->screen.session, format, name);
}

static void undo(struct distribution *d, bool back)
{
	struct draft *draft = draft_of(d);
	const struct draft_step *step = !draft ? NULL : back ? draft_undo(draft) : draft_redo(draft);

	if (step)
		say_step(d, back ? _("Ångrade ändringen av %s") : _("Gjorde om ändringen av %s"), step);
	else
		session_say(d->screen.session, "%s", back ? _("Det finns inget att ångra") : _("Det finns inget att göra om"));
}

static void clear(struct distribution *d)
{
	if (current(d)->editable && may_write(d, NULL))
		put(d, MONEY_NONE);
}

static void move_column(struct distribution *d, int step)
{
	int column = (int)d->column + step;

	d->column = (enum plan_column)((column + PLAN_AMOUNTS) % PLAN_AMOUNTS);
}

static struct effect leave(struct distribution *d)
{
	const struct draft *draft = draft_of(d);
	size_t changes = draft ? draft_changes(draft) : 0;

	if (changes)
		session_say(d->screen.session, ngettext("Utkastet ligger kvar: %zu ändrad rad är inte sparad", "Utkastet ligger kvar: %zu ändrade rader är inte sparade", changes), changes);
	return effect_pop;
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct distribution *d = self(screen);

	if (list_act(&d->list, id))
		return effect_handled;
	switch (id) {
	case ACTION_EDIT: edit_existing(d); break;
	case ACTION_CLEAR: clear(d); break;
	case ACTION_SAVE: ask_save(d); break;
	case ACTION_UNDO: undo(d, true); break;
	case ACTION_REDO: undo(d, false); break;
	case ACTION_NEXT_COLUMN: move_column(d, 1); break;
	case ACTION_PREVIOUS_COLUMN: move_column(d, -1); break;
	case ACTION_WHY: return why(d);
	case ACTION_QUIT:
	case ACTION_BACK: return leave(d);
	default: return effect_none;
	}
	return effect_handled;
}

static bool can(const struct screen *screen, enum action_id id, struct error *reason)
{
	if (popup_open(&self(screen)->popup) && id != ACTION_BACK)
		return error_set(reason, "question", _("svara på frågan först"));
	if (self(screen)->editing && (id == ACTION_UNDO || id == ACTION_REDO))
		return error_set(reason, "field", _("Enter tar beloppet, Esc låter det vara"));
	return !action(id)->writes || may_write(self(screen), reason);
}

/* ---- drawing ---- */

struct layout { int name, x[PLAN_COLUMNS], width[PLAN_COLUMNS], note, note_width; };

/* What there is no room for goes in this order: what lies furthest back in time first. */
static const enum plan_column first_to_go[] = { PLAN_OUTCOME, PLAN_FORECAST, PLAN_PERCENT, PLAN_CHANGE, PLAN_BEFORE };

static int widths(const struct layout *l)
{
	int sum = 0;

	for (int i = 0; i < PLAN_COLUMNS; i++)
		sum += l->width[i];
	return sum;
}

static void lay_out(const struct distribution *d, int columns, struct layout *l)
{
	static const int digits[] = { [MONEY_IN_MNKR] = 9, [MONEY_IN_TKR] = 11, [MONEY_IN_KR] = 15 };
	static const enum plan_column order[] = { PLAN_OUTCOME, PLAN_BEFORE, PLAN_FORECAST, PLAN_NOW, PLAN_CHANGE, PLAN_PERCENT };
	int amount = digits[unit_of_money(d)], x;

	for (int i = 0; i < PLAN_COLUMNS; i++)
		l->width[i] = i == PLAN_PERCENT ? 7 : amount;
	for (size_t i = 0; i < sizeof first_to_go / sizeof *first_to_go && columns - widths(l) < 22; i++)
		l->width[first_to_go[i]] = 0;
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

static void draw_heads(const struct distribution *d, struct canvas *body, const struct layout *l, int row)
{
	static const char *const heads[PLAN_COLUMNS] = { N_("Bokslut"), N_("Budget"), N_("Prognos"), N_("Budget"), N_("Förändr."), N_("%") };

	for (int i = 0; i < PLAN_COLUMNS; i++) {
		char year[16] = "";

		if (!l->width[i])
			continue;
		if (i < PLAN_AMOUNTS)
			snprintf(year, sizeof year, "%d", plan_year(d->plan, (enum plan_column)i));
		canvas_right(body, row, l->x[i], l->width[i], ROLE_HEAD, i < PLAN_AMOUNTS ? _(heads[i]) : "");
		canvas_right(body, row + 1, l->x[i], l->width[i], ROLE_HEAD, i < PLAN_AMOUNTS ? year : _(heads[i]));
	}
}

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

static void draw_note(const struct distribution *d, struct canvas *body, const struct layout *l, int y, const struct plan_row *row)
{
	struct buffer text = { 0 };

	if (l->note_width < 16)
		return;
	if (row->changed)
		buffer_text(&text, _("ej sparat"));
	else if (is_held(row))
		buffer_format(&text, _("låst: %s"), row->cell->row->hold);
	else if (row->cell && row->cell->row && row->cell->row->details.count)
		buffer_format(&text, _("%zu specifikationer"), row->cell->row->details.count);
	else if (row->unit != ORG_NONE)
		buffer_text(&text, ram_status(d->plan->table, row->unit));
	if (text.size)
		canvas_text(body, y, l->note, l->note_width, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

static void draw_amounts(struct distribution *d, struct canvas *body, const struct layout *l, int y, const struct plan_row *row, bool here)
{
	struct session *session = d->screen.session;
	char percent[MONEY_TEXT];

	for (int i = 0; i < PLAN_AMOUNTS; i++) {
		enum role role = row->changed && i == PLAN_NOW ? ROLE_ACCENT : row->sum ? ROLE_STRONG : i == PLAN_NOW ? ROLE_PLAIN : ROLE_DIM;

		amount_draw(body, y, l->x[i], l->width[i], here && (int)d->column == i ? ROLE_ACCENT : role, session, row->value[i], unit_of_money(d), 0);
	}
	amount_draw(body, y, l->x[PLAN_CHANGE], l->width[PLAN_CHANGE], ROLE_PLAIN, session, plan_change(row), unit_of_money(d), MONEY_SIGN);
	canvas_right(body, y, l->x[PLAN_PERCENT], l->width[PLAN_PERCENT], ROLE_DIM, plan_percent(row, body->glyphs->ascii, percent));
}

static void draw_row(struct distribution *d, struct canvas *body, const struct layout *l, int y, int at)
{
	const struct plan_row *row = &d->plan->rows[at];
	bool here = at == d->list.at;

	canvas_text(body, y, 1, 1, ROLE_ACCENT, row->changed ? "*" : " ");
	canvas_text(body, y, 2, 1, ROLE_PLAIN, sign_of(row, body->glyphs));
	canvas_text(body, y, row->sum ? 4 : 5, l->name - 5, row->sum ? ROLE_STRONG : ROLE_PLAIN, row->name);
	if (is_held(row)) /* first: a figure that needs the room goes before it */
		canvas_text(body, y, l->x[PLAN_NOW] + l->width[PLAN_NOW] + 1, 1, ROLE_ACCENT, "L");
	draw_amounts(d, body, l, y, row, here);
	draw_note(d, body, l, y, row);
	if (!here)
		return;
	if (d->editing) {
		field_draw(&d->field, body, y, l->x[PLAN_NOW] + 1, l->width[PLAN_NOW] - 1);
		return;
	}
	canvas_reverse(body, y, 1, body->columns - 2);
	canvas_cursor(body, y, l->x[d->column] + l->width[d->column] - 1, false);
}

static void draw_sum(struct distribution *d, struct canvas *body)
{
	const struct balance *b = plan_balance(d->plan);
	struct session *session = d->screen.session;
	struct buffer text = { 0 };
	bool over = b->left != MONEY_NONE && b->left < 0;
	int x;

	if (b->available == MONEY_NONE) {
		canvas_text(body, 0, 1, body->columns - 2, ROLE_DIM, _("Ingen ram är given än: det finns inget att fördela."));
		return;
	}
	buffer_text(&text, _("ATT FÖRDELA "));
	amount_text(&text, session, b->available, unit_of_money(d), 0);
	buffer_text(&text, _("      FÖRDELAT "));
	amount_text(&text, session, b->divided, unit_of_money(d), 0);
	buffer_text(&text, "      ");
	x = 1 + canvas_text(body, 0, 1, body->columns - 2, ROLE_PLAIN, text.bytes);
	text.size = 0;
	buffer_text(&text, over ? _("ÖVER RAM ") : _("KVAR ATT FÖRDELA "));
	amount_text(&text, session, over ? -b->left : b->left, unit_of_money(d), 0);
	canvas_text(body, 0, x, body->columns - x - 1, over ? ROLE_WARN : ROLE_STRONG, text.bytes);
	buffer_free(&text);
}

/* While typing: what was read, so that nobody is surprised by Enter. */
static void strip_typed(struct distribution *d, struct buffer *out)
{
	struct money_read read;
	struct error error;
	char text[MONEY_TEXT];

	if (!typed_amount(d, &read, &error)) {
		buffer_text(out, error.text);
		return;
	}
	if (read.value == MONEY_NONE) {
		buffer_text(out, _("Tomt: beloppet tas bort."));
		return;
	}
	buffer_format(out, _("Läses som %s"), money_print(text, read.value, read.unit, MONEY_FULL, money_flags(d)));
	buffer_format(out, " = %s", money_print(text, read.value, MONEY_IN_KR, MONEY_EXACT, money_flags(d)));
	buffer_text(out, _(". Enter tar det, Esc ångrar."));
}

static void strip_saved(const struct distribution *d, const struct plan_row *row, struct buffer *out)
{
	char text[MONEY_TEXT];

	if (row->changed) {
		money_print(text, row->saved, unit_of_money(d), MONEY_FULL, money_flags(d));
		buffer_format(out, _("* ej sparat: %s %s. "), *text ? _("var") : _("var tomt"), text);
	}
	if (is_held(row))
		buffer_format(out, _("L = låst: %s. "), row->cell->row->hold);
	if (row->cell) {
		buffer_text(out, _("Senast "));
		story_when(out, row->cell->event);
		buffer_format(out, _(" av %s"), row->cell->event->user);
		const char *reason = row->cell->event->line->act.kind == ACT_DISTRIBUTE ? row->cell->event->line->act.distribute.why : NULL;
		if (reason)
			buffer_format(out, ": %s", reason);
	}
}

static void strip_sub(const struct distribution *d, const struct plan_row *row, struct buffer *out)
{
	const struct unit *unit = &d->plan->book->org->units[row->unit];
	const struct balance *b = &d->plan->table->balance[row->unit];
	char text[MONEY_TEXT];

	if (unit->chef)
		buffer_format(out, "%s. ", unit->chef);
	if (b->left == MONEY_NONE)
		return;
	money_print(text, b->left < 0 ? -b->left : b->left, unit_of_money(d), MONEY_USUAL, money_flags(d));
	buffer_format(out, b->left < 0 ? _("Över sin ram med %s.") : _("Har %s kvar att fördela."), text);
}

static void draw_strip(struct distribution *d, struct canvas *body, int y)
{
	struct buffer text = { 0 };
	const struct plan_row *row = current(d);

	canvas_rule(body, y, 1, body->columns - 2);
	if (d->editing)
		strip_typed(d, &text);
	else if (row->kind == PLAN_RAM)
		story_ram(&text, d->plan->book, d->plan->table, d->unit, unit_of_money(d), d->unit == d->screen.session->seat.unit);
	else
		strip_saved(d, row, &text);
	if (!d->editing && row->unit != ORG_NONE)
		strip_sub(d, row, &text);
	if (text.size)
		canvas_wrap(body, y + 1, 1, body->columns - 2, 2, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct distribution *d = self(screen);
	struct layout l;
	int strip = body->rows >= 12 ? 3 : 0, popup = popup_rows(&d->popup, body->columns), top = body->rows >= 8 ? 4 : 3;
	int foot = popup > strip ? popup : strip;

	lay_out(d, body->columns, &l);
	list_size(&d->list, (int)d->plan->count, body->rows - top - foot);
	draw_sum(d, body);
	draw_heads(d, body, &l, top - 2);
	for (int row = d->list.first; row < list_end(&d->list); row++)
		draw_row(d, body, &l, top + list_y(&d->list, row), row);
	if (strip && !popup)
		draw_strip(d, body, body->rows - strip);
	popup_draw(&d->popup, body);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct distribution *d = self(screen);
	const struct session *session = screen->session;
	size_t changes = !strcmp(session->draft.unit, d->unit_id) ? draft_changes(&session->draft) : 0;

	buffer_format(left, _("%s · Fördelning av ramen %d"), session->book->org->units[d->unit].name, session->year);
	buffer_text(right, money_unit_name(unit_of_money(d)));
	if (!may_write(d, NULL))
		buffer_format(right, " · %s", _("läser"));
	else if (changes)
		buffer_format(right, " · %s", _("utkast, ej sparat"));
}

static void release(struct screen *screen)
{
	plan_free(self(screen)->plan);
	free(screen);
}

static const struct screen_hooks hooks = {
	.name = "distribution", .context = IN_DISTRIBUTION, .title = title, .draw = draw, .act = act, .type = type,
	.typing = typing, .can = can, .refresh = refresh, .free = release,
};

static void say_kept(struct distribution *d)
{
	const struct draft *draft = draft_of(d);

	size_t changes = draft ? draft_changes(draft) : 0;

	if (changes)
		session_say(d->screen.session, ngettext("Ditt utkast är kvar: %zu ändrad rad är inte sparad", "Ditt utkast är kvar: %zu ändrade rader är inte sparade", changes), changes);
}

static int first_editable(const struct distribution *d)
{
	for (size_t i = 0; i < d->plan->count; i++)
		if (d->plan->rows[i].editable)
			return (int)i;
	return 0;
}

/* What was being typed when the line broke stands in its field again. */
static void edit_resume(struct distribution *d)
{
	const struct draft *draft = draft_of(d);
	char text[sizeof draft->typing];

	for (size_t i = 0; draft && *draft->typing_id && i < d->plan->count; i++) {
		const struct plan_row *row = &d->plan->rows[i];
		const char *id = row->line ? row->line : row->unit == ORG_NONE ? "" : d->plan->book->org->units[row->unit].id;

		if (strcmp(id, draft->typing_id) || draft->typing_unit != !row->line)
			continue;
		d->list.at = (int)i;
		memcpy(text, draft->typing, sizeof text);
		edit_begin(d, text);
		edit_keep(d);
		return;
	}
}

struct screen *distribution_screen(struct session *session, int unit)
{
	struct distribution *d = memory_grow(NULL, 1, sizeof *d);
	const char *id = session->book->org->units[unit].id;

	*d = (struct distribution){ .screen = { .hooks = &hooks, .session = session }, .unit = unit, .column = PLAN_NOW };
	memcpy(d->unit_id, id, strnlen(id, sizeof d->unit_id - 1));
	plan_renew(d);
	d->list.at = first_editable(d); /* not yet drawn: nothing to keep in sight */
	say_kept(d);
	edit_resume(d);
	return &d->screen;
}

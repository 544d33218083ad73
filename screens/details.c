/* Innehåll: what a budget line's amount is made up of, in levels, and what each part was worked out from. Every change is a step in the unit's draft, as
 * those on the distribution screen are: undone there or here, saved there. */
#include "details_private.h"

#include "amount.h"
#include "entry.h"
#include "figure.h"
#include "phrase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- kept up to date ---- */

static bool may(const struct details *d, struct error *why)
{
	if (d->looks)
		return error_set(why, "looks", _("här visas det som är sparat: det ändras från fördelningen"));
	if (!d->row)
		return error_set(why, "unknown-line", _("budgetraden finns inte längre"));
	return session_may_redivide(d->screen.session, d->unit, why);
}

struct draft *details_draft(struct details *d)
{
	return d->looks ? NULL : session_own_draft(d->screen.session, d->unit);
}

static const struct plan_row *find_row(const struct details *d)
{
	for (size_t i = 0; i < d->plan->count; i++)
		if (d->plan->rows[i].line && d->plan->rows[i].kind != PLAN_THEIRS && !strcmp(d->plan->rows[i].line, d->line))
			return &d->plan->rows[i];
	return NULL;
}

static const struct list *details_of(const struct cell *cell)
{
	static const struct list none = { 0 };

	return cell && cell->row ? &cell->row->details : &none;
}

static void add_row(struct details *d, enum details_kind kind, money value)
{
	d->rows[d->view.count++] = (struct details_row){ .kind = kind, .value = value };
}

static void add_parts(struct details *d, enum details_kind kind, const struct list *list)
{
	const struct detail *details = list->items;

	for (size_t i = 0; i < list->count; i++)
		d->rows[d->view.count++] = (struct details_row){ kind, i, detailing_depth(list, i), &details[i], money_from_kr(details[i].kr) };
}

static void add_rest(struct details *d, enum details_kind kind, const struct list *list, money amount)
{
	money said = details_sum(list, NULL, NULL);

	if (said != MONEY_NONE && said != amount)
		add_row(d, kind, money_sum(amount == MONEY_NONE ? 0 : amount, -said));
}

static void add_rows(struct details *d)
{
	d->rows = arena_alloc(&d->arena, (d->shown.count + d->before.count + 6) * sizeof *d->rows);
	d->view.count = 0;
	add_parts(d, DETAILS_PART, &d->shown);
	add_rest(d, DETAILS_REST, &d->shown, details_amount(d));
	add_row(d, DETAILS_AMOUNT, details_amount(d));
	if (!d->before.count)
		return;
	add_row(d, DETAILS_GAP, MONEY_NONE);
	add_row(d, DETAILS_HEAD, MONEY_NONE);
	add_parts(d, DETAILS_BEFORE, &d->before);
	add_rest(d, DETAILS_BEFORE_REST, &d->before, d->amount_before);
	add_row(d, DETAILS_BEFORE_AMOUNT, d->amount_before);
}

/* With what is being typed, as far as it can be read: what cannot stands with the amount it had. */
static struct list with_typed(struct details *d)
{
	const struct details_form *form = &d->form;
	struct detail typed = { 0 };

	if (!form->open)
		return d->list;
	if (!form->fresh)
		typed = ((const struct detail *)d->list.items)[form->at];
	else
		typed.kr = NUMBER_NONE;
	details_form_read(d, &typed, NULL);
	return (form->fresh ? detailing_insert : detailing_replace)(&d->list, form->at, &typed, &d->arena);
}

static size_t place_of(const struct list *list, const char *id)
{
	const struct detail *details = list->items;
	size_t at = 0;

	while (at < list->count && strcmp(details[at].id, id))
		at++;
	return at;
}

/* Others may have saved another list meanwhile: the row that is being typed is found again, or is a new one. */
static void place_form(struct details *d)
{
	struct details_form *form = &d->form;
	size_t at = place_of(&d->list, form->id), above = place_of(&d->list, form->above);

	if (!form->open)
		return;
	form->fresh = at == d->list.count;
	if (above == d->list.count)
		form->above[0] = '\0';
	if (!form->fresh)
		form->at = at;
	else if (*form->above && (form->at <= above || form->at > detailing_end(&d->list, above)))
		form->at = detailing_end(&d->list, above);
	else if (form->at > d->list.count)
		form->at = d->list.count;
}

static const struct cell *find_before(struct details *d)
{
	const struct book *book = d->screen.session->book;
	const struct cell *last = book_cell(book, d->unit, LAYER_BUDGET, d->plan->year - 1, d->line);

	d->year_before = d->plan->year - 1;
	if (details_of(last)->count || d->year_before <= book->region->year)
		return last;
	d->year_before = book->region->year;
	return book_cell(book, d->unit, LAYER_BUDGET, d->year_before, d->line);
}

void details_renew(struct details *d)
{
	struct session *session = d->screen.session;
	const struct cell *last;

	plan_free(d->plan);
	arena_free(&d->arena);
	d->plan = plan_over(session->table, d->unit, details_draft(d), NULL, 0);
	d->row = find_row(d);
	d->sees_pay = session_shows_pay(session, d->unit);
	last = find_before(d);
	d->amount_before = last ? last->value : MONEY_NONE;
	d->before = detailing_ordered(details_of(last), &d->arena);
	d->saved = detailing_ordered(details_of(d->row ? d->row->cell : NULL), &d->arena);
	d->list = d->row ? detailing_ordered(&d->row->terms.details, &d->arena) : (struct list){ 0 };
	place_form(d);
	d->shown = with_typed(d);
	add_rows(d);
	list_select(&d->view, d->form.open ? (int)d->form.at : d->view.at);
}

void details_select(struct details *d, const char *id)
{
	size_t at = place_of(&d->shown, id);

	if (at < d->shown.count)
		list_select(&d->view, (int)at);
}

static bool stops(const void *owner, int row)
{
	const struct details *d = owner;

	return d->rows[row].kind != DETAILS_GAP && d->rows[row].kind != DETAILS_HEAD;
}

/* The screen it was opened from shows the same draft. */
static void tell_below(struct details *d)
{
	struct screen *below = d->screen.below;

	if (below && below->hooks->refresh)
		below->hooks->refresh(below);
}

static void refresh(struct screen *screen)
{
	struct details *d = details_self(screen);
	int unit = org_find(screen->session->book->org, d->unit_id);

	if (unit != ORG_NONE || d->unit >= screen->session->book->org->count)
		d->unit = unit != ORG_NONE ? unit : 0;
	details_renew(d);
}

/* ---- steps ---- */

/* On a line without an amount nothing would be saved: there the first details say what the amount is. */
void details_put(struct details *d, const struct list *list, const char *name)
{
	struct draft *draft = details_draft(d);
	const struct terms saved = terms_of(d->row->cell ? d->row->cell->row : NULL);
	struct terms terms = d->row->terms;
	struct draft_step step;

	if (!draft)
		return;
	terms.details = *list;
	step = draft_terms_step(draft, d->line, d->row->saved, &saved, &terms);
	if (details_amount(d) == MONEY_NONE && list->count) {
		step.after = details_sum(list, NULL, NULL);
		session_say(d->screen.session, _("%s var tom: beloppet blev summan av delarna"), d->row->name);
	}
	draft_put_all(draft, name, &step, 1);
	details_renew(d);
	tell_below(d);
}

static const char *text_of(const struct details_row *row)
{
	return row->detail->text;
}

static void put_named(struct details *d, const struct list *list, const char *format, const char *what)
{
	struct buffer name = { 0 };

	buffer_format(&name, format, what);
	details_put(d, list, name.bytes);
	buffer_free(&name);
}

static void remove_part(struct details *d)
{
	struct list list = detailing_remove(&d->list, details_current(d)->at, &d->arena);

	put_named(d, &list, _("%s borttagen"), text_of(details_current(d)));
}

static void move_part(struct details *d, bool enter)
{
	const struct details_row *row = details_current(d);
	struct list list = (enter ? detailing_enter : detailing_leave)(&d->list, row->at, &d->arena);
	char id[65];

	snprintf(id, sizeof id, "%s", row->detail->id);
	put_named(d, &list, _("%s på en annan nivå"), text_of(row));
	details_select(d, id);
}

static void take_sum(struct details *d)
{
	struct draft *draft = details_draft(d);
	struct draft_step step = draft_amount_step(draft, false, d->line, d->row->saved, details_sum(&d->list, NULL, NULL));
	struct buffer name = { 0 };

	buffer_format(&name, _("%s = summan av delarna"), d->row->name);
	draft_put_all(draft, name.bytes, &step, 1);
	buffer_free(&name);
	details_renew(d);
	tell_below(d);
	session_say(d->screen.session, _("%s är nu summan av delarna; Ctrl-Z ångrar"), d->row->name);
}

/* How far the parts are from the row's amount: «delarna är 1,2 mnkr mer än raden». */
static void say_difference(struct details *d)
{
	money rest = money_sum(details_sum(&d->list, NULL, NULL), -details_amount(d));
	struct buffer text = { 0 };

	if (!rest) {
		session_say(d->screen.session, _("Innehållet %d är hämtat och är hela beloppet; Ctrl-Z ångrar"), d->year_before);
		return;
	}
	amount_text(&text, d->screen.session, rest < 0 ? -rest : rest, details_money(d), MONEY_NAMED);
	session_say(d->screen.session, rest > 0 ? _("Innehållet %d är hämtat: delarna är %s mer än raden; Ctrl-Z ångrar")
	                                        : _("Innehållet %d är hämtat: %s av raden är ospecificerat; Ctrl-Z ångrar"), d->year_before, text.bytes);
	buffer_free(&text);
}

static void take_before(struct details *d)
{
	bool was_blank = details_amount(d) == MONEY_NONE;
	struct buffer name = { 0 };

	buffer_format(&name, _("innehållet %d hämtat"), d->year_before);
	details_put(d, &d->before, name.bytes);
	buffer_free(&name);
	list_select(&d->view, 0);
	if (!was_blank) /* else it is said that the amount is their sum */
		say_difference(d);
}

static void undo(struct details *d, bool back)
{
	struct draft *draft = details_draft(d);
	const struct draft_step *step = !draft ? NULL : back ? draft_undo(draft) : draft_redo(draft);
	int line = step && !step->is_unit ? region_line(d->plan->book->region, step->id) : -1;

	if (!step) {
		session_say(d->screen.session, "%s", back ? _("Det finns inget att ångra") : _("Det finns inget att göra om"));
		return;
	}
	session_say(d->screen.session, back ? _("Ångrade: %s") : _("Gjorde om: %s"),
	            step->name ? step->name : line >= 0 ? d->plan->book->region->lines[line].name : step->id);
	details_renew(d);
	tell_below(d);
}

/* ---- what can be done ---- */

static bool can_sum(const struct details *d, struct error *why)
{
	money sum = details_sum(&d->list, NULL, NULL);

	if (sum == MONEY_NONE)
		return error_set(why, "no-parts", _("det finns inga delar att summera: + lägger till en"));
	if (sum < 0)
		return error_set(why, "negative", _("delarna är tillsammans mindre än 0, och det kan en budgetrad inte vara"));
	if (sum >= MONEY_MAX)
		return error_set(why, "too-large", _("delarna är tillsammans för stora: budgeten räcker till 10 000 miljarder"));
	return sum != details_amount(d) || error_set(why, "same", _("beloppet är redan summan av delarna"));
}

static bool can_take_before(const struct details *d, struct error *why)
{
	if (d->list.count)
		return error_set(why, "has-parts", _("raden har redan innehåll: ta först bort det med Delete"));
	if (!d->before.count)
		return error_set(why, "nothing", _("raden har inget innehåll %d att hämta: + lägger till en del"), d->year_before);
	return details_amount(d) != MONEY_NONE || details_sum(&d->before, NULL, NULL) >= 0 ||
	       error_set(why, "negative", _("delarna är tillsammans mindre än 0, och det kan en budgetrad inte vara"));
}

static bool is_part(const struct details *d, struct error *why)
{
	return details_current(d)->kind == DETAILS_PART || error_set(why, "no-part", _("markera en av delarna först"));
}

static bool can_enter(const struct details *d, struct error *why)
{
	return is_part(d, why) && detailing_can_enter(&d->list, details_current(d)->at, why);
}

static bool can_leave(const struct details *d, struct error *why)
{
	return is_part(d, why) && detailing_can_leave(&d->list, details_current(d)->at, why);
}

static const struct { enum action_id id; bool (*can)(const struct details *, struct error *why); } needs[] = {
	{ ACTION_EDIT, is_part },          { ACTION_PART_REMOVE, is_part }, { ACTION_PART_ENTER, can_enter },
	{ ACTION_PART_LEAVE, can_leave }, { ACTION_PART_SUM, can_sum },      { ACTION_PART_BEFORE, can_take_before },
};

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct details *d = details_self(screen);

	if (d->form.open)
		return id == ACTION_SAVE || id == ACTION_BACK || error_set(why, "field", _("Enter tar raden, Esc låter den vara"));
	if (action(id)->writes && !may(d, why))
		return false;
	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (needs[i].id == id)
			return needs[i].can(d, why);
	return true;
}

/* ---- keys ---- */

static bool figure_at(const struct screen *screen, char out[256])
{
	const struct details *d = (const struct details *)screen;
	const struct details_row *row = details_current(d);
	bool before = row->kind == DETAILS_BEFORE || row->kind == DETAILS_BEFORE_AMOUNT || row->kind == DETAILS_BEFORE_REST;
	struct figure figure = { .unit = d->unit, .year = before ? d->year_before : d->plan->year, .what = FIGURE_LINE, .line = d->line };

	if (row->detail && (before || place_of(&d->saved, row->detail->id) < d->saved.count)) {
		figure.what = FIGURE_DETAIL;
		figure.detail = row->detail->id;
	}
	figure_print(out, d->plan->book, &figure);
	return true;
}

static struct effect why(struct details *d)
{
	char name[256];

	figure_at(&d->screen, name);
	return effect_push(why_screen(d->screen.session, name));
}

/* Saving is the distribution's: it asks why, and knows what else has changed. */
static struct effect save(struct details *d)
{
	struct screen *below = d->screen.below;

	if (d->form.open && !details_form_commit(d))
		return effect_handled;
	if (!below || below->hooks->context != IN_DISTRIBUTION)
		return effect_pop;
	distribution_ask(below);
	return effect_pop;
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct details *d = details_self(screen);

	if (list_act(&d->view, id))
		return effect_handled;
	switch (id) {
	case ACTION_PART_NEW: details_form_new(d, false); break;
	case ACTION_PART_STAFF: details_form_new(d, true); break;
	case ACTION_EDIT: details_form_open(d, details_current(d)->at); break;
	case ACTION_PART_REMOVE: remove_part(d); break;
	case ACTION_PART_ENTER: move_part(d, true); break;
	case ACTION_PART_LEAVE: move_part(d, false); break;
	case ACTION_PART_SUM: take_sum(d); break;
	case ACTION_PART_BEFORE: take_before(d); break;
	case ACTION_UNDO: undo(d, true); break;
	case ACTION_REDO: undo(d, false); break;
	case ACTION_SAVE: return save(d);
	case ACTION_WHY: return why(d);
	case ACTION_QUIT:
	case ACTION_BACK: return effect_pop;
	default: return effect_none;
	}
	return effect_handled;
}

static bool typing(const struct screen *screen)
{
	return details_self(screen)->form.open;
}

/* A figure typed on a part begins its amount, as in a spreadsheet. */
static struct effect type(struct screen *screen, const struct key *key)
{
	struct details *d = details_self(screen);
	const char *text = key_text(key);
	struct error why;

	if (d->form.open)
		return key_is(key, "^S") ? save(d) : details_form_key(d, key);
	if (!text || !entry_begins(text, ""))
		return effect_none;
	if (!screen_can(screen, ACTION_EDIT, &why)) {
		session_say(screen->session, "%s", why.text);
		return effect_handled;
	}
	details_form_open(d, details_current(d)->at);
	if (!d->form.staff)
		field_set(&d->form.fields[FORM_AMOUNT], "");
	return d->form.staff ? effect_handled : details_form_key(d, key);
}

/* ---- the hooks ---- */

static const char *line_name(const struct details *d)
{
	return d->row ? d->row->name : region_line_name(d->plan->book->region, d->line);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct details *d = details_self(screen);
	const struct session *session = screen->session;

	buffer_format(left, _("%s · %s %d · innehåll"), session->book->org->units[d->unit].name, line_name(d), d->plan->year);
	buffer_text(right, money_unit_name(details_money(d)));
	if (!may(d, NULL))
		buffer_format(right, " · %s", _("läser"));
	else
		phrase_draft(right, session, session->book->org->units[d->unit].id);
}

static void release(struct screen *screen)
{
	struct details *d = details_self(screen);

	plan_free(d->plan);
	arena_free(&d->arena);
	free(d);
}

static int unit_of(const struct screen *screen)
{
	return details_self(screen)->unit;
}

static const struct screen_hooks hooks = {
	.name = "details", .context = IN_DETAILS, .title = title, .draw = details_draw, .act = act, .type = type, .typing = typing,
	.enter = N_("vidare"), .can = can, .sheet = details_sheet, .click = details_click, .figure = figure_at, .unit = unit_of, .refresh = refresh, .free = release,
};

/* By name, where nobody stands on a row: the first line that has any. */
struct screen *details_first(struct session *session, int unit)
{
	const struct region *region = session->book->region;
	size_t line = 0;

	for (size_t i = region->line_count; i-- > 0;)
		if (details_of(book_cell(session->book, unit, LAYER_BUDGET, session->year, region->lines[i].id))->count)
			line = i;
	return details_screen(session, unit, region->line_count ? region->lines[line].id : "", false);
}

struct screen *details_screen(struct session *session, int unit, const char *line, bool looks)
{
	struct details *d = memory_grow(NULL, 1, sizeof *d);

	*d = (struct details){ .screen = { .hooks = &hooks, .session = session }, .unit = unit, .looks = looks, .view = { .stops = stops, .owner = d } };
	snprintf(d->unit_id, sizeof d->unit_id, "%s", session->book->org->units[unit].id);
	snprintf(d->line, sizeof d->line, "%s", line);
	details_renew(d);
	details_form_resume(d);
	return &d->screen;
}

/* Månader: how each line of a unit's division falls on the year. Typing in a month sets it and the others take the difference, so that a line
 * always makes up its year. Every change is a step in the unit's draft; it is saved with the division. */
#include "months_private.h"

#include "entry.h"
#include "intl.h"
#include "phrase.h"
#include "story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct months_view *self(const struct screen *screen)
{
	return (struct months_view *)screen;
}

const struct monthly_row *months_current(const struct months_view *view)
{
	return view->monthly->count ? &view->monthly->rows[view->list.at] : NULL;
}

enum money_unit months_money(const struct months_view *view)
{
	return session_money(view->screen.session, view->unit);
}

static bool may_divide(const struct months_view *view, struct error *why)
{
	if (view->gone)
		return error_set(why, "unknown-unit", _("Enheten finns inte längre i organisationen"));
	return session_may_redivide(view->screen.session, view->unit, why);
}

bool months_may_change(const struct months_view *view, struct error *why)
{
	const struct monthly_row *row = months_current(view);

	if (!may_divide(view, why))
		return false;
	if (!row)
		return error_set(why, "no-rows", _("skriv först belopp på raderna i Fördelning"));
	if (!row->of)
		return error_set(why, "sum", _("raden räknas fram: ändra raderna som den bygger på"));
	if (row->of->conflict)
		return error_set(why, "conflict", _("någon annan har ändrat raden: välj i Fördelning vilket som ska gälla"));
	return row->year > 0 || error_set(why, "nothing", _("raden är 0 hela året: skriv dess belopp i Fördelning först"));
}

/* ---- kept up to date ---- */

static struct draft *draft_of(struct months_view *view)
{
	return view->gone ? NULL : session_own_draft(view->screen.session, view->unit);
}

static void tell_kept(struct months_view *view)
{
	const struct draft *draft = draft_of(view);
	bool unkept = draft && draft_unkept(draft);

	if (unkept && !view->unkept)
		session_say(view->screen.session, "%s", _("Det går inte att skriva på disken: utkastet finns bara i minnet. Skriv vidare; varje tangent försöker igen."));
	else if (!unkept && view->unkept)
		session_say(view->screen.session, "%s", _("Utkastet ligger på disken igen"));
	view->unkept = unkept;
}

/* A line that has gone leaves her where it was. */
static bool find_row(struct months_view *view, const char *line)
{
	view->list.count = (int)view->monthly->count;
	for (int i = 0; i < view->list.count; i++)
		if (view->monthly->rows[i].of && !strcmp(view->monthly->rows[i].of->line, line)) {
			list_select(&view->list, i);
			return true;
		}
	list_select(&view->list, view->list.at);
	return false;
}

static void make(struct months_view *view, bool with_preview)
{
	monthly_free(view->monthly);
	view->monthly = monthly_make(view->plan, with_preview ? &view->preview : NULL);
}

/* What is typed, in the row and in the sums: of «20,» on the way to «20,5» what can be read, of what cannot be read nothing. */
static void preview(struct months_view *view)
{
	char begun[FIELD_BYTES];

	entry_begun(begun, sizeof begun, view->field.text);
	view->previewed = months_read(view, view->field.text, view->preview.month, NULL) ||
	                  (*begun && months_read(view, begun, view->preview.month, NULL));
	if (view->previewed)
		make(view, true);
}

/* Which months of the current row she has set: on disk like all that she writes, so that it holds after the line has broken too. */
void months_keep(struct months_view *view, unsigned months)
{
	const struct monthly_row *row = months_current(view);
	struct draft *draft = draft_of(view);

	view->kept = months;
	if (draft)
		draft_months(draft, row && row->of ? row->of->line : "", row && row->of ? months : 0);
}

static void end_editing(struct months_view *view)
{
	struct draft *draft = draft_of(view);

	view->editing = view->previewed = false;
	if (draft && *draft->typing_id)
		draft_typing(draft, false, NULL, NULL);
}

static void renew(struct months_view *view)
{
	const struct monthly_row *row = view->monthly ? months_current(view) : NULL;
	struct session *session = view->screen.session;
	struct plan *old = view->plan;
	char line[65];

	snprintf(line, sizeof line, "%s", row && row->of ? row->of->line : "");
	view->plan = plan_over(session->table, view->unit, draft_of(view), NULL, 0);
	make(view, false);
	plan_free(old);
	if (!find_row(view, line) && view->editing) {
		session_say(session, _("Någon annan har tagit bort raden. Du skrev «%s» i %s: det gäller inte längre"), view->field.text, story_month(view->month + 1));
		end_editing(view);
	}
	if (view->editing)
		preview(view);
}

static void refresh(struct screen *screen)
{
	struct months_view *view = self(screen);
	int unit = org_find(screen->session->book->org, view->unit_id);

	view->gone = unit == ORG_NONE;
	view->unit = unit != ORG_NONE ? unit : 0;
	if (view->gone && view->editing) { /* it is on the disk, in a draft of a unit that is not there */
		session_say(screen->session, _("Enheten finns inte längre i organisationen. Du skrev «%s» i %s: det är inte infört någonstans"), view->field.text,
		            story_month(view->month + 1));
		view->editing = view->previewed = false;
	}
	months_keep(view, 0);
	renew(view);
}

/* ---- changing ---- */

/* One step in the draft, with all that the row says and other months; NULL: even. */
static void put(struct months_view *view, const struct months *months, const char *what)
{
	const struct plan_row *row = months_current(view)->of;
	const struct terms saved = terms_of(row->cell ? row->cell->row : NULL);
	struct draft *draft = draft_of(view);
	struct months own = months ? *months : (struct months){ 0 };
	struct terms terms = row->terms;
	struct draft_step step;
	char name[DRAFT_TEXT];

	if (!draft)
		return;
	terms.profile = months ? (struct list){ &own, 1 } : (struct list){ 0 };
	snprintf(name, sizeof name, "%s, %s", row->name, what);
	step = draft_terms_step(draft, row->line, row->saved, &saved, &terms);
	draft_put_all(draft, name, &step, 1);
	tell_kept(view);
	renew(view);
}

static bool out_of_range(const struct months_view *view, money value, struct error *error)
{
	unsigned flags = MONEY_NAMED | (view->screen.session->ascii_money ? MONEY_ASCII : 0);
	char read[MONEY_TEXT], most[MONEY_TEXT];

	money_print(read, value, months_money(view), MONEY_FULL, flags);
	money_print(most, months_current(view)->year, months_money(view), MONEY_FULL, flags);
	return error_set(error, "month", _("Läses som %s: en månad kan vara från 0 till hela årets %s"), read, most);
}

bool months_read(const struct months_view *view, const char *text, money month[MONTHS], struct error *error)
{
	struct entry entry;

	monthly_of(months_current(view)->of, month);
	if (!entry_read(text, &(struct entry_at){ .shown = months_money(view), .before = month[view->month], .rest = MONEY_NONE }, &entry, error))
		return false;
	if (entry.ambiguous)
		return error_set(error, "dots", _("Punkten kan läsas på två sätt: skriv komma för decimaler, eller tusental utan punkt"));
	if (entry.value == MONEY_NONE)
		entry.value = 0;
	return profile_set(month, view->month, entry.value, view->kept, NULL) || out_of_range(view, entry.value, error);
}

/* What she wrote just before stays, where the year has room for it. */
static void keep_month(struct months_view *view, const money before[MONTHS], const money month[MONTHS])
{
	for (int i = 0; i < MONTHS; i++)
		if (view->kept & 1u << i && i != view->month && before[i] != month[i]) {
			months_keep(view, 0);
			session_say(view->screen.session, "%s", _("Året räckte inte till: de månader du skrev nyss fick också ändras"));
			break;
		}
	months_keep(view, view->kept | 1u << view->month);
}

static void put_month(struct months_view *view, const money month[MONTHS])
{
	const struct months own = monthly_profile(month);
	char value[MONEY_TEXT], what[MONEY_TEXT + 32];
	money before[MONTHS];

	monthly_of(months_current(view)->of, before);
	money_print(value, month[view->month], months_money(view), MONEY_FULL, MONEY_NAMED);
	snprintf(what, sizeof what, "%s %s", story_month(view->month + 1), value);
	end_editing(view);
	if (memcmp(before, month, sizeof before))
		put(view, &own, what);
	else
		renew(view);
	keep_month(view, before, month);
}

/* False: the entry stays open, and the strip says why. */
static bool commit(struct months_view *view)
{
	struct error error = { 0 };
	money month[MONTHS];

	if (!view->field.touched) {
		end_editing(view);
		renew(view);
		return true;
	}
	if (!months_may_change(view, &error)) {
		session_say(view->screen.session, "%s", error.text);
		return false;
	}
	if (!months_read(view, view->field.text, month, &error)) {
		session_say(view->screen.session, "%s", _("Rätta beloppet först; Esc låter månaden vara som den var"));
		return false;
	}
	put_month(view, month);
	return true;
}

/* ---- keys ---- */

static void edit(struct months_view *view, const char *text)
{
	struct error why;

	if (!months_may_change(view, &why)) {
		session_say(view->screen.session, "%s", why.text);
		return;
	}
	view->editing = true;
	field_set(&view->field, text);
	snprintf(view->preview.line, sizeof view->preview.line, "%s", months_current(view)->of->line);
}

static void edit_existing(struct months_view *view)
{
	const struct monthly_row *row = months_current(view);
	char text[MONEY_TEXT] = "";

	if (row)
		money_print(text, row->month[view->month], months_money(view), MONEY_EXACT, MONEY_DENSE);
	edit(view, text);
}

/* What is being typed is on disk with every key. */
static void keep_typing(struct months_view *view)
{
	struct draft *draft = draft_of(view);
	char what[24];

	view->field.touched = true;
	snprintf(what, sizeof what, "%s%d", DRAFT_MONTH, view->month + 1);
	if (draft)
		draft_typing_what(draft, what, view->preview.line, view->field.text);
	tell_kept(view);
	renew(view);
}

static void move_month(struct months_view *view, int step)
{
	view->month = (view->month + step + MONTHS) % MONTHS;
}

static bool move_row(struct months_view *view, enum action_id id)
{
	int at = view->list.at;
	bool moved = list_act(&view->list, id);

	if (view->list.at != at)
		months_keep(view, 0);
	return moved;
}

/* Where saving is asked about: the division that this is a part of. */
static struct effect save(struct months_view *view)
{
	struct screen *below = view->screen.below, *division;

	if (below && below->hooks->context == IN_DISTRIBUTION) {
		distribution_ask(below);
		return effect_pop;
	}
	division = distribution_screen(view->screen.session, view->unit);
	distribution_ask(division);
	return effect_replace(division);
}

static struct effect leave(struct months_view *view)
{
	struct screen *below = view->screen.below;

	if (!below)
		return effect_none;
	months_keep(view, 0);
	if (below->hooks->refresh) /* the draft may have other steps now */
		below->hooks->refresh(below);
	return effect_pop;
}

static bool typing(const struct screen *screen)
{
	return self(screen)->editing;
}

static struct effect typed(struct months_view *view, const struct key *key)
{
	if (key_is(key, "Esc")) {
		end_editing(view);
		renew(view);
	} else if (key_is(key, "^S")) {
		return commit(view) ? save(view) : effect_handled;
	} else if (key_in(key, "Enter Tab BackTab")) {
		if (commit(view))
			move_month(view, key_is(key, "BackTab") ? -1 : 1);
	} else if (key_in(key, "Up Down")) {
		if (commit(view))
			move_row(view, key_is(key, "Up") ? ACTION_UP : ACTION_DOWN);
	} else if (field_key(&view->field, key)) {
		keep_typing(view);
	}
	return effect_handled;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct months_view *view = self(screen);
	const char *text = key_text(key);

	if (view->editing)
		return typed(view, key);
	if (!text || !entry_begins(text, "+"))
		return effect_none;
	edit(view, text);
	if (view->editing)
		keep_typing(view);
	return effect_handled;
}

static bool figure_at(const struct screen *screen, char out[256])
{
	const struct months_view *view = (const struct months_view *)screen;
	const struct monthly_row *row = months_current(view);

	return row && row->of && plan_figure(view->plan, row->of, PLAN_NOW, out);
}

static struct effect why(struct months_view *view)
{
	const struct monthly_row *row = months_current(view);
	char figure[256];

	if (row && row->of && plan_figure(view->plan, row->of, PLAN_NOW, figure))
		return effect_push(why_screen(view->screen.session, figure));
	session_say(view->screen.session, "%s", _("Raden räknas fram av raderna ovanför"));
	return effect_handled;
}

static void follow_before(struct months_view *view)
{
	struct months months;
	char what[32];

	months_keep(view, 0);
	if (monthly_before(view->plan, months_current(view)->of, &months, NULL))
		put(view, &months, monthly_way(what, MONTHLY_BEFORE, view->plan->year));
}

static void make_even(struct months_view *view)
{
	months_keep(view, 0);
	put(view, NULL, _("rak"));
}

static void undo(struct months_view *view, bool back)
{
	struct draft *draft = draft_of(view);
	const struct draft_step *step = !draft ? NULL : back ? draft_undo(draft) : draft_redo(draft);
	struct session *session = view->screen.session;

	months_keep(view, 0);
	renew(view);
	if (!step) {
		session_say(session, "%s", back ? _("Det finns inget att ångra") : _("Det finns inget att göra om"));
		return;
	}
	if (!step->is_unit)
		find_row(view, step->id);
	session_say(session, back ? _("Ångrade: %s") : _("Gjorde om: %s"), step->name ? step->name : region_line_name(session->book->region, step->id));
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct months_view *view = self(screen);

	if (view->gone && !(action(id)->contexts & IN_EVERY))
		return effect_handled;
	if (move_row(view, id))
		return effect_handled;
	switch (id) {
	case ACTION_NEXT_COLUMN: move_month(view, 1); break;
	case ACTION_PREVIOUS_COLUMN: move_month(view, -1); break;
	case ACTION_MONTHS_OWN: edit_existing(view); break;
	case ACTION_MONTHS_EVEN: make_even(view); break;
	case ACTION_MONTHS_BEFORE: follow_before(view); break;
	case ACTION_UNDO: undo(view, true); break;
	case ACTION_REDO: undo(view, false); break;
	case ACTION_SAVE: return save(view);
	case ACTION_WHY: return why(view);
	case ACTION_QUIT:
	case ACTION_BACK: return leave(view);
	default: return effect_none;
	}
	return effect_handled;
}

static bool can(const struct screen *screen, enum action_id id, struct error *reason)
{
	const struct months_view *view = self(screen);
	struct months months;

	if (view->editing && (id == ACTION_UNDO || id == ACTION_REDO))
		return error_set(reason, "field", _("Enter tar beloppet, Esc låter det vara"));
	if (id == ACTION_SAVE || id == ACTION_UNDO || id == ACTION_REDO)
		return may_divide(view, reason);
	if (!action(id)->writes)
		return true;
	if (!months_may_change(view, reason))
		return false;
	if (id == ACTION_MONTHS_EVEN && !months_current(view)->of->terms.profile.count)
		return error_set(reason, "even", _("raden är redan rak"));
	if (id != ACTION_MONTHS_BEFORE)
		return true;
	if (months_current(view)->way == MONTHLY_BEFORE)
		return error_set(reason, "before", _("raden följer redan månaderna %d"), view->plan->year - 1);
	return monthly_before(view->plan, months_current(view)->of, &months, reason);
}

/* ---- the screen ---- */

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct months_view *view = self(screen);
	const struct session *session = screen->session;

	if (view->gone) {
		buffer_text(left, view->unit_id);
		return;
	}
	buffer_format(left, session_preliminary(session) ? _("%s · månader, planår %d, preliminärt") : _("%s · månader %d"),
	              session->book->org->units[view->unit].name, session->year);
	buffer_text(right, money_unit_name(months_money(view)));
	if (!may_divide(view, NULL))
		buffer_format(right, " · %s", _("läser"));
	else
		phrase_draft(right, session, view->unit_id);
}

static void release(struct screen *screen)
{
	struct months_view *view = self(screen);

	monthly_free(view->monthly);
	plan_free(view->plan);
	free(view);
}

/* What was half typed, and the row whose months were being set, go before. */
static bool seek(struct screen *screen, const char *figure)
{
	struct months_view *view = self(screen);
	char name[256];

	for (size_t i = 0; !view->editing && !view->kept && i < view->monthly->count; i++)
		if (view->monthly->rows[i].of && plan_figure(view->plan, view->monthly->rows[i].of, PLAN_NOW, name) && !strcmp(name, figure)) {
			list_select(&view->list, (int)i);
			return true;
		}
	return false;
}

static int unit_of(const struct screen *screen)
{
	return self(screen)->gone ? ORG_NONE : self(screen)->unit;
}

static const struct screen_hooks hooks = {
	.name = "months", .context = IN_MONTHS, .title = title, .draw = months_draw, .act = act, .type = type, .typing = typing, .can = can,
	.sheet = months_sheet, .click = months_click, .seek = seek, .figure = figure_at, .unit = unit_of, .refresh = refresh, .free = release,
};

/* What was being typed when the line broke stands in its month again. */
static void resume(struct months_view *view)
{
	const struct draft *draft = draft_of(view);
	char text[DRAFT_TEXT];
	int month;

	if (draft && draft->months && find_row(view, draft->months_of))
		view->kept = draft->months;
	if (!draft || sscanf(draft->typing_what, DRAFT_MONTH "%d", &month) != 1 || month < 1 || month > MONTHS || !find_row(view, draft->typing_id))
		return;
	if (strcmp(draft->months_of, draft->typing_id))
		view->kept = 0;
	view->month = month - 1;
	memcpy(text, draft->typing, sizeof text);
	edit(view, text);
	if (view->editing)
		keep_typing(view);
}

struct screen *months_screen(struct session *session, int unit)
{
	struct months_view *view = memory_grow(NULL, 1, sizeof *view);

	*view = (struct months_view){ .screen = { .hooks = &hooks, .session = session }, .unit = unit };
	snprintf(view->unit_id, sizeof view->unit_id, "%s", session->book->org->units[unit].id);
	renew(view);
	resume(view);
	return &view->screen;
}

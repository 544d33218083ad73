/* Fördelning: a chef divides her ram. Typing a figure edits the row; every total follows as it is typed; saving is one act with a «varför».
 * What somebody else saves meanwhile stands beside what she wants, and is never written over. */
#include "distribution_private.h"

#include "approval.h"
#include "pasting.h"
#include "phrase.h"

#include <stdlib.h>
#include <string.h>

#define NEWS_TOLD 3 /* rows; of more than that how many there are */

/* ---- the plan, kept up to date ---- */

bool distribution_may(const struct distribution *d, struct error *why)
{
	if (d->gone)
		return error_set(why, "unknown-unit", _("Enheten finns inte längre i organisationen"));
	return session_may_redivide(d->screen.session, d->unit, why);
}

/* The session has one draft: another distribution screen on the stack may have had it since. */
struct draft *distribution_draft(struct distribution *d)
{
	return d->gone ? NULL : session_own_draft(d->screen.session, d->unit);
}

void distribution_kept(struct distribution *d)
{
	const struct draft *draft = distribution_draft(d);
	bool unkept = draft && draft_unkept(draft);

	if (unkept && !d->unkept)
		session_say(d->screen.session, "%s", _("Det går inte att skriva på disken: utkastet finns bara i minnet. Skriv vidare; varje tangent försöker igen."));
	else if (!unkept && d->unkept)
		session_say(d->screen.session, "%s", _("Utkastet ligger på disken igen"));
	d->unkept = unkept;
}

static bool can_stop(const void *owner, int row)
{
	const struct distribution *d = owner;

	return d->plan->rows[row].kind != PLAN_THEIRS;
}

static bool same_row(const struct plan_row *row, enum plan_row_kind kind, const char *id)
{
	return row->kind == kind && !strcmp(row->id ? row->id : "", id);
}

/* Rows come and go with what others do: the selected one is found again, or what is written there must go nowhere else. */
static void find_row(struct distribution *d, const struct plan_row *row)
{
	d->list.count = (int)d->plan->count;
	for (size_t i = 0; i < d->plan->count; i++)
		if (same_row(&d->plan->rows[i], row->kind, row->id ? row->id : "")) {
			if (d->list.at != (int)i)
				list_select(&d->list, (int)i);
			return;
		}
	list_select(&d->list, d->list.at < d->list.count ? d->list.at : d->list.count - 1);
	distribution_row_gone(d, row->name);
}

/* Whatever a räkneexempel says. */
static money decided_ram(const struct distribution *d)
{
	return d->plan->table->own[d->plan->unit];
}

void distribution_renew(struct distribution *d)
{
	struct session *session = d->screen.session;
	struct draft *draft = distribution_draft(d);
	struct plan *old = d->plan;

	d->plan = plan_over(session->table, d->unit, draft, NULL, 0);
	if (old)
		find_row(d, &old->rows[d->list.at]);
	distribution_preview(d);
	plan_free(old);
	if (draft && !draft_waits(draft)) /* it has not begun: it will rest on what is there now */
		draft_look(draft, decided_ram(d), 0);
}

/* Under a field there is no room for theirs beside hers, and Enter would put hers over it. */
static void say_beneath(struct distribution *d)
{
	struct buffer theirs = { 0 };

	distribution_version(d, &theirs, &d->base->rows[d->list.at]);
	session_say(d->screen.session, _("%s har just ändrats av någon annan, till %s: Enter ersätter det, Esc låter det stå"), current(d)->name, theirs.bytes);
	buffer_free(&theirs);
}

/* What stands under hers was all saved by herself, in another window. */
static bool is_own_news(const struct distribution *d)
{
	const char *user = d->screen.session->user;

	for (size_t i = 0; i < d->plan->count; i++) {
		const struct plan_row *row = &d->plan->rows[i];

		if (row->kind == PLAN_THEIRS && (!user || !row->event || strcmp(row->event->user, user)))
			return false;
	}
	return true;
}

/* What comes while she works is said once, and stands beside. beneath: what was saved in the row of the open field. */
static void say_news(struct distribution *d, size_t conflicts, money ram, money beneath)
{
	struct buffer text = { 0 };

	if (d->editing && current(d)->editable && current(d)->saved != beneath && !current(d)->conflict)
		say_beneath(d);
	else if (d->plan->conflicts > conflicts)
		session_say(d->screen.session, "%s",
		            is_own_news(d) ? _("Du har just sparat i ett annat fönster en rad som du skrivit i här: det sparade står under")
		                           : _("Någon annan har just ändrat en rad som du skrivit i: deras står under ditt"));
	else if (d->plan->ram_was != MONEY_NONE && decided_ram(d) != ram) {
		distribution_ram_was(d, &text);
		session_say(d->screen.session, "%s", text.bytes);
	}
	buffer_free(&text);
}

/* ---- leaving, and coming back ---- */

static void look(struct distribution *d, struct draft *draft)
{
	draft_look(draft, decided_ram(d), plan_news(d->plan));
}

static void ask_leave(struct distribution *d)
{
	popup_ask(&d->popup, _("Utkastet får inte plats på disken och finns bara i minnet: det försvinner om du lämnar programmet eller fördelar en annan enhet."));
	d->popup.purpose = ASK_LEAVE;
	popup_choice(&d->popup, "s", _("stanna"));
	popup_choice(&d->popup, "l", _("lämna ändå"));
}

static bool stays_in_memory(struct distribution *d)
{
	const struct draft *draft = distribution_draft(d);

	return draft && draft_unkept(draft);
}

static struct effect leave(struct distribution *d)
{
	const struct draft *draft = distribution_draft(d);
	size_t changes = draft ? draft_changes(draft) : 0;

	if (changes)
		session_say(d->screen.session, ngettext("Utkastet ligger kvar: %zu ändrad rad är inte sparad", "Utkastet ligger kvar: %zu ändrade rader är inte sparade", changes), changes);
	return effect_pop;
}

static bool was_typed(const struct draft *draft, const struct plan_row *row)
{
	const char *sum = plan_sum(row);

	if (!strcmp(draft->typing_what, DISTRIBUTION_SUM))
		return sum && !strcmp(sum, draft->typing_id);
	return row->editable && !strcmp(row->id, draft->typing_id) && draft->typing_unit == !row->line;
}

/* What was being typed when the line broke stands in its field again. */
static void resume(struct distribution *d)
{
	const struct draft *draft = distribution_draft(d);
	char text[DRAFT_TEXT];

	if (draft && !strncmp(draft->typing_what, DRAFT_MONTH, strlen(DRAFT_MONTH))) {
		session_say(d->screen.session, "%s", _("Ett månadsbelopp är halvskrivet: m öppnar månaderna"));
		return;
	}
	for (size_t i = 0; draft && *draft->typing_id && i < d->plan->count; i++) {
		if (!was_typed(draft, &d->plan->rows[i]))
			continue;
		d->list.at = (int)i;
		memcpy(text, draft->typing, sizeof text);
		if (draft->typing_terms) {
			distribution_resume_terms(d);
			return;
		}
		if (!strcmp(draft->typing_what, DRAFT_DETAIL)) {
			session_say(d->screen.session, _("En rad i innehållet till %s är halvskriven: i öppnar den"), d->plan->rows[i].name);
			return;
		}
		if (!strcmp(draft->typing_what, DISTRIBUTION_LOCK)) {
			distribution_resume_lock(d, text);
			return;
		}
		if (!strcmp(draft->typing_what, DISTRIBUTION_NOTE)) {
			distribution_resume_note(d, text);
			return;
		}
		distribution_edit(d, text);
		distribution_edit_keep(d);
		return;
	}
}

static void add_conflict(const struct distribution *d, struct buffer *out, const struct plan_row *mine, const struct plan_row *theirs)
{
	if (mine->value[PLAN_NOW] == theirs->value[PLAN_NOW]) {
		buffer_format(out, _("\n%s: villkoren är ändrade"), mine->name);
	} else {
		buffer_format(out, _("\n%s: ditt "), mine->name);
		distribution_version(d, out, mine);
		buffer_text(out, _(", deras "));
		distribution_version(d, out, theirs);
	}
	if (!theirs->event)
		return;
	buffer_text(out, " (");
	distribution_who(d, out, theirs->event);
	buffer_text(out, ")");
}

static void add_conflicts(const struct distribution *d, struct buffer *out)
{
	size_t told = 0;

	for (size_t i = 0; i + 1 < d->plan->count; i++)
		if (d->plan->rows[i].conflict && told++ < NEWS_TOLD)
			add_conflict(d, out, &d->plan->rows[i], &d->plan->rows[i + 1]);
	if (told > NEWS_TOLD)
		buffer_format(out, _(" och %zu rader till"), told - NEWS_TOLD);
}

/* Once, when she comes back to a draft: what has happened to what it rests on. */
static void ask_news(struct distribution *d, size_t changes)
{
	struct buffer text = { 0 };

	buffer_format(&text, ngettext("Ditt utkast är kvar: %zu ändrad rad är inte sparad. Sedan dess:",
	                              "Ditt utkast är kvar: %zu ändrade rader är inte sparade. Sedan dess:", changes), changes);
	if (d->plan->ram_was != MONEY_NONE) {
		buffer_text(&text, "\n");
		distribution_ram_was(d, &text);
	}
	add_conflicts(d, &text);
	if (draft_others(distribution_draft(d)))
		buffer_text(&text, _("\nEtt utkast till väntar, från ett annat fönster."));
	popup_ask(&d->popup, text.bytes);
	d->popup.purpose = ASK_NEWS;
	popup_choice(&d->popup, "f", _("fortsätt på utkastet"));
	popup_choice(&d->popup, "k", _("kasta det"));
	buffer_free(&text);
}

static void say_kept(struct distribution *d, const struct draft *draft, size_t changes)
{
	struct buffer text = { 0 };

	buffer_format(&text, ngettext("Ditt utkast är kvar: %zu ändrad rad är inte sparad", "Ditt utkast är kvar: %zu ändrade rader är inte sparade", changes), changes);
	distribution_tell_others(draft, &text);
	session_say(d->screen.session, "%s", text.bytes);
	buffer_free(&text);
}

void distribution_come_back(struct distribution *d)
{
	struct draft *draft = distribution_draft(d);
	size_t changes = draft ? draft_changes(draft) : 0;
	bool first = draft && !draft->offered;

	if (!draft)
		return;
	draft->offered = true;
	if (first && draft->elsewhere)
		session_say(d->screen.session, "%s", _("Du har redan ett utkast för enheten öppet i ett annat fönster: det du skriver här blir ett eget utkast"));
	if (first && draft_waits(draft) && (d->plan->ram_was != MONEY_NONE || (d->plan->conflicts && plan_news(d->plan) != draft->seen))) {
		ask_news(d, changes);
		return;
	}
	if (first && changes && !draft->elsewhere)
		say_kept(d, draft, changes);
	resume(d);
	if (first && !popup_open(&d->popup))
		distribution_ask_next(d);
}

/* Thrown away is undone: until she writes something else it can be done again. */
static void throw_away(struct distribution *d)
{
	struct draft *draft = distribution_draft(d);

	draft_typing(draft, false, NULL, NULL);
	while (draft_undo(draft))
		;
	distribution_renew(d);
	session_say(d->screen.session, "%s", _("Utkastet är kastat; Ctrl-Y gör om det, en ändring i taget"));
	distribution_ask_next(d);
}

static void news_read(struct distribution *d)
{
	struct draft *draft = distribution_draft(d);

	if (!draft)
		return;
	look(d, draft);
	distribution_renew(d);
	if (d->popup.chosen == 1)
		throw_away(d);
	else
		resume(d);
}

/* ---- what others do, and another year ---- */

/* Another year has a draft of its own; what stood on the screen of this one has been seen. */
static void change_year(struct distribution *d)
{
	struct draft *draft = &d->screen.session->draft;

	if (!strcmp(draft->unit, d->unit_id) && draft->year == d->plan->year)
		look(d, draft);
	distribution_renew(d);
	distribution_come_back(d);
}

static void refresh(struct screen *screen)
{
	struct distribution *d = self(screen);
	int unit = org_find(screen->session->book->org, d->unit_id);
	size_t conflicts = d->plan->conflicts;
	money ram = decided_ram(d);
	money beneath = current(d)->saved;

	if (unit == ORG_NONE && !d->gone)
		distribution_unit_gone(d, d->unit_id);
	d->gone = unit == ORG_NONE;
	d->unit = unit != ORG_NONE ? unit : 0;
	if (d->plan->year != screen->session->year) {
		change_year(d);
		return;
	}
	distribution_renew(d);
	say_news(d, conflicts, ram, beneath);
	if (popup_open(&d->popup) && d->popup.purpose == ASK_MINE) { /* what there is to choose between may be something else now */
		d->popup.state = POPUP_CLOSED;
		if (current(d)->conflict)
			distribution_ask_mine(d);
	}
}

/* ---- answers to questions ---- */

static void stay(struct distribution *d)
{
	distribution_kept(d);
}

static struct effect answered(struct distribution *d)
{
	static void (*const answers[])(struct distribution *) = {
		[ASK_SAVE] = distribution_save,        [ASK_DOTS] = distribution_answer_dots, [ASK_SIZE] = distribution_answer_size,
		[ASK_TERMS] = distribution_answer_terms, [ASK_MINE] = distribution_answer_mine, [ASK_NEWS] = news_read,
		[ASK_LEAVE] = stay,                    [ASK_WAY] = distribution_answer_way,   [ASK_EQUAL] = distribution_answer_equal,
		[ASK_LOCK] = distribution_answer_lock, [ASK_UNLOCK] = distribution_answer_unlock,
		[ASK_NOTE] = distribution_answer_note, [ASK_GONE] = distribution_answer_gone, [ASK_STRAY] = distribution_answer_stray,
		[ASK_NEXT] = distribution_answer_next,
	};

	if (d->popup.purpose == ASK_LEAVE && d->popup.chosen == 1)
		return effect_pop;
	if (d->popup.purpose == ASK_CHANGE)
		return distribution_answer_change(d);
	answers[d->popup.purpose](d);
	return effect_handled;
}

static void cancelled(struct distribution *d)
{
	if (d->popup.purpose == ASK_TERMS)
		distribution_terms_dropped(d);
	else if (d->popup.purpose == ASK_LOCK || d->popup.purpose == ASK_NOTE)
		distribution_edit_end(d);
	else if (d->popup.purpose == ASK_NEWS)
		news_read(d);
	else if (d->popup.purpose == ASK_GONE)
		distribution_answer_gone(d);
}

static struct effect popup_typed(struct distribution *d, const struct key *key)
{
	enum popup_state state = popup_key(&d->popup, key);

	if (state == POPUP_CHOSEN)
		return answered(d);
	if (d->popup.purpose == ASK_SAVE)
		draft_why(&d->screen.session->draft, popup_text(&d->popup, 0));
	if (d->popup.purpose == ASK_SAVE && key_is(key, "Enter") && d->popup.focus == d->popup.field_count + d->popup.choice_count)
		session_say(d->screen.session, "%s", _("Välj slag: tryck siffran framför det"));
	if (state == POPUP_CANCELLED)
		cancelled(d);
	else if (d->popup.purpose == ASK_TERMS)
		distribution_terms_typed(d);
	else if (d->popup.purpose == ASK_LOCK)
		distribution_lock_typed(d);
	else if (d->popup.purpose == ASK_NOTE)
		distribution_note_typed(d);
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
		distribution_edit_end(d);
	} else if (key_in(key, "F1 ?")) { /* no entry has one in it */
		d->hint = !d->hint;
	} else if (key_in(key, "Enter Down Tab Up BackTab ^S")) {
		if (distribution_edit_commit(d) && !key_is(key, "^S"))
			distribution_next(d, key_in(key, "Up BackTab") ? -1 : 1);
		else if (!d->editing && key_is(key, "^S"))
			distribution_ask_save(d);
	} else if (field_key(&d->field, key)) {
		distribution_edit_keep(d);
	}
	return effect_handled;
}

#define WAYS "plr" /* on a sum an entry may begin with how it is divided */

static struct effect type(struct screen *screen, const struct key *key)
{
	struct distribution *d = self(screen);
	const char *text = key_text(key);

	if (popup_open(&d->popup))
		return popup_typed(d, key);
	if (d->gone)
		return effect_none;
	if (key->paste && pasting_is_blank(key->paste)) {
		session_say(screen->session, "%s", _("Det inklistrade är bara tomma celler: inget är ändrat"));
		return effect_handled;
	}
	if (key->paste && pasting_is_block(key->paste))
		return distribution_paste(d, key->paste);
	if (d->editing)
		return edit_typed(d, key);
	if (!text || !entry_begins(text, plan_sum(current(d)) ? "+=" WAYS : "+="))
		return effect_none;
	distribution_edit(d, text);
	if (d->editing)
		distribution_edit_keep(d);
	return effect_handled;
}

static bool figure_at(const struct screen *screen, char out[256])
{
	const struct distribution *d = (const struct distribution *)screen;

	return current(d) && plan_figure(d->plan, current(d), d->column == PLAN_CHANGE ? PLAN_NOW : d->column, out);
}

static struct effect why(struct distribution *d)
{
	char figure[256];

	if (d->column == PLAN_CHANGE && distribution_ask_change(d))
		return effect_handled;
	if (plan_figure(d->plan, current(d), d->column, figure))
		return effect_push(why_screen(d->screen.session, figure));
	session_say(d->screen.session, "%s", current(d)->kind == PLAN_DEPARTED ? _("Rader som har utgått är ingen egen post: v på en av dem visar hur den är uppbyggd")
	                                                                       : _("Raden säger inget om det året"));
	return effect_handled;
}

static void say_step(struct distribution *d, bool back, const struct draft_step *step)
{
	int sub = step->is_unit ? org_find(d->plan->book->org, step->id) : ORG_NONE;
	int line = step->is_unit ? -1 : region_line(d->plan->book->region, step->id);
	const char *name = sub != ORG_NONE ? d->plan->book->org->units[sub].name : line >= 0 ? d->plan->book->region->lines[line].name : step->id;

	distribution_renew(d);
	for (size_t i = 0; i < d->plan->count; i++)
		if (step->is_unit ? d->plan->rows[i].unit == sub && sub != ORG_NONE : d->plan->rows[i].line && !strcmp(d->plan->rows[i].line, step->id))
			list_select(&d->list, (int)i);
	if (step->name)
		session_say(d->screen.session, back ? _("Ångrade %s") : _("Gjorde om %s"), step->name);
	else
		session_say(d->screen.session, back ? _("Ångrade ändringen av %s") : _("Gjorde om ändringen av %s"), name);
}

static void undo(struct distribution *d, bool back)
{
	struct draft *draft = distribution_draft(d);
	const struct draft_step *step = !draft ? NULL : back ? draft_undo(draft) : draft_redo(draft);

	if (step) {
		say_step(d, back, step);
		distribution_ask_next(d);
	} else {
		session_say(d->screen.session, "%s", back ? _("Det finns inget att ångra") : _("Det finns inget att göra om"));
	}
}

static void clear(struct distribution *d)
{
	if (current(d)->editable && distribution_may(d, NULL))
		distribution_put(d, MONEY_NONE);
}

static void move_column(struct distribution *d, int step)
{
	int column = (int)d->column + step;

	d->column = (enum plan_column)((column + PLAN_PERCENT) % PLAN_PERCENT); /* per cent goes with the change */
}

/* Where a sum is divided its letters go before what they do elsewhere. */
static bool begins_entry(const struct distribution *d, enum action_id id)
{
	const char *keys = action(id)->keys;

	return plan_sum(current(d)) && strchr(WAYS, keys[0]) && !keys[1] && distribution_may(d, NULL);
}

static struct effect open_details(struct distribution *d)
{
	if (current(d)->line)
		return effect_push(details_screen(d->screen.session, d->unit, current(d)->line, false));
	session_say(d->screen.session, "%s", _("Innehåll har bara budgetrader, inte summor och enheter"));
	return effect_handled;
}

/* On the same row. */
static struct effect open_months(const struct distribution *d)
{
	struct screen *months = months_screen(d->screen.session, d->unit);
	char figure[256];

	if (plan_figure(d->plan, current(d), PLAN_NOW, figure))
		months->hooks->seek(months, figure);
	return effect_push(months);
}

static struct effect act(struct screen *screen, enum action_id id)
{
	struct distribution *d = self(screen);

	if (d->gone && !(action(id)->contexts & IN_EVERY))
		return effect_handled; /* what it was about is not there */
	if (list_act(&d->list, id))
		return effect_handled;
	if (begins_entry(d, id))
		return effect_none;
	if ((id == ACTION_QUIT || id == ACTION_BACK || id == ACTION_START || id == ACTION_ORGANISATION) && stays_in_memory(d)) {
		ask_leave(d);
		return effect_handled;
	}
	switch (id) {
	case ACTION_EDIT: distribution_edit_existing(d); break;
	case ACTION_CLEAR: clear(d); break;
	case ACTION_SAVE: distribution_ask_save(d); break;
	case ACTION_UNDO: undo(d, true); break;
	case ACTION_REDO: undo(d, false); break;
	case ACTION_LOCK: distribution_ask_lock(d); break;
	case ACTION_TERMS: distribution_ask_terms(d); break;
	case ACTION_NOTE: distribution_ask_note(d); break;
	case ACTION_COMPARE: distribution_compare_next(d); break;
	case ACTION_NEXT_COLUMN: move_column(d, 1); break;
	case ACTION_PREVIOUS_COLUMN: move_column(d, -1); break;
	case ACTION_WHY: return why(d);
	case ACTION_DETAILS: return open_details(d);
	case ACTION_MONTHS: return open_months(d);
	case ACTION_PLAN: return effect_push(plan_screen(screen->session, d->unit));
	case ACTION_NEXT_MARK: distribution_next_mark(d); break;
	case ACTION_TAKE_SHARE: distribution_take_share(d); break;
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
	return (!action(id)->writes || distribution_may(self(screen), reason)) && (id != ACTION_TERMS || distribution_has_terms(self(screen), reason)) &&
	       (id != ACTION_LOCK || distribution_can_lock(self(screen), reason)) && (id != ACTION_NOTE || distribution_has_note(self(screen), reason)) &&
	       (id != ACTION_TAKE_SHARE || distribution_has_share(self(screen), reason));
}

/* Where nothing is marked there is no next one. */
static bool idle(const struct screen *screen, enum action_id id)
{
	return id == ACTION_NEXT_MARK && !distribution_has_marks(self(screen));
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct distribution *d = self(screen);
	const struct session *session = screen->session;

	if (d->gone) {
		buffer_text(left, d->unit_id);
		return;
	}
	buffer_format(left, session_preliminary(session) ? _("%s · Fördelning, planår %d, preliminärt") : _("%s · Fördelning av ramen %d"),
	              session->book->org->units[d->unit].name, session->year);
	buffer_text(right, money_unit_name(unit_of_money(d)));
	if (screen_reads(screen, NULL))
		buffer_format(right, " · %s", _("läser"));
	else if (approval_waits(session->book, d->unit, session->year))
		buffer_format(right, " · %s", _("skickad"));
	else if (!distribution_may(d, NULL))
		buffer_format(right, " · %s", _("läser"));
	else
		phrase_draft(right, session, d->unit_id);
}

/* What stood on the screen has been seen, however it is left. */
static void release(struct screen *screen)
{
	struct distribution *d = self(screen);
	struct draft *draft = &screen->session->draft;

	if (!d->gone && !strcmp(draft->unit, d->unit_id) && draft->year == d->plan->year)
		look(d, draft);
	plan_free(d->plan);
	plan_free(d->base);
	free(d->preview);
	free(d);
}

/* What was half typed goes before. */
static bool seek(struct screen *screen, const char *figure)
{
	struct distribution *d = self(screen);
	char name[256];

	for (size_t i = 0; !typing(screen) && i < d->plan->count; i++)
		if (can_stop(d, (int)i) && plan_figure(d->plan, &d->plan->rows[i], PLAN_NOW, name) && !strcmp(name, figure)) {
			d->list.at = (int)i;
			return true;
		}
	return false;
}

static int unit_of(const struct screen *screen)
{
	const struct distribution *d = (const struct distribution *)screen;

	return d->gone ? ORG_NONE : d->unit;
}

static const struct screen_hooks hooks = {
	.name = "distribution", .context = IN_DISTRIBUTION, .title = title, .draw = distribution_draw, .act = act, .type = type,
	.typing = typing, .can = can, .idle = idle, .sheet = distribution_sheet, .click = distribution_click, .seek = seek, .figure = figure_at, .unit = unit_of,
	.refresh = refresh, .free = release,
};

static int first_editable(const struct distribution *d)
{
	for (size_t i = 0; i < d->plan->count; i++)
		if (d->plan->rows[i].editable)
			return (int)i;
	return 0;
}

void distribution_ask(struct screen *screen)
{
	distribution_renew(self(screen)); /* another screen has put steps in the draft */
	distribution_ask_save(self(screen));
}

struct screen *distribution_screen(struct session *session, int unit)
{
	struct distribution *d = memory_grow(NULL, 1, sizeof *d);
	const char *id = session->book->org->units[unit].id;

	*d = (struct distribution){ .screen = { .hooks = &hooks, .session = session }, .unit = unit, .column = PLAN_NOW, .list = { .stops = can_stop, .owner = d } };
	memcpy(d->unit_id, id, strnlen(id, sizeof d->unit_id - 1));
	distribution_renew(d);
	d->list.at = first_editable(d); /* not yet drawn: nothing to keep in sight */
	distribution_open_marks(d);
	distribution_come_back(d);
	return &d->screen;
}

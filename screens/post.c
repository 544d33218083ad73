/* Ramförändring: the level above gives, changes and moves ramar in a form. What stands in it, and whether it may, is posting.h; here it is typed
 * and drawn. Every figure that follows is shown as it is typed; what is written is on disk with every key, so leaving never loses. */
#include "post.h"

#include "amount.h"
#include "field.h"
#include "intl.h"
#include "list.h"
#include "plan.h"
#include "popup.h"
#include "posting.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MATCHES      8
#define LABEL_WIDTH  14 /* of the fields, from column 1 */
#define TEXT_MOST    100
#define ROOMY        16 /* rows of the body: below this there are no empty ones */

enum row_kind { ROW_FIELD, ROW_LEG, ROW_NEW, ROW_SUM, ROW_HEAD, ROW_GAP };

struct form_row { enum row_kind kind; struct posting_cell cell; };

struct form {
	struct screen screen;
	struct posting_desk desk;
	char giver[65], asked[65];    /* units whatever the organisation becomes: who gives, and for whom the form was opened */
	struct error refused;         /* why she may not: the form can be looked at */
	struct posting posting;       /* what stands */
	struct posting preview;       /* and what is being typed with it: this is what is drawn */
	struct posting_follows follows;
	struct arena arena;           /* of follows */
	struct ram_table *table;
	unsigned generation;
	struct posting_cell at;
	struct text_field field;      /* of the cell at, unless that is a choice */
	bool fresh;                   /* no key has come to it: what is typed takes the place of what stands there */
	bool tried;                   /* to save: from now on what is only not filled in is marked too */
	int matches[MATCHES], match;  /* units for what is being typed, and the one meant */
	size_t match_count;
	struct form_row *rows;
	struct list_view list;
	struct posting *past; size_t past_count, now; /* every state of it; past[now] is what stands */
	bool kept;                    /* there is something that is not saved */
	struct popup popup;
};

static struct form *self(const struct screen *screen)
{
	return (struct form *)screen;
}

static const struct book *book_of(const struct form *f)
{
	return f->screen.session->book;
}

static bool is_leg_field(enum posting_field field)
{
	return field >= POSTING_UNIT && field <= POSTING_FULL_YEAR;
}

static bool same_cell(struct posting_cell a, struct posting_cell b)
{
	return a.field == b.field && (a.leg == b.leg || !is_leg_field(a.field));
}

static const char *unit_name(const struct form *f, const char *id)
{
	int unit = org_find(book_of(f)->org, id);

	return unit == ORG_NONE ? id : book_of(f)->org->units[unit].name;
}

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
		if (!is_leg(&f->preview, book_of(f)->org->units[unit].id))
			return true;
	return false;
}

static void add_legs(struct form *f)
{
	add_row(f, ROW_HEAD, POSTING_UNIT, 0);
	for (size_t i = 0; i < f->preview.leg_count; i++)
		add_row(f, ROW_LEG, POSTING_UNIT, i);
	if (has_more(f) || !f->preview.leg_count)
		add_row(f, ROW_NEW, POSTING_UNIT, f->preview.leg_count);
	if (f->preview.leg_count > 1)
		add_row(f, ROW_SUM, POSTING_UNIT, 0);
}

static void make_rows(struct form *f)
{
	f->rows = memory_grow(f->rows, f->preview.leg_count + 20, sizeof *f->rows);
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

static bool stops(const void *owner, int row)
{
	return ((const struct form *)owner)->rows[row].kind <= ROW_NEW;
}

static bool row_has(const struct form_row *row, struct posting_cell cell)
{
	if (row->kind == ROW_LEG || row->kind == ROW_NEW)
		return is_leg_field(cell.field) && row->cell.leg == cell.leg;
	return row->kind == ROW_FIELD && row->cell.field == cell.field;
}

static int row_of(const struct form *f, struct posting_cell cell)
{
	for (int row = 0; row < f->list.count; row++)
		if (row_has(&f->rows[row], cell))
			return row;
	return 0;
}

/* ---- the form, kept up to date with what is typed and with the book ---- */

static bool is_typing(const struct form *f)
{
	return !posting_is_choice(f->at.field) && f->field.touched;
}

/* A unit is being looked for: the first that fits is meant, until another is chosen. */
static void find_matches(struct form *f)
{
	f->match_count = 0;
	if (f->at.field == POSTING_UNIT && is_typing(f) && f->field.text[strspn(f->field.text, " ")])
		f->match_count = posting_matches(&f->desk, &f->posting, f->at.leg, f->field.text, f->matches, MATCHES);
	if ((size_t)f->match >= f->match_count)
		f->match = 0;
}

/* What the cell would get, were it left now. */
static const char *entry(const struct form *f)
{
	return f->match_count ? book_of(f)->org->units[f->matches[f->match]].id : f->field.text;
}

static void make_preview(struct form *f)
{
	posting_free(&f->preview);
	posting_copy(&f->preview, &f->posting);
	find_matches(f);
	if (is_typing(f) && (f->at.field != POSTING_UNIT || f->match_count)) /* a leg does not vanish while its name is being typed */
		posting_put(&f->preview, &f->desk, f->at, entry(f), NULL);
}

static void renew_table(struct form *f)
{
	if (f->table && f->generation == book_of(f)->generation && f->table->year == f->posting.year)
		return;
	ram_free(f->table);
	f->generation = book_of(f)->generation;
	f->table = ram_make(book_of(f), f->posting.year, NULL, 0);
}

static void renew(struct form *f)
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

static void refresh(struct screen *screen)
{
	renew(self(screen));
}

/* ---- moving between cells ---- */

static void load(struct form *f)
{
	struct buffer text = { 0 };

	posting_typed(&text, &f->desk, &f->posting, f->at);
	field_set(&f->field, text.bytes);
	f->fresh = is_leg_field(f->at.field);
	f->match = 0;
	buffer_free(&text);
}

static void go_to(struct form *f, struct posting_cell cell)
{
	f->at = cell;
	renew(f);
	if (!row_has(&f->rows[row_of(f, cell)], cell)) /* its row is gone */
		f->at = f->rows[0].cell;
	load(f);
	renew(f);
}

static void keep(struct form *f)
{
	if (f->refused.word)
		return;
	f->kept = true;
	f->posting.is_typing = is_typing(f);
	f->posting.typing_in = f->at;
	snprintf(f->posting.typing, sizeof f->posting.typing, "%s", f->field.text);
	if (!posting_keep(&f->posting))
		session_say(f->screen.session, "%s", _("Utkastet kan inte läggas på disk: spara snart (Ctrl-S)"));
}

/* A new state, after the one that stands: what was undone is no more. */
static void remember(struct form *f)
{
	while (f->past_count > f->now + 1)
		posting_free(&f->past[--f->past_count]);
	f->past = memory_grow(f->past, f->past_count + 1, sizeof *f->past);
	posting_copy(&f->past[f->past_count], &f->posting);
	f->now = f->past_count++;
	keep(f);
}

static bool may_write(const struct form *f, struct error *why)
{
	if (!f->refused.word)
		return true;
	if (why)
		*why = f->refused;
	return false;
}

/* False: the entry cannot be what it is. It stays open, with the reason. */
static bool commit(struct form *f)
{
	struct error error;

	if (!is_typing(f))
		return true;
	if (!may_write(f, &error)) {
		session_say(f->screen.session, "%s", error.text);
		return false;
	}
	if (!posting_put(&f->posting, &f->desk, f->at, entry(f), &error)) { /* the strip says what is wrong with it */
		session_say(f->screen.session, "%s", _("Rätta fältet, eller tryck Esc: då står där vad som stod"));
		return false;
	}
	f->field.touched = false;
	remember(f);
	renew(f);
	return true;
}

static size_t columns_of(const struct form_row *row)
{
	return row->kind == ROW_LEG ? POSTING_FULL_YEAR - POSTING_UNIT + 1 : 1;
}

/* The cells of all rows in a line: that many steps from the one at. */
static struct posting_cell cell_after(const struct form *f, int step)
{
	int row = row_of(f, f->at), column = is_leg_field(f->at.field) ? (int)(f->at.field - POSTING_UNIT) : 0;
	struct posting_cell cell;

	column += step;
	if (column < 0 || column >= (int)columns_of(&f->rows[row])) {
		do
			row = (row + step + f->list.count) % f->list.count;
		while (!stops(f, row));
		column = step > 0 ? 0 : (int)columns_of(&f->rows[row]) - 1;
	}
	cell = f->rows[row].cell;
	cell.field = (enum posting_field)((int)cell.field + column);
	return cell;
}

static void move_cell(struct form *f, int step)
{
	if (commit(f))
		go_to(f, cell_after(f, step));
}

/* Up and down stay in their column as long as there is one. */
static void move_row(struct form *f, int step)
{
	enum posting_field field = f->at.field;
	int row;

	if (!commit(f))
		return;
	row = row_of(f, f->at) + step;
	while (row >= 0 && row < f->list.count && !stops(f, row))
		row += step;
	if (row < 0 || row >= f->list.count)
		return;
	struct posting_cell cell = f->rows[row].cell;
	if (f->rows[row].kind == ROW_LEG && is_leg_field(field))
		cell.field = field;
	go_to(f, cell);
}

static void choose_match(struct form *f, int step)
{
	f->match = (int)(((size_t)f->match + f->match_count + (size_t)(step < 0 ? f->match_count - 1 : 1)) % f->match_count);
	renew(f);
}

static bool is_searching(const struct form *f)
{
	return f->match_count > 1;
}

static struct effect below(struct form *f)
{
	(is_searching(f) ? choose_match : move_row)(f, 1);
	return effect_handled;
}

static struct effect above(struct form *f)
{
	(is_searching(f) ? choose_match : move_row)(f, -1);
	return effect_handled;
}

static struct effect previous_cell(struct form *f)
{
	move_cell(f, -1);
	return effect_handled;
}

/* ---- saving ---- */

static void add_leg_words(const struct form *f, struct buffer *out)
{
	const struct posting *p = &f->posting;
	size_t told = p->leg_count > 4 ? 3 : p->leg_count;

	for (size_t i = 0; i < told; i++) {
		buffer_format(out, "%s%s ", i ? ", " : "", unit_name(f, p->legs[i].unit));
		amount_text(out, f->screen.session, p->legs[i].amount, f->desk.shown, MONEY_SIGN);
	}
	if (told < p->leg_count)
		buffer_format(out, _(" och %zu till"), p->leg_count - told);
}

/* «Länssjukvård har sedan 4,5 kvar att fördela.» */
static void add_left(const struct form *f, struct buffer *out)
{
	money left = f->follows.left.after;
	bool over = left != MONEY_NONE && left < 0;

	if (left == MONEY_NONE || left == f->follows.left.before)
		return;
	buffer_format(out, over ? _(" %s är sedan över sin ram med ") : _(" %s har sedan kvar att fördela: "),
	              book_of(f)->org->units[f->desk.giver].name);
	amount_text(out, f->screen.session, over ? -left : left, f->desk.shown, 0);
	buffer_text(out, ".");
}

/* What is unlikely is asked about once, here. */
static void add_doubts(const struct form *f, struct buffer *out)
{
	for (size_t i = 0; i < f->posting.leg_count; i++) {
		struct error why;

		if (posting_judge(&f->posting, &f->desk, (struct posting_cell){ POSTING_AMOUNT, i }, &why) == POSTING_NOTE)
			buffer_format(out, " %s", why.text);
	}
}

/* The strip says what is wrong with the cell; what only the core knows is said here. */
static void say_hinder(struct form *f, const struct error *hinder)
{
	struct error why;

	if (posting_judge(&f->posting, &f->desk, f->at, &why) == POSTING_WRONG)
		session_say(f->screen.session, "%s", _("Inte sparat än: fältet vid markören är inte klart"));
	else
		session_say(f->screen.session, "%s", hinder->text);
}

static struct effect ask_save(struct form *f)
{
	struct session *session = f->screen.session;
	struct buffer question = { 0 };
	struct posting_cell cell;
	struct error why;

	if (!commit(f))
		return effect_handled;
	if (*f->posting.replaces && !f->kept) {
		session_say(session, "%s", _("Inget är ändrat: det finns inget att spara"));
		return effect_handled;
	}
	if (posting_wrong(&f->posting, &f->desk, &cell, &why)) {
		f->tried = true;
		go_to(f, cell);
		say_hinder(f, &why);
		return effect_handled;
	}
	posting_shown(&question, &f->desk, &f->posting, (struct posting_cell){ POSTING_KIND, 0 });
	buffer_format(&question, *f->posting.replaces ? _(" %d, ändrad till: ") : " %d: ", f->posting.year);
	add_leg_words(f, &question);
	buffer_format(&question, " (%s).", money_unit_name(f->desk.shown));
	add_left(f, &question);
	add_doubts(f, &question);
	buffer_text(&question, _(" Spara?"));
	popup_ask(&f->popup, question.bytes);
	popup_choice(&f->popup, "s", _("spara"));
	popup_choice(&f->popup, "n", _("nej, ändra"));
	buffer_free(&question);
	return effect_handled;
}

static void say_saved(const struct form *f)
{
	struct session *session = f->screen.session;
	struct buffer text = { 0 };
	char now[26];

	journal_now(now);
	if (*f->posting.replaces) {
		buffer_text(&text, _("Ramförändringen är ändrad"));
	} else if (f->posting.leg_count == 1) {
		buffer_format(&text, _("%s har nu ramen "), unit_name(f, f->posting.legs[0].unit));
		amount_text(&text, session, f->follows.rams[0].after, f->desk.shown, MONEY_NAMED);
	} else {
		buffer_format(&text, ngettext("%zu enhets ram är ändrad", "%zu enheters ramar är ändrade", f->posting.leg_count), f->posting.leg_count);
	}
	session_say(session, _("Sparat %.2s.%.2s. %s"), now + 11, now + 14, text.bytes);
	buffer_free(&text);
}

static struct effect save(struct form *f)
{
	struct session *session = f->screen.session;
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct act act;
	enum saved saved;

	posting_act(&f->posting, &f->desk, &act, &arena);
	saved = session_save(session, &act, 1, &error);
	arena_free(&arena);
	if (saved == SAVED) {
		posting_drop(&f->posting);
		say_saved(f);
		return effect_pop;
	}
	renew(f);
	session_say(session, _("Inte sparat: %s"), error.text);
	return effect_handled;
}

/* ---- other actions ---- */

static struct effect next_cell(struct form *f)
{
	if (f->at.field == POSTING_PRINCIPLE) /* the last one */
		return ask_save(f);
	move_cell(f, 1);
	return effect_handled;
}

static struct effect choose(struct form *f, int step)
{
	if (posting_is_choice(f->at.field)) {
		posting_step(&f->posting, &f->desk, f->at.field, step);
		remember(f);
		renew(f);
	}
	return effect_handled;
}

static struct effect next_choice(struct form *f)
{
	return choose(f, 1);
}

static struct effect previous_choice(struct form *f)
{
	return choose(f, -1);
}

static struct posting_cell first_blank(const struct form *f)
{
	size_t leg = 0;

	while (leg + 1 < f->posting.leg_count && f->posting.legs[leg].amount != MONEY_NONE)
		leg++;
	return (struct posting_cell){ POSTING_AMOUNT, leg };
}

static struct effect fill(struct form *f)
{
	size_t came;

	if (!commit(f))
		return effect_handled;
	came = posting_fill(&f->posting, &f->desk);
	if (came)
		remember(f);
	session_say(f->screen.session, ngettext("%zu enhet är med nu: skriv beloppet", "%zu enheter är med nu: skriv beloppen", came), came);
	if (came)
		go_to(f, first_blank(f));
	else
		session_say(f->screen.session, "%s", _("Alla är redan med"));
	return effect_handled;
}

static struct effect remove_leg(struct form *f)
{
	if (!is_leg_field(f->at.field) || f->at.leg >= f->posting.leg_count)
		return effect_handled;
	posting_remove(&f->posting, f->at.leg);
	f->field.touched = false;
	remember(f);
	if (f->at.leg >= f->posting.leg_count)
		f->at.field = POSTING_UNIT;
	go_to(f, f->at);
	return effect_handled;
}

static void restore(struct form *f)
{
	posting_free(&f->posting);
	posting_copy(&f->posting, &f->past[f->now]);
	f->field.touched = false;
	keep(f);
	go_to(f, f->at);
}

static struct effect undo(struct form *f)
{
	if (is_typing(f)) { /* what is being typed is the latest */
		restore(f);
	} else if (f->now) {
		f->now--;
		restore(f);
	} else {
		session_say(f->screen.session, "%s", _("Det finns inget att ångra"));
	}
	return effect_handled;
}

static struct effect redo(struct form *f)
{
	if (f->now + 1 < f->past_count) {
		f->now++;
		restore(f);
	} else {
		session_say(f->screen.session, "%s", _("Det finns inget att göra om"));
	}
	return effect_handled;
}

/* As when the form was opened for the first time. */
static void begin(struct form *f)
{
	const struct event *event = *f->posting.replaces ? book_event(book_of(f), f->posting.replaces) : NULL;
	char path[sizeof f->posting.path];

	memcpy(path, f->posting.path, sizeof path);
	posting_free(&f->posting);
	if (event)
		posting_from(&f->posting, event);
	else
		posting_new(&f->posting, &f->desk, f->screen.session->year, *f->asked ? org_find(book_of(f)->org, f->asked) : ORG_NONE);
	memcpy(f->posting.path, path, sizeof path);
}

static struct effect start_over(struct form *f)
{
	f->field.touched = false;
	begin(f);
	remember(f);
	posting_drop(&f->posting);
	f->kept = false;
	go_to(f, (struct posting_cell){ POSTING_KIND, 0 });
	session_say(f->screen.session, "%s", _("Formuläret är som från början: Ctrl-Z ångrar"));
	return effect_handled;
}

static struct effect leave(struct form *f)
{
	if (f->kept)
		session_say(f->screen.session, "%s", *f->posting.path ? _("Utkastet ligger kvar: ramförändringen är inte sparad")
		                                                      : _("Ramförändringen är inte sparad, och utkastet kunde inte läggas på disk"));
	return effect_pop;
}

static const struct { enum action_id id; struct effect (*act)(struct form *); } deeds[] = {
	{ ACTION_NEXT_FIELD, next_cell },
	{ ACTION_PREVIOUS_FIELD, previous_cell },
	{ ACTION_FIELD_BELOW, below },
	{ ACTION_FIELD_ABOVE, above },
	{ ACTION_NEXT_CHOICE, next_choice },
	{ ACTION_PREVIOUS_CHOICE, previous_choice },
	{ ACTION_SAVE, ask_save },
	{ ACTION_FILL, fill },
	{ ACTION_REMOVE, remove_leg },
	{ ACTION_UNDO, undo },
	{ ACTION_REDO, redo },
	{ ACTION_START_OVER, start_over },
	{ ACTION_QUIT, leave },
	{ ACTION_BACK, leave },
};

static struct effect act(struct screen *screen, enum action_id id)
{
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (deeds[i].id == id)
			return deeds[i].act(self(screen));
	return effect_none;
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct form *f = self(screen);

	if (popup_open(&f->popup) && id != ACTION_BACK)
		return error_set(why, "question", _("svara på frågan först"));
	if ((id == ACTION_NEXT_CHOICE || id == ACTION_PREVIOUS_CHOICE) && !posting_is_choice(f->at.field))
		return error_set(why, "no-choice", _("fältet har inga val: skriv"));
	if (id == ACTION_REMOVE && (!is_leg_field(f->at.field) || f->at.leg >= f->posting.leg_count))
		return error_set(why, "no-leg", _("ställ dig i raden som ska bort"));
	if (id == ACTION_FILL && f->desk.whole)
		return error_set(why, "whole", _("hela regionens ram har bara en rad"));
	return !action(id)->writes || may_write(f, why);
}

/* ---- typing ---- */

static bool typing(const struct screen *screen)
{
	return popup_open(&self(screen)->popup) || !posting_is_choice(self(screen)->at.field);
}

/* Enter goes where the next thing is written: from a name to its amount, from an amount to the next one. */
static struct effect enter(struct form *f)
{
	if (!commit(f))
		return effect_handled;
	if (!is_leg_field(f->at.field) || f->at.field == POSTING_UNIT)
		go_to(f, cell_after(f, 1));
	else
		move_row(f, 1);
	return effect_handled;
}

static struct effect escape(struct form *f)
{
	if (!is_typing(f))
		return leave(f);
	load(f);
	keep(f);
	renew(f);
	return effect_handled;
}

static struct effect field_typed(struct form *f, const struct key *key)
{
	struct error why;

	if (f->fresh && key_text(key))
		field_set(&f->field, "");
	f->fresh = false;
	if (!field_key(&f->field, key))
		return effect_none;
	if (f->field.touched && !may_write(f, &why)) {
		load(f);
		session_say(f->screen.session, "%s", why.text);
	}
	if (is_typing(f))
		keep(f);
	renew(f);
	return effect_handled;
}

static struct effect popup_typed(struct form *f, const struct key *key)
{
	return popup_key(&f->popup, key) == POPUP_CHOSEN && !f->popup.chosen ? save(f) : effect_handled;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct form *f = self(screen);

	if (popup_open(&f->popup))
		return popup_typed(f, key);
	if (posting_is_choice(f->at.field))
		return effect_none;
	if (key_is(key, "Enter"))
		return enter(f);
	if (key_is(key, "Esc"))
		return escape(f);
	if (key_is(key, "F1"))
		return effect_push(help_screen(screen->session, screen));
	if (key_in(key, "^F ^N ^T")) /* not the field's */
		return effect_none;
	return field_typed(f, key);
}

/* ---- drawing ---- */

static const char *const labels[POSTING_FIELDS] = {
	[POSTING_KIND] = N_("Slag"), [POSTING_YEAR] = N_("År"), [POSTING_UNIT] = N_("Enhet"), [POSTING_AMOUNT] = N_("Belopp"),
	[POSTING_UNTIL] = N_("T.o.m."), [POSTING_FULL_YEAR] = N_("Helår"), [POSTING_END] = N_("Motpart"), [POSTING_LINE] = N_("Rad"),
	[POSTING_TEXT] = N_("Text"), [POSTING_DECISION] = N_("Beslut"), [POSTING_PRINCIPLE] = N_("Styrprincip"),
};

static const char *const hints[POSTING_FIELDS] = {
	[POSTING_KIND] = N_("Vänster och höger pil byter slag."),
	[POSTING_YEAR] = N_("Från och med vilket år ändringen gäller."),
	[POSTING_UNIT] = N_("Skriv början av enhetens namn; tomt tar bort raden. Ctrl-F tar med alla."),
	[POSTING_AMOUNT] = N_("Skriv beloppet; minus för en minskning, = för det som återstår."),
	[POSTING_UNTIL] = N_("Sista året beloppet gäller. Tomt: tills vidare."),
	[POSTING_FULL_YEAR] = N_("Beloppet från året efter, om det blir ett annat."),
	[POSTING_END] = N_("Var det som inte tar ut varandra kommer ifrån eller går."),
	[POSTING_LINE] = N_("Budgetraden som ändringen hör till, om den hör till en."),
	[POSTING_TEXT] = N_("Varför, i en mening: den läses av alla som ser ramen."),
	[POSTING_DECISION] = N_("Organ, datum, paragraf, diarienummer."),
	[POSTING_PRINCIPLE] = N_("Styrprincipen som beloppet följer av, om det gör det."),
};

struct layout { int x[4], width[4], follows, ram; }; /* columns by POSTING_UNIT …; follows: where, 0: no room; ram: how wide one is there */

static const int digits[] = { [MONEY_IN_MNKR] = 9, [MONEY_IN_TKR] = 11, [MONEY_IN_KR] = 15 };

#define UNTIL_WIDTH 6
#define NAME_LEAST  18
#define NAME_MOST   44
#define ARROW_WIDTH 3
#define RAM_LEAST   8 /* and its head */

/* As wide as the widest ram before or after, so that the two stand together. */
static int ram_width(const struct form *f)
{
	int width = RAM_LEAST;

	for (size_t i = 0; i < 2 * f->preview.leg_count; i++) {
		const struct posting_change *change = &f->follows.rams[i / 2];
		struct buffer text = { 0 };

		buffer_text(&text, "");
		amount_text(&text, f->screen.session, i % 2 ? change->after : change->before, f->desk.shown, 0);
		width = text_width(text.bytes) > width ? text_width(text.bytes) : width;
		buffer_free(&text);
	}
	return width;
}

/* Where there is little room the figures that follow go first, then those of the two last columns that one is not in. */
static void lay_out(const struct form *f, int columns, struct layout *l)
{
	int amount = digits[f->desk.shown], rest = columns - 4 - amount - 1;

	*l = (struct layout){ .ram = ram_width(f), .width = { 0, amount, UNTIL_WIDTH, amount } };
	if (rest - UNTIL_WIDTH - amount - 2 < 10)
		l->width[f->at.field == POSTING_UNTIL ? 3 : 2] = 0;
	if (rest - UNTIL_WIDTH - amount - 2 < 10 && f->at.field != POSTING_FULL_YEAR)
		l->width[3] = 0;
	rest -= l->width[2] + !!l->width[2] + l->width[3] + !!l->width[3];
	if (rest - 2 * l->ram - ARROW_WIDTH - 3 >= NAME_LEAST)
		l->follows = 2 * l->ram + ARROW_WIDTH + 3;
	l->width[0] = rest - l->follows > NAME_MOST ? NAME_MOST : rest - l->follows;
	l->x[0] = 3;
	for (int i = 1; i < 4; i++)
		l->x[i] = l->x[i - 1] + l->width[i - 1] + (l->width[i] || i == 1);
	l->follows = l->follows ? l->x[3] + l->width[3] + 3 : 0;
}

static void draw_head(const struct form *f, struct canvas *part, int y, const struct layout *l)
{
	canvas_text(part, y, 1, l->width[0] + 2, ROLE_HEAD, f->preview.leg_count > 1 ? _("Enheter") : _("Enhet"));
	for (int i = 1; i < 4; i++)
		canvas_right(part, y, l->x[i], l->width[i], ROLE_HEAD, l->width[i] ? _(labels[POSTING_UNIT + i]) : "");
	if (l->follows) {
		char head[40];

		snprintf(head, sizeof head, _("Ram %d"), f->preview.year);
		canvas_right(part, y, l->follows + l->ram + ARROW_WIDTH, l->ram, ROLE_HEAD, head);
	}
}

static void draw_change(const struct form *f, struct canvas *part, int y, const struct layout *l, struct posting_change change)
{
	const struct session *session = f->screen.session;

	if (!l->follows || change.after == MONEY_NONE)
		return;
	amount_draw(part, y, l->follows, l->ram, ROLE_DIM, session, change.before, f->desk.shown, 0);
	canvas_text(part, y, l->follows + l->ram + 1, ARROW_WIDTH - 1, ROLE_DIM, part->glyphs->arrow);
	amount_draw(part, y, l->follows + l->ram + ARROW_WIDTH, l->ram, change.after < 0 ? ROLE_WARN : ROLE_STRONG, session,
	            change.after, f->desk.shown, 0);
}

/* What is not filled in yet is nothing to blame anyone for, until she tries to save. */
static bool is_marked(const struct form *f, struct posting_cell cell, struct error *why)
{
	return posting_judge(&f->preview, &f->desk, cell, why) == POSTING_WRONG && (f->tried || strncmp(why->word, "no-", 3) != 0);
}

static bool leg_is_marked(const struct form *f, size_t leg)
{
	struct error why;

	for (enum posting_field field = POSTING_UNIT; field <= POSTING_FULL_YEAR; field++)
		if (is_marked(f, (struct posting_cell){ field, leg }, &why))
			return true;
	return false;
}

/* The cell that is typed in; the unit meant stands beside what is typed of its name. */
static void draw_focus(struct form *f, struct canvas *part, int y, int x, int width)
{
	int name = f->match_count ? text_width(book_of(f)->org->units[f->matches[f->match]].name) : 0;

	canvas_fill(part, y, x, 1, width, ROLE_PLAIN);
	if (name && name + 12 < width) {
		canvas_text(part, y, x + width - name, name, ROLE_DIM, book_of(f)->org->units[f->matches[f->match]].name);
		width -= name + 1;
	}
	field_draw(&f->field, part, y, x, width);
}

static void draw_leg_amounts(const struct form *f, struct canvas *part, int y, const struct layout *l, const struct posting_leg *leg)
{
	const struct session *session = f->screen.session;
	char until[16] = "";

	amount_draw(part, y, l->x[1], l->width[1], ROLE_PLAIN, session, leg->amount, f->desk.shown, MONEY_SIGN);
	if (leg->until)
		snprintf(until, sizeof until, "%d", leg->until);
	if (l->width[2])
		canvas_right(part, y, l->x[2], l->width[2], ROLE_PLAIN, until);
	if (l->width[3])
		amount_draw(part, y, l->x[3], l->width[3], ROLE_PLAIN, session, leg->full_year, f->desk.shown, MONEY_SIGN);
}

static void draw_leg(struct form *f, struct canvas *part, int y, const struct layout *l, size_t at)
{
	const struct posting_leg *leg = &f->preview.legs[at];
	int column = (int)(f->at.field - POSTING_UNIT);

	canvas_text(part, y, 1, 1, ROLE_WARN, leg_is_marked(f, at) ? "!" : " ");
	canvas_text(part, y, l->x[0], l->width[0], ROLE_PLAIN, unit_name(f, leg->unit));
	draw_leg_amounts(f, part, y, l, leg);
	draw_change(f, part, y, l, f->follows.rams[at]);
	if (is_leg_field(f->at.field) && f->at.leg == at)
		draw_focus(f, part, y, l->x[column], l->width[column]);
}

/* The row for one more; it shows what a zero-sum kind still lacks. */
static void draw_new(struct form *f, struct canvas *part, int y, const struct layout *l)
{
	bool open = posting_has_end(&f->desk, &f->preview) && f->preview.leg_count && !*f->preview.end;
	money rest = open ? -posting_sum(&f->preview) : 0;

	canvas_text(part, y, l->x[0], l->width[0], ROLE_DIM, rest ? _("saknar motpart") : f->preview.leg_count ? _("en till") : _("vilken enhet?"));
	if (rest)
		amount_draw(part, y, l->x[1], l->width[1], ROLE_DIM, f->screen.session, rest, f->desk.shown, MONEY_SIGN);
	if (is_leg_field(f->at.field) && f->at.leg == f->preview.leg_count)
		draw_focus(f, part, y, l->x[0], l->width[0]);
}

static void draw_sum(const struct form *f, struct canvas *part, int y, const struct layout *l)
{
	canvas_text(part, y, l->x[0], l->width[0], ROLE_STRONG, _("Summa"));
	amount_draw(part, y, l->x[1], l->width[1], ROLE_STRONG, f->screen.session, posting_sum(&f->preview), f->desk.shown, MONEY_SIGN);
}

static void draw_choice(const struct form *f, struct canvas *part, int y, int x, int width, enum posting_field field)
{
	struct buffer text = { 0 };
	int used;

	posting_shown(&text, &f->desk, &f->preview, (struct posting_cell){ field, 0 });
	if (f->at.field != field) {
		canvas_text(part, y, x, width, ROLE_PLAIN, text.bytes);
	} else {
		canvas_text(part, y, x - 2, 1, ROLE_ACCENT, part->glyphs->here);
		used = canvas_text(part, y, x, width - 2, ROLE_PLAIN, text.bytes);
		canvas_text(part, y, x + used + 1, 1, ROLE_ACCENT, part->glyphs->pointer);
		canvas_reverse(part, y, x, used);
		canvas_cursor(part, y, x, false);
	}
	buffer_free(&text);
}

static void draw_text(struct form *f, struct canvas *part, int y, int x, int width, enum posting_field field)
{
	const char *text = field == POSTING_TEXT ? f->preview.text : f->preview.decision;

	if (f->at.field == field) {
		field_draw(&f->field, part, y, x, width);
		return;
	}
	canvas_fill(part, y, x, 1, width, ROLE_FIELD);
	canvas_text(part, y, x, width, ROLE_FIELD, text);
}

static void draw_field(struct form *f, struct canvas *part, int y, enum posting_field field)
{
	int x = 1 + LABEL_WIDTH, width = part->columns - x - 1;
	struct error why;

	canvas_text(part, y, 1, LABEL_WIDTH - 2, ROLE_HEAD, _(labels[field]));
	canvas_text(part, y, x - 2, 1, ROLE_WARN, is_marked(f, (struct posting_cell){ field, 0 }, &why) ? "!" : " ");
	if (posting_is_choice(field))
		draw_choice(f, part, y, x, width, field);
	else
		draw_text(f, part, y, x, width > TEXT_MOST ? TEXT_MOST : width, field);
}

static void draw_row(struct form *f, struct canvas *part, int y, const struct layout *l, const struct form_row *row)
{
	switch (row->kind) {
	case ROW_FIELD: draw_field(f, part, y, row->cell.field); break;
	case ROW_HEAD: draw_head(f, part, y, l); break;
	case ROW_LEG: draw_leg(f, part, y, l, row->cell.leg); break;
	case ROW_NEW: draw_new(f, part, y, l); break;
	case ROW_SUM: draw_sum(f, part, y, l); break;
	case ROW_GAP: break;
	}
}

/* ---- the strip: what follows, what this field says, what hinders saving ---- */

/* «Länssjukvård: kvar att fördela 6,5 → 4,5» */
static void draw_left(const struct form *f, struct canvas *body, int y)
{
	const struct session *session = f->screen.session;
	struct posting_change left = f->follows.left;
	struct buffer text = { 0 };
	bool over = left.after != MONEY_NONE && left.after < 0;

	if (left.after == MONEY_NONE || f->desk.giver == ORG_NONE)
		return;
	buffer_format(&text, _("%s: kvar att fördela "), book_of(f)->org->units[f->desk.giver].name);
	if (left.before != left.after) {
		amount_text(&text, session, left.before, f->desk.shown, 0);
		buffer_format(&text, " %s ", body->glyphs->arrow);
	}
	amount_text(&text, session, left.after, f->desk.shown, 0);
	if (over)
		buffer_text(&text, _(", ÖVER RAM"));
	canvas_text(body, y, 1, body->columns - 2, over ? ROLE_WARN : ROLE_STRONG, text.bytes);
	buffer_free(&text);
}

/* Which units the text may mean: the one taken by Enter between its marks. */
static void say_matches(const struct form *f, struct buffer *out, const struct glyphs *glyphs)
{
	if (is_searching(f))
		buffer_text(out, _("Upp och ner väljer:  "));
	for (size_t i = 0; i < f->match_count; i++) {
		bool meant = (int)i == f->match;

		buffer_format(out, "%s%s%s%s", i ? "  " : "", meant ? glyphs->pointer : "", meant ? " " : "", book_of(f)->org->units[f->matches[i]].name);
	}
}

static void say_amount(const struct form *f, struct buffer *out)
{
	struct money_read read;
	char text[MONEY_TEXT];

	if (!strcmp(f->field.text, "=") || !plan_entry(f->field.text, f->desk.shown, MONEY_NONE, false, &read, NULL) || read.value == MONEY_NONE)
		return;
	buffer_format(out, _("Läses som %s"), money_print(text, read.value, read.unit, MONEY_FULL, f->desk.flags | MONEY_NAMED));
	if (read.unit != MONEY_IN_KR)
		buffer_format(out, " = %s", money_print(text, read.value, MONEY_IN_KR, MONEY_EXACT, f->desk.flags | MONEY_NAMED));
	buffer_text(out, ". ");
}

/* What is being typed: how it is read, or why it cannot be. False: nothing to say of it. */
static bool say_typed(struct form *f, struct buffer *out, const struct glyphs *glyphs)
{
	struct posting tried;
	struct error error;
	bool fine;

	if (!is_typing(f) || f->at.field == POSTING_TEXT || f->at.field == POSTING_DECISION)
		return false;
	posting_copy(&tried, &f->posting);
	fine = posting_put(&tried, &f->desk, f->at, entry(f), &error);
	posting_free(&tried);
	if (!fine)
		buffer_text(out, error.text);
	else if (f->at.field == POSTING_UNIT)
		say_matches(f, out, glyphs);
	else if (f->at.field != POSTING_UNTIL)
		say_amount(f, out);
	return !fine || out->size > 0;
}

static enum role say_cell(struct form *f, struct buffer *out, const struct glyphs *glyphs)
{
	struct error why;
	enum posting_verdict verdict = posting_judge(&f->preview, &f->desk, f->at, &why);

	if (say_typed(f, out, glyphs))
		return ROLE_PLAIN;
	if (verdict == POSTING_WRONG && !is_marked(f, f->at, &why))
		verdict = POSTING_FINE;
	buffer_text(out, verdict == POSTING_FINE ? _(hints[f->at.field]) : why.text);
	return verdict == POSTING_WRONG ? ROLE_WARN : verdict == POSTING_NOTE ? ROLE_PLAIN : ROLE_DIM;
}

/* What hinders saving; false: where one stands, and that is said already. */
static bool draw_hinder(struct form *f, struct canvas *body, int y)
{
	struct posting_cell cell;
	struct error why;

	if (f->refused.word)
		canvas_text(body, y, 1, body->columns - 2, ROLE_WARN, f->refused.text);
	else if (!posting_wrong(&f->preview, &f->desk, &cell, &why))
		canvas_text(body, y, 1, body->columns - 2, ROLE_PLAIN, _("Inget hindrar: Ctrl-S sparar."));
	else if (!same_cell(cell, f->at))
		canvas_format(body, y, 1, body->columns - 2, ROLE_DIM, _("Återstår: %s"), why.text);
	else
		return false;
	return true;
}

static void draw_strip(struct form *f, struct canvas *body, int rows)
{
	struct buffer text = { 0 };
	enum role role = say_cell(f, &text, body->glyphs);
	int y = body->rows - rows, room = 1;

	if (rows > 1) {
		canvas_rule(body, y, 1, body->columns - 2);
		draw_left(f, body, ++y);
		room += !draw_hinder(f, body, y + 2);
		y++;
	}
	canvas_wrap(body, y, 1, body->columns - 2, room, role, text.bytes);
	buffer_free(&text);
}

static void drop_gaps(struct form *f)
{
	int kept = 0;

	for (int row = 0; row < f->list.count; row++)
		if (f->rows[row].kind != ROW_GAP)
			f->rows[kept++] = f->rows[row];
	f->list.count = kept;
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct form *f = self(screen);
	int popup = popup_rows(&f->popup, body->columns), strip = body->rows >= 10 ? 4 : 1;
	struct layout l;
	struct canvas part;

	renew(f);
	if (body->rows < ROOMY)
		drop_gaps(f);
	strip = popup > strip ? popup : strip;
	part = canvas_part(body, 0, 0, body->rows - strip, body->columns);
	lay_out(f, body->columns, &l);
	f->list.at = row_of(f, f->at);
	list_size(&f->list, f->list.count, part.rows);
	for (int row = f->list.first; row < list_end(&f->list); row++)
		draw_row(f, &part, list_y(&f->list, row), &l, &f->rows[row]);
	if (!popup)
		draw_strip(f, body, strip);
	popup_draw(&f->popup, body);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct form *f = self(screen);
	const char *name = f->desk.giver == ORG_NONE ? f->giver : book_of(f)->org->units[f->desk.giver].name;

	buffer_format(left, *f->posting.replaces ? _("%s · Ändra ramförändring") : f->desk.whole ? _("%s · Hela ramen") : _("%s · Ny ramförändring"),
	              name);
	buffer_text(right, money_unit_name(f->desk.shown));
	if (f->refused.word)
		buffer_text(right, _(" · läser"));
	else if (f->kept)
		buffer_text(right, _(" · utkast, ej sparat"));
}

/* ---- from first to last ---- */

static void release(struct screen *screen)
{
	struct form *f = self(screen);

	for (size_t i = 0; i < f->past_count; i++)
		posting_free(&f->past[i]);
	free(f->past);
	posting_free(&f->posting);
	posting_free(&f->preview);
	arena_free(&f->arena);
	ram_free(f->table);
	free(f->rows);
	free(f);
}

static const struct screen_hooks hooks = {
	.name = "post", .context = IN_POST, .title = title, .draw = draw, .act = act, .type = type,
	.typing = typing, .can = can, .refresh = refresh, .free = release,
};

/* What was being typed when the line broke stands in its cell again. */
static void resume_typing(struct form *f)
{
	char text[sizeof f->posting.typing];

	memcpy(text, f->posting.typing, sizeof text);
	go_to(f, f->posting.typing_in);
	field_set(&f->field, text);
	f->field.touched = !posting_is_choice(f->at.field);
	renew(f);
}

static void resume(struct form *f)
{
	if (f->refused.word || !posting_resume(&f->posting, &f->desk))
		return;
	f->kept = true;
	session_say(f->screen.session, "%s", _("Ditt utkast är kvar, inte sparat. Ctrl-N börjar om."));
}

static void start_in(struct form *f)
{
	if (f->posting.is_typing)
		resume_typing(f);
	else
		go_to(f, (struct posting_cell){ POSTING_KIND, 0 });
}

static struct screen *open_form(struct form *f)
{
	const char *id = book_of(f)->org->units[f->desk.giver == ORG_NONE ? 0 : f->desk.giver].id;

	f->list.stops = stops;
	f->list.owner = f;
	memcpy(f->giver, id, strnlen(id, sizeof f->giver - 1));
	resume(f);
	f->past = memory_grow(f->past, 1, sizeof *f->past);
	posting_copy(&f->past[0], &f->posting);
	f->past_count = 1;
	start_in(f);
	return &f->screen;
}

static struct form *new_form(struct session *session)
{
	struct form *f = memory_grow(NULL, 1, sizeof *f);

	*f = (struct form){ .screen = { .hooks = &hooks, .session = session } };
	if (session->read_only)
		f->refused = session->read_only_why;
	return f;
}

struct screen *post_screen(struct session *session, int unit)
{
	struct form *f = new_form(session);
	struct error error = { 0 };
	bool from_below;

	if (unit == ORG_NONE)
		unit = session->seat.unit == ORG_NONE ? 0 : session->seat.unit;
	if (!posting_desk_at(&f->desk, session->book, session->user, unit, &from_below, &error) && !f->refused.word)
		f->refused = error;
	posting_new(&f->posting, &f->desk, session->year, from_below ? ORG_NONE : unit);
	if (f->posting.leg_count)
		memcpy(f->asked, f->posting.legs[0].unit, sizeof f->asked);
	return open_form(f);
}

struct screen *post_change_screen(struct session *session, const char *post)
{
	const struct event *event = book_event(session->book, post);
	struct form *f = new_form(session);
	struct error error = { 0 };

	if (!posting_desk_of(&f->desk, session->book, session->user, event, &error) && !f->refused.word)
		f->refused = error;
	posting_from(&f->posting, event);
	return open_form(f);
}

bool post_may_give(const struct session *session, int unit, struct error *why)
{
	struct posting_desk desk;
	bool from_below;

	return posting_desk_at(&desk, session->book, session->user, unit, &from_below, why);
}

bool post_may_change(const struct session *session, const char *post, struct error *why)
{
	const struct event *event = post ? book_event(session->book, post) : NULL;
	struct posting_desk desk;

	if (!event)
		return error_set(why, "no-post", _("ställ dig på raden för en ramförändring"));
	return posting_desk_of(&desk, session->book, session->user, event, why);
}

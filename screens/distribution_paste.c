/* A block of cells pasted into a division: how each of them is read, before any of it is taken. Taken, it is one step of the draft. */
#include "distribution_private.h"

#include "pasting.h"

#include <stdlib.h>
#include <string.h>

#define TOP 3 /* rows over the list: what is left after it, and the heads */

struct paste {
	struct screen screen;
	struct distribution *d; /* below it */
	char *text;             /* as it was pasted */
	struct pasting pasting;
	struct list_view list;
	struct popup popup;
	enum money_unit unit;   /* amounts without a unit are read in it … */
	bool chosen;            /* … because she has said so */
};

static struct paste *paste_of(const struct screen *screen)
{
	return (struct paste *)screen;
}

/* ---- the question ---- */

static enum money_unit next_unit(enum money_unit unit)
{
	return unit == MONEY_IN_KR ? MONEY_IN_MNKR : unit == MONEY_IN_MNKR ? MONEY_IN_TKR : MONEY_IN_KR;
}

static void unit_choice(struct paste *p, enum money_unit unit, const char *more)
{
	const char *name = money_unit_name(unit);
	char key[2] = { *name, '\0' };
	struct buffer label = { 0 };

	buffer_format(&label, "%s%s", name, more);
	popup_choice(&p->popup, key, label.bytes);
	buffer_free(&label);
}

/* Amounts that all are far too large are mostly right in a smaller unit. Choices stand in the order of units, this one last. */
static void ask_unit(struct paste *p)
{
	struct buffer text = { 0 };

	buffer_format(&text, _("Alla belopp är orimligt stora i %s. %s"), money_unit_name(p->pasting.unit),
	              p->pasting.unit == MONEY_IN_MNKR ? _("Är de i tkr eller kr?") : _("Är de i kr?"));
	popup_ask(&p->popup, text.bytes);
	p->popup.purpose = ASK_SIZE;
	for (enum money_unit unit = p->pasting.unit; unit-- > MONEY_IN_KR;)
		unit_choice(p, unit, "");
	unit_choice(p, p->pasting.unit, _(", det stämmer"));
	buffer_free(&text);
}

static void ask_take(struct paste *p)
{
	const struct pasting *pasting = &p->pasting;
	struct buffer text = { 0 }, other = { 0 };

	if (pasting->taken)
		buffer_format(&text, _("Ta in %zu belopp i utkastet?"), pasting->taken);
	else
		buffer_text(&text, _("Inget att ta in."));
	if (pasting->refused)
		buffer_format(&text, _(" %zu kan inte tas in (!)."), pasting->refused);
	buffer_format(&text, _(" Belopp utan enhet läses i %s"), money_unit_name(pasting->unit));
	if (pasting->head)
		buffer_format(&text, _(", ur kolumnen «%s»"), pasting->head);
	else if (pasting->column)
		buffer_format(&text, _(", ur kolumn %zu"), pasting->column);
	buffer_text(&text, ".");
	popup_ask(&p->popup, text.bytes);
	p->popup.purpose = ASK_SAVE;
	buffer_format(&other, _("läs i %s"), money_unit_name(next_unit(pasting->unit)));
	if (pasting->taken)
		popup_choice(&p->popup, "t", _("ta in"));
	popup_choice(&p->popup, "e", other.bytes);
	popup_choice(&p->popup, "a", _("avbryt"));
	buffer_free(&text);
	buffer_free(&other);
}

/* Anew with each change of the unit and of the plan below. */
static bool make(struct paste *p, struct error *error)
{
	const struct pasting_from from = { .text = p->text, .unit = p->unit, .chosen = p->chosen, .row = (size_t)p->d->list.at };
	const struct draft *draft = distribution_draft(p->d);
	bool fine;

	pasting_free(&p->pasting);
	fine = draft ? pasting_make(p->d->plan, draft, &from, &p->pasting, error) : distribution_may(p->d, error);
	if (!fine) {
		pasting_free(&p->pasting);
		p->pasting.unit = p->unit;
	}
	p->list.count = (int)p->pasting.count;
	if (p->pasting.improbable && !p->chosen && p->pasting.unit != MONEY_IN_KR)
		ask_unit(p);
	else
		ask_take(p);
	return fine;
}

static void make_or_say(struct paste *p)
{
	struct error error;

	if (!make(p, &error))
		session_say(p->screen.session, "%s", error.text);
}

/* ---- keys ---- */

static struct effect take(struct paste *p)
{
	struct draft *draft = distribution_draft(p->d);
	struct buffer name = { 0 };

	if (!draft)
		return effect_pop;
	buffer_format(&name, _("inklistringen av %zu belopp"), p->pasting.taken);
	pasting_put(&p->pasting, draft, name.bytes);
	session_say(p->screen.session, _("Inklistrat %zu belopp; Ctrl-Z ångrar"), p->pasting.taken);
	buffer_free(&name);
	distribution_kept(p->d);
	distribution_renew(p->d);
	return effect_pop;
}

static void read_in(struct paste *p, enum money_unit unit)
{
	p->unit = unit;
	p->chosen = true;
	make_or_say(p);
}

static struct effect answer(struct paste *p)
{
	int chosen = p->popup.chosen;

	if (p->popup.purpose == ASK_SIZE) {
		read_in(p, chosen == p->popup.choice_count - 1 ? p->pasting.unit : (enum money_unit)((int)p->pasting.unit - 1 - chosen));
		return effect_handled;
	}
	chosen += !p->pasting.taken; /* then «ta in» is not there */
	if (chosen == 1)
		read_in(p, next_unit(p->pasting.unit));
	return chosen == 0 ? take(p) : chosen == 1 ? effect_handled : effect_pop;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct paste *p = paste_of(screen);
	enum popup_state state;

	if (!key_text(key) && !key_in(key, "Left Right") && list_act(&p->list, action_for(key->name, IN_DISTRIBUTION)))
		return effect_handled;
	if (key->paste) { /* the right cells this time */
		free(p->text);
		p->text = memory_string(key->paste);
		make_or_say(p);
		return effect_handled;
	}
	state = popup_key(&p->popup, key);
	if (state == POPUP_CHOSEN)
		return answer(p);
	return state == POPUP_CANCELLED ? effect_pop : effect_handled;
}

static bool typing(const struct screen *screen)
{
	(void)screen;
	return true;
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	(void)screen;
	return id == ACTION_BACK || error_set(why, "question", _("svara på frågan först"));
}

/* What others save meanwhile is read anew below first: it is seen before anything is taken. */
static void refresh(struct screen *screen)
{
	struct paste *p = paste_of(screen);

	p->d->screen.hooks->refresh(&p->d->screen);
	make_or_say(p);
}

/* ---- how it looks ---- */

struct columns { int name, now, arrow, wanted, width, why; };

static struct columns columns_of(const struct paste *p, int width)
{
	static const int digits[] = { [MONEY_IN_MNKR] = 11, [MONEY_IN_TKR] = 12, [MONEY_IN_KR] = 15 };
	struct columns c = { .name = 3, .width = digits[unit_of_money(p->d)] };

	c.now = width >= 120 ? 48 : 24;
	c.arrow = c.now + c.width + 1;
	c.wanted = c.arrow + 2;
	c.why = c.wanted + c.width + 2;
	return c;
}

/* «2,3 tkr» must not stand there as 0,0 mnkr. */
static void draw_amount(const struct paste *p, struct canvas *body, int y, int column, int width, enum role role, money value)
{
	char text[MONEY_TEXT];

	canvas_right(body, y, column, width, role, money_print(text, value, unit_of_money(p->d), MONEY_FULL, money_flags(p->d) & ~(unsigned)MONEY_NAMED));
}

static void draw_row(const struct paste *p, struct canvas *body, const struct columns *c, int y, int at)
{
	const struct pasting_row *row = &p->pasting.rows[at];
	bool taken = row->fate == PASTING_TAKEN, refused = row->fate == PASTING_REFUSED;

	canvas_text(body, y, 1, 1, refused ? ROLE_WARN : ROLE_ACCENT, refused ? "!" : taken ? "*" : " ");
	canvas_text(body, y, c->name, c->now - c->name, taken || refused ? ROLE_PLAIN : ROLE_DIM, row->name);
	draw_amount(p, body, y, c->now, c->width, ROLE_DIM, row->now);
	if (taken) {
		canvas_text(body, y, c->arrow, 1, ROLE_DIM, body->glyphs->arrow);
		draw_amount(p, body, y, c->wanted, c->width, ROLE_STRONG, row->wanted);
	}
	if (row->why)
		canvas_text(body, y, c->why, body->columns - c->why - 1, taken || refused ? ROLE_WARN : ROLE_DIM, row->why);
	if (at == p->list.at)
		canvas_reverse(body, y, c->name, c->now - c->name);
}

/* The selected row's reason as a whole, for it may have been cut. */
static void draw_why(const struct paste *p, struct canvas *body, int y)
{
	const struct pasting_row *row = &p->pasting.rows[p->list.at];
	struct buffer text = { 0 };

	buffer_format(&text, _("Inklistrad rad %zu: %s%s%s"), row->line, row->name, row->why ? ", " : "", row->why ? row->why : "");
	canvas_text(body, y, 1, body->columns - 2, ROLE_DIM, text.bytes);
	buffer_free(&text);
}

static void draw(struct screen *screen, struct canvas *body)
{
	struct paste *p = paste_of(screen);
	const struct columns c = columns_of(p, body->columns);
	int popup = popup_rows(&p->popup, body->columns);

	list_size(&p->list, (int)p->pasting.count, body->rows - TOP - 1 - popup);
	if (p->pasting.count) {
		distribution_draw_sum(p->d, body, &p->pasting.after);
		canvas_text(body, TOP - 1, c.name, c.now - c.name, ROLE_HEAD, _("Inklistrat"));
		canvas_right(body, TOP - 1, c.now, c.width, ROLE_HEAD, _("Nu"));
		canvas_right(body, TOP - 1, c.wanted, c.width, ROLE_HEAD, _("Blir"));
		draw_why(p, body, body->rows - popup - 1);
	}
	for (int row = p->list.first; row < list_end(&p->list); row++)
		draw_row(p, body, &c, TOP + list_y(&p->list, row), row);
	popup_draw(&p->popup, body);
}

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct paste *p = paste_of(screen);

	buffer_format(left, _("%s · Klistra in i fördelningen %d"), p->d->plan->book->org->units[p->d->unit].name, p->d->plan->year);
	buffer_format(right, _("%s · inget är ändrat än"), money_unit_name(unit_of_money(p->d)));
}

static int unit_of(const struct screen *screen)
{
	return paste_of(screen)->d->unit;
}

static void release(struct screen *screen)
{
	struct paste *p = paste_of(screen);

	pasting_free(&p->pasting);
	free(p->text);
	free(p);
}

static const struct screen_hooks hooks = {
	.name = "paste", .context = IN_POST, .title = title, .draw = draw, .type = type, .typing = typing, .enter = N_("svara"), .can = can,
	.unit = unit_of, .refresh = refresh, .free = release,
};

struct effect distribution_paste(struct distribution *d, const char *text)
{
	struct session *session = d->screen.session;
	struct error error;
	struct paste *p;

	if (d->editing) {
		session_say(session, "%s", _("Det är flera celler: stäng fältet med Enter eller Esc och klistra in dem igen"));
		return effect_handled;
	}
	if (!distribution_may(d, &error)) {
		session_say(session, "%s", error.text);
		return effect_handled;
	}
	p = memory_grow(NULL, 1, sizeof *p);
	*p = (struct paste){ .screen = { .hooks = &hooks, .session = session }, .d = d, .text = memory_string(text), .unit = unit_of_money(d) };
	if (make(p, &error))
		return effect_push(&p->screen);
	session_say(session, "%s", error.text);
	release(&p->screen);
	return effect_handled;
}

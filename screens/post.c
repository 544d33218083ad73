/* Ramförändring: the level above gives, changes and moves ramar in a form. What stands in it, and whether it may, is posting.h; here it is typed
 * and drawn. Every figure that follows is shown as it is typed; what is written is on disk with every key, so leaving never loses. */
#include "post.h"

#include "amount.h"
#include "intl.h"
#include "post_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- moving ---- */

static struct effect below(struct form *f)
{
	(form_is_searching(f) ? form_choose_match : form_move_row)(f, 1);
	return effect_handled;
}

static struct effect above(struct form *f)
{
	(form_is_searching(f) ? form_choose_match : form_move_row)(f, -1);
	return effect_handled;
}

static struct effect previous_cell(struct form *f)
{
	form_move_cell(f, -1);
	return effect_handled;
}

/* ---- saving ---- */

static void add_leg_words(const struct form *f, struct buffer *out)
{
	const struct posting *p = &f->posting;
	size_t told = p->leg_count > 4 ? 3 : p->leg_count;

	for (size_t i = 0; i < told; i++) {
		buffer_format(out, "%s%s ", i ? ", " : "", form_unit_name(f, p->legs[i].unit));
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
	              form_book(f)->org->units[f->desk.giver].name);
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

	if (!form_commit(f))
		return effect_handled;
	if (*f->posting.replaces && !f->kept) {
		session_say(session, "%s", _("Inget är ändrat: det finns inget att spara"));
		return effect_handled;
	}
	if (posting_wrong(&f->posting, &f->desk, &cell, &why)) {
		f->tried = true;
		form_go_to(f, cell);
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
		buffer_format(&text, _("%s har nu ramen "), form_unit_name(f, f->posting.legs[0].unit));
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
	form_renew(f);
	session_say(session, _("Inte sparat: %s"), error.text);
	return effect_handled;
}
/* ---- other actions ---- */

static struct effect next_cell(struct form *f)
{
	if (f->at.field == POSTING_PRINCIPLE) /* the last one */
		return ask_save(f);
	form_move_cell(f, 1);
	return effect_handled;
}

static struct effect choose(struct form *f, int step)
{
	if (posting_is_choice(f->at.field)) {
		posting_step(&f->posting, &f->desk, f->at.field, step);
		form_remember(f);
		form_renew(f);
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

static void say_filled(struct form *f, size_t came, size_t got, const char *share)
{
	struct session *session = f->screen.session;
	int series = region_series(form_book(f)->region, share);

	if (got && series >= 0)
		session_say(session, ngettext("%zu enhet till räknas med %s", "%zu enheter till räknas med %s", got), got,
		            form_book(f)->region->series[series].name);
	else if (got)
		session_say(session, ngettext("%zu enhet till får %s av sin ram", "%zu enheter till får %s av sin ram", got), got, share);
	else if (came)
		session_say(session, ngettext("%zu enhet är med nu: skriv beloppet", "%zu enheter är med nu: skriv beloppen", came), came);
	else
		session_say(session, "%s", _("Alla är redan med"));
}

/* What is meant for all: a percentage that is being typed, or the index that stands in the cell. */
static const char *rule_at(const struct form *f)
{
	struct posting_work work;

	if (f->at.field != POSTING_AMOUNT || f->at.leg >= f->preview.leg_count)
		return "";
	if (posting_is_worked(&f->preview, &f->desk, f->at.leg, &work))
		return work.series->id;
	return form_is_typing(f) && posting_is_share(f->field.text) ? f->field.text : "";
}

static struct effect fill(struct form *f)
{
	char share[sizeof f->field.text];
	size_t came, got = 0;

	snprintf(share, sizeof share, "%s", rule_at(f));
	if (!form_commit(f))
		return effect_handled;
	came = posting_fill(&f->posting, &f->desk);
	if (*share)
		got = posting_share(&f->posting, &f->desk, share);
	if (came || got)
		form_remember(f);
	say_filled(f, came, got, share);
	form_go_to(f, came ? first_blank(f) : f->at);
	return effect_handled;
}

static struct effect remove_leg(struct form *f)
{
	if (!form_leg_field(f->at.field) || f->at.leg >= f->posting.leg_count)
		return effect_handled;
	posting_remove(&f->posting, f->at.leg);
	f->field.touched = false;
	form_remember(f);
	if (f->at.leg >= f->posting.leg_count)
		f->at.field = POSTING_UNIT;
	form_go_to(f, f->at);
	return effect_handled;
}

static void restore(struct form *f)
{
	posting_free(&f->posting);
	posting_copy(&f->posting, &f->past[f->now]);
	f->field.touched = false;
	form_keep(f);
	form_go_to(f, f->at);
}

static struct effect undo(struct form *f)
{
	if (form_is_typing(f)) { /* what is being typed is the latest */
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
	const struct event *event = *f->posting.replaces ? book_event(form_book(f), f->posting.replaces) : NULL;
	char path[sizeof f->posting.path];

	memcpy(path, f->posting.path, sizeof path);
	posting_free(&f->posting);
	if (event)
		posting_from(&f->posting, event);
	else
		posting_new(&f->posting, &f->desk, f->screen.session->year, *f->asked ? org_find(form_book(f)->org, f->asked) : ORG_NONE);
	memcpy(f->posting.path, path, sizeof path);
}

static struct effect start_over(struct form *f)
{
	f->field.touched = false;
	begin(f);
	form_remember(f);
	posting_drop(&f->posting);
	f->kept = false;
	form_go_to(f, (struct posting_cell){ POSTING_KIND, 0 });
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
			return deeds[i].act(form_self(screen));
	return effect_none;
}

static bool can(const struct screen *screen, enum action_id id, struct error *why)
{
	const struct form *f = form_self(screen);

	if (popup_open(&f->popup) && id != ACTION_BACK)
		return error_set(why, "question", _("svara på frågan först"));
	if ((id == ACTION_NEXT_CHOICE || id == ACTION_PREVIOUS_CHOICE) && !posting_is_choice(f->at.field))
		return error_set(why, "no-choice", _("fältet har inga val: skriv"));
	if (id == ACTION_REMOVE && (!form_leg_field(f->at.field) || f->at.leg >= f->posting.leg_count))
		return error_set(why, "no-leg", _("ställ dig i raden som ska bort"));
	if (id == ACTION_FILL && f->desk.whole)
		return error_set(why, "whole", _("hela regionens ram har bara en rad"));
	return !action(id)->writes || form_may_write(f, why);
}
/* ---- typing ---- */

static bool typing(const struct screen *screen)
{
	return popup_open(&form_self(screen)->popup) || !posting_is_choice(form_self(screen)->at.field);
}

/* Enter goes where the next thing is written: from a name to its amount, from an amount to the next one. */
static struct effect enter(struct form *f)
{
	if (!form_commit(f))
		return effect_handled;
	if (!form_leg_field(f->at.field) || f->at.field == POSTING_UNIT)
		form_go_to(f, form_cell_after(f, 1));
	else
		form_move_row(f, 1);
	return effect_handled;
}

static struct effect escape(struct form *f)
{
	if (!form_is_typing(f))
		return leave(f);
	form_load(f);
	form_keep(f);
	form_renew(f);
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
	if (f->field.touched && !form_may_write(f, &why)) {
		form_load(f);
		session_say(f->screen.session, "%s", why.text);
	}
	if (form_is_typing(f))
		form_keep(f);
	form_renew(f);
	return effect_handled;
}

static struct effect popup_typed(struct form *f, const struct key *key)
{
	return popup_key(&f->popup, key) == POPUP_CHOSEN && !f->popup.chosen ? save(f) : effect_handled;
}

static struct effect type(struct screen *screen, const struct key *key)
{
	struct form *f = form_self(screen);

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
	if (key_in(key, "Left Right") && form_chooses_series(f)) {
		form_choose_series(f, key_is(key, "Right") ? 1 : -1);
		return effect_handled;
	}
	if (key_in(key, "^F ^N ^T")) /* not the field's */
		return effect_none;
	return field_typed(f, key);
}
/* ---- from first to last ---- */

static void title(const struct screen *screen, struct buffer *left, struct buffer *right)
{
	const struct form *f = form_self(screen);
	const char *name = f->desk.giver == ORG_NONE ? f->giver : form_book(f)->org->units[f->desk.giver].name;

	buffer_format(left, *f->posting.replaces ? _("%s · Ändra ramförändring") : f->desk.whole ? _("%s · Hela ramen") : _("%s · Ny ramförändring"),
	              name);
	buffer_text(right, money_unit_name(f->desk.shown));
	if (f->refused.word)
		buffer_text(right, _(" · läser"));
	else if (f->kept)
		buffer_text(right, _(" · utkast, ej sparat"));
}

static void refresh(struct screen *screen)
{
	form_renew(form_self(screen));
}

static void release(struct screen *screen)
{
	struct form *f = form_self(screen);

	for (size_t i = 0; i < f->past_count; i++)
		posting_free(&f->past[i]);
	free(f->past);
	posting_free(&f->posting);
	posting_free(&f->preview);
	arena_free(&f->arena);
	ram_free(f->table);
	if (f->lock >= 0)
		close(f->lock);
	free(f->rows);
	free(f);
}

static const struct screen_hooks hooks = {
	.name = "post", .context = IN_POST, .title = title, .draw = form_draw, .act = act, .type = type,
	.typing = typing, .can = can, .refresh = refresh, .free = release,
};

/* What was being typed when the line broke stands in its cell again. */
static void resume_typing(struct form *f)
{
	char text[sizeof f->posting.typing];

	memcpy(text, f->posting.typing, sizeof text);
	form_go_to(f, f->posting.typing_in);
	field_set(&f->field, text);
	f->fresh = false; /* what is typed now goes on */
	f->field.touched = !posting_is_choice(f->at.field);
	form_renew(f);
}

static void resume(struct form *f)
{
	bool others = false;

	if (f->refused.word)
		return;
	f->lock = posting_claim(&f->posting, &f->desk, &others);
	if (others)
		session_say(f->screen.session, "%s", _("Samma formulär är öppet någon annanstans: det här är ett eget utkast"));
	if (!*f->posting.path || !posting_resume(&f->posting, &f->desk))
		return;
	f->kept = true;
	session_say(f->screen.session, "%s", _("Ditt utkast är kvar, inte sparat. Ctrl-N börjar om."));
}

static void start_in(struct form *f)
{
	if (f->posting.is_typing)
		resume_typing(f);
	else
		form_go_to(f, (struct posting_cell){ POSTING_KIND, 0 });
}

static struct screen *open_form(struct form *f)
{
	const char *id = form_book(f)->org->units[f->desk.giver == ORG_NONE ? 0 : f->desk.giver].id;

	f->list.stops = form_stops;
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

	*f = (struct form){ .screen = { .hooks = &hooks, .session = session }, .lock = -1 };
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

struct screen *post_below_screen(struct session *session, int unit)
{
	struct form *f = new_form(session);
	struct error error = { 0 };

	if (!posting_desk_below(&f->desk, session->book, session->user, unit, &error) && !f->refused.word)
		f->refused = error;
	posting_new(&f->posting, &f->desk, session->year, ORG_NONE);
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

/* As if she had typed it: on disk, to be undone, and saved by her or not at all. What she had begun already goes before. */
struct screen *post_renew_screen(struct session *session, const char *post)
{
	struct screen *screen = post_change_screen(session, post);
	struct form *f = form_self(screen);

	if (f->refused.word || f->kept || !posting_renew(&f->posting, &f->desk))
		return screen;
	form_remember(f);
	form_go_to(f, f->at);
	session_say(session, "%s", _("Omräknat enligt det nya indexet, inte sparat: Ctrl-S sparar, Ctrl-Z ångrar"));
	return screen;
}

/* As if she had typed it, as above. */
struct screen *post_proposed_screen(struct session *session, const struct event *proposal)
{
	struct screen *screen = post_screen(session, org_find(session->book->org, proposal->line->act.say.unit));
	struct form *f = form_self(screen);

	if (f->refused.word || !strcmp(f->posting.proposal, proposal->line->hash))
		return screen;
	if (f->kept) {
		session_say(session, "%s", _("Här ligger ett annat utkast, inte sparat: spara det, eller töm formuläret (Ctrl-N), och kom sedan tillbaka till förslaget"));
		return screen;
	}
	if (posting_propose(&f->posting, &f->desk, proposal)) {
		form_remember(f);
		form_go_to(f, f->at);
		session_say(session, "%s", _("Ifyllt efter förslaget, inte sparat: Ctrl-S beslutar, Ctrl-Z ångrar"));
	}
	return screen;
}

bool post_may_give(const struct session *session, int unit, struct error *why)
{
	struct posting_desk desk;
	bool from_below;

	return posting_desk_at(&desk, session->book, session->user, unit, &from_below, why);
}

bool post_may_give_below(const struct session *session, int unit, struct error *why)
{
	struct posting_desk desk;

	return posting_desk_below(&desk, session->book, session->user, unit, why);
}

bool post_may_change(const struct session *session, const char *post, struct error *why)
{
	const struct event *event = post ? book_event(session->book, post) : NULL;
	struct posting_desk desk;

	if (!event)
		return error_set(why, "no-post", _("ställ dig på raden för en ramförändring"));
	return posting_desk_of(&desk, session->book, session->user, event, why);
}

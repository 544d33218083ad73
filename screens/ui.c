#include "ui.h"

#include "arena.h"
#include "copy.h"
#include "footer.h"
#include "input.h"
#include "intl.h"
#include "news.h"
#include "signals.h"
#include "story.h"
#include "text.h"
#include "tty.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define READ_BYTES 4096

enum watched { KEYS, SIGNALS, FOLDER, WATCHED };

struct ui {
	struct tty *tty;
	struct input *input;
	struct session *session;
	struct screen *top;      /* the stack, linked through `below` */
	struct canvas *canvas;
	int in;
	bool over, stale;        /* stale: what is on the terminal is not what is */
	bool mouse;
	bool warned;             /* she knows that a räkneexempel that is kept nowhere goes when she does */
	int status;
};

/* --- the stack --- */

static void push(struct ui *ui, struct screen *next)
{
	next->below = ui->top;
	ui->top = next;
}

static void pop(struct ui *ui)
{
	struct screen *gone = ui->top;

	ui->top = gone->below;
	screen_free(gone);
}

static void drop_all(struct ui *ui)
{
	while (ui->top)
		pop(ui);
}

static void take_next(struct ui *ui, const struct effect *effect)
{
	if (!effect->next)
		return;
	if (effect->kind == EFFECT_REPLACE)
		pop(ui);
	if (effect->kind == EFFECT_RESET)
		drop_all(ui);
	push(ui, effect->next);
}

static void leave_top(struct ui *ui)
{
	pop(ui);
	if (ui->top && ui->top->hooks->again)
		ui->top->hooks->again(ui->top);
}

static void apply(struct ui *ui, struct effect effect)
{
	ui->stale = true;
	if (effect.kind == EFFECT_POP)
		leave_top(ui);
	else if (effect.kind != EFFECT_QUIT)
		take_next(ui, &effect);
	if (effect.kind == EFFECT_QUIT || !ui->top)
		ui->over = true;
}

/* --- what every screen can --- */

static bool on_stack(const struct ui *ui, const char *name)
{
	for (const struct screen *screen = ui->top; screen; screen = screen->below)
		if (strcmp(screen->hooks->name, name) == 0)
			return true;
	return false;
}

/* A screen that is open already is gone back to, so that the stack does not grow by walking around. */
static struct effect raise_or_push(struct ui *ui, const char *name)
{
	if (!on_stack(ui, name))
		return effect_push(screen_named(ui->session, name, ORG_NONE));
	while (strcmp(ui->top->hooks->name, name) != 0)
		leave_top(ui);
	return effect_handled;
}

static struct effect general_help(struct ui *ui)
{
	return ui->top->hooks->context == IN_HELP ? effect_handled : effect_push(help_screen(ui->session, ui->top));
}

static struct effect general_quit(struct ui *ui)
{
	if (ui->top->below || !session_what_if_unkept(ui->session) || ui->warned)
		return effect_pop;
	ui->warned = true;
	session_say(ui->session, "%s", _("Räkneexemplet finns bara i minnet: W behåller det som utkast, q en gång till kastar det och avslutar"));
	return effect_handled;
}

static struct effect general_back(struct ui *ui)
{
	if (ui->top->below)
		return effect_pop;
	session_say(ui->session, "%s", _("Det här är första skärmen: q avslutar"));
	return effect_handled;
}

static struct effect general_organisation(struct ui *ui)
{
	return raise_or_push(ui, "organisation");
}

static struct effect general_start(struct ui *ui)
{
	return on_stack(ui, "start") ? raise_or_push(ui, "start") : effect_reset(start_screen(ui->session));
}

static struct effect general_check(struct ui *ui)
{
	return raise_or_push(ui, "check");
}

/* Of the unit that is looked at, where one is. */
static struct effect general_history(struct ui *ui)
{
	int unit = ui->top->hooks->unit ? ui->top->hooks->unit(ui->top) : ORG_NONE;

	if (!on_stack(ui, "history"))
		return effect_push(history_screen(ui->session, unit));
	raise_or_push(ui, "history");
	return unit == ORG_NONE ? effect_handled : effect_replace(history_screen(ui->session, unit));
}

/* There, and back again. */
static struct effect general_versions(struct ui *ui)
{
	if (!session_version(ui->session))
		return raise_or_push(ui, "versions");
	session_at(ui->session, NULL, NULL);
	return effect_handled;
}

static struct effect general_money(struct ui *ui)
{
	session_money_next(ui->session);
	return effect_handled;
}

static struct effect general_year(struct ui *ui)
{
	struct error why;

	if (!session_year_next(ui->session, &why))
		session_say(ui->session, "%s", why.text);
	else if (*ui->session->message) /* there is more to say of that year */
		return effect_handled;
	else if (session_preliminary(ui->session))
		session_say(ui->session, _("Planår %d är preliminärt: det som är kvar får skilja sig från 0"), ui->session->year);
	else
		session_say(ui->session, _("Åter till budgetåret %d"), ui->session->year);
	return effect_handled;
}

/* Of the unit that stands there, else of her own. */
static struct effect general_what_if(struct ui *ui)
{
	int unit = ui->top->hooks->unit ? ui->top->hooks->unit(ui->top) : ORG_NONE;

	if (unit == ORG_NONE)
		unit = ui->session->seat.unit;
	ui->warned = false;
	return effect_push(what_if_screen(ui->session, unit == ORG_NONE ? 0 : unit));
}

/* Of the unit that is looked at; where none is, of her own. */
static struct effect general_dialogue(struct ui *ui)
{
	struct session *session = ui->session;
	int unit = ui->top->hooks->unit ? ui->top->hooks->unit(ui->top) : ORG_NONE;

	if (unit == ORG_NONE)
		unit = session->seat.unit;
	if (unit == ORG_NONE || session->book->org->units[unit].kind == UNIT_GROUP) {
		session_say(session, "%s", unit == ORG_NONE ? _("Välj först en enhet: i trädet (o) är det den markerade") : _("En grupp har ingen egen dialog: ställ dig på en enhet"));
		return effect_handled;
	}
	return effect_push(dialogue_screen(session, unit));
}

/* Over the branch that is looked at; where none is, over her own. */
static struct effect general_meeting(struct ui *ui)
{
	int unit = ui->top->hooks->unit ? ui->top->hooks->unit(ui->top) : ORG_NONE;

	if (unit == ORG_NONE)
		unit = ui->session->seat.unit;
	return effect_push(meeting_screen(ui->session, unit == ORG_NONE ? 0 : unit));
}

static struct effect general_about(struct ui *ui)
{
	char figure[256];
	struct screen *screen = ui->top->hooks->figure && ui->top->hooks->figure(ui->top, figure) ? dialogue_figure_screen(ui->session, figure) : NULL;

	if (screen)
		return effect_push(screen);
	session_say(ui->session, "%s", _("Här står inget belopp att tala om: ställ dig på ett, eller tryck d för hela dialogen"));
	return effect_handled;
}

static struct effect general_export(struct ui *ui)
{
	return effect_push(export_screen(ui->session, ui->top));
}

static struct effect general_copy(struct ui *ui)
{
	copy_screen(ui->top, ui->tty);
	return effect_handled;
}

static struct effect general_mouse(struct ui *ui)
{
	ui->mouse = !ui->mouse;
	if (ui->mouse && !tty_mouse(ui->tty, true)) {
		ui->mouse = false;
		session_say(ui->session, "%s", _("Terminalen säger inte vad musen gör"));
	} else if (ui->mouse) {
		session_say(ui->session, "%s", _("Mus på: Skift + dra markerar text"));
	} else {
		tty_mouse(ui->tty, false);
		session_say(ui->session, "%s", _("Mus av: dra markerar text som vanligt"));
	}
	return effect_handled;
}

static struct effect general_redraw(struct ui *ui)
{
	tty_forget(ui->tty);
	return effect_handled;
}

static const struct { enum action_id id; struct effect (*act)(struct ui *); } generals[] = {
	{ ACTION_HELP, general_help },
	{ ACTION_QUIT, general_quit },
	{ ACTION_BACK, general_back },
	{ ACTION_ORGANISATION, general_organisation },
	{ ACTION_START, general_start },
	{ ACTION_CHECK, general_check },
	{ ACTION_HISTORY, general_history },
	{ ACTION_VERSIONS, general_versions },
	{ ACTION_MONEY, general_money },
	{ ACTION_YEAR, general_year },
	{ ACTION_WHAT_IF, general_what_if },
	{ ACTION_DIALOGUE, general_dialogue },
	{ ACTION_ABOUT, general_about },
	{ ACTION_MEETING, general_meeting },
	{ ACTION_EXPORT, general_export },
	{ ACTION_COPY, general_copy },
	{ ACTION_MOUSE, general_mouse },
	{ ACTION_REDRAW, general_redraw },
};

static struct effect general(struct ui *ui, enum action_id id)
{
	for (size_t i = 0; i < sizeof generals / sizeof *generals; i++)
		if (generals[i].id == id)
			return generals[i].act(ui);
	return effect_none;
}

/* --- one key --- */

static struct effect type_key(struct ui *ui, const struct key *key)
{
	return ui->top->hooks->type ? ui->top->hooks->type(ui->top, key) : effect_none;
}

static struct effect act(struct ui *ui, enum action_id id)
{
	struct error why = { .word = NULL };
	struct effect effect;

	if (!screen_can(ui->top, id, &why)) {
		session_say(ui->session, "%s", *why.text ? why.text : _("Det går inte här just nu"));
		return effect_handled;
	}
	effect = ui->top->hooks->act ? ui->top->hooks->act(ui->top, id) : effect_none;
	return effect.kind == EFFECT_NONE ? general(ui, id) : effect;
}

/* A field is open: everything is typing first, and of what it does not want only keys that are no text can be actions, of this screen. */
static struct effect key_typed(struct ui *ui, const struct key *key)
{
	struct effect effect = type_key(ui, key);
	enum action_id id = action_for(key->name, (unsigned)ui->top->hooks->context);

	if (effect.kind != EFFECT_NONE || key_text(key) || id == ACTION_NONE)
		return effect;
	return (action(id)->contexts & IN_EVERY) && id != ACTION_REDRAW ? effect_none : act(ui, id);
}

static struct effect key_commanded(struct ui *ui, const struct key *key)
{
	enum action_id id = key->paste ? ACTION_NONE : action_for(key->name, (unsigned)ui->top->hooks->context);
	struct effect effect = id == ACTION_NONE ? effect_none : act(ui, id);

	return effect.kind == EFFECT_NONE ? type_key(ui, key) : effect;
}

static void say_unknown(struct ui *ui, const struct key *key)
{
	char shown[24];

	if (key->paste)
		session_say(ui->session, "%s", _("Det inklistrade togs inte emot: öppna först ett fält att klistra in i"));
	else if (!screen_typing(ui->top))
		session_say(ui->session, _("Tangenten %s gör inget här: ? visar vad som går"), action_key_shown(key->name, shown));
	ui->stale = true;
}

static unsigned generation_of(const struct ui *ui)
{
	return ui->session->book ? ui->session->book->generation + ui->session->now->generation + (unsigned)ui->session->year : 0;
}

static void tell_screens(struct ui *ui)
{
	for (struct screen *screen = ui->top; screen; screen = screen->below)
		if (screen->hooks->refresh)
			screen->hooks->refresh(screen);
	ui->stale = true;
}

/* What cannot be seen is neither typed nor answered nor changed: in a window too small for any screen keys only walk about. */
static bool is_blind(const struct ui *ui, const struct key *key)
{
	enum action_id id = action_for(key->name, (unsigned)ui->top->hooks->context);

	if (ui->canvas->rows >= SCREEN_LEAST_ROWS && ui->canvas->columns >= SCREEN_LEAST_COLUMNS)
		return false;
	return screen_typing(ui->top) || key->paste || id == ACTION_NONE || id == ACTION_BACK || action(id)->writes;
}

static void press(struct ui *ui, const struct key *key)
{
	if (is_blind(ui, key))
		return;
	struct effect effect = screen_typing(ui->top) ? key_typed(ui, key) : key_commanded(ui, key);

	if (effect.kind == EFFECT_NONE)
		say_unknown(ui, key);
	else
		apply(ui, effect);
}

/* --- the mouse: what a key could do as well --- */

#define WHEEL_ROWS 3

static void turn_wheel(struct ui *ui, enum action_id id)
{
	for (int i = 0; i < WHEEL_ROWS && (action(id)->contexts & (unsigned)ui->top->hooks->context); i++)
		apply(ui, act(ui, id));
}

static void click_body(struct ui *ui, int row, int column)
{
	bool again = ui->top->hooks->click && ui->top->hooks->click(ui->top, row, column);
	enum action_id opens = action_for("Enter", (unsigned)ui->top->hooks->context);

	ui->stale = true;
	if (again && opens != ACTION_NONE)
		apply(ui, act(ui, opens));
}

static void click(struct ui *ui, const struct key *key)
{
	enum action_id id = key->row == ui->canvas->rows - 1 ? footer_at(ui->top, ui->canvas->columns, key->column) : ACTION_NONE;

	if (ui->canvas->rows < SCREEN_LEAST_ROWS || ui->canvas->columns < SCREEN_LEAST_COLUMNS)
		return;
	if (id != ACTION_NONE)
		apply(ui, act(ui, id));
	else if (key->row > 0 && key->row < ui->canvas->rows - 2)
		click_body(ui, key->row - 1, key->column);
}

static const struct { const char *name; enum action_id wheel; } mouse[] = {
	{ "Click", ACTION_NONE }, { "WheelUp", ACTION_UP }, { "WheelDown", ACTION_DOWN },
};

/* True: it was the mouse. It does nothing to a field or a question that is open, nor before it was switched on. */
static bool use_mouse(struct ui *ui, const struct key *key)
{
	for (size_t i = 0; i < sizeof mouse / sizeof *mouse; i++) {
		if (!key_is(key, mouse[i].name))
			continue;
		if (!ui->mouse || screen_typing(ui->top))
			return true;
		if (mouse[i].wheel == ACTION_NONE)
			click(ui, key);
		else
			turn_wheel(ui, mouse[i].wheel);
		return true;
	}
	return false;
}

/* Who presses Ctrl-C has elsewhere lost her work by it, or copied: here it does nothing but say so. */
static void press_interrupt(struct ui *ui)
{
	session_say(ui->session, "%s", screen_typing(ui->top) ? _("Ctrl-C gör ingenting här: Esc stänger fältet") : _("Ctrl-C avslutar inte: tryck q"));
	ui->stale = true;
}

/* Saving folds the book: what the screens below hold of it is no more. */
static void key_pressed(struct ui *ui, const struct key *key)
{
	unsigned generation = generation_of(ui);

	if (*ui->session->message)
		ui->stale = true;
	*ui->session->message = '\0';
	if (key_is(key, "^C")) {
		press_interrupt(ui);
	} else if (key_is(key, "Invalid")) {
		session_say(ui->session, "%s", _("Tecknet gick inte att läsa: terminalen måste sända UTF-8"));
		ui->stale = true;
	} else if (!use_mouse(ui, key)) {
		press(ui, key);
	}
	if (generation_of(ui) != generation)
		tell_screens(ui);
}

/* --- what wakes us --- */

static void take_keys(struct ui *ui, bool late)
{
	struct key key;

	while (!ui->over && input_next(ui->input, &key, late))
		key_pressed(ui, &key);
}

/* Nothing to read from what says that there is: the terminal has gone. */
static void read_keys(struct ui *ui)
{
	char bytes[READ_BYTES];
	ssize_t size = read(ui->in, bytes, sizeof bytes);

	if (size > 0)
		input_feed(ui->input, bytes, (size_t)size);
	else if (size == 0 || (errno != EINTR && errno != EAGAIN))
		ui->over = true;
	take_keys(ui, false);
}

/* The tree and the history mark the rows themselves. */
static bool marks_news(const struct screen *screen)
{
	return !screen->hooks->unit || screen->hooks->context & (IN_TREE | IN_HISTORY);
}

#define NEWS_COLUMNS 150

/* «Nytt: regiondirektör gav Länssjukvård +10,0 mnkr (utökning): fler vårdplatser», of what lies under her eyes, until the next key. */
static void say_news(struct ui *ui, const struct news *news)
{
	struct session *session = ui->session;
	int unit = !session->now || marks_news(ui->top) ? ORG_NONE : ui->top->hooks->unit(ui->top);
	const struct event *event = unit == ORG_NONE || *session->message ? NULL : news_last(news, session, unit);
	struct buffer text = { 0 }, cut = { 0 };

	if (!event)
		return;
	story_tell(&text, session->book, event, session_money(session, unit));
	text_crop(&cut, text.bytes, NEWS_COLUMNS, ui->canvas->glyphs->more);
	session_say(session, _("Nytt: %s"), cut.bytes);
	buffer_free(&text);
	buffer_free(&cut);
}

static void refresh_screens(struct ui *ui)
{
	struct news news = ui->session->now ? news_begin(ui->session) : (struct news){ 0 };
	bool changed = false;

	if (!session_refresh(ui->session, &changed))
		ui->stale = true; /* it has left a message */
	if (changed) {
		tell_screens(ui);
		say_news(ui, &news);
	}
	news_free(&news);
}

static void take_size(struct ui *ui)
{
	int rows, columns;

	tty_size(ui->tty, &rows, &columns);
	if (canvas_resize(ui->canvas, rows, columns))
		ui->stale = true;
}

static void take_signals(struct ui *ui)
{
	unsigned news = signals_take();

	if (news & SIGNAL_STOP) {
		tty_suspend(ui->tty);
		signals_stop();
		news |= signals_take() | SIGNAL_RESUMED;
	}
	if (news & SIGNAL_RESUMED) {
		tty_resume(ui->tty);
		ui->stale = true;
	}
	if (news & (SIGNAL_SIZE | SIGNAL_RESUMED))
		take_size(ui);
	if (news & SIGNAL_LEAVE)
		ui->over = true;
}

/* Keys before signals: what was typed before the line broke counts. */
static void wake(struct ui *ui, const struct pollfd watched[WATCHED])
{
	if (watched[KEYS].revents & POLLIN)
		read_keys(ui);
	else if (watched[KEYS].revents)
		ui->over = true;
	if (watched[SIGNALS].revents)
		take_signals(ui);
	if (watched[FOLDER].revents && !ui->over) {
		session_watched(ui->session);
		refresh_screens(ui);
	}
}

/* One wait and what it brought. A folder that cannot be watched is looked at when a key is pressed. */
static void wait_once(struct ui *ui, int wait)
{
	struct pollfd watched[WATCHED] = { { ui->in, POLLIN, 0 }, { signals_fd(), POLLIN, 0 }, { session_watch(ui->session), POLLIN, 0 } };
	int patience = input_patience(ui->input), wakes = ui->top->hooks->wakes ? ui->top->hooks->wakes(ui->top) : -1;
	bool by_itself = patience < 0 && wakes >= 0 && (wait < 0 || wakes < wait);
	int ready = poll(watched, WATCHED, patience >= 0 ? patience : by_itself ? wakes : wait);

	if (ready > 0 && watched[FOLDER].fd < 0 && watched[KEYS].revents)
		refresh_screens(ui);
	if (ready > 0)
		wake(ui, watched);
	else if (ready == 0 && patience >= 0)
		take_keys(ui, true);
	else if (ready == 0)
		ui->stale |= by_itself;
	else if (ready < 0 && errno != EINTR)
		ui->over = true;
}

static void draw(struct ui *ui)
{
	screen_draw(ui->top, ui->canvas, ui->session->message);
	tty_paint(ui->tty, ui->canvas);
	ui->stale = false;
}

/* A key that has begun is waited for, so that a step leaves nothing half done. */
bool ui_step(struct ui *ui, int wait)
{
	if (ui->stale && !ui->over)
		draw(ui);
	do
		wait_once(ui, wait);
	while (!ui->over && input_patience(ui->input) >= 0);
	if (ui->stale && !ui->over)
		draw(ui);
	return !ui->over;
}

int ui_run(struct ui *ui)
{
	while (ui_step(ui, -1))
		;
	return ui->status;
}

/* --- from first to last --- */

struct ui *ui_open(const char *term, FILE *in, FILE *out, struct session *session, struct screen *first, struct error *error)
{
	struct tty *tty = tty_open(term, in, out, error);
	struct ui *ui;

	if (!tty) {
		screen_free(first);
		return NULL;
	}
	ui = memory_grow(NULL, 1, sizeof *ui);
	*ui = (struct ui){ .tty = tty, .session = session, .top = first, .in = fileno(in), .stale = true };
	ui->input = input_new();
	tty_teach(tty, ui->input);
	ui->canvas = canvas_new(1, 1, glyphs_choose(term));
	if (!signals_open(tty_crashed)) {
		error_set(error, "no-terminal", _("signaler kan inte tas emot: %s"), strerror(errno));
		ui_close(ui);
		return NULL;
	}
	take_size(ui);
	return ui;
}

void ui_close(struct ui *ui)
{
	if (!ui)
		return;
	drop_all(ui);
	signals_close();
	tty_close(ui->tty);
	input_free(ui->input);
	canvas_free(ui->canvas);
	free(ui);
}

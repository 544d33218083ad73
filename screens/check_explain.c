/* Explaining a known difference: a question at the foot of Avstämning, with the words kept on disk as they are typed. */
#include "check_view.h"

#include "explaining.h"
#include "intl.h"

#include <stdlib.h>
#include <string.h>

enum { SAVE, TAKE_BACK };

bool check_may_explain(const struct check_view *view, struct error *why)
{
	return explaining_unit(view->screen.session, check_current(view), why) != ORG_NONE;
}

/* ---- asking ---- */

static void add_amount(struct buffer *out, const struct check_view *view, const char *label, money value, unsigned flags)
{
	const struct session *session = view->screen.session;
	char text[MONEY_TEXT];

	if (value != MONEY_NONE)
		buffer_format(out, "%s %s", label, money_print(text, value, session->money, MONEY_FULL, flags | (session->ascii_money ? MONEY_ASCII : 0)));
}

static void question(struct buffer *out, const struct check_view *view, const struct finding *finding, int unit)
{
	const struct org *org = view->screen.session->book->org;

	buffer_format(out, "%s: ", finding->title);
	add_amount(out, view, _("beräknat"), finding->computed, 0);
	add_amount(out, view, _(", angivet"), finding->stated, 0);
	add_amount(out, view, _(", skillnad"), finding->difference, MONEY_NAMED);
	buffer_text(out, ". ");
	if (finding->explained)
		buffer_format(out, _("Förklarad av %s. "), finding->said);
	buffer_format(out,
	              org_above(org, unit) == ORG_NONE ? _("Det du skriver blir en kommentar i dialogen om %s och läses av dess chef, ekonomer och registratorer; "
	                                                   "det kan bli allmän handling.")
	                                               : _("Det du skriver blir en kommentar i dialogen om %s och läses av dess chef, chefen ovanför, ekonomer och "
	                                                   "registratorer; det kan bli allmän handling."),
	              org->units[unit].name);
}

static void open_popup(struct check_view *view, const struct finding *finding, int unit, const char *text)
{
	struct buffer words = { 0 };

	question(&words, view, finding, unit);
	popup_ask(&view->popup, words.bytes);
	popup_field(&view->popup, _("Förklaring"), text);
	popup_choice(&view->popup, "s", finding->explained ? _("spara som ny förklaring") : _("spara: skillnaden är förklarad"));
	if (finding->explained)
		popup_choice(&view->popup, "t", _("ta tillbaka förklaringen"));
	buffer_free(&words);
}

void check_ask(struct check_view *view)
{
	const struct finding *finding = check_current(view);
	struct buffer text = { 0 };
	struct error why;
	int unit = finding ? explaining_unit(view->screen.session, finding, &why) : ORG_NONE;

	if (unit == ORG_NONE)
		return;
	buffer_text(&text, "");
	if (explaining_kept(view->screen.session, finding, &text))
		session_say(view->screen.session, "%s", _("Ditt utkast är kvar"));
	open_popup(view, finding, unit, text.bytes);
	buffer_free(&text);
}

/* ---- saving ---- */

static void say_saved(struct check_view *view, int chosen)
{
	struct session *session = view->screen.session;
	char now[26];

	journal_now(now);
	session_say(session, chosen == SAVE ? _("Sparat %.2s.%.2s: skillnaden är förklarad så länge den är lika stor") : _("Sparat %.2s.%.2s: förklaringen är tillbakatagen"),
	            now + 11, now + 14);
}

static bool make_act(struct act *act, const struct check_view *view, const struct finding *finding, int chosen, const char *text, struct error *error)
{
	const struct book *book = view->screen.session->book;
	int unit = explaining_unit(view->screen.session, finding, error);

	if (unit == ORG_NONE)
		return false;
	if (chosen == SAVE)
		explaining_act(act, book, finding, unit, text);
	else
		explaining_take_back(act, book_event(book, finding->explained), text);
	return true;
}

/* The finding that the question was about is the selected one, unless the book has grown meanwhile and it is another now, or gone. */
static bool still_there(const struct check_view *view, const char *figure, money difference)
{
	const struct finding *finding = check_current(view);

	return finding && finding->difference == difference && !strcmp(finding->figure, figure);
}

static void save(struct check_view *view, int chosen, const char *text)
{
	struct session *session = view->screen.session;
	const struct finding *finding = check_current(view);
	struct error error = { 0 };
	struct act act;

	if (!make_act(&act, view, finding, chosen, text, &error) || session_save(session, &act, 1, &error) != SAVED) {
		check_renew(view);
		session_say(session, _("Inte sparat: %s"), error.text);
		return;
	}
	explaining_keep(session, finding, "");
	check_renew(view);
	say_saved(view, chosen);
}

static void answered(struct check_view *view, int chosen)
{
	struct session *session = view->screen.session;
	char *text = memory_string(popup_text(&view->popup, 0)), *figure = memory_string(view->figure ? view->figure : "");
	money difference = view->difference;

	if (view->generation != session->book->generation)
		check_renew(view);
	if (!still_there(view, figure, difference)) {
		session_say(session, "%s", _("Inte sparat: skillnaden är inte längre den du förklarade, se efter; din text är kvar om den kommer tillbaka"));
	} else if (!*text && chosen == SAVE) {
		check_ask(view);
		session_say(session, "%s", _("Skriv några ord som förklarar skillnaden"));
	} else {
		save(view, chosen, *text ? text : _("Förklaringen gäller inte."));
	}
	free(text);
	free(figure);
}

struct effect check_type(struct screen *screen, const struct key *key)
{
	struct check_view *view = (struct check_view *)screen;
	const struct finding *finding = check_current(view);
	enum popup_state state = popup_key(&view->popup, key);
	const char *text = popup_text(&view->popup, 0);

	if (finding && !explaining_keep(screen->session, finding, text))
		session_say(screen->session, "%s", _("Utkastet kan inte sparas på disk: spara innan du går härifrån"));
	view->begun = *text;
	if (state == POPUP_CHOSEN)
		answered(view, view->popup.chosen);
	return effect_handled;
}

#include "story.h"

#include "dialogue.h"
#include "figure.h"
#include "intl.h"
#include "several.h"
#include "terms.h"
#include "text.h"
#include "title.h"

#include <stdlib.h>
#include <string.h>

#define SHOWN 3 /* legs and rows told one by one; of more than that the first ones and how many there are */

static const char *const months[] = { N_("januari"), N_("februari"), N_("mars"),      N_("april"),   N_("maj"),      N_("juni"),
				      N_("juli"),    N_("augusti"),  N_("september"), N_("oktober"), N_("november"), N_("december") };
static const char *const short_months[] = { N_("jan"), N_("feb"), N_("mar"), N_("apr"), N_("maj"), N_("jun"),
					    N_("jul"), N_("aug"), N_("sep"), N_("okt"), N_("nov"), N_("dec") };

/* A sentence on its way. Everything goes into `out` raw and is made harmless once, at the end. */
struct telling {
	struct buffer out;
	const struct book *book;
	const struct event *event;
	enum money_unit money;
};

/* ---- words ---- */

/* A name inside a sentence: «Löne- och prisindex» → «löne- och prisindex», but «IT-stöd» stays. */
static void add_lower(struct buffer *out, const char *name)
{
	int columns;
	size_t first = text_step(name, &columns), second = text_step(name + first, &columns);
	char start[32] = "", next[32] = "";
	struct buffer folded = { 0 };

	if (!first || first >= sizeof start || second >= sizeof next) {
		buffer_text(out, name);
		return;
	}
	memcpy(start, name, first);
	memcpy(next, name + first, second);
	text_fold(&folded, next, false);
	if (folded.bytes && !strcmp(folded.bytes, next))
		text_fold(out, start, false);
	else
		buffer_text(out, start);
	buffer_text(out, name + first);
	buffer_free(&folded);
}

static void add_money(struct telling *tell, money value, unsigned flags)
{
	char text[MONEY_TEXT];

	buffer_text(&tell->out, money_print(text, value, tell->money, MONEY_FULL, flags));
}

static void add_kr(struct telling *tell, int64_t kr, unsigned flags)
{
	add_money(tell, money_from_kr(kr), flags | MONEY_NAMED);
}

const char *story_unit(const struct book *book, const char *id)
{
	int unit = org_find(book->org, id);

	return unit == ORG_NONE ? id : book->org->units[unit].name;
}

static const char *unit_name(const struct telling *tell, const char *id)
{
	return story_unit(tell->book, id);
}

static void add_line(struct telling *tell, const char *id)
{
	add_lower(&tell->out, region_line_name(tell->book->region, id));
}

static const struct kind *kind_of(const struct telling *tell, const char *id)
{
	int kind = region_kind(tell->book->region, id);

	return kind < 0 ? NULL : &tell->book->region->kinds[kind];
}

static void add_kind(struct telling *tell, const char *id)
{
	const struct kind *kind = kind_of(tell, id);

	buffer_text(&tell->out, " (");
	add_lower(&tell->out, kind ? kind->name : id);
	buffer_text(&tell->out, ")");
}

/* Between the parts of a list: comma, and «och» before the last. */
static void add_between(struct telling *tell, size_t at, size_t count)
{
	if (at)
		buffer_text(&tell->out, at + 1 == count ? _(" och ") : ", ");
}

static void add_decision(struct telling *tell, const char *decision)
{
	if (decision)
		buffer_format(&tell->out, " (%s)", decision);
}

/* The words of the file and what people call them. */
struct word {
	const char *word, *phrase;
};

#define WORD(table, wanted) word_of(table, sizeof(table) / sizeof *(table), wanted)

static const char *word_of(const struct word *table, size_t count, const char *wanted)
{
	for (size_t i = 0; wanted && i < count; i++)
		if (!strcmp(table[i].word, wanted))
			return _(table[i].phrase);
	return "";
}

/* ---- dates ---- */

static int number_at(const char *digits)
{
	return (digits[0] - '0') * 10 + (digits[1] - '0');
}

static bool looks_like_date(const char *date)
{
	static const char pattern[] = "dddd-dd-dd";

	for (size_t i = 0; i < sizeof pattern - 1; i++)
		if (pattern[i] == 'd' ? date[i] < '0' || date[i] > '9' : date[i] != pattern[i])
			return false;
	return number_at(date + 5) >= 1 && number_at(date + 5) <= 12;
}

void story_date(struct buffer *out, const char *date)
{
	if (looks_like_date(date))
		buffer_format(out, "%d %s %.4s", number_at(date + 8), _(short_months[number_at(date + 5) - 1]), date);
	else
		text_harmless(out, date);
}

void story_when(struct buffer *out, const struct event *event)
{
	const char *at = event->line->head.at;

	story_date(out, at);
	if (text_is_time(at))
		buffer_format(out, _(" kl. %.2s.%.2s"), at + 11, at + 14);
}

/* ---- posts ---- */

static void add_until(struct telling *tell, int64_t until)
{
	if (until != NUMBER_NONE)
		buffer_format(&tell->out, _(" till och med %lld"), (long long)until);
}

static void add_full_year(struct telling *tell, const struct leg *leg)
{
	if (leg->full_year == NUMBER_NONE)
		return;
	buffer_text(&tell->out, _(", helårseffekt "));
	add_kr(tell, leg->full_year, 0);
}

static void add_legs(struct telling *tell, const struct post *post)
{
	const struct leg *legs = post->legs.items;
	size_t count = post->legs.count, shown = count > SHOWN ? SHOWN : count;

	for (size_t i = 0; i < shown; i++) {
		add_between(tell, i, count);
		buffer_format(&tell->out, "%s ", unit_name(tell, legs[i].unit));
		add_kr(tell, legs[i].kr, MONEY_SIGN);
		add_until(tell, act_until(post, &legs[i]));
		add_full_year(tell, &legs[i]);
	}
	if (count > shown)
		buffer_format(&tell->out, _(" och %zu till"), count - shown);
}

static void tell_one_leg(struct telling *tell, const struct post *post)
{
	const struct leg *leg = post->legs.items;
	const struct kind *kind = kind_of(tell, post->kind);
	const char *name = unit_name(tell, leg->unit);

	if (leg->kr < 0) {
		buffer_text(&tell->out, _(" tog "));
		add_kr(tell, -leg->kr, 0);
		buffer_format(&tell->out, _(" från %s"), name);
	} else {
		buffer_format(&tell->out, _(" gav %s "), name);
		add_kr(tell, leg->kr, kind && kind->opening ? 0 : MONEY_SIGN);
	}
	add_full_year(tell, leg);
	add_until(tell, act_until(post, leg));
	add_kind(tell, post->kind);
}

static void tell_move(struct telling *tell, const struct post *post)
{
	const struct leg *legs = post->legs.items, *from = legs[0].kr < 0 ? &legs[0] : &legs[1], *to = legs[0].kr < 0 ? &legs[1] : &legs[0];

	buffer_text(&tell->out, _(" flyttade "));
	add_kr(tell, to->kr, 0);
	buffer_format(&tell->out, _(" från %s till %s"), unit_name(tell, from->unit), unit_name(tell, to->unit));
	add_until(tell, post->until);
	add_kind(tell, post->kind);
}

static void tell_many_legs(struct telling *tell, const struct post *post)
{
	buffer_format(&tell->out, _(" ändrade %zu ramar"), post->legs.count);
	add_kind(tell, post->kind);
	buffer_text(&tell->out, _(" för "));
	add_legs(tell, post);
}

static bool is_move(const struct telling *tell, const struct post *post)
{
	const struct leg *legs = post->legs.items;
	const struct kind *kind = kind_of(tell, post->kind);

	return kind && kind->zero_sum && post->legs.count == 2 && legs[0].kr && legs[0].kr == -legs[1].kr && legs[0].until == legs[1].until &&
	       legs[0].until == NUMBER_NONE && legs[0].full_year == NUMBER_NONE && legs[1].full_year == NUMBER_NONE;
}

/* «posten från 3 dec 2019 (Ortopedi +3,0 mnkr)» */
static void add_replaced(struct telling *tell, const char *hash)
{
	const struct event *old = book_event(tell->book, hash);

	if (!old || old->line->act.kind != ACT_POST) {
		buffer_text(&tell->out, _("en tidigare post"));
		return;
	}
	buffer_text(&tell->out, _("posten från "));
	story_date(&tell->out, old->line->head.at);
	buffer_text(&tell->out, " (");
	add_legs(tell, &old->line->act.post);
	buffer_text(&tell->out, ")");
}

static const struct word ends[] = {
	{ "unknown", N_("; motparten är inte angiven") },
	{ "derived", N_("; motparten följer bara av lika belopp") },
	{ "own", N_("; mot egen ram") },
};

static void add_end(struct telling *tell, const char *end)
{
	buffer_text(&tell->out, WORD(ends, end));
}

static void add_post_reasons(struct telling *tell, const struct post *post)
{
	const struct kind *kind = kind_of(tell, post->kind);

	if (post->text)
		buffer_format(&tell->out, ": %s", post->text);
	else if (post->legs.count && kind && !kind->explained)
		buffer_text(&tell->out, _(": beslutet säger inte varför"));
	add_decision(tell, post->decision);
	if (post->line) {
		buffer_text(&tell->out, _("; till raden "));
		add_line(tell, post->line);
	}
	add_end(tell, post->end);
	if (post->replaces && post->legs.count) {
		buffer_text(&tell->out, _("; ersatte "));
		add_replaced(tell, post->replaces);
	}
}

/* Whose proposal it was that this decides. */
static void add_proposer(struct telling *tell, const struct post *post)
{
	const struct event *proposal = post->proposal ? book_event(tell->book, post->proposal) : NULL;
	const struct charter charter = { tell->book->region, tell->book->org };

	if (!proposal)
		return;
	buffer_text(&tell->out, _(", på förslag av "));
	title_user(&tell->out, &charter, proposal->user, false);
}

static void tell_post(struct telling *tell)
{
	const struct post *post = &tell->event->line->act.post;

	if (!post->legs.count) {
		buffer_text(&tell->out, _(" drog tillbaka "));
		if (post->replaces)
			add_replaced(tell, post->replaces);
	} else if (post->legs.count == 1) {
		tell_one_leg(tell, post);
	} else if (is_move(tell, post)) {
		tell_move(tell, post);
	} else {
		tell_many_legs(tell, post);
	}
	if (post->legs.count && post->year != tell->book->region->year)
		buffer_format(&tell->out, _(" från %lld"), (long long)post->year);
	add_proposer(tell, post);
	add_post_reasons(tell, post);
}

/* ---- targets and divisions ---- */

static void tell_target(struct telling *tell)
{
	const struct target *target = &tell->event->line->act.target;
	const char *name = unit_name(tell, target->unit);

	if (target->kr == NUMBER_NONE) {
		buffer_format(&tell->out, _(" tog bort resultatmålet %lld för %s"), (long long)target->year, name);
		return;
	}
	buffer_format(&tell->out, _(" satte resultatmålet %lld för %s till "), (long long)target->year, name);
	add_kr(tell, target->kr, 0);
	if (target->decision)
		buffer_format(&tell->out, " (%s)", target->decision);
}

static money before(const struct event *event, size_t row)
{
	return event->before ? event->before[row] : MONEY_NONE;
}

static void add_row(struct telling *tell, const struct row *row, money was)
{
	const struct terms terms = terms_of(row);
	struct buffer told = { 0 };
	money now = money_from_kr(row->kr);

	if (now == MONEY_NONE)
		buffer_text(&tell->out, _("inget längre på "));
	add_line(tell, row->line);
	if (was != MONEY_NONE && was != now) {
		buffer_text(&tell->out, now == MONEY_NONE ? _(" (var ") : _(" från "));
		add_money(tell, was, now == MONEY_NONE ? MONEY_NAMED : 0);
		buffer_text(&tell->out, now == MONEY_NONE ? ")" : _(" till"));
	}
	if (now != MONEY_NONE) {
		buffer_text(&tell->out, was == now ? _(" oförändrat ") : " ");
		add_money(tell, now, MONEY_NAMED);
	}
	terms_tell(&told, tell->book, &terms);
	if (told.size)
		buffer_format(&tell->out, " (%s)", told.bytes);
	buffer_free(&told);
}

static void add_rows(struct telling *tell, const struct distribute *distribute)
{
	const struct row *rows = distribute->rows.items;
	size_t count = distribute->rows.count, shown = count > SHOWN ? SHOWN : count;

	for (size_t i = 0; i < shown; i++) {
		add_between(tell, i, count);
		add_row(tell, &rows[i], before(tell->event, i));
	}
	if (count > shown)
		buffer_format(&tell->out, count - shown == 1 ? _(" och %zu rad till") : _(" och %zu rader till"), count - shown);
}

static bool is_change(const struct event *event)
{
	for (size_t i = 0; i < event->line->act.distribute.rows.count; i++)
		if (before(event, i) != MONEY_NONE)
			return true;
	return false;
}

static void tell_distribute(struct telling *tell)
{
	const struct distribute *distribute = &tell->event->line->act.distribute;
	const char *format = distribute->year < tell->book->region->year ? _(" förde in budgeten %lld för %s: ")
			     : is_change(tell->event)                    ? _(" ändrade fördelningen %lld för %s: ")
									 : _(" fördelade ramen %lld för %s: ");

	buffer_format(&tell->out, format, (long long)distribute->year, unit_name(tell, distribute->unit));
	add_rows(tell, distribute);
	if (distribute->why)
		buffer_format(&tell->out, " – %s", distribute->why);
	add_decision(tell, distribute->decision);
}

/* ---- the dialogue ---- */

static const struct word verbs[] = {
	{ "question", N_(" frågade om ") },  { "answer", N_(" svarade om ") },
	{ "comment", N_(" kommenterade ") }, { "agreement", N_(" skrev en överenskommelse om ") },
	{ "note", N_(" antecknade om ") },   { "proposal", N_(" föreslog en omfördelning från ") },
};
/* The same said again, in place of an earlier entry; what stands in neither list is put right in general. */
static const struct word corrections[] = {
	{ "agreement", N_(" följde upp överenskommelsen om ") }, { "proposal", N_(" ändrade förslaget till omfördelning från ") },
};
static const struct word marks[] = {
	{ "open", N_("öppen") }, { "done", N_("klar") },     { "dropped", N_("struken") }, /* status */
	{ "safe", N_("säker") }, { "likely", N_("trolig") }, { "unsafe", N_("osäker") },   /* judgement */
};

const char *story_mark(const char *word)
{
	return WORD(marks, word);
}

/* «Länssjukvård (omfördelning 2020)» */
static void add_subject(struct telling *tell, const char *unit, const char *about)
{
	struct figure figure;
	struct buffer title = { 0 };
	size_t more = 0;
	char one[256];

	for (struct several each = several_of(about ? about : ""); several_next(&each, one); more++)
		if (more == 0 && !figure_parse(&figure, tell->book, one, ORG_NONE, 0, NULL))
			break;
	if (!more) {
		buffer_text(&tell->out, unit_name(tell, unit));
		if (about)
			buffer_format(&tell->out, " (%s)", about);
		return;
	}
	const char *name = tell->book->org->units[figure.unit].name;

	figure_title(&title, tell->book, &figure);
	buffer_format(&tell->out, "%s (", name);
	add_lower(&tell->out, title.bytes + strlen(name) + 2);
	buffer_text(&tell->out, ")");
	if (more > 1)
		buffer_format(&tell->out, _(" och %zu till"), more - 1);
	buffer_free(&title);
}

static void add_measure(struct telling *tell, const struct say *say)
{
	if (say->kr != NUMBER_NONE && !say->explains) {
		buffer_text(&tell->out, ", ");
		add_kr(tell, say->kr, 0);
	}
	if (say->full_year != NUMBER_NONE) {
		buffer_text(&tell->out, _(", på helår "));
		add_kr(tell, say->full_year, 0);
	}
	if (say->start) {
		buffer_text(&tell->out, _(", från "));
		story_date(&tell->out, say->start);
	}
	if (say->who)
		buffer_format(&tell->out, _(", ansvarig %s"), say->who);
	if (say->judgement)
		buffer_format(&tell->out, _(", bedömd som %s"), story_mark(say->judgement));
	if (say->status && !(say->explains && dialogue_drops(tell->event)))
		buffer_format(&tell->out, " [%s]", story_mark(say->status));
}

static const char *subject_of(const struct telling *tell, const struct say *say)
{
	const struct event *first = say->thread ? book_event(tell->book, say->thread) : NULL;

	if (say->explains)
		return say->explains;
	if (say->about || !first || first->line->act.kind != ACT_SAY)
		return say->about;
	return first->line->act.say.about;
}

/* « förklarade skillnaden 1,0 mnkr i » */
static void tell_explaining(struct telling *tell, const struct say *say)
{
	buffer_text(&tell->out, dialogue_drops(tell->event) ? _(" tog tillbaka förklaringen av skillnaden ") : _(" förklarade skillnaden "));
	add_kr(tell, say->kr < 0 ? -say->kr : say->kr, 0);
	buffer_text(&tell->out, _(" i "));
}

static const char *correction_of(const struct say *say)
{
	const char *own = WORD(corrections, say->kind);

	return *own ? own : _(" rättade sitt inlägg om ");
}

static void add_meeting(struct telling *tell, const struct say *say)
{
	const struct event *meeting = say->meeting ? book_event(tell->book, say->meeting) : NULL;

	if (meeting && meeting->line->act.kind == ACT_MEET)
		buffer_format(&tell->out, _(", på dialogmötet om %s"), unit_name(tell, meeting->line->act.meet.unit));
}

static void tell_say(struct telling *tell)
{
	const struct say *say = &tell->event->line->act.say;

	if (say->explains)
		tell_explaining(tell, say);
	else
		buffer_text(&tell->out, say->replaces ? correction_of(say) : WORD(verbs, say->kind));
	add_subject(tell, say->unit, subject_of(tell, say));
	if (say->with)
		buffer_format(&tell->out, _(" till %s"), unit_name(tell, say->with));
	buffer_format(&tell->out, ": «%s»", say->text);
	add_measure(tell, say);
	add_meeting(tell, say);
}

/* ---- the rest ---- */

static void add_amounts(struct telling *tell, const struct follow *follow)
{
	const struct amount *amounts = follow->amounts.items;
	size_t count = follow->amounts.count, shown = count > SHOWN ? SHOWN : count;

	for (size_t i = 0; i < shown; i++) {
		add_between(tell, i, count);
		add_line(tell, amounts[i].line);
		buffer_text(&tell->out, " ");
		add_kr(tell, amounts[i].kr, 0);
	}
	if (count > shown)
		buffer_format(&tell->out, count - shown == 1 ? _(" och %zu rad till") : _(" och %zu rader till"), count - shown);
}

const char *story_month(int month)
{
	return _(months[month - 1]);
}

static const char *month_name(const struct follow *follow)
{
	return follow->month == NUMBER_NONE ? NULL : story_month((int)follow->month);
}

static void tell_forecast(struct telling *tell)
{
	const struct follow *follow = &tell->event->line->act.follow;
	const char *month = month_name(follow);

	buffer_format(&tell->out, _(" lämnade prognos %lld för %s"), (long long)follow->year, unit_name(tell, follow->unit));
	if (month)
		buffer_format(&tell->out, _(" efter %s"), month);
	buffer_text(&tell->out, ": ");
	add_amounts(tell, follow);
	if (follow->text)
		buffer_format(&tell->out, " – %s", follow->text);
}

static void tell_outcome(struct telling *tell)
{
	const struct follow *follow = &tell->event->line->act.follow;
	const char *month = month_name(follow);

	buffer_format(&tell->out, month ? _(" förde in utfall %lld för %s") : _(" förde in bokslut %lld för %s"), (long long)follow->year,
		      unit_name(tell, follow->unit));
	if (month)
		buffer_format(&tell->out, _(" till och med %s"), month);
	buffer_text(&tell->out, ": ");
	add_amounts(tell, follow);
}

static void tell_version(struct telling *tell)
{
	const struct version *version = &tell->event->line->act.version;

	buffer_format(&tell->out, version->lock ? _(" frös och låste budgetversionen «%s»") : _(" frös budgetversionen «%s»"), version->name);
}

static void tell_adopt(struct telling *tell)
{
	const struct adopt *adopt = &tell->event->line->act.adopt;
	const struct end *who = adopt->ends.items;

	buffer_text(&tell->out, _(" satte en organisation i kraft"));
	if (adopt->ends.count)
		buffer_text(&tell->out, _("; rätten att skriva upphörde för "));
	for (size_t i = 0; i < adopt->ends.count; i++) {
		add_between(tell, i, adopt->ends.count);
		buffer_text(&tell->out, who[i].user);
	}
}

static void tell_plan(struct telling *tell, const char *words, const char *unit, int64_t year)
{
	buffer_format(&tell->out, words, unit_name(tell, unit), (long long)year);
}

static void add_text(struct telling *tell, const char *text)
{
	if (text)
		buffer_format(&tell->out, ": «%s»", text);
}

static void tell_submit(struct telling *tell)
{
	const struct submit *submit = &tell->event->line->act.submit;

	tell_plan(tell, _(" skickade planen för %s %lld"), submit->unit, submit->year);
	add_text(tell, submit->text);
}

/* Of which year it was is said in the line that sent it. */
static int64_t year_sent(const struct telling *tell, const struct verdict *verdict)
{
	const struct event *sent = book_event(tell->book, verdict->submit);

	return sent && sent->line->act.kind == ACT_SUBMIT ? sent->line->act.submit.year : tell->book->region->year;
}

static void tell_verdict(struct telling *tell)
{
	const struct verdict *verdict = &tell->event->line->act.verdict;
	enum act_kind kind = tell->event->line->act.kind;

	tell_plan(tell,
	          kind == ACT_APPROVE  ? _(" godkände planen för %s %lld")
	          : kind == ACT_RETURN ? _(" lämnade åter planen för %s %lld för komplettering")
	                               : _(" tog tillbaka planen för %s %lld"),
	          verdict->unit, year_sent(tell, verdict));
	if (verdict->decision)
		buffer_format(&tell->out, " (%s)", verdict->decision);
	add_text(tell, verdict->text);
	if (verdict->marks.count)
		buffer_format(&tell->out, verdict->marks.count == 1 ? _(" (%zu rad märkt)") : _(" (%zu rader märkta)"), verdict->marks.count);
}

/* What an entry that is spoken of began with. */
static void add_entry(struct telling *tell, const char *hash)
{
	const struct event *entry = book_event(tell->book, hash);

	if (entry && entry->line->act.kind == ACT_SAY)
		add_text(tell, entry->line->act.say.text);
}

static void tell_resolve(struct telling *tell)
{
	const struct resolve *resolve = &tell->event->line->act.resolve;

	buffer_format(&tell->out, resolve->open ? _(" tog upp tråden om %s igen") : _(" avslutade tråden om %s"), unit_name(tell, resolve->unit));
	add_entry(tell, resolve->thread);
	if (resolve->text)
		buffer_format(&tell->out, " – %s", resolve->text);
}

static const struct word confirmations[] = {
	{ "agreement", N_(" bekräftade överenskommelsen om ") },
	{ "note", N_(" bekräftade minnesanteckningen om ") },
	{ "proposal", N_(" ställde sig bakom förslaget till omfördelning från ") },
};

static void tell_confirm(struct telling *tell)
{
	const struct confirm *confirm = &tell->event->line->act.confirm;
	const struct event *entry = book_event(tell->book, confirm->entry);
	const struct say *say = entry && entry->line->act.kind == ACT_SAY ? &entry->line->act.say : NULL;
	const char *words = say ? WORD(confirmations, say->kind) : "";

	buffer_text(&tell->out, *words ? words : _(" bekräftade ett inlägg om "));
	buffer_text(&tell->out, unit_name(tell, say ? say->unit : confirm->unit));
	add_entry(tell, confirm->entry);
}

static void tell_meet(struct telling *tell)
{
	const struct meet *meet = &tell->event->line->act.meet;

	buffer_format(&tell->out,
	              meet->closed    ? _(" avslutade dialogmötet om %s")
	              : meet->meeting ? _(" ändrade dialogmötets uppgifter om %s")
	                              : _(" öppnade dialogmötet om %s"),
	              unit_name(tell, meet->unit));
	if (meet->place && !meet->meeting)
		buffer_format(&tell->out, ", %s", meet->place);
}

static void (*const tellers[ACT_KINDS])(struct telling *) = {
	[ACT_ADOPT] = tell_adopt, [ACT_POST] = tell_post,         [ACT_TARGET] = tell_target,   [ACT_DISTRIBUTE] = tell_distribute,
	[ACT_SAY] = tell_say,     [ACT_FORECAST] = tell_forecast, [ACT_OUTCOME] = tell_outcome, [ACT_VERSION] = tell_version,
	[ACT_SUBMIT] = tell_submit, [ACT_RECALL] = tell_verdict,  [ACT_APPROVE] = tell_verdict,   [ACT_RETURN] = tell_verdict,
	[ACT_RESOLVE] = tell_resolve, [ACT_CONFIRM] = tell_confirm, [ACT_MEET] = tell_meet,
};

void story_act(struct buffer *out, const struct book *book, const struct event *event, enum money_unit shown)
{
	struct telling tell = { .book = book, .event = event, .money = shown };

	tellers[event->line->act.kind](&tell);
	text_harmless(out, tell.out.bytes + 1); /* each begins with the space after who */
	buffer_free(&tell.out);
}

void story_tell(struct buffer *out, const struct book *book, const struct event *event, enum money_unit shown)
{
	const struct charter charter = { book->region, book->org };
	struct buffer who = { 0 };

	title_user(&who, &charter, event->user, false);
	text_harmless(out, who.bytes);
	buffer_free(&who);
	buffer_text(out, " ");
	story_act(out, book, event, shown);
}

void story_state(struct buffer *out, const struct event *event)
{
	static const char *const formats[] = {
		[LINE_APPLIED] = "", [LINE_VOID] = N_("gäller inte: %s"), [LINE_WAITING] = "%s", [LINE_STOPPED] = N_("räknas inte: %s")
	};

	if (event->state != LINE_APPLIED)
		buffer_format(out, event->state == LINE_WAITING ? formats[LINE_WAITING] : _(formats[event->state]), event->why.text);
}

static bool id_below(const struct org *org, const char *id, int unit)
{
	int at = id ? org_find(org, id) : ORG_NONE;

	return at != ORG_NONE && org_is_below(org, at, unit);
}

static bool legs_about(const struct book *book, const struct post *post, int unit)
{
	const struct leg *legs = post->legs.items;
	const struct event *old = !post->legs.count && post->replaces ? book_event(book, post->replaces) : NULL;

	for (size_t i = 0; i < post->legs.count; i++)
		if (id_below(book->org, legs[i].unit, unit))
			return true;
	return old && old->line->act.kind == ACT_POST && old->line->act.post.legs.count && legs_about(book, &old->line->act.post, unit);
}

/* The entry that opened the thread that the act is in; NULL: it is in none. */
static const struct say *head_of(const struct book *book, const struct act *act)
{
	const char *of = act->kind == ACT_SAY ? act->say.thread : act->kind == ACT_RESOLVE ? act->resolve.thread : act->kind == ACT_CONFIRM ? act->confirm.entry : NULL;
	const struct event *event = of ? book_event(book, of) : NULL;
	const struct say *say = event && event->line->act.kind == ACT_SAY ? &event->line->act.say : act->kind == ACT_SAY ? &act->say : NULL;

	if (act->kind != ACT_CONFIRM || !say || !say->thread)
		return say;
	event = book_event(book, say->thread);
	return event && event->line->act.kind == ACT_SAY ? &event->line->act.say : NULL;
}

/* What concerns everyone (organisation, versions) is told at the root; what is proposed between two units at both. */
bool story_about(const struct book *book, const struct event *event, int unit)
{
	const struct act *act = &event->line->act;
	const struct say *head = head_of(book, act);

	if (act->kind == ACT_POST)
		return legs_about(book, &act->post, unit);
	if (head && head->with && (id_below(book->org, head->unit, unit) || id_below(book->org, head->with, unit)))
		return true;
	return act_unit(act) ? id_below(book->org, act_unit(act), unit) : unit == 0;
}

/* ---- how the ram came to be, in one sentence ---- */

static const char *short_of(const struct kind *kind)
{
	const char *name = kind->short_name;

	return !name || !*name || name[strlen(name) - 1] == '.' ? kind->name : name; /* «Omförd.» is for a column head */
}

struct bridge {
	money base, change;
	size_t kinds;
	bool falls;
};

static struct bridge bridge_of(const struct region *region, const struct ram_table *table, int unit)
{
	struct bridge bridge = { .base = ram_kind(table, unit, (int)region->opening) };
	money base = bridge.base == MONEY_NONE ? 0 : bridge.base;

	bridge.change = money_sum(table->balance[unit].ram, -base);
	for (size_t kind = 0; kind < region->kind_count; kind++) {
		money value = ram_kind(table, unit, (int)kind);

		if (kind == region->opening || value == MONEY_NONE || !value)
			continue;
		bridge.kinds++;
		bridge.falls |= value < 0;
	}
	return bridge;
}

static void add_bridge(struct telling *tell, const struct ram_table *table, int unit, const struct bridge *bridge)
{
	const struct region *region = tell->book->region;
	size_t told = 0;

	for (size_t kind = 0; kind < region->kind_count; kind++) {
		money value = ram_kind(table, unit, (int)kind);

		if (kind == region->opening || value == MONEY_NONE || !value)
			continue;
		buffer_text(&tell->out, told++ ? ", " : ": ");
		add_lower(&tell->out, short_of(&region->kinds[kind]));
		buffer_text(&tell->out, " ");
		add_money(tell, value, bridge->falls ? MONEY_SIGN : 0);
	}
	if (ram_added(table, unit)) {
		buffer_format(&tell->out, "%s%s", told ? ", " : ": ", _("räkneexempel "));
		add_money(tell, ram_added(table, unit), MONEY_SIGN);
	}
	buffer_text(&tell->out, ".");
}

static void add_comparison(struct telling *tell, const struct bridge *bridge)
{
	int year = tell->book->region->year - 1;
	money apart = bridge->change < 0 ? -bridge->change : bridge->change;

	if (!apart) {
		buffer_format(&tell->out, _("lika mycket som %d"), year);
		return;
	}
	add_money(tell, apart, MONEY_NAMED);
	if (bridge->base == MONEY_NONE)
		buffer_format(&tell->out, _(", som inte fanns %d"), year);
	else
		buffer_format(&tell->out, bridge->change < 0 ? _(" mindre än %d") : _(" mer än %d"), year);
}

static void tell_ram(struct telling *tell, const struct ram_table *table, int unit, bool you)
{
	struct bridge bridge = bridge_of(tell->book->region, table, unit);
	money ram = table->balance[unit].ram;

	if (ram == MONEY_NONE) {
		buffer_text(&tell->out, _("Ingen ram är given än."));
		return;
	}
	if (!bridge.kinds && !bridge.change) {
		buffer_text(&tell->out, _("Ramen är "));
		add_money(tell, ram, MONEY_NAMED);
		buffer_format(&tell->out, _(", som %d."), tell->book->region->year - 1);
		return;
	}
	if (you)
		buffer_text(&tell->out, _("Du får "));
	else
		buffer_format(&tell->out, _("%s får "), tell->book->org->units[unit].name);
	add_comparison(tell, &bridge);
	add_bridge(tell, table, unit, &bridge);
}

void story_ram(struct buffer *out, const struct book *book, const struct ram_table *table, int unit, enum money_unit shown, bool you)
{
	struct telling tell = { .book = book, .money = shown };

	tell_ram(&tell, table, unit, you);
	text_harmless(out, tell.out.bytes);
	buffer_free(&tell.out);
}

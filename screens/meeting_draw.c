#include "meeting_private.h"

#include "amount.h"
#include "digits.h"
#include "intl.h"
#include "phrase.h"
#include "plan_state.h"
#include "story.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define CHANGES 4    /* more is not read at a distance */
#define DIGIT_SHARE 3 /* of the body's rows, at most one in so many */

/* Where things stand on the wall: a larger window gives air, not more text. */
struct wall { struct canvas *body; int margin, width, row, gap, foot; };

int meeting_margin(const struct canvas *body)
{
	return body->columns >= 120 ? body->columns / 10 : 3;
}

static struct wall wall_of(struct canvas *body, int rows)
{
	struct wall wall = { .body = body, .margin = meeting_margin(body), .gap = body->rows >= 40 ? 2 : body->rows >= 16 ? 1 : 0 };

	wall.width = body->columns - 2 * wall.margin;
	wall.row = body->rows >= 16 ? wall.gap : 0;
	wall.foot = rows;
	return wall;
}

static bool is_full(const struct wall *wall)
{
	return wall->row >= wall->foot;
}

static void skip(struct wall *wall)
{
	wall->row += wall->gap;
}

static void say(struct wall *wall, enum role role, int most_rows, const char *text)
{
	int left = wall->foot - wall->row;

	if (left > 0 && *text)
		wall->row += canvas_wrap(wall->body, wall->row, wall->margin, wall->width, most_rows < left ? most_rows : left, role, text);
}

/* ---- the situation ---- */

static void draw_large(struct wall *wall, const struct session *session, int unit)
{
	const struct balance *balance = &session->table->balance[unit];
	enum money_unit shown = session_money(session, unit);
	bool over = balance->left != MONEY_NONE && balance->left < 0;
	money value = balance->left == MONEY_NONE ? balance->ram : over ? -balance->left : balance->left;
	enum role role = over ? ROLE_WARN : ROLE_STRONG;
	struct buffer label = { 0 };
	int most = wall->body->rows / DIGIT_SHARE, left = wall->foot - wall->row - 1 - wall->gap, rows;
	char text[MONEY_TEXT];

	if (balance->left == MONEY_NONE)
		buffer_format(&label, _("RAM %d"), session->year);
	else
		buffer_text(&label, over ? _("ÖVER RAM") : _("KVAR ATT FÖRDELA"));
	buffer_format(&label, ", %s", money_unit_name(shown));
	money_print(text, value, shown, MONEY_USUAL, meeting_flags(session));
	rows = value == MONEY_NONE ? 0 : digits_draw(wall->body, wall->row + 1 + wall->gap, wall->margin, wall->width, most < left ? most : left, role, text);
	if (!rows)
		buffer_format(&label, "  %s", value == MONEY_NONE ? _("uppgift saknas") : text);
	say(wall, role, 1, label.bytes);
	wall->row += rows ? rows + wall->gap : 0;
	buffer_free(&label);
}

static void line(struct wall *wall, const char *label, const char *text)
{
	int column = wall->width >= 100 ? 30 : 16, left = wall->foot - wall->row;

	if (left <= 0 || !*text)
		return;
	canvas_text(wall->body, wall->row, wall->margin, column - 1, ROLE_DIM, label);
	wall->row += canvas_wrap(wall->body, wall->row, wall->margin + column, wall->width - column, left < 2 ? left : 2, ROLE_PLAIN, text);
	skip(wall);
}

static void amount_line(struct wall *wall, const struct session *session, int unit, const char *label, money value)
{
	struct buffer text = { 0 };

	if (value == MONEY_NONE)
		return;
	amount_text(&text, session, value, session_money(session, unit), MONEY_NAMED);
	line(wall, label, text.bytes);
	buffer_free(&text);
}

/* With what else there is to divide, so that the room can reckon. */
static void situation_ram(struct wall *wall, const struct session *session, int unit)
{
	const struct balance *balance = &session->table->balance[unit];
	struct buffer label = { 0 }, text = { 0 };
	const char *words;
	money more;

	if (balance->ram == MONEY_NONE || balance->left == MONEY_NONE)
		return;
	buffer_format(&label, _("Ram %d"), session->year);
	amount_text(&text, session, balance->ram, session_money(session, unit), MONEY_NAMED);
	words = phrase_more(balance, &more);
	if (more) {
		buffer_format(&text, "  %s", words);
		amount_text(&text, session, more, session_money(session, unit), 0);
	}
	line(wall, label.bytes, text.bytes);
	buffer_free(&label);
	buffer_free(&text);
}

static void forecast_line(struct wall *wall, struct meeting_view *view, int unit)
{
	const struct session *session = view->screen.session;
	const struct overview_follow *follow = &meeting_overview(view, unit)->follow;
	struct buffer label = { 0 }, text = { 0 };

	if (follow->forecast == MONEY_NONE || follow->deviation == MONEY_NONE)
		return;
	buffer_format(&label, _("Prognos %d"), session->book->region->year - 1);
	if (!follow->deviation)
		buffer_text(&text, _("som budget"));
	else
		amount_text(&text, session, follow->deviation < 0 ? -follow->deviation : follow->deviation, session_money(session, unit), MONEY_NAMED);
	if (follow->deviation)
		buffer_text(&text, follow->deviation < 0 ? _(" sämre än budget") : _(" bättre än budget"));
	line(wall, label.bytes, text.bytes);
	buffer_free(&label);
	buffer_free(&text);
}

static void plan_line(struct wall *wall, const struct session *session, int unit)
{
	struct buffer text = { 0 }, due = { 0 };

	plan_state_tell(&text, session->table, unit, NULL, session_money(session, unit), meeting_flags(session));
	plan_state_due(&due, session->table, unit);
	if (due.size)
		buffer_format(&text, ", %s", due.bytes);
	line(wall, _("Planen"), text.bytes);
	buffer_free(&text);
	buffer_free(&due);
}

static void draw_situation(struct meeting_view *view, struct wall *wall, int unit)
{
	const struct session *session = view->screen.session;

	draw_large(wall, session, unit);
	skip(wall);
	situation_ram(wall, session, unit);
	amount_line(wall, session, unit, _("Fördelat"), session->table->balance[unit].divided);
	forecast_line(wall, view, unit);
	plan_line(wall, session, unit);
}

/* ---- what has changed ---- */

struct change { money value; const struct post *post; /* NULL: what a räkneexempel adds */ };

static int compare_changes(const void *a, const void *b)
{
	const struct change *one = a, *other = b;
	money x = one->value < 0 ? -one->value : one->value, y = other->value < 0 ? -other->value : other->value;

	return x == y ? 0 : x > y ? -1 : 1;
}

static size_t find_changes(const struct session *session, int unit, struct change **changes)
{
	const struct unit_state *state = book_state(session->book, unit);
	const struct region *region = session->book->region;
	struct change *found = memory_grow(NULL, state->leg_count + 1, sizeof *found);
	money added = ram_added(session->table, unit);
	size_t count = 0;

	for (size_t i = 0; i < state->leg_count; i++) {
		const struct post *post = &state->legs[i].event->line->act.post;
		int kind = region_kind(region, post->kind);
		money value = book_leg(post, state->legs[i].leg, session->year);

		if (value && kind >= 0 && !region->kinds[kind].opening)
			found[count++] = (struct change){ value, post };
	}
	if (added)
		found[count++] = (struct change){ added, NULL };
	qsort(found, count, sizeof *found, compare_changes);
	*changes = found;
	return count;
}

static void draw_change(struct wall *wall, const struct session *session, int unit, money value, const char *text)
{
	int column = wall->width >= 100 ? 16 : 10, left = wall->foot - wall->row;

	if (left <= 0)
		return;
	amount_draw(wall->body, wall->row, wall->margin, column - 2, ROLE_STRONG, session, value, session_money(session, unit), MONEY_SIGN);
	wall->row += canvas_wrap(wall->body, wall->row, wall->margin + column, wall->width - column, left < 2 ? left : 2, ROLE_PLAIN, text);
	skip(wall);
}

static void add_change(struct buffer *out, const struct region *region, const struct post *post)
{
	const char *kind = post ? region->kinds[region_kind(region, post->kind)].name : _("Räkneexempel");

	buffer_format(out, post && post->text ? "%s: %s" : "%s", kind, post ? post->text : "");
}

/* The largest, and last what the others come to: what is read aloud adds up. */
static void draw_changes(struct wall *wall, const struct session *session, int unit, const struct change *changes, size_t count)
{
	size_t most = count > CHANGES ? CHANGES : count, shown;
	int foot = wall->foot;
	money rest = 0;

	wall->foot -= count > most ? 1 + wall->gap : 0;
	for (shown = 0; shown < most && !is_full(wall); shown++) {
		struct buffer text = { 0 };

		add_change(&text, session->book->region, changes[shown].post);
		draw_change(wall, session, unit, changes[shown].value, text.bytes);
		buffer_free(&text);
	}
	wall->foot = foot;
	for (size_t i = shown; i < count; i++)
		rest += changes[i].value;
	if (count > shown) {
		struct buffer text = { 0 };

		buffer_format(&text, ngettext("%zu mindre ändring", "%zu mindre ändringar, tillsammans", count - shown), count - shown);
		draw_change(wall, session, unit, rest, text.bytes);
		buffer_free(&text);
	}
}

static void add_since_version(struct buffer *out, struct session *session, int unit)
{
	const char *name;
	const struct ram_table *last = session_last_version(session, &name);
	int then = last ? org_find(last->book->org, session->book->org->units[unit].id) : ORG_NONE;
	money now = session->table->balance[unit].ram, before = then == ORG_NONE ? MONEY_NONE : last->balance[then].ram;

	if (!last || now == MONEY_NONE)
		return;
	buffer_format(out, _("Sedan %s: "), name);
	if (before == now)
		buffer_text(out, _("oförändrad ram"));
	else if (before == MONEY_NONE)
		buffer_text(out, then == ORG_NONE ? _("enheten fanns inte då") : _("enheten hade ingen ram då"));
	else
		amount_text(out, session, now - before, session_money(session, unit), MONEY_SIGN | MONEY_NAMED);
	buffer_text(out, ". ");
}

static void add_since_plan(struct buffer *out, const struct session *session, int unit)
{
	money change = money_from_kr(approval_adjusted(session->book, unit, session->year));

	if (!approval_in_force(session->book, unit, session->year))
		return;
	buffer_text(out, _("Sedan planen som gäller: "));
	if (change)
		amount_text(out, session, change, session_money(session, unit), MONEY_SIGN | MONEY_NAMED);
	buffer_text(out, change ? _(" i ram.") : _("oförändrad ram."));
}

static void draw_changed(struct meeting_view *view, struct wall *wall, int unit)
{
	struct session *session = view->screen.session;
	struct buffer text = { 0 }, since = { 0 };
	int foot = wall->foot;
	struct change *changes;
	size_t count = find_changes(session, unit, &changes);

	story_ram(&text, session->book, session->table, unit, session_money(session, unit), false);
	say(wall, ROLE_STRONG, 3, text.size ? text.bytes : _("Ramen har ingen post än."));
	skip(wall);
	buffer_text(&since, "");
	add_since_version(&since, session, unit);
	add_since_plan(&since, session, unit);
	if (since.size)
		wall->foot -= 1 + wall->gap;
	draw_changes(wall, session, unit, changes, count);
	wall->foot = foot;
	say(wall, ROLE_DIM, 2, since.bytes);
	free(changes);
	buffer_free(&text);
	buffer_free(&since);
}

/* ---- questions and measures ---- */

static const char *const points[] = { [POINT_HERE] = N_("Nyss"), [POINT_QUESTION] = N_("Obesvarad fråga"), [POINT_MEASURE] = N_("Åtgärd") };

static void add_point(const struct meeting_view *view, const struct point *point, struct buffer *out)
{
	const struct session *session = view->screen.session;
	const struct say *say = &point->event->line->act.say;
	struct buffer carried = { 0 }, standing = { 0 }, kind = { 0 };
	int unit = org_find(session->book->org, say->unit);

	text_capital(&kind, saying_kind_name(say->kind));
	meeting_carried(&carried, session->book, say, session_money(session, unit), meeting_flags(session));
	meeting_standing(&standing, session->book, point->event);
	buffer_text(out, point->kind == POINT_HERE ? kind.bytes : _(points[point->kind]));
	if (point->kind == POINT_HERE)
		buffer_text(out, _(" i mötet"));
	if (carried.size)
		buffer_format(out, " · %s", carried.bytes);
	if (standing.size && point->kind != POINT_QUESTION && !(dialogue_needs(point->event) && dialogue_stands(session->book, point->event)))
		buffer_format(out, " · %s", standing.bytes);
	buffer_free(&kind);
	buffer_free(&carried);
	buffer_free(&standing);
}

static int point_rows(const struct wall *wall)
{
	return 3 + wall->gap + (wall->body->rows >= 40);
}

/* What is said on a point is read whole where there is room for it. */
static int text_rows(const struct meeting_view *view, const struct wall *wall)
{
	int count = (int)view->point_count, rows = count ? (wall->body->rows - wall->row - 1) / count - 2 - wall->gap : 0;

	return rows < 2 ? 2 : rows;
}

static void draw_point(const struct meeting_view *view, struct wall *wall, int at, int rows)
{
	const struct point *point = &view->points[at];
	struct buffer about = { 0 };
	int row = wall->row;

	add_point(view, point, &about);
	canvas_text(wall->body, row, wall->margin - 2, 1, ROLE_ACCENT, point->kind == POINT_HERE ? wall->body->glyphs->mark : " ");
	say(wall, point->kind == POINT_HERE ? ROLE_STRONG : ROLE_PLAIN, rows, point->event->line->act.say.text);
	say(wall, ROLE_DIM, rows, about.bytes);
	if (at == view->picked) {
		canvas_reverse(wall->body, row, wall->margin - 1, wall->width + 2);
		canvas_cursor(wall->body, row, wall->margin - 1, false);
	}
	skip(wall);
	buffer_free(&about);
}

/* What is missing beside what the measures come to; nothing where neither is. */
static void add_sum(const struct session *session, int unit, struct buffer *out)
{
	struct measure_sum sum = measures_of(session->book, unit, session->year);
	enum money_unit shown = session_money(session, unit);
	money missing = 0;
	enum lacking lacks = measures_lacking(session->table, unit, &missing);
	unsigned flags = meeting_flags(session);
	char text[MONEY_TEXT];

	buffer_text(out, "");
	if (lacks != LACKS_NOTHING)
		buffer_format(out, lacks == LACKS_LEFT ? _("Över ramen %s") : _("Prognosen är %s sämre än budget"),
		              money_print(text, missing, shown, MONEY_FULL, flags | MONEY_NAMED));
	if (!sum.count && lacks == LACKS_NOTHING)
		return;
	buffer_text(out, out->size ? " · " : "");
	measures_tell(out, &sum, lacks == LACKS_NOTHING ? 0 : missing, shown, flags);
}

static void keep_picked_in_sight(struct meeting_view *view, int fits)
{
	int last = (int)view->point_count - 1;

	view->fits = fits;
	if (view->picked > last)
		view->picked = last;
	if (view->picked < 0)
		view->first = 0;
	else if (view->picked < view->first)
		view->first = view->picked;
	else if (view->picked >= view->first + fits)
		view->first = view->picked - fits + 1;
}

static void draw_points(struct meeting_view *view, struct wall *wall)
{
	int fits = (wall->foot - wall->row - 1) / point_rows(wall), rows = text_rows(view, wall), at;

	keep_picked_in_sight(view, fits < 1 ? 1 : fits);
	for (at = view->first; at < (int)view->point_count && at < view->first + view->fits; at++)
		draw_point(view, wall, at, rows);
	if (at < (int)view->point_count && !is_full(wall) && !view->pen.open) {
		struct buffer more = { 0 };

		buffer_format(&more, _("%d till: pil ner"), (int)view->point_count - at);
		say(wall, ROLE_DIM, 1, more.bytes);
		buffer_free(&more);
	}
}

static void draw_questions(struct meeting_view *view, struct wall *wall, int unit)
{
	struct buffer sum = { 0 };

	add_sum(view->screen.session, unit, &sum);
	if (sum.size) {
		say(wall, ROLE_STRONG, 2, sum.bytes);
		skip(wall);
	}
	if (!view->point_count)
		say(wall, ROLE_PLAIN, 2, _("Inga öppna frågor och inga åtgärder."));
	draw_points(view, wall);
	buffer_free(&sum);
}

/* ---- all of it ---- */

static const struct { const char *name; void (*draw)(struct meeting_view *view, struct wall *wall, int unit); } frames[FRAMES] = {
	{ N_("Läget"), draw_situation }, { N_("Vad har ändrats"), draw_changed }, { N_("Frågor och åtgärder"), draw_questions },
};

/* The unit, and which of its frames. */
static void draw_name(const struct meeting_view *view, struct wall *wall)
{
	struct buffer frame = { 0 };
	int taken;

	buffer_format(&frame, "%s  %d/%d", _(frames[view->place.frame].name), view->place.frame + 1, FRAMES);
	taken = text_width(frame.bytes);
	canvas_text(wall->body, wall->row, wall->margin, wall->width - taken - 2, ROLE_TITLE, view->count ? view->units[view->at].name : view->name);
	canvas_text(wall->body, wall->row, wall->margin + wall->width - taken, taken, ROLE_DIM, frame.bytes);
	canvas_cursor(wall->body, wall->row, wall->margin, false);
	wall->row += 1 + wall->gap;
	buffer_free(&frame);
}

/* The whole room has to see that these are not the figures decided on. */
static void draw_example(const struct session *session, struct wall *wall)
{
	struct buffer text = { 0 };
	int row = wall->row;

	session_what_if_tell(session, &text);
	if (!text.size)
		return;
	buffer_text(&text, _(". Inget av det är beslutat."));
	say(wall, ROLE_ACCENT, 1, text.bytes);
	canvas_reverse(wall->body, row, wall->margin - 1, wall->width + 2);
	skip(wall);
	buffer_free(&text);
}

void meeting_draw_frame(struct meeting_view *view, struct canvas *body, int rows)
{
	struct wall wall = wall_of(body, rows);
	int unit = meeting_unit(view);

	draw_name(view, &wall);
	draw_example(view->screen.session, &wall);
	if (unit == ORG_NONE)
		say(&wall, ROLE_WARN, 4, _("Enheten finns inte i den organisation som visas: den har lämnat den sedan dagordningen skrevs. "
		                          "Det som sagts finns kvar i minnesanteckningarna."));
	else
		frames[view->place.frame].draw(view, &wall, unit);
}

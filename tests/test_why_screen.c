/* Varför? on every figure of every screen: each one leads to its grounds, or says why it has none. */
#include "stage.h"

#include "setup.h"
#include "sheet.h"

#include <stdlib.h>
#include <string.h>

#define CHEF "regiondirektor"

static const char *cursor_row(const struct stage *stage)
{
	int row, column;
	bool shown;

	terminal_cursor(stage->terminal, &row, &column, &shown);
	return terminal_text(stage->terminal, row);
}

/* The amount that ends the row, without its sign; "" when there is none. Three spaces or more stand before it. */
static void amount_of(const char *row, char out[64])
{
	const char *at = row + strlen(row);

	while (at > row + 1 && strncmp(at - 2, "  ", 2))
		at--;
	if (!strncmp(at, "−", strlen("−")))
		at += strlen("−");
	else if (*at == '+')
		at++;
	snprintf(out, 64, "%s", *at >= '0' && *at <= '9' ? at : "");
}

/* The amounts of a row, one after the other: «2 256,5» of a wider row ends with «256,5». NULL at the end. */
static const char *next_amount(const char **at, char out[32])
{
	const char *comma = strchr(*at, ',');

	for (; comma; comma = strchr(comma + 1, ','))
		if (comma > *at && comma[-1] >= '0' && comma[-1] <= '9' && comma[1] >= '0' && comma[1] <= '9') {
			const char *first = comma;

			while (first > *at && first[-1] >= '0' && first[-1] <= '9')
				first--;
			*at = comma + 1 + strspn(comma + 1, "0123456789");
			snprintf(out, 32, "%.*s", (int)(*at - first), first);
			return out;
		}
	return NULL;
}

enum likeness {
	SAME, /* the figure's amount stands in the row */
	PART, /* or one of the row's among its grounds */
	ANY   /* amounts are written in another way */
};

struct way { const char *to, *next; int steps; size_t grounds; enum likeness like; };

/* What one asked about is told: the figure stands in the row (which may have none: words, and the amount above), or the row in the figure, as a
 * post does in its kind. */
static bool same_amount(struct stage *stage, const char *row, enum likeness like)
{
	char amount[64], one[32];
	const char *at = row;
	bool none = !next_amount(&at, one);

	amount_of(terminal_text(stage->terminal, 1), amount);
	if (none || like == ANY || !*amount || strstr(row, amount))
		return true;
	for (at = row; like == PART && next_amount(&at, one);)
		if (shows(stage, one))
			return true;
	return false;
}

/* v where one stands: the grounds of that amount, or the reason there are none. Returns whether there were. */
static bool ask(struct stage *stage, enum likeness like)
{
	char *row = memory_string(cursor_row(stage));
	bool grounds;

	press(stage, "v");
	grounds = shows(stage, "Så är beloppet uppbyggt");
	if (grounds) {
		expect(same_amount(stage, row, like), "«%s»: «%s»", row, terminal_text(stage->terminal, 1));
		press(stage, "q");
	} else {
		int rows = terminal_rows(stage->terminal);

		expect(strlen(terminal_text(stage->terminal, rows - 2)) > 5, "v says nothing on «%s»", row);
	}
	free(row);
	return grounds;
}

static size_t walk(struct stage *stage, const struct way *way)
{
	size_t grounds = 0;

	for (int i = 0; i < way->steps; i++) {
		grounds += ask(stage, way->like);
		press(stage, way->next);
	}
	return grounds;
}

/* Each amount in the row, in every set of columns of the tree; each row of the lists. At least so many lead to their grounds. */
static const struct way ways[] = {
	{ "o / 'lanssjukvard' Enter", "Tab", 9, 7, SAME },
	{ "o / 'lanssjukvard' Enter K", "Tab", 10, 7, SAME },
	{ "o / 'lanssjukvard' Enter K K", "Tab", 12, 8, SAME },
	{ "o / 'lanssjukvard' Enter K K K", "Tab", 10, 5, SAME },
	{ "o / 'lanssjukvard' Enter K K K K", "Tab", 10, 0, SAME },
	{ "o / 'lanssjukvard' Enter K K K K K", "Tab", 10, 5, SAME },
	{ "o / 'hos' Enter", "Tab", 9, 3, SAME },
	{ "o / 'lanssjukvard' Enter Enter Home", "Down", 40, 30, PART },
	{ "o / 'lanssjukvard' Enter f Home", "Down", 36, 36, PART },
	{ "o / 'lanssjukvard' Enter f Home Left", "Down", 36, 20, SAME },
	{ "o / 'lanssjukvard' Enter f Home Left Left", "Down", 36, 20, SAME },
	{ "c Home", "Down", 36, 36, PART },
	{ "H Home", "Down", 60, 20, ANY },
	{ "o / 'lanssjukvard' Enter v", "Down", 20, 15, PART },
};

static void every_figure_leads_to_its_grounds(void **state)
{
	struct stage *stage = stage_new();

	(void)state;
	stage_run(stage, &(struct start){ .as = CHEF, .rows = 60, .columns = 200 });
	press(stage, "e e e"); /* mnkr everywhere: the same figure is written in the same way */
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		size_t grounds;

		press(stage, "h");
		press(stage, ways[i].to);
		grounds = walk(stage, &ways[i]);
		expect(grounds >= ways[i].grounds, "%s: %zu led to their grounds", ways[i].to, grounds);
	}
	stage_free(stage);
}

static void long_texts_are_whole_where_one_stands(void **state)
{
	struct stage *stage = stage_new();
	struct buffer json = { 0 };

	(void)state;
	stage_begin(stage, &(struct start){ .as = CHEF });
	buffer_text(&json, "{'act':'say','unit':'lanssjukvard','kind':'question','about':'lanssjukvard/2020/ram','text':'");
	for (int i = 0; i < 20; i++)
		buffer_text(&json, "Ett långt ord om hur det är tänkt att räcka. ");
	buffer_text(&json, "Slut.'}\n");
	another_writes(stage, CHEF, json.bytes);
	buffer_free(&json);
	session_close(stage->session);
	stage_run(stage, &(struct start){ .as = "divchef-lanssjukvard" });
	press(stage, "o v End Up");
	sees(stage, "Ett långt ord");
	sees_not(stage, "Slut.");
	press(stage, "End");
	sees(stage, "Slut.");
	press(stage, "Up");
	sees_not(stage, "Slut.");
	stage_free(stage);
}

static void an_answered_question_says_so(void **state)
{
	struct stage *stage = stage_new();
	struct error error = { 0 };
	static const char ask_and_answer[] =
		"{\"act\":\"say\",\"id\":\"q\",\"unit\":\"lanssjukvard\",\"kind\":\"question\",\"about\":\"lanssjukvard/2020/ram\",\"text\":\"Hur?\",\"status\":\"open\"}\n"
		"{\"act\":\"say\",\"unit\":\"lanssjukvard\",\"kind\":\"answer\",\"thread\":\"q\",\"text\":\"Så.\"}\n";
	size_t written;

	(void)state;
	stage_begin(stage, &(struct start){ .as = CHEF });
	expect(setup_do(stage->session->folder, CHEF, ask_and_answer, strlen(ask_and_answer), &written, &error), "%s", error.text);
	session_close(stage->session);
	stage_run(stage, &(struct start){ .as = CHEF, .rows = 60, .columns = 120 });
	press(stage, "o / 'lanssjukvard' Enter Home v");
	sees_not(stage, "öppen");
	press(stage, "q / 'lanssjukvard' Enter v End");
	sees(stage, "besvarad");
	stage_free(stage);
}

static void it_goes_to_a_file_and_takes_clicks(void **state)
{
	struct stage *stage = stage_new();
	struct canvas *canvas = canvas_new(21, 80, &glyphs_utf8);
	struct sheet sheet = { .money = MONEY_IN_MNKR };
	struct buffer out = { 0 };
	struct screen *screen;

	(void)state;
	stage_begin(stage, &(struct start){ .as = CHEF });
	screen = why_screen(stage->session, "lanssjukvard/2020/ram");
	screen->hooks->draw(screen, canvas);
	assert_true(screen->hooks->sheet(screen, &sheet));
	sheet_write(&out, &sheet, REPORT_CSV, false);
	assert_non_null(strstr(out.bytes, "Länssjukvård: ram 2020;2256,5;"));
	assert_true(screen->hooks->click(screen, 0, 10));
	assert_false(screen->hooks->click(screen, 1, 10));
	assert_true(screen->hooks->click(screen, 1, 10));
	assert_string_equal(stage->session->book->org->units[screen->hooks->unit(screen)].id, "lanssjukvard");
	buffer_free(&out);
	sheet_free(&sheet);
	canvas_free(canvas);
	screen_free(screen);
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure_leads_to_its_grounds),
		cmocka_unit_test(long_texts_are_whole_where_one_stands),
		cmocka_unit_test(an_answered_question_says_so),
		cmocka_unit_test(it_goes_to_a_file_and_takes_clicks),
	};
	int failed = cmocka_run_group_tests(tests, stage_set_up, NULL);

	stage_tear_down();
	return failed;
}

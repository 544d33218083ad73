#include "report_private.h"

#include "intl.h"
#include "journal.h"

/* What waits for whom: for a mail that goes out in the morning. */

struct telling { const struct report *report; struct tasks *tasks; char now[26]; };

static void what_of(struct buffer *out, const struct telling *tell, const struct task *task)
{
	const struct report *report = tell->report;

	tasks_what(out, report->book, task, report->by_level ? report_level_money(report->book, task->unit) : report->money);
}

/* ---- as data ---- */

static void data_row(struct sheet *sheet, const struct telling *tell, const struct task *task)
{
	static const char *const words[TASK_KINDS] = { "answer", "review", "mend", "decide", "confirm", "adjust", "divide", "send" };
	struct cell_text *cell = sheet_row(sheet, 0, false);
	const struct book *book = tell->report->book;
	struct buffer what = { 0 }, who = { 0 };

	tasks_who(&who, book, task);
	what_of(&what, tell, task);
	(cell++)->text = task->user;
	(cell++)->text = sheet_keep(sheet, &who);
	(cell++)->text = book->org->units[task->unit].id;
	(cell++)->text = words[task->kind];
	(cell++)->text = sheet_keep(sheet, &what);
	(cell++)->value = task->value;
	(cell++)->text = task->since;
	(cell++)->text = task->until;
	(cell++)->text = tasks_late(task, tell->now) ? "ja" : "nej";
	cell->text = task->event ? task->event->line->hash : NULL;
}

static void write_data(struct buffer *out, const struct telling *tell)
{
	static const char *const keys[] = { "anvandare", "vem", "enhet", "uppgift", "vad", "belopp", "sedan", "senast", "forsenad", "rad" };
	struct sheet sheet = { .title = _("Att göra"), .money = tell->report->money };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		sheet_column(&sheet, keys[i], "", FOR_DATA, i == 5);
	for (size_t i = 0; i < tell->tasks->count; i++)
		data_row(&sheet, tell, &tell->tasks->items[i]);
	sheet_write(out, &sheet, tell->report->format, tell->report->bom);
	sheet_free(&sheet);
}

/* ---- for people ---- */

static void add_item(struct document *document, const struct telling *tell, const struct task *task)
{
	struct buffer text = { 0 }, when = { 0 };

	what_of(&text, tell, task);
	tasks_when(&when, task, tell->now);
	if (when.size)
		buffer_format(&text, " (%s)", when.bytes);
	document_item(document, text.bytes);
	buffer_free(&text);
	buffer_free(&when);
}

/* Of a review the seat is that of the level above, and yet another may approve. */
static bool same_person(const struct task *one, const struct task *other)
{
	return one->seat == other->seat && one->user == other->user;
}

static void add_person(struct document *document, const struct telling *tell, const struct task *task)
{
	struct buffer who = { 0 }, head = { 0 };

	tasks_who(&who, tell->report->book, task);
	buffer_format(&head, task->user ? "%s (%s)" : "%s", who.bytes, task->user);
	document_heading(document, 3, head.bytes);
	buffer_free(&who);
	buffer_free(&head);
}

static void write_document(struct buffer *out, const struct telling *tell)
{
	struct document *document = report_document(tell->report, _("Att göra"), true);

	for (size_t i = 0; i < tell->tasks->count; i++) {
		if (!i || !same_person(&tell->tasks->items[i], &tell->tasks->items[i - 1]))
			add_person(document, tell, &tell->tasks->items[i]);
		add_item(document, tell, &tell->tasks->items[i]);
	}
	report_finish(out, document, tell->report);
}

void report_tasks(struct buffer *out, const struct report *report)
{
	struct ram_table *table = ram_make(report->book, report->year, NULL, 0);
	struct telling tell = { .report = report, .tasks = tasks_make(table, report->unit, report->user) };

	journal_now(tell.now);
	if (report_is_data(report))
		write_data(out, &tell);
	else if (tell.tasks->count)
		write_document(out, &tell);
	tasks_free(tell.tasks);
	ram_free(table);
}

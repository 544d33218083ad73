#include "report.h"

#include "intl.h"

#include <string.h>

/* The reports by name. Only a plan and minutes may be asked for where there are none. */

static bool write_ram(struct buffer *out, const struct report *report, struct error *error)
{
	(void)error;
	report_ram(out, report);
	return true;
}

static bool write_dialogue(struct buffer *out, const struct report *report, struct error *error)
{
	(void)error;
	report_dialogue(out, report);
	return true;
}

static bool write_measures(struct buffer *out, const struct report *report, struct error *error)
{
	(void)error;
	report_measures(out, report);
	return true;
}

static bool write_tasks(struct buffer *out, const struct report *report, struct error *error)
{
	(void)error;
	report_tasks(out, report);
	return true;
}

static const struct report_kind kinds[] = {
	{ .name = "ram", .write = write_ram, .by_year = true },
	{ .name = "plan", .write = report_plan, .prose = true, .by_level = true, .by_year = true },
	{ .name = "dialogue", .write = write_dialogue, .prose = true, .by_level = true },
	{ .name = "measures", .write = write_measures, .by_level = true, .by_year = true },
	{ .name = "minutes", .write = report_minutes, .prose = true, .by_level = true, .by_meeting = true },
	{ .name = "tasks", .write = write_tasks, .by_level = true, .by_user = true },
};

const struct report_kind *report_find(const char *name, struct error *error)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i].name, name))
			return &kinds[i];
	error_set(error, "usage", _("rapporten %.64s finns inte: de som finns är ram, plan, dialogue, measures, minutes och tasks"), name);
	return NULL;
}

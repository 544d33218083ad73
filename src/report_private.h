/* What the reports share. */
#ifndef REPORT_PRIVATE_H
#define REPORT_PRIVATE_H

#include "report.h"

/* With its source under the title. money_named: every amount says its unit. */
struct document *report_document(const struct report *report, const char *title, bool money_named);
void report_finish(struct buffer *out, struct document *document, const struct report *report); /* written, and freed */
bool report_is_data(const struct report *report);

/* «chef Ortopedi, 12 dec 2019» */
void report_signed(struct buffer *out, const struct book *book, const struct event *event);
void report_amount(struct buffer *out, const struct report *report, money value, unsigned flags);

/* The table of measures; by_unit: those of each unit under its name. */
void report_measure_rows(struct sheet *sheet, const struct report *report, const struct measures *measures, bool by_unit);
/* «Över ramen: 6,5. Åtgärder: säkra 3,0 …» about the unit; nothing where there is nothing to say. */
void report_measure_sum(struct buffer *out, const struct report *report, const struct ram_table *table, int unit, bool branch);

/* Of an agreement or a measure: from when, who, how it stands, in a few words. */
void report_carried(struct buffer *out, const struct report *report, const struct say *say);

#endif

/* Reports as sheets: the bridge table, and what does not foot. Columns and rows as in cli.md. */
#ifndef REPORT_H
#define REPORT_H

#include "check.h"
#include "ram.h"
#include "sheet.h"

/* The bridge of `branch` (0: everything): id;namn;typ;ram_<year-1>;<kinds>;ram_<year>. bom: for a csv that goes to a file. */
void report_ram(struct buffer *out, const struct book *book, const struct ram_table *table, int branch, enum report_format format,
                enum money_unit shown, bool bom);
/* data: ids and stable words, else for people. The sheet borrows from the findings. */
void report_check_sheet(struct sheet *sheet, const struct findings *findings, bool data, bool new_only);
void report_check(struct buffer *out, const struct findings *findings, enum report_format format, enum money_unit shown, bool new_only, bool bom);

#endif

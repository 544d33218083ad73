/* A figure has one name everywhere: unit/year/name. See budgetdialog-folder(5). */
#ifndef FIGURE_H
#define FIGURE_H

#include "book.h"
#include "ram.h"

enum figure_kind { FIGURE_KIND, FIGURE_RAM, FIGURE_TARGET, FIGURE_AVAILABLE, FIGURE_DIVIDED, FIGURE_LEFT, FIGURE_INCOME, FIGURE_COSTS, FIGURE_LINE,
	FIGURE_DETAIL, FIGURE_OUTCOME, FIGURE_FORECAST,
	FIGURE_NET_BUDGET, FIGURE_NET_OUTCOME, FIGURE_NET_FORECAST, FIGURE_NET_DEVIATION }; /* net costs of the whole branch */

struct figure {
	int unit, year;
	enum figure_kind what;
	int kind;                    /* FIGURE_KIND: index in region->kinds */
	const char *line, *detail;   /* FIGURE_LINE, DETAIL, OUTCOME, FORECAST: point into `text` */
	char text[256];              /* private copy */
};

/* unit may be left out when `unit` ≥ 0, year when `year` > 0: «ram», «2020/ram», «lanssjukvard/2020/ram». Word "bad-figure". */
bool figure_parse(struct figure *figure, const struct book *book, const char *text, int unit, int year, struct error *error);
void figure_print(char out[256], const struct book *book, const struct figure *figure);      /* unit/year/name */
void figure_title(struct buffer *out, const struct book *book, const struct figure *figure); /* Swedish: «Länssjukvård: ram 2020» */

/* Net costs (costs − incomes) of the unit's own rows; a reserve is no cost until someone uses it. Öre; MONEY_NONE: no rows. */
money figure_net(const struct book *book, int unit, enum layer layer, int year);
money figure_net_deviation(const struct book *book, int unit, int year); /* budget − forecast, of a unit that has both: below 0 is worse */

/* Its value now, öre; MONEY_NONE: blank. tables: for the years asked (may be NULL: made and thrown away). */
money figure_value(const struct book *book, const struct figure *figure, const struct ram_table *table);

#endif

/* What an amount is made up of, part by part, and what each was worked out from. */
#include "why_private.h"

#include "detail.h"
#include "intl.h"

#include <string.h>

/* Of pay only the sum is told: why is for everyone. */
const char *why_worked_out(struct making *making, const struct detail *detail)
{
	struct buffer text = { 0 };
	const char *kept;

	if (!detail->inputs.count)
		return NULL;
	detail_tell(&text, detail);
	kept = why_phrase(making, "%s", text.bytes);
	buffer_free(&text);
	return kept;
}

/* One level below the other: what is above stands before its parts, so this ends. */
static void add_parts(struct making *making, int depth, const struct list *list, const char *unit, const char *above, const char *figure)
{
	const struct detail *details = list->items;

	for (size_t i = 0; i < list->count; i++) {
		if ((details[i].above || above) && (!details[i].above || !above || strcmp(details[i].above, above)))
			continue;
		if (unit && details[i].unit && strcmp(details[i].unit, unit))
			continue;
		why_add(making, &(struct why_row){ .kind = WHY_DETAIL,
					       .depth = depth,
					       .value = money_from_kr(details[i].kr),
					       .text = why_phrase(making, "%s", details[i].text),
					       .note = why_worked_out(making, &details[i]),
					       .figure = figure ? why_phrase(making, "%s.%s", figure, details[i].id) : NULL });
		add_parts(making, depth + 1, list, unit, details[i].id, figure);
	}
}

void why_details(struct making *making, int depth, const struct list *list, const char *unit, money amount, const char *figure)
{
	money said = details_sum(list, unit, NULL);

	add_parts(making, depth, list, unit, NULL, figure);
	if (said != MONEY_NONE && said != amount)
		why_add(making,
		    &(struct why_row){ .kind = WHY_DETAIL, .depth = depth, .value = money_sum(amount, -said), .text = _("ospecificerat") });
}

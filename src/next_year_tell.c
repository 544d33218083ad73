#include "next_year.h"

#include "intl.h"
#include "page.h"
#include "text.h"

bool next_year_print(struct buffer *out, const struct next_year *next, struct error *error)
{
	for (size_t i = 0; i < next->count; i++) {
		struct act act = next->acts[i].act;

		buffer_format(out, "{\"id\":\"%s\",\"act\":\"%s\"", next->acts[i].id, act_name(act.kind));
		if (!line_write_fields(out, act_shape(act.kind), act_body(&act), false, error))
			return false;
		buffer_text(out, "}\n");
	}
	return true;
}

/* ---- for people ---- */

#define AMOUNTS_END 64 /* the column after them */

static const char *const parts[NEXT_PARTS] = {
	[NEXT_BASE] = N_("Utgångsläge"),
	[NEXT_REVERSAL] = N_("Återförda tillfälliga medel"),
	[NEXT_FULL_YEAR] = N_("Helårseffekter"),
	[NEXT_DECIDED] = N_("Redan beslutat för senare år"),
	[NEXT_TARGET] = N_("Resultatmål"),
	[NEXT_BUDGET] = N_("Budgetrader, att jämföra med"),
};

static const char *print(char text[MONEY_TEXT], money value, unsigned flags)
{
	return money_print(text, value, MONEY_IN_MNKR, MONEY_FULL, flags | MONEY_NAMED);
}

static void tell_part(struct buffer *out, enum next_part part, const struct next_sum *sum)
{
	size_t start = out->size;
	char text[MONEY_TEXT];

	buffer_format(out, "  %s", _(parts[part]));
	page_pad(out, start, 32);
	buffer_format(out, _("%5zu belopp"), sum->amounts);
	print(text, money_from_kr(sum->kr), part == NEXT_BASE || part == NEXT_BUDGET ? 0 : MONEY_SIGN);
	page_pad(out, start, AMOUNTS_END - text_width(text));
	buffer_format(out, "%s\n", text);
}

static void tell_control(struct buffer *out, const struct next_year *next)
{
	char before[MONEY_TEXT], after[MONEY_TEXT];

	print(before, next->before, 0);
	print(after, next->after, 0);
	if (!next->differing)
		buffer_format(out, _("Ramarna %d, alla nivåer: %s, samma som i den gamla mappen, enhet för enhet.\n"), next->year, after);
	else
		buffer_format(out, _("Ramarna %d, alla nivåer: %s; i den gamla mappen %s. Skiljer i %zu enheter.\n"), next->year, after, before, next->differing);
}

static void tell_lost(struct buffer *out, const struct next_lost *lost)
{
	struct buffer text = { 0 };
	char kr[MONEY_TEXT];

	buffer_format(&text, "%s, %s: %s", lost->what, print(kr, money_from_kr(lost->kr), 0), lost->why);
	buffer_text(out, "  ");
	page_text(out, text.bytes, 4);
	buffer_free(&text);
}

void next_year_tell(struct buffer *out, const struct next_year *next)
{
	buffer_format(out, _("Förslag till %d: %zu handlingar, inget är skrivet.\n"), next->year, next->count);
	for (int part = 0; part < NEXT_PARTS; part++)
		tell_part(out, (enum next_part)part, &next->sums[part]);
	tell_control(out, next);
	if (next->lost_count)
		buffer_text(out, _("Förs inte med:\n"));
	for (size_t i = 0; i < next->lost_count; i++)
		tell_lost(out, &next->lost[i]);
}

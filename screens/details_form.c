#include "details_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BETWEEN "\ue000" /* the fields in the draft: nobody can type it, for what is typed is made harmless */

static const char *field_text(const struct details_form *form, int field)
{
	return form->fields[field].text;
}

const char *details_form_label(const struct details *d, int field)
{
	if (d->form.staff)
		return field == FORM_TEXT ? _("Yrkeskategori") : detailing_staff_label((enum staff_field)(field - 1));
	return field == FORM_TEXT ? _("Vad") : _("Belopp");
}

/* ---- reading ---- */

static bool touched(const struct details_form *form)
{
	for (int i = 0; i < form->count; i++)
		if (form->fields[i].touched)
			return true;
	return false;
}

static bool read_figures(struct details *d, struct detail *out, struct error *error)
{
	const struct details_form *form = &d->form;
	const char *texts[STAFF_FIELDS];

	if (!form->staff && !form->fields[FORM_AMOUNT].touched && !form->fresh) /* as it was, whatever it was worked out from */
		return true;
	if (!form->staff)
		return detailing_read(field_text(form, FORM_AMOUNT), details_money(d), details_sum(&d->list, NULL, form->id), out, &d->arena, error);
	for (int i = 0; i < STAFF_FIELDS; i++)
		texts[i] = field_text(form, 1 + i);
	return detailing_read_staff(texts, out, &d->arena, error);
}

/* Its place and its text always; out->kr and what it was worked out from only where that could be read. */
bool details_form_read(struct details *d, struct detail *out, struct error *error)
{
	const struct details_form *form = &d->form;
	const char *text = field_text(form, FORM_TEXT);
	struct detail read = *out;

	out->id = arena_string(&d->arena, form->id);
	out->above = *form->above ? arena_string(&d->arena, form->above) : NULL;
	out->text = arena_string(&d->arena, text);
	read.id = out->id;
	read.above = out->above;
	read.text = out->text;
	if (!read_figures(d, &read, error))
		return false;
	*out = read;
	return text[strspn(text, " ")] ||
	       error_set(error, "no-text", form->staff ? _("skriv vilken yrkeskategori det är, aldrig ett namn") : _("skriv vad det är"));
}

/* ---- kept with every key ---- */

static void keep(struct details *d)
{
	struct details_form *form = &d->form;
	struct draft *draft = details_draft(d);
	struct buffer text = { 0 };

	if (!draft)
		return;
	buffer_format(&text, "%s" BETWEEN "%s" BETWEEN "%zu" BETWEEN "%d" BETWEEN "%d", form->id, form->above, form->at, form->staff, form->focus);
	for (int i = 0; i < form->count; i++)
		buffer_format(&text, BETWEEN "%s", field_text(form, i));
	draft_typing_what(draft, DRAFT_DETAIL, d->line, text.bytes);
	buffer_free(&text);
}

static void drop(struct details *d)
{
	struct draft *draft = details_draft(d);

	d->form.open = false;
	if (draft && *draft->typing_id)
		draft_typing(draft, false, NULL, NULL);
	details_renew(d);
}

/* The next of what was kept; "" when there is no more. */
static const char *next_kept(char **at)
{
	char *start = *at, *end = strstr(start, BETWEEN);

	*at = end ? end + strlen(BETWEEN) : start + strlen(start);
	if (end)
		*end = '\0';
	return start;
}

void details_form_resume(struct details *d)
{
	const struct draft *draft = details_draft(d);
	struct details_form *form = &d->form;
	char kept[DRAFT_TEXT], *at = kept;

	if (!draft || !d->row || strcmp(draft->typing_what, DRAFT_DETAIL) || strcmp(draft->typing_id, d->line))
		return;
	memcpy(kept, draft->typing, sizeof kept);
	*form = (struct details_form){ .open = true };
	snprintf(form->id, sizeof form->id, "%.64s", next_kept(&at));
	snprintf(form->above, sizeof form->above, "%.64s", next_kept(&at));
	form->at = (size_t)strtoul(next_kept(&at), NULL, 10);
	form->fresh = true; /* until it is found */
	form->staff = *next_kept(&at) == '1';
	form->focus = atoi(next_kept(&at));
	form->count = form->staff ? 1 + STAFF_FIELDS : 2;
	if (form->focus < 0 || form->focus >= form->count)
		form->focus = 0;
	for (int i = 0; i < form->count; i++) {
		field_set(&form->fields[i], next_kept(&at));
		form->fields[i].touched = true;
	}
	details_renew(d);
}

/* ---- opening ---- */

static void set_staff(struct details_form *form, const struct staff *staff)
{
	char texts[STAFF_FIELDS][MONEY_TEXT];

	detailing_print_staff(texts, staff);
	for (int i = 0; i < STAFF_FIELDS; i++)
		field_set(&form->fields[1 + i], texts[i]);
	form->count = 1 + STAFF_FIELDS;
	form->staff = true;
}

void details_form_open(struct details *d, size_t at)
{
	const struct detail *detail = (const struct detail *)d->list.items + at;
	struct details_form *form = &d->form;
	struct buffer amount = { 0 };

	*form = (struct details_form){ .open = true, .at = at, .count = 2, .focus = FORM_AMOUNT };
	snprintf(form->id, sizeof form->id, "%s", detail->id);
	snprintf(form->above, sizeof form->above, "%s", detail->above ? detail->above : "");
	field_set(&form->fields[FORM_TEXT], detail->text);
	if (detail->staff.count) {
		set_staff(form, detail->staff.items);
		form->whole = true;
	} else {
		detailing_print(&amount, detail, details_money(d));
		field_set(&form->fields[FORM_AMOUNT], amount.bytes);
		buffer_free(&amount);
	}
	details_renew(d);
}

/* A whole year of whole posts; the PO-påslag of the last calculation here, for it is mostly the same. */
static void set_usual_staff(struct details *d)
{
	static const char *const usual[STAFF_FIELDS] = {
		[STAFF_HEADS] = "1", [STAFF_GRADE] = "100", [STAFF_PAY] = "", [STAFF_PO] = "", [STAFF_FROM] = "1", [STAFF_TO] = "12", [STAFF_VACANCY] = "0"
	};
	const struct detail *details = d->list.items;
	char texts[STAFF_FIELDS][MONEY_TEXT];

	for (int i = 0; i < STAFF_FIELDS; i++)
		field_set(&d->form.fields[1 + i], usual[i]);
	for (size_t i = d->list.count; i-- > 0;)
		if (details[i].staff.count) {
			detailing_print_staff(texts, details[i].staff.items);
			field_set(&d->form.fields[1 + STAFF_PO], texts[STAFF_PO]);
			return;
		}
}

void details_form_new(struct details *d, bool staff)
{
	const struct details_row *row = details_current(d);
	const char *above = row->kind == DETAILS_PART && row->detail->above ? row->detail->above : "";
	struct details_form *form = &d->form;

	*form = (struct details_form){ .open = true, .fresh = true, .staff = staff, .count = staff ? 1 + STAFF_FIELDS : 2 };
	form->at = row->kind == DETAILS_PART ? detailing_end(&d->list, row->at) : d->list.count;
	detailing_id(form->id, &d->list, &d->saved);
	snprintf(form->above, sizeof form->above, "%s", above);
	if (staff)
		set_usual_staff(d);
	details_renew(d);
}

/* ---- typing ---- */

bool details_form_commit(struct details *d)
{
	struct details_form *form = &d->form;
	struct detail read = { 0 };
	struct error error;
	struct list list;
	char id[65];

	if (!touched(form) && !form->fresh) {
		drop(d);
		return true;
	}
	if (!d->row) {
		session_say(d->screen.session, "%s", _("Budgetraden finns inte längre: raden kan inte sparas"));
		return false;
	}
	if (!form->fresh)
		read = ((const struct detail *)d->list.items)[form->at];
	if (!details_form_read(d, &read, &error)) { /* the form says what is wrong */
		session_say(d->screen.session, "%s", _("Rätta raden först; Esc låter den vara som den var"));
		return false;
	}
	list = (form->fresh ? detailing_insert : detailing_replace)(&d->list, form->at, &read, &d->arena);
	if (details_amount(d) == MONEY_NONE && details_sum(&list, NULL, NULL) < 0) {
		session_say(d->screen.session, "%s", _("Raden har inget belopp än och kan inte bli mindre än 0: skriv först det som är större än 0"));
		return false;
	}
	snprintf(id, sizeof id, "%s", form->id);
	form->open = false;
	if (details_same(&list, &d->list))
		drop(d);
	else
		details_put(d, &list, read.text);
	details_select(d, id);
	return true;
}

static void step(struct details *d, int by)
{
	d->form.focus = (d->form.focus + by + d->form.count) % d->form.count;
	d->form.whole = d->form.focus != FORM_TEXT;
}

static bool edit(struct details_form *form, const struct key *key)
{
	struct text_field *field = &form->fields[form->focus];

	if (form->whole && key_text(key))
		field_set(field, "");
	form->whole = false;
	return field_key(field, key);
}

struct effect details_form_key(struct details *d, const struct key *key)
{
	struct details_form *form = &d->form;

	if (key_is(key, "Esc")) {
		drop(d);
	} else if (key_is(key, "Enter") && form->focus == form->count - 1) {
		details_form_commit(d);
	} else if (key_in(key, "Enter Tab Down")) {
		step(d, 1);
		keep(d);
	} else if (key_in(key, "BackTab Up")) {
		step(d, -1);
		keep(d);
	} else if (edit(form, key)) {
		keep(d);
		details_renew(d);
	}
	return effect_handled;
}

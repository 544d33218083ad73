#include "next_region.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rolling {
	struct buffer *out;
	const char *id;
	int year;
	int depth;            /* of brackets: 0 is the file itself */
	char name[16];        /* of the setting whose value comes next; "" */
};

/* A comment, a string, a word or number, or a single sign. */
static size_t token_length(const char *text)
{
	const char *at = text;

	if (*text == '#' || !strncmp(text, "//", 2))
		return strcspn(text, "\n");
	if (!strncmp(text, "/*", 2)) {
		at = strstr(text + 2, "*/");
		return at ? (size_t)(at + 2 - text) : strlen(text);
	}
	if (*text == '"') {
		for (at++; *at && *at != '"'; at++)
			at += *at == '\\' && at[1];
		return (size_t)(at - text) + (*at == '"');
	}
	at += strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-*+.");
	return at > text ? (size_t)(at - text) : 1;
}

static bool is_comment(const char *token)
{
	return *token == '#' || !strncmp(token, "//", 2) || !strncmp(token, "/*", 2);
}

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* «"2020-01-15"», a year later; the 29th of February has none. */
static void put_date(struct rolling *rolling, const char *token)
{
	int year = atoi(token + 1) + 1;
	bool leap_day = !strncmp(token + 5, "-02-29", 6) && !is_leap(year);

	buffer_format(rolling->out, "\"%04d%.6s\"", year, leap_day ? "-02-28" : token + 5);
}

static bool is_setting(const struct rolling *rolling, const char *name, bool of_file)
{
	return !strcmp(rolling->name, name) && (rolling->depth == 0) == of_file;
}

static bool put_changed(struct rolling *rolling, const char *token, size_t length)
{
	char before[16];

	snprintf(before, sizeof before, "\"%d\"", rolling->year - 1);
	if (is_setting(rolling, "id", true) && *token == '"')
		buffer_format(rolling->out, "\"%s\"", rolling->id);
	else if (is_setting(rolling, "year", true) && length == 4)
		buffer_format(rolling->out, "%d", rolling->year + 1);
	else if (is_setting(rolling, "due", false) && length == strlen("\"2020-01-15\""))
		put_date(rolling, token);
	else if (is_setting(rolling, "short", false) && length == strlen(before) && !strncmp(token, before, length))
		buffer_format(rolling->out, "\"%d\"", rolling->year);
	else
		return false;
	return true;
}

/* A name stands until its value has come. */
static void follow(struct rolling *rolling, const char *token, size_t length)
{
	if (strchr(" \t\r\n\f=:", *token) || is_comment(token))
		return;
	rolling->depth += (strchr("({[", *token) != NULL) - (strchr(")}]", *token) != NULL);
	rolling->name[0] = '\0';
	if ((*token >= 'a' && *token <= 'z') && length < sizeof rolling->name) {
		memcpy(rolling->name, token, length);
		rolling->name[length] = '\0';
	}
}

void next_region(struct buffer *out, const char *text, const char *id, int year)
{
	struct rolling rolling = { .out = out, .id = id, .year = year };

	for (size_t length; *text; text += length) {
		length = token_length(text);
		if (!put_changed(&rolling, text, length))
			buffer_add(out, text, length);
		follow(&rolling, text, length);
	}
}

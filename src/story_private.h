/* What the files of the story share: a sentence on its way. Only for story*.c. */
#ifndef STORY_PRIVATE_H
#define STORY_PRIVATE_H

#include "story.h"

#define SHOWN 3 /* legs and rows told one by one; of more than that the first ones and how many there are */

/* Everything goes into `out` raw and is made harmless once, at the end. */
struct telling {
	struct buffer out;
	const struct book *book;
	const struct event *event;
	enum money_unit money;
};

/* The words of the file and what people call them. */
struct word { const char *word, *phrase; };

#define TELL_WORD(table, wanted) tell_word(table, sizeof(table) / sizeof *(table), wanted) /* "" for another word */
const char *tell_word(const struct word *table, size_t count, const char *wanted);

void tell_lower(struct buffer *out, const char *name);
void tell_money(struct telling *tell, money value, unsigned flags);
void tell_kr(struct telling *tell, int64_t kr, unsigned flags);
const char *tell_unit_name(const struct telling *tell, const char *id);
void tell_line(struct telling *tell, const char *id);                /* inside a sentence: «personal» */
void tell_user(struct telling *tell, const char *user);              /* by title */
void tell_between(struct telling *tell, size_t at, size_t count);
void tell_decision(struct telling *tell, const char *decision);      /* « (RS 7)»; nothing for NULL, as below */
void tell_text(struct telling *tell, const char *text);              /* «: «…»» */

/* One for each act: all after who did it. */
void tell_post(struct telling *tell);
void tell_target(struct telling *tell);
void tell_distribute(struct telling *tell);
void tell_forecast(struct telling *tell);
void tell_outcome(struct telling *tell);
void tell_say(struct telling *tell);
void tell_resolve(struct telling *tell);
void tell_confirm(struct telling *tell);
void tell_meet(struct telling *tell);
void tell_submit(struct telling *tell);
void tell_verdict(struct telling *tell);

#endif

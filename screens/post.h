/* Giving ramar on screen: the form of a ramförändring, and two questions over whatever screen is below. (post_screen itself is in screen.h.) */
#ifndef POST_H
#define POST_H

#include "screen.h"

/* May she begin it here? The same answer as the core gives, before anything is typed. post: the hash of a post, NULL: none is marked. */
bool post_may_give(const struct session *session, int unit, struct error *why);
bool post_may_give_below(const struct session *session, int unit, struct error *why);
bool post_may_change(const struct session *session, const char *post, struct error *why);
bool post_may_target(const struct session *session, int unit, struct error *why);

struct screen *post_below_screen(struct session *session, int unit); /* a new one, to what lies below the unit */
struct screen *post_change_screen(struct session *session, const char *post);
struct screen *post_renew_screen(struct session *session, const char *post); /* the same, with what its indices come to now filled in */
struct screen *post_proposed_screen(struct session *session, const struct event *proposal); /* what two chefs have proposed, to be decided on */
/* Questions, in the unit of money that the screen below shows: why, and the amount. */
struct screen *post_withdraw_screen(struct session *session, const char *post, enum money_unit shown);
struct screen *post_target_screen(struct session *session, int unit, enum money_unit shown);

#endif

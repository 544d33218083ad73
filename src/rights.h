/* Who may do what on which unit, under one organisation. Pure functions: the program asks before it offers, the fold asks before it counts a
 * line, and both get the same answer. Dates of a deputy mark, they void nothing (clocks are no evidence): see rights_outside_dates. */
#ifndef RIGHTS_H
#define RIGHTS_H

#include "act.h"
#include "error.h"
#include "org.h"
#include "region.h"

/* What an adopt line brought into force: vocabulary and tree. */
struct charter { const struct region *region; const struct org *org; };

enum seat_role { SEAT_NONE, SEAT_CHEF, SEAT_DEPUTY, SEAT_EKONOM, SEAT_REGISTRAR };

/* The strongest role of this user on this very row (ekonom, registrar: there or above; anslag and groups: on their holder). */
enum seat_role rights_role(const struct org *org, int unit, const char *user);

/* May this user write this act at all? False with word "not-allowed" and a sentence that says who may. The act's ids must exist (act_judge). */
bool rights_may(const struct charter *charter, const char *user, const struct act *act, struct error *error);

/* Is the content of the act right: ids known, years within, zero-sum kinds sum to 0 …? Words: "unknown-unit", "unknown-line", "unknown-kind", "year", "not-zero-sum", … */
bool rights_content(const struct charter *charter, const struct act *act, struct error *error);

/* The deputy wrote on a day outside her dates: counts, and is marked. */
bool rights_outside_dates(const struct org *org, int unit, const char *user, const char *at);

bool rights_approves(const struct org *org, int unit, const char *user); /* its plan; user NULL: is there anyone who does? */
bool rights_approves_outside_dates(const struct org *org, int unit, const char *user, const char *at); /* as a deputy, and not then */
void rights_approver(const struct charter *charter, int unit, struct buffer *out); /* Swedish: «regiondirektören» */

/* May she divide this unit / hand ramar to what lies directly below it / give this unit its ram? For screens. */
bool rights_divides(const struct org *org, int unit, const char *user);

#endif

/* What people are called: by what they are in the organisation, not by their user names. */
#ifndef TITLE_H
#define TITLE_H

#include "buffer.h"
#include "org.h"
#include "rights.h"

void title_chef(struct buffer *out, const struct charter *charter, int unit); /* «divisionschef Länssjukvård»; at the top the title says it all */
void title_seat(struct buffer *out, const struct charter *charter, int unit, enum seat_role role); /* the same, «ekonom Länssjukvård» … */
void title_brief(struct buffer *out, const struct charter *charter, int unit, enum seat_role role); /* «chef Länssjukvård» */

/* By her strongest seat, the first of those in tree order; her user name when she has none. brief: «chef Länssjukvård». */
void title_user(struct buffer *out, const struct charter *charter, const char *user, bool brief);

#endif

/* Words for people are Swedish at their source and wrapped from the first line, so that a catalogue can translate them later. */
#ifndef INTL_H
#define INTL_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

#endif

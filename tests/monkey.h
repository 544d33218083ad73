/* A monkey at the keyboard: random keys, text, pastes, bytes, sizes and signals for the real program on real files, in one seat after the other,
 * while others write in the same folder. It knows no screen: its keys are those of the action table, so that new ones come by themselves.
 * What must hold whatever it does is looked at now and then. All that it does follows from the seed and the step: a life is so many steps on
 * one folder, and can be lived again without those before it. */
#ifndef MONKEY_H
#define MONKEY_H

#include <stddef.h>
#include <stdint.h>

#define MONKEY_LIFE 2500
#define MONKEY_MEMORY 40

/* Shared with the one who watches: it outlives the monkey. */
struct monkey_log {
	int step;                              /* the one under way */
	size_t saved;                          /* bytes that came into journals */
	char deeds[MONKEY_MEMORY][160];        /* the latest, by step % MONKEY_MEMORY */
};

/* Steps from … to - 1 (of the lives they are in: from is moved back to where a life begins). Fails as a cmocka test does. */
void monkey_run(uint64_t seed, int from, int to, struct monkey_log *log);

struct stage;
void a_repaint_changes_nothing(struct stage *stage); /* what many small changes have left on the terminal is what a repaint leaves */

#endif

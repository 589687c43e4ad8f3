/* Who did what to whom, where, when, how surely: fills doc->events and doc->claims.
 *
 * Reads all layers below. Five sources of claims, each named in `by:rule`:
 *   the lexicon of event words (data/lexicon), with the alternations of English known once and for all (args.c)
 *   rules over the tree (data/rules): titles, kinship, places, counts and whatever needs a pattern
 *   what an article calls a thing that it also names (describe.c)
 *   acts of speech, from the attributions
 *   open relations from the words, for clauses that nothing else told
 *
 * Polarity and modality come from the tree (scope.c) and the attribution around the trigger; place and time from the
 * clause (where.c). Entities are added for common nouns that a claim needs. */
#ifndef BL_CLAIM_CLAIMS_H
#define BL_CLAIM_CLAIMS_H

#include "data/rules.h"
#include "doc/doc.h"

typedef struct bl_claimer bl_claimer;

/* Opens lexicon, predicates and rules below `data_dir`; errors name file, line and column. The result is constant and
 * may serve several threads. */
bl_status bl_claimer_open(const char *data_dir, bl_claimer **out);

/* Fills doc->events and doc->claims. Never fails on odd text. */
bl_status bl_claimer_run(const bl_claimer *claimer, bl_doc *doc);

void bl_claimer_close(bl_claimer *claimer);

/* The rules, for `byline rules`. */
const bl_rules *bl_claimer_rules(const bl_claimer *claimer);
/* How many lines of event words there are. */
uint32_t bl_claimer_lexicon_lines(const bl_claimer *claimer);

#endif

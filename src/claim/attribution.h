/* Who says so: finds attributions (source, cue, content) and hooks them into chains.
 *
 * Reads tokens, trees, mentions and times of a document and fills doc->attributions, ordered by cue. Three parts work
 * one after another:
 *   rules   a lexicon of cues (data/attribution/cues.tsv) and fixed frames over the tree: verbs, nouns, adjectives,
 *           adverbs and phrases of saying and thinking; quotations; posts; headlines
 *   model   optional (data/models/attribution.model): finds further cues and chooses the exact spans; without the file
 *           the rules stand alone
 *   chains  the entity of each source, the outer link of nested reports, the time, the modality
 *
 * Only attributions with `speech` are links in the chain of sources; the others (X hopes, supports, plans) tell how sure
 * or how wanted their content is. Sources that no mention covers become entities of type AnonymousSource. */
#ifndef BL_CLAIM_ATTRIBUTION_H
#define BL_CLAIM_ATTRIBUTION_H

#include "doc/doc.h"

typedef struct bl_attributor bl_attributor;

/* Opens the lexicon and, if it is there, the model below `data_dir`. Errors in the lexicon name file and line. The
 * result is constant and may serve several threads. */
bl_status bl_attributor_open(const char *data_dir, bl_attributor **out);

/* Fills doc->attributions; may add entities and mentions for unnamed sources. Never fails on odd text. */
bl_status bl_attributor_run(const bl_attributor *attributor, bl_doc *doc);

/* The innermost link in whose content `token` stands; BL_NONE: the article's own voice. Follow `outer` to the
 * outermost; attributions without `speech` on the way are no links. With `attitudes`, the innermost of any kind. */
uint32_t bl_attribution_at(const bl_doc *doc, uint32_t token, bool attitudes);

/* The attribution above `attribution` that is a link; BL_NONE. */
uint32_t bl_attribution_outer_link(const bl_doc *doc, uint32_t attribution);

void bl_attributor_close(bl_attributor *attributor);

#endif

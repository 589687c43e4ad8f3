/* The attributor: lexicon, rules, model, chains in one run; see attribution.h. */
#include "claim/attribution.h"

#include <stdlib.h>

#include "claim/attribution_find.h"

struct bl_attributor {
  bl_cue_lexicon lexicon;
};

bl_status bl_attributor_open(const char *data_dir, bl_attributor **out) {
  bl_attributor *attributor = bl_calloc(1, sizeof *attributor);
  bl_status status = bl_cue_lexicon_load(data_dir, &attributor->lexicon);
  if (status != BL_OK) {
    bl_attributor_close(attributor);
    attributor = NULL;
  }
  *out = attributor;
  return status;
}

bl_status bl_attributor_run(const bl_attributor *attributor, bl_doc *doc) {
  bl_arena arena = {0};
  bl_aview view;
  bl_afound_vec found = {0};
  bl_aview_make(doc, &arena, &view);
  bl_find_by_rules(&attributor->lexicon, &view, &found);
  bl_find_by_shape(&attributor->lexicon, &view, &found);
  bl_write_attributions(&attributor->lexicon, &view, doc, &found);
  BL_VEC_FREE(&found);
  bl_arena_free(&arena);
  return BL_OK;
}

void bl_attributor_close(bl_attributor *attributor) {
  if (!attributor) return;
  bl_cue_lexicon_free(&attributor->lexicon);
  free(attributor);
}

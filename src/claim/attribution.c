/* The attributor: lexicon, rules, model, chains in one run; see attribution.h. */
#include "claim/attribution.h"

#include <stdlib.h>

#include "claim/attribution_learn.h"

struct bl_attributor {
  bl_cue_lexicon lexicon;
  bl_amodel model;
  bool learned; /* there is a model */
};

bl_status bl_attributor_open(const char *data_dir, bl_attributor **out) {
  bl_attributor *attributor = bl_calloc(1, sizeof *attributor);
  bl_status status = bl_cue_lexicon_load(data_dir, &attributor->lexicon);
  if (status == BL_OK) status = bl_amodel_load(data_dir, &attributor->model, &attributor->learned);
  if (status != BL_OK) {
    bl_attributor_close(attributor);
    attributor = NULL;
  }
  *out = attributor;
  return status;
}

static bool has_cue_at(const bl_afound_vec *found, const bl_afound *rule) {
  for (uint32_t i = 0; i < found->count; i++)
    if (found->items[i].cue.begin < rule->cue.end && found->items[i].cue.end > rule->cue.begin) return true;
  return false;
}

/* Speech stays; belief only of somebody named by a noun ("the general believed"), not "I think". */
static bool stays(const bl_aview *view, const bl_afound *rule) {
  if (rule->entry && rule->entry->cue_class == BL_CUE_BELIEF)
    return rule->entry->modality == BL_OPINION && rule->source_head != BL_NONE &&
           view->doc->tokens.items[rule->source_head].upos != BL_POS_PRON;
  return true;
}

/* The model's choice instead of the rules', which it has seen; core speech that the model leaves out stays. */
static void relearn(const bl_attributor *attributor, const bl_aview *view, bl_afound_vec *found) {
  bl_afound_vec rules = *found;
  bl_learner learner;
  *found = (bl_afound_vec){0};
  bl_learner_make(&attributor->lexicon, view, &rules, &learner);
  bl_find_by_model(&attributor->model, &learner, found);
  for (uint32_t i = 0; i < rules.count; i++) {
    const bl_afound *rule = &rules.items[i];
    if (rule->core && rule->link && !has_cue_at(found, rule) && stays(view, rule)) BL_PUSH(found, *rule);
  }
  BL_VEC_FREE(&rules);
}

bl_status bl_attributor_run(const bl_attributor *attributor, bl_doc *doc) {
  bl_arena arena = {0};
  bl_aview view;
  bl_afound_vec found = {0};
  bl_aview_make(doc, &arena, &view);
  bl_find_by_rules(&attributor->lexicon, &view, &found);
  if (attributor->learned) relearn(attributor, &view, &found);
  bl_find_by_shape(&attributor->lexicon, &view, &found);
  bl_write_attributions(&attributor->lexicon, &view, doc, &found);
  BL_VEC_FREE(&found);
  bl_arena_free(&arena);
  return BL_OK;
}

static bool covers(const bl_attribution *a, uint32_t token) {
  for (uint32_t i = 0; i < a->content.count; i++)
    if (token >= a->content.items[i].begin && token < a->content.items[i].end) return true;
  return false;
}

static uint32_t depth_of(const bl_doc *doc, uint32_t i) {
  uint32_t depth = 0;
  for (; i != BL_NONE && depth <= doc->attributions.count; i = doc->attributions.items[i].outer) depth++;
  return depth;
}

uint32_t bl_attribution_at(const bl_doc *doc, uint32_t token, bool attitudes) {
  uint32_t best = BL_NONE, depth = 0;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const bl_attribution *a = &doc->attributions.items[i];
    if ((!a->speech && !attitudes) || !covers(a, token) || depth_of(doc, i) <= depth) continue;
    best = i;
    depth = depth_of(doc, i);
  }
  return best;
}

uint32_t bl_attribution_outer_link(const bl_doc *doc, uint32_t attribution) {
  for (uint32_t i = doc->attributions.items[attribution].outer, steps = 0; i != BL_NONE && steps <= doc->attributions.count;
       i = doc->attributions.items[i].outer, steps++)
    if (doc->attributions.items[i].speech) return i;
  return BL_NONE;
}

void bl_attributor_close(bl_attributor *attributor) {
  if (!attributor) return;
  if (attributor->learned) bl_amodel_free(&attributor->model);
  bl_cue_lexicon_free(&attributor->lexicon);
  free(attributor);
}

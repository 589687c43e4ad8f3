/* What an article calls a thing that it also names: "the insurgent group" behind "the Red Front", "a hotbed of resistance"
 * in coreference with a province. Each such description that says more than its noun is a claim of its own; titles,
 * kinship and what an owner has ("their leader") belong to other rules. */
#include "claim/emit.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* The description without its article; empty when it says no more than its noun, or names somebody else. */
static bl_span wording(const bl_walk *w, const bl_mention *m) {
  bl_span span = m->tokens, none = {m->head, m->head};
  const bl_token *head = token_at(w, m->head);
  if (head->upos != BL_POS_NOUN || head->xpos == BL_XPOS_NNS || m->head >= span.end) return none;
  if (bl_str_find(head->form, BL_STR("-"), 0) >= 0 && (bl_plain_dep(w, m->head) == BL_DEP_COMPOUND || bl_plain_dep(w, m->head) == BL_DEP_AMOD)) return none; /* "small-town Kesh" */
  while (span.begin < m->head && token_at(w, span.begin)->upos == BL_POS_DET) span.begin++;
  for (uint32_t t = m->head + 1; t < span.end; t++) { /* "the island nation of Kesh" says Kesh again */
    uint32_t inner = w->mention[t];
    if (inner != BL_NONE && w->doc->mentions.items[inner].entity == m->entity) span.end = m->head + 1;
  }
  if (span.end - span.begin < 2 || span.begin == m->head || token_at(w, span.begin)->xpos == BL_XPOS_HYPH) return none;
  for (uint32_t t = span.begin; t < m->head; t++) { /* "the Kesh Front group" */
    uint32_t inner = w->mention[t];
    if (inner != BL_NONE && w->doc->mentions.items[inner].kind == BL_MK_NAME && w->doc->mentions.items[inner].entity == m->entity) return none;
  }
  for (uint32_t t = span.begin; t < m->head; t++) {
    const bl_token *k = token_at(w, t);
    bool word = k->upos == BL_POS_ADJ || k->upos == BL_POS_NOUN || k->upos == BL_POS_PROPN || k->upos == BL_POS_VERB || k->xpos == BL_XPOS_HYPH;
    if (!word || k->dep == BL_DEP_NMOD_POSS || bl_str_eq_nocase(k->form, BL_STR("other"))) return none;
  }
  return span;
}

static bool told_elsewhere(const bl_walk *w, const bl_mention *m) {
  const bl_classes *k = w->classes;
  return bl_in_class(w, m->head, k->title_noun) || bl_in_class(w, m->head, k->relation_noun) || bl_in_class(w, m->head, k->vague_noun) ||
         token_at(w, m->head)->dep == BL_DEP_APPOS || bl_has_child(w, m->head, BL_DEP_COP) || bl_has_child(w, m->head, BL_DEP_NUMMOD);
}

/* A rule has said it of the noun: "the rebel group Red Front". */
static bool told_already(const bl_doc *doc, uint32_t entity, uint32_t head) {
  for (uint32_t i = 0; i < doc->claims.count; i++)
    if (doc->claims.items[i].subject == entity && doc->claims.items[i].trigger == head && bl_str_eq_c(doc->claims.items[i].predicate, "describedAs")) return true;
  return false;
}

void bl_run_descriptions(bl_maker *m) {
  bl_doc *doc = m->walk.doc;
  uint32_t count = doc->mentions.count;
  for (uint32_t i = 0; i < count; i++) {
    const bl_mention *mention = &doc->mentions.items[i];
    if (mention->kind != BL_MK_NOMINAL || mention->entity >= doc->entities.count || mention->tokens.end > m->walk.count) continue;
    const bl_entity *e = &doc->entities.items[mention->entity];
    if (!e->named || m->walk.mention[mention->head] != i || told_elsewhere(&m->walk, mention) || told_already(doc, mention->entity, mention->head)) continue;
    bl_span span = wording(&m->walk, mention);
    if (span.end - span.begin < 2) continue;
    bl_origin origin = {.rule = BL_STR("described-as"), .rule_place = BL_STR("src/claim/describe.c"), .confidence = 72, .fact = true};
    bl_emit(m, (bl_arg){.kind = BL_ARG_ENTITY, .index = mention->entity, .token = mention->head}, BL_STR("describedAs"), bl_arg_text(m, span, mention->head), mention->head, BL_NONE, &origin);
  }
}

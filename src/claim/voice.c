/* Where the words of a source end and the text's own begin: what stands in the content of an attribution without being said by anybody but
 * the writer. Titles and appositions inside reported clauses stay the speaker's; what is merely spoken of, and asides, are not. */
#include "claim/attribution.h"
#include "claim/emit.h"
#include "claim/attribution_lexicon.h"

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static bool in_span(bl_span s, uint32_t token) { return token >= s.begin && token < s.end; }

/* The verb of the cue; BL_NONE where the cue is another word. */
static uint32_t verb_of_cue(const bl_walk *w, const bl_attribution *a) {
  if (!a->cue.count) return BL_NONE;
  for (uint32_t t = a->cue.items[0].begin; t < a->cue.items[0].end && t < w->count; t++)
    if (token_at(w, t)->upos == BL_POS_VERB) return t;
  return BL_NONE;
}

/* The phrase right below `cue` that `token` stands in, unless a clause that somebody tells lies in between ("reports that"); BL_NONE. */
static uint32_t phrase_below(const bl_walk *w, uint32_t cue, uint32_t token) {
  for (int steps = 0; steps < 20 && token < w->count; steps++) {
    const bl_token *t = token_at(w, token);
    if (t->head == cue) return token;
    if (t->dep == BL_DEP_CCOMP || (bl_plain_dep(w, token) == BL_DEP_ACL && bl_has_child(w, token, BL_DEP_MARK))) return BL_NONE;
    token = t->head;
  }
  return BL_NONE;
}

/* "denounced President Roe", "talked about a plan that Hale had made": who judges or speaks of a thing does not tell what it is. */
static bool only_spoken_of(const bl_walk *w, const bl_attribution *a, uint32_t trigger) {
  uint32_t cue = verb_of_cue(w, a);
  if (a->quoted || cue == BL_NONE || trigger == cue || !bl_in_class(w, cue, w->classes->speaks_of)) return false;
  uint32_t top = phrase_below(w, cue, trigger);
  if (top == BL_NONE || !bl_is_nominal(w, top) || bl_has_child(w, top, BL_DEP_NSUBJ) || bl_has_child(w, top, BL_DEP_COP)) return false;
  bl_dep dep = bl_plain_dep(w, top);
  return dep == BL_DEP_OBJ || dep == BL_DEP_OBL || dep == BL_DEP_IOBJ;
}

/* A dash, not the hyphen of "Kesh-based". */
static bool is_dash(const bl_walk *w, uint32_t t) {
  if (!bl_in_bar_list(BL_STR("-|--|\xE2\x80\x93|\xE2\x80\x94"), token_at(w, t)->form)) return false;
  return !bl_str_eq_c(token_at(w, t)->form, "-") || (token_at(w, t)->space_after && (t == 0 || token_at(w, t - 1)->space_after));
}

static bool is_bracket(const bl_walk *w, uint32_t t, const char *form) { return bl_str_eq_c(token_at(w, t)->form, form); }

/* The aside in brackets or between dashes that `token` stands in, with its opening mark; empty where there is none. */
static bl_span aside_around(const bl_walk *w, uint32_t token) {
  bl_span s = w->doc->sentences.items[token_at(w, token)->sentence].tokens;
  uint32_t open = BL_NONE, dash = BL_NONE, close = token;
  for (uint32_t t = s.begin; t < token; t++) {
    if (is_bracket(w, t, "(")) open = t;
    if (is_bracket(w, t, ")")) open = BL_NONE;
    if (is_dash(w, t)) dash = dash == BL_NONE ? t : BL_NONE; /* every second one closes */
  }
  bool round = open != BL_NONE;
  while (close < s.end && !(round ? is_bracket(w, close, ")") : is_dash(w, close))) close++;
  uint32_t begin = round ? open : dash;
  return begin != BL_NONE && close < s.end ? (bl_span){begin, close} : (bl_span){0, 0};
}

/* "said that Hale (a former mayor) had left": the writer puts in who he is. */
static bool in_aside(const bl_walk *w, const bl_attribution *a, uint32_t trigger) {
  if (a->quoted || !a->cue.count) return false;
  bl_span aside = aside_around(w, trigger);
  if (aside.begin >= aside.end || a->cue.items[0].begin >= aside.begin) return false; /* "it fell (by half), they said": all of it */
  for (uint32_t t = aside.begin; t < aside.end; t++) /* words in quotation marks are somebody's */
    if (token_at(w, t)->xpos == BL_XPOS_OPEN_QUOTE) return false;
  return token_at(w, a->cue.items[0].begin)->sentence == token_at(w, trigger)->sentence;
}

uint32_t bl_voice_of(const bl_walk *w, uint32_t attribution, uint32_t trigger) {
  const bl_doc *doc = w->doc;
  while (attribution != BL_NONE) {
    const bl_attribution *a = &doc->attributions.items[attribution];
    if (!only_spoken_of(w, a, trigger) && !in_aside(w, a, trigger)) return attribution;
    attribution = bl_attribution_outer_link(doc, attribution);
  }
  return BL_NONE;
}

/* "Fox cut ties with Roe", "and on his campaign": a sentence or a piece of one that came out as a source. */
bool bl_is_scrap(const bl_walk *w, const bl_attribution *a) {
  if (!a->source.count || a->source.items[0].begin >= w->count) return false;
  bl_span s = a->source.items[0];
  if (token_at(w, s.begin)->upos == BL_POS_CCONJ) return true;
  for (uint32_t t = s.begin; t < s.end && t < w->count; t++) {
    uint8_t tag = token_at(w, t)->xpos;
    if (tag != BL_XPOS_VBZ && tag != BL_XPOS_VBP && tag != BL_XPOS_VBD && tag != BL_XPOS_MD) continue;
    bool helps = bl_plain_dep(w, t) == BL_DEP_AUX || bl_plain_dep(w, t) == BL_DEP_COP;
    uint32_t subject = bl_child_with(w, helps ? token_at(w, t)->head : t, BL_DEP_NSUBJ);
    bool inner = subject == BL_NONE || !in_span(s, subject) || (tag == BL_XPOS_VBD && !helps && bl_child_with(w, t, BL_DEP_OBJ) == BL_NONE); /* "figures provided to them" */
    for (uint32_t up = t, steps = 0; steps < 20 && in_span(s, up) && !inner; steps++, up = token_at(w, up)->head)
      inner = bl_plain_dep(w, up) == BL_DEP_ACL || token_at(w, up)->dep == BL_DEP_ACL_RELCL || token_at(w, up)->upos == BL_POS_PROPN;
    if (!inner) return true;
  }
  return false;
}

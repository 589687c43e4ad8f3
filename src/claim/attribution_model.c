/* The learned part at work: weights from the model file, the best tags, the best spans; see attribution_learn.h.
 *
 * A weight table is stored as a bitmap of the weights that are not zero and those as signed bytes, in order. */
#include "claim/attribution_learn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/model.h"

enum { CUE_WEIGHTS = BL_CUE_TAGS << BL_CUE_BITS, SPAN_WEIGHTS = 1 << BL_SPAN_BITS, MOVES = (BL_CUE_TAGS + 1) * BL_CUE_TAGS };

void bl_amodel_make(bl_amodel *out) {
  *out = (bl_amodel){.threshold = 0};
  out->cue = bl_calloc(CUE_WEIGHTS, sizeof *out->cue);
  out->source = bl_calloc(SPAN_WEIGHTS, sizeof *out->source);
  out->content = bl_calloc(SPAN_WEIGHTS, sizeof *out->content);
}

void bl_amodel_free(bl_amodel *model) {
  free(model->cue);
  free(model->source);
  free(model->content);
  free(model->cue8);
  free(model->source8);
  free(model->content8);
  *model = (bl_amodel){.cue = NULL};
}

/* ---- file ------------------------------------------------------------------------------------------------------- */

/* Weight i of the section goes to out[i / row * stride + i % row]. */
static bl_status unpack(const bl_model *file, const char *path, const char *name, size_t n, size_t row, size_t stride, int8_t *out) {
  bl_model_section s;
  BL_TRY(bl_model_section_get(file, path, name, 0, &s));
  size_t map = n / 8, at = map;
  if (s.n < map) return bl_fail(BL_ERR_FORMAT, "%s: section %s is too short", path, name);
  for (size_t i = 0; i < n; i++) {
    if (!s.p[i / 8]) {
      i |= 7;
      continue;
    }
    if (!(s.p[i / 8] >> (i % 8) & 1)) continue;
    if (at >= s.n) return bl_fail(BL_ERR_FORMAT, "%s: section %s is too short", path, name);
    int v = s.p[at++];
    v = v < 128 ? v : v - 256;
    out[i / row * stride + i % row] = (int8_t)v;
  }
  return at == s.n ? BL_OK : bl_fail(BL_ERR_FORMAT, "%s: section %s is too long", path, name);
}

static bl_status unpack_moves(const bl_model *file, const char *path, bl_amodel *out) {
  bl_model_section s;
  BL_TRY(bl_model_section_get(file, path, "MOVES", (MOVES + 1) * 2, &s));
  for (size_t i = 0; i <= MOVES; i++) {
    int v = s.p[2 * i] | s.p[2 * i + 1] << 8;
    float w = (float)(v < 32768 ? v : v - 65536);
    if (i == MOVES)
      out->threshold = w;
    else
      out->moves[i / BL_CUE_TAGS][i % BL_CUE_TAGS] = w;
  }
  return BL_OK;
}

bl_status bl_amodel_load(const char *data_dir, bl_amodel *out, bool *found) {
  bl_buf path = {0};
  bl_model file;
  bl_buf_printf(&path, "%s/models/attribution.model", data_dir);
  *found = bl_exists(path.p);
  bl_status status = *found ? bl_model_open(path.p, &file) : BL_OK;
  if (*found && status == BL_OK) {
    *out = (bl_amodel){.cue8 = bl_calloc(CUE_WEIGHTS / BL_CUE_TAGS, sizeof *out->cue8), .source8 = bl_calloc(SPAN_WEIGHTS, 1), .content8 = bl_calloc(SPAN_WEIGHTS, 1)};
    status = unpack(&file, path.p, "CUE", CUE_WEIGHTS, BL_CUE_TAGS, 4, out->cue8[0]);
    if (status == BL_OK) status = unpack(&file, path.p, "SOURCE", SPAN_WEIGHTS, 1, 1, out->source8);
    if (status == BL_OK) status = unpack(&file, path.p, "CONTENT", SPAN_WEIGHTS, 1, 1, out->content8);
    if (status == BL_OK) status = unpack_moves(&file, path.p, out);
    if (status != BL_OK) bl_amodel_free(out);
    bl_model_close(&file);
  }
  bl_buf_free(&path);
  return status;
}

static long rounded(float w, float scale, long limit) {
  long v = lroundf(w * scale);
  return v > limit ? limit : v < -limit ? -limit : v;
}

static void pack(const float *w, size_t n, float scale, bl_buf *out) {
  for (size_t i = 0; i < n; i += 8) {
    unsigned char bits = 0;
    for (size_t k = 0; k < 8; k++)
      if (rounded(w[i + k], scale, 127)) bits |= (unsigned char)(1u << k);
    bl_buf_add(out, &bits, 1);
  }
  for (size_t i = 0; i < n; i++) {
    long v = rounded(w[i], scale, 127);
    unsigned char byte = (unsigned char)(v & 0xFF);
    if (v) bl_buf_add(out, &byte, 1);
  }
}

static void pack_moves(const bl_amodel *m, float scale, bl_buf *out) {
  for (size_t i = 0; i <= MOVES; i++) {
    float w = i == MOVES ? m->threshold : m->moves[i / BL_CUE_TAGS][i % BL_CUE_TAGS];
    long v = rounded(w, scale, 32767);
    unsigned char bytes[2] = {(unsigned char)(v & 0xFF), (unsigned char)(v >> 8 & 0xFF)};
    bl_buf_add(out, bytes, 2);
  }
}

bl_status bl_amodel_save(const bl_amodel *model, const char *path, float scale, bl_str meta) {
  bl_buf parts[4] = {{0}};
  static const char *const names[4] = {"CUE", "SOURCE", "CONTENT", "MOVES"};
  bl_model_section sections[5] = {{.name = "META", .p = (const unsigned char *)meta.p, .n = meta.n}};
  pack(model->cue, CUE_WEIGHTS, scale, &parts[0]);
  pack(model->source, SPAN_WEIGHTS, scale, &parts[1]);
  pack(model->content, SPAN_WEIGHTS, scale, &parts[2]);
  pack_moves(model, scale, &parts[3]);
  for (int i = 0; i < 4; i++) {
    strcpy(sections[i + 1].name, names[i]);
    sections[i + 1].p = (const unsigned char *)parts[i].p;
    sections[i + 1].n = parts[i].n;
  }
  bl_status status = bl_model_write(path, sections, 5);
  for (int i = 0; i < 4; i++) bl_buf_free(&parts[i]);
  return status;
}

/* ---- tagging ---------------------------------------------------------------------------------------------------- */

typedef struct column {
  float score[BL_CUE_TAGS];
  uint8_t from[BL_CUE_TAGS];
} column;

static void emit(const bl_amodel *m, const bl_learner *L, uint32_t i, bl_features *scratch, float *out) {
  scratch->count = 0;
  bl_cue_features(L, i, scratch);
  for (int k = 0; k < BL_CUE_TAGS; k++) out[k] = k == BL_TAG_O ? m->threshold : 0;
  if (m->cue8) {
    int total[BL_CUE_TAGS] = {0};
    for (uint32_t f = 0; f < scratch->count; f++)
      for (int k = 0; k < BL_CUE_TAGS; k++) total[k] += m->cue8[scratch->items[f]][k];
    for (int k = 0; k < BL_CUE_TAGS; k++) out[k] += (float)total[k];
    return;
  }
  for (uint32_t f = 0; f < scratch->count; f++)
    for (int k = 0; k < BL_CUE_TAGS; k++) out[k] += m->cue[(size_t)scratch->items[f] * BL_CUE_TAGS + (size_t)k];
}

static void step(const bl_amodel *m, const column *before, const float *emission, column *now) {
  for (int k = 0; k < BL_CUE_TAGS; k++) {
    float best = -1e30f;
    for (int j = 0; j < BL_CUE_TAGS; j++) {
      if (k == BL_TAG_I && (!before || j == BL_TAG_O)) continue;
      float score = before ? before->score[j] + m->moves[j][k] : m->moves[BL_CUE_TAGS][k];
      if (score <= best) continue;
      best = score;
      now->from[k] = (uint8_t)j;
    }
    now->score[k] = best + emission[k];
  }
}

void bl_amodel_cues(const bl_amodel *m, const bl_learner *L, bl_span s, bl_span_vec *out) {
  uint32_t n = s.end - s.begin;
  if (!n) return;
  column *columns = bl_calloc(n, sizeof *columns);
  uint8_t *tags = bl_calloc(n, 1);
  bl_features scratch = {0};
  for (uint32_t i = 0; i < n; i++) {
    float emission[BL_CUE_TAGS];
    emit(m, L, s.begin + i, &scratch, emission);
    step(m, i ? &columns[i - 1] : NULL, emission, &columns[i]);
  }
  int best = 0;
  for (int k = 1; k < BL_CUE_TAGS; k++)
    if (columns[n - 1].score[k] > columns[n - 1].score[best]) best = k;
  for (uint32_t i = n; i-- > 0; best = columns[i].from[best]) tags[i] = (uint8_t)best;
  for (uint32_t i = 0; i < n; i++) {
    if (tags[i] != BL_TAG_B) continue;
    uint32_t e = i + 1;
    while (e < n && tags[e] == BL_TAG_I) e++;
    BL_PUSH(out, ((bl_span){s.begin + i, s.begin + e}));
  }
  BL_VEC_FREE(&scratch);
  free(tags);
  free(columns);
}

/* ---- choosing --------------------------------------------------------------------------------------------------- */

static float sum(const bl_amodel *m, bool content, const bl_features *f) {
  const int8_t *bytes = content ? m->content8 : m->source8;
  if (bytes) {
    int total = 0;
    for (uint32_t i = 0; i < f->count; i++) total += bytes[f->items[i]];
    return (float)total;
  }
  const float *weights = content ? m->content : m->source;
  float total = 0;
  for (uint32_t i = 0; i < f->count; i++) total += weights[f->items[i]];
  return total;
}

static bool has_ends(const bl_candidate *one) { return one->kind == BL_CAND_ONE || one->kind == BL_CAND_AROUND; }

/* The score of a candidate's two ends; what has none (no span, a quotation beside the sentence) has 0. */
static float ends_score(const bl_choice *c, const bl_candidate *one, const float *edges) {
  if (!has_ends(one)) return 0;
  return edges[2 * (one->begin - c->sentence.begin)] + edges[2 * (one->end - 1 - c->sentence.begin) + 1];
}

static float score_of(const bl_amodel *m, const bl_choice *c, uint32_t candidate, const float *edges, bl_features *f) {
  f->count = 0;
  bl_candidate_features(c, candidate, f);
  return sum(m, c->content, f) + ends_score(c, &c->candidates.items[candidate], edges);
}

static int by_score(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? 1 : x > y ? -1 : 0;
}

/* The score of the ends that a candidate needs to be looked at whole: that of the FINALISTS best. The trainer looks at all. */
static float least_ends(const bl_amodel *m, const bl_choice *c, const float *edges) {
  enum { FINALISTS = 64 }; /* with 48 and more the figures on PolNeAR dev are those of all candidates */
  uint32_t n = c->candidates.count;
  if (n <= FINALISTS || !m->source8) return -1e30f;
  float *scores = bl_calloc(n, sizeof *scores);
  for (uint32_t k = 0; k < n; k++) scores[k] = ends_score(c, &c->candidates.items[k], edges);
  qsort(scores, n, sizeof *scores, by_score);
  float least = scores[FINALISTS - 1];
  free(scores);
  return least;
}

/* The first of the best. Only candidates whose ends are among the best are looked at whole: that is where the time goes. */
uint32_t bl_amodel_choose(const bl_amodel *m, const bl_choice *c) {
  uint32_t n = c->sentence.end - c->sentence.begin, best = 0;
  float *edges = bl_calloc(2 * (size_t)n, sizeof *edges);
  bl_features f = {0};
  for (uint32_t i = 0; i < 2 * n; i++) {
    f.count = 0;
    bl_boundary_features(c, c->sentence.begin + i / 2, i % 2, &f);
    edges[i] = sum(m, c->content, &f);
  }
  float least = least_ends(m, c, edges), best_score = -1e30f;
  for (uint32_t k = 0; k < c->candidates.count; k++) {
    const bl_candidate *one = &c->candidates.items[k];
    if (has_ends(one) && ends_score(c, one, edges) < least) continue;
    float score = score_of(m, c, k, edges, &f);
    if (score <= best_score) continue;
    best_score = score;
    best = k;
  }
  BL_VEC_FREE(&f);
  free(edges);
  return best;
}

/* ---- the whole document ----------------------------------------------------------------------------------------- */

static const bl_cue *entry_of(const bl_learner *L, bl_span cue, uint32_t head) {
  uint32_t rule = L->rule_at[head];
  if (rule != BL_NONE) return L->rules->items[rule].entry;
  uint32_t end;
  for (uint32_t i = cue.begin; i < cue.end; i++) {
    const bl_cue *phrase = bl_cue_phrase(L->lexicon, L->view->doc, i, &end);
    if (phrase) return phrase;
  }
  const bl_token *t = &L->view->doc->tokens.items[head];
  char pos = t->upos == BL_POS_VERB ? 'V' : t->upos == BL_POS_NOUN ? 'N' : t->upos == BL_POS_ADJ ? 'J' : t->upos == BL_POS_ADV ? 'R' : 0;
  return pos == 'V' ? bl_cue_of_verb(L->lexicon, t) : pos ? bl_cue_find(L->lexicon, pos, t->lemma) : NULL;
}

static uint32_t top_of(const bl_aview *v, bl_span s) {
  for (uint32_t i = s.begin; i < s.end; i++) {
    const bl_token *t = &v->doc->tokens.items[i];
    if (t->upos != BL_POS_PUNCT && (t->head == BL_NONE || t->head < s.begin || t->head >= s.end)) return i;
  }
  return s.end - 1;
}

/* Where the corpus' habits and what is meant part: "X is said to be ill" is no saying of X; "reportedly" is about its whole
 * clause; "X reported, citing Y" reports no citing. */
static bool rule_is_better(const bl_learner *L, const bl_afound *a) {
  uint32_t rule = L->rule_at[a->head];
  if (rule == BL_NONE) return false;
  const bl_afound *r = &L->rules->items[rule];
  const bl_token *t = L->view->doc->tokens.items;
  bool passive_subject = a->source_head != BL_NONE && t[a->source_head].dep == BL_DEP_NSUBJ_PASS && t[a->source_head].head == a->head;
  uint32_t top = top_of(L->view, a->content.items[0]);
  bool participle = r->core && t[top].head == a->head && (t[top].dep == BL_DEP_ADVCL || (t[top].dep == BL_DEP_XCOMP && t[top].xpos == BL_XPOS_VBG));
  bool emptier = r->core && !bl_says_something(L->view, a) && bl_says_something(L->view, r); /* "told [the Herald]" */
  return passive_subject || r->shape || participle || emptier || (r->entry && r->entry->pos == 'R');
}

static void find_one(const bl_amodel *m, const bl_learner *L, bl_span cue, bl_afound_vec *out) {
  bl_choice c;
  bl_pieces pieces;
  bl_afound a = {.cue = cue, .head = bl_cue_head(L->view, cue), .source_head = BL_NONE, .of = BL_NONE};
  bl_choice_make(L, cue, NULL, &c);
  bl_candidate_pieces(&c, bl_amodel_choose(m, &c), &pieces);
  bl_choice_free(&c);
  if (pieces.count) {
    a.source = pieces.items[0];
    a.source_head = top_of(L->view, a.source);
  }
  bl_choice_make(L, cue, &a.source, &c);
  bl_candidate_pieces(&c, bl_amodel_choose(m, &c), &a.content);
  bl_choice_free(&c);
  if (!a.content.count) return;
  if (rule_is_better(L, &a)) {
    BL_PUSH(out, L->rules->items[L->rule_at[a.head]]);
    return;
  }
  a.entry = entry_of(L, cue, a.head);
  a.rule = a.entry ? a.entry->rule : BL_STR("models/attribution.model:cue");
  a.link = bl_counts_as_link(L->view, &a);
  BL_PUSH(out, a);
}

void bl_find_by_model(const bl_amodel *m, const bl_learner *L, bl_afound_vec *out) {
  bl_span_vec cues = {0};
  for (uint32_t s = 0; s < L->view->doc->sentences.count; s++) {
    cues.count = 0;
    bl_amodel_cues(m, L, L->view->doc->sentences.items[s].tokens, &cues);
    for (uint32_t i = 0; i < cues.count; i++) find_one(m, L, cues.items[i], out);
  }
  BL_VEC_FREE(&cues);
}

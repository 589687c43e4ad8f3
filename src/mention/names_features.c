/* Features for the names model; see names_features.h.
 *
 * All strings are hashed once a token (struct feature_token); templates then mix hashes, so the cost of a feature is
 * one multiplication. Invariant: a template's number never changes its meaning without training again. */
#include "mention/names_features.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "mention/names_crf.h"

enum { AFFIX = 4, NEAR = 6, RUN_MAX = 12 };

enum {
  FT_LOWER_LETTER = 1,
  FT_UPPER_FIRST = 2,
  FT_ALL_UPPER = 4,
  FT_DIGIT = 8,
  FT_LINK = 16,
  FT_BEGIN = 32,
  FT_QUOTE = 64
};

typedef struct feature_token {
  uint64_t form, low, shape, prefix[AFFIX], suffix[AFFIX], lex;
  uint16_t cluster[BL_CLUSTER_LEVELS];
  bool clustered;
  uint8_t flags;
  uint32_t words;              /* lexicon kinds of the word */
  uint32_t gaz[4];             /* kinds of phrases that it begins, is inside of, ends, is alone */
  uint32_t small;              /* kinds of the word written small */
  uint32_t run_begin, run_end; /* the run of capitalised words and links ("of", "-") around it */
  uint32_t type;               /* number of its word in the document, BL_NONE for lower-case words */
} feature_token;

/* A capitalised word of the document, over all its occurrences. */
typedef struct word_type {
  uint64_t left[NEAR], right[NEAR]; /* words beside it, where a sentence does not begin there */
  uint8_t lefts, rights;
  uint16_t count, lower, inside_longer;
  uint16_t votes[BL_NAME_LABELS]; /* second pass */
  uint16_t kind_votes[BL_NAME_KINDS + 1];
} word_type;

struct bl_feature_doc {
  const bl_doc *doc;
  const bl_lexicon *lexicon;
  int domain;
  bl_arena *arena;
  feature_token *tokens;
  word_type *types;
  uint32_t type_count;
  bl_map lower_words;    /* lower-case forms seen with a small letter in front */
  const uint8_t *labels; /* of the first pass, NULL before */
};

static uint64_t mix(uint64_t a, uint64_t b) {
  uint64_t h = (a ^ (b * 0x9E3779B97F4A7C15u)) * 0xBF58476D1CE4E5B9u;
  return h ^ h >> 31;
}

/* ---- one token -------------------------------------------------------------------------------------------------- */

static uint64_t shape_hash(bl_str form, uint8_t *flags) {
  char shape[64];
  size_t n = 0, letters = 0, upper = 0;
  for (size_t i = 0; i < form.n;) {
    bool first = i == 0;
    uint32_t cp = bl_utf8_next(form, &i);
    char c = bl_cp_upper(cp) ? 'X' : bl_cp_alpha(cp) ? 'x' : bl_cp_digit(cp) ? 'd' : '-';
    if (c == '-') c = cp < 0x80 ? (char)cp : '-';
    if (c == 'X') upper++, *flags |= first ? FT_UPPER_FIRST : 0;
    if (c == 'X' || c == 'x') letters++;
    if (c == 'x') *flags |= FT_LOWER_LETTER;
    if (c == 'd') *flags |= FT_DIGIT;
    if (n >= sizeof shape - 1 || (n >= 2 && shape[n - 1] == c && shape[n - 2] == c)) continue;
    shape[n++] = c;
  }
  if (upper && upper == letters && upper > 1) *flags |= FT_ALL_UPPER;
  return bl_hash((bl_str){shape, n});
}

static void affix_hashes(bl_str low, feature_token *t) {
  size_t ends[AFFIX], i = 0;
  int n = 0;
  for (; n < AFFIX && i < low.n; n++) bl_utf8_next(low, &i), ends[n] = i;
  for (int k = 0; k < n; k++) t->prefix[k] = bl_hash(bl_str_slice(low, 0, ends[k]));
  i = low.n;
  for (n = 0; n < AFFIX && i > 0; n++) bl_utf8_prev(low, &i), ends[n] = i;
  for (int k = 0; k < n; k++) t->suffix[k] = bl_hash(bl_str_slice(low, ends[k], low.n));
}

/* Small words and marks that may stand inside a name. */
static bool is_link(bl_str low) {
  static const char *const links[] = {"of", "the", "for", "and", "de",  "del", "la",  "da", "do", "dos", "al",
                                      "el", "bin", "ibn", "van", "von", "der", "den", "-",  "–",  "'s",  "’s",
                                      "&",  "e",   "y",   "ul",  "ur",  "di",  "on",  "in", "to"};
  for (size_t i = 0; i < sizeof links / sizeof *links; i++)
    if (bl_str_eq_c(low, links[i])) return true;
  return false;
}

static void read_token(bl_feature_doc *fd, uint32_t i) {
  const bl_token *token = &fd->doc->tokens.items[i];
  feature_token *t = &fd->tokens[i];
  bl_str low = bl_utf8_lower(fd->arena, token->form);
  t->form = bl_hash(token->form);
  t->low = bl_hash(low);
  t->shape = shape_hash(token->form, &t->flags);
  affix_hashes(low, t);
  t->lex = bl_lex_hash(BL_LEX_HASH0, token->form);
  t->clustered = bl_lex_clusters(fd->lexicon, low, t->cluster);
  t->words = bl_lex_word(fd->lexicon, t->lex);
  t->type = BL_NONE;
  if (is_link(low)) t->flags |= FT_LINK;
  if (low.n &&
      (low.p[0] == '"' || low.p[0] == '`' || bl_str_starts(low, BL_STR("“")) || bl_str_starts(low, BL_STR("''"))))
    t->flags |= FT_QUOTE;
  if (fd->doc->sentences.items[token->sentence].tokens.begin == i) t->flags |= FT_BEGIN;
}

/* ---- phrases and runs of a sentence ----------------------------------------------------------------------------- */

static void mark_phrase(feature_token *t, uint32_t begin, uint32_t end, uint32_t kinds) {
  if (end - begin == 1) {
    t[begin].gaz[3] |= kinds;
    return;
  }
  t[begin].gaz[0] |= kinds;
  for (uint32_t i = begin + 1; i + 1 < end; i++) t[i].gaz[1] |= kinds;
  t[end - 1].gaz[2] |= kinds;
}

/* Whether the writer of the sentence uses capitals at all, beyond its first word. */
static bool has_capitals(const bl_feature_doc *fd, bl_span s) {
  for (uint32_t i = s.begin + 1; i < s.end; i++)
    if (fd->tokens[i].flags & FT_UPPER_FIRST) return true;
  return false;
}

/* Names in small letters, as in hasty mail: marked apart from proper ones. */
static void match_small(bl_feature_doc *fd, bl_span s) {
  bool capitals = has_capitals(fd, s);
  for (uint32_t i = s.begin; i < s.end; i++) {
    feature_token *t = &fd->tokens[i];
    if ((t->flags & FT_UPPER_FIRST) || !(t->flags & FT_LOWER_LETTER)) continue;
    t->small = bl_lex_phrase(fd->lexicon, t->lex) & ~BL_LX(TOWN);
    if (t->words & BL_LX(FIRST)) t->small |= BL_LX(FIRST);
    if (!capitals) t->small |= 1u << 31;
  }
}

/* Longest phrase of each kind from each capitalised token; those inside a longer one of the same kind are left out. */
static void match_phrases(bl_feature_doc *fd, bl_span s) {
  uint32_t covered[BL_LX_COUNT] = {0};
  for (uint32_t i = s.begin; i < s.end; i++) {
    if (!(fd->tokens[i].flags & (FT_UPPER_FIRST | FT_DIGIT | FT_ALL_UPPER))) continue;
    uint64_t h = BL_LEX_HASH0;
    uint32_t kinds[BL_LX_MAX_WORDS] = {0}, taken = 0;
    int n = 0;
    for (; n < BL_LX_MAX_WORDS && i + (uint32_t)n < s.end; n++) {
      uint64_t longer = bl_lex_hash(h, fd->doc->tokens.items[i + (uint32_t)n].form);
      kinds[n] = longer == h ? 0 : bl_lex_phrase(fd->lexicon, longer);
      h = longer;
    }
    while (n-- > 0) {
      uint32_t fresh = kinds[n] & ~taken, end = i + (uint32_t)n + 1;
      for (int k = 0; k < BL_LX_COUNT; k++)
        if ((fresh >> k & 1) && covered[k] >= end) fresh &= ~(1u << k);
      for (int k = 0; k < BL_LX_COUNT; k++)
        if (fresh >> k & 1) covered[k] = end;
      if (fresh) mark_phrase(fd->tokens, i, end, fresh);
      taken |= kinds[n];
    }
  }
}

static void mark_runs(bl_feature_doc *fd, bl_span s) {
  for (uint32_t i = s.begin; i < s.end;) {
    uint32_t end = i + 1;
    if (fd->tokens[i].flags & FT_UPPER_FIRST) {
      for (uint32_t j = end, links = 0; j < s.end && links < 3; j++) {
        bool upper = fd->tokens[j].flags & FT_UPPER_FIRST;
        if (!upper && !(fd->tokens[j].flags & FT_LINK)) break;
        links = upper ? 0 : links + 1;
        if (upper) end = j + 1;
      }
    }
    for (uint32_t j = i; j < end; j++) fd->tokens[j].run_begin = i, fd->tokens[j].run_end = end;
    i = end;
  }
}

/* ---- the same word elsewhere ------------------------------------------------------------------------------------ */

static void add_near(uint64_t *near, uint8_t *count, uint64_t word) {
  for (int i = 0; i < *count; i++)
    if (near[i] == word) return;
  if (*count < NEAR) near[(*count)++] = word;
}

static void read_type(bl_feature_doc *fd, uint32_t i) {
  feature_token *t = &fd->tokens[i];
  word_type *w = &fd->types[t->type];
  bl_span s = fd->doc->sentences.items[fd->doc->tokens.items[i].sentence].tokens;
  w->count++;
  if (t->run_end - t->run_begin > 1) w->inside_longer++;
  if (i > s.begin) add_near(w->left, &w->lefts, fd->tokens[i - 1].low);
  if (i + 1 < s.end) add_near(w->right, &w->rights, fd->tokens[i + 1].low);
}

static void find_types(bl_feature_doc *fd) {
  bl_map numbers = {0};
  uint32_t n = fd->doc->tokens.count;
  for (uint32_t i = 0; i < n; i++) {
    feature_token *t = &fd->tokens[i];
    bl_str key = {(const char *)&t->low, sizeof t->low};
    if (!(t->flags & FT_UPPER_FIRST)) {
      if (t->flags & FT_LOWER_LETTER) bl_map_put(&fd->lower_words, key, 1);
      continue;
    }
    uint32_t *number = bl_map_at(&numbers, key);
    if (*number == BL_NONE) *number = fd->type_count++;
    t->type = *number;
  }
  bl_map_free(&numbers);
  fd->types = BL_ARENA_NEW(fd->arena, word_type, fd->type_count);
  for (uint32_t i = 0; i < n; i++) {
    feature_token *t = &fd->tokens[i];
    if (t->type == BL_NONE) continue;
    read_type(fd, i);
    bl_str key = {(const char *)&t->low, sizeof t->low};
    if (bl_map_get(&fd->lower_words, key) != BL_NONE) fd->types[t->type].lower = 1;
  }
  bl_map_free(&fd->lower_words);
}

bl_feature_doc *bl_feature_doc_new(const bl_lexicon *lexicon, const bl_doc *doc, int domain, bl_arena *arena) {
  bl_feature_doc *fd = BL_ARENA_NEW(arena, bl_feature_doc, 1);
  *fd = (bl_feature_doc){.doc = doc, .lexicon = lexicon, .domain = domain, .arena = arena};
  fd->tokens = BL_ARENA_NEW(arena, feature_token, doc->tokens.count);
  for (uint32_t i = 0; i < doc->tokens.count; i++) read_token(fd, i);
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    match_phrases(fd, doc->sentences.items[i].tokens);
    match_small(fd, doc->sentences.items[i].tokens);
    mark_runs(fd, doc->sentences.items[i].tokens);
  }
  find_types(fd);
  return fd;
}

void bl_feature_doc_second(bl_feature_doc *fd, const uint8_t *labels) {
  fd->labels = labels;
  for (uint32_t i = 0; i < fd->doc->tokens.count; i++) {
    feature_token *t = &fd->tokens[i];
    if (t->type == BL_NONE) continue;
    word_type *w = &fd->types[t->type];
    w->votes[labels[i]]++;
    w->kind_votes[bl_name_kind_of(labels[i])]++;
  }
}

/* ---- templates -------------------------------------------------------------------------------------------------- */

typedef struct feature_sink {
  bl_features *out;
  uint64_t template_number;
} feature_sink;

static void put(feature_sink *sink, uint64_t value) {
  uint64_t h = mix(value, sink->template_number++ + 1);
  BL_PUSH(sink->out, (uint32_t)(h ^ h >> 32));
}

/* A feature of a fixed template, for values that come in sets. */
static void put_as(feature_sink *sink, uint64_t number, uint64_t value) {
  uint64_t h = mix(value, number + 1000);
  BL_PUSH(sink->out, (uint32_t)(h ^ h >> 32));
}

/* The tokens around `i` within its sentence; a fixed empty one outside. */
static const feature_token *at(const bl_feature_doc *fd, bl_span s, uint32_t i, int offset) {
  static const feature_token outside = {.low = 0x5D, .shape = 0x5E, .form = 0x5F};
  int64_t j = (int64_t)i + offset;
  return j < (int64_t)s.begin || j >= (int64_t)s.end ? &outside : &fd->tokens[j];
}

static void word_features(const feature_token *const w[5], feature_sink *sink) {
  for (int k = 0; k < 5; k++) put(sink, w[k]->low);
  put(sink, w[2]->form);
  put(sink, mix(w[1]->low, w[2]->low));
  put(sink, mix(w[2]->low, w[3]->low));
  put(sink, mix(w[1]->low, w[3]->low));
  put(sink, mix(w[0]->low, w[1]->low));
  put(sink, mix(w[3]->low, w[4]->low));
  for (int k = 1; k < 4; k++) put(sink, w[k]->shape);
  put(sink, mix(w[1]->shape, w[2]->shape));
  put(sink, mix(w[2]->shape, w[3]->shape));
  put(sink, mix(w[1]->shape, mix(w[2]->shape, w[3]->shape)));
  put(sink, mix(w[2]->shape, mix(w[3]->shape, w[4]->shape)));
  put(sink, mix(w[2]->shape, w[1]->low));
  put(sink, mix(w[2]->shape, w[3]->low));
  for (int k = 0; k < AFFIX; k++) put(sink, w[2]->prefix[k]);
  for (int k = 0; k < AFFIX; k++) put(sink, w[2]->suffix[k]);
  put(sink, w[1]->suffix[2]);
  put(sink, w[3]->suffix[2]);
  put(sink, mix(w[2]->suffix[2], w[2]->shape));
}

static void cluster_features(const feature_token *const w[5], feature_sink *sink) {
  for (int k = 0; k < 5; k++) put(sink, w[k]->cluster[1] + (w[k]->clustered ? 1u : 0u) * 5000u);
  for (int k = 1; k < 4; k++) put(sink, w[k]->cluster[0]), put(sink, w[k]->cluster[2]);
  put(sink, mix(w[1]->cluster[1], w[2]->cluster[1]));
  put(sink, mix(w[2]->cluster[1], w[3]->cluster[1]));
  put(sink, mix(w[1]->cluster[1], w[2]->shape));
  put(sink, mix(w[3]->cluster[1], w[2]->shape));
  put(sink, mix(w[2]->cluster[2], w[2]->shape));
  put(sink, mix(w[1]->cluster[0], mix(w[2]->cluster[0], w[3]->cluster[0])));
}

static void lexicon_features(const feature_token *const w[5], feature_sink *sink) {
  for (int k = 1; k < 4; k++) {
    const feature_token *t = w[k];
    for (int kind = 0; kind < BL_LX_COUNT; kind++) {
      for (int p = 0; p < 4; p++)
        if (t->gaz[p] >> kind & 1) put_as(sink, (uint64_t)k, (uint64_t)(kind * 4 + p));
      if (t->words >> kind & 1) put_as(sink, 10 + (uint64_t)k, mix((uint64_t)kind, t->flags & FT_UPPER_FIRST));
    }
  }
  for (int kind = 0; kind < BL_LX_COUNT; kind++)
    if (w[2]->small >> kind & 1) put_as(sink, 14, mix((uint64_t)kind, w[2]->small >> 31));
  if (w[2]->small) put_as(sink, 15, w[2]->small);
  uint64_t all = mix(mix(w[2]->gaz[0], w[2]->gaz[1]), mix(w[2]->gaz[2], w[2]->gaz[3]));
  put(sink, all);
  put(sink, mix(all, w[2]->shape));
  put(sink, mix(w[2]->words, w[2]->flags & FT_UPPER_FIRST));
  put(sink, mix(w[1]->words, w[2]->words));
  put(sink, mix(w[2]->words, w[3]->words));
}

static void run_features(const bl_feature_doc *fd, bl_span s, uint32_t i, feature_sink *sink) {
  const feature_token *t = &fd->tokens[i];
  uint32_t b = t->run_begin, e = t->run_end, n = e - b > RUN_MAX ? RUN_MAX : e - b;
  const feature_token *left = at(fd, s, b, -1), *right = at(fd, s, e, 0);
  uint64_t place = mix(i - b < 4 ? i - b : 4, e - i < 5 ? e - i : 5);
  bool upper = t->flags & FT_UPPER_FIRST;
  if (!upper && n == 1) return;
  put_as(sink, 20, mix(left->low, place));
  put_as(sink, 21, mix(right->low, place));
  put_as(sink, 22, left->low);
  put_as(sink, 23, right->low);
  put_as(sink, 24, place);
  put_as(sink, 25, fd->tokens[b].low);
  put_as(sink, 26, fd->tokens[e - 1].low);
  put_as(sink, 27, mix(fd->tokens[e - 1].low, place));
  put_as(sink, 28, left->cluster[1]);
  put_as(sink, 29, right->cluster[1]);
  put_as(sink, 30, mix(left->words, n == 1));
  put_as(sink, 31, mix(fd->tokens[e - 1].words, place));
  put_as(sink, 32, mix(fd->tokens[b].words, place));
  put_as(sink, 33, fd->tokens[e - 1].cluster[1]);
  put_as(sink, 34, mix(at(fd, s, e, 1)->low, right->low));
  put_as(sink, 35, mix(at(fd, s, b, -2)->low, left->low));
}

static void document_features(const bl_feature_doc *fd, uint32_t i, feature_sink *sink) {
  const feature_token *t = &fd->tokens[i];
  if (t->type == BL_NONE) return;
  const word_type *w = &fd->types[t->type];
  put_as(sink, 40, mix(w->lower, t->flags & FT_BEGIN));
  put_as(sink, 41, mix(w->count > 3 ? 3 : w->count, w->inside_longer > 0));
  for (int k = 0; k < w->lefts; k++) put_as(sink, 42, w->left[k]);
  for (int k = 0; k < w->rights; k++) put_as(sink, 43, w->right[k]);
}

/* Majority of other occurrences' labels; ties go to the lower number. */
static void second_features(const bl_feature_doc *fd, uint32_t i, feature_sink *sink) {
  const feature_token *t = &fd->tokens[i];
  uint8_t own = fd->labels[i];
  put_as(sink, 50, own);
  if (t->type == BL_NONE) return;
  const word_type *w = &fd->types[t->type];
  int best = -1, kind = -1;
  for (int l = 0; l < BL_NAME_LABELS; l++) {
    int votes = w->votes[l] - (l == own);
    if (votes > 0 && (best < 0 || votes > w->votes[best] - (best == own))) best = l;
  }
  int own_kind = bl_name_kind_of(own);
  for (int k = 0; k <= BL_NAME_KINDS; k++) {
    int votes = w->kind_votes[k] - (k == own_kind);
    if (votes > 0 && (kind < 0 || votes > w->kind_votes[kind] - (kind == own_kind))) kind = k;
    if (votes > 0) put_as(sink, 51, mix((uint64_t)k, (uint64_t)votes * 2 >= (uint64_t)w->count - 1));
  }
  put_as(sink, 52, (uint64_t)(best + 1));
  put_as(sink, 53, (uint64_t)(kind + 1));
  put_as(sink, 54, mix((uint64_t)(kind + 1), own));
}

void bl_features_of(const bl_feature_doc *fd, uint32_t token, bl_features *out) {
  bl_span s = fd->doc->sentences.items[fd->doc->tokens.items[token].sentence].tokens;
  const feature_token *w[5];
  for (int k = 0; k < 5; k++) w[k] = at(fd, s, token, k - 2);
  feature_sink sink = {out, 0};
  put(&sink, 0);
  put(&sink, mix(w[2]->flags, 7));
  put(&sink, mix((uint64_t)fd->domain, w[2]->flags & FT_UPPER_FIRST));
  put(&sink, mix((uint64_t)fd->domain, w[2]->low));
  word_features(w, &sink);
  cluster_features(w, &sink);
  lexicon_features(w, &sink);
  run_features(fd, s, token, &sink);
  document_features(fd, token, &sink);
  if (fd->labels) second_features(fd, token, &sink);
}

/* Original sources: who a claim goes back to, so that copies count once.
 *
 *   1. The innermost named source of its chain of attribution; an unnamed one stands for itself.
 *   2. In the article's own voice: a wire that the byline or a tag names ("AP"), else the publisher, else the article.
 *   3. Passages of two articles whose words overlap (containment of 4-word shingles; Broder 1997) go back to one source:
 *      the named source that one of them gives, a news outlet before others, else the article that was first.
 *   4. An article most of whose passages are in another, earlier one, or that gives the same address as its own, is a copy
 *      of it: what it says in its own voice goes back to the other.
 *
 * claim_origin holds a number for each claim: a cluster, or clusters.count + an article. Shingles that many passages
 * share are compared in a window, so the work stays n log n. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "resolve/claims.h"
#include "resolve/when.h"

enum { SHINGLE = 4, FEWEST_SHINGLES = 5, BLOCK = 20, ALIKE_PERCENT = 60, COPY_PERCENT = 50, FEWEST_PASSAGES = 4 };

/* A passage with the claims that were read from it. */
typedef struct sentence {
  uint32_t article, begin, end;
  uint32_t claim;     /* the first of them */
  bl_str text;
  uint32_t shingles;
  uint32_t group;     /* union-find over passages of the same words */
} sentence;

typedef struct shingle_row {
  uint64_t hash;
  uint32_t sentence;
} shingle_row;

typedef struct overlap {
  uint32_t a, b;
} overlap;

typedef struct source_work {
  bl_work *work;
  sentence *sentences;
  uint32_t count;
  uint32_t *sentence_of; /* claim -> sentence */
} source_work;

/* ---- named sources ----------------------------------------------------------------------------------------------- */

static bool is_named(const bl_work *work, uint32_t entity) {
  const bl_cluster *c = &work->out->clusters.items[work->out->identities[entity].cluster];
  return !bl_str_eq(c->iri, work->corpus->entities.items[entity].iri);
}

/* The outlet of a name: one of the whole set, else what the article itself calls so. */
static uint32_t outlet_of(bl_work *work, const bl_map *outlets, uint32_t article, bl_str name) {
  bl_form form = bl_form_make(work->words, &work->scratch, name, BL_FORM_GROUP);
  uint32_t cluster = form.text.n ? bl_map_get(outlets, form.text) : BL_NONE, found;
  if (cluster != BL_NONE || !bl_names_in(work, article, name, &found, 1)) return cluster;
  uint8_t type = work->out->clusters.items[found].type;
  return type == BL_ET_MEDIA_OUTLET || type == BL_ET_ORGANIZATION ? found : BL_NONE;
}

/* The cluster of a wire or paper that a tag or the byline of an article names ("Ada Brel, Tarvan Press Agency"). */
static uint32_t byline_source(bl_work *work, const bl_map *outlets, uint32_t article) {
  const bl_rec_article *a = &work->corpus->articles.items[article];
  bl_str rest = a->creator, part;
  uint32_t wire = a->wire.n ? outlet_of(work, outlets, article, a->wire) : BL_NONE;
  while (wire == BL_NONE && bl_str_next(&rest, ',', &part)) {
    bl_form form = bl_form_make(work->words, &work->scratch, bl_str_trim(part), BL_FORM_GROUP);
    if (form.text.n) wire = bl_map_get(outlets, form.text);
  }
  return wire;
}

static void note_outlets(bl_work *work, bl_map *outlets) {
  for (uint32_t i = 0; i < work->out->clusters.count; i++) {
    const bl_cluster *c = &work->out->clusters.items[i];
    if (c->type != BL_ET_MEDIA_OUTLET) continue;
    for (uint32_t k = 0; k < c->label_count; k++) {
      bl_form form = bl_form_make(work->words, &work->scratch, c->labels[k], BL_FORM_GROUP);
      if (form.text.n) bl_map_put(outlets, form.text, i);
    }
  }
}

/* Where an article's own voice comes from. */
static uint32_t article_origin(bl_work *work, const bl_map *outlets, uint32_t article) {
  uint32_t wire = byline_source(work, outlets, article), publisher = work->corpus->articles.items[article].publisher;
  if (wire != BL_NONE) return wire;
  return publisher != BL_NONE ? work->out->identities[publisher].cluster : work->out->clusters.count + article;
}

static uint32_t own_origin(bl_work *work, bl_map *outlets, uint32_t claim) {
  const bl_rec_claim *c = &work->corpus->claims.items[claim];
  uint32_t unnamed = BL_NONE;
  for (uint32_t i = c->chain_count; i > 0; i--) {
    uint32_t link = c->chain[i - 1];
    uint32_t source = link == BL_NONE ? BL_NONE : work->corpus->attributions.items[link].source;
    if (source == BL_NONE) continue;
    if (is_named(work, source)) return work->out->identities[source].cluster;
    if (unnamed == BL_NONE) unnamed = source;
  }
  if (c->said_by != BL_NONE && is_named(work, c->said_by)) return work->out->identities[c->said_by].cluster;
  if (unnamed == BL_NONE) unnamed = c->said_by;
  if (unnamed != BL_NONE) return work->out->identities[unnamed].cluster;
  if (c->article == BL_NONE) return BL_NONE;
  return article_origin(work, outlets, c->article);
}

/* ---- passages of the same words ---------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
  const sentence *x = a, *y = b;
  if (x->article != y->article) return x->article < y->article ? -1 : 1;
  if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
  if (x->end != y->end) return x->end < y->end ? -1 : 1;
  return (x->claim > y->claim) - (x->claim < y->claim);
}

static void collect_sentences(source_work *sw) {
  const bl_corpus *c = sw->work->corpus;
  sentence *all = BL_ARENA_NEW(&sw->work->scratch, sentence, c->claims.count);
  uint32_t count = 0;
  for (uint32_t i = 0; i < c->claims.count; i++) {
    const bl_rec_claim *claim = &c->claims.items[i];
    if (claim->article != BL_NONE)
      all[count++] = (sentence){claim->article, claim->passage.begin, claim->passage.end, i, claim->passage.text, 0, 0};
  }
  if (count) qsort(all, count, sizeof *all, by_place);
  sw->sentence_of = BL_ARENA_NEW(&sw->work->scratch, uint32_t, c->claims.count);
  memset(sw->sentence_of, 0xFF, c->claims.count * sizeof *sw->sentence_of);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    bool same = kept && all[kept - 1].article == all[i].article && all[kept - 1].begin == all[i].begin && all[kept - 1].end == all[i].end;
    sw->sentence_of[all[i].claim] = same ? kept - 1 : kept;
    if (!same) all[kept++] = all[i];
  }
  for (uint32_t i = 0; i < kept; i++) all[i].group = i;
  sw->sentences = all;
  sw->count = kept;
}

typedef BL_VEC(shingle_row) shingle_rows;

static void add_shingles(source_work *sw, uint32_t index, shingle_rows *rows) {
  bl_buf folded = {0};
  uint64_t last[SHINGLE] = {0};
  uint32_t words = 0;
  bl_utf8_fold(&folded, sw->sentences[index].text);
  for (size_t at = 0; at < folded.n;) {
    size_t from = at;
    while (at < folded.n && (bl_cp_digit((unsigned char)folded.p[at]) || (folded.p[at] >= 'a' && folded.p[at] <= 'z') || (folded.p[at] & 0x80))) at++;
    if (at == from) {
      at++;
      continue;
    }
    memmove(last, last + 1, (SHINGLE - 1) * sizeof *last);
    last[SHINGLE - 1] = bl_hash((bl_str){folded.p + from, at - from});
    if (++words < SHINGLE) continue;
    shingle_row row = {bl_hash((bl_str){(const char *)last, sizeof last}), index};
    BL_PUSH(rows, row);
    sw->sentences[index].shingles++;
  }
  bl_buf_free(&folded);
}

static int by_hash(const void *a, const void *b) {
  const shingle_row *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

static int by_pair(const void *a, const void *b) {
  const overlap *x = a, *y = b;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

typedef BL_VEC(overlap) overlaps;

static void find_overlaps(source_work *sw, overlaps *out) {
  shingle_rows rows = {0};
  for (uint32_t i = 0; i < sw->count; i++) add_shingles(sw, i, &rows);
  if (rows.count) qsort(rows.items, rows.count, sizeof *rows.items, by_hash);
  for (uint32_t i = 0, end; i < rows.count; i = end) {
    for (end = i + 1; end < rows.count && rows.items[end].hash == rows.items[i].hash; end++) {
    }
    for (uint32_t a = i; a < end; a++) {
      for (uint32_t b = a + 1; b < end && b - a < BLOCK; b++) {
        uint32_t x = rows.items[a].sentence, y = rows.items[b].sentence;
        overlap pair = {x, y};
        if (x != y && sw->sentences[x].article != sw->sentences[y].article) BL_PUSH(out, pair);
      }
    }
  }
  if (out->count) qsort(out->items, out->count, sizeof *out->items, by_pair);
  BL_VEC_FREE(&rows);
}

static uint32_t find(source_work *sw, uint32_t s) {
  while (sw->sentences[s].group != s) {
    sw->sentences[s].group = sw->sentences[sw->sentences[s].group].group;
    s = sw->sentences[s].group;
  }
  return s;
}

/* Joins passages that overlap enough; `pairs` keeps those pairs of articles' passages. */
static void join_alike(source_work *sw, overlaps *pairs) {
  uint32_t kept = 0;
  for (uint32_t i = 0, end; i < pairs->count; i = end) {
    for (end = i + 1; end < pairs->count && by_pair(&pairs->items[i], &pairs->items[end]) == 0; end++) {
    }
    uint32_t a = pairs->items[i].a, b = pairs->items[i].b;
    uint32_t least = sw->sentences[a].shingles < sw->sentences[b].shingles ? sw->sentences[a].shingles : sw->sentences[b].shingles;
    if (least < FEWEST_SHINGLES || (end - i) * 100 < least * ALIKE_PERCENT) continue;
    uint32_t x = find(sw, a), y = find(sw, b);
    if (x != y) sw->sentences[x < y ? y : x].group = x < y ? x : y;
    pairs->items[kept++] = (overlap){a, b};
  }
  pairs->count = kept;
}

/* ---- one source for a group of passages --------------------------------------------------------------------------- */

/* Whether article `a` comes before `b`: published earlier, dated where the other is not, else in the order of IRIs. A total
 * order, so that no article is a copy of its own copy. */
static bool earlier(const bl_work *work, uint32_t a, uint32_t b) {
  bl_stretch x = bl_stretch_of_date(work->corpus->articles.items[a].issued);
  bl_stretch y = bl_stretch_of_date(work->corpus->articles.items[b].issued);
  if (x.known != y.known) return x.known;
  if (x.known && x.begin != y.begin) return x.begin < y.begin;
  return a < b;
}

/* 3 a named outlet, 2 another named source, 1 an article or its publisher, 0 unnamed. */
static int rank_of(const bl_work *work, uint32_t claim, uint32_t origin) {
  if (origin == BL_NONE) return 0;
  if (origin >= work->out->clusters.count) return 1;
  if (!work->corpus->claims.items[claim].chain_count && work->corpus->claims.items[claim].said_by == BL_NONE) return 1;
  const bl_cluster *c = &work->out->clusters.items[origin];
  bool named = !bl_str_eq(c->iri, work->corpus->entities.items[c->members[0]].iri);
  return !named ? 0 : c->type == BL_ET_MEDIA_OUTLET ? 3 : 2;
}

typedef struct common_source {
  uint32_t origin;
  int rank;
  uint32_t first; /* article that was first */
  bool several;   /* articles */
} common_source;

/* A wire's text goes back to the wire, whoever printed it first. */
static uint32_t first_origin(bl_work *work, const bl_map *outlets, uint32_t article) {
  uint32_t wire = byline_source(work, outlets, article);
  return wire != BL_NONE ? wire : work->out->clusters.count + article;
}

static void share_sources(source_work *sw, const bl_map *outlets) {
  bl_work *work = sw->work;
  const bl_corpus *c = work->corpus;
  common_source *groups = BL_ARENA_NEW(&work->scratch, common_source, sw->count);
  for (uint32_t i = 0; i < sw->count; i++) groups[i] = (common_source){BL_NONE, -1, BL_NONE, false};
  for (uint32_t i = 0; i < c->claims.count; i++) {
    if (sw->sentence_of[i] == BL_NONE) continue;
    common_source *g = &groups[find(sw, sw->sentence_of[i])];
    uint32_t article = c->claims.items[i].article;
    if (g->first != BL_NONE && g->first != article) g->several = true;
    if (g->first == BL_NONE || earlier(work, article, g->first)) g->first = article;
    int rank = rank_of(work, i, work->claim_origin[i]);
    if (rank > g->rank || (rank == g->rank && work->claim_origin[i] < g->origin))
      *g = (common_source){work->claim_origin[i], rank, g->first, g->several};
  }
  for (uint32_t i = 0; i < c->claims.count; i++) {
    if (sw->sentence_of[i] == BL_NONE) continue;
    const common_source *g = &groups[find(sw, sw->sentence_of[i])];
    if (!g->several) continue;
    if (rank_of(work, i, work->claim_origin[i]) == 2) continue; /* both name who said it */
    work->claim_origin[i] = g->rank >= 2 ? g->origin : first_origin(work, outlets, g->first);
  }
}

/* ---- output ------------------------------------------------------------------------------------------------------ */

static void keep_first(const bl_work *work, uint32_t *of, uint32_t copy, uint32_t original) {
  if (copy != original && (of[copy] == BL_NONE || earlier(work, original, of[copy]))) of[copy] = original;
}

/* Articles most of whose passages stand in an earlier one. */
static void find_rewritten(source_work *sw, const overlaps *alike, uint32_t *of) {
  bl_work *work = sw->work;
  uint32_t *passages = BL_ARENA_NEW(&work->scratch, uint32_t, work->corpus->articles.count);
  for (uint32_t i = 0; i < sw->count; i++) passages[sw->sentences[i].article]++;
  overlaps articles = {0}; /* a passage of article b is in article a */
  for (uint32_t i = 0; i < alike->count; i++) {
    overlap pair = {sw->sentences[alike->items[i].a].article, sw->sentences[alike->items[i].b].article};
    if (!earlier(work, pair.a, pair.b)) pair = (overlap){pair.b, pair.a};
    BL_PUSH(&articles, pair);
  }
  if (articles.count) qsort(articles.items, articles.count, sizeof *articles.items, by_pair);
  for (uint32_t i = 0, end; i < articles.count; i = end) {
    for (end = i + 1; end < articles.count && by_pair(&articles.items[i], &articles.items[end]) == 0; end++) {
    }
    uint32_t a = articles.items[i].a, b = articles.items[i].b;
    if (passages[b] >= FEWEST_PASSAGES && (end - i) * 100 >= passages[b] * COPY_PERCENT) keep_first(work, of, b, a);
  }
  BL_VEC_FREE(&articles);
}

/* An address without scheme, "www.", query, fragment and last slash; empty for none. */
static bl_str address_of(bl_work *work, bl_str url) {
  bl_str s = bl_str_lower(&work->scratch, url);
  ptrdiff_t scheme = bl_str_find(s, BL_STR("://"), 0);
  if (scheme >= 0) s = bl_str_slice(s, (size_t)scheme + 3, s.n);
  if (bl_str_starts(s, BL_STR("www."))) s = bl_str_slice(s, 4, s.n);
  size_t end = 0;
  while (end < s.n && s.p[end] != '#' && s.p[end] != '?') end++;
  while (end && s.p[end - 1] == '/') end--;
  bool path = bl_str_find(bl_str_slice(s, 0, end), BL_STR("/"), 0) > 0; /* a home page alone says nothing */
  return path ? bl_str_slice(s, 0, end) : (bl_str){0};
}

/* Articles that name one address as theirs. */
static void find_same_address(bl_work *work, uint32_t *of) {
  const bl_corpus *c = work->corpus;
  bl_map first = {0};
  for (int pass = 0; pass < 2; pass++) {
    for (uint32_t a = 0; a < c->articles.count; a++) {
      bl_str address = address_of(work, c->articles.items[a].url);
      if (!address.n) continue;
      uint32_t *slot = bl_map_at(&first, address);
      if (pass == 0 && (*slot == BL_NONE || earlier(work, a, *slot))) *slot = a;
      if (pass == 1) keep_first(work, of, a, *slot);
    }
  }
  bl_map_free(&first);
}

/* The copies, and what they say in their own voice. */
static void put_article_copies(source_work *sw, const overlaps *alike, const bl_map *outlets) {
  bl_work *work = sw->work;
  const bl_corpus *c = work->corpus;
  uint32_t *of = BL_ARENA_NEW(&work->scratch, uint32_t, c->articles.count);
  memset(of, 0xFF, c->articles.count * sizeof *of);
  find_rewritten(sw, alike, of);
  find_same_address(work, of);
  for (uint32_t b = 0; b < c->articles.count; b++) {
    if (of[b] == BL_NONE) continue;
    for (int deep = 0; deep < 8 && of[of[b]] != BL_NONE; deep++) of[b] = of[of[b]]; /* a copy of a copy */
    bl_provenance row = {BL_NONE, b, of[b], BL_NONE, BL_STR("copy")};
    BL_PUSH(&work->out->origins, row);
  }
  for (uint32_t i = 0; i < c->claims.count; i++) {
    uint32_t article = c->claims.items[i].article;
    if (article == BL_NONE || of[article] == BL_NONE || work->claim_origin[i] != article_origin(work, outlets, article)) continue;
    work->claim_origin[i] = article_origin(work, outlets, of[article]);
  }
}

static void put_wires(bl_work *work, const bl_map *outlets) {
  for (uint32_t a = 0; a < work->corpus->articles.count; a++) {
    uint32_t wire = byline_source(work, outlets, a);
    if (wire == BL_NONE) continue;
    bl_provenance row = {BL_NONE, a, BL_NONE, wire, work->corpus->articles.items[a].wire.n ? BL_STR("wire tag") : BL_STR("byline")};
    BL_PUSH(&work->out->origins, row);
  }
}

static void put_claims(bl_work *work) {
  for (uint32_t i = 0; i < work->corpus->claims.count; i++) {
    uint32_t origin = work->claim_origin[i], article = work->corpus->claims.items[i].article;
    if (origin == BL_NONE || origin == work->out->clusters.count + article) continue;
    bool copied = origin >= work->out->clusters.count;
    bool attributed = work->corpus->claims.items[i].chain_count || work->corpus->claims.items[i].said_by != BL_NONE;
    uint32_t publisher = article == BL_NONE ? BL_NONE : work->corpus->articles.items[article].publisher;
    bool own = publisher != BL_NONE && origin == work->out->identities[publisher].cluster;
    if (own && !attributed) continue;
    bl_provenance row = {i, article, copied ? origin - work->out->clusters.count : BL_NONE, copied ? BL_NONE : origin,
                         copied ? BL_STR("same words") : attributed ? BL_STR("innermost source") : BL_STR("named by a copy")};
    BL_PUSH(&work->out->origins, row);
  }
}

void bl_find_sources(bl_work *work) {
  source_work sw = {.work = work};
  bl_map outlets = {0};
  overlaps pairs = {0};
  note_outlets(work, &outlets);
  work->claim_origin = BL_ARENA_NEW(&work->scratch, uint32_t, work->corpus->claims.count);
  for (uint32_t i = 0; i < work->corpus->claims.count; i++) work->claim_origin[i] = own_origin(work, &outlets, i);
  collect_sentences(&sw);
  find_overlaps(&sw, &pairs);
  join_alike(&sw, &pairs);
  share_sources(&sw, &outlets);
  put_wires(work, &outlets);
  put_article_copies(&sw, &pairs, &outlets);
  put_claims(work);
  BL_VEC_FREE(&pairs);
  bl_map_free(&outlets);
}

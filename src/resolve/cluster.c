/* Identity, third part: joining nodes to clusters, and their names and IRIs.
 *
 * Union-find over the pairs, surest first, ties by node number: the same set of articles gives the same clusters. Each
 * union is checked against evidence that holds for whole clusters: two ids of the knowledge base, two classes of place,
 * two persons whose full names differ, or two things that one article names side by side. The smaller list of articles
 * is merged into the larger, so all unions together cost n log n. */
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "base/utf8.h"
#include "resolve/identity.h"

typedef struct group {
  uint32_t parent;
  uint32_t kb;          /* BL_NONE */
  uint8_t coarse, place;
  uint32_t full;        /* node with a person's full name, BL_NONE */
  uint32_t *articles;
  uint32_t article_count;
  uint8_t score;        /* of the union that brought the node in */
  bl_str evidence;
} group;

static uint32_t find(group *groups, uint32_t n) {
  while (groups[n].parent != n) {
    groups[n].parent = groups[groups[n].parent].parent;
    n = groups[n].parent;
  }
  return n;
}

static group *start_groups(bl_identity_work *id) {
  group *groups = BL_ARENA_NEW(&id->work->scratch, group, id->node_count);
  for (uint32_t n = 0; n < id->node_count; n++) {
    const bl_node *node = &id->nodes[n];
    groups[n] = (group){.parent = n, .kb = node->kb, .coarse = node->coarse, .place = node->form.place, .full = BL_NONE,
                        .articles = node->articles, .article_count = node->article_count, .score = 100};
    if (node->coarse == BL_CO_PERSON && node->form.count >= 2) groups[n].full = n;
  }
  return groups;
}

/* Two persons: "ahmad massoud" and "ahmad shah massoud", "anas haqqani" and "sirajuddin haqqani". */
static bool names_differ(const bl_node *a, const bl_node *b) {
  const bl_form *x = &a->form, *y = &b->form;
  if (a->kb != BL_NONE && a->kb == b->kb) return false;
  if (x->count == y->count) {
    for (int i = 0; i < x->count; i++) {
      bool initial = i + 1 < x->count && (x->words[i].n == 1 || y->words[i].n == 1) && x->words[i].p[0] == y->words[i].p[0];
      if (!initial && bl_word_likeness(x->words[i], y->words[i]) < 85) return true;
    }
    return false;
  }
  const bl_form *longer = x->count > y->count ? x : y, *shorter = longer == x ? y : x;
  if (longer->count != shorter->count + 1 || shorter->count < 2) return true;
  return longer->words[1].n != 1 || bl_word_likeness(x->words[0], y->words[0]) < 85;
}

static bool places_differ(uint8_t x, uint8_t y) {
  bool town = (x == BL_ET_DISTRICT || x == BL_ET_CITY) && (y == BL_ET_DISTRICT || y == BL_ET_CITY);
  return x && y && x != y && !town;
}

static bool forbidden(const bl_identity_work *id, const group *a, const group *b, const bl_pair *pair) {
  if (a->kb != BL_NONE && b->kb != BL_NONE && a->kb != b->kb) return true;
  bool other = a->coarse != b->coarse && a->coarse != BL_CO_OTHER && b->coarse != BL_CO_OTHER;
  if (other && !pair->kinds_differ) return true;
  if (!other && places_differ(a->place, b->place)) return true;
  if (a->full != BL_NONE && b->full != BL_NONE && names_differ(&id->nodes[a->full], &id->nodes[b->full])) return true;
  return !pair->together && bl_lists_meet(a->articles, a->article_count, b->articles, b->article_count);
}

/* The union of two ascending lists; costs the sum of their lengths, but the larger keeps its place when the smaller
 * adds nothing. */
static uint32_t *merge_lists(bl_arena *arena, const group *a, const group *b, uint32_t *count) {
  uint32_t *out = BL_ARENA_NEW(arena, uint32_t, a->article_count + b->article_count), n = 0;
  for (uint32_t i = 0, k = 0; i < a->article_count || k < b->article_count;) {
    uint32_t x = i < a->article_count ? a->articles[i] : BL_NONE, y = k < b->article_count ? b->articles[k] : BL_NONE;
    out[n++] = x < y ? x : y;
    if (x <= y) i++;
    if (y <= x) k++;
  }
  *count = n;
  return out;
}

static void join(bl_identity_work *id, group *groups, const bl_pair *pair) {
  uint32_t a = find(groups, pair->a), b = find(groups, pair->b);
  if (a == b || forbidden(id, &groups[a], &groups[b], pair)) return;
  uint32_t root = a < b ? a : b, other = a < b ? b : a;
  uint32_t count;
  uint32_t *articles = merge_lists(&id->work->scratch, &groups[root], &groups[other], &count);
  group *r = &groups[root], *o = &groups[other];
  uint32_t old_count = r->article_count;
  o->parent = root;
  r->articles = articles;
  r->article_count = count;
  if (r->kb == BL_NONE) r->kb = o->kb;
  if (r->coarse == BL_CO_OTHER || (o->coarse != BL_CO_OTHER && o->article_count > old_count)) r->coarse = o->coarse;
  if (!r->place) r->place = o->place;
  if (r->full == BL_NONE || (o->full != BL_NONE && id->nodes[o->full].form.count > id->nodes[r->full].form.count))
    r->full = o->full; /* the name that says most */
  uint32_t node = find(groups, pair->b) == pair->b ? pair->a : pair->b;
  if (groups[node].evidence.n == 0) groups[node].score = pair->score, groups[node].evidence = pair->evidence;
}

/* ---- surnames ---------------------------------------------------------------------------------------------------- */

/* A person known by one word alone is that of another article when no full name of the set has this word. */
static void join_lone(bl_identity_work *id, group *groups) {
  bl_map taken = {0}, first = {0};
  for (uint32_t n = 0; n < id->node_count; n++) {
    const bl_node *node = &id->nodes[n];
    if (node->coarse != BL_CO_PERSON || node->lone) continue;
    for (int i = 0; i < node->form.count; i++) bl_map_put(&taken, node->form.words[i], n);
  }
  for (uint32_t n = 0; n < id->node_count; n++) {
    if (!id->nodes[n].lone || bl_map_get(&taken, id->nodes[n].form.words[0]) != BL_NONE) continue;
    uint32_t *slot = bl_map_at(&first, id->nodes[n].form.words[0]);
    if (*slot == BL_NONE) {
      *slot = n;
    } else {
      groups[n].parent = *slot; /* the last unions: nobody asks for their articles any more */
      groups[n].score = 65;
      groups[n].evidence = BL_STR("same surname, no other bearer");
    }
  }
  bl_map_free(&taken);
  bl_map_free(&first);
}

/* ---- names and IRIs ---------------------------------------------------------------------------------------------- */

bl_str bl_slug(bl_arena *arena, bl_str label) {
  enum { LONGEST = 80 };
  bl_buf folded = {0}, slug = {0};
  bl_utf8_fold(&folded, label);
  bl_str text = bl_buf_view(&folded);
  for (size_t at = 0; at < text.n && slug.n < LONGEST;) {
    size_t from = at;
    uint32_t cp = bl_utf8_next(text, &at);
    if (cp == '\'' || cp == '.') continue;
    if (bl_cp_digit(cp) || (bl_cp_alpha(cp) && cp != BL_REPLACEMENT)) bl_buf_add(&slug, text.p + from, at - from);
    else if (slug.n && slug.p[slug.n - 1] != '-') bl_buf_char(&slug, '-');
  }
  while (slug.n && slug.p[slug.n - 1] == '-') slug.n--;
  bl_str out = slug.n ? bl_str_copy(arena, bl_buf_view(&slug)) : BL_STR("x");
  bl_buf_free(&folded);
  bl_buf_free(&slug);
  return out;
}

typedef struct counted {
  bl_str text;
  uint32_t count, words;
} counted;

static int by_text(const void *a, const void *b) { return bl_str_cmp(((const counted *)a)->text, ((const counted *)b)->text); }

/* Sorts, and adds up equal texts. */
static uint32_t add_up(counted *list, uint32_t count) {
  if (!count) return 0;
  qsort(list, count, sizeof *list, by_text);
  uint32_t kept = 1;
  for (uint32_t i = 1; i < count; i++) {
    if (bl_str_eq(list[i].text, list[kept - 1].text)) list[kept - 1].count += list[i].count;
    else list[kept++] = list[i];
  }
  return kept;
}

/* The name that most articles use, of equally frequent ones the one with most words, then the longest. */
static bool better_name(const counted *a, const counted *b, bool person) {
  if (person && (a->words > 1) != (b->words > 1)) return a->words > 1;
  if (a->count != b->count) return a->count > b->count;
  if (a->words != b->words) return a->words > b->words;
  if (a->text.n != b->text.n) return a->text.n > b->text.n;
  return bl_str_cmp(a->text, b->text) < 0;
}

static uint32_t words_in(bl_str s) {
  uint32_t n = 1;
  for (size_t i = 0; i < s.n; i++) n += s.p[i] == ' ';
  return n;
}

/* "Upper Vale district" -> "Upper Vale": the name without its class word in small letters; empty if it has none. */
static bl_str bare_name(const bl_identity_work *id, bl_str label) {
  size_t blank = label.n;
  while (blank && label.p[blank - 1] != ' ') blank--;
  bl_str last = bl_str_slice(label, blank, label.n);
  bool small = blank > 1 && last.p[0] >= 'a' && last.p[0] <= 'z';
  uint32_t flags = bl_word_flags(id->words, last), type = flags >> 8 & 0xFF;
  bool area = flags & BL_WORD_PLACE && type != BL_ET_PLACE && type != BL_ET_FACILITY;
  return small && area ? bl_str_slice(label, 0, blank - 1) : (bl_str){0};
}

/* "15" of "15 rebels" names nobody. */
static bool has_letter(bl_str label) {
  for (size_t i = 0; i < label.n; i++)
    if ((unsigned char)label.p[i] >= 0x80 || ((label.p[i] | 32) >= 'a' && (label.p[i] | 32) <= 'z')) return true;
  return false;
}

static void name_cluster(bl_identity_work *id, bl_cluster *c, bool named) {
  const bl_corpus *corpus = id->work->corpus;
  BL_VEC(counted) all = {0};
  for (uint32_t m = 0; m < c->member_count; m++) {
    const bl_rec_entity *e = &corpus->entities.items[c->members[m]];
    for (uint32_t i = 0; i <= e->label_count; i++) {
      bl_str label = i < e->label_count ? e->labels[i] : e->label;
      bool handle = label.n && (label.p[0] == '@' || label.p[0] == '#');
      if (!has_letter(label) || (named && !bl_form_is_name(id->words, label))) continue;
      counted row = {label, i == e->label_count && !handle ? 1 : 0, words_in(label)};
      BL_PUSH(&all, row);
      counted bare = {bl_etype_is_place((bl_etype)c->type) ? bare_name(id, label) : (bl_str){0}, 0, 0};
      if (named && bare.text.n) BL_PUSH(&all, bare);
    }
  }
  uint32_t count = add_up(all.items, all.count), best = 0;
  for (uint32_t i = 1; i < count; i++)
    if (better_name(&all.items[i], &all.items[best], c->type == BL_ET_PERSON)) best = i;
  c->label = count ? all.items[best].text : corpus->entities.items[c->members[0]].label;
  c->labels = BL_ARENA_NEW(&id->work->out->arena, bl_str, count);
  for (uint32_t i = 0; i < count; i++) c->labels[i] = all.items[i].text;
  c->label_count = count;
  BL_VEC_FREE(&all);
}

/* The type of most members, of equally frequent ones the first; "other" only when there is nothing else. */
static uint8_t common_type(const bl_corpus *corpus, const bl_cluster *c) {
  uint32_t counts[BL_ET_COUNT] = {0};
  for (uint32_t m = 0; m < c->member_count; m++) counts[corpus->entities.items[c->members[m]].type]++;
  counts[BL_ET_OTHER] = 0;
  uint8_t best = 0;
  for (uint8_t t = 1; t < BL_ET_COUNT; t++)
    if (counts[t] > counts[best]) best = t;
  return best;
}

static void add_ids(const bl_kb *kb, bl_arena *arena, uint32_t entry, bl_cluster *c) {
  bl_kb_entry e = bl_kb_get(kb, entry);
  if (e.qid) c->wikidata = bl_str_from(bl_arena_printf(arena, "Q%u", (unsigned)e.qid));
  if (e.geonames) c->geonames = bl_str_from(bl_arena_printf(arena, "%u", (unsigned)e.geonames));
  if (e.wof) c->wof = bl_str_from(bl_arena_printf(arena, "%llu", (unsigned long long)e.wof));
  c->kb = entry;
  c->located = e.located;
  c->lat = e.lat;
  c->lon = e.lon;
}

static int by_slug(const void *a, const void *b) {
  const bl_cluster *x = a, *y = b;
  int order = bl_str_cmp(x->iri, y->iri);
  return order ? order : (x->members[0] > y->members[0]) - (x->members[0] < y->members[0]);
}

/* Slugs that two clusters share get the type behind them, and if they still do, a digest of their first member. */
static void mint(bl_identity_work *id) {
  bl_resolution *out = id->work->out;
  bl_map used = {0};
  for (uint32_t i = 0; i < out->clusters.count; i++) {
    bl_cluster *c = &out->clusters.items[i];
    if (c->iri.n) continue;
    bl_str slug = bl_slug(&id->work->scratch, c->label);
    uint32_t *slot = bl_map_at(&used, slug);
    *slot = *slot == BL_NONE ? 1 : *slot + 1;
  }
  bl_map taken = {0};
  for (uint32_t i = 0; i < out->clusters.count; i++) {
    bl_cluster *c = &out->clusters.items[i];
    if (c->iri.n) continue;
    bl_str slug = bl_slug(&id->work->scratch, c->label);
    const char *type = bl_etype_name((bl_etype)c->type);
    bool twice = bl_map_get(&used, slug) > 1;
    char *iri = bl_arena_printf(&out->arena, BL_STR_FMT "entity/" BL_STR_FMT "%s%s", BL_STR_ARG(id->work->base),
                                BL_STR_ARG(slug), twice ? "-" : "", twice ? type : "");
    if (bl_map_get(&taken, bl_str_from(iri)) != BL_NONE) {
      char digest[65];
      bl_sha256_hex(id->work->corpus->entities.items[c->members[0]].iri, digest);
      iri = bl_arena_printf(&out->arena, "%s-%.8s", iri, digest);
    }
    c->iri = bl_str_from(iri);
    bl_map_put(&taken, c->iri, i);
  }
  bl_map_free(&used);
  bl_map_free(&taken);
}

/* ---- output ------------------------------------------------------------------------------------------------------ */

static void collect_members(bl_identity_work *id, group *groups, uint32_t *cluster_of) {
  bl_resolution *out = id->work->out;
  for (uint32_t n = 0; n < id->node_count; n++) {
    uint32_t root = find(groups, n);
    if (root == n) {
      cluster_of[n] = out->clusters.count;
      bl_cluster c = {.kb = BL_NONE};
      BL_PUSH(&out->clusters, c);
    } else {
      cluster_of[n] = cluster_of[root]; /* roots have the lowest number of their cluster */
    }
    out->clusters.items[cluster_of[n]].member_count += id->nodes[n].entity_count;
  }
  for (uint32_t c = 0; c < out->clusters.count; c++) {
    out->clusters.items[c].members = BL_ARENA_NEW(&out->arena, uint32_t, out->clusters.items[c].member_count);
    out->clusters.items[c].member_count = 0;
  }
  for (uint32_t i = 0; i < id->work->corpus->entities.count; i++) {
    bl_cluster *c = &out->clusters.items[cluster_of[id->node_of[i]]];
    c->members[c->member_count++] = i;
  }
}

static void describe_clusters(bl_identity_work *id, group *groups, const uint32_t *cluster_of) {
  bl_resolution *out = id->work->out;
  for (uint32_t n = 0; n < id->node_count; n++) {
    if (groups[n].parent != n) continue;
    bl_cluster *c = &out->clusters.items[cluster_of[n]];
    c->type = common_type(id->work->corpus, c);
    name_cluster(id, c, id->nodes[n].named);
    if (groups[n].kb != BL_NONE) add_ids(id->work->kb, &out->arena, groups[n].kb, c);
    if (!id->nodes[n].named) c->iri = id->work->corpus->entities.items[c->members[0]].iri;
  }
}

static void fill_identities(bl_identity_work *id, group *groups) {
  bl_resolution *out = id->work->out;
  out->identities = BL_ARENA_NEW(&out->arena, bl_identity, id->work->corpus->entities.count);
  for (uint32_t c = 0; c < out->clusters.count; c++) {
    const bl_cluster *cluster = &out->clusters.items[c];
    for (uint32_t m = 0; m < cluster->member_count; m++) {
      const group *g = &groups[id->node_of[cluster->members[m]]];
      bl_identity *identity = &out->identities[cluster->members[m]];
      *identity = (bl_identity){c, g->score, g->evidence};
      if (!g->evidence.n && cluster->member_count > 1)
        identity->evidence = BL_STR("same name"), identity->score = 95;
    }
  }
}

void bl_make_clusters(bl_identity_work *id, const bl_pairs *pairs) {
  group *groups = start_groups(id);
  for (uint32_t i = 0; i < pairs->count; i++) join(id, groups, &pairs->items[i]);
  join_lone(id, groups);
  uint32_t *cluster_of = BL_ARENA_NEW(&id->work->scratch, uint32_t, id->node_count);
  collect_members(id, groups, cluster_of);
  describe_clusters(id, groups, cluster_of);
  mint(id);
  bl_resolution *out = id->work->out;
  if (out->clusters.count) qsort(out->clusters.items, out->clusters.count, sizeof *out->clusters.items, by_slug);
  fill_identities(id, groups);
}

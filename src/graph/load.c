/* Turtle -> corpus. Each file's triples are interned, sorted by subject and predicate, and looked up from there; a
 * subject is told by its rdf:type. See load.h. */
#include "graph/load.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/names.h"
#include "graph/triples.h"
#include "graph/turtle.h"
#include "vocab.h"

typedef struct loader {
  bl_corpus *corpus;
  bl_triples t;
  uint32_t article;
  uint32_t *record; /* by symbol: index of its record, BL_NONE */
} loader;

/* ---- values ----------------------------------------------------------------------------------------------------- */

static bl_str keep(loader *l, bl_str s) { return bl_str_copy(&l->corpus->arena, s); }

static bl_str get(loader *l, uint32_t s, const char *predicate) {
  uint32_t o = bl_triple_object(&l->t, s, predicate);
  return o == BL_NONE ? BL_STR("") : keep(l, bl_symbol_name(&l->t.terms, o));
}

static uint32_t record_of(loader *l, uint32_t s, const char *predicate) {
  uint32_t o = bl_triple_object(&l->t, s, predicate);
  return o == BL_NONE ? BL_NONE : l->record[o];
}

/* The records of all objects, the first apart. */
static uint32_t records_of(loader *l, uint32_t s, const char *predicate, uint32_t *more, uint32_t limit) {
  bl_span range = bl_triple_range(&l->t, s, predicate);
  uint32_t first = BL_NONE, count = 0;
  for (uint32_t i = range.begin; i < range.end; i++) {
    uint32_t record = l->record[l->t.items.items[i].o];
    if (record == BL_NONE) continue;
    if (first == BL_NONE) first = record;
    else if (count < limit) more[count++] = record;
  }
  return first;
}

static bool is_true(loader *l, uint32_t s, const char *predicate) { return bl_str_eq_c(get(l, s, predicate), "true"); }

static long digits(bl_str s, size_t at, size_t n) {
  long v = 0;
  return bl_str_int(bl_str_slice(s, at, at + n), &v) ? v : 0;
}

/* "2021-08-20", "2021-08-20T08:53:00-04:00" */
static bl_date parse_date(bl_str s) {
  bl_date d = BL_NO_DATE;
  if (s.n < 10) return d;
  d.year = (int16_t)digits(s, 0, 4), d.month = (int8_t)digits(s, 5, 2), d.day = (int8_t)digits(s, 8, 2);
  if (s.n < 16) return d;
  d.hour = (int8_t)digits(s, 11, 2), d.minute = (int8_t)digits(s, 14, 2);
  if (s.n > 19 && s.p[19] == 'Z') d.zone = 0;
  if (s.n >= 25) d.zone = (int16_t)((s.p[19] == '-' ? -1 : 1) * (digits(s, 20, 2) * 60 + digits(s, 23, 2)));
  return d;
}

static bl_when when(loader *l, uint32_t s, const char *predicate) {
  static const char *const names[] = {"", "minute", "hour", "day", "week", "month", "year", "decade"};
  bl_when w = {BL_NO_DATE, BL_NO_DATE, BL_PREC_NONE};
  uint32_t time = bl_triple_object(&l->t, s, predicate);
  if (time == BL_NONE) return w;
  w.begin = parse_date(get(l, time, BY_begin));
  w.end = parse_date(get(l, time, BY_end));
  if (!w.begin.year) w.begin = w.end; /* "before Monday" is compared as Monday */
  if (!w.end.year) w.end = w.begin;
  bl_str precision = get(l, time, BY_precision);
  for (uint8_t i = 1; i < sizeof names / sizeof *names; i++)
    if (bl_str_eq_c(precision, names[i])) w.precision = i;
  return w;
}

static bl_passage passage(loader *l, uint32_t s, const char *predicate) {
  bl_passage p = {0, 0, BL_STR("")};
  long n = 0;
  uint32_t node = bl_triple_object(&l->t, s, predicate);
  if (node == BL_NONE) return p;
  if (bl_str_int(get(l, node, NIF_BEGIN), &n)) p.begin = (uint32_t)n;
  if (bl_str_int(get(l, node, NIF_END), &n)) p.end = (uint32_t)n;
  p.text = get(l, node, NIF_ANCHOR);
  return p;
}

static const char *local_name(bl_str iri) {
  const char *hash = NULL;
  for (size_t i = 0; i < iri.n; i++)
    if (iri.p[i] == '#' || iri.p[i] == '/') hash = iri.p + i + 1;
  return hash ? hash : "";
}

static bl_str own_name(loader *l, bl_str iri) {
  const char *name = local_name(iri);
  return keep(l, (bl_str){name, (size_t)(iri.p + iri.n - name)});
}

/* ---- records ---------------------------------------------------------------------------------------------------- */

static void fill_article(loader *l, uint32_t s, const char *path) {
  bl_rec_article *a = &l->corpus->articles.items[l->article];
  a->name = keep(l, bl_stem(bl_str_from(path)));
  a->file_name = get(l, s, BY_fileName);
  a->title = get(l, s, DC_TITLE);
  a->creator = get(l, s, DC_CREATOR);
  a->wire = get(l, s, BY_wireTag);
  a->url = get(l, s, DC_SOURCE);
  a->digest = get(l, s, BY_digest);
  a->issued = parse_date(get(l, s, DC_ISSUED));
  a->publisher = record_of(l, s, BY_publisher);
}

static bl_str *texts(loader *l, uint32_t s, const char *predicate, uint32_t *count) {
  bl_span range = bl_triple_range(&l->t, s, predicate);
  bl_str *list = BL_ARENA_NEW(&l->corpus->arena, bl_str, range.end - range.begin);
  *count = 0;
  for (uint32_t i = range.begin; i < range.end; i++) list[(*count)++] = keep(l, bl_symbol_name(&l->t.terms, l->t.items.items[i].o));
  return list;
}

static void fill_entity(loader *l, uint32_t s, uint32_t record) {
  bl_rec_entity *e = &l->corpus->entities.items[record];
  int type = bl_etype_parse(own_name(l, get(l, s, RDF_TYPE)));
  e->type = (uint8_t)(type < 0 ? BL_ET_OTHER : type);
  e->label = get(l, s, SKOS_PREF);
  e->labels = texts(l, s, SKOS_ALT, &e->label_count);
  e->demonyms = texts(l, s, BY_demonym, &e->demonym_count);
  e->first = passage(l, s, BY_mentionedIn);
}

static bool is_role(bl_str predicate) {
  static const char *const others[] = {BY_inArticle, BY_place, BY_time};
  if (!bl_str_starts(predicate, BL_STR(NS_BY))) return false;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (bl_str_eq_c(predicate, others[i])) return false;
  return true;
}

static void fill_event(loader *l, uint32_t s, uint32_t record) {
  bl_rec_event *e = &l->corpus->events.items[record];
  bl_span all = bl_triple_range(&l->t, s, NULL);
  e->class_name = own_name(l, get(l, s, RDF_TYPE));
  e->label = get(l, s, RDFS_LABEL);
  e->place = records_of(l, s, BY_place, e->more_places, BL_MORE_PLACES);
  e->time = when(l, s, BY_time);
  e->roles = BL_ARENA_NEW(&l->corpus->arena, bl_rec_role, all.end - all.begin);
  for (uint32_t i = all.begin; i < all.end; i++) {
    const bl_triple *t = &l->t.items.items[i];
    if (!is_role(bl_symbol_name(&l->t.terms, t->p))) continue;
    bl_rec_role *r = &e->roles[e->role_count++];
    r->name = own_name(l, bl_symbol_name(&l->t.terms, t->p));
    r->entity = t->literal ? BL_NONE : l->record[t->o];
    r->literal = t->literal ? keep(l, bl_symbol_name(&l->t.terms, t->o)) : BL_STR("");
  }
}

static void fill_attribution(loader *l, uint32_t s, uint32_t record) {
  bl_rec_attribution *a = &l->corpus->attributions.items[record];
  long rank = 0;
  a->source = record_of(l, s, BY_source);
  a->rank = bl_str_int(get(l, s, BY_rank), &rank) ? (uint32_t)rank : 0;
  a->cue = get(l, s, BY_cue);
  a->said_on = when(l, s, BY_saidOn);
}

static double bound(bl_str s, double none) { return s.n ? strtod(s.p, NULL) : none; }

static bl_amount amount(loader *l, uint32_t s) {
  bl_amount a = {0};
  a.min_text = get(l, s, BY_minValue);
  a.max_text = get(l, s, BY_maxValue);
  a.min = bound(a.min_text, -(double)INFINITY);
  a.max = bound(a.max_text, (double)INFINITY);
  a.exclusive_min = is_true(l, s, BY_exclusiveMin);
  a.exclusive_max = is_true(l, s, BY_exclusiveMax);
  a.approximate = is_true(l, s, BY_approximate);
  a.unit = get(l, s, BY_unit);
  a.counts = get(l, s, BY_counts);
  a.text = get(l, s, BY_text);
  return a;
}

static void fill_object(loader *l, uint32_t s, bl_rec_claim *c) {
  bl_span range = bl_triple_range(&l->t, s, RDF_OBJECT);
  if (range.begin == range.end) return;
  const bl_triple *t = &l->t.items.items[range.begin];
  bl_str type = bl_symbol_name(&l->t.terms, t->o);
  if (t->literal) {
    c->object_kind = BL_OBJ_LITERAL;
    c->literal = keep(l, type);
    return;
  }
  uint32_t kind = bl_triple_object(&l->t, t->o, RDF_TYPE);
  bl_str class_iri = kind == BL_NONE ? BL_STR("") : bl_symbol_name(&l->t.terms, kind);
  c->object_iri = keep(l, type);
  c->object = l->record[t->o];
  c->object_kind = bl_str_eq_c(class_iri, BY_Quantity) ? BL_OBJ_QUANTITY
                   : bl_str_eq_c(class_iri, BY_Claim)  ? BL_OBJ_CLAIM
                                                       : BL_OBJ_ENTITY;
  if (c->object_kind != BL_OBJ_QUANTITY) return;
  c->object = BL_NONE;
  c->amount = amount(l, t->o);
}

static void fill_chain(loader *l, uint32_t s, bl_rec_claim *c) {
  bl_span links = bl_triple_range(&l->t, s, BY_attribution);
  c->chain = BL_ARENA_NEW(&l->corpus->arena, uint32_t, links.end - links.begin);
  for (uint32_t i = links.begin; i < links.end; i++) {
    uint32_t a = l->record[l->t.items.items[i].o], k = c->chain_count;
    if (a == BL_NONE) continue;
    uint32_t rank = l->corpus->attributions.items[a].rank;
    for (; k > 0 && l->corpus->attributions.items[c->chain[k - 1]].rank > rank; k--) c->chain[k] = c->chain[k - 1];
    c->chain[k] = a;
    c->chain_count++;
  }
}

static void fill_claim(loader *l, uint32_t s, uint32_t record) {
  bl_rec_claim *c = &l->corpus->claims.items[record];
  uint32_t subject = bl_triple_object(&l->t, s, RDF_SUBJECT);
  bl_str kind = subject == BL_NONE ? BL_STR("") : get(l, subject, SKOS_PREF), predicate = get(l, s, RDF_PREDICATE);
  bool event = !kind.n && subject != BL_NONE;
  c->subject = event || subject == BL_NONE ? BL_NONE : l->record[subject];
  c->subject_event = event ? l->record[subject] : BL_NONE;
  c->predicate = own_name(l, predicate);
  if (bl_str_starts(predicate, BL_STR(NS_REL)))
    c->predicate = bl_str_from(bl_arena_printf(&l->corpus->arena, "rel:" BL_STR_FMT, BL_STR_ARG(c->predicate)));
  fill_object(l, s, c);
  c->polarity = bl_str_eq_c(get(l, s, BY_polarity), BY_Negated) ? BL_NEGATED : BL_AFFIRMED;
  bl_str modality = own_name(l, get(l, s, BY_modality));
  for (uint8_t m = 0; m <= BL_OPINION; m++)
    if (bl_str_eq_c(modality, bl_modality_name(m))) c->modality = m;
  fill_chain(l, s, c);
  c->said_by = record_of(l, s, BY_saidBy);
  c->event = record_of(l, s, BY_about);
  c->place = records_of(l, s, BY_place, c->more_places, BL_MORE_PLACES);
  c->time = when(l, s, BY_time);
  c->passage = passage(l, s, PROV_FROM);
  c->confidence = (uint8_t)(bound(get(l, s, BY_confidence), 0) * 100 + 0.5);
}

/* ---- a file ----------------------------------------------------------------------------------------------------- */

typedef enum kind { KIND_NONE, KIND_ARTICLE, KIND_ENTITY, KIND_EVENT, KIND_ATTRIBUTION, KIND_CLAIM } kind;

static kind kind_of(loader *l, uint32_t s) {
  static const char *const plain[] = {BY_Passage, BY_Quantity, BY_Time};
  uint32_t type = bl_triple_object(&l->t, s, RDF_TYPE);
  if (type == BL_NONE) return KIND_NONE;
  bl_str iri = bl_symbol_name(&l->t.terms, type);
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (bl_str_eq_c(iri, plain[i])) return KIND_NONE;
  if (bl_str_eq_c(iri, BY_Article)) return KIND_ARTICLE;
  if (bl_str_eq_c(iri, BY_Claim)) return KIND_CLAIM;
  if (bl_str_eq_c(iri, BY_Attribution)) return KIND_ATTRIBUTION;
  return bl_etype_parse(own_name(l, iri)) >= 0 ? KIND_ENTITY : KIND_EVENT;
}

static void add_record(loader *l, uint32_t s) {
  bl_str iri = bl_symbol_name(&l->t.terms, s);
  switch (kind_of(l, s)) {
    case KIND_ENTITY: l->record[s] = bl_corpus_add_entity(l->corpus, iri, l->article); break;
    case KIND_EVENT: l->record[s] = bl_corpus_add_event(l->corpus, iri, l->article); break;
    case KIND_ATTRIBUTION: l->record[s] = bl_corpus_add_attribution(l->corpus, iri); break;
    case KIND_CLAIM: l->record[s] = bl_corpus_add_claim(l->corpus, iri, l->article); break;
    case KIND_ARTICLE:
    case KIND_NONE: break;
  }
}

static void fill_record(loader *l, uint32_t s, const char *path) {
  switch (kind_of(l, s)) {
    case KIND_ARTICLE: fill_article(l, s, path); break;
    case KIND_ENTITY: fill_entity(l, s, l->record[s]); break;
    case KIND_EVENT: fill_event(l, s, l->record[s]); break;
    case KIND_ATTRIBUTION: fill_attribution(l, s, l->record[s]); break;
    case KIND_CLAIM: fill_claim(l, s, l->record[s]); break;
    case KIND_NONE: break;
  }
}

/* Calls `f` for each subject of the file, claims last: they look at the attributions. */
static bl_status load_file(loader *l, raptor_world *world, const char *path) {
  BL_TRY(bl_triples_read(&l->t, world, path));
  uint32_t terms = l->t.terms.names.count, article = BL_NONE;
  l->record = bl_malloc(terms * sizeof *l->record);
  memset(l->record, 0xFF, terms * sizeof *l->record);
  for (uint32_t i = 0; i < l->t.subjects.count; i++)
    if (kind_of(l, l->t.subjects.items[i]) == KIND_ARTICLE) article = l->t.subjects.items[i];
  if (article == BL_NONE) {
    free(l->record);
    return bl_fail(BL_ERR_FORMAT, "%s: holds no by:Article", path);
  }
  l->article = bl_corpus_add_article(l->corpus, bl_symbol_name(&l->t.terms, article));
  for (uint32_t i = 0; i < l->t.subjects.count; i++) add_record(l, l->t.subjects.items[i]);
  for (int claims = 0; claims < 2; claims++)
    for (uint32_t i = 0; i < l->t.subjects.count; i++)
      if ((kind_of(l, l->t.subjects.items[i]) == KIND_CLAIM) == (claims == 1))
        fill_record(l, l->t.subjects.items[i], path);
  free(l->record);
  return BL_OK;
}

bl_status bl_corpus_load(const char *dir, bl_corpus *corpus) {
  bl_arena arena = {0};
  bl_names paths = {0};
  loader l = {.corpus = corpus};
  raptor_world *world;
  BL_TRY(bl_turtle_world(&world));
  bl_status status = bl_turtle_list(bl_arena_printf(&arena, "%s/articles", dir), &arena, &paths);
  for (uint32_t i = 0; status == BL_OK && i < paths.count; i++) {
    status = load_file(&l, world, paths.items[i]);
    bl_triples_clear(&l.t);
  }
  if (status == BL_OK) bl_corpus_sort(corpus);
  raptor_free_world(world);
  BL_VEC_FREE(&paths);
  bl_arena_free(&arena);
  return status;
}

/* The derived layers as triples; see derived.h. Scores and evidence of an identity stand on a node of their own below
 * the member, so that by:canonical stays a plain triple; so do the reasons of relations. */
#include "graph/derived.h"

#include <stdio.h>

#include "base/sha256.h"
#include "graph/names.h"
#include "vocab.h"

typedef struct deriver {
  bl_emitter *e;
  const bl_corpus *corpus;
  const bl_resolution *r;
  bl_arena arena;
} deriver;

static const char *c(deriver *d, bl_str s) { return bl_str_dup(&d->arena, s); }

static const char *own(deriver *d, bl_str local) {
  return bl_arena_printf(&d->arena, "%s" BL_STR_FMT, NS_BY, BL_STR_ARG(local));
}

static void text(deriver *d, const char *s, const char *p, bl_str value) {
  if (value.n) bl_emit_text(d->e, s, p, value);
}

/* ---- links ------------------------------------------------------------------------------------------------------ */

static void degrees(deriver *d, const char *s, const char *p, int32_t value) {
  int32_t a = value < 0 ? -value : value;
  char b[32];
  snprintf(b, sizeof b, "%s%d.%05d", value < 0 ? "-" : "", a / 100000, a % 100000);
  bl_emit_typed(d->e, s, p, bl_str_from(b), "decimal");
}

static void external_ids(deriver *d, const bl_cluster *k, const char *iri) {
  if (k->wikidata.n)
    bl_emit_iri(d->e, iri, OWL_SAME_AS,
                bl_arena_printf(&d->arena, "http://www.wikidata.org/entity/" BL_STR_FMT, BL_STR_ARG(k->wikidata)));
  if (k->geonames.n)
    bl_emit_iri(d->e, iri, OWL_SAME_AS,
                bl_arena_printf(&d->arena, "https://sws.geonames.org/" BL_STR_FMT "/", BL_STR_ARG(k->geonames)));
  if (k->wof.n)
    bl_emit_iri(d->e, iri, OWL_SAME_AS,
                bl_arena_printf(&d->arena, "https://spelunker.whosonfirst.org/id/" BL_STR_FMT, BL_STR_ARG(k->wof)));
  if (k->same_as.n) bl_emit_iri(d->e, iri, OWL_SAME_AS, c(d, k->same_as));
  if (!k->located) return;
  degrees(d, iri, NS_WGS "lat", k->lat);
  degrees(d, iri, NS_WGS "long", k->lon);
}

static void identity(deriver *d, uint32_t entity, const char *member) {
  const bl_identity *i = &d->r->identities[entity];
  char score[16];
  if (!i->evidence.n) return;
  const char *node = bl_arena_printf(&d->arena, "%s/identity", member);
  snprintf(score, sizeof score, "%u.%02u", i->score / 100u, i->score % 100u);
  bl_emit_iri(d->e, node, PROV_FROM, member);
  bl_emit_typed(d->e, node, BY_score, bl_str_from(score), "decimal");
  text(d, node, BY_evidence, i->evidence);
}

static void cluster(deriver *d, const bl_cluster *k) {
  const char *iri = c(d, k->iri);
  if (k->member_count == 1 && bl_str_eq(k->iri, d->corpus->entities.items[k->members[0]].iri)) return;
  bl_emit_iri(d->e, iri, RDF_TYPE, own(d, bl_str_from(bl_etype_name(k->type))));
  text(d, iri, SKOS_PREF, k->label);
  for (uint32_t i = 0; i < k->label_count; i++) text(d, iri, SKOS_ALT, k->labels[i]);
  external_ids(d, k, iri);
  for (uint32_t i = 0; i < k->member_count; i++) {
    const char *member = c(d, d->corpus->entities.items[k->members[i]].iri);
    bl_emit_iri(d->e, member, BY_canonical, iri);
    identity(d, k->members[i], member);
  }
}

static void event_cluster(deriver *d, const bl_event_cluster *k) {
  const char *iri = c(d, k->iri);
  if (k->member_count < 2) return;
  bl_emit_iri(d->e, iri, RDF_TYPE, own(d, k->class_name));
  text(d, iri, RDFS_LABEL, k->label);
  for (uint32_t i = 0; i < k->member_count; i++) {
    const char *member = c(d, d->corpus->events.items[k->members[i]].iri);
    bl_emit_iri(d->e, member, BY_canonical, iri);
    bl_emit_iri(d->e, member, BY_sameEvent, iri);
  }
}

bl_status bl_write_links(bl_emitter *emitter, const bl_corpus *corpus, const bl_resolution *resolution, bl_buf *out) {
  deriver d = {.e = emitter, .corpus = corpus, .r = resolution};
  BL_TRY(bl_emit_begin(emitter, out));
  for (uint32_t i = 0; i < resolution->clusters.count; i++) cluster(&d, &resolution->clusters.items[i]);
  for (uint32_t i = 0; i < resolution->event_clusters.count; i++)
    event_cluster(&d, &resolution->event_clusters.items[i]);
  bl_arena_free(&d.arena);
  return bl_emit_end(emitter);
}

/* ---- analysis --------------------------------------------------------------------------------------------------- */

/* SUBJECT/relation/HASH: why `subject` stands to `object` as it does. */
static const char *reason(deriver *d, const char *subject, const char *kind, const char *object, bl_str evidence) {
  char digest[65];
  bl_sha256_hex(bl_str_from(bl_arena_printf(&d->arena, "%s %s", kind, object)), digest);
  const char *node = bl_arena_printf(&d->arena, "%s/relation/%.12s", subject, digest);
  bl_emit_iri(d->e, node, RDF_TYPE, BY_Relation);
  bl_emit_iri(d->e, node, BY_relationKind, kind);
  bl_emit_iri(d->e, node, PROV_FROM, subject);
  bl_emit_iri(d->e, node, PROV_FROM, object);
  text(d, node, BY_evidence, evidence);
  return node;
}

/* As sure as the less sure of its claims. */
static void relation(deriver *d, const bl_relation *k) {
  static const char *const predicates[] = {BY_corroborates, BY_conflictsWith, BY_supersedes};
  const bl_rec_claim *x = &d->corpus->claims.items[k->a], *y = &d->corpus->claims.items[k->b];
  const char *a = c(d, x->iri), *b = c(d, y->iri);
  unsigned least = x->confidence < y->confidence ? x->confidence : y->confidence;
  char score[16];
  bl_emit_iri(d->e, a, predicates[k->kind], b);
  if (k->kind == BL_REL_CONFLICTS) bl_emit_iri(d->e, b, predicates[k->kind], a);
  if (!k->reason.n) return;
  const char *node = reason(d, a, predicates[k->kind], b, k->reason);
  snprintf(score, sizeof score, "%u.%02u", least / 100u, least % 100u);
  bl_emit_typed(d->e, node, BY_score, bl_str_from(score), "decimal");
  if (k->kind == BL_REL_CORROBORATES)
    bl_emit_typed(d->e, node, BY_independent, k->independent ? BL_STR("true") : BL_STR("false"), "boolean");
}

static void support(deriver *d, const bl_support *k) {
  const char *claim = c(d, d->corpus->claims.items[k->claim].iri);
  bl_emit_typed(d->e, claim, BY_articleCount, bl_str_from(bl_arena_printf(&d->arena, "%u", (unsigned)k->articles)), "integer");
  bl_emit_typed(d->e, claim, BY_independentSources, bl_str_from(bl_arena_printf(&d->arena, "%u", (unsigned)k->independent)), "integer");
}

/* That a claim goes back to its innermost source needs no reason; the rest does. */
static void origin(deriver *d, const bl_provenance *o) {
  bl_str subject =
      o->claim != BL_NONE ? d->corpus->claims.items[o->claim].iri : d->corpus->articles.items[o->article].iri;
  bl_str object = o->source_article != BL_NONE   ? d->corpus->articles.items[o->source_article].iri
                  : o->source_cluster != BL_NONE ? d->r->clusters.items[o->source_cluster].iri
                                                 : BL_STR("");
  if (!object.n) return;
  bl_emit_iri(d->e, c(d, subject), BY_originalSource, c(d, object));
  if (!bl_str_eq_c(o->reason, "innermost source")) reason(d, c(d, subject), BY_originalSource, c(d, object), o->reason);
}

bl_status bl_write_analysis(bl_emitter *emitter, const bl_corpus *corpus, const bl_resolution *resolution,
                            bl_buf *out) {
  deriver d = {.e = emitter, .corpus = corpus, .r = resolution};
  BL_TRY(bl_emit_begin(emitter, out));
  for (uint32_t i = 0; i < resolution->relations.count; i++) relation(&d, &resolution->relations.items[i]);
  for (uint32_t i = 0; i < resolution->supports.count; i++) support(&d, &resolution->supports.items[i]);
  for (uint32_t i = 0; i < resolution->origins.count; i++) origin(&d, &resolution->origins.items[i]);
  bl_arena_free(&d.arena);
  return bl_emit_end(emitter);
}

/* ---- facts ------------------------------------------------------------------------------------------------------ */

static void fact(deriver *d, const bl_fact *f) {
  const char *s = f->subject != BL_NONE ? c(d, d->r->clusters.items[f->subject].iri)
                                        : c(d, d->r->event_clusters.items[f->subject_event].iri);
  bool open = bl_str_starts(f->predicate, BL_STR("rel:"));
  const char *p = open ? bl_arena_printf(&d->arena, "%s" BL_STR_FMT, NS_REL,
                                         BL_STR_ARG(bl_str_slice(f->predicate, 4, f->predicate.n)))
                       : own(d, f->predicate);
  if (f->object_kind == BL_OBJ_ENTITY) bl_emit_iri(d->e, s, p, c(d, d->r->clusters.items[f->object].iri));
  if (f->object_kind == BL_OBJ_LITERAL) text(d, s, p, f->literal);
  if (f->object_kind == BL_OBJ_QUANTITY) bl_emit_iri(d->e, s, p, c(d, d->corpus->claims.items[f->claim].object_iri));
}

bl_status bl_write_facts(bl_emitter *emitter, const bl_corpus *corpus, const bl_resolution *resolution, bl_buf *out) {
  deriver d = {.e = emitter, .corpus = corpus, .r = resolution};
  BL_TRY(bl_emit_begin(emitter, out));
  for (uint32_t i = 0; i < resolution->facts.count; i++) fact(&d, &resolution->facts.items[i]);
  bl_arena_free(&d.arena);
  return bl_emit_end(emitter);
}

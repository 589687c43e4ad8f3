/* The layers of a document as triples; see write.h. */
#include "graph/write.h"

#include <stdio.h>
#include <string.h>

#include "graph/mint.h"
#include "graph/names.h"
#include "vocab.h"

typedef struct writer {
  bl_emitter *e;
  bl_doc *doc;
  bl_minted m;
  bool *entities, *events, *times, *attributions; /* to be written */
  bl_symtab passages;                             /* written */
} writer;

/* ---- small nodes ------------------------------------------------------------------------------------------------ */

static void number(writer *w, const char *subject, const char *predicate, uint32_t value) {
  char text[16];
  snprintf(text, sizeof text, "%u", value);
  bl_emit_typed(w->e, subject, predicate, bl_str_from(text), "integer");
}

static void flag(writer *w, const char *subject, const char *predicate, bool value) {
  if (value) bl_emit_typed(w->e, subject, predicate, BL_STR("true"), "boolean");
}

static void text(writer *w, const char *subject, const char *predicate, bl_str value) {
  if (value.n) bl_emit_text(w->e, subject, predicate, value);
}

static const char *passage(writer *w, bl_span tokens) {
  bl_span cp = bl_doc_cp_span(w->doc, bl_doc_token_bytes(w->doc, tokens));
  const char *iri = bl_passage_iri(w->doc, &w->m, cp);
  if (bl_symbol(&w->passages, bl_str_from(iri)) != BL_NONE) return iri;
  bl_intern(&w->passages, bl_str_from(iri));
  bl_emit_iri(w->e, iri, RDF_TYPE, BY_Passage);
  bl_emit_iri(w->e, iri, BY_inArticle, w->m.article);
  number(w, iri, NIF_BEGIN, cp.begin);
  number(w, iri, NIF_END, cp.end);
  bl_emit_text(w->e, iri, NIF_ANCHOR, bl_doc_span_text(w->doc, tokens));
  return iri;
}

static bool whole_day(bl_date d) { return d.hour < 0; }

/* xsd:date, or xsd:dateTime where the clock is known. */
static void date(writer *w, const char *subject, const char *predicate, bl_date d) {
  char b[64];
  if (!d.year) return;
  if (whole_day(d)) {
    snprintf(b, sizeof b, "%04d-%02d-%02d", d.year, d.month ? d.month : 1, d.day ? d.day : 1);
    bl_emit_typed(w->e, subject, predicate, bl_str_from(b), "date");
    return;
  }
  char zone[16] = "";
  int z = d.zone < 0 ? -d.zone : d.zone;
  if (d.zone == 0)
    snprintf(zone, sizeof zone, "Z");
  else if (d.zone != INT16_MIN)
    snprintf(zone, sizeof zone, "%c%02d:%02d", d.zone < 0 ? '-' : '+', z / 60 % 24, z % 60);
  snprintf(b, sizeof b, "%04d-%02d-%02dT%02d:%02d:00%s", d.year, d.month, d.day, d.hour, d.minute < 0 ? 0 : d.minute,
           zone);
  bl_emit_typed(w->e, subject, predicate, bl_str_from(b), "dateTime");
}

static bool dated(const writer *w, uint32_t time) {
  return time < w->doc->times.count && w->doc->times.items[time].begin.year && w->doc->times.items[time].begin.month;
}

static void write_time(writer *w, uint32_t i) {
  static const char *const precisions[] = {NULL, "minute", "hour", "day", "week", "month", "year", "decade"};
  const bl_time *t = &w->doc->times.items[i];
  const char *iri = w->m.times[i];
  bl_emit_iri(w->e, iri, RDF_TYPE, BY_Time);
  if (t->open != BL_OPEN_BEGIN) date(w, iri, BY_begin, t->begin);
  if (t->open != BL_OPEN_END) date(w, iri, BY_end, t->end.year ? t->end : t->begin);
  if (t->precision && t->precision < sizeof precisions / sizeof *precisions)
    bl_emit_text(w->e, iri, BY_precision, bl_str_from(precisions[t->precision]));
  text(w, iri, BY_text, bl_str_slice(w->doc->text, t->bytes.begin, t->bytes.end));
}

/* A quantity as the object of a claim; `counts` is part of its identity. */
static const char *write_quantity(writer *w, const bl_claim *c) {
  const bl_quantity *q = &w->doc->quantities.items[c->object];
  const char *iri = w->m.quantities[c->object];
  bl_str value;
  if (c->counts.n) iri = bl_arena_printf(&w->doc->arena, "%s-%s", iri, bl_iri_slug(&w->doc->arena, c->counts));
  bl_emit_iri(w->e, iri, RDF_TYPE, BY_Quantity);
  if (bl_decimal(&w->doc->arena, q->min, &value)) bl_emit_typed(w->e, iri, BY_minValue, value, "decimal");
  if (bl_decimal(&w->doc->arena, q->max, &value)) bl_emit_typed(w->e, iri, BY_maxValue, value, "decimal");
  flag(w, iri, BY_exclusiveMin, q->exclusive_min);
  flag(w, iri, BY_exclusiveMax, q->exclusive_max);
  flag(w, iri, BY_approximate, q->approximate);
  text(w, iri, BY_unit, q->unit);
  text(w, iri, BY_counts, c->counts);
  text(w, iri, BY_text, bl_doc_span_text(w->doc, q->tokens));
  return iri;
}

/* ---- article, entities, events ---------------------------------------------------------------------------------- */

static void write_article(writer *w) {
  const bl_doc *doc = w->doc;
  const char *iri = w->m.article;
  bl_emit_iri(w->e, iri, RDF_TYPE, BY_Article);
  text(w, iri, BY_fileName, doc->file_name);
  text(w, iri, DC_TITLE, doc->meta.title);
  text(w, iri, DC_CREATOR, doc->meta.author);
  text(w, iri, BY_wireTag, doc->meta.wire);
  date(w, iri, DC_ISSUED, doc->meta.published);
  text(w, iri, BY_digest, bl_str_from(doc->digest));
  char *url = bl_iri_repair(&w->doc->arena, doc->meta.url);
  if (*url && bl_iri_valid(url)) bl_emit_iri(w->e, iri, DC_SOURCE, url);
  if (doc->publisher != BL_NONE) bl_emit_iri(w->e, iri, BY_publisher, w->m.entities[doc->publisher]);
}

/* The IRI of one of our classes by its local name. */
static const char *own(writer *w, const char *local) { return bl_arena_printf(&w->doc->arena, "%s%s", NS_BY, local); }

static void write_entity(writer *w, uint32_t i) {
  const bl_entity *entity = &w->doc->entities.items[i];
  const char *iri = w->m.entities[i];
  bl_emit_iri(w->e, iri, RDF_TYPE, own(w, bl_etype_name(entity->type)));
  text(w, iri, SKOS_PREF, entity->label);
}

static void write_mentions(writer *w) {
  bl_symtab forms = {0};
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = &w->doc->mentions.items[i];
    if (m->entity >= w->doc->entities.count || !w->entities[m->entity] || m->kind == BL_MK_PRONOUN) continue;
    const char *iri = w->m.entities[m->entity];
    bl_str form = bl_doc_span_text(w->doc, m->tokens);
    bl_emit_iri(w->e, iri, BY_mentionedIn, passage(w, m->tokens));
    bl_str key = bl_str_from(bl_arena_printf(&w->doc->arena, "%s " BL_STR_FMT, iri, BL_STR_ARG(form)));
    if (bl_symbol(&forms, key) != BL_NONE) continue;
    bl_intern(&forms, key);
    bool demonym = m->kind == BL_MK_DEMONYM && bl_etype_is_place((bl_etype)w->doc->entities.items[m->entity].type);
    text(w, iri, demonym ? BY_demonym : SKOS_ALT, form); /* "Peruvian" names the people, not the country */
  }
  bl_symtab_free(&forms);
}

static void write_places(writer *w, const char *iri, const bl_places *places) {
  for (int i = 0; i < BL_PLACES && places->at[i] != BL_NONE; i++) bl_emit_iri(w->e, iri, BY_place, w->m.entities[places->at[i]]);
}

static void write_event(writer *w, uint32_t i) {
  const bl_event *event = &w->doc->events.items[i];
  const char *iri = w->m.events[i];
  bl_emit_iri(w->e, iri, RDF_TYPE, own(w, bl_str_dup(&w->doc->arena, event->class_name)));
  bl_emit_iri(w->e, iri, BY_inArticle, w->m.article);
  text(w, iri, RDFS_LABEL, w->doc->tokens.items[event->trigger].lemma);
  for (uint32_t k = 0; k < event->role_count; k++) {
    const bl_role *r = &event->roles[k];
    const char *property = own(w, bl_str_dup(&w->doc->arena, r->name));
    if (r->entity != BL_NONE)
      bl_emit_iri(w->e, iri, property, w->m.entities[r->entity]);
    else
      text(w, iri, property, r->literal);
  }
  write_places(w, iri, &event->places);
  if (dated(w, event->time)) bl_emit_iri(w->e, iri, BY_time, w->m.times[event->time]);
}

/* ---- claims ----------------------------------------------------------------------------------------------------- */

enum { CHAIN_LIMIT = 16 };

/* Links of a chain from `innermost` outwards; their number. */
static uint32_t chain(const writer *w, uint32_t innermost, uint32_t links[CHAIN_LIMIT]) {
  uint32_t n = 0;
  for (uint32_t a = innermost; a < w->doc->attributions.count && n < CHAIN_LIMIT;
       a = w->doc->attributions.items[a].outer)
    links[n++] = a;
  return n;
}

static void write_attribution(writer *w, uint32_t i) {
  const bl_attribution *a = &w->doc->attributions.items[i];
  const char *iri = w->m.attributions[i];
  uint32_t links[CHAIN_LIMIT];
  bl_emit_iri(w->e, iri, RDF_TYPE, BY_Attribution);
  if (a->entity != BL_NONE) bl_emit_iri(w->e, iri, BY_source, w->m.entities[a->entity]);
  number(w, iri, BY_rank, chain(w, i, links));
  text(w, iri, BY_cue, a->cue.count ? bl_doc_span_text(w->doc, a->cue.items[0]) : a->cue_lemma);
  if (dated(w, a->said_on)) bl_emit_iri(w->e, iri, BY_saidOn, w->m.times[a->said_on]);
  if (a->cue.count) bl_emit_iri(w->e, iri, PROV_FROM, passage(w, a->cue.items[0]));
}

static void write_object(writer *w, const char *iri, const bl_claim *c) {
  switch ((bl_object_kind)c->object_kind) {
    case BL_OBJ_ENTITY: bl_emit_iri(w->e, iri, RDF_OBJECT, w->m.entities[c->object]); break;
    case BL_OBJ_QUANTITY: bl_emit_iri(w->e, iri, RDF_OBJECT, write_quantity(w, c)); break;
    case BL_OBJ_CLAIM: bl_emit_iri(w->e, iri, RDF_OBJECT, w->m.claims[c->object]); break;
    case BL_OBJ_LITERAL: bl_emit_text(w->e, iri, RDF_OBJECT, c->literal); break;
  }
}

static void write_predicate(writer *w, const char *iri, const bl_claim *c) {
  if (!bl_str_starts(c->predicate, BL_STR("rel:"))) {
    bl_emit_iri(w->e, iri, RDF_PREDICATE, own(w, bl_str_dup(&w->doc->arena, c->predicate)));
    return;
  }
  const char *relation = bl_arena_printf(&w->doc->arena, "%s%s", NS_REL,
                                         bl_iri_slug(&w->doc->arena, bl_str_slice(c->predicate, 4, c->predicate.n)));
  bl_emit_iri(w->e, iri, RDF_PREDICATE, relation);
  text(w, relation, RDFS_LABEL, c->predicate_label);
}

static void write_chain(writer *w, const char *iri, uint32_t innermost) {
  uint32_t links[CHAIN_LIMIT], n = chain(w, innermost, links);
  const char *said_by = NULL;
  for (uint32_t k = 0; k < n; k++) {
    uint32_t source = w->doc->attributions.items[links[k]].entity;
    bl_emit_iri(w->e, iri, BY_attribution, w->m.attributions[links[k]]);
    if (!said_by && source != BL_NONE) said_by = w->m.entities[source];
  }
  if (said_by) bl_emit_iri(w->e, iri, BY_saidBy, said_by);
  if (n) number(w, iri, BY_depth, n);
}

static void write_claim(writer *w, uint32_t i) {
  const bl_claim *c = &w->doc->claims.items[i];
  const char *iri = w->m.claims[i];
  char confidence[16];
  bl_emit_iri(w->e, iri, RDF_TYPE, BY_Claim);
  bl_emit_iri(w->e, iri, BY_inArticle, w->m.article);
  bl_emit_iri(w->e, iri, RDF_SUBJECT,
              c->subject != BL_NONE ? w->m.entities[c->subject] : w->m.events[c->subject_event]);
  write_predicate(w, iri, c);
  write_object(w, iri, c);
  bl_emit_iri(w->e, iri, BY_polarity, c->polarity == BL_NEGATED ? BY_Negated : BY_Affirmed);
  bl_emit_iri(w->e, iri, BY_modality, own(w, bl_modality_name(c->modality)));
  write_chain(w, iri, c->attribution);
  bl_emit_iri(w->e, iri, PROV_FROM, passage(w, c->tokens));
  uint32_t event = c->event == BL_NONE && c->subject == BL_NONE ? c->subject_event : c->event;
  if (event != BL_NONE) bl_emit_iri(w->e, iri, BY_about, w->m.events[event]);
  write_places(w, iri, &c->places);
  if (dated(w, c->time)) bl_emit_iri(w->e, iri, BY_time, w->m.times[c->time]);
  snprintf(confidence, sizeof confidence, "%u.%02u", c->confidence / 100u, c->confidence % 100u);
  bl_emit_typed(w->e, iri, BY_confidence, bl_str_from(confidence), "decimal");
  text(w, iri, BY_rule, c->rule);
}

/* ---- what is worth writing -------------------------------------------------------------------------------------- */

static bool writable(const bl_doc *doc, const bl_claim *c) {
  static const uint8_t most = BL_OBJ_CLAIM;
  bool subject = c->subject < doc->entities.count || (c->subject == BL_NONE && c->subject_event < doc->events.count);
  uint32_t limits[] = {doc->entities.count, 0, doc->quantities.count, doc->claims.count};
  bool object = c->object_kind == BL_OBJ_LITERAL ? c->literal.n > 0
                                                 : c->object_kind <= most && c->object < limits[c->object_kind];
  return subject && object && c->predicate.n && c->tokens.begin < c->tokens.end && c->tokens.end <= doc->tokens.count;
}

static void need_entity(writer *w, uint32_t i) {
  if (i < w->doc->entities.count) w->entities[i] = true;
}

static void need_places(writer *w, const bl_places *places) {
  for (int i = 0; i < BL_PLACES; i++) need_entity(w, places->at[i]);
}

static void need_time(writer *w, uint32_t i) {
  if (dated(w, i)) w->times[i] = true;
}

static void need_event(writer *w, uint32_t i) {
  if (i >= w->doc->events.count || w->events[i]) return;
  const bl_event *e = &w->doc->events.items[i];
  w->events[i] = true;
  for (uint32_t k = 0; k < e->role_count; k++) need_entity(w, e->roles[k].entity);
  need_places(w, &e->places);
  need_time(w, e->time);
}

static void need_claim(writer *w, const bl_claim *c) {
  uint32_t links[CHAIN_LIMIT], n = chain(w, c->attribution, links);
  need_entity(w, c->subject);
  if (c->object_kind == BL_OBJ_ENTITY) need_entity(w, c->object);
  need_places(w, &c->places);
  need_time(w, c->time);
  need_event(w, c->event);
  if (c->subject == BL_NONE) need_event(w, c->subject_event);
  for (uint32_t k = 0; k < n; k++) {
    w->attributions[links[k]] = true;
    need_entity(w, w->doc->attributions.items[links[k]].entity);
    need_time(w, w->doc->attributions.items[links[k]].said_on);
  }
}

static void choose(writer *w) {
  bl_doc *doc = w->doc;
  w->entities = BL_ARENA_NEW(&doc->arena, bool, doc->entities.count);
  w->events = BL_ARENA_NEW(&doc->arena, bool, doc->events.count);
  w->times = BL_ARENA_NEW(&doc->arena, bool, doc->times.count);
  w->attributions = BL_ARENA_NEW(&doc->arena, bool, doc->attributions.count);
  for (uint32_t i = 0; i < doc->entities.count; i++)
    w->entities[i] = doc->entities.items[i].named && doc->entities.items[i].type != BL_ET_OTHER;
  need_entity(w, doc->publisher);
  for (uint32_t i = 0; i < doc->claims.count; i++)
    if (writable(doc, &doc->claims.items[i])) need_claim(w, &doc->claims.items[i]);
}

static void write_all(writer *w) {
  bl_doc *doc = w->doc;
  write_article(w);
  for (uint32_t i = 0; i < doc->entities.count; i++)
    if (w->entities[i]) write_entity(w, i);
  write_mentions(w);
  for (uint32_t i = 0; i < doc->events.count; i++)
    if (w->events[i]) write_event(w, i);
  for (uint32_t i = 0; i < doc->attributions.count; i++)
    if (w->attributions[i]) write_attribution(w, i);
  for (uint32_t i = 0; i < doc->claims.count; i++)
    if (writable(doc, &doc->claims.items[i])) write_claim(w, i);
  for (uint32_t i = 0; i < doc->times.count; i++)
    if (w->times[i]) write_time(w, i);
}

bl_status bl_write_article(bl_emitter *emitter, bl_doc *doc, const char *base, bl_buf *out, size_t *triples) {
  writer w = {.e = emitter, .doc = doc};
  bl_mint(doc, base, &w.m);
  choose(&w);
  BL_TRY(bl_emit_begin(emitter, out));
  write_all(&w);
  bl_symtab_free(&w.passages);
  if (triples) *triples = bl_emit_count(emitter);
  return bl_emit_end(emitter);
}

const char *bl_claim_iri(bl_doc *doc, const char *base, uint32_t claim) {
  bl_minted m;
  bl_mint(doc, base, &m);
  return m.claims[claim];
}

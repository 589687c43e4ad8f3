/* A small notation for corpora of the resolver's tests (see add_line), and questions about what became of them. */
#ifndef BL_TEST_RESOLVE_NOTES_H
#define BL_TEST_RESOLVE_NOTES_H

#include "resolve/corpus.h"
#include "resolve/resolve.h"
#include "test.h"

static bl_resolver *resolver;

/* ---- notation ---------------------------------------------------------------------------------------------------- */

/* A corpus while it is written, with what its articles call things. */
typedef struct writer {
  bl_corpus *c;
  bl_map names; /* "ARTICLE label" -> entity, "ARTICLE !name" -> event */
} writer;

static uint32_t article_of(bl_corpus *c, bl_str name) {
  char iri[128];
  snprintf(iri, sizeof iri, "x:article/%.*s", BL_STR_ARG(name));
  uint32_t a = 0;
  while (a < c->articles.count && !bl_str_eq_c(c->articles.items[a].iri, iri)) a++;
  return a < c->articles.count ? a : bl_corpus_add_article(c, bl_str_from(iri));
}

static bl_str key_of(writer *w, uint32_t article, const char *mark, bl_str name) {
  return bl_str_from(bl_arena_printf(&w->c->arena, "%u %s%.*s", article, mark, BL_STR_ARG(name)));
}

static uint32_t known(writer *w, uint32_t article, const char *mark, bl_str name) {
  uint32_t found = bl_map_get(&w->names, key_of(w, article, mark, name));
  if (found == BL_NONE) fprintf(stderr, "unknown: %.*s\n", BL_STR_ARG(name)), exit(2);
  return found;
}

static bl_date date_of(bl_str s) {
  bl_date d = BL_NO_DATE;
  int y, m, day, h, min;
  char text[32];
  snprintf(text, sizeof text, "%.*s", BL_STR_ARG(s));
  int n = sscanf(text, "%d-%d-%dT%d:%d", &y, &m, &day, &h, &min);
  if (n >= 3) d.year = (int16_t)y, d.month = (int8_t)m, d.day = (int8_t)day;
  if (n == 5) d.hour = (int8_t)h, d.minute = (int8_t)min;
  return d;
}

static void add_entity(writer *w, uint32_t article, bl_str type, bl_str line) {
  bl_corpus *c = w->c;
  char iri[160];
  bl_str label;
  snprintf(iri, sizeof iri, "%.*s#e%u", BL_STR_ARG(c->articles.items[article].iri), c->entities.count);
  uint32_t e = bl_corpus_add_entity(c, bl_str_from(iri), article);
  bl_rec_entity *entity = &c->entities.items[e];
  entity->type = (uint8_t)bl_etype_parse(type);
  entity->labels = BL_ARENA_NEW(&c->arena, bl_str, 16);
  entity->demonyms = BL_ARENA_NEW(&c->arena, bl_str, 4);
  while (bl_str_next(&line, '|', &label)) {
    bool demonym = label.n && label.p[0] == '~';
    bl_str copy = bl_str_copy(&c->arena, bl_str_slice(label, demonym, label.n));
    if (demonym) {
      entity->demonyms[entity->demonym_count++] = copy;
      continue;
    }
    if (!entity->label.n) entity->label = copy;
    entity->labels[entity->label_count++] = copy;
  }
  bl_map_put(&w->names, key_of(w, article, "", entity->label), e);
}

static bool option(bl_str field, const char *name, bl_str *value) {
  size_t n = strlen(name);
  if (field.n <= n || strncmp(field.p, name, n) != 0 || field.p[n] != '=') return false;
  *value = bl_str_slice(field, n + 1, field.n);
  return true;
}

static void add_event(writer *w, uint32_t article, bl_str line) {
  bl_corpus *c = w->c;
  char iri[160];
  bl_str name, field, value;
  snprintf(iri, sizeof iri, "%.*s#v%u", BL_STR_ARG(c->articles.items[article].iri), c->events.count);
  uint32_t index = bl_corpus_add_event(c, bl_str_from(iri), article);
  bl_rec_event *e = &c->events.items[index];
  bl_str_next(&line, '|', &name);
  bl_str_next(&line, '|', &field);
  e->class_name = bl_str_copy(&c->arena, field);
  e->roles = BL_ARENA_NEW(&c->arena, bl_rec_role, 4);
  while (bl_str_next(&line, '|', &field)) {
    if (option(field, "place", &value)) e->place = known(w, article, "", value);
    if (option(field, "time", &value)) e->time.begin = e->time.end = date_of(value);
    if (option(field, "agent", &value)) e->roles[e->role_count++] = (bl_rec_role){BL_STR("agent"), known(w, article, "", value), {0}};
    if (option(field, "patient", &value)) e->roles[e->role_count++] = (bl_rec_role){BL_STR("patient"), known(w, article, "", value), {0}};
  }
  bl_map_put(&w->names, key_of(w, article, "!", name), index);
}

/* "#>=60 people", "#~60", "#9": a quantity; "'text": a literal; else an entity. */
static void put_object(writer *w, uint32_t article, bl_rec_claim *claim, bl_str object) {
  if (object.p[0] == '\'') {
    claim->object_kind = BL_OBJ_LITERAL;
    claim->literal = bl_str_copy(&w->c->arena, bl_str_slice(object, 1, object.n));
  } else if (object.p[0] == '#') {
    const char *text = bl_str_dup(&w->c->arena, bl_str_slice(object, 1, object.n));
    claim->object_kind = BL_OBJ_QUANTITY;
    claim->amount.text = bl_str_from(text);
    claim->object_iri = bl_str_from(bl_arena_printf(&w->c->arena, "%.*s/q", BL_STR_ARG(claim->iri)));
    bool least = text[0] == '>', about = text[0] == '~';
    const char *digits = text + strspn(text, ">=~");
    char *end;
    claim->amount.min = claim->amount.max = strtod(digits, &end);
    if (least) claim->amount.max = 1.0 / 0.0;
    claim->amount.exclusive_min = least && text[1] != '=';
    claim->amount.approximate = about;
    if (*end == ' ') claim->amount.unit = bl_str_from(end + 1);
  } else {
    claim->object_kind = BL_OBJ_ENTITY;
    claim->object = known(w, article, "", object);
  }
}

static void put_source(writer *w, uint32_t article, bl_rec_claim *claim, bl_str sources) {
  bl_str name;
  claim->chain = BL_ARENA_NEW(&w->c->arena, uint32_t, 4);
  while (bl_str_next(&sources, '>', &name)) {
    char iri[200];
    snprintf(iri, sizeof iri, "%.*s/a%u", BL_STR_ARG(claim->iri), claim->chain_count);
    uint32_t link = bl_corpus_add_attribution(w->c, bl_str_from(iri));
    w->c->attributions.items[link].source = claim->said_by = known(w, article, "", name);
    claim->chain[claim->chain_count++] = link;
  }
}

static void add_claim(writer *w, uint32_t article, bl_str line) {
  bl_corpus *c = w->c;
  char iri[160];
  bl_str subject, predicate, object, field, value;
  snprintf(iri, sizeof iri, "%.*s#c%04u", BL_STR_ARG(c->articles.items[article].iri), c->claims.count);
  uint32_t index = bl_corpus_add_claim(c, bl_str_from(iri), article);
  bl_rec_claim claim = c->claims.items[index];
  bl_str_next(&line, '|', &subject);
  bl_str_next(&line, '|', &predicate);
  bl_str_next(&line, '|', &object);
  if (subject.p[0] == '!') claim.subject_event = known(w, article, "!", bl_str_slice(subject, 1, subject.n));
  else claim.subject = known(w, article, "", subject);
  claim.predicate = bl_str_copy(&c->arena, predicate);
  put_object(w, article, &claim, object);
  claim.passage = (bl_passage){index * 100, index * 100 + 50, {0}};
  while (bl_str_next(&line, '|', &field)) {
    if (bl_str_eq_c(field, "not")) claim.polarity = BL_NEGATED;
    for (int m = 0; m <= BL_OPINION; m++)
      if (bl_str_eq_c(field, bl_modality_name((bl_modality)m))) claim.modality = (uint8_t)m;
    if (option(field, "by", &value)) put_source(w, article, &claim, value);
    if (option(field, "event", &value)) claim.event = known(w, article, "!", value);
    if (option(field, "place", &value)) claim.place = known(w, article, "", value);
    if (option(field, "time", &value)) claim.time.begin = claim.time.end = date_of(value);
    if (option(field, "at", &value)) claim.passage.begin = (uint32_t)atoi(value.p), claim.passage.end = claim.passage.begin + 20;
    if (option(field, "cue", &value) && claim.chain_count)
      c->attributions.items[claim.chain[claim.chain_count - 1]].cue = bl_str_copy(&c->arena, value);
    if (option(field, "text", &value)) claim.passage.text = bl_str_copy(&c->arena, value);
  }
  c->claims.items[index] = claim;
}

/* "ARTICLE Type Label|other label|~demonym|...", "ARTICLE issued DATE" (also publisher, url, creator, wire), "ARTICLE event name|Class|place=..|agent=..",
 * "ARTICLE claim subject|predicate|object|options". */
static void add_line(writer *w, bl_str line) {
  bl_str article, what;
  bl_str_next(&line, ' ', &article);
  bl_str_next(&line, ' ', &what);
  uint32_t a = article_of(w->c, article);
  if (bl_str_eq_c(what, "issued")) w->c->articles.items[a].issued = date_of(line);
  else if (bl_str_eq_c(what, "url")) w->c->articles.items[a].url = bl_str_copy(&w->c->arena, line);
  else if (bl_str_eq_c(what, "creator")) w->c->articles.items[a].creator = bl_str_copy(&w->c->arena, line);
  else if (bl_str_eq_c(what, "wire")) w->c->articles.items[a].wire = bl_str_copy(&w->c->arena, line);
  else if (bl_str_eq_c(what, "publisher")) w->c->articles.items[a].publisher = known(w, a, "", line);
  else if (bl_str_eq_c(what, "event")) add_event(w, a, line);
  else if (bl_str_eq_c(what, "claim")) add_claim(w, a, line);
  else add_entity(w, a, what, line);
}

static bl_corpus *corpus_of(const char *text) {
  writer w = {.c = bl_corpus_new()};
  bl_str rest = bl_str_from(text), line;
  while (bl_str_next(&rest, '\n', &line))
    if (line.n) add_line(&w, line);
  bl_corpus_sort(w.c);
  bl_map_free(&w.names);
  return w.c;
}

static bl_resolution resolve(const bl_corpus *c) {
  bl_resolution r = {0};
  CHECK(bl_resolver_run(resolver, c, NULL, &r) == BL_OK);
  return r;
}

static uint32_t entity_named(const bl_corpus *c, const char *article, const char *label) {
  for (uint32_t i = 0; i < c->entities.count; i++) {
    bl_str name = c->articles.items[c->entities.items[i].article].iri;
    if (bl_str_eq_c(c->entities.items[i].label, label) && bl_str_eq_c(bl_str_slice(name, 10, name.n), article)) return i;
  }
  fprintf(stderr, "no entity %s in %s\n", label, article);
  exit(2);
}

static inline bool one(const bl_corpus *c, const bl_resolution *r, const char *article, const char *label, const char *article2,
                const char *label2) {
  return r->identities[entity_named(c, article, label)].cluster ==
         r->identities[entity_named(c, article2, label2)].cluster;
}

#define SAME(a, x, b, y) CHECK(one(c, &r, a, x, b, y))
#define APART(a, x, b, y) CHECK(!one(c, &r, a, x, b, y))

static void done(bl_corpus *c, bl_resolution *r) {
  bl_resolution_free(r);
  bl_corpus_free(c);
}

/* ---- claims ------------------------------------------------------------------------------------------------------ */

/* Whether two claims, by their number in the order of writing, stand in a relation (either way but for supersedes). */
static bool related(const bl_corpus *c, const bl_resolution *r, bl_relation_kind kind, uint32_t x, uint32_t y) {
  for (uint32_t i = 0; i < r->relations.count; i++) {
    const bl_relation *rel = &r->relations.items[i];
    uint32_t a = 0, b = 0;
    sscanf(strstr(c->claims.items[rel->a].iri.p, "#c") + 2, "%4u", &a);
    sscanf(strstr(c->claims.items[rel->b].iri.p, "#c") + 2, "%4u", &b);
    bool forward = a == x && b == y, back = a == y && b == x;
    if (rel->kind == kind && (forward || (back && kind != BL_REL_SUPERSEDES))) return true;
  }
  return false;
}

#define CORROBORATES(x, y) related(c, &r, BL_REL_CORROBORATES, x, y)
#define CONFLICTS(x, y) related(c, &r, BL_REL_CONFLICTS, x, y)
#define SUPERSEDES(x, y) related(c, &r, BL_REL_SUPERSEDES, x, y)

#endif

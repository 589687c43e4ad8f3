/* Merging; see merge.h. Each triple is rewritten by itself, with links.ttl alone in memory, and goes through a sort: so
 * neither the order nor the number of the files matters, and nothing is written before all was read. */
#include "graph/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/sink.h"
#include "graph/names.h"
#include "graph/sorter.h"
#include "graph/terms.h"
#include "graph/triples.h"
#include "graph/turtle.h"
#include "vocab.h"

enum { MEMORY = 64 << 20 };

typedef struct merger {
  raptor_world *world;
  const char *path; /* being read */
  bl_triples links; /* links.ttl */
  uint32_t *one;    /* by symbol of links: the canonical node of an entity, BL_NONE */
  bl_sorter sorter;
  bl_buf line;
} merger;

/* ---- what is one ------------------------------------------------------------------------------------------------ */

/* Events that are one stay apart: their articles tell them with other agents, places, times and classes, which cannot be
 * told apart on one node. */
static void find_things(merger *m) {
  uint32_t terms = m->links.terms.names.count, canonical = bl_symbol(&m->links.terms, BL_STR(BY_canonical));
  m->one = bl_malloc((terms + 1) * sizeof *m->one);
  memset(m->one, 0xFF, (terms + 1) * sizeof *m->one);
  for (uint32_t i = 0; i < m->links.items.count; i++) {
    const bl_triple *t = &m->links.items.items[i];
    if (t->p != canonical || t->literal || m->one[t->s] != BL_NONE) continue;
    if (bl_triple_object(&m->links, t->s, BY_sameEvent) == BL_NONE) m->one[t->s] = t->o;
  }
}

static uint32_t thing(const merger *m, bl_str iri) {
  uint32_t symbol = bl_symbol(&m->links.terms, iri);
  return symbol == BL_NONE ? BL_NONE : m->one[symbol];
}

static bl_str one_iri(const merger *m, uint32_t one, bl_str iri) {
  return one == BL_NONE ? iri : bl_symbol_name(&m->links.terms, one);
}

/* ---- rewriting -------------------------------------------------------------------------------------------------- */

/* Whether the canonical node says the same of itself, or says nothing. */
static bool agrees(const merger *m, uint32_t one, const char *predicate, bl_str value) {
  uint32_t own = bl_triple_object(&m->links, one, predicate);
  return own == BL_NONE || bl_str_eq(bl_symbol_name(&m->links.terms, own), value);
}

/* A merged entity has the type of its canonical node, and its label; other labels are further names. False: left out. */
static bool predicate_of(const merger *m, uint32_t one, const raptor_statement *s, bl_str *predicate) {
  *predicate = bl_terms_text(s->predicate);
  if (one == BL_NONE) return true;
  if (bl_str_eq_c(*predicate, BY_canonical)) return false;
  bool literal = s->object->type == RAPTOR_TERM_TYPE_LITERAL;
  if (!literal && bl_str_eq_c(*predicate, RDF_TYPE)) return agrees(m, one, RDF_TYPE, bl_terms_text(s->object));
  if (!literal || !bl_str_eq_c(*predicate, SKOS_PREF)) return true;
  bl_str label = {(const char *)s->object->value.literal.string, s->object->value.literal.string_len};
  if (!agrees(m, one, SKOS_PREF, label)) *predicate = BL_STR(SKOS_ALT);
  return true;
}

/* SUBJECT TAB predicate TAB object: in this order of bytes a node stands before what lies below it. */
static bl_status put(merger *m, bl_str subject, bl_str predicate, bl_str iri, const raptor_term *object) {
  bl_buf_clear(&m->line);
  bl_buf_str(&m->line, subject);
  bl_buf_char(&m->line, '\t');
  if (bl_str_eq_c(predicate, RDF_TYPE)) bl_buf_char(&m->line, 'a');
  else bl_terms_iri(&m->line, predicate);
  bl_buf_char(&m->line, '\t');
  if (object->type == RAPTOR_TERM_TYPE_LITERAL) bl_terms_literal(&m->line, object);
  else bl_terms_iri(&m->line, iri);
  return bl_sorter_add(&m->sorter, bl_buf_view(&m->line));
}

static bl_status check(const merger *m, const raptor_statement *s) {
  const raptor_term *terms[] = {s->subject, s->predicate, s->object};
  for (int i = 0; i < 3; i++) {
    bl_status status = bl_terms_check(terms[i]);
    if (status != BL_OK) return bl_fail_prefix(status, m->path);
  }
  return BL_OK;
}

static bl_status rewrite(void *user, const raptor_statement *s) {
  merger *m = user;
  BL_TRY(check(m, s));
  bool literal = s->object->type == RAPTOR_TERM_TYPE_LITERAL;
  bl_str subject = bl_terms_text(s->subject), object = literal ? BL_STR("") : bl_terms_text(s->object), predicate;
  uint32_t one = thing(m, subject), other = literal ? BL_NONE : thing(m, object);
  if (!predicate_of(m, one, s, &predicate)) return BL_OK;
  bl_str new_subject = one_iri(m, one, subject), new_object = one_iri(m, other, object);
  bool of_itself = bl_str_eq(new_subject, new_object) && !bl_str_eq(subject, object);
  return of_itself ? BL_OK : put(m, new_subject, predicate, new_object, s->object);
}

/* ---- printing --------------------------------------------------------------------------------------------------- */

typedef struct printer {
  bl_sink *sink;
  bl_buf subject, predicate, out; /* of the line before */
} printer;

static void keep(bl_buf *last, bl_str now) {
  bl_buf_clear(last);
  bl_buf_str(last, now);
}

static void begin_subject(printer *p, bl_str subject) {
  bl_buf_c(&p->out, p->subject.n ? " .\n\n" : "\n");
  bl_terms_iri(&p->out, subject);
  bl_buf_c(&p->out, "\n    ");
  keep(&p->subject, subject);
}

static bl_status print(void *user, bl_str line) {
  printer *p = user;
  bl_str rest = line, subject = BL_STR(""), predicate = BL_STR("");
  bl_str_next(&rest, '\t', &subject);
  bl_str_next(&rest, '\t', &predicate);
  bl_buf_clear(&p->out);
  bool same = bl_str_eq(subject, bl_buf_view(&p->subject));
  if (same && bl_str_eq(predicate, bl_buf_view(&p->predicate))) {
    bl_buf_c(&p->out, ", ");
  } else {
    if (same) bl_buf_c(&p->out, " ;\n    ");
    else begin_subject(p, subject);
    bl_buf_str(&p->out, predicate);
    bl_buf_char(&p->out, ' ');
    keep(&p->predicate, predicate);
  }
  bl_buf_str(&p->out, rest);
  return bl_sink_put(p->sink, bl_buf_view(&p->out));
}

static bl_status print_all(merger *m, bl_sink *sink) {
  printer p = {.sink = sink};
  bl_terms_prefixes(&p.out);
  bl_status status = bl_sink_put(sink, bl_buf_view(&p.out));
  if (status == BL_OK) status = bl_sorter_run(&m->sorter, print, &p);
  if (status == BL_OK && p.subject.n) status = bl_sink_put(sink, BL_STR(" .\n"));
  bl_buf_free(&p.subject);
  bl_buf_free(&p.predicate);
  bl_buf_free(&p.out);
  return status;
}

static bl_status write_file(merger *m, const char *path) {
  bl_sink sink;
  BL_TRY(bl_sink_open(&sink, path));
  bl_status status = print_all(m, &sink), closed = bl_sink_close(&sink, status == BL_OK);
  return status == BL_OK ? closed : status;
}

/* ---- a folder --------------------------------------------------------------------------------------------------- */

static const char links_file[] = "links.ttl";

/* The layers alone: other Turtle that a user keeps in the folder, an earlier merge for one, is not read. */
static bl_status find_layers(const char *dir, bl_arena *arena, bl_names *paths) {
  static const char *const layers[] = {links_file, "analysis.ttl", "facts.ttl"};
  const char *articles = bl_arena_printf(arena, "%s/articles", dir);
  if (bl_is_dir(articles)) BL_TRY(bl_turtle_list(articles, arena, paths));
  for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
    char *path = bl_arena_printf(arena, "%s/%s", dir, layers[i]);
    if (bl_exists(path)) BL_PUSH(paths, path);
  }
  return paths->count ? BL_OK : bl_fail(BL_ERR_IO, "%s: holds no graph (articles/*.ttl, links.ttl, analysis.ttl, facts.ttl)", dir);
}

static bl_status read_layers(merger *m, const char *dir) {
  bl_arena arena = {0};
  bl_names paths = {0};
  const char *links = bl_arena_printf(&arena, "%s/%s", dir, links_file);
  bl_status status = find_layers(dir, &arena, &paths);
  if (status == BL_OK && bl_exists(links)) status = bl_triples_read(&m->links, m->world, links);
  if (status == BL_OK) find_things(m);
  for (uint32_t i = 0; status == BL_OK && i < paths.count; i++) {
    m->path = paths.items[i];
    status = bl_turtle_read(m->world, m->path, rewrite, m);
  }
  BL_VEC_FREE(&paths);
  bl_arena_free(&arena);
  return status;
}

bl_status bl_merge_graph(const char *dir, const char *path, size_t memory) {
  merger m = {.sorter = {.limit = memory ? memory : MEMORY}};
  BL_TRY(bl_turtle_world(&m.world));
  bl_status status = read_layers(&m, dir);
  if (status == BL_OK) status = write_file(&m, path);
  raptor_free_world(m.world);
  bl_triples_clear(&m.links);
  free(m.one);
  bl_sorter_free(&m.sorter);
  bl_buf_free(&m.line);
  return status;
}

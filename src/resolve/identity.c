/* Identity of entities across articles, first part: nodes.
 *
 * Entities whose main names have the same words, kind, class word and knowledge-base id are one node without further
 * look; so all that follows (blocking, scoring, vetoes) runs over different names, not over mentions in 100,000
 * articles. A description without a name, and a person known by a bare surname, is a node of its own article.
 * Invariants: node numbers follow the order of their first entity in the sorted corpus; nothing depends on hashes. */
#include "resolve/identity.h"

#include <stdlib.h>
#include <string.h>

bl_coarse bl_coarse_of(uint8_t etype) {
  if (etype == BL_ET_PERSON) return BL_CO_PERSON;
  if (etype == BL_ET_ANONYMOUS_SOURCE) return BL_CO_SOURCE;
  if (bl_etype_is_place((bl_etype)etype)) return BL_CO_PLACE;
  return etype == BL_ET_OTHER ? BL_CO_OTHER : BL_CO_GROUP;
}

bool bl_lists_meet(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count) {
  for (uint32_t i = 0, k = 0; i < a_count && k < b_count;) {
    if (a[i] == b[k]) return true;
    if (a[i] < b[k]) i++;
    else k++;
  }
  return false;
}

/* ---- names of an entity ------------------------------------------------------------------------------------------ */

typedef struct naming {
  bl_str main;      /* the name that stands for it; empty: none */
  bl_str *names;    /* its names, main first */
  uint32_t count;
} naming;

static bool is_handle(bl_str s) { return s.n && (s.p[0] == '@' || s.p[0] == '#'); }

static bool has_word(const bl_form *form, bl_str word) {
  for (int i = 0; i < form->count; i++)
    if (bl_word_likeness(form->words[i], word) >= 90) return true;
  return false;
}

/* Whether a person's name says all that another does, and more: "Amina Haddad" for "Haddad". */
static bool fuller_name(const bl_identity_work *id, bl_str name, bl_str than) {
  bl_arena arena = {0};
  bl_form a = bl_form_make(id->words, &arena, name, BL_FORM_PERSON), b = bl_form_make(id->words, &arena, than, BL_FORM_PERSON);
  bool fuller = a.count > b.count;
  for (int i = 0; i < b.count && fuller; i++) fuller = has_word(&a, b.words[i]);
  bl_arena_free(&arena);
  return fuller;
}

static naming names_of(const bl_identity_work *id, bl_arena *arena, const bl_rec_entity *e) {
  naming n = {.names = BL_ARENA_NEW(arena, bl_str, e->label_count + 1)};
  if (e->type == BL_ET_ANONYMOUS_SOURCE) return n;
  if (bl_form_is_name(id->words, e->label) && !is_handle(e->label)) n.names[n.count++] = e->label;
  for (uint32_t i = 0; i < e->label_count; i++) {
    if (bl_str_eq(e->labels[i], e->label) || is_handle(e->labels[i])) continue;
    if (bl_form_is_name(id->words, e->labels[i])) n.names[n.count++] = e->labels[i];
  }
  for (uint32_t i = 0; i < e->label_count && !n.count; i++)
    if (is_handle(e->labels[i])) n.names[n.count++] = e->labels[i]; /* known by nothing else */
  uint32_t best = 0;
  for (uint32_t i = 1; e->type == BL_ET_PERSON && i < n.count; i++)
    if (fuller_name(id, n.names[i], n.names[best])) best = i;
  if (n.count) {
    bl_str first = n.names[0];
    n.names[0] = n.main = n.names[best];
    n.names[best] = first;
  }
  return n;
}

/* ---- links to the knowledge base ---------------------------------------------------------------------------------- */

/* Entities are sorted by IRI, so those of one article need not be neighbours: bucket them. */
static uint32_t *entities_by_article(bl_work *work, uint32_t **starts) {
  const bl_corpus *c = work->corpus;
  uint32_t *start = BL_ARENA_NEW(&work->scratch, uint32_t, c->articles.count + 2);
  uint32_t *list = BL_ARENA_NEW(&work->scratch, uint32_t, c->entities.count);
  for (uint32_t i = 0; i < c->entities.count; i++)
    if (c->entities.items[i].article < c->articles.count) start[c->entities.items[i].article + 1]++;
  for (uint32_t a = 0; a < c->articles.count; a++) start[a + 1] += start[a];
  uint32_t *next = BL_ARENA_NEW(&work->scratch, uint32_t, c->articles.count + 1);
  memcpy(next, start, (c->articles.count + 1) * sizeof *next);
  for (uint32_t i = 0; i < c->entities.count; i++)
    if (c->entities.items[i].article < c->articles.count) list[next[c->entities.items[i].article]++] = i;
  *starts = start;
  return list;
}

static void link_article(bl_identity_work *id, const naming *names, const uint32_t *entities, uint32_t count) {
  bl_link_item *items = bl_calloc(count, sizeof *items);
  bl_link_choice *choices = bl_calloc(count, sizeof *choices);
  for (uint32_t i = 0; i < count; i++) {
    const naming *n = &names[entities[i]];
    items[i] = (bl_link_item){
        .names = n->names, .name_count = n->count, .type = id->work->corpus->entities.items[entities[i]].type, .weight = 1};
  }
  bl_link_items(id->work->kb, id->words, items, count, choices);
  for (uint32_t i = 0; i < count; i++) id->links[entities[i]] = choices[i];
  free(items);
  free(choices);
}

static void link_all(bl_identity_work *id, const naming *names) {
  bl_work *work = id->work;
  id->links = BL_ARENA_NEW(&work->scratch, bl_link_choice, work->corpus->entities.count);
  for (uint32_t i = 0; i < work->corpus->entities.count; i++) id->links[i].entry = BL_NONE;
  if (!work->kb) return;
  uint32_t *starts, *list = entities_by_article(work, &starts);
  for (uint32_t a = 0; a < work->corpus->articles.count; a++)
    link_article(id, names, list + starts[a], starts[a + 1] - starts[a]);
}

/* ---- nodes ------------------------------------------------------------------------------------------------------- */

static bl_str node_key(bl_identity_work *id, uint32_t entity, const naming *names, const bl_form *form) {
  bl_arena *arena = &id->work->scratch;
  const bl_rec_entity *e = &id->work->corpus->entities.items[entity];
  if (!names->main.n || !form->text.n) return bl_str_from(bl_arena_printf(arena, "e%u", (unsigned)entity));
  bool person = e->type == BL_ET_PERSON;
  uint32_t kb = id->links[entity].entry;
  if (person && form->count == 1 && kb == BL_NONE && !is_handle(names->main)) /* an account has its name alone */
    return bl_str_from(bl_arena_printf(arena, "l%u " BL_STR_FMT, (unsigned)e->article, BL_STR_ARG(form->text)));
  return bl_str_from(bl_arena_printf(arena, "n%d %d %u " BL_STR_FMT, (int)bl_coarse_of(e->type), (int)form->place,
                                     (unsigned)kb, BL_STR_ARG(form->joined)));
}

enum { MOST_ALIASES = 12 };

/* Adds the other names of an entity to its node; `seen` holds "node text" of those that are there. */
static void add_aliases(bl_identity_work *id, uint32_t index, const naming *names, bl_form_kind kind, bl_map *seen) {
  bl_node *node = &id->nodes[index];
  bl_arena *arena = &id->work->scratch;
  for (uint32_t i = 1; i < names->count && node->alias_count < MOST_ALIASES; i++) {
    bl_form form = bl_form_make(id->words, arena, names->names[i], kind);
    bool bare = kind == BL_FORM_PERSON && form.count < 2; /* a surname is no name to find others by */
    if (!form.text.n || bare || bl_str_eq(form.text, node->form.text)) continue;
    uint32_t *slot = bl_map_at(seen, bl_str_from(bl_arena_printf(arena, "%u " BL_STR_FMT, (unsigned)index,
                                                                 BL_STR_ARG(form.text))));
    if (*slot != BL_NONE) continue;
    *slot = index;
    if (!node->aliases) node->aliases = BL_ARENA_NEW(arena, bl_form, MOST_ALIASES);
    node->aliases[node->alias_count++] = form;
  }
}

typedef BL_VEC(bl_node) node_vec;

static uint32_t new_node(bl_identity_work *id, node_vec *nodes, uint32_t entity, const naming *names, bl_form form) {
  const bl_rec_entity *e = &id->work->corpus->entities.items[entity];
  bl_node node = {.coarse = (uint8_t)bl_coarse_of(e->type), .type = e->type, .named = names->main.n && form.text.n,
                  .form = form, .kb = id->links[entity].entry, .kb_score = id->links[entity].score};
  node.lone = node.named && node.coarse == BL_CO_PERSON && form.count == 1 && node.kb == BL_NONE && !is_handle(names->main);
  BL_PUSH(nodes, node);
  return nodes->count - 1;
}

static void make_nodes(bl_identity_work *id, const naming *names) {
  bl_work *work = id->work;
  const bl_corpus *c = work->corpus;
  bl_map keys = {0};
  node_vec nodes = {0};
  id->node_of = BL_ARENA_NEW(&work->scratch, uint32_t, c->entities.count);
  for (uint32_t i = 0; i < c->entities.count; i++) {
    bl_form form = {.count = 0};
    if (names[i].main.n)
      form = bl_form_make(id->words, &work->scratch, names[i].main, bl_form_kind_of(c->entities.items[i].type));
    uint32_t *slot = bl_map_at(&keys, node_key(id, i, &names[i], &form));
    if (*slot == BL_NONE) *slot = new_node(id, &nodes, i, &names[i], form);
    id->node_of[i] = *slot;
    nodes.items[*slot].entity_count++;
  }
  id->node_count = nodes.count;
  id->nodes = BL_ARENA_NEW(&work->scratch, bl_node, nodes.count);
  if (nodes.count) memcpy(id->nodes, nodes.items, nodes.count * sizeof *nodes.items);
  BL_VEC_FREE(&nodes);
  bl_map_free(&keys);
  for (uint32_t i = 0; i < c->entities.count; i++)
    if (id->nodes[id->node_of[i]].named)
      add_aliases(id, id->node_of[i], &names[i], bl_form_kind_of(c->entities.items[i].type), &keys);
  bl_map_free(&keys);
}

static int compare_numbers(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static uint32_t sort_once(uint32_t *list, uint32_t count) {
  if (!count) return 0;
  qsort(list, count, sizeof *list, compare_numbers);
  uint32_t kept = 1;
  for (uint32_t i = 1; i < count; i++)
    if (list[i] != list[kept - 1]) list[kept++] = list[i];
  return kept;
}

static void list_members(bl_identity_work *id) {
  bl_work *work = id->work;
  for (uint32_t n = 0; n < id->node_count; n++) {
    id->nodes[n].entities = BL_ARENA_NEW(&work->scratch, uint32_t, id->nodes[n].entity_count);
    id->nodes[n].articles = BL_ARENA_NEW(&work->scratch, uint32_t, id->nodes[n].entity_count);
    id->nodes[n].entity_count = 0;
  }
  for (uint32_t i = 0; i < work->corpus->entities.count; i++) {
    bl_node *node = &id->nodes[id->node_of[i]];
    node->articles[node->entity_count] = work->corpus->entities.items[i].article;
    node->entities[node->entity_count++] = i;
  }
  for (uint32_t n = 0; n < id->node_count; n++)
    id->nodes[n].article_count = sort_once(id->nodes[n].articles, id->nodes[n].entity_count);
}

/* A number for what a node is called, whatever its class: the first node with its words or its id. */
static uint32_t *common_names(bl_identity_work *id) {
  bl_map first = {0};
  uint32_t *common = BL_ARENA_NEW(&id->work->scratch, uint32_t, id->node_count);
  for (uint32_t n = 0; n < id->node_count; n++) {
    const bl_node *node = &id->nodes[n];
    bl_str key = node->form.text;
    if (node->kb != BL_NONE) key = bl_str_from(bl_arena_printf(&id->work->scratch, "#%u", (unsigned)node->kb));
    uint32_t *slot = bl_map_at(&first, key);
    if (*slot == BL_NONE) *slot = n;
    common[n] = *slot;
  }
  bl_map_free(&first);
  return common;
}

/* The named things beside each node, from at most MOST_ARTICLES of its articles. */
static void find_company(bl_identity_work *id) {
  enum { MOST_ARTICLES = 16, MOST_EACH = 64 };
  uint32_t *starts, *list = entities_by_article(id->work, &starts), *common = common_names(id);
  BL_VEC(uint32_t) found = {0};
  for (uint32_t n = 0; n < id->node_count; n++) {
    bl_node *node = &id->nodes[n];
    if (!node->named) continue;
    found.count = 0;
    for (uint32_t k = 0; k < node->article_count && k < MOST_ARTICLES; k++) {
      uint32_t article = node->articles[k], taken = 0;
      if (article >= id->work->corpus->articles.count) continue;
      for (uint32_t i = starts[article]; i < starts[article + 1] && taken < MOST_EACH; i++) {
        uint32_t other = id->node_of[list[i]];
        if (other == n || !id->nodes[other].named || id->nodes[other].lone) continue;
        BL_PUSH(&found, common[other]);
        taken++;
      }
    }
    node->company_count = sort_once(found.items, found.count);
    node->company = BL_ARENA_NEW(&id->work->scratch, uint32_t, node->company_count);
    if (node->company_count) memcpy(node->company, found.items, node->company_count * sizeof *node->company);
  }
  BL_VEC_FREE(&found);
}

void bl_find_identities(bl_work *work) {
  bl_identity_work id = {.work = work, .words = work->words};
  naming *names = BL_ARENA_NEW(&work->scratch, naming, work->corpus->entities.count);
  for (uint32_t i = 0; i < work->corpus->entities.count; i++)
    names[i] = names_of(&id, &work->scratch, &work->corpus->entities.items[i]);
  link_all(&id, names);
  make_nodes(&id, names);
  list_members(&id);
  find_company(&id);
  bl_pairs pairs = {0};
  bl_find_pairs(&id, &pairs);
  bl_make_clusters(&id, &pairs);
  BL_VEC_FREE(&pairs);
}

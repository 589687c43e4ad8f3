/* Room resolve at size: many made-up articles. Time must grow like n log n, and nothing may depend on the order in which
 * articles were loaded. */
#include <time.h>

#include "resolve/corpus.h"
#include "resolve/resolve.h"
#include "test.h"

static uint32_t state;

static uint32_t next_number(uint32_t limit) {
  state = state * 1664525u + 1013904223u;
  return (state >> 8) % limit;
}

static const char *const parts[] = {"bal", "kor", "dan", "mir", "sel", "tov", "ran", "gul", "har", "zem", "pol", "vis"};

/* A name of `words` words, the same for the same number. */
static bl_str name_of(bl_arena *arena, uint32_t number, int words) {
  bl_buf name = {0};
  for (int w = 0; w < words; w++) {
    if (w) bl_buf_char(&name, ' ');
    uint32_t seed = (number + 1) * 2654435761u + (uint32_t)w * 40503u;
    for (int i = 0; i < 3; i++, seed /= 12) bl_buf_c(&name, parts[seed / 7 % 12]);
    size_t first = name.n - strlen(strrchr(name.p, ' ') ? strrchr(name.p, ' ') + 1 : name.p);
    name.p[first] = (char)(name.p[first] - 'a' + 'A');
  }
  bl_str copy = bl_str_copy(arena, bl_buf_view(&name));
  bl_buf_free(&name);
  return copy;
}

static uint32_t add_entity(bl_corpus *c, uint32_t article, const char *iri, uint32_t k, bl_etype type, bl_str label) {
  char text[96];
  snprintf(text, sizeof text, "%s/entity/%u", iri, k);
  uint32_t e = bl_corpus_add_entity(c, bl_str_from(text), article);
  c->entities.items[e].type = (uint8_t)type;
  c->entities.items[e].label = label;
  c->entities.items[e].labels = BL_ARENA_NEW(&c->arena, bl_str, 1);
  c->entities.items[e].labels[0] = label;
  c->entities.items[e].label_count = 1;
  return e;
}

/* One article: people, groups and places of which there are fewer than articles, an event, some claims. */
static void add_article(bl_corpus *c, uint32_t number, uint32_t total) {
  char iri[32], text[96];
  state = number * 7919u + 17;
  snprintf(iri, sizeof iri, "x:article/%06u", number);
  uint32_t article = bl_corpus_add_article(c, bl_str_from(iri));
  c->articles.items[article].issued = (bl_date){2030, (int8_t)(1 + number % 12), (int8_t)(1 + number / 12 % 28), -1, -1, INT16_MIN};
  uint32_t person = add_entity(c, article, iri, 0, BL_ET_PERSON, name_of(&c->arena, next_number(total), 2));
  uint32_t group = add_entity(c, article, iri, 1, BL_ET_ARMED_GROUP, name_of(&c->arena, 900000 + next_number(40), 2));
  uint32_t place = add_entity(c, article, iri, 2, BL_ET_CITY, name_of(&c->arena, 800000 + next_number(total / 10), 1));
  add_entity(c, article, iri, 3, BL_ET_ANONYMOUS_SOURCE, BL_STR("a local official"));
  snprintf(text, sizeof text, "%s/event/0", iri);
  uint32_t event = bl_corpus_add_event(c, bl_str_from(text), article);
  c->events.items[event].class_name = BL_STR("Attack");
  c->events.items[event].place = place;
  c->events.items[event].roles = BL_ARENA_NEW(&c->arena, bl_rec_role, 1);
  c->events.items[event].roles[0] = (bl_rec_role){BL_STR("agent"), group, {0}};
  c->events.items[event].role_count = 1;
  for (uint32_t k = 0; k < 4; k++) {
    snprintf(text, sizeof text, "%s/claim/%u", iri, k);
    uint32_t index = bl_corpus_add_claim(c, bl_str_from(text), article);
    bl_rec_claim *claim = &c->claims.items[index];
    claim->passage = (bl_passage){k * 100, k * 100 + 80, bl_str_from(bl_arena_printf(&c->arena, "the fighters of number %u came to the town %u before dawn and left it at noon", next_number(total), next_number(97)))};
    claim->event = event;
    claim->object_kind = k == 3 ? BL_OBJ_QUANTITY : BL_OBJ_ENTITY;
    claim->subject = k ? group : person;
    claim->object = k == 3 ? BL_NONE : k ? place : group;
    claim->predicate = k == 0 ? BL_STR("leads") : k == 1 ? BL_STR("attacked") : k == 2 ? BL_STR("captured") : BL_STR("killedCount");
    claim->amount.min = claim->amount.max = next_number(30);
  }
}

static bl_corpus *corpus_of(uint32_t count, bool backwards) {
  bl_corpus *c = bl_corpus_new();
  for (uint32_t i = 0; i < count; i++) add_article(c, backwards ? count - 1 - i : i, count);
  bl_corpus_sort(c);
  return c;
}

static double seconds_for(const bl_resolver *resolver, uint32_t count) {
  bl_corpus *c = corpus_of(count, false);
  bl_resolution r = {0};
  clock_t start = clock();
  CHECK(bl_resolver_run(resolver, c, NULL, &r) == BL_OK);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  CHECK(r.clusters.count > count && r.clusters.count < 4 * count);
  bl_resolution_free(&r);
  bl_corpus_free(c);
  return seconds;
}

static void time_grows_like_n_log_n(const bl_resolver *resolver) {
  double small = seconds_for(resolver, 500), large = seconds_for(resolver, 4000);
  double ratio = large / (small > 0.001 ? small : 0.001);
  if (ratio >= 20) fprintf(stderr, "500 articles %.3f s, 4000 articles %.3f s\n", small, large);
  CHECK(ratio < 20); /* n log n: 11; n squared: 64 */
}

static bool same_results(const bl_resolution *a, const bl_resolution *b) {
  bool same = a->clusters.count == b->clusters.count && a->relations.count == b->relations.count &&
              a->facts.count == b->facts.count && a->origins.count == b->origins.count &&
              a->event_clusters.count == b->event_clusters.count;
  for (uint32_t i = 0; same && i < a->clusters.count; i++) same = bl_str_eq(a->clusters.items[i].iri, b->clusters.items[i].iri);
  for (uint32_t i = 0; same && i < a->event_clusters.count; i++) same = bl_str_eq(a->event_clusters.items[i].iri, b->event_clusters.items[i].iri);
  for (uint32_t i = 0; same && i < a->relations.count; i++)
    same = a->relations.items[i].a == b->relations.items[i].a && a->relations.items[i].b == b->relations.items[i].b;
  for (uint32_t i = 0; same && i < a->facts.count; i++)
    same = a->facts.items[i].claim == b->facts.items[i].claim && a->facts.items[i].independent == b->facts.items[i].independent;
  return same;
}

static void order_of_loading_changes_nothing(const bl_resolver *resolver) {
  bl_corpus *forward = corpus_of(400, false), *backward = corpus_of(400, true);
  bl_resolution a = {0}, b = {0};
  CHECK(bl_resolver_run(resolver, forward, NULL, &a) == BL_OK);
  CHECK(bl_resolver_run(resolver, backward, NULL, &b) == BL_OK);
  CHECK(same_results(&a, &b));
  bl_resolution_free(&a);
  bl_resolution_free(&b);
  bl_corpus_free(forward);
  bl_corpus_free(backward);
}

int main(void) {
  bl_resolver *resolver;
  if (bl_resolver_open("data", &resolver) != BL_OK) {
    fprintf(stderr, "%s\n", bl_last_error());
    return 1;
  }
  order_of_loading_changes_nothing(resolver);
  time_grows_like_n_log_n(resolver);
  bl_resolver_close(resolver);
  return test_end("resolve_scale");
}

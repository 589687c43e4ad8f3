/* Room resolve: original sources, copies, and how many voices speak. */
#include "resolve_notes.h"

static const bl_provenance *origin_of(const bl_corpus *c, const bl_resolution *r, const char *article, int claim) {
  for (uint32_t i = 0; i < r->origins.count; i++) {
    const bl_provenance *p = &r->origins.items[i];
    char end[16];
    snprintf(end, sizeof end, "#c%04d", claim);
    if (claim >= 0 && p->claim != BL_NONE && bl_str_ends(c->claims.items[p->claim].iri, bl_str_from(end))) return p;
    if (claim < 0 && p->claim == BL_NONE && bl_str_ends(c->articles.items[p->article].iri, bl_str_from(article))) return p;
  }
  return NULL;
}

static bool is_cluster(const bl_corpus *c, const bl_resolution *r, const bl_provenance *p, const char *article, const char *label) {
  return p && p->source_cluster == r->identities[entity_named(c, article, label)].cluster;
}

static bool independent(const bl_corpus *c, const bl_resolution *r, uint32_t x, uint32_t y) {
  for (uint32_t i = 0; i < r->relations.count; i++) {
    const bl_relation *rel = &r->relations.items[i];
    unsigned a = 0, b = 0;
    sscanf(strstr(c->claims.items[rel->a].iri.p, "#c") + 2, "%4u", &a);
    sscanf(strstr(c->claims.items[rel->b].iri.p, "#c") + 2, "%4u", &b);
    if (rel->kind == BL_REL_CORROBORATES && ((a == x && b == y) || (a == y && b == x))) return rel->independent;
  }
  fprintf(stderr, "claims %u and %u do not corroborate\n", x, y);
  return false;
}

/* Passages that several articles have. */
static const char *const first_words = "the old bridge at the northern gate of the town was blown up by the retreating guards";
static const char *const second_words = "nine men who had slept in the mill were taken to the hospital on carts";
static const char *const third_words = "the mayor wants the governor to send flour and tents before the week is over";
static const char *const fourth_words = "nobody has seen the ferry that left the island when the shooting began";

/* Copies by words, by address and by wire tag. */
static void copies_and_wires(void) {
  char text[4000];
  snprintf(text, sizeof text,
           "a issued 2031-05-02\na MediaOutlet Tarvan Press\na ArmedGroup Vale Guard\na City Lorn\na wire Tarvan Press\n"
           "b issued 2031-05-03\nb ArmedGroup Vale Guard\nb City Lorn\n"
           "c issued 2031-05-04\nc ArmedGroup Vale Guard\nc City Lorn\nc url https://www.Qumar.example/lorn/?from=mail\n"
           "d issued 2031-05-05\nd ArmedGroup Vale Guard\nd City Lorn\nd url http://qumar.example/lorn#top\n"
           "e issued 2031-05-05\ne ArmedGroup Vale Guard\ne City Lorn\ne url http://qumar.example/\n"
           "f issued 2031-05-05\nf ArmedGroup Vale Guard\nf City Lorn\nf url http://qumar.example/\n"
           "a claim Vale Guard|attacked|Lorn|text=%s\na claim Vale Guard|describedAs|'one|text=%s\n"
           "a claim Vale Guard|describedAs|'two|text=%s\na claim Vale Guard|describedAs|'three|text=%s\n"
           "b claim Vale Guard|attacked|Lorn|text=%s\nb claim Vale Guard|describedAs|'one|text=%s\n"
           "b claim Vale Guard|describedAs|'two|text=%s\nb claim Vale Guard|describedAs|'four|text=the cook ran away\n"
           "c claim Vale Guard|attacked|Lorn|text=shots were heard\nd claim Vale Guard|attacked|Lorn|text=gunfire was reported\n",
           first_words, second_words, third_words, fourth_words, first_words, second_words, third_words);
  bl_corpus *c = corpus_of(text);
  bl_resolution r = resolve(c);
  CHECK(is_cluster(c, &r, origin_of(c, &r, "/a", -1), "a", "Tarvan Press"));
  const bl_provenance *b = origin_of(c, &r, "/b", -1), *d = origin_of(c, &r, "/d", -1);
  CHECK(b && b->source_article != BL_NONE && bl_str_ends(c->articles.items[b->source_article].iri, BL_STR("/a")));
  CHECK(d && d->source_article != BL_NONE && bl_str_ends(c->articles.items[d->source_article].iri, BL_STR("/c")));
  CHECK(!origin_of(c, &r, "/c", -1) && !origin_of(c, &r, "/e", -1) && !origin_of(c, &r, "/f", -1));
  CHECK(is_cluster(c, &r, origin_of(c, &r, "", 4), "a", "Tarvan Press")); /* the same words */
  CHECK(is_cluster(c, &r, origin_of(c, &r, "", 7), "a", "Tarvan Press")); /* other words of a copy, in its own voice */
  CHECK(!independent(c, &r, 0, 4) && independent(c, &r, 0, 8) && !independent(c, &r, 8, 9));
  done(c, &r);
}

/* Three articles of the same words, one of them without a date: the first is the source of both, and none of itself. */
static void copies_without_a_date(void) {
  const char *dates[] = {"a issued 2031-05-05\n", "", "c issued 2031-05-01\n"};
  bl_buf text = {0};
  for (int i = 0; i < 3; i++) {
    char name = (char)('a' + i);
    bl_buf_printf(&text, "%s%c ArmedGroup Vale Guard\n%c City Lorn\n%c claim Vale Guard|attacked|Lorn|text=%s\n", dates[i], name, name, name, first_words);
    bl_buf_printf(&text, "%c claim Vale Guard|describedAs|'one|text=%s\n%c claim Vale Guard|describedAs|'two|text=%s\n", name, second_words, name, third_words);
    bl_buf_printf(&text, "%c claim Vale Guard|describedAs|'three|text=%s\n", name, fourth_words);
  }
  bl_buf_char(&text, '\0');
  bl_corpus *c = corpus_of(text.p);
  bl_resolution r = resolve(c);
  const bl_provenance *a = origin_of(c, &r, "/a", -1), *b = origin_of(c, &r, "/b", -1);
  CHECK(a && bl_str_ends(c->articles.items[a->source_article].iri, BL_STR("/c")));
  CHECK(b && bl_str_ends(c->articles.items[b->source_article].iri, BL_STR("/c")));
  CHECK(!origin_of(c, &r, "/c", -1));
  done(c, &r);
  bl_buf_free(&text);
}

/* A minister and his country are one voice where they say the same, but not where they do not. */
static void who_speaks_for_whom(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na Person Ivo Dust|Velian foreign minister\na Country Velia|~Velian\na ArmedGroup Vale Guard\na City Lorn\na City Qumar\n"
      "b issued 2031-05-02\nb Country Velia\nb ArmedGroup Vale Guard\nb City Lorn\nb City Qumar\n"
      "a claim Vale Guard|captured|Lorn|by=Ivo Dust\n"   /* 0 */
      "b claim Vale Guard|captured|Lorn|by=Velia\n"      /* 1 */
      "b claim Vale Guard|captured|Qumar|by=Velia\n");   /* 2 */
  bl_resolution r = resolve(c);
  CHECK(CORROBORATES(0, 1) && !independent(c, &r, 0, 1));
  CHECK(is_cluster(c, &r, origin_of(c, &r, "", 1), "a", "Ivo Dust"));
  CHECK(is_cluster(c, &r, origin_of(c, &r, "", 2), "b", "Velia"));
  done(c, &r);
}

/* An account known by its handle alone is one in all articles. */
static void accounts(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na Person @lorn_watch\na ArmedGroup Vale Guard\na City Lorn\n"
      "b issued 2031-05-02\nb Person @lorn_watch\nb Person @lorn_watcher\nb ArmedGroup Vale Guard\nb City Lorn\n"
      "a claim Vale Guard|captured|Lorn|by=@lorn_watch\nb claim Vale Guard|captured|Lorn|by=@lorn_watch\n");
  bl_resolution r = resolve(c);
  SAME("a", "@lorn_watch", "b", "@lorn_watch");
  APART("a", "@lorn_watch", "b", "@lorn_watcher");
  CHECK(!independent(c, &r, 0, 1));
  done(c, &r);
}

/* A later higher number of one outlet takes the place of the first, though its source is another and the bounds would fit. */
static void tolls_of_one_chain(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na City Lorn\na MediaOutlet Tarvan Radio\na Person Ada Brel\na event blast|Attack|place=Lorn|time=2031-05-01\n"
      "b issued 2031-05-04\nb City Lorn\nb MediaOutlet Tarvan Radio\nb Person Ivo Dust\nb event blast|Attack|place=Lorn|time=2031-05-01\n"
      "a claim !blast|killedCount|#>=12 people|by=Tarvan Radio>Ada Brel|time=2031-05-02\n" /* 0 */
      "b claim !blast|killedCount|#19 people|by=Tarvan Radio>Ivo Dust|time=2031-05-04\n"   /* 1 */
      "b claim !blast|killedCount|#>=60 people|by=Ivo Dust|time=2031-05-04\n");           /* 2 */
  bl_resolution r = resolve(c);
  CHECK(SUPERSEDES(1, 0) && !CORROBORATES(0, 1) && !CONFLICTS(0, 1));
  CHECK(!CORROBORATES(0, 2) && !CONFLICTS(0, 2));
  done(c, &r);
}

int main(void) {
  if (bl_resolver_open("data", &resolver) != BL_OK) {
    fprintf(stderr, "%s\n", bl_last_error());
    return 1;
  }
  copies_and_wires();
  copies_without_a_date();
  who_speaks_for_whom();
  accounts();
  tolls_of_one_chain();
  bl_resolver_close(resolver);
  return test_end("resolve_sources");
}

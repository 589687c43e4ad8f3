/* Room resolve: corpora made by hand; identities, and what claims are to one another. */
#include "resolve_notes.h"

/* ---- corpus ------------------------------------------------------------------------------------------------------ */

static void order_of_loading_does_not_matter(void) {
  bl_corpus *corpus = bl_corpus_new();
  uint32_t b = bl_corpus_add_article(corpus, BL_STR("x:b")), a = bl_corpus_add_article(corpus, BL_STR("x:a"));
  uint32_t second = bl_corpus_add_entity(corpus, BL_STR("x:b#2"), b);
  uint32_t first = bl_corpus_add_entity(corpus, BL_STR("x:a#1"), a);
  uint32_t claim = bl_corpus_add_claim(corpus, BL_STR("x:b#c"), b);
  corpus->claims.items[claim].subject = second;
  corpus->claims.items[claim].object_kind = BL_OBJ_ENTITY;
  corpus->claims.items[claim].object = first;
  corpus->claims.items[claim].place = 77;
  bl_corpus_sort(corpus);
  CHECK_STR(corpus->articles.items[0].iri, "x:a");
  CHECK_STR(corpus->entities.items[0].iri, "x:a#1");
  CHECK(corpus->entities.items[0].article == 0);
  CHECK(corpus->claims.items[0].article == 1);
  CHECK(corpus->claims.items[0].subject == 1);
  CHECK(corpus->claims.items[0].object == 0);
  CHECK(corpus->claims.items[0].place == BL_NONE);
  bl_corpus_free(corpus);
}

static void an_empty_corpus(void) {
  bl_corpus *corpus = bl_corpus_new();
  bl_corpus_sort(corpus);
  bl_resolution resolution = {0};
  CHECK(bl_resolver_run(resolver, corpus, NULL, &resolution) == BL_OK);
  CHECK(resolution.clusters.count == 0);
  bl_resolution_free(&resolution);
  bl_resolve_options options = {.base = "no iri"};
  CHECK(bl_resolver_run(resolver, corpus, &options, &resolution) == BL_ERR_USAGE);
  bl_resolution_free(&resolution);
  bl_corpus_free(corpus);
}

/* ---- identity ---------------------------------------------------------------------------------------------------- */

static void spellings_of_one_name(void) {
  bl_corpus *c = corpus_of(
      "a Person Karim Zubaydi\na District Gul-e-Nahar\na District Deh Rawan\na Region Tarvan Province|Tarvan\n"
      "b Person Karim Zubaidi\nb District Gol-e-Nahar\nb District De Rawan district\nb Region Tarvan\n"
      "c Person Kareem Zubaydi\nc City Gol-i-Nahar\nc Region Tarvaan\nc District Gul-e-Bahar\n");
  bl_resolution r = resolve(c);
  SAME("a", "Karim Zubaydi", "b", "Karim Zubaidi");
  SAME("a", "Karim Zubaydi", "c", "Kareem Zubaydi");
  SAME("a", "Gul-e-Nahar", "b", "Gol-e-Nahar");
  SAME("a", "Deh Rawan", "b", "De Rawan district");
  SAME("a", "Tarvan Province", "b", "Tarvan");
  APART("c", "Gol-i-Nahar", "c", "Gul-e-Bahar");
  CHECK(r.identities[entity_named(c, "b", "Gol-e-Nahar")].score >= 75);
  done(c, &r);
}

static void a_family_stays_apart(void) {
  bl_corpus *c = corpus_of(
      "a Person Omid Tarzi|Tarzi\na Person Omid Shah Tarzi\na Person Laila Tarzi\na City Qumar\n"
      "b Person Omid Tarzi|Tarzee\nb Person Omid Shah Tarzi\nb City Qumar\n"
      "c Person Tarzi\nc City Qumar\nd Person Mario Lopes\nd City Qumar\ne Person Maria Lopes\ne City Qumar\n");
  bl_resolution r = resolve(c);
  SAME("a", "Omid Tarzi", "b", "Omid Tarzi");
  SAME("a", "Omid Shah Tarzi", "b", "Omid Shah Tarzi");
  APART("a", "Omid Tarzi", "a", "Omid Shah Tarzi");
  APART("a", "Omid Tarzi", "b", "Omid Shah Tarzi");
  APART("a", "Omid Tarzi", "a", "Laila Tarzi");
  APART("c", "Tarzi", "a", "Omid Tarzi");
  APART("d", "Mario Lopes", "e", "Maria Lopes");
  done(c, &r);
}

static void titles_initials_surnames(void) {
  bl_corpus *c = corpus_of(
      "a Person former Vice President Amina Haddad\na Person Mullah Zarif\na Person Velko\na City Qumar\n"
      "b Person Amina Haddad|Haddad\nb Person Mullah Zarif\nb Person Velko\nb City Qumar\n"
      "c Person A. Haddad\nc Person Amina R. Haddad\nc City Qumar\n");
  bl_resolution r = resolve(c);
  SAME("a", "former Vice President Amina Haddad", "b", "Amina Haddad");
  SAME("a", "Mullah Zarif", "b", "Mullah Zarif");
  SAME("a", "Velko", "b", "Velko");
  SAME("c", "Amina R. Haddad", "b", "Amina Haddad");
  bl_cluster *haddad = &r.clusters.items[r.identities[entity_named(c, "b", "Amina Haddad")].cluster];
  CHECK(bl_str_starts(haddad->iri, BL_STR("https://w3id.org/byline/id/entity/")));
  done(c, &r);
}

static void acronyms_and_aliases(void) {
  bl_corpus *c = corpus_of(
      "a Organization Northern Relief Committee|NRC\na ArmedGroup Harlan Front\na City Qumar\n"
      "b Organization NRC\nb ArmedGroup Harlan Front|HF-2\nb ArmedGroup Harlan Front in Qumar Province\nb City Qumar\n"
      "c Organization Northern Relief Committee\nc ArmedGroup Harlan Front|Zaman network\nc City Qumar\n"
      "d ArmedGroup Zaman network\nd ArmedGroup Harlan Front\nd City Qumar\n");
  bl_resolution r = resolve(c);
  SAME("a", "Northern Relief Committee", "b", "NRC");
  SAME("a", "Northern Relief Committee", "c", "Northern Relief Committee");
  SAME("a", "Harlan Front", "d", "Harlan Front");
  APART("d", "Zaman network", "d", "Harlan Front"); /* one article's mistake does not merge what another keeps apart */
  APART("b", "Harlan Front", "b", "Harlan Front in Qumar Province");
  done(c, &r);
}

static void places_have_classes(void) {
  bl_corpus *c = corpus_of(
      "a City Qumar\na Region Qumar province\na Place Qumar Valley\n"
      "b City Qumar\nb Place Qumar valley\n");
  bl_resolution r = resolve(c);
  SAME("a", "Qumar", "b", "Qumar");
  SAME("a", "Qumar Valley", "b", "Qumar valley");
  APART("a", "Qumar", "a", "Qumar province");
  APART("a", "Qumar", "a", "Qumar Valley");
  done(c, &r);
}

/* What must never be merged: a place and what is in it, a country and its people, bodies and teams. */
static void things_of_one_name_stay_apart(void) {
  bl_corpus *c = corpus_of(
      "a City Qumar\na District Qumar district\na Region Qumar province\na Facility Qumar airport\na Place Qumar river\n"
      "a Country Velia|~Velian\na Organization Velia\na Group Velians\na Organization Bank of Velia\n"
      "b City Qumar\nb District Qumar district\nb Facility Qumar hospital\nb Country Velia\nb Group Velians\n"
      "c District Lorn district\nc City Tarvan\nd City Lorn\nd City Tarvan\n"
      "c Group Police\nd Group Police\nc Group Rescuers\nd Group Rescuers\n");
  bl_resolution r = resolve(c);
  static const char *const names[] = {"Qumar", "Qumar district", "Qumar province", "Qumar airport", "Qumar river", "Velia", "Velians", "Bank of Velia"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    for (size_t k = i + 1; k < sizeof names / sizeof *names; k++) APART("a", names[i], "a", names[k]);
  APART("a", "Qumar", "b", "Qumar district");
  APART("a", "Qumar airport", "b", "Qumar hospital");
  SAME("a", "Qumar", "b", "Qumar");
  SAME("a", "Qumar district", "b", "Qumar district");
  SAME("a", "Velians", "b", "Velians");
  APART("c", "Police", "d", "Police"); /* a sentence began with it */
  APART("c", "Rescuers", "d", "Rescuers");
  SAME("c", "Lorn district", "d", "Lorn"); /* where no article tells them apart */
  bl_cluster *velia = &r.clusters.items[r.identities[entity_named(c, "b", "Velia")].cluster];
  CHECK(velia->type == BL_ET_COUNTRY && velia->member_count == 2);
  for (uint32_t i = 0; i < velia->label_count; i++) CHECK(!bl_str_eq_c(velia->labels[i], "Velian"));
  done(c, &r);
}

static void descriptions_stay_themselves(void) {
  bl_corpus *c = corpus_of(
      "a AnonymousSource a local commander\na ArmedGroup the insurgent group\n"
      "b AnonymousSource a local commander\nb ArmedGroup the insurgent group\n");
  bl_resolution r = resolve(c);
  APART("a", "a local commander", "b", "a local commander");
  APART("a", "the insurgent group", "b", "the insurgent group");
  uint32_t e = entity_named(c, "a", "the insurgent group");
  CHECK_STR(r.clusters.items[r.identities[e].cluster].iri, "x:article/a#e1");
  done(c, &r);
}

static void ids_of_the_knowledge_base(void) {
  bl_corpus *c = corpus_of(
      "a Country Afghanistan\na City Kandahar\na Country U.S.\na Organization UN|United Nations\n"
      "b Country United States|US\nb Region Kandahar Province\nb Country Afghanistan\n"
      "c City Paris\nc Country France\nd City Paris\nd Region Texas\n");
  bl_resolution r = resolve(c);
  SAME("a", "U.S.", "b", "United States");
  APART("a", "Kandahar", "b", "Kandahar Province");
  CHECK_STR(r.clusters.items[r.identities[entity_named(c, "a", "Afghanistan")].cluster].wikidata, "Q889");
  CHECK_STR(r.clusters.items[r.identities[entity_named(c, "a", "Kandahar")].cluster].wikidata, "Q45604");
  CHECK_STR(r.clusters.items[r.identities[entity_named(c, "a", "UN")].cluster].wikidata, "Q1065");
  CHECK_STR(r.clusters.items[r.identities[entity_named(c, "c", "Paris")].cluster].wikidata, "Q90");
  done(c, &r);
}

/* ---- events and claims ------------------------------------------------------------------------------------------- */

static const char battle[] =
    "a issued 2031-05-02\na ArmedGroup Harlan Front|the front\na ArmedGroup Vale Guard\na City Qumar\na Region Tarvan\n"
    "a event take|Recapture|place=Qumar|agent=Vale Guard\na event other|Recapture|place=Tarvan|agent=Harlan Front\n"
    "b issued 2031-05-03\nb ArmedGroup Harlan Front\nb ArmedGroup local fighters\nb City Qumar\n"
    "b event take|Capture|patient=Qumar|agent=local fighters\n"
    "d issued 2031-09-03\nd ArmedGroup Vale Guard\nd City Qumar\nd event take|Recapture|place=Qumar|agent=Vale Guard\n";

static void one_event_in_two_articles(void) {
  bl_corpus *c = corpus_of(battle);
  bl_resolution r = resolve(c);
  CHECK(r.event_cluster[0] == r.event_cluster[2]);
  CHECK(r.event_cluster[0] != r.event_cluster[1]);
  CHECK(r.event_cluster[0] != r.event_cluster[3]); /* four months later */
  CHECK(bl_str_starts(r.event_clusters.items[r.event_cluster[0]].iri, BL_STR("https://w3id.org/byline/id/event/")));
  done(c, &r);
}

static void numbers_agree_or_conflict(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na City Qumar\na Group the victims\na event blast|Attack|place=Qumar|time=2031-05-01\n"
      "b issued 2031-05-02\nb City Qumar\nb event blast|Attack|place=Qumar|time=2031-05-01\n"
      "a claim !blast|killedCount|#>=12 people\n"       /* 0 */
      "b claim !blast|killedCount|#9 people\n"          /* 1 */
      "b claim !blast|killedCount|#~13 people\n"        /* 2 */
      "b claim !blast|killedCount|#3 soldiers\n"        /* 3 */
      "b claim !blast|casualtyCount|#>=12 people\n"     /* 4 */
      "b claim !blast|injuredCount|#5 people\n");       /* 5 */
  bl_resolution r = resolve(c);
  CHECK(CONFLICTS(0, 1));
  CHECK(CORROBORATES(0, 2) && !CONFLICTS(0, 2));
  CHECK(!CONFLICTS(0, 3) && !CORROBORATES(0, 3));
  CHECK(CONFLICTS(0, 4));
  CHECK(!CONFLICTS(0, 5));
  CHECK(r.conflicts >= 2);
  done(c, &r);
}

static void a_later_toll_supersedes(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na City Qumar\na MediaOutlet Tarvan Radio\na event blast|Attack|place=Qumar|time=2031-05-01\n"
      "b issued 2031-05-04\nb City Qumar\nb MediaOutlet Tarvan Radio\nb event blast|Attack|place=Qumar|time=2031-05-01\n"
      "a claim !blast|killedCount|#12 people|by=Tarvan Radio|time=2031-05-02\n"
      "b claim !blast|killedCount|#19 people|by=Tarvan Radio|time=2031-05-04\n");
  bl_resolution r = resolve(c);
  CHECK(SUPERSEDES(1, 0));
  CHECK(!CONFLICTS(0, 1));
  done(c, &r);
}

static void a_place_changes_hands(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na City Qumar\na ArmedGroup Vale Guard\na ArmedGroup Harlan Front\na Person Ada Brel\na Person Ivo Dust\n"
      "a claim Vale Guard|clashedWith|Harlan Front|place=Qumar|time=2031-05-02T08:40|by=Ada Brel\n" /* 0 contested */
      "a claim Vale Guard|recaptured|Qumar|time=2031-05-02T08:53|by=Ivo Dust\n"                      /* 1 */
      "b issued 2031-05-03\nb City Qumar\nb ArmedGroup Vale Guard\n"
      "b claim Vale Guard|captured|Qumar\n"                                                          /* 2 */
      "b claim Vale Guard|captured|Qumar|Possible\n");                                               /* 3 */
  bl_resolution r = resolve(c);
  CHECK(SUPERSEDES(1, 0) && !SUPERSEDES(0, 1));
  CHECK(CONFLICTS(0, 1));
  CHECK(CORROBORATES(1, 2));
  CHECK(!CORROBORATES(1, 3) && !CORROBORATES(2, 3));
  done(c, &r);
}

static void yes_and_no(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na Region Tarvan\na ArmedGroup Harlan Front\na Person Ada Brel\n"
      "b issued 2031-05-03\nb Region Tarvan\nb ArmedGroup Harlan Front\nb Person Ada Brel\n"
      "a claim Harlan Front|captured|Tarvan|not\n"                         /* 0 */
      "b claim Harlan Front|controls|Tarvan|not\n"                         /* 1 */
      "b claim Harlan Front|captured|Tarvan\n"                             /* 2 */
      "a claim Ada Brel|holdsPosition|'Minister of Mines\n"                /* 3 */
      "b claim Ada Brel|formerPosition|'former acting Mines Minister\n"           /* 4 */
      "a claim Ada Brel|linkedTo|Harlan Front|Denied\n"                    /* 5 */
      "b claim Harlan Front|linkedTo|Ada Brel\n");                         /* 6 */
  bl_resolution r = resolve(c);
  CHECK(CORROBORATES(0, 1));
  CHECK(CONFLICTS(0, 2) && CONFLICTS(1, 2));
  CHECK(CONFLICTS(3, 4));
  CHECK(!CORROBORATES(5, 6));
  done(c, &r);
}

static void copies_count_once(void) {
  const char *words = "the old bridge at the northern gate of the town was blown up by the retreating guards";
  char text[1200];
  snprintf(text, sizeof text,
           "a issued 2031-05-02\na MediaOutlet Tarvan Radio\na ArmedGroup Vale Guard\na City Qumar\n"
           "b issued 2031-05-03\nb AnonymousSource a radio station\nb ArmedGroup Vale Guard\nb City Qumar\n"
           "d issued 2031-05-03\nd ArmedGroup Vale Guard\nd City Qumar\n"
           "a claim Vale Guard|attacked|Qumar|by=Tarvan Radio|text=%s\n"
           "b claim Vale Guard|attacked|Qumar|by=a radio station|text=%s on Monday\n"
           "d claim Vale Guard|attacked|Qumar|text=guards of the vale have destroyed a bridge\n",
           words, words);
  bl_corpus *c = corpus_of(text);
  bl_resolution r = resolve(c);
  uint32_t radio = r.identities[entity_named(c, "a", "Tarvan Radio")].cluster;
  uint32_t named = 0;
  for (uint32_t i = 0; i < r.origins.count; i++) named += r.origins.items[i].source_cluster == radio;
  CHECK(named == 2);
  CHECK(r.facts.count == 1);
  CHECK(r.facts.items[0].claim_count == 3 && r.facts.items[0].independent == 2);
  done(c, &r);
}

static void facts_are_what_stands(void) {
  const char *text =
      "a issued 2031-05-02\na ArmedGroup Vale Guard\na City Qumar\na Person Ada Brel\na Person Ivo Dust\n"
      "a claim Ada Brel|leads|Vale Guard\n"
      "a claim Ivo Dust|leads|Vale Guard|not\n"
      "a claim Ada Brel|basedIn|Qumar|Reported|by=Ivo Dust\n"
      "a claim Ivo Dust|basedIn|Qumar|Opinion|by=Ada Brel\n"
      "a claim Vale Guard|captured|Qumar|Planned\n"
      "a claim Ivo Dust|opposes|Vale Guard\n"
      "b issued 2031-05-02\nb ArmedGroup Vale Guard\nb Person Ivo Dust\nb claim Ivo Dust|opposes|Vale Guard|not\n";
  bl_corpus *c = corpus_of(text);
  bl_resolution r = resolve(c), only = {0};
  CHECK(r.facts.count == 2);
  bl_resolve_options options = {.asserted_only = true};
  CHECK(bl_resolver_run(resolver, c, &options, &only) == BL_OK);
  CHECK(only.facts.count == 1);
  CHECK_STR(only.facts.items[0].predicate, "leads");
  bl_resolution_free(&only);
  done(c, &r);
}

int main(void) {
  if (bl_resolver_open("data", &resolver) != BL_OK) {
    fprintf(stderr, "%s\n", bl_last_error());
    return 1;
  }
  order_of_loading_does_not_matter();
  an_empty_corpus();
  spellings_of_one_name();
  a_family_stays_apart();
  titles_initials_surnames();
  acronyms_and_aliases();
  places_have_classes();
  things_of_one_name_stay_apart();
  descriptions_stay_themselves();
  ids_of_the_knowledge_base();
  one_event_in_two_articles();
  numbers_agree_or_conflict();
  a_later_toll_supersedes();
  a_place_changes_hands();
  yes_and_no();
  copies_count_once();
  facts_are_what_stands();
  bl_resolver_close(resolver);
  return test_end("resolve");
}

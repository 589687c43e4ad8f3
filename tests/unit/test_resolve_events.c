/* Room resolve: which events of articles are one, and what their circumstances mean for the claims about them. */
#include "resolve_notes.h"

/* The cluster of an event by its number in the order of writing. */
static uint32_t event_cluster(const bl_corpus *c, const bl_resolution *r, uint32_t number) {
  char end[16];
  snprintf(end, sizeof end, "#v%u", number);
  for (uint32_t i = 0; i < c->events.count; i++)
    if (bl_str_ends(c->events.items[i].iri, bl_str_from(end))) return r->event_cluster[i];
  return BL_NONE;
}

#define ONE_EVENT(x, y) (event_cluster(c, &r, x) == event_cluster(c, &r, y))

/* A town and its airport, an attack there and its dead: one event, though no name is the same. */
static void places_inside_places(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-04\na City Lorn\na Country Velia\na Group 13 harbour guards\n"
      "a event attack|Attack|place=Lorn|time=2031-05-01\n"                                  /* 0 */
      "a claim !attack|killedCount|#175 people|at=0\n"                                      /* 0 */
      "a claim 13 harbour guards|killedCount|#13|at=90\n"                                   /* 1: "among the dead" */
      "b issued 2031-05-04\nb Facility Lorn airport\nb Group 13 customs men\nb City Qumar\n"
      "b event blast|Attack|place=Lorn airport\nb event kill|Killing|place=Lorn airport\n"  /* 1, 2 */
      "b event other|Attack|place=Qumar\n"                                                  /* 3 */
      "b claim !blast|killedCount|#>150 people|at=0\n"                                      /* 2 */
      "b claim 13 customs men|killedCount|#13|event=kill|at=20\n"                           /* 3 */
      "b claim 13 customs men|killedCount|#>150|event=kill|at=40\n");                       /* 4: a misreading */
  bl_resolution r = resolve(c);
  CHECK(ONE_EVENT(0, 1) && ONE_EVENT(0, 2));
  CHECK(!ONE_EVENT(0, 3));
  CHECK(CORROBORATES(1, 3));
  CHECK(!CORROBORATES(0, 4) && !CONFLICTS(1, 4));
  done(c, &r);
}

/* Who takes a place and who loses it must not be turned round; a country says little. */
static void sides_are_kept(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na ArmedGroup Harlan Front\na Country Velia\na City Lorn\na claim Lorn|locatedIn|Velia\n"
      "a event all|Takeover|patient=Velia|place=Velia|agent=Harlan Front\n"                /* 0 */
      "b issued 2031-05-03\nb ArmedGroup Harlan Front\nb ArmedGroup anti-Harlan Front forces\nb Country Velia\nb City Lorn\n"
      "b event back|Recapture|patient=Lorn|place=Lorn|agent=anti-Harlan Front forces\n"    /* 1 */
      "b event all|Takeover|patient=Velia|place=Velia|agent=Harlan Front\n"                /* 2 */
      "c issued 2031-05-03\nc ArmedGroup Harlan Front\nc City Lorn\nc ArmedGroup local fighters\n"
      "c event first|Capture|patient=Lorn|place=Lorn|agent=Harlan Front\n"                 /* 3 */
      "c event again|Recapture|patient=Lorn|place=Lorn|agent=local fighters\n");           /* 4 */
  bl_resolution r = resolve(c);
  CHECK(ONE_EVENT(0, 2));
  CHECK(!ONE_EVENT(0, 1));
  CHECK(!ONE_EVENT(1, 3));
  CHECK(ONE_EVENT(1, 4));
  done(c, &r);
}

/* A speech is one when one speaker says the same words, wherever. */
static void speeches_are_words(void) {
  const char *words = "'the harbour of the old town will be open to all ships";
  char text[1200];
  snprintf(text, sizeof text,
           "a issued 2031-05-02\na City Lorn\na Person Ada Brel\na Person Ivo Dust\n"
           "a event one|Statement|place=Lorn|agent=Ada Brel\na event two|Statement|place=Lorn|agent=Ivo Dust\n" /* 0, 1 */
           "b issued 2031-05-02\nb City Lorn\nb Person Ada Brel\n"
           "b event one|Statement|agent=Ada Brel\nb event two|Statement|place=Lorn|agent=Ada Brel\n" /* 2, 3 */
           "a claim Ada Brel|statesThat|%s|event=one\na claim Ivo Dust|statesThat|%s|event=two\n"
           "b claim Ada Brel|statesThat|%s|event=one\n"
           "b claim Ada Brel|statesThat|'nobody has asked the fishermen what they want|event=two\n", words, words, words);
  bl_corpus *c = corpus_of(text);
  bl_resolution r = resolve(c);
  CHECK(ONE_EVENT(0, 2));
  CHECK(!ONE_EVENT(0, 1) && !ONE_EVENT(0, 3) && !ONE_EVENT(1, 3));
  done(c, &r);
}

/* Two disasters in one place with very different numbers of dead are two. */
static void numbers_keep_apart(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na Region Tarvan\na event quake|Disaster|place=Tarvan\na claim !quake|killedCount|#5 people\n"
      "b issued 2031-05-03\nb Region Tarvan\nb event quake|Disaster|place=Tarvan\nb claim !quake|killedCount|#170000 people\n"
      "d issued 2031-05-03\nd Region Tarvan\nd event quake|Disaster|place=Tarvan\nd claim !quake|killedCount|#6 people\n");
  bl_resolution r = resolve(c);
  CHECK(!ONE_EVENT(0, 1));
  CHECK(ONE_EVENT(0, 2));
  CHECK(!CONFLICTS(0, 1) && CONFLICTS(0, 2));
  done(c, &r);
}

/* In one town somebody is killed, and others throw stones: two things, though of one family; attacks here and far away
 * told together are none that others tell. */
static void deeds_in_one_town(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na City Kabul\na Person Ivo Dust\na Group two guards\na City Kandahar\na City Paris\n"
      "a event shot|Killing|place=Kabul|agent=two guards|patient=Ivo Dust\n"                                             /* 0 */
      "b issued 2031-05-02\nb City Kabul\nb Group some boys\nb Group the shopkeepers\n"
      "b event riot|Clash|place=Kabul|agent=some boys|patient=the shopkeepers\nb event attack|Attack|place=Kabul\n"      /* 1, 2 */
      "a event both|Attack|place=Kabul|patient=Paris\n");                                                                /* 3 */
  bl_resolution r = resolve(c);
  CHECK(!ONE_EVENT(0, 1));
  CHECK(!ONE_EVENT(2, 3));
  done(c, &r);
}

/* "The last quake" is another than the quake of today. */
static void another_of_the_kind(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na Region Tarvan\na Group A strong quake\na event quake|Disaster|place=Tarvan|agent=A strong quake\n"
      "b issued 2031-05-02\nb Region Tarvan\nb Group The last major quake\nb event quake|Disaster|place=Tarvan|agent=The last major quake\n"
      "d issued 2031-05-02\nd Region Tarvan\nd Group An early quake\nd event quake|Disaster|place=Tarvan|agent=An early quake\n"
      "a claim A strong quake|attacked|Tarvan|event=quake\nb claim The last major quake|attacked|Tarvan|event=quake\n"
      "d claim An early quake|attacked|Tarvan|event=quake\n");
  bl_resolution r = resolve(c);
  CHECK(!CORROBORATES(0, 1) && CORROBORATES(0, 2));
  done(c, &r);
}

/* "The blasts" without place and time are those that the article tells of, where there are no others. */
static void events_without_circumstances(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na City Lorn\na event first|Attack|place=Lorn|time=2031-05-01\na event blasts|Attack\n"
      "a claim !first|killedCount|#9 people\na claim !blasts|injuredCount|#20 people\n"
      "b issued 2031-05-02\nb City Lorn\nb City Qumar\nb event first|Attack|place=Lorn\nb event second|Attack|place=Qumar\n"
      "b event blasts|Attack\nb claim !blasts|injuredCount|#20 people\n");
  bl_resolution r = resolve(c);
  CHECK(ONE_EVENT(0, 1));
  CHECK(!ONE_EVENT(4, 2) && !ONE_EVENT(4, 3));
  done(c, &r);
}

/* The same losses at two places do not confirm one another; what a name says is no news; a repetition is no second voice. */
static void what_does_not_corroborate(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na ArmedGroup Harlan Front\na ArmedGroup anti-Harlan Front forces\na Region Tarvan\na City Lorn\na Person Ada Brel\n"
      "b issued 2031-05-02\nb ArmedGroup Harlan Front\nb ArmedGroup anti-Harlan Front fighters\nb Region Velmar\nb City Lorn\n"
      "a claim Harlan Front|casualtyCount|'heavy casualties in the fighting|place=Tarvan\n" /* 0 */
      "b claim Harlan Front|casualtyCount|'heavy casualties in the fighting|place=Velmar\n" /* 1 */
      "a claim anti-Harlan Front forces|opposes|Harlan Front\n"                            /* 2 */
      "b claim anti-Harlan Front fighters|opposes|Harlan Front\n"                          /* 3 */
      "a claim Harlan Front|captured|Lorn|by=Ada Brel\n"                                   /* 4 */
      "a claim Harlan Front|captured|Lorn|by=Ada Brel\n"                                   /* 5 */
      "b claim Harlan Front|captured|Lorn\n");                                             /* 6 */
  bl_resolution r = resolve(c);
  CHECK(!CORROBORATES(0, 1));
  CHECK(!CORROBORATES(2, 3));
  CHECK(!CORROBORATES(4, 5) && CORROBORATES(4, 6));
  done(c, &r);
}

/* States of a place: not those of persons; an advance of others says nothing against it; what a speaker adds comes later. */
static void states_of_places(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na City Lorn\na City Qumar\na ArmedGroup Harlan Front\na ArmedGroup Vale Guard\na Person Ada Brel\na Person Ivo Dust\n"
      "a claim Vale Guard|controls|Lorn|time=2031-05-02T08:00|by=Ada Brel\n"                   /* 0 */
      "a claim Harlan Front|movedTo|Lorn|time=2031-05-02T09:00|by=Ivo Dust\n"                  /* 1 */
      "a claim Ivo Dust|movedTo|Lorn|time=2031-05-02T09:00\n"                                  /* 2 */
      "a claim Vale Guard|movedTo|Qumar|time=2031-05-02T09:00|by=Ivo Dust|cue=said|at=5000\n"  /* 3 */
      "a claim Vale Guard|captured|Qumar|by=Ivo Dust|cue=later added:|at=6000\n"                      /* 4 */
      "b issued 2031-05-02\nb City Lorn\nb ArmedGroup Harlan Front\n"
      "b claim Harlan Front|controls|Lorn|time=2031-05-02T10:00\n");                           /* 5 */
  bl_resolution r = resolve(c);
  CHECK(!CONFLICTS(0, 1) && !CONFLICTS(0, 2));
  CHECK(CONFLICTS(0, 5) && SUPERSEDES(5, 0));
  CHECK(SUPERSEDES(4, 3));
  done(c, &r);
}

/* Without dates nothing contradicts, and only one event or the same words agree; plans of two men are two. */
static void without_dates(void) {
  bl_corpus *c = corpus_of(
      "a Person Ada Brel\na Person Ivo Dust\na ArmedGroup Vale Guard\na City Lorn\na Group her supporters\n"
      "b Person Ada Brel\nb Person Ivo Dust\nb ArmedGroup Vale Guard\nb City Lorn\nb Group her supporters\n"
      "a claim Ada Brel|holdsPosition|'Mines Minister\n"                                /* 0 */
      "b claim Ada Brel|formerPosition|'former Mines Minister\n"                        /* 1 */
      "a claim Vale Guard|attacked|Lorn\nb claim Vale Guard|attacked|Lorn\n"            /* 2, 3 */
      "a claim Ada Brel|statesThat|'nobody has asked the fishermen\n"                   /* 4 */
      "b claim Ada Brel|statesThat|'nobody has asked the fishermen\n"                   /* 5 */
      "a claim Vale Guard|attacked|Lorn|Planned|by=Ada Brel\n"                          /* 6 */
      "a claim Vale Guard|attacked|Lorn|Planned|by=Ivo Dust\n"                          /* 7 */
      "a claim her supporters|supports|Ada Brel\nb claim her supporters|supports|Ada Brel\n" /* 8, 9 */
      "a claim Vale Guard|controls|Lorn\nb claim Vale Guard|controls|Lorn|not\n");      /* 10, 11 */
  bl_resolution r = resolve(c);
  CHECK(!CONFLICTS(0, 1) && !CONFLICTS(10, 11));
  CHECK(!CORROBORATES(2, 3) && CORROBORATES(4, 5));
  CHECK(!CORROBORATES(6, 7) && !CORROBORATES(8, 9));
  done(c, &r);
}

/* What lasts is tied in chains, and counted over the whole chain. */
static void many_who_say_it(void) {
  enum { ARTICLES = 20 };
  bl_buf text = {0};
  for (int i = 0; i < ARTICLES; i++)
    bl_buf_printf(&text, "a%02d Person Ada Brel\na%02d Person Ivo Dust\na%02d claim Ada Brel|holdsPosition|'president%s\n", i, i, i, i < 2 ? "|by=Ivo Dust" : "");
  bl_buf_char(&text, 0);
  bl_corpus *c = corpus_of(text.p);
  bl_resolution r = resolve(c);
  CHECK(r.relations.count >= ARTICLES - 1 && r.relations.count <= 4 * ARTICLES);
  CHECK(r.supports.count == ARTICLES);
  for (uint32_t i = 0; i < r.supports.count; i++) CHECK(r.supports.items[i].articles == ARTICLES && r.supports.items[i].independent == ARTICLES - 1);
  bl_buf_free(&text);
  done(c, &r);
}

/* Offices: "former" against in office; becoming something, or having been it in a story, is no conflict. */
static void offices_and_leaders(void) {
  bl_corpus *c = corpus_of(
      "a issued 2031-05-02\na Person Ada Brel\na Person Ivo Dust\na ArmedGroup the mountain force\n"
      "b issued 2031-05-03\nb Person Ada Brel\nb Person Ivo Dust\nb ArmedGroup a guerrilla movement\n"
      "a claim Ada Brel|holdsPosition|'Mines Minister\n"         /* 0 */
      "b claim Ada Brel|formerPosition|'former Mines Minister\n" /* 1 */
      "b claim Ada Brel|appointedAs|'Mines Minister\n"           /* 2 */
      "b claim Ada Brel|formerPosition|'Mines Minister\n"        /* 3 */
      "a claim Ada Brel|leads|the mountain force\n"              /* 4 */
      "b claim Ada Brel|leads|a guerrilla movement\n"            /* 5 */
      "b claim Ivo Dust|leads|a guerrilla movement\n");          /* 6 */
  bl_resolution r = resolve(c);
  CHECK(CONFLICTS(0, 1));
  CHECK(!CONFLICTS(1, 2) && !CONFLICTS(0, 3));
  CHECK(CONFLICTS(4, 6) && !CONFLICTS(5, 6) && !CONFLICTS(4, 5));
  done(c, &r);
}

int main(void) {
  if (bl_resolver_open("data", &resolver) != BL_OK) {
    fprintf(stderr, "%s\n", bl_last_error());
    return 1;
  }
  places_inside_places();
  sides_are_kept();
  speeches_are_words();
  numbers_keep_apart();
  deeds_in_one_town();
  another_of_the_kind();
  events_without_circumstances();
  what_does_not_corroborate();
  states_of_places();
  without_dates();
  many_who_say_it();
  offices_and_leaders();
  bl_resolver_close(resolver);
  return test_end("resolve_events");
}

/* byline link: a name is linked by its own words and, where they lead nowhere, by the other names of its entity.
 *
 * A name that goes on behind its mention ("London" of "London Marathon", "U.S." of "U.S. Food and Drug Administration")
 * is not that place: the longer name is looked up, and is what the line is about; if nobody knows it, it is NIL. */
#include "resolve/link_doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "resolve/link.h"
#include "resolve/resolver.h"

enum { MOST_NAMES = 16 };

static void add_name(bl_link_item *item, bl_str name) {
  for (uint32_t i = 0; i < item->name_count; i++)
    if (bl_str_eq(item->names[i], name)) return;
  if (item->name_count < MOST_NAMES) item->names[item->name_count++] = name;
}

static bool is_link_name(const bl_doc *doc, const bl_mention *m) {
  return m->kind == BL_MK_NAME && m->entity < doc->entities.count;
}

/* The names of each entity, its label first. */
static bl_link_item *names_of_entities(bl_doc *doc, bl_arena *arena) {
  bl_link_item *items = BL_ARENA_NEW(arena, bl_link_item, doc->entities.count);
  for (uint32_t e = 0; e < doc->entities.count; e++) {
    items[e].names = BL_ARENA_NEW(arena, bl_str, MOST_NAMES);
    if (doc->entities.items[e].named && doc->entities.items[e].label.n) add_name(&items[e], doc->entities.items[e].label);
  }
  for (uint32_t i = 0; i < doc->mentions.count; i++)
    if (is_link_name(doc, &doc->mentions.items[i]))
      add_name(&items[doc->mentions.items[i].entity], bl_doc_span_text(doc, doc->mentions.items[i].tokens));
  return items;
}

/* Tokens of the region behind a place: "N.D." in "Mandan, N.D."; empty if there is none. */
static bl_span region_behind(const bl_kb *kb, bl_doc *doc, const bl_mention *m) {
  enum { LONGEST = 3 };
  uint32_t t = m->tokens.end;
  bl_span none = {t, t};
  if (!bl_etype_is_place((bl_etype)m->type) || t + 1 >= doc->tokens.count) return none;
  uint32_t limit = doc->sentences.items[doc->tokens.items[t - 1].sentence].tokens.end;
  if (!bl_str_eq_c(doc->tokens.items[t].form, ",") || t + 1 >= limit) return none;
  for (uint32_t n = LONGEST; n >= 1; n--) {
    if (t + 1 + n > limit) continue;
    bl_span span = {t + 1, t + 1 + n};
    bl_kb_hit hit;
    bl_str text = bl_doc_span_text(doc, span);
    if (text.p[0] < 'A' || text.p[0] > 'Z' || !bl_kb_find(kb, text, &hit, 1)) continue;
    uint8_t kind = bl_kb_get(kb, hit.entry).kind;
    if (kind == BL_KB_REGION || kind == BL_KB_COUNTRY) return span;
  }
  return none;
}

/* One item for each text of an entity. A mention speaks for itself first, and by the other names of its entity when it
 * leads nowhere; a person's single name the other way round. Gives the number of items; item_of: mention -> item. */
static uint32_t collect(const bl_kb *kb, bl_doc *doc, bl_arena *arena, bl_link_item *items, uint32_t *item_of) {
  const bl_link_item *entities = names_of_entities(doc, arena);
  bl_map seen = {0};
  uint32_t count = 0;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *m = &doc->mentions.items[i];
    if (!is_link_name(doc, m)) continue;
    bl_span region = region_behind(kb, doc, m);
    bl_str name = bl_doc_span_text(doc, m->tokens), text = name;
    if (region.end > region.begin) text = bl_doc_span_text(doc, (bl_span){m->tokens.begin, region.end});
    uint32_t *slot = bl_map_at(&seen, bl_str_from(bl_arena_printf(arena, "%u " BL_STR_FMT, (unsigned)m->entity, BL_STR_ARG(text))));
    if (*slot == BL_NONE) {
      *slot = count;
      bl_link_item *item = &items[count++];
      *item = (bl_link_item){BL_ARENA_NEW(arena, bl_str, MOST_NAMES), 0, doc->entities.items[m->entity].type, 0};
      bool surname = item->type == BL_ET_PERSON && bl_str_find(text, BL_STR(" "), 0) < 0;
      if (!surname) add_name(item, text);
      if (!surname) add_name(item, name);
      for (uint32_t k = 0; k < entities[m->entity].name_count; k++) add_name(item, entities[m->entity].names[k]);
    }
    items[*slot].weight++;
    item_of[i] = *slot;
  }
  bl_map_free(&seen);
  return count;
}

static void print_link(const bl_doc *doc, bl_span bytes, const bl_kb *kb, uint32_t entry, bl_buf *out) {
  bl_span cp = bl_doc_cp_span(doc, bytes);
  uint32_t qid = entry == BL_NONE || !kb ? 0 : bl_kb_get(kb, entry).qid;
  bl_buf_printf(out, BL_STR_FMT "\t%u\t%u\t", BL_STR_ARG(doc->name), (unsigned)cp.begin, (unsigned)cp.end);
  if (qid) bl_buf_printf(out, "Q%u\n", (unsigned)qid);
  else bl_buf_c(out, "NIL\n");
}

/* The region in "Town, Region": an ancestor of the town that has this name. */
static uint32_t region_named(const bl_kb *kb, uint32_t town, bl_str name) {
  enum { MOST = 8 };
  bl_kb_hit hits[MOST];
  uint32_t found = bl_kb_find(kb, name, hits, MOST);
  for (uint32_t i = 0; i < found && i < MOST; i++)
    if (hits[i].entry != town && bl_kb_within(kb, town, hits[i].entry)) return hits[i].entry;
  return BL_NONE;
}

/* A name; "Town, Region" are two. */
static void print_name(bl_doc *doc, const bl_mention *m, const bl_kb *kb, uint32_t entry, bl_buf *out) {
  bl_span bytes = bl_doc_token_bytes(doc, m->tokens);
  bl_str text = bl_str_slice(doc->text, bytes.begin, bytes.end);
  ptrdiff_t comma = bl_str_find(text, BL_STR(", "), 0);
  bl_str region = comma > 0 ? bl_str_slice(text, (size_t)comma + 2, text.n) : (bl_str){0};
  uint32_t outer = region.n && entry != BL_NONE ? region_named(kb, entry, region) : BL_NONE;
  if (outer == BL_NONE) {
    print_link(doc, bytes, kb, entry, out);
    return;
  }
  print_link(doc, (bl_span){bytes.begin, bytes.begin + (uint32_t)comma}, kb, entry, out);
  print_link(doc, (bl_span){bytes.end - (uint32_t)region.n, bytes.end}, kb, outer, out);
}

/* ---- names inside names ------------------------------------------------------------------------------------------ */

typedef struct name_scan {
  const bl_resolver *resolver;
  bl_doc *doc;
  uint8_t *in_name; /* token -> part of a name */
} name_scan;

static bl_str form_at(const bl_doc *doc, uint32_t t) { return doc->tokens.items[t].form; }

static bool capital(const bl_doc *doc, uint32_t t) {
  size_t at = 0;
  bl_str form = form_at(doc, t);
  return form.n && bl_cp_upper(bl_utf8_next(form, &at));
}

static bool is_title(const name_scan *s, uint32_t t) {
  bl_arena arena = {0};
  bool title = bl_word_flags(&s->resolver->words, bl_utf8_lower(&arena, form_at(s->doc, t))) & BL_WORD_TITLE;
  bl_arena_free(&arena);
  return title;
}

/* Whether most words of the sentence have capitals, as in headlines, so that capitals say nothing. */
static bool headline(const bl_doc *doc, uint32_t sentence) {
  bl_span span = doc->sentences.items[sentence].tokens;
  uint32_t words = 0, capitals = 0;
  for (uint32_t t = span.begin; t < span.end; t++) {
    if (!form_at(doc, t).n || doc->tokens.items[t].upos == BL_POS_PUNCT) continue;
    words++;
    capitals += capital(doc, t);
  }
  return words > 3 && capitals * 10 > words * 6;
}

static bool goes_on(const name_scan *s, uint32_t t, uint32_t end) {
  return t < end && capital(s->doc, t) && !s->in_name[t] && s->doc->tokens.items[t].upos == BL_POS_PROPN && !is_title(s, t);
}

/* The end of the name that the mention begins: its own end when it does not go on. */
static uint32_t name_end(const name_scan *s, const bl_mention *m) {
  enum { LONGEST = 7 };
  const bl_doc *doc = s->doc;
  uint32_t sentence = doc->tokens.items[m->tokens.begin].sentence, limit = doc->sentences.items[sentence].tokens.end;
  uint32_t t = m->tokens.end;
  if (!doc->tokens.items[t - 1].space_after || headline(doc, sentence)) return t;
  while (t < limit && t - m->tokens.end < LONGEST) {
    bool joint = bl_str_eq_c(form_at(doc, t), "of") || bl_str_eq_c(form_at(doc, t), "and") || bl_str_eq_c(form_at(doc, t), "for");
    if (goes_on(s, t, limit)) t++;
    else if (joint && t > m->tokens.end && goes_on(s, t + 1, limit)) t += 2;
    else break;
  }
  return t;
}

/* "the Duchess of Cambridge", "H Texas": the mention ends a name that began before it. */
static bool began_before(const name_scan *s, const bl_mention *m) {
  const bl_doc *doc = s->doc;
  uint32_t t = m->tokens.begin, sentence = doc->tokens.items[t].sentence, first = doc->sentences.items[sentence].tokens.begin;
  if (t < first + 2 || headline(doc, sentence)) return false;
  if (bl_str_eq_c(form_at(doc, t - 1), "of") || bl_str_eq_c(form_at(doc, t - 1), "for")) t--;
  return doc->tokens.items[t - 1].space_after && t - 1 > first && goes_on(s, t - 1, t);
}

static uint32_t link_longer(const name_scan *s, bl_span tokens) {
  bl_str name = bl_doc_span_text(s->doc, tokens);
  bl_link_item item = {&name, 1, BL_ET_ORGANIZATION, 1};
  bl_link_choice choice = {BL_NONE, 0};
  bl_link_items(s->resolver->kb, &s->resolver->words, &item, 1, &choice);
  return choice.entry;
}

/* Whether a longer name holds the mention: "Miami" in "Miami Dolphins". */
static bool nested_in_name(const bl_doc *doc, uint32_t index) {
  const bl_mention *m = &doc->mentions.items[index];
  enum { NEARBY = 8 }; /* mentions are in the order of the text */
  uint32_t from = index > NEARBY ? index - NEARBY : 0;
  for (uint32_t i = from; i < doc->mentions.count && i <= index + NEARBY; i++) {
    const bl_mention *o = &doc->mentions.items[i];
    bool longer = o->tokens.end - o->tokens.begin > m->tokens.end - m->tokens.begin;
    if (o->kind == BL_MK_NAME && longer && o->tokens.begin <= m->tokens.begin && m->tokens.end <= o->tokens.end) return true;
  }
  return false;
}

/* "U.S. military": the name with the common noun behind it, where the knowledge base has a group of that name. */
static uint32_t with_noun(const name_scan *s, const bl_mention *m, bl_span *whole) {
  const bl_doc *doc = s->doc;
  uint32_t t = m->tokens.end;
  if (t >= doc->tokens.count || doc->tokens.items[t].sentence != doc->tokens.items[t - 1].sentence) return BL_NONE;
  if (doc->tokens.items[t].upos != BL_POS_NOUN || !doc->tokens.items[t - 1].space_after) return BL_NONE;
  *whole = (bl_span){m->tokens.begin, t + 1};
  return link_longer(s, *whole);
}

static void print_mention(name_scan *s, const bl_mention *m, uint32_t entry, bl_buf *out) {
  bool nested = m->type != BL_ET_PERSON && entry != BL_NONE;
  bl_span longer;
  uint32_t group = nested ? with_noun(s, m, &longer) : BL_NONE;
  if (group != BL_NONE) {
    print_link(s->doc, bl_doc_token_bytes(s->doc, longer), s->resolver->kb, group, out);
    return;
  }
  bl_span whole = {m->tokens.begin, nested ? name_end(s, m) : m->tokens.end};
  if (nested && whole.end > m->tokens.end) {
    bl_span bytes = bl_doc_token_bytes(s->doc, whole);
    print_link(s->doc, bytes, s->resolver->kb, link_longer(s, whole), out);
  } else {
    print_name(s->doc, m, s->resolver->kb, nested && began_before(s, m) ? BL_NONE : entry, out);
  }
}

/* A line for the region behind a place, where it is no name of its own in the document. */
static void print_region(const name_scan *s, const bl_mention *m, uint32_t entry, bl_buf *out) {
  bl_span region = region_behind(s->resolver->kb, s->doc, m);
  if (entry == BL_NONE || region.end == region.begin || s->in_name[region.begin]) return;
  uint32_t outer = region_named(s->resolver->kb, entry, bl_doc_span_text(s->doc, region));
  if (outer != BL_NONE) print_link(s->doc, bl_doc_token_bytes(s->doc, region), s->resolver->kb, outer, out);
}

/* ---- teams ------------------------------------------------------------------------------------------------------- */

static bool sport_word(const name_scan *s, uint32_t t) {
  bl_arena arena = {0};
  bl_str lemma = s->doc->tokens.items[t].lemma.n ? s->doc->tokens.items[t].lemma : form_at(s->doc, t);
  bool found = bl_word_flags(&s->resolver->words, bl_utf8_lower(&arena, lemma)) & BL_WORD_SPORT;
  bl_arena_free(&arena);
  return found;
}

/* "Norland beat Estrava", "the Norland coach": the place stands for its team. */
static bool is_team(const name_scan *s, const bl_mention *m) {
  const bl_doc *doc = s->doc;
  if (!bl_etype_is_place((bl_etype)m->type)) return false;
  uint32_t t = m->tokens.end, governor = doc->tokens.items[m->head].head;
  bool same = t < doc->tokens.count && doc->tokens.items[t].sentence == doc->tokens.items[t - 1].sentence;
  if (same && sport_word(s, t)) return true;
  uint8_t dep = doc->tokens.items[m->head].dep;
  return governor != BL_NONE && (dep == BL_DEP_NSUBJ || dep == BL_DEP_OBJ) && sport_word(s, governor);
}

/* The texts that stand for a team somewhere do so in the whole document. */
static void find_teams(const name_scan *s, bl_map *teams) {
  for (uint32_t i = 0; i < s->doc->mentions.count; i++) {
    const bl_mention *m = &s->doc->mentions.items[i];
    if (is_link_name(s->doc, m) && is_team(s, m)) bl_map_put(teams, bl_doc_span_text(s->doc, m->tokens), i);
  }
}

static void print_links(const bl_resolver *resolver, bl_doc *doc, const bl_link_choice *choices, const uint32_t *item_of,
                        bl_buf *out) {
  name_scan s = {resolver, doc, bl_calloc(doc->tokens.count + 1, 1)};
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *m = &doc->mentions.items[i];
    if (m->kind == BL_MK_NAME) memset(s.in_name + m->tokens.begin, 1, m->tokens.end - m->tokens.begin);
  }
  bl_map teams = {0};
  find_teams(&s, &teams);
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *m = &doc->mentions.items[i];
    if (!is_link_name(doc, m) || nested_in_name(doc, i)) continue;
    bool team = bl_etype_is_place((bl_etype)m->type) && bl_map_get(&teams, bl_doc_span_text(doc, m->tokens)) != BL_NONE;
    print_region(&s, m, choices[item_of[i]].entry, out);
    print_mention(&s, m, team ? BL_NONE : choices[item_of[i]].entry, out);
  }
  bl_map_free(&teams);
  free(s.in_name);
}

static void print_nil(bl_doc *doc, bl_buf *out) {
  for (uint32_t i = 0; i < doc->mentions.count; i++)
    if (is_link_name(doc, &doc->mentions.items[i]))
      print_link(doc, bl_doc_token_bytes(doc, doc->mentions.items[i].tokens), NULL, BL_NONE, out);
}

void bl_resolver_dump_links(const bl_resolver *resolver, bl_doc *doc, bl_buf *out) {
  bl_arena arena = {0};
  if (!resolver->kb) {
    print_nil(doc, out);
    return;
  }
  bl_link_item *items = BL_ARENA_NEW(&arena, bl_link_item, doc->mentions.count);
  bl_link_choice *choices = BL_ARENA_NEW(&arena, bl_link_choice, doc->mentions.count);
  uint32_t *item_of = BL_ARENA_NEW(&arena, uint32_t, doc->mentions.count);
  uint32_t count = collect(resolver->kb, doc, &arena, items, item_of);
  bl_link_items(resolver->kb, &resolver->words, items, count, choices);
  print_links(resolver, doc, choices, item_of, out);
  bl_arena_free(&arena);
}

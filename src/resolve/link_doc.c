/* byline link: a name is linked by its own words and, where they lead nowhere, by the other names of its entity.
 *
 * A name that goes on behind its mention ("London" of "London Marathon", "U.S." of "U.S. Food and Drug Administration")
 * is not that place: the longer name is looked up, and is what the line is about; if nobody knows it, it is NIL. */
#include "resolve/link_doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/dump_text.h"
#include "resolve/link.h"
#include "resolve/link_context.h"
#include "resolve/resolver.h"

enum { MOST_NAMES = 16 };

/* ---- items ------------------------------------------------------------------------------------------------------- */

static void add_name(bl_link_item *item, bl_str name) {
  for (uint32_t i = 0; i < item->name_count; i++)
    if (bl_str_eq(item->names[i], name)) return;
  if (item->name_count < MOST_NAMES) item->names[item->name_count++] = name;
}

/* The names of each entity, its label first. */
static bl_link_item *names_of_entities(bl_doc *doc, bl_arena *arena) {
  bl_link_item *items = BL_ARENA_NEW(arena, bl_link_item, doc->entities.count);
  for (uint32_t e = 0; e < doc->entities.count; e++) {
    items[e].names = BL_ARENA_NEW(arena, bl_str, MOST_NAMES);
    if (doc->entities.items[e].named && doc->entities.items[e].label.n) add_name(&items[e], doc->entities.items[e].label);
  }
  for (uint32_t i = 0; i < doc->mentions.count; i++)
    if (bl_link_is_name(doc, &doc->mentions.items[i]))
      add_name(&items[doc->mentions.items[i].entity], bl_doc_span_text(doc, doc->mentions.items[i].tokens));
  return items;
}

static bool is_acronym(bl_str name) {
  enum { LONGEST = 6 };
  for (size_t i = 0; i < name.n; i++)
    if (name.p[i] != '.' && (name.p[i] < 'A' || name.p[i] > 'Z')) return false;
  return name.n <= LONGEST;
}

/* The names of one mention: what stands in the text, with the region behind it first; then those of its entity. For a
 * person's single name the other way round. A name of several words is not looked up by an acronym. An acronym that the
 * text explains is what the text says. */
static void fill_item(const bl_link_context *c, const bl_link_item *entity, uint32_t mention, bl_str text, bl_link_item *item) {
  const bl_mention *m = &c->doc->mentions.items[mention];
  const bl_link_class *said = &c->classes[mention];
  *item = (bl_link_item){.names = BL_ARENA_NEW(c->arena, bl_str, MOST_NAMES), .place = said->place, .class_word = said->word};
  item->type = m->kind == BL_MK_DEMONYM ? m->type : c->doc->entities.items[m->entity].type;
  bl_str name = bl_doc_span_text(c->doc, said->name), expansion = bl_link_expansion(c, name);
  if (expansion.n) {
    add_name(item, expansion);
    return;
  }
  bool surname = item->type == BL_ET_PERSON && bl_str_find(text, BL_STR(" "), 0) < 0;
  if (!surname) add_name(item, text);
  if (!surname) add_name(item, name);
  bool adjective = c->doc->tokens.items[m->head].upos == BL_POS_ADJ; /* "Islamic", beside a group of that name; but "Republican" */
  bl_str party = bl_str_from(bl_arena_printf(c->arena, BL_STR_FMT " Party", BL_STR_ARG(name)));
  bool several = bl_str_find(name, BL_STR(" "), 0) > 0;
  for (uint32_t k = 0; k < entity->name_count; k++)
    if ((!adjective || bl_str_eq(entity->names[k], party)) && (!several || !is_acronym(entity->names[k]))) add_name(item, entity->names[k]);
}

/* One item for each text of an entity. Gives the number of items; item_of: mention -> item. */
static uint32_t collect(const bl_link_context *c, bl_link_item *items, uint32_t *item_of) {
  bl_doc *doc = c->doc;
  const bl_link_item *entities = names_of_entities(doc, c->arena);
  bl_map seen = {0};
  uint32_t count = 0;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *m = &doc->mentions.items[i];
    if (!bl_link_is_name(doc, m)) continue;
    bl_span region = bl_link_region_behind(c, m), name = c->classes[i].name;
    bl_str text = bl_doc_span_text(doc, region.end > region.begin ? (bl_span){m->tokens.begin, region.end} : name);
    uint32_t *slot = bl_map_at(&seen, bl_str_from(bl_arena_printf(c->arena, "%u %u " BL_STR_FMT, (unsigned)m->entity,
                                                                  (unsigned)c->classes[i].place, BL_STR_ARG(text))));
    if (*slot == BL_NONE) {
      *slot = count;
      fill_item(c, &entities[m->entity], i, text, &items[count++]);
    }
    items[*slot].weight++;
    item_of[i] = *slot;
  }
  bl_map_free(&seen);
  return count;
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

void bl_link_json(const bl_doc *doc, bl_span bytes, bl_str label, bl_str iris, bl_str more, bl_buf *out) {
  bl_span cp = bl_doc_cp_span(doc, bytes);
  bl_buf_c(out, "{\"doc\": ");
  bl_dump_json_string(doc->name, out);
  bl_buf_printf(out, ", \"begin\": %u, \"end\": %u, \"text\": ", (unsigned)cp.begin, (unsigned)cp.end);
  bl_dump_json_string(bl_str_slice(doc->text, bytes.begin, bytes.end), out);
  bl_buf_c(out, ", \"label\": ");
  if (label.n) bl_dump_json_string(label, out);
  else bl_buf_c(out, "null");
  bl_buf_printf(out, ", \"sameAs\": [" BL_STR_FMT "]" BL_STR_FMT "}\n", BL_STR_ARG(iris), BL_STR_ARG(more));
}

static void json_line(const bl_doc *doc, bl_span bytes, const bl_kb *kb, uint32_t entry, bl_buf *out) {
  bl_buf iris = {0};
  bl_kb_entry e = {.qid = 0};
  if (entry != BL_NONE) e = bl_kb_get(kb, entry);
  if (e.qid) bl_buf_printf(&iris, ", \"http://www.wikidata.org/entity/Q%u\"", (unsigned)e.qid);
  if (e.wof) bl_buf_printf(&iris, ", \"https://spelunker.whosonfirst.org/id/%llu\"", (unsigned long long)e.wof);
  if (e.geonames) bl_buf_printf(&iris, ", \"https://sws.geonames.org/%u/\"", (unsigned)e.geonames);
  bl_str list = bl_buf_view(&iris);
  bl_link_json(doc, bytes, e.label, bl_str_slice(list, 2, list.n), (bl_str){0}, out);
  bl_buf_free(&iris);
}

static void print_link(const bl_link_context *c, bl_span bytes, uint32_t entry, bl_buf *out) {
  const bl_doc *doc = c->doc;
  if (c->json) {
    json_line(doc, bytes, c->kb, entry, out);
    return;
  }
  bl_span cp = bl_doc_cp_span(doc, bytes);
  uint32_t qid = entry == BL_NONE ? 0 : bl_kb_get(c->kb, entry).qid;
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

static bool letter_at(bl_str text, uint32_t at) {
  return at < text.n && ((text.p[at] >= 'A' && text.p[at] <= 'Z') || (text.p[at] >= 'a' && text.p[at] <= 'z') ||
                         (unsigned char)text.p[at] >= 0x80);
}

/* The extent of a linked name: with the full stop of an abbreviation ("Ala."), the article of "al-Maliki", and "The"
 * where it belongs to the name. */
static bl_span widen(const bl_doc *doc, bl_span bytes, const bl_kb_entry *e) {
  enum { SHORT_FORM = 6 };
  bl_str text = doc->text, name = bl_str_slice(text, bytes.begin, bytes.end);
  bool region = e->kind == BL_KB_REGION && name.n <= SHORT_FORM && !bl_str_eq(name, e->label);
  if (region && bytes.end < text.n && text.p[bytes.end] == '.' && !bl_str_ends(name, BL_STR("."))) bytes.end++;
  bl_str before = bl_str_slice(text, bytes.begin >= 4 ? bytes.begin - 4 : 0, bytes.begin);
  bool inside = bytes.begin > 5 && (letter_at(text, bytes.begin - 6) || text.p[bytes.begin - 6] == ',');
  if (bl_str_starts(e->label, BL_STR("The ")) && bl_str_eq_c(before, "The ") && inside) {
    bytes.begin -= 4;
  } else if (e->kind == BL_KB_PERSON && before.n >= 3 && before.p[before.n - 1] == '-' && before.p[before.n - 2] == 'l') {
    char vowel = before.p[before.n - 3];
    bool article = vowel == 'a' || vowel == 'A' || vowel == 'e' || vowel == 'E';
    if (article && (bytes.begin == 3 || !letter_at(text, bytes.begin - 4))) bytes.begin -= 3;
  }
  return bytes;
}

/* A name; "Town, Region" are two. */
static void print_name(const bl_link_context *c, bl_span tokens, uint32_t entry, bl_buf *out) {
  bl_doc *doc = c->doc;
  bl_span bytes = bl_doc_token_bytes(doc, tokens);
  if (bytes.end > bytes.begin + 1 && doc->text.p[bytes.end - 1] == ',') bytes.end--; /* a token like "S.C.," */
  bl_str text = bl_str_slice(doc->text, bytes.begin, bytes.end);
  ptrdiff_t comma = bl_str_find(text, BL_STR(", "), 0);
  bl_str region = comma > 0 ? bl_str_slice(text, (size_t)comma + 2, text.n) : (bl_str){0};
  uint32_t outer = region.n && entry != BL_NONE ? region_named(c->kb, entry, region) : BL_NONE;
  if (outer != BL_NONE) {
    bl_kb_entry e = bl_kb_get(c->kb, outer);
    print_link(c, (bl_span){bytes.begin, bytes.begin + (uint32_t)comma}, entry, out);
    print_link(c, widen(doc, (bl_span){bytes.end - (uint32_t)region.n, bytes.end}, &e), outer, out);
    return;
  }
  if (entry != BL_NONE) {
    bl_kb_entry e = bl_kb_get(c->kb, entry);
    bytes = widen(doc, bytes, &e);
  }
  print_link(c, bytes, entry, out);
}

static uint32_t link_longer(const bl_link_context *c, bl_span tokens) {
  bl_str name = bl_doc_span_text(c->doc, tokens);
  bl_link_item item = {.names = &name, .name_count = 1, .type = BL_ET_ORGANIZATION, .weight = 1};
  bl_link_choice choice = {BL_NONE, 0};
  bl_link_items(c->kb, c->words, &item, 1, &choice);
  if (choice.entry == BL_NONE && bl_str_ends(name, BL_STR("s"))) { /* "Tokyo and London Stock Exchanges" */
    name.n--;
    bl_link_items(c->kb, c->words, &item, 1, &choice);
  }
  return choice.entry;
}

/* "U.S. military": the name with the common noun behind it, where the knowledge base has a group of that name. */
static uint32_t with_noun(const bl_link_context *c, const bl_mention *m, bl_span *whole) {
  const bl_doc *doc = c->doc;
  uint32_t t = m->tokens.end;
  if (t >= doc->tokens.count || doc->tokens.items[t].sentence != doc->tokens.items[t - 1].sentence) return BL_NONE;
  if (doc->tokens.items[t].upos != BL_POS_NOUN || !doc->tokens.items[t - 1].space_after) return BL_NONE;
  *whole = (bl_span){m->tokens.begin, t + 1};
  return link_longer(c, *whole);
}

/* `other`: it stands for something else, so it is NIL unless a longer name is known. */
static void print_mention(const bl_link_context *c, uint32_t mention, uint32_t entry, bool other, bl_buf *out) {
  const bl_mention *m = &c->doc->mentions.items[mention];
  bool nested = m->type != BL_ET_PERSON && entry != BL_NONE;
  bl_span longer;
  uint32_t group = nested ? with_noun(c, m, &longer) : BL_NONE;
  if (group != BL_NONE) {
    print_name(c, longer, group, out);
    return;
  }
  if (other) entry = BL_NONE;
  nested = nested && !other;
  bl_span whole = {m->tokens.begin, nested ? bl_link_name_end(c, m) : m->tokens.end};
  if (nested && whole.end > c->classes[mention].tokens.end) print_name(c, whole, link_longer(c, whole), out);
  else print_name(c, c->classes[mention].tokens, nested && bl_link_began_before(c, m) ? BL_NONE : entry, out);
}

/* A line for the region behind a place, where it is no name of its own in the document. */
static void print_region(const bl_link_context *c, const bl_mention *m, uint32_t entry, bl_buf *out) {
  bl_span region = bl_link_region_behind(c, m);
  if (entry == BL_NONE || region.end == region.begin || c->in_name[region.begin]) return;
  uint32_t outer = region_named(c->kb, entry, bl_doc_span_text(c->doc, region));
  if (outer != BL_NONE) print_name(c, region, outer, out);
}

/* Lines for "Wayne" and "N.J." of "Tarn Alarm Services of Wayne, N.J.", which nobody knows as a whole. */
static void print_seat(const bl_link_context *c, const bl_mention *m, bl_buf *out) {
  bl_link_seat seat = bl_link_seat_of(c, m);
  if (seat.town.end == seat.town.begin) return;
  bl_str name = bl_doc_span_text(c->doc, (bl_span){seat.town.begin, seat.region.end});
  bl_link_item item = {.names = &name, .name_count = 1, .type = BL_ET_PLACE, .weight = 1};
  bl_link_choice choice = {BL_NONE, 0};
  bl_link_items(c->kb, c->words, &item, 1, &choice);
  if (choice.entry == BL_NONE) return;
  uint32_t region = region_named(c->kb, choice.entry, bl_doc_span_text(c->doc, seat.region));
  if (region == BL_NONE) return;
  print_name(c, seat.town, choice.entry, out);
  if (!c->in_name[seat.region.begin]) print_name(c, seat.region, region, out);
}

/* "La." of "Baton Rouge, La.": the region that the town before it lies in. */
static uint32_t region_of_town(const bl_link_context *c, uint32_t mention, uint32_t town) {
  if (mention == 0 || town == BL_NONE) return BL_NONE;
  const bl_mention *m = &c->doc->mentions.items[mention], *before = m - 1;
  bl_span region = bl_link_region_behind(c, before);
  if (region.begin != m->tokens.begin || region.end == region.begin) return BL_NONE;
  return region_named(c->kb, town, bl_doc_span_text(c->doc, m->tokens));
}

/* A word like "Americans" is linked as a people or a party only. */
static bool printed(const bl_link_context *c, uint32_t mention, uint32_t entry) {
  if (c->doc->mentions.items[mention].kind == BL_MK_NAME) return !bl_link_is_nested(c, mention);
  if (entry == BL_NONE) return false;
  enum { WELL_KNOWN = 16500 };
  bl_kb_entry e = bl_kb_get(c->kb, entry);
  return e.kind == BL_KB_PEOPLE || (e.kind == BL_KB_PARTY && e.prior >= WELL_KNOWN);
}

static void print_links(const bl_link_context *c, const bl_link_choice *choices, const uint32_t *item_of, bl_buf *out) {
  uint32_t before = BL_NONE;
  for (uint32_t i = 0; i < c->doc->mentions.count; i++) {
    const bl_mention *m = &c->doc->mentions.items[i];
    if (!bl_link_is_name(c->doc, m) || !printed(c, i, choices[item_of[i]].entry)) continue;
    uint32_t entry = choices[item_of[i]].entry, region = region_of_town(c, i, before);
    if (region != BL_NONE) entry = region;
    print_region(c, m, entry, out);
    bool country = entry != BL_NONE && bl_kb_get(c->kb, entry).kind == BL_KB_COUNTRY;
    bool other = bl_link_is_team(c, m, entry) || (country && bl_link_is_adjective(c, m));
    print_mention(c, i, entry, other, out);
    if (entry == BL_NONE && c->kb) print_seat(c, m, out);
    before = entry;
  }
}

/* ---- the document ------------------------------------------------------------------------------------------------ */

typedef struct linked {
  bl_link_context context;
  bl_link_item *items;
  bl_link_choice *choices;
  uint32_t *item_of; /* mention -> item */
  uint32_t count;
} linked;

/* Without a knowledge base all choices are NIL. */
static void link_document(const bl_resolver *resolver, bl_doc *doc, bl_arena *arena, linked *l) {
  bl_link_context_make(&resolver->words, resolver->kb, doc, arena, &l->context);
  l->items = BL_ARENA_NEW(arena, bl_link_item, doc->mentions.count);
  l->choices = BL_ARENA_NEW(arena, bl_link_choice, doc->mentions.count);
  l->item_of = BL_ARENA_NEW(arena, uint32_t, doc->mentions.count);
  l->count = collect(&l->context, l->items, l->item_of);
  for (uint32_t i = 0; i < l->count; i++) l->choices[i].entry = BL_NONE;
  if (resolver->kb) bl_link_items(resolver->kb, &resolver->words, l->items, l->count, l->choices);
}

void bl_resolver_dump_links(const bl_resolver *resolver, bl_doc *doc, bool json, bl_buf *out) {
  bl_arena arena = {0};
  linked l;
  link_document(resolver, doc, &arena, &l);
  l.context.json = json;
  print_links(&l.context, l.choices, l.item_of, out);
  bl_link_context_free(&l.context);
  bl_arena_free(&arena);
}

/* The label of the country that is named most, the first of equals. */
static bl_str main_country(const linked *l) {
  uint32_t best = BL_NONE, most = 0;
  for (uint32_t i = 0; i < l->count; i++) {
    if (l->choices[i].entry == BL_NONE || bl_kb_get(l->context.kb, l->choices[i].entry).kind != BL_KB_COUNTRY) continue;
    if (l->items[i].weight > most) most = l->items[i].weight, best = l->choices[i].entry;
  }
  return best == BL_NONE ? (bl_str){0} : bl_kb_get(l->context.kb, best).label;
}

static bl_str asked_name(const linked *l, uint32_t mention) {
  bl_str name = bl_doc_span_text(l->context.doc, l->context.doc->mentions.items[mention].tokens);
  const bl_link_item *item = &l->items[l->item_of[mention]];
  if (item->type != BL_ET_PERSON || bl_str_find(name, BL_STR(" "), 0) >= 0) return name;
  for (uint32_t i = 0; i < item->name_count; i++)
    if (bl_str_find(item->names[i], BL_STR(" "), 0) > 0) return item->names[i];
  return name;
}

uint32_t bl_resolver_names(const bl_resolver *resolver, bl_doc *doc, bl_arena *arena, bl_link_name **out) {
  linked l;
  link_document(resolver, doc, arena, &l);
  bl_link_name *names = BL_ARENA_NEW(arena, bl_link_name, doc->mentions.count);
  bl_str country = main_country(&l);
  uint32_t count = 0;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *m = &doc->mentions.items[i];
    if (m->kind != BL_MK_NAME || !bl_link_is_name(doc, m) || bl_link_is_nested(&l.context, i)) continue;
    const bl_link_item *item = &l.items[l.item_of[i]];
    bool local = bl_etype_is_place((bl_etype)item->type) && item->type != BL_ET_COUNTRY;
    names[count++] = (bl_link_name){bl_doc_token_bytes(doc, m->tokens), asked_name(&l, i), item->type, local ? country : (bl_str){0}};
  }
  bl_link_context_free(&l.context);
  *out = names;
  return count;
}

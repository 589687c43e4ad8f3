/* What the text says about the names that are linked; see link_context.h. All of it is read from tokens, their tags and
 * the mentions; nothing is guessed from the knowledge base but whether the words behind a comma are a region. */
#include "resolve/link_context.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static bl_str form_at(const bl_link_context *c, uint32_t t) { return c->doc->tokens.items[t].form; }

static uint32_t sentence_end(const bl_link_context *c, uint32_t t) {
  return c->doc->sentences.items[c->doc->tokens.items[t].sentence].tokens.end;
}

static uint32_t sentence_begin(const bl_link_context *c, uint32_t t) {
  return c->doc->sentences.items[c->doc->tokens.items[t].sentence].tokens.begin;
}

static bool capital(const bl_link_context *c, uint32_t t) {
  size_t at = 0;
  bl_str form = form_at(c, t);
  return form.n && bl_cp_upper(bl_utf8_next(form, &at));
}

/* Flags of a word as it is written, without a full stop at its end. */
static uint32_t word_flags(const bl_link_context *c, bl_str word) {
  bl_str lower = bl_utf8_lower(c->arena, word);
  if (lower.n > 1 && lower.p[lower.n - 1] == '.') lower.n--;
  return bl_word_flags(c->words, lower);
}

bool bl_link_is_name(bl_doc *doc, const bl_mention *m) {
  if (m->entity >= doc->entities.count) return false;
  if (m->kind == BL_MK_NAME) return true;
  return m->kind == BL_MK_DEMONYM && m->type == BL_ET_GROUP && bl_str_ends(bl_doc_span_text(doc, m->tokens), BL_STR("s"));
}

/* ---- class words ------------------------------------------------------------------------------------------------- */

/* The class of a word of place, also in the plural; *singular is set. 0: it is none. */
static uint8_t class_of(const bl_link_context *c, bl_str word, bl_str *singular, bool *plural) {
  bl_str lower = bl_utf8_lower(c->arena, word);
  for (int ending = 0; ending < 3; ending++) {
    bl_str stem = lower;
    if (ending == 1 && bl_str_ends(lower, BL_STR("s"))) stem.n--;
    if (ending == 2 && bl_str_ends(lower, BL_STR("ies")))
      stem = bl_str_from(bl_arena_printf(c->arena, BL_STR_FMT "y", BL_STR_ARG(bl_str_slice(lower, 0, lower.n - 3))));
    if (ending && bl_str_eq(stem, lower)) continue;
    uint32_t flags = bl_word_flags(c->words, stem);
    uint8_t place = flags & BL_WORD_PLACE ? (uint8_t)(flags >> 8) : 0;
    if (place != BL_ET_REGION && place != BL_ET_DISTRICT && place != BL_ET_CITY) continue;
    *singular = stem;
    *plural = ending > 0;
    return place;
  }
  return 0;
}

static bool is_place_name(const bl_link_context *c, uint32_t mention) {
  const bl_mention *m = &c->doc->mentions.items[mention];
  return m->kind == BL_MK_NAME && (bl_etype_is_place((bl_etype)m->type) || m->type == BL_ET_OTHER);
}

/* Whether only commas and "and" stand between two tokens of one sentence. */
static bool listed(const bl_link_context *c, uint32_t from, uint32_t to) {
  if (from >= to || to - from > 3 || sentence_end(c, from) < to) return false;
  for (uint32_t t = from; t < to; t++) {
    bl_str form = form_at(c, t);
    if (!bl_str_eq_c(form, ",") && !bl_str_eq_c(form, "and") && !bl_str_eq_c(form, "&") && !bl_str_eq_c(form, "or")) return false;
  }
  return true;
}

/* A name that has a class word of its own ("Orva Valley") keeps it. */
static void set_class(bl_link_context *c, uint32_t mention, uint8_t place, bl_str word) {
  bl_span tokens = c->doc->mentions.items[mention].tokens;
  bool own = tokens.end - tokens.begin > 1 && word_flags(c, form_at(c, tokens.end - 1)) & (BL_WORD_NATURE | BL_WORD_PLACE);
  if (own) return;
  c->classes[mention].place = place;
  c->classes[mention].word = word;
}

/* The name before a mention that does not overlap it, and the one behind it; BL_NONE. */
static uint32_t name_before(const bl_link_context *c, uint32_t mention) {
  const bl_mention *all = c->doc->mentions.items;
  for (uint32_t i = mention; i-- > 0;)
    if (all[i].kind == BL_MK_NAME && all[i].tokens.end <= all[mention].tokens.begin) return i;
  return BL_NONE;
}

static uint32_t name_behind(const bl_link_context *c, uint32_t mention) {
  const bl_mention *all = c->doc->mentions.items;
  for (uint32_t i = mention + 1; i < c->doc->mentions.count; i++)
    if (all[i].kind == BL_MK_NAME && all[i].tokens.begin >= all[mention].tokens.end) return i;
  return BL_NONE;
}

/* "Kern, Orange and Ventura Counties": the class of the last is that of all. */
static void class_behind(bl_link_context *c, uint32_t mention) {
  bl_span tokens = c->doc->mentions.items[mention].tokens, name = tokens;
  uint32_t end = sentence_end(c, tokens.begin);
  bl_str word;
  bool plural = false;
  uint8_t place = tokens.end - tokens.begin > 1 ? class_of(c, form_at(c, tokens.end - 1), &word, &plural) : 0;
  if (place && plural) {
    name.end--;
  } else {
    place = tokens.end < end ? class_of(c, form_at(c, tokens.end), &word, &plural) : 0;
    if (place && plural) tokens.end++;
  }
  if (!place || !plural) return;
  uint32_t listed_names = 0;
  for (uint32_t i = name_before(c, mention), begin = tokens.begin; i != BL_NONE; i = name_before(c, i)) {
    bl_span before = c->doc->mentions.items[i].tokens;
    if (!is_place_name(c, i) || !listed(c, before.end, begin)) break;
    begin = before.begin;
    set_class(c, i, place, word);
    listed_names++;
  }
  if (!listed_names) return; /* "United States" */
  c->classes[mention] = (bl_link_class){place, word, tokens, name};
}

/* "the states of Orva, Tarn and Kell" */
static void class_before(bl_link_context *c, uint32_t mention) {
  uint32_t begin = c->doc->mentions.items[mention].tokens.begin, first = sentence_begin(c, begin);
  if (begin < first + 2 || !bl_str_eq_c(form_at(c, begin - 1), "of")) return;
  bl_str word;
  bool plural;
  uint8_t place = class_of(c, form_at(c, begin - 2), &word, &plural);
  if (!place || bl_str_eq_c(word, "capital") || bl_str_eq_c(word, "territory") || bl_str_eq_c(word, "region")) return;
  set_class(c, mention, place, word);
  for (uint32_t i = mention, next = name_behind(c, i); plural && next != BL_NONE; i = next, next = name_behind(c, i)) {
    bool goes_on = listed(c, c->doc->mentions.items[i].tokens.end, c->doc->mentions.items[next].tokens.begin);
    if (!goes_on || !is_place_name(c, next)) break;
    set_class(c, next, place, word);
  }
}

static void find_classes(bl_link_context *c) {
  c->classes = BL_ARENA_NEW(c->arena, bl_link_class, c->doc->mentions.count);
  for (uint32_t i = 0; i < c->doc->mentions.count; i++)
    c->classes[i].tokens = c->classes[i].name = c->doc->mentions.items[i].tokens;
  for (uint32_t i = 0; i < c->doc->mentions.count; i++) {
    if (!is_place_name(c, i)) continue;
    class_behind(c, i);
    class_before(c, i);
  }
}

/* ---- regions ----------------------------------------------------------------------------------------------------- */

static bool names_region(const bl_link_context *c, bl_str text) {
  enum { MOST = 8 };
  bl_kb_hit hits[MOST];
  if (!c->kb || !text.n || text.p[0] < 'A' || text.p[0] > 'Z') return false;
  uint32_t found = bl_kb_find(c->kb, text, hits, MOST);
  for (uint32_t i = 0; i < found && i < MOST; i++) {
    uint8_t kind = bl_kb_get(c->kb, hits[i].entry).kind;
    if (kind == BL_KB_REGION || kind == BL_KB_COUNTRY) return true;
  }
  return false;
}

/* The region behind a comma at token `t`. */
static bl_span region_at(const bl_link_context *c, uint32_t t) {
  enum { LONGEST = 3 };
  bl_span none = {t, t};
  if (t + 1 >= c->doc->tokens.count) return none;
  uint32_t limit = sentence_end(c, t - 1);
  if (!bl_str_eq_c(form_at(c, t), ",") || t + 1 >= limit) return none;
  for (uint32_t n = LONGEST; n >= 1; n--) {
    if (t + 1 + n > limit) continue;
    bl_span span = {t + 1, t + 1 + n};
    if (names_region(c, bl_doc_span_text(c->doc, span))) return span;
  }
  return none;
}

bl_span bl_link_region_behind(const bl_link_context *c, const bl_mention *m) {
  return bl_etype_is_place((bl_etype)m->type) ? region_at(c, m->tokens.end) : (bl_span){m->tokens.end, m->tokens.end};
}

bl_link_seat bl_link_seat_of(const bl_link_context *c, const bl_mention *m) {
  enum { LONGEST = 3 };
  bl_link_seat none = {{m->tokens.end, m->tokens.end}, {m->tokens.end, m->tokens.end}};
  bl_span region = region_at(c, m->tokens.end);
  if (bl_etype_is_place((bl_etype)m->type) || m->type == BL_ET_PERSON || region.end == region.begin) return none;
  for (uint32_t n = 1; n <= LONGEST && m->tokens.begin + n + 1 < m->tokens.end; n++) {
    uint32_t of = m->tokens.end - n - 1;
    if (bl_str_eq_c(form_at(c, of), "of")) return (bl_link_seat){{of + 1, m->tokens.end}, region};
  }
  return none;
}

/* ---- acronyms ---------------------------------------------------------------------------------------------------- */

static bool is_acronym(bl_str text) {
  if (text.n < 2 || text.n > 6) return false;
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] < 'A' || text.p[i] > 'Z') return false;
  return true;
}

/* The tokens before `open` whose initials are the acronym; empty: they are others. */
static bl_span expansion_before(const bl_link_context *c, uint32_t open, bl_str acronym) {
  uint32_t first = sentence_begin(c, open), t = open;
  for (size_t i = acronym.n; i > 0;) {
    if (t == first) return (bl_span){open, open};
    bl_str form = form_at(c, --t);
    char letter = form.n ? form.p[0] : 0;
    if (letter >= 'a' && letter <= 'z') letter = (char)(letter - 'a' + 'A');
    if (letter == acronym.p[i - 1]) i--;
    else if (t + 1 == open || !(word_flags(c, form) & BL_WORD_JOINT)) return (bl_span){open, open};
  }
  return (bl_span){t, open};
}

static void find_acronyms(bl_link_context *c) {
  for (uint32_t t = 1; t + 1 < c->doc->tokens.count; t++) {
    bl_str form = form_at(c, t);
    if (!is_acronym(form) || !bl_str_eq_c(form_at(c, t - 1), "(") || !bl_str_eq_c(form_at(c, t + 1), ")")) continue;
    bl_span span = expansion_before(c, t - 1, form);
    if (span.begin == span.end || bl_map_get(&c->acronyms, form) != BL_NONE) continue;
    bl_map_put(&c->acronyms, form, c->expansions.count);
    BL_PUSH(&c->expansions, bl_doc_span_text(c->doc, span));
  }
}

bl_str bl_link_expansion(const bl_link_context *c, bl_str acronym) {
  uint32_t i = bl_map_get(&c->acronyms, acronym);
  return i == BL_NONE ? (bl_str){0} : c->expansions.items[i];
}

/* ---- names inside names ------------------------------------------------------------------------------------------ */

/* Whether most words of the sentence have capitals, as in headlines, so that capitals say nothing. */
static bool headline(const bl_link_context *c, uint32_t token) {
  uint32_t words = 0, capitals = 0, end = sentence_end(c, token);
  for (uint32_t t = sentence_begin(c, token); t < end; t++) {
    if (!form_at(c, t).n || c->doc->tokens.items[t].upos == BL_POS_PUNCT) continue;
    words++;
    capitals += capital(c, t);
  }
  return words > 3 && capitals * 10 > words * 6;
}

/* Whether a name goes on with this token; behind a place also with a common noun that has a capital ("Futures"). */
static bool goes_on(const bl_link_context *c, uint32_t t, uint32_t end, bool place) {
  if (t >= end || !capital(c, t) || c->in_name[t] || c->in_time[t]) return false;
  uint8_t upos = c->doc->tokens.items[t].upos;
  return (upos == BL_POS_PROPN || (place && upos == BL_POS_NOUN)) && !(word_flags(c, form_at(c, t)) & BL_WORD_TITLE);
}

uint32_t bl_link_name_end(const bl_link_context *c, const bl_mention *m) {
  enum { LONGEST = 7 };
  bool place = bl_etype_is_place((bl_etype)m->type);
  uint32_t t = m->tokens.end, limit = sentence_end(c, m->tokens.begin);
  if (!c->doc->tokens.items[t - 1].space_after || headline(c, m->tokens.begin)) return t;
  while (t < limit && t - m->tokens.end < LONGEST) {
    bl_str form = form_at(c, t);
    bool joint = bl_str_eq_c(form, "of") || bl_str_eq_c(form, "and") || bl_str_eq_c(form, "for");
    if (goes_on(c, t, limit, place) || (t == m->tokens.end && word_flags(c, form) & BL_WORD_SUFFIX)) t++;
    else if (joint && t > m->tokens.end && goes_on(c, t + 1, limit, place)) t += 2;
    else break;
  }
  return t;
}

bool bl_link_began_before(const bl_link_context *c, const bl_mention *m) {
  uint32_t t = m->tokens.begin, first = sentence_begin(c, t);
  if (t < first + 1 || headline(c, t)) return false;
  if (bl_str_eq_c(form_at(c, t - 1), "of") || bl_str_eq_c(form_at(c, t - 1), "for")) t--;
  return t > first && c->doc->tokens.items[t - 1].space_after && goes_on(c, t - 1, t, false);
}

/* "the London office": a building that has no name of its own. */
static bool is_building(const bl_link_context *c, const bl_mention *m) {
  uint32_t last = m->tokens.end - 1;
  if (m->type != BL_ET_FACILITY || capital(c, last)) return false;
  bl_str form = form_at(c, last);
  return c->doc->tokens.items[last].upos == BL_POS_NOUN && !bl_str_eq_c(form, "airport") && !bl_str_eq_c(form, "station");
}

bool bl_link_is_nested(const bl_link_context *c, uint32_t index) {
  const bl_doc *doc = c->doc;
  const bl_mention *m = &doc->mentions.items[index];
  enum { NEARBY = 8 }; /* mentions are in the order of the text */
  uint32_t from = index > NEARBY ? index - NEARBY : 0;
  for (uint32_t i = from; i < doc->mentions.count && i <= index + NEARBY; i++) {
    const bl_mention *o = &doc->mentions.items[i];
    bool longer = o->tokens.end - o->tokens.begin > m->tokens.end - m->tokens.begin;
    if (o->kind != BL_MK_NAME || !longer || is_building(c, o)) continue;
    if (o->tokens.begin <= m->tokens.begin && m->tokens.end <= o->tokens.end) return true;
  }
  return false;
}

bool bl_link_is_adjective(const bl_link_context *c, const bl_mention *m) {
  uint32_t t = m->tokens.end, end = sentence_end(c, m->tokens.begin);
  bl_str text = bl_doc_span_text(c->doc, m->tokens);
  if (m->tokens.end - m->tokens.begin != 1 || t >= end || text.n > 4) return false;
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] != '.' && (text.p[i] < 'A' || text.p[i] > 'Z')) return false;
  const bl_token *next = &c->doc->tokens.items[t];
  bool joined = bl_str_eq_c(next->form, "-") || bl_str_eq_c(next->form, "and") || bl_str_eq_c(next->form, "or");
  if (joined && t + 2 < end) /* "U.S.-Japanese pact", "U.S. and Japanese officials", "a U.S.-dollar bid" */
    return next[1].upos == BL_POS_ADJ || (next[0].form.p[0] == '-' && next[1].upos == BL_POS_NOUN);
  if (!c->doc->tokens.items[t - 1].space_after || capital(c, t)) return false;
  return next->upos == BL_POS_NOUN || next->upos == BL_POS_ADJ;
}

/* ---- teams ------------------------------------------------------------------------------------------------------- */

static bool sport_word(const bl_link_context *c, uint32_t t) {
  const bl_token *token = &c->doc->tokens.items[t];
  return word_flags(c, token->lemma.n ? token->lemma : token->form) & BL_WORD_SPORT;
}

/* "Norland beat Estrava", "the Norland coach", "the Norland head coach". */
static bool plays(const bl_link_context *c, const bl_mention *m) {
  const bl_doc *doc = c->doc;
  uint32_t t = m->tokens.end, governor = doc->tokens.items[m->head].head, end = sentence_end(c, m->tokens.begin);
  if (t < end && sport_word(c, t)) return true;
  if (t + 1 < end && doc->tokens.items[t].upos == BL_POS_NOUN && sport_word(c, t + 1)) return true;
  uint8_t dep = doc->tokens.items[m->head].dep;
  return governor != BL_NONE && (dep == BL_DEP_NSUBJ || dep == BL_DEP_OBJ) && sport_word(c, governor);
}

static bool business_word(const bl_link_context *c, uint32_t t) {
  const bl_token *token = &c->doc->tokens.items[t];
  return word_flags(c, token->lemma.n ? token->lemma : token->form) & BL_WORD_BUSINESS;
}

/* "Tarnwick shares", "a stake in Tarnwick", "Tarnwick acquired ...": a company that is called by the name of a town. */
static bool trades(const bl_link_context *c, const bl_mention *m) {
  const bl_doc *doc = c->doc;
  uint32_t begin = m->tokens.begin, t = m->tokens.end, first = sentence_begin(c, begin), governor = doc->tokens.items[m->head].head;
  if (m->type != BL_ET_CITY && m->type != BL_ET_PLACE) return false;
  uint32_t end = sentence_end(c, begin);
  bool market = t + 1 < end && doc->tokens.items[t + 1].upos == BL_POS_NOUN; /* "the Tarn stock market" */
  if (t < end && !market && doc->tokens.items[t].upos == BL_POS_NOUN && business_word(c, t)) return true;
  bool inside = begin >= first + 2 && (bl_str_eq_c(form_at(c, begin - 1), "in") || bl_str_eq_c(form_at(c, begin - 1), "of"));
  if (inside && doc->tokens.items[begin - 2].upos == BL_POS_NOUN && business_word(c, begin - 2)) return true;
  if (governor == BL_NONE || doc->tokens.items[governor].upos != BL_POS_VERB) return false;
  uint8_t dep = doc->tokens.items[m->head].dep;
  return (dep == BL_DEP_NSUBJ || dep == BL_DEP_OBJ) && business_word(c, governor);
}

/* "Norland" where the text about games has "Norland Rovers": the team, unless a preposition makes it a place. */
static bool stands_for_longer(const bl_link_context *c, const bl_mention *m) {
  uint32_t begin = m->tokens.begin;
  if (begin > sentence_begin(c, begin) && c->doc->tokens.items[begin - 1].upos == BL_POS_ADP) return false;
  bl_str name = bl_doc_span_text(c->doc, m->tokens);
  for (uint32_t i = 0; i < c->doc->mentions.count; i++) {
    const bl_mention *o = &c->doc->mentions.items[i];
    if (o->kind != BL_MK_NAME || bl_etype_is_place((bl_etype)o->type)) continue;
    bl_str longer = bl_doc_span_text(c->doc, o->tokens);
    if (longer.n > name.n + 1 && longer.p[name.n] == ' ' && bl_str_starts(longer, name)) return true;
  }
  return false;
}

enum { TEAM, COMPANY }; /* values of `teams` */

static void find_teams(bl_link_context *c) {
  enum { SPORTS = 4 };
  uint32_t words = 0;
  for (uint32_t t = 0; t < c->doc->tokens.count; t++) words += sport_word(c, t);
  c->sports = words >= SPORTS;
  for (uint32_t i = 0; i < c->doc->mentions.count; i++) {
    const bl_mention *m = &c->doc->mentions.items[i];
    if (m->kind != BL_MK_NAME || !bl_etype_is_place((bl_etype)m->type)) continue;
    if (plays(c, m)) bl_map_put(&c->teams, bl_doc_span_text(c->doc, m->tokens), TEAM);
    else if (trades(c, m) && bl_map_get(&c->teams, bl_doc_span_text(c->doc, m->tokens)) == BL_NONE)
      bl_map_put(&c->teams, bl_doc_span_text(c->doc, m->tokens), COMPANY);
  }
}

bool bl_link_is_team(const bl_link_context *c, const bl_mention *m, uint32_t entry) {
  enum { BIG_CITY = 20500 };
  if (!bl_etype_is_place((bl_etype)m->type)) return false;
  uint32_t found = bl_map_get(&c->teams, bl_doc_span_text(c->doc, m->tokens));
  bool big = entry != BL_NONE && bl_kb_get(c->kb, entry).prior >= BIG_CITY;
  return found == TEAM || (found == COMPANY && !big) || (c->sports && stands_for_longer(c, m));
}

/* ---- making ------------------------------------------------------------------------------------------------------ */

void bl_link_context_make(const bl_words *words, const bl_kb *kb, bl_doc *doc, bl_arena *arena, bl_link_context *out) {
  *out = (bl_link_context){.words = words, .kb = kb, .doc = doc, .arena = arena};
  out->in_name = BL_ARENA_NEW(arena, uint8_t, doc->tokens.count + 1);
  out->in_time = BL_ARENA_NEW(arena, uint8_t, doc->tokens.count + 1);
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *m = &doc->mentions.items[i];
    if (m->kind == BL_MK_NAME) memset(out->in_name + m->tokens.begin, 1, m->tokens.end - m->tokens.begin);
  }
  for (uint32_t i = 0; i < doc->times.count; i++) {
    bl_span span = doc->times.items[i].tokens;
    memset(out->in_time + span.begin, 1, span.end - span.begin);
  }
  find_classes(out);
  find_acronyms(out);
  find_teams(out);
}

void bl_link_context_free(bl_link_context *c) {
  bl_map_free(&c->acronyms);
  bl_map_free(&c->teams);
  BL_VEC_FREE(&c->expansions);
}

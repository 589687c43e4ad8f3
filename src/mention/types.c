/* See types.h. Order of trust for organisations: whole phrase in the gazetteer, head word, word after or before the
 * name; for places: the class word beside ("X province", "district of X"), the gazetteer, the head word inside. */
#include "mention/types.h"

#include <string.h>

#include "base/utf8.h"

static const uint32_t STATES = BL_LX(COUNTRY) | BL_LX(DEMONYM);

static uint64_t phrase_hash(const bl_doc *doc, bl_span tokens) {
  uint64_t h = BL_LEX_HASH0;
  for (uint32_t i = tokens.begin; i < tokens.end; i++) h = bl_lex_hash(h, doc->tokens.items[i].form);
  return h;
}

uint32_t bl_phrase_kinds(const bl_lexicon *lexicon, const bl_doc *doc, bl_span tokens) {
  return bl_lex_phrase(lexicon, phrase_hash(doc, tokens));
}

static uint32_t word_kinds(const bl_lexicon *lexicon, const bl_doc *doc, uint32_t token) {
  return bl_lex_word_str(lexicon, doc->tokens.items[token].form);
}

bl_etype bl_type_of_kinds(uint32_t kinds) {
  if (kinds & BL_LX(COUNTRY)) return BL_ET_COUNTRY;
  if (kinds & BL_LX(CITY)) return BL_ET_CITY;
  if (kinds & BL_LX(REGION)) return BL_ET_REGION;
  if (kinds & BL_LX(DISTRICT)) return BL_ET_DISTRICT;
  if (kinds & BL_LX(TOWN)) return BL_ET_CITY;
  if (kinds & BL_LX(ARMED)) return BL_ET_ARMED_GROUP;
  if (kinds & BL_LX(AGENCY)) return BL_ET_GOVERNMENT_BODY;
  if (kinds & BL_LX(MEDIA)) return BL_ET_MEDIA_OUTLET;
  if (kinds & (BL_LX(IGO) | BL_LX(NGO) | BL_LX(PARTY) | BL_LX(COMPANY))) return BL_ET_ORGANIZATION;
  return BL_ET_OTHER;
}

/* The token before "of", "for", "to", "in" inside the name, else its last: what the name is a name of. */
static uint32_t head_word(const bl_doc *doc, bl_span t) {
  static const char *const joints[] = {"of", "for", "in", "on", "and"};
  for (uint32_t i = t.begin + 1; i + 1 < t.end; i++)
    for (size_t k = 0; k < 4; k++)
      if (bl_str_eq_c(doc->tokens.items[i].form, joints[k])) return i - 1;
  return t.end - 1;
}

static bool has_state(const bl_lexicon *lexicon, const bl_doc *doc, bl_span t) {
  for (uint32_t i = t.begin; i < t.end; i++)
    if (bl_phrase_kinds(lexicon, doc, (bl_span){i, i + 1}) & STATES) return true;
  return false;
}

/* An agency is one of news where the name says so: "News Agency", "Press Agency". */
static bool tells_news(const bl_lexicon *lexicon, const bl_doc *doc, bl_span t) {
  for (uint32_t i = t.begin; i < t.end; i++) {
    uint32_t kinds = word_kinds(lexicon, doc, i);
    if (kinds & BL_LX(MEDIA_HEAD) && !(kinds & BL_LX(GOV_HEAD))) return true;
  }
  return false;
}

/* "Civil Rights Division", "Coast Guard": these are as often bodies of a state or firm. */
static bool is_office_too(bl_str head) {
  static const char *const heads[] = {"Division", "Squad", "Guard", "Command"};
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
    if (bl_str_eq_nocase(head, bl_str_from(heads[i]))) return true;
  return false;
}

static bl_etype type_by_head(const bl_lexicon *lexicon, const bl_doc *doc, bl_span t, uint32_t kinds) {
  bool state = has_state(lexicon, doc, t);
  if (kinds & BL_LX(GOV_HEAD) && !tells_news(lexicon, doc, t)) kinds &= ~BL_LX(MEDIA_HEAD);
  if (kinds & BL_LX(GOV_HEAD) && !(kinds & (BL_LX(ARMED_HEAD) | BL_LX(MEDIA_HEAD))))
    return kinds & BL_LX(ORG_HEAD) && !state && t.end - t.begin > 2 ? BL_ET_ORGANIZATION : BL_ET_GOVERNMENT_BODY;
  if (kinds & BL_LX(ARMED_HEAD) && is_office_too(doc->tokens.items[t.end - 1].form)) return BL_ET_ORGANIZATION;
  if (kinds & BL_LX(ARMED_HEAD)) return state || kinds & BL_LX(GOV_HEAD) ? BL_ET_ORGANIZATION : BL_ET_ARMED_GROUP;
  if (kinds & BL_LX(MEDIA_HEAD)) return BL_ET_MEDIA_OUTLET;
  return BL_ET_OTHER;
}

/* The small-letter token right after or before the span, BL_NONE at the border of the sentence. */
static uint32_t beside(const bl_doc *doc, bl_span t, int offset) {
  bl_span s = doc->sentences.items[doc->tokens.items[t.begin].sentence].tokens;
  int64_t i = offset > 0 ? (int64_t)t.end + offset - 1 : (int64_t)t.begin + offset;
  return i < (int64_t)s.begin || i >= (int64_t)s.end ? BL_NONE : (uint32_t)i;
}

static uint32_t beside_kinds(const bl_lexicon *lexicon, const bl_doc *doc, bl_span t, int offset) {
  uint32_t i = beside(doc, t, offset);
  return i == BL_NONE ? 0 : word_kinds(lexicon, doc, i);
}

static bool is_form(const bl_doc *doc, uint32_t i, const char *form) {
  return i != BL_NONE && bl_str_eq_nocase(doc->tokens.items[i].form, bl_str_from(form));
}

static bl_etype type_org(const bl_lexicon *lexicon, const bl_doc *doc, bl_span t) {
  uint32_t kinds = bl_phrase_kinds(lexicon, doc, t);
  if (kinds & BL_LX(ARMED)) return BL_ET_ARMED_GROUP;
  if (kinds & BL_LX(AGENCY))
    return word_kinds(lexicon, doc, t.end - 1) & BL_LX(ARMED_HEAD) ? BL_ET_ORGANIZATION : BL_ET_GOVERNMENT_BODY;
  if (kinds & (BL_LX(IGO) | BL_LX(NGO) | BL_LX(PARTY))) return BL_ET_ORGANIZATION;
  if (kinds & BL_LX(MEDIA)) return BL_ET_MEDIA_OUTLET;
  uint32_t head = head_word(doc, t);
  bl_etype type = type_by_head(lexicon, doc, t, word_kinds(lexicon, doc, head));
  if (type == BL_ET_OTHER && head != t.end - 1 && !(word_kinds(lexicon, doc, head) & BL_LX(ORG_HEAD)))
    type = type_by_head(lexicon, doc, t, word_kinds(lexicon, doc, t.end - 1));
  if (type == BL_ET_OTHER && t.end - t.begin > 1 && word_kinds(lexicon, doc, t.begin) & BL_LX(MEDIA_HEAD))
    return BL_ET_MEDIA_OUTLET;
  if (type != BL_ET_OTHER) return type;
  uint32_t after = beside_kinds(lexicon, doc, t, 1), before = beside_kinds(lexicon, doc, t, -1);
  if (after & BL_LX(ARMED_HEAD) && !has_state(lexicon, doc, t)) return BL_ET_ARMED_GROUP;
  if ((after | before) & BL_LX(MEDIA_HEAD) && !(after & BL_LX(GOV_HEAD))) return BL_ET_MEDIA_OUTLET;
  return BL_ET_ORGANIZATION;
}

static bl_etype type_of_head_kinds(uint32_t kinds) {
  if (kinds & BL_LX(DISTRICT_HEAD)) return BL_ET_DISTRICT;
  if (kinds & BL_LX(CITY_HEAD)) return BL_ET_CITY;
  if (kinds & BL_LX(REGION_HEAD)) return BL_ET_REGION;
  if (kinds & BL_LX(FACILITY_HEAD)) return BL_ET_FACILITY;
  return kinds & BL_LX(PLACE_HEAD) ? BL_ET_PLACE : BL_ET_OTHER;
}

/* "northern", "south-western", "central" in any letters. */
static bool is_compass(const bl_doc *doc, uint32_t token) {
  static const char *const ends[] = {"northern", "southern", "eastern", "western", "central"};
  bl_str form = doc->tokens.items[token].form;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    size_t n = strlen(ends[i]);
    if (form.n >= n && bl_str_eq_nocase(bl_str_slice(form, form.n - n, form.n), bl_str_from(ends[i]))) return true;
  }
  return false;
}

bl_span bl_place_core(const bl_lexicon *lexicon, const bl_doc *doc, bl_span t) {
  uint32_t units = BL_LX(REGION_HEAD) | BL_LX(DISTRICT_HEAD) | BL_LX(CITY_HEAD);
  if (t.end - t.begin < 2 || !is_compass(doc, t.begin)) return t;
  char first = doc->tokens.items[t.begin].form.p[0], next = doc->tokens.items[t.begin + 1].form.p[0];
  bool small = first >= 'a' && first <= 'z' && !(next >= 'a' && next <= 'z');
  bool unit = (word_kinds(lexicon, doc, t.end - 1) & units && t.end - t.begin > 2) || beside_kinds(lexicon, doc, t, 1) & units;
  return small && unit ? (bl_span){t.begin + 1, t.end} : t;
}

static bl_etype type_place(const bl_lexicon *lexicon, const bl_doc *doc, bl_span t) {
  uint32_t phrase = bl_phrase_kinds(lexicon, doc, t), after = beside_kinds(lexicon, doc, t, 1),
           one = beside(doc, t, -1);
  bool of = is_form(doc, one, "of");
  uint32_t before = of ? beside_kinds(lexicon, doc, t, -2) : 0;
  bl_etype type = type_of_head_kinds(after & ~BL_LX(FACILITY_HEAD) & ~BL_LX(PLACE_HEAD));
  if (phrase & BL_LX(COUNTRY)) return BL_ET_COUNTRY;
  if (type == BL_ET_OTHER)
    type = type_of_head_kinds(before & (BL_LX(CITY_HEAD) | BL_LX(REGION_HEAD) | BL_LX(DISTRICT_HEAD)));
  if (type != BL_ET_OTHER && t.end - t.begin < 5) return type;
  if (bl_lex_region_first(lexicon, phrase_hash(doc, t))) return BL_ET_REGION;
  type = bl_type_of_kinds(phrase & (BL_LX(CITY) | BL_LX(REGION) | BL_LX(DISTRICT) | BL_LX(TOWN)));
  if (type != BL_ET_OTHER) return type;
  if (t.end - t.begin == 1) return BL_ET_PLACE;
  uint32_t head = word_kinds(lexicon, doc, t.end - 1);
  if (is_compass(doc, t.begin)) return BL_ET_REGION;
  type = type_of_head_kinds(head & BL_LX(PLACE_HEAD) ? BL_LX(PLACE_HEAD) : head);
  return type == BL_ET_OTHER ? BL_ET_PLACE : type;
}

/* A name taken for a place whose head word is that of a body ("Northern Front") or which is a known armed group, and that no gazetteer knows as a place.
 */
static bool is_body(const bl_lexicon *lexicon, const bl_doc *doc, bl_span t) {
  uint32_t places = BL_LX(REGION_HEAD) | BL_LX(DISTRICT_HEAD) | BL_LX(CITY_HEAD) | BL_LX(PLACE_HEAD) |
                    BL_LX(FACILITY_HEAD) | BL_LX(COUNTRY_HEAD);
  uint32_t bodies = BL_LX(ARMED_HEAD) | BL_LX(ORG_HEAD) | BL_LX(GOV_HEAD) | BL_LX(MEDIA_HEAD),
           head = word_kinds(lexicon, doc, t.end - 1);
  uint32_t known = BL_LX(COUNTRY) | BL_LX(REGION) | BL_LX(DISTRICT) | BL_LX(CITY) | BL_LX(TOWN);
  uint32_t phrase = bl_phrase_kinds(lexicon, doc, t);
  return t.end - t.begin > 1 && !(phrase & known) && ((head & bodies && !(head & places)) || phrase & BL_LX(ARMED));
}

/* A name taken for a person's that is, as a whole, that of a body and of nobody: in several words, or an armed group's by hand. */
static bool is_known_body(const bl_lexicon *lexicon, const bl_doc *doc, bl_span t) {
  uint32_t kinds = bl_phrase_kinds(lexicon, doc, t);
  if (t.end - t.begin > 1 && kinds & BL_LX(MEDIA) && !(word_kinds(lexicon, doc, t.begin) & BL_LX(FIRST)) && !(kinds & BL_LX(PERSON))) return true; /* not a paper called by its writer */
  bool body = t.end - t.begin > 1 ? kinds & (BL_LX(IGO) | BL_LX(AGENCY)) : kinds & BL_LX(AGENCY) && kinds & BL_LX(ARMED);
  return body && !(kinds & BL_LX(PERSON));
}

bl_etype bl_type_name(const bl_lexicon *lexicon, const bl_doc *doc, bl_span tokens, bl_name_kind kind) {
  switch (kind) {
    case BL_NAME_PERSON: return is_known_body(lexicon, doc, tokens) ? type_org(lexicon, doc, tokens) : BL_ET_PERSON;
    case BL_NAME_ORG: return type_org(lexicon, doc, tokens);
    case BL_NAME_PLACE:
      return is_body(lexicon, doc, tokens) ? type_org(lexicon, doc, tokens) : type_place(lexicon, doc, tokens);
    case BL_NAME_FACILITY: return BL_ET_FACILITY;
    case BL_NAME_NORP: return BL_ET_GROUP;
    default: return BL_ET_OTHER;
  }
}

uint8_t bl_name_gender(const bl_lexicon *lexicon, const bl_doc *doc, bl_span tokens) {
  uint32_t before = beside_kinds(lexicon, doc, tokens, -1), first = word_kinds(lexicon, doc, tokens.begin);
  uint32_t kinds = before & BL_LX(TITLE) ? before : 0;
  if (!(kinds & (BL_LX(MALE) | BL_LX(FEMALE)))) kinds = first;
  if ((kinds & BL_LX(MALE)) && !(kinds & BL_LX(FEMALE))) return 'm';
  return (kinds & BL_LX(FEMALE)) && !(kinds & BL_LX(MALE)) ? 'f' : 0;
}

/* Names of a document; see names.h. Steps: label, cut into names, correct by plain rules (handles, calendar words,
 * demonyms), add the names inside names, sort. Invariant: top-level names never overlap. */
#include "mention/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "mention/names_agree.h"
#include "mention/names_crf.h"
#include "mention/names_tree.h"
#include "mention/types.h"

enum { NEWS_DOMAIN = 0 };

struct bl_names_tool {
  bl_lexicon *lexicon;
  bl_names_model *model;
};

bl_status bl_names_open(const char *data_dir, bl_names_tool **out) {
  bl_names_tool *tool = bl_calloc(1, sizeof *tool);
  bl_arena arena = {0};
  *out = NULL;
  bl_status status = bl_lexicon_open(data_dir, true, &tool->lexicon);
  if (status == BL_OK)
    status = bl_names_model_open(bl_arena_printf(&arena, "%s/names/names.model", data_dir), &tool->model);
  bl_arena_free(&arena);
  if (status != BL_OK)
    bl_names_close(tool);
  else
    *out = tool;
  return status;
}

void bl_names_close(bl_names_tool *tool) {
  if (!tool) return;
  bl_lexicon_close(tool->lexicon);
  bl_names_model_close(tool->model);
  free(tool);
}

/* ---- one name --------------------------------------------------------------------------------------------------- */

static bl_mention make_mention(bl_span tokens, bl_mention_kind kind, bl_etype type) {
  return (bl_mention){.tokens = tokens,
                      .head = tokens.end - 1,
                      .entity = BL_NONE,
                      .kind = (uint8_t)kind,
                      .type = (uint8_t)type,
                      .number = 1,
                      .confidence = 80};
}

/* The token that stands for the name in the tree: the one whose head is outside; without trees the last. */
static uint32_t head_of(const bl_doc *doc, bl_span t) {
  uint32_t head = BL_NONE;
  for (uint32_t i = t.begin; i < t.end; i++) {
    uint32_t h = doc->tokens.items[i].head;
    if (h != BL_NONE && h >= t.begin && h < t.end) continue;
    if (h == BL_NONE && doc->tokens.items[i].dep != BL_DEP_ROOT) continue;
    if (head == BL_NONE || doc->tokens.items[head].upos == BL_POS_PUNCT) head = i;
  }
  return head == BL_NONE ? t.end - 1 : head;
}

/* "in Dutch", "speaks Dutch": the word is a noun of its own in the clause. Needs a tree. */
static bool is_language(const bl_doc *doc, const bl_token *t) {
  if (t->upos != BL_POS_NOUN && t->upos != BL_POS_PROPN) return false;
  if (t->dep == BL_DEP_CONJ && t->head != BL_NONE) t = &doc->tokens.items[t->head];
  return t->dep == BL_DEP_OBL || t->dep == BL_DEP_NMOD || t->dep == BL_DEP_OBJ || t->dep == BL_DEP_NSUBJ;
}

static bl_str last_word(bl_str text) {
  size_t begin = text.n;
  while (begin > 0 && text.p[begin - 1] != ' ') begin--;
  return bl_str_slice(text, begin, text.n);
}

/* A demonym stands for the place it comes from; its plural ("Peruvians") for people. */
static bool as_demonym(const bl_lexicon *lexicon, const bl_doc *doc, bl_mention *m) {
  uint64_t h = BL_LEX_HASH0;
  for (uint32_t i = m->tokens.begin; i < m->tokens.end; i++) h = bl_lex_hash(h, doc->tokens.items[i].form);
  bl_str place = bl_lex_demonym(lexicon, h);
  const bl_token *last = &doc->tokens.items[m->tokens.end - 1];
  bool plural = last->xpos == BL_XPOS_NNPS || last->xpos == BL_XPOS_NNS;
  if (!place.n) { /* "Peruvians": the demonym and an s */
    bl_str text = last->form;
    if (m->tokens.end - m->tokens.begin != 1 || text.n < 5 || text.p[text.n - 1] != 's') return false;
    text.n--;
    place = bl_lex_demonym(lexicon, bl_lex_hash(BL_LEX_HASH0, text));
    plural = true;
  }
  if (!place.n) return false;
  if (!plural && is_language(doc, last)) {
    uint32_t b = m->tokens.begin;
    plural = b > 0 && bl_str_eq_nocase(doc->tokens.items[b - 1].form, BL_STR("the")); /* "the Dutch" */
    if (!plural) m->type = BL_ET_OTHER;                                               /* a language: "in Dutch" */
    if (!plural && last->head != BL_NONE) return true;
  }
  m->kind = BL_MK_DEMONYM;
  bl_etype type = bl_type_of_kinds(bl_lex_phrase_str(lexicon, place));
  bool body = bl_lex_word_str(lexicon, last_word(place)) & BL_LX(ORG_HEAD); /* of a church */
  m->type = (uint8_t)(plural ? BL_ET_GROUP : bl_lex_country(lexicon, h) ? BL_ET_COUNTRY : bl_etype_is_place(type) ? type : body ? BL_ET_GROUP : BL_ET_REGION);
  m->number = plural ? 2 : 1;
  return true;
}

static bool is_calendar(const bl_lexicon *lexicon, const bl_doc *doc, bl_span t) {
  for (uint32_t i = t.begin; i < t.end; i++)
    if (!(bl_lex_word_str(lexicon, doc->tokens.items[i].form) & BL_LX(CALENDAR))) return false;
  return true;
}

/* "anti-Harlan", "pro-Harlan": an adjective that tells a side, no name. */
static bool is_stance(bl_str form) {
  return bl_str_eq_nocase(bl_str_slice(form, 0, 5), BL_STR("anti-")) ||
         bl_str_eq_nocase(bl_str_slice(form, 0, 4), BL_STR("pro-"));
}

static void add_name(const bl_names_tool *tool, bl_doc *doc, bl_span tokens, int kind) {
  const bl_lexicon *lexicon = tool->lexicon;
  if (kind == BL_NAME_PLACE) tokens = bl_place_core(lexicon, doc, tokens);
  if (kind != BL_NAME_PERSON && is_calendar(lexicon, doc, tokens)) return;
  if (is_stance(doc->tokens.items[tokens.end - 1].form)) return;
  bl_mention m = make_mention(tokens, BL_MK_NAME, bl_type_name(lexicon, doc, tokens, (bl_name_kind)kind));
  m.head = head_of(doc, tokens);
  if (kind == BL_NAME_NORP) {
    m.number = 2;
    as_demonym(lexicon, doc, &m);
  }
  if (kind == BL_NAME_PERSON) m.gender = bl_name_gender(lexicon, doc, tokens);
  if (m.type != BL_ET_PERSON) m.gender = 'n';
  char sign = doc->tokens.items[tokens.begin].form.n ? doc->tokens.items[tokens.begin].form.p[0] : ' ';
  if (sign == '@' || sign == '#') m.kind = BL_MK_HANDLE;
  BL_PUSH(&doc->mentions, m);
}

/* ---- handles ---------------------------------------------------------------------------------------------------- */

static bool is_handle(bl_str form) {
  if (form.n < 3 || (form.p[0] != '@' && form.p[0] != '#')) return false;
  for (size_t i = 1; i < form.n;) {
    uint32_t cp = bl_utf8_next(form, &i);
    if (!bl_cp_alpha(cp) && !bl_cp_digit(cp) && cp != '_') return false;
  }
  return !bl_cp_digit((uint32_t)form.p[1]);
}

/* "@name", "#name", whole or with the sign cut off by the tokenizer; `used` tells tokens that stand in names. */
static void add_handles(bl_doc *doc, const bool *used) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const bl_token *t = &doc->tokens.items[i];
    bl_span span = {i, i + 1};
    bool sign = t->form.n == 1 && (t->form.p[0] == '@' || t->form.p[0] == '#') && !t->space_after &&
                i + 1 < doc->tokens.count && doc->tokens.items[i + 1].sentence == t->sentence &&
                bl_cp_alpha((uint32_t)(unsigned char)doc->tokens.items[i + 1].form.p[0]);
    if (sign) span.end++;
    if (used[i] || (sign && used[i + 1]) || (!sign && !is_handle(t->form))) continue;
    bl_mention m = make_mention(span, BL_MK_HANDLE, t->form.p[0] == '@' ? BL_ET_PERSON : BL_ET_OTHER);
    m.confidence = 40;
    BL_PUSH(&doc->mentions, m);
  }
}

/* ---- names inside names ----------------------------------------------------------------------------------------- */

static uint64_t span_hash(const bl_doc *doc, bl_span t) {
  uint64_t h = BL_LEX_HASH0;
  for (uint32_t i = t.begin; i < t.end; i++) h = bl_lex_hash(h, doc->tokens.items[i].form);
  return h;
}

typedef struct known_names {
  bl_map map; /* hash of a whole name -> its mention */
  uint64_t *keys;
} known_names;

static uint32_t known(const known_names *names, uint64_t hash) {
  return bl_map_get(&names->map, (bl_str){(const char *)&hash, sizeof hash});
}

/* The inner name at `t`: one that the document has elsewhere, or a place or people of the gazetteer. */
static bool inner_name(const bl_names_tool *tool, const bl_doc *doc, const known_names *names, bl_span t,
                       bl_mention *out) {
  uint64_t hash = span_hash(doc, t);
  uint32_t other = known(names, hash), kinds = bl_lex_phrase(tool->lexicon, hash);
  if (other != BL_NONE && doc->mentions.items[other].type != BL_ET_OTHER) {
    const bl_mention *o = &doc->mentions.items[other];
    *out = make_mention(t, (bl_mention_kind)o->kind, (bl_etype)o->type);
    return o->type != BL_ET_PERSON;
  }
  if (!(kinds & (BL_LX(COUNTRY) | BL_LX(DEMONYM) | BL_LX(CITY)))) return false;
  *out = make_mention(t, BL_MK_NAME, bl_type_of_kinds(kinds));
  if (!(kinds & (BL_LX(COUNTRY) | BL_LX(CITY))))
    return as_demonym(tool->lexicon, doc, out) && out->type == BL_ET_COUNTRY;
  return true;
}

/* Looks at the first words of an organisation's or facility's name, and at what follows "of" or "in" inside it. */
static void add_inner(const bl_names_tool *tool, bl_doc *doc, const known_names *names, bl_mention outer) {
  bl_span t = outer.tokens;
  bl_mention inner;
  for (uint32_t end = t.end - 1; end > t.begin; end--) {
    if (doc->tokens.items[end - 1].upos == BL_POS_PUNCT || !doc->tokens.items[end - 1].space_after)
      continue; /* inside "ISIS-K" */
    if (end - t.begin > BL_LX_MAX_WORDS || !inner_name(tool, doc, names, (bl_span){t.begin, end}, &inner)) continue;
    inner.head = head_of(doc, inner.tokens);
    inner.gender = 'n';
    BL_PUSH(&doc->mentions, inner);
    break;
  }
  for (uint32_t i = t.begin + 1; i + 1 < t.end; i++) {
    bl_str form = doc->tokens.items[i].form;
    if (!bl_str_eq_c(form, "of") && !bl_str_eq_c(form, "in")) continue;
    if (!inner_name(tool, doc, names, (bl_span){i + 1, t.end}, &inner)) continue;
    inner.head = head_of(doc, inner.tokens);
    inner.gender = 'n';
    BL_PUSH(&doc->mentions, inner);
    break;
  }
}

static void add_inner_names(const bl_names_tool *tool, bl_doc *doc) {
  uint32_t n = doc->mentions.count;
  known_names names = {{0}, bl_malloc((n + 1) * sizeof(uint64_t))};
  for (uint32_t i = 0; i < n; i++) {
    names.keys[i] = span_hash(doc, doc->mentions.items[i].tokens);
    uint32_t *slot = bl_map_at(&names.map, (bl_str){(const char *)&names.keys[i], sizeof(uint64_t)});
    if (*slot == BL_NONE) *slot = i;
  }
  for (uint32_t i = 0; i < n; i++) {
    bl_mention m = doc->mentions.items[i];
    bool place = m.type >= BL_ET_COUNTRY && m.type <= BL_ET_PLACE;
    if (m.kind == BL_MK_NAME && m.tokens.end - m.tokens.begin > 1 && m.type != BL_ET_PERSON && !place &&
        m.type != BL_ET_MEDIA_OUTLET)
      add_inner(tool, doc, &names, m);
  }
  bl_map_free(&names.map);
  free(names.keys);
}

/* ---- the whole -------------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
  const bl_mention *x = a, *y = b;
  if (x->tokens.begin != y->tokens.begin) return x->tokens.begin < y->tokens.begin ? -1 : 1;
  return x->tokens.end == y->tokens.end ? 0 : x->tokens.end > y->tokens.end ? -1 : 1;
}

/* ", R-Ohio," behind a member of a congress: party and state, nobody's name. */
static bool is_party_mark(const bl_doc *doc, bl_span s) {
  const bl_token *t = doc->tokens.items + s.begin;
  if (s.end - s.begin < 3 || s.end - s.begin > 4 || s.begin == 0 || t[0].form.n != 1 || !strchr("DRI", t[0].form.p[0])) return false;
  bool marked = bl_str_eq_c(t[-1].form, ",") || bl_str_eq_c(t[-1].form, "(");
  return marked && bl_str_eq_c(t[1].form, "-") && !t[1].space_after && t[2].form.p[0] >= 'A' && t[2].form.p[0] <= 'Z';
}

static bool is_address(bl_str form) { return bl_str_find(form, BL_STR("http"), 0) >= 0; }

/* Takes marks off the ends of a name, "Harlan &", and what stands behind a bracket that stays open; false if nothing else is there, or an address
 * stuck to it. */
static bool trim_marks(const bl_doc *doc, bl_span *s) {
  const bl_token *t = doc->tokens.items;
  for (uint32_t i = s->begin, open = BL_NONE; i < s->end; i++) {
    if (is_address(t[i].form)) return false;
    if (bl_str_eq_c(t[i].form, "(") || bl_str_eq_c(t[i].form, "[")) open = i;
    bool closes = bl_str_eq_c(t[i].form, ")") || bl_str_eq_c(t[i].form, "]");
    if (closes && open == BL_NONE && i + 1 < s->end) s->begin = i + 1; /* "[Ana] Roe" without its first mark */
    if (closes) open = BL_NONE;
    if (open != BL_NONE && i + 1 == s->end) s->end = open;
  }
  while (s->begin < s->end && (bl_str_eq_c(t[s->end - 1].form, "&") || bl_str_eq_c(t[s->end - 1].form, ",") || bl_str_eq_c(t[s->end - 1].form, "-"))) s->end--;
  while (s->begin < s->end && (bl_str_eq_c(t[s->begin].form, "&") || bl_str_eq_c(t[s->begin].form, ",") || bl_str_eq_c(t[s->begin].form, "-"))) s->begin++;
  return s->begin < s->end;
}

static void cut_names(const bl_names_tool *tool, bl_doc *doc, const uint8_t *labels, bool *used) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    int part = bl_name_part_of(labels[i]);
    if (part != BL_NAME_BEGIN && part != BL_NAME_UNIT) continue;
    uint32_t end = i + 1;
    while (part == BL_NAME_BEGIN && bl_name_part_of(labels[end - 1]) != BL_NAME_LAST) end++;
    bl_span span = {i, end};
    if (is_party_mark(doc, span)) {
      i = end - 1;
      continue;
    }
    if (i > 0 && doc->tokens.items[i - 1].form.n == 1 && !doc->tokens.items[i - 1].space_after &&
        doc->tokens.items[i - 1].sentence == doc->tokens.items[i].sentence &&
        (doc->tokens.items[i - 1].form.p[0] == '#' || doc->tokens.items[i - 1].form.p[0] == '@'))
      span.begin--;
    for (uint32_t k = span.begin; k < end; k++) used[k] = true;
    if (trim_marks(doc, &span)) add_name(tool, doc, span, bl_name_kind_of(labels[i]));
    i = end - 1;
  }
}

static bool capital_name(const bl_token *t) {
  return t->form.n > 1 && t->form.p[0] >= 'A' && t->form.p[0] <= 'Z' && t->upos == BL_POS_PROPN;
}

static void label_name(uint8_t *labels, bl_span name, bl_name_kind kind) {
  for (uint32_t k = name.begin; k < name.end; k++)
    labels[k] = bl_name_label(kind, name.end == name.begin + 1 ? BL_NAME_UNIT : k == name.begin ? BL_NAME_BEGIN : k + 1 == name.end ? BL_NAME_LAST : BL_NAME_INSIDE);
}

/* "Harlan & Sons", "Roe & Cole": a firm, from the first to the last name beside the sign. */
static void join_firms(const bl_doc *doc, uint8_t *labels) {
  uint32_t n = doc->tokens.count;
  const bl_token *t = doc->tokens.items;
  for (uint32_t i = 1; i + 1 < n; i++) {
    if (!bl_str_eq_c(t[i].form, "&") || !t[i].space_after || !t[i - 1].space_after || t[i - 1].sentence != t[i].sentence || t[i + 1].sentence != t[i].sentence) continue;
    if (!capital_name(&t[i - 1]) || !capital_name(&t[i + 1]) || (labels[i] != BL_NAME_OUTSIDE && bl_name_part_of(labels[i]) == BL_NAME_INSIDE)) continue;
    uint32_t begin = i - 1, end = i + 2;
    while (begin > 0 && (bl_name_part_of(labels[begin]) == BL_NAME_INSIDE || bl_name_part_of(labels[begin]) == BL_NAME_LAST)) begin--;
    while (end < n && labels[end - 1] != BL_NAME_OUTSIDE && (bl_name_part_of(labels[end - 1]) == BL_NAME_BEGIN || bl_name_part_of(labels[end - 1]) == BL_NAME_INSIDE)) end++;
    label_name(labels, (bl_span){begin, end}, BL_NAME_ORG);
  }
}

/* "Dorun, Peru" is two places, one in the other, where the second is known or a short form and the whole is not known by that name. */
static void part_places(const bl_lexicon *lexicon, const bl_doc *doc, uint8_t *labels) {
  const bl_token *t = doc->tokens.items;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    if (labels[i] == BL_NAME_OUTSIDE || bl_name_part_of(labels[i]) != BL_NAME_BEGIN) continue;
    uint32_t end = i + 1, begin = i;
    while (end < doc->tokens.count && bl_name_part_of(labels[end - 1]) != BL_NAME_LAST) end++;
    int kind = bl_name_kind_of(labels[i]);
    bool place = (kind == BL_NAME_PLACE || kind == BL_NAME_FACILITY) && !bl_lex_phrase(lexicon, span_hash(doc, (bl_span){i, end}));
    for (uint32_t k = i + 1; place && k + 1 < end; k++) {
      bool known = bl_lex_phrase(lexicon, span_hash(doc, (bl_span){k + 1, end})) & (BL_LX(COUNTRY) | BL_LX(CITY) | BL_LX(REGION));
      bool state = kind == BL_NAME_PLACE && k + 2 == end && (bl_str_ends(t[k + 1].form, BL_STR(".")) || t[k + 1].form.n < 4); /* "N.C.", "Ala" */
      if (!bl_str_eq_c(t[k].form, ",") || k == begin || (!known && !state)) continue;
      label_name(labels, (bl_span){begin, k}, (bl_name_kind)kind);
      labels[k] = BL_NAME_OUTSIDE;
      label_name(labels, (bl_span){k + 1, end}, kind = BL_NAME_PLACE);
      begin = k + 1;
    }
    i = end - 1;
  }
}

/* "4th", "21st", "19th" */
static bool is_numbered(bl_str form) {
  return form.n > 2 && form.p[0] >= '0' && form.p[0] <= '9' && (bl_str_ends(form, BL_STR("th")) || bl_str_ends(form, BL_STR("st")) || bl_str_ends(form, BL_STR("nd")) || bl_str_ends(form, BL_STR("rd")));
}

/* "the 4th Congressional District": without its number the name could be any. */
static void keep_numbers(const bl_doc *doc, uint8_t *labels) {
  const bl_token *t = doc->tokens.items;
  for (uint32_t i = 1; i + 1 < doc->tokens.count; i++) {
    if (labels[i] == BL_NAME_OUTSIDE || bl_name_part_of(labels[i]) != BL_NAME_BEGIN || labels[i - 1] != BL_NAME_OUTSIDE) continue;
    if (t[i - 1].sentence != t[i].sentence || !is_numbered(t[i - 1].form)) continue;
    uint32_t end = i + 1;
    while (end < doc->tokens.count && bl_name_part_of(labels[end - 1]) != BL_NAME_LAST) end++;
    bl_str last = t[end - 1].form;
    bool counted = bl_str_eq_c(last, "District") || bl_str_eq_c(last, "Circuit") || bl_str_eq_c(last, "Division") || bl_str_eq_c(last, "Brigade") || bl_str_eq_c(last, "Regiment") || bl_str_eq_c(last, "Battalion");
    if (counted) label_name(labels, (bl_span){i - 1, end}, bl_name_kind_of(labels[i]));
  }
}

static bool is_any(bl_str form, const char *const *words) {
  for (; *words; words++)
    if (bl_str_eq_c(form, *words)) return true;
  return false;
}

static uint32_t name_end(const bl_doc *doc, const uint8_t *labels, uint32_t begin) {
  uint32_t end = begin + 1;
  while (end < doc->tokens.count && bl_name_part_of(labels[begin]) == BL_NAME_BEGIN && bl_name_part_of(labels[end - 1]) != BL_NAME_LAST) end++;
  return end;
}

static bool begins_name(const uint8_t *labels, uint32_t t) {
  return labels[t] != BL_NAME_OUTSIDE && (bl_name_part_of(labels[t]) == BL_NAME_BEGIN || bl_name_part_of(labels[t]) == BL_NAME_UNIT);
}

static bool is_small(bl_str form) { return form.n > 0 && form.p[0] >= 'a' && form.p[0] <= 'z'; }

/* "Moon Ji-ho" with a small second half, "Church of Former-day Keepers": a name that was cut at its hyphen. */
static uint32_t over_hyphen(const bl_doc *doc, const uint8_t *labels, bl_span name) {
  const bl_token *t = doc->tokens.items;
  uint32_t end = name.end, n = doc->tokens.count;
  if (name.end - name.begin < 2 || end + 2 >= n || !bl_str_eq_c(t[end].form, "-") || t[end - 1].space_after || t[end].space_after || labels[end + 1] != BL_NAME_OUTSIDE) return end;
  if (!is_small(t[end + 1].form) || t[end + 2].sentence != t[end].sentence) return end;
  if (bl_name_kind_of(labels[name.begin]) == BL_NAME_PERSON) {
    static const char *const words[] = {"led", "era", "like", "run", "type", "free", "to", NULL};
    bool word = is_any(t[end + 1].form, words);
    bool goes_on = t[end + 2].upos == BL_POS_NOUN || t[end + 2].upos == BL_POS_ADJ;
    return t[end + 1].form.n > 4 || word || goes_on ? end : end + 2;
  }
  return bl_name_kind_of(labels[name.begin]) == BL_NAME_ORG && begins_name(labels, end + 2) && bl_str_eq_c(t[name.end - 2].form, "of") ? name_end(doc, labels, end + 2) : end;
}

/* "Relief Committee for Dorun": what such a body is for is part of its name. */
static uint32_t over_aim(const bl_doc *doc, const uint8_t *labels, bl_span name) {
  const bl_token *t = doc->tokens.items;
  uint32_t at = name.end, n = doc->tokens.count;
  if (bl_name_kind_of(labels[name.begin]) != BL_NAME_ORG || name.end - name.begin < 2 || at + 2 >= n || labels[at] != BL_NAME_OUTSIDE || !bl_str_eq_c(t[at].form, "for")) return name.end;
  static const char *const bodies[] = {"Foundation", "Committee", "Institute", "Center", "Centre", "Council", "Association", "Society", "Coalition", "Alliance", "Fund", "Campaign", NULL};
  if (!is_any(t[at - 1].form, bodies)) return name.end;
  at++;
  if (bl_str_eq_c(t[at].form, "the") && at + 1 < n) at++;
  bool body = begins_name(labels, at) && bl_name_kind_of(labels[at]) != BL_NAME_PERSON && t[at].sentence == t[name.begin].sentence;
  return body ? name_end(doc, labels, at) : name.end;
}

/* "Islamic State of Dorun and the Coast": both lands. */
static uint32_t over_lands(const bl_doc *doc, const uint8_t *labels, bl_span name) {
  const bl_token *t = doc->tokens.items;
  uint32_t at = name.end + 1;
  if (bl_name_kind_of(labels[name.begin]) != BL_NAME_ORG || name.end - name.begin < 4 || at + 1 >= doc->tokens.count || labels[name.end] != BL_NAME_OUTSIDE) return name.end;
  if (!bl_str_eq_c(t[name.end - 2].form, "of") || !bl_str_eq_c(t[name.end - 3].form, "State") || !bl_str_eq_c(t[name.end].form, "and")) return name.end;
  if (bl_str_eq_c(t[at].form, "the")) at++;
  return at < doc->tokens.count && begins_name(labels, at) && bl_name_kind_of(labels[at]) == BL_NAME_PLACE && t[at].sentence == t[name.begin].sentence ? name_end(doc, labels, at) : name.end;
}

/* Names that were cut short go on; "White House Press" before "Secretary" ends a word earlier. */
static void mend_ends(const bl_doc *doc, uint8_t *labels) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    if (!begins_name(labels, i)) continue;
    bl_span name = {i, name_end(doc, labels, i)};
    uint32_t end = over_hyphen(doc, labels, name);
    if (end == name.end) end = over_aim(doc, labels, name);
    if (end == name.end) end = over_lands(doc, labels, name);
    bool press = end < doc->tokens.count && end - i > 2 && bl_str_eq_c(doc->tokens.items[end - 1].form, "Press") && bl_str_eq_nocase(doc->tokens.items[end].form, BL_STR("secretary"));
    if (press) labels[--end] = BL_NAME_OUTSIDE;
    if (end != name.end) label_name(labels, (bl_span){i, end}, bl_name_kind_of(labels[i]));
    i = end - 1;
  }
}

bl_status bl_names_run(const bl_names_tool *tool, bl_doc *doc) {
  uint32_t n = doc->tokens.count;
  if (!n) return BL_OK;
  bl_arena scratch = {0};
  uint8_t *labels = bl_calloc(n, 1);
  bool *used = bl_calloc(n, sizeof *used);
  bl_names_model_label(tool->model, tool->lexicon, doc, NEWS_DOMAIN, &scratch, labels);
  join_firms(doc, labels);
  part_places(tool->lexicon, doc, labels);
  keep_numbers(doc, labels);
  mend_ends(doc, labels);
  cut_names(tool, doc, labels, used);
  bl_names_agree(tool->lexicon, doc);
  add_handles(doc, used);
  add_inner_names(tool, doc);
  if (doc->mentions.count) qsort(doc->mentions.items, doc->mentions.count, sizeof *doc->mentions.items, by_place);
  bl_names_settle_tree(doc);
  free(used);
  free(labels);
  bl_arena_free(&scratch);
  return BL_OK;
}

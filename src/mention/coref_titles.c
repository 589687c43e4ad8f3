/* Titles with their "of" phrase right before a person's name: "Minister of Health Dana Roe", "CEO of Harlan Steel Dana Roe". Parts
 * the country or region off a name that swallowed it ("King of Peru Omar", "Kesh's Harbour District"), and hangs title and name so that the name is the
 * head and the title describes it.
 *
 * The order of words decides: a noun of an office, "of" or "for", nothing but words with a capital and small joining words,
 * then the name of a person. Trees split such phrases in all ways; what they say inside the title is kept, what hangs outside
 * goes to the name.
 *
 * Invariants: one tree a sentence; no cycle is made. */
#include "base/utf8.h"
#include "mention/coref_work.h"

enum { TITLE_MAX = 12 };

typedef struct office {
  bl_doc *doc;
  uint32_t title, of; /* the noun, its preposition */
  bl_span body;       /* what stands between the preposition and the name */
  bl_span name;
  uint32_t head; /* of the name */
} office;

static bl_token *at(const bl_doc *doc, uint32_t t) { return &doc->tokens.items[t]; }

static bool is_word(const bl_doc *doc, uint32_t t, const char *word) { return bl_str_eq_nocase(at(doc, t)->form, bl_str_from(word)); }

static bool capital(const bl_token *t) { return t->form.n && ((t->form.p[0] >= 'A' && t->form.p[0] <= 'Z') || (unsigned char)t->form.p[0] >= 0x80); }

static bool joins(const bl_doc *doc, uint32_t t) {
  static const char *const words[] = {"of", "and", "&", "the", "for", "-"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (is_word(doc, t, words[i])) return true;
  return false;
}

static bool is_office(const bl_coref_lexicon *lexicon, bl_doc *doc, uint32_t t) {
  const bl_token *k = at(doc, t);
  if ((k->upos != BL_POS_NOUN && k->upos != BL_POS_PROPN) || k->xpos == BL_XPOS_NNS || k->xpos == BL_XPOS_NNPS) return false;
  bl_str lower = bl_utf8_lower(&doc->arena, k->form);
  return bl_noun_type(lexicon, lower, false) == BL_ET_PERSON && (bl_noun_known(lexicon, lower) || bl_lex_word_str(lexicon->names, k->form) & (BL_LX(TITLE) | BL_LX(ROLE)));
}

/* The office that ends right before a person's name; false if there is none. */
static bool find_office(const bl_coref_lexicon *lexicon, bl_doc *doc, const bl_mention *m, office *o) {
  uint32_t begin = doc->sentences.items[at(doc, m->head)->sentence].tokens.begin, t = m->tokens.begin;
  uint32_t first = t > begin + TITLE_MAX ? t - TITLE_MAX : begin;
  *o = (office){.doc = doc, .name = m->tokens, .head = m->head};
  while (t-- > first) {
    bool of = t + 1 < m->tokens.begin && (is_word(doc, t + 1, "of") || is_word(doc, t + 1, "for"));
    if (is_office(lexicon, doc, t)) {
      bool general = t + 2 < m->tokens.begin && capital(at(doc, t)) && is_word(doc, t + 1, "General") && is_word(doc, t + 2, "of");
      if (!of && !general) return false; /* "the brother of President Roe" */
      o->title = t;
      o->of = general ? t + 2 : t + 1;
      o->body = (bl_span){o->of + 1, m->tokens.begin};
      return true;
    }
    if (!capital(at(doc, t)) && !joins(doc, t)) return false;
  }
  return false;
}

/* "the Governor of Loreto Maria Silva": the first words of the name are those of a country or region. */
static bool swallowed(const bl_lexicon *lexicon, const office *o, uint32_t *cut) {
  uint64_t hash = BL_LEX_HASH0;
  uint32_t found = 0;
  for (uint32_t t = o->name.begin; t + 1 < o->name.end; t++) {
    hash = bl_lex_hash(hash, at(o->doc, t)->form);
    if (bl_lex_phrase(lexicon, hash) & (BL_LX(COUNTRY) | BL_LX(REGION))) found = t + 1;
  }
  *cut = found;
  return found && !is_word(o->doc, found, "-");
}

/* Whether climbing from `t` meets a token of the span. */
static bool leads_into(const bl_doc *doc, uint32_t t, bl_span span) {
  for (uint32_t steps = 0; t < doc->tokens.count && steps <= doc->tokens.count; t = at(doc, t)->head, steps++)
    if (t >= span.begin && t < span.end) return true;
  return false;
}

static void hang(bl_doc *doc, uint32_t t, uint32_t head, bl_dep dep) {
  at(doc, t)->head = head;
  at(doc, t)->dep = (uint8_t)dep;
}

/* The first word of the body that may stand for it: what hangs on the title, or the last name of the first part. */
static uint32_t body_head(const office *o) {
  uint32_t last = BL_NONE;
  for (uint32_t t = o->body.begin; t < o->body.end; t++)
    if (at(o->doc, t)->head == o->title && !joins(o->doc, t)) return t;
  for (uint32_t t = o->body.begin; t < o->body.end; t++) {
    if (is_word(o->doc, t, "and") && last != BL_NONE) break;
    if (is_word(o->doc, t, "of") && last != BL_NONE) break;
    if (!joins(o->doc, t)) last = t;
  }
  return last;
}

/* Hangs what of the body does not hang inside it: joined words and those in front on its head. */
static void hang_body(const office *o, uint32_t body) {
  bl_doc *doc = o->doc;
  for (uint32_t t = o->body.begin; t < o->body.end; t++) {
    uint32_t head = at(doc, t)->head;
    if (t == body || (head >= o->body.begin && head < o->body.end)) continue;
    bool joined = t > o->body.begin && is_word(doc, t - 1, "and") && t > body;
    bl_dep dep = joined ? BL_DEP_CONJ : is_word(doc, t, "and") || is_word(doc, t, "&") ? BL_DEP_CC : is_word(doc, t, "of") || is_word(doc, t, "for") ? BL_DEP_CASE : is_word(doc, t, "the") ? BL_DEP_DET : t < body ? BL_DEP_COMPOUND : BL_DEP_FLAT;
    hang(doc, t, body, dep);
  }
  hang(doc, o->of, body, BL_DEP_CASE);
  hang(doc, body, o->title, BL_DEP_NMOD);
  if (o->of == o->title + 2) hang(doc, o->title + 1, o->title, BL_DEP_FLAT);
}

static void straighten(const office *o) {
  bl_doc *doc = o->doc;
  bl_span all = {o->title, o->name.end}, sentence = doc->sentences.items[at(doc, o->title)->sentence].tokens;
  uint32_t body = body_head(o), outside = BL_NONE;
  uint32_t order[2] = {o->title, o->head};
  for (int i = 0; i < 2 && outside == BL_NONE; i++) { /* what the title or the name is in the sentence, the whole is */
    uint32_t head = at(doc, order[i])->head;
    if (head < all.begin || head >= all.end) outside = order[i];
  }
  for (uint32_t t = all.begin; t < all.end && outside == BL_NONE; t++)
    if (at(doc, t)->head < all.begin || at(doc, t)->head >= all.end) outside = t;
  if (body == BL_NONE || outside == BL_NONE || leads_into(doc, at(doc, outside)->head, all)) return;
  uint32_t head = at(doc, outside)->head;
  uint8_t dep = at(doc, outside)->dep;
  if (outside == o->title && dep == BL_DEP_NMOD_DESC && at(doc, o->head)->head != o->title) return; /* of another name */
  for (uint32_t t = o->name.begin; t < o->name.end; t++)
    if (t != o->head && (at(doc, t)->head < o->name.begin || at(doc, t)->head >= o->name.end)) hang(doc, t, o->head, BL_DEP_FLAT);
  hang_body(o, body);
  hang(doc, o->head, head, (bl_dep)dep);
  hang(doc, o->title, o->head, BL_DEP_NMOD_DESC);
  for (uint32_t t = sentence.begin; t < sentence.end; t++) { /* commas, relative clauses, prepositions of the whole */
    if (t >= all.begin && t < all.end) continue;
    uint32_t up = at(doc, t)->head;
    bool part = t < all.begin && up == o->title && (at(doc, t)->dep == BL_DEP_AMOD || at(doc, t)->dep == BL_DEP_COMPOUND || at(doc, t)->dep == BL_DEP_NMOD_POSS);
    if (up >= all.begin && up < all.end && up != o->head && !part) at(doc, t)->head = o->head;
  }
}

/* "Kesh' s": the mark and its letter set apart. */
static bool mark_apart(const bl_doc *doc, uint32_t t) {
  bool mark = t < doc->tokens.count && (is_word(doc, t, "'") || is_word(doc, t, "\xe2\x80\x99"));
  return mark && t + 1 < doc->tokens.count && is_word(doc, t + 1, "s");
}

/* "Kesh's Harbour District" taken for one name: the place that has it is a name of its own. */
static void part_possessor(const bl_coref_lexicon *lexicon, bl_doc *doc, uint32_t index) {
  bl_mention whole = doc->mentions.items[index];
  uint32_t mark = whole.tokens.begin + 1;
  while (mark + 1 < whole.tokens.end && !bl_str_eq_c(at(doc, mark)->form, "'s") && !bl_str_eq_c(at(doc, mark)->form, "\xe2\x80\x99s") && !mark_apart(doc, mark)) mark++;
  uint32_t behind = mark_apart(doc, mark) ? mark + 2 : mark + 1;
  if (whole.kind != BL_MK_NAME || whole.type == BL_ET_PERSON || behind >= whole.tokens.end) return;
  bl_mention place = whole;
  place.tokens.end = mark;
  place.head = mark - 1;
  uint32_t kinds = bl_lex_phrase_str(lexicon->names, bl_doc_span_text(doc, place.tokens));
  uint32_t units = BL_LX(REGION_HEAD) | BL_LX(DISTRICT_HEAD) | BL_LX(CITY_HEAD), last = bl_lex_word_str(lexicon->names, at(doc, whole.tokens.end - 1)->form);
  bool word = mark == whole.tokens.begin + 1 && !(bl_lex_word_str(lexicon->names, at(doc, whole.tokens.begin)->form) & (BL_LX(TITLE) | BL_LX(ROLE))); /* "King's County" */
  bool known = kinds & (BL_LX(COUNTRY) | BL_LX(REGION) | BL_LX(CITY));
  bool unit = last & units, town = known && whole.type >= BL_ET_COUNTRY && whole.type <= BL_ET_PLACE;
  if (!((known || word) && unit) && !town) return; /* "London's Heathrow Airport" is one name */
  place.type = (uint8_t)(kinds & BL_LX(COUNTRY) ? BL_ET_COUNTRY : kinds & BL_LX(CITY) ? BL_ET_CITY : BL_ET_REGION);
  bl_mention *rest = &doc->mentions.items[index];
  rest->tokens.begin = behind;
  if (rest->head < behind) rest->head = rest->tokens.end - 1;
  if (at(doc, place.head)->head == rest->head) at(doc, place.head)->dep = BL_DEP_NMOD_POSS;
  BL_PUSH(&doc->mentions, place);
}

void cr_hang_titles(const bl_coref_lexicon *lexicon, bl_doc *doc) {
  uint32_t names = doc->mentions.count;
  for (uint32_t i = 0; i < names; i++) part_possessor(lexicon, doc, i);
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    bl_mention *m = &doc->mentions.items[i];
    office o;
    uint32_t cut;
    if (m->kind != BL_MK_NAME || m->type != BL_ET_PERSON || !find_office(lexicon, doc, m, &o)) continue;
    if (o.body.begin >= o.body.end && swallowed(lexicon->names, &o, &cut)) {
      bl_mention place = *m;
      place.tokens.end = cut;
      place.head = cut - 1;
      place.type = (uint8_t)(bl_lex_phrase_str(lexicon->names, bl_doc_span_text(doc, place.tokens)) & BL_LX(COUNTRY) ? BL_ET_COUNTRY : BL_ET_REGION);
      place.gender = 'n';
      m->tokens.begin = cut;
      m->head = cut;
      BL_PUSH(&doc->mentions, place);
      o.body.end = o.name.begin = cut;
      o.head = cut;
    }
    if (o.body.begin < o.body.end && joins(doc, o.body.end - 1) == false) straighten(&o);
  }
}

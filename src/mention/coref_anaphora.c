/* Definite descriptions and the pronouns of speakers, in the order of the text; see coref_work.h. Candidates are the mentions before,
 * at most WINDOW of them and a few sentences; precision goes before recall. */
#include <string.h>

#include "base/utf8.h"
#include "mention/coref_work.h"

enum { WINDOW = 120, NEAR_SENTENCES = 3 };

/* ---- definite descriptions -------------------------------------------------------------------------------------- */

static bool is_modifier(const bl_token *t) {
  return (t->dep == BL_DEP_AMOD || t->dep == BL_DEP_COMPOUND || t->dep == BL_DEP_NMOD || t->dep == BL_DEP_NMOD_POSS ||
          t->dep == BL_DEP_NUMMOD) &&
         t->upos != BL_POS_DET;
}

static bool covers_word(const cr_work *w, uint32_t i, bl_str word) {
  bl_span t = cr_mention_at(w, i)->tokens;
  for (uint32_t k = t.begin; k < t.end; k++)
    if (bl_str_eq_nocase(w->doc->tokens.items[k].form, word)) return true;
  return false;
}

static bool same_number(const bl_mention *a, const bl_mention *b) {
  return !a->number || !b->number || a->number == b->number;
}

static bool has_phrase_behind(const cr_work *w, uint32_t i) {
  return cr_mention_at(w, i)->tokens.end > cr_mention_at(w, i)->head + 1;
}

enum { TITLE_REACH = 10 };

static bool is_behind_of(const cr_work *w, uint32_t k) {
  uint32_t begin = cr_mention_at(w, k)->tokens.begin;
  return begin > 0 && bl_str_eq_c(w->doc->tokens.items[begin - 1].form, "of");
}

/* "the Peruvian president" of "Peru's president", "the Ohio senator" of "Sen. Dana Roe of Ohio": the same place, in other words. */
static bool same_place_word(const cr_work *w, uint32_t modifier, uint32_t k) {
  const bl_mention *o = cr_mention_at(w, k);
  uint32_t at = w->at_head[modifier], end = w->doc->sentences.items[cr_sentence(w, k)].tokens.end;
  if (at == BL_NONE || !cr_is_name(cr_mention_at(w, at)) || o->kind == BL_MK_PRONOUN || o->type != BL_ET_PERSON) return false;
  for (uint32_t t = o->tokens.begin; t < end && t < o->head + TITLE_REACH; t++)
    if (w->at_head[t] != BL_NONE && w->mentions[w->at_head[t]].cluster == w->mentions[at].cluster) return t < o->head || is_behind_of(w, w->at_head[t]);
  return false;
}

/* Whether each modifier of description `i` stands in mention `k` too. A group known by the words before it may be told
 * more of behind it: "a workers' front", "the workers' front of the north". */
static bool modifiers_within(const cr_work *w, uint32_t i, uint32_t k) {
  uint32_t head = cr_mention_at(w, i)->head, before = 0;
  bool more = false;
  for (uint32_t c = w->first_child[head]; c != BL_NONE; c = w->next_sibling[c]) {
    const bl_token *t = &w->doc->tokens.items[c];
    if (!is_modifier(t)) continue;
    bool same = covers_word(w, k, t->form) || same_place_word(w, c, k);
    if (c < head && !same) return false;
    before += c < head;
    more |= c > head && !same;
  }
  return !more || (before && cr_family((bl_etype)cr_mention_at(w, i)->type) == 3 && cr_mention_at(w, i)->number == 1 &&
                   !has_phrase_behind(w, k));
}

/* The same for what an owner has: the owner's own words do not count. */
static bool modifiers_of_owner(const cr_work *w, uint32_t i, uint32_t k) {
  for (uint32_t c = w->first_child[cr_mention_at(w, i)->head]; c != BL_NONE; c = w->next_sibling[c]) {
    const bl_token *t = &w->doc->tokens.items[c];
    if (is_modifier(t) && t->dep != BL_DEP_NMOD_POSS && !covers_word(w, k, t->form)) return false;
  }
  return same_number(cr_mention_at(w, i), cr_mention_at(w, k));
}

/* A relative clause that narrows the noun down, not one behind a comma. */
static bool narrows(const cr_work *w, uint32_t head, uint32_t child) {
  if (w->doc->tokens.items[child].dep != BL_DEP_ACL_RELCL) return false;
  return head + 1 >= w->doc->tokens.count || !bl_str_eq_c(w->doc->tokens.items[head + 1].form, ",");
}

static bool bare_description(const cr_work *w, uint32_t i) {
  for (uint32_t c = w->first_child[cr_mention_at(w, i)->head]; c != BL_NONE; c = w->next_sibling[c])
    if (is_modifier(&w->doc->tokens.items[c]) || narrows(w, cr_mention_at(w, i)->head, c)) return false;
  return true;
}

/* Modifiers that only say what sort of thing it is: "the insurgent group" for a named armed group. */
static bool only_kind_modifiers(const cr_work *w, uint32_t i) {
  for (uint32_t c = w->first_child[cr_mention_at(w, i)->head]; c != BL_NONE; c = w->next_sibling[c]) {
    const bl_token *t = &w->doc->tokens.items[c];
    if (narrows(w, cr_mention_at(w, i)->head, c)) return false;
    bl_str word = bl_utf8_lower(w->arena, t->form);
    if (is_modifier(t) && (bl_modifier_type(w->lexicon, word) == BL_ET_OTHER || bl_modifier_own(w->lexicon, word)))
      return false;
  }
  const bl_token *head = cr_head(w, i);
  return bl_noun_generic(w->lexicon, bl_utf8_lower(w->arena, head->lemma.n ? head->lemma : head->form));
}

/* "Harlan" of "Harlan-led forces" is not what "the country" takes up. */
static bool mere_modifier(const cr_work *w, uint32_t k) {
  uint8_t dep = cr_head(w, k)->dep;
  return dep == BL_DEP_COMPOUND || dep == BL_DEP_AMOD || cr_mention_at(w, k)->kind == BL_MK_DEMONYM;
}

/* "any member", "no senator": nobody whom "the member" could take up; and "the former minister" is not the minister. */
static bool is_somebody_else(const cr_work *w, uint32_t i, uint32_t k) {
  for (uint32_t c = w->first_child[cr_mention_at(w, k)->head]; c != BL_NONE; c = w->next_sibling[c]) {
    bl_str form = bl_utf8_lower(w->arena, w->doc->tokens.items[c].form);
    uint8_t dep = w->doc->tokens.items[c].dep;
    if (dep == BL_DEP_DET && (bl_str_eq_c(form, "any") || bl_str_eq_c(form, "no") || bl_str_eq_c(form, "every") || bl_str_eq_c(form, "each"))) return true;
    bool other = bl_str_eq_c(form, "former") || bl_str_eq_c(form, "vice") || bl_str_eq_c(form, "deputy") || bl_str_eq_c(form, "next");
    if (c < cr_mention_at(w, k)->head && other && !covers_word(w, i, w->doc->tokens.items[c].form)) return true;
  }
  return false;
}

/* "the bloc" of the European Union; "the school" of what has "Academy" in its name. */
static bool is_known_as(const cr_work *w, uint32_t i, uint32_t k) {
  bl_str noun = bl_utf8_lower(w->arena, cr_head(w, i)->lemma);
  if (bl_known_as(w->lexicon, w->mentions[k].name, noun)) return true;
  bl_span s = cr_mention_at(w, k)->tokens;
  for (uint32_t t = s.begin; bl_noun_named(w->lexicon, noun) && t < s.end; t++)
    if (bl_known_as(w->lexicon, bl_lex_hash(BL_LEX_HASH0, w->doc->tokens.items[t].form), noun)) return true;
  return false;
}

/* Mention `k` of the same head word, or a name that has it ("the ministry", "Ministry of Health"). */
static bool same_head(const cr_work *w, uint32_t i, uint32_t k) {
  const bl_mention *m = cr_mention_at(w, i), *o = cr_mention_at(w, k);
  if (o->kind == BL_MK_NOMINAL)
    return w->mentions[k].lemma == w->mentions[i].lemma && same_number(m, o) && modifiers_within(w, i, k) && !is_somebody_else(w, i, k) &&
           (w->mentions[k].definite != CR_POSSESSIVE || cr_cluster_at(w, k)->named);
  if (o->kind != BL_MK_NAME || m->number != 1) return false;
  if (m->type == BL_ET_PERSON) return o->type == BL_ET_PERSON && w->mentions[k].lemma && w->mentions[k].lemma == w->mentions[i].lemma && bare_description(w, i);
  if (bare_description(w, i) && is_known_as(w, i, k)) return true;
  return o->tokens.end - o->tokens.begin > 1 &&
         bare_description(w, i) && cr_family((bl_etype)o->type) == cr_family((bl_etype)m->type) &&
         covers_word(w, k, cr_head(w, i)->form);
}

/* "the Sunni group", "the Kurdish movement" right behind a named armed group: told by faith or people. */
static bool group_of_people(const cr_work *w, uint32_t i, uint32_t k) {
  const bl_mention *m = cr_mention_at(w, i);
  if (m->number != 1 || cr_family((bl_etype)m->type) != 3 || m->type == BL_ET_GOVERNMENT_BODY || m->type == BL_ET_MEDIA_OUTLET) return false;
  if (!cr_cluster_at(w, k)->named || cr_cluster_type(cr_cluster_at(w, k)) != BL_ET_ARMED_GROUP || w->mentions[k].nested) return false;
  if (cr_sentence(w, i) - cr_sentence(w, k) > 1 || has_phrase_behind(w, i)) return false;
  bool told = false;
  for (uint32_t t = m->tokens.begin; t < m->head; t++) {
    const bl_token *word = &w->doc->tokens.items[t];
    if (word->upos == BL_POS_DET) continue;
    bl_str lower = bl_utf8_lower(w->arena, word->form);
    bool kind = bl_modifier_type(w->lexicon, lower) == BL_ET_ARMED_GROUP && !bl_modifier_own(w->lexicon, lower);
    bool capital = word->form.p[0] >= 'A' && word->form.p[0] <= 'Z';
    bool people = capital && (word->upos == BL_POS_ADJ || (told && word->upos == BL_POS_PROPN)); /* "Sunni Pashtun" */
    if (!kind && !people) return false;
    told = true;
  }
  return bl_noun_generic(w->lexicon, bl_utf8_lower(w->arena, cr_head(w, i)->lemma));
}

/* A school is not "the company", nor a ministry: a name that says what it is has a noun of another type in it. */
static bool of_another_kind(const cr_work *w, uint32_t i, uint32_t k) {
  bl_span s = cr_mention_at(w, k)->tokens;
  for (uint32_t t = s.begin; t < s.end && s.end - s.begin > 1; t++) {
    bl_str word = bl_utf8_lower(w->arena, w->doc->tokens.items[t].form);
    bl_etype type = bl_noun_known(w->lexicon, word) ? bl_noun_type(w->lexicon, word, false) : BL_ET_OTHER;
    if (type == BL_ET_FACILITY || type == BL_ET_GOVERNMENT_BODY || type == BL_ET_GROUP) return type != (bl_etype)cr_mention_at(w, i)->type;
  }
  return false;
}

/* "the country", "the province", "the insurgent group": the last thing of this very type. */
static bool same_type(const cr_work *w, uint32_t i, uint32_t k) {
  const bl_mention *m = cr_mention_at(w, i), *o = cr_mention_at(w, k);
  bl_etype type = (bl_etype)m->type;
  if (group_of_people(w, i, k)) return true;
  if (!cr_cluster_at(w, k)->named || cr_cluster_type(cr_cluster_at(w, k)) != type) return false;
  if (w->mentions[k].nested && cr_family(type) != 2) return false;
  switch (type) {
    case BL_ET_COUNTRY: return bare_description(w, i) && m->number == 1 && !mere_modifier(w, k);
    case BL_ET_REGION:
    case BL_ET_DISTRICT:
    case BL_ET_CITY: return bare_description(w, i) && m->number == 1 && o->kind == BL_MK_NAME;
    case BL_ET_ARMED_GROUP:
      return only_kind_modifiers(w, i) && cr_sentence(w, i) - cr_sentence(w, k) <= 2 * NEAR_SENTENCES;
    case BL_ET_MEDIA_OUTLET:
      return bare_description(w, i) && m->number == 1 && cr_sentence(w, i) - cr_sentence(w, k) <= NEAR_SENTENCES;
    case BL_ET_ORGANIZATION:
      return bare_description(w, i) && !bl_noun_named(w->lexicon, bl_utf8_lower(w->arena, cr_head(w, i)->lemma)) && !w->dateline[o->head] && !of_another_kind(w, i, k) && m->number == 1 && cr_sentence(w, i) - cr_sentence(w, k) <= NEAR_SENTENCES;
    default: return false;
  }
}

/* Groups and places described in the very same words, such as "anti-union forces" in headline and text. */
static void link_same_words(cr_work *w) {
  bl_map seen = {0};
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = cr_mention_at(w, i);
    if (m->kind != BL_MK_NOMINAL || m->tokens.end - m->tokens.begin < 2 || cr_family((bl_etype)m->type) < 2) continue;
    if (w->mentions[i].definite != CR_BARE || w->mentions[i].linked) continue;
    uint64_t *h = BL_ARENA_NEW(w->arena, uint64_t, 1);
    *h = BL_LEX_HASH0;
    for (uint32_t k = m->tokens.begin; k < m->tokens.end; k++) *h = bl_lex_hash(*h, w->doc->tokens.items[k].form);
    uint32_t *slot = bl_map_at(&seen, (bl_str){(const char *)h, sizeof *h});
    if (*slot == BL_NONE)
      *slot = i;
    else
      cr_try_merge(w, *slot, i);
  }
  bl_map_free(&seen);
}

/* "The society accused the army": who does it is not whom it is done to. */
static bool does_it_to(const cr_work *w, uint32_t i, uint32_t k) {
  const bl_token *t = w->doc->tokens.items, *object = cr_head(w, i);
  if ((object->dep != BL_DEP_OBJ && object->dep != BL_DEP_IOBJ) || object->head >= w->doc->tokens.count) return false;
  for (uint32_t c = w->first_child[object->head]; c != BL_NONE; c = w->next_sibling[c])
    if (t[c].dep == BL_DEP_NSUBJ && w->at_head[c] != BL_NONE && cr_cluster_at(w, w->at_head[c]) == cr_cluster_at(w, k)) return true;
  return false;
}

/* The country that the article speaks of most, as bl_lex_country has it; 0. */
static uint16_t main_country(const cr_work *w) {
  uint16_t best = 0;
  uint32_t most = 0;
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const cr_cluster *c = &w->clusters[i];
    if (w->mentions[i].cluster != i || !c->country) continue;
    uint32_t size = 0;
    for (uint32_t k = c->first; k != BL_NONE; k = w->mentions[k].next) size++;
    if (size > most) best = c->country, most = size;
  }
  return best;
}

/* The country that the words in front of a description name, if they name nothing else: "the Peruvian president"; 0. */
static uint16_t only_country(const cr_work *w, uint32_t i) {
  uint16_t country = 0;
  uint32_t head = cr_mention_at(w, i)->head;
  for (uint32_t c = w->first_child[head]; c != BL_NONE; c = w->next_sibling[c]) {
    if (!is_modifier(&w->doc->tokens.items[c])) continue;
    uint16_t own = w->at_head[c] == BL_NONE ? 0 : cr_cluster_at(w, w->at_head[c])->country;
    if (!own || country || c > head) return 0;
    country = own;
  }
  return country;
}

/* "the Peruvian president" where the article, about Peru, has named one president and no other; the mention of his title, BL_NONE. */
static uint32_t bearer_of_office(const cr_work *w, uint32_t i) {
  const bl_mention *m = cr_mention_at(w, i);
  if (m->type != BL_ET_PERSON || m->number != 1 || w->mentions[i].definite != CR_DEFINITE) return BL_NONE;
  uint16_t country = only_country(w, i);
  uint32_t who = BL_NONE;
  if (!country || country != main_country(w)) return BL_NONE;
  for (uint32_t k = 0; k < i; k++) {
    const bl_mention *o = cr_mention_at(w, k);
    if (w->mentions[k].lemma != w->mentions[i].lemma || o->type != BL_ET_PERSON || o->number == 2 || cr_overlap(w, i, k)) continue;
    uint16_t own = o->kind == BL_MK_NOMINAL ? cr_country_at(w, o) : 0;
    if (!cr_cluster_at(w, k)->named || (own && own != country) || is_somebody_else(w, i, k)) return BL_NONE;
    if (who != BL_NONE && w->mentions[who].cluster != w->mentions[k].cluster) return BL_NONE;
    who = k;
  }
  return who;
}

/* "the governor's mansion": whoever it is. */
static bool is_of_office(const cr_work *w, uint32_t i) {
  const bl_token *head = cr_head(w, i);
  if (head->dep != BL_DEP_NMOD_POSS || head->head >= w->doc->tokens.count) return false;
  return bl_is_person_word(w->lexicon, bl_utf8_lower(w->arena, w->doc->tokens.items[head->head].form), BL_PW_OF_OFFICE);
}

static bool fits_description(const cr_work *w, uint32_t i, uint32_t k, bool by_type) {
  if (cr_mention_at(w, k)->kind == BL_MK_PRONOUN || cr_overlap(w, i, k) || does_it_to(w, i, k)) return false;
  return (by_type ? same_type(w, i, k) : same_head(w, i, k)) && cr_compatible(w, k, i);
}

static bool is_subject(const cr_work *w, uint32_t k) {
  uint8_t dep = cr_head(w, k)->dep;
  return dep == BL_DEP_NSUBJ || dep == BL_DEP_NSUBJ_PASS;
}

/* Governments told of by their countries: "the government of Peru", "the Chilean government". */
static bool of_other_country(const cr_work *w, uint32_t a, uint32_t b) {
  if (cr_mention_at(w, a)->kind != BL_MK_NOMINAL || cr_mention_at(w, b)->kind != BL_MK_NOMINAL) return false;
  uint16_t x = cr_country_at(w, cr_mention_at(w, a)), y = cr_country_at(w, cr_mention_at(w, b));
  return x && y && x != y;
}

/* Which of two bodies "the company", "the government" is: of two in one sentence the one that does something, of the governments of two countries
 * none; BL_NONE where it may be either. */
static uint32_t choose_body(const cr_work *w, uint32_t i, uint32_t k, bool by_type) {
  bl_etype type = (bl_etype)cr_mention_at(w, i)->type;
  if (cr_family(type) != 3 || type == BL_ET_ARMED_GROUP || cr_mention_at(w, i)->number != 1) return k;
  for (uint32_t r = k; r-- > 0 && cr_sentence(w, k) - cr_sentence(w, r) <= NEAR_SENTENCES;) {
    bool two_states = of_other_country(w, k, r);
    if (w->mentions[r].cluster == w->mentions[k].cluster || (cr_sentence(w, k) != cr_sentence(w, r) && !two_states) || !fits_description(w, i, r, by_type)) continue;
    if (two_states || is_subject(w, k) == is_subject(w, r)) return BL_NONE;
    return is_subject(w, k) ? k : r;
  }
  return k;
}

static void resolve_description(cr_work *w, uint32_t i) {
  if (w->mentions[i].linked || cr_cluster_at(w, i)->named) return;
  if (w->mentions[i].definite != CR_DEFINITE && w->mentions[i].definite != CR_THIS) return;
  if (w->mentions[i].definite == CR_THIS && cr_mention_at(w, i)->type == BL_ET_COUNTRY && w->quoted[cr_mention_at(w, i)->head]) return; /* where they speak */
  if (cr_mention_at(w, i)->type == BL_ET_PERSON && is_of_office(w, i)) return;
  int type_first = cr_mention_at(w, i)->type == BL_ET_COUNTRY;
  for (int round = 0; round < 2; round++) {
    bool by_type = round != type_first;
    uint32_t seen = 0;
    for (uint32_t k = i; k-- > 0 && seen < WINDOW; seen++) {
      if (!fits_description(w, i, k, by_type)) continue;
      uint32_t body = choose_body(w, i, k, by_type);
      if (body != BL_NONE) cr_merge(w, body, i);
      return;
    }
  }
  uint32_t person = bearer_of_office(w, i);
  if (person == BL_NONE) person = cr_person_described(w, i);
  if (person != BL_NONE) cr_try_merge(w, person, i);
}

/* The cluster of whose it is: "his mother", "Harlan's mother"; BL_NONE. */
static uint32_t possessor(const cr_work *w, uint32_t i) {
  for (uint32_t c = w->first_child[cr_mention_at(w, i)->head]; c != BL_NONE; c = w->next_sibling[c])
    if (w->doc->tokens.items[c].dep == BL_DEP_NMOD_POSS && w->at_head[c] != BL_NONE)
      return w->mentions[w->at_head[c]].cluster;
  return BL_NONE;
}

/* The same noun of the same owner. Comes last, when the owners are known. */
static void link_possessed(cr_work *w) {
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    if (cr_mention_at(w, i)->kind != BL_MK_NOMINAL || w->mentions[i].definite != CR_POSSESSIVE || w->mentions[i].linked)
      continue;
    uint32_t owner = possessor(w, i), seen = 0;
    for (uint32_t k = i; owner != BL_NONE && k-- > 0 && seen < WINDOW; seen++) {
      if (cr_mention_at(w, k)->kind != BL_MK_NOMINAL || w->mentions[k].lemma != w->mentions[i].lemma || cr_overlap(w, i, k))
        continue;
      if (w->mentions[k].definite != CR_POSSESSIVE || possessor(w, k) != owner || !modifiers_of_owner(w, i, k))
        continue;
      if (cr_try_merge(w, k, i)) break;
    }
  }
}

/* ---- the writer --------------------------------------------------------------------------------------------------- */

/* "I" and "we" outside quotation marks are the writer, throughout. */
static void link_writer(cr_work *w) {
  uint32_t last[3] = {BL_NONE, BL_NONE, BL_NONE};
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = cr_mention_at(w, i);
    if (m->kind != BL_MK_PRONOUN || w->mentions[i].person != '1' || w->quoted[m->head] || m->number > 2) continue;
    if (last[m->number] != BL_NONE) cr_try_merge(w, last[m->number], i);
    last[m->number] = i;
  }
}

void cr_link_anaphora(cr_work *w) {
  link_same_words(w);
  link_writer(w);
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = cr_mention_at(w, i);
    if (m->kind == BL_MK_NOMINAL) resolve_description(w, i);
    if (m->kind != BL_MK_PRONOUN || w->mentions[i].linked) continue;
    if (w->mentions[i].person == '1') cr_resolve_speaker(w, i);
    if (w->mentions[i].person == '3') cr_resolve_pronoun(w, i);
  }
  link_possessed(w);
}

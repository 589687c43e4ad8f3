/* Whom "he", "it" and "they" take up. Every mention that agrees, at most WINDOW mentions and a few sentences before, gets the sum of
 * the weights (data/names/antecedents.tsv) of what is true of it and the pronoun; the best one wins if it beats "nothing that was
 * named". A ranking over candidates in the manner of Denis and Baldridge (EMNLP 2008), with whole numbers. */
#include <string.h>

#include "base/utf8.h"
#include "mention/coref_work.h"

enum { WINDOW = 120, FAR = 3, OFTEN = 3, VERY_OFTEN = 6, SURE = 95 };

static bool is_subject(const cr_work *w, uint32_t i) {
  uint8_t dep = cr_head(w, i)->dep;
  return dep == BL_DEP_NSUBJ || dep == BL_DEP_NSUBJ_PASS || dep == BL_DEP_NSUBJ_OUTER;
}

static uint32_t child_of(const cr_work *w, uint32_t token, bl_dep dep) {
  for (uint32_t c = w->first_child[token]; c != BL_NONE; c = w->next_sibling[c])
    if (w->doc->tokens.items[c].dep == dep) return c;
  return BL_NONE;
}

/* The verb whose subject a joined verb or an infinitive shares: "A convicted B and sentenced him", "A hoped to help him". */
static uint32_t verb_of_subject(const cr_work *w, uint32_t verb) {
  for (int steps = 0; steps < 3; steps++) {
    const bl_token *t = &w->doc->tokens.items[verb];
    bool own = child_of(w, verb, BL_DEP_NSUBJ) != BL_NONE || child_of(w, verb, BL_DEP_NSUBJ_PASS) != BL_NONE;
    if (own || t->head >= w->doc->tokens.count || w->doc->tokens.items[t->head].upos != BL_POS_VERB) return verb;
    if (t->dep != BL_DEP_CONJ && (t->dep != BL_DEP_XCOMP || child_of(w, t->head, BL_DEP_OBJ) != BL_NONE)) return verb;
    verb = t->head;
  }
  return verb;
}

/* Who does what the verb in front of `before` says, as a mention: "turned themselves in", "helped Peru defend itself"; BL_NONE. */
static uint32_t doer_of(const cr_work *w, uint32_t verb, uint32_t before) {
  if (verb >= w->doc->tokens.count) return BL_NONE;
  verb = verb_of_subject(w, verb);
  uint32_t subject = child_of(w, verb, BL_DEP_NSUBJ), up = w->doc->tokens.items[verb].head;
  if (subject == BL_NONE && w->doc->tokens.items[verb].dep == BL_DEP_XCOMP && up < verb) subject = child_of(w, up, BL_DEP_OBJ);
  return subject == BL_NONE || subject > before ? BL_NONE : w->at_head[subject];
}

/* "demands that Peru free its leader": of the one who demands it, or Peru's. */
static bool is_demanded(const cr_work *w, uint32_t verb) {
  if (verb >= w->doc->tokens.count) return false;
  const bl_token *t = &w->doc->tokens.items[verb];
  uint32_t subject = child_of(w, verb, BL_DEP_NSUBJ);
  if (t->dep != BL_DEP_CCOMP || subject == BL_NONE || child_of(w, verb, BL_DEP_AUX) != BL_NONE) return false;
  uint8_t tag = w->doc->tokens.items[subject].xpos;
  return t->xpos == BL_XPOS_VB || (t->xpos == BL_XPOS_VBP && (tag == BL_XPOS_NN || tag == BL_XPOS_NNP));
}

/* "Peru attacked its own people", "the bank fears for the future of its branches": who does what is done to the thing owned; BL_NONE. */
static uint32_t doer_to_owned(const cr_work *w, uint32_t pronoun) {
  const bl_token *t = w->doc->tokens.items;
  uint32_t at = cr_head(w, pronoun)->head, n = w->doc->tokens.count;
  if (cr_head(w, pronoun)->dep != BL_DEP_NMOD_POSS) return BL_NONE;
  for (int steps = 0; steps < 4 && at < n; steps++, at = t[at].head) {
    bl_dep dep = bl_dep_plain((bl_dep)t[at].dep);
    if (dep == BL_DEP_OBJ || dep == BL_DEP_OBL || dep == BL_DEP_IOBJ) return is_demanded(w, t[at].head) ? BL_NONE : doer_of(w, t[at].head, cr_mention_at(w, pronoun)->head);
    if (dep != BL_DEP_NMOD && dep != BL_DEP_CONJ) return BL_NONE;
  }
  return BL_NONE;
}

static bool is_very_own(const cr_work *w, uint32_t pronoun) {
  uint32_t next = cr_mention_at(w, pronoun)->head + 1;
  return next < w->doc->tokens.count && bl_str_eq_c(w->doc->tokens.items[next].form, "own");
}

static uint8_t p_gender(const cr_work *w, uint32_t pronoun) { return (uint8_t)cr_mention_at(w, pronoun)->gender; }

/* "hired guards to protect them": the guards do not protect the guards. */
static bool does_infinitive(const cr_work *w, uint32_t verb, uint32_t k) {
  const bl_token *v = &w->doc->tokens.items[verb], *c = cr_head(w, k);
  return v->dep == BL_DEP_XCOMP && c->dep == BL_DEP_OBJ && c->head == v->head;
}

/* "Amina Haddad, her mother": the mother is not her own. */
static bool owned_by_itself(const cr_work *w, const bl_token *pronoun, uint32_t k) {
  uint32_t owned = w->at_head[pronoun->head];
  return owned != BL_NONE && w->mentions[owned].cluster == w->mentions[k].cluster;
}

/* The subject cannot be the object of its own verb, unless that is a reflexive or belongs to another noun. */
static bool bound(const cr_work *w, uint32_t pronoun, uint32_t k) {
  const bl_token *p = cr_head(w, pronoun), *c = cr_head(w, k);
  bool reflexive = bl_str_ends(p->form, BL_STR("self")) || bl_str_ends(p->form, BL_STR("selves"));
  if (reflexive || p->head >= w->doc->tokens.count) return false;
  if (p->dep == BL_DEP_NMOD_POSS) return owned_by_itself(w, p, k);
  if (p->head == c->head) return true;
  bool object = p->dep == BL_DEP_OBJ || p->dep == BL_DEP_IOBJ || (p->dep == BL_DEP_OBL && !p_gender(w, pronoun)); /* "opened fire on them" */
  if (object && does_infinitive(w, p->head, k)) return true;
  return object && is_subject(w, k) && verb_of_subject(w, p->head) == c->head;
}

static bool agrees(const cr_work *w, uint32_t pronoun, uint32_t k) {
  const bl_mention *p = cr_mention_at(w, pronoun), *m = cr_mention_at(w, k);
  const cr_cluster *c = cr_cluster_at(w, k);
  bl_etype type = cr_cluster_type(c);
  int family = cr_family(type);
  if (p->gender == 'm' || p->gender == 'f')
    return family == 1 && m->number != 2 && (!c->gender || c->gender == p->gender);
  if (p->gender == 'n')
    return (family == 2 || family == 3) && m->number != 2 && m->kind != BL_MK_DEMONYM && type != BL_ET_GROUP &&
           c->gender != 'm' && c->gender != 'f';
  return (family == 3 &&
          (m->number == 2 || type == BL_ET_ARMED_GROUP || type == BL_ET_GROUP || type == BL_ET_ORGANIZATION)) ||
         (family == 1 && m->number == 2);
}

/* "the next president": nobody yet. */
static bool is_nobody_yet(const cr_work *w, uint32_t k) {
  if (cr_mention_at(w, k)->kind != BL_MK_NOMINAL || cr_cluster_at(w, k)->named) return false;
  for (uint32_t c = w->first_child[cr_mention_at(w, k)->head]; c != BL_NONE; c = w->next_sibling[c]) {
    bl_str form = w->doc->tokens.items[c].form;
    if (bl_str_eq_c(form, "next") || bl_str_eq_c(form, "future") || bl_str_eq_c(form, "potential") || bl_str_eq_c(form, "eventual")) return true;
  }
  return false;
}

/* "A study of rates in Peru has won praise for its care": the study's, of whom the article makes no mention, not Peru's. */
static bool inside_other_subject(const cr_work *w, uint32_t pronoun, uint32_t k) {
  const bl_token *t = w->doc->tokens.items;
  uint32_t n = w->doc->tokens.count, at = cr_mention_at(w, pronoun)->head, below = cr_mention_at(w, k)->head;
  if (p_gender(w, pronoun) != 'n' || t[at].dep != BL_DEP_NMOD_POSS) return false;
  uint32_t verb = t[at].head < n ? t[t[at].head].head : BL_NONE;
  uint32_t dep = t[at].head < n ? bl_dep_plain((bl_dep)t[t[at].head].dep) : 0;
  if (verb >= n || t[verb].upos != BL_POS_VERB || (dep != BL_DEP_OBJ && dep != BL_DEP_OBL)) return false;
  uint32_t subject = child_of(w, verb, BL_DEP_NSUBJ);
  if (subject == BL_NONE || subject > at || t[subject].xpos != BL_XPOS_NN || w->at_head[subject] != BL_NONE || below == subject) return false;
  for (int steps = 0; steps < 8 && below < n && below != verb; steps++, below = t[below].head)
    if (below == subject) return true;
  return false;
}

/* ---- what is true of a candidate -------------------------------------------------------------------------------- */

typedef struct candidate {
  uint32_t pronoun, mention, rank; /* rank: agreeing mentions between the two */
  uint64_t truths;                 /* set of bl_antecedent_truth */
  uint32_t speaker;                /* cluster of the last one to speak where the pronoun speaks, BL_NONE */
  uint32_t doer;                   /* who does something to what the pronoun owns, BL_NONE */
} candidate;

_Static_assert(BL_ANT_COUNT <= 64, "truths are a set of 64");

static void set(candidate *c, bl_antecedent_truth truth, bool value) { c->truths |= (uint64_t)value << truth; }

static int cluster_size(const cr_work *w, uint32_t k) {
  int size = 0;
  for (uint32_t i = cr_cluster_at(w, k)->first; i != BL_NONE && size < VERY_OFTEN; i = w->mentions[i].next) size++;
  return size;
}

/* The verb of subject `k` stands over the pronoun: "the minister said his party". */
static bool subject_over(const cr_work *w, uint32_t pronoun, uint32_t k) {
  uint32_t verb = cr_head(w, k)->head, at = cr_mention_at(w, pronoun)->head;
  if (!is_subject(w, k) || verb == BL_NONE) return false;
  for (int steps = 0; steps < 30 && at != BL_NONE; steps++, at = w->doc->tokens.items[at].head)
    if (at == verb) return true;
  return false;
}

/* "the minister said that he would go": who says it, told by a noun. */
static bool speaker_over(const cr_work *w, uint32_t pronoun, uint32_t k) {
  if (cr_mention_at(w, k)->kind == BL_MK_PRONOUN || !is_subject(w, pronoun) || !subject_over(w, pronoun, k)) return false;
  const bl_token *verb = &w->doc->tokens.items[cr_head(w, k)->head];
  return bl_says(w->lexicon, bl_utf8_lower(w->arena, verb->lemma));
}

/* Who spoke in a sentence before: what he told goes on without him. */
static bool spoke_before(const cr_work *w, uint32_t pronoun, uint32_t k) {
  uint32_t verb = cr_head(w, k)->head;
  if (cr_sentence(w, k) == cr_sentence(w, pronoun) || !is_subject(w, k) || verb == BL_NONE || !w->quoted[cr_mention_at(w, pronoun)->head]) return false;
  return child_of(w, verb, BL_DEP_CCOMP) != BL_NONE && bl_says(w->lexicon, bl_utf8_lower(w->arena, w->doc->tokens.items[verb].lemma));
}

/* A person by name who is the subject of a sentence outside quotation marks. */
static bool is_told_of(const cr_work *w, uint32_t k) {
  const bl_token *head = cr_head(w, k);
  if (cr_mention_at(w, k)->kind != BL_MK_NAME || cr_mention_at(w, k)->type != BL_ET_PERSON || !is_subject(w, k)) return false;
  return !w->quoted[cr_mention_at(w, k)->head] && head->head < w->doc->tokens.count && w->doc->tokens.items[head->head].head == BL_NONE;
}

/* The last one before a pronoun that itself speaks ("he said") who was told to speak, or told of by name; the cluster, BL_NONE. */
static uint32_t last_speaker(const cr_work *w, uint32_t pronoun) {
  if (!cr_is_speaking(w, pronoun)) return BL_NONE;
  for (uint32_t k = pronoun, seen = 0; k-- > 0 && seen < WINDOW; seen++) {
    if (w->told[cr_sentence(w, pronoun)] - w->told[cr_sentence(w, k)] > FAR) break;
    bool taken_up = cr_is_speaking(w, k) || is_told_of(w, k);
    if (w->mentions[k].cluster == w->mentions[pronoun].cluster || !taken_up || !agrees(w, pronoun, k)) continue;
    return w->mentions[k].cluster;
  }
  return BL_NONE;
}

/* "During Ms Roe's speech she told them": the owner of what stands in front of the pronoun's clause. */
static bool fronted_owner(const cr_work *w, uint32_t pronoun, uint32_t k) {
  const bl_token *t = w->doc->tokens.items;
  uint32_t noun = cr_head(w, k)->head, n = w->doc->tokens.count;
  if (cr_head(w, k)->dep != BL_DEP_NMOD_POSS || noun >= n || t[noun].dep != BL_DEP_OBL || !is_subject(w, pronoun)) return false;
  return noun < cr_mention_at(w, pronoun)->head && t[noun].head == cr_head(w, pronoun)->head;
}

/* "As the senator entered, protesters shouted at him": the subject of a clause in front of the one of the pronoun. */
static bool fronted(const cr_work *w, uint32_t pronoun, uint32_t k) {
  uint32_t clause = cr_head(w, k)->head, n = w->doc->tokens.count, at = cr_head(w, pronoun)->head;
  if (!is_subject(w, k) || clause >= n || w->doc->tokens.items[clause].dep != BL_DEP_ADVCL) return false;
  uint32_t main = w->doc->tokens.items[clause].head;
  if (main >= n || main < clause || cr_mention_at(w, pronoun)->head < clause) return false;
  for (int steps = 0; steps < 3 && at < n; steps++, at = w->doc->tokens.items[at].head)
    if (at == main) return true;
  return false;
}

static bool opens_sentence(const cr_work *w, uint32_t k) { return k == 0 || cr_sentence(w, k - 1) != cr_sentence(w, k); }

static uint32_t paragraph_of(const cr_work *w, uint32_t k) { return w->doc->sentences.items[cr_sentence(w, k)].paragraph; }

/* How many sentences `k` stands before the pronoun; where one speaks again, without those that are wholly quoted. */
static uint32_t sentences_back(const cr_work *w, uint32_t pronoun, uint32_t k, bool speaking) {
  uint32_t s = cr_sentence(w, pronoun), t = cr_sentence(w, k);
  return speaking ? w->told[s] - w->told[t] : s - t;
}

static void place_truths(const cr_work *w, candidate *c) {
  uint32_t back = sentences_back(w, c->pronoun, c->mention, c->speaker != BL_NONE);
  bool possessive = cr_head(w, c->pronoun)->dep == BL_DEP_NMOD_POSS;
  set(c, BL_ANT_SAME_SENTENCE, back == 0);
  set(c, BL_ANT_ONE_BACK, back == 1);
  set(c, BL_ANT_TWO_BACK, back == 2);
  set(c, BL_ANT_POSSESSIVE_NEAR, back == 0 && possessive);
  set(c, BL_ANT_NEAREST, c->rank == 0);
  set(c, BL_ANT_SECOND, c->rank == 1);
  set(c, BL_ANT_OTHER_PARAGRAPH, paragraph_of(w, c->pronoun) != paragraph_of(w, c->mention));
  set(c, BL_ANT_OPENS_SENTENCE, opens_sentence(w, c->mention));
  set(c, BL_ANT_OTHER_QUOTE, w->quoted[cr_mention_at(w, c->mention)->head] != w->quoted[cr_mention_at(w, c->pronoun)->head]);
}

static void role_truths(const cr_work *w, candidate *c) {
  const bl_token *head = cr_head(w, c->mention);
  bool subject = is_subject(w, c->mention);
  bl_dep dep = bl_dep_plain((bl_dep)head->dep);
  set(c, BL_ANT_SUBJECT, subject);
  set(c, BL_ANT_BOTH_SUBJECT, subject && is_subject(w, c->pronoun));
  set(c, BL_ANT_SAME_ROLE, head->dep == cr_head(w, c->pronoun)->dep);
  set(c, BL_ANT_OBJECT, dep == BL_DEP_OBJ || dep == BL_DEP_IOBJ);
  set(c, BL_ANT_OBLIQUE, dep == BL_DEP_OBL);
  set(c, BL_ANT_POSSESSOR, head->dep == BL_DEP_NMOD_POSS);
  set(c, BL_ANT_NOUN_MODIFIER, dep == BL_DEP_COMPOUND || (dep == BL_DEP_NMOD && head->dep != BL_DEP_NMOD_POSS) || dep == BL_DEP_AMOD);
  set(c, BL_ANT_APPOSITION, dep == BL_DEP_APPOS || dep == BL_DEP_CONJ);
  set(c, BL_ANT_SUBJECT_OVER, subject_over(w, c->pronoun, c->mention));
  set(c, BL_ANT_SPEAKER_OVER, speaker_over(w, c->pronoun, c->mention));
  set(c, BL_ANT_SPOKE_BEFORE, spoke_before(w, c->pronoun, c->mention));
  set(c, BL_ANT_LAST_SPEAKER, c->speaker != BL_NONE && w->mentions[c->mention].cluster == c->speaker);
  set(c, BL_ANT_FRONTED, fronted(w, c->pronoun, c->mention) || fronted_owner(w, c->pronoun, c->mention));
  bool own = c->doer != BL_NONE && (c->doer == c->mention || w->mentions[c->doer].cluster == w->mentions[c->mention].cluster);
  set(c, BL_ANT_OWN_SUBJECT, own);
  set(c, BL_ANT_VERY_OWN, own && is_very_own(w, c->pronoun));
  set(c, BL_ANT_MAIN_SUBJECT, subject && head->head != BL_NONE && w->doc->tokens.items[head->head].head == BL_NONE);
}

static void kind_truths(const cr_work *w, candidate *c) {
  const bl_mention *p = cr_mention_at(w, c->pronoun), *m = cr_mention_at(w, c->mention);
  int size = cluster_size(w, c->mention);
  bool pronoun = m->kind == BL_MK_PRONOUN;
  set(c, BL_ANT_NAMED, cr_cluster_at(w, c->mention)->named);
  set(c, BL_ANT_NAME, cr_is_name(m));
  set(c, BL_ANT_PRONOUN, pronoun);
  bool same_pronoun = pronoun && p->gender == m->gender && p->number == m->number && w->mentions[c->mention].person == '3';
  set(c, BL_ANT_SAME_PRONOUN, same_pronoun);
  set(c, BL_ANT_SAME_PRONOUN_BACK, same_pronoun && cr_sentence(w, c->pronoun) != cr_sentence(w, c->mention));
  set(c, BL_ANT_INDEFINITE, m->kind == BL_MK_NOMINAL && w->mentions[c->mention].definite == CR_INDEFINITE);
  set(c, BL_ANT_NESTED, w->mentions[c->mention].nested);
  set(c, BL_ANT_KNOWN_GENDER, cr_cluster_at(w, c->mention)->gender && cr_cluster_at(w, c->mention)->gender == p->gender);
  set(c, BL_ANT_SEVERAL, m->number == 2);
  set(c, BL_ANT_PLACE, cr_family(cr_cluster_type(cr_cluster_at(w, c->mention))) == 2);
  set(c, BL_ANT_OFTEN, size >= OFTEN);
  set(c, BL_ANT_VERY_OFTEN, size >= VERY_OFTEN);
}

static uint64_t truths_of_nothing(const cr_work *w, uint32_t pronoun) {
  candidate c = {.pronoun = pronoun, .doer = BL_NONE};
  set(&c, BL_ANT_NOTHING, true);
  set(&c, BL_ANT_NOTHING_SUBJECT, is_subject(w, pronoun));
  set(&c, BL_ANT_NOTHING_POSSESSIVE, cr_head(w, pronoun)->dep == BL_DEP_NMOD_POSS);
  return c.truths;
}

/* ---- choice ----------------------------------------------------------------------------------------------------- */

static int32_t score(const cr_work *w, bl_antecedent_group group, uint64_t truths) {
  int32_t sum = 0;
  for (int t = 0; t < BL_ANT_COUNT; t++)
    if (truths >> t & 1) sum += w->lexicon->antecedent[group][t];
  return sum;
}

static bl_antecedent_group group_of(const bl_mention *pronoun) {
  if (pronoun->gender == 'm' || pronoun->gender == 'f') return BL_ANT_GROUP_PERSON;
  return pronoun->gender == 'n' ? BL_ANT_GROUP_THING : BL_ANT_GROUP_SEVERAL;
}

/* Who speaks the quotation that the pronoun stands in: of himself he says "I"; the cluster, BL_NONE. */
static uint32_t quoting_cluster(cr_work *w, uint32_t pronoun) {
  uint32_t head = cr_mention_at(w, pronoun)->head;
  if (cr_mention_at(w, pronoun)->number == 2 || !cr_in_whole_quotation(w, head)) return BL_NONE;
  uint32_t speaker = cr_speaker_of(w, head);
  if (speaker == BL_NONE || speaker == pronoun) return BL_NONE;
  if (speaker > pronoun && w->mentions[speaker].person == '3' && !w->mentions[speaker].linked) { /* '"He won," she said': she first */
    w->mentions[speaker].linked = true;
    cr_resolve_pronoun(w, speaker);
  }
  return speaker == BL_NONE ? BL_NONE : w->mentions[speaker].cluster;
}

/* How sure the choice is, in percent: by how far the best one stands above the next that is another. */
static uint8_t percent_of_lead(int32_t lead) { return (uint8_t)(lead > 180 ? 95 : 50 + lead / 4); }

static uint32_t best_antecedent(cr_work *w, uint32_t pronoun) {
  bl_antecedent_group group = group_of(cr_mention_at(w, pronoun));
  uint32_t best = BL_NONE, seen = 0, rank = 0, speaker = last_speaker(w, pronoun), quoting = quoting_cluster(w, pronoun), doer = doer_to_owned(w, pronoun);
  int32_t most = score(w, group, truths_of_nothing(w, pronoun)), next = most;
  for (uint32_t k = pronoun; k-- > 0 && seen < WINDOW; seen++) {
    if (sentences_back(w, pronoun, k, speaker != BL_NONE) > FAR) break;
    if (w->mentions[k].cluster == w->mentions[pronoun].cluster || w->mentions[k].cluster == quoting) continue;
    if (w->dateline[cr_mention_at(w, k)->head] || cr_overlap(w, pronoun, k) || bound(w, pronoun, k) || !agrees(w, pronoun, k) || is_nobody_yet(w, k) || inside_other_subject(w, pronoun, k)) continue;
    if (cr_mention_at(w, k)->kind == BL_MK_PRONOUN && cr_cluster_at(w, k)->first == cr_cluster_at(w, k)->last) continue;
    if (w->mentions[k].person == '1' && cr_mention_at(w, pronoun)->number == 2) continue; /* they are not we */
    candidate c = {pronoun, k, rank++, 0, speaker, doer};
    place_truths(w, &c);
    role_truths(w, &c);
    kind_truths(w, &c);
    int32_t sum = score(w, group, c.truths);
    bool other = best == BL_NONE || w->mentions[k].cluster != w->mentions[best].cluster;
    if (other && (sum > most ? most : sum) > next) next = sum > most ? most : sum;
    if (sum > most) best = k, most = sum;
  }
  if (best != BL_NONE) w->doc->mentions.items[pronoun].confidence = percent_of_lead(most - next);
  return best;
}

/* "In its efforts to stop them, Harlan argued ...": the subject that follows, when the pronoun stands in a phrase before it; BL_NONE. */
static uint32_t subject_behind(const cr_work *w, uint32_t pronoun) {
  const bl_token *t = w->doc->tokens.items;
  uint32_t below = cr_mention_at(w, pronoun)->head, n = w->doc->tokens.count;
  for (int steps = 0; steps < 10; steps++) {
    uint32_t verb = t[below].head;
    if (verb >= n) return BL_NONE;
    bool phrase = t[below].dep == BL_DEP_OBL || t[below].dep == BL_DEP_ADVCL;
    uint32_t subject = phrase && below < verb ? child_of(w, verb, BL_DEP_NSUBJ) : BL_NONE;
    if (subject != BL_NONE) return subject > below ? w->at_head[subject] : BL_NONE;
    below = verb;
  }
  return BL_NONE;
}

/* "The guards turned themselves in": the subject of the own verb; BL_NONE. */
static uint32_t own_subject(const cr_work *w, uint32_t reflexive) { return doer_of(w, cr_head(w, reflexive)->head, cr_mention_at(w, reflexive)->head); }

/* "Tom Hale and his men": the name that the noun of a possessive is joined to; BL_NONE. */
static uint32_t joined_owner(const cr_work *w, uint32_t pronoun) {
  const bl_token *t = w->doc->tokens.items;
  uint32_t noun = cr_head(w, pronoun)->head, n = w->doc->tokens.count;
  if (cr_head(w, pronoun)->dep != BL_DEP_NMOD_POSS || noun >= n || t[noun].dep != BL_DEP_CONJ || t[noun].head >= noun) return BL_NONE;
  uint32_t owner = w->at_head[t[noun].head];
  bool name = owner != BL_NONE && cr_mention_at(w, owner)->kind == BL_MK_NAME && agrees(w, pronoun, owner);
  return name ? owner : BL_NONE;
}

void cr_resolve_pronoun(cr_work *w, uint32_t pronoun) {
  bool reflexive = bl_str_ends(cr_head(w, pronoun)->form, BL_STR("self")) || bl_str_ends(cr_head(w, pronoun)->form, BL_STR("selves"));
  uint32_t best = reflexive ? own_subject(w, pronoun) : joined_owner(w, pronoun);
  if (best == BL_NONE) best = best_antecedent(w, pronoun);
  else w->doc->mentions.items[pronoun].confidence = SURE;
  uint32_t behind = cr_head(w, pronoun)->dep == BL_DEP_NMOD_POSS ? subject_behind(w, pronoun) : BL_NONE;
  if (behind != BL_NONE && cr_mention_at(w, behind)->kind == BL_MK_NAME && agrees(w, pronoun, behind)) best = behind, w->doc->mentions.items[pronoun].confidence = SURE;
  if (best == BL_NONE) return;
  cr_cluster *own = cr_cluster_at(w, pronoun);
  memset(own->votes, 0, sizeof own->votes);
  if (!own->gender || own->gender == 'n') own->gender = 0;
  own->number = 0;
  cr_try_merge(w, best, pronoun);
}

/* Open relations: what a clause says that no rule and no event word told, in its own words. The relation is made of the
 * verb, its particle, an infinitive below it and the preposition ("pledge to fight from" -> rel:pledge-to-fight-from).
 * After ReVerb (Fader, Soderland, Etzioni 2011), over the tree; only clauses with a subject that is an entity. */
#include "claim/emit.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

static void add_word(bl_buf *label, bl_str word) {
  if (label->n) bl_buf_char(label, ' ');
  for (size_t i = 0; i < word.n; i++) bl_buf_char(label, (char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] + 32 : word.p[i]));
}

static void add_verb(const bl_walk *w, uint32_t verb, bl_buf *label) {
  add_word(label, bl_lemma_text(w, verb));
  uint32_t particle = bl_particle_of(w, verb);
  if (particle != BL_NONE) add_word(label, token_at(w, particle)->form);
}

static bool good_object(const bl_walk *w, uint32_t t) {
  if (w->time[t] != BL_NONE || bl_is_relative(w, t)) return false;
  if (token_at(w, t)->xpos == BL_XPOS_VBG && !bl_has_child(w, t, BL_DEP_DET)) return false; /* "grew up fishing" */
  const bl_token *token = token_at(w, t);
  if (token->upos == BL_POS_PRON && (w->mention[t] == BL_NONE || bl_in_class(w, t, w->classes->loose_pronoun))) return false;
  if (token->upos == BL_POS_ADJ && bl_in_class(w, t, w->classes->quantifier) && bl_has_child(w, t, BL_DEP_NMOD)) return true; /* "many of its workers" */
  return bl_is_nominal(w, t) && !bl_in_class(w, t, w->classes->vague_noun);
}

/* "imposed all three", "the last 16": of what is not said. */
static bool bare_number(const bl_walk *w, uint32_t t) {
  if (token_at(w, t)->upos != BL_POS_NUM || w->quantity[t] == BL_NONE) return false;
  uint8_t kind = w->doc->quantities.items[w->quantity[t]].kind;
  return kind != BL_QK_PERCENT && kind != BL_QK_MEASURE && kind != BL_QK_MONEY;
}

/* "millions of people", "dozens of its staff": how many belongs to it. */
static bool counts_some(const bl_walk *w, uint32_t t) {
  if (!bl_in_class(w, t, w->classes->quantifier)) return false;
  BL_EACH_CHILD(w, c, t)
    if (c > t && bl_plain_dep(w, c) == BL_DEP_NMOD && bl_prep_is(w, c, "of")) return true;
  return false;
}

/* The object `t`; `verb` is what it belongs to, BL_NONE for a phrase with a preposition. */
static bl_arg object_at(bl_maker *m, uint32_t t, uint32_t verb) {
  const bl_walk *w = &m->walk;
  bl_span span = bl_phrase_span(w, t), whole = verb == BL_NONE ? span : bl_object_span(w, verb, t);
  if (whole.end > span.end) return bl_arg_text(m, whole, t);
  if (bl_is_partitive(w, t) || counts_some(w, t)) return bl_arg_text(m, span, t);
  bl_arg object = bl_arg_entity(m, t, false);
  if (object.kind == BL_ARG_NONE && bare_number(w, t) && span.end <= t + 1) return object;
  if (object.kind == BL_ARG_NONE && w->quantity[t] != BL_NONE && token_at(w, t)->upos == BL_POS_NUM && !bare_number(w, t)) object = bl_arg_number(m, t);
  if (object.kind == BL_ARG_NONE && token_at(w, t)->upos != BL_POS_PRON) object = bl_arg_text(m, span, t);
  return object;
}

/* "the values that he holds": the clause says which, so the bare noun in front tells nothing. */
static bool only_gap(const bl_walk *w, uint32_t object, uint32_t verb) {
  return object < verb && token_at(w, object)->upos == BL_POS_NOUN && token_at(w, object + 1)->upos != BL_POS_PUNCT && !bl_is_named(w, object) && bl_content_words(w, object) < 2;
}

/* `verb`: whose object it is; BL_NONE for a phrase with a preposition. */
static int tell(bl_maker *m, const bl_tokens *subjects, bl_str label, uint32_t object_token, uint32_t verb, uint32_t trigger) {
  int made = 0;
  bl_tokens objects = {0};
  bl_add_conjuncts(&m->walk, object_token, &objects);
  bl_str predicate = bl_open_relation(m, label);
  bl_origin origin = {.rule = BL_STR("open"), .rule_place = BL_STR("src/claim/open.c"), .confidence = 60, .label = bl_str_copy(&m->walk.doc->arena, label)};
  for (uint32_t i = 0; i < subjects->count && predicate.n > 4; i++)
    for (uint32_t j = 0; j < objects.count; j++) {
      if (!good_object(&m->walk, objects.items[j]) || only_gap(&m->walk, objects.items[j], trigger)) continue;
      bl_arg subject = bl_arg_entity(m, subjects->items[i], token_at(&m->walk, subjects->items[i])->upos == BL_POS_NOUN);
      made += bl_emit(m, subject, predicate, object_at(m, objects.items[j], verb), trigger, m->event_at[trigger], &origin) != BL_NONE;
    }
  BL_VEC_FREE(&objects);
  return made;
}

static uint32_t infinitive(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb)
    if (token_at(w, c)->dep == BL_DEP_XCOMP && token_at(w, c)->upos == BL_POS_VERB && bl_child_with(w, verb, BL_DEP_OBJ) == BL_NONE && !bl_has_child(w, c, BL_DEP_NSUBJ)) return c;
  return BL_NONE;
}

/* "by 5 per cent", "to $3 million": how much, not what. */
static bool is_share(const bl_walk *w, uint32_t t) {
  uint32_t q = bl_quantity_at(w, t);
  if (q == BL_NONE) return false;
  uint8_t kind = w->doc->quantities.items[q].kind;
  return kind == BL_QK_PERCENT || kind == BL_QK_MEASURE || kind == BL_QK_MONEY;
}

/* "made the town safe", "expected output to grow": the object alone is not what was made or expected. */
static bool half_told(const bl_walk *w, uint32_t verb) {
  uint32_t rest = bl_child_with(w, verb, BL_DEP_XCOMP), object = bl_child_with(w, verb, BL_DEP_OBJ);
  int objects = 0;
  BL_EACH_CHILD(w, c, verb) objects += bl_plain_dep(w, c) == BL_DEP_OBJ || bl_plain_dep(w, c) == BL_DEP_IOBJ;
  if (objects > 1 || (object != BL_NONE && w->time[object] != BL_NONE)) return true; /* "cost them their seats", "spent a year in it" */
  if (rest == BL_NONE && object != BL_NONE && bl_in_class(w, verb, w->classes->makes_do)) /* "required them to leave", hung at "them" */
    BL_EACH_CHILD(w, c, object) if (token_at(w, c)->dep == BL_DEP_ACL && token_at(w, c)->xpos == BL_XPOS_VB) return true;
  BL_EACH_CHILD(w, c, verb) { /* "prevented them from leaving" */
    uint32_t mark = bl_plain_dep(w, c) == BL_DEP_ADVCL && token_at(w, c)->xpos == BL_XPOS_VBG ? bl_child_with(w, c, BL_DEP_MARK) : BL_NONE;
    if (mark != BL_NONE && bl_str_eq_nocase(token_at(w, mark)->form, BL_STR("from"))) return true;
  }
  if (rest == BL_NONE) return false;
  return token_at(w, rest)->upos != BL_POS_VERB || bl_in_class(w, verb, w->classes->makes_do) || bl_in_class(w, verb, w->classes->possible) || bl_in_class(w, verb, w->classes->want) || bl_in_class(w, verb, w->classes->plan);
}

static bool is_dash(const bl_walk *w, uint32_t t) {
  bl_str form = token_at(w, t)->form;
  return bl_str_eq_c(form, "--") || bl_str_eq_c(form, "\xe2\x80\x94") || bl_str_eq_c(form, "\xe2\x80\x93");
}

/* "disagrees with him -- from the start, ...": another thought. */
static bool behind_dash(const bl_walk *w, uint32_t part, uint32_t verb) {
  for (uint32_t t = verb + 1; t < part; t++)
    if (is_dash(w, t) || bl_str_eq_c(token_at(w, t)->form, ";")) return true;
  return false;
}

/* "settled into a range, with threats ...", "referred to it on Monday in Kesh": only the first phrase is the verb's own, and who did it. */
static bool second_phrase(const bl_walk *w, uint32_t part, uint32_t verb) {
  if (w->prep[part] != BL_NONE && bl_str_eq_c(bl_symbol_name(&w->lexicon->words, w->prep[part]), "by")) return false;
  if (w->begin[part] > 0 && bl_str_eq_c(token_at(w, w->begin[part] - 1)->form, ",")) return true;
  BL_EACH_CHILD(w, c, verb)
    if (c > verb && c < part && bl_plain_dep(w, c) == BL_DEP_OBL && w->time[c] == BL_NONE && w->prep[c] != BL_NONE) return true;
  return false;
}

/* The phrase right behind a noun with nothing of its own to say, of the noun or of its verb; BL_NONE. */
static uint32_t phrase_behind(const bl_walk *w, uint32_t verb, uint32_t noun) {
  uint32_t heads[] = {noun, verb};
  for (int i = 0; i < 2; i++)
    BL_EACH_CHILD(w, c, heads[i]) {
      bl_dep d = bl_plain_dep(w, c);
      bool near = c > noun && w->begin[c] <= noun + 1 && (d == BL_DEP_OBL || d == BL_DEP_NMOD);
      if (near && w->prep[c] != BL_NONE && w->time[c] == BL_NONE && !bl_wordbook_in(w->lexicon, w->prep[c], w->classes->outside_prep)) return c;
    }
  return BL_NONE;
}

/* "pay close attention to X", "take part in X": X is the object, the rest the relation. */
static bool tell_idiom(bl_maker *m, const bl_tokens *subjects, bl_str label, uint32_t verb, uint32_t object, uint32_t trigger) {
  const bl_walk *w = &m->walk;
  bl_str form = token_at(w, object)->form;
  if (!bl_in_class(w, object, w->classes->light_object) || token_at(w, object)->xpos != BL_XPOS_NN || !form.n) return false;
  BL_EACH_CHILD(w, c, object) if (token_at(w, c)->dep == BL_DEP_DET || token_at(w, c)->dep == BL_DEP_NMOD_POSS || token_at(w, c)->dep == BL_DEP_CONJ) return false;
  uint32_t phrase = phrase_behind(w, verb, object);
  if (phrase == BL_NONE) return false;
  bl_buf longer = {0};
  bl_buf_str(&longer, label);
  BL_EACH_CHILD(w, c, object) if (c < object && token_at(w, c)->dep == BL_DEP_AMOD) add_word(&longer, token_at(w, c)->form);
  add_word(&longer, form);
  add_word(&longer, bl_symbol_name(&w->lexicon->words, w->prep[phrase]));
  bool told = tell(m, subjects, bl_buf_view(&longer), phrase, BL_NONE, trigger) > 0;
  bl_buf_free(&longer);
  return told;
}

/* "the day they left", "the state that he carried": what was left or carried stands in front. */
static bool has_gap(const bl_walk *w, uint32_t verb) {
  for (int steps = 0; steps < 4 && verb < w->count; steps++) {
    uint32_t subject = bl_child_with(w, verb, BL_DEP_NSUBJ);
    const bl_token *first = token_at(w, w->begin[verb]);
    bool where = first->upos == BL_POS_ADP || first->xpos == BL_XPOS_WRB || first->xpos == BL_XPOS_WP_POSS; /* "in which", "where", "whose" */
    if (token_at(w, verb)->dep == BL_DEP_ACL_RELCL) return !where && subject != BL_NONE && !bl_is_relative(w, subject);
    if (subject != BL_NONE || (bl_plain_dep(w, verb) != BL_DEP_XCOMP && bl_plain_dep(w, verb) != BL_DEP_CONJ)) return false;
    verb = token_at(w, verb)->head;
  }
  return false;
}

/* The parts below `verb` that an open relation may reach, object first, then phrases; how many claims. */
static int tell_parts(bl_maker *m, const bl_tokens *subjects, bl_str label, uint32_t verb, uint32_t trigger) {
  const bl_walk *w = &m->walk;
  bool passive = bl_is_passive_verb(w, verb), has_object = bl_child_with(w, verb, BL_DEP_OBJ) != BL_NONE;
  int made = 0;
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    if (d == BL_DEP_OBJ && passive && bl_has_child(w, verb, BL_DEP_AUX_PASS)) { /* "was awarded a medal": got it */
      bl_buf longer = {0};
      bl_buf_c(&longer, "be ");
      bl_buf_str(&longer, label);
      made += tell(m, subjects, bl_buf_view(&longer), c, verb, trigger);
      bl_buf_free(&longer);
      continue;
    }
    uint32_t marker = bl_child_with(w, c, BL_DEP_CASE);
    if (d == BL_DEP_OBJ && (marker == BL_NONE || marker == bl_particle_of(w, verb))) {
      made += tell_idiom(m, subjects, label, verb, c, trigger) ? 1 : tell(m, subjects, label, c, verb, trigger);
      continue;
    }
    if (d == BL_DEP_OBL && has_gap(w, verb)) continue; /* "the film they showed in Kesh" */
    if ((d != BL_DEP_OBL && d != BL_DEP_OBJ) || c < verb || w->prep[c] == BL_NONE || bl_wordbook_in(w->lexicon, w->prep[c], w->classes->aside_prep) || w->time[c] != BL_NONE || made > 2) continue; /* in front: where and when */
    if (passive && m->event_at[trigger] != BL_NONE) continue; /* the event has it */
    if (!passive && has_object && d != BL_DEP_OBJ) continue; /* "turned the firm into a chain": no "turn into" without the firm */
    if (is_share(w, c) || behind_dash(w, c, verb) || second_phrase(w, c, verb)) continue;
    bl_buf longer = {0};
    if (passive) bl_buf_c(&longer, "be ");
    bl_buf_str(&longer, label);
    bl_buf_char(&longer, ' ');
    bl_buf_str(&longer, bl_symbol_name(&w->lexicon->words, w->prep[c]));
    made += tell(m, subjects, bl_buf_view(&longer), c, passive ? BL_NONE : verb, trigger);
    bl_buf_free(&longer);
  }
  return made;
}

/* ---- whole clauses ----------------------------------------------------------------------------------------------- */

/* The end of a clause before brackets and before another clause that stands beside it: "rose by 2 %, wages are up". */
static uint32_t before_aside(const bl_walk *w, uint32_t verb, uint32_t end) {
  for (uint32_t t = verb + 1; t < end; t++) {
    bl_str form = token_at(w, t)->form;
    if (bl_str_eq_c(form, "(") || bl_str_eq_c(form, "[") || bl_str_eq_c(form, "-LRB-") || bl_str_eq_c(form, ";")) end = t;
  }
  BL_EACH_CHILD(w, c, verb)
    if (c > verb && bl_plain_dep(w, c) == BL_DEP_PARATAXIS && w->begin[c] > verb && w->begin[c] < end) end = w->begin[c];
  while (end > verb + 1 && token_at(w, end - 1)->upos == BL_POS_PUNCT && token_at(w, end - 1)->xpos != BL_XPOS_CLOSE_QUOTE) end--;
  return end;
}

/* "a state that fell to them": the clause only says which. */
static bool only_narrows(const bl_walk *w, uint32_t verb) {
  while (verb < w->count && (bl_plain_dep(w, verb) == BL_DEP_CONJ || bl_plain_dep(w, verb) == BL_DEP_XCOMP) && token_at(w, verb)->head < w->count) verb = token_at(w, verb)->head;
  const bl_token *t = token_at(w, verb);
  if (t->dep != BL_DEP_ACL_RELCL || t->head >= w->count || bl_is_named(w, t->head)) return false;
  uint32_t begin = w->begin[verb];
  return begin > 0 && token_at(w, begin - 1)->upos != BL_POS_PUNCT && token_at(w, begin)->upos != BL_POS_PUNCT;
}

/* What the clause of `verb` says of its subject: the verb with the adverbs before it, up to where asides begin. */
static bl_span act_span(const bl_walk *w, uint32_t verb) {
  bl_span span = {verb, bl_core_end(w, verb, bl_clause_span(w, verb).end)};
  span.end = before_aside(w, verb, span.end);
  while (span.end > verb + 2 && token_at(w, span.end - 1)->upos == BL_POS_ADV && token_at(w, span.end - 1)->head >= span.end && token_at(w, span.end - 1)->head < w->count) span.end--; /* "long after he leaves" */
  while (span.begin > 0 && token_at(w, span.begin - 1)->dep == BL_DEP_ADVMOD && token_at(w, span.begin - 1)->head == verb && w->begin[span.begin - 1] == span.begin - 1 && !bl_in_class(w, span.begin - 1, w->classes->negation)) span.begin--;
  while (span.begin < verb && bl_in_class(w, span.begin, w->classes->ties)) span.begin++;
  return span;
}

/* When and where: a claim has them beside its object. */
static bool is_setting(const bl_walk *w, uint32_t t) {
  if (w->time[t] != BL_NONE) return true;
  const bl_mention *name = bl_plain_dep(w, t) == BL_DEP_OBL ? bl_name_at(w, t) : NULL;
  return name && bl_etype_is_place((bl_etype)name->type);
}

/* The object of `verb`, or else the first phrase behind it; BL_NONE. */
static uint32_t first_part(const bl_walk *w, uint32_t verb) {
  uint32_t part = BL_NONE;
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    if (c > verb && w->time[c] == BL_NONE && (d == BL_DEP_OBJ || (d == BL_DEP_OBL && part == BL_NONE))) part = c;
  }
  return part;
}

/* "pulled Peru out of the deal", "hit Roe with a bill": what was done to the one named needs the phrase right behind. */
static bool led_on(const bl_walk *w, uint32_t verb, uint32_t told, uint32_t end) {
  BL_EACH_CHILD(w, c, verb) {
    bool behind = w->begin[c] >= told && w->begin[c] < end && bl_plain_dep(w, c) == BL_DEP_OBL && !is_setting(w, c);
    if (behind && (bl_has_prep(w, c, w->classes->argument_prep) || bl_prep_is(w, c, "with"))) return true;
  }
  return false;
}

/* "views her unfavorably", "speaks less to them than to us": how turns what was done. */
static bool turned(const bl_walk *w, uint32_t verb, uint32_t end) {
  BL_EACH_CHILD(w, c, verb)
    if (c > verb && c < end && bl_plain_dep(w, c) == BL_DEP_ADVMOD && bl_in_class(w, c, w->classes->turns_sense)) return true;
  return false;
}

/* "classifies gas as clean", "restricts sales of arms that ...": a relation to the object alone leaves words of the clause unsaid. */
static bool cuts_clause(const bl_walk *w, uint32_t verb) {
  if (half_told(w, verb)) return true;
  uint32_t part = first_part(w, verb);
  if (part == BL_NONE || bl_in_class(w, part, w->classes->light_object)) return false;
  uint32_t told = bl_object_span(w, verb, part).end, end = act_span(w, verb).end;
  if (turned(w, verb, end)) return true;
  if (bl_is_named(w, part)) return bl_plain_dep(w, part) == BL_DEP_OBJ && led_on(w, verb, told, end);
  uint32_t heads[] = {verb, part};
  for (int i = 0; i < 2; i++)
    BL_EACH_CHILD(w, c, heads[i])
      if (w->begin[c] >= told && w->begin[c] < end && token_at(w, c)->upos != BL_POS_PUNCT && !is_setting(w, c)) return true;
  return false;
}

enum { LONGEST_ACT = 30 }; /* tokens */

/* Told by another claim: what somebody said, "wants to focus on it". */
static bool told_by_other(const bl_maker *m, uint32_t verb) {
  const bl_walk *w = &m->walk;
  const bl_token *t = token_at(w, verb);
  if (t->dep == BL_DEP_XCOMP && t->head < w->count && m->told[t->head]) return true;
  for (uint32_t i = 0; i < w->doc->attributions.count; i++) {
    const bl_attribution *a = &w->doc->attributions.items[i];
    for (uint32_t k = 0; a->speech && k < a->cue.count; k++)
      if (verb >= a->cue.items[k].begin && verb < a->cue.items[k].end) return true;
  }
  return false;
}

/* "I hope not", "we wish them luck": who says so says no more of himself. */
static bool only_feels(const bl_walk *w, uint32_t verb) {
  uint32_t subject = bl_child_with(w, verb, BL_DEP_NSUBJ);
  if (subject == BL_NONE || !bl_in_class(w, verb, w->classes->feels)) return false;
  return bl_str_eq_nocase(token_at(w, subject)->form, BL_STR("i")) || bl_str_eq_nocase(token_at(w, subject)->form, BL_STR("we"));
}

/* "Starting in May, the firm ...": when and how, not what somebody is. */
static bool in_front(const bl_walk *w, uint32_t verb) {
  const bl_token *t = token_at(w, verb);
  return t->dep == BL_DEP_ADVCL && t->xpos == BL_XPOS_VBG && verb < t->head && bl_child_with(w, verb, BL_DEP_NSUBJ) == BL_NONE;
}

/* "objected after Roe -- on his way home": up to a second dash, and a clause of what stands before the first goes on behind. */
static bool torn(const bl_walk *w, bl_span act) {
  if (act.end >= w->count || !is_dash(w, act.end)) return false;
  for (uint32_t t = act.begin + 1; t < act.end; t++)
    if (is_dash(w, t)) return token_at(w, t - 1)->head >= act.end && token_at(w, t - 1)->head < w->count;
  return false;
}

/* What no relation tells whole is told of the subject in the clause's own words. */
static bool describe_clause(bl_maker *m, const bl_tokens *subjects, uint32_t verb) {
  const bl_walk *w = &m->walk;
  bool told = false;
  if (told_by_other(m, verb) || only_feels(w, verb) || has_gap(w, verb) || only_narrows(w, verb)) return false;
  bl_span act = act_span(w, verb);
  uint8_t last = token_at(w, act.end - 1)->upos;
  bool number = act.end == verb + 2 && bare_number(w, verb + 1); /* "shipped three" */
  if (in_front(w, verb) || bl_leaves_it_open(w, act) || (subjects->count > 1 && bl_is_mutual(w, act)) || torn(w, act)) return false;
  if (number || act.end < verb + 2 || act.end - act.begin > LONGEST_ACT || last == BL_POS_ADP || last == BL_POS_DET || last == BL_POS_CCONJ) return false;
  bl_origin origin = {.rule = BL_STR("open-clause"), .rule_place = BL_STR("src/claim/open.c"), .confidence = 60};
  for (uint32_t i = 0; i < subjects->count; i++) {
    if (subjects->items[i] >= act.begin && subjects->items[i] < act.end) continue; /* "still waiting are the posts" */
    bl_arg subject = bl_arg_entity(m, subjects->items[i], token_at(w, subjects->items[i])->upos == BL_POS_NOUN);
    told |= bl_emit(m, subject, BL_STR("describedAs"), bl_arg_text(m, act, verb), verb, m->event_at[verb], &origin) != BL_NONE;
  }
  return told;
}

/* The subjects that an open claim can be about. */
static void open_subjects(bl_maker *m, uint32_t verb, bl_tokens *subjects) {
  bl_walk *w = &m->walk;
  bl_subjects(w, verb, subjects);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < subjects->count; i++) {
    uint32_t t = subjects->items[i];
    if (bl_open_about(w, t)) subjects->items[kept++] = t;
  }
  subjects->count = kept;
}

/* The relation that the verb, or the infinitive below it, makes to its object and phrases; how many claims. */
static int relate_clause(bl_maker *m, const bl_tokens *subjects, uint32_t verb) {
  const bl_walk *w = &m->walk;
  bl_buf label = {0};
  if (infinitive(w, verb) != BL_NONE && bl_is_passive_verb(w, verb)) add_word(&label, BL_STR("be")); /* "is expected to regain it" */
  add_verb(w, verb, &label);
  uint32_t inner = infinitive(w, verb), last = verb;
  if (inner != BL_NONE && !m->told[inner]) {
    BL_EACH_CHILD(w, c, inner) if (token_at(w, c)->xpos == BL_XPOS_TO) add_word(&label, BL_STR("to"));
    add_verb(w, inner, &label);
    m->told[inner] = true;
    last = inner;
  }
  int made = cuts_clause(w, last) ? 0 : tell_parts(m, subjects, bl_buf_view(&label), last, verb);
  bl_buf_free(&label);
  return made;
}

bool bl_cuts_clause(const bl_walk *w, uint32_t verb, uint32_t object) {
  uint32_t told = bl_object_span(w, verb, object).end, end = act_span(w, verb).end;
  if (told >= end) return false;
  if (half_told(w, verb)) return true;
  BL_EACH_CHILD(w, c, verb)
    if (w->begin[c] >= told && w->begin[c] < end && bl_plain_dep(w, c) == BL_DEP_OBL && w->time[c] == BL_NONE && bl_has_prep(w, c, w->classes->argument_prep)) return true;
  return false;
}

bool bl_describe_clause(bl_maker *m, uint32_t verb) {
  bl_tokens subjects = {0};
  open_subjects(m, verb, &subjects);
  bool told = describe_clause(m, &subjects, verb);
  BL_VEC_FREE(&subjects);
  return told;
}

static void open_clause(bl_maker *m, uint32_t verb) {
  bl_tokens subjects = {0};
  open_subjects(m, verb, &subjects);
  if (subjects.count && !relate_clause(m, &subjects, verb)) describe_clause(m, &subjects, verb);
  BL_VEC_FREE(&subjects);
}

/* "subsidiaries of the firm, based on ...", "threats to the lands that he would bring": whether the first or the last noun is
 * meant is a guess. */
static bool far_from_noun(const bl_walk *w, uint32_t verb) {
  uint32_t noun = token_at(w, verb)->head, begin = w->begin[verb];
  if (noun >= w->count || noun > verb) return noun >= w->count;
  const bl_mention *name = bl_name_at(w, noun);
  uint32_t end = name ? name->tokens.end : noun + 1;
  bool comma = begin > 0 && token_at(w, begin - 1)->upos == BL_POS_PUNCT;
  if (token_at(w, verb)->dep != BL_DEP_ACL_RELCL) return comma || begin > end + 3;
  bool proper = token_at(w, noun)->upos == BL_POS_PROPN;
  for (uint32_t t = end; t < begin; t++)
    if (bl_is_nominal(w, t) && (!comma || !proper)) return true;
  return false;
}

typedef enum verb_form { FORM_BARE, FORM_PRESENT_S, FORM_PRESENT, FORM_PAST, FORM_ING, FORM_OTHER } verb_form;

static verb_form form_of(const bl_walk *w, uint32_t verb) {
  switch (token_at(w, verb)->xpos) {
    case BL_XPOS_VB: return FORM_BARE;
    case BL_XPOS_VBZ: return FORM_PRESENT_S;
    case BL_XPOS_VBP: return FORM_PRESENT;
    case BL_XPOS_VBD: case BL_XPOS_VBN: return FORM_PAST;
    case BL_XPOS_VBG: return FORM_ING;
    default: return FORM_OTHER;
  }
}

/* The form that agrees with the subject: of the first auxiliary, else of the verb; a modal agrees with any. */
static verb_form finite_form(const bl_walk *w, uint32_t verb) {
  BL_EACH_CHILD(w, c, verb) {
    bl_dep d = bl_plain_dep(w, c);
    if (d != BL_DEP_AUX && d != BL_DEP_COP) continue;
    return token_at(w, c)->xpos == BL_XPOS_MD ? FORM_PAST : form_of(w, c);
  }
  return form_of(w, verb);
}

static bool bare(verb_form form) { return form == FORM_BARE || form == FORM_PRESENT; /* taggers mix them up */ }

/* "allowed him to rebound and hire", "has dwindled as scandals and gaffes weigh": joined verbs that share a subject share the form,
 * or each is finite and agrees with it. */
static bool same_form(const bl_walk *w, uint32_t first, uint32_t verb) {
  verb_form own = form_of(w, first), a = finite_form(w, first), b = finite_form(w, verb), plain = form_of(w, verb);
  if (plain == FORM_OTHER) return false;
  if (plain == own || (bare(plain) && bare(own))) return true;
  if (b == FORM_ING || b == FORM_BARE || a == FORM_ING || (a == FORM_BARE && b != FORM_PRESENT)) return false;
  return a == FORM_OTHER || b == FORM_PAST || a == FORM_PAST || a == b;
}

/* "measures such as raising", "work defending": an example or an act, not whose act it is. */
static bool doubtful_ing(const bl_walk *w, uint32_t verb) {
  uint32_t noun = token_at(w, verb)->head;
  if (token_at(w, verb)->xpos != BL_XPOS_VBG || noun >= w->count) return false;
  return (w->mention[noun] == BL_NONE && bl_in_class(w, noun, w->classes->event_noun));
}

/* "rounds of tests and citizens forced to stay": of joined nouns a participle goes with one. */
static bool one_of_many(const bl_walk *w, uint32_t noun) {
  return noun < w->count && (token_at(w, noun)->dep == BL_DEP_CONJ || bl_has_child(w, noun, BL_DEP_CONJ));
}

/* Whose clause it is must be plain: a subject of its own, one shared by conjunction, or control; what hangs at a noun or
 * beside the clause is too often another's. */
static bool sure_subject(const bl_walk *w, uint32_t verb) {
  for (int steps = 0; steps < 6 && verb < w->count; steps++) {
    if (bl_child_with(w, verb, BL_DEP_NSUBJ) != BL_NONE) return true;
    const bl_token *t = token_at(w, verb);
    bl_dep d = bl_plain_dep(w, verb);
    if (d == BL_DEP_ACL && (far_from_noun(w, verb) || (t->dep != BL_DEP_ACL_RELCL && !bl_is_definite(w, t->head)))) return false; /* "laws barred by it": which laws, not what was done */
    if (d == BL_DEP_ACL && bl_only_imagined(w, verb)) return false;
    if (d == BL_DEP_ACL && t->dep == BL_DEP_ACL_RELCL) return true;
    if (d == BL_DEP_ACL && (doubtful_ing(w, verb) || (t->dep != BL_DEP_ACL_RELCL && one_of_many(w, t->head)))) return false;
    if (d == BL_DEP_CONJ && t->head < w->count && !same_form(w, t->head, verb)) return false;
    if (d == BL_DEP_ACL) return (t->xpos == BL_XPOS_VBN || t->xpos == BL_XPOS_VBG) && !bl_has_child(w, verb, BL_DEP_MARK);
    if (d == BL_DEP_ADVCL) return !bl_has_child(w, verb, BL_DEP_MARK) && t->xpos == BL_XPOS_VBG && verb < t->head;
    if (d != BL_DEP_CONJ && d != BL_DEP_XCOMP) return d == BL_DEP_ROOT;
    verb = t->head;
  }
  return false;
}

/* "praised for quitting", "their promise of selling": the preposition in front of a gerund leaves open whose act it is. */
static bool loose_gerund(const bl_walk *w, uint32_t verb) {
  uint32_t head = token_at(w, verb)->head;
  if (token_at(w, verb)->xpos != BL_XPOS_VBG || !bl_marked(w, verb, w->classes->loose_prep)) return false;
  return !bl_in_class(w, head, w->classes->object_control);
}

bool bl_doubtful_subject(const bl_walk *w, uint32_t verb) {
  for (int steps = 0; steps < 6 && verb < w->count; steps++) {
    if (bl_child_with(w, verb, BL_DEP_NSUBJ) != BL_NONE || bl_child_with(w, verb, BL_DEP_NSUBJ_PASS) != BL_NONE) return false;
    const bl_token *t = token_at(w, verb);
    bl_dep d = bl_plain_dep(w, verb);
    if (t->head >= w->count) return false;
    if (d == BL_DEP_ACL && t->dep == BL_DEP_ACL_RELCL) return far_from_noun(w, verb);
    const bl_mention *name = d == BL_DEP_ACL ? bl_name_at(w, t->head) : NULL;
    if (name && bl_etype_is_place((bl_etype)name->type) && t->xpos == BL_XPOS_VBG && w->prep[t->head] != BL_NONE) return true; /* "worked in Kesh trying to help" */
    if (d == BL_DEP_ACL) return t->xpos == BL_XPOS_VBG && (doubtful_ing(w, verb) || loose_gerund(w, verb));
    if (d == BL_DEP_ADVCL && loose_gerund(w, verb)) return true;
    if (d == BL_DEP_CONJ && !same_form(w, t->head, verb)) return true;
    if (d != BL_DEP_CONJ && d != BL_DEP_XCOMP && d != BL_DEP_ADVCL) return false;
    verb = t->head;
  }
  return false;
}

/* "know the outcome based on polls", "drank with the suspect based on films": not the noun is based on them. */
static bool loosely_based(const bl_walk *w, uint32_t verb) {
  const bl_token *t = token_at(w, verb);
  if (t->dep != BL_DEP_ACL || t->head >= w->count || !bl_str_eq_c(t->lemma, "base")) return false;
  bool the = false;
  BL_EACH_CHILD(w, c, t->head) the |= token_at(w, c)->dep == BL_DEP_DET && bl_str_eq_nocase(token_at(w, c)->form, BL_STR("the"));
  return the || bl_in_class(w, t->head, w->classes->person_noun);
}

/* "Roe aides left": a plural noun taken for a verb. */
static bool not_a_verb(const bl_walk *w, uint32_t t) {
  if (token_at(w, t)->xpos != BL_XPOS_VBZ) return false;
  bl_str form = bl_utf8_lower(w->arena, token_at(w, t)->form);
  if (!bl_wordbook_in(w->lexicon, bl_wordbook_lemma(w->lexicon, form, false), w->classes->person_noun)) return false;
  return bl_wordbook_lemma(w->lexicon, form, true) == BL_NONE && bl_wordbook_lemma(w->lexicon, form, false) != BL_NONE;
}

/* "17 million people lost their jobs": how many they are does not tell what they lost. */
static bool only_counts(const bl_claim *c) { return bl_str_eq_c(c->predicate, "hasQuantity") && c->counts.n; }

/* "his talent was to reach back": what the talent is, not what it did. */
static bool is_to_be(const bl_walk *w, uint32_t t) {
  if (token_at(w, t)->xpos != BL_XPOS_VB || bl_child_with(w, t, BL_DEP_NSUBJ) == BL_NONE || bl_is_somebody(w, bl_child_with(w, t, BL_DEP_NSUBJ))) return false;
  bool be = false, to = false;
  BL_EACH_CHILD(w, c, t) {
    be |= bl_str_eq_c(token_at(w, c)->lemma, "be");
    to |= token_at(w, c)->xpos == BL_XPOS_TO;
  }
  return be && to;
}

/* "Dana Roe, stop lying!": she is told to, not said to. */
static bool is_imperative(const bl_walk *w, uint32_t t) {
  bl_dep d = bl_plain_dep(w, t);
  if (token_at(w, t)->xpos != BL_XPOS_VB || (d != BL_DEP_ROOT && d != BL_DEP_PARATAXIS)) return false;
  return !bl_has_child(w, t, BL_DEP_AUX) && !bl_has_child(w, t, BL_DEP_MARK) && !bl_has_child(w, t, BL_DEP_COP);
}

void bl_run_open(bl_maker *m) {
  const bl_walk *w = &m->walk;
  uint32_t claims = w->doc->claims.count;
  for (uint32_t i = 0; i < claims; i++) m->told[w->doc->claims.items[i].trigger] |= !only_counts(&w->doc->claims.items[i]);
  for (uint32_t t = 0; t < w->count; t++) {
    if (!sure_subject(w, t)) continue;
    if (not_a_verb(w, t)) continue;
    if (token_at(w, t)->upos != BL_POS_VERB || m->told[t] || m->used[t]) continue;
    if (bl_has_child(w, t, BL_DEP_CASE)) continue; /* "under questioning" */
    if (t + 1 < w->count && bl_str_eq_c(token_at(w, t)->lemma, "let") && bl_str_eq_c(token_at(w, t + 1)->form, "alone")) continue;
    if (loosely_based(w, t) || is_to_be(w, t) || is_imperative(w, t)) continue;
    if (bl_in_class(w, t, w->classes->stop_verb) || bl_in_class(w, t, w->classes->speech)) continue;
    open_clause(m, t);
  }
}

/* Fires the event words of the lexicon: finds the line whose words and positions fit at a token, and makes its claims
 * and its event. Longer triggers come before shorter ones ("take control of" before "take"), verbs before nouns, so that
 * a noun that was part of a verb's phrase does not fire again. */
#include "claim/emit.h"

#include <stdlib.h>
#include <string.h>

static const bl_token *token_at(const bl_walk *w, uint32_t t) { return &w->doc->tokens.items[t]; }

/* ---- words of the trigger --------------------------------------------------------------------------------------- */

/* "launches into an attack", "scored in a win": not the object of the phrase, unless the preposition is a word of it ("took back control"). */
static bool behind_preposition(const bl_walk *w, const bl_lex_line *line, uint32_t t, uint32_t c) {
  if (bl_plain_dep(w, c) != BL_DEP_OBL || w->prep[c] == BL_NONE || c < t || token_at(w, t)->upos != BL_POS_VERB) return false;
  for (int i = 1; i < line->word_count; i++)
    if (line->words[i] == w->prep[c]) return false;
  return true;
}

static uint32_t child_with_lemma(const bl_walk *w, const bl_lex_line *line, uint32_t t, uint32_t lemma) {
  BL_EACH_CHILD(w, c, t) {
    bl_dep d = bl_plain_dep(w, c);
    if (token_at(w, c)->upos == BL_POS_PROPN && w->cover[c] != BL_NONE && c < t) continue; /* "UP leaders called on" is no calling up */
    if (w->prep[c] != BL_NONE && bl_wordbook_in(w->lexicon, w->prep[c], w->classes->outside_prep)) continue; /* "win it instead of an election" */
    if (behind_preposition(w, line, t, c)) continue;
    if (w->lemma[c] != lemma || d == BL_DEP_NSUBJ || d == BL_DEP_CONJ || d == BL_DEP_ADVCL || d == BL_DEP_CCOMP) {
      if (w->lemma[c] != lemma || d != BL_DEP_NSUBJ || !bl_is_passive_verb(w, t)) continue;
    }
    return c;
  }
  return BL_NONE;
}

/* Finds the further words below the trigger or below the last one found; marks them in `words`. */
static bool has_words(const bl_walk *w, const bl_lex_line *line, uint32_t trigger, uint32_t *words) {
  uint32_t last = trigger;
  for (int i = 1; i < line->word_count; i++) {
    uint32_t found = child_with_lemma(w, line, trigger, line->words[i]);
    if (found == BL_NONE && last != trigger) found = child_with_lemma(w, line, last, line->words[i]);
    if (found == BL_NONE && i + 1 < line->word_count) { /* a preposition and its noun */
      BL_EACH_CHILD(w, c, trigger) if (w->prep[c] == line->words[i] && w->lemma[c] == line->words[i + 1]) found = c;
      if (found == BL_NONE && last != trigger) BL_EACH_CHILD(w, c, last) if (w->prep[c] == line->words[i] && w->lemma[c] == line->words[i + 1]) found = c;
      if (found != BL_NONE) words[i++] = found;
    }
    if (found == BL_NONE) return false;
    words[i] = last = found;
  }
  return true;
}

/* "made the world a worse place": the first of them is not what was made. */
static bool two_objects(const bl_walk *w, uint32_t verb) {
  int objects = 0;
  BL_EACH_CHILD(w, c, verb) objects += bl_plain_dep(w, c) == BL_DEP_OBJ || bl_plain_dep(w, c) == BL_DEP_IOBJ;
  return objects > 1;
}

/* Shapes in which a word says something else: "helped it pass", "were joined by X", "led them to believe", "let alone", "wants it
 * changed", "make up a share of the voters". */
static bool other_sense(const bl_walk *w, const bl_lex_line *line, uint32_t t) {
  bl_str lemma = bl_lemma_text(w, t);
  uint32_t rest = bl_child_with(w, t, BL_DEP_XCOMP);
  bool verb = rest != BL_NONE && token_at(w, rest)->upos == BL_POS_VERB;
  if (bl_str_eq_c(line->predicate, "supports") && bl_str_eq_c(lemma, "help") && verb && bl_child_with(w, t, BL_DEP_OBJ) != BL_NONE) return true;
  if (bl_str_eq_c(line->predicate, "leads") && bl_str_eq_c(lemma, "lead")) /* "led them to believe" */
    BL_EACH_CHILD(w, c, t) if ((c == rest && verb) || (token_at(w, c)->dep == BL_DEP_ADVCL && token_at(w, c)->xpos == BL_XPOS_VB && bl_in_class(w, c, w->classes->possible))) return true;
  if (bl_str_eq_c(line->predicate, "memberOf") && bl_str_eq_c(lemma, "join") && bl_is_passive_verb(w, t)) return true;
  if (bl_str_eq_c(lemma, "let") && t + 1 < w->count && bl_str_eq_c(token_at(w, t + 1)->form, "alone")) return true;
  if (bl_str_eq_c(line->predicate, "partOf") && (bl_str_eq_c(lemma, "make") || bl_str_eq_c(lemma, "form")) && !bl_is_passive_verb(w, t)) return true;
  if (bl_str_eq_c(lemma, "submit") && bl_child_with(w, t, BL_DEP_OBJ) != BL_NONE) return true;
  bool gap = token_at(w, t)->dep == BL_DEP_ACL_RELCL && bl_child_with(w, t, BL_DEP_OBJ) == BL_NONE;
  return bl_in_class(w, t, w->classes->want) && gap && rest != BL_NONE && (token_at(w, rest)->xpos == BL_XPOS_VBN || token_at(w, rest)->upos == BL_POS_ADJ);
}

/* "back off", "strike down", "face off": with a particle the verb is another; only a line that has the particle fits. */
static bool other_verb(const bl_walk *w, const bl_lex_line *line, uint32_t t) {
  uint32_t rest = line->pos == 'v' && bl_str_starts(line->predicate, BL_STR("rel")) ? bl_child_with(w, t, BL_DEP_XCOMP) : BL_NONE;
  if (rest != BL_NONE && (token_at(w, rest)->upos == BL_POS_ADJ || bl_str_eq_c(token_at(w, t)->lemma, "make")) && bl_child_with(w, t, BL_DEP_OBJ) != BL_NONE) return true; /* "made it safe" */
  if (rest != BL_NONE && token_at(w, rest)->upos == BL_POS_VERB && bl_in_class(w, t, w->classes->aspect) && bl_child_with(w, t, BL_DEP_OBJ) == BL_NONE) return true; /* "the song that they started including" */
  if (line->pos == 'v' && bl_str_starts(line->predicate, BL_STR("rel")) && bl_str_eq_c(token_at(w, t)->lemma, "make") && two_objects(w, t)) return true;
  if (bl_str_eq_c(line->predicate, "calledFor") && bl_in_class(w, t, w->classes->linking) && bl_child_with(w, t, BL_DEP_OBJ) != BL_NONE) return true; /* "called her a hero for it" */
  if (line->pos == 'v' && other_sense(w, line, t)) return true;
  return line->pos == 'v' && line->word_count == 1 && bl_particle_of(w, t) != BL_NONE && bl_in_class(w, t, w->classes->phrasal);
}

/* "the Harlan Relief Association", "Battle Creek": the noun is a part of a name. */
static bool in_name(const bl_walk *w, uint32_t t) {
  uint32_t m = w->cover[t];
  if (m == BL_NONE || token_at(w, t)->upos != BL_POS_PROPN) return false;
  const bl_mention *mention = &w->doc->mentions.items[m];
  return mention->kind == BL_MK_NAME && mention->tokens.end - mention->tokens.begin > 1 && mention->type != BL_ET_PERSON && mention->type != BL_ET_OTHER;
}

static bool pos_fits(const bl_walk *w, uint32_t t, char pos) {
  const bl_token *token = token_at(w, t);
  switch (pos) {
    case 'v': return token->upos == BL_POS_VERB || (token->upos == BL_POS_ADJ && (token->xpos == BL_XPOS_VBN || token->xpos == BL_XPOS_VBG)) ||
                     (token->upos == BL_POS_AUX && token->dep != BL_DEP_AUX && token->dep != BL_DEP_COP && token->dep != BL_DEP_AUX_PASS);
    case 'n': return token->upos == BL_POS_NOUN || token->upos == BL_POS_PROPN || bl_is_bare_gerund(w, t);
    default: return token->upos == BL_POS_ADJ || token->upos == BL_POS_ADV || token->upos == BL_POS_ADP || token->upos == BL_POS_VERB;
  }
}

/* ---- arguments -------------------------------------------------------------------------------------------------- */

typedef struct filled {
  bl_tokens tokens;
  const bl_slot *slot;
} filled;

/* The object of "took control" is not "control". */
static void drop_words(bl_tokens *tokens, const uint32_t *words, int word_count) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < tokens->count; i++) {
    bool word = false;
    for (int k = 1; k < word_count; k++) word |= words[k] == tokens->items[i];
    if (!word) tokens->items[kept++] = tokens->items[i];
  }
  tokens->count = kept;
}

/* "offered loans to help them", "plans a rally to back it": with an object before it the infinitive is the purpose, unless the object
 * is to do it. */
static bool mere_purpose(const bl_walk *w, uint32_t trigger, uint32_t token) {
  if ((token_at(w, token)->dep != BL_DEP_ADVCL && token_at(w, token)->dep != BL_DEP_ACL) || token_at(w, token)->xpos != BL_XPOS_VB) return false;
  uint32_t object = bl_child_with(w, trigger, BL_DEP_OBJ);
  if (object == BL_NONE || object > token || bl_in_class(w, trigger, w->classes->makes_do) || bl_in_class(w, trigger, w->classes->want)) return false;
  return !bl_in_class(w, object, w->classes->person_noun) && !bl_name_at(w, object) && token_at(w, object)->upos == BL_POS_NOUN && !bl_in_class(w, object, w->classes->group_noun);
}

/* "the image that it seeks to present": what it presents stands outside. */
static bool has_gap(const bl_walk *w, uint32_t trigger, uint32_t token) {
  if (token_at(w, trigger)->dep != BL_DEP_ACL_RELCL || token_at(w, token)->xpos != BL_XPOS_VB || bl_has_child(w, token, BL_DEP_OBJ)) return false;
  uint32_t subject = bl_child_with(w, trigger, BL_DEP_NSUBJ);
  if (subject == BL_NONE || bl_is_relative(w, subject)) return false;
  bool where = false; /* "the day she chose to go to Loreto" */
  uint32_t noun = token_at(w, trigger)->head;
  if (noun < w->count) where = w->time[noun] != BL_NONE || bl_in_class(w, noun, w->classes->no_object);
  BL_EACH_CHILD(w, c, trigger) if (token_at(w, c)->xpos == BL_XPOS_WRB) where = true;
  BL_EACH_CHILD(w, c, token) {
    bl_dep d = bl_plain_dep(w, c);
    if ((d == BL_DEP_OBL && where) || d == BL_DEP_CCOMP || d == BL_DEP_XCOMP) return false;
  }
  return true;
}

/* The same seen from the object: what is sought is to present it, not the image. */
static bool lower_gap(const bl_walk *w, uint32_t trigger) {
  uint32_t lower = bl_child_with(w, trigger, BL_DEP_XCOMP);
  uint32_t object = bl_child_with(w, trigger, BL_DEP_OBJ);
  return lower != BL_NONE && (object == BL_NONE || bl_is_relative(w, object)) && !bl_is_passive_verb(w, trigger) && has_gap(w, trigger, lower);
}

static bool is_clause(const bl_slot *slot) { return slot->position == BL_AT_CLAUSE || slot->position == BL_AT_INF; }

static void seek(const bl_walk *w, uint32_t trigger, const bl_slot *slot, const uint32_t *words, int word_count, bl_tokens *out) {
  bl_args_at(w, trigger, slot, out);
  bool phrase = is_clause(slot) || slot->position == BL_AT_POSS || slot->position == BL_AT_COMP || slot->position == BL_AT_PREP;
  for (int k = 1; k < word_count && !out->count && phrase; k++) bl_args_at(w, words[k], slot, out);
  drop_words(out, words, word_count);
}

/* The first position that has something, at the trigger or at its further words; true also when one of them is "-". */
static bool fill(const bl_walk *w, uint32_t trigger, const bl_slots *slots, const uint32_t *words, int word_count, bool victims, filled *out) {
  for (int i = 0; i < slots->count; i++) {
    const bl_slot *slot = &slots->items[i];
    out->slot = slot;
    if (slot->position == BL_AT_NONE) return true;
    if (slot->position == BL_AT_WORD) {
      if (word_count > 1) BL_PUSH(&out->tokens, words[word_count - 1]);
    } else {
      seek(w, trigger, slot, words, word_count, &out->tokens);
    }
    if (slot->position == BL_AT_OBJ && lower_gap(w, trigger)) out->tokens.count = 0;
    if (is_clause(slot) && out->tokens.count == 1 && (mere_purpose(w, trigger, out->tokens.items[0]) || has_gap(w, trigger, out->tokens.items[0]))) out->tokens.count = 0;
    if (slot->position == BL_AT_INF && out->tokens.count == 1 && bl_has_child(w, out->tokens.items[0], BL_DEP_NSUBJ)) out->tokens.count = 0; /* "agreed that the thing is to win" */
    if (slot->form == BL_AS_NUMBER && slot->position == BL_AT_OBJ && !out->tokens.count) /* "fell 4 percent", whatever the tree calls it */
      BL_EACH_CHILD(w, c, trigger) if (token_at(w, c)->dep == BL_DEP_OBL_UNMARKED && w->time[c] == BL_NONE && bl_cond_holds(w, c, &slot->cond)) BL_PUSH(&out->tokens, c);
    if (slot->form == BL_AS_NUMBER) {
      uint32_t kept = 0;
      for (uint32_t k = 0; k < out->tokens.count; k++)
        if ((bl_quantity_at(w, out->tokens.items[k]) != BL_NONE || (victims && bl_is_victim(w, out->tokens.items[k], slot->position == BL_AT_OBJ || slot->position == BL_AT_PREP || slot->position == BL_AT_SUBJ)))) out->tokens.items[kept++] = out->tokens.items[k];
      out->tokens.count = kept;
    }
    if (out->tokens.count) return true;
  }
  return false;
}

/* "part of the town": the word stands for what follows "of". */
static bool stands_for_other(const bl_walk *w, uint32_t t) {
  if (!bl_in_class(w, t, w->classes->quantifier)) return false;
  BL_EACH_CHILD(w, c, t) if (bl_plain_dep(w, c) == BL_DEP_NMOD && c > t) return true;
  return false;
}

/* "to build a dam and sell its power": two things are planned, told apart where each says enough alone ("to find and sell it" does
 * not). Whether the infinitive `c`, joined to `verb`, is such another. */
static bool is_another(const bl_walk *w, uint32_t verb, uint32_t c) {
  enum { ENOUGH = 2 }; /* tokens */
  const bl_token *t = token_at(w, c);
  if (token_at(w, verb)->xpos != BL_XPOS_VB || bl_has_child(w, verb, BL_DEP_NSUBJ)) return false;
  if (t->dep != BL_DEP_CONJ || t->upos != BL_POS_VERB || t->xpos != BL_XPOS_VB || bl_has_child(w, c, BL_DEP_NSUBJ) || w->begin[c] < verb + ENOUGH || w->end[c] < c + ENOUGH) return false;
  BL_EACH_CHILD(w, k, c) if (token_at(w, k)->dep == BL_DEP_CC && !bl_str_eq_nocase(token_at(w, k)->form, BL_STR("and"))) return false;
  BL_EACH_CHILD(w, k, verb) {
    bl_dep d = bl_plain_dep(w, k);
    bool own = d == BL_DEP_OBJ || d == BL_DEP_OBL || d == BL_DEP_XCOMP || d == BL_DEP_CCOMP;
    if (own && k > verb && k < w->begin[c]) return true;
  }
  return false;
}

/* Where what is said of an infinitive ends: before the first that is joined to it. */
static uint32_t end_before_another(const bl_walk *w, uint32_t verb, uint32_t end) {
  BL_EACH_CHILD(w, c, verb) {
    if (!is_another(w, verb, c) || w->begin[c] >= end) continue;
    end = w->begin[c];
    while (end > verb + 1 && token_at(w, end - 1)->upos == BL_POS_PUNCT) end--;
  }
  return end;
}

/* The words of an infinitive that is joined to another. */
static bl_arg another_arg(bl_maker *m, uint32_t token) {
  const bl_walk *w = &m->walk;
  bl_span span = bl_clause_span(w, token);
  while (span.begin < token && (token_at(w, span.begin)->dep == BL_DEP_CC || token_at(w, span.begin)->upos == BL_POS_PUNCT)) span.begin++;
  span.end = bl_core_end(w, token, span.end);
  return bl_arg_text(m, span, token);
}

/* "Kesh was urged to leave": what is asked is that Kesh leave. */
static bl_arg with_addressee(bl_maker *m, uint32_t verb, bl_arg asked) {
  const bl_walk *w = &m->walk;
  uint32_t who = bl_is_passive_verb(w, verb) && bl_in_class(w, verb, w->classes->makes_do) ? bl_child_with(w, verb, BL_DEP_NSUBJ_PASS) : BL_NONE;
  if (asked.kind != BL_ARG_LITERAL || who == BL_NONE || !bl_is_nominal(w, who) || token_at(w, who)->upos == BL_POS_PRON) return asked;
  bl_str name = bl_clean_text(w, bl_phrase_span(w, who));
  asked.literal = bl_str_from(bl_arena_printf(&w->doc->arena, BL_STR_FMT " " BL_STR_FMT, BL_STR_ARG(name), BL_STR_ARG(asked.literal)));
  return asked;
}

/* What was done to somebody: "charged with fraud", also of "they charged him with fraud"; nothing where the verb is no participle or past. */
static bl_arg act_arg(bl_maker *m, uint32_t verb, uint32_t token) {
  const bl_walk *w = &m->walk;
  uint32_t xpos = token_at(w, verb)->xpos;
  if ((xpos != BL_XPOS_VBN && xpos != BL_XPOS_VBD) || w->prep[token] == BL_NONE || token < verb) return (bl_arg){.token = token};
  bl_arg arg = bl_arg_text(m, bl_phrase_span(w, token), token);
  if (arg.kind != BL_ARG_LITERAL) return arg;
  bl_str done = bl_clean_text(w, (bl_span){verb, verb + 1}), prep = bl_symbol_name(&w->lexicon->words, w->prep[token]);
  arg.literal = bl_str_from(bl_arena_printf(&w->doc->arena, BL_STR_FMT " " BL_STR_FMT " " BL_STR_FMT, BL_STR_ARG(done), BL_STR_ARG(prep), BL_STR_ARG(arg.literal)));
  return arg;
}

/* "picked up nine", "advanced four": a number alone does not tell of what. */
static bool is_bare_number(const bl_walk *w, uint32_t token) {
  return token_at(w, token)->upos == BL_POS_NUM && token_at(w, token)->xpos == BL_XPOS_CD && !bl_has_child(w, token, BL_DEP_NMOD) && !bl_has_child(w, token, BL_DEP_COMPOUND) && bl_quantity_at(w, token) != BL_NONE &&
         (w->doc->quantities.items[bl_quantity_at(w, token)].kind == BL_QK_CARDINAL);
}

static bl_arg object_arg(bl_maker *m, const bl_lex_line *line, uint32_t trigger, const bl_slot *slot, uint32_t token) {
  bl_walk *w = &m->walk;
  uint32_t kinds = bl_predicate_kinds(m, line->predicate);
  bool only_entities = line->flags & BL_LEX_NO_LITERAL;
  if (bl_str_starts(line->predicate, BL_STR("rel")) && slot->position == BL_AT_OBJ && is_bare_number(w, token)) return (bl_arg){.token = token};
  if (slot->form == BL_AS_NUMBER) return line->counts.n ? bl_arg_victims(m, token) : bl_arg_number(m, token);
  if (slot->form == BL_AS_ACT) return act_arg(m, trigger, token);
  bool participle = token_at(w, token)->xpos == BL_XPOS_VBN || (token_at(w, token)->xpos == BL_XPOS_VBD && !bl_has_child(w, token, BL_DEP_NSUBJ));
  if (slot->position == BL_AT_SELF && slot->form == BL_AS_TEXT && line->pos == 'v' && (bl_str_eq_c(line->predicate, "describedAs") || bl_str_eq_c(line->predicate, "legalAction")) && !participle) return (bl_arg){.token = token};
  if (slot->position == BL_AT_SELF && slot->form == BL_AS_TEXT) return bl_arg_text(m, (bl_span){token, token + 1}, token);
  bool infinitive = token_at(w, token)->dep == BL_DEP_XCOMP || token_at(w, token)->dep == BL_DEP_ADVCL;
  if (is_clause(slot) && trigger >= w->begin[token] && trigger < w->end[token]) return (bl_arg){.token = token}; /* hung the wrong way round */
  if (is_clause(slot) && infinitive && token_at(w, token)->head < token) {
    bl_span span = bl_clause_span(w, token);
    BL_EACH_CHILD(w, c, token_at(w, token)->head) {
      bl_dep d = bl_plain_dep(w, c);
      bool agent = token_at(w, c)->dep == BL_DEP_OBL_AGENT || bl_prep_is(w, c, "by"); /* "was urged by the bank to pay": not the bank is to pay */
      bool addressed = d == BL_DEP_OBJ || d == BL_DEP_IOBJ || (d == BL_DEP_OBL && !agent && w->time[c] == BL_NONE && w->end[c] == w->begin[token]);
      if (!addressed || c > token || c < token_at(w, token)->head || w->begin[c] >= span.begin) continue;
      span.begin = w->begin[c];
      while (span.begin < c && token_at(w, span.begin)->dep == BL_DEP_CASE) span.begin++;
    }
    span.end = bl_core_end(w, token, end_before_another(w, token, span.end));
    return with_addressee(m, token_at(w, token)->head, bl_arg_text(m, span, token));
  }
  if (slot->form == BL_AS_TEXT && slot->position == BL_AT_WORD) return bl_arg_text(m, (bl_span){bl_phrase_span(w, token).begin, token + 1}, token);
  if (slot->form == BL_AS_TEXT && line->pos == 'v' && bl_str_eq_c(line->predicate, "describedAs") && token > trigger) return bl_arg_text(m, bl_quality_span(w, trigger, token), token);
  if (slot->form == BL_AS_TEXT || is_clause(slot))
    return bl_arg_text(m, is_clause(slot) || bl_is_verbal(w, token) ? bl_clause_span(w, token) : bl_phrase_span(w, token), token);
  uint8_t upos = token_at(w, token)->upos;
  bool told = kinds & BL_KIND_LITERAL && upos == BL_POS_NOUN && (bl_has_child(w, token, BL_DEP_AMOD) || bl_has_child(w, token, BL_DEP_NMOD)) && (bl_str_eq_c(line->predicate, "calledFor") || bl_str_eq_c(line->predicate, "intends")); /* "asked for more time" */
  bool vague = !told && upos != BL_POS_PROPN && !stands_for_other(w, token) && bl_in_class(w, token, w->classes->vague_noun) && !is_clause(slot) && w->mention[token] == BL_NONE;
  if (vague || upos == BL_POS_ADV || upos == BL_POS_SCONJ || token_at(w, token)->xpos == BL_XPOS_WRB) return (bl_arg){.token = token};
  bool literal = kinds & BL_KIND_LITERAL && !only_entities && slot->form != BL_AS_ENTITY;
  bool asked = bl_in_class(w, token, w->classes->urged) && token_at(w, token)->upos == BL_POS_NOUN; /* "rejected calls for a vote": not any calls */
  if (literal && slot->position == BL_AT_OBJ && line->pos == 'v' && (asked || bl_str_starts(line->predicate, BL_STR("rel")))) {
    bl_span whole = bl_object_span(w, trigger, token);
    if (whole.end > bl_phrase_span(w, token).end) return bl_arg_text(m, whole, token);
  }
  if (literal && slot->position != BL_AT_SUBJ && bl_is_partitive(w, token)) return bl_arg_text(m, bl_phrase_span(w, token), token);
  if (kinds == BL_KIND_LITERAL) return bl_arg_text(m, bl_phrase_span(w, token), token);
  bl_arg arg = bl_arg_entity(m, token, !literal);
  if (arg.kind == BL_ARG_NONE && literal && token_at(w, token)->upos != BL_POS_PRON) arg = bl_arg_text(m, bl_phrase_span(w, token), token);
  return arg;
}

static bl_origin origin_of(bl_maker *m, const bl_lex_line *line) {
  bl_str base = bl_str_slice(line->file, bl_str_starts(line->file, BL_STR("data/lexicon/")) ? 13 : 0, line->file.n);
  return (bl_origin){.rule = bl_str_from(bl_arena_printf(m->walk.arena, BL_STR_FMT ":" BL_STR_FMT, BL_STR_ARG(base), BL_STR_ARG(bl_symbol_name(&m->walk.lexicon->words, line->words[0])))),
                     .rule_place = bl_place_text(m, line->file, line->line), .confidence = line->confidence, .flags = line->flags, .counts = line->counts};
}

/* ---- firing ----------------------------------------------------------------------------------------------------- */

static void add_roles(bl_maker *m, const bl_lex_line *line, uint32_t trigger, uint32_t event) {
  for (int i = 0; i < line->role_count; i++) {
    bl_tokens found = {0};
    bl_args_at(&m->walk, trigger, &line->roles[i].slot, &found);
    for (uint32_t k = 0; k < found.count; k++) {
      bl_arg arg = bl_arg_entity(m, found.items[k], false);
      if (arg.kind == BL_ARG_NONE && token_at(&m->walk, found.items[k])->upos != BL_POS_PRON) arg = bl_arg_text(m, bl_phrase_span(&m->walk, found.items[k]), found.items[k]);
      bl_event_role(m, event, bl_str_dup(m->walk.arena, line->roles[i].name), arg);
    }
    BL_VEC_FREE(&found);
  }
}

static bool is_both(const bl_walk *w, uint32_t token) {
  if (!bl_in_class(w, token, w->classes->both_sides)) return false;
  BL_EACH_CHILD(w, c, token) if (bl_str_eq_nocase(token_at(w, c)->form, BL_STR("both"))) return true;
  return false;
}

/* The predicate of a line; "rel" alone stands for an open relation in the words of the trigger. */
static bl_str predicate_of(bl_maker *m, const bl_lex_line *line, const bl_slot *object, bl_origin *origin) {
  bl_str predicate = line->predicate;
  if (!bl_str_starts(predicate, BL_STR("rel"))) return predicate;
  bl_buf label = {0};
  if (predicate.n > 4) {
    for (size_t i = 4; i < predicate.n; i++) bl_buf_char(&label, predicate.p[i] == '-' ? ' ' : predicate.p[i]);
  } else {
    for (int i = 0; i < line->word_count; i++) {
      if (i) bl_buf_char(&label, ' ');
      bl_buf_str(&label, bl_symbol_name(&m->walk.lexicon->words, line->words[i]));
    }
    if (object && object->position == BL_AT_PREP && object->form != BL_AS_NUMBER) { /* "march for", "clash over" */
      bl_buf_char(&label, ' ');
      bl_buf_str(&label, bl_symbol_name(&m->walk.lexicon->words, object->prep));
    } else if (object && object->position == BL_AT_PLACE) {
      bl_buf_c(&label, " in");
    }
  }
  origin->label = bl_str_copy(&m->walk.doc->arena, bl_buf_view(&label));
  bl_buf_free(&label);
  return bl_open_relation(m, origin->label);
}

/* "150 people and 13 soldiers were killed": each number counts its own, whichever of them are told. */
static bool counts_another(const bl_walk *w, const filled *subject, uint32_t mine, uint32_t number) {
  for (uint32_t i = 0; i < subject->tokens.count; i++)
    if (i != mine && subject->tokens.items[i] == number) return true;
  uint32_t own = subject->tokens.count ? subject->tokens.items[mine] : number;
  if (own == number) return false;
  bool behind = token_at(w, own)->dep == BL_DEP_CONJ && token_at(w, own)->head == number;
  return behind || (token_at(w, number)->dep == BL_DEP_CONJ && token_at(w, number)->head == own);
}

/* "accused each other", "each accused the other": of two sides, the other than `mine`; the token itself otherwise. */
static uint32_t other_side(const bl_maker *m, uint32_t trigger, const filled *subject, uint32_t mine, uint32_t token) {
  const bl_walk *w = &m->walk;
  if (subject->tokens.count != 2 || token == 0) return token;
  bl_str form = token_at(w, token)->form, before = token_at(w, token - 1)->form;
  bool each = bl_str_eq_nocase(form, BL_STR("each")) || bl_str_eq_nocase(before, BL_STR("each"));
  bool one = (bl_str_eq_nocase(form, BL_STR("another")) && bl_str_eq_nocase(before, BL_STR("one"))) || (bl_str_eq_nocase(form, BL_STR("one")) && token + 1 < w->count && bl_str_eq_nocase(token_at(w, token + 1)->form, BL_STR("another")));
  bool the = bl_str_eq_nocase(form, BL_STR("other")) && bl_str_eq_nocase(before, BL_STR("the"));
  for (uint32_t t = subject->tokens.items[1]; the && !each && t < trigger; t++) each |= bl_str_eq_nocase(token_at(w, t)->form, BL_STR("each")); /* "each accused the other" */
  return each || one ? subject->tokens.items[1 - mine] : token;
}

/* "set the cause as X", "turned it over to the court": an open relation to the object alone is half of it. */
static bool cut_short(const bl_walk *w, const bl_lex_line *line, uint32_t trigger, const filled *object) {
  if (line->pos != 'v' || line->word_count > 1 || !bl_str_eq_c(line->predicate, "rel") || object->tokens.count != 1) return false;
  if (object->slot->position != BL_AT_OBJ || object->slot->form == BL_AS_NUMBER || token_at(w, object->tokens.items[0])->head != trigger) return false;
  return object->tokens.items[0] > trigger && bl_cuts_clause(w, trigger, object->tokens.items[0]);
}

static bool tell_whole(bl_maker *m, const bl_lex_line *line, uint32_t trigger, const filled *subject, const filled *object) {
  if (line->event.n) {
    uint32_t event = bl_emit_event(m, line->event, trigger);
    for (uint32_t i = 0; i < subject->tokens.count; i++) bl_event_role(m, event, "agent", bl_arg_entity(m, subject->tokens.items[i], true));
    bl_event_role(m, event, "patient", object_arg(m, line, trigger, object->slot, object->tokens.items[0]));
  }
  return bl_describe_clause(m, trigger);
}

static bool tell(bl_maker *m, const bl_lex_line *line, uint32_t trigger, const filled *subject, const filled *object) {
  if (cut_short(&m->walk, line, trigger, object) && tell_whole(m, line, trigger, subject, object)) return true;
  bl_origin origin = origin_of(m, line);
  uint32_t event = line->event.n ? bl_emit_event(m, line->event, trigger) : BL_NONE;
  bl_str predicate = predicate_of(m, line, object->tokens.count ? object->slot : NULL, &origin);
  bool done = false;
  bool pair = line->flags & BL_LEX_SYMMETRIC && !object->tokens.count && (line->word_count > 1 || bl_child_with(&m->walk, trigger, BL_DEP_OBJ) == BL_NONE);
  if (pair && subject->tokens.count == 2) {
    bl_arg a = bl_arg_entity(m, subject->tokens.items[0], true), b = bl_arg_entity(m, subject->tokens.items[1], true);
    if (event != BL_NONE) bl_event_role(m, event, "agent", a), bl_event_role(m, event, "patient", b);
    return bl_emit(m, a, predicate, b, trigger, event, &origin) != BL_NONE;
  }
  for (uint32_t i = 0; i < subject->tokens.count || (i == 0 && !subject->tokens.count); i++) {
    bl_arg s = {.token = BL_NONE};
    if (subject->tokens.count) {
      if (subject->slot->form == BL_AS_EVENT && m->event_at[subject->tokens.items[i]] == BL_NONE) bl_emit_event(m, bl_event_class(m, subject->tokens.items[i]), subject->tokens.items[i]);
      if (is_both(&m->walk, subject->tokens.items[i])) continue;
      s = subject->slot->form == BL_AS_EVENT ? (bl_arg){.kind = BL_ARG_EVENT, .index = m->event_at[subject->tokens.items[i]], .token = subject->tokens.items[i]}
                                            : bl_arg_entity(m, subject->tokens.items[i], true);
    } else if (bl_str_eq_c(line->event, "Recapture")) {
      s = bl_agent_before(m, line, trigger);
      origin.confidence = 60;
    } else if (bl_str_eq_c(line->predicate, "attacked") && line->pos == 'v' && object->tokens.count == 1) {
      s = bl_other_side_before(m, trigger, object->tokens.items[0]);
      origin.confidence = 60;
    }
    if (s.kind == BL_ARG_NONE && line->counts.n && subject->tokens.count) s = bl_counted_before(m, subject->tokens.items[i]);
    if (event != BL_NONE) bl_event_role(m, event, line->subject.count && subject->slot->position == BL_AT_OBJ ? "patient" : "agent", s);
    for (uint32_t j = 0; j < object->tokens.count; j++) {
      if (object->slot->form == BL_AS_NUMBER && counts_another(&m->walk, subject, i, object->tokens.items[j])) continue;
      bl_arg o = object_arg(m, line, trigger, object->slot, other_side(m, trigger, subject, i, object->tokens.items[j]));
      if (event != BL_NONE && object->slot->form != BL_AS_NUMBER) bl_event_role(m, event, "patient", o);
      if (predicate.n && bl_emit(m, s, predicate, o, trigger, event, &origin) != BL_NONE) done = true;
      if (done && is_clause(object->slot) && o.kind == BL_ARG_LITERAL && !bl_str_starts(predicate, BL_STR("rel")))
        BL_EACH_CHILD(&m->walk, c, object->tokens.items[j]) if (is_another(&m->walk, object->tokens.items[j], c)) bl_emit(m, s, predicate, another_arg(m, c), trigger, event, &origin);
      bl_arg target = (line->word_count > 1 || bl_str_eq_c(token_at(&m->walk, trigger)->lemma, "claim")) && bl_str_eq_c(line->predicate, "attacked") ? bl_target_before(m, object->tokens.items[j]) : (bl_arg){.token = BL_NONE};
      if (target.kind != BL_ARG_NONE) bl_emit(m, s, predicate, target, trigger, event, &origin);
    }
  }
  return done || (!line->predicate.n && event != BL_NONE);
}

static bool is_both_sides(const bl_walk *w, const filled *subject) {
  return subject->tokens.count == 1 && bl_in_class(w, subject->tokens.items[0], w->classes->both_sides);
}

/* Whether a line may tell its event though its object is missing: not when it is the kind of object that gives the word this
 * sense ("hold talks", "lift a ban"), nor when another object stands there ("took the train"). */
static bool stands_alone(const bl_walk *w, const bl_lex_line *line, uint32_t trigger, const uint32_t *words) {
  static const bl_slot object = {.position = BL_AT_OBJ, .prep = BL_NONE, .cond = {0, UINT16_MAX, false, false, 0}};
  bool open = !line->object.count;
  for (int i = 0; i < line->object.count; i++) open |= line->object.items[i].cond.class_id == UINT16_MAX;
  if (!open || line->pos != 'v') return open;
  bl_tokens others = {0};
  bl_args_at(w, trigger, &object, &others);
  drop_words(&others, words, line->word_count);
  for (uint32_t i = 0; i < others.count && open; i++)
    for (int k = 0; k < line->subject.count; k++) open &= line->subject.items[k].position == BL_AT_OBJ;
  BL_VEC_FREE(&others);
  return open;
}

/* "attacked by troops": the agent stands with its verb. */
static bool is_agent(const bl_walk *w, uint32_t trigger, const filled *subject) {
  return subject->tokens.count && token_at(w, subject->tokens.items[0])->head == trigger && bl_plain_dep(w, subject->tokens.items[0]) == BL_DEP_OBL;
}

/* A side is not named: the event alone. */
static void tell_alone(bl_maker *m, const bl_lex_line *line, uint32_t trigger, const filled *subject, const filled *object) {
  uint32_t event = bl_emit_event(m, line->event, trigger);
  for (uint32_t i = 0; i < subject->tokens.count; i++) bl_event_role(m, event, "agent", bl_arg_entity(m, subject->tokens.items[i], false));
  for (uint32_t i = 0; i < object->tokens.count; i++) bl_event_role(m, event, "patient", bl_arg_entity(m, object->tokens.items[i], false));
}

/* "The attack carried out by the Front": what was attacked stands in the sentences before. */
static bool tell_known_target(bl_maker *m, const bl_lex_line *line, uint32_t trigger, const filled *subject) {
  bl_arg target = bl_target_before(m, trigger);
  if (target.kind == BL_ARG_NONE) return false;
  bl_origin origin = origin_of(m, line);
  origin.confidence = 60;
  uint32_t event = bl_emit_event(m, line->event, trigger);
  bool done = false;
  for (uint32_t i = 0; i < subject->tokens.count; i++) {
    bl_arg agent = bl_arg_entity(m, subject->tokens.items[i], true);
    bl_event_role(m, event, "agent", agent);
    done |= bl_emit(m, agent, line->predicate, target, trigger, event, &origin) != BL_NONE;
  }
  return done;
}

static bool any_filled(const bl_walk *w, uint32_t trigger, const bl_slots *slots, const uint32_t *words, int word_count) {
  filled found = {0};
  fill(w, trigger, slots, words, word_count, false, &found);
  bool any = found.tokens.count > 0;
  BL_VEC_FREE(&found.tokens);
  return any;
}

/* The conditions of the last column on what else stands at the word. */
static bool conditions_hold(const bl_walk *w, const bl_lex_line *line, uint32_t trigger, const uint32_t *words) {
  if (line->when.count && !any_filled(w, trigger, &line->when, words, line->word_count)) return false;
  return !line->unless.count || !any_filled(w, trigger, &line->unless, words, line->word_count);
}

/* Tries one line; true when it made a claim (or its event, for a line without predicate). `alone`: make its event though
 * a side is missing. */
static bool fire_line(bl_maker *m, const bl_lex_line *line, uint32_t trigger, bool alone) {
  bl_walk *w = &m->walk;
  uint32_t words[BL_LEX_MAX_WORDS];
  if (!has_words(w, line, trigger, words) || !conditions_hold(w, line, trigger, words)) return false;
  filled subject = {0}, object = {0};
  bool told = false, second = false;
  bl_lex_line both;
  if (line->counts.n && bl_killed_or_injured(w, trigger, &second)) {
    if (second) return true;
    both = *line;
    both.predicate = BL_STR("casualtyCount");
    both.counts = BL_STR("casualties");
    line = &both;
  }
  bool victims = bl_str_eq_c(line->counts, "killed") || bl_str_eq_c(line->counts, "injured");
  bool s = fill(w, trigger, &line->subject, words, line->word_count, victims, &subject), o = fill(w, trigger, &line->object, words, line->word_count, victims, &object);
  bool symmetric = line->flags & BL_LEX_SYMMETRIC;
  if (s && line->pos == 'v' && subject.slot && subject.slot->position == BL_AT_SUBJ && !is_agent(w, trigger, &subject) && bl_doubtful_subject(w, trigger)) subject.tokens.count = 0, s = false;
  if (s && line->pos == 'v' && bl_str_starts(line->predicate, BL_STR("rel")) && !is_agent(w, trigger, &subject) && bl_only_imagined(w, trigger)) subject.tokens.count = 0, s = false;
  if (line->flags & BL_LEX_NOTHING) {
    BL_VEC_FREE(&subject.tokens);
    BL_VEC_FREE(&object.tokens);
    return s && o;
  }
  if (symmetric && is_both_sides(w, &subject)) {
    told = bl_tell_by_context(m, line, trigger, bl_emit_event(m, line->event, trigger), origin_of(m, line));
  } else if (s && (o || (symmetric && subject.tokens.count == 2))) {
    told = tell(m, line, trigger, &subject, &object);
  }
  bool other_object = line->pos == 'v' && bl_child_with(w, trigger, BL_DEP_OBJ) != BL_NONE; /* "to fight terrorism" */
  if (!told && alone && symmetric && !other_object && !subject.tokens.count && !object.tokens.count && line->event.n) told = bl_tell_by_context(m, line, trigger, bl_emit_event(m, line->event, trigger), origin_of(m, line));
  if (!told && line->pos == 'n' && s && subject.tokens.count && !object.tokens.count && bl_str_eq_c(line->predicate, "attacked")) told = tell_known_target(m, line, trigger, &subject);
  if (!told && alone && line->event.n && !(s && o) && (object.tokens.count || stands_alone(w, line, trigger, words)) && (subject.tokens.count || object.tokens.count || line->pos == 'n')) tell_alone(m, line, trigger, &subject, &object);
  if (told) {
    if (m->event_at[trigger] != BL_NONE) add_roles(m, line, trigger, m->event_at[trigger]);
    for (int i = 1; i < line->word_count; i++) m->used[words[i]] = true;
    bool past = token_at(w, trigger)->xpos == BL_XPOS_VBD || token_at(w, trigger)->xpos == BL_XPOS_VBN;
    m->told[trigger] = line->predicate.n > 0 || !past; /* an event alone leaves the clause to be told: "resigned to avoid a trial" */
  }
  BL_VEC_FREE(&subject.tokens);
  BL_VEC_FREE(&object.tokens);
  return told;
}

static void fire(bl_maker *m, uint32_t trigger, bool nouns) {
  const bl_wordbook *lexicon = m->walk.lexicon;
  uint32_t lemma = m->walk.lemma[trigger];
  if (lemma >= lexicon->first.count || m->used[trigger] || (nouns && in_name(&m->walk, trigger))) return;
  bool done = false;
  for (int pass = 0; pass < 4; pass++) { /* longer triggers, then shorter ones; then events with a side missing */
    if (pass == 2 && (done || m->event_at[trigger] != BL_NONE)) return;
    for (uint32_t i = lexicon->first.items[lemma]; i != BL_NONE; i = lexicon->lines.items[i].next) {
      const bl_lex_line *line = &lexicon->lines.items[i];
      if ((line->word_count > 1) != (pass % 2 == 0) || (line->pos == 'n') != nouns || !pos_fits(&m->walk, trigger, line->pos) || other_verb(&m->walk, line, trigger)) continue;
      if (!fire_line(m, line, trigger, pass >= 2)) {
        if (pass >= 2 && m->event_at[trigger] != BL_NONE) return;
        continue;
      }
      done = true;
      if (!(line->flags & BL_LEX_ALSO)) return;
    }
  }
}

void bl_run_lexicon(bl_maker *m) {
  for (uint32_t s = 0; s < m->walk.doc->sentences.count; s++) {
    bl_span span = m->walk.doc->sentences.items[s].tokens;
    for (uint32_t t = span.begin; t < span.end; t++) fire(m, t, false);
    for (uint32_t t = span.begin; t < span.end; t++) fire(m, t, true);
  }
}

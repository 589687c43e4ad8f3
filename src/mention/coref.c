/* The coreference tool: prepares the work space and runs the sieves; see coref.h and coref_work.h. */
#include "mention/coref.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "mention/coref_work.h"

struct bl_coref_tool {
  bl_coref_lexicon *lexicon;
};

bl_status bl_coref_open(const char *data_dir, bl_coref_tool **out) {
  bl_coref_tool *tool = bl_calloc(1, sizeof *tool);
  *out = NULL;
  bl_status status = bl_coref_lexicon_open(data_dir, &tool->lexicon);
  if (status != BL_OK)
    bl_coref_close(tool);
  else
    *out = tool;
  return status;
}

void bl_coref_close(bl_coref_tool *tool) {
  if (!tool) return;
  bl_coref_lexicon_close(tool->lexicon);
  free(tool);
}

/* Children of each token in order, as lists. */
static void index_children(cr_work *w) {
  uint32_t n = w->doc->tokens.count;
  w->first_child = BL_ARENA_NEW(w->arena, uint32_t, n + 1);
  w->next_sibling = BL_ARENA_NEW(w->arena, uint32_t, n + 1);
  for (uint32_t i = 0; i < n; i++) w->first_child[i] = w->next_sibling[i] = BL_NONE;
  for (uint32_t i = n; i-- > 0;) {
    uint32_t head = w->doc->tokens.items[i].head;
    if (head >= n || head == i) continue;
    w->next_sibling[i] = w->first_child[head];
    w->first_child[head] = i;
  }
}

bool cr_opens_quote(const cr_work *w, uint32_t i) {
  const bl_token *t = w->doc->tokens.items;
  if (bl_str_eq_c(t[i].form, "“") || bl_str_eq_c(t[i].form, "``")) return true;
  return bl_str_eq_c(t[i].form, "\"") && i > 0 && i + 1 < w->doc->tokens.count && t[i - 1].space_after && !t[i].space_after;
}

/* Tokens between quotation marks; a mark left open ends with its paragraph. A straight one may open again what is open: "A. "B." */
static void find_quotes(cr_work *w) {
  w->quoted = BL_ARENA_NEW(w->arena, bool, w->doc->tokens.count + 1);
  bool open = false;
  uint32_t paragraph = BL_NONE;
  for (uint32_t i = 0; i < w->doc->tokens.count; i++) {
    const bl_token *t = &w->doc->tokens.items[i];
    uint32_t now = w->doc->sentences.items[t->sentence].paragraph;
    if (now != paragraph) open = false;
    paragraph = now;
    bool begins = bl_str_eq_c(t->form, "“") || bl_str_eq_c(t->form, "``"),
         ends = bl_str_eq_c(t->form, "”") || bl_str_eq_c(t->form, "''");
    bool either = bl_str_eq_c(t->form, "\"");
    if (begins || ends || either)
      open = begins || (either && (!open || cr_opens_quote(w, i)));
    else
      w->quoted[i] = open;
  }
}

static bool is_dash(const bl_token *t) { return bl_str_eq_c(t->form, "-") || bl_str_eq_c(t->form, "–") || bl_str_eq_c(t->form, "—") || bl_str_eq_c(t->form, "--"); }

/* "KESH, April 11 (Northern Wire) - ": where the line before a report ends, its begin if there is none. */
static uint32_t dateline_end(const cr_work *w, bl_span s) {
  const bl_token *t = w->doc->tokens.items;
  if (s.begin >= s.end || t[s.begin].upos != BL_POS_PROPN) return s.begin;
  bool mark = false;
  for (uint32_t i = s.begin; i < s.end && i < s.begin + 14; i++) {
    if (is_dash(&t[i]) && mark && t[i - 1].space_after && t[i].space_after) return i;
    bool comma = bl_str_eq_c(t[i].form, ",") || bl_str_eq_c(t[i].form, "(") || bl_str_eq_c(t[i].form, ")") || bl_str_eq_c(t[i].form, "/");
    mark |= comma;
    if (!comma && t[i].upos != BL_POS_PROPN && t[i].upos != BL_POS_NUM && t[i].upos != BL_POS_PUNCT) return s.begin;
  }
  return s.begin;
}

static void find_datelines(cr_work *w) {
  w->dateline = BL_ARENA_NEW(w->arena, bool, w->doc->tokens.count + 1);
  for (uint32_t s = 0; s < w->doc->sentences.count; s++) {
    bl_span t = w->doc->sentences.items[s].tokens;
    uint32_t end = dateline_end(w, t);
    for (uint32_t i = t.begin; i < end; i++) w->dateline[i] = true;
  }
}

/* Sentences that are not wholly quoted, counted on. */
static void count_told(cr_work *w) {
  uint32_t count = 0;
  w->told = BL_ARENA_NEW(w->arena, uint32_t, w->doc->sentences.count + 1);
  for (uint32_t s = 0; s < w->doc->sentences.count; s++) {
    bl_span t = w->doc->sentences.items[s].tokens;
    bool told = false;
    for (uint32_t i = t.begin; i < t.end; i++) told |= !w->quoted[i] && w->doc->tokens.items[i].upos != BL_POS_PUNCT;
    w->told[s] = count += told;
  }
}

static cr_definite definiteness(const cr_work *w, const bl_mention *m) {
  for (uint32_t c = w->first_child[m->head]; c != BL_NONE; c = w->next_sibling[c]) {
    const bl_token *t = &w->doc->tokens.items[c];
    if (t->dep == BL_DEP_NMOD_POSS && c < m->head) return CR_POSSESSIVE;
    if (t->dep != BL_DEP_DET) continue;
    if (bl_str_eq_nocase(t->form, BL_STR("the"))) return CR_DEFINITE;
    if (bl_str_eq_nocase(t->form, BL_STR("this")) || bl_str_eq_nocase(t->form, BL_STR("these")) ||
        bl_str_eq_nocase(t->form, BL_STR("that")) || bl_str_eq_nocase(t->form, BL_STR("those")))
      return CR_THIS;
    return CR_INDEFINITE;
  }
  return CR_BARE;
}

/* The noun of a description, or of the title that a person's name begins with; one for all nouns of one meaning. */
static bl_str noun_of(const cr_work *w, const bl_mention *m) {
  const bl_token *t = &w->doc->tokens.items[m->kind == BL_MK_NAME ? m->tokens.begin : m->head];
  bl_str noun = bl_utf8_lower(w->arena, t->lemma.n && m->kind != BL_MK_NAME ? t->lemma : t->form);
  return m->type == BL_ET_PERSON || m->type == BL_ET_GROUP ? bl_title_noun(w->lexicon, noun) : noun;
}

static bool begins_with_title(const cr_work *w, const bl_mention *m) {
  bool person = m->kind == BL_MK_NAME && m->type == BL_ET_PERSON && m->tokens.end - m->tokens.begin > 1;
  return person && bl_lex_word_str(w->lexicon->names, w->doc->tokens.items[m->tokens.begin].form) & BL_LX(TITLE);
}

static void describe_mentions(cr_work *w) {
  w->at_head = BL_ARENA_NEW(w->arena, uint32_t, w->doc->tokens.count + 1);
  for (uint32_t i = 0; i < w->doc->tokens.count; i++) w->at_head[i] = BL_NONE;
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = &w->doc->mentions.items[i];
    uint32_t *at = &w->at_head[m->head];
    if (*at == BL_NONE) *at = i; /* outer mentions come first */
    if (m->kind == BL_MK_NOMINAL) {
      w->mentions[i].lemma = bl_hash(noun_of(w, m));
      w->mentions[i].definite = (uint8_t)definiteness(w, m);
    }
    if (begins_with_title(w, m)) w->mentions[i].lemma = bl_hash(noun_of(w, m));
    if (m->kind == BL_MK_PRONOUN) {
      const bl_pronoun *p = bl_pronoun_of(w->lexicon, bl_utf8_lower(w->arena, w->doc->tokens.items[m->head].form));
      w->mentions[i].person = p ? p->person : 0;
    }
  }
}

/* "three towns, A, B and C": names that are listed as places are places, whatever they look like. */
static void type_listed(const cr_work *w) {
  bl_doc *doc = w->doc;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    bl_mention *name = &doc->mentions.items[i];
    uint32_t t = name->head;
    if (name->kind != BL_MK_NAME || cr_family((bl_etype)name->type) == 2) continue;
    if (doc->tokens.items[t].dep == BL_DEP_CONJ) t = doc->tokens.items[t].head;
    if (t >= doc->tokens.count || doc->tokens.items[t].dep != BL_DEP_APPOS || doc->tokens.items[t].head >= t) continue;
    const bl_token *noun = &doc->tokens.items[doc->tokens.items[t].head];
    bool listed = noun->xpos == BL_XPOS_NNS && t != name->head; /* one of several */
    if (listed && cr_family(bl_noun_type(w->lexicon, bl_utf8_lower(w->arena, noun->lemma), true)) == 2) name->type = BL_ET_PLACE;
  }
}

/* "the elder Hale": the word that tells him from the other Hale is part of his name. */
static void stretch_elders(bl_doc *doc) {
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    bl_mention *m = &doc->mentions.items[i];
    uint32_t at = m->tokens.begin;
    if (m->kind != BL_MK_NAME || m->type != BL_ET_PERSON || m->tokens.end - at != 1 || at < 1) continue;
    const bl_token *t = &doc->tokens.items[at - 1];
    bool elder = bl_str_eq_c(t->form, "elder") || bl_str_eq_c(t->form, "younger");
    if (elder && t->sentence == t[1].sentence) m->tokens.begin--;
  }
}

bl_status bl_coref_run(const bl_coref_tool *tool, bl_doc *doc) {
  if (!doc->tokens.count) return BL_OK;
  bl_arena arena = {0};
  cr_work w = {.lexicon = tool->lexicon, .doc = doc, .arena = &arena};
  cr_hang_titles(tool->lexicon, doc);
  stretch_elders(doc);
  for (uint32_t s = 0; s < doc->sentences.count; s++) bl_doc_cut_cycles(doc, doc->sentences.items[s].tokens); /* names and titles hung words elsewhere */
  index_children(&w);
  find_quotes(&w);
  cr_find_quotations(&w);
  count_told(&w);
  find_datelines(&w);
  cr_find_mentions(tool->lexicon, doc, &arena, w.first_child, w.next_sibling);
  type_listed(&w);
  cr_begin(&w);
  describe_mentions(&w);
  cr_link_names(&w);
  cr_link_structure(&w);
  cr_link_anaphora(&w);
  cr_write_entities(&w);
  bl_arena_free(&arena);
  return BL_OK;
}

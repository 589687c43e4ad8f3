/* The explanation of a sentence; see dump_explain.h. Trees are drawn as `tree` draws folders, children in text order. */
#include "doc/dump_explain.h"

#include <string.h>

static bl_str or_dash(bl_str s) { return s.n ? s : BL_STR("-"); }

static bl_str entity_label(const bl_doc *doc, uint32_t entity) {
  return entity < doc->entities.count ? or_dash(doc->entities.items[entity].label) : BL_STR("-");
}

/* ---- the tree --------------------------------------------------------------------------------------------------- */

static void draw(const bl_doc *doc, uint32_t token, bl_buf *indent, bl_buf *out) {
  size_t length = indent->n;
  for (uint32_t c = bl_child(doc, token, BL_NONE); c != BL_NONE;) {
    uint32_t next = bl_child(doc, token, c);
    const bl_token *t = &doc->tokens.items[c];
    bl_buf_printf(out, "    " BL_STR_FMT "%s %s: " BL_STR_FMT "  (%s)\n", BL_STR_ARG(bl_buf_view(indent)),
                  next == BL_NONE ? "└─" : "├─", bl_dep_name(t->dep), BL_STR_ARG(t->form), bl_upos_name(t->upos));
    bl_buf_c(indent, next == BL_NONE ? "   " : "│  ");
    draw(doc, c, indent, out);
    indent->n = length;
    c = next;
  }
}

static void explain_tree(const bl_doc *doc, bl_span tokens, bl_buf *out) {
  bl_buf indent = {0};
  bl_buf_c(out, "  tree\n");
  for (uint32_t i = tokens.begin; i < tokens.end; i++) {
    const bl_token *t = &doc->tokens.items[i];
    if (t->head != BL_NONE || t->dep != BL_DEP_ROOT) continue;
    bl_buf_printf(out, "    " BL_STR_FMT "  (%s, root)\n", BL_STR_ARG(t->form), bl_upos_name(t->upos));
    draw(doc, i, &indent, out);
  }
  bl_buf_free(&indent);
}

/* ---- mentions, times, quantities -------------------------------------------------------------------------------- */

static bool within(bl_span inner, bl_span outer) { return inner.begin >= outer.begin && inner.begin < outer.end; }

static void explain_mentions(bl_doc *doc, bl_span tokens, bl_buf *out) {
  static const char *const kinds[] = {"name", "nominal", "pronoun", "demonym", "handle"};
  bool title = false;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *m = &doc->mentions.items[i];
    if (!within(m->tokens, tokens)) continue;
    if (!title) bl_buf_c(out, "  mentions\n");
    title = true;
    bl_buf_printf(out, "    " BL_STR_FMT "  %s, %s -> " BL_STR_FMT "\n", BL_STR_ARG(bl_doc_span_text(doc, m->tokens)),
                  kinds[m->kind <= BL_MK_HANDLE ? m->kind : 0], bl_etype_name(m->type),
                  BL_STR_ARG(entity_label(doc, m->entity)));
  }
}

static void explain_times(bl_doc *doc, bl_span tokens, bl_buf *out) {
  bool title = false;
  for (uint32_t i = 0; i < doc->times.count; i++) {
    const bl_time *t = &doc->times.items[i];
    if (!within(t->tokens, tokens)) continue;
    if (!title) bl_buf_c(out, "  times\n");
    title = true;
    bl_buf_printf(out, "    " BL_STR_FMT "  = " BL_STR_FMT "\n",
                  BL_STR_ARG(bl_str_slice(doc->text, t->bytes.begin, t->bytes.end)), BL_STR_ARG(or_dash(t->value)));
  }
}

bl_str bl_quantity_text(bl_doc *doc, uint32_t quantity) {
  const bl_quantity *q = &doc->quantities.items[quantity];
  bl_buf b = {0};
  bool equal = bl_str_eq(q->min, q->max);
  if (q->min.n && q->max.n && !equal) {
    bl_buf_printf(&b, BL_STR_FMT "-" BL_STR_FMT, BL_STR_ARG(q->min), BL_STR_ARG(q->max));
  } else {
    const char *sign = equal ? (q->approximate ? "~" : "") : q->min.n ? (q->exclusive_min ? ">" : ">=") : (q->exclusive_max ? "<" : "<=");
    bl_buf_printf(&b, "%s" BL_STR_FMT, q->min.n || q->max.n ? sign : "", BL_STR_ARG(q->min.n ? q->min : q->max));
  }
  bl_str text = b.n ? bl_str_copy(&doc->arena, bl_buf_view(&b)) : bl_doc_span_text(doc, q->tokens);
  bl_buf_free(&b);
  return text;
}

static void explain_quantities(bl_doc *doc, bl_span tokens, bl_buf *out) {
  bool title = false;
  for (uint32_t i = 0; i < doc->quantities.count; i++) {
    const bl_quantity *q = &doc->quantities.items[i];
    if (!within(q->tokens, tokens)) continue;
    if (!title) bl_buf_c(out, "  quantities\n");
    title = true;
    bl_buf_printf(out, "    " BL_STR_FMT "  = " BL_STR_FMT " " BL_STR_FMT "\n",
                  BL_STR_ARG(bl_doc_span_text(doc, q->tokens)), BL_STR_ARG(bl_quantity_text(doc, i)), BL_STR_ARG(q->unit));
  }
}

/* ---- attributions ----------------------------------------------------------------------------------------------- */

static void put_spans(bl_doc *doc, bl_spans spans, bl_buf *out) {
  if (!spans.count) bl_buf_c(out, "-");
  for (uint32_t i = 0; i < spans.count; i++) {
    if (i) bl_buf_c(out, " ... ");
    bl_buf_str(out, bl_doc_span_text(doc, spans.items[i]));
  }
}

static void explain_attributions(bl_doc *doc, bl_span tokens, bl_buf *out) {
  bool title = false;
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const bl_attribution *a = &doc->attributions.items[i];
    if (!a->cue.count || !within(a->cue.items[0], tokens)) continue;
    if (!title) bl_buf_c(out, "  attributions\n");
    title = true;
    bl_buf_c(out, "    ");
    put_spans(doc, a->source, out);
    bl_buf_c(out, "  --[");
    put_spans(doc, a->cue, out);
    bl_buf_printf(out, "]-->  (%s, rule " BL_STR_FMT ")\n      ", bl_modality_name(a->modality), BL_STR_ARG(or_dash(a->rule)));
    put_spans(doc, a->content, out);
    bl_buf_char(out, '\n');
  }
}

/* ---- claims ----------------------------------------------------------------------------------------------------- */

/* "(Killing: killed; agent the police; patient 12 miners)": which event is meant. */
static bl_str event_text(bl_doc *doc, const bl_event *e, bool roles) {
  bl_buf text = {0};
  bl_buf_printf(&text, "(" BL_STR_FMT ": " BL_STR_FMT, BL_STR_ARG(e->class_name), BL_STR_ARG(doc->tokens.items[e->trigger].form));
  for (uint32_t i = 0; roles && i < e->role_count; i++) {
    const bl_role *role = &e->roles[i];
    if (!bl_str_eq_c(role->name, "agent") && !bl_str_eq_c(role->name, "patient")) continue;
    bl_str who = role->entity == BL_NONE ? role->literal : entity_label(doc, role->entity);
    bl_buf_printf(&text, "; " BL_STR_FMT " " BL_STR_FMT, BL_STR_ARG(role->name), BL_STR_ARG(who));
  }
  bl_buf_char(&text, ')');
  bl_str copy = bl_str_copy(&doc->arena, bl_buf_view(&text));
  bl_buf_free(&text);
  return copy;
}

bl_str bl_claim_subject_text(bl_doc *doc, uint32_t claim, bool roles) {
  const bl_claim *c = &doc->claims.items[claim];
  if (c->subject != BL_NONE) return entity_label(doc, c->subject);
  if (c->subject_event == BL_NONE) return BL_STR("-");
  return event_text(doc, &doc->events.items[c->subject_event], roles);
}

/* "62 patient (receive)": money, percents and measures say nothing without their unit, and other numbers neither if they do
 * not tell how many fell. */
static bl_str measured_text(bl_doc *doc, const bl_claim *c) {
  const bl_quantity *q = &doc->quantities.items[c->object];
  bl_str text = bl_quantity_text(doc, c->object);
  bool amount = bl_str_eq_c(c->predicate, "hasQuantity");
  bool measured = q->kind == BL_QK_PERCENT || q->kind == BL_QK_MONEY || q->kind == BL_QK_MEASURE;
  if (q->unit.n && (measured || amount)) text = bl_str_from(bl_arena_printf(&doc->arena, BL_STR_FMT " " BL_STR_FMT, BL_STR_ARG(text), BL_STR_ARG(q->unit)));
  if (!amount || !c->counts.n || bl_str_eq_c(c->counts, "age")) return text;
  return bl_str_from(bl_arena_printf(&doc->arena, BL_STR_FMT " (" BL_STR_FMT ")", BL_STR_ARG(text), BL_STR_ARG(c->counts)));
}

bl_str bl_claim_object_text(bl_doc *doc, uint32_t claim) {
  const bl_claim *c = &doc->claims.items[claim];
  switch ((bl_object_kind)c->object_kind) {
    case BL_OBJ_ENTITY: return entity_label(doc, c->object);
    case BL_OBJ_QUANTITY: return measured_text(doc, c);
    case BL_OBJ_CLAIM: return bl_str_from(bl_arena_printf(&doc->arena, "(claim %u)", c->object + 1));
    case BL_OBJ_LITERAL: break;
  }
  return or_dash(c->literal);
}

static void put_chain(bl_doc *doc, uint32_t attribution, int depth, bl_buf *out) {
  enum { CHAIN_LIMIT = 16 };
  if (attribution == BL_NONE || depth > CHAIN_LIMIT) return;
  const bl_attribution *a = &doc->attributions.items[attribution];
  put_chain(doc, a->outer, depth + 1, out);
  if (a->outer != BL_NONE) bl_buf_c(out, " > ");
  bl_buf_str(out, entity_label(doc, a->entity));
}

void bl_dump_explain_claim(bl_doc *doc, uint32_t claim, bl_buf *out) {
  const bl_claim *c = &doc->claims.items[claim];
  bl_buf_printf(out, "    %u. %s" BL_STR_FMT " | " BL_STR_FMT " | ", claim + 1, c->polarity == BL_NEGATED ? "NOT " : "",
                BL_STR_ARG(bl_claim_subject_text(doc, claim, true)), BL_STR_ARG(c->predicate));
  bl_buf_printf(out, BL_STR_FMT "\n       %s", BL_STR_ARG(bl_claim_object_text(doc, claim)), bl_modality_name(c->modality));
  if (c->attribution != BL_NONE) {
    bl_buf_c(out, ", said by ");
    put_chain(doc, c->attribution, 0, out);
  }
  for (int i = 0; i < BL_PLACES && c->places.at[i] != BL_NONE; i++)
    bl_buf_printf(out, "%s" BL_STR_FMT, i ? " and " : ", in ", BL_STR_ARG(entity_label(doc, c->places.at[i])));
  if (c->time != BL_NONE) bl_buf_printf(out, ", on " BL_STR_FMT, BL_STR_ARG(or_dash(doc->times.items[c->time].value)));
  bl_buf_printf(out, "\n       rule " BL_STR_FMT " (" BL_STR_FMT "), confidence %.2f\n", BL_STR_ARG(or_dash(c->rule)),
                BL_STR_ARG(or_dash(c->rule_place)), c->confidence / 100.0);
}

static void explain_claims(bl_doc *doc, bl_span tokens, bl_buf *out) {
  bool title = false;
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    if (!within((bl_span){doc->claims.items[i].trigger, doc->claims.items[i].trigger + 1}, tokens)) continue;
    if (!title) bl_buf_c(out, "  claims\n");
    title = true;
    bl_dump_explain_claim(doc, i, out);
  }
}

void bl_dump_explain_sentence(bl_doc *doc, uint32_t number, bl_buf *out) {
  bl_span tokens = doc->sentences.items[number].tokens;
  if (tokens.begin >= tokens.end) return;
  bl_span cp = bl_doc_cp_span(doc, bl_doc_token_bytes(doc, tokens));
  bl_buf_printf(out, BL_STR_FMT ", sentence %u (characters %u-%u)\n  " BL_STR_FMT "\n", BL_STR_ARG(doc->file_name),
                number + 1, cp.begin, cp.end, BL_STR_ARG(bl_doc_span_text(doc, tokens)));
  explain_tree(doc, tokens, out);
  explain_mentions(doc, tokens, out);
  explain_times(doc, tokens, out);
  explain_quantities(doc, tokens, out);
  explain_attributions(doc, tokens, out);
  explain_claims(doc, tokens, out);
  bl_buf_char(out, '\n');
}

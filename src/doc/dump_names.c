/* Prints names for scorers and people; see dump_names.h. */
#include "doc/dump_names.h"

#include <stdlib.h>

static const char *const kinds[] = {"name", "nominal", "pronoun", "demonym", "handle"};

static const char *tag_type(const bl_mention *m) {
  if (m->kind == BL_MK_DEMONYM) return bl_etype_name(BL_ET_GROUP);
  return m->type == BL_ET_OTHER ? "Misc" : bl_etype_name((bl_etype)m->type);
}

static bool is_name(const bl_mention *m) {
  return m->kind == BL_MK_NAME || m->kind == BL_MK_DEMONYM || m->kind == BL_MK_HANDLE;
}

/* What a token is tagged with: a class, and the beginning of the tagged span; NULL: nothing. */
typedef struct token_tag {
  const char *type;
  uint32_t begin;
} token_tag;

static void tag_span(token_tag *tags, bl_span span, const char *type) {
  for (uint32_t i = span.begin; i < span.end; i++)
    if (tags[i].type) return;
  for (uint32_t i = span.begin; i < span.end; i++) tags[i] = (token_tag){type, span.begin};
}

/* "3 May", "Monday", "2021"; not "last month", "now". */
static bool is_named_date(const bl_doc *doc, const bl_time *time) {
  if (time->type != BL_TX_DATE) return false;
  for (uint32_t i = time->tokens.begin; i < time->tokens.end; i++) {
    char first = doc->tokens.items[i].form.n ? doc->tokens.items[i].form.p[0] : ' ';
    if ((first >= '0' && first <= '9') ||
        (first >= 'A' && first <= 'Z' && i > doc->sentences.items[doc->tokens.items[i].sentence].tokens.begin))
      return true;
  }
  return false;
}

static void tag_document(const bl_doc *doc, token_tag *tags) {
  for (uint32_t k = 0; k < doc->mentions.count; k++) /* outer names come first */
    if (is_name(&doc->mentions.items[k]))
      tag_span(tags, doc->mentions.items[k].tokens, tag_type(&doc->mentions.items[k]));
  for (uint32_t k = 0; k < doc->times.count; k++)
    if (is_named_date(doc, &doc->times.items[k])) tag_span(tags, doc->times.items[k].tokens, "Time");
  for (uint32_t k = 0; k < doc->quantities.count; k++)
    if (doc->quantities.items[k].kind == BL_QK_MONEY) tag_span(tags, doc->quantities.items[k].tokens, "Quantity");
}

void bl_dump_names_iob2(const bl_doc *doc, bl_buf *out) {
  token_tag *tags = bl_calloc(doc->tokens.count + 1, sizeof *tags);
  tag_document(doc, tags);
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const bl_token *t = &doc->tokens.items[i];
    if (i && t->sentence != doc->tokens.items[i - 1].sentence) bl_buf_char(out, '\n');
    bl_buf_str(out, t->form);
    if (tags[i].type)
      bl_buf_printf(out, "\t%c-%s\n", tags[i].begin == i ? 'B' : 'I', tags[i].type);
    else
      bl_buf_c(out, "\tO\n");
  }
  if (doc->tokens.count) bl_buf_char(out, '\n');
  free(tags);
}

static void put_text(bl_buf *out, bl_str text) {
  for (size_t i = 0; i < text.n; i++)
    bl_buf_char(out, text.p[i] == '\n' || text.p[i] == '\t' || text.p[i] == '\r' ? ' ' : text.p[i]);
}

void bl_dump_names_tsv(bl_doc *doc, bl_buf *out) {
  for (uint32_t k = 0; k < doc->mentions.count; k++) {
    const bl_mention *m = &doc->mentions.items[k];
    bl_span cp = bl_doc_cp_span(doc, bl_doc_token_bytes(doc, m->tokens));
    bl_buf_str(out, doc->name);
    bl_buf_printf(out, "\t%u\t%u\t%s\t%s\t", cp.begin, cp.end, bl_etype_name((bl_etype)m->type), kinds[m->kind]);
    if (m->entity == BL_NONE)
      bl_buf_c(out, "-\t-\t");
    else
      bl_buf_printf(out, "%u\t", m->entity), put_text(out, doc->entities.items[m->entity].label),
          bl_buf_char(out, '\t');
    put_text(out, bl_doc_span_text(doc, m->tokens));
    bl_buf_char(out, '\n');
  }
}

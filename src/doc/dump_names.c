/* Prints names for scorers and people; see dump_names.h. */
#include "doc/dump_names.h"

#include <stdlib.h>

static const char *const kinds[] = {"name", "nominal", "pronoun", "demonym", "handle"};

static const char *tag_type(const bl_mention *m) {
  if (m->kind == BL_MK_DEMONYM) return bl_etype_name(BL_ET_GROUP);
  return bl_etype_name((bl_etype)m->type);
}

static bool is_name(const bl_mention *m) {
  return m->kind == BL_MK_NAME || m->kind == BL_MK_DEMONYM || m->kind == BL_MK_HANDLE;
}

void bl_dump_names_iob2(const bl_doc *doc, bl_buf *out) {
  uint32_t *name = bl_malloc((doc->tokens.count + 1) * sizeof *name);
  for (uint32_t i = 0; i < doc->tokens.count; i++) name[i] = BL_NONE;
  for (uint32_t k = 0; k < doc->mentions.count; k++) {
    const bl_mention *m = &doc->mentions.items[k];
    if (!is_name(m) || name[m->tokens.begin] != BL_NONE) continue; /* outer names come first */
    for (uint32_t i = m->tokens.begin; i < m->tokens.end; i++) name[i] = k;
  }
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const bl_token *t = &doc->tokens.items[i];
    if (i && t->sentence != doc->tokens.items[i - 1].sentence) bl_buf_char(out, '\n');
    bl_buf_str(out, t->form);
    if (name[i] == BL_NONE)
      bl_buf_c(out, "\tO\n");
    else
      bl_buf_printf(out, "\t%c-%s\n", doc->mentions.items[name[i]].tokens.begin == i ? 'B' : 'I',
                    tag_type(&doc->mentions.items[name[i]]));
  }
  if (doc->tokens.count) bl_buf_char(out, '\n');
  free(name);
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

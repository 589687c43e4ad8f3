/* byline link: an entity of the document is linked once, by all its names, and every name of it gets the id. */
#include "resolve/link_doc.h"

#include <stdlib.h>
#include <string.h>

#include "resolve/link.h"
#include "resolve/resolver.h"

static bool is_name(const bl_mention *m) { return m->kind == BL_MK_NAME || m->kind == BL_MK_DEMONYM; }

static void add_name(bl_link_item *item, uint32_t room, bl_str name) {
  item->weight++;
  for (uint32_t i = 0; i < item->name_count; i++)
    if (bl_str_eq(item->names[i], name)) return;
  if (item->name_count < room) item->names[item->name_count++] = name;
}

static void collect(bl_doc *doc, bl_arena *arena, bl_link_item *items) {
  enum { MOST_NAMES = 16 };
  for (uint32_t e = 0; e < doc->entities.count; e++) {
    items[e].type = doc->entities.items[e].type;
    items[e].names = BL_ARENA_NEW(arena, bl_str, MOST_NAMES);
    if (doc->entities.items[e].named && doc->entities.items[e].label.n) items[e].names[items[e].name_count++] = doc->entities.items[e].label;
  }
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *m = &doc->mentions.items[i];
    if (m->kind == BL_MK_NAME && m->entity < doc->entities.count)
      add_name(&items[m->entity], MOST_NAMES, bl_doc_span_text(doc, m->tokens));
  }
}

static void print_links(bl_doc *doc, const bl_kb *kb, const bl_link_choice *choices, bl_buf *out) {
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *m = &doc->mentions.items[i];
    if (!is_name(m) || m->entity >= doc->entities.count) continue;
    bl_span cp = bl_doc_cp_span(doc, bl_doc_token_bytes(doc, m->tokens));
    uint32_t entry = choices[m->entity].entry;
    uint32_t qid = entry == BL_NONE ? 0 : bl_kb_get(kb, entry).qid;
    bl_buf_printf(out, BL_STR_FMT "\t%u\t%u\t", BL_STR_ARG(doc->name), (unsigned)cp.begin, (unsigned)cp.end);
    if (qid) bl_buf_printf(out, "Q%u\n", (unsigned)qid);
    else bl_buf_c(out, "NIL\n");
  }
}

void bl_resolver_dump_links(const bl_resolver *resolver, bl_doc *doc, bl_buf *out) {
  bl_arena arena = {0};
  bl_link_item *items = BL_ARENA_NEW(&arena, bl_link_item, doc->entities.count);
  bl_link_choice *choices = BL_ARENA_NEW(&arena, bl_link_choice, doc->entities.count);
  collect(doc, &arena, items);
  for (uint32_t e = 0; e < doc->entities.count; e++) choices[e].entry = BL_NONE;
  if (resolver->kb) bl_link_items(resolver->kb, &resolver->words, items, doc->entities.count, choices);
  print_links(doc, resolver->kb, choices, out);
  bl_arena_free(&arena);
}

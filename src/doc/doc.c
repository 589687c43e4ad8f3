/* Birth, death and plain questions of a document; see doc.h. */
#include "doc/doc.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/utf8.h"

enum { CP_STEP = 64 };

static const char *const etype_names[BL_ET_COUNT] = {
    "Thing", "Person", "ArmedGroup", "Organization", "GovernmentBody", "MediaOutlet", "Group", "AnonymousSource",
    "Country", "Region", "District", "City", "Place", "Facility"};

static const char *const modality_names[] = {"Asserted", "Reported", "Possible", "Planned", "Denied", "Opinion"};

const char *bl_etype_name(bl_etype type) { return type < BL_ET_COUNT ? etype_names[type] : "Thing"; }

int bl_etype_parse(bl_str name) {
  for (int i = 0; i < BL_ET_COUNT; i++)
    if (bl_str_eq_c(name, etype_names[i])) return i;
  return -1;
}

bool bl_etype_is_place(bl_etype type) { return type >= BL_ET_COUNTRY && type <= BL_ET_FACILITY; }

bool bl_etype_is_actor(bl_etype type) { return type >= BL_ET_PERSON && type <= BL_ET_COUNTRY; }

const char *bl_modality_name(bl_modality modality) { return modality_names[modality <= BL_OPINION ? modality : 0]; }

bl_doc *bl_doc_new(void) {
  bl_doc *doc = bl_calloc(1, sizeof *doc);
  doc->path = doc->name = doc->file_name = doc->text = BL_STR("");
  doc->publisher = BL_NONE;
  doc->meta.title = doc->meta.author = doc->meta.publisher = doc->meta.url = doc->meta.language = BL_STR("");
  doc->meta.published = BL_NO_DATE;
  return doc;
}

void bl_doc_free(bl_doc *doc) {
  if (!doc) return;
  BL_VEC_FREE(&doc->diags);
  BL_VEC_FREE(&doc->paragraphs);
  BL_VEC_FREE(&doc->source_map);
  BL_VEC_FREE(&doc->tokens);
  BL_VEC_FREE(&doc->sentences);
  BL_VEC_FREE(&doc->mentions);
  BL_VEC_FREE(&doc->entities);
  BL_VEC_FREE(&doc->times);
  BL_VEC_FREE(&doc->quantities);
  BL_VEC_FREE(&doc->attributions);
  BL_VEC_FREE(&doc->events);
  BL_VEC_FREE(&doc->claims);
  bl_arena_free(&doc->arena);
  free(doc);
}

void bl_doc_set_path(bl_doc *doc, const char *path) {
  doc->path = bl_str_copy(&doc->arena, bl_str_from(path));
  bool standard = bl_str_eq_c(doc->path, "-");
  doc->file_name = standard ? BL_STR("stdin") : bl_base_name(doc->path);
  doc->name = standard ? BL_STR("stdin") : bl_stem(doc->path);
}

void bl_doc_set_text(bl_doc *doc, bl_str text) {
  assert(bl_utf8_valid(text));
  doc->text = bl_str_copy(&doc->arena, text);
  doc->cp_index = BL_ARENA_NEW(&doc->arena, uint32_t, text.n / CP_STEP + 1);
  uint32_t count = 0;
  for (size_t i = 0; i < text.n; i++) {
    if (i % CP_STEP == 0) doc->cp_index[i / CP_STEP] = count;
    count += ((unsigned char)text.p[i] & 0xC0) != 0x80;
  }
  if (text.n % CP_STEP == 0) doc->cp_index[text.n / CP_STEP] = count;
}

uint32_t bl_doc_cp(const bl_doc *doc, uint32_t at) {
  if (!doc->cp_index) return at;
  if (at > doc->text.n) at = (uint32_t)doc->text.n;
  size_t from = at / CP_STEP * CP_STEP;
  return doc->cp_index[at / CP_STEP] + (uint32_t)bl_utf8_count(bl_str_slice(doc->text, from, at));
}

bl_span bl_doc_cp_span(const bl_doc *doc, bl_span bytes) {
  return (bl_span){bl_doc_cp(doc, bytes.begin), bl_doc_cp(doc, bytes.end)};
}

bl_span bl_doc_token_bytes(const bl_doc *doc, bl_span tokens) {
  assert(tokens.begin < tokens.end && tokens.end <= doc->tokens.count);
  return (bl_span){doc->tokens.items[tokens.begin].bytes.begin, doc->tokens.items[tokens.end - 1].bytes.end};
}

static bl_str joined_forms(bl_doc *doc, bl_span tokens) {
  bl_buf buf = {0};
  for (uint32_t i = tokens.begin; i < tokens.end; i++) {
    bl_buf_str(&buf, doc->tokens.items[i].form);
    if (i + 1 < tokens.end && doc->tokens.items[i].space_after) bl_buf_char(&buf, ' ');
  }
  bl_str copy = bl_str_copy(&doc->arena, bl_buf_view(&buf));
  bl_buf_free(&buf);
  return copy;
}

bl_str bl_doc_span_text(bl_doc *doc, bl_span tokens) {
  if (tokens.begin >= tokens.end || tokens.end > doc->tokens.count) return BL_STR("");
  if (!doc->text.n) return joined_forms(doc, tokens);
  bl_span bytes = bl_doc_token_bytes(doc, tokens);
  return bl_str_slice(doc->text, bytes.begin, bytes.end);
}

uint32_t bl_doc_add_entity(bl_doc *doc, bl_span tokens, uint32_t head, bl_etype type, bl_mention_kind kind) {
  uint32_t entity = doc->entities.count, mention = doc->mentions.count;
  bool named = kind == BL_MK_NAME || kind == BL_MK_HANDLE;
  BL_PUSH(&doc->entities,
          ((bl_entity){(uint8_t)type, named, false, bl_doc_span_text(doc, tokens), mention, BL_NONE}));
  BL_PUSH(&doc->mentions, ((bl_mention){tokens, head, entity, (uint8_t)kind, (uint8_t)type, 0, 0, 50}));
  return entity;
}

uint32_t bl_doc_mention_at(const bl_doc *doc, uint32_t head) {
  uint32_t best = BL_NONE, length = 0;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const bl_mention *m = &doc->mentions.items[i];
    if (m->head != head || m->tokens.end - m->tokens.begin <= length) continue;
    best = i;
    length = m->tokens.end - m->tokens.begin;
  }
  return best;
}

uint32_t bl_child(const bl_doc *doc, uint32_t head, uint32_t after) {
  bl_span span = doc->sentences.items[doc->tokens.items[head].sentence].tokens;
  for (uint32_t i = after == BL_NONE ? span.begin : after + 1; i < span.end; i++)
    if (doc->tokens.items[i].head == head) return i;
  return BL_NONE;
}

uint32_t bl_child_dep(const bl_doc *doc, uint32_t head, bl_dep dep) {
  for (uint32_t c = bl_child(doc, head, BL_NONE); c != BL_NONE; c = bl_child(doc, head, c))
    if (doc->tokens.items[c].dep == dep) return c;
  return BL_NONE;
}

bool bl_dominates(const bl_doc *doc, uint32_t above, uint32_t below) {
  while (below != BL_NONE && below != above) below = doc->tokens.items[below].head;
  return below == above;
}

bl_span bl_subtree(const bl_doc *doc, uint32_t token) {
  bl_span sentence = doc->sentences.items[doc->tokens.items[token].sentence].tokens;
  bl_span span = {token, token + 1};
  while (span.begin > sentence.begin && bl_dominates(doc, token, span.begin - 1)) span.begin--;
  while (span.end < sentence.end && bl_dominates(doc, token, span.end)) span.end++;
  return span;
}

void bl_doc_cut_cycles(bl_doc *doc, bl_span s) {
  bl_token *tokens = doc->tokens.items;
  uint32_t *walks = bl_calloc(s.end - s.begin + 1u, sizeof *walks); /* by token: the first walk up that came by, from 1 */
  for (uint32_t i = s.begin; i < s.end; i++) {
    uint32_t walk = i - s.begin + 1, t = i;
    while (!walks[t - s.begin]) {
      walks[t - s.begin] = walk;
      uint32_t head = tokens[t].head;
      if (head < s.begin || head >= s.end) break;
      if (walks[head - s.begin] == walk) tokens[t].head = BL_NONE, tokens[t].dep = BL_DEP_ROOT;
      t = head;
    }
  }
  free(walks);
}

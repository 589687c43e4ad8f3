/* Minting; see mint.h. A second node that would get the IRI of another gets "-2", by its place in the text, which is
 * content too. */
#include "graph/mint.h"

#include <stdio.h>
#include <string.h>

#include "base/sha256.h"
#include "base/utf8.h"

enum { SLUG_LIMIT = 48, HASH_DIGITS = 12, DIGEST_DIGITS = 10 };

const char *bl_iri_slug(bl_arena *arena, bl_str text) {
  bl_buf folded = {0}, slug = {0};
  char hex[65];
  bl_utf8_fold(&folded, text);
  for (size_t i = 0; i < folded.n && slug.n < SLUG_LIMIT; i++) {
    char c = folded.p[i];
    bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (keep)
      bl_buf_char(&slug, c);
    else if (slug.n && slug.p[slug.n - 1] != '-')
      bl_buf_char(&slug, '-');
  }
  while (slug.n && slug.p[slug.n - 1] == '-') slug.n--;
  bl_sha256_hex(text, hex);
  const char *result =
      slug.n ? bl_arena_strndup(arena, slug.p, slug.n) : bl_arena_printf(arena, "x%.*s", HASH_DIGITS, hex);
  bl_buf_free(&folded);
  bl_buf_free(&slug);
  return result;
}

/* `iri`, or with "-2", "-3" ... if it was given before. */
static const char *once(bl_doc *doc, bl_symtab *given, const char *iri) {
  const char *name = iri;
  for (int k = 2; bl_symbol(given, bl_str_from(name)) != BL_NONE; k++)
    name = bl_arena_printf(&doc->arena, "%s-%d", iri, k);
  bl_intern(given, bl_str_from(name));
  return name;
}

static const char *node(bl_doc *doc, const char *article, const char *kind, const char *name) {
  return bl_arena_printf(&doc->arena, "%s/%s/%s", article, kind, name);
}

const char *bl_passage_iri(bl_doc *doc, const bl_minted *m, bl_span cp) {
  return bl_arena_printf(&doc->arena, "%s#char=%u,%u", m->article, cp.begin, cp.end);
}

static const char *span_name(bl_doc *doc, bl_span tokens) {
  bl_span cp = bl_doc_cp_span(doc, bl_doc_token_bytes(doc, tokens));
  return bl_arena_printf(&doc->arena, "%u-%u", cp.begin, cp.end);
}

static void mint_layers(bl_doc *doc, bl_minted *m, bl_symtab *given) {
  for (uint32_t i = 0; i < doc->entities.count; i++)
    m->entities[i] =
        once(doc, given, node(doc, m->article, "entity", bl_iri_slug(&doc->arena, doc->entities.items[i].label)));
  for (uint32_t i = 0; i < doc->events.count; i++) {
    const bl_event *e = &doc->events.items[i];
    uint32_t at = bl_doc_cp(doc, doc->tokens.items[e->trigger].bytes.begin);
    const char *kind = bl_iri_slug(&doc->arena, e->class_name);
    m->events[i] = once(doc, given, node(doc, m->article, "event", bl_arena_printf(&doc->arena, "%s-%u", kind, at)));
  }
  for (uint32_t i = 0; i < doc->times.count; i++) {
    static const char *const sides[] = {"", "-on", "-to"};
    bl_span cp = bl_doc_cp_span(doc, doc->times.items[i].bytes);
    const char *side = sides[doc->times.items[i].open];
    m->times[i] = once(doc, given, node(doc, m->article, "time", bl_arena_printf(&doc->arena, "%u-%u%s", cp.begin, cp.end, side)));
  }
  for (uint32_t i = 0; i < doc->quantities.count; i++)
    m->quantities[i] =
        once(doc, given, node(doc, m->article, "quantity", span_name(doc, doc->quantities.items[i].tokens)));
  for (uint32_t i = 0; i < doc->attributions.count; i++) {
    const bl_attribution *a = &doc->attributions.items[i];
    bl_spans where = a->cue.count ? a->cue : a->source.count ? a->source : a->content;
    const char *name = where.count ? span_name(doc, where.items[0]) : "0-0";
    m->attributions[i] = once(doc, given, node(doc, m->article, "attribution", name));
  }
}

static const char *object_key(bl_doc *doc, const bl_minted *m, const bl_claim *c) {
  switch ((bl_object_kind)c->object_kind) {
    case BL_OBJ_ENTITY: return c->object < doc->entities.count ? m->entities[c->object] : "";
    case BL_OBJ_QUANTITY: return c->object < doc->quantities.count ? m->quantities[c->object] : "";
    case BL_OBJ_CLAIM: return bl_arena_printf(&doc->arena, "claim %u", c->object);
    case BL_OBJ_LITERAL: break;
  }
  return bl_str_dup(&doc->arena, c->literal);
}

static const char *claim_name(bl_doc *doc, const bl_minted *m, const bl_claim *c) {
  char hex[65];
  const char *subject = c->subject != BL_NONE         ? m->entities[c->subject]
                        : c->subject_event != BL_NONE ? m->events[c->subject_event]
                                                      : "";
  const char *by = c->attribution != BL_NONE ? m->attributions[c->attribution] : "";
  char *content =
      bl_arena_printf(&doc->arena, "%s\n" BL_STR_FMT "\n%s\n%u %u\n%s\n%s", subject, BL_STR_ARG(c->predicate),
                      object_key(doc, m, c), c->polarity, c->modality, by, span_name(doc, c->tokens));
  bl_sha256_hex(bl_str_from(content), hex);
  return bl_arena_strndup(&doc->arena, hex, HASH_DIGITS);
}

void bl_mint(bl_doc *doc, const char *base, bl_minted *m) {
  bl_symtab given = {0};
  m->article = bl_arena_printf(&doc->arena, "%sarticle/%s-%.*s", base, bl_iri_slug(&doc->arena, doc->name),
                               DIGEST_DIGITS, doc->digest);
  m->entities = BL_ARENA_NEW(&doc->arena, const char *, doc->entities.count);
  m->events = BL_ARENA_NEW(&doc->arena, const char *, doc->events.count);
  m->times = BL_ARENA_NEW(&doc->arena, const char *, doc->times.count);
  m->quantities = BL_ARENA_NEW(&doc->arena, const char *, doc->quantities.count);
  m->attributions = BL_ARENA_NEW(&doc->arena, const char *, doc->attributions.count);
  m->claims = BL_ARENA_NEW(&doc->arena, const char *, doc->claims.count);
  mint_layers(doc, m, &given);
  for (uint32_t i = 0; i < doc->claims.count; i++)
    m->claims[i] = once(doc, &given, node(doc, m->article, "claim", claim_name(doc, m, &doc->claims.items[i])));
  bl_symtab_free(&given);
}

/* Titles of courtesy: an article that tells of "former Secretary of State Dana Roe" and then of "Secretary Roe" does not say that
 * she holds the office. */
#include "claim/emit.h"

static const char *const BEFORE[] = {"the ", "a ", "then-", "then ", "former ", "ex-", "late "};

/* A title without the words that put it into the past. */
static bl_str bare_title(bl_str title) {
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++) {
      bl_str word = bl_str_from(BEFORE[i]);
      if (title.n <= word.n || !bl_str_eq_nocase(bl_str_slice(title, 0, word.n), word)) continue;
      title = bl_str_slice(title, word.n, title.n);
      again = true;
    }
  }
  return title;
}

/* "Secretary" of "Secretary of State". */
static bool short_for(bl_str title, bl_str whole) {
  if (title.n > whole.n || !bl_str_eq_nocase(bl_str_slice(whole, 0, title.n), title)) return false;
  return title.n == whole.n || whole.p[title.n] == ' ';
}

static bool held_before(const bl_doc *doc, const bl_claim *claim) {
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    const bl_claim *past = &doc->claims.items[i];
    bool same = past->subject == claim->subject && bl_str_eq_c(past->predicate, "formerPosition") && past->polarity == BL_AFFIRMED;
    if (same && bl_str_starts(past->rule, BL_STR("people.rules:former-title")) && short_for(bare_title(claim->literal), bare_title(past->literal))) return true;
  }
  return false;
}

void bl_mend_offices(bl_doc *doc) {
  for (uint32_t i = 0; i < doc->claims.count; i++) {
    bl_claim *claim = &doc->claims.items[i];
    if (claim->subject == BL_NONE || claim->object_kind != BL_OBJ_LITERAL || !bl_str_eq_c(claim->predicate, "holdsPosition")) continue;
    if (bl_str_starts(claim->rule, BL_STR("people.rules:title-before-name")) && held_before(doc, claim)) claim->predicate = BL_STR("formerPosition");
  }
}

/* Sieves over names: equal names, countries and their demonyms, handles, acronyms, surnames, spellings; see
 * coref_work.h. Order matters: full names first, so that a lone surname finds its bearer. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "mention/coref_work.h"

enum { WINDOW = 200 };

/* ---- words of names --------------------------------------------------------------------------------------------- */

static bool is_one_of(bl_str word, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (bl_str_eq_c(word, words[i])) return true;
  return false;
}

/* Articles that may be there or not: "al-Haddad", "Haddad". */
static bool is_article(bl_str word) {
  static const char *const articles[] = {"al", "el", "ul", "s", "the"};
  return is_one_of(word, articles, sizeof articles / sizeof *articles);
}

/* Words that begin a surname of two words: "van Dam". */
static bool is_particle(bl_str word) {
  static const char *const particles[] = {"de",  "da",  "di",  "del", "dos", "bin",
                                          "ibn", "van", "von", "der", "le",  "la"};
  return is_one_of(word, particles, sizeof particles / sizeof *particles);
}

static void add_part(cr_mention *c, bl_str word) {
  if (!word.n || is_article(word)) return;
  if (c->part_count < CR_MAX_PARTS)
    c->parts[c->part_count++] = word;
  else
    c->parts[CR_MAX_PARTS - 1] = word; /* the last one stays the last */
}

/* Letters and digits of a token, folded; hyphens part words, dots and apostrophes fall out. */
static void token_parts(const cr_work *w, bl_str form, cr_mention *c) {
  bl_buf folded = {0}, word = {0};
  bl_utf8_fold(&folded, form);
  for (size_t i = 0; i <= folded.n; i++) {
    char ch = i < folded.n ? folded.p[i] : '-';
    bool letter = (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || (unsigned char)ch >= 0x80;
    if (letter) bl_buf_char(&word, ch);
    if (letter || ch == '.' || ch == '\'') continue;
    add_part(c, word.n ? bl_str_copy(w->arena, bl_buf_view(&word)) : BL_STR(""));
    bl_buf_clear(&word);
  }
  bl_buf_free(&folded);
  bl_buf_free(&word);
}

void cr_name_parts(const cr_work *w, uint32_t mention) {
  const bl_mention *m = &w->doc->mentions.items[mention];
  cr_mention *c = &w->mentions[mention];
  bl_span t = m->tokens;
  if (m->type == BL_ET_PERSON)
    while (t.end - t.begin > 1 && bl_lex_word_str(w->lexicon->names, w->doc->tokens.items[t.begin].form) & BL_LX(TITLE))
      t.begin++;
  c->name = BL_LEX_HASH0;
  for (uint32_t i = t.begin; i < t.end; i++) {
    bl_str form = w->doc->tokens.items[i].form;
    if (i == t.begin && (bl_str_eq_c(form, "the") || bl_str_eq_c(form, "The")) && t.end - t.begin > 1) continue;
    if (i + 1 == t.end && (bl_str_eq_c(form, "'s") || bl_str_eq_c(form, "’s")) && t.end - t.begin > 1) continue;
    c->name = bl_lex_hash(c->name, form);
    token_parts(w, form, c);
  }
}

/* The consonants of a word, doubled ones once, those that spellings confuse as one. */
static size_t skeleton(bl_str word, char *out, size_t size) {
  size_t n = 0;
  for (size_t i = 0; i < word.n && n < size; i++) {
    char c = word.p[i];
    if (strchr("aeiouyhw", c)) continue;
    if (c == 'q' || c == 'c') c = 'k';
    if (c == 'z') c = 's';
    if (c == 'j') c = 'g';
    if (n && out[n - 1] == c) continue;
    out[n++] = c;
  }
  return n;
}

static uint32_t distance(bl_str a, bl_str b) {
  uint32_t row[40];
  if (a.n > 30 || b.n > 30) return 99;
  for (uint32_t j = 0; j <= b.n; j++) row[j] = j;
  for (uint32_t i = 1; i <= a.n; i++) {
    uint32_t diagonal = row[0];
    row[0] = i;
    for (uint32_t j = 1; j <= b.n; j++) {
      uint32_t change = diagonal + (a.p[i - 1] != b.p[j - 1]);
      diagonal = row[j];
      uint32_t gap = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
      row[j] = change < gap ? change : gap;
    }
  }
  return row[b.n];
}

bool cr_same_word(bl_str a, bl_str b) {
  char x[32], y[32];
  if (bl_str_eq(a, b)) return true;
  if (a.n < 4 || b.n < 4 || a.p[0] != b.p[0]) return false;
  size_t n = skeleton(a, x, sizeof x), m = skeleton(b, y, sizeof y);
  return n >= 2 && n == m && memcmp(x, y, n) == 0 && distance(a, b) <= (a.n >= 7 ? 2u : 1u);
}

/* "Jr.", "III" at the end of a name. */
static bool is_suffix(bl_str word) {
  static const char *const suffixes[] = {"jr", "sr", "ii", "iii", "iv", "junior"};
  return is_one_of(word, suffixes, sizeof suffixes / sizeof *suffixes);
}

/* Where the surname stands among the words of a name. */
static int surname_at(const cr_mention *c) { return c->part_count > 1 && is_suffix(c->parts[c->part_count - 1]) ? c->part_count - 2 : c->part_count - 1; }

static bool initial_of(bl_str a, bl_str b) { return (a.n == 1 || b.n == 1) && a.p[0] == b.p[0]; }

/* Same number of words, each the same, or an initial; or one has an initial more in the middle. */
bool cr_same_person_name(const bl_coref_lexicon *lexicon, const cr_mention *a, const cr_mention *b) {
  if (a->part_count > b->part_count) {
    const cr_mention *swap = a;
    a = b;
    b = swap;
  }
  if (!a->part_count || !cr_same_word(a->parts[a->part_count - 1], b->parts[b->part_count - 1])) return false;
  if (a->part_count != b->part_count) {
    bool middle = a->part_count == 2 && b->part_count == 3 && b->parts[1].n == 1;
    return middle && (cr_same_word(a->parts[0], b->parts[0]) || bl_is_nickname(lexicon, a->parts[0], b->parts[0]));
  }
  for (int i = 0; i + 1 < a->part_count; i++)
    if (!cr_same_word(a->parts[i], b->parts[i]) && !initial_of(a->parts[i], b->parts[i]) && !(i == 0 && bl_is_nickname(lexicon, a->parts[0], b->parts[0]))) return false;
  return true;
}

/* A surname or first name alone, with its particle or without. */
static bool is_lone(const cr_mention *c) {
  return c->part_count == 1 || (c->part_count == 2 && (is_particle(c->parts[0]) || is_suffix(c->parts[1])));
}

bool cr_is_full_name(const cr_mention *c) { return c->part_count > 0 && !is_lone(c); }

/* ---- equal names ------------------------------------------------------------------------------------------------ */

static bool is_type(const cr_work *w, uint32_t i, bl_etype type) { return w->doc->mentions.items[i].type == type; }

/* Joins mentions with equal keys; single words only within a family, as "Washington" may be three things. */
static void link_equal(cr_work *w) {
  bl_map last[4] = {{0}, {0}, {0}, {0}};
  bl_map countries = {0};
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = &w->doc->mentions.items[i];
    cr_mention *c = &w->mentions[i];
    if (!cr_is_name(m) || !c->part_count) continue;
    uint16_t *iso = &w->clusters[i].country;
    if (w->clusters[c->cluster].country && *iso) {
      uint32_t *slot = bl_map_at(&countries, (bl_str){(const char *)iso, sizeof *iso});
      if (*slot != BL_NONE) cr_merge(w, *slot, i);
      *slot = i;
    }
    bool alone = m->type == BL_ET_PERSON && is_lone(c);
    bool people = m->kind == BL_MK_DEMONYM && m->type == BL_ET_GROUP;
    uint32_t places = BL_LX(COUNTRY) | BL_LX(REGION) | BL_LX(CITY) | BL_LX(DISTRICT) | BL_LX(TOWN);
    bool unknown = m->kind == BL_MK_NAME && m->type != BL_ET_PERSON && cr_family((bl_etype)m->type) && !(bl_lex_phrase(w->lexicon->names, c->name) & places);
    int family = people ? 0 : unknown ? 3 : c->part_count > 1 && m->kind == BL_MK_NAME ? 3 : cr_family((bl_etype)m->type);
    uint32_t *slot = bl_map_at(&last[family], (bl_str){(const char *)&c->name, sizeof c->name});
    if (*slot != BL_NONE && !alone) cr_merge(w, *slot, i);
    *slot = i;
  }
  for (int f = 0; f < 4; f++) bl_map_free(&last[f]);
  bl_map_free(&countries);
}

/* ---- acronyms --------------------------------------------------------------------------------------------------- */

/* "FWU", "F.W.U.", "ISIS-K": two capitals or more and no small letter. Their letters into out. */
static size_t acronym_letters(const cr_work *w, bl_span t, char out[12]) {
  size_t n = 0;
  if (t.end - t.begin > 3) return 0;
  for (uint32_t i = t.begin; i < t.end; i++) {
    bl_str form = w->doc->tokens.items[i].form;
    for (size_t k = 0; k < form.n; k++) {
      char c = form.p[k];
      if ((c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80) return 0;
      if (c >= 'A' && c <= 'Z' && n < 11) out[n++] = (char)(c - 'A' + 'a');
    }
  }
  return n >= 2 ? n : 0;
}

static bool spells(const cr_work *w, const char *letters, size_t n, uint32_t name) {
  const cr_mention *c = &w->mentions[name];
  const bl_mention *m = &w->doc->mentions.items[name];
  if (c->part_count < 2 || c->part_count < n - 1) return false;
  for (int skip = 0; skip < 2; skip++) { /* with all words, then with those in capitals alone */
    size_t k = 0;
    bool same = true;
    for (uint32_t i = m->tokens.begin; same && i < m->tokens.end; i++) {
      bl_str form = w->doc->tokens.items[i].form;
      char first = form.n ? form.p[0] : ' ';
      bool capital = first >= 'A' && first <= 'Z', small = first >= 'a' && first <= 'z';
      if (!capital && (skip || !small)) continue;
      same = k < n && letters[k] == (capital ? (char)(first - 'A' + 'a') : first);
      k++;
    }
    if (same && k == n) return true;
  }
  return false;
}

/* Whether `b` stands in brackets, or between commas, right behind `a`. */
static bool in_brackets(const cr_work *w, const bl_mention *a, const bl_mention *b) {
  if (b->tokens.begin != a->tokens.end + 1) return false;
  bl_str mark = w->doc->tokens.items[a->tokens.end].form;
  return bl_str_eq_c(mark, "(") || bl_str_eq_c(mark, "[") || bl_str_eq_c(mark, "-LRB-");
}

static void link_acronyms(cr_work *w) {
  uint32_t before = BL_NONE;
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = &w->doc->mentions.items[i];
    char letters[12];
    if (m->kind != BL_MK_NAME || w->mentions[i].nested) continue;
    size_t n = acronym_letters(w, m->tokens, letters);
    uint32_t outer = before;
    before = i;
    if (!n || outer == BL_NONE || m->type == BL_ET_PERSON) continue;
    if (in_brackets(w, &w->doc->mentions.items[outer], m) && !is_type(w, outer, BL_ET_PERSON) &&
        cr_family((bl_etype)m->type) == cr_family((bl_etype)w->doc->mentions.items[outer].type) &&
        cr_try_merge(w, outer, i))
      continue;
    uint32_t seen = 0;
    for (uint32_t k = w->doc->mentions.count; k-- > 0 && seen < 4 * WINDOW; seen++) {
      const bl_mention *o = &w->doc->mentions.items[k];
      if (o->kind != BL_MK_NAME || o->type == BL_ET_PERSON || k == i || !spells(w, letters, n, k)) continue;
      if (cr_compatible(w, k, i)) { /* the full name knows better what it is */
        memset(w->clusters[w->mentions[i].cluster].votes, 0, sizeof w->clusters[0].votes);
        cr_merge(w, k, i);
        break;
      }
    }
  }
}

/* ---- persons ---------------------------------------------------------------------------------------------------- */

static bool last_part_is(const cr_mention *c, bl_str word) {
  return c->part_count > 1 && cr_same_word(c->parts[c->part_count - 1], word);
}

/* Marks the tokens behind the noun in descriptions of persons: names there only serve to describe somebody else, as in
 * "son of Amina Haddad". */
static bool *find_described(const cr_work *w) {
  bool *inside = BL_ARENA_NEW(w->arena, bool, w->doc->tokens.count + 1);
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = &w->doc->mentions.items[i];
    bool person = m->kind == BL_MK_NOMINAL && (m->type == BL_ET_PERSON || m->type == BL_ET_GROUP);
    for (uint32_t t = m->head + 1; person && t < m->tokens.end; t++) inside[t] = true;
    bool phrase = m->tokens.end > m->head + 1; /* "son of the former commander" and the name right behind */
    if (person && phrase) inside[m->tokens.end] = true;
  }
  return inside;
}

/* How well a lone name fits a full one: surname, then first name (the family's in "Chen Shih-chung") or the surname of a "Jr.", then a surname
 * spelt otherwise or one of two ("Lopez" of "Maria Lopez Silva"); 0 not at all. */
static int fits(const cr_mention *full, const cr_mention *lone) {
  bl_str word = lone->parts[surname_at(lone)];
  int last = surname_at(full);
  if (last + 1 < full->part_count || surname_at(lone) + 1 < lone->part_count) {
    bool same = last > 0 && bl_str_eq(full->parts[last], word);
    bool both = last + 1 < full->part_count && surname_at(lone) + 1 < lone->part_count && bl_str_eq(full->parts[last + 1], lone->parts[surname_at(lone) + 1]);
    return !same ? 0 : both ? 3 : lone->part_count == 1 ? 2 : 0;
  }
  if (lone->part_count == 2)
    return full->part_count > 2 && cr_same_word(full->parts[full->part_count - 2], lone->parts[0]) &&
                   last_part_is(full, word)
               ? 3
               : 0;
  if (full->part_count < 2) return 0;
  if (bl_str_eq(full->parts[full->part_count - 1], word)) return 3;
  if (bl_str_eq(full->parts[0], word)) return 2;
  for (int i = 1; i + 1 < full->part_count && word.n > 3; i++)
    if (bl_str_eq(full->parts[i], word)) return 1;
  return last_part_is(full, word) ? 1 : 0;
}

/* Whether a title before the name tells the sex: "Mr Roe", "Congressman Roe". */
static bool is_titled(const cr_work *w, uint32_t i) {
  uint32_t begin = w->doc->mentions.items[i].tokens.begin;
  if (!begin || w->doc->tokens.items[begin - 1].sentence != w->doc->tokens.items[begin].sentence) return false;
  uint32_t kinds = bl_lex_word_str(w->lexicon->names, w->doc->tokens.items[begin - 1].form);
  return kinds & BL_LX(TITLE) && kinds & (BL_LX(MALE) | BL_LX(FEMALE));
}

/* "Isaac" of "Sarah Isaac" is a surname here: what it tells of men as a first name does not count, when
 * she was named before and no one else by the surname alone (`free`). */
static bool may_bear(const cr_work *w, uint32_t name, uint32_t lone, int fit, bool free) {
  cr_cluster *own = &w->clusters[w->mentions[lone].cluster];
  uint8_t gender = own->gender;
  if ((fit == 3 || (fit == 2 && free)) && name < lone && !is_titled(w, lone)) own->gender = 0;
  bool may = cr_compatible(w, name, lone);
  own->gender = gender;
  return may;
}

/* "Hale-Roe", "Hale-Roe-Cole": surnames with nothing before them, people beside each other or one with both, is no full name of "Roe". */
static bool is_pair(const cr_work *w, uint32_t name) {
  bl_span t = w->doc->mentions.items[name].tokens;
  const bl_token *k = &w->doc->tokens.items[t.begin];
  bool alone = (t.end - t.begin) % 2 == 1;
  for (uint32_t i = 1; i + 1 < t.end - t.begin; i += 2) alone &= bl_str_eq_c(k[i].form, "-");
  if (!alone || w->mentions[name].part_count < 2) return false;
  bl_str last = k[t.end - t.begin - 1].form;
  size_t at = 0;
  for (size_t i = 0; t.end - t.begin == 1 && i + 1 < last.n; i++)
    if (last.p[i] == '-') at = i + 1;
  if (t.end - t.begin == 1 && !at) return false;
  return last.p[at] >= 'A' && last.p[at] <= 'Z';
}

/* Full names of a person, oldest first, one a cluster and again at each later full mention. */
typedef BL_VEC(uint32_t) full_names;

/* Of two people of one surname the surname alone is for whom the article named first: the other is Ms Roe's brother. */
static bool named_first(const cr_work *w, uint32_t name, uint32_t than) {
  return w->clusters[w->mentions[name].cluster].first < w->clusters[w->mentions[than].cluster].first;
}

static bool has_title(const cr_work *w, uint32_t i) {
  uint32_t begin = w->doc->mentions.items[i].tokens.begin;
  const bl_token *t = w->doc->tokens.items;
  if (w->doc->mentions.items[i].tokens.end > begin + 1 && bl_lex_word_str(w->lexicon->names, t[begin].form) & BL_LX(TITLE)) return true;
  return begin && t[begin - 1].sentence == t[begin].sentence && bl_lex_word_str(w->lexicon->names, t[begin - 1].form) & BL_LX(TITLE);
}

/* "his wife Ines Hale", "the son, Tom Hale" */
static bool is_kin(const cr_work *w, uint32_t name) {
  uint32_t begin = w->doc->mentions.items[name].tokens.begin;
  const bl_token *t = w->doc->tokens.items;
  uint32_t before = begin && bl_str_eq_c(t[begin - 1].form, ",") ? 2 : 1;
  if (begin < before || t[begin - before].sentence != t[begin].sentence) return false;
  uint32_t kinds = bl_lex_word_str(w->lexicon->names, t[begin - before].form);
  return kinds & (BL_LX(MALE) | BL_LX(FEMALE)) && !(kinds & (BL_LX(TITLE) | BL_LX(FIRST)));
}

/* "President Hale ... his wife Ines Hale": who is first named by title and surname is not the woman or the kin whose full name
 * follows without one. */
static bool is_relative_of(const cr_work *w, uint32_t name, uint32_t lone) {
  const cr_cluster *c = &w->clusters[w->mentions[name].cluster];
  return c->first > lone && has_title(w, lone) && !has_title(w, name) && (c->gender == 'f' || is_kin(w, name));
}

/* "King Hale": a given name, whatever surnames there are. */
static bool is_crowned(const cr_work *w, uint32_t i) {
  static const char *const crowns[] = {"king", "queen", "pope", "prince", "princess", "sultan", "emir", "emperor"};
  const bl_token *t = w->doc->tokens.items;
  bl_span s = w->doc->mentions.items[i].tokens;
  uint32_t at = s.end - s.begin > 1 ? s.begin : s.begin - 1;
  if (at >= w->doc->tokens.count || t[at].sentence != t[s.begin].sentence) return false;
  return t[at].form.p[0] <= 'Z' && is_one_of(bl_utf8_lower(w->arena, t[at].form), crowns, sizeof crowns / sizeof *crowns);
}

/* "the elder Hale": one of two of a surname, and not the one that the surname alone tells. */
static bool is_one_of_two(const cr_mention *c) {
  return c->part_count > 1 && (bl_str_eq_c(c->parts[0], "elder") || bl_str_eq_c(c->parts[0], "younger"));
}

/* The full name that a lone word at mention `i` belongs to: one before it, else the first after. */
static uint32_t bearer(const cr_work *w, const full_names *names, const bool *described, uint32_t i, bool free) {
  const cr_mention *c = &w->mentions[i];
  uint32_t best = BL_NONE;
  int best_fit = 0;
  uint32_t seen = 0;
  bool crowned = is_crowned(w, i);
  for (uint32_t k = names->count; k-- > 0 && seen < WINDOW; seen++) {
    uint32_t name = names->items[k];
    int fit = is_pair(w, name) || is_one_of_two(&w->mentions[name]) ? 0 : fits(&w->mentions[name], c);
    if (crowned && fit != 2) fit = 0;
    if (!fit || !may_bear(w, name, i, fit, free) || is_relative_of(w, name, i)) continue;
    fit = 2 * fit + !described[w->doc->mentions.items[name].tokens.begin];
    bool before = name < i, best_before = best != BL_NONE && best < i;
    bool better = best == BL_NONE || fit > best_fit || (fit == best_fit && before && !best_before) ||
                  (fit == best_fit && !before && !best_before) || (fit == best_fit && before && named_first(w, name, best));
    if (better) best = name, best_fit = fit;
  }
  return best;
}

static void link_persons(cr_work *w) {
  full_names names = {0};
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const cr_mention *c = &w->mentions[i];
    if (w->doc->mentions.items[i].kind != BL_MK_NAME || !is_type(w, i, BL_ET_PERSON) || !c->part_count || is_lone(c))
      continue;
    uint32_t seen = 0;
    for (uint32_t k = names.count; k-- > 0 && seen < WINDOW; seen++)
      if (w->mentions[names.items[k]].cluster != c->cluster && cr_same_person_name(w->lexicon, &w->mentions[names.items[k]], c) &&
          cr_try_merge(w, names.items[k], i))
        break;
    BL_PUSH(&names, i);
  }
  bl_map alone = {0};
  const bool *described = find_described(w);
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    cr_mention *c = &w->mentions[i];
    if (w->doc->mentions.items[i].kind != BL_MK_NAME || !is_type(w, i, BL_ET_PERSON) || !c->part_count || !is_lone(c))
      continue;
    uint32_t *slot = bl_map_at(&alone, (bl_str){(const char *)&c->name, sizeof c->name});
    uint32_t name = bearer(w, &names, described, i, *slot == BL_NONE);
    bool other = name != BL_NONE && *slot != BL_NONE && w->clusters[w->mentions[*slot].cluster].first < w->clusters[w->mentions[name].cluster].first;
    if (other && cr_try_merge(w, *slot, i)) continue; /* "President Hale" from the start, and later "Ines Hale" */
    if (name != BL_NONE) {
      if (!cr_compatible(w, name, i)) w->clusters[c->cluster].gender = 0;
      cr_merge(w, name, i);
      continue;
    }
    if (*slot == BL_NONE || !cr_try_merge(w, *slot, i)) *slot = i;
  }
  bl_map_free(&alone);
  BL_VEC_FREE(&names);
}

/* ---- handles ---------------------------------------------------------------------------------------------------- */

/* "@AminaHaddad2" and "Amina Haddad": the letters of the name, one after the other, and nothing but digits behind. */
static bool handle_is(const cr_mention *handle, const cr_mention *name) {
  bl_str word = handle->parts[0];
  size_t at = 0;
  if (!name->part_count) return false;
  for (int i = 0; i < name->part_count; i++) {
    if (at + name->parts[i].n > word.n || memcmp(word.p + at, name->parts[i].p, name->parts[i].n) != 0) return false;
    at += name->parts[i].n;
  }
  while (at < word.n && word.p[at] >= '0' && word.p[at] <= '9') at++;
  return at == word.n;
}

static void link_handles(cr_work *w) {
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const cr_mention *c = &w->mentions[i];
    if (w->doc->mentions.items[i].kind != BL_MK_HANDLE || c->part_count != 1) continue;
    uint32_t seen = 0, found = BL_NONE;
    for (uint32_t k = 0; k < w->doc->mentions.count && seen < 4 * WINDOW; k++, seen++) {
      if (w->doc->mentions.items[k].kind != BL_MK_NAME || !handle_is(c, &w->mentions[k])) continue;
      if (found == BL_NONE || w->mentions[k].part_count > w->mentions[found].part_count) found = k;
    }
    if (found == BL_NONE) continue;
    cr_cluster *own = &w->clusters[c->cluster];
    if (own->first == own->last) memset(own->votes, 0, sizeof own->votes); /* the name knows better what it is */
    own->gender = 0;
    cr_merge(w, found, i);
  }
}

/* ---- spellings and short forms of the rest ---------------------------------------------------------------------- */

/* The words of a name written as one, without single letters: "Dor-e Kesh", "Dorkesh". */
static bl_str joined_parts(const cr_work *w, const cr_mention *c) {
  bl_buf all = {0};
  for (int i = 0; i < c->part_count; i++)
    if (c->parts[i].n > 1) bl_buf_str(&all, c->parts[i]);
  bl_str text = bl_str_copy(w->arena, bl_buf_view(&all));
  bl_buf_free(&all);
  return text;
}

static bool same_when_joined(const cr_work *w, const cr_mention *a, const cr_mention *b) {
  bl_str x = joined_parts(w, a), y = joined_parts(w, b);
  return x.n >= 7 && y.n >= 7 && cr_same_word(x, y);
}

static bool same_spelling(const cr_work *w, const cr_mention *a, const cr_mention *b) {
  if (a->part_count != b->part_count) return same_when_joined(w, a, b);
  bool equal = true;
  for (int i = 0; i < a->part_count; i++) {
    bool short_pair = a->parts[i].n < 4 || b->parts[i].n < 4;
    char x[32], y[32];
    size_t n = skeleton(a->parts[i], x, sizeof x), m = skeleton(b->parts[i], y, sizeof y);
    bool close = short_pair && a->part_count > 1 && n == m && n > 0 && memcmp(x, y, n) == 0;
    if (!close && !cr_same_word(a->parts[i], b->parts[i])) return false;
    equal &= bl_str_eq(a->parts[i], b->parts[i]);
  }
  uint32_t known = bl_lex_phrase(w->lexicon->names, a->name) & bl_lex_phrase(w->lexicon->names, b->name);
  return equal || !(known & (BL_LX(COUNTRY) | BL_LX(CITY) | BL_LX(REGION)));
}

/* "Electoral Commission" and "Electoral Commission of Peru": the body of two words and more whose country follows. */
static bool of_country(const cr_work *w, const cr_mention *a, const cr_mention *b) {
  int at = a->part_count;
  uint32_t heads = BL_LX(ORG_HEAD) | BL_LX(GOV_HEAD);
  if (at < 2 || at + 2 != b->part_count || !bl_str_eq_c(b->parts[at], "of") || !(bl_lex_word_str(w->lexicon->names, a->parts[at - 1]) & heads)) return false;
  return bl_lex_phrase_str(w->lexicon->names, b->parts[at + 1]) & BL_LX(COUNTRY);
}

/* "Christianity", "Buddhism": what a paper may be about. */
static bool is_faith(bl_str word) { return bl_str_ends(word, BL_STR("ism")) || bl_str_ends(word, BL_STR("ity")) || bl_str_eq_c(word, "islam"); }

/* "Tolo" and "Tolo News": the long form goes on with words of its class only. */
static bool short_form(const cr_work *w, uint32_t small, uint32_t large) {
  const cr_mention *a = &w->mentions[small], *b = &w->mentions[large];
  if (a->part_count >= b->part_count || !a->part_count) return false;
  for (int i = 0; i < a->part_count; i++)
    if (!bl_str_eq(a->parts[i], b->parts[i])) return false;
  bool city = b->part_count == a->part_count + 1 && bl_str_eq_c(b->parts[a->part_count], "city");
  bool cities = cr_cluster_type(&w->clusters[a->cluster]) == BL_ET_CITY && cr_cluster_type(&w->clusters[b->cluster]) == BL_ET_CITY;
  if (city && !cities && bl_lex_phrase(w->lexicon->names, a->name) & (BL_LX(COUNTRY) | BL_LX(REGION)) && !bl_str_eq_c(a->parts[0], "new")) return false; /* Kuwait, Kuwait City */
  if (of_country(w, a, b)) return true;
  bool media = false;
  for (int i = a->part_count; i < b->part_count; i++) {
    uint32_t kinds = bl_lex_word_str(w->lexicon->names, b->parts[i]);
    uint32_t heads = BL_LX(ORG_HEAD) | BL_LX(MEDIA_HEAD) | BL_LX(REGION_HEAD) | BL_LX(DISTRICT_HEAD) | BL_LX(CITY_HEAD);
    if (!(kinds & heads)) return false;
    media |= (kinds & BL_LX(MEDIA_HEAD)) && !(kinds & ~BL_LX(MEDIA_HEAD) & heads);
  }
  if (media && cr_cluster_type(&w->clusters[a->cluster]) != BL_ET_MEDIA_OUTLET && is_faith(a->parts[0])) return false; /* Buddhism, Buddhism Today */
  return cr_cluster_type(&w->clusters[a->cluster]) == cr_cluster_type(&w->clusters[b->cluster]) ||
         w->doc->mentions.items[large].type != BL_ET_FACILITY;
}

/* "GOP" and "Republican Party": names of one body that have no letters in common (known-as.tsv). */
static bool other_name(const cr_work *w, const cr_mention *a, const cr_mention *b) {
  bl_buf all = {0};
  for (int i = 0; i < b->part_count; i++) {
    if (i) bl_buf_char(&all, ' ');
    bl_buf_str(&all, b->parts[i]);
  }
  bool known = b->part_count > 1 && bl_known_as(w->lexicon, a->name, bl_buf_view(&all));
  bl_buf_free(&all);
  return known;
}

static bool is_one_body(const cr_work *w, uint32_t a, uint32_t b) {
  const cr_mention *x = &w->mentions[a], *y = &w->mentions[b];
  return same_spelling(w, x, y) || short_form(w, a, b) || short_form(w, b, a) || other_name(w, x, y) || other_name(w, y, x);
}

static void link_spellings(cr_work *w) {
  full_names firsts = {0}; /* the first mention of each cluster of names that are no persons */
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const bl_mention *m = &w->doc->mentions.items[i];
    cr_mention *c = &w->mentions[i];
    if (m->kind != BL_MK_NAME || m->type == BL_ET_PERSON || !c->part_count) continue;
    int family = cr_family((bl_etype)m->type);
    uint32_t seen = 0;
    bool known_form = false;
    for (uint32_t k = firsts.count; k-- > 0 && seen < WINDOW && !known_form; seen++)
      known_form = w->mentions[firsts.items[k]].name == c->name;
    if (known_form) continue;
    seen = 0;
    for (uint32_t k = firsts.count; k-- > 0 && seen < WINDOW; seen++) {
      uint32_t o = firsts.items[k];
      if (w->mentions[o].cluster == c->cluster || cr_family((bl_etype)w->doc->mentions.items[o].type) != family)
        continue;
      if (!is_one_body(w, o, i)) continue;
      if (cr_try_merge(w, o, i)) break;
    }
    BL_PUSH(&firsts, i);
  }
  BL_VEC_FREE(&firsts);
}

static bool is_outlet(const cr_work *w, uint32_t i) { return w->doc->mentions.items[i].kind == BL_MK_NAME && is_type(w, i, BL_ET_MEDIA_OUTLET); }

/* "the Times" of "Kesh Times": the last word of the name of one outlet, and of no other. */
static void link_outlets(cr_work *w) {
  bl_map last = {0}; /* word -> the first outlet whose name ends with it */
  bool *several = BL_ARENA_NEW(w->arena, bool, w->doc->mentions.count + 1);
  for (uint32_t k = 0; k < w->doc->mentions.count; k++) {
    const cr_mention *o = &w->mentions[k];
    if (!is_outlet(w, k) || o->part_count < 2) continue;
    uint32_t *first = bl_map_at(&last, o->parts[o->part_count - 1]);
    if (*first == BL_NONE) *first = k;
    several[*first] |= w->mentions[*first].cluster != o->cluster;
  }
  for (uint32_t i = 0; i < w->doc->mentions.count; i++) {
    const cr_mention *c = &w->mentions[i];
    if (!is_outlet(w, i) || c->part_count != 1 || c->nested) continue;
    uint32_t found = bl_map_get(&last, c->parts[0]);
    if (found != BL_NONE && !several[found]) cr_try_merge(w, found, i);
  }
  bl_map_free(&last);
}

void cr_link_names(cr_work *w) {
  link_equal(w);
  link_persons(w);
  link_acronyms(w);
  link_spellings(w);
  link_outlets(w);
  link_handles(w);
}

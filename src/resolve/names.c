/* Names inside descriptions: which things of an article the words of a text name.
 *
 * All names of all entities are noted once under their article; a text is searched by the runs of its words, the longest
 * first, so the cost is that of the words, whatever the number of articles. */
#include <stdio.h>
#include <string.h>

#include "resolve/claims.h"

enum { LONGEST_RUN = 4 };

static bl_str key_of(char *buffer, size_t size, uint32_t article, bl_str words) {
  int n = snprintf(buffer, size, "%u " BL_STR_FMT, (unsigned)article, BL_STR_ARG(words));
  return (bl_str){buffer, n < 0 ? 0 : (size_t)n < size ? (size_t)n : size - 1};
}

void bl_note_names(bl_work *work) {
  const bl_corpus *c = work->corpus;
  char buffer[256];
  for (uint32_t e = 0; e < c->entities.count; e++) {
    const bl_rec_entity *entity = &c->entities.items[e];
    uint32_t cluster = work->out->identities[e].cluster;
    for (uint32_t i = 0; i <= entity->label_count + entity->demonym_count; i++) {
      bl_str label = i < entity->label_count ? entity->labels[i] : i == entity->label_count ? entity->label
                                                                 : entity->demonyms[i - entity->label_count - 1];
      if (!bl_form_is_name(work->words, label)) continue;
      bl_form form = bl_form_make(work->words, &work->scratch, label, bl_form_kind_of(entity->type));
      if (!form.text.n) continue;
      bl_str key = key_of(buffer, sizeof buffer, entity->article, form.text);
      if (bl_map_get(&work->names, key) == BL_NONE) bl_map_put(&work->names, bl_str_copy(&work->scratch, key), cluster);
    }
  }
}

/* The cluster of the longest name that begins at word `at`; *used is its number of words. */
static uint32_t name_at(bl_work *work, uint32_t article, const bl_form *form, int at, int *used) {
  char buffer[256];
  for (int n = LONGEST_RUN; n >= 1; n--) {
    if (at + n > form->count) continue;
    bl_str first = form->words[at], last = form->words[at + n - 1];
    bl_buf words = {0};
    for (int i = at; i < at + n; i++) {
      if (i > at) bl_buf_char(&words, ' ');
      bl_buf_str(&words, form->words[i]);
    }
    uint32_t found = first.n && last.n ? bl_map_get(&work->names, key_of(buffer, sizeof buffer, article, bl_buf_view(&words))) : BL_NONE;
    bl_buf_free(&words);
    *used = n;
    if (found != BL_NONE) return found;
  }
  return BL_NONE;
}

static uint32_t scan(bl_work *work, uint32_t article, bl_str text, bool against, uint32_t *clusters, uint32_t limit) {
  bl_arena arena = {0};
  bl_form form = bl_form_make(work->words, &arena, text, BL_FORM_GROUP);
  uint32_t count = 0;
  for (int at = 0, used; at < form.count && count < limit; at += used) {
    uint32_t before = at > 0 ? bl_word_flags(work->words, form.words[at - 1]) : 0; /* "anti-Harlan" */
    bool wanted = against ? before & BL_WORD_AGAINST : !(before & BL_WORD_PREFIX);
    uint32_t found = wanted ? name_at(work, article, &form, at, &used) : BL_NONE;
    if (found == BL_NONE) used = 1;
    else clusters[count++] = found;
  }
  bl_arena_free(&arena);
  return count;
}

uint32_t bl_names_in(bl_work *work, uint32_t article, bl_str text, uint32_t *clusters, uint32_t limit) {
  return scan(work, article, text, false, clusters, limit);
}

uint32_t bl_names_against(bl_work *work, uint32_t article, bl_str text, uint32_t *clusters, uint32_t limit) {
  return scan(work, article, text, true, clusters, limit);
}

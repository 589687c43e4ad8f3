/* Linking: which thing of the knowledge base each named thing of one article is, or none.
 *
 * Candidates come by name (key of data/gazetteer.h, variants of link_names.h). A candidate's score adds its prior, how it
 * has the name, how its kind fits the type that the article shows, class words ("province"), its country being one that
 * other names of the article speak of, and its region being named too (coherence, as in Rao, McNamee, Dredze 2013).
 * First round: things whose prior leaves no doubt, they say which countries the article is about. Second round: all.
 * Third round: a short name may mean what a longer one means ("Mandan" after "Mandan, N.D."). The best must be good
 * enough and clearly better than the next, else the answer is NIL. Names from another script that are not found are
 * tried by their sound among the places of the article's countries. Integers only. */
#ifndef BL_RESOLVE_LINK_H
#define BL_RESOLVE_LINK_H

#include "data/gazetteer.h"
#include "doc/doc.h"
#include "resolve/words.h"

typedef struct bl_link_item {
  bl_str *names;       /* surface forms that are names, the best first */
  uint32_t name_count;
  uint8_t type;        /* bl_etype */
  uint32_t weight;     /* how often it is mentioned, at least 1 */
  uint8_t place;       /* bl_etype that its context gives ("Kern and Ventura Counties"), 0 */
  bl_str class_word;   /* the word that says so, one of them ("County"); may be empty */
} bl_link_item;

typedef struct bl_link_choice {
  uint32_t entry; /* BL_NONE: NIL */
  uint8_t score;  /* percent */
} bl_link_choice;

/* Chooses for all items of one article. */
void bl_link_items(const bl_kb *kb, const bl_words *words, const bl_link_item *items, uint32_t count,
                   bl_link_choice *out);

/* Whether a thing of this kind can be of this type. */
bool bl_link_kind_fits(bl_kb_kind kind, bl_etype type);

#endif

/* Finer types of names: from what the model says (person, organisation, place, ...) to the ontology's classes, by
 * gazetteer, head words, and the words beside the name. The knowledge is in data/names/words.tsv and the gazetteers;
 * the order of trust is here. */
#ifndef BL_MENTION_TYPES_H
#define BL_MENTION_TYPES_H

#include "doc/doc.h"
#include "mention/names_crf.h"
#include "mention/names_lexicon.h"

/* The name of a place without where in the country it lies: "southern Harlan province" is Harlan province, "southern Peru" is a
 * region of its own. */
bl_span bl_place_core(const bl_lexicon *lexicon, const bl_doc *doc, bl_span tokens);

/* The type of the name that covers `tokens`, found as `kind`. */
bl_etype bl_type_name(const bl_lexicon *lexicon, const bl_doc *doc, bl_span tokens, bl_name_kind kind);

/* The type that a gazetteer phrase of these kinds has, BL_ET_OTHER when it is no place or organisation. */
bl_etype bl_type_of_kinds(uint32_t kinds);

/* Kinds of the phrase over `tokens`. */
uint32_t bl_phrase_kinds(const bl_lexicon *lexicon, const bl_doc *doc, bl_span tokens);

/* 'm', 'f' or 0: of a person's name with the titles before it. */
uint8_t bl_name_gender(const bl_lexicon *lexicon, const bl_doc *doc, bl_span tokens);

#endif

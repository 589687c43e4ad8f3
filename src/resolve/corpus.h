/* The set of articles as the resolver sees it: what the files under articles/ say, in flat arrays.
 *
 * graph/load.c fills a corpus from the Turtle files, also right after a build, so that the derived layers are a pure
 * function of the files: graph(A) put together with graph(B) is graph(A + B). Whoever fills it adds articles and their
 * parts in any order, then calls bl_corpus_sort() once, which brings everything into the order of IRIs; indexes are
 * valid from then on and no result depends on the order of loading.
 *
 * Memory. Everything lies in the corpus's arena or in its vectors; strings are views that live as long as it does
 * (bl_str_copy(&corpus->arena, s)). References are indexes into the corpus's own vectors; BL_NONE: none. */
#ifndef BL_RESOLVE_CORPUS_H
#define BL_RESOLVE_CORPUS_H

#include "base/map.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"
#include "doc/doc.h"

/* A by:Time. `begin.year` 0: the text gives no calendar place. */
typedef struct bl_when {
  bl_date begin, end;
  uint8_t precision; /* bl_precision */
} bl_when;

/* A by:Quantity; unbounded ends are -INFINITY and INFINITY. */
typedef struct bl_amount {
  double min, max;
  bool exclusive_min, exclusive_max, approximate;
  bl_str min_text, max_text; /* the numerals as they stand in the graph; empty: unbounded */
  bl_str unit;               /* "people", "USD", "percent", ... */
  bl_str counts;             /* "killed", "injured", ... may be empty */
  bl_str text;
} bl_amount;

enum { BL_MORE_PLACES = 3 };

/* A by:Passage. Offsets are code points of the article's text. */
typedef struct bl_passage {
  uint32_t begin, end;
  bl_str text; /* nif:anchorOf */
} bl_passage;

/* A by:Article. */
typedef struct bl_rec_article {
  bl_str iri;
  bl_str name;        /* NAME of articles/NAME.ttl */
  bl_str file_name, title, creator, wire, url, digest;
  bl_date issued;     /* BL_NO_DATE: not known */
  uint32_t publisher; /* entity, BL_NONE */
} bl_rec_article;

/* An entity as one article knows it. */
typedef struct bl_rec_entity {
  bl_str iri;
  uint32_t article;
  uint8_t type;      /* bl_etype */
  bl_str label;      /* skos:prefLabel */
  bl_str *labels;    /* skos:altLabel: all surface forms, names and descriptions alike */
  uint32_t label_count;
  bl_str *demonyms;  /* by:demonym: "Velian" for Velia; names that others are found by, none of its own */
  uint32_t demonym_count;
  bl_passage first;  /* its first by:mentionedIn, text may be empty */
} bl_rec_entity;

typedef struct bl_rec_role {
  bl_str name;     /* local name: "agent", "patient", ... */
  uint32_t entity; /* BL_NONE: `literal` */
  bl_str literal;
} bl_rec_role;

/* An event as one article tells it. */
typedef struct bl_rec_event {
  bl_str iri;
  uint32_t article;
  bl_str class_name; /* local name of its class: "Attack" */
  bl_str label;      /* may be empty */
  bl_rec_role *roles;
  uint32_t role_count;
  uint32_t place;    /* entity, BL_NONE */
  uint32_t more_places[BL_MORE_PLACES]; /* "in Upper and Lower Vale"; BL_NONE behind */
  bl_when time;
  bl_passage passage; /* of its trigger, where the graph has it */
} bl_rec_event;

/* One link of a chain of attribution. */
typedef struct bl_rec_attribution {
  bl_str iri;
  uint32_t source;    /* entity, BL_NONE */
  uint32_t rank;      /* 1 = outermost */
  bl_str cue;
  bl_when said_on;
} bl_rec_attribution;

typedef struct bl_rec_claim {
  bl_str iri;
  uint32_t article;
  uint32_t subject;       /* entity; BL_NONE: then subject_event */
  uint32_t subject_event; /* event, BL_NONE */
  bl_str predicate;       /* local name ("captured") or open relation ("rel:pledge-to-fight-from") */
  uint8_t object_kind;    /* bl_object_kind */
  uint32_t object;        /* entity (BL_OBJ_ENTITY) or claim (BL_OBJ_CLAIM), BL_NONE */
  bl_str literal;         /* BL_OBJ_LITERAL */
  bl_str object_iri;      /* BL_OBJ_QUANTITY: the IRI of the quantity node */
  bl_amount amount;       /* BL_OBJ_QUANTITY */
  uint8_t polarity;       /* bl_polarity */
  uint8_t modality;       /* bl_modality */
  uint32_t *chain;        /* attributions, outermost first */
  uint32_t chain_count;
  uint32_t said_by;       /* entity: the innermost source, BL_NONE: the article's own voice */
  uint32_t event;         /* by:about, BL_NONE */
  uint32_t place;         /* entity, BL_NONE */
  uint32_t more_places[BL_MORE_PLACES];
  bl_when time;
  bl_passage passage;     /* its prov:wasDerivedFrom */
  uint8_t confidence;     /* percent */
} bl_rec_claim;

typedef struct bl_corpus {
  bl_arena arena;
  BL_VEC(bl_rec_article) articles;
  BL_VEC(bl_rec_entity) entities;
  BL_VEC(bl_rec_event) events;
  BL_VEC(bl_rec_attribution) attributions;
  BL_VEC(bl_rec_claim) claims;
} bl_corpus;

/* An empty corpus; free with bl_corpus_free. */
bl_corpus *bl_corpus_new(void);
void bl_corpus_free(bl_corpus *corpus);

/* Each adds an empty record with this IRI (copied) whose references are BL_NONE and whose dates are BL_NO_DATE, and
 * gives its index. The pointer &corpus->X.items[index] is valid until the next record of that kind is added. */
uint32_t bl_corpus_add_article(bl_corpus *corpus, bl_str iri);
uint32_t bl_corpus_add_entity(bl_corpus *corpus, bl_str iri, uint32_t article);
uint32_t bl_corpus_add_event(bl_corpus *corpus, bl_str iri, uint32_t article);
uint32_t bl_corpus_add_attribution(bl_corpus *corpus, bl_str iri);
uint32_t bl_corpus_add_claim(bl_corpus *corpus, bl_str iri, uint32_t article);

/* Brings all records into the order of their IRIs, labels and roles too, and renumbers all references. A reference out
 * of range becomes BL_NONE. O(n log n). */
void bl_corpus_sort(bl_corpus *corpus);

#endif

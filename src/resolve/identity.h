/* What the steps of entity identity share: identity.c makes nodes, pairs.c finds and scores pairs of them, cluster.c
 * joins them and names the result. */
#ifndef BL_RESOLVE_IDENTITY_H
#define BL_RESOLVE_IDENTITY_H

#include "resolve/form.h"
#include "resolve/link.h"
#include "resolve/steps.h"

typedef enum bl_coarse { BL_CO_OTHER, BL_CO_PERSON, BL_CO_PLACE, BL_CO_GROUP, BL_CO_SOURCE } bl_coarse;

bl_coarse bl_coarse_of(uint8_t etype);

/* All entities that are surely one by their names alone: same words, kind, class word and knowledge-base id. */
typedef struct bl_node {
  uint8_t coarse;     /* bl_coarse */
  uint8_t type;       /* bl_etype of its first entity */
  bool named;
  bool lone;          /* a person known by one word in one article */
  bl_form form;       /* of the main name */
  bl_form *aliases;   /* forms of its other names */
  uint32_t alias_count;
  uint32_t kb;        /* entry, BL_NONE */
  uint8_t kb_score;
  uint32_t *entities; /* ascending */
  uint32_t entity_count;
  uint32_t *articles; /* ascending, each once */
  uint32_t article_count;
  uint32_t *company;  /* what else its articles name (numbers of names), ascending; a sample for the very frequent */
  uint32_t company_count;
} bl_node;

typedef struct bl_pair {
  uint32_t a, b;      /* nodes, a < b */
  uint8_t score;      /* percent */
  bool together;      /* strong enough for two that one article names side by side */
  bool kinds_differ;  /* one of them has its kind wrong: the cluster keeps that of more articles */
  bl_str evidence;
} bl_pair;

typedef BL_VEC(bl_pair) bl_pairs;

typedef struct bl_identity_work {
  bl_work *work;
  const bl_words *words;
  bl_node *nodes;
  uint32_t node_count;
  uint32_t *node_of;  /* entity -> node */
  bl_link_choice *links; /* entity -> knowledge base */
} bl_identity_work;

/* Candidate pairs with scores, the surest first. */
void bl_find_pairs(bl_identity_work *id, bl_pairs *out);

/* Joins nodes by the pairs, and fills clusters and identities. */
void bl_make_clusters(bl_identity_work *id, const bl_pairs *pairs);

/* Whether two ascending lists share a number. */
bool bl_lists_meet(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count);

#endif

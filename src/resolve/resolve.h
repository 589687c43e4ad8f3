/* From the set of articles to identities and relations: what links.ttl, analysis.ttl and facts.ttl say.
 *
 * A pure function of the corpus (sorted, see corpus.h), the options and the knowledge base: no clock, no hash order, no
 * floating point whose result could differ between machines; scores are whole percents. Growth: n log n in the number
 * of records, since only records that share a key are compared, and keys shared by too many are split or left out.
 *
 *   identity.c, pairs.c, cluster.c: entities -> clusters (one real thing each) with a score and its evidence
 *   link.c      entities  -> ids of the knowledge base (data/gazetteer.h)
 *   within.c, party.c, about.c: what lies in what, who belongs to whom, which claims are about which event
 *   events.c, happening.c: events -> clusters
 *   source.c    articles, claims -> their original sources (copies, wires, named reports)
 *   relate.c, compare.c, counts.c, leaders.c: claims -> corroborates, conflictsWith, supersedes
 *   fact.c      claims    -> plain triples */
#ifndef BL_RESOLVE_RESOLVE_H
#define BL_RESOLVE_RESOLVE_H

#include "resolve/corpus.h"

/* Words, weights and the knowledge base; const after opening, shared by threads. */
typedef struct bl_resolver bl_resolver;

/* Reads DATA_DIR/resolve/words.tsv and, where it is there, DATA_DIR/kb/default.kb. */
bl_status bl_resolver_open(const char *data_dir, bl_resolver **out);
void bl_resolver_close(bl_resolver *resolver);

typedef struct bl_resolve_options {
  const char *base;      /* IRI in front of minted ones; NULL: https://w3id.org/byline/id/ */
  bool asserted_only;    /* facts: only what articles say in their own voice */
} bl_resolve_options;

/* One real thing. Write it into links.ttl as a node with type, skos:prefLabel, skos:altLabel (all), owl:sameAs and
 * coordinates; each member gets by:canonical to it. A description without a name ("a local police commander") stays
 * itself: `iri` is that of its one member, and there is nothing to write. */
typedef struct bl_cluster {
  bl_str iri;            /* BASE entity/SLUG */
  uint8_t type;          /* bl_etype: the most frequent most specific of its members */
  bl_str label;          /* the best name */
  bl_str *labels;        /* all names of its members (no descriptions unless it has no name), sorted, each once */
  uint32_t label_count;
  uint32_t *members;     /* entities, ascending */
  uint32_t member_count;
  bl_str wikidata;       /* "Q889", empty: none */
  bl_str geonames;       /* "1149361", empty: none */
  bl_str wof;            /* Who's On First id, empty: none */
  uint32_t kb;           /* its entry of the knowledge base, BL_NONE */
  bl_str same_as;        /* IRI in a knowledge base that was asked over the network, empty: none; not the resolver's */
  bool located;
  int32_t lat, lon;      /* degrees * 100000, where located */
} bl_cluster;

/* Why a member is in its cluster. */
typedef struct bl_identity {
  uint32_t cluster;
  uint8_t score;         /* percent; 100 for a cluster of one */
  bl_str evidence;       /* "same name", "spelling Pol~Pul; same country", ... empty for a cluster of one */
} bl_identity;

/* One real event: BASE event/SLUG, with the events of the articles that tell it. Write by:canonical and by:sameEvent
 * from each member to it; a cluster of one event needs neither. */
typedef struct bl_event_cluster {
  bl_str iri;
  bl_str class_name;
  bl_str label;          /* "Attack, Kabul, 2021-08-26" */
  uint32_t *members;     /* events, ascending */
  uint32_t member_count;
  uint32_t place;        /* entity cluster, BL_NONE */
  bl_when time;
} bl_event_cluster;

typedef enum bl_relation_kind { BL_REL_CORROBORATES, BL_REL_CONFLICTS, BL_REL_SUPERSEDES } bl_relation_kind;

/* Between two claims. corroborates and conflicts are symmetric and given once with a < b; supersedes: a the later. */
typedef struct bl_relation {
  uint8_t kind;
  uint32_t a, b;         /* claims */
  bool independent;      /* corroborates: the two have different original sources */
  bl_str reason;         /* "60 or more killed against about 60 killed or injured" in few words */
} bl_relation;

/* How many say what a claim says: it and those that corroborate it. Only for claims that others corroborate. */
typedef struct bl_support {
  uint32_t claim;
  uint32_t articles;
  uint32_t independent;  /* original sources */
} bl_support;

/* by:originalSource of a claim or article: an article, or an entity cluster (a wire, a paper, a person). */
typedef struct bl_provenance {
  uint32_t claim;          /* BL_NONE: then `article` */
  uint32_t article;
  uint32_t source_article; /* BL_NONE: then `source_cluster` */
  uint32_t source_cluster;
  bl_str reason;           /* "copy", "wire tag", "byline", "same words", "innermost source", ... */
} bl_provenance;

/* A plain triple; subjects and entity objects are clusters. */
typedef struct bl_fact {
  uint32_t subject;        /* entity cluster; BL_NONE: then subject_event */
  uint32_t subject_event;  /* event cluster */
  bl_str predicate;        /* local name or rel: */
  uint8_t object_kind;     /* bl_object_kind, never BL_OBJ_CLAIM */
  uint32_t object;         /* entity cluster for BL_OBJ_ENTITY */
  bl_str literal;          /* BL_OBJ_LITERAL */
  uint32_t claim;          /* first of the claims that say it (its quantity node for BL_OBJ_QUANTITY) */
  uint32_t *claims;        /* all of them, ascending */
  uint32_t claim_count;
  uint32_t independent;    /* how many original sources */
} bl_fact;

typedef struct bl_resolution {
  bl_arena arena;
  BL_VEC(bl_cluster) clusters;            /* in order of IRI */
  BL_VEC(bl_event_cluster) event_clusters;/* in order of IRI */
  bl_identity *identities;                /* one for each entity of the corpus */
  uint32_t *event_cluster;                /* one for each event of the corpus */
  BL_VEC(bl_relation) relations;          /* by kind, a, b */
  BL_VEC(bl_support) supports;            /* by claim */
  BL_VEC(bl_provenance) origins;              /* articles first, then claims, ascending */
  BL_VEC(bl_fact) facts;                  /* by subject, predicate, object */
  uint32_t conflicts;                     /* number of BL_REL_CONFLICTS */
} bl_resolution;

/* Resolves a sorted corpus. *out is zero-initialised by the caller and freed with bl_resolution_free; its strings may
 * be views into the corpus, which must outlive it. `options` may be NULL. Fails only on a base that is no IRI. */
bl_status bl_resolver_run(const bl_resolver *resolver, const bl_corpus *corpus, const bl_resolve_options *options,
                          bl_resolution *out);
void bl_resolution_free(bl_resolution *resolution);

#endif

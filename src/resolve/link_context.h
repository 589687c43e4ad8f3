/* What the text around a name says about it, for link_doc.c alone: class words of a list ("Kern and Ventura Counties"),
 * the region behind a town ("Mandan, N.D."), what an acronym was introduced as, names that go on behind or began before
 * their mention, and places that stand for their teams. */
#ifndef BL_RESOLVE_LINK_CONTEXT_H
#define BL_RESOLVE_LINK_CONTEXT_H

#include "data/gazetteer.h"
#include "doc/doc.h"
#include "resolve/words.h"

typedef struct bl_link_class {
  uint8_t place;   /* bl_etype, 0: nothing said */
  bl_str word;     /* "county" */
  bl_span tokens;  /* of the mention with its class word: "Ventura Counties" */
  bl_span name;    /* without it */
} bl_link_class;

typedef struct bl_link_context {
  const bl_words *words;
  const bl_kb *kb;        /* NULL: none */
  bl_doc *doc;
  bl_arena *arena;
  uint8_t *in_name;       /* token -> part of a name */
  uint8_t *in_time;       /* token -> part of an expression of time */
  bl_link_class *classes; /* by mention */
  bl_map acronyms;        /* "AP" -> index in expansions */
  BL_VEC(bl_str) expansions;
  bl_map teams;           /* texts that stand for a team or a company somewhere */
  bool sports;            /* the document is about games */
  bool json;              /* how links are printed */
} bl_link_context;

/* Reads the document once. The arena must outlive the context; free with bl_link_context_free. */
void bl_link_context_make(const bl_words *words, const bl_kb *kb, bl_doc *doc, bl_arena *arena, bl_link_context *out);
void bl_link_context_free(bl_link_context *context);

/* Whether the mention is a name that is linked. */
bool bl_link_is_name(bl_doc *doc, const bl_mention *m);

/* Tokens of the region behind a place: "N.D." in "Mandan, N.D."; empty if there is none. */
bl_span bl_link_region_behind(const bl_link_context *context, const bl_mention *m);

/* The town at the end of a group's name and the region behind it: "Tarn Alarm Services of Wayne", "N.J."; empty if the
 * name does not end so. */
typedef struct bl_link_seat {
  bl_span town, region;
} bl_link_seat;
bl_link_seat bl_link_seat_of(const bl_link_context *context, const bl_mention *m);

/* What the document introduces an acronym as: "Harlan Relief Fund" of "Harlan Relief Fund (HRF)"; empty: nothing. */
bl_str bl_link_expansion(const bl_link_context *context, bl_str acronym);

/* Whether a longer name holds the mention ("Miami" in "Miami Dolphins") that does not end in a word for a building
 * ("the London office"). */
bool bl_link_is_nested(const bl_link_context *context, uint32_t mention);

/* The end of the name that the mention begins: its own end when it does not go on. */
uint32_t bl_link_name_end(const bl_link_context *context, const bl_mention *m);

/* "the Duchess of Cambridge", "H Texas": the mention ends a name that began before it. */
bool bl_link_began_before(const bl_link_context *context, const bl_mention *m);

/* Whether a short form of a country is an adjective: "U.S." of "U.S. officials". Like "American" it says what kind of
 * officials, and is no name that is linked. */
bool bl_link_is_adjective(const bl_link_context *context, const bl_mention *m);

/* Whether the place stands for a team, or, where it is no big city, for a company of its name. `entry`: the place, BL_NONE. */
bool bl_link_is_team(const bl_link_context *context, const bl_mention *m, uint32_t entry);

#endif

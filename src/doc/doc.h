/* The document: one article and all that the rooms find in it, layer upon layer.
 *
 *   text -> tokens and sentences -> tags and trees -> mentions, entities, times, quantities -> attributions, events, claims
 *
 * Each room reads the layers below and fills its own. All memory is the document's arena; all strings are views into
 * the text or the arena; layers refer to each other by index (BL_NONE: none), never by pointer. A document belongs to
 * one thread at a time.
 *
 * Positions. Tokens know their place in bytes of `text`; `bl_doc_cp()` gives Unicode code points, which is what leaves
 * the program. Spans of tokens are half-open and never cross a sentence unless a field says so. */
#ifndef BL_DOC_DOC_H
#define BL_DOC_DOC_H

#include "base/diag.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/str.h"
#include "doc/ud.h"

typedef struct bl_span {
  uint32_t begin, end; /* half-open */
} bl_span;

/* ---- text (room read) ------------------------------------------------------------------------------------------- */

typedef enum bl_par_kind { BL_PAR_BODY, BL_PAR_TITLE, BL_PAR_HEADING, BL_PAR_LIST, BL_PAR_CAPTION, BL_PAR_POST } bl_par_kind;

/* A paragraph, heading, list item, caption or embedded post: its end always ends a sentence. */
typedef struct bl_paragraph {
  bl_span bytes; /* of doc->text, without the blank lines around it */
  bl_par_kind kind;
} bl_paragraph;

/* Where kept text came from: doc->text[text, text+n) was input[input, input+n) when the bytes are equal; entities and
 * repaired bytes make entries of their own. Ascending. */
typedef struct bl_source_map {
  uint32_t text, input, n;
} bl_source_map;

/* A calendar date with optional clock time. year 0: none. month, day 0: not given. */
typedef struct bl_date {
  int16_t year;
  int8_t month, day;
  int8_t hour, minute; /* -1: not given */
  int16_t zone;        /* minutes east of UTC; INT16_MIN: not given */
} bl_date;

#define BL_NO_DATE ((bl_date){0, 0, 0, -1, -1, INT16_MIN})

/* What the page says of itself; empty where it says nothing. */
typedef struct bl_meta {
  bl_str title, author, publisher, url, language;
  bl_str wire;         /* the agency of a dateline or the end: "(AP)" */
  bl_date published; /* from the page, --date or NAME.dct */
} bl_meta;

/* ---- tokens and sentences (room token) and trees (room syntax) -------------------------------------------------- */

/* A syntactic word of UD. A surface token that is cut into words ("don't" -> "do", "n't") is marked on its first. */
typedef struct bl_token {
  bl_span bytes;        /* of doc->text */
  bl_str form;          /* the text's own letters, or the word of a multiword token */
  bl_str lemma;         /* syntax */
  bl_str feats;         /* syntax; UD features "Number=Sing|...", may be empty */
  uint32_t sentence;
  uint32_t head;        /* syntax: index of a token of the same sentence; BL_NONE: root */
  uint8_t upos, xpos;   /* syntax: bl_upos, bl_xpos */
  uint8_t dep;          /* syntax: bl_dep */
  uint8_t head_margin;  /* syntax: how far the score of the head stands above the next best, in sixteenths; 255: further, or not scored */
  uint8_t label_margin; /* the same for dep */
  uint8_t words;        /* k >= 2: this and the next k-1 words are one surface token; else 0 */
  bool space_after;     /* a blank or a line end follows the surface token */
} bl_token;

typedef struct bl_sentence {
  bl_span tokens;
  uint32_t paragraph; /* BL_NONE where the input was tokens */
  bl_str id;          /* of CoNLL-U input, may be empty */
} bl_sentence;

/* ---- mentions and entities (room mention) ----------------------------------------------------------------------- */

typedef enum bl_etype {
  BL_ET_OTHER, /* no class of its own: a thing, product, event name; written as no entity unless a claim needs it */
  BL_ET_PERSON,
  BL_ET_ARMED_GROUP,
  BL_ET_ORGANIZATION,
  BL_ET_GOVERNMENT_BODY,
  BL_ET_MEDIA_OUTLET,
  BL_ET_GROUP,
  BL_ET_ANONYMOUS_SOURCE,
  BL_ET_COUNTRY,
  BL_ET_REGION,
  BL_ET_DISTRICT,
  BL_ET_CITY,
  BL_ET_PLACE,
  BL_ET_FACILITY,
  BL_ET_COUNT
} bl_etype;

/* The local name of its class: "Person", "ArmedGroup", ...; "Thing" for BL_ET_OTHER. */
const char *bl_etype_name(bl_etype type);
int bl_etype_parse(bl_str name); /* -1: unknown */
bool bl_etype_is_place(bl_etype type); /* Country .. Facility */
bool bl_etype_is_actor(bl_etype type); /* Person .. AnonymousSource, Country */

typedef enum bl_mention_kind {
  BL_MK_NAME,     /* "Amina Haddad", "WHO" */
  BL_MK_NOMINAL,  /* "the insurgent group", "a local police commander" */
  BL_MK_PRONOUN,  /* "he", "which" */
  BL_MK_DEMONYM,  /* the adjective in "Peruvian farmers": stands for the country (or group) */
  BL_MK_HANDLE    /* "@name", "#name" */
} bl_mention_kind;

typedef struct bl_mention {
  bl_span tokens;
  uint32_t head;   /* token */
  uint32_t entity; /* always set once mentions are resolved */
  uint8_t kind;    /* bl_mention_kind */
  uint8_t type;    /* bl_etype as this mention alone shows it */
  uint8_t number;  /* 0 unknown, 1 one, 2 several */
  uint8_t gender;  /* 0 unknown, 'm', 'f', 'n' */
  uint8_t confidence; /* percent */
} bl_mention;

/* What the article knows as one thing. Mentions of one entity: those whose `entity` is its index, in text order. */
typedef struct bl_entity {
  uint8_t type;        /* bl_etype */
  bool named;          /* at least one mention is a name, or a demonym of a country */
  bool source_only;    /* occurs only as publisher or document source */
  bl_str label;        /* the best surface form */
  uint32_t first;      /* its first mention; BL_NONE for the publisher of the page */
  uint32_t member_of;  /* entity it is a named part of by its name ("Harlan military commission"), BL_NONE */
} bl_entity;

/* ---- times and quantities (room mention) ------------------------------------------------------------------------ */

typedef enum bl_timex_type { BL_TX_DATE, BL_TX_TIME, BL_TX_DURATION, BL_TX_SET } bl_timex_type;
typedef enum bl_precision {
  BL_PREC_NONE, BL_PREC_MINUTE, BL_PREC_HOUR, BL_PREC_DAY, BL_PREC_WEEK, BL_PREC_MONTH, BL_PREC_YEAR, BL_PREC_DECADE
} bl_precision;

/* "after Monday" begins on Monday or later, "before Monday" ends on Monday or earlier. */
typedef enum bl_open { BL_CLOSED, BL_OPEN_END, BL_OPEN_BEGIN } bl_open;

/* A time expression (TIMEX3). begin/end are set only when the calendar place is known; inclusive days. */
typedef struct bl_time {
  bl_span tokens;
  bl_span bytes;     /* the exact extent of the expression */
  uint8_t type;      /* bl_timex_type */
  uint8_t precision; /* bl_precision */
  bl_str value;      /* TIMEX3 value: "2021-08-20", "P3D", "PRESENT_REF", "2021-08-20T08:53" */
  bl_str mod;        /* TIMEX3 mod: "APPROX", "START", ..., may be empty */
  bl_date begin, end;
  uint8_t open;      /* bl_open: only one side is known */
} bl_time;

typedef enum bl_quantity_kind { BL_QK_CARDINAL, BL_QK_ORDINAL, BL_QK_PERCENT, BL_QK_MONEY, BL_QK_MEASURE } bl_quantity_kind;

/* A number with its bounds. `min`/`max` are decimal numerals ("60", "1200000000", "2.5"), empty: unbounded. */
typedef struct bl_quantity {
  bl_span tokens;    /* number words with bound words and unit: "at least 60", "$1.2bn" */
  uint32_t counted;  /* head token of who or what is counted, BL_NONE */
  uint8_t kind;      /* bl_quantity_kind */
  bool exclusive_min, exclusive_max, approximate;
  bl_str min, max;
  bl_str unit;       /* "USD", "percent", "km", lemma of the counted noun, or empty */
} bl_quantity;

/* ---- attributions, events, claims (room claim) ------------------------------------------------------------------ */

/* Spans of tokens of one sentence or several; a Content may be in pieces. */
typedef struct bl_spans {
  bl_span *items;
  uint32_t count;
} bl_spans;

/* One link: someone (source), a word of saying (cue), what is said (content). */
typedef struct bl_attribution {
  bl_spans source, cue, content;
  uint32_t entity;   /* the source, BL_NONE when the text names none */
  uint32_t outer;    /* the attribution in whose content this one stands, BL_NONE */
  uint32_t said_on;  /* index into times, BL_NONE */
  bl_str cue_lemma;  /* "say", "according to" */
  uint8_t modality;  /* what the cue makes of its content: bl_modality */
  bool quoted;       /* content stands between quotation marks */
  bool speech;       /* someone says, writes, reports: a link of the chain of who says so; else an attitude (hope, belief,
                        plan, support), which colours the modality but is no link */
  bl_str rule;       /* id of the rule */
} bl_attribution;

typedef enum bl_polarity { BL_AFFIRMED, BL_NEGATED } bl_polarity;
typedef enum bl_modality { BL_ASSERTED, BL_REPORTED, BL_POSSIBLE, BL_PLANNED, BL_DENIED, BL_OPINION } bl_modality;

const char *bl_modality_name(bl_modality modality); /* "Asserted" ... */

typedef struct bl_role {
  bl_str name;      /* local name of a property: "agent", "patient", "instrument", "origin", ... */
  uint32_t entity;  /* BL_NONE when `literal` is used */
  bl_str literal;
} bl_role;

/* Where: one place, or several ("in A and B"); entities, BL_NONE behind the last. */
enum { BL_PLACES = 4 };
typedef struct bl_places {
  uint32_t at[BL_PLACES];
} bl_places;

static inline bl_places bl_place_at(uint32_t entity) { return (bl_places){{entity, BL_NONE, BL_NONE, BL_NONE}}; }

/* Something that happened, as this article tells it. */
typedef struct bl_event {
  bl_str class_name; /* local name of an ontology class: "Attack", "Statement" */
  uint32_t trigger;  /* token */
  bl_role *roles;
  uint32_t role_count;
  bl_places places;
  uint32_t time;     /* index into times, BL_NONE */
} bl_event;

typedef enum bl_object_kind { BL_OBJ_ENTITY, BL_OBJ_LITERAL, BL_OBJ_QUANTITY, BL_OBJ_CLAIM } bl_object_kind;

/* One claim: rdf:subject, rdf:predicate, rdf:object with its byline. */
typedef struct bl_claim {
  uint32_t subject;      /* entity; BL_NONE: then `subject_event` */
  uint32_t subject_event;/* event as subject (killedCount of an event), BL_NONE */
  bl_str predicate;      /* local name ("captured") or open relation ("rel:pledge-to-fight-from") */
  bl_str predicate_label;/* own words of an open relation, else empty */
  uint8_t object_kind;   /* bl_object_kind */
  uint32_t object;       /* entity, quantity or claim index by kind */
  bl_str literal;        /* BL_OBJ_LITERAL */
  uint8_t polarity;      /* bl_polarity */
  uint8_t modality;      /* bl_modality */
  uint32_t attribution;  /* innermost link, BL_NONE: the article's own voice; the chain goes by `outer` */
  bl_span tokens;        /* evidence: the passage, may span a whole sentence */
  uint32_t trigger;      /* token */
  uint32_t event;        /* by:about, BL_NONE */
  bl_places places;
  uint32_t time;         /* index into times, BL_NONE */
  bl_str counts;         /* by:counts of a quantity object: "killed", "injured", ... may be empty */
  uint8_t confidence;    /* percent */
  bl_str rule;           /* id of the rule, "clash.rules:retake" */
  bl_str rule_place;     /* "data/rules/clash.rules:41" */
} bl_claim;

/* ---- the whole -------------------------------------------------------------------------------------------------- */

typedef struct bl_doc {
  bl_arena arena;
  bl_diags diags;
  bl_str path;      /* as given, "-" for standard input */
  bl_str name;      /* file name without ending: DOC in tables, NAME of NAME.ttl */
  bl_str file_name; /* base name with ending */
  char digest[65];  /* SHA-256 of the input bytes */
  bl_str text;      /* valid UTF-8 */
  bl_meta meta;
  BL_VEC(bl_paragraph) paragraphs;
  BL_VEC(bl_source_map) source_map;
  BL_VEC(bl_token) tokens;
  BL_VEC(bl_sentence) sentences;
  BL_VEC(bl_mention) mentions;
  BL_VEC(bl_entity) entities;
  BL_VEC(bl_time) times;
  BL_VEC(bl_quantity) quantities;
  BL_VEC(bl_attribution) attributions;
  BL_VEC(bl_event) events;
  BL_VEC(bl_claim) claims;
  uint32_t publisher;   /* entity of meta.publisher, BL_NONE */
  uint8_t min_confidence; /* percent: less likely claims are not made; 0: as the data files say */
  uint32_t *cp_index;   /* code points before each 64th byte; see bl_doc_cp */
} bl_doc;

/* An empty document; free with bl_doc_free. */
bl_doc *bl_doc_new(void);
void bl_doc_free(bl_doc *doc);

/* Sets path, name and file_name from a path ("-" is named "stdin"). */
void bl_doc_set_path(bl_doc *doc, const char *path);

/* Sets the text (valid UTF-8; copied into the arena) and prepares bl_doc_cp. Once for each document. */
void bl_doc_set_text(bl_doc *doc, bl_str text);

/* Code points before byte `at` of the text. */
uint32_t bl_doc_cp(const bl_doc *doc, uint32_t at);

/* Code-point span of bytes, and of tokens [begin, end) (end > begin). */
bl_span bl_doc_cp_span(const bl_doc *doc, bl_span bytes);
bl_span bl_doc_token_bytes(const bl_doc *doc, bl_span tokens);

/* The text of tokens [begin, end), as it stands in the article (a view); line ends inside are kept. For documents that
 * came as tokens the forms joined by blanks. */
bl_str bl_doc_span_text(bl_doc *doc, bl_span tokens);

/* Adds a mention of `kind` over `tokens` with a new entity of its own; gives the entity's index. For rooms that find
 * actors late, such as sources that no name or nominal covers. */
uint32_t bl_doc_add_entity(bl_doc *doc, bl_span tokens, uint32_t head, bl_etype type, bl_mention_kind kind);

/* The mention with head token `head`, the longest of them; BL_NONE. */
uint32_t bl_doc_mention_at(const bl_doc *doc, uint32_t head);

/* Trees. Children of a token in order: for (c = bl_child(doc, t, BL_NONE); c != BL_NONE; c = bl_child(doc, t, c)).
 * Linear in the sentence; rooms that walk much build their own index. */
uint32_t bl_child(const bl_doc *doc, uint32_t head, uint32_t after);
/* The first child of `head` with relation `dep`, BL_NONE. */
uint32_t bl_child_dep(const bl_doc *doc, uint32_t head, bl_dep dep);
/* Whether `below` is `above` or stands under it. */
bool bl_dominates(const bl_doc *doc, uint32_t above, uint32_t below);
/* Cuts one head of each cycle in a sentence's tokens, so that whoever reads the trees may walk up; what is cut off is a root.
 * Heads outside count as none. */
void bl_doc_cut_cycles(bl_doc *doc, bl_span sentence);
/* Leftmost and rightmost token under `token`, as a span. */
bl_span bl_subtree(const bl_doc *doc, uint32_t token);

#endif

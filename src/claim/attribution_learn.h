/* The learned part of the attributor: features, candidate spans, weights. Shared by the program and the trainer.
 *
 * Three linear models over hashed features:
 *   cue      a first-order tagger (begin, inside, outside) over the tokens of a sentence
 *   source   chooses one span of the cue's sentence, or none
 *   content  chooses one span, or two around the words of saying, or one of the quotations nearby, or none
 * What the rules found is a feature like others. Weights are whole numbers, so scores are exact and the same on every
 * machine, whatever the order of adding. */
#ifndef BL_CLAIM_ATTRIBUTION_LEARN_H
#define BL_CLAIM_ATTRIBUTION_LEARN_H

#include "claim/attribution_find.h"

enum {
  BL_CUE_BITS = 20,
  BL_SPAN_BITS = 20,
  BL_CUE_TAGS = 3 /* outside, begin, inside */
};

enum { BL_TAG_O, BL_TAG_B, BL_TAG_I };

typedef BL_VEC(uint32_t) bl_features;

/* What is known of a token, as small numbers. */
typedef struct bl_ltoken {
  uint32_t lemma, form, suffix; /* hashes */
  uint32_t sense;               /* bits of senses.tsv, 0: none */
  uint32_t cue_class;           /* 0: not in the lexicon; else class and frames */
  uint32_t rule;                /* 0: in no rule's cue; else begin or inside, with what was found */
} bl_ltoken;

typedef struct bl_learner {
  const bl_cue_lexicon *lexicon;
  const bl_aview *view;
  bl_ltoken *tokens;
  const bl_afound_vec *rules; /* what the rules found */
  uint32_t *rule_at;          /* cue head token -> index into rules, BL_NONE */
} bl_learner;

/* Prepares a document in view->arena. */
void bl_learner_make(const bl_cue_lexicon *lexicon, const bl_aview *view, const bl_afound_vec *rules, bl_learner *out);

/* Features of token `i` for the cue tagger, appended; each below 2^BL_CUE_BITS. */
void bl_cue_features(const bl_learner *learner, uint32_t i, bl_features *out);

/* A sentence with a cue in it, and the spans to choose from. */
typedef enum bl_candidate_kind {
  BL_CAND_NONE,  /* no span */
  BL_CAND_ONE,   /* [begin, end) */
  BL_CAND_AROUND,/* [begin, hole) and [hole end, end): the cue and its source stand in the middle */
  BL_CAND_QUOTE, /* the quotation [begin, end) beside the sentence */
  BL_CAND_RULE   /* what the rules say */
} bl_candidate_kind;

typedef struct bl_candidate {
  uint32_t begin, end;
  uint8_t kind;
} bl_candidate;

typedef struct bl_choice {
  const bl_learner *learner;
  bool content;          /* else: source */
  bl_span cue;
  uint32_t head;         /* of the cue */
  bl_span source;        /* content: as chosen before; begin == end: none */
  bl_span whole;         /* the cue's sentence */
  bl_span sentence;      /* as much of it as is near the cue */
  bl_span hole;          /* content: cue and source with the marks around */
  uint32_t rule;         /* index into rules, BL_NONE */
  uint32_t *paths;       /* token of the sentence, from its first -> hash of its path from the cue */
  BL_VEC(bl_candidate) candidates;
} bl_choice;

/* The head token of a cue span. */
uint32_t bl_cue_head(const bl_aview *view, bl_span cue);

/* Lists the candidates for the source (`source` NULL) or the content of a cue. Free with bl_choice_free. */
void bl_choice_make(const bl_learner *learner, bl_span cue, const bl_span *source, bl_choice *out);
void bl_choice_free(bl_choice *choice);

/* Features of a boundary: token `i` begins (or, `end`, is the last of) a span; of a candidate as a whole. Appended, each
 * below 2^BL_SPAN_BITS. A candidate's score is the sum over its begin, its end and itself. */
void bl_boundary_features(const bl_choice *choice, uint32_t i, bool end, bl_features *out);
void bl_candidate_features(const bl_choice *choice, uint32_t candidate, bl_features *out);

/* The pieces of a candidate, with quotations that run on over sentences. */
void bl_candidate_pieces(const bl_choice *choice, uint32_t candidate, bl_pieces *out);

/* ---- weights (attribution_model.c) ------------------------------------------------------------------------------ */

typedef struct bl_amodel {
  float *cue;                               /* [feature][tag] */
  float *source, *content;                  /* [feature] */
  int8_t (*cue8)[4];                        /* a loaded model: the same weights as bytes, so that they stay in the cache;   */
  int8_t *source8, *content8;               /* the tables above are NULL then, and these are while learning */
  float moves[BL_CUE_TAGS + 1][BL_CUE_TAGS]; /* from tag (last row: start) to tag */
  float threshold;                          /* added to "outside" before tagging */
} bl_amodel;

/* Allocates zero weights; frees them. */
void bl_amodel_make(bl_amodel *out);
void bl_amodel_free(bl_amodel *model);

/* Reads data_dir/models/attribution.model; BL_OK and *found = false when there is no such file. */
bl_status bl_amodel_load(const char *data_dir, bl_amodel *out, bool *found);

/* Writes the model; weights are rounded to whole numbers after multiplying by `scale`. `meta` is "key: value" lines. */
bl_status bl_amodel_save(const bl_amodel *model, const char *path, float scale, bl_str meta);

/* Cue spans of a sentence, best first-order sequence of tags; appended to *out. */
typedef BL_VEC(bl_span) bl_span_vec;
void bl_amodel_cues(const bl_amodel *model, const bl_learner *learner, bl_span sentence, bl_span_vec *out);

/* The best candidate's index. */
uint32_t bl_amodel_choose(const bl_amodel *model, const bl_choice *choice);

/* All attributions of the document, in order of cues. */
void bl_find_by_model(const bl_amodel *model, const bl_learner *learner, bl_afound_vec *out);

#endif

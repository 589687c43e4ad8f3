/* The names model: a linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over BILOU labels.
 *
 * Model file (data/names/names.model, container of data/model.h): section "KEYS1" u32 hashes of features, ascending;
 * "ROWS1" u32 offsets into "CELLS1" (one more than keys); "CELLS1" u16 cells: label in the low byte, weight (signed, in
 * units of the scale) in the high byte; the same with 2 for the second pass; "TRANS1/2" float labels x labels; "SCALE"
 * two floats. */
#ifndef BL_MENTION_NAMES_CRF_H
#define BL_MENTION_NAMES_CRF_H

#include "base/status.h"
#include "mention/names_features.h"

/* What a name is to the model; finer types come after (types.h). */
typedef enum bl_name_kind {
  BL_NAME_PERSON,
  BL_NAME_ORG,
  BL_NAME_PLACE,
  BL_NAME_FACILITY,
  BL_NAME_NORP,
  BL_NAME_MISC,
  BL_NAME_KINDS
} bl_name_kind;

/* Labels: 0 outside, then begin, inside, last, unit of each kind. */
enum { BL_NAME_LABELS = 1 + 4 * BL_NAME_KINDS, BL_NAME_OUTSIDE = 0 };
typedef enum bl_name_part { BL_NAME_BEGIN, BL_NAME_INSIDE, BL_NAME_LAST, BL_NAME_UNIT } bl_name_part;

static inline uint8_t bl_name_label(int kind, int part) { return (uint8_t)(1 + 4 * kind + part); }
static inline int bl_name_kind_of(uint8_t label) { return label ? (label - 1) / 4 : BL_NAME_KINDS; }
static inline int bl_name_part_of(uint8_t label) { return label ? (label - 1) % 4 : -1; }

/* Whether `next` may follow `label`; -1 stands for the border of the sentence on either side. */
bool bl_name_follows(int label, int next);

typedef struct bl_names_model bl_names_model;

bl_status bl_names_model_open(const char *path, bl_names_model **out);
void bl_names_model_close(bl_names_model *model);

/* The best labels of the whole document: both passes. `labels` has room for all tokens. `scratch` is used and reset. */
void bl_names_model_label(const bl_names_model *model, const bl_lexicon *lexicon, const bl_doc *doc, int domain,
                          bl_arena *scratch, uint8_t *labels);

/* Viterbi over n x BL_NAME_LABELS scores; used by the trainer too. `transitions` is labels x labels. */
void bl_names_viterbi(const float *scores, const float *transitions, uint32_t n, bl_arena *arena, uint8_t *labels);

#endif

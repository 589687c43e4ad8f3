/* Universal Dependencies labels as small numbers: universal tags, Penn tags, relations with the English subtypes.
 *
 * The lists are those of UD English (EWT, GUM). Numbers are an order in memory only; files keep the names. */
#ifndef BL_DOC_UD_H
#define BL_DOC_UD_H

#include <stdint.h>

#include "base/str.h"

#define BL_UPOS_LIST(X)                                                                                              \
  X(X, "X") X(ADJ, "ADJ") X(ADP, "ADP") X(ADV, "ADV") X(AUX, "AUX") X(CCONJ, "CCONJ") X(DET, "DET") X(INTJ, "INTJ")  \
  X(NOUN, "NOUN") X(NUM, "NUM") X(PART, "PART") X(PRON, "PRON") X(PROPN, "PROPN") X(PUNCT, "PUNCT")                  \
  X(SCONJ, "SCONJ") X(SYM, "SYM") X(VERB, "VERB")

#define BL_XPOS_LIST(X)                                                                                              \
  X(NONE, "_") X(NN, "NN") X(IN, "IN") X(DT, "DT") X(NNP, "NNP") X(JJ, "JJ") X(PRP, "PRP") X(PERIOD, ".") X(RB, "RB") \
  X(COMMA, ",") X(NNS, "NNS") X(VB, "VB") X(CC, "CC") X(VBP, "VBP") X(VBD, "VBD") X(VBZ, "VBZ") X(CD, "CD")          \
  X(VBN, "VBN") X(VBG, "VBG") X(TO, "TO") X(MD, "MD") X(PRP_POSS, "PRP$") X(UH, "UH") X(COLON, ":")                  \
  X(RRB, "-RRB-") X(LRB, "-LRB-") X(WDT, "WDT") X(WRB, "WRB") X(WP, "WP") X(HYPH, "HYPH") X(OPEN_QUOTE, "``")        \
  X(CLOSE_QUOTE, "''") X(RP, "RP") X(POS, "POS") X(NNPS, "NNPS") X(JJR, "JJR") X(JJS, "JJS") X(EX, "EX")             \
  X(RBR, "RBR") X(NFP, "NFP") X(SYM, "SYM") X(FW, "FW") X(ADD, "ADD") X(GW, "GW") X(PDT, "PDT") X(DOLLAR, "$")       \
  X(RBS, "RBS") X(LS, "LS") X(AFX, "AFX") X(WP_POSS, "WP$")

#define BL_DEP_LIST(X)                                                                                               \
  X(DEP, "dep") X(ROOT, "root") X(PUNCT, "punct") X(CASE, "case") X(DET, "det") X(NSUBJ, "nsubj")                    \
  X(ADVMOD, "advmod") X(AMOD, "amod") X(OBJ, "obj") X(OBL, "obl") X(CONJ, "conj") X(NMOD, "nmod")                    \
  X(COMPOUND, "compound") X(CC, "cc") X(MARK, "mark") X(AUX, "aux") X(COP, "cop") X(NMOD_POSS, "nmod:poss")          \
  X(ADVCL, "advcl") X(XCOMP, "xcomp") X(FLAT, "flat") X(ACL_RELCL, "acl:relcl") X(CCOMP, "ccomp")                    \
  X(PARATAXIS, "parataxis") X(ACL, "acl") X(AUX_PASS, "aux:pass") X(APPOS, "appos") X(NUMMOD, "nummod")              \
  X(NSUBJ_PASS, "nsubj:pass") X(DISCOURSE, "discourse") X(OBL_UNMARKED, "obl:unmarked")                              \
  X(NMOD_UNMARKED, "nmod:unmarked") X(COMPOUND_PRT, "compound:prt") X(EXPL, "expl") X(FIXED, "fixed")                \
  X(IOBJ, "iobj") X(LIST, "list") X(OBL_AGENT, "obl:agent") X(REPARANDUM, "reparandum") X(NMOD_DESC, "nmod:desc")    \
  X(CSUBJ, "csubj") X(NSUBJ_OUTER, "nsubj:outer") X(DET_PREDET, "det:predet") X(ADVCL_RELCL, "advcl:relcl")          \
  X(VOCATIVE, "vocative") X(GOESWITH, "goeswith") X(CC_PRECONJ, "cc:preconj") X(ORPHAN, "orphan")                    \
  X(DISLOCATED, "dislocated") X(CSUBJ_PASS, "csubj:pass") X(CSUBJ_OUTER, "csubj:outer")

typedef enum bl_upos {
#define X_(id, name) BL_POS_##id,
  BL_UPOS_LIST(X_)
#undef X_
      BL_POS_COUNT
} bl_upos;

typedef enum bl_xpos {
#define X_(id, name) BL_XPOS_##id,
  BL_XPOS_LIST(X_)
#undef X_
      BL_XPOS_COUNT
} bl_xpos;

typedef enum bl_dep {
#define X_(id, name) BL_DEP_##id,
  BL_DEP_LIST(X_)
#undef X_
      BL_DEP_COUNT
} bl_dep;

const char *bl_upos_name(bl_upos tag);
const char *bl_xpos_name(bl_xpos tag);
const char *bl_dep_name(bl_dep relation);

/* The number of a name; -1 if unknown. A relation with an unknown subtype gives its plain relation. */
int bl_upos_parse(bl_str name);
int bl_xpos_parse(bl_str name);
int bl_dep_parse(bl_str name);

/* The relation without its subtype: BL_DEP_NSUBJ_PASS -> BL_DEP_NSUBJ. */
bl_dep bl_dep_plain(bl_dep relation);

#endif

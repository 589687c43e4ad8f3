/* Names of UD labels; see ud.h. The lists are short, so a linear search is enough: only loading looks names up. */
#include "doc/ud.h"

#define X_(id, name) name,
static const char *const upos_names[] = {BL_UPOS_LIST(X_)};
static const char *const xpos_names[] = {BL_XPOS_LIST(X_)};
static const char *const dep_names[] = {BL_DEP_LIST(X_)};
#undef X_

const char *bl_upos_name(bl_upos tag) { return tag < BL_POS_COUNT ? upos_names[tag] : "X"; }
const char *bl_xpos_name(bl_xpos tag) { return tag < BL_XPOS_COUNT ? xpos_names[tag] : "_"; }
const char *bl_dep_name(bl_dep relation) { return relation < BL_DEP_COUNT ? dep_names[relation] : "dep"; }

static int look_up(const char *const *names, int count, bl_str name) {
  for (int i = 0; i < count; i++)
    if (bl_str_eq_c(name, names[i])) return i;
  return -1;
}

int bl_upos_parse(bl_str name) { return look_up(upos_names, BL_POS_COUNT, name); }
int bl_xpos_parse(bl_str name) { return look_up(xpos_names, BL_XPOS_COUNT, name); }

static bl_str plain(bl_str name) {
  ptrdiff_t colon = bl_str_find(name, BL_STR(":"), 0);
  return colon < 0 ? name : bl_str_slice(name, 0, (size_t)colon);
}

int bl_dep_parse(bl_str name) {
  int found = look_up(dep_names, BL_DEP_COUNT, name);
  return found >= 0 ? found : look_up(dep_names, BL_DEP_COUNT, plain(name));
}

/* Relations with a subtype -> without it; 0 (BL_DEP_DEP, which has none): the relation itself. A unit test holds it to the names. */
static const uint8_t plain_of[BL_DEP_COUNT] = {
    [BL_DEP_NMOD_POSS] = BL_DEP_NMOD, [BL_DEP_ACL_RELCL] = BL_DEP_ACL, [BL_DEP_AUX_PASS] = BL_DEP_AUX,
    [BL_DEP_NSUBJ_PASS] = BL_DEP_NSUBJ, [BL_DEP_OBL_UNMARKED] = BL_DEP_OBL, [BL_DEP_NMOD_UNMARKED] = BL_DEP_NMOD,
    [BL_DEP_COMPOUND_PRT] = BL_DEP_COMPOUND, [BL_DEP_OBL_AGENT] = BL_DEP_OBL, [BL_DEP_NMOD_DESC] = BL_DEP_NMOD,
    [BL_DEP_NSUBJ_OUTER] = BL_DEP_NSUBJ, [BL_DEP_DET_PREDET] = BL_DEP_DET, [BL_DEP_ADVCL_RELCL] = BL_DEP_ADVCL,
    [BL_DEP_CC_PRECONJ] = BL_DEP_CC, [BL_DEP_CSUBJ_PASS] = BL_DEP_CSUBJ, [BL_DEP_CSUBJ_OUTER] = BL_DEP_CSUBJ};

bl_dep bl_dep_plain(bl_dep relation) { return relation < BL_DEP_COUNT && plain_of[relation] ? (bl_dep)plain_of[relation] : relation; }

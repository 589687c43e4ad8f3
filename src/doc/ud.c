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

bl_dep bl_dep_plain(bl_dep relation) {
  int found = look_up(dep_names, BL_DEP_COUNT, plain(bl_str_from(bl_dep_name(relation))));
  return found < 0 ? relation : (bl_dep)found;
}

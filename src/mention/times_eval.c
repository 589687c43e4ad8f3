/* Evaluates the calls of a time pattern one after the other on one value. The calls themselves: times_points.c,
 * times_lengths.c, times_clock.c. Unknown stays unknown: without an anchor a call leaves X in the value. */
#include "mention/times_calls.h"

/* ---- arguments -------------------------------------------------------------------------------------------------- */

const bl_slot *bl_time_slot(const bl_time_frame *f, int i) {
  if (i >= f->call->count || !f->call->args[i].is_slot) return NULL;
  const bl_slot *slot = &f->match->slots[f->call->args[i].value];
  return slot->kind == BL_SLOT_NONE ? NULL : slot;
}

bool bl_time_sub(const bl_time_frame *f, int i, bl_tval *out) {
  const bl_slot *slot = bl_time_slot(f, i);
  return slot && slot->kind == BL_SLOT_MATCH && bl_time_eval(f->context, slot->match, out);
}

int32_t bl_time_number(const bl_time_frame *f, int i) {
  bl_tval sub;
  if (i >= f->call->count) return BL_T_UNKNOWN;
  if (!f->call->args[i].is_slot) return f->call->args[i].value;
  const bl_slot *slot = bl_time_slot(f, i);
  if (!slot) return BL_T_UNKNOWN;
  if (slot->kind == BL_SLOT_INT) return slot->value;
  if (slot->kind == BL_SLOT_NUMERAL) {
    long whole = bl_numeral_int(slot->numeral);
    return whole < 0 ? BL_T_UNKNOWN : (int32_t)whole;
  }
  if (!bl_time_sub(f, i, &sub)) return BL_T_UNKNOWN;
  return sub.kind == BL_TK_NUMBER ? sub.number : sub.kind == BL_TK_POINT ? sub.year : BL_T_UNKNOWN;
}

int32_t bl_time_number_or(const bl_time_frame *f, int i, int32_t otherwise) {
  int32_t n = bl_time_number(f, i);
  return n == BL_T_UNKNOWN ? otherwise : n;
}

bl_tval bl_time_point(bl_tunit unit) {
  bl_tval v = bl_tval_none();
  v.kind = BL_TK_POINT;
  v.unit = unit;
  return v;
}

bool bl_time_published(const bl_time_frame *f, int32_t *day) {
  int32_t last;
  return bl_tval_range(&f->context->published, day, &last);
}

/* ---- the table -------------------------------------------------------------------------------------------------- */

typedef bool (*body)(bl_time_frame *f);
static const body bodies[] = {
#define X_(name, fewest, most) bl_call_##name,
    BL_TIME_CALLS(X_)
#undef X_
};

static const bl_phrase_function functions[] = {
#define X_(name, fewest, most) {#name, fewest, most},
    BL_TIME_CALLS(X_)
#undef X_
        {NULL, 0, 0}};

static const bl_phrase_constant constants[] = {{"SOME", BL_T_UNKNOWN},
                                               {"SECOND", BL_TU_SECOND},
                                               {"MINUTE", BL_TU_MINUTE},
                                               {"HOUR", BL_TU_HOUR},
                                               {"DAY", BL_TU_DAY},
                                               {"WEEKEND", BL_TU_WEEKEND},
                                               {"WEEK", BL_TU_WEEK},
                                               {"MONTH", BL_TU_MONTH},
                                               {"QUARTER", BL_TU_QUARTER},
                                               {"SEASON", BL_TU_SEASON},
                                               {"HALF", BL_TU_HALF},
                                               {"YEAR", BL_TU_YEAR},
                                               {"DECADE", BL_TU_DECADE},
                                               {"CENTURY", BL_TU_CENTURY},
                                               {"MORNING", BL_TP_MORNING},
                                               {"MIDDAY", BL_TP_MIDDAY},
                                               {"AFTERNOON", BL_TP_AFTERNOON},
                                               {"EVENING", BL_TP_EVENING},
                                               {"NIGHT", BL_TP_NIGHT},
                                               {"DAYTIME", BL_TP_DAYTIME},
                                               {"PRESENT", BL_TREF_PRESENT},
                                               {"PAST", BL_TREF_PAST},
                                               {"FUTURE", BL_TREF_FUTURE},
                                               {"APPROX", BL_TM_APPROX},
                                               {"START", BL_TM_START},
                                               {"MID", BL_TM_MID},
                                               {"END", BL_TM_END},
                                               {"LESS_THAN", BL_TM_LESS_THAN},
                                               {"MORE_THAN", BL_TM_MORE_THAN},
                                               {"EQUAL_OR_LESS", BL_TM_EQUAL_OR_LESS},
                                               {"EQUAL_OR_MORE", BL_TM_EQUAL_OR_MORE},
                                               {"BEFORE", BL_TM_BEFORE},
                                               {"AFTER", BL_TM_AFTER},
                                               {"ON_OR_BEFORE", BL_TM_ON_OR_BEFORE},
                                               {"ON_OR_AFTER", BL_TM_ON_OR_AFTER},
                                               {"T_DATE", BL_TX_DATE},
                                               {"T_TIME", BL_TX_TIME},
                                               {"T_DURATION", BL_TX_DURATION},
                                               {"T_SET", BL_TX_SET},
                                               {NULL, 0}};

const bl_phrase_vocabulary bl_times_vocabulary = {functions, constants};

bool bl_time_eval(const bl_time_context *context, const bl_phrase_match *match, bl_tval *out) {
  bl_time_frame f = {context, match, NULL, bl_tval_none()};
  for (uint32_t i = 0; i < match->line->call_count; i++) {
    f.call = &match->line->calls[i];
    if (!bodies[f.call->function](&f)) return false;
  }
  *out = f.v;
  return f.v.kind != BL_TK_NONE;
}

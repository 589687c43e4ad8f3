/* Evaluates the calls of a quantity pattern one after the other on one value. Numbers stay exact. */
#include "mention/quantity_eval.h"

typedef struct frame {
  const bl_phrases *phrases;
  const bl_phrase_match *match;
  const bl_phrase_call *call;
  bl_qval v;
} frame;

/* ---- arguments -------------------------------------------------------------------------------------------------- */

static const bl_slot *slot_of(const frame *f, int i) {
  if (i >= f->call->count || !f->call->args[i].is_slot) return NULL;
  const bl_slot *slot = &f->match->slots[f->call->args[i].value];
  return slot->kind == BL_SLOT_NONE ? NULL : slot;
}

static bool sub_value(const frame *f, int i, bl_qval *out) {
  const bl_slot *slot = slot_of(f, i);
  return slot && slot->kind == BL_SLOT_MATCH && bl_quantity_eval(f->phrases, slot->match, out);
}

/* A word's value, digits or a constant. */
static int32_t int_of(const frame *f, int i, int32_t otherwise) {
  if (i >= f->call->count) return otherwise;
  if (!f->call->args[i].is_slot) return f->call->args[i].value;
  const bl_slot *slot = slot_of(f, i);
  return slot && slot->kind == BL_SLOT_INT ? slot->value : otherwise;
}

static bl_str string_of(const frame *f, int i) { return bl_phrases_string(f->phrases, int_of(f, i, -1)); }

/* A number: a numeral, a part with an exact value, or an int. */
static bool number_of(const frame *f, int i, bl_numeral *out, bool *negative) {
  const bl_slot *slot = slot_of(f, i);
  bl_qval sub;
  *negative = false;
  if (slot && slot->kind == BL_SLOT_NUMERAL) return *out = *slot->numeral, true;
  if (sub_value(f, i, &sub) && sub.has_min) return *out = sub.min, *negative = sub.negative_min, true;
  int32_t n = int_of(f, i, -1);
  *out = (bl_numeral){.num = n, .den = 1};
  return n >= 0;
}

static double size_of(const bl_numeral *n, bool negative) {
  double value = (double)n->num / (double)n->den;
  for (int e = n->exp; e > 0; e--) value *= 10;
  for (int e = n->exp; e < 0; e++) value /= 10;
  return negative ? -value : value;
}

/* ---- calls: numbers --------------------------------------------------------------------------------------------- */

static bool exact(frame *f) {
  if (!number_of(f, 0, &f->v.min, &f->v.negative_min)) return false;
  f->v.max = f->v.min;
  f->v.negative_max = f->v.negative_min;
  f->v.has_min = f->v.has_max = true;
  return true;
}

static bool negative(frame *f) {
  f->v.negative_min = f->v.negative_max = true;
  return true;
}

/* scale(N): times 10^N, for "bn". */
static bool scale(frame *f) {
  int32_t power = int_of(f, 0, 0);
  f->v.min.exp = (int16_t)(f->v.min.exp + power);
  f->v.max.exp = (int16_t)(f->v.max.exp + power);
  return true;
}

/* range(A, B): from A to B; in "8 to 10 million" the million is A's too. */
static bool range(frame *f) {
  bl_qval *v = &f->v;
  if (!number_of(f, 0, &v->min, &v->negative_min) || !number_of(f, 1, &v->max, &v->negative_max)) return false;
  bl_numeral low = v->min, high = v->max;
  high.exp = 0;
  bool shared = v->max.exp >= 3 && v->min.exp <= 0 && size_of(&low, false) < size_of(&high, false) &&
                v->min.num / v->min.den < 1000;
  if (shared) v->min.exp = (int16_t)(v->min.exp + v->max.exp);
  v->has_min = v->has_max = true;
  return size_of(&v->min, v->negative_min) < size_of(&v->max, v->negative_max);
}

/* or_range(A, B): "two or three": near ones only. */
static bool or_range(frame *f) {
  return range(f) && size_of(&f->v.max, f->v.negative_max) <= 2 * size_of(&f->v.min, f->v.negative_min) + 1;
}

/* scaled_range(A, N, B, M): "5k-20k". */
static bool scaled_range(frame *f) {
  bl_qval *v = &f->v;
  if (!number_of(f, 0, &v->min, &v->negative_min) || !number_of(f, 2, &v->max, &v->negative_max)) return false;
  v->min.exp = (int16_t)(v->min.exp + int_of(f, 1, 0));
  v->max.exp = (int16_t)(v->max.exp + int_of(f, 3, 0));
  v->has_min = v->has_max = true;
  return size_of(&v->min, false) < size_of(&v->max, false);
}

static bool set_ratio(bl_qval *v, int64_t num, int64_t den) {
  if (den <= 0 || num < 0 || num > 1000000000 || den > 1000000000) return false;
  v->min = v->max = (bl_numeral){.num = num, .den = den};
  v->has_min = v->has_max = true;
  return true;
}

/* fraction(N, DEN): N / DEN; over(N, M): "two out of five"; mixed(WHOLE, N, DEN): "three and a half". */
static bool fraction(frame *f) {
  bl_numeral n, den;
  bool minus;
  if (!number_of(f, 0, &n, &minus) || !number_of(f, 1, &den, &minus)) return false;
  long top = bl_numeral_int(&n), bottom = bl_numeral_int(&den);
  return top >= 0 && bottom > 0 && set_ratio(&f->v, top, bottom);
}
static bool over(frame *f) { return fraction(f) && f->v.min.num <= f->v.min.den; }
static bool mixed(frame *f) {
  bl_numeral whole, n, den;
  bool minus;
  if (!number_of(f, 0, &whole, &minus) || !number_of(f, 1, &n, &minus) || !number_of(f, 2, &den, &minus)) return false;
  long a = bl_numeral_int(&whole), b = bl_numeral_int(&n), c = bl_numeral_int(&den);
  return a >= 0 && a < 1000000 && b >= 0 && c > 0 && c <= 1000 && set_ratio(&f->v, (int64_t)a * c + b, c);
}

/* point(WHOLE, DIGITS, TEN): "five point five", "five point oh five". */
static bool point(frame *f) {
  bl_numeral whole, part;
  bool minus;
  if (!number_of(f, 0, &whole, &minus) || !number_of(f, 1, &part, &minus)) return false;
  long a = bl_numeral_int(&whole), b = bl_numeral_int(&part), den = 10;
  if (a < 0 || a > 1000000 || b < 0 || b > 100000) return false;
  while (den <= b) den *= 10;
  den *= int_of(f, 2, 1);
  return set_ratio(&f->v, (int64_t)a * den + b, den);
}

/* cents(WHOLE, HUNDREDTHS): "5 dollars and 20 cents". */
static bool cents(frame *f) {
  bl_numeral whole, part;
  bool minus;
  if (!number_of(f, 0, &whole, &minus) || !number_of(f, 1, &part, &minus)) return false;
  long a = bl_numeral_int(&whole), b = bl_numeral_int(&part);
  return a >= 0 && a < 10000000 && b >= 0 && b < 100 && set_ratio(&f->v, (int64_t)a * 100 + b, 100);
}

/* some(): a number that the words leave open. */
static bool some(frame *f) {
  f->v.approximate = true;
  return true;
}

/* ---- calls: bounds ---------------------------------------------------------------------------------------------- */

static bool bound(frame *f) {
  f->v.bound = (bl_qbound)int_of(f, 0, 0);
  return true;
}

static void apply(bl_qval *v, bl_qbound b) {
  if (b == BL_QB_ABOUT) v->approximate = true;
  if (b == BL_QB_AT_LEAST || b == BL_QB_MORE) {
    v->has_max = false;
    v->exclusive_min = b == BL_QB_MORE;
  }
  if (b == BL_QB_AT_MOST || b == BL_QB_LESS) {
    v->has_min = false;
    v->exclusive_max = b == BL_QB_LESS;
  }
}

/* with(PART): the bound that a part says; with_bound(B). */
static bool with(frame *f) {
  bl_qval sub;
  if (!sub_value(f, 0, &sub)) return false;
  apply(&f->v, sub.bound);
  return true;
}
static bool with_bound(frame *f) {
  apply(&f->v, (bl_qbound)int_of(f, 0, 0));
  return true;
}

/* both(LOWER, UPPER): "more than 30 but fewer than 40", in either order. */
static bool both(frame *f) {
  bl_qval a, b;
  if (!sub_value(f, 0, &a) || !sub_value(f, 1, &b) || a.has_min == b.has_min || a.has_max == b.has_max) return false;
  const bl_qval *upper = a.has_max ? &a : &b;
  f->v = a.has_max ? b : a;
  f->v.max = upper->max;
  f->v.negative_max = upper->negative_max;
  f->v.exclusive_max = upper->exclusive_max;
  f->v.has_max = true;
  return size_of(&f->v.min, f->v.negative_min) < size_of(&f->v.max, f->v.negative_max);
}

/* ---- calls: kinds and units ------------------------------------------------------------------------------------- */

static bool unit(frame *f) {
  f->v.unit = string_of(f, 0);
  return true;
}

static bool of_kind(frame *f, bl_quantity_kind kind) {
  bl_qval sub;
  if (!sub_value(f, 0, &sub)) return false;
  f->v.kind = kind;
  f->v.unit = sub.unit;
  return true;
}

/* money(PART), percent(PART), measure(PART): the unit is that of the part; ..._word(WORD): of the word. */
static bool money(frame *f) { return of_kind(f, BL_QK_MONEY); }
static bool percent(frame *f) { return of_kind(f, BL_QK_PERCENT); }
static bool measure(frame *f) { return of_kind(f, BL_QK_MEASURE); }
static bool money_word(frame *f) {
  f->v.kind = BL_QK_MONEY;
  return unit(f);
}
static bool measure_word(frame *f) {
  f->v.kind = BL_QK_MEASURE;
  return unit(f);
}

static bool share_of(frame *f) {
  f->v.unit = BL_STR("fraction");
  return true;
}

static bool ordinal_number(frame *f) {
  f->v.kind = BL_QK_ORDINAL;
  return true;
}

static bool use(frame *f) { return sub_value(f, 0, &f->v); }

static bool skip(frame *f) {
  f->v.skip = true;
  return true;
}

/* ---- the table -------------------------------------------------------------------------------------------------- */

typedef bool (*body)(frame *f);

/* X(name, fewest arguments, most arguments) */
#define CALLS(X)                                                                                                      \
  X(exact, 1, 1)                                                                                                      \
  X(negative, 0, 0) X(scale, 1, 1) X(range, 2, 2) X(fraction, 2, 2) X(over, 2, 2) X(mixed, 3, 3) X(point, 2, 3)       \
      X(cents, 2, 2) X(some, 0, 0) X(both, 2, 2) X(or_range, 2, 2) X(scaled_range, 4, 4) X(bound, 1, 1) X(with, 1, 1) \
          X(with_bound, 1, 1) X(unit, 1, 1) X(money, 1, 1) X(percent, 1, 1) X(measure, 1, 1) X(money_word, 1, 1)      \
              X(measure_word, 1, 1) X(share_of, 0, 0) X(ordinal_number, 0, 0) X(use, 1, 1) X(skip, 0, 0)

static const body bodies[] = {
#define X_(name, fewest, most) name,
    CALLS(X_)
#undef X_
};

static const bl_phrase_function functions[] = {
#define X_(name, fewest, most) {#name, fewest, most},
    CALLS(X_)
#undef X_
        {NULL, 0, 0}};

static const bl_phrase_constant constants[] = {{"AT_LEAST", BL_QB_AT_LEAST}, {"MORE", BL_QB_MORE},
                                               {"AT_MOST", BL_QB_AT_MOST},   {"LESS", BL_QB_LESS},
                                               {"ABOUT", BL_QB_ABOUT},       {NULL, 0}};

const bl_phrase_vocabulary bl_quantity_vocabulary = {functions, constants};

bool bl_quantity_eval(const bl_phrases *phrases, const bl_phrase_match *match, bl_qval *out) {
  frame f = {.phrases = phrases, .match = match, .v = {.unit = BL_STR("")}};
  for (uint32_t i = 0; i < match->line->call_count; i++) {
    f.call = &match->line->calls[i];
    if (!bodies[f.call->function](&f)) return false;
  }
  *out = f.v;
  return true;
}

/* tanh and the logistic function by a rational approximation: only + - * / in a fixed order, so the same numbers come
 * out on every machine and compiler that does IEEE 754 single precision without contraction, and loops vectorise.
 * Error below 2e-6 (the 13/6 approximation of Eigen's ptanh, clamped at 7.9). */
#ifndef BL_NN_ACTIVATION_H
#define BL_NN_ACTIVATION_H

static inline float bl_tanh(float x) {
  x = x < -7.9f ? -7.9f : x;
  x = x > 7.9f ? 7.9f : x;
  float s = x * x;
  float p = s * -2.76076847742355e-16f + 2.00018790482477e-13f;
  p = s * p + -8.60467152213735e-11f;
  p = s * p + 5.12229709037114e-08f;
  p = s * p + 1.48572235717979e-05f;
  p = s * p + 6.37261928875436e-04f;
  p = s * p + 4.89352455891786e-03f;
  float q = s * 1.19825839466702e-06f + 1.18534705686654e-04f;
  q = s * q + 2.26843463243900e-03f;
  q = s * q + 4.89352518554385e-03f;
  return x * p / q;
}

static inline float bl_sigmoid(float x) { return 0.5f * bl_tanh(0.5f * x) + 0.5f; }

#endif

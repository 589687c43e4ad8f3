/* Lemma scripts: how a form becomes its lemma, as a short string that a classifier can learn as a class.
 *
 * After the edit trees of Chrupała (2008) and the lemma rules of UDPipe 2 (Straka 2018), for a language that inflects
 * at the end: "l-3+y" = lower-case, cut 3 characters, add "y" (cities -> city); "k-0+" = keep as it is (Paris);
 * "=be" = the lemma itself (was -> be). */
#ifndef BL_SYNTAX_LEMMA_H
#define BL_SYNTAX_LEMMA_H

#include "base/str.h"

/* The script that makes `lemma` out of `form`; in the arena. */
bl_str bl_lemma_script(bl_arena *arena, bl_str form, bl_str lemma);

/* Applies a script; in the arena. A script that does not fit (too short a form) gives the form in lower case. */
bl_str bl_lemma_apply(bl_arena *arena, bl_str form, bl_str script);

#endif

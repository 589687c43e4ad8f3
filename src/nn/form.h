/* form.h: the spelling of a word as the neural models see it.
 *
 * A form is the bytes of one token in UTF-8. Models look words up by their
 * *norm*: lower case, digits as '0', typographic quotes and dashes as ASCII.
 * So "Curly ’s", "1,250" and "The" share rows with "'s", "0,000" and "the".
 * Case is not lost: it reaches a model through bl_form_shape(). */
#ifndef BL_NN_FORM_H
#define BL_NN_FORM_H

#include <stddef.h>
#include <stdint.h>

/* The longest norm, in bytes without the final NUL; longer forms are cut at a
 * character. */
enum { BL_NORM_MAX = 63 };

/* Writes the norm of `form` (`len` bytes) to `out`, with a final NUL, and
 * returns its length in bytes. Never fails: bytes that are not UTF-8 are
 * copied as they are. */
size_t bl_form_norm(const char *form, size_t len, char out[BL_NORM_MAX + 1]);

/* The shape of a form as a small number below BL_SHAPES: its case pattern
 * (lower, Title, CAPS, mixed, none), and whether it holds digits, a hyphen, a
 * full stop, an apostrophe, other punctuation. */
enum { BL_SHAPES = 5 * 32 };
unsigned bl_form_shape(const char *form, size_t len);

/* FNV-1a over `len` bytes from `seed`, with a final mix. The same on every
 * machine. */
uint64_t bl_hash_bytes(const void *bytes, size_t len, uint64_t seed);

/* The most rows that bl_form_pieces() yields for one form. */
enum { BL_PIECES_MAX = 28 };

/* Writes the rows of the piece table (of `rows` rows) that describe the
 * spelling of a form: prefixes of 1-3 and suffixes of 1-5 characters and the
 * whole norm, each with a mark of its kind, the shape, and the character
 * trigrams of the padded norm. Returns their number. */
size_t bl_form_pieces(const char *form, size_t len, uint32_t rows,
                      uint32_t out[BL_PIECES_MAX]);

#endif

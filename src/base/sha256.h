/* SHA-256 (FIPS 180-4), for by:digest and for minting names from content. */
#ifndef BL_BASE_SHA256_H
#define BL_BASE_SHA256_H

#include "base/str.h"

/* Writes the digest of `bytes` as 64 hexadecimal digits and a NUL. */
void bl_sha256_hex(bl_str bytes, char hex[65]);

#endif

/* address.h: web and mail addresses among words. */
#ifndef BL_BASE_ADDRESS_H
#define BL_BASE_ADDRESS_H

#include "base/str.h"

/* Whether a word is written as an address of the web or of mail (a scheme, "www.", "x@y.z", a host under a common domain).
 * What stands there is not checked to exist or to be well formed. */
bool bl_is_address(bl_str word);

#endif

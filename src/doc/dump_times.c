/* Times as a table; see dump_times.h. */
#include "doc/dump_times.h"

void bl_dump_times(const bl_doc *doc, bl_buf *out) {
  static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
  for (uint32_t i = 0; i < doc->times.count; i++) {
    const bl_time *t = &doc->times.items[i];
    bl_span place = bl_doc_cp_span(doc, t->bytes);
    bl_buf_printf(out, BL_STR_FMT "\t%u\t%u\t%s\t" BL_STR_FMT "\n", BL_STR_ARG(doc->name), place.begin, place.end,
                  types[t->type <= BL_TX_SET ? t->type : 0], BL_STR_ARG(t->value));
  }
}

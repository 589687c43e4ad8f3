#include "read/inside.h"
bl_status bl_read_html(const bl_reader *reader, const bl_decoded *decoded, bl_doc *doc) {
  bl_read_options o = {0};
  bl_read_plain(reader, decoded, &o, doc);
  return BL_OK;
}
